//! EDTF, the extended date and time format of ISO 8601-2, level 1, as far as uncertain dates need it.

use super::{Moment, Precision, UncertainDate};
use chrono::Datelike;

impl UncertainDate {
    /// `2016-11-20`, `2016-11`, `2016~`, `199X`, `2016-21` (spring), `../2016-11-20`, `2016-11-13/2016-11-20`.
    pub fn edtf(&self) -> String {
        let hedge = if self.approximate { "~" } else { "" };
        match (self.earliest, self.latest) {
            (Some(from), Some(to)) => match self.unit(from, to) {
                Some(unit) => format!("{unit}{hedge}"),
                None if from.day == to.day && from.minute == to.minute => format!("{}{hedge}", moment(from)),
                None => format!("{}{hedge}/{}{hedge}", moment(from), moment(to)),
            },
            (Some(from), None) => format!("{}{hedge}/..", moment(from)),
            (None, Some(to)) => format!("../{}{hedge}", moment(to)),
            (None, None) => "..".to_owned(),
        }
    }

    /// One calendar unit in a short form.
    fn unit(&self, from: Moment, to: Moment) -> Option<String> {
        if from.minute.is_some() || to.minute.is_some() {
            return None;
        }
        let (first, last) = (from.day, to.day);
        let whole = |date: Option<Self>| date.is_some_and(|d| (d.earliest, d.latest) == (self.earliest, self.latest));
        match self.precision {
            Precision::Month if whole(Self::month(first.year(), first.month())) => {
                Some(format!("{}-{:02}", year(first.year()), first.month()))
            }
            Precision::Year if whole(Self::year(first.year())) => Some(year(first.year())),
            Precision::Decade if first.year() > 0 && whole(Self::decade(first.year())) => {
                Some(format!("{:03}X", first.year() / 10))
            }
            Precision::Century if first.year() > 0 && first.year() % 100 == 0 && whole(Self::century(first.year())) => {
                Some(format!("{:02}XX", first.year() / 100))
            }
            Precision::Season => {
                let number = match first.month() {
                    3 => 21,
                    6 => 22,
                    9 => 23,
                    12 => 24,
                    _ => return None,
                };
                (first.day() == 1 && last > first).then(|| format!("{}-{number}", year(first.year())))
            }
            _ => None,
        }
    }
}

fn moment(moment: Moment) -> String {
    let day = format!("{}-{:02}-{:02}", year(moment.day.year()), moment.day.month(), moment.day.day());
    moment.minute.map_or_else(|| day.clone(), |m| format!("{day}T{:02}:{:02}", m / 60, m % 60))
}

/// Four digits, a sign before year 0, and `Y` before years of more digits.
pub(super) fn year(year: i32) -> String {
    let sign = if year < 0 { "-" } else { "" };
    let long = if year.abs() > 9999 { "Y" } else { "" };
    format!("{long}{sign}{:04}", year.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::date::Season;
    use chrono::NaiveDate;

    #[test]
    fn every_unit_has_its_form() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        for (date, expected) in [
            (UncertainDate::day(day(2016, 11, 20)), "2016-11-20"),
            (UncertainDate::day(day(-585, 5, 28)).about(), "-0585-05-28~"),
            (UncertainDate::month(2016, 11).unwrap(), "2016-11"),
            (UncertainDate::year(1920).unwrap().about(), "1920~"),
            (UncertainDate::decade(1990).unwrap(), "199X"),
            (UncertainDate::century(1900).unwrap(), "19XX"),
            (UncertainDate::season(2016, Season::Spring).unwrap(), "2016-21"),
            (UncertainDate::quarter(2016, 3).unwrap(), "2016-07-01/2016-09-30"),
            (UncertainDate::between(None, Some(day(2016, 11, 20))), "../2016-11-20"),
            (UncertainDate::between(Some(day(2016, 11, 20)), None), "2016-11-20/.."),
            (UncertainDate::between(Some(day(2016, 11, 13)), Some(day(2016, 11, 20))), "2016-11-13/2016-11-20"),
        ] {
            assert_eq!(date.edtf(), expected);
        }
    }
}
