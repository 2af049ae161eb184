//! Dates with names: "20 November 2016", "November 20, 2016", "the 20th of November", "May 1789", "in 1939",
//! "493 BC", with or without a weekday before them. What lacks a year is seen from its context.

use super::super::UncertainDate;
use super::super::expr::{Direction, TimeExpr, Yearly};
use super::lexicon::Role;
use super::tense;
use super::view::{First, Hit, View};
use crate::text::Tag;
use chrono::NaiveDate;

/// Bare years that may stand without more evidence than their place.
const USUAL_YEARS: std::ops::RangeInclusive<u32> = 1400..=2099;
/// Bare years after a preposition of time.
const POSSIBLE_YEARS: std::ops::RangeInclusive<u32> = 1000..=2150;

pub fn at(v: &View, i: usize) -> Option<Hit> {
    day_and_month(v, i).or_else(|| month_first(v, i)).or_else(|| year(v, i)).or_else(|| day_of_month(v, i))
}

/// "20 November 2016", "the 20th of November", "13 to 20 November", "the night of 13–14 May".
fn day_and_month(v: &View, i: usize) -> Option<Hit> {
    let from = i + usize::from(v.role(i) == Some(Role::The));
    let (first, mut at) = v.day_number(from)?;
    let (mut last, first_end) = (None, at);
    if v.is(at, &["to", "-", "–", "—", "until", "till", "through", "and", "or", "/"])
        && let Some((day, end)) = v.day_number(at + 1 + usize::from(v.role(at + 1) == Some(Role::The)))
        && day > first
        && (!v.is(at, &["and"])
            || v.is(from.wrapping_sub(1), &["between"])
            || v.role(i) == Some(Role::The)
            || month_at(v, after_of(v, end)).is_some())
    {
        (last, at) = (Some((day, first_end, first_end + 1)), end);
    }
    if v.is(at, &["day"]) && v.is(at + 1, &["of"]) {
        at += 1;
    }
    let of = after_of(v, at);
    let month = month_at(v, of)?;
    if of == at && v.word(of).month.is_none() && !v.capital(of) {
        return None;
    }
    let (year, end) = year_after(v, of + 1, true).map_or((None, of + 1), |(y, end)| (Some(y), end));
    day_hit(v, i, end, month, first, last, year)
}

fn after_of(v: &View, i: usize) -> usize {
    i + usize::from(v.is(i, &["of"]))
}

/// A month's number where the token may be one.
fn month_at(v: &View, i: usize) -> Option<u32> {
    v.word(i).month.or(v.word(i).short_month)
}

/// "November 20, 2016", "May 5-7", "May 1789", "November".
fn month_first(v: &View, i: usize) -> Option<Hit> {
    let month = month_at(v, i)?;
    let the = i + 1 + usize::from(v.role(i + 1) == Some(Role::The));
    let spelled = || v.number(the).filter(|(n, end)| (1..=31).contains(n) && closes_day(v, *end));
    if let Some((first, mut end)) = v.day_number(the).or_else(spelled).filter(|(_, end)| !is_clock(v, *end)) {
        let mut last = None;
        if v.is(end, &["-", "–", "—", "to", "and", "through", "until", "till"])
            && let Some((day, after)) = v.day_number(end + 1)
            && day > first
            && month_at(v, after).is_none()
            && !(v.is(end, &["and"]) && v.is_plural_noun(after))
        {
            (last, end) = (Some((day, end, end + 1)), after);
        }
        let year = year_after(v, end, false);
        let (year, end) = year.map_or((None, end), |(y, end)| (Some(y), end));
        // "may 5 people" and "march 20 miles" are no dates.
        let homograph = !v.capital(i) && (is_modal_or_verb(v, i));
        let counts = year.is_none() && v.is_plural_noun(end) && v.word(i).month.is_none();
        if !homograph && !counts {
            return day_hit(v, i, end, month, first, last, year);
        }
    }
    // "February of 1940", "June, 1982", "Feb 2018", "'89".
    let of = after_of(v, i + 1);
    if let Some((year, end)) = year_after(v, of, true) {
        let date = UncertainDate::month(year, month)?;
        return Some(Hit::date(end, TimeExpr::Calendar(date), "month-year"));
    }
    // "April of 87".
    if v.is(i + 1, &["of"])
        && let Some((short, 2)) = v.digits(i + 2)
        && short > 31
    {
        let year = TimeExpr::ShortYear { year: short, base: Box::new(TimeExpr::Context) };
        return Some(Hit::date(
            i + 3,
            TimeExpr::Within { which: Yearly::Month(month), year: Box::new(year) },
            "month-year",
        ));
    }
    if let Some(hit) = of_relative_year(v, i + 1, Yearly::Month(month)) {
        return Some(hit);
    }
    bare_month(v, i, month)
}

