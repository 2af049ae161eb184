//! The ruler: which calendar units label a view, and where their ticks lie.
//!
//! Two rows: the minor one is the smallest step that leaves [`MIN_GAP`] points between its labels, the major one
//! the unit that a reader needs to place it. There is no year 0: "1 BC" is followed by "AD 1".

use super::axis::{MINUTES_A_DAY, View, day_at, day_start};
use super::reckoning::{self, Reckoning};
use chrono::{Datelike, NaiveDate};

/// Points between two labels of the minor row, at least.
pub const MIN_GAP: f64 = 70.0;
/// And between the first two of the major row behind a folded gap.
const MAJOR_GAP: f64 = 130.0;
/// Points of the shortest label, a year.
const LEAST: f64 = 34.0;
/// More ticks than any screen can show; a ruler never grows beyond it.
const MAX_TICKS: usize = 500;
/// Years below this one are told from days of a month by "AD".
const FIRST_PLAIN_YEAR: i32 = 1000;

/// A calendar unit, times a step that divides the next larger unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Minute(i64),
    Hour(i64),
    Day(i64),
    Week,
    Month(i32),
    Year(i32),
    Century,
    Millennium,
}

use Unit::{Century, Day, Hour, Millennium, Minute, Month, Week, Year};

/// All steps of the minor row, with their shortest length in days.
const STEPS: [(Unit, f64); 34] = [
    (Minute(1), 1.0 / MINUTES_A_DAY),
    (Minute(5), 5.0 / MINUTES_A_DAY),
    (Minute(15), 15.0 / MINUTES_A_DAY),
    (Minute(30), 30.0 / MINUTES_A_DAY),
    (Hour(1), 1.0 / 24.0),
    (Hour(3), 3.0 / 24.0),
    (Hour(6), 6.0 / 24.0),
    (Hour(12), 12.0 / 24.0),
    (Day(1), 1.0),
    (Day(2), 2.0),
    (Week, 7.0),
    (Month(1), 28.0),
    (Month(3), 90.0),
    (Month(6), 181.0),
    (Year(1), 365.0),
    (Year(2), 730.0),
    (Year(5), 1826.0),
    (Year(10), 3652.0),
    (Year(20), 7304.0),
    (Year(50), 18_262.0),
    (Year(100), 36_524.0),
    (Year(200), 73_048.0),
    (Year(500), 182_621.0),
    (Year(1000), 365_242.0),
    (Year(2000), 730_485.0),
    (Year(5000), 1_826_212.0),
    (Year(10_000), 3_652_425.0),
    (Year(20_000), 7_304_850.0),
    (Year(50_000), 18_262_125.0),
    (Year(100_000), 36_524_250.0),
    (Year(200_000), 73_048_500.0),
    (Year(500_000), 182_621_250.0),
    (Year(1_000_000), 365_242_500.0),
    (Year(2_000_000), 730_485_000.0),
];

#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub time: f64,
    pub label: String,
}

/// Both rows for a view, each with the tick before it, in time order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ruler {
    pub major: Vec<Tick>,
    pub minor: Vec<Tick>,
}

impl Ruler {
    pub fn new(view: View, width: f64, reckoning: Reckoning) -> Self {
        if reckoning != Reckoning::Calendar {
            return Self { major: Vec::new(), minor: reckoning::ticks(view, width) };
        }
        let unit = unit_for(view.days_per_point);
        let row = |unit, room, name| ticks(unit, (view, width), room, name);
        Self {
            major: unit.larger().map_or_else(Vec::new, |larger| row(larger, MAJOR_GAP, Unit::name)),
            minor: row(unit, MIN_GAP, Unit::tick_name),
        }
    }
}

/// The minor row's unit at a zoom.
pub fn unit_for(days_per_point: f64) -> Unit {
    let room = MIN_GAP * days_per_point;
    STEPS.iter().find(|(_, days)| *days >= room).map_or(Year(2_000_000), |(unit, _)| *unit)
}

/// Does a time in words have its hour at this zoom?
pub fn tells_hours(days_per_point: f64) -> bool {
    matches!(unit_for(days_per_point), Minute(_) | Hour(_))
}

