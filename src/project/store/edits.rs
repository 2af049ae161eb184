//! The log of edits in the file, and how far it is done.

use super::{Result, Store, StoreError, set_fact};
use rusqlite::Transaction;

/// All edits as they were kept, the oldest first; those from `done` on are undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedEdits {
    /// JSON that the store does not look into.
    pub edits: Vec<String>,
    pub done: usize,
}

const DONE: &str = "done";

impl Store {
    /// # Errors
    /// Where the file cannot be read, or is damaged.
    pub fn edits(&self) -> Result<SavedEdits> {
        // One reading of both, though another window may be writing.
        let read = || {
            let reading = self.db.unchecked_transaction()?;
            let done: i64 = done(&reading)?;
            let mut rows = reading.prepare("SELECT json FROM edits ORDER BY number")?;
            let edits = rows.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
            Ok((edits, done))
        };
        let (edits, done) = read().map_err(|e| self.failed(&e))?;
        match usize::try_from(done) {
            Ok(done) if done <= edits.len() => Ok(SavedEdits { edits, done }),
            _ => Err(StoreError::damaged(&self.path, "its edits are not complete")),
        }
    }

    /// Keeps an edit after those that are done; what was undone is forgotten. When it returns, the edit is on the disk.
    ///
    /// # Errors
    /// Where the file cannot be written; nothing has changed then.
    pub fn append_edit(&mut self, json: &str) -> Result<()> {
        self.append_edits(&[json])
    }

    /// Several at once: all of them, or none.
    ///
    /// # Errors
    /// As [`Self::append_edit`].
    pub fn append_edits(&mut self, jsons: &[&str]) -> Result<()> {
        self.change(|change| {
            let mut number = done(change)?;
            change.prepare("DELETE FROM edits WHERE number > ?1")?.execute([number])?;
            let mut insert = change.prepare("INSERT INTO edits VALUES (?1, ?2)")?;
            for json in jsons {
                number += 1;
                insert.execute((number, json))?;
            }
            set_fact(change, DONE, number)
        })
    }

    /// Makes the edits those that are kept up to `after`, then these; `done` of them all are in force. All of it, or
    /// nothing: it is how a window keeps an edit, an undo, or an edit after an undo.
    ///
    /// # Errors
    /// As [`Self::append_edit`].
    pub fn replace_edits(&mut self, after: usize, jsons: &[&str], done: usize) -> Result<()> {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        self.change(|change| {
            change.prepare("DELETE FROM edits WHERE number > ?1")?.execute([number(after)])?;
            let mut insert = change.prepare("INSERT INTO edits VALUES (?1, ?2)")?;
            for (at, json) in jsons.iter().enumerate() {
                insert.execute((number(after + at + 1), json))?;
            }
            set_fact(change, DONE, number(done))
        })
    }

    /// How many edits are done from now on: fewer after an undo, more after a redo. More than there are, are all.
    ///
    /// # Errors
    /// As [`Self::append_edit`].
    pub fn set_position(&mut self, done: usize) -> Result<()> {
        let wanted = i64::try_from(done).unwrap_or(i64::MAX);
        self.change(|change| {
            let all: i64 = change.query_row("SELECT count(*) FROM edits", [], |row| row.get(0))?;
            set_fact(change, DONE, wanted.min(all))
        })
    }
}

fn done(within: &Transaction) -> rusqlite::Result<i64> {
    within.prepare("SELECT value FROM facts WHERE name = ?1")?.query_row([DONE], |row| row.get(0))
}
