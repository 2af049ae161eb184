//! Events that a filter leaves out, as pale ticks below the ruler: that something was there, and no more. They have no
//! names, answer to nothing and are counted nowhere.

use super::Canvas;
use super::folds::Zoom;
use super::frame::Frame;
use egui::{Painter, Rect, pos2};

/// Points from one place for a tick to the next, and of a tick.
const STEP: f64 = 3.0;
const TICK: f32 = 2.0;
/// Between the ruler and the first row.
const TOP: f32 = 1.0;
const HEIGHT: f32 = 8.0;
const PALE: f32 = 0.6;

impl Canvas {
    /// Shows what a filter leaves out as ticks, or (false) not at all.
    pub fn show_ghosts(&mut self, on: bool) {
        self.ghosts = on;
    }

    pub fn shows_ghosts(&self) -> bool {
        self.ghosts
    }
}

/// `all`: middles of all events, rising.
pub fn paint(frame: &Frame, all: &[f64], painter: &Painter) {
    let lanes = frame.areas.lanes;
    let zoom = frame.view.zoom();
    let origin = zoom.points(frame.view.origin);
    let top = lanes.top() + TOP;
    let mut mesh = egui::Mesh::default();
    for place in places(&zoom, origin, f64::from(lanes.width()), all, &frame.marks.middles) {
        let left = lanes.left() + (place - origin) as f32;
        let tick = Rect::from_min_max(pos2(left, top), pos2(left + TICK, top + HEIGHT));
        mesh.add_colored_rect(tick, frame.theme.soft_ink.gamma_multiply(PALE));
    }
    painter.with_clip_rect(lanes.intersect(painter.clip_rect())).add(egui::Shape::mesh(mesh));
}

/// Where ticks stand, in points from day 0: at places that panning does not move. Both times rise, and all that are
/// `shown` are among `all`; so a place has a ghost where it has more of them all.
fn places(zoom: &Zoom, origin: f64, width: f64, all: &[f64], shown: &[f64]) -> Vec<f64> {
    let mut places = Vec::new();
    let mut place = (origin / STEP).floor() * STEP;
    let before = |times: &[f64], place: f64| {
        let time = zoom.time(place);
        times.partition_point(|t| *t < time)
    };
    let (mut first, mut first_shown) = (before(all, place), before(shown, place));
    while place < origin + width && first < all.len() {
        // Wide empty stretches are left in one step.
        place = place.max((zoom.points(all[first]) / STEP).floor() * STEP);
        if place >= origin + width {
            break;
        }
        let (end, end_shown) = (before(all, place + STEP).max(first + 1), before(shown, place + STEP));
        if end - first > end_shown - first_shown {
            places.push(place);
        }
        (first, first_shown) = (end, end_shown);
        place += STEP;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_left_out_has_a_tick() {
        let zoom = Zoom::plain(1.0);
        let all = [10.0, 30.2, 30.4, 50.0, 900.0];
        assert_eq!(places(&zoom, 0.0, 600.0, &all, &[]), [9.0, 30.0, 48.0]);
        assert_eq!(places(&zoom, 0.0, 600.0, &all, &[30.2]), [9.0, 30.0, 48.0], "one of two is left out");
        assert_eq!(places(&zoom, 0.0, 600.0, &all, &[10.0, 30.2, 30.4, 900.0]), [48.0]);
        assert!(places(&zoom, 0.0, 600.0, &all, &all).is_empty());
        assert!(places(&zoom, 0.0, 600.0, &[], &[]).is_empty());
    }

    #[test]
    fn panning_moves_no_tick_against_the_others() {
        let zoom = Zoom::plain(0.37);
        let all: Vec<f64> = (0..500).map(|i| f64::from(i * i % 977)).collect();
        let mut all = all;
        all.sort_by(f64::total_cmp);
        let seen = |origin: f64| places(&zoom, origin, 400.0, &all, &[]);
        let (here, there) = (seen(100.0), seen(101.7));
        let common = |places: &[f64]| places.iter().copied().filter(|p| (105.0..495.0).contains(p)).collect::<Vec<_>>();
        assert_eq!(common(&here), common(&there));
        assert!(!here.is_empty());
    }

    #[test]
    fn a_million_are_a_tick_for_each_place_at_most() {
        let all: Vec<f64> = (0..1_000_000).map(|i| f64::from(i) / 100.0).collect();
        assert!(places(&Zoom::plain(5.0), 0.0, 1920.0, &all, &[]).len() <= 641);
    }
}
