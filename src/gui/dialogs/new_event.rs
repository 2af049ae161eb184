//! A new event by hand: its title and when it was, in the user's own words.

use super::{from_right, modal};
use crate::gui::command::Action;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, SMALL, heading, primary, sans, soft};
use crate::gui::words;
use crate::project::Dating;
use egui::{Key, Label, RichText, TextEdit, Ui};

#[derive(Default)]
pub struct NewEvent {
    title: String,
    date: String,
    focused: bool,
}

impl NewEvent {
    /// Gives back false when it is to be closed.
    pub fn show(&mut self, ui: &Ui, actions: &mut Vec<Action>) -> bool {
        modal(ui, "New event", 460.0, |ui| self.contents(ui, actions))
    }

    fn contents(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        soft(
            ui,
            "An event that no article proves. To add one that an article tells, click its sentence in the source text with the other mouse button.",
        );
        ui.add_space(8.0);
        let title =
            field(ui, "What happened", "Title of the new event", "The council votes on the bridge", &mut self.title);
        if !std::mem::replace(&mut self.focused, true) {
            title.request_focus();
        }
        ui.add_space(8.0);
        let hint = "20 Nov 2016, spring 2019, c. 1920, unknown";
        let date = field(ui, "When", "Date of the new event", hint, &mut self.date);
        let dating = match self.date.trim() {
            "" => Ok(None),
            words => Dating::typed(words).map(Some),
        };
        let theme = Theme::of(ui);
        let (remark, color) = match &dating {
            Err(why) => (why.clone(), theme.accent),
            Ok(Some(dating)) => (words::when_long(dating.when().as_ref()), theme.ink),
            Ok(None) => ("Without a date it lies on the shelf of undated events.".to_owned(), theme.soft_ink),
        };
        ui.add(Label::new(RichText::new(remark).font(sans(SMALL)).color(color)).wrap());
        let entered = (title.lost_focus() || date.lost_focus()) && ui.input(|i| i.key_pressed(Key::Enter));
        let mut open = true;
        ui.add_space(12.0);
        from_right(ui, |ui| {
            let ready = dating.is_ok() && !self.title.trim().is_empty();
            if (primary(ui, ready, "Add").clicked() || (entered && ready))
                && let Ok(dating) = dating
            {
                let dating = dating.unwrap_or(Dating { typed: None, date: None });
                actions.push(Action::AddByHand { title: self.title.trim().to_owned(), dating });
                open = false;
            }
            if ui.button("Cancel").clicked() {
                open = false;
            }
        });
        open
    }
}

fn field(ui: &mut Ui, label: &str, name: &str, hint: &str, text: &mut String) -> egui::Response {
    heading(ui, label);
    let edit = TextEdit::singleline(text).desired_width(f32::INFINITY).hint_text(hint).font(sans(BODY));
    ui.add(edit).accessible_name(name)
}
