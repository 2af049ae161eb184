//! All commands by their names: a few letters find one, Enter runs it. After `@` they find a source, after `#` a tag; after
//! `:` stands a date.

use super::modal;
use crate::event::Event;
use crate::gui::available::why_not;
use crate::gui::command::{Action, Command, Entry, TABLE};
use crate::gui::desk::Desk;
use crate::gui::fuzzy;
use crate::gui::saved_views::SavedView;
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, SMALL, cut, sans, soft};
use crate::gui::words::count;
use egui::{Key, Modifiers, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Before the name of a view.
const VIEW: &str = "View: ";
const ROW: f32 = 30.0;
/// Of sources and tags nobody reads more; another letter finds the others.
const MOST: usize = 200;
/// Rows that are seen at once.
const SEEN: f32 = 11.0;

#[derive(Default)]
pub struct Palette {
    typed: String,
    /// The row that Enter runs.
    at: usize,
    focused: bool,
    /// The tags of all events, with how many have each; counted when first asked for.
    tags: Option<Vec<(String, usize)>>,
}

impl Palette {
    /// Gives back false when it is to be closed.
    pub fn show(&mut self, ui: &Ui, state: &State, desk: &Desk, actions: &mut Vec<Action>) -> bool {
        modal(ui, "Commands", 560.0, |ui| self.contents(ui, state, desk, actions))
    }

    fn contents(&mut self, ui: &mut Ui, state: &State, desk: &Desk, actions: &mut Vec<Action>) -> bool {
        let moves = [(Key::ArrowUp, -1), (Key::ArrowDown, 1)];
        let by: isize =
            moves.iter().filter(|(key, _)| ui.input_mut(|i| i.consume_key(Modifiers::NONE, *key))).map(|m| m.1).sum();
        let entered = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let edit = TextEdit::singleline(&mut self.typed)
            .desired_width(f32::INFINITY)
            .hint_text("A few letters of a command, of a source after @, of a tag after #")
            .font(sans(BODY));
        let field = ui.add(edit).accessible_name("Command");
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        if field.changed() {
            self.at = 0;
        }
        // A date has a field of its own.
        if self.typed.starts_with(':') {
            actions.push(Action::Run(Command::GoToDate));
            return false;
        }
        let found = self.found(state);
        self.at = self.at.saturating_add_signed(by).min(found.len().saturating_sub(1));
        ui.add_space(8.0);
        if found.is_empty() {
            soft(ui, nothing(&self.typed));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let why_not = |entry: &Entry| why_not(entry.command, state, desk);
        let mut run = found.get(self.at).copied().filter(|_| entered);
        ScrollArea::vertical().max_height(ROW * SEEN).auto_shrink([false, true]).show(ui, |ui| {
            for (at, item) in found.iter().enumerate() {
                let words = self.words(ui, *item, state, &why_not);
                if row(ui, words, at == self.at, by != 0) {
                    run = Some(*item);
                }
            }
        });
        match run {
            Some(Item::Command(entry)) if why_not(entry).is_none() => actions.push(Action::Run(entry.command)),
            Some(Item::View(at)) => actions.push(Action::ShowSaved(at)),
            Some(Item::Source(at)) => {
                actions.extend(state.sources.get(at).map(|row| Action::ShowArticle(row.id.clone())));
            }
            Some(Item::Tag(at)) => {
                let tag = self.tags.iter().flatten().nth(at).map(|(tag, _)| tag.replace('"', " "));
                actions.extend(tag.map(|tag| Action::Show(state.view().with(&format!("tag:=\"{tag}\"")))));
            }
            _ => return true,
        }
        false
    }
}

/// What a row stands for: a command, or by its place a view, a source or a tag.
#[derive(Clone, Copy)]
enum Item {
    Command(&'static Entry),
    View(usize),
    Source(usize),
    Tag(usize),
}

/// What a row says.
struct Words {
    name: String,
    /// A key, or why it cannot be run now.
    aside: String,
    hint: String,
    can: bool,
}

impl Palette {
    fn found(&mut self, state: &State) -> Vec<Item> {
        if let Some(typed) = self.typed.strip_prefix('@') {
            let titles = state.sources.iter().map(|row| row.title.as_str());
            return named(typed, titles).into_iter().map(Item::Source).collect();
        }
        if let Some(typed) = self.typed.strip_prefix('#') {
            let tags = self.tags.get_or_insert_with(|| tags(&state.derived.all.timeline().events));
            return named(typed, tags.iter().map(|(tag, _)| tag.as_str())).into_iter().map(Item::Tag).collect();
        }
        found(self.typed.trim_start_matches('>'), &state.views)
    }

    fn words(&self, ui: &Ui, item: Item, state: &State, why_not: &dyn Fn(&Entry) -> Option<&'static str>) -> Words {
        let can = |name: String, aside: String, hint: String| Words { name, aside, hint, can: true };
        match item {
            Item::Command(entry) => {
                let why_not = why_not(entry);
                let aside = why_not.map_or_else(|| entry.keys_in_words(ui.ctx()), str::to_owned);
                let name = entry.name.trim_end_matches('…').to_owned();
                Words { name, aside, hint: entry.hint.to_owned(), can: why_not.is_none() }
            }
            Item::View(at) => {
                let view = state.views.get(at).map(|view| (view.name.clone(), view.in_words())).unwrap_or_default();
                can(format!("{VIEW}{}", view.0), String::new(), view.1)
            }
            Item::Source(at) => {
                let row = state.sources.get(at);
                let events = row.and_then(|row| state.derived.article(&row.id)).map_or(0, |article| article.events);
                let title = row.map(|row| row.title.clone()).unwrap_or_default();
                can(title, count(events, "event"), "Read this source".to_owned())
            }
            Item::Tag(at) => {
                let (tag, events) = self.tags.iter().flatten().nth(at).cloned().unwrap_or_default();
                can(format!("#{tag}"), count(events, "event"), "Only events with this tag".to_owned())
            }
        }
    }
}

fn nothing(typed: &str) -> &'static str {
    match typed.chars().next() {
        Some('@') => "No source is called so.",
        Some('#') => "No event has such a tag.",
        _ => "No command is called so.",
    }
}

/// Tags with how many events have each, those of most first.
fn tags(events: &[Arc<Event>]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in events.iter().flat_map(|event| &event.tags) {
        *counts.entry(tag).or_default() += 1;
    }
    let mut tags: Vec<(String, usize)> = counts.into_iter().map(|(tag, events)| (tag.to_owned(), events)).collect();
    tags.sort_by_key(|(_, events)| std::cmp::Reverse(*events));
    tags
}

/// The places of those names that fit best; all of them in their order where nothing is typed.
fn named<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut scored: Vec<(i32, usize)> =
        names.enumerate().filter_map(|(at, name)| Some((fuzzy::score(typed, name)?, at))).collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, at)| at).take(MOST).collect()
}

