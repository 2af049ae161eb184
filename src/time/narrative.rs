//! Resolving a whole text in order: news counts from its publication, a history from the year it has reached.

use super::expr::{Direction, TimeExpr, Timex, TimexType};
use super::{Env, Precision, Resolved, UncertainDate, resolve};
use chrono::{Datelike, NaiveDate};

/// A text whose dates with a year lie mostly this many years before its publication tells history.
const FAR_YEARS: i32 = 3;
/// Fewer dates with a year than this decide nothing.
const ENOUGH: usize = 6;

/// Resolves the expressions of one text in order, each against the publication date or the running narrative.
pub fn resolve_all(timexes: &[Timex], publication: Option<NaiveDate>) -> Vec<Resolved> {
    let history = is_history(timexes, publication);
    let mut reference: Option<UncertainDate> = None;
    let mut reached: Option<i32> = None;
    let mut all = Vec::with_capacity(timexes.len());
    for timex in timexes {
        let running = reached.filter(|_| history).and_then(|year| in_narrative(timex, year, reference));
        let resolved = match running {
            Some(expr) => {
                let mut resolved = resolve(&Timex { expr, ..timex.clone() }, &Env { publication, reference });
                resolved
                    .reasons
                    .insert(0, "The text tells history in order, so the year is the one it has reached".to_owned());
                resolved
            }
            None => resolve(timex, &Env { publication, reference }),
        };
        if let Some(date) = resolved.when.filter(|_| matches!(timex.kind, TimexType::Date | TimexType::Time)) {
            if date.precision <= Precision::Year || date.days().is_some_and(|d| d <= 366) {
                reference = Some(date);
            }
            if date.precision <= Precision::Year
                && let Some(first) = date.earliest
            {
                reached = Some(first.day.year());
            }
        }
        all.push(resolved);
    }
    all
}

/// Do most dates with a year lie years before the publication?
fn is_history(timexes: &[Timex], publication: Option<NaiveDate>) -> bool {
    let years: Vec<i32> = timexes
        .iter()
        .filter_map(|t| match &t.expr {
            TimeExpr::Calendar(date) if date.precision <= Precision::Year => date.earliest.map(|m| m.day.year()),
            _ => None,
        })
        .collect();
    let far = |year: &&i32| publication.is_none_or(|p| p.year() - **year >= FAR_YEARS);
    years.len() >= ENOUGH && years.iter().filter(far).count() * 3 > years.len() * 2
}

/// A month or day without a year in the year that the narrative has reached; it moves forward, so a month that lies
/// well before the last one told belongs to the next year.
fn in_narrative(timex: &Timex, year: i32, reference: Option<UncertainDate>) -> Option<TimeExpr> {
    const BACK_MONTHS: i32 = 6;
    match &timex.expr {
        TimeExpr::Month { month, day, direction: Direction::Past | Direction::Future } => {
            let told = reference
                .and_then(|r| r.earliest)
                .filter(|m| m.day.year() == year && reference.is_some_and(|r| r.precision < Precision::Year));
            let back = told.map_or(0, |m| m.day.month() as i32 - *month as i32);
            let year = if back > BACK_MONTHS { year + 1 } else { year };
            let date = match day {
                Some(day) => UncertainDate::day(NaiveDate::from_ymd_opt(year, *month, *day)?),
                None => UncertainDate::month(year, *month)?,
            };
            Some(TimeExpr::Calendar(date))
        }
        TimeExpr::PartOf { part, of } => {
            let inner = Timex { expr: (**of).clone(), ..timex.clone() };
            Some(TimeExpr::PartOf { part: *part, of: Box::new(in_narrative(&inner, year, reference)?) })
        }
        TimeExpr::Range(from, to) => {
            let end = |expr: &TimeExpr| in_narrative(&Timex { expr: expr.clone(), ..timex.clone() }, year, reference);
            Some(TimeExpr::Range(Box::new(end(from)?), Box::new(end(to)?)))
        }
        _ => None,
    }
}
