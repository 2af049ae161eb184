//! What is compared of events when they are merged: names, kinds and words as numbers, each made once.

use super::claims;
use crate::event::{self, Event, Status, compatible_kinds};
use crate::text::{Numbers, number_of, sorted};
use crate::time::{Moment, UncertainDate};
use chrono::Datelike;

/// What is compared of one event. All lists are sorted and hold nothing twice.
#[derive(Debug)]
pub struct View {
    pub article: u32,
    pub kind: u32,
    /// Denied, or only possible: never one with what happened.
    pub denied: bool,
    pub date: Option<UncertainDate>,
    /// The kind hardly comes twice within days.
    pub once: bool,
    /// With another counterpart it is another.
    pub between: bool,
    /// The first and last day that it may be, counted from the common era; all days where it has no date.
    days: (i32, i32),
    /// Last words of the names of participants that are no places of the event: "obama".
    pub parties: Vec<u32>,
    /// Last and first words of the names that have both: "obama", "barack".
    full: Vec<(u32, u32)>,
    pub places: Vec<u32>,
    /// Content words of title and triggers.
    pub words: Vec<u32>,
    /// Content words of the sentences that prove it.
    pub told: Vec<u32>,
    /// Whole sentences that prove it, as numbers: the same words in two papers are one report.
    pub sentences: Vec<u32>,
}

impl View {
    /// One surname, other first names: not the same people.
    pub fn namesakes(&self, other: &Self) -> bool {
        let same_surname = |a: &(u32, u32)| other.full.iter().any(|b| a.0 == b.0);
        let same = |a: &(u32, u32)| other.full.contains(a);
        self.full.iter().any(same_surname) && !self.full.iter().any(same)
    }

    /// Two dates of what comes but once, so near each other that one of them is likely wrong.
    pub fn disagrees(&self, other: &Self) -> bool {
        let between = (self.days.0.max(other.days.0)).saturating_sub(self.days.1.min(other.days.1));
        let width = |v: &Self| v.days.1.saturating_sub(v.days.0).saturating_add(1);
        self.once
            && self.kind == other.kind
            && between > 0
            && between <= SLIP.max(2 * width(self).max(width(other)).min(WIDEST))
    }

    /// Parties and places.
    pub fn names(&self) -> impl Iterator<Item = u32> + '_ {
        self.parties.iter().chain(&self.places).copied()
    }
}

/// Dates by the day slip by so many days; those by the month or year by twice as much as they are wide, …
const SLIP: i32 = 4;
/// … where they are no wider than so many days.
const WIDEST: i32 = 400;

/// Makes views; only those of one maker can be compared.
#[derive(Debug, Default)]
pub struct Views {
    names: Numbers<String>,
    kinds: Numbers<String>,
    articles: Numbers<String>,
}

/// What the texts of an event tell: what can be looked at for all events at once.
pub struct Texts {
    places: Vec<String>,
    /// Last words of the names of participants, and of those with several words the first.
    parties: Vec<(String, Option<String>)>,
    words: Vec<u32>,
    told: Vec<u32>,
    sentences: Vec<u32>,
}

impl Texts {
    pub fn of(event: &Event) -> Self {
        let texts = std::iter::once(event.title.as_str()).chain(event.evidence.iter().map(|e| &*e.trigger.text));
        let party = |name: &str| (last_word(name), name.contains(' ').then(|| first_word(name)));
        let names =
            content_words(event.participants.iter().map(|p| &*p.name).chain(event.places.iter().map(String::as_str)));
        let unnamed = |mut words: Vec<u32>| {
            words.retain(|word| names.binary_search(word).is_err());
            words
        };
        Self {
            places: event.places.iter().map(|p| last_word(p)).collect(),
            parties: event.participants.iter().map(|p| party(&p.name)).collect(),
            words: unnamed(content_words(texts)),
            told: unnamed(content_words(event.evidence.iter().map(|e| e.quote.as_str()))),
            sentences: sorted(event.evidence.iter().filter_map(|e| claims::long(&e.quote))),
        }
    }
}

impl Views {
    /// `told`: by this event.
    pub fn of(&mut self, event: &Event, told: Texts) -> View {
        let names = &mut self.names;
        let places = sorted(told.places.iter().map(|p| names.of(p)));
        let parties: Vec<u32> = told.parties.iter().map(|(last, _)| names.of(last)).collect();
        let full = told.parties.iter().filter_map(|(last, first)| Some((last, first.as_ref()?)));
        let full = full.map(|(last, first)| (names.of(last), names.of(first))).collect();
        let parties = sorted(parties.into_iter().filter(|p| !places.contains(p)));
        let kind = event::kind(&event.kind);
        View {
            article: self.articles.of(event.evidence.first().map_or("", |e| &e.article.0)),
            kind: self.kinds.of(&event.kind),
            denied: matches!(event.status, Status::Denied | Status::Hypothetical),
            date: event.when.as_ref().and_then(|w| w.date),
            days: days(event),
            once: kind.is_some_and(|k| k.once),
            between: kind.is_some_and(|k| k.between),
            words: told.words,
            told: told.told,
            sentences: told.sentences,
            parties,
            full,
            places,
        }
    }

    /// What there is to know of the kinds of all views so far.
    pub fn kinds(&self) -> Kinds {
        let mut named: Vec<(&str, u32)> = self.kinds.iter().collect();
        named.sort_unstable_by_key(|(_, number)| *number);
        let together = named.iter().flat_map(|(a, _)| named.iter().map(|(b, _)| compatible_kinds(a, b))).collect();
        Kinds { together, kinds: named.len(), other: self.kinds.known("other") }
    }
}

/// Which kinds of events go together, by their numbers.
pub struct Kinds {
    /// Row by row: does the kind of the row go together with that of the column?
    together: Vec<bool>,
    kinds: usize,
    other: Option<u32>,
}

impl Kinds {
    /// What is cheap to see: do article, status, kind and dates allow two events to be one?
    pub fn may_be_one(&self, a: &View, b: &View) -> bool {
        a.article != b.article
            && a.denied == b.denied
            && (a.days.0 <= b.days.1 && b.days.0 <= a.days.1 || a.disagrees(b))
            && self.together[a.kind as usize * self.kinds + b.kind as usize]
    }

    /// The kind that says nothing.
    pub fn is_other(&self, kind: u32) -> bool {
        self.other == Some(kind)
    }
}

fn days(event: &Event) -> (i32, i32) {
    let date = event.when.as_ref().and_then(|w| w.date);
    let day = |moment: Option<Moment>| moment.map(|m| m.day.num_days_from_ce());
    let (first, last) = (date.and_then(|d| day(d.earliest)), date.and_then(|d| day(d.latest)));
    (first.unwrap_or(i32::MIN), last.unwrap_or(i32::MAX))
}

fn content_words<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    sorted(words.filter(|w| w.chars().nth(3).is_some()).map(|w| number_of(rough_stem(w))))
}

fn first_word(name: &str) -> String {
    name.split(' ').next().unwrap_or(name).to_lowercase()
}

fn last_word(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or(name).to_lowercase()
}

/// Enough to see that "airstrikes" and "airstrike" share a word.
fn rough_stem(word: &str) -> &str {
    ["ings", "ing", "ed", "es", "s"]
        .iter()
        .find_map(|e| word.strip_suffix(e).filter(|s| s.chars().nth(3).is_some()))
        .unwrap_or(word)
}
