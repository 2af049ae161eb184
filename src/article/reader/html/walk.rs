//! The story walked into paragraphs, each with what its element says it is.

use super::furniture::words;
use super::outline::{Item, Outline};
use crate::article::BlockKind;
use crate::article::page::Page;

/// A list or section without running text leads elsewhere where so much of its text is linked, in percent …
const LINKED_PERCENT: usize = 50;
/// … and a paragraph where nearly all of it is.
const LINKED_PARAGRAPH_PERCENT: usize = 90;
/// The longest byline and the longest caption, in bytes without white space: wrappers bear the same names.
const LONGEST_BYLINE: usize = 250;
const LONGEST_CAPTION: usize = 800;
/// A cell with less text stands on one line with its neighbours.
const SHORT_CELL: usize = 40;

/// What is to be walked.
pub struct Story<'a> {
    pub outline: &'a Outline<'a>,
    pub furniture: &'a [bool],
    pub links: &'a Links,
    /// The element of the story.
    pub root: usize,
    pub headline: Option<&'a str>,
    /// Where the headline stands: between it and the story's element lies the standfirst.
    pub headline_at: Option<usize>,
    pub byline: Option<&'a str>,
}

pub fn walk(story: &Story, page: &mut Page) {
    let &Story { outline, furniture, links, root, .. } = story;
    let start = story.headline_at.map(|h| outline.items[h].end).filter(|&end| end <= root).unwrap_or(root);
    // The blocks that are open: where each ends, and what it is.
    let mut open: Vec<(usize, Option<BlockKind>)> = Vec::new();
    let mut breaks = 0;
    let mut at = start;
    while at < outline.items[root].end {
        let item = &outline.items[at];
        while open.last().is_some_and(|(end, _)| *end <= at) {
            page.flush(open.pop().and_then(|(_, kind)| kind));
        }
        let outer = open.last().and_then(|(_, kind)| *kind);
        if item.name.is_empty() {
            if at > root || is_standfirst(outline, item.block, outer) {
                let text = item.node.text();
                breaks = if text.trim().is_empty() { breaks } else { 0 };
                page.push(&text);
            }
        } else if item.name == "br" {
            // Two of them end a paragraph.
            breaks += 1;
            page.push(" ");
            if breaks > 1 {
                page.flush(outer);
            }
        } else if at != root && (furniture[at] || links.only(outline, at) || repeats(story, at)) {
            page.push(" ");
            at = item.end;
            continue;
        } else if item.name == "time" {
            page.push(" ");
            // A line that is little else than a date.
            let line = &outline.items[item.block];
            if line.prose() == 0
                && outline.amount(at) * 2 >= line.own.text
                && let Some((_, kind)) = open.last_mut()
            {
                *kind = kind.or(Some(BlockKind::Dateline));
            }
        } else if item.block == at {
            breaks = 0;
            let cell = |i: usize| matches!(outline.items[i].name.as_str(), "td" | "th");
            if item.own.text < SHORT_CELL && (cell(at) || item.name == "p" && cell(item.parent)) {
                page.push(" ");
            } else if at > root && item.name == "p" && links.leads_on(item) {
                page.flush(outer);
                page.push(&outline.text(at));
                page.flush(Some(BlockKind::Boilerplate));
                at = item.end;
                continue;
            } else {
                page.flush(outer);
                let named = story.byline.filter(|b| b.len() < LONGEST_BYLINE && item.own.text <= b.len());
                let byline = named.filter(|b| outline.own_text(at) == **b).map(|_| BlockKind::Byline);
                open.push((item.end, byline.or_else(|| kind(item, links.text[at])).or(outer)));
            }
        }
        at += 1;
    }
    while let Some((_, kind)) = open.pop() {
        page.flush(kind);
    }
    page.flush(None);
}

/// Whether a text before the story's element is its standfirst.
fn is_standfirst(outline: &Outline, block: usize, kind: Option<BlockKind>) -> bool {
    kind.is_none() && outline.items[block].prose() > 0
}

/// How much of what each element holds is linked.
pub struct Links {
    text: Vec<usize>,
    linked: Vec<usize>,
    prose: Vec<usize>,
}

impl Links {
    pub fn of(outline: &Outline, furniture: &[bool]) -> Self {
        Self {
            text: outline.totals(|i| i.own.text, furniture),
            linked: outline.totals(|i| i.own.linked, furniture),
            prose: outline.totals(|i| i.prose(), furniture),
        }
    }

    /// Whether a list or section does nothing but lead to other pages.
    fn only(&self, outline: &Outline, at: usize) -> bool {
        let list = matches!(
            outline.items[at].name.as_str(),
            "ul" | "ol" | "dl" | "div" | "section" | "table" | "article" | "header"
        );
        list && self.prose[at] == 0 && self.text[at] > 0 && self.linked[at] * 100 >= self.text[at] * LINKED_PERCENT
    }

    /// Whether a paragraph is a link to another story.
    fn leads_on(&self, item: &Item) -> bool {
        item.own.text > 0 && item.own.linked * 100 >= item.own.text * LINKED_PARAGRAPH_PERCENT
    }
}

/// The headline stands at the top already; word processors set it as a paragraph.
fn repeats(story: &Story, at: usize) -> bool {
    let item = &story.outline.items[at];
    let line = item.block == at && matches!(item.name.as_str(), "h1" | "h2" | "p");
    line && story.headline.is_some_and(|h| item.own.text <= h.len() && story.outline.text(at) == h)
}

/// What the element itself says its text, of so many bytes, is.
fn kind(item: &Item, text: usize) -> Option<BlockKind> {
    Some(match item.name.as_str() {
        "li" => BlockKind::Bullet,
        "blockquote" => BlockKind::Quote,
        "figcaption" | "caption" => BlockKind::Caption,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        _ => {
            let words = words(&item.node.attr("class")?);
            let has = |word: &str| words.iter().any(|w| w == word);
            match () {
                () if text <= LONGEST_CAPTION && (has("caption") || has("credit")) => BlockKind::Caption,
                () if text <= LONGEST_BYLINE && (has("byline") || has("author")) => BlockKind::Byline,
                () => return None,
            }
        }
    })
}
