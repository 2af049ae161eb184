//! Everything that drawing one frame needs to know, and which marks it shows where.

use super::area::Areas;
use super::axis::View;
use super::lanes::{Lane, Lanes};
use super::layout::{Band, Layout};
use super::marks::{Mark, Marks};
use crate::event::Event;
use crate::gui::theme::{Theme, size};
use crate::timeline::Timeline;
use egui::{FontId, Rect, pos2};
use std::collections::BTreeSet;

/// Above the first row.
pub const TOP: f32 = 10.0;
/// A label that slides stays this far from the left edge.
const STICKY: f64 = 8.0;
/// Less than so much of a label is pushed out of view.
const LEAST_LABEL: f64 = 64.0;
/// Half of a bar's height.
pub const HALF_BAR: f32 = 7.0;
/// Coordinates beyond the screen that lose nothing as `f32`.
const FAR: f64 = 20_000.0;

pub struct Frame<'a> {
    pub theme: &'static Theme,
    pub areas: Areas,
    pub view: View,
    pub timeline: &'a Timeline,
    pub marks: &'a Marks,
    pub lanes: &'a Lanes,
    pub layout: &'a Layout,
    /// Index into the marks: the one that the other panels show, …
    pub selected: Option<usize>,
    /// … and all that are selected with it.
    pub picked: &'a BTreeSet<usize>,
    /// Where rows are drawn.
    pub rows: Rect,
    /// Points that the rows are scrolled down.
    pub scroll: f32,
}

/// A mark on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    pub mark: usize,
    pub left: f32,
    pub right: f32,
    pub middle: f32,
    pub label: f32,
    /// Points of the label, at most.
    pub room: f32,
    /// The middle of its glyph.
    pub y: f32,
    /// What answers to the pointer.
    pub rect: Rect,
}

impl Frame<'_> {
    pub fn x(&self, time: f64) -> f32 {
        self.areas.lanes.left() + self.view.x(time).clamp(-FAR, FAR) as f32
    }

    pub fn mark(&self, seen: &Seen) -> &Mark {
        &self.marks.dated[seen.mark]
    }

    pub fn event(&self, mark: usize) -> &Event {
        &self.timeline.events[self.marks.dated[mark].event]
    }

    /// Where a lane lies on the screen; `None` where it is scrolled out of sight.
    pub fn band_rect(&self, band: &Band) -> Option<Rect> {
        let top = self.rows.top() + band.top - self.scroll;
        let rect = Rect::from_x_y_ranges(self.areas.lanes.x_range(), top..=top + band.height);
        (rect.bottom() > self.rows.top() && rect.top() < self.rows.bottom()).then_some(rect)
    }

    pub fn lane(&self, band: &Band) -> &Lane {
        &self.lanes.all[band.lane]
    }

    pub fn is_picked(&self, mark: usize) -> bool {
        self.selected == Some(mark) || self.picked.contains(&mark)
    }

    /// The marks in view, by start.
    pub fn seen(&self) -> Vec<Seen> {
        let Self { areas, view, rows, .. } = self;
        let zoom = view.zoom();
        let origin = zoom.points(view.origin);
        let width = f64::from(areas.lanes.width());
        let screen = |x: f64| areas.lanes.left() + x.clamp(-FAR, FAR) as f32;
        let mut seen = Vec::new();
        let row = self.layout.row;
        for placed in &self.layout.placed {
            let top = rows.top() + self.layout.top_of(placed) - self.scroll;
            let y = top + self.layout.form.anchor();
            if top < rows.top() - row || top > rows.bottom() {
                continue;
            }
            let mark = &self.marks.dated[placed.mark];
            let extent = self.layout.extent(mark, &zoom);
            let (left, end) = (extent.left - origin, extent.end() - origin);
            if end < 0.0 || left > width {
                continue;
            }
            let label_end = extent.label_end - origin;
            let label = sticky(extent.label - origin, label_end);
            let rect = Rect::from_min_max(pos2(screen(left - 2.0), top), pos2(screen(end + 4.0), top + row));
            seen.push(Seen {
                mark: placed.mark,
                left: screen(left),
                right: screen(extent.right - origin),
                middle: self.x(mark.middle()),
                label: screen(label),
                room: (label_end - label) as f32,
                y,
                rect: rect.intersect(*rows),
            });
        }
        seen
    }
}

/// Where a label begins of which the start would be out of view: at the edge, until too little of it is left.
fn sticky(label: f64, label_end: f64) -> f64 {
    label.max(STICKY.min(label_end - LEAST_LABEL))
}

pub fn label_font() -> FontId {
    FontId::proportional(size::BODY)
}

pub fn small_font() -> FontId {
    FontId::proportional(size::SMALL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_stays_at_the_edge_until_it_is_pushed_out() {
        assert_eq!(sticky(120.0, 300.0), 120.0, "in view it stands where it stands");
        assert_eq!(sticky(-90.0, 90.0), STICKY, "its beginning is read, its end is cut");
        assert_eq!(sticky(-170.0, 10.0), -54.0, "too little is left");
        for label in -400..300 {
            let (label, end) = (f64::from(label), f64::from(label) + 180.0);
            assert!(sticky(label, end) >= label && sticky(label, end) <= end - LEAST_LABEL);
        }
    }
}
