//! Which format a file is in: its content first, its name's ending second.

use super::container::archive::{Archive, locked};
use super::{MAX_BYTES, ReadError};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Plain,
    Markdown,
    Html,
    Pdf,
    Docx,
    Odt,
    Rtf,
    Epub,
    /// One message (.eml).
    Mail,
    Mailbox,
    /// A web page with its pictures in one file (.mhtml).
    Mhtml,
    /// RSS, Atom, or a sitemap of news.
    Feed,
    Json,
    /// One JSON value a line.
    JsonLines,
    /// Values apart by commas, semicolons or tabs, one article a row.
    Table,
    Subtitles,
    Zip,
    Warc,
    /// One file of any of these, compressed.
    Gzip,
}

/// Each ending with the format that it promises.
const BY_ENDING: &[(&str, Format)] = &[
    ("txt", Format::Plain),
    ("text", Format::Plain),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("pdf", Format::Pdf),
    ("docx", Format::Docx),
    ("docm", Format::Docx),
    ("odt", Format::Odt),
    ("fodt", Format::Odt),
    ("rtf", Format::Rtf),
    ("epub", Format::Epub),
    ("eml", Format::Mail),
    ("mbox", Format::Mailbox),
    ("mhtml", Format::Mhtml),
    ("mht", Format::Mhtml),
    ("rss", Format::Feed),
    ("atom", Format::Feed),
    ("xml", Format::Feed),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("csv", Format::Table),
    ("tsv", Format::Table),
    ("srt", Format::Subtitles),
    ("vtt", Format::Subtitles),
    ("zip", Format::Zip),
    ("warc", Format::Warc),
    ("gz", Format::Gzip),
];

/// What is read, in words.
pub const FORMATS: &str =
    "text, web pages, PDF, Word, OpenDocument, RTF, EPUB, mail, feeds, JSON, CSV, subtitles and archives of these";

/// The endings that are read, for dialogs and error sentences.
pub fn endings() -> Vec<&'static str> {
    BY_ENDING.iter().map(|(ending, _)| *ending).collect()
}

/// How files of other kinds begin, and what to call them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old office document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or film"),
    (b"BZh9", "a compressed file"),
    (b"\xFD7zXZ\0", "a compressed file"),
    (b"\x28\xB5\x2F\xFD", "a compressed file"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"Rar!\x1A", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90\0", "a program"),
];

/// The sentence that every refusal of a format ends with.
const HINT: &str = "Save it as text, PDF, Word or web page.";
/// How far into a file its first tag is looked for.
const SNIFF_BYTES: usize = 1024;
/// A text may have a stray control character, but not so many (one in …).
const CONTROL_SHARE: usize = 20;
const NUL_SHARE: usize = 1000;

/// The format of a file; content that says otherwise beats the ending.
pub fn of(name: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    let short = file_name(name);
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x07\x08") {
        return zipped(name, bytes);
    }
    if let Some(format) = by_magic(bytes) {
        return Ok(format);
    }
    if is_locked_office(bytes) {
        return Err(locked(short));
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::new(format!("{short} is {what}, which cannot be read."), HINT));
    }
    let head = head(bytes);
    let head = head.trim_start_matches(|c: char| !c.is_ascii() || c.is_whitespace());
    if let Some(format) = by_markup(head) {
        return Ok(format);
    }
    let Some(ending) = ending(name) else {
        return Ok(by_shape(head).unwrap_or(Format::Plain));
    };
    match BY_ENDING.iter().find(|(e, _)| *e == ending).map(|(_, format)| *format) {
        Some(Format::Html) if !has_tag(bytes) => Ok(Format::Plain),
        Some(format @ (Format::Plain | Format::Html | Format::Table)) => Ok(by_shape(head).unwrap_or(format)),
        // What begins with no bracket is neither.
        Some(Format::Json | Format::JsonLines) if !head.starts_with(['{', '[']) => {
            Ok(by_shape(head).unwrap_or(Format::Plain))
        }
        Some(Format::Feed) if !head.starts_with('<') => Ok(by_shape(head).unwrap_or(Format::Plain)),
        // Their content would have told.
        Some(
            Format::Pdf
            | Format::Docx
            | Format::Odt
            | Format::Rtf
            | Format::Epub
            | Format::Zip
            | Format::Warc
            | Format::Gzip,
        ) => Ok(by_shape(head).unwrap_or(Format::Plain)),
        Some(format) => Ok(format),
        None => Err(ReadError::new(format!("{short}: .{ending} files cannot be read."), HINT)),
    }
}

