//! Uncertain dates: closed intervals of days (or minutes) with open or approximate ends, and their arithmetic.

use super::calendar::{self, Season, Unit};
use super::zone::Zone;
use chrono::{Datelike, Days, Month, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

const MINUTES_A_DAY: i64 = 24 * 60;

/// A day of the proleptic Gregorian calendar (years before 1 are astronomical: 0 is 1 BC), or a minute of it
/// as the text states it; the zone of that minute is the date's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Moment {
    pub day: NaiveDate,
    /// Minutes since midnight, where the text gives a time of day. `None` sorts first.
    pub minute: Option<u16>,
}

impl Moment {
    pub const fn of_day(day: NaiveDate) -> Self {
        Self { day, minute: None }
    }

    /// The first minute it covers, counted from the day 0 of the calendar; a whole day starts at midnight.
    pub(super) fn first_minute(self) -> i64 {
        i64::from(self.day.num_days_from_ce()) * MINUTES_A_DAY + i64::from(self.minute.unwrap_or(0))
    }

    /// The last minute it covers; a whole day lasts until 23:59.
    pub(super) fn last_minute(self) -> i64 {
        i64::from(self.day.num_days_from_ce()) * MINUTES_A_DAY + self.minute.map_or(MINUTES_A_DAY - 1, i64::from)
    }

    fn plus_minutes(self, minutes: i64) -> Option<Self> {
        let total = i64::from(self.minute.unwrap_or(0)) + minutes;
        let day = self.day.checked_add_signed(TimeDelta::try_days(total.div_euclid(MINUTES_A_DAY))?)?;
        Some(Self { day, minute: u16::try_from(total.rem_euclid(MINUTES_A_DAY)).ok() })
    }
}

/// `2016-11-20`, `-0585-01-01` (586 BC), or with a time of day `2016-11-20T20:15`.
impl From<Moment> for String {
    fn from(Moment { day, minute }: Moment) -> Self {
        let year = day.year();
        let sign = if year < 0 { "-" } else { "" };
        let mut text = format!("{sign}{:04}-{:02}-{:02}", year.abs(), day.month(), day.day());
        if let Some(minute) = minute {
            text.push_str(&format!("T{:02}:{:02}", minute / 60, minute % 60));
        }
        text
    }
}

impl TryFrom<String> for Moment {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        parse_iso(&text).ok_or_else(|| format!("\"{text}\" is no date; write YYYY-MM-DD or YYYY-MM-DDThh:mm"))
    }
}

fn parse_iso(text: &str) -> Option<Moment> {
    let (day, minute) = match text.split_once('T') {
        Some((day, time)) => {
            let (hour, minute) = time.split_once(':')?;
            let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
            (day, (hour < 24 && minute < 60).then_some(hour * 60 + minute).map(Some)?)
        }
        None => (text, None),
    };
    let (sign, digits) = day.strip_prefix('-').map_or((1, day), |rest| (-1, rest));
    let mut parts = digits.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    let (month, dom) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let day = parts.next().is_none().then(|| NaiveDate::from_ymd_opt(sign * year, month, dom))??;
    Some(Moment { day, minute })
}

/// How exactly a date is known: the unit that the text names, or `Range` for an interval between other bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UncertainDate {
    pub earliest: Option<Moment>,
    pub latest: Option<Moment>,
    pub precision: Precision,
    /// The text hedges the date itself: "about 1920", "around noon".
    #[serde(default)]
    pub approximate: bool,
    /// Of its times of day, where the text states it; `None` where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
}

impl UncertainDate {
    fn span(first: NaiveDate, last: NaiveDate, precision: Precision) -> Self {
        let (earliest, latest) = (Some(Moment::of_day(first)), Some(Moment::of_day(last)));
        Self { earliest, latest, precision, approximate: false, zone: None }
    }

    pub fn day(day: NaiveDate) -> Self {
        Self::span(day, day, Precision::Day)
    }

    /// A minute of a day; `minute` counts from midnight.
    pub fn minute(day: NaiveDate, minute: u16) -> Self {
        let at = Some(Moment { day, minute: Some(minute) });
        Self { earliest: at, latest: at, precision: Precision::Minute, approximate: false, zone: None }
    }

    /// The hour that starts at `hour`:00.
    pub fn hour(day: NaiveDate, hour: u16) -> Self {
        let at = |minute| Some(Moment { day, minute: Some(hour * 60 + minute) });
        Self { earliest: at(0), latest: at(59), precision: Precision::Hour, approximate: false, zone: None }
    }

