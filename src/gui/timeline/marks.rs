//! What the canvas keeps of each event: where it lies in time, what it looks like, and how wide its label is.

use super::axis::{Limits, end_of, start_of};
use super::detail::Form;
use super::fit;
use super::folds::Folds;
use super::glyph::Glyph;
use super::moved::Shift;
use super::reckoning::Reckoning;
use super::ruler::tells_hours;
use super::shelf_axis::{self, Line};
use crate::event::{Event, Review, Status};
use crate::gui::words::upper_first;
use crate::time::Precision;
use crate::timeline::{Clock, Timeline};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;
use std::sync::Arc;

/// Below this confidence an event says that it is unsure.
const UNSURE: f32 = 0.3;
/// Points of the column in which the words of a source stand.
pub const QUOTE_WIDTH: f32 = 280.0;

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
    pub fn width(&self, form: Form) -> f32 {
        match form {
            Form::Title => self.label_width,
            Form::Card => self.card_width,
            Form::Quote => self.card_width.max(QUOTE_WIDTH),
        }
    }

    pub fn middle(&self) -> f64 {
        self.from.midpoint(self.to)
    }
}

/// The events of a timeline that are shown, as the canvas sees them.
#[derive(Clone, Default)]
pub struct Marks {
    /// By `from`, then in the timeline's order.
    pub dated: Arc<Vec<Mark>>,
    /// Indices of events without a date, in reading order.
    pub undated: Arc<Vec<usize>>,
    /// The same as the shelf shows them.
    pub shelf: Arc<Vec<Line>>,
    /// Middles in rising order.
    pub middles: Arc<Vec<f64>>,
    /// The first and the last middle that are no outliers, and the days of the typical date.
    pub bulk: Option<(f64, f64)>,
    pub typical: f64,
    /// The long gaps between the marks, and those of them that are folded.
    pub gaps: Folds,
    pub folds: Folds,
    /// Ends in rising order.
    pub(super) ends: Arc<Vec<f64>>,
    /// What their times are counted from.
    pub reckoning: Reckoning,
    /// Whose clock their times of day are drawn by.
    pub clock: Clock,
    ids: Arc<Ids>,
}

impl Marks {
    /// `widths` measures the label of an event, and its card, in points.
    #[cfg(test)]
    pub fn new(timeline: &Timeline, widths: impl Fn(&Event) -> (f32, f32) + Sync) -> Self {
        Self::measured(&Arc::new(timeline.clone()), widths)
    }

    /// All events of a timeline: what is made once, however often its events are filtered.
    pub fn measured(timeline: &Arc<Timeline>, widths: impl Fn(&Event) -> (f32, f32) + Sync) -> Self {
        let has_date = |event: &Arc<Event>| event.when.as_ref().is_some_and(|when| when.date.is_some());
        let dates = timeline.events.iter().any(has_date);
        let reckoning = if dates { Reckoning::Calendar } else { Reckoning::without_dates(timeline) };
        let clock = Clock::of(&timeline.events);
        let rows = (0..timeline.events.len()).into_par_iter();
        let all: Vec<Option<Mark>> = rows.map(|row| measured(row, timeline, (reckoning, clock), &widths)).collect();
        let undated: Vec<usize> =
            all.iter().enumerate().filter(|(_, mark)| mark.is_none()).map(|(index, _)| index).collect();
        let marks = Self { reckoning, clock, ..Self::of(all.into_iter().flatten().collect()) };
        marks.with_shelf(undated, Ids::new(timeline))
    }

    /// The same with other events in some rows (rising); sorted anew. `None` where that changes what times are counted from.
    pub fn with(
        &self,
        timeline: &Arc<Timeline>,
        rows: &[usize],
        widths: impl Fn(&Event) -> (f32, f32),
    ) -> Option<Self> {
        let stays = |row: &usize| rows.binary_search(row).is_err();
        let mut dated: Vec<Mark> = self.dated.iter().filter(|m| stays(&m.event)).copied().collect();
        let mut undated: Vec<usize> = self.undated.iter().copied().filter(|row| stays(row)).collect();
        for row in rows {
            match measured(*row, timeline, self.times(), &widths) {
                Some(mark) => dated.push(mark),
                None => undated.push(*row),
            }
        }
        undated.sort_unstable();
        let (reckoning, clock) = self.times();
        let own_clock = rows.iter().all(|row| timeline.events.get(*row).is_none_or(|event| clock.is_own(event)));
        (reckoning == Reckoning::Calendar && !dated.is_empty() && own_clock)
            .then(|| Self { reckoning, clock, ..Self::of(dated) }.with_shelf(undated, self.ids.of(timeline)))
    }