/// After a day in cardinal words ("May twenty-nine") only a year or a stop may follow: "May two" people, not a day.
fn closes_day(v: &View, end: usize) -> bool {
    matches!(v.tag(end), None | Some(Tag::Punct)) || v.year_in_words(end).is_some()
}

/// "October of that year", "June last year", "July 25 of the same year".
fn of_relative_year(v: &View, end: usize, which: Yearly) -> Option<Hit> {
    let of = after_of(v, end);
    if !v.is(of, &["that", "this", "the", "last", "next"]) || of == end && v.is(of, &["the"]) {
        return None;
    }
    let inner = super::relative::at(v, of)?;
    let is_year = matches!(&inner.expr, TimeExpr::UnitOf { unit: super::super::Unit::Year, .. });
    is_year.then(|| Hit::date(inner.end, TimeExpr::Within { which, year: Box::new(inner.expr) }, "month-of-year"))
}

/// A month alone: not a name, not a verb, an abbreviation only after a preposition.
fn bare_month(v: &View, i: usize, month: u32) -> Option<Hit> {
    let preposition = is_preposition(v.before(i));
    let lower = v.lower(i);
    if v.word(i).month.is_none() && !(v.capital(i) && preposition) {
        return None;
    }
    if matches!(lower, "may" | "march" | "august") && !v.capital(i)
        || lower == "may" && v.tag(i) == Some(Tag::MD) && !preposition
    {
        return None;
    }
    let previous_is_name =
        i > 0 && v.capital(i - 1) && matches!(v.tag(i - 1), Some(Tag::NNP)) && month_at(v, i - 1).is_none();
    let next_is_name = v.capital(i + 1) && matches!(v.tag(i + 1), Some(Tag::NNP)) && v.word(i + 1).weekday.is_none();
    // Theresa May, April Jones, June Carter: given names and surnames need a preposition before them.
    let may_be_name = matches!(lower, "may" | "april" | "june" | "august" | "march" | "january");
    if may_be_name && !preposition {
        let time_like = matches!(
            v.before(i),
            "early" | "late" | "mid" | "last" | "next" | "this" | "every" | "each" | "previous" | "following"
        );
        let listed = matches!(v.before(i), "and" | "or" | "to" | "," | "–" | "-" | "the" | "") && !next_is_name;
        let listed = listed || v.is(i + 1, &["-", "–", "to"]) && month_at(v, i + 2).is_some();
        let verb_follows = matches!(v.tag(i + 1), Some(Tag::VBD | Tag::VBZ | Tag::MD | Tag::POS));
        if previous_is_name || !time_like && (!listed || verb_follows || matches!(lower, "may" | "march")) {
            return None;
        }
    }
    if may_be_name && next_is_name && matches!(v.before(i), "by" | "with" | "for" | "from" | "to" | "of") {
        return None;
    }
    let direction = tense::direction(v, i, i + 1);
    let expr = TimeExpr::Yearly { which: Yearly::Month(month), direction, base: Box::new(TimeExpr::Context) };
    Some(Hit::date(i + 1, expr, "month"))
}

fn is_modal_or_verb(v: &View, i: usize) -> bool {
    matches!(v.lower(i), "may" | "march") && matches!(v.tag(i), Some(Tag::MD | Tag::VB | Tag::VBP | Tag::VBD | Tag::NN))
}

