//! What can be said of one event: its fields, and what the user thinks of it.

use crate::event::{self, Participant, Review, Status, When};
use crate::time::{self, UncertainDate};
use serde::{Deserialize, Serialize};

/// The palette has so many colours; a [`Change::Colour`] is below it.
pub const COLOURS: u8 = 8;

/// Longer than any heading. Notes have no such bound but that of the page they are printed on.
const LONGEST_LINE: usize = 300;
/// A note longer than this many characters is an article.
const LONGEST_NOTE: usize = 100_000;
/// More people or places than these make a list nobody reads.
const MOST_NAMES: usize = 100;

/// One thing said of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "set", content = "to", rename_all = "snake_case")]
pub enum Change {
    Title(String),
    When(Dating),
    Status(Status),
    /// One of `assets/lexicon/kinds.tsv`.
    Kind(String),
    Participants(Vec<Participant>),
    Places(Vec<String>),
    AddTag(String),
    RemoveTag(String),
    Note(String),
    /// An index into a palette of [`COLOURS`]; `None` takes the colour away.
    Colour(Option<u8>),
    Review(Review),
    Hidden(bool),
    /// Back to what was extracted.
    Revert(Field),
}

/// What extraction found and the user may correct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Title,
    When,
    Status,
    Kind,
    Participants,
    Places,
    All,
}

/// A date that the user gives: as it was typed, and what it means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dating {
    /// "c. 1920"; `None` where it was dragged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<String>,
    /// `None`: nobody knows.
    pub date: Option<UncertainDate>,
}

impl Dating {
    /// Reads a typed date.
    ///
    /// # Errors
    /// One sentence: see [`time::typed`].
    pub fn typed(words: &str) -> Result<Self, String> {
        let date = time::typed(words)?;
        Ok(Self { typed: Some(words.trim().to_owned()), date })
    }

    /// A date that was dragged or chosen.
    pub fn at(date: UncertainDate) -> Self {
        Self { typed: None, date: Some(date) }
    }

    /// The date as an event carries it.
    pub fn when(&self) -> Option<When> {
        self.date.map(|date| When { date: Some(date), edtf: Some(date.edtf()), text: date.words() })
    }
}

impl Change {
    /// The same without needless white space.
    ///
    /// # Errors
    /// One sentence where an event cannot carry it: no title, a kind that there is not, …
    pub fn checked(self) -> Result<Self, String> {
        Ok(match self {
            Self::Title(title) => Self::Title(line(&title, "A title")?),
            Self::AddTag(tag) => Self::AddTag(line(tag.trim().trim_start_matches('#'), "A tag")?),
            Self::RemoveTag(tag) => Self::RemoveTag(tag),
            Self::Kind(kind) if event::kind(&kind).is_none() => {
                return Err(format!("“{kind}” is no kind of event that Dateline knows."));
            }
            Self::Participants(names) => {
                few(names.len())?;
                let name = |p: Participant| Ok(Participant { name: line(&p.name, "A name")?, ..p });
                Self::Participants(names.into_iter().map(name).collect::<Result<_, String>>()?)
            }
            Self::Places(names) => {
                few(names.len())?;
                Self::Places(names.iter().map(|name| line(name, "A place")).collect::<Result<_, _>>()?)
            }
            Self::Note(note) if note.chars().nth(LONGEST_NOTE).is_some() => {
                return Err(format!("A note may have {LONGEST_NOTE} characters. Open longer texts as articles."));
            }
            Self::Note(note) => Self::Note(note.trim_end().to_owned()),
            Self::Colour(Some(colour)) if colour >= COLOURS => {
                return Err(format!("There are {COLOURS} colours to choose from."));
            }
            Self::When(_) | Self::Status(_) | Self::Kind(_) | Self::Colour(_) | Self::Review(_) => self,
            Self::Hidden(_) | Self::Revert(_) => self,
        })
    }
}

/// Text on one line, with a word in it.
pub(super) fn line(text: &str, what: &str) -> Result<String, String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() {
        0 => Err(format!("{what} needs at least one letter.")),
        n if n > LONGEST_LINE => Err(format!("{what} may have {LONGEST_LINE} characters; this has {n}.")),
        _ => Ok(line),
    }
}

fn few(names: usize) -> Result<(), String> {
    if names > MOST_NAMES { Err(format!("An event may name {MOST_NAMES}; these are {names}.")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_tidied() {
        let tag = Change::AddTag("  #court  case ".to_owned()).checked();
        assert_eq!(tag, Ok(Change::AddTag("court case".to_owned())));
        let title = Change::Title(" A\n title ".to_owned()).checked();
        assert_eq!(title, Ok(Change::Title("A title".to_owned())));
        assert!(Change::Note(String::new()).checked().is_ok(), "an empty note takes the note away");
        assert!(Change::Kind("death".to_owned()).checked().is_ok());
    }

    #[test]
    fn what_cannot_be_said_is_refused_with_a_sentence() {
        for change in [
            Change::Title(" \n".to_owned()),
            Change::Title("a".repeat(301)),
            Change::AddTag("#".to_owned()),
            Change::Kind("no such kind".to_owned()),
            Change::Colour(Some(COLOURS)),
            Change::Places(vec![String::new()]),
            Change::Places(vec!["Lima".to_owned(); 101]),
            Change::Note("a".repeat(LONGEST_NOTE + 1)),
        ] {
            assert!(change.clone().checked().is_err_and(|why| why.ends_with('.')), "{change:?}");
        }
    }

    #[test]
    fn a_date_keeps_how_it_was_typed() {
        let dating = Dating::typed(" c. 1920 ").unwrap();
        assert_eq!(dating.typed.as_deref(), Some("c. 1920"));
        let when = dating.when().unwrap();
        assert_eq!((when.text.as_str(), when.edtf.as_deref()), ("about 1920", Some("1920~")));
        assert_eq!(Dating::typed("unknown").unwrap().when(), None);
        assert!(Dating::typed("once upon a time").is_err());
    }
}
