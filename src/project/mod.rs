//! What the user has open: sources, edits with their undo, and the reading of files in the background.

mod again;
mod alike;
mod edit;
mod load;
mod replay;
mod source;
pub mod store;

pub use alike::Alike;
pub use edit::{COLOURS, Change, Dating, Edit, EditLog, Field, NewEvent, Place, Target};
pub use load::{Found, Input, Loaded, Means, Progress, TimelineReader, load};
pub use replay::{Base, Replayed, Unplaced, replay, replay_some, said};
pub use source::{Source, read_landmarks};

use crate::article::{Article, ArticleId, Published};
use crate::event::Event;
use crate::landmark::Landmarks;
use crate::text::Span;
use crate::timeline::{self, ArticleInfo, Merged, Merger, Timeline};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Everything that a timeline is derived from. Workers get a copy at each edit, so what may be large is shared.
#[derive(Clone, Debug, Default)]
pub struct Project {
    sources: Arc<Vec<Source>>,
    /// The articles of the sources: thousands may come at once, each to be looked for.
    known: Arc<FxHashSet<ArticleId>>,
    /// Where each stands among the sources; made when first asked for, and anew when they change.
    rows: Arc<OnceLock<FxHashMap<ArticleId, usize>>>,
    /// The place of each source; sorted.
    places: Vec<usize>,
    /// Timelines that were opened from files; their articles' texts are not at hand.
    imported: Vec<Arc<Timeline>>,
    imported_places: Vec<usize>,
    edits: EditLog,
    /// How the events were merged last, so that a change costs what it touches.
    merger: Arc<Mutex<Merger>>,
}

impl Project {
    /// Adds a source after all others; false where the same text is there already. One that was taken out comes back.
    pub fn add(&mut self, loaded: Loaded) -> bool {
        self.add_at(usize::MAX, loaded)
    }

    /// Adds a source before those with a higher `place`, so that sources read at once stand as they were asked for,
    /// whichever was done first. Of two with the same text the one with the lower place is kept.
    pub fn add_at(&mut self, place: usize, loaded: Loaded) -> bool {
        let (known, ids) = match loaded {
            Loaded::Article(source) => {
                let id = source.article.id.clone();
                self.rows = Arc::default();
                let new = !self.known.contains(&id) && Arc::make_mut(&mut self.known).insert(id.clone());
                let known = if new { None } else { self.sources.iter().position(|s| s.article.id == id) };
                if let Some(at) = known.filter(|at| place < self.places[*at]) {
                    self.places.remove(at);
                    Arc::make_mut(&mut self.sources).remove(at);
                }
                if known.is_none_or(|_| !self.sources.iter().any(|s| s.article.id == id)) {
                    let at = self.places.partition_point(|p| *p <= place);
                    self.places.insert(at, place);
                    Arc::make_mut(&mut self.sources).insert(at, source);
                }
                (known.is_some(), vec![id])
            }
            Loaded::Timeline(timeline) => {
                let known = self.imported.contains(&timeline);
                let ids = timeline.articles.iter().map(|a| a.id.clone()).collect();
                if !known {
                    let at = self.imported_places.partition_point(|p| *p <= place);
                    self.imported_places.insert(at, place);
                    self.imported.insert(at, timeline);
                }
                (known, ids)
            }
        };
        let removed: Vec<ArticleId> = ids.into_iter().filter(|id| self.edits.removed(id)).collect();
        let back = !removed.is_empty();
        for article in removed {
            self.edit(Edit::SetRemoved { article, removed: false });
        }
        !known || back
    }

