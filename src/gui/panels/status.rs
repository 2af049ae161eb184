//! The line at the bottom: how much there is, the date under the pointer, the last message, what is running.

use crate::gui::command::{Action, Command};
use crate::gui::desk::Desk;
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{Icon, SMALL, icon_button, link, sans};
use crate::gui::words::count;
use egui::{Align, Label, Layout, ProgressBar, RichText, Ui};

pub fn show(ui: &mut Ui, state: &State, desk: &Desk, pointer: Option<String>, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    ui.horizontal_centered(|ui| {
        let text = |text: String, color| RichText::new(text).font(sans(SMALL)).color(color);
        if !state.sources.is_empty() {
            ui.add(Label::new(text(counts(state), theme.soft_ink)).selectable(false));
        }
        let picked = state.picked.ids().len();
        if picked > 1 {
            ui.add(Label::new(text(format!("{picked} selected"), theme.ink)).selectable(false));
        }
        if let Some(date) = pointer {
            ui.add(Label::new(text(format!("{date} under the pointer"), theme.soft_ink)).selectable(false));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            job(ui, state, actions);
            kept(ui, desk);
            if let Some(message) = &state.message {
                if icon_button(ui, true, Icon::Cross, "Dismiss the message", "Dismiss").clicked() {
                    actions.push(Action::DismissMessage);
                }
                let color = if message.is_error { theme.accent } else { theme.ink };
                ui.add(Label::new(text(message.text.clone(), color)).truncate());
            }
        });
    });
}

/// Where the project is kept, or why it is not.
fn kept(ui: &mut Ui, desk: &Desk) {
    let theme = Theme::of(ui);
    let (words, color, hint) = match (&desk.trouble, desk.path(), desk.name()) {
        (Some(trouble), ..) => ("Not kept".to_owned(), theme.accent, trouble.clone()),
        (None, Some(path), Some(name)) => (format!("Kept in {name}"), theme.soft_ink, path.display().to_string()),
        (None, Some(_), None) => {
            let hint =
                "Everything is kept and comes back at the next start. It can be given a name under Open.".to_owned();
            ("Kept".to_owned(), theme.soft_ink, hint)
        }
        (None, None, _) => return,
    };
    let words = RichText::new(words).font(sans(SMALL)).color(color);
    ui.add(Label::new(words).selectable(false)).on_hover_text(hint);
}

fn counts(state: &State) -> String {
    let events = count(state.events().len(), "event");
    let articles = count(state.sources.len(), "article");
    match state.derived.undated() {
        0 => format!("{events} in {articles}"),
        undated => format!("{events} in {articles} · {undated} undated"),
    }
}

fn job(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    if state.jobs.is_empty() {
        return;
    }
    if link(ui, Command::StopReading.entry().name).on_hover_text(Command::StopReading.entry().hint).clicked() {
        actions.push(Action::Run(Command::StopReading));
    }
    let (done, all) = state.progress();
    if all == 0 {
        ui.label(RichText::new("Looking for files…").font(sans(SMALL)));
        return;
    }
    // Whole numbers of files, far below where f32 loses count of a bar's pixels.
    let part = done as f32 / all as f32;
    ui.add(ProgressBar::new(part).desired_width(90.0).desired_height(6.0));
    ui.label(RichText::new(format!("Reading {done} of {all}")).font(sans(SMALL)));
}
