//! What the user's hands mean: wheel, drag and keys become moves of the view.

use egui::{Event, EventFilter, InputState, Key, Popup, Response, Ui, Vec2};

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
    /// To the next (1) or previous (-1) event, of the same lane or of any.
    Step(i32, Within),
    /// To the lane below (1) or above (-1).
    Lane(i32),
    /// The mass of all events, then all of them.
    FitAll,
    /// The selection in the middle, then as large as can be.
    FitSelection,
    /// The selection with a day, a week, a month, a year around it.
    Around,
    /// The view before, or the one that was left with it.
    Back,
    Forward,
    /// What is brushed on the ruler fills the view.
    ShowBrush,
    /// Only what lies in the brushed time is shown.
    OnlyBrush,
    /// Nothing is brushed any more.
    ClearBrush,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    Lane,
    All,
}

/// What keys mean depends on what there is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standing {
    pub selected: bool,
    pub lanes: bool,
    pub brushed: bool,
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

/// The moves that the keyboard asks for, wherever no other part of the window has the focus; the keys are used up.
/// Letters act where they lie on the keyboard, so that they form a cross on every layout.
pub fn keys(ui: &Ui, canvas: &Response, standing: Standing) -> Vec<Move> {
    if !is_ours(ui, canvas) {
        return Vec::new();
    }
    if canvas.has_focus() {
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(canvas.id, arrows));
    }
    let mut moves = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let found = key_move(event, standing);
            moves.extend(found);
            found.is_none()
        });
    });
    moves
}

/// Do keys mean the canvas: has nothing else the focus?
pub fn is_ours(ui: &Ui, canvas: &Response) -> bool {
    let ctx = ui.ctx();
    let elsewhere = ctx.memory(|m| m.focused().is_some() || m.top_modal_layer().is_some()) || Popup::is_any_open(ctx);
    canvas.has_focus() || !elsewhere
}

fn key_move(event: &Event, standing: Standing) -> Option<Move> {
    let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else { return None };
    let step = |by| match (standing.selected, modifiers.command) {
        (true, true) => Move::Step(by, Within::All),
        (true, false) => Move::Step(by, Within::Lane),
        (false, _) => Move::Pan(f64::from(by) * KEY_PAN),
    };
    match key {
        Key::ArrowRight if !modifiers.alt => return Some(step(1)),
        Key::ArrowLeft if !modifiers.alt => return Some(step(-1)),
        _ => {}
    }
    if standing.brushed && modifiers.shift_only() && *key == Key::Enter {
        return Some(Move::OnlyBrush);
    }
    // Those belong to the window's shortcuts.
    if modifiers.ctrl || modifiers.alt || modifiers.command || modifiers.mac_cmd || modifiers.shift {
        return None;
    }
    match (key, physical_key.unwrap_or(*key)) {
        (Key::ArrowDown, _) if standing.selected && standing.lanes => Some(Move::Lane(1)),
        (Key::ArrowUp, _) if standing.selected && standing.lanes => Some(Move::Lane(-1)),
        (Key::Period, _) => Some(Move::Step(1, Within::Lane)),
        (Key::Comma, _) => Some(Move::Step(-1, Within::Lane)),
        (Key::Enter, _) if standing.brushed => Some(Move::ShowBrush),
        (Key::Escape, _) if standing.brushed => Some(Move::ClearBrush),
        (_, Key::W) => Some(Move::Zoom(KEY_ZOOM)),
        (_, Key::S) => Some(Move::Zoom(1.0 / KEY_ZOOM)),
        (_, Key::A) => Some(Move::Pan(-KEY_PAN)),
        (_, Key::D) => Some(Move::Pan(KEY_PAN)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Modifiers;

    const SELECTED: Standing = Standing { selected: true, lanes: true, brushed: false };

    fn press(key: Key, physical: Option<Key>, modifiers: Modifiers, standing: Standing) -> Option<Move> {
        key_move(&Event::Key { key, physical_key: physical, pressed: true, repeat: false, modifiers }, standing)
    }

    #[test]
    fn letters_act_by_their_place_and_leave_shortcuts_alone() {
        let press = |key, physical, modifiers| press(key, physical, modifiers, Standing::default());
        // On a French keyboard, the key at the place of W says Z.
        assert_eq!(press(Key::Z, Some(Key::W), Modifiers::NONE), Some(Move::Zoom(KEY_ZOOM)));
        assert_eq!(press(Key::W, Some(Key::Z), Modifiers::NONE), None);
        assert_eq!(press(Key::S, Some(Key::S), Modifiers::CTRL), None);
    }

    #[test]
    fn arrows_pan_where_nothing_is_selected_and_walk_where_something_is() {
        let idle = Standing::default();
        assert_eq!(press(Key::ArrowLeft, None, Modifiers::NONE, idle), Some(Move::Pan(-KEY_PAN)));
        assert_eq!(press(Key::ArrowDown, None, Modifiers::NONE, idle), None, "left to the window");
        assert_eq!(press(Key::Escape, None, Modifiers::NONE, SELECTED), None, "left to the window");
        assert_eq!(press(Key::ArrowLeft, None, Modifiers::NONE, SELECTED), Some(Move::Step(-1, Within::Lane)));
        assert_eq!(press(Key::ArrowRight, None, Modifiers::COMMAND, SELECTED), Some(Move::Step(1, Within::All)));
        assert_eq!(press(Key::ArrowRight, None, Modifiers::ALT, SELECTED), None, "left to the window");
        assert_eq!(press(Key::ArrowDown, None, Modifiers::NONE, SELECTED), Some(Move::Lane(1)));
        let brushed = Standing { brushed: true, ..SELECTED };
        assert_eq!(press(Key::Enter, None, Modifiers::NONE, brushed), Some(Move::ShowBrush));
        assert_eq!(press(Key::Escape, None, Modifiers::NONE, brushed), Some(Move::ClearBrush));
        assert_eq!(press(Key::Enter, None, Modifiers::SHIFT, brushed), Some(Move::OnlyBrush));
        assert_eq!(press(Key::Enter, None, Modifiers::SHIFT, SELECTED), None);
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
