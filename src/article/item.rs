//! An item of a file that holds many, its title and text apart: an entry of a feed, a record, a row of a table.

use super::format::{check_text, file_name};
use super::page::{Page, finish};
use super::reader::html;
use super::story::{Draft, Mark, paragraphs};
use super::{Article, BlockKind, DateCandidate, MOST_TEXT, Metadata, ReadError};
use crate::text::Span;

/// The longest line that is a title, a name or a point, in bytes.
const LONGEST_LINE: usize = 4 << 10;
/// More points are no summary.
const MOST_POINTS: usize = 50;
/// Elements by which a text is known to be HTML; `<` alone may be a mathematician's.
const ELEMENTS: &[&str] = &[
    "p",
    "br",
    "div",
    "a",
    "b",
    "i",
    "em",
    "strong",
    "span",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "img",
    "figure",
    "blockquote",
    "table",
    "html",
    "body",
    "article",
    "section",
    "u",
    "sup",
    "sub",
    "font",
    "center",
    "hr",
    "pre",
];
/// Those that end a paragraph: where none is, line breaks do.
const BLOCKS: &[&str] =
    &["p", "br", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "blockquote", "table", "body", "article", "section"];

/// What a file says of one of its items. The title of the metadata is taken from `title`.
#[derive(Default)]
pub struct Item {
    pub title: Option<String>,
    /// Plain text or a piece of HTML.
    pub text: String,
    /// What stands above the text as its summary in points.
    pub points: Vec<String>,
    pub metadata: Metadata,
    pub dates: Vec<DateCandidate>,
}

impl Item {
    /// The article of this item, by its own name.
    ///
    /// # Errors
    /// Where its text is empty, binary or too long.
    pub fn into_article(self, name: &str) -> Result<Article, ReadError> {
        let Self { title, text, points, mut metadata, dates } = self;
        if text.len() > MOST_TEXT {
            return Err(ReadError::new(
                format!("{} has {} MB of text, which is no article.", file_name(name), text.len() >> 20),
                "Check that the file is whole: a quotation mark may be missing in it.",
            ));
        }
        let points: Vec<String> = points.iter().take(MOST_POINTS).map(|p| line(p)).filter(|p| !p.is_empty()).collect();
        let title = title.map(|t| line(&t)).filter(|t| !t.is_empty());
        metadata.title = title.as_deref().map(shown);
        if is_html(&text) || text.contains('&') && is_escaped(&text) {
            let mut page = begun(title.as_deref(), &points);
            html::fragment(name, &with_paragraphs(&text), title.as_deref(), &mut page)?;
            return if page.is_empty() { Err(no_text(name)) } else { Ok(page.into_article(name, metadata, dates)) };
        }
        let (whole, drafts) = joined(title.as_deref(), &points, &text);
        if drafts.is_empty() {
            return Err(no_text(name));
        }
        check_text(name, &whole)?;
        Ok(finish(name, whole, &drafts, metadata, dates))
    }
}

fn no_text(name: &str) -> ReadError {
    ReadError::new(format!("{} holds no text.", file_name(name)), "The other articles of the file are not affected.")
}

/// A page with its headline and points.
fn begun(title: Option<&str>, points: &[String]) -> Page {
    let mut page = Page::default();
    if let Some(title) = title {
        page.push(title);
        page.flush(Some(BlockKind::Headline));
    }
    for point in points {
        page.push(point);
        page.flush(Some(BlockKind::Bullet));
    }
    page
}

/// Title, points and text as one plain text; the text stays as it is.
fn joined(title: Option<&str>, points: &[String], text: &str) -> (String, Vec<Draft>) {
    let (mut whole, mut drafts) = (String::new(), Vec::new());
    // Many files repeat the title as the first line of the text.
    let title = title.filter(|t| !text.trim_start().starts_with(t));
    let points = points.iter().map(|p| (p.as_str(), BlockKind::Bullet));
    for (line, kind) in title.map(|t| (t, BlockKind::Headline)).into_iter().chain(points) {
        drafts.push(Draft { span: Span::new(whole.len(), whole.len() + line.len()), hint: Some(kind) });
        whole.push_str(line);
        whole.push_str("\n\n");
    }
    if text.trim().is_empty() {
        whole.truncate(whole.trim_end().len());
        return (whole, drafts);
    }
    let start = whole.len();
    whole.push_str(if start > 0 { text.trim_start() } else { text });
    drafts.extend(paragraphs(&whole[start..]).into_iter().map(|p| Draft {
        span: Span::new(start + p.span.start, start + p.span.end),
        hint: match p.mark {
            Mark::None => None,
            Mark::Bullet => Some(BlockKind::Bullet),
            Mark::Quote => Some(BlockKind::Quote),
        },
    }));
    (whole, drafts)
}

