//! What a mention without a date of its own is read as: the news of the report, something dated before it, something
//! earlier, or something ahead.
//!
//! Each reading has a linear estimate, from the signs of the mention and what surrounds it, of how well it would date the
//! event. The weights (`assets/model/undated.tsv`) were fitted to the dates that editors gave to events whose sentences
//! give none; how, and how well they do on articles that they have not seen, stands at the head of that file.

use super::date::{Dated, Ground};
use super::link;
use super::model::{Analysis, Mention, Status};
use super::signs::tense;
use super::worth::Sign;
use crate::text::{Token, table};
use crate::time::UncertainDate;
use chrono::{Days, NaiveDate};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::sync::LazyLock;

/// What an undated mention may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum As {
    /// It belongs to the news that the report is about.
    News,
    Earlier,
    /// It happened when what was dated last in the text did.
    Running,
    Ahead,
}

const ALL: [As; 4] = [As::News, As::Earlier, As::Running, As::Ahead];

/// How well each reading would do, in the order of [`ALL`].
type Fits = [f32; ALL.len()];

/// How long before its publication a report's news happened, where its lead does not say: three days. Of windows from
/// none to seven days this one fitted editors' dates best.
const NEWS_DAYS: u64 = 3;
/// The lead may date the news this many days back.
const NEWS_WEEK: i64 = 7;
/// The paragraphs at the top of an article that tell the news itself.
const LEAD_PARAGRAPHS: usize = 4;
/// A date this many days before publication is near to it.
const NEAR_DAYS: i64 = 10;

struct Weights {
    bias: Fits,
    /// By the number of the [`Sign`].
    of_signs: Vec<Fits>,
    /// With its bit, so that a word counts once in a sentence; the table has no more words than a `u64` bits.
    of_words: FxHashMap<&'static str, (u64, Fits)>,
    /// By family, and by the values of its one or two parts.
    of_values: [FxHashMap<[&'static str; 2], Fits>; FAMILIES.len()],
}

/// What the surroundings of a mention are called in the table, in the order of [`Surroundings::values`].
const FAMILIES: [&str; 17] = [
    "told in",
    "backgrounded",
    "definite",
    "paragraph",
    "runs since",
    "runs in paragraph",
    "runs over",
    "runs from",
    "news day",
    "dates near",
    "next date",
    "told in, paragraph",
    "runs since, from",
    "told in, runs from",
    "hangs",
    "hangs on",
    "told in, after",
];

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut by_name: FxHashMap<&'static str, Fits> = FxHashMap::default();
    for row in table(include_str!("../../assets/model/undated.tsv")) {
        let number = |at: usize| row.get(at).and_then(|n| n.parse().ok()).unwrap_or(0.0);
        by_name.insert(row[0], [number(1), number(2), number(3), number(4)]);
    }
    let words = by_name.iter().filter_map(|(name, fits)| Some((name.strip_prefix("word=")?, *fits)));
    let of_words = (0..u64::BITS).zip(words).map(|(bit, (word, fits))| (word, (1 << bit, fits))).collect();
    let of_family = |family: &str| {
        let of_value = |(name, fits): (&&'static str, &Fits)| {
            let values = name.strip_prefix(family)?.strip_prefix('=')?;
            let (first, second) = values.split_once('+').unwrap_or((values, ""));
            Some(([first, second], *fits))
        };
        by_name.iter().filter_map(of_value).collect()
    };
    Weights {
        bias: by_name.get("bias").copied().unwrap_or_default(),
        of_signs: Sign::all().map(|sign| by_name.get(sign.name()).copied().unwrap_or_default()).collect(),
        of_words,
        of_values: FAMILIES.map(of_family),
    }
});

/// Something that happened at a time that its own sentence gives.
struct Anchor {
    mention: usize,
    date: UncertainDate,
    near: &'static str,
}

