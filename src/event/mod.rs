//! What: the events that an article reports, each with its sentences and the reasons of its date.
//!
//! [`analyse`] finds mentions and knows no publication date; [`events`] dates them and merges those of one event.

mod model;

pub use model::{Analysis, Event, Evidence, Mention, Participant, Quoted, Review, Role, Status, When};

use crate::article::Article;
use chrono::NaiveDate;

/// Everything about an article that does not depend on its publication date.
pub fn analyse(_article: &Article) -> Analysis {
    Analysis::default()
}

/// The events of one article for a publication date, in text order.
pub fn events(_article: &Article, _analysis: &Analysis, _publication: Option<NaiveDate>) -> Vec<Event> {
    Vec::new()
}
