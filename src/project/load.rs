//! Reading many inputs at once: each on its own, in any order, told as it goes.

use super::store::{self, FileBytes, SavedEdits, Store};
use super::{Edit, EditLog, Source};
use crate::article::{self, Article, Passwords, ReadError};
use crate::event;
use crate::landmark::Landmarks;
use crate::timeline::Timeline;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How far a file of many articles is, is told each time that so many are done: some ten times a second.
const TOLD_EACH: usize = 50;

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    File(PathBuf),
    /// Text that was pasted; `name` stands for the file name.
    Text {
        name: String,
        text: String,
    },
}

impl Input {
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Text { name, .. } => name.clone(),
        }
    }

    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Text { .. } => None,
        }
    }

    /// Whether it is a project, by what stands in it. What only has the ending of one is none, and nothing but an ordinary
    /// file is opened: a pipe would be waited for.
    pub fn is_project(&self) -> bool {
        self.path().is_some_and(|path| path.is_file() && store::is_project(path).unwrap_or(false))
    }
}

impl SavedEdits {
    /// The log of those that can be read, as far as it is done, and a sentence for each that cannot be.
    pub fn log(&self) -> (EditLog, Vec<String>) {
        let (mut edits, mut done, mut problems) = (Vec::new(), 0, Vec::new());
        for (at, json) in self.edits.iter().enumerate() {
            match Edit::from_json(json) {
                Ok(edit) => {
                    edits.push(edit);
                    // What was done is counted anew: an edit that is missing may not bring in one that was undone.
                    done += usize::from(at < self.done);
                }
                Err(why) => problems.push(why),
            }
        }
        (EditLog::new(edits, done), problems)
    }
}

/// What an input turned out to be.
#[derive(Clone, Debug)]
pub enum Loaded {
    Article(Source),
    Timeline(Arc<Timeline>),
}

/// All that one input turned out to hold, and what of it could not be read.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub loaded: Vec<Loaded>,
    pub problems: Vec<ReadError>,
    /// The file that articles were read from, for keeping in a project.
    pub file: Option<Arc<FileBytes>>,
    /// Of a project: its edits, and by name what else windows keep in it.
    pub edits: SavedEdits,
    pub notes: BTreeMap<String, String>,
}

/// How far one input is; told from worker threads.
#[derive(Debug)]
pub enum Progress {
    Reading,
    /// The file is read; the events of so many of its articles are found.
    Finding {
        done: usize,
        all: usize,
    },
    Done(Found),
    Failed(ReadError),
    /// Not begun when the user cancelled.
    Cancelled,
}

/// Reads timelines that were exported; their form belongs to a layer above this one.
#[derive(Clone, Copy)]
pub struct TimelineReader {
    /// Opens a file that holds one; `None` for any other file.
    pub open: fn(&Path) -> Option<Result<Timeline, ReadError>>,
    /// Reads one that a project keeps, as JSON.
    pub parse: fn(&str) -> Result<Timeline, ReadError>,
}

/// What reading needs beside the inputs.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    pub timelines: TimelineReader,
    pub landmarks: &'a Landmarks,
    /// What locked files are tried with.
    pub passwords: &'a Passwords,
    /// Are the bytes of the files to be kept in a project?
    pub for_project: bool,
}

/// Reads all inputs on the current rayon pool, in any order; `report` gets each input's index and progress, and
/// exactly one of `Done`, `Failed` and `Cancelled` for each. Inputs not begun when `cancel` becomes true are left,
/// and so are the articles of a mailbox or archive that are not.
pub fn load(inputs: &[Input], means: Means<'_>, cancel: &AtomicBool, report: &(dyn Fn(usize, Progress) + Sync)) {
    inputs.par_iter().enumerate().for_each(|(index, input)| {
        if cancel.load(Ordering::Relaxed) {
            return report(index, Progress::Cancelled);
        }
        report(index, Progress::Reading);
        let finding = |done, all| report(index, Progress::Finding { done, all });
        let found = load_one(input, means, cancel, &finding);
        match found {
            Ok(found) => report(index, Progress::Done(found)),
            Err(error) => report(index, Progress::Failed(error)),
        }
    });
}

