//! Where the project is to be kept: under a name of its own, or as a copy.

use super::{Purpose, from_right, modal};
use crate::gui::command::Action;
use crate::gui::widgets::{BODY, primary, sans, soft};
use crate::gui::work::path_of;
use crate::project::store;
use egui::{Align, Key, Layout, TextEdit, Ui};
use std::path::{Path, PathBuf};

pub struct ProjectPath {
    path: String,
    copy: bool,
    focused: bool,
    /// Has the system no file dialog?
    only_way: bool,
}

impl ProjectPath {
    /// Proposes `name` in `folder`.
    pub fn new(folder: &Path, name: &str, copy: bool) -> Self {
        let name = if copy { format!("{name} copy") } else { name.to_owned() };
        let path = folder.join(format!("{name}.{}", store::ENDING)).display().to_string();
        Self { path, copy, focused: false, only_way: false }
    }

    /// Takes the path that the system's dialog gave.
    pub fn chosen(&mut self, path: &Path) {
        self.path = path.display().to_string();
    }

    pub fn no_dialog(&mut self) {
        self.only_way = true;
    }

    /// Gives back false when it is to be closed.
    pub fn show(&mut self, ui: &Ui, actions: &mut Vec<Action>) -> bool {
        let title = if self.copy { "Save a copy" } else { "Name this project" };
        modal(ui, title, 520.0, |ui| self.contents(ui, actions))
    }

    fn contents(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        soft(
            ui,
            if self.copy {
                "One file with all articles and corrections as they are now. You go on working on the first."
            } else {
                "One file with all articles and corrections. Every correction is kept in it at once; there is no need to save."
            },
        );
        ui.add_space(8.0);
        let edit = TextEdit::singleline(&mut self.path).desired_width(f32::INFINITY).font(sans(BODY));
        let field = ui.add(edit).accessible_name("Path of the project");
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        if self.only_way {
            soft(ui, "This system shows no file dialog. Type where the file is to be.");
        }
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let mut open = true;
        ui.add_space(12.0);
        from_right(ui, |ui| {
            let typed = !self.path.trim().is_empty();
            if primary(ui, typed, "Save").clicked() || (entered && typed) {
                actions.push(Action::SaveProject { path: self.target(), copy: self.copy });
                open = false;
            }
            if ui.button("Cancel").clicked() {
                open = false;
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if ui.button("Browse…").clicked() {
                    actions.push(Action::Browse(Purpose::SaveProject(self.target())));
                }
            });
        });
        open
    }

    /// The path with the ending of projects, by which they are known.
    fn target(&self) -> PathBuf {
        let path = path_of(&self.path);
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(store::ENDING)) {
            return path;
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".");
        name.push(store::ENDING);
        path.with_file_name(name)
    }
}
