//! How much room the window has, and what that leaves of the panels around the timeline.
//!
//! The timeline comes first. Where it would become a sliver, the panel of the selected event becomes a tab below it,
//! the sources become a drawer, and what is below folds to its tabs and opens over the timeline when asked for.

use super::App;
use crate::gui::command::{Action, Command};
use crate::gui::state::Tab;
use crate::gui::theme::Theme;
use egui::{Align2, Color32, Frame, Id, Margin, Modal, Rangef, Ui, Vec2, vec2};
use serde::{Deserialize, Serialize};

/// Points that the timeline keeps: titles of some words beside each other, half a dozen units on the ruler.
pub const LEAST_WIDTH: f32 = 480.0;
/// And a message, overview, ruler, foot and four rows.
pub const LEAST_HEIGHT: f32 = 280.0;
/// Points of each panel, as proposed, and at least.
pub const SOURCES: (f32, f32) = (250.0, 180.0);
pub const INSPECTOR: (f32, f32) = (318.0, 240.0);
pub const LOWER: (f32, f32) = (330.0, 120.0);
/// Of the height without bars, what is below the timeline takes no more than this part before anybody drags its edge.
const LOWER_PART: f32 = 0.42;
/// What remains of the panel below when it is folded.
pub const TABS: f32 = 34.0;
/// Points of the drawer, and of the bars at the top and the bottom, which it leaves free.
const DRAWER: f32 = 300.0;
pub const TOP: f32 = 44.0;
pub const STATUS: f32 = 28.0;
/// What the drawer leaves of the window at least: enough to see where one is, and to click there.
const BESIDE_DRAWER: f32 = 60.0;
/// A lane of text as wide as it is read well.
pub const COLUMN: f32 = 560.0;

/// Which panels stand beside the timeline and take nothing that it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub sources: bool,
    pub inspector: bool,
    pub lower: bool,
}

impl Room {
    /// `size`: points between the bars at the top and the bottom.
    pub fn of(size: Vec2) -> Self {
        Self {
            sources: size.x >= LEAST_WIDTH + SOURCES.0,
            inspector: size.x >= LEAST_WIDTH + SOURCES.0 + INSPECTOR.0,
            lower: size.y >= LEAST_HEIGHT + LOWER.1,
        }
    }

    /// Heights of the panel below that leave the timeline its own, the first of them as proposed.
    pub fn lower_heights(self, height: f32) -> (f32, Rangef) {
        let least = LOWER.1.min(height);
        let kept = if self.lower { LEAST_HEIGHT } else { 0.0 };
        let most = (height - kept).max(least);
        let proposed = if self.lower { LOWER.0.min(height * LOWER_PART) } else { most };
        (proposed.clamp(least, most), Rangef::new(least, most))
    }
}

/// The panels that the user put away: what outlives the window, beside the sizes that egui keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Away {
    sources: bool,
    inspector: bool,
    lower: bool,
}

impl Away {
    /// Its name in what eframe keeps.
    const KEY: &str = "panels put away";

    /// As they were when the window was closed last; all are there where nothing can be read.
    pub fn kept(storage: &dyn eframe::Storage) -> Self {
        eframe::get_value(storage, Self::KEY).unwrap_or_default()
    }

    pub fn keep(self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, Self::KEY, &self);
    }
}

/// Which panels the user put away or took out.
#[derive(Debug, Default)]
pub struct Panels {
    room: Option<Room>,
    pub away: Away,
    /// The drawer of sources, where they have no place of their own.
    drawer: bool,
    /// What is below stands over the timeline, where both have no room.
    sheet: bool,
}

impl Panels {
    /// What there is room for now. A drawer that is needed no longer is shut.
    pub fn settle(&mut self, size: Vec2) -> Room {
        let room = Room::of(size);
        if self.room.replace(room) != Some(room) {
            self.drawer = false;
            self.sheet = false;
        }
        room
    }

    fn has_room(&self, panel: impl Fn(Room) -> bool) -> bool {
        self.room.is_none_or(panel)
    }

    pub fn shows_sources(&self) -> bool {
        self.has_room(|room| room.sources) && !self.away.sources
    }

    pub fn shows_inspector(&self) -> bool {
        self.inspector_is_aside() && !self.away.inspector
    }

    /// Has the inspector a place of its own, or is it a tab below?
    pub fn inspector_is_aside(&self) -> bool {
        self.has_room(|room| room.inspector)
    }

    pub fn shows_lower(&self) -> bool {
        if self.is_tall() { !self.away.lower } else { self.sheet }
    }

    /// Have the sources a place of their own, or are they a drawer?
    pub fn sources_are_aside(&self) -> bool {
        self.has_room(|room| room.sources)
    }

    /// Is the timeline seen, or is a sheet over it?
    pub fn shows_timeline(&self) -> bool {
        self.is_tall() || !self.sheet
    }

    /// Have the timeline and what is below it room together?
    pub fn is_tall(&self) -> bool {
        self.has_room(|room| room.lower)
    }

    pub fn open_lower(&mut self) {
        self.away.lower = false;
        self.sheet = true;
    }

    pub fn show_sources(&mut self) {
        self.away.sources = false;
        self.drawer = !self.sources_are_aside();
    }

    fn shut_drawer(&mut self) {
        self.drawer = false;
    }

    fn toggle_sources(&mut self) {
        let hidden = if self.sources_are_aside() { &mut self.away.sources } else { &mut self.drawer };
        *hidden = !*hidden;
    }

