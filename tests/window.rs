//! The window, driven by what a screen reader sees of it. With `DATELINE_SNAPSHOTS=1` it is also compared with the
//! pictures in `tests/snapshots`.
#![cfg(feature = "gui")]

#[path = "window/fixture.rs"]
mod fixture;

use dateline::gui::{App, Choice, Dialogs, Purpose};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Answers instead of a user; an empty list is a dialog that was cancelled.
#[derive(Default)]
struct Answers(Mutex<Vec<PathBuf>>);

impl Dialogs for Answers {
    fn ask(&self, _purpose: &Purpose) -> Choice {
        let paths = std::mem::take(&mut *self.0.lock().unwrap());
        if paths.is_empty() { Choice::Cancelled } else { Choice::Paths(paths) }
    }
}

struct NoDialogs;

impl Dialogs for NoDialogs {
    fn ask(&self, _purpose: &Purpose) -> Choice {
        Choice::Unavailable
    }
}

type Window = Harness<'static, App>;

fn window_with(paths: Vec<PathBuf>, dialogs: Arc<dyn Dialogs>, theme: egui::Theme) -> Window {
    let mut window = Harness::builder()
        .with_size([1440.0, 900.0])
        .with_theme(theme)
        .with_max_steps(30)
        .with_render_cursor(false)
        .build_eframe(|cc| App::new(&cc.egui_ctx, paths, dialogs));
    settle(&mut window);
    window
}

fn window(paths: Vec<PathBuf>) -> Window {
    window_with(paths, Arc::new(Answers::default()), egui::Theme::Light)
}

/// Runs until workers and window are at rest.
fn settle(window: &mut Window) {
    let begun = Instant::now();
    loop {
        window.run();
        if !window.state().is_working() {
            window.run();
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "the window does not come to rest");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Compares the window with its picture, where pictures are asked for.
fn picture(window: &mut Window, name: &str) {
    if std::env::var_os("DATELINE_SNAPSHOTS").is_some_and(|v| v == "1") {
        window.snapshot(name);
    }
}

#[test]
fn an_empty_window_says_what_to_do() {
    let mut window = window(Vec::new());
    window.get_by_label("Open files…");
    window.get_by_label("Open folder…");
    window.get_by_label("Paste text");
    window.get_by_label("Everything stays on this computer");
    picture(&mut window, "empty");
}

#[test]
fn look() {
    let folder = tempfile::tempdir().unwrap();
    for (theme, name) in [(egui::Theme::Light, "loaded-light"), (egui::Theme::Dark, "loaded-dark")] {
        let mut window = window_with(fixture::files(folder.path()), Arc::new(NoDialogs), theme);
        window.get_by_label("List").click();
        window.run();
        picture(&mut window, &format!("list-{name}"));
        window.get_by_label_contains("20 Mar 2019, Ferry crews walk out").click();
        window.run();
        window.get_by_label("Source text").click();
        settle(&mut window);
        picture(&mut window, name);
    }
}
