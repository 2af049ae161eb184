//! Each edit: what it does, that it can be taken back, that it finds its event again.

use super::super::edit::*;
use super::*;
use crate::article::{ArticleId, Published};
use crate::event::{Evidence, Participant, Quoted, Review, Role, Status, When};
use crate::text::CharSpan;
use crate::time::UncertainDate;
use crate::timeline::{self, ArticleInfo, Merged};

fn article(id: &str) -> ArticleInfo {
    ArticleInfo {
        id: ArticleId(id.to_owned()),
        title: format!("Article {id}"),
        source: format!("{id}.txt"),
        publisher: None,
        byline: None,
        language: None,
        published: Published::unknown(),
    }
}

fn told(article: &str, start: usize, quote: &str) -> Evidence {
    let word = quote.split_whitespace().nth(1).unwrap_or(quote).to_owned();
    Evidence {
        article: ArticleId(article.to_owned()),
        span: CharSpan { start, end: start + quote.len() },
        page: None,
        quote: quote.to_owned(),
        trigger: Quoted { span: CharSpan { start: start + 4, end: start + 4 + word.len() }, text: word },
        also: Vec::new(),
        time: None,
        reasons: Vec::new(),
    }
}

fn when(edtf: &str) -> Option<When> {
    Dating::at(UncertainDate::from_edtf(edtf)?).when()
}

fn event(id: &str, edtf: &str, evidence: Vec<Evidence>) -> Event {
    Event {
        id: id.to_owned(),
        title: format!("Title {id}"),
        kind: "meeting".to_owned(),
        when: when(edtf),
        salience: 0.5,
        sources: 1,
        evidence,
        ..Event::default()
    }
}

fn merged(articles: &[&str], events: Vec<Event>) -> Merged {
    let events = events.into_iter().map(Arc::new).collect();
    timeline::merge("Test", articles.iter().map(|a| article(a)).collect(), events)
}

/// Three events of two articles.
fn base() -> Base {
    let events = vec![
        event("e1", "2016-11-20", vec![told("a1", 0, "Ann met Bob in Lima."), told("a1", 50, "Ann saw Bob again.")]),
        event("e2", "2016-11-21", vec![told("a1", 100, "Cas left for home.")]),
        event("e3", "2016-12-01", vec![told("a2", 0, "Dee won the vote.")]),
    ];
    merged(&["a1", "a2"], events).into()
}

fn of<'t>(replayed: &'t Replayed, id: &str) -> &'t Event {
    replayed.timeline.events.iter().find(|e| e.id == id).unwrap_or_else(|| panic!("{id} in {:?}", ids(replayed)))
}

fn ids(replayed: &Replayed) -> Vec<&str> {
    replayed.timeline.events.iter().map(|e| e.id.as_str()).collect()
}

fn after(base: &Base, edits: impl IntoIterator<Item = Edit>) -> Replayed {
    let edits: Vec<Arc<Edit>> = edits.into_iter().map(Arc::new).collect();
    replay(base, &edits)
}

fn change(base: &Base, id: &str, change: Change) -> Edit {
    Edit::change([of(&after(base, []), id)], change).unwrap()
}

/// Says one thing of e1 and gives it back as it then is; nothing else may have changed, and nothing is unplaced.
fn e1(said: Change) -> Event {
    let base = base();
    let replayed = after(&base, [change(&base, "e1", said)]);
    assert_eq!(replayed.unplaced, []);
    for id in ["e2", "e3"] {
        assert_eq!(of(&replayed, id), of(&after(&base, []), id));
    }
    of(&replayed, "e1").clone()
}

#[test]
fn without_edits_nothing_changes() {
    let base = base();
    let replayed = after(&base, []);
    assert_eq!(*replayed.timeline, base.timeline);
    assert!(Arc::ptr_eq(&replayed.timeline.events[0], &base.timeline.events[0]), "nothing is copied");
}

#[test]
fn what_was_extracted_stays_beside_what_was_said() {
    let retitled = e1(Change::Title("A meeting".to_owned()));
    assert_eq!(retitled.title, "A meeting");
    assert_eq!(retitled.extracted().title, "Title e1");
    let dated = e1(Change::When(Dating::typed("c. 1920").unwrap()));
    assert_eq!(dated.when, when("1920~"));
    let corrected = dated.corrected.as_ref().unwrap();
    assert_eq!((corrected.extracted.when.clone(), corrected.typed.as_deref()), (when("2016-11-20"), Some("c. 1920")));
    assert_eq!(e1(Change::When(Dating::typed("unknown").unwrap())).when, None);
    assert_eq!(e1(Change::Status(Status::Denied)).status, Status::Denied);
    assert_eq!(e1(Change::Kind("visit".to_owned())).extracted().kind, "meeting");
    let who = vec![Participant { name: "Ann".to_owned(), role: Role::Agent }];
    assert_eq!(e1(Change::Participants(who.clone())).participants, who);
    assert_eq!(e1(Change::Places(vec!["Lima".to_owned()])).places, ["Lima"]);
    let same = e1(Change::Title("Title e1".to_owned()));
    assert!(same.corrected.is_none(), "nothing was corrected");
}

