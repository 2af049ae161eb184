//! Plain text: the article's text is the file's, and paragraphs are found by their lines.

use crate::article::page::finish;
use crate::article::story::{Draft, Mark, paragraphs};
use crate::article::{Article, BlockKind, Metadata};

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
