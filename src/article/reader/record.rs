//! Records of news as data sets and interfaces write them: which key holds the text, the title, the date.
//!
//! Keys are compared in lower case and without what is no letter or digit: `date_publish` is `datepublish`.

use crate::article::format::is_readable_ending;
use crate::article::item::{Item, line};
use crate::article::published::candidate;
use crate::article::{DateCandidate, DateOrigin, Metadata};
use crate::time::parse_day;
use chrono::{DateTime, NaiveDate};

/// Keys of the full text; where a record has several, the longest text is the full one.
const TEXT: &[&str] = &[
    "content",
    "text",
    "body",
    "article",
    "maintext",
    "articlebody",
    "fulltext",
    "story",
    "contenthtml",
    "contenttext",
    "bodytext",
    "bodyhtml",
    "articletext",
    "articlecontent",
    "newscontent",
    "newstext",
    "storytext",
    "storybody",
    "plaintext",
    "cleanedtext",
    "cleantext",
    "rawtext",
    "html",
    "transcript",
];
/// Keys of a text that stands for the full one where there is none.
const TEASER: &[&str] = &["description", "summary", "abstract", "excerpt", "leadparagraph", "snippet", "lead", "intro"];
const TITLE: &[&str] =
    &["title", "headline", "articletitle", "newstitle", "webtitle", "heading", "titlefull", "subject"];
const POINTS: &[&str] = &["highlights", "keypoints"];
const URL: &[&str] =
    &["url", "link", "weburl", "articleurl", "permalink", "canonicalurl", "sourceurl", "pageurl", "canonical"];
const AUTHOR: &[&str] = &["author", "authors", "byline", "creator", "dccreator", "writer", "reporter", "authorname"];
/// A `source` may be the paper, a path or an address.
const PUBLISHER: &[&str] = &[
    "publisher",
    "source",
    "sourcename",
    "outlet",
    "publication",
    "newspaper",
    "sitename",
    "site",
    "website",
    "sitefull",
    "sourcedomain",
    "domain",
];
const LANGUAGE: &[&str] = &["language", "lang", "inlanguage", "sourcelanguage"];
/// Keys of the first publication, the surest first, with their scores; then those of other moments of an article's life.
const DATES: &[(&str, f32)] = &[
    ("datepublished", 0.96),
    ("publishedat", 0.96),
    ("datepublish", 0.96),
    ("publisheddate", 0.96),
    ("publicationdate", 0.96),
    ("webpublicationdate", 0.96),
    ("firstpublished", 0.96),
    ("pubdate", 0.95),
    ("publishdate", 0.95),
    ("published", 0.95),
    ("publishtime", 0.95),
    ("publishedtime", 0.95),
    ("publishedon", 0.95),
    ("date", 0.92),
    ("dcdate", 0.92),
    ("dategmt", 0.85),
    ("datetime", 0.85),
    ("posted", 0.85),
    ("timestamp", 0.75),
    ("time", 0.75),
    ("created", 0.75),
    ("createdat", 0.75),
    ("datecreated", 0.75),
    ("dateadded", 0.5),
    ("datemodified", 0.4),
    ("updated", 0.4),
    ("updatedat", 0.4),
    ("modified", 0.4),
    ("datemodify", 0.4),
    ("seendate", 0.35),
    ("crawled", 0.35),
    ("datedownload", 0.35),
];

/// The keys of a text that are told to the user where none was found.
pub const LOOKED_FOR: &str = "content, text, body, article, articleBody, maintext, story, description or summary";
/// A record's keys, folded, with their values as text.
pub type Pairs = Vec<(String, String)>;

/// A key as it is compared.
pub fn fold(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a folded key names a text.
pub fn is_text(key: &str) -> bool {
    TEXT.contains(&key) || TEASER.contains(&key)
}

/// Whether a folded key says anything that an article needs.
pub fn is_known(key: &str) -> bool {
    [TEXT, TEASER, TITLE, POINTS, URL, AUTHOR, PUBLISHER, LANGUAGE].iter().any(|keys| keys.contains(&key))
        || DATES.iter().any(|(known, _)| *known == key)
}

/// What stands between the values of a list under a folded key.
pub fn separator(key: &str) -> &'static str {
    if is_text(key) || POINTS.contains(&key) { "\n\n" } else { ", " }
}

/// The item of a record, if it has a text. `file` is what the reasons call the file: "The table's column".
pub fn item(pairs: &Pairs, file: &str) -> Option<Item> {
    let values = |keys: &'static [&'static str]| {
        keys.iter().flat_map(move |key| pairs.iter().filter(move |(k, _)| k == key)).map(|(_, value)| value.as_str())
    };
    let first = |keys| values(keys).map(str::trim).find(|value| !is_nothing(value)).map(str::to_owned);
    let text = longest(values(TEXT)).or_else(|| longest(values(TEASER)))?;
    let publisher = values(PUBLISHER)
        .find(|value| !is_nothing(value) && !value.contains(['/', '\\']) && !is_readable_ending(value));
    let metadata = Metadata {
        publisher: publisher.map(line),
        byline: first(AUTHOR).map(|value| line(value.trim_start_matches("By ").trim_start_matches("by "))),
        language: first(LANGUAGE).filter(|l| is_tag(l)).map(|l| l.to_lowercase().replace('_', "-")),
        url: first(URL).filter(|url| url.contains("://")),
        ..Metadata::default()
    };
    Some(Item {
        title: first(TITLE),
        text: without_cut(text).to_owned(),
        points: first(POINTS)
            .map(|points| points.lines().map(line).filter(|p| !p.is_empty()).collect())
            .unwrap_or_default(),
        metadata,
        dates: dates(pairs, file),
    })
}

