//! All edits in the order they were made, with a position: undo and redo move it.

use super::Edit;
use crate::article::ArticleId;
use crate::time::Discourse;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// All edits in the order they were made; those past the position are undone and can be redone.
#[derive(Clone, Debug, Default)]
pub struct EditLog {
    edits: Vec<Arc<Edit>>,
    done: usize,
    /// What the edits in force say of articles, asked for each article and often.
    said: Said,
}

/// What edits say of articles; the newest word counts.
#[derive(Clone, Debug, Default)]
struct Said {
    published: FxHashMap<ArticleId, Option<NaiveDate>>,
    discourse: FxHashMap<ArticleId, Option<Discourse>>,
    removed: FxHashMap<ArticleId, bool>,
    calendar: Option<bool>,
}

impl Said {
    fn of(edits: &[Arc<Edit>]) -> Self {
        let mut said = Self::default();
        edits.iter().for_each(|edit| said.take(edit));
        said
    }

    fn take(&mut self, edit: &Edit) {
        let mut open = vec![edit];
        while let Some(edit) = open.pop() {
            match edit {
                Edit::SetPublished { article, date } => drop(self.published.insert(article.clone(), *date)),
                Edit::SetDiscourse { article, discourse } => drop(self.discourse.insert(article.clone(), *discourse)),
                Edit::SetRemoved { article, removed } => drop(self.removed.insert(article.clone(), *removed)),
                Edit::SetCalendar { on } => self.calendar = Some(*on),
                Edit::Several { edits, .. } => open.extend(edits.iter().rev()),
                _ => {}
            }
        }
    }
}

impl EditLog {
    /// A log as it was kept; a `position` past its end is its end.
    pub fn new(edits: Vec<Edit>, position: usize) -> Self {
        let edits: Vec<Arc<Edit>> = edits.into_iter().map(Arc::new).collect();
        let done = position.min(edits.len());
        Self { said: Said::of(&edits[..done]), edits, done }
    }

    /// Makes an edit. What was undone before it cannot be redone any more.
    pub fn push(&mut self, edit: Edit) {
        self.edits.truncate(self.done);
        self.said.take(&edit);
        self.edits.push(Arc::new(edit));
        self.done = self.edits.len();
    }

    pub fn undo(&mut self) -> bool {
        self.done.checked_sub(1).is_some_and(|position| self.go_to(position))
    }

    pub fn redo(&mut self) -> bool {
        self.go_to(self.done + 1)
    }

    /// Undoes or redoes until so many edits are in force; false where there are not so many, or they are already.
    pub fn go_to(&mut self, position: usize) -> bool {
        let can = position <= self.edits.len() && position != self.done;
        if can {
            self.done = position;
            self.said = Said::of(&self.edits[..position]);
        }
        can
    }

    /// How many edits are in force.
    pub fn position(&self) -> usize {
        self.done
    }

    /// All edits, undone ones too.
    pub fn all(&self) -> &[Arc<Edit>] {
        &self.edits
    }

    pub fn in_force(&self) -> &[Arc<Edit>] {
        &self.edits[..self.done]
    }

    /// The edit that undo would take back.
    pub fn next_undo(&self) -> Option<&Edit> {
        self.in_force().last().map(Arc::as_ref)
    }

    /// The edit that redo would bring back.
    pub fn next_redo(&self) -> Option<&Edit> {
        self.edits.get(self.done).map(Arc::as_ref)
    }

    /// The publication date that the user gave an article.
    pub fn published(&self, id: &ArticleId) -> Option<NaiveDate> {
        self.said.published.get(id).copied().flatten()
    }

    /// Whether the user said that an article is news or history.
    pub fn discourse(&self, id: &ArticleId) -> Option<Discourse> {
        self.said.discourse.get(id).copied().flatten()
    }

    /// Is calendar knowledge on? It is until the user switches it off.
    pub fn calendar(&self) -> bool {
        self.said.calendar.unwrap_or(true)
    }

    /// Did the user take this article out?
    pub fn removed(&self, id: &ArticleId) -> bool {
        self.said.removed.get(id).copied().unwrap_or(false)
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

    #[test]
    fn of_several_in_one_the_last_word_counts() {
        let id = ArticleId("a1".to_owned());
        let set = |date| Edit::SetPublished { article: id.clone(), date };
        let mut log = EditLog::default();
        log.push(Edit::Several { name: "Twice".to_owned(), edits: vec![set(day(1)), set(day(2))] });
        assert_eq!(log.published(&id), day(2));
        assert!(log.undo());
        assert_eq!(log.published(&id), None);
    }

    #[test]
    fn a_log_is_kept_with_its_position() {
        let id = ArticleId("a1".to_owned());
        let set = |date| Edit::SetPublished { article: id.clone(), date };
        let mut log = EditLog::new(vec![set(day(1)), set(day(2)), set(day(3))], 2);
        assert_eq!((log.position(), log.all().len(), log.published(&id)), (2, 3, day(2)));
        assert!(log.go_to(0) && !log.go_to(4) && log.go_to(3));
        assert_eq!(log.published(&id), day(3));
        assert_eq!(EditLog::new(vec![set(day(1))], 9).position(), 1);
    }
}
