//! Pages as outlets, blogs, browsers and word processors write them, in the project's own words.

use crate::article::{Article, BlockKind, read};
use std::fmt::Write;

const STORY: [&str; 4] = [
    "The council of Kiel closed the old bridge on Friday after workers had found cracks in two of its piers.",
    "The mayor, who was at the bridge in the evening, said that nobody had been hurt and that ferries would run.",
    "A new bridge had been promised twice since 1999, and the money for it was spent on the harbour each time.",
    "Engineers are to report to the council in May; until then the road along the river stays open to buses only.",
];

fn paragraphs() -> String {
    STORY.iter().fold(String::new(), |mut all, p| {
        let _ = write!(all, "<p>{p}</p>");
        all
    })
}

fn page(head: &str, body: &str) -> Article {
    let page = format!("<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>");
    read("page.html", page.as_bytes()).unwrap_or_else(|e| panic!("{e}: {page}"))
}

fn date(article: &Article) -> String {
    article.published().date.map_or_else(|| "none".to_owned(), |d| d.to_string())
}

/// The story, whole, and nothing that says "junk".
fn check_story(body: &str) -> Article {
    let article = page("", body);
    for paragraph in STORY {
        assert!(article.text.contains(paragraph), "{paragraph}\nis missing from\n{}", article.text);
    }
    let told = |kind| !matches!(kind, BlockKind::Boilerplate | BlockKind::Comment);
    for block in article.blocks.iter().filter(|b| told(b.kind)) {
        assert!(!block.span.of(&article.text).to_lowercase().contains("junk"), "{}", article.text);
    }
    article
}

const JUNK: &str =
    "This is junk that runs on for a while, as a paragraph of a page does, and it ends with a full stop.";

#[test]
fn names_of_wrappers_hide_no_story() {
    let story = paragraphs();
    check_story(&format!("<div class='content-with-sidebar ad-free'><h1>A bridge is closed</h1>{story}</div>"));
    check_story(&format!("<div class='social-enabled'><div class='l-sidebar-fixed'>{story}</div></div>"));
    let each: String = STORY.iter().map(|p| format!("<div class='promo-x share'><p>{p}</p></div>")).collect();
    check_story(&format!("<div>{each}</div>"));
    check_story(&format!("<div class='modal-open' aria-hidden=true>{story}</div><p>{}</p>", "Short."));
}

#[test]
fn furniture_is_left_out() {
    let story = paragraphs();
    for junk in [
        format!("<div class='related-articles'><p>{JUNK}</p></div>"),
        format!("<section id=comments><p>{JUNK}</p><p>{JUNK}</p></section>"),
        format!("<div class='relatedLinks'><p>{JUNK}</p></div>"),
        format!("<div style='display: none'><p>{JUNK}</p></div>"),
        format!("<div role=dialog class=cookie-banner><p>{JUNK}</p></div>"),
        format!("<article><h2><a href=/x>Other junk</a></h2><p>{JUNK}</p></article>").repeat(2),
        "<ul><li><a href=/a>Junk of the first kind</a></li><li><a href=/b>Junk of the second kind</a></li></ul>"
            .to_owned(),
        "<p><a href=/x>Junk: the five bridges that you must see before they fall</a></p>".to_owned(),
    ] {
        check_story(&format!("<main><h1>A bridge is closed</h1>{junk}<div>{story}</div>{junk}</main>"));
    }
}

#[test]
fn a_story_in_entries_or_pieces_is_whole() {
    let entries: String = STORY.iter().map(|p| format!("<article><time>10:15</time><p>{p}</p></article>")).collect();
    let article = check_story(&format!("<h1>A bridge is closed</h1><div>{entries}</div>"));
    assert!(article.text.contains("10:15"), "the times of a live report are kept");
    let pieces: String =
        STORY.iter().map(|p| format!("<section class=body-copy><div><p>{p}</p></div></section>")).collect();
    check_story(&format!("<div>{pieces}</div>"));
    check_story(&STORY.join("<br><br>"));
}

#[test]
fn two_breaks_end_a_paragraph_and_cells_share_a_line() {
    let article = page("", &STORY.join("<br>\n<br>"));
    assert_eq!(article.blocks.iter().filter(|b| b.kind == BlockKind::Body).count(), STORY.len());
    let table = "<table><tr><td>2015</td><td><p>Three</p></td></tr></table>";
    assert!(page("", &format!("{}{table}", paragraphs())).text.contains("2015 Three"));
}

