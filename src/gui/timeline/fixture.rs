//! Timelines for the tests of the canvas.

use crate::article::{ArticleId, Published};
use crate::event::{Event, Evidence, Quoted, Review, Status, When};
use crate::text::CharSpan;
use crate::time::{Moment, Precision, UncertainDate};
use crate::timeline::{ArticleInfo, Timeline};
use chrono::{Days, NaiveDate};
use std::sync::Arc;

pub fn day(year: i32, month: u32, day: u32) -> Moment {
    Moment { day: NaiveDate::from_ymd_opt(year, month, day).expect("a day"), minute: None }
}

fn evidence(article: &str, reason: &str) -> Evidence {
    Evidence {
        article: ArticleId(article.into()),
        span: CharSpan::default(),
        quote: String::new(),
        trigger: Quoted { span: CharSpan::default(), text: String::new() },
        also: Vec::new(),
        page: None,
        time: None,
        reasons: vec![reason.into()],
    }
}

pub fn event(title: &str, kind: &str, when: Option<When>) -> Event {
    Event {
        id: title.to_lowercase().replace(' ', "-"),
        title: title.into(),
        kind: kind.into(),
        status: Status::Happened,
        when,
        participants: Vec::new(),
        places: Vec::new(),
        salience: 0.5,
        confidence: 0.8,
        review: Review::Proposed,
        sources: 1,
        evidence: vec![evidence("a1", "“on Sunday”: the latest Sunday on or before publication")],
        ..Event::default()
    }
}

pub fn when(earliest: Option<Moment>, latest: Option<Moment>, precision: Precision, text: &str) -> Option<When> {
    let date = UncertainDate { earliest, latest, precision, approximate: false, zone: None };
    Some(When { date: Some(date), edtf: None, text: text.into() })
}

fn on(d: u32) -> Option<When> {
    let moment = Some(day(2016, 11, d));
    when(moment, moment, Precision::Day, &format!("{d} November 2016"))
}

/// A fortnight of news with every kind of date and status.
pub fn summit() -> Timeline {
    let range = |a, b| when(Some(day(2016, 11, a)), Some(day(2016, 11, b)), Precision::Range, "some days of November");
    let with = |status, event: Event| Event { status, ..event };
    let mut shake = event("Presidents shake hands", "meeting", on(20));
    shake.evidence.push(evidence("a2", "“Sunday”"));
    shake.sources = 2;
    shake.salience = 0.9;
    let mut about = event("First strike on the hospital", "attack", on(13));
    if let Some(date) = about.when.as_mut().and_then(|w| w.date.as_mut()) {
        date.approximate = true;
    }
    let relative = When { date: None, edtf: None, text: "the Friday before publication".into() };
    let week = when(Some(day(2016, 11, 14)), Some(day(2016, 11, 20)), Precision::Week, "the week of 14 November 2016");
    let january = when(Some(day(2017, 1, 1)), Some(day(2017, 1, 31)), Precision::Month, "January 2017");
    Timeline {
        title: "Lima summit".into(),
        articles: Arc::default(),
        events: vec![
            event(
                "Agency accuses hackers",
                "accusation",
                when(None, Some(day(2016, 11, 7)), Precision::Day, "before 8 November 2016"),
            ),
            event("Voters elect a president", "election", on(8)),
            event(
                "Kremlin phones the winner",
                "call",
                when(Some(day(2016, 11, 8)), None, Precision::Day, "after 7 November 2016"),
            ),
            about,
            event("Airstrikes hit a hospital", "attack", range(13, 19)),
            with(Status::Contested, event("Convoy is bombed", "attack", range(11, 17))),
            event("Ministers prepare the agenda", "meeting", week),
            event("Premier arrives", "visit", on(19)),
            with(Status::Planned, event("Town hall in Lima", "meeting", on(19))),
            event("Summit opens", "opening", on(20)),
            shake,
            with(Status::Denied, event("Trade pact is dropped", "agreement", on(20))),
            with(Status::Hypothetical, event("Sanctions are lifted", "legislation", on(22))),
            with(Status::Planned, event("New government takes office", "inauguration", january)),
            event("Court opens a case", "investigation", Some(relative)),
            event("Sanctions enacted", "legislation", None),
            event("Pact negotiated", "agreement", None),
            event("Envoy speaks of bombing", "statement", None),
        ]
        .into_iter()
        .map(Arc::new)
        .collect(),
    }
}

/// The events of an article that does not tell when it was published, and one of another such article.
pub fn undated() -> Timeline {
    let told = |title: &str, article: &str, words: &str| {
        let when = When { date: None, edtf: None, text: words.into() };
        Arc::new(Event { evidence: vec![evidence(article, "")], ..event(title, "meeting", Some(when)) })
    };
    let article = |id: &str| ArticleInfo {
        id: ArticleId(id.into()),
        title: id.to_uppercase(),
        source: format!("{id}.txt"),
        publisher: None,
        byline: None,
        language: None,
        published: Published::unknown(),
    };
    let events = vec![
        told("Board meets", "a1", "the Sunday before publication"),
        told("Board votes", "a1", "two days before publication"),
        told("Board resigns", "a1", "on or before publication"),
        told("Board is to be elected", "a1", "on or after publication"),
        told("Board remembers", "a1", "some time ago"),
        told("Chair speaks", "a2", "the day before publication"),
    ];
    Timeline { title: "No dates".into(), articles: vec![article("a1"), article("a2")].into(), events }
}

/// `n` events, a few a day for years, with dates of every precision; the same each time.
pub fn many(n: usize) -> Timeline {
    let first = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a day");
    let mut state = 7_u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let events = (0..n)
        .map(|i| {
            let start = first + Days::new(random(9_000));
            let (length, precision) = match random(10) {
                0 => (365, Precision::Year),
                1 | 2 => (30, Precision::Month),
                _ => (0, Precision::Day),
            };
            let moment = |day| Some(Moment { day, minute: None });
            let mut event = event(
                &format!("Something noted happened {i}"),
                ["meeting", "attack", "election", "trial"][i % 4],
                when(moment(start), moment(start + Days::new(length)), precision, "some time"),
            );
            event.salience = random(1000) as f32 / 1000.0;
            Arc::new(event)
        })
        .collect();
    Timeline { title: "Many".into(), articles: Arc::default(), events }
}
