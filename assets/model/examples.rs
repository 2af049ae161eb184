//! The examples from which the weights of `worth.tsv`, `same.tsv` and `undated.tsv` are fitted (see `fit.py`).
//!
//! usage: cargo run --release --no-default-features --example model_examples GOLD_DIR...
//!
//! A GOLD_DIR holds NAME.txt and NAME.gold.json pairs: an article, and the events that an editor put on its timeline, each
//! with its tier (A must, B should, C may be listed), its sentences and the words in them that name it. Every mention that
//! the program finds is an example of `worth`: one of a listed event (weighing 1.5, 1 or 0.4 by tier) or of none (1). Every
//! two mentions of listed events are one of `same`: of one event or of two; of one are also what somebody says and the saying
//! that no editor lists. Every mention of a listed event that no sentence dates is one of `undated`: how well each reading
//! would date it (1 right, 0.5 true but loose, 0 wrong). Lines of standard output, between tabs: table, article, label (0 or
//! 1, or a number for each reading), weight, and the signs; of `worth` the first is "word" and the lemma of the trigger.

use chrono::NaiveDate;
use dateline::article;
use dateline::event::{self, As, Link, Mention, Reading, Told};
use dateline::landmark::{Knowledge, Landmarks};
use dateline::time::UncertainDate;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Gold {
    published: Option<String>,
    published_if_set: Option<String>,
    events: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    tier: String,
    status: String,
    triggers: Vec<String>,
    sentences: Vec<String>,
    lo: Option<NaiveDate>,
    hi: Option<NaiveDate>,
    lo_if_set: Option<NaiveDate>,
    hi_if_set: Option<NaiveDate>,
    #[serde(default)]
    alt_intervals: Vec<Stretch>,
    #[serde(default)]
    alt_intervals_if_set: Vec<Stretch>,
}

/// The first and the last day; `None` is an open end.
type Stretch = (Option<NaiveDate>, Option<NaiveDate>);

