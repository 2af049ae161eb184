//! Titles: the source's own words, shortened to a headline of at most 80 characters.
//!
//! Subject with its canonical name, the verb in the headline's present, then what the verb needs and what else fits: the
//! tree of the sentence says what hangs on what, so that what is left out is left out whole. No date, no attribution,
//! nothing generated.

mod parts;
mod shorten;
mod verb;
mod whole;
mod words;

use super::chunk::{Chunks, VerbGroup};
use super::clause::{Clause, ClauseRole, is_subordinator};
use super::lexicon::{self, Embedding};
use crate::text::tree::{Relation, Tree};
use crate::text::{Span, Tag, Token, TokenKind};
use shorten::Need;
use words::{finish, join, length};

pub use whole::names_somebody;
pub use words::LONGEST;

/// The most characters that a phrase may take with what hangs on it; a longer one stands without.
const PHRASE: usize = 50;

/// A title in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    pub text: String,
    /// Does it say who, and all that its verb needs?
    pub whole: bool,
}

/// One sentence with what a title needs of it.
pub struct Source<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub chunks: &'a Chunks,
    pub clauses: &'a [Clause],
    pub tree: &'a Tree,
    /// Byte spans of the sentence's time expressions, which a title leaves out.
    pub times: &'a [Span],
    pub headline: bool,
}

