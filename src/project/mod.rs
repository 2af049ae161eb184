//! What the user has open: sources, edits with their undo, and the reading of files in the background.

mod edit;
mod load;

pub use edit::{Edit, EditLog};
pub use load::{Input, Loaded, Progress, TimelineReader, load};

use crate::article::{Article, ArticleId, Published};
use crate::event::{self, Analysis};
use crate::timeline::{self, ArticleInfo, Timeline};
use std::sync::Arc;

/// An article with what was found in it; shared, since workers and panels read it at once.
#[derive(Clone, Debug)]
pub struct Source {
    pub article: Arc<Article>,
    pub analysis: Arc<Analysis>,
}

/// Everything that a timeline is derived from.
#[derive(Clone, Debug, Default)]
pub struct Project {
    sources: Vec<Source>,
    /// Timelines that were opened from files; their articles' texts are not at hand.
    imported: Vec<Arc<Timeline>>,
    edits: EditLog,
}

impl Project {
    /// Adds a source; false where the same text is there already.
    pub fn add(&mut self, loaded: Loaded) -> bool {
        match loaded {
            Loaded::Article(source) => {
                let known = self.source(&source.article.id).is_some();
                if !known {
                    self.sources.push(source);
                }
                !known
            }
            Loaded::Timeline(timeline) => {
                let known = self.imported.contains(&timeline);
                if !known {
                    self.imported.push(timeline);
                }
                !known
            }
        }
    }

    /// In the order in which they were added.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    pub fn source(&self, id: &ArticleId) -> Option<&Source> {
        self.sources.iter().find(|s| s.article.id == *id)
    }

    pub fn imported(&self) -> &[Arc<Timeline>] {
        &self.imported
    }

    pub fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.imported.is_empty()
    }

    /// The publication date in force: the user's, else the file's.
    pub fn published(&self, article: &Article) -> Published {
        self.edits.published(&article.id).map_or_else(|| article.published(), Published::by_user)
    }

    pub fn edit(&mut self, edit: Edit) {
        self.edits.push(edit);
    }

    pub fn edits(&self) -> &EditLog {
        &self.edits
    }

    pub fn undo(&mut self) -> bool {
        self.edits.undo()
    }

    pub fn redo(&mut self) -> bool {
        self.edits.redo()
    }

    /// The timeline of all sources with the edits replayed. Costs no reading and no recognising.
    pub fn timeline(&self) -> Timeline {
        let published: Vec<Published> = self.sources.iter().map(|s| self.published(&s.article)).collect();
        let mut articles: Vec<ArticleInfo> =
            self.sources.iter().zip(&published).map(|(s, p)| ArticleInfo::new(&s.article, p.clone())).collect();
        let mut events: Vec<_> = self
            .sources
            .iter()
            .zip(&published)
            .flat_map(|(s, p)| event::events(&s.article, &s.analysis, p.date))
            .collect();
        if let ([], [only]) = (self.sources.as_slice(), self.imported.as_slice()) {
            return Timeline::clone(only);
        }
        for timeline in &self.imported {
            articles.extend(timeline.articles.iter().filter(|a| self.source(&a.id).is_none()).cloned());
            events.extend(timeline.events.iter().cloned());
        }
        let title = articles.first().map_or_else(String::new, |a| a.title.clone());
        timeline::merge(&title, articles, events)
    }
}
