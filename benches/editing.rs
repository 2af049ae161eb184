//! A project of 10,000 articles and 100,000 events in the window: the work of the window from a stroke to the picture
//! that shows it, the time until all has followed, and its frames along the list. Without a GPU; screen readers are
//! served.
//!
//! `cargo bench --bench editing`, or `cargo bench --bench editing -- 500` for fewer articles.

mod alone;
mod made;

use alone::NoDialogs;
use dateline::gui::App;
use dateline::project::{Loaded, Project};
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

const ARTICLES: usize = 10_000;
const STROKES: usize = 20;
/// No work takes longer than this, or it hangs.
const PATIENCE: Duration = Duration::from_secs(120);

type Window = Harness<'static, App>;

/// How long this thread has worked: on a machine that other programs use, what it waited for them is not its own. Where
/// the system does not tell, the time that has passed.
fn worked() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    // The system counts up to here when a thread gives way.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

/// The work of one frame, with its tessellation.
fn frame(window: &mut Window) -> Duration {
    let begun = worked();
    window.step();
    let output = window.output();
    let meshes = window.ctx.tessellate(output.shapes.clone(), output.pixels_per_point);
    let took = worked().saturating_sub(begun);
    assert!(!meshes.is_empty());
    took
}

/// Frames until all is as it will be: the time that takes, and the longest of them.
fn settle(window: &mut Window) -> (Duration, Duration) {
    let (begun, mut longest, mut still) = (Instant::now(), Duration::ZERO, 0);
    while still < 3 {
        longest = longest.max(frame(window));
        still = if window.state().is_working() { 0 } else { still + 1 };
        assert!(begun.elapsed() < PATIENCE, "it does not come to rest");
        std::thread::sleep(Duration::from_millis(1));
    }
    (begun.elapsed(), longest)
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

fn row(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    println!("| {name} | {} | {} | {} |", times.len(), ms(at(0.5)), ms(at(1.0)));
}

/// A stroke many times over: the frames that take it and show it, what follows, and the longest frame of that.
fn strokes(window: &mut Window, name: &str, mut stroke: impl FnMut(&mut Window, usize)) {
    let (mut taken, mut shown, mut followed, mut longest) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for number in 0..STROKES {
        stroke(window, number);
        // One frame takes the key, the next one shows what came of it.
        let one = frame(window);
        taken.push(one);
        shown.push(one + frame(window));
        let (took, worst) = settle(window);
        followed.push(took);
        longest.push(worst);
    }
    row(&format!("{name}: taken"), taken);
    row(&format!("{name}: shown"), shown);
    row(&format!("{name}: all has followed"), followed);
    row(&format!("{name}: longest frame meanwhile"), longest);
}

fn main() {
    let asked = std::env::args().skip(1).find_map(|a| a.parse().ok());
    let texts: Vec<String> = (0..asked.unwrap_or(ARTICLES)).map(made::text).collect();
    let begun = Instant::now();
    let mut project = Project::default();
    for (place, source) in made::sources(&texts) {
        project.add_at(place, Loaded::Article(source));
    }
    println!("{} articles made in {:.1?}", texts.len(), begun.elapsed());
    let mut window: Window = Harness::builder()
        .with_size([1440.0, 900.0])
        .build_eframe(|cc| App::new(&cc.egui_ctx, project, Vec::new(), Arc::new(NoDialogs)));
    let (opened, longest) = settle(&mut window);
    println!("shown in {opened:.1?}, longest frame {}", ms(longest));
    println!("\n| | times | median | worst |\n|---|---|---|---|");

    window.key_press(Key::ArrowDown);
    settle(&mut window);
    row("a frame at rest", (0..STROKES).map(|_| frame(&mut window)).collect());
    strokes(&mut window, "confirmed, and on to the next", |window, _| window.key_press(Key::Space));
    strokes(&mut window, "rejected, and on to the next", |window, _| window.key_press(Key::X));
    strokes(&mut window, "undone", |window, _| window.key_press_modifiers(Modifiers::COMMAND, Key::Z));
    for (name, key, words) in [("titled anew", Key::Enter, "A title, the "), ("dated anew", Key::R, "2 October 20")] {
        strokes(&mut window, name, |window, number| {
            window.key_press(key);
            frame(window);
            window.key_press_modifiers(Modifiers::COMMAND, Key::A);
            frame(window);
            window.event(Event::Text(format!("{words}{:02}", number + 10)));
            frame(window);
            window.key_press(Key::Enter);
        });
    }
    let redated = |window: &mut Window, _| window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    strokes(&mut window, "another date undone", redated);
    let narrow = |window: &mut Window| window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    narrow(&mut window);
    let (opened, longest) = settle(&mut window);
    println!("| counts of each condition opened | 1 | {} | {} |", ms(opened), ms(longest));
    strokes(&mut window, "confirmed beside open counts", |window, _| window.key_press(Key::Space));
    strokes(&mut window, "undone beside open counts", |window, _| {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    });
    window.get_by_label("Narrow down: hide");
    narrow(&mut window);
    settle(&mut window);
    window.get_by_label("List").click();
    settle(&mut window);
    row("a frame of the list", (0..STROKES).map(|_| frame(&mut window)).collect());
    let walked = (0..STROKES * 5).map(|_| {
        window.key_press(Key::ArrowDown);
        frame(&mut window)
    });
    row("along the list by key", walked.collect());
    strokes(&mut window, "the list sorted", |window, number| {
        let column = ["Sort by event", "Sort by sources"][number % 2];
        if let Some(head) = window.query_by_label_contains(column) {
            head.click();
        }
    });
    strokes(&mut window, "confirmed in the list", |window, _| window.key_press(Key::Space));
}
