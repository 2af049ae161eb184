//! The strip above the ruler: all events as a density, and the view as a window into it.

use super::axis::{Limits, View};
use super::fit;
use super::frame::Frame;
use super::marks::Marks;
use crate::gui::theme::Theme;
use egui::{CornerRadius, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2};

/// Points of a bar, and from one to the next.
const BAR: f32 = 5.0;
const STEP: f32 = 6.5;
/// How strong the bars of all events are beside those that match.
const ALL: f32 = 0.35;
/// Around the bars.
const MARGIN_X: f32 = 16.0;
const MARGIN_Y: f32 = 10.0;
/// A mass that takes less than this part of all time is drawn wider, and what lies beside it takes these parts.
const SMALL: f64 = 0.4;
const ASIDE: f64 = 0.14;
/// The narrowest window that can still be grabbed.
const NARROWEST: f32 = 8.0;
/// Points beside an edge of the window where it is grabbed; inside a narrow window no more than this part of it.
const HANDLE: f32 = 6.0;
const HANDLE_PART: f32 = 0.25;

/// Counts of events, kept until the data or the width change.
#[derive(Default)]
pub struct Overview {
    bars: Vec<usize>,
    /// Of all events, also of those that do not match; empty where all match.
    all: Vec<usize>,
    grabbed: Option<Grip>,
}

/// What of the view's window is dragged.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Grip {
    /// All of it: the days between the pointer and its middle.
    Middle(f64),
    Start,
    End,
}

/// What the user did with the overview.
pub enum Aim {
    /// Let the view's middle be here.
    Center {
        time: f64,
        glide: bool,
    },
    /// Let the view begin or end here; its other end stays.
    Start(f64),
    End(f64),
    All,
}

/// Day and place of the strip. Where a few events lie far from the others, the time between is drawn narrower.
#[derive(Clone, Copy)]
struct Scale {
    /// Times with the part of the width that is left of them, rising.
    knots: [(f64, f64); 4],
    rect: Rect,
}

impl Scale {
    fn new(limits: Limits, mass: Option<Limits>, rect: Rect) -> Self {
        let Limits { from, to } = limits;
        let even = |time: f64| (time, (time - from) / (to - from).max(f64::EPSILON));
        let mut knots = [even(from), even(from), even(to), even(to)];
        if let Some(mass) = mass.filter(|m| (m.to - m.from) < SMALL * (to - from)) {
            let (lo, hi) = (mass.from.max(from), mass.to.min(to));
            let left = if lo > from { ASIDE } else { 0.0 };
            let right = if hi < to { ASIDE } else { 0.0 };
            knots = [(from, 0.0), (lo, left), (hi, 1.0 - right), (to, 1.0)];
        }
        Self { knots, rect }
    }

    /// Where the scale changes.
    fn tears(self) -> impl Iterator<Item = f32> {
        let [first, a, b, last] = self.knots;
        let inner = [(a, first), (b, last)].into_iter().filter(|(knot, end)| knot.1 != end.1);
        inner.map(move |(knot, _)| self.rect.left() + knot.1 as f32 * self.rect.width())
    }

    fn x(self, time: f64) -> f32 {
        let part = between(self.knots.map(|(t, part)| (t, part)), time).clamp(-1.0, 2.0);
        self.rect.left() + part as f32 * self.rect.width()
    }

    fn time(self, x: f32) -> f64 {
        let part = f64::from((x - self.rect.left()) / self.rect.width().max(1.0));
        between(self.knots.map(|(t, part)| (part, t)), part)
    }
}

/// The value at `x` of the line through four points with rising places; it goes on straight beyond them.
fn between(points: [(f64, f64); 4], x: f64) -> f64 {
    let has_length = |pair: &&[(f64, f64)]| pair[1].0 > pair[0].0;
    let mut pieces = points.windows(2).filter(has_length);
    let Some(first) = pieces.clone().next() else { return points[0].1 };
    let piece = pieces.clone().find(|pair| x <= pair[1].0).or_else(|| pieces.next_back()).unwrap_or(first);
    let (a, b) = (piece[0], piece[1]);
    a.1 + (x - a.0) / (b.0 - a.0) * (b.1 - a.1)
}

impl Overview {
    /// Forgets the counts; the next frame makes them anew.
    pub fn clear(&mut self) {
        self.bars.clear();
    }

