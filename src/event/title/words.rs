//! From the tokens that a title keeps to its words, written as the source writes them.

use super::Source;
use crate::event::clause::is_preposition;
use crate::event::lexicon::{self, Embedding};
use crate::text::tree::Relation;
use crate::text::{SOFT_HYPHEN, Tag, Token, TokenKind, lemma};

/// The most characters that a title may have.
pub const LONGEST: usize = 80;

impl Source<'_> {
    /// Tokens as a title writes them: no quotation marks, no times, commas only in lists, and no last word that wants
    /// another.
    pub(super) fn words(&self, tokens: &[usize]) -> Vec<String> {
        let all = self.written(tokens);
        let mut words: Vec<String> = Vec::new();
        for (i, &at) in all.iter().enumerate() {
            match words.last_mut().filter(|_| self.goes_on(&all, i)) {
                Some(last) => last.push_str(&self.word(at)),
                None => words.push(self.word(at)),
            }
        }
        words
    }

    /// The `length` of the words of tokens, without writing them.
    pub(super) fn length_of(&self, tokens: &[usize]) -> usize {
        let all = self.written(tokens);
        let chars = |&at: &usize| self.tokens[at].text(self.text).chars().filter(|c| *c != SOFT_HYPHEN).count();
        let words = (0..all.len()).filter(|&i| !self.goes_on(&all, i)).count();
        all.iter().map(chars).sum::<usize>() + words.saturating_sub(1)
    }

    /// Is the token at place `i` of a list written as part of the one before it?
    fn goes_on(&self, all: &[usize], i: usize) -> bool {
        i > 0 && all[i - 1] + 1 == all[i] && self.touches(all[i])
    }

    /// The tokens that a title writes of those it keeps.
    fn written(&self, tokens: &[usize]) -> Vec<usize> {
        let mut all: Vec<usize> = Vec::with_capacity(tokens.len());
        for (i, &at) in tokens.iter().enumerate() {
            let token = &self.tokens[at];
            // "during last week's game": the possessor goes with its "'s".
            let possessed = token.tag == Tag::POS && at > 0 && self.is_time(&self.tokens[at - 1]);
            if is_quote(token) && !self.is_written_into(at)
                || self.is_time(token)
                || possessed
                || self.determines_time(at)
                || self.leads_to_time(at, self.tokens.len())
            {
                continue;
            }
            let between = i > 0 && tokens[i - 1] + 2 == at && !all.is_empty();
            let comma = between && self.tokens[at - 1].is(",") && self.is_list(at - 1);
            // What "and" joins keeps it, wherever the tree hangs that.
            let joined = !all.is_empty() && tokens[i - 1] + 1 < at && self.tokens[at - 1].tag == Tag::CC;
            if comma || joined {
                all.push(at - 1);
            }
            all.push(at);
        }
        while all.last().is_some_and(|&at| self.wants_more(at)) {
            all.pop();
        }
        all
    }

    /// Is a token written without a space behind the one before?
    fn touches(&self, at: usize) -> bool {
        at > 0 && self.tokens[at - 1].span.end == self.tokens[at].span.start
    }

    /// An apostrophe that belongs to its word, and closes no quotation: "the workers' union", "rock'n'roll".
    pub(super) fn is_written_into(&self, at: usize) -> bool {
        let mark = |t: &Token| matches!(t.lower.as_str(), "'" | "’");
        let inside = self.touches(at) && at + 1 < self.tokens.len() && self.touches(at + 1);
        mark(&self.tokens[at]) && (inside || self.possesses(at))
    }

    /// The mark of a possessor in the plural.
    fn possesses(&self, at: usize) -> bool {
        let quoted = self.tokens[..at].iter().any(|t| matches!(t.lower.as_str(), "'" | "‘" | "`"));
        let plural = self.touches(at) && self.tokens[at - 1].lower.ends_with('s');
        plural && !quoted && self.tree.relation(at) == Relation::Other
    }

    /// A word as it stands; the capital of a sentence's first word says nothing inside a title.
    fn word(&self, at: usize) -> String {
        let token = &self.tokens[at];
        let first = at == 0 && !token.tag.is_proper() && token.lower != "i";
        // "said it would extend its bid" is "says it will" in a headline.
        let word = if self.is_future_of_past(at) { "will" } else { token.text(self.text) };
        match word.contains(SOFT_HYPHEN) {
            _ if first => token.lower.to_string(),
            true => word.replace(SOFT_HYPHEN, ""),
            false => word.to_owned(),
        }
    }

    fn is_future_of_past(&self, at: usize) -> bool {
        let says = |verb: usize| {
            let token = &self.tokens[verb];
            let said = matches!(token.tag, Tag::VBD | Tag::VBN);
            said && lexicon::embedding_verb(&lemma(&token.lower, token.tag)) == Some(Embedding::Say)
        };
        let told = self.tree.head(at).filter(|&v| self.tree.relation(v) == Relation::Clause);
        // "would resign if the bridge closed" foretells nothing.
        let conditional = || self.tokens.iter().any(|t| t.is("if") || t.is("unless"));
        self.tokens[at].is("would") && told.and_then(|v| self.tree.head(v)).is_some_and(says) && !conditional()
    }

    /// A word that no title ends with.
    fn wants_more(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let stranded = is_preposition(token) && self.tree.relation(at) != Relation::Particle;
        // "the teams' week": whose, without what.
        let possesses = token.tag == Tag::POS || self.is_written_into(at) && self.possesses(at);
        stranded
            || possesses
            || matches!(token.tag, Tag::DT | Tag::CC | Tag::PRPS | Tag::WDT | Tag::WPS)
            || token.is(",")
    }

    /// A comma between the items of a list: a noun phrase on both sides.
    pub(super) fn is_list(&self, comma: usize) -> bool {
        self.chunks.noun_ending_at(comma).is_some()
            && self.chunks.noun_starting_at(comma + 1).is_some()
            && self.tokens[comma + 1..].iter().take(8).any(|t| t.lower == "and")
    }

    pub fn is_time(&self, token: &Token) -> bool {
        self.times.iter().any(|t| t.overlaps(token.span))
    }

    /// A preposition or comma whose phrase is a time expression.
    pub(super) fn leads_to_time(&self, at: usize, end: usize) -> bool {
        let token = &self.tokens[at];
        // "to soon grow" leads to a verb.
        let leads = is_preposition(token) && self.tree.relation(at) != Relation::Auxiliary || token.lower == ",";
        let next = (at + 1..end.min(at + 3)).find(|&i| self.tokens[i].tag != Tag::DT);
        leads && next.is_some_and(|i| self.is_time(&self.tokens[i]) && self.is_all_time(i))
    }

    /// "the weeks before", "a hard December", not "the October shooting": what tells more of nothing but a time.
    pub(super) fn determines_time(&self, at: usize) -> bool {
        let is_all = |time: usize| self.is_time(&self.tokens[time]) && self.is_all_time(time);
        let next = at + 1 < self.tokens.len() && is_all(at + 1);
        let of_time = || self.tree.head(at).is_some_and(|head| head > at && is_all(head));
        match self.tokens[at].tag {
            Tag::DT => next || of_time(),
            tag => tag.is_adjective() && of_time(),
        }
    }

    /// "in October", not "in the October shooting": does the phrase of a time tell nothing else?
    pub(super) fn is_all_time(&self, at: usize) -> bool {
        let phrase = self.chunks.noun_containing(at).map(|n| &self.chunks.nouns[n]);
        phrase.is_none_or(|p| self.is_time(&self.tokens[p.head]) && !p.possessor)
    }

    /// A time expression with the preposition that leads to it, and nothing else: not "in the weeks before the strike".
    pub(super) fn is_only_time(&self, root: usize) -> bool {
        let timed =
            self.leads_to_time(root, self.tokens.len()) || self.is_time(&self.tokens[root]) && self.is_all_time(root);
        let mut open = if timed { vec![root] } else { return false };
        while let Some(at) = open.pop() {
            let token = &self.tokens[at];
            let empty = is_preposition(token) || matches!(token.tag, Tag::DT | Tag::Punct) || self.is_time(token);
            if !empty && at != root {
                return false;
            }
            open.extend(self.tree.children(at));
        }
        true
    }
}

pub(super) fn is_quote(token: &Token) -> bool {
    token.kind != TokenKind::Word
        && matches!(token.lower.as_str(), "\"" | "“" | "”" | "'" | "‘" | "’" | "``" | "''" | "«" | "»")
}

pub(super) fn length(words: &[String]) -> usize {
    words.iter().map(|w| w.chars().count() + 1).sum::<usize>().saturating_sub(1)
}

/// Joins words as they are written: no space before "'s", "%" or a comma, none after "$".
pub(super) fn join(words: &[String]) -> String {
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

pub(super) fn finish(title: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_as_written() {
        let join_of = |s: &str| join(&s.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(join_of("Obama 's $ 9 billion plan , cut by 5 %"), "Obama's $9 billion plan, cut by 5%");
    }
}
