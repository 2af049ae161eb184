//! Titles: the source's own words, shortened to a headline of at most 80 characters.
//!
//! Subject with its canonical name, the verb in the headline's present, the rest of the clause up to the first natural
//! end; no date, no attribution, nothing generated.

use super::chunk::{Chunks, Tense, VerbGroup};
use super::clause::{Clause, ClauseRole, is_preposition, is_subordinator, phrase_start};
use super::lexicon::{self, Embedding};
use crate::text::{Span, Tag, Token, TokenKind};
use std::ops::Range;

/// The most characters that a title may have.
pub const LONGEST: usize = 80;
/// A title of at least this many characters may end at a comma.
const ENOUGH: usize = 34;

/// One sentence with what a title needs of it.
pub struct Source<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub chunks: &'a Chunks,
    pub clauses: &'a [Clause],
    /// Byte spans of the sentence's time expressions, which a title leaves out.
    pub times: &'a [Span],
}

impl Source<'_> {
    /// The title of a clause; `subject` is its resolved subject in words, where it has one.
    pub fn of_clause(&self, index: usize, subject: Option<&str>) -> String {
        let clause = &self.clauses[index];
        let verb = &self.chunks.verbs[clause.verb];
        let mut words: Vec<String> = Vec::new();
        if let Some(subject) = subject {
            words.push(subject.to_owned());
        }
        words.extend(self.verb_words(clause, verb, subject));
        if let Some(before) = self.content_before(index) {
            let first = before.start;
            // The capital of the sentence's first word says nothing inside a title.
            if first == self.behind_dateline(0)
                && !self.tokens[first].tag.is_proper()
                && !self.is_time(&self.tokens[first])
            {
                words.push(self.tokens[first].lower.to_string());
                return self.fill(words, first + 1, before.end);
            }
            return self.fill(words, first, before.end);
        }
        // "Merkel announces she will seek a fourth term": what is said says more than that it was said.
        let content = self.content(index);
        let end = self.clause_end(content.unwrap_or(index));
        let mut from = content.map_or(verb.tokens.end, |c| self.clauses[c].start);
        from += usize::from(content.is_some() && self.tokens[from].is("that"));
        self.fill(words, from, end)
    }

    /// The clause right behind a verb that tells what was said.
    fn content(&self, index: usize) -> Option<usize> {
        let next = self.clauses.get(index + 1)?;
        let from = self.chunks.verbs[self.clauses[index].verb].tokens.end;
        let passes = |i: usize| {
            let token = &self.tokens[i];
            token.is("that") || self.is_time(token) || self.leads_to_time(i, next.start)
        };
        let adjoins = from <= next.start && (from..next.start).all(passes);
        (next.role == ClauseRole::Complement && next.governor == Some(index) && adjoins).then_some(index + 1)
    }

    /// "Sales were flat, the company said": what was said, where it stands before the verb that ends the sentence.
    fn content_before(&self, index: usize) -> Option<Range<usize>> {
        let clause = &self.clauses[index];
        let verb = &self.chunks.verbs[clause.verb];
        let says = lexicon::embedding_verb(&verb.lemma) == Some(Embedding::Say);
        let last = self.tokens.len();
        let passes = |i: usize| {
            let token = &self.tokens[i];
            token.tag == Tag::Punct || self.is_time(token) || self.leads_to_time(i, last)
        };
        let ends = (verb.tokens.end..last).all(passes);
        let comma = clause.start.checked_sub(1).filter(|&i| says && ends && index > 0 && self.tokens[i].is(","))?;
        let said = self.clauses[..index].iter().filter(|c| c.role == ClauseRole::Main).map(|c| c.start).min()?;
        let said = self.behind_dateline(said);
        let quoted = self.tokens[said..comma].iter().any(is_quote);
        (!quoted && said < comma).then_some(said..comma)
    }

    /// "LIMA - Workers found a tomb, they said": where the report begins.
    fn behind_dateline(&self, start: usize) -> usize {
        const FARTHEST: usize = 8;
        let dash = |t: &Token| matches!(t.lower.as_str(), "-" | "–" | "—" | "--");
        let head = self.tokens.iter().take(FARTHEST).position(dash).filter(|_| start == 0);
        head.filter(|&at| self.tokens[..at].iter().any(|t| t.tag.is_proper())).map_or(start, |at| at + 1)
    }

    /// The title of an event that a noun phrase names, with its possessor and the phrases that hang on it.
    pub fn of_noun(&self, noun: usize, until: usize) -> String {
        let start = phrase_start(self.chunks, noun);
        let phrase = &self.chunks.nouns[noun];
        let words = self.kept(start..phrase.tokens.end);
        self.fill(words, phrase.tokens.end, until)
    }

    fn clause_end(&self, index: usize) -> usize {
        let mut end = self.clauses[index].end;
        for next in &self.clauses[index + 1..] {
            let nonfinite = matches!(next.role, ClauseRole::Infinitive | ClauseRole::Participial);
            if !nonfinite || next.start != end {
                break;
            }
            end = next.end;
        }
        end
    }

    fn verb_words(&self, clause: &Clause, verb: &VerbGroup, subject: Option<&str>) -> Vec<String> {
        let word = |i: usize| self.tokens[i].text(self.text).to_lowercase();
        let particle = verb.particle.map(word);
        let head = word(verb.head);
        let mut words = match verb.tense {
            _ if verb.negated => verb.tokens.clone().take_while(|i| Some(*i) != verb.particle).map(word).collect(),
            Tense::Future if verb.passive => vec!["to".to_owned(), "be".to_owned(), head],
            Tense::Future => vec!["to".to_owned(), verb.lemma.to_string()],
            Tense::Modal => verb.tokens.clone().take_while(|i| Some(*i) != verb.particle).map(word).collect(),
            _ if verb.passive => vec![head],
            Tense::Infinitive => vec!["to".to_owned(), verb.lemma.to_string()],
            Tense::Participle => vec![head],
            _ if verb.progressive => vec![head],
            Tense::Gerund if subject.is_none() => vec![head],
            _ if self.is_plural(clause, subject) => vec![verb.lemma.to_string()],
            _ => vec![third_person(&verb.lemma)],
        };
        words.extend(particle);
        words
    }

    fn is_plural(&self, clause: &Clause, subject: Option<&str>) -> bool {
        if subject.is_some_and(|s| s.contains(" and ")) || clause.subject.len() > 1 {
            return true;
        }
        let Some(&noun) = clause.subject.last() else { return false };
        let head = &self.tokens[self.chunks.nouns[noun].head];
        matches!(head.tag, Tag::NNS)
            || matches!(head.lower.as_str(), "they" | "we" | "police" | "people" | "i" | "you")
            || (head.tag == Tag::CD && head.lower != "one")
    }

    /// Adds the words from `from` while they belong and fit, and ends where a reader would.
    fn fill(&self, mut words: Vec<String>, from: usize, end: usize) -> String {
        let mut kept = words.len();
        let mut quote = false;
        let mut at = from;
        while at < end {
            let token = &self.tokens[at];
            if self.is_time(token) || self.leads_to_time(at, end) {
                at += 1;
                continue;
            }
            if is_quote(token) {
                quote = !quote;
                at += 1;
                continue;
            }
            if self.is_end(at, length(&words)) {
                break;
            }
            words.push(token.text(self.text).to_owned());
            let whole = !quote && self.may_end_after(at, end);
            if length(&words) > LONGEST {
                break;
            }
            at += 1;
            if whole {
                kept = words.len();
            }
        }
        words.truncate(kept.max(1));
        finish(&join(&words))
    }

    fn is_end(&self, at: usize, so_far: usize) -> bool {
        let token = &self.tokens[at];
        match token.lower.as_str() {
            ";" | ":" | "—" | "–" | "--" | "(" | "." | "?" | "!" | "…" | "..." => true,
            "," => so_far >= ENOUGH || !self.is_list(at),
            "that" | "which" | "who" | "whose" | "whom" | "although" | "because" | "while" | "whereas" | "if"
            | "unless" | "when" | "where" | "since" | "according" | "amid" | "saying" | "adding" | "including" => {
                so_far >= 12
            }
            "as" => is_subordinator(token) && self.starts_clause(at),
            "after" | "before" => self.starts_clause(at),
            _ => token.tag == Tag::CC && so_far >= ENOUGH && self.starts_clause(at),
        }
    }

    /// Does a clause of its own begin at or right after this token?
    fn starts_clause(&self, at: usize) -> bool {
        self.clauses.iter().any(|c| c.start == at || c.subordinator == Some(at))
            || self.chunks.verbs.iter().any(|v| v.tokens.start == at + 1)
    }

    /// A comma between the items of a list: a noun phrase on both sides.
    fn is_list(&self, comma: usize) -> bool {
        self.chunks.noun_ending_at(comma).is_some()
            && self.chunks.noun_starting_at(comma + 1).is_some()
            && self.tokens[comma + 1..].iter().take(8).any(|t| t.lower == "and")
    }

    /// A title may end after a noun, number, adverb or verb that nothing of its phrase follows.
    fn may_end_after(&self, at: usize, end: usize) -> bool {
        let token = &self.tokens[at];
        let next = self.tokens.get(at + 1).filter(|_| at + 1 < end);
        let ends_phrase = token.tag.is_noun()
            || matches!(token.tag, Tag::CD | Tag::RB | Tag::RP | Tag::JJ | Tag::VBN | Tag::VBG | Tag::VB | Tag::PRP);
        let goes_on = next.is_some_and(|t| {
            let same_phrase =
                self.chunks.noun_containing(at).is_some_and(|n| self.chunks.nouns[n].tokens.contains(&(at + 1)));
            same_phrase || t.tag == Tag::POS || (t.lower == "of") || (token.tag == Tag::JJ && t.tag.is_noun())
        });
        ends_phrase && !goes_on
    }

    fn is_time(&self, token: &Token) -> bool {
        self.times.iter().any(|t| t.overlaps(token.span))
    }

    /// A preposition or comma whose phrase is a time expression.
    fn leads_to_time(&self, at: usize, end: usize) -> bool {
        let token = &self.tokens[at];
        let leads = is_preposition(token) || token.lower == ",";
        let next = (at + 1..end.min(at + 3)).find(|&i| self.tokens[i].tag != Tag::DT);
        leads && next.is_some_and(|i| self.is_time(&self.tokens[i]))
    }

    /// The words of a stretch without time expressions and the first determiner.
    fn kept(&self, range: std::ops::Range<usize>) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for token in &self.tokens[range] {
            let article = words.is_empty() && matches!(token.lower.as_str(), "the" | "a" | "an" | "this" | "that");
            let left_over = words.is_empty() && token.tag == Tag::POS;
            if !article && !left_over && !self.is_time(token) && !is_quote(token) {
                words.push(token.text(self.text).to_owned());
            }
        }
        words
    }

    /// A noun phrase in words, as it stands, without its article.
    pub fn phrase(&self, noun: usize) -> String {
        join(&self.kept(phrase_start(self.chunks, noun)..self.chunks.nouns[noun].tokens.end))
    }
}

