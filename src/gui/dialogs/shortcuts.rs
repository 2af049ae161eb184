//! All keys and gestures, read from the table of commands.

use super::{from_right, modal};
use crate::gui::command::{Action, Command, Entry, Group, TABLE};
use crate::gui::keys::Keys;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, SMALL, heading, sans};
use egui::{Align, Label, Layout, RichText, ScrollArea, Ui};

/// What is done with the pointer, which no command has.
const GESTURES: &[(&str, &str)] = &[
    ("Wheel, or two fingers up and down", "Zoom about the pointer; lanes that overflow are scrolled"),
    ("Ctrl with the wheel, or a pinch", "Zoom about the pointer"),
    ("Shift with the wheel, or two fingers sideways", "Move along the time"),
    ("Drag, or A and D", "Move along the time"),
    ("W and S", "Zoom in and out"),
    ("← and →, or , and .", "Event before and after in its lane; with Ctrl in any lane"),
    ("↑ and ↓", "Lane above and below"),
    ("Ctrl or Shift and click", "Select one more; all up to it"),
    ("Shift and drag", "Select what a frame touches"),
    ("Drag on the ruler", "Mark a stretch of time; Enter shows it"),
    ("Double click on the ruler", "Show a year, a month, a day"),
    ("Right click on the ruler, or on an event", "What can be done there"),
    ("Double click on an event", "Fit it"),
    ("Click on a sentence again", "Its next event"),
];

/// Gives back false when it is to be closed.
pub fn show(ui: &Ui, actions: &mut Vec<Action>) -> bool {
    modal(ui, "Keys and gestures", 440.0, |ui| {
        let height = ui.ctx().content_rect().height() - 200.0;
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.spacing_mut().interact_size.y = 20.0;
            let of_window = Keys::of_window(ui.ctx());
            for group in Group::ALL {
                let keys = |e: &Entry| of_window.of(e.command);
                let entries: Vec<_> = TABLE.iter().filter(|e| e.group == group && !keys(e).is_empty()).collect();
                if entries.is_empty() {
                    continue;
                }
                ui.add_space(10.0);
                heading(ui, group.name());
                for entry in entries {
                    let keys: Vec<String> = keys(entry).iter().map(|k| ui.ctx().format_shortcut(k)).collect();
                    row(ui, entry.name.trim_end_matches('…'), &keys.join("  or  "));
                }
            }
            ui.add_space(10.0);
            heading(ui, "With the pointer");
            for (gesture, does) in GESTURES {
                row(ui, does, gesture);
            }
        });
        ui.add_space(10.0);
        from_right(ui, |ui| {
            let close = ui.button("Close").clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let change = ui.button("Change…").on_hover_text(Command::Keyboard.entry().hint).clicked();
                if change {
                    actions.push(Action::Run(Command::Keyboard));
                }
                !(close || change)
            })
            .inner
        })
    })
}

fn row(ui: &mut Ui, does: &str, keys: &str) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        ui.add(Label::new(RichText::new(does).font(sans(BODY)).color(theme.ink)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add(Label::new(RichText::new(keys).font(sans(SMALL)).color(theme.soft_ink)).truncate());
        });
    });
}
