//! Damaged files: seeded mutants of samples of every format are thrown at the readers. Each is read or refused, in
//! time and within bounds, and the next run throws the same ones.
//!
//! `DATELINE_MUTANTS` says how many in all; a few by default, so that the tests stay quick.

use dateline::article::{Contents, contents};
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

const DEFAULT: usize = 1000;
/// A debug build on a busy machine; the samples are small.
const LONGEST: Duration = Duration::from_secs(10);
/// No small sample unfolds to more: even a bomb among them would be cut.
const MOST_TEXT: usize = 32 << 20;

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }

    /// A stretch of a file, short more often than long.
    fn stretch(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length);
        let scale = 1 << self.below(13);
        start..(start + 1 + self.below(scale)).min(length)
    }
}

/// What stands where a number or a length is expected, and breaks what believes it.
const TOKENS: &[&[u8]] = &[
    b"\0",
    b"\xFF\xFF\xFF\xFF",
    b"4294967295",
    b"-1",
    b"99999999999999999999",
    b"<",
    b">",
    b"\"",
    b"{",
    b"[[[[[[[[",
    b"((((((((",
    b"\r\n\r\n",
    b"%%EOF",
    b"stream",
    b"endobj",
    b"/Kids",
    b"/Length 0",
    b"PK\x03\x04",
    b"<![CDATA[",
    b"<!DOCTYPE",
    b"&#x110000;",
    b"\\u-99999 ",
    b"\\bin9999 ",
    b"--",
    b"\xED\xA0\x80",
    b"=?utf-8?q?",
    b"boundary=",
    b"Content-Length: 1\r\n",
    b"1 0 R",
    b"\x1F\x8B\x08",
];

/// A mutant of a sample; `other` is another sample to take from.
fn mutant(random: &mut Random, sample: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for _ in 0..=random.below(6) {
        let length = bytes.len();
        match random.below(9) {
            0 | 1 => {
                for _ in 0..=random.below(8) {
                    let at = random.below(length);
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << random.below(8);
                    }
                }
            }
            2 => bytes.truncate(random.below(length)),
            3 => _ = bytes.drain(random.stretch(length)),
            4 => {
                let (from, at) = (random.stretch(length), random.below(length));
                let copies = 1 + random.below(64);
                let chunk = bytes[from].repeat(copies);
                bytes.splice(at..at, chunk);
            }
            5 => {
                let (to, from) = (random.stretch(length), random.stretch(other.len()));
                bytes.splice(to, other[from].to_vec());
            }
            6 => {
                let at = random.below(length);
                bytes.splice(at..at, vec![0; random.below(64)]);
            }
            7 => {
                let (at, token) = (random.stretch(length), TOKENS[random.below(TOKENS.len())]);
                bytes.splice(at, token.to_vec());
            }
            _ => {
                let (a, b) = (random.below(length), random.below(length));
                bytes[a.min(b)..a.max(b)].reverse();
            }
        }
    }
    // Copies of copies grow.
    bytes.truncate(1 << 20);
    bytes
}

/// Samples from the examples, and small ones of formats that are written by hand.
fn samples() -> Vec<(String, Vec<u8>)> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut found = Vec::new();
    for folder in ["articles", "formats"] {
        let mut paths: Vec<_> =
            fs::read_dir(examples.join(folder)).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths.into_iter().filter(|path| path.is_file()) {
            found.push((path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()));
        }
    }
    assert!(found.len() >= 8, "the examples were found");
    let own = |(name, text): &(&str, &str)| ((*name).to_owned(), text.replace('\n', "\r\n").into_bytes());
    found.extend(SMALL.iter().map(own));
    found
}

