//! What comes round every year: months, days of a month, seasons, quarters, feasts.

use super::calendar::{self, Unit};
use super::date::month_name;
use super::expr::{Direction, Yearly};
use super::{Precision, UncertainDate};
use chrono::{Datelike, NaiveDate};

/// How many years to look to either side; a leap day may be eight years off.
const YEARS_AROUND: i32 = 8;

/// The one of a year; `None` where that year has none (29 February).
pub(super) fn in_year(which: Yearly, year: i32) -> Option<UncertainDate> {
    match which {
        Yearly::Month(month) => UncertainDate::month(year, month),
        Yearly::Day { month, day } => NaiveDate::from_ymd_opt(year, month, day).map(UncertainDate::day),
        Yearly::Season(season) => UncertainDate::season(year, season),
        Yearly::Quarter(quarter) => UncertainDate::quarter(year, quarter),
        Yearly::Half(half) => {
            let first = UncertainDate::quarter(year, half.checked_mul(2)?.checked_sub(1)?)?;
            Some(UncertainDate::between(first, first.shift(1, Unit::Quarter)?))
        }
        Yearly::Feast(feast) => feast.in_year(year),
    }
}

/// A day of the year that lies so far back, and less than [`SOON`] ahead, is one to come whatever the tense (and the
/// other way round): nobody writes "on 10 January" for a day of last year just before that day comes round again.
const LONG_AGO: i64 = 270;
const SOON: i64 = 95;
/// The same for months, which are further from each other: of the month that comes next one says "last December".
const YEAR_AGO: i64 = 300;
const MONTH_ON: i64 = 35;
/// So many days after a quarter its figures are news.
const REPORTED: i64 = 75;

/// The one that a direction means, seen from a base.
pub(super) fn near(which: Yearly, direction: Direction, base: &UncertainDate) -> Option<UncertainDate> {
    let (start, end) = (base.earliest?.day, base.latest?.day);
    let around = |year: i32| (year - YEARS_AROUND..=year + YEARS_AROUND).filter_map(|y| in_year(which, y));
    let first = |d: &UncertainDate| d.earliest.map(|m| m.day);
    let last = |d: &UncertainDate| d.latest.map(|m| m.day);
    let is_day = matches!(which, Yearly::Day { .. });
    match direction {
        Direction::Past => {
            let past = around(end.year()).rfind(|d| first(d) <= Some(end))?;
            let next = around(end.year()).find(|d| first(d) > Some(end));
            let (back, ahead) =
                ((end - last(&past)?).num_days(), next.and_then(|n| Some((first(&n)? - end).num_days())));
            let month_next =
                matches!(which, Yearly::Month(_)) && back > YEAR_AGO && ahead.is_some_and(|d| d < MONTH_ON);
            let day_soon = is_day && back > LONG_AGO && ahead.is_some_and(|days| days < SOON);
            if month_next || day_soon { next } else { Some(past) }
        }
        Direction::Nearest => around(start.year()).min_by_key(|d| distance(d, start, end)),
        Direction::StrictPast => around(start.year()).rfind(|d| last(d) < Some(start)),
        Direction::Future => {
            let next = around(start.year()).find(|d| last(d) >= Some(start))?;
            let past = around(start.year()).rfind(|d| last(d) < Some(start));
            let (ahead, back) =
                ((first(&next)? - start).num_days(), past.and_then(|p| Some((start - last(&p)?).num_days())));
            // Figures of a quarter come out in the weeks after it.
            let reported = matches!(which, Yearly::Quarter(_)) && back.is_some_and(|days| days < REPORTED);
            if reported || is_day && ahead > LONG_AGO && back.is_some_and(|days| days < SOON) {
                past
            } else {
                Some(next)
            }
        }
        Direction::Next => around(end.year()).find(|d| first(d) > Some(end)),
        Direction::This if which == Yearly::Season(calendar::Season::Winter) && start.month() < 4 => {
            in_year(which, start.year() - 1)
        }
        Direction::This => in_year(which, start.year()),
    }
}

