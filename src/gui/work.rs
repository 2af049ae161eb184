//! Work that the window never waits for: reading, deriving, writing and the system's file dialogs run on threads of
//! their own and report over one channel. The window wakes once for a batch of reports.

use super::derived::{Before, Derived};
use super::dialogs::{Choice, Dialogs, Purpose};
use super::files::{self, Stamp};
use super::keeper::Kept;
use super::save::{self, SaveError};
use super::saved_views::{self, SavedView};
use super::untitled::{self, Untitled};
use super::view::View;
use super::words;
use crate::article::{self, ArticleId, Passwords};
use crate::export::Format;
use crate::landmark::Landmarks;
use crate::project::store::{Store, StoreError};
use crate::project::{self, Alike, Edit, EditLog, Input, Loaded, Means, Progress, Project, Source};
use crate::timeline::Timeline;
use chrono::Local;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// How long reports are gathered before the window wakes: 20 times a second at most.
const BATCH: Duration = Duration::from_millis(50);

/// What a thread tells the window. `job` tells one request to read from another.
pub enum Report {
    /// The inputs of a job are known, by name, and how those that are files look.
    Listed {
        job: u64,
        names: Vec<String>,
        files: Vec<(PathBuf, Stamp)>,
    },
    Progress {
        job: u64,
        index: usize,
        progress: Progress,
    },
    /// A folder held nothing to read.
    Nothing(String),
    /// No more reports of this job will come.
    Finished {
        job: u64,
    },
    /// `None` where deriving failed by a fault of the program.
    Derived(Option<Box<Derived>>),
    /// How the files that were read look now.
    Looked(Vec<(PathBuf, Stamp)>),
    /// A project with all that it holds, or why it cannot be opened.
    Opened(Result<Box<Opened>, StoreError>),
    /// For each article whose text is much the same as another's, a sentence that says so.
    Alike(FxHashMap<ArticleId, String>),
    /// The projects without a name that there are.
    Untitled(Vec<Untitled>),
    /// An article was looked at.
    Analysed,
    /// What became of something that was to be kept in the project.
    Kept(Kept),
    Chosen(Purpose, Choice),
    Saved(Result<PathBuf, SaveError>),
    /// The file or folder of a source could not be opened with another program; a sentence says why.
    NotLaunched(String),
    /// A file of calendar knowledge, or why it cannot be used.
    Landmarks(PathBuf, Result<Landmarks, String>),
    /// Sources seen with another table of calendar knowledge; `None` where that failed by a fault of the program.
    Seen(Option<Vec<Source>>),
}

/// What is to be read.
pub enum Request {
    Paths(Vec<PathBuf>),
    /// Pasted text: paths of files one a line, or an article with a name to show.
    Text {
        name: String,
        text: String,
    },
}

/// A project that was opened, and the file that keeps it.
pub struct Opened {
    pub store: Store,
    pub contents: Vec<(usize, Loaded)>,
    pub edits: EditLog,
    pub views: Vec<SavedView>,
    /// How many events it was last said to hold.
    pub events: usize,
    /// Edits and views that cannot even be read; one sentence each.
    pub problems: Vec<String>,
}

/// Starts work and gathers its reports.
pub struct Worker {
    reporter: Reporter,
    reports: Receiver<Report>,
}

/// One end of the channel, for threads.
#[derive(Clone)]
pub struct Reporter {
    sender: Sender<Report>,
    ctx: egui::Context,
    /// Was the window asked to wake since it last looked?
    woken: Arc<AtomicBool>,
}

impl Reporter {
    /// Tells what became of something that was to be kept.
    pub fn kept(&self, kept: Kept) {
        self.send(Report::Kept(kept));
    }

    /// Tells what the user waits for: the window wakes at once.
    fn send_now(&self, report: Report) {
        let _ = self.sender.send(report);
        self.ctx.request_repaint();
    }

    fn send(&self, report: Report) {
        // The window is gone when nobody listens; then there is nobody to tell.
        let _ = self.sender.send(report);
        if !self.woken.swap(true, Ordering::AcqRel) {
            self.ctx.request_repaint_after(BATCH);
        }
    }
}

impl Worker {
    pub fn new(ctx: &egui::Context) -> Self {
        let (sender, reports) = channel();
        Self { reporter: Reporter { sender, ctx: ctx.clone(), woken: Arc::default() }, reports }
    }

    /// All reports that have arrived.
    pub fn reports(&self) -> Vec<Report> {
        self.reporter.woken.store(false, Ordering::Release);
        self.reports.try_iter().collect()
    }

