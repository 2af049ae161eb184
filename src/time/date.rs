//! Uncertain dates: closed intervals of days (or minutes) with open or approximate ends.

use chrono::{Datelike, NaiveDate};

/// A day of the proleptic Gregorian calendar (years before 1 are astronomical: 0 is 1 BC), or a minute of it
/// as the text states it, without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment {
    pub day: NaiveDate,
    /// Minutes since midnight, where the text gives a time of day. `None` sorts first.
    pub minute: Option<u16>,
}

/// How exactly a date is known: the unit that the text names, or `Range` for an interval between other bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Season,
    Quarter,
    Year,
    Decade,
    Century,
    Range,
}

/// When something may have happened, or over what it stretched: from `earliest` to `latest`, both inclusive;
/// `None` is an open end. At least one end is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UncertainDate {
    pub earliest: Option<Moment>,
    pub latest: Option<Moment>,
    pub precision: Precision,
    /// The text hedges the date itself: "about 1920", "around noon".
    pub approximate: bool,
}

/// "20 November 2016", "5 August 586 BC": unambiguous everywhere.
pub fn day_in_words(day: NaiveDate) -> String {
    let (common_era, year) = day.year_ce();
    format!("{} {year}{}", day.format("%-d %B"), if common_era { "" } else { " BC" })
}
