//! A stretch of time marked on the ruler: what lies in it is counted at once, Enter shows it, Esc forgets it.

use super::axis::{Limits, View, day_at};
use super::frame::{Frame, small_font};
use super::gesture::Move;
use super::marks::Marks;
use super::reckoning::Reckoning;
use crate::gui::theme::{Theme, size};
use crate::gui::words::{count, day_short};
use egui::{
    Align2, Button, CornerRadius, PointerButton, Rect, Response, RichText, Stroke, Ui, UiBuilder, WidgetInfo,
    accesskit::Role, vec2,
};

/// Days are whole where they are narrower than this many points.
const DAY_SEEN: f64 = 400.0;
/// The height of the words, and the room for the buttons beside them.
const HEIGHT: f32 = 26.0;
const BUTTONS: f32 = 154.0;

#[derive(Default)]
pub struct Brush {
    /// Days.
    pub range: Option<Limits>,
    /// Where it is drawn out from.
    anchor: Option<f64>,
}

impl Brush {
    /// Takes in what was done on the ruler; gives back a stretch that is to be shown at once (the middle button).
    pub fn draw_out(&mut self, ui: &Ui, ruler: &Response, view: View) -> Option<Limits> {
        let left = ruler.rect.left();
        let time = |x: f32| view.time(f64::from(x - left));
        let (press, pointer, shift) =
            ui.input(|i| (i.pointer.press_origin(), i.pointer.latest_pos(), i.modifiers.shift));
        if ruler.drag_started_by(PointerButton::Primary) || ruler.drag_started_by(PointerButton::Middle) {
            let start = time(press?.x);
            // Shift draws the brushed stretch further, from its other end.
            let other = |range: Limits| {
                if (start - range.from).abs() < (start - range.to).abs() { range.to } else { range.from }
            };
            self.anchor = Some(self.range.filter(|_| shift).map_or(start, other));
        }
        if let (Some(anchor), Some(pointer)) = (self.anchor, pointer) {
            let to = time(pointer.x);
            self.range = Some(whole_days(anchor.min(to), anchor.max(to), view));
        }
        if ruler.drag_stopped() {
            self.anchor = None;
            if ruler.drag_stopped_by(PointerButton::Middle) {
                return self.range.take();
            }
        }
        if ruler.clicked() {
            self.range = None;
        }
        None
    }
}

fn whole_days(from: f64, to: f64, view: View) -> Limits {
    if 1.0 / view.days_per_point > DAY_SEEN {
        return Limits { from, to };
    }
    Limits { from: from.floor(), to: to.ceil().max(from.floor() + 1.0) }
}

/// "12 Mar 2019 – 3 Apr 2019 · 23 days · 14 events".
pub fn in_words(range: Limits, marks: &Marks) -> String {
    let Limits { from, to } = range;
    let day = |time: f64| day_at(time).map(day_short).unwrap_or_default();
    let (first, last) = marks.reckoning.stretch(range, day);
    let days = (to - from).ceil().max(1.0) as usize;
    let inside = |time: f64| marks.middles.partition_point(|t| *t < time);
    let events = count(inside(to) - inside(from), "event");
    if first == last {
        format!("{first} · {events}")
    } else {
        format!("{first} – {last} · {} · {events}", count(days, "day"))
    }
}

/// The tint over the lanes, behind the marks.
pub fn paint(frame: &Frame, range: Limits, painter: &egui::Painter) {
    let (ruler, lanes) = (frame.areas.ruler, frame.areas.lanes);
    let x = lanes.x_range();
    let (from, to) = (frame.x(range.from), frame.x(range.to));
    let rect = Rect::from_x_y_ranges(x.clamp(from)..=x.clamp(to), ruler.top()..=lanes.bottom());
    painter.rect_filled(rect, 0, frame.theme.accent.gamma_multiply(0.07));
    for edge in [from, to] {
        if x.contains(edge) {
            painter.vline(edge, rect.y_range(), Stroke::new(1.0, frame.theme.accent.gamma_multiply(0.6)));
        }
    }
}

