//! The window as a whole: takes in what workers report and what the user drops, pastes and presses, answers actions,
//! and lays the panels out.

mod corrections;
mod layout;
mod projects;
mod room;
mod today;
mod views;

use super::command::{self, Action, Command};
use super::desk::Desk;
use super::dialogs::calendar::Calendar;
use super::dialogs::keyboard::Keyboard;
use super::dialogs::views::{KeepView, Views};
use super::dialogs::{Choice, Dialog, Dialogs, Purpose, export::Export, new_event, open::OpenPath, palette::Palette};
use super::keys::Keys;
use super::original;
use super::panels::filter::Filter;
use super::panels::inspector::{Inspector, What};
use super::panels::lower::Lower;
use super::panels::sources::Sources;
use super::settings::Settings;
use super::state::{State, Tab};
use super::theme;
use super::timeline::Canvas;
use super::words;
use super::work::{Report, Request, Worker};
use crate::event::Review;
use crate::landmark::Landmarks;
use crate::project::store;
use crate::project::{NewEvent, Project};
use chrono::NaiveDate;
use egui::{Event, Key, ThemePreference, Ui};
use layout::hovering;
use room::{Away, Panels};
use std::path::PathBuf;
use std::sync::Arc;

/// How much one press of a zoom key or button zooms.
const ZOOM_STEP: f64 = 1.5;

pub struct App {
    state: State,
    worker: Worker,
    dialogs: Arc<dyn Dialogs>,
    dialog: Option<Dialog>,
    desk: Desk,
    canvas: Canvas,
    filter: Filter,
    sources: Sources,
    inspector: Inspector,
    lower: Lower,
    panels: Panels,
    /// The selection that the canvas knows, by its count of changes.
    picks_told: u64,
    /// Where the last file came from: the proposal for where to export.
    folder: Option<PathBuf>,
    /// Was the user told that closing loses something?
    leaves: bool,
    /// What the user set for all projects, and the folder where that is kept.
    settings: Settings,
    home: Option<PathBuf>,
    /// The day of the line of today, where that is not what the computer's clock says.
    day: Option<NaiveDate>,
    ctx: egui::Context,
}

impl App {
    /// A window on `project` that opens `paths` besides; `dialogs` answers when the user asks for files.
    pub fn new(ctx: &egui::Context, project: Project, paths: Vec<PathBuf>, dialogs: Arc<dyn Dialogs>) -> Self {
        theme::install(ctx);
        // Where the desktop does not say, paper rather than night.
        ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
        let mut app = Self {
            state: State::new(project),
            worker: Worker::new(ctx),
            dialogs,
            dialog: None,
            desk: Desk::default(),
            canvas: Canvas::new(),
            filter: Filter::default(),
            sources: Sources::default(),
            inspector: Inspector::default(),
            lower: Lower::default(),
            panels: Panels::default(),
            picks_told: 0,
            folder: None,
            leaves: false,
            settings: Settings::default(),
            home: None,
            day: None,
            ctx: ctx.clone(),
        };
        if !paths.is_empty() {
            app.open(paths);
        }
        app
    }

    /// Draws the line of today through this day, in the place of what the computer's clock says.
    #[must_use]
    pub fn on_day(mut self, day: NaiveDate) -> Self {
        self.day = Some(day);
        self
    }

    /// Keeps what is open in `home`, and opens what was open there last where nothing else is asked for.
    #[must_use]
    pub fn at_home(mut self, home: PathBuf) -> Self {
        let (settings, remark) = Settings::read(&home);
        settings.keys.clone().install(&self.ctx);
        self.settings = settings;
        self.home = Some(home.clone());
        let opens = self.desk.is_opening() || self.desk.path().is_some() || self.state.is_working();
        self.desk.settle_at(home, &self.worker);
        if !opens {
            self.desk.come_back(&self.state, &self.worker);
        }
        if let Some(remark) = remark {
            self.state.complain(remark);
        }
        self
    }

    /// With the panels as they were when the window was closed last.
    #[must_use]
    pub fn as_kept(mut self, storage: Option<&dyn eframe::Storage>) -> Self {
        self.panels.away = storage.map(Away::kept).unwrap_or_default();
        self
    }

    /// Is anything being read or derived?
    pub fn is_working(&self) -> bool {
        self.state.is_working() || self.desk.is_opening()
    }

