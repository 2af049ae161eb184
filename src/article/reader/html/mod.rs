//! Web pages: the story's own paragraphs without the page around them, and what the page says about itself.

mod metadata;

use crate::article::format::file_name;
use crate::article::page::Page;
use crate::article::{Article, BlockKind, ReadError};
use dom_query::{Document, NodeId, NodeRef};
use rustc_hash::{FxHashMap, FxHashSet};

/// Deeper than this no page nests; what lies deeper is markup gone wild.
const DEEPEST: usize = 512;
/// The story must hold this share of the text of all paragraphs, in percent, else the whole body is read.
const SHARE_PERCENT: usize = 40;

/// Elements open at once, beyond which parsing would take time with the square of their number.
const MOST_OPEN: usize = 3_000;

pub fn read(name: &str, text: &str) -> Result<Article, ReadError> {
    saved(name, text, None)
}

/// Reads a page whose file tells the address that it was saved from.
pub fn saved(name: &str, text: &str, address: Option<&str>) -> Result<Article, ReadError> {
    check_depth(name, text)?;
    let document = Document::from(text);
    let mut facts = metadata::read(&document);
    facts.metadata.url = facts.metadata.url.or_else(|| address.map(str::to_owned));
    let forms = page_forms(&document);
    let root = story(&document, &forms);
    let mut page = Page::default();
    if let Some(headline) = &facts.headline {
        page.push(headline);
        page.flush(Some(BlockKind::Headline));
    }
    render(&root, &mut page, facts.headline.as_deref(), &forms);
    if page.is_empty() {
        return Err(ReadError::new(
            format!("{} holds no text that could be a story.", file_name(name)),
            "It may need the programs of its page to show it; save it from the browser as complete page or as text.",
        ));
    }
    Ok(page.into_article(name, facts.metadata, facts.dates))
}

/// The paragraphs of a piece of a page, all of which is story: the text of a feed's entry, a mail, a record. A heading
/// that repeats `headline` is left out.
///
/// # Errors
/// Where it nests too deeply; a piece without text adds nothing.
pub fn fragment(name: &str, text: &str, headline: Option<&str>, page: &mut Page) -> Result<(), ReadError> {
    check_depth(name, text)?;
    let document = Document::from(text);
    let root = document.body().unwrap_or_else(|| document.root());
    render(&root, page, headline, &page_forms(&document));
    Ok(())
}

/// The text of a line that may hold markup: a title, a name.
pub fn inline(text: &str) -> String {
    if most_open(text) > MOST_OPEN { text.to_owned() } else { Document::from(text).text().to_string() }
}

fn check_depth(name: &str, text: &str) -> Result<(), ReadError> {
    if most_open(text) <= MOST_OPEN {
        return Ok(());
    }
    Err(ReadError::new(
        format!("{} nests its elements too deeply to be the page of an article.", file_name(name)),
        "Save the article as text instead.",
    ))
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

/// The element that holds the story: the one whose paragraphs hold most text, as most readers choose it.
fn story<'a>(document: &'a Document, forms: &FxHashSet<NodeId>) -> NodeRef<'a> {
    let mut scores: FxHashMap<NodeId, usize> = FxHashMap::default();
    let mut total = 0;
    for paragraph in document.select("p").nodes() {
        let length = paragraph.text().split_whitespace().map(str::len).sum::<usize>();
        if paragraph.ancestors_it(Some(DEEPEST)).any(|a| is_furniture(&a, forms)) {
            continue;
        }
        total += length;
        for (parent, part) in paragraph.ancestors_it(Some(3)).zip([4, 3, 2]) {
            *scores.entry(parent.id).or_default() += length * part;
        }
    }
    let body = document.body().unwrap_or_else(|| document.root());
    // Of equals the first in the document, whatever the table's order.
    let best = scores.into_iter().max_by_key(|(id, score)| (*score, std::cmp::Reverse(*id)));
    let Some((id, score)) = best else { return body };
    if score < total * SHARE_PERCENT / 100 {
        return body;
    }
    NodeRef::new(id, &document.tree)
}

/// The forms that are no form to fill in: some servers put the whole page into one.
fn page_forms(document: &Document) -> FxHashSet<NodeId> {
    let mut paragraphs: FxHashMap<NodeId, usize> = FxHashMap::default();
    for paragraph in document.select("form p").nodes() {
        for form in paragraph.ancestors_it(Some(DEEPEST)).filter(|a| a.node_name().is_some_and(|n| &*n == "form")) {
            *paragraphs.entry(form.id).or_default() += 1;
        }
    }
    paragraphs.into_iter().filter(|(_, count)| *count >= PAGE).map(|(form, _)| form).collect()
}

