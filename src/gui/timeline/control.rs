//! What the rest of the window tells the timeline, and asks it.

use super::axis::{Limits, day_at};
use super::folds::Folds;
use super::gesture::Move;
use super::reckoning::Reckoning;
use super::{Canvas, Grouping, Wish, menu, ruler_menu};
use crate::gui::command::Command;
use chrono::NaiveDate;
use egui::Rect;
use std::sync::Arc;

impl Canvas {
    /// Draws a line through this day.
    pub fn mark_today(&mut self, day: NaiveDate) {
        self.today = Some(day);
    }

    /// Shows the mass of all events; everything, where that is shown already.
    pub fn fit_all(&mut self) {
        self.wishes.push(Wish::Move(Move::FitAll));
    }

    /// Puts the selection in the middle; fills the view with it, where it is there already.
    pub fn fit_selection(&mut self) {
        self.wishes.push(Wish::Move(Move::FitSelection));
    }

    /// Shows the selection with a day around it; then with a week, a month, a year.
    pub fn around(&mut self) {
        self.wishes.push(Wish::Move(Move::Around));
    }

    /// Goes back to the view before this one.
    pub fn back(&mut self) {
        self.wishes.push(Wish::Move(Move::Back));
    }

    /// Goes to the view that [`Self::back`] left.
    pub fn forward(&mut self) {
        self.wishes.push(Wish::Move(Move::Forward));
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

    /// Asks for a date to go to.
    pub fn ask_date(&mut self) {
        self.goto.open();
    }

    pub fn group_by(&mut self, grouping: Grouping) {
        self.grouping = grouping;
    }

    pub fn grouping(&self) -> Grouping {
        self.grouping
    }

    /// Shows those events only that match, by their place in the timeline; `None` shows all. A new `Arc` for each
    /// change; the overview still shows how many there are in all.
    pub fn filter(&mut self, matching: Option<Arc<[bool]>>) {
        self.matching = matching;
    }

    /// Moves are jumps, or (false) short glides.
    pub fn reduce_motion(&mut self, calm: bool) {
        self.camera.calm = calm;
    }

    pub fn is_motion_reduced(&self) -> bool {
        self.camera.calm
    }

    /// Lets events be given another date by dragging them, or (false) no longer.
    pub fn redate(&mut self, on: bool) {
        self.redating.on = on;
    }

    pub fn is_redating(&self) -> bool {
        self.redating.on
    }

    /// Shows the time from one moment to another, as [`Self::shown`] tells them.
    pub fn show_time(&mut self, from: f64, to: f64) {
        self.wishes.push(Wish::Show(Limits { from, to }));
    }

    /// Folds long empty stretches of time to a torn edge, and shows all; or (false) unfolds them. Are there any?
    pub fn fold_gaps(&mut self, fold: bool) -> bool {
        self.folding = fold;
        self.marks.folds = if fold { self.marks.gaps } else { Folds::NONE };
        self.limits = None;
        if fold && !self.marks.folds.is_empty() {
            self.fit_all();
        }
        !self.marks.gaps.is_empty()
    }

    pub fn is_folding(&self) -> bool {
        self.folding
    }

    /// Is the menu of the selection open? Then [`Self::cannot`] has something to say in it.
    pub fn has_menu(&self) -> bool {
        self.menu.is_some() || self.ruler_menu.is_some()
    }

    /// The commands of the menu that would do nothing now, and why.
    pub fn cannot(&mut self, commands: impl Fn(Command) -> Option<&'static str>) {
        let offered = menu::OF_EVENT.into_iter().chain(ruler_menu::OF_RULER);
        self.cannot = offered.filter_map(|command| Some((command, commands(command)?))).collect();
    }

    /// Is this the canvas itself, as what has the focus?
    pub fn is(&self, id: egui::Id) -> bool {
        self.id == Some(id)
    }

    /// The ids of all dated events that are selected, in order of time.
    pub fn selection(&self) -> Vec<String> {
        let ids =
            self.picks.marks.iter().filter_map(|m| Some(&self.timeline()?.events[self.marks.dated.get(*m)?.event]));
        ids.map(|event| event.id.clone()).collect()
    }

    /// The first and the last moment in view, in days as chrono counts them from the common era; `None` where nothing
    /// is dated.
    pub fn shown(&self) -> Option<(f64, f64)> {
        let (view, (width, _)) = (self.camera.view()?, self.limits?);
        Some((view.origin, view.time(width)))
    }

    /// The first and the last day of the stretch of time that is marked on the ruler.
    pub fn brushed(&self) -> Option<(NaiveDate, NaiveDate)> {
        let range = self.brush.range.filter(|_| self.marks.reckoning == Reckoning::Calendar)?;
        Some((day_at(range.from)?, day_at((range.to - 1e-6).max(range.from))?))
    }

    /// Is a large timeline being arranged on another thread?
    pub fn is_working(&self) -> bool {
        self.builder.is_working()
    }

    /// True once where the timeline could not be arranged, by a fault in Dateline.
    pub fn take_fault(&mut self) -> bool {
        std::mem::take(&mut self.fault)
    }

    /// Room for the window's buttons beside the overview, where there is some.
    pub fn tools(&self) -> Option<Rect> {
        self.tools
    }

    /// Room below the ruler for words that say why no event is seen.
    pub fn emptiness(&self) -> Option<Rect> {
        self.emptiness
    }

    /// The date under the pointer in words, as exactly as the zoom can tell; `None` where it is elsewhere.
    pub fn pointer_date(&self) -> Option<String> {
        self.pointer.clone()
    }
}
