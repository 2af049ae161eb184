//! One frame of the canvas, UI and tessellation without a GPU, at 1920×1080: all of time, a tenth of it, a day.

use chrono::{Days, NaiveDate};
use dateline::article::{ArticleId, Published};
use dateline::event::{Event, Evidence, Quoted, Review, Status, When};
use dateline::gui::{theme, timeline::Canvas};
use dateline::text::CharSpan;
use dateline::time::UncertainDate;
use dateline::timeline::{ArticleInfo, Timeline};
use egui::{Context, Pos2, RawInput, Rect, Vec2};
use std::sync::Arc;

fn main() {
    divan::main();
}

/// How far a bench zooms in from the first view.
const ZOOMS: [f64; 3] = [1.0, 10.0, 5_000.0];

#[divan::bench(args = ZOOMS, sample_count = 30)]
fn frame_of_10_000_events(bencher: divan::Bencher, zoom: f64) {
    frames(bencher, 10_000, zoom);
}

#[divan::bench(args = ZOOMS, sample_count = 30)]
fn frame_of_100_000_events(bencher: divan::Bencher, zoom: f64) {
    frames(bencher, 100_000, zoom);
}

fn frames(bencher: divan::Bencher, events: usize, zoom: f64) {
    let context = Context::default();
    theme::install(&context);
    let timeline = Arc::new(timeline(events));
    let mut canvas = Canvas::new();
    let mut time = 0.0;
    let mut frame = |canvas: &mut Canvas| {
        time += 1.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1920.0, 1080.0)));
        let input = RawInput { screen_rect, time: Some(time), ..RawInput::default() };
        let mut output = context.run_ui(input, |ui| {
            canvas.show(ui, &timeline, None);
        });
        // There is no GPU that the glyphs could be sent to.
        output.textures_delta.clear();
        context.tessellate(output.shapes, output.pixels_per_point)
    };
    frame(&mut canvas);
    canvas.zoom_by(zoom);
    // Over the glide, until the layout for this view is made.
    for _ in 0..4 {
        frame(&mut canvas);
    }
    bencher.bench_local(move || frame(&mut canvas));
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
            participants: Vec::new(),
            places: Vec::new(),
            salience: (i % 100) as f32 / 100.0,
            confidence: 0.8,
            review: Review::Proposed,
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
    Timeline { title: "Bench".to_owned(), articles: vec![info], events }
}
