//! Windows of every size: the timeline keeps a useful width, and every panel stays in reach.

use super::*;
use egui::{Rect, vec2};

fn sized(width: f32, height: f32) -> Window {
    let mut window = loaded(egui::Theme::Light);
    window.set_size(vec2(width, height));
    settle(&mut window);
    window
}

fn key(window: &mut Window, key: Key) {
    window.key_press(key);
    settle(window);
}

/// The timeline with overview and shelf; `None` where it is not seen.
fn timeline(window: &Window) -> Option<Rect> {
    let lanes = window.query_by_role(Role::ListBox)?.rect();
    Some(lanes.union(window.query_by_label_contains("Overview: ")?.rect()))
}

fn has(window: &Window, words: &str) -> bool {
    window.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn the_timeline_keeps_a_useful_width() {
    for (width, height) in [(1440.0, 900.0), (1100.0, 700.0), (900.0, 600.0), (720.0, 450.0), (500.0, 420.0)] {
        let window = sized(width, height);
        let timeline = timeline(&window).expect("a timeline");
        assert!(timeline.width() >= 470.0, "{width}: {timeline:?}");
        assert!(timeline.height() >= 180.0, "{height}: {timeline:?}");
    }
    let window = sized(450.0, 300.0);
    assert!(timeline(&window).expect("a timeline").width() >= 440.0);
}

#[test]
fn panels_are_put_away_and_come_back() {
    let mut window = sized(1440.0, 900.0);
    let before = timeline(&window).expect("a timeline");
    for (pressed, shows) in [(Key::P, "harbour.txt, "), (Key::I, "Nothing selected"), (Key::Q, "By Mara Lindqvist")] {
        assert!(has(&window, shows), "{shows}");
        key(&mut window, pressed);
        assert!(!has(&window, shows), "{shows}");
        let more = timeline(&window).expect("a timeline");
        assert!(more.area() > before.area() * 1.2, "{pressed:?}: {more:?}");
        key(&mut window, pressed);
        assert!(has(&window, shows), "{shows}");
        assert_eq!(timeline(&window), Some(before));
    }
    key(&mut window, Key::I);
    key(&mut window, Key::ArrowDown);
    key(&mut window, Key::F2);
    shows(&window, "Title of the event");
}

#[test]
fn in_a_small_window_the_event_is_a_tab() {
    let mut window = sized(900.0, 600.0);
    assert!(!has(&window, "Nothing selected"));
    shows(&window, "harbour.txt, ");
    click(&mut window, "Event");
    shows(&window, "Nothing selected");
    key(&mut window, Key::I);
    assert_eq!(selected(&window, Role::Tab), ["Source text"]);
    key(&mut window, Key::ArrowDown);
    key(&mut window, Key::F2);
    shows(&window, "Title of the event");
    assert_eq!(selected(&window, Role::Tab), ["Event"]);
    window.set_size(vec2(1440.0, 900.0));
    settle(&mut window);
    assert_eq!(selected(&window, Role::Tab), ["Source text"]);
    assert!(window.query_by_role_and_label(Role::Tab, "Event").is_none());
}

#[test]
fn in_a_narrow_window_the_sources_are_a_drawer() {
    let mut window = sized(720.0, 450.0);
    assert!(!has(&window, "harbour.txt, "));
    click(&mut window, "Sources");
    shows(&window, "harbour.txt, ");
    key(&mut window, Key::Escape);
    assert!(!has(&window, "harbour.txt, "));
    assert!(timeline(&window).is_some());
    key(&mut window, Key::P);
    window.get_by_label_contains("bridge.txt, ").click();
    settle(&mut window);
    assert!(!has(&window, "harbour.txt, "), "what was chosen is not covered");
    shows(&window, "holds its quotes but not its text");
    assert!(timeline(&window).is_none(), "one at a time, where both have no room");
    key(&mut window, Key::Q);
    assert!(timeline(&window).is_some());
    assert!(!has(&window, "holds its quotes but not its text"));
    key(&mut window, Key::ArrowDown);
    key(&mut window, Key::F2);
    shows(&window, "Title of the event");
}

/// Longer than anybody looks at a window without doing anything.
const LONG: Duration = Duration::from_secs(3600);
/// Whatever a worker still has to say, it says within this time.
const QUIET: Duration = Duration::from_millis(400);

/// How a state is come to.
type Reach = fn(&mut Window);

#[test]
fn a_window_at_rest_wants_no_frame() {
    let states: [(&str, Reach); 5] = [
        ("loaded", |_| {}),
        ("an event is selected", |window| key(window, Key::ArrowDown)),
        ("gaps are folded", |window| key(window, Key::Z)),
        ("lanes", |window| key(window, Key::Num3)),
        ("dates are moved by hand", |window| key(window, Key::E)),
    ];
    let mut window = sized(1440.0, 900.0);
    // Neither at once nor later.
    let rests = |window: &Window| {
        let delay = window.output().viewport_output.get(&egui::ViewportId::ROOT).map(|output| output.repaint_delay);
        !window.ctx.has_requested_repaint() && delay.is_none_or(|delay| delay >= LONG)
    };
    for (state, reach) in states {
        reach(&mut window);
        let begun = Instant::now();
        let mut since = begun;
        while since.elapsed() < QUIET {
            if !rests(&window) {
                window.step();
                since = Instant::now();
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "{state}: another frame is wanted again and again");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

#[test]
fn a_window_at_rest_wakes_when_the_day_is_over() {
    const LONGEST_DAY: Duration = Duration::from_secs(25 * 3600 + 1);
    let mut window = Harness::builder()
        .with_size([1440.0, 900.0])
        .build_eframe(|cc| App::new(&cc.egui_ctx, fixture::project(), Vec::new(), Arc::new(NoDialogs)));
    settle(&mut window);
    window.step();
    let output = window.output().viewport_output.get(&egui::ViewportId::ROOT).expect("a window");
    assert!(output.repaint_delay <= LONGEST_DAY, "{:?}", output.repaint_delay);
    assert!(output.repaint_delay > Duration::ZERO);
}
