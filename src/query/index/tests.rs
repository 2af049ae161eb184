use super::*;
use crate::article::Published;
use crate::event::{Evidence, Participant, Quoted, Role, When};
use crate::query::{matches, parse};
use crate::time::typed;
use proptest::prelude::*;
use std::sync::Arc;

fn article(number: usize) -> ArticleInfo {
    ArticleInfo {
        id: ArticleId(format!("a{number}")),
        title: format!("Report {number}"),
        source: format!("in/report-{number}.txt"),
        publisher: (number == 1).then(|| "Harbour Notes".to_owned()),
        byline: None,
        language: None,
        published: Published::unknown(),
    }
}

fn event(number: usize, title: &str, when: &str, person: &str, place: &str, status: Status) -> Event {
    let nowhere = Quoted { span: Default::default(), text: String::new() };
    let date = typed(when).ok().flatten();
    Event {
        id: format!("e{number}"),
        title: title.to_owned(),
        kind: if number.is_multiple_of(2) { "arrest" } else { "election" }.to_owned(),
        status,
        when: date.map(|date| When { date: Some(date), edtf: Some(date.edtf()), text: when.to_owned() }),
        claims: Vec::new(),
        participants: vec![Participant { name: person.to_owned(), role: Role::Agent }],
        places: vec![place.to_owned()],
        salience: 0.5,
        confidence: 0.5,
        review: if number == 0 { Review::Confirmed } else { Review::Proposed },
        tags: if number == 2 { vec!["court".to_owned()] } else { Vec::new() },
        note: String::new(),
        evidence: vec![Evidence {
            article: ArticleId(format!("a{}", number % 2)),
            span: Default::default(),
            page: None,
            quote: format!("It rained when {title}."),
            trigger: nowhere,
            also: Vec::new(),
            time: None,
            reasons: Vec::new(),
        }],
        sources: 1,
        ..Event::default()
    }
}

fn timeline() -> Timeline {
    let events = [
        event(0, "The bridge closed", "20 November 2016", "Barack Obama", "Lima", Status::Happened),
        event(1, "Obama won", "2016", "Obama", "San José", Status::Planned),
        event(2, "The prime minister resigned", "spring 2019", "Ana Silva", "Lima", Status::Happened),
        event(3, "A minister of prime importance", "", "Ana Silva", "Lima", Status::Denied),
    ];
    let events = events.into_iter().map(Arc::new).collect();
    Timeline { articles: vec![article(0), article(1)].into(), events, ..Timeline::default() }
}

fn found(query: &str) -> Vec<usize> {
    Index::new(&timeline()).search(&parse(query)).events().collect()
}

#[test]
fn every_operator_finds_what_it_should_and_nothing_else() {
    for (query, expected) in [
        ("", &[0, 1, 2, 3][..]),
        ("bridge", &[0]),
        ("rained", &[0, 1, 2, 3]),
        ("minister", &[2, 3]),
        ("\"prime minister\"", &[2]),
        ("prime -resigned", &[3]),
        ("bridge OR resigned", &[0, 2]),
        ("bridge OR -minister", &[0, 1]),
        ("bridg", &[]),
        ("bridg*", &[0]),
        ("obama", &[0, 1]),
        ("title:obama", &[1]),
        ("person:obama", &[0, 1]),
        ("person:=obama", &[1]),
        ("place:\"san jose\"", &[1]),
        ("tag:court", &[2]),
        ("tag:bridge", &[]),
        ("kind:arrest", &[0, 2]),
        ("status:happened", &[0, 2]),
        ("-status:happened", &[1, 3]),
        ("review:confirmed", &[0]),
        ("source:harbour", &[1, 3]),
        ("source:report-0", &[0, 2]),
        ("in:2016", &[0, 1]),
        ("in:November 2016", &[0, 1]),
        ("in:May 2019", &[2]),
        ("in:2018", &[]),
        ("before:2016", &[]),
        ("before:2017", &[0, 1]),
        ("after:2016", &[2]),
        ("after:2019", &[]),
        ("-in:2016", &[2, 3]),
        ("lima minister in:2019", &[2]),
    ] {
        assert_eq!(found(query), expected, "{query}");
    }
}

