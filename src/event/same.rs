//! Do two mentions of an article tell the same event? The sum of the weights of what speaks for and against it, in
//! log-odds.
//!
//! The weights (`assets/model/same.tsv`) were fitted by logistic regression to what editors took for one event; see the
//! head of that file. There are two of each: that two mentions worth listing are one event, so that it is listed once; and
//! that one proves what the other tells, so that its sentence is shown: many a sentence tells no event of its own and proves
//! none either.

use super::lexicon;
use super::pair::{NAMES, Pair, Sign, Signs, Told};
use crate::text::table;
use std::sync::LazyLock;

/// What a sign adds, in log-odds: of two mentions in different sentences, and in one; for each question.
type Weight = [[f32; 2]; 2];

/// What is asked of two mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    OneEvent,
    Proof,
}

struct Weights {
    /// By question, by whether two mentions stand in one sentence, and by sign.
    of_sign: [[[f32; NAMES.len()]; 2]; 2],
    /// What a pair of kinds adds; row by row.
    of_kinds: Vec<Weight>,
    kinds: usize,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let kinds = lexicon::kinds();
    let mut of_kinds = vec![Weight::default(); kinds.len() * kinds.len()];
    let mut of_sign = [[[0.0; NAMES.len()]; 2]; 2];
    for row in table(include_str!("../../assets/model/same.tsv")) {
        let [name, apart, here, proof_apart, proof_here] = row[..] else { continue };
        let number = |weight: &str| weight.parse().unwrap_or(0.0);
        let weight = [[apart, here].map(number), [proof_apart, proof_here].map(number)];
        let number = |kind: &str| kinds.iter().position(|k| *k == kind);
        if let Some(at) = NAMES.iter().position(|n| *n == name) {
            for (question, place) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                of_sign[question][place][at] = weight[question][place];
            }
        } else if let Some((a, b)) = name.strip_prefix("kinds ").and_then(|kinds| kinds.split_once('+'))
            && let (Some(a), Some(b)) = (number(a), number(b))
        {
            of_kinds[a * kinds.len() + b] = weight;
            of_kinds[b * kinds.len() + a] = weight;
        }
    }
    Weights { of_sign, of_kinds, kinds: kinds.len() }
});

/// What shows by itself that two mentions are of two events, whatever the other signs.
const IMPOSSIBLE: Signs = Signs::of(&[
    Sign::OwnDatesDiffer,
    Sign::Apart,
    Sign::Counted,
    Sign::OtherCounterparts,
    Sign::PlannedElsewhen,
    Sign::NewElsewhere,
]);

/// The log-odds that two mentions, the earlier first, tell one event; `None` where they cannot.
pub fn score(a: &Told, b: &Told) -> Option<f32> {
    answer(Question::OneEvent, a, b)
}

/// The log-odds that the lesser of two mentions, the earlier first, proves what the clearer one tells; `None` where it cannot.
pub fn proof(a: &Told, b: &Told) -> Option<f32> {
    answer(Question::Proof, a, b)
}

fn answer(question: Question, a: &Told, b: &Told) -> Option<f32> {
    let pair = Pair::of(a, b);
    let signs = pair.signs();
    if signs.has_any(IMPOSSIBLE) {
        return None;
    }
    let (weights, question, here) =
        (&*WEIGHTS, question as usize, usize::from(a.mention.sentence == b.mention.sentence));
    let of_sign = &weights.of_sign[question][here];
    let of_kinds = weights.of_kinds[a.kind * weights.kinds + b.kind][question][here];
    let base = of_sign[Sign::All as usize] + of_kinds;
    Some(signs.iter().chain(pair.links()).fold(base, |sum, sign| sum + of_sign[sign as usize]))
}

/// The names of all signs of a pair, for fitting their weights.
pub fn signs(a: &Told, b: &Told) -> Vec<String> {
    let pair = Pair::of(a, b);
    let mut all: Vec<String> = pair.signs().iter().chain(pair.links()).map(|s| NAMES[s as usize].to_owned()).collect();
    let (first, second) = (a.mention.kind.min(b.mention.kind), a.mention.kind.max(b.mention.kind));
    all.push(format!("kinds {first}+{second}"));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_signs_are_of_one_mind() {
        let rows: Vec<_> = table(include_str!("../../assets/model/same.tsv")).collect();
        let kinds = lexicon::kinds();
        for row in &rows {
            let [name, weights @ ..] = &row[..] else { panic!("{row:?}") };
            assert!(
                weights.len() == 4 && weights.iter().all(|w| w.parse::<f32>().is_ok_and(|w| w.abs() < 9.0)),
                "{row:?}"
            );
            let pair = name.strip_prefix("kinds ").and_then(|k| k.split_once('+'));
            let known = pair.map_or(NAMES.contains(name), |(a, b)| kinds.contains(&a) && kinds.contains(&b));
            assert!(known, "no pair of mentions has the sign {name}");
        }
        for name in NAMES {
            assert!(rows.iter().any(|row| row.first() == Some(name)), "{name} has no weight");
        }
    }
}
