//! The project on the desk: which file keeps it, and what the user has to know of that.

use super::keeper::{self, Keep, Keeper, Kept};
use super::state::State;
use super::untitled::Untitled;
use super::work::Worker;
use crate::project::store::{self, StoreError};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;

/// The list of projects that were open before, in the home of projects.
const RECENT: &str = "recent.json";

#[derive(Default)]
pub struct Desk {
    /// The folder of projects without a name and of the list of recent ones; without one nothing is kept that the user
    /// has not named.
    home: Option<PathBuf>,
    keeper: Option<Keeper>,
    /// Puts keepers away, which may still be writing, one after the other.
    leaving: Option<JoinHandle<()>>,
    path: Option<PathBuf>,
    /// Why the project cannot be written.
    pub trouble: Option<String>,
    /// Is it opened because it was open before, not because the user asked?
    comes_back: bool,
    unkept: bool,
    recent: Vec<(String, PathBuf)>,
    /// Projects without a name that earlier runs have left.
    untitled: Vec<Untitled>,
    opening: bool,
}

impl Desk {
    pub fn settle_at(&mut self, home: PathBuf, worker: &Worker) {
        worker.find_untitled(home.clone());
        self.home = Some(home);
        self.look_up();
    }

    /// Takes over which projects without a name there are.
    pub fn found(&mut self, untitled: Vec<Untitled>) {
        self.untitled = untitled;
        self.look_up();
    }

    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The name of the project, where the user gave it one.
    pub fn name(&self) -> Option<String> {
        let path = self.path.as_deref()?;
        let named = self.home.is_none() || path.parent() != self.home.as_deref();
        named.then(|| stem(path))
    }

    /// Is a project on its way?
    pub fn is_opening(&self) -> bool {
        self.opening
    }

    /// The projects that were open before, the newest first.
    pub fn recent(&self) -> &[(String, PathBuf)] {
        &self.recent
    }

    /// Looks up which projects were open before; not to be done while painting.
    fn look_up(&mut self) {
        let all = self.home.iter().flat_map(|home| store::recent(&home.join(RECENT)));
        let untitled = |path: &Path| self.untitled.iter().find(|u| u.path == path).map(|u| u.words.clone());
        let words = |r: &store::Recent| match untitled(&r.path) {
            Some(words) => words,
            None if r.title.is_empty() => stem(&r.path),
            None => r.title.clone(),
        };
        let mut recent: Vec<(String, PathBuf)> =
            all.filter(|r| r.path.is_file()).map(|r| (words(&r), r.path)).collect();
        for Untitled { path, words } in self.untitled.iter().filter(|u| u.path.is_file()) {
            if !recent.iter().any(|(_, known)| known == path) {
                recent.push((words.clone(), path.clone()));
            }
        }
        self.recent = recent;
    }

    /// Opens the project that was open last.
    pub fn come_back(&mut self, state: &State, worker: &Worker) {
        if let Some((_, path)) = self.recent.first().cloned() {
            self.open(path, state, worker);
            self.comes_back = true;
        }
    }

    /// Puts away the project at hand, whole on the disk, and begins to open another.
    pub fn open(&mut self, path: PathBuf, state: &State, worker: &Worker) {
        let put_away = self.put_away();
        self.opening = true;
        worker.open(std::path::absolute(&path).unwrap_or(path), state.landmarks(), put_away);
    }

    /// Lets the file go once all is kept that can be: without waiting for it. What is given back ends when it is done.
    pub fn put_away(&mut self) -> Receiver<()> {
        let (done, put_away) = channel();
        let keeper = self.keeper.take();
        let before = self.leaving.take();
        self.leaving = Some(std::thread::spawn(move || {
            drop(keeper);
            // One that panicked has nothing left to write.
            let _ = before.map(JoinHandle::join);
            drop(done);
        }));
        (self.path, self.trouble) = (None, None);
        (self.opening, self.comes_back, self.unkept) = (false, false, false);
        put_away
    }

    /// Takes an opened project; false where it is better to begin anew.
    pub fn opened(
        &mut self,
        opened: Result<(store::Store, &crate::project::EditLog), StoreError>,
        worker: &Worker,
    ) -> Result<bool, String> {
        self.opening = false;
        let comes_back = std::mem::take(&mut self.comes_back);
        match opened {
            // Another window has it: this one begins anew.
            Ok((store, _)) if comes_back && store.read_only().is_some() => Ok(false),
            Ok((store, edits)) => {
                self.path = Some(store.path().to_owned());
                self.trouble = store.read_only().map(ToString::to_string);
                self.keeper = Some(Keeper::new(store, edits, worker.reporter()));
                Ok(true)
            }
            Err(why) => Err(why.to_string()),
        }
    }

    /// Keeps what is not kept yet; makes a project without a name where there is none.
    pub fn keep(&mut self, state: &mut State, worker: &Worker) {
        if self.opening {
            return;
        }
        let unkept = state.take_unkept();
        if self.keeper.is_none() {
            let nothing = unkept.is_empty() && state.project.edits().all().is_empty();
            let (Some(home), false) = (&self.home, nothing) else { return };
            let path = keeper::untitled(home);
            self.keeper = Some(Keeper::create(path.clone(), worker.reporter()));
            self.path = Some(path);
            self.note(state.sources.first().map_or("", |s| s.title.as_str()));
        }
        if let Some(keeper) = &mut self.keeper {
            unkept.into_iter().for_each(|what| keeper.keep(what));
            keeper.keep_edits(state.project.edits());
        }
    }

    /// Makes the project at hand another file, or a copy of it.
    ///
    /// Gives back a sentence where there is nothing to do.
    pub fn save(&mut self, path: PathBuf, copy: bool) -> Option<String> {
        let path = std::path::absolute(&path).unwrap_or(path);
        if self.path.as_ref() == Some(&path) {
            return Some("The project is kept there already.".to_owned());
        }
        if let Some(keeper) = &self.keeper {
            keeper.keep(if copy { Keep::Copy(path) } else { Keep::Rename(path) });
        }
        None
    }

    /// Is there something that could not be kept, and would be lost?
    pub fn has_unkept(&self) -> bool {
        self.unkept
    }

    /// What became of what was to be kept, as a sentence where the user should know; an error is marked.
    pub fn kept(&mut self, kept: Kept) -> Option<Result<String, String>> {
        match kept {
            Kept::All => {
                self.unkept = false;
                self.trouble.take().map(|_| Ok("Everything is kept again.".to_owned()))
            }
            Kept::Not(why) => {
                self.trouble = Some(why.to_string());
                self.unkept = true;
                Some(Err(why.to_string()))
            }
            Kept::Copied(Ok(path)) => Some(Ok(format!("A copy is at {}", path.display()))),
            Kept::Renamed(Ok(path)) => {
                let sentence = format!("The project is kept in {}", path.display());
                (self.path, self.trouble) = (Some(path), None);
                self.note("");
                Some(Ok(sentence))
            }
            Kept::Copied(Err(why)) | Kept::Renamed(Err(why)) => Some(Err(why.to_string())),
        }
    }

    /// Puts the project on top of the recent ones.
    pub fn note(&mut self, title: &str) {
        if let (Some(home), Some(path)) = (&self.home, &self.path) {
            // Where it cannot be made there is no list either.
            let _ = std::fs::create_dir_all(home);
            let title = if self.name().is_some() { "" } else { title };
            // The list is a convenience; the project itself is kept elsewhere.
            let _ = store::note_recent(&home.join(RECENT), path, title);
            self.look_up();
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.leaving.take().map(JoinHandle::join);
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
