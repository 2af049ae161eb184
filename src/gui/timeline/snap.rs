//! Where a date that is dragged comes to lie exactly as others do: with the beginnings and ends of the events in view,
//! and with today. Only where its own units of the calendar lead there: no month begins in the middle of another.

use super::axis::{View, day_start, end_of, start_of};
use super::frame::Seen;
use super::marks::{Marks, Open};
use super::redate::{Grip, Steps, moved};
use crate::gui::words::upper_first;
use crate::time::UncertainDate;
use crate::timeline::{Clock, Timeline};
use chrono::NaiveDate;

/// Points from an end of what is dragged to a time that it snaps to.
const NEAR: f64 = 7.0;
/// Points by which it must be nearer to lie beside another than to begin or end with it: far out both are one place.
const BESIDE: f64 = 2.0;
/// One time on the axis, in days: far less than a minute.
const SAME: f64 = 1e-6;

/// The first and the last time on the axis, as far as they are known.
type Ends = [Option<f64>; 2];

/// What is dragged, and from one time to which other.
#[derive(Clone, Copy)]
pub struct Dragged {
    pub date: UncertainDate,
    pub grip: Grip,
    pub from: f64,
    pub to: f64,
}

/// What can be snapped to.
pub struct Neighbour<'a> {
    ends: Ends,
    /// `None`: today.
    title: Option<&'a str>,
}

/// A date that lies as another does, and the time that they share.
#[derive(Debug, PartialEq)]
pub struct Snapped {
    pub date: UncertainDate,
    pub at: f64,
    /// "begins with Summit opens"
    pub words: String,
}

/// The marks that are seen, but for that of the event which is dragged, and today.
pub fn neighbours<'a>(
    (timeline, marks): (&'a Timeline, &Marks),
    seen: &[Seen],
    dragged: &str,
    today: Option<NaiveDate>,
) -> Vec<Neighbour<'a>> {
    let other = |one: &Seen| {
        let mark = &marks.dated[one.mark];
        let event = &timeline.events[mark.event];
        let ends = [(Open::Start, mark.from), (Open::End, mark.to)].map(|(open, at)| (mark.open != open).then_some(at));
        (event.id != dragged).then_some(Neighbour { ends, title: Some(&event.title) })
    };
    let today = today.map(day_start).map(|start| Neighbour { ends: [Some(start), Some(start + 1.0)], title: None });
    seen.iter().filter_map(other).chain(today).collect()
}

/// The date that lies as the nearest neighbour does, where one is near.
pub fn snapped(dragged: Dragged, clock: Clock, view: View, neighbours: &[Neighbour]) -> Option<Snapped> {
    let Dragged { date, grip, from, to } = dragged;
    let own = ends(date, clock);
    let moves = |end: usize| match grip {
        Grip::Whole => true,
        Grip::Start => end == 0,
        Grip::End => end == 1,
    };
    let mut near = Vec::new();
    for neighbour in neighbours {
        for end in (0..2).filter(|end| moves(*end)) {
            for other in 0..2 {
                let (Some(mine), Some(at)) = (own[end], neighbour.ends[other]) else { continue };
                let points = (view.x(mine + to - from) - view.x(at)).abs();
                if points <= NEAR {
                    let rank = points + if end == other { 0.0 } else { BESIDE };
                    near.push((rank, end, at - mine, (other, at), neighbour));
                }
            }
        }
    }
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    near.into_iter().find_map(|(_, end, by, (other, at), neighbour)| {
        let date = moved(date, grip, from, from + by, Steps::seen(view.days_per_point).exact())?;
        let now = ends(date, clock);
        let is_there = |end: usize, at: Option<f64>| now[end].zip(at).is_some_and(|(a, b)| (a - b).abs() < SAME);
        let both = (0..2).all(|end| is_there(end, neighbour.ends[end]));
        is_there(end, Some(at)).then(|| Snapped { date, at, words: words((end, other), both, neighbour.title) })
    })
}

fn ends(date: UncertainDate, clock: Clock) -> Ends {
    let shown = clock.shows(date);
    [shown.earliest.map(start_of), shown.latest.map(end_of)]
}

/// Which end lies at which of the other's, and whether both lie as the other's do.
fn words(ends: (usize, usize), both: bool, title: Option<&str>) -> String {
    let name = title.map_or_else(|| "today".to_owned(), upper_first);
    let with = title.map_or_else(|| name.clone(), |_| format!("with {name}"));
    match ends {
        _ if both => with,
        (0, 0) => format!("begins {with}"),
        (0, _) => format!("begins after {name}"),
        (_, 0) => format!("ends before {name}"),
        _ => format!("ends {with}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::folds::Folds;
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2016, month, day).expect("a day")
    }

    /// Drags a date by so many days past one event from 10 to 19 November, where a day has so many points.
    fn drag(date: UncertainDate, grip: Grip, days: f64, points: f64) -> Option<(String, String)> {
        let view = View { origin: day_start(day(1, 1)), days_per_point: 1.0 / points, folds: Folds::NONE };
        let other = UncertainDate::days(day(11, 10), day(11, 19));
        let neighbours = [Neighbour { ends: ends(other, Clock::default()), title: Some("summit") }];
        let from = day_start(day(11, 1));
        let dragged = Dragged { date, grip, from, to: from + days };
        snapped(dragged, Clock::default(), view, &neighbours).map(|found| (found.date.words(), found.words))
    }

    #[test]
    fn what_is_near_another_begins_or_ends_with_it() {
        let of = |date: &str, words: &str| Some((date.to_owned(), words.to_owned()));
        let first = UncertainDate::day(day(11, 1));
        assert_eq!(drag(first, Grip::Whole, 8.6, 3.0), of("10 November 2016", "begins with Summit"));
        assert_eq!(drag(first, Grip::Whole, 18.4, 3.0), of("19 November 2016", "ends with Summit"));
        assert_eq!(drag(first, Grip::Whole, 19.0, 10.0), of("20 November 2016", "begins after Summit"));
        assert_eq!(drag(first, Grip::Whole, 14.0, 3.0), None, "nothing is near");
        let stretch = UncertainDate::days(day(11, 1), day(11, 8));
        let end = drag(stretch, Grip::End, 10.0, 4.0);
        assert_eq!(end.map(|(_, words)| words).as_deref(), Some("ends with Summit"));
        let as_long = UncertainDate::days(day(11, 1), day(11, 10));
        assert_eq!(drag(as_long, Grip::Whole, 9.4, 8.0).map(|(_, words)| words).as_deref(), Some("with Summit"));
    }

    #[test]
    fn a_month_goes_no_way_that_is_not_its_own() {
        let october = UncertainDate::month(2016, 10).expect("a month");
        assert_eq!(drag(october, Grip::Whole, 40.0, 1.0), None, "the other begins on a tenth");
    }

    #[test]
    fn today_is_told_as_today() {
        assert_eq!(words((0, 0), true, None), "today");
        assert_eq!(words((1, 0), false, None), "ends before today");
        assert_eq!(words((0, 0), false, None), "begins today");
    }
}
