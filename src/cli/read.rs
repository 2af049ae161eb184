//! Reading all that a command was given, at once, with a bar on a terminal.

use super::How;
use crate::article::ReadError;
use crate::export;
use crate::project::{Found, Input, Loaded, Means, Progress, Source, load};
use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

/// Nothing where a thread was lost.
pub type ReadResult = Option<Result<Found, ReadError>>;

/// What is done with each article, and what with its file.
pub struct After<'a> {
    /// An article as it is needed later, with less than what reading it found.
    pub settle: &'a (dyn Fn(&Source) -> Source + Sync),
    pub for_project: bool,
}

/// Reads all inputs; the results stand in the order of the inputs.
pub fn read_all(
    inputs: &[Input],
    how: &How,
    threads: Option<usize>,
    after: &After<'_>,
) -> anyhow::Result<Vec<ReadResult>> {
    let (landmarks, passwords) = (how.landmarks()?, how.passwords());
    let After { settle, for_project } = *after;
    let means = Means { timelines: export::READER, landmarks: &landmarks, passwords: &passwords, for_project };
    let bar = progress_bar(inputs.len());
    let results: Vec<Mutex<ReadResult>> = inputs.iter().map(|_| Mutex::new(None)).collect();
    let report = |index: usize, progress: Progress| {
        let result = match progress {
            Progress::Done(mut found) => {
                for loaded in &mut found.loaded {
                    if let Loaded::Article(source) = loaded
                        && source.analysed().is_some()
                    {
                        *source = settle(source);
                    }
                }
                Ok(found)
            }
            Progress::Failed(error) => Err(error),
            Progress::Reading | Progress::Finding { .. } | Progress::Cancelled => return,
        };
        *results[index].lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
        bar.inc(1);
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .build()
        .context("the threads for reading could not be started")?;
    pool.install(|| load(inputs, means, &AtomicBool::new(false), &report));
    bar.finish_and_clear();
    Ok(results.into_iter().map(|m| m.into_inner().unwrap_or_else(PoisonError::into_inner)).collect())
}

/// On a terminal only, and only where there is something to wait for.
fn progress_bar(files: usize) -> ProgressBar {
    const ENOUGH: usize = 3;
    if files < ENOUGH || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{bar:32} {pos} of {len} files").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr()).with_style(style)
}
