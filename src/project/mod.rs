//! What the user has open: sources, edits with their undo, and the reading of files in the background.

mod edit;
mod load;

pub use edit::{Edit, EditLog};
pub use load::{Input, Loaded, Progress, load};

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
    /// Adds a source; false where the same text is there already. One that was taken out comes back.
    pub fn add(&mut self, loaded: Loaded) -> bool {
        let (known, ids) = match loaded {
            Loaded::Article(source) => {
                let id = source.article.id.clone();
                let known = self.source(&id).is_some();
                if !known {
                    self.sources.push(source);
                }
                (known, vec![id])
            }
            Loaded::Timeline(timeline) => {
                let known = self.imported.contains(&timeline);
                let ids = timeline.articles.iter().map(|a| a.id.clone()).collect();
                if !known {
                    self.imported.push(timeline);
                }
                (known, ids)
            }
        };
        let removed: Vec<ArticleId> = ids.into_iter().filter(|id| self.edits.removed(id)).collect();
        let back = !removed.is_empty();
        for article in removed {
            self.edit(Edit::SetRemoved { article, removed: false });
        }
        !known || back
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
        let here: Vec<(&Source, Published)> = self
            .sources
            .iter()
            .filter(|s| !self.edits.removed(&s.article.id))
            .map(|s| (s, self.published(&s.article)))
            .collect();
        let mut articles: Vec<ArticleInfo> =
            here.iter().map(|(s, p)| ArticleInfo::new(&s.article, p.clone())).collect();
        let mut events: Vec<_> =
            here.iter().flat_map(|(s, p)| event::events(&s.article, &s.analysis, p.date)).collect();
        if let ([], [only]) = (self.sources.as_slice(), self.imported.as_slice()) {
            return self.kept(only);
        }
        for timeline in &self.imported {
            let timeline = self.kept(timeline);
            articles.extend(timeline.articles.into_iter().filter(|a| self.source(&a.id).is_none()));
            events.extend(timeline.events);
        }
        let title = articles.first().map_or_else(String::new, |a| a.title.clone());
        timeline::merge(&title, articles, events)
    }

    /// An imported timeline without the articles that were taken out, and without what only they prove.
    fn kept(&self, timeline: &Timeline) -> Timeline {
        let mut kept = timeline.clone();
        kept.articles.retain(|a| !self.edits.removed(&a.id));
        for event in &mut kept.events {
            event.evidence.retain(|e| !self.edits.removed(&e.article));
        }
        kept.events.retain(|e| !e.evidence.is_empty());
        kept
    }
}
