//! OpenDocument texts, packed or flat: the paragraphs of the body with their styles, then the notes, and what the file
//! says about itself. Headers and footers lie with the styles and stay there.

use super::manuscript::{Manuscript, damaged};
use super::properties::Properties;
use super::style::Style;
use crate::article::budget::Budget;
use crate::article::container::archive::{Archive, BREAKS_OFF, locked};
use crate::article::format::file_name;
use crate::article::reader::xml::{Element, Event, Fault, Xml};
use crate::article::{Article, ReadError, decode};
use rustc_hash::FxHashMap;

/// Styles are based on styles; a chain this long is a loop.
const LONGEST_CHAIN: usize = 16;

/// # Errors
/// Where the document is locked, damaged before its text begins, or holds none.
pub fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Article, ReadError> {
    if !bytes.starts_with(b"PK") {
        let flat = decode::part(bytes);
        return article(name, &flat, "", &flat);
    }
    let mut archive = Archive::open(name, bytes)?;
    let manifest = archive.text("META-INF/manifest.xml", budget).ok().flatten().unwrap_or_default();
    if archive.has("encrypted-package") || manifest.contains("encryption-data") {
        return Err(locked(file_name(name)));
    }
    let mut part = |path| archive.text(path, budget);
    // Styles and properties that cannot be read cost only themselves.
    let styles = part("styles.xml").ok().flatten().unwrap_or_default();
    let meta = part("meta.xml").ok().flatten().unwrap_or_default();
    let content = part("content.xml")?.ok_or_else(|| damaged(name))?;
    let mut article = article(name, &content, &styles, &meta)?;
    article.remarks.extend(archive.breaks_off().then(|| BREAKS_OFF.to_owned()));
    Ok(article)
}

fn article(name: &str, content: &str, styles: &str, meta: &str) -> Result<Article, ReadError> {
    let styles = styles_of([styles, content]);
    let mut manuscript = Manuscript::default();
    let result = body(content, &styles, &mut manuscript);
    manuscript.end(result);
    manuscript.into_article(name, &properties_of(meta))
}

/// The paragraph styles by their names; those of the text itself are based on those of the document.
fn styles_of(parts: [&str; 2]) -> FxHashMap<String, Style> {
    let mut parents: FxHashMap<String, String> = FxHashMap::default();
    for part in parts {
        let mut xml = Xml::new(part);
        while let Ok(Some(event)) = xml.next() {
            match event {
                Event::Start(e) if e.name() == "office:body" => break,
                Event::Start(e) if e.name() == "style:style" => {
                    let parent = e.attribute("parent-style-name").unwrap_or_default();
                    parents.extend(e.attribute("name").map(|name| (name, parent)));
                }
                _ => {}
            }
        }
    }
    let resolved = |name: &String| {
        let mut name = name;
        for _ in 0..LONGEST_CHAIN {
            if let Some(style) = Style::named(name) {
                return Some(style);
            }
            name = parents.get(name)?;
        }
        None
    };
    parents.keys().filter_map(|name| Some((name.clone(), resolved(name)?))).collect()
}

fn properties_of(meta: &str) -> Properties {
    let (mut xml, mut properties) = (Xml::new(meta), Properties::default());
    while let Ok(Some(event)) = xml.next() {
        let Event::Start(element) = event else { continue };
        let slot = match element.name() {
            "office:body" => break,
            "dc:title" => &mut properties.title,
            "meta:initial-creator" => &mut properties.creator,
            // Who changed it last, where nobody is said to have begun it.
            "dc:creator" if properties.creator.is_none() => &mut properties.creator,
            "meta:creation-date" => &mut properties.created,
            "dc:date" => &mut properties.modified,
            "dc:language" => &mut properties.language,
            _ => continue,
        };
        *slot = xml.text().ok().filter(|text| !text.is_empty());
    }
    properties
}

/// What is no text of the document as it stands, or repeats it.
const SKIPPED: &[&str] = &[
    "text:tracked-changes",
    "office:annotation",
    "office:styles",
    "office:automatic-styles",
    "office:master-styles",
    "office:forms",
    "office:scripts",
    "text:table-of-content",
    "text:alphabetical-index",
    "text:note-citation",
    "text:ruby-text",
    "text:hidden-text",
    "text:hidden-paragraph",
    "svg:title",
    "svg:desc",
];

fn body(content: &str, styles: &FxHashMap<String, Style>, manuscript: &mut Manuscript) -> Result<(), Fault> {
    let (mut xml, mut lists) = (Xml::new(content), 0_usize);
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(e) if e.is(SKIPPED) || e.name() == "text:section" && is_hidden(&e) => xml.skip()?,
            Event::Start(e) => match e.name() {
                "text:p" | "text:h" => manuscript.open_paragraph(style_of(&e, styles, lists > 0)),
                "text:list-item" | "text:numbered-paragraph" => lists += 1,
                "table:table-row" => manuscript.open_row(),
                "table:table-cell" => manuscript.open_cell(),
                "text:note-body" => manuscript.open_note(),
                "text:s" | "text:tab" => manuscript.push(" "),
                "text:line-break" => manuscript.break_line(),
                _ => {}
            },
            Event::Text(text) => manuscript.push(&text),
            Event::End(name) => match name.as_str() {
                "text:p" | "text:h" | "table:table-row" | "text:note-body" => manuscript.close(),
                "text:list-item" | "text:numbered-paragraph" => lists = lists.saturating_sub(1),
                _ => {}
            },
        }
    }
    Ok(())
}

