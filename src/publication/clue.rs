//! What a text tells about the day on which it was published.

use super::days::Days;
use crate::event::Analysis;
use crate::landmark::{Found, Holder, Knowledge, Landmark, Landmarks, Named, Term};
use crate::text::{Sentence, Tag};
use crate::time::{self, Direction, Env, Precision, Signal, Timex, TimexType, day_in_words, plus_days};
use chrono::{Datelike, NaiveDate, Weekday};

/// How far a clue is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It may be told of long after: only its start counts.
    Start,
    /// Its end counts too, unless it lies before something else began.
    Whole,
    /// It holds, or the text contradicts itself.
    Firm,
}

/// A bound on the day of publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clue {
    pub days: Days,
    /// What it may stand for, each with its days and one clause for people.
    readings: Vec<(Days, String)>,
    pub reach: Reach,
    /// Does it rest on calendar knowledge, or on the text alone?
    pub calendar: bool,
    /// Its year is that of something that comes round in a few years, so the publication is not many years off.
    cyclic: bool,
}

impl Clue {
    fn new(readings: Vec<(Days, String)>, reach: Reach) -> Option<Self> {
        let days = Days::of(readings.iter().flat_map(|(days, _)| days.stretches()).copied());
        (!days.is_empty()).then_some(Self { days, readings, reach, calendar: false, cyclic: false })
    }

    fn by_calendar(self) -> Self {
        Self { calendar: true, ..self }
    }

    /// Those readings that leave any of `days`, as one clause.
    pub fn why(&self, days: &Days) -> String {
        const SHOWN: usize = 3;
        let left = self.readings.iter().filter(|(own, _)| !own.intersect(days).is_empty());
        let mut left: Vec<&str> = left.map(|(_, why)| why.as_str()).collect();
        if left.len() > SHOWN {
            left.truncate(SHOWN);
            left.push("in other years");
        }
        left.join(", or ")
    }
}

/// Between an election and its winner's taking office; the longest that a large country takes.
const ELECT_DAYS: i64 = 130;
/// What a landmark is told with lasts no longer than this.
const LONGEST: i64 = 31;
/// How far from a landmark an article may stand that tells of it by a weekday.
const AROUND: i64 = 10;
/// How many tokens may stand between a landmark and the weekday that is its day.
const REACH: usize = 12;
/// Of a day further off one writes the year; resolving has the same border (LONG_AGO in `time::yearly`).
const YEARLESS_DAYS: i64 = 265;
/// "The strike, set for Monday, June 15, was called off": so near, a past tense may tell of a day to come.
const TENSE_SLIP: i64 = 7;
/// A text that names more is no single article: it has no one day, and looking for it would take for ever.
const MOST_NAMED: usize = 1_000;
const MOST_CLUES: usize = 64;
/// "Since the 2020 election": after the next one nobody writes so.
const CYCLE_YEARS: i32 = 5;
/// What comes round in a few years, as it stands behind its year.
const CYCLIC: &[&str] =
    &["election", "elections", "vote", "census", "olympics", "games", "championship", "championships", "cup", "summit"];
/// Without such a bound any year may be meant: of 132 news texts the newest year named lay more than five years before
/// the publication in 35 (TimeBank, AQUAINT, web pages, our own gold).
const ANY_YEARS: i32 = 100;

/// All clues of an article; none where there are too many for one article.
pub fn gather(analysis: &Analysis, knowledge: &Knowledge) -> Vec<Clue> {
    let landmarks = &knowledge.landmarks;
    if knowledge.found.len().max(analysis.timexes.len()) > MOST_NAMED {
        return Vec::new();
    }
    let mut clues = Vec::new();
    let dated = |sentence: usize| times_of(analysis, sentence).iter().any(Timex::names_its_year);
    for found in &knowledge.found {
        let clue = match &found.named {
            Named::Holder(holder, terms) => {
                let terms: Vec<&Term> = terms.iter().map(|t| &landmarks.terms()[*t]).collect();
                office(*holder, &terms, landmarks, dated(found.sentence))
            }
            Named::Landmarks(some) => {
                let some: Vec<&Landmark> = some.iter().map(|l| &landmarks.landmarks()[*l]).collect();
                told_on(analysis, found, &some).or_else(|| gone(analysis, found, &some))
            }
        };
        clues.extend(clue.map(Clue::by_calendar));
    }
    clues.extend(analysis.timexes.iter().filter_map(|t| named_year(t, analysis)));
    let last = clues.iter().filter(|c| c.days.first().is_some()).max_by_key(|c| (c.days.first(), c.cyclic));
    if let Some((known, cyclic)) = last.and_then(|c| Some((c.days.first()?, c.cyclic))) {
        let span = if cyclic { CYCLE_YEARS } else { ANY_YEARS };
        clues.extend(analysis.timexes.iter().filter_map(|t| weekday_of_date(t, analysis, known, span)));
    }
    distinct(clues)
}

