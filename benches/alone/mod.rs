//! A window that nobody sits at.

use dateline::gui::{Choice, Dialogs, Purpose};
use std::path::Path;

/// No dialog is answered and no other program begun.
pub struct NoDialogs;

impl Dialogs for NoDialogs {
    fn ask(&self, _purpose: &Purpose) -> Choice {
        Choice::Cancelled
    }

    fn launch(&self, _path: &Path) -> Result<(), String> {
        Err("not here".to_owned())
    }
}
