//! One timeline out of the events of all articles: what several report is one event, all in time order.

mod blocks;
mod claims;
mod clock;
mod merge;
mod merger;
mod model;
mod order;
mod view;

pub use claims::{recount, sources};
pub use clock::{Clock, Clocks};
pub use merge::join;
pub use merger::Merger;
pub use model::{ArticleInfo, Merged, Parts, Timeline};
pub use order::Order;

use crate::event::Event;
use std::sync::Arc;

/// Merges events that several articles report, and puts all in time order, then by id; undated ones last, in reading
/// order. `events` stand in reading order: article by article, each in text order.
pub fn merge(title: &str, articles: Vec<ArticleInfo>, events: Vec<Arc<Event>>) -> Merged {
    Merger::default().merge(title, articles, events)
}
