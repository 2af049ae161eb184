//! Titles: the source's own words, shortened to a headline of at most 80 characters.
//!
//! Subject with its canonical name, the verb in the headline's present, then what the verb needs and what else fits: the
//! tree of the sentence says what hangs on what, so that what is left out is left out whole. No date, no attribution,
//! nothing generated.

use super::chunk::{Chunks, Tense, VerbGroup};
use super::clause::{Clause, is_preposition};
use super::lexicon::{self, Embedding};
use crate::text::tree::{Relation, Tree};
use crate::text::{Span, Tag, Token, TokenKind};

/// The most characters that a title may have.
pub const LONGEST: usize = 80;
/// The most characters that a phrase may take with what hangs on it; a longer one stands without.
const PHRASE: usize = 45;

/// One sentence with what a title needs of it.
pub struct Source<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub chunks: &'a Chunks,
    pub clauses: &'a [Clause],
    pub tree: &'a Tree,
    /// Byte spans of the sentence's time expressions, which a title leaves out.
    pub times: &'a [Span],
}

/// How much is left out: from asides alone to all but the bones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cut {
    Asides,
    /// Adverbs, further verbs, purposes, what a participle adds.
    Additions,
    /// What prepositions add to nouns, but for "of".
    Details,
    Bones,
}

impl Cut {
    const ALL: [Self; 4] = [Self::Asides, Self::Additions, Self::Details, Self::Bones];
}

