//! The verb of a title: in the headline's present, as its subject wants it.

use super::Source;
use crate::event::chunk::{Tense, VerbGroup};
use crate::event::clause::Clause;
use crate::event::lexicon::{self, Embedding};
use crate::event::names::is_people;
use crate::text::Tag;
use crate::text::tree::Relation;

impl Source<'_> {
    /// `finite` where a subject and an object show that what looks like a participle is a past.
    pub(super) fn verb_words(
        &self,
        clause: &Clause,
        verb: &VerbGroup,
        subject: Option<&str>,
        finite: bool,
    ) -> Vec<String> {
        let word = |i: usize| self.tokens[i].text(self.text).to_lowercase();
        // "agreed on Friday to pay": the particle belongs to the day.
        let particle = verb.particle.filter(|&p| !self.leads_to_time(p, self.tokens.len())).map(word);
        let head = word(verb.head);
        let all = || verb.tokens.clone().take_while(|i| Some(*i) != verb.particle).map(word);
        let mut words = match verb.tense {
            _ if verb.negated => all().collect(),
            Tense::Future if verb.passive => vec!["to".to_owned(), "be".to_owned(), head],
            Tense::Future => vec!["to".to_owned(), verb.lemma.to_string()],
            Tense::Modal => all().collect(),
            // "He is shot", but "guard shot": headlines leave "is" out behind nouns alone.
            _ if verb.passive || verb.progressive => {
                let is = subject.and_then(be_of_pronoun).map(str::to_owned);
                is.into_iter().chain([head]).collect()
            }
            Tense::Infinitive => vec!["to".to_owned(), verb.lemma.to_string()],
            // "might take him away or harm him".
            _ if self.tokens[verb.head].tag == Tag::VB
                && let Some(modal) = self.shared_modal(clause) =>
            {
                vec![modal, head]
            }
            Tense::Participle if !finite => vec![head],
            Tense::Past if self.is_participle(clause, verb) => vec![head],
            Tense::Gerund if subject.is_none() => vec![head],
            _ if self.is_plural(clause, subject) => {
                vec![if verb.lemma == "be" { "are".to_owned() } else { verb.lemma.to_string() }]
            }
            _ => vec![third_person(&verb.lemma)],
        };
        words.extend(particle);
        if !verb.negated {
            words.splice(0..0, self.hedge(verb));
        }
        words
    }

    /// "almost died", "no longer counts", "allegedly robbed": an adverb before the verb without which it would not be true.
    fn hedge(&self, verb: &VerbGroup) -> Option<String> {
        let before = verb.tokens.start.saturating_sub(2)..verb.head;
        let lower = |t: usize| self.tokens[t].lower.as_str();
        let hedges = |words: &str| {
            matches!(words, "almost" | "nearly")
                || matches!(lexicon::embedding_other(words), Some(Embedding::Deny | Embedding::Allege | Embedding::May))
        };
        before.filter(|&t| self.tokens[t].tag.is_adverb() && !self.tokens[t].is("no")).find_map(|t| {
            let alone = || hedges(lower(t)).then(|| lower(t).to_owned());
            let longer = (lower(t) == "longer" && t > 0).then(|| format!("{} longer", lower(t - 1)));
            longer.filter(|words| hedges(words)).or_else(alone)
        })
    }

    /// The modal of the verb that this one is joined to.
    fn shared_modal(&self, clause: &Clause) -> Option<String> {
        let joined = self.tree.relation(clause.node) == Relation::Conjunct;
        let first = self.tree.head(clause.node).filter(|_| joined)?;
        let modal = self.chunks.verbs.iter().find(|v| v.tokens.contains(&first))?.modal?;
        Some(self.tokens[modal].lower.to_string())
    }

    /// A past without an object that is a participle: "Ferries stalled by a strike" has a doer behind it, and a headline tells
    /// what was done in the present: "Man sentenced over theft".
    pub(super) fn is_participle(&self, clause: &Clause, verb: &VerbGroup) -> bool {
        let behind = || self.tree.children(clause.node).filter(|&c| c > verb.head);
        let tells =
            |c: usize| matches!(self.tree.relation(c), Relation::Object | Relation::Clause | Relation::OpenClause);
        // "rose by 5%", "replied by leaving": how much and how.
        let doer = |by: usize| {
            let whom = self.tree.child(by, Relation::PrepositionObject);
            whom.is_some_and(|w| self.tokens[w].tag.is_noun() && !self.counts(w) && !self.is_time(&self.tokens[w]))
        };
        let suffered = || {
            lexicon::is_transitive(&verb.lemma) && behind().any(|c| self.tokens[c].is("by") && doer(c))
                || lexicon::needs_object(&verb.lemma) && self.headline
        };
        self.tokens[verb.head].lower.ends_with("ed") && !behind().any(tells) && suffered()
    }

    /// "5%", "two points".
    fn counts(&self, noun: usize) -> bool {
        self.tokens[noun].is("%") || self.tree.children(noun).any(|c| self.tokens[c].tag == Tag::CD)
    }

    fn is_plural(&self, clause: &Clause, subject: Option<&str>) -> bool {
        // "neither he nor she" is one or none.
        let neither = subject.is_some_and(|s| s.starts_with("Neither "));
        if clause.subject.len() > 1 {
            return !neither;
        }
        let Some(&noun) = clause.subject.last() else { return false };
        // "The government of Kiel and the crews", where the tree knows of no list; "the Food and Drug Administration" is one.
        let phrase = &self.chunks.nouns[noun];
        let is_name = self.tokens[phrase.tokens.clone()].iter().any(|t| t.is("and"));
        let listed = subject.is_some_and(|s| s.contains(" and ")) && self.phrase(noun).contains(" and ");
        if listed && !is_name && !phrase.pronoun {
            return true;
        }
        let head = &self.tokens[self.chunks.nouns[noun].head];
        // "a number of ferries".
        let counted = || self.tree.children(self.chunks.nouns[noun].head).find(|&c| self.tokens[c].is("of"));
        let many = |of: usize| self.tree.children(of).any(|c| self.tokens[c].tag == Tag::NNS);
        matches!(head.tag, Tag::NNS)
            || is_people(&head.lower)
            || head.is("number") && counted().is_some_and(many)
            || matches!(head.lower.as_str(), "they" | "we" | "police" | "people" | "i" | "you")
            || (head.tag == Tag::CD && head.lower != "one")
    }
}

/// The form of "be" that a pronoun takes.
fn be_of_pronoun(subject: &str) -> Option<&'static str> {
    match subject.to_lowercase().as_str() {
        "i" => Some("am"),
        "he" | "she" | "it" => Some("is"),
        "we" | "you" | "they" => Some("are"),
        _ => None,
    }
}

/// "meet" → "meets", "reach" → "reaches", "deny" → "denies".
pub(super) fn third_person(base: &str) -> String {
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
}
