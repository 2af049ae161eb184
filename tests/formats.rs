//! The same story in every format: `examples/formats/` holds it as text and as other programs wrote it, and each file
//! gives the events of the text.

use dateline::article::{self, Article};
use dateline::event;
use dateline::landmark::Landmarks;
use dateline::project::Source;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What formats lose: a file's ending, how many events may differ from the text's, and why.
const LOSES: &[(&str, usize, &str)] = &[];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/formats")
}

/// The files with the text that each is to equal: the one of the same name up to its first point.
fn files() -> Vec<(PathBuf, PathBuf)> {
    let inside = fs::read_dir(folder()).expect("the folder of examples").map(|e| e.expect("an entry").path());
    let mut files: Vec<PathBuf> = inside.filter(|p| p.is_file() && !p.ends_with("README.md")).collect();
    files.sort();
    let original = |file: &Path| {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        file.with_file_name(format!("{}.txt", name.split('.').next().unwrap_or_default()))
    };
    files.into_iter().map(|file| (original(&file), file)).filter(|(text, file)| text != file).collect()
}

/// Each event as a line: what, when, and whether it happened.
fn events(article: Article) -> BTreeSet<String> {
    let analysis = event::analyse(&article);
    let source = Source::new(Arc::new(article), Arc::new(analysis), &Landmarks::shipped());
    let published = source.published(true);
    let reading = source.reading(published.date, None, true);
    let all = event::events(&source.article, source.analysis(), &reading);
    let line = |e: &event::Event| {
        let when = e.when.as_ref().map_or("undated", |w| w.edtf.as_deref().unwrap_or(&w.text));
        // Quotation marks may be set by the program that made the file.
        format!("{when} {:?} {} {}", e.status, e.kind, e.title.replace('’', "'"))
    };
    all.iter().map(line).collect()
}

fn articles(file: &Path) -> Vec<Article> {
    let contents =
        article::open(file, &article::Passwords::default()).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    assert!(contents.problems.is_empty(), "{}: {:?}", file.display(), contents.problems);
    contents.articles
}

#[test]
fn every_format_gives_the_events_of_the_text() {
    let mut faults = Vec::new();
    for (text, file) in files() {
        assert!(text.is_file(), "{} has no text beside it to be compared with", file.display());
        let expected = events(articles(&text).remove(0));
        assert!(expected.len() > 5, "{} tells of events", text.display());
        let ending = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        let loss = LOSES.iter().find(|(e, ..)| *e == ending).map_or(0, |(_, most, _)| *most);
        // A mailbox or a feed may hold other stories as well.
        let found: Vec<BTreeSet<String>> = articles(&file).into_iter().map(events).collect();
        let nearest = found.iter().min_by_key(|f| f.symmetric_difference(&expected).count());
        let differ: Vec<&String> = nearest.iter().flat_map(|f| f.symmetric_difference(&expected)).collect();
        if differ.len() > loss || nearest.is_none() {
            faults.push(format!("{}: {differ:#?}", file.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_examples_are_there_and_small() {
    const MOST_BYTES: u64 = 60 << 10;
    let files = files();
    let endings: BTreeSet<String> =
        files.iter().filter_map(|(_, f)| f.extension()).map(|e| e.to_string_lossy().into_owned()).collect();
    for ending in ["docx", "epub", "odt", "rtf", "zip"] {
        assert!(endings.contains(ending), "{ending}");
    }
    for (_, file) in files {
        assert!(fs::metadata(&file).expect("a file").len() < MOST_BYTES, "{}", file.display());
    }
}
