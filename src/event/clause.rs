//! Clauses of one sentence: for each verb group its subject, object and agent, how it is embedded, and the stretch
//! of tokens that is its own.

use super::chunk::{Chunks, Tense, VerbGroup};
use super::lexicon::{self, Embedding};
use crate::text::{Sentence, Tag, Token, TokenKind};

/// How a clause hangs in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseRole {
    Main,
    /// "who had been held", "that killed 346 people".
    Relative,
    /// What somebody says, thinks or wants.
    Complement,
    /// After a subordinator: "as the summit got under way".
    Adverbial,
    /// "to roll back tariffs".
    Infinitive,
    /// "killing two", "accused of fraud".
    Participial,
}

/// One verb group with what belongs to it. Indices point into the sentence's [`Chunks`] and tokens.
#[derive(Clone, Debug)]
pub struct Clause {
    pub verb: usize,
    pub role: ClauseRole,
    /// The word that introduces an adverbial clause.
    pub subordinator: Option<usize>,
    /// The clause that embeds this one.
    pub governor: Option<usize>,
    /// Noun phrases of the subject, more than one when coordinated. For a passive these are the patients.
    pub subject: Vec<usize>,
    pub object: Option<usize>,
    /// The "by" phrase of a passive.
    pub agent: Option<usize>,
    /// The first token of the clause's own stretch, its subject included.
    pub start: usize,
    /// One past the last token of the stretch that goes on from its verb.
    pub end: usize,
    /// The first token of another clause between subject and verb: "Putin, pictured in Peru, phoned".
    inner: Option<usize>,
    verb_start: usize,
}

impl Clause {
    /// Is a token part of this clause, and of none inside it?
    pub fn owns(&self, token: usize) -> bool {
        let before = self.inner.unwrap_or(self.verb_start);
        (self.start <= token && token < before) || (self.verb_start <= token && token < self.end)
    }
}

/// One clause for each verb group, in the order of the verb groups.
pub fn clauses(sentence: &Sentence, chunks: &Chunks) -> Vec<Clause> {
    let tokens = &sentence.tokens;
    let mut clauses: Vec<Clause> = Vec::with_capacity(chunks.verbs.len());
    for verb in 0..chunks.verbs.len() {
        let clause = clause(tokens, chunks, &clauses, verb);
        clauses.push(clause);
    }
    bound(tokens.len(), &mut clauses);
    hanging(&mut clauses);
    clauses
}

/// "Delayed by a strike, two ships arrived": the participle that opens a sentence tells of the subject that follows.
fn hanging(clauses: &mut [Clause]) {
    let [first, next, ..] = clauses else { return };
    if first.role == ClauseRole::Participial && first.subject.is_empty() && next.role == ClauseRole::Main {
        first.subject.clone_from(&next.subject);
    }
}

const SUBORDINATORS: &[&str] = &[
    "after", "although", "as", "because", "before", "if", "once", "since", "so", "than", "though", "till", "unless",
    "until", "when", "whenever", "where", "whereas", "whether", "while", "whilst",
];

pub fn is_subordinator(token: &Token) -> bool {
    SUBORDINATORS.contains(&token.lower.as_str())
}

pub fn is_preposition(token: &Token) -> bool {
    matches!(token.tag, Tag::IN | Tag::TO)
}

fn is_relative_pronoun(token: &Token) -> bool {
    matches!(token.tag, Tag::WDT | Tag::WP | Tag::WPS) || (token.lower == "that" && token.tag != Tag::DT)
}

/// A quotation mark right behind a word.
fn is_opening_quote(tokens: &[Token], at: usize) -> bool {
    matches!(tokens[at].lower.as_str(), "``" | "\"" | "“") && at > 0 && tokens[at - 1].kind == TokenKind::Word
}

fn is_break(token: &Token) -> bool {
    matches!(token.lower.as_str(), "," | "—" | "–" | "--" | "-" | "(" | ")" | ";" | ":")
}

