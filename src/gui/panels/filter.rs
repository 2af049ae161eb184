//! The strip above everything: which events are shown, and how far the review is.

use crate::gui::command::{Action, Command};
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::view::View;
use crate::gui::widgets::{SMALL, link, sans};
use egui::{Align, Button, Label, Layout, RichText, Ui};

pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    ui.horizontal_centered(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            if state.derived.counts.proposed > 0 {
                let entry = Command::NextToReview.entry();
                if link(ui, "Review").on_hover_text(entry.tooltip(ui.ctx())).clicked() {
                    actions.push(Action::Run(Command::NextToReview));
                }
            }
            toggles(ui, state, actions);
            shown(ui, state);
        });
    });
}

/// What the user made of the events: each sort can be left out.
fn toggles(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let (view, counts) = (state.view(), state.derived.counts);
    let usual = View::default();
    let sorts = [
        ("Hidden", counts.hidden, view.hidden, usual.hidden, View { hidden: !view.hidden, ..view.clone() }),
        ("Rejected", counts.rejected, view.rejected, usual.rejected, View { rejected: !view.rejected, ..view.clone() }),
        (
            "Confirmed",
            counts.confirmed,
            view.confirmed,
            usual.confirmed,
            View { confirmed: !view.confirmed, ..view.clone() },
        ),
        ("Proposed", counts.proposed, view.proposed, usual.proposed, View { proposed: !view.proposed, ..view.clone() }),
    ];
    for (name, events, on, usual, other) in sorts {
        // What is empty and as usual needs no switch.
        if events == 0 && on == usual {
            continue;
        }
        let label = RichText::new(format!("{name} {events}")).font(sans(SMALL));
        let hint = if on {
            format!("Leave the {} events out", name.to_lowercase())
        } else {
            format!("Show the {} events too", name.to_lowercase())
        };
        if ui.add(Button::selectable(on, label)).on_hover_text(hint).clicked() {
            actions.push(Action::Show(other));
        }
    }
}

/// "318 of 1204 shown", where some are not.
fn shown(ui: &mut Ui, state: &State) {
    let (shown, all) = (state.events().len(), state.derived.counts.all);
    if shown < all {
        let words = RichText::new(format!("{shown} of {all} events shown")).font(sans(SMALL));
        ui.add(Label::new(words.color(Theme::of(ui).soft_ink)).selectable(false));
    }
}
