//! Opening by path: for systems without a file dialog, and for those who would rather type.

use super::{Purpose, from_right, modal};
use crate::gui::command::Action;
use crate::gui::widgets::{BODY, primary, sans, soft};
use crate::gui::work::path_of;
use egui::{Align, Key, Layout, TextEdit, Ui};

#[derive(Default)]
pub struct OpenPath {
    path: String,
    /// Is it shown because there is no other dialog?
    only_way: bool,
    focused: bool,
}

impl OpenPath {
    /// For a system without a file dialog.
    pub fn only_way() -> Self {
        Self { only_way: true, ..Self::default() }
    }

    /// Gives back false when it is to be closed.
    pub fn show(&mut self, ui: &Ui, actions: &mut Vec<Action>) -> bool {
        modal(ui, "Open by path", 460.0, |ui| self.contents(ui, actions))
    }

    fn contents(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        let mut open = true;
        if self.only_way {
            soft(ui, "This system shows no file dialog. Type or paste where the file or folder is.");
        } else {
            soft(ui, "An article, a timeline that was exported, or a folder of articles.");
        }
        ui.add_space(8.0);
        let edit = TextEdit::singleline(&mut self.path)
            .desired_width(f32::INFINITY)
            .hint_text("/home/me/articles")
            .font(sans(BODY));
        let field = ui.add(edit).accessible_name("Path");
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        ui.add_space(12.0);
        from_right(ui, |ui| {
            let typed = !self.path.trim().is_empty();
            if primary(ui, typed, "Open").clicked() || (entered && typed) {
                actions.push(Action::Open(vec![path_of(&self.path)]));
                open = false;
            }
            if ui.button("Cancel").clicked() {
                open = false;
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if !self.only_way && ui.button("Browse…").clicked() {
                    actions.push(Action::Browse(Purpose::OpenFiles));
                    open = false;
                }
            });
        });
        open
    }
}
