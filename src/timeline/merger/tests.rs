//! Whatever comes, goes or changes, the timeline is the one that is made of all events at once, one after the other.

use super::*;
use crate::article::{ArticleId, DateOrigin, Published};
use crate::event::{Evidence, Participant, Quoted, Role, Status, When};
use crate::text::CharSpan;
use crate::time::{Moment, Precision, UncertainDate};
use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// The groups of events that are merged in reading order, without a memory: each joins the best group so far.
fn groups(events: &[Arc<Event>], largest: usize) -> Vec<Vec<usize>> {
    let mut maker = Views::default();
    let views: Vec<View> = events.iter().map(|event| maker.of(event, Texts::of(event))).collect();
    let kinds = maker.kinds();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group_of: Vec<usize> = Vec::new();
    for (index, view) in views.iter().enumerate() {
        let before = |holds: &dyn Fn(&View) -> bool| {
            let block: Vec<usize> = (0..index).filter(|other| holds(&views[*other])).collect();
            if block.len() <= largest { block } else { Vec::new() }
        };
        let mut near: Vec<usize> = Vec::new();
        for party in &view.parties {
            near.extend(before(&|other| other.parties.contains(party)));
        }
        for name in view.names() {
            let all = view.parties.is_empty();
            near.extend(before(&|other| (all || other.parties.is_empty()) && other.names().any(|n| n == name)));
        }
        for sentence in &view.sentences {
            near.extend(before(&|other| other.sentences.contains(sentence)));
        }
        near.retain(|other| kinds.may_be_one(view, &views[*other]));
        let near: std::collections::BTreeSet<usize> = near.into_iter().map(|other| group_of[other]).collect();
        let mut best: Option<(usize, f32)> = None;
        for group in near {
            let fit = merge::fit(view, groups[group].iter().map(|member| &views[*member]), &kinds);
            if let Some(score) = fit.filter(|score| *score >= THRESHOLD && best.is_none_or(|(_, most)| *score > most)) {
                best = Some((group, score));
            }
        }
        let group = best.map_or(groups.len(), |(group, _)| group);
        groups.resize(groups.len().max(group + 1), Vec::new());
        groups[group].push(index);
        group_of.push(group);
    }
    groups
}

fn anew(articles: &[ArticleInfo], events: &[Arc<Event>], largest: usize) -> (Vec<Arc<Event>>, Parts) {
    let (mut all, mut parts) = (Vec::new(), Parts::default());
    for group in groups(events, largest) {
        let reports: Vec<Arc<Event>> = group.into_iter().map(|index| events[index].clone()).collect();
        match &reports[..] {
            [one] => all.push(merge::counted(one)),
            _ => {
                all.push(Arc::new(merge::join(&reports)));
                parts.insert(all[all.len() - 1].id.clone(), reports);
            }
        }
    }
    (Order::of(articles, Clock::of(&all)).sorted(&all), parts)
}

/// One event of few names, kinds, days and sentences, so that many have something in common.
#[derive(Clone, Debug)]
struct Told {
    kind: usize,
    parties: Vec<usize>,
    place: Option<usize>,
    /// First day and number of days.
    days: Option<(u64, u64)>,
    sentence: usize,
    denied: bool,
    salience: u8,
}

fn told() -> impl Strategy<Value = Told> {
    let days = option::weighted(0.8, (0_u64..12, prop_oneof![4 => Just(0_u64), 1 => 1_u64..60]));
    let who = (vec(0_usize..5, 0..3), option::of(0_usize..3));
    (0_usize..4, who, days, 0_usize..12, prop::bool::weighted(0.1), 0_u8..4).prop_map(
        |(kind, (parties, place), days, sentence, denied, salience)| Told {
            kind,
            parties,
            place,
            days,
            sentence,
            denied,
            salience,
        },
    )
}

impl Told {
    fn event(&self, article: &str, number: usize, later: u64) -> Arc<Event> {
        const NAMES: [&str; 5] = ["Marta Halloran", "Owen Keane", "Owen Halloran", "Ardmore Bank", "Keane"];
        let first = NaiveDate::from_ymd_opt(2019, 5, 1).expect("a day");
        let moment = |day: u64| Some(Moment { day: first + chrono::Days::new(day), minute: None });
        let date = self.days.map(|(day, width)| UncertainDate {
            zone: None,
            earliest: moment(day + later),
            latest: moment(day + later + width),
            precision: if width == 0 { Precision::Day } else { Precision::Range },
            approximate: false,
        });
        let when = date.map(|date| When { date: Some(date), edtf: Some(date.edtf()), text: date.words() });
        let span = CharSpan { start: number * 100, end: number * 100 + 90 };
        let quote = match self.sentence {
            // One report in several papers.
            0..4 => format!("The council of the town said number {} of its quays was closed at once.", self.sentence),
            other => format!("It was {other} in {article}."),
        };
        let trigger = Quoted { span, text: ["met", "died", "struck", "opened"][self.sentence % 4].to_owned() };
        Arc::new(Event {
            id: format!("e{article}{number}"),
            title: format!("What is number {}", self.sentence % 5),
            kind: ["meeting", "death", "attack", "other"][self.kind].to_owned(),
            status: if self.denied { Status::Denied } else { Status::Happened },
            when,
            participants: self
                .parties
                .iter()
                .map(|p| Participant { name: NAMES[*p].to_owned(), role: Role::Agent })
                .collect(),
            places: self.place.map(|p| ["Galway", "Ardmore", "Lima"][p].to_owned()).into_iter().collect(),
            salience: f32::from(self.salience) / 4.0,
            evidence: vec![Evidence {
                article: ArticleId(article.to_owned()),
                span,
                page: None,
                quote,
                trigger,
                also: Vec::new(),
                time: None,
                reasons: Vec::new(),
            }],
            ..Event::default()
        })
    }
}

