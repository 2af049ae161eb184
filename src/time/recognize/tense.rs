//! Does a sentence speak of what has been or of what is to come? Decides the side on which a bare weekday or
//! month lies.
//!
//! The governing verb counts, not the nearest infinitive: on TimeBank infinitives point forward in 8 cases of 21
//! only. What points forward is a modal, "is to", "set to", "scheduled for", and the present tense of verbs that
//! speak of arranged things.

use super::super::expr::Direction;
use super::view::{View, is_verb};
use crate::text::Tag;

/// How far a governing verb may be.
const REACH: usize = 25;

/// The side on which the expression of tokens `start..end` lies.
pub fn direction(v: &View, start: usize, end: usize) -> Direction {
    let preposition = v.before(start);
    if matches!(preposition, "since") {
        return Direction::Past;
    }
    let governed = if v.at_start(start) { None } else { leftward(v, start) };
    governed.or_else(|| rightward(v, end)).or_else(|| leftward(v, start)).unwrap_or(Direction::Past)
}

/// The nearest finite verb or scheduling word to the left.
fn leftward(v: &View, start: usize) -> Option<Direction> {
    let preposition = v.before(start);
    let points = matches!(preposition, "for" | "on" | "in" | "by" | "until" | "till" | "at" | "to" | "from" | "as");
    for i in (start.saturating_sub(REACH)..start).rev() {
        let tag = v.tag(i)?;
        if v.lower(i) == ";" {
            return None;
        }
        // "expected in March", "postponed until Friday", "headed to Rome on Sunday".
        let near = start - i <= 4;
        if v.word(i).to_come && near && points && v.lower(i) != "going" && (tag != Tag::VBD || is_passive(v, i)) {
            return Some(Direction::Future);
        }
        if tag == Tag::VB {
            if let Some(direction) = infinitive(v, i) {
                return Some(direction);
            }
            continue;
        }
        if let Some(direction) = finite(v, i, preposition) {
            return Some(direction);
        }
    }
    None
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
            let opens = |k: usize| v.word(k).to_come && v.lower(k + 1) == "to";
            if v.lower(i + 1) == "to" && is_be(v.lower(i)) || opens(i + 1) || opens(i + 2) {
                return Some(Direction::Future);
            }
            return finite(v, i, "");
        }
    }
    None
}

/// What a finite verb or a modal at `i` says.
fn finite(v: &View, i: usize, preposition: &str) -> Option<Direction> {
    let lower = v.lower(i);
    match v.tag(i)? {
        Tag::MD => Some(match lower {
            "could" | "might" | "should" | "would" | "'d" if v.lower(i + 1) == "have" => Direction::Past,
            _ => Direction::Future,
        }),
        Tag::VBD => Some(Direction::Past),
        Tag::VBN if matches!(v.before(i), "have" | "has" | "had" | "'ve" | "having") => Some(Direction::Past),
        Tag::VBZ | Tag::VBP => {
            if is_be(lower) && (v.lower(i + 1) == "to" || v.tag(i + 1) == Some(Tag::VBG)) {
                return Some(Direction::Future);
            }
            let ahead =
                v.word(i).arranges && matches!(preposition, "in" | "on" | "by" | "until" | "from" | "at" | "next" | "");
            let awaited =
                (i.saturating_sub(6)..i).any(|k| matches!(v.lower(k), "once" | "when" | "after" | "until" | "unless"));
            if ahead || awaited && !is_be(lower) {
                return Some(Direction::Future);
            }
            matches!(preposition, "by" | "until" | "till").then_some(Direction::Future).or(Some(Direction::Past))
        }
        _ => None,
    }
}

/// An infinitive at `i`: forward after a modal, "is to", "set to", "plans to"; else it says nothing.
fn infinitive(v: &View, i: usize) -> Option<Direction> {
    for k in (i.saturating_sub(4)..i).rev() {
        match v.tag(k)? {
            Tag::MD => return finite(v, k, ""),
            Tag::TO => {
                let opener = v.before(k);
                let to_come = k > 0 && v.word(k - 1).to_come;
                let wish = matches!(
                    opener,
                    "plan" | "plans" | "hope" | "hopes" | "intend" | "intends" | "want" | "wants" | "aims" | "promises"
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
