//! Dates that count from the publication or from another event: weekdays, "yesterday", "last year", "two days ago",
//! "a week later", "earlier this month", "recently".

use super::vocabulary::{Count, count, day_part, season, unit, weekday};
use super::{Found, View, direction};
use crate::text::Tag;
use crate::time::{Anchor, DayPart, Direction, TimeExpr, TimexType, Unit, Vague};

pub fn find(view: &View, at: usize) -> Option<Found> {
    deictic_day(view, at)
        .or_else(|| weekday_alone(view, at))
        .or_else(|| this_last_next(view, at))
        .or_else(|| rest_of_unit(view, at))
        .or_else(|| counted(view, at))
        .or_else(|| anaphoric(view, at))
        .or_else(|| vague(view, at))
}

const fn shift(anchor: Anchor, amount: i32, unit: Unit) -> TimeExpr {
    TimeExpr::Shift { anchor, amount, unit }
}

/// "today", "yesterday morning", "tonight", "overnight".
fn deictic_day(view: &View, at: usize) -> Option<Found> {
    let publication = |days| shift(Anchor::Publication, days, Unit::Day);
    let expr = match view.lower(at) {
        "today" => publication(0),
        "yesterday" => publication(-1),
        "tomorrow" => publication(1),
        "tonight" => {
            let of = Box::new(publication(0));
            return Some(Found {
                kind: TimexType::Time,
                ..Found::date(at + 1, "tonight", TimeExpr::DayPart { part: DayPart::Night, of })
            });
        }
        "overnight" if view.tokens[at].tag.is_adverb() => {
            let of = TimeExpr::Range(Box::new(publication(-1)), Box::new(publication(0)));
            return Some(Found { kind: TimexType::Time, ..Found::date(at + 1, "overnight", of) });
        }
        _ => return None,
    };
    Some(with_day_part(view, Found::date(at + 1, "today and its neighbours", expr)))
}

/// "Sunday", "last Friday", "next Tuesday evening", "this Monday".
fn weekday_alone(view: &View, at: usize) -> Option<Found> {
    let qualifier = view.lower(at);
    let qualified = matches!(qualifier, "last" | "next" | "this" | "past" | "coming");
    let place = at + usize::from(qualified);
    let token = view.tokens.get(place).filter(|t| t.capital)?;
    let day = weekday(&token.lower)?;
    // "Sun" and "Sat" alone are words or papers.
    if token.lower.trim_end_matches('.').len() <= 3 {
        return None;
    }
    let direction = match qualifier {
        "last" | "past" => Direction::StrictPast,
        "next" | "coming" => Direction::StrictFuture,
        _ => direction::of(view.tokens, at),
    };
    let found = Found::date(place + 1, "weekday", TimeExpr::Weekday { day, direction });
    Some(with_day_part(view, found))
}

/// "Friday night", "yesterday morning".
fn with_day_part(view: &View, found: Found) -> Found {
    match day_part(view.lower(found.end)) {
        Some(part) => Found {
            end: found.end + 1,
            kind: TimexType::Time,
            expr: TimeExpr::DayPart { part, of: Box::new(found.expr) },
            ..found
        },
        None => found,
    }
}

/// "last year", "this week", "next month", "the past decade", "last summer", "this morning", "last weekend".
fn this_last_next(view: &View, at: usize) -> Option<Found> {
    let place = at + usize::from(view.lower(at) == "the");
    let offset = match view.lower(place) {
        "last" | "previous" => -1,
        "this" | "current" => 0,
        "next" | "coming" => 1,
        _ => return None,
    };
    let word = view.lower(place + 1);
    // "the next year", "the previous day": counted from the story, not from publication.
    let told = place > at && offset != 0 || view.lower(place) == "previous";
    let anchor = if told { Anchor::Reference } else { Anchor::Publication };
    let end = place + 2;
    if let Some(unit) = unit(word).filter(|_| !word.ends_with('s')) {
        return (unit >= Unit::Day)
            .then(|| Found::date(end, "this, last, next", TimeExpr::UnitOf { anchor, unit, offset }));
    }
    if let Some(season) = season(word) {
        let direction = match offset {
            -1 => Direction::StrictPast,
            1 => Direction::StrictFuture,
            _ => direction::of(view.tokens, at),
        };
        return Some(Found::date(end, "season", TimeExpr::Season { season, direction }));
    }
    if let Some(month) = super::vocabulary::month(word).filter(|_| view.tokens[place + 1].capital) {
        let direction = match offset {
            -1 => Direction::StrictPast,
            1 => Direction::StrictFuture,
            _ => direction::of(view.tokens, at),
        };
        return Some(Found::date(end, "month", TimeExpr::Month { month, day: None, direction }));
    }
    if word == "weekend" {
        let day = |day| {
            Box::new(TimeExpr::Weekday {
                day,
                direction: if offset > 0 { Direction::StrictFuture } else { Direction::Past },
            })
        };
        let (saturday, sunday) = (day(chrono::Weekday::Sat), day(chrono::Weekday::Sun));
        return Some(Found::date(end, "weekend", TimeExpr::Range(saturday, sunday)));
    }
    let part = day_part(word)?;
    let day = if offset < 0 { -1 } else { 0 };
    let of = Box::new(shift(Anchor::Publication, day, Unit::Day));
    Some(Found { kind: TimexType::Time, ..Found::date(end, "part of the day", TimeExpr::DayPart { part, of }) })
}

