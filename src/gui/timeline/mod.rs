//! The timeline canvas: events as marks in rows below a ruler, with an overview above and undated ones beside.
//!
//! `axis`, `ruler`, `layout` and `fit` are pure and know no window; `marks` is what they keep of the events. `draw`
//! makes one frame of them, `gesture` and `view_moves` turn hands into moves of the `camera`. Nothing asks for
//! another frame unless a move of the user is still under way.

mod area;
mod axis;
mod bands;
mod brush;
mod build;
mod camera;
mod card;
mod chips;
mod control;
mod detail;
mod draw;
mod edges;
mod edited;
mod extent;
mod fit;
#[cfg(test)]
mod fixture;
mod folds;
mod frame;
mod gesture;
mod ghosts;
mod glyph;
mod goto;
mod history;
mod lanes;
mod layout;
mod marks;
pub mod menu;
mod moved;
mod overview;
mod pack;
mod paint;
mod peaks;
mod picks;
mod publications;
mod reckoning;
mod redate;
mod ruler;
mod ruler_menu;
mod scale;
mod shelf;
mod shelf_axis;
mod snap;
mod starts;
mod tears;
mod turn;
mod view_moves;
mod walk;

pub use lanes::Grouping;

use crate::gui::command::Command;
use crate::gui::derived::let_go;
use crate::gui::theme::Theme;
use crate::time::UncertainDate;
use crate::timeline::Timeline;
use area::{Areas, Shelf};
use axis::{Limits, View, day_at};
use brush::Brush;
use build::{Builder, Built, News, Order, Shown, Whole};
use camera::Camera;
use chrono::NaiveDate;
use draw::{nothing, over};
use egui::{Pos2, Rect, Sense, Ui, WidgetInfo, accesskit::Role};
use folds::Folds;
use gesture::{AxisLock, Move, Standing};
use glyph::Atlas;
use goto::GoTo;
use history::History;
use lanes::Lanes;
use layout::{Key, Layout};
use marks::Marks;
use overview::Overview;
use picks::Picks;
use publications::Publications;
use reckoning::Reckoning;
use redate::Redating;
use rustc_hash::FxHashSet;
use std::sync::Arc;
use turn::Turn;

/// What the user did.
#[derive(Clone, Debug, PartialEq)]
pub enum CanvasAction {
    /// Selected the event with this id.
    Select(String),
    /// Selected nothing.
    Clear,
    /// Chose a command for what is selected.
    Run(Command),
    /// Wants to see only what was from one day to the other, both with it.
    Only(NaiveDate, NaiveDate),
    /// Gave an event another date.
    Redate { event: String, date: UncertainDate },
}

/// A timeline that can be moved, zoomed and clicked.
#[derive(Default)]
pub struct Canvas {
    /// The node that takes the pointer and the focus.
    id: Option<egui::Id>,
    /// What `marks` and `lanes` were made of.
    order: Option<Order>,
    builder: Builder,
    /// Could it not be arranged, and was that not yet told?
    fault: bool,
    marks: Marks,
    lanes: Lanes,
    whole: Whole,
    grouping: Grouping,
    matching: Option<Arc<[bool]>>,
    /// Names of folded lanes.
    collapsed: FxHashSet<String>,
    layout: Option<(Key, Layout)>,
    camera: Camera,
    history: History,
    /// How far views may go, and for which width.
    limits: Option<(f64, Limits)>,
    wishes: Vec<Wish>,
    /// Where the menu of the selection is open.
    menu: Option<Pos2>,
    /// Where that of the ruler is, and the time there.
    ruler_menu: Option<(Pos2, f64)>,
    /// What of the menus cannot be done now, and why.
    cannot: Vec<(Command, &'static str)>,
    redating: Redating,
    axis_lock: AxisLock,
    brush: Brush,
    goto: GoTo,
    picks: Picks,
    /// The mark that a view was last widened around, and how far.
    around: Option<(usize, usize)>,
    /// Points that the rows are scrolled down, and how far they could be.
    scroll: f32,
    most_scroll: f32,
    /// A mark whose row is to be scrolled to.
    wanted_row: Option<usize>,
    /// `None`: as the width has room for it.
    shelf_folded: Option<bool>,
    /// Are long empty stretches of time folded?
    folding: bool,
    ghosts: bool,
    overview: Overview,
    publications: Publications,
    atlas: Option<Atlas>,
    pointer: Option<String>,
    tools: Option<Rect>,
    emptiness: Option<Rect>,
    today: Option<NaiveDate>,
}

/// What the window asked for between two frames; the next frame knows the width.
enum Wish {
    Move(Move),
    Reveal(String),
    Show(Limits),
}

impl Canvas {
    pub fn new() -> Self {
        Self::default()
    }

