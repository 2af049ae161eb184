//! What the parser looks at: the words around the place that it has come to, each feature hashed to a row of the weights.

use super::State;
use super::parser::Side;
use crate::text::{Tag, Token};
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// What is looked at for a step, and for the name of a relation.
pub const ACTION_FEATURES: usize = 80;
pub const RELATION_FEATURES: usize = 48;

/// No word has these.
const TIME_FORM: u64 = 3;
const TIME_TAG: u64 = 110;

/// A word as the features see it, each half ready to be a part of a feature.
#[derive(Clone, Copy)]
struct Seen {
    form: u64,
    tag: u64,
}

impl Seen {
    /// Where there is no word.
    const NOTHING: Self = Self { form: 1, tag: 255 };
    const END: Self = Self { form: 0, tag: 0 };
}

/// A sentence as the features see it, the end mark behind its words.
pub struct Words {
    all: Vec<Seen>,
    /// How many commas, brackets and dashes stand before each word.
    breaks: Vec<u16>,
}

impl Words {
    /// `is_known` says which forms were seen often enough to be judged by themselves; others are by their ending. The words
    /// of time expressions are all alike (`is_time`, by number).
    pub fn of(tokens: &[Token], is_time: impl Fn(usize) -> bool, is_known: impl Fn(u32) -> bool) -> Self {
        let seen = |(i, token): (usize, &Token)| {
            if is_time(i) {
                return Seen { form: TIME_FORM, tag: TIME_TAG };
            }
            let whole = form(&token.lower);
            let form = if is_known(whole) { whole } else { form_of_ending(&token.lower) };
            Seen { form: u64::from(form), tag: u64::from(tag(token)) }
        };
        let mut breaks = vec![0];
        for token in tokens {
            let last = breaks.last().copied().unwrap_or(0);
            breaks.push(
                last + u16::from(matches!(token.lower.as_str(), "," | ";" | ":" | "(" | ")" | "–" | "—" | "-" | "--")),
            );
        }
        Self { all: tokens.iter().enumerate().map(seen).chain([Seen::END]).collect(), breaks }
    }

    fn seen(&self, at: Option<u16>) -> Seen {
        at.map_or(Seen::NOTHING, |i| self.all[usize::from(i)])
    }

    fn breaks(&self, from: Option<u16>, to: u16) -> u64 {
        from.map_or(0, |f| u64::from(self.breaks[usize::from(to)].saturating_sub(self.breaks[usize::from(f)])).min(3))
    }
}

/// A number for a form.
pub fn form(lower: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(lower.as_bytes());
    (hasher.finish() >> 32) as u32 | 4
}

/// The last three letters stand for a rare word, "1" for a number.
fn form_of_ending(lower: &str) -> u32 {
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return 2;
    }
    let start = lower.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
    form(&lower[start..]) ^ 1
}

/// The tag of a word; marks, which share one, are told apart.
fn tag(token: &Token) -> u8 {
    match token.lower.as_str() {
        "," => 101,
        ":" | ";" | "–" | "—" | "--" | "-" | "…" | "..." => 102,
        "(" | "[" => 103,
        ")" | "]" => 104,
        "\"" | "“" | "”" | "'" | "‘" | "’" | "``" | "''" => 105,
        "." | "!" | "?" => 106,
        _ if token.tag == Tag::Punct => 107,
        _ => token.tag as u8 + 1,
    }
}

/// The rows of the features of one place, each below a power of two.
pub struct Board<const N: usize> {
    pub rows: [u32; N],
    count: usize,
    shift: u32,
}

impl<const N: usize> Board<N> {
    /// For a table of 2^`bits` rows.
    pub fn new(bits: u32) -> Self {
        Self { rows: [0; N], count: 0, shift: 64 - bits }
    }

