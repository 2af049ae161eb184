//! What the window looks up in a timeline: rows by id, and for each article the sentences that report events.
//! Made on a worker together with the timeline, so that no panel searches while it paints.

mod all;
mod spares;

pub use all::{All, Articles};

use super::view::View;
use crate::article::ArticleId;
use crate::event::Event;
use crate::project::{Base, Project};
use crate::query::{self, Answer, Facets, Query};
use crate::text::{CharSpan, Span};
use crate::timeline::Timeline;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use spares::Spares;
use std::sync::Arc;

/// From this many events on, a timeline takes longer to be let go than the window has for a frame.
const MANY: usize = 10_000;

/// Lets go of what holds so many events, beside the window where they are many.
pub fn let_go(what: impl Send + 'static, events: usize) {
    if events > MANY {
        rayon::spawn(move || drop(what));
    }
}

/// A timeline with its indexes.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// What the articles say, before the user's word on events.
    pub base: Arc<Base>,
    pub texts: Articles,
    pub all: Arc<All>,
    /// For each of all events, whether it is shown.
    pub matching: Arc<[bool]>,
    /// What the search found.
    pub search: Search,
    /// The events that are shown, the same timeline where all are; the panels count in its rows.
    pub timeline: Arc<Timeline>,
    spares: Spares,
    /// For each of all events its row among those that are shown; `None` where all are.
    rows: Option<Vec<Option<u32>>>,
    articles: FxHashMap<ArticleId, ArticleIndex>,
    /// The article for whose publication date most events wait, and how many.
    pub waiting: Option<(ArticleId, usize)>,
}

/// What of an older [`Derived`] still holds.
pub enum Before {
    Nothing,
    /// Only events were edited since.
    Base(Arc<Base>, Articles),
    /// Only what is shown has changed.
    Events(Arc<Base>, Articles, Arc<All>),
}

/// What the search found beside the events that are shown.
#[derive(Clone, Debug, Default)]
pub struct Search {
    pub query: Query,
    /// Articles whose text holds the words.
    pub articles: FxHashSet<ArticleId>,
    /// What a further condition would leave.
    pub facets: Facets,
    /// Where nothing is found: the query without one of its conditions, and how many events that leaves.
    pub without: Vec<(String, usize)>,
}

impl Search {
    fn of(
        project: &Project,
        whole: (&Base, &Articles, &All),
        view: &View,
        query: Query,
        answer: Option<Answer>,
    ) -> Self {
        let (base, texts, all) = whole;
        let articles = if answer.is_some() {
            texts.texts(project, all.timeline()).search(&query).into_iter().cloned().collect()
        } else {
            FxHashSet::default()
        };
        let without = answer.iter().flat_map(|a| &a.without);
        let without = without.map(|w| (rest(&view.query, &query, w.clause), w.leaves)).collect();
        let facets = if view.narrow {
            let answer = answer.unwrap_or_else(|| all.search(&query, base, texts));
            all.facets(&answer.only(|at| view.shows(&all.timeline().events[at])), base, texts)
        } else {
            Facets::default()
        };
        Self { query, articles, facets, without }
    }
}

/// The sentences of one article that report events, in text order.
#[derive(Clone, Debug, Default)]
pub struct ArticleIndex {
    pub sentences: Vec<Marked>,
    /// Different events.
    pub events: usize,
    /// Those of them whose date waits for the publication date.
    pub waiting: usize,
}

/// A sentence that reports one event or more.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Bytes of the article's text; characters where the text is not at hand.
    pub span: Span,
    pub proofs: Vec<Proof>,
    /// The words that date the events.
    pub times: Vec<Span>,
}

/// A piece of evidence by its place in the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    pub event: usize,
    pub evidence: usize,
}

impl Derived {
    /// Derives the timeline of a project as far as it is not as `before`.
    pub fn of(project: &Project, before: Before, view: &View) -> Self {
        let (base, texts, all) = match before {
            Before::Nothing => (Arc::new(project.derive()), Articles::default(), None),
            Before::Base(base, texts) => (base, texts, None),
            Before::Events(base, texts, all) => (base, texts, Some(all)),
        };
        let all = all.unwrap_or_else(|| Arc::new(All::of(project.replay(&base))));
        Self::shown(project, base, texts, all, view)
    }

