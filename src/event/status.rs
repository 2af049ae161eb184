//! Did it happen? Scope of negation, modals, conditions and the verbs, adjectives and nouns that embed a clause.

use super::chunk::{Chunks, Tense, VerbGroup, is_definite};
use super::clause::{Clause, ClauseRole, is_preposition};
use super::lexicon::{self, Embedding};
use super::model::Status;
use crate::text::{Tag, Token, lemma};
use std::ops::Range;

/// A sentence as the rules of status see it.
pub struct Scope<'a> {
    pub tokens: &'a [Token],
    pub chunks: &'a Chunks,
    pub clauses: &'a [Clause],
    /// Headlines and captions tell the past in the present tense.
    pub present_is_past: bool,
    pub question: bool,
}

/// How far an embedding chain is followed.
const DEPTH: usize = 4;

impl Scope<'_> {
    /// The status of what a clause reports.
    pub fn of_clause(&self, clause: usize) -> Status {
        if self.question { Status::Hypothetical } else { self.follow(clause, DEPTH) }
    }

    fn follow(&self, index: usize, depth: usize) -> Status {
        let clause = &self.clauses[index];
        let verb = &self.chunks.verbs[clause.verb];
        if verb.negated || clause.subject.iter().any(|&n| self.is_none(n)) {
            return Status::Denied;
        }
        if self.subordinator(clause).is_some_and(|w| matches!(w, "if" | "unless" | "whether")) || self.hedged(clause) {
            return Status::Hypothetical;
        }
        let above = clause.governor.filter(|_| depth > 0).map(|g| (g, self.follow(g, depth - 1)));
        let own = match self.own(verb, clause) {
            Status::Planned if self.depends(index) => Status::Hypothetical,
            own => own,
        };
        match clause.role {
            ClauseRole::Infinitive | ClauseRole::Participial => match above {
                Some((governor, status)) => self.nonfinite(clause, governor, status),
                None if clause.role == ClauseRole::Infinitive => self.headline_infinitive(),
                None => Status::Happened,
            },
            ClauseRole::Complement => match above {
                Some((governor, status)) => complement(own, self.embedding(governor, false), status),
                None => own,
            },
            ClauseRole::Main | ClauseRole::Relative | ClauseRole::Adverbial => own,
        }
    }

    /// "If the council agrees, the bridge will close": nobody says that it will.
    fn depends(&self, clause: usize) -> bool {
        let condition = |c: &Clause| {
            let even = c.subordinator.and_then(|s| s.checked_sub(1)).is_some_and(|i| self.tokens[i].is("even"));
            c.governor == Some(clause)
                && c.role == ClauseRole::Adverbial
                && self.subordinator(c).is_some_and(|w| matches!(w, "if" | "unless"))
                && !even
        };
        self.clauses.iter().any(condition)
    }

    /// "no ferry", "nobody", "neither the council": a phrase of what there is not; "No 10" is an address.
    pub fn is_none(&self, noun: usize) -> bool {
        let start = self.chunks.nouns[noun].tokens.start;
        let none = |t: &Token| matches!(t.lower.as_str(), "no" | "nobody" | "none" | "nothing" | "neither");
        let numbered = self.tokens.get(start + 1).is_some_and(|t| t.tag == Tag::CD);
        let neither = start.checked_sub(1).is_some_and(|i| self.tokens[i].is("neither"));
        none(&self.tokens[start]) && !numbered || neither
    }

    fn subordinator(&self, clause: &Clause) -> Option<&str> {
        clause.subordinator.map(|s| self.tokens[s].lower.as_str())
    }

    /// "perhaps", "maybe" inside the clause.
    fn hedged(&self, clause: &Clause) -> bool {
        let verb = &self.chunks.verbs[clause.verb];
        let from = clause.start.max(verb.tokens.start.saturating_sub(3));
        self.tokens[from..verb.tokens.end]
            .iter()
            .any(|t| t.tag.is_adverb() && lexicon::embedding_other(&t.lower) == Some(Embedding::May))
    }

    /// What the verb group's own form says.
    fn own(&self, verb: &VerbGroup, clause: &Clause) -> Status {
        match verb.tense {
            Tense::Future => Status::Planned,
            Tense::Modal => match verb.modal.map(|m| self.tokens[m].lower.as_str()) {
                // "said it would close": a future seen from the past.
                Some("would" | "'d") if clause.role == ClauseRole::Complement => Status::Planned,
                _ => Status::Hypothetical,
            },
            // "after he takes office": the present of a subordinate clause looks ahead.
            Tense::Present if !self.present_is_past && self.looks_ahead(clause) => Status::Planned,
            _ => Status::Happened,
        }
    }

    fn looks_ahead(&self, clause: &Clause) -> bool {
        self.subordinator(clause).is_some_and(|w| matches!(w, "after" | "before" | "once" | "when" | "until" | "till"))
    }

    /// "Emirates to buy jets": in a headline a bare infinitive announces.
    fn headline_infinitive(&self) -> Status {
        if self.present_is_past { Status::Planned } else { Status::Hypothetical }
    }

    fn nonfinite(&self, clause: &Clause, governor: usize, above: Status) -> Status {
        let infinitive = clause.role == ClauseRole::Infinitive;
        // "allowed a delay after rejecting the order": told beside what is allowed, no part of it.
        if !infinitive && clause.subordinator.is_some() {
            return above;
        }
        // "wants to lift the tariffs imposed in May": what is known of a thing is so whatever becomes of it.
        let known = clause.noun.map(|n| &self.chunks.nouns[n].tokens);
        if self.chunks.verbs[clause.verb].tense == Tense::Participle
            && known.is_some_and(|p| is_definite(&self.tokens[p.start]))
        {
            return Status::Happened;
        }
        // "its plan to cut jobs", "the decision to withdraw".
        let before = self.chunks.verbs[clause.verb].tokens.start.checked_sub(1).map(|i| &self.tokens[i]);
        let noun = before.filter(|t| infinitive && t.tag.is_noun());
        if noun.and_then(|t| lexicon::embedding_noun(&lemma(&t.lower, t.tag))) == Some(Embedding::Plan) {
            return worse(above, Status::Planned);
        }
        let embedding = self.embedding(governor, infinitive);
        let adjacent = self.directly_governed(clause, governor);
        match embedding {
            Some(Embedding::Plan) if adjacent => worse(above, Status::Planned),
            Some(Embedding::Want | Embedding::May) if adjacent => Status::Hypothetical,
            Some(Embedding::Deny) if adjacent => Status::Denied,
            Some(Embedding::Cancel) if adjacent => Status::Cancelled,
            Some(Embedding::Doubt) if adjacent => Status::Contested,
            Some(Embedding::Begin | Embedding::Manage) => above,
            // A purpose: nobody says that it came about.
            _ if infinitive => worse(above, Status::Hypothetical),
            _ => above,
        }
    }

    /// Does a nonfinite clause follow its governor without a comma or a preposition such as "by" between?
    fn directly_governed(&self, clause: &Clause, governor: usize) -> bool {
        let from = self.chunks.verbs[self.clauses[governor].verb].tokens.end;
        let to = self.chunks.verbs[clause.verb].tokens.start;
        from <= to && !self.tokens[from..to].iter().any(|t| matches!(t.lower.as_str(), "," | "by" | "—" | "–" | ";"))
    }

    /// What a clause's verb makes of what it governs.
    pub fn embedding(&self, clause: usize, of_infinitive: bool) -> Option<Embedding> {
        let verb = &self.chunks.verbs[self.clauses[clause].verb];
        if verb.passive {
            let participle = &self.tokens[verb.head].lower;
            if let Some(found) = lexicon::embedding_verb(&format!("be {participle}")) {
                return Some(found);
            }
        }
        if verb.lemma == "be" {
            // "is due to", "is likely to", "is to": the word after it decides.
            let next = self.tokens.get(verb.tokens.end)?;
            if next.lower == "to" {
                return Some(Embedding::Plan);
            }
            return lexicon::embedding_verb(&format!("be {}", next.lower))
                .or_else(|| lexicon::embedding_modifier(&next.lower));
        }
        let with_to = of_infinitive.then(|| lexicon::embedding_verb(&format!("{} to", verb.lemma))).flatten();
        with_to.or_else(|| lexicon::embedding_verb(&verb.lemma))
    }

    /// "denied a part in the attack", "did not speak about the raid": whoever denies it, the attack is taken as known.
    fn is_presupposed(&self, phrase: &Range<usize>) -> bool {
        let word = |back: usize| phrase.start.checked_sub(back).map_or("", |i| self.tokens[i].lower.as_str());
        is_definite(&self.tokens[phrase.start])
            && matches!(word(1), "in" | "on" | "about" | "after" | "during" | "since" | "with" | "over" | "following")
    }

    /// The status of an event that a noun phrase names: by its modifiers, else by the clause it stands in.
    pub fn of_noun(&self, phrase: &Range<usize>, head: usize, clause: Option<usize>) -> Status {
        for token in &self.tokens[phrase.start..head] {
            let word = lexicon::embedding_modifier(&token.lower)
                .or_else(|| lexicon::embedding_modifier(&lemma(&token.lower, token.tag)));
            match word {
                Some(Embedding::Plan) => return Status::Planned,
                Some(Embedding::May | Embedding::Want) => return Status::Hypothetical,
                Some(Embedding::Deny) => return Status::Denied,
                Some(Embedding::Cancel) => return Status::Cancelled,
                _ => {}
            }
        }
        let Some(clause) = clause else { return Status::Happened };
        let status = self.of_clause(clause);
        let verb = &self.chunks.verbs[self.clauses[clause].verb];
        if head < verb.tokens.start {
            // "A meeting is to be prepared".
            let ahead = verb.lemma == "be" && self.embedding(clause, false) == Some(Embedding::Plan);
            return if ahead { worse(status, Status::Planned) } else { status };
        }
        // "was not the worst of the blast": what it was not stands right behind.
        let verb_end = verb.tokens.end.min(phrase.start);
        let apart = || self.tokens[verb_end..phrase.start].iter().any(is_preposition);
        if self.is_presupposed(phrase) || verb.lemma == "be" && apart() {
            return if status == Status::Denied { Status::Happened } else { status };
        }
        match self.embedding(clause, false) {
            Some(Embedding::Plan) => worse(status, Status::Planned),
            Some(Embedding::Want | Embedding::May) => Status::Hypothetical,
            Some(Embedding::Deny) => Status::Denied,
            Some(Embedding::Cancel) if !self.is_where_to(verb, phrase) => Status::Cancelled,
            _ => status,
        }
    }

    /// "dropped to a record low", "dropped plans": only what a verb has for its object can be dropped.
    fn is_where_to(&self, verb: &VerbGroup, phrase: &Range<usize>) -> bool {
        let before = phrase.start.checked_sub(1).filter(|&i| i == verb.tokens.end).map(|i| &self.tokens[i]);
        before.is_some_and(|t| is_preposition(t) && t.lower != "of")
    }
}

fn complement(own: Status, embedding: Option<Embedding>, above: Status) -> Status {
    let embedded = match embedding {
        Some(Embedding::Want | Embedding::May) => Status::Hypothetical,
        Some(Embedding::Deny) => Status::Denied,
        Some(Embedding::Doubt) => Status::Contested,
        Some(Embedding::Plan) => Status::Planned,
        _ => Status::Happened,
    };
    let above = if matches!(above, Status::Denied) { Status::Happened } else { above };
    worse(worse(own, embedded), above)
}

/// The less certain of two.
fn worse(a: Status, b: Status) -> Status {
    let rank = |s| match s {
        Status::Happened | Status::Background => 0,
        Status::Planned => 1,
        Status::Contested => 2,
        Status::Cancelled => 3,
        Status::Hypothetical => 4,
        Status::Denied => 5,
    };
    if rank(b) > rank(a) { b } else { a }
}
