//! What the canvas keeps of each event: where it lies in time, what it looks like, and how wide its label is.

use super::axis::{Limits, end_of, start_of};
use super::glyph::Glyph;
use crate::event::{Event, Review, Status};
use crate::gui::words::upper_first;
use crate::time::Precision;
use crate::timeline::Timeline;
use rustc_hash::FxHashMap;

/// Below this confidence an event says that it is unsure.
const UNSURE: f32 = 0.3;

/// Which end of the interval nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    No,
    /// "before X"
    Start,
    /// "after X"
    End,
}

/// A dated event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Index into the timeline's events.
    pub event: usize,
    /// Days, see [`super::axis`]. Both are the known end where the other is open.
    pub from: f64,
    pub to: f64,
    pub open: Open,
    pub approximate: bool,
    /// Known to the day or better: drawn as a point.
    pub fine: bool,
    pub glyph: Glyph,
    /// Points: the title with its remark, and the wider of the two lines of a card.
    pub label_width: f32,
    pub card_width: f32,
    pub salience: f32,
    /// Where sources disagree: the middles of the first and the last day that one of them says.
    pub said: Option<(f64, f64)>,
}

impl Mark {
    pub fn width(&self, card: bool) -> f32 {
        if card { self.card_width } else { self.label_width }
    }

    pub fn middle(&self) -> f64 {
        self.from.midpoint(self.to)
    }
}

/// All events of a timeline as the canvas sees them.
#[derive(Default)]
pub struct Marks {
    /// By `from`, then in the timeline's order.
    pub dated: Vec<Mark>,
    /// Indices of events without a date, in reading order.
    pub undated: Vec<usize>,
    /// Middles in rising order.
    pub middles: Vec<f64>,
    /// Ends in rising order.
    ends: Vec<f64>,
    by_id: FxHashMap<String, usize>,
}

impl Marks {
    /// `widths` measures the label of an event, and its card, in points.
    #[cfg(test)]
    pub fn new(timeline: &Timeline, widths: impl FnMut(&Event) -> (f32, f32)) -> Self {
        Self::matching(timeline, None, widths)
    }

    /// The marks of those events only that `matching` (by event) tells; of all without it.
    pub fn matching(
        timeline: &Timeline,
        matching: Option<&[bool]>,
        mut widths: impl FnMut(&Event) -> (f32, f32),
    ) -> Self {
        let (mut dated, mut undated) = (Vec::new(), Vec::new());
        let events = timeline.events.iter().enumerate();
        for (index, event) in events.filter(|(i, _)| matching.is_none_or(|m| m.get(*i) == Some(&true))) {
            match mark(index, event) {
                Some(mark) => {
                    let (label_width, card_width) = widths(event);
                    dated.push(Mark { label_width, card_width, ..mark });
                }
                None => undated.push(index),
            }
        }
        let mut marks = Self { undated, ..Self::of(dated) };
        let ids = marks.dated.iter().map(|m| timeline.events[m.event].id.clone());
        marks.by_id = ids.zip(0..).collect();
        marks
    }

    /// Marks of no timeline.
    pub fn of(mut dated: Vec<Mark>) -> Self {
        dated.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.event.cmp(&b.event)));
        let rising = |mut times: Vec<f64>| {
            times.sort_by(f64::total_cmp);
            times
        };
        Self {
            middles: rising(dated.iter().map(Mark::middle).collect()),
            ends: rising(dated.iter().map(|m| m.to).collect()),
            dated,
            ..Self::default()
        }
    }

    /// Where in `dated` an event stands.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Indices of the marks that touch `from..=to`.
    #[cfg(test)]
    pub fn within(&self, from: f64, to: f64) -> impl Iterator<Item = usize> + '_ {
        (0..self.dated.len()).filter(move |at| self.dated[*at].from <= to && self.dated[*at].to >= from)
    }

    /// How many marks end before a time, and the last of those ends.
    pub fn before(&self, time: f64) -> Option<(usize, f64)> {
        let count = self.ends.partition_point(|end| *end < time);
        Some((count, *self.ends.get(count.checked_sub(1)?)?))
    }

    /// How many marks start after a time, and the first of those starts.
    pub fn after(&self, time: f64) -> Option<(usize, f64)> {
        let first = self.dated.partition_point(|m| m.from <= time);
        self.dated.get(first).map(|m| (self.dated.len() - first, m.from))
    }

    /// From the first to the last time of all marks.
    pub fn extent(&self) -> Option<Limits> {
        Some(Limits { from: self.dated.first()?.from, to: *self.ends.last()? })
    }
}

/// The middles of all dated events in rising order.
pub fn middles(timeline: &Timeline) -> Vec<f64> {
    let mut middles: Vec<f64> = timeline.events.iter().filter_map(|e| Some(mark(0, e)?.middle())).collect();
    middles.sort_by(f64::total_cmp);
    middles
}

