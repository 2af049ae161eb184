//! Uncertain dates: closed intervals of days (or minutes) with open or approximate ends.

use chrono::{Datelike, Days, Months, NaiveDate};

/// A day of the proleptic Gregorian calendar (years before 1 are astronomical: 0 is 1 BC), or a minute of it
/// as the text states it, without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment {
    pub day: NaiveDate,
    /// Minutes since midnight, where the text gives a time of day. `None` sorts first.
    pub minute: Option<u16>,
}

impl Moment {
    pub const fn day(day: NaiveDate) -> Self {
        Self { day, minute: None }
    }
}

/// How exactly a date is known: the unit that the text names, or `Range` for an interval between other bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Season,
    Quarter,
    Year,
    Decade,
    Century,
    Range,
}

/// When something may have happened, or over what it stretched: from `earliest` to `latest`, both inclusive;
/// `None` is an open end. At least one end is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UncertainDate {
    pub earliest: Option<Moment>,
    pub latest: Option<Moment>,
    pub precision: Precision,
    /// The text hedges the date itself: "about 1920", "around noon".
    pub approximate: bool,
}

/// The four quarters of a year as seasons count them: spring, summer, autumn, winter (which ends in the next year).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl UncertainDate {
    pub const fn day(day: NaiveDate) -> Self {
        Self::exact(day, day, Precision::Day)
    }

    const fn exact(from: NaiveDate, to: NaiveDate, precision: Precision) -> Self {
        Self { earliest: Some(Moment::day(from)), latest: Some(Moment::day(to)), precision, approximate: false }
    }

    /// Between two days, both inclusive; `None` leaves an end open.
    pub fn between(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Self {
        Self::between_moments(from.map(Moment::day), to.map(Moment::day))
    }

    pub fn between_moments(earliest: Option<Moment>, latest: Option<Moment>) -> Self {
        let one_day = earliest.is_some() && earliest.map(|m| m.day) == latest.map(|m| m.day);
        let precision = if one_day { Precision::Day } else { Precision::Range };
        Self { earliest, latest, precision, approximate: false }
    }

    /// A calendar month; `None` outside the calendar.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Self::months(year, month, 1, Precision::Month)
    }

    /// `quarter` 1–4.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        Self::months(year, quarter.checked_mul(3)?.checked_sub(2)?, 3, Precision::Quarter)
    }

    /// Northern seasons by whole months; winter begins in December of `year`.
    pub fn season(year: i32, season: Season) -> Option<Self> {
        let first = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        Self::months(year, first, 3, Precision::Season)
    }

    pub fn year(year: i32) -> Option<Self> {
        Self::months(year, 1, 12, Precision::Year)
    }

    /// The ten years from `first`, a multiple of ten.
    pub fn decade(first: i32) -> Option<Self> {
        Self::months(first, 1, 120, Precision::Decade)
    }

    /// The hundred years from `first`: 1901 or, as most people count, 1900.
    pub fn century(first: i32) -> Option<Self> {
        Self::months(first, 1, 1200, Precision::Century)
    }

    /// The week, Monday to Sunday, that holds a day.
    pub fn week_of(day: NaiveDate) -> Option<Self> {
        let monday = day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
        Some(Self::exact(monday, monday.checked_add_days(Days::new(6))?, Precision::Week))
    }

    fn months(year: i32, month: u32, count: u32, precision: Precision) -> Option<Self> {
        let from = NaiveDate::from_ymd_opt(year, month, 1)?;
        let to = from.checked_add_months(Months::new(count))?.pred_opt()?;
        Some(Self::exact(from, to, precision))
    }

    /// The same, hedged by the text.
    pub const fn about(self) -> Self {
        Self { approximate: true, ..self }
    }

    /// Both ends moved by whole days.
    pub fn shift_days(self, days: i64) -> Option<Self> {
        self.map_days(|day| shift_day(day, days))
    }

    /// Both ends moved by whole months; the day is cut to the month's length.
    pub fn shift_months(self, months: i32) -> Option<Self> {
        self.map_days(|day| shift_month(day, months))
    }

    fn map_days(self, shift: impl Fn(NaiveDate) -> Option<NaiveDate>) -> Option<Self> {
        let moved = |m: Option<Moment>| match m {
            Some(m) => shift(m.day).map(|day| Some(Moment { day, ..m })),
            None => Some(None),
        };
        Some(Self { earliest: moved(self.earliest)?, latest: moved(self.latest)?, ..self })
    }

    /// What both allow; `None` where they exclude each other. Ends without a time of day hold the whole day.
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let earliest = later(self.earliest, other.earliest);
        let latest = sooner(self.latest, other.latest);
        if let (Some(from), Some(to)) = (earliest, latest)
            && (from.day > to.day || from.day == to.day && from.minute.zip(to.minute).is_some_and(|(a, b)| a > b))
        {
            return None;
        }
        let same = |d: &Self| (d.earliest, d.latest) == (earliest, latest);
        Some(match (same(self), same(other)) {
            (true, true) => Self {
                approximate: self.approximate && other.approximate,
                precision: self.precision.min(other.precision),
                ..*self
            },
            (true, false) => *self,
            (false, true) => *other,
            (false, false) => {
                Self { approximate: self.approximate || other.approximate, ..Self::between_moments(earliest, latest) }
            }
        })
    }

    /// Its length in days, 1 for a single day; `None` where an end is open.
    pub fn days(&self) -> Option<i64> {
        Some(self.latest?.day.signed_duration_since(self.earliest?.day).num_days() + 1)
    }

    /// The only day it can be.
    pub fn only_day(&self) -> Option<NaiveDate> {
        (self.days()? == 1).then(|| self.earliest.map(|m| m.day))?
    }
}

