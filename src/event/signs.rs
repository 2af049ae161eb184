//! The signs by which a mention is weighed: its word, its grammar, its parties, its time and its place in the article.

use super::chunk::{Tense, is_definite};
use super::clause::{Clause, ClauseRole};
use super::lexicon::{self, Embedding, Strength, Word};
use super::mention::Reader;
use super::model::{Participant, Status};
use super::names::NameKind;
use super::worth::{Sign, sign, when};
use crate::article::BlockKind;
use crate::text::tree::Relation;
use crate::text::{Tag, TokenKind};

/// What a mention is, as far as its signs need it.
pub(super) struct Seen<'a> {
    pub word: Word,
    /// The token of the trigger.
    pub head: usize,
    pub status: Status,
    pub parties: &'a [Participant],
}

/// Hardly a mention has more signs.
const MOST: usize = 32;

impl Reader<'_> {
    /// Signs of a clause's verb; `carried` where an event noun says what it is.
    pub(super) fn signs_of_clause(&self, index: usize, lemma: &str, carried: bool, seen: &Seen) -> Vec<Sign> {
        let clause = &self.clauses[index];
        let verb = &self.chunks.verbs[clause.verb];
        let unknown = !carried && lexicon::verb(lemma).is_none() && lexicon::verb(&verb.lemma).is_none();
        let strength = if unknown { "unknown" } else { strength(seen.word.strength) };
        let habitual = verb.tense == Tense::Present && !verb.progressive && !self.scope.present_is_past;
        let governs = |role| self.clauses.iter().any(|c| c.governor == Some(index) && c.role == role);
        // "failed to agree": what did not come about is told by the other verb.
        let failed = self.scope.embedding(index, true) == Some(Embedding::Deny)
            && self.tokens.get(verb.tokens.end).is_some_and(|t| t.lower == "to");
        let subject = clause.subject.last().map_or("none", |&n| self.sort_of_phrase(n));
        let object = clause.object.map_or("none", |n| self.sort_of_phrase(n));
        let introduced = clause.subordinator.map(|s| introduced(&self.tokens[s].lower));
        let is = |family: &'static str, holds: bool| when(holds, family, "yes");
        let mut all = Vec::with_capacity(MOST);
        let own = [
            sign(if carried { "carried" } else { "verb" }, strength),
            sign("role", role(clause)),
            sign("relation", self.source.tree.relation(clause.node).name()),
            sign("depth", depth(self.clauses, index)),
            sign("tense", tense(verb.tense)),
            sign("subject", subject),
            sign("object", object),
            introduced.and_then(|word| sign("introduced", word)),
            is("habitual", habitual),
            is("stative", !carried && lexicon::is_stative(lemma)),
            is("passive", verb.passive),
            is("progressive", verb.progressive),
            is("failed", failed),
            is("with clause", governs(ClauseRole::Complement)),
            is("with infinitive", governs(ClauseRole::Infinitive)),
        ];
        all.extend(own.into_iter().flatten());
        self.add_common(seen, Some(index), &mut all);
        all
    }

    /// Signs of a noun that names an event by itself.
    pub(super) fn signs_of_noun(
        &self,
        noun: usize,
        clause: Option<usize>,
        preposition: Option<&str>,
        seen: &Seen,
    ) -> Vec<Sign> {
        let inside = clause.map(|c| &self.clauses[c]);
        let function = match inside {
            Some(c) if c.subject.contains(&noun) => "subject",
            Some(c) if c.object == Some(noun) => "object",
            _ => "other",
        };
        let mut all = Vec::with_capacity(MOST);
        let own = [
            sign("noun", strength(seen.word.strength)),
            sign("phrase", self.sort_of_phrase(noun)),
            sign("behind", preposition.map_or("none", behind)),
            sign("function", function),
            sign("noun relation", self.source.tree.relation(self.chunks.nouns[noun].head).name()),
            sign("noun with", self.complements(self.chunks.nouns[noun].head)),
            inside.and_then(|c| sign("within", role(c))),
            inside.and_then(|c| sign("within", tense(self.chunks.verbs[c.verb].tense))),
        ];
        all.extend(own.into_iter().flatten());
        self.add_common(seen, clause, &mut all);
        all
    }

    /// What hangs on a noun by prepositions and as its possessor: "the bank's sale of shares to investors" is told whole.
    fn complements(&self, head: usize) -> &'static str {
        let tree = self.source.tree;
        let adds = |&c: &usize| {
            matches!(tree.relation(c), Relation::Preposition | Relation::Possessor | Relation::ReducedClause)
        };
        match tree.children(head).filter(adds).count() {
            0 => "none",
            1 => "one",
            _ => "several",
        }
    }

    fn add_common(&self, seen: &Seen, clause: Option<usize>, all: &mut Vec<Sign>) {
        let place = self.place;
        let governor = clause.and_then(|c| self.clauses[c].governor).map(|g| &self.chunks.verbs[self.clauses[g].verb]);
        let governor = governor.map(|verb| lexicon::embedding_verb(&verb.lemma).map_or("other", embedding));
        let money = self
            .tokens
            .iter()
            .any(|t| t.kind == TokenKind::Symbol && matches!(t.lower.as_str(), "$" | "€" | "£" | "¥" | "%"));
        let parties = match seen.parties.len() {
            0 => "none",
            1 => "one",
            _ => "several",
        };
        let length = match self.tokens.len() {
            0..10 => "short",
            10..40 => "usual",
            _ => "long",
        };
        let found = [
            sign("kind", seen.word.kind),
            when(seen.word.kind == "statement", "statement", if place.position == 0 { "in lead" } else { "later" }),
            sign("status", status(seen.status)),
            sign("block", block(place.block)),
            when(place.block != BlockKind::Headline, "place", position(place.position)),
            sign("opens", if place.opens { "yes" } else { "no" }),
            sign("time in sentence", if place.timexes.is_empty() { "no" } else { "yes" }),
            sign("parties", parties),
            sign("speech", if self.in_speech(self.tokens[seen.head].span) { "yes" } else { "no" }),
            sign("where", if self.places().is_empty() { "none" } else { "named" }),
            sign("sentence", length),
            governor.and_then(|g| sign("governor", g)),
            when(money, "money", "yes"),
        ];
        all.extend(found.into_iter().flatten());
    }

    /// Whom or what a noun phrase means: a pronoun, a name, or how it is determined.
    fn sort_of_phrase(&self, noun: usize) -> &'static str {
        let phrase = &self.chunks.nouns[noun];
        if phrase.pronoun {
            return match self.tokens[phrase.head].lower.as_str() {
                "i" | "me" | "we" | "us" => "we",
                "you" => "you",
                "he" | "she" | "him" | "her" => "he",
                "they" | "them" => "they",
                _ => "it",
            };
        }
        if let Some(name) = self.names.in_tokens(self.place.text, self.tokens, &phrase.tokens) {
            return match (name.kind, self.is_name_alone(noun)) {
                (_, false) => "with name",
                (NameKind::Person, true) => "person",
                (NameKind::Organisation, true) => "organisation",
                (NameKind::Place, true) => "place",
                _ => "name",
            };
        }
        let words = &self.tokens[phrase.tokens.clone()];
        if words.iter().any(|t| t.tag == Tag::CD) {
            "number"
        } else if is_definite(&self.tokens[phrase.tokens.start]) {
            "definite"
        } else if matches!(words[0].lower.as_str(), "a" | "an") {
            "indefinite"
        } else if self.tokens[phrase.head].tag == Tag::NNS {
            "plural"
        } else {
            "bare"
        }
    }
}

