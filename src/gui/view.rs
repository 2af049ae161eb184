//! Which events the window shows: by what the user made of them.

use crate::event::{Event, Review};
use crate::query::{self, Term, What};
use crate::time::day_in_words;
use crate::timeline::Timeline;
use chrono::{Datelike, NaiveDate};

/// A choice of events. Whatever it leaves out is counted, never lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub proposed: bool,
    pub confirmed: bool,
    pub rejected: bool,
    /// Those that the user hid.
    pub hidden: bool,
    /// What was typed to be searched for.
    pub query: String,
    /// Are the ways to narrow the search down shown?
    pub narrow: bool,
}

impl Default for View {
    fn default() -> Self {
        Self { proposed: true, confirmed: true, rejected: false, hidden: false, query: String::new(), narrow: false }
    }
}

impl View {
    pub fn shows(&self, event: &Event) -> bool {
        let review = match event.review {
            Review::Proposed => self.proposed,
            Review::Confirmed => self.confirmed,
            Review::Rejected => self.rejected,
        };
        review && (self.hidden || !event.hidden)
    }

    /// All events, whatever the user made of them, for which something is searched.
    pub fn all(query: &str) -> Self {
        Self { proposed: true, confirmed: true, rejected: true, hidden: true, query: query.to_owned(), narrow: false }
    }

    /// The query with one more condition.
    pub fn with(&self, condition: &str) -> Self {
        let query = self.query.trim();
        let query = if query.is_empty() { condition.to_owned() } else { format!("{query} {condition}") };
        Self { query, ..self.clone() }
    }

    /// Only what was from one day to the other, both with it: told in the query, where it can be seen and taken back.
    /// It takes the place of earlier bounds.
    pub fn only(&self, from: NaiveDate, to: NaiveDate) -> Self {
        let is_bound = |term: &Term| !term.not && matches!(term.what, What::Before(_) | What::After(_));
        let earlier = query::parse(&self.query).clauses;
        let kept = earlier.iter().filter(|clause| !clause.terms.iter().all(is_bound));
        let kept = kept.map(|clause| clause.span.of(&self.query).to_owned());
        let bounds = [("after", from.pred_opt()), ("before", to.succ_opt())];
        let terms = bounds.into_iter().filter_map(|(name, day)| Some(format!("{name}:{}", typed(day?))));
        let query = kept.chain(terms).collect::<Vec<_>>().join(" ");
        Self { query, ..self.clone() }
    }
}

/// A day as it can be typed after "before:".
fn typed(day: NaiveDate) -> String {
    if (1000..=9999).contains(&day.year()) { day.to_string() } else { format!("\"{}\"", day_in_words(day)) }
}

/// How many events there are of each sort, shown or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub all: usize,
    pub proposed: usize,
    pub confirmed: usize,
    pub rejected: usize,
    pub hidden: usize,
}

impl Counts {
    pub fn of(timeline: &Timeline) -> Self {
        let mut counts = Self { all: timeline.events.len(), ..Self::default() };
        for event in &timeline.events {
            counts.hidden += usize::from(event.hidden);
            *counts.of_review(event.review) += 1;
        }
        counts
    }

    /// One event is no longer as it `was`.
    pub fn changed(&mut self, was: &Event, now: &Event) {
        *self.of_review(was.review) -= 1;
        *self.of_review(now.review) += 1;
        self.hidden = self.hidden - usize::from(was.hidden) + usize::from(now.hidden);
    }

    fn of_review(&mut self, review: Review) -> &mut usize {
        match review {
            Review::Proposed => &mut self.proposed,
            Review::Confirmed => &mut self.confirmed,
            Review::Rejected => &mut self.rejected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_time_is_told_in_the_query_once() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        let view = View::all("bridge person:navy");
        let once = view.only(day(2018, 1, 16), day(2019, 3, 20));
        assert_eq!(once.query, "bridge person:navy after:2018-01-15 before:2019-03-21");
        let twice = once.only(day(-43, 3, 15), day(-43, 3, 15));
        assert_eq!(twice.query, "bridge person:navy after:\"14 March 44 BC\" before:\"16 March 44 BC\"");
        assert_eq!(
            twice.only(day(2018, 1, 16), day(2018, 1, 16)).query,
            "bridge person:navy after:2018-01-15 before:2018-01-17"
        );
        let mixed =
            View::all("\"before: the flood\" OR after:2016 -before:1900").only(day(2018, 1, 16), day(2018, 1, 16));
        assert_eq!(
            mixed.query, "\"before: the flood\" OR after:2016 -before:1900 after:2018-01-15 before:2018-01-17",
            "what is no bound of its own stays"
        );
        let parsed = query::parse(&twice.query);
        assert!(parsed.remarks.is_empty(), "{:?}", parsed.remarks);
    }
}
