//! Articles of our own writing and a timeline over them made by hand, so that the window is tested apart from what
//! the extraction finds.

use chrono::NaiveDate;
use dateline::article::{Article, ArticleId, Block, BlockKind, DateCandidate, DateOrigin, Metadata, Published};
use dateline::event::{Event, Evidence, Participant, Quoted, Review, Role, Status, When};
use dateline::export::{self, Format};
use dateline::landmark::Landmarks;
use dateline::project::{Loaded, Project, Source};
use dateline::text::{CharSpan, Span};
use dateline::time::{Moment, Precision, UncertainDate};
use dateline::timeline::{ArticleInfo, Timeline};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub const HARBOUR: &str = "\
Ferry crews walk out as harbour talks collapse

By Mara Lindqvist

PORT ELLERY (20 March 2019) — Crews of the island ferries walked out on Wednesday after talks with the harbour board collapsed late the night before.

The board had offered a raise of two per cent on Monday, which the union's secretary, Tomas Reyes, called “an insult with a decimal point”.

A first strike in January 2018 stopped all crossings for eleven days and cost the islands about four million, according to the chamber of trade.

The board's chair, Ines Okafor, said she would meet the crews again on Friday. Mr Reyes denied that any meeting had been arranged.

The ferries have been run by the board since the bankruptcy of Ellery Lines in the 1990s.

Schools on the two outer islands will stay closed until the crossings begin again. A navy vessel brought medicine to the hospital on Tuesday evening, and it will return on Thursday if the weather holds.
";

pub const BRIDGE: &str = "\
Minister opens bridge that nobody may cross yet

The transport minister cut the ribbon of the new Ellery bridge on 2 April 2019, although the safety board has not approved its cables.

Construction began in May 2014. An engineer warned of rust in the cables in the autumn of 2018, and the contractor promised to replace them before the summer.

Ms Okafor, who chairs the harbour board, did not attend. She resigned on Monday.
";

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a day of the calendar")
}

fn when(first: NaiveDate, last: NaiveDate, precision: Precision, edtf: &str, text: &str) -> Option<When> {
    let moment = |day| Some(Moment { day, minute: None });
    Some(When {
        date: Some(UncertainDate {
            earliest: moment(first),
            latest: moment(last),
            precision,
            approximate: false,
            zone: None,
        }),
        edtf: Some(edtf.to_owned()),
        text: text.to_owned(),
    })
}

fn on(y: i32, m: u32, d: u32) -> Option<When> {
    let day = day(y, m, d);
    when(day, day, Precision::Day, &day.to_string(), &dateline::time::day_in_words(day))
}

/// The place of `words` in `text`, in characters.
fn span(text: &str, words: &str) -> CharSpan {
    let at = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
    let start = text[..at].chars().count();
    CharSpan { start, end: start + words.chars().count() }
}

fn quoted(text: &str, within: CharSpan, words: &str) -> Quoted {
    let inside: String = text.chars().skip(within.start).take(within.end - within.start).collect();
    let own = span(&inside, words);
    Quoted { span: CharSpan { start: within.start + own.start, end: within.start + own.end }, text: words.to_owned() }
}

fn evidence(text: &str, sentence: &str, trigger: &str, time: &str, reasons: &[&str]) -> Evidence {
    let within = span(text, sentence);
    Evidence {
        article: ArticleId::of(text),
        span: within,
        quote: sentence.to_owned(),
        trigger: quoted(text, within, trigger),
        also: Vec::new(),
        page: None,
        time: (!time.is_empty()).then(|| quoted(text, within, time)),
        reasons: reasons.iter().map(|r| (*r).to_owned()).collect(),
    }
}

struct Told<'a> {
    title: &'a str,
    kind: &'a str,
    status: Status,
    when: Option<When>,
    who: &'a [&'a str],
    places: &'a [&'a str],
    evidence: Vec<Evidence>,
}

