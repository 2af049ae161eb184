//! Which view shows a timeline best, before anybody has moved it.
//!
//! A few events far away must not press the rest into one column, and a timeline of years must not be drawn as
//! if it were known by the hour. So the view holds the mass of the events, at a zoom at which the typical date is
//! a few points wide; edge arrows tell of the others.

use super::axis::{Limits, View};
use super::folds::Folds;
use super::marks::{Mark, Marks, Open};

/// The typical (median) date is at least this wide, where that keeps half of the events in view.
const PRECISION_POINTS: f64 = 6.0;
/// From this many events on, a tenth is left to the edge arrows where that makes the view much shorter, …
const MANY: usize = 20;
const LEFT_OUT: usize = 10;
/// … which is this part of what holds all but a twentieth at each end.
const SHORTER: f64 = 0.75;
/// A gap of more than this part of the whole cuts off what lies beyond it …
const GAP: f64 = 0.5;
/// … if that is no more than this part of the events.
const OUTLIERS: f64 = 0.25;
/// No view is closer than this many typical dates.
const FEWEST_DATES: f64 = 14.0;
/// Beside the first event; and beside the last, for its label.
const LEFT: f64 = 40.0;
const RIGHT: f64 = 220.0;

/// The view of the mass of all events; `None` without dated events.
pub fn robust(marks: &Marks, width: f64) -> Option<View> {
    // Where gaps are folded nothing flattens the others.
    if !marks.folds.is_empty() {
        return all(marks, width);
    }
    let (mut lo, mut hi) = marks.bulk?;
    let precision = marks.typical;
    let widest = precision / PRECISION_POINTS * (width - LEFT - RIGHT).max(width / 4.0);
    if hi - lo > widest {
        let (from, count) = densest(&marks.middles, widest);
        if 2 * count > marks.middles.len() {
            (lo, hi) = (from, from + widest);
        }
    }
    Some(around(marks.folds, lo, hi, precision, width))
}

/// Where the mass of all marks lies, with a little room beside it.
pub fn mass(marks: &Marks) -> Option<Limits> {
    let (lo, hi) = marks.bulk?;
    let room = (0.05 * (hi - lo)).max(3.0);
    Some(Limits { from: lo - room, to: hi + room })
}

/// The view of everything.
pub fn all(marks: &Marks, width: f64) -> Option<View> {
    let Limits { from, to } = marks.extent()?;
    Some(around(marks.folds, from, to, marks.typical, width))
}

/// The view of one interval with a fifth of it on both sides; of a point with a few days.
pub fn one(folds: Folds, mark: &Mark, width: f64) -> View {
    let length = mark.to - mark.from;
    let margin = if mark.fine || mark.open != Open::No { 3.0 * length.max(1.0) } else { 0.2 * length };
    View::showing(folds, mark.from - margin, mark.to + margin, width, 0.0, 0.0)
}

/// How far views may go: the data, or what its first view shows.
pub fn limits(marks: &Marks, width: f64) -> Option<Limits> {
    let extent = marks.extent()?;
    let view = all(marks, width)?;
    Some(Limits { from: extent.from.min(view.time(0.0)), to: extent.to.max(view.time(width)) })
}

fn around(folds: Folds, lo: f64, hi: f64, precision: f64, width: f64) -> View {
    let missing = (FEWEST_DATES * precision - (hi - lo)).max(0.0) / 2.0;
    View::showing(folds, lo - missing, hi + missing, width, LEFT, RIGHT)
}

/// The first and the last of the rising `times` that are no outliers.
pub fn bulk(times: &[f64]) -> Option<(f64, f64)> {
    let mut times = times;
    if times.len() >= MANY {
        let cut = times.len() / MANY;
        let even = &times[cut..times.len() - cut];
        let tight = shortest(times, times.len() - times.len() / LEFT_OUT);
        let length = |part: &[f64]| part[part.len() - 1] - part[0];
        times = if length(tight) < SHORTER * length(even) { tight } else { even };
    }
    let may_lose = (OUTLIERS * times.len() as f64) as usize;
    let mut lost = 0;
    loop {
        let (first, last) = (*times.first()?, *times.last()?);
        let gap = (1..times.len()).max_by(|a, b| (times[*a] - times[a - 1]).total_cmp(&(times[*b] - times[b - 1])));
        let Some(gap) = gap.filter(|g| times[*g] - times[g - 1] > GAP * (last - first)) else {
            return Some((first, last));
        };
        let beyond = gap.min(times.len() - gap);
        if lost + beyond > may_lose {
            return Some((first, last));
        }
        lost += beyond;
        times = if beyond == gap { &times[gap..] } else { &times[..gap] };
    }
}

/// The shortest stretch of the rising `times` with `count` of them.
fn shortest(times: &[f64], count: usize) -> &[f64] {
    let length = |part: &&[f64]| part[part.len() - 1] - part[0];
    times.windows(count.max(1)).min_by(|a, b| length(a).total_cmp(&length(b))).unwrap_or(times)
}

