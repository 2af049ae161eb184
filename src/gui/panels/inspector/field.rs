//! A part of an event that is being typed: Enter says it, Escape leaves it, and so does clicking elsewhere, which says it
//! too where it can be read.

use crate::event::{Event, Participant, Role};
use crate::gui::command::Action;
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, SMALL, sans};
use crate::gui::words;
use crate::project::{Change, Dating};
use egui::{Key, Label, RichText, TextEdit, Tooltip, Ui};

/// The parts of an event that are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Title,
    When,
    /// These are chosen, not typed.
    Status,
    Kind,
    Colour,
    Person,
    Place,
    Tag,
    Note,
}

impl What {
    /// What screen readers call the field.
    const fn name(self) -> &'static str {
        match self {
            Self::Title => "Title of the event",
            Self::When => "Date of the event",
            Self::Status => "Status of the event",
            Self::Kind => "Kind of the event",
            Self::Colour => "Colour of the event",
            Self::Person => "Who else took part",
            Self::Place => "Where else it was",
            Self::Tag => "New tag",
            Self::Note => "Note on the event",
        }
    }

    const fn hint(self) -> &'static str {
        match self {
            Self::Title => "what happened",
            Self::When => "20 Nov 2016, spring 2019, c. 1920, unknown",
            Self::Status | Self::Kind | Self::Colour => "",
            Self::Person => "a person or body",
            Self::Place => "a place",
            Self::Tag => "a tag",
            Self::Note => "what you want to remember",
        }
    }
}

/// The part of an event that is being corrected in a panel, if there is one.
#[derive(Default)]
pub struct Correction(Option<Editing>);

impl Correction {
    /// Begins with another part; the cursor goes there.
    pub fn begin(&mut self, event: &Event, what: What) {
        self.0 = Some(Editing::begin(event, what));
    }

    /// The same, in one line of a list.
    pub fn begin_in_row(&mut self, event: &Event, what: What) {
        self.0 = Some(Editing { brief: true, ..Editing::begin(event, what) });
    }

    pub fn is(&self, event: &Event, what: What) -> bool {
        self.0.as_ref().is_some_and(|e| e.event == event.id && e.what == what)
    }

    /// The field for a part that is being corrected; false where that part is not.
    pub fn show(&mut self, ui: &mut Ui, event: &Event, what: What, actions: &mut Vec<Action>) -> bool {
        let Some(editing) = self.0.as_mut().filter(|e| e.event == event.id && e.what == what) else { return false };
        if editing.show(ui, event) {
            if let Some(Ok(change)) = editing.change(event) {
                actions.push(Action::Change { event: event.id.clone(), change });
            }
            self.0 = None;
        }
        true
    }

    /// What was typed for an event is said of it when another is selected: no stroke is lost.
    pub fn leave_others(&mut self, state: &State, actions: &mut Vec<Action>) {
        let selected = state.selection.as_ref().map(|s| s.event.as_str());
        if self.0.as_ref().is_some_and(|e| Some(e.event.as_str()) != selected)
            && let Some((event, change)) = self.typed(state)
        {
            actions.push(Action::Change { event, change });
        }
    }

    /// Leaves the field; what stands in it, and of which event, where that can be read.
    pub fn typed(&mut self, state: &State) -> Option<(String, Change)> {
        let editing = self.0.take()?;
        let change = editing.change(state.event(&editing.event)?)?.ok()?;
        Some((editing.event, change))
    }
}

/// What is typed, and of which event.
struct Editing {
    event: String,
    what: What,
    text: String,
    before: String,
    /// Put the cursor here when next shown.
    asks: bool,
    /// Is there no room below the field? Then what is to be said hovers.
    brief: bool,
}

impl Editing {
    fn begin(event: &Event, what: What) -> Self {
        let text = match what {
            What::Title => event.title.clone(),
            What::When => typed(event),
            What::Note => event.note.clone(),
            What::Status | What::Kind | What::Colour | What::Person | What::Place | What::Tag => String::new(),
        };
        Self { event: event.id.clone(), what, before: text.clone(), text, asks: true, brief: false }
    }

    /// What the text says of the event; `None` where it says nothing new, an error where it cannot be read.
    fn change(&self, event: &Event) -> Option<Result<Change, String>> {
        let text = self.text.trim();
        if text == self.before.trim() {
            return None;
        }
        let change = match self.what {
            What::Title => Change::Title(text.to_owned()),
            What::When => match Dating::typed(text) {
                Ok(dating) => Change::When(dating),
                Err(why) => return Some(Err(why)),
            },
            What::Person => {
                let new = Participant { name: text.to_owned(), role: Role::Other };
                Change::Participants(event.participants.iter().cloned().chain([new]).collect())
            }
            What::Status | What::Kind | What::Colour => return None,
            What::Place => Change::Places(event.places.iter().cloned().chain([text.to_owned()]).collect()),
            What::Tag => Change::AddTag(text.to_owned()),
            What::Note => Change::Note(self.text.clone()),
        };
        Some(change.checked())
    }

    /// True once the user has left the field, with Enter or otherwise; Escape forgets what was typed.
    fn show(&mut self, ui: &mut Ui, event: &Event) -> bool {
        let theme = Theme::of(ui);
        let change = self.change(event);
        let color = if matches!(change, Some(Err(_))) { theme.accent } else { theme.ink };
        let edit = if self.what == What::Note {
            TextEdit::multiline(&mut self.text).desired_rows(3)
        } else {
            TextEdit::singleline(&mut self.text)
        };
        let edit = edit
            .id_salt(("part of an event", &self.event, self.what.name(), self.brief))
            .desired_width(f32::INFINITY)
            .hint_text(self.what.hint())
            .font(sans(BODY))
            .text_color(color);
        let field = ui.add(edit).accessible_name(self.what.name());
        let begins = std::mem::take(&mut self.asks);
        if begins {
            field.request_focus();
            if !self.brief {
                field.scroll_to_me(None);
            }
        }
        let (remark, color) = match &change {
            Some(Err(why)) => (why.clone(), theme.accent),
            Some(Ok(Change::When(dating))) => {
                (format!("{} · Enter sets it", words::when_long(dating.when().as_ref())), theme.ink)
            }
            _ => (String::new(), theme.soft_ink),
        };
        let remark = (!remark.is_empty()).then(|| RichText::new(remark).font(sans(SMALL)).color(color));
        match remark {
            Some(remark) if self.brief => {
                let popup = Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), field.id, field.rect);
                popup.show(|ui| ui.label(remark));
            }
            Some(remark) => drop(ui.add(Label::new(remark).wrap())),
            None => {}
        }
        let left = field.lost_focus();
        if left && ui.input(|i| i.key_pressed(Key::Escape)) {
            self.text.clone_from(&self.before);
        }
        // Enter on what cannot be read leaves it there to be mended.
        if left && matches!(change, Some(Err(_))) && ui.input(|i| i.key_pressed(Key::Enter)) {
            self.asks = true;
            return false;
        }
        left
    }
}

/// The date of an event as one would type it.
fn typed(event: &Event) -> String {
    let corrected = event.corrected.as_ref().and_then(|c| c.typed.clone());
    let text = || event.when.as_ref().filter(|w| w.date.is_some()).map(|w| w.text.clone());
    corrected.or_else(text).unwrap_or_default()
}