/// The ticks of a view. Folded gaps have none; behind one stands the unit that it ends in, where it has `room`.
fn ticks(unit: Unit, (view, width): (View, f64), room: f64, name: fn(Unit, f64) -> String) -> Vec<Tick> {
    let mut ticks = Vec::new();
    let end = view.time(width);
    let zoom = view.zoom();
    let gaps = zoom.folded().filter(|gap| gap.to > view.origin && gap.from < end);
    let mut begin = view.origin;
    let mut behind_gap = false;
    for (to, next) in gaps.map(|gap| (gap.from, Some(gap.to))).chain([(end, None)]) {
        let mut at = unit.floor(begin);
        while let Some(time) = at.filter(|time| *time <= to && ticks.len() < MAX_TICKS) {
            at = unit.next(time);
            let place = if behind_gap { time.max(begin) } else { time };
            let before_tear = next.map_or(f64::INFINITY, |_| view.x(to));
            let before_tick = at.map_or(f64::INFINITY, |next| view.x(next));
            let free = |end: f64| end - view.x(place.max(view.origin));
            // Whether a label fits before the tear is seen when it is drawn.
            if place == time || (free(before_tick) >= room && free(before_tear) >= LEAST) {
                ticks.push(Tick { time: place, label: name(unit, time) });
            }
        }
        begin = next.unwrap_or(end);
        behind_gap = true;
    }
    ticks
}

impl Unit {
    /// The unit of the row above.
    pub fn larger(self) -> Option<Self> {
        match self {
            Minute(_) | Hour(_) => Some(Day(1)),
            Day(_) | Week => Some(Month(1)),
            Month(_) => Some(Year(1)),
            Year(..100) => Some(Century),
            Year(..1000) => Some(Millennium),
            Year(_) | Century | Millennium => None,
        }
    }

    /// The start of the unit that `time` lies in; `None` where the calendar ends.
    pub fn floor(self, time: f64) -> Option<f64> {
        match self {
            Minute(n) => Some(floor_minutes(time, n)),
            Hour(n) => Some(floor_minutes(time, 60 * n)),
            Day(n) => Some((time / n as f64).floor() * n as f64),
            // 1 January 1, day 1, was a Monday.
            Week => Some(((time - 1.0) / 7.0).floor() * 7.0 + 1.0),
            Month(n) => day_at(time).and_then(|day| month_start(months(day).div_euclid(n) * n)),
            _ => day_at(time).and_then(|day| year_start(self.year_floor(day.year()))),
        }
    }

    /// The start of the unit after the one that starts at `start`.
    pub fn next(self, start: f64) -> Option<f64> {
        match self {
            Minute(n) => Some((minutes(start) + n) as f64 / MINUTES_A_DAY),
            Hour(n) => Some((minutes(start) + 60 * n) as f64 / MINUTES_A_DAY),
            Day(n) => Some(start + n as f64),
            Week => Some(start + 7.0),
            Month(n) => day_at(start).and_then(|day| month_start(months(day) + n)),
            _ => day_at(start).and_then(|day| year_start(self.year_after(day.year()))),
        }
    }

    /// The first year of the unit that a year lies in, both astronomical (0 is 1 BC). Steps of years are counted
    /// from the era outwards, so that ticks stand at 200 BC, 100 BC, AD 1, 100, 200.
    fn year_floor(self, year: i32) -> i32 {
        let n = self.years();
        match self {
            Century | Millennium => (year - 1).div_euclid(n) * n + 1,
            _ if n == 1 => year,
            _ if year >= n => year / n * n,
            _ if year >= 1 => 1,
            _ => -((1 - year + n - 1) / n * n) + 1,
        }
    }

    fn year_after(self, start: i32) -> i32 {
        let n = self.years();
        match self {
            Century | Millennium => start + n,
            _ if n > 1 && start == 1 => n,
            _ => start + n,
        }
    }

    fn years(self) -> i32 {
        match self {
            Year(n) => n,
            Century => 100,
            Millennium => 1000,
            _ => 1,
        }
    }

    /// What the unit that starts at `start` is called on its own.
    pub fn name(self, start: f64) -> String {
        let Some(day) = day_at(start) else { return String::new() };
        match self {
            Minute(_) | Hour(_) => format!("{} {}, {}", day.format("%a %-d %b"), year_name(day.year()), clock(start)),
            Day(_) | Week => format!("{} {}", day.format("%a %-d %b"), year_name(day.year())),
            Month(_) => format!("{} {}", day.format("%B"), year_name(day.year())),
            Year(_) => year_name(day.year()),
            Century | Millennium => {
                let word = if self == Century { "century" } else { "millennium" };
                let number = (day.year() - 1).div_euclid(self.years());
                if number >= 0 {
                    format!("{} {word}", ordinal(number + 1))
                } else {
                    format!("{} {word} BC", ordinal(-number))
                }
            }
        }
    }

