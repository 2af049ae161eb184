//! All events as a table: in order of any column, selected one by one or together, corrected where they stand.

mod choice;
mod head;
mod menu;
mod order;
mod row;
mod sorter;

pub use choice::walked;
pub use order::Column;

use super::inspector::{Correction, What};
use crate::event::Event;
use crate::gui::command::Action;
use crate::gui::desk::Desk;
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::soft;
use crate::gui::words::count;
use egui::{EventFilter, Id, Key, Modifiers, Pos2, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use row::ROW;
use sorter::Sorter;

#[derive(Default)]
pub struct List {
    sorter: Sorter,
    /// The node that takes the focus.
    id: Option<Id>,
    /// Was it the last thing that the user touched? Then corrections are typed into its rows.
    active: bool,
    pub correction: Correction,
    /// The event whose status is being chosen, and whether that has just begun.
    status: Option<(String, bool)>,
    /// How far it is scrolled, and the height of what is seen.
    seen: Option<(f32, f32)>,
    /// Where the menu of the selection is open.
    menu: Option<Pos2>,
}

impl List {
    /// `reveal` asks to scroll to the selected row; it is cleared.
    pub fn show(&mut self, ui: &mut Ui, state: &State, desk: &Desk, reveal: &mut bool, actions: &mut Vec<Action>) {
        self.correction.leave_others(state, actions);
        if state.events().is_empty() {
            ui.add_space(16.0);
            soft(
                ui,
                match state.derived.all.counts.all {
                    0 => "There are no events to list.".to_owned(),
                    all => format!("The search and the switches above leave out all of {}.", count(all, "event")),
                },
            );
            return;
        }
        if let Err(column) = self.sorter.follow(ui.ctx(), &state.derived.timeline) {
            let by = column.name().to_lowercase();
            actions.push(Action::Complain(format!(
                "The list could not be sorted by {by}: a fault in Dateline. It stands in order of time; please report it."
            )));
        }
        self.head(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        let body = ui.available_rect_before_wrap();
        self.touched(ui, body);
        self.keys(ui, state, body, actions);
        let mut area = ScrollArea::vertical().auto_shrink(false).id_salt("list");
        if std::mem::take(reveal)
            && let Some(place) = state.selected_row().and_then(|row| self.sorter.place(row))
        {
            area = self.scrolled_to(area, place, body.height());
        }
        let output = area.show_rows(ui, ROW, self.sorter.len(), |ui, places| {
            for place in places {
                self.row(ui, state, place, actions);
            }
        });
        self.seen = Some((output.state.clamped_offset().y, output.inner_rect.height()));
        self.menu(ui, state, desk, output.inner_rect, actions);
    }

    /// Scrolls just as far as the row, and the next one in that direction, need to be seen.
    fn scrolled_to(&self, area: ScrollArea, place: usize, room: f32) -> ScrollArea {
        let (offset, height) = self.seen.unwrap_or((0.0, room));
        // Rows by the million still have exact places in f64.
        let top = (place as f64 * f64::from(ROW)) as f32;
        let beside = if height > 4.0 * ROW { ROW } else { 0.0 };
        if top - beside < offset {
            area.vertical_scroll_offset((top - beside).max(0.0))
        } else if top + ROW + beside > offset + height {
            area.vertical_scroll_offset(top + ROW + beside - height)
        } else {
            area
        }
    }

    /// One stop for the Tab key, however many rows there are.
    fn touched(&mut self, ui: &Ui, body: Rect) {
        let id = ui.scope_id().with("list of events");
        self.id = Some(id);
        let node = ui.interact(body, id, Sense::focusable_noninteractive());
        let sort = self.sorter.sort();
        node.widget_info(|| {
            let events = count(self.sorter.len(), "event");
            let words = format!("List of {events} by {}, {}", sort.by.name().to_lowercase(), sort.in_words());
            WidgetInfo::labeled(Role::Grid, true, words)
        });
        if node.has_focus() {
            self.active = true;
            let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
            let theme = Theme::of(ui);
            ui.painter().rect_stroke(body, 4, Stroke::new(1.0, theme.accent), StrokeKind::Inside);
        }
        if let Some(at) = ui.input(|i| i.pointer.latest_pos().filter(|_| i.pointer.any_pressed())) {
            self.active = body.contains(at);
        }
    }

    /// A page up or down.
    fn keys(&self, ui: &Ui, state: &State, body: Rect, actions: &mut Vec<Action>) {
        if !self.active || ui.ctx().text_edit_focused() {
            return;
        }
        let page = ((body.height() / ROW) as isize - 1).max(1);
        for (key, by) in [(Key::PageUp, -page), (Key::PageDown, page)] {
            for (modifiers, extends) in [(Modifiers::SHIFT, true), (Modifiers::NONE, false)] {
                if ui.input_mut(|i| i.consume_key(modifiers, key)) {
                    actions.extend(walked(state, Some(self), by, extends));
                }
            }
        }
    }

    /// Is this the list, as what has the focus?
    pub fn is(&self, id: Id) -> bool {
        self.id == Some(id)
    }

    /// Corrections are typed into its rows from now on.
    pub fn activate(&mut self) {
        self.active = true;
    }

    /// Orders the events by a column; by the same once more, the other way up.
    pub fn sort_by(&mut self, column: Column) {
        self.sorter.set(self.sorter.sort().after(column));
    }

    /// The event at a place of the list, by its row in the timeline; and the place of a row.
    fn row_at(&self, place: usize) -> Option<usize> {
        self.sorter.row(place)
    }

    fn place_of(&self, row: usize) -> Option<usize> {
        self.sorter.place(row)
    }

    /// Begins to correct a part of an event in its row; false where the list was not what the user touched last, or has no
    /// column for it.
    pub fn ask(&mut self, event: &Event, what: What) -> bool {
        let can = self.active && matches!(what, What::Title | What::When | What::Status);
        if can && what == What::Status {
            self.status = Some((event.id.clone(), true));
        } else if can {
            self.correction.begin_in_row(event, what);
        }
        can
    }
}