/// How many clauses enclose one.
fn depth(clauses: &[Clause], index: usize) -> &'static str {
    let above = |c: usize| clauses[c].governor;
    match (above(index), above(index).and_then(above)) {
        (None, _) => "none",
        (_, None) => "one",
        _ => "several",
    }
}

fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Strong => "strong",
        Strength::Medium => "medium",
        Strength::Weak => "weak",
    }
}

fn role(clause: &Clause) -> &'static str {
    match clause.role {
        ClauseRole::Main => "main",
        ClauseRole::Complement => "complement",
        ClauseRole::Relative => "relative",
        ClauseRole::Adverbial => "adverbial",
        ClauseRole::Infinitive => "infinitive",
        ClauseRole::Participial => "participial",
    }
}

pub(super) const fn tense(tense: Tense) -> &'static str {
    match tense {
        Tense::Past => "past",
        Tense::Present => "present",
        Tense::Perfect => "perfect",
        Tense::Pluperfect => "pluperfect",
        Tense::Future => "future",
        Tense::Modal => "modal",
        Tense::Infinitive => "infinitive",
        Tense::Gerund => "gerund",
        Tense::Participle => "participle",
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Happened | Status::Background => "happened",
        Status::Planned => "planned",
        Status::Hypothetical => "hypothetical",
        Status::Denied => "denied",
        Status::Contested => "contested",
        Status::Cancelled => "cancelled",
    }
}

fn embedding(embedding: Embedding) -> &'static str {
    match embedding {
        Embedding::Plan => "plan",
        Embedding::Want => "want",
        Embedding::May => "may",
        Embedding::Deny | Embedding::Doubt => "deny",
        Embedding::Allege => "allege",
        Embedding::Say => "say",
        Embedding::Begin | Embedding::Manage => "begin",
        Embedding::Cancel => "cancel",
    }
}

fn block(block: BlockKind) -> &'static str {
    match block {
        BlockKind::Headline => "headline",
        BlockKind::Bullet => "bullet",
        BlockKind::Caption => "caption",
        BlockKind::Quote => "quote",
        _ => "body",
    }
}

/// How many paragraphs behind the first of the text.
fn position(paragraph: usize) -> &'static str {
    match paragraph {
        0 => "first",
        1 => "second",
        2 => "third",
        3..=5 => "early",
        6..=10 => "middle",
        _ => "late",
    }
}

fn introduced(word: &str) -> &'static str {
    match word {
        "after" | "once" => "after",
        "before" | "until" | "till" => "before",
        "when" | "where" => "when",
        "as" | "while" | "whilst" => "as",
        "because" | "since" | "so" => "because",
        "if" | "unless" | "whether" => "if",
        _ => "other",
    }
}

fn behind(preposition: &str) -> &'static str {
    match preposition {
        "after" | "following" | "since" => "after",
        "before" | "until" => "before",
        "during" | "amid" | "at" | "in" | "on" => "during",
        "of" => "of",
        "for" | "to" | "towards" | "toward" => "for",
        "with" | "by" | "from" | "against" | "over" => "with",
        _ => "other",
    }
}
