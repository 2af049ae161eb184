//! An event that the user adds: by hand, or from words of an article.

use super::change::line;
use super::{Dating, EditLog};
use crate::article::short_hash;
use crate::event::{self, Event, Evidence, Participant, Quoted, Reading, Status};
use crate::project::Source;
use crate::text::Span;
use crate::time;
use serde::{Deserialize, Serialize};

/// A title made of the selected words is cut at so many characters, as those that are extracted are.
const TITLE: usize = 80;

/// An event that no extraction found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewEvent {
    pub id: String,
    pub title: String,
    pub kind: String,
    pub status: Status,
    pub dating: Dating,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Participant>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// The sentence that it was made of; empty where it was added by hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

impl NewEvent {
    /// An event that no article tells. `log` is the one that it will be added to: no two events of a log are the same.
    ///
    /// # Errors
    /// One sentence where the title says nothing.
    pub fn by_hand(title: &str, dating: Dating, log: &EditLog) -> Result<Self, String> {
        let title = line(title, "A title")?;
        Ok(Self {
            id: id(&[&title], log),
            title,
            kind: "other".to_owned(),
            status: Status::Happened,
            dating,
            participants: Vec::new(),
            places: Vec::new(),
            evidence: Vec::new(),
        })
    }

    /// An event told by selected words of an article (bytes of its text): what extraction makes of them, else the words
    /// themselves with the date that stands among them.
    ///
    /// # Errors
    /// One sentence where nothing is selected.
    pub fn from_words(source: &Source, selected: Span, reading: &Reading, log: &EditLog) -> Result<Self, String> {
        let (article, analysis) = (&source.article, source.analysis());
        let text = &article.text;
        let inside = text.get(selected.start..selected.end).map(|_| selected.trimmed(text)).filter(|s| !s.is_empty());
        let selected = inside.ok_or_else(|| "Select the words that tell the event.".to_owned())?;
        let touched = analysis.sentences.iter().map(|s| s.span).filter(|s| s.overlaps(selected));
        let sentence = touched.reduce(Span::join).unwrap_or(selected);
        let found = event::told_in(article, analysis, reading, selected)
            .or_else(|| event::told_in(article, analysis, reading, sentence));
        let words = |span: Span| Quoted { span: article.chars.to_chars(text, span), text: span.of(text).to_owned() };
        let mut event = found.unwrap_or_else(|| {
            let quoted = words(sentence);
            let trigger = words(
                analysis.sentences.iter().map(|s| s.span).find(|s| s.overlaps(selected)).map_or(selected, |first| {
                    Span::new(selected.start, selected.end.min(first.end).max(selected.start))
                }),
            );
            let evidence = Evidence {
                article: article.id.clone(),
                span: quoted.span,
                page: article.page_of(sentence.start),
                quote: quoted.text,
                trigger,
                also: Vec::new(),
                time: None,
                reasons: Vec::new(),
            };
            Event {
                title: shortened(selected.of(text)),
                kind: "other".to_owned(),
                evidence: vec![evidence],
                ..Event::default()
            }
        });
        if event.when.as_ref().is_none_or(|when| when.date.is_none()) {
            let resolved = time::resolve_all(&analysis.timexes, reading.publication, reading.discourse);
            let mut inside = analysis.timexes.iter().zip(resolved).filter(|(t, _)| sentence.contains(t.span));
            if let Some((timex, date, reasons)) = inside.find_map(|(t, r)| Some((t, r.stretch?, r.reasons))) {
                event.when = Dating::at(date).when();
                for evidence in &mut event.evidence {
                    evidence.time = Some(words(timex.span));
                    evidence.reasons.clone_from(&reasons);
                }
            }
        }
        let start = selected.start.to_string();
        Ok(Self {
            id: id(&[&article.id.0, &start, &event.title], log),
            title: event.title,
            kind: event.kind,
            status: event.status,
            dating: Dating { typed: None, date: event.when.and_then(|w| w.date) },
            participants: event.participants,
            places: event.places,
            evidence: event.evidence,
        })
    }

    /// As it stands in a timeline.
    pub fn event(&self) -> Event {
        Event {
            id: self.id.clone(),
            title: self.title.clone(),
            kind: self.kind.clone(),
            status: self.status,
            when: self.dating.when(),
            participants: self.participants.clone(),
            places: self.places.clone(),
            // What a user adds matters, and is sure.
            salience: 1.0,
            confidence: 1.0,
            added: true,
            evidence: self.evidence.clone(),
            sources: usize::from(!self.evidence.is_empty()),
            ..Event::default()
        }
    }
}

/// Made of what the event says and of its place in the log.
fn id(parts: &[&str], log: &EditLog) -> String {
    let place = log.position().to_string();
    let all: Vec<&str> = ["added", &place].into_iter().chain(parts.iter().copied()).collect();
    format!("e{}", short_hash(&all))
}

/// The first words, as many as a title holds.
pub(in crate::project) fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(TITLE) else { return text };
    let cut = &text[..end];
    // The mark of what is left out must fit as well.
    let words = cut
        .rfind(' ')
        .map_or_else(|| &cut[..cut.char_indices().nth(TITLE - 1).map_or(0, |(at, _)| at)], |at| &cut[..at]);
    format!("{}…", words.trim_end_matches([',', ';', ':', ' ']))
}