fn is_quote(token: &Token) -> bool {
    token.kind != TokenKind::Word
        && matches!(token.lower.as_str(), "\"" | "“" | "”" | "'" | "‘" | "’" | "``" | "''" | "«" | "»")
}

fn length(words: &[String]) -> usize {
    words.iter().map(|w| w.chars().count() + 1).sum::<usize>().saturating_sub(1)
}

/// Joins words as they are written: no space before "'s", "%" or a comma, none after "$".
fn join(words: &[String]) -> String {
    let mut out = String::new();
    for word in words {
        let glued = matches!(word.as_str(), "'s" | "’s" | "'" | "’" | "%" | "," | "n't" | "n’t" | ")" | "-" | "/")
            || out.ends_with(['$', '£', '€', '(', '-', '/']);
        if !out.is_empty() && !glued {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn finish(title: &str) -> String {
    let trimmed = title.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-'));
    let mut chars = trimmed.chars();
    let title: String = chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default();
    if title.chars().count() <= LONGEST {
        return title;
    }
    // Only where no natural end was found: whole words.
    let cut: String = title.chars().take(LONGEST).collect();
    cut.rsplit_once(' ').map_or(cut.clone(), |(head, _)| head.to_owned())
}

/// "meet" → "meets", "reach" → "reaches", "deny" → "denies".
pub fn third_person(base: &str) -> String {
    match base {
        "be" => return "is".to_owned(),
        "have" => return "has".to_owned(),
        _ => {}
    }
    let consonant_y = base.ends_with('y') && !matches!(base.chars().rev().nth(1), Some('a' | 'e' | 'i' | 'o' | 'u'));
    if consonant_y {
        return format!("{}ies", &base[..base.len() - 1]);
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| base.ends_with(e));
    format!("{base}{}", if hisses { "es" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headline_present() {
        for (base, expected) in [
            ("meet", "meets"),
            ("reach", "reaches"),
            ("deny", "denies"),
            ("play", "plays"),
            ("go", "goes"),
            ("fix", "fixes"),
            ("be", "is"),
            ("have", "has"),
            ("pass", "passes"),
            ("sue", "sues"),
        ] {
            assert_eq!(third_person(base), expected);
        }
    }

    #[test]
    fn words_are_joined_as_written() {
        let join_of = |s: &str| join(&s.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(join_of("Obama 's $ 9 billion plan , cut by 5 %"), "Obama's $9 billion plan, cut by 5%");
    }
}
