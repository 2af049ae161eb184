//! A scripted flight over the canvas: from all of time to one day, along it, and back; UI and tessellation of every
//! frame on one core without a GPU, at 1920×1080. Prints a table: `cargo bench --bench canvas`.

use chrono::{Days, NaiveDate};
use dateline::article::{ArticleId, Published};
use dateline::event::{Event, Evidence, Participant, Quoted, Review, Role, Status, When};
use dateline::gui::theme;
use dateline::gui::timeline::{Canvas, Grouping};
use dateline::text::CharSpan;
use dateline::time::UncertainDate;
use dateline::timeline::{ArticleInfo, Timeline};
use egui::{Context, Pos2, RawInput, Rect, Vec2};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Frames of one flight, and how much closer each of the first half goes: thirty years become a day.
const FRAMES: usize = 240;
const CLOSER: f64 = 1.095;
/// Frames on the way along the time.
const PANS: usize = 60;

fn main() {
    println!("| events | flight | frames | median | 95 % | worst |");
    println!("|---|---|---|---|---|---|");
    let mut openings = Vec::new();
    for count in [4_000, 10_000, 100_000, 1_000_000] {
        openings.push(flights(count));
    }
    println!("\n| events | opened in | arranged anew for a filter in | lanes by kind in |\n|---|---|---|---|");
    for (count, [opened, filtered, grouped]) in [4_000, 10_000, 100_000, 1_000_000].into_iter().zip(openings) {
        println!("| {count} | {} | {} | {} |", ms(opened), ms(filtered), ms(grouped));
    }
}

struct Window {
    context: Context,
    canvas: Canvas,
    timeline: Arc<Timeline>,
    time: f64,
}

impl Window {
    /// One frame; how long it took.
    fn frame(&mut self) -> Duration {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1920.0, 1080.0)));
        let input = RawInput { screen_rect, time: Some(self.time), ..RawInput::default() };
        let begun = Instant::now();
        let mut output = self.context.run_ui(input, |ui| {
            self.canvas.show(ui, &self.timeline, None);
        });
        let pixels_per_point = output.pixels_per_point;
        let primitives = self.context.tessellate(std::mem::take(&mut output.shapes), pixels_per_point);
        let took = begun.elapsed();
        assert!(!primitives.is_empty());
        // There is no GPU that the glyphs could be sent to.
        output.textures_delta.clear();
        took
    }

    /// Frames until nothing is being arranged; how long that took.
    fn settled(&mut self) -> Duration {
        let begun = Instant::now();
        self.frame();
        while self.canvas.is_working() {
            std::thread::sleep(Duration::from_millis(1));
            self.frame();
        }
        begun.elapsed()
    }
}

fn flights(count: usize) -> [Duration; 3] {
    let context = Context::default();
    theme::install(&context);
    let timeline = Arc::new(timeline(count));
    let matching: Arc<[bool]> = (0..timeline.events.len()).map(|i| i % 3 != 0).collect();
    let mut window = Window { context, canvas: Canvas::new(), timeline, time: 0.0 };
    // Fonts are read once for all.
    window.frame();
    let opened = window.settled();
    window.canvas.reduce_motion(true);
    for (name, grouping) in [("one lane", Grouping::None), ("lanes by kind", Grouping::Kind)] {
        window.canvas.group_by(grouping);
        window.settled();
        window.canvas.fit_all();
        for _ in 0..5 {
            window.frame();
        }
        let mut closer = Vec::new();
        let mut along = Vec::new();
        for step in 0..FRAMES {
            let half = FRAMES / 2;
            window.canvas.zoom_by(if step < half { CLOSER } else { 1.0 / CLOSER });
            closer.push(window.frame());
            if step % half == half / 2 {
                for _ in 0..PANS {
                    window.canvas.pan_by(0.1);
                    along.push(window.frame());
                }
            }
        }
        row(count, &format!("{name}, in and out"), closer);
        row(count, &format!("{name}, along"), along);
        let still: Vec<Duration> = (0..60).map(|_| window.frame()).collect();
        row(count, &format!("{name}, at rest"), still);
    }
    window.canvas.group_by(Grouping::None);
    window.settled();
    window.canvas.filter(Some(matching));
    let filtered = window.settled();
    window.canvas.group_by(Grouping::Kind);
    let grouped = window.settled();
    [opened, filtered, grouped]
}

fn row(count: usize, name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    println!("| {count} | {name} | {} | {} | {} | {} |", times.len(), ms(at(0.5)), ms(at(0.95)), ms(at(1.0)));
}

fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// Events over thirty years, every tenth of them without an exact day.
fn timeline(count: usize) -> Timeline {
    let article = ArticleId("a0".to_owned());
    let start = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a day");
    let place = |text: &str| Quoted { span: CharSpan { start: 0, end: text.len() }, text: text.to_owned() };
    let events = (0..count).map(|i| {
        let day = start + Days::new((i * 7_919 % 10_957) as u64);
        let date = if i % 10 == 0 { UncertainDate::days(day, day + Days::new(20)) } else { UncertainDate::day(day) };
        let title = format!("Council {} votes on bridge {i}", i % 97);
        Event {
            id: format!("e{i}"),
            kind: ["vote", "meeting", "attack", "death", "launch"][i % 5].to_owned(),
            status: if i % 7 == 0 { Status::Planned } else { Status::Happened },
            when: Some(When { date: Some(date), edtf: Some(date.edtf()), text: date.words() }),
            participants: vec![Participant { name: format!("Party {}", i % 23), role: Role::Agent }],
            places: Vec::new(),
            salience: (i % 100) as f32 / 100.0,
            confidence: 0.8,
            review: Review::Proposed,
            tags: Vec::new(),
            note: String::new(),
            claims: Vec::new(),
            sources: 1,
            evidence: vec![Evidence {
                article: article.clone(),
                span: CharSpan { start: 0, end: title.len() },
                quote: title.clone(),
                trigger: place("votes"),
                also: Vec::new(),
                page: None,
                time: None,
                reasons: Vec::new(),
            }],
            title,
            ..Event::default()
        }
    });
    let mut events: Vec<Arc<Event>> = events.map(Arc::new).collect();
    events.sort_by_key(|e| e.when.as_ref().and_then(|w| w.date).and_then(|d| d.earliest));
    let info = ArticleInfo {
        id: article.clone(),
        title: "Bench".to_owned(),
        source: "bench.txt".to_owned(),
        publisher: None,
        byline: None,
        language: None,
        published: Published::unknown(),
    };
    Timeline { title: "Bench".to_owned(), articles: vec![info].into(), events }
}
