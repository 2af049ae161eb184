//! Dates that need no anchor or only a year: "November 5, 2014", "5 Nov", "2016-11-20", "May", "1999", "the 1990s", "586 BC".

use super::vocabulary::{day_of_month, month, ordinal, season, weekday, year};
use super::{Found, View, direction};
use crate::text::{Tag, TokenKind};
use crate::time::{Part, TimeExpr, TimexType, UncertainDate};
use chrono::NaiveDate;

pub fn find(view: &View, at: usize) -> Option<Found> {
    numeric(view, at)
        .or_else(|| with_weekday(view, at))
        .or_else(|| month_first(view, at))
        .or_else(|| day_first(view, at))
        .or_else(|| decade(view, at))
        .or_else(|| century(view, at))
        .or_else(|| era(view, at))
        .or_else(|| season_year(view, at))
        .or_else(|| quarter(view, at))
        .or_else(|| bare_year(view, at))
        .or_else(|| part(view, at))
}

/// "2016-11-20", "2016/11/20", "11/20/2016" where it can be read one way, "1914-18".
fn numeric(view: &View, at: usize) -> Option<Found> {
    if view.tokens[at].kind != TokenKind::Number {
        return None;
    }
    let lower = view.lower(at);
    let parts: Vec<&str> = lower.split(['-', '/', '.']).collect();
    let number = |i: usize| parts.get(i).and_then(|p| p.parse::<u32>().ok());
    let calendar = |y, m, d| {
        Some(Found::date(
            at + 1,
            "numeric date",
            TimeExpr::Calendar(UncertainDate::day(NaiveDate::from_ymd_opt(y, m, d)?)),
        ))
    };
    match parts.len() {
        3 if parts[0].len() == 4 => calendar(year(parts[0])?, number(1)?, number(2)?),
        3 if parts[2].len() == 4 => {
            let (a, b, y) = (number(0)?, number(1)?, year(parts[2])?);
            match (a, b) {
                _ if a == b => calendar(y, a, b),
                (1..=12, 13..=31) => calendar(y, a, b),
                (13..=31, 1..=12) => calendar(y, b, a),
                _ => None,
            }
        }
        2 if lower.contains('-') && parts[0].len() == 4 => {
            let from = year(parts[0])?;
            let to = match parts[1].len() {
                4 => year(parts[1])?,
                2 => from / 100 * 100 + i32::try_from(number(1)?).ok()?,
                _ => return None,
            };
            (from < to).then_some(())?;
            let range = TimeExpr::Range(
                Box::new(TimeExpr::Calendar(UncertainDate::year(from)?)),
                Box::new(TimeExpr::Calendar(UncertainDate::year(to)?)),
            );
            Some(Found::date(at + 1, "range of years", range))
        }
        _ => None,
    }
}

/// "Saturday, May 18", "Sun, 20 Nov 2016".
fn with_weekday(view: &View, at: usize) -> Option<Found> {
    weekday(view.lower(at))?;
    let next = if matches!(view.lower(at + 1), "," | ".") { at + 2 } else { at + 1 };
    view.tokens.get(next)?;
    let rest = month_first(view, next).or_else(|| day_first(view, next))?;
    matches!(rest.expr, TimeExpr::Calendar(_) | TimeExpr::Month { day: Some(_), .. })
        .then_some(Found { rule: "weekday and date", ..rest })
}

