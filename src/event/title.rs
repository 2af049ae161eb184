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
        let object = self.relative_object(clause, verb);
        words.extend(self.verb_words(clause, verb, subject, object.is_some()));
        words.extend(object);
        if let Some(before) = self.content_before(index) {
            let first = before.start;
            // The capital of the sentence's first word says nothing inside a title.
            if first == self.behind_dateline(0)
                && !self.tokens[first].tag.is_proper()
                && !self.is_time(&self.tokens[first])
            {
                words.push(self.tokens[first].lower.to_string());
                return self.fill(words, first + 1, before.end, first);
            }
            return self.fill(words, first, before.end, first);
        }
        // "Merkel announces she will seek a fourth term": what is said says more than that it was said.
        let content = self.content(index);
        let end = self.clause_end(content.unwrap_or(index));
        let mut from = content.map_or(verb.tokens.end, |c| self.clauses[c].start);
        from += usize::from(content.is_some() && self.tokens[from].is("that"));
        // "announces the boy's father was ready": not without what he was.
        let least = content.map_or(from, |c| self.chunks.verbs[self.clauses[c].verb].tokens.end);
        self.fill(words, from, end, least)
    }

    /// "an agreement that twelve countries signed": what stands before the clause that tells what was done to it.
    fn relative_object(&self, clause: &Clause, verb: &VerbGroup) -> Option<String> {
        let start = phrase_start(self.chunks, *clause.subject.first()?);
        let adjoins = clause.subject.last().is_some_and(|&n| self.chunks.nouns[n].tokens.end == verb.tokens.start);
        let follows = |t: &Token| t.tag == Tag::Punct || is_preposition(t) || self.is_time(t);
        let lacks_object = clause.object.is_none() && self.tokens.get(verb.tokens.end).is_none_or(follows);
        let takes = adjoins && lacks_object && !verb.passive && lexicon::is_transitive(&verb.lemma);
        let pronoun = start.checked_sub(1).filter(|_| takes)?;
        let end = match self.tokens[pronoun].lower.as_str() {
            "which" | "whom" if pronoun > 0 && self.tokens[pronoun - 1].is(",") => pronoun - 1,
            "which" | "whom" | "that" => pronoun,
            _ => return None,
        };
        let noun = self.chunks.noun_ending_at(end)?;
        let phrase = &self.chunks.nouns[noun];
        // "the claim that he left": what was claimed.
        let tells = lexicon::embedding_noun(&self.tokens[phrase.head].lower).is_some();
        (!tells && !phrase.pronoun).then(|| self.with_article(noun))
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
        self.fill(words, phrase.tokens.end, until, phrase.tokens.end)
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

    /// `finite` where a subject and an object show that what looks like a participle is a past.
    fn verb_words(&self, clause: &Clause, verb: &VerbGroup, subject: Option<&str>, finite: bool) -> Vec<String> {
        let word = |i: usize| self.tokens[i].text(self.text).to_lowercase();
        // "agreed on Friday to pay": the particle belongs to the day.
        let particle = verb.particle.filter(|&p| !self.leads_to_time(p, self.tokens.len())).map(word);
        let head = word(verb.head);
        let mut words = match verb.tense {
            _ if verb.negated => verb.tokens.clone().take_while(|i| Some(*i) != verb.particle).map(word).collect(),
            Tense::Future if verb.passive => vec!["to".to_owned(), "be".to_owned(), head],
            Tense::Future => vec!["to".to_owned(), verb.lemma.to_string()],
            Tense::Modal => verb.tokens.clone().take_while(|i| Some(*i) != verb.particle).map(word).collect(),
            _ if verb.passive => vec![head],
            Tense::Infinitive => vec!["to".to_owned(), verb.lemma.to_string()],
            Tense::Participle if !finite => vec![head],
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

    /// Adds the words from `from` while they belong and fit, and ends where a reader would: behind token `least` and where
    /// nothing is wanting, else at least where a phrase ends.
    fn fill(&self, mut words: Vec<String>, from: usize, end: usize, least: usize) -> String {
        let (mut whole, mut phrase) = (0, words.len());
        let mut quote = false;
        let mut at = from;
        while at < end {
            let token = &self.tokens[at];
            // "during last week's game": the possessor goes with its "'s".
            let possessed = token.tag == Tag::POS && at > 0 && self.is_time(&self.tokens[at - 1]);
            if possessed || self.is_time(token) || self.leads_to_time(at, end) || self.determines_time(at) {
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
            if length(&words) > LONGEST {
                break;
            }
            if !quote && self.ends_phrase(at, end) {
                phrase = words.len();
                if at + 1 >= least && self.lacks_nothing(at, end) {
                    whole = words.len();
                }
            }
            at += 1;
        }
        words.truncate(if whole > 0 { whole } else { phrase.max(1) });
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

    fn lacks_nothing(&self, at: usize, end: usize) -> bool {
        let next = self.tokens.get(at + 1).filter(|_| at + 1 < end);
        !next.is_some_and(|next| next.is("of") || wants(&self.tokens[at], next)) && !self.opens_range(at)
    }

    /// A noun, number, adverb or verb that nothing of its phrase follows.
    fn ends_phrase(&self, at: usize, end: usize) -> bool {
        let token = &self.tokens[at];
        let next = self.tokens.get(at + 1).filter(|_| at + 1 < end);
        let ends_phrase = token.tag.is_noun()
            || matches!(token.tag, Tag::CD | Tag::RB | Tag::RP | Tag::JJ | Tag::VBN | Tag::VBG | Tag::VB | Tag::PRP);
        let goes_on = next.is_some_and(|t| {
            let same_phrase =
                self.chunks.noun_containing(at).is_some_and(|n| self.chunks.nouns[n].tokens.contains(&(at + 1)));
            same_phrase || t.tag == Tag::POS || (token.tag == Tag::JJ && t.tag.is_noun())
        });
        ends_phrase && !goes_on
    }

    /// "between €12 million": the other end of the range is still to come.
    fn opens_range(&self, at: usize) -> bool {
        const FARTHEST: usize = 6;
        let before = self.tokens[at.saturating_sub(FARTHEST)..at].iter().rev();
        let near = before.take_while(|t| t.lower != "and").any(|t| t.is("between"));
        near && self.tokens[at..].iter().take(3).any(|t| t.lower == "and")
    }

    fn is_time(&self, token: &Token) -> bool {
        self.times.iter().any(|t| t.overlaps(token.span))
    }

    /// A preposition or comma whose phrase is a time expression.
    fn leads_to_time(&self, at: usize, end: usize) -> bool {
        let token = &self.tokens[at];
        let leads = is_preposition(token) || token.lower == ",";
        let next = (at + 1..end.min(at + 3)).find(|&i| self.tokens[i].tag != Tag::DT);
        leads && next.is_some_and(|i| self.is_time(&self.tokens[i]) && self.is_all_time(i))
    }

    /// "the weeks before", not "the October shooting": a determiner of nothing but a time.
    fn determines_time(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1);
        self.tokens[at].tag == Tag::DT && next.is_some_and(|t| self.is_time(t)) && self.is_all_time(at + 1)
    }

    /// "in October", not "in the October shooting": does the phrase of a time tell nothing else?
    fn is_all_time(&self, at: usize) -> bool {
        let phrase = self.chunks.noun_containing(at).map(|n| &self.chunks.nouns[n]);
        phrase.is_none_or(|p| self.is_time(&self.tokens[p.head]) && !p.possessor)
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

    /// A noun phrase in words, as it stands.
    fn with_article(&self, noun: usize) -> String {
        let range = phrase_start(self.chunks, noun)..self.chunks.nouns[noun].tokens.end;
        let words = self.tokens[range].iter().filter(|t| !self.is_time(t) && !is_quote(t));
        join(&words.map(|t| t.text(self.text).to_owned()).collect::<Vec<_>>())
    }

    /// A noun phrase in words, as it stands, without its article.
    pub fn phrase(&self, noun: usize) -> String {
        join(&self.kept(phrase_start(self.chunks, noun)..self.chunks.nouns[noun].tokens.end))
    }
}

/// Does a word say nothing without the one behind it? "to discuss the", "looking for", "due to", "a more efficient and",
/// "regularly launch", "between €12 million and".
fn wants(token: &Token, next: &Token) -> bool {
    let object = next.tag.is_noun()
        || matches!(next.tag, Tag::DT | Tag::PRP | Tag::PRPS | Tag::CD | Tag::JJ | Tag::TO | Tag::WP | Tag::WDT)
        || matches!(next.lower.as_str(), "$" | "€" | "£" | "whether" | "how" | "why" | "that");
    match token.tag {
        Tag::VB | Tag::VBG => object || next.tag == Tag::RP || next.tag == Tag::IN && !is_subordinator(next),
        Tag::VBN => object && next.tag != Tag::TO,
        Tag::JJ => matches!(next.tag, Tag::CC | Tag::TO),
        Tag::RB => next.tag.is_verb() || matches!(next.tag, Tag::JJ | Tag::CD | Tag::VBN),
        _ => false,
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