impl Source<'_> {
    /// The title of a clause; `subject` is its resolved subject in words, where it has one. Where these leave no room for what it
    /// did, the subject stands as the text has it, or without what hangs on it.
    pub fn of_clause(&self, index: usize, subject: Option<&str>) -> Title {
        let (title, cost) = self.with_subject(index, subject);
        if cost < Need::Last {
            return title;
        }
        let shorter = self.shorter_subjects(index).into_iter().filter(|s| subject.is_some_and(|l| s.len() < l.len()));
        let mut titles = shorter.map(|words| self.with_subject(index, Some(&words)));
        titles.find(|(short, cost)| short.whole && *cost < Need::Last).map_or(title, |(short, _)| short)
    }

    /// The subject of a clause as the text has it, and without what hangs on it.
    fn shorter_subjects(&self, index: usize) -> Vec<String> {
        let nouns = &self.clauses[index].subject;
        let proper = |n: usize| self.tokens[self.chunks.nouns[n].head].tag.is_proper();
        let bare: Option<Vec<String>> = nouns.iter().map(|&n| self.bare(n)).collect();
        let whole = nouns.iter().filter(|&&n| !proper(n)).map(|&n| self.phrase(n)).filter(|_| nouns.len() == 1);
        whole.chain(bare.filter(|b| !b.is_empty()).map(|b| b.join(" and "))).collect()
    }

    /// A noun phrase without what hangs on it, where that still says who.
    fn bare(&self, noun: usize) -> Option<String> {
        let phrase = &self.chunks.nouns[noun];
        let start = phrase.tokens.start;
        let words = self.words(&self.without_article(phrase.tokens.clone().collect()));
        if !self.tokens[phrase.head].tag.is_proper() {
            let says_who = words.len() > 1 && !phrase.pronoun && !self.is_quantity(phrase.head);
            return says_who.then(|| join(&words));
        }
        // "Bill de Blasio": the end of a name is none.
        let joins = |t: &Token| t.capital || t.kind == TokenKind::Word && t.tag != Tag::CC && !t.tag.is_verb();
        let mut before = self.tokens[start.saturating_sub(2)..start].iter().rev().take_while(|t| joins(t));
        let inside = start > 1 && before.any(|t| t.capital);
        (!inside).then(|| join(&words))
    }

    /// The title of a clause with these words for its subject, and how much the most needed of what it leaves out was needed.
    fn with_subject(&self, index: usize, subject: Option<&str>) -> (Title, Need) {
        let clause = &self.clauses[index];
        let verb = &self.chunks.verbs[clause.verb];
        let mut start: Vec<String> = subject.map(str::to_owned).into_iter().collect();
        let antecedent = self.relative_object(clause);
        let parts = self.parts(clause, verb);
        // A past between its subject and its object may look like a participle, and so may that of a verb that takes none.
        let active = parts.iter().any(|p| self.tree.relation(p.0) == Relation::Object)
            || subject.is_some() && lexicon::verb(&verb.lemma).is_some() && !lexicon::is_transitive(&verb.lemma);
        let finite = antecedent.is_some() || clause.role == ClauseRole::Main && active;
        start.extend(self.verb_words(clause, verb, subject, finite));
        let has_object = antecedent.is_some();
        start.extend(antecedent);
        let whole = subject.is_some_and(whole::names_somebody)
            && (has_object || self.has_what_it_needs(clause, verb, parts.iter().map(|p| p.0)));
        if !whole
            && subject.is_some_and(whole::names_somebody)
            && let Some(title) = self.running_on(&start, verb)
        {
            return (title, Need::Addition);
        }
        let own =
            |&(part, needed): &(usize, bool)| (part, if needed { Need::All } else { self.need(clause.node, part) });
        let parts: Vec<(usize, Need)> = parts.iter().map(own).collect();
        let all = parts.iter().flat_map(|p| self.whole(p.0)).filter(|t| !verb.tokens.contains(t)).collect();
        if let Some((kept, cost)) = self.shortened(all, &parts, LONGEST.saturating_sub(length(&start) + 1)) {
            return (Title { text: finish(&join(&[&start[..], &self.words(&kept)].concat())), whole }, cost);
        }
        // What was said is told whole or not at all.
        let text = finish(&join(&start));
        (Title { text, whole: false }, Need::All)
    }

    /// Where the tree leaves out what a verb needs: what stands behind it, if that is a noun phrase, as far as it goes on; behind
    /// "said" a noun phrase with its verb.
    fn running_on(&self, start: &[String], verb: &VerbGroup) -> Option<Title> {
        if !verb.is_finite() {
            return None;
        }
        let says = lexicon::embedding_verb(&verb.lemma) == Some(Embedding::Say);
        let passed = |t: usize| {
            let token = &self.tokens[t];
            self.is_time(token) || self.leads_to_time(t, self.tokens.len()) || says && token.is("that")
        };
        let behind = (verb.tokens.end..self.tokens.len()).find(|&t| !passed(t))?;
        let noun = self.chunks.noun_starting_at(behind).filter(|&n| says || !self.chunks.nouns[n].pronoun)?;
        let told = || self.chunks.verbs.iter().find(|v| v.tokens.start > behind && v.is_finite()).map(|v| v.tokens.end);
        let needed = if says { told()? } else { self.chunks.nouns[noun].tokens.end };
        let stops = |t: usize| {
            let token = &self.tokens[t];
            let joins = matches!(token.lower.as_str(), "-" | "/" | "%" | "$" | "€" | "£" | "'s" | "’s" | ".");
            token.tag == Tag::Punct && !joins && !self.is_written_into(t)
                || is_subordinator(token)
                || matches!(token.tag, Tag::WDT | Tag::WP | Tag::WPS | Tag::WRB)
        };
        if (behind..needed).any(stops) {
            return None;
        }
        let ends = |t: usize| {
            stops(t) || self.tokens[t].tag == Tag::CC || self.chunks.verbs.iter().any(|v| v.tokens.start == t)
        };
        let end = (needed..self.tokens.len()).find(|&t| ends(t)).unwrap_or(self.tokens.len());
        // Phrases go from behind until it is short enough.
        let cuts = (needed..=end).rev().filter(|&cut| self.chunks.noun_ending_at(cut).is_some());
        cuts.map(|end| [start, &self.words(&(behind..end).collect::<Vec<_>>())[..]].concat())
            .find(|words| length(words) <= LONGEST)
            .map(|words| Title { text: finish(&join(&words)), whole: true })
    }

    /// "an agreement that twelve countries signed": what was signed stands before the clause.
    fn relative_object(&self, clause: &Clause) -> Option<String> {
        let verb = &self.chunks.verbs[clause.verb];
        let relation = |t: usize| self.tree.relation(t);
        let relative = matches!(relation(clause.node), Relation::RelativeClause | Relation::ReducedClause);
        let noun = self.tree.head(clause.node).filter(|_| relative && !verb.passive)?;
        // "the claim that he left": what was claimed.
        let tells = lexicon::embedding_noun(&self.tokens[noun].lower).is_some();
        let subject = clause.subject.iter().any(|&n| self.chunks.nouns[n].tokens.contains(&noun));
        let takes = |t: usize| {
            matches!(relation(t), Relation::Object | Relation::Predicate | Relation::Clause | Relation::OpenClause)
        };
        let pronoun = |t: usize| matches!(self.tokens[t].lower.as_str(), "that" | "which" | "whom");
        let has = self.tree.children(clause.node).any(|c| takes(c) && !pronoun(c));
        let named = self.tree.children(clause.node).any(|c| takes(c) && pronoun(c));
        // "an upset that they missed": a verb of which nothing is known else lacks its object.
        let that = || self.tree.child(clause.node, Relation::Marker).is_some_and(pronoun);
        let takes_one = || lexicon::is_transitive(&verb.lemma) || lexicon::verb(&verb.lemma).is_none() && that();
        let lacks = !has && !clause.subject.is_empty() && (named || takes_one());
        if tells || subject || !lacks {
            return None;
        }
        let words = self.words(&self.shortened(self.needed(noun, Need::Part), &[], PHRASE)?.0);
        (!words.is_empty()).then(|| join(&words))
    }

    /// The title of an event that a noun phrase names, with its possessor and the phrases that hang on it; of a clause whose verb
    /// says nothing itself also with what that adds: "the summit took place in Lima".
    pub fn of_noun(&self, noun: usize, clause: Option<usize>) -> Title {
        let head = self.chunks.nouns[noun].head;
        let node = clause.map(|c| self.clauses[c].node);
        let hangs = |t: &usize| self.tree.relation(*t) == Relation::Preposition && !self.is_only_time(*t);
        let added: Vec<usize> =
            node.map_or_else(Vec::new, |n| self.tree.children(n).filter(|t| *t > n && hangs(t)).collect());
        let parts: Vec<(usize, Need)> =
            [(head, Need::All)].into_iter().chain(added.into_iter().map(|part| (part, Need::Detail))).collect();
        let all = parts.iter().flat_map(|p| self.whole(p.0)).collect();
        let kept = self.shortened(all, &parts, LONGEST).map(|(kept, _)| self.words(&self.without_article(kept)));
        if let Some(words) = kept.filter(|words| !words.is_empty()) {
            return Title::of_noun(&join(&words));
        }
        Title::of_noun(&self.phrase(noun))
    }

    /// A noun phrase in words, without its article, with what hangs on it by "of".
    pub fn phrase(&self, noun: usize) -> String {
        let phrase = &self.chunks.nouns[noun];
        let mut kept = self.needed(phrase.head, Need::Part);
        // Each of a list is a phrase of its own.
        let joined = |c: &usize| matches!(self.tree.relation(*c), Relation::Conjunct | Relation::Coordinator);
        let list: Vec<usize> = self.tree.children(phrase.head).filter(joined).collect();
        let others = self.below(&list, &kept);
        kept.retain(|t| !others.contains(t));
        let kept = self.shortened(kept, &[], PHRASE);
        let whole = kept.map(|(kept, _)| self.words(&self.without_article(kept))).unwrap_or_default();
        if !whole.is_empty() {
            return join(&whole);
        }
        let start = super::clause::phrase_start(self.chunks, noun);
        let tokens = self.without_article((start..phrase.tokens.end).collect());
        let words = self.words(&tokens);
        // "The latest quarter brought a loss": a time that does something.
        let times = || tokens.iter().map(|&t| self.tokens[t].text(self.text).to_owned()).collect();
        join(&if words.is_empty() { times() } else { words })
    }

    fn without_article(&self, tokens: Vec<usize>) -> Vec<usize> {
        let left_out = |t: &Token| {
            t.tag == Tag::POS || matches!(t.lower.as_str(), "the" | "a" | "an" | "this" | "that" | "neither")
        };
        // "Earlier, the demand was refused".
        let aside = tokens.first().is_some_and(|&t| {
            self.tokens[t].tag.is_adverb() && self.tokens.get(t + 1).is_some_and(|next| next.is(","))
        });
        tokens.into_iter().skip(usize::from(aside)).skip_while(|&t| left_out(&self.tokens[t])).collect()
    }
}
