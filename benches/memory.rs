//! What the program needs to make one timeline of many articles: its time, and its memory at most, beside their text.
//! The program is started as a user starts it, with one thread and with two.
//!
//! `cargo bench --no-default-features --bench memory`, or `cargo bench … -- 500` for fewer articles, or `-- FOLDER` for
//! articles of your own (plain text).

#[path = "made/text.rs"]
mod made;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const ARTICLES: usize = 10_000;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let made = tempfile::tempdir_in("target").expect("a folder");
    let folder = match asked.first() {
        Some(asked) if asked.parse::<usize>().is_err() => PathBuf::from(asked),
        asked => {
            let articles = asked.and_then(|a| a.parse().ok()).unwrap_or(ARTICLES);
            for number in 0..articles {
                std::fs::write(made.path().join(format!("{number:05}.txt")), made::text(number)).expect("a file");
            }
            made.path().to_owned()
        }
    };
    let bytes = size(&folder);
    println!("{:.1} MB of text", bytes as f64 / 1e6);
    for threads in [1, 2] {
        let (took, peak) = build(&folder, threads);
        let speed = bytes as f64 / 1e6 / took.as_secs_f64();
        let memory = peak.map_or_else(
            || "its memory is told on Linux only".to_owned(),
            |peak| format!("{:.0} MB at most, {:.1} times the text", peak as f64 / 1e6, peak as f64 / bytes as f64),
        );
        println!("with {threads} threads {took:.1?}, {speed:.1} MB/s; {memory}");
    }
}

fn size(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).expect("a folder").flatten();
    files.filter_map(|file| file.metadata().ok()).filter(|m| m.is_file()).map(|m| m.len()).sum()
}

/// How long the program took, and the most memory it held, as far as the system tells.
fn build(folder: &Path, threads: usize) -> (Duration, Option<u64>) {
    let begun = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["build", "--format", "json", "--threads", &threads.to_string()])
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let mut peak = None;
    while program.try_wait().expect("a child").is_none() {
        peak = peak.max(held(program.id()));
        sleep(Duration::from_millis(5));
    }
    (begun.elapsed(), peak)
}

/// The most memory that a process has held so far, in bytes.
fn held(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(peak.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}
