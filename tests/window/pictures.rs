//! Every state of the window that the timeline is part of, as a picture in both themes; and that what matters is told.

use super::*;
use dateline::gui::Command;
use dateline::project::Loaded;
use dateline::timeline::Timeline;
use egui_kittest::SnapshotResults;

const THEMES: [(egui::Theme, &str); 2] = [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")];

/// Shows a state in both themes.
fn both(name: &str, of: impl Fn() -> Project, reach: impl Fn(&mut Window)) {
    let mut results = SnapshotResults::new();
    for (theme, suffix) in THEMES {
        let mut window = window_with(of(), Vec::new(), Arc::new(Answers::default()), theme);
        reach(&mut window);
        settle(&mut window);
        picture(&mut window, &format!("{name}-{suffix}"));
        results.extend(window.take_snapshot_results());
    }
}

fn key(window: &mut Window, key: Key) {
    window.key_press(key);
    settle(window);
}

/// The timeline alone, without the text of an article.
fn timeline_of(timeline: Timeline) -> Project {
    let mut project = Project::default();
    project.add(Loaded::Timeline(Arc::new(timeline)));
    project
}

#[test]
fn lanes() {
    both("lanes", fixture::project, |window| {
        key(window, Key::Num3);
        shows(window, "Lane Navy");
    });
}

#[test]
fn folded_gaps() {
    both("folded", fixture::project, |window| {
        key(window, Key::Z);
        shows(window, "without events are folded");
    });
}

#[test]
fn moving_dates() {
    both("moving", fixture::project, |window| {
        key(window, Key::E);
        shows(window, "Drag an event to another date");
        key(window, Key::Escape);
        assert!(window.query_all_by_label_contains("Drag an event to another date").next().is_none());
        key(window, Key::E);
    });
}

#[test]
fn a_menu_on_a_mark() {
    both("menu", fixture::project, |window| {
        key(window, Key::Period);
        key(window, Key::Menu);
        shows(window, Command::Around.entry().name);
    });
}

#[test]
fn filtered_to_nothing() {
    both("nothing", fixture::project, |window| {
        type_into(window, "Search", "walk bridge medicine");
        settle(window);
        shows(window, "None of 10 events shown");
    });
}

#[test]
fn no_date_at_all() {
    let undated = || timeline_of(fixture::undated());
    both("relative", undated, |window| shows(window, "after publication"));
}

#[test]
fn the_deepest_zoom() {
    both("closest", fixture::project, |window| {
        key(window, Key::Period);
        for _ in 0..2 {
            key(window, Key::F);
        }
        for _ in 0..12 {
            key(window, Key::W);
        }
    });
}

#[test]
fn the_smallest_window() {
    both("small", fixture::project, |window| {
        window.set_size(egui::vec2(900.0, 600.0));
        settle(window);
        key(window, Key::ArrowDown);
        key(window, Key::ArrowDown);
        key(window, Key::I);
    });
}

#[test]
fn twice_the_size() {
    both("twice", fixture::project, |window| {
        window.set_pixels_per_point(2.0);
        window.set_size(egui::vec2(720.0, 450.0));
        settle(window);
    });
    both("drawer", fixture::project, |window| {
        window.set_pixels_per_point(2.0);
        window.set_size(egui::vec2(720.0, 450.0));
        key(window, Key::P);
    });
}
