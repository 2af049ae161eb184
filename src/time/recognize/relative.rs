//! What counts from another time: "yesterday", "last week", "two days ago", "the next day", "later that year".

use super::super::calendar::Unit;
use super::super::expr::{Amount, DayPart, Direction, TimeExpr, TimexType, Yearly};
use super::lexicon::Role;
use super::tense;
use super::view::{Hit, View};
use super::weekday;
use crate::text::Tag;

pub fn at(v: &View, i: usize) -> Option<Hit> {
    deictic(v, i)
        .or_else(|| side(v, i))
        .or_else(|| after_next(v, i))
        .or_else(|| counted(v, i))
        .or_else(|| offset(v, i))
        .or_else(|| numbered(v, i))
        .or_else(|| year_to_date(v, i))
        .or_else(|| unit_around(v, i))
        .or_else(|| the_weekend(v, i))
        .or_else(|| the_year(v, i))
        .or_else(|| year_end(v, i))
}

fn boxed(expr: TimeExpr) -> Box<TimeExpr> {
    Box::new(expr)
}

fn day_from(base: TimeExpr, days: i32) -> TimeExpr {
    if days == 0 { base } else { TimeExpr::UnitOf { base: boxed(base), unit: Unit::Day, offset: days } }
}

/// "today", "yesterday evening", "tonight", "overnight", "the day before yesterday".
fn deictic(v: &View, i: usize) -> Option<Hit> {
    if v.role(i) == Some(Role::The) && v.is(i + 1, &["day"]) {
        let offset = match v.role(i + 2) {
            Some(Role::Before) if v.is(i + 3, &["yesterday"]) => -2,
            Some(Role::After) if v.is(i + 3, &["tomorrow"]) => 2,
            _ => return None,
        };
        return Some(Hit::date(i + 4, day_from(TimeExpr::Publication, offset), "deictic"));
    }
    let days = v.word(i).deictic?;
    let expr = day_from(TimeExpr::Publication, days);
    let (hit, part) = match v.lower(i) {
        "tonight" => (expr, Some(DayPart::Night)),
        "overnight" => {
            // As an adjective ("an overnight stay") it names no night.
            if v.tag(i) == Some(Tag::JJ) {
                return None;
            }
            let both = TimeExpr::Between(boxed(expr), boxed(TimeExpr::Publication));
            return Some(Hit::of(TimexType::Time, i + 1, both, "overnight"));
        }
        _ => (expr, None),
    };
    match part {
        Some(part) => {
            let expr = TimeExpr::DayPart { base: boxed(hit), part };
            Some(Hit::of(TimexType::Time, i + 1, expr, "deictic"))
        }
        None => Some(super::clock::with_day_part(v, i + 1, hit, "deictic")),
    }
}

/// "earlier this week", "later that year", "early this morning", "earlier in the day", "later in 1944".
fn side(v: &View, i: usize) -> Option<Hit> {
    let later = match v.lower(i) {
        "earlier" => false,
        "later" => true,
        _ => return None,
    };
    let at = i + 1 + usize::from(v.is(i + 1, &["in", "on"]));
    let inner = offset(v, at)
        .or_else(|| deictic(v, at))
        .or_else(|| if at > i + 1 { the_unit(v, at).or_else(|| super::absolute::at(v, at)) } else { None })?;
    let anaphoric = inner.expr.any(&|e| matches!(e, TimeExpr::Reference));
    let seen_from_now = inner.expr.any(&|e| matches!(e, TimeExpr::Publication | TimeExpr::Context));
    let base = if anaphoric || !seen_from_now { TimeExpr::Reference } else { TimeExpr::Context };
    let hit =
        Hit { expr: TimeExpr::Side { whole: boxed(inner.expr), base: boxed(base), later }, rule: "side", ..inner };
    Some(hit.with_modifier(if later { "END" } else { "START" }))
}

