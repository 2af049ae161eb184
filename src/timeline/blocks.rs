//! Which events are compared at all: those that share a name or a sentence, found by blocks of the events that have it.
//! That keeps the work near linear.

use super::view::View;
use rustc_hash::FxHashMap;

/// A name that more events than this share tells nothing apart: an event that so many stand before does not look there.
pub const LARGEST_BLOCK: usize = 2_000;

/// An event by its number; the numbers of what is gone are not given again.
pub type Slot = usize;

/// The place of each event in reading order, by its slot.
pub type Places = Vec<usize>;

/// What two events may share. Two that both have parties are one only if they share a party, so places are asked only
/// where one of them has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Shared {
    Party,
    /// A name of an event without parties.
    Alone,
    Name,
    /// One report in two papers shares its sentences, whether it names anybody or not.
    Sentence,
}

type Key = (Shared, u32);

/// The events by what they may share, each list in reading order.
#[derive(Debug)]
pub struct Blocks {
    blocks: FxHashMap<Key, Vec<Slot>>,
    /// Of a larger block only the beginning is seen.
    largest: usize,
}

impl Default for Blocks {
    fn default() -> Self {
        Self::new(LARGEST_BLOCK)
    }
}

impl Blocks {
    pub fn new(largest: usize) -> Self {
        Self { blocks: FxHashMap::default(), largest }
    }

    /// The same without events.
    pub fn emptied(&self) -> Self {
        Self::new(self.largest)
    }

    /// Puts in an event that has its place.
    pub fn add(&mut self, slot: Slot, view: &View, places: &Places) {
        for key in keys(view) {
            let block = self.blocks.entry(key).or_default();
            let at = match block.last() {
                Some(last) if places[*last] > places[slot] => block.partition_point(|s| places[*s] < places[slot]),
                _ => block.len(),
            };
            block.insert(at, slot);
        }
    }

    /// Takes out an event that still has its place.
    pub fn remove(&mut self, slot: Slot, view: &View, places: &Places) {
        for key in keys(view) {
            let Some(block) = self.blocks.get_mut(&key) else { continue };
            let at = block.partition_point(|s| places[*s] < places[slot]);
            if block.get(at) == Some(&slot) {
                block.remove(at);
            }
            if block.is_empty() {
                self.blocks.remove(&key);
            }
        }
    }

    /// The events before a place that share something with an event of that place; some of them several times.
    pub fn before<'a>(&'a self, view: &'a View, place: usize, places: &'a Places) -> impl Iterator<Item = Slot> + 'a {
        let seen = move |key| {
            let block: &[Slot] = self.blocks.get(&key)?;
            let before = block.partition_point(|s| places[*s] < place);
            (before <= self.largest).then(|| &block[..before])
        };
        sought(view).filter_map(seen).flatten().copied()
    }

    /// The events from a place on that look for what an event before it has; some of them several times.
    pub fn from<'a>(&'a self, view: &'a View, place: usize, places: &'a Places) -> impl Iterator<Item = Slot> + 'a {
        keys(view).flat_map(move |key| {
            let last = self.last_to_see(key, 0, places);
            let block = self.blocks.get(&seekers(key)).map_or(&[][..], Vec::as_slice);
            let from = block.partition_point(|s| places[*s] < place);
            block[from..].iter().copied().take_while(move |s| places[*s] <= last)
        })
    }

    /// The events that may see more of a large block, or no longer see it, once these events are put in or taken out.
    pub fn at_the_brink(&self, changed: &[&View], places: &Places) -> Vec<Slot> {
        let mut changes: FxHashMap<Key, usize> = FxHashMap::default();
        for key in changed.iter().flat_map(|view| keys(view)) {
            *changes.entry(key).or_default() += 1;
        }
        let mut all = Vec::new();
        for (key, changes) in changes {
            if self.blocks.get(&key).map_or(0, Vec::len) + changes <= self.largest {
                continue;
            }
            let slack = isize::try_from(changes).unwrap_or(isize::MAX).saturating_add(1);
            let (first, last) = (self.last_to_see(key, -slack, places), self.last_to_see(key, slack, places));
            let block = self.blocks.get(&seekers(key)).map_or(&[][..], Vec::as_slice);
            all.extend(block.iter().copied().filter(|s| (first..=last).contains(&places[*s])));
        }
        all
    }

    /// The last place from which a block is seen, could so many more stand before it.
    fn last_to_see(&self, key: Key, more: isize, places: &Places) -> usize {
        let last = self.largest.saturating_add_signed(more);
        self.blocks.get(&key).and_then(|block| block.get(last)).map_or(usize::MAX, |s| places[*s])
    }
}

/// The blocks in which an event stands.
fn keys(view: &View) -> impl Iterator<Item = Key> + '_ {
    let parties = view.parties.iter().map(|p| (Shared::Party, *p));
    let alone = view.parties.is_empty();
    let names = view.names().flat_map(move |n| [Some((Shared::Name, n)), alone.then_some((Shared::Alone, n))]);
    let sentences = view.sentences.iter().map(|s| (Shared::Sentence, *s));
    parties.chain(names.flatten()).chain(sentences)
}

/// The blocks in which an event looks for others.
fn sought(view: &View) -> impl Iterator<Item = Key> + '_ {
    let parties = view.parties.iter().map(|p| (Shared::Party, *p));
    let names = if view.parties.is_empty() { Shared::Name } else { Shared::Alone };
    let sentences = view.sentences.iter().map(|s| (Shared::Sentence, *s));
    parties.chain(view.names().map(move |n| (names, n))).chain(sentences)
}

/// The block in which all those stand that look in a block, maybe with others.
const fn seekers((shared, number): Key) -> Key {
    match shared {
        Shared::Party | Shared::Sentence => (shared, number),
        // Those with parties look among those without, …
        Shared::Alone => (Shared::Name, number),
        // … and those without look everywhere.
        Shared::Name => (Shared::Alone, number),
    }
}
