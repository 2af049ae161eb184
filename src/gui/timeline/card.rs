//! The small card that says more about the event under the pointer.

use super::marks::status_word;
use crate::event::Event;
use crate::gui::theme::{Theme, semibold, size};
use egui::{Response, RichText, Ui};

const WIDTH: f32 = 300.0;
/// More reasons than these are for the inspector.
const REASONS: usize = 3;

pub fn on_hover(response: &Response, event: &Event) {
    response.clone().on_hover_ui_at_pointer(|ui| show(ui, event));
}

fn show(ui: &mut Ui, event: &Event) {
    let theme = Theme::of(ui);
    ui.set_max_width(WIDTH);
    ui.label(RichText::new(&event.title).font(semibold(size::BODY)));
    let date = event.when.as_ref().map_or("No date", |when| when.text.as_str());
    ui.label(date);
    if let Some(evidence) = event.evidence.first() {
        for reason in evidence.reasons.iter().take(REASONS) {
            ui.label(RichText::new(reason).size(size::SMALL).color(theme.soft_ink));
        }
    }
    let sources = event.sources;
    let plural = if sources == 1 { "" } else { "s" };
    let line = format!("{} · {} · {sources} source{plural}", event.kind, status_word(event.status));
    ui.label(RichText::new(line).size(size::SMALL).color(theme.soft_ink));
}
