//! Plain text: the article's text is the file's, and paragraphs are found by their lines.

use super::blocks::{Draft, classify};
use super::paragraphs::{Mark, paragraphs};
use super::{Article, BlockKind, Metadata, published};

pub fn read(name: &str, text: String) -> Article {
    let drafts: Vec<Draft> = paragraphs(&text)
        .into_iter()
        .map(|p| Draft {
            span: p.span,
            hint: match p.mark {
                Mark::None => None,
                Mark::Bullet => Some(BlockKind::Bullet),
                Mark::Quote => Some(BlockKind::Quote),
            },
        })
        .collect();
    finish(name, text, &drafts, Metadata::default(), Vec::new())
}

/// Puts an article together from its text and paragraphs, whatever format they came from.
pub fn finish(
    name: &str,
    text: String,
    drafts: &[Draft],
    mut metadata: Metadata,
    dates: Vec<super::DateCandidate>,
) -> Article {
    let story = classify(&text, drafts);
    let (candidates, remarks) = published::candidates(dates, &story, name, metadata.url.as_deref());
    metadata.byline = metadata.byline.or(story.byline);
    metadata.dateline_place = story.dateline_place;
    let mut article = Article::new(name, text, story.blocks, metadata, candidates);
    article.remarks = remarks;
    article
}
