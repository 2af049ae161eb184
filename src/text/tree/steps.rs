//! The choice of the next step: the scores of all steps, in parts of which each is summed anew only where it has changed.

use super::features::{StepRows, Words};
use super::weights::{StepWeights, Sums};
use super::{Action, State};

pub struct Steps<'a> {
    weights: &'a StepWeights,
    words: &'a Words,
    rows: StepRows,
    /// By the number of the next word.
    ahead: Vec<Sums>,
    /// Of each word in the stack, as long as it lies there; …
    stacked: Vec<Sums>,
    /// … with what hangs on it from the right.
    right: Vec<Sums>,
    /// What hangs on the next word.
    left: Sums,
}

impl<'a> Steps<'a> {
    pub fn new(weights: &'a StepWeights, words: &'a Words, state: &State) -> Self {
        let rows = StepRows::new(weights.bits());
        Self {
            weights,
            words,
            rows,
            ahead: (state.next..=state.end).map(|next| weights.sums(&rows.ahead(words, next))).collect(),
            stacked: Vec::new(),
            right: Vec::new(),
            left: weights.sums(&rows.left_of_next(words, state)),
        }
    }

    /// The best step that can be taken.
    pub fn best(&self, state: &State) -> Option<Action> {
        let possible = || Action::ALL.into_iter().filter(|&action| state.can(action));
        if possible().count() < 2 {
            return possible().next();
        }
        let scores = self.sums(state).each();
        possible().max_by_key(|&action| scores[action as usize])
    }

    fn sums(&self, state: &State) -> Sums {
        let across = self.weights.sums(&self.rows.across(self.words, state));
        let kept = [self.stacked.last(), self.right.last(), self.ahead.get(usize::from(state.next))];
        kept.into_iter().flatten().fold(across + self.left, |sum, part| sum + *part)
    }

    /// Sums what a step has changed; `state` is what it has led to.
    pub fn follow(&mut self, step: Action, state: &State) {
        if step == Action::Shift {
            let stacked = self.weights.sums(&self.rows.stacked(self.words, state));
            self.stacked.push(stacked);
        } else {
            self.stacked.pop();
            self.right.pop();
        }
        if step == Action::Right {
            self.right.pop();
        }
        if step != Action::Left {
            let right = self.weights.sums(&self.rows.right_of_top(self.words, state));
            self.right.push(right);
        }
        if step != Action::Right {
            self.left = self.weights.sums(&self.rows.left_of_next(self.words, state));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tree::{ACTION_FEATURES, Board, Weights};
    use crate::text::{Span, sentences};
    use proptest::prelude::*;

    proptest! {
        /// However the steps are chosen.
        #[test]
        fn the_parts_are_the_whole(words in prop::collection::vec("[a-z]{1,6}|[A-Z][a-z]{2,5}|,|that", 2..20), choices in prop::collection::vec(0..3usize, 60)) {
            let text = words.join(" ");
            let tokens: Vec<_> = sentences(&text, Span::new(0, text.len())).into_iter().flat_map(|s| s.tokens).collect();
            let weights = &Weights::shipped().steps;
            let words = Words::of(&tokens, |at| at == 1, |form| form % 3 > 0);
            let mut state = State::new(u16::try_from(tokens.len()).unwrap());
            let mut steps = Steps::new(weights, &words, &state);
            let mut board = Board::<ACTION_FEATURES>::new(weights.bits());
            for choice in choices {
                let possible: Vec<Action> = Action::ALL.into_iter().filter(|&action| state.can(action)).collect();
                if possible.is_empty() {
                    break;
                }
                let step = possible[choice % possible.len()];
                state.take(step);
                steps.follow(step, &state);
                if !state.stack.is_empty() {
                    board.look(&words, &state);
                    let whole = board.used().iter().fold(Sums::default(), |sums, row| sums + weights.sums(&[*row]));
                    prop_assert_eq!(steps.sums(&state).each(), whole.each());
                }
            }
        }
    }
}
