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
fn a_date_that_snaps_to_another() {
    both("snapping", fixture::project, |window| {
        key(window, Key::E);
        let mark = |window: &Window, title: &str| {
            let found = window.root().query_all(by().role(Role::ListItem).label_contains(title)).next();
            found.expect("a mark").rect().left_center() + egui::vec2(6.0, 0.0)
        };
        let from = mark(window, "Transport minister opens");
        let to = egui::pos2(mark(window, "walk out").x + 3.0, from.y + 2.0);
        window.hover_at(from);
        window.run();
        window.drag_at(from);
        window.run();
        for part in [0.3, 0.6, 1.0] {
            window.hover_at(from + (to - from) * part);
            window.run();
        }
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
fn an_article_of_unknown_date_among_dated_ones() {
    let mixed = || timeline_of(fixture::mixed());
    both("waiting", mixed, |window| {
        shows(window, "Not placed");
        shows(window, "Minister speaks to the press, the day of publication");
        shows(window, "Ferry crews walk out as harbour talks collapse, 20 March 2019");
    });
}

#[test]
fn times_of_day_with_their_zones() {
    let zoned = || timeline_of(fixture::zoned());
    both("zones", zoned, |window| {
        shows(window, "Lights go out in Ellery, 2 April 2019, 15:00 UTC");
        shows(window, "Cable parts under the ocean, 2 April 2019, 10:30 UTC−5");
        // 10:30 in a zone five hours behind is 15:30 at Greenwich, so it comes last.
        for _ in 0..3 {
            key(window, Key::Period);
        }
        shows(window, "2 April 2019, 10:30 UTC−5");
        key(window, Key::Comma);
        shows(window, "Time zone not stated");
    });
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
}

#[test]
fn the_sources_as_a_drawer() {
    both("drawer", fixture::project, |window| {
        window.set_pixels_per_point(2.0);
        window.set_size(egui::vec2(720.0, 450.0));
        key(window, Key::P);
    });
}

#[test]
fn what_is_filtered_out_as_ticks() {
    both("ghosts", fixture::project, |window| {
        type_into(window, "Search", "bridge");
        settle(window);
        window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
        settle(window);
        let shown = Command::Ghosts.entry().name;
        window.get_by_label("Command").type_text(shown);
        window.run();
        window.key_press(Key::Enter);
        settle(window);
        key(window, Key::Home);
        key(window, Key::Home);
    });
}

#[test]
fn the_menu_of_the_ruler() {
    both("ruler", fixture::project, |window| {
        let ruler = window.get_by_label_contains("Ruler: ").rect();
        window.hover_at(ruler.center());
        window.run();
        let (button, modifiers) = (egui::PointerButton::Secondary, Modifiers::NONE);
        for pressed in [true, false] {
            window.event(egui::Event::PointerButton { pos: ruler.center(), button, pressed, modifiers });
            window.run();
        }
        shows(window, "Zoom to ");
    });
}

#[test]
fn a_flight_from_all_of_time_to_one_day() {
    /// Presses of W before each picture.
    const CLOSER: [usize; 5] = [0, 8, 6, 6, 5];
    /// And of S, to the limit of the view.
    const OUT: usize = 30;
    let mut window = window(vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/timeline.json")]);
    key(&mut window, Key::Q);
    let found = window.root().query_all(by().role(Role::ListItem).label_contains(", 20 November 2016, ")).next();
    found.expect("an event of that day").click();
    settle(&mut window);
    // The view is zoomed about what is selected, where the pointer is elsewhere.
    window.remove_cursor();
    for _ in 0..OUT {
        key(&mut window, Key::S);
    }
    for (at, presses) in CLOSER.into_iter().enumerate() {
        for _ in 0..presses {
            key(&mut window, Key::W);
        }
        picture(&mut window, &format!("flight-{}", at + 1));
    }
    // An hour fills the view, and its events have their glyphs at noon, out of it.
    for _ in 0..10 {
        key(&mut window, Key::W);
    }
    for _ in 0..4 {
        key(&mut window, Key::A);
    }
    picture(&mut window, &format!("flight-{}", CLOSER.len() + 1));
}
