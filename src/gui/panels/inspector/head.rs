//! What happened, of which kind, whether it did, and what the user made of the proposal.

use super::{Inspector, What, extracted};
use crate::event::{self, Event, Review, Status};
use crate::gui::command::{Action, Command};
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, SMALL, link, ring, sans, semibold};
use crate::gui::words;
use crate::project::{Change, Field};
use egui::{Button, CursorIcon, Label, Response, RichText, Sense, Ui, Vec2};

impl Inspector {
    pub(super) fn head(&mut self, ui: &mut Ui, event: &Event, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        let before = event.corrected.as_ref().map(|c| &c.extracted);
        if !self.correction.show(ui, event, What::Title, actions) {
            let title = RichText::new(words::upper_first(&event.title)).font(semibold(18.0)).color(theme.ink);
            let response = ui.add(Label::new(title).wrap().sense(Sense::click()));
            let tooltip = Command::EditTitle.entry().tooltip(ui.ctx());
            if response.on_hover_cursor(CursorIcon::Text).on_hover_text(tooltip).clicked() {
                self.ask(event, What::Title);
            }
        }
        if let Some(before) = before.filter(|b| b.title != event.title) {
            extracted(ui, event, Field::Title, &words::upper_first(&before.title), actions);
        }
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(12.0), Sense::hover());
            ring(ui, rect.center(), theme.color_of(event), event.status == Status::Happened);
            ui.spacing_mut().item_spacing.x = 4.0;
            let kind = kind(ui, event, actions);
            ui.label(RichText::new("·").color(theme.soft_ink));
            let status = status(ui, event, actions);
            for (what, menu) in [(What::Kind, kind), (What::Status, status)] {
                if self.asks.take_if(|asked| *asked == what).is_some() {
                    egui::Popup::open_id(ui.ctx(), egui::Popup::default_response_id(&menu));
                }
            }
        });
        if let Some(before) = before.filter(|b| b.kind != event.kind) {
            extracted(ui, event, Field::Kind, &words::kind(&before.kind), actions);
        }
        if let Some(before) = before.filter(|b| b.status != event.status) {
            extracted(ui, event, Field::Status, before.status.name(), actions);
        }
        ui.add_space(8.0);
        review(ui, event, actions);
    }
}

fn menu(ui: &mut Ui, name: &str, words: &str, contents: impl FnOnce(&mut Ui)) -> Response {
    let text = RichText::new(words).font(sans(BODY)).color(Theme::of(ui).soft_ink);
    let button = Button::new(text).frame_when_inactive(false);
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, contents);
    let label = format!("{name}: {words}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    response.on_hover_text(format!("Correct the {}", name.to_lowercase()))
}

fn kind(ui: &mut Ui, event: &Event, actions: &mut Vec<Action>) -> Response {
    menu(ui, "Kind", &words::kind(&event.kind), |ui| {
        egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for kind in event::kinds() {
                let chosen = kind == event.kind;
                if ui.add(Button::new(words::kind(kind)).selected(chosen)).clicked() && !chosen {
                    let change = Change::Kind(kind.to_owned());
                    actions.push(Action::Change { event: event.id.clone(), change });
                    ui.close();
                }
            }
        });
    })
}

fn status(ui: &mut Ui, event: &Event, actions: &mut Vec<Action>) -> Response {
    menu(ui, "Status", event.status.name(), |ui| {
        for status in Status::ALL {
            let chosen = status == event.status;
            if ui.add(Button::new(status.name()).selected(chosen)).clicked() && !chosen {
                actions.push(Action::Change { event: event.id.clone(), change: Change::Status(status) });
                ui.close();
            }
        }
    })
}

/// Confirm, reject, hide: each switches back when it is pressed again.
fn review(ui: &mut Ui, event: &Event, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (verdict, name, command) in
            [(Review::Confirmed, "Confirm", Command::Confirm), (Review::Rejected, "Reject", Command::Reject)]
        {
            let said = event.review == verdict;
            let (words, color) = match (said, verdict) {
                (true, Review::Confirmed) => ("Confirmed", theme.ink),
                (true, _) => ("Rejected", theme.ink),
                (false, _) => (name, theme.ink),
            };
            let button = Button::new(RichText::new(words).font(sans(SMALL)).color(color)).selected(said);
            let tooltip = command.entry().tooltip(ui.ctx());
            if ui.add(button).on_hover_text(tooltip).clicked() {
                actions.push(Action::Run(if said { Command::Reopen } else { command }));
            }
        }
        let words = if event.hidden { "Show again" } else { "Hide" };
        if link(ui, words).on_hover_text(Command::Hide.entry().tooltip(ui.ctx())).clicked() {
            actions.push(Action::Run(Command::Hide));
        }
    });
}
