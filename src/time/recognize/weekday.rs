//! Weekdays: "Sunday", "last Friday", "Tuesday night", "Saturday, May 18", "every Sunday".

use super::super::expr::{Direction, TimeExpr, TimexType};
use super::lexicon::Role;
use super::tense;
use super::view::{Hit, View};
use crate::text::Tag;
use chrono::Weekday;

/// A weekday's name, not of a newspaper and not a word that looks like an abbreviation of it.
pub fn name(v: &View, i: usize) -> Option<Weekday> {
    if let Some(day) = v.word(i).weekday {
        let titled = v.capital(i)
            && i > 0
            && v.lower(i - 1) == "the"
            && v.capital(i + 1)
            && matches!(v.tag(i + 1), Some(Tag::NNP | Tag::NNPS))
            && v.word(i + 1).day_part.is_none();
        return (!titled).then_some(day);
    }
    let day = v.word(i).short_weekday.filter(|_| v.capital(i))?;
    // "Sun" and "Sat" are words and names: a date must follow, or a preposition go before and a full stop end it.
    let next = i + 1 + usize::from(v.is(i + 1, &[",", "."]));
    let dated = v.word(next).month.is_some() || v.word(next).short_month.is_some() || v.day_number(next).is_some();
    let led = v.before(i) == "on" && v.lower(i).ends_with('.');
    (dated || led).then_some(day)
}

pub fn at(v: &View, i: usize) -> Option<Hit> {
    if let Some(day) = v.word(i).weekdays {
        return Some(Hit::of(TimexType::Set, i + 1, TimeExpr::Set(super::set::each_weekday(day)), "weekdays"));
    }
    let weekday = name(v, i)?;
    // "Saturday, May 18": the date decides.
    let next = i + 1 + usize::from(v.is(i + 1, &[",", "."]));
    let next = next + usize::from(v.is(next, &["of", "the"]) && v.is_number(next + 1));
    let dated = super::absolute::at(v, next).or_else(|| super::numeric::at(v, next));
    if let Some(hit) = dated.filter(|h| matches!(h.rule, "date" | "month-day" | "numeric")) {
        return Some(hit);
    }
    // "Friday evening, 6 May 2011".
    if v.is(i + 2, &[","])
        && let Some(part) = v.word(i + 1).day_part
        && let Some(hit) = super::absolute::at(v, i + 3).filter(|h| matches!(h.rule, "date" | "month-day"))
    {
        return Some(Hit { kind: TimexType::Time, expr: TimeExpr::DayPart { base: Box::new(hit.expr), part }, ..hit });
    }
    // "Tuesday nights" come round.
    if v.word(i + 1).day_parts.is_some() {
        return Some(Hit::of(TimexType::Set, i + 2, TimeExpr::Set(super::set::each_weekday(weekday)), "weekdays"));
    }
    // "Friday 31", "Mon 13th", "Tuesday the eleventh": the weekday and the day of the month fix the month.
    if let Some((day, end)) = day_of_month(v, i + 1) {
        let direction = tense::direction(v, i, end);
        let expr = TimeExpr::DatedWeekday { weekday, day, direction, base: Box::new(TimeExpr::Context) };
        return Some(Hit::date(end, expr, "weekday-and-day"));
    }
    // "Monday of next week".
    if v.is(i + 1, &["of"])
        && let Some(week) = super::relative::at(v, i + 2)
        && matches!(week.expr, TimeExpr::UnitOf { unit: super::super::Unit::Week, .. })
    {
        let expr = TimeExpr::Weekday { weekday, direction: Direction::This, base: Box::new(week.expr) };
        return Some(Hit::date(week.end, expr, "weekday"));
    }
    let direction = tense::direction(v, i, i + 1);
    let expr = TimeExpr::Weekday { weekday, direction, base: Box::new(TimeExpr::Context) };
    Some(super::clock::with_day_part(v, i + 1, expr, "weekday"))
}

/// The day of a month right after a weekday.
fn day_of_month(v: &View, i: usize) -> Option<(u32, usize)> {
    let the = i + usize::from(v.role(i) == Some(Role::The));
    let (day, end) = v.day_number(the)?;
    let plain = v.digits(the).is_some();
    // "Friday 31 people", "Sunday 7 p.m." and "Monday the first" (of something) name no day.
    let ends =
        !matches!(v.tag(end), Some(Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::JJ | Tag::CD | Tag::IN | Tag::TO))
            && !matches!(v.role(end), Some(Role::Am | Role::Pm | Role::OClock | Role::Hours));
    (ends && (!plain || day > 12 && the == i)).then_some((day, end))
}

/// A weekday after "last", "next", "this", "that" or "the following".
pub fn relative(v: &View, i: usize, role: Role, rule: &'static str) -> Option<Hit> {
    let weekday = name(v, i)?;
    let (direction, base) = match role {
        Role::Last => (Direction::StrictPast, TimeExpr::Publication),
        // "next Friday" is that of the next week, the coming one the first that comes.
        Role::Next if matches!(v.before(i), "coming" | "upcoming") => (Direction::Future, TimeExpr::Publication),
        Role::Next => (Direction::Next, TimeExpr::Publication),
        Role::This => (Direction::This, TimeExpr::Context),
        Role::Previous => (Direction::StrictPast, TimeExpr::Reference),
        Role::Following => (
            Direction::Future,
            TimeExpr::Shift {
                base: Box::new(TimeExpr::Reference),
                amount: super::super::Amount::Count(1),
                unit: super::super::Unit::Day,
                back: false,
                exact: true,
            },
        ),
        Role::That | Role::Same => (Direction::This, TimeExpr::Reference),
        _ => return None,
    };
    let expr = TimeExpr::Weekday { weekday, direction, base: Box::new(base) };
    Some(super::clock::with_day_part(v, i + 1, expr, rule))
}