impl Source<'_> {
    /// The title of a clause; `subject` is its resolved subject in words, where it has one.
    pub fn of_clause(&self, index: usize, subject: Option<&str>) -> String {
        let clause = &self.clauses[index];
        let verb = &self.chunks.verbs[clause.verb];
        let mut start: Vec<String> = subject.map(str::to_owned).into_iter().collect();
        let antecedent = self.relative_object(clause);
        start.extend(self.verb_words(clause, verb, subject, antecedent.is_some()));
        start.extend(antecedent);
        let parts = self.parts(clause, verb);
        let optional: Vec<usize> = parts.iter().filter(|p| !p.1).map(|p| p.0).collect();
        for cut in Cut::ALL {
            // Before the bones are bared, what is not needed goes, first from behind.
            let fewest = if cut < Cut::Details { optional.len() } else { 0 };
            for kept in (fewest..=optional.len()).rev() {
                let dropped = &optional[kept..];
                let kept = parts.iter().map(|p| p.0).filter(|p| !dropped.contains(p));
                let mut tokens: Vec<usize> = kept.flat_map(|part| self.subtree(part, cut)).collect();
                tokens.retain(|t| !verb.tokens.contains(t));
                let words = [&start[..], &self.words(&tokens)].concat();
                if length(&words) <= LONGEST {
                    return finish(&join(&words));
                }
            }
        }
        finish(&join(&start))
    }

    /// What hangs on the verb of a clause, in the order of a headline, and whether the verb needs it.
    fn parts(&self, clause: &Clause, verb: &VerbGroup) -> Vec<(usize, bool)> {
        let inside = |t: usize| verb.tokens.contains(&t);
        let relation = |t: usize| self.tree.relation(t);
        let says = lexicon::embedding_verb(&verb.lemma) == Some(Embedding::Say);
        // "speak with": what hangs on the particle is the verb's.
        let of_particle = verb.particle.into_iter().flat_map(|p| self.tree.children(p));
        let behind = self.tree.children(clause.node).filter(|&c| c >= verb.tokens.end && !inside(c)).chain(of_particle);
        // "Sales were flat, the company said": what was said, though it stands before.
        let before = self
            .tree
            .children(clause.node)
            .filter(|&c| says && c < verb.tokens.start && relation(c) == Relation::Clause);
        let mut parts: Vec<(usize, bool)> = Vec::new();
        let mut behind: Vec<usize> = behind.collect();
        behind.sort_unstable();
        for child in behind.into_iter().chain(before) {
            let needed = match relation(child) {
                Relation::Object
                | Relation::PrepositionObject
                | Relation::IndirectObject
                | Relation::Predicate
                | Relation::OpenClause
                | Relation::Agent => true,
                // What was said is told whole or not at all.
                Relation::Clause if self.quotes(child) || !self.has_subject(child) => continue,
                Relation::Clause => true,
                // A verb without an object often needs its first preposition: "agreed to a rescue".
                Relation::Preposition => !parts.iter().any(|p| p.1),
                Relation::NounAdverb | Relation::Adverb | Relation::Other => false,
                Relation::AdverbialClause if self.is_infinitive(child) => false,
                _ => continue,
            };
            let aside = !parts.is_empty() && relation(child) != Relation::Clause && self.is_behind_comma(child);
            if !aside && !self.is_only_time(child) && !self.tokens[child].is("according") {
                parts.push((child, needed));
            }
        }
        parts
    }

    /// The tokens of what hangs on a token and of itself that a title keeps, in the order of the text.
    fn subtree(&self, root: usize, cut: Cut) -> Vec<usize> {
        let mut kept = vec![root];
        let mut open = vec![root];
        while let Some(at) = open.pop() {
            for child in self.tree.children(at).filter(|&c| self.keeps(at, c, cut)) {
                kept.push(child);
                open.push(child);
            }
        }
        kept.sort_unstable();
        kept
    }

    fn keeps(&self, head: usize, child: usize, cut: Cut) -> bool {
        // "according to doctors": who says so.
        if self.is_only_time(child) || self.tokens[child].is("according") {
            return false;
        }
        match self.tree.relation(child) {
            Relation::RelativeClause | Relation::Apposition | Relation::Aside | Relation::Root => false,
            // Commas of lists are put back later.
            Relation::Punctuation => matches!(self.tokens[child].lower.as_str(), "-" | "/" | "%" | "$" | "€" | "£"),
            Relation::Marker => !self.tokens[child].is("that"),
            Relation::AdverbialClause => cut == Cut::Asides && self.is_infinitive(child),
            Relation::ReducedClause if self.is_infinitive(child) => cut < Cut::Details,
            Relation::ReducedClause => cut == Cut::Asides,
            Relation::Adverb | Relation::NounAdverb => cut == Cut::Asides || self.tokens[head].tag == Tag::CD,
            Relation::Conjunct | Relation::Coordinator if self.tokens[head].tag.is_verb() => cut == Cut::Asides,
            Relation::Conjunct | Relation::Coordinator => cut < Cut::Bones,
            Relation::Preposition if self.tokens[child].is("of") => cut < Cut::Bones || self.is_quantity(head),
            Relation::Preposition if self.tokens[head].tag.is_verb() => cut < Cut::Bones,
            Relation::Preposition => cut < Cut::Details,
            // The "'s" of a possessor is its case.
            Relation::Other => cut < Cut::Details || self.tokens[child].tag == Tag::POS,
            _ => true,
        }
    }

    /// "one of", "dozens of": what is counted follows.
    fn is_quantity(&self, token: usize) -> bool {
        const QUANTITIES: &[&str] = &[
            "dozens",
            "group",
            "half",
            "hundreds",
            "lot",
            "majority",
            "millions",
            "number",
            "part",
            "rest",
            "series",
            "tens",
            "thousands",
        ];
        let token = &self.tokens[token];
        matches!(token.tag, Tag::CD | Tag::DT | Tag::JJ) || QUANTITIES.contains(&token.lower.as_str())
    }

    /// Tokens as a title writes them: no quotation marks, no times, commas only in lists, and no last word that wants
    /// another.
    fn words(&self, tokens: &[usize]) -> Vec<String> {
        let mut all: Vec<usize> = Vec::new();
        for (i, &at) in tokens.iter().enumerate() {
            let token = &self.tokens[at];
            // "during last week's game": the possessor goes with its "'s".
            let possessed = token.tag == Tag::POS && at > 0 && self.is_time(&self.tokens[at - 1]);
            if is_quote(token)
                || self.is_time(token)
                || possessed
                || self.determines_time(at)
                || self.leads_to_time(at, self.tokens.len())
            {
                continue;
            }
            let between = i > 0 && tokens[i - 1] + 2 == at && !all.is_empty();
            let comma = between && self.tokens[at - 1].is(",") && self.is_list(at - 1);
            if comma || between && self.tokens[at - 1].tag == Tag::CC {
                all.push(at - 1);
            }
            all.push(at);
        }
        while all.last().is_some_and(|&at| self.wants_more(at)) {
            all.pop();
        }
        all.into_iter().map(|at| self.word(at)).collect()
    }

    /// A word as it stands; the capital of a sentence's first word says nothing inside a title.
    fn word(&self, at: usize) -> String {
        let token = &self.tokens[at];
        let first = at == 0 && !token.tag.is_proper() && token.lower != "i";
        if first { token.lower.to_string() } else { token.text(self.text).to_owned() }
    }

    /// A word that no title ends with.
    fn wants_more(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let stranded = is_preposition(token) && self.tree.relation(at) != Relation::Particle;
        stranded || matches!(token.tag, Tag::DT | Tag::CC | Tag::PRPS | Tag::WDT | Tag::WPS) || token.is(",")
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
        let takes = |t: usize| matches!(relation(t), Relation::Object | Relation::Predicate | Relation::Clause);
        let pronoun = |t: usize| matches!(self.tokens[t].lower.as_str(), "that" | "which" | "whom");
        let has = self.tree.children(clause.node).any(|c| takes(c) && !pronoun(c));
        let named = self.tree.children(clause.node).any(|c| takes(c) && pronoun(c));
        let lacks = !has && !clause.subject.is_empty() && (named || lexicon::is_transitive(&verb.lemma));
        if tells || subject || !lacks {
            return None;
        }
        let words = self.words(&self.subtree(noun, Cut::Details));
        (!words.is_empty() && length(&words) <= PHRASE).then(|| join(&words))
    }

    /// The title of an event that a noun phrase names, with its possessor and the phrases that hang on it; of a clause whose verb
    /// says nothing itself also with what that adds: "the summit took place in Lima".
    pub fn of_noun(&self, noun: usize, clause: Option<usize>) -> String {
        let head = self.chunks.nouns[noun].head;
        let node = clause.map(|c| self.clauses[c].node);
        let hangs = |t: &usize| self.tree.relation(*t) == Relation::Preposition && !self.is_only_time(*t);
        let added: Vec<usize> =
            node.map_or_else(Vec::new, |n| self.tree.children(n).filter(|t| *t > n && hangs(t)).collect());
        for cut in Cut::ALL {
            let own = self.words(&self.without_article(self.subtree(head, cut)));
            let more: Vec<usize> = added.iter().flat_map(|&part| self.subtree(part, cut)).collect();
            let words = [own, self.words(&more)].concat();
            if length(&words) <= LONGEST && !words.is_empty() {
                return finish(&join(&words));
            }
        }
        self.phrase(noun)
    }

    /// A noun phrase in words, without its article, with what hangs on it by "of".
    pub fn phrase(&self, noun: usize) -> String {
        let phrase = &self.chunks.nouns[noun];
        let joined = |c: &usize| matches!(self.tree.relation(*c), Relation::Conjunct | Relation::Coordinator);
        let parts = self.tree.children(phrase.head).filter(|c| !joined(c) && self.keeps(phrase.head, *c, Cut::Details));
        let mut tokens: Vec<usize> =
            parts.flat_map(|part| self.subtree(part, Cut::Details)).chain([phrase.head]).collect();
        tokens.sort_unstable();
        let whole = self.words(&self.without_article(tokens));
        if !whole.is_empty() && length(&whole) <= PHRASE {
            return join(&whole);
        }
        let start = super::clause::phrase_start(self.chunks, noun);
        join(&self.words(&self.without_article((start..phrase.tokens.end).collect())))
    }

    fn without_article(&self, tokens: Vec<usize>) -> Vec<usize> {
        let left_out =
            |t: &Token| t.tag == Tag::POS || matches!(t.lower.as_str(), "the" | "a" | "an" | "this" | "that");
        tokens.into_iter().skip_while(|&t| left_out(&self.tokens[t])).collect()
    }

    fn is_infinitive(&self, token: usize) -> bool {
        self.tokens[token].tag == Tag::VB
            && token > 0
            && self.tree.children(token).any(|c| self.tokens[c].tag == Tag::TO)
    }

    /// Does what hangs on a token begin behind a comma?
    fn is_behind_comma(&self, root: usize) -> bool {
        let first = self.subtree(root, Cut::Asides).first().copied().unwrap_or(root);
        first.checked_sub(1).is_some_and(|i| self.tokens[i].is(","))
    }

    fn has_subject(&self, clause: usize) -> bool {
        let nonfinite = matches!(self.tokens[clause].tag, Tag::VBG) || self.is_infinitive(clause);
        nonfinite || self.tree.children(clause).any(|c| self.tree.relation(c).is_subject())
    }

    /// Does what hangs on a token begin as speech in quotation marks? A word in quotes inside it does no harm.
    fn quotes(&self, root: usize) -> bool {
        let first = self.subtree(root, Cut::Asides).first().copied().unwrap_or(root);
        self.tokens[first.saturating_sub(1)..=first].iter().any(is_quote)
    }

    /// A time expression with the preposition that leads to it, and nothing else: not "in the weeks before the strike".
    fn is_only_time(&self, root: usize) -> bool {
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

    /// A comma between the items of a list: a noun phrase on both sides.
    fn is_list(&self, comma: usize) -> bool {
        self.chunks.noun_ending_at(comma).is_some()
            && self.chunks.noun_starting_at(comma + 1).is_some()
            && self.tokens[comma + 1..].iter().take(8).any(|t| t.lower == "and")
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
