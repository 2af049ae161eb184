//! The window while it opens 1,000 mixed files: how long each of its frames takes, without a GPU. No criterion: what
//! counts is the worst frame of one opening, not the mean of many.

mod alone;

use alone::NoDialogs;
use dateline::gui::App;
use dateline::project::Project;
use egui_kittest::Harness;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const FILES: usize = 1_000;
/// A frame at 60 a second.
const FRAME: Duration = Duration::from_micros(16_667);

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the files");
    let paths = mixed(folder.path());
    let mut window: Harness<'_, App> = Harness::builder()
        .with_size([1440.0, 900.0])
        .with_max_steps(60)
        .build_eframe(|cc| App::new(&cc.egui_ctx, Project::default(), paths, Arc::new(NoDialogs)));
    let begun = Instant::now();
    let mut frames = Vec::new();
    while window.state().is_working() {
        let frame = Instant::now();
        window.step();
        let output = window.output();
        let meshes = window.ctx.tessellate(output.shapes.clone(), output.pixels_per_point);
        assert!(!meshes.is_empty());
        let took = frame.elapsed();
        frames.push(took);
        std::thread::sleep(FRAME.saturating_sub(took));
    }
    let opened = begun.elapsed();
    frames.sort_unstable();
    let at = |part: f64| frames[((frames.len() - 1) as f64 * part) as usize];
    let late = frames.iter().filter(|f| **f > FRAME).count();
    println!("{FILES} mixed files open in {opened:.1?}, {} frames", frames.len());
    println!(
        "frame: median {:.1?}, 99 of 100 within {:.1?}, worst {:.1?}; {late} later than a 60th of a second",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

/// The examples over and over, of which those that are plain text differ in a word.
fn mixed(folder: &Path) -> Vec<PathBuf> {
    let mut samples: Vec<PathBuf> = ["examples/formats", "examples/articles"]
        .into_iter()
        .flat_map(|folder| std::fs::read_dir(folder).expect("the examples"))
        .map(|entry| entry.expect("an example").path())
        .collect();
    samples.sort();
    let files = samples.iter().cycle().take(FILES).enumerate().map(|(i, sample)| {
        let bytes = std::fs::read(sample).expect("an example");
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => text.replacen(" the ", &format!(" the {i}th "), 8).into_bytes(),
            Err(other) => other.into_bytes(),
        };
        let name = sample.file_name().and_then(|n| n.to_str()).expect("a name");
        let path = folder.join(format!("{i}-{name}"));
        std::fs::write(&path, bytes).expect("room on the disk");
        path
    });
    files.collect()
}
