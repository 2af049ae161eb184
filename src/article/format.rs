//! Which format a file is in: its content first, its name's ending second.

use super::{ENDINGS, MAX_BYTES, ReadError};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Plain,
    Markdown,
    Html,
}

/// How files of other kinds begin, and what to call them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
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
    (b"\x1F\x8B", "a compressed file"),
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
const HINT: &str = "Dateline reads .txt, .md and .html files; save it as one of these.";
/// How far into a file its first tag is looked for.
const SNIFF_BYTES: usize = 1024;
/// A text may have a stray control character, but not so many (one in …).
const CONTROL_SHARE: usize = 20;
const NUL_SHARE: usize = 1000;

/// The format of a file; content that says otherwise beats the ending.
pub fn of(name: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    let short = file_name(name);
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::new(format!("{short} is {what}, which cannot be read yet."), HINT));
    }
    if begins_as_html(bytes) {
        return Ok(Format::Html);
    }
    match ending(name).as_deref() {
        None | Some("txt" | "text") => Ok(Format::Plain),
        Some("md" | "markdown") => Ok(Format::Markdown),
        Some("html" | "htm" | "xhtml") => Ok(if has_tag(bytes) { Format::Html } else { Format::Plain }),
        Some(other) => Err(ReadError::new(format!("{short}: .{other} files cannot be read yet."), HINT)),
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
    ending(name).is_some_and(|e| ENDINGS.contains(&e.as_str()))
}

/// The beginning of a file in lower case and without the zero bytes of UTF-16.
fn head(bytes: &[u8]) -> String {
    let head = bytes.iter().take(SNIFF_BYTES).filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect::<Vec<u8>>();
    String::from_utf8_lossy(&head).into_owned()
}

fn begins_as_html(bytes: &[u8]) -> bool {
    let head = head(bytes);
    let mut rest = head.trim_start_matches(|c: char| !c.is_ascii() || c.is_whitespace());
    // A comment ("saved from …") or an XML declaration may come first.
    while let Some((_, after)) = match () {
        () if rest.starts_with("<!--") => rest.split_once("-->"),
        () if rest.starts_with("<?xml") => rest.split_once("?>"),
        () => None,
    } {
        rest = after.trim_start();
    }
    rest.starts_with("<!doctype html")
        || rest.strip_prefix("<html").is_some_and(|r| r.starts_with(['>', ' ', '\n', '\r', '\t']))
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
        let error = of("in/report.docx", b"text").unwrap_err().to_string();
        assert_eq!(
            error,
            "report.docx: .docx files cannot be read yet. Dateline reads .txt, .md and .html files; save it as one of these."
        );
    }

    #[test]
    fn other_formats_are_named() {
        for (bytes, what) in [
            (&b"%PDF-1.7\n"[..], "a PDF document"),
            (b"{\\rtf1\\ansi", "an RTF document"),
            (b"PK\x03\x04....", "a ZIP archive or an office document"),
            (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
            (b"\xFF\xD8\xFF\xE0", "a JPEG picture"),
        ] {
            assert!(of("story.txt", bytes).unwrap_err().message.starts_with(&format!("story.txt is {what},")));
        }
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
