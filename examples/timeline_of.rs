//! The library in a few lines: one article in, its events with their dates and sentences out.
//!
//! `cargo run --example timeline_of -- examples/articles/meridian-wire-lima.txt`

use dateline::landmark::Landmarks;
use dateline::project::Source;
use dateline::{article, event};
use std::path::PathBuf;
use std::sync::Arc;

fn main() -> anyhow::Result<()> {
    let path: PathBuf =
        std::env::args_os().nth(1).map_or_else(|| "examples/articles/meridian-wire-lima.txt".into(), Into::into);
    for article in article::open(&path, &article::Passwords::default())?.articles {
        let analysis = Arc::new(event::analyse(&article));
        let source = Source::new(Arc::new(article), analysis, &Landmarks::shipped());
        let published = source.published(true);
        for event in event::events(&source.article, source.analysis(), &source.reading(published.date, None, true)) {
            let when = event.when.map_or_else(|| "undated".to_owned(), |w| w.text);
            println!("{when}: {}\n    “{}”", event.title, event.evidence[0].quote);
        }
    }
    Ok(())
}
