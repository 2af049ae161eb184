//! What is done on the canvas beside looking: the menu of a mark, time as a filter, pulled edges, moved dates, folds.

use super::canvas::*;
use super::fixture;
use dateline::gui::Command;
use dateline::gui::timeline::CanvasAction;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

/// Right-clicks.
fn menu_at(window: &mut Window, at: Pos2) {
    window.hover_at(at);
    window.run();
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Secondary, Modifiers::NONE);
        window.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        window.run();
    }
}

#[test]
fn a_mark_has_a_menu_of_commands() {
    let mut window = window();
    all_of(&mut window);
    let at = mark(&window, "First strike");
    menu_at(&mut window, at);
    assert_eq!(title(&window), Some("first strike stops all crossings"), "it is selected first");
    let one_alone = |command| (command == Command::Merge).then_some("select two events or more");
    window.state_mut().canvas.cannot(one_alone);
    window.run();
    assert!(window.get_by_label_contains("Merge").accesskit_node().is_disabled(), "one event alone is not merged");
    window.get_by_label_contains("Correct the date").click();
    window.run();
    assert_eq!(window.state().asked, [CanvasAction::Run(Command::EditDate)]);
    assert!(window.query_by_label_contains("Correct the date").is_none(), "it is closed");
    window.key_press(Key::Menu);
    window.run();
    window.get_by_label_contains("Hide or show again").click();
    window.run();
    assert_eq!(window.state().asked.last(), Some(&CanvasAction::Run(Command::Hide)));
}

#[test]
fn only_the_marked_time_is_asked_for() {
    let mut window = window();
    drag(&mut window, RULER, RULER + vec2(200.0, 0.0), PointerButton::Primary, Modifiers::NONE);
    let (from, to) = window.state().canvas.brushed().expect("a stretch");
    window.get_by_label("Only this").click();
    window.run();
    assert_eq!(window.state().asked, [CanvasAction::Only(from, to)]);
    assert_eq!(window.state().canvas.brushed(), None);
    drag(&mut window, RULER, RULER + vec2(200.0, 0.0), PointerButton::Primary, Modifiers::NONE);
    window.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    window.run();
    assert_eq!(window.state().asked.len(), 2, "by key as well");
}

#[test]
fn the_overview_is_pulled_at_its_edges() {
    let mut window = window();
    window.state_mut().canvas.reduce_motion(true);
    window.state_mut().canvas.fit_all();
    window.run();
    for _ in 0..4 {
        window.state_mut().canvas.zoom_by(1.5);
        window.run();
    }
    let (from, to) = range(&window);
    let strip = window.get_by_label_contains("Overview").rect();
    // The edges are where the pointer says so.
    let resizes = |window: &mut Window, x: f32| {
        window.hover_at(pos2(x, strip.center().y));
        window.run();
        window.output().platform_output.cursor_icon == egui::CursorIcon::ResizeHorizontal
    };
    let places: Vec<f32> = (0..strip.width() as i32).map(|x| strip.left() + x as f32).collect();
    let edges: Vec<f32> = places.into_iter().filter(|x| resizes(&mut window, *x)).collect();
    let (first, last) = (edges[2], edges[edges.len() - 3]);
    let y = strip.center().y;
    drag(&mut window, pos2(last, y), pos2(last + 60.0, y), PointerButton::Primary, Modifiers::NONE);
    let wider = range(&window);
    assert!((wider.0 - from).abs() < 0.02 * (to - from) && wider.1 > to, "{from} {to} {wider:?}");
    drag(&mut window, pos2(first, y), pos2(first - 40.0, y), PointerButton::Primary, Modifiers::NONE);
    let widest = range(&window);
    assert!(widest.0 < wider.0 && (widest.1 - wider.1).abs() < 0.05 * (wider.1 - wider.0), "{wider:?} {widest:?}");
}

