//! Everything that drawing one frame needs to know, and which marks it shows where.

use super::area::Areas;
use super::axis::View;
use super::layout::{Extent, Layout, ROW};
use super::marks::{Mark, Marks};
use crate::event::Event;
use crate::gui::theme::{Theme, size};
use crate::timeline::Timeline;
use egui::{FontId, Rect, pos2};

/// Above the first row.
pub const TOP: f32 = 10.0;
/// A label that slides stays this far from the left edge.
const STICKY: f64 = 8.0;
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
    pub layout: &'a Layout,
    /// Index into the marks.
    pub selected: Option<usize>,
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
    /// The middle of its row.
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

    /// The marks in view, by start.
    pub fn seen(&self) -> Vec<Seen> {
        let Self { areas, view, rows, .. } = self;
        let origin = view.origin / view.days_per_point;
        let width = f64::from(areas.lanes.width());
        let screen = |x: f64| areas.lanes.left() + x.clamp(-FAR, FAR) as f32;
        let mut seen = Vec::new();
        for placed in &self.layout.placed {
            let y = rows.top() + (placed.row as f32 + 0.5) * ROW - self.scroll;
            if y < rows.top() - ROW / 2.0 || y > rows.bottom() + ROW / 2.0 {
                continue;
            }
            let mark = &self.marks.dated[placed.mark];
            let extent = Extent::of(mark, view.days_per_point);
            let (left, end) = (extent.left - origin, extent.end() - origin);
            if end < 0.0 || left > width {
                continue;
            }
            let label_width = f64::from(mark.label_width);
            let label = (extent.label - origin).max(STICKY.min(extent.label_end - origin - label_width));
            let top = y - ROW / 2.0;
            let rect = Rect::from_min_max(pos2(screen(left - 2.0), top), pos2(screen(end + 4.0), top + ROW));
            seen.push(Seen {
                mark: placed.mark,
                left: screen(left),
                right: screen(extent.right - origin),
                middle: self.x(mark.middle()),
                label: screen(label),
                y,
                rect: rect.intersect(*rows),
            });
        }
        seen
    }
}

pub fn label_font() -> FontId {
    FontId::proportional(size::BODY)
}

pub fn small_font() -> FontId {
    FontId::proportional(size::SMALL)
}
