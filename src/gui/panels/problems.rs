//! What went wrong while reading, each with its way out. Nothing here stops anything else. A locked file is given its
//! password here.

use crate::gui::command::Action;
use crate::gui::state::{Problem, State};
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, Icon, SMALL, icon_button, sans, semibold, soft};
use egui::{Align, Button, Key, Label, Layout, RichText, ScrollArea, TextEdit, Ui};

/// So many corrections without effect are told one by one.
const MOST: usize = 50;
const PASSWORD_WIDTH: f32 = 220.0;

/// The tab, with the password that is being typed.
#[derive(Default)]
pub struct Problems {
    /// The input for which it is typed, and the text.
    typed: (String, String),
}

impl Problems {
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        let lost = &state.derived.all.replayed.unplaced;
        if state.problems.is_empty() && lost.is_empty() {
            ui.add_space(16.0);
            soft(
                ui,
                "No problems. A file that cannot be read is listed here with what to do about it; the others go on.",
            );
            return;
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.add_space(16.0);
            for (at, problem) in state.problems.iter().enumerate() {
                ui.horizontal_top(|ui| {
                    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                        let name = format!("Dismiss the problem with {}", problem.name);
                        if icon_button(ui, true, Icon::Cross, &name, "Dismiss").clicked() {
                            actions.push(Action::DismissProblem(at));
                        }
                        ui.with_layout(Layout::top_down(Align::Min), |ui| {
                            ui.spacing_mut().item_spacing.y = 2.0;
                            ui.add(
                                Label::new(RichText::new(&problem.name).font(semibold(BODY)).color(theme.ink)).wrap(),
                            );
                            let message = RichText::new(&problem.error.message).font(sans(BODY)).color(theme.ink);
                            ui.add(Label::new(message).wrap());
                            if !problem.error.hint.is_empty() {
                                soft(ui, problem.error.hint.as_str());
                            }
                            if problem.error.is_locked {
                                self.password(ui, problem, actions);
                            }
                        });
                    });
                });
                ui.add_space(12.0);
            }
            for unplaced in lost.iter().take(MOST) {
                let words = RichText::new(unplaced.edit.in_words()).font(semibold(BODY)).color(theme.ink);
                ui.add(Label::new(words).wrap());
                soft(ui, format!("This correction has no effect now: {} It is kept, and tried again.", unplaced.why));
                ui.add_space(12.0);
            }
            if lost.len() > MOST {
                soft(ui, format!("{} more corrections have no effect now.", lost.len() - MOST));
            }
        });
    }

    fn password(&mut self, ui: &mut Ui, problem: &Problem, actions: &mut Vec<Action>) {
        let mut text = if self.typed.0 == problem.input { self.typed.1.clone() } else { String::new() };
        ui.horizontal(|ui| {
            let edit = TextEdit::singleline(&mut text)
                .id_salt(("password", &problem.input, &problem.name))
                .password(true)
                .desired_width(PASSWORD_WIDTH)
                .hint_text("Password")
                .font(sans(BODY));
            let name = format!("Password of {}", problem.name);
            let field = ui.add(edit).accessible_name(name);
            let button = Button::new(RichText::new("Unlock").font(sans(SMALL)));
            let unlock = ui.add_enabled(!text.is_empty(), button).on_hover_text("Tries it on each file that is locked");
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) && !text.is_empty();
            if field.changed() {
                self.typed = (problem.input.clone(), std::mem::take(&mut text));
            }
            if unlock.clicked() || entered {
                self.typed.0.clear();
                actions.push(Action::Unlock(std::mem::take(&mut self.typed.1)));
            }
        });
    }
}