fn mark(index: usize, event: &Event) -> Option<Mark> {
    let date = event.when.as_ref()?.date?;
    let (from, to, open) = match (date.earliest.map(start_of), date.latest.map(end_of)) {
        (Some(from), Some(to)) => (from, to.max(from), Open::No),
        (Some(from), None) => (from, from, Open::End),
        (None, Some(to)) => (to, to, Open::Start),
        (None, None) => return None,
    };
    Some(Mark {
        event: index,
        from,
        to,
        open,
        approximate: date.approximate,
        fine: matches!(date.precision, Precision::Minute | Precision::Hour | Precision::Day),
        glyph: glyph(event),
        label_width: 0.0,
        card_width: 0.0,
        salience: event.salience,
        said: said(event),
    })
}

/// The middles of the days that sources disagree about.
pub fn claims(event: &Event) -> impl Iterator<Item = f64> + '_ {
    event.claims.iter().filter_map(|claim| {
        let date = claim.when.date?;
        let (from, to) = (date.earliest.map(start_of), date.latest.map(end_of));
        Some(from.or(to)?.midpoint(to.or(from)?))
    })
}

fn said(event: &Event) -> Option<(f64, f64)> {
    let (first, last) = (claims(event).reduce(f64::min)?, claims(event).reduce(f64::max)?);
    (first < last).then_some((first, last))
}

/// Every status has a shape of its own, so that none is told by colour alone.
fn glyph(event: &Event) -> Glyph {
    match event.status {
        _ if event.review == Review::Rejected => Glyph::Cross,
        Status::Happened => Glyph::Disc,
        Status::Planned => Glyph::Ring,
        Status::Hypothetical => Glyph::DashedRing,
        Status::Contested => Glyph::Diamond,
        Status::Denied | Status::Cancelled => Glyph::StruckRing,
        Status::Background => Glyph::Dot,
    }
}

/// What follows the title in soft ink: all that its place and its glyph may leave unsaid.
pub fn remark(event: &Event) -> String {
    let mut words: Vec<String> = Vec::new();
    if event.review == Review::Rejected {
        words.push("rejected".into());
    }
    if let Status::Planned | Status::Hypothetical | Status::Contested | Status::Denied | Status::Cancelled =
        event.status
    {
        words.push(status_word(event.status).into());
    }
    if !event.claims.is_empty() {
        words.push("≠ sources disagree".into());
    }
    if event.confidence < UNSURE {
        words.push("unsure".into());
    }
    let sources = event.sources;
    if sources > 1 {
        words.push(format!("{sources} sources"));
    }
    words.join(" · ")
}

/// The second line of a card: when, and the remark.
pub fn second_line(event: &Event) -> String {
    let when = crate::gui::words::when_short(event.when.as_ref());
    match remark(event) {
        remark if remark.is_empty() => when,
        remark => format!("{when} · {remark}"),
    }
}

pub fn status_word(status: Status) -> &'static str {
    match status {
        Status::Happened => "happened",
        Status::Planned => "planned",
        Status::Hypothetical => "if?",
        Status::Denied => "denied",
        Status::Contested => "contested",
        Status::Cancelled => "cancelled",
        Status::Background => "background",
    }
}

/// The name of an event for a screen reader: title, date in words, sources, status.
pub fn accessible_name(event: &Event) -> String {
    let date = event.when.as_ref().map_or("undated", |when| when.text.as_str());
    let sources = event.sources;
    let plural = if sources == 1 { "" } else { "s" };
    let status = if event.status == Status::Hypothetical { "hypothetical" } else { status_word(event.status) };
    let review = match event.review {
        Review::Proposed => "",
        Review::Confirmed => ", confirmed",
        Review::Rejected => ", rejected",
    };
    let disagree = if event.claims.is_empty() { "" } else { ", sources disagree" };
    format!("{}, {date}, {sources} source{plural}, {status}{review}{disagree}", upper_first(&event.title))
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    fn marks() -> Marks {
        Marks::new(&fixture::summit(), |_| (80.0, 80.0))
    }

    #[test]
    fn open_and_undated_events_are_told_apart() {
        let marks = marks();
        assert_eq!(marks.dated.iter().filter(|m| m.open == Open::Start).count(), 1);
        assert_eq!(marks.dated.iter().filter(|m| m.open == Open::End).count(), 1);
        assert_eq!(marks.undated.len(), 4);
    }

    #[test]
    fn what_is_before_after_and_in_a_window_is_all() {
        let marks = marks();
        let extent = marks.extent().expect("dated marks");
        assert_eq!(marks.within(extent.from, extent.to).count(), marks.dated.len());
        let middle = extent.from.midpoint(extent.to);
        let found: Vec<_> = marks.within(middle, middle + 1.0).collect();
        let before = marks.before(middle).map_or(0, |(n, _)| n);
        let after = marks.after(middle + 1.0).map_or(0, |(n, _)| n);
        assert_eq!(before + found.len() + after, marks.dated.len());
    }

    #[test]
    fn names_say_everything_and_remarks_only_what_is_special() {
        let timeline = fixture::summit();
        let named = |title: &str| timeline.events.iter().find(|e| e.title == title).expect("an event");
        let meeting = named("Presidents shake hands");
        assert_eq!(accessible_name(meeting), "Presidents shake hands, 20 November 2016, 2 sources, happened");
        assert_eq!(remark(meeting), "2 sources");
        assert_eq!(remark(named("Town hall in Lima")), "planned");
        assert_eq!(remark(named("Premier arrives")), "");
    }
}
