//! Before events become one: which title and which date wins is shown, and can be chosen.

use super::{from_right, modal};
use crate::event::{Event, When};
use crate::gui::command::Action;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, heading, primary, sans, soft};
use crate::gui::words;
use crate::project::Edit;
use crate::timeline;
use egui::{Key, Modifiers, RichText, ScrollArea, Ui};
use std::sync::Arc;

const ROW: f32 = 24.0;
/// Choices that are seen at once.
const SEEN: f32 = 6.0;

/// The events that are to be one, and what was chosen.
pub struct Merge {
    events: Vec<Arc<Event>>,
    /// The id that they will have together.
    event: String,
    titles: Choice,
    dates: Choice,
}

/// The different things that events say, what wins without a word of the user first.
struct Choice {
    /// The words, and the place of the event that says so; none where only all of them together do.
    all: Vec<(String, Option<usize>)>,
    chosen: usize,
}

impl Choice {
    fn new(proposed: String, said: impl Iterator<Item = String>) -> Self {
        let mut all = vec![(proposed, None)];
        for (at, words) in said.enumerate() {
            match all.iter_mut().find(|(known, _)| *known == words) {
                Some((_, by)) => *by = by.or(Some(at)),
                None => all.push((words, Some(at))),
            }
        }
        Self { all, chosen: 0 }
    }

    /// The event whose word was chosen; none leaves it to the merging.
    fn event(&self) -> Option<usize> {
        let chosen = (self.chosen > 0).then(|| self.all.get(self.chosen)).flatten();
        chosen.and_then(|(_, by)| *by)
    }

    fn show(&mut self, ui: &mut Ui, name: &str) {
        heading(ui, name);
        let rows = self.all.len();
        let area = ScrollArea::vertical().id_salt(name).max_height(ROW * SEEN).auto_shrink([false, true]);
        area.show_rows(ui, ROW, rows, |ui, shown| {
            for at in shown {
                let words = RichText::new(&self.all[at].0).font(sans(BODY)).color(Theme::of(ui).ink);
                ui.radio_value(&mut self.chosen, at, words).on_hover_text(&self.all[at].0);
            }
        });
    }
}

impl Merge {
    pub fn new(events: Vec<Arc<Event>>) -> Self {
        let joined = timeline::join(&events);
        let words = |when: Option<&When>| words::when_long(when);
        let titles =
            Choice::new(words::upper_first(&joined.title), events.iter().map(|e| words::upper_first(&e.title)));
        let dates = Choice::new(words(joined.when.as_ref()), events.iter().map(|e| words(e.when.as_ref())));
        Self { events, event: joined.id, titles, dates }
    }

    /// Gives back false when it is to be closed.
    pub fn show(&mut self, ui: &Ui, actions: &mut Vec<Action>) -> bool {
        let name = format!("Merge {} events into one", self.events.len());
        modal(ui, &name, 520.0, |ui| self.contents(ui, actions))
    }

    fn contents(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        soft(
            ui,
            "All their sentences prove it then. Nothing is lost: it can be taken apart, and the merging can be taken back.",
        );
        ui.add_space(8.0);
        self.titles.show(ui, "Title");
        ui.add_space(8.0);
        self.dates.show(ui, "Date");
        let entered = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        ui.add_space(12.0);
        from_right(ui, |ui| {
            if primary(ui, true, "Merge").clicked() || entered {
                let (title, when) = (self.titles.event(), self.dates.event());
                let edit = Edit::merge(self.events.iter().map(Arc::as_ref), title, when);
                actions.push(Action::Merge { edit, event: self.event.clone() });
                return false;
            }
            !ui.button("Cancel").clicked()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_proposed_comes_first_and_nothing_twice() {
        let said = ["Ferry stops", "Crews walk out", "Ferry stops"].map(str::to_owned);
        let mut choice = Choice::new("Crews walk out".to_owned(), said.clone().into_iter());
        let words: Vec<&str> = choice.all.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!((words, choice.event()), (vec!["Crews walk out", "Ferry stops"], None));
        choice.chosen = 1;
        assert_eq!(choice.event(), Some(0));
        let mut together = Choice::new("March 2019".to_owned(), said.into_iter());
        assert_eq!((together.all.len(), together.event()), (3, None));
        together.chosen = 2;
        assert_eq!(together.event(), Some(1));
    }
}
