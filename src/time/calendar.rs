//! The calendar: units of time, seasons and the arithmetic of days.

use chrono::{Datelike, Months, NaiveDate, TimeDelta, Weekday};

/// A unit that people count time in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// Its length in minutes, for the units shorter than a day (a second counts as nothing).
    pub(super) const fn minutes(self) -> Option<i64> {
        match self {
            Self::Second => Some(0),
            Self::Minute => Some(1),
            Self::Hour => Some(60),
            _ => None,
        }
    }

    /// Its length in days, for days and weeks.
    pub(super) const fn days(self) -> Option<i64> {
        match self {
            Self::Day => Some(1),
            Self::Weekend | Self::Week => Some(7),
            Self::Fortnight => Some(14),
            _ => None,
        }
    }

    /// Its length in months, for months and what is made of them.
    pub(super) const fn months(self) -> Option<i64> {
        match self {
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Year => Some(12),
            Self::Decade => Some(120),
            Self::Century => Some(1200),
            _ => None,
        }
    }

    /// Its designator in an ISO 8601 duration, as TIMEX3 extends it (`DE` decade, `CE` century), and how many of
    /// those it is.
    pub(super) const fn designator(self) -> (&'static str, u32) {
        match self {
            Self::Second => ("S", 1),
            Self::Minute => ("M", 1),
            Self::Hour => ("H", 1),
            Self::Day => ("D", 1),
            Self::Weekend => ("WE", 1),
            Self::Week => ("W", 1),
            Self::Fortnight => ("W", 2),
            Self::Month => ("M", 1),
            Self::Quarter => ("Q", 1),
            Self::Year => ("Y", 1),
            Self::Decade => ("DE", 1),
            Self::Century => ("CE", 1),
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Weekend => "weekend",
            Self::Week => "week",
            Self::Fortnight => "fortnight",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }
}

/// A season of the northern hemisphere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub(super) const ALL: [Self; 4] = [Self::Spring, Self::Summer, Self::Autumn, Self::Winter];

    /// From the meteorological start (the first of a month) to the astronomical end, so that either reading fits.
    pub(super) fn bounds(self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let (start, end_year, end_month, end_day) = match self {
            Self::Spring => (3, year, 6, 20),
            Self::Summer => (6, year, 9, 22),
            Self::Autumn => (9, year, 12, 20),
            Self::Winter => (12, year.checked_add(1)?, 3, 20),
        };
        Some((NaiveDate::from_ymd_opt(year, start, 1)?, NaiveDate::from_ymd_opt(end_year, end_month, end_day)?))
    }

    /// The TIMEX3 code.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// The ISO 8601-2 code, 21 to 24.
    pub(super) const fn edtf(self) -> u32 {
        match self {
            Self::Spring => 21,
            Self::Summer => 22,
            Self::Autumn => 23,
            Self::Winter => 24,
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Spring => "spring",
            Self::Summer => "summer",
            Self::Autumn => "autumn",
            Self::Winter => "winter",
        }
    }

    /// The season that starts in this month.
    pub(super) fn starting_in(month: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.bounds(2000).is_some_and(|(first, _)| first.month() == month))
    }
}

/// `day` moved by `n` days, held at the calendar's ends.
pub fn plus_days(day: NaiveDate, n: i64) -> NaiveDate {
    let moved = TimeDelta::try_days(n).and_then(|by| day.checked_add_signed(by));
    moved.unwrap_or(if n < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
}

pub(super) fn monday_of(day: NaiveDate) -> NaiveDate {
    plus_days(day, -i64::from(day.weekday().num_days_from_monday()))
}

pub(super) fn end_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(u32::from(day.num_days_in_month())).unwrap_or(day)
}

/// A day moved by units of a day or more; a day that the target month lacks becomes its last.
pub(super) fn shift_day(day: NaiveDate, amount: i64, unit: Unit) -> Option<NaiveDate> {
    if let Some(days) = unit.days() {
        return day.checked_add_signed(TimeDelta::try_days(amount.checked_mul(days)?)?);
    }
    let months = amount.checked_mul(unit.months()?)?;
    let by = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) }
}

/// The last `weekday` on or before `day`.
pub(super) fn weekday_until(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    plus_days(day, -i64::from(day.weekday().days_since(weekday)))
}

/// The first `weekday` on or after `day`.
pub(super) fn weekday_from(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    plus_days(day, i64::from(weekday.days_since(day.weekday())))
}

/// Easter Sunday of the western churches (the anonymous Gregorian computus).
pub(super) fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15).rem_euclid(30);
    let e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4).rem_euclid(7);
    let m = (a + 11 * d + 22 * e) / 451;
    let n = d + e - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn weekdays_on_either_side() {
        let sunday = day(2016, 11, 20);
        assert_eq!(weekday_until(sunday, Weekday::Sun), sunday);
        assert_eq!(weekday_until(sunday, Weekday::Mon), day(2016, 11, 14));
        assert_eq!(weekday_from(sunday, Weekday::Mon), day(2016, 11, 21));
        assert_eq!(monday_of(sunday), day(2016, 11, 14));
    }

    #[test]
    fn easter_by_the_tables() {
        for (y, m, d) in [(1961, 4, 2), (2000, 4, 23), (2008, 3, 23), (2016, 3, 27), (2038, 4, 25)] {
            assert_eq!(easter(y), Some(day(y, m, d)));
        }
    }

    #[test]
    fn the_ends_of_the_calendar_hold() {
        assert_eq!(plus_days(NaiveDate::MAX, 5), NaiveDate::MAX);
        assert_eq!(end_of_month(NaiveDate::MAX), NaiveDate::MAX);
        assert_eq!(shift_day(day(2016, 1, 1), i64::MAX, Unit::Year), None);
        assert_eq!(shift_day(day(2016, 2, 29), 1, Unit::Year), Some(day(2017, 2, 28)));
    }
}
