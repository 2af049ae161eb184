//! The rows of the list in their order, made beside the window where there are many.

use super::order::{Column, Sort, order};
use crate::gui::derived::let_go;
use crate::timeline::Timeline;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// From this many events on, the window does not wait: a hundred thousand titles take some fifty milliseconds.
const MANY: usize = 10_000;

#[derive(Default)]
pub struct Sorter {
    sort: Sort,
    /// What the rows were made of, and they.
    made: Option<(Arc<Timeline>, Sort)>,
    rows: Vec<u32>,
    /// For each event its place in `rows`.
    places: Vec<u32>,
    under_way: Option<(Arc<Timeline>, Sort, Receiver<Vec<u32>>)>,
}

impl Sorter {
    pub fn sort(&self) -> Sort {
        self.sort
    }

    pub fn set(&mut self, sort: Sort) {
        self.sort = sort;
    }

    /// Takes over what is ready, and begins what is due. Until many events are sorted they stand as they did.
    ///
    /// # Errors
    /// The column by which they could not be sorted, by a fault in Dateline; they stand in order of time then.
    pub fn follow(&mut self, ctx: &egui::Context, timeline: &Arc<Timeline>) -> Result<(), Column> {
        let is = |of: &Arc<Timeline>, by: Sort| Arc::ptr_eq(of, timeline) && by == self.sort;
        if self.made.as_ref().is_some_and(|(of, by)| is(of, *by)) {
            return Ok(());
        }
        let size = timeline.events.len();
        if size < MANY || self.sort == Sort::default() {
            let rows = order(&timeline.events, self.sort);
            self.take(timeline.clone(), self.sort, rows);
            return Ok(());
        }
        if let Some((of, by, answer)) = &self.under_way
            && is(of, *by)
        {
            let rows = match answer.try_recv() {
                Ok(rows) => rows,
                Err(TryRecvError::Empty) => return Ok(()),
                // The thread fell over: the order of time is one that needs no sorting.
                Err(TryRecvError::Disconnected) => {
                    let by = self.sort.by;
                    self.sort = Sort::default();
                    self.take(timeline.clone(), self.sort, order(&timeline.events, self.sort));
                    return Err(by);
                }
            };
            self.take(timeline.clone(), self.sort, rows);
            return Ok(());
        }
        let (to, answer) = channel();
        let (events, sort, ctx) = (timeline.clone(), self.sort, ctx.clone());
        self.under_way = Some((timeline.clone(), sort, answer));
        std::thread::spawn(move || {
            if let Ok(rows) = catch_unwind(AssertUnwindSafe(|| order(&events.events, sort))) {
                // Nobody listens any more where something newer was asked for.
                let _ = to.send(rows);
            }
            drop(to);
            ctx.request_repaint();
        });
        if self.rows.len() != size {
            let rows = order(&timeline.events, Sort::default());
            self.put(rows);
        }
        Ok(())
    }

    fn take(&mut self, timeline: Arc<Timeline>, sort: Sort, rows: Vec<u32>) {
        self.under_way = None;
        if let Some((before, _)) = self.made.replace((timeline, sort)) {
            let events = before.events.len();
            let_go(before, events);
        }
        self.put(rows);
    }

    fn put(&mut self, rows: Vec<u32>) {
        self.places.clear();
        self.places.resize(rows.len(), 0);
        for (place, row) in (0u32..).zip(&rows) {
            self.places[*row as usize] = place;
        }
        self.rows = rows;
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The event at a place of the list, by its row in the timeline.
    pub fn row(&self, place: usize) -> Option<usize> {
        self.rows.get(place).map(|row| *row as usize)
    }

    /// Where an event stands in the list.
    pub fn place(&self, row: usize) -> Option<usize> {
        self.places.get(row).map(|place| *place as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;

    #[test]
    fn rows_and_places_belong_together_however_many_there_are() {
        for size in [3, MANY + 1] {
            let event = |at: usize| Arc::new(Event { title: format!("{:06}", size - at), ..Event::default() });
            let timeline = Arc::new(Timeline { events: (0..size).map(event).collect(), ..Timeline::default() });
            let ctx = egui::Context::default();
            let mut sorter = Sorter::default();
            sorter.follow(&ctx, &timeline).unwrap();
            assert_eq!((sorter.row(0), sorter.len()), (Some(0), size));
            sorter.set(Sort { by: Column::Title, falling: false });
            while sorter.row(0) != Some(size - 1) {
                sorter.follow(&ctx, &timeline).unwrap();
                std::thread::yield_now();
            }
            assert!((0..size).all(|row| sorter.row(sorter.place(row).unwrap()) == Some(row)));
            assert_eq!((sorter.row(size), sorter.place(size)), (None, None));
        }
    }

    #[test]
    fn a_thread_that_falls_over_leaves_the_order_of_time() {
        let events = (0..=MANY).map(|_| Arc::new(Event::default())).collect();
        let timeline = Arc::new(Timeline { events, ..Timeline::default() });
        let ctx = egui::Context::default();
        let by_title = Sort { by: Column::Title, falling: false };
        let mut sorter = Sorter { sort: by_title, ..Sorter::default() };
        let (to, answer) = channel();
        sorter.under_way = Some((timeline.clone(), by_title, answer));
        assert_eq!((sorter.follow(&ctx, &timeline), sorter.sort()), (Ok(()), by_title), "it is at work");
        drop(to);
        assert_eq!((sorter.follow(&ctx, &timeline), sorter.sort()), (Err(Column::Title), Sort::default()));
        assert_eq!((sorter.row(3), sorter.len()), (Some(3), MANY + 1));
        assert_eq!(sorter.follow(&ctx, &timeline), Ok(()), "told once");
    }
}
