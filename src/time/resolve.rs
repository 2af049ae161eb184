//! Resolving: a symbolic expression and its anchors in; a date, a TIMEX3 value and the steps in words out.

use super::date::{Season, shift_day, shift_month};
use super::edtf;
use super::expr::{Anchor, DayPart, Direction, Part, TimeExpr, Timex, Unit, Vague};
use super::{Moment, Precision, UncertainDate, day_in_words};
use chrono::{Datelike, NaiveDate, Weekday};

/// What an expression is resolved against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Env {
    pub publication: Option<NaiveDate>,
    /// The time that "two days earlier" counts from: another event's, or the narrative's.
    pub reference: Option<UncertainDate>,
}

/// An expression with its meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// TIMEX3 value: `2016-11-20`, `P3D`, `PAST_REF`, `XXXX-WXX-7` where unresolved.
    pub value: String,
    /// The time itself, without its signal; `None` for sets and bare durations, and where the anchor is unknown.
    pub when: Option<UncertainDate>,
    /// For people: "20 November 2016", or relative to an unknown publication: "the Sunday on or before publication".
    pub words: String,
    /// How it came to that, in plain words, in order.
    pub reasons: Vec<String>,
}

/// Resolves one expression.
pub fn resolve(timex: &Timex, env: &Env) -> Resolved {
    let meaning = meaning(&timex.expr, env);
    let words = match (&meaning.when, &timex.expr) {
        (Some(when), _) => when.words(),
        (None, TimeExpr::Duration { .. } | TimeExpr::Set(_) | TimeExpr::Vague(_)) => String::new(),
        (None, expr) => unresolved_words(expr),
    };
    let mut reasons = Vec::new();
    if !words.is_empty() {
        reasons.push(reason(&timex.expr, env, &words));
    }
    Resolved { value: meaning.value, when: meaning.when, words, reasons }
}

struct Meaning {
    value: String,
    when: Option<UncertainDate>,
}

impl Meaning {
    fn dated(value: String, when: UncertainDate) -> Self {
        Self { value, when: Some(when) }
    }

    fn open(value: impl Into<String>) -> Self {
        Self { value: value.into(), when: None }
    }
}

fn meaning(expr: &TimeExpr, env: &Env) -> Meaning {
    resolved(expr, env).unwrap_or_else(|| Meaning::open(unresolved_value(expr)))
}

/// `None` where an anchor is missing or the calendar ends.
fn resolved(expr: &TimeExpr, env: &Env) -> Option<Meaning> {
    Some(match expr {
        TimeExpr::Calendar(date) => Meaning::dated(value_of(date), *date),
        TimeExpr::Shift { anchor, amount, unit } => shifted(anchor_date(*anchor, env)?, *amount, *unit)?,
        TimeExpr::UnitOf { anchor, unit, offset } => unit_of(anchor_day(*anchor, env)?, *unit, *offset)?,
        TimeExpr::RestOf { unit, before } => {
            let day = env.publication?;
            let whole = unit_of(day, *unit, 0)?;
            let bound =
                if *before { UncertainDate::between(None, Some(day)) } else { UncertainDate::between(Some(day), None) };
            Meaning::dated(whole.value, whole.when?.intersect(&bound)?)
        }
        TimeExpr::Weekday { day, direction } => {
            let found = weekday(reference_day(env)?, *day, *direction)?;
            Meaning::dated(day_value(found), UncertainDate::day(found))
        }
        TimeExpr::Month { month, day, direction } => month_day(reference_day(env)?, *month, *day, *direction)?,
        TimeExpr::Season { season, direction } => {
            let found = season_near(reference_day(env)?, *season, *direction)?;
            Meaning::dated(value_of(&found), found)
        }
        TimeExpr::PartOf { part, of } => {
            let whole = resolved(of, env)?;
            Meaning::dated(whole.value, part_of(whole.when?, *part)?)
        }
        TimeExpr::DayPart { part, of } => {
            let day = resolved(of, env)?;
            Meaning { value: format!("{}T{}", day.value, day_part_code(*part)), when: day.when }
        }
        TimeExpr::Clock { minute, of } => clock(*minute, &resolved(of, env)?)?,
        TimeExpr::About(of) => {
            let inner = resolved(of, env)?;
            Meaning { value: inner.value, when: inner.when.map(UncertainDate::about) }
        }
        TimeExpr::Range(from, to) => {
            let (from, to) = (resolved(from, env)?, resolved(to, env)?);
            let when = UncertainDate::between_moments(from.when?.earliest, to.when?.latest);
            Meaning::dated(format!("{}/{}", from.value, to.value), when)
        }
        TimeExpr::Vague(vague) => vague_time(*vague, env),
        TimeExpr::Duration { .. } | TimeExpr::Set(_) => return None,
    })
}

