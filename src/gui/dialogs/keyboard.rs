//! Choosing keys: a command is picked, the new keys are pressed, and what they meant before is told.

use super::{from_right, modal};
use crate::gui::command::{Action, Command, Entry, Group, TABLE};
use crate::gui::fuzzy;
use crate::gui::keys::{self, Keys, Taken};
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, SMALL, cut, heading, link, primary, sans, soft};
use egui::{
    Align, Event, EventFilter, Key, KeyboardShortcut, Layout, Modifiers, Role, ScrollArea, Sense, TextEdit, Ui,
    WidgetInfo, vec2,
};

const ROW: f32 = 28.0;

#[derive(Default)]
pub struct Keyboard {
    typed: String,
    focused: bool,
    /// The command whose keys are being chosen.
    chosen: Option<Command>,
    /// Do the new keys come beside those that it has?
    adds: bool,
    /// What was pressed for it and cannot be given to it as it is.
    pressed: Option<(KeyboardShortcut, Taken)>,
    /// Put the focus on the answer to that.
    asks: bool,
}

impl Keyboard {
    /// Gives back false when it is to be closed.
    pub fn show(&mut self, ui: &Ui, actions: &mut Vec<Action>) -> bool {
        // Before anything else can use it.
        if let (Some(command), Some(keys)) = (self.chosen, self.capture(ui)) {
            self.take(ui, command, keys, actions);
        }
        if self.pressed.is_some() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
            self.pressed = None;
        }
        modal(ui, "Keyboard", 560.0, |ui| self.contents(ui, actions))
    }

    /// The keys that are pressed while they are asked for. They do nothing else.
    fn capture(&mut self, ui: &Ui) -> Option<KeyboardShortcut> {
        if self.chosen.is_none() || self.pressed.is_some() {
            return None;
        }
        let mut found = None;
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Key { key, pressed: true, repeat: false, modifiers, .. } => {
                    found = found.or(Some(keys::pressed(*key, *modifiers)));
                    false
                }
                Event::Key { .. } | Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_) => false,
                _ => true,
            });
        });
        if found.is_some_and(|keys| keys.logical_key == Key::Escape) {
            self.chosen = None;
            return None;
        }
        found
    }

    fn take(&mut self, ui: &Ui, command: Command, keys: KeyboardShortcut, actions: &mut Vec<Action>) {
        match Keys::of_window(ui.ctx()).taken(keys, command) {
            Some(taken) => (self.pressed, self.asks) = (Some((keys, taken)), true),
            None => {
                actions.push(self.given(ui, command, keys));
                self.chosen = None;
            }
        }
    }

    /// Gives a command these keys, in the place of those that it has or beside them.
    fn given(&self, ui: &Ui, command: Command, keys: KeyboardShortcut) -> Action {
        let has = if self.adds { Keys::of_window(ui.ctx()).of(command) } else { Vec::new() };
        Action::SetKeys { command, keys: has.into_iter().chain([keys]).collect() }
    }

    fn contents(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        soft(ui, "Choose a command, then press the keys that are to run it. They are kept for all projects.");
        ui.add_space(8.0);
        let edit = TextEdit::singleline(&mut self.typed)
            .desired_width(f32::INFINITY)
            .hint_text("The name of a command, or a few of its letters")
            .font(sans(BODY));
        let field = ui.add(edit).accessible_name("Find a command");
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        if field.changed() {
            (self.chosen, self.pressed) = (None, None);
        }
        ui.add_space(6.0);
        let keys = Keys::of_window(ui.ctx());
        let height = (ui.ctx().content_rect().height() - 300.0).clamp(ROW * 4.0, 520.0);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for group in Group::ALL {
                    let fits = |e: &&Entry| e.group == group && fuzzy::score(&self.typed, e.name).is_some();
                    let entries: Vec<&Entry> = TABLE.iter().filter(fits).collect();
                    if entries.is_empty() {
                        continue;
                    }
                    ui.add_space(10.0);
                    heading(ui, group.name());
                    ui.add_space(2.0);
                    entries.into_iter().for_each(|entry| self.row(ui, entry, &keys, actions));
                }
            },
        );
        ui.add_space(10.0);
        from_right(ui, |ui| {
            let close = ui.button("Close").clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if ui.add_enabled(!keys.are_usual(), egui::Button::new("All as usual")).clicked() {
                    actions.push(Action::ResetKeys(None));
                    (self.chosen, self.pressed) = (None, None);
                }
            });
            !close
        })
    }

    fn row(&mut self, ui: &mut Ui, entry: &Entry, keys: &Keys, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        let command = entry.command;
        let chosen = self.chosen == Some(command);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        let words: Vec<String> = keys.of(command).iter().map(|k| ui.ctx().format_shortcut(k)).collect();
        let words = if words.is_empty() { "no keys".to_owned() } else { words.join("  or  ") };
        let name = entry.name.trim_end_matches('…');
        let aside = match (chosen && self.pressed.is_none(), self.adds) {
            (false, _) => words.clone(),
            (true, false) => "Press the new keys…".to_owned(),
            (true, true) => format!("{words}  or  press more keys…"),
        };
        let aside = aside.as_str();
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, format!("{name}, {aside}")));
        if chosen {
            ui.painter().rect_filled(rect, 4, theme.tint_selected);
        } else if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, 4, theme.panel);
        }
        let strong = chosen || keys.is_changed(command);
        let color = if strong { theme.accent } else { theme.soft_ink };
        let aside = cut(ui, aside, sans(SMALL), color, rect.width() * 0.5);
        let inner = rect.shrink2(vec2(10.0, 6.0));
        let label = cut(ui, name, sans(BODY), theme.ink, inner.width() - aside.size().x - 12.0);
        ui.painter().galley(inner.right_top() - vec2(aside.size().x, -1.0), aside, color);
        ui.painter().galley(inner.min, label, theme.ink);
        let response = response.on_hover_text(entry.hint);
        if response.clicked() {
            (self.chosen, self.pressed, self.adds) = ((!chosen).then_some(command), None, false);
        }
        if !chosen {
            return;
        }
        if self.pressed.is_none() {
            // No key leaves the row while it waits for keys.
            let all = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
            response.request_focus();
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, all));
        }
        self.below(ui, command, keys, actions);
    }

    /// Below the chosen command: what its new keys mean already, or what else can be done.
    fn below(&mut self, ui: &mut Ui, command: Command, keys: &Keys, actions: &mut Vec<Action>) {
        let mut done = false;
        let frame = egui::Frame::NONE.inner_margin(egui::Margin { left: 10, right: 10, top: 6, bottom: 10 });
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(10.0, 6.0);
            match self.pressed {
                Some((pressed, Taken::By(other))) => {
                    let (words, name) = (ui.ctx().format_shortcut(&pressed), other.entry().name.trim_end_matches('…'));
                    soft(ui, format!("{words} is “{name}” now, which would go without."));
                    ui.horizontal(|ui| {
                        let take = primary(ui, true, "Take it");
                        if std::mem::take(&mut self.asks) {
                            take.request_focus();
                        }
                        if take.clicked() {
                            actions.push(self.given(ui, command, pressed));
                            done = true;
                        }
                        if ui.button("Other keys").clicked() {
                            self.pressed = None;
                        }
                    });
                }
                Some((pressed, Taken::Always(what))) => {
                    soft(ui, format!("{} {what}; no command can have it.", ui.ctx().format_shortcut(&pressed)));
                    let other = ui.button("Other keys");
                    if std::mem::take(&mut self.asks) {
                        other.request_focus();
                    }
                    if other.clicked() {
                        self.pressed = None;
                    }
                }
                None => {
                    ui.horizontal_wrapped(|ui| {
                        soft(ui, "Esc leaves all as it is.");
                        let has = keys.of(command);
                        if !has.is_empty() && !self.adds && link(ui, "Add keys").clicked() {
                            self.adds = true;
                        }
                        for without in has.iter().filter(|_| has.len() > 1) {
                            if link(ui, &format!("Without {}", ui.ctx().format_shortcut(without))).clicked() {
                                let keys = has.iter().copied().filter(|keys| keys != without).collect();
                                actions.push(Action::SetKeys { command, keys });
                                done = true;
                            }
                        }
                        if !has.is_empty() && link(ui, "No keys").clicked() {
                            actions.push(Action::SetKeys { command, keys: Vec::new() });
                            done = true;
                        }
                        if keys.is_changed(command) && link(ui, "As usual").clicked() {
                            actions.push(Action::ResetKeys(Some(command)));
                            done = true;
                        }
                    });
                }
            }
        });
        if done {
            (self.chosen, self.pressed) = (None, None);
        }
    }
}
