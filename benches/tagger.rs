//! How fast the part-of-speech tagger is, and how often right on a sample that you have.
//!
//! `cargo bench --no-default-features --bench tagger`, or with files in the CoNLL-U format, such as the test parts of
//! UD English EWT and PUD (universaldependencies.org): `… -- en_pud-ud-test.conllu`. No sample is part of this work.

use dateline::text::{Sentence, Span, Tag, sentences};
use std::collections::BTreeMap;
use std::time::Instant;

/// So much text is tagged for the speed.
const BYTES: usize = 4_000_000;

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    for file in &files {
        let sample = std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{file}: {e}"));
        println!("{file}: {}", accuracy(&sample));
    }
    const STORIES: [&str; 3] = [
        include_str!("../examples/articles/meridian-wire-lima.txt"),
        include_str!("../examples/articles/capital-ledger-election.txt"),
        include_str!("../examples/articles/evening-standard-bearer-merkel.txt"),
    ];
    let once = STORIES.join("\n\n");
    let text = once.repeat(BYTES / once.len());
    tagged(&once);
    let begun = Instant::now();
    let tokens: usize = tagged(&text).iter().map(|s| s.tokens.len()).sum();
    let seconds = begun.elapsed().as_secs_f64();
    let (tokens, megabytes) = (tokens as f64 / 1e6 / seconds, text.len() as f64 / 1e6 / seconds);
    println!("cut into sentences and tokens, and tagged: {tokens:.2} million tokens a second, {megabytes:.1} MB/s");
}

fn tagged(text: &str) -> Vec<Sentence> {
    sentences(text, Span::new(0, text.len()))
}

/// What was counted of a sample.
#[derive(Default)]
struct Count {
    words: usize,
    /// Cut as the sample cuts them, …
    cut: usize,
    /// … and of these: tagged the same; …
    right: usize,
    /// … tagged the same, or of one class.
    class: usize,
    verbs: usize,
    verbs_found: usize,
    verbs_right: usize,
    names: usize,
    names_right: usize,
    /// What was taken for what, how often.
    confused: BTreeMap<(String, String), usize>,
}

/// Counts over all words, marks apart.
fn accuracy(sample: &str) -> String {
    let mut count = Count::default();
    for sentence in sample.split("\n\n") {
        let text = sentence.lines().find_map(|line| line.strip_prefix("# text = ")).unwrap_or_default();
        let ours = tagged(text);
        let mut at = 0;
        for row in sentence.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())) {
            let fields: Vec<&str> = row.split('\t').collect();
            let [id, form, _, _, gold, ..] = fields[..] else { continue };
            if id.contains(['-', '.']) {
                continue;
            }
            let Some(found) = text[at..].find(form) else { continue };
            let span = Span::new(at + found, at + found + form.len());
            at = span.end;
            if form.chars().any(char::is_alphanumeric) {
                let token = ours.iter().flat_map(|s| &s.tokens).find(|t| t.span == span);
                count.word(gold, form, token.map(|t| t.tag));
            }
        }
    }
    count.told()
}

impl Count {
    fn word(&mut self, gold: &str, form: &str, tag: Option<Tag>) {
        self.words += 1;
        let Some(tag) = tag else { return };
        self.cut += 1;
        let ours = match tag {
            Tag::PRPS => "PRP$".to_owned(),
            Tag::WPS => "WP$".to_owned(),
            tag => format!("{tag:?}"),
        };
        // The weights know "to" by one tag, whatever it does.
        let to = form.eq_ignore_ascii_case("to") && matches!(gold, "IN" | "TO") && tag == Tag::TO;
        let right = ours == gold || to;
        self.right += usize::from(right);
        self.class += usize::from(right || class(&ours) == class(gold));
        let (theirs, our) = (class(gold), class(&ours));
        self.verbs += usize::from(theirs == "VB");
        self.verbs_found += usize::from(our == "VB");
        self.verbs_right += usize::from(theirs == "VB" && our == "VB");
        self.names += usize::from(gold.starts_with("NNP"));
        self.names_right += usize::from(gold.starts_with("NNP") && tag.is_proper());
        if !right {
            *self.confused.entry((gold.to_owned(), ours)).or_default() += 1;
        }
    }

    fn told(&self) -> String {
        let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        let mut confused: Vec<_> = self.confused.iter().collect();
        confused.sort_by_key(|(_, times)| std::cmp::Reverse(**times));
        let worst: Vec<String> =
            confused.iter().take(12).map(|((gold, ours), times)| format!("{gold} as {ours} {times}")).collect();
        format!(
            "{} words, {:.1} % cut the same; of these {:.1} % tagged the same, {:.1} % in the same class; verbs {:.1} % found, \
             {:.1} % of those found are verbs; names {:.1} % found\n  {}",
            self.words,
            share(self.cut, self.words),
            share(self.right, self.cut),
            share(self.class, self.cut),
            share(self.verbs_right, self.verbs),
            share(self.verbs_right, self.verbs_found),
            share(self.names_right, self.names),
            worst.join(", ")
        )
    }
}

/// Verbs, nouns (names too), adjectives and adverbs by the first two letters of their tags; all else by its own.
fn class(tag: &str) -> &str {
    match tag.get(..2) {
        Some("VB" | "MD") => "VB",
        Some(head @ ("NN" | "JJ" | "RB")) => head,
        _ => tag,
    }
}