/// What the user does with one of the articles.
#[derive(Clone, Copy, Debug)]
enum Step {
    Add { article: usize, at: usize },
    Remove { at: usize },
    Redate { at: usize, later: u64 },
    Move { from: usize, to: usize },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (any::<usize>(), any::<usize>()).prop_map(|(article, at)| Step::Add { article, at }),
        2 => any::<usize>().prop_map(|at| Step::Remove { at }),
        3 => (any::<usize>(), 0_u64..6).prop_map(|(at, later)| Step::Redate { at, later }),
        1 => (any::<usize>(), any::<usize>()).prop_map(|(from, to)| Step::Move { from, to }),
    ]
}

/// An article that is there, with its events.
struct Here {
    article: usize,
    events: Vec<Arc<Event>>,
}

fn take(step: Step, here: &mut Vec<Here>, articles: &[Vec<Told>]) {
    let read = |article: usize, later| {
        let events = articles[article].iter().enumerate();
        let events = events.map(|(number, told)| told.event(&format!("a{article}"), number, later)).collect();
        Here { article, events }
    };
    let count = here.len();
    match step {
        Step::Add { article, at } => {
            let article = article % articles.len();
            if !here.iter().any(|h| h.article == article) {
                here.insert(at % (count + 1), read(article, 0));
            }
        }
        Step::Remove { at } if count > 0 => drop(here.remove(at % count)),
        Step::Redate { at, later } if count > 0 => here[at % count] = read(here[at % count].article, later),
        Step::Move { from, to } if count > 0 => {
            let moved = here.remove(from % count);
            here.insert(to % count, moved);
        }
        _ => {}
    }
}

fn info(article: usize) -> ArticleInfo {
    let published = Published { date: None, origin: DateOrigin::Unknown, reason: String::new() };
    let (id, title, source) = (ArticleId(format!("a{article}")), String::new(), String::new());
    ArticleInfo { id, title, source, publisher: None, byline: None, language: None, published }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn what_is_kept_changes_nothing(
        articles in vec(vec(told(), 1..5), 1..14),
        steps in vec(step(), 1..24),
        largest in prop_oneof![Just(1_usize), Just(3), Just(6), Just(2_000)],
    ) {
        let mut merger = Merger { blocks: Blocks::new(largest), ..Merger::default() };
        let mut here = Vec::new();
        for (article, _) in articles.iter().enumerate().skip(1) {
            take(Step::Add { article, at: here.len() }, &mut here, &articles);
        }
        for step in steps {
            take(step, &mut here, &articles);
            let infos: Vec<ArticleInfo> = here.iter().map(|h| info(h.article)).collect();
            let events: Vec<Arc<Event>> = here.iter().flat_map(|h| h.events.iter().cloned()).collect();
            let (all, parts) = anew(&infos, &events, largest);
            let merged = merger.merge("", infos, events);
            prop_assert_eq!(&merged.timeline.events, &all, "after {:?}", step);
            prop_assert_eq!(&merged.parts, &parts, "after {:?}", step);
        }
    }
}

/// `count` articles with an event each, of people of their own but every tenth, which tells the one before again.
fn many(count: usize) -> Vec<Arc<Event>> {
    let event = |number: usize| {
        let person = number - usize::from(number % 10 == 9);
        let told = Told {
            kind: 0,
            parties: Vec::new(),
            place: None,
            days: Some((person as u64 % 12, 0)),
            sentence: 5,
            denied: false,
            salience: 1,
        };
        let mut event = Arc::unwrap_or_clone(told.event(&format!("a{number}"), 0, 0));
        event.participants.push(Participant { name: format!("Marta Number{person}"), role: Role::Agent });
        Arc::new(event)
    };
    (0..count).map(event).collect()
}

#[test]
fn only_what_is_touched_is_asked() {
    let mut events = many(200);
    let mut merger = Merger::default();
    let infos = || (0..200).map(info).collect::<Vec<_>>();
    let before = merger.merge("", infos(), events.clone()).timeline;
    assert_eq!(before.events.len(), 180);
    // One that is told by two articles gets another title in the first of them.
    let mut other = Event::clone(&events[8]);
    other.title = "Another title".to_owned();
    events[8] = Arc::new(other);
    let work = merger.exchange(events.clone());
    assert_eq!(work.open.iter().filter(|open| **open).count(), 2, "itself, and what tells it again");
    let mut merger = Merger::default();
    merger.merge("", infos(), many(200));
    let after = merger.merge("", infos(), events).timeline;
    let of = |events: &[Arc<Event>]| events.iter().filter(|e| e.title == "Another title").count();
    assert_eq!((after.events.len(), of(&before.events), of(&after.events)), (180, 0, 1));
}

#[test]
fn what_has_gone_is_forgotten() {
    let mut merger = Merger::default();
    for _ in 0..10 {
        merger.merge("", (0..50).map(info).collect(), many(50));
        assert!(merger.nodes.len() <= 100, "{} events are remembered", merger.nodes.len());
    }
    let none = merger.merge("", Vec::new(), Vec::new());
    assert!(none.timeline.events.is_empty() && none.parts.is_empty());
}
