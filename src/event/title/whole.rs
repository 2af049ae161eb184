//! Is a title whole? It says who, and all that its verb needs.

use super::words::finish;
use super::{Source, Title};
use crate::event::chunk::{Tense, VerbGroup};
use crate::event::clause::Clause;
use crate::event::lexicon::{self, Embedding};
use crate::text::tree::Relation;

/// So many words of a noun phrase say what happened.
const WORDS: usize = 3;

/// Of whom these tell, only the sentences around them say.
const PRONOUNS: &[&str] = &[
    "he", "she", "it", "we", "they", "i", "you", "his", "her", "its", "their", "our", "my", "your", "this", "that",
    "these", "those", "there", "who", "which", "whose", "what", "one", "some", "others", "both", "each", "everyone",
    "nobody", "him", "them",
];

/// Does a title, or its subject, begin with a name or a noun rather than with a word that stands for one?
pub fn names_somebody(title: &str) -> bool {
    let first = title.split(' ').next().unwrap_or_default().to_lowercase();
    !first.is_empty() && !PRONOUNS.contains(&first.as_str())
}

impl Title {
    /// The title of a noun phrase.
    pub fn of_noun(text: &str) -> Self {
        let text = finish(text);
        let whole = names_somebody(&text) && text.split(' ').count() >= WORDS;
        Self { text, whole }
    }
}

impl Source<'_> {
    /// Do `parts` give a verb what it needs: an object, what was said, where it led?
    pub(super) fn has_what_it_needs(
        &self,
        clause: &Clause,
        verb: &VerbGroup,
        parts: impl Iterator<Item = usize>,
    ) -> bool {
        if verb.passive || self.is_participle(clause, verb) {
            return true;
        }
        let says = lexicon::embedding_verb(&verb.lemma) == Some(Embedding::Say);
        let phrase = verb.particle.map(|p| format!("{} {}", verb.lemma, self.tokens[p].lower));
        let lemma = phrase.as_deref().unwrap_or(&verb.lemma);
        let needs_object = says || lexicon::needs_object(lemma) || lexicon::verb(lemma).is_none();
        let only_object = lexicon::needs_object(lemma);
        let gives = |part: usize| match self.tree.relation(part) {
            Relation::Object
            | Relation::PrepositionObject
            | Relation::IndirectObject
            | Relation::Predicate
            | Relation::OpenClause => true,
            // "said the number of boats": no clause, whatever the tree makes of it.
            Relation::Clause => self.tokens[part].tag.is_verb(),
            Relation::Preposition => !only_object,
            _ => false,
        };
        let mut parts = parts.peekable();
        // Without an auxiliary nobody knows whether it was done or suffered.
        let bare = verb.tense == Tense::Participle && parts.peek().is_none();
        !bare && (!needs_object || parts.any(gives))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_stands_for_a_name_says_not_who() {
        for (title, expected) in [
            ("Jo Marlow resigns", true),
            ("Council of Kiel", true),
            ("He resigns", false),
            ("Its decision to close", false),
            ("", false),
        ] {
            assert_eq!(names_somebody(title), expected, "{title}");
        }
    }

    #[test]
    fn a_noun_needs_some_words_beside_it() {
        assert!(Title::of_noun("Closure of the bridge").whole);
        assert!(!Title::of_noun("Bridge closure").whole);
        assert!(!Title::of_noun("Their closure of it").whole);
    }
}
