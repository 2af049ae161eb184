//! What the window shows: the project, the timeline derived from it, what is selected, what is being read and what
//! went wrong. Panels read it; only the window's own `apply` changes it.

use super::derived::{Derived, Proof};
use super::words;
use super::work::{Report, Request, Worker};
use crate::article::{Article, ArticleId, Published, ReadError};
use crate::event::{Event, Evidence};
use crate::landmark::Landmarks;
use crate::project::{Loaded, Progress, Project, Source};
use crate::time::{Discourse, discourse};
use chrono::NaiveDate;
use rustc_hash::FxHashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The tabs below the timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Text,
    List,
    Problems,
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

/// How far an input is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    Waiting,
    Reading,
    Finding,
    Done,
}

/// One request to read.
pub struct Job {
    id: u64,
    cancel: Arc<AtomicBool>,
    /// The place of its first input among all that was ever asked for.
    place: usize,
    /// Names and stages of the inputs, in their order.
    pub items: Vec<(String, Stage)>,
}

/// A file that could not be read, or only with a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place of its input among all that was ever asked for; problems are sorted by it.
    place: usize,
    pub name: String,
    pub error: ReadError,
}

/// The last thing the window has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub text: String,
    pub is_error: bool,
}

/// One article in the list of sources.
#[derive(Clone, Debug)]
pub struct SourceRow {
    pub id: ArticleId,
    pub title: String,
    pub file: String,
    /// Where the article was read from, in full.
    pub source: String,
    pub published: Published,
    /// The publication date without the user's word, and one worth proposing where there is none.
    pub own: Published,
    pub likely: Option<NaiveDate>,
    /// News or narrative, and whether the user said so.
    pub told: Discourse,
    pub told_by_user: bool,
    /// Is the article's text at hand, or only what an imported timeline tells of it?
    pub has_text: bool,
}

#[derive(Default)]
pub struct State {
    pub project: Project,
    pub derived: Derived,
    pub sources: Vec<SourceRow>,
    pub jobs: Vec<Job>,
    pub problems: Vec<Problem>,
    pub message: Option<Message>,
    pub selection: Option<Selection>,
    /// The article whose text is shown.
    pub article: Option<ArticleId>,
    pub tab: Tab,
    pub reveal: Reveal,
    /// The table of calendar knowledge in use, and the user's file in it.
    landmarks: Landmarks,
    pub own_landmarks: Option<PathBuf>,
    /// Are sources being seen with another table, and are there more to be?
    seeing: bool,
    unseen: bool,
    jobs_begun: u64,
    inputs_listed: usize,
    pasted: usize,
    /// Is a timeline being derived, and has the project changed since that began?
    deriving: bool,
    stale: bool,
    /// Has the project changed since its sources were listed?
    unlisted: bool,
}

impl State {
    pub fn new(project: Project) -> Self {
        let changed = !project.is_empty();
        let landmarks = Landmarks::shipped();
        Self { project, landmarks, unseen: changed, unlisted: changed, stale: changed, ..Self::default() }
    }

