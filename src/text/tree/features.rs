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

    /// A word and the two behind it.
    fn ahead(&self, next: u16) -> [Seen; 3] {
        [0, 1, 2].map(|steps| self.all.get(usize::from(next) + steps).copied().unwrap_or(Seen::NOTHING))
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

/// The row of a feature: its parts, apart from each other, in a template.
#[inline(always)] // Then the template and the number of its parts are known where it is called.
fn row(template: u64, parts: &[u64], shift: u32) -> u32 {
    let mut hash = template.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for part in parts {
        hash = (hash.rotate_left(5) ^ part).wrapping_mul(0xF135_7AEA_2E62_A9C5);
    }
    hash ^= hash >> 29;
    (hash.wrapping_mul(0xBF58_476D_1CE4_E5B9) >> shift) as u32
}

/// The rows of the features of one place, each below a power of two.
pub struct Board<const N: usize> {
    rows: [u32; N],
    count: usize,
    shift: u32,
}

impl<const N: usize> Board<N> {
    /// For a table of 2^`bits` rows.
    pub fn new(bits: u32) -> Self {
        Self { rows: [0; N], count: 0, shift: 64 - bits }
    }

    /// A feature of the next template.
    #[inline(always)] // As `row`.
    fn add(&mut self, parts: &[u64]) {
        self.rows[self.count] = row(self.count as u64 + 1, parts, self.shift);
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

/// The rows of the features of a step, each below a power of two. They come in parts, since most are the same for several
/// steps.
#[derive(Clone, Copy)]
pub struct StepRows {
    shift: u32,
}

impl StepRows {
    /// For a table of 2^`bits` rows.
    pub fn new(bits: u32) -> Self {
        Self { shift: 64 - bits }
    }

    #[inline(always)] // As `row`.
    fn of(self, template: u64, parts: &[u64]) -> u32 {
        row(template, parts, self.shift)
    }

    /// The next word and what comes behind it.
    pub fn ahead(self, words: &Words, next: u16) -> [u32; 13] {
        let [n0, n1, n2] = words.ahead(next);
        [
            self.of(8, &[n0.form]),
            self.of(9, &[n0.tag]),
            self.of(10, &[n0.form, n0.tag]),
            self.of(11, &[n1.form]),
            self.of(12, &[n1.tag]),
            self.of(13, &[n1.form, n1.tag]),
            self.of(14, &[n2.form]),
            self.of(15, &[n2.tag]),
            self.of(42, &[n0.form, n1.form]),
            self.of(43, &[n0.form, n1.tag]),
            self.of(44, &[n0.tag, n1.form]),
            self.of(45, &[n0.tag, n1.tag]),
            self.of(48, &[n0.tag, n1.tag, n2.tag]),
        ]
    }

    /// The top of the stack and what lies below it: the same for as long as it lies there.
    pub fn stacked(self, words: &Words, state: &State) -> [u32; 25] {
        let [top, second, third] = state.top();
        let [s0, s1, s2] = [top, second, third].map(|at| words.seen(at));
        let s0l = words.children(&state.left, top);
        let (s1l, s1r) = (words.children(&state.left, second), words.children(&state.right, second));
        let distance = top.map_or(9, |to| distance(second, to));
        let breaks = top.map_or(0, |to| words.breaks(second, to));
        [
            self.of(1, &[]),
            self.of(2, &[s0.form]),
            self.of(3, &[s0.tag]),
            self.of(4, &[s0.form, s0.tag]),
            self.of(5, &[s1.form]),
            self.of(6, &[s1.tag]),
            self.of(7, &[s1.form, s1.tag]),
            self.of(16, &[s2.tag]),
            self.of(17, &[s0l.outer.form]),
            self.of(18, &[s0l.outer.tag]),
            self.of(23, &[s1r.outer.form]),
            self.of(24, &[s1r.outer.tag]),
            self.of(25, &[s1l.outer.form]),
            self.of(26, &[s1l.outer.tag]),
            self.of(27, &[s0l.inner.tag]),
            self.of(34, &[s1.form, s0.form]),
            self.of(35, &[s1.form, s0.tag]),
            self.of(36, &[s1.tag, s0.form]),
            self.of(37, &[s1.tag, s0.tag]),
            self.of(47, &[s1.form, s1.tag, s0.form, s0.tag]),
            self.of(51, &[s2.tag, s1.tag, s0.tag]),
            self.of(55, &[s1r.outer.tag, s1.tag, s0.tag]),
            self.of(56, &[s1l.outer.tag, s1.tag, s0.tag]),
            self.of(57, &[s0l.outer.tag, s0l.inner.tag, s0.tag]),
            self.of(70, &[s1.tag, s0.tag, distance, breaks]),
        ]
    }

    /// What hangs on the next word.
    pub fn left_of_next(self, words: &Words, state: &State) -> [u32; 5] {
        let n0 = words.seen(Some(state.next));
        let n0l = words.children(&state.left, Some(state.next));
        [
            self.of(21, &[n0l.outer.form]),
            self.of(22, &[n0l.outer.tag]),
            self.of(29, &[n0l.inner.tag]),
            self.of(59, &[n0l.outer.tag, n0l.inner.tag, n0.tag]),
            self.of(67, &[n0.tag, n0l.count]),
        ]
    }

    /// What hangs on the top of the stack from the right.
    pub fn right_of_top(self, words: &Words, state: &State) -> [u32; 6] {
        let [top, ..] = state.top();
        let s0 = words.seen(top);
        let (s0l, s0r) = (words.children(&state.left, top), words.children(&state.right, top));
        [
            self.of(19, &[s0r.outer.form]),
            self.of(20, &[s0r.outer.tag]),
            self.of(28, &[s0r.inner.tag]),
            self.of(58, &[s0r.outer.tag, s0r.inner.tag, s0.tag]),
            self.of(65, &[s0.form, s0r.count, s0l.count]),
            self.of(66, &[s0.tag, s0r.count, s0l.count]),
        ]
    }

    /// The top of the stack beside the next word.
    pub fn across(self, words: &Words, state: &State) -> [u32; 22] {
        let [top, second, _] = state.top();
        let (s0, s1) = (words.seen(top), words.seen(second));
        let [n0, n1, _] = words.ahead(state.next);
        let (s0l, s0r) = (words.children(&state.left, top), words.children(&state.right, top));
        let n0l = words.children(&state.left, Some(state.next));
        let distance = distance(top, state.next);
        let breaks = words.breaks(top, state.next);
        let breaks1 = top.map_or(0, |to| words.breaks(second, to));
        [
            self.of(30, &[s0.form, n0.form]),
            self.of(31, &[s0.form, n0.tag]),
            self.of(32, &[s0.tag, n0.form]),
            self.of(33, &[s0.tag, n0.tag]),
            self.of(38, &[s0.form, n1.form]),
            self.of(39, &[s0.form, n1.tag]),
            self.of(40, &[s0.tag, n1.form]),
            self.of(41, &[s0.tag, n1.tag]),
            self.of(46, &[s0.form, s0.tag, n0.form, n0.tag]),
            self.of(49, &[s0.tag, n0.tag, n1.tag]),
            self.of(50, &[s1.tag, s0.tag, n0.tag]),
            self.of(52, &[s0l.outer.tag, s0.tag, n0.tag]),
            self.of(53, &[s0r.outer.tag, s0.tag, n0.tag]),
            self.of(54, &[s0.tag, n0l.outer.tag, n0.tag]),
            self.of(60, &[s1.form, s0.tag, n0.form]),
            self.of(61, &[s1.tag, s0.form, n0.tag]),
            self.of(62, &[s1.form, s0.form, n0.tag]),
            self.of(63, &[s0r.outer.form, s0.tag, n0.tag]),
            self.of(64, &[s1.tag, s0.tag, n0.tag, n1.tag]),
            self.of(68, &[s0.tag, n0.tag, distance, breaks]),
            self.of(69, &[s0.form, distance]),
            self.of(71, &[s1.tag, s0.tag, n0.tag, breaks, breaks1]),
        ]
    }
}

impl Board<ACTION_FEATURES> {
    /// What speaks for the next step.
    pub fn look(&mut self, words: &Words, state: &State) {
        let rows = StepRows { shift: self.shift };
        self.clear();
        self.extend(&rows.ahead(words, state.next));
        self.extend(&rows.stacked(words, state));
        self.extend(&rows.left_of_next(words, state));
        self.extend(&rows.right_of_top(words, state));
        self.extend(&rows.across(words, state));
    }

    fn extend(&mut self, rows: &[u32]) {
        self.rows[self.count..self.count + rows.len()].copy_from_slice(rows);
        self.count += rows.len();
    }
}

/// From a word in the stack on, as far as it matters; 9 from none.
fn distance(from: Option<u16>, to: u16) -> u64 {
    from.map_or(9, |from| u64::from(to - from).min(7))
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
