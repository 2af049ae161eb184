//! What each further condition would leave of what was found.

use super::bits::Bits;
use super::corpus::Corpus;
use super::model::Phrase;
use rustc_hash::FxHashMap;

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

    pub fn counts(&self, field: &str, among: &Bits) -> Vec<Count> {
        let leaves = |events: &Vec<u32>| events.iter().filter(|event| among.has(**event as usize)).count();
        let counts = self.names.iter().zip(self.events.iter().map(leaves)).filter(|(_, leaves)| *leaves > 0);
        let mut counts: Vec<(&String, usize)> = counts.collect();
        let order = |a: &(&String, usize), b: &(&String, usize)| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0));
        if counts.len() > MOST {
            counts.select_nth_unstable_by(MOST, order);
            counts.truncate(MOST);
        }
        counts.sort_by(order);
        let made = |(name, leaves): (&String, usize)| {
            let value = name.replace(['"', '“', '”', '„'], " ");
            Count { name: name.clone(), query: format!("{field}:=\"{value}\""), leaves }
        };
        counts.into_iter().map(made).collect()
    }
}
