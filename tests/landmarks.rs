//! The first writing of the landmark tables holds together: real days, in order, no overlaps, no duplicates, and the
//! weekdays that a series is known for. The program does not read these tables yet.

use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::HashSet;

struct Row {
    series: String,
    name: String,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

fn rows(source: &str) -> Vec<Row> {
    let mut series = String::new();
    let mut rows = Vec::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some(head) = line.strip_prefix('@') {
            series = head.to_owned();
            continue;
        }
        let fields: Vec<&str> = line.split('|').collect();
        let day = |field: &str| field.parse::<NaiveDate>().unwrap_or_else(|e| panic!("{line}: {e}"));
        let to = (fields[2] != "..").then(|| day(fields[2]));
        rows.push(Row { series: series.clone(), name: fields[0].to_owned(), from: day(fields[1]), to });
    }
    rows
}

fn leaders() -> Vec<Row> {
    rows(include_str!("landmarks/leaders.txt"))
}

fn events() -> Vec<Row> {
    rows(include_str!("landmarks/events.txt"))
}

#[test]
fn every_row_ends_no_earlier_than_it_starts() {
    for row in leaders().iter().chain(&events()) {
        assert!(row.to.is_none_or(|to| row.from <= to), "{}", row.name);
        assert!((1897..=2025).contains(&row.from.year()), "{}", row.name);
    }
}

#[test]
fn terms_of_an_office_follow_each_other() {
    for pair in leaders().windows(2).filter(|p| p[0].series == p[1].series) {
        let end = pair[0].to.unwrap_or_else(|| panic!("{} has no end but a successor", pair[0].name));
        assert!(end <= pair[1].from, "{} and {}", pair[0].name, pair[1].name);
    }
}

#[test]
fn no_event_stands_twice() {
    let mut seen = HashSet::new();
    for row in events() {
        assert!(seen.insert(row.name.clone()), "{}", row.name);
    }
}

#[test]
fn series_keep_their_weekdays() {
    for row in events() {
        let day = match row.series.split('|').nth(1) {
            Some("Super Bowl" | "federal elections of Germany") => Weekday::Sun,
            // Since 1935 every general election was held on a Thursday.
            Some("general elections of the United Kingdom") => Weekday::Thu,
            Some("presidential elections of France") => Weekday::Sun,
            _ => continue,
        };
        assert_eq!(row.from.weekday(), day, "{}", row.name);
    }
}
