//! What was read, written as a project.

use crate::export::{self, Format};
use crate::project::store::{FileBytes, Store};
use crate::project::{Edit, EditLog, Found, Loaded, Source};
use std::path::Path;
use std::sync::Arc;

/// A file with the articles that were read from it and their places.
type File = (Option<Arc<FileBytes>>, Vec<(usize, Source)>);

/// All that a project is made of, in the order in which it was asked for.
#[derive(Default)]
pub struct Contents {
    files: Vec<File>,
    /// Place, origin and JSON.
    timelines: Vec<(usize, String, String)>,
}

impl Contents {
    /// What was found in an input; `project` is its path where it is one.
    pub fn add(&mut self, place: usize, name: &str, found: &Found, project: Option<&Path>) -> anyhow::Result<()> {
        let mut sources = Vec::new();
        for loaded in &found.loaded {
            match loaded {
                Loaded::Article(source) => sources.push((place, source.clone())),
                Loaded::Timeline(timeline) => {
                    self.timelines.push((place, name.to_owned(), export::to_string(timeline, Format::Json)));
                }
            }
        }
        match project {
            Some(path) => self.files.extend(files_in(path, sources)?),
            None => self.files.push((found.file.clone(), sources)),
        }
        Ok(())
    }

    /// Writes the project; one that is there is replaced, unless a window has it open.
    pub fn keep(&self, path: &Path, edits: &EditLog) -> anyhow::Result<()> {
        whole(path, |new| {
            let mut store = Store::create(new)?;
            self.fill(&mut store)?;
            let json: Vec<String> = edits.in_force().iter().map(|edit| edit.to_json()).collect();
            store.append_edits(&json.iter().map(String::as_str).collect::<Vec<_>>())?;
            Ok(store)
        })
    }

    fn fill(&self, store: &mut Store) -> anyhow::Result<()> {
        let files: Vec<_> = self.files.iter().map(|(file, sources)| (file.as_deref(), sources.as_slice())).collect();
        store.add_files(&files)?;
        let sources: Vec<Source> = self.files.iter().flat_map(|(_, all)| all).map(|(_, s)| s.clone()).collect();
        store.put_analyses(&sources)?;
        for (place, origin, json) in &self.timelines {
            store.add_timeline(*place, origin, json)?;
        }
        Ok(())
    }
}

/// Writes a project under another name, or its own, with an edit more; all else in it stays as it is, its title, its views
/// and what this program cannot read.
pub fn copy(from: &Path, path: &Path, edit: Option<&Edit>) -> anyhow::Result<()> {
    whole(path, |new| {
        Store::open_read_only(from)?.save_copy(new)?;
        let mut store = Store::open(new)?;
        if let Some(edit) = edit {
            store.append_edit(&edit.to_json())?;
        }
        Ok(store)
    })
}

/// A file of a project whole or not at all: it is made beside, under another name.
fn whole(path: &Path, make: impl FnOnce(&Path) -> anyhow::Result<Store>) -> anyhow::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let new = path.with_file_name(name);
    let kept = make(&new).and_then(|store| Ok(store.save_copy(path)?));
    // It has been copied, or is of no use.
    let _ = std::fs::remove_file(&new);
    kept
}

/// The articles of a project with the files that they were read from.
fn files_in(project: &Path, sources: Vec<(usize, Source)>) -> anyhow::Result<Vec<File>> {
    let store = Store::open_read_only(project)?;
    let mut files: Vec<File> = Vec::new();
    for (place, source) in sources {
        let file = store.file_of(&source.article.id)?;
        match files.last_mut() {
            Some((Some(last), all)) if file.as_ref() == Some(&**last) => all.push((place, source)),
            _ => files.push((file.map(Arc::new), vec![(place, source)])),
        }
    }
    Ok(files)
}
