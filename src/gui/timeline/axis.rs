//! Time and place: days as `f64`, points on the screen, and the view that leads from one to the other.
//!
//! Everything is computed in `f64` and becomes `f32` only as a pixel: at hour zoom a point is a millionth of the
//! distance to year 1. Day `n` of the calendar is `n..n + 1`, counted as chrono does (1 January 1 is 1).

use super::folds::{Folds, Zoom};
use crate::time::Moment;
use chrono::{Datelike, NaiveDate};

pub const MINUTES_A_DAY: f64 = 1440.0;

/// The closest view, in days across the whole canvas: a minute.
const CLOSEST: f64 = 1.0 / MINUTES_A_DAY;
/// The widest view, in spans of the data.
const WIDEST: f64 = 2.0;
/// The part of the view that panning may take away from the data.
const MAY_LEAVE: f64 = 0.9;

/// Which time lies at x = 0, how many days one point is, and which gaps are folded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    pub origin: f64,
    pub days_per_point: f64,
    pub folds: Folds,
}

/// The first and the last time of the data: how far a view may go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    pub from: f64,
    pub to: f64,
}

impl View {
    /// The view that shows `from..to` across `width` points, with `left` and `right` points beside it.
    pub fn showing(folds: Folds, from: f64, to: f64, width: f64, left: f64, right: f64) -> Self {
        let inner = (width - left - right).max(width / 4.0).max(1.0);
        let plain = (to - from).max(f64::EPSILON) / inner;
        let fitting = if folds.is_empty() { None } else { Zoom::fitting(folds, from, to, inner) };
        let view = Self { origin: from, days_per_point: fitting.unwrap_or(plain), folds };
        view.with_at(from, left.min(width / 4.0))
    }

    pub fn zoom(&self) -> Zoom {
        Zoom { days_per_point: self.days_per_point, folds: self.folds }
    }

    pub fn x(self, time: f64) -> f64 {
        if self.folds.is_empty() {
            return (time - self.origin) / self.days_per_point;
        }
        let zoom = self.zoom();
        zoom.points(time) - zoom.points(self.origin)
    }

    pub fn time(self, x: f64) -> f64 {
        if self.folds.is_empty() {
            return self.origin + x * self.days_per_point;
        }
        let zoom = self.zoom();
        zoom.time(zoom.points(self.origin) + x)
    }

    /// Days across `width` points.
    #[cfg(test)]
    pub fn span(self, width: f64) -> f64 {
        self.time(width) - self.origin
    }

    /// Moved so that `time` lies at `x`.
    pub fn with_at(self, time: f64, x: f64) -> Self {
        Self { origin: Self { origin: time, ..self }.time(-x), ..self }
    }

    /// `factor` times closer; the time at `x` stays there.
    pub fn zoomed(self, factor: f64, x: f64) -> Self {
        Self { days_per_point: self.days_per_point / factor, ..self }.with_at(self.time(x), x)
    }

    /// Moved by `points`: positive goes on in time.
    pub fn panned(self, points: f64) -> Self {
        Self { origin: self.time(points), ..self }
    }

    /// The nearest view within the limits, zoomed about `x`.
    pub fn clamped(self, limits: Limits, width: f64, x: f64) -> Self {
        let plain = WIDEST * (limits.to - limits.from) / width;
        let folded = || Zoom::fitting(self.folds, limits.from, limits.to, width / WIDEST);
        let widest = if self.folds.is_empty() { plain } else { folded().unwrap_or(plain) };
        let days_per_point = self.days_per_point.clamp(CLOSEST / width, widest.max(CLOSEST / width));
        let view = self.zoomed(self.days_per_point / days_per_point, x);
        let first = view.with_at(limits.from, MAY_LEAVE * width).origin;
        let last = view.with_at(limits.to, (1.0 - MAY_LEAVE) * width).origin;
        Self { origin: view.origin.clamp(first, last.max(first)), ..view }
    }

    /// On the way to `other`, `t` of 0.0–1.0. Both edges move evenly, so what stays in place in both views stays
    /// in place all the way.
    pub fn toward(self, other: Self, t: f64) -> Self {
        let mix = |a: f64, b: f64| a + (b - a) * t;
        Self {
            origin: mix(self.origin, other.origin),
            days_per_point: mix(self.days_per_point, other.days_per_point),
            folds: other.folds,
        }
    }
}

/// When a moment starts: its day, or its minute.
pub fn start_of(moment: Moment) -> f64 {
    day_start(moment.day) + f64::from(moment.minute.unwrap_or(0)) / MINUTES_A_DAY
}

/// When it is over.
pub fn end_of(moment: Moment) -> f64 {
    start_of(moment) + if moment.minute.is_some() { 1.0 / MINUTES_A_DAY } else { 1.0 }
}

