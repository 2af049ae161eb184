//! Collecting the articles of a file that holds many: named by their numbers, counted against the budget, and with no
//! more problems listed than a person reads.

use super::budget::Budget;
use super::format::file_name;
use super::item::Item;
use super::{Article, Contents, ReadError};

/// So many problems are told one by one; of the others only the number.
const MOST_PROBLEMS: usize = 20;
/// With so many problems a file is no file of articles, and is read no further.
const HOPELESS: usize = 10_000;

pub struct Many<'a> {
    name: &'a str,
    budget: &'a mut Budget,
    contents: Contents,
    untold: usize,
    without_text: usize,
    full: bool,
    remark: Option<String>,
}

impl<'a> Many<'a> {
    /// `remark` is what every article of the file says about its reading.
    pub fn new(name: &'a str, budget: &'a mut Budget, remark: Option<String>) -> Self {
        let contents = Contents::default();
        Self { name, budget, contents, untold: 0, without_text: 0, full: false, remark }
    }

    /// The name of a part, counted from 1.
    pub fn part(&self, number: usize) -> String {
        format!("{}#{number}", self.name)
    }

    /// Whether the budget is spent or all hope gone; what comes later in the file is left out.
    pub fn is_full(&self) -> bool {
        self.full || self.budget.is_exhausted()
    }

    /// Adds an item as the article `name`.
    pub fn item(&mut self, name: &str, item: Item) {
        self.read(|_| item.into_article(name));
    }

    /// Adds an article that is read only if the budget allows one more.
    pub fn read(&mut self, read: impl FnOnce(&mut Budget) -> Result<Article, ReadError>) {
        if let Err(spent) = self.budget.article(self.name) {
            return self.close(spent);
        }
        match read(self.budget) {
            Ok(mut article) => match self.budget.spend(self.name, article.text.len()) {
                Ok(()) => {
                    article.remarks.splice(0..0, self.remark.clone());
                    self.contents.articles.push(article);
                }
                Err(spent) => self.close(spent),
            },
            Err(problem) => self.problem(problem),
        }
    }

    /// Adds what a part was read as that may hold several articles itself.
    pub fn part_contents(&mut self, read: impl FnOnce(&mut Budget) -> Result<Contents, ReadError>) {
        match read(self.budget) {
            Ok(part) => {
                self.contents.articles.extend(part.articles);
                part.problems.into_iter().for_each(|p| self.problem(p));
            }
            Err(problem) => self.problem(problem),
        }
    }

    pub fn problem(&mut self, problem: ReadError) {
        if self.contents.problems.len() < MOST_PROBLEMS {
            self.contents.problems.push(problem);
        } else {
            self.untold += 1;
            self.full |= self.untold >= HOPELESS;
        }
    }

    /// Counts a part that has no text, as many a record has none: one sentence tells of all.
    pub const fn without_text(&mut self) {
        self.without_text += 1;
    }

    fn close(&mut self, spent: ReadError) {
        // The most important one is told, however many came before.
        self.contents.problems.insert(0, spent);
        self.full = true;
    }

    /// Everything that was found.
    pub fn finish(mut self) -> Contents {
        let short = file_name(self.name);
        if self.contents.articles.is_empty() && self.contents.problems.is_empty() && self.without_text == 1 {
            let hint = "Choose a file that holds an article.";
            self.contents.problems.push(ReadError::new(format!("{short} holds no text."), hint));
            return self.contents;
        }
        let mut add = |sentence: String, hint: &str| self.contents.problems.push(ReadError::new(sentence, hint));
        if self.without_text > 0 {
            let parts =
                if self.without_text == 1 { "One part".to_owned() } else { format!("{} parts", self.without_text) };
            let verb = if self.without_text == 1 { "holds" } else { "hold" };
            add(format!("{parts} of {short} {verb} no text."), "The others are not affected.");
        }
        if self.untold > 0 {
            let stopped = if self.untold >= HOPELESS { ", and the rest was left" } else { "" };
            add(
                format!("{} further parts of {short} could not be read either{stopped}.", self.untold),
                "Check how the file was made.",
            );
        }
        self.contents
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(text: &str) -> Item {
        Item { text: text.to_owned(), ..Item::default() }
    }

    #[test]
    fn parts_are_named_and_problems_are_few() {
        let mut budget = Budget::default();
        let mut many = Many::new("in/a.csv", &mut budget, Some("Read as KOI8-R.".to_owned()));
        for number in 1..=100 {
            let name = many.part(number);
            many.item(&name, item(if number == 3 { "The bridge closed." } else { "" }));
        }
        many.without_text();
        let contents = many.finish();
        assert_eq!(contents.articles.len(), 1);
        assert_eq!((contents.articles[0].source.as_str(), contents.articles[0].remarks.len()), ("in/a.csv#3", 1));
        assert_eq!(contents.problems.len(), MOST_PROBLEMS + 2);
        assert_eq!(contents.problems[0].message, "a.csv#1 holds no text.");
        assert_eq!(contents.problems[MOST_PROBLEMS].message, "One part of a.csv holds no text.");
        assert_eq!(contents.problems[MOST_PROBLEMS + 1].message, "79 further parts of a.csv could not be read either.");
    }

    #[test]
    fn a_file_of_junk_is_left() {
        let mut budget = Budget::default();
        let mut many = Many::new("a.csv", &mut budget, None);
        let tried = (0..HOPELESS * 2).take_while(|_| {
            many.problem(ReadError::new("No.", ""));
            !many.is_full()
        });
        assert!(tried.count() < HOPELESS + MOST_PROBLEMS);
        assert!(many.finish().problems[MOST_PROBLEMS].message.ends_with("either, and the rest was left."));
    }

    #[test]
    fn a_spent_budget_closes() {
        let mut budget = Budget::default();
        while budget.article("a").is_ok() {}
        let mut many = Many::new("a.csv", &mut budget, None);
        many.item("a.csv#1", item("The bridge closed."));
        assert!(many.is_full());
        let contents = many.finish();
        assert!(contents.articles.is_empty() && contents.problems[0].message.contains("more than"));
    }
}
