//! The closed classes of words that time expressions are made of.

use crate::text::Token;
use crate::time::{DayPart, Season, Unit};
use chrono::Weekday;

/// 1–12.
pub fn month(lower: &str) -> Option<u32> {
    Some(match lower.trim_end_matches('.') {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

pub fn weekday(lower: &str) -> Option<Weekday> {
    Some(match lower.trim_end_matches('.') {
        "monday" | "mon" => Weekday::Mon,
        "tuesday" | "tue" | "tues" => Weekday::Tue,
        "wednesday" | "wed" => Weekday::Wed,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thu,
        "friday" | "fri" => Weekday::Fri,
        "saturday" | "sat" => Weekday::Sat,
        "sunday" | "sun" => Weekday::Sun,
        _ => return None,
    })
}

pub fn season(lower: &str) -> Option<Season> {
    Some(match lower {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" | "fall" => Season::Autumn,
        "winter" => Season::Winter,
        _ => return None,
    })
}

pub fn day_part(lower: &str) -> Option<DayPart> {
    Some(match lower {
        "morning" => DayPart::Morning,
        "noon" | "midday" => DayPart::Midday,
        "afternoon" => DayPart::Afternoon,
        "evening" => DayPart::Evening,
        "night" | "midnight" => DayPart::Night,
        _ => return None,
    })
}

/// Singular or plural.
pub fn unit(lower: &str) -> Option<Unit> {
    Some(match lower {
        "second" | "seconds" => Unit::Second,
        "minute" | "minutes" | "min" | "mins" => Unit::Minute,
        "hour" | "hours" | "hrs" => Unit::Hour,
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        "century" | "centuries" => Unit::Century,
        _ => return None,
    })
}

/// A count in digits or words: "2", "1,200", "twelve", "a", "several" (unknown).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Count {
    Exact(f32),
    /// "several", "a few", "some".
    Some,
}

pub fn count(token: &Token) -> Option<Count> {
    let lower = token.lower.as_str();
    if let Ok(number) = lower.replace(',', "").parse::<f32>() {
        return Some(Count::Exact(number));
    }
    const WORDS: &[(&str, f32)] = &[
        ("a", 1.0),
        ("an", 1.0),
        ("one", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("eleven", 11.0),
        ("twelve", 12.0),
        ("thirteen", 13.0),
        ("fourteen", 14.0),
        ("fifteen", 15.0),
        ("sixteen", 16.0),
        ("seventeen", 17.0),
        ("eighteen", 18.0),
        ("nineteen", 19.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("ninety", 90.0),
        ("hundred", 100.0),
    ];
    if let Some((_, number)) = WORDS.iter().find(|(word, _)| *word == lower) {
        return Some(Count::Exact(*number));
    }
    matches!(lower, "several" | "few" | "some" | "many" | "couple").then_some(Count::Some)
}

/// 1–31 from "5", "05", "5th".
pub fn day_of_month(lower: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|e| lower.strip_suffix(e)).unwrap_or(lower);
    let day: u32 = (digits.len() <= 2).then(|| digits.parse().ok())??;
    (1..=31).contains(&day).then_some(day)
}

/// A year of four digits, 1000–2199.
pub fn year(lower: &str) -> Option<i32> {
    let year: i32 = (lower.len() == 4 && lower.bytes().all(|b| b.is_ascii_digit())).then(|| lower.parse().ok())??;
    (1000..2200).contains(&year).then_some(year)
}

pub fn ordinal(lower: &str) -> Option<u32> {
    const WORDS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth",
    ];
    if let Some(at) = WORDS.iter().position(|w| *w == lower) {
        return Some(at as u32 + 1);
    }
    if lower == "last" || lower == "final" {
        return None;
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|e| lower.strip_suffix(e))?;
    digits.parse().ok()
}
