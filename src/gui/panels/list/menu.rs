//! The menu of a row: the same commands as on the timeline, from the same table.

use super::List;
use super::row::ROW;
use crate::gui::available::why_not;
use crate::gui::command::{Action, Command};
use crate::gui::desk::Desk;
use crate::gui::state::State;
use crate::gui::timeline::menu;
use egui::{Popup, Rect, Response, Ui, pos2};

impl List {
    /// Opens the menu where a row was asked for it; a row that is not among the selected ones is selected first.
    pub(super) fn asked(&mut self, response: &Response, picked: bool, event: &str, actions: &mut Vec<Action>) {
        if !response.secondary_clicked() {
            return;
        }
        self.menu = response.interact_pointer_pos();
        if !picked {
            let id = event.to_owned();
            actions.push(Action::Pick { events: vec![id.clone()], shown: Some(id), from: None });
        }
    }

    /// Shows the menu where it is open; `rows` is where the list lies.
    pub(super) fn menu(&mut self, ui: &Ui, state: &State, desk: &Desk, rows: Rect, actions: &mut Vec<Action>) {
        // By key it stands below the row that is shown.
        if self.active && !ui.ctx().text_edit_focused() && !Popup::is_any_open(ui.ctx()) && menu::wanted(ui) {
            let place = state.selected_row().and_then(|row| self.place_of(row));
            let scrolled = self.seen.map_or(0.0, |(offset, _)| f64::from(offset));
            self.menu = place.map(|place| {
                let y = (place as f64 + 1.0) * f64::from(ROW) - scrolled;
                pos2(rows.left() + ROW, (f64::from(rows.top()) + y) as f32).clamp(rows.min, rows.max)
            });
        }
        let Some(at) = self.menu else { return };
        let of_event = |command: &Command| menu::OF_EVENT.contains(command);
        let cannot: Vec<(Command, &'static str)> =
            menu::OF_EVENT.into_iter().filter_map(|command| Some((command, why_not(command, state, desk)?))).collect();
        let (mut open, mut chosen) = (true, None);
        let id = ui.scope_id().with("menu of a row");
        menu::popup(ui, id, at, "What can be done with the event", &mut open).show(|ui| {
            chosen = menu::entries(ui, of_event, &cannot);
        });
        if !open || chosen.is_some() {
            self.menu = None;
        }
        actions.extend(chosen.map(Action::Run));
    }
}