#[test]
fn blocks_keep_what_their_element_says() {
    use BlockKind::{Body, Byline, Caption, Dateline, Headline};
    let article = page(
        "<meta name=author content='Jane Doe'><title>Council closes old bridge</title>",
        &format!(
            "<article class='author-jane'><h1>Council closes old bridge</h1><div>Jane Doe</div>\
             <div><time datetime=2016-11-20>20 November 2016</time></div><figure><figcaption>A bridge.</figcaption></figure>{}</article>",
            paragraphs()
        ),
    );
    let kinds: Vec<BlockKind> = article.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [Headline, Byline, Dateline, Caption, Body, Body, Body, Body], "{}", article.text);
}

#[test]
fn the_standfirst_belongs_to_the_story() {
    let lead = "Cracks in two piers end the life of a bridge that has stood over the river since 1931.";
    let article = page(
        "",
        &format!(
            "<header><h1>Council closes old bridge</h1><p>{lead}</p><span>Photo 4</span></header><div class=article-body>{}</div>",
            paragraphs().repeat(2)
        ),
    );
    assert!(article.text.contains(lead) && !article.text.contains("Photo 4"), "{}", article.text);
}

#[test]
fn a_page_that_shows_nothing_is_read_from_its_json() {
    let json = format!(
        r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"A bridge is closed","articleBody":"{}"}}</script>"#,
        STORY.join("\\n\\n")
    );
    let article = page(&json, "<div id=app>Please wait.</div>");
    assert!(STORY.iter().all(|p| article.text.contains(p)), "{}", article.text);
    let empty = read("x.html", b"<html><title>A bridge is closed</title><body><div id=app></div></body></html>");
    assert!(empty.unwrap_err().message.contains("no text that could be a story"));
}