    /// Puts events in the place of what they were (see [`Self::shift`]), and tells how they have moved.
    pub fn put(&mut self, timeline: &Arc<Timeline>, marks: &[Mark]) -> Vec<Shift> {
        let mut shifts = Vec::new();
        for mark in marks {
            if let Some(from) = self.place_of_row(mark.event) {
                shifts.push(self.shift(from, *mark));
            }
        }
        self.ids = Arc::new(self.ids.of(timeline));
        shifts
    }

    /// The mark of the event in a row of the timeline, where it is shown and has one.
    pub fn of_row(&self, row: usize) -> Option<&Mark> {
        self.dated.get(self.place_of_row(row)?)
    }

    /// Where in `dated` it stands.
    pub fn place_of_row(&self, row: usize) -> Option<usize> {
        let timeline = &self.ids.timeline;
        let from = mark(row, timeline.events.get(row)?, timeline, self.times())?.from;
        place(&self.dated, row, from)
    }

    /// Those of the events that `matching` (by event) tells.
    pub fn matching(&self, matching: &[bool]) -> Self {
        let shown = |event: usize| matching.get(event) == Some(&true);
        let dated = self.dated.iter().filter(|m| shown(m.event)).copied().collect();
        let undated: Vec<usize> = self.undated.iter().copied().filter(|event| shown(*event)).collect();
        let (reckoning, clock) = self.times();
        Self { reckoning, clock, ..Self::of(dated) }.with_shelf(undated, self.ids.of(&self.ids.timeline))
    }

    /// With the events that have no place in time.
    fn with_shelf(self, undated: Vec<usize>, ids: Ids) -> Self {
        let shelf = Arc::new(shelf_axis::lines(&ids.timeline, &undated));
        Self { undated: Arc::new(undated), shelf, ids: Arc::new(ids), ..self }
    }

    /// A time as exactly as the zoom can tell it; a time of day with the zone of the axis, where that is known.
    pub fn time_in_words(&self, time: f64, days_per_point: f64) -> String {
        let words = self.reckoning.in_words(time, days_per_point);
        let clock = self.reckoning == Reckoning::Calendar && tells_hours(days_per_point) && !words.is_empty();
        if clock { words + &self.clock.in_words() } else { words }
    }

    /// What times are counted from, and by whose clock.
    pub fn times(&self) -> (Reckoning, Clock) {
        (self.reckoning, self.clock)
    }

    /// Marks of no timeline.
    pub fn of(mut dated: Vec<Mark>) -> Self {
        let by_start = |a: &Mark, b: &Mark| a.from.total_cmp(&b.from).then(a.event.cmp(&b.event));
        if !dated.is_sorted_by(|a, b| by_start(a, b).is_le()) {
            dated.par_sort_by(by_start);
        }
        let rising = |mut times: Vec<f64>| {
            times.par_sort_by(f64::total_cmp);
            Arc::new(times)
        };
        let middles = rising(dated.iter().map(Mark::middle).collect());
        Self {
            bulk: fit::bulk(&middles),
            typical: fit::median_length(&dated),
            gaps: Folds::between(&dated),
            middles,
            ends: rising(dated.iter().map(|m| m.to).collect()),
            dated: Arc::new(dated),
            ..Self::default()
        }
    }

