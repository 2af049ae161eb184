//! The order of a timeline.

use super::model::ArticleInfo;
use crate::event::Event;
use crate::time::Moment;
use rustc_hash::FxHashMap;

/// Earliest first, an open start before its end, then by id; undated ones last, in reading order.
pub fn sort(events: &mut [Event], articles: &[ArticleInfo]) {
    let place: FxHashMap<&str, usize> = articles.iter().enumerate().map(|(i, a)| (a.id.0.as_str(), i)).collect();
    events.sort_by_cached_key(|event| match key(event) {
        Some((start, end)) => (0, Some((start, end)), 0, 0, event.id.clone()),
        None => {
            let first = event
                .evidence
                .iter()
                .map(|e| (place.get(e.article.0.as_str()).copied().unwrap_or(usize::MAX), e.span.start))
                .min();
            let (article, start) = first.unwrap_or((usize::MAX, usize::MAX));
            (1, None, article, start, event.id.clone())
        }
    });
}

/// Where an event stands: its earliest moment, else (an open start) its latest; then its latest, an open end last.
fn key(event: &Event) -> Option<(Moment, (bool, Option<Moment>))> {
    let date = event.when.as_ref()?.date?;
    let start = date.earliest.or(date.latest)?;
    Some((start, (date.latest.is_none(), date.latest)))
}
