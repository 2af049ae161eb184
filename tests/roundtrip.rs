//! Any timeline, written as RON or JSON and read again, is the same timeline.

use chrono::NaiveDate;
use dateline::article::{ArticleId, DateOrigin, Published};
use dateline::event::{
    Claim, Coordinates, Corrected, Event, Evidence, Extracted, Located, Participant, Quoted, Review, Role, Status, When,
};
use dateline::export::{Format, parse, to_string};
use dateline::text::CharSpan;
use dateline::time::{Moment, Precision, UncertainDate, Zone};
use dateline::timeline::{ArticleInfo, Timeline};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::sync::Arc;

fn day() -> impl Strategy<Value = NaiveDate> {
    (-9999_i32..9999, 1_u32..366).prop_filter_map("a day of that year", |(y, d)| NaiveDate::from_yo_opt(y, d))
}

fn moment() -> impl Strategy<Value = Moment> {
    (day(), option::of(0_u16..1440)).prop_map(|(day, minute)| Moment { day, minute })
}

fn precision() -> impl Strategy<Value = Precision> {
    use Precision::*;
    prop::sample::select(vec![Minute, Hour, Day, Week, Month, Season, Quarter, Year, Decade, Century, Range])
}

fn date() -> impl Strategy<Value = UncertainDate> {
    (option::of(moment()), option::of(moment()), precision(), any::<bool>(), option::of(zone()))
        .prop_filter("one end is known", |(a, b, ..)| a.is_some() || b.is_some())
        .prop_map(|(earliest, latest, precision, approximate, zone)| {
            UncertainDate { earliest, latest, precision, approximate, zone: None }.zoned(zone)
        })
}

fn zone() -> impl Strategy<Value = Zone> {
    let named = prop::sample::select(vec!["gmt", "est", "cst", "eastern time", "local time"]);
    let named = named.prop_map(|name| Zone::named(name).unwrap_or(Zone::Local));
    prop_oneof![named, (-720_i16..=840).prop_map(Zone::Offset)]
}

fn when() -> impl Strategy<Value = When> {
    (option::of(date()), text()).prop_map(|(date, text)| When { date, edtf: date.map(|d| d.edtf()), text })
}

/// Quotes, line ends, controls and other planes included.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,24}", "[\\x00-\\x7f]{0,12}", Just("None".to_owned()), Just("\"Some(\\n\"".to_owned())]
}

fn quoted() -> impl Strategy<Value = Quoted> {
    (0_usize..9000, 0_usize..90, text())
        .prop_map(|(start, n, text)| Quoted { span: CharSpan { start, end: start + n }, text })
}

fn evidence() -> impl Strategy<Value = Evidence> {
    (text(), quoted(), quoted(), option::of(quoted()), vec(text(), 0..3)).prop_map(
        |(article, sentence, trigger, time, reasons)| Evidence {
            article: ArticleId(article),
            span: sentence.span,
            quote: sentence.text,
            trigger,
            also: Vec::new(),
            page: None,
            time,
            reasons,
        },
    )
}

fn status() -> impl Strategy<Value = Status> {
    use Status::*;
    prop::sample::select(vec![Happened, Planned, Hypothetical, Denied, Contested, Cancelled, Background])
}

fn participant() -> impl Strategy<Value = Participant> {
    let role = prop::sample::select(vec![Role::Agent, Role::Patient, Role::Other]);
    (text(), role).prop_map(|(name, role)| Participant { name, role })
}

fn corrected() -> impl Strategy<Value = Corrected> {
    let extracted = ((text(), text()), status(), option::of(when()), vec(participant(), 0..3), vec(text(), 0..3));
    let extracted = extracted.prop_map(|((title, kind), status, when, participants, places)| Extracted {
        title,
        kind,
        status,
        when,
        participants,
        places,
    });
    (extracted, option::of(text())).prop_map(|(extracted, typed)| Corrected { extracted, typed })
}

