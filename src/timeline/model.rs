//! What a timeline is: articles, and the events that they report.

use crate::article::{Article, ArticleId, Published};
use crate::event::Event;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What a timeline keeps of an article: enough to cite it.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleInfo {
    pub id: ArticleId,
    pub title: String,
    pub source: String,
    pub publisher: Option<String>,
    pub byline: Option<String>,
    pub language: Option<String>,
    pub published: Published,
}

impl ArticleInfo {
    pub fn new(article: &Article, published: Published) -> Self {
        Self {
            id: article.id.clone(),
            title: article.title(),
            source: article.source.clone(),
            publisher: article.metadata.publisher.clone(),
            byline: article.metadata.byline.clone(),
            language: article.metadata.language.clone(),
            published,
        }
    }
}

/// Events in time order, then by id; undated ones last, in reading order. They are shared, as the articles are: what is
/// corrected is a copy, and the rest costs nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    pub title: String,
    pub articles: Arc<[ArticleInfo]>,
    pub events: Vec<Arc<Event>>,
}

/// For the id of each event that several articles report: the events as each of them tells it, in reading order.
pub type Parts = FxHashMap<String, Vec<Arc<Event>>>;

/// A timeline, and what its events were merged from.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    pub timeline: Timeline,
    pub parts: Parts,
}