fn anchor_date(anchor: Anchor, env: &Env) -> Option<UncertainDate> {
    match anchor {
        Anchor::Publication => env.publication.map(UncertainDate::day),
        Anchor::Reference => env.reference,
    }
}

fn anchor_day(anchor: Anchor, env: &Env) -> Option<NaiveDate> {
    let date = anchor_date(anchor, env)?;
    date.earliest.or(date.latest).map(|m| m.day)
}

/// A bare weekday or month counts from the narrative where there is one, else from the publication.
fn reference_day(env: &Env) -> Option<NaiveDate> {
    env.publication.or_else(|| anchor_day(Anchor::Reference, env))
}

fn shifted(base: UncertainDate, amount: i32, unit: Unit) -> Option<Meaning> {
    let first = base.earliest.or(base.latest)?.day;
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            // Hours from a day whose hour nobody told: that day or its neighbour.
            let hours = if unit == Unit::Hour { i64::from(amount) } else { 0 };
            let other = shift_day(first, hours.div_euclid(24) + i64::from(hours > 0 && hours % 24 != 0))?;
            let (from, to) = if other < first { (other, first) } else { (first, other) };
            Meaning::dated(day_value(other), UncertainDate::between(Some(from), Some(to)))
        }
        Unit::Day => {
            let date = base.shift_days(i64::from(amount))?;
            Meaning::dated(value_of(&date), date)
        }
        Unit::Week => {
            let day = shift_day(first, i64::from(amount) * 7)?;
            let week = UncertainDate::between(Some(shift_day(day, -3)?), Some(shift_day(day, 3)?));
            Meaning::dated(week_value(day), week.about())
        }
        Unit::Month | Unit::Quarter => {
            let months = if unit == Unit::Quarter { amount.checked_mul(3)? } else { amount };
            let day = shift_month(first, months)?;
            let date = UncertainDate::month(day.year(), day.month())?;
            Meaning::dated(value_of(&date), date.about())
        }
        Unit::Year => {
            let date = UncertainDate::year(first.year().checked_add(amount)?)?;
            Meaning::dated(value_of(&date), date.about())
        }
        Unit::Decade | Unit::Century => {
            let years = amount.checked_mul(if unit == Unit::Decade { 10 } else { 100 })?;
            let date = UncertainDate::year(first.year().checked_add(years)?)?;
            let around =
                UncertainDate::between(shift_month(date.earliest?.day, -24), shift_month(date.latest?.day, 24));
            Meaning::dated(value_of(&date), around.about())
        }
    })
}

fn unit_of(day: NaiveDate, unit: Unit, offset: i32) -> Option<Meaning> {
    let date = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => UncertainDate::day(shift_day(day, i64::from(offset))?),
        Unit::Week => {
            let inside = shift_day(day, i64::from(offset) * 7)?;
            return Some(Meaning::dated(week_value(inside), UncertainDate::week_of(inside)?));
        }
        Unit::Month => {
            let inside = shift_month(day.with_day(1)?, offset)?;
            UncertainDate::month(inside.year(), inside.month())?
        }
        Unit::Quarter => {
            let inside = shift_month(day.with_day(1)?, offset.checked_mul(3)?)?;
            UncertainDate::quarter(inside.year(), inside.month0() / 3 + 1)?
        }
        Unit::Year => UncertainDate::year(day.year().checked_add(offset)?)?,
        Unit::Decade => UncertainDate::decade(day.year().div_euclid(10).checked_add(offset)?.checked_mul(10)?)?,
        Unit::Century => UncertainDate::century(day.year().div_euclid(100).checked_add(offset)?.checked_mul(100)?)?,
    };
    Some(Meaning::dated(value_of(&date), date))
}

