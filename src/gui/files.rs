//! Which files were read, and which of them have changed on the disk since then.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How a file looked from outside; another one means that its contents may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    modified: SystemTime,
    bytes: u64,
}

impl Stamp {
    /// `None` where there is no such file, or the system does not say when it changed.
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        Some(Self { modified: metadata.modified().ok()?, bytes: metadata.len() })
    }
}

/// The files that were read, each as it was just before.
#[derive(Clone, Debug, Default)]
pub struct Files {
    read: BTreeMap<PathBuf, Stamp>,
    /// Those that have changed, as they were when they were last looked at.
    changed: BTreeMap<PathBuf, Stamp>,
}

impl Files {
    /// Takes note of a file that is about to be read.
    pub fn reads(&mut self, path: PathBuf, stamp: Stamp) {
        self.changed.remove(&path);
        self.read.insert(path, stamp);
    }

    /// All that were read, with how they were then.
    pub fn all(&self) -> impl Iterator<Item = (&PathBuf, &Stamp)> {
        self.read.iter()
    }

    /// Takes note of how files look now.
    pub fn looked(&mut self, now: Vec<(PathBuf, Stamp)>) {
        for (path, stamp) in now {
            if self.read.get(&path).is_some_and(|before| *before != stamp) {
                self.changed.insert(path, stamp);
            } else {
                self.changed.remove(&path);
            }
        }
    }

    /// The files that have changed since they were read, and that the user has not said to leave so.
    pub fn changed(&self) -> impl ExactSizeIterator<Item = &PathBuf> {
        self.changed.keys()
    }

    /// Leaves the changed files as they were read, until they change once more.
    pub fn keep(&mut self) {
        self.read.append(&mut self.changed);
    }
}

/// How those of the files that are still there look now.
pub fn look(files: &[PathBuf]) -> Vec<(PathBuf, Stamp)> {
    files.iter().filter_map(|path| Some((path.clone(), Stamp::of(path)?))).collect()
}

/// Was an article read from this file, or from within it?
pub fn holds(path: &Path, source: &str) -> bool {
    let rest = source.strip_prefix(&*path.to_string_lossy());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '/', '\\']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamped(files: &mut Files, path: &Path) {
        files.reads(path.to_owned(), Stamp::of(path).unwrap());
    }

    #[test]
    fn a_file_that_grew_has_changed_until_it_is_read_or_kept() {
        let scratch = tempfile::tempdir().unwrap();
        let (a, b) = (scratch.path().join("a.txt"), scratch.path().join("b.txt"));
        for path in [&a, &b] {
            std::fs::write(path, "One.").unwrap();
        }
        let mut files = Files::default();
        stamped(&mut files, &a);
        stamped(&mut files, &b);
        let both = [a.clone(), b.clone()];
        files.looked(look(&both));
        assert!(files.changed().len() == 0);
        std::fs::write(&a, "One and two.").unwrap();
        files.looked(look(&both));
        assert_eq!(files.changed().collect::<Vec<_>>(), [&a]);
        files.keep();
        files.looked(look(&both));
        assert!(files.changed().len() == 0);
        std::fs::write(&a, "One, two and three.").unwrap();
        files.looked(look(&both));
        stamped(&mut files, &a);
        assert!(files.changed().len() == 0);
        std::fs::remove_file(&b).unwrap();
        files.looked(look(&both));
        assert!(files.changed().len() == 0, "what is gone is not to be read again");
        assert_eq!(Stamp::of(scratch.path()), None);
    }

    #[test]
    fn an_article_lies_in_its_file() {
        let path = Path::new("/news/a.zip");
        assert!(holds(path, "/news/a.zip") && holds(path, "/news/a.zip/b.txt") && holds(path, "/news/a.zip#3"));
        assert!(!holds(path, "/news/a.zip2") && !holds(path, "/news") && !holds(path, "Pasted text"));
    }
}
