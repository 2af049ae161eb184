//! Whose clock the times of day of a timeline are put in order by, and drawn by.
//!
//! Most timelines know one zone or none, and every time of day stands as it is written. Where sources use clocks of
//! several known offsets, the one that most events have is the timeline's and the others stand where it shows them, so
//! that what came first stands first. What is said of an event keeps the day and the hour of its source.

use crate::event::Event;
use crate::time::{UncertainDate, Zone};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Minutes ahead of Greenwich; `None` where no time of day has a known offset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock(Option<i16>);

/// How many events have each clock.
#[derive(Clone, Debug, Default)]
pub struct Clocks(BTreeMap<i16, usize>);

impl Clocks {
    pub fn of(events: &[Arc<Event>]) -> Self {
        Self::default().changed([], events)
    }

    /// The same once some events have gone and others come.
    #[must_use]
    pub fn changed<'a>(
        &self,
        gone: impl IntoIterator<Item = &'a Arc<Event>>,
        come: impl IntoIterator<Item = &'a Arc<Event>>,
    ) -> Self {
        let mut counts = self.0.clone();
        for offset in come.into_iter().filter_map(|event| offset(event)) {
            *counts.entry(offset).or_default() += 1;
        }
        for offset in gone.into_iter().filter_map(|event| offset(event)) {
            counts.entry(offset).and_modify(|count| *count = count.saturating_sub(1));
        }
        Self(counts)
    }

    /// The one that most have; of two, the one nearer to Greenwich, and the earlier.
    pub fn most(&self) -> Clock {
        let used = self.0.iter().filter(|(_, count)| **count > 0);
        Clock(used.max_by_key(|(offset, count)| (**count, -offset.abs(), **offset)).map(|(offset, _)| *offset))
    }
}

impl Clock {
    /// The clock that most events have.
    pub fn of(events: &[Arc<Event>]) -> Self {
        Clocks::of(events).most()
    }

    /// A date as this clock shows it, where its own offset is known.
    pub fn shows(self, date: UncertainDate) -> UncertainDate {
        self.0.map_or(date, |offset| date.on_clock(offset))
    }

    /// A date by which events are put in order: times of day with a known offset compare as they followed each other,
    /// whatever else is there; all others are taken as written by this clock, by that of Greenwich where it is none.
    pub fn compares(self, date: UncertainDate) -> UncertainDate {
        date.on_clock(self.0.unwrap_or(0))
    }

    /// "2 April 2019, 15:30 UTC": where an event is drawn that its source puts elsewhere.
    pub fn drawn(self, event: &Event) -> Option<String> {
        let date = event.when.as_ref()?.date.filter(|_| !self.is_own(event))?;
        Some(self.shows(date).zoned(self.0.map(Zone::Offset)).words())
    }

    /// Is an event drawn where its source puts it?
    pub fn is_own(self, event: &Event) -> bool {
        offset(event).is_none_or(|own| self.0 == Some(own))
    }

    /// " UTC+2", behind a time of day on the axis; nothing where no offset is known.
    pub fn in_words(self) -> String {
        self.0.map(|offset| format!(" {}", Zone::Offset(offset).words())).unwrap_or_default()
    }
}

fn offset(event: &Event) -> Option<i16> {
    event.when.as_ref()?.date?.zone?.offset()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::When;

    #[test]
    fn most_events_set_the_clock() {
        let event = |edtf: &&str| {
            let date = UncertainDate::from_edtf(edtf).expect("a date");
            let when = When { date: Some(date), edtf: None, text: date.words() };
            Arc::new(Event { when: Some(when), ..Event::default() })
        };
        let clock = |dates: &[&str]| Clock::of(&dates.iter().map(event).collect::<Vec<_>>()).0;
        assert_eq!(clock(&["2016", "2016-11-20", "2016-11-20T10:00"]), None);
        assert_eq!(clock(&["2016-11-20T10:00-05:00", "2016-11-20T11:00-05:00", "2016-11-20T10:00Z"]), Some(-300));
        assert_eq!(clock(&["2016-11-20T10:00-05:00", "2016-11-20T10:00Z"]), Some(0));
        let both = ["2016-11-20T10:00-05:00", "2016-11-20T10:00Z"].map(|edtf| event(&edtf));
        let clocks = Clocks::of(&both);
        assert_eq!(clocks.changed([&both[1]], []).most(), Clock(Some(-300)));
        assert_eq!(clocks.changed(&both, []).most(), Clock(None));
    }
}