    /// Reads what is asked for; folders are walked. The job's number comes back with every report.
    pub fn read(
        &self,
        job: u64,
        request: Request,
        landmarks: &Landmarks,
        passwords: &Passwords,
        cancel: Arc<AtomicBool>,
    ) {
        let (to, landmarks, passwords) = (self.reporter.clone(), landmarks.clone(), passwords.clone());
        self.spawn(move || {
            // Whatever happens inside, the job ends: the window takes what is left for failed.
            let _ = catch_unwind(AssertUnwindSafe(|| read(job, request, &landmarks, &passwords, &cancel, &to)));
            to.send(Report::Finished { job });
        });
    }

    /// Looks for projects without a name.
    pub fn find_untitled(&self, home: PathBuf) {
        let to = self.reporter.clone();
        self.spawn(move || {
            let found = catch_unwind(|| untitled::find(&home, Local::now().date_naive()));
            // Without the list the projects are still there, and open by their paths.
            to.send(Report::Untitled(found.unwrap_or_default()));
        });
    }

    /// Another worker for the same window; what this one was asked for reports to nobody.
    pub fn anew(&self) -> Self {
        Self::new(&self.reporter.ctx)
    }

    /// A way for other threads to tell what they did.
    pub fn reporter(&self) -> Reporter {
        self.reporter.clone()
    }

    /// Looks at an article whose events alone are known.
    pub fn analyse(&self, source: Source) {
        let to = self.reporter.clone();
        self.spawn(move || {
            // A fault in it would have been met when the file was opened first; the panels do without.
            let _ = catch_unwind(AssertUnwindSafe(|| drop(source.analysis().clone())));
            to.send(Report::Analysed);
        });
    }

    /// Looks for articles with much the same text.
    pub fn compare(&self, project: &Project) {
        let (to, project) = (self.reporter.clone(), project.clone());
        self.spawn(move || {
            let sentences = catch_unwind(AssertUnwindSafe(|| {
                let name = |at: usize| words::file_name(&project.sources()[at].article.source);
                let of = |alike: Alike| {
                    (project.sources()[alike.article].article.id.clone(), alike.in_words(name(alike.other)))
                };
                project.alike().into_iter().map(of).collect()
            }));
            // A remark more or less: without it everything else goes on.
            to.send(Report::Alike(sentences.unwrap_or_default()));
        });
    }

    /// Opens a project, after the one before is `put_away`: it may be the same file.
    pub fn open(&self, path: PathBuf, landmarks: &Landmarks, put_away: Receiver<()>) {
        let (to, landmarks) = (self.reporter.clone(), landmarks.clone());
        self.spawn(move || {
            // Nothing is ever sent: it ends.
            let _ = put_away.recv();
            let opened = catch_unwind(AssertUnwindSafe(|| open(&path, &landmarks).map(Box::new)));
            to.send(Report::Opened(opened.unwrap_or_else(|_| Err(StoreError::fault(&path)))));
        });
    }

    /// Looks whether files have changed.
    pub fn look(&self, paths: Vec<PathBuf>) {
        let to = self.reporter.clone();
        self.spawn(move || to.send(Report::Looked(files::look(&paths))));
    }

    /// Derives the timeline as far as it is not as before; see [`Derived::of`].
    pub fn derive(&self, project: &Project, before: Before, view: &View) {
        let (to, project, view) = (self.reporter.clone(), project.clone(), view.clone());
        self.spawn(move || {
            let derived = catch_unwind(AssertUnwindSafe(|| Box::new(Derived::of(&project, before, &view)))).ok();
            to.send_now(Report::Derived(derived));
        });
    }

    /// Reads a file of calendar knowledge.
    pub fn read_landmarks(&self, path: PathBuf) {
        let to = self.reporter.clone();
        self.spawn(move || {
            let landmarks = project::read_landmarks(&path);
            to.send(Report::Landmarks(path, landmarks));
        });
    }

    /// Sees sources with another table of calendar knowledge.
    pub fn see(&self, sources: Vec<Source>, landmarks: &Landmarks) {
        let (to, landmarks) = (self.reporter.clone(), landmarks.clone());
        self.spawn(move || {
            let see = || sources.par_iter().map(|source| source.with(&landmarks)).collect();
            to.send(Report::Seen(catch_unwind(AssertUnwindSafe(see)).ok()));
        });
    }

    pub fn save(&self, timeline: &Arc<Timeline>, path: PathBuf, format: Format, replace: bool) {
        let (to, timeline) = (self.reporter.clone(), timeline.clone());
        self.spawn(move || to.send(Report::Saved(save::save(&timeline, path, format, replace))));
    }

    pub fn ask(&self, dialogs: &Arc<dyn Dialogs>, purpose: Purpose) {
        let (to, dialogs) = (self.reporter.clone(), dialogs.clone());
        self.spawn(move || {
            let choice = dialogs.ask(&purpose);
            to.send(Report::Chosen(purpose, choice));
        });
    }