/// Each clue once, and of those whose start alone counts the one that starts last.
fn distinct(clues: Vec<Clue>) -> Vec<Clue> {
    let last_start = clues.iter().filter(|c| c.reach == Reach::Start).max_by_key(|c| c.days.first()).cloned();
    let mut kept: Vec<Clue> = last_start.into_iter().collect();
    for clue in clues.into_iter().filter(|c| c.reach != Reach::Start) {
        if !kept.contains(&clue) {
            kept.push(clue);
        }
        if kept.len() > MOST_CLUES {
            return Vec::new();
        }
    }
    kept
}

fn times_of(analysis: &Analysis, sentence: usize) -> &[Timex] {
    let all = &analysis.timexes;
    &all[all.partition_point(|t| t.sentence < sentence)..all.partition_point(|t| t.sentence <= sentence)]
}

fn span_in_words(from: NaiveDate, to: Option<NaiveDate>) -> String {
    let month = |d: NaiveDate| (d.year(), d.month());
    match to {
        Some(to) if to == from => format!("on {}", day_in_words(from)),
        Some(to) if month(to) == month(from) => format!("on {}–{}", from.day(), day_in_words(to)),
        Some(to) => format!("from {} to {}", day_in_words(from), day_in_words(to)),
        None => format!("from {} on", day_in_words(from)),
    }
}

/// What it tells that somebody is, was or will be in office.
fn office(holder: Holder, terms: &[&Term], landmarks: &Landmarks, dated: bool) -> Option<Clue> {
    let reach = if dated { Reach::Start } else { Reach::Whole };
    let reading = |t: &&Term| {
        let (person, office) = (&t.person, format!("{} ({})", t.role, t.of));
        let told = |from, to: Option<NaiveDate>, what: &str| {
            let why = format!("{person} was {what}{office} {}", span_in_words(from, to));
            Some((Days::of([(from, to.unwrap_or(NaiveDate::MAX))]), why))
        };
        match holder {
            Holder::InOffice => told(t.from, t.to, ""),
            Holder::Former => told(t.to?, None, "former "),
            Holder::Outgoing => {
                let (from, to) = (t.from.max(plus_days(t.to?, -ELECT_DAYS)), t.to?);
                Some((Days::of([(from, to)]), format!("{person} was {office} until {}", day_in_words(to))))
            }
            Holder::Elect => {
                let won = landmarks.elections_won(&t.person);
                let elected = won.iter().rfind(|e| **e < t.from && t.of == "United States");
                told(elected.map_or_else(|| plus_days(t.from, -ELECT_DAYS), |e| *e), Some(t.from), "the next ")
            }
        }
    };
    let reach = if holder == Holder::Former { Reach::Start } else { reach };
    Clue::new(terms.iter().filter_map(reading).collect(), reach)
}

/// "at the APEC summit in Lima on Sunday": on which days that Sunday was one of the summit's.
fn told_on(analysis: &Analysis, found: &Found, some: &[&Landmark]) -> Option<Clue> {
    let sentence = &analysis.sentences[found.sentence];
    let timex = times_of(analysis, found.sentence).iter().find(|t| is_day(t) && beside(sentence, found, t))?;
    let reading = |landmark: &&Landmark| {
        let to = landmark.to.filter(|to| (*to - landmark.from).num_days() <= LONGEST)?;
        let own = |day: NaiveDate| {
            let when = time::resolve(timex, &Env { publication: Some(day), reference: None }).when;
            when.and_then(|w| w.single_day()).filter(|d| (landmark.from..=to).contains(d))
        };
        let around = plus_days(landmark.from, -AROUND).iter_days().take_while(|d| *d <= plus_days(to, AROUND));
        let fit: Vec<(NaiveDate, NaiveDate)> = around.filter_map(|day| Some((day, own(day)?))).collect();
        let told = fit.first()?.1;
        let of_them = if landmark.from == to { "that day" } else { "its" };
        let weekday = if landmark.from == to { String::new() } else { format!(" {}", told.format("%A")) };
        let when = span_in_words(landmark.from, landmark.to);
        let why = format!("{} was {when}, and the text tells of {of_them}{weekday}", landmark.name);
        Some((Days::of(fit.iter().map(|(day, _)| (*day, *day))), why))
    };
    Clue::new(some.iter().filter_map(reading).collect(), Reach::Whole)
}

/// A day that only its distance from the publication names: "on Sunday", "yesterday".
fn is_day(timex: &Timex) -> bool {
    matches!(timex.kind, TimexType::Date | TimexType::Time)
        && !timex.quoted
        && !timex.is_anaphoric()
        && matches!(timex.signal, Signal::At | Signal::Throughout)
        && timex.is_near_publication()
}

