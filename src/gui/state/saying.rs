//! What the user says of events, and takes back: shown at once where it is of a few, and in its place in the order of
//! time, in the search and in the view as soon as the timeline is derived anew.

use super::State;
use crate::event::Event;
use crate::gui::words;
use crate::project::{self, Change, Edit};
use std::sync::Arc;

/// So many events show at once what is said of them; of more, the next frames tell soon enough.
const AT_ONCE: usize = 100;

/// What has become of a few events, to be shown before the timeline is derived anew.
pub enum Said {
    /// One thing was said of those with these ids.
    Change(Vec<String>, Change),
    /// They are so.
    Events(Vec<Arc<Event>>),
}

impl State {
    /// Says one thing of events.
    pub fn change(&mut self, events: &[String], change: Change) {
        let events: Vec<Arc<Event>> = events.iter().filter_map(|id| self.event(id)).cloned().collect();
        if events.is_empty() {
            return;
        }
        match Edit::change(events.iter().map(Arc::as_ref), change) {
            Ok(edit) => {
                if let Edit::Change { change, .. } = &edit
                    && events.len() <= AT_ONCE
                {
                    let ids = events.iter().map(|event| event.id.clone()).collect();
                    self.said.push(Said::Change(ids, change.clone()));
                    self.show_said(self.said.len() - 1);
                    self.follow(&events, change);
                }
                self.edit(edit);
            }
            Err(why) => self.complain(why),
        }
    }

    /// An event with another date stands elsewhere: the panels go there with the selected one.
    fn follow(&mut self, events: &[Arc<Event>], change: &Change) {
        let selected = |event: &Arc<Event>| self.selection.as_ref().is_some_and(|s| s.event == event.id);
        if matches!(change, Change::When(_)) && events.iter().any(selected) {
            (self.reveal.canvas, self.reveal.list) = (true, true);
        }
    }

    /// Shows what was said of events, from one point on, before the timeline is derived anew.
    pub(super) fn show_said(&mut self, from: usize) {
        for said in &self.said[from..] {
            let events = match said {
                Said::Change(ids, change) => {
                    let events = ids.iter().filter_map(|id| self.derived.event(id));
                    events.map(|event| Arc::new(project::said(event, change))).collect()
                }
                Said::Events(events) => events.clone(),
            };
            self.derived.amend(events);
        }
    }

    /// Takes the last edit back, or makes the next one again.
    pub fn undo(&mut self, back: bool) {
        let edits = self.project.edits();
        let edit = if back { edits.next_undo() } else { edits.next_redo() };
        let Some((words, of_sources)) = edit.map(|e| (e.in_words(), e.is_of_sources())) else { return };
        let of: Vec<String> = match edit {
            Some(Edit::Change { events, .. }) if events.len() <= AT_ONCE => {
                events.iter().map(|t| t.id.clone()).collect()
            }
            _ => Vec::new(),
        };
        if back {
            self.project.undo();
            self.say(format!("Taken back: {words}"));
        } else {
            self.project.redo();
            self.say(words);
        }
        let ids: Vec<&str> = of.iter().map(String::as_str).collect();
        match project::replay_some(&self.derived.base, self.project.edits().in_force(), &ids) {
            Some(events) if !events.is_empty() => {
                self.said.push(Said::Events(events));
                self.show_said(self.said.len() - 1);
            }
            _ => self.said.clear(),
        }
        self.edited(of_sources);
    }

    /// Takes edits back, or makes them again, until so many are in force.
    pub fn go_to(&mut self, position: usize) {
        let edits = self.project.edits();
        let now = edits.position();
        let between = edits.all().get(now.min(position)..now.max(position)).unwrap_or_default();
        let (many, of_sources) = (words::count(between.len(), "correction"), between.iter().any(|e| e.is_of_sources()));
        if self.project.go_to(position) {
            self.say(format!("{many} {}", if position < now { "taken back" } else { "made again" }));
            self.said.clear();
            self.edited(of_sources);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Review;
    use crate::gui::work::Worker;
    use crate::project::{Dating, Loaded, Project};
    use crate::timeline::Timeline;
    use std::time::{Duration, Instant};

    fn state(worker: &Worker) -> State {
        let event = |at: usize| {
            let when = Dating::typed(&format!("{} May 2019", at + 1)).expect("a date").when();
            Arc::new(Event { id: format!("e{at}"), title: format!("Event {at}"), when, ..Event::default() })
        };
        let timeline = Timeline { events: (0..3).map(event).collect(), ..Timeline::default() };
        let mut project = Project::default();
        project.add(Loaded::Timeline(Arc::new(timeline)));
        let mut state = State::new(project);
        settle(&mut state, worker);
        state
    }

    fn settle(state: &mut State, worker: &Worker) {
        let begun = Instant::now();
        state.settle(worker);
        while state.is_working() {
            assert!(begun.elapsed() < Duration::from_secs(30), "it does not come to rest");
            std::thread::sleep(Duration::from_millis(1));
            for report in worker.reports() {
                state.take(report, worker);
            }
            state.settle(worker);
        }
    }

    #[test]
    fn what_is_said_is_seen_before_all_is_derived_and_so_is_its_undo() {
        let worker = Worker::new(&egui::Context::default());
        let mut state = state(&worker);
        let is = |state: &State, review| state.event("e1").is_some_and(|event| event.review == review);
        state.change(&["e1".to_owned()], Change::Review(Review::Confirmed));
        assert!(state.is_working() && is(&state, Review::Confirmed));
        assert_eq!(state.derived.all.counts.confirmed, 1);
        // Said while that is being derived, and not in what comes of it.
        state.settle(&worker);
        state.change(&["e1".to_owned()], Change::AddTag("bridge".to_owned()));
        state.undo(true);
        state.undo(true);
        assert!(is(&state, Review::Proposed));
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(30) && state.is_working() {
            worker.reports().into_iter().for_each(|report| drop(state.take(report, &worker)));
            assert!(is(&state, Review::Proposed), "it never comes back");
            state.settle(&worker);
        }
        state.undo(false);
        assert!(is(&state, Review::Confirmed));
        settle(&mut state, &worker);
        assert!(is(&state, Review::Confirmed));
        assert!(state.event("e1").is_some_and(|event| event.tags.is_empty()));
    }

    #[test]
    fn the_panels_follow_a_selected_event_to_its_new_date() {
        let worker = Worker::new(&egui::Context::default());
        let mut state = state(&worker);
        state.select("e1", None);
        state.reveal = Default::default();
        let dated = || Change::When(Dating::typed("1066").expect("a date"));
        state.change(&["e0".to_owned()], dated());
        state.change(&["e1".to_owned()], Change::Title("Another".to_owned()));
        assert!(!state.reveal.canvas && !state.reveal.list, "it stays where it is");
        state.change(&["e1".to_owned()], dated());
        assert!(state.reveal.canvas && state.reveal.list);
    }
}
