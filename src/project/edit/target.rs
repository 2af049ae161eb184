//! What an edit is about: an event by its id and by what proves it.
//!
//! Ids come from an event's smallest mention. They change when articles come and go or an extractor does better; then the
//! words that tell the event find it again.

use crate::article::{ArticleId, short_hash};
use crate::event::{Event, Evidence};
use serde::{Deserialize, Serialize};

/// So many sentences are enough to find an event again; a long-running story has hundreds.
const MOST_PLACES: usize = 12;

/// A word that tells an event, by its place and by its sentence.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    pub article: ArticleId,
    /// Characters of the article's text.
    pub start: usize,
    pub end: usize,
    /// The word itself.
    pub word: String,
    /// A hash of the sentence's words: where the article is read anew, with another text and so another id, it is found by
    /// them.
    pub quote: String,
}

impl Place {
    pub fn of(evidence: &Evidence) -> Self {
        Self {
            article: evidence.article.clone(),
            start: evidence.trigger.span.start,
            end: evidence.trigger.span.end,
            word: evidence.trigger.text.clone(),
            quote: quote(&evidence.quote),
        }
    }

    /// Is it told by exactly this word, at this place?
    pub fn is(&self, evidence: &Evidence) -> bool {
        let span = evidence.trigger.span;
        self.article == evidence.article && (self.start, self.end) == (span.start, span.end)
    }

    /// Is it one of the words that tell the event there, or a part of one?
    pub fn touches(&self, evidence: &Evidence) -> bool {
        let mut words = std::iter::once(&evidence.trigger).chain(&evidence.also);
        self.article == evidence.article && words.any(|w| self.start < w.span.end && w.span.start < self.end)
    }
}

/// A sentence as its words, however it is set.
pub fn quote(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    short_hash(&[&words.join(" ")])
}

/// An event that an edit is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub id: String,
    /// What the user saw, for telling which one it was.
    pub title: String,
    #[serde(default)]
    pub places: Vec<Place>,
}

impl Target {
    pub fn of(event: &Event) -> Self {
        let places = event.evidence.iter().take(MOST_PLACES).map(Place::of).collect();
        Self { id: event.id.clone(), title: event.title.clone(), places }
    }
}