    /// The ISO 8601 week (Monday to Sunday) of a day.
    pub fn week_of(day: NaiveDate) -> Self {
        let monday = calendar::monday_of(day);
        Self::span(monday, calendar::plus_days(monday, 6), Precision::Week)
    }

    /// A month of a year; `None` outside the calendar.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some(Self::span(first, calendar::end_of_month(first), Precision::Month))
    }

    /// A season of the northern year, from its meteorological start to its astronomical end; a winter is named
    /// after the year in which it starts.
    pub fn season(year: i32, season: Season) -> Option<Self> {
        let (first, last) = season.bounds(year)?;
        Some(Self::span(first, last, Precision::Season))
    }

    /// Quarter 1 to 4 of a calendar year.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, quarter.checked_mul(3)?.checked_sub(2)?, 1)?;
        let last = calendar::end_of_month(NaiveDate::from_ymd_opt(year, quarter * 3, 1)?);
        Some(Self::span(first, last, Precision::Quarter))
    }

    /// An astronomical year: 2016; 0 is 1 BC.
    pub fn year(year: i32) -> Option<Self> {
        Self::years(year, year, Precision::Year)
    }

    /// The decade whose first year is `first`: 1990 for the 1990s, -588 for the 580s BC.
    pub fn decade(first: i32) -> Option<Self> {
        Self::years(first, first.checked_add(9)?, Precision::Decade)
    }

    /// The century `n` as people count: 20 is 1900–1999, -5 the fifth century BC (500–401 BC).
    pub fn century(n: i32) -> Option<Self> {
        let first = if n > 0 { n.checked_sub(1)?.checked_mul(100)? } else { n.checked_mul(100)?.checked_add(1)? };
        Self::years(first, first.checked_add(99)?, Precision::Century)
    }

    fn years(first: i32, last: i32, precision: Precision) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(first, 1, 1)?;
        Some(Self::span(first, NaiveDate::from_ymd_opt(last, 12, 31)?, precision))
    }

    /// From the start of one date to the end of another, on the clock of the first; ends that cross are swapped.
    pub fn between(from: Self, to: Self) -> Self {
        let zone = from.zone.or(to.zone);
        let to = to.on_clock_of(&from);
        let bounds = |a: Self, b: Self| Self {
            earliest: a.earliest,
            latest: b.latest,
            precision: Precision::Range,
            approximate: a.approximate || b.approximate,
            zone,
        };
        let joined = bounds(from, to);
        if joined.is_ordered() { joined } else { bounds(to, from) }.zoned(zone)
    }

    /// Two days and whatever lies between them.
    pub fn days(first: NaiveDate, last: NaiveDate) -> Self {
        Self::between(Self::day(first), Self::day(last))
    }

    /// Between two days, both inclusive; `None` leaves an end open.
    pub fn bounds(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Self {
        Self::bounded(from.map(Moment::of_day), to.map(Moment::of_day))
    }

    /// Between two moments, both inclusive; `None` leaves an end open.
    pub fn bounded(earliest: Option<Moment>, latest: Option<Moment>) -> Self {
        let one_day = earliest.is_some() && earliest.map(|m| m.day) == latest.map(|m| m.day);
        let precision = if one_day { Precision::Day } else { Precision::Range };
        Self { earliest, latest, precision, approximate: false, zone: None }
    }

    /// Everything before this date starts. A date without a start has nothing before it: `None`.
    pub fn before(self) -> Option<Self> {
        let start = self.earliest?;
        let latest = if start.minute.is_some() {
            start.plus_minutes(-1)?
        } else {
            Moment::of_day(start.day.checked_sub_days(Days::new(1))?)
        };
        Some(Self { earliest: None, latest: Some(latest), precision: Precision::Range, ..self }.zoned(self.zone))
    }

    /// Everything after this date ends. A date without an end has nothing after it: `None`.
    pub fn after(self) -> Option<Self> {
        let end = self.latest?;
        let earliest = if end.minute.is_some() {
            end.plus_minutes(1)?
        } else {
            Moment::of_day(end.day.checked_add_days(Days::new(1))?)
        };
        Some(Self { earliest: Some(earliest), latest: None, precision: Precision::Range, ..self }.zoned(self.zone))
    }

    /// Its start, with an open end; the date itself where it has no start.
    pub fn onward(self) -> Self {
        match self.earliest {
            Some(_) => Self { latest: None, precision: Precision::Range, ..self }.zoned(self.zone),
            None => self,
        }
    }

    /// An open start, until its end; the date itself where it has no end.
    pub fn up_to(self) -> Self {
        match self.latest {
            Some(_) => Self { earliest: None, precision: Precision::Range, ..self }.zoned(self.zone),
            None => self,
        }
    }

    /// The same date, hedged.
    pub fn about(self) -> Self {
        Self { approximate: true, ..self }
    }

    /// The same date on the clock of a zone; nothing but times of day has one.
    pub fn zoned(self, zone: Option<Zone>) -> Self {
        let has_clock = [self.earliest, self.latest].into_iter().flatten().any(|m| m.minute.is_some());
        Self { zone: zone.filter(|_| has_clock), ..self }
    }

    /// The same date with its times of day on another date's clock, where the offsets of both are known.
    fn on_clock_of(self, other: &Self) -> Self {
        let offset = |date: &Self| date.zone.and_then(Zone::offset);
        match (offset(&self), offset(other)) {
            (Some(own), Some(wanted)) if own != wanted => self.moved_clock(i64::from(wanted - own)).zoned(other.zone),
            _ => self,
        }
    }

    /// Its times of day later by some minutes; days stay. Held at the calendar's ends.
    fn moved_clock(self, minutes: i64) -> Self {
        let moved = |m: Moment| if m.minute.is_some() { m.plus_minutes(minutes).unwrap_or(m) } else { m };
        Self { earliest: self.earliest.map(moved), latest: self.latest.map(moved), ..self }
    }

    /// The same date with its times of day as a clock shows them that is `minutes` ahead of Greenwich, where its own
    /// offset is known.
    pub fn on_clock(self, minutes: i16) -> Self {
        self.zone.and_then(Zone::offset).map_or(self, |own| self.moved_clock(i64::from(minutes - own)))
    }

    fn is_ordered(&self) -> bool {
        match (self.earliest, self.latest) {
            (Some(a), Some(b)) => a.first_minute() <= b.last_minute(),
            (None, None) => false,
            _ => true,
        }
    }

    /// The one day it lies in, where both ends fall on it.
    pub fn single_day(&self) -> Option<NaiveDate> {
        let (a, b) = (self.earliest?, self.latest?);
        (a.day == b.day).then_some(a.day)
    }

    /// Days from the first to the last, both counted; `None` with an open end.
    pub fn days_long(&self) -> Option<i64> {
        Some((self.latest?.day - self.earliest?.day).num_days() + 1)
    }

    pub fn contains(&self, other: &Self) -> bool {
        let other = &other.on_clock_of(self);
        let starts = match (self.earliest, other.earliest) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a.first_minute() <= b.first_minute(),
        };
        let ends = match (self.latest, other.latest) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a.last_minute() >= b.last_minute(),
        };
        starts && ends
    }

    /// What both allow, on the clock of this one; `None` where they exclude each other. Keeps the precision of the date it equals.
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let zone = self.zone.or(other.zone);
        let other = &other.on_clock_of(self);
        let earliest = match (self.earliest, other.earliest) {
            (Some(a), Some(b)) => Some(if a.first_minute() >= b.first_minute() { a } else { b }),
            (a, b) => a.or(b),
        };
        let latest = match (self.latest, other.latest) {
            (Some(a), Some(b)) => Some(if a.last_minute() <= b.last_minute() { a } else { b }),
            (a, b) => a.or(b),
        };
        let same = |d: &Self| d.earliest == earliest && d.latest == latest;
        let (precision, approximate) = match (same(self), same(other)) {
            (true, _) => (self.precision, self.approximate),
            (_, true) => (other.precision, other.approximate),
            _ => {
                let one_day = matches!((earliest, latest), (Some(a), Some(b)) if a.day == b.day);
                let precision = if one_day { Precision::Day } else { Precision::Range };
                (precision, self.approximate || other.approximate)
            }
        };
        Some(Self { earliest, latest, precision, approximate, zone }.zoned(zone)).filter(Self::is_ordered)
    }

    /// Have two dates no time in common?
    pub fn excludes(&self, other: &Self) -> bool {
        let other = &other.on_clock_of(self);
        let start = [self.earliest, other.earliest].into_iter().flatten().map(Moment::first_minute).max();
        let end = [self.latest, other.latest].into_iter().flatten().map(Moment::last_minute).min();
        match (start, end) {
            (Some(start), Some(end)) => start > end,
            // Two that say nothing.
            (None, None) => true,
            _ => false,
        }
    }

    /// Moved by `amount` units. Whole months stay whole months; `None` outside the calendar.
    pub fn shift(&self, amount: i64, unit: Unit) -> Option<Self> {
        let whole_months = self.earliest.is_some_and(|m| m.minute.is_none() && m.day.day() == 1)
            && self.latest.is_some_and(|m| m.minute.is_none() && m.day == calendar::end_of_month(m.day));
        let moved = |m: Moment, is_end: bool| -> Option<Moment> {
            if let Some(minutes) = unit.minutes() {
                return m.plus_minutes(amount.checked_mul(minutes)?);
            }
            let day = calendar::shift_day(m.day, amount, unit)?;
            let keep_end = is_end && whole_months && unit.months().is_some();
            Some(Moment { day: if keep_end { calendar::end_of_month(day) } else { day }, ..m })
        };
        let earliest = match self.earliest {
            Some(m) => Some(moved(m, false)?),
            None => None,
        };
        let latest = match self.latest {
            Some(m) => Some(moved(m, true)?),
            None => None,
        };
        Some(Self { earliest, latest, ..*self })
    }

    /// Orders dates for reading: by the start (by the end where the start is open), then by the end, an open
    /// end last, then the more exact first. Clocks of known offsets count as what they show at Greenwich.
    pub fn sort_key(&self) -> (i64, i64, Precision) {
        let there = self.on_clock(0);
        let start = there.earliest.map(Moment::first_minute);
        let end = there.latest.map(Moment::last_minute);
        (start.or(end).unwrap_or(i64::MIN), end.unwrap_or(i64::MAX), self.precision)
    }
}