/// What the walk to the left of a verb came to.
struct Left {
    subject: Vec<usize>,
    relative: bool,
    /// "and": shares the subject of the verb before.
    coordinate: bool,
    /// The first token of the subject, else of the verb.
    start: usize,
}

fn clause(tokens: &[Token], chunks: &Chunks, before: &[Clause], verb: usize) -> Clause {
    let group = &chunks.verbs[verb];
    let previous = before.last();
    let left = walk_left(tokens, chunks, group);
    let introducing = left.start.checked_sub(1).map(|i| (i, &tokens[i]));
    let subordinator = introducing.filter(|(_, t)| is_subordinator(t) && t.lower != "that").map(|(i, _)| i);
    let says = |c: &Clause| {
        let v = &chunks.verbs[c.verb];
        lexicon::embedding_verb(&v.lemma).is_some_and(|e| !matches!(e, Embedding::Begin))
    };
    let role = if left.relative {
        ClauseRole::Relative
    } else if group.tense == Tense::Infinitive {
        ClauseRole::Infinitive
    } else if !group.is_finite() {
        ClauseRole::Participial
    } else if subordinator.is_some() {
        ClauseRole::Adverbial
    } else if introducing.is_some_and(|(i, t)| {
        (t.lower == "that" && i > 0) || previous.is_some_and(|c| says(c) && chunks.verbs[c.verb].tokens.end == i + 1)
    }) {
        ClauseRole::Complement
    } else if left.coordinate {
        previous.map_or(ClauseRole::Main, |c| c.role)
    } else {
        ClauseRole::Main
    };
    let governor = match role {
        ClauseRole::Main => None,
        _ if left.coordinate => previous.and_then(|c| c.governor),
        ClauseRole::Adverbial => adverbial_governor(tokens, before, subordinator),
        ClauseRole::Participial if subordinator.is_some() => told_governor(before),
        _ => before.len().checked_sub(1),
    };
    let mut subject = left.subject;
    if subject.is_empty() && (left.coordinate || matches!(role, ClauseRole::Infinitive | ClauseRole::Participial)) {
        // "persuaded Moscow to stop" is controlled by the object, "planned to speak" by the subject.
        if let Some(c) = if left.coordinate { joined(tokens, chunks, before, group) } else { previous } {
            let controlled =
                (role == ClauseRole::Infinitive && !chunks.verbs[c.verb].passive).then_some(c.object).flatten();
            // "There is evidence linking them": what there is.
            let there = c.subject.first().is_some_and(|&n| tokens[chunks.nouns[n].head].is("there"));
            let controlled = controlled.or(c.object.filter(|_| there));
            subject = controlled.map_or_else(|| c.subject.clone(), |o| vec![o]);
        }
    }
    let object = object(tokens, chunks, group);
    let agent = agent(tokens, chunks, group);
    let start = subordinator.unwrap_or(if left.relative { left.start.saturating_sub(1) } else { left.start });
    let start = if role == ClauseRole::Relative { relative_start(tokens, group).unwrap_or(start) } else { start };
    let start = if group.is_finite() { start } else { group.tokens.start };
    let verb_start = group.tokens.start;
    Clause {
        verb,
        role,
        subordinator,
        governor,
        subject,
        object,
        agent,
        start,
        end: tokens.len(),
        inner: None,
        verb_start,
    }
}

/// The clause that "and" continues: not one that only says who says so ("Airstrikes hit a hospital, doctors said, and left
/// …"), and of a relative and its main clause the one of the same tense.
fn joined<'a>(tokens: &[Token], chunks: &Chunks, before: &'a [Clause], group: &VerbGroup) -> Option<&'a Clause> {
    let last = before.last()?;
    let verb = |c: &Clause| &chunks.verbs[c.verb];
    let comma = |at: usize| tokens.get(at).is_some_and(|t| t.is(","));
    let aside = |c: &Clause| {
        let says = lexicon::embedding_verb(&verb(c).lemma) == Some(Embedding::Say);
        says && comma(verb(c).tokens.end) && verb(c).tokens.end + 2 == group.tokens.start
    };
    // A past between its subject and its object may look like a participle: "Rebels shelled districts and killed …".
    let past = |v: &VerbGroup| matches!(v.tense, Tense::Past | Tense::Participle) && !v.passive;
    let same = |v: &VerbGroup| v.tense == group.tense || past(v) && past(group);
    let alike = |c: &&Clause| same(verb(c)) && !c.subject.is_empty() && !aside(c);
    let doubtful = aside(last) || !same(verb(last)) && verb(last).is_finite() && group.is_finite();
    before.iter().rev().take(NEAR).find(alike).filter(|_| doubtful).or(Some(last))
}