fn weekday(base: NaiveDate, day: Weekday, direction: Direction) -> Option<NaiveDate> {
    let back = i64::from((7 + base.weekday().num_days_from_monday() - day.num_days_from_monday()) % 7);
    shift_day(
        base,
        match direction {
            Direction::Past => -back,
            Direction::StrictPast => -(if back == 0 { 7 } else { back }),
            Direction::Future => (7 - back) % 7,
            Direction::StrictFuture => 7 - back,
        },
    )
}

fn month_day(base: NaiveDate, month: u32, day: Option<u32>, direction: Direction) -> Option<Meaning> {
    let make = |year: i32| match day {
        Some(day) => NaiveDate::from_ymd_opt(year, month, day).map(UncertainDate::day),
        None => UncertainDate::month(year, month),
    };
    // A leap day may have to look some years away.
    let years = (0..=8).map(|k| match direction {
        Direction::Past | Direction::StrictPast => base.year() - k,
        Direction::Future | Direction::StrictFuture => base.year() + k,
    });
    let fits = |d: &UncertainDate| match (direction, d.earliest, d.latest) {
        (Direction::Past, Some(from), _) => from.day <= base,
        (Direction::StrictPast, _, Some(to)) => to.day < base,
        (Direction::Future, _, Some(to)) => to.day >= base,
        (Direction::StrictFuture, Some(from), _) => from.day > base,
        _ => false,
    };
    let found = years.filter_map(make).find(fits)?;
    Some(Meaning::dated(value_of(&found), found))
}

fn season_near(base: NaiveDate, season: Season, direction: Direction) -> Option<UncertainDate> {
    let years = (-2..=2).map(|k| base.year() + k);
    let all: Vec<UncertainDate> = years.filter_map(|y| UncertainDate::season(y, season)).collect();
    match direction {
        Direction::Past => all.into_iter().rev().find(|d| d.earliest.is_some_and(|m| m.day <= base)),
        Direction::StrictPast => all.into_iter().rev().find(|d| d.latest.is_some_and(|m| m.day < base)),
        Direction::Future => all.into_iter().find(|d| d.latest.is_some_and(|m| m.day >= base)),
        Direction::StrictFuture => all.into_iter().find(|d| d.earliest.is_some_and(|m| m.day > base)),
    }
}

/// Thirds: "early May" is its first ten days, "the mid-1990s" 1994 to 1996.
fn part_of(whole: UncertainDate, part: Part) -> Option<UncertainDate> {
    let from = whole.earliest?.day;
    let days = whole.days()?;
    let (start, end) = match part {
        Part::Early => (0, days / 3),
        Part::Mid => (days / 3, days - days / 3),
        Part::Late => (days - days / 3, days),
    };
    if end <= start {
        return Some(whole);
    }
    Some(UncertainDate::between(Some(shift_day(from, start)?), Some(shift_day(from, end - 1)?)))
}

fn clock(minute: u16, day: &Meaning) -> Option<Meaning> {
    let only = day.when?.only_day()?;
    let moment = Moment { day: only, minute: Some(minute) };
    let when = UncertainDate {
        earliest: Some(moment),
        latest: Some(moment),
        precision: Precision::Minute,
        approximate: false,
    };
    Some(Meaning::dated(format!("{}T{:02}:{:02}", day_value(only), minute / 60, minute % 60), when))
}

fn vague_time(vague: Vague, env: &Env) -> Meaning {
    match vague {
        Vague::Present => Meaning::open("PRESENT_REF"),
        Vague::Past => Meaning::open("PAST_REF"),
        Vague::Future => Meaning::open("FUTURE_REF"),
        Vague::Recent { days } => Meaning {
            value: "PAST_REF".to_owned(),
            when: env
                .publication
                .and_then(|p| Some(UncertainDate::between(Some(shift_day(p, -i64::from(days))?), Some(p)).about())),
        },
    }
}

fn day_part_code(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "MO",
        DayPart::Midday => "MI",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night => "NI",
    }
}

fn day_value(day: NaiveDate) -> String {
    if day.year() < 1 {
        format!("BC{:04}-{:02}-{:02}", 1 - day.year(), day.month(), day.day())
    } else {
        day.format("%Y-%m-%d").to_string()
    }
}