fn is_hidden(section: &Element) -> bool {
    section.attribute("display").is_some_and(|d| d == "none")
}

fn style_of(element: &Element, styles: &FxHashMap<String, Style>, in_list: bool) -> Style {
    let name = element.attribute("style-name");
    let named = name.and_then(|name| styles.get(&name).copied().or_else(|| Style::named(&name)));
    let heading = || {
        let level = element.attribute("outline-level").and_then(|l| l.parse().ok()).unwrap_or(1);
        Style::outline(level).unwrap_or(Style::Heading(2))
    };
    match named {
        Some(style) if style != Style::Text => style,
        _ if element.name() == "text:h" => heading(),
        _ if in_list => Style::Item,
        _ => Style::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;
    use crate::article::container::archive::packed;

    const STYLES: &str = "<s><style:style style:name='P1' style:parent-style-name='My_20_quote'/>\
        <style:style style:name='Loop' style:parent-style-name='Loop'/></s>";

    fn flat(body: &str) -> String {
        format!(
            "<?xml version='1.0'?><office:document><office:meta><dc:title>The vote</dc:title>\
             <meta:creation-date>2016-11-20T08:00:00</meta:creation-date></office:meta>\
             <office:automatic-styles>{STYLES}<style:style style:name='My_20_quote' \
             style:parent-style-name='Quotations'/></office:automatic-styles><office:master-styles><text:p>Page 1</text:p>\
             </office:master-styles><office:body><office:text>{body}</office:text></office:body></office:document>"
        )
    }

    fn read_flat(body: &str) -> Article {
        read("a.fodt", flat(body).as_bytes(), &mut Budget::default()).unwrap()
    }

    #[test]
    fn styles_lists_and_properties() {
        let article = read_flat(
            "<text:h text:outline-level='1'>The council votes</text:h><text:p>It met on Monday to vote.</text:p>\
             <text:list><text:list-item><text:p>First it ate.</text:p></text:list-item></text:list>\
             <text:p text:style-name='P1'>They were glad.</text:p><text:p text:style-name='Loop'>Then it went home.</text:p>\
             <text:h text:outline-level='2'>What comes next</text:h>",
        );
        use BlockKind::{Body, Bullet, Heading, Headline, Quote};
        let kinds: Vec<BlockKind> = article.blocks.iter().map(|b| b.kind).collect();
        assert_eq!(kinds, [Headline, Body, Bullet, Quote, Body, Heading]);
        assert_eq!(article.metadata.title.as_deref(), Some("The vote"));
        assert_eq!(article.published().date, chrono::NaiveDate::from_ymd_opt(2016, 11, 20));
    }

    #[test]
    fn what_is_no_text_stays_out_and_notes_come_last() {
        let text = read_flat(
            "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>\
             <text:p>One<text:s text:c='999999999'/>two<text:tab/>three<text:line-break/>four\
             <office:annotation><text:p>really?</text:p></office:annotation>\
             <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>\
             <draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box><svg:desc>a picture</svg:desc></draw:frame>.</text:p>\
             <text:section text:display='none'><text:p>hidden</text:p></text:section>\
             <table:table><table:table-row><table:table-cell><text:p>12 May</text:p></table:table-cell>\
             <table:table-cell><text:p>It met.</text:p></table:table-cell></table:table-row></table:table>",
        )
        .text;
        assert_eq!(text, "One two three four.\n\nIn a box.\n\n12 May It met.\n\nA note.");
    }

    #[test]
    fn packed_is_read_as_flat_is() {
        let content = flat("<text:p text:style-name='P1'>They were glad.</text:p>");
        let bytes = packed(&[("content.xml", content.as_bytes()), ("styles.xml", STYLES.as_bytes())]);
        let article = read("a.odt", &bytes, &mut Budget::default()).unwrap();
        assert_eq!((article.text.as_str(), article.blocks[0].kind), ("They were glad.", BlockKind::Quote));
    }

    #[test]
    fn locked_and_damaged_ones_say_so() {
        let error =
            |files: &[(&str, &[u8])]| read("a.odt", &packed(files), &mut Budget::default()).unwrap_err().message;
        let manifest = b"<m><manifest:encryption-data/></m>";
        assert!(
            error(&[("META-INF/manifest.xml", manifest), ("content.xml", b"\x01")]).contains("locked with a password")
        );
        assert!(error(&[("encrypted-package", b"")]).contains("locked with a password"));
        assert_eq!(error(&[("mimetype", b"")]), "a.odt is damaged or incomplete.");
        assert_eq!(error(&[("content.xml", b"<a/>")]), "a.odt holds no text.");
    }
}
