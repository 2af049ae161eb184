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
/// A label that would be cut shorter than this at the left is pushed out of view, …
const LEAST_LABEL: f64 = 64.0;
/// … and one of which less than this would be seen at the right is none: it shows no word.
const LEAST_SEEN: f64 = 32.0;
/// Points from the middle of a glyph to a label beside it, and from an end of a bar to one inside.
const BESIDE: f64 = 13.0;
const INSIDE: f64 = 6.0;
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
    /// Points of the label, at most; 0 where none is shown.
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
            let (left, right, end) = (extent.left - origin, extent.right - origin, extent.end() - origin);
            if end < 0.0 || left > width {
                continue;
            }
            let own = (extent.label - origin, extent.label_end - origin);
            let place = label_place(own, (left, right), zoom.points(mark.middle()) - origin, width);
            if right < 0.0 && place.is_none() {
                continue;
            }
            let (label, room) = place.unwrap_or((own.0, 0.0));
            let rect = Rect::from_min_max(pos2(screen(left - 2.0), top), pos2(screen(end + 4.0), top + row));
            seen.push(Seen {
                mark: placed.mark,
                left: screen(left),
                right: screen(right),
                middle: self.x(mark.middle()),
                label: screen(label),
                room: room as f32,
                y,
                rect: rect.intersect(*rows),
            });
        }
        seen
    }
}

/// Where a label begins, and how long it may be: at its own place, from one end to the other, where enough of it is in
/// view there; else inside its bar, beside the glyph, as where a day is wider than the view.
fn label_place(
    (label, label_end): (f64, f64),
    (left, right): (f64, f64),
    glyph: f64,
    width: f64,
) -> Option<(f64, f64)> {
    let own = sticky(label, label_end);
    if own >= 0.0 && own + LEAST_SEEN <= width {
        return Some((own, label_end - own));
    }
    let (first, last) = ((left + INSIDE).max(STICKY), (right - INSIDE).min(width));
    let beside = [(first.max(glyph + BESIDE), last), (first, last.min(glyph - BESIDE))];
    beside.into_iter().map(|(from, to)| (from, to - from)).find(|(_, room)| *room >= LEAST_LABEL)
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

    #[test]
    fn what_fills_the_view_says_what_it_is() {
        // A day of 9,000 points, its glyph at noon, in a view of 1,000.
        let of = |left: f64| {
            let noon = left + 4500.0;
            label_place((noon + 11.0, noon + 191.0), (left, left + 9000.0), noon, 1000.0)
        };
        assert_eq!(of(-4000.0), Some((511.0, 180.0)), "beside its glyph");
        assert_eq!(of(-1000.0), Some((STICKY, 1000.0 - STICKY)), "its noon is to the right");
        assert_eq!(of(-3510.0), Some((STICKY, 990.0 - BESIDE - STICKY)), "before its glyph");
        assert_eq!(of(-7000.0), Some((STICKY, 1000.0 - STICKY)), "its noon is to the left");
        assert_eq!(of(990.0), None, "too little of it is in view");
    }

    #[test]
    fn no_label_is_a_fragment() {
        let point = |x: f64| label_place((x + 11.0, x + 191.0), (x - 8.0, x + 8.0), x, 1000.0);
        for x in -300..1100 {
            let Some((at, room)) = point(f64::from(x)) else { continue };
            assert!(at >= 0.0 && room >= LEAST_LABEL && at + LEAST_SEEN <= 1000.0, "{x}: {at} {room}");
        }
        assert_eq!(point(-130.0), None);
        assert_eq!(point(980.0), None);
    }
}
