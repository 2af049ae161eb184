//! Times that name no point: "now", "recently", "in recent weeks", "the future", "at the time".

use super::super::calendar::Unit;
use super::super::expr::{TimeExpr, Vague};
use super::lexicon::{Phrase, Role};
use super::view::{Hit, View};
use crate::text::Tag;

const RULE: &str = "vague";

pub fn at(v: &View, i: usize) -> Option<Hit> {
    let vague =
        |end, vague| Some(Hit::date(end, TimeExpr::Vague { vague, base: Box::new(TimeExpr::Publication) }, RULE));
    if let Some((Phrase::Vague(meaning), end)) = v.phrase(i) {
        return vague(end, meaning);
    }
    if let Some(meaning) = v.word(i).vague {
        if v.lower(i) == "now" && (v.is(i + 1, &["that"]) || v.capital(i) && i > 0)
            || v.lower(i) == "soon" && v.before(i) == "as"
        {
            return None;
        }
        if v.lower(i) == "recent" {
            // "recent weeks" reaches back by weeks, "recent airstrikes" by days.
            if let Some(unit) = v.word(i + 1).units {
                return vague(i + 2, Vague::Recent { days: reach(unit) });
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
    if v.is(i, &["future"]) && v.tag(i) == Some(Tag::JJ) && !v.capital(i) {
        return vague(i + 1, Vague::Future);
    }
    at_the_time(v, i)
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
        (Some(Role::That), "time" | "point" | "moment" | "stage") if v.lower(i) == "that" => reference(at + 1),
        (Some(Role::The), "same") if v.is(at + 1, &["time"]) && v.before(i) == "at" => reference(at + 2),
        (Some(Role::This), "time" | "point" | "period") if v.lower(i) == "this" => reference(at + 1),
        _ => None,
    }
}
