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
}

impl Default for View {
    fn default() -> Self {
        Self { proposed: true, confirmed: true, rejected: false, hidden: false }
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

    /// The timeline with only the events that are shown.
    pub fn of(&self, timeline: &Timeline) -> Timeline {
        Timeline {
            title: timeline.title.clone(),
            articles: timeline.articles.clone(),
            events: timeline.events.iter().filter(|e| self.shows(e)).cloned().collect(),
        }
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
