//! What hangs on a verb or noun, and how much of it a title keeps.

use super::Source;
use super::words::is_quote;
use crate::event::chunk::VerbGroup;
use crate::event::clause::Clause;
use crate::event::lexicon::{self, Embedding};
use crate::text::Tag;
use crate::text::tree::Relation;

impl Source<'_> {
    /// What hangs on the verb of a clause, in the order of a headline, and whether the verb needs it.
    pub(super) fn parts(&self, clause: &Clause, verb: &VerbGroup) -> Vec<(usize, bool)> {
        let inside = |t: usize| verb.tokens.contains(&t);
        let relation = |t: usize| self.tree.relation(t);
        let says = lexicon::embedding_verb(&verb.lemma) == Some(Embedding::Say);
        // "speak with": what hangs on the particle is the verb's.
        let of_particle = verb.particle.into_iter().flat_map(|p| self.tree.children(p));
        let behind = self.tree.children(clause.node).filter(|&c| c >= verb.tokens.end && !inside(c)).chain(of_particle);
        let mut behind: Vec<usize> = behind.collect();
        behind.sort_unstable();
        // "Sales were flat, the company told Reuters, in spring": what was said stands before, and comes behind whom it was told.
        let said = |c: &usize| *c < verb.tokens.start && relation(*c) == Relation::Clause;
        if says
            && !behind.iter().any(|&c| relation(c) == Relation::Clause)
            && let Some(said) = self.tree.children(clause.node).find(said)
        {
            let whom = |&c: &usize| matches!(relation(c), Relation::Object | Relation::IndirectObject);
            behind.insert(behind.iter().rposition(whom).map_or(0, |at| at + 1), said);
        }
        let mut parts: Vec<(usize, bool)> = Vec::new();
        for child in behind {
            let needed = match relation(child) {
                Relation::Object
                | Relation::PrepositionObject
                | Relation::IndirectObject
                | Relation::Predicate
                | Relation::OpenClause
                | Relation::Agent => true,
                // What was said is told whole or not at all.
                Relation::Clause if self.quotes(child) || !self.has_subject(child) => continue,
                Relation::Clause => true,
                // A verb without an object often needs its first preposition: "agreed to a rescue".
                Relation::Preposition => !parts.iter().any(|p| p.1),
                Relation::NounAdverb | Relation::Adverb | Relation::Other => false,
                Relation::AdverbialClause if self.is_infinitive(child) => false,
                _ => continue,
            };
            let aside = !parts.is_empty() && relation(child) != Relation::Clause && self.is_behind_comma(child);
            if !aside && !self.is_only_time(child) && !self.tokens[child].is("according") {
                parts.push((child, needed));
            }
        }
        parts
    }

    /// "one of", "dozens of": what is counted follows.
    pub(super) fn is_quantity(&self, token: usize) -> bool {
        let token = &self.tokens[token];
        matches!(token.tag, Tag::CD | Tag::DT | Tag::JJ) || lexicon::is_quantity(&token.lower)
    }

    pub(super) fn is_infinitive(&self, token: usize) -> bool {
        self.tokens[token].tag == Tag::VB
            && token > 0
            && self.tree.children(token).any(|c| self.tokens[c].tag == Tag::TO)
    }

    /// Does what hangs on a token begin behind a comma?
    pub(super) fn is_behind_comma(&self, root: usize) -> bool {
        let first = self.first_of(root);
        first.checked_sub(1).is_some_and(|i| self.tokens[i].is(","))
    }

    /// The first token of what hangs on a token.
    fn first_of(&self, root: usize) -> usize {
        let mut first = root;
        while let Some(child) = self.tree.children(first).next().filter(|&c| c < first) {
            first = child;
        }
        first
    }

    fn has_subject(&self, clause: usize) -> bool {
        let nonfinite = matches!(self.tokens[clause].tag, Tag::VBG) || self.is_infinitive(clause);
        nonfinite || self.tree.children(clause).any(|c| self.tree.relation(c).is_subject())
    }

    /// Does what hangs on a token begin as speech in quotation marks? A word in quotes inside it does no harm.
    fn quotes(&self, root: usize) -> bool {
        let first = self.first_of(root);
        self.tokens[first.saturating_sub(1)..=first].iter().any(is_quote)
    }
}