#[test]
fn dates_are_moved_by_hand_only_where_that_is_asked_for() {
    let mut window = window();
    all_of(&mut window);
    let at = mark(&window, "Transport minister");
    let right = at + vec2(60.0, 0.0);
    let before = range(&window);
    drag(&mut window, at, right, PointerButton::Primary, Modifiers::NONE);
    assert!(window.state().asked.is_empty() && range(&window) != before, "without the mode it pans");
    all_of(&mut window);
    window.state_mut().canvas.redate(true);
    window.run();
    assert!(window.query_by_label_contains("Drag an event to another date").is_some());
    let at = mark(&window, "Transport minister");
    let (before, days) = (range(&window), 60.0 / lanes_width(&window) * span(&window));
    drag(&mut window, at, at + vec2(60.0, 0.0), PointerButton::Primary, Modifiers::NONE);
    assert_eq!(range(&window), before, "nothing pans");
    let Some(CanvasAction::Redate { event, date }) = window.state().asked.first().cloned() else {
        panic!("{:?}", window.state().asked)
    };
    let old = window.state().timeline.events.iter().find(|e| e.id == event).cloned().expect("the event");
    assert!(old.title.starts_with("transport minister"));
    let start = |date: dateline::time::UncertainDate| date.earliest.expect("a start").day;
    let moved = (start(date) - start(old.when.as_ref().and_then(|w| w.date).expect("a date"))).num_days() as f64;
    assert!((moved - days).abs() <= days.max(31.0) * 0.5, "{moved} {days}");
}

#[test]
fn a_date_that_is_dragged_snaps_to_another_but_not_with_ctrl() {
    // One event every 37 days.
    let mut window = window_of(fixture::crowd(30));
    all_of(&mut window);
    window.state_mut().canvas.redate(true);
    window.run();
    let (third, fourth) = (mark(&window, "Minister opens bridge 3,"), mark(&window, "Minister opens bridge 4,"));
    let days = |points: f32| f64::from(points) / lanes_width(&window) * span(&window);
    let beside = vec2(fourth.x - third.x + 4.0, 0.0);
    let (over, near) = (days(beside.x), days(4.0));
    assert!(near > 1.5, "a day is too wide for this test: {near}");
    for (modifiers, moved) in [(Modifiers::NONE, 37.0), (Modifiers::COMMAND, over.round())] {
        drag(&mut window, third, third + beside, PointerButton::Primary, modifiers);
        let Some(CanvasAction::Redate { event, date }) = window.state_mut().asked.pop() else {
            panic!("{:?}", window.state().asked)
        };
        assert_eq!(event, "e3");
        let old = window.state().timeline.events[3].when.as_ref().and_then(|when| when.date?.single_day());
        let by = (date.single_day().expect("a day") - old.expect("a day")).num_days() as f64;
        assert!((by - moved).abs() <= if modifiers.any() { 1.0 } else { 0.0 }, "{by} {moved}");
    }
}

#[test]
fn a_date_that_is_dragged_is_left_with_escape() {
    let mut window = window();
    all_of(&mut window);
    window.state_mut().canvas.redate(true);
    window.run();
    let at = mark(&window, "Transport minister");
    window.hover_at(at);
    window.run();
    let press = |pressed, pos| {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        Event::PointerButton { pos, button, pressed, modifiers }
    };
    window.event(press(true, at));
    window.run();
    for step in 1..=3 {
        window.hover_at(at + vec2(30.0 * step as f32, 0.0));
        window.run();
    }
    window.key_press(Key::Escape);
    window.run();
    window.event(press(false, at + vec2(90.0, 0.0)));
    window.run();
    assert!(window.state().asked.is_empty());
    assert!(window.state().canvas.is_redating(), "the mode stays");
    window.key_press(Key::Escape);
    window.run();
    assert!(!window.state().canvas.is_redating());
}

