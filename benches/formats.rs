//! Bytes a second through the reader of each format, from a file's bytes to its articles: the examples of all formats.

use dateline::article;
use divan::counter::BytesCount;
use std::path::Path;

fn main() {
    divan::main();
}

fn files() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/formats");
    let inside = std::fs::read_dir(folder).expect("the folder of examples").filter_map(Result::ok);
    let mut files: Vec<String> = inside.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    files.retain(|name| name != "README.md");
    files.sort();
    files
}

#[divan::bench(args = files(), sample_count = 20)]
fn reading(bencher: divan::Bencher, name: &String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/formats").join(name);
    let bytes = std::fs::read(path).expect("an example");
    bencher.counter(BytesCount::new(bytes.len())).bench_local(|| article::contents(name, &bytes));
}