/// "the day", "the week": the one of the context.
pub fn the_unit(v: &View, i: usize) -> Option<Hit> {
    if v.role(i) != Some(Role::The) {
        return None;
    }
    let unit = v.word(i + 1).unit.filter(|u| *u >= Unit::Day && v.word(i + 1).units.is_none())?;
    Some(Hit::date(i + 2, TimeExpr::UnitOf { base: boxed(TimeExpr::Context), unit, offset: 0 }, "the-unit"))
}

/// "over the weekend": the last one, or the one to come.
fn the_weekend(v: &View, i: usize) -> Option<Hit> {
    if v.role(i) != Some(Role::The) || v.word(i + 1).unit != Some(Unit::Weekend) || v.is(i + 2, &["of"]) {
        return None;
    }
    let direction = match tense::direction(v, i, i + 2) {
        Direction::Future => Direction::Future,
        _ => Direction::Past,
    };
    let base = boxed(TimeExpr::Context);
    let saturday = TimeExpr::Weekday { weekday: chrono::Weekday::Sat, direction, base };
    Some(Hit::date(i + 2, TimeExpr::UnitOf { base: boxed(saturday), unit: Unit::Weekend, offset: 0 }, "the-weekend"))
}

/// "for the year", "in the week": the one of the context; "the year ended 30 June" is a length.
fn the_year(v: &View, i: usize) -> Option<Hit> {
    let led = matches!(v.before(i), "in" | "for" | "during" | "over" | "through" | "throughout" | "within");
    if v.role(i) != Some(Role::The) || !led {
        return None;
    }
    let at = i + 1;
    let full = at + usize::from(v.is(at, &["full", "fiscal", "current", "calendar", "entire", "whole"]));
    let full = full + usize::from(full > at && v.is(full, &["fiscal", "calendar"]));
    let unit = v.word(full).unit.filter(|u| matches!(u, Unit::Year | Unit::Week | Unit::Month))?;
    let end = full + 1;
    if v.is(end, &["ended", "ending", "to", "through"]) {
        let expr = TimeExpr::Duration { amount: Amount::Count(1), unit };
        return Some(Hit::of(TimexType::Duration, end, expr, "duration"));
    }
    // "in the week that followed", "for the year of the plague": of another time.
    let open = matches!(v.tag(end), None | Some(Tag::Punct | Tag::VBD | Tag::VBZ | Tag::POS | Tag::CC | Tag::IN));
    if !open || v.is(end, &["of", "that", "when", "before", "after", "since", "between", "as"]) {
        return None;
    }
    Some(Hit::date(end, TimeExpr::UnitOf { base: boxed(TimeExpr::Context), unit, offset: 0 }, "the-unit"))
}

/// "the week after next", "the month before last".
fn after_next(v: &View, i: usize) -> Option<Hit> {
    let unit = v.word(i + 1).unit.filter(|u| v.role(i) == Some(Role::The) && *u >= Unit::Day)?;
    let offset = match (v.role(i + 2)?, v.role(i + 3)?) {
        (Role::After, Role::Next) => 2,
        (Role::Before, Role::Last) => -2,
        _ => return None,
    };
    Some(Hit::date(i + 4, TimeExpr::UnitOf { base: boxed(TimeExpr::Publication), unit, offset }, "after-next"))
}

/// "the two previous years", "the three following days".
fn numbered(v: &View, i: usize) -> Option<Hit> {
    let at = i + usize::from(v.role(i) == Some(Role::The));
    let (count, role) = v.number(at).filter(|(_, role)| *role > i)?;
    let unit = v.word(role + 1).units.filter(|u| *u > Unit::Second)?;
    let (base, back) = match v.role(role)? {
        Role::Last => (TimeExpr::Publication, true),
        Role::Next => (TimeExpr::Publication, false),
        Role::Previous => (TimeExpr::Reference, true),
        Role::Following => (TimeExpr::Reference, false),
        _ => return None,
    };
    let expr = TimeExpr::Stretch { base: boxed(base), amount: Amount::Count(count), unit, back };
    Some(Hit::of(TimexType::Duration, role + 2, expr, "stretch"))
}