impl Listed {
    /// When it happened; several where its text can be read in several ways.
    fn stretches(&self) -> impl Iterator<Item = Stretch> {
        let first = (self.lo_if_set.or(self.lo), self.hi_if_set.or(self.hi));
        [first].into_iter().chain(self.alt_intervals.iter().copied()).chain(self.alt_intervals_if_set.iter().copied())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for folder in std::env::args().skip(1) {
        let mut files: Vec<PathBuf> = fs::read_dir(&folder)?.filter_map(|e| Some(e.ok()?.path())).collect();
        files.retain(|f| f.to_string_lossy().ends_with(".gold.json"));
        files.sort();
        for file in files {
            print(&file)?;
        }
    }
    Ok(())
}

fn print(file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let gold: Gold = serde_json::from_slice(&fs::read(file)?)?;
    let name = file.to_string_lossy().replace(".gold.json", ".txt");
    let article = article::read(&name, &fs::read(&name)?).map_err(|e| e.to_string())?;
    let analysis = event::analyse(&article);
    let publication = gold.published_if_set.as_ref().or(gold.published.as_ref()).and_then(|d| d.parse().ok());
    let knowledge = Knowledge::of(&Landmarks::shipped(), &analysis.sentences);
    let reading = Reading { publication, discourse: None, knowledge: &knowledge };
    let dated = event::date_all(&analysis, &reading);
    let tells = |mention: &Mention| -> Vec<usize> {
        let sentence = analysis.sentences[mention.sentence].span.of(&article.text);
        let named = |e: &Listed| {
            e.sentences.iter().any(|s| same_sentence(s, sentence))
                && e.triggers.iter().any(|t| names(mention.span.of(&article.text), t))
        };
        (0..gold.events.len()).filter(|&e| named(&gold.events[e])).collect()
    };
    let told: Vec<Vec<usize>> = analysis.mentions.iter().map(tells).collect();
    for (mention, events) in analysis.mentions.iter().zip(&told) {
        let claimed =
            events.iter().map(|&e| &gold.events[e]).filter(|e| !matches!(&*e.status, "hypothetical" | "denied"));
        let tier = claimed
            .map(|e| {
                if e.tier == "A" {
                    1.5
                } else if e.tier == "B" {
                    1.0
                } else {
                    0.4
                }
            })
            .reduce(f64::max);
        let signs: Vec<&str> = mention.signs.iter().map(|s| s.name()).collect();
        let (label, weight) = (u8::from(tier.is_some()), tier.unwrap_or(1.0));
        println!("worth\t{name}\t{label}\t{weight}\tword {}\t{}", mention.lemma, signs.join("\t"));
    }
    let (around, undated) = event::surroundings(&analysis, &reading);
    let undated: Vec<usize> = undated.into_iter().filter(|_| publication.is_some()).collect();
    // Where another sentence dates the event, that counts.
    let dated_elsewhere = |event: usize| (0..told.len()).any(|m| told[m].contains(&event) && !undated.contains(&m));
    for &mention in &undated {
        for &event in told[mention].iter().filter(|&&event| !dated_elsewhere(event)) {
            let others = undated.iter().filter(|&&m| told[m].contains(&event)).count();
            let fit = |read: As| {
                let date = around.date(mention, read);
                date.map_or(0.0, |date| gold.events[event].stretches().map(|s| fit(s, &date)).fold(0.0, f64::max))
            };
            let fits = [As::News, As::Earlier, As::Running, As::Ahead].map(|read| fit(read).to_string());
            let (weight, signs) = (1.0 / others as f64, around.signs(mention));
            println!("undated\t{name}\t{}\t{weight}\t{}", fits.join(","), signs.join("\t"));
        }
    }
    let all = Told::all(&analysis.mentions, &dated);
    let listed: Vec<usize> = (0..told.len()).filter(|&m| !told[m].is_empty()).collect();
    for (at, &a) in listed.iter().enumerate() {
        for &b in &listed[at + 1..] {
            let one = told[a].iter().any(|e| told[b].contains(e));
            println!("same\t{name}\t{}\t1\t{}", u8::from(one), event::pair_signs(&all[a], &all[b]).join("\t"));
        }
    }
    let unlisted = (0..told.len()).filter(|&m| told[m].is_empty());
    for (saying, said) in unlisted.flat_map(|m| listed.iter().map(move |&l| (m, l))) {
        if analysis.mentions[said].links.contains(&(Link::Complement, analysis.mentions[saying].span)) {
            let signs = event::pair_signs(&all[saying.min(said)], &all[saying.max(said)]);
            println!("same\t{name}\t1\t1\t{}", signs.join("\t"));
        }
    }
    Ok(())
}

/// How well a date tells when something happened: 1 where the two share half of what both cover, 0.5 where one holds the
/// other, else 0. An open end counts as far away; of a single day only that day is right, and more than a month around it is
/// as good as nothing.
fn fit((from, to): Stretch, date: &UncertainDate) -> f64 {
    const FAR: i64 = 40_000;
    let number = |day: NaiveDate| (day - NaiveDate::default()).num_days();
    let ends = |from: Option<i64>, to: Option<i64>| match (from, to) {
        (None, None) => None,
        (from, to) => Some((from.or(to.map(|t| t - FAR))?, to.or(from.map(|f| f + FAR))?)),
    };
    let ours = ends(date.earliest.map(|m| number(m.day)), date.latest.map(|m| number(m.day)));
    let (Some((a, b)), Some((c, d))) = (ends(from.map(number), to.map(number)), ours) else { return 0.0 };
    let (shared, covered) = (b.min(d) - a.max(c) + 1, b.max(d) - a.min(c) + 1);
    let within = (c <= a && b <= d) || (a <= c && d <= b);
    match () {
        () if shared <= 0 => 0.0,
        () if a == b => f64::from(u8::from((c, d) == (a, b)) + u8::from(d - c <= 31)) / 2.0,
        () if shared * 2 >= covered => 1.0,
        () if within => 0.5,
        () => 0.0,
    }
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Of two quotations of a sentence one may be cut shorter than the other.
fn same_sentence(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let fewer = a.len().min(b.len());
    fewer > 0 && a.intersection(&b).count() * 10 >= fewer * 9
}

/// Do the words of an editor's trigger stand in ours, up to their endings?
fn names(ours: &str, trigger: &str) -> bool {
    let stems = |text: &str| -> BTreeSet<String> { words(text).iter().map(|w| stem(w)).collect() };
    let (ours, trigger) = (stems(ours), stems(trigger));
    !trigger.is_empty() && trigger.is_subset(&ours)
}

fn stem(word: &str) -> String {
    const ENDINGS: [&str; 12] =
        ["ations", "ation", "ings", "ing", "ments", "ment", "ions", "ion", "ed", "es", "s", "e"];
    let cut = ENDINGS.iter().find_map(|e| word.strip_suffix(e).filter(|stem| stem.chars().count() >= 3));
    cut.unwrap_or(word).to_owned()
}
