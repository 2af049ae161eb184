//! Arguments in, a window or a command out. Exit status: 0 done, 1 no event was found, 2 an error.

use clap::{Parser, Subcommand};
use dateline::cli::{self, Outcome};
use std::path::PathBuf;
use std::process::ExitCode;

/// See what happened when: article files in, a timeline out, and every date proved by its sentence.
#[derive(Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Articles, folders or timelines to open in the window
    files: Vec<PathBuf>,
    /// How the window is painted; the other one is tried where this one cannot start
    #[arg(long, value_parser = ["glow", "wgpu"])]
    renderer: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Make one timeline out of article files
    Build(cli::Build),
    /// Show what was found in one article
    Inspect(cli::Inspect),
}

fn main() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("error,lopdf=off")).init();
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Some(Command::Build(build)) => cli::build(&build),
        Some(Command::Inspect(inspect)) => cli::inspect(&inspect),
        None => window(arguments.files, arguments.renderer.as_deref()),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Ok(Outcome::SomeFailed) => ExitCode::from(2),
        Err(error) => {
            eprintln!("dateline: {error:#}");
            ExitCode::from(2)
        }
    }
}

#[cfg(feature = "gui")]
fn window(files: Vec<PathBuf>, renderer: Option<&str>) -> anyhow::Result<Outcome> {
    dateline::gui::run(files, renderer).map(|()| Outcome::Done)
}

#[cfg(not(feature = "gui"))]
fn window(_files: Vec<PathBuf>, _renderer: Option<&str>) -> anyhow::Result<Outcome> {
    anyhow::bail!("this Dateline was built without its window; use `dateline build` or `dateline inspect`")
}
