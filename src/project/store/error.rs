//! What can go wrong with a project file: one sentence, and a way out.

use crate::article::ReadError;
use rusqlite::ErrorCode;
use std::fmt::Display;
use std::path::Path;

/// For those who open projects among other files.
impl From<StoreError> for ReadError {
    fn from(StoreError { message, hint, .. }: StoreError) -> Self {
        Self::new(message, hint)
    }
}

/// What kind of trouble it is, for windows that offer a button for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is not there, or its folder is not.
    Missing,
    /// A file of that name is there already.
    Exists,
    DiskFull,
    ReadOnly,
    /// Another window writes to it.
    Locked,
    NotAProject,
    Damaged,
    /// Made by a newer Dateline.
    Newer,
    /// The drive cannot lock or write as a project needs it; network drives often cannot.
    Drive,
    Other,
}

/// Why a project could not be opened or written: one sentence, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} {hint}")]
pub struct StoreError {
    pub trouble: Trouble,
    pub message: String,
    pub hint: String,
}

impl StoreError {
    pub(super) fn new(trouble: Trouble, message: String, hint: &str) -> Self {
        Self { trouble, message, hint: hint.to_owned() }
    }

    /// A content that no version of the program has written.
    pub(super) fn damaged(path: &Path, what: impl Display) -> Self {
        Self::new(
            Trouble::Damaged,
            format!("{} is damaged: {what}.", short(path)),
            "Open a copy of it, or make the project anew from the articles.",
        )
    }

    /// What SQLite says, in words.
    pub(super) fn of(path: &Path, error: &rusqlite::Error) -> Self {
        let name = short(path);
        let Some(code) = error.sqlite_error_code() else { return Self::damaged(path, error) };
        let (trouble, message, hint) = match code {
            ErrorCode::DiskFull => {
                (Trouble::DiskFull, format!("The disk is full: {name} could not be written."), DISK_FULL_HINT)
            }
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied => {
                (Trouble::ReadOnly, format!("{name} may not be written."), READ_ONLY_HINT)
            }
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
                (Trouble::Locked, format!("Another program is writing to {name}."), LOCKED_HINT)
            }
            ErrorCode::NotADatabase => return not_a_project(path),
            ErrorCode::DatabaseCorrupt => return Self::damaged(path, "parts of it cannot be read"),
            ErrorCode::CannotOpen => (
                Trouble::Missing,
                format!("{name} could not be opened."),
                "Check that its folder is there and that you may write to it.",
            ),
            ErrorCode::FileLockingProtocolFailed | ErrorCode::SystemIoFailure => {
                (Trouble::Drive, format!("The drive failed while {name} was read or written ({error})."), DRIVE_HINT)
            }
            _ => (Trouble::Other, format!("{name} could not be read or written ({error})."), "Try again."),
        };
        Self::new(trouble, message, hint)
    }

    /// A fault of the program while a project was opened.
    pub fn fault(path: &Path) -> Self {
        let message = format!("{} could not be opened: a fault in Dateline.", short(path));
        Self::new(Trouble::Other, message, "Please report it, with the project if you may.")
    }

    /// What the system says of a file, in words.
    pub(super) fn io(path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let name = short(path);
        let (trouble, message, hint) = match error.kind() {
            ErrorKind::NotFound => {
                (Trouble::Missing, format!("{name} does not exist."), "Check the name, or whether it was moved.")
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                (Trouble::DiskFull, format!("The disk is full: {name} could not be written."), DISK_FULL_HINT)
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                (Trouble::ReadOnly, format!("{name} may not be written."), READ_ONLY_HINT)
            }
            ErrorKind::AlreadyExists => (Trouble::Exists, format!("{name} is there already."), "Choose another name."),
            _ => (Trouble::Other, format!("{name} could not be written ({error})."), "Choose another place."),
        };
        Self::new(trouble, message, hint)
    }
}

const DISK_FULL_HINT: &str = "Make room on the disk, or save a copy on another one.";
const READ_ONLY_HINT: &str = "Save a copy in a folder of yours.";
const LOCKED_HINT: &str = "Close it there, or wait until it is done.";
const DRIVE_HINT: &str = "If it lies on a network drive, save a copy on this computer.";

pub(super) fn not_a_project(path: &Path) -> StoreError {
    StoreError::new(
        Trouble::NotAProject,
        format!("{} is no project of Dateline.", short(path)),
        "Open a file that ends in .dateline, or an article.",
    )
}

/// The file's name without its folder, for sentences.
pub(super) fn short(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Error, ErrorKind};

    #[test]
    fn troubles_are_told_apart() {
        let path = Path::new("/a/b.dateline");
        let of =
            |code: i32| StoreError::of(path, &rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None));
        assert_eq!(of(rusqlite::ffi::SQLITE_FULL).trouble, Trouble::DiskFull);
        assert_eq!(of(rusqlite::ffi::SQLITE_READONLY).trouble, Trouble::ReadOnly);
        assert_eq!(of(rusqlite::ffi::SQLITE_BUSY).trouble, Trouble::Locked);
        assert_eq!(of(rusqlite::ffi::SQLITE_CORRUPT).trouble, Trouble::Damaged);
        assert_eq!(of(rusqlite::ffi::SQLITE_NOTADB).trouble, Trouble::NotAProject);
        assert!(of(rusqlite::ffi::SQLITE_IOERR).to_string().contains("network drive"));
        assert_eq!(StoreError::of(path, &rusqlite::Error::QueryReturnedNoRows).trouble, Trouble::Damaged);
        let io = |kind: ErrorKind| StoreError::io(path, &Error::from(kind));
        assert_eq!(
            io(ErrorKind::NotFound).to_string(),
            "b.dateline does not exist. Check the name, or whether it was moved."
        );
        assert_eq!(io(ErrorKind::StorageFull).trouble, Trouble::DiskFull);
        assert_eq!(io(ErrorKind::TimedOut).trouble, Trouble::Other);
    }
}
