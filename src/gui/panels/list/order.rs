//! In which order the list shows events: by any column, either way up, and within it by time.

use crate::event::{Event, Review, Status};
use std::cmp::Reverse;
use std::sync::Arc;

/// The columns of the list, from the left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Column {
    #[default]
    Date,
    Title,
    Sources,
    Status,
    Confidence,
}

impl Column {
    pub const ALL: [Self; 5] = [Self::Date, Self::Title, Self::Sources, Self::Status, Self::Confidence];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "Date",
            Self::Title => "Event",
            Self::Sources => "Sources",
            Self::Status => "Status",
            Self::Confidence => "Confidence",
        }
    }

    /// Does it begin with the greatest, when it is first chosen?
    const fn falls_first(self) -> bool {
        matches!(self, Self::Sources | Self::Confidence)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    pub by: Column,
    pub falling: bool,
}

impl Sort {
    /// What a click on a column's head leads to: that column, or the other way up.
    pub fn after(self, by: Column) -> Self {
        Self { by, falling: if self.by == by { !self.falling } else { by.falls_first() } }
    }

    pub const fn in_words(self) -> &'static str {
        if self.falling { "falling" } else { "rising" }
    }
}

/// Rows of `events` (which are in order of time, the undated ones last) as a list shows them. Equal ones stay in order of
/// time, and what has no date stays last, whichever way up.
pub fn order(events: &[Arc<Event>], sort: Sort) -> Vec<u32> {
    let mut rows: Vec<u32> = (0u32..).zip(events).map(|(row, _)| row).collect();
    let of = |row: &u32| &events[*row as usize];
    match sort.by {
        Column::Date if sort.falling => rows.sort_by_key(|row| (!is_dated(of(row)), Reverse(*row))),
        Column::Date => {}
        Column::Title => by(&mut rows, sort, |row| of(row).title.to_lowercase()),
        Column::Sources => by(&mut rows, sort, |row| of(row).sources),
        Column::Status => by(&mut rows, sort, |row| (sure(of(row).status), said(of(row).review))),
        // Confidence is no NaN; if it were, its bits would still be an order.
        Column::Confidence => by(&mut rows, sort, |row| of(row).confidence.max(0.0).to_bits()),
    }
    rows
}

fn by<K: Ord>(rows: &mut [u32], sort: Sort, key: impl Fn(&u32) -> K) {
    if sort.falling {
        rows.sort_by_cached_key(|row| Reverse(key(row)));
    } else {
        rows.sort_by_cached_key(key);
    }
}

fn is_dated(event: &Event) -> bool {
    event.when.as_ref().is_some_and(|when| when.date.is_some())
}

/// What is sure comes first.
fn sure(status: Status) -> usize {
    Status::ALL.iter().position(|s| *s == status).unwrap_or(Status::ALL.len())
}

const fn said(review: Review) -> u8 {
    match review {
        Review::Confirmed => 0,
        Review::Proposed => 1,
        Review::Rejected => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Dating;

    fn event(title: &str, date: &str, sources: usize, confidence: f32) -> Arc<Event> {
        let when = Dating::typed(date).unwrap().when();
        Arc::new(Event { title: title.to_owned(), when, sources, confidence, ..Event::default() })
    }

    fn events() -> Vec<Arc<Event>> {
        vec![
            event("b", "1990", 1, 0.5),
            event("C", "2001", 3, 0.9),
            event("a", "2005", 1, 0.9),
            event("d", "unknown", 2, 0.1),
        ]
    }

    fn ordered(by: Column, falling: bool) -> Vec<u32> {
        order(&events(), Sort { by, falling })
    }

    #[test]
    fn every_column_orders_both_ways_and_keeps_time_within() {
        assert_eq!(ordered(Column::Date, false), [0, 1, 2, 3]);
        assert_eq!(ordered(Column::Date, true), [2, 1, 0, 3], "the undated one stays last");
        assert_eq!(ordered(Column::Title, false), [2, 0, 1, 3], "capitals make no difference");
        assert_eq!(ordered(Column::Title, true), [3, 1, 0, 2]);
        assert_eq!(ordered(Column::Sources, true), [1, 3, 0, 2]);
        assert_eq!(ordered(Column::Sources, false), [0, 2, 3, 1]);
        assert_eq!(ordered(Column::Confidence, true), [1, 2, 0, 3]);
        assert_eq!(ordered(Column::Status, false), [0, 1, 2, 3]);
        assert!(order(&[], Sort::default()).is_empty());
    }

    #[test]
    fn a_second_click_turns_the_order() {
        let sort = Sort::default().after(Column::Title);
        assert_eq!(sort, Sort { by: Column::Title, falling: false });
        assert_eq!(sort.after(Column::Title), Sort { by: Column::Title, falling: true });
        assert!(sort.after(Column::Sources).falling, "most sources first");
    }
}
