//! Resolving a whole text in order: news is seen from its publication, history from the year it has come to.

use super::expr::{Direction, Resolved, TimeExpr, Timex, TimexType, Yearly};
use super::resolve::{Frame, resolve_in};
use super::story::{self, Place};
use super::{Precision, UncertainDate};
use chrono::{Datelike, NaiveDate};

/// A year this far before the publication's is history.
const YEARS_BACK: i32 = 2;
/// A text with fewer dates of past years is news with some background.
const ENOUGH_DATES: usize = 3;
/// So many dates of past years to one that is seen from the publication make a history.
const PAST_TO_NEAR: usize = 3;
/// For so many sentences a quarter stays the one that figures are reported of.
const REPORTED: usize = 15;

/// How a text tells its times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Discourse {
    /// Bare weekdays and months are seen from the publication.
    News,
    /// They are seen from the time that the text has come to.
    Narrative,
}

/// Resolves the expressions of one text in order, each against the publication date or the running narrative.
/// `discourse` overrules what the text itself suggests.
pub fn resolve_all(timexes: &[Timex], publication: Option<NaiveDate>, discourse: Option<Discourse>) -> Vec<Resolved> {
    let history = discourse.unwrap_or_else(|| discourse_of(timexes, publication)) == Discourse::Narrative;
    let places = if history { story::places(timexes) } else { Vec::new() };
    let mut running: Option<UncertainDate> = None;
    // In news, a year named in the sentence holds for the bare months beside it.
    let mut beside: Option<(usize, UncertainDate)> = None;
    let mut reported: Option<(usize, UncertainDate)> = None;
    let mut scene: Option<UncertainDate> = None;
    let mut out: Vec<Resolved> = Vec::with_capacity(timexes.len());
    for (i, timex) in timexes.iter().enumerate() {
        let place = places.get(i).copied().unwrap_or(Place::Other);
        let told = match (history, beside) {
            (true, _) => told(timex, place, running, publication),
            (false, Some((sentence, year))) if sentence == timex.sentence && takes_year(timex) => Some(year),
            _ => scene,
        };
        let said = said(timexes, i, &out, publication);
        let period = reported.filter(|(s, _)| timex.sentence <= s + REPORTED).map(|(_, q)| q);
        // What a history quotes was said at a time of its own.
        let publication = publication.filter(|_| !(history && timex.quoted));
        let resolved = resolve_in(timex, &Frame { publication, reference: running, told, period, said });
        if let Some(when) = resolved.when.filter(|_| moves_on(timex, &resolved, history) && place != Place::Aside) {
            running = Some(when);
            if names_year(timex).is_some() && when.precision <= Precision::Year {
                beside = Some((timex.sentence, when));
            }
            if timex.scene {
                scene = Some(when);
            } else if timex.is_deictic() {
                scene = None;
            }
            if names_quarter(&timex.expr) && publication.is_none_or(|p| when.latest.is_some_and(|m| m.day <= p)) {
                reported = Some((timex.sentence, when));
            }
        }
        out.push(resolved);
    }
    out
}

/// When the words around a time were said, where their sentence tells: "We will attack tomorrow,' he said on 1 June",
/// "she said on Friday she would resign on Monday".
fn said(timexes: &[Timex], i: usize, before: &[Resolved], publication: Option<NaiveDate>) -> Option<UncertainDate> {
    let timex = &timexes[i];
    let to_come = matches!(&timex.expr, TimeExpr::Weekday { direction: Direction::Future, base, .. } if **base == TimeExpr::Context);
    let quoted = timex.quoted && timex.is_deictic();
    if !quoted && !to_come {
        return None;
    }
    let of_sentence = |t: &&Timex| t.sentence == timex.sentence && !t.quoted;
    let first = timexes[..i].iter().rposition(|t| t.sentence != timex.sentence).map_or(0, |k| k + 1);
    if to_come {
        let earlier = before[first..i].iter().rev().filter_map(|r| r.when).find(|w| w.single_day().is_some());
        return earlier.filter(|w| w.single_day() < publication);
    }
    let one = |t: &Timex| resolve_in(t, &Frame { publication, ..Frame::default() }).when;
    timexes[first..].iter().take_while(|t| t.sentence == timex.sentence).filter(of_sentence).find_map(one)
}

/// What a history's expression is seen from: a month from its year; a weekday from a told time of days or weeks.
fn told(
    timex: &Timex,
    place: Place,
    running: Option<UncertainDate>,
    publication: Option<NaiveDate>,
) -> Option<UncertainDate> {
    if story::open_yearly(&timex.expr).is_some() {
        return story::year_of(place).or(running);
    }
    let weekday = timex.expr.any(&|e| matches!(e, TimeExpr::Weekday { .. }));
    running.filter(|r| publication.is_none() || !weekday || r.precision <= Precision::Month)
}

/// Does the text tell of past years, or of the days around its publication?
pub fn discourse_of(timexes: &[Timex], publication: Option<NaiveDate>) -> Discourse {
    let is_past = |year: i32| publication.is_none_or(|p| year <= p.year() - YEARS_BACK);
    let past = timexes.iter().filter_map(names_year).filter(|y| is_past(*y)).count();
    let near = timexes.iter().filter(|t| {
        let weekday = t.expr.any(&|e| matches!(e, TimeExpr::Weekday { base, .. } if **base == TimeExpr::Context));
        let this = t.expr.any(&|e| matches!(e, TimeExpr::UnitOf { base, .. } if **base == TimeExpr::Context));
        weekday || ((this || t.is_deictic()) && !t.quoted && t.kind != TimexType::Duration && !is_vague(t))
    });
    if past >= ENOUGH_DATES && past > PAST_TO_NEAR * near.count() { Discourse::Narrative } else { Discourse::News }
}

/// A bare month or day that may share the year named beside it: not one to come.
fn takes_year(timex: &Timex) -> bool {
    let to_come = timex.expr.any(&|e| matches!(e, TimeExpr::Yearly { direction: Direction::Future, .. }));
    story::open_yearly(&timex.expr).is_some() && !to_come
}

/// A quarter named for itself, not as the one of the year before.
fn names_quarter(expr: &TimeExpr) -> bool {
    match expr {
        TimeExpr::Yearly { which: Yearly::Quarter(_), .. } | TimeExpr::Within { which: Yearly::Quarter(_), .. } => true,
        TimeExpr::Calendar(date) => date.precision == Precision::Quarter,
        _ => false,
    }
}

fn is_vague(timex: &Timex) -> bool {
    timex.expr.any(&|e| matches!(e, TimeExpr::Vague { .. }))
}

/// The year that an expression names in full.
fn names_year(timex: &Timex) -> Option<i32> {
    let mut expr = &timex.expr;
    loop {
        expr = match expr {
            TimeExpr::Calendar(date) => return Some(date.earliest?.day.year()),
            TimeExpr::PartOf { whole: inner, .. }
            | TimeExpr::Within { year: inner, .. }
            | TimeExpr::DayPart { base: inner, .. }
            | TimeExpr::AtTime { base: inner, .. }
            | TimeExpr::Between(inner, _)
            | TimeExpr::Approx(inner) => inner,
            _ => return None,
        };
    }
}

/// Does what follows count from this time?
fn moves_on(timex: &Timex, resolved: &Resolved, history: bool) -> bool {
    matches!(timex.kind, TimexType::Date | TimexType::Time)
        && !resolved.value.ends_with("_REF")
        && resolved.when.is_some_and(|w| {
            w.earliest.is_some() && w.latest.is_some() && w.precision < Precision::Decade
                || w.precision == Precision::Range
        })
        && !(history && timex.is_deictic())
}