    /// The parts of a feature, apart from each other; its template is its place in the list.
    #[inline(always)] // Then the number of the template and of its parts is known where it is called.
    fn add(&mut self, parts: &[u64]) {
        let mut hash = (self.count as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for part in parts {
            hash = (hash.rotate_left(5) ^ part).wrapping_mul(0xF135_7AEA_2E62_A9C5);
        }
        hash ^= hash >> 29;
        self.rows[self.count] = (hash.wrapping_mul(0xBF58_476D_1CE4_E5B9) >> self.shift) as u32;
        self.count += 1;
    }

    fn clear(&mut self) {
        self.count = 0;
    }

    /// The rows that are in use.
    pub fn used(&self) -> &[u32] {
        &self.rows[..self.count]
    }
}

/// The outermost two words that hang on one side of it, and how many do.
#[derive(Clone, Copy)]
struct Children {
    outer: Seen,
    inner: Seen,
    count: u64,
}

impl Words {
    fn children(&self, sides: &[Side], of: Option<u16>) -> Children {
        let side = of.map(|i| sides[usize::from(i)]).unwrap_or_default();
        Children { outer: self.seen(side.outer), inner: self.seen(side.inner), count: u64::from(side.count) }
    }
}

impl Board<ACTION_FEATURES> {
    /// What speaks for the next step.
    pub fn look(&mut self, words: &Words, state: &State) {
        self.clear();
        let below = |depth: usize| state.stack.len().checked_sub(depth + 1).map(|i| state.stack[i]);
        let ahead = |steps: u16| Some(state.next + steps).filter(|&i| i <= state.end);
        let (top, second) = (below(0), below(1));
        let distance = |from: Option<u16>, to: u16| from.map_or(9, |f| u64::from(to - f).min(7));
        let d = distance(top, state.next);
        let d1 = top.map_or(9, |to| distance(second, to));
        let breaks = words.breaks(top, state.next);
        let breaks1 = top.map_or(0, |to| words.breaks(second, to));
        let (s0, s1, s2) = (words.seen(top), words.seen(second), words.seen(below(2)));
        let (n0, n1, n2) = (words.seen(ahead(0)), words.seen(ahead(1)), words.seen(ahead(2)));
        let (s0l, s0r) = (words.children(&state.left, top), words.children(&state.right, top));
        let (s1l, s1r) = (words.children(&state.left, second), words.children(&state.right, second));
        let n0l = words.children(&state.left, ahead(0));

        self.add(&[]);
        for at in [s0, s1, n0, n1] {
            self.add(&[at.form]);
            self.add(&[at.tag]);
            self.add(&[at.form, at.tag]);
        }
        self.add(&[n2.form]);
        self.add(&[n2.tag]);
        self.add(&[s2.tag]);
        for at in [s0l.outer, s0r.outer, n0l.outer, s1r.outer, s1l.outer] {
            self.add(&[at.form]);
            self.add(&[at.tag]);
        }
        for at in [s0l.inner, s0r.inner, n0l.inner] {
            self.add(&[at.tag]);
        }
        for (a, b) in [(s0, n0), (s1, s0), (s0, n1), (n0, n1)] {
            self.add(&[a.form, b.form]);
            self.add(&[a.form, b.tag]);
            self.add(&[a.tag, b.form]);
            self.add(&[a.tag, b.tag]);
        }
        self.add(&[s0.form, s0.tag, n0.form, n0.tag]);
        self.add(&[s1.form, s1.tag, s0.form, s0.tag]);
        for (a, b, c) in [
            (n0, n1, n2),
            (s0, n0, n1),
            (s1, s0, n0),
            (s2, s1, s0),
            (s0l.outer, s0, n0),
            (s0r.outer, s0, n0),
            (s0, n0l.outer, n0),
            (s1r.outer, s1, s0),
            (s1l.outer, s1, s0),
            (s0l.outer, s0l.inner, s0),
            (s0r.outer, s0r.inner, s0),
            (n0l.outer, n0l.inner, n0),
        ] {
            self.add(&[a.tag, b.tag, c.tag]);
        }
        self.add(&[s1.form, s0.tag, n0.form]);
        self.add(&[s1.tag, s0.form, n0.tag]);
        self.add(&[s1.form, s0.form, n0.tag]);
        self.add(&[s0r.outer.form, s0.tag, n0.tag]);
        self.add(&[s1.tag, s0.tag, n0.tag, n1.tag]);
        self.add(&[s0.form, s0r.count, s0l.count]);
        self.add(&[s0.tag, s0r.count, s0l.count]);
        self.add(&[n0.tag, n0l.count]);
        self.add(&[s0.tag, n0.tag, d, breaks]);
        self.add(&[s0.form, d]);
        self.add(&[s1.tag, s0.tag, d1, breaks1]);
        self.add(&[s1.tag, s0.tag, n0.tag, breaks, breaks1]);
    }
}

impl Board<RELATION_FEATURES> {
    /// What speaks for the name of the relation by which a word hangs on its head (`None` for a root). `state` is done.
    pub fn name(&mut self, words: &Words, state: &State, word: u16, head: Option<u16>) {
        self.clear();
        let side = u64::from(head.is_some_and(|h| h < word));
        let far = head.map_or(9, |h| u64::from(h.abs_diff(word)).min(5));
        let breaks = head.map_or(0, |h| words.breaks(Some(h.min(word)), h.max(word)));
        let above = head.and_then(|h| state.heads[usize::from(h)]).filter(|&g| g != state.end);
        let siblings = [&state.left, &state.right].map(|sides| head.map(|h| sides[usize::from(h)]).unwrap_or_default());
        let is_word = |sibling: Option<u16>| u64::from(sibling == Some(word));
        let is_outer = u64::from(siblings.iter().any(|side| side.outer == Some(word)));
        let (at, over, grand) = (words.seen(Some(word)), words.seen(head), words.seen(above));
        let before = words.seen(word.checked_sub(1));
        let after = words.seen(Some(word + 1).filter(|&i| i <= state.end));
        // The first word on its left and the last on its right say of a clause how it begins and ends.
        let (l, r) = (words.children(&state.left, Some(word)), words.children(&state.right, Some(word)));

        self.add(&[side]);
        self.add(&[at.form, side]);
        self.add(&[at.tag, side]);
        self.add(&[over.form, side]);
        self.add(&[over.tag, side]);
        self.add(&[at.form, at.tag, side]);
        self.add(&[at.form, over.form, side]);
        self.add(&[at.form, over.tag, side]);
        self.add(&[at.tag, over.form, side]);
        self.add(&[at.tag, over.tag, side]);
        self.add(&[at.tag, over.tag, side, far]);
        self.add(&[at.tag, over.tag, side, breaks]);
        self.add(&[at.tag, over.form, side, breaks]);
        self.add(&[at.tag, over.tag, side, is_outer]);
        for child in [l.outer, l.inner, r.outer, r.inner] {
            self.add(&[child.form, at.tag, side]);
            self.add(&[child.tag, at.tag, over.tag, side]);
        }
        self.add(&[l.outer.tag, l.inner.tag, at.tag, over.tag, side]);
        self.add(&[l.outer.form, over.form, at.tag, side]);
        self.add(&[l.count, r.count, at.tag, side]);
        for of_head in siblings {
            for sibling in [of_head.outer, of_head.inner] {
                let seen = words.seen(sibling);
                self.add(&[seen.form, at.tag, over.tag, side]);
                self.add(&[seen.tag, at.tag, over.tag, side, is_word(sibling)]);
            }
        }
        self.add(&[before.form, at.tag, side]);
        self.add(&[before.tag, at.tag, over.tag, side]);
        self.add(&[after.form, at.tag, side]);
        self.add(&[after.tag, at.tag, over.tag, side]);
        self.add(&[before.tag, at.tag, after.tag, side]);
        self.add(&[grand.tag, over.tag, at.tag, side]);
        self.add(&[grand.form, over.tag, at.tag, side]);
        let [left, right] = siblings.map(|side| u64::from(side.count));
        self.add(&[left, right, at.tag, over.tag, side]);
    }
}
