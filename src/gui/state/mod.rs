//! What the window shows: the project, the timeline derived from it, what is selected, what is being read and what
//! went wrong. Panels read it; only the window's own `apply` changes it.

mod reading;
mod saying;
mod sources;

pub use reading::{Job, Problem, Stage};
pub use sources::SourceRow;

use saying::Said;

use super::derived::{Before, Derived, Proof, let_go};
use super::files::Files;
use super::keeper::Keep;
use super::picked::Picked;
use super::saved_views::{self, SavedView};
use super::view::View;
use super::work::{Report, Worker};
use crate::article::{Article, ArticleId, Passwords};
use crate::event::{Event, Evidence, Review};
use crate::landmark::Landmarks;
use crate::project::{Edit, EditLog, Loaded, Project, Source};
use crate::time::{Discourse, discourse};
use rustc_hash::FxHashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// The tabs below the timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Text,
    List,
    Problems,
    /// All about the selected event, where it has no room beside the timeline.
    Event,
}

/// The selected event, and which of its sentences is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    pub event: String,
    pub evidence: usize,
}

/// Panels that have yet to scroll to the selection; each clears its own flag once it has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reveal {
    pub canvas: bool,
    pub text: bool,
    pub list: bool,
    pub inspector: bool,
}

/// The last thing the window has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub text: String,
    pub is_error: bool,
}

/// What of the derived timeline is not as the project says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Stale {
    #[default]
    Nothing,
    /// Which events are shown.
    View,
    /// Edits of events.
    Events,
    /// The sources, or what edits say of them.
    Sources,
}

#[derive(Default)]
pub struct State {
    pub project: Project,
    pub derived: Derived,
    pub sources: Vec<SourceRow>,
    source_places: FxHashMap<ArticleId, usize>,
    pub jobs: Vec<Job>,
    pub problems: Vec<Problem>,
    pub message: Option<Message>,
    pub files: Files,
    /// What is to be said of articles whose text is much the same as another's.
    pub alike: FxHashMap<ArticleId, String>,
    /// Have sources come or gone since they were compared?
    uncompared: bool,
    /// Did the user ask to read again whatever has changed?
    reads_changed: bool,
    pub selection: Option<Selection>,
    /// The events that are selected together; the selection is one of them.
    pub picked: Picked,
    /// The article whose text is shown.
    pub article: Option<ArticleId>,
    /// The article that was last given to be looked at on a worker.
    analysing: Option<ArticleId>,
    /// Did the user choose it, or an event in it?
    chosen: bool,
    pub tab: Tab,
    pub reveal: Reveal,
    /// What was kept under a name, in the order in which menus have it.
    pub views: Vec<SavedView>,
    /// The table of calendar knowledge in use, and the user's file in it.
    landmarks: Landmarks,
    pub own_landmarks: Option<PathBuf>,
    /// What locked files are tried with, for as long as the project is open.
    passwords: Passwords,
    /// Are sources being seen with another table, and are there more to be?
    seeing: bool,
    unseen: bool,
    jobs_begun: u64,
    inputs_listed: usize,
    pasted: usize,
    /// Is a timeline being derived, and has the project changed since that began?
    deriving: bool,
    /// Were events edited since that began?
    edits_behind: bool,
    stale: Stale,
    /// What was said of events since that began.
    said: Vec<Said>,
    /// Which events are shown.
    view: View,
    /// The event to select once it is shown.
    awaited: Option<String>,
    /// What the project file has yet to be given, and articles whose events are worth keeping once they are found.
    unkept: Vec<Keep>,
    unkept_analyses: Vec<Source>,
    /// How many events the project was told to hold.
    pub events_kept: usize,
    /// Has the project changed since its sources were listed?
    unlisted: bool,
}

impl State {
    pub fn new(project: Project) -> Self {
        let changed = !project.is_empty();
        let stale = if changed { Stale::Sources } else { Stale::Nothing };
        let landmarks = Landmarks::shipped();
        Self { project, landmarks, unseen: changed, unlisted: changed, stale, ..Self::default() }
    }

