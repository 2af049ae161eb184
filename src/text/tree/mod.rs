//! The grammar of a sentence: a tree in which each word hangs on the word that it belongs to, and how.
//!
//! A greedy arc-hybrid parser (Kuhlmann, Gómez-Rodríguez and Satta 2011) with linear weights decides for each word where it
//! hangs, then a second set of weights names the relation. How the weights were made and how often they are right is told in
//! `assets/model/parser.rs`.

mod features;
mod parser;
mod relation;
mod weights;

pub use features::{ACTION_FEATURES, Board, RELATION_FEATURES, Words, form};
pub use parser::{Action, State};
pub use relation::Relation;
pub use weights::Weights;

use super::Token;

/// The words of a sentence, each with the word that it hangs on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// Of each token its head; the root is its own head.
    heads: Vec<u16>,
    relations: Vec<Relation>,
}

/// A longer sentence is no sentence (a table, a list of names): it is read as words side by side.
pub const LONGEST: usize = 250;

impl Tree {
    pub fn of(tokens: &[Token]) -> Self {
        if tokens.len() > LONGEST {
            return Self { heads: (0..).take(tokens.len()).collect(), relations: vec![Relation::Other; tokens.len()] };
        }
        Weights::shipped().parse(tokens)
    }

    pub(super) fn new(heads: Vec<u16>, relations: Vec<Relation>) -> Self {
        Self { heads, relations }
    }

    /// The token that this one hangs on; `None` for a root.
    pub fn head(&self, token: usize) -> Option<usize> {
        let head = usize::from(self.heads[token]);
        (head != token).then_some(head)
    }

    pub fn relation(&self, token: usize) -> Relation {
        self.relations[token]
    }

    /// What hangs on a token itself, in the order of the text.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.heads.len()).filter(move |&t| t != token && usize::from(self.heads[t]) == token)
    }

    /// The first child by this relation.
    pub fn child(&self, token: usize, relation: Relation) -> Option<usize> {
        self.children(token).find(|&c| self.relations[c] == relation)
    }
}
