//! How much of a lane is shown, by the points that one event has: density, ticks, marks with titles, cards,
//! cards with the words of the source.
//!
//! Marks that matter most always have titles; density and ticks stand for the others. Points per event depend on
//! the data and the zoom alone, never on where the view lies, so nothing changes while panning.

use super::folds::Zoom;

/// Events per ten points: from here on a skyline alone, below the second only ticks; between them they cross-fade.
const DENSE: f64 = 3.0;
const LOOSE: f64 = 1.5;
/// Points per event from which cards are shown, and from which the sentence stands on them; below this part of them
/// they are given up.
const CARDS: f64 = 60.0;
const QUOTES: f64 = 320.0;
const STAYS: f64 = 0.8;
/// Parts of all events that must have room without scrolling: most; where the events of a day will never stand beside
/// each other, half of them.
const MOST: f64 = 0.9;
const HALF: f64 = 0.5;
/// The middle part of the events, in which their spacing is taken.
const MASS: f64 = 0.9;
/// Points of a skyline, and of ticks.
const SKYLINE: f32 = 30.0;
const TICKS: f32 = 10.0;

/// What is said beside each mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Its title.
    #[default]
    Title,
    /// And the date below.
    Card,
    /// And the words of the source below that.
    Quote,
}

impl Form {
    /// Points of a row.
    pub const fn row(self) -> f32 {
        match self {
            Self::Title => 26.0,
            Self::Card => 42.0,
            Self::Quote => 84.0,
        }
    }

    /// Is it worth it to say more, where `seen` of `all` have room without scrolling? What is shown already stays a
    /// little longer. `closest`: a closer view drives no more of them apart.
    pub fn is_worth_it(self, seen: usize, all: usize, shown: Self, closest: bool) -> bool {
        let least = if closest { HALF } else { MOST };
        seen as f64 >= if shown >= self { STAYS * least } else { least } * all as f64
    }

    /// Points from the top of a row to the middle of its glyph.
    pub const fn anchor(self) -> f32 {
        match self {
            Self::Title => Self::Title.row() / 2.0,
            Self::Card | Self::Quote => Self::Card.row() / 2.0,
        }
    }

    /// The most that there is room for at so many points per event; what is shown stays until there clearly is none.
    pub fn of(spacing: f64, shown: Self) -> Self {
        let has_room = |form: Self, least: f64| spacing > if shown >= form { STAYS * least } else { least };
        if has_room(Self::Quote, QUOTES) {
            Self::Quote
        } else if has_room(Self::Card, CARDS) {
            Self::Card
        } else {
            Self::Title
        }
    }
}

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
    fn what_is_said_stays_a_little_longer_than_it_comes() {
        let forms = |spacing: f64| [Form::Title, Form::Card, Form::Quote].map(|shown| Form::of(spacing, shown));
        assert_eq!(forms(55.0), [Form::Title, Form::Card, Form::Card]);
        assert_eq!(forms(47.0), [Form::Title; 3]);
        assert_eq!(forms(61.0), [Form::Card; 3]);
        assert_eq!(forms(300.0), [Form::Card, Form::Card, Form::Quote]);
        assert_eq!(forms(f64::INFINITY), [Form::Quote; 3]);
    }

    #[test]
    fn more_is_said_where_it_hides_few() {
        let card = |seen, shown, closest| Form::Card.is_worth_it(seen, 10, shown, closest);
        assert!(card(9, Form::Title, false) && !card(8, Form::Title, false));
        assert!(card(8, Form::Card, false) && !card(7, Form::Card, false));
        assert!(card(5, Form::Title, true) && !card(4, Form::Title, true));
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
