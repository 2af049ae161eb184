//! A few events with other dates among a hundred thousand: each moves from its place to another, and what lies between
//! makes room. What depends on all dates together (what is usual, where nothing is) waits until there is time for it.

use super::fit;
use super::folds::Folds;
use super::lanes::{Lane, Lanes};
use super::marks::{Mark, Marks};
use std::ops::Range;
use std::sync::Arc;

/// A mark that stood at one place among all and stands at another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    pub from: usize,
    pub to: usize,
}

impl Shift {
    /// Where a mark stands that stood here.
    pub fn of(self, at: usize) -> usize {
        match at {
            at if at == self.from => self.to,
            at if self.from < at && at <= self.to => at - 1,
            at if self.to <= at && at < self.from => at + 1,
            at => at,
        }
    }

    /// The places that hold other marks now.
    fn range(self) -> Range<usize> {
        self.from.min(self.to)..self.from.max(self.to) + 1
    }
}

impl Marks {
    /// Puts a mark in the place of what the event was, and it where its date wants it.
    pub fn shift(&mut self, from: usize, mark: Mark) -> Shift {
        let dated = Arc::make_mut(&mut self.dated);
        let was = dated[from];
        let before = |m: &Mark| m.from.total_cmp(&mark.from).then(m.event.cmp(&mark.event)).is_lt();
        let later = dated[from + 1..].partition_point(before);
        let to = if later > 0 { from + later } else { dated[..from].partition_point(before) };
        turn(dated, Shift { from, to });
        dated[to] = mark;
        replace(&mut self.middles, was.middle(), mark.middle());
        replace(&mut self.ends, was.to, mark.to);
        Shift { from, to }
    }

    /// What depends on all dates together.
    pub fn settle(&mut self) {
        self.bulk = fit::bulk(&self.middles);
        self.typical = fit::median_length(&self.dated);
        self.gaps = Folds::between(&self.dated);
    }
}

impl Lanes {
    /// Follows a mark that has moved among `marks`, and stays in its lane.
    pub fn shift(&mut self, shift: Shift, marks: &Marks) {
        turn(&mut self.of, shift);
        for lane in &mut self.all {
            lane.shift(shift, marks);
        }
    }
}

impl Lane {
    fn shift(&mut self, shift: Shift, marks: &Marks) {
        let moved = shift.range();
        let place = |mark: usize| self.marks.partition_point(|m| (*m as usize) < mark);
        let range = place(moved.start)..place(moved.end);
        if range.is_empty() {
            return;
        }
        for mark in &mut self.marks[range.clone()] {
            *mark = shift.of(*mark as usize) as u32;
        }
        self.marks[range.clone()].sort_unstable();
        self.starts.put(range.clone(), |at| marks.dated[self.marks[at] as usize].from);
        self.peaks.renew(&marks.dated, &self.marks, range);
    }
}

/// Moves what stands at one place to another.
fn turn<T>(all: &mut [T], Shift { from, to }: Shift) {
    if from < to {
        all[from..=to].rotate_left(1);
    } else {
        all[to..=from].rotate_right(1);
    }
}

/// Puts a time in the place of another; they stay in rising order.
fn replace(times: &mut Arc<Vec<f64>>, was: f64, now: f64) {
    if was == now {
        return;
    }
    let times = Arc::make_mut(times);
    let before = |time: f64| move |t: &f64| t.total_cmp(&time).is_lt();
    let from = times.partition_point(before(was));
    if from == times.len() {
        return;
    }
    let later = times[from + 1..].partition_point(before(now));
    let to = if later > 0 { from + later } else { times[..from].partition_point(before(now)) };
    turn(times, Shift { from, to });
    times[to] = now;
}

#[cfg(test)]
mod tests {
    use super::super::fixture::many;
    use super::super::lanes::Grouping;
    use super::*;
    use crate::project::Dating;
    use crate::timeline::Timeline;

    fn widths(_: &crate::event::Event) -> (f32, f32) {
        (80.0, 90.0)
    }

    /// The marks and lanes of a timeline in which the event of a row has another date, once moved and once made anew.
    fn moved(row: usize, date: &str, grouping: Grouping) -> [(Marks, Lanes); 2] {
        let was = Arc::new(many(2000));
        let mut now = Timeline::clone(&was);
        Arc::make_mut(&mut now.events[row]).when = Dating::typed(date).expect("a date").when();
        let now = Arc::new(now);
        let anew = Marks::measured(&now, widths);
        let mark = *anew.of_row(row).expect("dated");
        let mut marks = Marks::measured(&was, widths);
        let mut lanes = Lanes::new(&was, &marks, grouping);
        let from = marks.dated.iter().position(|m| m.event == row).expect("dated");
        let shift = marks.shift(from, mark);
        lanes.shift(shift, &marks);
        marks.put(&now, &[]);
        marks.settle();
        let lanes_anew = Lanes::new(&now, &anew, grouping);
        [(marks, lanes), (anew, lanes_anew)]
    }

    #[test]
    fn what_is_moved_is_as_if_all_were_arranged_anew() {
        for grouping in [Grouping::None, Grouping::Kind, Grouping::Status] {
            for (row, date) in [(7, "44 BC"), (0, "2099"), (1999, "1066"), (1000, "3000"), (1000, "May 2011")] {
                let [(marks, lanes), (anew, lanes_anew)] = moved(row, date, grouping);
                assert_eq!(marks.dated, anew.dated, "{row} {date}");
                assert_eq!((&marks.middles, marks.bulk, marks.typical), (&anew.middles, anew.bulk, anew.typical));
                assert_eq!(marks.gaps, anew.gaps);
                assert_eq!(marks.extent(), anew.extent());
                assert_eq!(marks.before(15_000.0), anew.before(15_000.0));
                assert_eq!(lanes.of, lanes_anew.of);
                for (lane, anew) in lanes.all.iter().zip(&lanes_anew.all) {
                    assert_eq!((&lane.name, &lane.marks, &lane.starts), (&anew.name, &anew.marks, &anew.starts));
                    assert_eq!(lane.peaks, anew.peaks, "{row} {date} {}", lane.name);
                }
            }
        }
    }

    #[test]
    fn places_between_make_room() {
        let on = Shift { from: 2, to: 5 };
        assert_eq!([1, 2, 3, 5, 6].map(|at| on.of(at)), [1, 5, 2, 4, 6]);
        let back = Shift { from: 5, to: 2 };
        assert_eq!([1, 2, 3, 5, 6].map(|at| back.of(at)), [1, 3, 4, 2, 6]);
        let stays = Shift { from: 3, to: 3 };
        assert_eq!([2, 3, 4].map(|at| stays.of(at)), [2, 3, 4]);
    }
}