/// The later of two starts; an open one is earlier than all.
fn later(a: Option<Moment>, b: Option<Moment>) -> Option<Moment> {
    a.max(b)
}

/// The sooner of two ends; an open one is later than all, a whole day later than a minute of it.
fn sooner(a: Option<Moment>, b: Option<Moment>) -> Option<Moment> {
    let (Some(x), Some(y)) = (a, b) else { return a.or(b) };
    let key = |m: Moment| (m.day, m.minute.unwrap_or(u16::MAX));
    Some(if key(y) < key(x) { y } else { x })
}

pub(super) fn shift_day(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }
}

pub(super) fn shift_month(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn units_of_the_calendar() {
        let bounds = |d: UncertainDate| (d.earliest.unwrap().day, d.latest.unwrap().day);
        assert_eq!(bounds(UncertainDate::month(2016, 2).unwrap()), (ymd(2016, 2, 1), ymd(2016, 2, 29)));
        assert_eq!(bounds(UncertainDate::season(2014, Season::Winter).unwrap()), (ymd(2014, 12, 1), ymd(2015, 2, 28)));
        assert_eq!(bounds(UncertainDate::quarter(2016, 3).unwrap()), (ymd(2016, 7, 1), ymd(2016, 9, 30)));
        assert_eq!(bounds(UncertainDate::decade(1990).unwrap()), (ymd(1990, 1, 1), ymd(1999, 12, 31)));
        assert_eq!(bounds(UncertainDate::week_of(ymd(2016, 11, 20)).unwrap()), (ymd(2016, 11, 14), ymd(2016, 11, 20)));
        assert_eq!(UncertainDate::quarter(2016, 0), None);
    }

    fn any_date() -> impl Strategy<Value = UncertainDate> {
        let end = || proptest::option::of((-3000_i32..3000, 1_u32..13, 1_u32..29, proptest::option::of(0_u16..1440)));
        (end(), end()).prop_filter_map("one end at least, in order", |(a, b)| {
            let moment = |(y, m, d, minute)| Moment { day: ymd(y, m, d), minute };
            let (a, b) = (a.map(moment), b.map(moment));
            (a.is_some() || b.is_some()).then_some(())?;
            let ordered = a.zip(b).is_none_or(|(a, b)| a.day < b.day);
            ordered.then(|| UncertainDate::between_moments(a, b))
        })
    }

    proptest! {
        #[test]
        fn an_intersection_lies_in_both(a in any_date(), b in any_date()) {
            if let Some(both) = a.intersect(&b) {
                for outer in [a, b] {
                    prop_assert!(outer.earliest.is_none_or(|e| both.earliest.is_some_and(|x| x >= e)));
                    prop_assert!(outer.latest.is_none_or(|l| both.latest.is_some_and(|x| x.day <= l.day)));
                }
                prop_assert_eq!(b.intersect(&a).map(|d| (d.earliest, d.latest)), Some((both.earliest, both.latest)));
            }
            prop_assert_eq!(a.intersect(&a), Some(a));
        }

        #[test]
        fn shifting_goes_back(a in any_date(), days in -40_000_i64..40_000) {
            prop_assert_eq!(a.shift_days(days).and_then(|d| d.shift_days(-days)), Some(a));
        }
    }
}
