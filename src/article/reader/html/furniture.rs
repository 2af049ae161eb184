//! What stands around a story on its page, by element, role, and the words of classes and ids.

use super::outline::{Item, Outline};

/// How sure it is that an element is no part of the story.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Unless most of the page's running text lies in it: names of wrappers tell what they wrap, too.
    Likely,
    /// Unless the headline itself lies in it.
    Sure,
}

const ELEMENTS: &[&str] = &["nav", "footer", "aside", "dialog", "menu"];
const ROLES: &[&str] = &[
    "navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "alert", "menu", "menubar",
    "toolbar", "tablist", "tooltip",
];
/// Words of comments, consent and other stories: a long discussion may well be most of a page's text.
const SURE: &[&str] = &[
    "comments", "comment", "commentlist", "disqus", "livefyre", "respond", "replies", "cookie", "cookies", "consent",
    "gdpr", "cookiebar", "footer", "related", "recommended", "recommendations", "recirc", "recirculation", "outbrain",
    "taboola", "zergnet", "modal", "popup", "newsletter", "breadcrumb", "breadcrumbs", "navigation",
    "relatedposts", "colophon",
];
const LIKELY: &[&str] = &[
    "share", "sharing", "sharedaddy", "addthis", "addtoany", "social", "promo", "promoted", "promotion", "advert",
    "advertisement", "advertising", "ads", "ad", "adsense", "sponsor", "sponsored", "menu", "nav", "navbar", "subnav",
    "subscribe", "subscription", "tags", "taglist", "trending", "popular", "signup", "signin", "login", "register",
    "paywall", "toolbar", "skip", "print", "masthead", "readmore", "morefrom", "widget", "widgets", "teaser",
    "teasers", "sidebar", "pager", "pagination", "paging", "carousel", "slideshow", "ticker", "banner", "overlay", "hidden",
    "donate", "donation", "rating", "ratings", "syndication", "hatom", "authorbio", "screen", "sr", "offscreen",
    "visuallyhidden", "jp", "noprint", "toc", "yarpp", "dropdown", "flyout", "topbar", "alsoread",
];

/// For each item whether it, with all that it holds, is furniture. `headline` is where the story's own headline stands.
pub fn of(outline: &Outline, headline: Option<usize>) -> Vec<bool> {
    let prose = outline.totals(|i| i.prose(), &vec![false; outline.items.len()]);
    let all = prose.first().copied().unwrap_or_default();
    let holds_headline = |i: usize| headline.is_some_and(|h| (i..outline.items[i].end).contains(&h));
    let judge = |(i, item): (usize, &Item)| match sign(item) {
        Some(_) if holds_headline(i) => false,
        Some(Sign::Likely) => prose[i] * 2 <= all,
        Some(Sign::Sure) => true,
        None => false,
    };
    let mut furniture: Vec<bool> = outline.items.iter().enumerate().map(judge).collect();
    // Articles beside the story are others; where they make up the page together, they are its entries.
    let others: Vec<usize> = (0..furniture.len())
        .filter(|&i| outline.items[i].name == "article" && !holds_headline(i) && prose[i] * 2 <= all)
        .collect();
    if others.iter().map(|&i| prose[i]).sum::<usize>() * 2 <= all {
        others.into_iter().for_each(|i| furniture[i] = true);
    }
    furniture
}

fn sign(item: &Item) -> Option<Sign> {
    let name = item.name.as_str();
    if name.is_empty() || matches!(name, "html" | "body" | "article" | "main") {
        return None;
    }
    let node = &item.node;
    if ELEMENTS.contains(&name) || node.attr("role").is_some_and(|r| ROLES.contains(&r.trim())) {
        return Some(Sign::Sure);
    }
    let unseen = || {
        node.has_attr("hidden")
            || node.attr("aria-hidden").is_some_and(|v| &*v == "true")
            || node.attr("style").is_some_and(|s| is_invisible(&s))
    };
    let words = || [node.attr("class"), node.attr("id")].into_iter().flatten().flat_map(|v| words(&v)).collect();
    let words: Vec<String> = words();
    match () {
        () if words.iter().any(|w| SURE.contains(&w.as_str())) => Some(Sign::Sure),
        () if name == "form" || words.iter().any(|w| LIKELY.contains(&w.as_str())) || unseen() => Some(Sign::Likely),
        () => None,
    }
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
        let mut word = String::new();
        let mut before = ' ';
        let first = found.len();
        for c in class.chars().chain([' ']) {
            let hump = c.is_uppercase() && before.is_lowercase();
            if (hump || !c.is_alphanumeric()) && !word.is_empty() {
                found.push(std::mem::take(&mut word));
            }
            if c.is_alphanumeric() {
                word.extend(c.to_lowercase());
            }
            before = c;
        }
        if found.len() > first + 1 {
            let mut at = 0;
            found.retain(|w| {
                at += 1;
                at <= first || w != "hidden"
            });
        }
    }
    found
}
