//! Shortening: phrase by phrase, the least needed first, until what hangs on a word is short enough for a title.

use super::Source;
use crate::event::lexicon;
use crate::text::tree::Relation;
use crate::text::{Tag, lemma};
use std::cmp::Reverse;

/// How much a phrase is needed where it hangs, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    /// Adverbs, further verbs, purposes.
    Addition,
    /// What prepositions add to a verb that has what it needs, and to what stands behind a preposition.
    Detail,
    /// What prepositions, infinitives and participles add to a noun.
    Complement,
    /// What "of" and "and" bring in.
    Part,
    /// What only goes where nothing else is left to go: the rest of a list, what a plan is to do, what a verb without an object
    /// leads to.
    Last,
    All,
}

/// A phrase that a title can do without: the words that lead to it and those of it.
struct Spare {
    need: Need,
    tokens: Vec<usize>,
}

impl Source<'_> {
    /// Of the tokens `kept`, as many phrases as have room for their words, and how much the most needed of those was needed that
    /// had to go; `None` where what nothing can be said without has no room. `needs` says how much some of them are needed
    /// that hang on nothing that is kept.
    pub(super) fn shortened(
        &self,
        mut kept: Vec<usize>,
        needs: &[(usize, Need)],
        room: usize,
    ) -> Option<(Vec<usize>, Need)> {
        let mut cost = Need::Addition;
        loop {
            if self.length_of(&kept) <= room {
                return Some((kept, cost));
            }
            let roots = needs.iter().filter(|(root, _)| kept.contains(root));
            let roots = roots.map(|&(root, need)| Spare { need, tokens: self.below(&[root], &kept) });
            let spares: Vec<Spare> = roots.chain(self.spares(&kept)).filter(|s| s.need < Need::All).collect();
            // The last of those that are needed least. What adds to a phrase goes before it, and what is part of it goes with it.
            let need = |s: &Spare| {
                let around = spares.iter().filter(|a| a.tokens.contains(&s.tokens[0])).map(|a| a.need).min();
                around.filter(|_| s.need < Need::Part).unwrap_or(s.need)
            };
            let least = spares.iter().min_by_key(|s| (need(s), Reverse(s.tokens[0]), s.tokens.len()))?;
            cost = cost.max(need(least));
            kept.retain(|t| !least.tokens.contains(t));
        }
    }

    /// What hangs on a token, itself included, and is needed at least so much.
    pub(super) fn needed(&self, root: usize, least: Need) -> Vec<usize> {
        let mut kept = self.whole(root);
        let spares: Vec<Spare> = self.spares(&kept).filter(|s| s.need < least).collect();
        kept.retain(|t| !spares.iter().any(|s| s.tokens.contains(t)));
        kept
    }

    fn spares<'a>(&'a self, kept: &'a [usize]) -> impl Iterator<Item = Spare> + 'a {
        kept.iter().flat_map(|&at| self.spares_below(at, kept))
    }

    /// The phrases that hang on a token and that a title can do without, of those that are kept.
    fn spares_below(&self, at: usize, kept: &[usize]) -> Vec<Spare> {
        let joined = |c: &usize| matches!(self.tree.relation(*c), Relation::Conjunct | Relation::Coordinator);
        let (list, others): (Vec<usize>, Vec<usize>) =
            self.tree.children(at).filter(|c| kept.contains(c)).partition(joined);
        let others = others.into_iter().map(|c| (self.need(at, c), vec![c]));
        // "bread, and wine" loses its "and" with the wine.
        let list = list.iter().map(|&c| self.need(at, c)).max().map(|need| (need, list.clone()));
        others.chain(list).map(|(need, roots)| Spare { need, tokens: self.below(&roots, kept) }).collect()
    }

    /// A token and what hangs on it and is no aside, in the order of the text.
    pub(super) fn whole(&self, root: usize) -> Vec<usize> {
        let mut kept = vec![root];
        let mut next = 0;
        while let Some(&at) = kept.get(next) {
            kept.extend(self.tree.children(at).filter(|&c| !self.is_aside(at, c)));
            next += 1;
        }
        kept.sort_unstable();
        kept
    }

    /// Tokens and what hangs on them of those that are kept.
    pub(super) fn below(&self, roots: &[usize], kept: &[usize]) -> Vec<usize> {
        let mut all = roots.to_vec();
        let mut next = 0;
        while let Some(&at) = all.get(next) {
            all.extend(self.tree.children(at).filter(|c| kept.contains(c)));
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// What a title always leaves out: times, who says so, and what tells of something else.
    fn is_aside(&self, head: usize, child: usize) -> bool {
        // "according to doctors": who says so.
        if self.is_only_time(child) || self.tokens[child].is("according") {
            return true;
        }
        match self.tree.relation(child) {
            Relation::Aside | Relation::Root => true,
            // "those who stayed".
            Relation::RelativeClause => !self.stands_for(head),
            // "the eighth-generation Sentra": one phrase, whatever hangs on what.
            Relation::Apposition => child < head || !self.is_close(head, child),
            // Commas of lists are put back later.
            Relation::Punctuation => {
                !matches!(self.tokens[child].lower.as_str(), "-" | "/" | "%" | "$" | "€" | "£")
                    && !self.is_written_into(child)
            }
            Relation::Conjunct if self.tokens[child].tag.is_verb() && self.is_behind_comma(child) => true,
            Relation::Conjunct | Relation::Coordinator => self.is_alternative(head, child),
            Relation::Marker => self.tokens[child].is("that"),
            Relation::AdverbialClause | Relation::ReducedClause if self.lacks_object(child) => true,
            // What holds only under a condition is not told without it.
            Relation::AdverbialClause => !self.is_infinitive(child) && !self.is_condition(child),
            // "plans announced on Monday".
            Relation::ReducedClause if !self.is_infinitive(child) && self.whole(child).len() == 1 => true,
            Relation::Adverb | Relation::NounAdverb | Relation::ReducedClause | Relation::Preposition => {
                child > head && self.is_behind_comma(child)
            }
            _ => false,
        }
    }

    /// How much what hangs on `head` is needed there.
    pub(super) fn need(&self, head: usize, child: usize) -> Need {
        let of_verb = self.tokens[head].tag.is_verb();
        match self.tree.relation(child) {
            // "faster than", "prior to".
            _ if matches!(self.tree.relation(head), Relation::Adverb | Relation::NounAdverb) => Need::All,
            Relation::AdverbialClause if self.is_infinitive(child) => Need::Addition,
            // "a plan to close the yard".
            Relation::ReducedClause if self.is_infinitive(child) && self.wants_infinitive(head) => Need::Last,
            Relation::ReducedClause => Need::Complement,
            Relation::Adverb | Relation::NounAdverb if self.measures(head, child) => Need::All,
            Relation::Adverb | Relation::NounAdverb => Need::Addition,
            Relation::Conjunct | Relation::Coordinator if of_verb => Need::Addition,
            Relation::Conjunct | Relation::Coordinator if self.keeps_list(head) => Need::Last,
            Relation::Conjunct | Relation::Coordinator => Need::Part,
            Relation::Preposition if self.tokens[child].is("of") && self.wants_of(head) => Need::All,
            Relation::Preposition if self.tokens[child].is("of") => Need::Part,
            Relation::Preposition if of_verb && self.leads_on(head, child) => Need::Last,
            Relation::Preposition if of_verb || self.is_nested(head) => Need::Detail,
            Relation::Preposition => Need::Complement,
            // The "'s" of a possessor is its case.
            Relation::Other if self.tokens[child].tag == Tag::POS || self.is_written_into(child) => Need::All,
            Relation::Other => Need::Complement,
            _ => Need::All,
        }
    }

    /// "dozens of", "out of".
    fn wants_of(&self, head: usize) -> bool {
        self.is_quantity(head) || self.tree.relation(head) == Relation::Preposition
    }

    fn wants_infinitive(&self, noun: usize) -> bool {
        let token = &self.tokens[noun];
        lexicon::embedding_noun(&lemma(&token.lower, token.tag)).is_some()
    }

    /// A list goes whole, the subject of a clause stays as many as it was, and a name keeps its "and": "Trade and Industry Board".
    fn keeps_list(&self, head: usize) -> bool {
        use Relation::{Compound, Conjunct, Modifier, PassiveSubject, Possessor, Subject};
        matches!(self.tree.relation(head), Compound | Conjunct | Modifier | PassiveSubject | Possessor | Subject)
    }

    /// "will result in a charge": the first preposition of a verb that has nothing else.
    fn leads_on(&self, verb: usize, preposition: usize) -> bool {
        let gives = |c: usize| {
            use Relation::{Agent, Clause, Object, OpenClause, Predicate, Preposition};
            let relation = self.tree.relation(c);
            let first = relation == Preposition && c < preposition && c > verb;
            first || matches!(relation, Object | Predicate | Clause | OpenClause | Agent)
        };
        !self.tree.children(verb).any(gives)
    }

    /// "at least 70", "almost died": what says how much of it is true.
    fn measures(&self, head: usize, child: usize) -> bool {
        let word = self.tokens[child].lower.as_str();
        let no_longer = word == "longer" && child.checked_sub(1).is_some_and(|i| self.tokens[i].is("no"));
        lexicon::embedding_other(word).is_some()
            || no_longer
            || matches!(word, "almost" | "nearly" | "only" | "less" | "partly" | "partially")
            || self.tokens[head].tag == Tag::CD
    }

    /// Does a token stand behind a preposition that adds to what it hangs on? "of" does not: what it adds belongs together.
    fn is_nested(&self, token: usize) -> bool {
        let above = std::iter::successors(Some(token), |&t| {
            self.tree
                .head(t)
                .filter(|&h| self.tokens[h].tag.is_noun() || self.tree.relation(h) == Relation::Preposition)
        });
        above.skip(1).any(|t| self.tree.relation(t) == Relation::Preposition && !self.tokens[t].is("of"))
    }

    /// "those who", "the fact that": a word that says nothing without its clause.
    fn stands_for(&self, head: usize) -> bool {
        const EMPTY: &[&str] = &["those", "anyone", "everyone", "someone", "something", "fact"];
        EMPTY.contains(&self.tokens[head].lower.as_str())
    }

    /// "to establish a new – and historic – low", with nothing behind the verb.
    fn lacks_object(&self, infinitive: usize) -> bool {
        let token = &self.tokens[infinitive];
        let behind =
            || self.tree.children(infinitive).any(|c| c > infinitive && self.tree.relation(c) != Relation::Punctuation);
        self.is_infinitive(infinitive) && lexicon::needs_object(&lemma(&token.lower, token.tag)) && !behind()
    }

    fn is_condition(&self, clause: usize) -> bool {
        self.tree.children(clause).any(|c| matches!(self.tokens[c].lower.as_str(), "if" | "unless"))
    }

    /// "789 ferries, or about a quarter": two with a comma between them are no list.
    fn is_alternative(&self, head: usize, child: usize) -> bool {
        let behind_comma = |t: usize| self.tokens[t].is("or") && t > 0 && self.tokens[t - 1].is(",");
        let verb = |t: usize| self.tokens[t].tag.is_verb();
        let joins = |c: usize| self.tree.relation(c) == Relation::Conjunct && verb(c);
        let two =
            self.tree.relation(head) != Relation::Conjunct && !(verb(head) && self.tree.children(head).any(joins));
        two && self.tree.children(head).any(behind_comma) && child > head
    }

    /// Nothing but words of a noun phrase between two tokens.
    fn is_close(&self, from: usize, to: usize) -> bool {
        self.tokens[from + 1..to].iter().all(|t| t.tag.is_noun() || t.tag.is_adjective() || t.tag == Tag::CD)
    }
}
