//! What a project holds, told without opening it; and empty ones put out of the way.

use super::lock::Lock;
use super::{Result, Store, connect, schema};
use rusqlite::Connection;
use std::path::Path;

/// What a project holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Articles and timelines.
    pub sources: usize,
    /// The path or address of the first, as given.
    pub first: Option<String>,
    pub edits: usize,
    /// What was kept under names by [`Store::keep`].
    pub notes: usize,
}

impl Look {
    pub const fn is_empty(&self) -> bool {
        self.sources == 0 && self.edits == 0 && self.notes == 0
    }

    fn at(db: &Connection) -> rusqlite::Result<Self> {
        let count = |sql: &str| {
            let count: i64 = db.query_row(sql, [], |row| row.get(0))?;
            Ok::<_, rusqlite::Error>(usize::try_from(count).unwrap_or(0))
        };
        let first = "SELECT origin FROM (SELECT origin, place FROM sources UNION ALL SELECT origin, place FROM timelines) \
                     ORDER BY place LIMIT 1";
        Ok(Self {
            sources: count("SELECT (SELECT count(*) FROM sources) + (SELECT count(*) FROM timelines)")?,
            first: db.query_row(first, [], |row| row.get(0)).ok(),
            edits: count("SELECT count(*) FROM edits")?,
            notes: count("SELECT count(*) FROM facts WHERE name LIKE 'kept %'")?,
        })
    }
}

impl Store {
    /// # Errors
    /// Where the file cannot be read.
    pub fn look(&self) -> Result<Look> {
        Look::at(&self.db).map_err(|error| self.failed(&error))
    }
}

/// Takes a project away that holds nothing at all and is open nowhere; true where that was so. Anything else stays,
/// whatever is wrong with it.
pub fn take_away_if_empty(path: &Path) -> bool {
    // What holds something may be about to be opened, and is not locked for so much as a moment.
    let holds = |look: Look| !look.is_empty();
    if Store::open_read_only(path).and_then(|store| store.look()).map_or(true, holds) {
        return false;
    }
    let Ok(Some(_lock)) = Lock::take(path) else { return false };
    let is_empty = || {
        let db = connect(path, true).ok()?;
        let version = schema::version(&db).ok()??;
        // What a newer program keeps in it nobody can tell.
        (version <= schema::VERSION && Look::at(&db).ok()?.is_empty()).then_some(())
    };
    is_empty().is_some() && std::fs::remove_file(path).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_empty_and_closed_is_taken_away() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(format!("{name}.dateline"));
        drop(Store::create(&path("empty")).unwrap());
        let mut edited = Store::create(&path("edited")).unwrap();
        edited.append_edit("{}").unwrap();
        assert_eq!(edited.look().unwrap(), Look { edits: 1, ..Look::default() });
        drop(edited);
        let mut noted = Store::create(&path("noted")).unwrap();
        noted.keep("views", "[]").unwrap();
        drop(noted);
        let open = Store::create(&path("open")).unwrap();
        std::fs::write(path("odd"), "no project").unwrap();
        let gone: Vec<bool> =
            ["empty", "edited", "noted", "open", "odd", "none"].map(|name| take_away_if_empty(&path(name))).to_vec();
        assert_eq!(gone, [true, false, false, false, false, false]);
        assert!(!path("empty").exists() && path("odd").exists() && !path("none").exists());
        drop(open);
    }
}
