//! A few events edited among a hundred thousand: what is drawn is changed where they stand, and nothing else is measured.

use super::build::{Shown, Whole};
use super::lanes::names;
use super::marks::{Mark, Marks, measured};
use super::moved::Shift;
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

/// What has become of what is drawn.
#[derive(Debug, Default)]
pub struct Edited {
    /// Has a label another width?
    pub widths: bool,
    /// Has an event another place in time?
    pub moved: bool,
    /// How marks have moved among those that are drawn, one after the other.
    pub shifts: Vec<Shift>,
}

/// Changes what is drawn, where the events of these rows stay in their lanes, and those with a date have one; else nothing.
pub fn in_place(
    shown: Shown<'_>,
    now: &Arc<Timeline>,
    rows: &[usize],
    widths: impl Fn(&Event) -> (f32, f32),
) -> Option<Edited> {
    let Shown { order, marks, lanes, whole } = shown;
    let mut put: Vec<Mark> = Vec::with_capacity(rows.len());
    let mut edited = Edited::default();
    for row in rows {
        if !same_lane(&order.timeline.events[*row], &now.events[*row], whole) {
            return None;
        }
        match (whole.marks.of_row(*row), measured(*row, now, whole.marks.times(), &widths)) {
            (None, None) => {}
            (Some(was), Some(mark)) => {
                edited.widths |= (was.label_width, was.card_width) != (mark.label_width, mark.card_width);
                edited.moved |= !stays(was, &mark);
                put.push(mark);
            }
            _ => return None,
        }
    }
    if Arc::ptr_eq(&marks.dated, &whole.marks.dated) {
        let folds = marks.folds;
        // Ten megabytes that only one of them holds need not be copied.
        *marks = Marks::default();
        edited.shifts = whole.marks.put(now, &put);
        *marks = whole.marks.clone();
        marks.folds = folds;
    } else {
        whole.marks.put(now, &put);
        edited.shifts = marks.put(now, &put);
    }
    for shift in &edited.shifts {
        lanes.shift(*shift, marks);
    }
    whole.is_unsettled |= edited.moved;
    if rows.is_empty() && std::mem::take(&mut whole.is_unsettled) {
        whole.marks.settle();
        marks.settle();
    }
    order.timeline = now.clone();
    Some(edited)
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
    Some(Whole { marks: whole.marks.with(now, rows, widths)?, ..Whole::default() })
}

fn same_lane(was: &Event, now: &Event, whole: &Whole) -> bool {
    names(was, whole.keys.grouping).eq(names(now, whole.keys.grouping))
}

fn stays(was: &Mark, now: &Mark) -> bool {
    let place = |m: &Mark| (m.from, m.to, m.open, m.salience, m.said);
    place(was) == place(now)
}

#[cfg(test)]
mod tests {
    use super::super::build::Order;
    use super::super::fixture::many;
    use super::super::lanes::{Grouping, Lanes};
    use super::*;
    use crate::event::Review;
    use crate::project::Dating;

    fn widths(event: &Event) -> (f32, f32) {
        (event.title.len() as f32, 90.0)
    }

    fn with(was: &Arc<Timeline>, row: usize, edit: impl FnOnce(&mut Event)) -> Arc<Timeline> {
        let mut now = Timeline::clone(was);
        edit(Arc::make_mut(&mut now.events[row]));
        Arc::new(now)
    }

    /// What comes of drawing `now` in the place of `was`.
    fn put(was: &Arc<Timeline>, now: &Arc<Timeline>) -> Option<(Edited, Whole, Marks)> {
        let mut order = Order { timeline: was.clone(), matching: None, grouping: Grouping::None };
        let mut whole = Whole { marks: Marks::measured(was, widths), ..Whole::default() };
        let mut marks = whole.marks.clone();
        let mut lanes = Lanes::of(&whole.keys, &marks);
        let rows = rows(was, now)?;
        let shown = Shown { order: &mut order, marks: &mut marks, lanes: &mut lanes, whole: &mut whole };
        let edited = in_place(shown, now, &rows, widths)?;
        assert!(Arc::ptr_eq(&order.timeline, now));
        let anew = Lanes::of(&whole.keys, &marks);
        assert_eq!((&lanes.of, &lanes.all[0].starts), (&anew.of, &anew.all[0].starts));
        Some((edited, whole, marks))
    }

    #[test]
    fn what_was_edited_in_its_place_is_as_if_all_were_measured() {
        let was = Arc::new(many(50));
        let titled = with(&was, 7, |event| event.title = "another title".to_owned());
        let (edited, whole, marks) = put(&was, &titled).expect("it stays");
        let anew = Marks::measured(&titled, widths);
        assert!(edited.widths && !edited.moved && marks.dated == anew.dated && whole.marks.dated == anew.dated);
        assert!(Arc::ptr_eq(&marks.dated, &whole.marks.dated), "still shared");
        assert_eq!(marks.find(&titled.events[7].id), anew.find(&titled.events[7].id));
        let rejected = with(&was, 7, |event| event.review = Review::Confirmed);
        assert!(put(&was, &rejected).is_some_and(|(edited, ..)| !edited.widths), "nothing of it is written");
    }

    #[test]
    fn what_moves_is_drawn_where_it_is_and_nothing_else_is_measured() {
        let was = Arc::new(many(50));
        let moved = with(&was, 7, |event| event.when = Dating::typed("44 BC").expect("a date").when());
        let (edited, at_once, marks) = put(&was, &moved).expect("it has a date");
        assert!(edited.moved && at_once.is_unsettled);
        assert_eq!((marks.dated[0].event, edited.shifts.last().map(|s| s.to)), (7, Some(0)));
        assert_eq!(marks.dated, Marks::measured(&moved, widths).dated);
        let undated = with(&was, 7, |event| event.when = None);
        assert!(put(&was, &undated).is_none(), "it leaves the axis");
        let known = Whole { marks: Marks::measured(&was, widths), ..Whole::default() };
        let only = |event: &Event| if event.id == was.events[7].id { widths(event) } else { panic!("measured") };
        let whole = whole(known, &moved, &[7], only).expect("known");
        assert_eq!(whole.marks.dated, Marks::measured(&moved, widths).dated);
        assert_eq!(whole.marks.dated[0].event, 7);
    }

    #[test]
    fn timelines_of_other_events_are_not_compared_one_by_one() {
        let was = Arc::new(many(300));
        assert_eq!(rows(&was, &Arc::new(Timeline::clone(&was))), Some(Vec::new()));
        let mut shorter = Timeline::clone(&was);
        shorter.events.pop();
        assert_eq!(rows(&was, &Arc::new(shorter)), None);
        let mut turned = Timeline::clone(&was);
        turned.events.swap(3, 4);
        assert_eq!(rows(&was, &Arc::new(turned)), None);
        let all = was.events.iter().map(|event| Arc::new(Event { hidden: true, ..Event::clone(event) })).collect();
        assert_eq!(rows(&was, &Arc::new(Timeline { events: all, ..Timeline::clone(&was) })), None);
    }
}