/// The commands and views that are meant, those that fit best first; views first and commands in the order of the table
/// where nothing is typed.
fn found(typed: &str, views: &[SavedView]) -> Vec<Item> {
    let view =
        |(at, view): (usize, &SavedView)| Some((fuzzy::score(typed, &format!("{VIEW}{}", view.name))?, Item::View(at)));
    let command = |e: &'static Entry| Some((fuzzy::score(typed, e.name)?, Item::Command(e)));
    let commands = TABLE.iter().filter(|e| e.command != Command::Palette).filter_map(command);
    let mut scored: Vec<_> = views.iter().enumerate().filter_map(view).chain(commands).collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, item)| item).collect()
}

/// A command with its key, or with why it cannot be run now.
fn row(ui: &mut Ui, words: Words, chosen: bool, moved: bool) -> bool {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    let Words { name, aside, hint, can } = words;
    response.widget_info(|| {
        let name = if aside.is_empty() { name.clone() } else { format!("{name}, {aside}") };
        WidgetInfo::selected(Role::ListBoxOption, can, chosen, name)
    });
    if chosen {
        ui.painter().rect_filled(rect, 4, theme.tint_selected);
        if moved {
            response.scroll_to_me(None);
        }
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4, theme.panel);
    }
    let color = if can { theme.ink } else { theme.soft_ink.gamma_multiply(0.7) };
    let aside = cut(ui, &aside, sans(SMALL), theme.soft_ink, rect.width() * 0.5);
    let inner = rect.shrink2(vec2(10.0, 7.0));
    let name = cut(ui, &name, sans(BODY), color, inner.width() - aside.size().x - 12.0);
    ui.painter().galley(inner.right_top() - vec2(aside.size().x, -1.0), aside, theme.soft_ink);
    ui.painter().galley(inner.min, name, color);
    response.on_hover_text(hint).clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_counted_and_names_found_by_a_few_letters() {
        let tagged = |tags: &[&str]| {
            Arc::new(Event { tags: tags.iter().map(|tag| (*tag).to_owned()).collect(), ..Event::default() })
        };
        let tags = tags(&[tagged(&["court", "bridge"]), tagged(&["bridge"]), tagged(&[])]);
        assert_eq!(tags, [("bridge".to_owned(), 2), ("court".to_owned(), 1)]);
        let names = ["Ferry crews walk out", "Minister opens bridge"];
        assert_eq!(named("bri", names.into_iter()), [1]);
        assert_eq!(named("", names.into_iter()), [0, 1]);
        assert!(named("zebra", names.into_iter()).is_empty());
        assert_eq!(nothing("@x"), "No source is called so.");
    }

    #[test]
    fn commands_are_found_by_a_few_letters() {
        let command = |item: &Item| if let Item::Command(entry) = item { Some(entry.command) } else { None };
        let first = |typed: &str| found(typed, &[]).first().and_then(command);
        assert_eq!(first("export"), Some(Command::Export));
        assert_eq!(first("undo"), Some(Command::Undo));
        assert_eq!(first("zin"), Some(Command::ZoomIn));
        assert_eq!(first("qqqq"), None);
        assert_eq!(found("", &[]).len(), TABLE.len() - 1);
    }
}
