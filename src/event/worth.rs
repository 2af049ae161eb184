//! Is a mention worth a place on a timeline? The sum of the weights of its signs, in log-odds.
//!
//! The weights (`assets/model/worth.tsv` of signs, `assets/model/words.tsv` of words) were fitted by logistic regression to
//! what editors listed; how, and how well they do on articles that they have not seen, stands at the heads of those files.

use super::model::{Mention, Relation, TimeLink};
use crate::article::BlockKind;
use crate::text::table;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use std::sync::LazyLock;

/// A sign for or against a mention, such as "time=own": a row of the table of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign(u16);

/// An event is listed from these log-odds on.
const LISTED: f32 = 0.25;

struct Weights {
    rows: Vec<(&'static str, f32)>,
    by_name: FxHashMap<(&'static str, &'static str), u16>,
    /// What the trigger's lemma itself adds.
    words: FxHashMap<&'static str, f32>,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let rows: Vec<_> = weights(include_str!("../../assets/model/worth.tsv")).collect();
    let words = weights(include_str!("../../assets/model/words.tsv")).collect();
    let named = |(number, (name, _)): (usize, &(&'static str, f32))| {
        Some((name.split_once('=').unwrap_or((name, "")), u16::try_from(number).ok()?))
    };
    Weights { by_name: rows.iter().enumerate().filter_map(named).collect(), rows, words }
});

fn weights(text: &'static str) -> impl Iterator<Item = (&'static str, f32)> {
    table(text).filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok()?)))
}

/// The sign of a family with a value; `None` where nothing is known of it.
pub fn sign(family: &'static str, value: &'static str) -> Option<Sign> {
    WEIGHTS.by_name.get(&(family, value)).copied().map(Sign)
}

/// The sign, where it is told.
pub fn when(holds: bool, family: &'static str, value: &'static str) -> Option<Sign> {
    holds.then(|| sign(family, value)).flatten()
}

impl Sign {
    /// Every row of the table, by its number.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).map(Self).take(WEIGHTS.rows.len())
    }

    pub fn number(self) -> usize {
        usize::from(self.0)
    }

    /// As the table has it: "time=own".
    pub fn name(self) -> &'static str {
        WEIGHTS.rows[usize::from(self.0)].0
    }

    /// Log-odds that it adds.
    pub fn weight(self) -> f32 {
        WEIGHTS.rows[usize::from(self.0)].1
    }
}

/// Adds the signs that only the whole article shows, and weighs all.
pub fn weigh(mentions: &mut [Mention], lead: usize) {
    let known = Known::of(mentions, lead);
    let base = sign("bias", "").map_or(0.0, Sign::weight);
    for mention in mentions {
        let signs = known.signs(mention);
        mention.signs.extend(signs.into_iter().flatten());
        let word = WEIGHTS.words.get(&*mention.lemma).copied().unwrap_or(0.0);
        mention.score = base + word + mention.signs.iter().map(|s| s.weight()).sum::<f32>();
    }
}

/// Would an editor list what these mentions tell together? Each adds to the odds, and one must say what happened.
pub fn is_listed<'a>(mentions: impl Iterator<Item = &'a Mention>) -> bool {
    let (mut odds, mut telling) = (0.0, false);
    for mention in mentions {
        odds += mention.score.exp();
        telling |= mention.telling;
    }
    telling && odds >= LISTED.exp()
}

/// What the article as a whole is about.
struct Known {
    headline: bool,
    lead: usize,
    /// Roots and nouns of the headline, or of the lead where there is none.
    topic: FxHashSet<SmolStr>,
    /// Parties that it names.
    heroes: FxHashSet<String>,
    told: FxHashMap<SmolStr, usize>,
    known: FxHashMap<String, usize>,
    /// Roots that the lead tells.
    led: FxHashSet<SmolStr>,
}

/// The paragraphs behind the first that still belong to the lead.
const LEAD: usize = 2;

