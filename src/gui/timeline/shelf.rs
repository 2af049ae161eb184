//! The shelf: events without a place in time, beside the lanes, in the order of [`super::shelf_axis`].
//!
//! Some have no date at all; others are dated only by a publication day that nobody knows yet, and stand on a small
//! axis around it.

use super::area::Shelf;
use super::card;
use super::marks::{Marks, accessible_name};
use super::paint::single_line;
use super::shelf_axis::Line;
use crate::event::Event;
use crate::gui::theme::{Theme, semibold, size};
use crate::gui::widgets::{Icon, icon_button};
use crate::gui::words::upper_first;
use crate::timeline::{Clock, Timeline};
use egui::{
    Align, Button, CornerRadius, FontId, Id, Layout, Painter, Rect, RichText, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    Vec2, WidgetInfo, accesskit::Role, pos2, vec2,
};

const MARGIN: f32 = 12.0;
const LINE: f32 = 22.0;
/// With what is known of its date below the title.
const TWO_LINES: f32 = 38.0;
/// Points of the axis of an article: its line, the room that it takes, and its dots.
const RAIL_AT: f32 = 4.0;
const RAIL: f32 = 14.0;
const DOT: f32 = 3.0;

/// What the user did with the shelf.
pub enum Touch {
    Fold,
    /// The event with this index.
    Select(usize),
}

/// Draws the shelf into `rect`. `reveal`: the line to scroll to.
pub fn show(
    ui: &mut Ui,
    (rect, state): (Rect, Shelf),
    timeline: &Timeline,
    marks: &Marks,
    selected: Option<&str>,
    reveal: Option<usize>,
) -> Option<Touch> {
    if state == Shelf::None {
        return None;
    }
    let theme = Theme::of(ui);
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, theme.line));
    let mut touch = None;
    let inner = if state == Shelf::Folded { rect } else { rect.shrink2(vec2(MARGIN, 0.0)) };
    ui.scope_builder(UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Min)), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        ui.add_space(8.0);
        let name = format!("Undated · {}", marks.undated.len());
        if state == Shelf::Alone {
            ui.label(RichText::new("No event here has a date yet").font(semibold(size::BODY)));
            ui.add_space(4.0);
            ui.label(RichText::new(name).size(size::SMALL).color(theme.soft_ink));
        } else {
            let text = RichText::new(&name).font(semibold(size::SMALL)).color(theme.soft_ink);
            let folded = state == Shelf::Folded;
            let hint = if folded { format!("{name}: show") } else { format!("{name}: hide") };
            let button = if folded {
                icon_button(ui, true, Icon::Right, &hint, &hint)
            } else {
                let button = ui.add(Button::new(text).frame(false).min_size(vec2(20.0, LINE)));
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &hint));
                button.on_hover_text(&hint)
            };
            if button.clicked() {
                touch = Some(Touch::Fold);
            }
        }
        if state != Shelf::Folded {
            touch = list(ui, timeline, marks, selected, reveal).or(touch.take());
        }
    });
    touch
}

fn list(
    ui: &mut Ui,
    timeline: &Timeline,
    marks: &Marks,
    selected: Option<&str>,
    reveal: Option<usize>,
) -> Option<Touch> {
    // Rows are all of one height, so that only those in view need be looked at.
    let related = |line: &Line| line.event().is_some_and(|at| relation(&timeline.events[at]).is_some());
    let height = if marks.shelf.iter().any(related) { TWO_LINES } else { LINE };
    let mut area = ScrollArea::vertical().id_salt("shelf").auto_shrink([false, false]);
    if let Some(at) = reveal {
        area = area.vertical_scroll_offset((at as f32 * height - height).max(0.0));
    }
    let mut touch = None;
    area.show_rows(ui, height, marks.shelf.len(), |ui, rows| {
        for at in rows {
            let Some(event) = marks.shelf[at].event() else {
                between(ui, marks.shelf[at], timeline, height);
                continue;
            };
            let is_selected = selected == Some(timeline.events[event].id.as_str());
            if row(ui, marks.shelf[at], &timeline.events[event], timeline, height, is_selected) {
                touch = Some(Touch::Select(event));
            }
        }
    });
    touch
}