fn week_value(day: NaiveDate) -> String {
    let week = day.iso_week();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The TIMEX3 value of a date.
fn value_of(date: &UncertainDate) -> String {
    let (Some(from), Some(to)) = (date.earliest, date.latest) else { return date.edtf() };
    let (first, year) = (from.day, from.day.year());
    let written = if year < 1 { format!("BC{:04}", 1 - year) } else { edtf::year(year) };
    match date.precision {
        Precision::Month => format!("{written}-{:02}", first.month()),
        Precision::Quarter => format!("{written}-Q{}", first.month0() / 3 + 1),
        Precision::Year => written,
        Precision::Decade if year > 0 => format!("{:03}", year / 10),
        Precision::Century if year > 0 => format!("{:02}", year / 100),
        Precision::Season => format!("{written}-{}", ["SP", "SU", "FA", "WI"][(first.month() as usize / 3 + 3) % 4]),
        Precision::Week => week_value(first),
        _ if from.day == to.day => day_value(first),
        _ => format!("{}/{}", day_value(first), day_value(to.day)),
    }
}

/// ISO 8601 with unknown digits as X.
fn unresolved_value(expr: &TimeExpr) -> String {
    match expr {
        TimeExpr::Weekday { day, .. } => format!("XXXX-WXX-{}", day.number_from_monday()),
        TimeExpr::Month { month, day: Some(day), .. } => format!("XXXX-{month:02}-{day:02}"),
        TimeExpr::Month { month, .. } => format!("XXXX-{month:02}"),
        TimeExpr::Season { season, .. } => format!(
            "XXXX-{}",
            match season {
                Season::Spring => "SP",
                Season::Summer => "SU",
                Season::Autumn => "FA",
                Season::Winter => "WI",
            }
        ),
        TimeExpr::PartOf { of, .. } | TimeExpr::About(of) => unresolved_value(of),
        TimeExpr::DayPart { part, of } => format!("{}T{}", unresolved_value(of), day_part_code(*part)),
        TimeExpr::Clock { minute, .. } => format!("XXXX-XX-XXT{:02}:{:02}", minute / 60, minute % 60),
        TimeExpr::UnitOf { unit: Unit::Year, .. } | TimeExpr::Shift { unit: Unit::Year, .. } => "XXXX".to_owned(),
        TimeExpr::UnitOf { unit: Unit::Month, .. } => "XXXX-XX".to_owned(),
        TimeExpr::UnitOf { unit: Unit::Week, .. } => "XXXX-WXX".to_owned(),
        TimeExpr::Duration { amount, unit } => duration_value(*amount, *unit),
        TimeExpr::Set(value) => value.clone(),
        _ => "XXXX-XX-XX".to_owned(),
    }
}

fn duration_value(amount: Option<f32>, unit: Unit) -> String {
    let (time, letter, factor) = match unit {
        Unit::Second => ("T", "S", 1.0),
        Unit::Minute => ("T", "M", 1.0),
        Unit::Hour => ("T", "H", 1.0),
        Unit::Day => ("", "D", 1.0),
        Unit::Week => ("", "W", 1.0),
        Unit::Month => ("", "M", 1.0),
        Unit::Quarter => ("", "Q", 1.0),
        Unit::Year => ("", "Y", 1.0),
        Unit::Decade => ("", "Y", 10.0),
        Unit::Century => ("", "Y", 100.0),
    };
    match amount {
        Some(n) => format!("P{time}{}{letter}", n * factor),
        None if factor > 1.0 => format!("P{time}X{}", if unit == Unit::Decade { "E" } else { "C" }),
        None => format!("P{time}X{letter}"),
    }
}

/// What an expression means while nobody knows the publication date.
fn unresolved_words(expr: &TimeExpr) -> String {
    match expr {
        TimeExpr::Weekday { day, direction } => format!("the {} {} publication", weekday_name(*day), side(*direction)),
        TimeExpr::Month { month, day, direction } => {
            let month = month_name(*month);
            let what = day.map_or_else(|| month.to_owned(), |d| format!("{d} {month}"));
            format!("the {what} {} publication", side(*direction))
        }
        TimeExpr::Season { direction, .. } => format!("the season {} publication", side(*direction)),
        TimeExpr::Shift { anchor, amount: 0, .. } => format!("the day of {}", base_name(*anchor)),
        TimeExpr::Shift { anchor, amount, unit } => {
            let count = amount.unsigned_abs();
            let unit = unit_name(*unit);
            let (plural, side) = (if count == 1 { "" } else { "s" }, if *amount < 0 { "before" } else { "after" });
            format!("{count} {unit}{plural} {side} {}", base_name(*anchor))
        }
        TimeExpr::UnitOf { anchor, unit, offset } => match offset {
            0 => format!("the {} of {}", unit_name(*unit), base_name(*anchor)),
            -1 => format!("the {} before {}", unit_name(*unit), base_name(*anchor)),
            1 => format!("the {} after {}", unit_name(*unit), base_name(*anchor)),
            n => format!(
                "{} {}s {} {}",
                n.abs(),
                unit_name(*unit),
                if *n < 0 { "before" } else { "after" },
                base_name(*anchor)
            ),
        },
        TimeExpr::RestOf { unit, before } => {
            format!("{} publication, in the same {}", if *before { "before" } else { "after" }, unit_name(*unit))
        }
        TimeExpr::PartOf { part, of } => {
            let part = match part {
                Part::Early => "early in",
                Part::Mid => "in the middle of",
                Part::Late => "late in",
            };
            format!("{part} {}", unresolved_words(of))
        }
        TimeExpr::DayPart { of, .. } | TimeExpr::Clock { of, .. } => unresolved_words(of),
        TimeExpr::About(of) => format!("about {}", unresolved_words(of)),
        TimeExpr::Range(from, to) => format!("from {} to {}", unresolved_words(from), unresolved_words(to)),
        TimeExpr::Calendar(date) => date.words(),
        TimeExpr::Vague(_) | TimeExpr::Duration { .. } | TimeExpr::Set(_) => String::new(),
    }
}

const fn side(direction: Direction) -> &'static str {
    match direction {
        Direction::Past => "on or before",
        Direction::StrictPast => "before",
        Direction::Future => "on or after",
        Direction::StrictFuture => "after",
    }
}

