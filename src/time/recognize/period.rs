//! Longer times with names: seasons, quarters, halves, decades, centuries, feasts, and counted parts of them
//! ("the first week of March").

use super::super::UncertainDate;
use super::super::calendar::Unit;
use super::super::expr::{TimeExpr, TimexType, Yearly};
use super::super::feast::Feast;
use super::lexicon::{LEXICON, Phrase, Role};
use super::tense;
use super::view::{Hit, View};
use crate::text::Tag;

pub fn at(v: &View, i: usize) -> Option<Hit> {
    let found = century(v, i).or_else(|| decade(v, i)).or_else(|| quarter(v, i));
    found.or_else(|| nth(v, i)).or_else(|| season(v, i)).or_else(|| feast(v, i))
}

/// What comes round every year, in a year that may be named after it.
fn in_year(v: &View, i: usize, end: usize, which: Yearly, rule: &'static str) -> Option<Hit> {
    let of = end + usize::from(v.is(end, &["of", ","]));
    if let Some(year) = super::absolute::at(v, of)
        .filter(|h| matches!(h.rule, "year" | "year-era" | "fiscal-year" | "year-before-christ"))
    {
        // "the winter of 1914-15": the winter that starts in the first year.
        let winter = matches!(which, Yearly::Season(_)) && v.is(year.end, &["-", "–", "/"]) && v.glued(year.end);
        let end = if winter && v.digits(year.end + 1).is_some() { year.end + 2 } else { year.end };
        let expr = TimeExpr::Within { which, year: Box::new(year.expr) };
        return Some(Hit::date(end, known(expr), rule));
    }
    // "Passover 2019", "Ramadan in 2014": after a feast four digits are a year.
    let bare = of + usize::from(v.is(of, &["in"]));
    if let (Yearly::Feast(_), Some((year @ 1000..=2100, 4))) = (which, v.digits(bare)) {
        let year = UncertainDate::year(i32::try_from(year).ok()?)?;
        let expr = TimeExpr::Within { which, year: Box::new(TimeExpr::Calendar(year)) };
        return Some(Hit::date(bare + 1, known(expr), rule));
    }
    if let Some((short, 2)) = v.digits(of + 1)
        && v.lower(of).ends_with(['\'', '’'])
    {
        let year = TimeExpr::ShortYear { year: short, base: Box::new(TimeExpr::Context) };
        return Some(Hit::date(of + 2, TimeExpr::Within { which, year: Box::new(year) }, rule));
    }
    if (of > end || v.role(of).is_some())
        && let Some(year) = super::relative::at(v, of).or_else(|| super::relative::the_unit(v, of))
        && matches!(&year.expr, TimeExpr::UnitOf { unit: Unit::Year, .. })
    {
        return Some(Hit::date(year.end, TimeExpr::Within { which, year: Box::new(year.expr) }, rule));
    }
    let direction = tense::direction(v, i, end);
    Some(Hit::date(end, TimeExpr::Yearly { which, direction, base: Box::new(TimeExpr::Context) }, rule))
}

/// Evaluates what needs no anchor.
fn known(expr: TimeExpr) -> TimeExpr {
    if let TimeExpr::Within { which, year } = &expr
        && let TimeExpr::Calendar(date) = &**year
        && let Some(start) = date.earliest
        && let Some(date) = super::super::yearly::in_year(*which, chrono::Datelike::year(&start.day))
        && !matches!(which, Yearly::Half(_))
    {
        return TimeExpr::Calendar(date);
    }
    expr
}

