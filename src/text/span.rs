//! Places in a text: byte spans inside the program, character spans for everybody outside it.
//!
//! Rust slices by bytes, so every stage computes with [`Span`]. Files, scorers and other programs count
//! Unicode scalar values, as a W3C Web Annotation `TextPositionSelector` does, so whatever leaves the
//! program is a [`CharSpan`]. [`CharMap`] leads from one to the other.

use serde::{Deserialize, Serialize};

/// Bytes `start..end` of a text; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    pub const fn len(self) -> usize {
        self.end - self.start
    }

    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The span without white space at its ends.
    pub fn trimmed(self, text: &str) -> Self {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        Self::new(start, start + inside.trim().len())
    }
}

/// Characters (Unicode scalar values) `start..end` of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CharSpan {
    pub start: usize,
    pub end: usize,
}

/// Leads between byte and character offsets of one text in O(1) for ASCII, else by a mark every
/// [`CharMap::STEP`] bytes.
#[derive(Clone, Debug, Default)]
pub struct CharMap {
    /// Characters before byte `i * STEP`; empty for an ASCII text, whose offsets are the same.
    marks: Vec<usize>,
}

impl CharMap {
    const STEP: usize = 256;

    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self::default();
        }
        let mut marks = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut chars = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % Self::STEP == 0 {
                marks.push(chars);
            }
            chars += usize::from(starts_char(byte));
        }
        Self { marks }
    }

    /// The number of characters before `byte`, which may be the text's length.
    pub fn char_of(&self, text: &str, byte: usize) -> usize {
        let Some(&mark) = self.marks.get((byte / Self::STEP).min(self.marks.len().saturating_sub(1))) else {
            return byte;
        };
        let from = (byte / Self::STEP).min(self.marks.len() - 1) * Self::STEP;
        mark + text.as_bytes()[from..byte].iter().filter(|b| starts_char(**b)).count()
    }

    /// The byte at which character `char` starts; the text's length where it has fewer.
    pub fn byte_of(&self, text: &str, char: usize) -> usize {
        if self.marks.is_empty() {
            return char.min(text.len());
        }
        let block = self.marks.partition_point(|m| *m <= char).saturating_sub(1);
        let mut chars = self.marks[block];
        for (at, byte) in text.bytes().enumerate().skip(block * Self::STEP) {
            if starts_char(byte) {
                if chars == char {
                    return at;
                }
                chars += 1;
            }
        }
        text.len()
    }

    pub fn to_chars(&self, text: &str, span: Span) -> CharSpan {
        CharSpan { start: self.char_of(text, span.start), end: self.char_of(text, span.end) }
    }

    pub fn to_bytes(&self, text: &str, span: CharSpan) -> Span {
        let start = self.byte_of(text, span.start);
        Span::new(start, self.byte_of(text, span.end).max(start))
    }
}

const fn starts_char(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn trimming_keeps_the_inside() {
        let text = "  a b\n";
        assert_eq!(Span::new(0, 6).trimmed(text).of(text), "a b");
        assert!(Span::new(0, 2).trimmed(text).is_empty());
    }

    proptest! {
        #[test]
        fn byte_and_character_offsets_agree(text in "[aé漢𝄞 ]{0,900}") {
            let map = CharMap::new(&text);
            for (chars, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(map.char_of(&text, byte), chars);
                prop_assert_eq!(map.byte_of(&text, chars), byte);
            }
            let all = text.chars().count();
            prop_assert_eq!(map.char_of(&text, text.len()), all);
            prop_assert_eq!(map.byte_of(&text, all), text.len());
            prop_assert_eq!(map.byte_of(&text, all + 5), text.len());
        }
    }
}
