//! Reading the entries of a ZIP archive into memory, within the budget; documents and books are such archives, too.

use super::rescue;
use crate::article::budget::Budget;
use crate::article::format::file_name;
use crate::article::{MAX_BYTES, ReadError, decode};
use std::borrow::Cow;
use std::io::{self, Cursor, Read};
use zip::ZipArchive;
use zip::read::ZipReadOptions;
use zip::result::{ZipError, ZipResult};

/// The crate reads the table of entries as a whole, some 400 bytes each.
const MOST_ENTRIES: usize = 200_000;

pub struct Archive<'a> {
    name: &'a str,
    zip: ZipArchive<Cursor<Cow<'a, [u8]>>>,
    /// The entries that are left of an archive that breaks off, and whether the last of them does.
    left: Option<(usize, bool)>,
}

/// What users read of a document whose archive breaks off.
pub const BREAKS_OFF: &str = "The file breaks off; what is left of it was read.";

/// What the table of contents says of an entry; none of it is to be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub index: usize,
    /// As written, with `/` between its parts. Only a name: nothing is ever stored under it.
    pub name: String,
}

impl<'a> Archive<'a> {
    /// `name` is the archive's own, for sentences.
    ///
    /// # Errors
    /// Where the table of entries, at the archive's end, is missing or makes no sense, and no entry can be found without.
    pub fn open(name: &'a str, bytes: &'a [u8]) -> Result<Self, ReadError> {
        if headers(bytes) > MOST_ENTRIES {
            return Err(ReadError::new(
                format!("{} holds more than {MOST_ENTRIES} files.", file_name(name)),
                "Unpack it and open the articles themselves.",
            ));
        }
        if let Ok(zip) = ZipArchive::new(Cursor::new(Cow::Borrowed(bytes))) {
            return Ok(Self { name, zip, left: None });
        }
        let found = rescue::rescue(bytes).ok_or_else(|| damaged(name))?;
        let zip = ZipArchive::new(Cursor::new(Cow::Owned(found.bytes))).map_err(|_| damaged(name))?;
        Ok(Self { name, zip, left: Some((found.entries, found.is_cut)) })
    }

    /// Whether the archive breaks off, and only what is left of it can be read.
    pub const fn breaks_off(&self) -> bool {
        self.left.is_some()
    }

    /// Whether the archive breaks off in this entry.
    pub fn is_cut(&self, index: usize) -> bool {
        self.left.is_some_and(|(entries, is_cut)| is_cut && index + 1 == entries)
    }

    pub fn entries(&self) -> Vec<Entry> {
        let entry = |index| {
            let data = self.zip.by_index_data(index).ok()?;
            // Many programs write UTF-8 without saying so.
            let name = match std::str::from_utf8(data.name_raw()) {
                Ok(name) => name.replace('\\', "/"),
                Err(_) => data.name().ok()?.replace('\\', "/"),
            };
            Some(Entry { index, name })
        };
        (0..self.zip.len()).filter_map(entry).collect()
    }

    pub fn has(&self, path: &str) -> bool {
        self.zip.index_for_name_raw(path.as_bytes()).is_some()
    }

    /// The beginning of an entry, at most `most` bytes; nothing where there is none.
    pub fn head(&mut self, path: &str, most: u64) -> Vec<u8> {
        let mut head = Vec::new();
        if let Some(index) = self.zip.index_for_name_raw(path.as_bytes())
            && let Ok(entry) = self.zip.by_index(index)
            && entry.take(most).read_to_end(&mut head).is_err()
        {
            head.clear();
        }
        head
    }

