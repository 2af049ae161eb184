//! What a web page says about itself: meta tags, its language and address, its headline.

use super::json_ld::{self, Update};
use super::stamps::Stamp;
use crate::article::Metadata;
use crate::article::published::{UPDATED, in_address};
use dom_query::Document;

#[derive(Default)]
pub struct Facts {
    pub headline: Option<String>,
    pub metadata: Metadata,
    pub stamps: Vec<Stamp>,
    /// The story as the page's JSON-LD repeats it.
    pub body: Option<String>,
    /// Whether the page calls itself a live blog, and its entries as its JSON-LD repeats them.
    pub is_live: bool,
    pub updates: Vec<Update>,
}

/// Meta tags that tell the first publication, the surest first, with their scores.
const PUBLISHED: &[(&str, f32)] = &[
    ("article:published_time", 0.95),
    ("og:article:published_time", 0.94),
    ("datepublished", 0.94),
    ("og:published_time", 0.94),
    ("article:published", 0.93),
    ("parsely-pub-date", 0.93),
    ("sailthru.date", 0.92),
    ("dc.date.issued", 0.92),
    ("dcterms.issued", 0.92),
    ("citation_publication_date", 0.91),
    ("citation_online_date", 0.9),
    ("dcterms.created", 0.91),
    ("dc.date.created", 0.9),
    ("dc.date.published", 0.9),
    ("dc.date", 0.9),
    ("dcterms.date", 0.9),
    ("pubdate", 0.9),
    ("pub_date", 0.9),
    ("publish-date", 0.9),
    ("publish_date", 0.9),
    ("publishdate", 0.9),
    ("published-date", 0.9),
    ("publication_date", 0.9),
    ("publication-date", 0.9),
    ("article.published", 0.9),
    ("article_date_original", 0.9),
    ("og:pubdate", 0.9),
    ("og:release_date", 0.88),
    ("cxenseparse:recs:publishtime", 0.9),
    ("bt:pubdate", 0.9),
    ("originalpublicationdate", 0.9),
    ("date", 0.88),
    ("time", 0.8),
    // What word processors write into the pages that they save.
    ("created", 0.7),
    ("datecreated", 0.7),
];
/// … and the last change.
const CHANGED: &[&str] = &[
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "og:modified_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "datemodified",
    "modified",
    "changed",
    "revised",
];

/// A picture may have been there long before the article.
const PICTURE: f32 = 0.3;

pub fn read(document: &Document, text: &str) -> Facts {
    let mut facts = Facts::default();
    json_ld::read(document, &mut facts);
    facts.is_live |= document.select("[itemtype$='schema.org/LiveBlogPosting']").exists();
    facts.meta_tags(document);
    facts.headline = headline(document).or(facts.headline).or_else(|| page_title(document));
    facts.metadata.title = facts.headline.clone();
    let attribute = |select: &str, name: &str| {
        document.select(select).attr(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty())
    };
    facts.keep(|f| &mut f.metadata.language, attribute("html", "lang").map(|l| l.to_lowercase()));
    let address = attribute("link[rel='canonical']", "href")
        .or_else(|| attribute("meta[property='og:url']", "content"))
        .filter(|a| a.starts_with("http"))
        .or_else(|| saved_from(text).map(str::to_owned));
    facts.keep(|f| &mut f.metadata.url, address);
    facts
}

impl Facts {
    /// Keeps a value where there is none yet.
    pub fn keep(&mut self, slot: impl Fn(&mut Self) -> &mut Option<String>, value: Option<String>) {
        let slot = slot(self);
        if slot.is_none() {
            *slot = value;
        }
    }

    fn meta_tags(&mut self, document: &Document) {
        let mut found: Vec<(String, String)> = Vec::new();
        for tag in document.select("meta").iter() {
            let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|a| tag.attr(a));
            if let (Some(name), Some(content)) = (name, tag.attr("content")) {
                found.push((name.to_lowercase(), content.trim().to_owned()));
            }
        }
        let value = |wanted: &str| {
            found.iter().find(|(name, text)| name == wanted && !text.is_empty()).map(|(_, text)| text.as_str())
        };
        let changed = CHANGED.iter().map(|name| (*name, UPDATED));
        for (name, score) in PUBLISHED.iter().copied().chain(changed) {
            let reason = format!("The page's meta tag {name} says");
            self.stamps.extend(value(name).and_then(|text| Stamp::marked(text, score, &reason)));
        }
        let person = |name: &str| value(name).filter(|a| !a.starts_with("http")).map(str::to_owned);
        self.keep(|f| &mut f.headline, person("og:title"));
        self.keep(|f| &mut f.metadata.publisher, person("og:site_name").or_else(|| person("application-name")));
        self.keep(
            |f| &mut f.metadata.byline,
            ["author", "article:author", "byl", "parsely-author", "dc.creator", "sailthru.author"]
                .into_iter()
                .find_map(person),
        );
        let picture = value("og:image").and_then(|address| Some((address, in_address(address)?)));
        self.stamps.extend(picture.map(|(address, date)| {
            Stamp::in_address(date, PICTURE, format!("The address of the page's picture holds the date: {address}"))
        }));
        self.keep(|f| &mut f.metadata.section, person("article:section").or_else(|| person("parsely-section")));
    }
}

/// The address in the comment that browsers write into the pages that they save.
fn saved_from(text: &str) -> Option<&str> {
    /// The comment stands at the top.
    const TOP: usize = 4096;
    let mut end = text.len().min(TOP);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let top = &text[..end];
    let after = top.split_once("saved from url=").or_else(|| top.split_once("Page saved with SingleFile"))?.1;
    let address = &after[after.find("http")?..];
    let address = address.split([' ', '\n', '\r', '\t', '>', '"']).next()?;
    (address.len() > "https://".len() && after.find("-->").is_some_and(|end| after.find("http") < Some(end)))
        .then_some(address)
}

/// The first heading of the first rank that holds words.
fn headline(document: &Document) -> Option<String> {
    let all: Vec<String> =
        document.select("h1").iter().map(|h| folded(&h.text())).filter(|t| t.split(' ').count() > 2).collect();
    // Several: the one that the page's title repeats, since the outlet's name may be one too.
    let title = folded(&document.select("title").text());
    all.iter().find(|h| title.contains(h.as_str())).or_else(|| all.first()).cloned()
}

/// The page's title without the outlet's name behind the last bar or dash.
fn page_title(document: &Document) -> Option<String> {
    let title = folded(&document.select_single("title").text());
    let head = [" | ", " - ", " – ", " — "]
        .iter()
        .filter_map(|s| title.rsplit_once(s))
        .map(|(h, _)| h)
        .min_by_key(|h| h.len());
    let chosen = head.filter(|h| h.split_whitespace().count() > 2).unwrap_or(&title);
    (!chosen.is_empty()).then(|| chosen.to_owned())
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text as JSON-LD holds it: some pages escape it for HTML once more, or leave tags in it.
pub fn unescaped(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return text.to_owned();
    }
    let ends = ["</p>", "<br>", "<br/>", "<br />", "</div>", "</li>", "</h2>", "</h3>"];
    let parted = ends.iter().fold(text.to_owned(), |text, end| text.replace(end, "\n\n"));
    Document::fragment(parted).text().to_string()
}
