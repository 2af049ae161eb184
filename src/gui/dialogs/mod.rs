//! Dialogs: the system's own for files, behind a trait so that tests answer instead of a user, and our modal ones.

pub mod export;
pub mod native;
pub mod open;
pub mod shortcuts;

use crate::export::Format;
use std::path::PathBuf;

/// What a file dialog is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    OpenFiles,
    OpenFolder,
    /// Where to write; the proposed path and its format.
    Save(PathBuf, Format),
}

/// What came of a file dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    Paths(Vec<PathBuf>),
    Cancelled,
    /// This system has no file dialog; a path can still be typed.
    Unavailable,
}

/// Asks for files. Called on a thread of its own; may take as long as the user does.
pub trait Dialogs: Send + Sync {
    fn ask(&self, purpose: &Purpose) -> Choice;
}

/// The modal dialog that is open, with what was typed into it.
pub enum Dialog {
    Open(open::OpenPath),
    Export(export::Export),
    Shortcuts,
}
