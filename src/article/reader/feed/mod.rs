//! Feeds: RSS, Atom and sitemaps of news, one article an entry.

mod entries;

use crate::article::budget::Budget;
use crate::article::format::{check_text, file_name};
use crate::article::item::{Item, line};
use crate::article::many::Many;
use crate::article::published::candidate;
use crate::article::{Contents, DateCandidate, DateOrigin, Metadata, ReadError, decode};
use crate::time::parse_day;
use chrono::NaiveDate;
use entries::{CONTENT, End, Fields};

/// Fields of an entry's dates with their scores. Atom demands `updated` even where nothing was.
const DATES: &[(&str, f32)] = &[
    ("pubDate", 0.96),
    ("published", 0.96),
    ("news:news/news:publication_date", 0.96),
    ("issued", 0.95),
    ("dc:date", 0.94),
    ("created", 0.8),
    ("updated", 0.6),
    ("modified", 0.5),
    ("lastmod", 0.4),
];

pub fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    let decoded = decode::decode(bytes, decode::declared(bytes));
    check_text(name, &decoded.text)?;
    let mut many = Many::new(name, budget, decoded.remark);
    let (mut number, mut untitled, mut empty) = (0, 0, 0);
    let end = entries::read(&decoded.text, &mut |channel, entry, root| {
        number += 1;
        match item(channel, entry) {
            Some(item) => add(&mut many, number, item, root),
            // A sitemap names pages of all kinds.
            None if root == "urlset" || root == "sitemapindex" => untitled += 1,
            None => {
                empty += 1;
                many.without_text();
            }
        }
        !many.is_full()
    });
    let mut contents = many.finish();
    let short = file_name(name);
    match end {
        End::Entities => {
            return Err(ReadError::new(
                format!(
                    "{short} defines entities of its own, which can make a small file swell; such feeds are not read."
                ),
                "Save its articles as web pages or text.",
            ));
        }
        End::NoFeed(root) => {
            return Err(ReadError::new(
                format!(
                    "{short} is XML and no feed: it is all in an element <{}>.",
                    root.chars().take(40).collect::<String>()
                ),
                "RSS, Atom and sitemaps of news can be read; save the articles as web pages or text.",
            ));
        }
        End::Broken if contents.articles.is_empty() && empty == number => {
            return Err(ReadError::new(
                format!("{short} breaks off before its first article, or is no XML."),
                "Download it again.",
            ));
        }
        End::Broken => contents.problems.push(ReadError::new(
            format!("{short} breaks off in article {number}, which was read as far as it goes."),
            "Download it again to get the rest.",
        )),
        End::Whole | End::Stopped => {}
    }
    if contents.articles.is_empty() && untitled > 0 {
        return Err(ReadError::new(
            format!("{short} is a sitemap: it names {untitled} addresses and holds no text."),
            "Save the pages that it names and open those.",
        ));
    }
    if number == 0 {
        return Err(ReadError::new(format!("{short} is a feed without any article."), "Download it again later."));
    }
    contents.not_empty(name)
}

fn add(many: &mut Many, number: usize, item: Item, root: &str) {
    let name = many.part(number);
    many.read(|_| {
        let mut article = item.into_article(&name)?;
        if article.metadata.title.as_ref() == Some(&article.text) {
            let file = if root == "urlset" { "sitemap" } else { "feed" };
            article.remarks.push(format!("The {file} holds only the title of this article."));
        }
        Ok(article)
    });
}

/// What an entry says, if it says anything.
fn item(channel: &Fields, entry: &Fields) -> Option<Item> {
    let texts = CONTENT.iter().flat_map(|field| entry.all(field));
    // Of equals the first.
    let text = texts.reduce(|best, text| if text.len() > best.len() { text } else { best }).unwrap_or_default();
    let title = entry.first(&["title", "news:news/news:title"]);
    if text.is_empty() && title.is_none() {
        return None;
    }
    let publisher = entry
        .first(&["news:news/news:publication/news:name", "source/title", "source", "dc:publisher"])
        .or_else(|| channel.first(&["title"]));
    let language = entry
        .first(&["dc:language", "language", "news:news/news:publication/news:language"])
        .or_else(|| channel.first(&["language", "dc:language"]));
    let url = entry.first(&["link", "loc"]).or_else(|| entry.first(&["guid", "id"]));
    Some(Item {
        title: title.map(str::to_owned),
        text: text.to_owned(),
        points: Vec::new(),
        metadata: Metadata {
            publisher: publisher.map(line),
            byline: authors(entry),
            language: language.map(str::to_lowercase),
            url: url.filter(|u| u.starts_with("http")).map(str::to_owned),
            ..Metadata::default()
        },
        dates: dates(entry),
    })
}

