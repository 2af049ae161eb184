//! The window before anything is open: what to do, what can be read, and that nothing leaves the computer.

use crate::article::FORMATS;
use crate::gui::command::{Action, Command};
use crate::gui::desk::Desk;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, SMALL, link, primary, sans, semibold, serif};
use egui::{Align, Button, Layout, RichText, Ui, vec2};

/// The card's width; its height is estimated to set it a little above the middle.
const WIDTH: f32 = 520.0;
const HEIGHT: f32 = 300.0;

pub fn show(ui: &mut Ui, desk: &Desk, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    ui.vertical_centered(|ui| {
        ui.add_space(((ui.available_height() - HEIGHT) * 0.42).max(12.0));
        ui.set_max_width(WIDTH);
        ui.label(RichText::new("What happened when?").font(serif(30.0)).color(theme.ink));
        ui.add_space(10.0);
        let text = |text: &str| RichText::new(text).font(sans(BODY + 1.0)).color(theme.soft_ink);
        ui.label(text("Open news articles and Dateline puts the events they report in order,"));
        ui.label(text("each with the sentence that proves it."));
        ui.add_space(24.0);
        buttons(ui, actions);
        ui.add_space(14.0);
        if can_drop() {
            ui.label(text("or drop files and folders anywhere in this window"));
        }
        ui.add_space(26.0);
        let small = |text: String| RichText::new(text).font(sans(SMALL)).color(theme.soft_ink);
        ui.label(small(format!("Reads {FORMATS}")));
        ui.label(small("Opens timelines that were exported as RON or JSON".to_owned()));
        ui.add_space(8.0);
        ui.label(RichText::new("Everything stays on this computer").font(semibold(SMALL)).color(theme.ink));
        ui.add_space(4.0);
        match Command::Shortcuts.entry().keys_in_words(ui.ctx()) {
            keys if keys.is_empty() => {}
            keys => drop(ui.label(small(format!("{keys} shows all keys")))),
        }
        recent(ui, desk, actions);
    });
}

/// The projects that were open before.
fn recent(ui: &mut Ui, desk: &Desk, actions: &mut Vec<Action>) {
    const MOST: usize = 5;
    let all = desk.recent();
    if all.is_empty() {
        return;
    }
    ui.add_space(18.0);
    ui.label(RichText::new("Go on with").font(semibold(SMALL)).color(Theme::of(ui).soft_ink));
    for (name, path) in all.iter().take(MOST) {
        if link(ui, name).on_hover_text(path.display().to_string()).clicked() {
            actions.push(Action::Open(vec![path.clone()]));
        }
    }
}

fn buttons(ui: &mut Ui, actions: &mut Vec<Action>) {
    let size = vec2(WIDTH, 34.0);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let shown = [Command::OpenFiles, Command::OpenFolder, Command::Paste];
        // Three buttons of a known width, set in the middle.
        let each = 118.0;
        ui.add_space((ui.available_width() - 3.0 * each - 20.0) / 2.0);
        for command in shown {
            let entry = command.entry();
            let response = if command == Command::OpenFiles {
                ui.scope(|ui| {
                    ui.spacing_mut().button_padding.x = 20.0;
                    primary(ui, true, entry.name)
                })
                .inner
            } else {
                ui.add(Button::new(RichText::new(entry.name).font(sans(BODY))).min_size(vec2(each, 28.0)))
            };
            if response.on_hover_text(entry.tooltip(ui.ctx())).clicked() {
                actions.push(Action::Run(command));
            }
        }
    });
}

/// The window library takes no dropped files under Wayland (winit 0.30), so the window does not promise it there.
fn can_drop() -> bool {
    std::env::var_os("WAYLAND_DISPLAY").is_none_or(|v| v.is_empty())
}
