//! Ways to narrow down what is shown: the people, places, tags and kinds of the events, with how many each would leave.

use crate::gui::command::{Action, Command};
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::view::View;
use crate::gui::widgets::{SMALL, heading, line, link, sans};
use crate::gui::words;
use crate::query::Count;
use egui::{CursorIcon, Role, Sense, Ui, WidgetInfo, vec2};

/// So many values of each are enough to begin with; the search field finds the others.
const MOST: usize = 6;
const ROW: f32 = 22.0;

pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let view = state.view();
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        let words = if view.narrow { "Narrow down: hide" } else { "Narrow down…" };
        if link(ui, words).on_hover_text(Command::NarrowDown.entry().tooltip(ui.ctx())).clicked() {
            actions.push(Action::Show(View { narrow: !view.narrow, ..view.clone() }));
        }
    });
    if !view.narrow {
        return;
    }
    let facets = &state.derived.search.facets;
    for (name, counts) in [
        ("People and bodies", &facets.people),
        ("Places", &facets.places),
        ("Tags", &facets.tags),
        ("Kinds", &facets.kinds),
        ("Status", &facets.statuses),
    ] {
        if !counts.is_empty() {
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.add_space(12.0);
                heading(ui, name);
            });
            counts.iter().take(MOST).for_each(|count| row(ui, view, count, actions));
        }
    }
}

/// A value, and how many events it would leave; a click searches for it besides.
fn row(ui: &mut Ui, view: &View, count: &Count, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let name = format!("Only {}: {}", count.name, words::count(count.leaves, "event"));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4, theme.line.gamma_multiply(0.6));
    }
    let inner = rect.shrink2(vec2(12.0, 4.0));
    let number = ui.painter().layout_no_wrap(count.leaves.to_string(), sans(SMALL), theme.soft_ink);
    let width = inner.width() - number.size().x - 8.0;
    ui.painter().galley(inner.right_top() - vec2(number.size().x, 0.0), number, theme.soft_ink);
    line(ui, inner.min, &count.name, sans(SMALL), theme.ink, width);
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        actions.push(Action::Show(view.with(&count.query)));
    }
}
