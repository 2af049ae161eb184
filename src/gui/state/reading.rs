//! Reading into the project: what was asked for, how far it is, and what went wrong.

use super::{State, Tab};
use crate::article::{ArticleId, ReadError};
use crate::gui::files::{self, Stamp};
use crate::gui::keeper::Keep;
use crate::gui::saved_views::{self, SavedView};
use crate::gui::words;
use crate::gui::work::{Request, Worker};
use crate::project::{Edit, Loaded, Progress};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How far an input is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    Waiting,
    Reading,
    /// The events of so many of its articles are found.
    Finding {
        done: usize,
        all: usize,
    },
    Done,
}

/// One request to read.
pub struct Job {
    id: u64,
    cancel: Arc<AtomicBool>,
    /// The place of its first input among all that was ever asked for.
    place: usize,
    /// Are files read again, to put what they hold now in the place of what they held?
    again: bool,
    /// Names and stages of the inputs, in their order.
    pub items: Vec<(String, Stage)>,
    /// What the user said in projects that are among the inputs: their names and places, and the edits.
    said: Vec<(String, usize, Vec<Edit>)>,
    /// The views that are kept in them.
    views: Vec<(String, usize, Vec<SavedView>)>,
}

/// A file that could not be read, or only with a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place of its input among all that was ever asked for; problems are sorted by it.
    place: usize,
    pub name: String,
    /// Its input as it was asked for: the archive, for a file in one.
    pub input: String,
    pub error: ReadError,
}

impl State {
    /// The inputs of a job are known.
    pub(super) fn listed(&mut self, job: u64, names: Vec<String>, files: Vec<(PathBuf, Stamp)>) {
        for (path, stamp) in files {
            self.files.reads(path, stamp);
        }
        if let Some(job) = self.jobs.iter_mut().find(|j| j.id == job) {
            job.place = self.inputs_listed;
            self.inputs_listed += names.len();
            job.items = names.into_iter().map(|name| (name, Stage::Waiting)).collect();
        }
    }

    /// Begins to read.
    pub fn read(&mut self, request: Request, worker: &Worker) {
        self.begin(request, false, worker);
    }

    /// Looks which files have changed, and reads those again: at once where it is known which.
    pub fn read_changed(&mut self, worker: &Worker) {
        let changed: Vec<PathBuf> = self.files.changed().cloned().collect();
        if changed.is_empty() {
            self.reads_changed = true;
            self.look_at_files(worker);
        } else {
            self.begin(Request::Paths(changed), true, worker);
        }
    }

    /// Looks whether the files that were read have changed.
    pub fn look_at_files(&mut self, worker: &Worker) {
        let paths: Vec<PathBuf> = self.files.all().map(|(path, _)| path.clone()).collect();
        worker.look(paths);
    }

    fn begin(&mut self, request: Request, again: bool, worker: &Worker) {
        self.jobs_begun += 1;
        let (id, cancel) = (self.jobs_begun, Arc::<AtomicBool>::default());
        self.jobs.push(Job {
            id,
            cancel: cancel.clone(),
            place: 0,
            again,
            items: Vec::new(),
            said: Vec::new(),
            views: Vec::new(),
        });
        self.message = None;
        worker.read(id, request, &self.landmarks, &self.passwords, cancel);
    }

    /// Reads the locked files once more, with a password: few people have one for each.
    pub fn unlock(&mut self, password: String, worker: &Worker) {
        self.passwords = self.passwords.with(password);
        let locked = self.problems.iter().filter(|p| p.error.is_locked);
        let locked: Vec<PathBuf> = locked.map(|p| PathBuf::from(&p.input)).collect();
        if !locked.is_empty() {
            self.begin(Request::Paths(locked), true, worker);
        }
    }

    /// Begins to read pasted text under a name of its own.
    pub fn read_text(&mut self, text: String, worker: &Worker) {
        self.pasted += 1;
        let name = if self.pasted == 1 { "Pasted text".to_owned() } else { format!("Pasted text {}", self.pasted) };
        self.read(Request::Text { name, text }, worker);
    }

