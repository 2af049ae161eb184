//! What the user says of events: of those that are meant, all at once.

use super::App;
use crate::event::{Event, Review};
use crate::gui::command::Action;
use crate::gui::dialogs::{Dialog, merge::Merge, split::Split};
use crate::gui::panels::inspector::What;
use crate::gui::panels::list::walked;
use crate::gui::state::Tab;
use crate::project::{Change, Edit, NewEvent};
use std::sync::Arc;

const SELECT_FIRST: &str = "Select an event first: on the timeline, in the list or in the text.";

impl App {
    /// The events that commands are about.
    pub(super) fn meant(&self) -> Vec<String> {
        // What the search leaves out is out of sight, and nobody means it.
        self.state.picked_rows().into_iter().map(|row| self.state.events()[row].id.clone()).collect()
    }

    /// Says one thing of an event; what can be said of many is said of all that are selected with it.
    pub(super) fn say(&mut self, event: String, change: Change) {
        let of_many = matches!(
            change,
            Change::AddTag(_) | Change::RemoveTag(_) | Change::Colour(_) | Change::Status(_) | Change::Kind(_)
        );
        let events = if of_many && self.state.picked.has(&event) { self.meant() } else { vec![event] };
        self.state.change(&events, change);
    }

    /// Takes over what was picked on the canvas, where events without a date have no place.
    pub(super) fn picked_on_canvas(&mut self, events: Vec<String>) {
        let undated = |id: &&String| {
            let event = self.state.event(id);
            event.is_some_and(|e| e.when.as_ref().is_none_or(|w| w.date.is_none()))
        };
        let several = events.len() > 1;
        let kept: Vec<String> = self.state.picked.ids().iter().filter(|_| several).filter(undated).cloned().collect();
        let from = self.state.picked.from().map(str::to_owned).filter(|_| several);
        self.state.picked.set(events.iter().cloned().chain(kept), from.or_else(|| events.first().cloned()));
        self.picks_told = self.state.picked.changes();
    }

    /// Selects the event before or after, in the order of the list where that is shown.
    pub(super) fn walk(&mut self, by: isize, extends: bool) {
        let list = (self.state.tab == Tab::List).then_some(&self.lower.list);
        if let Some(Action::Pick { events, shown, from }) = walked(&self.state, list, by, extends) {
            self.state.pick(events, shown, from);
        }
    }

    pub(super) fn select_all(&mut self) {
        let all: Vec<String> = self.state.events().iter().map(|e| e.id.clone()).collect();
        let shown = self.state.selected_event().map(|e| e.id.clone()).or_else(|| all.first().cloned());
        self.state.pick(all, shown, None);
    }

    /// Says what the user thinks of the chosen events, and goes on to the next one to review.
    pub(super) fn review(&mut self, review: Review) {
        let chosen = self.meant();
        if chosen.is_empty() {
            return self.state.next_to_review();
        }
        self.state.change(&chosen, Change::Review(review));
        if review != Review::Proposed {
            self.state.next_to_review();
        }
    }

    pub(super) fn hide(&mut self) {
        let chosen = self.meant();
        if chosen.is_empty() {
            return self.state.say(SELECT_FIRST);
        }
        let hidden = chosen.iter().filter_map(|id| self.state.event(id)).any(|e| !e.hidden);
        self.state.change(&chosen, Change::Hidden(hidden));
    }

    pub(super) fn merge(&mut self) {
        let events: Vec<_> = self.meant().iter().filter_map(|id| self.state.event(id)).cloned().collect();
        if events.len() < 2 {
            return self.state.say("Select two events or more to merge them: Ctrl+click on the timeline.");
        }
        self.dialog = Some(Dialog::Merge(Merge::new(events)));
    }

    /// Takes the selected event apart into what it was made of, else into its sentences.
    pub(super) fn take_apart(&mut self) {
        let Some((event, mut parts)) = self.parts() else { return };
        if parts.len() < 2 {
            parts = (0..event.evidence.len()).map(|at| vec![at]).collect();
        }
        self.split(&event.id, &parts);
    }

    /// Asks which sentence of the selected event is of which new one.
    pub(super) fn take_apart_by_hand(&mut self) {
        let Some((event, parts)) = self.parts() else { return };
        self.dialog = Some(Dialog::Split(Split::new(event, &parts)));
    }

    /// The selected event, and the places of the sentences of each that it was made of. Says so where it cannot be taken
    /// apart.
    fn parts(&mut self) -> Option<(Arc<Event>, Vec<Vec<usize>>)> {
        let event = self.state.selection.as_ref().and_then(|s| self.state.event(&s.event)).cloned();
        let Some(event) = event else {
            self.state.say(SELECT_FIRST);
            return None;
        };
        if event.evidence.len() < 2 {
            self.state.say("One sentence tells of this event: there is nothing to take apart.");
            return None;
        }
        let derived = &self.state.derived;
        let parts = derived.all.replayed.parts(&derived.base, &event);
        Some((event, parts))
    }

    pub(super) fn split(&mut self, event: &str, parts: &[Vec<usize>]) {
        if let Some(event) = self.state.event(event).cloned() {
            self.state.edit(Edit::split(&event, parts));
        }
    }

    pub(super) fn add(&mut self, event: NewEvent) {
        self.state.await_event(event.id.clone());
        self.state.edit(Edit::Add { event: Box::new(event) });
    }

    pub(super) fn correct(&mut self, what: What) {
        match self.state.selected_event() {
            Some(event) if self.state.tab == Tab::List && self.lower.list.ask(event, what) => {}
            Some(event) => {
                self.inspector.ask(event, what);
                self.show_inspector();
            }
            None => self.state.say(SELECT_FIRST),
        }
    }
}