pub fn day_start(day: NaiveDate) -> f64 {
    f64::from(day.num_days_from_ce())
}

/// The day that a time lies in; `None` beyond chrono's calendar (some 262 000 years to both sides).
pub fn day_at(time: f64) -> Option<NaiveDate> {
    let day = time.floor();
    if !(f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&day) {
        return None;
    }
    NaiveDate::from_num_days_from_ce_opt(day as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(origin: f64, days_per_point: f64) -> View {
        View { origin, days_per_point, folds: Folds::default() }
    }

    fn view() -> impl Strategy<Value = View> {
        (-2e6..2e6, -5.0..4.0).prop_map(|(origin, log): (f64, f64)| plain(origin, 10f64.powf(log)))
    }

    proptest! {
        #[test]
        fn zooming_keeps_the_time_under_the_pointer(v in view(), x in 0.0..2000.0, log in -2.0..2.0) {
            let after = v.zoomed(10f64.powf(log), x);
            prop_assert!((after.time(x) - v.time(x)).abs() < 1e-6 * v.days_per_point.max(1e-3));
        }

        #[test]
        fn places_and_times_go_round(v in view(), x in -5000.0..5000.0) {
            prop_assert!((v.x(v.time(x)) - x).abs() < 1e-3);
        }

        #[test]
        fn a_shown_range_is_all_in_view(from in -1e6..1e6, span in 0.01..1e6, width in 50.0..3000.0) {
            let v = View::showing(Folds::default(), from, from + span, width, 30.0, 200.0);
            prop_assert!(v.x(from) >= -1e-6 && v.x(from + span) <= width + 1e-6);
        }

        #[test]
        fn clamping_leaves_a_view_on_the_data(v in view(), from in -1e6..1e6, span in 1.0..1e6, width in 50.0..3000.0) {
            let limits = Limits { from, to: from + span };
            let c = v.clamped(limits, width, width / 2.0);
            prop_assert!(c.span(width) >= CLOSEST * 0.999 && c.span(width) <= 2.001 * span);
            prop_assert!(c.origin <= limits.to && c.time(width) >= limits.from);
            let again = c.clamped(limits, width, width / 2.0);
            prop_assert!((again.origin - c.origin).abs() < 1e-3 * c.span(width));
        }

        #[test]
        fn across_a_fold_zoom_and_pan_work_as_ever(
            origin in -4000.0..4000.0, log in -2.0..1.5, x in 0.0..1000.0, by in 0.5..2.0, points in -500.0..500.0,
        ) {
            let folds = Folds::new(&[Limits { from: -2000.0, to: -500.0 }, Limits { from: 300.0, to: 90_000.0 }]);
            let v = View { folds, ..plain(origin, 10f64.powf(log)) };
            let after = v.zoomed(by, x);
            prop_assert!((after.x(v.time(x)) - x).abs() < 1e-3);
            prop_assert!((v.x(v.time(x)) - x).abs() < 1e-3);
            prop_assert!((v.panned(points).x(v.time(x)) - (x - points)).abs() < 1e-3);
            prop_assert!((v.with_at(1234.0, x).x(1234.0) - x).abs() < 1e-3);
            let shown = View::showing(folds, -3000.0, 91_000.0, 1000.0, 30.0, 200.0);
            prop_assert!(shown.x(-3000.0) >= -1e-3 && shown.x(91_000.0) <= 800.1, "{:?}", shown);
            let limits = Limits { from: -3000.0, to: 91_000.0 };
            let c = v.clamped(limits, 1000.0, x);
            prop_assert!(c.origin <= limits.to && c.time(1000.0) >= limits.from);
        }

        #[test]
        fn what_stays_in_place_stays_on_the_way(v in view(), x in 0.0..1000.0, t in 0.0..1.0) {
            let between = v.toward(v.zoomed(4.0, x), t);
            prop_assert!((between.x(v.time(x)) - x).abs() < 1e-3);
        }
    }

    #[test]
    fn a_day_lasts_until_the_next_and_a_minute_until_the_next() {
        let day = NaiveDate::from_ymd_opt(2016, 11, 20).expect("a day");
        let whole = Moment { day, minute: None };
        assert_eq!(end_of(whole) - start_of(whole), 1.0);
        assert_eq!(day_at(end_of(whole)), day.succ_opt());
        let minute = Moment { day, minute: Some(1439) };
        assert!((end_of(minute) - end_of(whole)).abs() < 1e-6);
    }

    #[test]
    fn beyond_the_calendar_there_is_no_day() {
        assert_eq!(day_at(1e300), None);
        assert_eq!(day_at(f64::NAN), None);
        assert_eq!(day_at(0.5), NaiveDate::from_ymd_opt(0, 12, 31));
    }
}
