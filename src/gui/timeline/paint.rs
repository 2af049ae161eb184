//! Draws the marks and their labels.

use super::detail::Form;
use super::extent::SOFT;
use super::frame::{Frame, HALF_BAR, Seen, label_font, small_font};
use super::glyph::{Glyph, Stamps};
use super::marks::{Mark, Open, QUOTE_WIDTH, claims, remark, second_line};
use crate::event::{Event, Status};
use crate::gui::theme::{semibold, serif, size};
use crate::gui::words::upper_first;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, CornerRadius, FontId, Painter, Pos2, Rect, Shape, Stroke, pos2};

/// How solid a bar is: somewhere in here, not all of it.
const BAR: f32 = 0.25;
/// Above and below a bar with a card inside.
const CARD_GAP: f32 = 2.0;
/// The known end of a half-open bar.
const KNOWN_END: f32 = 0.55;
/// A day around its point, when it is wide enough to be told from it.
const DAY_BAND: f32 = 0.12;
const DAY_BAND_WIDTH: f32 = 48.0;
/// The solid ends of a bar.
const CAP: f32 = 2.0;
/// The narrowest bar with a glyph in its middle.
const GLYPH_ROOM: f32 = 22.0;
/// Between title and remark.
pub const REMARK_GAP: f32 = 6.0;
/// Between the date and the words of the source.
const QUOTE_GAP: f32 = 1.0;
/// Words are not broken into a narrower column than this, but leave the canvas.
const QUOTE_LEAST: f32 = 120.0;

/// Bars and glyphs.
pub fn marks(frame: &Frame, seen: &[Seen], stamps: &mut Stamps) {
    for one in seen {
        let selected = frame.is_picked(one.mark);
        mark(frame, one, selected, stamps);
    }
}

fn mark(frame: &Frame, seen: &Seen, selected: bool, stamps: &mut Stamps) {
    let mark = frame.mark(seen);
    let event = frame.event(seen.mark);
    let color = frame.theme.kind_color(&event.kind);
    let clear = Color32::TRANSPARENT;
    let pale = color.gamma_multiply(BAR);
    let solid = color.gamma_multiply(KNOWN_END);
    // Bars may be far longer than the screen.
    let lanes = frame.areas.lanes.x_range().expand(SOFT as f32 + 20.0);
    let (left, right) = (lanes.clamp(seen.left), lanes.clamp(seen.right));
    // A card inside its bar has two lines.
    let holds_card = frame.layout.form != Form::Title && seen.label < seen.right && mark.open == Open::No;
    let top = seen.y - frame.layout.form.anchor();
    let card = top + CARD_GAP..=top + frame.layout.row - CARD_GAP;
    let bar = if holds_card { card } else { seen.y - HALF_BAR..=seen.y + HALF_BAR };
    let bar = Rect::from_x_y_ranges(left..=right, bar);
    let part = |a: f32, b: f32| Rect::from_x_y_ranges(lanes.clamp(a)..=lanes.clamp(b), bar.y_range());
    let center = pos2(seen.middle, seen.y);
    let special = !matches!(event.status, Status::Happened | Status::Background);
    let outlined = match mark.open {
        Open::Start => {
            stamps.fade(bar, clear, solid);
            stamps.rect(part(right - CAP, right), color);
            stamps.glyph(Glyph::ArrowLeft, pos2(left + 8.0, seen.y), color);
            true
        }
        Open::End => {
            stamps.fade(bar, solid, clear);
            stamps.rect(part(left, left + CAP), color);
            stamps.glyph(Glyph::ArrowRight, pos2(right - 8.0, seen.y), color);
            true
        }
        Open::No if mark.approximate => {
            let soft = (2.0 * SOFT as f32).min((seen.right - seen.left) / 2.0);
            let strong = color.gamma_multiply(0.4);
            stamps.fade(part(seen.left, seen.left + soft), clear, strong);
            stamps.rect(part(seen.left + soft, seen.right - soft), strong);
            stamps.fade(part(seen.right - soft, seen.right), strong, clear);
            stamps.glyph(if special { mark.glyph } else { Glyph::Tick }, center, color);
            false
        }
        Open::No if mark.fine => {
            let band = part(frame.x(mark.from), frame.x(mark.to));
            if band.width() >= DAY_BAND_WIDTH {
                stamps.rect(band, color.gamma_multiply(DAY_BAND));
            }
            if selected {
                stamps.glyph(Glyph::Halo, center, frame.theme.tint_selected);
            }
            stamps.glyph(mark.glyph, center, color);
            false
        }
        Open::No => {
            stamps.rect(bar, pale);
            for (edge, cap) in
                [(seen.left, part(seen.left, seen.left + CAP)), (seen.right, part(seen.right - CAP, seen.right))]
            {
                if lanes.contains(edge) && !special {
                    stamps.rect(cap, color);
                }
            }
            let inside = seen.label < seen.right;
            if !inside && bar.width() >= GLYPH_ROOM {
                stamps.glyph(if special { mark.glyph } else { Glyph::Tick }, center, color);
            }
            true
        }
    };
    if mark.said.is_some() {
        disagreement(frame, seen, event, color, stamps);
    }
    if outlined && special {
        stamps.outline(bar, color, true);
    }
    if outlined && selected {
        stamps.outline(bar.expand(2.0), frame.theme.accent, false);
    }
}

