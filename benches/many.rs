//! Ten thousand short articles made into one timeline, and how many of their events are merged rightly.
//!
//! The articles are made from templates: of each of 2,500 happenings a report, the same report in another paper with a
//! paragraph more, and a retelling of the next day; and a sequel a month later, which is another event.
//!
//! Then what one article more costs, and another publication date, beside merging all events anew.
//!
//! `cargo bench --bench many`, or `cargo bench --bench many -- 500` for fewer happenings.

use chrono::{Days, NaiveDate};
use dateline::article;
use dateline::event;
use dateline::landmark::Landmarks;
use dateline::project::{Edit, Loaded, Project, Source};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

const HAPPENINGS: usize = 2_500;
/// So many happenings more come later, article by article.
const LATER: usize = 10;
/// What happens to somebody somewhere, as the first report and the retelling have it, and what comes of it.
const STORIES: [[&str; 3]; 5] = [
    [
        "Police arrested the banker {name} in {town} on {day}, a spokesman said.",
        "The banker {name} was arrested in {town} on {day}.",
        "A court in {town} convicted {name} of fraud on {day}.",
    ],
    [
        "{name} was elected mayor of {town} on {day} with 61 percent of the vote.",
        "Voters elected {name} mayor of {town} on {day}.",
        "{name} resigned as mayor of {town} on {day}.",
    ],
    [
        "The minister {name} resigned on {day} after a dispute over the port of {town}.",
        "{name} resigned on {day}, to the surprise of the people of {town}.",
        "Prosecutors in {town} charged {name} with bribery on {day}.",
    ],
    [
        "The singer {name} died in {town} on {day}, aged 81.",
        "{name} died on {day} at home in {town}.",
        "Thousands attended a concert in memory of {name} in {town} on {day}.",
    ],
    [
        "A bomb killed the judge {name} in {town} on {day}.",
        "The judge {name} was killed by a bomb in {town} on {day}.",
        "Soldiers arrested two men in {town} on {day} over the death of {name}.",
    ],
];

/// Words that nobody bears, each of its own.
fn word(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "de", "fi", "go", "lu", "ma", "ne", "ri", "so", "tu", "va", "we", "zi", "ko", "pa", "le"];
    let mut word = String::new();
    for _ in 0..3 {
        word += SYLLABLES[number % SYLLABLES.len()];
        number /= SYLLABLES.len();
    }
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The name of a file with its text.
fn articles(happenings: usize) -> Vec<(String, String)> {
    let first = NaiveDate::from_ymd_opt(2015, 1, 5).expect("a day");
    let mut all = Vec::with_capacity(happenings * 4);
    for number in 0..happenings {
        let name = format!("{} {}en", word(number * 7 + 1), word(number));
        let town = format!("{}burg", word(number / 3 + 900));
        let day = first + Days::new(number as u64 % 1_500);
        let story = STORIES[number % STORIES.len()];
        let told = |template: &str, day: NaiveDate| {
            let text = template.replace("{name}", &name).replace("{town}", &town);
            text.replace("{day}", &day.format("%A").to_string())
        };
        let mut add = |kind: &str, published: NaiveDate, head: &str, text: &str| {
            let head = format!("{head} {town}\n\nPublished {}\n\n{text}\n", published.format("%-d %B %Y"));
            all.push((format!("{number}-{kind}.txt"), head));
        };
        let next = day + Days::new(1);
        let report = told(story[0], day);
        add("report", next, "News from", &report);
        add("copy", next, "Seen in", &format!("{report}\n\nThe weather in the region stays mild."));
        add("retold", next + Days::new(1), "More from", &told(story[1], day));
        let later = day + Days::new(30);
        add("sequel", later + Days::new(1), "Back in", &told(story[2], later));
    }
    all
}

fn read((name, text): &(String, String)) -> Source {
    let article = article::read(name, text.as_bytes()).expect("plain text");
    let analysis = event::analyse(&article);
    Source::new(Arc::new(article), Arc::new(analysis), &Landmarks::shipped())
}

