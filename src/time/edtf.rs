//! Dates as ISO 8601-2 ("EDTF", level 1) writes them, and back.
//!
//! What level 1 has no notation for (weeks, quarters, decades and centuries before the year 0) is written as the
//! interval it is; reading such an interval gives the unit back.

use super::calendar::{self, Season};
use super::{Moment, Precision, UncertainDate, Zone};
use chrono::{Datelike, NaiveDate};

/// The years that ISO 8601 writes with four digits; longer ones take a leading `Y`.
const FOUR_DIGITS: std::ops::RangeInclusive<i32> = -9999..=9999;

impl UncertainDate {
    /// `2016-11-20`, `2016-11`, `2016~`, `../2016-11-20`, `2016-11-13/2016-11-20`, `201X`, `2016-21` (a season),
    /// `-0585` (586 BC), `2016-11-20T20:15`, `2016-11-20T20:15Z`, `2016-11-20T20:15-05:00`.
    pub fn edtf(&self) -> String {
        let hedge = if self.approximate { "~" } else { "" };
        let zone = self.zone.map(Zone::iso).unwrap_or_default();
        let ends = |a: Moment, b: Moment| ends(a, b, &zone);
        let interval = |date: &Self| match (date.earliest, date.latest) {
            (Some(a), Some(b)) => {
                let (a, b) = ends(a, b);
                if a == b { format!("{a}{hedge}") } else { format!("{a}{hedge}/{b}{hedge}") }
            }
            (None, Some(b)) => format!("../{}{hedge}", ends(b, b).1),
            (Some(a), None) => format!("{}{hedge}/..", ends(a, a).0),
            (None, None) => "..".to_owned(),
        };
        let Some(start) = self.earliest.map(|m| m.day) else { return interval(self) };
        match self.precision {
            Precision::Season => match Season::starting_in(start.month()) {
                Some(season) => format!("{}-{}{hedge}", year(start.year()), season.edtf()),
                None => interval(self),
            },
            Precision::Decade if (0..=9999).contains(&start.year()) && start.year() % 10 == 0 => {
                format!("{:03}X{hedge}", start.year() / 10)
            }
            Precision::Century if (0..=9999).contains(&start.year()) => format!("{:02}XX{hedge}", start.year() / 100),
            Precision::Hour => self.earliest.map(|m| moment(m, &zone)).unwrap_or_default() + hedge,
            _ => interval(self),
        }
    }

    /// Reads what [`UncertainDate::edtf`] writes; `None` for anything else.
    pub fn from_edtf(text: &str) -> Option<Self> {
        let text = text.trim();
        let Some((from, to)) = text.split_once('/') else { return single(text) };
        let date = match (from, to) {
            ("..", end) => single(end)?.up_to(),
            (start, "..") => single(start)?.onward(),
            (start, end) => {
                let (start, end) = (single(start)?, single(end)?);
                let zone = start.zone.or(end.zone);
                let date = Self { latest: end.latest, precision: Precision::Range, ..start }.zoned(zone);
                date.sort_key().0.le(&date.sort_key().1).then_some(date)?
            }
        };
        Some(Self { precision: unit_of(&date).unwrap_or(date.precision), ..date })
    }
}

/// Both ends in the coarsest notation that keeps them: years where whole years, months where whole months.
fn ends(a: Moment, b: Moment, zone: &str) -> (String, String) {
    let whole_days = a.minute.is_none() && b.minute.is_none();
    let whole_months = whole_days && a.day.day() == 1 && b.day == calendar::end_of_month(b.day);
    if whole_months && a.day.month() == 1 && b.day.month() == 12 {
        (year(a.day.year()), year(b.day.year()))
    } else if whole_months {
        (month(a.day), month(b.day))
    } else {
        (moment(a, zone), moment(b, zone))
    }
}

fn year(year: i32) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        _ if FOUR_DIGITS.contains(&year) => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    }
}

fn month(day: NaiveDate) -> String {
    format!("{}-{:02}", year(day.year()), day.month())
}

/// A day or a minute of it in ISO 8601, extended as EDTF does for years beyond four digits.
fn moment(m: Moment, zone: &str) -> String {
    let day = format!("{}-{:02}", month(m.day), m.day.day());
    match m.minute {
        Some(minute) => format!("{day}T{:02}:{:02}{zone}", minute / 60, minute % 60),
        None => day,
    }
}

