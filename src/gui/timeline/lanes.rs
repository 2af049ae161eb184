//! Lanes: the events of a timeline grouped by what they have in common.

use super::marks::Marks;
use super::peaks::Peaks;
use super::starts::Starts;
use crate::event::{Event, Status};
use crate::timeline::Timeline;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// More lanes than these hide each other; the smallest share the last one.
const MOST: usize = 40;

/// What the lanes stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Grouping {
    #[default]
    None,
    Source,
    Participant,
    Place,
    Tag,
    Kind,
    Status,
}

impl Grouping {
    pub const ALL: [Self; 7] =
        [Self::None, Self::Source, Self::Participant, Self::Place, Self::Tag, Self::Kind, Self::Status];

    /// "Lanes by …"
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "No lanes",
            Self::Source => "Source",
            Self::Participant => "Who",
            Self::Place => "Place",
            Self::Tag => "Tag",
            Self::Kind => "Kind",
            Self::Status => "Status",
        }
    }

    /// The lane of events that tell nothing of it.
    const fn without(self) -> &'static str {
        match self {
            Self::Participant => "Nobody named",
            Self::Place => "No place named",
            Self::Tag => "No tag",
            _ => "Others",
        }
    }
}

/// Marks that are drawn together.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    pub name: String,
    /// Indices into [`Marks::dated`], by start.
    pub marks: Vec<u32>,
    /// Their starts, rising: what counts how many lie where.
    pub starts: Starts,
    pub peaks: Peaks,
}

impl Lane {
    fn new(name: String, marks: Vec<u32>, of: &Marks) -> Self {
        let starts = Starts::new(marks.iter().map(|m| of.dated[*m as usize].from).collect());
        let peaks = Peaks::new(&of.dated, &marks);
        Self { name, marks, starts, peaks }
    }

    /// Places in `marks` of those that start in `from..to`.
    pub fn starting(&self, from: f64, to: f64) -> std::ops::Range<usize> {
        let first = self.starts.before(from);
        first..self.starts.before(to).max(first)
    }
}

/// All lanes, and in which one each mark stands.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    pub grouping: Grouping,
    /// One without a name where nothing is grouped.
    pub all: Vec<Lane>,
    /// By mark.
    pub of: Vec<u16>,
}

impl Lanes {
    #[cfg(test)]
    pub fn new(timeline: &Timeline, marks: &Marks, grouping: Grouping) -> Self {
        Self::of(&Keys::new(timeline, grouping), marks)
    }

    pub fn of(keys: &Keys, marks: &Marks) -> Self {
        let grouping = keys.grouping;
        if grouping == Grouping::None {
            let all = vec![Lane::new(String::new(), (0..marks.dated.len() as u32).collect(), marks)];
            return Self { grouping, all, of: vec![0; marks.dated.len()] };
        }
        let mut found: Vec<Vec<u32>> = vec![Vec::new(); keys.names.len()];
        for (at, mark) in (0..).zip(marks.dated.iter()) {
            found[keys.of[mark.event] as usize].push(at);
        }
        let mut groups: Vec<(&Key, Vec<u32>)> =
            keys.names.iter().zip(found).filter(|(_, members)| !members.is_empty()).collect();
        groups.sort_by(|(a, of_a), (b, of_b)| {
            let (a, b) =
                ((a.key.is_empty(), a.rank, of_b.len(), &a.key), (b.key.is_empty(), b.rank, of_a.len(), &b.key));
            a.cmp(&b)
        });
        let others = Key { key: String::new(), rank: usize::MAX, name: grouping.without().to_owned() };
        if groups.len() > MOST {
            let mut rest: Vec<u32> = groups.split_off(MOST - 1).into_iter().flat_map(|(_, marks)| marks).collect();
            rest.sort_unstable();
            groups.push((&others, rest));
        }
        let mut of = vec![0; marks.dated.len()];
        for ((_, members), lane) in groups.iter().zip(0..) {
            members.iter().for_each(|m| of[*m as usize] = lane);
        }
        let all = groups.into_par_iter().map(|(key, members)| Lane::new(key.name.clone(), members, marks)).collect();
        Self { grouping, all, of }
    }

    pub fn is_grouped(&self) -> bool {
        self.grouping != Grouping::None
    }
}

#[cfg(test)]
impl Lanes {
    pub fn bytes(&self) -> usize {
        let lane = |l: &Lane| size_of_val(l.marks.as_slice()) + l.starts.bytes() + l.peaks.bytes();
        self.all.iter().map(lane).sum::<usize>() + size_of_val(self.of.as_slice())
    }
}

/// What each event of a timeline is grouped by, whether it is shown or not; made once for a timeline and a grouping.
#[derive(Default)]
pub struct Keys {
    pub grouping: Grouping,
    names: Vec<Key>,
    /// By event: an index into the names.
    of: Vec<u32>,
}

#[cfg(test)]
impl Keys {
    pub fn bytes(&self) -> usize {
        size_of_val(self.of.as_slice())
    }
}

struct Key {
    /// "" where an event tells nothing of it.
    key: String,
    /// Of names that have an order of their own; others go by size.
    rank: usize,
    /// For people.
    name: String,
}

