//! The timeline canvas: events as marks in rows below a ruler, with an overview above and undated ones beside.
//!
//! `axis`, `ruler`, `layout` and `fit` are pure and know no window; `marks` is what they keep of the events. `draw`
//! makes one frame of them, `gesture` and `view_moves` turn hands into moves of the `camera`. Nothing asks for
//! another frame unless a move of the user is still under way.

mod area;
mod axis;
mod camera;
mod card;
mod draw;
mod edges;
mod fit;
#[cfg(test)]
mod fixture;
mod frame;
mod gesture;
mod glyph;
mod layout;
mod marks;
mod overview;
mod paint;
mod ruler;
mod scale;
mod shelf;
mod turn;
mod view_moves;

use crate::gui::theme::Theme;
use crate::timeline::Timeline;
use area::{Areas, Shelf};
use axis::Limits;
use camera::Camera;
use draw::{measured, nothing, over};
use egui::{Sense, Ui, WidgetInfo, accesskit::Role};
use gesture::{AxisLock, Move};
use glyph::Atlas;
use layout::{Key, Layout};
use marks::Marks;
use overview::Overview;
use ruler::time_in_words;
use std::sync::Arc;
use turn::Turn;

/// What the user did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CanvasAction {
    /// Selected the event with this id.
    Select(String),
    /// Selected nothing.
    Clear,
}

/// A timeline that can be moved, zoomed and clicked.
#[derive(Default)]
pub struct Canvas {
    timeline: Option<Arc<Timeline>>,
    marks: Marks,
    layout: Option<(Key, Option<usize>, Layout)>,
    camera: Camera,
    /// How far views may go, and for which width.
    limits: Option<(f64, Limits)>,
    wishes: Vec<Wish>,
    axis_lock: AxisLock,
    /// Points that the rows are scrolled down, and how far they could be.
    scroll: f32,
    most_scroll: f32,
    /// A mark whose row is to be scrolled to.
    wanted_row: Option<usize>,
    shelf_folded: bool,
    overview: Overview,
    atlas: Option<Atlas>,
    pointer: Option<String>,
}

/// What the window asked for between two frames; the next frame knows the width.
enum Wish {
    Move(Move),
    Reveal(String),
}

impl Canvas {
    pub fn new() -> Self {
        Self::default()
    }

    /// Shows the mass of all events; everything, where that is shown already.
    pub fn fit_all(&mut self) {
        self.wishes.push(Wish::Move(Move::FitAll));
    }

    /// Zooms about the middle; more than 1 is closer.
    pub fn zoom_by(&mut self, factor: f64) {
        self.wishes.push(Wish::Move(Move::Zoom(factor)));
    }

    /// Pans by a part of the width; positive goes on in time.
    pub fn pan_by(&mut self, fraction: f64) {
        self.wishes.push(Wish::Move(Move::Pan(fraction)));
    }

    /// Scrolls (never zooms) so that the event is visible.
    pub fn reveal(&mut self, id: &str) {
        self.wishes.push(Wish::Reveal(id.to_owned()));
    }

    /// The date under the pointer in words, as exactly as the zoom can tell; `None` where it is elsewhere.
    pub fn pointer_date(&self) -> Option<String> {
        self.pointer.clone()
    }

    /// Draws the timeline into all of `ui`'s available space. `timeline`: a new `Arc` whenever the data changed.
    pub fn show(&mut self, ui: &mut Ui, timeline: &Arc<Timeline>, selected: Option<&str>) -> Option<CanvasAction> {
        let all = ui.available_rect_before_wrap();
        ui.allocate_rect(all, Sense::hover());
        let clip = ui.clip_rect();
        ui.set_clip_rect(clip.intersect(all));
        self.adopt(ui, timeline);
        let shelf = self.shelf();
        let areas = Areas::split(all, shelf);
        let width = f64::from(areas.lanes.width()).max(1.0);
        ui.painter().rect_filled(all, 0.0, Theme::of(ui).background);
        let mut turn = Turn::new(selected, &self.marks);
        if shelf != Shelf::Alone {
            self.timed(ui, &areas, width, &mut turn);
        } else {
            self.wishes.retain(|wish| matches!(wish, Wish::Reveal(_)));
            self.reveal_undated(&mut turn);
        }
        let touch = shelf::show(ui, (areas.shelf, shelf), timeline, &self.marks, selected, turn.undated);
        match touch {
            Some(shelf::Touch::Fold) => self.shelf_folded = !self.shelf_folded,
            Some(shelf::Touch::Select(at)) => turn.select(&timeline.events[at]),
            None => {}
        }
        ui.set_clip_rect(clip);
        turn.action
    }

