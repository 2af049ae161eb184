//! A project under hard conditions: its program killed at any moment, a full disk, media that cannot be written.

use dateline::project::store::{SavedEdits, Store, Trouble};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Tells this test program that it is the one to be killed, and which project it writes.
const PROJECT: &str = "DATELINE_TORTURE_PROJECT";
const SEED: &str = "DATELINE_TORTURE_SEED";
/// Killed so often in all, by so many at once.
const KILLS: usize = 500;
const AT_ONCE: usize = 4;

/// Numbers by chance, the same for the same seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}

/// What the script does as its `number`th step, from a state.
enum Step {
    Push(String),
    Move(usize),
}

fn step(seed: u64, number: u64, state: &SavedEdits) -> Step {
    let mut chance = Chance(seed ^ number.wrapping_mul(0x1234_5678_9ABC_DEF1));
    match chance.below(10) {
        0 | 1 if state.done > 0 => Step::Move(state.done - 1),
        2 if state.done < state.edits.len() => Step::Move(state.done + 1),
        // Now and then one that is spread over many pages.
        3 => Step::Push(format!("{{\"step\":{number},\"note\":\"{}\"}}", "long ".repeat(chance.below(9_000) as usize))),
        _ => Step::Push(format!("{{\"step\":{number}}}")),
    }
}

/// The state after a step.
fn after(step: &Step, mut state: SavedEdits) -> SavedEdits {
    match step {
        Step::Push(json) => {
            state.edits.truncate(state.done);
            state.edits.push(json.clone());
            state.done += 1;
        }
        Step::Move(done) => state.done = *done,
    }
    state
}

/// The program that is killed: makes edits and says of each that it is done. Without its project it is no test.
#[test]
fn child() {
    let (Ok(path), Ok(seed)) = (std::env::var(PROJECT), std::env::var(SEED)) else { return };
    let seed = seed.parse().expect("a number");
    let mut store = Store::open(Path::new(&path)).expect("the project opens");
    assert!(store.read_only().is_none(), "{:?}", store.read_only());
    let mut state = store.edits().expect("the edits");
    for number in 0.. {
        let step = step(seed, number, &state);
        match &step {
            Step::Push(json) => store.append_edit(json),
            Step::Move(done) => store.set_position(*done),
        }
        .expect("the edit is kept");
        state = after(&step, state);
        println!("\ndone {number}");
    }
}

/// Kills a child after some edits; how many it said were done.
fn killed(path: &Path, seed: u64, chance: &mut Chance) -> u64 {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "child", "--nocapture"])
        .env(PROJECT, path)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a child");
    let said = BufReader::new(child.stdout.take().expect("its output"));
    let (wait_for, then) = (chance.below(8), Duration::from_micros(chance.below(3_000)));
    if wait_for == 0 {
        // While it starts, opens the project and rolls back what the one before it left.
        std::thread::sleep(then * 5);
        child.kill().expect("killed");
    }
    let mut done = 0;
    for line in said.lines().map_while(Result::ok) {
        done += u64::from(line.strip_prefix("done ").is_some_and(|n| n.parse() == Ok(done)));
        if wait_for > 0 && done == wait_for {
            std::thread::sleep(then);
            child.kill().expect("killed");
        }
    }
    let status = child.wait().expect("its end");
    assert!(!status.success() && status.code().is_none(), "it ended by itself: {status}");
    done
}

/// In memory where that can be: what a killed program has written is there with or without a disk, and it is faster.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a scratch folder")
}

#[test]
#[cfg(unix)]
fn no_edit_is_lost_when_the_program_is_killed() {
    let run = |thread: usize| {
        let folder = folder();
        let path = folder.path().join("torture.dateline");
        drop(Store::create(&path).expect("a project"));
        let mut state = SavedEdits::default();
        let mut chance = Chance(thread as u64);
        let (mut acknowledged, mut in_flight) = (0, 0);
        for round in 0..KILLS / AT_ONCE {
            let seed = chance.below(u64::MAX);
            let done = killed(&path, seed, &mut chance);
            for number in 0..done {
                state = after(&step(seed, number, &state), state);
            }
            let store = Store::open(&path).expect("it opens again");
            assert!(store.read_only().is_none(), "nobody holds it any more");
            store.check().expect("it is whole");
            let kept = store.edits().expect("the edits");
            if kept != state {
                // What was written and not yet said.
                state = after(&step(seed, done, &state), state);
                in_flight += 1;
            }
            assert!(kept == state, "thread {thread}, kill {round}, seed {seed}: {done} edits were done");
            acknowledged += done;
        }
        (acknowledged, in_flight)
    };
    let counts: Vec<(u64, u64)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..AT_ONCE).map(|thread| scope.spawn(move || run(thread))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no edit was lost")).collect()
    });
    let sum = |of: fn(&(u64, u64)) -> u64| counts.iter().map(of).sum::<u64>();
    println!("{KILLS} kills, {} edits acknowledged, {} more in flight", sum(|c| c.0), sum(|c| c.1));
    assert!(sum(|c| c.0) > KILLS as u64, "most were killed in the middle of their work");
}

