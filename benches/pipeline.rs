//! From the text of an article to its dated events, on one core, in bytes a second.

use dateline::article::{self, Article};
use dateline::event::{self, Analysis, Event, Reading};
use dateline::landmark::{Knowledge, Landmarks};
use divan::counter::BytesCount;

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
