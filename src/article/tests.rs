//! Whole files read as their users have them.

use super::*;
use proptest::prelude::*;

fn kinds(article: &Article) -> Vec<BlockKind> {
    article.blocks.iter().map(|b| b.kind).collect()
}

const STORY: &str = "Council closes the old bridge

By Jane Doe

KIEL, Germany (Wire) — Nov. 20, 2016 — The council closed the old bridge on Friday.

  • Repairs will last a year
  • Ferries run every hour

Scroll down for video

Workers lower the last beam of the old bridge into the river in Kiel, Friday

The mayor said that nobody had been hurt.

Leave a comment

It was about time, says a reader.
";

#[test]
fn a_story_in_plain_text() {
    use BlockKind::{Body, Boilerplate, Bullet, Byline, Caption, Comment, Headline};
    let article = read("story.txt", STORY.as_bytes()).unwrap();
    assert_eq!(article.text, STORY);
    assert_eq!(kinds(&article), [Headline, Byline, Body, Bullet, Bullet, Boilerplate, Caption, Body, Comment, Comment]);
    assert_eq!(article.metadata.byline.as_deref(), Some("Jane Doe"));
    assert_eq!(article.metadata.dateline_place.as_deref(), Some("KIEL, Germany"));
    let published = article.published();
    assert_eq!(
        (published.date, published.origin),
        (chrono::NaiveDate::from_ymd_opt(2016, 11, 20), DateOrigin::Dateline)
    );
}

const PAGE: &str = r#"<!doctype html><html lang="en-GB"><head><title>Council closes the old bridge | The Example</title>
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Council closes the old bridge",
"datePublished":"2016-11-20T08:00:00Z","dateModified":"2016-11-22","author":[{"name":"Jane Doe"}],"publisher":{"name":"The Example"}}]}</script></head>
<body><nav><p>Home News Sport and many more words that are no story at all, whatever their number may be</p></nav>
<article><h1>Council closes the old bridge</h1><div class="share">Share this</div>
<p>The council closed the old bridge on <b>Friday</b>.</p><ul><li>Repairs will last a year</li></ul>
<figure><figcaption>Workers lower a beam</figcaption></figure><p>The mayor said that nobody had been hurt.</p>
<p>Residents had asked for a new one since 1999, and the council had promised it to them twice.</p></article>
<aside><p>Related: ten other bridges that were closed in the past years and why nobody missed them</p></aside>
<footer><p>All rights reserved by somebody who writes a long line about it at the end of the page</p></footer></body></html>"#;

#[test]
fn a_story_on_a_web_page() {
    use BlockKind::{Body, Bullet, Caption, Headline};
    let article = read("page.html", PAGE.as_bytes()).unwrap();
    assert_eq!(kinds(&article), [Headline, Body, Bullet, Caption, Body, Body]);
    assert!(!article.text.contains("Related") && !article.text.contains("Home News"), "{}", article.text);
    assert!(article.text.contains("bridge on Friday."));
    assert_eq!(article.metadata.publisher.as_deref(), Some("The Example"));
    assert_eq!(article.metadata.language.as_deref(), Some("en-gb"));
    assert_eq!(article.date_candidates.len(), 2);
    assert_eq!(article.published().date, chrono::NaiveDate::from_ymd_opt(2016, 11, 20));
}

#[test]
fn encodings_of_the_wild() {
    let text = "Café closes\n\nThe café in Zürich closed on Friday — for good.\n";
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(read("a.txt", &utf16).unwrap().text, text);
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode(text);
    let article = read("a.txt", &latin).unwrap();
    assert_eq!(article.text, text);
    assert!(!article.remarks.is_empty(), "a guess is told");
    assert_eq!(read("a.txt", "\u{feff}One\r\ntwo\rthree".as_bytes()).unwrap().text, "One\ntwo\nthree");
}

#[test]
fn hostile_nesting_is_survived() {
    let deep = format!("<html><body>{}<p>The end.</p>", "<div>".repeat(100_000));
    let error = read("deep.html", deep.as_bytes()).unwrap_err();
    assert!(error.message.contains("too deeply"), "{error}");
    let quotes = format!("{}The end.", ">".repeat(50_000));
    let _ = read("deep.md", quotes.as_bytes());
}

