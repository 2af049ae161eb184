//! Shallow syntax of one tagged sentence: verb groups and noun phrases, found by a single pass over the tags.

use super::names::joins_name;
use crate::text::{Sentence, Tag, Token, TokenKind, lemma};
use smol_str::SmolStr;
use std::ops::Range;

/// The form of a verb group, as far as the tags tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Present,
    Perfect,
    Pluperfect,
    /// "will", "shall", "is going to".
    Future,
    /// Any other modal verb.
    Modal,
    Infinitive,
    /// An "-ing" form without an auxiliary.
    Gerund,
    /// A past participle without an auxiliary.
    Participle,
}

/// A verb with its auxiliaries: "had been attacked", "will not meet".
#[derive(Clone, Debug)]
pub struct VerbGroup {
    /// Tokens from the first auxiliary to the main verb (and its particle).
    pub tokens: Range<usize>,
    /// The main verb.
    pub head: usize,
    pub lemma: SmolStr,
    /// "step down", where the lexicon or the tags join a particle to it.
    pub particle: Option<usize>,
    pub tense: Tense,
    pub passive: bool,
    pub progressive: bool,
    pub negated: bool,
    /// The modal, where there is one.
    pub modal: Option<usize>,
}

impl VerbGroup {
    pub fn is_finite(&self) -> bool {
        !matches!(self.tense, Tense::Infinitive | Tense::Gerund | Tense::Participle)
    }
}

/// A noun phrase without its prepositional phrases; a possessor is a phrase of its own.
#[derive(Clone, Debug)]
pub struct NounPhrase {
    pub tokens: Range<usize>,
    pub head: usize,
    pub pronoun: bool,
    /// Followed by "'s": the possessor of the next phrase.
    pub possessor: bool,
}

/// The chunks of a sentence, in order.
#[derive(Clone, Debug, Default)]
pub struct Chunks {
    pub verbs: Vec<VerbGroup>,
    pub nouns: Vec<NounPhrase>,
}

impl Chunks {
    pub fn new(sentence: &Sentence) -> Self {
        let tokens = &sentence.tokens;
        let mut chunks = Self::default();
        let mut at = 0;
        while at < tokens.len() {
            let free = chunks.verbs.last().map_or(0, |v| v.tokens.end);
            if let Some(verb) = verb_group(tokens, at, free) {
                at = verb.tokens.end;
                chunks.verbs.push(verb);
            } else if let Some(noun) = noun_phrase(tokens, at) {
                at = noun.tokens.end;
                chunks.nouns.push(noun);
            } else {
                at += 1;
            }
        }
        chunks
    }

    /// The noun phrase that ends right before token `end`.
    pub fn noun_ending_at(&self, end: usize) -> Option<usize> {
        self.nouns.iter().position(|n| n.tokens.end == end)
    }

    /// The noun phrase that starts at token `start`.
    pub fn noun_starting_at(&self, start: usize) -> Option<usize> {
        self.nouns.iter().position(|n| n.tokens.start == start)
    }

    pub fn noun_containing(&self, token: usize) -> Option<usize> {
        self.nouns.iter().position(|n| n.tokens.contains(&token))
    }
}

/// Does a phrase that begins so mean what is known: "the talks", "this raid", "their release"?
pub fn is_definite(first: &Token) -> bool {
    matches!(first.lower.as_str(), "the" | "this" | "that" | "these" | "those" | "their" | "his" | "her" | "its")
}

const BE: &[&str] = &["be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"];
const HAVE: &[&str] = &["have", "has", "had", "having", "'ve", "'d"];
const DO: &[&str] = &["do", "does", "did"];
const GET: &[&str] = &["get", "gets", "got", "getting"];
const NOT: &[&str] = &["not", "n't", "never"];
/// How many adverbs may stand between an auxiliary and its verb.
const ADVERBS: usize = 3;

