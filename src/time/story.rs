//! The years of a history: which year each bare month or day belongs to. They are chosen for the whole text, so that
//! the story it tells jumps least; a year named in passing ("as was revealed in 2005") need not move the story.

use super::calendar::Unit;
use super::expr::{Amount, TimeExpr, Timex, Yearly};
use super::resolve::{Frame, resolve_in};
use super::{Precision, UncertainDate, yearly};
use chrono::{Datelike, NaiveDate};

/// How many places in the story are kept in mind at a time.
const BEAM: usize = 12;
/// What a year's leap forward costs; longer leaps cost the logarithm, leaps back twice as much.
const LEAP: f64 = 8.0;
const BACK: f64 = 2.0;
/// What it costs to read a date as a mere aside: dates that open their sentence move the story.
const ASIDE_YEAR: f64 = 14.0;
const ASIDE_DAY: f64 = 30.0;
const ASIDE_AT_START: f64 = 40.0;
/// What it costs a month or a day to lie outside the year that was named right before it.
const OUTSIDE: f64 = 4.0;

/// What a time expression does in the story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// It is told in this year.
    Year(i32),
    /// It names its own time, outside the story.
    Aside,
    /// It neither takes its year from the story nor leaves it.
    Other,
}

/// A stretch of the story, in months since the year 0.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stretch {
    from: i32,
    to: i32,
}

#[derive(Clone, Copy)]
struct State {
    at: Option<Stretch>,
    cost: f64,
    /// The state before it, and what was made of the item.
    parent: usize,
    place: Place,
}

enum Item {
    Named { at: Stretch, aside: f64 },
    Open(Yearly),
    Years(i32),
}

/// The place of every expression.
pub fn places(timexes: &[Timex]) -> Vec<Place> {
    let items: Vec<(usize, Item)> = timexes.iter().enumerate().filter_map(|(i, t)| Some((i, item(t)?))).collect();
    let mut layers: Vec<Vec<State>> = vec![vec![State { at: None, cost: 0.0, parent: 0, place: Place::Other }]];
    for (_, item) in &items {
        let before = layers.last().map_or(&[][..], Vec::as_slice);
        layers.push(advance(before, item));
    }
    let mut places = vec![Place::Other; timexes.len()];
    let cheapest =
        |layer: &[State]| layer.iter().enumerate().min_by(|a, b| a.1.cost.total_cmp(&b.1.cost)).map_or(0, |(i, _)| i);
    let mut state = layers.last().map_or(0, |l| cheapest(l));
    for (k, (i, _)) in items.iter().enumerate().rev() {
        let now = layers[k + 1][state];
        places[*i] = now.place;
        state = now.parent;
    }
    places
}

fn item(timex: &Timex) -> Option<Item> {
    if let Some(which) = open_yearly(&timex.expr) {
        return Some(Item::Open(which));
    }
    if let Some(years) = years_on(&timex.expr) {
        return Some(Item::Years(years));
    }
    let anchored = timex
        .expr
        .any(&|e| matches!(e, TimeExpr::Context | TimeExpr::Reference | TimeExpr::Publication | TimeExpr::Period));
    if anchored {
        return None;
    }
    let when = resolve_in(timex, &Frame::default()).when?;
    let whole = when.precision >= Precision::Year;
    let at = Stretch { from: month_of(when.earliest?.day), to: month_of(when.latest?.day) };
    let aside = match (timex.opens, whole) {
        (true, _) => ASIDE_AT_START,
        (_, true) => ASIDE_YEAR,
        _ => ASIDE_DAY,
    };
    (when.precision < Precision::Century).then_some(Item::Named { at, aside })
}

/// What comes round every year, of a year that only the context knows.
pub fn open_yearly(expr: &TimeExpr) -> Option<Yearly> {
    match expr {
        TimeExpr::Yearly { which, base, .. } if **base == TimeExpr::Context => Some(*which),
        TimeExpr::PartOf { whole: inner, .. }
        | TimeExpr::Approx(inner)
        | TimeExpr::AtTime { base: inner, .. }
        | TimeExpr::Nth { whole: inner, .. }
        | TimeExpr::DayPart { base: inner, .. } => open_yearly(inner),
        _ => None,
    }
}

/// "the following year", "two years later", seen from the story.
fn years_on(expr: &TimeExpr) -> Option<i32> {
    match expr {
        TimeExpr::UnitOf { base, unit: Unit::Year, offset } if **base == TimeExpr::Reference => {
            Some(*offset).filter(|n| *n != 0)
        }
        TimeExpr::Shift { base, amount: Amount::Count(n), unit: Unit::Year, back: false, .. }
            if **base == TimeExpr::Reference =>
        {
            i32::try_from(*n).ok()
        }
        _ => None,
    }
}

fn month_of(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

fn advance(before: &[State], item: &Item) -> Vec<State> {
    let mut after: Vec<State> = Vec::new();
    for (parent, state) in before.iter().enumerate() {
        let next =
            |at: Option<Stretch>, extra: f64, place: Place| State { at, cost: state.cost + extra, parent, place };
        match item {
            Item::Named { at, aside } => {
                after.push(next(
                    Some(*at),
                    state.at.map_or(0.0, |s| leap(s, *at)),
                    Place::Year(at.from.div_euclid(12)),
                ));
                if state.at.is_some() {
                    after.push(next(state.at, *aside, Place::Aside));
                }
            }
            Item::Open(which) => {
                let Some(here) = state.at else {
                    after.push(next(None, 0.0, Place::Other));
                    continue;
                };
                let (first, last) = (here.from.div_euclid(12), here.to.div_euclid(12));
                let mut found = false;
                for reach in [1, 4] {
                    for year in first - reach..=last.min(first + 9) + reach {
                        let Some(at) = yearly::in_year(*which, year).and_then(|d| {
                            Some(Stretch { from: month_of(d.earliest?.day), to: month_of(d.latest?.day) })
                        }) else {
                            continue;
                        };
                        found = true;
                        let named = here.to - here.from == 11;
                        let outside = if named && year != first { OUTSIDE } else { 0.0 };
                        after.push(next(Some(at), leap(here, at) + outside, Place::Year(year)));
                    }
                    if found {
                        break;
                    }
                }
            }
            Item::Years(n) => {
                let at = state.at.map(|s| {
                    let year = s.to.div_euclid(12) + n;
                    Stretch { from: year * 12, to: year * 12 + 11 }
                });
                after.push(next(at, 0.0, at.map_or(Place::Other, |s| Place::Year(s.from.div_euclid(12)))));
            }
        }
    }
    if after.is_empty() {
        // A day that no year near has: the story stands where it stood.
        after = before.iter().enumerate().map(|(parent, s)| State { parent, place: Place::Other, ..*s }).collect();
    }
    after.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let mut kept: Vec<State> = Vec::with_capacity(BEAM);
    for state in after {
        if kept.len() < BEAM && !kept.iter().any(|k| k.at == state.at) {
            kept.push(state);
        }
    }
    kept
}

/// What it costs the story to go from one stretch to another.
fn leap(from: Stretch, to: Stretch) -> f64 {
    let cost = |months: i32| LEAP * (1.0 + f64::from(months) / 12.0).log2();
    if to.from > from.to {
        cost(to.from - from.to)
    } else if to.to < from.from {
        BACK * cost(from.from - to.to)
    } else {
        0.0
    }
}

/// The year of a place, as a time.
pub fn year_of(place: Place) -> Option<UncertainDate> {
    match place {
        Place::Year(year) => UncertainDate::year(year),
        _ => None,
    }
}