fn single(text: &str) -> Option<UncertainDate> {
    let (text, about) = match text.strip_suffix('~') {
        Some(text) => (text, true),
        None => (text, false),
    };
    let hedged = |date: UncertainDate| if about { date.about() } else { date };
    if let Some(decade) = text.strip_suffix('X') {
        let date = match decade.strip_suffix('X') {
            Some(century) if century.len() == 2 => UncertainDate::century(number(century)?.checked_add(1)?),
            None if decade.len() == 3 => UncertainDate::decade(number(decade)?.checked_mul(10)?),
            _ => None,
        };
        return date.map(hedged);
    }
    let (day, clock) = match text.split_once('T') {
        Some((day, clock)) => (day, Some(clock)),
        None => (text, None),
    };
    let (sign, digits, long) = match (day.strip_prefix('Y'), day.strip_prefix('-')) {
        (Some(long), _) => match long.strip_prefix('-') {
            Some(rest) => (-1, rest, true),
            None => (1, long, true),
        },
        (None, Some(rest)) => (-1, rest, false),
        _ => (1, day, false),
    };
    let mut parts = digits.split('-');
    let year = parts.next().filter(|y| long || y.len() == 4)?;
    let year = number(year)?.checked_mul(sign)?;
    let rest: Vec<u32> =
        parts.map(|p| number(p).filter(|_| p.len() == 2).and_then(|n| u32::try_from(n).ok())).collect::<Option<_>>()?;
    let date = match (rest.as_slice(), clock) {
        ([], None) => UncertainDate::year(year)?,
        ([m @ 1..=12], None) => UncertainDate::month(year, *m)?,
        ([code], None) => UncertainDate::season(year, Season::ALL.into_iter().find(|s| s.edtf() == *code)?)?,
        ([m, d], None) => UncertainDate::day(NaiveDate::from_ymd_opt(year, *m, *d)?),
        ([m, d], Some(clock)) => {
            let (clock, zone) = clock.split_at(clock.find(['Z', '+', '-']).unwrap_or(clock.len()));
            let zone = if zone.is_empty() { None } else { Some(Zone::from_iso(zone)?) };
            let (hour, minute) = clock.split_once(':')?;
            let (hour, minute) = (number(hour).filter(|h| *h < 24)?, number(minute).filter(|m| *m < 60)?);
            UncertainDate::minute(NaiveDate::from_ymd_opt(year, *m, *d)?, u16::try_from(hour * 60 + minute).ok()?)
                .zoned(zone)
        }
        _ => return None,
    };
    Some(hedged(date))
}

/// Digits only: no sign, no white space.
fn number(digits: &str) -> Option<i32> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// The unit that an interval covers exactly: a week from Monday, a quarter.
fn unit_of(date: &UncertainDate) -> Option<Precision> {
    let start = date.earliest.filter(|m| m.minute.is_none())?.day;
    let same = |unit: UncertainDate| unit.earliest == date.earliest && unit.latest == date.latest;
    let candidates = [UncertainDate::week_of(start), UncertainDate::quarter(start.year(), start.month0() / 3 + 1)?];
    candidates.into_iter().find(|unit| same(*unit)).map(|unit| unit.precision)
}

#[cfg(test)]
mod tests {
    use super::super::date::tests::any_date;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn written_and_read() {
        for text in [
            "2016-11-20",
            "2016-11",
            "2016",
            "2016~",
            "../2016-11-20",
            "2016-11-13/..",
            "2016-11-15/2016-11-20",
            "201X",
            "19XX",
            "2016-21",
            "1944-24",
            "-0585",
            "-0585-08-05",
            "Y12000",
            "Y-12000",
            "2016-11-20T20:15",
            "2016-11-20T20:15Z",
            "2016-11-20T20:15-05:00",
            "2016-11-20T20:15+05:30/2016-11-20T21:00+05:30",
            "../2016-11-20T20:15Z",
            "1914/1918",
            "1914-03/1914-05",
            "2016-11-14/2016-11-20",
            "2016-07/2016-09",
            "1920~/1922~",
        ] {
            assert_eq!(UncertainDate::from_edtf(text).map(|d| d.edtf()).as_deref(), Some(text));
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "",
            "..",
            "/",
            "../..",
            "2016-13",
            "2016-11-31",
            "20",
            "20161",
            "2016-1-1",
            "X",
            "20X",
            "2016-11-20T25:00",
            "2016-11-20T20:15+25:00",
            "2016-11-20T20:15Zulu",
            "2016-11-20Z",
            "2018/2016",
            "2016-1١",
            "Y",
            "-",
            "2016T10:00",
            "~",
            "Y99999999999",
        ] {
            assert_eq!(UncertainDate::from_edtf(text), None, "{text}");
        }
    }

    #[test]
    fn intervals_regain_their_unit() {
        assert_eq!(UncertainDate::from_edtf("2016-11-14/2016-11-20").unwrap().precision, Precision::Week);
        assert_eq!(UncertainDate::from_edtf("2016-07/2016-09").unwrap().precision, Precision::Quarter);
        assert_eq!(UncertainDate::from_edtf("2016-07/2016-10").unwrap().precision, Precision::Range);
    }

    proptest! {
        #[test]
        fn a_round_trip_keeps_the_date(date in any_date()) {
            let text = date.edtf();
            let back = UncertainDate::from_edtf(&text);
            // An hour is written as its first minute.
            if date.precision != Precision::Hour {
                prop_assert_eq!(back.map(|d| (d.earliest, d.latest, d.approximate)), Some((date.earliest, date.latest, date.approximate)), "{}", text);
            }
            prop_assert_eq!(back.map(|d| d.edtf()), Some(text));
        }

        #[test]
        fn any_text_is_safe(text in "[-~Y0-9X/.T:]{0,24}|\\PC{0,12}") {
            UncertainDate::from_edtf(&text);
        }
    }
}
