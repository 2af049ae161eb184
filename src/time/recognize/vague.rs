//! Times that name no point: "now", "recently", "in recent weeks", "the future", "at the time".

use super::super::calendar::Unit;
use super::super::expr::{Direction, TimeExpr, Vague};
use super::lexicon::{Phrase, Role};
use super::tense;
use super::view::{Hit, View};
use crate::text::Tag;

const RULE: &str = "vague";

pub fn at(v: &View, i: usize) -> Option<Hit> {
    let vague =
        |end, vague| Some(Hit::date(end, TimeExpr::Vague { vague, base: Box::new(TimeExpr::Publication) }, RULE));
    if let Some((Phrase::Vague(meaning), end)) = v.phrase(i) {
        // "the past three years" is a stretch of its own.
        // "the past tense" is no time.
        let other = v.is(end, &["tense", "tenses", "participle"]);
        return if other || v.lower(end - 1) == "past" && continues(v, end) { None } else { vague(end, meaning) };
    }
    // "to date", "at present".
    if v.is(i, &["date"]) && v.before(i) == "to" || v.is(i, &["present"]) && v.before(i) == "at" {
        return vague(i + 1, Vague::Present);
    }
    if let Some(meaning) = v.word(i).vague {
        if v.lower(i) == "now" && v.capital(i) && i > 0 && v.before(i) != "\""
            || v.lower(i) == "soon" && !soon_is_time(v, i)
        {
            return None;
        }
        if v.lower(i) == "recent" {
            // "recent weeks" reaches back by weeks, "recent airstrikes" by days.
            if let Some(unit) = v.word(i + 1).units {
                return vague(i + 2, Vague::Recent { days: Some(reach(unit)) });
            }
            return vague(i + 1, meaning);
        }
        // "shortly after" belongs to what follows it.
        if matches!(v.role(i + 1), Some(Role::After | Role::Before)) {
            return None;
        }
        return vague(i + 1, meaning);
    }
    if v.is(i, &["current"]) && matches!(v.tag(i + 1), Some(Tag::NN | Tag::NNS)) && v.unit(i + 1).is_none() {
        return vague(i + 1, Vague::Present);
    }
    let before_noun = matches!(v.tag(i + 1), Some(Tag::NN | Tag::NNS));
    if v.is(i, &["future"]) && (v.tag(i) == Some(Tag::JJ) || before_noun) && !v.capital(i) {
        return vague(i + 1 + usize::from(v.word(i + 1).units.is_some()), Vague::Future);
    }
    at_the_time(v, i)
}

/// A number or a unit follows: "the past" is no noun then.
fn continues(v: &View, i: usize) -> bool {
    v.amount(i).is_some() || v.unit(i).is_some() || v.word(i).season.is_some() || v.word(i).day_part.is_some()
}

/// "soon" points ahead of now only where its sentence does; "they soon left" tells a story.
fn soon_is_time(v: &View, i: usize) -> bool {
    v.before(i) != "as"
        && !matches!(v.role(i + 1), Some(Role::After | Role::Before | Role::Later))
        && tense::direction(v, i, i + 1) == Direction::Future
}

/// How many days "recent weeks" and its like may reach back.
const fn reach(unit: Unit) -> i64 {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => 1,
        Unit::Day | Unit::Weekend => 7,
        Unit::Week | Unit::Fortnight => 60,
        Unit::Month | Unit::Quarter => 365,
        Unit::Year => 3653,
        Unit::Decade | Unit::Century => 36_525,
    }
}

/// "at the time", "at that time", "by then", "the same time": the time told of.
fn at_the_time(v: &View, i: usize) -> Option<Hit> {
    let reference = |end| Some(Hit::date(end, TimeExpr::Reference, "that-time"));
    if v.is(i, &["then"]) {
        return matches!(v.before(i), "by" | "since" | "until" | "till").then(|| reference(i + 1))?;
    }
    if !matches!(v.before(i), "at" | "by" | "until" | "since" | "during" | "around" | "from" | "before" | "after") {
        return None;
    }
    let at = i + 1;
    match (v.role(i), v.lower(at)) {
        (Some(Role::The), "time") if v.before(i) == "at" && !v.is(at + 1, &["of", "when", "to", "for"]) => {
            reference(at + 1)
        }
        (Some(Role::That), "time" | "moment" | "stage" | "period") if v.lower(i) == "that" => reference(at + 1),
        (Some(Role::This), "time" | "period") if v.lower(i) == "this" => reference(at + 1),
        _ => None,
    }
}
