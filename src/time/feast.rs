//! Days named by their feast, in the year that they fall in: fixed ones, those of the western and the eastern churches,
//! and those of calendars that count by the moon.

use super::{UncertainDate, calendar};
use chrono::{Datelike, NaiveDate, Weekday};
use icu_calendar::cal::{ChineseTraditional, Hebrew, Hijri, Iso};
use icu_calendar::types::{Month, RataDie};
use icu_calendar::{AsCalendar, Date};

/// A day, or a stretch of days, named by its feast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Feast {
    Fixed {
        month: u32,
        day: u32,
    },
    /// Days from Easter Sunday.
    Easter(i64),
    /// Days from Easter Sunday of the eastern churches.
    OrthodoxEaster(i64),
    /// So many days after the nth weekday of a month; negative counts from its end.
    Nth {
        month: u32,
        weekday: Weekday,
        n: i32,
        days: i64,
    },
    /// So many days from a day of another calendar.
    Moon {
        moon: Moon,
        month: u8,
        day: u8,
        days: i64,
    },
}

/// Calendars whose months follow the moon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moon {
    Hebrew,
    /// By the tables of Umm al-Qura. Where the new moon is watched for, a feast may fall a day earlier or later, so a
    /// day on either side is left open.
    Islamic,
    Chinese,
}

/// Far from today nobody has reckoned with these calendars.
const KNOWN_YEARS: std::ops::RangeInclusive<i32> = -9999..=9999;

impl Feast {
    /// When it is, in a year of the common calendar; the first time, where a year of the moon fits in twice.
    pub fn in_year(self, year: i32) -> Option<UncertainDate> {
        let day = match self {
            Self::Fixed { month, day } => NaiveDate::from_ymd_opt(year, month, day),
            Self::Easter(days) => calendar::easter(year).map(|easter| calendar::plus_days(easter, days)),
            Self::OrthodoxEaster(days) => orthodox_easter(year).map(|easter| calendar::plus_days(easter, days)),
            Self::Nth { month, weekday, n, days } if n > 0 => {
                let first = calendar::weekday_from(NaiveDate::from_ymd_opt(year, month, 1)?, weekday);
                Some(calendar::plus_days(first, 7 * i64::from(n - 1) + days))
            }
            Self::Nth { month, weekday, n, days } => {
                let end = calendar::end_of_month(NaiveDate::from_ymd_opt(year, month, 1)?);
                Some(calendar::plus_days(calendar::weekday_until(end, weekday), 7 * i64::from(n + 1) + days))
            }
            Self::Moon { moon, month, day, days } => {
                let first = moon.day_in(year, month, day)?;
                let last = calendar::plus_days(first, days - 1);
                return Some(match (moon, days) {
                    (Moon::Islamic, _) => {
                        let seen = |day, by| calendar::plus_days(day, by);
                        UncertainDate::days(seen(first, -1), seen(last, 1)).about()
                    }
                    (_, 1) => UncertainDate::day(first),
                    _ => UncertainDate::days(first, last),
                });
            }
        };
        day.map(UncertainDate::day)
    }
}

impl Moon {
    fn day_in(self, year: i32, month: u8, day: u8) -> Option<NaiveDate> {
        if !KNOWN_YEARS.contains(&year) {
            return None;
        }
        let (from, to) = match self {
            Self::Hebrew => (year + 3760, year + 3761),
            // 33 of its years are about 32 of the sun's.
            Self::Islamic => {
                let near = (year - 622) * 33 / 32;
                (near - 1, near + 2)
            }
            Self::Chinese => (year - 1, year),
        };
        (from..=to).filter_map(|own| self.common(own, month, day)).find(|common| common.year() == year)
    }

    /// A day of this calendar in the common one.
    fn common(self, year: i32, month: u8, day: u8) -> Option<NaiveDate> {
        match self {
            Self::Hebrew => of(year, month, day, Hebrew::new()),
            Self::Islamic => of(year, month, day, Hijri::new_umm_al_qura()),
            Self::Chinese => of(year, month, day, ChineseTraditional::new()),
        }
    }
}

fn of<C: AsCalendar>(year: i32, month: u8, day: u8, calendar: C) -> Option<NaiveDate> {
    let date = Date::try_new(year.into(), Month::new(month), day, calendar).ok()?;
    let days: RataDie = date.to_calendar(Iso).to_rata_die();
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(days.to_i64_date()).ok()?)
}

/// Easter Sunday by the Julian computus (Meeus), in the common calendar.
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    if !KNOWN_YEARS.contains(&year) {
        return None;
    }
    let (a, b, c) = (year.rem_euclid(4), year.rem_euclid(7), year.rem_euclid(19));
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34).rem_euclid(7);
    let n = d + e + 114;
    let julian = Date::try_new_julian(year, u8::try_from(n / 31).ok()?, u8::try_from(n % 31 + 1).ok()?).ok()?;
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(julian.to_rata_die().to_i64_date()).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moon(moon: Moon, month: u8, day: u8, days: i64, year: i32) -> String {
        Feast::Moon { moon, month, day, days }.in_year(year).unwrap().edtf()
    }

    #[test]
    fn feasts_of_the_moon_by_the_almanacs() {
        assert_eq!(moon(Moon::Hebrew, 7, 15, 8, 2024), "2024-04-23/2024-04-30");
        assert_eq!(moon(Moon::Hebrew, 1, 1, 2, 2016), "2016-10-03/2016-10-04");
        assert_eq!(moon(Moon::Hebrew, 1, 10, 1, 1973), "1973-10-06");
        assert_eq!(moon(Moon::Hebrew, 3, 25, 8, 2024), "2024-12-26/2025-01-02");
        assert_eq!(moon(Moon::Islamic, 10, 1, 1, 2021), "2021-05-12~/2021-05-14~");
        assert_eq!(moon(Moon::Islamic, 12, 10, 1, 2015), "2015-09-22~/2015-09-24~");
        assert_eq!(moon(Moon::Islamic, 9, 1, 30, 2020), "2020-04-23~/2020-05-24~");
        for (year, new_year) in [(1968, "1968-01-30"), (2000, "2000-02-05"), (2020, "2020-01-25"), (2024, "2024-02-10")]
        {
            assert_eq!(moon(Moon::Chinese, 1, 1, 1, year), new_year);
        }
    }

    #[test]
    fn easter_of_the_east() {
        for (year, day) in [(2016, "2016-05-01"), (2017, "2017-04-16"), (2021, "2021-05-02"), (2024, "2024-05-05")] {
            assert_eq!(Feast::OrthodoxEaster(0).in_year(year).unwrap().edtf(), day);
        }
    }

    #[test]
    fn no_year_is_too_far() {
        for year in [i32::MIN / 4, -9999, 0, 9999, 200_000] {
            for feast in [
                Feast::OrthodoxEaster(0),
                Feast::Moon { moon: Moon::Hebrew, month: 1, day: 1, days: 1 },
                Feast::Moon { moon: Moon::Islamic, month: 9, day: 1, days: 30 },
                Feast::Moon { moon: Moon::Chinese, month: 1, day: 1, days: 1 },
            ] {
                let _ = feast.in_year(year);
            }
        }
    }
}
