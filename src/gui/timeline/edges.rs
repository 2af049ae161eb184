//! What lies beyond the canvas or found no row: arrows at the edges, chips that count, a way to the rows below.

use super::axis::View;
use super::frame::Frame;
use super::layout::{Chip, ROW};
use super::marks::accessible_name;
use super::paint::single_line;
use super::scale::month_in_words;
use crate::gui::theme::size;
use egui::{
    Align2, Button, CornerRadius, FontId, Popup, Rect, Response, RichText, ScrollArea, Stroke, Ui, Vec2, pos2, vec2,
};

/// A pill's height, and the room between it and the edge.
const PILL: f32 = 20.0;
const MARGIN: f32 = 8.0;
/// The widest chip; chips start at least a little more apart.
const CHIP: f32 = 52.0;
/// From so many folded events on, a density is drawn above the chips.
const CROWD: usize = 200;
const DENSITY: f32 = 14.0;
/// Lines and width of a chip's list.
const LIST_HEIGHT: f32 = 260.0;
const LIST_WIDTH: f32 = 280.0;

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

/// The height that chips take from the rows.
pub fn strip_height(chips: &[Chip]) -> f32 {
    let folded: usize = chips.iter().map(|c| c.marks.len()).sum();
    match folded {
        0 => 0.0,
        1..CROWD => PILL + 4.0,
        _ => PILL + 4.0 + DENSITY,
    }
}

pub fn show(ui: &mut Ui, frame: &Frame, most_scroll: f32) -> Option<Ask> {
    let arrows = arrows(ui, frame);
    let below = rows_below(ui, frame, most_scroll);
    let chips = chips(ui, frame);
    arrows.or(below).or(chips)
}

fn arrows(ui: &mut Ui, frame: &Frame) -> Option<Ask> {
    let foot = frame.areas.foot;
    let view = frame.view;
    let width = f64::from(frame.areas.lanes.width());
    let month = |time| month_in_words(time, view.days_per_point);
    let mut ask = None;
    if let Some((count, last)) = frame.marks.before(view.origin) {
        let text = format!("◀ {count} before · {}", month(last));
        if pill(ui, foot.left_center() + vec2(MARGIN, 0.0), Align2::LEFT_CENTER, &text).clicked() {
            ask = Some(Ask::Go(last));
        }
    }
    if let Some((count, first)) = frame.marks.after(view.time(width)) {
        let text = format!("{count} after · {} ▶", month(first));
        if pill(ui, foot.right_center() - vec2(MARGIN, 0.0), Align2::RIGHT_CENTER, &text).clicked() {
            ask = Some(Ask::Go(first));
        }
    }
    ask
}

/// Says how many rows are out of sight, and leads there.
fn rows_below(ui: &mut Ui, frame: &Frame, most_scroll: f32) -> Option<Ask> {
    if most_scroll <= 0.0 {
        return None;
    }
    let bottom = frame.scroll + frame.rows.height();
    let hidden = frame.layout.placed.iter().filter(|p| (p.row as f32 + 0.5) * ROW > bottom);
    let in_view = hidden.filter(|p| {
        let mark = &frame.marks.dated[p.mark];
        let lanes = frame.areas.lanes.x_range();
        frame.x(mark.from) <= lanes.max && frame.x(mark.to) >= lanes.min
    });
    let count = in_view.count();
    let (text, to) = match count {
        0 if frame.scroll > 0.0 => ("▲ top".to_owned(), 0.0),
        0 => return None,
        _ => (format!("▼ {count} more below"), (frame.scroll + frame.rows.height() - ROW).min(most_scroll)),
    };
    pill(ui, frame.areas.foot.center(), Align2::CENTER_CENTER, &text).clicked().then_some(Ask::Scroll(to))
}

