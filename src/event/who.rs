//! Who takes part in a mention, where it is, and what it is about.

use super::chunk::Tense;
use super::clause::{self, Clause, is_preposition};
use super::mention::Reader;
use super::model::{Participant, Role};
use super::names::NameKind;
use crate::text::{Token, lemma};
use smol_str::SmolStr;

impl Reader<'_> {
    /// The named parties of a clause; `subject` is what its pronoun stands for.
    pub(super) fn participants(&self, clause: &Clause, subject: Option<&str>) -> Vec<Participant> {
        let verb = &self.chunks.verbs[clause.verb];
        let mut all = Vec::new();
        let subject_role = if verb.passive { Role::Patient } else { Role::Agent };
        for &noun in &clause.subject {
            self.add_names(noun, subject_role, &mut all);
        }
        if let ([noun], Some(words)) = (&clause.subject[..], subject)
            && (self.chunks.nouns[*noun].pronoun || self.means_group(*noun))
        {
            for name in words.split(" and ").filter_map(|w| self.names.by_form(w)) {
                add(&mut all, &name.text, subject_role);
            }
        }
        if let Some(noun) = clause.object {
            self.add_names(noun, Role::Patient, &mut all);
        }
        if let Some(noun) = clause.agent.filter(|_| verb.passive || verb.tense == Tense::Participle) {
            self.add_names(noun, Role::Agent, &mut all);
        }
        let nouns = &self.chunks.nouns;
        let behind = nouns.partition_point(|n| n.tokens.end <= verb.tokens.end);
        for noun in (behind..nouns.len()).take_while(|&n| nouns[n].tokens.start < clause.end) {
            let start = clause::phrase_start(self.chunks, noun);
            let inside = start >= verb.tokens.end && start < clause.end;
            if inside && phrase_preposition(self.tokens, start).is_some_and(|p| PARTY.contains(&p)) {
                self.add_names(noun, Role::Other, &mut all);
            }
        }
        all
    }

    /// The named parties of an event noun: its possessor, modifiers and what its prepositions bring in.
    pub(super) fn participants_of_noun(&self, noun: usize) -> Vec<Participant> {
        let mut all = Vec::new();
        let phrase = &self.chunks.nouns[noun];
        if clause::phrase_start(self.chunks, noun) < phrase.tokens.start {
            self.add_names(noun - 1, Role::Agent, &mut all);
        }
        let modifiers = phrase.tokens.start..phrase.head;
        if let Some(name) = self.names.in_tokens(self.place.text, self.tokens, &modifiers) {
            add(&mut all, &name.text, Role::Other);
        }
        let mut end = phrase.tokens.end;
        for next in noun + 1..self.chunks.nouns.len().min(noun + 4) {
            let start = self.chunks.nouns[next].tokens.start;
            if start > end + 1
                || !phrase_preposition(self.tokens, start)
                    .is_some_and(|p| PARTY.contains(&p) || matches!(p, "of" | "by"))
            {
                break;
            }
            self.add_names(next, Role::Other, &mut all);
            end = self.chunks.nouns[next].tokens.end;
        }
        // "the crash in which Lund died": who took part.
        for clause in self.clauses.iter().filter(|c| c.noun == Some(noun) && self.is_inside(c)) {
            for party in self.participants(clause, None) {
                add(&mut all, &party.name, Role::Other);
            }
        }
        all
    }

    /// "in which", "during which", "where": what a relative clause tells is part of what its noun names.
    fn is_inside(&self, clause: &Clause) -> bool {
        let verb = self.chunks.verbs[clause.verb].tokens.start;
        let start = self.chunks.nouns[clause.noun.unwrap_or_default()].tokens.end;
        let mut words = self.tokens[start.min(verb)..verb].iter().map(|t| t.lower.as_str()).filter(|w| *w != ",");
        match words.next() {
            Some("where") => true,
            Some("in" | "at" | "during") => words.next() == Some("which"),
            _ => false,
        }
    }

    pub(super) fn add_names(&self, noun: usize, role: Role, all: &mut Vec<Participant>) {
        let phrase = &self.chunks.nouns[noun];
        // "on 3 May 2012" names nobody.
        if self.times.covers(self.tokens[phrase.head].span) {
            return;
        }
        if let Some(name) = self.names.in_tokens(self.place.text, self.tokens, &phrase.tokens)
            && !matches!(name.kind, NameKind::Event)
        {
            add(all, &name.text, role);
        }
    }

    /// Places named after "in", "at", "near" … anywhere in the sentence.
    pub(super) fn places(&self) -> &[String] {
        self.places.get_or_init(|| self.read_places())
    }

    fn read_places(&self) -> Vec<String> {
        let mut places: Vec<String> = Vec::new();
        for phrase in &self.chunks.nouns {
            let located = phrase_preposition(self.tokens, phrase.tokens.start).is_some_and(|p| {
                matches!(p, "in" | "at" | "near" | "outside" | "inside" | "around" | "from" | "to" | "of" | "across")
            });
            if !located {
                continue;
            }
            if let Some(name) = self.names.in_tokens(self.place.text, self.tokens, &phrase.tokens)
                && name.kind == NameKind::Place
                && !places.contains(&name.text)
            {
                places.push(name.text.clone());
            }
        }
        places
    }

    /// Content nouns of a clause: what it is about, for telling events apart.
    pub(super) fn about(&self, index: usize) -> Vec<SmolStr> {
        let clause = &self.clauses[index];
        let mut about = self.nouns_near(clause.start, clause.end, None);
        for &noun in &clause.subject {
            self.push_noun(noun, &mut about);
        }
        about.sort();
        about.dedup();
        about
    }

    pub(super) fn nouns_near(&self, start: usize, end: usize, except: Option<usize>) -> Vec<SmolStr> {
        let mut about = Vec::new();
        for (i, phrase) in self.chunks.nouns.iter().enumerate() {
            if Some(i) != except && phrase.tokens.start >= start && phrase.tokens.end <= end {
                self.push_noun(i, &mut about);
            }
        }
        about.sort();
        about.dedup();
        about
    }

    pub(super) fn push_noun(&self, noun: usize, about: &mut Vec<SmolStr>) {
        let phrase = &self.chunks.nouns[noun];
        let head = &self.tokens[phrase.head];
        if !phrase.pronoun && !head.tag.is_proper() && !self.times.covers(head.span) {
            about.push(lemma(&head.lower, head.tag));
        }
    }
}

/// Prepositions that bring in another party.
const PARTY: &[&str] = &["with", "against", "to", "for", "between", "by", "on"];

/// Adds a party unless it is there already.
pub(super) fn add(all: &mut Vec<Participant>, name: &str, role: Role) {
    if !all.iter().any(|p| p.name == name) {
        all.push(Participant { name: name.to_owned(), role });
    }
}

/// The preposition right before a phrase.
pub(super) fn phrase_preposition(tokens: &[Token], start: usize) -> Option<&str> {
    let before = &tokens[start.checked_sub(1)?];
    is_preposition(before).then_some(before.lower.as_str()).or((before.lower == "following").then_some("following"))
}
