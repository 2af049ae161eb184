//! Archives of the web (WARC, ISO 28500): each page or text that was fetched is an article.

use crate::article::budget::Budget;
use crate::article::format::file_name;
use crate::article::published::candidate;
use crate::article::{Contents, DateOrigin, ReadError, contents_within};
use crate::time::day_in_words;
use chrono::NaiveDate;
use flate2::read::{GzDecoder, ZlibDecoder};
use std::io::{BufRead, Read};

/// The head of a record or of an answer is a few lines.
const MOST_HEAD: usize = 64 << 10;
/// The largest page that is read, packed or not; what is larger is passed over.
const MOST_PAGE: usize = 16 << 20;
/// What was published cannot be fetched earlier, and is mostly fetched long after.
const FETCHED: f32 = 0.2;

/// # Errors
/// Where the archive holds no page that can be read.
pub fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    read_from(name, bytes, budget)
}

/// Reads an archive record by record, so that it may be larger than what fits into memory.
///
/// # Errors
/// As [`read`].
pub fn read_from(name: &str, mut reader: impl BufRead, budget: &mut Budget) -> Result<Contents, ReadError> {
    let mut contents = Contents::default();
    let (mut pages, mut whole) = (0, true);
    loop {
        let record = match record(&mut reader) {
            Ok(Some(record)) => record,
            Ok(None) => break,
            Err(Broken) => {
                whole = false;
                break;
            }
        };
        // What is passed over costs time, too.
        if let Err(over) = budget.spend(name, record.body.len() + record.skipped / 16) {
            contents.problems.push(over);
            break;
        }
        let Some((address, answer)) = record.page() else { continue };
        pages += 1;
        let part = format!("{name}#{pages}");
        match answer.body {
            Some(body) => {
                if let Err(over) = budget.spend(name, body.len()) {
                    contents.problems.push(over);
                    break;
                }
                let read =
                    budget.deeper(name, |budget| contents_within(&inner_name(&address, answer.is_page), &body, budget));
                contents.add(
                    read.map(|found| named(found, &part, &address, record.date))
                        .map_err(|why| of_part(why, &part, &address)),
                );
            }
            None => contents.problems.push(ReadError::new(
                format!("{}, {address}, is packed in a way that cannot be undone.", file_name(&part)),
                "Save that page itself.",
            )),
        }
    }
    if !whole {
        contents.problems.push(ReadError::new(
            format!("{} breaks off in the middle of a record; what came before was read.", file_name(name)),
            "Fetch or copy the archive again.",
        ));
    }
    if contents.articles.is_empty() && contents.problems.is_empty() {
        return Err(ReadError::new(
            format!("{} holds no web page or text that was fetched with success.", file_name(name)),
            "Choose an archive with pages.",
        ));
    }
    contents.not_empty(name)
}

/// A page's address ends as its file would; what that says helps, and what it promises wrongly must not hinder.
fn inner_name(address: &str, is_page: bool) -> String {
    // The page's type, which its server told, beats the ending of the address.
    format!(
        "{}{}",
        address.split(['?', '#']).next().unwrap_or(address),
        if is_page { "/page.html" } else { "/page.txt" }
    )
}

fn named(mut contents: Contents, part: &str, address: &str, date: Option<NaiveDate>) -> Contents {
    for article in &mut contents.articles {
        // The entries of a live blog keep their numbers; no other "#" is in an inner name.
        let entry = article.source.rfind('#').map_or("", |at| &article.source[at..]);
        article.source = format!("{part}{entry}");
        article.metadata.url.get_or_insert_with(|| address.to_owned());
        if let Some(date) = date {
            let reason = format!("The archive fetched the page on {}, so it is no later", day_in_words(date));
            article.date_candidates.push(candidate(date, DateOrigin::Metadata, FETCHED, reason));
            article.date_candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        }
    }
    contents
}

fn of_part(why: ReadError, part: &str, address: &str) -> ReadError {
    ReadError { message: format!("{}, {address}: {}", file_name(part), why.message), ..why }
}

#[derive(Debug)]
struct Broken;

/// One record; the body of what is no fetched page is not kept.
struct Record {
    address: Option<String>,
    date: Option<NaiveDate>,
    body: Vec<u8>,
    skipped: usize,
}