/// What an article's dates tell about its undated mentions.
pub struct Surroundings<'a> {
    analysis: &'a Analysis,
    publication: Option<NaiveDate>,
    anchors: Vec<Anchor>,
    /// The sentences of all dated mentions, in order, with whether the date is near publication.
    dates: Vec<(usize, bool)>,
    /// How many of the dates lie near publication.
    share: &'static str,
    /// The day to which the lead dates the news.
    pub news_day: Option<NaiveDate>,
    /// Of each sentence the words that weigh, once they were asked for: it may hold several mentions.
    words: Vec<OnceCell<Vec<(&'a str, &'static Fits)>>>,
}

impl<'a> Surroundings<'a> {
    /// `direct` holds what dates each mention by itself, in the order of the mentions.
    pub fn of(analysis: &'a Analysis, publication: Option<NaiveDate>, direct: &[Dated]) -> Self {
        let mentions = || analysis.mentions.iter().zip(direct).enumerate();
        let near = |date: &UncertainDate| {
            let start = date.earliest.map(|m| m.day);
            publication.zip(start).is_some_and(|(p, start)| (p - start).num_days() <= NEAR_DAYS)
        };
        let told = |(_, (_, dated)): &(usize, (&Mention, &Dated))| dated.ground == Ground::Expression;
        let dates: Vec<(usize, bool)> = mentions()
            .filter(told)
            .map(|(_, (mention, dated))| (mention.sentence, dated.date.as_ref().is_some_and(near)))
            .collect();
        let anchors = mentions()
            .filter(told)
            .filter(|(_, (mention, _))| mention.status == Status::Happened)
            .filter_map(|(index, (_, dated))| {
                let date = dated.date.filter(|d| d.days_long().is_some())?;
                Some(Anchor { mention: index, date, near: nearness(&date, publication) })
            })
            .collect();
        let close = dates.iter().filter(|(_, near)| *near).count();
        let share = match (close * 100).checked_div(dates.len()) {
            None => "no dates",
            Some(80..) => "all",
            Some(50..) => "most",
            Some(25..) => "some",
            Some(_) => "few",
        };
        let news_day = publication.and_then(|publication| {
            let lead = mentions().take_while(|(_, (mention, _))| mention.paragraph < LEAD_PARAGRAPHS);
            let dated = lead.map(|(_, (_, dated))| dated).filter(|dated| dated.ground >= Ground::Relation);
            dated
                .filter_map(|dated| dated.date?.single_day())
                .find(|day| (0..=NEWS_WEEK).contains(&(publication - *day).num_days()))
        });
        let words = vec![OnceCell::new(); analysis.sentences.len()];
        Self { analysis, publication, anchors, dates, share, news_day, words }
    }

    /// The reading that fits a mention best, by its index.
    pub fn best(&self, index: usize) -> As {
        let mention = &self.analysis.mentions[index];
        let fits = self.fits(index);
        let possible = |as_what: &As| match as_what {
            // What is planned lies ahead, what has happened does not.
            As::News | As::Earlier => mention.status != Status::Planned,
            As::Ahead => matches!(mention.status, Status::Planned | Status::Hypothetical | Status::Denied),
            As::Running => self.running(index).is_some(),
        };
        let of = |as_what: As| fits[ALL.iter().position(|a| *a == as_what).unwrap_or(0)];
        let best = ALL.into_iter().filter(possible).max_by(|a, b| of(*a).total_cmp(&of(*b)));
        best.unwrap_or(As::Earlier)
    }

    /// What dates the mention if it is read so; `None` without a publication date, or where nothing was dated before it.
    pub fn date(&self, index: usize, as_what: As) -> Option<UncertainDate> {
        let publication = self.publication;
        Some(match as_what {
            As::News => {
                let publication = publication?;
                let from = self.news_day.or_else(|| publication.checked_sub_days(Days::new(NEWS_DAYS)))?;
                UncertainDate::days(from, publication).about()
            }
            As::Earlier => UncertainDate::bounds(None, Some(publication?)),
            As::Ahead => UncertainDate::bounds(Some(publication?), None),
            As::Running => self.anchors[self.anchor(index)?].date,
        })
    }

    /// The mention whose date runs on, by its index.
    pub fn running(&self, index: usize) -> Option<usize> {
        self.anchor(index).map(|a| self.anchors[a].mention)
    }

