//! Made-up articles, read.

mod text;

use dateline::article;
use dateline::event;
use dateline::landmark::Landmarks;
use dateline::project::Source;
use rayon::prelude::*;
use std::sync::Arc;
pub use text::text;

/// Articles as they stand in a project, in their order.
pub fn sources(texts: &[String]) -> Vec<(usize, Source)> {
    let landmarks = Landmarks::shipped();
    let source = |(number, text): (usize, &String)| {
        let article = article::read(&format!("{number}.txt"), text.as_bytes()).expect("plain text");
        let analysis = event::analyse(&article);
        (number, Source::new(Arc::new(article), Arc::new(analysis), &landmarks))
    };
    texts.par_iter().enumerate().map(source).collect()
}