fn load_one(
    input: &Input,
    means: Means<'_>,
    cancel: &AtomicBool,
    finding: &(dyn Fn(usize, usize) + Sync),
) -> Result<Found, ReadError> {
    let Means { timelines, landmarks, passwords, for_project } = means;
    let keep = |name: &str, bytes: &[u8]| for_project.then(|| Arc::new(FileBytes::new(name, bytes)));
    let (contents, file) = match input {
        Input::File(path) if input.is_project() || is_called_project(path) => {
            return read_project(path, timelines, landmarks);
        }
        // Only an ordinary file holds a timeline, and anything else the reading of articles tells of.
        Input::File(path) => match path.is_file().then(|| (timelines.open)(path)).flatten() {
            Some(timeline) => {
                let loaded = vec![Loaded::Timeline(Arc::new(timeline?))];
                return Ok(Found { loaded, ..Found::default() });
            }
            None => {
                let (contents, bytes) = article::open_with_bytes(path, passwords)?;
                (contents, keep(&path.display().to_string(), &bytes))
            }
        },
        Input::Text { name, text } => (article::pasted(name, text)?, keep(name, text.as_bytes())),
    };
    let (done, all) = (AtomicUsize::new(0), contents.articles.len());
    finding(0, all);
    let source = |article: Article| {
        let analysis = event::analyse(&article);
        let source = Loaded::Article(Source::new(Arc::new(article), Arc::new(analysis), landmarks));
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(TOLD_EACH) {
            finding(done, all);
        }
        source
    };
    // A mailbox may hold thousands.
    let articles = contents.articles.into_par_iter().filter(|_| !cancel.load(Ordering::Relaxed));
    let loaded = articles.map(source).collect();
    Ok(Found { loaded, problems: contents.problems, file, ..Found::default() })
}

/// A file whose ending says that it is a project, so that what it holds instead can be told.
fn is_called_project(path: &Path) -> bool {
    let ending = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(store::ENDING));
    ending && path.is_file()
}

fn read_project(path: &Path, timelines: TimelineReader, landmarks: &Landmarks) -> Result<Found, ReadError> {
    let store = Store::open_read_only(path)?;
    let loaded = store.contents(timelines, landmarks)?.into_iter().map(|(_, loaded)| loaded).collect();
    Ok(Found { loaded, edits: store.edits()?, notes: store.notes()?, ..Found::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_that_cannot_be_read_brings_in_none_that_was_undone() {
        let edit = |on| Edit::SetCalendar { on }.to_json();
        let log = |edits: &[String], done| SavedEdits { edits: edits.to_vec(), done }.log();
        let (whole, problems) = log(&[edit(false), edit(true), edit(false)], 2);
        assert_eq!((whole.position(), whole.all().len(), problems), (2, 3, Vec::new()));
        let (partly, problems) = log(&[edit(false), "{".to_owned(), edit(true)], 2);
        assert_eq!((partly.position(), partly.all().len(), partly.calendar()), (1, 2, false));
        assert!(
            problems.len() == 1 && problems[0].starts_with("An edit of the project cannot be read"),
            "{problems:?}"
        );
    }

    #[test]
    fn a_project_is_known_by_what_stands_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        drop(Store::create(&path("real.dateline")).unwrap());
        std::fs::rename(path("real.dateline"), path("renamed.txt")).unwrap();
        std::fs::write(path("called.dateline"), "A bridge opened.").unwrap();
        assert!(Input::File(path("renamed.txt")).is_project());
        for name in ["called.dateline", "gone.dateline", ""] {
            assert!(!Input::File(path(name)).is_project(), "{name}");
        }
        assert!(is_called_project(&path("called.dateline")) && !is_called_project(&path("gone.dateline")));
    }
}
