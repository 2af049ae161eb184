//! What hangs on a verb or noun, and how much of it a title keeps.

use super::Source;
use super::words::is_quote;
use crate::event::chunk::VerbGroup;
use crate::event::clause::Clause;
use crate::event::lexicon::{self, Embedding};
use crate::text::Tag;
use crate::text::tree::Relation;

/// How much is left out: from asides alone to all but the bones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cut {
    Asides,
    /// Adverbs, further verbs, purposes, what a participle adds.
    Additions,
    /// What prepositions add to what stands behind a preposition.
    Nesting,
    /// What prepositions add to nouns, but for "of".
    Details,
    Bones,
}

impl Cut {
    pub(super) const ALL: [Self; 5] = [Self::Asides, Self::Additions, Self::Nesting, Self::Details, Self::Bones];
}

impl Source<'_> {
    /// What hangs on the verb of a clause, in the order of a headline, and whether the verb needs it.
    pub(super) fn parts(&self, clause: &Clause, verb: &VerbGroup) -> Vec<(usize, bool)> {
        let inside = |t: usize| verb.tokens.contains(&t);
        let relation = |t: usize| self.tree.relation(t);
        let says = lexicon::embedding_verb(&verb.lemma) == Some(Embedding::Say);
        // "speak with": what hangs on the particle is the verb's.
        let of_particle = verb.particle.into_iter().flat_map(|p| self.tree.children(p));
        let behind = self.tree.children(clause.node).filter(|&c| c >= verb.tokens.end && !inside(c)).chain(of_particle);
        // "Sales were flat, the company said": what was said, though it stands before.
        let before = self
            .tree
            .children(clause.node)
            .filter(|&c| says && c < verb.tokens.start && relation(c) == Relation::Clause);
        let mut parts: Vec<(usize, bool)> = Vec::new();
        let mut behind: Vec<usize> = behind.collect();
        behind.sort_unstable();
        for child in behind.into_iter().chain(before) {
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

    /// The tokens of what hangs on a token and of itself that a title keeps, in the order of the text.
    pub(super) fn subtree(&self, root: usize, cut: Cut) -> Vec<usize> {
        let mut kept = vec![root];
        let mut open = vec![(root, self.is_linking(root))];
        while let Some((at, nested)) = open.pop() {
            for child in self.tree.children(at).filter(|&c| self.keeps(at, c, cut, nested)) {
                kept.push(child);
                open.push((child, nested || self.is_linking(child)));
            }
        }
        kept.sort_unstable();
        kept
    }

    /// A preposition that adds to what it hangs on, as "of" does not: what it adds belongs together.
    fn is_linking(&self, token: usize) -> bool {
        self.tree.relation(token) == Relation::Preposition && !self.tokens[token].is("of")
    }

    /// `nested`: behind a preposition already.
    pub(super) fn keeps(&self, head: usize, child: usize, cut: Cut, nested: bool) -> bool {
        // "according to doctors": who says so.
        if self.is_only_time(child) || self.tokens[child].is("according") {
            return false;
        }
        match self.tree.relation(child) {
            Relation::RelativeClause | Relation::Apposition | Relation::Aside | Relation::Root => false,
            // Commas of lists are put back later.
            Relation::Punctuation => {
                matches!(self.tokens[child].lower.as_str(), "-" | "/" | "%" | "$" | "€" | "£")
                    || self.is_written_into(child)
            }
            Relation::Marker => !self.tokens[child].is("that"),
            Relation::AdverbialClause => cut == Cut::Asides && self.is_infinitive(child),
            Relation::ReducedClause if self.is_infinitive(child) => cut < Cut::Details,
            Relation::ReducedClause => cut == Cut::Asides,
            Relation::Adverb | Relation::NounAdverb => cut == Cut::Asides || self.tokens[head].tag == Tag::CD,
            Relation::Conjunct | Relation::Coordinator if self.tokens[head].tag.is_verb() => cut == Cut::Asides,
            Relation::Conjunct | Relation::Coordinator => cut < Cut::Bones,
            Relation::Preposition if self.tokens[child].is("of") => cut < Cut::Bones || self.is_quantity(head),
            Relation::Preposition if self.tokens[head].tag.is_verb() => cut < Cut::Bones,
            Relation::Preposition => cut < Cut::Nesting || cut == Cut::Nesting && !nested,
            // The "'s" of a possessor is its case.
            Relation::Other => cut < Cut::Details || self.tokens[child].tag == Tag::POS || self.is_written_into(child),
            _ => true,
        }
    }

    /// "one of", "dozens of": what is counted follows.
    fn is_quantity(&self, token: usize) -> bool {
        let token = &self.tokens[token];
        matches!(token.tag, Tag::CD | Tag::DT | Tag::JJ) || lexicon::is_quantity(&token.lower)
    }

    pub(super) fn is_infinitive(&self, token: usize) -> bool {
        self.tokens[token].tag == Tag::VB
            && token > 0
            && self.tree.children(token).any(|c| self.tokens[c].tag == Tag::TO)
    }

    /// Does what hangs on a token begin behind a comma?
    fn is_behind_comma(&self, root: usize) -> bool {
        let first = self.subtree(root, Cut::Asides).first().copied().unwrap_or(root);
        first.checked_sub(1).is_some_and(|i| self.tokens[i].is(","))
    }

    fn has_subject(&self, clause: usize) -> bool {
        let nonfinite = matches!(self.tokens[clause].tag, Tag::VBG) || self.is_infinitive(clause);
        nonfinite || self.tree.children(clause).any(|c| self.tree.relation(c).is_subject())
    }

    /// Does what hangs on a token begin as speech in quotation marks? A word in quotes inside it does no harm.
    fn quotes(&self, root: usize) -> bool {
        let first = self.subtree(root, Cut::Asides).first().copied().unwrap_or(root);
        self.tokens[first.saturating_sub(1)..=first].iter().any(is_quote)
    }
}
