//! The real binary on a display of its own.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Debug builds on a busy machine with software rendering take their time.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// A display that was named lets clients in after so long at most.
const COMES_UP: Duration = Duration::from_secs(3);

/// A process that ends with its test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A virtual display and its name; `None` where Xvfb is not installed, which is no excuse in CI.
pub fn display() -> Option<(Running, String)> {
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
    while UnixStream::connect(&socket).is_err() && asked.elapsed() < COMES_UP {
        sleep(Duration::from_millis(50));
    }
    Some((server, format!(":{}", number.trim())))
}

pub fn dateline(home: &Path) -> Command {
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
pub fn windows(display: &str) -> Option<String> {
    let output = Command::new("xwininfo").args(["-display", display, "-root", "-tree"]).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Waits until the window is there.
pub fn comes_up(window: &mut Running, display: &str) {
    let begun = Instant::now();
    while windows(display).is_some_and(|all| !all.contains("\"Dateline\"")) {
        assert!(window.0.try_wait().unwrap().is_none(), "{}", told(window));
        assert!(begun.elapsed() < PATIENCE, "no window after {PATIENCE:?}");
        sleep(Duration::from_millis(20));
    }
}

/// Ticks of processor time that a process has used, a hundredth of a second each.
pub fn ticks(process: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("the process runs");
    // The name in brackets may hold spaces; user and system time are the 12th and 13th word after it.
    let words: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    words[11].parse::<u64>().unwrap() + words[12].parse::<u64>().unwrap()
}

/// Everything a process that has ended wrote to standard error.
pub fn told(process: &mut Running) -> String {
    let mut text = String::new();
    if let Some(mut stderr) = process.0.stderr.take() {
        stderr.read_to_string(&mut text).expect("what it says is text");
    }
    text
}
