//! Edits as data: what the user said, kept in the order it was said and replayed over what the articles say.
//!
//! Nothing here changes a timeline; `replay` does. An edit names the events it is about by a [`Target`], which finds them
//! again when reading or extraction has changed around them.
//!
//! # As JSON
//!
//! [`Edit::to_json`] writes an object whose `edit` tells what it is: `set_published`, `set_discourse`, `set_calendar`,
//! `set_removed`, `change`, `merge`, `split`, `add`, `several`. The names and fields are a contract with project files:
//! fields may be added, with a default; an edit that comes to mean something else gets another name. What a newer program
//! wrote and this one does not know is [`Edit::Unknown`]: kept as it is, listed, and written back.

mod change;
mod log;
mod new_event;
mod target;
mod words;

pub use change::{COLOURS, Change, Dating, Field};
pub use log::EditLog;
pub use new_event::NewEvent;
pub(super) use new_event::shortened;
pub(super) use target::quote;
pub use target::{Place, Target};

use crate::article::ArticleId;
use crate::event::Event;
use crate::time::Discourse;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One thing that the user said; one step of undo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    /// Says when an article was published; `None` goes back to what the file says.
    SetPublished { article: ArticleId, date: Option<NaiveDate> },
    /// Says whether an article is news or history; `None` leaves it to the text.
    SetDiscourse { article: ArticleId, discourse: Option<Discourse> },
    /// Switches calendar knowledge on or off, for all articles.
    SetCalendar { on: bool },
    /// Takes an article out of the timeline, or brings it back.
    SetRemoved { article: ArticleId, removed: bool },
    /// Says one thing of one event or of many.
    Change { events: Vec<Target>, change: Change },
    /// Says that events are one. `title` and `when` are the places among `events` of those whose title and date win;
    /// without one, what Dateline itself would choose.
    Merge { events: Vec<Target>, title: Option<usize>, when: Option<usize> },
    /// Says that an event is several: the sentences that prove each. What no part names goes to the first.
    Split { event: Target, parts: Vec<Vec<Place>> },
    /// An event that no extraction found.
    Add { event: Box<NewEvent> },
    /// Many edits that are one to the user.
    Several { name: String, edits: Vec<Edit> },
    /// Written by a newer program.
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

