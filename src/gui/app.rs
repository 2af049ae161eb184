//! The window as a whole: takes in what workers report and what the user drops, pastes and presses, answers actions,
//! and lays the panels out.

use super::command::{self, Action, Command};
use super::desk::Desk;
use super::dialogs::calendar::Calendar;
use super::dialogs::{
    Choice, Dialog, Dialogs, Purpose, export::Export, new_event, open::OpenPath, project::ProjectPath, shortcuts,
};
use super::original;
use super::panels::filter::Filter;
use super::panels::inspector::{Inspector, What};
use super::panels::lower::Lower;
use super::panels::sources::Sources;
use super::panels::{empty, status, top};
use super::state::{SourceRow, State, Tab};
use super::theme::{self, Theme};
use super::timeline::{Canvas, CanvasAction, Grouping};
use super::view::View;
use super::widgets::{self, Icon, sans, semibold};
use super::words::{self, count};
use super::work::{Opened, Report, Request, Worker};
use crate::event::Review;
use crate::landmark::Landmarks;
use crate::project::store::{self, StoreError};
use crate::project::{Change, Edit, EditLog, NewEvent, Project};
use egui::{Align, Align2, CentralPanel, Event, Frame, Key, Layout, Margin, Panel, ThemePreference, Ui};
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
    /// Where the last file came from: the proposal for where to export.
    folder: Option<PathBuf>,
    /// Was the user told that closing loses something?
    leaves: bool,
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
            folder: None,
            leaves: false,
        };
        app.canvas.mark_today(today());
        if !paths.is_empty() {
            app.open(paths);
        }
        app
    }

    /// Keeps what is open in `home`, and opens what was open there last where nothing else is asked for.
    #[must_use]
    pub fn at_home(mut self, home: PathBuf) -> Self {
        let opens = self.desk.is_opening() || self.desk.path().is_some() || self.state.is_working();
        self.desk.settle_at(home);
        if !opens {
            self.desk.come_back(&self.state, &self.worker);
        }
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

    /// Puts the project at hand away; everything of it is kept.
    fn begin_anew(&mut self) -> bool {
        self.say_what_is_typed();
        if self.desk.has_unkept() {
            self.state.complain(
                "Not everything is kept yet. Save a copy first (Ctrl+Shift+S), or close the window to leave it.",
            );
            return false;
        }
        self.desk.keep(&mut self.state, &self.worker);
        self.state.stop_reading();
        self.desk.put_away();
        // What the old project still has under way reports to nobody.
        self.worker = self.worker.anew();
        let (landmarks, own) = (self.state.landmarks().clone(), self.state.own_landmarks.take());
        self.state = State::new(Project::default());
        self.state.use_landmarks(landmarks, own);
        (self.canvas, self.sources, self.inspector, self.lower) = Default::default();
        true
    }

    /// What stands in a field is said: no stroke is lost.
    fn say_what_is_typed(&mut self) {
        if let Some((event, change)) = self.inspector.typed(&self.state) {
            self.state.change(&[event], change);
        }
    }

    /// Closing the window: what is typed is said, and what could not be kept is told once.
    fn close(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        if !ctx.input(|i| i.viewport().close_requested()) {
            return;
        }
        self.say_what_is_typed();
        self.desk.keep(&mut self.state, &self.worker);
        if self.desk.has_unkept() && !std::mem::replace(&mut self.leaves, true) {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            actions.clear();
            self.state.complain(
                "Not everything is kept. Save a copy (Ctrl+Shift+S), or close once more to leave without it.",
            );
        }
    }

    fn opened(&mut self, opened: Result<Box<Opened>, StoreError>) {
        let (opened, rest) = match opened {
            Ok(opened) => {
                let Opened { store, contents, edits, problems } = *opened;
                (Ok(store), Some((contents, edits, problems)))
            }
            Err(why) => (Err(why), None),
        };
        let none = EditLog::default();
        let edits = rest.as_ref().map_or(&none, |(_, edits, _)| edits);
        match self.desk.opened(opened.map(|store| (store, edits)), &self.worker) {
            Ok(true) => {
                if let Some((contents, edits, problems)) = rest {
                    self.state.open(contents, edits);
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

    fn apply(&mut self, ctx: &egui::Context, action: Action) {
        match action {
            Action::Run(command) => self.run(ctx, command),
            Action::Select { event, evidence } => self.state.select(&event, evidence),
            Action::ShowArticle(id) => self.state.show_article(id),
            Action::AskDate(id) => {
                self.sources.ask_date(id.clone());
                self.state.show_article(id);
            }
            Action::OpenOriginal(source) => self.worker.launch(&self.dialogs, source, original::file),
            Action::ShowInFolder(source) => self.worker.launch(&self.dialogs, source, original::folder),
            Action::Edit(edit) => self.state.edit(edit),
            Action::Change { event, change } => self.state.change(&[event], change),
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
            Action::DismissProblem(at) => {
                if at < self.state.problems.len() {
                    self.state.problems.remove(at);
                }
            }
            Action::DismissMessage => self.state.message = None,
        }
    }

    fn run(&mut self, ctx: &egui::Context, command: Command) {
        match command {
            Command::Search => self.filter.ask(),
            Command::NewProject => drop(self.begin_anew()),
            Command::NameProject | Command::SaveCopy => self.ask_project(command == Command::SaveCopy),
            Command::OpenFiles => self.worker.ask(&self.dialogs, Purpose::OpenFiles),
            Command::OpenFolder => self.worker.ask(&self.dialogs, Purpose::OpenFolder),
            Command::OpenPath => self.dialog = Some(Dialog::Open(OpenPath::default())),
            Command::Paste => ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste),
            Command::Export => self.ask_export(),
            Command::Undo | Command::Redo => self.state.undo(command == Command::Undo),
            Command::Confirm => self.review(Review::Confirmed),
            Command::Reject => self.review(Review::Rejected),
            Command::Reopen => self.review(Review::Proposed),
            Command::NextToReview => self.state.next_to_review(),
            Command::EditTitle => self.correct(What::Title),
            Command::EditDate => self.correct(What::When),
            Command::AddTag => self.correct(What::Tag),
            Command::EditNote => self.correct(What::Note),
            Command::Hide => self.hide(),
            Command::Merge => self.merge(),
            Command::Split => self.take_apart(),
            Command::NewEvent => self.dialog = Some(Dialog::NewEvent(new_event::NewEvent::default())),
            Command::ClearSelection => self.state.clear_selection(),
            Command::PreviousEvent => self.state.step(-1),
            Command::NextEvent => self.state.step(1),
            Command::Fit => self.canvas.fit_all(),
            Command::FitSelection => self.canvas.fit_selection(),
            Command::Around => self.canvas.around(),
            Command::GoToDate => self.canvas.ask_date(),
            Command::Back => self.canvas.back(),
            Command::Forward => self.canvas.forward(),
            Command::Lanes(grouping) => self.canvas.group_by(grouping),
            Command::ReduceMotion => self.canvas.reduce_motion(!self.canvas.is_motion_reduced()),
            Command::ZoomIn => self.canvas.zoom_by(ZOOM_STEP),
            Command::ZoomOut => self.canvas.zoom_by(1.0 / ZOOM_STEP),
            Command::ShowText => self.state.tab = Tab::Text,
            Command::ShowList => self.state.tab = Tab::List,
            Command::ShowProblems => self.state.tab = Tab::Problems,
            Command::FollowSystem => ctx.set_theme(ThemePreference::System),
            Command::Light => ctx.set_theme(ThemePreference::Light),
            Command::Dark => ctx.set_theme(ThemePreference::Dark),
            Command::ReadAgain => self.state.read_changed(&self.worker),
            Command::KeepAsRead => self.state.files.keep(),
            Command::StopReading => self.state.stop_reading(),
            Command::Calendar => self.dialog = Some(Dialog::Calendar(Calendar::default())),
            Command::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
        }
    }

    /// The events that commands are about.
    fn meant(&self) -> Vec<String> {
        let chosen = self.canvas.selection();
        // An event without a date has no place there.
        let chosen =
            if chosen.len() > 1 { chosen } else { self.state.selection.iter().map(|s| s.event.clone()).collect() };
        // What the search leaves out is out of sight, and nobody means it.
        chosen.into_iter().filter(|id| self.state.derived.row(id).is_some()).collect()
    }

    /// Says what the user thinks of the chosen events, and goes on to the next one to review.
    fn review(&mut self, review: Review) {
        let chosen = self.meant();
        if chosen.is_empty() {
            return self.state.next_to_review();
        }
        self.state.change(&chosen, Change::Review(review));
        if review != Review::Proposed {
            self.state.next_to_review();
        }
    }

    fn hide(&mut self) {
        let chosen = self.meant();
        let hidden = chosen.iter().filter_map(|id| self.state.event(id)).any(|e| !e.hidden);
        self.state.change(&chosen, Change::Hidden(hidden));
    }

    fn merge(&mut self) {
        let events: Vec<_> = self.meant().iter().filter_map(|id| self.state.event(id)).cloned().collect();
        if events.len() < 2 {
            return self.state.say("Select two events or more to merge them: Ctrl+click on the timeline.");
        }
        self.state.edit(Edit::merge(events.iter().map(Arc::as_ref), None, None));
    }

    /// Takes the selected event apart into what it was made of, else into its sentences.
    fn take_apart(&mut self) {
        let Some(event) = self.state.selected_event().cloned() else { return };
        let derived = &self.state.derived;
        let mut parts = derived.all.replayed.parts(&derived.base, &event);
        if parts.len() < 2 {
            parts = (0..event.evidence.len()).map(|at| vec![at]).collect();
        }
        if parts.len() < 2 {
            return self.state.say("One sentence tells of this event: there is nothing to take apart.");
        }
        self.split(&event.id, &parts);
    }

    fn split(&mut self, event: &str, parts: &[Vec<usize>]) {
        if let Some(event) = self.state.event(event).cloned() {
            self.state.edit(Edit::split(&event, parts));
        }
    }

    fn add(&mut self, event: NewEvent) {
        self.state.await_event(event.id.clone());
        self.state.edit(Edit::Add { event: Box::new(event) });
    }

    fn correct(&mut self, what: What) {
        if let Some(event) = self.state.selected_event() {
            self.inspector.ask(event, what);
        }
    }

    fn ask_project(&mut self, copy: bool) {
        let Some(path) = self.desk.path() else {
            return self.state.say("There is nothing to keep yet. Open an article first.");
        };
        let name = self.desk.name();
        let here = path.parent().filter(|_| name.is_some()).map(PathBuf::from);
        let folder = here.or_else(|| self.folder.clone()).filter(|f| f.is_dir()).or_else(std::env::home_dir);
        let title = name.unwrap_or_else(|| words::file_stem(&self.state.derived.timeline.title));
        self.dialog = Some(Dialog::Project(ProjectPath::new(&folder.unwrap_or_default(), &title, copy)));
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

    fn panels(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        let bar = |x: i8| Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(x, 0));
        Panel::top("top")
            .exact_size(44.0)
            .frame(bar(20))
            .show(ui, |ui| top::show(ui, &self.state, &self.desk, actions));
        let pointer = self.canvas.pointer_date();
        Panel::bottom("status")
            .exact_size(28.0)
            .frame(bar(20))
            .show(ui, |ui| status::show(ui, &self.state, &self.desk, pointer, actions));
        if self.state.is_empty() {
            let paper = Frame::NONE.fill(theme.background);
            CentralPanel::default().frame(paper).show(ui, |ui| {
                if self.desk.is_opening() {
                    return opening(ui);
                }
                empty::show(ui, &self.desk, actions);
            });
            return;
        }
        Panel::top("filter").exact_size(34.0).frame(bar(20)).show(ui, |ui| self.filter.show(ui, &self.state, actions));
        let side = Frame::NONE.fill(theme.panel);
        Panel::left("sources")
            .default_size(250.0)
            .size_range(180.0..=420.0)
            .frame(side.inner_margin(Margin::symmetric(8, 12)))
            .show(ui, |ui| {
                ui.take_available_space();
                self.sources.show(ui, &self.state, actions);
            });
        Panel::right("inspector")
            .default_size(318.0)
            .size_range(240.0..=520.0)
            .frame(side.inner_margin(Margin { left: 20, right: 12, top: 12, bottom: 0 }))
            .show(ui, |ui| {
                ui.take_available_space();
                let mut reveal = self.state.reveal.inspector;
                self.inspector.show(ui, &self.state, &mut reveal, actions);
                self.state.reveal.inspector = reveal;
            });
        Panel::bottom("lower")
            .resizable(true)
            .default_size(330.0)
            .size_range(120.0..=ui.available_height() - 140.0)
            .frame(Frame::NONE.fill(theme.background))
            .show(ui, |ui| {
                ui.take_available_space();
                let mut reveal = self.state.reveal;
                self.lower.show(ui, &self.state, &mut reveal, actions);
                self.state.reveal = reveal;
            });
        let paper = Frame::NONE.fill(theme.background);
        CentralPanel::default().frame(paper).show(ui, |ui| self.middle(ui, actions));
    }

    fn middle(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if self.state.events().is_empty() {
            return self.no_events(ui, actions);
        }
        waiting(ui, &self.state, actions);
        if std::mem::take(&mut self.state.reveal.canvas)
            && let Some(selection) = &self.state.selection
        {
            self.canvas.reveal(&selection.event);
        }
        let derived = &self.state.derived;
        let is_all = derived.timeline.events.len() == derived.all.counts.all;
        self.canvas.filter((!is_all).then(|| derived.matching.clone()));
        let selected = self.state.selection.as_ref().map(|s| s.event.as_str());
        match self.canvas.show(ui, &self.state.derived.all.timeline, selected) {
            Some(CanvasAction::Select(event)) => actions.push(Action::Select { event, evidence: None }),
            Some(CanvasAction::Clear) => actions.push(Action::Run(Command::ClearSelection)),
            None => {}
        }
        tools(ui, self.canvas.tools(), self.canvas.grouping(), self.canvas.is_motion_reduced(), actions);
    }

    /// Why there is no timeline to see.
    fn no_events(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        let articles = count(self.state.sources.len(), "article");
        let (title, why) = if self.state.is_working() {
            ("Reading…".to_owned(), "Events appear as each file is done.".to_owned())
        } else if self.state.derived.all.counts.all > 0 {
            let all = count(self.state.derived.all.counts.all, "event");
            (format!("None of {all} shown"), "The search and the switches above leave them all out.".to_owned())
        } else if self.state.sources.is_empty() {
            ("Nothing could be read".to_owned(), "The problems below say why, and what to do.".to_owned())
        } else {
            let why = "The text reports nothing that Dateline recognises as an event. It reads English news prose: \
                       sentences that say who did what, and when.";
            (format!("No events found in {articles}"), why.to_owned())
        };
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() * 0.4 - 30.0).max(8.0));
            ui.label(egui::RichText::new(title).font(semibold(16.0)).color(theme.ink));
            ui.add_space(4.0);
            let width = ui.available_width().min(440.0);
            ui.allocate_ui_with_layout(egui::vec2(width, 60.0), Layout::top_down(Align::Center), |ui| {
                ui.label(egui::RichText::new(why).font(sans(widgets::BODY)).color(theme.soft_ink));
                for (query, leaves) in &self.state.derived.search.without {
                    let words = format!("Search for {query} only: {}", count(*leaves, "event"));
                    if widgets::link(ui, &words).clicked() {
                        actions.push(Action::Show(View { query: query.clone(), ..self.state.view().clone() }));
                    }
                }
                if self.state.derived.all.counts.all > 0 && widgets::link(ui, "Show all").clicked() {
                    actions.push(Action::Show(View::all("")));
                }
            });
        });
    }

    fn dialog(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        let open = match &mut self.dialog {
            None => return,
            Some(Dialog::Open(open)) => open.show(ui, actions),
            Some(Dialog::Export(export)) => export.show(ui, actions),
            Some(Dialog::Calendar(calendar)) => calendar.show(ui, &self.state, actions),
            Some(Dialog::Project(project)) => project.show(ui, actions),
            Some(Dialog::NewEvent(new)) => new.show(ui, actions),
            Some(Dialog::Shortcuts) => shortcuts::show(ui),
        };
        if !open {
            self.dialog = None;
        }
    }
}

