//! How much of a lane is shown, by the points that one event has: density, ticks, marks with titles, cards.
//!
//! Marks that matter most always have titles; density and ticks stand for the others. Points per event depend on
//! the data and the zoom alone, never on where the view lies, so nothing changes while panning.

use super::folds::Zoom;

/// Events per ten points: from here on a skyline alone, below the second only ticks; between them they cross-fade.
const DENSE: f64 = 3.0;
const LOOSE: f64 = 1.5;
/// Points per event from which cards are shown, and below which they are given up.
const CARDS: f64 = 60.0;
const NO_CARDS: f64 = 48.0;
/// The middle part of the events, in which their spacing is taken.
const MASS: f64 = 0.9;
/// Points of a skyline, and of ticks.
const SKYLINE: f32 = 30.0;
const TICKS: f32 = 10.0;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detail {
    /// How much of the skyline is seen, 0.0–1.0; the ticks have the rest.
    pub density: f32,
}

impl Detail {
    /// `spacing`: points per event.
    pub fn of(spacing: f64) -> Self {
        let events = 10.0 / spacing.max(1e-9);
        let part = ((events / LOOSE).log2() / (DENSE / LOOSE).log2()).clamp(0.0, 1.0);
        Self { density: part as f32 }
    }

    /// Points above the chips.
    pub fn skyline(self) -> f32 {
        TICKS + (SKYLINE - TICKS) * self.density
    }
}

/// Points from one event to the next in the mass of the rising `times`; infinite for less than two.
pub fn spacing(times: &[f64], zoom: &Zoom) -> f64 {
    if times.len() < 2 {
        return f64::INFINITY;
    }
    let cut = (times.len() as f64 * (1.0 - MASS) / 2.0) as usize;
    let mass = &times[cut..times.len() - cut];
    let span = zoom.points(mass[mass.len() - 1]) - zoom.points(mass[0]);
    // Several events of one day are as close as a day.
    (span.max(1.0 / zoom.days_per_point) / (mass.len() - 1).max(1) as f64).max(f64::MIN_POSITIVE)
}

/// Is there room for cards? What is shown stays until there clearly is none.
pub fn room_for_cards(spacing: f64, shown: bool) -> bool {
    spacing > if shown { NO_CARDS } else { CARDS }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_follow_the_points_per_event_and_fade_over_an_octave() {
        assert_eq!(Detail::of(1.0).density, 1.0);
        assert_eq!(Detail::of(10.0 / DENSE).density, 1.0);
        let half = Detail::of(10.0 / (LOOSE * std::f64::consts::SQRT_2)).density;
        assert!((half - 0.5).abs() < 1e-3, "{half}");
        assert_eq!(Detail::of(6.0 + 1e-6 + 0.7).density, 0.0);
        assert_eq!(Detail::of(f64::INFINITY).density, 0.0);
    }

    #[test]
    fn cards_stay_a_little_longer_than_they_come() {
        assert!(!room_for_cards(55.0, false) && room_for_cards(55.0, true));
        assert!(room_for_cards(61.0, false) && !room_for_cards(47.0, true));
    }

    #[test]
    fn outliers_do_not_count_for_the_spacing() {
        let spacing = |times: &[f64]| spacing(times, &Zoom::plain(1.0));
        let mut days: Vec<f64> = (0..100).map(f64::from).collect();
        assert!((spacing(&days) - 1.0).abs() < 1e-9);
        days.push(1e6);
        assert!((spacing(&days) - 1.0).abs() < 0.1);
        assert_eq!(spacing(&[3.0]), f64::INFINITY);
        assert!(spacing(&[3.0, 3.0]) > 0.0);
    }
}
