//! Lengths of time and repetitions: "four minutes", "a two-day trial", "every Monday", "annual". They are no dates.

use super::vocabulary::{Count, count, unit, weekday};
use super::{Found, View};
use crate::time::{TimeExpr, TimexType, Unit};
use chrono::Weekday;

pub fn find(view: &View, at: usize) -> Option<Found> {
    set(view, at).or_else(|| hyphenated(view, at)).or_else(|| counted(view, at))
}

fn duration(end: usize, amount: Option<f32>, unit: Unit) -> Found {
    Found { kind: TimexType::Duration, ..Found::date(end, "duration", TimeExpr::Duration { amount, unit }) }
}

/// "four minutes", "several years", "a decade" and so on; "the past two weeks".
fn counted(view: &View, at: usize) -> Option<Found> {
    let mut place = at;
    if view.lower(place) == "the" && matches!(view.lower(place + 1), "past" | "last" | "next" | "first" | "previous") {
        place += 2;
    }
    let leading = place > at;
    let number = count(view.tokens.get(place)?);
    let (amount, place) = match number {
        Some(Count::Exact(n)) if matches!(view.lower(place + 1), "few" | "couple") => {
            let _ = n;
            (None, place + 2 + usize::from(view.lower(place + 2) == "of"))
        }
        Some(Count::Exact(n)) => (Some(n), place + 1),
        Some(Count::Some) => (None, place + 1),
        None if leading => (Some(1.0), place),
        None => return None,
    };
    let word = view.lower(place);
    let unit = unit(word)?;
    // "a second man", "a minute detail" and "the first quarter" are something else.
    let singular = !word.ends_with('s') && word != "centuries";
    if singular && matches!(unit, Unit::Second | Unit::Minute | Unit::Quarter) && !leading && amount == Some(1.0) {
        return None;
    }
    Some(duration(place + 1, amount, unit))
}

/// "two-day", "10-minute", "three-hour"; an age is none.
fn hyphenated(view: &View, at: usize) -> Option<Found> {
    let lower = view.lower(at);
    let (number, rest) = lower.split_once('-')?;
    if rest.contains('-') {
        return None;
    }
    let unit = unit(rest).filter(|_| !rest.ends_with('s'))?;
    let amount = match number.parse::<f32>() {
        Ok(n) => n,
        Err(_) => {
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
                .iter()
                .position(|w| *w == number)? as f32
                + 1.0
        }
    };
    Some(duration(at + 1, Some(amount), unit))
}

/// "every Monday", "each year", "annually", "daily", "Sundays".
fn set(view: &View, at: usize) -> Option<Found> {
    let found =
        |end, value: String| Some(Found { kind: TimexType::Set, ..Found::date(end, "set", TimeExpr::Set(value)) });
    let day_value = |day: Weekday| format!("XXXX-WXX-{}", day.number_from_monday());
    match view.lower(at) {
        "every" | "each" => {
            let word = view.lower(at + 1);
            if let Some(day) = weekday(word) {
                return found(at + 2, day_value(day));
            }
            let value = match unit(word)? {
                Unit::Day => "XXXX-XX-XX",
                Unit::Week => "XXXX-WXX",
                Unit::Month => "XXXX-XX",
                Unit::Year => "XXXX",
                _ => return None,
            };
            found(at + 2, value.to_owned())
        }
        "annual" | "annually" | "yearly" => found(at + 1, "XXXX".to_owned()),
        "daily" => found(at + 1, "XXXX-XX-XX".to_owned()),
        "weekly" => found(at + 1, "XXXX-WXX".to_owned()),
        "monthly" => found(at + 1, "XXXX-XX".to_owned()),
        plural => {
            let day = plural.strip_suffix('s').filter(|w| w.ends_with("day")).and_then(weekday)?;
            found(at + 1, day_value(day))
        }
    }
}
