//! `dateline build`: one timeline out of many files.

use super::keep::Contents;
use super::save::save;
use super::{How, Outcome, date, named_date};
use crate::article;
use crate::export::{self, Format};
use crate::landmark::Landmarks;
use crate::project::{Edit, Found, Input, Loaded, Progress, Project, load, store};
use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

#[derive(Args)]
pub struct Build {
    /// Article files, folders of them, timelines exported before, or - for an article on standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Write here instead of to standard output; the ending tells the format: .json, .ron, or .dateline for a project
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// ron or json
    #[arg(long, value_parser = format)]
    format: Option<Format>,
    /// When every article was published, above what the files say
    #[arg(long, value_parser = date, value_name = "DATE")]
    published: Option<NaiveDate>,
    /// When one article was published, by its file name, or by its own name where a file holds several ("a.mbox#3",
    /// "a.zip/b.txt"); may be given more than once
    #[arg(long, value_parser = named_date, value_name = "NAME=DATE")]
    published_of: Vec<(String, NaiveDate)>,
    #[command(flatten)]
    how: How,
    /// How many files to read at once; one for each core if not given
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

fn format(name: &str) -> anyhow::Result<Format> {
    Format::ALL
        .into_iter()
        .find(|f| f.ending() == name)
        .with_context(|| format!("\"{name}\" is no format; choose ron or json"))
}

pub fn build(arguments: &Build) -> anyhow::Result<Outcome> {
    let into_project = arguments.output.as_deref().filter(|path| arguments.format.is_none() && is_project_name(path));
    let format = if into_project.is_some() { Format::Json } else { output_format(arguments)? };
    let inputs: Vec<Input> = article::files(&arguments.files).into_iter().map(Input::File).collect();
    if inputs.is_empty() {
        bail!(
            "there is no readable file in what was given; Dateline reads {}, and its own timelines",
            article::FORMATS
        );
    }
    let names: Vec<String> = inputs.iter().map(Input::name).collect();
    let file_of = |name: &str| names.iter().any(|file| is_called(file, name) || holds(file, name));
    if let Some((name, _)) = arguments.published_of.iter().find(|(name, _)| !file_of(name)) {
        bail!("--published-of names {name}, which is not among the files");
    }
    let results = read_all(&inputs, &arguments.how.landmarks()?, arguments.threads)?;
    let mut project = Project::default();
    if arguments.how.no_landmarks {
        project.edit(Edit::SetCalendar { on: false });
    }
    let mut failed = false;
    let mut contents = Contents::default();
    let mut articles: Vec<String> = Vec::new();
    for (place, (name, result)) in names.iter().zip(results).enumerate() {
        match result {
            Some(Ok(found)) => {
                if into_project.is_some() {
                    contents.add(place, name, &found);
                }
                for problem in found.problems {
                    failed = true;
                    eprintln!("dateline: {problem}");
                }
                for loaded in found.loaded {
                    if let Loaded::Article(source) = &loaded {
                        articles.push(source.article.source.clone());
                    }
                    add(&mut project, name, loaded, arguments);
                }
            }
            Some(Err(error)) => {
                failed = true;
                eprintln!("dateline: {error}");
            }
            None => failed = true,
        }
    }
    if into_project.is_some() && project.edits().next_undo().is_some() {
        bail!(
            "--published, --told and --no-landmarks cannot be written into a project; set them in the window instead"
        );
    }
    // A file that could not be read has been told of already.
    let is_known = |name: &str| names.iter().chain(&articles).any(|known| is_called(known, name));
    if let Some((name, _)) = arguments.published_of.iter().find(|(name, _)| !is_known(name)) {
        bail!("--published-of names {name}, but no article of its file is called so");
    }
    for sentence in likenesses(&project) {
        eprintln!("dateline: {sentence}");
    }
    let timeline = project.timeline();
    match into_project {
        Some(path) => contents.keep(path)?,
        None => write(arguments.output.as_deref(), &export::to_string(&timeline, format))?,
    }
    Ok(match () {
        () if failed => Outcome::SomeFailed,
        () if timeline.events.is_empty() => Outcome::NothingFound,
        () => Outcome::Done,
    })
}

fn is_project_name(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(store::ENDING))
}

