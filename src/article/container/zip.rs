//! ZIP archives: what they hold is read as if it lay in a folder, and nothing of it is stored anywhere.

use super::archive::{Archive, Entry};
use crate::article::budget::Budget;
use crate::article::format::{FORMATS, file_name, is_readable_ending};
use crate::article::many::Many;
use crate::article::{Contents, ReadError, contents_within};
use rustc_hash::FxHashSet;

/// # Errors
/// Where the archive is damaged, locked, or holds nothing that can be read.
pub fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    let mut archive = Archive::open(name, bytes)?;
    let short = file_name(name);
    let entries = wanted(archive.entries());
    if entries.is_empty() {
        return Err(ReadError::new(
            format!("{short} holds no file that can be read."),
            format!("These can be: {FORMATS}."),
        ));
    }
    let passwords = budget.passwords().clone();
    let mut many = Many::new(name, budget, None);
    let (mut read, mut locked) = (0, 0);
    for entry in &entries {
        let path = format!("{name}/{}", entry.name);
        many.part_contents(|budget| {
            budget.article(name)?;
            let bytes = match archive.read(entry.index, &path, budget) {
                // They are told of together.
                Err(why) if why.is_locked => {
                    locked += 1;
                    return Ok(Contents::default());
                }
                bytes => bytes?,
            };
            let mut found = budget.deeper(&path, |budget| contents_within(&path, &bytes, budget))?;
            if archive.is_cut(entry.index) {
                let remark = "The archive breaks off in this file; what is left of it was read.";
                found.articles.iter_mut().for_each(|article| article.remarks.push(remark.to_owned()));
            }
            read += 1;
            Ok(found)
        });
        if many.is_full() {
            break;
        }
    }
    let all_locked = ReadError::locked(short, &passwords);
    if locked == entries.len() {
        return Err(all_locked);
    }
    if locked > 0 {
        let why = if passwords.is_empty() { " with a password" } else { ", and no password that was given opens them" };
        let message = format!("{locked} of {} files in {short} are locked{why}.", entries.len());
        many.problem(ReadError { message, ..all_locked });
    }
    let mut contents = many.finish();
    if archive.breaks_off() && read > 0 {
        contents.problems.push(ReadError::new(
            format!("{short} breaks off; {read} of its files could be read."),
            "Copy or download it again.",
        ));
    }
    contents.not_empty(name)
}

/// The entries that may hold an article, by name.
fn wanted(mut all: Vec<Entry>) -> Vec<Entry> {
    let pages: FxHashSet<String> = all.iter().filter_map(|e| page_stem(&e.name)).map(str::to_owned).collect();
    all.retain(|e| !e.name.ends_with('/') && is_readable_ending(&e.name) && !is_hidden(&e.name));
    all.retain(|e| !is_of_page(&e.name, &pages));
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part == "__MACOSX" || part.starts_with('.') && !part.trim_matches('.').is_empty())
}

fn page_stem(name: &str) -> Option<&str> {
    [".html", ".htm", ".xhtml"].iter().find_map(|ending| name.strip_suffix(ending))
}