impl Known {
    fn of(mentions: &[Mention], lead: usize) -> Self {
        let headline = mentions.iter().any(|m| m.block == BlockKind::Headline);
        let mut all = Self {
            headline,
            lead,
            topic: FxHashSet::default(),
            heroes: FxHashSet::default(),
            told: FxHashMap::default(),
            known: FxHashMap::default(),
            led: FxHashSet::default(),
        };
        for mention in mentions {
            if all.is_topic(mention) {
                all.topic.insert(mention.root.clone());
                all.topic.extend(mention.about.iter().cloned());
                all.heroes.extend(mention.participants.iter().map(|p| p.name.clone()));
            }
            if mention.paragraph <= lead + LEAD {
                all.led.insert(mention.root.clone());
            }
            *all.told.entry(mention.root.clone()).or_default() += 1;
            for party in &mention.participants {
                *all.known.entry(party.name.clone()).or_default() += 1;
            }
        }
        all
    }

    fn is_topic(&self, mention: &Mention) -> bool {
        if self.headline { mention.block == BlockKind::Headline } else { mention.paragraph == self.lead }
    }

    fn signs(&self, mention: &Mention) -> [Option<Sign>; 7] {
        let time = match mention.time {
            TimeLink::Timex(_) => "own",
            TimeLink::Related(Relation::Same, _) => "same",
            TimeLink::Related(..) => "related",
            TimeLink::None => "none",
        };
        let told = match self.told.get(&mention.root) {
            Some(0 | 1) | None => "once",
            Some(2) => "twice",
            Some(_) => "often",
        };
        let known = mention.participants.iter().filter_map(|p| self.known.get(&p.name)).max();
        let known = match known {
            None => "nobody",
            Some(0..=2) => "rarely",
            Some(3..=6) => "sometimes",
            Some(_) => "often",
        };
        let topic = !self.is_topic(mention);
        let hero = mention.participants.iter().any(|p| self.heroes.contains(&p.name));
        let shared = mention.about.iter().filter(|w| self.topic.contains(*w)).count();
        let about = match (shared, mention.about.len()) {
            (0, _) => "nothing",
            (n, all) if n * 2 >= all => "most",
            _ => "some",
        };
        let behind = mention.paragraph > self.lead + LEAD;
        let yes = |holds: bool| if holds { "yes" } else { "no" };
        [
            sign("time", time),
            sign("told", told),
            sign("party known", known),
            when(topic, "verb in headline", yes(self.topic.contains(&mention.root))),
            when(topic, "party in headline", yes(hero)),
            when(topic, "about headline", about),
            when(behind, "told in lead", yes(self.led.contains(&mention.root))),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article;
    use crate::event::{Status, analyse};

    fn score(text: &str, trigger: &str) -> f32 {
        let article = article::read("a.txt", text.as_bytes()).unwrap();
        let mentions = analyse(&article).mentions;
        mentions.iter().find(|m| m.span.of(&article.text) == trigger).expect(trigger).score
    }

    #[test]
    fn the_table_is_whole() {
        let rows: Vec<_> = table(include_str!("../../assets/model/worth.tsv")).collect();
        assert_eq!(rows.len(), WEIGHTS.rows.len());
        assert!(WEIGHTS.rows.iter().all(|(_, weight)| weight.abs() < 9.0));
        let kinds = super::super::lexicon::kinds();
        assert!(kinds.iter().all(|kind| sign("kind", kind).is_some()), "every kind has its row");
    }

    #[test]
    fn the_words_are_in_order_and_weigh_little_by_themselves() {
        let rows: Vec<_> = weights(include_str!("../../assets/model/words.tsv")).collect();
        assert_eq!(rows.len(), WEIGHTS.words.len());
        assert!(rows.is_sorted(), "a word stands once");
        assert!(rows.iter().all(|(_, weight)| weight.abs() < 2.0));
        let weight = |word| WEIGHTS.words.get(word).copied().unwrap_or_default();
        assert!(weight("resign") > 0.5 && weight("exist") < -0.5);
    }

    #[test]
    fn what_happened_weighs_more_than_what_is_usual() {
        let text = "The council of Kiel met on Monday. Such councils meet in many countries.";
        assert!(score(text, "met") > LISTED);
        assert!(score(text, "meet") < LISTED);
    }

    #[test]
    fn an_event_needs_a_mention_that_says_what_happened() {
        let article = article::read("a.txt", b"Police arrested Jo Marlow in Kiel on Monday.").unwrap();
        let mut mentions = analyse(&article).mentions;
        assert!(mentions.iter().any(|m| m.status == Status::Happened));
        assert!(is_listed(mentions.iter()));
        mentions.iter_mut().for_each(|m| m.telling = false);
        assert!(!is_listed(mentions.iter()));
    }
}