#[test]
fn marks_are_beside_the_facts() {
    assert_eq!(e1(Change::AddTag("court".to_owned())).tags, ["court"]);
    assert_eq!(e1(Change::Note("Ask".to_owned())).note, "Ask");
    assert_eq!(e1(Change::Colour(Some(2))).colour, Some(2));
    assert_eq!(e1(Change::Review(Review::Rejected)).review, Review::Rejected);
    assert!(e1(Change::Hidden(true)).hidden);
    let base = base();
    let tags = ["a", "b", "a"].map(|tag| change(&base, "e1", Change::AddTag(tag.to_owned())));
    let gone = change(&base, "e1", Change::RemoveTag("a".to_owned()));
    let replayed = after(&base, tags.into_iter().chain([gone]));
    assert_eq!(of(&replayed, "e1").tags, ["b"]);
    assert!(of(&replayed, "e1").corrected.is_none(), "no fact was corrected");
}

#[test]
fn one_field_goes_back_to_what_was_extracted() {
    let base = base();
    let said = |change: Change| self::change(&base, "e1", change);
    let edits = [
        said(Change::Title("A meeting".to_owned())),
        said(Change::When(Dating::typed("c. 1920").unwrap())),
        said(Change::Revert(Field::When)),
    ];
    let replayed = after(&base, edits.clone());
    let event = of(&replayed, "e1");
    assert_eq!((event.title.as_str(), event.when.clone()), ("A meeting", when("2016-11-20")));
    assert_eq!(event.corrected.as_ref().unwrap().typed, None);
    let all = after(&base, edits.into_iter().chain([said(Change::Revert(Field::All))]));
    assert_eq!(*all.timeline, base.timeline);
}

#[test]
fn a_new_date_moves_the_event() {
    let base = base();
    let later = change(&base, "e1", Change::When(Dating::typed("25 November 2016").unwrap()));
    assert_eq!(ids(&after(&base, [later])), ["e2", "e1", "e3"]);
    let never = change(&base, "e1", Change::When(Dating::typed("unknown").unwrap()));
    assert_eq!(ids(&after(&base, [never])), ["e2", "e3", "e1"]);
}

#[test]
fn a_selection_is_changed_at_once() {
    let base = base();
    let all: Vec<&Event> = base.timeline.events.iter().map(Arc::as_ref).collect();
    let replayed = after(&base, [Edit::change(all, Change::Review(Review::Confirmed)).unwrap()]);
    assert!(replayed.timeline.events.iter().all(|e| e.review == Review::Confirmed));
    let both = vec![change(&base, "e1", Change::Hidden(true)), change(&base, "e3", Change::Colour(Some(1)))];
    let replayed = after(&base, [Edit::Several { name: "Both".to_owned(), edits: both }]);
    assert!(of(&replayed, "e1").hidden && of(&replayed, "e3").colour == Some(1));
}

#[test]
fn of_merged_events_the_chosen_title_and_date_win() {
    let base = base();
    let replayed = after(&base, []);
    let two = [of(&replayed, "e1"), of(&replayed, "e3")];
    let replayed = after(&base, [Edit::merge(two, Some(1), Some(1))]);
    assert_eq!(ids(&replayed), ["e2", "e1"], "it stands at its date");
    let one = of(&replayed, "e1");
    assert_eq!(
        (one.title.as_str(), one.when.clone(), one.evidence.len(), one.sources),
        ("Title e3", when("2016-12-01"), 3, 2)
    );
    assert_eq!(one.claims.len(), 2, "what the sources say stays");
    assert_eq!(replayed.parts(&base, one), [vec![0, 1], vec![2]]);
    let replayed = after(&base, [Edit::merge(two, Some(0), None)]);
    assert_eq!(of(&replayed, "e1").when.as_ref().unwrap().text, "20 November 2016 or 1 December 2016");
}

