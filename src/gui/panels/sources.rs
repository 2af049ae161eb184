//! The list of sources at the left: every article with its file, its publication date and where that comes from;
//! what is being read; the shown article opens to the field of its date.

use super::date_field::DateField;
use super::facets;
use crate::article::{ArticleId, DateOrigin};
use crate::gui::command::{Action, Command};
use crate::gui::state::{SourceRow, Stage, State};
use crate::gui::theme::Theme;
use crate::gui::widgets::{self, BODY, SMALL, heading, line, link, sans, semibold, soft};
use crate::gui::words::{self, count};
use crate::project::Edit;
use crate::time::Discourse;
use egui::{
    Align, CornerRadius, CursorIcon, Layout, Margin, Panel, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo,
    vec2,
};

const ROW: f32 = 66.0;
/// Points of what is said below the source that is shown.
const DETAIL: f32 = 170.0;
/// Where the list of sources has no room for all, it leaves this part of the height to what narrows the search down.
const CONDITIONS: f32 = 0.45;

/// What the panel keeps between frames.
#[derive(Default)]
pub struct Sources {
    date: DateField,
    /// The row to scroll into view.
    reveal: Option<ArticleId>,
}

impl Sources {
    /// Puts the cursor into the date field of the shown article.
    pub fn ask_date(&mut self, article: ArticleId) {
        self.date.ask = true;
        self.reveal = Some(article);
    }

    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            heading(ui, "Sources");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(8.0);
                if link(ui, "Open…").on_hover_text(Command::OpenFiles.entry().tooltip(ui.ctx())).clicked() {
                    actions.push(Action::Run(Command::OpenFiles));
                }
            });
        });
        ui.add_space(4.0);
        changed(ui, state, actions);
        let narrows = !state.events().is_empty() || state.derived.all.counts.all > 0;
        // Below thousands of sources nobody would find them.
        let apart = narrows && state.sources.len() as f32 * ROW + DETAIL > ui.available_height();
        if apart {
            conditions(ui, state, actions);
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.rows(ui, state, actions);
            reading(ui, state);
            failed(ui, state, actions);
            if narrows && !apart {
                facets::show(ui, state, actions);
            }
        });
    }

    /// All sources, however many thousands; below the one that is shown, what can be said of it.
    fn rows(&mut self, ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
        let all = &state.sources;
        let shown = state.article.as_ref().and_then(|id| state.source_place(id));
        let (to_shown, rest) = all.split_at(shown.map_or(all.len(), |at| at + 1));
        if let Some(at) = self.reveal.take().and_then(|id| state.source_place(&id)).filter(|at| *at < to_shown.len()) {
            let top = ui.cursor().min + vec2(0.0, at as f32 * ROW);
            ui.scroll_to_rect(Rect::from_min_size(top, vec2(1.0, ROW)), None);
        }
        widgets::rows(ui, ROW, to_shown.len(), |ui, at| row(ui, state, &to_shown[at], actions));
        if shown.is_some()
            && let Some(row) = to_shown.last()
        {
            self.detail(ui, state, row, actions);
        }
        widgets::rows(ui, ROW, rest.len(), |ui, at| row(ui, state, &rest[at], actions));
    }

    /// Below the row of the shown article: its date as a field, and the way to remove it.
    fn detail(&mut self, ui: &mut Ui, state: &State, row: &SourceRow, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        let margin = Margin { left: 12, right: 12, top: 6, bottom: 10 };
        let corners = CornerRadius { nw: 0, ne: 0, sw: 5, se: 5 };
        egui::Frame::NONE.fill(shade(theme)).corner_radius(corners).inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 5.0;
            if row.has_text {
                heading(ui, "Published");
                self.date.show(ui, row, actions);
                propose(ui, row, actions);
                told(ui, row, state.told(row), actions);
            } else {
                soft(ui, "Opened from a timeline, without its text: its date stays as it is there.");
            }
            if let Some(sentence) = state.alike.get(&row.id) {
                soft(ui, sentence.as_str());
            }
            if link(ui, "Remove").on_hover_text("Take this article out of the timeline; undo brings it back").clicked()
            {
                actions.push(Action::Edit(Edit::SetRemoved { article: row.id.clone(), removed: true }));
            }
        });
    }
}

