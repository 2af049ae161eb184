//! Replaying edits over a derived timeline: the same timeline and edits always give the same result, and nothing of the
//! timeline is changed. Only edited events are copied, so a replay costs what the edits cost.

mod apply;
mod find;
mod index;
mod split;
mod state;
#[cfg(test)]
mod tests;

pub use apply::said;
pub use index::Base;

use super::edit::{Edit, Target};
use crate::event::Event;
use crate::timeline::{Order, Timeline};
use rustc_hash::FxHashMap;
use state::State;
use std::sync::Arc;

/// An edit that found nothing, or not all, of what it is about. It stays in the log and is tried at each replay.
#[derive(Clone, Debug, PartialEq)]
pub struct Unplaced {
    /// The place of the edit in the log.
    pub at: usize,
    /// The edit, or the part of it that found nothing.
    pub edit: Edit,
    /// One sentence.
    pub why: String,
}

/// A timeline with edits.
#[derive(Clone, Debug, Default)]
pub struct Replayed {
    pub timeline: Arc<Timeline>,
    pub unplaced: Vec<Unplaced>,
    /// For the id of each event that the user merged: the events that it was merged from, as they were.
    pub merged: FxHashMap<String, Vec<Arc<Event>>>,
}

/// Replays edits, in their order.
pub fn replay(base: &Base, edits: &[Arc<Edit>]) -> Replayed {
    let mut state = State::new(base);
    let mut unplaced = Vec::new();
    for (at, edit) in edits.iter().enumerate() {
        let missing = apply::apply(&mut state, edit);
        unplaced.extend(missing.into_iter().map(|(edit, why)| Unplaced { at, edit, why }));
    }
    let (gone, new) = state.difference();
    let old = &base.timeline.events;
    let clock = base.clocks.changed(gone.iter().map(|row| &old[*row]), &new).most();
    let order = Order::of(&base.timeline.articles, clock);
    let woven = order.woven(old, &gone, &new);
    let timeline = Timeline {
        title: base.timeline.title.clone(),
        articles: base.timeline.articles.clone(),
        // Where edits made another clock that of most, the others do not stand in its order.
        events: if clock == base.clocks.most() { woven } else { order.sorted(&woven) },
    };
    Replayed { timeline: Arc::new(timeline), unplaced, merged: state.merged() }
}

/// Some events as edits leave them, without a look at all others; `None` where that does not tell: one is not in the
/// base, or edits that join, split or add events name it.
pub fn replay_some(base: &Base, edits: &[Arc<Edit>], ids: &[&str]) -> Option<Vec<Arc<Event>>> {
    let mut events = Vec::with_capacity(ids.len());
    for id in ids {
        events.push(base.timeline.events.get(base.row(id)?)?.clone());
    }
    let is_of = |target: &Target| ids.contains(&target.id.as_str());
    let mut open: Vec<&Edit> = edits.iter().rev().map(Arc::as_ref).collect();
    while let Some(edit) = open.pop() {
        match edit {
            Edit::Change { events: targets, change } => {
                for target in targets {
                    if let Some(at) = ids.iter().position(|id| *id == target.id) {
                        events[at] = Arc::new(said(&events[at], change));
                    }
                }
            }
            Edit::Merge { events: targets, .. } if targets.iter().any(is_of) => return None,
            Edit::Split { event, .. } if is_of(event) => return None,
            Edit::Add { event } if ids.contains(&event.id.as_str()) => return None,
            Edit::Several { edits, .. } => open.extend(edits.iter().rev()),
            _ => {}
        }
    }
    Some(events)
}

impl Replayed {
    /// What a merged event can be taken apart into: for each event that it was merged from, by the user or by Dateline, the
    /// places of its sentences among the event's. Empty where it is one event of one article.
    pub fn parts(&self, base: &Base, event: &Event) -> Vec<Vec<usize>> {
        let pieces = self.merged.get(&event.id).or_else(|| base.parts.get(&event.id));
        let of = |piece: &Arc<Event>| {
            let proves = |at: &usize| {
                let mine = &event.evidence[*at];
                piece.evidence.iter().any(|e| e.article == mine.article && e.span == mine.span)
            };
            (0..event.evidence.len()).filter(proves).collect::<Vec<usize>>()
        };
        pieces.into_iter().flatten().map(of).filter(|part| !part.is_empty()).collect()
    }
}