/// "November"; `format` would cost ten times as much.
pub(super) fn month_name(day: NaiveDate) -> &'static str {
    u8::try_from(day.month()).ok().and_then(|m| Month::try_from(m).ok()).map_or("", |m| m.name())
}

/// "20 November 2016", "5 August 586 BC": unambiguous everywhere.
pub fn day_in_words(day: NaiveDate) -> String {
    let (common_era, year) = day.year_ce();
    format!("{} {} {year}{}", day.day(), month_name(day), if common_era { "" } else { " BC" })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Any date that the constructors can build, from 600 BC to 11,000.
    pub fn any_date() -> impl Strategy<Value = UncertainDate> {
        let day = (-600..11_000i32, 1..=365u32).prop_map(|(y, n)| NaiveDate::from_yo_opt(y, n).unwrap());
        let one = (day, 0..11u8, 0..1440u16, any::<bool>()).prop_map(|(day, kind, minute, about)| {
            let (year, season) = (day.year(), Season::ALL[minute as usize % 4]);
            let date = match kind {
                0 => UncertainDate::minute(day, minute),
                1 => UncertainDate::hour(day, minute / 60),
                2 => UncertainDate::week_of(day),
                3 => UncertainDate::month(year, day.month()).unwrap(),
                4 => UncertainDate::season(year, season).unwrap(),
                5 => UncertainDate::quarter(year, day.month0() / 3 + 1).unwrap(),
                6 => UncertainDate::year(year).unwrap(),
                7 => UncertainDate::decade(year.div_euclid(10) * 10).unwrap(),
                8 => UncertainDate::century(if year > 0 { year / 100 + 1 } else { -5 }).unwrap(),
                _ => UncertainDate::day(day),
            };
            if about { date.about() } else { date }
        });
        (one.clone(), one, 0..6u8).prop_map(|(a, b, kind)| match kind {
            0 => UncertainDate::between(a, b),
            1 => a.before().unwrap(),
            2 => a.after().unwrap(),
            _ => a,
        })
    }

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn periods_have_their_bounds() {
        let bounds = |d: UncertainDate| (d.earliest.unwrap().day, d.latest.unwrap().day);
        assert_eq!(bounds(UncertainDate::month(2016, 2).unwrap()), (day(2016, 2, 1), day(2016, 2, 29)));
        assert_eq!(bounds(UncertainDate::week_of(day(2016, 11, 20))), (day(2016, 11, 14), day(2016, 11, 20)));
        assert_eq!(bounds(UncertainDate::quarter(2016, 3).unwrap()), (day(2016, 7, 1), day(2016, 9, 30)));
        assert_eq!(bounds(UncertainDate::century(20).unwrap()), (day(1900, 1, 1), day(1999, 12, 31)));
        assert_eq!(bounds(UncertainDate::century(-5).unwrap()), (day(-499, 1, 1), day(-400, 12, 31)));
        assert_eq!(bounds(UncertainDate::season(1944, Season::Winter).unwrap()).0, day(1944, 12, 1));
        assert_eq!(UncertainDate::month(2016, 13), None);
        assert_eq!(UncertainDate::quarter(2016, 5), None);
        assert_eq!(UncertainDate::year(i32::MAX), None);
    }

    #[test]
    fn whole_months_stay_whole() {
        let february = UncertainDate::month(2015, 2).unwrap();
        assert_eq!(february.shift(12, Unit::Month), UncertainDate::month(2016, 2));
        assert_eq!(
            UncertainDate::day(day(2016, 3, 31)).shift(-1, Unit::Month),
            Some(UncertainDate::day(day(2016, 2, 29)))
        );
    }

    #[test]
    fn exclusive_neighbours() {
        let election = UncertainDate::day(day(2016, 11, 8));
        assert_eq!(election.before().unwrap().latest.unwrap().day, day(2016, 11, 7));
        assert_eq!(election.after().unwrap().earliest.unwrap().day, day(2016, 11, 9));
        assert_eq!(election.before().unwrap().intersect(&election), None);
    }

    #[test]
    fn clocks_of_known_offsets_are_compared_truly() {
        let date = |edtf: &str| UncertainDate::from_edtf(edtf).unwrap();
        let (london, new_york) = (date("2016-11-20T15:00Z"), date("2016-11-20T10:00-05:00"));
        assert!(london.contains(&new_york) && new_york.contains(&london));
        assert_eq!(new_york.intersect(&london), Some(new_york));
        assert_eq!(london.sort_key(), new_york.sort_key());
        assert!(date("2016-11-20T23:30-05:00").sort_key() > date("2016-11-21T02:00Z").sort_key());
        // Nothing is known of other clocks: they count as written.
        let unknown = date("2016-11-20T10:00");
        assert_eq!(
            (unknown.intersect(&london), unknown.intersect(&new_york)),
            (None, Some(unknown.zoned(new_york.zone)))
        );
        assert_eq!(date("2016-11-20").zoned(london.zone), date("2016-11-20"), "a day has no clock");
        assert_eq!(UncertainDate::between(new_york, london).edtf(), "2016-11-20T10:00-05:00");
    }

    #[test]
    fn a_clock_is_read_elsewhere() {
        let evening = UncertainDate::from_edtf("2016-11-20T23:30-05:00").unwrap();
        let there = evening.on_clock(60).earliest.unwrap();
        assert_eq!((there.day, there.minute), (day(2016, 11, 21), Some(5 * 60 + 30)));
        let local = UncertainDate { zone: Some(Zone::Local), ..evening };
        assert_eq!(local.on_clock(60), local);
    }

    proptest! {
        #[test]
        fn an_intersection_lies_in_both(a in any_date(), b in any_date()) {
            let both = a.intersect(&b);
            prop_assert_eq!(both.map(|d| (d.earliest, d.latest)), b.intersect(&a).map(|d| (d.earliest, d.latest)));
            if let Some(both) = both {
                prop_assert!(a.contains(&both) && b.contains(&both));
            }
            prop_assert_eq!(a.intersect(&a), Some(a));
            prop_assert_eq!(a.excludes(&b), both.is_none());
        }

        #[test]
        fn shifting_back_restores(a in any_date(), n in -400..400i64) {
            prop_assert_eq!(a.shift(n, Unit::Day).and_then(|d| d.shift(-n, Unit::Day)), Some(a));
            prop_assert_eq!(a.shift(n, Unit::Week).and_then(|d| d.shift(-n, Unit::Week)), Some(a));
            let month = UncertainDate::month(1600, 2).unwrap();
            prop_assert_eq!(month.shift(n, Unit::Month).and_then(|d| d.shift(-n, Unit::Month)), Some(month));
        }

        #[test]
        fn order_follows_the_bounds(a in any_date(), b in any_date()) {
            if let (Some(end), Some(start)) = (a.latest, b.earliest) && a.earliest.is_some() && end.last_minute() < start.first_minute() {
                prop_assert!(a.sort_key() < b.sort_key());
            }
        }
    }
}
