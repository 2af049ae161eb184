//! Who took part, where it was, and the user's tags, as names that can be taken away and added.

use super::{Inspector, What, extracted};
use crate::event::Event;
use crate::gui::command::{Action, Command};
use crate::gui::widgets::{heading, link, removable};
use crate::project::{Change, Field};
use egui::{Ui, Vec2};

impl Inspector {
    /// `current`: whether the event is as the last edit left it, so that a name can be taken from its list.
    pub(super) fn names(&mut self, ui: &mut Ui, event: &Event, current: bool, actions: &mut Vec<Action>) {
        let say = |change| Action::Change { event: event.id.clone(), change };
        ui.add_space(16.0);
        heading(ui, "Who and where");
        row(ui, |ui| {
            for (at, who) in event.participants.iter().enumerate() {
                if removable(ui, &who.name) && current {
                    let mut rest = event.participants.clone();
                    rest.remove(at);
                    actions.push(say(Change::Participants(rest)));
                }
            }
            for (at, place) in event.places.iter().enumerate() {
                if removable(ui, place) && current {
                    let mut rest = event.places.clone();
                    rest.remove(at);
                    actions.push(say(Change::Places(rest)));
                }
            }
            let adds = [("+ who", What::Person, Command::AddPerson), ("+ where", What::Place, Command::AddPlace)];
            for (words, what, command) in adds {
                if link(ui, words).on_hover_text(command.entry().tooltip(ui.ctx())).clicked() {
                    self.ask(event, what);
                }
            }
        });
        self.correction.show(ui, event, What::Person, actions);
        self.correction.show(ui, event, What::Place, actions);
        if let Some(before) = event.corrected.as_ref().map(|c| &c.extracted) {
            if before.participants != event.participants {
                let names: Vec<&str> = before.participants.iter().map(|p| p.name.as_str()).collect();
                extracted(ui, event, Field::Participants, &or_nobody(&names.join(", "), "nobody"), actions);
            }
            if before.places != event.places {
                extracted(ui, event, Field::Places, &or_nobody(&before.places.join(", "), "no place"), actions);
            }
        }
        ui.add_space(12.0);
        heading(ui, "Tags");
        row(ui, |ui| {
            for tag in &event.tags {
                if removable(ui, tag) {
                    actions.push(say(Change::RemoveTag(tag.clone())));
                }
            }
            if link(ui, "+ tag").on_hover_text(Command::AddTag.entry().tooltip(ui.ctx())).clicked() {
                self.ask(event, What::Tag);
            }
        });
        self.correction.show(ui, event, What::Tag, actions);
    }
}

fn or_nobody(names: &str, nobody: &str) -> String {
    if names.is_empty() { nobody.to_owned() } else { names.to_owned() }
}

fn row(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(6.0);
        contents(ui);
    });
}
