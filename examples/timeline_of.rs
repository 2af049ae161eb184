//! The library in a few lines: one article in, its events with their dates and sentences out.
//!
//! `cargo run --example timeline_of -- examples/articles/meridian-wire-lima.txt`

use dateline::{article, event};
use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let path: PathBuf =
        std::env::args_os().nth(1).map_or_else(|| "examples/articles/meridian-wire-lima.txt".into(), Into::into);
    let article = article::open(&path)?;
    let analysis = event::analyse(&article);
    for event in event::events(&article, &analysis, article.published().date) {
        let when = event.when.map_or_else(|| "undated".to_owned(), |w| w.text);
        println!("{when}: {}\n    “{}”", event.title, event.evidence[0].quote);
    }
    Ok(())
}