    fn count(&mut self, marks: &Marks, all: Option<&Marks>, scale: Scale) {
        let bars = (scale.rect.width() / STEP).max(1.0) as usize;
        if self.bars.len() == bars {
            return;
        }
        let counts = |middles: &[f64]| {
            let mut at = 0;
            let count = |bar| {
                let edge = scale.time(scale.rect.left() + bar as f32 * STEP);
                let from = at;
                at = if bar == bars { middles.len() } else { middles.partition_point(|t| *t < edge).max(from) };
                at - from
            };
            (1..=bars).map(count).collect()
        };
        self.bars = counts(&marks.middles);
        self.all = all.map_or_else(Vec::new, |all| counts(&all.middles));
    }

    pub fn show(
        &mut self,
        ui: &Ui,
        id: Id,
        frame: &Frame,
        (limits, all): (Limits, Option<&Marks>),
    ) -> (Response, Option<Aim>) {
        let area = frame.areas.overview;
        let rect = Rect::from_min_max(
            pos2(area.left() + MARGIN_X, area.top() + MARGIN_Y),
            pos2((area.right() - MARGIN_X).max(area.left() + MARGIN_X + STEP), area.bottom() - MARGIN_Y),
        );
        let scale = Scale::new(limits, fit::mass(all.unwrap_or(frame.marks)), rect);
        self.count(frame.marks, all, scale);
        let response = ui.interact(area, id, Sense::CLICK | Sense::DRAG);
        response.widget_info(|| {
            WidgetInfo::labeled(
                Role::ScrollBar,
                true,
                "Overview: drag to move the view, drag its edges to show more or less",
            )
        });
        self.paint(ui, frame, scale, &response);
        let aim = self.aim(ui, frame, scale, &response);
        (response, aim)
    }

    fn paint(&self, ui: &Ui, frame: &Frame, scale: Scale, response: &Response) {
        let rect = scale.rect;
        let theme = frame.theme;
        let painter = ui.painter();
        let window = window(frame, scale);
        let most = self.bars.iter().chain(&self.all).copied().max().unwrap_or(0).max(1) as f32;
        let bar = |at: usize, count: usize| {
            let left = rect.left() + at as f32 * STEP;
            // The root keeps single events visible beside a crowd.
            let height = if count == 0 { 1.0 } else { 2.0 + (count as f32 / most).sqrt() * (rect.height() - 2.0) };
            Rect::from_min_max(pos2(left, rect.bottom() - height), pos2(left + BAR, rect.bottom()))
        };
        let mut mesh = egui::Mesh::default();
        for (at, count) in self.all.iter().enumerate() {
            mesh.add_colored_rect(bar(at, *count), theme.soft_ink.gamma_multiply(ALL));
        }
        for (at, count) in self.bars.iter().enumerate().filter(|(_, count)| **count > 0 || self.all.is_empty()) {
            let bar = bar(at, *count);
            let inside = window.x_range().contains(bar.center().x) && *count > 0;
            mesh.add_colored_rect(bar, if inside { theme.density_in_view } else { theme.density });
        }
        painter.add(egui::Shape::mesh(mesh));
        for x in scale.tears() {
            tear(painter, pos2(x, rect.bottom()), theme);
        }
        if let Some(selected) = frame.selected {
            let x = scale.x(frame.marks.dated[selected].middle());
            let tick = Rect::from_min_max(pos2(x - 1.0, rect.top() - 2.0), pos2(x + 1.0, rect.bottom()));
            painter.rect_filled(tick, CornerRadius::ZERO, theme.accent);
        }
        let active = response.hovered() || response.dragged();
        let under = response.hover_pos().and_then(|pos| edge_at(window, pos.x));
        let moved = self.grabbed.filter(|grip| response.dragged() && !matches!(grip, Grip::Middle(_)));
        if moved.or(under).is_some() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
        }
        if active {
            for x in [window.left(), window.right()] {
                let handle = Rect::from_center_size(pos2(x, window.center().y), egui::vec2(4.0, window.height() * 0.5));
                painter.rect_filled(handle, CornerRadius::same(2), theme.ink);
            }
        }
        let stroke = Stroke::new(1.0, if active { theme.ink } else { theme.soft_ink });
        painter.rect_stroke(window, CornerRadius::same(4), stroke, StrokeKind::Inside);
        let edge = painter.round_to_pixel_center(frame.areas.overview.bottom());
        painter.hline(frame.areas.overview.left()..=frame.areas.lanes.right(), edge, Stroke::new(1.0, theme.line));
    }

    fn aim(&mut self, ui: &Ui, frame: &Frame, scale: Scale, response: &Response) -> Option<Aim> {
        if response.double_clicked() {
            return Some(Aim::All);
        }
        let time = scale.time(response.interact_pointer_pos()?.x);
        if response.drag_started() {
            let pressed = ui.input(|i| i.pointer.press_origin());
            let window = window(frame, scale);
            let inside = pressed.is_some_and(|pos| window.x_range().contains(pos.x));
            let middle = view_middle(frame.view, frame);
            let beside = if inside { scale.time(pressed.map_or(0.0, |p| p.x)) - middle } else { 0.0 };
            self.grabbed = pressed.and_then(|pos| edge_at(window, pos.x)).or(Some(Grip::Middle(beside)));
        }
        if response.dragged() {
            return Some(match self.grabbed.unwrap_or(Grip::Middle(0.0)) {
                Grip::Middle(beside) => Aim::Center { time: time - beside, glide: false },
                Grip::Start => Aim::Start(time),
                Grip::End => Aim::End(time),
            });
        }
        response.clicked().then_some(Aim::Center { time, glide: true })
    }
}