/// Where a window of `length` holds the most of the rising `times`, and how many.
fn densest(times: &[f64], length: f64) -> (f64, usize) {
    let mut best = (0.0, 0);
    let mut end = 0;
    for (start, time) in times.iter().enumerate() {
        while times.get(end).is_some_and(|t| *t <= time + length) {
            end += 1;
        }
        if end - start > best.1 {
            // The window's content, in its middle.
            let spare = length - (times[end - 1] - time);
            best = (time - spare / 2.0, end - start);
        }
    }
    best
}

/// Days of the typical (median) date; at least one.
pub fn median_length(marks: &[Mark]) -> f64 {
    let mut lengths: Vec<f64> = marks.iter().filter(|m| m.open == Open::No).map(|m| m.to - m.from).collect();
    let middle = lengths.len() / 2;
    if lengths.is_empty() {
        return 1.0;
    }
    let (_, median, _) = lengths.select_nth_unstable_by(middle, f64::total_cmp);
    median.max(1.0)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{day, event, many, summit, when};
    use super::*;
    use crate::time::Precision;
    use crate::timeline::Timeline;
    use proptest::prelude::*;
    use std::sync::Arc;

    const WIDTH: f64 = 1000.0;

    fn of(days: &[(i32, u32, u32)]) -> Marks {
        let events = days.iter().enumerate().map(|(i, (y, m, d))| {
            let moment = Some(day(*y, *m, *d));
            event(&format!("Event {i}"), "other", when(moment, moment, Precision::Day, ""))
        });
        Marks::new(&Timeline { events: events.map(Arc::new).collect(), ..Timeline::default() }, |_| (80.0, 80.0))
    }

    #[test]
    fn one_event_far_away_does_not_flatten_the_others() {
        let marks = of(&[(1916, 7, 1), (2016, 11, 8), (2016, 11, 9), (2016, 11, 12), (2016, 11, 20), (2016, 11, 22)]);
        let view = robust(&marks, WIDTH).expect("a view");
        assert!(view.span(WIDTH) < 60.0, "{view:?}");
        assert!(all(&marks, WIDTH).expect("a view").span(WIDTH) > 36_000.0);
    }

    #[test]
    fn two_halves_far_apart_both_matter() {
        let marks = of(&[(1990, 1, 1), (1990, 2, 1), (1990, 3, 1), (2016, 1, 1), (2016, 2, 1), (2016, 3, 1)]);
        let view = robust(&marks, WIDTH).expect("a view");
        assert!(view.span(WIDTH) > 9_000.0);
    }

    #[test]
    fn a_single_day_is_not_drawn_by_the_minute_and_a_year_not_by_the_day() {
        let single = robust(&of(&[(2016, 11, 20)]), WIDTH).expect("a view");
        assert!((10.0..60.0).contains(&single.span(WIDTH)), "{single:?}");
        let year = when(Some(day(1920, 1, 1)), Some(day(1920, 12, 31)), Precision::Year, "1920");
        let timeline = Timeline { events: vec![Arc::new(event("A year", "other", year))], ..Timeline::default() };
        let view = robust(&Marks::new(&timeline, |_| (80.0, 80.0)), WIDTH).expect("a view");
        assert!(view.span(WIDTH) > 3000.0);
    }

    #[test]
    fn nothing_dated_has_no_view() {
        assert_eq!(robust(&of(&[]), WIDTH), None);
        assert_eq!(limits(&of(&[]), WIDTH), None);
    }

    #[test]
    fn the_typical_date_is_wide_enough_where_most_stay_in_view() {
        let marks = Marks::new(&summit(), |_| (80.0, 80.0));
        let view = robust(&marks, WIDTH).expect("a view");
        assert!(median_length(&marks.dated) / view.days_per_point >= PRECISION_POINTS * 0.99);
        let wide = Marks::new(&many(3000), |_| (80.0, 80.0));
        let seen = robust(&wide, WIDTH).expect("a view");
        assert!(2 * wide.within(seen.origin, seen.time(WIDTH)).count() >= wide.dated.len());
    }

    proptest! {
        #[test]
        fn the_robust_view_keeps_half_of_the_events(offsets in prop::collection::vec(0u64..40_000, 1..60)) {
            let first = day(1900, 1, 1).day;
            let events = offsets.iter().map(|o| {
                let moment = Some(crate::time::Moment { day: first + chrono::Days::new(*o), minute: None });
                event(&format!("Event {o}"), "other", when(moment, moment, Precision::Day, ""))
            });
            let marks = Marks::new(&Timeline { events: events.map(Arc::new).collect(), ..Timeline::default() }, |_| (80.0, 80.0));
            let view = robust(&marks, WIDTH).expect("a view");
            prop_assert!(2 * marks.within(view.origin, view.time(WIDTH)).count() >= marks.dated.len());
        }
    }
}
