//! What one file holds: most hold one article, a mailbox, a feed or an archive many.

use super::format::file_name;
use super::{Article, MOST_TEXT, ReadError};

/// The articles of one file in their order, and what of it could not be read.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    pub articles: Vec<Article>,
    /// One for each part that could not be read; its sentence names the part.
    pub problems: Vec<ReadError>,
}

impl From<Article> for Contents {
    fn from(article: Article) -> Self {
        Self { articles: vec![article], problems: Vec::new() }
    }
}

impl Contents {
    /// Adds what a part of the file was read as.
    pub fn add(&mut self, part: Result<Self, ReadError>) {
        match part {
            Ok(part) => {
                self.articles.extend(part.articles);
                self.problems.extend(part.problems);
            }
            Err(problem) => self.problems.push(problem),
        }
    }

    /// Without the articles whose text is longer than any: to find events in them would take minutes and gigabytes.
    pub fn of_bearable_length(mut self) -> Self {
        let (kept, long): (Vec<_>, Vec<_>) = self.articles.into_iter().partition(|a| a.text.len() <= MOST_TEXT);
        self.problems.extend(long.into_iter().map(|article| {
            let (short, size) = (file_name(&article.source), article.text.len() >> 20);
            ReadError::new(
                format!("{short} has {size} MB of text, more than any article or book."),
                "Split it into single articles.",
            )
        }));
        Self { articles: kept, ..self }
    }

    /// The first article, else why there is none.
    pub fn into_first(self, name: &str) -> Result<Article, ReadError> {
        let why = self.problems.into_iter().next();
        self.articles.into_iter().next().ok_or_else(|| {
            why.unwrap_or_else(|| {
                let short = file_name(name);
                ReadError::new(format!("{short} holds no article."), "Choose a file that holds one.")
            })
        })
    }

    /// An error where nothing was found: a container that holds no article says so instead of staying silent.
    pub fn not_empty(self, name: &str) -> Result<Self, ReadError> {
        if self.articles.is_empty() { self.into_first(name).map(Self::from) } else { Ok(self) }
    }
}