    /// Leaves what is not begun.
    pub fn stop_reading(&self) {
        for job in &self.jobs {
            job.cancel.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn progressed(&mut self, job: u64, index: usize, progress: Progress) {
        let id = job;
        let Some(job) = self.jobs.iter_mut().find(|j| j.id == id) else { return };
        let (place, again, cancelled) = (job.place + index, job.again, job.cancel.load(Ordering::Relaxed));
        let Some(item) = job.items.get_mut(index) else { return };
        let name = item.0.clone();
        item.1 = match progress {
            Progress::Reading => Stage::Reading,
            // Threads tell in any order.
            Progress::Finding { done, all } => match item.1 {
                Stage::Finding { done: before, .. } => Stage::Finding { done: done.max(before), all },
                _ => Stage::Finding { done, all },
            },
            Progress::Done(_) | Progress::Failed(_) | Progress::Cancelled => Stage::Done,
        };
        // What was wrong with a file is told anew, or is wrong no longer.
        if again && matches!(progress, Progress::Done(_) | Progress::Failed(_)) {
            self.problems.retain(|p| p.input != name);
        }
        let (mut said, mut views) = (None, None);
        match progress {
            Progress::Done(found) => {
                let articles = found.loaded.iter().all(|l| matches!(l, Loaded::Article(_)));
                let broken = found.loaded.is_empty() && !found.problems.is_empty();
                // What was read in part says nothing of what the file no longer holds.
                if again && articles && !broken && !cancelled {
                    self.give_way(&name, &found.loaded);
                }
                for loaded in &found.loaded {
                    if let Loaded::Article(source) = loaded {
                        self.unkept_analyses.push(source.clone());
                    }
                }
                let (file, loaded) = (found.file.clone(), found.loaded.clone());
                self.unkept.push(Keep::Found { place, name: name.clone(), file, loaded });
                let nothing = found.loaded.is_empty() && self.project.is_empty();
                let (edits, unreadable) = found.edits.log();
                if edits.position() > 0 {
                    let edits = edits.in_force().iter().map(|e| e.as_ref().clone()).collect();
                    said = Some((words::file_name(&name).to_owned(), place, edits));
                }
                let kept =
                    found.notes.get(saved_views::KEPT_AS).map_or(Ok(Vec::new()), |json| saved_views::from_json(json));
                let (kept, unreadable) = match kept {
                    Ok(kept) => (kept, unreadable),
                    Err(why) => (Vec::new(), unreadable.into_iter().chain([why]).collect()),
                };
                views = (!kept.is_empty()).then(|| (words::file_name(&name).to_owned(), place, kept));
                for why in unreadable {
                    self.problem(&name, &name, place, ReadError::new(why, "Everything else of the project was taken."));
                }
                for problem in found.problems {
                    self.problem(&name, &name, place, problem);
                }
                if nothing {
                    self.tab = Tab::Problems;
                }
                for loaded in found.loaded {
                    self.add(&name, place, loaded, again);
                }
            }
            Progress::Failed(error) => {
                self.problem(&name, &name, place, error);
                if self.project.is_empty() {
                    self.tab = Tab::Problems;
                }
            }
            Progress::Reading | Progress::Finding { .. } | Progress::Cancelled => {}
        }
        if let Some(job) = self.jobs.iter_mut().find(|j| j.id == id) {
            job.said.extend(said);
            job.views.extend(views);
        }
    }

    /// Takes over what was said in projects that were read together: one edit, which one undo takes back.
    fn say_again(&mut self, mut said: Vec<(String, usize, Vec<Edit>)>) {
        // They were read in any order.
        said.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        let name = match said.as_slice() {
            [] => return,
            [(one, ..)] => format!("Corrections of {one}"),
            [(one, ..), (other, ..)] => format!("Corrections of {one} and {other}"),
            many => format!("Corrections of {} projects", many.len()),
        };
        let edits = said.into_iter().flat_map(|(.., edits)| edits).collect();
        self.project.edit(Edit::Several { name, edits });
        self.changed();
    }

    /// Takes over the views of projects that were read together.
    fn keep_views(&mut self, mut of_projects: Vec<(String, usize, Vec<SavedView>)>) {
        of_projects.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        let before = self.views.clone();
        let all = of_projects.into_iter().fold(before, |views, (project, _, others)| {
            let name = PathBuf::from(&project);
            let stem = name.file_stem().and_then(|stem| stem.to_str());
            saved_views::joined(views, others, stem.unwrap_or(&project))
        });
        if all != self.views {
            self.set_views(all);
        }
    }

    /// Takes out what a file held and holds no more.
    fn give_way(&mut self, file: &str, now: &[Loaded]) {
        let path = std::path::Path::new(file);
        let sources = self.project.sources().iter().map(|s| &s.article);
        let before: Vec<ArticleId> = sources.filter(|a| files::holds(path, &a.source)).map(|a| a.id.clone()).collect();
        let name = format!("{} read again", words::file_name(file));
        let edits = self.project.again(&before, now);
        if !edits.is_empty() {
            self.project.edit(Edit::Several { name, edits });
        }
        self.say(format!("{} was read again.", words::file_name(file)));
        self.changed();
    }

    fn add(&mut self, input: &str, place: usize, loaded: Loaded, again: bool) {
        // An article may lie inside of the file that was asked for.
        let name = match &loaded {
            Loaded::Article(source) => words::file_name(&source.article.source).to_owned(),
            Loaded::Timeline(_) => words::file_name(input).to_owned(),
        };
        let remarks = match &loaded {
            Loaded::Article(source) => source.article.remarks.clone(),
            Loaded::Timeline(_) => Vec::new(),
        };
        for remark in remarks {
            self.problem(input, &name, place, ReadError::new(remark, "The article was read all the same."));
        }
        // A file that was read while the table changed is seen anew like the others.
        self.unseen |= matches!(&loaded, Loaded::Article(source) if !source.saw(&self.landmarks));
        let first = self.project.is_empty();
        if self.project.add_at(place, loaded) {
            if first {
                self.tab = Tab::Text;
            }
            self.changed();
        } else if !again {
            self.say(format!("{name} is open already: its text is the same."));
        }
    }

    /// Tells of something wrong with what is called `name`, which is, or lies in, `input`.
    fn problem(&mut self, input: &str, name: &str, place: usize, error: ReadError) {
        let at = self.problems.partition_point(|p| p.place <= place);
        let (name, input) = (words::file_name(name).to_owned(), input.to_owned());
        self.problems.insert(at, Problem { place, name, input, error });
    }

    pub(super) fn finished(&mut self, id: u64) {
        let Some(at) = self.jobs.iter().position(|j| j.id == id) else { return };
        let job = self.jobs.remove(at);
        let begun = |stage: &Stage| matches!(stage, Stage::Reading | Stage::Finding { .. });
        for (index, (name, _)) in job.items.iter().enumerate().filter(|(_, (_, stage))| begun(stage)) {
            let message = format!("{} could not be read: a fault in Dateline.", words::file_name(name));
            let hint = "Please report it, with the file if you may.";
            self.problem(name, name, job.place + index, ReadError::new(message, hint));
        }
        self.say_again(job.said);
        self.keep_views(job.views);
        if job.cancel.load(Ordering::Relaxed) {
            self.say("Stopped. What was read by then is shown.");
        }
    }
}