/// "November 5, 2014", "Nov. 5", "November 2014", "November".
fn month_first(view: &View, at: usize) -> Option<Found> {
    let token = &view.tokens[at];
    let month = month(&token.lower)?;
    if !token.capital {
        return None;
    }
    let day = day_of_month(view.lower(at + 1)).filter(|_| !is_counting(view, at + 2));
    if let Some(day) = day {
        let mut end = at + 2;
        let comma = usize::from(matches!(view.lower(end), "," | "of"));
        if let Some(year) = year(view.lower(end + comma)) {
            let date = UncertainDate::day(NaiveDate::from_ymd_opt(year, month, day)?);
            return Some(Found::date(end + comma + 1, "month, day, year", TimeExpr::Calendar(date)));
        }
        // "May 5-7" and "May 5 to 7" are one stretch.
        let direction = direction::of(view.tokens, at);
        let first = TimeExpr::Month { month, day: Some(day), direction };
        if matches!(view.lower(end), "–" | "-" | "to")
            && let Some(last) = day_of_month(view.lower(end + 1)).filter(|last| *last > day)
        {
            end += 2;
            let last = TimeExpr::Month { month, day: Some(last), direction };
            return Some(Found::date(end, "days of a month", TimeExpr::Range(Box::new(first), Box::new(last))));
        }
        return Some(Found::date(end, "month and day", first));
    }
    let link = usize::from(matches!(view.lower(at + 1), "," | "of"));
    if let Some(year) = year(view.lower(at + 1 + link)) {
        return Some(Found::date(
            at + 2 + link,
            "month and year",
            TimeExpr::Calendar(UncertainDate::month(year, month)?),
        ));
    }
    if is_name_instead(view, at) {
        return None;
    }
    Some(Found::date(at + 1, "month", TimeExpr::Month { month, day: None, direction: direction::of(view.tokens, at) }))
}

/// "5 jets": the number counts something.
fn is_counting(view: &View, after: usize) -> bool {
    view.lower(after) == "%" || view.lower(after) == "percent"
}

/// "May" and "March" as verbs, and months as names of people: only where the words around say a time.
fn is_name_instead(view: &View, at: usize) -> bool {
    let token = &view.tokens[at];
    let before = at.checked_sub(1).map(|i| &view.tokens[i]);
    let ambiguous = matches!(token.lower.as_str(), "may" | "march" | "april" | "june" | "august" | "mar" | "jan");
    let introduced = before.is_some_and(|t| {
        matches!(
            t.lower.as_str(),
            "in" | "since"
                | "until"
                | "till"
                | "by"
                | "from"
                | "during"
                | "of"
                | "last"
                | "next"
                | "this"
                | "early"
                | "late"
                | "mid"
                | "before"
                | "after"
                | "between"
                | "and"
                | "through"
                | "for"
                | "every"
        )
    });
    let after_name = before
        .is_some_and(|t| t.tag.is_proper() && t.capital && month(&t.lower).is_none() && weekday(&t.lower).is_none());
    if ambiguous { !introduced } else { after_name && view.tokens.get(at + 1).is_some_and(|t| t.tag.is_proper()) }
}

/// "5 November 2014", "5th of November", "20 Nov".
fn day_first(view: &View, at: usize) -> Option<Found> {
    let the = usize::from(view.lower(at) == "the");
    let day = day_of_month(view.lower(at + the))?;
    let of = usize::from(view.lower(at + the + 1) == "of");
    let place = at + the + 1 + of;
    let month = month(view.lower(place)).filter(|_| view.tokens[place].capital)?;
    let end = place + 1;
    let comma = usize::from(view.lower(end) == ",");
    if let Some(year) = year(view.lower(end + comma)) {
        let date = UncertainDate::day(NaiveDate::from_ymd_opt(year, month, day)?);
        return Some(Found::date(end + comma + 1, "day, month, year", TimeExpr::Calendar(date)));
    }
    (day <= 31).then(|| {
        Found::date(
            end,
            "day and month",
            TimeExpr::Month { month, day: Some(day), direction: direction::of(view.tokens, at) },
        )
    })
}

