//! The weights of the parser, as `assets/model/parser.rs` writes them.

use super::features::{Board, RELATION_FEATURES, Words};
use super::steps::Steps;
use super::{Action, Relation, State, Tree};
use crate::text::Token;
use rustc_hash::FxHashSet;
use std::ops::Add;
use std::sync::LazyLock;

/// Linear weights: for each row of features one of every choice.
pub struct Weights {
    /// Forms that are judged by themselves.
    known: FxHashSet<u32>,
    pub(super) steps: StepWeights,
    relations: RelationWeights,
}

/// 2^`bits` rows of one weight for each step. A weight is a byte of its row, held above zero by [`LIFT`], so that two can be
/// added at once: most of the time is spent on these rows.
pub struct StepWeights {
    bits: u32,
    rows: Vec<u32>,
}

/// What is added to each weight.
const LIFT: u8 = 128;

/// The sums of some weights of each step, all lifted alike: of the first and third, and of the second. There are fewer than
/// 257 rows in a sum.
#[derive(Clone, Copy, Default)]
pub struct Sums {
    outer: u32,
    middle: u32,
}

impl Add for Sums {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { outer: self.outer + other.outer, middle: self.middle + other.middle }
    }
}

impl Sums {
    /// By the number of the step.
    pub const fn each(self) -> [u32; 3] {
        [self.outer & 0xFFFF, self.middle, self.outer >> 16]
    }
}

/// 2^`bits` rows of one weight for each relation.
struct RelationWeights {
    bits: u32,
    rows: Vec<Row>,
}

/// In step with the lines of the processor's cache, so that it lies in one; in halves, since the registers hold the sums of
/// one. Lifted as the weights of steps are.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Row([[u8; HALF]; 2]);

/// Two halves have room for all relations.
const HALF: usize = 16;
const _: () = assert!(Relation::ALL.len() <= 2 * HALF);

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
        let steps = StepWeights::read(&mut rest)?;
        let relations = RelationWeights::read(&mut rest)?;
        rest.is_empty().then_some(Self { known, steps, relations })
    }

    /// The tree of a sentence that is no longer than `LONGEST`; `is_time` tells which of its words are part of a time expression.
    pub fn parse(&self, tokens: &[Token], is_time: impl Fn(usize) -> bool) -> Tree {
        let words = Words::of(tokens, is_time, |form| self.known.contains(&form));
        let mut state = State::new(u16::try_from(tokens.len()).unwrap_or(0));
        let mut steps = Steps::new(&self.steps, &words, &state);
        while !state.is_done() {
            let Some(best) = steps.best(&state) else { break };
            state.take(best);
            steps.follow(best, &state);
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
                self.relations.best(board.used())
            })
            .collect();
        Tree::new(heads, relations)
    }
}

/// Where the largest stands, of several the last.
fn last_largest(sums: &[u16]) -> usize {
    let (mut at, mut largest) = (0, 0);
    for (i, &sum) in sums.iter().enumerate() {
        if sum >= largest {
            (at, largest) = (i, sum);
        }
    }
    at
}

impl StepWeights {
    fn read(rest: &mut &[u8]) -> Option<Self> {
        let (bits, rows) = read_rows::<{ Action::ALL.len() }>(rest)?;
        Some(Self { bits, rows: rows.map(|[a, b, c]| u32::from_le_bytes([a, b, c, 0])).collect() })
    }

    pub const fn bits(&self) -> u32 {
        self.bits
    }

    pub fn sums<const N: usize>(&self, rows: &[u32; N]) -> Sums {
        rows.iter().map(|&row| self.rows[row as usize]).fold(Sums::default(), |sums, row| Sums {
            outer: sums.outer + (row & 0x00FF_00FF),
            middle: sums.middle + (row >> 8 & 0xFF),
        })
    }
}

impl RelationWeights {
    fn read(rest: &mut &[u8]) -> Option<Self> {
        let (bits, rows) = read_rows::<{ Relation::ALL.len() }>(rest)?;
        let half = |row: &[u8], half: usize| std::array::from_fn(|i| row.get(half * HALF + i).copied().unwrap_or(0));
        Some(Self { bits, rows: rows.map(|row| Row([half(&row, 0), half(&row, 1)])).collect() })
    }

    /// The relation for which the most speaks.
    fn best(&self, rows: &[u32]) -> Relation {
        let sums = [0, 1].map(|half| {
            rows.iter().fold([0; HALF], |mut sums: [u16; HALF], &row| {
                for (sum, &weight) in sums.iter_mut().zip(&self.rows[row as usize].0[half]) {
                    *sum += u16::from(weight);
                }
                sums
            })
        });
        Relation::ALL[last_largest(&sums.as_flattened()[..Relation::ALL.len()])]
    }
}

/// The number of bits of a row's number, and the rows with their weights lifted.
fn read_rows<'a, const N: usize>(rest: &mut &'a [u8]) -> Option<(u32, impl Iterator<Item = [u8; N]> + use<'a, N>)> {
    let (&bits, tail) = rest.split_first()?;
    let (&choices, tail) = tail.split_first()?;
    if usize::from(choices) != N || bits > 24 {
        return None;
    }
    let (weights, tail) = tail.split_at_checked(N << bits)?;
    *rest = tail;
    let row = |weights: &[u8]| std::array::from_fn(|i| weights[i].wrapping_add(LIFT));
    Some((u32::from(bits), weights.chunks_exact(N).map(row)))
}