fn event(number: usize, told: Told<'_>) -> Event {
    let sources: std::collections::BTreeSet<&ArticleId> = told.evidence.iter().map(|e| &e.article).collect();
    Event {
        id: format!("e{number:016x}"),
        title: told.title.to_owned(),
        kind: told.kind.to_owned(),
        status: told.status,
        when: told.when,
        participants: told.who.iter().map(|n| Participant { name: (*n).to_owned(), role: Role::Agent }).collect(),
        places: told.places.iter().map(|p| (*p).to_owned()).collect(),
        salience: 0.6,
        confidence: 0.8,
        review: Review::Proposed,
        sources: sources.len(),
        evidence: told.evidence,
        ..Event::default()
    }
}

fn info(text: &str, source: &str, published: Published) -> ArticleInfo {
    ArticleInfo {
        id: ArticleId::of(text),
        title: text.lines().next().unwrap_or_default().to_owned(),
        source: source.to_owned(),
        publisher: None,
        byline: None,
        language: Some("en".to_owned()),
        published,
    }
}

/// Two articles, nine events: days, months, a decade, a plan, a denial, one without a date, one that both report.
pub fn timeline() -> Timeline {
    let walkout = "Crews of the island ferries walked out on Wednesday after talks with the harbour board collapsed late the night before.";
    let offer = "The board had offered a raise of two per cent on Monday, which the union's secretary, Tomas Reyes, called “an insult with a decimal point”.";
    let strike = "A first strike in January 2018 stopped all crossings for eleven days and cost the islands about four million, according to the chamber of trade.";
    let meet = "The board's chair, Ines Okafor, said she would meet the crews again on Friday.";
    let denied = "Mr Reyes denied that any meeting had been arranged.";
    let bankrupt = "The ferries have been run by the board since the bankruptcy of Ellery Lines in the 1990s.";
    let navy = "A navy vessel brought medicine to the hospital on Tuesday evening, and it will return on Thursday if the weather holds.";
    let ribbon = "The transport minister cut the ribbon of the new Ellery bridge on 2 April 2019, although the safety board has not approved its cables.";
    let began = "Construction began in May 2014.";
    let resigned = "She resigned on Monday.";
    let h = |s, t, w, r: &[&str]| evidence(HARBOUR, s, t, w, r);
    let b = |s, t, w, r: &[&str]| evidence(BRIDGE, s, t, w, r);
    let wednesday = "Wednesday + past tense: the latest Wednesday on or before publication, 20 March 2019";
    let told = vec![
        Told {
            title: "Ellery Lines goes bankrupt",
            kind: "bankruptcy",
            status: Status::Background,
            when: when(day(1990, 1, 1), day(1999, 12, 31), Precision::Decade, "199X", "the 1990s"),
            who: &["Ellery Lines"],
            places: &[],
            evidence: vec![h(bankrupt, "bankruptcy", "in the 1990s", &["“the 1990s” names a decade"])],
        },
        Told {
            title: "construction of the Ellery bridge begins",
            kind: "construction",
            status: Status::Happened,
            when: when(day(2014, 5, 1), day(2014, 5, 31), Precision::Month, "2014-05", "May 2014"),
            who: &[],
            places: &["Ellery"],
            evidence: vec![b(began, "began", "in May 2014", &["“May 2014” names a month of a year"])],
        },
        Told {
            title: "first strike stops all crossings",
            kind: "strike",
            status: Status::Happened,
            when: when(day(2018, 1, 1), day(2018, 1, 31), Precision::Month, "2018-01", "January 2018"),
            who: &[],
            places: &["Port Ellery"],
            evidence: vec![h(strike, "strike", "in January 2018", &["“January 2018” names a month of a year"])],
        },
        Told {
            title: "harbour board offers a raise of two per cent",
            kind: "offer",
            status: Status::Happened,
            when: on(2019, 3, 18),
            who: &["Harbour board"],
            places: &[],
            evidence: vec![h(
                offer,
                "offered",
                "on Monday",
                &["Monday + past perfect: the latest Monday before publication, 20 March 2019"],
            )],
        },
        Told {
            title: "navy vessel brings medicine to the hospital",
            kind: "aid",
            status: Status::Happened,
            when: on(2019, 3, 19),
            who: &["Navy"],
            places: &[],
            evidence: vec![h(
                navy,
                "brought",
                "on Tuesday evening",
                &["Tuesday + past tense: the latest Tuesday on or before publication, 20 March 2019"],
            )],
        },
        Told {
            title: "ferry crews walk out as harbour talks collapse",
            kind: "strike",
            status: Status::Happened,
            when: on(2019, 3, 20),
            who: &["Ferry crews", "Harbour board"],
            places: &["Port Ellery"],
            evidence: vec![
                h(walkout, "walked out", "on Wednesday", &[wednesday]),
                h(offer, "insult", "", &["the same dispute, told again"]),
            ],
        },
        Told {
            title: "navy vessel returns to the islands",
            kind: "aid",
            status: Status::Hypothetical,
            when: on(2019, 3, 21),
            who: &["Navy"],
            places: &[],
            evidence: vec![h(
                navy,
                "return",
                "on Thursday",
                &["Thursday + future: the first Thursday after publication, 20 March 2019"],
            )],
        },
        Told {
            title: "Ines Okafor meets the crews again",
            kind: "meeting",
            status: Status::Planned,
            when: on(2019, 3, 22),
            who: &["Ines Okafor"],
            places: &[],
            evidence: vec![
                h(
                    meet,
                    "meet",
                    "on Friday",
                    &["Friday + future in the past: the first Friday after publication, 20 March 2019"],
                ),
                h(denied, "meeting", "", &["the same meeting, denied"]),
            ],
        },
        Told {
            title: "transport minister opens the Ellery bridge",
            kind: "opening",
            status: Status::Happened,
            when: on(2019, 4, 2),
            who: &["Transport minister"],
            places: &["Ellery"],
            evidence: vec![b(ribbon, "cut the ribbon", "on 2 April 2019", &["“2 April 2019” is a whole date"])],
        },
        Told {
            title: "Ines Okafor resigns",
            kind: "resignation",
            status: Status::Happened,
            when: Some(When { date: None, edtf: None, text: "the Monday on or before publication".to_owned() }),
            who: &["Ines Okafor"],
            places: &[],
            evidence: vec![b(
                resigned,
                "resigned",
                "on Monday",
                &["Monday + past tense: the latest Monday on or before publication, which is unknown"],
            )],
        },
    ];
    Timeline {
        title: "Ferry crews walk out as harbour talks collapse".to_owned(),
        articles: vec![
            info(
                HARBOUR,
                "news/harbour.txt",
                Published {
                    date: Some(day(2019, 3, 20)),
                    origin: DateOrigin::Dateline,
                    reason: "The dateline says 20 March 2019".to_owned(),
                },
            ),
            info(BRIDGE, "news/bridge.txt", Published::unknown()),
        ]
        .into(),
        events: told.into_iter().enumerate().map(|(number, told)| Arc::new(event(number, told))).collect(),
    }
}