#[test]
fn dates_in_markup() {
    let check = |head: &str, body: &str, expected: &str| {
        let article = page(head, &format!("<h1>A bridge is closed</h1>{body}{}", paragraphs()));
        assert_eq!(date(&article), expected, "{head}{body}: {:?}", article.date_candidates);
    };
    let ld = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
    check(&ld(r#"{"@graph":[{"@type":"WebPage","datePublished":"2016-11-20"}]}"#), "", "2016-11-20");
    check(&ld(r#"[{"@type":["Thing","NewsArticle"],"datePublished":"2016-11-20"}]"#), "", "2016-11-20");
    check(&ld("<!-- {\"@type\":\"Report\",\"datePublished\":\"2016-11-20\"}; -->"), "", "2016-11-20");
    check(&ld(r#"{"@type":"Comment","datePublished":"2016-11-25"}"#), "", "none");
    check(
        "<meta property='article:published_time' content='1970-01-01T00:00:00Z'>",
        "<p>20 November 2016</p>",
        "2016-11-20",
    );
    check(
        "<meta property='article:modified_time' content='2016-11-22'><meta name=pubdate content=2016-11-20>",
        "",
        "2016-11-20",
    );
    check("", "<abbr itemprop=datePublished title='2016-11-20T09:00:00-05:00'>Sunday</abbr>", "2016-11-20");
    check("", "<time datetime=2016-11-20>Sunday</time>", "2016-11-20");
    check("", "Updated <time datetime=2016-11-22>on Tuesday</time><p>20 November 2016</p>", "2016-11-20");
    check(
        "<meta property='article:published_time' content='2016-11-21T04:30:00Z'>",
        "<p>November 20, 2016 at 11:30 pm</p>",
        "2016-11-20",
    );
    check("<meta property='og:image' content='https://example.org/files/2016/11/20/bridge.jpg'>", "", "2016-11-20");
}

#[test]
fn dates_that_readers_see() {
    let check = |before: &str, after: &str, expected: &str| {
        let article = page("", &format!("<h1>A bridge is closed</h1>{before}{}{after}", paragraphs()));
        assert_eq!(date(&article), expected, "{before}{after}: {:?}", article.date_candidates);
    };
    check("<p>Posted on November 20, 2016 by Jane Doe</p>", "", "2016-11-20");
    check("<span class=date>20 November 2016</span>", "", "2016-11-20");
    check("<p>Published 20 November 2016 Updated 22 November 2016</p>", "", "2016-11-20");
    check("<p>Updated 22 November 2016</p><p>Published 20 November 2016</p>", "", "2016-11-20");
    check("<div>Erstellt am: 20.11.2016 18:36 / jd</div>", "", "2016-11-20");
    check("<header>20.11.16</header>", "", "2016-11-20");
    check("", "<p>Published: 20 November 2016</p>", "2016-11-20");
    // What belongs to something else, or is no date of publication.
    check("", "<footer><p>© 2003-2016 The Example, 1 May 2014</p></footer>", "none");
    check("<p>Copyright 1 May 2014 The Example</p>", "", "none");
    check(
        "<div class=related><p>21 November 2016</p></div>",
        "<div id=comments><p>Posted on 22 November 2016</p></div>",
        "none",
    );
    check("<p>The bridge was opened on 1 May 1931 by the king, and it was to last a hundred years.</p>", "", "none");
}

#[test]
fn dates_in_the_language_of_the_page() {
    let read_in = |language: &str| {
        let body = format!("<h1>A bridge is closed</h1><p>Veröffentlicht am 20. Dezember 2016</p>{}", paragraphs());
        date(&read("page.html", format!("<html lang={language}><body>{body}").as_bytes()).unwrap())
    };
    assert_eq!((read_in("de").as_str(), read_in("fr").as_str()), ("2016-12-20", "none"));
}

#[test]
fn what_a_page_says_about_itself() {
    let article = page(
        "<link rel=canonical href=https://example.org/world/a-bridge><meta property=og:site_name content='The Example'>\
         <meta property='article:section' content=World><title>A bridge is closed | The Example</title>",
        &paragraphs(),
    );
    let metadata = article.metadata;
    assert_eq!(metadata.title.as_deref(), Some("A bridge is closed"));
    assert_eq!(metadata.publisher.as_deref(), Some("The Example"));
    assert_eq!(metadata.section.as_deref(), Some("World"));
    assert_eq!(metadata.url.as_deref(), Some("https://example.org/world/a-bridge"));
    let saved =
        format!("<!-- saved from url=(0043)https://example.org/2016/11/20/a-bridge --><html><body>{}", paragraphs());
    let article = read("bridge.htm", saved.as_bytes()).unwrap();
    assert_eq!(article.metadata.url.as_deref(), Some("https://example.org/2016/11/20/a-bridge"));
    assert_eq!(date(&article), "2016-11-20");
}

#[test]
fn pages_of_word_processors() {
    let word: String =
        STORY.iter().map(|p| format!("<p class=MsoNormal><span lang=EN-GB>{p}<o:p></o:p></span></p>")).collect();
    let article = page(
        "<meta name=Generator content='Microsoft Word 15'><!--[if gte mso 9]><xml><o:Author>junk</o:Author></xml><![endif]-->",
        &format!("<div class=WordSection1><p class=MsoTitle>A bridge is closed</p>{word}</div>"),
    );
    assert!(STORY.iter().all(|p| article.text.contains(p)) && !article.text.contains("junk"));
    let article = page(
        "<title>A bridge is closed</title><meta name=created content=2016-11-20T16:53:30><meta name=changed content=2016-11-22T10:00:00>",
        &format!("<p align=center><font size=5><b>A bridge\nis closed</b></font></p>{}", paragraphs()),
    );
    assert_eq!(date(&article), "2016-11-20");
    assert_eq!(article.text.matches("A bridge is closed").count(), 1);
}

#[test]
fn a_tag_of_a_hundred_thousand_attributes_is_told_of() {
    let attributes = |count: usize| (0..count).map(|n| format!(" a{n}=x")).collect::<String>();
    let page =
        |count| format!("<html><body><p{}>The bridge was closed on Monday.</p></body></html>", attributes(count));
    let error = read("a.html", page(100_000).as_bytes()).expect_err("too many");
    assert!(error.message.contains("attributes"), "{error}");
    assert!(read("a.html", page(100).as_bytes()).is_ok());
    let state = format!("<html><body><p data-state='{}'>The bridge was closed on Monday.</p>", attributes(100_000));
    assert!(read("a.html", state.as_bytes()).is_ok(), "one attribute with a long value");
}

#[test]
fn hostile_pages_end() {
    // What hangs or overflows the stack ends the run; all of them together take less than a second.
    let many = 20_000;
    for page in [
        "<span>".repeat(2_900) + &"a ".repeat(many),
        "<h1>a</h1>".repeat(many),
        "<time datetime=2016-11-20>".repeat(2_900),
        "<p class='a b c d relatedLinks'>x ".repeat(many),
        format!("<div {}>x</div>", "class=x ".repeat(many)),
        "<div>20 November 2016".repeat(2_900),
        "<table><tr><td>".repeat(900) + &"<td>1".repeat(many),
        "<br>".repeat(many),
        format!("<script type='application/ld+json'>{}</script>", "[".repeat(many)),
    ] {
        let blocks = read("x.html", format!("<html><body>{page}").as_bytes()).map_or(0, |article| article.blocks.len());
        assert!(blocks <= 20_001, "{}", &page[..40]);
    }
}
