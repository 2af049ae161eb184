//! Which events leave the program.

use crate::event::{Event, Review};
use crate::timeline::Timeline;
use std::sync::Arc;

/// Which events are exported. By default those that nobody rejected or hid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Only what the user confirmed.
    pub confirmed_only: bool,
    /// Also what the user rejected; not beside `confirmed_only`.
    pub rejected: bool,
    pub hidden: bool,
}

impl Choice {
    /// Everything, as a file needs it that is to open as the same timeline again.
    pub const ALL: Self = Self { confirmed_only: false, rejected: true, hidden: true };

    pub fn takes(self, event: &Event) -> bool {
        let judged = match event.review {
            Review::Confirmed => true,
            Review::Proposed => !self.confirmed_only,
            Review::Rejected => !self.confirmed_only && self.rejected,
        };
        judged && (self.hidden || !event.hidden)
    }

    /// The timeline of those events; its articles stay, for they are what was read.
    pub fn of(self, timeline: &Timeline) -> Timeline {
        let taken = |event: &&Arc<Event>| self.takes(event);
        Timeline {
            title: timeline.title.clone(),
            articles: timeline.articles.clone(),
            events: timeline.events.iter().filter(taken).cloned().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejected_and_hidden_events_stay_unless_asked_for() {
        let event =
            |id: &str, review, hidden| Arc::new(Event { id: id.to_owned(), review, hidden, ..Event::default() });
        let events = vec![
            event("proposed", Review::Proposed, false),
            event("confirmed", Review::Confirmed, false),
            event("rejected", Review::Rejected, false),
            event("hidden", Review::Confirmed, true),
        ];
        let timeline = Timeline { events, ..Timeline::default() };
        let ids = |choice: Choice| choice.of(&timeline).events.iter().map(|e| e.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(Choice::default()), ["proposed", "confirmed"]);
        assert_eq!(ids(Choice { confirmed_only: true, rejected: true, hidden: false }), ["confirmed"]);
        assert_eq!(ids(Choice { hidden: true, ..Choice::default() }), ["proposed", "confirmed", "hidden"]);
        assert_eq!(Choice::ALL.of(&timeline), timeline);
    }
}