    /// What is shown of a timeline.
    fn shown(project: &Project, base: Arc<Base>, texts: Articles, all: Arc<All>, view: &View) -> Self {
        let query = query::parse(&view.query);
        let answer = (!query.clauses.is_empty()).then(|| all.search(&query, &base, &texts));
        let events = &all.timeline().events;
        let matching: Arc<[bool]> = (0..events.len())
            .map(|at| view.shows(&events[at]) && answer.as_ref().is_none_or(|answer| answer.has(at)))
            .collect();
        let is_all = matching.iter().all(|shown| *shown);
        let shown = || events.iter().zip(matching.iter()).filter(|(_, shown)| **shown).map(|(event, _)| event.clone());
        let timeline = if is_all {
            all.timeline().clone()
        } else {
            Arc::new(Timeline { events: shown().collect(), ..all.frame() })
        };
        let spares = if is_all { Spares::default() } else { Spares::of(&timeline) };
        let rows = (!is_all).then(|| {
            let mut rows = 0u32..;
            matching.iter().map(|shown| if *shown { rows.next() } else { None }).collect()
        });
        let search = Search::of(project, (&base, &texts, &all), view, query, answer);
        let mut found: FxHashMap<&ArticleId, Vec<Proof>> = FxHashMap::default();
        for (row, event) in timeline.events.iter().enumerate() {
            for (at, evidence) in event.evidence.iter().enumerate() {
                found.entry(&evidence.article).or_default().push(Proof { event: row, evidence: at });
            }
        }
        let of_article = |(id, proofs): (&ArticleId, Vec<Proof>)| {
            let article = project.source(id).map(|s| &s.article);
            let place = |span: CharSpan| match article {
                Some(a) => a.chars.to_bytes(&a.text, span),
                None => Span::new(span.start, span.end.max(span.start)),
            };
            let marked = |proof: Proof| {
                let evidence = &timeline.events[proof.event].evidence[proof.evidence];
                let times = evidence.time.iter().map(|t| place(t.span)).collect();
                Marked { span: place(evidence.span), proofs: vec![proof], times }
            };
            let waits = |row: &usize| timeline.events[*row].when.as_ref().is_some_and(|w| w.date.is_none());
            (id.clone(), ArticleIndex::of(proofs.into_iter().map(marked).collect(), &waits))
        };
        let articles: FxHashMap<ArticleId, ArticleIndex> = found.into_par_iter().map(of_article).collect();
        let waiting = waiting(project, &timeline, &articles);
        Self { base, texts, all, matching, search, timeline, spares, rows, articles, waiting }
    }

    /// The place of an event in the timeline.
    pub fn row(&self, event: &str) -> Option<usize> {
        self.row_at(self.all.place(event)?)
    }

    fn row_at(&self, place: usize) -> Option<usize> {
        self.rows.as_ref().map_or(Some(place), |rows| rows.get(place)?.map(|row| row as usize))
    }

    /// An event by its id, shown or not.
    pub fn event(&self, id: &str) -> Option<&Arc<Event>> {
        self.all.timeline().events.get(self.all.place(id)?)
    }

    /// Puts edited events in the place of what they were, without a look at all others: in the order of time, and among
    /// what the view leaves out, they have their place once all is derived anew.
    pub fn amend(&mut self, edited: Vec<Arc<Event>>) {
        let place = |event: Arc<Event>| Some((self.all.place(&event.id)?, event));
        let edited: Vec<(usize, Arc<Event>)> = edited.into_iter().filter_map(place).collect();
        let of_rows = |(at, event): &(usize, Arc<Event>)| Some((self.row_at(*at)?, event.clone()));
        let shown: Vec<(usize, Arc<Event>)> = edited.iter().filter_map(of_rows).collect();
        for (row, event) in &shown {
            self.search.facets.changed(&self.timeline.events[*row], event);
        }
        if self.rows.is_none() {
            // Whoever edits it holds it alone.
            self.timeline = Arc::default();
        } else {
            self.spares.put(&mut self.timeline, &shown);
        }
        Arc::make_mut(&mut self.all).put(&edited);
        if self.rows.is_none() {
            self.timeline = self.all.timeline().clone();
        }
    }

    pub fn article(&self, id: &ArticleId) -> Option<&ArticleIndex> {
        self.articles.get(id)
    }

    /// The events without a date; the timeline keeps them last.
    pub fn undated(&self) -> usize {
        let dated = |e: &Event| e.when.as_ref().is_some_and(|w| w.date.is_some());
        self.timeline.events.iter().rev().take_while(|e| !dated(e)).count()
    }
}

/// The first of the articles for which most events wait: its text is at hand, and nobody knows its publication date.
fn waiting(
    project: &Project,
    timeline: &Timeline,
    articles: &FxHashMap<ArticleId, ArticleIndex>,
) -> Option<(ArticleId, usize)> {
    let unknown = timeline.articles.iter().filter(|info| info.published.date.is_none());
    let counted = unknown.filter_map(|info| Some((&info.id, articles.get(&info.id)?.waiting)));
    let counted = counted.filter(|(id, events)| *events > 0 && project.source(id).is_some());
    counted.reduce(|most, next| if next.1 > most.1 { next } else { most }).map(|(id, events)| (id.clone(), events))
}