/// The next record, nothing at the end.
fn record(reader: &mut impl BufRead) -> Result<Option<Record>, Broken> {
    let mut head = head(reader, true)?;
    if head.is_empty() {
        return Ok(None);
    }
    let first = head.remove(0);
    if !first.starts_with("WARC/") {
        return Err(Broken);
    }
    let length: u64 = field(&head, "content-length").and_then(|l| l.parse().ok()).ok_or(Broken)?;
    let kind = field(&head, "warc-type").unwrap_or_default().to_ascii_lowercase();
    let is_page = matches!(kind.as_str(), "response" | "resource") && length <= MOST_PAGE as u64;
    let mut record = Record {
        address: field(&head, "warc-target-uri").map(|a| a.trim_matches(['<', '>']).to_owned()),
        date: field(&head, "warc-date").and_then(|d| d.get(..10)?.parse().ok()),
        body: Vec::new(),
        skipped: 0,
    };
    let mut rest = reader.by_ref().take(length);
    let read = if is_page {
        rest.read_to_end(&mut record.body).map_err(|_| Broken)? as u64
    } else {
        let skipped = std::io::copy(&mut rest, &mut std::io::sink()).map_err(|_| Broken)?;
        record.skipped = usize::try_from(skipped).unwrap_or(usize::MAX);
        skipped
    };
    if read < length {
        return Err(Broken);
    }
    if kind == "resource" {
        // It was kept without the answer's head; its type stands in the record's.
        let typed =
            format!("HTTP/1.1 200 OK\r\nContent-Type: {}\r\n\r\n", field(&head, "content-type").unwrap_or_default());
        record.body.splice(0..0, typed.into_bytes());
    }
    Ok(Some(record))
}

/// The lines up to the next empty one; empty lines before the first are passed over where `leading` allows.
fn head(reader: &mut impl BufRead, leading: bool) -> Result<Vec<String>, Broken> {
    let (mut lines, mut size): (Vec<String>, usize) = (Vec::new(), 0);
    loop {
        let mut line = Vec::new();
        let read = reader.by_ref().take(MOST_HEAD as u64).read_until(b'\n', &mut line).map_err(|_| Broken)?;
        size += read;
        if read == 0 {
            return if lines.is_empty() { Ok(lines) } else { Err(Broken) };
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\r', '\n']);
        if size > MOST_HEAD {
            return Err(Broken);
        }
        match text.is_empty() {
            true if lines.is_empty() && leading => {}
            true => return Ok(lines),
            false => lines.push(text.to_owned()),
        }
    }
}

fn field<'a>(head: &'a [String], key: &str) -> Option<&'a str> {
    let fields = head.iter().filter_map(|line| line.split_once(':'));
    fields.filter(|(k, _)| k.trim().eq_ignore_ascii_case(key)).map(|(_, value)| value.trim()).next()
}

/// What a server answered.
struct Answer {
    is_page: bool,
    /// Nothing where it is packed in an unknown way.
    body: Option<Vec<u8>>,
}

impl Record {
    /// The address and the answer, where a page or a text was given.
    fn page(&self) -> Option<(String, Answer)> {
        let mut rest = self.body.as_slice();
        let head = head(&mut rest, false).ok().filter(|head| !head.is_empty())?;
        let status = head[0].split_whitespace().nth(1)?;
        let kind = field(&head[1..], "content-type")?.split(';').next()?.trim().to_ascii_lowercase();
        let is_page = matches!(kind.as_str(), "text/html" | "application/xhtml+xml");
        if status != "200" || !(is_page || kind == "text/plain") {
            return None;
        }
        let is_chunked =
            field(&head[1..], "transfer-encoding").is_some_and(|t| t.to_ascii_lowercase().contains("chunked"));
        // Some archivers undo the chunks and leave the head as it was.
        let body = if is_chunked { unchunked(rest).unwrap_or_else(|| rest.to_owned()) } else { rest.to_owned() };
        let packing = field(&head[1..], "content-encoding").unwrap_or_default().to_ascii_lowercase();
        Some((self.address.clone()?, Answer { is_page, body: unpacked(body, &packing) }))
    }
}

/// "1a\r\n…26 bytes…\r\n0\r\n\r\n"; nothing where that is not its form.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.iter().take(256).position(|b| *b == b'\n')?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 1..];
        // A last chunk that is cut is still text.
        body.extend(&rest[..size.min(rest.len())]);
        if size == 0 || size >= rest.len() {
            return Some(body);
        }
        rest = rest[size..].strip_prefix(b"\r\n").or_else(|| rest[size..].strip_prefix(b"\n"))?;
    }
}