/// The longest value, of equals the first; a text stays as it is, so that what Dateline wrote is the same article again.
fn longest<'a>(values: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    values.filter(|v| !is_nothing(v.trim())).reduce(|best, value| if value.len() > best.len() { value } else { best })
}

/// How data sets write that they have no value.
fn is_nothing(value: &str) -> bool {
    matches!(value, "" | "null" | "None" | "NaN" | "nan" | "N/A" | "n/a" | "[]" | "[Removed]")
}

/// A language tag, not a language's name.
fn is_tag(value: &str) -> bool {
    let main = value.split(['-', '_']).next().unwrap_or_default();
    (2..=3).contains(&main.len()) && value.len() <= 12 && main.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Takes "… [+1234 chars]" off the end, with which an interface tells that it keeps the rest to itself.
fn without_cut(text: &str) -> &str {
    let cut = text.trim_end().strip_suffix("chars]").and_then(|rest| rest.rsplit_once("[+"));
    match cut {
        Some((before, number)) if number.trim().bytes().all(|b| b.is_ascii_digit()) => before.trim_end(),
        _ => text,
    }
}

fn dates(pairs: &Pairs, file: &str) -> Vec<DateCandidate> {
    let mut found = Vec::new();
    for (key, score) in DATES {
        for (_, value) in pairs.iter().filter(|(k, _)| k == key) {
            if let Some(date) = day(value.trim()) {
                let shown: String = value.trim().chars().take(40).collect();
                let reason = format!("{file} {key} says {shown}");
                found.push(candidate(date, DateOrigin::Metadata, *score, reason));
            }
        }
    }
    found
}

/// The day that a value of a date key names, as it is written there; bare numbers are days or seconds of a clock.
fn day(value: &str) -> Option<NaiveDate> {
    let digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    match value.len() {
        8 | 14 if digits => NaiveDate::parse_from_str(&value[..8], "%Y%m%d").ok(),
        10 if digits => DateTime::from_timestamp(value.parse().ok()?, 0).map(|t| t.date_naive()),
        13 if digits => DateTime::from_timestamp_millis(value.parse().ok()?).map(|t| t.date_naive()),
        _ if digits => None,
        // "20161120T200000Z", "2016-11-20T20:00:00Z", "2016-11-20 20:00:00+00:00".
        _ => value
            .get(..10)
            .and_then(|head| NaiveDate::parse_from_str(head, "%Y-%m-%d").ok())
            .or_else(|| NaiveDate::parse_from_str(value.get(..8)?, "%Y%m%d").ok())
            // "Sun Nov 20 20:00:00 +0000 2016".
            .or_else(|| DateTime::parse_from_str(value, "%a %b %d %H:%M:%S %z %Y").ok().map(|t| t.date_naive()))
            .or_else(|| parse_day(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(all: &[(&str, &str)]) -> Pairs {
        all.iter().map(|(key, value)| (fold(key), (*value).to_owned())).collect()
    }

    #[test]
    fn keys_of_many_habits() {
        let record = pairs(&[
            ("articleBody", "The council closed the bridge."),
            ("Date_Publish", "2016-11-20 08:00:00"),
            ("HEADLINE", "Bridge closed"),
            ("source", "The Example"),
            ("authors", "By Jane Doe"),
            ("lang", "en_GB"),
            ("url", "https://example.org/a"),
        ]);
        let item = item(&record, "The record's").unwrap();
        assert_eq!(
            (item.title.as_deref(), item.text.as_str()),
            (Some("Bridge closed"), "The council closed the bridge.")
        );
        assert_eq!(item.metadata.publisher.as_deref(), Some("The Example"));
        assert_eq!(item.metadata.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(item.metadata.language.as_deref(), Some("en-gb"));
        assert_eq!(item.dates[0].reason, "The record's datepublish says 2016-11-20 08:00:00");
    }

    #[test]
    fn the_full_text_beats_its_teaser() {
        let both =
            pairs(&[("description", "A teaser that is longer than the text."), ("content", "Short. [+1204 chars]")]);
        assert_eq!(item(&both, "").unwrap().text, "Short.");
        let two = pairs(&[("text", "Short."), ("full_text", "Short. And the rest.")]);
        assert_eq!(item(&two, "").unwrap().text, "Short. And the rest.");
        let teaser = pairs(&[("content", "null"), ("summary", "A teaser.")]);
        assert_eq!(item(&teaser, "").unwrap().text, "A teaser.");
    }

    #[test]
    fn what_is_no_record() {
        assert!(item(&pairs(&[("title", "Only a title")]), "").is_none());
        assert!(item(&pairs(&[("text", " ")]), "").is_none());
        assert!(item(&Vec::new(), "").is_none());
        let paths =
            item(&pairs(&[("text", "x"), ("source", "in/a.txt"), ("language", "English"), ("url", "a")]), "").unwrap();
        assert_eq!(paths.metadata, Metadata::default());
    }

    #[test]
    fn days_in_many_forms() {
        let expected = NaiveDate::from_ymd_opt(2016, 11, 20);
        for value in [
            "2016-11-20",
            "2016-11-20T23:30:00-05:00",
            "20161120",
            "20161120T200000Z",
            "20161120200000",
            "1479600000",
            "1479600000000",
            "Sun, 20 Nov 2016 23:30:00 -0500",
            "November 20, 2016",
            "Sun Nov 20 23:30:00 -0500 2016",
            "2016/11/20",
        ] {
            assert_eq!(day(value), expected, "{value}");
        }
        for value in ["", "soon", "12", "2016", "99999999", "20169999T000000Z", "é2016-11-20é".get(..4).unwrap_or("x")]
        {
            assert_eq!(day(value), None, "{value}");
        }
    }
}
