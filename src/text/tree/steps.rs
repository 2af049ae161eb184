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
        let rows = weights.rows();
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
        let across = self.weights.sums(&self.rows.across(self.words, state));
        let kept = [self.stacked.last(), self.right.last(), self.ahead.get(usize::from(state.next))];
        let sums = kept.into_iter().flatten().fold(across + self.left, |sum, part| sum + *part);
        let scores = sums.each();
        possible().max_by_key(|&action| scores[action as usize])
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