/// Prepositions that times follow.
pub fn is_preposition(lower: &str) -> bool {
    matches!(
        lower,
        "in" | "on"
            | "by"
            | "since"
            | "until"
            | "till"
            | "from"
            | "before"
            | "after"
            | "during"
            | "of"
            | "through"
            | "throughout"
            | "between"
            | "for"
            | "around"
            | "about"
            | "circa"
            | "over"
            | "to"
    )
}

fn is_clock(v: &View, end: usize) -> bool {
    matches!(v.role(end), Some(Role::Am | Role::Pm)) && v.lower(end) != "am"
}

/// A year after a day or a month, past a comma: "2016", "480 BC", "AD 79". Any four digits will do; fewer need
/// an era.
fn year_after(v: &View, i: usize, short: bool) -> Option<(i32, usize)> {
    let at = i + usize::from(v.is(i, &[","]));
    let at = after_of(v, at);
    if let Some((year, end)) = era_year(v, at) {
        return Some((year, end));
    }
    if let Some((year, end)) = v.year_in_words(at).filter(|(_, end)| !v.is_plural_noun(*end) && v.unit(*end).is_none())
    {
        return Some((year, end));
    }
    let (year, digits) = v.digits(at)?;
    if digits == 4 && POSSIBLE_YEARS.contains(&year) && !(v.is_plural_noun(at + 1) && at > i) {
        return Some((i32::try_from(year).ok()?, at + 1));
    }
    if short && v.before_christ && digits == 3 && at == i {
        return Some((1 - i32::try_from(year).ok()?, at + 1));
    }
    None
}

/// "586 BC", "79 AD", "AD 79".
fn era_year(v: &View, i: usize) -> Option<(i32, usize)> {
    if v.role(i) == Some(Role::Ad) && v.capital(i) {
        let (year, _) = v.digits(i + 1)?;
        return Some((i32::try_from(year).ok().filter(|y| (1..=2100).contains(y))?, i + 2));
    }
    let (year, _) = v.digits(i)?;
    let year = i32::try_from(year).ok()?;
    match v.role(i + 1)? {
        Role::Bc if year > 0 => Some((1 - year, i + 2)),
        // "100 ad campaigns" are advertisements.
        Role::Ad if (1..=2100).contains(&year) && (v.capital(i + 1) || v.lower(i + 1).contains('.')) => {
            Some((year, i + 2))
        }
        _ => None,
    }
}

fn day_hit(
    v: &View,
    i: usize,
    end: usize,
    month: u32,
    first: u32,
    last: Option<(u32, usize, usize)>,
    year: Option<i32>,
) -> Option<Hit> {
    let one = |day: u32| -> Option<TimeExpr> {
        match year {
            Some(year) => NaiveDate::from_ymd_opt(year, month, day).map(|d| TimeExpr::Calendar(UncertainDate::day(d))),
            None => {
                NaiveDate::from_ymd_opt(2000, month, day)?;
                let direction = tense::direction(v, i, end);
                Some(TimeExpr::Yearly {
                    which: Yearly::Day { month, day },
                    direction,
                    base: Box::new(TimeExpr::Context),
                })
            }
        }
    };
    let rule = if year.is_some() { "date" } else { "month-day" };
    if year.is_none()
        && last.is_none()
        && let Some(hit) = of_relative_year(v, end, Yearly::Day { month, day: first })
    {
        return Some(Hit { rule, ..hit });
    }
    Some(match last {
        Some((last, first_end, second)) => {
            let first = First { end: first_end, expr: one(first)?, second };
            Hit { first: Some(Box::new(first)), ..Hit::date(end, one(last)?, rule) }
        }
        None => Hit::date(end, one(first)?, rule),
    })
}