    /// One of its sentence that it hangs on or that hangs on it, else the last before it.
    fn anchor(&self, index: usize) -> Option<usize> {
        let all = &self.analysis.mentions;
        let sentence = all[index].sentence;
        let from = self.anchors.partition_point(|a| all[a.mention].sentence < sentence);
        let near = self.anchors[from..]
            .iter()
            .take_while(|a| all[a.mention].sentence == sentence)
            .enumerate()
            .filter_map(|(at, a)| Some((link::between(all, index, a.mention)?.steps, at)))
            .min();
        near.map(|(_, at)| from + at).or_else(|| self.anchors.partition_point(|a| a.mention < index).checked_sub(1))
    }

    /// How well each of [`ALL`] would date a mention.
    fn fits(&self, index: usize) -> Fits {
        let mention = &self.analysis.mentions[index];
        let mut fits = WEIGHTS.bias;
        let mut add = |some: &Fits| fits.iter_mut().zip(some).for_each(|(sum, one)| *sum += one);
        mention.signs.iter().for_each(|sign| add(&WEIGHTS.of_signs[sign.number()]));
        let values = WEIGHTS.of_values.iter().zip(self.values(index));
        values.filter_map(|(of_values, values)| of_values.get(&values)).for_each(&mut add);
        self.words(mention).iter().for_each(|(_, fits)| add(fits));
        fits
    }

    /// The names of all signs that weigh for a mention: what the weights are fitted to.
    pub fn signs(&self, index: usize) -> Vec<String> {
        let mention = &self.analysis.mentions[index];
        let mut words: Vec<&str> = self.words(mention).iter().map(|(word, _)| *word).collect();
        words.sort_unstable();
        let own = mention.signs.iter().map(|sign| sign.name().to_owned());
        let around = FAMILIES.iter().zip(self.values(index)).map(|(family, [first, second])| match second {
            "" => format!("{family}={first}"),
            _ => format!("{family}={first}+{second}"),
        });
        own.chain(around).chain(words.into_iter().map(|word| format!("word={word}"))).collect()
    }

    /// The words of its sentence that weigh, each once.
    fn words(&self, mention: &Mention) -> &[(&'a str, &'static Fits)] {
        let find = || {
            let mut seen = 0_u64;
            let weighs = |token: &'a Token| {
                let (bit, fits) = WEIGHTS.of_words.get(token.lower.as_str())?;
                let new = seen & bit == 0;
                seen |= bit;
                new.then_some((token.lower.as_str(), fits))
            };
            self.analysis.sentences[mention.sentence].tokens.iter().filter_map(weighs).collect()
        };
        self.words[mention.sentence].get_or_init(find)
    }

    /// Of each of [`FAMILIES`] its value, or two.
    fn values(&self, index: usize) -> [[&'static str; 2]; FAMILIES.len()] {
        let mention = &self.analysis.mentions[index];
        let anchor = self.anchor(index).map(|a| &self.anchors[a]);
        let before = anchor.map(|a| &self.analysis.mentions[a.mention]);
        let place = match mention.paragraph {
            0 => "first",
            1..LEAD_PARAGRAPHS => "lead",
            4..9 => "middle",
            9..16 => "far",
            _ => "farthest",
        };
        let distance = match before.map(|b| mention.sentence - b.sentence) {
            None => "none",
            Some(0) => "same sentence",
            Some(1) => "one",
            Some(2..=3) => "few",
            Some(4..=8) => "several",
            Some(_) => "many",
        };
        let paragraph = match before {
            None => "none",
            Some(b) if b.paragraph == mention.paragraph => "same",
            Some(_) => "other",
        };
        let near = anchor.map_or("none", |a| a.near);
        let length = match anchor.and_then(|a| a.date.days_long()) {
            None => "none",
            Some(1) => "day",
            Some(2..=31) => "month",
            Some(_) => "longer",
        };
        let before_tense = before.map_or("none", |b| if b.verb.is_some() { tense(b.tense) } else { "noun" });
        let tense = tense(mention.tense);
        let hangs = anchor.map_or("none", |a| self.hangs(index, a.mention));
        let says = before.map_or("none", |b| if b.kind == "statement" { "says" } else { "tells" });
        let status = match mention.status {
            Status::Planned => "planned",
            Status::Hypothetical => "hypothetical",
            Status::Denied => "denied",
            _ => "happened",
        };
        [
            [tense, status],
            [yes(mention.backgrounded), ""],
            [yes(mention.definite), ""],
            [place, ""],
            [distance, ""],
            [paragraph, ""],
            [length, ""],
            [near, ""],
            [yes(self.news_day.is_some()), ""],
            [self.share, ""],
            [self.next(mention), ""],
            [tense, place],
            [distance, near],
            [tense, near],
            [hangs, ""],
            [hangs, says],
            [tense, before_tense],
        ]
    }

    /// How a mention hangs on the one that its date may run on from.
    fn hangs(&self, index: usize, anchor: usize) -> &'static str {
        let all = &self.analysis.mentions;
        if all[index].sentence != all[anchor].sentence {
            return "apart";
        }
        link::between(all, index, anchor).map_or("beside", |path| path.name())
    }

    /// How soon the next dated sentence comes, and whether its date is near.
    fn next(&self, mention: &Mention) -> &'static str {
        let at = self.dates.partition_point(|(sentence, _)| *sentence <= mention.sentence);
        match self.dates.get(at).map(|(sentence, near)| (sentence - mention.sentence, *near)) {
            None => "none",
            Some((1, true)) => "next, near",
            Some((1, false)) => "next, far",
            Some((_, true)) => "later, near",
            Some((_, false)) => "later, far",
        }
    }
}

