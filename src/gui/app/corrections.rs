//! What the user says of events: of those that are meant, all at once.

use super::App;
use crate::event::Review;
use crate::gui::panels::inspector::What;
use crate::project::{Change, Edit, NewEvent};
use std::sync::Arc;

const SELECT_FIRST: &str = "Select an event first: on the timeline, in the list or in the text.";

impl App {
    /// The events that commands are about.
    pub(super) fn meant(&self) -> Vec<String> {
        let chosen = self.canvas.selection();
        // An event without a date has no place there.
        let chosen =
            if chosen.len() > 1 { chosen } else { self.state.selection.iter().map(|s| s.event.clone()).collect() };
        // What the search leaves out is out of sight, and nobody means it.
        chosen.into_iter().filter(|id| self.state.derived.row(id).is_some()).collect()
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
        self.state.edit(Edit::merge(events.iter().map(Arc::as_ref), None, None));
    }

    /// Takes the selected event apart into what it was made of, else into its sentences.
    pub(super) fn take_apart(&mut self) {
        let Some(event) = self.state.selected_event().cloned() else { return self.state.say(SELECT_FIRST) };
        let derived = &self.state.derived;
        let mut parts = derived.all.replayed.parts(&derived.base, &event);
        if parts.len() < 2 {
            parts = (0..event.evidence.len()).map(|at| vec![at]).collect();
        }
        if parts.len() < 2 {
            return self.state.say("One sentence tells of this event: there is nothing to take apart.");
        }
        self.split(&event.id, &parts);
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
            Some(event) => self.inspector.ask(event, what),
            None => self.state.say(SELECT_FIRST),
        }
    }
}
