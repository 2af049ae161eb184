//! The project file: one SQLite file that holds the articles, what was found in them, and every edit.
//!
//! There is no "unsaved": each change is one transaction, and what a call has returned from survives a crash of the
//! program and of the machine. SQLite keeps a rollback journal, not a write-ahead log: between two edits the document is
//! this one file, whole, and may be copied, mailed or backed up; with a log beside it the newest edits would stay behind.
//! One window writes at a time (`lock`); others read.

mod copy;
mod edits;
mod error;
mod lock;
mod look;
mod pack;
mod recent;
mod schema;
mod sources;

pub use edits::SavedEdits;
pub use error::{StoreError, Trouble};
pub use look::{Look, take_away_if_empty};
pub use recent::{Recent, forget_recent, note_recent, recent};
pub use sources::{FileBytes, FileSources, Stored};

use error::{not_a_project, short};
use lock::Lock;
use rusqlite::config::DbConfig;
use rusqlite::types::{FromSql, ToSql};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The ending of project files.
pub const ENDING: &str = "dateline";

/// How every SQLite file begins.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// A reader waits so long for the writer of another window to finish one edit.
const PATIENCE: Duration = Duration::from_secs(5);
/// Where in the header SQLite keeps the application's id.
const APPLICATION_ID_AT: usize = 68;

/// An open project file.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    /// Why it is only read.
    read_only: Option<StoreError>,
    /// Let go after the connection is closed.
    _lock: Option<Lock>,
}

type Result<T> = std::result::Result<T, StoreError>;

impl Store {
    /// Makes a new, empty project and keeps it open for writing.
    ///
    /// # Errors
    /// Where a file of that name is there already or the folder cannot be written.
    pub fn create(path: &Path) -> Result<Self> {
        let lock = match Lock::take(path) {
            Ok(Some(lock)) => lock,
            Ok(None) => return Err(in_another_window(path)),
            Err(error) => return Err(StoreError::io(path, &error)),
        };
        File::create_new(path).map_err(|error| StoreError::io(path, &error))?;
        let made = connect(path, true).and_then(|db| {
            let mut store = Self { db, path: path.to_owned(), read_only: None, _lock: Some(lock) };
            store.change(|change| schema::bring_up(change, 0))?;
            Ok(store)
        });
        // An empty file would be no project.
        made.inspect_err(|_| drop(std::fs::remove_file(path)))
    }

    /// Opens a project: for writing if that is possible, else for reading, and [`Self::read_only`] tells why.
    ///
    /// # Errors
    /// Where it can not even be read, or is no project.
    pub fn open(path: &Path) -> Result<Self> {
        if !is_project(path).map_err(|error| StoreError::io(path, &error))? {
            return Err(not_a_project(path));
        }
        match Lock::take(path) {
            Ok(Some(lock)) => Self::open_locked(path, lock),
            Ok(None) => Self::open_for_reading(path, in_another_window(path)),
            Err(error) => Self::open_for_reading(path, not_writable(path, &error)),
        }
    }

    fn open_locked(path: &Path, lock: Lock) -> Result<Self> {
        let db = connect(path, true)?;
        let failed = |error: &rusqlite::Error| StoreError::of(path, error);
        let version = schema::version(&db).map_err(|e| failed(&e))?.ok_or_else(|| not_a_project(path))?;
        if version > schema::VERSION {
            return Self::open_for_reading(path, newer(path));
        }
        if db.is_readonly("main").map_err(|e| failed(&e))? {
            return Self::open_for_reading(path, not_writable(path, &std::io::ErrorKind::PermissionDenied.into()));
        }
        let mut store = Self { db, path: path.to_owned(), read_only: None, _lock: Some(lock) };
        if version < schema::VERSION {
            store.change(|change| schema::bring_up(change, version))?;
        }
        Ok(store)
    }

    /// Opens a project only to read it, also while another window writes to it.
    ///
    /// # Errors
    /// Where it cannot be read, or is no project.
    pub fn open_read_only(path: &Path) -> Result<Self> {
        if !is_project(path).map_err(|error| StoreError::io(path, &error))? {
            return Err(not_a_project(path));
        }
        let why = StoreError::new(
            Trouble::ReadOnly,
            format!("{} was opened for reading.", short(path)),
            "Open it for writing to edit it.",
        );
        Self::open_for_reading(path, why)
    }

    fn open_for_reading(path: &Path, why: StoreError) -> Result<Self> {
        let db = connect(path, false)?;
        let version = schema::version(&db).map_err(|e| StoreError::of(path, &e))?.ok_or_else(|| not_a_project(path))?;
        let why = if version > schema::VERSION { newer(path) } else { why };
        Ok(Self { db, path: path.to_owned(), read_only: Some(why), _lock: None })
    }

