//! Times of day: "8:15 a.m.", "20:15 GMT", "noon", "3 o'clock", "Friday night", "the morning of 31 January".

use super::super::Zone;
use super::super::expr::{DayPart, TimeExpr, TimexType};
use super::lexicon::Role;
use super::view::{Hit, View};
use super::zone;

const RULE: &str = "clock";

/// A day with the part of it that may follow ("Friday night", "yesterday evening").
pub fn with_day_part(v: &View, end: usize, day: TimeExpr, rule: &'static str) -> Hit {
    match v.word(end).day_part {
        Some(part) => Hit::of(TimexType::Time, end + 1, TimeExpr::DayPart { base: Box::new(day), part }, rule),
        None => Hit::date(end, day, rule),
    }
}

/// "May 8 1:00AM": a time of day right after its day.
pub fn after_day(v: &View, hit: Hit) -> Hit {
    if hit.kind != TimexType::Date || !matches!(hit.rule, "date" | "month-day" | "numeric") || hit.first.is_some() {
        return hit;
    }
    match minutes(v, hit.end).filter(|_| v.word(hit.end).clock.is_none()) {
        Some((minute, whole_hour, end)) => {
            let (zone, end) = zone_after(v, end);
            let expr = TimeExpr::AtTime { base: Box::new(hit.expr), minute, whole_hour, zone };
            Hit::of(TimexType::Time, end, expr, RULE)
        }
        None => hit,
    }
}

pub fn at(v: &View, i: usize) -> Option<Hit> {
    part_of_day(v, i).or_else(|| clock(v, i))
}

/// A clock time with the day that may stand beside it: "8 a.m. Monday", "12:00 UTC on 20 November", "9:34 p.m.,
/// March 19".
fn clock(v: &View, i: usize) -> Option<Hit> {
    let (minute, whole_hour, end) = minutes(v, i)?;
    let (zone, end) = zone_after(v, end);
    let day = day_beside(v, end);
    let (base, end) = day.map_or((TimeExpr::Context, end), |d| (d.expr, d.end));
    Some(Hit::of(TimexType::Time, end, TimeExpr::AtTime { base: Box::new(base), minute, whole_hour, zone }, RULE))
}

/// The zone behind a time of day, if one is stated, and the token after it.
fn zone_after(v: &View, end: usize) -> (Option<Zone>, usize) {
    zone::at(v, end).map_or((None, end), |(zone, end)| (Some(zone), end))
}

fn day_beside(v: &View, end: usize) -> Option<Hit> {
    let at = end + usize::from(v.is(end, &["on", ",", "of"]));
    let hit = super::weekday::at(v, at).or_else(|| super::absolute::at(v, at)).or_else(|| super::numeric::at(v, at));
    let hit = hit.or_else(|| if at == end { super::relative::at(v, at) } else { None })?;
    let is_day =
        matches!(hit.rule, "weekday" | "date" | "month-day" | "deictic" | "numeric") && hit.kind == TimexType::Date;
    is_day.then_some(hit)
}

/// Minutes since midnight, whether only the hour is named, and the token after it.
fn minutes(v: &View, i: usize) -> Option<(u16, bool, usize)> {
    if let Some(hour) = v.word(i).clock {
        return Some((hour * 60, false, i + 1));
    }
    let lower = v.lower(i);
    // "8pm", "8:15am" in one token.
    let (digits, glued_half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(d), _) => (d, Some(Role::Am)),
        (_, Some(d)) => (d, Some(Role::Pm)),
        _ => (lower.strip_suffix("hrs").unwrap_or(lower), None),
    };
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((h, m)) if m.len() >= 2 && digits.contains(':') || glued_half.is_some() || followed_by_half(v, i) => {
            (h, Some(m.get(..2)?))
        }
        Some(_) => return None,
        None => (digits, None),
    };
    let number = |d: &str| -> Option<u16> {
        ((1..=4).contains(&d.len()) && d.bytes().all(|b| b.is_ascii_digit())).then(|| d.parse().ok())?
    };
    let hour = match number(hour) {
        Some(hour) => hour,
        None => u16::try_from(v.word(i).cardinal?).ok()?,
    };
    let minute = match minute {
        Some(m) => Some(number(m).filter(|m| *m < 60)?),
        None => None,
    };
    // "1800 GMT", "0900 hours".
    if minute.is_none()
        && digits.len() == 4
        && v.is_number(i)
        && (zone::at(v, i + 1).is_some() || v.is(i + 1, &["hours", "hrs"]))
    {
        return (hour < 2400 && hour % 100 < 60).then_some((
            hour / 100 * 60 + hour % 100,
            false,
            i + 1 + usize::from(v.is(i + 1, &["hours", "hrs"])),
        ));
    }
    let (half, end) = match (glued_half, v.role(i + 1)) {
        (Some(half), _) => (Some(half), i + 1),
        (None, Some(half @ (Role::Am | Role::Pm))) if v.lower(i + 1) != "am" || v.is_number(i) => (Some(half), i + 2),
        (None, Some(Role::OClock)) => (Some(Role::OClock), i + 2),
        (None, Some(Role::Hours)) if minute.is_some() && v.is(i + 1, &["hrs", "hours"]) => (None, i + 2),
        _ => (None, i + 1),
    };
    let hour = match half {
        Some(Role::Am) if hour <= 12 => hour % 12,
        Some(Role::Pm) if hour <= 12 => hour % 12 + 12,
        Some(Role::OClock) if hour <= 24 => hour % 24,
        Some(_) => return None,
        None if minute.is_some() && hour < 24 && clock_is_meant(v, i, end) => hour,
        None => return None,
    };
    Some((hour * 60 + minute.unwrap_or(0), minute.is_none(), end))
}