/// A year alone, with its era or by its place in the sentence.
fn year(v: &View, i: usize) -> Option<Hit> {
    let year = |year: i32, end: usize, rule| Some(Hit::date(end, TimeExpr::Calendar(UncertainDate::year(year)?), rule));
    if let Some((n, end)) = era_year(v, i) {
        return year(n, end, "year-era");
    }
    // "the year 1939", "year 2000".
    let named = i + usize::from(v.role(i) == Some(Role::The));
    if v.is(named, &["year", "years"]) {
        if let Some((n, 4)) = v.digits(named + 1) {
            return year(i32::try_from(n).ok()?, named + 2, "year");
        }
        if let Some((n, end)) = v.year_in_words(named + 1) {
            return year(n, end, "year");
        }
    }
    if let Some((n, end)) = v.year_in_words(i).filter(|(_, end)| year_words_here(v, i, *end)) {
        return year(n, end, "year");
    }
    if v.is(i, &["fiscal"]) || v.is(i, &["fy"]) {
        let at = i + 1 + usize::from(v.is(i + 1, &["year"]));
        let (n, digits) = v.digits(at)?;
        return (digits == 4).then(|| year(i32::try_from(n).ok()?, at + 1, "fiscal-year"))?;
    }
    let (n, digits) = v.digits(i)?;
    // "from 499 to 493 BC": the era of the second year holds for the first.
    if (1..=3).contains(&digits)
        && v.is(i + 1, &["to", "-", "–", "and", "until", "or"])
        && let Some((later, _)) = era_year(v, i + 2)
        && later <= 0
    {
        return year(1 - i32::try_from(n).ok()?, i + 1, "year-era");
    }
    // "1914-18": the second year of a pair.
    if digits == 2
        && i > 1
        && v.is(i - 1, &["-", "–"])
        && v.glued(i)
        && v.glued(i - 1)
        && let Some((from, 4)) = v.digits(i - 2)
        && POSSIBLE_YEARS.contains(&from)
        && n != from % 100
    {
        let century = from / 100 + u32::from(n < from % 100);
        return year(i32::try_from(century * 100 + n).ok()?, i + 1, "year");
    }
    if digits == 3 && v.before_christ && n > 0 && small_year_here(v, i) {
        return year(1 - i32::try_from(n).ok()?, i + 1, "year-before-christ");
    }
    if digits != 4 || !is_year_here(v, i, i + 1) {
        return None;
    }
    let n = i32::try_from(n).ok()?;
    // "1982 summer", "2017 April".
    let season = v
        .word(i + 1)
        .season
        .filter(|_| !v.is(i + 1, &["fall", "spring"]) || !matches!(v.tag(i + 1), Some(Tag::VBD | Tag::VBP)));
    if let Some(date) = season.and_then(|s| UncertainDate::season(n, s)) {
        return Some(Hit::date(i + 2, TimeExpr::Calendar(date), "season"));
    }
    let quarter =
        v.lower(i + 1).strip_prefix('q').and_then(|q| q.parse().ok()).and_then(|q| UncertainDate::quarter(n, q));
    if let Some(date) = quarter {
        return Some(Hit::date(i + 2, TimeExpr::Calendar(date), "quarter"));
    }
    let month = v.word(i + 1).month.filter(|_| !v.is(i + 1, &["may", "march"]) && v.digits(i + 2).is_none());
    if let Some(date) = month.and_then(|m| UncertainDate::month(n, m))
        && matches!(v.tag(i + 2), None | Some(Tag::Punct))
    {
        return Some(Hit::date(i + 2, TimeExpr::Calendar(date), "month-year"));
    }
    year(n, i + 1, "year")
}

/// A year in words, not a count: "two thousand people".
fn year_words_here(v: &View, i: usize, end: usize) -> bool {
    let counted = v.is_plural_noun(end) || v.unit(end).is_some() || v.is(end, &["percent", "per", "%", "of"]);
    let round = v.is(end - 1, &["hundred", "thousand"]);
    let led = i > 0 && v.word(i - 1).before_year && v.before(i) != "of";
    let century = v.word(i).cardinal.is_some_and(|n| n >= 15);
    !counted && !round && (led || century)
}

