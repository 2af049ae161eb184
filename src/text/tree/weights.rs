//! The weights of the parser, as `assets/model/parser.rs` writes them.

use super::features::{ACTION_FEATURES, Board, RELATION_FEATURES, Words};
use super::{Action, Relation, State, Tree};
use crate::text::Token;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Scores are summed for this many relations at once; there are fewer.
const RELATIONS: usize = 32;
const _: () = assert!(Relation::ALL.len() <= RELATIONS);

/// Linear weights: for each row of features one of every choice.
pub struct Weights {
    /// Forms that are judged by themselves.
    known: FxHashSet<u32>,
    actions: Table<3, 4>,
    relations: Table<{ Relation::ALL.len() }, RELATIONS>,
}

/// 2^`bits` rows of one weight for each of `N` choices; a row takes the room of `W`, a power of two.
struct Table<const N: usize, const W: usize> {
    bits: u32,
    rows: Vec<[i8; W]>,
}

static SHIPPED: LazyLock<Weights> = LazyLock::new(|| {
    Weights::read(include_bytes!("../../../assets/model/parser.bin"))
        .expect("the model that this program was built with")
});

impl Weights {
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Layout, little endian: "DLP1"; u32 number of known forms, each as u32; then for the steps and for the relations: u8 number
    /// of bits of a row's number, u8 number of choices, and of each row and choice an i8.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"DLP1")?;
        let (count, tail) = rest.split_first_chunk::<4>()?;
        let (forms, tail) = tail.split_at_checked(4 * usize::try_from(u32::from_le_bytes(*count)).ok()?)?;
        rest = tail;
        let known = forms.chunks_exact(4).map(|f| u32::from_le_bytes([f[0], f[1], f[2], f[3]])).collect();
        let actions = Table::read(&mut rest)?;
        let relations = Table::read(&mut rest)?;
        rest.is_empty().then_some(Self { known, actions, relations })
    }

    /// The tree of a sentence that is no longer than `LONGEST`; `is_time` tells which of its words are part of a time expression.
    pub fn parse(&self, tokens: &[Token], is_time: impl Fn(usize) -> bool) -> Tree {
        let words = Words::of(tokens, is_time, |form| self.known.contains(&form));
        let mut state = State::new(u16::try_from(tokens.len()).unwrap_or(0));
        let mut board = Board::<ACTION_FEATURES>::new(self.actions.bits);
        while !state.is_done() {
            let possible = || Action::ALL.into_iter().filter(|&a| state.can(a));
            let best = if possible().count() > 1 {
                board.look(&words, &state);
                let scores = self.actions.scores(board.used());
                possible().max_by_key(|&a| scores[a as usize])
            } else {
                possible().next()
            };
            let Some(best) = best else { break };
            state.take(best);
        }
        let heads = state.heads();
        let mut board = Board::<RELATION_FEATURES>::new(self.relations.bits);
        let relations = (0..state.end)
            .map(|word| {
                let head = heads[usize::from(word)];
                if head == word {
                    return Relation::Root;
                }
                board.name(&words, &state, word, Some(head));
                let scores = self.relations.scores(board.used());
                let best = (0..Relation::ALL.len()).max_by_key(|&r| scores[r]).unwrap_or(0);
                Relation::ALL[best]
            })
            .collect();
        Tree::new(heads, relations)
    }
}

impl<const N: usize, const W: usize> Table<N, W> {
    fn read(rest: &mut &[u8]) -> Option<Self> {
        let (&bits, tail) = rest.split_first()?;
        let (&choices, tail) = tail.split_first()?;
        if usize::from(choices) != N || bits > 24 {
            return None;
        }
        let (weights, tail) = tail.split_at_checked(N << bits)?;
        *rest = tail;
        let row = |weights: &[i8]| std::array::from_fn(|i| weights.get(i).copied().unwrap_or(0));
        let weights: Vec<i8> = weights.iter().map(|&b| i8::from_le_bytes([b])).collect();
        Some(Self { bits: u32::from(bits), rows: weights.chunks_exact(N).map(row).collect() })
    }

    /// The sums of some rows, at most 256, so that they stay below 2^15.
    fn scores(&self, rows: &[u32]) -> [i16; W] {
        let mut sums = [0; W];
        for &row in rows {
            for (sum, &weight) in sums.iter_mut().zip(&self.rows[row as usize]) {
                *sum += i16::from(weight);
            }
        }
        sums
    }
}