/// Formats whose first bytes tell them.
fn by_magic(bytes: &[u8]) -> Option<Format> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    match () {
        () if begins(b"%PDF-") => Some(Format::Pdf),
        () if begins(b"{\\rtf") => Some(Format::Rtf),
        () if begins(b"WARC/") => Some(Format::Warc),
        () if begins(b"\x1F\x8B") => Some(Format::Gzip),
        () if begins(b"WEBVTT") || begins(b"\xEF\xBB\xBFWEBVTT") => Some(Format::Subtitles),
        () => None,
    }
}

/// Markup that names itself at its beginning.
fn by_markup(head: &str) -> Option<Format> {
    let mut rest = head;
    // A comment ("saved from …") or a declaration may come first.
    while let Some((_, after)) = match () {
        () if rest.starts_with("<!--") => rest.split_once("-->"),
        () if rest.starts_with("<?") => rest.split_once("?>"),
        () => None,
    } {
        rest = after.trim_start();
    }
    let is = |name: &str| {
        let after = rest.strip_prefix('<').and_then(|r| r.strip_prefix(name));
        after.is_some_and(|r| r.starts_with(['>', ' ', '\n', '\r', '\t']))
    };
    match () {
        () if rest.starts_with("<!doctype html") || is("html") => Some(Format::Html),
        () if is("office:document") => Some(Format::Odt),
        () if ["rss", "feed", "rdf:rdf", "urlset", "sitemapindex"].into_iter().any(is) => Some(Format::Feed),
        () => None,
    }
}

/// Plain text whose first lines have the form of a message, of records or of subtitles.
fn by_shape(head: &str) -> Option<Format> {
    const HEADERS: &[&str] =
        &["from", "to", "subject", "date", "message-id", "mime-version", "received", "return-path"];
    // A record begins with a key, and a list of them with a record.
    let bare: String = head.chars().filter(|c| !c.is_whitespace()).take(3).collect();
    if bare.starts_with("{\"") || bare.starts_with("[{") {
        let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
        let whole = lines.next().is_some_and(|line| line.starts_with('{') && line.ends_with('}'));
        let more = lines.next().is_some_and(|line| line.starts_with('{'));
        return Some(if whole && more { Format::JsonLines } else { Format::Json });
    }
    let mut first = head.lines();
    if first.next().is_some_and(|l| l.trim().bytes().all(|b| b.is_ascii_digit()))
        && first.next().is_some_and(|l| l.contains(" --> ") && l.contains(':'))
    {
        return Some(Format::Subtitles);
    }
    let mailbox = head.starts_with("from ");
    let lines = head.lines().skip(usize::from(mailbox)).take_while(|line| !line.is_empty());
    let headers: Vec<&str> = lines.filter_map(|line| line.split_once(':')).map(|(key, _)| key).collect();
    let known = headers.iter().filter(|key| HEADERS.contains(key)).count();
    match () {
        () if known < 3 => None,
        () if mailbox => Some(Format::Mailbox),
        // A mail with pictures in its text is made alike, but it was sent to somebody.
        () if head.contains("multipart/related")
            && !headers.iter().any(|h| matches!(*h, "to" | "received" | "return-path")) =>
        {
            Some(Format::Mhtml)
        }
        // "From: …, Date: …, Subject: …" may head a memo, too; only mails have these.
        () if headers.iter().any(|h| matches!(*h, "message-id" | "mime-version" | "received" | "return-path")) => {
            Some(Format::Mail)
        }
        () => None,
    }
}

