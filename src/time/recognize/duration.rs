//! Lengths of time: "four minutes", "two-day", "less than five months", "half an hour". Ages are none.

use super::super::calendar::Unit;
use super::super::expr::{Amount, TimeExpr, TimexType};
use super::lexicon::{LEXICON, Role};
use super::view::{Hit, View, hyphenated_number};

const RULE: &str = "duration";

pub fn at(v: &View, i: usize) -> Option<Hit> {
    if let Some((amount, unit, end)) = hyphenated(v, i) {
        return Some(Hit::of(TimexType::Duration, end, TimeExpr::Duration { amount, unit }, RULE));
    }
    if let Some(hit) = definite(v, i) {
        return Some(hit);
    }
    let (amount, unit, end) = quantity(v, i)?;
    let bare = amount == Amount::Some && end == i + 1;
    if bare && !bare_plural_is_time(v, i) {
        return None;
    }
    // "the day", "a second" (chance), "20 years old", "aged 5 years".
    let age = v.is(end, &["old", "older", "younger"])
        || v.is(end, &["of"]) && v.is(end + 1, &["age"])
        || v.before(i) == "aged";
    let second = unit == Unit::Second && v.role(i) == Some(Role::A);
    let article = v.role(i) == Some(Role::A) && end == i + 2;
    if age || second || article && !article_is_one(v, i, end) {
        return None;
    }
    Some(Hit::of(TimexType::Duration, end, TimeExpr::Duration { amount, unit }, RULE))
}

/// "the nine months", "the first three years", "the latest six months".
fn definite(v: &View, i: usize) -> Option<Hit> {
    let mut at = i + 1;
    if v.role(i) != Some(Role::The) {
        return None;
    }
    at += usize::from(v.is(at, &["year-earlier", "year-ago"]));
    at += usize::from(v.word(at).ordinal.is_some() || v.is(at, &["latest", "initial"]));
    let (n, end) = v.number(at)?;
    let unit = v.word(end).units.filter(|u| *u > Unit::Second)?;
    let expr = TimeExpr::Duration { amount: Amount::Count(n), unit };
    Some(Hit::of(TimexType::Duration, end + 1, expr, RULE))
}

/// "a year" is a length after "for", "over", "within" and the like, or before "of", not in "a year that changed".
fn article_is_one(v: &View, i: usize, end: usize) -> bool {
    matches!(
        v.before(i),
        "for"
            | "in"
            | "within"
            | "than"
            | "over"
            | "about"
            | "almost"
            | "nearly"
            | "half"
            | "after"
            | "under"
            | "lasted"
            | "last"
            | "least"
            | "only"
            | "just"
            | "take"
            | "took"
            | "takes"
            | "spent"
            | "spend"
            | "waited"
            | "wait"
            | "served"
            | "lasts"
            | "lasting"
            | "every"
            | "once"
            | "another"
    ) || v.is(end, &["or", "and"]) && v.is(end + 1, &["two", "more", "a"])
}

/// "for weeks", "years of war", "within days".
fn bare_plural_is_time(v: &View, i: usize) -> bool {
    matches!(v.before(i), "for" | "within" | "in" | "after" | "over" | "lasted" | "took" | "spent" | "through" | "of")
        && !v.is(i + 1, &["old"])
        || v.is(i + 1, &["of"]) && matches!(v.before(i), "after" | "" | "," | "despite" | "through" | "by")
}

/// An amount with its unit: "two days", "the first", "a few months", "half a year", "90 business days", "a year and
/// a half", "weeks".
pub fn quantity(v: &View, i: usize) -> Option<(Amount, Unit, usize)> {
    if v.role(i) == Some(Role::Half) {
        let at = i + 1 + usize::from(v.role(i + 1) == Some(Role::A));
        let unit = v.word(at).unit.filter(|_| at > i + 1)?;
        return Some(match unit {
            Unit::Hour => (Amount::Count(30), Unit::Minute, at + 1),
            Unit::Year => (Amount::Count(6), Unit::Month, at + 1),
            Unit::Century => (Amount::Count(5), Unit::Decade, at + 1),
            _ => (Amount::AndHalf(0), unit, at + 1),
        });
    }
    let Some((amount, at)) = v.amount(i) else {
        let unit = v.word(i).units.filter(|u| {
            *u > Unit::Second && v.word(i).role.is_none_or(|r| r != Role::Hours || v.lower(i) == "hours")
        })?;
        return Some((Amount::Some, unit, i + 1));
    };
    // "two and a half years", "one and a half".
    let at = at
        + usize::from(v.is(
            at,
            &[
                "more",
                "full",
                "whole",
                "long",
                "business",
                "working",
                "consecutive",
                "calendar",
                "straight",
                "bloody",
                "further",
                "additional",
                "entire",
                "short",
            ],
        ));
    let single = matches!(amount, Amount::Count(1));
    let word = v.word(at);
    let unit = if single {
        word.unit.or(word.units)
    } else {
        word.units.or(word.unit.filter(|_| !matches!(amount, Amount::Some)))
    }?;
    // "one second" counts, "the second" does not; "first quarter" is a quarter of a year, "a quarter of them" none.
    if unit == Unit::Quarter && v.is(at + 1, &["of"]) {
        return None;
    }
    let mut end = at + 1;
    let mut amount = amount;
    if v.is(end, &["and"])
        && v.is(end + 1, &["a"])
        && v.is(end + 2, &["half"])
        && let Amount::Count(n) = amount
    {
        (amount, end) = (Amount::AndHalf(n), end + 3);
    }
    Some((amount, unit, end))
}

/// "two-day", "12-hour", "ten-day", "year-long", "a three-month-long", never "20-year-old".
fn hyphenated(v: &View, i: usize) -> Option<(Amount, Unit, usize)> {
    let at = i + usize::from(v.role(i) == Some(Role::A));
    let at = if at == i || v.lower(at).contains('-') { at } else { return None };
    let lower = v.lower(at);
    let mut parts: Vec<&str> = lower.split('-').collect();
    if parts.len() < 2 || parts.len() > 4 || parts.contains(&"old") || parts.contains(&"olds") {
        return None;
    }
    if v.is(at + 1, &["-old", "old", "olds"]) {
        return None;
    }
    if parts.last() == Some(&"long") {
        parts.pop();
    }
    let unit = parts.pop().and_then(|u| LEXICON.word(u)).and_then(|w| w.unit.or(w.units))?;
    let amount = match parts.as_slice() {
        [] => Amount::Count(1),
        [n] if n.bytes().all(|b| b.is_ascii_digit()) => Amount::Count(n.parse().ok()?),
        [n] => match n.split_once('.').and_then(|(w, f)| (f == "5").then(|| w.parse().ok())?) {
            Some(half) => Amount::AndHalf(half),
            None => Amount::Count(LEXICON.word(n)?.cardinal?),
        },
        [a, b] => match hyphenated_number(&format!("{a}-{b}")) {
            Some(n) => Amount::Count(n),
            None => Amount::Between(a.parse().ok()?, b.parse().ok()?),
        },
        _ => return None,
    };
    if parts.is_empty() && !lower.ends_with("-long") {
        return None;
    }
    // The article before it belongs to the noun: "a two-day trial".
    (at == i).then_some((amount, unit, i + 1))
}
