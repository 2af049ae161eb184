//! The layers of the library: `text ← time, landmark ← article ← event ← publication, timeline ← query ← project ← export ←
//! {cli, gui}`. An import that runs the other way fails here.

use std::fs;
use std::path::{Path, PathBuf};

/// Which layers a layer may name.
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("time", &["text"]),
    ("landmark", &["text"]),
    ("article", &["text", "time"]),
    ("event", &["text", "time", "landmark", "article"]),
    ("publication", &["text", "time", "landmark", "article", "event"]),
    ("timeline", &["text", "time", "landmark", "article", "event"]),
    ("query", &["text", "time", "article", "event", "timeline"]),
    ("project", &["text", "time", "landmark", "article", "event", "publication", "timeline", "query"]),
    ("export", &["text", "time", "landmark", "article", "event", "publication", "timeline", "query", "project"]),
    ("cli", &["text", "time", "landmark", "article", "event", "publication", "timeline", "query", "project", "export"]),
    ("gui", &["text", "time", "landmark", "article", "event", "publication", "timeline", "query", "project", "export"]),
];

/// Words that only some files may hold: the word, and the paths (by their beginning) that may.
const RESERVED: &[(&str, &[&str])] = &[
    ("egui", &["gui/", "lib.rs"]),
    ("eframe", &["gui/", "lib.rs"]),
    ("rfd", &["gui/", "lib.rs"]),
    ("std::fs", &["article/open.rs", "project/", "export/read.rs", "cli/", "gui/"]),
    ("std::env", &["cli/", "gui/", "main.rs"]),
    ("SystemTime", &["cli/", "gui/"]),
    ("Instant", &["cli/", "gui/"]),
];

/// What is wrong with a source file, as sentences.
fn faults(path: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    // Tests may use what they need.
    let code = source.split("#[cfg(test)]\nmod").next().unwrap_or(source);
    let layer = path.split('/').next().unwrap_or_default();
    let allowed = MAY_USE.iter().find(|(name, _)| *name == layer).map(|(_, may)| *may);
    for (number, line) in code.lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        let at = format!("{path}:{}", number + 1);
        if let Some(allowed) = allowed {
            for used in line.split("crate::").skip(1) {
                let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let is_layer = MAY_USE.iter().any(|(name, _)| *name == used);
                if is_layer && used != layer && !allowed.contains(&used.as_str()) {
                    faults.push(format!("{at}: {layer} names {used}, which lies above it"));
                }
            }
        }
        for (word, may) in RESERVED {
            if line.contains(word) && !may.iter().any(|prefix| path.starts_with(prefix)) {
                faults.push(format!("{at}: {word} has no place here"));
            }
        }
    }
    faults
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the source folder").map(|e| e.expect("an entry").path()) {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|e| e == "rs") {
            found.push(entry);
        }
    }
}

#[test]
fn no_layer_names_one_above_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 40, "the sources were found");
    let all: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let path = file.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
            faults(&path, &fs::read_to_string(file).expect("a source file"))
        })
        .collect();
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn the_check_can_fail() {
    assert_eq!(faults("text/a.rs", "use crate::time::Moment;").len(), 1);
    assert_eq!(faults("cli/a.rs", "use crate::gui::App;").len(), 1);
    assert_eq!(faults("gui/a.rs", "crate::cli::build()").len(), 1);
    assert_eq!(faults("event/a.rs", "use crate::timeline::Timeline;").len(), 1);
    assert_eq!(faults("event/a.rs", "use egui::Ui;").len(), 1);
    assert_eq!(faults("time/a.rs", "let now = std::time::SystemTime::now();").len(), 1);
    assert_eq!(faults("article/html.rs", "std::fs::read(path)").len(), 1);
}

#[test]
fn the_right_way_passes() {
    assert!(faults("event/a.rs", "use crate::{text::Span};\nuse crate::article::Article;").is_empty());
    assert!(faults("gui/a.rs", "use egui::Ui;\nuse crate::export::Format;").is_empty());
    assert!(faults("text/a.rs", "// crate::gui is above\n#[cfg(test)]\nmod tests { use crate::gui::App; }").is_empty());
    assert!(faults("article/open.rs", "std::fs::read(path)").is_empty());
}
