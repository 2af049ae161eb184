//! Article files: one reader a format, encodings, blocks, metadata and the publication date.
//!
//! [`contents`] is pure: bytes and a name in, [`Contents`] or a [`ReadError`] out. Only [`open`] and [`files`] touch
//! the file system.

mod budget;
mod container;
mod contents;
mod decode;
mod format;
mod guard;
mod item;
mod language;
mod many;
mod model;
mod mojibake;
mod open;
mod page;
mod passwords;
mod published;
mod reader;
mod story;

pub use contents::Contents;
pub use format::{FORMATS, endings};
pub use model::{
    Article, ArticleId, Block, BlockKind, DateCandidate, DateOrigin, Metadata, PageStart, Published, ReadError,
    short_hash,
};
pub use open::{files, open, open_with_bytes};
pub use passwords::Passwords;

use budget::Budget;
use container::{gzip, warc, zip};
use format::Format;
use reader::office::{docx, odt, rtf};
use reader::{epub, feed, html, json, mail, markdown, pdf, plain, subtitles, table};
use std::sync::Arc;

/// The largest file that is read. No article comes near it; an archive or a dump does.
pub const MAX_BYTES: usize = 64 << 20;

/// The longest text of one article, in bytes. A thick novel has less; a column of data or a field never closed has more.
const MOST_TEXT: usize = 4 << 20;

/// Reads what a file holds; `name` is its path or URL as given.
///
/// # Errors
/// One sentence and a way out, where nothing of the file can be read.
pub fn contents(name: &str, bytes: &[u8]) -> Result<Contents, ReadError> {
    contents_within(name, bytes, &mut Budget::default())
}

/// Reads text that was pasted, with the same care as a file.
///
/// # Errors
/// As [`open`].
pub fn pasted(name: &str, text: &str) -> Result<Contents, ReadError> {
    guard::contents(name, Arc::new(text.as_bytes().to_vec()), &Passwords::default())
}

/// Reads an article from the bytes of a file: the first one where it holds several.
///
/// # Errors
/// As [`contents`]; also where the file can be read and holds no article that can.
pub fn read(name: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    contents(name, bytes)?.into_first(name)
}

/// Containers read what they hold with what is left of their own budget.
fn contents_within(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    format::check_size(name, bytes.len() as u64)?;
    let format = format::of(name, bytes)?;
    let contents = match format {
        Format::Plain => text(name, bytes, None, |text| Ok(plain::read(name, text))),
        Format::Markdown => text(name, bytes, None, |text| Ok(markdown::read(name, &text))),
        Format::Html => text(name, bytes, decode::declared(bytes), |text| html::saved(name, &text, None)),
        Format::Subtitles => text(name, bytes, None, |text| subtitles::read(name, &text)),
        Format::Pdf => pdf::read(name, bytes, budget),
        Format::Docx => docx::read(name, bytes, budget).map(Contents::from),
        Format::Odt => odt::read(name, bytes, budget).map(Contents::from),
        Format::Rtf => rtf::read(name, bytes).map(Contents::from),
        Format::Epub => epub::read(name, bytes, budget),
        Format::Mail => mail::read(name, bytes, budget),
        Format::Mailbox => mail::read_mailbox(name, bytes, budget),
        Format::Mhtml => mail::read_page(name, bytes),
        Format::Feed => feed::read(name, bytes, budget),
        Format::Json => json::read(name, bytes, budget),
        Format::JsonLines => json::read_lines(name, bytes, budget),
        Format::Table => table::read(name, bytes, budget),
        Format::Zip => zip::read(name, bytes, budget),
        Format::Warc => warc::read(name, bytes, budget),
        Format::Gzip => gzip::read(name, bytes, budget),
    }?;
    Ok(contents.of_bearable_length())
}

/// Reads a format that is text: decoded and looked at before its reader sees it.
fn text<C: Into<Contents>>(
    name: &str,
    bytes: &[u8],
    declared: Option<&'static encoding_rs::Encoding>,
    read: impl FnOnce(String) -> Result<C, ReadError>,
) -> Result<Contents, ReadError> {
    let decoded = decode::decode(bytes, declared);
    format::check_text(name, &decoded.text)?;
    let mut contents = read(decoded.text)?.into();
    for article in &mut contents.articles {
        article.remarks.splice(0..0, decoded.remark.clone());
    }
    Ok(contents)
}

#[cfg(test)]
mod tests;
