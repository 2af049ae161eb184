//! What an article is once it is read.

use super::Passwords;
use crate::text::{CharMap, Span};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// `a` and 16 hexadecimal digits: a hash of the article's text, so the same text is the same article.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub String);

impl ArticleId {
    pub fn of(text: &str) -> Self {
        Self(format!("a{}", short_hash(&[text])))
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// 16 hexadecimal digits of a SHA-256 over the parts, each closed by a zero byte.
pub fn short_hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let digits = hash.finalize().into_iter().take(8).flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// What a part of an article is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum BlockKind {
    Headline,
    /// A heading inside the story: it names what follows and reports nothing itself.
    Heading,
    /// An item of a list; its span leaves the bullet out.
    Bullet,
    Byline,
    Dateline,
    Body,
    /// The text or credit of a picture.
    Caption,
    Quote,
    /// What the page says around the story: share buttons, cookies, adverts.
    Boilerplate,
    /// Readers' comments and what surrounds them.
    Comment,
}

/// A paragraph, heading, list item, caption … of the text. Blocks are in text order and do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub kind: BlockKind,
    pub span: Span,
}

/// What the file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub byline: Option<String>,
    /// BCP 47, lower case.
    pub language: Option<String>,
    /// Where the dateline places the report, as written: "LIMA, Peru".
    pub dateline_place: Option<String>,
    /// The page's own address (its canonical link).
    pub url: Option<String>,
    /// The part of the outlet: "World", "Sport".
    pub section: Option<String>,
}

/// Where a publication date comes from, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DateOrigin {
    User,
    Metadata,
    Dateline,
    Url,
    Filename,
    Inferred,
    Unknown,
}

/// A publication date that the file suggests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DateCandidate {
    pub date: NaiveDate,
    pub origin: DateOrigin,
    /// One sentence for people: "The page's JSON-LD says datePublished 2016-11-20".
    pub reason: String,
    /// 0.0–1.0, higher is better.
    pub score: f32,
}

/// The publication date in force, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Published {
    pub date: Option<NaiveDate>,
    pub origin: DateOrigin,
    pub reason: String,
}

impl Published {
    pub fn unknown() -> Self {
        Self {
            date: None,
            origin: DateOrigin::Unknown,
            reason: "The file does not say when it was published".to_owned(),
        }
    }

    pub fn by_user(date: NaiveDate) -> Self {
        Self { date: Some(date), origin: DateOrigin::User, reason: "Set by you".to_owned() }
    }
}

/// Where a page of a paged file begins in the text, as far as a paragraph begins on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageStart {
    /// Byte of the text.
    pub at: usize,
    /// Counted from 1.
    pub page: usize,
}

/// An article: its text, what its parts are, and what it says about itself.
#[derive(Clone, Debug)]
pub struct Article {
    pub id: ArticleId,
    /// The path or URL as given.
    pub source: String,
    /// What the file says, newlines as `\n`; every span points into it.
    pub text: String,
    pub blocks: Vec<Block>,
    pub metadata: Metadata,
    /// Best first.
    pub date_candidates: Vec<DateCandidate>,
    /// Remarks about the reading itself that a user should know ("read as windows-1252"), each one sentence.
    pub remarks: Vec<String>,
    /// The pages of the file, in order; empty where it has none.
    pub pages: Vec<PageStart>,
    /// Whether the text is surely in another language than English: only its English paragraphs are read for events.
    pub foreign: bool,
    pub chars: CharMap,
}

impl Article {
    pub fn new(
        source: &str,
        text: String,
        blocks: Vec<Block>,
        metadata: Metadata,
        date_candidates: Vec<DateCandidate>,
    ) -> Self {
        Self {
            id: ArticleId::of(&text),
            source: source.to_owned(),
            chars: CharMap::new(&text),
            text,
            blocks,
            metadata,
            date_candidates,
            remarks: Vec::new(),
            pages: Vec::new(),
            foreign: false,
        }
    }

    /// Can a block be read for events? In a text of another language, only where the block is English.
    pub fn is_readable(&self, block: &Block) -> bool {
        !self.foreign || super::language::is_english(&self.text[block.span.start..block.span.end])
    }

    /// The title of the file's metadata, else its headline, else its file name.
    pub fn title(&self) -> String {
        let headline = self.blocks.iter().find(|b| b.kind == BlockKind::Headline);
        self.metadata
            .title
            .clone()
            .or_else(|| headline.map(|b| b.span.of(&self.text).trim().to_owned()))
            .unwrap_or_else(|| self.source.rsplit(['/', '\\']).next().unwrap_or(&self.source).to_owned())
    }

    /// The page on which a byte of the text stands, where the file has pages.
    pub fn page_of(&self, at: usize) -> Option<usize> {
        let before = self.pages.partition_point(|start| start.at <= at);
        before.checked_sub(1).and_then(|i| self.pages.get(i)).map(|start| start.page)
    }

    /// The publication date that the file itself gives.
    pub fn published(&self) -> Published {
        self.date_candidates.first().map_or_else(Published::unknown, |c| Published {
            date: Some(c.date),
            origin: c.origin,
            reason: c.reason.clone(),
        })
    }
}

/// Why a file could not be read: one sentence, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}{}{hint}", if hint.is_empty() { "" } else { " " })]
pub struct ReadError {
    pub message: String,
    pub hint: String,
    /// Would the right password open it?
    pub is_locked: bool,
}

impl ReadError {
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into(), is_locked: false }
    }

    /// A password would open it; `passwords` are those that did not.
    pub fn locked(short: &str, passwords: &Passwords) -> Self {
        let message = if passwords.is_empty() {
            format!("{short} is locked with a password.")
        } else {
            format!("{short} is locked, and no password that was given opens it.")
        };
        let hint = "Give its password (under Problems, or with --password), or save a copy that is not locked.";
        Self { is_locked: true, ..Self::new(message, hint) }
    }
}