/// "the 1990s", "'90s", "mid-1980s".
fn decade(view: &View, at: usize) -> Option<Found> {
    let mut place = at + usize::from(view.lower(at) == "the");
    let mut part = None;
    if let Some(found) = part_word(view.lower(place)) {
        part = Some(found);
        place += 1;
    }
    let mut lower = view.lower(place);
    for (prefix, found) in [("mid-", Part::Mid), ("early-", Part::Early), ("late-", Part::Late)] {
        if let Some(rest) = lower.strip_prefix(prefix) {
            part = Some(found);
            lower = rest;
        }
    }
    let digits = lower.trim_start_matches('\'').strip_suffix('s').map(|d| d.trim_end_matches('\''))?;
    let first = match digits.len() {
        4 => year(digits)?,
        2 if lower.starts_with('\'') => 1900 + digits.parse::<i32>().ok()?,
        _ => return None,
    };
    (first % 10 == 0).then_some(())?;
    let whole = TimeExpr::Calendar(UncertainDate::decade(first)?);
    Some(with_part(Found::date(place + 1, "decade", whole), part))
}

/// "the 18th century", "the early nineteenth century" in digits.
fn century(view: &View, at: usize) -> Option<Found> {
    let mut place = at + usize::from(view.lower(at) == "the");
    let part = part_word(view.lower(place));
    place += usize::from(part.is_some());
    let number = i32::try_from(ordinal(view.lower(place))?).ok()?;
    matches!(view.lower(place + 1), "century" | "centuries").then_some(())?;
    let mut end = place + 2;
    let bc = matches!(view.lower(end), "bc" | "b.c." | "bce");
    end += usize::from(bc);
    let first = if bc { -number * 100 + 1 } else { (number - 1) * 100 };
    let whole = TimeExpr::Calendar(UncertainDate::century(first)?);
    (1..=40).contains(&number).then(|| with_part(Found::date(end, "century", whole), part))
}

/// "586 BC", "AD 79", "79 AD".
fn era(view: &View, at: usize) -> Option<Found> {
    let number = |i: usize| view.lower(i).replace(',', "").parse::<i32>().ok().filter(|n| (1..=9999).contains(n));
    let bc = |i: usize| matches!(view.lower(i), "bc" | "b.c." | "bce" | "b.c.e.");
    let ad = |i: usize| matches!(view.lower(i), "ad" | "a.d." | "ce" | "c.e.");
    let (year, end) = match number(at) {
        Some(n) if bc(at + 1) => (1 - n, at + 2),
        Some(n) if ad(at + 1) => (n, at + 2),
        None if ad(at) && number(at + 1).is_some() => (number(at + 1)?, at + 2),
        _ => return None,
    };
    Some(Found::date(end, "year of an era", TimeExpr::Calendar(UncertainDate::year(year)?)))
}

/// "summer 2014", "the winter of 2014".
fn season_year(view: &View, at: usize) -> Option<Found> {
    let place = at + usize::from(view.lower(at) == "the");
    let season = season(view.lower(place))?;
    let of = usize::from(view.lower(place + 1) == "of");
    let year = year(view.lower(place + 1 + of))?;
    Some(Found::date(place + 2 + of, "season and year", TimeExpr::Calendar(UncertainDate::season(year, season)?)))
}

/// "the third quarter of 2016".
fn quarter(view: &View, at: usize) -> Option<Found> {
    let place = at + usize::from(view.lower(at) == "the");
    let number = ordinal(view.lower(place)).filter(|n| (1..=4).contains(n))?;
    (view.lower(place + 1) == "quarter").then_some(())?;
    let of = usize::from(view.lower(place + 2) == "of");
    let year = year(view.lower(place + 2 + of))?;
    Some(Found::date(place + 3 + of, "quarter", TimeExpr::Calendar(UncertainDate::quarter(year, number)?)))
}

