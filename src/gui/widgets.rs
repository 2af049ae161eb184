//! The small things that panels are made of: fonts by their use, headings, links, icons, lines of cut text.

use super::command::Entry;
use super::state::SourceRow;
use super::theme::Theme;
use super::words::{citation, upper_first};
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Button, Color32, CornerRadius, CursorIcon, FontFamily, FontId, Galley, Label, Pos2, Rect, Response, RichText, Role,
    Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use std::f32::consts::{FRAC_PI_2, FRAC_PI_4, PI};
use std::sync::Arc;

pub use super::theme::size::{BODY, SMALL};
pub use super::theme::{semibold, serif};

pub fn sans(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// The name of a part of a panel.
pub fn heading(ui: &mut Ui, text: &str) -> Response {
    let color = Theme::of(ui).soft_ink;
    ui.add(Label::new(RichText::new(text).font(semibold(SMALL)).color(color)).selectable(false))
}

/// Text of the second rank.
pub fn soft(ui: &mut Ui, text: impl Into<String>) -> Response {
    let color = Theme::of(ui).soft_ink;
    ui.add(Label::new(RichText::new(text).font(sans(SMALL)).color(color)).wrap())
}

/// Words that do something.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    let color = Theme::of(ui).accent;
    let text = RichText::new(text).font(sans(SMALL)).color(color);
    ui.add(Button::new(text).frame(false).min_size(Vec2::ZERO)).on_hover_cursor(CursorIcon::PointingHand)
}

/// The one button of a place that stands out.
pub fn primary(ui: &mut Ui, enabled: bool, text: &str) -> Response {
    let theme = Theme::of(ui);
    let text = RichText::new(text).font(semibold(BODY)).color(theme.on_accent);
    ui.add_enabled(enabled, Button::new(text).fill(theme.accent).min_size(vec2(76.0, 28.0)))
}

/// One line of text, cut with "…" where it does not fit.
pub fn cut(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.replace('\n', " "), font, color);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.painter().layout_job(job)
}

/// Paints one cut line with its top left at `at`; gives back its width.
pub fn line(ui: &Ui, at: Pos2, text: &str, font: FontId, color: Color32, width: f32) -> f32 {
    let galley = cut(ui, text, font, color, width);
    let used = galley.size().x;
    ui.painter().galley(at, galley, color);
    used
}

/// A command in a menu, with its keys; where it cannot be run now it is grey and says why. True when it is chosen.
pub fn command_button(ui: &mut Ui, entry: &Entry, why_not: Option<&str>, selected: bool) -> bool {
    let button = Button::new(entry.name).selected(selected).shortcut_text(entry.keys_in_words(ui.ctx()));
    let response = ui.add_enabled(why_not.is_none(), button).on_hover_text(entry.hint);
    let why_not = why_not.map(upper_first).unwrap_or_default();
    let response = if why_not.is_empty() { response } else { response.on_disabled_hover_text(format!("{why_not}.")) };
    if response.clicked() {
        ui.close();
    }
    response.clicked()
}

/// Rows of one height, of which only those near what is seen are made; `add` gives each its contents by its number.
/// Between them is no space.
pub fn rows(ui: &mut Ui, height: f32, count: usize, mut add: impl FnMut(&mut Ui, usize)) {
    // As many more on both sides, so that the Tab key finds the next one.
    const MORE: usize = 2;
    let (top, seen) = (ui.cursor().top(), ui.clip_rect());
    // Negative above the first row, which the cast makes the first.
    let row = |y: f32| ((y - top) / height) as usize;
    let first = row(seen.top()).saturating_sub(MORE).min(count);
    let last = row(seen.bottom()).saturating_add(MORE + 1).clamp(first, count);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(first as f32 * height);
    (first..last).for_each(|at| add(ui, at));
    ui.add_space((count - last) as f32 * height);
}

/// Icons are drawn: no font has to carry them, and they are sharp at every size.
#[derive(Clone, Copy, Debug)]
pub enum Icon {
    Undo,
    Redo,
    Plus,
    Minus,
    Fit,
    Cross,
    Help,
    Sun,
    Moon,
    Half,
    Up,
    Down,
    Right,
}