/// Events of an article that does not tell when it was published.
pub fn undated() -> Timeline {
    let of_one = timeline().events[9].as_ref().clone();
    let told = [
        ("board closes the bridge", "the Sunday on or before publication"),
        ("engineers find a crack in a cable", "two days before publication"),
        ("minister speaks to the press", "the day of publication"),
        ("inspectors were warned", "on or before publication"),
        ("bridge is to open again", "the first Friday on or after publication"),
        ("cables were ordered", ""),
    ];
    let event = |(number, (title, words)): (usize, &(&str, &str))| {
        let when = (!words.is_empty()).then(|| When { date: None, edtf: None, text: (*words).to_owned() });
        Arc::new(Event { id: format!("e{number:016x}"), title: (*title).to_owned(), when, ..of_one.clone() })
    };
    let articles = vec![info(BRIDGE, "news/bridge.txt", Published::unknown())].into();
    Timeline { title: "No dates".to_owned(), articles, events: told.iter().enumerate().map(event).collect() }
}

/// Dated events, and those of an article that does not tell when it was published.
pub fn mixed() -> Timeline {
    let mut all = timeline();
    let waiting = undated().events.into_iter().enumerate();
    let waiting =
        waiting.map(|(at, event)| Arc::new(Event { id: format!("e{:016x}", 100 + at), ..Event::clone(&event) }));
    all.events.extend(waiting);
    all
}

