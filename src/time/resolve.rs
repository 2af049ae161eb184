//! From a symbolic expression to a date, once its anchors are known, with the steps that led to it.
//!
//! Where an anchor is unknown the result says how it would count from it: "the Sunday on or before publication".

use super::calendar::{self, Unit};
use super::date::month_name;
use super::expr::{Amount, Direction, Env, Part, Resolved, TimeExpr, Timex, TimexType, Vague, Yearly};
use super::reckon::{
    grain_of, nth_of, part_of, rounded, rounded_value, units_of, unnamed_year_value, weekday_near, yearly_value,
};
use super::words::ordinal;
use super::{Precision, Signal, UncertainDate, Zone, day_in_words, value, yearly};
use chrono::{Datelike, NaiveDate, Weekday};

/// What an expression is seen from.
#[derive(Clone, Copy, Default)]
pub(super) struct Frame {
    pub publication: Option<NaiveDate>,
    pub reference: Option<UncertainDate>,
    /// The time told of, where a text tells history; `None` in news, whose context is the publication.
    pub told: Option<UncertainDate>,
    /// The quarter that the text reports on.
    pub period: Option<UncertainDate>,
    /// When quoted words were said; "today" in them is that day.
    pub said: Option<UncertainDate>,
}

/// The meaning of one expression or of a part of it.
struct Meaning {
    when: Option<UncertainDate>,
    value: String,
    /// For people, where `when` cannot say it: relative to what is unknown.
    relative: Option<String>,
}

impl Meaning {
    /// For people. Made only when asked for: most of what counts from a time needs no words for it.
    fn words(&self) -> String {
        self.relative.clone().or_else(|| Some(self.when?.words())).unwrap_or_default()
    }
}

/// Resolves one expression: what counts from the text's context counts from the publication.
pub fn resolve(timex: &Timex, env: &Env) -> Resolved {
    resolve_in(timex, &Frame { publication: env.publication, reference: env.reference, ..Frame::default() })
}

pub(super) fn resolve_in(timex: &Timex, frame: &Frame) -> Resolved {
    let mut steps = Steps { frame, reasons: Vec::new() };
    let meaning = steps.eval(&timex.expr);
    let mut reasons = steps.reasons;
    let edge = edge(&timex.expr, timex.signal, frame);
    let mut stretch = edge.or_else(|| meaning.when.map(|when| timex.signal.apply(when)));
    if let Some(range) = &timex.range {
        let mut both = Steps { frame, reasons: Vec::new() };
        let range = both.eval(range).when;
        if let Some(range) = range {
            reasons.push(format!("one end of a range: {}", range.words()));
        }
        stretch = range.or(stretch);
    } else if let (Some(when), Some(bounded)) = (meaning.when, stretch)
        && when != bounded
    {
        reasons.push(format!("{}: {}", timex.signal.in_words(), bounded.words()));
    }
    if timex.fiscal {
        stretch = stretch.map(UncertainDate::about);
        reasons.push("a fiscal year: the text does not tell in which month it starts".to_owned());
    }
    let words = meaning.words();
    // "two months after the vote": the words give a length, the date is the event's.
    let value = match &timex.expr {
        TimeExpr::Shift { amount, unit, .. } if timex.kind == TimexType::Duration => value::duration(*amount, *unit),
        _ => meaning.value,
    };
    Resolved { value, when: meaning.when, stretch, words, reasons }
}

/// "before the end of the year" reaches to its last day, "after the beginning of March" starts on the first: there the
/// end and the beginning are the very borders.
fn edge(expr: &TimeExpr, signal: Signal, frame: &Frame) -> Option<UncertainDate> {
    let TimeExpr::PartOf { part, whole } = expr else { return None };
    let whole = || Steps { frame, reasons: Vec::new() }.eval(whole).when;
    match (signal, part) {
        (Signal::Before, Part::End) => whole().map(UncertainDate::up_to),
        (Signal::After, Part::End) => whole()?.after(),
        (Signal::Before, Part::Beginning) => whole()?.before(),
        (Signal::After, Part::Beginning) => whole().map(UncertainDate::onward),
        _ => None,
    }
}