    fn open(&mut self, paths: Vec<PathBuf>) {
        if let [path] = paths.as_slice()
            && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(store::ENDING))
        {
            if self.begin_anew() {
                self.desk.open(path.clone(), &self.state, &self.worker);
            }
            return;
        }
        self.folder = paths.first().and_then(|p| p.parent()).map(PathBuf::from);
        self.state.read(Request::Paths(paths), &self.worker);
    }

    fn apply(&mut self, ctx: &egui::Context, action: Action) {
        match action {
            Action::Run(command) => self.run(ctx, command),
            Action::Select { event, evidence } => self.state.select(&event, evidence),
            Action::Pick { events, shown, from } => self.state.pick(events, shown, from),
            Action::ShowArticle(id) => {
                self.state.show_article(id);
                self.panels.open_lower();
            }
            Action::AskDate(id) => {
                self.sources.ask_date(id.clone());
                self.panels.show_sources();
                self.state.show_article(id);
            }
            Action::OpenOriginal(source) => self.worker.launch(&self.dialogs, source, original::file),
            Action::ShowInFolder(source) => self.worker.launch(&self.dialogs, source, original::folder),
            Action::GoToEdit(position) => self.state.go_to(position),
            Action::Edit(edit) => self.state.edit(edit),
            Action::Merge { edit, event } => {
                self.state.await_event(event);
                self.state.edit(edit);
            }
            Action::Change { event, change } => self.say(event, change),
            Action::Split { event, parts } => self.split(&event, &parts),
            Action::AddFrom { article, words } => match self.state.project.event_from(&article, words) {
                Ok(event) => self.add(event),
                Err(why) => self.state.complain(why),
            },
            Action::AddByHand { title, dating } => {
                match NewEvent::by_hand(&title, dating, self.state.project.edits()) {
                    Ok(event) => self.add(event),
                    Err(why) => self.state.complain(why),
                }
            }
            Action::SaveProject { path, copy } => {
                if let Some(sentence) = self.desk.save(path, copy) {
                    self.state.say(sentence);
                }
            }
            Action::Show(view) => self.state.set_view(view),
            Action::SaveView(name) => self.save_view(&name),
            Action::ShowSaved(at) => self.show_saved(at),
            Action::SetViews(views) => self.state.set_views(views),
            Action::SetKeys { command, keys } => self.set_keys(ctx, |all| all.give(command, &keys)),
            Action::ResetKeys(Some(command)) => self.set_keys(ctx, |all| all.reset(command)),
            Action::ResetKeys(None) => self.set_keys(ctx, Keys::reset_all),
            Action::Open(paths) => self.open(paths),
            Action::OpenText(text) => self.state.read_text(text, &self.worker),
            Action::Browse(purpose) => self.worker.ask(&self.dialogs, purpose),
            Action::Export { path, format, scope, replace } => {
                self.worker.save(&scope.of(&self.state.derived), path, format, replace);
            }
            Action::UseLandmarks(Some(path)) => self.worker.read_landmarks(path),
            Action::UseLandmarks(None) => {
                self.state.use_landmarks(Landmarks::shipped(), None);
                self.state.say("Your file of calendar knowledge is left out.");
            }
            Action::Unlock(password) => self.state.unlock(password, &self.worker),
            Action::DismissProblem(at) => {
                if at < self.state.problems.len() {
                    self.state.problems.remove(at);
                }
            }
            Action::DismissMessage => self.state.message = None,
            Action::Complain(sentence) => self.state.complain(sentence),
        }
    }

    fn run(&mut self, ctx: &egui::Context, command: Command) {
        match command {
            Command::Search => self.filter.ask(),
            Command::NarrowDown => self.narrow_down(),
            Command::NewProject => drop(self.begin_anew()),
            Command::NameProject | Command::SaveCopy => self.ask_project(command == Command::SaveCopy),
            Command::OpenFiles => self.worker.ask(&self.dialogs, Purpose::OpenFiles),
            Command::OpenFolder => self.worker.ask(&self.dialogs, Purpose::OpenFolder),
            Command::OpenPath => self.dialog = Some(Dialog::Open(OpenPath::default())),
            Command::Paste => ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste),
            Command::Export => self.ask_export(),
            Command::Undo | Command::Redo => self.state.undo(command == Command::Undo),
            Command::History => self.dialog = Some(Dialog::History),
            Command::Confirm => self.review(Review::Confirmed),
            Command::Reject => self.review(Review::Rejected),
            Command::Reopen => self.review(Review::Proposed),
            Command::NextToReview => self.state.next_to_review(),
            Command::EditTitle => self.correct(What::Title),
            Command::EditDate => self.correct(What::When),
            Command::EditStatus => self.correct(What::Status),
            Command::EditKind => self.correct(What::Kind),
            Command::AddPerson => self.correct(What::Person),
            Command::AddPlace => self.correct(What::Place),
            Command::AddTag => self.correct(What::Tag),
            Command::EditColour => self.correct(What::Colour),
            Command::EditNote => self.correct(What::Note),
            Command::Hide => self.hide(),
            Command::Merge => self.merge(),
            Command::Split => self.take_apart(),
            Command::SplitByHand => self.take_apart_by_hand(),
            Command::OnlyAround(stretch) => self.only_around(stretch),
            Command::SaveView => self.dialog = Some(Dialog::KeepView(KeepView::default())),
            Command::Views => self.dialog = Some(Dialog::Views(Views::new(&self.state.views))),
            Command::Keyboard => self.dialog = Some(Dialog::Keyboard(Keyboard::default())),
            Command::NewEvent => self.dialog = Some(Dialog::NewEvent(new_event::NewEvent::default())),
            Command::ClearSelection => self.state.clear_selection(),
            Command::PreviousEvent => self.walk(-1, false),
            Command::NextEvent => self.walk(1, false),
            Command::ExtendUp => self.walk(-1, true),
            Command::ExtendDown => self.walk(1, true),
            Command::SelectAll => self.select_all(),
            Command::Fit => self.canvas.fit_all(),
            Command::FitSelection => self.canvas.fit_selection(),
            Command::Around => self.canvas.around(),
            Command::GoToDate if self.state.derived.all.counts.all == 0 => {
                self.state.say("There is no timeline to go along yet.")
            }
            Command::GoToDate => self.canvas.ask_date(),
            Command::Back => self.canvas.back(),
            Command::Forward => self.canvas.forward(),
            Command::Lanes(grouping) => self.canvas.group_by(grouping),
            Command::FoldGaps => {
                let fold = !self.canvas.is_folding();
                if !self.canvas.fold_gaps(fold) && fold {
                    self.state.say("There is no stretch without events long enough to fold; one that comes will be.");
                }
            }
            Command::Redate => self.canvas.redate(!self.canvas.is_redating()),
            Command::Ghosts => self.canvas.show_ghosts(!self.canvas.shows_ghosts()),
            Command::ReduceMotion => self.canvas.reduce_motion(!self.canvas.is_motion_reduced()),
            Command::ZoomIn => self.canvas.zoom_by(ZOOM_STEP),
            Command::ZoomOut => self.canvas.zoom_by(1.0 / ZOOM_STEP),
            Command::ToggleSources | Command::ToggleInspector | Command::ToggleLower => self.toggle(command),
            Command::ShowText => self.show_tab(Tab::Text),
            Command::ShowList => {
                self.show_tab(Tab::List);
                self.lower.list.activate();
            }
            Command::SortBy(column) => {
                self.show_tab(Tab::List);
                self.lower.list.sort_by(column);
            }
            Command::ShowProblems => self.show_tab(Tab::Problems),
            Command::FollowSystem => ctx.set_theme(ThemePreference::System),
            Command::Light => ctx.set_theme(ThemePreference::Light),
            Command::Dark => ctx.set_theme(ThemePreference::Dark),
            Command::ReadAgain => self.state.read_changed(&self.worker),
            Command::KeepAsRead => self.state.files.keep(),
            Command::StopReading => self.state.stop_reading(),
            Command::Calendar => self.dialog = Some(Dialog::Calendar(Calendar::default())),
            Command::Palette => self.dialog = Some(Dialog::Palette(Palette::default())),
            Command::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
        }
    }

    fn ask_export(&mut self) {
        if self.state.derived.all.counts.all == 0 {
            return self.state.say("There is no event to export yet.");
        }
        let folder = self.folder.clone().filter(|f| f.is_dir()).or_else(std::env::home_dir).unwrap_or_default();
        self.dialog = Some(Dialog::Export(Export::new(&folder, &self.state.derived)));
    }

    fn take(&mut self, report: Report) {
        match self.state.take(report, &self.worker) {
            Some(Report::Chosen(purpose, choice)) => self.chosen(&purpose, choice),
            Some(Report::Saved(result)) => self.saved(result),
            Some(Report::Opened(opened)) => self.opened(opened),
            Some(Report::Untitled(found)) => self.desk.found(found),
            Some(Report::Kept(kept)) => match self.desk.kept(kept) {
                Some(Ok(sentence)) => self.state.say(sentence),
                Some(Err(sentence)) => self.state.complain(sentence),
                None => {}
            },
            Some(Report::NotLaunched(why)) => self.state.complain(why),
            Some(Report::Landmarks(path, result)) => self.landmarks(path, result),
            _ => {}
        }
    }

    fn landmarks(&mut self, path: PathBuf, result: Result<Landmarks, String>) {
        match (result, &mut self.dialog) {
            (Ok(landmarks), dialog) => {
                if let Some(Dialog::Calendar(calendar)) = dialog {
                    calendar.used();
                }
                let name = words::file_name(&path.display().to_string()).to_owned();
                self.state.say(format!("Calendar knowledge of {name} is used."));
                self.state.use_landmarks(landmarks, Some(path));
            }
            (Err(why), Some(Dialog::Calendar(calendar))) => calendar.failed(why),
            (Err(why), _) => self.state.complain(why),
        }
    }

    fn chosen(&mut self, purpose: &Purpose, choice: Choice) {
        match (purpose, choice, &mut self.dialog) {
            (_, Choice::Cancelled, _) => {}
            (Purpose::OpenLandmarks, Choice::Paths(paths), Some(Dialog::Calendar(calendar))) => {
                if let Some(path) = paths.into_iter().next() {
                    calendar.chosen(&path);
                    self.worker.read_landmarks(path);
                }
            }
            (Purpose::OpenLandmarks, Choice::Unavailable, Some(Dialog::Calendar(calendar))) => calendar.no_dialog(),
            (Purpose::OpenLandmarks, ..) => {}
            (Purpose::SaveProject(_), Choice::Paths(paths), Some(Dialog::Project(project))) => {
                if let Some(path) = paths.first() {
                    project.chosen(path);
                }
            }
            (Purpose::SaveProject(_), Choice::Unavailable, Some(Dialog::Project(project))) => project.no_dialog(),
            (Purpose::SaveProject(_), ..) => {}
            (Purpose::Save(..), Choice::Paths(paths), Some(Dialog::Export(export))) => {
                if let Some(path) = paths.into_iter().next() {
                    export.chosen(path);
                }
            }
            (Purpose::Save(..), Choice::Unavailable, Some(Dialog::Export(export))) => export.no_dialog(),
            (Purpose::Save(..), ..) => {}
            (_, Choice::Paths(paths), _) => self.open(paths),
            (_, Choice::Unavailable, _) => {
                self.dialog = Some(Dialog::Open(OpenPath::only_way()));
            }
        }
    }

    fn saved(&mut self, result: Result<PathBuf, super::save::SaveError>) {
        match (result, &mut self.dialog) {
            (Ok(path), _) => {
                self.dialog = None;
                self.state.say(format!("Exported to {}", path.display()));
            }
            (Err(error), Some(Dialog::Export(export))) => export.failed(error),
            (Err(super::save::SaveError::Failed(why)), _) => self.state.complain(why),
            (Err(super::save::SaveError::Exists(path)), _) => {
                self.state.complain(format!("{} is there already; nothing was written.", path.display()));
            }
        }
    }

    /// Dropped files and pasted text.
    fn given(&self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        let typing = ctx.text_edit_focused() || self.dialog.is_some();
        ctx.input(|input| {
            let dropped: Vec<PathBuf> = input.raw.dropped_files.iter().map(|f| f.path().to_owned()).collect();
            if !dropped.is_empty() {
                actions.push(Action::Open(dropped));
            }
            for event in &input.raw.events {
                if let Event::Paste(text) = event
                    && !typing
                    && !text.trim().is_empty()
                {
                    actions.push(Action::OpenText(text.clone()));
                }
            }
        });
    }
}

