//! A keystroke in the search over 100,000 events and the texts of 10,000 articles: at most 30 ms.
//!
//! `cargo bench --bench search`. The words are made up, a few of them frequent and most rare, as in a language.

use dateline::article::{self, ArticleId};
use dateline::event::{self, Event, Reading};
use dateline::landmark::Knowledge;
use dateline::query::{Index, Texts, hits, parse};
use dateline::timeline::{ArticleInfo, Timeline};
use divan::{Bencher, black_box};
use std::sync::Arc;
use std::sync::LazyLock;

const EVENTS: usize = 100_000;
const ARTICLES: usize = 10_000;
/// Words of an article: 4 kB.
const WORDS: usize = 650;
const VOCABULARY: f64 = 60_000.0;

/// What is typed, letter by letter at the end of it.
const QUERIES: &[&str] = &[
    "b*",
    "ba",
    "bade",
    "the bade*",
    "\"bade bafi\"",
    "\"of the\" -ba",
    "b* OR d* -m*",
    "person:bade place:b* in:2016",
    "source:report-77 status:happened before:spring 2017 -title:bafi*",
    "nothing ba bade",
];

/// Numbers by chance, the same each time (splitmix64).
struct Chance(u64);

impl Chance {
    fn part(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Frequent words are those of low rank.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] =
            ["ba", "de", "fi", "go", "lu", "ma", "ne", "ri", "so", "tu", "va", "we", "zi", "ko", "pa", "le"];
        let mut rank = VOCABULARY.powf(self.part()) as usize;
        if rank <= 2 {
            return ["the", "of"][rank - 1].to_owned();
        }
        let mut word = String::new();
        while rank > 0 {
            word += SYLLABLES[rank % SYLLABLES.len()];
            rank /= SYLLABLES.len();
        }
        word
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

fn sample() -> Event {
    let text = "Lima\n\nPublished 20 November 2016\n\nPolice arrested the banker Ana Silva in Lima on Friday.\n";
    let article = article::read("a.txt", text.as_bytes()).expect("plain text");
    let knowledge = Knowledge::default();
    let publication = article.published().date;
    let reading = Reading { publication, discourse: None, knowledge: &knowledge };
    event::events(&article, &event::analyse(&article), &reading).remove(0)
}

static TIMELINE: LazyLock<Timeline> = LazyLock::new(|| {
    let (sample, mut chance) = (sample(), Chance(1));
    let info = ArticleInfo::new(&article::read("a.txt", b"Words.").expect("plain text"), article::Published::unknown());
    let articles = (0..ARTICLES).map(|number| ArticleInfo {
        id: ArticleId(format!("a{number:016x}")),
        title: chance.words(8),
        source: format!("in/report-{number}.txt"),
        ..info.clone()
    });
    let articles: Vec<ArticleInfo> = articles.collect();
    let events = (0..EVENTS).map(|number| {
        let mut event = sample.clone();
        event.id = format!("e{number:016x}");
        event.title = chance.words(8);
        event.participants[0].name = chance.words(2);
        event.places = vec![chance.word()];
        event.evidence[0].quote = chance.words(25);
        event.evidence[0].article = articles[number % ARTICLES].id.clone();
        event
    });
    let events = events.map(Arc::new).collect();
    Timeline { articles: articles.into(), events, ..Timeline::default() }
});
static STORIES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut chance = Chance(2);
    (0..ARTICLES).map(|_| chance.words(WORDS)).collect()
});
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&TIMELINE));
static TEXTS: LazyLock<Texts> = LazyLock::new(texts);

fn texts() -> Texts {
    Texts::new(TIMELINE.articles.iter().zip(STORIES.iter().map(String::as_str)))
}

fn main() {
    LazyLock::force(&INDEX);
    LazyLock::force(&TEXTS);
    divan::main();
}

/// All of a keystroke: events, facets, articles, and the hits in the one that is open.
#[divan::bench(args = QUERIES, sample_count = 30)]
fn keystroke(bencher: Bencher, typed: &str) {
    bencher.bench(|| {
        let query = parse(black_box(typed));
        let answer = INDEX.search(&query);
        (INDEX.facets(&answer), TEXTS.search(&query).len(), hits(&query, &STORIES[0]))
    });
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn index_of_events() -> Index {
    Index::new(black_box(&TIMELINE))
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn index_of_texts() -> Texts {
    texts()
}