    /// Where in `dated` an event stands.
    pub fn find(&self, id: &str) -> Option<usize> {
        let wanted = self.ids.find(id)?;
        let timeline = &self.ids.timeline;
        let from = mark(wanted, timeline.events.get(wanted)?, timeline, self.times())?.from;
        place(&self.dated, wanted, from)
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

#[cfg(test)]
impl Marks {
    /// What they take, in bytes; `ids` are shared by all marks of a timeline.
    pub fn bytes(&self) -> usize {
        let times = size_of_val(self.middles.as_slice()) + size_of_val(self.ends.as_slice());
        let undated = size_of_val(self.undated.as_slice()) + size_of_val(self.shelf.as_slice());
        size_of_val(self.dated.as_slice()) + undated + times
    }

    pub fn bytes_of_ids(&self) -> usize {
        size_of_val(self.ids.hashes.as_slice())
    }
}

/// Finds an event by its id: hashes in rising order, so that a million of them take 16 MB.
#[derive(Default)]
struct Ids {
    timeline: Arc<Timeline>,
    hashes: Arc<Vec<(u64, u32)>>,
}

impl Ids {
    fn new(timeline: &Arc<Timeline>) -> Self {
        let mut hashes: Vec<(u64, u32)> =
            timeline.events.par_iter().enumerate().map(|(i, event)| (hash(&event.id), i as u32)).collect();
        hashes.par_sort_unstable();
        Self { timeline: timeline.clone(), hashes: Arc::new(hashes) }
    }

    /// Of a timeline whose events have the same ids.
    fn of(&self, timeline: &Arc<Timeline>) -> Self {
        Self { timeline: timeline.clone(), hashes: self.hashes.clone() }
    }

    fn find(&self, id: &str) -> Option<usize> {
        let hash = hash(id);
        let first = self.hashes.partition_point(|(of, _)| *of < hash);
        let alike = self.hashes[first..].iter().take_while(|(of, _)| *of == hash);
        alike.map(|(_, index)| *index as usize).find(|index| self.timeline.events[*index].id == id)
    }
}

/// Where in `dated` the event of a row stands.
fn place(dated: &[Mark], row: usize, from: f64) -> Option<usize> {
    dated.binary_search_by(|m| m.from.total_cmp(&from).then(m.event.cmp(&row))).ok()
}

fn hash(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

/// The mark of a row with the widths of its labels; `None` where it has no place in time.
pub fn measured(
    row: usize,
    timeline: &Timeline,
    times: (Reckoning, Clock),
    widths: &impl Fn(&Event) -> (f32, f32),
) -> Option<Mark> {
    let event = timeline.events.get(row)?;
    let mark = mark(row, event, timeline, times)?;
    let (label_width, card_width) = widths(event);
    Some(Mark { label_width, card_width, ..mark })
}

fn mark(index: usize, event: &Event, timeline: &Timeline, (reckoning, clock): (Reckoning, Clock)) -> Option<Mark> {
    let ((earliest, latest), approximate, fine) = match event.when.as_ref()?.date {
        Some(date) => {
            let date = clock.shows(date);
            let fine = matches!(date.precision, Precision::Minute | Precision::Hour | Precision::Day);
            ((date.earliest.map(start_of), date.latest.map(end_of)), date.approximate, fine)
        }
        None => {
            let offset = reckoning.offset(timeline, event)?;
            let bounds = (offset.earliest.map(|day| day as f64), offset.latest.map(|day| day as f64 + 1.0));
            (bounds, offset.approximate, offset.earliest.is_some() && offset.earliest == offset.latest)
        }
    };
    let (from, to, open) = match (earliest, latest) {
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
        approximate,
        fine,
        glyph: glyph(event),
        label_width: 0.0,
        card_width: 0.0,
        salience: event.salience,
        said: said(event, clock),
    })
}

/// The middles of the days that sources disagree about.
pub fn claims(event: &Event, clock: Clock) -> impl Iterator<Item = f64> + '_ {
    event.claims.iter().filter_map(move |claim| {
        let date = clock.shows(claim.when.date?);
        let (from, to) = (date.earliest.map(start_of), date.latest.map(end_of));
        Some(from.or(to)?.midpoint(to.or(from)?))
    })
}

fn said(event: &Event, clock: Clock) -> Option<(f64, f64)> {
    let (first, last) = (claims(event, clock).reduce(f64::min)?, claims(event, clock).reduce(f64::max)?);
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
    use crate::event::When;
    use crate::time::UncertainDate;

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

    #[test]
    fn what_came_first_stands_first_and_days_stay() {
        let event = |(at, edtf): (usize, &str)| {
            let date = UncertainDate::from_edtf(edtf).expect("a date");
            let when = When { date: Some(date), edtf: Some(date.edtf()), text: date.words() };
            Arc::new(Event { id: format!("e{at}"), when: Some(when), ..Event::default() })
        };
        let dates =
            ["2016-11-20T23:30-05:00", "2016-11-21T02:00Z", "2016-11-21T03:00Z", "2016-11-20", "2016-11-20T23:45"];
        let timeline = Timeline { events: dates.into_iter().enumerate().map(event).collect(), ..Timeline::default() };
        let marks = Marks::new(&timeline, |_| (80.0, 80.0));
        let order: Vec<usize> = marks.dated.iter().map(|m| m.event).collect();
        assert_eq!(order, [3, 4, 1, 2, 0], "23:30 in New York is 04:30 at Greenwich");
        let day = marks.dated[0];
        assert_eq!(day.to - day.from, 1.0);
        assert_eq!(marks.find("e0"), Some(4));
        assert_eq!(marks.clock.in_words(), " UTC");
        let drawn: Vec<Option<String>> = timeline.events.iter().map(|event| marks.clock.drawn(event)).collect();
        assert_eq!(drawn[0].as_deref(), Some("21 November 2016, 04:30 UTC"));
        assert_eq!(drawn[1..], [None, None, None, None]);
    }
}