    /// Takes over new data. The view stays, unless the user has never touched it.
    fn adopt(&mut self, ui: &Ui, timeline: &Arc<Timeline>) {
        if self.timeline.as_ref().is_some_and(|old| Arc::ptr_eq(old, timeline)) {
            return;
        }
        self.marks = measured(ui, timeline);
        self.timeline = Some(timeline.clone());
        self.layout = None;
        self.limits = None;
        self.overview.clear();
        if !self.camera.touched {
            self.camera.clear();
        }
    }

    fn shelf(&self) -> Shelf {
        match (self.marks.dated.is_empty(), self.marks.undated.is_empty()) {
            (_, true) => Shelf::None,
            (true, false) => Shelf::Alone,
            _ if self.shelf_folded => Shelf::Folded,
            _ => Shelf::Open,
        }
    }

    /// All that has a place in time.
    fn timed(&mut self, ui: &mut Ui, areas: &Areas, width: f64, turn: &mut Turn) {
        let id = ui.scope_id().with("timeline canvas");
        let canvas = ui.interact(areas.lanes, id, Sense::click_and_drag());
        let ruler = ui.interact(areas.ruler, id.with("ruler"), Sense::CLICK | Sense::DRAG);
        ruler
            .widget_info(|| WidgetInfo::labeled(Role::Group, true, "Ruler: double-click shows a unit of the calendar"));
        canvas.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, self.name()));
        if self.limits.is_none_or(|(of, _)| of != width) {
            self.limits = fit::limits(&self.marks, width).map(|limits| (width, limits));
            if !self.camera.touched
                && let Some(view) = fit::robust(&self.marks, width)
            {
                self.camera.jump(view);
            }
        }
        let (Some((_, limits)), Some(_)) = (self.limits, self.camera.view()) else {
            nothing(ui, areas.lanes);
            return;
        };

        let wishes = std::mem::take(&mut self.wishes);
        let pointer = ui.input(|i| i.pointer.hover_pos()).filter(|_| over(ui, areas));
        let pointer_x = pointer.map(|pos| f64::from(pos.x - areas.lanes.left()));
        self.wheel(ui, areas, pointer_x, limits, width);
        self.drag(&canvas, &ruler, limits, width);
        for action in gesture::keys(ui, &canvas) {
            self.act(action, pointer_x, limits, width, turn);
        }
        for wish in wishes {
            match wish {
                Wish::Move(action) => self.act(action, None, limits, width, turn),
                Wish::Reveal(id) => turn.reveal = Some(id),
            }
        }
        self.pan_to_revealed(limits, width, turn);
        self.camera.clamp(limits, width);
        if self.camera.advance(ui.input(|i| i.time)) {
            ui.request_repaint();
        }
        let Some(view) = self.camera.view() else { return };

        let rows = self.arrange(areas, view, width, turn);
        let ask = self.draw(ui, areas, view, rows, (&canvas, &ruler, pointer), limits, turn);
        self.answer(ask, limits, width, turn);
    }

    /// The name of the whole for a screen reader.
    fn name(&self) -> String {
        let years = self.marks.extent().map(|Limits { from, to }| {
            let year = |time| time_in_words(time, 1e4);
            format!(", {} to {}", year(from), year(to - 1.0))
        });
        format!("Timeline, {} events{}", self.marks.dated.len(), years.unwrap_or_default())
    }
}
