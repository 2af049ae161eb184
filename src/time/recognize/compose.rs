//! What may stand around a time: "early", "the end of", "about", "more than"; and the choice among the families.

use super::super::calendar::Unit;
use super::super::expr::{Amount, Part, TimeExpr, TimexType};
use super::lexicon::{LEXICON, Role};
use super::view::{Hit, View};
use crate::text::Tag;

/// The families, in order of precedence among answers of the same length.
const FAMILIES: [fn(&View, usize) -> Option<Hit>; 11] = [
    super::numeric::at,
    super::clock::at,
    super::weekday::at,
    super::absolute::at,
    super::reported::at,
    super::period::at,
    super::relative::at,
    super::set::at,
    super::vague::at,
    super::duration::at,
    late_prefix,
];

/// The longest time expression that starts at a token.
pub fn at(v: &View, i: usize) -> Option<Hit> {
    let plain = longest(v, i);
    let dressed = part(v, i).or_else(|| hedged(v, i)).or_else(|| sometime(v, i));
    let hit = match (plain, dressed) {
        (Some(a), Some(b)) => Some(if b.end >= a.end { b } else { a }),
        (a, b) => a.or(b),
    };
    hit.map(|h| or_so(v, h)).map(|h| super::clock::after_day(v, h))
}

/// "two years or so".
fn or_so(v: &View, hit: Hit) -> Hit {
    if v.is(hit.end, &["or"]) && v.is(hit.end + 1, &["so"]) {
        return Hit { end: hit.end + 2, ..hit }.with_modifier("APPROX");
    }
    hit
}

/// "sometime next year".
fn sometime(v: &View, i: usize) -> Option<Hit> {
    if !v.is(i, &["sometime"]) {
        return None;
    }
    let inner = longest(v, i + 1).or_else(|| part(v, i + 1))?;
    matches!(inner.expr, TimeExpr::UnitOf { .. } | TimeExpr::PartOf { .. }).then_some(inner)
}

fn longest(v: &View, i: usize) -> Option<Hit> {
    let mut best: Option<Hit> = None;
    for family in FAMILIES {
        if let Some(hit) = family(v, i)
            && best.as_ref().is_none_or(|b| hit.end > b.end)
        {
            best = Some(hit);
        }
    }
    best
}

/// The expression of a whole that can have parts: longer than a day.
fn whole(v: &View, i: usize) -> Option<Hit> {
    let hit = longest(v, i).or_else(|| super::relative::the_unit(v, i));
    hit.filter(|h| h.kind == TimexType::Date && !matches!(h.expr, TimeExpr::Vague { .. }))
}

/// "early May", "late 1942", "the end of the year", "the first half of 2008", "mid November", "early in 1914".
fn part(v: &View, i: usize) -> Option<Hit> {
    let the = i + usize::from(v.role(i) == Some(Role::The));
    let Some(role) = v.role(the) else { return half(v, i, the) };
    let (part, modifier) = match role {
        Role::Early => (Part::Early, "START"),
        Role::Late if v.lower(the) == "late" => (Part::Late, "END"),
        Role::Mid => (Part::Mid, "MID"),
        Role::Beginning => (Part::Beginning, "START"),
        Role::End => (Part::End, "END"),
        Role::LateHalf => (Part::SecondHalf, "END"),
        Role::EarlyHalf if the > i => (Part::FirstHalf, "START"),
        _ => return half(v, i, the),
    };
    let mut at = the + 1;
    if matches!(part, Part::SecondHalf | Part::FirstHalf) {
        if !v.is(at, &["half", "part"]) {
            return None;
        }
        at += 1;
    }
    // "beginning in 1915" and "ending on Friday" lead a time, they are no part of it.
    if v.lower(the).ends_with("ing") && the == i && !v.is(at, &["of"]) {
        return None;
    }
    // "will end in 2030", "to start on Monday": verbs.
    let verb = matches!(v.tag(the), Some(Tag::VB | Tag::VBP | Tag::VBZ | Tag::VBD | Tag::VBN));
    if verb && the == i && matches!(part, Part::Beginning | Part::End) && !leads(v, i) {
        return None;
    }
    let part_word = matches!(v.role(the), Some(Role::Beginning | Role::End | Role::LateHalf | Role::EarlyHalf))
        || v.is(the, &["middle", "midst"]);
    if v.is(at, &["of", "in", "on"]) {
        at += 1;
    } else if part_word {
        // "the end 1944" is no English; "end" and "start" are verbs and nouns of much else.
        return None;
    }
    at += usize::from(!part_word && v.is(at, &["part"]) && v.is(at + 1, &["of"])) * 2;
    // "early the next morning", "late in the afternoon of 5 May": the part of the day says more.
    if matches!(part, Part::Early | Part::Late)
        && let Some(hit) = longest(v, at).filter(|h| matches!(h.expr, TimeExpr::DayPart { .. }))
    {
        return Some(hit.with_modifier(modifier));
    }
    let inner = whole(v, at)?;
    Some(
        Hit { expr: TimeExpr::PartOf { part, whole: Box::new(inner.expr) }, rule: "part", ..inner }
            .with_modifier(modifier),
    )
}

/// "by end of year", "since start of the week".
fn leads(v: &View, i: usize) -> bool {
    matches!(v.before(i), "by" | "at" | "since" | "until" | "before" | "after" | "from" | "towards" | "around" | "the")
}

/// "the first half of 2008"; halves of what is no year are no times of their own.
fn half(v: &View, _start: usize, the: usize) -> Option<Hit> {
    let (n, at) = v.ordinal(the)?;
    if v.role(at) != Some(Role::Half) || !v.is(at + 1, &["of"]) {
        return None;
    }
    let (part, modifier) = match n {
        1 => (Part::FirstHalf, "START"),
        2 | -1 => (Part::SecondHalf, "END"),
        _ => return None,
    };
    let inner = whole(v, at + 2)?;
    Some(
        Hit { expr: TimeExpr::PartOf { part, whole: Box::new(inner.expr) }, rule: "part", ..inner }
            .with_modifier(modifier),
    )
}

