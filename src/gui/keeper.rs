//! The project file behind the window: whatever is opened or said is kept at once, on a thread of its own. What cannot be
//! written is tried again until it can, in its order, and the user is told.

use super::untitled;
use super::work::Reporter;
use crate::export::{self, Format};
use crate::project::store::{FileBytes, Store, StoreError};
use crate::project::{Edit, EditLog, Loaded, Source};
use crate::timeline::Timeline;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long after a failure it is tried again.
const AGAIN: Duration = Duration::from_secs(3);

/// Something to be kept.
pub enum Keep {
    /// What was read from one input, with its place among all.
    Found { place: usize, name: String, file: Option<Arc<FileBytes>>, loaded: Vec<Loaded> },
    /// What was found in articles, so that it need not be found again.
    Analyses(Vec<Source>),
    /// Edits after the first so many, and how many of all are in force.
    Edits { after: usize, edits: Vec<Arc<Edit>>, done: usize },
    /// What the window keeps under a name.
    Note { name: &'static str, json: String },
    /// How many events there are, for the list of projects.
    Count(usize),
    /// A copy as another file.
    Copy(PathBuf),
    /// Another name for the file.
    Rename(PathBuf),
}

/// What the keeper tells the window.
pub enum Kept {
    /// All that was to be kept is.
    All,
    /// It could not be kept; it is tried again.
    Not(StoreError),
    Copied(Result<PathBuf, StoreError>),
    Renamed(Result<PathBuf, StoreError>),
}

/// Keeps one project. Dropped, it waits until everything is kept that can be.
pub struct Keeper {
    sender: Option<Sender<Keep>>,
    thread: Option<JoinHandle<()>>,
    /// The edits that are kept or on their way, and how many of them are in force.
    edits: Vec<Arc<Edit>>,
    done: usize,
}

impl Keeper {
    /// Keeps a project that is open; `edits` are those that it holds already.
    pub fn new(store: Store, edits: &EditLog, to: Reporter) -> Self {
        let path = store.path().to_owned();
        Self::start(Some(store), path, edits, to)
    }

    /// Makes a project and keeps it.
    pub fn create(path: PathBuf, to: Reporter) -> Self {
        Self::start(None, path, &EditLog::default(), to)
    }

