//! From the text of an article to its dated events, on one core, in bytes a second.

use dateline::article::{self, Article};
use dateline::event::{self, Analysis, Event, Reading};
use dateline::landmark::{Knowledge, Landmarks};
use dateline::project::{Edit, Loaded, Project, Source};
use divan::counter::BytesCount;
use rayon::prelude::*;
use std::sync::Arc;

fn main() {
    divan::main();
}

/// The example articles in plain text, one after the other, so often that they make 200 kB.
fn text() -> String {
    const STORIES: [&str; 3] = [
        include_str!("../examples/articles/meridian-wire-lima.txt"),
        include_str!("../examples/articles/capital-ledger-election.txt"),
        include_str!("../examples/articles/evening-standard-bearer-merkel.txt"),
    ];
    let once = STORIES.join("\n\n");
    once.repeat(200_000 / once.len() + 1)
}

fn events(article: &Article, analysis: &Analysis, knowledge: &Knowledge) -> Vec<Event> {
    event::events(article, analysis, &Reading { publication: article.published().date, discourse: None, knowledge })
}

#[divan::bench(sample_count = 10)]
fn whole_pipeline_of_many_articles(bencher: divan::Bencher) {
    let stories = [
        include_str!("../examples/articles/meridian-wire-lima.txt"),
        include_str!("../examples/articles/capital-ledger-election.txt"),
        include_str!("../examples/articles/evening-standard-bearer-merkel.txt"),
    ];
    let bytes: usize = stories.iter().map(|s| s.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        stories.map(|story| {
            let article = article::read("story.txt", story.as_bytes()).expect("an example");
            let analysis = event::analyse(&article);
            events(&article, &analysis, &Knowledge::of(&Landmarks::shipped(), &analysis.sentences))
        })
    });
}

#[divan::bench(sample_count = 10)]
fn analysis_of_one_long_article(bencher: divan::Bencher) {
    let article = article::read("long.txt", text().as_bytes()).expect("plain text");
    bencher.counter(BytesCount::new(article.text.len())).bench_local(|| event::analyse(&article));
}

#[divan::bench(sample_count = 20)]
fn dating_an_article_anew(bencher: divan::Bencher) {
    let article =
        article::read("story.txt", include_bytes!("../examples/articles/meridian-wire-lima.txt")).expect("an example");
    let analysis = event::analyse(&article);
    let knowledge = Knowledge::of(&Landmarks::shipped(), &analysis.sentences);
    bencher.bench_local(|| events(&article, &analysis, &knowledge));
}

/// Articles with 10,000 events between them, none like another: each copy's people have names of their own, and it is
/// of another year.
fn ten_thousand_events() -> Project {
    const EVENTS: usize = 10_000;
    let stories = [
        include_str!("../examples/articles/meridian-wire-lima.txt"),
        include_str!("../examples/articles/capital-ledger-election.txt"),
        include_str!("../examples/articles/evening-standard-bearer-merkel.txt"),
    ];
    let mut project = Project::default();
    let mut events = 0;
    for copy in 0.. {
        for (number, story) in stories.iter().enumerate() {
            let own: String = format!("{copy}").bytes().map(|digit| (digit - b'0' + b'a') as char).collect();
            let text = story.replace("Obama", &format!("Ob{own}")).replace("Putin", &format!("Pu{own}"));
            let text = text.replace("Trump", &format!("Tr{own}")).replace("Merkel", &format!("Me{own}"));
            let text = text.replace("2016", &format!("{}", 1900 + copy % 120));
            let article = article::read(&format!("{copy}-{number}.txt"), text.as_bytes()).expect("an example");
            let analysis = event::analyse(&article);
            let source = Source::new(Arc::new(article), Arc::new(analysis), &Landmarks::shipped());
            events += event::events(
                &source.article,
                source.analysis(),
                &source.reading(source.published(true).date, None, true),
            )
            .len();
            project.add(Loaded::Article(source));
        }
        if events >= EVENTS {
            return project;
        }
    }
    unreachable!("copies without end")
}

/// All articles' publication dates at once, on all cores as the program does it: what the dates alone cost, before events
/// are merged anew.
#[divan::bench(sample_count = 10)]
fn re_dating_10_000_events(bencher: divan::Bencher) {
    let project = ten_thousand_events();
    let mut day = chrono::NaiveDate::from_ymd_opt(2016, 11, 20).expect("a day");
    bencher.bench_local(|| {
        day = day.succ_opt().expect("a day");
        let dated = |s: &Source| event::date_all(s.analysis(), &s.reading(Some(day), None, true));
        project.sources().par_iter().map(dated).collect::<Vec<_>>()
    });
}

/// What a new publication date costs until the timeline is there: one article's date, among 10,000 events.
#[divan::bench(sample_count = 10)]
fn a_new_publication_date_among_10_000_events(bencher: divan::Bencher) {
    let mut project = ten_thousand_events();
    let article = project.sources()[0].article.id.clone();
    let mut day = chrono::NaiveDate::from_ymd_opt(2016, 11, 20).expect("a day");
    bencher.bench_local(|| {
        day = day.succ_opt().expect("a day");
        project.edit(Edit::SetPublished { article: article.clone(), date: Some(day) });
        project.timeline()
    });
}