#[test]
fn merge_then_split_gives_back_the_events() {
    let base = base();
    let tagged = change(&base, "e3", Change::AddTag("vote".to_owned()));
    let before = after(&base, [tagged.clone()]);
    let merge = Edit::merge([of(&before, "e1"), of(&before, "e3")], Some(1), Some(0));
    let replayed = after(&base, [tagged.clone(), merge.clone()]);
    let one = of(&replayed, "e1");
    let split = Edit::split(one, &replayed.parts(&base, one));
    let apart = after(&base, [tagged.clone(), merge.clone(), split.clone()]);
    assert_eq!((apart.unplaced.len(), &apart.timeline), (0, &before.timeline));
    // What was said of the whole is said of both; its title only of the first.
    let confirmed = Edit::change([one], Change::Review(Review::Confirmed)).unwrap();
    let titled = Edit::change([one], Change::Title("Both".to_owned())).unwrap();
    let apart = after(&base, [tagged, merge, confirmed, titled, split]);
    let reviewed: Vec<_> = ["e1", "e3"].map(|id| of(&apart, id).review).into();
    assert_eq!(reviewed, [Review::Confirmed; 2]);
    assert_eq!(apart.timeline.events.iter().filter(|e| e.title == "Both").count(), 1);
}

#[test]
fn events_of_one_sentence_are_merged_and_split() {
    let mut second = told("a1", 0, "Ann met Bob in Lima.");
    second.trigger = Quoted { span: CharSpan { start: 12, end: 14 }, text: "in".to_owned() };
    let events = vec![
        event("e1", "2016-11-20", vec![told("a1", 0, "Ann met Bob in Lima.")]),
        event("e2", "2016-11-20", vec![second]),
    ];
    let base: Base = merged(&["a1"], events).into();
    let merge = Edit::merge(base.timeline.events.iter().map(Arc::as_ref), None, None);
    let replayed = after(&base, [merge.clone()]);
    assert_eq!(replayed.timeline.events.len(), 1);
    assert_eq!(of(&replayed, "e1").evidence.len(), 1);
    let parts = base.timeline.events.iter().map(|e| e.evidence.iter().map(Place::of).collect()).collect();
    let split = Edit::Split { event: Target::of(of(&replayed, "e1")), parts };
    assert_eq!(*after(&base, [merge, split]).timeline, base.timeline);
}

#[test]
fn one_report_is_split_by_its_sentences() {
    let base = base();
    let replayed = after(&base, [Edit::split(of(&after(&base, []), "e1"), &[vec![1], vec![0]])]);
    assert_eq!((replayed.timeline.events.len(), replayed.unplaced.len()), (4, 0));
    let (kept, new) = (of(&replayed, "e1"), replayed.timeline.events.iter().find(|e| e.title == "Ann saw Bob again."));
    let new = new.expect("the other");
    assert_eq!((kept.evidence.len(), kept.title.as_str()), (1, "Title e1"), "the best sentence keeps its title");
    assert_eq!((new.when.clone(), new.evidence[0].span.start), (when("2016-11-20"), 50));
    let one = after(&base, [Edit::split(of(&after(&base, []), "e1"), &[vec![0, 1], vec![]])]);
    assert_eq!((one.unplaced.len(), &*one.timeline), (1, &base.timeline));
    assert!(one.unplaced[0].why.contains("only one part"), "{}", one.unplaced[0].why);
}

/// Two articles that tell one event, merged by Dateline.
fn one_death() -> Base {
    let death = |id: &str, article: &str, day: &str| Event {
        kind: "death".to_owned(),
        participants: vec![Participant { name: "Marta Halloran".to_owned(), role: Role::Agent }],
        places: vec!["Galway".to_owned()],
        ..event(id, day, vec![told(article, 0, "Marta died in Galway, a painter of the western coast.")])
    };
    merged(&["a1", "a2"], vec![death("e5", "a1", "2012-05-03"), death("e6", "a2", "2012-05-04")]).into()
}

#[test]
fn what_dateline_merged_is_split_into_what_each_article_tells() {
    let base = one_death();
    assert_eq!(base.timeline.events.len(), 1, "{:?}", base.timeline.events);
    let one = base.timeline.events[0].clone();
    let replayed = after(&base, []);
    assert_eq!(replayed.parts(&base, &one), [[0], [1]]);
    let apart = after(&base, [Edit::split(&one, &[vec![0], vec![1]])]);
    assert_eq!(ids(&apart), ["e5", "e6"]);
    assert_eq!(
        (of(&apart, "e5").when.clone(), of(&apart, "e6").when.clone()),
        (when("2012-05-03"), when("2012-05-04"))
    );
    assert!(of(&apart, "e5").claims.is_empty());
    let again = Edit::merge(apart.timeline.events.iter().map(Arc::as_ref), None, None);
    let again = after(&base, [Edit::split(&one, &[vec![0], vec![1]]), again]);
    assert_eq!(*again.timeline, base.timeline);
}

