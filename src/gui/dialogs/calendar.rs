//! Calendar knowledge: what it is for, the switch, and a file of the user's own.

use super::{Purpose, from_right, modal};
use crate::gui::command::Action;
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, heading, link, primary, sans, soft};
use crate::gui::words::file_name;
use crate::gui::work::path_of;
use crate::project::Edit;
use egui::{Key, Label, RichText, TextEdit, Ui};
use std::path::Path;

/// What was typed, and what came of it.
#[derive(Default)]
pub struct Calendar {
    path: String,
    wrong: Option<String>,
}

impl Calendar {
    /// The file dialog's answer.
    pub fn chosen(&mut self, path: &Path) {
        self.path = path.display().to_string();
        self.wrong = None;
    }

    /// The system shows no file dialog; the path can still be typed.
    pub fn no_dialog(&mut self) {
        self.wrong = Some("This system shows no file dialog. Type or paste where the file is.".to_owned());
    }

    /// The file is in use: nothing more is asked.
    pub fn used(&mut self) {
        *self = Self::default();
    }

    /// The file was not taken: why.
    pub fn failed(&mut self, why: String) {
        self.wrong = Some(why);
    }

    /// Gives back false when it is to be closed.
    pub fn show(&mut self, ui: &Ui, state: &State, actions: &mut Vec<Action>) -> bool {
        modal(ui, "Calendar knowledge", 480.0, |ui| self.contents(ui, state, actions))
    }

    fn contents(&mut self, ui: &mut Ui, state: &State, actions: &mut Vec<Action>) -> bool {
        soft(
            ui,
            "Who was in office when; the days of summits, votes, games, wars and disasters since 1900. It bounds unknown \
             publication dates and dates what an article only names. Whatever rests on it says so in its reasons.",
        );
        ui.add_space(10.0);
        let mut on = state.project.edits().calendar();
        let label = RichText::new("Use calendar knowledge").font(sans(BODY));
        if ui.checkbox(&mut on, label).changed() {
            actions.push(Action::Edit(Edit::SetCalendar { on }));
        }
        ui.add_space(12.0);
        heading(ui, "A file of your own");
        match &state.own_landmarks {
            Some(path) => {
                ui.horizontal(|ui| {
                    soft(
                        ui,
                        format!("{} is used beside what comes with Dateline.", file_name(&path.display().to_string())),
                    );
                    if link(ui, "Leave it out").clicked() {
                        actions.push(Action::UseLandmarks(None));
                    }
                });
            }
            None => {
                soft(ui, "Rows of your own add to those that come with Dateline, or take their place.");
            }
        }
        ui.add_space(6.0);
        self.place(ui, actions);
        if let Some(why) = &self.wrong {
            let text = RichText::new(why).font(sans(BODY)).color(Theme::of(ui).accent);
            ui.add_space(4.0);
            ui.add(Label::new(text).wrap());
        }
        ui.add_space(12.0);
        !from_right(ui, |ui| ui.button("Close").clicked())
    }

    fn place(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        from_right(ui, |ui| {
            let typed = !self.path.trim().is_empty();
            let used = primary(ui, typed, "Use").clicked();
            if ui.button("Browse…").clicked() {
                actions.push(Action::Browse(Purpose::OpenLandmarks));
            }
            let edit = TextEdit::singleline(&mut self.path)
                .desired_width(f32::INFINITY)
                .hint_text("Path of a .ron file")
                .font(sans(BODY));
            let field = ui.add(edit).accessible_name("Path of your file");
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            if typed && (used || entered) {
                self.wrong = None;
                actions.push(Action::UseLandmarks(Some(path_of(&self.path))));
            }
        });
    }
}
