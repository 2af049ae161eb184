//! Whose clock the times of day on the axis are.
//!
//! Most timelines know one zone or none, and every time of day is drawn as it is written. Where sources use clocks of
//! several known offsets, the one that most events have is the axis's and the others are drawn where it shows them, so
//! that what came first stands first. What is said of an event keeps the day and the hour of its source.

use crate::event::Event;
use crate::time::{UncertainDate, Zone};
use crate::timeline::Timeline;
use std::collections::BTreeMap;

/// Minutes ahead of Greenwich; `None` where no time of day has a known offset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock(Option<i16>);

impl Clock {
    /// The clock that most events of a timeline have; of two, the one nearer to Greenwich, and the earlier.
    pub fn of(timeline: &Timeline) -> Self {
        let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
        for offset in timeline.events.iter().filter_map(|event| offset(event)) {
            *counts.entry(offset).or_default() += 1;
        }
        Self(
            counts.into_iter().max_by_key(|(offset, count)| (*count, -offset.abs(), *offset)).map(|(offset, _)| offset),
        )
    }

    /// A date as this clock shows it, where its own offset is known.
    pub fn shows(self, date: UncertainDate) -> UncertainDate {
        self.0.map_or(date, |offset| date.on_clock(offset))
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
    use std::sync::Arc;

    fn timeline(dates: &[&str]) -> Timeline {
        let event = |(at, edtf): (usize, &&str)| {
            let date = UncertainDate::from_edtf(edtf).expect("a date");
            let when = When { date: Some(date), edtf: Some(date.edtf()), text: date.words() };
            Arc::new(Event { id: format!("e{at}"), when: Some(when), ..Event::default() })
        };
        Timeline { events: dates.iter().enumerate().map(event).collect(), ..Timeline::default() }
    }

    #[test]
    fn most_events_set_the_clock() {
        let clock = |dates: &[&str]| Clock::of(&timeline(dates)).0;
        assert_eq!(clock(&["2016", "2016-11-20", "2016-11-20T10:00"]), None);
        assert_eq!(clock(&["2016-11-20T10:00-05:00", "2016-11-20T11:00-05:00", "2016-11-20T10:00Z"]), Some(-300));
        assert_eq!(clock(&["2016-11-20T10:00-05:00", "2016-11-20T10:00Z"]), Some(0));
    }

    #[test]
    fn what_came_first_stands_first_and_days_stay() {
        use super::super::marks::Marks;
        let timeline = timeline(&[
            "2016-11-20T23:30-05:00",
            "2016-11-21T02:00Z",
            "2016-11-21T03:00Z",
            "2016-11-20",
            "2016-11-20T23:45",
        ]);
        let marks = Marks::new(&timeline, |_| (80.0, 80.0));
        let order: Vec<usize> = marks.dated.iter().map(|m| m.event).collect();
        assert_eq!(order, [3, 4, 1, 2, 0], "23:30 in New York is 04:30 at Greenwich");
        let day = marks.dated[0];
        assert_eq!(day.to - day.from, 1.0);
        assert_eq!(marks.find("e0"), Some(4));
        assert_eq!(marks.clock.in_words(), " UTC");
        let drawn: Vec<Option<String>> = timeline.events.iter().map(|event| marks.clock.drawn(event)).collect();
        assert_eq!(drawn[0].as_deref(), Some("21 November 2016, 04:30 UTC"));
        assert_eq!(drawn[1..], [None, None, None, None]);
    }
}