/// Three events of one afternoon, told by clocks of two zones and by one that is not stated.
pub fn zoned() -> Timeline {
    let of_one = timeline().events[8].as_ref().clone();
    let told = [
        ("lights go out in Ellery", "2019-04-02T15:00Z"),
        ("cable parts under the ocean", "2019-04-02T10:30-05:00"),
        ("minister is told of it", "2019-04-02T15:10"),
    ];
    let event = |(number, (title, edtf)): (usize, &(&str, &str))| {
        let date = UncertainDate::from_edtf(edtf).expect("a date");
        let when = Some(When { date: Some(date), edtf: Some(date.edtf()), text: date.words() });
        Arc::new(Event { id: format!("e{number:016x}"), title: (*title).to_owned(), when, ..of_one.clone() })
    };
    let articles = timeline().articles;
    Timeline { title: "An afternoon".to_owned(), articles, events: told.iter().enumerate().map(event).collect() }
}

/// So many events, one every five weeks.
pub fn crowd(events: u64) -> Timeline {
    let of_one = timeline().events[8].as_ref().clone();
    let dated = |number: u64| {
        let date = UncertainDate::day(day(1990, 1, 1) + chrono::Days::new(number * 37));
        let when = Some(When { date: Some(date), edtf: Some(date.edtf()), text: date.words() });
        Arc::new(Event {
            id: format!("e{number}"),
            title: format!("minister opens bridge {number}"),
            when,
            ..of_one.clone()
        })
    };
    Timeline { title: "Crowd".to_owned(), articles: timeline().articles, events: (0..events).map(dated).collect() }
}

/// The timeline, and the text of one of its two articles: the other is there by its quotes only. Nothing is extracted,
/// so what these tests see does not change with the extraction.
pub fn project() -> Project {
    let paragraphs: Vec<&str> = HARBOUR.split("\n\n").collect();
    let kinds = [BlockKind::Headline, BlockKind::Byline];
    let mut at = 0;
    let mut blocks = Vec::new();
    for (number, paragraph) in paragraphs.into_iter().enumerate() {
        let kind = kinds.get(number).copied().unwrap_or(BlockKind::Body);
        blocks.push(Block { kind, span: Span::new(at, at + paragraph.len()) });
        at += paragraph.len() + 2;
    }
    let published = DateCandidate {
        date: day(2019, 3, 20),
        origin: DateOrigin::Dateline,
        reason: "The dateline says 20 March 2019".to_owned(),
        score: 0.9,
    };
    let article = Article::new("news/harbour.txt", HARBOUR.to_owned(), blocks, Metadata::default(), vec![published]);
    let mut project = Project::default();
    project.add(Loaded::Article(Source::new(Arc::new(article), Arc::default(), &Landmarks::none())));
    project.add(Loaded::Timeline(Arc::new(timeline())));
    project
}

/// Writes the timeline into a folder; gives back its path.
pub fn file(folder: &Path) -> PathBuf {
    let path = folder.join("ellery.ron");
    std::fs::write(&path, export::to_string(&timeline(), Format::Ron)).expect("a folder to write to");
    path
}
