//! Who a clause is about, in words: canonical names, pronouns where that is safe, parties that were named together.

use super::clause::{self, ClauseRole};
use super::mention::Reader;
use super::names::NameKind;
use crate::text::Tag;

/// Who "he", "it" and "they" were last, in reading order.
#[derive(Clone, Debug, Default)]
pub struct Salient {
    person: Option<String>,
    thing: Option<String>,
    /// The last parties that were named together.
    group: Vec<String>,
}

impl Reader<'_> {
    /// The subject of a clause in words: canonical names, pronouns resolved where that is safe.
    pub(super) fn subject(&self, index: usize, salient: &Salient) -> Option<String> {
        let clause = &self.clauses[index];
        if let [noun] = clause.subject[..] {
            let impersonal = matches!(
                self.chunks.verbs[clause.verb].lemma.as_str(),
                "come" | "be" | "follow" | "seem" | "appear" | "take"
            );
            if self.tokens[self.chunks.nouns[noun].head].lower == "it" && impersonal {
                return None;
            }
            if self.means_group(noun) && salient.group.len() == 2 {
                return Some(listed(&salient.group));
            }
        }
        let parts: Vec<String> = clause.subject.iter().filter_map(|&n| self.in_words(n, salient)).collect();
        (!parts.is_empty()).then(|| listed(&parts))
    }

    /// "they", "the two leaders", "both men": parties that were named together.
    pub(super) fn means_group(&self, noun: usize) -> bool {
        let phrase = &self.chunks.nouns[noun];
        if phrase.pronoun {
            return self.tokens[phrase.head].lower == "they";
        }
        let pair = self.tokens[phrase.tokens.clone()].iter().any(|t| matches!(t.lower.as_str(), "two" | "both"));
        pair && PARTIES.contains(&self.tokens[phrase.head].lower.as_str())
    }

    pub(super) fn in_words(&self, noun: usize, salient: &Salient) -> Option<String> {
        let phrase = &self.chunks.nouns[noun];
        if phrase.pronoun {
            return match self.tokens[phrase.head].lower.as_str() {
                "he" | "she" => salient.person.clone(),
                "it" => salient.thing.clone(),
                "they" if !salient.group.is_empty() => Some(listed(&salient.group)),
                _ => None,
            }
            .or_else(|| Some(self.tokens[phrase.head].text(self.place.text).to_owned()));
        }
        let named = self.names.in_tokens(self.place.text, self.tokens, &phrase.tokens);
        match named {
            Some(name) if self.is_name_alone(noun) => Some(name.text.clone()),
            _ => Some(self.source.phrase(noun)).filter(|s| !s.is_empty()),
        }
    }

    /// Is a phrase a name with at most titles and a determiner?
    pub(super) fn is_name_alone(&self, noun: usize) -> bool {
        let phrase = &self.chunks.nouns[noun];
        let possessed = clause::phrase_start(self.chunks, noun) < phrase.tokens.start;
        !possessed && self.tokens[phrase.head].tag.is_proper()
    }

    /// Keeps who was spoken of, for the pronouns that follow.
    pub(super) fn remember(&self, index: usize, salient: &mut Salient) {
        let clause = &self.clauses[index];
        if matches!(clause.role, ClauseRole::Infinitive | ClauseRole::Participial) {
            return;
        }
        if clause.subject.len() > 1 {
            salient.group = clause.subject.iter().filter_map(|&n| self.in_words(n, salient)).collect();
        }
        let [noun] = clause.subject[..] else { return };
        let phrase = &self.chunks.nouns[noun];
        if phrase.pronoun {
            return;
        }
        let words = self.in_words(noun, salient);
        let kind = self.names.in_tokens(self.place.text, self.tokens, &phrase.tokens).map(|n| n.kind);
        match kind {
            Some(NameKind::Person) if self.is_name_alone(noun) => salient.person = words,
            Some(NameKind::Organisation) if self.is_name_alone(noun) => salient.thing = words,
            // "They agreed that relations were bad. They …" are not the relations.
            _ if self.tokens[phrase.head].tag == Tag::NNS
                && clause.role == ClauseRole::Main
                && !self.means_group(noun) =>
            {
                salient.group = words.into_iter().collect()
            }
            _ => {}
        }
    }
}

/// Nouns that two named parties are called by.
const PARTIES: &[&str] = &[
    "leaders",
    "presidents",
    "ministers",
    "men",
    "women",
    "sides",
    "countries",
    "nations",
    "companies",
    "parties",
    "officials",
    "people",
    "governments",
    "teams",
    "candidates",
    "diplomats",
    "rivals",
    "firms",
];

fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}
