//! Time expressions: what the text says, kept symbolic until an anchor is known.

use super::calendar::{Season, Unit};
use super::feast::Feast;
use super::{Precision, Signal, UncertainDate, Zone};
use crate::text::Span;
use chrono::{NaiveDate, Weekday};

/// ISO-TimeML TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// On which side of its base an expression looks, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Nothing tells the side: the nearest month or day of the year; a weekday is the latest on or before the base.
    Nearest,
    /// The latest on or before the base: a bare weekday or month in a sentence about the past.
    Past,
    /// The latest that lies before the base: "last Friday".
    StrictPast,
    /// The first that is not over at the base: a bare weekday or month in a sentence about the future.
    Future,
    /// The one after that: "next Friday" is Friday of the next week.
    Next,
    /// The one of the same week or year: "this Friday", "this March".
    This,
}

/// What comes round every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Yearly {
    Month(u32),
    Day {
        month: u32,
        day: u32,
    },
    Season(Season),
    Quarter(u32),
    Half(u32),
    /// A feast that the calendar fixes or moves.
    Feast(Feast),
}

/// A stretch of a longer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Early,
    Mid,
    Late,
    Beginning,
    End,
    FirstHalf,
    SecondHalf,
}

/// A part of a day, with its TIMEX3 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

/// Times that name no point: TIMEX3's references to the present, the past and the future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Vague {
    /// now, currently.
    Present,
    /// recently, in recent weeks: the days before the base that it may reach back, where the words tell. "Recently" does
    /// not: editors put what it tells of days, months or a year back.
    Recent { days: Option<i64> },
    /// formerly, in the past.
    Past,
    /// soon: the days after the base that it may reach.
    Soon { days: i64 },
    /// in the future.
    Future,
}

/// How many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Amount {
    Count(u32),
    Between(u32, u32),
    /// So many and a half.
    AndHalf(u32),
    /// a few, several; "days", "months" without a number.
    Some,
}

impl Amount {
    /// What "a few", "several" and a bare plural stand for; open to taste, so wide.
    const SOME: (i64, i64) = (2, 9);

    /// The least and the most it may mean.
    pub(super) fn bounds(self) -> (i64, i64) {
        match self {
            Self::Count(n) => (i64::from(n), i64::from(n)),
            Self::Between(a, b) => (i64::from(a.min(b)), i64::from(a.max(b))),
            Self::AndHalf(n) => (i64::from(n), i64::from(n) + 1),
            Self::Some => Self::SOME,
        }
    }
}

