//! Replaying edits over a timeline of a hundred thousand events: a thousand edits, and one more on top.

use chrono::{Days, NaiveDate};
use dateline::article::{ArticleId, Published};
use dateline::event::{Event, Evidence, Quoted, Review};
use dateline::project::{Base, Change, Dating, Edit, replay};
use dateline::text::CharSpan;
use dateline::time::UncertainDate;
use dateline::timeline::{ArticleInfo, Clock, Merged, Order, Timeline};
use divan::Bencher;
use std::sync::{Arc, LazyLock};

fn main() {
    divan::main();
}

const EVENTS: usize = 100_000;
const ARTICLES: usize = 10_000;
const EDITS: usize = 1_000;

static BASE: LazyLock<Base> = LazyLock::new(|| Merged { timeline: timeline(), ..Merged::default() }.into());
static LOG: LazyLock<Vec<Arc<Edit>>> = LazyLock::new(|| log(&BASE.timeline));

#[divan::bench(sample_count = 30)]
fn replay_1_000_edits_over_100_000_events() -> usize {
    replay(&BASE, &LOG).timeline.events.len()
}

/// What stands between a stroke and the screen: all edits once more, with the new one, and the old timeline dropped.
#[divan::bench(sample_count = 30)]
fn one_more_edit(bencher: Bencher) {
    let mut shown = replay(&BASE, &LOG);
    let event = shown.timeline.events[EVENTS / 2].clone();
    let date = Change::When(Dating::typed("spring 1997").expect("a date"));
    let mut more = LOG.clone();
    more.push(Arc::new(Edit::change([event.as_ref()], date).expect("an edit")));
    bencher.bench_local(|| {
        shown = replay(&BASE, &more);
        shown.unplaced.len()
    });
}

/// All ids have changed: events are found by their words.
#[divan::bench(sample_count = 10)]
fn replay_where_ids_have_changed(bencher: Bencher) {
    let renamed = |event: &Arc<Event>| Arc::new(Event { id: format!("x{}", event.id), ..Event::clone(event) });
    let events: Vec<Arc<Event>> = BASE.timeline.events.iter().map(renamed).collect();
    let timeline = Timeline { events, ..BASE.timeline.clone() };
    bencher
        .with_inputs(|| Base::from(timeline.clone()))
        .bench_values(|base| assert!(replay(&base, &LOG).unplaced.len() < EDITS));
}

#[divan::bench(sample_count = 10)]
fn index_of_100_000_events(bencher: Bencher) {
    bencher.with_inputs(|| BASE.timeline.clone()).bench_values(Base::from);
}

/// One edit that confirms everything.
#[divan::bench(sample_count = 10)]
fn confirm_100_000_events(bencher: Bencher) {
    let all = BASE.timeline.events.iter().map(Arc::as_ref);
    let edits = [Arc::new(Edit::change(all, Change::Review(Review::Confirmed)).expect("an edit"))];
    bencher.bench_local(|| replay(&BASE, &edits).timeline.events.len());
}

fn timeline() -> Timeline {
    let start = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a day");
    let articles: Vec<ArticleInfo> = (0..ARTICLES).map(info).collect();
    let events = (0..EVENTS).map(|i| {
        let day = start + Days::new((i * 7_919 % 10_957) as u64);
        let date = if i % 10 == 0 { UncertainDate::days(day, day + Days::new(20)) } else { UncertainDate::day(day) };
        let when = Dating::at(date).when().filter(|_| i % 50 != 0);
        let title = format!("Council {} votes on bridge {i}", i % 97);
        let proof = |n: usize| {
            let at = (i / ARTICLES) * 400 + n * 150;
            Evidence {
                article: articles[(i + n * 31) % ARTICLES].id.clone(),
                span: CharSpan { start: at, end: at + 120 },
                page: None,
                quote: format!(
                    "The council of district {} voted on bridge number {i} for the {n}th time this year.",
                    i % 97
                ),
                trigger: Quoted { span: CharSpan { start: at + 30, end: at + 35 }, text: "voted".to_owned() },
                also: Vec::new(),
                time: None,
                reasons: vec!["The text names it".to_owned()],
            }
        };
        let evidence = (0..1 + usize::from(i % 3 == 0)).map(proof).collect();
        Arc::new(Event {
            id: format!("e{:016x}", i * 2_654_435_761),
            title,
            kind: "vote".to_owned(),
            when,
            salience: 0.5,
            evidence,
            sources: 1,
            ..Event::default()
        })
    });
    let events = Order::of(&articles, Clock::default()).sorted(&events.collect::<Vec<_>>());
    Timeline { title: "Bench".to_owned(), articles: articles.into(), events }
}

fn info(i: usize) -> ArticleInfo {
    ArticleInfo {
        id: ArticleId(format!("a{i:016x}")),
        title: format!("Article {i}"),
        source: format!("article-{i}.txt"),
        publisher: None,
        byline: None,
        language: None,
        published: Published::unknown(),
    }
}

/// As a long review makes them: mostly judgements, some tags, titles and dates, a few merges and splits.
fn log(timeline: &Timeline) -> Vec<Arc<Edit>> {
    let event = |i: usize| timeline.events[i * 97 % EVENTS].as_ref();
    let change = |i: usize, change: Change| Edit::change([event(i)], change).expect("an edit");
    let edits = (0..EDITS).map(|i| match i % 20 {
        0 => Edit::merge([event(i), event(i + EDITS)], Some(0), Some(1)),
        1 => Edit::split(event(i * 3), &[vec![0], vec![1]]),
        2..4 => change(i, Change::When(Dating::typed("c. 1995").expect("a date"))),
        4..6 => change(i, Change::Title(format!("Title {i}"))),
        6..9 => change(i, Change::AddTag("bridge".to_owned())),
        9..12 => change(i, Change::Review(Review::Rejected)),
        _ => change(i, Change::Review(Review::Confirmed)),
    });
    edits.map(Arc::new).collect()
}