fn output_format(arguments: &Build) -> anyhow::Result<Format> {
    match (arguments.format, &arguments.output) {
        (Some(format), _) => Ok(format),
        (None, Some(path)) => Format::of(path).with_context(|| {
            format!("{} does not tell the format; end it in .ron, .json or .dateline, or give --format", path.display())
        }),
        (None, None) => Ok(Format::Json),
    }
}

fn add(project: &mut Project, name: &str, loaded: Loaded, arguments: &Build) {
    if let Loaded::Article(source) = &loaded {
        let of =
            |called: &str| arguments.published_of.iter().find(|(n, _)| is_called(called, n)).map(|(_, date)| *date);
        // The article's own name says more than that of its file.
        if let Some(date) = of(&source.article.source).or_else(|| of(name)).or(arguments.published) {
            project.edit(Edit::SetPublished { article: source.article.id.clone(), date: Some(date) });
        }
        if let Some(told) = arguments.how.told {
            let article = source.article.id.clone();
            project.edit(Edit::SetDiscourse { article, discourse: Some(told.into()) });
        }
    }
    project.add(loaded);
}

/// Which articles have much the same text, each pair once.
fn likenesses(project: &Project) -> Vec<String> {
    /// More sentences nobody reads.
    const MOST: usize = 20;
    let name = |source: usize| file_name(&project.sources()[source].article.source);
    let all = project.alike();
    // The later article is told of; where its own nearest is another one, the earlier tells of the pair.
    let once = all.iter().filter(|a| a.article > a.other || !all.contains(&a.turned()));
    let told: Vec<String> = once.map(|a| format!("{}: {}", name(a.article), a.in_words(name(a.other)))).collect();
    let more = told.len().saturating_sub(MOST);
    let rest = (more > 0).then(|| format!("{more} further articles have much the same text as others."));
    told.into_iter().take(MOST).chain(rest).collect()
}

/// Whether a file or an article may be called by this name: the last part of its own, or more parts of it.
fn is_called(known: &str, name: &str) -> bool {
    file_name(known) == name
        || known.strip_suffix(name).is_some_and(|head| head.is_empty() || head.ends_with(['/', '\\']))
}

/// Whether a name may be that of an article in a file: the file's, and a part behind it.
fn holds(file: &str, name: &str) -> bool {
    name.match_indices(['#', '/', '\\']).any(|(at, _)| at > 0 && is_called(file, &name[..at]))
}

fn file_name(name: &str) -> &str {
    Path::new(name).file_name().and_then(|n| n.to_str()).unwrap_or(name)
}

type ReadResult = Option<Result<Found, article::ReadError>>;

/// Reads all inputs; the results stand in the order of the inputs.
fn read_all(inputs: &[Input], landmarks: &Landmarks, threads: Option<usize>) -> anyhow::Result<Vec<ReadResult>> {
    let bar = progress_bar(inputs.len());
    let results: Vec<Mutex<ReadResult>> = inputs.iter().map(|_| Mutex::new(None)).collect();
    let report = |index: usize, progress: Progress| {
        let result = match progress {
            Progress::Done(found) => Ok(found),
            Progress::Failed(error) => Err(error),
            Progress::Reading | Progress::Finding { .. } | Progress::Cancelled => return,
        };
        *results[index].lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(result);
        bar.inc(1);
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .build()
        .context("the threads for reading could not be started")?;
    pool.install(|| load(inputs, export::READER, landmarks, &AtomicBool::new(false), &report));
    bar.finish_and_clear();
    Ok(results.into_iter().map(|m| m.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)).collect())
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

fn write(path: Option<&Path>, text: &str) -> anyhow::Result<()> {
    match path {
        Some(path) => save(path, text),
        None => print(text),
    }
}

/// To standard output; a reader that goes away ("| head") is no error.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(error).context("standard output cannot be written")
        }
        _ => Ok(()),
    }
}
