//! A project of 10,000 articles and 100,000 events: how large its file is, how fast it opens, how long an edit takes to
//! be on the disk.
//!
//! `cargo bench --bench project`, or `cargo bench --bench project -- 500` for fewer articles.

mod made;

use dateline::landmark::Landmarks;
use dateline::project::store::{FileBytes, Store};
use dateline::project::{Loaded, Project, Source};
use rayon::prelude::*;
use std::time::{Duration, Instant};

const ARTICLES: usize = 10_000;
const EDITS: usize = 200;

fn main() {
    let asked = std::env::args().skip(1).find_map(|a| a.parse().ok());
    let texts: Vec<String> = (0..asked.unwrap_or(ARTICLES)).map(made::text).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let landmarks = Landmarks::shipped();
    let begun = Instant::now();
    let sources = made::sources(&texts);
    println!("{} articles, {:.1} MB, analysed in {:.1?}", texts.len(), bytes as f64 / 1e6, begun.elapsed());
    let timeline = merged(sources.iter().cloned());

    let folder = tempfile::tempdir_in("target").expect("a folder");
    let path = folder.path().join("large.dateline");
    let begun = Instant::now();
    let files: Vec<FileBytes> = sources
        .par_iter()
        .map(|(_, source)| FileBytes::new(&source.article.source, source.article.text.as_bytes()))
        .collect();
    let rows: Vec<_> = files.iter().map(Some).zip(sources.chunks(1)).collect();
    let mut store = Store::create(&path).expect("a project");
    store.add_files(&rows).expect("kept");
    let only: Vec<Source> = sources.iter().map(|(_, source)| source.clone()).collect();
    store.put_analyses(&only).expect("kept");
    drop(store);
    let size = std::fs::metadata(&path).expect("the file").len();
    println!(
        "kept in {:.1?}: {:.1} MB, {:.2} times the text",
        begun.elapsed(),
        size as f64 / 1e6,
        size as f64 / bytes as f64
    );

    let begun = Instant::now();
    let mut store = Store::open(&path).expect("it opens");
    let stored = store.sources(&landmarks).expect("the articles");
    let read = begun.elapsed();
    assert!(stored.iter().all(|stored| !stored.anew), "nothing is analysed again");
    let again = merged(stored.into_iter().map(|stored| (stored.place, stored.source)));
    println!("{} events: articles after {read:.2?}, one timeline after {:.2?}", again.events.len(), begun.elapsed());
    assert!(again == timeline, "the same timeline");

    let mut taken: Vec<Duration> = (0..EDITS)
        .map(|number| {
            let begun = Instant::now();
            store.append_edit(&format!("{{\"edit\":\"change\",\"number\":{number}}}")).expect("kept");
            begun.elapsed()
        })
        .collect();
    taken.sort();
    println!("an edit is on the disk after {:.1?}, at most {:.1?}", taken[EDITS / 2], taken[EDITS - 1]);
}

fn merged(sources: impl Iterator<Item = (usize, Source)>) -> dateline::timeline::Timeline {
    let mut project = Project::default();
    for (place, source) in sources {
        project.add_at(place, Loaded::Article(source));
    }
    project.timeline()
}
