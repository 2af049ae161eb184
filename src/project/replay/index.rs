//! Finding the events that edits are about, in a derived timeline of a hundred thousand.

use super::super::edit::{Place, quote};
use crate::article::ArticleId;
use crate::event::Event;
use crate::timeline::{Clocks, Merged, Parts, Timeline};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

/// A derived timeline with what a replay looks up in it: made once, replayed over as often as edits change.
#[derive(Debug, Default)]
pub struct Base {
    pub timeline: Timeline,
    /// What events of several articles were merged from.
    pub parts: Parts,
    /// Whose clocks its events have: they stand in order by that of most.
    pub(super) clocks: Clocks,
    /// The first row of each hash of an id.
    by_id: FxHashMap<u64, usize>,
    /// Made when an edit's event is not found by its id.
    by_article: OnceLock<FxHashMap<ArticleId, Vec<usize>>>,
    /// Made when an edit's article is not there. By hashes of [`Place::word`] and [`Place::quote`].
    by_words: OnceLock<FxHashMap<u64, Vec<usize>>>,
    articles: FxHashSet<ArticleId>,
}

fn hash(of: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    of.hash(&mut hasher);
    hasher.finish()
}

impl From<Merged> for Base {
    fn from(Merged { timeline, parts }: Merged) -> Self {
        let mut by_id = FxHashMap::with_capacity_and_hasher(timeline.events.len(), Default::default());
        for (row, event) in timeline.events.iter().enumerate() {
            by_id.entry(hash(&event.id)).or_insert(row);
        }
        let articles = timeline.articles.iter().map(|a| a.id.clone()).collect();
        let clocks = Clocks::of(&timeline.events);
        Self { timeline, parts, clocks, by_id, articles, ..Self::default() }
    }
}

impl From<Timeline> for Base {
    fn from(timeline: Timeline) -> Self {
        Merged { timeline, parts: Parts::default() }.into()
    }
}

impl Base {
    pub(super) fn row(&self, id: &str) -> Option<usize> {
        let row = *self.by_id.get(&hash(id))?;
        if self.timeline.events[row].id == id {
            return Some(row);
        }
        // Two ids of one hash: as good as never.
        self.timeline.events.iter().position(|e| e.id == id)
    }

    /// The row of an event that no edit has changed.
    pub fn row_of(&self, event: &Arc<Event>) -> Option<usize> {
        self.row(&event.id).filter(|row| Arc::ptr_eq(&self.timeline.events[*row], event))
    }

    pub(super) fn has_article(&self, id: &ArticleId) -> bool {
        self.articles.contains(id)
    }

    /// The rows that something in this article proves, in order.
    pub(super) fn of_article(&self, id: &ArticleId) -> &[usize] {
        let by_article = self.by_article.get_or_init(|| {
            let mut rows: FxHashMap<ArticleId, Vec<usize>> = FxHashMap::default();
            for (row, event) in self.timeline.events.iter().enumerate() {
                for evidence in &event.evidence {
                    match rows.get_mut(&evidence.article) {
                        Some(known) if known.last() == Some(&row) => {}
                        Some(known) => known.push(row),
                        None => drop(rows.insert(evidence.article.clone(), vec![row])),
                    }
                }
            }
            rows
        });
        by_article.get(id).map_or(&[], Vec::as_slice)
    }

    /// The rows that the same word of the same sentence tells, in whichever article.
    pub(super) fn of_words(&self, place: &Place) -> &[usize] {
        let by_words = self.by_words.get_or_init(|| {
            let mut rows: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
            for (row, event) in self.timeline.events.iter().enumerate() {
                for key in words_of(event) {
                    rows.entry(key).or_default().push(row);
                }
            }
            rows
        });
        by_words.get(&hash((&place.word, &place.quote))).map_or(&[], Vec::as_slice)
    }
}

fn words_of(event: &Arc<Event>) -> impl Iterator<Item = u64> + '_ {
    event.evidence.iter().map(|e| hash((&e.trigger.text, &quote(&e.quote))))
}
