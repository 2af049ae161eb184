//! The tables of a project file, and how older ones become today's.

use rusqlite::{Connection, Transaction};

/// "DTLN": tells programs that look at the file, and us, that it is a project of Dateline.
pub const APPLICATION_ID: i32 = 0x4454_4C4E;

/// What leads from each version to the next; version 0 is an empty file. A step is never changed once it was released:
/// for each version there is a file in `tests/projects` that must open for ever.
const STEPS: &[&str] = &["
    -- The files as they were opened, each once, however many articles it holds.
    CREATE TABLE files (
        sha256 BLOB PRIMARY KEY,
        bytes BLOB NOT NULL  -- zlib
    ) STRICT;
    CREATE TABLE sources (
        article TEXT PRIMARY KEY,     -- its id, a hash of its text
        place INTEGER NOT NULL,       -- in the order in which they were asked for
        file BLOB REFERENCES files (sha256),
        origin TEXT NOT NULL,         -- the path or address of the file, as given
        text BLOB NOT NULL,           -- zlib of UTF-8
        about BLOB NOT NULL           -- zlib of JSON: what else was read of it
    ) STRICT;
    CREATE INDEX sources_by_file ON sources (file);
    -- What was found in an article, as one version of the extraction found it; may be thrown away at any time.
    CREATE TABLE analyses (
        article TEXT PRIMARY KEY REFERENCES sources (article) ON DELETE CASCADE,
        version TEXT NOT NULL,
        found BLOB NOT NULL           -- zlib of JSON
    ) STRICT;
    -- Timelines that were opened from files.
    CREATE TABLE timelines (
        sha256 BLOB PRIMARY KEY,
        place INTEGER NOT NULL,
        origin TEXT NOT NULL,
        json BLOB NOT NULL            -- zlib of the export format
    ) STRICT;
    -- Corrections, in the order in which they were made, from 1 on; those above the fact 'done' are undone.
    CREATE TABLE edits (number INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;
    -- Title, undo position, state of the window: one value each.
    CREATE TABLE facts (name TEXT PRIMARY KEY, value ANY) STRICT;
    INSERT INTO facts VALUES ('done', 0);
"];

/// The version that this program writes.
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)]
pub const VERSION: i32 = STEPS.len() as i32;

/// The version of a project; `None` where the database is none.
pub fn version(db: &Connection) -> rusqlite::Result<Option<i32>> {
    let id: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i32 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok((id == APPLICATION_ID && version > 0).then_some(version))
}

/// Brings a database from a version to today's, all or nothing.
pub fn bring_up(change: &Transaction, from: i32) -> rusqlite::Result<()> {
    for step in STEPS.iter().skip(usize::try_from(from).unwrap_or(0)) {
        change.execute_batch(step)?;
    }
    change.pragma_update(None, "application_id", APPLICATION_ID)?;
    change.pragma_update(None, "user_version", VERSION)
}
