//! The heads of the columns: what they are, and by which of them the list is sorted.

use super::List;
use super::order::Column;
use super::row::columns;
use crate::gui::theme::Theme;
use crate::gui::widgets::{SMALL, cut, semibold};
use egui::{CursorIcon, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Half the width of the arrow.
const ARROW: f32 = 3.5;

impl List {
    pub(super) fn head(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        // The rows leave room for the scroll bar, so the head does too.
        let bar = ui.spacing().scroll.allocated_width();
        ui.add_space(4.0);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - bar, 24.0), Sense::hover());
        for (cell, column) in columns(rect).into_iter().zip(Column::ALL) {
            if self.column(ui, cell, column) {
                self.sort_by(column);
            }
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, theme.line));
    }

    fn column(&self, ui: &Ui, cell: Rect, column: Column) -> bool {
        let (theme, sort) = (Theme::of(ui), self.sorter.sort());
        let chosen = sort.by == column;
        let response = ui.interact(cell, ui.scope_id().with(("head", column)), Sense::click());
        response.widget_info(|| {
            let name = match (chosen, sort.in_words()) {
                (true, words) => format!("Sorted by {}, {words}", column.name().to_lowercase()),
                (false, _) => format!("Sort by {}", column.name().to_lowercase()),
            };
            WidgetInfo::labeled(Role::ColumnHeader, true, name)
        });
        let strong = chosen || response.hovered() || response.has_focus();
        let color = if strong { theme.ink } else { theme.soft_ink };
        let words = cut(ui, column.name(), semibold(SMALL), color, cell.width() - 4.0 * ARROW);
        let width = words.size().x;
        ui.painter().galley(pos2(cell.left(), cell.center().y - words.size().y / 2.0), words, color);
        if chosen {
            let at = pos2(cell.left() + width + 2.5 * ARROW, cell.center().y);
            arrow(ui, at, if sort.falling { 1.0 } else { -1.0 });
        }
        if response.has_focus() {
            ui.painter().hline(cell.x_range(), cell.bottom() - 2.0, (1.5, theme.accent));
        }
        let hint = if chosen { "Turn the order round" } else { "Sort the list by this" };
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(hint).clicked()
    }
}

/// A small triangle that points down (1) or up (-1).
fn arrow(ui: &Ui, at: Pos2, down: f32) {
    let points =
        vec![at + vec2(-ARROW, -down * 2.0), at + vec2(ARROW, -down * 2.0), at + vec2(0.0, down * (ARROW - 1.0))];
    ui.painter().add(Shape::convex_polygon(points, Theme::of(ui).ink, Stroke::NONE));
}