    /// What an entry holds. `label` names it in sentences.
    ///
    /// # Errors
    /// Where it is damaged, locked, packed in an unknown way, or unfolds to more than is read.
    pub fn read(&mut self, index: usize, label: &str, budget: &mut Budget) -> Result<Vec<u8>, ReadError> {
        let short = file_name(label);
        let failed = |error: ZipError| match error {
            ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => ReadError::new(
                format!("{short} is packed in a way that cannot be read."),
                "Unpack it with another program, and open what comes out.",
            ),
            _ => damaged(label),
        };
        // What the table says of the size may be a lie.
        let most = budget.bytes_left().min(MAX_BYTES) as u64 + 1;
        let mut unpack = |password: Option<&str>| {
            let mut bytes = Vec::new();
            let options = ZipReadOptions::new().password(password.map(str::as_bytes));
            let entry = self.zip.by_index_with_options(index, options)?;
            let result = entry.take(most).read_to_end(&mut bytes);
            Ok((bytes, result))
        };
        let mut unpacked = unpack(None);
        if matches!(unpacked, Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED))) {
            // The old way of locking checks a password by one byte: a wrong one may seem to fit, and unpacks to rubbish.
            let fits = |unpacked: &ZipResult<(_, io::Result<usize>)>| matches!(unpacked, Ok((_, Ok(_))));
            unpacked = (budget.passwords().iter().map(|password| unpack(Some(password))).find(fits))
                .ok_or_else(|| ReadError::locked(short, budget.passwords()))?;
        }
        let (bytes, result) = unpacked.map_err(failed)?;
        budget.spend(self.name, bytes.len())?;
        if bytes.len() > MAX_BYTES {
            return Err(ReadError::new(
                format!("{short} unfolds to more than {} MB, the most that is read.", MAX_BYTES >> 20),
                "Unpack it, and split it into single articles.",
            ));
        }
        result.map(|_| bytes).map_err(|_| damaged(label))
    }

    /// The text of a part of a document; none where the document has no such part.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn text(&mut self, path: &str, budget: &mut Budget) -> Result<Option<String>, ReadError> {
        let Some(index) = self.zip.index_for_name_raw(path.as_bytes()) else { return Ok(None) };
        let bytes = self.read(index, self.name, budget)?;
        Ok(Some(decode::part(&bytes)))
    }
}

fn damaged(name: &str) -> ReadError {
    ReadError::new(format!("{} is damaged or incomplete.", file_name(name)), "Copy or download it again.")
}

/// A document locked in a way that no password undoes here.
pub fn locked(short: &str) -> ReadError {
    ReadError::new(
        format!("{short} is locked with a password, in a way that cannot be undone here."),
        "Open it with the program that made it, and save it without the password.",
    )
}

/// At most how many entries the crate would find: each has such a header, wherever the archive's end says that they lie.
fn headers(bytes: &[u8]) -> usize {
    bytes.windows(4).filter(|w| w == b"PK\x01\x02").count()
}

/// An archive of these files, for the tests of what reads archives.
#[cfg(test)]
pub fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_within_the_budget() {
        let bytes = packed(&[("a.xml", "<a>é</a>".as_bytes()), ("b\\c.txt", b"b")]);
        let (mut archive, mut budget) = (Archive::open("x.zip", &bytes).unwrap(), Budget::default());
        assert_eq!(archive.text("a.xml", &mut budget).unwrap().as_deref(), Some("<a>é</a>"));
        assert_eq!(archive.text("gone.xml", &mut budget).unwrap(), None);
        assert_eq!(archive.entries()[1], Entry { index: 1, name: "b/c.txt".to_owned() });
        assert_eq!((archive.head("a.xml", 2), archive.head("gone", 2)), (b"<a".to_vec(), Vec::new()));
        let left = budget.bytes_left();
        archive.read(0, "a.xml", &mut budget).unwrap();
        assert_eq!(left - budget.bytes_left(), 9);
        assert!(archive.read(7, "b.txt", &mut budget).unwrap_err().message.contains("damaged"));
    }

    #[test]
    fn what_unfolds_to_more_than_is_read_is_refused() {
        let bytes = packed(&[("a.txt", &vec![0; MAX_BYTES + 1])]);
        let (mut archive, mut budget) = (Archive::open("x.zip", &bytes).unwrap(), Budget::default());
        assert!(archive.read(0, "a.txt", &mut budget).unwrap_err().message.contains("more than 64 MB"));
        while budget.bytes_left() > 0 && !budget.is_exhausted() {
            assert!(archive.read(0, "a.txt", &mut budget).is_err());
        }
        assert!(budget.is_exhausted());
    }

    #[test]
    fn damage_is_told() {
        let mut bytes = packed(&[("a.txt", &b"The council met on Friday. ".repeat(9))]);
        bytes[40] ^= 0xFF;
        let mut archive = Archive::open("x.zip", &bytes).unwrap();
        assert!(archive.read(0, "a.txt", &mut Budget::default()).unwrap_err().message.contains("a.txt is damaged"));
        for end in 0..bytes.len() {
            let _ = Archive::open("x.zip", &bytes[..end]);
        }
    }
}
