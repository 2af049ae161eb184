//! Time expressions: what the text says, kept symbolic until an anchor is known.

use super::UncertainDate;
use crate::text::{Sentence, Span};
use chrono::NaiveDate;

/// ISO-TimeML TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// What the words before an expression make of it: "by Friday" is not "on Friday".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Signal {
    /// on, in, at, during, or nothing.
    At,
    /// by, no later than: up to and including it.
    By,
    /// before, ahead of, prior to.
    Before,
    /// after, following.
    After,
    /// since: from it to the publication.
    Since,
    /// until, till, through: up to it, from an open start.
    Until,
    /// from … on, starting, as of, beginning.
    From,
    /// for, over, throughout a stretch of time.
    Throughout,
}

/// A symbolic time: says "the Sunday on or before publication", never a date that depends on one.
#[derive(Clone, Debug, PartialEq)]
pub enum TimeExpr {
    /// Known without any anchor.
    Calendar(UncertainDate),
}

/// A time expression as found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// The TIMEX3 extent: no leading preposition, but determiners and modifiers.
    pub span: Span,
    /// Index into the sentences it was found in.
    pub sentence: usize,
    pub kind: TimexType,
    pub expr: TimeExpr,
    pub signal: Signal,
    /// The TIMEX3 `mod` ("START", "APPROX", "BEFORE"…), where one applies.
    pub modifier: Option<&'static str>,
    /// The named rule that found it.
    pub rule: &'static str,
}

impl Timex {
    /// Does it count from another event or the last named time ("two days earlier", "the next day")?
    pub fn is_anaphoric(&self) -> bool {
        false
    }
}

/// What an expression is resolved against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Env {
    pub publication: Option<NaiveDate>,
    /// The time that "two days earlier" counts from: another event's, or the narrative's.
    pub reference: Option<UncertainDate>,
}

/// An expression with its meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// TIMEX3 value: `2016-11-20`, `P3D`, `PAST_REF`, `XXXX-WXX-7` where unresolved.
    pub value: String,
    /// The time itself, without its signal; `None` for sets and bare durations, and where the anchor is unknown.
    pub when: Option<UncertainDate>,
    /// For people: "20 November 2016", or relative to an unknown publication: "the Sunday on or before publication".
    pub words: String,
    /// How it came to that, in plain words, in order.
    pub reasons: Vec<String>,
}

/// Finds the time expressions of tagged sentences, in text order.
pub fn recognize(_text: &str, _sentences: &[Sentence]) -> Vec<Timex> {
    Vec::new()
}

/// Resolves one expression.
pub fn resolve(_timex: &Timex, _env: &Env) -> Resolved {
    Resolved { value: String::new(), when: None, words: String::new(), reasons: Vec::new() }
}

/// Resolves the expressions of one text in order, each against the publication date or the running narrative.
pub fn resolve_all(timexes: &[Timex], publication: Option<NaiveDate>) -> Vec<Resolved> {
    timexes.iter().map(|t| resolve(t, &Env { publication, reference: None })).collect()
}

/// The first complete date (day, month and year) in a text, in any of the written forms that [`recognize`] knows.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()
}