/// How many clauses back a sentence may be taken up again.
const NEAR: usize = 4;

/// A subordinate clause behind a comma hangs on the main clause, not on another subordinate one before it.
fn adverbial_governor(tokens: &[Token], before: &[Clause], subordinator: Option<usize>) -> Option<usize> {
    let last = before.len().checked_sub(1)?;
    let from = before[last].verb_start;
    let comma = subordinator.is_some_and(|s| tokens.get(from..s).is_some_and(|t| t.iter().any(|t| t.lower == ",")));
    let dependent =
        |c: &Clause| matches!(c.role, ClauseRole::Adverbial | ClauseRole::Relative | ClauseRole::Participial);
    if comma { before.iter().rposition(|c| !dependent(c)).or(Some(last)) } else { Some(last) }
}

/// "rolled back its policy of requiring staff to sign after reaching a settlement": a time hangs on what is told, not on
/// the infinitive or participle before it.
fn told_governor(before: &[Clause]) -> Option<usize> {
    let mut at = before.len().checked_sub(1)?;
    while let (ClauseRole::Infinitive | ClauseRole::Participial, Some(above)) = (before[at].role, before[at].governor) {
        at = above;
    }
    Some(at)
}

/// The relative pronoun that introduces the clause of `group`.
fn relative_start(tokens: &[Token], group: &VerbGroup) -> Option<usize> {
    // "the house where he was born".
    let relates = |i: usize| is_relative_pronoun(&tokens[i]) || tokens[i].is("where");
    (0..group.tokens.start).rev().take(6).find(|&i| relates(i))
}

/// A clause's stretch ends where the next one begins, at its subject or, where that lies before this clause, at its
/// verb; the first begins with the sentence.
fn bound(tokens: usize, clauses: &mut [Clause]) {
    for i in 0..clauses.len() {
        let own = clauses[i].verb_start;
        let next = clauses.get(i + 1);
        let end = next.map_or(tokens, |c| if c.start > own { c.start } else { c.verb_start });
        let start = clauses[i].start;
        clauses[i].end = end;
        clauses[i].inner = clauses[..i].iter().map(|c| c.verb_start).filter(|v| *v > start && *v < own).min();
    }
    if let Some(first) = clauses.first_mut() {
        first.start = 0;
    }
}

/// How many steps a walk to the subject may take before it gives up.
const STEPS: usize = 14;

