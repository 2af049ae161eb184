//! The names of lanes: each above its rows, at the left wherever the time is moved, and with it the way to fold it.

use super::frame::Frame;
use super::layout::Band;
use crate::gui::theme::{Theme, semibold, size};
use crate::gui::widgets::cut;
use egui::{CornerRadius, Id, Painter, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Beside a name, and the widest one in parts of the canvas.
const PAD: f32 = 10.0;
const WIDEST: f32 = 0.5;
/// Room for the arrow before a name.
const ARROW: f32 = 14.0;

/// Hair lines between lanes, behind everything.
pub fn lines(frame: &Frame, painter: &Painter) {
    for band in frame.layout.bands.iter().filter(|b| b.header > 0.0 && b.lane > 0) {
        if let Some(rect) = frame.band_rect(band) {
            let y = painter.round_to_pixel_center(rect.top());
            painter.hline(rect.x_range(), y, Stroke::new(1.0, frame.theme.line));
        }
    }
}

/// The names, before everything; gives back the place of a lane whose name was clicked.
pub fn names(ui: &Ui, id: Id, frame: &Frame) -> Option<usize> {
    let mut clicked = None;
    for (at, band) in frame.layout.bands.iter().enumerate().filter(|(_, b)| b.header > 0.0) {
        if let Some(rect) = frame.band_rect(band)
            && name(ui, id, frame, band, rect)
        {
            clicked = Some(at);
        }
    }
    clicked
}

fn name(ui: &Ui, id: Id, frame: &Frame, band: &Band, rect: Rect) -> bool {
    let theme = Theme::of(ui);
    let lane = frame.lane(band);
    // The name of a tall lane stays in view until the lane leaves.
    let lowest = (rect.bottom() - band.header).max(rect.top());
    let top = rect.top().max(frame.rows.top()).min(lowest);
    let painter = ui.painter().with_clip_rect(frame.rows.expand2(vec2(0.0, 4.0)));
    let count = lane.marks.len();
    let title = cut(ui, &lane.name, semibold(size::SMALL), theme.ink, rect.width() * WIDEST);
    let number = ui.painter().layout_no_wrap(count.to_string(), super::frame::small_font(), theme.soft_ink);
    let width = ARROW + title.size().x + 6.0 + number.size().x;
    let place =
        Rect::from_min_size(pos2(rect.left() + 4.0, top + 2.0), vec2(width + 2.0 * PAD - 4.0, band.header - 4.0));
    let shown = place.intersect(frame.rows.expand2(vec2(0.0, 4.0)));
    let response = ui.interact(shown, id.with(("lane", &lane.name)), Sense::CLICK);
    let state = if band.collapsed { "folded" } else { "open" };
    response.widget_info(|| {
        let events = crate::gui::words::count(count, "event");
        WidgetInfo::labeled(Role::Button, true, format!("Lane {}, {events}, {state}", lane.name))
    });
    let fill = if response.hovered() || response.has_focus() { theme.raised } else { theme.background };
    painter.rect_filled(place, CornerRadius::same(size::CORNER), fill.gamma_multiply(0.92));
    let y = place.center().y;
    arrow(&painter, pos2(place.left() + 8.0, y), band.collapsed, theme.soft_ink);
    let left = place.left() + PAD + ARROW - 4.0;
    let after = left + title.size().x + 6.0;
    painter.galley(pos2(left, y - title.size().y / 2.0), title, theme.ink);
    painter.galley(pos2(after, y - number.size().y / 2.0), number, theme.soft_ink);
    let hint = if band.collapsed { "Click to open this lane" } else { "Click to fold this lane" };
    response.on_hover_text(hint).clicked()
}

fn arrow(painter: &Painter, c: egui::Pos2, right: bool, color: egui::Color32) {
    let corners = if right {
        vec![c + vec2(-2.0, -4.0), c + vec2(3.0, 0.0), c + vec2(-2.0, 4.0)]
    } else {
        vec![c + vec2(-4.0, -2.0), c + vec2(4.0, -2.0), c + vec2(0.0, 3.0)]
    };
    painter.add(egui::Shape::convex_polygon(corners, color, Stroke::NONE));
}
