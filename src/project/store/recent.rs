//! The list of projects that were open before: a small file of its own, whose place the caller knows.

use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A menu holds no more.
const MOST: usize = 12;

/// A project that was open before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    pub path: PathBuf,
    pub title: String,
}

/// The newest first; nothing where there is no list or it cannot be read: it is a convenience, not a document.
pub fn recent(list: &Path) -> Vec<Recent> {
    fs::read_to_string(list).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Puts a project on top of the list.
///
/// # Errors
/// Where the list cannot be written.
pub fn note_recent(list: &Path, path: &Path, title: &str) -> io::Result<()> {
    let mut all = recent(list);
    all.retain(|known| known.path != path);
    all.insert(0, Recent { path: path.to_owned(), title: title.to_owned() });
    all.truncate(MOST);
    write(list, &all)
}

/// Takes a project off the list.
///
/// # Errors
/// Where the list cannot be written.
pub fn forget_recent(list: &Path, path: &Path) -> io::Result<()> {
    let mut all = recent(list);
    all.retain(|known| known.path != path);
    write(list, &all)
}

fn write(list: &Path, all: &[Recent]) -> io::Result<()> {
    let part = list.with_extension("part");
    fs::write(&part, serde_json::to_string_pretty(all)?)?;
    fs::rename(part, list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_stands_first_and_once() {
        let dir = tempfile::tempdir().unwrap();
        let list = dir.path().join("recent.json");
        assert!(recent(&list).is_empty());
        for number in 0..20 {
            note_recent(&list, Path::new(&format!("/p/{number}.dateline")), "T").unwrap();
        }
        note_recent(&list, Path::new("/p/15.dateline"), "Again").unwrap();
        let all = recent(&list);
        assert_eq!((all.len(), all[0].title.as_str()), (MOST, "Again"));
        assert_eq!(all.iter().filter(|r| r.path == Path::new("/p/15.dateline")).count(), 1);
        forget_recent(&list, &all[0].path).unwrap();
        assert_eq!(recent(&list).len(), MOST - 1);
    }

    #[test]
    fn a_broken_list_is_an_empty_one() {
        let dir = tempfile::tempdir().unwrap();
        let list = dir.path().join("recent.json");
        fs::write(&list, "[{\"path\": 3}]").unwrap();
        assert!(recent(&list).is_empty());
        assert!(note_recent(&dir.path().join("no/such/recent.json"), Path::new("/a"), "").is_err());
    }
}
