//! What the parser looks at: the words around the place that it has come to, each feature hashed to a row of the weights.

use super::State;
use crate::text::{Tag, Token};
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// What is looked at for a step, and for the name of a relation.
pub const ACTION_FEATURES: usize = 80;
pub const RELATION_FEATURES: usize = 48;

/// No word has these.
const TIME_FORM: u32 = 3;
const TIME_TAG: u8 = 110;

/// A sentence as the features see it: of each word its form, its ending and its tag; the end mark is all zero.
pub struct Words {
    forms: Vec<u32>,
    tags: Vec<u8>,
    /// How many commas, brackets and dashes stand before each word.
    breaks: Vec<u16>,
}

impl Words {
    /// `is_known` says which forms were seen often enough to be judged by themselves; others are by their ending. The words
    /// of time expressions are all alike (`is_time`, by number).
    pub fn of(tokens: &[Token], is_time: impl Fn(usize) -> bool, is_known: impl Fn(u32) -> bool) -> Self {
        let form = |(i, t): (usize, &Token)| {
            let whole = form(&t.lower);
            match (is_time(i), is_known(whole)) {
                (true, _) => TIME_FORM,
                (false, true) => whole,
                (false, false) => form_of_ending(&t.lower),
            }
        };
        let tag = |(i, t): (usize, &Token)| if is_time(i) { TIME_TAG } else { tag(t) };
        let mut breaks = vec![0];
        for token in tokens {
            let last = breaks.last().copied().unwrap_or(0);
            breaks.push(
                last + u16::from(matches!(token.lower.as_str(), "," | ";" | ":" | "(" | ")" | "–" | "—" | "-" | "--")),
            );
        }
        Self {
            forms: tokens.iter().enumerate().map(form).chain([0]).collect(),
            tags: tokens.iter().enumerate().map(tag).chain([0]).collect(),
            breaks,
        }
    }

    fn form(&self, at: Option<u16>) -> u64 {
        at.map_or(1, |i| u64::from(self.forms[usize::from(i)]))
    }

