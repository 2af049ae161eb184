//! The vocabulary of events: tables of `assets/lexicon`, read once.

use crate::text::{Token, table};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// How readily a word is taken for an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Speech, routine, states: only with further support.
    Weak,
    /// An event in most news uses.
    Medium,
    /// Nearly always an event that an editor would list.
    Strong,
}

/// A verb or noun that names a kind of event.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub kind: &'static str,
    pub strength: Strength,
}

/// What a word makes of the clause that it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Embedding {
    Plan,
    Want,
    May,
    Deny,
    Doubt,
    Allege,
    Say,
    Begin,
    Manage,
    Cancel,
}

/// What a light verb leaves the meaning to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Light {
    /// "held talks": its object may be the event.
    pub object: bool,
    /// "talks took place": its subject may be.
    pub subject: bool,
}

/// One of the closed list of kinds.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub label: &'static str,
    /// A coarse family for colours.
    pub group: &'static str,
    /// 0.0–1.0: how readily an editor lists such an event.
    pub weight: f32,
    /// Of the same people or place it hardly comes twice within days.
    pub once: bool,
    /// With another counterpart it is another event: a meeting, a match.
    pub between: bool,
}

type Map<V> = FxHashMap<&'static str, V>;

macro_rules! asset {
    ($name:literal) => {
        table(include_str!(concat!("../../assets/lexicon/", $name)))
    };
}

static VERBS: LazyLock<Map<Word>> = LazyLock::new(|| asset!("event_verbs.tsv").filter_map(|row| word(&row)).collect());
static NOUNS: LazyLock<Map<Word>> = LazyLock::new(|| asset!("event_nouns.tsv").filter_map(|row| word(&row)).collect());
static NOUN_VERBS: LazyLock<Map<&'static str>> = LazyLock::new(|| {
    asset!("event_nouns.tsv").filter_map(|row| Some((*row.first()?, *row.get(3)?))).filter(|(_, v)| *v != "-").collect()
});
static KINDS: LazyLock<Map<Kind>> = LazyLock::new(|| {
    asset!("kinds.tsv")
        .filter_map(|row| {
            let [name, label, group, weight, recurs] = row[..] else { return None };
            let [once, between] = ["once", "between"].map(|word| recurs == word || recurs == "both");
            Some((name, Kind { label, group, weight: weight.parse().ok()?, once, between }))
        })
        .collect()
});
static COMPATIBLE: LazyLock<FxHashSet<(&'static str, &'static str)>> =
    LazyLock::new(|| asset!("compatible_kinds.tsv").filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect());
/// What a word makes of its complement, by its part of speech and its lemma.
static EMBEDDERS: LazyLock<[Map<Embedding>; 4]> = LazyLock::new(|| {
    ["verb", "adjective", "noun", "other"].map(|part| {
        let rows = asset!("embedders.tsv").filter(|row| row.get(2) == Some(&part));
        rows.filter_map(|row| Some((*row.first()?, embedding(row.get(1)?)?))).collect()
    })
});

/// In the order of [`EMBEDDERS`].
enum PartOfSpeech {
    Verb,
    Adjective,
    Noun,
    Other,
}

static STATIVE: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| asset!("stative_verbs.tsv").filter_map(|row| row.first().copied()).collect());
static NO_NEWS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| asset!("no_news.tsv").filter_map(|row| row.first().copied()).collect());
static LIGHT: LazyLock<Map<Light>> = LazyLock::new(|| {
    let mut light: Map<Light> = Map::default();
    for row in asset!("light_verbs.tsv") {
        if let [verb, side, ..] = row[..] {
            let sides = light.entry(verb).or_default();
            sides.object |= side == "object";
            sides.subject |= side == "subject";
        }
    }
    light
});

static TRANSITIVE: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| verbs_of_frame(|frame| frame != "intrans"));
static NEEDS_OBJECT: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| verbs_of_frame(|frame| frame == "trans"));
static QUANTITIES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| asset!("quantity_nouns.tsv").filter_map(|row| row.first().copied()).collect());

fn verbs_of_frame(fits: fn(&str) -> bool) -> FxHashSet<&'static str> {
    let rows = asset!("event_verbs.tsv").filter(|row| row.get(3).is_some_and(|frame| fits(frame)));
    rows.filter_map(|row| row.first().copied()).collect()
}

/// The words with which the phrases among the verbs begin ("step down") and those among the nouns end ("phone call"): with
/// any other word no phrase need be put together.
static FIRST_OF_VERB: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| VERBS.keys().filter_map(|phrase| Some(phrase.split_once(' ')?.0)).collect());
static LAST_OF_NOUN: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| NOUNS.keys().filter_map(|phrase| Some(phrase.rsplit_once(' ')?.1)).collect());

