//! All events as rows in order of time.

use crate::event::{Event, Review, Status};
use crate::gui::command::Action;
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, SMALL, line, ring, sans, semibold, soft};
use crate::gui::words::{self, count};
use egui::{Color32, FontId, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

const ROW: f32 = 28.0;
/// Room for a date, the number of sources and the status; the title has the rest.
const DATE: f32 = 176.0;
const SOURCES: f32 = 76.0;
const STATUS: f32 = 92.0;
const MARK: f32 = 22.0;

/// `reveal` asks to scroll to the selected row; it is cleared.
pub fn show(ui: &mut Ui, state: &State, reveal: &mut bool, actions: &mut Vec<Action>) {
    if state.events().is_empty() {
        ui.add_space(16.0);
        soft(ui, "There are no events to list.");
        return;
    }
    head(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().auto_shrink(false).id_salt("list");
    if std::mem::take(reveal)
        && let Some(row) = state.selected_row()
    {
        let id = ui.make_persistent_id("list offset");
        area = scrolled_to(ui, area, id, row);
    }
    let output = area.show_rows(ui, ROW, state.events().len(), |ui, rows| {
        for row in rows {
            show_row(ui, state, row, actions);
        }
    });
    let id = ui.make_persistent_id("list offset");
    ui.data_mut(|d| d.insert_temp(id, (output.state.clamped_offset().y, output.inner_rect.height())));
}

/// Scrolls just as far as the row needs to be seen.
fn scrolled_to(ui: &Ui, area: ScrollArea, id: egui::Id, row: usize) -> ScrollArea {
    let (offset, height) = ui.data(|d| d.get_temp::<(f32, f32)>(id)).unwrap_or((0.0, ui.available_height()));
    // Rows by the million still have exact places in f64.
    let top = (row as f64 * f64::from(ROW)) as f32;
    if top < offset {
        area.vertical_scroll_offset(top)
    } else if top + ROW > offset + height {
        area.vertical_scroll_offset(top + ROW - height)
    } else {
        area
    }
}

/// The columns of a row: date, title, sources, status.
fn columns(rect: Rect) -> [Rect; 4] {
    let right = rect.right() - 8.0;
    let edges = [
        rect.left() + MARK,
        rect.left() + MARK + DATE,
        (right - SOURCES - STATUS).max(rect.left() + MARK + DATE),
        right - STATUS,
        right,
    ];
    [0, 1, 2, 3].map(|i| {
        Rect::from_min_max(pos2(edges[i], rect.top()), pos2((edges[i + 1] - 10.0).max(edges[i]), rect.bottom()))
    })
}

fn head(ui: &mut Ui) {
    let theme = Theme::of(ui);
    // The rows leave room for the scroll bar, so the head does too.
    let bar = ui.spacing().scroll.allocated_width();
    ui.add_space(4.0);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - bar, 24.0), Sense::hover());
    for (cell, name) in columns(rect).into_iter().zip(["Date", "Event", "Sources", "Status"]) {
        text(ui, cell, name, semibold(SMALL), theme.soft_ink);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, theme.line));
}

fn show_row(ui: &mut Ui, state: &State, row: usize, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let event = &state.events()[row];
    let selected = state.selected_row() == Some(row);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, selected, name(event)));
    if selected {
        ui.painter().rect_filled(rect, 4, theme.tint_selected);
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4, theme.panel);
    }
    let mark = pos2(rect.left() + 11.0, rect.center().y);
    ring(ui, mark, theme.color_of(event), event.status == Status::Happened);
    let [date, title, sources, status] = columns(rect);
    let dated = event.when.as_ref().is_some_and(|w| w.date.is_some());
    let date_color = if dated { theme.ink } else { theme.soft_ink };
    text(ui, date, &words::when_short(event.when.as_ref()), sans(BODY), date_color);
    text(ui, title, &words::upper_first(&event.title), if selected { semibold(BODY) } else { sans(BODY) }, theme.ink);
    text(ui, sources, &event.sources.to_string(), sans(BODY), theme.soft_ink);
    text(ui, status, event.status.name(), sans(BODY), theme.soft_ink);
    verdict(ui, pos2(rect.right() - 20.0, rect.center().y), event.review);
    if response.clicked() {
        actions.push(Action::Select { event: event.id.clone(), evidence: None });
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
