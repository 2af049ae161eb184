//! Names the extraction that is compiled: a hash of its code and tables. What a project keeps of an article's analysis
//! holds for this name only, so nobody has to remember to count a version up.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// All that events are made of.
const PARTS: &[&str] = &[
    "assets/landmarks.ron",
    "assets/lexicon",
    "assets/model",
    "src/article",
    "src/event",
    "src/landmark",
    "src/publication",
    "src/text",
    "src/time",
    "src/project/source.rs",
];

fn main() {
    let mut hash = DefaultHasher::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        // What cannot be read here cannot be compiled either.
        let _ = add(Path::new(part), &mut hash);
    }
    println!("cargo::rustc-env=DATELINE_EXTRACTION={:016x}", hash.finish());
}

fn add(path: &Path, hash: &mut DefaultHasher) -> io::Result<()> {
    if !path.is_dir() {
        path.hash(hash);
        fs::read(path)?.hash(hash);
        return Ok(());
    }
    let mut inside: Vec<PathBuf> = fs::read_dir(path)?.map(|e| e.map(|e| e.path())).collect::<io::Result<_>>()?;
    inside.sort();
    inside.iter().try_for_each(|path| add(path, hash))
}
