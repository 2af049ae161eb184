//! The real binary on a display of its own: the window comes up, keeps running, and without any display the failure
//! is told in one sentence.
#![cfg(all(feature = "gui", target_os = "linux"))]

#[path = "display/mod.rs"]
mod display;

use display::{PATIENCE, Running, comes_up, dateline, display, ticks, told};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The window has to stay for as long.
const STAY: Duration = Duration::from_secs(3);

/// Every article of the examples.
fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() > 5, "the examples are there");
    files
}

#[test]
fn the_window_comes_up_with_all_examples_and_stays() {
    let Some((_server, display)) = display() else { return };
    let home = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    let mut command = dateline(home.path());
    command.args(examples()).env("DISPLAY", &display).env("LIBGL_ALWAYS_SOFTWARE", "1");
    let mut window = Running(command.spawn().unwrap());
    comes_up(&mut window, &display);
    println!("a window after {} ms", begun.elapsed().as_millis());
    sleep(STAY);
    assert!(window.0.try_wait().unwrap().is_none(), "the window did not stay: {}", told(&mut window));
    window.0.kill().unwrap();
    let told = told(&mut window);
    assert!(!told.contains("panicked"), "{told}");
}

#[test]
fn a_window_at_rest_paints_nothing() {
    /// One frame drawn by software takes a debug build longer than this.
    const LESS_THAN_A_FRAME: u64 = 3;
    let Some((_server, display)) = display() else { return };
    let home = tempfile::tempdir().unwrap();
    let article = home.path().join("council.txt");
    std::fs::write(&article, "The council of Port Ellery approved the budget on 2 April 2019.\n").unwrap();
    let mut command = dateline(home.path());
    command.arg(&article).env("DISPLAY", &display).env("LIBGL_ALWAYS_SOFTWARE", "1");
    let mut window = Running(command.spawn().unwrap());
    let begun = Instant::now();
    let mut least = u64::MAX;
    // What is read first and blinks at the start has its time; then ten seconds must pass without work.
    while least >= LESS_THAN_A_FRAME && begun.elapsed() < PATIENCE {
        let before = ticks(window.0.id());
        sleep(Duration::from_secs(10));
        assert!(window.0.try_wait().unwrap().is_none(), "{}", told(&mut window));
        least = least.min(ticks(window.0.id()) - before);
    }
    println!("{least} hundredths of a second of processor time in 10 s at rest");
    assert!(least < LESS_THAN_A_FRAME, "{least} hundredths of a second of processor time in 10 s at rest");
}

#[test]
fn without_a_display_the_failure_is_told_in_words() {
    let home = tempfile::tempdir().unwrap();
    let output = dateline(home.path()).env_remove("DISPLAY").output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(told.contains("The window could not be opened"), "{told}");
    assert!(!told.contains("panicked"), "{told}");
}
