//! When an article was published: every candidate with its reason and score, the best first.

use super::format::{file_name, is_url};
use super::story::{Stated, Story};
use super::{DateCandidate, DateOrigin};
use crate::time::day_in_words;
use chrono::{Datelike, NaiveDate};

/// Nothing that Dateline reads was published before newspapers, or after every clock of its time.
const FIRST_YEAR: i32 = 1600;
const LAST_YEAR: i32 = 2200;

/// What is published was written before. Where a publication follows the last change by more days, its date is another's:
/// that of the copy, say. Below that it may have lain ready.
const LATE_DAYS: i64 = 366;

/// The score of a last change: it tells a date after the publication.
pub const UPDATED: f32 = 0.4;

/// Candidates of an article: those of its metadata, those that its head states, its address and its name.
pub fn candidates(
    metadata: Vec<DateCandidate>,
    story: &Story,
    source: &str,
    url: Option<&str>,
) -> (Vec<DateCandidate>, Vec<String>) {
    let mut all = metadata;
    for (what, date, line) in &story.dates {
        let (score, says) = match what {
            Stated::Published => (0.92, "states"),
            Stated::Bare => (0.85, "stands at the head of the article:"),
            Stated::Updated => (UPDATED, "tells the last change:"),
        };
        let line: String = line.chars().take(80).collect();
        all.push(candidate(*date, DateOrigin::Dateline, score, format!("A line {says} “{line}”")));
    }
    if let Some(date) = story.dateline_date {
        all.push(candidate(date, DateOrigin::Dateline, 0.9, "The dateline says so".to_owned()));
    }
    if let Some(url) = url.or_else(|| is_url(source).then_some(source))
        && let Some(date) = in_address(url)
    {
        all.push(candidate(date, DateOrigin::Url, 0.75, "The address of the page holds the date".to_owned()));
    }
    if !is_url(source)
        && let Some(date) = in_name(file_name(source))
    {
        all.push(candidate(
            date,
            DateOrigin::Filename,
            0.6,
            format!("The file's name, {}, holds the date", file_name(source)),
        ));
    }
    let (kept, absurd): (Vec<_>, Vec<_>) = all.into_iter().partition(|c| is_plausible(c.date));
    let refused =
        |c: &DateCandidate, why: &str| format!("{} was not taken as publication date: {why}", day_in_words(c.date));
    let mut remarks: Vec<String> = absurd.iter().map(|c| refused(c, "nothing was published then")).collect();
    let changed = kept.iter().filter(|c| c.score == UPDATED && c.origin == DateOrigin::Metadata).map(|c| c.date).max();
    let (mut kept, later): (Vec<_>, Vec<_>) = kept
        .into_iter()
        .partition(|c| c.score <= UPDATED || changed.is_none_or(|changed| (c.date - changed).num_days() <= LATE_DAYS));
    let last = changed.map(|day| format!("the file says that it was last changed on {}", day_in_words(day)));
    remarks.extend(later.iter().map(|c| refused(c, last.as_deref().unwrap_or_default())));
    remarks.dedup();
    // Of equals the one found first.
    kept.sort_by(|a, b| b.score.total_cmp(&a.score));
    (kept, remarks)
}

pub const fn candidate(date: NaiveDate, origin: DateOrigin, score: f32, reason: String) -> DateCandidate {
    DateCandidate { date, origin, reason, score }
}

/// The first day of 1970 is what a clock says that was never set.
fn is_plausible(date: NaiveDate) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&date.year()) && (date.year(), date.ordinal()) != (1970, 1)
}

/// "/2016/11/20/", "/2016-11-20-", "/20161120/" in a web address.
pub fn in_address(url: &str) -> Option<NaiveDate> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let parts: Vec<&str> = path.split('/').collect();
    parts
        .windows(3)
        .find_map(|w| (w[0].len() == 4).then(|| day(w[0], w[1], w[2]))?)
        .or_else(|| parts.iter().find_map(|part| in_name(part)))
}

/// "2016-11-20", "2016_11_20" or "20161120" in a name, with no digit beside it.
fn in_name(name: &str) -> Option<NaiveDate> {
    let bytes = name.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    (0..bytes.len()).filter(|&i| digit(i) && (i == 0 || !digit(i - 1))).find_map(|i| {
        let length = (i..bytes.len()).take_while(|&j| digit(j)).count();
        let run = name.get(i..i + length)?;
        match length {
            8 => day(&run[..4], &run[4..6], &run[6..]),
            4 => {
                let separator = *bytes.get(i + 4).filter(|b| matches!(b, b'-' | b'_' | b'.'))?;
                let rest = name.get(i + 5..i + 10)?;
                let (month, dom) = rest.split_once(separator as char)?;
                (!digit(i + 10)).then(|| day(run, month, dom))?
            }
            _ => None,
        }
    })
}

fn day(year: &str, month: &str, dom: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, dom.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_names_and_addresses() {
        let expected = NaiveDate::from_ymd_opt(2016, 11, 20);
        for name in ["2016-11-20-summit.txt", "summit_20161120.md", "a 2016_11_20.html"] {
            assert_eq!(in_name(name), expected, "{name}");
        }
        for name in ["123456789.txt", "2016-13-40.txt", "report-2016.txt", "12016-11-20.txt", "", "é2016"] {
            assert_eq!(in_name(name), None, "{name}");
        }
        assert_eq!(in_address("https://example.org/world/2016/11/20/summit"), expected);
        assert_eq!(in_address("https://example.org/world/2016/summit-20"), None);
    }

    #[test]
    fn the_best_stands_first_and_the_absurd_nowhere() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let meta = |date, score| candidate(date, DateOrigin::Metadata, score, String::new());
        let metadata = vec![meta(day(1970, 1, 1), 0.98), meta(day(2016, 11, 21), 0.4), meta(day(2016, 11, 20), 0.9)];
        let (kept, remarks) = candidates(metadata, &Story::default(), "x/2016-11-19.txt", None);
        assert_eq!(kept.iter().map(|c| c.date.day()).collect::<Vec<_>>(), [20, 19, 21]);
        assert_eq!(remarks.len(), 1);
    }

    #[test]
    fn nothing_is_published_long_after_its_last_change() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let meta = |date, score| candidate(date, DateOrigin::Metadata, score, String::new());
        let read = |published| {
            let metadata = vec![meta(published, 0.98), meta(day(2016, 11, 22), UPDATED)];
            candidates(metadata, &Story::default(), "x.html", None)
        };
        let (kept, remarks) = read(day(2024, 5, 1));
        assert_eq!(kept.iter().map(|c| c.date).collect::<Vec<_>>(), [day(2016, 11, 22)]);
        assert!(remarks[0].contains("last changed on 22 November 2016"), "{remarks:?}");
        assert_eq!(read(day(2017, 1, 10)).0.len(), 2, "it may have lain ready");
    }
}
