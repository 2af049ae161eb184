//! The torn edges of folded gaps, with the length of what is folded.

use super::axis::Limits;
use super::frame::{Frame, small_font};
use super::reckoning::Reckoning;
use crate::gui::words::count;
use egui::{Id, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2};

/// How far and how often the edge goes to and fro, in points.
pub const DEPTH: f32 = 3.0;
const STEP: f32 = 7.0;
/// Days of a year and of a month, for people.
const YEAR: f64 = 365.25;
const MONTH: f64 = 30.44;

/// The torn stretches across ruler and lanes, behind the marks.
pub fn paint(frame: &Frame, painter: &Painter) {
    for (_, rect) in folded(frame) {
        painter.rect_filled(rect, 0.0, frame.theme.panel);
        for x in [rect.left(), rect.right()] {
            painter.add(Shape::line(edge(x, rect), Stroke::new(1.0, frame.theme.soft_ink.gamma_multiply(0.5))));
        }
    }
}

/// How much is folded, on the ruler; true where the user wants it back.
pub fn show(ui: &Ui, id: Id, frame: &Frame) -> bool {
    let mut clicked = false;
    for (at, (gap, rect)) in folded(frame).enumerate() {
        let ruler = rect.intersect(frame.areas.ruler);
        let words = length_in_words(gap.to - gap.from);
        let painter = ui.painter().with_clip_rect(frame.areas.ruler);
        let inner = ruler.shrink2(egui::vec2(DEPTH, 0.0)).with_max_y(ruler.bottom() - 1.0);
        painter.rect_filled(inner, 0.0, frame.theme.panel);
        let galley = ui.painter().layout_no_wrap(words.clone(), small_font(), frame.theme.ink);
        // At the edge of the canvas there may be no room for it.
        if galley.size().x + 2.0 * DEPTH <= ruler.width() {
            let place = pos2(ruler.center().x - galley.size().x / 2.0, ruler.bottom() - galley.size().y - 6.0);
            painter.galley(place, galley, frame.theme.ink);
        }
        let response = ui.interact(ruler, id.with(("fold", at)), Sense::CLICK);
        let told = format!("{words} without events are folded: {}. Click to unfold", bounds(frame, gap));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
        clicked |= response.on_hover_text(&told).clicked();
    }
    clicked
}

/// The gaps in view that are folded, and where.
fn folded<'a>(frame: &'a Frame) -> impl Iterator<Item = (Limits, Rect)> + 'a {
    let lanes = frame.areas.lanes;
    let gaps: Vec<Limits> = frame.view.zoom().folded().collect();
    let rect = move |gap: &Limits| {
        Rect::from_x_y_ranges(frame.x(gap.from)..=frame.x(gap.to), frame.areas.ruler.top()..=lanes.bottom())
    };
    let rects = gaps.into_iter().map(move |gap| (gap, rect(&gap)));
    rects.filter(move |(_, rect)| rect.right() > lanes.left() && rect.left() < lanes.right())
}

fn edge(x: f32, rect: Rect) -> Vec<Pos2> {
    let steps = (rect.height() / STEP) as usize + 1;
    let place = |n: usize| {
        let to = if n.is_multiple_of(2) { -DEPTH } else { DEPTH };
        pos2(x + to, (rect.top() + n as f32 * STEP).min(rect.bottom()))
    };
    (0..=steps).map(place).collect()
}

fn bounds(frame: &Frame, gap: Limits) -> String {
    let in_words = |time: f64| match frame.marks.reckoning {
        Reckoning::Calendar => super::scale::month_in_words(time, 0.0),
        other => other.in_words(time, frame.view.days_per_point),
    };
    format!("{} to {}", in_words(gap.from), in_words(gap.to))
}

/// "97 years", "5 months", "12 days": rounded, as nobody counts a gap.
fn length_in_words(days: f64) -> String {
    let number = |n: f64, name: &str| count(n.round() as usize, name);
    if days >= 2.0 * YEAR {
        number(days / YEAR, "year")
    } else if days >= 2.0 * MONTH {
        number(days / MONTH, "month")
    } else {
        number(days.max(1.0), "day")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_told_as_people_do() {
        let words = [1.0, 45.0, 100.0, 400.0, 900.0, 36_525.0].map(length_in_words);
        assert_eq!(words, ["1 day", "45 days", "3 months", "13 months", "2 years", "100 years"]);
    }
}
