//! Time expressions: what the text says, kept symbolic until an anchor is known.

use super::UncertainDate;
use super::date::Season;
use crate::text::Span;
use chrono::Weekday;

/// ISO-TimeML TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// Units of the calendar and the clock, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// On which side of its anchor a bare "Sunday" or "January" lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The latest on or before the anchor.
    Past,
    /// The latest before the anchor: "last Friday".
    StrictPast,
    /// The first on or after the anchor.
    Future,
    /// The first after the anchor: "next Friday".
    StrictFuture,
}

/// What an expression counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    Publication,
    /// The time of another event, or the time that the text has reached.
    Reference,
}

/// A part of a longer stretch, by thirds; TIMEX3 calls them START, MID and END.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Early,
    Mid,
    Late,
}

/// Times of day that have a name; TIMEX3 codes MO, MI, AF, EV, NI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// Words that place something in time without measuring it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Vague {
    /// "now", "currently".
    Present,
    /// "recently": the days before publication that they are taken to mean.
    Recent { days: u16 },
    /// "once", "previously", "in the past".
    Past,
    /// "soon", "in the future".
    Future,
}

/// A symbolic time: says "the Sunday on or before publication", never a date that depends on one.
#[derive(Clone, Debug, PartialEq)]
pub enum TimeExpr {
    /// Known without any anchor.
    Calendar(UncertainDate),
    /// `amount` units after (before, if negative) the anchor: "two days ago", "a week later".
    Shift {
        anchor: Anchor,
        amount: i32,
        unit: Unit,
    },
    /// The unit that holds the anchor, moved by `offset`: "this month" 0, "last year" −1.
    UnitOf {
        anchor: Anchor,
        unit: Unit,
        offset: i32,
    },
    /// The part of a unit before (or after) the anchor: "earlier this week", "later this year".
    RestOf {
        unit: Unit,
        before: bool,
    },
    Weekday {
        day: Weekday,
        direction: Direction,
    },
    /// A month, or a day of it, without its year.
    Month {
        month: u32,
        day: Option<u32>,
        direction: Direction,
    },
    /// A season without its year.
    Season {
        season: Season,
        direction: Direction,
    },
    PartOf {
        part: Part,
        of: Box<TimeExpr>,
    },
    DayPart {
        part: DayPart,
        of: Box<TimeExpr>,
    },
    /// Minutes since midnight of a day.
    Clock {
        minute: u16,
        of: Box<TimeExpr>,
    },
    About(Box<TimeExpr>),
    /// From the start of one to the end of the other.
    Range(Box<TimeExpr>, Box<TimeExpr>),
    Vague(Vague),
    /// `None`: "several years".
    Duration {
        amount: Option<f32>,
        unit: Unit,
    },
    /// Repeated; the TIMEX3 value.
    Set(String),
}

impl TimeExpr {
    /// Does it count from another event?
    pub fn is_anaphoric(&self) -> bool {
        match self {
            Self::Shift { anchor, .. } | Self::UnitOf { anchor, .. } => *anchor == Anchor::Reference,
            Self::PartOf { of, .. } | Self::DayPart { of, .. } | Self::Clock { of, .. } | Self::About(of) => {
                of.is_anaphoric()
            }
            Self::Range(from, to) => from.is_anaphoric() || to.is_anaphoric(),
            _ => false,
        }
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
    pub signal: super::Signal,
    /// The TIMEX3 `mod` ("START", "APPROX", "BEFORE"…), where one applies.
    pub modifier: Option<&'static str>,
    /// The named rule that found it.
    pub rule: &'static str,
}

impl Timex {
    /// Does it count from another event or the last named time ("two days earlier", "the next day")?
    pub fn is_anaphoric(&self) -> bool {
        self.expr.is_anaphoric()
    }
}