/// A symbolic time: says "the Sunday on or before publication", never a date that depends on one.
///
/// Boxes hold what an expression counts from; the recogniser nests them a few deep at most.
#[derive(Clone, Debug, PartialEq)]
pub enum TimeExpr {
    /// Known without any anchor.
    Calendar(UncertainDate),
    /// The day of publication: "today".
    Publication,
    /// The last named time or another event's: "that day".
    Reference,
    /// The quarter that the text reports on: the last one named.
    Period,
    /// The same part of another year: "the 1988 period".
    InYear {
        year: i32,
        base: Box<TimeExpr>,
    },
    /// What bare months and weekdays are seen from: the publication in news, the year told of in a narrative.
    Context,
    /// "two days ago". `exact`: to the day whatever the unit ("two weeks from tomorrow").
    Shift {
        base: Box<TimeExpr>,
        amount: Amount,
        unit: Unit,
        back: bool,
        exact: bool,
    },
    /// The calendar unit that holds the base, moved by whole units: "last week", "that year".
    UnitOf {
        base: Box<TimeExpr>,
        unit: Unit,
        offset: i32,
    },
    Weekday {
        weekday: Weekday,
        direction: Direction,
        base: Box<TimeExpr>,
    },
    /// "Friday 31": the day of a month that falls on this weekday.
    DatedWeekday {
        weekday: Weekday,
        day: u32,
        direction: Direction,
        base: Box<TimeExpr>,
    },
    /// "in March", "on 5 March", "last summer".
    Yearly {
        which: Yearly,
        direction: Direction,
        base: Box<TimeExpr>,
    },
    /// A day of the base's month, or of one beside it: "the 20th".
    DayOfMonth {
        day: u32,
        direction: Direction,
        base: Box<TimeExpr>,
    },
    /// A year of which only the last two digits are given: "'89".
    ShortYear {
        year: u32,
        base: Box<TimeExpr>,
    },
    /// "October of that year".
    Within {
        which: Yearly,
        year: Box<TimeExpr>,
    },
    /// The nth unit of a longer time, from its end where negative: "the first week of March".
    Nth {
        n: i32,
        count: u32,
        unit: Unit,
        whole: Box<TimeExpr>,
    },
    PartOf {
        part: Part,
        whole: Box<TimeExpr>,
    },
    /// "earlier this week": the part of the whole before the base, or after it.
    Side {
        whole: Box<TimeExpr>,
        base: Box<TimeExpr>,
        later: bool,
    },
    Vague {
        vague: Vague,
        base: Box<TimeExpr>,
    },
    /// "the past three weeks": a stretch that ends or starts at the base.
    Stretch {
        base: Box<TimeExpr>,
        amount: Amount,
        unit: Unit,
        back: bool,
    },
    Duration {
        amount: Amount,
        unit: Unit,
    },
    /// A repeated time, by its TIMEX3 value: "every Sunday" is `XXXX-WXX-7`.
    Set(&'static str),
    Between(Box<TimeExpr>, Box<TimeExpr>),
    /// A time of day, in minutes since midnight.
    AtTime {
        base: Box<TimeExpr>,
        minute: u16,
        whole_hour: bool,
        /// Where the text states it.
        zone: Option<Zone>,
    },
    DayPart {
        base: Box<TimeExpr>,
        part: DayPart,
    },
    Approx(Box<TimeExpr>),
    /// Digits whose order of day and month the text leaves open: "05/06/2021".
    EitherDay(NaiveDate, NaiveDate),
    /// The first, or the second where the first is not known.
    OrElse(Box<TimeExpr>, Box<TimeExpr>),
}

impl TimeExpr {
    /// The expressions it counts from.
    fn inner(&self) -> [Option<&Self>; 2] {
        match self {
            Self::Calendar(_)
            | Self::EitherDay(..)
            | Self::Publication
            | Self::Reference
            | Self::Context
            | Self::Period
            | Self::Duration { .. }
            | Self::Set(_) => [None, None],
            Self::Shift { base, .. }
            | Self::UnitOf { base, .. }
            | Self::Weekday { base, .. }
            | Self::Yearly { base, .. }
            | Self::DatedWeekday { base, .. }
            | Self::DayOfMonth { base, .. }
            | Self::ShortYear { base, .. }
            | Self::Within { year: base, .. }
            | Self::Nth { whole: base, .. }
            | Self::PartOf { whole: base, .. }
            | Self::Vague { base, .. }
            | Self::Stretch { base, .. }
            | Self::AtTime { base, .. }
            | Self::DayPart { base, .. }
            | Self::InYear { base, .. }
            | Self::Approx(base) => [Some(base), None],
            Self::Side { whole, base, .. } => [Some(whole), Some(base)],
            Self::Between(a, b) | Self::OrElse(a, b) => [Some(a), Some(b)],
        }
    }

    /// The side on which a month or a day lies of which only the context tells the year.
    fn open_side(&mut self) -> Option<&mut Direction> {
        match self {
            Self::Yearly { direction, base, .. } if **base == Self::Context => Some(direction),
            Self::PartOf { whole: base, .. }
            | Self::Approx(base)
            | Self::DayPart { base, .. }
            | Self::AtTime { base, .. } => base.open_side(),
            _ => None,
        }
    }

    /// The day of a time of day, where only the context tells it.
    pub(super) fn open_day(&mut self) -> Option<&mut Self> {
        match self {
            Self::Approx(base) => base.open_day(),
            Self::AtTime { .. } | Self::DayPart { .. } if !self.is_open_day() => None,
            Self::AtTime { base, .. } | Self::DayPart { base, .. } => Some(base),
            _ => None,
        }
    }

    /// A time of day whose day only the context tells?
    fn is_open_day(&self) -> bool {
        matches!(self, Self::AtTime { base, .. } | Self::DayPart { base, .. } if **base == Self::Context)
    }

    /// Does it, or anything that it counts from, satisfy `test`?
    pub(super) fn any(&self, test: &dyn Fn(&Self) -> bool) -> bool {
        test(self) || self.inner().into_iter().flatten().any(|e| e.any(test))
    }
}

/// A time expression as found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// The TIMEX3 extent: no leading preposition, but determiners and modifiers.
    pub span: Span,
    /// Index into the sentences it was found in.
    pub sentence: usize,
    pub kind: TimexType,
    pub expr: TimeExpr,
    pub signal: Signal,
    /// Both ends of the range that it is one end of ("from 1914 to 1918"), as one expression.
    pub range: Option<Box<TimeExpr>>,
    /// Whether its sentence tells of it as past or to come, where that is not part of `expr`: known for dates that
    /// name their year.
    pub side: Direction,
    /// The TIMEX3 `mod` ("START", "APPROX", "BEFORE"…), where one applies.
    pub modifier: Option<&'static str>,
    /// The named rule that found it.
    pub rule: &'static str,
    /// It names a fiscal year or a part of one.
    pub fiscal: bool,
    /// It opens its sentence.
    pub opens: bool,
    /// It stands in quoted speech.
    pub quoted: bool,
    /// It sets the scene for what follows: "It was August 1968."
    pub scene: bool,
}