/// The ways to narrow down with a place of their own, at the foot of the panel.
fn conditions(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let height = ui.available_height();
    let narrow = state.view().narrow;
    // Folded it takes no height from when it is open.
    let panel = Panel::bottom(if narrow { "conditions" } else { "conditions folded" });
    let panel = panel.frame(egui::Frame::NONE).show_separator_line(narrow);
    if narrow {
        let panel = panel.resizable(true).default_size(height * CONDITIONS).size_range(ROW..=height - 2.0 * ROW);
        panel.show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).id_salt("conditions").show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                facets::show(ui, state, actions);
                ui.add_space(8.0);
            });
        });
    } else {
        panel.resizable(false).show(ui, |ui| {
            facets::show(ui, state, actions);
            ui.add_space(8.0);
        });
    }
}

/// The day that the text makes likely, where nothing gives the date.
fn propose(ui: &mut Ui, row: &SourceRow, actions: &mut Vec<Action>) {
    if let Some(day) = row.likely
        && link(ui, &format!("Use {}, the newest day that it names", words::day_short(day))).clicked()
    {
        actions.push(Action::Edit(Edit::SetPublished { article: row.id.clone(), date: Some(day) }));
    }
}

/// Whether the article is read as news or as history, and the switch to overrule it.
fn told(ui: &mut Ui, row: &SourceRow, now: Option<Discourse>, actions: &mut Vec<Action>) {
    let choose = |discourse: Option<Discourse>| Action::Edit(Edit::SetDiscourse { article: row.id.clone(), discourse });
    ui.horizontal(|ui| {
        soft(ui, "Read as");
        for (discourse, name, hint) in [
            (Discourse::News, "news", "Bare weekdays and months are seen from the day of publication"),
            (
                Discourse::Narrative,
                "history",
                "Bare weekdays and months are seen from the time that the story has come to",
            ),
        ] {
            let chosen = now == Some(discourse);
            let label = RichText::new(name).font(sans(SMALL));
            if ui.selectable_label(chosen, label).on_hover_text(hint).clicked() && !chosen {
                actions.push(choose(Some(discourse)));
            }
        }
        if row.told_by_user.is_some() && link(ui, "as the text tells").clicked() {
            actions.push(choose(None));
        }
    });
}

fn shade(theme: &Theme) -> egui::Color32 {
    theme.tint_selected.gamma_multiply(0.45)
}

fn row(ui: &mut Ui, state: &State, row: &SourceRow, actions: &mut Vec<Action>) {
    let shown = state.article.as_ref() == Some(&row.id);
    let found = state.derived.search.articles.contains(&row.id);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let events = state.derived.article(&row.id).map_or(0, |a| a.events);
    if ui.is_rect_visible(rect) {
        paint_row(ui, rect, row, events, shown, response.hovered() || response.has_focus());
        if found {
            // Its text holds what is searched.
            ui.painter().circle_filled(rect.left_center() + vec2(5.0, 0.0), 2.5, Theme::of(ui).warning);
        }
    }
    let published = words::published(&row.published);
    let holds = if found { ", holds what is searched" } else { "" };
    let name = format!("{}, {}, {published}, {}{holds}", row.title, row.file, count(events, "event"));
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, shown, &name));
    response.context_menu(|ui| {
        if row.has_text && ui.button("Set the publication date…").clicked() {
            actions.push(Action::AskDate(row.id.clone()));
        }
        if ui.button("Open the original").clicked() {
            actions.push(Action::OpenOriginal(row.source.clone()));
        }
        if ui.button("Show in folder").clicked() {
            actions.push(Action::ShowInFolder(row.source.clone()));
        }
        if ui.button("Remove from the timeline").clicked() {
            actions.push(Action::Edit(Edit::SetRemoved { article: row.id.clone(), removed: true }));
        }
    });
    let response = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(&row.published.reason);
    if response.clicked() {
        let asks = row.published.date.is_none() && row.has_text && shown;
        let id = row.id.clone();
        actions.push(if asks { Action::AskDate(id) } else { Action::ShowArticle(id) });
    }
}