    /// Nothing is open and nothing is on its way.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.jobs.is_empty() && self.problems.is_empty()
    }

    /// Is there more to come before the timeline shows all that is open?
    pub fn is_working(&self) -> bool {
        !self.jobs.is_empty() || self.deriving || self.stale || self.seeing
    }

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

    pub fn source_row(&self, id: &ArticleId) -> Option<&SourceRow> {
        self.sources.iter().find(|s| s.id == *id)
    }

    /// The article whose text is shown, where its text is at hand.
    pub fn article_shown(&self) -> Option<&Arc<Article>> {
        self.project.source(self.article.as_ref()?).map(|s| &s.article)
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
        self.selection = Some(Selection { event: event.to_owned(), evidence });
        self.reveal = Reveal { canvas: true, text: true, list: true, inspector: true };
    }

    pub fn clear_selection(&mut self) {
        self.selection = None;
    }

    /// Selects the event `by` places further in time order; the first one where none is selected.
    pub fn step(&mut self, by: isize) {
        let last = self.events().len().saturating_sub(1);
        let row = self.selected_row().map_or(0, |row| row.saturating_add_signed(by).min(last));
        if let Some(event) = self.events().get(row) {
            let id = event.id.clone();
            self.select(&id, None);
        }
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
        self.tab = Tab::Text;
    }

    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_error: false });
    }

    pub fn complain(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_error: true });
    }

    /// Begins to read.
    pub fn read(&mut self, request: Request, worker: &Worker) {
        self.jobs_begun += 1;
        let (id, cancel) = (self.jobs_begun, Arc::<AtomicBool>::default());
        self.jobs.push(Job { id, cancel: cancel.clone(), place: 0, items: Vec::new() });
        self.message = None;
        worker.read(id, request, &self.landmarks, cancel);
    }

    /// Begins to read pasted text under a name of its own.
    pub fn read_text(&mut self, text: String, worker: &Worker) {
        self.pasted += 1;
        let name = if self.pasted == 1 { "Pasted text".to_owned() } else { format!("Pasted text {}", self.pasted) };
        self.read(Request::Text { name, text }, worker);
    }

    /// Sees all sources with another table of calendar knowledge; `own` is the user's file in it.
    pub fn use_landmarks(&mut self, landmarks: Landmarks, own: Option<PathBuf>) {
        (self.landmarks, self.own_landmarks) = (landmarks, own);
        self.unseen = true;
        self.changed();
    }

    /// Leaves what is not begun.
    pub fn stop_reading(&self) {
        for job in &self.jobs {
            job.cancel.store(true, Ordering::Relaxed);
        }
    }

    /// To be called when the project has changed; [`Self::settle`] then follows once for all changes of a frame.
    pub fn changed(&mut self) {
        (self.unlisted, self.stale) = (true, true);
    }

    /// Lists the sources anew and derives the timeline, each if it is due.
    pub fn settle(&mut self, worker: &Worker) {
        if std::mem::take(&mut self.unlisted) {
            self.sources = sources(&self.project);
            if self.article.as_ref().is_none_or(|id| self.source_row(id).is_none()) {
                self.article = self.sources.first().map(|s| s.id.clone());
            }
        }
        if !self.seeing && std::mem::take(&mut self.unseen) {
            let old = self.project.seen_otherwise(&self.landmarks);
            if !old.is_empty() {
                self.seeing = true;
                worker.see(old, &self.landmarks);
            }
        }
        if self.stale && !self.deriving && !self.seeing {
            (self.stale, self.deriving) = (false, true);
            worker.derive(&self.project);
        }
    }

    /// Takes in what a worker has to tell about reading and deriving; gives back other reports.
    pub fn take(&mut self, report: Report) -> Option<Report> {
        match report {
            Report::Listed { job, names } => {
                if let Some(job) = self.jobs.iter_mut().find(|j| j.id == job) {
                    job.place = self.inputs_listed;
                    self.inputs_listed += names.len();
                    job.items = names.into_iter().map(|name| (name, Stage::Waiting)).collect();
                }
            }
            Report::Progress { job, index, progress } => self.progressed(job, index, progress),
            Report::Nothing(sentence) => self.complain(sentence),
            Report::Finished { job } => self.finished(job),
            Report::Derived(derived) => {
                self.deriving = false;
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
        self.derived = derived;
        if self.selected_evidence().is_none() {
            self.selection = None;
        }
    }

    fn progressed(&mut self, job: u64, index: usize, progress: Progress) {
        let Some(job) = self.jobs.iter_mut().find(|j| j.id == job) else { return };
        let place = job.place + index;
        let Some(item) = job.items.get_mut(index) else { return };
        let name = item.0.clone();
        item.1 = match progress {
            Progress::Reading => Stage::Reading,
            Progress::Finding => Stage::Finding,
            Progress::Done(_) | Progress::Failed(_) | Progress::Cancelled => Stage::Done,
        };
        match progress {
            Progress::Done(found) => {
                let nothing = found.loaded.is_empty() && self.project.is_empty();
                for problem in found.problems {
                    self.problem(&name, place, problem);
                }
                if nothing {
                    self.tab = Tab::Problems;
                }
                for loaded in found.loaded {
                    self.add(&name, place, loaded);
                }
            }
            Progress::Failed(error) => {
                self.problem(&name, place, error);
                if self.project.is_empty() {
                    self.tab = Tab::Problems;
                }
            }
            Progress::Reading | Progress::Finding | Progress::Cancelled => {}
        }
    }

    fn add(&mut self, name: &str, place: usize, loaded: Loaded) {
        // An article may lie inside of the file that was asked for.
        let name = match &loaded {
            Loaded::Article(source) => words::file_name(&source.article.source).to_owned(),
            Loaded::Timeline(_) => words::file_name(name).to_owned(),
        };
        let remarks = match &loaded {
            Loaded::Article(source) => source.article.remarks.clone(),
            Loaded::Timeline(_) => Vec::new(),
        };
        for remark in remarks {
            self.problem(&name, place, ReadError::new(remark, "The article was read all the same."));
        }
        // A file that was read while the table changed is seen anew like the others.
        self.unseen |= matches!(&loaded, Loaded::Article(source) if !source.saw(&self.landmarks));
        let first = self.project.is_empty();
        if self.project.add_at(place, loaded) {
            if first {
                self.tab = Tab::Text;
            }
            self.changed();
        } else {
            self.say(format!("{name} is open already: its text is the same."));
        }
    }

    fn problem(&mut self, name: &str, place: usize, error: ReadError) {
        let at = self.problems.partition_point(|p| p.place <= place);
        self.problems.insert(at, Problem { place, name: words::file_name(name).to_owned(), error });
    }

    fn finished(&mut self, id: u64) {
        let Some(at) = self.jobs.iter().position(|j| j.id == id) else { return };
        let job = self.jobs.remove(at);
        let begun = |stage: &Stage| matches!(stage, Stage::Reading | Stage::Finding);
        for (index, (name, _)) in job.items.iter().enumerate().filter(|(_, (_, stage))| begun(stage)) {
            let message = format!("{} could not be read: a fault in Dateline.", words::file_name(name));
            let hint = "Please report it, with the file if you may.";
            self.problem(name, job.place + index, ReadError::new(message, hint));
        }
        if job.cancel.load(Ordering::Relaxed) {
            self.say("Stopped. What was read by then is shown.");
        }
    }
}

/// The articles of a project as its list of sources shows them.
fn sources(project: &Project) -> Vec<SourceRow> {
    let removed = |id: &ArticleId| project.edits().removed(id);
    let row = |source: &Source| {
        let (a, published) = (&source.article, project.published(source));
        let by_user = project.edits().discourse(&a.id);
        SourceRow {
            id: a.id.clone(),
            title: a.title(),
            file: words::file_name(&a.source).to_owned(),
            source: a.source.clone(),
            told: by_user.unwrap_or_else(|| discourse(&source.analysis.timexes, published.date)),
            told_by_user: by_user.is_some(),
            own: project.own_published(source),
            likely: source.likely(project.edits().calendar()).filter(|_| published.date.is_none()),
            published,
            has_text: true,
        }
    };
    let mut rows: Vec<SourceRow> = project.sources().iter().filter(|s| !removed(&s.article.id)).map(row).collect();
    let mut known: FxHashSet<ArticleId> = rows.iter().map(|r| r.id.clone()).collect();
    for info in project.imported().iter().flat_map(|t| &t.articles) {
        if !removed(&info.id) && known.insert(info.id.clone()) {
            rows.push(SourceRow {
                id: info.id.clone(),
                title: info.title.clone(),
                file: words::file_name(&info.source).to_owned(),
                source: info.source.clone(),
                published: info.published.clone(),
                own: info.published.clone(),
                likely: None,
                told: Discourse::News,
                told_by_user: false,
                has_text: false,
            });
        }
    }
    rows
}
