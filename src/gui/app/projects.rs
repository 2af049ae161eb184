//! Projects in the window: beginning anew, opening, naming, and what closing must not lose.

use super::App;
use crate::gui::command::Action;
use crate::gui::dialogs::{Dialog, project::ProjectPath};
use crate::gui::state::State;
use crate::gui::words;
use crate::gui::work::Opened;
use crate::project::store::StoreError;
use crate::project::{EditLog, Project};
use std::path::PathBuf;

impl App {
    /// Puts the project at hand away; everything of it is kept.
    pub(super) fn begin_anew(&mut self) -> bool {
        self.say_what_is_typed();
        if self.desk.has_unkept() {
            self.state.complain("Not everything is kept yet. Save a copy first, or close the window to leave it.");
            return false;
        }
        self.desk.keep(&mut self.state, &self.worker);
        self.state.stop_reading();
        drop(self.desk.put_away());
        // What the old project still has under way reports to nobody.
        self.worker = self.worker.anew();
        if let Some(home) = &self.home {
            self.worker.find_untitled(home.clone());
        }
        let (landmarks, own) = (self.state.landmarks().clone(), self.state.own_landmarks.take());
        self.state = State::new(Project::default());
        self.state.use_landmarks(landmarks, own);
        (self.canvas, self.sources, self.inspector, self.lower) = Default::default();
        true
    }

    /// What stands in a field is said: no stroke is lost.
    pub(super) fn say_what_is_typed(&mut self) {
        let typed = [&mut self.inspector.correction, &mut self.lower.list.correction].map(|c| c.typed(&self.state));
        for (event, change) in typed.into_iter().flatten() {
            self.state.change(&[event], change);
        }
    }

    /// Closing the window: what is typed is said, and what could not be kept is told once.
    pub(super) fn close(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        if !ctx.input(|i| i.viewport().close_requested()) {
            return;
        }
        self.say_what_is_typed();
        self.desk.keep(&mut self.state, &self.worker);
        if self.desk.has_unkept() && !std::mem::replace(&mut self.leaves, true) {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            actions.clear();
            self.state.complain("Not everything is kept. Save a copy, or close once more to leave without it.");
        }
    }

    pub(super) fn opened(&mut self, opened: Result<Box<Opened>, StoreError>) {
        let (opened, rest) = match opened {
            Ok(opened) => {
                let Opened { store, contents, edits, views, events, problems } = *opened;
                self.state.events_kept = events;
                (Ok(store), Some((contents, edits, views, problems)))
            }
            Err(why) => (Err(why), None),
        };
        let none = EditLog::default();
        let edits = rest.as_ref().map_or(&none, |(_, edits, ..)| edits);
        match self.desk.opened(opened.map(|store| (store, edits)), &self.worker) {
            Ok(true) => {
                if let Some((contents, edits, views, problems)) = rest {
                    self.state.open(contents, edits);
                    self.state.views = views;
                    problems.into_iter().for_each(|problem| self.state.complain(problem));
                }
                if let Some(trouble) = self.desk.trouble.clone() {
                    self.state.complain(trouble);
                }
                self.desk.note(self.state.sources.first().map_or("", |s| s.title.as_str()));
            }
            Ok(false) => {}
            Err(why) => self.state.complain(why),
        }
    }

    pub(super) fn ask_project(&mut self, copy: bool) {
        let Some(path) = self.desk.path() else {
            return self.state.say("There is nothing to keep yet. Open an article first.");
        };
        let name = self.desk.name();
        let here = path.parent().filter(|_| name.is_some()).map(PathBuf::from);
        let folder = here.or_else(|| self.folder.clone()).filter(|f| f.is_dir()).or_else(std::env::home_dir);
        let title = name.unwrap_or_else(|| words::file_stem(&self.state.derived.timeline.title));
        self.dialog = Some(Dialog::Project(ProjectPath::new(&folder.unwrap_or_default(), &title, copy)));
    }
}
