//! Views that are kept under a name: keeping one, choosing one, naming and deleting them.

use super::{from_right, modal};
use crate::gui::command::Action;
use crate::gui::saved_views::{SavedView, tidied};
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, SMALL, heading, link, primary, sans, soft};
use egui::{Align, Button, Key, Label, Layout, RichText, ScrollArea, TextEdit, Ui};

const ROW: f32 = 46.0;
/// Rows that are seen at once.
const SEEN: f32 = 7.0;

/// The name of a view to be kept.
#[derive(Default)]
pub struct KeepView {
    name: String,
    focused: bool,
}

impl KeepView {
    /// Gives back false when it is to be closed.
    pub fn show(&mut self, ui: &Ui, state: &State, actions: &mut Vec<Action>) -> bool {
        modal(ui, "Keep this view", 440.0, |ui| self.contents(ui, state, actions))
    }

    fn contents(&mut self, ui: &mut Ui, state: &State, actions: &mut Vec<Action>) -> bool {
        soft(
            ui,
            "What is searched, which events are shown, the lanes and the time in view. It is kept in the project.",
        );
        ui.add_space(8.0);
        heading(ui, "Name");
        let edit = TextEdit::singleline(&mut self.name).desired_width(f32::INFINITY).font(sans(BODY));
        let field = ui.add(edit.hint_text("The strike of 2019")).accessible_name("Name of the view");
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        let name = tidied(&self.name);
        let known = state.views.iter().any(|view| view.name == name);
        if known {
            soft(ui, "A view of this name is kept already; this one takes its place.");
        }
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        ui.add_space(12.0);
        from_right(ui, |ui| {
            let keep = primary(ui, !name.is_empty(), if known { "Replace" } else { "Keep" });
            if keep.clicked() || (entered && !name.is_empty()) {
                actions.push(Action::SaveView(name));
                return false;
            }
            !ui.button("Cancel").clicked()
        })
    }
}

/// All views; those that were deleted can be put back until it is closed.
pub struct Views {
    rows: Vec<Row>,
    /// The row whose name is being changed, with what was typed, and whether that has just begun.
    renaming: Option<(usize, String, bool)>,
}

struct Row {
    view: SavedView,
    deleted: bool,
}

impl Views {
    pub fn new(views: &[SavedView]) -> Self {
        Self { rows: views.iter().map(|view| Row { view: view.clone(), deleted: false }).collect(), renaming: None }
    }

    /// Gives back false when it is to be closed.
    pub fn show(&mut self, ui: &Ui, actions: &mut Vec<Action>) -> bool {
        modal(ui, "Saved views", 520.0, |ui| self.contents(ui, actions))
    }

    fn contents(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        if self.rows.is_empty() {
            soft(
                ui,
                "No view is kept in this project yet. “Keep this view…” beside the search field keeps what you see.",
            );
        }
        let mut shown = None;
        ui.add_space(6.0);
        ScrollArea::vertical().max_height(ROW * SEEN).auto_shrink([false, true]).show(ui, |ui| {
            for at in 0..self.rows.len() {
                if self.row(ui, at, actions) {
                    shown = Some(self.rows[..at].iter().filter(|row| !row.deleted).count());
                }
            }
        });
        if let Some(at) = shown {
            actions.push(Action::ShowSaved(at));
            return false;
        }
        ui.add_space(10.0);
        !from_right(ui, |ui| ui.button("Close").clicked())
    }

    /// One view; true where it is to be shown.
    fn row(&mut self, ui: &mut Ui, at: usize, actions: &mut Vec<Action>) -> bool {
        let theme = Theme::of(ui);
        let mut chosen = false;
        ui.horizontal(|ui| {
            ui.set_height(ROW - 4.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                let Row { view, deleted } = &mut self.rows[at];
                let (delete, word) = (!*deleted, if *deleted { "Put back" } else { "Delete" });
                if link(ui, word).on_hover_text(format!("{word}: {}", view.name)).clicked() {
                    *deleted = delete;
                    self.tell(actions);
                }
                let Row { view, deleted } = &self.rows[at];
                if !deleted && link(ui, "Rename").on_hover_text(format!("Rename: {}", view.name)).clicked() {
                    self.renaming = Some((at, view.name.clone(), true));
                }
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    if self.rename(ui, at, actions) {
                        return;
                    }
                    let Row { view, deleted } = &self.rows[at];
                    let name = RichText::new(&view.name).font(sans(BODY));
                    let name =
                        if *deleted { name.strikethrough().color(theme.soft_ink) } else { name.color(theme.ink) };
                    let button = Button::new(name).frame_when_inactive(false).truncate();
                    let hint = if *deleted { "It is deleted" } else { "Show it" };
                    chosen = ui.add_enabled(!deleted, button).on_hover_text(hint).clicked();
                    let words = RichText::new(view.in_words()).font(sans(SMALL)).color(theme.soft_ink);
                    ui.spacing_mut().interact_size.y = 14.0;
                    ui.horizontal(|ui| {
                        ui.add_space(ui.spacing().button_padding.x);
                        ui.add(Label::new(words).truncate());
                    });
                });
            });
        });
        chosen
    }

    /// The field in the place of a name that is being changed; false where it is not.
    fn rename(&mut self, ui: &mut Ui, at: usize, actions: &mut Vec<Action>) -> bool {
        let Some((_, typed, begins)) = self.renaming.as_mut().filter(|(row, ..)| *row == at) else { return false };
        let edit = TextEdit::singleline(typed).desired_width(f32::INFINITY).font(sans(BODY));
        let field = ui.add(edit).accessible_name("New name of the view");
        if std::mem::take(begins) {
            field.request_focus();
        }
        let name = tidied(typed);
        let is_other = |(other, row): (usize, &Row)| other != at && !row.deleted && row.view.name == name;
        let taken = self.rows.iter().enumerate().any(is_other);
        if taken {
            soft(ui, "Another view has this name.");
        }
        if field.lost_focus() {
            let left = ui.input(|i| i.key_pressed(Key::Escape));
            if !left && !taken && !name.is_empty() && name != self.rows[at].view.name {
                self.rows[at].view.name = name;
                self.tell(actions);
            }
            self.renaming = None;
        }
        true
    }

    fn tell(&self, actions: &mut Vec<Action>) {
        let kept = self.rows.iter().filter(|row| !row.deleted).map(|row| row.view.clone());
        actions.push(Action::SetViews(kept.collect()));
    }
}
