//! What stands around a story on its page, by element, role, and the words of classes and ids.

use super::outline::{Item, Outline};
use rustc_hash::FxHashMap;

/// Why an element may be no part of the story. No sign counts where the headline itself lies in the element.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Sign {
    Sure,
    // The others do not count where most of the page's running text bears them: names of wrappers tell what they wrap,
    // some servers put the whole page into a form, and an open dialog hides the page.
    Likely(&'static str),
    Form,
    Unseen,
    /// Articles beside the story are others; where they make up the page together, they are its entries.
    OtherArticle,
}

const ELEMENTS: &[&str] = &["nav", "footer", "aside", "dialog", "menu"];
const ROLES: &[&str] = &[
    "navigation",
    "complementary",
    "contentinfo",
    "search",
    "dialog",
    "alertdialog",
    "alert",
    "menu",
    "menubar",
    "toolbar",
    "tablist",
    "tooltip",
];
/// Words of comments, consent and other stories: a long discussion may well be most of a page's text.
const SURE: &[&str] = &[
    "comments",
    "comment",
    "commentlist",
    "disqus",
    "livefyre",
    "respond",
    "replies",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "cookiebar",
    "footer",
    "related",
    "recommended",
    "recommendations",
    "recirc",
    "recirculation",
    "outbrain",
    "taboola",
    "zergnet",
    "newsletter",
    "breadcrumb",
    "breadcrumbs",
    "navigation",
    "relatedposts",
    "colophon",
];
const LIKELY: &[&str] = &[
    "share",
    "sharing",
    "sharedaddy",
    "addthis",
    "addtoany",
    "social",
    "promo",
    "promoted",
    "promotion",
    "advert",
    "advertisement",
    "advertising",
    "ads",
    "ad",
    "adsense",
    "sponsor",
    "sponsored",
    "menu",
    "nav",
    "navbar",
    "subnav",
    "subscribe",
    "subscription",
    "tags",
    "taglist",
    "trending",
    "popular",
    "signup",
    "signin",
    "login",
    "register",
    "paywall",
    "toolbar",
    "skip",
    "print",
    "masthead",
    "readmore",
    "morefrom",
    "widget",
    "widgets",
    "teasers",
    "sidebar",
    "pager",
    "pagination",
    "paging",
    "carousel",
    "slideshow",
    "ticker",
    "overlay",
    "modal",
    "popup",
    "hidden",
    "donate",
    "donation",
    "rating",
    "ratings",
    "syndication",
    "hatom",
    "authorbio",
    "offscreen",
    "visuallyhidden",
    "noprint",
    "toc",
    "yarpp",
    "dropdown",
    "flyout",
    "topbar",
    "alsoread",
];

/// For each item whether it, with all that it holds, is furniture. `headline` is where the story's own headline stands.
pub fn of(outline: &Outline, headline: Option<usize>) -> Vec<bool> {
    let holds_headline = |i: usize| headline.is_some_and(|h| (i..outline.items[i].end).contains(&h));
    let signs: Vec<Option<Sign>> =
        outline.items.iter().enumerate().map(|(i, item)| sign(item).filter(|_| !holds_headline(i))).collect();
    let mut furniture: Vec<bool> = signs.iter().map(|s| *s == Some(Sign::Sure)).collect();
    let prose = outline.totals(|i| i.prose(), &furniture);
    // A sign that most of the page's running text bears says nothing on this page.
    let mut borne: FxHashMap<Sign, (usize, usize)> = FxHashMap::default();
    for (i, sign) in signs.iter().enumerate() {
        let Some(sign) = sign else { continue };
        let (sum, end) = borne.entry(*sign).or_default();
        if i >= *end {
            *sum += prose[i];
            *end = outline.items[i].end;
        }
    }
    let all = prose.first().copied().unwrap_or_default();
    for (i, sign) in signs.into_iter().enumerate() {
        furniture[i] |= sign.is_some_and(|s| borne[&s].0 * 2 <= all);
    }
    furniture
}

fn sign(item: &Item) -> Option<Sign> {
    let name = item.name.as_str();
    if name.is_empty() || matches!(name, "html" | "body" | "main") {
        return None;
    }
    let node = &item.node;
    if ELEMENTS.contains(&name) || node.attr("role").is_some_and(|r| ROLES.contains(&r.trim())) {
        return Some(Sign::Sure);
    }
    if name == "article" {
        return Some(Sign::OtherArticle);
    }
    let words: Vec<String> =
        [node.attr("class"), node.attr("id")].into_iter().flatten().flat_map(|value| words(&value)).collect();
    let unseen = || {
        node.has_attr("hidden")
            || node.attr("aria-hidden").is_some_and(|v| &*v == "true")
            || node.attr("style").is_some_and(|s| is_invisible(&s))
    };
    if words.iter().any(|w| SURE.contains(&w.as_str())) {
        return Some(Sign::Sure);
    }
    let likely = LIKELY.iter().find(|l| words.iter().any(|w| w == *l)).map(|l| Sign::Likely(l));
    likely.or_else(|| (name == "form").then_some(Sign::Form)).or_else(|| unseen().then_some(Sign::Unseen))
}

fn is_invisible(style: &str) -> bool {
    let bare: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    bare.contains("display:none") || bare.contains("visibility:hidden")
}

/// The words of a class or id in lower case: "relatedLinks article__share-bar" holds related, links, article, share, bar.
/// "field-label-hidden" hides the label only, so a class that says "hidden" must say nothing else.
pub fn words(value: &str) -> Vec<String> {
    let mut found = Vec::new();
    for class in value.split_whitespace() {
        let first = found.len();
        class.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).for_each(|p| humps(p, &mut found));
        if found.len() > first + 1 {
            let later = found.split_off(first);
            found.extend(later.into_iter().filter(|w| w != "hidden"));
        }
    }
    found
}

/// The words of "relatedLinks". Names that a program made, "jpYiwZ", are one word.
fn humps(part: &str, found: &mut Vec<String>) {
    const SHORTEST: usize = 3;
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in part.chars() {
        if words.is_empty() || c.is_uppercase() && before.is_lowercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    if words.iter().any(|w| w.len() < SHORTEST) {
        found.push(part.to_lowercase());
    } else {
        found.append(&mut words);
    }
}
