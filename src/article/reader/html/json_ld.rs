//! What a page's JSON-LD says about its article.

use super::metadata::Facts;
use super::stamps::Stamp;
use crate::article::published::UPDATED;
use dom_query::Document;
use serde_json::{Map, Value};

/// More JSON-LD than this is no description of an article.
const MOST_JSON: usize = 400_000;
/// Values nested deeper are left alone.
const DEEPEST_JSON: usize = 6;
/// Things on a page that have dates of their own.
const OTHER_THINGS: &[&str] = &[
    "Comment",
    "Review",
    "UserReview",
    "ImageObject",
    "VideoObject",
    "AudioObject",
    "MediaObject",
    "Event",
    "Person",
    "Offer",
    "Product",
    "JobPosting",
    "Dataset",
    "Organization",
    "NewsMediaOrganization",
    "WebSite",
];

/// An entry of a live blog.
pub struct Update {
    pub headline: Option<String>,
    pub body: String,
    /// When it was written, as written.
    pub date: String,
}

pub fn read(document: &Document, facts: &mut Facts) {
    for script in document.select("script[type='application/ld+json']").iter() {
        let text = script.text();
        if text.len() <= MOST_JSON
            && let Some(value) = parsed(&text)
        {
            look(&value, facts);
        }
    }
}

/// Some pages wrap their JSON in a comment or CDATA, end it with a semicolon, or break lines inside its strings.
fn parsed(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().or_else(|| {
        let start = text.find(['{', '['])?;
        let end = text.rfind(['}', ']'])?;
        let inside = text.get(start..=end)?.replace(|c: char| c.is_control(), " ");
        serde_json::from_str(&inside).ok()
    })
}

/// Looks for an article: alone, in a list, in a graph, or as what a page is about.
fn look(value: &Value, facts: &mut Facts) {
    let mut left = vec![(value, 0)];
    while let Some((value, depth)) = left.pop() {
        if depth > DEEPEST_JSON {
            continue;
        }
        match value {
            // The first comes off the stack first.
            Value::Array(all) => left.extend(all.iter().rev().map(|v| (v, depth + 1))),
            Value::Object(object) => {
                let parts = ["mainEntity", "mainEntityOfPage", "@graph"];
                left.extend(parts.iter().filter_map(|key| object.get(*key)).map(|v| (v, depth + 1)));
                thing(object, facts);
            }
            _ => {}
        }
    }
}

fn thing(object: &Map<String, Value>, facts: &mut Facts) {
    let kinds: Vec<&str> = match object.get("@type") {
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(kind)) => vec![kind],
        _ => return,
    };
    if kinds.iter().any(|kind| OTHER_THINGS.contains(kind)) {
        return;
    }
    let article = kinds.iter().any(|k| k.ends_with("Article") || k.ends_with("Posting") || *k == "Report");
    let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::trim).filter(|t| !t.is_empty());
    let less = if article { 0.0 } else { 0.08 };
    for (key, score) in [("datePublished", 0.98 - less), ("dateCreated", 0.7 - less), ("dateModified", UPDATED)] {
        let reason = format!("The page's JSON-LD says {key}");
        facts.stamps.extend(text(key).and_then(|value| Stamp::marked(value, score, &reason)));
    }
    if !article {
        return;
    }
    if kinds.contains(&"LiveBlogPosting") {
        facts.is_live = true;
        let entries = object.get("liveBlogUpdate").and_then(Value::as_array);
        facts.updates.extend(entries.into_iter().flatten().filter_map(update));
    }
    facts.keep(|f| &mut f.headline, text("headline").map(super::metadata::unescaped));
    facts.keep(|f| &mut f.body, text("articleBody").map(super::metadata::unescaped));
    facts.keep(|f| &mut f.metadata.byline, name_of(object.get("author")));
    facts.keep(|f| &mut f.metadata.publisher, name_of(object.get("publisher")));
    facts.keep(|f| &mut f.metadata.language, text("inLanguage").map(str::to_lowercase));
    facts.keep(|f| &mut f.metadata.section, name_of(object.get("articleSection")));
}

fn update(value: &Value) -> Option<Update> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::trim).filter(|t| !t.is_empty());
    let headline = text("headline").map(super::metadata::unescaped);
    let body = super::metadata::unescaped(text("articleBody")?);
    let date = ["datePublished", "dateCreated", "dateModified"].into_iter().find_map(text)?.to_owned();
    Some(Update { headline, body, date })
}

/// The name of a person or organisation, or the names of several.
fn name_of(value: Option<&Value>) -> Option<String> {
    let one = |value: &Value| match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(object) => object.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    let names = match value? {
        Value::Array(all) => all.iter().filter_map(one).collect::<Vec<_>>().join(", "),
        value => one(value)?,
    };
    let names = names.split_whitespace().collect::<Vec<_>>().join(" ");
    (!names.is_empty() && !names.starts_with("http")).then_some(names)
}
