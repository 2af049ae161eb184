//! A timeline while edits are replayed over it: what has changed, beside the base.

use super::Base;
use crate::event::Event;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A row of the base, or past its end an event that edits made.
pub type Row = usize;

/// An event that edits made.
pub struct Made {
    pub event: Arc<Event>,
    /// As it was before anything else was said of it.
    pub as_made: Arc<Event>,
    /// The rows that it was merged from; they are not alive.
    pub pieces: Vec<Row>,
}

pub struct State<'a> {
    pub base: &'a Base,
    changed: FxHashMap<Row, Arc<Event>>,
    dead: FxHashSet<Row>,
    made: Vec<Made>,
    /// The rows of living events that edits made.
    ids: FxHashMap<String, Row>,
}

impl<'a> State<'a> {
    pub fn new(base: &'a Base) -> Self {
        Self {
            base,
            changed: FxHashMap::default(),
            dead: FxHashSet::default(),
            made: Vec::new(),
            ids: FxHashMap::default(),
        }
    }

    fn first_made(&self) -> usize {
        self.base.timeline.events.len()
    }

    pub fn is_alive(&self, row: Row) -> bool {
        !self.dead.contains(&row)
    }

    /// The living event of this id.
    pub fn row(&self, id: &str) -> Option<Row> {
        let made = self.ids.get(id).copied();
        made.or_else(|| self.base.row(id).filter(|row| self.is_alive(*row)))
    }

    /// All living events that edits made.
    pub fn made_rows(&self) -> impl Iterator<Item = Row> + '_ {
        let first = self.first_made();
        (first..first + self.made.len()).filter(|row| self.is_alive(*row))
    }

    pub fn event(&self, row: Row) -> &Arc<Event> {
        match row.checked_sub(self.first_made()) {
            Some(at) => &self.made[at].event,
            None => self.changed.get(&row).unwrap_or(&self.base.timeline.events[row]),
        }
    }

    /// The event as it was derived or made, before anything was said of it.
    pub fn as_made(&self, row: Row) -> &Arc<Event> {
        match row.checked_sub(self.first_made()) {
            Some(at) => &self.made[at].as_made,
            None => &self.base.timeline.events[row],
        }
    }

    pub fn event_mut(&mut self, row: Row) -> &mut Event {
        let event = match row.checked_sub(self.first_made()) {
            Some(at) => &mut self.made[at].event,
            None => self.changed.entry(row).or_insert_with(|| self.base.timeline.events[row].clone()),
        };
        Arc::make_mut(event)
    }

    pub fn make(&mut self, event: Event, pieces: Vec<Row>) -> Row {
        self.make_shared(Arc::new(event), pieces)
    }

    pub fn make_shared(&mut self, event: Arc<Event>, pieces: Vec<Row>) -> Row {
        let row = self.first_made() + self.made.len();
        self.ids.insert(event.id.clone(), row);
        self.made.push(Made { as_made: event.clone(), event, pieces });
        row
    }

    pub fn kill(&mut self, row: Row) {
        self.dead.insert(row);
        let id = self.event(row).id.clone();
        if self.ids.get(&id) == Some(&row) {
            self.ids.remove(&id);
        }
    }

    pub fn revive(&mut self, row: Row) {
        self.dead.remove(&row);
        if row >= self.first_made() {
            self.ids.insert(self.event(row).id.clone(), row);
        }
    }

    /// What an event was merged from: by edits, else by Dateline. The latter become rows, not alive.
    pub fn pieces(&mut self, row: Row) -> Vec<Row> {
        if let Some(at) = row.checked_sub(self.first_made()) {
            return self.made[at].pieces.clone();
        }
        let parts = self.base.parts.get(&self.base.timeline.events[row].id);
        parts.into_iter().flatten().map(|part| self.make_dead(part.clone())).collect()
    }

    /// A row that is only a piece of another so far.
    pub fn make_dead(&mut self, event: Arc<Event>) -> Row {
        let row = self.first_made() + self.made.len();
        self.made.push(Made { as_made: event.clone(), event, pieces: Vec::new() });
        self.dead.insert(row);
        row
    }

    /// The rows of the base that are no more or not the same, in order; and the events that are there instead.
    pub fn difference(&self) -> (Vec<Row>, Vec<Arc<Event>>) {
        let of_base = |row: &&Row| **row < self.first_made();
        let mut gone: Vec<Row> = self.changed.keys().chain(self.dead.iter()).filter(of_base).copied().collect();
        gone.sort_unstable();
        gone.dedup();
        let changed = gone.iter().copied().filter(|row| self.is_alive(*row));
        let new = changed.chain(self.made_rows()).map(|row| self.event(row).clone()).collect();
        (gone, new)
    }

    /// The living events that edits merged, and from what.
    pub fn merged(&self) -> FxHashMap<String, Vec<Arc<Event>>> {
        let made = |row: Row| &self.made[row - self.first_made()];
        let several = self.made_rows().filter(|row| made(*row).pieces.len() > 1);
        let pieces = |row| made(row).pieces.iter().map(|piece| self.event(*piece).clone()).collect();
        several.map(|row| (self.event(row).id.clone(), pieces(row))).collect()
    }
}
