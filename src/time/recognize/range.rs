//! Ranges: "from X to Y", "between X and Y", "X until Y", "X–Y". Each end stays a time of its own, knows the whole,
//! and lends the other what it lacks ("in March and April 1945": both of 1945).

use super::super::expr::{Direction, TimeExpr, TimexType, Yearly};
use super::view::{Hit, View};

/// Joins neighbouring times; the result has the whole range for each end of one.
pub fn join(v: &View, hits: &mut [(usize, Hit)]) -> Vec<Option<TimeExpr>> {
    let mut ranges = vec![None; hits.len()];
    for k in 1..hits.len() {
        let (left, right) = hits.split_at_mut(k);
        let (Some(first), Some(second)) = (left.last_mut(), right.first_mut()) else { continue };
        let Some(link) = link(v, first.0, first.1.end, second.0) else { continue };
        if !is_date(&first.1) || !is_date(&second.1) {
            continue;
        }
        lend_year(&mut first.1.expr, &mut second.1.expr, link == Link::Range);
        if link == Link::Range {
            let both = TimeExpr::Between(Box::new(first.1.expr.clone()), Box::new(second.1.expr.clone()));
            ranges[k - 1] = Some(both.clone());
            ranges[k] = Some(both);
        }
    }
    ranges
}

#[derive(Clone, Copy, PartialEq)]
enum Link {
    Range,
    List,
}

/// What the tokens between two times make of them.
fn link(v: &View, start: usize, end: usize, next: usize) -> Option<Link> {
    let led = v.before(start);
    match next.checked_sub(end)? {
        1 => match v.lower(end) {
            "to" | "until" | "till" | "through" | "-" | "–" | "—" => Some(Link::Range),
            "and" if led == "between" => Some(Link::Range),
            "and" | "or" | "," | "/" => Some(Link::List),
            _ => None,
        },
        2 if v.is(end, &["up", ","]) && v.is(end + 1, &["to", "until", "and"]) => {
            Some(if v.is(end, &["up"]) { Link::Range } else { Link::List })
        }
        _ => None,
    }
}

fn is_date(hit: &Hit) -> bool {
    matches!(hit.kind, TimexType::Date | TimexType::Time) && !matches!(hit.expr, TimeExpr::Vague { .. })
}

/// Of two joined times, one names the year for both: before it a month takes the year that keeps the order.
fn lend_year(first: &mut TimeExpr, second: &mut TimeExpr, range: bool) {
    if let Some(which) = open_yearly(first)
        && let Some(anchor) = fixed(second)
    {
        replace_yearly(first, TimeExpr::Yearly { which, direction: Direction::Past, base: Box::new(anchor) });
    } else if let Some(which) = open_yearly(second)
        && let Some(anchor) = fixed(first)
    {
        replace_yearly(second, TimeExpr::Yearly { which, direction: Direction::Future, base: Box::new(anchor) });
    } else if range && let (Some(_), Some(which)) = (open_yearly(first), open_yearly(second)) {
        // "from August to October": the second follows from the first, wherever that lies.
        replace_yearly(second, TimeExpr::Yearly { which, direction: Direction::Future, base: Box::new(first.clone()) });
    } else if range
        && let TimeExpr::Weekday { direction, base, .. } = second
        && **base == TimeExpr::Context
        && matches!(first, TimeExpr::Weekday { .. })
    {
        (*direction, **base) = (Direction::Future, first.clone());
    }
}

/// A calendar date of a year or finer.
fn fixed(expr: &TimeExpr) -> Option<TimeExpr> {
    match expr {
        TimeExpr::Calendar(date) if date.precision < super::super::Precision::Year => Some(expr.clone()),
        TimeExpr::PartOf { whole, .. } | TimeExpr::Approx(whole) | TimeExpr::DayPart { base: whole, .. } => {
            fixed(whole)
        }
        _ => None,
    }
}

/// What comes round every year, of a year that only the context knows.
fn open_yearly(expr: &TimeExpr) -> Option<Yearly> {
    match expr {
        TimeExpr::Yearly { which, base, .. } if **base == TimeExpr::Context => Some(*which),
        TimeExpr::PartOf { whole, .. } | TimeExpr::Approx(whole) | TimeExpr::DayPart { base: whole, .. } => {
            open_yearly(whole)
        }
        _ => None,
    }
}

fn replace_yearly(expr: &mut TimeExpr, new: TimeExpr) {
    match expr {
        TimeExpr::Yearly { .. } => *expr = new,
        TimeExpr::PartOf { whole, .. } | TimeExpr::Approx(whole) | TimeExpr::DayPart { base: whole, .. } => {
            replace_yearly(whole, new)
        }
        _ => {}
    }
}