#[test]
fn where_nothing_is_left_it_says_what_to_drop() {
    let index = Index::new(&timeline());
    let query = parse("minister place:lima in:2016 -status:denied");
    let answer = index.search(&query);
    assert_eq!(answer.count(), 0);
    assert_eq!(answer.without, [Without { clause: 0, leaves: 1 }, Without { clause: 2, leaves: 1 }]);
    assert!(index.search(&parse("minister")).without.is_empty());
    assert!(index.search(&parse("nowhere")).without.is_empty(), "without its one clause it is no search");
}

#[test]
fn facets_say_what_each_would_leave() {
    let index = Index::new(&timeline());
    let query = "rained -bridge";
    let facets = index.facets(&index.search(&parse(query)));
    let all = [&facets.sources, &facets.people, &facets.places, &facets.tags, &facets.kinds, &facets.statuses];
    for count in all.into_iter().chain([&facets.reviews]).flatten() {
        assert_eq!(found(&format!("{query} {}", count.query)).len(), count.leaves, "{}", count.query);
    }
    let people: Vec<(&str, usize)> = facets.people.iter().map(|c| (c.name.as_str(), c.leaves)).collect();
    assert_eq!(people, [("Ana Silva", 2), ("Obama", 1)]);
    assert_eq!(facets.sources[0].name, "in/report-1.txt");
}

#[test]
fn texts_are_searched_by_their_words_and_names() {
    let (one, two) = (article(0), article(1));
    let texts = Texts::new([(&one, "The prime minister resigned."), (&two, "It rained in Lima, said the minister.")]);
    let found = |query: &str| texts.search(&parse(query)).iter().map(|id| id.0.clone()).collect::<Vec<_>>();
    assert_eq!(found("minister"), ["a0", "a1"]);
    assert_eq!(found("\"prime minister\" in:2016"), ["a0"]);
    assert_eq!(found("minister source:harbour"), ["a1"]);
    assert_eq!(found("minister -rained"), ["a0"]);
    for nothing in ["", "-rained", "in:2016", "source:harbour", "bridge"] {
        assert!(found(nothing).is_empty(), "{nothing}");
    }
}

proptest! {
    #[test]
    fn the_index_and_the_definition_agree(
        query in "((-)?(bridge|prime|minis\\*|\"prime minister\"|person:=?obama|place:lima|kind:elec|source:report|in:2016|\
                  before:2018|after:2017|status:[a-h]|review:c|tag:court|title:the|OR) ){0,5}"
    ) {
        let (timeline, query) = (timeline(), parse(&query));
        let answer = Index::new(&timeline).search(&query);
        for (at, event) in timeline.events.iter().enumerate() {
            prop_assert_eq!(answer.has(at), matches(&query, event, &timeline));
        }
        // After edits: one event is gone, one is changed, one is new before all others.
        let mut edited = Timeline { events: timeline.events[1..].to_vec(), ..timeline.clone() };
        Arc::make_mut(&mut edited.events[0]).title = "The bridge of Lima".to_owned();
        edited.events.insert(0, Arc::new(event(8, "A court case", "2018", "Nobody", "San José", Status::Planned)));
        let rows = [None, None, Some(2), Some(3)];
        let answer = Index::new(&timeline).search_in(&query, &edited, &rows);
        let anew = Index::new(&edited);
        prop_assert_eq!(&answer, &anew.search(&query));
        prop_assert_eq!(Index::new(&timeline).facets_in(&answer, &edited, &rows), anew.facets(&answer));
    }
}

#[test]
fn an_edit_changes_the_counts_as_counting_all_anew_does() {
    let before = timeline();
    let everything = |index: &Index| index.search(&parse(""));
    let index = Index::new(&before);
    let mut facets = index.facets(&everything(&index));
    let mut after = before.clone();
    let edits: [fn(&mut Event); 4] = [
        |e| e.review = Review::Rejected,
        |e| (e.kind, e.status) = ("storm".to_owned(), Status::Cancelled),
        |e| (e.tags, e.places) = (vec!["new".to_owned(), "new".to_owned()], Vec::new()),
        |e| e.participants.clear(),
    ];
    for (at, edit) in edits.into_iter().enumerate() {
        let was = after.events[at].clone();
        edit(Arc::make_mut(&mut after.events[at]));
        facets.changed(&was, &after.events[at]);
        let index = Index::new(&after);
        assert_eq!(facets, index.facets(&everything(&index)), "edit {at}");
    }
    let mut none = Facets::default();
    none.changed(&before.events[0], &after.events[0]);
    assert_eq!(none, Facets::default(), "what was not counted is not");
}
