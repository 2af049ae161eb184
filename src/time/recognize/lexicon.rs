//! The words of time, from `assets/lexicon/time_words.tsv`.

use super::super::calendar::{Season, Unit};
use super::super::expr::{DayPart, Vague};
use super::super::feast::{Feast, Moon};
use super::super::zone::NAMES;
use chrono::Weekday;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const SOURCE: &str = include_str!("../../../assets/lexicon/time_words.tsv");

/// What a word does in an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    The,
    A,
    This,
    That,
    Same,
    Last,
    Previous,
    Next,
    Following,
    Ago,
    Earlier,
    Later,
    Before,
    After,
    Hence,
    Early,
    Mid,
    Late,
    Beginning,
    End,
    Half,
    EarlyHalf,
    LateHalf,
    Every,
    Some,
    Couple,
    About,
    Almost,
    Just,
    Shortly,
    More,
    Less,
    Least,
    Most,
    At,
    Bc,
    Ad,
    Am,
    Pm,
    OClock,
    Hours,
}

/// Everything one word may be in a time expression.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Word {
    pub month: Option<u32>,
    /// An abbreviated month, or one that needs help from its neighbours.
    pub short_month: Option<u32>,
    pub weekday: Option<Weekday>,
    pub short_weekday: Option<Weekday>,
    pub weekdays: Option<Weekday>,
    pub unit: Option<Unit>,
    pub units: Option<Unit>,
    pub cardinal: Option<u32>,
    pub ordinal: Option<i32>,
    pub season: Option<Season>,
    pub day_part: Option<DayPart>,
    pub day_parts: Option<DayPart>,
    /// Hours since midnight.
    pub clock: Option<u16>,
    /// Days from the publication.
    pub deictic: Option<i32>,
    pub role: Option<Role>,
    /// An abbreviation of a time zone that is no other word.
    pub zone: bool,
    /// The TIMEX3 value of a repeated time.
    pub set: Option<&'static str>,
    pub vague: Option<Vague>,
    /// A phrase of several words starts here.
    pub starts_phrase: bool,
    /// An expression may start here.
    pub opens: bool,
    pub to_come: bool,
    /// A verb whose present tense speaks of what is arranged.
    pub arranges: bool,
    pub before_year: bool,
    /// What happens in seasons: "summer offensive".
    pub seasonal: bool,
    /// A time only together with its neighbours.
    pub part: bool,
}

/// What a phrase of several words names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Phrase {
    Vague(Vague),
    Feast(Feast),
    /// No time at all.
    Name,
}

pub struct Lexicon {
    words: FxHashMap<&'static str, Word>,
    /// By first word; longest first.
    phrases: FxHashMap<&'static str, Vec<(Vec<&'static str>, Phrase)>>,
}

pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(SOURCE));
pub static NOTHING: LazyLock<Word> = LazyLock::new(Word::default);

