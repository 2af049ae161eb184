//! The commands without a window. Results go to standard output, progress and errors to standard error.

mod build;
mod inspect;
mod save;

pub use build::{Build, build};
pub use inspect::{Inspect, inspect};

use anyhow::{Context, bail};
use chrono::NaiveDate;

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    NothingFound,
    /// Some files could not be read; the others went on.
    SomeFailed,
}

/// A date on the command line: `2016-11-20`, or in words.
fn date(text: &str) -> anyhow::Result<NaiveDate> {
    crate::time::parse_day(text)
        .with_context(|| format!("\"{text}\" is no complete date; write it as YYYY-MM-DD or as \"20 November 2016\""))
}

/// `NAME=DATE`.
fn named_date(text: &str) -> anyhow::Result<(String, NaiveDate)> {
    match text.split_once('=') {
        Some((name, day)) if !name.is_empty() => Ok((name.to_owned(), date(day)?)),
        _ => bail!("\"{text}\" is not of the form NAME=DATE"),
    }
}