/// The median time until the timeline is there.
fn timed(times: usize, mut change: impl FnMut(usize) -> Project) -> Duration {
    let time = |number| {
        let project = change(number);
        let begun = Instant::now();
        assert!(!project.derive().timeline.events.is_empty());
        begun.elapsed()
    };
    let mut taken: Vec<Duration> = (0..times).map(time).collect();
    taken.sort_unstable();
    taken[times / 2]
}

/// What changes of one article cost; `later` are articles that are not there yet.
fn again(mut project: Project, later: Vec<Source>) {
    let all: Vec<Source> = project.sources().to_vec();
    let anew = timed(5, |_| {
        let mut anew = Project::default();
        for source in &all {
            anew.add(Loaded::Article(source.clone()));
        }
        anew
    });
    let mut later = later.into_iter();
    let added = timed(later.len(), |_| {
        project.add(Loaded::Article(later.next().expect("as many as there are")));
        project.clone()
    });
    let redated = timed(20, |number| {
        let article = all[number * all.len() / 20].article.id.clone();
        project.edit(Edit::SetPublished { article, date: NaiveDate::from_ymd_opt(2014, 3, 9) });
        project.clone()
    });
    let removed = timed(20, |number| {
        let article = all[number * all.len() / 20 + 1].article.id.clone();
        project.edit(Edit::SetRemoved { article, removed: true });
        project.clone()
    });
    println!(
        "the timeline with all merged anew after {anew:.1?}; with one article added after {added:.1?}, dated anew"
    );
    println!("after {redated:.1?}, taken out after {removed:.1?} (medians)");
}

fn main() {
    let asked = std::env::args().skip(1).find_map(|a| a.parse().ok());
    let mut articles = articles(asked.unwrap_or(HAPPENINGS) + LATER);
    let later = articles.split_off(articles.len() - 4 * LATER);
    let bytes: usize = articles.iter().map(|(_, text)| text.len()).sum();
    let begun = Instant::now();
    let sources: Vec<Source> = articles.par_iter().map(read).collect();
    let read_after = begun.elapsed();
    let mut project = Project::default();
    for source in sources {
        project.add(Loaded::Article(source));
    }
    let timeline = project.timeline();
    let whole = begun.elapsed();

    // The events in whose evidence each article stands.
    let mut events_of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let source_of: BTreeMap<&str, &str> =
        timeline.articles.iter().map(|a| (a.id.0.as_str(), a.source.as_str())).collect();
    for event in &timeline.events {
        for evidence in &event.evidence {
            events_of.entry(source_of[evidence.article.0.as_str()]).or_default().insert(&event.id);
        }
    }
    let (mut copies, mut retold, mut apart, mut missed, all) = (0, 0, 0, 0, articles.len() / 4);
    for number in 0..all {
        let of = |kind: &str| events_of.get(format!("{number}-{kind}.txt").as_str());
        let Some(report) = of("report") else {
            missed += 1;
            continue;
        };
        let shares = |kind: &str| of(kind).is_some_and(|events| !events.is_disjoint(report));
        copies += usize::from(shares("copy"));
        retold += usize::from(shares("retold"));
        apart += usize::from(of("sequel").is_some() && !shares("sequel"));
    }
    let share = |n: usize| 100.0 * n as f64 / all as f64;
    println!("{} articles, {:.1} MB, {} events", articles.len(), bytes as f64 / 1e6, timeline.events.len());
    println!("read and analysed after {read_after:.1?}, one timeline after {whole:.1?}");
    println!(
        "of {all} happenings: copies merged {:.1} %, retellings merged {:.1} %, sequels kept apart {:.1} %, no event {:.1} %",
        share(copies),
        share(retold),
        share(apart),
        share(missed)
    );
    again(project, later.iter().map(read).collect());
}
