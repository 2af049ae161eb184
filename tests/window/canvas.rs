//! The timeline canvas by itself: every gesture and key, with what it does.

use super::fixture;
use dateline::gui::theme;
use dateline::gui::timeline::{Canvas, CanvasAction, Grouping};
use dateline::timeline::Timeline;
use egui::accesskit::Role;
use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, TouchPhase, Vec2, pos2, vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;

pub const SIZE: Vec2 = vec2(1000.0, 600.0);

pub struct Shown {
    pub canvas: Canvas,
    pub timeline: Arc<Timeline>,
    pub selected: Option<String>,
    /// What else was asked for.
    pub asked: Vec<CanvasAction>,
}

pub type Window = Harness<'static, Shown>;

pub fn window_of(timeline: Timeline) -> Window {
    let shown = Shown { canvas: Canvas::new(), timeline: Arc::new(timeline), selected: None, asked: Vec::new() };
    let mut themed = false;
    let mut window = Harness::builder().with_size(SIZE).with_step_dt(1.0 / 30.0).with_max_steps(60).build_ui_state(
        move |ui, shown: &mut Shown| {
            if !std::mem::replace(&mut themed, true) {
                theme::install(ui.ctx());
            }
            match shown.canvas.show(ui, &shown.timeline, shown.selected.as_deref()) {
                Some(CanvasAction::Select(id)) => {
                    shown.canvas.reveal(&id);
                    shown.selected = Some(id);
                    ui.ctx().request_repaint();
                }
                Some(CanvasAction::Clear) => {
                    shown.selected = None;
                    ui.ctx().request_repaint();
                }
                Some(other) => shown.asked.push(other),
                None => {}
            }
        },
        shown,
    );
    window.run();
    window
}

pub fn window() -> Window {
    window_of(fixture::timeline())
}

pub fn range(window: &Window) -> (f64, f64) {
    window.state().canvas.shown().expect("a view")
}

pub fn span(window: &Window) -> f64 {
    let (from, to) = range(window);
    to - from
}

pub fn middle(window: &Window) -> f64 {
    let (from, to) = range(window);
    from.midpoint(to)
}

pub fn title(window: &Window) -> Option<&str> {
    let id = window.state().selected.as_ref()?;
    window.state().timeline.events.iter().find(|e| e.id == *id).map(|e| e.title.as_str())
}

/// Every event in view.
pub fn all_of(window: &mut Window) {
    window.state_mut().canvas.fit_all();
    window.run();
}

pub fn picked(window: &Window) -> usize {
    window.state().canvas.selection().len()
}

/// The mark of the event whose title begins like this.
pub fn mark(window: &Window, title: &str) -> Pos2 {
    let found = window.root().query_all_by_role(Role::ListItem);
    let node = found
        .into_iter()
        .find(|n| n.accesskit_node().label().is_some_and(|label| label.starts_with(title)))
        .unwrap_or_else(|| panic!("no mark {title:?}"));
    node.rect().left_center() + vec2(6.0, 0.0)
}

pub fn click_at(window: &mut Window, at: Pos2, modifiers: Modifiers) {
    window.event(Event::ModifiersChanged(modifiers));
    window.hover_at(at);
    window.run();
    for pressed in [true, false] {
        window.event(Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers });
        window.run();
    }
    window.event(Event::ModifiersChanged(Modifiers::NONE));
    // Clicks soon after each other would be double clicks.
    window.run_steps(12);
}

pub fn drag(window: &mut Window, from: Pos2, to: Pos2, button: PointerButton, modifiers: Modifiers) {
    window.event(Event::ModifiersChanged(modifiers));
    window.hover_at(from);
    window.run();
    window.event(Event::PointerButton { pos: from, button, pressed: true, modifiers });
    window.run();
    for step in 1..=4 {
        window.hover_at(from + (to - from) * (step as f32 / 4.0));
        window.run();
    }
    window.event(Event::PointerButton { pos: to, button, pressed: false, modifiers });
    window.run();
    window.event(Event::ModifiersChanged(Modifiers::NONE));
    window.run();
}

pub fn wheel(window: &mut Window, at: Pos2, delta: Vec2, modifiers: Modifiers) {
    window.hover_at(at);
    window.run();
    window.event(Event::ModifiersChanged(modifiers));
    let event = Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta,
        modifiers,
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
    };
    window.event(event);
    window.run();
    window.event(Event::ModifiersChanged(Modifiers::NONE));
    window.run();
}

/// Somewhere on the lanes where nothing is, and on the ruler.
pub const EMPTY: Pos2 = pos2(560.0, 520.0);
pub const RULER: Pos2 = pos2(560.0, 75.0);

