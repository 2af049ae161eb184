//! Edits over real extraction: undone they leave no trace, redone they are the same again, whatever was read in between.

use chrono::NaiveDate;
use dateline::article::ArticleId;
use dateline::event::{Event, Participant, Review, Role, Status, analyse};
use dateline::export::{Format, parse, to_string};
use dateline::landmark::Landmarks;
use dateline::project::{Change, Dating, Edit, EditLog, Field, Loaded, NewEvent, Project, Replayed, Source};
use dateline::text::Span;
use dateline::time::Discourse;
use dateline::timeline::{Clock, Order};
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

/// Articles that tell some of the same events, one of them with other dates.
const TEXTS: [(&str, &str); 4] = [
    (
        "harbour.txt",
        "Harbour wall gives way\n\nARDMORE, 20 March 2019 - A wall of the harbour of Ardmore collapsed on Monday, \
         injuring two fishermen. Mayor Nora Quill visited the harbour on Tuesday and met Owen Keane of the fishing \
         union. The council will vote on a new wall on 4 April.\n\nThe old wall was built in 1911. In 1968 a storm \
         damaged it.\n",
    ),
    (
        "council.txt",
        "Council votes for a new wall\n\nARDMORE, 5 April 2019 - The council of Ardmore voted on Thursday to build a \
         new wall. Nora Quill met Owen Keane on 19 March 2019. The wall of the harbour collapsed on 18 March 2019.\n",
    ),
    (
        "painter.txt",
        "A painter dies\n\n8 May 2012 - The painter Marta Halloran died in Galway on 3 May 2012. She was born in 1931. \
         Her family will open a museum in June.\n",
    ),
    (
        "later.txt",
        "Museum opens\n\n20 June 2012 - A museum for Marta Halloran opened in Galway on 16 June 2012. Marta Halloran, \
         the painter, died in Galway on 4 May 2012.\n",
    ),
];

fn read(name: &str, text: &str) -> Source {
    let article = dateline::article::read(name, text.as_bytes()).expect("an article");
    let analysis = analyse(&article);
    Source::new(Arc::new(article), Arc::new(analysis), &Landmarks::none())
}

static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| TEXTS.iter().map(|(name, text)| read(name, text)).collect());

fn project(sources: &[Source]) -> Project {
    let mut project = Project::default();
    for source in sources {
        project.add(Loaded::Article(source.clone()));
    }
    project
}

fn bytes(project: &Project) -> String {
    to_string(&project.timeline(), Format::Json)
}

/// Choices that a random edit makes, whatever there is to choose from.
type Dice = (u8, Index, Index, Index);

