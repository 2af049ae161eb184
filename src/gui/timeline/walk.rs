//! Walking from event to event with the keyboard, and views around what is selected.

use super::axis::{Limits, View};
use super::gesture::Within;
use super::turn::Turn;
use super::{Canvas, fit, paint};

/// Days beside the selection: a day, a week, a month, a year.
const AROUND: [f64; 4] = [1.0, 7.0, 30.0, 365.0];
/// Points that the selection may be off the middle and still be in it.
const OFF: f64 = 2.0;
/// Room beside a selection that fills the view, in parts of its length, and at least in days.
const MARGIN: f64 = 0.2;
const LEAST: f64 = 3.0;

impl Canvas {
    /// Selects the next or previous event in order of time, in the lane of the selected one or in any.
    pub(super) fn step(&mut self, by: i32, within: Within, turn: &mut Turn) {
        let last = self.marks.dated.len().saturating_sub(1);
        let next = match turn.selected {
            None if by > 0 => Some(0),
            None => Some(last),
            Some(at) if within == Within::All => Some(at.saturating_add_signed(by as isize).min(last)),
            Some(at) => self.neighbour_in_lane(at, by),
        };
        if let Some(next) = next {
            self.walk_to(next, turn);
        }
    }

    fn neighbour_in_lane(&self, mark: usize, by: i32) -> Option<usize> {
        let lane = self.lanes.all.get(usize::from(*self.lanes.of.get(mark)?))?;
        let at = lane.marks.binary_search(&(mark as u32)).ok()?.checked_add_signed(by as isize)?;
        lane.marks.get(at).map(|m| *m as usize)
    }

    /// Selects the event of the lane below or above that is nearest in time.
    pub(super) fn change_lane(&mut self, by: i32, turn: &mut Turn) {
        let Some(mark) = turn.selected else { return };
        let lane = self.lanes.of.get(mark).map(|lane| usize::from(*lane));
        let lane = lane.and_then(|lane| self.lanes.all.get(lane.checked_add_signed(by as isize)?));
        let time = self.marks.dated[mark].from;
        let Some(lane) = lane else { return };
        let at = lane.starts.before(time);
        let near = [at.checked_sub(1), Some(at)].into_iter().flatten().filter(|at| *at < lane.starts.len());
        let nearest = near.min_by(|a, b| (lane.starts[*a] - time).abs().total_cmp(&(lane.starts[*b] - time).abs()));
        if let Some(at) = nearest {
            self.walk_to(lane.marks[at] as usize, turn);
        }
    }

    fn walk_to(&mut self, mark: usize, turn: &mut Turn) {
        if let (Some(mark), Some(timeline)) = (self.marks.dated.get(mark), self.timeline()) {
            let event = &timeline.events[mark.event];
            turn.select(event);
            turn.reveal = Some(event.id.clone());
        }
    }

    /// The time that everything selected takes.
    pub(super) fn selected_time(&self, turn: &Turn) -> Option<Limits> {
        let marks = || self.picks.marks.iter().copied().chain(turn.selected).filter_map(|m| self.marks.dated.get(m));
        let from = marks().map(|m| m.from).reduce(f64::min)?;
        Some(Limits { from, to: marks().map(|m| m.to).reduce(f64::max)? })
    }

    /// The selection in the middle; where it is there already, as large as can be.
    pub(super) fn view_of_selection(&self, view: View, width: f64, turn: &Turn) -> Option<View> {
        let Limits { from, to } = self.selected_time(turn)?;
        let middle = from.midpoint(to);
        if (view.x(middle) - width / 2.0).abs() > OFF {
            return Some(view.with_at(middle, width / 2.0));
        }
        if let (1, Some(mark)) = (self.picks.marks.len(), turn.selected) {
            return Some(fit::one(view.folds, &self.marks.dated[mark], width));
        }
        let margin = (MARGIN * (to - from)).max(LEAST);
        Some(View::showing(view.folds, from - margin, to + margin, width, 0.0, 0.0))
    }

    /// The selection with a little before and after it; each time a wider one.
    pub(super) fn view_around(&mut self, width: f64, turn: &Turn) -> Option<View> {
        let mark = self.marks.dated.get(turn.selected?)?;
        let beside = match self.around {
            Some((of, at)) if Some(of) == turn.selected => (at + 1) % AROUND.len(),
            _ => 0,
        };
        self.around = turn.selected.map(|mark| (mark, beside));
        let middle = paint::anchor(mark);
        let half = ((mark.to - mark.from) / 2.0).min(AROUND[beside]) + AROUND[beside];
        Some(View::showing(self.marks.folds, middle - half, middle + half, width, 0.0, 0.0))
    }
}
