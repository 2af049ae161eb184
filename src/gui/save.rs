//! Writing an export: beside its place first, then renamed into it, so that no half file is ever left under its name.

use crate::export::{self, Format};
use crate::timeline::Timeline;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why an export was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// A file of that name is there; it may be replaced if the user says so.
    Exists(PathBuf),
    /// One sentence on the cause and one on what to do.
    Failed(String),
}

/// Writes a timeline and gives back the path it has.
pub fn save(timeline: &Timeline, path: PathBuf, format: Format, replace: bool) -> Result<PathBuf, SaveError> {
    if !replace && path.exists() {
        return Err(SaveError::Exists(path));
    }
    let text = export::to_string(timeline, format);
    write(&path, text.as_bytes()).map_err(|error| SaveError::Failed(explain(&path, &error)))?;
    Ok(path)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".part-{}", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = fs::File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The first error is the one to tell; what is left of the attempt is taken away if it can be.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn explain(path: &Path, error: &io::Error) -> String {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).display();
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            format!("There is no folder {folder}. Make it first, or choose another.")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            format!("{folder} cannot be written to. Choose a folder of your own.")
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            format!("There is no room left in {folder}. Free some, or choose another place.")
        }
        io::ErrorKind::IsADirectory => format!("{} is a folder. Add a file name to it.", path.display()),
        _ => format!("{} could not be written: {error}. Choose another place.", path.display()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_whole_or_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let timeline = Timeline { title: "A title".to_owned(), ..Timeline::default() };
        let path = folder.path().join("a.json");
        assert_eq!(save(&timeline, path.clone(), Format::Json, false), Ok(path.clone()));
        assert_eq!(export::open(&path), Some(Ok(timeline.clone())));
        assert_eq!(save(&timeline, path.clone(), Format::Json, false), Err(SaveError::Exists(path.clone())));
        assert_eq!(save(&timeline, path.clone(), Format::Json, true), Ok(path));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn failures_say_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let told = |path: PathBuf| match save(&Timeline::default(), path, Format::Ron, true) {
            Err(SaveError::Failed(sentence)) => sentence,
            other => panic!("{other:?}"),
        };
        assert!(told(folder.path().join("none/a.ron")).contains("Make it first"));
        assert!(told(folder.path().to_owned()).contains("Add a file name"));
    }
}
