//! Where the panels stand, and what the middle says where there is no timeline to see.

use super::App;
use super::room::{self, Room};
use crate::gui::available::why_not;
use crate::gui::command::{self, Action, Command};
use crate::gui::dialogs::{Dialog, history, shortcuts};
use crate::gui::panels::lower::{self, Standing};
use crate::gui::panels::{empty, status, top};
use crate::gui::state::{State, Tab};
use crate::gui::theme::Theme;
use crate::gui::timeline::{Canvas, CanvasAction, Grouping};
use crate::gui::view::View;
use crate::gui::widgets::{self, Icon, sans, semibold};
use crate::gui::words::count;
use crate::project::{Change, Dating};
use egui::{Align, Align2, CentralPanel, Frame, Layout, Margin, Panel, Ui};

impl App {
    pub(super) fn regions(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        let bar = |x: i8| Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(x, 0));
        Panel::top("top")
            .exact_size(room::TOP)
            .frame(bar(20))
            .show(ui, |ui| top::show(ui, &self.state, &self.desk, actions));
        let pointer = self.canvas.pointer_date().filter(|_| self.panels.shows_timeline());
        Panel::bottom("status")
            .exact_size(room::STATUS)
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
        Panel::top("filter").exact_size(34.0).frame(bar(20)).show(ui, |ui| {
            let drawer = !self.panels.sources_are_aside();
            self.filter.show(ui, &self.state, &self.desk, drawer, actions);
        });
        let room = self.panels.settle(ui.available_size());
        if room.inspector && self.state.tab == Tab::Event {
            self.state.tab = Tab::Text;
        }
        let side = Frame::NONE.fill(theme.panel);
        if self.panels.shows_sources() {
            let inspector = if self.panels.shows_inspector() { room::INSPECTOR.1 } else { 0.0 };
            let most = (ui.available_width() - room::LEAST_WIDTH - inspector).clamp(room::SOURCES.1, 420.0);
            Panel::left("sources")
                .default_size(room::SOURCES.0)
                .size_range(room::SOURCES.1..=most)
                .frame(side.inner_margin(Margin::symmetric(8, 12)))
                .show(ui, |ui| {
                    ui.take_available_space();
                    self.sources.show(ui, &self.state, actions);
                });
        }
        if self.panels.shows_inspector() {
            let most = (ui.available_width() - room::LEAST_WIDTH).clamp(room::INSPECTOR.1, 520.0);
            Panel::right("inspector")
                .default_size(room::INSPECTOR.0)
                .size_range(room::INSPECTOR.1..=most)
                .frame(side.inner_margin(Margin { left: 20, right: 12, top: 12, bottom: 0 }))
                .show(ui, |ui| {
                    ui.take_available_space();
                    self.inspect(ui, actions);
                });
        }
        self.below(ui, room, actions);
        if self.panels.shows_timeline() {
            let paper = Frame::NONE.fill(theme.background);
            CentralPanel::default().frame(paper).show(ui, |ui| self.middle(ui, actions));
        }
    }

    fn inspect(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let mut reveal = self.state.reveal.inspector;
        self.inspector.show(ui, &self.state, &mut reveal, actions);
        self.state.reveal.inspector = reveal;
    }

    /// The tabs below the timeline, with what is in them or alone.
    fn below(&mut self, ui: &mut Ui, room: Room, actions: &mut Vec<Action>) {
        let paper = Frame::NONE.fill(Theme::of(ui).background);
        let event = !room.inspector;
        if !self.panels.shows_lower() {
            Panel::bottom("tabs").exact_size(room::TABS).frame(paper).show(ui, |ui| {
                lower::bar(ui, &self.state, Standing { event, open: false }, actions);
            });
            return;
        }
        let (proposed, heights) = room.lower_heights(ui.available_height());
        // What is dragged where there is room says nothing of a sheet over the timeline.
        let name = if room.lower { "lower" } else { "sheet" };
        Panel::bottom(name).resizable(room.lower).default_size(proposed).size_range(heights).frame(paper).show(
            ui,
            |ui| {
                ui.take_available_space();
                lower::bar(ui, &self.state, Standing { event, open: true }, actions);
                if self.state.tab == Tab::Event {
                    let margin = Margin { left: 20, right: 12, top: 8, bottom: 0 };
                    Frame::NONE.inner_margin(margin).show(ui, |ui| {
                        ui.set_max_width(room::COLUMN);
                        self.inspect(ui, actions);
                    });
                    return;
                }
                let mut reveal = self.state.reveal;
                self.lower.show(ui, &self.state, &self.desk, &mut reveal, actions);
                self.state.reveal = reveal;
            },
        );
    }

    pub(super) fn middle(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if self.state.derived.all.counts.all == 0 {
            return self.no_events(ui, actions);
        }
        // In a short window the list of sources alone says it.
        if self.panels.is_tall() {
            waiting(ui, &self.state, actions);
        }
        if std::mem::take(&mut self.state.reveal.canvas)
            && let Some(selection) = &self.state.selection
        {
            self.canvas.reveal(&selection.event);
        }
        let derived = &self.state.derived;
        let is_all = derived.timeline.events.len() == derived.all.counts.all;
        self.canvas.filter((!is_all).then(|| derived.matching.clone()));
        let selected = self.state.selection.as_ref().map(|s| s.event.as_str());
        if self.canvas.has_menu() {
            let (state, desk) = (&self.state, &self.desk);
            self.canvas.cannot(|command| why_not(command, state, desk));
        }
        let changes = self.state.picked.changes();
        if std::mem::replace(&mut self.picks_told, changes) != changes {
            self.canvas.pick_these(self.state.picked.ids(), selected);
        }
        match self.canvas.show(ui, self.state.derived.all.timeline(), selected) {
            Some(CanvasAction::Select(event)) => actions.push(Action::Select { event, evidence: None }),
            Some(CanvasAction::Run(command)) => actions.push(Action::Run(command)),
            Some(CanvasAction::Only(from, to)) => actions.push(Action::Show(self.state.view().only(from, to))),
            Some(CanvasAction::Redate { event, date }) => {
                let change = Change::When(Dating::at(date));
                actions.push(Action::Change { event, change });
            }
            Some(CanvasAction::Clear) => actions.push(Action::Run(Command::ClearSelection)),
            None => {}
        }
        if self.canvas.take_fault() {
            self.state.complain(
                "The timeline could not be arranged: a fault in Dateline. The list has all events; please report it.",
            );
        }
        if let Some(events) = self.canvas.take_picked() {
            self.picked_on_canvas(events);
        }
        tools(ui, &self.canvas, actions);
        if self.state.events().is_empty()
            && let Some(room) = self.canvas.emptiness()
        {
            ui.scope_builder(egui::UiBuilder::new().max_rect(room), |ui| self.no_events(ui, actions));
        }
    }

    /// Why there is no timeline to see.
    pub(super) fn no_events(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
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

    pub(super) fn dialog(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        let open = match &mut self.dialog {
            None => return,
            Some(Dialog::Open(open)) => open.show(ui, actions),
            Some(Dialog::Export(export)) => export.show(ui, actions),
            Some(Dialog::Calendar(calendar)) => calendar.show(ui, &self.state, actions),
            Some(Dialog::Project(project)) => project.show(ui, actions),
            Some(Dialog::NewEvent(new)) => new.show(ui, actions),
            Some(Dialog::Merge(merge)) => merge.show(ui, actions),
            Some(Dialog::History) => history::show(ui, &self.state, actions),
            Some(Dialog::Palette(palette)) => palette.show(ui, &self.state, &self.desk, actions),
            Some(Dialog::Shortcuts) => shortcuts::show(ui, actions),
            Some(Dialog::Keyboard(keyboard)) => keyboard.show(ui, actions),
            Some(Dialog::Split(split)) => split.show(ui, &self.state, actions),
            Some(Dialog::KeepView(keep)) => keep.show(ui, &self.state, actions),
            Some(Dialog::Views(views)) => views.show(ui, actions),
        };
        if !open {
            self.dialog = None;
        }
    }
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
    let Some((article, events)) = &state.derived.waiting else { return };
    let Some(row) = state.source_row(article) else { return };
    let theme = Theme::of(ui);
    Frame::NONE.fill(theme.tint).inner_margin(Margin::symmetric(20, 6)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if widgets::link(ui, "Set the date…").clicked() {
                    actions.push(Action::AskDate(row.id.clone()));
                }
                let wait = if *events == 1 { "event waits" } else { "events wait" };
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
fn tools(ui: &mut Ui, canvas: &Canvas, actions: &mut Vec<Action>) {
    // Above the foot of the canvas, where the ways to events out of view stand.
    const FOOT: f32 = 36.0;
    const WIDTH: f32 = 188.0;
    let (room, grouping) = (canvas.tools(), canvas.grouping());
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
                    Command::FoldGaps => canvas.is_folding(),
                    Command::Ghosts => canvas.shows_ghosts(),
                    Command::ReduceMotion => canvas.is_motion_reduced(),
                    _ => continue,
                };
                if entry.command == Command::Lanes(Grouping::None) || entry.command == Command::Ghosts {
                    ui.separator();
                }
                if widgets::command_button(ui, entry, None, chosen) {
                    actions.push(Action::Run(entry.command));
                }
            }
        });
    });
}

/// While files hover over the window: what a drop would do.
pub(super) fn hovering(ui: &Ui) {
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
