//! One compressed file (.gz): what lies in it is read as if it had been given.

use super::warc;
use crate::article::budget::Budget;
use crate::article::format::file_name;
use crate::article::{Contents, MAX_BYTES, ReadError, contents_within};
use flate2::read::MultiGzDecoder;
use std::io::{BufRead, BufReader, Read};

/// # Errors
/// Where the file is damaged from its beginning, too large, or holds nothing that can be read.
pub fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    let mut reader = BufReader::new(MultiGzDecoder::new(bytes));
    // Archives of the web may be far larger than a file that is read at once.
    let begin = reader.fill_buf();
    let broken = begin.is_err();
    if begin.is_ok_and(|begin| begin.starts_with(b"WARC/")) {
        return warc::read_from(name, reader, budget);
    }
    let mut inside = Vec::new();
    let most = MAX_BYTES.min(budget.bytes_left()) as u64 + 1;
    let damaged = reader.take(most).read_to_end(&mut inside).is_err() || broken;
    if inside.is_empty() {
        let (what, hint) = if damaged {
            ("is damaged: nothing of it could be unpacked.", "Fetch it again, or unpack it with another program.")
        } else {
            ("is empty inside.", "Choose a file that holds an article.")
        };
        return Err(ReadError::new(format!("{} {what}", file_name(name)), hint));
    }
    budget.spend(name, inside.len())?;
    let inner = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".GZ")).unwrap_or(name);
    let mut contents = budget.deeper(name, |budget| contents_within(inner, &inside, budget))?;
    for article in &mut contents.articles {
        if let Some(part) = article.source.strip_prefix(inner) {
            article.source = format!("{name}{part}");
        }
        if damaged {
            article
                .remarks
                .push("The compressed file is cut off or damaged; what could be unpacked was read.".to_owned());
        }
    }
    Ok(contents)
}

#[cfg(test)]
mod tests {
    use crate::article::{MAX_BYTES, contents, read};
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn the_inner_file_is_read() {
        let article = read("in/2016-11-20.txt.gz", &packed(b"The bridge closed.")).unwrap();
        assert_eq!((article.text.as_str(), article.source.as_str()), ("The bridge closed.", "in/2016-11-20.txt.gz"));
        let page = packed(b"<html><body><p>The bridge closed on Friday, and nobody was hurt.</p></body></html>");
        assert!(read("page.gz", &page).unwrap().text.starts_with("The bridge"));
        let twice = [packed(b"The bridge "), packed(b"closed.")].concat();
        assert_eq!(read("x.txt.gz", &twice).unwrap().text, "The bridge closed.");
    }

    #[test]
    fn damage_and_bombs_are_told() {
        let long: String = (0..500).map(|i| format!("Line {i} of the story. ")).collect();
        let whole = packed(long.as_bytes());
        let cut = read("x.txt.gz", &whole[..whole.len() - 20]).unwrap();
        assert!(cut.text.starts_with("Line 0") && cut.remarks.iter().any(|r| r.contains("cut off")));
        assert!(contents("x.gz", b"\x1F\x8B\x08").unwrap_err().message.contains("damaged"));
        assert!(contents("x.gz", &packed(b"")).unwrap_err().message.contains("empty inside"));
        let bomb = packed(&vec![b'a'; MAX_BYTES + 1]);
        assert!(contents("x.txt.gz", &bomb).unwrap_err().message.contains("too large"));
        let nested = (0..6).fold(b"The end.".to_vec(), |inside, _| packed(&inside));
        assert!(contents("x.txt.gz", &nested).unwrap_err().message.contains("too deep"));
    }
}