    fn tag(&self, at: Option<u16>) -> u64 {
        at.map_or(255, |i| u64::from(self.tags[usize::from(i)]))
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

impl Board<ACTION_FEATURES> {
    /// What speaks for the next step.
    pub fn look(&mut self, words: &Words, state: &State) {
        self.clear();
        let below = |depth: usize| state.stack.len().checked_sub(depth + 1).map(|i| state.stack[i]);
        let ahead = |steps: u16| Some(state.next + steps).filter(|&i| i <= state.end);
        let (s0, s1, s2) = (below(0), below(1), below(2));
        let (n0, n1, n2) = (ahead(0), ahead(1), ahead(2));
        let left = |at: Option<u16>| at.map(|i| state.left[usize::from(i)]).unwrap_or_default();
        let right = |at: Option<u16>| at.map(|i| state.right[usize::from(i)]).unwrap_or_default();
        let (s0l, s0r, n0l, s1r, s1l) = (left(s0), right(s0), left(n0), right(s1), left(s1));
        let (w, t) = (|at| words.form(at), |at| words.tag(at));
        let distance = |from: Option<u16>, to: u16| from.map_or(9, |f| u64::from(to - f).min(7));
        let d = distance(s0, state.next);
        let d1 = s0.map_or(9, |to| distance(s1, to));
        let breaks = words.breaks(s0, state.next);
        let breaks1 = s0.map_or(0, |to| words.breaks(s1, to));

        self.add(&[]);
        for at in [s0, s1, n0, n1] {
            self.add(&[w(at)]);
            self.add(&[t(at)]);
            self.add(&[w(at), t(at)]);
        }
        self.add(&[w(n2)]);
        self.add(&[t(n2)]);
        self.add(&[t(s2)]);
        for at in [s0l.outer, s0r.outer, n0l.outer, s1r.outer, s1l.outer] {
            self.add(&[w(at)]);
            self.add(&[t(at)]);
        }
        for at in [s0l.inner, s0r.inner, n0l.inner] {
            self.add(&[t(at)]);
        }
        for (a, b) in [(s0, n0), (s1, s0), (s0, n1), (n0, n1)] {
            self.add(&[w(a), w(b)]);
            self.add(&[w(a), t(b)]);
            self.add(&[t(a), w(b)]);
            self.add(&[t(a), t(b)]);
        }
        self.add(&[w(s0), t(s0), w(n0), t(n0)]);
        self.add(&[w(s1), t(s1), w(s0), t(s0)]);
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
            self.add(&[t(a), t(b), t(c)]);
        }
        self.add(&[w(s1), t(s0), w(n0)]);
        self.add(&[t(s1), w(s0), t(n0)]);
        self.add(&[w(s1), w(s0), t(n0)]);
        self.add(&[w(s0r.outer), t(s0), t(n0)]);
        self.add(&[t(s1), t(s0), t(n0), t(n1)]);
        self.add(&[w(s0), u64::from(s0r.count), u64::from(s0l.count)]);
        self.add(&[t(s0), u64::from(s0r.count), u64::from(s0l.count)]);
        self.add(&[t(n0), u64::from(n0l.count)]);
        self.add(&[t(s0), t(n0), d, breaks]);
        self.add(&[w(s0), d]);
        self.add(&[t(s1), t(s0), d1, breaks1]);
        self.add(&[t(s1), t(s0), t(n0), breaks, breaks1]);
    }
}

impl Board<RELATION_FEATURES> {
    /// What speaks for the name of the relation by which a word hangs on its head (`None` for a root). `state` is done.
    pub fn name(&mut self, words: &Words, state: &State, word: u16, head: Option<u16>) {
        self.clear();
        let left = |at: Option<u16>| at.map(|i| state.left[usize::from(i)]).unwrap_or_default();
        let right = |at: Option<u16>| at.map(|i| state.right[usize::from(i)]).unwrap_or_default();
        let (w, t) = (|at| words.form(at), |at| words.tag(at));
        let at = Some(word);
        let before = word.checked_sub(1);
        let after = Some(word + 1).filter(|&i| i <= state.end);
        let side = u64::from(head.is_some_and(|h| h < word));
        let far = head.map_or(9, |h| u64::from(h.abs_diff(word)).min(5));
        let breaks = head.map_or(0, |h| words.breaks(Some(h.min(word)), h.max(word)));
        // The first word on its left and the last on its right say of a clause how it begins and ends.
        let (l, r) = (left(at), right(at));
        let (hl, hr) = (left(head), right(head));
        let grand = head.and_then(|h| state.heads[usize::from(h)]).filter(|&g| g != state.end);
        let is_outer = u64::from(hl.outer == at || hr.outer == at);

        self.add(&[side]);
        self.add(&[w(at), side]);
        self.add(&[t(at), side]);
        self.add(&[w(head), side]);
        self.add(&[t(head), side]);
        self.add(&[w(at), t(at), side]);
        self.add(&[w(at), w(head), side]);
        self.add(&[w(at), t(head), side]);
        self.add(&[t(at), w(head), side]);
        self.add(&[t(at), t(head), side]);
        self.add(&[t(at), t(head), side, far]);
        self.add(&[t(at), t(head), side, breaks]);
        self.add(&[t(at), w(head), side, breaks]);
        self.add(&[t(at), t(head), side, is_outer]);
        for child in [l.outer, l.inner, r.outer, r.inner] {
            self.add(&[w(child), t(at), side]);
            self.add(&[t(child), t(at), t(head), side]);
        }
        self.add(&[t(l.outer), t(l.inner), t(at), t(head), side]);
        self.add(&[w(l.outer), w(head), t(at), side]);
        self.add(&[u64::from(l.count), u64::from(r.count), t(at), side]);
        for sibling in [hl.outer, hl.inner, hr.outer, hr.inner] {
            self.add(&[w(sibling), t(at), t(head), side]);
            self.add(&[t(sibling), t(at), t(head), side, u64::from(sibling == at)]);
        }
        self.add(&[w(before), t(at), side]);
        self.add(&[t(before), t(at), t(head), side]);
        self.add(&[w(after), t(at), side]);
        self.add(&[t(after), t(at), t(head), side]);
        self.add(&[t(before), t(at), t(after), side]);
        self.add(&[t(grand), t(head), t(at), side]);
        self.add(&[w(grand), t(head), t(at), side]);
        self.add(&[u64::from(hl.count), u64::from(hr.count), t(at), t(head), side]);
    }
}
