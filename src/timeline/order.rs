//! The order of a timeline, and how a few events are put into it without sorting the others again.

use super::clock::Clock;
use super::model::ArticleInfo;
use crate::event::Event;
use crate::time::Moment;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Earliest first, an open start before its end, then by id; undated ones last, in reading order. Each event has a key
/// of its own, on one clock for all: were two compared by their zones and others as they are written, the first could
/// come before the second, that before a third, and the third before the first.
pub struct Order<'a> {
    /// The place of each article in the timeline.
    place: FxHashMap<&'a str, usize>,
    clock: Clock,
}

/// Where an event stands. Of two dated ones the places in the text are not asked.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'e> {
    undated: bool,
    /// Its earliest moment, else (an open start) its latest.
    start: Option<Moment>,
    /// An open end last.
    end: (bool, Option<Moment>),
    first_told: (usize, usize),
    id: &'e str,
}

impl<'a> Order<'a> {
    /// `clock`: of the timeline that events are put in order for, or put into.
    pub fn of(articles: &'a [ArticleInfo], clock: Clock) -> Self {
        Self { place: articles.iter().enumerate().map(|(i, a)| (a.id.0.as_str(), i)).collect(), clock }
    }

    pub fn sorted(&self, events: &[Arc<Event>]) -> Vec<Arc<Event>> {
        let mut keyed: Vec<(Key<'_>, &Arc<Event>)> = events.iter().map(|e| (self.key(e), e)).collect();
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        keyed.into_iter().map(|(_, event)| event.clone()).collect()
    }

    /// `sorted` without the events at some places, and with others put in; `gone` stands in order.
    pub fn woven(&self, sorted: &[Arc<Event>], gone: &[usize], new: &[Arc<Event>]) -> Vec<Arc<Event>> {
        let new = self.sorted(new);
        let place = |event: &Arc<Event>| {
            let key = self.key(event);
            sorted.partition_point(|other| self.key(other) < key)
        };
        let mut out = Vec::with_capacity(sorted.len() + new.len());
        let mut from = 0;
        let mut gone = gone.iter().copied().peekable();
        let mut copy = |out: &mut Vec<Arc<Event>>, to: usize| {
            while let Some(at) = gone.next_if(|at| *at < to) {
                out.extend_from_slice(&sorted[from..at]);
                from = at + 1;
            }
            out.extend_from_slice(&sorted[from..to]);
            from = to;
        };
        for event in new {
            let at = place(&event);
            copy(&mut out, at);
            out.push(event);
        }
        copy(&mut out, sorted.len());
        out
    }

    fn key<'e>(&self, event: &'e Event) -> Key<'e> {
        let id = event.id.as_str();
        let date = event.when.as_ref().and_then(|w| w.date).map(|date| self.clock.compares(date));
        match date.and_then(|date| date.earliest.or(date.latest)) {
            Some(start) => {
                let latest = date.and_then(|d| d.latest);
                Key { undated: false, start: Some(start), end: (latest.is_none(), latest), first_told: (0, 0), id }
            }
            None => {
                let place = |article: &str| self.place.get(article).copied().unwrap_or(usize::MAX);
                let told = event.evidence.iter().map(|e| (place(&e.article.0), e.span.start)).min();
                let first_told = told.unwrap_or((usize::MAX, usize::MAX));
                Key { undated: true, start: None, end: (false, None), first_told, id }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::When;
    use crate::time::{UncertainDate, Zone};
    use chrono::{Datelike, NaiveDate};
    use proptest::prelude::*;

    fn event(id: usize, edtf: Option<&str>) -> Arc<Event> {
        let when = edtf.map(|edtf| When {
            date: UncertainDate::from_edtf(edtf),
            edtf: Some(edtf.to_owned()),
            text: edtf.to_owned(),
        });
        Arc::new(Event { id: format!("e{id:03}"), when, ..Event::default() })
    }

    const DATES: [Option<&str>; 12] = [
        None,
        Some("2016"),
        Some("2016-11"),
        Some("../2016-01-01"),
        Some("2016-01-01/.."),
        Some("-0043"),
        Some("2020"),
        Some("2016-11-20"),
        Some("2016-11-20T23:30-05:00"),
        Some("2016-11-21T02:00Z"),
        Some("2016-11-20T22:00"),
        Some("2016-11-21T03:00Z"),
    ];

    /// Days, minutes and hours around one midnight, by clocks of many zones, of none and of names that tell no offset;
    /// their ends may be open.
    fn around_midnight() -> impl Strategy<Value = Event> {
        let zone = prop_oneof![
            Just(None),
            Just(Some(Zone::Local)),
            Just(Zone::named("eastern time")),
            (-12i16..=14).prop_map(|hours| Some(Zone::Offset(hours * 60))),
        ];
        let day = |day: u32| NaiveDate::from_ymd_opt(2016, 11, day).expect("a day");
        let date = prop_oneof![
            (19u32..=22).prop_map(move |at| UncertainDate::day(day(at))),
            (19u32..=22, 0u16..24 * 60).prop_map(move |(at, minute)| UncertainDate::minute(day(at), minute)),
            (19u32..=22, 0u16..24).prop_map(move |(at, hour)| UncertainDate::hour(day(at), hour)),
        ];
        (date, zone, 0u8..6, 0usize..4).prop_map(|(date, zone, ends, id)| {
            let date = date.zoned(zone);
            let date = match ends {
                0 => UncertainDate { earliest: None, ..date },
                1 => UncertainDate { latest: None, ..date },
                _ => date,
            };
            let when = When { date: Some(date), edtf: None, text: String::new() };
            Event { id: format!("e{id}"), when: Some(when), ..Event::default() }
        })
    }

    /// Minutes from year 0 at Greenwich, where that is known.
    fn instant(event: &Event) -> Option<i64> {
        let date = event.when.as_ref()?.date?;
        let (at, ahead) = (date.earliest.or(date.latest)?, date.zone?.offset()?);
        Some(i64::from(at.day.num_days_from_ce()) * 24 * 60 + i64::from(at.minute?) - i64::from(ahead))
    }

    proptest! {
        #[test]
        fn weaving_is_sorting(old in prop::collection::vec(0usize..12, 0..20), new in prop::collection::vec(0usize..12, 0..6),
                              gone in prop::collection::btree_set(0usize..20, 0..6)) {
            let all: Vec<Arc<Event>> = old.iter().enumerate().map(|(i, d)| event(i, DATES[*d])).collect();
            let order = Order::of(&[], Clock::of(&all));
            let sorted = order.sorted(&all);
            let new: Vec<Arc<Event>> = new.iter().enumerate().map(|(i, d)| event(100 + i, DATES[*d])).collect();
            let gone: Vec<usize> = gone.into_iter().filter(|g| *g < sorted.len()).collect();
            let kept = sorted.iter().enumerate().filter(|(i, _)| !gone.contains(i)).map(|(_, e)| e.clone());
            let expected = order.sorted(&kept.chain(new.iter().cloned()).collect::<Vec<_>>());
            prop_assert_eq!(order.woven(&sorted, &gone, &new), expected);
        }

        #[test]
        fn the_order_is_total_and_that_of_instants(of in prop::collection::vec(around_midnight(), 3..12)) {
            let of: Vec<Arc<Event>> = of.into_iter().map(Arc::new).collect();
            let order = Order::of(&[], Clock::of(&of));
            let compared = |a: &Event, b: &Event| order.key(a).cmp(&order.key(b));
            for a in &of {
                for b in &of {
                    prop_assert_eq!(compared(a, b), compared(b, a).reverse());
                    if let (Some(first), Some(second)) = (instant(a), instant(b)) && first != second {
                        prop_assert_eq!(compared(a, b), first.cmp(&second));
                    }
                    for c in &of {
                        prop_assert!(compared(a, b).is_gt() || compared(b, c).is_gt() || compared(a, c).is_le());
                    }
                }
            }
            let mut turned = of.clone();
            turned.reverse();
            let keys = |sorted: &[Arc<Event>]| sorted.iter().map(|e| (e.id.clone(), e.when.clone())).collect::<Vec<_>>();
            let same_key = of.iter().enumerate().any(|(i, a)| of[..i].iter().any(|b| compared(a, b).is_eq()));
            prop_assert!(same_key || keys(&order.sorted(&of)) == keys(&order.sorted(&turned)));
        }
    }

    #[test]
    fn what_came_first_stands_first_by_the_clock_of_most() {
        let sorted = |dates: &[&str]| {
            let all: Vec<Arc<Event>> = dates.iter().enumerate().map(|(i, date)| event(i, Some(date))).collect();
            let sorted = Order::of(&[], Clock::of(&all)).sorted(&all);
            sorted.iter().filter_map(|e| e.when.as_ref().map(|w| w.text.clone())).collect::<Vec<_>>()
        };
        let (night, early) = ("2016-11-20T23:30-05:00", "2016-11-21T02:00Z");
        assert_eq!(sorted(&[night, early]), [early, night], "23:30 in New York is 04:30 at Greenwich");
        let (day, evening) = ("2016-11-21", "2016-11-20T20:00-05:00");
        assert_eq!(sorted(&[day, evening]), [evening, day], "in one zone all stands as it is written");
        assert_eq!(
            sorted(&["2016-11-20T10:00-05:00", "2016-11-20T10:00"]),
            ["2016-11-20T10:00-05:00", "2016-11-20T10:00"]
        );
    }
}