fn nearness(date: &UncertainDate, publication: Option<NaiveDate>) -> &'static str {
    let (Some(from), Some(to), Some(publication)) = (date.earliest, date.latest, publication) else { return "unknown" };
    let days = (publication - from.day).num_days();
    match () {
        () if to.day > publication => "future",
        () if days <= NEWS_WEEK => "week",
        () if days <= 366 => "year",
        () => "far",
    }
}

const fn yes(holds: bool) -> &'static str {
    if holds { "yes" } else { "no" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article;
    use crate::event::{Reading, analyse, surroundings};
    use crate::landmark::Knowledge;

    #[test]
    fn the_table_is_whole() {
        let rows: Vec<_> = table(include_str!("../../assets/model/undated.tsv")).collect();
        for row in &rows {
            assert_eq!(row.len(), 1 + ALL.len(), "{row:?}");
            assert!(row[1..].iter().all(|w| w.parse::<f32>().is_ok_and(|w| w.abs() < 2.0)), "{row:?}");
        }
        let words = rows.iter().filter(|row| row[0].starts_with("word=")).count();
        assert_eq!(WEIGHTS.of_words.len(), words, "more words than there are bits");
    }

    /// How the undated mentions of a text are read, by their triggers.
    fn read_as(text: &str) -> Vec<(String, As)> {
        let article = article::read("a.txt", text.as_bytes()).unwrap();
        let analysis = analyse(&article);
        let publication = NaiveDate::from_ymd_opt(2016, 11, 20);
        let knowledge = Knowledge::default();
        let reading = Reading { publication, discourse: None, knowledge: &knowledge };
        let (around, undated) = surroundings(&analysis, &reading);
        undated.iter().map(|&i| (analysis.mentions[i].span.of(&article.text).to_owned(), around.best(i))).collect()
    }

    #[test]
    fn what_is_planned_lies_ahead_and_what_happened_does_not() {
        let found = read_as("Harbour opens\n\nThe port of Kiel will open a new quay. The minister praised the plan.");
        let of = |word: &str| found.iter().find(|(w, _)| w == word).map(|(_, read)| *read);
        assert_eq!(of("open"), Some(As::Ahead));
        assert!(of("praised").is_some_and(|read| read != As::Ahead), "{found:?}");
    }

    #[test]
    fn nothing_runs_on_where_nothing_was_dated() {
        let found = read_as("The mayor resigned. The council thanked her and closed the bridge.");
        assert!(!found.is_empty() && found.iter().all(|(_, read)| *read != As::Running), "{found:?}");
    }
}
