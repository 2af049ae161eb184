//! Many texts in which words and phrases are looked up.

use super::bits::Bits;
use super::fold::folded;
use super::model::Phrase;
use memchr::memmem::Finder;
use rustc_hash::FxHashMap;

/// Between two parts of a text: no phrase runs over it.
const BORDER: char = '|';

/// Folded texts by their numbers, and for each word the texts that hold it.
#[derive(Debug, Default)]
pub struct Corpus {
    text: String,
    /// Where each text ends in `text`.
    ends: Vec<usize>,
    /// Sorted.
    words: Vec<Box<str>>,
    /// The texts of each word, in rising order.
    texts: Vec<Vec<u32>>,
}

impl Corpus {
    /// A corpus of texts, each of which may have several parts.
    pub fn new<'a, Parts: IntoIterator<Item = &'a str>>(texts: impl IntoIterator<Item = Parts>) -> Self {
        let mut corpus = Self::default();
        let mut found: FxHashMap<Box<str>, Vec<u32>> = FxHashMap::default();
        for parts in texts {
            let start = corpus.text.len();
            for part in parts {
                corpus.text += &folded(part);
                corpus.text.push(BORDER);
            }
            let number = u32::try_from(corpus.ends.len()).unwrap_or(u32::MAX);
            for word in corpus.text[start..].split([' ', BORDER]).filter(|word| !word.is_empty()) {
                match found.get_mut(word) {
                    Some(texts) if texts.last() == Some(&number) => {}
                    Some(texts) => texts.push(number),
                    None => drop(found.insert(word.into(), vec![number])),
                }
            }
            corpus.ends.push(corpus.text.len());
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        (corpus.words, corpus.texts) = found.into_iter().unzip();
        corpus
    }

    /// The texts that hold a phrase.
    pub fn find(&self, phrase: &Phrase) -> Bits {
        let size = self.ends.len();
        let Some((last, first)) = phrase.words.split_last() else { return Bits::none(size) };
        let holding = first.iter().fold(self.word(last, phrase.prefix), |all, word| all.and(&self.word(word, false)));
        if first.is_empty() && !phrase.whole {
            return holding;
        }
        let needle = needle(phrase);
        if phrase.whole {
            return Bits::of(size, |number| {
                holding.has(number) && self.text_of(number).split(BORDER).any(|t| is_whole(t, &needle))
            });
        }
        let finder = Finder::new(&needle);
        let mut found = Bits::none(size);
        let stands = |number: &usize| finder.find(self.text_of(*number).as_bytes()).is_some();
        holding.iter().filter(stands).for_each(|number| found.insert(number));
        found
    }

    fn word(&self, word: &str, prefix: bool) -> Bits {
        let mut found = Bits::none(self.ends.len());
        let from = self.words.partition_point(|known| **known < *word);
        for (known, texts) in self.words[from..].iter().zip(&self.texts[from..]) {
            if !(if prefix { known.starts_with(word) } else { **known == *word }) {
                break;
            }
            texts.iter().for_each(|text| found.insert(*text as usize));
        }
        found
    }

    fn text_of(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[number]]
    }
}

/// How a phrase stands in a folded text.
pub fn needle(phrase: &Phrase) -> String {
    let words = phrase.words.join(" ");
    if phrase.prefix { format!(" {words}") } else { format!(" {words} ") }
}

/// Whether a folded text is these words and no others.
pub fn is_whole(folded: &str, needle: &str) -> bool {
    folded == needle || !needle.ends_with(' ') && folded.starts_with(needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_phrases_are_found() {
        let corpus = Corpus::new([
            vec!["The prime minister resigned", "Lima"],
            vec!["A minister of prime importance"],
            vec![],
            vec!["The prime", "minister went"],
        ]);
        let find = |words: &str, prefix: bool| {
            let words = words.split(' ').map(str::to_owned).collect();
            corpus.find(&Phrase { words, prefix, whole: false }).iter().collect::<Vec<_>>()
        };
        assert_eq!(find("minister", false), [0, 1, 3]);
        assert_eq!(find("prime minister", false), [0]);
        assert_eq!(find("prime minis", true), [0]);
        assert_eq!(find("prime minis", false), [] as [usize; 0]);
        assert_eq!(find("re", true), [0]);
        assert_eq!(find("re", false), [] as [usize; 0]);
        assert_eq!(find("zz", true), [] as [usize; 0]);
        assert_eq!(find("", true).len(), 3);
        let whole = |word: &str| {
            let phrase = Phrase { words: vec![word.to_owned()], whole: true, ..Phrase::default() };
            corpus.find(&phrase).iter().collect::<Vec<_>>()
        };
        assert_eq!((whole("lima"), whole("minister")), (vec![0], vec![]));
    }
}
