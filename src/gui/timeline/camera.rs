//! The view that is shown, and short glides from one to another after an action of the user.

use super::axis::{Limits, View};

/// Seconds.
const GLIDE: f64 = 0.18;

#[derive(Default)]
pub struct Camera {
    view: Option<View>,
    glide: Option<Glide>,
    /// The user chose the view; new data leave it alone.
    pub touched: bool,
    /// Moves are jumps: for people whom motion makes unwell.
    pub calm: bool,
}

struct Glide {
    from: View,
    to: View,
    /// `None` until the first frame of the glide.
    since: Option<f64>,
}

impl Camera {
    /// The view now.
    pub fn view(&self) -> Option<View> {
        self.view
    }

    /// The view at the end of the glide, so that commands add up.
    pub fn target(&self) -> Option<View> {
        self.glide.as_ref().map(|g| g.to).or(self.view)
    }

    pub fn jump(&mut self, view: View) {
        self.view = Some(view);
        self.glide = None;
    }

    pub fn glide(&mut self, view: View) {
        match self.view {
            Some(from) if from != view && !self.calm => self.glide = Some(Glide { from, to: view, since: None }),
            _ => self.jump(view),
        }
    }

    pub fn clear(&mut self) {
        *self = Self { calm: self.calm, ..Self::default() };
    }

    /// Moves on to `now` (seconds); true while there is more to come.
    pub fn advance(&mut self, now: f64) -> bool {
        let Some(glide) = &mut self.glide else { return false };
        let since = *glide.since.get_or_insert(now);
        let t = ((now - since) / GLIDE).clamp(0.0, 1.0);
        // Fast at first, soft at the end.
        let eased = 1.0 - (1.0 - t).powi(3);
        let (next, to) = (glide.from.toward(glide.to, eased), glide.to);
        if t >= 1.0 {
            self.jump(to);
        } else {
            self.view = Some(next);
        }
        self.glide.is_some()
    }

    pub fn clamp(&mut self, limits: Limits, width: f64) {
        if self.glide.is_none() {
            self.view = self.view.map(|view| view.clamped(limits, width, width / 2.0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::folds::Folds;
    use super::*;

    const A: View = View { origin: 0.0, days_per_point: 1.0, folds: Folds::NONE };
    const B: View = View { origin: 100.0, days_per_point: 2.0, folds: Folds::NONE };

    #[test]
    fn a_glide_ends_where_it_should_and_stops() {
        let mut camera = Camera::default();
        camera.glide(A);
        assert_eq!(camera.view(), Some(A), "nothing to glide from");
        camera.glide(B);
        assert_eq!(camera.target(), Some(B));
        assert!(camera.advance(10.0));
        assert_eq!(camera.view(), Some(A));
        assert!(camera.advance(10.1));
        assert!(camera.view().is_some_and(|v| v.origin > 50.0 && v.origin < 100.0));
        assert!(!camera.advance(10.2));
        assert_eq!(camera.view(), Some(B));
        assert!(!camera.advance(10.3), "an idle camera asks for nothing");
    }

    #[test]
    fn without_motion_a_glide_is_a_jump() {
        let mut camera = Camera { calm: true, ..Camera::default() };
        camera.jump(A);
        camera.glide(B);
        assert_eq!(camera.view(), Some(B));
        assert!(!camera.advance(1.0));
    }

    #[test]
    fn a_jump_interrupts() {
        let mut camera = Camera::default();
        camera.jump(A);
        camera.glide(B);
        camera.jump(A);
        assert!(!camera.advance(1.0));
        assert_eq!(camera.view(), Some(A));
    }
}
