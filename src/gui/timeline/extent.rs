//! How much room a mark takes in its row: its glyph or bar, and its label.

use super::detail::Form;
use super::folds::Zoom;
use super::marks::{Mark, Open};

/// Points.
pub const MAX_LABEL: f32 = 280.0;
/// The pale part of a half-open bar.
pub const FADE: f64 = 72.0;
/// How far an approximate interval fades beyond its bounds, and half of the least width of such a bar.
pub const SOFT: f64 = 12.0;
const SOFT_MIDDLE: f64 = 20.0;
/// The narrowest bar.
const THINNEST: f64 = 8.0;
/// From the middle of a point to its left edge, and to its label.
const POINT: f64 = 8.0;
const POINT_LABEL: f64 = 11.0;
/// Between a bar and its label.
const PAD: f64 = 6.0;

/// Where a mark and its label lie, in points from day 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Glyph or bar.
    pub left: f64,
    pub right: f64,
    /// The label starts here, and may slide until it ends at `label_end` to stay in view.
    pub label: f64,
    pub label_end: f64,
}

impl Extent {
    /// `form`: what is said beside it.
    pub fn of(mark: &Mark, zoom: &Zoom, form: Form) -> Self {
        let x = |time: f64| zoom.points(time);
        let plain = Self::plain(mark, zoom, f64::from(mark.width(form)));
        let Some((first, last)) = mark.said else { return plain };
        // All that sources say stands in the row, the label after it.
        let (left, right) = (plain.left.min(x(first) - POINT), plain.right.max(x(last) + POINT));
        let label = plain.label.max(right + PAD);
        Self { left, right: plain.right, label, label_end: plain.label_end + label - plain.label }
    }

    fn plain(mark: &Mark, zoom: &Zoom, width: f64) -> Self {
        let x = |time: f64| zoom.points(time);
        let (from, to, middle) = (x(mark.from), x(mark.to), x(mark.middle()));
        let outside = |left: f64, right: f64| Self { left, right, label: right + PAD, label_end: right + PAD + width };
        match mark.open {
            Open::Start => outside(to - FADE, to),
            Open::End => outside(from, from + FADE),
            Open::No if mark.approximate => {
                outside((from - SOFT).min(middle - SOFT_MIDDLE), (to + SOFT).max(middle + SOFT_MIDDLE))
            }
            Open::No if mark.fine => {
                let label = middle + POINT_LABEL;
                let right = to.max(middle + POINT);
                Self { left: from.min(middle - POINT), right, label, label_end: (label + width).max(right - PAD) }
            }
            Open::No => {
                let right = to.max(from + THINNEST);
                if right - from >= width + 2.0 * PAD {
                    Self { left: from, right, label: from + PAD, label_end: right - PAD }
                } else {
                    outside(from, right)
                }
            }
        }
    }

    /// The right end of all.
    pub fn end(&self) -> f64 {
        self.right.max(self.label_end)
    }
}
