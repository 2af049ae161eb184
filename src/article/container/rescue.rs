//! ZIP archives that have lost their table of contents, which stands at the end: what is left is found by the header
//! before each entry, and put into an archive again. The crate can read entries one after another, too, but none whose
//! length stands behind it, as many programs write them.

use flate2::bufread::DeflateDecoder;
use std::io::{Cursor, Read, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// How an entry begins, and how long its header is without the name and what follows it.
const BEGIN: &[u8] = b"PK\x03\x04";
const HEADER: usize = 30;
/// Entries of unknown length that are not packed end where the next thing begins.
const SIGNS: &[&[u8]] = &[b"PK\x07\x08", BEGIN, b"PK\x01\x02"];
/// All that is rescued of one archive.
const MOST_BYTES: usize = 64 << 20;
const MOST_ENTRIES: usize = 20_000;

/// What could be found of an archive.
pub struct Rescued {
    /// An archive again.
    pub bytes: Vec<u8>,
    /// How many entries are in it, the last of them perhaps in part.
    pub entries: usize,
    /// Whether the last entry breaks off.
    pub is_cut: bool,
}

/// The entries of an archive as far as it goes; `None` where none is left.
pub fn rescue(bytes: &[u8]) -> Option<Rescued> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let (mut entries, mut is_cut, mut left, mut at) = (0, false, MOST_BYTES, 0);
    while let Some(found) = find(&bytes[at..], BEGIN)
        && entries < MOST_ENTRIES
        && left > 0
    {
        at += found;
        let Some(entry) = entry(&bytes[at..], left) else {
            at += BEGIN.len();
            continue;
        };
        at += entry.length;
        left -= entry.data.len().min(left);
        // A name that comes twice is refused by the archive; the first is kept.
        if entry.data.is_empty() && entry.is_cut || zip.start_file(entry.name, options).is_err() {
            continue;
        }
        zip.write_all(&entry.data).ok()?;
        (entries, is_cut) = (entries + 1, entry.is_cut);
    }
    let bytes = zip.finish().ok()?.into_inner();
    (entries > 0).then_some(Rescued { bytes, entries, is_cut })
}

struct Entry {
    name: String,
    data: Vec<u8>,
    is_cut: bool,
    /// Of header and packed data.
    length: usize,
}