impl Timex {
    /// Does it count from another event or the last named time ("two days earlier", "the next day")?
    pub fn is_anaphoric(&self) -> bool {
        self.expr.any(&|e| matches!(e, TimeExpr::Reference))
    }

    /// The whole units of a length: "two days", also before "after" or "earlier".
    pub const fn length(&self) -> Option<(u32, Unit)> {
        match self.expr {
            TimeExpr::Duration { amount: Amount::Count(n), unit }
            | TimeExpr::Shift { amount: Amount::Count(n), unit, .. } => Some((n, unit)),
            _ => None,
        }
    }

    /// May it date an event? Sets and plain lengths may not; a length counted from something may.
    pub fn places_in_time(&self) -> bool {
        let counted =
            matches!(self.expr, TimeExpr::Shift { .. } | TimeExpr::Stretch { back: true, .. } | TimeExpr::Nth { .. });
        matches!(self.kind, TimexType::Date | TimexType::Time) && !matches!(self.expr, TimeExpr::Set(_)) || counted
    }

    /// The same of something that has happened: where only the context tells the year and nothing the side, as if told in
    /// the past.
    pub fn in_the_past(&self) -> Option<Self> {
        let mut past = self.clone();
        let side = past.expr.open_side().filter(|side| **side == Direction::Nearest)?;
        *side = Direction::Past;
        Some(past)
    }

    /// "a year earlier", "last year", "in 2008": a year or a part of one, seen from another.
    pub fn is_of_another_year(&self) -> bool {
        let year = |unit: &Unit| *unit >= Unit::Quarter;
        self.expr.any(&|e| match e {
            TimeExpr::Shift { unit, .. } => year(unit),
            TimeExpr::UnitOf { unit, offset, .. } => year(unit) && *offset != 0,
            TimeExpr::Calendar(date) => date.precision >= Precision::Quarter,
            TimeExpr::InYear { .. } | TimeExpr::Period => true,
            _ => false,
        })
    }

    /// "at 2 a.m.": a time of day whose day only the context tells.
    pub fn lacks_day(&self) -> bool {
        self.expr.any(&TimeExpr::is_open_day)
    }

    /// "now", "currently".
    pub fn is_present(&self) -> bool {
        self.expr.any(&|e| matches!(e, TimeExpr::Vague { vague: Vague::Present, .. }))
    }

    /// Does it count from the publication whatever is told around it ("yesterday", "two days ago")?
    pub fn is_deictic(&self) -> bool {
        self.expr.any(&|e| matches!(e, TimeExpr::Publication))
    }

    /// "recently", "soon".
    pub fn is_vague(&self) -> bool {
        self.expr.any(&|e| matches!(e, TimeExpr::Vague { .. }))
    }

    /// Is it known without any anchor, at least in part ("in 2012", "the summer of 2012")?
    pub fn names_its_year(&self) -> bool {
        self.expr.any(&|e| matches!(e, TimeExpr::Calendar(_)))
    }

    /// The date, where it is known without any anchor and nothing is counted from it.
    pub fn calendar_date(&self) -> Option<UncertainDate> {
        match &self.expr {
            TimeExpr::Calendar(date) => Some(*date),
            _ => None,
        }
    }

    /// "Tuesday, June 15", "15 June": month, day and side of a day without its year, seen from the publication.
    pub fn yearless_day(&self) -> Option<(u32, u32, Direction)> {
        match &self.expr {
            TimeExpr::Yearly { which: Yearly::Day { month, day }, direction, base } if **base == TimeExpr::Context => {
                Some((*month, *day, *direction))
            }
            _ => None,
        }
    }

    /// A day near the publication: "on Sunday", "yesterday".
    pub fn is_near_publication(&self) -> bool {
        let weekday = self.expr.any(&|e| matches!(e, TimeExpr::Weekday { base, .. } if **base == TimeExpr::Context));
        (weekday || self.is_deictic()) && !self.is_vague()
    }
}

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
    /// What an event takes from it: its signal applied ("by Friday"), and in a range both ends.
    pub stretch: Option<UncertainDate>,
    /// For people: "20 November 2016", or relative to an unknown publication: "the Sunday on or before publication".
    pub words: String,
    /// How it came to that, in plain words, in order.
    pub reasons: Vec<String>,
}