/// "summer 2007", "the spring of 1916", "in winter"; "fall" only with a year or an article after a preposition.
fn season(v: &View, i: usize) -> Option<Hit> {
    let the = i + usize::from(v.role(i) == Some(Role::The));
    let season = v.word(the).season?;
    let hit = in_year(v, i, the + 1, Yearly::Season(season), "season")?;
    if hit.end > the + 1 {
        return Some(hit);
    }
    let preposition = matches!(
        v.before(i),
        "in" | "by"
            | "during"
            | "until"
            | "since"
            | "through"
            | "throughout"
            | "over"
            | "that"
            | "before"
            | "after"
            | "early"
            | "late"
            | "mid"
            | "of"
    );
    let ambiguous = matches!(v.lower(the), "fall" | "spring");
    let noun = !matches!(v.tag(the), Some(Tag::VB | Tag::VBD | Tag::VBP | Tag::VBZ | Tag::VBN));
    let modifies = matches!(v.tag(the + 1), Some(Tag::NN | Tag::NNS | Tag::NNP)) && the == i;
    // "the summer offensive", "the Spring Offensive"; not "Winter Palace", "spring water".
    if modifies && v.word(the + 1).seasonal {
        return Some(hit);
    }
    let of = v.is(the + 1, &["of"]);
    (preposition
        && noun
        && !of
        && !(ambiguous && modifies)
        && !(v.lower(the) == "fall" && the == i && v.before(i) != "in"))
        .then_some(hit)
}

/// "the third quarter of 2009", "Q3 2016", "the second half of 2008", "third-quarter".
fn quarter(v: &View, i: usize) -> Option<Hit> {
    let lower = v.lower(i);
    if let Some(n) = lower.strip_prefix('q').and_then(|n| n.parse::<u32>().ok()).filter(|n| (1..=4).contains(n)) {
        return in_year(v, i, i + 1, Yearly::Quarter(n), "quarter");
    }
    if let Some(ordinal) = lower.strip_suffix("-quarter") {
        let n = LEXICON.word(ordinal)?.ordinal.and_then(|n| u32::try_from(n).ok()).filter(|n| *n <= 4)?;
        return in_year(v, i, i + 1, Yearly::Quarter(n), "quarter");
    }
    let the = i + usize::from(v.role(i) == Some(Role::The));
    if matches!(v.role(the), Some(Role::LateHalf | Role::EarlyHalf))
        && v.is(the + 1, &["half", "part"])
        && v.is(the + 2, &["of"])
    {
        return None;
    }
    let the = the + usize::from(the > i && v.is(the, &["fiscal"]));
    let (n, at) = v.ordinal(the)?;
    let n = if n == -1 { 4 } else { u32::try_from(n).ok()? };
    let at = at + usize::from(v.is(at, &["fiscal", "calendar"]));
    if v.word(at).unit == Some(Unit::Quarter) && n <= 4 && v.role(the) != Some(Role::Last) {
        return in_year(v, i, at + 1, Yearly::Quarter(n), "quarter");
    }
    None
}

/// "the 1990s", "the '90s", "the nineties", "mid-1930s" (its prefix is read before).
fn decade(v: &View, i: usize) -> Option<Hit> {
    let the = i + usize::from(v.role(i) == Some(Role::The));
    let quote = the + usize::from(matches!(v.lower(the), "'" | "’" | "‘"));
    let lower = v.lower(quote).trim_start_matches(['\'', '’', '‘']);
    // "1990's" may be two tokens.
    let (digits, end) = match lower.strip_suffix('s').map(|d| d.trim_end_matches(['\'', '’'])) {
        Some(digits) => (digits, quote + 1),
        None if matches!(v.lower(quote + 1), "'s" | "’s") && the > i => (lower, quote + 2),
        None => return None,
    };
    if !digits.bytes().all(|b| b.is_ascii_digit()) || !digits.ends_with('0') {
        return None;
    }
    let year: i32 = digits.parse().ok()?;
    let first = match digits.len() {
        4 if (1000..=2090).contains(&year) => year,
        3 if v.role(end) == Some(Role::Bc) => {
            return Some(Hit::date(end + 1, TimeExpr::Calendar(UncertainDate::decade(-8 - year)?), "decade"));
        }
        // "the 80s": of the last century that has had them. Degrees and ages stand without an apostrophe too.
        2 if the > i
            || quote > the
            || lower.len() < v.lower(quote).len()
            || matches!(v.role(i.wrapping_sub(1)), Some(Role::Early | Role::Mid | Role::Late)) =>
        {
            if matches!(v.before(i), "his" | "her" | "their" | "my" | "your") {
                return None;
            }
            1900 + year
        }
        _ => return None,
    };
    Some(Hit::date(end, TimeExpr::Calendar(UncertainDate::decade(first)?), "decade"))
}

