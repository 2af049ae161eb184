//! What each further condition would leave of what was found.

use super::bits::Bits;
use super::corpus::Corpus;
use super::model::Phrase;
use crate::event::Event;
use rustc_hash::FxHashMap;
use std::fmt::Debug;

/// Nobody reads a longer list: of a field with more values, those that leave most.
const MOST: usize = 100;

/// A value with the number of events that it would leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    pub name: String,
    /// What to add to the query: `person:="Barack Obama"`.
    pub query: String,
    pub leaves: usize,
}

/// For each field its values, those that leave most first, at most a hundred; values that leave nothing are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    pub sources: Vec<Count>,
    pub people: Vec<Count>,
    pub places: Vec<Count>,
    pub tags: Vec<Count>,
    pub kinds: Vec<Count>,
    pub statuses: Vec<Count>,
    pub reviews: Vec<Count>,
}

impl Facets {
    /// One of the events that were counted is no longer as it `was`. Where nothing was counted nothing is.
    pub fn changed(&mut self, was: &Event, now: &Event) {
        if self.reviews.is_empty() {
            return;
        }
        let fields: [(&mut Vec<Count>, &str, ValuesOf); 4] = [
            (&mut self.people, "person", people),
            (&mut self.places, "place", places),
            (&mut self.tags, "tag", tags),
            (&mut self.kinds, "kind", |event| vec![&event.kind]),
        ];
        for (counts, field, values) in fields {
            change(counts, &distinct(values(was)), &distinct(values(now)), |name| quoted(field, name));
        }
        let (statuses, reviews) = ([was.status, now.status].map(word), [was.review, now.review].map(word));
        change(&mut self.statuses, &[&statuses[0]], &[&statuses[1]], |name| format!("status:{name}"));
        change(&mut self.reviews, &[&reviews[0]], &[&reviews[1]], |name| format!("review:{name}"));
    }
}

/// The values of one field of an event.
pub type ValuesOf = fn(&Event) -> Vec<&str>;

/// The people of an event by their names.
pub fn people(event: &Event) -> Vec<&str> {
    event.participants.iter().map(|p| p.name.as_str()).collect()
}

pub fn places(event: &Event) -> Vec<&str> {
    event.places.iter().map(String::as_str).collect()
}

pub fn tags(event: &Event) -> Vec<&str> {
    event.tags.iter().map(String::as_str).collect()
}

/// Values of one event, each once.
fn distinct(mut values: Vec<&str>) -> Vec<&str> {
    values.sort_unstable();
    values.dedup();
    values
}

/// Counts an event under other values; the list stays in its order.
fn change(counts: &mut Vec<Count>, was: &[&str], now: &[&str], query: impl Fn(&str) -> String) {
    if was == now {
        return;
    }
    let full = counts.len() >= MOST;
    for name in was.iter().filter(|name| !now.contains(name)) {
        if let Some(count) = counts.iter_mut().find(|count| count.name == **name) {
            count.leaves = count.leaves.saturating_sub(1);
        }
    }
    for name in now.iter().filter(|name| !was.contains(name)) {
        match counts.iter_mut().find(|count| count.name == **name) {
            Some(count) => count.leaves += 1,
            // It may be one of those that the list has no room for, and how many those leave is not known.
            None if full => {}
            None => counts.push(Count { name: (*name).to_owned(), query: query(name), leaves: 1 }),
        }
    }
    counts.retain(|count| count.leaves > 0);
    counts.sort_by(order);
}

fn order(a: &Count, b: &Count) -> std::cmp::Ordering {
    b.leaves.cmp(&a.leaves).then_with(|| a.name.cmp(&b.name))
}

/// As a query has a value of a few that there are.
fn word(value: impl Debug) -> String {
    format!("{value:?}").to_lowercase()
}

fn quoted(field: &str, name: &str) -> String {
    format!("{field}:=\"{}\"", name.replace(['"', '“', '”', '„'], " "))
}

/// How many of some events have each of a few values.
pub fn count<T: Copy + PartialEq + Debug>(values: impl Iterator<Item = T>, field: &str) -> Vec<Count> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, leaves)) => *leaves += 1,
            None => counts.push((value, 1)),
        }
    }
    let named = counts.into_iter().map(|(value, leaves)| {
        let name = word(value);
        Count { query: format!("{field}:{name}"), name, leaves }
    });
    let mut named: Vec<Count> = named.collect();
    named.sort_by(order);
    named
}

/// The values of a field: the events that have each.
#[derive(Debug, Default)]
pub struct Values {
    names: Vec<String>,
    folded: Corpus,
    /// The events of each value, in rising order.
    events: Vec<Vec<u32>>,
}

impl Values {
    /// `values` gives those of one event; `parts` by what each is known.
    pub fn new<'a, Of: IntoIterator<Item = &'a str>, Parts: IntoIterator<Item = &'a str>>(
        values: impl IntoIterator<Item = Of>,
        parts: impl Fn(&'a str) -> Parts,
    ) -> Self {
        let mut names: Vec<&'a str> = Vec::new();
        let mut events: Vec<Vec<u32>> = Vec::new();
        let mut at: FxHashMap<&'a str, usize> = FxHashMap::default();
        for (number, of) in (0u32..).zip(values) {
            for name in of {
                let value = *at.entry(name).or_insert_with(|| {
                    names.push(name);
                    events.push(Vec::new());
                    names.len() - 1
                });
                // An event may have a value twice.
                if events[value].last() != Some(&number) {
                    events[value].push(number);
                }
            }
        }
        let folded = Corpus::new(names.iter().map(|name| parts(name)));
        Self { names: names.into_iter().map(str::to_owned).collect(), folded, events }
    }

    /// The same values under the names that are shown.
    pub fn named(mut self, name: impl Fn(&str) -> String) -> Self {
        self.names = self.names.iter().map(|old| name(old)).collect();
        self
    }

    /// The events with a value that holds the phrase.
    pub fn find(&self, phrase: &Phrase, size: usize) -> Bits {
        let mut found = Bits::none(size);
        for value in self.folded.find(phrase).iter() {
            self.events[value].iter().for_each(|event| found.insert(*event as usize));
        }
        found
    }

    /// How many of the events `among` those of the index have each value; `more` are the values of further events.
    pub fn counts<'a>(&self, field: &str, among: &Bits, more: impl Iterator<Item = Vec<&'a str>>) -> Vec<Count> {
        let mut further: FxHashMap<&str, usize> = FxHashMap::default();
        for value in more.flat_map(distinct) {
            *further.entry(value).or_default() += 1;
        }
        let leaves = |(name, events): (&'_ String, &Vec<u32>)| {
            events.iter().filter(|event| among.has(**event as usize)).count()
                + further.remove(name.as_str()).unwrap_or(0)
        };
        let known: Vec<usize> = self.names.iter().zip(&self.events).map(leaves).collect();
        let known = self.names.iter().map(String::as_str).zip(known);
        let mut counts: Vec<(&str, usize)> = known.chain(further).filter(|(_, leaves)| *leaves > 0).collect();
        let order = |a: &(&str, usize), b: &(&str, usize)| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0));
        if counts.len() > MOST {
            counts.select_nth_unstable_by(MOST, order);
            counts.truncate(MOST);
        }
        counts.sort_by(order);
        let made = |(name, leaves): (&str, usize)| Count { name: name.to_owned(), query: quoted(field, name), leaves };
        counts.into_iter().map(made).collect()
    }
}