impl Edit {
    /// Says one thing of events.
    ///
    /// # Errors
    /// One sentence where it cannot be said: see [`Change::checked`].
    pub fn change<'a>(events: impl IntoIterator<Item = &'a Event>, change: Change) -> Result<Self, String> {
        Ok(Self::Change { events: events.into_iter().map(Target::of).collect(), change: change.checked()? })
    }

    /// Says that events are one; `title` and `when` as in [`Edit::Merge`].
    pub fn merge<'a>(events: impl IntoIterator<Item = &'a Event>, title: Option<usize>, when: Option<usize>) -> Self {
        Self::Merge { events: events.into_iter().map(Target::of).collect(), title, when }
    }

    /// Says that an event is several; each part names places among its evidence.
    pub fn split(event: &Event, parts: &[Vec<usize>]) -> Self {
        let places = |part: &Vec<usize>| part.iter().filter_map(|at| event.evidence.get(*at)).map(Place::of).collect();
        Self::Split { event: Target::of(event), parts: parts.iter().map(places).collect() }
    }

    /// Does it change what is derived from the articles, so that a replay alone does not show it?
    pub fn is_of_sources(&self) -> bool {
        match self {
            Self::SetPublished { .. }
            | Self::SetDiscourse { .. }
            | Self::SetCalendar { .. }
            | Self::SetRemoved { .. } => true,
            Self::Several { edits, .. } => edits.iter().any(Self::is_of_sources),
            Self::Change { .. } | Self::Merge { .. } | Self::Split { .. } | Self::Add { .. } | Self::Unknown(_) => {
                false
            }
        }
    }

    /// One line of JSON; the same edit always gives the same bytes.
    pub fn to_json(&self) -> String {
        // Strings, numbers and lists: nothing of it can fail to be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what [`Edit::to_json`] wrote, here or in a newer program.
    ///
    /// # Errors
    /// One sentence where it is no JSON.
    pub fn from_json(json: &str) -> Result<Self, String> {
        serde_json::from_str(json).map_err(|why| format!("An edit of the project cannot be read: {why}."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Participant, Review, Role, Status};

    fn target(id: &str) -> Target {
        let article = ArticleId("a1".to_owned());
        let place = Place { article, start: 3, end: 7, word: "died".to_owned(), quote: "00".to_owned() };
        Target { id: id.to_owned(), title: "A death".to_owned(), places: vec![place] }
    }

    fn change(change: Change) -> Edit {
        Edit::Change { events: vec![target("e1")], change }
    }

    #[test]
    fn every_edit_is_written_and_read() {
        let who = Participant { name: "Marta".to_owned(), role: Role::Agent };
        let all = [
            Edit::SetPublished { article: ArticleId("a1".to_owned()), date: NaiveDate::from_ymd_opt(2016, 11, 20) },
            Edit::SetDiscourse { article: ArticleId("a1".to_owned()), discourse: Some(Discourse::Narrative) },
            Edit::SetCalendar { on: false },
            Edit::SetRemoved { article: ArticleId("a1".to_owned()), removed: true },
            change(Change::Title("Death of a painter".to_owned())),
            change(Change::When(Dating::typed("c. 1920").unwrap())),
            change(Change::When(Dating::typed("unknown").unwrap())),
            change(Change::When(Dating::typed("44 BC").unwrap())),
            change(Change::Status(Status::Planned)),
            change(Change::Kind("death".to_owned())),
            change(Change::Participants(vec![who])),
            change(Change::Places(vec!["Galway".to_owned()])),
            change(Change::AddTag("court".to_owned())),
            change(Change::RemoveTag("court".to_owned())),
            change(Change::Note("Ask \"her\"\nagain".to_owned())),
            change(Change::Colour(Some(3))),
            change(Change::Colour(None)),
            change(Change::Review(Review::Rejected)),
            change(Change::Hidden(true)),
            change(Change::Revert(Field::When)),
            Edit::Merge { events: vec![target("e1"), target("e2")], title: Some(1), when: None },
            Edit::Split { event: target("e1"), parts: vec![target("e1").places, Vec::new()] },
            Edit::Several {
                name: "Both".to_owned(),
                edits: vec![Edit::SetCalendar { on: true }, change(Change::Hidden(false))],
            },
        ];
        for edit in all {
            let json = edit.to_json();
            assert_eq!(Edit::from_json(&json), Ok(edit), "{json}");
        }
    }

    #[test]
    fn the_form_is_that_of_files_written_before() {
        let json = r#"{"edit":"change","events":[{"id":"e1","title":"A death","places":[{"article":"a1","start":3,"end":7,"word":"died","quote":"00"}]}],"change":{"set":"title","to":"Death"}}"#;
        assert_eq!(change(Change::Title("Death".to_owned())).to_json(), json);
        let json = r#"{"edit":"set_published","article":"a1","date":"2016-11-20"}"#;
        let date = NaiveDate::from_ymd_opt(2016, 11, 20);
        assert_eq!(Edit::SetPublished { article: ArticleId("a1".to_owned()), date }.to_json(), json);
    }

    #[test]
    fn what_a_newer_program_wrote_is_kept() {
        for json in [
            r#"{"edit":"paint","with":[1,2.5,null]}"#,
            r#"{"change":{"set":"mood","to":"grave"},"edit":"change","events":[]}"#,
        ] {
            let edit = Edit::from_json(json).unwrap();
            assert!(matches!(edit, Edit::Unknown(_)), "{edit:?}");
            assert_eq!(edit.to_json(), json);
        }
        let several = r#"{"edit":"several","name":"Two","edits":[{"edit":"set_calendar","on":true},{"edit":"paint"}]}"#;
        let edit = Edit::from_json(several).unwrap();
        assert!(
            matches!(&edit, Edit::Several { edits, .. } if matches!(edits[..], [Edit::SetCalendar { .. }, Edit::Unknown(_)]))
        );
        assert_eq!(edit.to_json(), several);
        for broken in ["", "{", "{\"edit\":"] {
            assert!(Edit::from_json(broken).is_err(), "{broken}");
        }
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(Edit::from_json(&deep).is_err());
    }

    #[test]
    fn only_what_the_articles_are_read_by_needs_a_new_reading() {
        assert!(Edit::SetCalendar { on: true }.is_of_sources());
        assert!(!change(Change::Hidden(true)).is_of_sources());
        let several = |edit| Edit::Several { name: String::new(), edits: vec![edit] };
        assert!(several(Edit::SetCalendar { on: true }).is_of_sources());
        assert!(!several(change(Change::Hidden(true))).is_of_sources());
    }
}