/// In one clause, with no word between that sets the landmark before or after.
fn beside(sentence: &Sentence, found: &Found, timex: &Timex) -> bool {
    let tokens = &sentence.tokens;
    let start = tokens.partition_point(|t| t.span.start < timex.span.start);
    let end = tokens.partition_point(|t| t.span.start < timex.span.end);
    let between = if start >= found.tokens.end {
        found.tokens.end..start
    } else {
        end.min(found.tokens.start)..found.tokens.start
    };
    let lead = tokens[..found.tokens.start].iter().rev().take(3);
    let apart = |lower: &str| {
        matches!(
            lower,
            "after" | "before" | "since" | "until" | "ahead" | "following" | "last" | "next" | "previous" | ";"
        )
    };
    between.len() <= REACH
        && !lead.into_iter().any(|t| apart(&t.lower))
        && tokens[between]
            .iter()
            .all(|t| !apart(&t.lower) && !matches!(t.tag, Tag::VB | Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD))
}

/// Nobody names a disaster before it happens; what was long known to come must be told as past.
fn gone(analysis: &Analysis, found: &Found, some: &[&Landmark]) -> Option<Clue> {
    let [one] = some else { return None };
    let tokens = &analysis.sentences[found.sentence].tokens;
    let since = tokens[..found.tokens.start].iter().rev().take(3).any(|t| t.is("since") || t.is("after"));
    let why = || format!("{} was {}", one.name, span_in_words(one.from, one.to));
    (!one.is_scheduled() || since).then(|| Clue::new(vec![(Days::from(one.from), why())], Reach::Start))?
}

/// "since 2012", "on 4 May 2015" told as past: published no earlier; told as to come: no later.
fn named_year(timex: &Timex, analysis: &Analysis) -> Option<Clue> {
    let date = timex.calendar_date().filter(|d| d.precision <= Precision::Year)?;
    let (first, last) = (date.earliest?.day, date.latest?.day);
    // "since the 2020 election".
    let tokens = &analysis.sentences[timex.sentence].tokens;
    let at = tokens.partition_point(|t| t.span.start < timex.span.start);
    let before =
        |words: &[&str], reach: usize| tokens[..at].iter().rev().take(reach).any(|t| words.contains(&t.lower.as_str()));
    // A loan "due March 15, 2007" may be taken up in the past, so the date must say when something was.
    let past = timex.side == Direction::Past && timex.signal == Signal::At && before(&["in", "on"], 1)
        || before(&["since"], 2);
    if past {
        let why = format!("the text tells of {} as past", date.words());
        let next = tokens.get(tokens.partition_point(|t| t.span.start < timex.span.end));
        let cyclic = next.is_some_and(|t| CYCLIC.contains(&t.lower.as_str()));
        return Clue::new(vec![(Days::from(first), why)], Reach::Start).map(|clue| Clue { cyclic, ..clue });
    }
    // What "would" be, or was "to" be, may be past by now.
    let ahead =
        timex.side == Direction::Future && timex.signal == Signal::At && before(&["will", "'ll", "must"], REACH);
    let why = || format!("the text tells of {} as to come", date.words());
    ahead.then(|| Clue::new(vec![(Days::until(last), why())], Reach::Whole))?
}

/// "Tuesday, June 15": in the `span` of years after `known` in which that day was a Tuesday.
fn weekday_of_date(timex: &Timex, analysis: &Analysis, known: NaiveDate, span: i32) -> Option<Clue> {
    let (month, day, direction) = timex.yearless_day()?;
    let tokens = &analysis.sentences[timex.sentence].tokens;
    let first = tokens.get(tokens.partition_point(|t| t.span.start < timex.span.start))?;
    let weekday: Weekday = first.lower.trim_end_matches('.').parse().ok()?;
    let years = known.year() - 1..=known.year() + span;
    let dates: Vec<NaiveDate> = years
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .filter(|d| d.weekday() == weekday && *d >= known)
        .collect();
    let (back, on) = match direction {
        Direction::Past | Direction::StrictPast => (TENSE_SLIP, YEARLESS_DAYS),
        Direction::Future | Direction::Next => (YEARLESS_DAYS, TENSE_SLIP),
        Direction::Nearest | Direction::This => (YEARLESS_DAYS / 2, YEARLESS_DAYS / 2),
    };
    let reading = |d: &NaiveDate| {
        let why = format!("of the years that it may be, {} was a {}", day_in_words(*d), d.format("%A"));
        (Days::of([(plus_days(*d, -back), plus_days(*d, on))]), why)
    };
    Clue::new(dates.iter().map(reading).collect(), Reach::Firm)
}