#[test]
fn empty_stretches_fold_and_unfold() {
    let mut window = window();
    all_of(&mut window);
    window.state_mut().canvas.fit_all();
    window.run();
    window.state_mut().canvas.fold_gaps(true);
    window.run();
    let folded = window.root().query_all_by_label_contains("without events are folded").count();
    assert!(folded > 0);
    let under = |window: &Window, x: f32| {
        let lanes = window.get_by_role(Role::ListBox).rect();
        (window.state().canvas.shown().expect("a view"), lanes.left() + x)
    };
    let (before, x) = under(&window, 300.0);
    wheel(&mut window, pos2(x, 400.0), vec2(0.0, 40.0), Modifiers::NONE);
    assert!(window.state().canvas.shown().expect("a view") != before, "it zooms as ever");
    window.state_mut().canvas.fit_all();
    window.run();
    let gap = window.root().query_all_by_label_contains("without events are folded").next().expect("a fold");
    gap.click();
    window.run();
    assert!(!window.state().canvas.is_folding());
    assert!(window.query_by_label_contains("without events are folded").is_none());
}

#[test]
fn the_card_of_an_event_leaves_the_help_of_moving_dates_free() {
    let mut window = window();
    all_of(&mut window);
    window.state_mut().canvas.redate(true);
    window.run();
    let help = window.get_by_label_contains("Drag an event to another date").rect();
    let marks = ["Navy vessel returns", "Ferry crews", "Transport minister", "Ines Okafor meets"];
    for at in marks.map(|title| mark(&window, title)) {
        window.hover_at(pos2(1.0, 1.0));
        window.run();
        window.hover_at(at);
        window.run_steps(40);
        let card = window.get_by_label_contains(" · 1 source").rect();
        assert!(!card.intersects(help), "{card:?} {help:?}");
    }
}

#[test]
fn the_ruler_has_a_menu_of_the_time_under_the_pointer() {
    let mut window = window();
    window.state_mut().canvas.reduce_motion(true);
    all_of(&mut window);
    let before = (range(&window), span(&window));
    menu_at(&mut window, RULER);
    assert_eq!(title(&window), None, "nothing is selected");
    window.get_by_label_contains("Fold empty stretches").click();
    window.run();
    assert_eq!(window.state().asked, [CanvasAction::Run(Command::FoldGaps)]);
    assert!(window.query_by_label_contains("Fold empty stretches").is_none(), "it is closed");
    menu_at(&mut window, RULER);
    let year = window.get_by_label_contains("Zoom to 20");
    year.click();
    window.run();
    assert!(span(&window) < before.1 && (300.0..40_000.0).contains(&span(&window)), "{}", span(&window));
    assert_eq!(window.state().asked.len(), 1);
    menu_at(&mut window, RULER);
    window.query_all_by_label_contains("Only ").next().expect("a unit").click();
    window.run();
    let Some(CanvasAction::Only(from, to)) = window.state().asked.last() else { panic!("no time is asked for") };
    assert!(from < to);
    menu_at(&mut window, RULER);
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_label_contains("Go to date").is_none());
    assert_eq!(window.state().asked.len(), 2);
}

#[test]
fn what_a_filter_leaves_out_is_seen_but_is_nothing_to_choose() {
    let mut window = window();
    all_of(&mut window);
    let there = mark(&window, "First strike");
    let aid: std::sync::Arc<[bool]> = window.state().timeline.events.iter().map(|e| e.kind == "aid").collect();
    window.state_mut().canvas.filter(Some(aid));
    window.run();
    let told = |window: &Window| {
        let marks = window.root().query_all_by_role(Role::ListItem).count();
        let name = window.query_by_label_contains("Timeline, 2 events").is_some();
        (marks, name)
    };
    let view = range(&window);
    for on in [false, true, false] {
        window.state_mut().canvas.show_ghosts(on);
        window.run();
        assert_eq!(told(&window), (2, true));
        assert_eq!(range(&window), view, "nothing moves");
        let ghost = pos2(there.x, lanes_top(&window) + 4.0);
        click_at(&mut window, ghost, Modifiers::NONE);
        assert_eq!(title(&window), None);
        window.state_mut().canvas.fit_all();
        window.run();
    }
}

fn lanes_top(window: &Window) -> f32 {
    window.get_by_role(Role::ListBox).rect().top()
}