/// Whether a file lies in the folder of pictures, frames and scripts that a browser saves beside a page.
fn is_of_page(name: &str, pages: &FxHashSet<String>) -> bool {
    /// What browsers add to the page's name, in their languages.
    const ADDED: &[&str] =
        &["_files", "-files", ".files", "_fichiers", "-Dateien", "_Dateien", "_archivos", "_bestanden"];
    let folders = name.match_indices('/').map(|(at, _)| &name[..at]);
    folders
        .filter_map(|folder| ADDED.iter().find_map(|added| folder.strip_suffix(added)))
        .any(|page| pages.contains(page))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::container::archive::packed;
    use crate::article::contents;
    use ::zip::AesMode;
    use ::zip::write::SimpleFileOptions;
    use std::io::Write;
    use std::sync::Arc;

    fn sources(bytes: &[u8]) -> Vec<String> {
        contents("in/a.zip", bytes).unwrap().articles.into_iter().map(|a| a.source).collect()
    }

    const TEXT: &[u8] = b"The council met on Friday.";

    #[test]
    fn an_archive_is_read_as_a_folder() {
        let names = [
            "z.txt",
            "b/a.txt",
            ".hidden.txt",
            "__MACOSX/a.txt",
            "b/.git/a.txt",
            "../up.txt",
            "w\\in.txt",
            "picture.png",
            "page.html",
            "page_files/ad.html",
            "other_files/a.txt",
        ];
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, TEXT)).collect();
        let expected = ["../up.txt", "b/a.txt", "other_files/a.txt", "page.html", "w/in.txt", "z.txt"];
        assert_eq!(sources(&packed(&files)), expected.map(|name| format!("in/a.zip/{name}")));
    }

    #[test]
    fn archives_in_archives_are_read_some_levels_down() {
        let mut bytes = packed(&[("a.txt", TEXT)]);
        for _ in 0..3 {
            bytes = packed(&[("in.zip", &bytes)]);
        }
        assert_eq!(sources(&bytes), ["in/a.zip/in.zip/in.zip/in.zip/a.txt"]);
        let deep = packed(&[("in.zip", &packed(&[("in.zip", &bytes)]))]);
        assert!(contents("a.zip", &deep).unwrap_err().message.contains("too deep"));
    }

    #[test]
    fn a_bad_entry_costs_only_itself() {
        let read = contents("a.zip", &packed(&[("a.txt", TEXT), ("b.txt", b""), ("c.docx", b"PK\x03\x04")])).unwrap();
        assert_eq!((read.articles.len(), read.problems.len()), (1, 2));
        assert_eq!(read.problems[0].message, "b.txt is empty.");
        let many: Vec<String> = (0..200).map(|n| format!("{n:03}.txt")).collect();
        let files: Vec<(&str, &[u8])> =
            many.iter().map(|name| (name.as_str(), &b""[..])).chain([("z.txt", TEXT)]).collect();
        let read = contents("a.zip", &packed(&files)).unwrap();
        assert_eq!(read.articles.len(), 1);
        let last = read.problems.last().unwrap();
        assert_eq!(last.message, "180 further parts of a.zip could not be read either.");
    }

    #[test]
    fn what_holds_nothing_says_so() {
        let error = |bytes: &[u8]| contents("a.zip", bytes).unwrap_err().to_string();
        assert!(error(&packed(&[("a.png", TEXT), ("b/", b"")])).starts_with("a.zip holds no file that can be read."));
        let good = packed(&[("a.txt", TEXT)]);
        assert!(error(&good[..25]).starts_with("a.zip is damaged or incomplete. Copy or download"));
        assert!(error(b"PK\x03\x04").contains("damaged"));
        assert!(error(&packed(&[])).contains("an empty ZIP archive"));
    }

    /// An archive whose files are locked with these passwords; one without is open.
    fn locked(files: &[(&str, Option<&str>)], aes: bool) -> Vec<u8> {
        use ::zip::unstable::write::FileOptionsExt;
        let mut zip = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, password) in files {
            let options = SimpleFileOptions::default();
            match password {
                Some(password) if aes => {
                    zip.start_file(*name, options.with_aes_encryption(AesMode::Aes256, password)).unwrap();
                }
                Some(password) => {
                    let options = options.with_deprecated_encryption(password.as_bytes()).unwrap();
                    zip.start_file(*name, options).unwrap();
                }
                None => zip.start_file(*name, options).unwrap(),
            }
            zip.write_all(TEXT).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn locked_files_are_told_once_and_opened_with_their_password() {
        let with = |bytes: &[u8], passwords: &[&str]| {
            let passwords = passwords.iter().map(|p| (*p).to_owned()).collect();
            contents_within("in/a.zip", bytes, &mut Budget::until(Arc::default(), passwords))
        };
        for aes in [false, true] {
            let some = locked(&[("a.txt", Some("x")), ("b.txt", None), ("c.txt", Some("y"))], aes);
            let read = with(&some, &[]).unwrap();
            assert_eq!(read.articles.len(), 1);
            assert_eq!(read.problems[0].message, "2 of 3 files in a.zip are locked with a password.");
            assert!(read.problems.len() == 1 && read.problems[0].is_locked);
            let read = with(&some, &["x"]).unwrap();
            assert_eq!(read.articles.len(), 2);
            assert!(read.problems[0].message.starts_with("1 of 3 files in a.zip are locked, and no password"));
            let read = with(&some, &["z", "y", "x"]).unwrap();
            assert_eq!((read.articles.len(), read.problems.len()), (3, 0));
            assert!(read.articles.iter().all(|article| article.text.starts_with("The council met")));
            let all = locked(&[("a.txt", Some("x"))], aes);
            let error = with(&all, &[]).unwrap_err();
            assert!(error.is_locked && error.message == "a.zip is locked with a password.");
            // The old way takes one wrong password of 256 for right.
            let wrong: Vec<String> = (0..600).map(|n| n.to_string()).collect();
            for wrong in wrong.chunks(if aes { 600 } else { 20 }) {
                let wrong: Vec<&str> = wrong.iter().map(String::as_str).collect();
                assert!(with(&all, &wrong).unwrap_err().is_locked);
            }
        }
    }

    #[test]
    fn a_bomb_is_stopped_by_the_budget() {
        let zeros = vec![b' '; 60 << 20];
        let one = packed(&[("a.txt", &zeros)]);
        let files: Vec<(String, &[u8])> = (0..9).map(|n| (format!("{n}.zip"), one.as_slice())).collect();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), *b)).collect();
        let error = contents("a.zip", &packed(&files)).unwrap_err();
        assert!(error.message.contains("white space"), "{error}");
        let read = read("a.zip", &packed(&files), &mut Budget::default());
        assert!(read.is_err());
    }
}
