//! The file on disk from which an article was read: the article may lie inside of it, in an archive or a mailbox.

use std::path::{Path, PathBuf};

/// The file that a source names or that holds it: `news.zip` for `news.zip/inner/a.txt`, `box.mbox` for `box.mbox#3`.
/// `None` where it is there no more, or was never a file.
pub fn file(source: &str) -> Option<PathBuf> {
    let mut at = source;
    loop {
        if Path::new(at).is_file() {
            return std::path::absolute(at).ok();
        }
        at = &at[..at.rfind(['#', '/', '\\'])?];
    }
}

/// The folder in which that file lies.
pub fn folder(source: &str) -> Option<PathBuf> {
    file(source)?.parent().map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_a_file_is_found_by_it() {
        let scratch = tempfile::tempdir().unwrap();
        let archive = scratch.path().join("news #1.zip");
        std::fs::write(&archive, "x").unwrap();
        let name = archive.display().to_string();
        for source in [name.clone(), format!("{name}/inner/a.txt"), format!("{name}/box.mbox#3"), format!("{name}#2")] {
            assert_eq!(file(&source), Some(archive.clone()), "{source}");
            assert_eq!(folder(&source).as_deref(), Some(scratch.path()), "{source}");
        }
        assert_eq!(file(&scratch.path().join("gone.txt").display().to_string()), None);
        assert_eq!(file("Pasted text"), None);
    }
}
