//! Draws the ruler, its lines through the lanes and the pointer's date.

use super::axis::{day_at, day_start};
use super::frame::{Frame, small_font};
use super::reckoning::Reckoning;
use super::ruler::{Ruler, Tick};
use super::tears;
use crate::gui::theme::{semibold, size};
use egui::{CornerRadius, FontId, Painter, Rangef, Rect, Stroke, pos2, vec2};

/// From a tick to its label.
const PAD: f32 = 6.0;
/// How much of the line's colour the smaller unit gets.
const MINOR: f32 = 0.55;

/// Lines through the lanes, behind everything.
pub fn grid(frame: &Frame, ruler: &Ruler, painter: &Painter) {
    let lanes = frame.areas.lanes;
    let lines = |ticks: &[Tick], top: f32, stroke: Stroke| {
        for tick in ticks {
            let x = frame.x(tick.time);
            if lanes.x_range().contains(x) {
                painter.vline(painter.round_to_pixel_center(x), top..=lanes.bottom(), stroke);
            }
        }
    };
    let ruler_rect = frame.areas.ruler;
    lines(&ruler.minor, ruler_rect.center().y + PAD, Stroke::new(1.0, frame.theme.line.gamma_multiply(MINOR)));
    lines(&ruler.major, ruler_rect.top() + PAD, Stroke::new(1.0, frame.theme.line));
}

pub fn labels(frame: &Frame, ruler: &Ruler, painter: &Painter) {
    let rect = frame.areas.ruler;
    let painter = painter.with_clip_rect(rect);
    painter.hline(rect.x_range(), painter.round_to_pixel_center(rect.bottom()), Stroke::new(1.0, frame.theme.line));
    let row = rect.height() / 2.0;
    // What is behind a tear lies far away: no label reaches into one.
    let tears: Vec<f32> = frame.view.zoom().folded().map(|gap| frame.x(gap.from) - tears::DEPTH).collect();
    sticky(frame, &ruler.major, (&painter, &tears), rect.top() + row * 0.55, semibold(size::BODY), frame.theme.ink);
    let y = rect.top() + row * 1.5;
    if ruler.major.is_empty() {
        sticky(frame, &ruler.minor, (&painter, &tears), y, small_font(), frame.theme.soft_ink);
        return;
    }
    for tick in &ruler.minor {
        let galley = painter.layout_no_wrap(tick.label.clone(), small_font(), frame.theme.soft_ink);
        let x = frame.x(tick.time);
        let is_whole = x + PAD >= rect.left() && x + PAD + galley.size().x <= tear_after(&tears, x).min(rect.right());
        if is_whole {
            painter.galley(pos2(x + PAD, y - galley.size().y / 2.0), galley, frame.theme.soft_ink);
        }
    }
}

/// The first of the rising `tears` behind `x`.
fn tear_after(tears: &[f32], x: f32) -> f32 {
    tears.get(tears.partition_point(|tear| *tear < x)).copied().unwrap_or(f32::INFINITY)
}

/// Labels at their ticks; the first stays in view until the next one pushes it out.
fn sticky(
    frame: &Frame,
    ticks: &[Tick],
    (painter, tears): (&Painter, &[f32]),
    y: f32,
    font: FontId,
    color: egui::Color32,
) {
    for (at, tick) in ticks.iter().enumerate() {
        let galley = painter.layout_no_wrap(tick.label.clone(), font.clone(), color);
        let next = ticks.get(at + 1).map_or(f32::INFINITY, |next| frame.x(next.time));
        let own = frame.x(tick.time);
        if let Some(x) = label_at(own, next, tear_after(tears, own), frame.areas.ruler.x_range(), galley.size().x) {
            painter.galley(pos2(x, y - galley.size().y / 2.0), galley, color);
        }
    }
}

/// Where the label of a tick begins that slides along the left edge of the `view` until the `next` tick pushes it out;
/// `None` where it would not be seen whole, or does not fit before the `tear` that its piece of time ends in.
fn label_at(tick: f32, next: f32, tear: f32, view: Rangef, width: f32) -> Option<f32> {
    let room = next.min(tear) - width - 2.0 * PAD;
    let x = (tick + PAD).max((view.min + PAD).min(room));
    (x >= view.min && x + width <= tear.min(view.max)).then_some(x)
}