/// What stands around stories, by its element.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "textarea", "svg",
    "iframe", "object", "video", "audio", "canvas", "dialog", "menu", "head",
];
/// A form with so many paragraphs is the page itself.
const PAGE: usize = 3;
/// … and by words of its class or id.
const FURNITURE: &[&str] = &[
    "related",
    "share",
    "sharing",
    "social",
    "newsletter",
    "promo",
    "advert",
    "advertisement",
    "ads",
    "ad",
    "comments",
    "comment",
    "cookie",
    "sidebar",
    "breadcrumb",
    "breadcrumbs",
    "menu",
    "footer",
    "recommended",
    "recirc",
    "subscribe",
    "tags",
    "trending",
    "popular",
    "signup",
    "paywall",
    "toolbar",
    "skip",
    "print",
    "navigation",
    "nav",
    "masthead",
    "readmore",
    "outbrain",
    "taboola",
];

fn is_furniture(node: &NodeRef, forms: &FxHashSet<NodeId>) -> bool {
    let Some(name) = node.node_name() else { return false };
    if forms.contains(&node.id) {
        return false;
    }
    if SKIPPED.contains(&&*name) || node.has_attr("hidden") || node.attr("aria-hidden").is_some_and(|v| &*v == "true") {
        return true;
    }
    if matches!(&*name, "body" | "html" | "article" | "main") {
        return false;
    }
    // "field-label-hidden" hides the label only.
    if node.attr("class").is_some_and(|c| c.split_whitespace().any(|class| class == "hidden")) {
        return true;
    }
    [node.attr("class"), node.attr("id"), node.attr("role")].into_iter().flatten().any(|value| {
        let lower = value.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).any(|word| FURNITURE.contains(&word))
    })
}

enum Step<'a> {
    Enter(NodeRef<'a>, usize),
    Leave(Option<BlockKind>),
}

/// Walks an element's tree with a stack of its own, since pages may nest deeper than the program's.
fn render(root: &NodeRef, page: &mut Page, headline: Option<&str>, forms: &FxHashSet<NodeId>) {
    let mut hints: Vec<Option<BlockKind>> = vec![None];
    let mut steps = vec![Step::Enter(*root, 0)];
    while let Some(step) = steps.pop() {
        let (node, depth) = match step {
            Step::Leave(hint) => {
                page.flush(hint);
                hints.pop();
                continue;
            }
            Step::Enter(node, depth) => (node, depth),
        };
        if node.is_text() {
            page.push(&node.text());
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        if &*name == "br" {
            page.push(" ");
            continue;
        }
        if depth > DEEPEST || depth > 0 && is_furniture(&node, forms) || &*name == "h1" && is_headline(&node, headline)
        {
            continue;
        }
        let outer = hints.last().copied().flatten();
        if is_block(&name) {
            page.flush(outer);
            let hint = hint_of(&node, &name).or(outer);
            hints.push(hint);
            steps.push(Step::Leave(hint));
        }
        // Cells and inline parts must not run together.
        if matches!(&*name, "td" | "th") {
            page.push(" ");
        }
        let mut child = node.last_child();
        while let Some(node) = child {
            steps.push(Step::Enter(node, depth + 1));
            child = node.prev_sibling();
        }
    }
    page.flush(None);
}

/// The headline stands at the top already.
fn is_headline(node: &NodeRef, headline: Option<&str>) -> bool {
    let text = node.text();
    headline.is_some_and(|h| h.split_whitespace().eq(text.split_whitespace()))
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "li"
            | "ul"
            | "ol"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "pre"
            | "table"
            | "tr"
            | "dl"
            | "dt"
            | "dd"
            | "time"
            | "address"
            | "hr"
            | "body"
            | "caption"
    )
}

/// What the element itself says its text is.
fn hint_of(node: &NodeRef, name: &str) -> Option<BlockKind> {
    Some(match name {
        "li" => BlockKind::Bullet,
        "blockquote" => BlockKind::Quote,
        "figcaption" | "caption" => BlockKind::Caption,
        "h2" | "h3" | "h4" | "h5" | "h6" | "h1" => BlockKind::Heading,
        "time" => BlockKind::Dateline,
        _ => {
            let class = node.attr("class")?.to_lowercase();
            let has = |word: &str| class.split(|c: char| !c.is_alphanumeric()).any(|w| w == word);
            match () {
                () if has("caption") || has("credit") => BlockKind::Caption,
                () if has("byline") || has("author") => BlockKind::Byline,
                _ => return None,
            }
        }
    })
}