#[test]
fn the_wheel_zooms_about_the_pointer_and_with_shift_pans() {
    let mut window = window();
    let under = |window: &Window| {
        let (from, to) = range(window);
        // The canvas ends at the right edge; the shelf takes its left.
        to - (to - from) * f64::from(SIZE.x - EMPTY.x) / lanes_width(window)
    };
    let (before, time) = (span(&window), under(&window));
    wheel(&mut window, EMPTY, vec2(0.0, 60.0), Modifiers::NONE);
    assert!(span(&window) < 0.9 * before);
    assert!((under(&window) - time).abs() < 0.01 * before, "{} {time}", under(&window));
    let before = span(&window);
    wheel(&mut window, EMPTY, vec2(0.0, 60.0), Modifiers::COMMAND);
    assert!(span(&window) < 0.95 * before);
    let (from, before) = (range(&window).0, span(&window));
    wheel(&mut window, EMPTY, vec2(0.0, -60.0), Modifiers::SHIFT);
    assert!((span(&window) - before).abs() < 1e-6 * before);
    assert!(range(&window).0 > from);
    let from = range(&window).0;
    wheel(&mut window, EMPTY, vec2(60.0, 3.0), Modifiers::NONE);
    assert!((span(&window) - before).abs() < 1e-6 * before, "two fingers sideways never zoom");
    assert!(range(&window).0 < from);
}

pub fn lanes_width(window: &Window) -> f64 {
    f64::from(window.get_by_role(Role::ListBox).rect().width())
}

#[test]
fn dragging_pans_and_selects_nothing() {
    let mut window = window();
    let (from, before) = (range(&window).0, span(&window));
    drag(&mut window, EMPTY, EMPTY - vec2(120.0, 0.0), PointerButton::Primary, Modifiers::NONE);
    assert!((span(&window) - before).abs() < 1e-6 * before);
    assert!(range(&window).0 > from);
    assert_eq!(title(&window), None);
    let from = range(&window).0;
    drag(&mut window, EMPTY, EMPTY + vec2(120.0, 0.0), PointerButton::Middle, Modifiers::NONE);
    assert!(range(&window).0 < from);
}

#[test]
fn letters_move_the_view_without_a_click_before() {
    let mut window = window();
    let before = span(&window);
    window.key_press(Key::W);
    window.run();
    assert!(span(&window) < 0.7 * before);
    window.key_press(Key::S);
    window.run();
    assert!((span(&window) - before).abs() < 1e-3 * before);
    let from = range(&window).0;
    window.key_press(Key::D);
    window.run();
    assert!(range(&window).0 > from);
    window.key_press(Key::A);
    window.run();
    assert!((range(&window).0 - from).abs() < 1e-3 * before);
    window.key_press(Key::ArrowRight);
    window.run();
    assert!(range(&window).0 > from, "nothing is selected, so arrows pan");
}

#[test]
fn one_and_many_are_selected() {
    let mut window = window();
    all_of(&mut window);
    let at = mark(&window, "First strike");
    click_at(&mut window, at, Modifiers::NONE);
    assert_eq!(title(&window), Some("first strike stops all crossings"));
    let other = mark(&window, "Transport minister");
    click_at(&mut window, other, Modifiers::COMMAND);
    assert_eq!(picked(&window), 2);
    assert_eq!(title(&window), Some("transport minister opens the Ellery bridge"));
    click_at(&mut window, other, Modifiers::COMMAND);
    assert_eq!(picked(&window), 1);
    assert_eq!(title(&window), Some("first strike stops all crossings"));
    click_at(&mut window, other, Modifiers::SHIFT);
    assert_eq!(picked(&window), 7, "all from one to the other in order of time");
    click_at(&mut window, at, Modifiers::NONE);
    assert_eq!(picked(&window), 1);
    click_at(&mut window, EMPTY, Modifiers::NONE);
    assert_eq!((picked(&window), title(&window)), (0, None));
}

#[test]
fn a_rubber_band_selects_what_it_touches() {
    let mut window = window();
    let before = range(&window);
    drag(&mut window, pos2(990.0, 540.0), pos2(230.0, 110.0), PointerButton::Primary, Modifiers::SHIFT);
    assert!(picked(&window) > 3, "{}", picked(&window));
    assert_eq!(range(&window), before, "a frame never pans");
    assert!(title(&window).is_some());
}

