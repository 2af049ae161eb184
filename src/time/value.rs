//! TIMEX3 values: `2016-11-20`, `2016-W46`, `BC0480-04`, `XXXX-XX` where a part is unknown.

use super::calendar::Unit;
use super::expr::{Amount, DayPart, Yearly};
use super::{Precision, UncertainDate};
use chrono::{Datelike, NaiveDate};

/// The value of a date at a grain; what the date leaves open becomes `X`.
pub(super) fn date(when: Option<&UncertainDate>, grain: Precision) -> String {
    let ends = when.and_then(|d| Some((d.earliest?, d.latest?)));
    let Some((from, to)) = ends else { return open(when, grain) };
    let (a, b) = (from.day, to.day);
    let same_year = a.year() == b.year();
    let year = || if same_year { year(a.year()) } else { "XXXX".to_owned() };
    match grain {
        Precision::Year => year(),
        Precision::Month if same_year && a.month() == b.month() => month(a),
        Precision::Month => format!("{}-XX", year()),
        Precision::Minute | Precision::Hour | Precision::Day => {
            let day = if a == b {
                format!("{}-{:02}", month(a), a.day())
            } else if same_year && a.month() == b.month() {
                format!("{}-XX", month(a))
            } else {
                format!("{}-XX-XX", year())
            };
            match (grain, from.minute) {
                (Precision::Minute, Some(m)) => format!("{day}T{:02}:{:02}", m / 60, m % 60),
                (Precision::Hour, Some(m)) => format!("{day}T{:02}", m / 60),
                _ => day,
            }
        }
        Precision::Week => {
            let (x, y) = (a.iso_week(), b.iso_week());
            if x == y { format!("{}-W{:02}", self::year(x.year()), x.week()) } else { format!("{}-WXX", year()) }
        }
        Precision::Season => {
            let season = super::calendar::Season::starting_in(a.month());
            format!("{}-{}", self::year(a.year()), season.map_or("XX", |s| s.code()))
        }
        Precision::Quarter if same_year => format!("{}-Q{}", year(), a.month0() / 3 + 1),
        Precision::Quarter => "XXXX-QX".to_owned(),
        Precision::Decade => decade(a.year()),
        Precision::Century if a.year() >= 0 => format!("{:02}", a.year() / 100),
        Precision::Century => format!("BC{:02}", -b.year() / 100),
        Precision::Range => common(a, b),
    }
}

/// The value of a date that is not known, or has an open end.
fn open(when: Option<&UncertainDate>, grain: Precision) -> String {
    if let Some(end) = when.and_then(|d| d.earliest.or(d.latest)) {
        return date(
            Some(&UncertainDate { earliest: Some(end), latest: Some(end), ..UncertainDate::day(end.day) }),
            grain,
        );
    }
    match grain {
        Precision::Year | Precision::Range => "XXXX",
        Precision::Month => "XXXX-XX",
        Precision::Week => "XXXX-WXX",
        Precision::Quarter => "XXXX-QX",
        Precision::Decade => "XXX",
        Precision::Century => "XX",
        Precision::Season => "XXXX-XX",
        Precision::Minute | Precision::Hour | Precision::Day => "XXXX-XX-XX",
    }
    .to_owned()
}

/// The value of what comes round every year, in no year.
pub(super) fn yearly(which: Yearly) -> String {
    match which {
        Yearly::Month(m) => format!("XXXX-{m:02}"),
        Yearly::Day { month, day } => format!("XXXX-{month:02}-{day:02}"),
        Yearly::Season(s) => format!("XXXX-{}", s.code()),
        Yearly::Quarter(q) => format!("XXXX-Q{q}"),
        Yearly::Half(h) => format!("XXXX-H{h}"),
        Yearly::Feast(_) => "XXXX-XX-XX".to_owned(),
    }
}

