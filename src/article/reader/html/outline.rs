//! A page laid out flat: its elements and texts in document order, each with where it ends and how much text it holds.
//! What comes after works on indices, so nothing recurses however deeply a page nests.

use super::furniture::words;
use dom_query::{Document, NodeRef};

/// Deeper than this no page nests; what lies deeper is markup gone wild.
const DEEPEST: usize = 512;

/// Elements that hold programs, pictures or fields to fill in, never a story.
const NO_TEXT: &[&str] = &[
    "script", "style", "noscript", "template", "button", "select", "textarea", "input", "svg", "math", "iframe",
    "object", "embed", "video", "audio", "canvas", "head", "datalist", "map", "progress", "meter",
];
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// An element, or a text with the empty name.
pub struct Item<'a> {
    pub node: NodeRef<'a>,
    pub name: String,
    /// The element around it; the first item is its own.
    pub parent: usize,
    /// The first item behind it and all that it holds.
    pub end: usize,
    /// The nearest block around it, or itself.
    pub block: usize,
    pub in_link: bool,
    /// Inside a figure, or what calls itself a caption.
    pub in_figure: bool,
    /// Of a block: the text that it holds itself, in no block inside it.
    pub own: Amount,
}

/// How much text, in bytes without white space.
#[derive(Clone, Copy, Default)]
pub struct Amount {
    pub text: usize,
    pub linked: usize,
    /// Whether its last character ends a sentence.
    pub stops: bool,
}

pub struct Outline<'a> {
    pub items: Vec<Item<'a>>,
}

impl<'a> Outline<'a> {
    pub fn of(document: &'a Document) -> Self {
        let mut outline = Outline { items: Vec::new() };
        let mut open: Vec<usize> = Vec::new();
        let mut next = Some(document.body().unwrap_or_else(|| document.root()));
        while let Some(node) = next {
            let entered = outline.add(node, open.last().copied());
            let down = entered.filter(|_| open.len() < DEEPEST).and_then(|_| node.first_child());
            if let (Some(index), Some(child)) = (entered, down) {
                open.push(index);
                next = Some(child);
                continue;
            }
            // Up until there is a sibling; the first item's siblings lie outside.
            let mut at = node;
            next = loop {
                if open.is_empty() {
                    break None;
                }
                if let Some(sibling) = at.next_sibling() {
                    break Some(sibling);
                }
                let Some(closed) = open.pop() else { break None };
                outline.items[closed].end = outline.items.len();
                at = outline.items[closed].node;
            };
        }
        outline
    }

    /// Adds a node, unless it holds no text of the page; gives its index where it may have children.
    fn add(&mut self, node: NodeRef<'a>, parent: Option<usize>) -> Option<usize> {
        let index = self.items.len();
        let outer = parent.unwrap_or(0);
        let name = if node.is_text() {
            String::new()
        } else if node.is_element() || parent.is_none() {
            node.node_name().map_or_else(|| "html".to_owned(), |n| n.to_string())
        } else {
            return None;
        };
        if NO_TEXT.contains(&name.as_str()) {
            return None;
        }
        let is_block = parent.is_none() || BLOCKS.contains(&name.as_str());
        let block = if is_block { index } else { self.items[outer].block };
        let in_link = name == "a" || parent.is_some_and(|p| self.items[p].in_link);
        let in_figure = is_figure(&node, &name) || parent.is_some_and(|p| self.items[p].in_figure);
        if name.is_empty() {
            self.count(&node, block, in_link);
        }
        let text = name.is_empty();
        self.items.push(Item {
            node,
            name,
            parent: outer,
            end: index + 1,
            block,
            in_link,
            in_figure,
            own: Amount::default(),
        });
        (!text).then_some(index)
    }

    fn count(&mut self, node: &NodeRef, block: usize, in_link: bool) {
        let text = node.text();
        let bytes: usize = text.split_whitespace().map(str::len).sum();
        let own = &mut self.items[block].own;
        own.text += bytes;
        own.linked += if in_link { bytes } else { 0 };
        if bytes > 0 {
            let bare = text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
            own.stops = bare.ends_with(['.', '!', '?', '…', ':', '。']) || bare.is_empty() && own.stops;
        }
    }

    /// The text of an item, white space folded.
    pub fn text(&self, index: usize) -> String {
        let texts = (index..self.items[index].end).filter(|&i| self.items[i].name.is_empty());
        let all: String = texts.map(|i| self.items[i].node.text().to_string()).collect::<Vec<_>>().join("");
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text that a block holds itself, white space folded.
    pub fn own_text(&self, block: usize) -> String {
        let texts =
            (block..self.items[block].end).filter(|&i| self.items[i].name.is_empty() && self.items[i].block == block);
        let all = texts.map(|i| self.items[i].node.text().to_string()).collect::<Vec<_>>().join(" ");
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The bytes of text without white space in an item.
    pub fn amount(&self, index: usize) -> usize {
        let texts = (index..self.items[index].end).filter(|&i| self.items[i].name.is_empty());
        texts.map(|i| self.items[i].node.text().split_whitespace().map(str::len).sum::<usize>()).sum()
    }

    /// A value of every block summed up over all elements around it; blocks that `counts` refuses and all inside them
    /// count nowhere.
    pub fn totals(&self, value: impl Fn(&Item) -> usize, hidden: &[bool]) -> Vec<usize> {
        let mut totals = vec![0; self.items.len()];
        let mut at = 0;
        while at < self.items.len() {
            if hidden[at] {
                at = self.items[at].end;
                continue;
            }
            totals[at] = value(&self.items[at]);
            at += 1;
        }
        for at in (1..totals.len()).rev() {
            totals[self.items[at].parent] += totals[at];
        }
        totals
    }
}

fn is_figure(node: &NodeRef, name: &str) -> bool {
    matches!(name, "figure" | "figcaption")
        || matches!(name, "div" | "p" | "span" | "section")
            && node.attr("class").is_some_and(|c| words(&c).iter().any(|w| w == "caption" || w == "figcaption"))
}

impl Item<'_> {
    /// The bytes of running text that a block holds itself: linked lists, labels and buttons are none.
    pub fn prose(&self) -> usize {
        /// Fewer bytes are a label, and without a stop at the end fewer than the second are a heading or a caption.
        const SENTENCE: usize = 20;
        const UNSTOPPED: usize = 80;
        let own = self.own;
        let heading = matches!(self.name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figcaption" | "summary");
        let runs = own.text >= UNSTOPPED || own.stops && own.text >= SENTENCE;
        if heading || self.in_figure || !runs || own.linked * 2 > own.text { 0 } else { own.text - own.linked }
    }

    /// The bytes that a block holds and that are no running text.
    pub fn rest(&self) -> usize {
        if self.prose() > 0 { 0 } else { self.own.text }
    }
}