impl Signal {
    const fn in_words(self) -> &'static str {
        match self {
            Self::At => "at that time",
            Self::By => "“by” sets the latest time",
            Self::Before => "“before” leaves the start open",
            Self::After => "“after” leaves the end open",
            Self::Since => "“since” reaches from then to publication",
            Self::Until => "“until” sets the end",
            Self::From => "“from” sets the start",
            Self::Throughout => "throughout",
        }
    }
}

struct Steps<'a> {
    frame: &'a Frame,
    reasons: Vec<String>,
}

impl Steps<'_> {
    fn eval(&mut self, expr: &TimeExpr) -> Meaning {
        match expr {
            TimeExpr::Calendar(date) => {
                self.reasons.push(format!("the text names it: {}", date.words()));
                self.known(Some(*date), date.precision, String::new())
            }
            TimeExpr::Publication => self.publication(),
            TimeExpr::Reference => self.reference(),
            TimeExpr::Period => self.period(),
            TimeExpr::InYear { year, base } => self.in_year(*year, base),
            TimeExpr::Context => match self.frame.told {
                Some(told) => {
                    Meaning { when: Some(told), value: value::date(Some(&told), told.precision), relative: None }
                }
                None => self.publication(),
            },
            TimeExpr::Shift { base, amount, unit, back, exact } => self.shift(base, *amount, *unit, *back, *exact),
            TimeExpr::UnitOf { base, unit, offset } => self.unit_of(base, *unit, *offset),
            TimeExpr::Weekday { weekday, direction, base } => self.weekday(*weekday, *direction, base),
            TimeExpr::DatedWeekday { weekday, day, direction, base } => {
                self.dated_weekday(*weekday, *day, *direction, base)
            }
            TimeExpr::Yearly { which, direction, base } => self.yearly(*which, *direction, base),
            TimeExpr::DayOfMonth { day, direction, base } => self.day_of_month(*day, *direction, base),
            TimeExpr::ShortYear { year, base } => self.short_year(*year, base),
            TimeExpr::Within { which, year } => self.within(*which, year),
            TimeExpr::Nth { n, count, unit, whole } => self.nth(*n, *count, *unit, whole),
            TimeExpr::PartOf { part, whole } => {
                let whole = self.eval(whole);
                let when = whole.when.map(|w| part_of(*part, w));
                if let (Some(narrow), Some(wide)) = (when, whole.when)
                    && narrow != wide
                {
                    self.reasons.push(format!("{} of it: {}", part.name(), narrow.words()));
                }
                let relative = unless_known(when, || format!("{} of {}", part.name(), whole.words()));
                let value = match part {
                    Part::FirstHalf | Part::SecondHalf
                        if whole.when.is_some_and(|w| w.precision == Precision::Year) =>
                    {
                        format!("{}-H{}", whole.value, if *part == Part::FirstHalf { 1 } else { 2 })
                    }
                    _ => whole.value,
                };
                Meaning { relative, when, value }
            }
            TimeExpr::Side { whole, base, later } => self.side(whole, base, *later),
            TimeExpr::Vague { vague, base } => self.vague(*vague, base),
            TimeExpr::Stretch { base, amount, unit, back } => self.stretch(base, *amount, *unit, *back),
            TimeExpr::Duration { amount, unit } => Meaning {
                when: None,
                value: value::duration(*amount, *unit),
                relative: Some(amount_in_words(*amount, *unit)),
            },
            TimeExpr::Set(value) => {
                Meaning { when: None, value: (*value).to_owned(), relative: Some("again and again".to_owned()) }
            }
            TimeExpr::Between(from, to) => {
                let (from, to) = (self.eval(from), self.eval(to));
                let when = from.when.zip(to.when).map(|(a, b)| UncertainDate::between(a, b));
                let relative = unless_known(when, || format!("from {} to {}", from.words(), to.words()));
                Meaning { when, value: from.value, relative }
            }
            TimeExpr::AtTime { base, minute, whole_hour, zone } => self.at_time(base, *minute, *whole_hour, *zone),
            TimeExpr::DayPart { base, part } => {
                let base = self.eval(base);
                let day = value::date(base.when.as_ref(), Precision::Day);
                let relative = unless_known(base.when, || format!("the {} of {}", part.name(), base.words()));
                Meaning { when: base.when, value: format!("{day}{}", part.code()), relative }
            }
            TimeExpr::EitherDay(a, b) => {
                let when = UncertainDate::days(*a.min(b), *a.max(b));
                let (a, b) = (day_in_words(*a), day_in_words(*b));
                self.reasons.push(format!("either {a} or {b}: the text does not tell which number is the month"));
                Meaning {
                    value: value::date(Some(&when), Precision::Day),
                    relative: Some(format!("{a} or {b}")),
                    when: Some(when),
                }
            }
            TimeExpr::OrElse(first, second) => {
                let steps = self.reasons.len();
                let meaning = self.eval(first);
                if meaning.when.is_some() {
                    return meaning;
                }
                self.reasons.truncate(steps);
                self.eval(second)
            }
            TimeExpr::Approx(inner) => {
                let inner = self.eval(inner);
                let when = inner.when.map(UncertainDate::about);
                self.reasons.push("the text gives it as approximate".to_owned());
                Meaning {
                    relative: unless_known(when, || format!("about {}", inner.words())),
                    when,
                    value: inner.value,
                }
            }
        }
    }

    /// A meaning at a grain; `relative` says it where the date is unknown.
    fn known(&self, when: Option<UncertainDate>, grain: Precision, relative: String) -> Meaning {
        Meaning { value: value::date(when.as_ref(), grain), relative: unless_known(when, || relative), when }
    }

    fn publication(&mut self) -> Meaning {
        if let Some(said) = self.frame.said {
            self.reasons.push(format!("in words said {}", said.words()));
            return Meaning { when: Some(said), value: value::date(Some(&said), Precision::Day), relative: None };
        }
        let when = self.frame.publication.map(UncertainDate::day);
        Meaning {
            value: value::date(when.as_ref(), Precision::Day),
            relative: unless_known(when, || "the day of publication".to_owned()),
            when,
        }
    }

    fn reference(&mut self) -> Meaning {
        self.given(self.frame.reference, "counted from the time told of", "XXXX-XX-XX", "that time")
    }

    fn period(&mut self) -> Meaning {
        self.given(self.frame.period, "the quarter that the text reports on", "XXXX-QX", "the quarter reported on")
    }

    /// A time that the frame holds, or how it is spoken of where it holds none.
    fn given(&mut self, when: Option<UncertainDate>, how: &str, value: &str, words: &str) -> Meaning {
        self.note(how, when);
        Meaning {
            value: when.map_or_else(|| value.to_owned(), |w| value::date(Some(&w), w.precision)),
            relative: unless_known(when, || words.to_owned()),
            when,
        }
    }

    fn in_year(&mut self, year: i32, base: &TimeExpr) -> Meaning {
        let base = self.eval(base);
        let part = base.when.and_then(|w| w.shift(i64::from(year - w.earliest?.day.year()), Unit::Year));
        let when = part.or_else(|| UncertainDate::year(year));
        let grain = part.map_or(Precision::Year, |p| p.precision);
        Meaning { value: value::date(when.as_ref(), grain), relative: unless_known(when, || year.to_string()), when }
    }

    /// A base; where a text names no earlier time, "the following week" counts from its publication.
    fn base(&mut self, expr: &TimeExpr) -> Meaning {
        if *expr == TimeExpr::Reference && self.frame.reference.is_none() && self.frame.publication.is_some() {
            self.reasons.push("no earlier time is told of, so it counts from the publication".to_owned());
            return self.publication();
        }
        self.eval(expr)
    }

    /// What a base is called in relative words, and in reasons.
    fn base_name(&self, base: &TimeExpr, meaning: &Meaning) -> String {
        let is_publication =
            matches!(base, TimeExpr::Publication) || (matches!(base, TimeExpr::Context) && self.frame.told.is_none());
        match (is_publication, meaning.when.and_then(|w| w.single_day())) {
            (true, Some(day)) => format!("publication, {}", short_day(day)),
            (true, None) => "publication".to_owned(),
            _ => meaning.words(),
        }
    }

    fn shift(&mut self, base_expr: &TimeExpr, amount: Amount, unit: Unit, back: bool, exact: bool) -> Meaning {
        let base = self.eval(base_expr);
        let name = self.base_name(base_expr, &base);
        let words = if amount == Amount::Count(1) && unit == Unit::Day {
            format!("the day {} {name}", if back { "before" } else { "after" })
        } else {
            format!("{} {} {name}", amount_in_words(amount, unit), if back { "before" } else { "after" })
        };
        let (low, high) = amount.bounds();
        let sign = if back { -1 } else { 1 };
        // Minutes after a time of many days leave it where it is.
        let coarse = unit.minutes().is_some() && base.when.is_some_and(|w| w.single_day().is_none());
        if coarse {
            let value = value::date(base.when.as_ref(), Precision::Day) + "TXX";
            return Meaning { relative: unless_known(base.when, || words), when: base.when, value };
        }
        if low == high {
            let moved = base.when.and_then(|w| w.shift(sign * low, unit));
            let grain = if exact { Precision::Day } else { grain_of(unit) };
            let when = moved.map(|to| if exact { to } else { rounded(to, unit, low) });
            let value_at = |to: UncertainDate| rounded_value(to, unit, grain);
            self.note(&words, when);
            let value = moved.map_or_else(|| value::date(None, grain), value_at);
            return Meaning { relative: unless_known(when, || words), when, value };
        }
        // A vague or double amount: everything between the nearest and the farthest.
        let ends = base.when.and_then(|w| Some((w.shift(sign * low, unit)?, w.shift(sign * high, unit)?)));
        let when = ends.map(|(a, b)| UncertainDate::between(rounded(a, unit, low), rounded(b, unit, low)));
        self.note(&words, when);
        let value = if amount == Amount::Some && matches!(base_expr, TimeExpr::Publication) {
            if back { "PAST_REF" } else { "FUTURE_REF" }.to_owned()
        } else {
            value::date(when.as_ref(), grain_of(unit))
        };
        Meaning { relative: unless_known(when, || words), when, value }
    }

    fn unit_of(&mut self, base_expr: &TimeExpr, unit: Unit, offset: i32) -> Meaning {
        let base = self.base(base_expr);
        let name = self.base_name(base_expr, &base);
        let relative = match offset {
            0 => format!("the {} of {name}", unit.name()),
            -1 => format!("the {} before that of {name}", unit.name()),
            1 => format!("the {} after that of {name}", unit.name()),
            n => format!("{} {}s {} {name}", n.unsigned_abs(), unit.name(), if n < 0 { "before" } else { "after" }),
        };
        let relative = if unit == Unit::Day {
            match offset {
                0 => base.words(),
                -1 => format!("the day before {name}"),
                _ => format!("the day after {name}"),
            }
        } else {
            relative
        };
        let when = base.when.and_then(|w| units_of(&w, unit, offset));
        if offset != 0 || unit != Unit::Day {
            self.note(&relative, when);
        }
        let weekend = if unit == Unit::Weekend { "-WE" } else { "" };
        let grain = grain_of(unit);
        Meaning { value: value::date(when.as_ref(), grain) + weekend, relative: unless_known(when, || relative), when }
    }

    fn weekday(&mut self, weekday: Weekday, direction: Direction, base_expr: &TimeExpr) -> Meaning {
        let base = self.base(base_expr);
        let name = self.base_name(base_expr, &base);
        let day_name = weekday_name(weekday);
        let (cue, relative) = match direction {
            Direction::Past => ("past tense", format!("the latest {day_name} on or before {name}")),
            Direction::Nearest => ("no sign of the future", format!("the latest {day_name} on or before {name}")),
            Direction::StrictPast => ("“last” or “since”", format!("the latest {day_name} before {name}")),
            Direction::Future => ("future", format!("the first {day_name} on or after {name}")),
            Direction::Next => ("“next”", format!("{day_name} of the week after {name}")),
            Direction::This => ("“this”", format!("{day_name} in the week of {name}")),
        };
        // Of a month or a longer time any of its weekdays may be meant.
        let coarse = base.when.filter(|w| w.precision >= Precision::Month && w.days_long().is_none_or(|n| n > 7));
        let when = coarse.or_else(|| base.when.and_then(|w| weekday_near(&w, weekday, direction)));
        let value = match when {
            Some(when) if direction == Direction::Next => {
                value::date(when.latest.map(|m| UncertainDate::day(m.day)).as_ref(), Precision::Day)
            }
            Some(when) => value::date(Some(&when), Precision::Day),
            None => format!("XXXX-WXX-{}", weekday.number_from_monday()),
        };
        if base.when.is_some() {
            self.reasons.push(format!("{day_name} + {cue}: {relative}"));
        }
        let relative = unless_known(when, || relative.replacen("the latest", "the", 1));
        Meaning { value, relative, when }
    }

    fn yearly(&mut self, which: Yearly, direction: Direction, base_expr: &TimeExpr) -> Meaning {
        let base = self.base(base_expr);
        let name = self.base_name(base_expr, &base);
        let thing = yearly::name(which);
        let (cue, relative) = match direction {
            Direction::Past => ("past tense", format!("the latest {thing} that had begun by {name}")),
            Direction::Nearest => ("no year", format!("the {thing} nearest to {name}")),
            Direction::StrictPast => ("“last” or “since”", format!("the latest {thing} before {name}")),
            Direction::Future => ("future", format!("the first {thing} not over by {name}")),
            Direction::Next => ("“next”", format!("the first {thing} after {name}")),
            Direction::This => ("the same year", format!("{thing} in the year of {name}")),
        };
        let narrated = *base_expr == TimeExpr::Context && self.frame.told.is_some();
        let (cue, relative) = if narrated {
            ("no year", format!("the {thing} that follows from {name}, the time told of"))
        } else {
            (cue, relative)
        };
        let when = base
            .when
            .and_then(|w| if narrated { yearly::onward(which, &w) } else { yearly::near(which, direction, &w) });
        if let Some(seen_from) = base.when {
            let side = when.filter(|_| !narrated).map_or_else(String::new, |w| other_side(direction, &w, &seen_from));
            self.reasons.push(format!("{thing} + {cue}: {relative}{side}"));
        }
        let value = when.map_or_else(|| value::yearly(which), |w| unnamed_year_value(which, &w));
        let relative = match direction {
            Direction::Past | Direction::StrictPast => format!("{thing} before {name}"),
            Direction::Nearest => format!("{thing} nearest to {name}"),
            Direction::Future | Direction::Next => format!("{thing} after {name}"),
            Direction::This => relative,
        };
        Meaning { value, relative: unless_known(when, || relative), when }
    }

    fn day_of_month(&mut self, day: u32, direction: Direction, base_expr: &TimeExpr) -> Meaning {
        let base = self.eval(base_expr);
        let name = self.base_name(base_expr, &base);
        let when = base.when.and_then(|w| {
            let (start, end) = (w.earliest?.day, w.latest?.day);
            let candidates = (-2..=2).filter_map(|n| {
                let month = calendar::shift_day(start.with_day(1)?, n, Unit::Month)?;
                month.with_day(day)
            });
            let mut candidates = candidates.collect::<Vec<_>>().into_iter();
            match direction {
                Direction::Past | Direction::Nearest => candidates.rfind(|d| *d <= end),
                Direction::StrictPast => candidates.rfind(|d| *d < start),
                Direction::Future => candidates.find(|d| *d >= start),
                Direction::Next => candidates.find(|d| *d > end),
                Direction::This => candidates.find(|d| (d.year(), d.month()) == (start.year(), start.month())),
            }
            .map(UncertainDate::day)
        });
        let side = match direction {
            Direction::Past | Direction::Nearest | Direction::StrictPast => "the latest before",
            Direction::Future | Direction::Next => "the first after",
            Direction::This => "in the month of",
        };
        let relative = format!("day {day} of the month, {side} {name}");
        self.note(&relative, when);
        let value = when.map_or_else(|| format!("XXXX-XX-{day:02}"), |w| value::date(Some(&w), Precision::Day));
        Meaning { value, relative: unless_known(when, || relative), when }
    }

    fn dated_weekday(&mut self, weekday: Weekday, day: u32, direction: Direction, base_expr: &TimeExpr) -> Meaning {
        let base = self.eval(base_expr);
        let name = self.base_name(base_expr, &base);
        // A day of the month falls on a weekday once in seven months or so, and at least once in fourteen.
        const MONTHS: i64 = 14;
        let when = base.when.and_then(|w| {
            let (start, end) = (w.earliest?.day, w.latest?.day);
            let months = (-MONTHS..=MONTHS).filter_map(|n| calendar::shift_day(start.with_day(1)?, n, Unit::Month));
            let days = months.filter_map(|m| m.with_day(day)).filter(|d| d.weekday() == weekday);
            let days: Vec<NaiveDate> = days.collect();
            let past = days.iter().rfind(|d| **d <= end);
            let future = days.iter().find(|d| **d >= start);
            let nearest = days.iter().min_by_key(|d| (**d - start).num_days().abs());
            match direction {
                Direction::Past | Direction::StrictPast => past,
                Direction::Future | Direction::Next => future,
                Direction::Nearest | Direction::This => nearest,
            }
            .or(nearest)
            .map(|d| UncertainDate::day(*d))
        });
        let relative = format!("{} {day}, near {name}", weekday_name(weekday));
        self.note(&relative, when);
        Meaning { value: value::date(when.as_ref(), Precision::Day), relative: unless_known(when, || relative), when }
    }

    fn short_year(&mut self, year: u32, base_expr: &TimeExpr) -> Meaning {
        let base = self.eval(base_expr);
        let short = i32::try_from(year).unwrap_or(0);
        let when = base.when.and_then(|w| {
            let anchor = w.earliest?.day.year();
            let century = anchor.div_euclid(100) * 100;
            // Within the narrative's own years the nearest, else the latest that had come.
            let nearest = |y: &i32| (y - anchor).abs();
            let near =
                [century - 100 + short, century + short, century + 100 + short].into_iter().min_by_key(nearest)?;
            UncertainDate::year(near)
        });
        let relative = format!("the year ’{year:02}");
        self.note(&relative, when);
        let value = when.map_or_else(|| format!("XX{year:02}"), |w| value::date(Some(&w), Precision::Year));
        Meaning { value, relative: unless_known(when, || relative), when }
    }

    fn within(&mut self, which: Yearly, year: &TimeExpr) -> Meaning {
        let year = self.eval(year);
        let thing = yearly::name(which);
        let one_year =
            year.when.and_then(|w| Some((w.earliest?.day.year(), w.latest?.day.year()))).filter(|(a, b)| a == b);
        let when = one_year.and_then(|(y, _)| yearly::in_year(which, y));
        let relative = format!("{thing} of {}", year.words());
        self.note(&relative, when);
        let value = when.map_or_else(|| value::yearly(which), |w| yearly_value(which, &w));
        Meaning { value, relative: unless_known(when, || relative), when }
    }

    fn nth(&mut self, n: i32, count: u32, unit: Unit, whole: &TimeExpr) -> Meaning {
        let whole = self.eval(whole);
        let when = whole.when.and_then(|w| nth_of(&w, n, count, unit));
        let which = match (n, count) {
            (-1, _) => "last".to_owned(),
            (1, _) => "first".to_owned(),
            _ => ordinal(n),
        };
        let units = if count == 1 { unit.name().to_owned() } else { amount_in_words(Amount::Count(count), unit) };
        let relative = format!("the {which} {units} of {}", whole.words());
        self.note(&relative, when);
        let value = if count == 1 && unit != Unit::Week {
            value::date(when.as_ref(), grain_of(unit))
        } else {
            value::duration(Amount::Count(count), unit)
        };
        Meaning { value, relative: unless_known(when, || relative), when }
    }

    fn side(&mut self, whole: &TimeExpr, base: &TimeExpr, later: bool) -> Meaning {
        let (whole, base_meaning) = (self.eval(whole), self.eval(base));
        let name = self.base_name(base, &base_meaning);
        let when = whole.when.map(|w| {
            let side = base_meaning.when.map(|b| if later { b.onward() } else { b.up_to() });
            side.and_then(|side| w.intersect(&side)).unwrap_or(w)
        });
        let relative = format!("{}, {} {name}", whole.words(), if later { "after" } else { "until" });
        self.note(&relative, when);
        Meaning { value: whole.value, relative: unless_known(when, || relative), when }
    }

    fn vague(&mut self, vague: Vague, base_expr: &TimeExpr) -> Meaning {
        let base = self.eval(base_expr);
        let name = self.base_name(base_expr, &base);
        let days = |from: i64, to: i64| {
            let (a, b) = (base.when?.shift(from, Unit::Day)?, base.when?.shift(to, Unit::Day)?);
            Some(UncertainDate::between(a, b))
        };
        let (value, when, relative) = match vague {
            Vague::Present => ("PRESENT_REF", base.when.map(UncertainDate::about), format!("about {name}")),
            Vague::Recent { days: n } => {
                let when = n.map_or_else(|| base.when.map(UncertainDate::up_to), |n| days(-n, 0));
                ("PAST_REF", when, format!("shortly before {name}"))
            }
            Vague::Past => ("PAST_REF", base.when.and_then(UncertainDate::before), format!("some time before {name}")),
            Vague::Soon { days: n } => ("FUTURE_REF", days(0, n), format!("soon after {name}")),
            Vague::Future => {
                ("FUTURE_REF", base.when.and_then(UncertainDate::after), format!("some time after {name}"))
            }
        };
        self.note(&relative, when);
        Meaning { value: value.to_owned(), relative: unless_known(when, || relative), when }
    }

    fn stretch(&mut self, base_expr: &TimeExpr, amount: Amount, unit: Unit, back: bool) -> Meaning {
        let base = self.base(base_expr);
        let name = self.base_name(base_expr, &base);
        let (_, most) = amount.bounds();
        let when = base.when.and_then(|w| {
            // Quarters are counted whole: "the past two quarters" were over before this one.
            if unit == Unit::Quarter {
                let this = units_of(&w, unit, 0)?;
                let (far, near) = if back { (-most, -1) } else { (1, most) };
                return Some(UncertainDate::between(this.shift(far, unit)?, this.shift(near, unit)?));
            }
            let far = w.shift(if back { -most } else { most }, unit)?;
            // "the next three days" start tomorrow; "the past three days" reach to the day itself.
            let near = if back || unit.minutes().is_some() { w } else { w.shift(1, Unit::Day)? };
            Some(UncertainDate::between(far, near))
        });
        let relative = format!("the {} {} {name}", amount_in_words(amount, unit), if back { "up to" } else { "from" });
        self.note(&relative, when);
        Meaning { value: value::duration(amount, unit), relative: unless_known(when, || relative), when }
    }

    fn at_time(&mut self, base: &TimeExpr, minute: u16, whole_hour: bool, zone: Option<Zone>) -> Meaning {
        let base = self.eval(base);
        let clock = format!("{:02}:{:02}", minute / 60, minute % 60);
        let when = base.when.map(|w| match w.single_day() {
            Some(day) if whole_hour => {
                UncertainDate { approximate: w.approximate, ..UncertainDate::hour(day, minute / 60) }
            }
            Some(day) => UncertainDate { approximate: w.approximate, ..UncertainDate::minute(day, minute) },
            None => w,
        });
        let when = when.map(|w| w.zoned(zone));
        if let Some(zone) = zone {
            self.reasons.push(zone_in_words(zone));
        }
        let value = format!("{}T{clock}", value::date(base.when.as_ref(), Precision::Day));
        Meaning {
            value,
            relative: unless_known(when, || {
                let zone = zone.map(|zone| format!(" {}", zone.words())).unwrap_or_default();
                format!("{clock}{zone} on {}", base.words())
            }),
            when,
        }
    }

    /// Adds "how: what" to the reasons, where something came of it.
    fn note(&mut self, how: &str, what: Option<UncertainDate>) {
        if let Some(what) = what {
            self.reasons.push(format!("{how}: {}", what.words()));
        }
    }
}

