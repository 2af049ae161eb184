//! The only part of the layer that touches the file system: opening a file, and finding files in folders.

use super::{Contents, Passwords, ReadError, format, guard};
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// Folders that hold no articles of the user's.
const SKIPPED_FOLDERS: &[&str] = &["node_modules", "target", "__MACOSX"];

/// What stands for standard input where a path is expected, and what its content is called.
const STANDARD_INPUT: &str = "-";
const STANDARD_INPUT_NAME: &str = "standard input";

/// Reads what a file holds, or standard input for `-`. Errors name the cause and a way out; a reader that panics or
/// takes too long is an error of its file alone.
pub fn open(path: &Path, passwords: &Passwords) -> Result<Contents, ReadError> {
    open_with_bytes(path, passwords).map(|(contents, _)| contents)
}

/// As [`open`], with the bytes of the file, so that they can be kept.
pub fn open_with_bytes(path: &Path, passwords: &Passwords) -> Result<(Contents, Arc<Vec<u8>>), ReadError> {
    let (name, bytes) = if path == Path::new(STANDARD_INPUT) {
        (STANDARD_INPUT_NAME.to_owned(), standard_input()?)
    } else {
        let name = path.display().to_string();
        let bytes = bytes(path, &name)?;
        (name, bytes)
    };
    let bytes = Arc::new(bytes);
    guard::contents(&name, bytes.clone(), passwords).map(|contents| (contents, bytes))
}

fn standard_input() -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    // One byte more tells that there is too much.
    io::stdin().lock().take(super::MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|e| {
        ReadError::new(format!("Standard input could not be read ({e})."), "Give the article as a file.")
    })?;
    Ok(bytes)
}

fn bytes(path: &Path, name: &str) -> Result<Vec<u8>, ReadError> {
    let short = format::file_name(name);
    let failed = |e: io::Error| match e.kind() {
        io::ErrorKind::NotFound => {
            ReadError::new(format!("{short} does not exist."), "Check the name, or whether it was moved.")
        }
        io::ErrorKind::PermissionDenied => {
            ReadError::new(format!("{short} may not be read."), "Allow reading it, or copy it to a folder of yours.")
        }
        _ => ReadError::new(format!("{short} could not be read ({e})."), "Try again, or copy it to another place."),
    };
    let about: Metadata = std::fs::metadata(path).map_err(failed)?;
    if about.is_dir() {
        return Err(ReadError::new(format!("{short} is a folder."), "Give the files in it."));
    }
    if !about.is_file() {
        return Err(ReadError::new(format!("{short} is no ordinary file."), "Save its content as a file first."));
    }
    format::check_size(name, about.len())?;
    let mut bytes = Vec::new();
    // A file may grow while it is read.
    File::open(path).and_then(|f| f.take(super::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)).map_err(failed)?;
    Ok(bytes)
}

/// The files that `paths` name, folders walked in a defined order; a file named directly is kept whatever its ending,
/// inside folders only files with a readable ending are taken. Hidden folders and links are left out; what is named
/// twice is given once.
pub fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let walk = WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(is_wanted);
            // A folder that may not be entered is passed over: its neighbours are still wanted.
            let inside = walk.filter_map(Result::ok).filter(|e| e.file_type().is_file());
            found.extend(inside.map(DirEntry::into_path).filter(|p| format::is_readable_ending(&p.to_string_lossy())));
        } else {
            found.push(path.clone());
        }
    }
    let mut seen = rustc_hash::FxHashSet::default();
    found.retain(|path| seen.insert(path.clone()));
    found
}

fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let skipped = name.starts_with('.') || (entry.file_type().is_dir() && SKIPPED_FOLDERS.contains(&name.as_ref()));
    entry.depth() == 0 || !skipped
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn folders_are_walked_in_order() {
        let dir = tempfile::tempdir().unwrap();
        for file in
            ["b.txt", "a.md", "x.xlsx", ".hidden.txt", "sub/c.HTML", "target/d.txt", ".git/e.txt", "__MACOSX/f.txt"]
        {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let direct = dir.path().join("x.xlsx");
        let found = files(&[dir.path().to_path_buf(), direct.clone(), direct]);
        let names: Vec<_> =
            found.iter().map(|p| p.strip_prefix(dir.path()).unwrap().to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["a.md", "b.txt", "sub/c.HTML", "x.xlsx"]);
    }

    #[test]
    #[cfg(unix)]
    fn links_are_not_followed_out() {
        let (dir, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("secret.txt"), "x").unwrap();
        std::os::unix::fs::symlink(outside.path(), dir.path().join("link")).unwrap();
        std::os::unix::fs::symlink(dir.path(), dir.path().join("loop")).unwrap();
        assert!(files(&[dir.path().to_path_buf()]).is_empty());
    }

    #[test]
    fn what_cannot_be_opened_says_why() {
        let dir = tempfile::tempdir().unwrap();
        let error = |path: &Path| open(path, &Passwords::default()).unwrap_err().to_string();
        assert!(error(dir.path()).contains("is a folder. Give the files in it."));
        assert!(error(&dir.path().join("gone.txt")).starts_with("gone.txt does not exist. Check"));
        let big = dir.path().join("big.txt");
        File::create(&big).unwrap().set_len(super::super::MAX_BYTES as u64 + 1).unwrap();
        assert!(error(&big).starts_with("big.txt is too large"));
        let good = dir.path().join("good.txt");
        fs::write(&good, "The bridge opened.").unwrap();
        assert_eq!(open(&good, &Passwords::default()).unwrap().articles[0].text, "The bridge opened.");
    }

    #[test]
    #[cfg(unix)]
    fn a_device_is_no_article() {
        assert!(open(Path::new("/dev/zero"), &Passwords::default()).unwrap_err().message.contains("no ordinary file"));
    }
}
