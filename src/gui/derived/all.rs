//! All events, shown or not, and what it takes to search them.

use super::let_go;
use super::spares::Spares;
use crate::event::Event;
use crate::gui::view::Counts;
use crate::project::{Base, Project, Replayed};
use crate::query::{Answer, Facets, Index, Query, Texts};
use crate::timeline::{ArticleInfo, Timeline};
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock};

/// With more events that were edited, an index of their own is faster than a look at each.
const MOST_EDITED: usize = 2_000;

/// All events with the user's word, and what it takes to search them. Workers hold one while they search; the window
/// changes it only where they do not.
#[derive(Clone, Debug, Default)]
pub struct All {
    timeline: Arc<Timeline>,
    /// The same timeline for the next edits.
    spares: Spares,
    /// What became of the edits; its timeline is the one above.
    pub replayed: Arc<Replayed>,
    pub counts: Counts,
    /// The place of each event by its id.
    places: Arc<FxHashMap<String, u32>>,
    /// For each event its row in what the articles say, where no edit has changed it; made when first searched.
    rows: OnceLock<Vec<Option<u32>>>,
    /// Made when first searched, where many events were edited.
    index: OnceLock<Arc<Index>>,
}

impl All {
    pub fn of(mut replayed: Replayed) -> Self {
        let timeline = std::mem::take(&mut replayed.timeline);
        let counts = Counts::of(&timeline);
        let places = (0u32..).zip(&timeline.events).map(|(at, event)| (event.id.clone(), at)).collect();
        Self {
            spares: Spares::of(&timeline),
            timeline,
            replayed: Arc::new(replayed),
            counts,
            places: Arc::new(places),
            ..Self::default()
        }
    }

    pub fn timeline(&self) -> &Arc<Timeline> {
        &self.timeline
    }

    /// The timeline without its events.
    pub fn frame(&self) -> Timeline {
        Timeline { title: self.timeline.title.clone(), articles: self.timeline.articles.clone(), events: Vec::new() }
    }

    /// Where an event stands among all.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).map(|at| *at as usize)
    }

    /// Puts events, by their places, where they stand.
    pub fn put(&mut self, edited: &[(usize, Arc<Event>)]) {
        for (at, event) in edited {
            self.counts.changed(&self.timeline.events[*at], event);
            if let Some(row) = self.rows.get_mut().and_then(|rows| rows.get_mut(*at)) {
                *row = None;
            }
        }
        self.spares.put(&mut self.timeline, edited);
        let_go(self.index.take(), self.timeline.events.len());
    }

    fn rows(&self, base: &Base) -> &[Option<u32>] {
        self.rows.get_or_init(|| {
            let row = |event: &Arc<Event>| base.row_of(event).and_then(|row| u32::try_from(row).ok());
            self.timeline.events.iter().map(row).collect()
        })
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Arc::new(Index::new(&self.timeline)))
    }

    fn is_much_edited(&self, base: &Base) -> bool {
        self.rows(base).iter().filter(|row| row.is_none()).count() > MOST_EDITED
    }

    /// The events that a query means, by an index that outlives the edits.
    pub fn search(&self, query: &Query, base: &Base, texts: &Articles) -> Answer {
        if self.is_much_edited(base) {
            return self.index().search(query);
        }
        texts.events(base).search_in(query, &self.timeline, self.rows(base))
    }

    /// What further conditions would leave of an answer, by the same index.
    pub fn facets(&self, answer: &Answer, base: &Base, texts: &Articles) -> Facets {
        if self.is_much_edited(base) {
            return self.index().facets(answer);
        }
        texts.events(base).facets_in(answer, &self.timeline, self.rows(base))
    }
}

/// What the articles say, ready to be searched: their texts, and their events before the user's word. Made when first
/// searched; no edit of events changes it.
#[derive(Clone, Debug, Default)]
pub struct Articles(Arc<(OnceLock<Texts>, OnceLock<Index>)>);

impl Articles {
    pub fn texts(&self, project: &Project, timeline: &Timeline) -> &Texts {
        self.0.0.get_or_init(|| {
            let text = |info: &ArticleInfo| Some(project.source(&info.id)?.article.text.as_str());
            Texts::new(timeline.articles.iter().filter_map(|info| Some((info, text(info)?))))
        })
    }

    fn events(&self, base: &Base) -> &Index {
        self.0.1.get_or_init(|| Index::new(&base.timeline))
    }
}
