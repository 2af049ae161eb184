//! The menu of a mark: what can be done with the event, from the table of all commands.

use super::frame::Frame;
use super::{Canvas, CanvasAction};
use crate::gui::command::{Command, Stretch, TABLE};
use crate::gui::widgets::command_button;
use egui::{Align, Id, Key, Layout, Modifiers, Popup, PopupKind, Pos2, Rect, Ui};

/// In the order of the table; a line stands where its group changes.
pub const OF_EVENT: [Command; 19] = [
    Command::Confirm,
    Command::Reject,
    Command::Reopen,
    Command::EditTitle,
    Command::EditDate,
    Command::EditStatus,
    Command::EditKind,
    Command::AddTag,
    Command::EditColour,
    Command::EditNote,
    Command::Hide,
    Command::Merge,
    Command::Split,
    Command::SplitByHand,
    Command::FitSelection,
    Command::Around,
    Command::OnlyAround(Stretch::Week),
    Command::OnlyAround(Stretch::Month),
    Command::OnlyAround(Stretch::Year),
];
const WIDTH: f32 = 240.0;

/// Was the key for menus pressed? Its event is used up.
pub fn wanted(ui: &Ui) -> bool {
    ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Menu) || i.consume_key(Modifiers::SHIFT, Key::F10))
}

impl Canvas {
    /// Shows the menu, where it is open.
    pub(super) fn menu(&mut self, ui: &Ui, id: Id) -> Option<CanvasAction> {
        let at = self.menu?;
        let mut open = true;
        let mut chosen = None;
        popup(ui, id, at, "What can be done with the event", &mut open).show(|ui| {
            chosen = entries(ui, |command| OF_EVENT.contains(command), &self.cannot).map(CanvasAction::Run);
        });
        if !open || chosen.is_some() {
            self.menu = None;
        }
        chosen
    }
}

/// A menu at a place of the canvas.
pub fn popup<'a>(ui: &Ui, id: Id, at: Pos2, name: &str, open: &'a mut bool) -> Popup<'a> {
    Popup::new(id, ui.ctx().clone(), at, ui.layer_id())
        .kind(PopupKind::Menu)
        .style(egui::containers::menu::menu_style)
        .layout(Layout::top_down_justified(Align::Min))
        .width(WIDTH)
        .accessible_name(name)
        .open_bool(open)
}

/// The commands of a menu with their keys, a line where their group changes, grey where one `cannot` be run now, and why;
/// gives back the one that was chosen.
pub fn entries(ui: &mut Ui, of_menu: impl Fn(&Command) -> bool, cannot: &[(Command, &'static str)]) -> Option<Command> {
    let mut chosen = None;
    let mut group = None;
    for entry in TABLE.iter().filter(|e| of_menu(&e.command)) {
        if group.is_some_and(|before| before != entry.group) {
            ui.separator();
        }
        group = Some(entry.group);
        let why_not = cannot.iter().find(|(command, _)| *command == entry.command).map(|(_, why)| *why);
        if command_button(ui, entry, why_not, false) {
            chosen = Some(entry.command);
        }
    }
    chosen
}

/// Below the glyph of a mark, for those who ask by key.
pub fn beside(frame: &Frame, rect: Rect) -> Pos2 {
    rect.left_bottom().clamp(frame.rows.min, frame.rows.max)
}
