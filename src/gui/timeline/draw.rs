//! One frame: rows laid out, painted, and given nodes for the pointer and for screen readers.

use super::area::Areas;
use super::axis::{Limits, View};
use super::edges::{self, Ask};
use super::frame::{Frame, Seen, TOP, label_font};
use super::glyph::Atlas;
use super::layout::{Key, Layout, MAX_LABEL, ROW};
use super::marks::{Marks, accessible_name, remark};
use super::overview::Aim;
use super::ruler::{Ruler, time_in_words};
use super::turn::Turn;
use super::{Canvas, card, paint, scale};
use crate::gui::theme::{Theme, semibold, size};
use crate::timeline::Timeline;
use egui::{Align2, FontId, Id, Pos2, Rect, Response, Sense, Ui, WidgetInfo, accesskit::Role, pos2};

/// Marks with a node of their own for the pointer and for screen readers; the canvas answers for the others.
const MOST_NODES: usize = 300;
/// Kerning may make a text this much wider than its letters.
const KERNING: f32 = 2.0;

/// What the user asked for while a frame was drawn.
#[derive(Default)]
pub struct Asked {
    pub edge: Option<Ask>,
    pub aim: Option<Aim>,
    /// Marks to select, and to zoom to.
    pub select: Option<usize>,
    pub fit: Option<usize>,
    /// A time whose calendar unit is to fill the view.
    pub unit_at: Option<f64>,
    pub clear: bool,
}

/// Marks with the widths of their labels, in the font of a selected one, which is the widest.
pub fn measured(ui: &Ui, timeline: &Timeline) -> Marks {
    let (font, small) = (semibold(size::BODY), FontId::proportional(size::SMALL));
    ui.fonts_mut(|fonts| {
        Marks::new(timeline, |event| {
            let mut width = |text: &str, font: &FontId| text.chars().map(|c| fonts.glyph_width(font, c)).sum::<f32>();
            let remark = remark(event);
            let gap = if remark.is_empty() { 0.0 } else { paint::REMARK_GAP + width(&remark, &small) };
            (width(&event.title, &font) + gap + KERNING).min(MAX_LABEL)
        })
    })
}

/// Says that there is nothing to place in time.
pub fn nothing(ui: &Ui, lanes: Rect) {
    let text = "No events yet";
    ui.painter().text(lanes.center(), Align2::CENTER_CENTER, text, label_font(), Theme::of(ui).soft_ink);
}

/// Is the pointer over the canvas, and nothing above it?
pub fn over(ui: &Ui, areas: &Areas) -> bool {
    ui.rect_contains_pointer(areas.overview.union(areas.ruler).union(areas.lanes))
}

impl Canvas {
    /// Lays the rows out, if need be, and returns where they are drawn.
    pub(super) fn arrange(&mut self, areas: &Areas, view: View, width: f64, turn: &Turn) -> Rect {
        let height = (areas.foot.top() - areas.lanes.top() - TOP).max(ROW);
        let page_rows = (height / ROW) as usize;
        let key = Key::new(self.marks.dated.len(), view.origin, view.days_per_point, width, page_rows);
        let fits = self.layout.as_ref().is_some_and(|(of, _, layout)| {
            *of == key && turn.selected.is_none_or(|mark| layout.row_of(mark).is_some())
        });
        if !fits {
            self.layout = Some((key, turn.selected, Layout::new(&self.marks, key, turn.selected)));
        }
        let (chips, used) = self.layout.as_ref().map_or((0.0, 0), |(.., l)| (edges::strip_height(&l.chips), l.rows));
        let top = areas.lanes.top() + TOP;
        let rows =
            Rect::from_min_max(pos2(areas.lanes.left(), top), pos2(areas.lanes.right(), areas.foot.top() - chips));
        self.settle_scroll(rows.height(), used);
        rows
    }

    #[expect(clippy::too_many_arguments, reason = "all that one frame is made of")]
    pub(super) fn draw(
        &mut self,
        ui: &mut Ui,
        areas: &Areas,
        view: View,
        rows: Rect,
        (canvas, ruler, pointer): (&Response, &Response, Option<Pos2>),
        limits: Limits,
        turn: &Turn,
    ) -> Asked {
        let mut asked = Asked::default();
        let (Some(timeline), Some((.., layout))) = (&self.timeline, &self.layout) else { return asked };
        let frame = Frame {
            theme: Theme::of(ui),
            areas: *areas,
            view,
            timeline,
            marks: &self.marks,
            layout,
            selected: turn.selected,
            rows,
            scroll: self.scroll,
        };
        let width = f64::from(areas.lanes.width());
        let ticks = Ruler::new(view, width);
        let seen = frame.seen();
        let under = pointer.and_then(|pos| seen.iter().rev().find(|s| s.rect.contains(pos)));

        let painter = ui.painter().with_clip_rect(areas.lanes.union(areas.ruler).intersect(ui.clip_rect()));
        scale::grid(&frame, &ticks, &painter);
        paint::plumb_line(&frame, &painter);
        let inner = painter.with_clip_rect(rows.expand2(egui::vec2(0.0, 4.0)).intersect(painter.clip_rect()));
        if let Some(seen) = under {
            paint::hover(&frame, seen, &inner);
        }
        let mut stamps = Atlas::of(&mut self.atlas, &painter).stamps();
        paint::marks(&frame, &seen, &mut stamps);
        stamps.paint(&inner);
        paint::labels(&frame, &seen, &inner);
        scale::labels(&frame, &ticks, &painter);
        scale::publications(ui, canvas.id.with("published"), &frame);

        nodes(ui, &frame, &seen, &mut asked);
        self.pointer = pointer.filter(|pos| areas.lanes.x_range().contains(pos.x)).map(|pos| {
            scale::pointer(&frame, pos.x, &painter);
            time_in_words(view.time(f64::from(pos.x - areas.lanes.left())), view.days_per_point)
        });
        asked.edge = edges::show(ui, &frame, self.most_scroll);
        asked.aim = self.overview.show(ui, canvas.id.with("overview"), &frame, limits).1;

        if canvas.clicked() {
            canvas.request_focus();
            asked.clear = under.is_none();
        }
        if ruler.double_clicked() {
            asked.unit_at = pointer.map(|pos| view.time(f64::from(pos.x - areas.lanes.left())));
        }
        asked
    }
}

/// Every mark in view answers to the pointer, the keyboard and screen readers, up to a number.
fn nodes(ui: &Ui, frame: &Frame, seen: &[Seen], asked: &mut Asked) {
    for one in seen.iter().take(MOST_NODES) {
        let event = frame.event(one.mark);
        let selected = frame.selected == Some(one.mark);
        let response = ui.interact(one.rect, Id::unique("event").with(&event.id), Sense::CLICK);
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, selected, accessible_name(event)));
        if response.double_clicked() {
            asked.fit = Some(one.mark);
        }
        if response.clicked() {
            asked.select = Some(one.mark);
        }
        card::on_hover(&response, event);
    }
}