/// The edge of the window that is grabbed at `x`.
fn edge_at(window: Rect, x: f32) -> Option<Grip> {
    let inside = HANDLE.min(HANDLE_PART * window.width());
    if (window.left() - HANDLE..window.left() + inside).contains(&x) {
        Some(Grip::Start)
    } else if (window.right() - inside..window.right() + HANDLE).contains(&x) {
        Some(Grip::End)
    } else {
        None
    }
}

/// Two short strokes on the base line: here the scale changes.
fn tear(painter: &egui::Painter, at: egui::Pos2, theme: &Theme) {
    let stroke = Stroke::new(1.5, theme.soft_ink);
    for x in [-2.0, 2.0] {
        painter.line_segment([at + egui::vec2(x - 2.0, 4.0), at + egui::vec2(x + 2.0, -6.0)], stroke);
    }
}

fn view_middle(view: View, frame: &Frame) -> f64 {
    view.time(f64::from(frame.areas.lanes.width()) / 2.0)
}

/// The view's place on the strip.
fn window(frame: &Frame, scale: Scale) -> Rect {
    let lanes = f64::from(frame.areas.lanes.width());
    let (from, to) = (scale.x(frame.view.time(0.0)), scale.x(frame.view.time(lanes)));
    let grow = ((NARROWEST - (to - from)) / 2.0).max(0.0);
    let bounds = scale.rect.expand2(egui::vec2(MARGIN_X - 4.0, MARGIN_Y - 4.0));
    let x = bounds.x_range();
    Rect::from_x_y_ranges(x.clamp(from - grow)..=x.clamp(to + grow), bounds.y_range())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_grabbed_at_its_edges_and_between_them() {
        let window = |left: f32, right: f32| Rect::from_x_y_ranges(left..=right, 0.0..=20.0);
        let wide = window(100.0, 200.0);
        assert_eq!([95.0, 104.0].map(|x| edge_at(wide, x)), [Some(Grip::Start); 2]);
        assert_eq!([195.0, 205.0].map(|x| edge_at(wide, x)), [Some(Grip::End); 2]);
        assert_eq!([50.0, 150.0, 250.0].map(|x| edge_at(wide, x)), [None; 3]);
        assert_eq!(edge_at(window(100.0, 108.0), 104.0), None, "the middle of a narrow window moves it");
    }

    #[test]
    fn a_few_events_far_away_leave_the_width_to_the_others() {
        let rect = Rect::from_min_size(pos2(10.0, 0.0), egui::vec2(100.0, 20.0));
        let limits = Limits { from: 0.0, to: 40_000.0 };
        let torn = Scale::new(limits, Some(Limits { from: 39_000.0, to: 39_030.0 }), rect);
        assert!(torn.x(39_030.0) - torn.x(39_000.0) > 70.0);
        assert_eq!((torn.x(0.0), torn.x(40_000.0)), (10.0, 110.0));
        assert_eq!(torn.tears().count(), 2);
        for time in [-500.0, 0.0, 20_000.0, 39_010.0, 39_500.0, 41_000.0] {
            assert!((torn.time(torn.x(time)) - time).abs() < 50.0, "{time}");
        }
        let even = Scale::new(limits, Some(Limits { from: 1000.0, to: 39_030.0 }), rect);
        assert_eq!(even.x(20_000.0), 60.0);
        assert_eq!(even.tears().count(), 0);
    }
}