/// What was typed, without one of its conditions.
fn rest(typed: &str, query: &Query, clause: usize) -> String {
    let left_out = query.clauses.get(clause).map_or(typed.len()..typed.len(), |c| c.span.start..c.span.end);
    let rest = format!("{} {}", typed[..left_out.start].trim_end(), typed[left_out.end..].trim_start());
    rest.trim().to_owned()
}

impl ArticleIndex {
    /// One mark for each sentence, whatever the number of events in it.
    fn of(mut marks: Vec<Marked>, waits: &impl Fn(&usize) -> bool) -> Self {
        marks.sort_by_key(|m| (m.span, m.proofs[0].event, m.proofs[0].evidence));
        let mut events: Vec<usize> = marks.iter().map(|m| m.proofs[0].event).collect();
        events.sort_unstable();
        events.dedup();
        let mut sentences: Vec<Marked> = Vec::with_capacity(marks.len());
        for mark in marks {
            match sentences.last_mut() {
                Some(last) if last.span == mark.span => {
                    last.proofs.extend(mark.proofs);
                    last.times.extend(mark.times);
                }
                _ => sentences.push(mark),
            }
        }
        for sentence in &mut sentences {
            sentence.times.sort_unstable();
            sentence.times.dedup();
        }
        Self { sentences, events: events.len(), waiting: events.into_iter().filter(|row| waits(row)).count() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Review;
    use crate::project::{Change, Dating, Loaded, said};

    fn derived(view: &View) -> (Project, Derived) {
        let event = |at: usize| {
            let when = Dating::typed(&format!("{} May 2019", at + 1)).expect("a date").when();
            Arc::new(Event { id: format!("e{at}"), title: format!("Event {at}"), when, ..Event::default() })
        };
        let timeline = Timeline { events: (0..6).map(event).collect(), ..Timeline::default() };
        let mut project = Project::default();
        project.add(Loaded::Timeline(Arc::new(timeline)));
        let derived = Derived::of(&project, Before::Nothing, view);
        (project, derived)
    }

    #[test]
    fn an_edit_is_shown_where_its_event_stands() {
        let (_, mut derived) = derived(&View { query: "-title:1".to_owned(), ..View::default() });
        let (before, base) = (derived.all.clone(), derived.base.clone());
        let event = |derived: &Derived, id: &str| derived.event(id).expect("it is there").clone();
        let confirmed = said(&event(&derived, "e3"), &Change::Review(Review::Confirmed));
        let titled = said(&event(&derived, "e0"), &Change::Title("Another".to_owned()));
        let left_out = said(&event(&derived, "e1"), &Change::Hidden(true));
        derived.amend(vec![Arc::new(confirmed), Arc::new(titled), Arc::new(left_out)]);
        let titles: Vec<&str> = derived.timeline.events.iter().map(|e| e.title.as_str()).collect();
        assert_eq!(titles, ["Another", "Event 2", "Event 3", "Event 4", "Event 5"]);
        assert_eq!(derived.row("e3"), Some(2));
        for at in [&derived.timeline.events[2], &derived.all.timeline().events[3]] {
            assert_eq!((at.id.as_str(), at.review), ("e3", Review::Confirmed));
        }
        let counts = derived.all.counts;
        assert_eq!((counts.confirmed, counts.proposed, counts.hidden), (1, 5, 1), "what is not shown is edited, too");
        assert_eq!(before.timeline().events[3].review, Review::Proposed, "workers have what they were given");
        assert!(Arc::ptr_eq(&derived.base, &base));
    }

    #[test]
    fn what_is_shown_at_once_is_what_is_derived() {
        let (mut project, mut at_once) = derived(&View::default());
        let event = at_once.event("e2").expect("it is there").clone();
        let change = Change::AddTag("bridge".to_owned());
        at_once.amend(vec![Arc::new(said(&event, &change))]);
        project.edit(crate::project::Edit::change([event.as_ref()], change).expect("an edit"));
        let (base, texts) = (at_once.base.clone(), at_once.texts.clone());
        let anew = Derived::of(&project, Before::Base(base, texts), &View::default());
        assert_eq!(at_once.timeline, anew.timeline);
        assert_eq!(at_once.all.timeline(), anew.all.timeline());
        assert_eq!(at_once.all.counts, anew.all.counts);
    }
}
