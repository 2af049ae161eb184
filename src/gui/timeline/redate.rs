//! Giving an event another date by hand: only in a mode of its own, or with Alt, so that nobody moves evidence while
//! panning. What it will say is shown in words while it is dragged; Esc leaves it as it was.

use super::area::Areas;
use super::axis::{MINUTES_A_DAY, View, day_at, end_of, start_of};
use super::frame::{Frame, HALF_BAR, Seen, small_font};
use super::paint::single_line;
use super::reckoning::Reckoning;
use super::snap::{self, Dragged, Snapped};
use super::turn::Turn;
use super::{Canvas, CanvasAction};
use crate::gui::theme::Theme;
use crate::gui::words;
use crate::project::Dating;
use crate::time::{Precision, UncertainDate, Unit};
use crate::timeline::Clock;
use egui::{
    Align2, CornerRadius, CursorIcon, Id, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

/// Points beside an end of a bar where that end alone is taken hold of; only bars of this width have such ends.
const EDGE: f32 = 6.0;
const WIDE: f32 = 28.0;
/// A view of fewer days a point tells hours apart.
const HOURS_SEEN: f64 = 1.0 / 96.0;
/// Minutes that a time of day moves by.
const QUARTER: f64 = 15.0;
const HELP: &str = "Drag an event to another date, or one of its ends · Ctrl: no snapping · Esc ends this";
/// The widest words beside the pointer.
const WIDEST: f32 = 520.0;

/// What of an event is dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grip {
    Whole,
    Start,
    End,
}

#[derive(Default)]
pub struct Redating {
    pub on: bool,
    held: Option<Held>,
}

struct Held {
    event: String,
    date: UncertainDate,
    grip: Grip,
    /// Where it was taken hold of, and the time there.
    press: Pos2,
    time: f64,
}

impl Redating {
    /// How marks listen.
    pub fn sense(&self, ui: &Ui) -> Sense {
        let drags = self.on || ui.input(|i| i.modifiers.alt);
        if drags { Sense::CLICK | Sense::DRAG } else { Sense::CLICK }
    }
}

/// Where a mark is taken hold of at `x`. A point, and an end that nobody knows, have none of their own.
pub fn grip_at(frame: &Frame, seen: &Seen, x: f32) -> Grip {
    let has_ends = {
        let mark = frame.mark(seen);
        !mark.fine && mark.open == super::marks::Open::No
    };
    if !has_ends || seen.right - seen.left < WIDE {
        Grip::Whole
    } else if (x - seen.left).abs() <= EDGE {
        Grip::Start
    } else if (x - seen.right).abs() <= EDGE {
        Grip::End
    } else {
        Grip::Whole
    }
}

/// The ends that can be dragged, and the pointer that says so.
pub fn hint(ui: &Ui, frame: &Frame, seen: &Seen, response: &Response) {
    let Some(pointer) = response.hover_pos() else { return };
    let grip = grip_at(frame, seen, pointer.x);
    ui.ctx().set_cursor_icon(if grip == Grip::Whole { CursorIcon::Grab } else { CursorIcon::ResizeHorizontal });
    for x in [seen.left, seen.right] {
        if grip_at(frame, seen, x) != Grip::Whole {
            let handle = Rect::from_center_size(pos2(x, seen.y), vec2(4.0, 2.0 * HALF_BAR + 4.0));
            ui.painter().rect_filled(handle, CornerRadius::same(2), frame.theme.ink);
        }
    }
}

/// By what times of day move.
#[derive(Clone, Copy)]
pub struct Steps {
    /// Are hours told apart?
    hours: bool,
    minutes: f64,
}

impl Steps {
    /// As a view of so many days a point shows them.
    pub fn seen(days_per_point: f64) -> Self {
        Self { hours: days_per_point < HOURS_SEEN, minutes: QUARTER }
    }

    /// To any minute.
    pub fn exact(self) -> Self {
        Self { minutes: 1.0, ..self }
    }
}

/// The date once it was dragged from one time to another, never more exact than it was; `None` where nothing changes
/// or the calendar ends.
pub fn moved(date: UncertainDate, grip: Grip, from: f64, to: f64, steps: Steps) -> Option<UncertainDate> {
    let new = match grip {
        Grip::Whole => {
            let (unit, amount) = step(date.precision, to - from, steps);
            date.shift(amount, unit)?
        }
        Grip::Start => {
            let edge = start_of(date.earliest?) + (to - from);
            let first = day_at(edge.round())?.min(date.latest?.day);
            ranged(UncertainDate::days(first, date.latest?.day), date)
        }
        Grip::End => {
            let edge = end_of(date.latest?) + (to - from);
            let last = day_at(edge.round() - 1.0)?.max(date.earliest?.day);
            ranged(UncertainDate::days(date.earliest?.day, last), date)
        }
    };
    (new != date).then_some(new)
}

