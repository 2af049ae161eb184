//! Moves of the view: wheel, drag, keys and the window's wishes, each within the limits.

use super::area::Areas;
use super::axis::{Limits, View};
use super::draw::Asked;
use super::edges::Ask;
use super::gesture::{Move, zoom_of_scroll};
use super::layout::HEADER;
use super::overview::Aim;
use super::ruler::unit_for;
use super::shelf_axis::Line;
use super::turn::Turn;
use super::{Canvas, CanvasAction, Wish, fit, paint};
use egui::{PointerButton, Response, Ui};

/// Where a revealed event is put, and how near to the edges it may stay, in parts of the width.
const REVEALED_AT: f64 = 0.35;
const EDGE: f64 = 0.04;
/// A date that is gone to is shown as it is from so many points to so much of the width; else with so many lengths
/// of itself on both sides.
const TOO_NARROW: f64 = 4.0;
const TOO_WIDE: f64 = 0.8;
const BESIDE_DATE: f64 = 3.0;

impl Canvas {
    pub(super) fn wheel(&mut self, ui: &Ui, areas: &Areas, pointer_x: Option<f64>, limits: Limits, width: f64) {
        let wheel = ui.input(|i| self.axis_lock.wheel(i));
        let (Some(x), Some(view)) = (pointer_x, self.camera.view()) else { return };
        let over_lanes = ui.input(|i| i.pointer.hover_pos()).is_some_and(|pos| areas.lanes.contains(pos));
        if let Some(zoom) = wheel.zoom {
            self.put(view.zoomed(f64::from(zoom), x), x, limits, width);
        } else if wheel.pan != 0.0 {
            self.put(view.panned(-f64::from(wheel.pan)), x, limits, width);
        } else if wheel.scroll != 0.0 {
            if over_lanes && self.most_scroll > 0.0 && self.lanes.is_grouped() {
                self.scroll -= wheel.scroll;
            } else {
                self.put(view.zoomed(f64::from(zoom_of_scroll(wheel.scroll)), x), x, limits, width);
            }
        }
    }

    pub(super) fn drag(&mut self, canvas: &Response, limits: Limits, width: f64) {
        let pulled = canvas.dragged_by(PointerButton::Primary) || canvas.dragged_by(PointerButton::Middle);
        let delta = canvas.drag_delta();
        let Some(view) = self.camera.view() else { return };
        let framing = self.picks.is_rubber() || (canvas.drag_started() && canvas.ctx.input(|i| i.modifiers.shift));
        if pulled && delta != egui::Vec2::ZERO && !framing {
            self.put(view.panned(-f64::from(delta.x)), width / 2.0, limits, width);
            self.scroll -= delta.y;
        }
    }

    /// Shows a view at once, as the user's own choice.
    fn put(&mut self, view: View, x: f64, limits: Limits, width: f64) {
        self.camera.touched = true;
        let view = View { folds: self.marks.folds, ..view };
        self.camera.jump(view.clamped(limits, width, x));
    }

    /// Shows `from..to` at once; an end that was pulled over the other stays beside it.
    fn stretch(&mut self, view: View, from: f64, to: f64, limits: Limits, width: f64) {
        if from < to {
            self.put(View::showing(view.folds, from, to, width, 0.0, 0.0), width / 2.0, limits, width);
        }
    }

    /// Glides to a view.
    pub(super) fn go(&mut self, view: View, x: f64, limits: Limits, width: f64) {
        self.camera.touched = true;
        let view = View { folds: self.marks.folds, ..view };
        self.camera.glide(view.clamped(limits, width, x));
    }

    pub(super) fn act(&mut self, action: Move, pointer_x: Option<f64>, limits: Limits, width: f64, turn: &mut Turn) {
        let Some(view) = self.camera.target() else { return };
        match action {
            Move::Zoom(factor) => {
                let selected = turn.selected.map(|at| view.x(paint::anchor(&self.marks.dated[at])));
                let x = pointer_x.or(selected.filter(|x| (0.0..=width).contains(x))).unwrap_or(width / 2.0);
                self.go(view.zoomed(factor, x), x, limits, width);
            }
            Move::Pan(part) => self.go(view.panned(part * width), width / 2.0, limits, width),
            Move::FitAll => {
                let marks = self.fitted();
                let (robust, all) = (fit::robust(&marks, width), fit::all(&marks, width));
                if let Some(next) = if robust == Some(view) { all } else { robust } {
                    self.go(next, width / 2.0, limits, width);
                }
                // From here on new data are shown whole again.
                self.camera.touched = false;
            }
            Move::Step(by, within) => self.step(by, within, turn),
            Move::Lane(by) => self.change_lane(by, turn),
            Move::FitSelection if turn.selected.is_none() => self.act(Move::FitAll, pointer_x, limits, width, turn),
            Move::FitSelection => {
                if let Some(next) = self.view_of_selection(view, width, turn) {
                    self.go(next, width / 2.0, limits, width);
                }
            }
            Move::Around => {
                if let Some(next) = self.view_around(width, turn) {
                    self.go(next, width / 2.0, limits, width);
                }
            }
            Move::Back | Move::Forward => {
                if let Some(next) = self.history.step(action == Move::Back, turn.now) {
                    self.go(next, width / 2.0, limits, width);
                }
            }
            Move::ShowBrush => {
                if let Some(Limits { from, to }) = self.brush.range.take() {
                    self.go(View::showing(view.folds, from, to, width, 0.0, 0.0), width / 2.0, limits, width);
                }
            }
            Move::OnlyBrush => {
                if let Some((from, to)) = self.brushed() {
                    turn.action = Some(CanvasAction::Only(from, to));
                    self.brush.range = None;
                }
            }
            Move::ClearBrush => self.brush.range = None,
        }
    }

