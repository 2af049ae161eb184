//! Edits for people: what stands beside "Undo" and "Redo".

use super::{Change, Edit, Field, Target};
use crate::event::Review;
use crate::time::{Discourse, day_in_words};

/// A longer text is cut in a menu.
const SHOWN: usize = 60;

impl Edit {
    /// "Title changed to “Death of a painter”", "4 events confirmed".
    pub fn in_words(&self) -> String {
        match self {
            Self::SetPublished { date: Some(date), .. } => format!("Publication date set to {}", day_in_words(*date)),
            Self::SetPublished { date: None, .. } => "Publication date as the file says".to_owned(),
            Self::SetDiscourse { discourse: None, .. } => "News or history as the text tells".to_owned(),
            Self::SetDiscourse { discourse: Some(Discourse::News), .. } => "Article read as news".to_owned(),
            Self::SetDiscourse { discourse: Some(Discourse::Narrative), .. } => "Article read as history".to_owned(),
            Self::SetCalendar { on: true } => "Calendar knowledge switched on".to_owned(),
            Self::SetCalendar { on: false } => "Calendar knowledge switched off".to_owned(),
            Self::SetRemoved { removed: true, .. } => "Article taken out of the timeline".to_owned(),
            Self::SetRemoved { removed: false, .. } => "Article brought back into the timeline".to_owned(),
            Self::Change { events, change } => change.in_words(events),
            Self::Merge { events, .. } => format!("{} events merged into one", events.len()),
            Self::Split { event, parts } => format!("{} split into {}", quoted(&event.title), parts.len()),
            Self::Add { event } => format!("Event added: {}", quoted(&event.title)),
            Self::Several { name, .. } => name.clone(),
            Self::Unknown(_) => "An edit made by a newer Dateline".to_owned(),
        }
    }
}

impl Change {
    fn in_words(&self, events: &[Target]) -> String {
        let said = match self {
            Self::Title(title) => format!("Title changed to {}", quoted(title)),
            Self::When(dating) => match (&dating.typed, dating.when()) {
                (_, None) => "Date set to unknown".to_owned(),
                (Some(typed), Some(_)) => format!("Date set to {}", quoted(typed)),
                (None, Some(when)) => format!("Date moved to {}", when.text),
            },
            Self::Status(status) => format!("Status changed to {}", status.name()),
            Self::Kind(kind) => format!("Kind changed to {kind}"),
            Self::Participants(_) => "People changed".to_owned(),
            Self::Places(_) => "Places changed".to_owned(),
            Self::AddTag(tag) => format!("Tag {} added", quoted(tag)),
            Self::RemoveTag(tag) => format!("Tag {} removed", quoted(tag)),
            Self::Note(note) if note.is_empty() => "Note removed".to_owned(),
            Self::Note(_) => "Note changed".to_owned(),
            Self::Colour(Some(_)) => "Colour changed".to_owned(),
            Self::Colour(None) => "Colour removed".to_owned(),
            Self::Revert(field) => format!("{} as extracted", field.in_words()),
            Self::Review(review) => return counted(events, review_in_words(*review)),
            Self::Hidden(true) => return counted(events, "hidden"),
            Self::Hidden(false) => return counted(events, "shown again"),
        };
        match events.len() {
            0 | 1 => said,
            n => format!("{said}, {n} events"),
        }
    }
}

impl Field {
    const fn in_words(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::When => "Date",
            Self::Status => "Status",
            Self::Kind => "Kind",
            Self::Participants => "People",
            Self::Places => "Places",
            Self::All => "Everything",
        }
    }
}

fn counted(events: &[Target], done: &str) -> String {
    match events {
        [one] => format!("{} {done}", quoted(&one.title)),
        many => format!("{} events {done}", many.len()),
    }
}

const fn review_in_words(review: Review) -> &'static str {
    match review {
        Review::Confirmed => "confirmed",
        Review::Rejected => "rejected",
        Review::Proposed => "back to proposed",
    }
}

fn quoted(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("“{}…”", text[..at].trim_end()),
        None => format!("“{text}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Dating;
    use super::*;
    use crate::time::UncertainDate;

    #[test]
    fn edits_read_well() {
        let target = |title: &str| Target { id: String::new(), title: title.to_owned(), places: Vec::new() };
        let one = |change| Edit::Change { events: vec![target("A bridge opens")], change };
        let two = |change| Edit::Change { events: vec![target("A"), target("B")], change };
        let dragged = Dating::at(UncertainDate::from_edtf("2016-11").unwrap());
        for (edit, words) in [
            (one(Change::Title("A bridge is opened".to_owned())), "Title changed to “A bridge is opened”"),
            (one(Change::When(Dating::typed("c. 1920").unwrap())), "Date set to “c. 1920”"),
            (one(Change::When(dragged)), "Date moved to November 2016"),
            (one(Change::When(Dating::typed("unknown").unwrap())), "Date set to unknown"),
            (one(Change::Review(Review::Confirmed)), "“A bridge opens” confirmed"),
            (two(Change::Review(Review::Rejected)), "2 events rejected"),
            (two(Change::AddTag("court".to_owned())), "Tag “court” added, 2 events"),
            (one(Change::Revert(Field::When)), "Date as extracted"),
            (Edit::Several { name: "Tidied".to_owned(), edits: Vec::new() }, "Tidied"),
            (
                Edit::Merge { events: vec![target("A"), target("B")], title: None, when: None },
                "2 events merged into one",
            ),
        ] {
            assert_eq!(edit.in_words(), words);
        }
        let long = one(Change::Title("word ".repeat(40))).in_words();
        assert!(long.chars().count() < 90 && long.ends_with("…”"), "{long}");
    }
}
