//! Edits as data: a log with a position, replayed over what the articles say. Undo moves the position.

use crate::article::ArticleId;
use crate::time::Discourse;
use chrono::NaiveDate;

/// One correction by the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Says when an article was published; `None` goes back to what the file says.
    SetPublished { article: ArticleId, date: Option<NaiveDate> },
    /// Says whether an article is news or history; `None` leaves it to the text.
    SetDiscourse { article: ArticleId, discourse: Option<Discourse> },
    /// Switches calendar knowledge on or off, for all articles.
    SetCalendar { on: bool },
    /// Takes an article out of the timeline, or brings it back.
    SetRemoved { article: ArticleId, removed: bool },
}

impl Edit {
    /// "Publication date set to 20 November 2016": for the undo tooltip.
    pub fn in_words(&self) -> String {
        match self {
            Self::SetPublished { date: Some(date), .. } => {
                format!("Publication date set to {}", crate::time::day_in_words(*date))
            }
            Self::SetPublished { date: None, .. } => "Publication date as the file says".to_owned(),
            Self::SetDiscourse { discourse: None, .. } => "News or history as the text tells".to_owned(),
            Self::SetDiscourse { discourse: Some(Discourse::News), .. } => "Article read as news".to_owned(),
            Self::SetDiscourse { discourse: Some(Discourse::Narrative), .. } => "Article read as history".to_owned(),
            Self::SetCalendar { on: true } => "Calendar knowledge switched on".to_owned(),
            Self::SetCalendar { on: false } => "Calendar knowledge switched off".to_owned(),
            Self::SetRemoved { removed: true, .. } => "Article taken out of the timeline".to_owned(),
            Self::SetRemoved { removed: false, .. } => "Article brought back into the timeline".to_owned(),
        }
    }
}

/// All edits in the order they were made; those past `done` are undone and can be redone.
#[derive(Clone, Debug, Default)]
pub struct EditLog {
    edits: Vec<Edit>,
    done: usize,
}

impl EditLog {
    pub fn push(&mut self, edit: Edit) {
        self.edits.truncate(self.done);
        self.edits.push(edit);
        self.done = self.edits.len();
    }

    pub fn undo(&mut self) -> bool {
        let can = self.done > 0;
        self.done -= usize::from(can);
        can
    }

    pub fn redo(&mut self) -> bool {
        let can = self.done < self.edits.len();
        self.done += usize::from(can);
        can
    }

    /// The edit that undo would take back.
    pub fn next_undo(&self) -> Option<&Edit> {
        self.done.checked_sub(1).map(|last| &self.edits[last])
    }

    /// The edit that redo would bring back.
    pub fn next_redo(&self) -> Option<&Edit> {
        self.edits.get(self.done)
    }

    /// The publication date that the user gave an article.
    pub fn published(&self, id: &ArticleId) -> Option<NaiveDate> {
        self.last(|edit| match edit {
            Edit::SetPublished { article, date } if article == id => Some(*date),
            _ => None,
        })
        .flatten()
    }

    /// Whether the user said that an article is news or history.
    pub fn discourse(&self, id: &ArticleId) -> Option<Discourse> {
        self.last(|edit| match edit {
            Edit::SetDiscourse { article, discourse } if article == id => Some(*discourse),
            _ => None,
        })
        .flatten()
    }

    /// Is calendar knowledge on? It is until the user switches it off.
    pub fn calendar(&self) -> bool {
        self.last(|edit| match edit {
            Edit::SetCalendar { on } => Some(*on),
            _ => None,
        })
        .unwrap_or(true)
    }

    /// Did the user take this article out?
    pub fn removed(&self, id: &ArticleId) -> bool {
        self.last(|edit| match edit {
            Edit::SetRemoved { article, removed } if article == id => Some(*removed),
            _ => None,
        })
        .unwrap_or(false)
    }

    /// What the newest edit in force says to which `pick` has an answer.
    fn last<T>(&self, pick: impl Fn(&Edit) -> Option<T>) -> Option<T> {
        self.edits[..self.done].iter().rev().find_map(pick)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2016, 11, day)
    }

    #[test]
    fn every_edit_can_be_taken_back_and_brought_again() {
        let id = ArticleId("a1".to_owned());
        let set = |date| Edit::SetPublished { article: id.clone(), date };
        let mut log = EditLog::default();
        assert!(!log.undo());
        log.push(set(day(20)));
        log.push(set(day(21)));
        assert_eq!(log.published(&id), day(21));
        assert!(log.undo());
        assert_eq!(log.published(&id), day(20));
        assert!(log.redo() && !log.redo());
        log.push(set(None));
        assert_eq!(log.published(&id), None);
        assert!(log.undo() && log.undo() && log.undo() && !log.undo());
        assert_eq!(log.published(&id), None);
        log.push(set(day(3)));
        assert!(!log.redo(), "a new edit forgets what was undone");
        assert_eq!(log.published(&ArticleId("a2".to_owned())), None);
    }

    #[test]
    fn an_article_that_was_taken_out_comes_back() {
        let id = ArticleId("a1".to_owned());
        let mut log = EditLog::default();
        log.push(Edit::SetPublished { article: id.clone(), date: day(20) });
        assert!(!log.removed(&id));
        log.push(Edit::SetRemoved { article: id.clone(), removed: true });
        assert!(log.removed(&id) && !log.removed(&ArticleId("a2".to_owned())));
        assert_eq!(log.published(&id), day(20), "its date is remembered");
        log.push(Edit::SetRemoved { article: id.clone(), removed: false });
        assert!(!log.removed(&id));
        assert!(log.undo() && log.removed(&id));
        assert!(log.undo() && !log.removed(&id));
    }
}
