//! PDF: the text layer, in reading order.
//!
//! A page says only which letters stand where. They are put together in steps: letters to pieces of lines
//! ([`lines`]), pieces to columns ([`columns`]), furniture taken away ([`furniture`]), lines to paragraphs ([`story`]).

mod cmap;
mod columns;
mod document;
mod font;
mod furniture;
mod glyphs;
mod lines;
mod metadata;
mod standard;
mod story;
#[cfg(test)]
mod tests;
mod words;

use crate::article::budget::Budget;
use crate::article::format::file_name;
use crate::article::page::Page;
use crate::article::{BlockKind, Contents, PageStart, ReadError};
use glyphs::{Reader, legible};
use story::PageLines;

/// No article has as many letters; what lies behind is left out.
const MOST_LETTERS: usize = 20_000_000;
/// A text with more unknown letters than one in so many is no text; with fewer, the user is told.
const UNREADABLE: usize = 4;
const DOUBTFUL: usize = 50;

/// # Errors
/// Where no text can be had: the file is damaged, locked, a scan, or does not tell which letters it shows.
pub fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    let document = document::open(name, bytes, budget.passwords())?;
    let (mut facts, dates) = metadata::read(name, &document, budget);
    let leaves = document::pages(&document);
    if leaves.is_empty() {
        return Err(ReadError::new(
            format!("{} is damaged, perhaps cut off: it holds no page.", file_name(name)),
            "Fetch or copy the file again, or open it in a PDF viewer and print it to a new PDF.",
        ));
    }
    let is_damaged = document.xref_recovery.is_some();
    let mut reader = Reader::new(name, &document);
    let (mut pages, mut problems) = (Vec::new(), Vec::new());
    let (mut letters, mut unknown, mut without_text) = (0, 0, 0);
    for (index, leaf) in leaves.iter().take(document::MOST_PAGES).enumerate() {
        let shown = match budget.check(name).and_then(|()| reader.page(*leaf, budget)) {
            Ok(shown) => shown,
            Err(problem) => {
                problems.push(problem);
                break;
            }
        };
        let (all, bad) = legible(&shown.glyphs);
        (letters, unknown) = (letters + all, unknown + bad);
        without_text += usize::from(all == 0 && shown.has_image);
        pages.push(PageLines::new(index + 1, columns::columns(lines::pieces(&shown.glyphs))));
        if letters > MOST_LETTERS {
            problems.push(too_long(name, index + 1));
            break;
        }
    }
    if leaves.len() > document::MOST_PAGES {
        problems.push(too_long(name, document::MOST_PAGES));
    }
    if letters == 0 {
        return Err(problems.into_iter().next().unwrap_or_else(|| no_text(name, without_text, is_damaged)));
    }
    if unknown * UNREADABLE > letters {
        return Err(unreadable(name));
    }
    facts.url = furniture::remove(&mut pages, facts.title.as_deref());
    let mut page = Page::default();
    let mut starts: Vec<PageStart> = Vec::new();
    for paragraph in story::paragraphs(&pages) {
        let hinted = (paragraph.hint == Some(BlockKind::Bullet)).then(|| story::bullet(&paragraph.text)).flatten();
        page.push(hinted.unwrap_or(&paragraph.text));
        page.flush(paragraph.hint);
        if let Some(at) = page.last_start()
            && starts.last().is_none_or(|last| last.page < paragraph.page)
        {
            starts.push(PageStart { at, page: paragraph.page });
        }
    }
    if page.is_empty() {
        return Err(no_text(name, without_text, is_damaged));
    }
    let mut article = page.into_article(name, facts, dates);
    article.pages = starts;
    if is_damaged {
        let (read, all) = (leaves.len(), document::told_pages(&document));
        article.remarks.push(if read < all {
            format!("The file breaks off; {read} of its {all} pages could be read.")
        } else {
            "The file is damaged; what could be found of it was read.".to_owned()
        });
    }
    if without_text > 0 {
        article.remarks.push(format!(
            "{without_text} of {} pages are pictures without a text layer; they were not read.",
            leaves.len()
        ));
    }
    if unknown * DOUBTFUL > letters {
        article
            .remarks
            .push("The file does not tell what some of its letters are; they are shown as \u{FFFD}.".to_owned());
    }
    Ok(Contents { articles: vec![article], problems })
}

fn no_text(name: &str, pictures: usize, is_damaged: bool) -> ReadError {
    let short = file_name(name);
    if is_damaged {
        return ReadError::new(
            format!("{short} is damaged, perhaps cut off: no text could be found in what is left of it."),
            "Fetch or copy the file again.",
        );
    }
    if pictures > 0 {
        return ReadError::new(
            format!("{short} has no text layer: its pages are pictures, as a scanner makes them."),
            "Run text recognition (OCR) over it first, then open the result.",
        );
    }
    ReadError::new(
        format!("{short} holds no text."),
        "Its pages may be drawn; run text recognition (OCR) over it first.",
    )
}

fn unreadable(name: &str) -> ReadError {
    ReadError::new(
        format!("{} shows letters but does not say which they are, so its text cannot be read.", file_name(name)),
        "Run text recognition (OCR) over it first, or get the article in another format.",
    )
}

fn too_long(name: &str, read: usize) -> ReadError {
    ReadError::new(
        format!("{} is longer than any article: its first {read} pages were read.", file_name(name)),
        "Split it into parts to read the rest.",
    )
}
