//! Does a sentence speak of what has been or of what is to come? Decides the side on which a bare weekday or
//! month lies.
//!
//! The governing verb counts, not the nearest infinitive: on TimeBank infinitives point forward in 8 cases of 21
//! only. What points forward is a modal, "is to", "set to", "scheduled for", and the present tense of verbs that
//! speak of arranged things.

use super::super::expr::Direction;
use super::lexicon::Role;
use super::view::{View, is_verb};
use crate::text::Tag;

/// How far a governing verb may be.
const REACH: usize = 25;
/// How many tokens of an object may stand between "scheduled" and the time that it is scheduled for.
const OBJECT: usize = 10;

/// The side on which the expression of tokens `start..end` lies; [`Direction::Nearest`] where nothing tells.
pub fn direction(v: &View, start: usize, end: usize) -> Direction {
    if v.before(start) == "since" {
        return Direction::StrictPast;
    }
    // "ahead of Tuesday's vote".
    if v.tag(end) == Some(Tag::POS) && v.before(start) == "of" && start > 1 && v.lower(start - 2) == "ahead" {
        return Direction::Future;
    }
    // "Wednesday's ruling" belongs to its noun, whatever the verb.
    if v.tag(end) == Some(Tag::POS) {
        return Direction::Nearest;
    }
    // So does "the Aug. 7 attacks".
    let modifies = matches!(v.tag(end), Some(Tag::NN | Tag::NNS | Tag::VBG)) && v.unit(end).is_none();
    if modifies && matches!(v.before(start), "the" | "a" | "an" | "its" | "his" | "her" | "their") {
        return Direction::Nearest;
    }
    // "the pact effective June 1".
    if v.before(start) == "effective" {
        return Direction::Future;
    }
    let governed = if v.at_start(start) { None } else { leftward(v, start) };
    let direction = governed.or_else(|| rightward(v, end)).or_else(|| leftward(v, start));
    match direction {
        // A past verb says when something was lent or agreed, not whether "until January" lies ahead.
        Some(Direction::Past) if matches!(preposition(v, start), "until" | "till" | "through" | "by") => {
            Direction::Nearest
        }
        Some(direction) => direction,
        None => Direction::Nearest,
    }
}

/// The nearest finite verb or scheduling word to the left.
fn leftward(v: &View, start: usize) -> Option<Direction> {
    let preposition = preposition(v, start);
    if let Some(direction) = adjoining(v, start) {
        return Some(direction);
    }
    for i in (start.saturating_sub(REACH)..start).rev() {
        let tag = v.tag(i)?;
        if v.lower(i) == ";" {
            return None;
        }
        if schedules(v, i, start, preposition) {
            return Some(Direction::Future);
        }
        // "after touring the site Thursday".
        if tag == Tag::VBG && v.before(i) == "after" {
            return Some(Direction::Past);
        }
        if tag == Tag::VB {
            if let Some(direction) = infinitive(v, i) {
                return Some(direction);
            }
            continue;
        }
        if lacks_object(v, i) {
            continue;
        }
        if let Some(direction) = finite(v, i, preposition) {
            return Some(direction);
        }
    }
    None
}

/// "shelled districts that the government holds in the west on Thursday": a verb in the present whose object stands
/// before its "that" describes the object; what was done on Thursday another verb says.
fn lacks_object(v: &View, i: usize) -> bool {
    /// "that" and a short subject.
    const SUBJECT: usize = 4;
    let noun = |tag| matches!(tag, Some(Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS));
    let opens = |k: usize| matches!(v.lower(k), "that" | "which") && k > 0 && noun(v.tag(k - 1));
    matches!(v.tag(i), Some(Tag::VBZ | Tag::VBP))
        && v.tag(i + 1) == Some(Tag::IN)
        && noun(v.tag(i.wrapping_sub(1)))
        && (i.saturating_sub(SUBJECT)..i).any(opens)
}

/// A past participle or past verb right before the time, but for its preposition: "announced Wednesday", "shot on
/// Friday". What schedules points forward: "postponed until Friday".
fn adjoining(v: &View, start: usize) -> Option<Direction> {
    let at = (0..start).rev().find(|&i| !matches!(v.tag(i), Some(Tag::RB | Tag::IN | Tag::RP | Tag::JJ | Tag::TO)))?;
    if start - at > 3 || v.word(at).to_come {
        return None;
    }
    let carried = matches!(v.before(at), "be" | "to" | "being")
        || at > 1 && v.tag(at - 1) == Some(Tag::RB) && v.before(at - 1) == "be";
    (matches!(v.tag(at)?, Tag::VBD | Tag::VBN) && !carried).then_some(Direction::Past)
}

/// The preposition that leads the expression, past "early", "late", "mid" and "the".
fn preposition<'a>(v: &'a View, start: usize) -> &'a str {
    // "until 9 a.m. Tuesday": the time of day stands between.
    let clock = |i: usize| {
        v.is_number(i) || v.word(i).zone || v.word(i).clock.is_some() || matches!(v.role(i), Some(Role::Am | Role::Pm))
    };
    let passed = (0..start)
        .rev()
        .find(|&i| !clock(i) && !matches!(v.lower(i), "early" | "late" | "mid" | "the" | "about" | "around"));
    passed.map_or("", |i| v.lower(i))
}

/// "expected in March", "postponed until Friday", "scheduled a news conference for Thursday", "headed to Rome on
/// Sunday", "is set Nov. 10 as the deadline".
fn schedules(v: &View, i: usize, start: usize, preposition: &str) -> bool {
    if !v.word(i).to_come || v.lower(i) == "going" || attributive(v, i) {
        return false;
    }
    let points =
        matches!(preposition, "for" | "on" | "in" | "by" | "until" | "till" | "at" | "to" | "from" | "as" | "after");
    let active = v.tag(i) == Some(Tag::VBD) && !is_passive(v, i);
    let near = start - i <= OBJECT && !(i + 1..start).any(|k| is_finite(v, k));
    // "planned" and "expected" may tell of a plan of long ago; with an object between they schedule it.
    near && (points || start - i <= 4 || active)
}