/// A line that is no event: the article whose axis begins, its day of publication, or the head of the others.
fn between(ui: &mut Ui, line: Line, timeline: &Timeline, height: f32) {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let painter = ui.painter();
    let words = match line {
        Line::Article(at) => timeline.articles.get(at).map_or("", |article| article.title.as_str()),
        Line::Rest => "Not placed",
        _ => "publication",
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    if line == Line::Publication {
        rail(painter, rect, theme);
        let y = painter.round_to_pixel_center(rect.center().y);
        let stroke = Stroke::new(1.0, theme.soft_ink);
        painter.hline(rect.left()..=rect.left() + RAIL, y, stroke);
        let font = FontId::proportional(size::SMALL);
        let galley = painter.layout_no_wrap(words.to_owned(), font, theme.ink);
        let at = pos2(rect.left() + RAIL, rect.center().y - galley.size().y / 2.0);
        painter.hline(at.x + galley.size().x + 6.0..=rect.right(), y, Stroke::new(1.0, theme.line));
        painter.galley(at + vec2(2.0, 0.0), galley, theme.ink);
        return;
    }
    let galley = painter.layout_job(single_line(words, semibold(size::SMALL), theme.soft_ink, rect.width()));
    // What begins stands near what follows.
    painter.galley(pos2(rect.left(), rect.bottom() - galley.size().y - 4.0), galley, theme.soft_ink);
}

/// The axis of an article, beside its events.
fn rail(painter: &Painter, row: Rect, theme: &Theme) {
    let x = painter.round_to_pixel_center(row.left() + RAIL_AT);
    painter.vline(x, row.y_range(), Stroke::new(1.0, theme.line));
}

/// What is known of an event's date where no day is.
fn relation(event: &Event) -> Option<&str> {
    event.when.as_ref().map(|when| when.text.as_str()).filter(|text| !text.is_empty())
}

fn row(ui: &mut Ui, line: Line, event: &Event, timeline: &Timeline, height: f32, selected: bool) -> bool {
    let theme = Theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let response = ui.interact(rect, Id::unique("undated").with(&event.id), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, selected, accessible_name(event)));
    let fill = if selected { Some(theme.tint_selected) } else { response.hovered().then_some(theme.panel) };
    if let Some(fill) = fill {
        let back = rect.expand2(vec2(4.0, -1.0));
        ui.painter().rect_filled(back, CornerRadius::same(size::CORNER), fill);
    }
    let (indent, exact) = match line {
        Line::Placed { exact, .. } => (RAIL, Some(exact)),
        _ => (0.0, None),
    };
    let font = if selected { semibold(size::SMALL + 0.5) } else { FontId::proportional(size::SMALL + 0.5) };
    let room = rect.width() - indent;
    let title = ui.painter().layout_job(single_line(&upper_first(&event.title), font, theme.ink, room));
    let relation = relation(event).map(|text| {
        ui.painter().layout_job(single_line(text, FontId::proportional(size::SMALL), theme.soft_ink, room))
    });
    let text_height = title.size().y + relation.as_ref().map_or(0.0, |r| r.size().y);
    let top = rect.center().y - text_height / 2.0;
    let below = top + title.size().y;
    if let Some(exact) = exact {
        rail(ui.painter(), rect, theme);
        let dot = pos2(rect.left() + RAIL_AT, top + title.size().y / 2.0);
        let color = if selected { theme.accent } else { theme.soft_ink };
        // A day is a disc, some days are a ring, as on the calendar.
        ui.painter().circle(dot, DOT, if exact { color } else { theme.background }, Stroke::new(1.0, color));
    }
    ui.painter().galley(pos2(rect.left() + indent, top), title, theme.ink);
    if let Some(relation) = relation {
        ui.painter().galley(pos2(rect.left() + indent, below), relation, theme.soft_ink);
    }
    let clicked = response.clicked();
    card::on_hover(&response, event, (timeline, Clock::default()), false);
    clicked
}