/// A square button with an icon; `name` is what screen readers and tooltips say.
pub fn icon_button(ui: &mut Ui, enabled: bool, icon: Icon, name: &str, tooltip: &str) -> Response {
    let theme = Theme::of(ui);
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(26.0), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    let color = match enabled {
        true if response.hovered() => theme.ink,
        true => theme.soft_ink,
        false => theme.soft_ink.gamma_multiply(0.4),
    };
    if enabled && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect, CornerRadius::same(5), theme.line);
    }
    paint_icon(ui, icon, rect.center(), color);
    response.on_hover_text(tooltip)
}

fn paint_icon(ui: &Ui, icon: Icon, c: Pos2, color: Color32) {
    let painter = ui.painter();
    let stroke = Stroke::new(1.6, color);
    let segment = |a: Vec2, b: Vec2| painter.line_segment([c + a, c + b], stroke);
    match icon {
        Icon::Undo | Icon::Redo => {
            // An arrow that comes back: along, round a half circle, and along again; mirrored for "redo".
            let side = if matches!(icon, Icon::Undo) { 1.0 } else { -1.0 };
            let point = |x: f32, y: f32| c + vec2(side * x, y);
            let turn = (0_u8..=10).map(|i| Vec2::angled((f32::from(i) / 5.0 - 1.0) * FRAC_PI_2) * 3.8);
            let mut path = vec![point(-6.0, -2.3)];
            path.extend(turn.map(|v| point(1.8 + v.x, 1.5 + v.y)));
            path.push(point(-2.5, 5.3));
            painter.add(Shape::line(path, stroke));
            for tip in [-5.6, 1.0] {
                painter.line_segment([point(-6.0, -2.3), point(-2.7, tip)], stroke);
            }
        }
        Icon::Plus | Icon::Minus => {
            segment(vec2(-5.0, 0.0), vec2(5.0, 0.0));
            if matches!(icon, Icon::Plus) {
                segment(vec2(0.0, -5.0), vec2(0.0, 5.0));
            }
        }
        Icon::Fit => {
            segment(vec2(-6.5, -4.5), vec2(-6.5, 4.5));
            segment(vec2(6.5, -4.5), vec2(6.5, 4.5));
            segment(vec2(-4.0, 0.0), vec2(4.0, 0.0));
            for side in [-1.0, 1.0] {
                segment(vec2(side * 4.2, 0.0), vec2(side * 1.6, -2.4));
                segment(vec2(side * 4.2, 0.0), vec2(side * 1.6, 2.4));
            }
        }
        Icon::Right => {
            for side in [-1.0, 1.0] {
                segment(vec2(2.2, 0.0), vec2(-2.2, side * 4.6));
            }
        }
        Icon::Up | Icon::Down => {
            let tip = if matches!(icon, Icon::Up) { -1.0 } else { 1.0 };
            for side in [-1.0, 1.0] {
                segment(vec2(0.0, tip * 2.2), vec2(side * 4.6, tip * -2.2));
            }
        }
        Icon::Cross => {
            segment(vec2(-3.5, -3.5), vec2(3.5, 3.5));
            segment(vec2(-3.5, 3.5), vec2(3.5, -3.5));
        }
        Icon::Help => {
            painter.circle_stroke(c, 7.5, stroke);
            let galley = painter.layout_no_wrap("?".to_owned(), semibold(11.0), color);
            painter.galley(c - galley.size() / 2.0, galley, color);
        }
        Icon::Sun => {
            painter.circle_filled(c, 3.4, color);
            for eighth in 0_u8..8 {
                let ray = Vec2::angled(f32::from(eighth) * FRAC_PI_4);
                segment(ray * 5.2, ray * 7.2);
            }
        }
        Icon::Moon => {
            painter.circle_filled(c, 6.0, color);
            painter.circle_filled(c + vec2(2.8, -2.2), 5.0, Theme::of(ui).panel);
        }
        Icon::Half => {
            painter.circle_stroke(c, 6.0, stroke);
            let half: Vec<Pos2> =
                (0_u8..=12).map(|i| c + 6.0 * Vec2::angled(FRAC_PI_2 + f32::from(i) * PI / 12.0)).collect();
            painter.add(Shape::convex_polygon(half, color, Stroke::NONE));
        }
    }
}

/// A ring, as marks on the timeline have it: beside sentences and kinds.
pub fn ring(ui: &Ui, center: Pos2, color: Color32, filled: bool) {
    if filled {
        ui.painter().circle_filled(center, 4.5, color);
    } else {
        ui.painter().circle_stroke(center, 4.0, Stroke::new(1.6, color));
    }
}

