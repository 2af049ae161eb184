//! What the files of a command hold, put together: articles, timelines, and the edits of projects.

use super::names::{file_name, is_called};
use super::{Named, tell};
use crate::article::ArticleId;
use crate::project::{Edit, Found, Loaded, Project};
use crate::time::Discourse;
use chrono::NaiveDate;

/// All that was read.
#[derive(Default)]
pub struct Gathered {
    pub project: Project,
    articles: Vec<Read>,
    /// Something could not be read, and was told of.
    pub failed: bool,
    /// Articles or a project were read, not only timelines that were exported.
    pub anew: bool,
}

/// An article, the file that it was read from, and its own name: "a.mbox", "a.mbox#3".
struct Read {
    id: ArticleId,
    file: String,
    name: String,
}

/// What the command line says of articles, above what files and projects say.
pub struct Given<'a> {
    pub published: Option<NaiveDate>,
    pub published_of: &'a [Named],
    pub told: Option<Discourse>,
    pub no_landmarks: bool,
}

impl Gathered {
    /// Adds what was found in a file. A project that is `alone` keeps its log, with what was undone in it; the edits of one
    /// among others are one edit after those of the files before it.
    pub fn add(&mut self, name: &str, found: Found, is_project: bool, alone: bool) {
        for problem in &found.problems {
            self.problem(problem);
        }
        for loaded in found.loaded {
            self.anew |= is_project;
            if let Loaded::Article(source) = &loaded {
                self.anew = true;
                let (id, own) = (source.article.id.clone(), source.article.source.clone());
                self.articles.push(Read { id, file: name.to_owned(), name: own });
            }
            self.project.add(loaded);
        }
        let (log, problems) = found.edits.log();
        for problem in problems {
            self.problem(format!("{}: {problem}", file_name(name)));
        }
        if alone {
            self.project.restore(log);
        } else if log.position() > 0 {
            let edits = log.in_force().iter().map(|edit| Edit::clone(edit)).collect();
            self.project.edit(Edit::Several { name: format!("Edits of {}", file_name(name)), edits });
        }
    }

    pub fn problem(&mut self, sentence: impl std::fmt::Display) {
        self.failed = true;
        tell(sentence);
    }

    /// Whether an article is called so, by its own name or that of its file.
    pub fn knows(&self, name: &str) -> bool {
        self.articles.iter().any(|a| is_called(&a.name, name) || is_called(&a.file, name))
    }

    /// What is given as one edit: it is said, and can be taken back, at once.
    pub fn edit_of(&self, given: &Given) -> Option<Edit> {
        let mut edits = Vec::new();
        if given.no_landmarks {
            edits.push(Edit::SetCalendar { on: false });
        }
        let of = |name: &str| given.published_of.iter().find(|(n, _)| is_called(name, n)).map(|(_, date)| *date);
        for Read { id, file, name } in &self.articles {
            // The article's own name says more than that of its file.
            if let date @ Some(_) = of(name).or_else(|| of(file)).or(given.published) {
                edits.push(Edit::SetPublished { article: id.clone(), date });
            }
            if let discourse @ Some(_) = given.told {
                edits.push(Edit::SetDiscourse { article: id.clone(), discourse });
            }
        }
        match edits.len() {
            0 | 1 => edits.pop(),
            _ => Some(Edit::Several { name: "Set on the command line".to_owned(), edits }),
        }
    }
}
