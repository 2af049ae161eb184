//! Web pages: the story's own paragraphs without the page around them, and what the page says about itself.

mod furniture;
mod json_ld;
mod live;
mod metadata;
mod months;
mod outline;
mod seen;
mod stamps;
mod story;
mod walk;

use crate::article::format::file_name;
use crate::article::page::Page;
use crate::article::{Article, BlockKind, Contents, ReadError};
use dom_query::Document;
use months::Months;
use outline::Outline;

/// Attributes in one tag, beyond which parsing would take time with the square of their number.
const MOST_ATTRIBUTES: usize = 10_000;

/// Elements open at once, beyond which parsing would take time with the square of their number.
const MOST_OPEN: usize = 3_000;

/// A page whose JSON-LD repeats the story so many times fuller shows little of it without its programs.
const FULLER: usize = 2;

/// Reads a page as one article, whatever it is made of.
pub fn read(name: &str, text: &str) -> Result<Article, ReadError> {
    opened(name, text, None, false)?.into_first(name)
}

/// Reads a page, a live blog entry by entry; `address` is the one that its file tells.
pub fn saved(name: &str, text: &str, address: Option<&str>) -> Result<Contents, ReadError> {
    opened(name, text, address, true)
}

fn opened(name: &str, text: &str, address: Option<&str>, by_entries: bool) -> Result<Contents, ReadError> {
    check_depth(name, text)?;
    let document = Document::from(text);
    let mut facts = metadata::read(&document, text);
    facts.metadata.url = facts.metadata.url.or_else(|| address.map(str::to_owned));
    let outline = Outline::of(&document);
    let headline = facts.headline.as_deref();
    let at = headline.and_then(|h| headline_at(&outline, h));
    let furniture = furniture::of(&outline, at);
    let around = live::Around { name, facts: &facts, outline: &outline, furniture: &furniture };
    if let Some(entries) = by_entries.then(|| live::read(&around)).flatten() {
        return Ok(entries);
    }
    let root = story::choose(&outline, &furniture);
    let place =
        seen::Place { headline: at, text: story::first_text(&outline, root, &furniture), end: outline.items[root].end };
    let months = facts.metadata.language.as_deref().and_then(Months::of);
    facts.stamps.extend(seen::read(&outline, &furniture, place, months.as_ref()));
    let mut page = Page::default();
    if let Some(headline) = headline {
        page.push(headline);
        page.flush(Some(BlockKind::Headline));
    }
    let byline = facts.metadata.byline.as_deref();
    let (outline, furniture) = (&outline, furniture.as_slice());
    let links = &walk::Links::of(outline, furniture);
    let story = walk::Story { outline, furniture, links, root, headline, headline_at: at, byline };
    match facts.body.as_deref().filter(|body| bytes(body) > outline.amount(root) * FULLER) {
        Some(body) => repeat(body, &mut page),
        None => walk::walk(&story, &mut page),
    }
    if page.is_bare() {
        return Err(ReadError::new(
            format!("{} holds no text that could be a story.", file_name(name)),
            "It may need the programs of its page to show it; save it from the browser as complete page or as text.",
        ));
    }
    Ok(page.into_article(name, facts.metadata, stamps::candidates(facts.stamps)).into())
}

/// The paragraphs of a piece of a page, all of which is story: the text of a feed's entry, a mail, a record. A heading
/// that repeats `headline` is left out.
///
/// # Errors
/// Where it nests too deeply; a piece without text adds nothing.
pub fn fragment(name: &str, text: &str, headline: Option<&str>, page: &mut Page) -> Result<(), ReadError> {
    check_depth(name, text)?;
    let document = Document::from(text);
    let outline = Outline::of(&document);
    let (outline, furniture) = (&outline, furniture::of(&outline, None));
    let links = &walk::Links::of(outline, &furniture);
    let story =
        walk::Story { outline, furniture: &furniture, links, root: 0, headline, headline_at: None, byline: None };
    walk::walk(&story, page);
    Ok(())
}

/// The text of a line that may hold markup: a title, a name.
pub fn inline(text: &str) -> String {
    if most_open(text) > MOST_OPEN || most_attributes(text) > MOST_ATTRIBUTES {
        text.to_owned()
    } else {
        Document::from(text).text().to_string()
    }
}

fn check_depth(name: &str, text: &str) -> Result<(), ReadError> {
    if most_attributes(text) > MOST_ATTRIBUTES {
        return Err(ReadError::new(
            format!("{} has an element with more attributes than any page of an article.", file_name(name)),
            "Save the article as text instead.",
        ));
    }
    if most_open(text) <= MOST_OPEN {
        return Ok(());
    }
    Err(ReadError::new(
        format!("{} nests its elements too deeply to be the page of an article.", file_name(name)),
        "Save the article as text instead.",
    ))
}

/// How many attributes the fullest tag has: the words in it that stand in no quotation marks.
fn most_attributes(text: &str) -> usize {
    let (mut most, mut bytes) = (0, text.bytes().peekable());
    while let Some(byte) = bytes.next() {
        if byte != b'<' || !bytes.peek().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut count, mut quote, mut apart) = (0, None, false);
        for byte in bytes.by_ref() {
            match (quote, byte) {
                (None, b'>') => break,
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                (None, _) => {
                    count += usize::from(apart && !byte.is_ascii_whitespace());
                    apart = byte.is_ascii_whitespace();
                }
                (Some(_), _) => {}
            }
        }
        most = most.max(count);
    }
    most
}

/// About how many elements are open at once, without those that may be left open or have no end.
fn most_open(text: &str) -> usize {
    const NEVER_DEEP: &[&str] = &[
        "p", "li", "td", "th", "tr", "dt", "dd", "option", "area", "base", "br", "col", "embed", "hr", "img", "input",
        "link", "meta", "source", "track", "wbr", "path", "circle", "rect", "use", "line", "polygon", "script",
        "style",
    ];
    let (mut open, mut most) = (0_usize, 0);
    for part in text.split('<').skip(1) {
        let closes = part.starts_with('/');
        let name: String =
            part.trim_start_matches('/').chars().take(12).take_while(char::is_ascii_alphanumeric).collect();
        if name.is_empty() || NEVER_DEEP.contains(&name.to_ascii_lowercase().as_str()) || part.contains("/>") {
            continue;
        }
        open = if closes { open.saturating_sub(1) } else { open + 1 };
        most = most.max(open);
    }
    most
}

/// The story as the page's JSON-LD repeats it, a line a paragraph.
fn repeat(body: &str, page: &mut Page) {
    for line in body.lines() {
        page.push(line);
        page.flush(None);
    }
}

/// The bytes of a text without white space.
fn bytes(text: &str) -> usize {
    text.split_whitespace().map(str::len).sum()
}

/// Where the headline stands on the page.
fn headline_at(outline: &Outline, headline: &str) -> Option<usize> {
    let heads = |name: &str| (0..outline.items.len()).filter(|&i| outline.items[i].name == name).collect::<Vec<_>>();
    ["h1", "h2"].into_iter().flat_map(heads).find(|&i| outline.text(i) == headline)
}

#[cfg(test)]
mod tests;