fn ranged(new: UncertainDate, old: UncertainDate) -> UncertainDate {
    let same = (new.earliest, new.latest) == (old.earliest, old.latest);
    if same { old } else { UncertainDate { approximate: old.approximate, ..new } }
}

/// By what a date of this precision moves, and how many of it lie nearest to so many days.
fn step(precision: Precision, days: f64, steps: Steps) -> (Unit, i64) {
    let whole = |length: f64| (days / length).round() as i64;
    match precision {
        Precision::Minute if steps.hours => {
            (Unit::Minute, ((days * MINUTES_A_DAY / steps.minutes).round() * steps.minutes) as i64)
        }
        Precision::Hour if steps.hours => (Unit::Hour, whole(1.0 / 24.0)),
        Precision::Week => (Unit::Week, whole(7.0)),
        Precision::Month => (Unit::Month, whole(30.437)),
        Precision::Quarter => (Unit::Quarter, whole(91.31)),
        // A season stays the season that it is.
        Precision::Season | Precision::Year => (Unit::Year, whole(365.2425)),
        Precision::Decade => (Unit::Decade, whole(3652.425)),
        Precision::Century => (Unit::Century, whole(36_524.25)),
        _ => (Unit::Day, whole(1.0)),
    }
}

impl Canvas {
    /// Takes hold of a mark.
    pub(super) fn hold(&mut self, mark: usize, grip: Grip, press: Pos2, time: f64) {
        let event = self.marks.dated.get(mark).and_then(|m| self.timeline()?.events.get(m.event));
        if let Some(event) = event
            && let Some(date) = event.when.as_ref().and_then(|when| when.date)
        {
            self.redating.held = Some(Held { event: event.id.clone(), date, grip, press, time });
        }
    }