/// Something that a user might do to what is on the screen; `None` where there is nothing to do it to.
fn some_edit(project: &Project, shown: &Replayed, (what, a, b, c): &Dice) -> Option<Edit> {
    let events: Vec<&Event> = shown.timeline.events.iter().map(Arc::as_ref).collect();
    let source = a.get(project.sources());
    let article = source.article.id.clone();
    match what % 24 {
        14 => {
            let typed = b.get(&["1911", "spring 2019", "unknown"]);
            let new =
                NewEvent::by_hand(c.get::<&str>(&["A storm", "A vote"]), Dating::typed(typed).ok()?, project.edits());
            return Some(Edit::Add { event: Box::new(new.ok()?) });
        }
        15 => {
            let sentence = b.get(&source.analysis().sentences).span;
            let half = Span::new(sentence.start, sentence.start + sentence.len() / 2);
            let event = project.event_from(&article, *c.get(&[sentence, half])).ok()?;
            return Some(Edit::Add { event: Box::new(event) });
        }
        16 => {
            let date = *b.get(&[None, NaiveDate::from_ymd_opt(2019, 4, 1), NaiveDate::from_ymd_opt(2012, 6, 1)]);
            return Some(Edit::SetPublished { article, date });
        }
        17 => return Some(Edit::SetRemoved { article, removed: *b.get(&[true, true, false]) }),
        18 => return Some(Edit::SetCalendar { on: *b.get(&[true, false]) }),
        19 => {
            let discourse = *b.get(&[None, Some(Discourse::News), Some(Discourse::Narrative)]);
            return Some(Edit::SetDiscourse { article, discourse });
        }
        20 => return Some(Edit::from_json(r#"{"edit":"of_tomorrow","with":[1,2]}"#).expect("an edit")),
        _ if events.is_empty() => return None,
        _ => {}
    }
    let event = *b.get(&events);
    let word = (*c.get(&["court", "harbour", "Nora"])).to_owned();
    let change = match what % 24 {
        0 => Change::Title(word),
        1 | 2 => {
            Change::When(Dating::typed(c.get::<&str>(&["c. 1920", "spring 2019", "44 BC", "unknown", "2019-03"])).ok()?)
        }
        3 => Change::Status(*c.get(&[Status::Happened, Status::Planned, Status::Denied])),
        4 => Change::Kind((*c.get(&["death", "meeting"])).to_owned()),
        5 => Change::Participants(vec![Participant { name: word, role: Role::Agent }]),
        6 => Change::Places(vec![word]),
        7 => Change::AddTag(word),
        8 => Change::RemoveTag(word),
        9 => Change::Note(word),
        10 => Change::Colour(*c.get(&[None, Some(3)])),
        11 => Change::Review(*c.get(&[Review::Confirmed, Review::Rejected, Review::Proposed])),
        12 => Change::Hidden(*c.get(&[true, false])),
        13 => Change::Revert(*c.get(&[Field::Title, Field::When, Field::All])),
        21 => {
            let title = Change::Title(word.clone());
            let edits =
                vec![Edit::change([event], title).ok()?, Edit::change([*c.get(&events)], Change::AddTag(word)).ok()?];
            return Some(Edit::Several { name: "Two things".to_owned(), edits });
        }
        22 => {
            let others = [event, *a.get(&events), *c.get(&events)];
            return Some(Edit::merge(others, *a.get(&[None, Some(0), Some(2)]), *c.get(&[None, Some(1)])));
        }
        _ => {
            let parts = shown.parts(&project.derive(), event);
            let halves = vec![vec![0], (1..event.evidence.len()).collect()];
            return Some(Edit::split(event, if parts.is_empty() { &halves } else { &parts }));
        }
    };
    Some(Edit::change(if what % 5 == 0 { events } else { vec![event] }, change).expect("an edit that can be made"))
}

/// What holds of every timeline: no id twice, in order, and its file opens as the same.
fn is_sound(project: &Project, shown: &Replayed) {
    let timeline = &shown.timeline;
    let ids: BTreeSet<&str> = timeline.events.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids.len(), timeline.events.len(), "an id comes twice");
    let order = Order::of(&timeline.articles, Clock::of(&timeline.events));
    assert_eq!(order.sorted(&timeline.events), timeline.events);
    for format in Format::ALL {
        assert_eq!(&parse(&to_string(timeline, format), format).expect("a timeline"), &**timeline);
    }
    let here: BTreeSet<&ArticleId> = timeline.articles.iter().map(|a| &a.id).collect();
    for evidence in timeline.events.iter().flat_map(|e| &e.evidence) {
        assert!(here.contains(&evidence.article), "a removed article proves something");
    }
    for unplaced in &shown.unplaced {
        assert!(unplaced.why.ends_with(['.', '”']) && unplaced.at < project.edits().position(), "{unplaced:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn undone_there_is_no_trace_and_redone_it_is_the_same(
        dice in prop::collection::vec(any::<Dice>(), 1..14),
    ) {
        let mut project = project(&SOURCES[..3]);
        let mut states = vec![bytes(&project)];
        for dice in &dice {
            let shown = project.replay(&project.derive());
            is_sound(&project, &shown);
            if let Some(edit) = some_edit(&project, &shown, dice) {
                prop_assert!(!edit.in_words().is_empty());
                project.edit(edit);
                states.push(bytes(&project));
            }
        }
        is_sound(&project, &project.replay(&project.derive()));

        // Step by step back, and again forward.
        for state in states.iter().rev() {
            prop_assert_eq!(&bytes(&project), state);
            project.undo();
        }
        for state in &states {
            prop_assert_eq!(&bytes(&project), state);
            project.redo();
        }

        // Closed and opened: all is read and extracted anew, and the edits come from their JSON.
        let edits: Vec<Edit> = project.edits().all().iter().map(|e| Edit::from_json(&e.to_json()).expect("an edit")).collect();
        let anew: Vec<Source> = TEXTS[..3].iter().map(|(name, text)| read(name, text)).collect();
        let mut reopened = self::project(&anew);
        reopened.restore(EditLog::new(edits.clone(), edits.len()));
        prop_assert_eq!(&bytes(&reopened), &states[states.len() - 1]);
        reopened.go_to(0);
        prop_assert_eq!(&bytes(&reopened), &states[0]);

        // An article comes, and with it other merges; then it goes again.
        let mut more = self::project(&SOURCES);
        let untouched = bytes(&more);
        more.restore(EditLog::new(edits.clone(), edits.len()));
        is_sound(&more, &more.replay(&more.derive()));
        let with_more = bytes(&more);
        while more.undo() {}
        prop_assert_eq!(&bytes(&more), &untouched);
        more.go_to(edits.len());
        prop_assert_eq!(bytes(&more), with_more);
        let later = SOURCES[3].article.id.clone();
        more.edit(Edit::SetRemoved { article: later, removed: true });
        prop_assert_eq!(&bytes(&more), &states[states.len() - 1]);
    }
}

fn shown(project: &Project) -> Replayed {
    project.replay(&project.derive())
}

#[test]
fn edits_outlive_an_article_that_comes_and_goes() {
    let mut project = project(&SOURCES);
    let timeline = project.timeline();
    let death = timeline.events.iter().find(|e| e.kind == "death").expect("the death");
    assert_eq!(death.sources, 2, "both papers tell it: {death:?}");
    project.edit(Edit::change([death.as_ref()], Change::AddTag("art".to_owned())).expect("an edit"));
    let tagged = |project: &Project| {
        let shown = shown(project);
        let tagged = shown.timeline.events.iter().filter(|e| e.tags == ["art"]).map(|e| e.id.clone());
        (tagged.collect::<Vec<_>>(), shown.unplaced.len())
    };
    let whole = bytes(&project);
    let papers = [SOURCES[2].article.id.clone(), SOURCES[3].article.id.clone()];
    let remove = |article: &ArticleId, removed| Edit::SetRemoved { article: article.clone(), removed };
    for paper in &papers {
        project.edit(remove(paper, true));
        let (ids, unplaced) = tagged(&project);
        assert_eq!((ids.len(), unplaced), (1, 0), "the other paper still tells it");
        project.undo();
    }
    project.edit(remove(&papers[0], true));
    project.edit(remove(&papers[1], true));
    assert_eq!(tagged(&project), (Vec::new(), 1), "it waits");
    project.edit(remove(&papers[0], false));
    project.edit(remove(&papers[1], false));
    assert_eq!(bytes(&project), whole);
}

#[test]
fn a_new_publication_date_leaves_what_the_user_dated() {
    let mut project = project(&[read("bomb.txt", "A bomb killed nine people in Ardmore on Monday.\n")]);
    let article = project.sources()[0].article.id.clone();
    let published = |day| Edit::SetPublished { article: article.clone(), date: NaiveDate::from_ymd_opt(2019, 3, day) };
    let only = |project: &Project| project.timeline().events.first().expect("the attack").clone();
    project.edit(published(20));
    let found = only(&project);
    assert_eq!(found.when.as_ref().expect("a date").text, "18 March 2019");
    project.edit(Edit::change([found.as_ref()], Change::When(Dating::typed("17 March 2019").unwrap())).unwrap());
    project.edit(published(27));
    let now = only(&project);
    assert_eq!(now.when.as_ref().expect("a date").text, "17 March 2019");
    assert_eq!(
        now.extracted().when.expect("a date").text,
        "25 March 2019",
        "what the article says now stays beside it"
    );
}

#[test]
fn an_event_is_made_of_selected_words() {
    let project = project(&SOURCES[..1]);
    let article = &project.sources()[0].article;
    let selected = |words: &str| {
        let start = article.text.find(words).expect("the words");
        project.event_from(&article.id, Span::new(start, start + words.len()))
    };
    let storm = selected("In 1968 a storm damaged it.").expect("an event");
    assert_eq!(storm.dating.date.map(|d| d.edtf()).as_deref(), Some("1968"), "{storm:?}");
    assert_eq!(storm.evidence[0].quote, "In 1968 a storm damaged it.");
    assert!(!storm.title.is_empty() && storm.title.chars().count() <= 80);
    let headline = selected("Harbour wall").expect("an event");
    assert_eq!(headline.evidence[0].article, article.id);
    assert!(selected("\n\n").is_err(), "nothing is selected");
    let end = article.text.len();
    assert!(project.event_from(&article.id, Span::new(end, end + 9)).is_err());
    assert!(project.event_from(&ArticleId("a9".to_owned()), Span::new(0, 1)).is_err());
}
