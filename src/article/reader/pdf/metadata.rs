//! What the file says about itself: its properties, and the XMP packet that newer programs write beside them.

use super::document::{dictionary, get, stream, unpack};
use crate::article::budget::Budget;
use crate::article::published::candidate;
use crate::article::{DateCandidate, DateOrigin, Metadata};
use crate::time::day_in_words;
use chrono::NaiveDate;
use lopdf::{Dictionary, Document, decode_text_string};

/// A title longer than this is a text that fell into the wrong field.
const LONGEST: usize = 300;

/// The day on which a file was made is often that of publication, and as often that of a later copy.
const CREATED: f32 = 0.55;
const CHANGED: f32 = 0.3;

pub fn read(name: &str, document: &Document, budget: &mut Budget) -> (Metadata, Vec<DateCandidate>) {
    let info = dictionary(document, &document.trailer, "Info");
    let packet = document
        .catalog()
        .ok()
        .and_then(|catalog| stream(document, catalog, "Metadata"))
        .and_then(|stream| unpack(name, stream, budget).ok());
    let packet = packet.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let text = |key: &str, tag: &str| {
        info.and_then(|info| text(document, info, key)).or_else(|| xmp(&packet, tag)).filter(|t| t.len() <= LONGEST)
    };
    let language = document.catalog().ok().and_then(|catalog| self::text(document, catalog, "Lang"));
    let metadata = Metadata {
        title: text("Title", "dc:title").filter(|title| is_title(title)),
        byline: text("Author", "dc:creator").filter(|author| author.contains(' ')),
        language: language.map(|l| l.to_lowercase()).filter(|l| l.len() <= 16),
        ..Metadata::default()
    };
    let day = |key: &str, tag: &str| {
        let written = info.and_then(|info| self::text(document, info, key)).and_then(|t| day(&t));
        written.or_else(|| day(&xmp(&packet, tag)?))
    };
    let dated = |date: NaiveDate, score, what: &str| {
        candidate(
            date,
            DateOrigin::Metadata,
            score,
            format!("The PDF's properties say that it was {what} on {}", day_in_words(date)),
        )
    };
    let created = day("CreationDate", "xmp:CreateDate");
    let changed = day("ModDate", "xmp:ModifyDate").filter(|day| Some(*day) != created);
    let created = created.map(|date| dated(date, CREATED, "made"));
    (metadata, created.into_iter().chain(changed.map(|date| dated(date, CHANGED, "last changed"))).collect())
}

fn text(document: &Document, of: &Dictionary, key: &str) -> Option<String> {
    let written = decode_text_string(get(document, of, key)?).ok()?;
    let folded = written.replace('\0', "").split_whitespace().collect::<Vec<_>>().join(" ");
    (!folded.is_empty()).then_some(folded)
}

/// Programs fill the title with the name of the file they printed.
fn is_title(title: &str) -> bool {
    let file = title.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.contains(' ') && (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    let named = ["Microsoft Word - ", "untitled", "Untitled", "about:blank"].iter().any(|lead| title.starts_with(lead));
    !(file || named || title.starts_with("http"))
}

/// The text of an element of the packet, whose items may lie in lists of their own, or of an attribute.
fn xmp(packet: &str, tag: &str) -> Option<String> {
    let attribute = || packet.split_once(&format!("{tag}=\""))?.1.split_once('"').map(|(value, _)| value.to_owned());
    let element = || {
        let inside = packet.split_once(&format!("<{tag}"))?.1.split_once('>')?.1;
        let inside = inside.split_once(&format!("</{tag}>"))?.0;
        let texts = inside.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text).trim());
        texts.filter(|text| !text.is_empty()).map(str::to_owned).next()
    };
    let found = element().or_else(attribute)?;
    let plain = found
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
    (!plain.is_empty()).then_some(plain)
}

/// "D:20161120201500+01'00'", "2016-11-20T20:15:00Z": the day as its place had it.
fn day(written: &str) -> Option<NaiveDate> {
    let digits: String = written.trim_start_matches("D:").chars().filter(|c| *c != '-').take(8).collect();
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
    (digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| NaiveDate::from_ymd_opt(i32::try_from(number(0..4)?).ok()?, number(4..6)?, number(6..8)?))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_in_two_ways() {
        let expected = NaiveDate::from_ymd_opt(2016, 11, 20);
        assert_eq!(day("D:20161120201500+01'00'"), expected);
        assert_eq!(day("2016-11-20T20:15:00Z"), expected);
        for wrong in ["", "D:", "D:2016", "D:20161399", "yesterday", "D:ⅣⅣ"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn packets_have_elements_and_attributes() {
        let packet = "<rdf:Description xmp:CreateDate=\"2016-11-20\"><dc:title><rdf:Alt><rdf:li xml:lang=\"x\">A &amp; B</rdf:li></rdf:Alt></dc:title>";
        assert_eq!(xmp(packet, "dc:title").as_deref(), Some("A & B"));
        assert_eq!(xmp(packet, "xmp:CreateDate").as_deref(), Some("2016-11-20"));
        assert_eq!(xmp(packet, "dc:creator"), None);
        assert_eq!(xmp("<dc:title", "dc:title"), None);
    }

    #[test]
    fn names_of_files_are_no_titles() {
        for name in ["Microsoft Word - story.doc", "story.indd", "untitled", "https://example.org/a"] {
            assert!(!is_title(name), "{name}");
        }
        assert!(is_title("Bridge closes in St. Gallen") && is_title("Bridge closes"));
    }
}