const fn base_name(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Publication => "publication",
        Anchor::Reference => "the event before",
    }
}

const fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
        Unit::Decade => "decade",
        Unit::Century => "century",
    }
}

fn weekday_name(day: Weekday) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][day.num_days_from_monday() as usize]
}

fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[(month.clamp(1, 12) - 1) as usize]
}

/// One sentence on how an expression came to its date.
fn reason(expr: &TimeExpr, env: &Env, words: &str) -> String {
    let publication = env.publication.map(day_in_words);
    let rule = match expr {
        TimeExpr::Calendar(_) => return format!("The text gives the date: {words}"),
        TimeExpr::Weekday { day, direction } => {
            let told = match direction {
                Direction::Past | Direction::StrictPast => "told as past",
                Direction::Future | Direction::StrictFuture => "told as ahead",
            };
            let which = match direction {
                Direction::Past => "the latest on or before",
                Direction::StrictPast => "the latest before",
                Direction::Future => "the first on or after",
                Direction::StrictFuture => "the first after",
            };
            format!("{}, {told}: {which} publication", weekday_name(*day))
        }
        TimeExpr::Month { .. } | TimeExpr::Season { .. } => {
            let mut words = unresolved_words(expr);
            words.replace_range(..1, "T");
            format!("No year is given: {}", words.to_lowercase())
        }
        TimeExpr::PartOf { of, .. }
        | TimeExpr::DayPart { of, .. }
        | TimeExpr::Clock { of, .. }
        | TimeExpr::About(of) => {
            return reason(of, env, words);
        }
        TimeExpr::Range(..) => return format!("The text gives both ends: {words}"),
        TimeExpr::Vague(Vague::Recent { days }) => format!("“Recent” is taken as the {days} days before publication"),
        _ if expr.is_anaphoric() => return format!("Counted from another event: {words}"),
        _ => capitalised(&unresolved_words(expr)),
    };
    match publication {
        Some(day) => format!("{rule}, {day}, is {words}"),
        None => format!("{rule}; the publication date is not known"),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