    /// What its tick says below the larger unit's name.
    fn tick_name(self, start: f64) -> String {
        match (self, day_at(start)) {
            (_, None) => String::new(),
            (Minute(_) | Hour(_), _) => clock(start),
            (Day(_) | Week, Some(day)) => day.format("%a %-d").to_string(),
            (Month(_), Some(day)) => day.format("%b").to_string(),
            _ => self.name(start),
        }
    }
}

/// The time under a pointer, as exactly as the zoom can tell.
pub fn time_in_words(time: f64, days_per_point: f64) -> String {
    // From this many days a point on, a pixel cannot tell two days, two months apart.
    const DAYS: f64 = 8.0;
    const MONTHS: f64 = 100.0;
    let unit = match unit_for(days_per_point) {
        Minute(_) | Hour(_) => Minute(1),
        _ if days_per_point < DAYS => Day(1),
        _ if days_per_point < MONTHS => Month(1),
        _ => Year(1),
    };
    unit.floor(time).map(|start| unit.name(start)).unwrap_or_default()
}

/// "2016", "AD 476", "44 BC".
pub fn year_name(year: i32) -> String {
    match year {
        FIRST_PLAIN_YEAR.. => year.to_string(),
        1.. => format!("AD {year}"),
        _ => format!("{} BC", 1 - i64::from(year)),
    }
}

