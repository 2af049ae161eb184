//! Writing a file whole or not at all.

use anyhow::Context;
use std::fs;
use std::path::Path;

/// Writes beside the target and renames, so that no reader ever sees half a file.
pub fn save(path: &Path, text: &str) -> anyhow::Result<()> {
    let name = path.file_name().with_context(|| format!("{} names no file", path.display()))?;
    let mut beside = name.to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(beside);
    fs::write(&part, text)
        .and_then(|()| fs::rename(&part, path))
        .inspect_err(|_| drop(fs::remove_file(&part)))
        .with_context(|| format!("{} cannot be written; choose another place with -o", path.display()))
}