    /// Opens the file or folder that `find` finds for a source, with the program that the user has for it.
    pub fn launch(&self, dialogs: &Arc<dyn Dialogs>, source: String, find: fn(&str) -> Option<PathBuf>) {
        let (to, dialogs) = (self.reporter.clone(), dialogs.clone());
        self.spawn(move || {
            let sentence = match find(&source).map(|path| dialogs.launch(&path)) {
                Some(Ok(())) => return,
                Some(Err(why)) => format!("{source} could not be opened: {why}. Open it in your file manager."),
                None => format!("There is no file {source} any more; it was moved, or its text was pasted."),
            };
            to.send(Report::NotLaunched(sentence));
        });
    }

    fn spawn(&self, work: impl FnOnce() + Send + 'static) {
        std::thread::spawn(work);
    }
}

fn read(job: u64, request: Request, landmarks: &Landmarks, passwords: &Passwords, cancel: &AtomicBool, to: &Reporter) {
    let inputs: Vec<Input> = match request {
        Request::Paths(paths) => walked(&paths, to),
        Request::Text { name, text } => match paths_in(&text) {
            Some(paths) => walked(&paths, to),
            None => vec![Input::Text { name, text }],
        },
    };
    let paths: Vec<PathBuf> = inputs.iter().filter_map(Input::path).map(Path::to_owned).collect();
    to.send(Report::Listed { job, names: inputs.iter().map(Input::name).collect(), files: files::look(&paths) });
    let means = Means { timelines: crate::export::READER, landmarks, passwords, for_project: true };
    project::load(&inputs, means, cancel, &|index, progress| to.send(Report::Progress { job, index, progress }));
}

fn open(path: &Path, landmarks: &Landmarks) -> Result<Opened, StoreError> {
    let store = Store::open(path)?;
    let contents = store.contents(crate::export::READER, landmarks)?;
    let saved = store.edits()?;
    let mut problems = Vec::new();
    let read = |json: String| {
        Edit::from_json(&json).unwrap_or_else(|why| {
            problems.push(why);
            // It keeps its place among the others, which are counted.
            Edit::Unknown(serde_json::Value::String(json))
        })
    };
    let edits: Vec<Edit> = saved.edits.into_iter().map(read).collect();
    let done = saved.done.min(edits.len());
    let views = store.kept(saved_views::KEPT_AS)?.map_or(Ok(Vec::new()), |json| saved_views::from_json(&json));
    let views = views.map_err(|why| problems.push(why)).unwrap_or_default();
    let events = store.kept(untitled::EVENTS)?.and_then(|json| json.parse().ok()).unwrap_or(0);
    Ok(Opened { store, contents, edits: EditLog::new(edits, done), views, events, problems })
}

fn walked(paths: &[PathBuf], to: &Reporter) -> Vec<Input> {
    let files = article::files(paths);
    if files.is_empty() {
        let names: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
        let sentence = format!("{} holds no article. What is read: {}.", names.join(", "), article::FORMATS);
        to.send(Report::Nothing(sentence));
    }
    files.into_iter().map(Input::File).collect()
}

/// The files that a pasted text names, where every line of it is the path or `file://` address of one that exists.
fn paths_in(text: &str) -> Option<Vec<PathBuf>> {
    let lines = || text.lines().map(str::trim).filter(|l| !l.is_empty());
    let exists = |line: &str| {
        let path = path_of(line);
        (path.is_absolute() && path.exists()).then_some(path)
    };
    let paths: Vec<PathBuf> = lines().map_while(exists).collect();
    (!paths.is_empty() && paths.len() == lines().count()).then_some(paths)
}

/// A path as people write and paste it: with quotes, `file://` and escapes, or `~` for the home folder.
pub fn path_of(written: &str) -> PathBuf {
    let bare = written.trim().trim_matches(['"', '\'']);
    if let Some(address) = bare.strip_prefix("file://") {
        return PathBuf::from(unescaped(address));
    }
    match (bare.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(bare),
    }
}

/// `%20` and the like as the bytes they stand for; what is no escape stays.
fn unescaped(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = address.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match escape.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_quotes_become_paths() {
        assert_eq!(path_of("file:///tmp/a%20b.txt"), PathBuf::from("/tmp/a b.txt"));
        assert_eq!(path_of(" \"/tmp/a b.txt\" "), PathBuf::from("/tmp/a b.txt"));
        assert_eq!(path_of("/tmp/100%.txt"), PathBuf::from("/tmp/100%.txt"));
        assert_eq!(path_of("file:///tmp/%zz%é"), PathBuf::from("/tmp/%zz%é"));
    }

    #[test]
    fn only_paths_that_exist_are_taken_for_paths() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let path = file.path().display().to_string();
        assert_eq!(paths_in(&format!("{path}\n")), Some(vec![file.path().to_owned()]));
        assert_eq!(paths_in(&format!("{path}\nand more")), None);
        assert_eq!(paths_in("The summit opened on Sunday."), None);
        assert_eq!(paths_in("\n \n"), None);
    }
}