/// The day that the computer's clock tells, in UTC.
fn today() -> Option<chrono::NaiveDate> {
    const SECONDS_A_DAY: u64 = 86_400;
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
    chrono::NaiveDate::from_epoch_days(i32::try_from(since.as_secs() / SECONDS_A_DAY).ok()?)
}

/// While a project is on its way.
fn opening(ui: &mut Ui) {
    ui.centered_and_justified(|ui| {
        let words = egui::RichText::new("Opening the project…").font(sans(widgets::BODY));
        ui.label(words.color(Theme::of(ui).soft_ink));
    });
}

/// A strip above the timeline: events that only wait for a publication date, and the way to give it.
fn waiting(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let waits = |row: &&SourceRow| row.has_text && row.published.date.is_none();
    let rows = state.sources.iter().filter(waits);
    let counted = rows.filter_map(|row| Some((row, state.derived.article(&row.id)?.waiting)));
    let Some((row, events)) = counted.max_by_key(|(_, events)| *events).filter(|(_, events)| *events > 0) else {
        return;
    };
    let theme = Theme::of(ui);
    Frame::NONE.fill(theme.tint).inner_margin(Margin::symmetric(20, 6)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if widgets::link(ui, "Set the date…").clicked() {
                    actions.push(Action::AskDate(row.id.clone()));
                }
                let wait = if events == 1 { "event waits" } else { "events wait" };
                let text = format!("{events} {wait} for the publication date of “{}”", row.title);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let text = egui::RichText::new(text).font(sans(widgets::SMALL)).color(theme.ink);
                    ui.add(egui::Label::new(text).truncate());
                });
            });
        });
    });
}