/// The entry at the beginning of these bytes; `None` where it is locked or packed in an unknown way.
fn entry(bytes: &[u8], most: usize) -> Option<Entry> {
    let number = |at: usize, length: usize| {
        let part = bytes.get(at..at + length)?;
        Some(part.iter().rev().fold(0_usize, |sum, b| sum << 8 | usize::from(*b)))
    };
    let (flags, method, size) = (number(6, 2)?, number(8, 2)?, number(18, 4)?);
    let begin = HEADER + number(26, 2)? + number(28, 2)?;
    let name = String::from_utf8_lossy(bytes.get(HEADER..HEADER + number(26, 2)?)?).into_owned();
    let rest = bytes.get(begin..)?;
    let (is_locked, size_follows) = (flags & 1 != 0, flags & 8 != 0);
    if is_locked || name.is_empty() || name.ends_with('/') {
        return None;
    }
    if method == 8 {
        let mut decoder = DeflateDecoder::new(rest);
        let mut data = Vec::new();
        let result = decoder.by_ref().take(most as u64).read_to_end(&mut data);
        let is_cut = result.is_err() || data.len() == most;
        let length = begin + usize::try_from(decoder.total_in()).ok()?;
        return Some(Entry { name, data, is_cut, length });
    }
    if method != 0 {
        return None;
    }
    let length = if size_follows { SIGNS.iter().filter_map(|sign| find(rest, sign)).min() } else { Some(size) };
    let data = &rest[..length.unwrap_or(rest.len()).min(rest.len()).min(most)];
    let is_cut = length.is_none_or(|length| data.len() < length);
    Some(Entry { name, data: data.to_vec(), is_cut, length: begin + data.len() })
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::super::archive::packed;
    use super::*;
    use crate::article::contents;

    fn lines(n: usize) -> String {
        (0..n)
            .map(|i| format!("The council of town number {i} met on Friday and closed {} bridges. ", i * 7 % 13))
            .collect()
    }

    fn told(name: &str, bytes: &[u8]) -> (Vec<(String, usize)>, String) {
        match contents(name, bytes) {
            Ok(found) => {
                let articles = found.articles.iter().map(|a| (a.source.clone(), a.remarks.len())).collect();
                (articles, found.problems.iter().map(ToString::to_string).collect())
            }
            Err(problem) => (Vec::new(), problem.to_string()),
        }
    }

    #[test]
    fn entries_are_read_as_far_as_the_archive_goes() {
        let (a, b) = (lines(3), lines(90));
        let whole = packed(&[("a.txt", a.as_bytes()), ("b.txt", b.as_bytes())]);
        let table = find(&whole, b"PK\x01\x02").unwrap();
        let both = [("x.zip/a.txt".to_owned(), 0), ("x.zip/b.txt".to_owned(), 0)];
        assert_eq!(
            told("x.zip", &whole[..table]),
            (both.to_vec(), "x.zip breaks off; 2 of its files could be read. Copy or download it again.".to_owned())
        );
        let cut = contents("x.zip", &whole[..table - 90]).unwrap();
        assert!(
            cut.articles[1].text.starts_with("The council of town number 0") && cut.articles[1].text.len() < b.len()
        );
        assert_eq!(cut.articles[1].remarks, ["The archive breaks off in this file; what is left of it was read."]);
        assert!(cut.articles[0].remarks.is_empty());
        for end in 0..whole.len() {
            let _ = contents("x.zip", &whole[..end]);
        }
    }

    #[test]
    fn lengths_that_stand_behind_are_not_needed() {
        // As programs write that cannot go back: no length, and a record of it behind the data.
        let text = lines(4);
        let mut bytes = packed(&[("a.txt", text.as_bytes())]);
        bytes.truncate(find(&bytes, b"PK\x01\x02").unwrap());
        bytes[6] |= 8;
        bytes[14..26].fill(0);
        let second = bytes.clone();
        bytes.extend(b"PK\x07\x08\0\0\0\0\0\0\0\0\0\0\0\0");
        bytes.extend(second.iter().copied().map(|b| if b == b'a' { b'b' } else { b }).take(40));
        let found = rescue(&bytes).unwrap();
        assert!(found.entries >= 1);
        assert_eq!(contents("x.zip", &bytes).unwrap().articles[0].text, text);
    }

    #[test]
    fn what_is_left_of_documents_is_read() {
        for name in ["capital-ledger-election.docx", "capital-ledger-election.odt", "capital-ledger-election.epub"] {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/formats").join(name);
            let whole = std::fs::read(path).unwrap();
            let end = whole.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
            let cut = contents(name, &whole[..end]).unwrap_or_else(|e| panic!("{e}"));
            let text = contents(name, &whole).unwrap().articles[0].text.clone();
            assert_eq!(cut.articles[0].text, text, "{name}");
            let said: String =
                cut.articles[0].remarks.iter().cloned().chain(cut.problems.iter().map(ToString::to_string)).collect();
            assert!(said.contains("breaks off"), "{name}: {said}");
            for tenth in 1..10 {
                let part = contents(name, &whole[..whole.len() * tenth / 10]);
                assert!(part.is_err() || part.unwrap().articles.iter().all(|a| !a.text.is_empty()));
            }
        }
    }

    #[test]
    fn nothing_is_found_in_nothing_and_bombs_end() {
        assert!(rescue(b"PK\x03\x04").is_none() && rescue(b"").is_none());
        let mut bomb = packed(&[("a.txt", &vec![b' '; 60 << 20]), ("b.txt", &vec![b' '; 60 << 20])]);
        bomb.truncate(find(&bomb, b"PK\x01\x02").unwrap());
        let found = rescue(&bomb).unwrap();
        assert!(found.is_cut && found.bytes.len() < MOST_BYTES + 1000);
        let headers = [BEGIN, &[0; 4], &[8, 0], &[0; 16], &[1, 0, 0, 0], b"a"].concat().repeat(50_000);
        assert!(rescue(&headers).is_none_or(|found| found.entries <= MOST_ENTRIES));
    }
}