/// Whose clock it is, for reasons.
fn zone_in_words(zone: Zone) -> String {
    match (zone, zone.offset()) {
        (Zone::Local, _) => "local time, as stated".to_owned(),
        (_, Some(_)) => format!("the clock of {}, as stated", zone.words()),
        (_, None) => {
            format!("the clock of {}, as stated; the name alone does not tell its offset from UTC", zone.words())
        }
    }
}

fn unless_known(when: Option<UncertainDate>, relative: impl FnOnce() -> String) -> Option<String> {
    when.is_none().then(relative)
}

/// "20 Nov 2016", for reasons.
fn short_day(day: NaiveDate) -> String {
    if day.year() > 0 { format!("{} {} {}", day.day(), &month_name(day)[..3], day.year()) } else { day_in_words(day) }
}

pub(super) const fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// Where a day lies on the other side than the tense says (see [`yearly::near`]), why.
fn other_side(direction: Direction, when: &UncertainDate, base: &UncertainDate) -> String {
    let after = when.earliest.zip(base.latest).is_some_and(|(start, end)| start.day > end.day);
    let before = when.latest.zip(base.earliest).is_some_and(|(end, start)| end.day < start.day);
    match direction {
        Direction::Past if after => "; that lies most of a year back, so rather the one soon to come".to_owned(),
        Direction::Future if before => "; that lies most of a year ahead, so rather the one just past".to_owned(),
        _ => String::new(),
    }
}

/// "two days", "a few months", "2.5 years".
fn amount_in_words(amount: Amount, unit: Unit) -> String {
    const SMALL: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let number = |n: u32| SMALL.get(n as usize).map_or_else(|| n.to_string(), |w| (*w).to_owned());
    let (number, many) = match amount {
        Amount::Count(n) => (number(n), n != 1),
        Amount::Between(a, b) => (format!("{} to {}", number(a), number(b)), true),
        Amount::AndHalf(n) => (format!("{n}.5"), true),
        Amount::Some => ("a few".to_owned(), true),
    };
    let name = match unit {
        Unit::Century if many => "centuries".to_owned(),
        _ if many => format!("{}s", unit.name()),
        _ => unit.name().to_owned(),
    };
    format!("{number} {name}")
}