/// Lanes, fit and zoom, beside the overview; on a narrow canvas above its foot.
fn tools(ui: &mut Ui, room: Option<egui::Rect>, grouping: Grouping, calm: bool, actions: &mut Vec<Action>) {
    // Above the foot of the canvas, where the ways to events out of view stand.
    const FOOT: f32 = 36.0;
    const WIDTH: f32 = 188.0;
    let mut area = ui.min_rect().intersect(ui.clip_rect());
    area.max.y -= FOOT;
    let size = egui::vec2(WIDTH, 28.0);
    let below = || Align2::RIGHT_BOTTOM.align_size_within_rect(size, area.shrink(10.0));
    let rect = room.map_or_else(below, |room| Align2::RIGHT_CENTER.align_size_within_rect(size, room.shrink(8.0)));
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center)));
    ui.painter().rect_filled(rect, 6, Theme::of(&ui).panel);
    ui.spacing_mut().item_spacing.x = 2.0;
    for (icon, command) in [(Icon::Plus, Command::ZoomIn), (Icon::Minus, Command::ZoomOut), (Icon::Fit, Command::Fit)] {
        top::icon(&mut ui, true, icon, command, None, actions);
    }
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(4.0);
        ui.spacing_mut().button_padding.x = 6.0;
        let lanes = if grouping == Grouping::None { "Lanes" } else { grouping.name() };
        let text = egui::RichText::new(lanes).font(sans(widgets::SMALL));
        let button = egui::Button::new(text).frame_when_inactive(false);
        egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
            ui.set_min_width(190.0);
            for entry in command::TABLE.iter() {
                let chosen = match entry.command {
                    Command::Lanes(of) => of == grouping,
                    Command::ReduceMotion => calm,
                    _ => continue,
                };
                if entry.command == Command::ReduceMotion {
                    ui.separator();
                }
                let keys = entry.keys_in_words(ui.ctx());
                let button = egui::Button::new(entry.name).selected(chosen).shortcut_text(keys);
                if ui.add(button).on_hover_text(entry.hint).clicked() {
                    actions.push(Action::Run(entry.command));
                    ui.close();
                }
            }
        });
    });
}

/// While files hover over the window: what a drop would do.
fn hovering(ui: &Ui) {
    let files = ui.input(|i| i.raw.hovered_files.len());
    if files == 0 {
        return;
    }
    let theme = Theme::of(ui);
    let rect = ui.ctx().content_rect();
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
    painter.rect_filled(rect, 0, theme.background.gamma_multiply(0.9));
    painter.rect_stroke(rect.shrink(16.0), 10, (2.0, theme.accent), egui::StrokeKind::Inside);
    let words = format!("Drop to open {}", count(files, "file"));
    painter.text(rect.center(), Align2::CENTER_CENTER, words, semibold(22.0), theme.ink);
}

impl eframe::App for App {
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
        let focused = ui.memory(|m| m.focused()).is_some_and(|id| !self.canvas.is(id));
        self.given(ui.ctx(), &mut actions);
        self.panels(ui, &mut actions);
        self.dialog(ui, &mut actions);
        hovering(ui);
        // Keys come last, so that whatever has the focus can use them first.
        if self.dialog.is_none() && !open {
            let presses = |c: &Command| c.entry().keys.iter().any(|k| matches!(k.logical_key, Key::Space | Key::Enter));
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
