//! From one date to another: the pure steps that resolving an expression is made of.

use super::calendar::{self, Unit};
use super::expr::{Direction, Part, Timex, Yearly};
use super::{Moment, Precision, UncertainDate, value};
use chrono::{Datelike, NaiveDate, Weekday};

/// From this many units on, "years ago" is rounded: the whole year is meant.
const ROUNDED_FROM: i64 = 5;

/// The precision that counting in a unit leaves.
pub(super) fn grain_of(unit: Unit) -> Precision {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Precision::Hour,
        Unit::Day => Precision::Day,
        Unit::Week | Unit::Weekend | Unit::Fortnight => Precision::Week,
        Unit::Month => Precision::Month,
        Unit::Quarter => Precision::Quarter,
        Unit::Year => Precision::Year,
        Unit::Decade => Precision::Decade,
        Unit::Century => Precision::Century,
    }
}

/// The calendar units that hold a date (several where it is longer than one), moved by whole units.
pub(super) fn units_of(date: &UncertainDate, unit: Unit, offset: i32) -> Option<UncertainDate> {
    let one = |m: Moment| unit_around(m.day, unit, offset);
    match (date.earliest, date.latest) {
        (Some(a), Some(b)) => {
            let (first, last) = (one(a)?, one(b)?);
            let joined = if first == last { first } else { UncertainDate::between(first, last) };
            Some(UncertainDate { approximate: date.approximate, ..joined })
        }
        _ => None,
    }
}

fn unit_around(day: NaiveDate, unit: Unit, offset: i32) -> Option<UncertainDate> {
    let moved = calendar::shift_day(day, i64::from(offset), unit).unwrap_or(day);
    let year = moved.year();
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some(UncertainDate::day(moved)),
        Unit::Week | Unit::Fortnight => Some(UncertainDate::week_of(moved)),
        Unit::Weekend => {
            let saturday = calendar::plus_days(calendar::monday_of(moved), 5);
            Some(UncertainDate::days(saturday, calendar::plus_days(saturday, 1)))
        }
        Unit::Month => {
            let month = calendar::shift_day(day.with_day(1)?, i64::from(offset), Unit::Month)?;
            UncertainDate::month(month.year(), month.month())
        }
        Unit::Quarter => {
            let month = calendar::shift_day(day.with_day(1)?, i64::from(offset), Unit::Quarter)?;
            UncertainDate::quarter(month.year(), month.month0() / 3 + 1)
        }
        Unit::Year => UncertainDate::year(year),
        Unit::Decade if year > 0 => UncertainDate::decade(year.div_euclid(10) * 10),
        // 586 BC is astronomically -585; the 580s BC start with 589 BC.
        Unit::Decade => UncertainDate::decade(-8 - (1 - year).div_euclid(10) * 10),
        Unit::Century if year > 0 => UncertainDate::century(year / 100 + 1),
        Unit::Century => UncertainDate::century(year / 100 - 1),
    }
}

/// The date that lies a duration after another, or before it, as far as the unit tells; `None` where the expression is no
/// number of units.
pub fn counted(from: &UncertainDate, duration: &Timex, later: bool) -> Option<UncertainDate> {
    let (n, unit) = duration.length()?;
    let amount = i64::from(n);
    let moved = from.shift(if later { amount } else { -amount }, unit)?;
    Some(rounded(moved, unit, amount))
}

/// A moved date as far as its unit tells: two weeks ago is a week, three years ago a year. "A year ago" may be
/// half a year off, so a small number of years leaves the part of that year within six months of the same day.
pub(super) fn rounded(to: UncertainDate, unit: Unit, amount: i64) -> UncertainDate {
    if to.precision > Precision::Day || unit.minutes().is_some() || unit == Unit::Day {
        return to;
    }
    let Some(whole) = units_of(&to, unit, 0) else { return to };
    if unit != Unit::Year || amount >= ROUNDED_FROM {
        return whole;
    }
    let half_a_year =
        to.shift(-6, Unit::Month).zip(to.shift(6, Unit::Month)).map(|(a, b)| UncertainDate::between(a, b));
    half_a_year.and_then(|near| whole.intersect(&near)).unwrap_or(whole)
}

/// The value of a moved date: at the grain of the unit, or of the date where that is coarser.
pub(super) fn rounded_value(to: UncertainDate, unit: Unit, grain: Precision) -> String {
    if unit.minutes().is_some() {
        let day = value::date(Some(&to), Precision::Day);
        return match to.earliest.and_then(|m| m.minute) {
            Some(m) => format!("{day}T{:02}:{:02}", m / 60, m % 60),
            None => format!("{day}TXX"),
        };
    }
    value::date(Some(&to), grain)
}