    /// Draws the timeline into all of `ui`'s available space. `timeline`: a new `Arc` whenever the data changed.
    pub fn show(&mut self, ui: &mut Ui, timeline: &Arc<Timeline>, selected: Option<&str>) -> Option<CanvasAction> {
        let all = ui.available_rect_before_wrap();
        ui.allocate_rect(all, Sense::hover());
        let clip = ui.clip_rect();
        ui.set_clip_rect(clip.intersect(all));
        self.adopt(ui, timeline);
        self.picks.follow(selected, &self.marks);
        let shelf = self.shelf(all.width());
        let areas = Areas::split(all, shelf);
        self.tools = Some(areas.tools).filter(|rect| rect.width() > 0.0);
        self.emptiness = Some(areas.lanes).filter(|_| self.marks.dated.is_empty());
        let width = f64::from(areas.lanes.width()).max(1.0);
        ui.painter().rect_filled(all, 0.0, Theme::of(ui).background);
        let mut turn = Turn::new(ui.input(|i| i.time), selected, &self.marks);
        if shelf != Shelf::Alone {
            self.timed(ui, &areas, width, &mut turn);
        } else {
            self.wishes.retain(|wish| matches!(wish, Wish::Reveal(_)));
            self.reveal_undated(&mut turn);
        }
        if let Some(shown) = self.order.as_ref().map(|order| order.timeline.clone()) {
            let touch = shelf::show(ui, (areas.shelf, shelf), &shown, &self.marks, selected, turn.undated);
            match touch {
                Some(shelf::Touch::Fold) => self.shelf_folded = Some(shelf != Shelf::Folded),
                Some(shelf::Touch::Select(at)) => turn.select(&shown.events[at]),
                None => {}
            }
        }
        ui.set_clip_rect(clip);
        turn.action
    }

    /// The timeline that is drawn: an older one, while a new large one is being arranged.
    fn timeline(&self) -> Option<&Timeline> {
        self.order.as_ref().map(|order| order.timeline.as_ref())
    }

    /// Takes over new data, and lets go of what was drawn before.
    fn adopt(&mut self, ui: &Ui, timeline: &Arc<Timeline>) {
        let before = self.order.as_ref().map(|order| order.timeline.clone());
        self.take_over(ui, timeline);
        if let Some(before) = before.filter(|before| !Arc::ptr_eq(before, timeline)) {
            let events = before.events.len();
            let_go(before, events);
        }
    }

    /// The view stays, unless the user has never touched it.
    fn take_over(&mut self, ui: &Ui, timeline: &Arc<Timeline>) {
        let order = Order { timeline: timeline.clone(), matching: self.matching.clone(), grouping: self.grouping };
        let (marks, lanes, whole) = (&mut self.marks, &mut self.lanes, &mut self.whole);
        let shown = self.order.as_mut().map(|order| Shown { order, marks, lanes, whole });
        let Built { order, marks, lanes, whole } = match self.builder.ask(ui, order, shown) {
            None => return,
            Some(News::Edited(edited)) => {
                self.layout.take_if(|_| edited.widths || edited.moved);
                if edited.moved {
                    self.picks.shift(&edited.shifts);
                    (self.limits, self.around) = (None, None);
                    self.overview.clear();
                }
                self.marks.folds = if self.folding { self.marks.gaps } else { Folds::NONE };
                return;
            }
            Some(News::Built(built)) => *built,
            Some(News::Failed) => {
                self.fault = true;
                return;
            }
        };
        let mut picks = std::mem::take(&mut self.picks);
        let id = |mark: usize| Some(self.timeline()?.events[self.marks.dated.get(mark)?.event].id.clone());
        picks.adopt(id, &marks);
        let same_data = self.order.as_ref().is_some_and(|old| Arc::ptr_eq(&old.timeline, &order.timeline));
        let same_lanes = self.lanes.grouping == lanes.grouping;
        (self.picks, self.marks, self.lanes, self.whole) = (picks, marks, lanes, whole);
        if self.marks.dated.is_empty() {
            // Where nothing is left the axis stays that of all.
            self.marks.gaps = self.whole.marks.gaps;
        }
        self.marks.folds = if self.folding { self.marks.gaps } else { Folds::NONE };
        self.order = Some(order);
        self.layout = None;
        self.limits = None;
        self.around = None;
        self.overview.clear();
        if !same_lanes {
            self.scroll = 0.0;
        }
        if !self.camera.touched && !same_data {
            self.camera.clear();
            self.history.clear();
        }
    }

    /// All events with a place in time, also those that a filter leaves out: how far the axis goes.
    fn all_marks(&self) -> Marks {
        let filtered = self.order.as_ref().is_some_and(|order| order.matching.is_some());
        let all = if filtered { &self.whole.marks } else { &self.marks };
        let mut all = all.clone();
        all.folds = self.marks.folds;
        all
    }

    /// What a view is to fit in: the events that are shown, or all where none is.
    fn fitted(&self) -> Marks {
        if self.marks.dated.is_empty() { self.all_marks() } else { self.marks.clone() }
    }

    fn shelf(&self, width: f32) -> Shelf {
        match (self.marks.dated.is_empty(), self.marks.undated.is_empty()) {
            (_, true) => Shelf::None,
            (true, false) => Shelf::Alone,
            _ if self.shelf_folded.unwrap_or(width < area::NARROW) => Shelf::Folded,
            _ => Shelf::Open,
        }
    }