#[test]
fn a_form_may_hold_the_page_and_a_hidden_label_hides_no_story() {
    let story =
        "<p>The council of Kiel closed the old bridge on Friday after workers found cracks in it.</p>".repeat(3);
    let page = format!("<html><body><form><div class='field-label-hidden'>{story}</div></form></body></html>");
    assert!(read("page.html", page.as_bytes()).unwrap().text.contains("closed the old bridge"));
    let asked = format!("<html><body><article>{story}</article><form><p>Your name, please</p></form></body></html>");
    assert!(!read("page.html", asked.as_bytes()).unwrap().text.contains("Your name"));
}

#[test]
fn cut_and_flipped_pages_are_survived() {
    let bytes = PAGE.as_bytes();
    for cut in (0..bytes.len()).step_by(37) {
        let _ = read("cut.html", &bytes[..cut]);
        let mut flipped = bytes.to_vec();
        flipped[cut] ^= 0x55;
        let _ = read("flipped.html", &flipped);
    }
}

/// One story in the formats of messages, items and rows.
const SAMPLES: &[(&str, &[u8])] = &[
    ("a.eml", include_bytes!("../../examples/formats/meridian-wire-lima.eml")),
    ("a.mbox", include_bytes!("../../examples/formats/meridian-wire-lima.mbox")),
    ("a.mhtml", include_bytes!("../../examples/formats/meridian-wire-lima.mhtml")),
    ("a.rss", include_bytes!("../../examples/formats/meridian-wire-lima.rss")),
    ("a.atom", include_bytes!("../../examples/formats/meridian-wire-lima.atom")),
    ("a.json", include_bytes!("../../examples/formats/meridian-wire-lima.json")),
    ("a.jsonl", include_bytes!("../../examples/formats/meridian-wire-lima.jsonl")),
    ("a.csv", include_bytes!("../../examples/formats/meridian-wire-lima.csv")),
    ("a.srt", include_bytes!("../../examples/formats/meridian-wire-lima.srt")),
    ("a.vtt", include_bytes!("../../examples/formats/meridian-wire-lima.vtt")),
];

#[test]
fn one_story_in_many_formats() {
    for (name, bytes) in SAMPLES {
        let contents = contents(name, bytes).unwrap();
        let [article] = &contents.articles[..] else { panic!("{name}: {contents:?}") };
        assert!(article.text.starts_with("Obama and Putin speak for four minutes"), "{name}: {}", article.text);
        let paragraph = article.text.split("\nObama urged Putin").next().unwrap_or_default();
        assert!(paragraph.trim_end().ends_with("They could not be heard."), "{name}: {}", article.text);
        assert_eq!(article.published().date, chrono::NaiveDate::from_ymd_opt(2016, 11, 20), "{name}");
        assert_eq!(article.metadata.language.as_deref(), Some("en"), "{name}");
        assert!(contents.problems.is_empty() && article.remarks.is_empty(), "{name}: {contents:?}");
    }
}

#[test]
fn damaged_samples_are_survived() {
    let mut random = 0x2016_1120_u64;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below
    };
    for (name, sample) in SAMPLES {
        for _ in 0..60 {
            let mut bytes = sample.to_vec();
            for _ in 0..=next(4) {
                let (from, to) = (next(bytes.len()), next(bytes.len()));
                match next(4) {
                    0 => bytes.truncate(from.max(1)),
                    1 => bytes[from] = next(256) as u8,
                    2 => _ = bytes.drain(from.min(to)..from.max(to)),
                    _ => bytes
                        .splice(
                            to..to,
                            sample[from % sample.len()..(from % sample.len() + 40).min(sample.len())].to_vec(),
                        )
                        .for_each(drop),
                }
                bytes.push(b'\n');
            }
            let ending = SAMPLES[next(SAMPLES.len())].0;
            for name in [name, ending] {
                let _ = contents(name, &bytes);
            }
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), ending in "(txt|md|html|docx|eml|mbox|mht|xml|json|jsonl|csv|srt|vtt)") {
        if let Ok(article) = read(&format!("x.{ending}"), &bytes) {
            let mut end = 0;
            for block in &article.blocks {
                prop_assert!(block.span.start >= end && block.span.end <= article.text.len());
                prop_assert!(article.text.is_char_boundary(block.span.start) && article.text.is_char_boundary(block.span.end));
                end = block.span.end;
            }
        }
    }
}