/// A number of four digits is a year where its place says so.
fn bare_year(view: &View, at: usize) -> Option<Found> {
    let year = year(view.lower(at))?;
    let before = at.checked_sub(1).map(|i| &view.tokens[i]);
    let after = view.tokens.get(at + 1);
    let word = before.map_or("", |t| t.lower.as_str());
    let introduced = matches!(
        word,
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "from"
            | "during"
            | "of"
            | "before"
            | "after"
            | "early"
            | "late"
            | "mid"
            | "between"
            | "around"
            | "circa"
            | "about"
            | "year"
            | "through"
            | "throughout"
            | "to"
            | "and"
            | "–"
            | "("
            | "spring"
            | "summer"
            | "autumn"
            | "fall"
            | "winter"
            | "-"
    );
    let adjective = matches!(word, "the" | "a" | "its" | "his" | "her" | "their" | "'s" | "planned")
        && after.is_some_and(|t| t.tag.is_noun() || t.tag.is_adjective());
    let alone =
        matches!(word, "" | "," | ";") && after.is_none_or(|t| matches!(t.lower.as_str(), "," | ":" | "." | ")" | "–"));
    // "2,000 people", "in 1500 houses", "$ 2000".
    let counts = after.is_some_and(|t| t.tag == Tag::NNS || t.lower == "%") && !adjective;
    let money = before.is_some_and(|t| t.kind == TokenKind::Symbol);
    ((introduced || adjective || alone) && !counts && !money)
        .then(|| Some(Found::date(at + 1, "year", TimeExpr::Calendar(UncertainDate::year(year)?))))?
}

/// "early May", "late 1999", "mid-September", "the end of 1939", "the beginning of March".
fn part(view: &View, at: usize) -> Option<Found> {
    let mut place = at + usize::from(view.lower(at) == "the");
    let lower = view.lower(place);
    let part = match lower {
        "end" | "close" => Part::Late,
        "beginning" | "start" => Part::Early,
        "middle" => Part::Mid,
        _ => {
            if let Some(rest) = lower.strip_prefix("mid-") {
                let month = month(rest)?;
                let whole = TimeExpr::Month { month, day: None, direction: direction::of(view.tokens, at) };
                let year = year(view.lower(place + 1));
                let (whole, end) = match year {
                    Some(year) => (TimeExpr::Calendar(UncertainDate::month(year, month)?), place + 2),
                    None => (whole, place + 1),
                };
                return Some(with_part(Found::date(end, "middle of a month", whole), Some(Part::Mid)));
            }
            let part = part_word(lower)?;
            return Some(with_part(inner(view, place + 1)?, Some(part)));
        }
    };
    (view.lower(place + 1) == "of").then_some(())?;
    place += 2;
    Some(with_part(inner(view, place)?, Some(part)))
}

/// What a part can be of.
fn inner(view: &View, at: usize) -> Option<Found> {
    let token = view.tokens.get(at)?;
    if let Some(year) = year(&token.lower) {
        return Some(Found::date(at + 1, "part of a year", TimeExpr::Calendar(UncertainDate::year(year)?)));
    }
    let month = month(&token.lower).filter(|_| token.capital)?;
    let found = match year(view.lower(at + 1)) {
        Some(year) => Found::date(at + 2, "part of a month", TimeExpr::Calendar(UncertainDate::month(year, month)?)),
        None => Found::date(
            at + 1,
            "part of a month",
            TimeExpr::Month { month, day: None, direction: direction::of(view.tokens, at) },
        ),
    };
    day_of_month(view.lower(found.end)).is_none().then_some(found)
}

fn part_word(lower: &str) -> Option<Part> {
    Some(match lower {
        "early" => Part::Early,
        "mid" => Part::Mid,
        "late" => Part::Late,
        _ => return None,
    })
}

fn with_part(found: Found, part: Option<Part>) -> Found {
    let Some(part) = part else { return found };
    let modifier = match part {
        Part::Early => "START",
        Part::Mid => "MID",
        Part::Late => "END",
    };
    Found {
        expr: TimeExpr::PartOf { part, of: Box::new(found.expr) },
        modifier: Some(modifier),
        kind: TimexType::Date,
        ..found
    }
}
