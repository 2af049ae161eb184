//! Projects without a name that earlier runs have left: offered by what they hold and when they were last changed. Empty
//! ones are cleared away; one that holds anything stays until its user does something about it.

use super::words::{count, day_short, file_name};
use crate::project::store::{self, Look, Store};
use chrono::{DateTime, Local, NaiveDate};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The name under which a project keeps how many events it shows.
pub const EVENTS: &str = "events";
/// More would hide the one that is looked for; the others stay on the disk.
const MOST: usize = 20;

/// A project without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untitled {
    pub path: PathBuf,
    /// "Untitled, 12 events, yesterday"
    pub words: String,
}

/// Those in the home of projects, the newest first. `today`: the day where the computer is.
pub fn find(home: &Path, today: NaiveDate) -> Vec<Untitled> {
    let files = std::fs::read_dir(home).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let is_project = |path: &PathBuf| path.extension().is_some_and(|ending| ending == store::ENDING);
    let mut found: Vec<(SystemTime, PathBuf)> = files
        .filter(|path| is_project(path) && !store::take_away_if_empty(path))
        .filter_map(|path| Some((path.metadata().and_then(|about| about.modified()).ok()?, path)))
        .collect();
    found.sort_by(|a, b| b.cmp(a));
    let words = |(changed, path): (SystemTime, PathBuf)| {
        let store = Store::open_read_only(&path).ok()?;
        let events = store.kept(EVENTS).ok().flatten().and_then(|json| json.parse().ok());
        let words = in_words(&store.look().ok()?, events, day_of(changed), today);
        Some(Untitled { path, words })
    };
    found.into_iter().take(MOST).filter_map(words).collect()
}

fn in_words(look: &Look, events: Option<usize>, changed: NaiveDate, today: NaiveDate) -> String {
    let holds = match events {
        Some(events) => count(events, "event"),
        None if look.sources > 0 => count(look.sources, "article"),
        None => count(look.edits, "correction"),
    };
    let from = look.first.as_deref().map(|first| format!(" of {}", file_name(first))).unwrap_or_default();
    format!("Untitled, {holds}{from}, {}", ago(changed, today))
}

fn day_of(time: SystemTime) -> NaiveDate {
    DateTime::<Local>::from(time).date_naive()
}

/// "today", "yesterday", "5 days ago", "Sun 20 Nov 2016".
fn ago(then: NaiveDate, today: NaiveDate) -> String {
    match (today - then).num_days() {
        // Clocks may have been set back.
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days @ 2..=6 => format!("{days} days ago"),
        _ => day_short(then),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_is_told_and_what_is_empty_is_cleared_away() {
        let home = tempfile::tempdir().unwrap();
        let path = |number: u32| home.path().join(format!("Untitled {number}.dateline"));
        drop(Store::create(&path(1)).unwrap());
        let mut two = Store::create(&path(2)).unwrap();
        two.append_edit("{}").unwrap();
        drop(two);
        let mut three = Store::create(&path(3)).unwrap();
        three.keep(EVENTS, "12").unwrap();
        drop(three);
        std::fs::write(home.path().join("recent.json"), "[]").unwrap();
        std::fs::write(path(4), "no project").unwrap();
        let mut words: Vec<String> =
            find(home.path(), day_of(SystemTime::now())).into_iter().map(|u| u.words).collect();
        words.sort();
        assert_eq!(words, ["Untitled, 1 correction, today", "Untitled, 12 events, today"]);
        assert!(!path(1).exists() && path(4).exists());
        assert!(find(&home.path().join("none"), day_of(SystemTime::now())).is_empty());
    }

    #[test]
    fn time_that_has_passed_is_told_as_people_do() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2016, 7, day).unwrap();
        let told = |days: u32| ago(day(18 - days), day(18));
        assert_eq!([told(0), told(1), told(4)], ["today", "yesterday", "4 days ago"]);
        assert_eq!(told(7), "Mon 11 Jul 2016");
        assert_eq!(ago(day(9), day(3)), "today", "clocks go back");
    }
}
