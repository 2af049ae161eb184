//! The events that are selected together: with Ctrl or Shift and a click, or with a rubber band.

use super::frame::{Frame, Seen};
use super::marks::Marks;
use super::moved::Shift;
use super::turn::Turn;
use super::{Canvas, CanvasAction};
use egui::{Color32, Modifiers, Painter, PointerButton, Pos2, Rect, Response, Stroke, StrokeKind, Ui};
use std::collections::BTreeSet;

/// Indices into the marks; with the one that the other panels show.
#[derive(Default)]
pub struct Picks {
    pub marks: BTreeSet<usize>,
    /// The event that the other panels showed last.
    shown: Option<String>,
    /// Where a rubber band began, and what was selected before it.
    rubber: Option<(Pos2, BTreeSet<usize>)>,
    rect: Option<Rect>,
    /// Did the user pick here since the window last asked?
    touched: bool,
}

impl Picks {
    /// Follows what other panels selected: an event that was not picked is selected alone.
    pub fn follow(&mut self, selected: Option<&str>, marks: &Marks) {
        if self.shown.as_deref() == selected {
            return;
        }
        self.shown = selected.map(str::to_owned);
        let mark = selected.and_then(|id| marks.find(id));
        if mark.is_none_or(|mark| !self.marks.contains(&mark)) {
            self.marks = mark.into_iter().collect();
        }
    }

    /// Finds the picked events again among other marks.
    pub fn adopt(&mut self, old: impl Fn(usize) -> Option<String>, new: &Marks) {
        self.marks = self.marks.iter().filter_map(|m| new.find(&old(*m)?)).collect();
        self.rubber = None;
    }

    /// Follows marks that have moved among all.
    pub fn shift(&mut self, shifts: &[Shift]) {
        let moved = |mark: &usize| shifts.iter().fold(*mark, |mark, shift| shift.of(mark));
        self.marks = self.marks.iter().map(moved).collect();
        self.rubber = None;
    }

    /// The rubber band, while it is drawn out.
    pub fn rect(&self) -> Option<Rect> {
        self.rect
    }

    pub fn is_rubber(&self) -> bool {
        self.rubber.is_some()
    }
}

impl Canvas {
    /// Picks what was selected elsewhere; `shown` is the one of them that other panels show.
    pub fn pick_these<'a>(&mut self, ids: impl IntoIterator<Item = &'a String>, shown: Option<&str>) {
        self.picks.marks = ids.into_iter().filter_map(|id| self.marks.find(id)).collect();
        self.picks.shown = shown.map(str::to_owned);
    }

    /// The ids of what the user picked here since this was last asked.
    pub fn take_picked(&mut self) -> Option<Vec<String>> {
        std::mem::take(&mut self.picks.touched).then(|| self.selection())
    }

    /// A click on a mark: alone, one more or less, or all from the shown one to it in order of time.
    pub(super) fn pick(&mut self, mark: usize, modifiers: Modifiers, turn: &mut Turn) {
        let mut shown = Some(mark);
        if modifiers.command {
            if !self.picks.marks.insert(mark) {
                self.picks.marks.remove(&mark);
                let others = || self.picks.marks.iter().next_back().copied();
                shown = turn.selected.filter(|shown| *shown != mark).or_else(others);
            }
        } else if let Some(from) = turn.selected.filter(|_| modifiers.shift) {
            let range = from.min(mark)..=from.max(mark);
            let lane = |m: usize| self.lanes.of.get(m).copied();
            // Within a lane only those of the lane: what lies between on the screen.
            let same = lane(from) == lane(mark);
            self.picks.marks.extend(range.filter(|m| !same || lane(*m) == lane(mark)));
        } else {
            self.picks.marks = BTreeSet::from([mark]);
        }
        self.show_pick(shown, turn);
    }

    /// Lets the other panels show a picked mark.
    fn show_pick(&mut self, mark: Option<usize>, turn: &mut Turn) {
        self.picks.touched = true;
        let event = mark.and_then(|m| Some(&self.timeline()?.events[self.marks.dated.get(m)?.event]));
        match event.map(|e| e.id.clone()) {
            Some(id) => {
                self.picks.shown = Some(id.clone());
                turn.action = Some(CanvasAction::Select(id));
            }
            None => {
                self.picks.marks.clear();
                turn.action = Some(CanvasAction::Clear);
            }
        }
    }

    /// Begins, draws out and ends a rubber band.
    pub(super) fn rubber(&mut self, ui: &Ui, canvas: &Response, seen: &[Seen], turn: &mut Turn) -> Option<()> {
        let (shift, pointer) = ui.input(|i| (i.modifiers.shift, i.pointer.latest_pos()));
        if canvas.drag_started_by(PointerButton::Primary) && shift {
            let start = ui.input(|i| i.pointer.press_origin())?;
            self.picks.rubber = Some((start, self.picks.marks.clone()));
        }
        let (start, before) = self.picks.rubber.as_ref()?;
        let rect = Rect::from_two_pos(*start, pointer?);
        let within = seen.iter().filter(|s| {
            let glyph = Rect::from_x_y_ranges(s.left..=s.right, s.y - 1.0..=s.y + 1.0);
            rect.intersects(glyph)
        });
        let mut marks = before.clone();
        marks.extend(within.map(|s| s.mark));
        self.picks.marks = marks;
        if canvas.dragged_by(PointerButton::Primary) {
            self.picks.rect = Some(rect);
            return Some(());
        }
        (self.picks.rubber, self.picks.rect) = (None, None);
        let shown = turn.selected.filter(|m| self.picks.marks.contains(m));
        let first = self.picks.marks.iter().next().copied();
        if shown.or(first).is_some() {
            self.show_pick(shown.or(first), turn);
        }
        None
    }
}

/// The rubber band itself.
pub fn paint(frame: &Frame, rect: Rect, painter: &Painter) {
    let accent = frame.theme.accent;
    let fill: Color32 = accent.gamma_multiply(0.08);
    painter.rect(rect, 2, fill, Stroke::new(1.0, accent), StrokeKind::Inside);
}