#[test]
fn an_event_is_found_again_when_its_id_has_changed() {
    let base = one_death();
    let both = base.timeline.events[0].clone();
    let tag = Edit::change([both.as_ref()], Change::AddTag("art".to_owned())).unwrap();
    // The article with the smaller id is gone: the event has the other's.
    let without: Base = merged(&["a2"], vec![Event::clone(&base.parts[&both.id][1])]).into();
    let replayed = after(&without, [tag.clone()]);
    assert_eq!(of(&replayed, "e6").tags, ["art"]);
    // The edit was made on one alone, and is found in both.
    let alone = Edit::change([of(&after(&without, []), "e6")], Change::AddTag("art".to_owned())).unwrap();
    assert_eq!(of(&after(&base, [alone]), "e5").tags, ["art"]);
    // Both are gone: the edit waits, and applies when one returns.
    let neither: Base = merged(&["a8"], vec![event("e1", "2016-11-20", vec![told("a8", 0, "Ann met Bob.")])]).into();
    let replayed = after(&neither, [tag.clone()]);
    let [unplaced] = &replayed.unplaced[..] else { panic!("{:?}", replayed.unplaced) };
    assert_eq!((unplaced.at, &unplaced.edit), (0, &tag));
    assert!(unplaced.why.contains("Title e5") && unplaced.why.ends_with('.'), "{}", unplaced.why);
    assert_eq!(*replayed.timeline, neither.timeline);
}

#[test]
fn an_event_is_found_again_by_its_words() {
    let base = base();
    let hide = change(&base, "e1", Change::Hidden(true));
    let at = |id: &str, article: &str, start: usize, quote: &str| -> Base {
        merged(&["a1", "a9"], vec![event(id, "2016-11-20", vec![told(article, start, quote)])]).into()
    };
    let hidden = |base: &Base| after(base, [hide.clone()]).timeline.events[0].hidden;
    assert!(hidden(&at("x", "a1", 0, "Ann met Bob in Lima.")), "the same word at the same place");
    assert!(!hidden(&at("x", "a1", 20, "Ann met Bob in Lima.")), "another place of the same article");
    let elsewhere: Base =
        merged(&["a9"], vec![event("x", "2016-11-20", vec![told("a9", 70, "Ann  met Bob\nin Lima.")])]).into();
    assert!(hidden(&elsewhere), "the same sentence in an article that was read anew");
    // Another event of the same sentence is another.
    let mut other = told("a1", 0, "Ann met Bob in Lima.");
    other.trigger = Quoted { span: CharSpan { start: 12, end: 14 }, text: "in".to_owned() };
    let other: Base = merged(&["a1"], vec![event("x", "2016-11-20", vec![other])]).into();
    assert!(!hidden(&other));
    assert_eq!(after(&other, [hide.clone()]).unplaced.len(), 1);
}

#[test]
fn of_a_bulk_edit_the_rest_is_done() {
    let base = base();
    let mut targets: Vec<Target> = base.timeline.events.iter().map(|e| Target::of(e)).collect();
    targets[1] = Target { id: "gone".to_owned(), title: "Gone".to_owned(), places: Vec::new() };
    let edit = Edit::Change { events: targets.clone(), change: Change::Hidden(true) };
    let replayed = after(&base, [edit]);
    assert_eq!(replayed.timeline.events.iter().filter(|e| e.hidden).count(), 2);
    let lost = Edit::Change { events: vec![targets[1].clone()], change: Change::Hidden(true) };
    assert_eq!(replayed.unplaced[0].edit, lost);
    let merge = after(&base, [Edit::Merge { events: targets, title: Some(1), when: None }]);
    assert_eq!((merge.timeline.events.len(), merge.unplaced.len()), (2, 1));
}

#[test]
fn what_was_merged_by_hand_and_is_now_one_by_itself_is_no_fault() {
    let base = one_death();
    let parts = &base.parts[&base.timeline.events[0].id];
    let merge = Edit::merge(parts.iter().map(Arc::as_ref), None, None);
    let replayed = after(&base, [merge]);
    assert_eq!((replayed.unplaced.len(), &*replayed.timeline), (0, &base.timeline));
}

