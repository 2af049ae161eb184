//! All commands by their names: a few letters find one, Enter runs it.

use super::modal;
use crate::gui::available::why_not;
use crate::gui::command::{Action, Command, Entry, TABLE};
use crate::gui::desk::Desk;
use crate::gui::fuzzy;
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, SMALL, cut, sans, soft};
use egui::{Key, Modifiers, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2};

const ROW: f32 = 30.0;
/// Rows that are seen at once.
const SEEN: f32 = 11.0;

#[derive(Default)]
pub struct Palette {
    typed: String,
    /// The row that Enter runs.
    at: usize,
    focused: bool,
}

impl Palette {
    /// Gives back false when it is to be closed.
    pub fn show(&mut self, ui: &Ui, state: &State, desk: &Desk, actions: &mut Vec<Action>) -> bool {
        modal(ui, "Commands", 560.0, |ui| self.contents(ui, state, desk, actions))
    }

    fn contents(&mut self, ui: &mut Ui, state: &State, desk: &Desk, actions: &mut Vec<Action>) -> bool {
        let moves = [(Key::ArrowUp, -1), (Key::ArrowDown, 1)];
        let by: isize =
            moves.iter().filter(|(key, _)| ui.input_mut(|i| i.consume_key(Modifiers::NONE, *key))).map(|m| m.1).sum();
        let entered = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let edit = TextEdit::singleline(&mut self.typed)
            .desired_width(f32::INFINITY)
            .hint_text("The name of a command, or a few of its letters")
            .font(sans(BODY));
        let field = ui.add(edit).accessible_name("Command");
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        if field.changed() {
            self.at = 0;
        }
        let found = found(&self.typed);
        self.at = self.at.saturating_add_signed(by).min(found.len().saturating_sub(1));
        ui.add_space(8.0);
        if found.is_empty() {
            soft(ui, "No command is called so.");
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut run = found.get(self.at).filter(|_| entered).map(|entry| entry.command);
        ScrollArea::vertical().max_height(ROW * SEEN).auto_shrink([false, true]).show(ui, |ui| {
            for (at, entry) in found.iter().enumerate() {
                if row(ui, entry, why_not(entry.command, state, desk), at == self.at, by != 0) {
                    run = Some(entry.command);
                }
            }
        });
        match run.filter(|command| why_not(*command, state, desk).is_none()) {
            Some(command) => {
                actions.push(Action::Run(command));
                false
            }
            None => true,
        }
    }
}

/// The commands that are meant, those that fit best first; all in the order of the table where nothing is typed.
fn found(typed: &str) -> Vec<&'static Entry> {
    let scored = TABLE.iter().filter(|e| e.command != Command::Palette);
    let mut scored: Vec<_> = scored.filter_map(|e| Some((fuzzy::score(typed, e.name)?, e))).collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, entry)| entry).collect()
}

/// A command with its key, or with why it cannot be run now.
fn row(ui: &mut Ui, entry: &Entry, why_not: Option<&str>, chosen: bool, moved: bool) -> bool {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    let keys = entry.keys_in_words(ui.ctx());
    let aside = why_not.unwrap_or(&keys);
    response.widget_info(|| {
        let name = if aside.is_empty() { entry.name.to_owned() } else { format!("{}, {aside}", entry.name) };
        WidgetInfo::selected(Role::ListBoxOption, why_not.is_none(), chosen, name)
    });
    if chosen {
        ui.painter().rect_filled(rect, 4, theme.tint_selected);
        if moved {
            response.scroll_to_me(None);
        }
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4, theme.panel);
    }
    let color = if why_not.is_some() { theme.soft_ink.gamma_multiply(0.7) } else { theme.ink };
    let aside = cut(ui, aside, sans(SMALL), theme.soft_ink, rect.width() * 0.5);
    let inner = rect.shrink2(vec2(10.0, 7.0));
    let name = cut(ui, entry.name.trim_end_matches('…'), sans(BODY), color, inner.width() - aside.size().x - 12.0);
    ui.painter().galley(inner.right_top() - vec2(aside.size().x, -1.0), aside, theme.soft_ink);
    ui.painter().galley(inner.min, name, color);
    response.on_hover_text(entry.hint).clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_found_by_a_few_letters() {
        let first = |typed: &str| found(typed).first().map(|entry| entry.command);
        assert_eq!(first("export"), Some(Command::Export));
        assert_eq!(first("undo"), Some(Command::Undo));
        assert_eq!(first("zin"), Some(Command::ZoomIn));
        assert_eq!(first("qqqq"), None);
        assert_eq!(found("").len(), TABLE.len() - 1);
    }
}
