//! Which events the window shows: by what the user made of them.

use crate::event::{Event, Review};
use crate::timeline::Timeline;

/// A choice of events. Whatever it leaves out is counted, never lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub proposed: bool,
    pub confirmed: bool,
    pub rejected: bool,
    /// Those that the user hid.
    pub hidden: bool,
    /// What was typed to be searched for.
    pub query: String,
    /// Are the ways to narrow the search down shown?
    pub narrow: bool,
}

impl Default for View {
    fn default() -> Self {
        Self { proposed: true, confirmed: true, rejected: false, hidden: false, query: String::new(), narrow: false }
    }
}

impl View {
    pub fn shows(&self, event: &Event) -> bool {
        let review = match event.review {
            Review::Proposed => self.proposed,
            Review::Confirmed => self.confirmed,
            Review::Rejected => self.rejected,
        };
        review && (self.hidden || !event.hidden)
    }

    /// All events, whatever the user made of them, for which something is searched.
    pub fn all(query: &str) -> Self {
        Self { proposed: true, confirmed: true, rejected: true, hidden: true, query: query.to_owned(), narrow: false }
    }

    /// The query with one more condition.
    pub fn with(&self, condition: &str) -> Self {
        let query = self.query.trim();
        let query = if query.is_empty() { condition.to_owned() } else { format!("{query} {condition}") };
        Self { query, ..self.clone() }
    }
}

/// How many events there are of each sort, shown or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub all: usize,
    pub proposed: usize,
    pub confirmed: usize,
    pub rejected: usize,
    pub hidden: usize,
}

impl Counts {
    pub fn of(timeline: &Timeline) -> Self {
        let mut counts = Self { all: timeline.events.len(), ..Self::default() };
        for event in &timeline.events {
            counts.hidden += usize::from(event.hidden);
            match event.review {
                Review::Proposed => counts.proposed += 1,
                Review::Confirmed => counts.confirmed += 1,
                Review::Rejected => counts.rejected += 1,
            }
        }
        counts
    }
}
