//! What the user's hands mean: wheel, drag and keys become moves of the view.

use egui::{Event, EventFilter, InputState, Key, Response, Ui, Vec2};

/// Points of a gesture before its axis is settled, and seconds of rest that end it.
const SETTLE: f32 = 8.0;
const REST: f32 = 0.15;
/// Points of scrolling that zoom by e.
const ZOOM_POINTS: f32 = 200.0;
/// One press of a key: this much closer, or this part of the view on.
pub const KEY_ZOOM: f64 = 1.5;
const KEY_PAN: f64 = 0.25;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Move {
    /// Times closer.
    Zoom(f64),
    /// Parts of the width, on in time.
    Pan(f64),
    /// To the next (1) or previous (-1) event.
    Step(i32),
    FitAll,
    Leave,
}

/// What two fingers or a wheel did in this frame.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Wheel {
    /// Points.
    pub pan: f32,
    pub scroll: f32,
    /// Times closer.
    pub zoom: Option<f32>,
}

/// Keeps a two-finger gesture on the axis that it began with: fingers never move quite straight.
#[derive(Clone, Copy, Debug, Default)]
pub struct AxisLock {
    moved: Vec2,
    horizontal: Option<bool>,
}

impl AxisLock {
    /// The part of `delta` along the gesture's axis. `rest`: seconds since the last scroll event.
    pub fn along(&mut self, delta: Vec2, rest: f32) -> Vec2 {
        if delta == Vec2::ZERO {
            if rest > REST {
                *self = Self::default();
            }
            return delta;
        }
        self.moved += delta;
        if self.horizontal.is_none() && self.moved.abs().max_elem() >= SETTLE {
            self.horizontal = Some(self.moved.x.abs() > self.moved.y.abs());
        }
        if self.horizontal.unwrap_or(delta.x.abs() > delta.y.abs()) {
            Vec2::new(delta.x, 0.0)
        } else {
            Vec2::new(0.0, delta.y)
        }
    }

    pub fn wheel(&mut self, input: &InputState) -> Wheel {
        let delta = self.along(input.smooth_scroll_delta(), input.time_since_last_scroll());
        let zoom = input.zoom_delta();
        Wheel { pan: delta.x, scroll: delta.y, zoom: (zoom != 1.0).then_some(zoom) }
    }
}

/// A plain wheel that zooms.
pub fn zoom_of_scroll(points: f32) -> f32 {
    (points / ZOOM_POINTS).exp()
}

/// The moves that the keyboard asks for while the canvas has the focus. Letters act where they lie on the
/// keyboard, so that they form a cross on every layout.
pub fn keys(ui: &Ui, canvas: &Response) -> Vec<Move> {
    if !canvas.has_focus() {
        return Vec::new();
    }
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(canvas.id, arrows));
    ui.input(|input| input.events.iter().filter_map(key_move).collect())
}

fn key_move(event: &Event) -> Option<Move> {
    let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else { return None };
    // Those belong to the window's shortcuts.
    if modifiers.ctrl || modifiers.alt || modifiers.command || modifiers.mac_cmd {
        return None;
    }
    match (key, physical_key.unwrap_or(*key)) {
        (Key::ArrowRight | Key::ArrowDown, _) => Some(Move::Step(1)),
        (Key::ArrowLeft | Key::ArrowUp, _) => Some(Move::Step(-1)),
        (Key::Home, _) => Some(Move::FitAll),
        (Key::Escape, _) => Some(Move::Leave),
        (Key::Plus | Key::Equals, _) | (_, Key::W) => Some(Move::Zoom(KEY_ZOOM)),
        (Key::Minus, _) | (_, Key::S) => Some(Move::Zoom(1.0 / KEY_ZOOM)),
        (_, Key::A) => Some(Move::Pan(-KEY_PAN)),
        (_, Key::D) => Some(Move::Pan(KEY_PAN)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Modifiers;

    fn press(key: Key, physical: Option<Key>, modifiers: Modifiers) -> Option<Move> {
        key_move(&Event::Key { key, physical_key: physical, pressed: true, repeat: false, modifiers })
    }

    #[test]
    fn letters_act_by_their_place_and_leave_shortcuts_alone() {
        // On a French keyboard, the key at the place of W says Z.
        assert_eq!(press(Key::Z, Some(Key::W), Modifiers::NONE), Some(Move::Zoom(KEY_ZOOM)));
        assert_eq!(press(Key::W, Some(Key::Z), Modifiers::NONE), None);
        assert_eq!(press(Key::S, Some(Key::S), Modifiers::CTRL), None);
        assert_eq!(press(Key::ArrowLeft, None, Modifiers::NONE), Some(Move::Step(-1)));
    }

    #[test]
    fn a_gesture_keeps_its_axis_until_it_rests() {
        let mut lock = AxisLock::default();
        assert_eq!(lock.along(Vec2::new(1.0, 9.0), 0.0), Vec2::new(0.0, 9.0));
        assert_eq!(lock.along(Vec2::new(5.0, 1.0), 0.0), Vec2::new(0.0, 1.0));
        lock.along(Vec2::ZERO, 0.05);
        assert_eq!(lock.along(Vec2::new(5.0, 1.0), 0.0), Vec2::new(0.0, 1.0));
        lock.along(Vec2::ZERO, 0.2);
        assert_eq!(lock.along(Vec2::new(5.0, 1.0), 0.0), Vec2::new(5.0, 0.0));
    }
}
