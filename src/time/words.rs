//! Dates in words that mean one thing everywhere: "20 November 2016", never 11/20/16; 1 BC lies before AD 1.

use super::{Moment, Precision, UncertainDate};
use chrono::{Datelike, NaiveDate};

/// "20 November 2016", "5 August 586 BC".
pub fn day_in_words(day: NaiveDate) -> String {
    format!("{} {}", day.format("%-d %B"), year_in_words(day.year()))
}

/// "2016", "586 BC", "AD 79" for years that could be read as something else.
pub fn year_in_words(year: i32) -> String {
    match year {
        ..=0 => format!("{} BC", 1 - year),
        1..=99 => format!("AD {year}"),
        _ => year.to_string(),
    }
}

impl UncertainDate {
    /// "20 November 2016", "November 2016", "the 1990s", "between 13 and 20 November 2016", "before 8 November 2016".
    pub fn words(&self) -> String {
        let hedge = if self.approximate { "about " } else { "" };
        match (self.earliest, self.latest) {
            (Some(from), Some(to)) => format!("{hedge}{}", self.closed(from, to)),
            (Some(from), None) => format!("{hedge}{} or later", moment(from)),
            (None, Some(to)) => format!("{hedge}{} or earlier", moment(to)),
            (None, None) => "at an unknown time".to_owned(),
        }
    }

    fn closed(&self, from: Moment, to: Moment) -> String {
        let (first, last) = (from.day, to.day);
        let whole = |date: Option<Self>| date.is_some_and(|d| (d.earliest, d.latest) == (self.earliest, self.latest));
        let year = year_in_words(first.year());
        match self.precision {
            Precision::Month if whole(Self::month(first.year(), first.month())) => {
                return format!("{} {year}", first.format("%B"));
            }
            Precision::Year if whole(Self::year(first.year())) => return year,
            Precision::Decade if whole(Self::decade(first.year())) => return format!("the {year}s"),
            Precision::Century if whole(Self::century(first.year())) && first.year() > 0 => {
                return format!("the {} century", ordinal(first.year() / 100 + 1));
            }
            Precision::Season if first.day() == 1 => return format!("{} {year}", season(first.month())),
            Precision::Quarter if whole(Self::quarter(first.year(), first.month().div_ceil(3))) => {
                return format!(
                    "the {} quarter of {year}",
                    ["first", "second", "third", "fourth"][first.month0() as usize / 3]
                );
            }
            Precision::Week => return format!("the week of {}", day_in_words(first)),
            _ => {}
        }
        if from == to {
            return moment(from);
        }
        if first == last {
            return format!("{}, {}–{}", day_in_words(first), clock(from.minute), clock(to.minute));
        }
        // What both ends share is said once.
        let left = match (first.year() == last.year(), first.month() == last.month()) {
            (true, true) => first.format("%-d").to_string(),
            (true, false) => first.format("%-d %B").to_string(),
            _ => day_in_words(first),
        };
        format!("between {left} and {}", day_in_words(last))
    }
}

fn moment(moment: Moment) -> String {
    let day = day_in_words(moment.day);
    if moment.minute.is_some() { format!("{day}, {}", clock(moment.minute)) } else { day }
}

fn clock(minute: Option<u16>) -> String {
    minute.map_or_else(String::new, |m| format!("{:02}:{:02}", m / 60, m % 60))
}

fn season(month: u32) -> &'static str {
    match month {
        3 => "spring",
        6 => "summer",
        9 => "autumn",
        _ => "winter",
    }
}

fn ordinal(number: i32) -> String {
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_unambiguous() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        for (date, expected) in [
            (UncertainDate::day(day(2016, 11, 20)), "20 November 2016"),
            (UncertainDate::day(day(-585, 5, 28)), "28 May 586 BC"),
            (UncertainDate::month(2016, 11).unwrap(), "November 2016"),
            (UncertainDate::year(79).unwrap(), "AD 79"),
            (UncertainDate::year(1920).unwrap().about(), "about 1920"),
            (UncertainDate::decade(1990).unwrap(), "the 1990s"),
            (UncertainDate::century(1900).unwrap(), "the 20th century"),
            (UncertainDate::quarter(2016, 3).unwrap(), "the third quarter of 2016"),
            (UncertainDate::between(None, Some(day(2016, 11, 20))), "20 November 2016 or earlier"),
            (
                UncertainDate::between(Some(day(2016, 11, 13)), Some(day(2016, 11, 20))),
                "between 13 and 20 November 2016",
            ),
            (
                UncertainDate::between(Some(day(2016, 10, 31)), Some(day(2016, 11, 20))),
                "between 31 October and 20 November 2016",
            ),
        ] {
            assert_eq!(date.words(), expected);
        }
    }
}
