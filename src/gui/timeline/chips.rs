//! What found no row: a skyline or ticks, and chips that count it and lead to it.

use super::axis::View;
use super::edges::{Ask, PILL, pill};
use super::frame::Frame;
use super::layout::{Band, Bin, CHIPS};
use super::marks::accessible_name;
use super::paint::single_line;
use crate::gui::theme::size;
use crate::gui::words::upper_first;
use egui::{Align2, Button, FontId, Popup, Rect, ScrollArea, Ui, pos2, vec2};

/// The widest chip; chips start at least a little more apart.
const CHIP: f32 = 52.0;
/// Lines and width of a chip's list.
const LIST_HEIGHT: f32 = 260.0;
const LIST_WIDTH: f32 = 280.0;
/// Titles that a chip's tooltip names.
const TITLES: usize = 3;
/// More ticks than these, over all lanes, are a skyline.
const MOST_TICKS: usize = 2000;
const TICK: f32 = 2.0;

/// The strips of all lanes in view.
pub fn show(ui: &mut Ui, frame: &Frame) -> Option<Ask> {
    let mut ask = None;
    for band in frame.layout.bands.iter().filter(|b| !b.chips.is_empty()) {
        let bottom = if band.header == 0.0 {
            frame.areas.foot.top()
        } else {
            let Some(rect) = frame.band_rect(band) else { continue };
            let top = rect.top() + band.header + band.rows as f32 * frame.layout.row;
            let bottom = top + band.strip();
            if top < frame.rows.top() - 4.0 || bottom > frame.areas.foot.top() {
                continue;
            }
            bottom
        };
        let chips = if band.collapsed { 0.0 } else { CHIPS };
        skyline(ui, frame, band, bottom - chips);
        if !band.collapsed {
            ask = row(ui, frame, band, bottom).or(ask);
        }
    }
    ask
}

fn row(ui: &mut Ui, frame: &Frame, band: &Band, bottom: f32) -> Option<Ask> {
    let lanes = frame.areas.lanes;
    let mut ask = None;
    // Chips are by start, so those in view are neighbours.
    let first = band.chips.partition_point(|c| frame.x(c.from) < lanes.left() - CHIP);
    for chip in band.chips[first..].iter().take_while(|c| frame.x(c.from) < lanes.right() - CHIP / 2.0) {
        let middle = frame.x(chip.from).midpoint(frame.x(chip.to));
        let at = pos2(middle, bottom - PILL / 2.0 - 2.0);
        let response = pill(ui, at, Align2::CENTER_CENTER, &count_in_words(chip.count));
        if response.double_clicked() {
            ask = Some(Ask::Show(closer(frame, chip)));
        }
        let response = response.on_hover_ui(|ui| about(ui, frame, band, chip));
        Popup::menu(&response).width(LIST_WIDTH).show(|ui| ask = list(ui, frame, band, chip).or(ask.take()));
    }
    ask
}

/// "+12", "+3400", "+12k": never wider than a chip.
fn count_in_words(count: usize) -> String {
    if count < 10_000 { format!("+{count}") } else { format!("+{}k", count / 1000) }
}

/// The view in which the events of a chip fill the canvas.
fn closer(frame: &Frame, chip: &Bin) -> View {
    View::showing(frame.view.folds, chip.from, chip.to, f64::from(frame.areas.lanes.width()), 40.0, 220.0)
}

fn about(ui: &mut Ui, frame: &Frame, band: &Band, chip: &Bin) {
    let marks = &frame.marks.dated;
    let mut folded: Vec<usize> = frame.layout.folded(frame.lane(band), chip).take(LOOKED_AT).collect();
    folded.sort_by(|a, b| marks[*b].salience.total_cmp(&marks[*a].salience));
    for mark in folded.iter().take(TITLES) {
        ui.label(upper_first(&frame.event(*mark).title));
    }
    if chip.count > TITLES {
        ui.small(format!("and {} more without room for a row", chip.count - TITLES));
    }
    ui.small("Click lists them, double click zooms in");
}

/// A tooltip does not look through more folded events than these.
const LOOKED_AT: usize = 20_000;

fn list(ui: &mut Ui, frame: &Frame, band: &Band, chip: &Bin) -> Option<Ask> {
    let mut ask = None;
    if ui.button("Zoom in here").clicked() {
        ask = Some(Ask::Show(closer(frame, chip)));
        ui.close();
    }
    ui.separator();
    let height = ui.spacing().interact_size.y;
    let marks: Vec<usize> = frame.layout.folded(frame.lane(band), chip).collect();
    ScrollArea::vertical().max_height(LIST_HEIGHT).show_rows(ui, height, marks.len(), |ui, rows| {
        for at in rows {
            let mark = marks[at];
            let event = frame.event(mark);
            let font = FontId::proportional(size::BODY);
            let title = single_line(&upper_first(&event.title), font, frame.theme.ink, LIST_WIDTH - 24.0);
            let button = ui.add(Button::new(title).frame_when_inactive(false).min_size(vec2(LIST_WIDTH - 8.0, height)));
            if button.on_hover_text(accessible_name(event)).clicked() {
                ask = Some(Ask::Select(mark));
                ui.close();
            }
        }
    });
    ask
}

/// Folded events by time: a skyline where they are many, ticks where each can be told, both on the way between.
fn skyline(ui: &Ui, frame: &Frame, band: &Band, bottom: f32) {
    let (bins, lanes) = (&band.bins, frame.areas.lanes);
    let Some(bin) = bins.first() else { return };
    let width = ((bin.to - bin.from) / frame.view.days_per_point) as f32;
    let first = bins.partition_point(|b| frame.x(b.from) < lanes.left() - width);
    let last = bins.partition_point(|b| frame.x(b.from) < lanes.right());
    let shown = &bins[first..last.max(first)];
    let events: usize = shown.iter().map(|b| b.count).sum();
    let most_ticks = MOST_TICKS / frame.layout.bands.len().max(1);
    let density = if events > most_ticks { 1.0 } else { band.detail.density };
    let mut mesh = egui::Mesh::default();
    // As high as at the highest of all that is laid out, so that it does not move while panning.
    let most = bins.iter().map(|b| b.count).max().unwrap_or(1) as f32;
    if density > 0.0 {
        let color = frame.theme.density_in_view.gamma_multiply(density);
        for bin in shown {
            let tall = 1.0 + (bin.count as f32 / most).sqrt() * (band.skyline - 3.0).max(1.0);
            let left = frame.x(bin.from);
            mesh.add_colored_rect(
                Rect::from_min_max(pos2(left, bottom - tall), pos2(left + width.max(1.0), bottom)),
                color,
            );
        }
    }
    if density < 1.0 {
        for bin in shown {
            for mark in frame.layout.folded(frame.lane(band), bin) {
                let color = frame.theme.kind_color(&frame.event(mark).kind).gamma_multiply(0.8 * (1.0 - density));
                let left = frame.x(frame.marks.dated[mark].from);
                let tick = Rect::from_min_max(pos2(left, bottom - band.skyline + 2.0), pos2(left + TICK, bottom - 1.0));
                mesh.add_colored_rect(tick, color);
            }
        }
    }
    ui.painter().with_clip_rect(lanes).add(egui::Shape::mesh(mesh));
}
