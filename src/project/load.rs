//! Reading many inputs at once: each on its own, in any order, told as it goes.

use super::Source;
use super::store::{self, FileBytes, SavedEdits, Store};
use crate::article::{self, Article, ReadError};
use crate::event;
use crate::landmark::Landmarks;
use crate::timeline::Timeline;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How far a file of many articles is, is told each time that so many are done: some ten times a second.
const TOLD_EACH: usize = 50;

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    File(PathBuf),
    /// Text that was pasted; `name` stands for the file name.
    Text {
        name: String,
        text: String,
    },
}

impl Input {
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Text { name, .. } => name.clone(),
        }
    }

    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Text { .. } => None,
        }
    }
}

/// What an input turned out to be.
#[derive(Clone, Debug)]
pub enum Loaded {
    Article(Source),
    Timeline(Arc<Timeline>),
}

/// All that one input turned out to hold, and what of it could not be read.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub loaded: Vec<Loaded>,
    pub problems: Vec<ReadError>,
    /// The file that articles were read from, for keeping in a project.
    pub file: Option<Arc<FileBytes>>,
    /// Of a project: its edits.
    pub edits: SavedEdits,
}

/// How far one input is; told from worker threads.
#[derive(Debug)]
pub enum Progress {
    Reading,
    /// The file is read; the events of so many of its articles are found.
    Finding {
        done: usize,
        all: usize,
    },
    Done(Found),
    Failed(ReadError),
    /// Not begun when the user cancelled.
    Cancelled,
}

/// Reads timelines that were exported; their form belongs to a layer above this one.
#[derive(Clone, Copy)]
pub struct TimelineReader {
    /// Opens a file that holds one; `None` for any other file.
    pub open: fn(&Path) -> Option<Result<Timeline, ReadError>>,
    /// Reads one that a project keeps, as JSON.
    pub parse: fn(&str) -> Result<Timeline, ReadError>,
}

/// Reads all inputs on the current rayon pool, in any order; `report` gets each input's index and progress, and
/// exactly one of `Done`, `Failed` and `Cancelled` for each. Inputs not begun when `cancel` becomes true are left,
/// and so are the articles of a mailbox or archive that are not.
pub fn load(
    inputs: &[Input],
    timelines: TimelineReader,
    landmarks: &Landmarks,
    cancel: &AtomicBool,
    report: &(dyn Fn(usize, Progress) + Sync),
) {
    inputs.par_iter().enumerate().for_each(|(index, input)| {
        if cancel.load(Ordering::Relaxed) {
            return report(index, Progress::Cancelled);
        }
        report(index, Progress::Reading);
        let finding = |done, all| report(index, Progress::Finding { done, all });
        let found = load_one(input, timelines, landmarks, cancel, &finding);
        match found {
            Ok(found) => report(index, Progress::Done(found)),
            Err(error) => report(index, Progress::Failed(error)),
        }
    });
}

fn load_one(
    input: &Input,
    timelines: TimelineReader,
    landmarks: &Landmarks,
    cancel: &AtomicBool,
    finding: &(dyn Fn(usize, usize) + Sync),
) -> Result<Found, ReadError> {
    let (contents, file) = match input {
        Input::File(path) if store::is_project(path).unwrap_or(false) => {
            return read_project(path, timelines, landmarks);
        }
        Input::File(path) => match (timelines.open)(path) {
            Some(timeline) => {
                let loaded = vec![Loaded::Timeline(Arc::new(timeline?))];
                return Ok(Found { loaded, ..Found::default() });
            }
            None => {
                let (contents, bytes) = article::open_with_bytes(path)?;
                (contents, FileBytes::new(&path.display().to_string(), &bytes))
            }
        },
        Input::Text { name, text } => (article::pasted(name, text)?, FileBytes::new(name, text.as_bytes())),
    };
    let (done, all) = (AtomicUsize::new(0), contents.articles.len());
    finding(0, all);
    let source = |article: Article| {
        let analysis = event::analyse(&article);
        let source = Loaded::Article(Source::new(Arc::new(article), Arc::new(analysis), landmarks));
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(TOLD_EACH) {
            finding(done, all);
        }
        source
    };
    // A mailbox may hold thousands.
    let articles = contents.articles.into_par_iter().filter(|_| !cancel.load(Ordering::Relaxed));
    let loaded = articles.map(source).collect();
    Ok(Found { loaded, problems: contents.problems, file: Some(Arc::new(file)), edits: SavedEdits::default() })
}

fn read_project(path: &Path, timelines: TimelineReader, landmarks: &Landmarks) -> Result<Found, ReadError> {
    let store = Store::open_read_only(path)?;
    let loaded = store.contents(timelines, landmarks)?.into_iter().map(|(_, loaded)| loaded).collect();
    Ok(Found { loaded, edits: store.edits()?, ..Found::default() })
}