fn paint_row(ui: &Ui, rect: Rect, row: &SourceRow, events: usize, shown: bool, hovered: bool) {
    let theme = Theme::of(ui);
    if shown || hovered {
        let corners = if shown { CornerRadius { nw: 5, ne: 5, sw: 0, se: 0 } } else { CornerRadius::same(5) };
        let fill = if shown { shade(theme) } else { theme.line.gamma_multiply(0.6) };
        ui.painter().rect_filled(rect, corners, fill);
    }
    let inner = rect.shrink2(vec2(12.0, 9.0));
    let number = events.to_string();
    let number = ui.painter().layout_no_wrap(number, sans(SMALL), theme.soft_ink);
    let width = inner.width() - number.size().x - 8.0;
    ui.painter().galley(inner.right_top() - vec2(number.size().x, 0.0), number, theme.soft_ink);
    line(ui, inner.min, &row.title, semibold(BODY), theme.ink, width);
    line(ui, inner.min + vec2(0.0, 17.0), &row.file, sans(SMALL), theme.soft_ink, inner.width());
    let sure = !matches!(row.published.origin, DateOrigin::Unknown | DateOrigin::Inferred);
    let color = if sure { theme.soft_ink } else { theme.accent };
    let text = if row.has_text || row.published.date.is_some() {
        words::published(&row.published)
    } else {
        "date unknown".to_owned()
    };
    line(ui, inner.min + vec2(0.0, 32.0), &text, sans(SMALL), color, inner.width());
}

/// Files that have changed on the disk since they were read, and what to do about them.
fn changed(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let mut changed = state.files.changed();
    let (number, theme) = (changed.len(), Theme::of(ui));
    let Some(first) = changed.next() else { return };
    egui::Frame::NONE.fill(theme.tint).corner_radius(5).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = match number {
            1 => format!("{} has changed since it was read.", words::file_name(&first.to_string_lossy())),
            n => format!("{n} files have changed since they were read."),
        };
        ui.add(egui::Label::new(RichText::new(words).font(sans(SMALL)).color(theme.ink)).wrap());
        ui.horizontal(|ui| {
            for (name, command) in [("Read again", Command::ReadAgain), ("Keep as it was", Command::KeepAsRead)] {
                if link(ui, name).on_hover_text(command.entry().tooltip(ui.ctx())).clicked() {
                    actions.push(Action::Run(command));
                }
            }
        });
    });
    ui.add_space(6.0);
}

/// The files that are not read yet, with how far they are.
fn reading(ui: &mut Ui, state: &State) {
    let theme = Theme::of(ui);
    for (name, stage) in state.jobs.iter().flat_map(|j| &j.items) {
        let words = match stage {
            Stage::Waiting => "waiting".to_owned(),
            Stage::Reading => "reading…".to_owned(),
            Stage::Finding { all: 0 | 1, .. } => "finding events…".to_owned(),
            Stage::Finding { done, all } => {
                format!("finding events, {done} of {all} articles…")
            }
            Stage::Done => continue,
        };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 50.0), Sense::hover());
        let name = words::file_name(name);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}, {words}")));
        if ui.is_rect_visible(rect) {
            let inner = rect.shrink2(vec2(12.0, 8.0));
            line(ui, inner.min, name, sans(BODY), theme.soft_ink, inner.width());
            line(ui, inner.min + vec2(0.0, 17.0), &words, sans(SMALL), theme.soft_ink, inner.width());
        }
    }
}

/// One quiet line that leads to what could not be read.
fn failed(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    if state.problems.is_empty() {
        return;
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        if link(ui, &format!("{}…", count(state.problems.len(), "problem"))).clicked() {
            actions.push(Action::Run(Command::ShowProblems));
        }
    });
}
