//! One row of the list: an event in its columns, or the field in which one of them is corrected.

use super::List;
use super::order::Column;
use crate::event::{Event, Review, Status};
use crate::gui::command::Action;
use crate::gui::panels::inspector::What;
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, line, ring, sans, semibold};
use crate::gui::words::{self, count};
use crate::project::Change;
use egui::{
    Button, Color32, FontId, Id, Popup, PopupKind, Rect, Role, Sense, SetOpenCommand, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

pub const ROW: f32 = 28.0;
/// Room for each column but the title, which has the rest.
const DATE: f32 = 176.0;
const SOURCES: f32 = 76.0;
const STATUS: f32 = 104.0;
const CONFIDENCE: f32 = 104.0;
const MARK: f32 = 22.0;

/// The columns of a row, in the order of [`Column::ALL`].
pub fn columns(rect: Rect) -> [Rect; 5] {
    let right = rect.right() - 8.0;
    let left = rect.left() + MARK;
    let edges = [
        left,
        left + DATE,
        (right - CONFIDENCE - SOURCES - STATUS).max(left + DATE),
        right - CONFIDENCE - STATUS,
        right - CONFIDENCE,
        right,
    ];
    [0, 1, 2, 3, 4].map(|i| {
        Rect::from_min_max(pos2(edges[i], rect.top()), pos2((edges[i + 1] - 10.0).max(edges[i]), rect.bottom()))
    })
}

impl List {
    pub(super) fn row(&mut self, ui: &mut Ui, state: &State, place: usize, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        // The click is a row's; the focus is the list's.
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
        let Some((row, event)) = self.row_at(place).and_then(|row| Some((row, state.events().get(row)?))) else {
            return;
        };
        let shown = state.selected_row() == Some(row);
        let picked = shown || state.picked.has(&event.id);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, picked, name(event)));
        let ground = match (shown, picked, response.hovered()) {
            (true, ..) => Some(theme.tint_selected),
            (_, true, _) => Some(theme.tint_selected.gamma_multiply(0.55)),
            (.., true) => Some(theme.panel),
            _ => None,
        };
        if let Some(ground) = ground {
            ui.painter().rect_filled(rect, 4, ground);
        }
        let mark = pos2(rect.left() + 11.0, rect.center().y);
        ring(ui, mark, theme.color_of(event), event.status == Status::Happened);
        let cells = columns(rect);
        for (cell, column) in cells.into_iter().zip(Column::ALL) {
            if !self.field(ui, cell, column, event, actions) {
                paint(ui, cell, column, event, shown);
            }
        }
        verdict(ui, pos2(rect.right() - 20.0, rect.center().y), event.review);
        self.choose_status(ui, cells[3], event, actions);
        self.asked(&response, picked, &event.id, actions);
        if response.double_clicked()
            && let Some(at) = response.interact_pointer_pos()
        {
            let column = cells.iter().position(|cell| at.x < cell.right()).map(|at| Column::ALL[at]);
            if let Some(what) = column.and_then(part) {
                self.ask(event, what);
            }
        } else if response.clicked() {
            actions.extend(self.clicked(state, place, ui.input(|i| i.modifiers)));
        }
    }

    /// The field in the place of a cell that is being corrected; false where it is not.
    fn field(&mut self, ui: &mut Ui, cell: Rect, column: Column, event: &Event, actions: &mut Vec<Action>) -> bool {
        let Some(what) = part(column).filter(|what| self.correction.is(event, *what)) else { return false };
        let mut inside = ui.new_child(UiBuilder::new().max_rect(cell.shrink2(vec2(0.0, 2.0))));
        self.correction.show(&mut inside, event, what, actions)
    }

    /// The list of statuses below the cell, while it is open.
    fn choose_status(&mut self, ui: &Ui, cell: Rect, event: &Event, actions: &mut Vec<Action>) {
        let Some((_, begins)) = self.status.as_mut().filter(|(id, _)| *id == event.id) else { return };
        let begins = std::mem::take(begins);
        let id = Id::unique("status in the list");
        let popup = Popup::new(id, ui.ctx().clone(), cell, ui.layer_id())
            .kind(PopupKind::Menu)
            .open_memory(begins.then_some(SetOpenCommand::Bool(true)));
        let chosen = popup.show(|ui| {
            let mut chosen = None;
            for status in Status::ALL {
                let is = status == event.status;
                let button = ui.add(Button::new(status.name()).selected(is));
                if begins && is {
                    button.request_focus();
                }
                if button.clicked() {
                    chosen = Some(status);
                    ui.close();
                }
            }
            chosen
        });
        if let Some(status) = chosen.as_ref().and_then(|c| c.inner).filter(|status| *status != event.status) {
            actions.push(Action::Change { event: event.id.clone(), change: Change::Status(status) });
        }
        if !begins && !Popup::is_id_open(ui.ctx(), id) {
            self.status = None;
        }
    }
}

/// What of an event is corrected in a column.
const fn part(column: Column) -> Option<What> {
    match column {
        Column::Date => Some(What::When),
        Column::Title => Some(What::Title),
        Column::Status => Some(What::Status),
        Column::Sources | Column::Confidence => None,
    }
}

fn paint(ui: &Ui, cell: Rect, column: Column, event: &Event, shown: bool) {
    let theme = Theme::of(ui);
    let plain = |words: &str, color| text(ui, cell, words, sans(BODY), color);
    match column {
        Column::Date => {
            let dated = event.when.as_ref().is_some_and(|w| w.date.is_some());
            plain(&words::when_short(event.when.as_ref()), if dated { theme.ink } else { theme.soft_ink });
        }
        Column::Title => {
            let font = if shown { semibold(BODY) } else { sans(BODY) };
            text(ui, cell, &words::upper_first(&event.title), font, theme.ink);
        }
        Column::Sources => plain(&event.sources.to_string(), theme.soft_ink),
        Column::Status => plain(event.status.name(), theme.soft_ink),
        Column::Confidence if event.added => plain("by hand", theme.soft_ink),
        Column::Confidence => plain(&format!("{:.0} %", event.confidence * 100.0), theme.soft_ink),
    }
}

/// A tick or a cross: what the user made of the event.
fn verdict(ui: &Ui, center: egui::Pos2, review: Review) {
    let theme = Theme::of(ui);
    let line = |points: &[(f32, f32)], color| {
        let points = points.iter().map(|(x, y)| center + vec2(*x, *y)).collect();
        ui.painter().add(egui::Shape::line(points, egui::Stroke::new(1.8, color)));
    };
    match review {
        Review::Proposed => {}
        Review::Confirmed => line(&[(-4.5, 0.0), (-1.5, 3.5), (4.5, -4.0)], theme.success),
        Review::Rejected => {
            line(&[(-3.5, -3.5), (3.5, 3.5)], theme.accent);
            line(&[(-3.5, 3.5), (3.5, -3.5)], theme.accent);
        }
    }
}

fn text(ui: &Ui, cell: Rect, words: &str, font: FontId, color: Color32) {
    let at = pos2(cell.left(), cell.center().y - font.size * 0.62);
    line(ui, at, words, font, color, cell.width());
}

/// What a screen reader says of a row.
fn name(event: &Event) -> String {
    let sources = count(event.sources, "source");
    let when = words::when_short(event.when.as_ref());
    let review = match event.review {
        Review::Proposed => "",
        Review::Confirmed => ", confirmed",
        Review::Rejected => ", rejected",
    };
    format!("{when}, {}, {sources}, {}{review}", words::upper_first(&event.title), event.status.name())
}