/// Its words, and what can be done with it.
pub fn show(ui: &mut Ui, frame: &Frame, range: Limits) -> Option<Move> {
    let theme = Theme::of(ui);
    let lanes = frame.areas.lanes;
    let words = in_words(range, frame.marks);
    let galley = ui.painter().layout_no_wrap(words.clone(), small_font(), theme.ink);
    let size = vec2(galley.size().x + 3.0 * 8.0 + BUTTONS, HEIGHT);
    let middle = frame.x(range.from).midpoint(frame.x(range.to));
    let left =
        (middle - size.x / 2.0).clamp(lanes.left() + 6.0, (lanes.right() - size.x - 6.0).max(lanes.left() + 6.0));
    let rect = Rect::from_min_size(egui::pos2(left, lanes.top() + 6.0), size);
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(6), theme.field, Stroke::new(1.0, theme.line), egui::StrokeKind::Inside);
    let text = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), rect.shrink2(vec2(10.0, 0.0)));
    painter.galley(text.min, galley, theme.ink);
    let response = ui.interact(text, ui.scope_id().with("brushed"), egui::Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    let buttons = rect.with_min_x(rect.right() - BUTTONS).shrink2(vec2(4.0, 3.0));
    let mut asked = None;
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(buttons).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().interact_size.y = HEIGHT - 6.0;
        ui.spacing_mut().button_padding = vec2(8.0, 0.0);
        let small = |text: &str| Button::new(RichText::new(text).size(size::SMALL)).stroke(Stroke::NONE);
        if ui.add(small("Zoom")).on_hover_text("Let this stretch of time fill the view (Enter)").clicked() {
            asked = Some(Move::ShowBrush);
        }
        let only = ui.add_enabled(frame.marks.reckoning == Reckoning::Calendar, small("Only this"));
        let hint = "Leave out whatever was at another time; the search field says so (Shift+Enter)";
        if only.on_hover_text(hint).on_disabled_hover_text("There is no date to search for").clicked() {
            asked = Some(Move::OnlyBrush);
        }
        let close = ui.add(small("×")).on_hover_text("Forget it (Esc)");
        close.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Forget the marked stretch of time"));
        if close.clicked() {
            asked = Some(Move::ClearBrush);
        }
    });
    asked
}

#[cfg(test)]
mod tests {
    use super::super::axis::day_start;
    use super::super::fixture::summit;
    use super::super::folds::Folds;
    use super::*;
    use chrono::NaiveDate;

    fn at(month: u32, day: u32) -> f64 {
        day_start(NaiveDate::from_ymd_opt(2016, month, day).expect("a day"))
    }

    #[test]
    fn a_stretch_is_told_in_whole_days_with_what_lies_in_it() {
        let marks = Marks::new(&summit(), |_| (80.0, 80.0));
        let one = Limits { from: at(11, 20), to: at(11, 21) };
        assert_eq!(in_words(one, &marks), "Sun 20 Nov 2016 · 3 events");
        let two = Limits { from: at(11, 19), to: at(11, 21) };
        assert_eq!(in_words(two, &marks), "Sat 19 Nov 2016 – Sun 20 Nov 2016 · 2 days · 5 events");
    }

    #[test]
    fn days_are_whole_until_hours_can_be_seen() {
        let far = View { origin: 0.0, days_per_point: 0.1, folds: Folds::NONE };
        assert_eq!(whole_days(10.4, 11.2, far), Limits { from: 10.0, to: 12.0 });
        assert_eq!(whole_days(10.4, 10.4, far), Limits { from: 10.0, to: 11.0 });
        let near = View { origin: 0.0, days_per_point: 0.001, folds: Folds::NONE };
        assert_eq!(whole_days(10.4, 10.6, near), Limits { from: 10.4, to: 10.6 });
    }
}