#[test]
fn arrows_walk_in_the_lane_and_with_ctrl_in_all() {
    let mut window = window();
    window.state_mut().canvas.group_by(Grouping::Participant);
    window.run();
    window.key_press(Key::Period);
    window.run();
    let first = title(&window).expect("a selection").to_owned();
    window.key_press_modifiers(Modifiers::COMMAND, Key::ArrowRight);
    window.run();
    let second = title(&window).expect("a selection").to_owned();
    assert_ne!(first, second);
    window.key_press_modifiers(Modifiers::COMMAND, Key::ArrowLeft);
    window.run();
    assert_eq!(title(&window), Some(first.as_str()));
    window.state_mut().selected =
        window.state().timeline.events.iter().find(|e| e.title.starts_with("navy vessel brings")).map(|e| e.id.clone());
    window.run();
    window.key_press(Key::ArrowRight);
    window.run();
    assert_eq!(title(&window), Some("navy vessel returns to the islands"), "the next of the same lane");
    window.key_press(Key::Comma);
    window.run();
    assert_eq!(title(&window), Some("navy vessel brings medicine to the hospital"));
    window.key_press(Key::ArrowDown);
    window.run();
    let below = title(&window).expect("a selection").to_owned();
    assert!(!below.starts_with("navy"), "{below}");
    window.key_press(Key::ArrowUp);
    window.run();
    assert!(title(&window).is_some_and(|t| t.starts_with("navy")));
}

#[test]
fn lanes_have_names_and_fold() {
    let mut window = window();
    window.state_mut().canvas.group_by(Grouping::Participant);
    window.run();
    let shown = |window: &Window| window.root().query_all_by_role(Role::ListItem).count();
    let before = shown(&window);
    window.get_by_label("Lane Navy, 2 events, open").click();
    window.run();
    assert_eq!(shown(&window), before - 2);
    window.get_by_label("Lane Navy, 2 events, folded").click();
    window.run();
    assert_eq!(shown(&window), before);
    for grouping in Grouping::ALL {
        window.state_mut().canvas.group_by(grouping);
        window.run();
        assert_eq!(window.state().canvas.grouping(), grouping);
    }
}

#[test]
fn the_wheel_scrolls_lanes_that_overflow() {
    let mut window = window();
    window.set_size(vec2(1000.0, 300.0));
    window.state_mut().canvas.group_by(Grouping::Participant);
    window.run();
    let before = range(&window);
    let first = mark(&window, "Ferry crews").y;
    wheel(&mut window, pos2(560.0, 200.0), vec2(0.0, -30.0), Modifiers::NONE);
    assert_eq!(range(&window), before);
    assert!(
        window
            .root()
            .query_all_by_label_contains("Ferry crews walk")
            .next()
            .is_none_or(|n| n.rect().center().y < first)
    );
    wheel(&mut window, pos2(560.0, 200.0), vec2(0.0, -60.0), Modifiers::COMMAND);
    assert!(span(&window) > before.1 - before.0, "with Ctrl it still zooms");
}

#[test]
fn a_stretch_of_time_is_marked_and_shown() {
    let mut window = window();
    let before = span(&window);
    drag(&mut window, RULER, RULER + vec2(200.0, 0.0), PointerButton::Primary, Modifiers::NONE);
    assert!((span(&window) - before).abs() < 1e-6 * before, "marking does not move");
    let (from, to) = window.state().canvas.brushed().expect("a stretch");
    assert!(from < to);
    assert!(window.query_all_by_label_contains(" days · ").next().is_some());
    drag(&mut window, RULER + vec2(195.0, 0.0), RULER + vec2(300.0, 0.0), PointerButton::Primary, Modifiers::SHIFT);
    let (same, further) = window.state().canvas.brushed().expect("a stretch");
    assert!(same == from && further > to, "Shift draws it further");
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(window.state().canvas.brushed(), None);
    drag(&mut window, RULER, RULER + vec2(200.0, 0.0), PointerButton::Primary, Modifiers::NONE);
    let (from, to) = window.state().canvas.brushed().expect("a stretch");
    window.key_press(Key::Enter);
    window.run();
    assert!((span(&window) - ((to - from).num_days() + 1) as f64).abs() < 1.0);
    assert_eq!(window.state().canvas.brushed(), None);
    let before = span(&window);
    drag(&mut window, RULER, RULER + vec2(200.0, 0.0), PointerButton::Middle, Modifiers::NONE);
    assert!(span(&window) < 0.5 * before, "the middle button shows it at once");
}

