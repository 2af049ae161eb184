//! A whole session with the real binary on a display of its own, by keyboard: articles are opened, events reviewed,
//! merged and dated anew, all of it undone and redone, searched, kept as a view, exported, and the window closed. What is
//! asserted is what stands in the project and in the export.
//!
//! Nothing waits for a length of time: each stroke is sent when the window is at rest, and what it does is looked for in
//! the project file, which is written at once.
#![cfg(all(feature = "gui", target_os = "linux"))]

#[path = "display/mod.rs"]
mod display;

use dateline::export;
use dateline::project::store::{SavedEdits, Store};
use display::{PATIENCE, Running, comes_up, dateline, display, ticks, told};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// So long without work, and the window is at rest; a field with a cursor blinks twice a second.
const REST: Duration = Duration::from_millis(120);
/// A window that never rests is typed into all the same.
const RESTLESS: Duration = Duration::from_secs(3);
const REVIEWED: usize = 10;

struct Session {
    window: Running,
    display: String,
    project: PathBuf,
}

impl Session {
    fn xdotool(&self, arguments: &[&str]) -> Option<String> {
        let output = Command::new("xdotool").args(arguments).env("DISPLAY", &self.display).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Waits until this is there; a picture is left behind where it does not come.
    fn wait<T>(&mut self, what: &str, mut look: impl FnMut(&Self) -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = look(self) {
                return found;
            }
            assert!(self.window.0.try_wait().unwrap().is_none(), "the window closed: {}", told(&mut self.window));
            if begun.elapsed() > PATIENCE {
                let picture = std::env::temp_dir().join("dateline-session.png");
                let name = picture.display().to_string();
                // Where it cannot be taken, the sentence still tells what is wrong.
                let _ = Command::new("import").args(["-window", "root", &name]).env("DISPLAY", &self.display).status();
                panic!("{what} did not come; see {name}");
            }
            sleep(Duration::from_millis(20));
        }
    }

    /// Waits until the window does nothing.
    fn rest(&self) {
        let begun = Instant::now();
        while begun.elapsed() < RESTLESS {
            let before = ticks(self.window.0.id());
            sleep(REST);
            if ticks(self.window.0.id()) <= before + 1 {
                return;
            }
        }
    }

    fn key(&self, keys: &str) {
        self.rest();
        self.xdotool(&["key", "--clearmodifiers", keys]).expect("the key is sent");
    }

    fn type_words(&self, words: &str) {
        self.rest();
        self.xdotool(&["type", "--delay", "30", words]).expect("the words are sent");
    }

    /// The edits in the project.
    fn edits(&self) -> Option<SavedEdits> {
        Store::open_read_only(&self.project).ok()?.edits().ok()
    }

    /// Waits until so many edits are in force, and gives back the newest.
    fn done(&mut self, done: usize) -> String {
        self.wait(&format!("edit {done}"), |session| {
            let saved = session.edits().filter(|saved| saved.done == done)?;
            Some(done.checked_sub(1).and_then(|at| saved.edits.get(at)).cloned().unwrap_or_default())
        })
    }

    fn kept(&self, name: &str) -> Option<String> {
        Store::open_read_only(&self.project).ok()?.kept(name).ok()?
    }
}

