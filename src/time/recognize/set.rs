//! Repeated times: "every Sunday", "daily", "twice a week", "each year", "$5 million a year".

use super::super::calendar::Unit;
use super::super::expr::{TimeExpr, TimexType};
use super::lexicon::Role;
use super::view::{Hit, View, is_verb};
use chrono::Weekday;

const RULE: &str = "set";

pub fn at(v: &View, i: usize) -> Option<Hit> {
    let hit = |end, value| Some(Hit::of(TimexType::Set, end, TimeExpr::Set(value), RULE));
    if let Some(value) = v.word(i).set {
        // "the Daily Mail", "The weekly is printed in Rome": names and papers.
        let named = v.capital(i) && i > 0 && v.capital(i + 1);
        let noun = v.role(i.wrapping_sub(1)) == Some(Role::The) && v.tag(i + 1).is_some_and(is_verb);
        return if named || noun { None } else { hit(i + 1, value) };
    }
    if v.role(i) == Some(Role::Every) {
        let at = i + 1 + usize::from(v.is(i + 1, &["single", "other"]));
        let value = value_of(v, at)?;
        return hit(at + 1, value);
    }
    // "once a week", "per day", "twice every month".
    if v.is(i, &["per"]) {
        let unit = v.word(i + 1).unit?;
        return hit(i + 2, of_unit(unit));
    }
    if matches!(v.role(i), Some(Role::A)) && is_rate(v, i) {
        return hit(i + 2, of_unit(v.word(i + 1).unit?));
    }
    None
}

/// "three times a week", "15 a year", "$40,000 a month": a count or a sum directly before the article.
fn is_rate(v: &View, i: usize) -> bool {
    if i == 0 || v.word(i + 1).unit.is_none() {
        return false;
    }
    let count = matches!(
        v.lower(i - 1),
        "times"
            | "once"
            | "twice"
            | "thrice"
            | "million"
            | "billion"
            | "trillion"
            | "thousand"
            | "hours"
            | "days"
            | "%"
            | "percent"
    );
    let closes = !matches!(v.role(i + 2), Some(Role::Ago | Role::Earlier | Role::Later | Role::Before | Role::After));
    (count || v.is_number(i - 1) || v.is_plural_noun(i - 1) && i > 1 && v.is_number(i - 2)) && closes
}

fn value_of(v: &View, i: usize) -> Option<&'static str> {
    let word = v.word(i);
    if let Some(day) = word.weekday {
        return Some(each_weekday(day));
    }
    if let Some(month) = word.month {
        return Some(MONTHS[month as usize % 12]);
    }
    if let Some(season) = word.season {
        return Some(match season.code() {
            "SP" => "XXXX-SP",
            "SU" => "XXXX-SU",
            "FA" => "XXXX-FA",
            _ => "XXXX-WI",
        });
    }
    if let Some(part) = word.day_part {
        return Some(match part.code() {
            "TMO" => "XXXX-XX-XXTMO",
            "TAF" => "XXXX-XX-XXTAF",
            "TEV" => "XXXX-XX-XXTEV",
            "TNI" => "XXXX-XX-XXTNI",
            _ => "XXXX-XX-XXTXX",
        });
    }
    word.unit.map(of_unit)
}

const MONTHS: [&str; 12] = [
    "XXXX-12", "XXXX-01", "XXXX-02", "XXXX-03", "XXXX-04", "XXXX-05", "XXXX-06", "XXXX-07", "XXXX-08", "XXXX-09",
    "XXXX-10", "XXXX-11",
];

pub const fn each_weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "XXXX-WXX-1",
        Weekday::Tue => "XXXX-WXX-2",
        Weekday::Wed => "XXXX-WXX-3",
        Weekday::Thu => "XXXX-WXX-4",
        Weekday::Fri => "XXXX-WXX-5",
        Weekday::Sat => "XXXX-WXX-6",
        Weekday::Sun => "XXXX-WXX-7",
    }
}

const fn of_unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "PT1S",
        Unit::Minute => "PT1M",
        Unit::Hour => "PT1H",
        Unit::Day => "P1D",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week => "P1W",
        Unit::Fortnight => "P2W",
        Unit::Month => "P1M",
        Unit::Quarter => "P1Q",
        Unit::Year => "P1Y",
        Unit::Decade => "P1DE",
        Unit::Century => "P1CE",
    }
}