fn unpacked(body: Vec<u8>, packing: &str) -> Option<Vec<u8>> {
    let inflate = |reader: &mut dyn Read| {
        let mut out = Vec::new();
        // What could be unpacked before an error is still text.
        let _ = reader.take(MOST_PAGE as u64).read_to_end(&mut out);
        (!out.is_empty()).then_some(out)
    };
    match packing {
        "" | "identity" => Some(body),
        "gzip" | "x-gzip" if body.starts_with(b"\x1F\x8B") => inflate(&mut GzDecoder::new(body.as_slice())),
        "deflate" => inflate(&mut ZlibDecoder::new(body.as_slice())),
        // Unpacked already, with the head left as it was.
        _ if body.iter().take(512).all(|b| b.is_ascii_graphic() || b.is_ascii_whitespace()) => Some(body),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Contents, contents};
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    const PAGE: &str = "<html><head><title>Bridge closes</title></head><body><p>The council of Kiel closed the old bridge on Friday.</p></body></html>";

    fn record(kind: &str, address: &str, body: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2016-11-22T10:00:00Z\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body, b"\r\n\r\n"].concat()
    }

    fn answer(status: &str, fields: &str, body: &[u8]) -> Vec<u8> {
        [format!("HTTP/1.1 {status}\r\n{fields}\r\n\r\n").as_bytes(), body].concat()
    }

    fn page(body: &str) -> Vec<u8> {
        answer("200 OK", "Content-Type: text/html; charset=utf-8", body.as_bytes())
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read(bytes: &[u8]) -> Contents {
        contents("in/web.warc", bytes).unwrap()
    }

    #[test]
    fn fetched_pages_are_articles() {
        let archive = [
            record("warcinfo", "", b"software: none"),
            record("request", "https://example.org/a", b"GET /a HTTP/1.1\r\n\r\n"),
            record("response", "https://example.org/a", &page(PAGE)),
            record(
                "response",
                "https://example.org/gone",
                &answer("404 Not Found", "Content-Type: text/html", PAGE.as_bytes()),
            ),
            record("response", "https://example.org/a.png", &answer("200 OK", "Content-Type: image/png", b"\x89PNG")),
            record("resource", "https://example.org/b", b"dropped: its record does not say what it is"),
            record(
                "response",
                "<https://example.org/c.php?x=1>",
                &answer("200 OK", "content-type: text/plain", b"Ferries run every hour."),
            ),
        ];
        let found = read(&archive.concat());
        assert_eq!(found.problems, []);
        let told: Vec<_> =
            found.articles.iter().map(|a| (a.source.as_str(), a.metadata.url.as_deref().unwrap())).collect();
        assert_eq!(
            told,
            [("in/web.warc#1", "https://example.org/a"), ("in/web.warc#2", "https://example.org/c.php?x=1")]
        );
        let date = found.articles[0].date_candidates.last().unwrap();
        assert_eq!(date.reason, "The archive fetched the page on 22 November 2016, so it is no later");
    }

    #[test]
    fn bodies_in_chunks_and_packed() {
        let chunks = |bytes: &[u8]| [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n0\r\n\r\n"].concat();
        let fields = "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip";
        let body = chunks(&packed(PAGE.as_bytes()));
        let archive = [
            record("response", "https://example.org/1", &answer("200 OK", fields, &body)),
            record("response", "https://example.org/2", &answer("200 OK", fields, PAGE.as_bytes())),
            record(
                "response",
                "https://example.org/3",
                &answer("200 OK", "Content-Type: text/html\r\nContent-Encoding: br", b"\x8b\x05\x80"),
            ),
        ];
        let found = read(&archive.concat());
        assert!(found.articles.iter().all(|a| a.text.contains("closed the old bridge")));
        assert_eq!((found.articles.len(), found.problems.len()), (2, 1));
        assert!(
            found.problems[0].message.starts_with("web.warc#3, https://example.org/3, is packed"),
            "{}",
            found.problems[0]
        );
        // Each record compressed on its own, as crawlers write them.
        let members: Vec<u8> = archive[..2].iter().flat_map(|record| packed(record)).collect();
        let found = contents("web.warc.gz", &members).unwrap();
        assert_eq!(
            found.articles.iter().map(|a| a.source.as_str()).collect::<Vec<_>>(),
            ["web.warc.gz#1", "web.warc.gz#2"]
        );
    }

    #[test]
    fn broken_archives_give_what_they_have() {
        let archive = [
            record("response", "https://example.org/1", &page(PAGE)),
            record("response", "https://example.org/2", &page(PAGE)),
        ]
        .concat();
        let found = read(&archive[..archive.len() - 40]);
        assert_eq!((found.articles.len(), found.problems.len()), (1, 1));
        assert!(found.problems[0].message.contains("breaks off"));
        for bytes in [
            &b"WARC/1.0\r\n\r\n"[..],
            b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
            b"WARC/1.0\nContent-Length: 5\n\nab",
        ] {
            assert!(contents("x.warc", bytes).unwrap_err().message.contains("breaks off"), "{bytes:?}");
        }
        let none = record("warcinfo", "", b"software: none");
        assert!(contents("x.warc", &none).unwrap_err().message.contains("no web page"));
        let endless = [b"WARC/1.0\r\n".to_vec(), vec![b'a'; 1 << 20]].concat();
        assert!(contents("x.warc", &endless).is_err());
    }
}