/// A line through today, with its name at the foot of the ruler.
pub fn today(frame: &Frame, day: chrono::NaiveDate, painter: &Painter) {
    if frame.marks.reckoning != Reckoning::Calendar {
        return;
    }
    let x = painter.round_to_pixel_center(frame.x(day_start(day) + 0.5));
    let (ruler, lanes) = (frame.areas.ruler, frame.areas.lanes);
    if !lanes.x_range().contains(x) {
        return;
    }
    let color = frame.theme.success;
    painter.vline(x, ruler.bottom()..=lanes.bottom(), Stroke::new(1.0, color.gamma_multiply(0.7)));
    let galley = painter.layout_no_wrap("today".to_owned(), small_font(), color);
    let left = (x + 4.0).min(lanes.right() - galley.size().x - 2.0);
    painter.galley(pos2(left, lanes.top()), galley, color);
}

/// The time under the pointer: a hairline, and its date on the ruler.
pub fn pointer(frame: &Frame, x: f32, painter: &Painter) {
    let rect = frame.areas.ruler;
    let theme = frame.theme;
    let time = frame.view.time(f64::from(x - frame.areas.lanes.left()));
    let words = frame.marks.time_in_words(time, frame.view.days_per_point);
    let line = painter.round_to_pixel_center(x);
    painter.vline(
        line,
        rect.bottom()..=frame.areas.lanes.bottom(),
        Stroke::new(1.0, theme.soft_ink.gamma_multiply(0.35)),
    );
    if words.is_empty() {
        return;
    }
    let galley = painter.layout_no_wrap(words, small_font(), theme.background);
    let size = galley.size() + vec2(2.0 * PAD, 4.0);
    let left = (x - size.x / 2.0).clamp(rect.left(), (rect.right() - size.x).max(rect.left()));
    let pill = Rect::from_min_size(pos2(left, rect.bottom() - size.y - 2.0), size);
    painter.rect_filled(pill, CornerRadius::same(size::CORNER), theme.soft_ink);
    painter.galley(pill.min + vec2(PAD, 2.0), galley, theme.background);
}

/// "Mar 2014", "44 BC": where an edge arrow leads.
pub fn month_in_words(time: f64, days_per_point: f64) -> String {
    const YEARS: f64 = 20.0;
    let Some(day) = day_at(time) else { return String::new() };
    let year = super::ruler::year_name(chrono::Datelike::year(&day));
    if days_per_point > YEARS { year } else { format!("{} {year}", day.format("%b")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_slides_and_is_left_out_where_it_does_not_fit_its_piece() {
        let far = f32::INFINITY;
        let at = |tick, next, tear| label_at(tick, next, tear, Rangef::new(0.0, 400.0), 40.0);
        assert_eq!(at(50.0, 200.0, far), Some(56.0));
        assert_eq!(at(-50.0, 200.0, far), Some(6.0), "it stays in view");
        assert_eq!(at(-50.0, 54.0, far), Some(2.0), "the next one pushes it out");
        assert_eq!(at(-50.0, 30.0, far), None, "half a label is none");
        assert_eq!(at(350.0, 600.0, far), Some(356.0));
        assert_eq!(at(356.0, 600.0, far), None);
        assert_eq!(at(50.0, 200.0, 100.0), Some(56.0));
        assert_eq!(at(50.0, 200.0, 90.0), None);
        assert_eq!(at(-200.0, 300.0, -40.0), None, "its piece is out of view, and so is it");
        for tick in -100..100 {
            let x = at(tick as f32, 500.0, 100.0);
            assert!(x.is_none_or(|x| x + 40.0 <= 100.0), "{tick}: {x:?}");
        }
    }

    #[test]
    fn the_tear_behind_a_place_is_found() {
        let tears = [10.0, 200.0];
        assert_eq!([0.0, 10.0, 11.0].map(|x| tear_after(&tears, x)), [10.0, 10.0, 200.0]);
        assert_eq!(tear_after(&tears, 300.0), f32::INFINITY);
    }
}
