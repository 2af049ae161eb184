//! What lies beyond the canvas: arrows at the edges, and a way to the rows below.

use super::axis::View;
use super::chips;
use super::frame::Frame;
use super::reckoning::Reckoning;
use super::scale::month_in_words;
use crate::gui::theme::size;
use egui::{Align2, Button, CornerRadius, FontId, Response, Role, Stroke, Ui, Vec2, WidgetInfo, vec2};

/// A pill's height, and the room between it and the edge.
pub const PILL: f32 = 20.0;
const MARGIN: f32 = 8.0;
/// Where the foot is narrower, its pills say no more than numbers.
const BRIEF: f32 = 440.0;

/// What the user asked the edges for.
pub enum Ask {
    Show(View),
    /// Pan to this time.
    Go(f64),
    /// Scroll the rows to here, in points.
    Scroll(f32),
    /// The mark with this index.
    Select(usize),
}

pub fn show(ui: &mut Ui, frame: &Frame, most_scroll: f32) -> Option<Ask> {
    let arrows = arrows(ui, frame);
    let below = rows_below(ui, frame, most_scroll);
    let chips = chips::show(ui, frame);
    arrows.or(below).or(chips)
}

fn arrows(ui: &mut Ui, frame: &Frame) -> Option<Ask> {
    let foot = frame.areas.foot;
    let view = frame.view;
    let width = f64::from(frame.areas.lanes.width());
    let month = |time| match frame.marks.reckoning {
        Reckoning::Calendar => month_in_words(time, view.days_per_point),
        other => other.in_words(time, view.days_per_point),
    };
    let brief = foot.width() < BRIEF;
    let mut ask = None;
    if let Some((count, last)) = frame.marks.before(view.origin) {
        let words = format!("{count} before · {}", month(last));
        let text = if brief { format!("◀ {count}") } else { format!("◀ {words}") };
        if told(pill(ui, foot.left_center() + vec2(MARGIN, 0.0), Align2::LEFT_CENTER, &text), &words).clicked() {
            ask = Some(Ask::Go(last));
        }
    }
    if let Some((count, first)) = frame.marks.after(view.time(width)) {
        let words = format!("{count} after · {}", month(first));
        let text = if brief { format!("{count} ▶") } else { format!("{words} ▶") };
        if told(pill(ui, foot.right_center() - vec2(MARGIN, 0.0), Align2::RIGHT_CENTER, &text), &words).clicked() {
            ask = Some(Ask::Go(first));
        }
    }
    ask
}

/// A pill that says in words what it shows in signs.
fn told(pill: Response, words: &str) -> Response {
    pill.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    pill.on_hover_text(words)
}

/// Says how many rows are out of sight, and leads there.
fn rows_below(ui: &mut Ui, frame: &Frame, most_scroll: f32) -> Option<Ask> {
    if most_scroll <= 0.0 {
        return None;
    }
    let bottom = frame.scroll + frame.rows.height();
    let row = frame.layout.row;
    let hidden = frame.layout.placed.iter().filter(|p| frame.layout.top_of(p) + row / 2.0 > bottom);
    let in_view = hidden.filter(|p| {
        let mark = &frame.marks.dated[p.mark];
        let lanes = frame.areas.lanes.x_range();
        frame.x(mark.from) <= lanes.max && frame.x(mark.to) >= lanes.min
    });
    let count = in_view.count();
    let (text, to) = match count {
        0 if frame.scroll > 0.0 => ("▲ top".to_owned(), 0.0),
        0 => return None,
        _ => (format!("▼ {count} more below"), (frame.scroll + frame.rows.height() - row).min(most_scroll)),
    };
    pill(ui, frame.areas.foot.center(), Align2::CENTER_CENTER, &text).clicked().then_some(Ask::Scroll(to))
}

/// A small quiet button whose `align` corner lies at `at`.
pub fn pill(ui: &mut Ui, at: egui::Pos2, align: Align2, text: &str) -> Response {
    // Laid out once: on the way through a timeline most pills say something else in each frame.
    let font = FontId::proportional(size::SMALL);
    let text = ui.painter().layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER);
    let rect = align.anchor_size(at, Vec2::new(text.size().x + 16.0, PILL));
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(4.0, 0.0);
        ui.spacing_mut().interact_size.y = PILL;
        ui.put(rect, Button::new(text).stroke(Stroke::NONE).corner_radius(CornerRadius::same(10)).min_size(rect.size()))
    })
    .inner
}
