//! A project under another name: a copy, or the same one moved.

use super::lock::Lock;
use super::{Result, Store, StoreError, in_another_window};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

impl Store {
    /// As [`Self::save_copy`], but replaces nothing.
    ///
    /// # Errors
    /// Also where a file of that name is there.
    pub fn save_new_copy(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(StoreError::io(to, &std::io::ErrorKind::AlreadyExists.into()));
        }
        self.save_copy(to)
    }

    /// Writes the project as it stands to another file, without the gaps of what was removed. The copy appears whole or
    /// not at all; a file of that name is replaced. This project stays open.
    ///
    /// # Errors
    /// Where the file cannot be written, or is open in another window.
    pub fn save_copy(&self, to: &Path) -> Result<()> {
        let failed = |error: &std::io::Error| StoreError::io(to, error);
        let _lock = Lock::take(to).map_err(|e| failed(&e))?.ok_or_else(|| in_another_window(to))?;
        let part = part_of(to);
        // What an earlier try may have left; SQLite does not write over it.
        let _ = fs::remove_file(&part);
        let write = || {
            let name = part.to_str().ok_or(std::io::ErrorKind::InvalidFilename).map_err(|kind| failed(&kind.into()))?;
            self.db.execute("VACUUM INTO ?1", [name]).map_err(|e| StoreError::of(to, &e))?;
            File::options().write(true).open(&part).and_then(|file| file.sync_all()).map_err(|e| failed(&e))?;
            fs::rename(&part, to).map_err(|e| failed(&e))
        };
        write().inspect_err(|_| drop(fs::remove_file(&part)))
    }

    /// Moves the project to another place or name and keeps it open there. So an untitled project gets its name.
    ///
    /// # Errors
    /// Where there is a file of that name or the place cannot be written; it is then still open where it was.
    pub fn rename(&mut self, to: &Path) -> Result<()> {
        if let Some(why) = self.read_only.clone() {
            return Err(why);
        }
        if to.exists() {
            return Err(StoreError::io(to, &std::io::ErrorKind::AlreadyExists.into()));
        }
        // The copy is whole on the disk, and locked, before the first is taken away.
        self.save_copy(to)?;
        let from = std::mem::replace(self, Self::open(to)?).path.clone();
        // One that stays is a copy too many, and no loss.
        let _ = fs::remove_file(from);
        Ok(())
    }
}

fn part_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}
