//! Dates in digits: `2016-11-20`, `2016-11-20T20:15:00Z`, `11/20/2016`, `20.11.2016`, `2016/11/20`, `2016-11`,
//! `2019-Q1`, and years before a slash or a dash (`1914-18`, `1939/40`).

use super::super::expr::{TimeExpr, Yearly};
use super::super::{UncertainDate, Zone};
use super::lexicon::LEXICON;
use super::order::DayOrder;
use super::tense;
use super::view::{Hit, View};
use chrono::NaiveDate;

const RULE: &str = "numeric";

/// Two-digit years up to this belong to this century, as in POSIX `strptime`.
const LAST_OF_2000S: i32 = 68;

pub fn at(v: &View, i: usize) -> Option<Hit> {
    let lower = v.lower(i);
    if !lower.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return quarter_first(lower).map(|date| Hit::date(i + 1, TimeExpr::Calendar(date), RULE));
    }
    let version = matches!(v.before(i), "version" | "release" | "v" | "v." | "firmware");
    if lower.len() < 5 || lower.len() > 40 || version {
        return None;
    }
    // A time of day after the "T" of ISO 8601, with its zone.
    if let Some((day, clock)) = lower.split_once('t')
        && let Some(date) = full(day)
        && let Some(minute) = clock_minutes(clock)
    {
        let base = Box::new(TimeExpr::Calendar(UncertainDate::day(date)));
        // The rest of a time that the tokeniser parts at its colons or its sign.
        let mut end = i + 1;
        let mut clock = clock.to_owned();
        while v.glued(end) && (v.is_number(end) || v.is(end, &["z", ":", "+", "-"])) {
            clock.push_str(v.lower(end));
            end += 1;
        }
        let zone = clock.find(['z', '+', '-']).and_then(|at| Zone::from_iso(&clock[at..]));
        let expr = TimeExpr::AtTime { base, minute, whole_hour: false, zone };
        return Some(Hit::of(super::super::TimexType::Time, end, expr, RULE));
    }
    if let Some(date) = full(lower) {
        return Some(Hit::date(i + 1, TimeExpr::Calendar(UncertainDate::day(date)), RULE));
    }
    if let Some((day_first, month_first)) = either(lower) {
        let known = |day| TimeExpr::Calendar(UncertainDate::day(day));
        let expr = match v.order {
            Some(DayOrder::DayFirst) => known(day_first),
            Some(DayOrder::MonthFirst) => known(month_first),
            None => TimeExpr::EitherDay(day_first, month_first),
        };
        return Some(Hit::date(i + 1, expr, "day-and-month-in-digits"));
    }
    if let Some(date) = part(lower) {
        return Some(Hit::date(i + 1, TimeExpr::Calendar(date), RULE));
    }
    let (month, day) = month_and_day(v, i)?;
    let which = Yearly::Day { month, day };
    let direction = tense::direction(v, i, i + 1);
    Some(Hit::date(i + 1, TimeExpr::Yearly { which, direction, base: Box::new(TimeExpr::Context) }, RULE))
}

/// A day in digits whose order of parts is beyond doubt: year first, a month in letters, or a day above 12.
pub fn full(text: &str) -> Option<NaiveDate> {
    let text = text.trim_end_matches(',');
    let separator = text.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = text.split(separator);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || [a, b, c].iter().any(|p| p.is_empty() || p.len() > 9) {
        return None;
    }
    let number = |p: &str| p.bytes().all(|x| x.is_ascii_digit()).then(|| p.parse::<u32>().ok())?;
    if let Some(month) = month_in_letters(b) {
        let (year, day) = if a.len() == 4 { (a, c) } else { (c, a) };
        return NaiveDate::from_ymd_opt(full_year(year)?, month, number(day).filter(|_| day.len() <= 2)?);
    }
    let (x, y, z) = (number(a)?, number(b)?, number(c)?);
    if a.len() == 4 {
        return NaiveDate::from_ymd_opt(i32::try_from(x).ok()?, y, z);
    }
    if a.len() > 2 || b.len() > 2 {
        return None;
    }
    let year = full_year(c)?;
    match (x <= 12, y <= 12) {
        // Dots are used by countries that put the day first.
        _ if separator == '.' => NaiveDate::from_ymd_opt(year, y, x),
        (false, true) => NaiveDate::from_ymd_opt(year, y, x),
        (true, false) => NaiveDate::from_ymd_opt(year, x, y),
        (true, true) if x == y => NaiveDate::from_ymd_opt(year, x, y),
        _ => None,
    }
}

/// Day, month and year in digits, which may be read either way: the day with the day first, and with the month first.
pub fn either(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (x, y, year) = slashed(text)?;
    (x <= 12 && y <= 12 && x != y)
        .then(|| Some((NaiveDate::from_ymd_opt(year, y, x)?, NaiveDate::from_ymd_opt(year, x, y)?)))?
}