/// A file system of its own, in memory and small; gone at the end.
struct Small(tempfile::TempDir);

impl Small {
    /// `None` where this user may not mount.
    fn new(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let small = Self(folder);
        small.mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).then_some(small)
    }

    fn mount(&self, options: &[&str]) -> bool {
        let mount = Command::new("mount").args(options).arg(self.0.path()).stderr(Stdio::null()).status();
        mount.is_ok_and(|status| status.success())
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        // One that was never mounted is no trouble.
        let _ = Command::new("umount").arg(self.0.path()).stderr(Stdio::null()).status();
    }
}

#[test]
fn a_full_disk_loses_nothing() {
    let Some(disk) = Small::new("400k") else {
        return eprintln!("not tested: this user may not mount a small disk");
    };
    let path = disk.0.path().join("full.dateline");
    let mut store = Store::create(&path).expect("a project");
    let mut kept = Vec::new();
    let error = loop {
        let edit = format!("{{\"number\":{},\"note\":\"{}\"}}", kept.len(), "x".repeat(5_000));
        match store.append_edit(&edit) {
            Ok(()) => kept.push(edit),
            Err(error) => break error,
        }
        assert!(kept.len() < 1_000, "the disk is small");
    };
    assert_eq!(error.trouble, Trouble::DiskFull, "{error}");
    assert!(kept.len() > 10, "{}", kept.len());
    assert_eq!(store.edits().expect("the edits").edits, kept);
    store.check().expect("it is whole");
    drop(store);
    let mut store = Store::open(&path).expect("it opens on a full disk");
    assert_eq!(store.edits().expect("the edits").edits, kept);
    let elsewhere = tempfile::tempdir().expect("a scratch folder");
    store.save_copy(&elsewhere.path().join("copy.dateline")).expect("the way out");
    let inside = store.save_copy(&disk.0.path().join("copy.dateline")).expect_err("no room for a copy");
    assert_eq!(inside.trouble, Trouble::DiskFull, "{inside}");
    assert!(disk.mount(&["-o", "remount,size=8m"]));
    store.append_edit("{}").expect("with room it goes on");
    assert_eq!(store.edits().expect("the edits").done, kept.len() + 1);
}

#[test]
fn media_that_cannot_be_written_are_read() {
    let Some(disk) = Small::new("4m") else {
        return eprintln!("not tested: this user may not mount a disk that is only read");
    };
    let path = disk.0.path().join("kept.dateline");
    let mut store = Store::create(&path).expect("a project");
    store.append_edit("{}").expect("an edit");
    drop(store);
    assert!(disk.mount(&["-o", "remount,ro"]));
    let mut store = Store::open(&path).expect("it can be read");
    assert_eq!(store.read_only().expect("why").trouble, Trouble::ReadOnly);
    assert_eq!(store.edits().expect("the edits").done, 1);
    let error = store.append_edit("{}").expect_err("it cannot be written");
    assert!(error.to_string().contains("may not be written, so it can only be read. Save a copy"), "{error}");
    let elsewhere = tempfile::tempdir().expect("a scratch folder");
    let copy = elsewhere.path().join("copy.dateline");
    store.save_copy(&copy).expect("the way out");
    assert!(Store::open(&copy).expect("the copy").read_only().is_none());
    assert_eq!(Store::create(&disk.0.path().join("new.dateline")).expect_err("no new one").trouble, Trouble::ReadOnly);
}

/// Where nobody mounts: a file and a folder without the right to write. The superuser may write all the same.
#[test]
#[cfg(unix)]
fn a_file_or_folder_without_permission_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let path = folder.path().join("kept.dateline");
    drop(Store::create(&path).expect("a project"));
    let allow = |path: &Path, mode| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).expect("allowed");
    allow(&path, 0o444);
    if std::fs::OpenOptions::new().write(true).open(&path).is_ok() {
        return eprintln!("not tested: this user may write everything");
    }
    let trouble = |path: &Path| Store::open(path).expect("it can be read").read_only().map(|why| why.trouble);
    assert_eq!(trouble(&path), Some(Trouble::ReadOnly));
    allow(&path, 0o644);
    allow(folder.path(), 0o555);
    assert_eq!(trouble(&path), Some(Trouble::ReadOnly));
    allow(folder.path(), 0o755);
    assert_eq!(trouble(&path), None);
}
