//! Article files: one reader a format, encodings, blocks, metadata and the publication date.
//!
//! [`read`] is pure: bytes and a name in, an [`Article`] or a [`ReadError`] out. Only [`open`] and [`files`] touch
//! the file system.

mod blocks;
mod caption;
mod decode;
mod format;
mod front_matter;
mod furniture;
mod html;
mod html_metadata;
mod lines;
mod markdown;
mod model;
mod open;
mod paragraphs;
mod plain;
mod published;

pub use model::{
    Article, ArticleId, Block, BlockKind, DateCandidate, DateOrigin, Metadata, Published, ReadError, short_hash,
};
pub use open::{files, open};

use format::Format;

/// The endings that are read, for dialogs and error sentences.
pub const ENDINGS: &[&str] = &["txt", "text", "md", "markdown", "html", "htm", "xhtml"];

/// The largest file that is read. No article comes near it; an archive or a dump does.
pub const MAX_BYTES: usize = 64 << 20;

/// Reads an article from the bytes of a file; `name` is its path or URL as given.
pub fn read(name: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    format::check_size(name, bytes.len() as u64)?;
    let format = format::of(name, bytes)?;
    let declared = if format == Format::Html { decode::declared(bytes) } else { None };
    let decoded = decode::decode(bytes, declared);
    format::check_text(name, &decoded.text)?;
    let mut article = match format {
        Format::Plain => plain::read(name, decoded.text),
        Format::Markdown => markdown::read(name, &decoded.text),
        Format::Html => html::read(name, &decoded.text)?,
    };
    article.remarks.splice(0..0, decoded.remark);
    Ok(article)
}

#[cfg(test)]
mod tests;
