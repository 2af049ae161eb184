//! Everything about the selected event: when and why, who and where, what the user says of it, and every sentence that
//! proves it. Each part can be corrected where it stands; what was extracted stays beside it.

mod evidence;
mod field;
mod head;
mod names;
mod note;
mod when;

pub use field::{Correction, What};

use crate::event::Event;
use crate::gui::command::Action;
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{SMALL, link, sans, semibold, soft};
use crate::project::{Change, Field};
use egui::{Label, RichText, ScrollArea, Ui};

#[derive(Default)]
pub struct Inspector {
    /// The event whose sentences are all shown.
    all: Option<String>,
    /// The part that is being corrected.
    pub correction: Correction,
    /// What is to be chosen from a list, which opens when next shown.
    asks: Option<What>,
}

impl Inspector {
    /// Begins to correct a part of an event; the cursor goes there.
    pub fn ask(&mut self, event: &Event, what: What) {
        match what {
            What::Status | What::Kind | What::Colour => self.asks = Some(what),
            _ => self.correction.begin(event, what),
        }
    }

    /// `reveal` asks to begin at the top again; it is cleared.
    pub fn show(&mut self, ui: &mut Ui, state: &State, reveal: &mut bool, actions: &mut Vec<Action>) {
        self.correction.leave_others(state, actions);
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
            several(ui, state);
            self.head(ui, event, actions);
            self.when(ui, state, event, actions);
            self.names(ui, event, !state.is_behind(), actions);
            self.evidence(ui, state, event, actions);
            self.note(ui, event, actions);
            ui.add_space(16.0);
        });
    }
}

/// That some of what is said here is said of more events than one.
fn several(ui: &mut Ui, state: &State) {
    let picked = state.picked.ids().len();
    if picked > 1 {
        soft(ui, format!("{picked} events are selected: kind, status, tags and colour are said of all of them."));
        ui.add_space(6.0);
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

/// What was extracted where the user said otherwise, and the way back to it.
fn extracted(ui: &mut Ui, event: &Event, field: Field, words: &str, actions: &mut Vec<Action>) {
    let color = Theme::of(ui).soft_ink;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.add(Label::new(RichText::new(format!("Extracted: {words}")).font(sans(SMALL)).color(color)).wrap());
        if link(ui, "put back").on_hover_text("Take your correction of this away; undo brings it again").clicked() {
            actions.push(Action::Change { event: event.id.clone(), change: Change::Revert(field) });
        }
    });
}