fn walk_left(tokens: &[Token], chunks: &Chunks, group: &VerbGroup) -> Left {
    let mut at = group.tokens.start;
    let nothing = |start| Left { subject: Vec::new(), relative: false, coordinate: false, start };
    if !group.is_finite() && group.tense != Tense::Participle {
        return nothing(group.tokens.start);
    }
    let mut aside = None;
    for _ in 0..STEPS {
        while at > 0 && tokens[at - 1].tag.is_adverb() && chunks.noun_ending_at(at).is_none() {
            at -= 1;
        }
        let Some(previous) = at.checked_sub(1).map(|i| &tokens[i]) else {
            return nothing(group.tokens.start);
        };
        if let Some(noun) = chunks.noun_ending_at(at) {
            let start = chunks.nouns[noun].tokens.start;
            let governor = start.checked_sub(1).map(|i| &tokens[i]);
            if governor.is_some_and(|t| is_preposition(t) && !is_subordinator(t) && t.lower != "that") {
                at = start - 1;
                continue;
            }
            // "released Tuesday": a bare day after a verb is no subject.
            if is_bare_day(tokens, &chunks.nouns[noun].tokens) && !is_subject_of_be(group) {
                at = start;
                continue;
            }
            if let Some(name) = aside.and_then(|aside| apposition(tokens, chunks, noun, aside)) {
                let start = phrase_start(chunks, noun);
                return Left { subject: vec![name], relative: false, coordinate: false, start };
            }
            let (subject, start) = coordinated(tokens, chunks, noun);
            return Left { subject, relative: false, coordinate: false, start };
        }
        if is_relative_pronoun(previous) && group.is_finite() {
            let mut end = at - 1;
            while end > 0 && (is_break(&tokens[end - 1]) || is_preposition(&tokens[end - 1])) {
                end -= 1;
            }
            let personal = matches!(previous.lower.as_str(), "who" | "whom");
            let subject: Vec<usize> = antecedent(tokens, chunks, end, personal).into_iter().collect();
            if previous.lower == "that" && subject.is_empty() {
                return nothing(group.tokens.start);
            }
            return Left { subject, relative: true, coordinate: false, start: at - 1 };
        }
        // "he ``issued a subpoena''": quotation marks part nobody from what he did.
        if is_opening_quote(tokens, at - 1) {
            at -= 1;
            continue;
        }
        if previous.tag == Tag::CC {
            return Left { subject: Vec::new(), relative: false, coordinate: true, start: group.tokens.start };
        }
        if is_break(previous) {
            match opening_break(tokens, at - 1) {
                Some(open) => {
                    aside = Some((open, at - 1));
                    at = open;
                }
                None => return nothing(group.tokens.start),
            }
            continue;
        }
        // A participle that modifies the subject: "people briefed on the talks said".
        let passed = chunks.verbs.iter().find(|v| v.tokens.end == at && v.tokens.end <= group.tokens.start);
        match passed {
            Some(v) if !v.is_finite() => at = v.tokens.start,
            Some(v) => match relative_start(tokens, v).filter(|&i| i > 0) {
                Some(pronoun) => at = pronoun,
                None => return nothing(group.tokens.start),
            },
            None if is_preposition(previous) => at -= 1,
            None => return nothing(group.tokens.start),
        }
    }
    nothing(group.tokens.start)
}

/// "the transport minister, Kari Lunde, resigned": the name between the commas at `aside` behind a common noun.
fn apposition(tokens: &[Token], chunks: &Chunks, noun: usize, aside: (usize, usize)) -> Option<usize> {
    let phrase = &chunks.nouns[noun];
    let common = tokens[phrase.head].tag == Tag::NN && !phrase.possessor && phrase.tokens.end == aside.0;
    let name = chunks.noun_starting_at(aside.0 + 1).filter(|_| common)?;
    let named = &chunks.nouns[name];
    (tokens[named.head].tag.is_proper() && named.tokens.end == aside.1).then_some(name)
}

fn is_subject_of_be(group: &VerbGroup) -> bool {
    group.lemma == "be"
}

const DAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow"];

fn is_bare_day(tokens: &[Token], range: &std::ops::Range<usize>) -> bool {
    range.len() == 1 && DAYS.contains(&tokens[range.start].lower.as_str())
}

/// The noun phrase a relative pronoun refers to: the nearest one, or the head that its "of" phrase hangs on. "The rescue of
/// a girl who": an event is no `personal` one.
fn antecedent(tokens: &[Token], chunks: &Chunks, mut end: usize, personal: bool) -> Option<usize> {
    for _ in 0..3 {
        let noun = chunks.noun_ending_at(end)?;
        let start = chunks.nouns[noun].tokens.start;
        let event = |n: usize| lexicon::noun(&tokens[chunks.nouns[n].head].lower).is_some();
        match start.checked_sub(1).map(|i| &tokens[i]) {
            Some(t) if t.lower == "of" && personal && chunks.noun_ending_at(start - 1).is_some_and(event) => {
                return Some(noun);
            }
            Some(t) if t.lower == "of" => end = start - 1,
            _ => return Some(noun),
        }
    }
    chunks.noun_ending_at(end)
}