/// A short text on one line and without markup: a title, a name. What is longer than any is cut.
pub fn line(text: &str) -> String {
    let text = &text[..text.floor_char_boundary(LONGEST_LINE)];
    let plain = if is_html(text) || is_escaped(text) { html::inline(text) } else { text.to_owned() };
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A title as it is shown: what is longer than any title is cut.
pub fn shown(title: &str) -> String {
    const LONGEST: usize = 300;
    match title.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title.to_owned(),
    }
}

/// Whether a text has elements of HTML.
pub fn is_html(text: &str) -> bool {
    has_element(text, ELEMENTS)
}

fn has_element(text: &str, names: &[&str]) -> bool {
    text.split('<').skip(1).any(|part| {
        let part = part.strip_prefix('/').unwrap_or(part);
        let name = part.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let ends = part[name.len()..].starts_with([' ', '>', '/', '\n', '\t']);
        ends && name.len() < 11 && names.contains(&name.to_ascii_lowercase().as_str())
    })
}

/// Whether a text has characters in the notation of HTML: "&#8217;", "&nbsp;".
fn is_escaped(text: &str) -> bool {
    text.split('&').skip(1).any(|part| {
        let name = part.split(';').next().unwrap_or_default();
        let known = name.len() < part.len() && (2..=8).contains(&name.len());
        let number = name.strip_prefix('#').is_some_and(|n| n.starts_with(|c: char| c == 'x' || c.is_ascii_digit()));
        known && (number || name.bytes().all(|b| b.is_ascii_alphanumeric()))
    })
}

/// HTML whose paragraphs are told only by line breaks, as some editors keep it, gets its elements.
fn with_paragraphs(text: &str) -> String {
    if has_element(text, BLOCKS) || !text.trim().contains('\n') {
        return text.to_owned();
    }
    let text = text.replace("\r\n", "\n");
    let separator = if text.trim().contains("\n\n") { "\n\n" } else { "\n" };
    text.split(separator).map(|p| format!("<p>{p}</p>")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(title: &str, text: &str) -> Item {
        Item { title: Some(title.to_owned()), text: text.to_owned(), ..Item::default() }
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        let text = "The council closed the\nbridge. 3 < 4 and a > b.\n\n- One point\n";
        let article = item("Bridge closed", text).into_article("a.csv#1").unwrap();
        assert_eq!(article.text, format!("Bridge closed\n\n{text}"));
        assert_eq!(article.blocks[0].kind, BlockKind::Headline);
        let repeated = format!("Bridge closed\n\n{text}");
        assert_eq!(item("Bridge closed", &repeated).into_article("a.csv#1").unwrap().text, repeated);
    }

    #[test]
    fn html_loses_its_markup() {
        let article = item("AT&amp;T <i>buys</i>", "<p>One &amp; two.</p><p>Three.</p>").into_article("a#1").unwrap();
        assert_eq!(article.text, "AT&T buys\n\nOne & two.\n\nThree.");
        assert_eq!(article.title(), "AT&T buys");
        let lines = item("T", "One <b>bold</b> word.\n\nAnother paragraph.").into_article("a#1").unwrap();
        assert_eq!(lines.text, "T\n\nOne bold word.\n\nAnother paragraph.");
        let escaped = item("T", "It&#8217;s one.\nAnd two.").into_article("a#1").unwrap();
        assert_eq!(escaped.text, "T\n\nIt’s one.\n\nAnd two.");
    }

    #[test]
    fn what_is_no_html() {
        for text in ["a < b and c > d", "<- see there", "R&D; and more", "x <y@example.org> wrote", "AT&T", "& so"] {
            assert!(!is_html(text) && !is_escaped(text), "{text}");
        }
        for text in ["<p>x", "a<br/>b", "<A href='x'>y</A>", "x</p>"] {
            assert!(is_html(text), "{text}");
        }
    }

    #[test]
    fn no_text_and_too_much_are_errors() {
        let error =
            |text: &str| Item { text: text.to_owned(), ..Item::default() }.into_article("in/a.csv#2").unwrap_err();
        assert_eq!(error(" \n").message, "a.csv#2 holds no text.");
        assert!(error(&"x".repeat(MOST_TEXT + 1)).message.contains("4 MB of text"));
        assert!(error(&"a\0\u{1}".repeat(50)).message.contains("binary"));
        assert!(error("<p> </p>").message.contains("no text"));
    }
}