fn word(row: &[&'static str]) -> Option<(&'static str, Word)> {
    let [lemma, kind, strength, _frame_or_verb] = row[..] else { return None };
    let strength = match strength {
        "strong" => Strength::Strong,
        "medium" => Strength::Medium,
        _ => Strength::Weak,
    };
    Some((lemma, Word { kind, strength }))
}

fn embedding(class: &str) -> Option<Embedding> {
    Some(match class {
        "plan" => Embedding::Plan,
        "want" => Embedding::Want,
        "may" => Embedding::May,
        "deny" => Embedding::Deny,
        "doubt" => Embedding::Doubt,
        "allege" => Embedding::Allege,
        "say" => Embedding::Say,
        "begin" => Embedding::Begin,
        "manage" => Embedding::Manage,
        "cancel" => Embedding::Cancel,
        _ => return None,
    })
}

/// By lemma, or lemma and particle: "resign", "step down".
pub fn verb(lemma: &str) -> Option<Word> {
    VERBS.get(lemma).copied()
}

/// By lemma and what follows it.
pub fn verb_phrase(lemma: &str, rest: &str) -> Option<Word> {
    FIRST_OF_VERB.contains(lemma).then(|| verb(&format!("{lemma} {rest}"))).flatten()
}

/// By lemma and the words before it.
pub fn noun_phrase(before: &[Token], lemma: &str) -> Option<Word> {
    let phrase = || before.iter().map(|t| t.lower.as_str()).chain([lemma]).collect::<Vec<_>>().join(" ");
    LAST_OF_NOUN.contains(lemma).then(|| noun(&phrase())).flatten()
}

/// May something be done to an object by this verb? By lemma, or lemma and particle.
pub fn is_transitive(lemma: &str) -> bool {
    TRANSITIVE.contains(lemma)
}

/// Does this verb tell nothing without an object? By lemma, or lemma and particle.
pub fn needs_object(lemma: &str) -> bool {
    NEEDS_OBJECT.contains(lemma)
}

/// Does a noun count others, so that "of" and what is counted belong to it: "dozens", "series"?
pub fn is_quantity(noun: &str) -> bool {
    QUANTITIES.contains(noun)
}

/// By lemma or phrase: "summit", "phone call".
pub fn noun(lemma: &str) -> Option<Word> {
    NOUNS.get(lemma).copied()
}

/// The verb that a noun nominalises: "resignation" → "resign".
pub fn verb_of_noun(lemma: &str) -> Option<&'static str> {
    NOUN_VERBS.get(lemma).copied()
}

/// What a verb makes of its complement; "be due", "agree to" are looked up as such phrases.
pub fn embedding_verb(lemma: &str) -> Option<Embedding> {
    embedding_of(lemma, PartOfSpeech::Verb)
}

/// What an adjective or noun makes of the event that it goes with: "planned", "threat".
pub fn embedding_modifier(lemma: &str) -> Option<Embedding> {
    embedding_of(lemma, PartOfSpeech::Adjective).or_else(|| embedding_noun(lemma))
}

/// What a noun makes of the infinitive behind it: "plan", "threat".
pub fn embedding_noun(lemma: &str) -> Option<Embedding> {
    embedding_of(lemma, PartOfSpeech::Noun)
}

/// What an adverb or other word makes of its clause: "reportedly", "if".
pub fn embedding_other(lemma: &str) -> Option<Embedding> {
    embedding_of(lemma, PartOfSpeech::Other)
}

fn embedding_of(lemma: &str, part: PartOfSpeech) -> Option<Embedding> {
    EMBEDDERS[part as usize].get(lemma).copied()
}

/// Does a verb tell a state, a habit or an opinion?
pub fn is_stative(lemma: &str) -> bool {
    STATIVE.contains(lemma)
}

/// Does a verb with its infinitive ("decline to comment") tell that nothing happened?
pub fn is_no_news(phrase: &str) -> bool {
    NO_NEWS.contains(phrase)
}

/// On which sides of it a verb, or a phrase that begins with one, leaves the meaning to an event noun.
pub fn light(phrase: &str) -> Light {
    LIGHT.get(phrase).copied().unwrap_or_default()
}

pub fn kind(name: &str) -> Option<Kind> {
    KINDS.get(name).copied()
}

/// All kinds, in alphabetical order.
pub fn kinds() -> Vec<&'static str> {
    let mut kinds: Vec<&'static str> = KINDS.keys().copied().collect();
    kinds.sort_unstable();
    kinds
}

/// May two kinds describe one happening?
pub fn compatible(a: &str, b: &str) -> bool {
    a == b || pair_listed(a, b) || pair_listed(b, a)
}

fn pair_listed(a: &str, b: &str) -> bool {
    let table: &FxHashSet<(&str, &str)> = &COMPATIBLE;
    table.contains(&(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_listed_kind() {
        for (lemma, word) in VERBS.iter().chain(NOUNS.iter()) {
            assert!(KINDS.contains_key(word.kind), "{lemma}: {}", word.kind);
        }
        assert!(COMPATIBLE.iter().all(|(a, b)| KINDS.contains_key(a) && KINDS.contains_key(b)));
    }

    #[test]
    fn tables_are_read() {
        assert_eq!(verb("resign").map(|w| w.kind), Some("resignation"));
        assert_eq!(noun("earthquake").map(|w| w.strength), Some(Strength::Strong));
        assert!(verb("and").is_none() && noun("table").is_none());
        assert!(compatible("attack", "attack") && compatible("attack", "death") && !compatible("attack", "meeting"));
    }
}
