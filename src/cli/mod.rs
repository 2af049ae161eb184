//! The commands without a window. Results go to standard output, progress and errors to standard error.

mod build;
mod gather;
mod inspect;
mod keep;
mod names;
mod read;
mod save;
mod told;

pub use build::{Build, build};
pub use inspect::{Inspect, inspect};

use crate::article::Passwords;
use crate::landmark::Landmarks;
use crate::project::read_landmarks;
use crate::time::Discourse;
use anyhow::{Context, anyhow, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use std::fmt::Display;
use std::path::PathBuf;

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    NothingFound,
    /// Some files could not be read; the others went on.
    SomeFailed,
}

/// A date for what is called so.
type Named = (String, NaiveDate);

/// One sentence on standard error.
fn tell(sentence: impl Display) {
    eprintln!("dateline: {sentence}");
}

/// What is known of all articles beside their own text.
#[derive(Args)]
struct How {
    /// A file of your own calendar knowledge, used beside what Dateline comes with
    #[arg(long, value_name = "FILE", conflicts_with = "no_landmarks")]
    landmarks: Option<PathBuf>,
    /// Use no calendar knowledge: date by the words of the articles alone
    #[arg(long)]
    no_landmarks: bool,
    /// A password for files that are locked; may be given more than once
    #[arg(long = "password", value_name = "PASSWORD")]
    passwords: Vec<String>,
    /// How the articles tell their times, where what Dateline finds out by itself is wrong
    #[arg(long, value_enum)]
    told: Option<Told>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Told {
    /// Seen from the day of publication
    News,
    /// Seen from the time that the story has come to
    History,
}

impl From<Told> for Discourse {
    fn from(told: Told) -> Self {
        match told {
            Told::News => Self::News,
            Told::History => Self::Narrative,
        }
    }
}

impl How {
    fn landmarks(&self) -> anyhow::Result<Landmarks> {
        let Some(path) = &self.landmarks else { return Ok(Landmarks::shipped()) };
        read_landmarks(path).map_err(|why| anyhow!(why))
    }

    fn passwords(&self) -> Passwords {
        self.passwords.iter().cloned().collect()
    }
}

/// A date on the command line: `2016-11-20`, or in words.
fn date(text: &str) -> anyhow::Result<NaiveDate> {
    crate::time::parse_day(text)
        .with_context(|| format!("\"{text}\" is no complete date; write it as YYYY-MM-DD or as \"20 November 2016\""))
}

/// `NAME=DATE`; a name may hold "=", a date does not.
fn named_date(text: &str) -> anyhow::Result<Named> {
    match text.rsplit_once('=') {
        Some((name, day)) if !name.is_empty() => Ok((name.to_owned(), date(day)?)),
        _ => bail!("\"{text}\" is not of the form NAME=DATE"),
    }
}
