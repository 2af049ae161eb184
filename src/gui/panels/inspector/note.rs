//! The user's own note on an event, and a colour for it.

use super::{Inspector, What};
use crate::event::Event;
use crate::gui::command::{Action, Command};
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, heading, link, sans};
use crate::project::Change;
use egui::{CursorIcon, Label, RichText, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};

impl Inspector {
    pub(super) fn note(&mut self, ui: &mut Ui, event: &Event, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        ui.add_space(16.0);
        heading(ui, "Note");
        if !self.correction.show(ui, event, What::Note, actions) {
            let tooltip = Command::EditNote.entry().tooltip(ui.ctx());
            let clicked = if event.note.is_empty() {
                link(ui, "+ note").on_hover_text(tooltip).clicked()
            } else {
                let note = RichText::new(&event.note).font(sans(BODY)).color(theme.ink);
                let response = ui.add(Label::new(note).wrap().sense(Sense::click()));
                response.on_hover_cursor(CursorIcon::Text).on_hover_text(tooltip).clicked()
            };
            if clicked {
                self.ask(event, What::Note);
            }
        }
        ui.add_space(12.0);
        heading(ui, "Colour");
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let mut asks = self.asks.take_if(|asked| *asked == What::Colour).is_some();
            let chosen = std::iter::once(None).chain((0_u8..).zip(theme.palette()).map(|(at, _)| Some(at)));
            for colour in chosen {
                let is = event.colour == colour;
                if dot(ui, colour, is, is && std::mem::take(&mut asks)) {
                    let change = Change::Colour(colour);
                    actions.push(Action::Change { event: event.id.clone(), change });
                }
            }
        });
    }
}

/// A colour to choose; `None` is that of the event's kind. `asks`: the keys are to choose from here on.
fn dot(ui: &mut Ui, colour: Option<u8>, chosen: bool, asks: bool) -> bool {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(24.0), Sense::click());
    if asks {
        response.request_focus();
        response.scroll_to_me(None);
    }
    let name = colour.map_or_else(|| "As its kind".to_owned(), |at| format!("Colour {}", at + 1));
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &name));
    let fill = colour.and_then(|at| theme.palette().get(usize::from(at)).copied());
    match fill {
        Some(fill) => ui.painter().circle_filled(rect.center(), 6.0, fill),
        None => ui.painter().circle_stroke(rect.center(), 5.5, Stroke::new(1.4, theme.soft_ink)),
    };
    if chosen || response.hovered() || response.has_focus() {
        let color = if chosen { theme.ink } else { theme.line };
        ui.painter().circle_stroke(rect.center(), 9.5, Stroke::new(1.5, color));
    }
    response.on_hover_text(name).clicked() && !chosen
}
