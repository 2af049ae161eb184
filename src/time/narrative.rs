//! Resolving a whole text in order: news is seen from its publication, history from the year it has come to.

use super::expr::{Resolved, TimeExpr, Timex, TimexType};
use super::resolve::{Frame, resolve_in};
use super::{Precision, UncertainDate};
use chrono::{Datelike, NaiveDate};

/// A year this far before the publication's is history.
const YEARS_BACK: i32 = 2;
/// A text with fewer dates of past years is news with some background.
const ENOUGH_DATES: usize = 3;

/// Resolves the expressions of one text in order, each against the publication date or the running narrative.
pub fn resolve_all(timexes: &[Timex], publication: Option<NaiveDate>) -> Vec<Resolved> {
    let history = tells_history(timexes, publication);
    let mut running: Option<UncertainDate> = None;
    // In news, a year named in the sentence holds for the bare months beside it.
    let mut beside: Option<(usize, UncertainDate)> = None;
    let mut out = Vec::with_capacity(timexes.len());
    for timex in timexes {
        let told = match (history, beside) {
            (true, _) => running,
            (false, Some((sentence, year))) if sentence == timex.sentence && names_month(timex) => Some(year),
            _ => None,
        };
        let resolved = resolve_in(timex, &Frame { publication, reference: running, told });
        if let Some(when) = resolved.when.filter(|_| moves_on(timex, &resolved, history)) {
            running = Some(when);
            if names_year(timex).is_some() && when.precision <= Precision::Year {
                beside = Some((timex.sentence, when));
            }
        }
        out.push(resolved);
    }
    out
}

/// Does the text tell of past years rather than of the days around its publication?
fn tells_history(timexes: &[Timex], publication: Option<NaiveDate>) -> bool {
    let is_past = |year: i32| publication.is_none_or(|p| year <= p.year() - YEARS_BACK);
    let years = timexes.iter().filter_map(names_year);
    let past = years.filter(|y| is_past(*y)).count();
    let near = timexes.iter().filter(|t| {
        let weekday = matches!(t.expr, TimeExpr::Weekday { ref base, .. } if **base == TimeExpr::Context);
        weekday
            || names_year(t).is_some_and(|y| !is_past(y))
            || (t.is_deictic() && t.kind != TimexType::Duration && !is_vague(t))
    });
    past >= ENOUGH_DATES && past > near.count()
}

fn is_vague(timex: &Timex) -> bool {
    timex.expr.any(&|e| matches!(e, TimeExpr::Vague { .. }))
}

/// A month, or what else comes round every year, of a year that only the context knows.
fn names_month(timex: &Timex) -> bool {
    timex.expr.any(&|e| matches!(e, TimeExpr::Yearly { base, .. } if **base == TimeExpr::Context))
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
