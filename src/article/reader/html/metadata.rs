//! What a web page says about itself: JSON-LD, meta tags, `<time>`, its language and address.

use crate::article::published::candidate;
use crate::article::{DateCandidate, DateOrigin, Metadata};
use crate::time::parse_day;
use dom_query::Document;
use serde_json::Value;

#[derive(Default)]
pub struct Facts {
    pub headline: Option<String>,
    pub metadata: Metadata,
    pub dates: Vec<DateCandidate>,
}

/// Meta tags that tell the first publication, the surest first, with their scores.
const PUBLISHED: &[(&str, f32)] = &[
    ("article:published_time", 0.95),
    ("og:article:published_time", 0.94),
    ("datepublished", 0.94),
    ("parsely-pub-date", 0.93),
    ("sailthru.date", 0.92),
    ("dc.date.issued", 0.92),
    ("dcterms.created", 0.91),
    ("dc.date", 0.9),
    ("dcterms.date", 0.9),
    ("pubdate", 0.9),
    ("publish-date", 0.9),
    ("publishdate", 0.9),
    ("date", 0.88),
    ("article.published", 0.9),
    ("og:pubdate", 0.9),
    ("cxenseparse:recs:publishtime", 0.9),
];
/// … and the last change.
const UPDATED: &[&str] =
    &["article:modified_time", "og:updated_time", "dcterms.modified", "last-modified", "datemodified", "revised"];
/// More JSON-LD than this is no description of an article.
const MOST_JSON: usize = 400_000;
/// Values nested deeper are left alone.
const DEEPEST_JSON: usize = 6;

pub fn read(document: &Document) -> Facts {
    let mut facts = Facts::default();
    for script in document.select("script[type='application/ld+json']").iter() {
        let text = script.text();
        if text.len() <= MOST_JSON
            && let Ok(value) = serde_json::from_str::<Value>(&text)
        {
            facts.json_ld(&value, 0);
        }
    }
    facts.meta_tags(document);
    for time in document.select("time[datetime]").iter().take(1) {
        if let Some(date) = time.attr("datetime").as_deref().and_then(parse_day) {
            let reason = format!("The page's first <time> says {}", time.attr_or("datetime", ""));
            facts.dates.push(candidate(date, DateOrigin::Metadata, 0.8, reason));
        }
    }
    facts.headline = headline(document).or(facts.headline).or_else(|| page_title(document));
    facts.metadata.title = facts.headline.clone();
    let language = document.select("html").attr("lang").map(|l| l.trim().to_lowercase()).filter(|l| !l.is_empty());
    facts.metadata.language = facts.metadata.language.or(language);
    facts.metadata.url =
        document.select("link[rel='canonical']").attr("href").map(|h| h.to_string()).filter(|h| !h.is_empty());
    facts
}

impl Facts {
    /// Looks for an article in a JSON-LD value: alone, in a list, or in a graph.
    fn json_ld(&mut self, value: &Value, depth: usize) {
        if depth > DEEPEST_JSON {
            return;
        }
        match value {
            Value::Array(all) => all.iter().for_each(|v| self.json_ld(v, depth + 1)),
            Value::Object(object) => {
                if let Some(graph) = object.get("@graph") {
                    self.json_ld(graph, depth + 1);
                }
                if !is_article(object.get("@type")) {
                    return;
                }
                let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::trim).filter(|t| !t.is_empty());
                for (key, score) in [("datePublished", 0.98), ("dateCreated", 0.7), ("dateModified", 0.4)] {
                    if let Some(date) = text(key).and_then(parse_day) {
                        let reason = format!("The page's JSON-LD says {key} {}", text(key).unwrap_or_default());
                        self.dates.push(candidate(date, DateOrigin::Metadata, score, reason));
                    }
                }
                keep(&mut self.headline, text("headline"));
                keep(&mut self.metadata.byline, name_of(object.get("author")).as_deref());
                keep(&mut self.metadata.publisher, name_of(object.get("publisher")).as_deref());
                keep(&mut self.metadata.language, text("inLanguage").map(str::to_lowercase).as_deref());
            }
            _ => {}
        }
    }

    fn meta_tags(&mut self, document: &Document) {
        let tags = document.select("meta");
        let mut found: Vec<(String, String)> = Vec::new();
        for tag in tags.iter() {
            let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|a| tag.attr(a));
            if let (Some(name), Some(content)) = (name, tag.attr("content")) {
                found.push((name.to_lowercase(), content.trim().to_owned()));
            }
        }
        let value = |wanted: &str| {
            found.iter().find(|(name, text)| name == wanted && !text.is_empty()).map(|(_, text)| text.as_str())
        };
        let updated = UPDATED.iter().map(|name| (*name, 0.4));
        for (name, score) in PUBLISHED.iter().copied().chain(updated) {
            if let Some(date) = value(name).and_then(parse_day) {
                let reason = format!("The page's meta tag {name} says {}", value(name).unwrap_or_default());
                self.dates.push(candidate(date, DateOrigin::Metadata, score, reason));
            }
        }
        keep(&mut self.headline, value("og:title"));
        keep(&mut self.metadata.publisher, value("og:site_name"));
        keep(
            &mut self.metadata.byline,
            value("author").or_else(|| value("article:author")).filter(|a| !a.starts_with("http")),
        );
    }
}

fn keep(slot: &mut Option<String>, value: Option<&str>) {
    if slot.is_none() {
        *slot = value.map(str::to_owned);
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let article = |v: &Value| {
        v.as_str().is_some_and(|t| {
            t.ends_with("Article") || t.ends_with("Posting") || t == "Report" || t == "LiveBlogPosting"
        })
    };
    match kind {
        Some(Value::Array(all)) => all.iter().any(article),
        Some(one) => article(one),
        None => false,
    }
}

/// The name of a person or organisation, or the names of several.
fn name_of(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(name) => Some(name.clone()),
        Value::Object(object) => object.get("name").and_then(Value::as_str).map(str::to_owned),
        Value::Array(all) => {
            let names: Vec<String> = all.iter().filter_map(|v| name_of(Some(v).filter(|v| !v.is_array()))).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

/// The first heading of the first rank that holds words.
fn headline(document: &Document) -> Option<String> {
    let folded = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    let all: Vec<String> =
        document.select("h1").iter().map(|h| folded(&h.text())).filter(|t| t.split(' ').count() > 2).collect();
    // Several: the one that the page's title repeats, since the outlet's name may be one too.
    let title = folded(&document.select("title").text());
    all.iter().find(|h| title.contains(h.as_str())).or_else(|| all.first()).cloned()
}

/// The page's title without the outlet's name behind the last bar or dash.
fn page_title(document: &Document) -> Option<String> {
    let title = document.select("title").text();
    let title = title.trim();
    let head = [" | ", " - ", " – ", " — "]
        .iter()
        .filter_map(|s| title.rsplit_once(s))
        .map(|(h, _)| h)
        .min_by_key(|h| h.len());
    let chosen = head.filter(|h| h.split_whitespace().count() > 2).unwrap_or(title);
    (!chosen.is_empty()).then(|| chosen.to_owned())
}