/// Days between a date and the stretch from `start` to `end`; the first of equals is the earlier one.
fn distance(date: &UncertainDate, start: NaiveDate, end: NaiveDate) -> i64 {
    match (date.earliest, date.latest) {
        (Some(first), _) if first.day > end => (first.day - end).num_days(),
        (_, Some(last)) if last.day < start => (start - last.day).num_days(),
        _ => 0,
    }
}

/// The one that a history means which has come to `told`: the nearest, a step forward being likelier than one back.
pub(super) fn onward(which: Yearly, told: &UncertainDate) -> Option<UncertainDate> {
    /// A history turns back by some months, and by more rarely.
    const BACK: i64 = 2;
    let (start, end) = (told.earliest?.day, told.latest?.day);
    if told.precision >= Precision::Year {
        return in_year(which, start.year());
    }
    let cost = |date: &UncertainDate| {
        let days = distance(date, start, end);
        if date.earliest.is_some_and(|m| m.day < start) { days * BACK } else { days }
    };
    (start.year() - 1..=start.year() + 1).filter_map(|y| in_year(which, y)).min_by_key(cost)
}

/// What people call it: "March", "5 March", "summer".
pub(super) fn name(which: Yearly) -> String {
    let first = || in_year(which, 2000).and_then(|d| d.earliest).map(|m| m.day);
    match which {
        Yearly::Month(_) => first().map(|day| month_name(day).to_owned()).unwrap_or_default(),
        Yearly::Day { .. } => first().map(|d| format!("{} {}", d.day(), month_name(d))).unwrap_or_default(),
        Yearly::Season(season) => season.name().to_owned(),
        Yearly::Quarter(quarter) => format!("quarter {quarter}"),
        Yearly::Half(1) => "the first half-year".to_owned(),
        Yearly::Half(_) => "the second half-year".to_owned(),
        Yearly::Feast(_) => "feast of that name".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::calendar::Season;
    use super::*;
    use crate::time::Feast;
    use chrono::Weekday;

    fn check(which: Yearly, direction: Direction, base: &str, expected: &str) {
        let base = UncertainDate::from_edtf(base).unwrap();
        assert_eq!(near(which, direction, &base).unwrap().edtf(), expected, "{which:?} {direction:?}");
    }

    #[test]
    fn months_and_days_on_either_side() {
        let march = Yearly::Month(3);
        check(march, Direction::Past, "2016-11-20", "2016-03");
        check(march, Direction::Past, "2016-03-05", "2016-03");
        check(march, Direction::StrictPast, "2016-03-05", "2015-03");
        check(march, Direction::Future, "2016-11-20", "2017-03");
        check(march, Direction::Future, "2016-03-05", "2016-03");
        check(march, Direction::Next, "2016-03-05", "2017-03");
        check(march, Direction::This, "2016-11-20", "2016-03");
        check(Yearly::Day { month: 6, day: 5 }, Direction::Past, "2016-11-20", "2016-06-05");
        check(Yearly::Day { month: 12, day: 5 }, Direction::Past, "2016-11-20", "2016-12-05");
        check(Yearly::Day { month: 11, day: 15 }, Direction::Future, "2016-11-20", "2016-11-15");
        check(Yearly::Day { month: 2, day: 29 }, Direction::Future, "2017-01-01", "2020-02-29");
        check(Yearly::Half(2), Direction::Past, "2016-11-20", "2016-07/2016-12");
    }

    #[test]
    fn seasons_and_feasts() {
        check(Yearly::Season(Season::Summer), Direction::StrictPast, "2016-11-20", "2016-22");
        check(Yearly::Season(Season::Winter), Direction::This, "2016-01-20", "2015-24");
        let thanksgiving = Feast::Nth { month: 11, weekday: Weekday::Thu, n: 4, days: 0 };
        check(Yearly::Feast(thanksgiving), Direction::Future, "2016-11-20", "2016-11-24");
        let memorial_day = Feast::Nth { month: 5, weekday: Weekday::Mon, n: -1, days: 0 };
        check(Yearly::Feast(memorial_day), Direction::Past, "2016-11-20", "2016-05-30");
        check(Yearly::Feast(Feast::Easter(-2)), Direction::Past, "2016-11-20", "2016-03-25");
    }
}