fn ordinal(n: i32) -> String {
    let ending = match (n % 10, n % 100) {
        (1, x) if x != 11 => "st",
        (2, x) if x != 12 => "nd",
        (3, x) if x != 13 => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

fn clock(time: f64) -> String {
    let minute = ((time - time.floor()) * MINUTES_A_DAY).round() as i64 % MINUTES_A_DAY as i64;
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn floor_minutes(time: f64, step: i64) -> f64 {
    (minutes(time).div_euclid(step) * step) as f64 / MINUTES_A_DAY
}

/// Whole minutes up to `time`, which may miss its minute by the hair that fractions of a day do.
fn minutes(time: f64) -> i64 {
    const HAIR: f64 = 1e-4;
    (time * MINUTES_A_DAY + HAIR).floor() as i64
}

fn months(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

fn month_start(months: i32) -> Option<f64> {
    NaiveDate::from_ymd_opt(months.div_euclid(12), months.rem_euclid(12) as u32 + 1, 1).map(day_start)
}

fn year_start(year: i32) -> Option<f64> {
    NaiveDate::from_ymd_opt(year, 1, 1).map(day_start)
}

#[cfg(test)]
mod tests {
    use super::super::axis::Limits;
    use super::super::folds::Folds;
    use super::*;
    use proptest::prelude::*;

    fn at(year: i32, month: u32, day: u32) -> f64 {
        day_start(NaiveDate::from_ymd_opt(year, month, day).expect("a day"))
    }

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|t| t.label.as_str()).collect()
    }

    fn ruler(from: f64, to: f64, width: f64) -> Ruler {
        Ruler::new(View::showing(Folds::NONE, from, to, width, 0.0, 0.0), width, Reckoning::Calendar)
    }

    #[test]
    fn days_stand_below_their_month() {
        let ruler = ruler(at(2016, 11, 28), at(2016, 12, 4), 600.0);
        assert_eq!(labels(&ruler.major), ["November 2016", "December 2016"]);
        assert_eq!(labels(&ruler.minor), ["Mon 28", "Tue 29", "Wed 30", "Thu 1", "Fri 2", "Sat 3", "Sun 4"]);
    }

    #[test]
    fn months_stand_below_their_year_and_hours_below_their_day() {
        let year = ruler(at(2015, 11, 1), at(2016, 3, 1), 500.0);
        assert_eq!(labels(&year.minor), ["Nov", "Dec", "Jan", "Feb", "Mar"]);
        assert_eq!(labels(&year.major), ["2015", "2016"]);
        let day = ruler(at(2016, 2, 28) + 0.75, at(2016, 2, 29) + 0.25, 500.0);
        assert_eq!(labels(&day.major), ["Sun 28 Feb 2016", "Mon 29 Feb 2016"]);
        assert_eq!(labels(&day.minor)[..3], ["18:00", "21:00", "00:00"]);
    }

    #[test]
    fn there_is_no_year_zero() {
        let years = ruler(at(-2, 1, 1), at(3, 1, 1), 500.0);
        assert_eq!(labels(&years.minor), ["3 BC", "2 BC", "1 BC", "AD 1", "AD 2", "AD 3"]);
        assert_eq!(labels(&years.major), ["1st century BC", "1st century"]);
        let centuries = ruler(at(-199, 1, 1), at(200, 1, 1), 500.0);
        assert_eq!(labels(&centuries.minor), ["200 BC", "100 BC", "AD 1", "AD 100", "AD 200"]);
    }

    #[test]
    fn a_folded_gap_has_no_ticks_and_ends_in_a_named_unit() {
        let gap = Limits { from: at(1916, 8, 1), to: at(2016, 10, 20) };
        let view = View::showing(Folds::new(&[gap]), at(1916, 6, 1), at(2016, 12, 10), 1000.0, 0.0, 0.0);
        let ruler = Ruler::new(view, 1000.0, Reckoning::Calendar);
        for row in [&ruler.major, &ruler.minor] {
            assert!(row.iter().all(|t| t.time <= gap.from || t.time >= gap.to), "{row:?}");
            assert!(row.windows(2).all(|w| w[0].time < w[1].time));
        }
        assert!(labels(&ruler.major).contains(&"2016"), "{:?}", labels(&ruler.major));
        assert!(ruler.minor.len() < 40);
    }

    #[test]
    fn weeks_start_on_monday() {
        let view = View::showing(Folds::NONE, at(2016, 11, 20), at(2016, 12, 5), 600.0, 0.0, 0.0);
        let weeks = ticks(Week, (view, 600.0), MIN_GAP, Unit::tick_name);
        assert_eq!(labels(&weeks), ["Mon 14", "Mon 21", "Mon 28", "Mon 5"]);
    }

    #[test]
    fn the_pointer_is_told_what_the_zoom_can_tell() {
        let noon = at(2016, 11, 20) + 0.5;
        assert_eq!(time_in_words(noon, 1e-4), "Sun 20 Nov 2016, 12:00");
        assert_eq!(time_in_words(noon, 0.1), "Sun 20 Nov 2016");
        assert_eq!(time_in_words(noon, 20.0), "November 2016");
        assert_eq!(time_in_words(noon, 1000.0), "2016");
        assert!(time_in_words(at(-43, 3, 15), 1.0).ends_with(" 15 Mar 44 BC"));
    }

    #[test]
    fn ordinals() {
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 13, 21, 101, 111].map(ordinal),
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "101st", "111th"]
        );
    }

    proptest! {
        #[test]
        fn ticks_rise_cover_the_view_and_leave_room(origin in -9e7..9e7, log in -5.0..5.0, width in 100.0..3000.0) {
            let view = View { origin, days_per_point: 10f64.powf(log), folds: Folds::NONE };
            let ruler = Ruler::new(view, width, Reckoning::Calendar);
            for pair in ruler.minor.windows(2) {
                // The step from AD 1 to AD n is one year short of a full one.
                prop_assert!(view.x(pair[1].time) - view.x(pair[0].time) >= MIN_GAP * 0.45);
            }
            for row in [&ruler.minor, &ruler.major] {
                prop_assert!(row.windows(2).all(|pair| pair[0].time < pair[1].time));
                prop_assert!(row.len() < MAX_TICKS);
                prop_assert!(row.first().is_none_or(|tick| tick.time <= origin + 1e-6 || day_at(origin).is_none()));
            }
        }

        #[test]
        fn a_tick_is_its_own_floor(time in -9e7..9e7, step in 0..STEPS.len()) {
            let unit = STEPS[step].0;
            if let Some(start) = unit.floor(time) {
                prop_assert!(start <= time + 1e-6);
                prop_assert_eq!(unit.floor(start), Some(start));
                if let Some(next) = unit.next(start) {
                    prop_assert!(next > time - 1e-6);
                    prop_assert_eq!(unit.floor(next), Some(next));
                }
            }
        }
    }
}