#[test]
fn a_double_click_on_the_ruler_shows_a_unit_of_the_calendar() {
    let mut window = window();
    window.hover_at(RULER);
    window.run();
    for pressed in [true, false, true, false] {
        window.event(Event::PointerButton {
            pos: RULER,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.step();
    }
    window.run();
    let days = span(&window).round() as i64;
    assert!([1, 28, 29, 30, 31, 365, 366, 3652, 3653, 36_524, 36_525].contains(&days), "{days}");
}

#[test]
fn the_selection_comes_to_the_middle_and_then_fills_the_view() {
    let mut window = window();
    all_of(&mut window);
    let at = mark(&window, "First strike");
    click_at(&mut window, at, Modifiers::NONE);
    let before = span(&window);
    window.state_mut().canvas.fit_selection();
    window.run();
    assert!((span(&window) - before).abs() < 1e-6 * before);
    let strike = f64::from(chrono::Datelike::num_days_from_ce(&chrono::NaiveDate::from_ymd_opt(2018, 1, 16).unwrap()));
    assert!((middle(&window) - strike).abs() < 2.0, "{}", middle(&window) - strike);
    window.state_mut().canvas.fit_selection();
    window.run();
    assert!((30.0..60.0).contains(&span(&window)), "{}", span(&window));
    let mut spans = Vec::new();
    for _ in 0..4 {
        window.state_mut().canvas.around();
        window.run();
        spans.push(span(&window));
    }
    assert!(spans.is_sorted() && spans[3] > 365.0 && spans[0] < 10.0, "{spans:?}");
    window.state_mut().canvas.around();
    window.run();
    assert!((span(&window) - spans[0]).abs() < 1.0, "it goes round");
}

#[test]
fn views_are_gone_back_to() {
    let mut window = window();
    let first = range(&window);
    window.run_steps(20);
    window.state_mut().canvas.zoom_by(4.0);
    window.run();
    window.run_steps(20);
    let second = range(&window);
    window.state_mut().canvas.pan_by(0.5);
    window.run();
    window.run_steps(20);
    let near = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() < 0.01 && (a.1 - b.1).abs() < 0.01;
    window.state_mut().canvas.back();
    window.run();
    assert!(near(range(&window), second));
    window.state_mut().canvas.back();
    window.run();
    assert!(near(range(&window), first));
    window.state_mut().canvas.forward();
    window.run();
    assert!(near(range(&window), second));
}

#[test]
fn a_date_is_gone_to_in_free_words() {
    let mut window = window();
    window.state_mut().canvas.ask_date();
    window.run();
    window.get_by_label("Go to date").type_text("autumn of nowhere in particular");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    window.get_by_label("Go to date");
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_label("Go to date").is_none());
    window.state_mut().canvas.ask_date();
    window.run();
    window.get_by_label("Go to date").type_text("January 2018");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    let (from, to) = window.state().canvas.brushed().expect("the date is marked");
    assert_eq!((from.to_string(), to.to_string()), ("2018-01-01".into(), "2018-01-31".into()));
    let (first, last) = range(&window);
    let january = f64::from(chrono::Datelike::num_days_from_ce(&from));
    assert!(first < january && january + 31.0 < last);
    assert!(window.query_by_label("Go to date").is_none());
}

#[test]
fn a_view_has_limits() {
    let mut window = window();
    for _ in 0..30 {
        window.state_mut().canvas.zoom_by(0.1);
    }
    window.run();
    assert!(span(&window) < 90.0 * 365.0, "twice the data");
    for _ in 0..60 {
        window.state_mut().canvas.zoom_by(10.0);
    }
    window.run();
    let minutes = span(&window) * 1440.0;
    assert!((0.9..1.1).contains(&minutes), "{minutes}");
    window.state_mut().canvas.fit_all();
    window.run();
    for _ in 0..40 {
        window.state_mut().canvas.pan_by(5.0);
    }
    window.run();
    assert!(range(&window).0 < 742_500.0, "the view stays beside the data");
}

#[test]
fn without_motion_a_move_is_made_at_once() {
    let mut window = window();
    window.state_mut().canvas.reduce_motion(true);
    let before = span(&window);
    window.state_mut().canvas.zoom_by(2.0);
    window.step();
    assert!((span(&window) - before / 2.0).abs() < 1e-6 * before);
}

#[test]
fn an_idle_canvas_paints_nothing() {
    let mut window = window();
    window.run();
    let frames = window.ctx.cumulative_frame_nr();
    for _ in 0..40 {
        assert!(!window.ctx.has_requested_repaint(), "after frame {frames}");
        window.run();
    }
}

#[test]
fn every_mark_is_told_to_a_screen_reader() {
    let mut window = window();
    all_of(&mut window);
    let list = window.get_by_role(Role::ListBox);
    let name = list.accesskit_node().label().unwrap_or_default();
    assert!(name.starts_with("Timeline, 9 events, 1990 to 2019"), "{name}");
    let names: Vec<String> = window
        .root()
        .query_all_by_role(Role::ListItem)
        .map(|n| n.accesskit_node().label().unwrap_or_default())
        .collect();
    assert!(
        names.contains(&"First strike stops all crossings, January 2018, 1 source, happened".to_owned()),
        "{names:#?}"
    );
}

#[test]
fn a_filter_leaves_the_others_grey_in_the_overview() {
    let mut window = window();
    let timeline = window.state().timeline.clone();
    let matching: Arc<[bool]> = timeline.events.iter().map(|e| e.kind == "aid").collect();
    window.state_mut().canvas.filter(Some(matching));
    window.run();
    assert_eq!(window.root().query_all_by_role(Role::ListItem).count(), 2);
    window.state_mut().canvas.filter(None);
    window.run();
    assert!(window.root().query_all_by_role(Role::ListItem).count() > 2);
}

#[test]
fn a_filter_that_leaves_nothing_keeps_the_axis() {
    let mut window = window();
    let before = (range(&window), span(&window));
    let none: Arc<[bool]> = window.state().timeline.events.iter().map(|_| false).collect();
    window.state_mut().canvas.filter(Some(none.clone()));
    window.run();
    assert_eq!(window.root().query_all_by_role(Role::ListItem).count(), 0);
    for words in ["Overview: ", "Timeline, 0 events, 1990 to "] {
        assert!(window.query_by_label_contains(words).is_some(), "{words}");
    }
    assert!(window.state().canvas.emptiness().is_some_and(|room| room.width() > 300.0));
    for key in [Key::W, Key::D, Key::S, Key::A, Key::Period, Key::ArrowDown, Key::ArrowRight, Key::Z] {
        window.key_press(key);
        window.run();
    }
    assert!(range(&window) != before.0, "it can still be moved");
    window.state_mut().canvas.fold_gaps(true);
    all_of(&mut window);
    window.state_mut().canvas.fold_gaps(false);
    let aid: Arc<[bool]> = window.state().timeline.events.iter().map(|e| e.kind == "aid").collect();
    window.state_mut().canvas.filter(Some(aid));
    window.run();
    let (from, to) = range(&window);
    assert!(from < to && window.state().canvas.emptiness().is_none());
    // What the filter leaves lies within days, the axis goes on to 1990.
    for _ in 0..40 {
        window.state_mut().canvas.zoom_by(0.5);
        window.run();
    }
    assert!(span(&window) > 10_000.0, "{}", span(&window));
}

#[test]
fn small_windows_and_large_letters_leave_everything_in_reach() {
    let mut window = window();
    for (size, scale) in [(vec2(450.0, 300.0), 2.0), (vec2(900.0, 600.0), 1.0), (vec2(330.0, 160.0), 1.0)] {
        window.set_pixels_per_point(scale);
        window.set_size(size);
        window.run();
        for grouping in [Grouping::Kind, Grouping::None] {
            window.state_mut().canvas.group_by(grouping);
            all_of(&mut window);
            let canvas = window.get_by_role(Role::ListBox).rect();
            assert!(canvas.width() > 100.0 && canvas.height() > 40.0, "{canvas:?}");
            let marks = window.root().query_all_by_role(Role::ListItem).count();
            assert!(marks > 0, "{size:?} {grouping:?}");
            window.key_press(Key::Period);
            window.run();
            assert!(title(&window).is_some());
        }
    }
}

#[test]
fn the_overview_moves_the_view() {
    let mut window = window();
    let bar = window.get_by_role(Role::ScrollBar).rect();
    let before = middle(&window);
    click_at(&mut window, pos2(bar.left() + 30.0, bar.center().y), Modifiers::NONE);
    assert!(middle(&window) < before - 365.0);
    let before = middle(&window);
    drag(&mut window, bar.left_center() + vec2(30.0, 0.0), bar.center(), PointerButton::Primary, Modifiers::NONE);
    assert!(middle(&window) > before);
    click_at(&mut window, bar.left_center() + vec2(30.0, 0.0), Modifiers::NONE);
    wheel(&mut window, bar.center(), vec2(0.0, 60.0), Modifiers::NONE);
    let before = span(&window);
    wheel(&mut window, bar.center(), vec2(0.0, 60.0), Modifiers::NONE);
    assert!(span(&window) < before, "the wheel zooms over the overview too");
}

#[test]
fn every_mark_in_view_is_told_to_screen_readers() {
    let mut window = window_of(fixture::crowd(600));
    window.set_size(vec2(4000.0, 3000.0));
    all_of(&mut window);
    let marks = window.root().query_all_by_role(Role::ListItem).count();
    assert!(marks > 300, "{marks}");
}