    /// Without a store one is made; until it can be, what is to be kept waits.
    fn start(mut store: Option<Store>, mut path: PathBuf, edits: &EditLog, to: Reporter) -> Self {
        let (sender, receiver) = channel();
        let thread = std::thread::spawn(move || {
            let mut waiting = VecDeque::new();
            let mut told = None;
            loop {
                match store.take().map_or_else(|| create(&path), Ok) {
                    Ok(store) => {
                        if told.is_some() {
                            to.kept(Kept::Renamed(Ok(path)));
                        }
                        return work(store, waiting, &receiver, &to);
                    }
                    Err(why) if told.as_ref() != Some(&why) => {
                        told = Some(why.clone());
                        to.kept(Kept::Not(why));
                    }
                    Err(_) => {}
                }
                match receiver.recv_timeout(AGAIN) {
                    // Another place may be a better one.
                    Ok(Keep::Copy(other) | Keep::Rename(other)) => path = other,
                    Ok(what) => waiting.push_back(what),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
        });
        Self { sender: Some(sender), thread: Some(thread), edits: edits.all().to_vec(), done: edits.position() }
    }

    pub fn keep(&self, what: Keep) {
        if let Some(sender) = &self.sender {
            // The thread ends only after this.
            let _ = sender.send(what);
        }
    }

    /// Keeps whatever of the edits is not kept yet.
    pub fn keep_edits(&mut self, log: &EditLog) {
        let (all, done) = (log.all(), log.position());
        let last = |edits: &[Arc<Edit>]| edits.last().map(Arc::as_ptr);
        if done == self.done && all.len() == self.edits.len() && last(all) == last(&self.edits) {
            return;
        }
        let same = all.iter().zip(&self.edits).take_while(|(a, b)| Arc::ptr_eq(a, b)).count();
        self.keep(Keep::Edits { after: same, edits: all[same..].to_vec(), done });
        (self.edits, self.done) = (all.to_vec(), done);
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing left to wait for.
            let _ = thread.join();
        }
    }
}

fn create(path: &Path) -> Result<Store, StoreError> {
    if let Some(folder) = path.parent() {
        // Where it cannot be made, the project cannot either, and that says why.
        let _ = std::fs::create_dir_all(folder);
    }
    Store::create(path)
}

fn work(mut store: Store, mut waiting: VecDeque<Keep>, receiver: &Receiver<Keep>, to: &Reporter) {
    let mut told = write_all(&mut store, &mut waiting).inspect_err(|why| to.kept(Kept::Not(why.clone()))).err();
    loop {
        let next = if waiting.is_empty() {
            receiver.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            receiver.recv_timeout(AGAIN)
        };
        let closed = matches!(next, Err(RecvTimeoutError::Disconnected));
        let (orders, more): (Vec<Keep>, Vec<Keep>) =
            next.into_iter().chain(receiver.try_iter()).partition(|k| matches!(k, Keep::Copy(_) | Keep::Rename(_)));
        waiting.extend(more);
        let mut result = write_all(&mut store, &mut waiting);
        for order in orders {
            match order {
                Keep::Rename(path) => to.kept(Kept::Renamed(store.rename(&path).map(|()| path))),
                Keep::Copy(path) if store.read_only().is_some() || !waiting.is_empty() => {
                    // What could not be kept in the one is kept in the other.
                    let moved = store.save_new_copy(&path).and_then(|()| Store::open(&path));
                    to.kept(Kept::Renamed(moved.map(|copy| store = copy).map(|()| path)));
                }
                Keep::Copy(path) => to.kept(Kept::Copied(store.save_new_copy(&path).map(|()| path))),
                _ => {}
            }
            result = write_all(&mut store, &mut waiting);
        }
        match result {
            Ok(()) => {
                told = None;
                if store.read_only().is_none() {
                    to.kept(Kept::All);
                }
            }
            Err(why) if told.as_ref() != Some(&why) => {
                told = Some(why.clone());
                to.kept(Kept::Not(why));
            }
            Err(_) => {}
        }
        if closed {
            return;
        }
    }
}

/// Writes what waits, in its order; stops at the first that cannot be written.
fn write_all(store: &mut Store, waiting: &mut VecDeque<Keep>) -> Result<(), StoreError> {
    while let Some(first) = waiting.front() {
        write(store, first)?;
        waiting.pop_front();
    }
    Ok(())
}

fn write(store: &mut Store, what: &Keep) -> Result<(), StoreError> {
    match what {
        Keep::Found { place, name, file, loaded } => found(store, *place, name, file.as_deref(), loaded),
        Keep::Analyses(sources) => store.put_analyses(sources),
        Keep::Edits { after, edits, done } => {
            let json: Vec<String> = edits.iter().map(|e| e.to_json()).collect();
            store.replace_edits(*after, &json.iter().map(String::as_str).collect::<Vec<_>>(), *done)
        }
        Keep::Note { name, json } => store.keep(name, json),
        Keep::Count(events) => {
            // Nothing of the user's is lost where it cannot be written; what is will be told by what else is kept.
            let _ = store.keep(untitled::EVENTS, &events.to_string());
            Ok(())
        }
        // Orders, which nothing waits for.
        Keep::Copy(_) | Keep::Rename(_) => Ok(()),
    }
}

fn found(
    store: &mut Store,
    place: usize,
    name: &str,
    file: Option<&FileBytes>,
    loaded: &[Loaded],
) -> Result<(), StoreError> {
    let mut sources = Vec::new();
    let mut timelines: Vec<&Timeline> = Vec::new();
    for loaded in loaded {
        match loaded {
            Loaded::Article(source) => sources.push((place, source.clone())),
            Loaded::Timeline(timeline) => timelines.push(timeline),
        }
    }
    if !sources.is_empty() {
        store.add_sources(file, &sources)?;
    }
    timelines.iter().try_for_each(|t| store.add_timeline(place, name, &export::to_string(t, Format::Json)))
}

/// A file name for a project without a name, that is not there yet.
pub fn untitled(home: &Path) -> PathBuf {
    let name = |number: u32| home.join(format!("Untitled {number}.{}", crate::project::store::ENDING));
    (1..).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(0))
}
