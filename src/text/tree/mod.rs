//! The grammar of a sentence: a tree in which each word hangs on the word that it belongs to, and how.
//!
//! A greedy arc-hybrid parser (Kuhlmann, Gómez-Rodríguez and Satta 2011) with linear weights decides for each word where it
//! hangs, then a second set of weights names the relation. How the weights were made and how often they are right is told in
//! `assets/model/parser.rs`.

mod features;
mod parser;
mod relation;
mod steps;
mod weights;

pub use features::{ACTION_FEATURES, Board, RELATION_FEATURES, Words, form};
pub use parser::{Action, State};
pub use relation::Relation;
pub use weights::Weights;

use super::{Span, Token};

/// The words of a sentence, each with the word that it hangs on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// Of each token its head; the root is its own head.
    heads: Vec<u16>,
    relations: Vec<Relation>,
    /// Of each token the first that hangs on it, and the next that hangs where it does.
    first: Vec<Option<u16>>,
    next: Vec<Option<u16>>,
}

/// A longer sentence is no sentence (a table, a list of names): it is read as words side by side.
pub const LONGEST: usize = 250;

impl Tree {
    /// The tree of a sentence from token `start` on, with its time expressions; what stands before hangs on nothing.
    pub fn of(tokens: &[Token], start: usize, times: &[Span]) -> Self {
        let Some(read) = tokens.get(start..).filter(|t| t.len() <= LONGEST) else { return Self::flat(tokens.len()) };
        let tree = Weights::shipped().parse(read, |i| times.iter().any(|t| t.overlaps(read[i].span)));
        let offset = u16::try_from(start).unwrap_or(u16::MAX);
        let heads = (0..offset).chain(tree.heads.iter().map(|head| head + offset)).collect();
        let relations = std::iter::repeat_n(Relation::Other, start).chain(tree.relations).collect();
        Self::new(heads, relations)
    }

    /// Words side by side.
    fn flat(words: usize) -> Self {
        Self::new((0..).take(words).collect(), vec![Relation::Other; words])
    }

    pub(super) fn new(heads: Vec<u16>, relations: Vec<Relation>) -> Self {
        let mut tree = Self { heads, relations, first: Vec::new(), next: Vec::new() };
        tree.find_children();
        tree
    }

    fn find_children(&mut self) {
        for links in [&mut self.first, &mut self.next] {
            links.clear();
            links.resize(self.heads.len(), None);
        }
        // From behind, so that the first comes last and stands in front.
        for token in (0..self.heads.len()).rev() {
            if let Some(head) = self.head(token) {
                self.next[token] = std::mem::replace(&mut self.first[head], u16::try_from(token).ok());
            }
        }
    }

    /// Hangs a token on another one, unless that hangs on it.
    pub fn hang(&mut self, token: usize, head: usize, relation: Relation) {
        let mut above = Some(head);
        while let Some(at) = above {
            if at == token {
                return;
            }
            above = self.head(at);
        }
        if let Ok(head) = u16::try_from(head) {
            self.heads[token] = head;
            self.relations[token] = relation;
            self.find_children();
        }
    }

    /// Puts a token in the place of another one above it, which from then on hangs on it.
    pub fn raise(&mut self, token: usize, above: usize, relation: Relation) {
        let (Ok(up), head) = (u16::try_from(token), self.heads[above]) else { return };
        let is_root = usize::from(head) == above;
        (self.heads[token], self.relations[token]) = (if is_root { up } else { head }, self.relations[above]);
        (self.heads[above], self.relations[above]) = (up, relation);
        self.find_children();
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
        std::iter::successors(self.first[token], |&child| self.next[usize::from(child)]).map(usize::from)
    }

    /// The first child by this relation.
    pub fn child(&self, token: usize, relation: Relation) -> Option<usize> {
        self.children(token).find(|&c| self.relations[c] == relation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sentences;
    use proptest::prelude::*;

    fn parse(text: &str) -> (Vec<Token>, Tree) {
        let tokens = sentences(text, Span::new(0, text.len())).into_iter().flat_map(|s| s.tokens).collect::<Vec<_>>();
        let tree = Tree::of(&tokens, 0, &[]);
        (tokens, tree)
    }

    /// Every token comes to a root.
    fn is_tree(tree: &Tree) -> bool {
        let words = tree.heads.len();
        (0..words).all(|token| {
            let mut at = Some(token);
            for _ in 0..=words {
                at = at.and_then(|t| tree.head(t));
            }
            at.is_none()
        })
    }

    #[test]
    fn a_plain_sentence_is_read() {
        let (tokens, tree) = parse("The council of Kiel closed the bridge that twelve ferries used.");
        let at = |word: &str| tokens.iter().position(|t| t.is(word)).unwrap();
        assert_eq!(tree.head(at("closed")), None);
        assert_eq!((tree.head(at("council")), tree.relation(at("council"))), (Some(at("closed")), Relation::Subject));
        assert_eq!((tree.head(at("bridge")), tree.relation(at("bridge"))), (Some(at("closed")), Relation::Object));
        assert_eq!((tree.head(at("used")), tree.relation(at("used"))), (Some(at("bridge")), Relation::RelativeClause));
        assert_eq!(tree.head(at("of")), Some(at("council")));
    }

    #[test]
    fn what_stands_before_the_start_hangs_on_nothing() {
        let (tokens, _) = parse("KIEL - The council met.");
        let tree = Tree::of(&tokens, 2, &[]);
        assert_eq!((tree.head(0), tree.head(1)), (None, None));
        assert!(tree.children(4).all(|t| t >= 2));
        assert!(is_tree(&tree));
    }

    #[test]
    fn a_list_of_many_words_is_no_sentence() {
        let (_, tree) = parse(&"word ".repeat(LONGEST + 1));
        assert!((0..=LONGEST).all(|t| tree.head(t).is_none()));
    }

    proptest! {
        #[test]
        fn any_words_make_a_tree(words in prop::collection::vec("[a-z]{1,8}|[A-Z][a-z]{2,6}|[0-9]{1,4}|,|\"|that|who|and|said", 0..40)) {
            let (tokens, tree) = parse(&words.join(" "));
            prop_assert_eq!(tree.heads.len(), tokens.len());
            prop_assert!(is_tree(&tree));
        }

        #[test]
        fn a_tree_stays_one_when_tokens_are_moved(moves in prop::collection::vec((0..12usize, 0..12usize, any::<bool>()), 0..20)) {
            let (_, mut tree) = parse("The council said that the old bridge which they built has closed.");
            for (a, b, raise) in moves {
                if raise {
                    // Only what is above a token can make room for it.
                    if let Some(above) = tree.head(a) {
                        tree.raise(a, above, Relation::Subject);
                    }
                } else {
                    tree.hang(a, b, Relation::Clause);
                }
                prop_assert!(is_tree(&tree));
            }
        }
    }
}