/// "mid-September", "late-1960s", "mid-2007" as one token.
fn late_prefix(v: &View, i: usize) -> Option<Hit> {
    let the = i + usize::from(v.role(i) == Some(Role::The));
    let (prefix, rest) = v.lower(the).split_once('-')?;
    let (part, modifier) = match prefix {
        "mid" => (Part::Mid, "MID"),
        "early" => (Part::Early, "START"),
        "late" => (Part::Late, "END"),
        _ => return None,
    };
    let word = LEXICON.word(rest);
    let year = |text: &str| (text.len() == 4).then(|| text.parse::<i32>().ok())?;
    let whole = if let Some(month) = word.and_then(|w| w.month) {
        match super::absolute::year_of_month(v, the + 1, month) {
            Some(hit) => hit,
            None => {
                let direction = super::tense::direction(v, i, the + 1);
                let which = super::super::Yearly::Month(month);
                Hit::date(the + 1, TimeExpr::Yearly { which, direction, base: Box::new(TimeExpr::Context) }, "month")
            }
        }
    } else if let Some(season) = word.and_then(|w| w.season) {
        let direction = super::tense::direction(v, i, the + 1);
        let which = super::super::Yearly::Season(season);
        Hit::date(the + 1, TimeExpr::Yearly { which, direction, base: Box::new(TimeExpr::Context) }, "season")
    } else if let Some(year) = year(rest) {
        Hit::date(the + 1, TimeExpr::Calendar(super::super::UncertainDate::year(year)?), "year")
    } else {
        let decade = rest.strip_suffix('s').map(|d| d.trim_end_matches(['\'', '’']));
        let first = match decade.and_then(|d| d.parse::<i32>().ok().map(|n| (n, d.len()))) {
            Some((n, 4)) => n,
            Some((n, 2)) => 1900 + n,
            _ => return None,
        };
        Hit::date(the + 1, TimeExpr::Calendar(super::super::UncertainDate::decade(first)?), "decade")
    };
    Some(
        Hit { expr: TimeExpr::PartOf { part, whole: Box::new(whole.expr) }, rule: "part", ..whole }
            .with_modifier(modifier),
    )
}

/// "about two years ago", "circa 466 BC", "more than three years", "at least a week", "nearly a decade".
fn hedged(v: &View, i: usize) -> Option<Hit> {
    let (modifier, at) = match v.role(i)? {
        Role::About => ("APPROX", i + 1),
        Role::Almost => ("LESS_THAN", i + 1),
        Role::Just => ("", i + 1),
        Role::More if v.lower(i) == "over" && counts_on(v, i) => ("MORE_THAN", i + 1),
        Role::Less if v.lower(i) == "under" && counts_on(v, i) => ("LESS_THAN", i + 1),
        Role::More if v.is(i + 1, &["than"]) => ("MORE_THAN", i + 2),
        Role::Less if v.is(i + 1, &["than"]) => ("LESS_THAN", i + 2),
        Role::At if v.role(i + 1) == Some(Role::Least) => ("EQUAL_OR_MORE", i + 2),
        Role::At if v.role(i + 1) == Some(Role::Most) => ("EQUAL_OR_LESS", i + 2),
        _ => return None,
    };
    let at = at + usize::from(v.is(at, &["."]) && v.is(i, &["c", "ca"]));
    let inner = longest(v, at).or_else(|| part(v, at)).or_else(|| after_hedge(v, at))?;
    let counts = inner.kind == TimexType::Duration || matches!(inner.expr, TimeExpr::Shift { .. });
    // "over the past week" and "about Monday" are prepositions before plain times.
    match v.role(i)? {
        Role::About if counts => {
            let exact = matches!(inner.expr, TimeExpr::Duration { .. });
            let expr = if exact { inner.expr } else { TimeExpr::Approx(Box::new(inner.expr)) };
            Some(Hit { expr, ..inner }.with_modifier(modifier))
        }
        Role::About if inner.kind == TimexType::Date && !matches!(v.lower(i), "some") => {
            let dated = !inner.expr.any(&|e| matches!(e, TimeExpr::Publication | TimeExpr::Reference));
            dated.then(|| Hit { expr: TimeExpr::Approx(Box::new(inner.expr)), ..inner }.with_modifier(modifier))
        }
        Role::About if inner.kind == TimexType::Time && v.lower(i) != "some" => {
            Some(Hit { expr: TimeExpr::Approx(Box::new(inner.expr)), ..inner }.with_modifier(modifier))
        }
        Role::Just => matches!(inner.expr, TimeExpr::Shift { .. }).then_some(inner),
        Role::About => None,
        _ if counts && !matches!(inner.expr, TimeExpr::Stretch { .. }) => Some(inner.with_modifier(modifier)),
        _ => None,
    }
}

/// "for over two years": after a preposition "over" is none itself.
fn counts_on(v: &View, i: usize) -> bool {
    matches!(v.before(i), "for" | "of" | "after" | "in" | "just" | "than" | "lasted" | "took" | "spent" | "well")
}

/// "a year" is a length after a hedge.
fn after_hedge(v: &View, i: usize) -> Option<Hit> {
    let (amount, unit, end) = super::duration::quantity(v, i)?;
    let single = amount == Amount::Count(1) && unit > Unit::Second;
    single.then(|| Hit::of(TimexType::Duration, end, TimeExpr::Duration { amount, unit }, "duration"))
}
