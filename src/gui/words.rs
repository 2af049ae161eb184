//! Dates, origins and counts in words, as several panels say them.

use super::state::SourceRow;
use crate::article::{DateOrigin, Published};
use crate::event::When;
use crate::time::Precision;
use chrono::{Datelike, NaiveDate};

/// "Sun 20 Nov 2016"; "586 BC" years by their common name.
pub fn day_short(day: NaiveDate) -> String {
    with_year(day, "%a %-d %b")
}

/// "Sunday 20 November 2016".
pub fn day_long(day: NaiveDate) -> String {
    with_year(day, "%A %-d %B")
}

fn with_year(day: NaiveDate, form: &str) -> String {
    match day.year_ce() {
        (true, year) => format!("{} {year}", day.format(form)),
        (false, year) => format!("{} {year} BC", day.format(form)),
    }
}

/// Where a publication date comes from: "from the file's metadata".
pub const fn origin(origin: DateOrigin) -> &'static str {
    match origin {
        DateOrigin::User => "set by you",
        DateOrigin::Metadata => "from the file's metadata",
        DateOrigin::Dateline => "from the dateline",
        DateOrigin::Url => "from the address",
        DateOrigin::Filename => "from the file name",
        DateOrigin::Inferred => "inferred from the text",
        DateOrigin::Unknown => "unknown",
    }
}

/// "Sun 20 Nov 2016 · from the file's metadata", "date unknown · set…".
pub fn published(published: &Published) -> String {
    match published.date {
        Some(day) => format!("{} · {}", day_short(day), origin(published.origin)),
        None => "date unknown · set…".to_owned(),
    }
}

/// "Meeting" for the kind `meeting`.
pub fn kind(kind: &str) -> String {
    let words = kind.replace(['_', '-'], " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// When an event was, at full length: with the weekday where one day is known.
pub fn when_long(when: Option<&When>) -> String {
    let Some(when) = when else { return "No date".to_owned() };
    match one_day(when) {
        Some(day) => day_long(day),
        None => upper_first(&when.text),
    }
}

/// When an event was, for a narrow column.
pub fn when_short(when: Option<&When>) -> String {
    let Some(when) = when else { return "no date".to_owned() };
    one_day(when).map_or_else(|| when.text.clone(), day_short)
}

/// What a time of day leaves open where its source names no zone.
pub fn zone_left_open(when: Option<&When>) -> Option<&'static str> {
    let date = when?.date.filter(|date| date.zone.is_none())?;
    let has_clock = [date.earliest, date.latest].into_iter().flatten().any(|moment| moment.minute.is_some());
    has_clock.then_some("Time zone not stated")
}

fn one_day(when: &When) -> Option<NaiveDate> {
    let date = when.date.filter(|d| d.precision == Precision::Day && !d.approximate)?;
    let (earliest, latest) = (date.earliest?.day, date.latest?.day);
    (earliest == latest).then_some(earliest)
}

pub fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// "1 event", "27 events".
pub fn count(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// A quote with where it stands, to be pasted elsewhere.
pub fn citation(quote: &str, source: Option<&SourceRow>) -> String {
    let quote = quote.replace('\n', " ");
    let Some(source) = source else { return format!("“{quote}”") };
    let date = source.published.date.map_or_else(|| "date unknown".to_owned(), day_short);
    format!("“{quote}” ({}, {}, {date})", source.title, source.file)
}

/// A title as a file name: words joined by hyphens, of letters and digits only, not too long.
pub fn file_stem(title: &str) -> String {
    const LONGEST: usize = 60;
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let mut stem = String::new();
    for word in words {
        if !stem.is_empty() && stem.chars().count() + word.chars().count() >= LONGEST {
            break;
        }
        if !stem.is_empty() {
            stem.push('-');
        }
        stem.extend(word.chars().take(LONGEST));
    }
    if stem.is_empty() { "timeline".to_owned() } else { stem }
}

/// The last part of a path or URL.
pub fn file_name(source: &str) -> &str {
    source.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_unambiguous() {
        let day = NaiveDate::from_ymd_opt(2016, 11, 20).unwrap();
        assert_eq!(day_short(day), "Sun 20 Nov 2016");
        assert_eq!(day_long(day), "Sunday 20 November 2016");
        let old = NaiveDate::from_ymd_opt(-585, 8, 5).unwrap();
        assert!(day_long(old).ends_with("5 August 586 BC"));
    }

    #[test]
    fn only_times_of_day_have_a_zone_to_be_stated() {
        let when = |edtf: &str| {
            let date = crate::time::UncertainDate::from_edtf(edtf);
            When { date, edtf: Some(edtf.to_owned()), text: edtf.to_owned() }
        };
        assert!(zone_left_open(Some(&when("2016-11-20T15:00"))).is_some());
        for edtf in ["2016-11-20", "2016-11-20T15:00Z", "2016"] {
            assert_eq!(zone_left_open(Some(&when(edtf))), None, "{edtf}");
        }
        assert_eq!(zone_left_open(None), None);
    }

    #[test]
    fn counts_and_names() {
        assert_eq!(count(1, "event"), "1 event");
        assert_eq!(count(0, "event"), "0 events");
        assert_eq!(file_name("/a/b/c.txt"), "c.txt");
        assert_eq!(file_name("https://example.org/news/"), "news");
        assert_eq!(kind("legal_action"), "Legal action");
        assert_eq!(published(&Published::unknown()), "date unknown · set…");
    }
}