    /// In the order of their places, then in that in which they were added.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    pub fn source(&self, id: &ArticleId) -> Option<&Source> {
        let place = |(row, source): (usize, &Source)| (source.article.id.clone(), row);
        let rows = self.rows.get_or_init(|| self.sources.iter().enumerate().map(place).collect());
        self.sources.get(*rows.get(id)?)
    }

    pub fn imported(&self) -> &[Arc<Timeline>] {
        &self.imported
    }

    pub fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.imported.is_empty()
    }

    /// The publication date in force: the user's, else the file's, else the one that the text tells.
    pub fn published(&self, source: &Source) -> Published {
        self.edits.published(&source.article.id).map_or_else(|| self.own_published(source), Published::by_user)
    }

    /// The publication date without the user's word.
    pub fn own_published(&self, source: &Source) -> Published {
        source.published(self.edits.calendar())
    }

    /// The sources that were seen with another table of calendar knowledge than this one.
    pub fn seen_otherwise(&self, landmarks: &Landmarks) -> Vec<Source> {
        self.sources.iter().filter(|s| !s.saw(landmarks)).cloned().collect()
    }

    /// Puts sources in the place of those with the same text.
    pub fn put(&mut self, sources: Vec<Source>) {
        for source in sources {
            if let Some(mine) = Arc::make_mut(&mut self.sources).iter_mut().find(|s| s.article.id == source.article.id)
            {
                *mine = source;
            }
        }
    }

    pub fn edit(&mut self, edit: Edit) {
        self.edits.push(edit);
    }

    pub fn edits(&self) -> &EditLog {
        &self.edits
    }

    /// Takes edits that were kept, in the place of those that are here.
    pub fn restore(&mut self, edits: EditLog) {
        self.edits = edits;
    }

    /// Undoes or redoes until so many edits are in force: see [`EditLog::go_to`].
    pub fn go_to(&mut self, position: usize) -> bool {
        self.edits.go_to(position)
    }

    pub fn undo(&mut self) -> bool {
        self.edits.undo()
    }

    pub fn redo(&mut self) -> bool {
        self.edits.redo()
    }

    /// The sources that have much the same text as another, each with the one that it has most in common with; by their
    /// indices in [`Self::sources`]. Sources that were taken out are not compared.
    pub fn alike(&self) -> Vec<Alike> {
        let here: Vec<usize> =
            (0..self.sources.len()).filter(|&i| !self.edits.removed(&self.sources[i].article.id)).collect();
        let articles: Vec<&Article> = here.iter().map(|&i| &*self.sources[i].article).collect();
        let placed = |alike: Alike| Alike { article: here[alike.article], other: here[alike.other], ..alike };
        alike::nearest(&articles).into_iter().map(placed).collect()
    }

    /// The timeline of all sources with the edits replayed. Costs no reading and no recognising.
    pub fn timeline(&self) -> Timeline {
        Arc::unwrap_or_clone(self.replay(&self.derive()).timeline)
    }

    /// The edits in force, replayed over what [`Project::derive`] gave.
    pub fn replay(&self, base: &Base) -> Replayed {
        let mut replayed = replay(base, self.edits.in_force());
        replayed.unplaced.extend(self.of_no_source());
        replayed.unplaced.sort_by_key(|u| u.at);
        replayed
    }

    /// The edits of articles that are not here.
    fn of_no_source(&self) -> Vec<Unplaced> {
        let imported: FxHashSet<&ArticleId> =
            self.imported.iter().flat_map(|t| t.articles.iter()).map(|a| &a.id).collect();
        let is_here = |id: &ArticleId| self.known.contains(id) || imported.contains(id);
        let mut missing = Vec::new();
        for (at, edit) in self.edits.in_force().iter().enumerate() {
            let mut open = vec![edit.as_ref()];
            while let Some(edit) = open.pop() {
                match edit {
                    Edit::SetPublished { article, .. }
                    | Edit::SetDiscourse { article, .. }
                    | Edit::SetRemoved { article, .. }
                        if !is_here(article) =>
                    {
                        let why = "Its article is not in the project.".to_owned();
                        missing.push(Unplaced { at, edit: edit.clone(), why });
                    }
                    Edit::Several { edits, .. } => open.extend(edits.iter().rev()),
                    _ => {}
                }
            }
        }
        missing
    }

    /// An event told by selected words of an article (bytes of its text), to be added by an edit.
    ///
    /// # Errors
    /// One sentence: see [`NewEvent::from_words`]; also where the article's text is not at hand.
    pub fn event_from(&self, article: &ArticleId, selected: Span) -> Result<NewEvent, String> {
        let source = self.source(article).ok_or("The text of this article is not at hand.")?;
        let discourse = self.edits.discourse(article);
        let reading = source.reading(self.published(source).date, discourse, self.edits.calendar());
        NewEvent::from_words(source, selected, &reading, &self.edits)
    }

    /// The timeline of all sources before events are edited, with what edits say of the sources. To be made anew after an
    /// edit that [is of sources](Edit::is_of_sources), and when sources come or change.
    pub fn derive(&self) -> Base {
        let here: Vec<(&Source, Published)> = self
            .sources
            .iter()
            .filter(|s| !self.edits.removed(&s.article.id))
            .map(|s| (s, self.published(s)))
            .collect();
        let mut articles: Vec<ArticleInfo> =
            here.iter().map(|(s, p)| ArticleInfo::new(&s.article, p.clone())).collect();
        let calendar = self.edits.calendar();
        let events = |(source, published): &(&Source, Published)| {
            let discourse = self.edits.discourse(&source.article.id);
            source.events(published.date, discourse, calendar)
        };
        let mut events: Vec<_> =
            here.par_iter().map(events).collect::<Vec<_>>().iter().flat_map(|own| own.iter().cloned()).collect();
        if let ([], [only]) = (self.sources.as_slice(), self.imported.as_slice()) {
            return self.kept(only).into();
        }
        for timeline in &self.imported {
            let timeline = self.kept(timeline);
            articles.extend(timeline.articles.iter().filter(|a| !self.known.contains(&a.id)).cloned());
            events.extend(timeline.events);
        }
        let title = articles.first().map_or_else(String::new, |a| a.title.clone());
        self.merged(&title, articles, events).into()
    }

    fn merged(&self, title: &str, articles: Vec<ArticleInfo>, events: Vec<Arc<Event>>) -> Merged {
        let kept = || self.merger.lock().unwrap_or_else(PoisonError::into_inner);
        // Where another thread has it at this moment, or it was lost in a fault, all is merged anew.
        let mut merger = std::mem::take(&mut *kept());
        let merged = merger.merge(title, articles, events);
        *kept() = merger;
        merged
    }

    /// An imported timeline without the articles that were taken out, and without what only they prove.
    fn kept(&self, timeline: &Timeline) -> Timeline {
        let gone = |id: &ArticleId| self.edits.removed(id);
        let without = |event: &Arc<Event>| {
            if !event.evidence.iter().any(|e| gone(&e.article)) {
                return Some(event.clone());
            }
            let mut event = Event::clone(event);
            event.evidence.retain(|e| !gone(&e.article));
            timeline::recount(&mut event);
            (!event.evidence.is_empty()).then(|| Arc::new(event))
        };
        Timeline {
            title: timeline.title.clone(),
            articles: timeline.articles.iter().filter(|a| !gone(&a.id)).cloned().collect(),
            events: timeline.events.iter().filter_map(without).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> Loaded {
        let article = crate::article::read(name, text.as_bytes()).unwrap();
        Loaded::Article(Source::new(Arc::new(article), Arc::default(), &Landmarks::none()))
    }

    fn names(project: &Project) -> Vec<&str> {
        project.sources().iter().map(|s| s.article.source.as_str()).collect()
    }

    #[test]
    fn sources_stand_as_they_were_asked_for() {
        let mut project = Project::default();
        assert!(project.add_at(2, read("c.txt", "Three.")));
        assert!(project.add_at(0, read("a.txt", "One.")));
        assert!(project.add(read("d.txt", "Four.")));
        assert!(project.add_at(1, read("b.txt", "Two.")));
        assert_eq!(names(&project), ["a.txt", "b.txt", "c.txt", "d.txt"]);
        assert!(!project.add_at(3, read("later.txt", "Two.")));
        assert_eq!(names(&project), ["a.txt", "b.txt", "c.txt", "d.txt"]);
        assert!(!project.add_at(0, read("first.txt", "Three.")), "the same text, whichever name it has");
        assert_eq!(names(&project), ["a.txt", "first.txt", "b.txt", "d.txt"]);
    }

    #[test]
    fn what_was_taken_out_is_not_in_the_timeline_until_it_is_added_again() {
        let mut project = Project::default();
        project.add(read("a.txt", "One."));
        let article = project.sources()[0].article.id.clone();
        project.edit(Edit::SetRemoved { article, removed: true });
        assert!(project.timeline().articles.is_empty());
        assert!(project.add(read("a.txt", "One.")));
        assert_eq!(project.timeline().articles.len(), 1);
        assert!(project.undo());
        assert!(project.timeline().articles.is_empty());
    }

    #[test]
    fn an_edit_of_an_article_that_is_not_here_waits() {
        let mut project = Project::default();
        project.add(read("a.txt", "One."));
        let here = project.sources()[0].article.id.clone();
        let away = ArticleId("a9".to_owned());
        project.edit(Edit::SetDiscourse { article: here, discourse: None });
        let said = Edit::SetPublished { article: away, date: None };
        project.edit(Edit::Several { name: String::new(), edits: vec![said.clone()] });
        let replayed = project.replay(&project.derive());
        let [unplaced] = &replayed.unplaced[..] else { panic!("{:?}", replayed.unplaced) };
        assert_eq!((unplaced.at, &unplaced.edit), (1, &said));
    }

    #[test]
    fn what_was_added_by_hand_is_not_lost_with_an_article() {
        let event = |id: &str, article: Option<&str>| {
            let id = id.to_owned();
            let evidence = article.map(|article| crate::event::Evidence {
                article: ArticleId(article.to_owned()),
                span: Default::default(),
                page: None,
                quote: String::new(),
                trigger: crate::event::Quoted { span: Default::default(), text: String::new() },
                also: Vec::new(),
                time: None,
                reasons: Vec::new(),
            });
            Arc::new(Event { id, added: true, evidence: evidence.into_iter().collect(), ..Event::default() })
        };
        let events = vec![event("e1", None), event("e2", Some("a1")), event("e3", Some("a2"))];
        let mut project = Project::default();
        project.add(Loaded::Timeline(Arc::new(Timeline { events, ..Timeline::default() })));
        project.edit(Edit::SetRemoved { article: ArticleId("a1".to_owned()), removed: true });
        let left: Vec<String> = project.timeline().events.iter().map(|e| e.id.clone()).collect();
        assert_eq!(left, ["e1", "e3"]);
    }
}
