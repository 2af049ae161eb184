//! Who may write to a project: one window at a time.
//!
//! The system holds the lock and lets go of it when its holder ends, however it ends; so there is no lock that outlives
//! its window. It lies on an empty file beside the project, since a lock on the project itself would keep the second
//! window from reading it. The file is taken away with the lock; one that a killed program has left is simply taken over.

use same_file::Handle;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Held as long as it lives.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

/// Somebody may take the file away between our opening and our locking it, but hardly so many times.
const TRIES: usize = 20;

impl Lock {
    /// `Ok(None)`: another window has it.
    ///
    /// # Errors
    /// Where the folder cannot be written, or its drive knows no locks.
    pub fn take(project: &Path) -> io::Result<Option<Self>> {
        let path = beside(project);
        for _ in 0..TRIES {
            let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // The holder before us may have taken it away after we had opened it: then we hold a lock on nothing.
            let ours = Handle::from_file(file.try_clone()?)?;
            if Handle::from_path(&path).is_ok_and(|there| there == ours) {
                return Ok(Some(Self { path, _file: file }));
            }
        }
        Ok(None)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // It is still ours here. One that stays is taken over by the next window.
        let _ = std::fs::remove_file(&self.path);
    }
}

fn beside(project: &Path) -> PathBuf {
    let mut name = project.file_name().unwrap_or_default().to_owned();
    name.push("-lock");
    project.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let project = dir.path().join("a.dateline");
        let first = Lock::take(&project).unwrap().unwrap();
        assert!(Lock::take(&project).unwrap().is_none());
        assert!(Lock::take(&dir.path().join("b.dateline")).unwrap().is_some());
        drop(first);
        assert!(std::fs::read_dir(dir.path()).unwrap().next().is_none(), "nothing is left behind");
        // What a killed program leaves.
        File::create(beside(&project)).unwrap();
        assert!(Lock::take(&project).unwrap().is_some());
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        assert!(Lock::take(Path::new("/nowhere/at/all.dateline")).is_err());
    }
}
