//! In which order the shelf shows what has no date: first a small axis for each article whose day of publication nobody
//! knows, with what came before that day, the day, and what came after; then all that says nothing of when it was.
//!
//! Nothing on it has a date of the calendar, and nothing is put into one.

use super::reckoning::place;
use crate::article::ArticleId;
use crate::time::Offset;
use crate::timeline::Timeline;
use rustc_hash::FxHashMap;

/// One line of the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// An axis begins: the place of its article among the timeline's.
    Article(usize),
    /// The day of publication, its origin.
    Publication,
    /// An event on it. `exact`: on one day, seen from publication.
    Placed { event: usize, exact: bool },
    /// What follows says nothing of when it was.
    Rest,
    /// An event without a place in time, by its row.
    Event(usize),
}

impl Line {
    pub fn event(self) -> Option<usize> {
        match self {
            Self::Placed { event, .. } | Self::Event(event) => Some(event),
            Self::Article(_) | Self::Publication | Self::Rest => None,
        }
    }
}

/// How an event lies to the publication.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Before,
    /// That day, or some days around it.
    On,
    After,
}

/// The lines of a shelf with the events of these rows, which are in reading order.
pub fn lines(timeline: &Timeline, undated: &[usize]) -> Vec<Line> {
    let numbers: FxHashMap<&ArticleId, usize> =
        timeline.articles.iter().enumerate().map(|(at, a)| (&a.id, at)).collect();
    let article = |row: usize| numbers.get(&timeline.events[row].evidence.first()?.article).copied();
    let mut placed: Vec<(usize, Side, Offset, usize)> = Vec::new();
    let mut rest = Vec::new();
    for row in undated.iter().copied() {
        match place(&timeline.events[row]).and_then(|offset| Some((article(row)?, offset))) {
            Some((article, offset)) => placed.push((article, side(offset), offset, row)),
            None => rest.push(row),
        }
    }
    // An open start stands by its end, as on the calendar.
    placed.sort_by_key(|(article, side, offset, _)| {
        let ends = (offset.latest.is_none(), offset.latest);
        (*article, *side, offset.earliest.or(offset.latest), ends)
    });
    let mut lines = Vec::with_capacity(undated.len() + 2);
    let mut of = None;
    let mut begun = false;
    for (article, side, offset, event) in placed {
        if of != Some(article) {
            lines.extend((of.is_some() && !begun).then_some(Line::Publication));
            lines.push(Line::Article(article));
            (of, begun) = (Some(article), false);
        }
        if side > Side::Before && !begun {
            lines.push(Line::Publication);
            begun = true;
        }
        lines.push(Line::Placed { event, exact: offset.earliest.is_some() && offset.earliest == offset.latest });
    }
    lines.extend((of.is_some() && !begun).then_some(Line::Publication));
    lines.extend((of.is_some() && !rest.is_empty()).then_some(Line::Rest));
    lines.extend(rest.into_iter().map(Line::Event));
    lines
}

fn side(offset: Offset) -> Side {
    match (offset.earliest, offset.latest) {
        (Some(0), Some(0)) => Side::On,
        (_, Some(latest)) if latest <= 0 => Side::Before,
        (Some(earliest), _) if earliest >= 0 => Side::After,
        _ => Side::On,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::super::marks::Marks;
    use super::*;
    use std::sync::Arc;

    /// The lines as people read them.
    fn told(timeline: &Timeline) -> Vec<String> {
        let marks = Marks::new(timeline, |_| (80.0, 80.0));
        let name = |line: &Line| match line {
            Line::Article(at) => format!("[{}]", timeline.articles[*at].title),
            Line::Publication => "publication".to_owned(),
            Line::Placed { event, exact } => {
                format!("{}{}", timeline.events[*event].title, if *exact { " !" } else { "" })
            }
            Line::Rest => "rest".to_owned(),
            Line::Event(event) => timeline.events[*event].title.clone(),
        };
        marks.shelf.iter().map(name).collect()
    }

    #[test]
    fn each_article_has_an_axis_around_its_publication() {
        let mut timeline = fixture::undated();
        let dated = fixture::summit().events[1].clone();
        timeline.events.insert(0, dated);
        assert_eq!(
            told(&timeline),
            [
                "[A1]",
                "Board meets",
                "Board votes !",
                "Board resigns",
                "publication",
                "Board is to be elected",
                "[A2]",
                "Chair speaks !",
                "publication",
                "rest",
                "Board remembers",
            ]
        );
    }

    #[test]
    fn what_counts_from_nothing_has_no_axis() {
        let mut timeline = fixture::undated();
        timeline.events.retain(|event| event.title == "Board remembers");
        assert_eq!(told(&timeline), ["Board remembers"]);
        // An article that is not among the timeline's has no axis of its own.
        let mut timeline = fixture::undated();
        timeline.articles = Arc::default();
        assert!(told(&timeline).iter().all(|line| line != "publication"), "{:?}", told(&timeline));
    }

    #[test]
    fn every_event_stands_once() {
        let timeline = fixture::summit();
        let marks = Marks::new(&timeline, |_| (80.0, 80.0));
        let mut events: Vec<usize> = marks.shelf.iter().filter_map(|line| line.event()).collect();
        events.sort_unstable();
        assert_eq!(events, *marks.undated);
    }
}
