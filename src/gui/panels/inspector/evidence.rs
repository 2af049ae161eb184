//! The sentences that prove an event, and the way to say that one of them tells of another event.

use super::Inspector;
use crate::event::{Event, Evidence};
use crate::gui::command::{Action, Command};
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{SMALL, card, heading, link, sans, serif, soft};
use crate::gui::words::{citation, count};
use egui::{Align, Label, Layout, RichText, Ui};

/// Sentences shown before "Show more": enough for most events, few enough to stay quick.
const FIRST: usize = 8;

impl Inspector {
    pub(super) fn evidence(&mut self, ui: &mut Ui, state: &State, event: &Event, actions: &mut Vec<Action>) {
        ui.add_space(16.0);
        ui.horizontal(|ui| {
            heading(ui, "Evidence");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let (sentences, sources) = (event.evidence.len(), event.sources);
                let text = format!("{}, {}", count(sentences, "sentence"), count(sources, "source"));
                ui.add(Label::new(RichText::new(text).font(sans(SMALL)).color(Theme::of(ui).soft_ink)));
            });
        });
        if event.evidence.is_empty() {
            soft(ui, "You added this event by hand: no sentence proves it.");
        }
        let all = self.all.as_ref() == Some(&event.id);
        let shown = if all { event.evidence.len() } else { FIRST };
        for (at, evidence) in event.evidence.iter().enumerate().take(shown) {
            ui.add_space(2.0);
            quote(ui, state, event, at, evidence, actions);
        }
        let more = event.evidence.len().saturating_sub(shown);
        if more > 0 && link(ui, &format!("Show {more} more")).clicked() {
            self.all = Some(event.id.clone());
        }
        if event.evidence.len() > 1 {
            ui.add_space(4.0);
            let split = Command::Split.entry();
            if link(ui, "Take apart").on_hover_text(split.tooltip(ui.ctx())).clicked() {
                actions.push(Action::Run(Command::Split));
            }
        }
    }
}

fn quote(ui: &mut Ui, state: &State, event: &Event, at: usize, evidence: &Evidence, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let selected = state.selection.as_ref().is_some_and(|s| s.evidence == at);
    let source = state.source_row(&evidence.article);
    let title = source.map_or("", |s| s.title.as_str());
    let response = card(ui, selected, &format!("“{}” {title}", evidence.quote), |ui| {
        let words = evidence.quote.replace('\n', " ");
        ui.add(Label::new(RichText::new(words).font(serif(15.0)).color(theme.ink)).wrap());
        let place = evidence.page.map_or_else(|| title.to_owned(), |page| format!("Page {page} · {title}"));
        ui.add(Label::new(RichText::new(place).font(sans(SMALL)).color(theme.soft_ink)).truncate());
    });
    response.context_menu(|ui| {
        if ui.button("Copy the quote with its source").clicked() {
            ui.ctx().copy_text(citation(&evidence.quote, source));
        }
        if event.evidence.len() > 1 && ui.button("This sentence tells of another event").clicked() {
            let rest = (0..event.evidence.len()).filter(|other| *other != at).collect();
            actions.push(Action::Split { event: event.id.clone(), parts: vec![rest, vec![at]] });
        }
    });
    if response.clicked() {
        actions.push(Action::Select { event: event.id.clone(), evidence: Some(at) });
    }
}