/// The verb group at a token; the tokens before `free` are part of another.
fn verb_group(tokens: &[Token], start: usize, free: usize) -> Option<VerbGroup> {
    let (first, first_token) = (&tokens[start], start);
    if names_its_noun(tokens, start) {
        return None;
    }
    let infinitive =
        first.tag == Tag::TO && tokens.get(skip_adverbs(tokens, start + 1)).is_some_and(|t| t.tag == Tag::VB);
    if !(infinitive || first.tag == Tag::MD || first.tag.is_verb()) {
        return None;
    }
    let (mut modal, mut negated) = (None, false);
    let (mut be, mut have, mut get, mut past_auxiliary) = (false, false, false, false);
    let mut aux = 0;
    let mut at = if infinitive { start + 1 } else { start };
    let head = loop {
        let token = tokens.get(at)?;
        let lower = token.lower.as_str();
        if token.tag.is_adverb() || is_negation(token) {
            negated |= is_negation(token);
            at += 1;
            continue;
        }
        let next = next_verb(tokens, at + 1);
        match next {
            Some(_) if token.tag == Tag::MD => modal = Some(at),
            Some(n) if BE.contains(&lower) && matches!(tokens[n].tag, Tag::VBN | Tag::VBD | Tag::VBG) => be = true,
            Some(n) if HAVE.contains(&lower) && matches!(tokens[n].tag, Tag::VBN | Tag::VBD) => {
                have = true;
                be = false;
            }
            Some(n) if DO.contains(&lower) && tokens[n].tag == Tag::VB => {}
            Some(n) if GET.contains(&lower) && tokens[n].tag == Tag::VBN => get = true,
            _ if token.tag.is_verb() => break at,
            _ if token.tag == Tag::MD => return None,
            _ => return None,
        }
        if aux == 0 && modal.is_none() {
            past_auxiliary = matches!(lower, "was" | "were" | "had" | "did" | "got" | "'d");
        }
        aux += 1;
        at += 1;
    };
    let main = &tokens[head];
    let passive = (be || get) && matches!(main.tag, Tag::VBN | Tag::VBD);
    let progressive = be && main.tag == Tag::VBG;
    let had = modal.is_some_and(|m| tokens[m].is("'d")) && matches!(main.tag, Tag::VBN | Tag::VBD);
    let tense = match modal.map(|m| tokens[m].lower.as_str()) {
        // "they'd left".
        Some(_) if had && aux == 1 => Tense::Pluperfect,
        Some("will" | "'ll" | "shall" | "wo") => Tense::Future,
        Some(_) => Tense::Modal,
        None if infinitive => Tense::Infinitive,
        // "having been annexed", "having won": a participle, whenever it was.
        None if first.is("having") && aux > 0 && passive => Tense::Participle,
        None if first.is("having") && aux > 0 => Tense::Gerund,
        None if have && past_auxiliary => Tense::Pluperfect,
        None if have => Tense::Perfect,
        None if aux > 0 && past_auxiliary => Tense::Past,
        None if aux > 0 => Tense::Present,
        None => match main.tag {
            Tag::VBD => Tense::Past,
            Tag::VBG => Tense::Gerund,
            Tag::VBN => Tense::Participle,
            _ => Tense::Present,
        },
    };
    let base = lemma(&main.lower, main.tag);
    let particle = particle(tokens, head, &base);
    // "never left", "not to leave".
    let adverbs =
        (free..start).rev().take(ADVERBS).take_while(|&t| tokens[t].tag.is_adverb() || is_negation(&tokens[t]));
    let start = adverbs.filter(|&t| is_negation(&tokens[t])).last();
    // "was not the cause".
    let behind = head + 1..skip_adverbs(tokens, head + 1);
    let is_auxiliary = BE.contains(&&*main.lower) || HAVE.contains(&&*main.lower);
    let not = behind.rev().find(|&t| is_auxiliary && is_negation(&tokens[t]));
    let end = particle.unwrap_or(head).max(not.unwrap_or(head)) + 1;
    let negated = negated || start.is_some() || not.is_some();
    let start = start.unwrap_or(first_token);
    Some(VerbGroup { tokens: start..end, head, lemma: base, particle, tense, passive, progressive, negated, modal })
}

/// "tribute to bombing victims", "the shooting suspect": a noun in -ing before the noun that it tells the kind of.
fn names_its_noun(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| &tokens[i]) else { return false };
    tokens[at].tag == Tag::VBG
        && matches!(before.tag, Tag::TO | Tag::JJ | Tag::DT | Tag::PRPS | Tag::CD)
        && tokens.get(at + 1).is_some_and(|t| matches!(t.tag, Tag::NN | Tag::NNS))
        && super::lexicon::noun(&tokens[at].lower).is_some()
}