const SMALL: &[(&str, &str)] = &[
    (
        "a.rtf",
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Bridge}{\creatim\yr2016\mo11\dy20}}\f0\b Bridge closes\b0\par The caf\'e9 \u8212? closed on {\i Friday}.\par}",
    ),
    (
        "a.eml",
        "From: Jo <jo@example.org>\nTo: al@example.org\nSubject: =?utf-8?q?Br=C3=BCcke?=\nDate: Sun, 20 Nov 2016 20:15:00 +0100\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nThe caf=E9 closed on Friday.\n--b\nContent-Type: text/html\n\n<p>The caf&eacute; closed on Friday.</p>\n--b--\n",
    ),
    (
        "a.mbox",
        "From jo@example.org Sun Nov 20 20:15:00 2016\nFrom: jo@example.org\nSubject: One\nDate: Sun, 20 Nov 2016 20:15:00 +0100\nMessage-ID: <1@example.org>\n\nThe bridge closed on Friday.\n\nFrom al@example.org Mon Nov 21 08:00:00 2016\nFrom: al@example.org\nSubject: Two\n\n>From here ferries run.\n",
    ),
    (
        "a.mhtml",
        "From: <Saved by Blink>\nSubject: Bridge\nMIME-Version: 1.0\nDate: Sun, 20 Nov 2016 20:15:00 +0100\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\n\n--x\nContent-Type: text/html\nContent-Location: https://example.org/a\nContent-Transfer-Encoding: base64\n\nPGh0bWw+PGJvZHk+PHA+VGhlIGJyaWRnZSBjbG9zZWQu\n--x--\n",
    ),
    (
        "a.rss",
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Wire</title><item><title>Bridge closes</title><link>https://example.org/a</link><pubDate>Sun, 20 Nov 2016 20:15:00 GMT</pubDate><description>&lt;p&gt;It closed on Friday.&lt;/p&gt;</description></item></channel></rss>",
    ),
    (
        "a.atom",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Wire</title><entry><title>Bridge</title><updated>2016-11-20T20:15:00Z</updated><content type=\"html\"><![CDATA[<p>It closed.</p>]]></content></entry></feed>",
    ),
    (
        "a.json",
        r#"{"articles":[{"title":"Bridge closes","publishedAt":"2016-11-20T20:15:00Z","content":"It closed on Friday.","source":{"name":"Wire"}}]}"#,
    ),
    (
        "a.jsonl",
        "{\"title\":\"One\",\"text\":\"It closed on Friday.\",\"date\":\"2016-11-20\"}\n{\"title\":\"Two\",\"maintext\":\"Ferries run.\"}\n",
    ),
    (
        "a.csv",
        "title,date,text\n\"Bridge, old\",2016-11-20,\"It closed on Friday. \"\"At last\"\", he said.\"\nTwo,,Ferries run every hour.\n",
    ),
    (
        "a.srt",
        "1\n00:00:01,000 --> 00:00:03,500\nThe bridge closed\n\n2\n00:00:03,500 --> 00:00:06,000\non <i>Friday</i>.\n",
    ),
    (
        "a.vtt",
        "WEBVTT\n\n00:01.000 --> 00:03.500 align:start\n<v Jo>The bridge closed.\n\nNOTE a\n\n00:04.000 --> 00:06.000\nFerries run.\n",
    ),
    (
        "a.warc",
        "WARC/1.0\nWARC-Type: response\nWARC-Target-URI: https://example.org/a\nWARC-Date: 2016-11-22T10:00:00Z\nContent-Length: 104\n\nHTTP/1.1 200 OK\nContent-Type: text/html\nTransfer-Encoding: chunked\n\n1c\n<p>The bridge closed.</p>\n\n0\n\n",
    ),
    (
        "a.pdf",
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n4 0 obj\n<</Length 70>>\nstream\nBT /F 11 Tf 60 700 Td [(The bri)20(dge)-300(closed.)] TJ ET\nendstream\nendobj\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[65/A/B]>>>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n",
    ),
    (
        "a.html",
        "<!doctype html><html><head><meta charset=latin1><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2016-11-20\"}</script></head><body><article><h1>Bridge</h1><p>It closed on Friday.<ul><li>One<blockquote>Two</article>",
    ),
    (
        "a.md",
        "---\ntitle: Bridge\ndate: 2016-11-20\n---\n# Bridge\n\n> *It* closed on [Friday](https://example.org).\n\n- one\n",
    ),
];

/// What must hold of everything that is read.
fn check(contents: &Contents) {
    let mut length = 0;
    for article in &contents.articles {
        length += article.text.len();
        let mut end = 0;
        for block in &article.blocks {
            assert!(block.span.start >= end && block.span.start <= block.span.end, "blocks lie in order");
            end = block.span.end;
            assert!(end <= article.text.len(), "blocks lie in the text");
            assert!(article.text.is_char_boundary(block.span.start) && article.text.is_char_boundary(end));
        }
        let scores = article.date_candidates.windows(2);
        assert!(scores.clone().all(|pair| pair[0].score >= pair[1].score), "the best date stands first");
        assert!(article.pages.windows(2).all(|pair| pair[0].at < pair[1].at && pair[0].page < pair[1].page));
        assert!(article.pages.iter().all(|start| article.text.is_char_boundary(start.at)));
    }
    assert!(length <= MOST_TEXT, "{length} bytes of text");
    assert!(contents.problems.iter().all(|problem| !problem.message.trim().is_empty()));
}

#[test]
fn mutants_are_read_or_refused() {
    let count = std::env::var("DATELINE_MUTANTS").ok().and_then(|n| n.parse().ok()).unwrap_or(DEFAULT);
    let samples = samples();
    for (name, bytes) in &samples {
        // A sample that is refused tests little; formats that cannot be read yet are passed over.
        let _ = contents(name, bytes);
    }
    let mut failures = Vec::new();
    for number in 0..count {
        let mut random = Random(number as u64);
        let (name, sample) = &samples[number % samples.len()];
        let (_, other) = &samples[random.below(samples.len())];
        let bytes = mutant(&mut random, sample, other);
        let begun = Instant::now();
        let fine = catch_unwind(|| contents(name, &bytes).iter().for_each(check));
        let took = begun.elapsed();
        if fine.is_err() || took > LONGEST {
            let path = std::env::temp_dir().join(format!("dateline-mutant-{number}-{name}"));
            fs::write(&path, &bytes).unwrap();
            failures.push(format!("mutant {number} of {name} ({took:?}): {}", path.display()));
        }
    }
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn the_same_seed_makes_the_same_mutant() {
    let make = || mutant(&mut Random(7), b"The bridge closed on Friday.", b"Ferries run.");
    assert_eq!(make(), make());
    assert!(
        (0..50).filter(|seed| mutant(&mut Random(*seed), b"The bridge closed.", b"x") != b"The bridge closed.").count()
            > 40
    );
}
