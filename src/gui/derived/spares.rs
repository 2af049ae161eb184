//! A timeline that changes under those who hold it: each of them keeps what it was given, and an edit of one event among
//! a hundred thousand costs what one event costs. A few copies take turns: the one that nobody holds any more learns what
//! was edited since, and takes the place of the one that is shown.

use crate::event::Event;
use crate::timeline::Timeline;
use std::sync::Arc;

/// What is shown, what the canvas still draws, and what it is arranging: so many copies are held at once.
const COPIES: usize = 3;
/// A copy that missed more edits is made anew as fast.
const MOST_MISSED: usize = 5_000;

/// Copies of a timeline that take its place one after the other.
#[derive(Clone, Debug, Default)]
pub struct Spares(Vec<Spare>);

#[derive(Clone, Debug)]
struct Spare {
    timeline: Arc<Timeline>,
    /// Events, by their rows, that are other than in this copy.
    missed: Vec<(usize, Arc<Event>)>,
}

impl Spares {
    /// To be called beside the window: it takes a look at every event.
    pub fn of(timeline: &Timeline) -> Self {
        Self(vec![Spare { timeline: Arc::new(timeline.clone()), missed: Vec::new() }])
    }

    /// Puts events into rows of `now`. Whoever else holds `now` keeps it as it was.
    pub fn put(&mut self, now: &mut Arc<Timeline>, edited: &[(usize, Arc<Event>)]) {
        if let Some(timeline) = Arc::get_mut(now) {
            put(timeline, edited);
        } else {
            let mut next = self.take().unwrap_or_else(|| Arc::new(Timeline::clone(now)));
            put(Arc::make_mut(&mut next), edited);
            self.0.push(Spare { timeline: std::mem::replace(now, next), missed: Vec::new() });
        }
        for spare in &mut self.0 {
            spare.missed.extend_from_slice(edited);
        }
        self.0.retain(|spare| spare.missed.len() <= MOST_MISSED);
        if self.0.len() > COPIES {
            self.0.remove(0);
        }
    }

    /// A copy that nobody holds, with all edits.
    fn take(&mut self) -> Option<Arc<Timeline>> {
        let free = (0..self.0.len()).find(|at| Arc::get_mut(&mut self.0[*at].timeline).is_some())?;
        let Spare { mut timeline, missed } = self.0.swap_remove(free);
        put(Arc::get_mut(&mut timeline)?, &missed);
        Some(timeline)
    }
}

fn put(timeline: &mut Timeline, edited: &[(usize, Arc<Event>)]) {
    for (row, event) in edited {
        if let Some(place) = timeline.events.get_mut(*row) {
            *place = event.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(size: usize) -> Timeline {
        let event = |at: usize| Arc::new(Event { title: format!("Event {at}"), ..Event::default() });
        Timeline { events: (0..size).map(event).collect(), ..Timeline::default() }
    }

    fn titled(title: &str) -> Arc<Event> {
        Arc::new(Event { title: title.to_owned(), ..Event::default() })
    }

    #[test]
    fn every_copy_learns_what_it_missed_and_who_holds_one_keeps_it() {
        let mut now = Arc::new(timeline(3));
        let mut spares = Spares::of(&now);
        let mut places: Vec<*const Timeline> = Vec::new();
        let mut held = now.clone();
        for at in 0..20 {
            let before = Timeline::clone(&held);
            spares.put(&mut now, &[(at % 3, titled(&format!("Edit {at}")))]);
            assert_eq!(*held, before, "whoever holds one keeps it");
            assert_eq!(now.events[at % 3].title, format!("Edit {at}"));
            if at > 1 {
                assert_eq!(now.events[(at - 1) % 3].title, format!("Edit {}", at - 1), "nothing is missed");
            }
            places.push(Arc::as_ptr(&now));
            held = now.clone();
        }
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), 2, "two copies take turns");
    }

    #[test]
    fn with_every_copy_held_there_is_another() {
        let mut now = Arc::new(timeline(2));
        let mut spares = Spares::of(&now);
        let mut held = Vec::new();
        for at in 0..10 {
            held.push(now.clone());
            spares.put(&mut now, &[(0, titled(&at.to_string()))]);
        }
        assert!(held.iter().enumerate().skip(1).all(|(at, t)| t.events[0].title == (at - 1).to_string()));
        assert!(spares.0.len() <= COPIES);
        spares.put(&mut now, &[(7, titled("there is no such row"))]);
        assert_eq!(now.events.len(), 2);
    }

    #[test]
    fn what_nobody_else_holds_is_edited_where_it_is() {
        let mut now = Arc::new(timeline(2));
        let place = Arc::as_ptr(&now);
        Spares::default().put(&mut now, &[(1, titled("here"))]);
        assert_eq!((Arc::as_ptr(&now), now.events[1].title.as_str()), (place, "here"));
    }
}
