//! Words as numbers, and sorted lists of them: what is compared often is made a number once.

use rustc_hash::{FxHashMap, FxHasher};
use std::borrow::Borrow;
use std::hash::{Hash, Hasher};

/// A word as a number, however it is set; that two words share one is too rare to matter.
pub fn number_of(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    if word.is_ascii() {
        word.bytes().for_each(|b| hasher.write_u32(b.to_ascii_lowercase().into()));
    } else {
        word.chars().flat_map(char::to_lowercase).for_each(|c| hasher.write_u32(c.into()));
    }
    folded(hasher.finish())
}

/// The words of a text as one number, however they are set and whatever stands between them, and how many they are.
pub fn number_of_words(text: &str) -> (u32, usize) {
    let mut hasher = FxHasher::default();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let count = words.map(|word| hasher.write_u32(number_of(word))).count();
    (folded(hasher.finish()), count)
}

fn folded(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

/// Numbers for words, in the order of their first use: no two words share one.
#[derive(Debug)]
pub struct Numbers<W>(FxHashMap<W, u32>);

impl<W> Default for Numbers<W> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<W: Borrow<str> + Eq + Hash> Numbers<W> {
    /// The number of a word, new or known.
    pub fn of<'w>(&mut self, word: &'w str) -> u32
    where
        W: From<&'w str>,
    {
        if let Some(number) = self.0.get(word) {
            return *number;
        }
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(word.into(), number);
        number
    }

    /// The numbers of several words, in order and none twice.
    pub fn all<'w>(&mut self, words: &'w [impl AsRef<str>]) -> Vec<u32>
    where
        W: From<&'w str>,
    {
        sorted(words.iter().map(|word| self.of(word.as_ref())))
    }

    pub fn known(&self, word: &str) -> Option<u32> {
        self.0.get(word).copied()
    }

    /// All words so far with their numbers, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|(word, number)| (word.borrow(), *number))
    }
}

/// In order, and nothing twice.
pub fn sorted(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut all: Vec<u32> = numbers.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A set of numbers that shows at a glance where it shares none with another, as most do.
#[derive(Debug, Default)]
pub struct Set {
    sorted: Vec<u32>,
    /// For each number the bit of its last digits.
    marks: u128,
}

impl FromIterator<u32> for Set {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let sorted = sorted(numbers.into_iter());
        let marks = sorted.iter().fold(0, |marks, number| marks | 1 << (number % u128::BITS));
        Self { sorted, marks }
    }
}

impl Set {
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// How many numbers both have.
    pub fn shared(&self, other: &Self) -> usize {
        if self.marks & other.marks == 0 { 0 } else { in_both(&self.sorted, &other.sorted) }
    }
}

/// How many members two sorted lists share.
pub fn in_both(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        count += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_setting_of_words_does_not_matter() {
        assert_eq!(number_of_words("“The Bridge” closed."), number_of_words("the bridge closed"));
        assert_ne!(number_of_words("the bridge closed"), number_of_words("closed the bridge"));
        assert_eq!(number_of_words("a b  c").1, 3);
    }

    #[test]
    fn shared_members_are_counted_once() {
        let (a, b) = (sorted([3, 1, 3, 7].into_iter()), sorted([7, 3, 9].into_iter()));
        assert_eq!((a.as_slice(), in_both(&a, &b), in_both(&a, &[])), (&[1, 3, 7][..], 2, 0));
    }

    #[test]
    fn sets_share_what_both_have_and_not_what_ends_alike() {
        let set = |numbers: &[u32]| numbers.iter().copied().collect::<Set>();
        assert_eq!(set(&[3, 1, 3, 7]).shared(&set(&[7, 3, 9])), 2);
        assert_eq!(set(&[1, 200]).shared(&set(&[129, 328, 200])), 1);
        assert_eq!((set(&[1]).shared(&set(&[])), set(&[5, 5]).len()), (0, 1));
    }
}
