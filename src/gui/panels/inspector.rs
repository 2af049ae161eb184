//! Everything about the selected event: when and why, who and where, and every sentence that proves it.

use crate::event::{Event, Evidence, Status};
use crate::gui::command::Action;
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, SMALL, card, chip, copy_menu, heading, link, ring, sans, semibold, serif, soft};
use crate::gui::words::{self, count};
use egui::{Align, Frame, Label, Layout, Margin, RichText, ScrollArea, Sense, Stroke, Ui, Vec2};

/// Sentences shown before "Show more": enough for most events, few enough to stay quick.
const FIRST: usize = 8;

#[derive(Default)]
pub struct Inspector {
    /// The event whose sentences are all shown.
    all: Option<String>,
}

impl Inspector {
    /// `reveal` asks to begin at the top again; it is cleared.
    pub fn show(&mut self, ui: &mut Ui, state: &State, reveal: &mut bool, actions: &mut Vec<Action>) {
        let Some(event) = state.selected_event() else {
            return nothing(ui, state);
        };
        let mut area = ScrollArea::vertical().auto_shrink(false);
        if std::mem::take(reveal) && self.all.as_ref() != Some(&event.id) {
            self.all = None;
            area = area.vertical_scroll_offset(0.0);
        }
        area.show(ui, |ui| {
            ui.add_space(4.0);
            head(ui, event);
            when(ui, state, event, actions);
            who_and_where(ui, event);
            self.evidence(ui, state, event, actions);
            ui.add_space(16.0);
        });
    }

    fn evidence(&mut self, ui: &mut Ui, state: &State, event: &Event, actions: &mut Vec<Action>) {
        ui.add_space(16.0);
        ui.horizontal(|ui| {
            heading(ui, "Evidence");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let (sentences, sources) = (event.evidence.len(), event.sources);
                let text = format!("{}, {}", count(sentences, "sentence"), count(sources, "source"));
                ui.add(Label::new(RichText::new(text).font(sans(SMALL)).color(Theme::of(ui).soft_ink)));
            });
        });
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
    }
}

fn nothing(ui: &mut Ui, state: &State) {
    let theme = Theme::of(ui);
    ui.add_space(4.0);
    if state.events().is_empty() {
        return;
    }
    ui.add(Label::new(RichText::new("Nothing selected").font(semibold(15.0)).color(theme.ink)));
    ui.add_space(4.0);
    soft(
        ui,
        "Select an event on the timeline, in the list, or by its sentence in the text. The keys ↑ and ↓ walk through them in order of time.",
    );
}

fn head(ui: &mut Ui, event: &Event) {
    let theme = Theme::of(ui);
    ui.add(Label::new(RichText::new(words::upper_first(&event.title)).font(semibold(18.0)).color(theme.ink)).wrap());
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(12.0), Sense::hover());
        ring(ui, rect.center(), theme.kind_color(&event.kind), event.status == Status::Happened);
        let text = format!("{} · {}", words::kind(&event.kind), words::status(event.status));
        ui.add(Label::new(RichText::new(text).font(sans(BODY)).color(theme.soft_ink)));
    });
}

fn when(ui: &mut Ui, state: &State, event: &Event, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    ui.add_space(16.0);
    heading(ui, "When");
    let words = words::when_long(event.when.as_ref());
    ui.add(Label::new(RichText::new(words).font(sans(18.0)).color(theme.ink)).wrap());
    if !event.claims.is_empty() {
        ui.add(Label::new(RichText::new("Sources disagree").font(semibold(BODY)).color(theme.ink)));
        for claim in &event.claims {
            let titles = claim.articles.iter().filter_map(|id| state.source_row(id)).map(|s| s.title.as_str());
            let titles: Vec<&str> = titles.collect();
            soft(ui, format!("{}: {}", words::upper_first(&claim.when.text), titles.join("; ")));
        }
        ui.add_space(4.0);
    }
    let Some(evidence) = state.selected_evidence() else { return };
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

fn who_and_where(ui: &mut Ui, event: &Event) {
    if event.participants.is_empty() && event.places.is_empty() {
        return;
    }
    ui.add_space(16.0);
    heading(ui, if event.participants.is_empty() { "Where" } else { "Who and where" });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(6.0);
        for name in event.participants.iter().map(|p| &p.name).chain(&event.places) {
            chip(ui, name);
        }
    });
}

fn quote(ui: &mut Ui, state: &State, event: &Event, at: usize, evidence: &Evidence, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let selected = state.selection.as_ref().is_some_and(|s| s.evidence == at);
    let title = state.source_row(&evidence.article).map_or("", |s| s.title.as_str());
    let response = card(ui, selected, &format!("“{}” {title}", evidence.quote), |ui| {
        let words = evidence.quote.replace('\n', " ");
        ui.add(Label::new(RichText::new(words).font(serif(15.0)).color(theme.ink)).wrap());
        let place = evidence.page.map_or_else(|| title.to_owned(), |page| format!("Page {page} · {title}"));
        ui.add(Label::new(RichText::new(place).font(sans(SMALL)).color(theme.soft_ink)).truncate());
    });
    copy_menu(&response, &evidence.quote, state.source_row(&evidence.article));
    if response.clicked() {
        actions.push(Action::Select { event: event.id.clone(), evidence: Some(at) });
    }
}
