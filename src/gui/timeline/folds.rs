//! Empty stretches of time, folded to a narrow torn edge so that what lies on both sides is seen together.
//!
//! Time leads to points and back by pieces of straight lines: rising everywhere, the same for all who ask. A gap is
//! folded only while it is wider than its fold, so coming closer nothing jumps.

use super::axis::Limits;
use super::marks::Mark;

/// Points that a folded gap takes.
pub const FOLD: f64 = 64.0;
/// Gaps beyond this number stay as they are: so many tears are no ruler any more.
pub const MOST: usize = 6;
/// A gap is folded that takes more than this part of what is not yet folded …
const PART: f64 = 0.15;
/// … and is this many times as long as events usually lie apart.
const SPACINGS: f64 = 20.0;
/// Of a gap this part stays unfolded on both sides, so that no mark touches the tear.
const RIM: f64 = 0.02;

/// The gaps that are folded, rising, none touching another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Folds {
    gaps: [Limits; MOST],
    count: usize,
}

impl Default for Folds {
    fn default() -> Self {
        Self::NONE
    }
}

impl Folds {
    pub const NONE: Self = Self { gaps: [Limits { from: 0.0, to: 0.0 }; MOST], count: 0 };

    /// The first [`MOST`] of the gaps, which rise and have a length each.
    pub fn new(found: &[Limits]) -> Self {
        let mut folds = Self::default();
        for (slot, gap) in folds.gaps.iter_mut().zip(found) {
            *slot = *gap;
            folds.count += 1;
        }
        folds
    }

    /// The long gaps between the marks, which are by start.
    pub fn between(dated: &[Mark]) -> Self {
        let mut gaps = Vec::new();
        let (Some(first), mut reached) = (dated.first().map(|m| m.from), f64::NEG_INFINITY) else {
            return Self::default();
        };
        for mark in dated {
            let (from, to) = (mark.said.map_or(mark.from, |s| s.0.min(mark.from)), mark.said.map_or(mark.to, |s| s.1));
            if reached < from && reached.is_finite() {
                gaps.push(Limits { from: reached, to: from });
            }
            reached = reached.max(to).max(mark.to);
        }
        let length = |gap: &Limits| gap.to - gap.from;
        let mut left = reached - first;
        let usual = left / dated.len() as f64;
        gaps.sort_by(|a, b| length(b).total_cmp(&length(a)));
        let middle = typical_gap(&gaps, dated.len()).min(usual);
        let mut long = Vec::new();
        for gap in gaps.into_iter().take(MOST) {
            if length(&gap) <= PART * left || length(&gap) <= SPACINGS * middle {
                break;
            }
            left -= length(&gap);
            let rim = RIM * length(&gap);
            long.push(Limits { from: gap.from + rim, to: gap.to - rim });
        }
        long.sort_by(|a, b| a.from.total_cmp(&b.from));
        Self::new(&long)
    }

    pub fn gaps(&self) -> &[Limits] {
        &self.gaps[..self.count]
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// The median of what lies between one of `count` marks and the next; marks that touch lie nothing apart. `gaps`: the
/// longest first.
fn typical_gap(gaps: &[Limits], count: usize) -> f64 {
    gaps.get(count.saturating_sub(1) / 2).map_or(0.0, |gap| gap.to - gap.from)
}

/// How time becomes points, counted from day 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zoom {
    pub days_per_point: f64,
    pub folds: Folds,
}

impl Zoom {
    #[cfg(test)]
    pub fn plain(days_per_point: f64) -> Self {
        Self { days_per_point, folds: Folds::default() }
    }

    pub fn points(&self, time: f64) -> f64 {
        let mut points = time / self.days_per_point;
        for gap in self.folds.gaps() {
            let passed = ((time - gap.from) / (gap.to - gap.from)).clamp(0.0, 1.0);
            points -= passed * self.hidden(gap);
        }
        points
    }

    pub fn time(&self, points: f64) -> f64 {
        let mut hidden = 0.0;
        for gap in self.folds.gaps() {
            let inside = points + hidden - gap.from / self.days_per_point;
            if inside <= 0.0 {
                break;
            }
            let full = (gap.to - gap.from) / self.days_per_point;
            let drawn = full.min(FOLD);
            if inside < drawn {
                return gap.from + inside / drawn * (gap.to - gap.from);
            }
            hidden += full - drawn;
        }
        (points + hidden) * self.days_per_point
    }

    /// Points that folding a gap takes away.
    fn hidden(&self, gap: &Limits) -> f64 {
        ((gap.to - gap.from) / self.days_per_point - FOLD).max(0.0)
    }

    /// The gaps that are narrower than they are long.
    pub fn folded(&self) -> impl Iterator<Item = Limits> + '_ {
        self.folds.gaps().iter().copied().filter(|gap| self.hidden(gap) > 0.0)
    }