/// The particle of a verb, directly after it or after a short object ("called it off" is left to the lexicon).
fn particle(tokens: &[Token], head: usize, base: &str) -> Option<usize> {
    let next = tokens.get(head + 1)?;
    let joined =
        matches!(next.tag, Tag::RP | Tag::RB | Tag::IN) && super::lexicon::verb_phrase(base, &next.lower).is_some();
    (joined || next.tag == Tag::RP).then_some(head + 1)
}

fn is_negation(token: &Token) -> bool {
    NOT.contains(&token.lower.as_str())
}

fn skip_adverbs(tokens: &[Token], mut at: usize) -> usize {
    let limit = at + ADVERBS;
    while at < limit && tokens.get(at).is_some_and(|t| t.tag.is_adverb() || is_negation(t)) {
        at += 1;
    }
    at
}

fn next_verb(tokens: &[Token], from: usize) -> Option<usize> {
    let at = skip_adverbs(tokens, from);
    tokens.get(at)?.tag.is_verb().then_some(at)
}

fn noun_phrase(tokens: &[Token], start: usize) -> Option<NounPhrase> {
    if matches!(tokens[start].tag, Tag::PRP | Tag::EX) {
        return Some(NounPhrase { tokens: start..start + 1, head: start, pronoun: true, possessor: false });
    }
    let mut at = start;
    let mut head = None;
    while let Some(token) = tokens.get(at) {
        // "holds a hearing Wednesday": the day is no part of what is held.
        if head.is_some() && is_day(token) {
            break;
        }
        // "On Tuesday Obama met": nor is the day part of a name.
        if at > start && token.tag.is_proper() && is_day(&tokens[at - 1]) && start > 0 && tokens[start - 1].is("on") {
            break;
        }
        let inside = match token.tag {
            Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS => {
                head = Some(at);
                true
            }
            Tag::DT | Tag::PDT | Tag::PRPS => head.is_none(),
            Tag::CD => {
                // "four" heads "the four"; "Sept. 1" and "30 jets" have it inside.
                if head.is_none() && !starts_nominal(tokens, at + 1) {
                    head = Some(at);
                }
                true
            }
            Tag::JJ | Tag::JJR | Tag::JJS => head.is_none() || starts_nominal(tokens, at + 1),
            // A participle before its noun: "the released emails", "a planned summit".
            Tag::VBG if names_its_noun(tokens, at) => head.is_none(),
            Tag::VBN | Tag::VBG => at > start && head.is_none() && starts_nominal(tokens, at + 1),
            Tag::RB | Tag::RBR | Tag::RBS => head.is_none() && starts_nominal(tokens, at + 1) && at > start,
            // "Hammer & Sons Ltd.".
            _ if token.is("and") && head.is_some() => joins_name(tokens, at),
            _ if token.is("&") && head.is_some() => starts_name(tokens, at + 1) && starts_name(tokens, at - 1),
            _ => token.kind == TokenKind::Symbol && head.is_none(),
        };
        if !inside {
            break;
        }
        at += 1;
    }
    let head = head?;
    // "magnitude 6.1", "Flight 370": a number behind its noun, if nothing is counted by it.
    let numbered = matches!(tokens[head].tag, Tag::NN | Tag::NNP)
        && tokens.get(head + 1).is_some_and(|t| t.tag == Tag::CD)
        && tokens.get(head + 2).is_none_or(|t| t.tag.is_verb() || matches!(t.tag, Tag::IN | Tag::MD | Tag::Punct));
    let end = head + 1 + usize::from(numbered);
    let possessor = tokens.get(end).is_some_and(|t| t.tag == Tag::POS);
    Some(NounPhrase { tokens: start..end, head, pronoun: false, possessor })
}

/// A word that dates a clause without a preposition.
fn is_day(token: &Token) -> bool {
    matches!(
        token.lower.as_str(),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "tonight"
    )
}

fn starts_nominal(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| {
        t.tag.is_noun() || matches!(t.tag, Tag::JJ | Tag::JJR | Tag::JJS | Tag::CD | Tag::VBN | Tag::VBG)
    }) && !tokens.get(at).is_some_and(|t| matches!(t.tag, Tag::VBG | Tag::VBN) && !next_is_noun(tokens, at + 1))
}

fn starts_name(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.capital && t.tag.is_noun())
}

fn next_is_noun(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.tag.is_noun())
}