pub(super) fn weekday_near(base: &UncertainDate, weekday: Weekday, direction: Direction) -> Option<UncertainDate> {
    let (start, end) = (base.earliest?.day, base.latest?.day);
    let in_week = |day: NaiveDate, weeks: i64| {
        calendar::plus_days(calendar::monday_of(day), weeks * 7 + i64::from(weekday.num_days_from_monday()))
    };
    Some(match direction {
        Direction::Past | Direction::Nearest => UncertainDate::day(calendar::weekday_until(end, weekday)),
        Direction::StrictPast => UncertainDate::day(calendar::weekday_until(calendar::plus_days(start, -1), weekday)),
        Direction::Future => UncertainDate::day(calendar::weekday_from(start, weekday)),
        Direction::This => UncertainDate::day(in_week(start, 0)),
        Direction::Next => {
            let (this, next) = (in_week(end, 0), in_week(end, 1));
            // "Next Friday" said on a Tuesday: of the next week for most, the coming one for some.
            if this > end { UncertainDate::days(this, next) } else { UncertainDate::day(next) }
        }
    })
}

pub(super) fn yearly_value(which: Yearly, when: &UncertainDate) -> String {
    match which {
        Yearly::Half(h) => format!("{}-H{h}", value::date(Some(when), Precision::Year)),
        _ => value::date(Some(when), when.precision),
    }
}

/// A winter that the text gives no year to is named after the year it ends in, as annotators do.
pub(super) fn unnamed_year_value(which: Yearly, when: &UncertainDate) -> String {
    match (which, when.latest) {
        (Yearly::Season(season @ calendar::Season::Winter), Some(end)) => {
            format!("{}-{}", value::year(end.day.year()), season.code())
        }
        _ => yearly_value(which, when),
    }
}

/// `count` units from the `n`th of a longer time, counted from its end where negative.
pub(super) fn nth_of(whole: &UncertainDate, n: i32, count: u32, unit: Unit) -> Option<UncertainDate> {
    let (start, end) = (whole.earliest?.day, whole.latest?.day);
    let (first, last) = if n > 0 {
        let skip = |k: i64| calendar::shift_day(start, k, unit);
        (skip(i64::from(n) - 1)?, calendar::plus_days(skip(i64::from(n) - 1 + i64::from(count))?, -1))
    } else {
        let after = calendar::plus_days(end, 1);
        (calendar::shift_day(after, -i64::from(count), unit)?, end)
    };
    let date = UncertainDate::days(first, last);
    let date = whole.intersect(&date)?;
    let precision = match unit {
        _ if count != 1 => Precision::Range,
        Unit::Day => Precision::Day,
        Unit::Month => Precision::Month,
        Unit::Year => Precision::Year,
        _ => Precision::Range,
    };
    Some(UncertainDate { precision, ..date })
}

impl Part {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Early => "the early part",
            Self::Late => "the late part",
            Self::Beginning => "the beginning",
            Self::End => "the end",
            Self::FirstHalf => "the first half",
            Self::SecondHalf => "the second half",
            Self::Mid => "the middle",
        }
    }

    /// The share of a whole that it covers, in sixtieths. A year has its thirds and, for its beginning and end,
    /// its outer quarters; the beginning and end of a month are sixths of it, five days.
    const fn share(self, whole: Precision) -> (i64, i64) {
        match (self, whole) {
            (Self::Early, _) => (0, 20),
            (Self::Mid, Precision::Decade) => (24, 42),
            (Self::Mid, _) => (20, 40),
            (Self::Late, Precision::Decade) => (36, 60),
            (Self::Late, _) => (40, 60),
            (Self::Beginning, Precision::Month) => (0, 10),
            (Self::Beginning, _) => (0, 15),
            (Self::End, Precision::Month) => (50, 60),
            (Self::End, _) => (45, 60),
            (Self::FirstHalf, _) => (0, 30),
            (Self::SecondHalf, _) => (30, 60),
        }
    }
}

/// "early May" is 1 to 10 May, "early 2014" January to April, "mid-1990s" 1994 to 1996, "the end of May" its last
/// five days, "the end of 1944" October to December. Days and what is shorter are not divided.
pub(super) fn part_of(part: Part, whole: UncertainDate) -> UncertainDate {
    let (Some(from), Some(to)) = (whole.earliest, whole.latest) else { return whole };
    if whole.precision <= Precision::Day || from.minute.is_some() {
        return whole;
    }
    let (start, end) = part.share(whole.precision);
    let (first, last) = if matches!(whole.precision, Precision::Year | Precision::Decade | Precision::Century) {
        // Whole months of a year, whole years of a decade or a century.
        let months = (to.day.year() - from.day.year() + 1) as i64 * 12;
        let at = |share: i64| calendar::shift_day(from.day, months * share / 60, Unit::Month);
        match (at(start), at(end)) {
            (Some(first), Some(after)) => (first, calendar::plus_days(after, -1)),
            _ => return whole,
        }
    } else {
        // A month counts as thirty days; what is left over falls to its end.
        let days = (to.day - from.day).num_days() + 1;
        let days = if whole.precision == Precision::Month { 30 } else { days };
        let at = |share: i64| calendar::plus_days(from.day, (days * share + 30) / 60);
        (at(start).min(to.day), if end == 60 { to.day } else { calendar::plus_days(at(end), -1).min(to.day) })
    };
    UncertainDate { approximate: whole.approximate, ..UncertainDate::days(first, last.max(first)) }
}