    /// The zoom at which `from..to` takes so many points; `None` where no zoom does it.
    pub fn fitting(folds: Folds, from: f64, to: f64, points: f64) -> Option<f64> {
        let taken = |days_per_point| {
            let zoom = Self { days_per_point, folds };
            zoom.points(to) - zoom.points(from)
        };
        // Without folds; with them everything is at least as close, and at most so much.
        let (mut close, mut far) = ((to - from) / points * 1e-9, (to - from) / points);
        if taken(close) < points {
            return None;
        }
        for _ in 0..80 {
            let middle = (close * far).sqrt();
            if taken(middle) > points { close = middle } else { far = middle }
        }
        Some(far)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{day, event, when};
    use super::super::marks::Marks;
    use super::*;
    use crate::time::Precision;
    use crate::timeline::Timeline;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn folds() -> impl Strategy<Value = Folds> {
        prop::collection::vec((1.0..1e4f64, 1.0..1e5f64), 0..MOST).prop_map(|steps| {
            let mut at = -1e5;
            let gaps: Vec<Limits> = steps
                .into_iter()
                .map(|(before, length)| {
                    let from = at + before;
                    at = from + length;
                    Limits { from, to: at }
                })
                .collect();
            Folds::new(&gaps)
        })
    }

    proptest! {
        #[test]
        fn time_and_points_go_round_and_rise(folds in folds(), log in -3.0..3.0, a in -2e5..6e5, step in 0.001..1e4) {
            let zoom = Zoom { days_per_point: 10f64.powf(log), folds };
            prop_assert!((zoom.time(zoom.points(a)) - a).abs() < 1e-3 + 1e-6 * a.abs());
            prop_assert!(zoom.points(a + step) > zoom.points(a) - 1e-6);
            let x = zoom.points(a);
            prop_assert!((zoom.points(zoom.time(x)) - x).abs() < 1e-3);
        }

        #[test]
        fn a_gap_is_never_wider_than_its_fold_nor_than_it_is(folds in folds(), log in -3.0..4.0) {
            let zoom = Zoom { days_per_point: 10f64.powf(log), folds };
            for gap in folds.gaps() {
                let (drawn, full) = (zoom.points(gap.to) - zoom.points(gap.from), (gap.to - gap.from) / zoom.days_per_point);
                prop_assert!((drawn - full.min(FOLD)).abs() < 1e-3, "{drawn} {full}");
            }
        }

        #[test]
        fn coming_closer_only_drives_apart(folds in folds(), log in -2.0..3.0, a in -2e5..6e5, step in 1.0..1e5, by in 1.0..3.0) {
            let far = Zoom { days_per_point: 10f64.powf(log), folds };
            let near = Zoom { days_per_point: far.days_per_point / by, folds };
            let apart = |zoom: Zoom| zoom.points(a + step) - zoom.points(a);
            prop_assert!(apart(near) >= apart(far) - 1e-3);
        }
    }

    fn of(days: &[(i32, u32, u32)]) -> Folds {
        let events = days.iter().enumerate().map(|(i, (y, m, d))| {
            let moment = Some(day(*y, *m, *d));
            Arc::new(event(&format!("Event {i}"), "other", when(moment, moment, Precision::Day, "")))
        });
        let timeline = Timeline { events: events.collect(), ..Timeline::default() };
        Folds::between(&Marks::new(&timeline, |_| (80.0, 80.0)).dated)
    }

    #[test]
    fn only_long_empty_stretches_are_gaps() {
        let far = of(&[(1916, 7, 1), (2016, 11, 8), (2016, 11, 9), (2016, 11, 12), (2016, 11, 20), (2016, 11, 22)]);
        assert_eq!(far.gaps().len(), 1);
        assert!((far.gaps()[0].to - far.gaps()[0].from) > 30_000.0);
        let even: Vec<(i32, u32, u32)> = (0..40).map(|i| (1990 + i, 1, 1)).collect();
        assert!(of(&even).is_empty(), "events as far apart as ever are no gap");
        assert!(of(&[]).is_empty() && of(&[(2016, 1, 1)]).is_empty());
        let two = of(&[(-4000, 1, 1), (-4000, 1, 4), (1200, 5, 1), (1200, 5, 3), (2016, 1, 1), (2016, 1, 2)]);
        assert_eq!(two.gaps().len(), 2);
        assert!(two.gaps().is_sorted_by(|a, b| a.to < b.from));
    }

    #[test]
    fn a_stretch_with_gaps_fits_into_a_width() {
        let folds = of(&[(1916, 7, 1), (2016, 11, 8), (2016, 11, 9), (2016, 11, 12), (2016, 11, 20), (2016, 11, 22)]);
        let gap = folds.gaps()[0];
        let (from, to) = (gap.from - 1000.0, gap.to + 1000.0);
        let zoom = Zoom { days_per_point: Zoom::fitting(folds, from, to, 1000.0).expect("a zoom"), folds };
        assert!((zoom.points(to) - zoom.points(from) - 1000.0).abs() < 1e-3);
        assert_eq!(Zoom::fitting(folds, gap.from + 1.0, gap.to - 1.0, 1000.0), None, "there is nothing to fill it");
    }
}
