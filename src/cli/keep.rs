//! What was read, written as a project.

use crate::export::{self, Format};
use crate::project::store::{FileBytes, Store};
use crate::project::{Found, Loaded, Source};
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
    /// What was found in an input.
    pub fn add(&mut self, place: usize, name: &str, found: &Found) {
        let mut sources = Vec::new();
        for loaded in &found.loaded {
            match loaded {
                Loaded::Article(source) => sources.push((place, source.clone())),
                Loaded::Timeline(timeline) => {
                    self.timelines.push((place, name.to_owned(), export::to_string(timeline, Format::Json)));
                }
            }
        }
        self.files.push((found.file.clone(), sources));
    }

    /// Writes the project whole or not at all; one that is there is replaced, unless a window has it open.
    pub fn keep(&self, path: &Path) -> anyhow::Result<()> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.new", std::process::id()));
        let new = path.with_file_name(name);
        let mut store = Store::create(&new)?;
        let kept = self.fill(&mut store).and_then(|()| Ok(store.save_copy(path)?));
        drop(store);
        // It has been copied, or is of no use.
        let _ = std::fs::remove_file(&new);
        kept
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
