//! The views that the user has been at, so that none is lost by a careless move.

use super::axis::View;

/// Seconds without a move that end it: a wheel turned on and on is one move.
const PAUSE: f64 = 0.5;
/// Views beyond this number are forgotten.
const MOST: usize = 100;

#[derive(Default)]
pub struct History {
    past: Vec<View>,
    ahead: Vec<View>,
    /// Where the last move led, and when.
    last: Option<(View, f64)>,
}

impl History {
    /// Tells of the view that is aimed at `now` (seconds).
    pub fn note(&mut self, view: View, now: f64) {
        match self.last {
            Some((last, _)) if last == view => return,
            Some((last, moved)) if now - moved > PAUSE => {
                self.past.push(last);
                self.ahead.clear();
                if self.past.len() > MOST {
                    self.past.remove(0);
                }
            }
            _ => {}
        }
        self.last = Some((view, now));
    }

    /// The view before this one, or (`back` false) the one that was left with it.
    pub fn step(&mut self, back: bool, now: f64) -> Option<View> {
        let (from, to) = if back { (&mut self.past, &mut self.ahead) } else { (&mut self.ahead, &mut self.past) };
        let (view, (here, _)) = (from.pop()?, self.last?);
        to.push(here);
        self.last = Some((view, now));
        Some(view)
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::super::folds::Folds;
    use super::*;

    fn view(origin: f64) -> View {
        View { origin, days_per_point: 1.0, folds: Folds::default() }
    }

    #[test]
    fn moves_are_taken_back_and_made_again() {
        let mut history = History::default();
        for (origin, now) in [(0.0, 0.0), (1.0, 1.0), (2.0, 1.1), (3.0, 1.2), (9.0, 5.0)] {
            history.note(view(origin), now);
        }
        assert_eq!(history.step(true, 6.0), Some(view(3.0)), "one long move is one step");
        assert_eq!(history.step(true, 6.1), Some(view(0.0)));
        assert_eq!(history.step(true, 6.2), None);
        assert_eq!(history.step(false, 6.3), Some(view(3.0)));
        history.note(view(3.0), 7.0);
        history.note(view(4.0), 8.0);
        assert_eq!(history.step(false, 9.0), None, "a new move ends what lay ahead");
        assert_eq!(history.step(true, 9.0), Some(view(3.0)));
    }

    #[test]
    fn it_is_bounded() {
        let mut history = History::default();
        for i in 0..500 {
            history.note(view(f64::from(i)), f64::from(i));
        }
        assert_eq!(history.past.len(), MOST);
    }
}