impl Keys {
    pub fn new(timeline: &Timeline, grouping: Grouping) -> Self {
        if grouping == Grouping::None {
            return Self::default();
        }
        let common = counts(timeline, grouping);
        let place = places(timeline, grouping);
        let titles: FxHashMap<&str, &str> =
            timeline.articles.iter().map(|a| (a.id.0.as_str(), a.title.as_str())).collect();
        let name = |key: &str| match (key, grouping) {
            ("", _) => grouping.without().to_owned(),
            (_, Grouping::Source) => titles.get(key).copied().unwrap_or(key).to_owned(),
            (_, Grouping::Kind) => crate::gui::words::kind(key),
            _ => crate::gui::words::upper_first(key),
        };
        let (mut names, mut found): (Vec<Key>, FxHashMap<&str, u32>) = Default::default();
        let mut of = Vec::with_capacity(timeline.events.len());
        for event in &timeline.events {
            let key = key(event, grouping, &common);
            of.push(*found.entry(key).or_insert_with(|| {
                let rank = place.get(key).copied().unwrap_or(usize::MAX);
                names.push(Key { key: key.to_owned(), rank, name: name(key) });
                names.len() as u32 - 1
            }));
        }
        Self { grouping, names, of }
    }
}

/// The names that an event could be grouped by.
pub fn names(event: &Event, grouping: Grouping) -> Box<dyn Iterator<Item = &str> + '_> {
    match grouping {
        Grouping::None => Box::new(std::iter::empty()),
        Grouping::Source => Box::new(event.evidence.first().map(|e| e.article.0.as_str()).into_iter()),
        Grouping::Participant => Box::new(event.participants.iter().map(|p| p.name.as_str())),
        Grouping::Place => Box::new(event.places.iter().map(String::as_str)),
        Grouping::Tag => Box::new(event.tags.iter().map(String::as_str)),
        Grouping::Kind => Box::new(std::iter::once(event.kind.as_str())),
        Grouping::Status => Box::new(std::iter::once(event.status.name())),
    }
}

/// How many events each name has.
fn counts(timeline: &Timeline, grouping: Grouping) -> FxHashMap<&str, usize> {
    let mut counts = FxHashMap::default();
    for event in &timeline.events {
        for name in names(event, grouping) {
            *counts.entry(name).or_insert(0) += 1;
        }
    }
    counts
}

/// Of several names the one that most events share, so that there are few lanes; "" where there is none.
fn key<'a>(event: &'a Event, grouping: Grouping, common: &FxHashMap<&str, usize>) -> &'a str {
    let shared = |name: &str| common.get(name).copied().unwrap_or(0);
    names(event, grouping).max_by(|a, b| shared(a).cmp(&shared(b)).then(b.cmp(a))).unwrap_or_default()
}

/// The order of names that have one of their own; others go by size.
fn places(timeline: &Timeline, grouping: Grouping) -> FxHashMap<&str, usize> {
    match grouping {
        Grouping::Source => timeline.articles.iter().map(|a| a.id.0.as_str()).zip(0..).collect(),
        Grouping::Status => Status::ALL.iter().map(|s| s.name()).zip(0..).collect(),
        _ => FxHashMap::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::summit;
    use super::*;
    use crate::event::{Participant, Role};
    use std::sync::Arc;

    fn lanes(grouping: Grouping) -> Vec<(String, usize)> {
        let mut timeline = summit();
        for (title, who) in [("Presidents shake hands", vec!["Obama", "Putin"]), ("Summit opens", vec!["Putin"])] {
            let event = timeline.events.iter_mut().find(|e| e.title == title).map(Arc::make_mut).expect("an event");
            event.participants = who.iter().map(|n| Participant { name: (*n).into(), role: Role::Other }).collect();
            event.tags = vec!["lima".into()];
        }
        let marks = Marks::new(&timeline, |_| (80.0, 80.0));
        let lanes = Lanes::new(&timeline, &marks, grouping);
        assert_eq!(lanes.all.iter().map(|l| l.marks.len()).sum::<usize>(), marks.dated.len());
        for (at, lane) in (0..).zip(&lanes.all) {
            assert!(lane.marks.iter().all(|m| lanes.of[*m as usize] == at));
            assert!(lane.marks.is_sorted() && lane.starts.is_sorted());
        }
        lanes.all.into_iter().map(|l| (l.name, l.marks.len())).collect()
    }

    #[test]
    fn an_event_stands_with_the_name_that_most_share() {
        let who = lanes(Grouping::Participant);
        assert_eq!(who[0], ("Putin".to_owned(), 2));
        assert_eq!(who.last().map(|l| l.0.as_str()), Some("Nobody named"));
        assert_eq!(lanes(Grouping::Tag)[0], ("Lima".to_owned(), 2));
    }

    #[test]
    fn kinds_go_by_size_and_statuses_by_their_meaning() {
        let kinds = lanes(Grouping::Kind);
        assert!(kinds.windows(2).all(|w| w[0].1 >= w[1].1), "{kinds:?}");
        let statuses = lanes(Grouping::Status);
        let names: Vec<&str> = statuses.iter().map(|l| l.0.as_str()).collect();
        assert_eq!(names, ["Happened", "Planned", "Contested", "Denied", "Hypothetical"]);
        assert_eq!(lanes(Grouping::None).len(), 1);
    }
}