#[test]
fn an_event_is_added_by_hand_and_corrected_like_others() {
    let base = base();
    let log = EditLog::default();
    let new = NewEvent::by_hand(" The  bridge opens ", Dating::typed("spring 2016").unwrap(), &log).unwrap();
    assert!(NewEvent::by_hand(" ", Dating::typed("2016").unwrap(), &log).is_err());
    let add = Edit::Add { event: Box::new(new.clone()) };
    let replayed = after(&base, [add.clone()]);
    let event = of(&replayed, &new.id);
    assert!(event.added && event.evidence.is_empty() && event.title == "The bridge opens");
    assert_eq!(replayed.timeline.events[0].id, new.id, "it stands at its date");
    let retitled = Edit::change([event], Change::Title("The bridge is opened".to_owned())).unwrap();
    let both = after(&base, [add.clone(), retitled, add]);
    assert_eq!(of(&both, &new.id).extracted().title, "The bridge opens");
    assert_eq!(both.timeline.events.len(), 5, "twice added is twice there");
    let mut unique = ids(&both);
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), 5);
}

#[test]
fn an_added_event_waits_for_its_article() {
    let base = base();
    let dating = Dating::typed("2016").unwrap();
    let mut new = NewEvent::by_hand("An opening", dating, &EditLog::default()).unwrap();
    new.evidence = vec![told("a9", 0, "The opening was grand.")];
    let replayed = after(&base, [Edit::Add { event: Box::new(new.clone()) }]);
    assert_eq!((replayed.timeline.events.len(), replayed.unplaced.len()), (3, 1));
    new.evidence = vec![told("a2", 40, "The opening was grand.")];
    let replayed = after(&base, [Edit::Add { event: Box::new(new) }]);
    assert_eq!((replayed.timeline.events.len(), replayed.unplaced.len()), (4, 0));
}

#[test]
fn unknown_edits_are_listed() {
    let base = base();
    let edit = Edit::from_json(r#"{"edit":"paint"}"#).unwrap();
    let replayed = after(&base, [edit.clone(), change(&base, "e1", Change::Hidden(true))]);
    assert_eq!((replayed.unplaced.len(), &replayed.unplaced[0].edit), (1, &edit));
    assert!(of(&replayed, "e1").hidden);
}

#[test]
fn a_long_chain_of_merges_is_split() {
    let events: Vec<Event> = (0..300)
        .map(|i| event(&format!("e{i:03}"), "2016-11-20", vec![told("a1", i * 100, &format!("Ann met number {i}."))]))
        .collect();
    let base: Base = merged(&["a1"], events).into();
    let mut edits = Vec::new();
    for i in 1..300 {
        let one = &base.timeline.events;
        edits.push(Edit::merge([one[0].as_ref(), one[i].as_ref()], None, None));
    }
    let replayed = after(&base, edits.clone());
    assert_eq!((replayed.timeline.events.len(), replayed.unplaced.len()), (1, 0));
    let parts = (0..300).map(|at| vec![at]).collect::<Vec<_>>();
    edits.push(Edit::split(of(&replayed, "e000"), &parts));
    assert_eq!(*after(&base, edits).timeline, base.timeline);
}

#[test]
fn a_few_events_are_told_without_all_the_others() {
    let base = base();
    let edits: Vec<Arc<Edit>> = [
        change(&base, "e1", Change::Title("A talk".to_owned())),
        change(&base, "e2", Change::Review(Review::Confirmed)),
        Edit::Several {
            name: "Two".to_owned(),
            edits: vec![
                change(&base, "e1", Change::AddTag("lima".to_owned())),
                change(&base, "e1", Change::Review(Review::Rejected)),
            ],
        },
    ]
    .map(Arc::new)
    .to_vec();
    for done in 0..=edits.len() {
        let all = replay(&base, &edits[..done]);
        let some = replay_some(&base, &edits[..done], &["e3", "e1"]).unwrap();
        assert_eq!([some[0].as_ref(), some[1].as_ref()], [of(&all, "e3"), of(&all, "e1")]);
    }
    let now = replay(&base, &edits);
    let merge = Edit::merge([of(&now, "e1"), of(&now, "e3")], None, None);
    let split = Edit::split(of(&now, "e1"), &[vec![0], vec![1]]);
    for whole in [merge, split] {
        let edits = [Arc::new(whole)];
        assert_eq!(replay_some(&base, &edits, &["e1"]), None);
        assert!(replay_some(&base, &edits, &["e2"]).is_some());
    }
    assert_eq!(replay_some(&base, &[], &["nobody"]), None);
}