/// "in the year to date".
fn year_to_date(v: &View, i: usize) -> Option<Hit> {
    let at = i + usize::from(v.role(i) == Some(Role::The));
    let end = match v.lower(at) {
        "year-to-date" => at + 1,
        "year" if v.is(at + 1, &["to"]) && v.is(at + 2, &["date"]) => at + 3,
        _ => return None,
    };
    let whole = TimeExpr::UnitOf { base: boxed(TimeExpr::Publication), unit: Unit::Year, offset: 0 };
    let expr = TimeExpr::Side { whole: boxed(whole), base: boxed(TimeExpr::Publication), later: false };
    Some(Hit::date(end, expr, "year-to-date"))
}

/// "the week of March 6", "the weekend of 5 May", "the week beginning 4 February".
fn unit_around(v: &View, i: usize) -> Option<Hit> {
    let the = i + usize::from(v.role(i) == Some(Role::The));
    let unit = v.word(the).unit.filter(|u| matches!(u, Unit::Week | Unit::Weekend))?;
    if !v.is(the + 1, &["of", "beginning", "starting", "ending", "ended"]) {
        return None;
    }
    let base = anchor(v, the + 2).filter(|b| b.first.is_none())?;
    Some(Hit::date(base.end, TimeExpr::UnitOf { base: boxed(base.expr), unit, offset: 0 }, "unit-of-day"))
}

/// "by year-end", "at year's end", "at month's end".
fn year_end(v: &View, i: usize) -> Option<Hit> {
    let led = !matches!(v.before(i), "the") && i > 0;
    let (unit, end) = match v.lower(i) {
        "year-end" => (Unit::Year, i + 1),
        "month-end" => (Unit::Month, i + 1),
        "year" | "month" if v.is(i + 1, &["'s", "’s"]) && v.is(i + 2, &["end"]) => (v.unit(i)?, i + 3),
        "year" if v.is(i + 1, &["end"]) => (Unit::Year, i + 2),
        _ => return None,
    };
    if !led {
        return None;
    }
    let base = boxed(TimeExpr::Context);
    if unit == Unit::Year {
        let direction = match tense::direction(v, i, end) {
            Direction::Past => Direction::Past,
            _ => Direction::Future,
        };
        let which = Yearly::Day { month: 12, day: 31 };
        return Some(Hit::date(end, TimeExpr::Yearly { which, direction, base }, "year-end"));
    }
    let month = TimeExpr::UnitOf { base, unit, offset: 0 };
    let expr = TimeExpr::PartOf { part: super::super::Part::End, whole: boxed(month) };
    Some(Hit::date(end, expr, "month-end"))
}

