//! What time is counted from: the calendar, or a publication whose day nobody knows.
//!
//! Where no event has a date, those of one article still have an order: "the Sunday before publication". Day 0 is then
//! the day of publication, and the ruler speaks in words.

use super::axis::{Limits, View};
use super::ruler::{Tick, time_in_words};
use crate::event::Event;
use crate::time::{Offset, offset};
use crate::timeline::Timeline;
use rustc_hash::FxHashMap;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reckoning {
    #[default]
    Calendar,
    /// From the publication of the article with this index.
    Publication(usize),
}

/// Points between two labels: they are longer than dates.
const MIN_GAP: f64 = 120.0;
/// Steps with their names, in days. Weeks and years are whole days long; a month has no one length, so there is none.
const STEPS: [(f64, f64, &str); 14] = [
    (1.0, 1.0, "day"),
    (2.0, 1.0, "day"),
    (7.0, 7.0, "week"),
    (14.0, 7.0, "week"),
    (28.0, 7.0, "week"),
    (56.0, 7.0, "week"),
    (182.0, 7.0, "week"),
    (365.25, 365.25, "year"),
    (730.5, 365.25, "year"),
    (1826.25, 365.25, "year"),
    (3652.5, 365.25, "year"),
    (18_262.5, 365.25, "year"),
    (36_525.0, 365.25, "year"),
    (365_250.0, 365.25, "year"),
];
/// More ticks than any screen can show.
const MOST_TICKS: usize = 200;

impl Reckoning {
    /// The reckoning of a timeline of which no event has a date: the publication that most events count from.
    pub fn without_dates(timeline: &Timeline) -> Self {
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        for event in timeline.events.iter().filter(|e| place(e).is_some()) {
            if let Some(evidence) = event.evidence.first() {
                *counts.entry(evidence.article.0.as_str()).or_default() += 1;
            }
        }
        let most = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
        let article = most.and_then(|(id, _)| timeline.articles.iter().position(|a| a.id.0 == id));
        article.map_or(Self::Calendar, Self::Publication)
    }

    /// When an event was, from this publication on.
    pub fn offset(self, timeline: &Timeline, event: &Event) -> Option<Offset> {
        let Self::Publication(article) = self else { return None };
        let own = event.evidence.first()?.article == timeline.articles.get(article)?.id;
        place(event).filter(|_| own)
    }

    /// A time as exactly as the zoom can tell it.
    pub fn in_words(self, time: f64, days_per_point: f64) -> String {
        match self {
            Self::Calendar => time_in_words(time, days_per_point),
            Self::Publication(_) => {
                let (step, unit, name) = step_for(days_per_point / 12.0);
                let whole = (time / step).floor() * step;
                words(whole, unit, name, " publication", "the day of publication")
            }
        }
    }

    /// "12 Mar 2019 – 3 Apr 2019": a stretch of whole days.
    pub fn stretch(self, range: Limits, in_calendar: impl Fn(f64) -> String) -> (String, String) {
        let last = (range.to - 1e-6).max(range.from);
        match self {
            Self::Calendar => (in_calendar(range.from), in_calendar(last)),
            Self::Publication(_) => (self.in_words(range.from, 0.0), self.in_words(last, 0.0)),
        }
    }
}

/// Where an event without a date lies, seen from the publication of its article.
pub fn place(event: &Event) -> Option<Offset> {
    event.when.as_ref().filter(|when| when.date.is_none()).and_then(|when| offset(&when.text))
}

fn step_for(days_per_point: f64) -> (f64, f64, &'static str) {
    let room = MIN_GAP * days_per_point;
    STEPS.iter().find(|(days, ..)| *days >= room).or(STEPS.last()).copied().unwrap_or((1.0, 1.0, "day"))
}

/// "3 days before", "2 weeks after publication".
fn words(time: f64, unit: f64, name: &str, of: &str, at: &str) -> String {
    let count = (time / unit).round();
    let side = if count < 0.0 { "before" } else { "after" };
    match count.abs() {
        0.0 => at.to_owned(),
        1.0 => format!("1 {name} {side}{of}"),
        n => format!("{n} {name}s {side}{of}"),
    }
}

/// The one row of a ruler that counts from a publication, with the tick before the view.
pub fn ticks(view: View, width: f64) -> Vec<Tick> {
    let (step, unit, name) = step_for(view.days_per_point);
    let first = (view.origin / step).floor() as i64;
    let end = view.time(width);
    let times = (first..).map(|n| n as f64 * step).take_while(|time| *time <= end).take(MOST_TICKS);
    times.map(|time| Tick { time, label: words(time, unit, name, "", "publication") }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::undated;
    use super::super::folds::Folds;
    use super::super::marks::{Marks, Open};
    use super::*;

    #[test]
    fn the_ruler_speaks_of_publication() {
        let labels = |origin: f64, days_per_point: f64| -> Vec<String> {
            let view = View { origin, days_per_point, folds: Folds::NONE };
            ticks(view, 600.0).into_iter().map(|t| t.label).collect()
        };
        assert_eq!(
            labels(-2.0, 1.0 / 150.0),
            ["2 days before", "1 day before", "publication", "1 day after", "2 days after"]
        );
        assert_eq!(labels(-14.0, 7.0 / 130.0)[..3], ["2 weeks before", "1 week before", "publication"]);
        assert!(labels(-1e9, 1e6).len() <= MOST_TICKS);
        let publication = Reckoning::Publication(0);
        assert_eq!(publication.in_words(0.4, 0.01), "the day of publication");
        assert_eq!(publication.in_words(-0.5, 0.01), "1 day before publication");
    }

    #[test]
    fn where_nothing_is_dated_events_stand_beside_the_publication() {
        let marks = Marks::new(&undated(), |_| (80.0, 80.0));
        assert_eq!(marks.reckoning, Reckoning::Publication(0));
        let places: Vec<(f64, f64, Open)> = marks.dated.iter().map(|m| (m.from, m.to, m.open)).collect();
        assert_eq!(
            places,
            [(-7.0, 0.0, Open::No), (-2.0, -1.0, Open::No), (0.0, 0.0, Open::End), (1.0, 1.0, Open::Start)]
        );
        assert_eq!(marks.undated.len(), 2, "what says nothing, and what counts from another publication");
    }

    #[test]
    fn one_date_is_enough_for_the_calendar() {
        let mut timeline = undated();
        timeline.events.extend(super::super::fixture::summit().events);
        let marks = Marks::new(&timeline, |_| (80.0, 80.0));
        assert_eq!(marks.reckoning, Reckoning::Calendar);
        assert!(marks.undated.len() >= 6);
        assert_eq!(Reckoning::without_dates(&Timeline::default()), Reckoning::Calendar);
    }
}