/// A bridge between the days that sources disagree about, with a ring at each.
fn disagreement(frame: &Frame, seen: &Seen, event: &Event, color: Color32, stamps: &mut Stamps) {
    let places = || claims(event, frame.marks.clock).map(|time| frame.x(time));
    let (Some(first), Some(last)) = (places().reduce(f32::min), places().reduce(f32::max)) else { return };
    let lanes = frame.areas.lanes.x_range().expand(20.0);
    let line = Rect::from_x_y_ranges(lanes.clamp(first)..=lanes.clamp(last), seen.y - 0.75..=seen.y + 0.75);
    stamps.rect(line, frame.theme.accent);
    for x in places().filter(|x| lanes.contains(*x)) {
        stamps.glyph(Glyph::Dot, pos2(x, seen.y), color);
    }
}

/// Points of a label before the edge of the canvas or its own end, in steps, so that panning seldom lays it out anew.
fn in_view(frame: &Frame, one: &Seen) -> f32 {
    const STEP: f32 = 8.0;
    ((frame.areas.lanes.right() - one.label).min(one.room + STEP) / STEP).floor() * STEP
}

/// Titles, with a remark in soft ink where there is something special about an event; on cards with a date below, and
/// where there is room for it with the words of the source.
pub fn labels(frame: &Frame, seen: &[Seen], painter: &Painter) {
    let form = frame.layout.form;
    for one in seen.iter().filter(|one| one.room > 0.0) {
        let event = frame.event(one.mark);
        let font = if frame.is_picked(one.mark) { semibold(size::BODY) } else { label_font() };
        let width = frame.mark(one).width(form).min(in_view(frame, one));
        if form != Form::Title {
            let title = painter.layout_job(single_line(&upper_first(&event.title), font, frame.theme.ink, width));
            let below = single_line(&second_line(event), small_font(), frame.theme.soft_ink, width);
            let below = painter.layout_job(below);
            // The title stands beside its glyph, the second line below both.
            let top = one.y - (title.size().y + below.size().y) / 2.0;
            let middle = top + title.size().y;
            let end = middle + below.size().y + QUOTE_GAP;
            painter.galley(pos2(one.label, top), title, frame.theme.ink);
            painter.galley(pos2(one.label, middle), below, frame.theme.soft_ink);
            if form == Form::Quote
                && let Some(evidence) = event.evidence.first()
            {
                let quote =
                    quote(&evidence.quote, frame.theme.ink, QUOTE_WIDTH.min(in_view(frame, one)).max(QUOTE_LEAST));
                let quote = painter.layout_job(quote);
                painter.galley(pos2(one.label, end), quote, frame.theme.ink);
            }
            continue;
        }
        let remark = remark(event);
        let remark = (!remark.is_empty()).then(|| painter.layout_no_wrap(remark, small_font(), frame.theme.soft_ink));
        let room = (width - remark.as_ref().map_or(0.0, |r| r.size().x + REMARK_GAP)).max(0.0);
        let title = painter.layout_job(single_line(&upper_first(&event.title), font, frame.theme.ink, room));
        let place = pos2(one.label, one.y - title.size().y / 2.0);
        let end = one.label + title.size().x + REMARK_GAP;
        painter.galley(place, title, frame.theme.ink);
        if let Some(remark) = remark {
            painter.galley(pos2(end, one.y - remark.size().y / 2.0 + 0.5), remark, frame.theme.soft_ink);
        }
    }
}

/// A text on one line, with an ellipsis where it is longer than `room`.
pub fn single_line(text: &str, font: FontId, color: Color32, room: f32) -> LayoutJob {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap = TextWrapping::truncate_at_width(room);
    job
}

/// The words of a source, cut where they are longer than there is room for.
fn quote(words: &str, color: Color32, width: f32) -> LayoutJob {
    const LINES: usize = 2;
    let words = format!("“{}”", words.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut job = LayoutJob::single_section(words, TextFormat::simple(serif(size::BODY), color));
    job.wrap = TextWrapping { max_rows: LINES, ..TextWrapping::wrap_at_width(width) };
    job
}

/// Behind the mark under the pointer.
pub fn hover(frame: &Frame, seen: &Seen, painter: &Painter) {
    painter.rect_filled(seen.rect.shrink2(egui::vec2(0.0, 2.0)), CornerRadius::same(size::CORNER), frame.theme.panel);
}

/// A dotted line from the ruler down through the selected event.
pub fn plumb_line(frame: &Frame, painter: &Painter) {
    let Some(mark) = frame.selected.map(|at| &frame.marks.dated[at]) else { return };
    let x = frame.x(anchor(mark));
    if frame.areas.lanes.x_range().contains(x) {
        let line = [Pos2::new(x, frame.areas.lanes.top()), Pos2::new(x, frame.areas.foot.top())];
        let color = frame.theme.accent.gamma_multiply(0.6);
        painter.extend(Shape::dashed_line(&line, Stroke::new(1.0, color), 2.0, 3.0));
    }
}

/// The time that stands for a mark.
pub fn anchor(mark: &Mark) -> f64 {
    mark.middle()
}