fn chips(ui: &mut Ui, frame: &Frame) -> Option<Ask> {
    let chips = &frame.layout.chips;
    let strip = strip_height(chips);
    if strip == 0.0 {
        return None;
    }
    let lanes = frame.areas.lanes;
    let bottom = frame.areas.foot.top();
    density(ui, frame, bottom - PILL - 4.0, strip - PILL - 4.0);
    let mut ask = None;
    // Chips are by start, so those in view are neighbours.
    let first = chips.partition_point(|c| frame.x(c.from) < lanes.left() - CHIP);
    for chip in chips[first..].iter().take_while(|c| frame.x(c.from) < lanes.right()) {
        let at = pos2(frame.x(chip.from), bottom - PILL / 2.0 - 2.0);
        let response = pill(ui, at, Align2::LEFT_CENTER, &count_in_words(chip.marks.len()));
        let response = response.on_hover_text("Events without room for a row: list them");
        if response.double_clicked() {
            ask = Some(Ask::Show(closer(frame, chip)));
        }
        Popup::menu(&response).width(LIST_WIDTH).show(|ui| ask = list(ui, frame, chip).or(ask.take()));
    }
    ask
}

/// "+12", "+3400", "+12k": never wider than a chip.
fn count_in_words(count: usize) -> String {
    if count < 10_000 { format!("+{count}") } else { format!("+{}k", count / 1000) }
}

/// The view in which the events of a chip fill the canvas.
fn closer(frame: &Frame, chip: &Chip) -> View {
    let width = f64::from(frame.areas.lanes.width());
    let least = frame.view.days_per_point * f64::from(CHIP);
    let margin = ((least - (chip.to - chip.from)) / 2.0).max(0.0);
    View::showing(chip.from - margin, chip.to + margin, width, 40.0, 220.0)
}

fn list(ui: &mut Ui, frame: &Frame, chip: &Chip) -> Option<Ask> {
    let mut ask = None;
    if ui.button("Zoom in here").clicked() {
        ask = Some(Ask::Show(closer(frame, chip)));
        ui.close();
    }
    ui.separator();
    let height = ui.spacing().interact_size.y;
    ScrollArea::vertical().max_height(LIST_HEIGHT).show_rows(ui, height, chip.marks.len(), |ui, rows| {
        for at in rows {
            let mark = chip.marks[at];
            let event = frame.event(mark);
            let font = FontId::proportional(size::BODY);
            let title = single_line(&event.title, font, frame.theme.ink, LIST_WIDTH - 24.0);
            let button = ui.add(Button::new(title).frame_when_inactive(false).min_size(vec2(LIST_WIDTH - 8.0, height)));
            if button.on_hover_text(accessible_name(event)).clicked() {
                ask = Some(Ask::Select(mark));
                ui.close();
            }
        }
    });
    ask
}

/// Folded events by time, as a low skyline.
fn density(ui: &Ui, frame: &Frame, bottom: f32, height: f32) {
    if height < 1.0 {
        return;
    }
    let (bins, lanes) = (&frame.layout.bins, frame.areas.lanes);
    let width = (frame.layout.bin_days / frame.view.days_per_point) as f32;
    let first = bins.partition_point(|(at, _)| frame.x(*at) < lanes.left() - width);
    let last = bins.partition_point(|(at, _)| frame.x(*at) < lanes.right());
    let shown = &bins[first..last.max(first)];
    let most = shown.iter().map(|b| b.1).max().unwrap_or(1) as f32;
    let mut mesh = egui::Mesh::default();
    for (at, count) in shown {
        let tall = 1.0 + (*count as f32 / most).sqrt() * (height - 2.0);
        let left = frame.x(*at);
        let bar = Rect::from_min_max(pos2(left, bottom - tall), pos2(left + width.max(1.0), bottom));
        mesh.add_colored_rect(bar, frame.theme.density_in_view);
    }
    ui.painter().with_clip_rect(lanes).add(egui::Shape::mesh(mesh));
}

/// A small quiet button whose `align` corner lies at `at`.
fn pill(ui: &mut Ui, at: egui::Pos2, align: Align2, text: &str) -> Response {
    let font = FontId::proportional(size::SMALL);
    let width = ui.painter().layout_no_wrap(text.to_owned(), font.clone(), egui::Color32::WHITE).size().x;
    let rect = align.anchor_size(at, Vec2::new(width + 16.0, PILL));
    let text = RichText::new(text).font(font);
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(4.0, 0.0);
        ui.spacing_mut().interact_size.y = PILL;
        ui.put(rect, Button::new(text).stroke(Stroke::NONE).corner_radius(CornerRadius::same(10)).min_size(rect.size()))
    })
    .inner
}
