//! The examples from which the weights of `worth.tsv`, `same.tsv` and `undated.tsv` are fitted (see `fit.py`).
//!
//! usage: cargo run --release --no-default-features --example model_examples GOLD_DIR...
//!
//! A GOLD_DIR holds NAME.txt and NAME.gold.json pairs: an article, and the events that an editor put on its timeline, each
//! with its tier (A must, B should, C may be listed), its sentences and the words in them that name it. Every mention that
//! the program finds is an example of `worth`: one of listed events, of none, or unclear. Every two mentions of listed events
//! are one of `same`: of one event or of two; of one are also what somebody says and the saying that no editor lists. A mention
//! of a listed event and a lesser one of no event are one of `other`; one in four is printed. Every mention of a listed event
//! that no sentence dates is one of `undated`: how well each reading would date it (1 right, 0.5 true but loose, 0 wrong).
//! Lines of standard output, between tabs: table, article, label, and two columns before the signs:
//!
//! | table | label | column | signs |
//! |---|---|---|---|
//! | `worth` | tier and number of each listed event, "A0,C7"; "none", "unclear" | number of the mention | the first is "word" and the lemma of the trigger |
//! | `same`, `other` | 1 of one event, 0 of two | numbers of the mentions | of the pair |
//! | `undated` | how well each reading does | weight | of the mention and its surroundings |

use chrono::NaiveDate;
use dateline::article;
use dateline::event::{self, As, Link, Mention, Reading, Surroundings, Told};
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
    let label = |m: &Mention| {
        Label::of(m, m.span.of(&article.text), analysis.sentences[m.sentence].span.of(&article.text), &gold.events)
    };
    let labels: Vec<Label> = analysis.mentions.iter().map(label).collect();
    for (number, (mention, label)) in analysis.mentions.iter().zip(&labels).enumerate() {
        let signs: Vec<&str> = mention.signs.iter().map(|s| s.name()).collect();
        println!(
            "worth\t{name}\t{}\t{number}\tword {}\t{}",
            label.tiers(&gold.events),
            mention.lemma,
            signs.join("\t")
        );
    }
    if publication.is_some() {
        print_undated(&name, &gold.events, &labels, &event::surroundings(&analysis, &reading));
    }
    print_pairs(&name, &analysis.mentions, &labels, &Told::all(&analysis.mentions, &dated));
    Ok(())
}

/// What an editor makes of a mention.
struct Label {
    /// Numbers of the listed events that it tells.
    told: Vec<usize>,
    /// It tells none in the editor's words for it, but its title does.
    unclear: bool,
}

impl Label {
    fn of(mention: &Mention, trigger: &str, sentence: &str, events: &[Listed]) -> Self {
        let mut label = Self { told: Vec::new(), unclear: false };
        for (number, event) in events.iter().enumerate() {
            if !event.sentences.iter().any(|s| same_sentence(s, sentence)) {
                continue;
            }
            let titled = event.triggers.iter().any(|t| names(&mention.title, t));
            // "pleaded" of "pleaded guilty".
            let part = titled && event.triggers.iter().any(|t| names(t, trigger));
            if part || event.triggers.iter().any(|t| names(trigger, t)) {
                label.told.push(number);
            }
            label.unclear |= titled;
        }
        label.unclear &= label.told.is_empty();
        label
    }

    /// What may not have happened is not claimed.
    fn tiers(&self, events: &[Listed]) -> String {
        let claimed = self.told.iter().filter(|&&e| !matches!(&*events[e].status, "hypothetical" | "denied"));
        let tiers: Vec<String> = claimed.map(|&e| format!("{}{e}", events[e].tier)).collect();
        match () {
            () if self.unclear => "unclear".to_owned(),
            () if tiers.is_empty() => "none".to_owned(),
            () => tiers.join(","),
        }
    }
}

fn print_undated(name: &str, events: &[Listed], labels: &[Label], (around, undated): &(Surroundings, Vec<usize>)) {
    let tells = |mention: usize, event: usize| labels[mention].told.contains(&event);
    // Where another sentence dates the event, that counts.
    let dated_elsewhere = |event: usize| (0..labels.len()).any(|m| tells(m, event) && !undated.contains(&m));
    for &mention in undated {
        for &event in labels[mention].told.iter().filter(|&&event| !dated_elsewhere(event)) {
            let others = undated.iter().filter(|&&m| tells(m, event)).count();
            let fit = |read: As| {
                let date = around.date(mention, read);
                date.map_or(0.0, |date| events[event].stretches().map(|s| fit(s, &date)).fold(0.0, f64::max))
            };
            let fits = [As::News, As::Earlier, As::Running, As::Ahead].map(|read| fit(read).to_string());
            let (weight, signs) = (1.0 / others as f64, around.signs(mention));
            println!("undated\t{name}\t{}\t{weight}\t{}", fits.join(","), signs.join("\t"));
        }
    }
}

fn print_pairs(name: &str, mentions: &[Mention], labels: &[Label], all: &[Told]) {
    let print = |table: &str, one: bool, a: usize, b: usize| {
        let (a, b) = (a.min(b), a.max(b));
        let signs = event::pair_signs(&all[a], &all[b]).join("\t");
        println!("{table}\t{name}\t{}\t{a},{b}\t{signs}", u8::from(one));
    };
    let listed: Vec<usize> = (0..labels.len()).filter(|&m| !labels[m].told.is_empty()).collect();
    for (at, &a) in listed.iter().enumerate() {
        for &b in &listed[at + 1..] {
            print("same", labels[a].told.iter().any(|e| labels[b].told.contains(e)), a, b);
        }
    }
    let unlisted = (0..labels.len()).filter(|&m| labels[m].told.is_empty());
    for (other, listed) in unlisted.flat_map(|m| listed.iter().map(move |&l| (m, l))) {
        if mentions[listed].links.contains(&(Link::Complement, mentions[other].span)) {
            print("same", true, other, listed);
        } else if !labels[other].unclear && mentions[other].score < mentions[listed].score && (other + listed) % 4 == 0
        {
            print("other", false, other, listed);
        }
    }
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

/// Do the words of a trigger stand in a text, up to their endings?
fn names(text: &str, trigger: &str) -> bool {
    let stems = |text: &str| -> BTreeSet<String> { words(text).iter().map(|w| stem(w)).collect() };
    let (text, trigger) = (stems(text), stems(trigger));
    !trigger.is_empty() && trigger.is_subset(&text)
}

fn stem(word: &str) -> String {
    const ENDINGS: [&str; 12] =
        ["ations", "ation", "ings", "ing", "ments", "ment", "ions", "ion", "ed", "es", "s", "e"];
    let cut = ENDINGS.iter().find_map(|e| word.strip_suffix(e).filter(|stem| stem.chars().count() >= 3));
    cut.unwrap_or(word).to_owned()
}
