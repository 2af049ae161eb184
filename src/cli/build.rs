//! `dateline build`: one timeline out of many files.

use super::gather::{Gathered, Given};
use super::keep::{Contents, copy};
use super::names::{file_name, holds, is_called};
use super::read::{After, read_all};
use super::save::save;
use super::{How, Named, Outcome, date, named_date, tell, told};
use crate::article;
use crate::export::{self, Choice, Format};
use crate::project::store::Store;
use crate::project::{Input, Project, Source, store};
use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::Args;
use same_file::is_same_file;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Build {
    /// Article files, folders of them, projects, timelines exported before, or - for an article on standard input
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
    published_of: Vec<Named>,
    /// Only events that were confirmed in the window
    #[arg(long)]
    confirmed_only: bool,
    /// Also events that were rejected or hidden; a timeline that was exported keeps its own in any case
    #[arg(long, conflicts_with = "confirmed_only")]
    all: bool,
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

/// Where the timeline goes.
enum Target<'a> {
    Project(&'a Path),
    /// A file, or standard output.
    Text(Option<&'a Path>, Format),
}

/// Is a file a project in which somebody has corrected something? That is not replaced unasked.
fn holds_edits(path: &Path) -> bool {
    let edits = Store::open_read_only(path).and_then(|store| store.edits());
    edits.is_ok_and(|edits| !edits.edits.is_empty())
}

pub fn build(arguments: &Build) -> anyhow::Result<Outcome> {
    let target = target(arguments)?;
    let inputs: Vec<Input> = article::files(&arguments.files).into_iter().map(Input::File).collect();
    if inputs.is_empty() {
        bail!(
            "there is no readable file in what was given; Dateline reads {}, its projects and its own timelines",
            article::FORMATS
        );
    }
    if let Target::Project(path) = target
        && !inputs.iter().filter_map(Input::path).any(|input| is_same_file(input, path).unwrap_or(false))
        && holds_edits(path)
    {
        bail!(
            "{} is a project with corrections already; name it among the files to add to it, or choose another name",
            path.display()
        );
    }
    let names: Vec<String> = inputs.iter().map(Input::name).collect();
    let are_projects: Vec<bool> = inputs.iter().map(Input::is_project).collect();
    let file_of = |name: &str| names.iter().any(|file| is_called(file, name) || holds(file, name));
    // Which articles a project holds is seen when it is read.
    let unknown = |name: &str| !file_of(name) && !are_projects.contains(&true);
    if let Some((name, _)) = arguments.published_of.iter().find(|(name, _)| unknown(name)) {
        bail!("--published-of names {name}, which is not among the files");
    }
    let alone = inputs.len() == 1;
    let mut gathered = Gathered::default();
    let mut contents = Contents::default();
    let after =
        After { settle: &|source| arguments.settled(source), for_project: matches!(target, Target::Project(_)) };
    let results = read_all(&inputs, &arguments.how, arguments.threads, &after)?;
    for (place, result) in results.into_iter().enumerate() {
        let (name, is_project) = (&names[place], are_projects[place]);
        match result {
            Some(Ok(found)) => {
                if let (Target::Project(_), false) = (&target, alone && is_project) {
                    let project = inputs[place].path().filter(|_| is_project);
                    contents.add(place, name, &found, project)?;
                }
                gathered.add(name, found, is_project, alone);
            }
            Some(Err(error)) => gathered.problem(error),
            None => gathered.failed = true,
        }
    }
    // A file that could not be read has been told of already.
    let is_known = |name: &str| gathered.knows(name) || names.iter().any(|file| is_called(file, name));
    if let Some((name, _)) = arguments.published_of.iter().find(|(name, _)| !is_known(name)) {
        let whose = if file_of(name) { "of its file" } else { "among the files" };
        bail!("--published-of names {name}, but no article {whose} is called so");
    }
    let said = gathered.edit_of(&arguments.given());
    said.iter().for_each(|edit| gathered.project.edit(edit.clone()));
    told::likenesses(&gathered.project).iter().for_each(tell);
    let shown = gathered.project.replay(&gathered.project.derive());
    told::unplaced(&shown.unplaced).iter().for_each(tell);
    let mut timeline = shown.timeline;
    match target {
        Target::Project(path) if gathered.failed && gathered.project.is_empty() => {
            tell(format!("Nothing could be read, so {} is not written.", path.display()));
        }
        Target::Project(path) => {
            if let Some(own) = &arguments.how.landmarks {
                let own = own.display();
                tell(format!("The calendar knowledge of {own} is not kept in a project; choose it in the window."));
            }
            match inputs.as_slice() {
                [Input::File(from)] if are_projects == [true] => copy(from, path, said.as_ref())?,
                _ => contents.keep(path, gathered.project.edits())?,
            }
        }
        Target::Text(path, format) => {
            let choice = arguments.choice(gathered.anew);
            let chosen = choice.of(&timeline);
            told::left_out(&timeline, &chosen, choice).iter().for_each(tell);
            // The articles are not needed any more, and a large timeline takes room to be written.
            gathered.project = Project::default();
            drop(timeline);
            write(path, &export::to_string(&chosen, format))?;
            timeline = chosen.into();
        }
    }
    Ok(match () {
        () if gathered.failed => Outcome::SomeFailed,
        () if timeline.events.is_empty() => Outcome::NothingFound,
        () => Outcome::Done,
    })
}

impl Build {
    fn given(&self) -> Given<'_> {
        let How { told, no_landmarks, .. } = self.how;
        Given { published: self.published, published_of: &self.published_of, told: told.map(Into::into), no_landmarks }
    }

    /// An article with its events as they are most likely asked for: what edits of projects say of it, and the date given for
    /// it alone, are not known yet.
    fn settled(&self, source: &Source) -> Source {
        let calendar = !self.how.no_landmarks;
        let publication = self.published.or_else(|| source.published(calendar).date);
        source.settled(publication, self.how.told.map(Into::into), calendar)
    }

    /// Who rejects or hides an event in the window wants a timeline without it. What is in a timeline that was exported was
    /// chosen then; where nothing else is read, to write it in another format loses none of it.
    fn choice(&self, anew: bool) -> Choice {
        match self.confirmed_only {
            true => Choice { confirmed_only: true, ..Choice::default() },
            false if self.all || !anew => Choice::ALL,
            false => Choice::default(),
        }
    }
}

fn target(arguments: &Build) -> anyhow::Result<Target<'_>> {
    let path = arguments.output.as_deref();
    match (arguments.format, path) {
        (Some(format), _) => Ok(Target::Text(path, format)),
        (None, Some(path)) if is_project_name(path) => {
            if arguments.confirmed_only {
                bail!(
                    "--confirmed-only is for a timeline, and {} is a project, which keeps all events; end it in .ron or .json",
                    file_name(&path.to_string_lossy())
                );
            }
            Ok(Target::Project(path))
        }
        (None, Some(path)) => Format::of(path).map(|format| Target::Text(Some(path), format)).with_context(|| {
            format!("{} does not tell the format; end it in .ron, .json or .dateline, or give --format", path.display())
        }),
        (None, None) => Ok(Target::Text(None, Format::Json)),
    }
}

fn is_project_name(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(store::ENDING))
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