/// A menu, by the other mouse button, that copies a quote with its source.
pub fn copy_menu(response: &Response, quote: &str, source: Option<&SourceRow>) {
    response.context_menu(|ui| {
        if ui.button("Copy the quote with its source").clicked() {
            ui.ctx().copy_text(citation(quote, source));
        }
    });
}

/// A name with a cross that takes it away; true where that is asked.
pub fn removable(ui: &mut Ui, text: &str) -> bool {
    const CROSS: f32 = 18.0;
    let theme = Theme::of(ui);
    let galley = cut(ui, text, sans(SMALL), theme.ink, (ui.available_width() - 20.0 - CROSS).max(40.0));
    let (rect, label) = ui.allocate_exact_size(galley.size() + vec2(14.0 + CROSS, 9.0), Sense::hover());
    label.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().rect_filled(rect, CornerRadius::same(12), theme.raised);
    ui.painter().galley(rect.min + vec2(9.0, 4.5), galley, theme.ink);
    let cross = Rect::from_min_max(pos2(rect.right() - CROSS - 3.0, rect.top()), rect.right_bottom());
    let response = ui.interact(cross, label.id.with("cross"), Sense::click());
    let name = format!("Remove {text}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let strong = response.hovered() || response.has_focus();
    let color = if strong { theme.ink } else { theme.soft_ink.gamma_multiply(0.7) };
    let (center, stroke) = (cross.center() - vec2(1.0, 0.0), Stroke::new(1.3, color));
    for side in [-1.0, 1.0] {
        ui.painter().line_segment([center + vec2(-2.8, side * 2.8), center + vec2(2.8, side * -2.8)], stroke);
    }
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(name).clicked()
}

/// A card that can be clicked: a ground of paper with a hair line, accented where it is selected.
pub fn card(ui: &mut Ui, selected: bool, name: &str, contents: impl FnOnce(&mut Ui)) -> Response {
    let theme = Theme::of(ui);
    let width = ui.available_width();
    let start = ui.cursor().min;
    let ground = ui.painter().add(Shape::Noop);
    let inner = egui::Frame::NONE.inner_margin(egui::Margin::symmetric(12, 9)).show(ui, |ui| {
        ui.set_width(width - 24.0);
        ui.style_mut().interaction.selectable_labels = false;
        ui.spacing_mut().item_spacing.y = 3.0;
        contents(ui);
    });
    let rect = Rect::from_min_max(start, pos2(start.x + width, inner.response.rect.bottom()));
    let response = ui.interact(rect, inner.response.id.with("card"), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, name));
    let edge = if selected || response.has_focus() { theme.accent } else { theme.line };
    let fill = if response.hovered() && !selected { theme.raised } else { theme.field };
    ui.painter().set(ground, egui::epaint::RectShape::new(rect, 6, fill, Stroke::new(1.0, edge), StrokeKind::Inside));
    response.on_hover_cursor(CursorIcon::PointingHand)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows that are made in a window, scrolled so far down, and how high all of them are.
    fn made(count: usize, scrolled: f32) -> (Vec<usize>, f32) {
        let (mut made, mut height) = (Vec::new(), 0.0);
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(300.0, 200.0));
        let input = egui::RawInput { screen_rect: Some(screen), ..egui::RawInput::default() };
        let mut output = egui::Context::default().run_ui(input, |ui| {
            made.clear();
            egui::ScrollArea::vertical().vertical_scroll_offset(scrolled).auto_shrink(false).show(ui, |ui| {
                let top = ui.cursor().top();
                rows(ui, 20.0, count, |ui, at| {
                    made.push(at);
                    ui.allocate_exact_size(vec2(10.0, 20.0), Sense::hover());
                });
                height = ui.cursor().top() - top;
            });
        });
        // Nobody draws them.
        output.textures_delta.clear();
        (made, height)
    }

    #[test]
    fn of_ten_thousand_rows_only_those_near_what_is_seen_are_made() {
        let (first, height) = made(10_000, 0.0);
        assert!(first.len() < 20 && first[0] == 0, "{first:?}");
        assert_eq!(height, 200_000.0);
        let (middle, height) = made(10_000, 100_000.0);
        assert!(middle.len() < 20 && middle.contains(&5_000) && middle.contains(&5_009), "{middle:?}");
        assert_eq!(height, 200_000.0);
        assert_eq!(made(3, 0.0).0, [0, 1, 2]);
        assert!(made(0, 0.0).0.is_empty());
    }
}