    /// All that has a place in time.
    fn timed(&mut self, ui: &mut Ui, areas: &Areas, width: f64, turn: &mut Turn) {
        let id = ui.scope_id().with("timeline canvas");
        let canvas = ui.interact(areas.lanes, id, Sense::click_and_drag());
        let ruler = ui.interact(areas.ruler, id.with("ruler"), Sense::CLICK | Sense::DRAG);
        ruler.widget_info(|| {
            let words = "Ruler: drag marks a stretch of time, double-click shows a unit of the calendar";
            WidgetInfo::labeled(Role::Group, true, words)
        });
        canvas.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, self.name()));
        // Where other gaps are folded, what is in the middle stays there.
        if let Some(view) = self.camera.view().filter(|view| view.folds != self.marks.folds) {
            let middle = view.time(width / 2.0);
            self.camera.jump(View { folds: self.marks.folds, ..view }.with_at(middle, width / 2.0));
        }
        if self.limits.is_none_or(|(of, _)| of != width) {
            self.limits = fit::limits(&self.all_marks(), width).map(|limits| (width, limits));
            if !self.camera.touched
                && let Some(view) = fit::robust(&self.fitted(), width)
            {
                self.camera.jump(view);
            }
        }
        let (Some((_, limits)), Some(_)) = (self.limits, self.camera.view()) else {
            // The window says itself what a filter leaves out.
            if self.is_working() || self.order.as_ref().is_none_or(|order| order.matching.is_none()) {
                nothing(ui, areas.lanes, &self.builder);
            }
            return;
        };

        let wishes = std::mem::take(&mut self.wishes);
        let pointer = ui.input(|i| i.pointer.hover_pos()).filter(|_| over(ui, areas));
        let pointer_x = pointer.map(|pos| f64::from(pos.x - areas.lanes.left()));
        self.wheel(ui, areas, pointer_x, limits, width);
        self.drag(&canvas, limits, width);
        self.draw_out_brush(ui, &ruler, limits, width);
        let standing = Standing {
            selected: turn.selected.is_some(),
            lanes: self.lanes.is_grouped(),
            brushed: self.brush.range.is_some(),
        };
        for action in gesture::keys(ui, &canvas, standing) {
            self.act(action, pointer_x, limits, width, turn);
        }
        for wish in wishes {
            match wish {
                Wish::Move(action) => self.act(action, pointer_x, limits, width, turn),
                Wish::Reveal(id) => turn.reveal = Some(id),
                Wish::Show(Limits { from, to }) => {
                    let view = View::showing(self.marks.folds, from, to, width, 0.0, 0.0);
                    self.go(view, width / 2.0, limits, width);
                }
            }
        }
        self.pan_to_revealed(limits, width, turn);
        self.camera.clamp(limits, width);
        if self.camera.advance(turn.now) {
            ui.request_repaint();
        }
        let Some(view) = self.camera.view() else { return };
        self.history.note(self.camera.target().unwrap_or(view), turn.now);

        let rows = self.arrange(areas, view, width, turn);
        let mut asked = self.draw(ui, areas, view, rows, (&canvas, &ruler, pointer), limits, turn);
        let seen = std::mem::take(&mut asked.seen);
        self.rubber(ui, &canvas, &seen, turn);
        if let Some(action) = asked.brush.take() {
            self.act(action, None, limits, width, turn);
        }
        let near = day_at(view.time(width / 2.0));
        if let Some(date) = self.goto.show(ui, id.with("go to"), areas.lanes, (near, self.marks.clock)) {
            self.go_to(date, limits, width);
        }
        if asked.menu.is_some() {
            self.menu = asked.menu;
            ui.request_repaint();
        }
        if let Some((mark, grip, press)) = asked.hold {
            self.hold(mark, grip, press, view.time(f64::from(press.x - areas.lanes.left())));
        }
        self.answer(asked, limits, width, turn);
        self.drag_date(ui, id.with("redate"), areas, view, &seen, turn);
        if let Some(chosen) = self.menu(ui, id.with("menu")) {
            turn.action = Some(chosen);
        }
        self.ruler_menu(ui, id.with("ruler menu"), (&ruler, areas), limits, width, turn);
    }

    /// Marks a stretch of time on the ruler, or zooms to it.
    fn draw_out_brush(&mut self, ui: &Ui, ruler: &egui::Response, limits: Limits, width: f64) {
        let Some(view) = self.camera.view() else { return };
        if let Some(Limits { from, to }) = self.brush.draw_out(ui, ruler, view) {
            self.go(View::showing(view.folds, from, to, width, 0.0, 0.0), width / 2.0, limits, width);
        }
    }

    /// The name of the whole for a screen reader.
    fn name(&self) -> String {
        let years = self.fitted().extent().map(|Limits { from, to }| {
            let coarse = if self.marks.reckoning == Reckoning::Calendar { 1e4 } else { 0.0 };
            let word = |time| self.marks.reckoning.in_words(time, coarse);
            format!(", {} to {}", word(from), word(to - 1.0))
        });
        format!("Timeline, {} events{}", self.marks.dated.len(), years.unwrap_or_default())
    }
}
