//! What an event is, and what proves it.

use crate::article::ArticleId;
use crate::text::{CharSpan, Sentence, Span};
use crate::time::{Timex, UncertainDate};

/// Did it happen? As the article tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    Happened,
    Planned,
    Hypothetical,
    Denied,
    Contested,
    Cancelled,
    Background,
}

/// What the user made of a proposal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Review {
    #[default]
    Proposed,
    Confirmed,
    Rejected,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    Agent,
    Patient,
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    pub name: String,
    pub role: Role,
}

/// When an event was: an uncertain date, or only its relation to a publication date that nobody knows.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// `None` where only `text` can say it.
    pub date: Option<UncertainDate>,
    /// ISO 8601-2 level 1; `None` where `date` is.
    pub edtf: Option<String>,
    /// For people: "20 November 2016", "the Sunday on or before publication".
    pub text: String,
}

/// A piece of an article's text with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    pub span: CharSpan,
    pub text: String,
}

/// A sentence that reports an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    pub article: ArticleId,
    /// The sentence.
    pub span: CharSpan,
    pub quote: String,
    /// The word or words that name the event.
    pub trigger: Quoted,
    /// The words that date it, where they stand in the text.
    pub time: Option<Quoted>,
    /// How the date came about, in order, in plain words.
    pub reasons: Vec<String>,
}

/// One thing that happened, was planned, denied …, with everything that proves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// `e` and 16 hexadecimal digits: the id of its smallest mention, so it outlives re-reading.
    pub id: String,
    /// At most 80 characters, in the source's own words.
    pub title: String,
    /// One of `assets/lexicon/kinds.tsv`.
    pub kind: String,
    pub status: Status,
    pub when: Option<When>,
    pub participants: Vec<Participant>,
    pub places: Vec<String>,
    /// 0.0–1.0: what the window shows first.
    pub salience: f32,
    /// 0.0–1.0: how sure the extraction is that this is an event with this date.
    pub confidence: f32,
    pub review: Review,
    pub tags: Vec<String>,
    pub note: String,
    /// Never empty; the best first.
    pub evidence: Vec<Evidence>,
}

/// One place in the text that reports an event; independent of the publication date.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The trigger.
    pub span: Span,
    /// Index into [`Analysis::sentences`].
    pub sentence: usize,
    pub kind: &'static str,
    pub status: Status,
}

/// What was found in an article before anybody asks when it was published.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    pub sentences: Vec<Sentence>,
    pub timexes: Vec<Timex>,
    pub mentions: Vec<Mention>,
}
