//! The real binary on a display of its own: the window comes up, keeps running, and without any display the failure
//! is told in one sentence.
#![cfg(all(feature = "gui", target_os = "linux"))]

use std::io::{BufRead, BufReader, Read};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Debug builds on a busy machine with software rendering take their time.
const PATIENCE: Duration = Duration::from_secs(60);
/// The window has to stay for as long.
const STAY: Duration = Duration::from_secs(3);

/// A process that ends with its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A virtual display and its name; `None` where Xvfb is not installed, which is no excuse in CI.
fn display() -> Option<(Running, String)> {
    let server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut server = match server {
        Ok(server) => Running(server),
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "Xvfb is needed in CI: {error}");
            eprintln!("skipped: Xvfb is not installed ({error}); install it to try the real window");
            return None;
        }
    };
    let mut number = String::new();
    BufReader::new(server.0.stdout.take()?).read_line(&mut number).expect("Xvfb says its display");
    let socket = format!("/tmp/.X11-unix/X{}", number.trim());
    let asked = Instant::now();
    // The number is told before every machine lets clients in.
    while UnixStream::connect(&socket).is_err() && asked.elapsed() < STAY {
        sleep(Duration::from_millis(50));
    }
    Some((server, format!(":{}", number.trim())))
}

fn dateline(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("HOME", home)
        .env("XDG_DATA_HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// What windows there are; `None` where no tool can tell.
fn windows(display: &str) -> Option<String> {
    let output = Command::new("xwininfo").args(["-display", display, "-root", "-tree"]).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

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
    while windows(&display).is_some_and(|all| !all.contains("\"Dateline\"")) {
        assert!(window.0.try_wait().unwrap().is_none(), "{}", told(&mut window));
        assert!(begun.elapsed() < PATIENCE, "no window after {PATIENCE:?}");
        sleep(Duration::from_millis(20));
    }
    println!("a window after {} ms", begun.elapsed().as_millis());
    sleep(STAY);
    assert!(window.0.try_wait().unwrap().is_none(), "the window did not stay: {}", told(&mut window));
    window.0.kill().unwrap();
    let told = told(&mut window);
    assert!(!told.contains("panicked"), "{told}");
}

/// Ticks of processor time that a process has used, a hundredth of a second each.
fn ticks(process: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("the process runs");
    // The name in brackets may hold spaces; user and system time are the 12th and 13th word after it.
    let words: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    words[11].parse::<u64>().unwrap() + words[12].parse::<u64>().unwrap()
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

/// Everything a process that has ended wrote to standard error.
fn told(process: &mut Running) -> String {
    let mut text = String::new();
    if let Some(mut stderr) = process.0.stderr.take() {
        stderr.read_to_string(&mut text).expect("what it says is text");
    }
    text
}
