//! One frame: rows laid out, painted, and given nodes for the pointer and for screen readers.

use super::area::Areas;
use super::axis::{Limits, View};
use super::build::Builder;
use super::edges::{self, Ask};
use super::frame::{Frame, Seen, TOP, label_font};
use super::gesture::Move;
use super::glyph::Atlas;
use super::layout::{Band, Key, Layout, ROW, Wants};
use super::marks::accessible_name;
use super::overview::Aim;
use super::reckoning::Reckoning;
use super::redate::{Grip, Redating};
use super::ruler::Ruler;
use super::turn::Turn;
use super::{Canvas, bands, brush, card, gesture, ghosts, menu, paint, picks, redate, scale, tears};
use crate::gui::theme::Theme;
use egui::{Align2, Id, Modifiers, Pos2, Rect, Response, Ui, WidgetInfo, accesskit::Role, pos2};

/// Marks with a node of their own for the pointer and for screen readers: far more than there is room for rows.
const MOST_NODES: usize = 3000;

/// What the user asked for while a frame was drawn.
#[derive(Default)]
pub struct Asked {
    pub edge: Option<Ask>,
    pub aim: Option<Aim>,
    /// The place of a lane to fold or open.
    pub fold: Option<usize>,
    /// Marks to select, and to zoom to.
    pub select: Option<(usize, Modifiers)>,
    pub fit: Option<usize>,
    /// A time whose calendar unit is to fill the view.
    pub unit_at: Option<f64>,
    /// Where the menu of the selection is to open.
    pub menu: Option<Pos2>,
    /// A mark that is taken hold of to be given another date, and where.
    pub hold: Option<(usize, Grip, Pos2)>,
    pub clear: bool,
    /// Folded gaps are wanted back.
    pub unfold: bool,
    /// Of the marked stretch of time.
    pub brush: Option<Move>,
    pub seen: Vec<Seen>,
}

/// Says that there is nothing to place in time, or not yet.
pub fn nothing(ui: &Ui, lanes: Rect, builder: &Builder) {
    let text = match () {
        () if builder.is_working() => "Arranging events…",
        () if builder.has_failed() => "The events could not be arranged; the list has them all.",
        () => "No events here",
    };
    ui.painter().text(lanes.center(), Align2::CENTER_CENTER, text, label_font(), Theme::of(ui).soft_ink);
}

/// Is the pointer over the canvas, and nothing above it?
pub fn over(ui: &Ui, areas: &Areas) -> bool {
    ui.rect_contains_pointer(areas.overview.union(areas.ruler).union(areas.lanes))
}

