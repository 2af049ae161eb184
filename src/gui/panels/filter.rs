//! The strip above everything: which events are shown, and how far the review is.

use crate::gui::available::why_not;
use crate::gui::command::{Action, Command};
use crate::gui::desk::Desk;
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::view::View;
use crate::gui::widgets::{BODY, SMALL, command_button, link, sans};
use egui::containers::menu::MenuButton;
use egui::{Align, Button, Key, Label, Layout, RichText, TextEdit, Ui, vec2};

#[derive(Default)]
pub struct Filter {
    text: String,
    /// What was last asked for: what comes from elsewhere fills the field anew.
    asked: String,
    /// Put the cursor here when next shown.
    ask: bool,
}

impl Filter {
    /// Puts the cursor into the search field.
    pub fn ask(&mut self) {
        self.ask = true;
    }

    /// `drawer`: the sources have no place of their own, and are asked for here.
    pub fn show(&mut self, ui: &mut Ui, state: &State, desk: &Desk, drawer: bool, actions: &mut Vec<Action>) {
        ui.horizontal_centered(|ui| {
            if drawer {
                let entry = Command::ToggleSources.entry();
                let button = ui.button(RichText::new(entry.name).font(sans(SMALL)));
                if button.on_hover_text(entry.tooltip(ui.ctx())).clicked() {
                    actions.push(Action::Run(Command::ToggleSources));
                }
            }
            let width = (ui.available_width() * 0.45).clamp(180.0, 560.0);
            ui.allocate_ui_with_layout(vec2(width, 26.0), Layout::left_to_right(Align::Center), |ui| {
                self.search(ui, state, actions);
            });
            views(ui, state, desk, actions);
            switches(ui, state, actions);
        });
    }

    fn search(&mut self, ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        let view = state.view();
        if self.asked != view.query {
            (self.text, self.asked) = (view.query.clone(), view.query.clone());
        }
        let edit = TextEdit::singleline(&mut self.text)
            .id_salt("search")
            .desired_width(ui.available_width() - 4.0)
            .hint_text("Search: words, “a phrase”, -not, person:, place:, before:2016 …")
            .font(sans(BODY));
        let field = ui.add(edit).accessible_name("Search");
        if std::mem::take(&mut self.ask) {
            field.request_focus();
        }
        if field.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape)) {
            self.text.clear();
        }
        // At the beginning these are no words to search for.
        for (sign, command) in [('>', Command::Palette), (':', Command::GoToDate)] {
            if self.text.starts_with(sign) {
                self.text.clone_from(&view.query);
                field.surrender_focus();
                actions.push(Action::Run(command));
            }
        }
        if self.text != self.asked {
            self.asked.clone_from(&self.text);
            actions.push(Action::Show(View { query: self.text.clone(), ..view.clone() }));
        }
        let remarks: Vec<&str> = state.derived.search.query.remarks.iter().map(|r| r.text.as_str()).collect();
        if !remarks.is_empty() {
            let at = field.rect.right_center() - vec2(16.0, 0.0);
            ui.painter().circle_filled(at, 4.0, theme.warning);
            field.on_hover_text(remarks.join("\n"));
        }
    }
}

/// Views that are kept under a name.
fn views(ui: &mut Ui, state: &State, desk: &Desk, actions: &mut Vec<Action>) {
    let text = RichText::new("Views").font(sans(SMALL));
    MenuButton::from_button(Button::new(text).frame_when_inactive(false)).ui(ui, |ui| {
        ui.set_min_width(220.0);
        for (at, view) in state.views.iter().enumerate() {
            if ui.add(Button::new(&view.name).truncate()).on_hover_text(view.in_words()).clicked() {
                actions.push(Action::ShowSaved(at));
                ui.close();
            }
        }
        if !state.views.is_empty() {
            ui.separator();
        }
        for command in [Command::SaveView, Command::Views] {
            if command_button(ui, command.entry(), why_not(command, state, desk), false) {
                actions.push(Action::Run(command));
            }
        }
    });
}

fn switches(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    ui.scope(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            if state.derived.all.counts.proposed > 0 {
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
    let (view, counts) = (state.view(), state.derived.all.counts);
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
    let (shown, all) = (state.events().len(), state.derived.all.counts.all);
    if shown < all {
        let words = RichText::new(format!("{shown} of {all} events shown")).font(sans(SMALL));
        ui.add(Label::new(words.color(Theme::of(ui).soft_ink)).selectable(false));
    }
}
