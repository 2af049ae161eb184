//! Who a clause is about, in words: canonical names, pronouns where that is safe, parties that were named together.

use super::clause::{self, Clause, ClauseRole};
use super::mention::Reader;
use super::names::{Gender, NameKind, is_role};
use crate::text::{Tag, lemma};

/// Who "he", "it" and "they" were last, in reading order.
#[derive(Clone, Debug, Default)]
pub struct Salient {
    he: Option<String>,
    she: Option<String>,
    thing: Option<String>,
    /// The sentence that last told of the thing: what comes in between, "it" may mean as well.
    thing_told: usize,
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
        // "chose May to close the yard": a time does nothing.
        let borrowed = matches!(clause.role, ClauseRole::Infinitive | ClauseRole::Participial);
        if borrowed && clause.subject.iter().all(|&n| self.source.is_time(&self.tokens[self.chunks.nouns[n].head])) {
            return None;
        }
        let named = self.subject_ahead(index).unwrap_or(&clause.subject);
        let mut parts: Vec<String> = named.iter().filter_map(|&n| self.in_words(n, salient)).collect();
        // "Tom Lund and his wife" says whose she is.
        if let ([noun], [words]) = (&named[..], &mut parts[..]) {
            *words = self.owned(*noun, std::mem::take(words), salient);
        }
        if let [one, other] = &parts[..]
            && self.is_neither(named[0])
        {
            return Some(format!("Neither {one} nor {other}"));
        }
        (!parts.is_empty()).then(|| listed(&parts))
    }

    /// "Neither the council nor the mayor".
    fn is_neither(&self, noun: usize) -> bool {
        let start = self.chunks.nouns[noun].tokens.start;
        self.tokens[start.saturating_sub(1)..=start].iter().any(|t| t.is("neither"))
    }

    /// "When he left, Tom Lund wept": before anybody is named, a pronoun means the subject of the clause that follows.
    fn subject_ahead(&self, index: usize) -> Option<&Vec<usize>> {
        let clause = &self.clauses[index];
        let names = |c: &Clause| !c.subject.is_empty() && c.subject.iter().all(|&n| !self.chunks.nouns[n].pronoun);
        let start = |c: &Clause| c.subject.first().map(|&n| self.chunks.nouns[n].tokens.start);
        let [pronoun] = clause.subject[..] else { return None };
        let phrase = &self.chunks.nouns[pronoun];
        let dependent = matches!(clause.role, ClauseRole::Adverbial | ClauseRole::Relative);
        if !phrase.pronoun || !dependent || !is_third_person(&self.tokens[phrase.head].lower) {
            return None;
        }
        let plural = self.tokens[phrase.head].is("they");
        let fits = |c: &&Clause| {
            let many = c.subject.len() > 1
                || c.subject.iter().any(|&n| self.tokens[self.chunks.nouns[n].head].tag == Tag::NNS);
            names(c) && many == plural
        };
        let earlier = self.clauses.iter().any(|c| names(c) && start(c) < start(clause));
        let ahead = self.clauses.iter().find(|c| c.role == ClauseRole::Main && start(c) > start(clause));
        ahead.filter(|_| !earlier).filter(fits).map(|c| &c.subject)
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
            let head = &self.tokens[phrase.head];
            // Whom somebody speaks of, the text around the speech does not say.
            return match head.lower.as_str() {
                _ if self.in_speech(head.span) => None,
                "he" => salient.he.clone(),
                "she" => salient.she.clone(),
                "it" => self.thing(salient).filter(|thing| is_name(thing) || self.takes_up(noun, salient)),
                "they" if !salient.group.is_empty() => Some(listed(&salient.group)),
                _ => None,
            }
            .or_else(|| Some(head.text(self.place.text).to_owned()));
        }
        if let Some(owner) = self.owner(noun) {
            let owned = self.source.phrase(noun);
            let (_, owned) = owned.split_once(' ')?;
            return Some(format!("{} {owned}", possessive(&self.in_words(owner, salient)?)));
        }
        let named = self.names.in_tokens(self.place.text, self.tokens, &phrase.tokens);
        match named {
            Some(name) if self.is_name_alone(noun) => Some(name.text.clone()),
            _ => Some(self.source.phrase(noun)).filter(|s| !s.is_empty()),
        }
    }

    fn has_owner(&self, noun: usize) -> bool {
        self.tokens[self.chunks.nouns[noun].tokens.start].tag == Tag::PRPS
    }

    /// "his trial": with the name of whom it is known to be, where there is room.
    pub(super) fn owned(&self, noun: usize, words: String, salient: &Salient) -> String {
        let Some((first, rest)) = words.split_once(' ') else { return words };
        let owner = match first.to_lowercase().as_str() {
            _ if self.in_speech(self.tokens[self.chunks.nouns[noun].head].span) => None,
            "his" => salient.he.clone(),
            "her" => salient.she.clone(),
            // A noun is spoken of in passing more often than a name.
            "its" => self.thing(salient).filter(|thing| is_name(thing)),
            _ => None,
        };
        match owner.filter(|o| !self.has_rival(noun, o)) {
            Some(owner) if owner.chars().count() + words.chars().count() <= OWNED => {
                format!("{} {rest}", possessive(&owner))
            }
            _ => words,
        }
    }

    /// "lifts the ban on Norby after its attack": is there another name before a phrase whose it could be?
    fn has_rival(&self, noun: usize, owner: &str) -> bool {
        let range = |n: usize| &self.chunks.nouns[n].tokens;
        (0..noun)
            .filter_map(|n| self.names.in_tokens(self.place.text, self.tokens, range(n)))
            .any(|name| name.text != owner)
    }

    /// "The ferry left. It sank.": a main clause goes on with what another sentence told of; inside a sentence "it" may be anything.
    fn takes_up(&self, noun: usize, salient: &Salient) -> bool {
        let goes_on = |c: &Clause| c.role == ClauseRole::Main && c.subject.contains(&noun);
        salient.thing_told < self.place.index && self.clauses.iter().any(goes_on)
    }

    /// What "it" can mean here.
    fn thing(&self, salient: &Salient) -> Option<String> {
        salient.thing.clone().filter(|_| salient.thing_told + 1 >= self.place.index)
    }

    /// "Castor Bank, whose clients complained": whose they are, the noun phrase before the word.
    fn owner(&self, noun: usize) -> Option<usize> {
        let whose = |&t: &usize| self.tokens[t].tag == Tag::WPS;
        let whose = self.source.tree.children(self.chunks.nouns[noun].head).find(whose)?;
        let comma = whose.checked_sub(1).is_some_and(|t| self.tokens[t].is(","));
        self.chunks.noun_ending_at(whose - usize::from(comma)).filter(|&owner| owner != noun)
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
        let head = |n: usize| &self.tokens[self.chunks.nouns[n].head];
        if clause.subject.iter().any(|&n| self.in_speech(head(n).span)) {
            return;
        }
        if clause.subject.len() > 1 {
            let who = || clause.subject.iter().filter_map(|&n| self.in_words(n, salient)).collect();
            salient.group = if clause.subject.iter().all(|&n| self.can_act(n)) { who() } else { Vec::new() };
        }
        let [noun] = clause.subject[..] else { return };
        let phrase = &self.chunks.nouns[noun];
        let again = head(noun).is("it") || self.tokens[phrase.tokens.start].is("its");
        if again && salient.thing_told + 1 >= self.place.index {
            salient.thing_told = self.place.index;
        }
        if phrase.pronoun {
            return;
        }
        let words = self.in_words(noun, salient);
        let kind = self.names.in_tokens(self.place.text, self.tokens, &phrase.tokens).map(|n| n.kind);
        match kind {
            Some(NameKind::Person) if self.is_name_alone(noun) => {
                let gender = self.gender(noun, words.as_deref());
                if gender != Some(Gender::She) {
                    salient.he.clone_from(&words);
                }
                if gender != Some(Gender::He) {
                    salient.she = words;
                }
            }
            Some(NameKind::Organisation) if self.is_name_alone(noun) => {
                (salient.thing, salient.thing_told) = (words, self.place.index);
            }
            // "The ship left Kiel. It sank."
            None if head(noun).tag == Tag::NN
                && !self.has_owner(noun)
                && clause.role == ClauseRole::Main
                && !self.can_act(noun) =>
            {
                (salient.thing, salient.thing_told) = (words, self.place.index);
            }
            // "They agreed that relations were bad. They …" are not the relations.
            _ if head(noun).tag == Tag::NNS && clause.role == ClauseRole::Main && !self.means_group(noun) => {
                salient.group = words.into_iter().filter(|_| self.can_act(noun)).collect();
            }
            _ => {}
        }
    }

    /// By the form of address, else by the first name.
    fn gender(&self, noun: usize, name: Option<&str>) -> Option<Gender> {
        let phrase = &self.chunks.nouns[noun].tokens;
        let addressed = self.tokens[phrase.clone()].iter().find_map(|t| Gender::of_address(&t.lower));
        addressed.or_else(|| name.and_then(Gender::of_name))
    }

    /// Names, people by what they do, and those that parties are called by: whom "they" can mean.
    fn can_act(&self, noun: usize) -> bool {
        let head = &self.tokens[self.chunks.nouns[noun].head];
        head.tag.is_proper()
            || self.chunks.nouns[noun].pronoun
            || PARTIES.contains(&head.lower.as_str())
            || is_role(&lemma(&head.lower, head.tag))
    }
}

/// The most characters of a phrase that names its owner.
const OWNED: usize = 60;

fn is_name(words: &str) -> bool {
    words.starts_with(char::is_uppercase)
}

fn possessive(owner: &str) -> String {
    format!("{owner}'{}", if owner.ends_with('s') { "" } else { "s" })
}

fn is_third_person(lower: &str) -> bool {
    matches!(lower, "he" | "she" | "it" | "they")
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