/// "the 19th century", "the fifth century BC", "eighteenth-century".
fn century(v: &View, i: usize) -> Option<Hit> {
    let the = i + usize::from(v.role(i) == Some(Role::The));
    let (n, mut end) = match v.lower(the).strip_suffix("-century") {
        Some(ordinal) => {
            let n = LEXICON
                .word(ordinal)
                .and_then(|w| w.ordinal)
                .or_else(|| ordinal.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok());
            (n?, the + 1)
        }
        None => {
            let (n, end) = v.ordinal(the)?;
            (v.word(end).unit == Some(Unit::Century)).then_some((n, end + 1))?
        }
    };
    if !(1..=30).contains(&n) {
        return None;
    }
    let n = match v.role(end) {
        Some(Role::Bc) => -n,
        _ => n,
    };
    end += usize::from(matches!(v.role(end), Some(Role::Bc | Role::Ad)));
    Some(Hit::date(end, TimeExpr::Calendar(UncertainDate::century(n)?), "century"))
}

/// "the first week of March", "the last two weeks of February 1951", "the third day of the siege" (of no known
/// time, so none).
fn nth(v: &View, i: usize) -> Option<Hit> {
    let the = i + usize::from(v.role(i) == Some(Role::The));
    let (n, mut at) = v.ordinal(the)?;
    let count = match v.number(at) {
        Some((count, end)) => {
            at = end;
            count
        }
        None => 1,
    };
    let unit = v.unit(at).filter(|u| (Unit::Day..=Unit::Year).contains(u) && *u != Unit::Quarter)?;
    if !v.is(at + 1, &["of", "in"]) {
        return None;
    }
    let whole = super::absolute::at(v, at + 2).or_else(|| decade(v, at + 2)).or_else(|| century(v, at + 2));
    let whole = whole.or_else(|| super::relative::at(v, at + 2)).or_else(|| super::relative::the_unit(v, at + 2))?;
    let expr = TimeExpr::Nth { n, count, unit, whole: Box::new(whole.expr) };
    let kind = if count > 1 || unit == Unit::Week { TimexType::Duration } else { TimexType::Date };
    Some(Hit::of(kind, whole.end, expr, "nth"))
}

/// "Christmas 1963", "Good Friday", "last Thanksgiving".
pub fn feast(v: &View, i: usize) -> Option<Hit> {
    let (Phrase::Feast(feast), end) = v.phrase(i)? else { return None };
    if !v.capital(i) && !v.is(i, &["christmas", "easter", "halloween", "thanksgiving"]) {
        return None;
    }
    // "Labor Day weekend".
    if v.word(end).unit == Some(Unit::Weekend) {
        let day = in_year(v, i, end, Yearly::Feast(feast), "feast")?;
        let base = Box::new(TimeExpr::Shift {
            base: Box::new(day.expr),
            amount: super::super::expr::Amount::Count(2),
            unit: Unit::Day,
            back: true,
            exact: true,
        });
        return Some(Hit::date(end + 1, TimeExpr::UnitOf { base, unit: Unit::Weekend, offset: 0 }, "feast-weekend"));
    }
    let hit = in_year(v, i, end, Yearly::Feast(feast), "feast")?;
    // "Easter Rising", "Christmas Island", "Christmas tree" name other things.
    let other =
        hit.end == end && matches!(v.tag(end), Some(Tag::NNP | Tag::NN | Tag::NNS)) && v.word(end).day_part.is_none();
    // "tales of Ashura", "Operation Ramadan": a feast of the faithful is more than its date.
    let of_the_moon = matches!(feast, Feast::Moon { .. }) && hit.end == end;
    let timed = ["on", "in", "during", "after", "before", "since", "until", "at", "by", "for", "this", "last", "next"];
    if other || of_the_moon && !v.is(i, &["lunar", "chinese"]) && !timed.contains(&v.before(i)) {
        return None;
    }
    Some(match v.word(hit.end).day_part {
        Some(_) => super::clock::with_day_part(v, hit.end, hit.expr, "feast"),
        None => hit,
    })
}