    /// Why nothing can be written, where that is so.
    pub const fn read_only(&self) -> Option<&StoreError> {
        self.read_only.as_ref()
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name that the user gave the timeline.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn title(&self) -> Result<Option<String>> {
        self.fact(TITLE)
    }

    /// # Errors
    /// Where the file cannot be written.
    pub fn set_title(&mut self, title: &str) -> Result<()> {
        self.set_fact(TITLE, title)
    }

    /// What was kept under a name by [`Self::keep`]: what the window shows, saved views; JSON that the store does not
    /// look into.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn kept(&self, name: &str) -> Result<Option<String>> {
        self.fact(&format!("{KEPT}{name}"))
    }

    /// All that is kept so, by name; what is no text is left out.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn notes(&self) -> Result<BTreeMap<String, String>> {
        let notes = || {
            let sql = "SELECT substr(name, length(?1) + 1), value FROM facts \
                       WHERE substr(name, 1, length(?1)) = ?1 AND typeof(value) = 'text'";
            let mut rows = self.db.prepare(sql)?;
            rows.query_map([KEPT], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()
        };
        notes().map_err(|e| self.failed(&e))
    }

    /// # Errors
    /// Where the file cannot be written.
    pub fn keep(&mut self, name: &str, json: &str) -> Result<()> {
        self.set_fact(&format!("{KEPT}{name}"), json)
    }

    /// Looks through the whole file, page by page.
    ///
    /// # Errors
    /// Where something in it is damaged.
    pub fn check(&self) -> Result<()> {
        let said: String = self.get("PRAGMA integrity_check(1)", [])?;
        if said == "ok" { Ok(()) } else { Err(StoreError::damaged(&self.path, said)) }
    }

    fn fact<T: FromSql>(&self, name: &str) -> Result<Option<T>> {
        self.db
            .query_row("SELECT value FROM facts WHERE name = ?1", [name], |row| row.get(0))
            .optional()
            .map_err(|e| self.failed(&e))
    }

    fn set_fact(&mut self, name: &str, value: impl ToSql) -> Result<()> {
        self.change(|change| set_fact(change, name, value))
    }

    fn get<T: FromSql>(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<T> {
        self.db.query_row(sql, parameters, |row| row.get(0)).map_err(|e| self.failed(&e))
    }

    /// One transaction: all of it, or nothing.
    fn change<T>(&mut self, change: impl FnOnce(&Transaction) -> rusqlite::Result<T>) -> Result<T> {
        if let Some(why) = &self.read_only {
            return Err(why.clone());
        }
        let path = &self.path;
        let run = || {
            let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = change(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        run().map_err(|e| StoreError::of(path, &e))
    }

    fn failed(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::of(&self.path, error)
    }
}

const TITLE: &str = "title";
const KEPT: &str = "kept ";

fn set_fact(change: &Transaction, name: &str, value: impl ToSql) -> rusqlite::Result<()> {
    change
        .prepare("INSERT INTO facts VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value")?
        .execute((name, value))
        .map(drop)
}

/// Whether a file is a project, by what stands in it.
///
/// # Errors
/// Where it cannot be read.
pub fn is_project(path: &Path) -> std::io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(100).read_to_end(&mut head)?;
    Ok(begins_as_project(&head))
}

fn begins_as_project(head: &[u8]) -> bool {
    let id = head.get(APPLICATION_ID_AT..APPLICATION_ID_AT + 4);
    head.starts_with(MAGIC) && id == Some(&schema::APPLICATION_ID.to_be_bytes()[..])
}

fn connect(path: &Path, write: bool) -> Result<Connection> {
    let mode = if write { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
    let set_up = || {
        let db = Connection::open_with_flags(path, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        db.busy_timeout(PATIENCE)?;
        // A project may come from anywhere: nothing in it is run.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        db.pragma_update(None, "foreign_keys", true)?;
        if write {
            // EXTRA also waits for the folder, from which the journal is taken away: else a power cut could bring it
            // back, and with it what was before the edit.
            db.pragma_update(None, "synchronous", "EXTRA")?;
            db.pragma_update(None, "fullfsync", true)?;
            db.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        }
        Ok(db)
    };
    set_up().map_err(|error| StoreError::of(path, &error))
}

fn in_another_window(path: &Path) -> StoreError {
    StoreError::new(
        Trouble::Locked,
        format!("{} is open in another window, so it can only be read here.", short(path)),
        "Close it there to edit it here, or save a copy.",
    )
}

fn newer(path: &Path) -> StoreError {
    StoreError::new(
        Trouble::Newer,
        format!("{} was made by a newer Dateline, so it can only be read here.", short(path)),
        "Edit it with that version.",
    )
}

fn not_writable(path: &Path, error: &std::io::Error) -> StoreError {
    let told = StoreError::io(path, error);
    if told.trouble == Trouble::ReadOnly {
        let message = format!("{} or its folder may not be written, so it can only be read.", short(path));
        return StoreError { message, ..told };
    }
    StoreError::new(
        Trouble::Drive,
        format!("The drive of {} does not let it be locked ({error}), so it can only be read.", short(path)),
        "If it lies on a network drive, save a copy on this computer.",
    )
}

#[cfg(test)]
mod tests;