/// The names of those who wrote it; RSS has "desk@example.org (Jane Doe)".
fn authors(entry: &Fields) -> Option<String> {
    let named = ["author/name", "dc:creator", "author"].iter().map(|field| {
        let names = entry.all(field).map(|author| match author.split_once('(') {
            Some((mail, name)) if mail.contains('@') => line(name.trim_end_matches(')')),
            _ => line(author),
        });
        names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
    });
    named.into_iter().find(|names| !names.is_empty())
}

fn dates(entry: &Fields) -> Vec<DateCandidate> {
    let mut found = Vec::new();
    for (field, score) in DATES {
        for value in entry.all(field) {
            if let Some(date) = day(value) {
                let label = field.rsplit(['/', ':']).next().unwrap_or(field);
                let shown: String = value.chars().take(40).collect();
                let reason = format!("The feed's {label} says {shown}");
                found.push(candidate(date, DateOrigin::Metadata, *score, reason));
            }
        }
    }
    found
}

/// The day as it is written, in the zone of who wrote it.
fn day(value: &str) -> Option<NaiveDate> {
    value.get(..10).and_then(|head| NaiveDate::parse_from_str(head, "%Y-%m-%d").ok()).or_else(|| parse_day(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;

    fn open(xml: &str) -> Contents {
        read("in/a.xml", xml.as_bytes(), &mut Budget::default()).unwrap()
    }

    fn error(xml: &str) -> String {
        read("in/a.xml", xml.as_bytes(), &mut Budget::default()).unwrap_err().to_string()
    }

    const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Example</title><image><title>Logo</title></image><language>en-GB</language>
<item><title>Council &amp; bridge</title><link>https://example.org/a</link><description>Short &lt;b&gt;teaser&lt;/b&gt;.</description>
<content:encoded><![CDATA[<p>The council closed the bridge on Friday.</p><blockquote><p>It was time.</p></blockquote>]]></content:encoded>
<pubDate>Sun, 20 Nov 2016 23:30:00 -0500</pubDate><dc:creator>Jane Doe</dc:creator></item>
<item><title>Only a title</title><author>desk@example.org (Al Roe)</author></item><item><guid>x</guid></item></channel></rss>"#;

    #[test]
    fn rss_with_html() {
        let contents = open(RSS);
        let first = &contents.articles[0];
        assert_eq!(first.text, "Council & bridge\n\nThe council closed the bridge on Friday.\n\nIt was time.");
        use BlockKind::{Body, Headline, Quote};
        assert_eq!(first.blocks.iter().map(|b| b.kind).collect::<Vec<_>>(), [Headline, Body, Quote]);
        assert_eq!(first.source, "in/a.xml#1");
        assert_eq!(first.published().date, NaiveDate::from_ymd_opt(2016, 11, 20));
        assert_eq!(first.metadata.publisher.as_deref(), Some("The Example"));
        assert_eq!(first.metadata.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(first.metadata.language.as_deref(), Some("en-gb"));
        assert_eq!(first.metadata.url.as_deref(), Some("https://example.org/a"));
        let second = &contents.articles[1];
        assert_eq!((second.text.as_str(), second.metadata.byline.as_deref()), ("Only a title", Some("Al Roe")));
        assert!(second.remarks[0].contains("only the title"));
        assert_eq!(contents.problems[0].message, "One part of a.xml holds no text.");
    }

    #[test]
    fn atom_with_nested_markup() {
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Example</title>
<entry><title type="html">A &lt;i&gt;bridge&lt;/i&gt;</title><link rel="self" href="https://example.org/feed"/><link href="https://example.org/a?x=1&amp;y=2"/>
<author><name>Jane Doe</name><email>j@example.org</email></author><author><name>Al Roe</name></author>
<updated>2016-11-22T00:00:00Z</updated><published>2016-11-20T23:30:00-05:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It closed: 3 &lt; 4 &amp; so <b>on</b>.</p><p>Then<br/>more&nbsp;text.</p></div></content></entry></feed>"#;
        let article = &open(atom).articles[0];
        assert_eq!(article.text, "A bridge\n\nIt closed: 3 < 4 & so on.\n\nThen more text.");
        assert_eq!(article.metadata.byline.as_deref(), Some("Jane Doe, Al Roe"));
        assert_eq!(article.metadata.url.as_deref(), Some("https://example.org/a?x=1&y=2"));
        assert_eq!(article.published().date, NaiveDate::from_ymd_opt(2016, 11, 20));
    }

    #[test]
    fn rss_of_the_first_kind_and_odd_markup() {
        let rdf = r#"<rdf:RDF xmlns:rdf="x"><channel><title>The Example</title></channel><item><title>A & B</title>
<description>It closed &amp;amp; opened.</description><dc:date>2016-11-20</dc:date></item></rdf:RDF>"#;
        let article = &open(rdf).articles[0];
        assert_eq!(article.text, "A & B\n\nIt closed & opened.");
        assert_eq!(article.metadata.publisher.as_deref(), Some("The Example"));
    }

    #[test]
    fn sitemaps_have_titles_at_best() {
        let news = r#"<urlset xmlns:news="x"><url><loc>https://example.org/a</loc><news:news><news:publication><news:name>The Example</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2016-11-20T08:00:00+01:00</news:publication_date>
<news:title>Council closes the bridge</news:title></news:news></url></urlset>"#;
        let article = &open(news).articles[0];
        assert_eq!(article.text, "Council closes the bridge");
        assert_eq!(article.metadata.publisher.as_deref(), Some("The Example"));
        assert_eq!(article.published().reason, "The feed's publication_date says 2016-11-20T08:00:00+01:00");
        assert!(article.remarks[0].contains("sitemap holds only the title"));
        let plain =
            "<urlset><url><loc>https://example.org/a</loc></url><url><loc>https://example.org/b</loc></url></urlset>";
        assert!(error(plain).starts_with("a.xml is a sitemap: it names 2 addresses and holds no text."));
    }

    #[test]
    fn entities_are_refused() {
        let laughs = r#"<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>"#;
        assert!(error(laughs).contains("defines entities"));
        let remote = r#"<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>"#;
        assert!(error(remote).contains("defines entities"));
        let unknown = "<rss><channel><item><title>A &unknown; word</title></item></channel></rss>";
        assert_eq!(open(unknown).articles[0].text, "A &unknown; word");
    }

    #[test]
    fn a_cut_feed_keeps_what_came_before() {
        for cut in 0..RSS.len() {
            if RSS.is_char_boundary(cut) {
                let _ = read("a.xml", &RSS.as_bytes()[..cut], &mut Budget::default());
            }
        }
        let cut = RSS.find("</p><blockquote").unwrap();
        let contents = open(&RSS[..cut]);
        assert!(contents.articles[0].text.ends_with("on Friday."), "{}", contents.articles[0].text);
        assert!(contents.problems[0].message.contains("breaks off in article 1"));
    }

    #[test]
    fn what_is_no_feed_says_so() {
        assert!(error("<?xml version='1.0'?><catalog><book/></catalog>").contains("in an element <catalog>"));
        assert!(error("The council met.").contains("is no XML"));
        assert!(error("<rss><channel><title>x</title></channel></rss>").contains("without any article"));
        let deep = format!("<rss><channel><item><description>{}", "<div>".repeat(100_000));
        assert!(error(&deep).contains("too deeply"));
        let _ = read("a.xml", format!("<rss>{}", "<a>".repeat(500_000)).as_bytes(), &mut Budget::default());
    }
}