fn has(program: &str) -> bool {
    let found = Command::new(program).arg("version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    assert!(found || std::env::var_os("CI").is_none(), "{program} is needed in CI");
    found
}

#[test]
fn a_session_by_keyboard_is_in_the_project_and_in_the_export() {
    if !has("xdotool") {
        eprintln!("skipped: xdotool is not installed");
        return;
    }
    let Some((_server, display)) = display() else { return };
    let begun = Instant::now();
    let home = tempfile::tempdir().unwrap();
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let mut command = dateline(home.path());
    command.arg(&articles).env("DISPLAY", &display).env("LIBGL_ALWAYS_SOFTWARE", "1");
    let mut window = Running(command.spawn().unwrap());
    comes_up(&mut window, &display);
    let project = home.path().join("dateline/projects/Untitled 1.dateline");
    let mut session = Session { window, display, project };
    // All is read, and its events are found.
    let events: usize = session.wait("the number of events", |session| session.kept("events")?.parse().ok());
    assert!(events > 40, "{events} events");
    session.wait("the focus", |session| session.xdotool(&["search", "--name", "^Dateline$", "windowfocus"]));

    // Review: the next event comes by itself.
    session.key("j");
    let first = Instant::now();
    for number in 1..=REVIEWED {
        session.key("space");
        let edit = session.done(number);
        assert!(edit.contains(r#""set":"review","to":"confirmed""#), "{edit}");
    }
    println!("{REVIEWED} events reviewed in {:.1?}", first.elapsed());
    let mut done = REVIEWED + 1;
    session.key("x");
    let edit = session.done(done);
    assert!(edit.contains(r#""to":"rejected""#), "{edit}");

    // Two that stand beside each other become one, which gets a date in words.
    session.key("shift+Down");
    session.key("m");
    session.key("Return");
    done += 1;
    let edit = session.done(done);
    assert!(edit.starts_with(r#"{"edit":"merge""#), "{edit}");
    session.key("r");
    session.key("ctrl+a");
    session.type_words("spring 2019");
    session.key("Return");
    done += 1;
    let edit = session.done(done);
    assert!(edit.contains(r#""typed":"spring 2019""#), "{edit}");

    // All of it is taken back and made again; nothing of it is forgotten.
    let all = session.edits().expect("the edits").edits;
    assert_eq!(all.len(), done);
    for left in (0..done).rev() {
        session.key("ctrl+z");
        session.done(left);
    }
    for again in 1..=done {
        session.key("ctrl+shift+z");
        session.done(again);
    }
    assert_eq!(session.edits().expect("the edits").edits, all);

    // What is searched is kept as a view.
    session.key("slash");
    session.type_words("obama -clinton");
    session.key("Return");
    session.key("ctrl+d");
    session.type_words("The president");
    session.key("Return");
    let views = session.wait("the view", |session| session.kept("views"));
    assert!(views.contains(r#""name":"The president","query":"obama -clinton""#), "{views}");

    // The export is what the command line makes of the project.
    let (by_window, by_command) = (home.path().join("window.json"), home.path().join("command.json"));
    session.key("ctrl+e");
    session.key("ctrl+a");
    session.type_words(&by_window.display().to_string());
    session.key("Return");
    session.wait("the export", |_| by_window.exists().then_some(()));
    session.key("ctrl+q");
    let closing = Instant::now();
    while session.window.0.try_wait().unwrap().is_none() {
        assert!(closing.elapsed() < PATIENCE, "the window does not close");
        sleep(Duration::from_millis(20));
    }
    let told = told(&mut session.window);
    assert!(!told.contains("panicked"), "{told}");
    let store = Store::open(&session.project).expect("the project is let go");
    assert!(store.read_only().is_none(), "nobody has it open");
    store.check().expect("the file is whole");
    drop(store);
    let built = dateline(home.path()).arg("build").arg(&session.project).arg("-o").arg(&by_command).status();
    assert!(built.expect("the command runs").success());
    let open = |path: &Path| export::open(path).expect("a timeline").expect("it can be read");
    let (exported, built) = (open(&by_window), open(&by_command));
    assert_eq!(exported.events.len(), events - 2, "one is rejected, two are one");
    assert_eq!(exported, built);
    let confirmed = exported.events.iter().filter(|e| e.review == dateline::event::Review::Confirmed).count();
    assert!((REVIEWED - 1..=REVIEWED).contains(&confirmed), "{confirmed} confirmed; one may be merged");
    let dated = exported.events.iter().filter_map(|e| e.when.as_ref()).filter(|w| w.text == "spring 2019").count();
    assert_eq!(dated, 1);
    println!("the session took {:.1?}", begun.elapsed());
}
