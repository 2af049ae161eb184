//! Dates that a page states, with how each was written; brought to the day that its readers saw.

use crate::article::published::{UPDATED, candidate};
use crate::article::{DateCandidate, DateOrigin};
use crate::time::parse_day;
use chrono::{Datelike, NaiveDate};

/// A date that the page states in one place.
pub struct Stamp {
    date: NaiveDate,
    score: f32,
    reason: String,
    origin: DateOrigin,
    /// A moment in universal time, whose day may differ from the day at the place of the outlet.
    universal: bool,
}

/// A moment in universal time gives way to a day that the page writes out, by so much.
const GIVES_WAY: f32 = 0.25;

/// The first of January without a clock proves less than a last change.
const ONLY_YEAR: f32 = 0.38;

impl Stamp {
    /// A date that markup gives; `reason` says where, and ends where its value follows.
    pub fn marked(value: &str, score: f32, reason: &str) -> Option<Self> {
        let value: String = value.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
        let date = day(&value)?;
        // What is written where only the year is known, or nothing.
        let first_of_year = date.ordinal() == 1 && !value.contains(':');
        let score = if first_of_year { score.min(ONLY_YEAR) } else { score };
        let reason = format!("{reason} {value}");
        Some(Self { date, score, reason, origin: DateOrigin::Metadata, universal: is_universal(&value) })
    }

    /// A date that readers of the page saw.
    pub fn seen(date: NaiveDate, score: f32, reason: String) -> Self {
        Self { date, score, reason, origin: DateOrigin::Dateline, universal: false }
    }

    /// A date in an address that the page names.
    pub fn in_address(date: NaiveDate, score: f32, reason: String) -> Self {
        Self { origin: DateOrigin::Url, ..Self::seen(date, score, reason) }
    }
}

/// The day of a value as the place that wrote it reckons: "2016-11-20T23:30:00-05:00" is the 20th.
fn day(value: &str) -> Option<NaiveDate> {
    let iso = value.get(..10).and_then(|head| NaiveDate::parse_from_str(head, "%Y-%m-%d").ok());
    // "20161120T0815": no separator between the parts.
    let bare = value
        .get(..8)
        .filter(|head| {
            head.bytes().all(|b| b.is_ascii_digit()) && !value[8..].starts_with(|c: char| c.is_ascii_digit())
        })
        .and_then(|head| NaiveDate::parse_from_str(head, "%Y%m%d").ok());
    iso.or(bare).or_else(|| parse_day(value))
}

fn is_universal(value: &str) -> bool {
    let Some((_, clock)) = value.split_once(['T', ' ']).filter(|(_, clock)| clock.contains(':')) else { return false };
    let clock = clock.trim().to_ascii_lowercase();
    // Midnight to the second is what a day without a clock is turned into.
    !clock.starts_with("00:00:00") && ["z", "+00:00", "+0000", "utc", "gmt"].iter().any(|zone| clock.ends_with(zone))
}

/// The candidates of a page. Where a moment in universal time falls on the day beside one that the page writes out, the
/// page's readers saw the latter.
pub fn candidates(stamps: Vec<Stamp>) -> Vec<DateCandidate> {
    let local: Vec<NaiveDate> = stamps.iter().filter(|s| !s.universal && s.score > UPDATED).map(|s| s.date).collect();
    let told = |date: NaiveDate| local.contains(&date);
    let beside =
        |date: NaiveDate| [date.pred_opt(), date.succ_opt()].into_iter().flatten().find(|&day| local.contains(&day));
    stamps
        .into_iter()
        .map(|mut stamp| {
            let other = beside(stamp.date).filter(|_| stamp.universal && !told(stamp.date));
            if let Some(day) = other.filter(|_| stamp.score > UPDATED) {
                stamp.score = (stamp.score - GIVES_WAY).max(UPDATED);
                stamp.reason += &format!(", in universal time; the page itself writes {day}");
            }
            candidate(stamp.date, stamp.origin, stamp.score, stamp.reason)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(values: &[(&str, f32)]) -> String {
        let stamps = values.iter().filter_map(|(value, score)| Stamp::marked(value, *score, "It says")).collect();
        let all = candidates(stamps);
        all.into_iter().max_by(|a, b| a.score.total_cmp(&b.score)).map(|c| c.date.to_string()).unwrap_or_default()
    }

    #[test]
    fn the_day_is_that_of_the_place() {
        assert_eq!(best(&[("2016-11-20T23:30:00-05:00", 0.9)]), "2016-11-20");
        assert_eq!(best(&[("2016-11-21T04:30:00Z", 0.9), ("2016-11-20", 0.8)]), "2016-11-20");
        assert_eq!(best(&[("2016-11-21T04:30:00Z", 0.9), ("November 20, 2016 at 11:30 pm", 0.8)]), "2016-11-20");
        assert_eq!(best(&[("20161120T0815", 0.9)]), "2016-11-20");
    }

    #[test]
    fn another_day_does_not_overrule() {
        assert_eq!(best(&[("2016-11-21T04:30:00Z", 0.9), ("2016-11-18", 0.8)]), "2016-11-21");
        assert_eq!(best(&[("2016-11-21T04:30:00Z", 0.9), ("2016-11-20", 0.4)]), "2016-11-21");
        assert_eq!(best(&[("2016-11-21T04:30:00Z", 0.9), ("2016-11-21", 0.8), ("2016-11-20", 0.8)]), "2016-11-21");
        assert_eq!(best(&[("2016-11-21T00:00:00Z", 0.9), ("2016-11-20", 0.8)]), "2016-11-21");
        assert_eq!(best(&[("soon", 0.9), ("", 0.9)]), "");
    }
}
