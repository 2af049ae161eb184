//! Bytes to text: which encoding, and newlines as `\n`.
//!
//! The order is byte order mark, the page's own declaration, UTF-16 that shows in its zero bytes, valid UTF-8, and
//! only then a guess, which the reader tells the user about.

use super::mojibake::{self, Example, Garbled};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// How far into a page its declaration is looked for, as browsers do.
const DECLARATION_BYTES: usize = 1024;
/// How many bytes the guess looks at: enough to tell, and bounded on a large file.
const GUESS_BYTES: usize = 1 << 20;
/// How many bytes are looked at for the zero bytes of UTF-16.
const UTF16_BYTES: usize = 4096;

/// The text of a file, and what the user should know about how it was read.
pub struct Decoded {
    pub text: String,
    pub remark: Option<String>,
}

/// Decodes a file, and undoes what was garbled before it was saved. `declared` is the encoding that the file itself
/// names, if it does.
pub fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    let decoded = as_written(bytes, declared);
    let (text, remark) = match mojibake::find(&decoded.text) {
        None => return decoded,
        Some(Garbled::Mended(text, Example { garbled, meant })) => (
            text,
            format!("Its letters were garbled before it was saved (“{garbled}” for “{meant}”); that was undone."),
        ),
        Some(Garbled::Mixed(Example { garbled, meant })) => (
            decoded.text,
            format!(
                "Some letters were garbled before it was saved (“{garbled}” for “{meant}”); they are left as they are."
            ),
        ),
    };
    let remark = decoded.remark.into_iter().chain([remark]).collect::<Vec<_>>().join(" ");
    Decoded { text, remark: Some(remark) }
}

/// Decodes a part of a document that a program wrote; there is nobody to tell of it.
pub fn part(bytes: &[u8]) -> String {
    as_written(bytes, declared(bytes)).text
}

fn as_written(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..], None);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return with(encoding, bytes, Some(format!("Read as {}, guessed from its bytes.", encoding.name())));
    }
    match std::str::from_utf8(bytes) {
        // Japanese in seven bits is valid UTF-8 as well, so the declaration has the last word on plain ASCII.
        Ok(text) => match declared {
            Some(encoding) if bytes.is_ascii() && encoding != UTF_8 => with(encoding, bytes, None),
            _ => Decoded { text: unix_newlines(Cow::Borrowed(text)), remark: None },
        },
        Err(_) => match declared {
            Some(encoding) if encoding != UTF_8 => with(encoding, bytes, None),
            _ => damaged_or_foreign(bytes),
        },
    }
}

/// The encoding that an HTML or XML file names near its beginning; latin1 is read as windows-1252, as on the web.
pub fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION_BYTES)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| label_after(rest.split('>').next()?, "encoding"));
    let meta = || head.split("<meta").skip(1).find_map(|tag| label_after(tag.split('>').next()?, "charset"));
    let encoding = Encoding::for_label(xml.or_else(meta)?.as_bytes())?;
    // A declaration that can be read byte by byte is not UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn label_after<'a>(tag: &'a str, key: &str) -> Option<&'a str> {
    let value = tag[tag.find(key)? + key.len()..].trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
    Some(&value[..end])
}

fn with(encoding: &'static Encoding, bytes: &[u8], remark: Option<String>) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let remark = remark.or_else(|| {
        malformed.then(|| format!("Some bytes are no valid {}; they are shown as \u{FFFD}.", encoding.name()))
    });
    Decoded { text: unix_newlines(text), remark }
}

/// Text of Latin letters in UTF-16 has a zero in every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(UTF16_BYTES)];
    let pairs = head.len() / 2;
    if pairs < 2 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let mostly = |many: usize, few: usize| many * 10 >= pairs * 7 && few * 20 <= pairs;
    match () {
        () if mostly(odd, even) => Some(UTF_16LE),
        () if mostly(even, odd) => Some(UTF_16BE),
        () => None,
    }
}

/// UTF-8 with a few broken places is still UTF-8; anything else is guessed.
fn damaged_or_foreign(bytes: &[u8]) -> Decoded {
    let (mut good, mut bad, mut cut) = (0usize, 0usize, false);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        if !chunk.invalid().is_empty() {
            bad += 1;
            cut = bytes.ends_with(chunk.invalid())
                && std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
        }
    }
    if bad == 1 && cut && (good > 0 || is_start_of_char(bytes)) {
        let valid = bytes.utf8_chunks().next().map_or("", |c| c.valid());
        return Decoded {
            text: unix_newlines(Cow::Borrowed(valid)),
            remark: Some("The file ends in the middle of a character; what is there was read.".to_owned()),
        };
    }
    if good >= bad * 10 {
        let places = if bad == 1 { "One place is".to_owned() } else { format!("{bad} places are") };
        return Decoded {
            text: unix_newlines(String::from_utf8_lossy(bytes)),
            remark: Some(format!("{places} no valid UTF-8 and shown as \u{FFFD}.")),
        };
    }
    let encoding = guess(bytes);
    with(encoding, bytes, Some(format!("Read as {}, guessed from its bytes.", encoding.name())))
}

