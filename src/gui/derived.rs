//! What the window looks up in a timeline: rows by id, and for each article the sentences that report events.
//! Made on a worker together with the timeline, so that no panel searches while it paints.

use super::view::{Counts, View};
use crate::article::ArticleId;
use crate::event::Event;
use crate::project::{Base, Project, Replayed};
use crate::text::Span;
use crate::timeline::Timeline;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A timeline with its indexes.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// What the articles say, before the user's word on events.
    pub base: Arc<Base>,
    /// All events, with the user's word.
    pub replayed: Arc<Replayed>,
    pub counts: Counts,
    /// The events that are shown; the panels count in its rows.
    pub timeline: Arc<Timeline>,
    rows: FxHashMap<String, usize>,
    articles: FxHashMap<ArticleId, ArticleIndex>,
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
    /// Derives the timeline of a project; from `base` where only events were edited since that was made.
    pub fn of(project: &Project, base: Option<Arc<Base>>, view: &View) -> Self {
        let base = base.unwrap_or_else(|| Arc::new(project.derive()));
        let replayed = Arc::new(project.replay(&base));
        Self::shown(project, base, replayed, view)
    }

    /// What is shown of a timeline.
    fn shown(project: &Project, base: Arc<Base>, replayed: Arc<Replayed>, view: &View) -> Self {
        let counts = Counts::of(&replayed.timeline);
        let timeline = Arc::new(view.of(&replayed.timeline));
        let mut rows = FxHashMap::default();
        let mut found: FxHashMap<ArticleId, Vec<Marked>> = FxHashMap::default();
        for (row, event) in timeline.events.iter().enumerate() {
            rows.insert(event.id.clone(), row);
            for (at, evidence) in event.evidence.iter().enumerate() {
                let article = project.source(&evidence.article).map(|s| &s.article);
                let place = |span| match article {
                    Some(a) => a.chars.to_bytes(&a.text, span),
                    None => Span::new(span.start, span.end.max(span.start)),
                };
                found.entry(evidence.article.clone()).or_default().push(Marked {
                    span: place(evidence.span),
                    proofs: vec![Proof { event: row, evidence: at }],
                    times: evidence.time.iter().map(|t| place(t.span)).collect(),
                });
            }
        }
        let waits = |row: &usize| timeline.events[*row].when.as_ref().is_some_and(|w| w.date.is_none());
        let articles = found.into_iter().map(|(id, marks)| (id, ArticleIndex::of(marks, &waits))).collect();
        Self { base, replayed, counts, timeline, rows, articles }
    }

    /// The place of an event in the timeline.
    pub fn row(&self, event: &str) -> Option<usize> {
        self.rows.get(event).copied()
    }

    /// An event by its id, shown or not.
    pub fn event(&self, id: &str) -> Option<&Arc<Event>> {
        match self.row(id) {
            Some(row) => self.timeline.events.get(row),
            None => self.replayed.timeline.events.iter().find(|e| e.id == id),
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