/// Places, those that the gazetteer knows among them, and where a file may say that some of them are.
fn places() -> impl Strategy<Value = (Vec<String>, Vec<Located>)> {
    let place = prop_oneof![text(), Just("Lima".to_owned()), Just("the United States".to_owned())];
    let point = (-90.0_f32..=90.0, -180.0_f32..=180.0);
    let point = point.prop_map(|(latitude, longitude)| Coordinates { latitude, longitude });
    vec((place, option::of(point)), 0..3).prop_map(|all| {
        let mut located: Vec<Located> = Vec::new();
        for (place, at) in &all {
            if let Some(at) = at.filter(|_| !located.iter().any(|l| l.place == *place)) {
                located.push(Located { place: place.clone(), at });
            }
        }
        (all.into_iter().map(|(place, _)| place).collect(), located)
    })
}

fn event() -> impl Strategy<Value = Event> {
    let who = (vec(participant(), 0..3), places(), vec(text(), 0..3));
    let review = prop::sample::select(vec![Review::Proposed, Review::Confirmed, Review::Rejected]);
    let judged = (0.0_f32..1.0, 0.0_f32..1.0, review, text());
    let claim = (when(), vec(text().prop_map(ArticleId), 0..3)).prop_map(|(when, articles)| Claim { when, articles });
    let proved = (vec(evidence(), 0..3), vec(claim, 0..3), 0_usize..9);
    let by_user = (option::of(any::<u8>()), any::<bool>(), any::<bool>(), option::of(corrected()));
    ((text(), text(), text()), status(), option::of(when()), who, judged, proved, by_user).prop_map(
        |(
            (id, title, kind),
            status,
            when,
            (participants, (places, located), tags),
            (salience, confidence, review, note),
            (evidence, claims, sources),
            (colour, hidden, added, corrected),
        )| Event {
            id,
            title,
            kind,
            status,
            when,
            participants,
            places,
            located,
            salience,
            confidence,
            review,
            tags,
            note,
            evidence,
            claims,
            sources,
            colour,
            hidden,
            added,
            corrected: corrected.map(Arc::new),
        },
    )
}

fn article() -> impl Strategy<Value = ArticleInfo> {
    use DateOrigin::*;
    let origin = prop::sample::select(vec![User, Metadata, Dateline, Url, Filename, Inferred, Unknown]);
    let published =
        (option::of(day()), origin, text()).prop_map(|(date, origin, reason)| Published { date, origin, reason });
    let optional = || option::of(text());
    ((text(), text(), text()), (optional(), optional(), optional()), published).prop_map(
        |((id, title, source), (publisher, byline, language), published)| ArticleInfo {
            id: ArticleId(id),
            title,
            source,
            publisher,
            byline,
            language,
            published,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn files_lose_nothing(title in text(), articles in vec(article(), 0..3), events in vec(event(), 0..4)) {
        let timeline = Timeline { title, articles: articles.into(), events: events.into_iter().map(Arc::new).collect() };
        for format in Format::ALL {
            let written = to_string(&timeline, format);
            let read = parse(&written, format).map_err(|e| TestCaseError::fail(format!("{e}\n{written}")))?;
            prop_assert_eq!(&read, &timeline);
            prop_assert_eq!(to_string(&read, format), written);
        }
    }
}

#[test]
fn other_files_are_refused_with_a_sentence() {
    for text in [
        "",
        "{}",
        "[1, 2]",
        "{\"format\": \"other\", \"version\": 1, \"title\": \"\", \"articles\": [], \"events\": []}",
    ] {
        let error = parse(text, Format::Json).unwrap_err();
        assert!(error.message.contains("no timeline"), "{error}");
    }
    let newer =
        "{\"format\": \"dateline-timeline\", \"version\": 99, \"title\": \"\", \"articles\": [], \"events\": []}";
    assert!(parse(newer, Format::Json).unwrap_err().message.contains("newer"));
}
