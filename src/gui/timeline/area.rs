//! Which part of the canvas lies where.

use egui::{Rect, pos2};

const OVERVIEW: f32 = 52.0;
const RULER: f32 = 46.0;
/// Beside the overview: room for the buttons of the window, where the canvas is wide enough.
const TOOLS: f32 = 196.0;
const WIDE: f32 = 400.0;
/// Below this width the shelf is folded until it is asked for.
pub const NARROW: f32 = 520.0;
/// Below the rows: what lies beyond the edges.
const FOOT: f32 = 34.0;
/// The shelf takes this part of the width, within bounds.
const SHELF_PART: f32 = 0.18;
const SHELF: std::ops::RangeInclusive<f32> = 128.0..=208.0;
/// The folded shelf.
const SHELF_TAB: f32 = 28.0;

#[derive(Clone, Copy, Debug)]
pub struct Areas {
    pub overview: Rect,
    /// Where buttons may stand and hide nothing.
    pub tools: Rect,
    pub ruler: Rect,
    /// Everything that is placed by time, with the foot.
    pub lanes: Rect,
    pub foot: Rect,
    pub shelf: Rect,
}

/// How the shelf of undated events stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    None,
    Folded,
    Open,
    /// There is nothing else to show.
    Alone,
}

impl Areas {
    pub fn split(all: Rect, shelf: Shelf) -> Self {
        let shelf_width = match shelf {
            Shelf::None => 0.0,
            Shelf::Folded => SHELF_TAB,
            Shelf::Open => (all.width() * SHELF_PART).clamp(*SHELF.start(), *SHELF.end()).min(all.width() / 2.0),
            Shelf::Alone => all.width(),
        };
        let head = if shelf == Shelf::Alone { 0.0 } else { OVERVIEW.min(all.height() / 4.0) };
        let ruler_height = if shelf == Shelf::Alone { 0.0 } else { RULER.min(all.height() / 4.0) };
        let (top, left) = (all.top() + head, all.left() + shelf_width);
        let below = top + ruler_height;
        let lanes = Rect::from_min_max(pos2(left, below), all.max);
        let tools = if all.width() >= WIDE && shelf != Shelf::Alone { TOOLS } else { 0.0 };
        Self {
            overview: Rect::from_min_max(all.min, pos2(all.right() - tools, top)),
            tools: Rect::from_min_max(pos2(all.right() - tools, all.top()), pos2(all.right(), top)),
            ruler: Rect::from_min_max(pos2(left, top), pos2(all.right(), below)),
            lanes,
            foot: Rect::from_min_max(pos2(left, lanes.bottom() - FOOT.min(lanes.height())), all.max),
            shelf: Rect::from_min_max(pos2(all.left(), below), pos2(left, all.bottom())),
        }
    }
}