/// The order that such digits show where one of them is no month.
pub fn order_shown(text: &str) -> Option<DayOrder> {
    let (x, y, year) = slashed(text)?;
    if x > 12 && NaiveDate::from_ymd_opt(year, y, x).is_some() {
        return Some(DayOrder::DayFirst);
    }
    (y > 12 && NaiveDate::from_ymd_opt(year, x, y).is_some()).then_some(DayOrder::MonthFirst)
}

/// The three numbers of "05/06/2021".
fn slashed(text: &str) -> Option<(u32, u32, i32)> {
    if !text.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let text = text.trim_end_matches(',');
    let mut parts = text.split(text.find('/').map_or('-', |_| '/'));
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |p: &str| (p.len() <= 2 && p.bytes().all(|x| x.is_ascii_digit())).then(|| p.parse::<u32>().ok())?;
    if parts.next().is_some() || c.len() < 2 {
        return None;
    }
    Some((number(a)?, number(b)?, full_year(c)?))
}

/// "2016-11", "2019-Q1", "2015/3"; not "1914-18", which is two years.
fn part(text: &str) -> Option<UncertainDate> {
    let (year, rest) = text.split_once(['-', '/'])?;
    let year: i32 = (year.len() == 4).then(|| year.parse().ok())??;
    if let Some(quarter) = rest.strip_prefix('q') {
        return UncertainDate::quarter(year, quarter.parse().ok()?);
    }
    if let Some(month) = month_in_letters(rest) {
        return UncertainDate::month(year, month);
    }
    let month: u32 = (rest.len() <= 2 && rest.bytes().all(|b| b.is_ascii_digit())).then(|| rest.parse().ok())??;
    // "1910-11" is a pair of years wherever it can be.
    let pair = rest.len() == 2 && i64::from(month) == i64::from(year % 100) + 1;
    (!pair && rest.len() <= 2).then(|| UncertainDate::month(year, month))?
}

/// "q1-2019".
fn quarter_first(text: &str) -> Option<UncertainDate> {
    let (quarter, year) = text.strip_prefix('q')?.split_once('-')?;
    UncertainDate::quarter((year.len() == 4).then(|| year.parse().ok())??, quarter.parse().ok()?)
}

/// "10/2", "7/25" as month and day, where a date is to be expected: after a weekday, "on" or "by".
fn month_and_day(v: &View, i: usize) -> Option<(u32, u32)> {
    let (month, day) = v.lower(i).split_once('/')?;
    let (month, day): (u32, u32) = (month.parse().ok()?, day.parse().ok()?);
    let after_weekday = i > 0 && (v.word(i - 1).weekday.is_some() || v.word(i - 1).short_weekday.is_some());
    let expected = after_weekday || matches!(v.before(i), "on" | "by" | "since" | "until");
    let plausible = (1..=12).contains(&month) && (13..=31).contains(&day) || after_weekday;
    (expected && plausible && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
}

fn month_in_letters(text: &str) -> Option<u32> {
    let word = LEXICON.word(text)?;
    word.month.or(word.short_month)
}

/// Four digits, or two read as POSIX reads them.
fn full_year(text: &str) -> Option<i32> {
    let year: i32 = text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())??;
    match text.len() {
        4 => Some(year),
        2 if year <= LAST_OF_2000S => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

/// Minutes since midnight of "20:15" or "20:15:30", whatever follows.
fn clock_minutes(clock: &str) -> Option<u16> {
    let mut parts = clock.split(':');
    let hour: u16 = parts.next()?.parse().ok().filter(|h| *h < 24)?;
    let minute: u16 = parts.next().map_or(Some(0), |m| m.get(..2)?.parse().ok()).filter(|m| *m < 60)?;
    Some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_digits() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        for (text, expected) in [
            ("2016-11-20", day(2016, 11, 20)),
            ("2016/11/20", day(2016, 11, 20)),
            ("11/20/2016", day(2016, 11, 20)),
            ("20/11/2016", day(2016, 11, 20)),
            ("20.11.2016", day(2016, 11, 20)),
            ("1.2.2016", day(2016, 2, 1)),
            ("20-nov-2016", day(2016, 11, 20)),
            ("5/5/99", day(1999, 5, 5)),
            ("7/8/2007", None),
            ("2016-13-20", None),
            ("31/31/2016", None),
            ("1/2", None),
            ("192.168.0.1", None),
        ] {
            assert_eq!(full(text), expected, "{text}");
        }
    }

    #[test]
    fn parts_and_ranges() {
        assert_eq!(part("2016-11"), UncertainDate::month(2016, 11));
        assert_eq!(part("2019-q1"), UncertainDate::quarter(2019, 1));
        assert_eq!(part("1910-11"), None);
    }
}