/// In a text that counts years before Christ, three digits after "in" and before no noun.
fn small_year_here(v: &View, i: usize) -> bool {
    matches!(
        v.before(i),
        "in" | "by" | "since" | "until" | "of" | "from" | "early" | "late" | "during" | "after" | "before"
    ) && !matches!(v.tag(i + 1), Some(Tag::NN | Tag::NNS | Tag::JJ | Tag::NNP | Tag::CD))
}

/// May the number at `i` be a year, by the words around it?
pub fn is_year_here(v: &View, i: usize, end: usize) -> bool {
    let first: u32 = v.lower(i).get(..4).and_then(|d| d.parse().ok()).unwrap_or(0);
    if !POSSIBLE_YEARS.contains(&first) {
        return false;
    }
    let before = v.before(i);
    let led = v.word(i.wrapping_sub(1)).before_year && i > 0;
    // A count: "2000 people", "1500 of them", "1900 GMT", "$2000", "No. 1984", "than 2000".
    let counted = v.is_plural_noun(end) && !matches!(before, "the" | "in" | "since" | "’s" | "'s");
    let area = v.is(end, &["square", "cubic"]);
    let measured = area
        || v.unit(end).is_some()
        || v.word(end).zone
        || v.is(end, &["percent", "per", "km", "m", "feet", "ft", "%", "miles", "hours", "hrs", "of"]) && !led;
    let money = matches!(
        before,
        "$" | "£"
            | "€"
            | "no."
            | "no"
            | "number"
            | "page"
            | "route"
            | "room"
            | "flight"
            | "than"
            | "nearly"
            | "some"
            | "section"
            | "#"
            | "least"
            | "most"
            | "#:"
            | "highway"
            | "us$"
    );
    if counted || measured || money {
        return false;
    }
    // "from 1500 to 2000 men": the unit stands after the second number.
    if v.is(end, &["to", "or", "-", "–", "and"])
        && v.is_number(end + 1)
        && v.is_plural_noun(end + 2)
        && v.digits(end + 1).is_some()
    {
        return false;
    }
    let named =
        i > 0 && matches!(v.tag(i - 1), Some(Tag::NNP)) && v.capital(i - 1) && !led && month_at(v, i - 1).is_none();
    if named && !matches!(v.tag(end), Some(Tag::Punct) | None) {
        return false;
    }
    led || USUAL_YEARS.contains(&first)
}

/// "the 20th" of a month told before; "the 20th century" and "the 20th floor" are none.
fn day_of_month(v: &View, i: usize) -> Option<Hit> {
    if v.role(i) != Some(Role::The)
        || v.lower(i) != "the"
        || !v.lower(i + 1).as_bytes().first().is_some_and(u8::is_ascii_digit)
    {
        return None;
    }
    let (day, end) = v.day_number(i + 1).filter(|_| v.digits(i + 1).is_none())?;
    let on = matches!(v.before(i), "around" | "on" | "by" | "until" | "since" | "from" | "before" | "after");
    let alone = !matches!(v.tag(end), Some(Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::JJ | Tag::CD | Tag::JJS));
    if !on || !alone {
        return None;
    }
    let direction = tense::direction(v, i, end);
    // "the 21st of this month" needs no tense.
    let of = end + usize::from(v.is(end, &["of"]));
    if v.is(of, &["this", "last", "next", "that"])
        && let Some(month) = super::relative::at(v, of)
        && matches!(month.expr, TimeExpr::UnitOf { unit: super::super::Unit::Month, .. })
    {
        let expr = TimeExpr::DayOfMonth { day, direction: Direction::This, base: Box::new(month.expr) };
        return Some(Hit::date(month.end, expr, "day-of-month"));
    }
    Some(Hit::date(end, TimeExpr::DayOfMonth { day, direction, base: Box::new(TimeExpr::Context) }, "day-of-month"))
}

/// A month read elsewhere ("mid-September") with the year that follows it.
pub fn year_of_month(v: &View, i: usize, month: u32) -> Option<Hit> {
    let (year, end) = year_after(v, after_of(v, i), true)?;
    Some(Hit::date(end, TimeExpr::Calendar(UncertainDate::month(year, month)?), "month-year"))
}
