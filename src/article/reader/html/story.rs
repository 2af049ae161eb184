//! Which part of a page holds the story: the element that says so, else the one whose running text most outweighs all
//! that leads elsewhere.

use super::furniture::words;
use super::outline::{Item, Outline};

/// An element that calls itself the story's body is believed where it holds this share of the best one's text, in percent.
const MARKED_PERCENT: usize = 80;
/// What such elements are called, as words that follow each other in a class or id.
const MARKED: &[[&str; 2]] = &[
    ["article", "body"],
    ["article", "content"],
    ["article", "text"],
    ["entry", "content"],
    ["post", "content"],
    ["post", "body"],
    ["story", "body"],
    ["story", "content"],
    ["story", "text"],
    ["body", "copy"],
    ["field", "body"],
];

/// The element of the story, the smallest of equals. Furniture weighs nothing.
pub fn choose(outline: &Outline, furniture: &[bool]) -> usize {
    let prose = outline.totals(|i| i.prose(), furniture);
    let linked = outline.totals(|i| if i.prose() > 0 { 0 } else { i.own.linked }, furniture);
    let short = outline.totals(|i| i.rest() - i.rest().min(i.own.linked), furniture);
    let score = |i: usize| (prose[i] + short[i] / 4) as i64 - linked[i] as i64;
    let elements = || (0..outline.items.len()).filter(|&i| !outline.items[i].name.is_empty());
    let best = elements().max_by_key(|&i| (score(i), i)).unwrap_or(0);
    let unlinked = |i: usize| prose[i] + short[i];
    let marked =
        elements().filter(|&i| unlinked(i) > 0 && is_marked(&outline.items[i])).max_by_key(|&i| (unlinked(i), i));
    marked.filter(|&m| unlinked(m) * 100 >= unlinked(best) * MARKED_PERCENT).unwrap_or(best)
}

fn is_marked(item: &Item) -> bool {
    let called = |value: &str| {
        let words = words(value);
        words.iter().any(|w| w == "articlebody" || w == "storybody")
            || words.windows(2).any(|pair| MARKED.iter().any(|m| pair == m))
    };
    item.node.attr("itemprop").is_some_and(|p| &*p == "articleBody")
        || [item.node.attr("class"), item.node.attr("id")].into_iter().flatten().any(|v| called(&v))
}

/// The story's first running text.
pub fn first_text(outline: &Outline, root: usize, furniture: &[bool]) -> usize {
    let mut at = root;
    while at < outline.items[root].end {
        if furniture[at] {
            at = outline.items[at].end;
        } else if outline.items[at].prose() > 0 {
            return at;
        } else {
            at += 1;
        }
    }
    root
}
