//! Below the timeline: the tabs "Source text", "List" and "Problems".

use super::{list::List, problems::Problems, source_text::SourceText, top};
use crate::gui::command::{Action, Command};
use crate::gui::desk::Desk;
use crate::gui::state::{Reveal, State, Tab};
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, Icon, SMALL, cut, sans, semibold};
use crate::gui::words;
use egui::{Align, Align2, CursorIcon, Frame, Layout, Margin, Role, Sense, Ui, WidgetInfo, vec2};

/// Points of a title that tell which article it is.
const LEAST_TITLE: f32 = 80.0;

#[derive(Default)]
pub struct Lower {
    text: SourceText,
    problems: Problems,
    pub list: List,
}

impl Lower {
    /// What is in the chosen tab.
    pub fn show(&mut self, ui: &mut Ui, state: &State, desk: &Desk, reveal: &mut Reveal, actions: &mut Vec<Action>) {
        Frame::NONE.inner_margin(Margin { left: 20, right: 12, top: 0, bottom: 0 }).show(ui, |ui| match state.tab {
            Tab::Text => self.text.show(ui, state, &mut reveal.text, actions),
            Tab::List => self.list.show(ui, state, desk, &mut reveal.list, actions),
            Tab::Problems => self.problems.show(ui, state, actions),
            Tab::Event => {}
        });
    }
}

/// How the panel stands.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Has the selected event a tab here?
    pub event: bool,
    /// Is there more to see than the tabs?
    pub open: bool,
}

/// The tabs, and at their right what is shown.
pub fn bar(ui: &mut Ui, state: &State, standing: Standing, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let bar = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(20, 0));
    bar.show(ui, |ui| {
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 34.0), Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 22.0;
            tabs(ui, state, standing, actions);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                fold(ui, standing, actions);
                if standing.open {
                    about(ui, state);
                }
            });
        });
    });
}

/// Folds what is below the timeline, or opens it again.
fn fold(ui: &mut Ui, standing: Standing, actions: &mut Vec<Action>) {
    let icon = if standing.open { Icon::Down } else { Icon::Up };
    top::icon(ui, true, icon, Command::ToggleLower, None, actions);
}

fn tabs(ui: &mut Ui, state: &State, standing: Standing, actions: &mut Vec<Action>) {
    let problems = match state.problems.len() + state.derived.all.replayed.unplaced.len() {
        0 => "Problems".to_owned(),
        n => format!("Problems {n}"),
    };
    let event = (Tab::Event, "Event", Command::ToggleInspector);
    let usual = [
        (Tab::Text, "Source text", Command::ShowText),
        (Tab::List, "List", Command::ShowList),
        (Tab::Problems, problems.as_str(), Command::ShowProblems),
    ];
    for (tab, name, command) in usual.into_iter().chain(standing.event.then_some(event)) {
        let theme = Theme::of(ui);
        let selected = state.tab == tab && standing.open;
        let font = if selected { semibold(BODY) } else { sans(BODY) };
        // As wide as the bold name, so that nothing moves when the tab is chosen.
        let width = cut(ui, name, semibold(BODY), theme.ink, f32::INFINITY).size().x;
        let (rect, response) = ui.allocate_exact_size(vec2(width, ui.available_height()), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, selected, name));
        let color = if selected || response.hovered() { theme.ink } else { theme.soft_ink };
        ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, name, font, color);
        if selected || response.has_focus() {
            let line = rect.with_min_y(rect.bottom() - 2.0);
            ui.painter().rect_filled(line, 0, if selected { theme.accent } else { theme.line });
        }
        let tooltip = command.entry().tooltip(ui.ctx());
        if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(tooltip).clicked() {
            actions.push(Action::Run(command));
        }
    }
}

/// Title and date of the article whose text is shown.
fn about(ui: &mut Ui, state: &State) {
    let Some(row) = state.article.as_ref().and_then(|id| state.source_row(id)) else { return };
    if state.tab != Tab::Text {
        return;
    }
    let theme = Theme::of(ui);
    let date = match row.published.date {
        Some(day) => format!(" · published {}", words::day_short(day)),
        None => " · date unknown".to_owned(),
    };
    // A long title is cut, the date never.
    let date = cut(ui, &date, sans(SMALL), theme.soft_ink, f32::INFINITY);
    let room = ui.available_width() - date.size().x - 8.0;
    if room < LEAST_TITLE {
        return;
    }
    let title = cut(ui, &row.title, sans(SMALL), theme.soft_ink, room);
    let (rect, _) = ui.allocate_exact_size(title.size() + vec2(date.size().x, 0.0), Sense::hover());
    let after = rect.min + vec2(title.size().x, 0.0);
    ui.painter().galley(rect.min, title, theme.soft_ink);
    ui.painter().galley(after, date, theme.soft_ink);
}
