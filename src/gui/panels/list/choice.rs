//! Which events a click or a key selects in the list: one, one more or less, or all from one to another.

use super::List;
use crate::gui::command::Action;
use crate::gui::state::State;
use egui::Modifiers;

impl List {
    /// What a click on a row selects.
    pub(super) fn clicked(&self, state: &State, place: usize, modifiers: Modifiers) -> Option<Action> {
        let id = &state.events().get(self.row_at(place)?)?.id;
        if modifiers.shift {
            return Some(up_to(state, Some(self), place));
        }
        if !modifiers.command {
            return Some(Action::Pick { events: vec![id.clone()], shown: Some(id.clone()), from: None });
        }
        let was = state.picked.has(id);
        let mut events: Vec<String> = state.picked.ids().iter().filter(|other| *other != id).cloned().collect();
        // In order of time, not of a hash.
        events.sort_by_key(|id| state.derived.row(id));
        let shown = if was { events.last().cloned() } else { Some(id.clone()) };
        if !was {
            events.push(id.clone());
        }
        Some(Action::Pick { events, shown, from: Some(id.clone()) })
    }
}

/// The event that lies `by` places further, in the order of `list` or of time; alone, or (`extends`) with all that lie
/// between.
pub fn walked(state: &State, list: Option<&List>, by: isize, extends: bool) -> Option<Action> {
    let last = state.events().len().checked_sub(1)?;
    let now = state.selected_row().and_then(|row| list.map_or(Some(row), |list| list.place_of(row)));
    let place = now.map_or(0, |place| place.saturating_add_signed(by).min(last));
    if extends {
        return Some(up_to(state, list, place));
    }
    let row = list.map_or(Some(place), |list| list.row_at(place))?;
    let id = state.events().get(row)?.id.clone();
    Some(Action::Pick { events: vec![id.clone()], shown: Some(id), from: None })
}

/// All events from the one that was selected first to the one at `place`, which is shown.
fn up_to(state: &State, list: Option<&List>, place: usize) -> Action {
    let row_at = |place| list.map_or(Some(place), |list| list.row_at(place));
    let id_at = |place| Some(state.events().get(row_at(place)?)?.id.clone());
    let from = state.picked.from().and_then(|id| state.derived.row(id));
    let from = from.and_then(|row| list.map_or(Some(row), |list| list.place_of(row))).unwrap_or(place);
    let events = (from.min(place)..=from.max(place)).filter_map(id_at).collect();
    Action::Pick { events, shown: id_at(place), from: id_at(from) }
}