/// "two days ago", "a week earlier", "three months after", "in two weeks" (ahead), "the day before".
fn counted(v: &View, i: usize) -> Option<Hit> {
    let (amount, unit, after) = quantity(v, i)?;
    let after = after + usize::from(v.is(after, &[","]) && v.is(after + 1, &["later"]));
    let shift =
        |base: TimeExpr, back: bool, exact: bool| TimeExpr::Shift { base: boxed(base), amount, unit, back, exact };
    let rule = "counted";
    let kind = if unit.minutes().is_some() { TimexType::Time } else { TimexType::Date };
    let hit = |end, expr| Some(Hit::of(kind, end, expr, rule));
    match v.role(after) {
        Some(role @ (Role::Ago | Role::Earlier)) => {
            let base = if role == Role::Ago { TimeExpr::Publication } else { TimeExpr::Reference };
            let plain = shift(base, true, false);
            // Beside a figure, "a year ago" is the same period of the year before.
            if amount == Amount::Count(1) && unit == Unit::Year && super::reported::gives_figures(&v.tokens) {
                let compared = super::reported::year_before(TimeExpr::Period);
                return hit(after + 1, TimeExpr::OrElse(boxed(compared), boxed(plain)));
            }
            hit(after + 1, plain)
        }
        Some(Role::Later) => hit(after + 1, shift(TimeExpr::Reference, false, false)),
        Some(Role::Hence) => hit(after + 1, shift(TimeExpr::Publication, false, false)),
        Some(role @ (Role::Before | Role::After)) => {
            let back = role == Role::Before;
            // "two days before yesterday", "three days after January 12th".
            let dated = || v.day_number(after + 2).is_some() || anchor(v, after + 2).is_some();
            let the = after + 1 + usize::from(v.role(after + 1) == Some(Role::The) && dated());
            if let Some(base) = anchor(v, the) {
                // "ten days after the 12 May election": the election has its own date.
                if matches!(v.tag(base.end), Some(Tag::NN | Tag::NNS)) {
                    let expr = shift(base.expr, back, true);
                    return Some(Hit::of(TimexType::Duration, after, expr, "before-or-after"));
                }
                return hit(base.end, shift(base.expr, back, true));
            }
            // "three days after the vote": the vote is another event, and the words of time are the length alone.
            let expr = shift(TimeExpr::Reference, back, false);
            let alone = matches!(v.tag(after + 1), None | Some(Tag::Punct)) || v.is(after + 1, &["that"]);
            if alone || v.role(i) == Some(Role::The) {
                return hit(after + 1, expr);
            }
            Some(Hit::of(TimexType::Duration, after, expr, "before-or-after"))
        }
        _ if v.is(after, &["from"]) => {
            if v.is(after + 1, &["now"]) {
                return hit(after + 2, shift(TimeExpr::Publication, false, false));
            }
            if amount == Amount::Some {
                return None;
            }
            let base = anchor(v, after + 1)?;
            hit(base.end, shift(base.expr, false, true))
        }
        _ if matches!(v.before(i), "in" | "within") && ahead(v, i) => {
            hit(after, shift(TimeExpr::Publication, false, false))
        }
        _ => None,
    }
}

/// Is "in two weeks" a point ahead? After words that point forward and without a perfect.
fn ahead(v: &View, i: usize) -> bool {
    v.before(i) == "in" && tense::direction(v, i, i) == Direction::Future
}

/// "two days", "the day", "a few months", "weeks", "a year and a half".
fn quantity(v: &View, i: usize) -> Option<(Amount, Unit, usize)> {
    if v.role(i) == Some(Role::The) {
        let unit = v.word(i + 1).unit?;
        return matches!(v.role(i + 2), Some(Role::Before | Role::After)).then_some((Amount::Count(1), unit, i + 2));
    }
    super::duration::quantity(v, i)
}

/// A time that another is counted from.
fn anchor(v: &View, i: usize) -> Option<Hit> {
    v.nested(|| {
        let hit = deictic(v, i).or_else(|| super::absolute::at(v, i)).or_else(|| super::numeric::at(v, i));
        hit.or_else(|| weekday::at(v, i)).or_else(|| super::period::feast(v, i)).filter(|h| h.kind != TimexType::Set)
    })
}