/// "earlier this week", "later this year", "earlier in the day".
fn rest_of_unit(view: &View, at: usize) -> Option<Found> {
    let before = match view.lower(at) {
        "earlier" => true,
        "later" => false,
        _ => return None,
    };
    let place = at + 1 + usize::from(view.lower(at + 1) == "in");
    matches!(view.lower(place), "this" | "the").then_some(())?;
    let unit = unit(view.lower(place + 1)).filter(|u| *u >= Unit::Day)?;
    let expr =
        if unit == Unit::Day { shift(Anchor::Reference, 0, Unit::Day) } else { TimeExpr::RestOf { unit, before } };
    Some(Found::date(place + 2, "rest of a unit", expr))
}

/// "two days ago", "a year earlier", "three weeks later", "five years after", "in the past week", "hours before".
fn counted(view: &View, at: usize) -> Option<Found> {
    let mut place = at;
    let hedge = matches!(
        view.lower(at),
        "about" | "around" | "nearly" | "almost" | "roughly" | "some" | "just" | "approximately"
    );
    place += usize::from(
        hedge && view.lower(at) != "some" || view.lower(at) == "some" && count(view.tokens.get(at + 1)?).is_some(),
    );
    let number = count(view.tokens.get(place)?)?;
    place += 1;
    // "a few days", "a couple of weeks".
    let mut number = number;
    if matches!(view.lower(place), "few" | "couple") {
        number = Count::Some;
        place += 1;
        place += usize::from(view.lower(place) == "of");
    }
    let unit = unit(view.lower(place))?;
    let end = place + 1;
    let (anchor, sign) = match view.lower(end) {
        "ago" => (Anchor::Publication, -1),
        "earlier" | "before" | "previously" => (Anchor::Reference, -1),
        "later" | "after" | "afterwards" | "afterward" => (Anchor::Reference, 1),
        "from" if view.lower(end + 1) == "now" => {
            let amount = exact(number)?;
            return Some(Found::date(end + 2, "from now", shift(Anchor::Publication, amount, unit)));
        }
        _ => return None,
    };
    // "three hours after the vote" is told by its relation; the extent still ends with the unit and its side.
    let Some(amount) = exact(number) else {
        let vague = if sign < 0 { Vague::Past } else { Vague::Future };
        return Some(Found::date(end + 1, "some time away", TimeExpr::Vague(vague)));
    };
    let expr = shift(anchor, sign * amount, unit);
    let expr = if hedge { TimeExpr::About(Box::new(expr)) } else { expr };
    Some(Found { modifier: hedge.then_some("APPROX"), ..Found::date(end + 1, "counted", expr) })
}

fn exact(count: Count) -> Option<i32> {
    match count {
        Count::Exact(n) if (0.0..100_000.0).contains(&n) => Some(n as i32),
        _ => None,
    }
}

/// "the next day", "the following week", "the same day", "that night", "that year".
fn anaphoric(view: &View, at: usize) -> Option<Found> {
    let the = usize::from(view.lower(at) == "the");
    let offset = match view.lower(at + the) {
        "following" | "next" if the == 1 => 1,
        "same" if the == 1 => 0,
        "that" if the == 0 => 0,
        "preceding" if the == 1 => -1,
        _ => return None,
    };
    let word = view.lower(at + the + 1);
    let end = at + the + 2;
    if let Some(unit) = unit(word).filter(|u| *u >= Unit::Day && !word.ends_with('s')) {
        return Some(Found::date(
            end,
            "told from the story",
            TimeExpr::UnitOf { anchor: Anchor::Reference, unit, offset },
        ));
    }
    let part = day_part(word)?;
    let of = Box::new(TimeExpr::UnitOf { anchor: Anchor::Reference, unit: Unit::Day, offset });
    Some(Found { kind: TimexType::Time, ..Found::date(end, "part of a told day", TimeExpr::DayPart { part, of }) })
}

/// "now", "recently", "in recent weeks", "recent airstrikes".
fn vague(view: &View, at: usize) -> Option<Found> {
    let date = |end, vague| Some(Found::date(end, "vague", TimeExpr::Vague(vague)));
    match view.lower(at) {
        "now" | "currently" | "nowadays" | "presently" => date(at + 1, Vague::Present),
        "recently" | "lately" => date(at + 1, Vague::Recent { days: 30 }),
        "recent" => match unit(view.lower(at + 1)) {
            Some(Unit::Day) => date(at + 2, Vague::Recent { days: 7 }),
            Some(Unit::Week) => date(at + 2, Vague::Recent { days: 60 }),
            Some(Unit::Month) => date(at + 2, Vague::Recent { days: 365 }),
            Some(_) => date(at + 2, Vague::Past),
            None if view.tokens.get(at + 1).is_some_and(|t| t.tag == Tag::NNS) => {
                date(at + 1, Vague::Recent { days: 7 })
            }
            None => date(at + 1, Vague::Recent { days: 30 }),
        },
        "soon" => date(at + 1, Vague::Future),
        _ => None,
    }
}