    fn toggle_lower(&mut self) {
        if self.shows_lower() {
            self.away.lower = true;
            self.sheet = false;
        } else {
            self.open_lower();
        }
    }
}

impl App {
    /// Shows or hides a panel.
    pub(super) fn toggle(&mut self, panel: Command) {
        match panel {
            Command::ToggleSources => self.panels.toggle_sources(),
            Command::ToggleLower => self.panels.toggle_lower(),
            _ if self.panels.inspector_is_aside() => {
                self.panels.away.inspector = !self.panels.away.inspector;
            }
            _ if self.state.tab == Tab::Event && self.panels.shows_lower() => self.state.tab = Tab::Text,
            _ => self.show_inspector(),
        }
    }

    /// Brings the panel of the selected event to light, wherever it has its place.
    pub(super) fn show_inspector(&mut self) {
        if self.panels.inspector_is_aside() {
            self.panels.away.inspector = false;
        } else {
            self.show_tab(Tab::Event);
        }
    }

    pub(super) fn show_tab(&mut self, tab: Tab) {
        self.state.tab = tab;
        self.panels.open_lower();
    }

    /// The sources over the timeline, where they have no place beside it.
    pub(super) fn drawer(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        if !self.panels.drawer {
            return;
        }
        let theme = Theme::of(ui);
        let window = ui.ctx().content_rect();
        let size = vec2(DRAWER.min(window.width() - BESIDE_DRAWER), window.height() - TOP - STATUS).max(Vec2::ZERO);
        let id = Id::unique("drawer");
        let area = Modal::default_area(id).anchor(Align2::LEFT_TOP, vec2(0.0, TOP));
        let frame = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(8, 12));
        let modal = Modal::new(id).area(area).frame(frame).backdrop_color(Color32::from_black_alpha(60));
        let shown = modal.show(ui.ctx(), |ui| {
            ui.set_min_size(size - frame.total_margin().sum());
            ui.set_max_size(size - frame.total_margin().sum());
            self.sources.show(ui, &self.state, actions);
        });
        let left = actions.iter().any(|a| matches!(a, Action::ShowArticle(_)));
        if shown.should_close() || left {
            self.panels.shut_drawer();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_timeline_keeps_its_width_whatever_the_window_has() {
        for width in (300..3000).map(|w| w as f32) {
            let room = Room::of(vec2(width, 800.0));
            let aside = if room.sources { SOURCES.0 } else { 0.0 } + if room.inspector { INSPECTOR.0 } else { 0.0 };
            assert!(width - aside >= LEAST_WIDTH.min(width), "{width}");
            assert!(!room.inspector || room.sources, "the inspector goes first");
        }
        assert!(Room::of(vec2(1440.0, 828.0)) == Room { sources: true, inspector: true, lower: true });
        assert!(Room::of(vec2(900.0, 494.0)) == Room { sources: true, inspector: false, lower: true });
        assert!(Room::of(vec2(450.0, 194.0)) == Room { sources: false, inspector: false, lower: false });
    }

    #[test]
    fn the_timeline_keeps_its_height_while_both_have_room() {
        for height in (60..2000).map(|h| h as f32) {
            let room = Room::of(vec2(1000.0, height));
            let (proposed, range) = room.lower_heights(height);
            assert!(range.contains(proposed), "{height}: {proposed} {range:?}");
            assert!(range.max <= height, "{height}");
            assert!(!room.lower || height - range.max >= LEAST_HEIGHT - 0.01, "{height}");
        }
    }

    /// What eframe keeps, without a file.
    #[derive(Default)]
    struct Shelf(std::collections::BTreeMap<String, String>);

    impl eframe::Storage for Shelf {
        fn get_string(&self, key: &str) -> Option<String> {
            self.0.get(key).cloned()
        }

        fn set_string(&mut self, key: &str, value: String) {
            self.0.insert(key.to_owned(), value);
        }

        fn remove_string(&mut self, key: &str) {
            self.0.remove(key);
        }

        fn flush(&mut self) {}
    }

    #[test]
    fn panels_put_away_stay_away_at_the_next_start() {
        let mut shelf = Shelf::default();
        assert_eq!(Away::kept(&shelf), Away::default());
        let away = Away { inspector: true, ..Away::default() };
        away.keep(&mut shelf);
        let mut panels = Panels { away: Away::kept(&shelf), ..Panels::default() };
        panels.settle(vec2(1440.0, 800.0));
        assert!(panels.shows_sources() && !panels.shows_inspector() && panels.shows_lower());
        for odd in ["(", "(inspector: 3)", "(wings: true)"] {
            shelf.0.insert(Away::KEY.to_owned(), odd.to_owned());
            assert_eq!(Away::kept(&shelf), Away::default(), "{odd}");
        }
    }

    #[test]
    fn panels_go_and_come_back() {
        let mut panels = Panels::default();
        panels.settle(vec2(1440.0, 800.0));
        assert!(panels.shows_sources() && panels.shows_inspector() && panels.shows_lower());
        panels.toggle_sources();
        panels.toggle_lower();
        assert!(!panels.shows_sources() && !panels.shows_lower());
        panels.settle(vec2(600.0, 300.0));
        assert!(!panels.shows_inspector() && !panels.inspector_is_aside() && !panels.drawer);
        panels.toggle_sources();
        panels.toggle_lower();
        assert!(panels.drawer && panels.shows_lower());
        panels.settle(vec2(1440.0, 800.0));
        assert!(!panels.drawer, "a drawer is shut where there is room");
        assert!(!panels.shows_sources() && panels.shows_lower());
    }
}
