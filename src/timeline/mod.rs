//! One timeline out of the events of all articles: what several report is one event, all in time order.

mod claims;
mod merge;
mod model;
mod order;
mod view;

pub use claims::{recount, sources};
pub use model::{ArticleInfo, Timeline};

use crate::event::Event;

/// Merges events that several articles report, and puts all in time order, then by id; undated ones last, in reading
/// order. `events` stand in reading order: article by article, each in text order.
pub fn merge(title: &str, articles: Vec<ArticleInfo>, events: Vec<Event>) -> Timeline {
    let mut events = merge::across_articles(events);
    order::sort(&mut events, &articles);
    Timeline { title: title.to_owned(), articles, events }
}