/// "four rounds of planned outages", "she revealed plans": a plan named, not a time set.
fn attributive(v: &View, i: usize) -> bool {
    let noun = |tag| matches!(tag, Some(Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS));
    let participle = matches!(v.tag(i), Some(Tag::VBN | Tag::JJ)) && noun(v.tag(i + 1));
    let auxiliary = is_passive(v, i) || matches!(v.before(i), "has" | "have" | "had" | "'ve");
    participle && !auxiliary || noun(v.tag(i)) && !v.is(i + 1, &["to", "for"])
}

/// The first finite verb to the right, for an expression that opens its sentence.
fn rightward(v: &View, end: usize) -> Option<Direction> {
    for i in end..v.tokens.len().min(end + REACH) {
        let tag = v.tag(i)?;
        if v.lower(i) == ";" {
            return None;
        }
        if tag == Tag::VBD || tag == Tag::MD || matches!(tag, Tag::VBZ | Tag::VBP) {
            // "is to", "is expected to", "is set to": look at what the auxiliary opens.
            // "announced plans to" is a past that announces.
            let auxiliary = is_be(v.lower(i)) || v.is(i, &["has", "have", "had", "'ve"]);
            let opens = |k: usize| auxiliary && v.word(k).to_come && v.lower(k + 1) == "to";
            if v.lower(i + 1) == "to" && is_be(v.lower(i)) || opens(i + 1) || opens(i + 2) {
                return Some(Direction::Future);
            }
            return finite(v, i, "");
        }
    }
    None
}

fn is_finite(v: &View, i: usize) -> bool {
    matches!(v.tag(i), Some(Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD))
}

/// What a finite verb or a modal at `i` says; the present alone says nothing.
fn finite(v: &View, i: usize, preposition: &str) -> Option<Direction> {
    let lower = v.lower(i);
    match v.tag(i)? {
        Tag::MD => Some(match lower {
            "could" | "might" | "should" | "would" | "'d" if v.lower(i + 1) == "have" => Direction::Past,
            // "could not be reached", "neither could be found" tell of what was tried.
            "could"
                if v.is(i + 1, &["not", "n't"])
                    || (i.saturating_sub(8)..i).any(|k| v.is(k, &["neither", "nor", "none"])) =>
            {
                Direction::Past
            }
            _ => Direction::Future,
        }),
        Tag::VBD => Some(Direction::Past),
        Tag::VBN if matches!(v.before(i), "have" | "has" | "had" | "'ve" | "having") => Some(Direction::Past),
        Tag::VBZ | Tag::VBP => Some(present(v, i, preposition)),
        _ => None,
    }
}

fn present(v: &View, i: usize, preposition: &str) -> Direction {
    let lower = v.lower(i);
    if matches!(lower, "has" | "have" | "'ve") && matches!(v.tag(i + 1), Some(Tag::VBN | Tag::VBD)) {
        return Direction::Past;
    }
    if is_be(lower) && (v.lower(i + 1) == "to" || v.tag(i + 1) == Some(Tag::VBG) && v.lower(i + 1) != "being") {
        return Direction::Future;
    }
    let ahead = v.word(i).arranges;
    let awaited =
        (i.saturating_sub(6)..i).any(|k| matches!(v.lower(k), "once" | "when" | "after" | "until" | "unless"));
    let happens = !is_be(lower) || v.tag(i + 1) == Some(Tag::VBN);
    if ahead || awaited && happens || matches!(preposition, "by" | "until" | "till") {
        return Direction::Future;
    }
    Direction::Nearest
}

/// An infinitive at `i`: forward after a modal, "is to", "set to", "plans to"; else it says nothing.
fn infinitive(v: &View, i: usize) -> Option<Direction> {
    for k in (i.saturating_sub(4)..i).rev() {
        match v.tag(k)? {
            Tag::MD => return finite(v, k, ""),
            Tag::TO => {
                let opener = v.before(k);
                // "guidelines to be published".
                if v.lower(i) == "be" && v.tag(i + 1) == Some(Tag::VBN) {
                    return Some(Direction::Future);
                }
                let to_come = k > 0 && v.word(k - 1).to_come;
                let wish = matches!(
                    opener,
                    "plan"
                        | "plans"
                        | "hope"
                        | "hopes"
                        | "intend"
                        | "intends"
                        | "want"
                        | "wants"
                        | "aims"
                        | "promises"
                        | "expects"
                        | "agreed"
                        | "vowed"
                        | "pledged"
                        | "promised"
                        | "wanted"
                        | "hoped"
                        | "deadline"
                        | "intended"
                        | "offered"
                        | "planning"
                        | "preparing"
                        | "hoping"
                        | "intending"
                        | "agreement"
                        | "deal"
                );
                let ahead =
                    to_come || wish || matches!(opener, "is" | "are" | "was" | "were" | "be" | "about" | "'s" | "'re");
                return ahead.then_some(Direction::Future);
            }
            Tag::RB => {}
            _ => return None,
        }
    }
    None
}

fn is_passive(v: &View, i: usize) -> bool {
    i > 0 && is_be(v.lower(i - 1)) || i > 1 && is_be(v.lower(i - 2)) && !is_verb(v.tokens[i - 1].tag)
}

fn is_be(lower: &str) -> bool {
    matches!(lower, "is" | "are" | "was" | "were" | "be" | "been" | "'s" | "'re" | "am" | "'m")
}
