//! The periods that figures are reported for: "the quarter", "the latest period", "the year-ago quarter", "the 1988
//! third quarter", "this year's third quarter", and "a year ago" beside a figure. They count from the quarter that
//! the text reports on.

use super::super::calendar::Unit;
use super::super::expr::{Amount, Direction, TimeExpr, Yearly};
use super::lexicon::Role;
use super::view::{Hit, View};
use crate::text::Token;

const RULE: &str = "reported-period";

pub fn at(v: &View, i: usize) -> Option<Hit> {
    let the = i + usize::from(v.role(i) == Some(Role::The));
    plain(v, i, the).or_else(|| year_ago(v, the)).or_else(|| of_year(v, the)).or_else(|| possessive(v, i))
}

fn boxed(expr: TimeExpr) -> Box<TimeExpr> {
    Box::new(expr)
}

/// The same quarter of the year before.
pub fn year_before(base: TimeExpr) -> TimeExpr {
    let moved =
        TimeExpr::Shift { base: boxed(base), amount: Amount::Count(1), unit: Unit::Year, back: true, exact: true };
    TimeExpr::UnitOf { base: boxed(moved), unit: Unit::Quarter, offset: 0 }
}

/// "quarter" or "period".
fn period(v: &View, i: usize) -> Option<usize> {
    (v.is(i, &["quarter", "period"]) && !v.capital(i)).then_some(i + 1)
}

/// The nth quarter, in words.
fn nth_quarter(v: &View, i: usize) -> Option<(Yearly, usize)> {
    let (n, end) = v.ordinal(i)?;
    let n = u32::try_from(n).ok().filter(|n| *n <= 4)?;
    (v.word(end).unit == Some(Unit::Quarter)).then_some((Yearly::Quarter(n), end + 1))
}

/// "a year ago", "last year" after a period.
fn year_ago_after(v: &View, i: usize) -> Option<usize> {
    if v.is(i, &["a"]) && v.is(i + 1, &["year"]) && v.is(i + 2, &["ago", "earlier", "before"]) {
        return Some(i + 3);
    }
    (v.is(i, &["last"]) && v.is(i + 1, &["year"])).then_some(i + 2)
}

/// "the quarter", "the latest quarter", "the comparable period a year ago".
fn plain(v: &View, i: usize, the: usize) -> Option<Hit> {
    if the == i {
        return None;
    }
    if v.is(the, &["quarter"]) && !v.is(the + 1, &["of", "century"]) && !v.capital(the) {
        return Some(match year_ago_after(v, the + 1) {
            Some(end) => Hit::date(end, year_before(TimeExpr::Period), RULE),
            None => Hit::date(the + 1, TimeExpr::Period, RULE),
        });
    }
    if v.is(the, &["latest"]) {
        return Some(Hit::date(period(v, the + 1)?, TimeExpr::Period, RULE));
    }
    if v.is(the, &["comparable", "corresponding", "same", "similar", "equivalent"]) {
        let skip = usize::from(v.is(the + 1, &["year-ago", "year-earlier"]));
        let end = period(v, the + 1 + skip)?;
        if skip == 1 {
            return Some(Hit::date(end, year_before(TimeExpr::Period), RULE));
        }
        if let Some(end) = year_ago_after(v, end) {
            return Some(Hit::date(end, year_before(TimeExpr::Period), RULE));
        }
        if v.is(end, &["of", "in"])
            && let Some((year, 4)) = v.digits(end + 1)
        {
            let year = i32::try_from(year).ok()?;
            return Some(Hit::date(end + 2, TimeExpr::InYear { year, base: boxed(TimeExpr::Period) }, RULE));
        }
    }
    None
}

/// "year-ago", "the year-earlier quarter", "the year-ago third quarter".
fn year_ago(v: &View, the: usize) -> Option<Hit> {
    if !v.is(the, &["year-ago", "year-earlier"]) {
        return None;
    }
    if let Some((which, end)) = nth_quarter(v, the + 1) {
        let quarter = TimeExpr::Yearly { which, direction: Direction::Nearest, base: boxed(TimeExpr::Context) };
        return Some(Hit::date(end, year_before(quarter), RULE));
    }
    let end = period(v, the + 1).unwrap_or(the + 1);
    Some(Hit::date(end, year_before(TimeExpr::Period), RULE))
}

/// "the 1988 period", "the 1988 third quarter", "2017 q1".
fn of_year(v: &View, the: usize) -> Option<Hit> {
    let (year, digits) = v.digits(the)?;
    let year = i32::try_from(year).ok().filter(|y| digits == 4 && (1900..2100).contains(y))?;
    if let Some((which, end)) = nth_quarter(v, the + 1) {
        let whole = super::super::UncertainDate::year(year)?;
        let expr = TimeExpr::Within { which, year: boxed(TimeExpr::Calendar(whole)) };
        return Some(Hit::date(end, expr, RULE));
    }
    let end = period(v, the + 1)?;
    Some(Hit::date(end, TimeExpr::InYear { year, base: boxed(TimeExpr::Period) }, RULE))
}

/// "this year's third quarter", "last year's quarter".
fn possessive(v: &View, i: usize) -> Option<Hit> {
    let offset = match v.role(i)? {
        Role::This => 0,
        Role::Last => -1,
        Role::Next => 1,
        _ => return None,
    };
    if !v.is(i + 1, &["year"]) || !v.is(i + 2, &["'s", "’s"]) {
        return None;
    }
    let year = TimeExpr::UnitOf { base: boxed(TimeExpr::Publication), unit: Unit::Year, offset };
    if let Some((which, end)) = nth_quarter(v, i + 3) {
        return Some(Hit::date(end, TimeExpr::Within { which, year: boxed(year) }, RULE));
    }
    let end = period(v, i + 3).filter(|_| offset == -1)?;
    Some(Hit::date(end, year_before(TimeExpr::Period), RULE))
}

/// Do these words give figures? "a year ago" then compares them with the same period of the year before.
pub fn gives_figures(tokens: &[Token]) -> bool {
    let figures = ["$", "£", "€", "¥", "%", "percent", "million", "billion", "cents"];
    tokens.iter().any(|t| figures.contains(&t.lower.as_str()))
}
