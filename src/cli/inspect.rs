//! `dateline inspect`: everything that was found in one article, for people or as JSON.

use super::build::print;
use super::{How, Outcome, date};
use crate::article::{self, Published};
use crate::event::{self, Event, Reading};
use crate::export;
use crate::project::{Input, Source};
use crate::time::resolve_all;
use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use std::fmt::Write;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Args)]
pub struct Inspect {
    /// An article file, or - for standard input
    file: PathBuf,
    /// When it was published, above what the file says
    #[arg(long, value_parser = date, value_name = "DATE")]
    published: Option<NaiveDate>,
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    #[command(flatten)]
    how: How,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people, in colour on a terminal
    Text,
    Json,
}

pub fn inspect(arguments: &Inspect) -> anyhow::Result<Outcome> {
    if let Some(what) = other_than_article(&arguments.file)? {
        let file = arguments.file.display();
        bail!("{file} is {what}, and `inspect` looks at one article; `dateline build {file}` gives the events in it");
    }
    let contents = article::open(&arguments.file, &arguments.how.passwords())?;
    for problem in &contents.problems {
        eprintln!("dateline: {problem}");
    }
    if contents.articles.len() > 1 {
        eprintln!("dateline: the first of {} articles is shown; `build` takes all.", contents.articles.len());
    }
    let article = contents.into_first(&arguments.file.display().to_string())?;
    let analysis = event::analyse(&article);
    let source = Source::new(Arc::new(article), Arc::new(analysis), &arguments.how.landmarks()?);
    let calendar = !arguments.how.no_landmarks;
    let published = arguments.published.map_or_else(|| source.published(calendar), Published::by_user);
    let reading = source.reading(published.date, arguments.how.told.map(Into::into), calendar);
    let events = event::events(&source.article, source.analysis(), &reading);
    match arguments.format {
        Form::Json => {
            let inspection = export::inspect(&source, &published, &reading, calendar, &events);
            let mut text =
                serde_json::to_string_pretty(&inspection).context("the analysis could not be written as JSON")?;
            text.push('\n');
            print(&text)?;
        }
        Form::Text => print(&report(&source, &published, &reading, calendar, &events))?,
    }
    Ok(if events.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}

/// What a file is that other commands read.
fn other_than_article(path: &Path) -> Result<Option<&'static str>, article::ReadError> {
    if Input::File(path.to_owned()).is_project() {
        return Ok(Some("a project"));
    }
    let timeline = path.is_file().then(|| export::open(path)).flatten().transpose()?;
    Ok(timeline.map(|_| "a timeline"))
}

/// ANSI marks, or nothing.
struct Paint(bool);

impl Paint {
    fn bold(&self, text: &str) -> String {
        if self.0 { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn dim(&self, text: &str) -> String {
        if self.0 { format!("\x1b[2m{text}\x1b[0m") } else { text.to_owned() }
    }
}

fn report(source: &Source, published: &Published, reading: &Reading, calendar: bool, events: &[Event]) -> String {
    let (article, analysis) = (&source.article, source.analysis());
    let paint = Paint(std::io::stdout().is_terminal());
    let mut out = String::new();
    let mut line = |text: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{text}");
    };
    line(paint.bold(&article.title()));
    let day = published.date.map_or_else(|| "unknown".to_owned(), crate::time::day_in_words);
    line(format!("Published: {day} {}", paint.dim(&format!("({})", published.reason))));
    for candidate in source.candidates(calendar).iter().filter(|c| Some(c.date) != published.date) {
        line(paint.dim(&format!("           or {}: {}", crate::time::day_in_words(candidate.date), candidate.reason)));
    }
    for remark in &article.remarks {
        line(paint.dim(remark));
    }
    line(format!("\n{}", paint.bold(&format!("Blocks ({})", article.blocks.len()))));
    for block in &article.blocks {
        let text: String = block.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        line(format!("  {:<12}{}", export::block_name(block.kind), shortened(&text, 100)));
    }
    line(format!("\n{}", paint.bold(&format!("Times ({})", analysis.timexes.len()))));
    for (timex, resolved) in
        analysis.timexes.iter().zip(resolve_all(&analysis.timexes, reading.publication, reading.discourse))
    {
        let why = resolved.reasons.join("; ");
        line(format!(
            "  {:<24}{:<20}{}",
            timex.span.of(&article.text).replace('\n', " "),
            resolved.value,
            paint.dim(&why)
        ));
    }
    line(format!("\n{}", paint.bold(&format!("Events ({})", events.len()))));
    for event in events {
        let when = event.when.as_ref().map_or("undated", |w| w.text.as_str());
        line(format!("  {}", paint.bold(&event.title)));
        line(format!("    {when} · {} · {:?}", event.kind, event.status));
        for evidence in &event.evidence {
            line(format!("    “{}”", shortened(&evidence.quote.replace('\n', " "), 110)));
            for reason in &evidence.reasons {
                line(paint.dim(&format!("      {reason}")));
            }
        }
    }
    out
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
