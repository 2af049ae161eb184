//! The small card that says more about the event under the pointer.

use crate::article::ArticleId;
use crate::event::Event;
use crate::gui::theme::{Theme, semibold, size};
use crate::gui::words;
use crate::timeline::{Clock, Timeline};
use egui::{RectAlign, Response, RichText, Tooltip, Ui};

const WIDTH: f32 = 300.0;
/// Between it and the pointer.
const GAP: f32 = 12.0;
/// More reasons than these are for the inspector.
const REASONS: usize = 3;
/// Sources named; the others are counted.
const SOURCES: usize = 3;

/// `above`: something below the pointer is not to be covered.
pub fn on_hover(response: &Response, event: &Event, (timeline, clock): (&Timeline, Clock), above: bool) {
    if !response.hovered() {
        return;
    }
    let mut tooltip = Tooltip::for_enabled(response).at_pointer().gap(GAP);
    if above {
        tooltip.popup = tooltip.popup.align(RectAlign::TOP_START);
    }
    tooltip.show(|ui| show(ui, event, timeline, clock));
}

fn show(ui: &mut Ui, event: &Event, timeline: &Timeline, clock: Clock) {
    let theme = Theme::of(ui);
    ui.set_max_width(WIDTH);
    ui.label(RichText::new(words::upper_first(&event.title)).font(semibold(size::BODY)));
    ui.label(words::upper_first(&words::when_long(event.when.as_ref())));
    let soft = |text: &str| RichText::new(text).size(size::SMALL).color(theme.soft_ink);
    if let Some(open) = words::zone_left_open(event.when.as_ref()) {
        ui.label(soft(open));
    }
    if let Some(place) = clock.drawn(event) {
        ui.label(soft(&format!("Drawn at {place}, the clock of most events here")));
    }
    for claim in &event.claims {
        let said = titles(timeline, claim.articles.iter());
        ui.label(soft(&format!("≠ {}: {said}", claim.when.text)));
    }
    if let Some(evidence) = event.evidence.first() {
        for reason in evidence.reasons.iter().take(REASONS) {
            ui.label(RichText::new(reason).size(size::SMALL).color(theme.soft_ink));
        }
    }
    let said = titles(timeline, event.evidence.iter().map(|e| &e.article));
    ui.label(soft(&said));
    let line =
        format!("{} · {} · {}", words::kind(&event.kind), event.status.name(), words::count(event.sources, "source"));
    ui.label(soft(&line));
}

/// The titles of the articles, each once, up to a number.
fn titles<'a>(timeline: &Timeline, ids: impl Iterator<Item = &'a ArticleId>) -> String {
    let mut found: Vec<&str> = Vec::new();
    for id in ids {
        let title = timeline.articles.iter().find(|a| a.id == *id).map_or("", |a| a.title.as_str());
        if !title.is_empty() && !found.contains(&title) {
            found.push(title);
        }
    }
    let more = found.len().saturating_sub(SOURCES);
    found.truncate(SOURCES);
    let named = found.join("; ");
    if more > 0 { format!("{named}; and {more} more") } else { named }
}
