//! The bar at the top: what is open, what can be opened, corrections to take back, the look, export.

use crate::gui::available::why_not;
use crate::gui::command::{Action, Command, TABLE};
use crate::gui::desk::Desk;
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, Icon, command_button, icon_button, primary, sans, semibold};
use egui::{Align, Button, Layout, RichText, ThemePreference, Ui};

pub fn show(ui: &mut Ui, state: &State, desk: &Desk, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    ui.horizontal_centered(|ui| {
        ui.label(RichText::new("Dateline").font(semibold(16.0)).color(theme.ink));
        ui.add_space(10.0);
        let open = [
            Command::OpenFiles,
            Command::OpenFolder,
            Command::OpenPath,
            Command::Paste,
            Command::ReadAgain,
            Command::NewProject,
            Command::NameProject,
            Command::SaveCopy,
            Command::Calendar,
            Command::Keyboard,
        ];
        menu(ui, "Open", &open, state, desk, actions);
        let right = Layout::right_to_left(Align::Center);
        ui.with_layout(right, |ui| {
            let export = Command::Export.entry();
            let response = primary(ui, state.derived.all.counts.all > 0, "Export");
            let tooltip = export.tooltip(ui.ctx());
            if response.on_hover_text(tooltip).on_disabled_hover_text("There is no event to export yet").clicked() {
                actions.push(Action::Run(Command::Export));
            }
            ui.add_space(6.0);
            icon(ui, true, Icon::Help, Command::Shortcuts, None, actions);
            look(ui, actions);
            let edits = state.project.edits();
            let words = edits.next_redo().map(|e| format!("Redo: {}", e.in_words()));
            icon(ui, words.is_some(), Icon::Redo, Command::Redo, words, actions);
            let words = edits.next_undo().map(|e| format!("Undo: {}", e.in_words()));
            icon(ui, words.is_some(), Icon::Undo, Command::Undo, words, actions);
            let title = desk.name().unwrap_or_else(|| state.derived.timeline.title.clone());
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add_space(6.0);
                let text = RichText::new(title).font(sans(BODY)).color(theme.soft_ink);
                ui.add(egui::Label::new(text).truncate().selectable(false));
            });
        });
    });
}

/// A menu of commands with their keys.
fn menu(ui: &mut Ui, name: &str, commands: &[Command], state: &State, desk: &Desk, actions: &mut Vec<Action>) {
    ui.menu_button(name, |ui| {
        ui.set_min_width(230.0);
        for entry in TABLE.iter().filter(|e| commands.contains(&e.command)) {
            if command_button(ui, entry, why_not(entry.command, state, desk), false) {
                actions.push(Action::Run(entry.command));
            }
        }
        recent(ui, desk, actions);
    });
}

/// The projects that were open before.
pub fn recent(ui: &mut Ui, desk: &Desk, actions: &mut Vec<Action>) {
    /// More would hide the one that is looked for.
    const MOST: usize = 8;
    let all = desk.recent();
    let others = all.iter().filter(|(_, path)| Some(path.as_path()) != desk.path());
    for (at, (name, path)) in others.take(MOST).enumerate() {
        if at == 0 {
            ui.separator();
        }
        let button = Button::new(format!("Project: {name}")).truncate();
        if ui.add(button).on_hover_text(path.display().to_string()).clicked() {
            actions.push(Action::Open(vec![path.clone()]));
            ui.close();
        }
    }
}

/// One button that goes round: as the system, light, dark.
fn look(ui: &mut Ui, actions: &mut Vec<Action>) {
    let (icon_now, next, now) = match ui.ctx().options(|o| o.theme_preference) {
        ThemePreference::System => (Icon::Half, Command::Light, "as the system"),
        ThemePreference::Light => (Icon::Sun, Command::Dark, "light"),
        ThemePreference::Dark => (Icon::Moon, Command::FollowSystem, "dark"),
    };
    let tooltip = format!("Look: {now}. Click for: {}", next.entry().name.to_lowercase());
    if icon_button(ui, true, icon_now, "Light or dark", &tooltip).clicked() {
        actions.push(Action::Run(next));
    }
}

/// A button for a command, with its name for screen readers and its hint, or `words`, as tooltip.
pub fn icon(
    ui: &mut Ui,
    enabled: bool,
    icon: Icon,
    command: Command,
    words: Option<String>,
    actions: &mut Vec<Action>,
) {
    let entry = command.entry();
    let tooltip = match (words, entry.keys_in_words(ui.ctx())) {
        (Some(words), keys) => format!("{words} ({keys})"),
        (None, _) => entry.tooltip(ui.ctx()),
    };
    if icon_button(ui, enabled, icon, entry.name, &tooltip).clicked() {
        actions.push(Action::Run(command));
    }
}