    /// Goes on with what is held, and says what the mode is for.
    pub(super) fn drag_date(&mut self, ui: &Ui, id: Id, areas: &Areas, view: View, seen: &[Seen], turn: &mut Turn) {
        let calendar = self.marks.reckoning == Reckoning::Calendar;
        if (self.redating.on || self.redating.held.is_some()) && calendar {
            let leaves = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
            if leaves && self.redating.held.take().is_none() {
                self.redating.on = false;
            }
        }
        if self.redating.on {
            let theme = Theme::of(ui);
            let words = if calendar { HELP } else { "Nothing here has a date that could be moved" };
            let shown = note(ui, areas.foot.center_top(), Align2::CENTER_BOTTOM, words, theme.ink);
            let response = ui.interact(shown, id, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
        }
        let Some(held) = &self.redating.held else { return };
        let (pointer, down, free) =
            ui.input(|i| (i.pointer.latest_pos(), i.pointer.primary_down(), i.modifiers.command));
        let Some(pointer) = pointer else { return };
        let time = view.time(view.x(held.time) + f64::from(pointer.x - held.press.x));
        let dragged = Dragged { date: held.date, grip: held.grip, from: held.time, to: time };
        let snapped = self.timeline().filter(|_| !free).and_then(|timeline| {
            let neighbours = snap::neighbours((timeline, &self.marks), seen, &held.event, self.today);
            snap::snapped(dragged, self.marks.clock, view, &neighbours)
        });
        let steps = Steps::seen(view.days_per_point);
        let new = match &snapped {
            Some(snapped) => Some(snapped.date),
            None => moved(held.date, held.grip, held.time, time, steps),
        };
        if !down {
            let event = held.event.clone();
            self.redating.held = None;
            turn.action = new.map(|date| CanvasAction::Redate { event, date }).or(turn.action.take());
            return;
        }
        let date = new.unwrap_or(held.date);
        ghost(ui, areas, (view, self.marks.clock), held, date);
        let words = words::when_long(Dating::at(date).when().as_ref());
        let words = match &snapped {
            Some(Snapped { at, words: as_other, .. }) => {
                guide(ui, areas, view.x(*at));
                format!("{words} · {as_other}")
            }
            None => words,
        };
        note(ui, pointer + vec2(14.0, 14.0), Align2::LEFT_TOP, &words, Theme::of(ui).ink);
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    }
}

/// The date as it would be: a frame where it would lie.
fn ghost(ui: &Ui, areas: &Areas, (view, clock): (View, Clock), held: &Held, date: UncertainDate) {
    let theme = Theme::of(ui);
    let shown = clock.shows(date);
    let (from, to) = (shown.earliest.or(shown.latest), shown.latest.or(shown.earliest));
    if let (Some(from), Some(to)) = (from, to) {
        let lanes = areas.lanes.x_range();
        let x = |time: f64| lanes.clamp(areas.lanes.left() + view.x(time) as f32);
        let (left, right) = (x(start_of(from)), x(end_of(to)));
        let bar = Rect::from_x_y_ranges(
            left..=right.max(left + 4.0),
            held.press.y - HALF_BAR - 2.0..=held.press.y + HALF_BAR + 2.0,
        );
        ui.painter().rect_filled(bar, CornerRadius::same(2), theme.accent.gamma_multiply(0.15));
        ui.painter().rect_stroke(bar, CornerRadius::same(2), Stroke::new(1.0, theme.accent), StrokeKind::Inside);
        ui.painter().vline(left, areas.lanes.y_range(), Stroke::new(1.0, theme.accent.gamma_multiply(0.5)));
    }
}

/// A line through all lanes, at a time that the date shares with another.
fn guide(ui: &Ui, areas: &Areas, x: f64) {
    let x = ui.painter().round_to_pixel_center(areas.lanes.left() + x as f32);
    if areas.lanes.x_range().contains(x) {
        ui.painter().vline(x, areas.lanes.y_range(), Stroke::new(2.0, Theme::of(ui).accent));
    }
}

/// Words on a ground of their own; gives back where they stand.
fn note(ui: &Ui, at: Pos2, align: Align2, words: &str, color: egui::Color32) -> Rect {
    let theme = Theme::of(ui);
    let galley = ui.painter().layout_job(single_line(words, small_font(), color, WIDEST));
    let rect = align.anchor_size(at, galley.size() + vec2(20.0, 10.0));
    ui.painter().rect(rect, CornerRadius::same(6), theme.field, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    ui.painter().galley(rect.min + vec2(10.0, 5.0), galley, color);
    rect
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a day")
    }

    fn words(date: UncertainDate, grip: Grip, days: f64) -> Option<String> {
        moved(date, grip, 1000.0, 1000.0 + days, Steps::seen(1.0)).map(|date| date.words())
    }

    #[test]
    fn a_date_moves_by_what_it_is_known_to() {
        assert_eq!(words(UncertainDate::day(day(2016, 11, 20)), Grip::Whole, 2.4).as_deref(), Some("22 November 2016"));
        assert_eq!(words(UncertainDate::day(day(2016, 11, 20)), Grip::Whole, 0.3), None);
        let month = UncertainDate::month(2016, 11).expect("a month");
        assert_eq!(words(month, Grip::Whole, 40.0).as_deref(), Some("December 2016"));
        assert_eq!(words(month, Grip::Whole, 12.0), None, "a month is not moved by days");
        let year = UncertainDate::year(-43).expect("a year");
        assert_eq!(words(year, Grip::Whole, -366.0).as_deref(), Some("45 BC"));
        let before = UncertainDate::bounds(None, Some(day(2016, 11, 7)));
        let moved = moved(before, Grip::Whole, 0.0, 3.0, Steps::seen(1.0)).expect("a date");
        assert_eq!((moved.earliest, moved.latest.map(|m| m.day)), (None, Some(day(2016, 11, 10))));
    }

    #[test]
    fn an_end_moves_alone_and_never_past_the_other() {
        let days = UncertainDate::days(day(2016, 11, 13), day(2016, 11, 19));
        let ends = |date: UncertainDate| (date.earliest.map(|m| m.day), date.latest.map(|m| m.day));
        let start = moved(days, Grip::Start, 5.0, 3.0, Steps::seen(1.0)).expect("a date");
        assert_eq!(ends(start), (Some(day(2016, 11, 11)), Some(day(2016, 11, 19))));
        let end = moved(days, Grip::End, 5.0, -50.0, Steps::seen(1.0)).expect("a date");
        assert_eq!(ends(end), (Some(day(2016, 11, 13)), Some(day(2016, 11, 13))));
        assert_eq!(moved(days, Grip::End, 5.0, 5.2, Steps::seen(1.0)), None);
        let about = days.about();
        assert!(moved(about, Grip::Start, 5.0, 3.0, Steps::seen(1.0)).is_some_and(|d| d.approximate));
    }

    #[test]
    fn times_of_day_snap_where_hours_can_be_seen() {
        let noon = UncertainDate::minute(day(2016, 11, 20), 720);
        let near = moved(noon, Grip::Whole, 0.0, 0.5 / 24.0, Steps::seen(0.001)).expect("a date");
        assert_eq!(near.earliest.and_then(|m| m.minute), Some(750));
        let far = moved(noon, Grip::Whole, 0.0, 1.2, Steps::seen(1.0)).expect("a date");
        assert_eq!(far.earliest.map(|m| (m.day, m.minute)), Some((day(2016, 11, 21), Some(720))));
    }

    #[test]
    fn where_the_calendar_ends_nothing_moves() {
        assert_eq!(moved(UncertainDate::day(day(2016, 11, 20)), Grip::Whole, 0.0, 1e15, Steps::seen(1.0)), None);
        let open = UncertainDate::bounds(None, Some(day(2016, 11, 7)));
        assert_eq!(moved(open, Grip::Start, 0.0, 5.0, Steps::seen(1.0)), None, "nobody knows that end");
    }
}
