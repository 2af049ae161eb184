//! Everything that was said, the newest first, and the way back to any point of it.

use super::{from_right, modal};
use crate::gui::command::Action;
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, sans, soft};
use egui::{Button, RichText, ScrollArea, Ui, vec2};

const ROW: f32 = 26.0;
/// Rows that are seen at once, where there are so many.
const SEEN: f32 = 14.0;

/// Gives back false when it is to be closed.
pub fn show(ui: &Ui, state: &State, actions: &mut Vec<Action>) -> bool {
    modal(ui, "Corrections so far", 520.0, |ui| {
        let edits = state.project.edits();
        if edits.all().is_empty() {
            soft(ui, "Nothing was corrected yet.");
        } else {
            soft(
                ui,
                "Choose one to have everything as it was after it. Those above it can be made again until you say something new.",
            );
        }
        ui.add_space(8.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        // The last row is the state before the first edit.
        let rows = edits.all().len() + 1;
        let area = ScrollArea::vertical().max_height(ROW * SEEN).auto_shrink([false, true]);
        area.show_rows(ui, ROW, rows, |ui, shown| {
            for position in shown.map(|row| rows - 1 - row) {
                let words = match position.checked_sub(1).and_then(|at| edits.all().get(at)) {
                    Some(edit) => format!("{position}. {}", edit.in_words()),
                    None => "Before all corrections".to_owned(),
                };
                if row(ui, &words, position, edits.position()) {
                    actions.push(Action::GoToEdit(position));
                }
            }
        });
        ui.add_space(10.0);
        !from_right(ui, |ui| ui.button("Close").clicked())
    })
}

/// What is taken back stands in soft ink.
fn row(ui: &mut Ui, words: &str, position: usize, now: usize) -> bool {
    let theme = Theme::of(ui);
    let color = if position > now { theme.soft_ink } else { theme.ink };
    let mut text = RichText::new(words).font(sans(BODY)).color(color);
    if position > now {
        text = text.italics();
    }
    let button = Button::selectable(position == now, text).truncate().min_size(vec2(ui.available_width(), ROW - 2.0));
    let hint = if position > now { "Taken back; make it again, with all before it" } else { "Go back to here" };
    ui.add(button).on_hover_text(hint).clicked() && position != now
}