impl Lexicon {
    fn parse(source: &'static str) -> Self {
        let mut lexicon = Self { words: FxHashMap::default(), phrases: FxHashMap::default() };
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            if let (Some(word), Some(class)) = (fields.next(), fields.next()) {
                lexicon.add(word, class, fields.next().unwrap_or_default());
            }
        }
        for zone in NAMES.plain_words() {
            lexicon.words.entry(zone).or_default().zone = true;
        }
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        lexicon
    }

    fn add(&mut self, word: &'static str, class: &str, value: &'static str) {
        let phrase = match class {
            "feast" => feast(value).map(Phrase::Feast),
            "vague-phrase" => vague(value).map(Phrase::Vague),
            "name" => Some(Phrase::Name),
            _ => None,
        };
        if let Some(phrase) = phrase {
            let words: Vec<&str> = word.split(' ').collect();
            let entry = self.words.entry(words[0]).or_default();
            (entry.starts_phrase, entry.opens) = (true, true);
            self.phrases.entry(words[0]).or_default().push((words, phrase));
            return;
        }
        let entry = self.words.entry(word).or_default();
        entry.opens |= !matches!(class, "to-come" | "starts" | "before-year" | "seasonal");
        match class {
            "month" => entry.month = value.parse().ok(),
            "short-month" => entry.short_month = value.parse().ok(),
            "weekday" => entry.weekday = weekday(value),
            "short-weekday" => entry.short_weekday = weekday(value),
            "weekdays" => entry.weekdays = weekday(value),
            "unit" => entry.unit = unit(value),
            "units" => entry.units = unit(value),
            "cardinal" => entry.cardinal = value.parse().ok(),
            "ordinal" => entry.ordinal = value.parse().ok(),
            "season" => entry.season = Season::ALL.into_iter().find(|s| s.name() == value),
            "daypart" => entry.day_part = day_part(value),
            "dayparts" => entry.day_parts = day_part(value),
            "clock" => entry.clock = value.parse().ok(),
            "deictic" => entry.deictic = value.parse().ok(),
            "role" => entry.role = role(value),
            "set" => entry.set = Some(value),
            "vague" => entry.vague = vague(value),
            "to-come" => entry.to_come = true,
            "starts" => entry.arranges = true,
            "before-year" => entry.before_year = true,
            "part" => entry.part = true,
            "seasonal" => entry.seasonal = true,
            _ => {}
        }
    }

    pub fn word(&'static self, lower: &str) -> Option<&'static Word> {
        self.words.get(lower)
    }

    /// The phrases that start with a word, longest first.
    pub fn phrases(&'static self, first: &str) -> &'static [(Vec<&'static str>, Phrase)] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }
}

fn weekday(value: &str) -> Option<Weekday> {
    let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    days.get(value.parse::<usize>().ok()?.checked_sub(1)?).copied()
}

fn unit(value: &str) -> Option<Unit> {
    let units = [
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Weekend,
        Unit::Week,
        Unit::Fortnight,
        Unit::Month,
        Unit::Quarter,
        Unit::Year,
        Unit::Decade,
        Unit::Century,
    ];
    units.into_iter().find(|u| u.name() == value)
}

fn day_part(value: &str) -> Option<DayPart> {
    let parts =
        [DayPart::Morning, DayPart::Midday, DayPart::Afternoon, DayPart::Evening, DayPart::Night, DayPart::Daytime];
    parts.into_iter().find(|p| p.name() == value)
}

fn vague(value: &str) -> Option<Vague> {
    let (kind, days) = value.split_once(' ').map_or((value, None), |(kind, days)| (kind, days.parse().ok()));
    Some(match kind {
        "present" => Vague::Present,
        "recent" => Vague::Recent { days },
        "past" => Vague::Past,
        "soon" => Vague::Soon { days: days? },
        "future" => Vague::Future,
        _ => return None,
    })
}

fn feast(value: &str) -> Option<Feast> {
    if let Some(days) = value.strip_prefix("easter") {
        return days.parse().ok().map(Feast::Easter);
    }
    if let Some(days) = value.strip_prefix("orthodox") {
        return days.parse().ok().map(Feast::OrthodoxEaster);
    }
    if let Some((moon, rest)) = value.split_once(' ') {
        let moon = match moon {
            "hebrew" => Moon::Hebrew,
            "islamic" => Moon::Islamic,
            "chinese" => Moon::Chinese,
            _ => return None,
        };
        let (date, days) = rest.split_once(' ')?;
        let (month, day) = date.split_once('-')?;
        return Some(Feast::Moon {
            moon,
            month: month.parse().ok()?,
            day: day.parse().ok()?,
            days: days.parse().ok()?,
        });
    }
    if let Some((month, day)) = value.split_once('-').filter(|_| !value.contains('/')) {
        return Some(Feast::Fixed { month: month.parse().ok()?, day: day.parse().ok()? });
    }
    let mut parts = value.split('/');
    let month = parts.next()?.parse().ok()?;
    let (day, nth) = (weekday(parts.next()?)?, parts.next()?);
    let (n, days) = nth.split_once('+').unwrap_or((nth, "0"));
    Some(Feast::Nth { month, weekday: day, n: n.parse().ok()?, days: days.parse().ok()? })
}

fn role(value: &str) -> Option<Role> {
    Some(match value {
        "the" => Role::The,
        "a" => Role::A,
        "this" => Role::This,
        "that" => Role::That,
        "same" => Role::Same,
        "last" => Role::Last,
        "previous" => Role::Previous,
        "next" => Role::Next,
        "following" => Role::Following,
        "ago" => Role::Ago,
        "earlier" => Role::Earlier,
        "later" => Role::Later,
        "before" => Role::Before,
        "after" => Role::After,
        "hence" => Role::Hence,
        "early" => Role::Early,
        "mid" => Role::Mid,
        "late" => Role::Late,
        "beginning" => Role::Beginning,
        "end" => Role::End,
        "half" => Role::Half,
        "early-half" => Role::EarlyHalf,
        "late-half" => Role::LateHalf,
        "every" => Role::Every,
        "some" => Role::Some,
        "couple" => Role::Couple,
        "about" => Role::About,
        "almost" => Role::Almost,
        "just" => Role::Just,
        "shortly" => Role::Shortly,
        "more" => Role::More,
        "less" => Role::Less,
        "least" => Role::Least,
        "most" => Role::Most,
        "at" => Role::At,
        "bc" => Role::Bc,
        "ad" => Role::Ad,
        "am" => Role::Am,
        "pm" => Role::Pm,
        "oclock" => Role::OClock,
        "hours" => Role::Hours,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_understood() {
        for line in SOURCE.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 3, "{line}");
            let mut lexicon = Lexicon { words: FxHashMap::default(), phrases: FxHashMap::default() };
            lexicon.add(fields[0], fields[1], fields[2]);
            let known = !lexicon.phrases.is_empty() || lexicon.words.values().any(|w| *w != Word::default());
            assert!(known, "{line}");
        }
    }
}
