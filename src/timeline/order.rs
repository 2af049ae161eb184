//! The order of a timeline, and how a few events are put into it without sorting the others again.

use super::model::ArticleInfo;
use crate::event::Event;
use crate::time::Moment;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Earliest first, an open start before its end, then by id; undated ones last, in reading order.
pub struct Order<'a> {
    /// The place of each article in the timeline.
    place: FxHashMap<&'a str, usize>,
}

/// Where an event stands. Of two dated ones the places in the text are not asked.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'e> {
    undated: bool,
    /// Its earliest moment, else (an open start) its latest.
    start: Option<Moment>,
    /// An open end last.
    end: (bool, Option<Moment>),
    first_told: (usize, usize),
    id: &'e str,
}

impl<'a> Order<'a> {
    pub fn of(articles: &'a [ArticleInfo]) -> Self {
        Self { place: articles.iter().enumerate().map(|(i, a)| (a.id.0.as_str(), i)).collect() }
    }

    pub fn sorted(&self, events: &[Arc<Event>]) -> Vec<Arc<Event>> {
        let mut keyed: Vec<(Key<'_>, &Arc<Event>)> = events.iter().map(|e| (self.key(e), e)).collect();
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        keyed.into_iter().map(|(_, event)| event.clone()).collect()
    }

    /// `sorted` without the events at some places, and with others put in; `gone` stands in order.
    pub fn woven(&self, sorted: &[Arc<Event>], gone: &[usize], new: &[Arc<Event>]) -> Vec<Arc<Event>> {
        let new = self.sorted(new);
        let place = |event: &Arc<Event>| {
            let key = self.key(event);
            sorted.partition_point(|other| self.key(other) < key)
        };
        let mut out = Vec::with_capacity(sorted.len() + new.len());
        let mut from = 0;
        let mut gone = gone.iter().copied().peekable();
        let mut copy = |out: &mut Vec<Arc<Event>>, to: usize| {
            while let Some(at) = gone.next_if(|at| *at < to) {
                out.extend_from_slice(&sorted[from..at]);
                from = at + 1;
            }
            out.extend_from_slice(&sorted[from..to]);
            from = to;
        };
        for event in new {
            let at = place(&event);
            copy(&mut out, at);
            out.push(event);
        }
        copy(&mut out, sorted.len());
        out
    }

    fn key<'e>(&self, event: &'e Event) -> Key<'e> {
        let id = event.id.as_str();
        let date = event.when.as_ref().and_then(|w| w.date);
        match date.and_then(|date| date.earliest.or(date.latest)) {
            Some(start) => {
                let latest = date.and_then(|d| d.latest);
                Key { undated: false, start: Some(start), end: (latest.is_none(), latest), first_told: (0, 0), id }
            }
            None => {
                let place = |article: &str| self.place.get(article).copied().unwrap_or(usize::MAX);
                let told = event.evidence.iter().map(|e| (place(&e.article.0), e.span.start)).min();
                let first_told = told.unwrap_or((usize::MAX, usize::MAX));
                Key { undated: true, start: None, end: (false, None), first_told, id }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::When;
    use crate::time::UncertainDate;
    use proptest::prelude::*;

    fn event(id: usize, edtf: Option<&str>) -> Arc<Event> {
        let when = edtf.map(|edtf| When {
            date: UncertainDate::from_edtf(edtf),
            edtf: Some(edtf.to_owned()),
            text: edtf.to_owned(),
        });
        Arc::new(Event { id: format!("e{id:03}"), when, ..Event::default() })
    }

    const DATES: [Option<&str>; 7] = [
        None,
        Some("2016"),
        Some("2016-11"),
        Some("../2016-01-01"),
        Some("2016-01-01/.."),
        Some("-0043"),
        Some("2020"),
    ];

    proptest! {
        #[test]
        fn weaving_is_sorting(old in prop::collection::vec(0usize..7, 0..20), new in prop::collection::vec(0usize..7, 0..6),
                              gone in prop::collection::btree_set(0usize..20, 0..6)) {
            let order = Order::of(&[]);
            let all: Vec<Arc<Event>> = old.iter().enumerate().map(|(i, d)| event(i, DATES[*d])).collect();
            let sorted = order.sorted(&all);
            let new: Vec<Arc<Event>> = new.iter().enumerate().map(|(i, d)| event(100 + i, DATES[*d])).collect();
            let gone: Vec<usize> = gone.into_iter().filter(|g| *g < sorted.len()).collect();
            let kept = sorted.iter().enumerate().filter(|(i, _)| !gone.contains(i)).map(|(_, e)| e.clone());
            let expected = order.sorted(&kept.chain(new.iter().cloned()).collect::<Vec<_>>());
            prop_assert_eq!(order.woven(&sorted, &gone, &new), expected);
        }
    }
}
