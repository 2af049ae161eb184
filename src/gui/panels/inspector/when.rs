//! When it was, as the sources and the user say, and why.

use super::{Inspector, What, extracted};
use crate::event::{Event, Evidence};
use crate::gui::command::{Action, Command};
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, SMALL, heading, link, sans, semibold, serif, soft};
use crate::gui::words;
use crate::project::Field;
use egui::{Align, CursorIcon, Frame, Label, Layout, Margin, RichText, Sense, Stroke, Ui};

impl Inspector {
    pub(super) fn when(&mut self, ui: &mut Ui, state: &State, event: &Event, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        ui.add_space(16.0);
        heading(ui, "When");
        if !self.correction.show(ui, event, What::When, actions) {
            let words = RichText::new(words::when_long(event.when.as_ref())).font(sans(18.0)).color(theme.ink);
            let response = ui.add(Label::new(words).wrap().sense(Sense::click()));
            let tooltip = Command::EditDate.entry().tooltip(ui.ctx());
            if response.on_hover_cursor(CursorIcon::Text).on_hover_text(tooltip).clicked() {
                self.ask(event, What::When);
            }
        }
        if let Some(open) = words::zone_left_open(event.when.as_ref()) {
            soft(ui, open);
        }
        if let Some(corrected) = event.corrected.as_ref().filter(|c| c.extracted.when != event.when) {
            if let Some(typed) = &corrected.typed {
                soft(ui, format!("You wrote “{typed}”."));
            }
            let before = words::when_long(corrected.extracted.when.as_ref());
            extracted(ui, event, Field::When, &before, actions);
        }
        if !event.claims.is_empty() {
            ui.add(Label::new(RichText::new("Sources disagree").font(semibold(BODY)).color(theme.ink)));
            for claim in &event.claims {
                let titles = claim.articles.iter().filter_map(|id| state.source_row(id)).map(|s| s.title.as_str());
                let titles: Vec<&str> = titles.collect();
                soft(ui, format!("{}: {}", words::upper_first(&claim.when.text), titles.join("; ")));
            }
            ui.add_space(4.0);
        }
        if let Some(evidence) = state.selected_evidence() {
            reasons(ui, state, evidence, actions);
        }
    }
}

/// How the date came about, from the words of the article on.
fn reasons(ui: &mut Ui, state: &State, evidence: &Evidence, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let frame = Frame::NONE
        .fill(theme.field)
        .stroke(Stroke::new(1.0, theme.line))
        .corner_radius(6)
        .inner_margin(Margin::symmetric(12, 9));
    ui.add_space(2.0);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        if let Some(time) = &evidence.time {
            let text = format!("“{}”", time.text);
            ui.add(Label::new(RichText::new(text).font(serif(15.0)).color(theme.ink)).wrap());
        }
        if evidence.reasons.is_empty() {
            soft(ui, "The text says nothing about when.");
        }
        for reason in &evidence.reasons {
            soft(ui, words::upper_first(reason));
        }
        published(ui, state, evidence, actions);
    });
}

/// The publication date that the reasons count from, and the way to correct it.
fn published(ui: &mut Ui, state: &State, evidence: &Evidence, actions: &mut Vec<Action>) {
    let Some(source) = state.source_row(&evidence.article) else { return };
    ui.horizontal(|ui| {
        let text = match source.published.date {
            Some(day) => format!("Published {}", words::day_short(day)),
            None => "Publication date unknown".to_owned(),
        };
        let color = Theme::of(ui).soft_ink;
        ui.add(Label::new(RichText::new(text).font(sans(SMALL)).color(color)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let hint = "Correct the publication date of this article; the timeline follows at once";
            if source.has_text && link(ui, "change…").on_hover_text(hint).clicked() {
                actions.push(Action::AskDate(source.id.clone()));
            }
        });
    });
}
