//! Dates for people: "20 November 2016", "the 1990s", "between 13 and 20 November 2016", "586 BC".

use super::calendar::{self, Season};
use super::date::month_name;
use super::{Moment, Precision, UncertainDate, day_in_words};
use chrono::{Datelike, NaiveDate};

impl UncertainDate {
    /// The date in English, unambiguous everywhere and never more precise than it is.
    pub fn words(&self) -> String {
        let about = if self.approximate { "about " } else { "" };
        let zone = self.zone.map(|zone| format!(" {}", zone.words())).unwrap_or_default();
        match (self.earliest, self.latest) {
            (Some(a), Some(b)) => match self.unit_in_words(a, b) {
                Some(words) => format!("{about}{words}{zone}"),
                None => {
                    let (from, to) = range(a, b);
                    if self.approximate {
                        format!("about {from} to {to}{zone}")
                    } else {
                        format!("between {from} and {to}{zone}")
                    }
                }
            },
            (None, Some(end)) => format!("before {about}{}{zone}", boundary(end, true)),
            (Some(start), None) => format!("after {about}{}{zone}", boundary(start, false)),
            (None, None) => "at an unknown time".to_owned(),
        }
    }

    /// The name of the unit it is, where it is one.
    fn unit_in_words(&self, a: Moment, b: Moment) -> Option<String> {
        let start = a.day;
        Some(match self.precision {
            Precision::Season => season(Season::starting_in(start.month())?, start.year()),
            Precision::Quarter => {
                format!("the {} quarter of {}", ORDINALS[start.month0() as usize / 3], year(start.year()))
            }
            Precision::Decade => decade(start.year()),
            Precision::Century => century(start.year()),
            Precision::Hour => clock(a),
            Precision::Week => format!("the week of {}", day_in_words(start)),
            _ if a == b => clock(a),
            _ => whole(a, b)?,
        })
    }
}

const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

/// "2016", "586 BC".
fn year(year: i32) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - i64::from(year)) }
}

fn month(day: NaiveDate) -> String {
    format!("{} {}", month_name(day), year(day.year()))
}

fn season(season: Season, of: i32) -> String {
    if season == Season::Winter && of > 0 {
        return format!("winter {of}–{:02}", (of + 1).rem_euclid(100));
    }
    format!("{} {}", season.name(), year(of))
}

/// "the 1990s"; before the common era the decade is named after its last year, "the 580s BC".
fn decade(first: i32) -> String {
    if first >= 0 { format!("the {first}s") } else { format!("the {}s BC", -(i64::from(first) + 8)) }
}

fn century(first: i32) -> String {
    if first >= 0 {
        format!("the {} century", ordinal(first / 100 + 1))
    } else {
        format!("the {} century BC", ordinal((1 - first) / 100))
    }
}

/// "3rd".
pub(super) fn ordinal(n: i32) -> String {
    let suffix = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}

fn clock(m: Moment) -> String {
    match m.minute {
        Some(minute) => format!("{}, {:02}:{:02}", day_in_words(m.day), minute / 60, minute % 60),
        None => day_in_words(m.day),
    }
}

/// A whole month or year.
fn whole(a: Moment, b: Moment) -> Option<String> {
    if a.minute.is_some() || b.minute.is_some() || a.day.day() != 1 || a.day.year() != b.day.year() {
        return None;
    }
    if b.day == calendar::end_of_month(a.day) {
        return Some(month(a.day));
    }
    ((a.day.month(), b.day.month(), b.day.day()) == (1, 12, 31)).then(|| year(a.day.year()))
}

/// Two ends, without repeating the month and year they share.
fn range(a: Moment, b: Moment) -> (String, String) {
    if a.minute.is_some() || b.minute.is_some() {
        return (clock(a), clock(b));
    }
    let (a, b) = (a.day, b.day);
    let whole_months = a.day() == 1 && b == calendar::end_of_month(b);
    let same_year = a.year() == b.year();
    if whole_months && a.month() == 1 && b.month() == 12 {
        (year(a.year()), year(b.year()))
    } else if whole_months {
        (if same_year { month_name(a).to_owned() } else { month(a) }, month(b))
    } else if same_year && a.month() == b.month() {
        (a.day().to_string(), day_in_words(b))
    } else if same_year {
        (format!("{} {}", a.day(), month_name(a)), day_in_words(b))
    } else {
        (day_in_words(a), day_in_words(b))
    }
}

/// The day, month or year that an open date stops short of: the one after its end, or before its start.
fn boundary(m: Moment, before: bool) -> String {
    if m.minute.is_some() {
        return clock(m);
    }
    let next = calendar::plus_days(m.day, if before { 1 } else { -1 });
    let at_turn = if before { next.day() == 1 } else { m.day.day() == 1 };
    let at_year = at_turn && if before { next.month() == 1 } else { m.day.month() == 1 };
    if at_year {
        year(next.year())
    } else if at_turn {
        month(next)
    } else {
        day_in_words(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_well() {
        for (edtf, words) in [
            ("2016-11-20", "20 November 2016"),
            ("2016-11", "November 2016"),
            ("2016", "2016"),
            ("199X", "the 1990s"),
            ("19XX", "the 20th century"),
            ("-0588/-0579", "between 589 BC and 580 BC"),
            ("2016-11-13/2016-11-20", "between 13 and 20 November 2016"),
            ("2016-10-28/2016-11-03", "between 28 October and 3 November 2016"),
            ("2015-12-28/2016-01-05", "between 28 December 2015 and 5 January 2016"),
            ("2015-11/2016-03", "between November 2015 and March 2016"),
            ("2016-03/2016-05", "between March and May 2016"),
            ("2014/2016", "between 2014 and 2016"),
            ("2016-11-14/2016-11-20", "the week of 14 November 2016"),
            ("2016-07/2016-09", "the third quarter of 2016"),
            ("../2016-11-07", "before 8 November 2016"),
            ("../2016-10-31", "before November 2016"),
            ("../1913", "before 1914"),
            ("2016-11-09/..", "after 8 November 2016"),
            ("1919/..", "after 1918"),
            ("1920~", "about 1920"),
            ("1920~/1922~", "about 1920 to 1922"),
            ("-0585", "586 BC"),
            ("-0585-08-05", "5 August 586 BC"),
            ("2016-22", "summer 2016"),
            ("1944-24", "winter 1944–45"),
            ("2016-11-20T20:15", "20 November 2016, 20:15"),
            ("2016-11-20T20:15Z", "20 November 2016, 20:15 UTC"),
            ("2016-11-20T20:15-05:30", "20 November 2016, 20:15 UTC−5:30"),
            ("../2016-11-20T20:15+02:00", "before 20 November 2016, 20:15 UTC+2"),
        ] {
            assert_eq!(UncertainDate::from_edtf(edtf).unwrap().words(), words);
        }
        assert_eq!(UncertainDate::century(-5).unwrap().words(), "the 5th century BC");
        assert_eq!(UncertainDate::decade(-588).unwrap().words(), "the 580s BC");
    }
}