    /// Goes to a date and marks it; the zoom stays where the date fits in well.
    pub(super) fn go_to(&mut self, date: Limits, limits: Limits, width: f64) {
        let Some(view) = self.camera.target() else { return };
        let length = view.x(date.to) - view.x(date.from);
        let middle = date.from.midpoint(date.to);
        let next = if (TOO_NARROW..TOO_WIDE * width).contains(&length) {
            view.with_at(middle, width / 2.0)
        } else {
            let margin = BESIDE_DATE * (date.to - date.from);
            View::showing(view.folds, date.from - margin, date.to + margin, width, 0.0, 0.0)
        };
        self.brush.range = Some(date);
        self.go(next, width / 2.0, limits, width);
    }

    /// Pans so that a revealed event is in view; the zoom stays.
    pub(super) fn pan_to_revealed(&mut self, limits: Limits, width: f64, turn: &mut Turn) {
        let Some(id) = turn.reveal.take() else { return };
        let Some(at) = self.marks.find(&id) else {
            self.reveal_on_shelf(&id, turn);
            return;
        };
        self.wanted_row = Some(at);
        let Some(view) = self.camera.target() else { return };
        let anchor = paint::anchor(&self.marks.dated[at]);
        let x = view.x(anchor);
        if x < EDGE * width || x > (1.0 - EDGE) * width {
            self.go(view.with_at(anchor, REVEALED_AT * width), width / 2.0, limits, width);
        }
    }

    /// Where nothing has a place in time, the shelf alone can answer.
    pub(super) fn reveal_undated(&mut self, turn: &mut Turn) {
        for wish in std::mem::take(&mut self.wishes) {
            if let Wish::Reveal(id) = wish {
                self.reveal_on_shelf(&id, turn);
            }
        }
    }

    fn reveal_on_shelf(&mut self, id: &str, turn: &mut Turn) {
        let Some(timeline) = self.timeline() else { return };
        let is_it = |line: &Line| line.event().is_some_and(|at| timeline.events[at].id == id);
        turn.undated = self.marks.shelf.iter().position(is_it);
        if turn.undated.is_some() {
            self.shelf_folded = Some(false);
        }
    }

    /// Does what was asked for while the frame was drawn.
    pub(super) fn answer(&mut self, asked: Asked, limits: Limits, width: f64, turn: &mut Turn) {
        let Some(view) = self.camera.target() else { return };
        let middle = width / 2.0;
        match asked.edge {
            Some(Ask::Show(shown)) => self.go(shown, middle, limits, width),
            Some(Ask::Go(time)) => {
                self.go(view.with_at(time, middle), middle, limits, width);
            }
            Some(Ask::Scroll(to)) => self.scroll = to,
            Some(Ask::Select(mark)) => self.pick(mark, egui::Modifiers::NONE, turn),
            None => {}
        }
        match asked.aim {
            Some(Aim::Center { time, glide }) => {
                let centered = view.with_at(time, middle);
                if glide { self.go(centered, middle, limits, width) } else { self.put(centered, middle, limits, width) }
            }
            Some(Aim::Start(time)) => self.stretch(view, time, view.time(width), limits, width),
            Some(Aim::End(time)) => self.stretch(view, view.origin, time, limits, width),
            Some(Aim::All) => self.act(Move::FitAll, None, limits, width, turn),
            None => {}
        }
        if let Some(mark) = asked.fit {
            self.go(fit::one(view.folds, &self.marks.dated[mark], width), middle, limits, width);
        }
        if let Some(time) = asked.unit_at
            && let Some(unit) = unit_for(view.days_per_point).larger()
            && let Some(from) = unit.floor(time)
            && let Some(to) = unit.next(from)
        {
            self.go(View::showing(view.folds, from, to, width, 0.0, 0.0), middle, limits, width);
        }
        if let Some((mark, modifiers)) = asked.select {
            self.pick(mark, modifiers, turn);
        } else if asked.clear {
            turn.action = Some(CanvasAction::Clear);
        }
        if asked.unfold {
            self.fold_gaps(false);
        }
        if let Some(band) = asked.fold {
            self.fold_lane(band);
        }
    }

    /// Folds a lane, or opens it again.
    fn fold_lane(&mut self, band: usize) {
        if let Some(lane) = self.lanes.all.get(band) {
            if !self.collapsed.remove(&lane.name) {
                self.collapsed.insert(lane.name.clone());
            }
            self.layout = None;
        }
    }

    /// Scrolls the rows no further than they go, and to a wanted one.
    pub(super) fn settle_scroll(&mut self, rows_height: f32) {
        let Some((_, layout)) = &self.layout else { return };
        self.most_scroll = (layout.height - rows_height).max(0.0);
        let wanted = self.wanted_row.take().and_then(|mark| layout.place_of(mark));
        if let Some(top) = wanted.map(|placed| layout.top_of(&placed)) {
            // The name of its lane is to be seen as well.
            let above = if self.lanes.is_grouped() { HEADER } else { 0.0 };
            let highest = (top - above).max(0.0);
            let lowest = (top + layout.row - rows_height).max(0.0);
            self.scroll = self.scroll.clamp(lowest.min(highest), highest);
        }
        self.scroll = self.scroll.clamp(0.0, self.most_scroll);
    }
}
