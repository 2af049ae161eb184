//! Markdown: the article's text is the rendered text, a blank line between paragraphs.

use super::front_matter;
use crate::article::page::Page;
use crate::article::published::candidate;
use crate::article::{Article, BlockKind, DateOrigin, Metadata};
use crate::time::parse_day;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

pub fn read(name: &str, text: &str) -> Article {
    let (pairs, body) = front_matter::split(text);
    let mut metadata = Metadata::default();
    let mut dates = Vec::new();
    for (key, value) in pairs {
        match key.as_str() {
            "title" => metadata.title = Some(value),
            "author" | "authors" | "byline" => metadata.byline = Some(value),
            "publisher" | "source" | "outlet" | "site" => metadata.publisher = Some(value),
            "lang" | "language" => metadata.language = Some(value.to_lowercase()),
            "url" | "canonical" | "link" => metadata.url = Some(value),
            "date" | "published" | "pubdate" | "date_published" | "datepublished" => {
                let reason = format!("The file's front matter says {key}: {value}");
                dates.extend(parse_day(&value).map(|d| candidate(d, DateOrigin::Metadata, 0.97, reason)));
            }
            "updated" | "lastmod" | "modified" => {
                let reason = format!("The file's front matter says {key}: {value}");
                dates.extend(parse_day(&value).map(|d| candidate(d, DateOrigin::Metadata, 0.4, reason)));
            }
            _ => {}
        }
    }
    render(body).into_article(name, metadata, dates)
}

/// The paragraphs of a document.
fn render(body: &str) -> Page {
    let mut page = Page::default();
    let (mut items, mut quotes, mut heading) = (0_usize, 0_usize, None);
    for event in Parser::new_ext(body, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES) {
        let hint = heading.or((items > 0).then_some(BlockKind::Bullet)).or((quotes > 0).then_some(BlockKind::Quote));
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                page.flush(hint);
                heading = Some(if level == HeadingLevel::H1 { BlockKind::Headline } else { BlockKind::Heading });
            }
            Event::End(TagEnd::Heading(_)) => {
                page.flush(hint);
                heading = None;
            }
            Event::Start(Tag::Item) => {
                page.flush(hint);
                items += 1;
            }
            Event::End(TagEnd::Item) => {
                page.flush(hint);
                items = items.saturating_sub(1);
            }
            Event::Start(Tag::BlockQuote(_)) => {
                page.flush(hint);
                quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                page.flush(hint);
                quotes = quotes.saturating_sub(1);
            }
            Event::Start(Tag::Paragraph | Tag::CodeBlock(_) | Tag::Table(_))
            | Event::End(
                TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::Table | TagEnd::TableRow | TagEnd::TableHead,
            )
            | Event::Rule => page.flush(hint),
            Event::Text(text) | Event::Code(text) => page.push(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => page.push(" "),
            _ => {}
        }
    }
    page.flush(None);
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_headings_and_lists() {
        let article = read(
            "x.md",
            "---\ntitle: The vote\ndate: 2016-11-20\nlang: EN\n---\n# The vote\n\nThe council *voted* on\nMonday.\n\n- One point\n- Two points\n\n## After\n\n> They were glad.\n",
        );
        let kinds: Vec<BlockKind> = article.blocks.iter().map(|b| b.kind).collect();
        use BlockKind::{Body, Bullet, Heading, Headline, Quote};
        assert_eq!(kinds, [Headline, Body, Bullet, Bullet, Heading, Quote]);
        assert_eq!(article.blocks[1].span.of(&article.text), "The council voted on Monday.");
        assert_eq!(article.metadata.language.as_deref(), Some("en"));
        assert_eq!(article.published().date, chrono::NaiveDate::from_ymd_opt(2016, 11, 20));
    }
}
