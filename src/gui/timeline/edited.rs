//! A few events edited among a hundred thousand: what is drawn is changed where they stand, and nothing else is measured.

use super::build::{Shown, Whole};
use super::lanes::names;
use super::marks::{Mark, measured};
use crate::event::Event;
use crate::timeline::Timeline;
use std::sync::Arc;

/// Of more events that were edited at once, all may as well be measured.
const MOST: usize = 100;

/// The rows (rising) in which two timelines differ; `None` where they are not the same events in the same order, or too
/// many of them differ.
pub fn rows(was: &Arc<Timeline>, now: &Arc<Timeline>) -> Option<Vec<usize>> {
    if Arc::ptr_eq(was, now) {
        return Some(Vec::new());
    }
    if was.events.len() != now.events.len() {
        return None;
    }
    let mut rows = Vec::new();
    for (row, (was, now)) in was.events.iter().zip(&now.events).enumerate() {
        if Arc::ptr_eq(was, now) || was == now {
            continue;
        }
        if was.id != now.id || rows.len() == MOST {
            return None;
        }
        rows.push(row);
    }
    Some(rows)
}

/// Changes what is drawn, where the events of these rows stay where they are, in time and in their lanes; else nothing.
/// Tells whether a label has another width.
pub fn in_place(
    shown: Shown<'_>,
    now: &Arc<Timeline>,
    rows: &[usize],
    widths: impl Fn(&Event) -> (f32, f32),
) -> Option<bool> {
    let Shown { order, marks, whole } = shown;
    let mut edited: Vec<Mark> = Vec::with_capacity(rows.len());
    let mut wider = false;
    for row in rows {
        if !same_lane(&order.timeline.events[*row], &now.events[*row], whole) {
            return None;
        }
        match (whole.marks.of_row(*row), measured(*row, now, whole.marks.reckoning, &widths)) {
            (None, None) => {}
            (Some(was), Some(mark)) if stays(was, &mark) => {
                wider |= (was.label_width, was.card_width) != (mark.label_width, mark.card_width);
                edited.push(mark);
            }
            _ => return None,
        }
    }
    if Arc::ptr_eq(&marks.dated, &whole.marks.dated) {
        // Ten megabytes that only one of them holds need not be copied.
        marks.dated = Arc::default();
        whole.marks.put(now, &edited);
        marks.dated = whole.marks.dated.clone();
        marks.put(now, &[]);
    } else {
        whole.marks.put(now, &edited);
        marks.put(now, &edited);
    }
    order.timeline = now.clone();
    Some(wider)
}

/// What was made of all events, with other events in some rows; `None` where all are to be measured.
pub fn whole(
    mut whole: Whole,
    now: &Arc<Timeline>,
    rows: &[usize],
    widths: impl Fn(&Event) -> (f32, f32),
) -> Option<Whole> {
    if rows.is_empty() {
        whole.marks.put(now, &[]);
        return Some(whole);
    }
    // Which lane an event stands in may hang on how many others share a name with it.
    Some(Whole { marks: whole.marks.with(now, rows, widths)?, keys: Arc::default() })
}

fn same_lane(was: &Event, now: &Event, whole: &Whole) -> bool {
    names(was, whole.keys.grouping).eq(names(now, whole.keys.grouping))
}

fn stays(was: &Mark, now: &Mark) -> bool {
    let place = |m: &Mark| (m.from, m.to, m.open, m.salience, m.said);
    place(was) == place(now)
}