/// A lead byte of three or four at the very end was cut off; a single one is more likely a letter of windows-1252.
fn is_start_of_char(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(3)..];
    tail.iter().rev().take_while(|b| **b & 0xC0 == 0x80).count() > 0
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let sample = &bytes[first.saturating_sub(64)..bytes.len().min(first + GUESS_BYTES)];
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    // A sample can end inside a character; never fall for an encoding that then says nothing.
    if encoding.is_ascii_compatible() { encoding } else { WINDOWS_1252 }
}

fn unix_newlines(text: Cow<str>) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).text
    }

    #[test]
    fn marks_decide() {
        assert_eq!(text(b"\xEF\xBB\xBFcaf\xC3\xA9"), "café");
        assert_eq!(text(b"\xFF\xFEa\0\xE9\0"), "aé");
        assert_eq!(text(b"\xFE\xFF\0a\0\xE9"), "aé");
    }

    #[test]
    fn utf16_shows_without_a_mark() {
        let le: Vec<u8> = "The mayor resigned.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "The mayor resigned.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&le), "The mayor resigned.");
        assert_eq!(text(&be), "The mayor resigned.");
        assert!(decode(&le, None).remark.unwrap().contains("UTF-16LE"));
    }

    #[test]
    fn a_page_names_its_encoding() {
        let check = |page: &str, expected: &str| assert_eq!(declared(page.as_bytes()).unwrap().name(), expected);
        check("<html><head><meta charset=latin1>", "windows-1252");
        check("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=Shift_JIS'>", "Shift_JIS");
        check("<?xml version='1.0' encoding='KOI8-R'?><html>", "KOI8-R");
        check("<meta charset=\"utf-16\">", "UTF-8");
        assert!(declared(b"<html><body>charset=latin1").is_none());
        assert!(declared(b"<meta charset=>").is_none());
        assert_eq!(
            decode(b"<meta charset=latin1>caf\xE9", declared(b"<meta charset=latin1>")).text,
            "<meta charset=latin1>café"
        );
    }

    #[test]
    fn valid_utf8_beats_a_wrong_declaration() {
        assert_eq!(decode("Zürich".as_bytes(), Some(WINDOWS_1252)).text, "Zürich");
    }

    #[test]
    fn a_guess_is_remarked_upon() {
        let decoded = decode(b"The caf\xE9 in Besan\xE7on closed; \x93we are sad\x94, it said.", None);
        assert_eq!(decoded.text, "The café in Besançon closed; “we are sad”, it said.");
        assert_eq!(decoded.remark.unwrap(), "Read as windows-1252, guessed from its bytes.");
    }

    #[test]
    fn a_cut_character_costs_only_itself() {
        let decoded = decode(&"Paris – Köln €".as_bytes()[.."Paris – Köln €".len() - 1], None);
        assert_eq!(decoded.text, "Paris – Köln ");
        assert!(decoded.remark.unwrap().contains("middle of a character"));
    }

    #[test]
    fn one_broken_place_does_not_change_the_encoding() {
        let mut bytes = "äöüßéèêàâ – “ja”, ñçøå, und dann ".as_bytes().to_vec();
        bytes.extend(b"\xFF und ");
        bytes.extend("weiter: äöü".as_bytes());
        let decoded = decode(&bytes, None);
        assert!(decoded.text.ends_with("\u{FFFD} und weiter: äöü"));
        assert!(decoded.remark.unwrap().starts_with("One place"));
    }

    #[test]
    fn what_was_garbled_is_undone_and_told() {
        let decoded = decode("Itâ€™s closed.\r\n".as_bytes(), None);
        assert_eq!(decoded.text, "It’s closed.\n");
        let told = "Its letters were garbled before it was saved (“â€™” for “’”); that was undone.";
        assert_eq!(decoded.remark.as_deref(), Some(told));
        let twice = decode(b"It\xE2\x80\x99s closed at the caf\xC3\xA9.", None);
        assert_eq!((twice.text.as_str(), twice.remark), ("It’s closed at the café.", None));
        let mixed = decode("“Noâ€™ noâ€™, noâ€™”".as_bytes(), None);
        assert_eq!(mixed.text, "“Noâ€™ noâ€™, noâ€™”");
        assert!(mixed.remark.unwrap().ends_with("they are left as they are."));
    }

    #[test]
    fn newlines_become_one_kind() {
        assert_eq!(text(b"a\r\nb\rc\n"), "a\nb\nc\n");
    }
}