/// Refuses what is larger than an article can be.
pub fn check_size(name: &str, bytes: u64) -> Result<(), ReadError> {
    if bytes <= MAX_BYTES as u64 {
        return Ok(());
    }
    let (size, limit) = (bytes.div_ceil(1 << 20), MAX_BYTES >> 20);
    Err(ReadError::new(
        format!("{} is too large: it has {size} MB, and {limit} MB is the most that is read.", file_name(name)),
        "Split it into single articles.",
    ))
}

/// Refuses text that is no text: nothing, white space, or control characters.
pub fn check_text(name: &str, text: &str) -> Result<(), ReadError> {
    let short = file_name(name);
    if text.is_empty() {
        return Err(ReadError::new(format!("{short} is empty."), "Choose a file that holds an article."));
    }
    let (mut length, mut nuls, mut controls) = (0usize, 0usize, 0usize);
    for c in text.chars() {
        length += 1;
        nuls += usize::from(c == '\0');
        controls += usize::from(c.is_control() && !c.is_ascii_whitespace() && c != '\u{B}' && c != '\u{85}');
    }
    if nuls * NUL_SHARE > length || controls * CONTROL_SHARE > length {
        return Err(ReadError::new(format!("{short} holds binary data and no text."), HINT));
    }
    if text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') {
        return Err(ReadError::new(format!("{short} holds only white space."), "Choose a file that holds an article."));
    }
    Ok(())
}

/// The last part of a path or URL, for sentences.
pub fn file_name(name: &str) -> &str {
    let name = if is_url(name) { name.split(['?', '#']).next().unwrap_or(name) } else { name };
    let trimmed = name.trim_end_matches(['/', '\\']);
    match trimmed.rsplit(['/', '\\']).next() {
        Some(last) if !last.is_empty() => last,
        _ => name,
    }
}

/// Whether a source is an address on the web rather than a path.
pub fn is_url(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://")
}

/// The ending of a file name in lower case; a URL's host has none, nor has "Version 1.2".
pub fn ending(name: &str) -> Option<String> {
    if is_url(name) && name.matches('/').count() < 3 {
        return None;
    }
    let (stem, ending) = file_name(name).rsplit_once('.')?;
    let plausible = !stem.is_empty()
        && (1..=8).contains(&ending.len())
        && ending.bytes().all(|b| b.is_ascii_alphanumeric())
        && ending.bytes().any(|b| b.is_ascii_alphabetic());
    plausible.then(|| ending.to_ascii_lowercase())
}

/// Whether a path's ending is among those that are read.
pub fn is_readable_ending(name: &str) -> bool {
    ending(name).is_some_and(|e| BY_ENDING.iter().any(|(known, _)| *known == e))
}

/// The beginning of a file in lower case and without the zero bytes of UTF-16.
fn head(bytes: &[u8]) -> String {
    let head = bytes.iter().take(SNIFF_BYTES).filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect::<Vec<u8>>();
    String::from_utf8_lossy(&head).into_owned()
}

/// Archives that are documents which are not read: how the path of one of their entries begins, and what to call them.
const PACKED: &[(&str, &str)] = &[
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("visio/", "a Visio drawing"),
    ("Index/", "an iWork document"),
];
/// … and by the type that OpenDocument puts first.
const OPEN_DOCUMENTS: &[(&str, &str)] = &[
    ("spreadsheet", "an OpenDocument spreadsheet"),
    ("presentation", "an OpenDocument presentation"),
    ("graphics", "an OpenDocument drawing"),
];

/// What a ZIP archive is: a document of some office, a book, or files in an archive.
fn zipped(name: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    // Why it cannot be opened is for its reader to say.
    let Ok(mut archive) = Archive::open(name, bytes) else { return Ok(Format::Zip) };
    let refused =
        |what: &str| Err(ReadError::new(format!("{} is {what}, which cannot be read.", file_name(name)), HINT));
    let kind = String::from_utf8_lossy(&archive.head("mimetype", 100)).into_owned();
    if kind.starts_with("application/epub") {
        return Ok(Format::Epub);
    }
    if let Some(kind) = kind.strip_prefix("application/vnd.oasis.opendocument.") {
        let other = OPEN_DOCUMENTS.iter().find(|(begin, _)| kind.starts_with(begin));
        return other.map_or(Ok(Format::Odt), |(_, what)| refused(what));
    }
    let paths: Vec<String> = archive.entries().into_iter().map(|e| e.name).collect();
    let has = |path: &str| archive.has(path);
    let holds = |folder: &str| paths.iter().any(|path| path.starts_with(folder));
    match () {
        () if has("[Content_Types].xml") && holds("word/") => Ok(Format::Docx),
        () if has("META-INF/container.xml") => Ok(Format::Epub),
        () if has("content.xml") && has("META-INF/manifest.xml") => Ok(Format::Odt),
        () if has("[Content_Types].xml") || has("Index/Document.iwa") => {
            PACKED.iter().find(|(folder, _)| holds(folder)).map_or(Ok(Format::Zip), |(_, what)| refused(what))
        }
        () => Ok(Format::Zip),
    }
}