/// A noun phrase with those that "and" joins to its left, in text order, and the first token of all.
fn coordinated(tokens: &[Token], chunks: &Chunks, last: usize) -> (Vec<usize>, usize) {
    let mut all = vec![last];
    let mut start = phrase_start(chunks, last);
    while start >= 2 && matches!(tokens[start - 1].lower.as_str(), "and" | "," | "&") {
        let mut end = start - 1;
        if tokens[end - 1].lower == "," {
            end -= 1;
        }
        let joined_by_and = tokens[start - 1].lower != "," || all.len() > 1;
        let Some(noun) = chunks.noun_ending_at(end).filter(|_| joined_by_and) else { break };
        let noun_start = phrase_start(chunks, noun);
        let governor = noun_start.checked_sub(1).map(|i| &tokens[i]);
        // The object of a verb or preposition before is no part of this subject.
        if governor.is_some_and(|t| t.tag.is_verb() || is_preposition(t) && !is_subordinator(t)) {
            break;
        }
        all.insert(0, noun);
        start = noun_start;
    }
    (all, start)
}

/// Where a phrase starts, its possessor included.
pub fn phrase_start(chunks: &Chunks, noun: usize) -> usize {
    let start = chunks.nouns[noun].tokens.start;
    match noun.checked_sub(1).map(|n| &chunks.nouns[n]) {
        Some(p) if p.possessor && p.tokens.end + 1 == start => p.tokens.start,
        _ => start,
    }
}

/// The break that opens the parenthesis which the one at `close` closes.
fn opening_break(tokens: &[Token], close: usize) -> Option<usize> {
    let (same, longest): (&[&str], usize) = match tokens[close].lower.as_str() {
        "," => (&[","], 28),
        ")" => (&["("], 20),
        "—" | "–" | "--" | "-" => (&["—", "–", "--", "-"], 28),
        _ => return None,
    };
    (0..close).rev().take(longest).find(|&i| same.contains(&tokens[i].lower.as_str()))
}

/// How many tokens a sum of money may have.
const SUM: usize = 4;

fn object(tokens: &[Token], chunks: &Chunks, group: &VerbGroup) -> Option<usize> {
    if group.passive || group.tense == Tense::Participle {
        return None;
    }
    let mut at = group.tokens.end;
    while tokens.get(at).is_some_and(|t| t.tag.is_adverb() || t.tag == Tag::RP) {
        at += 1;
    }
    let mut noun = chunks.noun_starting_at(at);
    // "received US$ 17.4 billion government loans": the sum stands before what is received.
    for _ in 0..SUM {
        let sign = |i: usize| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Symbol);
        let country = sign(at + 1) && tokens[at + 1].span.start == tokens[at].span.end;
        let sum = country || sign(at) || tokens.get(at).is_some_and(|t| t.tag == Tag::CD);
        let alone = noun.is_none_or(|n| tokens[chunks.nouns[n].head].tag == Tag::CD);
        if !sum || !alone && !country {
            break;
        }
        at += 1;
        noun = chunks.noun_starting_at(at).or(noun);
    }
    let noun = noun?;
    let phrase = &chunks.nouns[noun];
    if is_bare_day(tokens, &phrase.tokens) {
        return None;
    }
    // "Obama's brief conversation": the object is what is possessed.
    if phrase.possessor { chunks.noun_starting_at(phrase.tokens.end + 1).or(Some(noun)) } else { Some(noun) }
}

fn agent(tokens: &[Token], chunks: &Chunks, group: &VerbGroup) -> Option<usize> {
    let window = group.tokens.end..(group.tokens.end + 12).min(tokens.len());
    let by = window.into_iter().find(|&i| tokens[i].lower == "by")?;
    chunks.noun_starting_at(by + 1)
}