impl eframe::App for App {
    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        self.panels.away.keep(storage);
    }

    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        for report in self.worker.reports() {
            self.take(report);
        }
        // Whoever comes back from another program may have changed a file there.
        if ctx.input(|i| i.raw.events.iter().any(|e| matches!(e, Event::WindowFocused(true)))) {
            self.state.look_at_files(&self.worker);
        }
        self.state.settle(&self.worker);
        self.desk.keep(&mut self.state, &self.worker);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let mut actions = Vec::new();
        let typing = ui.ctx().text_edit_focused();
        // What closes with a key has had that key.
        let open = self.dialog.is_some() || egui::Popup::is_any_open(ui.ctx());
        // A control that has the focus is pressed with Space and Enter; the canvas has no use for them.
        let focused = ui.memory(|m| m.focused()).is_some_and(|id| !self.canvas.is(id) && !self.lower.list.is(id));
        self.given(ui.ctx(), &mut actions);
        self.mark_today(ui.ctx());
        self.regions(ui, &mut actions);
        self.drawer(ui, &mut actions);
        self.dialog(ui, &mut actions);
        hovering(ui);
        // Keys come last, so that whatever has the focus can use them first.
        if self.dialog.is_none() && !open {
            let keys = Keys::of_window(ui.ctx());
            let presses = |c: &Command| keys.of(*c).iter().any(|k| matches!(k.logical_key, Key::Space | Key::Enter));
            let pressed = command::pressed(ui.ctx(), typing).into_iter().filter(|c| !(focused && presses(c)));
            actions.extend(pressed.map(Action::Run));
        }
        self.close(ui.ctx(), &mut actions);
        if actions.is_empty() {
            return;
        }
        for action in actions {
            self.apply(ui.ctx(), action);
        }
        self.state.settle(&self.worker);
        // What an action changed is seen at once, not at the next movement of the mouse.
        ui.ctx().request_repaint();
    }
}