/// `P3D`, `PT4M`, `P2.5Y`, `PXM`.
pub(super) fn duration(amount: Amount, unit: Unit) -> String {
    let (designator, factor) = unit.designator();
    let number = match amount {
        Amount::Count(n) => (u64::from(n) * u64::from(factor)).to_string(),
        Amount::Between(_, high) => (u64::from(high) * u64::from(factor)).to_string(),
        // A half is said in the next smaller unit where one divides it.
        Amount::AndHalf(n) => match unit {
            Unit::Year => return if n == 0 { "P6M".to_owned() } else { format!("P{n}Y6M") },
            Unit::Hour => return if n == 0 { "PT30M".to_owned() } else { format!("PT{n}H30M") },
            Unit::Minute => return if n == 0 { "PT30S".to_owned() } else { format!("PT{n}M30S") },
            _ if factor == 1 => format!("{n}.5"),
            _ => (u64::from(n) * u64::from(factor) + u64::from(factor) / 2).to_string(),
        },
        Amount::Some => "X".to_owned(),
    };
    let time = if unit.minutes().is_some() { "T" } else { "" };
    format!("P{time}{number}{designator}")
}

impl DayPart {
    /// The TIMEX3 code.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Morning => "TMO",
            Self::Midday => "TMI",
            Self::Afternoon => "TAF",
            Self::Evening => "TEV",
            Self::Night => "TNI",
            Self::Daytime => "TDT",
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Midday => "midday",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Night => "night",
            Self::Daytime => "daytime",
        }
    }
}

pub(super) fn year(year: i32) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - i64::from(year)) }
}

fn month(day: NaiveDate) -> String {
    format!("{}-{:02}", year(day.year()), day.month())
}

fn decade(first: i32) -> String {
    if first >= 0 { format!("{:03}", first / 10) } else { format!("BC{:03}", (1 - i64::from(first)) / 10) }
}

/// What both ends of an interval share.
fn common(a: NaiveDate, b: NaiveDate) -> String {
    if a == b {
        format!("{}-{:02}", month(a), a.day())
    } else if a.year() != b.year() {
        "XXXX".to_owned()
    } else if a.month() == b.month() {
        month(a)
    } else {
        year(a.year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_dates() {
        for (edtf, value) in [
            ("2016-11-20", "2016-11-20"),
            ("2016-11", "2016-11"),
            ("2016-11-14/2016-11-20", "2016-W46"),
            ("2016-07/2016-09", "2016-Q3"),
            ("2016-22", "2016-SU"),
            ("201X", "201"),
            ("17XX", "17"),
            ("-0585", "BC0586"),
            ("-0479-04", "BC0480-04"),
            ("2016-11-20T20:15", "2016-11-20T20:15"),
        ] {
            let when = UncertainDate::from_edtf(edtf).unwrap();
            let grain = match edtf.len() {
                4 | 5 if !edtf.contains('X') => Precision::Year,
                7 | 8 if when.precision == Precision::Year => Precision::Month,
                _ => when.precision,
            };
            assert_eq!(date(Some(&when), grain), value);
        }
    }

    #[test]
    fn values_with_unknown_parts() {
        let november = UncertainDate::from_edtf("2016-11").unwrap();
        assert_eq!(date(Some(&november), Precision::Day), "2016-11-XX");
        assert_eq!(date(None, Precision::Week), "XXXX-WXX");
        assert_eq!(yearly(Yearly::Month(3)), "XXXX-03");
    }

    #[test]
    fn values_of_durations() {
        assert_eq!(duration(Amount::Count(3), Unit::Day), "P3D");
        assert_eq!(duration(Amount::Count(4), Unit::Minute), "PT4M");
        assert_eq!(duration(Amount::AndHalf(2), Unit::Year), "P2Y6M");
        assert_eq!(duration(Amount::AndHalf(1), Unit::Week), "P1.5W");
        assert_eq!(duration(Amount::Count(1), Unit::Fortnight), "P2W");
        assert_eq!(duration(Amount::Some, Unit::Month), "PXM");
    }
}
