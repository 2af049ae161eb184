//! Time expressions: finding them in tagged sentences (bytes a second), resolving them (a whole text, so divide by its
//! expressions), and what an adversary's text costs beside an ordinary one.

use dateline::text::{self, Sentence, Span};
use dateline::time::{self, Timex};
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
}

const SIZE: usize = 1_000_000;

/// Articles, and sentences without any time, one after the other, as news has them: about one expression in 150 bytes.
fn news() -> String {
    const STORIES: [&str; 3] = [
        include_str!("../examples/articles/meridian-wire-lima.txt"),
        include_str!("../examples/articles/capital-ledger-election.txt"),
        include_str!("../examples/articles/evening-standard-bearer-merkel.txt"),
    ];
    repeated(&STORIES.join("\n\n"))
}

fn repeated(once: &str) -> String {
    once.repeat(SIZE / once.len() + 1)
}

fn read(text: &str) -> Vec<Sentence> {
    text::sentences(text, Span::new(0, text.len()))
}

#[divan::bench(sample_count = 10)]
fn tokens_and_tags(bencher: divan::Bencher) {
    let text = news();
    bencher.counter(BytesCount::new(text.len())).bench_local(|| read(&text));
}

#[divan::bench(sample_count = 20)]
fn recognising(bencher: divan::Bencher) {
    let text = news();
    let sentences = read(&text);
    bencher.counter(BytesCount::new(text.len())).bench_local(|| time::recognize(&sentences));
}

/// Texts of 1 MB that hold nothing but time words, in one sentence each; to be compared with `recognising`.
#[divan::bench(sample_count = 3, args = ["the day after ", "early ", "from Monday to ", "10 ", "two days earlier, ", "'"])]
fn recognising_hostile_text(bencher: divan::Bencher, once: &str) {
    let text = repeated(once);
    let sentences = read(&text);
    bencher.counter(BytesCount::new(text.len())).bench_local(|| time::recognize(&sentences));
}

fn expressions() -> Vec<Timex> {
    time::recognize(&read(&news()))
}

#[divan::bench(sample_count = 20)]
fn resolving(bencher: divan::Bencher) {
    let timexes = expressions();
    let publication = "2016-11-20".parse().ok();
    bencher.counter(ItemsCount::new(timexes.len())).bench_local(|| time::resolve_all(&timexes, publication, None));
}
