//! Moves of the view: wheel, drag, keys and the window's wishes, each within the limits.

use super::area::Areas;
use super::axis::{Limits, View};
use super::draw::Asked;
use super::edges::Ask;
use super::gesture::{Move, zoom_of_scroll};
use super::layout::ROW;
use super::overview::Aim;
use super::ruler::unit_for;
use super::turn::Turn;
use super::{Canvas, CanvasAction, Wish, fit, paint};
use egui::{PointerButton, Response, Ui};

/// Where a revealed event is put, and how near to the edges it may stay, in parts of the width.
const REVEALED_AT: f64 = 0.35;
const EDGE: f64 = 0.04;

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
            if over_lanes && self.most_scroll > 0.0 {
                self.scroll -= wheel.scroll;
            } else {
                self.put(view.zoomed(f64::from(zoom_of_scroll(wheel.scroll)), x), x, limits, width);
            }
        }
    }

    pub(super) fn drag(&mut self, canvas: &Response, ruler: &Response, limits: Limits, width: f64) {
        let pulled = |r: &Response| r.dragged_by(PointerButton::Primary) || r.dragged_by(PointerButton::Middle);
        for response in [canvas, ruler] {
            let delta = response.drag_delta();
            let Some(view) = self.camera.view().filter(|_| pulled(response) && delta != egui::Vec2::ZERO) else {
                continue;
            };
            self.put(view.panned(-f64::from(delta.x)), width / 2.0, limits, width);
            if response.id == canvas.id {
                self.scroll -= delta.y;
            }
        }
    }

    /// Shows a view at once, as the user's own choice.
    fn put(&mut self, view: View, x: f64, limits: Limits, width: f64) {
        self.camera.touched = true;
        self.camera.jump(view.clamped(limits, width, x));
    }

    /// Glides to a view.
    fn go(&mut self, view: View, x: f64, limits: Limits, width: f64) {
        self.camera.touched = true;
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
                let robust = fit::robust(&self.marks, width);
                let all = fit::all(&self.marks, width);
                if let Some(next) = if robust == Some(view) { all } else { robust } {
                    self.go(next, width / 2.0, limits, width);
                }
                // From here on new data are shown whole again.
                self.camera.touched = false;
            }
            Move::Step(by) => self.step(by, turn),
            Move::Leave => turn.action = Some(CanvasAction::Clear),
        }
    }

    /// Selects the next or previous event in time order.
    fn step(&mut self, by: i32, turn: &mut Turn) {
        let last = self.marks.dated.len().saturating_sub(1);
        let next = match turn.selected {
            Some(at) => at.saturating_add_signed(by as isize).min(last),
            None if by > 0 => 0,
            None => last,
        };
        if let (Some(mark), Some(timeline)) = (self.marks.dated.get(next), &self.timeline) {
            let event = &timeline.events[mark.event];
            turn.select(event);
            turn.reveal = Some(event.id.clone());
        }
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
            let origin = anchor - REVEALED_AT * width * view.days_per_point;
            self.go(View { origin, ..view }, width / 2.0, limits, width);
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
        let Some(timeline) = &self.timeline else { return };
        turn.undated = self.marks.undated.iter().position(|at| timeline.events[*at].id == id);
        self.shelf_folded &= turn.undated.is_none();
    }

    /// Does what was asked for while the frame was drawn.
    pub(super) fn answer(&mut self, asked: Asked, limits: Limits, width: f64, turn: &mut Turn) {
        let Some(view) = self.camera.target() else { return };
        let middle = width / 2.0;
        match asked.edge {
            Some(Ask::Show(shown)) => self.go(shown, middle, limits, width),
            Some(Ask::Go(time)) => {
                self.go(View { origin: time - middle * view.days_per_point, ..view }, middle, limits, width);
            }
            Some(Ask::Scroll(to)) => self.scroll = to,
            Some(Ask::Select(mark)) => asked_for(self, mark, turn),
            None => {}
        }
        match asked.aim {
            Some(Aim::Center { time, glide }) => {
                let centered = View { origin: time - middle * view.days_per_point, ..view };
                if glide { self.go(centered, middle, limits, width) } else { self.put(centered, middle, limits, width) }
            }
            Some(Aim::All) => self.act(Move::FitAll, None, limits, width, turn),
            None => {}
        }
        if let Some(mark) = asked.fit {
            self.go(fit::one(&self.marks.dated[mark], width), middle, limits, width);
        }
        if let Some(time) = asked.unit_at
            && let Some(unit) = unit_for(view.days_per_point).larger()
            && let Some(from) = unit.floor(time)
            && let Some(to) = unit.next(from)
        {
            self.go(View::showing(from, to, width, 0.0, 0.0), middle, limits, width);
        }
        if let Some(mark) = asked.select {
            asked_for(self, mark, turn);
        } else if asked.clear {
            turn.action = Some(CanvasAction::Clear);
        }
    }

    /// Scrolls the rows no further than they go, and to a wanted one.
    pub(super) fn settle_scroll(&mut self, rows_height: f32, rows: usize) {
        self.most_scroll = (rows as f32 * ROW - rows_height).max(0.0);
        let wanted = self.wanted_row.take().and_then(|mark| self.layout.as_ref()?.2.row_of(mark));
        if let Some(row) = wanted {
            let top = row as f32 * ROW;
            self.scroll = self.scroll.clamp((top + ROW - rows_height).max(0.0), top);
        }
        self.scroll = self.scroll.clamp(0.0, self.most_scroll);
    }
}

fn asked_for(canvas: &Canvas, mark: usize, turn: &mut Turn) {
    if let Some(timeline) = &canvas.timeline {
        turn.select(&timeline.events[canvas.marks.dated[mark].event]);
    }
}