    /// Nothing is open and nothing is on its way.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
            && self.jobs.is_empty()
            && self.problems.is_empty()
            && self.project.edits().position() == 0
    }

    /// Is there more to come before the timeline shows all that is open?
    pub fn is_working(&self) -> bool {
        !self.jobs.is_empty() || self.deriving || self.stale != Stale::Nothing || self.seeing
    }

    /// The events that are shown.
    pub fn events(&self) -> &[Arc<Event>] {
        &self.derived.timeline.events
    }

    pub fn selected_row(&self) -> Option<usize> {
        self.selection.as_ref().and_then(|s| self.derived.row(&s.event))
    }

    pub fn selected_event(&self) -> Option<&Event> {
        self.selected_row().map(|row| self.events()[row].as_ref())
    }

    /// The sentence that the selection means.
    pub fn selected_evidence(&self) -> Option<&Evidence> {
        let at = self.selection.as_ref()?.evidence;
        self.selected_event()?.evidence.get(at)
    }

    /// An event by its id, shown or not.
    pub fn event(&self, id: &str) -> Option<&Arc<Event>> {
        self.derived.event(id)
    }

    pub fn source_row(&self, id: &ArticleId) -> Option<&SourceRow> {
        self.sources.get(self.source_place(id)?)
    }

    /// Where an article stands in the list of sources.
    pub fn source_place(&self, id: &ArticleId) -> Option<usize> {
        self.source_places.get(id).copied()
    }

    /// The article whose text is shown, where its text is at hand.
    pub fn article_shown(&self) -> Option<&Arc<Article>> {
        self.project.source(self.article.as_ref()?).map(|s| &s.article)
    }

    /// Whether an article is read as news or as history; `None` while its text is being looked at.
    pub fn told(&self, row: &SourceRow) -> Option<Discourse> {
        let own = || {
            let source = self.project.source(&row.id)?;
            Some(discourse(&source.analysed()?.timexes, row.published.date))
        };
        row.told_by_user.or_else(own)
    }

    /// Inputs that are read, and all of them, over every job.
    pub fn progress(&self) -> (usize, usize) {
        let all = self.jobs.iter().flat_map(|j| &j.items);
        (all.clone().filter(|(_, stage)| *stage == Stage::Done).count(), all.count())
    }

    /// Selects an event; a sentence of the article at hand where none is named.
    pub fn select(&mut self, event: &str, evidence: Option<usize>) {
        let Some(row) = self.derived.row(event) else { return };
        let proofs = &self.events()[row].evidence;
        let at_hand = || proofs.iter().position(|e| Some(&e.article) == self.article.as_ref());
        let evidence = evidence.filter(|at| *at < proofs.len()).or_else(at_hand).unwrap_or(0);
        if let Some(article) = proofs.get(evidence).map(|e| e.article.clone()) {
            self.article = Some(article);
        }
        self.chosen = true;
        self.picked.with(event);
        self.selection = Some(Selection { event: event.to_owned(), evidence });
        self.reveal = Reveal { canvas: true, text: true, list: true, inspector: true };
    }

    /// Selects events together, of which the panels show one.
    pub fn pick(&mut self, events: Vec<String>, shown: Option<String>, from: Option<String>) {
        self.picked.set(events, from.or_else(|| shown.clone()));
        match shown {
            Some(event) => self.select(&event, None),
            None => self.selection = None,
        }
    }

    /// The rows of all events that are selected, in order; what is left out of the view is not among them.
    pub fn picked_rows(&self) -> Vec<usize> {
        let mut rows: Vec<usize> = self.picked.ids().iter().filter_map(|id| self.derived.row(id)).collect();
        if let Some(row) = self.selected_row().filter(|row| !rows.contains(row)) {
            rows.push(row);
        }
        rows.sort_unstable();
        rows
    }

    pub fn clear_selection(&mut self) {
        self.selection = None;
        self.picked.set([], None);
    }

    /// The event that a click on a sentence means: its first, or the one after that which is selected.
    pub fn next_of(&self, proofs: &[Proof]) -> Option<(String, usize)> {
        let row = self.selected_row();
        let now = proofs.iter().position(|p| Some(p.event) == row);
        let proof = proofs.get(now.map_or(0, |at| (at + 1) % proofs.len()))?;
        Some((self.events().get(proof.event)?.id.clone(), proof.evidence))
    }

    pub fn show_article(&mut self, id: ArticleId) {
        self.article = Some(id);
        self.chosen = true;
        self.tab = Tab::Text;
    }

    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_error: false });
    }

    pub fn complain(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_error: true });
    }

    /// All that is open, as an opened project says.
    pub fn open(&mut self, contents: Vec<(usize, Loaded)>, edits: EditLog) {
        self.inputs_listed = contents.iter().map(|(place, _)| place + 1).max().unwrap_or(0);
        for (place, loaded) in contents {
            self.project.add_at(place, loaded);
        }
        // What was said while it was on its way comes after.
        let meanwhile: Vec<Edit> = self.project.edits().in_force().iter().map(|e| e.as_ref().clone()).collect();
        self.project.restore(edits);
        meanwhile.into_iter().for_each(|edit| self.project.edit(edit));
        self.changed();
    }

    /// What the project file has yet to be given.
    pub fn take_unkept(&mut self) -> Vec<Keep> {
        if !self.is_working() {
            if !self.unkept_analyses.is_empty() {
                self.unkept.push(Keep::Analyses(std::mem::take(&mut self.unkept_analyses)));
            }
            let events = self.derived.all.counts.all;
            if events != self.events_kept {
                self.events_kept = events;
                self.unkept.push(Keep::Count(events));
            }
        }
        std::mem::take(&mut self.unkept)
    }

    /// The table of calendar knowledge in use.
    pub fn landmarks(&self) -> &Landmarks {
        &self.landmarks
    }

    /// Sees all sources with another table of calendar knowledge; `own` is the user's file in it.
    pub fn use_landmarks(&mut self, landmarks: Landmarks, own: Option<PathBuf>) {
        (self.landmarks, self.own_landmarks) = (landmarks, own);
        self.unseen = true;
        self.changed();
    }

    /// To be called when the project has changed; [`Self::settle`] then follows once for all changes of a frame.
    pub fn changed(&mut self) {
        (self.unlisted, self.stale, self.uncompared) = (true, Stale::Sources, true);
    }

    /// Makes an edit, and says so.
    pub fn edit(&mut self, edit: Edit) {
        self.say(edit.in_words());
        self.edited(edit.is_of_sources());
        self.project.edit(edit);
    }

    fn edited(&mut self, sources: bool) {
        self.unlisted |= sources;
        self.edits_behind = true;
        self.stale = self.stale.max(if sources { Stale::Sources } else { Stale::Events });
    }

    /// Is an edit on its way that the events shown do not have yet?
    pub fn is_behind(&self) -> bool {
        self.edits_behind
    }

    pub fn view(&self) -> &View {
        &self.view
    }

    /// Shows other events.
    pub fn set_view(&mut self, view: View) {
        self.view = view;
        self.stale = self.stale.max(Stale::View);
    }

    /// Keeps these views under their names, and no others.
    pub fn set_views(&mut self, views: Vec<SavedView>) {
        self.unkept.push(Keep::Note { name: saved_views::KEPT_AS, json: saved_views::to_json(&views) });
        self.views = views;
    }

    /// Selects an event as soon as it is shown.
    pub fn await_event(&mut self, event: String) {
        self.awaited = Some(event);
    }

    /// Selects the next event of which the user has said nothing: after the selected one, then from the start.
    pub fn next_to_review(&mut self) {
        let events = self.events();
        let row = self.selected_row();
        let (after, before) = row.map_or((0, 0), |row| (row + 1, row));
        let open = |row: &usize| events[*row].review == Review::Proposed;
        let next = (after..events.len()).chain(0..before).find(open);
        if let Some(id) = next.map(|row| events[row].id.clone()) {
            self.select(&id, None);
        } else {
            self.say("No other event is left to review.");
        }
    }

    /// Lists the sources anew and derives the timeline, each if it is due.
    pub fn settle(&mut self, worker: &Worker) {
        if std::mem::take(&mut self.unlisted) {
            self.sources = sources::sources(&self.project);
            self.source_places = self.sources.iter().enumerate().map(|(at, row)| (row.id.clone(), at)).collect();
            // Until the user chooses it is the first one, whichever was read first.
            if !self.chosen || self.article.as_ref().is_none_or(|id| self.source_row(id).is_none()) {
                self.article = self.sources.first().map(|s| s.id.clone());
            }
        }
        // Of an article that a project keeps the events are known, not how they came about, until it is shown.
        let shown = self.article.as_ref().and_then(|id| self.project.source(id));
        if let Some(source) = shown.filter(|s| s.analysed().is_none() && self.analysing.as_ref() != Some(&s.article.id))
        {
            worker.analyse(source.clone());
            self.analysing = Some(source.article.id.clone());
        }
        if !self.seeing && std::mem::take(&mut self.unseen) {
            let old = self.project.seen_otherwise(&self.landmarks);
            if !old.is_empty() {
                self.seeing = true;
                worker.see(old, &self.landmarks);
            }
        }
        if self.stale != Stale::Nothing && !self.deriving && !self.seeing {
            let before = match self.stale {
                Stale::Nothing | Stale::View => {
                    let Derived { base, texts, all, .. } = &self.derived;
                    Before::Events(base.clone(), texts.clone(), all.clone())
                }
                Stale::Events => Before::Base(self.derived.base.clone(), self.derived.texts.clone()),
                Stale::Sources => Before::Nothing,
            };
            (self.stale, self.deriving) = (Stale::Nothing, true);
            self.said.clear();
            worker.derive(&self.project, before, &self.view);
        }
    }

    /// Takes in what a worker has to tell about reading and deriving; gives back other reports.
    pub fn take(&mut self, report: Report, worker: &Worker) -> Option<Report> {
        match report {
            Report::Listed { job, names, files } => self.listed(job, names, files),
            Report::Progress { job, index, progress } => self.progressed(job, index, progress),
            Report::Nothing(sentence) => self.complain(sentence),
            Report::Finished { job } => self.finished(job),
            // To be shown it is enough to be told.
            Report::Analysed => {}
            Report::Alike(sentences) => self.alike = sentences,
            Report::Looked(now) => {
                self.files.looked(now);
                if std::mem::take(&mut self.reads_changed) {
                    if self.files.all().next().is_none() {
                        self.say("No file was read since the project was opened. Open one again to read it anew.");
                    } else if self.files.changed().len() == 0 {
                        self.say("No file has changed since it was read.");
                    } else {
                        self.read_changed(worker);
                    }
                }
            }
            Report::Derived(derived) => {
                self.deriving = false;
                self.edits_behind = self.stale > Stale::View;
                if self.jobs.is_empty() && std::mem::take(&mut self.uncompared) {
                    worker.compare(&self.project);
                }
                match derived {
                    Some(derived) => self.show(*derived),
                    None => self.complain("The timeline could not be made: a fault in Dateline. Please report it."),
                }
            }
            Report::Seen(sources) => {
                self.seeing = false;
                match sources {
                    Some(sources) => self.project.put(sources),
                    None => self
                        .complain("The calendar knowledge could not be used: a fault in Dateline. Please report it."),
                }
                self.changed();
            }
            other => return Some(other),
        }
        None
    }

    fn show(&mut self, derived: Derived) {
        let old = std::mem::replace(&mut self.derived, derived);
        let events = old.all.counts.all;
        let_go(old, events);
        self.show_said(0);
        if let Some(event) = self.awaited.take_if(|id| self.derived.row(id).is_some()) {
            self.select(&event, None);
        }
        // What was merged, or is left out of sight, is selected no longer.
        self.picked.keep(|id| self.derived.row(id).is_some());
        let sentences = self.selected_event().map(|event| event.evidence.len());
        match (&mut self.selection, sentences) {
            // What was added by hand has no sentence.
            (Some(selection), Some(sentences)) => {
                selection.evidence = selection.evidence.min(sentences.saturating_sub(1))
            }
            (selection, _) => *selection = None,
        }
    }
}