fn followed_by_half(v: &View, i: usize) -> bool {
    matches!(v.role(i + 1), Some(Role::Am | Role::Pm))
}

/// "8:15" may be a score, a ratio or a verse: a preposition, a zone or two digits of the hour make it a time.
fn clock_is_meant(v: &View, i: usize, end: usize) -> bool {
    let led = matches!(
        v.before(i),
        "at" | "by"
            | "until"
            | "till"
            | "before"
            | "after"
            | "from"
            | "since"
            | "around"
            | "about"
            | "between"
            | "to"
            | ","
            | "–"
    );
    let padded = v.lower(i).len() >= 5 && v.lower(i).as_bytes()[1].is_ascii_digit();
    zone::at(v, end).is_some()
        || end > i + 1
        || led && !matches!(v.before(i), "to" | ",")
        || padded && !v.is_plural_noun(end)
}

/// "the morning of 31 January 1965", "early on Monday morning"; "the evening" and "at night" of the context.
fn part_of_day(v: &View, i: usize) -> Option<Hit> {
    let the = i + usize::from(v.role(i) == Some(Role::The));
    let the = the + usize::from(matches!(v.role(the), Some(Role::Early | Role::Late | Role::Mid)));
    let part = v.word(the).day_part?;
    let mut at = the + 1;
    at += usize::from(v.is(at, &["hours"]));
    let of = at + usize::from(v.is(at, &["of", "on"]));
    if let Some(day) = day_of(v, of) {
        let expr = TimeExpr::DayPart { base: Box::new(day.expr), part };
        return Some(Hit::of(TimexType::Time, day.end, expr, "day-part"));
    }
    let preposition = matches!(
        v.before(i),
        "in" | "during" | "by" | "at" | "before" | "after" | "until" | "since" | "through" | "throughout"
    );
    let named = part != DayPart::Night || v.before(i) == "at" || the > i;
    if !preposition || !named || v.capital(the) && i > 0 {
        return None;
    }
    // "at night" is any night; "in the morning" the one told of.
    if the == i && matches!(v.before(i), "at" | "during" | "by") {
        let night = if part == DayPart::Night { "XXXX-XX-XXTNI" } else { "XXXX-XX-XXTDT" };
        let known = matches!(part, DayPart::Night | DayPart::Daytime);
        return known.then(|| Hit::of(TimexType::Time, at, TimeExpr::Set(night), "day-part"));
    }
    let expr = TimeExpr::DayPart { base: Box::new(TimeExpr::Context), part };
    Some(Hit::of(TimexType::Time, at, expr, "day-part"))
}

fn day_of(v: &View, i: usize) -> Option<Hit> {
    let hit = super::absolute::at(v, i).or_else(|| super::weekday::at(v, i)).or_else(|| super::numeric::at(v, i))?;
    (matches!(hit.rule, "date" | "month-day" | "weekday" | "numeric" | "day-of-month") && hit.kind == TimexType::Date)
        .then_some(hit)
}

/// A time of day without a day belongs to the day that its sentence names last before it, else next after it.
pub fn give_days(hits: &mut [(usize, Hit)]) {
    for k in 0..hits.len() {
        if hits[k].1.expr.open_day().is_none() {
            continue;
        }
        let names_day = |h: &&(usize, Hit)| {
            h.1.kind == TimexType::Date && matches!(h.1.rule, "date" | "month-day" | "weekday" | "deictic" | "numeric")
        };
        let before = hits[..k].iter().rev().find(names_day);
        let Some(day) = before.or_else(|| hits[k + 1..].iter().find(names_day)).map(|h| h.1.expr.clone()) else {
            continue;
        };
        if let Some(open) = hits[k].1.expr.open_day() {
            *open = day;
        }
    }
}