impl Canvas {
    /// Lays the rows out, if need be, and returns where they are drawn.
    pub(super) fn arrange(&mut self, areas: &Areas, view: View, width: f64, turn: &Turn) -> Rect {
        let top = areas.lanes.top() + TOP;
        let page = (areas.foot.top() - top).max(ROW);
        let key = Key::new(self.marks.dated.len(), view, width, page);
        let pinned: Vec<usize> = turn.selected.into_iter().collect();
        let fits = self.layout.as_ref().is_some_and(|(of, layout)| {
            let lane = |mark: &usize| self.lanes.all.get(usize::from(self.lanes.of[*mark]));
            let folded = |mark: &usize| lane(mark).is_some_and(|lane| self.collapsed.contains(&lane.name));
            *of == key && pinned.iter().all(|mark| layout.place_of(*mark).is_some() || folded(mark))
        });
        if !fits {
            let previous = self.layout.take();
            let wants = Wants { pinned: &pinned, collapsed: &self.collapsed, previous: previous.as_ref() };
            self.layout = Some((key, Layout::new(&self.marks, &self.lanes, key, wants)));
        }
        // One lane alone has its strip at the foot.
        let bands = self.layout.iter().flat_map(|(_, layout)| &layout.bands);
        let foot: f32 = bands.filter(|band| band.header == 0.0).map(Band::strip).sum();
        let room = (areas.foot.top() - foot - top).max(0.0);
        let bottom = top + self.layout.as_ref().map_or(room, |(_, layout)| layout.seen_height(room));
        let rows = Rect::from_min_max(pos2(areas.lanes.left(), top), pos2(areas.lanes.right(), bottom));
        self.settle_scroll(rows.height());
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
        let (Some(order), Some((_, layout))) = (&self.order, &self.layout) else { return asked };
        let frame = Frame {
            theme: Theme::of(ui),
            areas: *areas,
            view,
            timeline: &order.timeline,
            marks: &self.marks,
            lanes: &self.lanes,
            layout,
            selected: turn.selected,
            picked: &self.picks.marks,
            rows,
            scroll: self.scroll,
        };
        let width = f64::from(areas.lanes.width());
        let reckoning = self.marks.reckoning;
        let ticks = Ruler::new(view, width, reckoning);
        let seen = frame.seen();
        let under = pointer.and_then(|pos| seen.iter().rev().find(|s| s.rect.contains(pos)));

        let painter = ui.painter().with_clip_rect(areas.lanes.union(areas.ruler).intersect(ui.clip_rect()));
        scale::grid(&frame, &ticks, &painter);
        tears::paint(&frame, &painter);
        if let Some(range) = self.brush.range {
            brush::paint(&frame, range, &painter);
        }
        if let Some(day) = self.today {
            scale::today(&frame, day, &painter);
        }
        paint::plumb_line(&frame, &painter);
        if self.ghosts && order.matching.is_some() {
            ghosts::paint(&frame, &self.whole.marks.middles, &painter);
        }
        // Below them the ticks of what found no row begin at once.
        let seen_rows = Rect::from_min_max(rows.min - egui::vec2(0.0, 4.0), rows.max);
        let inner = painter.with_clip_rect(seen_rows.intersect(painter.clip_rect()));
        bands::lines(&frame, &inner);
        if let Some(seen) = under {
            paint::hover(&frame, seen, &inner);
        }
        let mut stamps = Atlas::of(&mut self.atlas, &painter).stamps();
        paint::marks(&frame, &seen, &mut stamps);
        stamps.paint(&inner);
        paint::labels(&frame, &seen, &inner);
        scale::labels(&frame, &ticks, &painter);
        self.publications.of(&order.timeline.articles).show(ui, canvas.id.with("published"), &frame);
        asked.unfold = tears::show(ui, canvas.id, &frame);

        nodes(ui, &frame, &seen, &self.redating, &mut asked);
        if let Some(one) = seen.iter().find(|s| Some(s.mark) == turn.selected)
            && gesture::is_ours(ui, canvas)
            && menu::wanted(ui)
        {
            asked.menu = Some(menu::beside(&frame, one.rect));
        }
        self.pointer = pointer.filter(|pos| areas.lanes.x_range().contains(pos.x)).map(|pos| {
            scale::pointer(&frame, pos.x, &painter);
            self.marks.time_in_words(view.time(f64::from(pos.x - areas.lanes.left())), view.days_per_point)
        });
        asked.edge = edges::show(ui, &frame, self.most_scroll);
        asked.fold = bands::names(ui, canvas.id, &frame);
        let all = order.matching.is_some().then_some(&self.whole.marks);
        asked.aim = self.overview.show(ui, canvas.id.with("overview"), &frame, (limits, all)).1;
        if let Some(range) = self.brush.range {
            asked.brush = brush::show(ui, &frame, range);
        }
        if let Some(rect) = self.picks.rect() {
            picks::paint(&frame, rect, &inner);
        }

        self.id = Some(canvas.id);
        if canvas.clicked() {
            canvas.request_focus();
            asked.clear = under.is_none();
        }
        if ruler.double_clicked() {
            asked.unit_at = pointer.map(|pos| view.time(f64::from(pos.x - areas.lanes.left())));
        }
        asked.seen = seen;
        asked
    }
}

/// Every mark in view answers to the pointer, the keyboard and screen readers, up to a number.
fn nodes(ui: &Ui, frame: &Frame, seen: &[Seen], redating: &Redating, asked: &mut Asked) {
    let sense = redating.sense(ui);
    let modifiers = ui.input(|i| i.modifiers);
    for one in seen.iter().take(MOST_NODES) {
        let event = frame.event(one.mark);
        let selected = frame.is_picked(one.mark);
        let response = ui.interact(one.rect, Id::unique("event").with(&event.id), sense);
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, selected, accessible_name(event)));
        if response.double_clicked() {
            asked.fit = Some(one.mark);
        }
        if response.clicked() {
            asked.select = Some((one.mark, modifiers));
        }
        if sense.senses_drag() && frame.marks.reckoning == Reckoning::Calendar {
            redate::hint(ui, frame, one, &response);
            let press = ui.input(|i| i.pointer.press_origin());
            if let Some(press) = press.filter(|_| response.drag_started_by(egui::PointerButton::Primary)) {
                asked.hold = Some((one.mark, redate::grip_at(frame, one, press.x), press));
            }
        }
        if response.secondary_clicked() {
            asked.menu = response.interact_pointer_pos();
            if !selected {
                asked.select = Some((one.mark, Modifiers::NONE));
            }
        }
        // The help of that mode stands below.
        card::on_hover(&response, event, (frame.timeline, frame.marks.clock), redating.on);
    }
}
