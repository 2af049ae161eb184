//! The menu of the ruler: commands for the view, and the calendar units that the pointer is in, to zoom to or to show
//! alone.

use super::area::Areas;
use super::axis::{Limits, View, day_at};
use super::menu::{entries, popup};
use super::reckoning::Reckoning;
use super::ruler::Unit;
use super::turn::Turn;
use super::{Canvas, CanvasAction};
use crate::gui::command::Command;
use egui::{Button, Id, Response, Ui};

pub const OF_RULER: [Command; 5] =
    [Command::Fit, Command::GoToDate, Command::Back, Command::Forward, Command::FoldGaps];
/// Points of a unit that a pointer can mean, and of units so many: one, and the next larger.
const LEAST: f64 = 16.0;
const UNITS: usize = 2;

impl Canvas {
    /// Opens the menu where the ruler is clicked, shows it, and does what is chosen.
    pub(super) fn ruler_menu(
        &mut self,
        ui: &Ui,
        id: Id,
        (ruler, areas): (&Response, &Areas),
        limits: Limits,
        width: f64,
        turn: &mut Turn,
    ) {
        let Some(view) = self.camera.view() else { return };
        if ruler.secondary_clicked() {
            let time = |pos: egui::Pos2| (pos, view.time(f64::from(pos.x - areas.ruler.left())));
            self.ruler_menu = ruler.interact_pointer_pos().map(time);
        }
        let Some((at, time)) = self.ruler_menu else { return };
        let mut open = true;
        let mut zoom = None;
        let mut action = None;
        let units = if self.marks.reckoning == Reckoning::Calendar { units_at(time, view) } else { Vec::new() };
        popup(ui, id, at, "What can be done with the time", &mut open).show(|ui| {
            action = entries(ui, |command| OF_RULER.contains(command), &self.cannot).map(CanvasAction::Run);
            if !units.is_empty() {
                ui.separator();
            }
            for (name, unit) in &units {
                let hint = "Let it fill the view";
                if ui.add(Button::new(format!("Zoom to {name}"))).on_hover_text(hint).clicked() {
                    zoom = Some(*unit);
                    ui.close();
                }
            }
            for (name, Limits { from, to }) in &units {
                let hint = "Leave out whatever was at another time; the search field says so";
                if ui.add(Button::new(format!("Only {name}"))).on_hover_text(hint).clicked() {
                    let days = day_at(*from).zip(day_at(*to - 1.0));
                    action = days.map(|(from, to)| CanvasAction::Only(from, to));
                    ui.close();
                }
            }
        });
        if let Some(Limits { from, to }) = zoom {
            self.go(View::showing(view.folds, from, to, width, 0.0, 0.0), width / 2.0, limits, width);
        }
        if !open || zoom.is_some() || action.is_some() {
            self.ruler_menu = None;
            ui.request_repaint();
        }
        turn.action = action.or(turn.action.take());
    }
}

/// The units around a time that a pointer can mean at this zoom, by their names, the smallest first.
fn units_at(time: f64, view: View) -> Vec<(String, Limits)> {
    let of = |unit: Unit| {
        let from = unit.floor(time)?;
        let to = unit.next(from)?;
        Some((unit.name(from), Limits { from, to }))
    };
    let all = [Unit::Day(1), Unit::Month(1), Unit::Year(1), Unit::Century].into_iter().filter_map(of);
    all.filter(|(_, unit)| (unit.to - unit.from) / view.days_per_point >= LEAST).take(UNITS).collect()
}

#[cfg(test)]
mod tests {
    use super::super::axis::day_start;
    use super::super::folds::Folds;
    use super::*;
    use chrono::NaiveDate;

    fn names(y: i32, days_per_point: f64) -> Vec<String> {
        let time = day_start(NaiveDate::from_ymd_opt(y, 11, 20).expect("a day")) + 0.6;
        let units = units_at(time, View { origin: time, days_per_point, folds: Folds::NONE });
        assert!(units.iter().all(|(_, unit)| unit.from <= time && time < unit.to));
        units.into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn the_units_are_those_that_can_be_seen() {
        assert_eq!(names(2016, 0.01), ["Sun 20 Nov 2016", "November 2016"]);
        assert_eq!(names(2016, 1.0), ["November 2016", "2016"]);
        assert_eq!(names(2016, 10.0), ["2016", "21st century"]);
        assert_eq!(names(-43, 10.0), ["44 BC", "1st century BC"]);
        assert!(names(2016, 1e5).is_empty());
    }
}