/// Office locks a document by wrapping it into a file of the old kind, with a part of this name.
fn is_locked_office(bytes: &[u8]) -> bool {
    const OLD: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    let part: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(OLD) && bytes.windows(part.len()).any(|w| w == part)
}

fn has_tag(bytes: &[u8]) -> bool {
    let is_tag = |pair: &[u8]| pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || matches!(pair[1], b'!' | b'?'));
    // In UTF-16 the two are a zero byte apart.
    bytes.windows(2).any(is_tag) || bytes.windows(3).any(|w| w[1] == 0 && is_tag(&[w[0], w[2]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_beats_the_ending() {
        assert_eq!(of("a.txt", b"\xEF\xBB\xBF <!DOCTYPE html><p>x").unwrap(), Format::Html);
        assert_eq!(of("a.txt", b"<!-- saved from url --><HTML lang=en>").unwrap(), Format::Html);
        assert_eq!(of("a.php", b"<?xml version='1.0'?><html>").unwrap(), Format::Html);
        assert_eq!(of("a.html", b"No tags, 3 < 4").unwrap(), Format::Plain);
        assert_eq!(of("a.html", b"<p>A tag").unwrap(), Format::Html);
        assert_eq!(of("a.txt", b"<htmlx> is no tag").unwrap(), Format::Plain);
    }

    #[test]
    fn endings_decide_otherwise() {
        assert_eq!(of("a.MD", b"# A").unwrap(), Format::Markdown);
        assert_eq!(of("README", b"text").unwrap(), Format::Plain);
        assert_eq!(of("Notes, version 1.2", b"text").unwrap(), Format::Plain);
        assert_eq!(of("https://example.org", b"text").unwrap(), Format::Plain);
        assert_eq!(of("in/report.docx", b"text").unwrap(), Format::Plain);
        let error = of("in/report.xlsx", b"text").unwrap_err().to_string();
        assert!(error.starts_with("report.xlsx: .xlsx files cannot be read. Save it as text,"), "{error}");
    }

    #[test]
    fn content_tells_the_format() {
        let check = |name: &str, bytes: &[u8], format: Format| assert_eq!(of(name, bytes).unwrap(), format, "{name}");
        check("a.txt", b"%PDF-1.7\n", Format::Pdf);
        check("a.txt", b"{\\rtf1\\ansi", Format::Rtf);
        check("a", b"WEBVTT\n\n", Format::Subtitles);
        check("a", b"WARC/1.0\r\n", Format::Warc);
        check("a.xml", b"<?xml version='1.0'?><rss version='2.0'>", Format::Feed);
        check("a.txt", b"<?xml version='1.0'?>\n<?xml-stylesheet href='a'?><feed xmlns='x'>", Format::Feed);
        let mail = b"Message-ID: <1@x>\nFrom: Jo\nSubject: Bridge\n\nIt closed.";
        check("a.txt", mail, Format::Mail);
        check("a", &[b"From jo@x Mon Jan  1 00:00:00 2001\n", &mail[..]].concat(), Format::Mailbox);
        check("memo.txt", b"From: Jo\nTo: Al\nDate: 3 May\nSubject: Bridge\n\nIt closed.", Format::Plain);
        check("a.csv", b"title,text", Format::Table);
        let sent = b"To: x\nReceived: y\nMIME-Version: 1.0\nFrom: Jo\nContent-Type: multipart/related; boundary=x\n\n";
        check("a.txt", sent, Format::Mail);
        let saved = b"From: <Saved>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n";
        check("a.txt", saved, Format::Mhtml);
        check("a.txt", b"[\n {\"title\": \"A\"}]", Format::Json);
        check("a.txt", b"[1] {as the note says}", Format::Plain);
        check("a.json", b"The council met.", Format::Plain);
        check("a.xml", b"The council met.", Format::Plain);
        check("a", b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHello", Format::Subtitles);
        check("a.txt.gz", b"\x1F\x8B\x08\0", Format::Gzip);
        check("standard input", b"{\n \"title\": \"Bridge\"}", Format::Json);
        check("standard input", b"[\n{}]", Format::Json);
        check("standard input", b"{\"title\": \"One\"}\n{\"title\": \"Two\"}\n", Format::JsonLines);
        check("standard input", b"[Kiel] {sic} The bridge closed.", Format::Plain);
    }

    #[test]
    fn other_formats_are_named() {
        for (bytes, what) in [(&b"\x89PNG\r\n\x1a\n"[..], "a PNG picture"), (b"\xFF\xD8\xFF\xE0", "a JPEG picture")] {
            assert!(of("story.txt", bytes).unwrap_err().message.starts_with(&format!("story.txt is {what},")));
        }
    }

    #[test]
    fn a_locked_office_document_is_told_from_an_old_one() {
        let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0d\0".to_vec();
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let locked = [&old[..], &name].concat();
        assert!(of("a.docx", &old).unwrap_err().message.contains("an old office document"));
        assert!(of("a.docx", &locked).unwrap_err().message.starts_with("a.docx is locked with a password"));
    }

    #[test]
    fn archives_are_told_by_their_entries() {
        use crate::article::container::archive::packed;
        let of = |files: &[(&str, &str)]| {
            let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
            of("a.bin", &packed(&files)).map_err(|e| e.message)
        };
        let types = ("[Content_Types].xml", "");
        let open = |kind: &str| of(&[("mimetype", &format!("application/vnd.oasis.opendocument.{kind}"))]);
        assert_eq!(of(&[types, ("word/document.xml", "")]), Ok(Format::Docx));
        assert_eq!(of(&[("word/document.xml", "")]), Ok(Format::Zip));
        assert_eq!(of(&[("mimetype", "application/epub+zip")]), Ok(Format::Epub));
        assert_eq!(open("text"), Ok(Format::Odt));
        assert_eq!(open("spreadsheet").unwrap_err(), "a.bin is an OpenDocument spreadsheet, which cannot be read.");
        assert_eq!(
            of(&[types, ("xl/workbook.xml", "")]).unwrap_err(),
            "a.bin is an Excel workbook, which cannot be read."
        );
        assert!(of(&[types, ("ppt/a.xml", "")]).unwrap_err().contains("a PowerPoint presentation"));
    }

    #[test]
    fn no_text_is_an_error() {
        assert!(check_text("a.txt", "").unwrap_err().message.contains("empty"));
        assert!(check_text("a.txt", " \n\t\u{A0}").unwrap_err().message.contains("white space"));
        assert!(check_text("a.txt", &"a\0b\u{1}".repeat(9)).unwrap_err().message.contains("binary"));
        assert!(check_text("a.txt", &format!("{}\0", "words ".repeat(400))).is_ok());
        assert!(check_size("a.txt", MAX_BYTES as u64).is_ok());
        assert!(check_size("a.txt", MAX_BYTES as u64 + 1).unwrap_err().message.contains("too large"));
    }

    #[test]
    fn names_and_endings() {
        assert_eq!(file_name("a/b.txt"), "b.txt");
        assert_eq!(file_name("https://example.org/2016/story.html?page=2#top"), "story.html");
        assert_eq!(file_name("/"), "/");
        assert_eq!(ending("x.tar.GZ").as_deref(), Some("gz"));
        assert_eq!(ending(".hidden"), None);
        assert!(is_readable_ending("x.xhtml") && !is_readable_ending("x.rs"));
    }
}