/// "last week", "this year", "the next day", "the past three months", "that night", "the same month".
fn offset(v: &View, i: usize) -> Option<Hit> {
    let definite = v.role(i) == Some(Role::The);
    let mut at = i + usize::from(definite);
    let mut role = v.role(at)?;
    // "that same day".
    if matches!(role, Role::That | Role::This) && v.role(at + 1) == Some(Role::Same) {
        at += 1;
        role = Role::Same;
    }
    if !matches!(
        role,
        Role::This | Role::That | Role::Same | Role::Last | Role::Previous | Role::Next | Role::Following
    ) {
        return None;
    }
    if matches!(v.lower(at), "these" | "those" | "current" | "prior") && v.unit(at + 1).is_none() {
        return None;
    }
    // "that" as a conjunction, "past" as a preposition, have no unit after them; checked by each form below.
    at += 1 + usize::from(v.is(at + 1, &["fiscal", "calendar"]));
    if let Some(stretch) = stretch(v, i, at, role, definite) {
        return Some(stretch);
    }
    let (rule, base) = match role {
        Role::This => ("last-this-next", TimeExpr::Context),
        Role::Next if !definite => ("last-this-next", TimeExpr::Publication),
        Role::Last => ("last-this-next", TimeExpr::Publication),
        _ => ("anaphoric", TimeExpr::Reference),
    };
    let offset = match role {
        Role::Last | Role::Previous => -1,
        Role::Next | Role::Following => 1,
        _ => 0,
    };
    if let Some(unit) = v.word(at).unit {
        // "last second", "this minute" are figures of speech.
        if unit <= Unit::Minute {
            return None;
        }
        // "the last day", "the last week of March" count within something else.
        let counts = definite || v.before(i) == "the";
        if counts && role == Role::Last && v.is(at + 1, &["of", "in", "before"]) {
            return None;
        }
        let end = at + 1;
        // "it rained this weekend" tells on Monday of the one that is over.
        let over = unit == Unit::Weekend && role == Role::This && tense::direction(v, i, end) == Direction::Past;
        let base = if over {
            TimeExpr::Weekday { weekday: chrono::Weekday::Sat, direction: Direction::Past, base: boxed(base) }
        } else {
            base
        };
        let expr = TimeExpr::UnitOf { base: boxed(base), unit, offset };
        return Some(if unit == Unit::Day {
            super::clock::with_day_part(v, end, expr, rule)
        } else {
            Hit::date(end, expr, rule)
        });
    }
    if let Some(part) = v.word(at).day_part {
        // "last night" was before the day of publication; "this morning" is on it.
        let offset = if role == Role::This { 0 } else { offset };
        let expr = TimeExpr::DayPart { base: boxed(day_from(base, offset)), part };
        return Some(Hit::of(TimexType::Time, at + 1, expr, rule));
    }
    if let Some(hit) = weekday::relative(v, at, role, rule) {
        return Some(hit);
    }
    let which = match (v.word(at).month, v.word(at).season, v.phrase(at)) {
        (Some(month), _, _) if v.capital(at) || !matches!(v.lower(at), "may" | "march") => match v.day_number(at + 1) {
            Some((day, _)) if v.role(at + 2).is_none() => Yearly::Day { month, day },
            _ => Yearly::Month(month),
        },
        (_, Some(season), _) => Yearly::Season(season),
        (_, _, Some((super::lexicon::Phrase::Feast(feast), _))) => Yearly::Feast(feast),
        _ => return None,
    };
    let end = match which {
        Yearly::Day { .. } => at + 2,
        Yearly::Feast(_) => v.phrase(at)?.1,
        _ => at + 1,
    };
    let direction = match role {
        Role::Last | Role::Previous => Direction::StrictPast,
        Role::Next | Role::Following => Direction::Next,
        _ => Direction::This,
    };
    Some(Hit::date(end, TimeExpr::Yearly { which, direction, base: boxed(base) }, rule))
}

/// "the past three weeks", "the next few months", "the four previous weeks", "recent years".
fn stretch(v: &View, i: usize, at: usize, role: Role, definite: bool) -> Option<Hit> {
    let back = match role {
        Role::Last | Role::Previous => true,
        Role::Next | Role::Following => false,
        _ => return None,
    };
    let (amount, unit, end) = match super::duration::quantity(v, at) {
        Some(found) => found,
        None if definite && v.lower(at - 1) == "past" => (Amount::Count(1), v.word(at).unit?, at + 1),
        None => return None,
    };
    if v.role(at) == Some(Role::A) || i == at {
        return None;
    }
    // "the last two weeks of February" counts within February.
    if v.is(end, &["of"]) {
        return None;
    }
    let anaphoric =
        matches!(role, Role::Previous | Role::Following) || role == Role::Next && v.word(at).deictic.is_some();
    let base = if anaphoric { TimeExpr::Reference } else { TimeExpr::Publication };
    let expr = TimeExpr::Stretch { base: boxed(base), amount, unit, back };
    Some(Hit::of(TimexType::Duration, end, expr, "stretch"))
}
