//! The zone of a time of day, as far as a text states it.
//!
//! A name has an offset only where it means one everywhere and all year: "GMT", "EST". "CST" and "Eastern time" are kept
//! as they are written; which of their clocks is meant nobody can tell from the words.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

const SOURCE: &str = include_str!("../../assets/lexicon/zones.tsv");

/// Offsets in use, in minutes east of Greenwich: from Baker Island to the Line Islands.
const OFFSETS: std::ops::RangeInclusive<i16> = -12 * 60..=14 * 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Zone {
    /// That of the place told of: "local time".
    Local,
    /// Minutes east of Greenwich: "UTC+2".
    Offset(i16),
    Named(&'static Name),
}

/// A zone with a name of its own.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// "GMT", "Eastern time".
    pub words: &'static str,
    /// Minutes east of Greenwich, where the name alone tells them.
    pub offset: Option<i16>,
}

impl Zone {
    /// Minutes east of Greenwich, where known.
    pub fn offset(self) -> Option<i16> {
        match self {
            Self::Local => None,
            Self::Offset(minutes) => Some(minutes),
            Self::Named(name) => name.offset,
        }
    }

    /// As it stands behind a time of day: "GMT", "UTC+2", "local time".
    pub fn words(self) -> String {
        match self {
            Self::Local => "local time".to_owned(),
            Self::Offset(0) => "UTC".to_owned(),
            Self::Offset(minutes) => {
                let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
                let sign = if minutes < 0 { '−' } else { '+' };
                if rest == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{rest:02}") }
            }
            Self::Named(name) => name.words.to_owned(),
        }
    }

    /// `Z`, `+02:00`, or nothing where the offset is not known.
    pub fn iso(self) -> String {
        match self.offset() {
            None => String::new(),
            Some(0) => "Z".to_owned(),
            Some(minutes) => offset_in_digits(minutes),
        }
    }

    /// What it says beside an offset that is not in digits: a name.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Named(name) => Some(name.words),
            Self::Local | Self::Offset(_) => None,
        }
    }

    /// The zone of `Z`, `+02:00`, `+0200` or `+02`; `None` for anything else and for offsets that no clock has.
    pub fn from_iso(text: &str) -> Option<Self> {
        if matches!(text, "Z" | "z") {
            return Some(Self::Offset(0));
        }
        let (sign, digits) = match text.strip_prefix('+') {
            Some(digits) => (1, digits),
            None => (-1, text.strip_prefix(['-', '−'])?),
        };
        let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
            (Some(parts), _) => parts,
            (None, 4) if digits.is_ascii() => digits.split_at(2),
            _ => (digits, "0"),
        };
        let number = |d: &str| -> Option<i16> {
            ((1..=2).contains(&d.len()) && d.bytes().all(|b| b.is_ascii_digit())).then(|| d.parse().ok())?
        };
        let minutes = sign * (number(hours)? * 60 + number(minutes).filter(|m| *m < 60)?);
        OFFSETS.contains(&minutes).then_some(Self::Offset(minutes))
    }

    /// The zone that one of its names stands for, in lower case: "gmt", "eastern standard time".
    pub fn named(lower: &str) -> Option<Self> {
        NAMES.by_phrase.get(lower).map(|known| Self::Named(known.name))
    }

    /// As files say it: `local` or an offset, and a name; what this program does not know of them is left out.
    pub fn from_parts(zone: Option<&str>, name: Option<&str>) -> Option<Self> {
        let named = name.and_then(|name| Self::named(&name.to_lowercase()));
        named.or_else(|| if zone == Some("local") { Some(Self::Local) } else { Self::from_iso(zone?) })
    }
}

/// `+02:00`.
fn offset_in_digits(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

impl Zone {
    /// `+02:00`, `local`; `None` where a name alone is known.
    pub fn in_digits(self) -> Option<String> {
        if self == Self::Local { Some("local".to_owned()) } else { self.offset().map(offset_in_digits) }
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().map(str::to_owned).or_else(|| zone.in_digits()).unwrap_or_default()
    }
}

impl TryFrom<String> for Zone {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::from_parts(Some(&text), Some(&text)).ok_or_else(|| format!("“{text}” is no time zone that is known"))
    }
}

/// One way of writing a zone.
pub(super) struct Known {
    pub name: &'static Name,
    /// In small letters it is another word: "ET", "ART".
    pub capitals: bool,
    /// Often written without "time": "9 p.m. Eastern".
    pub bare: bool,
}

pub(super) struct Names {
    by_phrase: FxHashMap<&'static str, Known>,
    /// Words of the longest.
    pub longest: usize,
}

pub(super) static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut by_phrase = FxHashMap::default();
    for name in TABLE.iter() {
        for phrase in name.phrases.split(", ") {
            by_phrase.insert(phrase, Known { name: &name.name, capitals: name.capitals, bare: name.bare });
        }
    }
    let longest = by_phrase.keys().map(|phrase| phrase.split(' ').count()).max().unwrap_or(1);
    Names { by_phrase, longest }
});

impl Names {
    pub fn get(&self, phrase: &str) -> Option<&Known> {
        self.by_phrase.get(phrase)
    }

    /// Those of one word that are nothing else.
    pub fn plain_words(&self) -> impl Iterator<Item = &'static str> + '_ {
        let all = self.by_phrase.iter().filter(|(phrase, known)| !phrase.contains(' ') && !known.capitals);
        all.map(|(phrase, _)| *phrase)
    }
}

struct Line {
    name: Name,
    phrases: &'static str,
    capitals: bool,
    bare: bool,
}

static TABLE: LazyLock<Vec<Line>> = LazyLock::new(|| {
    let lines = SOURCE.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(parse).collect()
});

fn parse(line: &'static str) -> Option<Line> {
    let mut fields = line.split('\t');
    let (words, offset, phrases) = (fields.next()?, fields.next()?, fields.next()?);
    let offset = Zone::from_iso(offset).and_then(Zone::offset);
    let flag = fields.next();
    Some(Line { name: Name { words, offset }, phrases, capitals: flag == Some("capitals"), bare: flag == Some("bare") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_understood() {
        let mut seen = std::collections::BTreeSet::new();
        for line in SOURCE.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!((3..=4).contains(&fields.len()), "{line}");
            assert!(fields[1] == "?" || Zone::from_iso(fields[1]).is_some(), "{line}");
            assert!(fields.get(3).is_none_or(|flag| matches!(*flag, "capitals" | "bare")), "{line}");
            for phrase in fields[2].split(", ") {
                assert_eq!(phrase, phrase.to_lowercase(), "{line}");
                assert!(seen.insert(phrase), "twice: {phrase}");
            }
            assert!(Zone::named(&fields[0].to_lowercase()).is_some(), "what is shown must be readable: {line}");
        }
    }

    #[test]
    fn names_have_an_offset_only_where_it_is_one() {
        let offset = |name: &str| Zone::named(name).and_then(Zone::offset);
        for (name, minutes) in [("gmt", 0), ("est", -300), ("cest", 120), ("nst", -210), ("jst", 540)] {
            assert_eq!(offset(name), Some(minutes), "{name}");
        }
        for name in ["cst", "ist", "ast", "eastern time", "et", "london time", "msk"] {
            assert!(Zone::named(name).is_some(), "{name}");
            assert_eq!(offset(name), None, "{name}");
        }
        assert_eq!(Zone::named("tea"), None);
    }

    #[test]
    fn offsets_in_digits() {
        for (text, minutes) in [("Z", 0), ("+02:00", 120), ("-0530", -330), ("+5", 300), ("−3", -180), ("+14:00", 840)]
        {
            assert_eq!(Zone::from_iso(text), Some(Zone::Offset(minutes)), "{text}");
        }
        for text in ["", "+", "2", "+15:00", "-13", "+02:60", "+123", "+2:0:0", "+١", "Zulu", "+-2"] {
            assert_eq!(Zone::from_iso(text), None, "{text}");
        }
        assert_eq!(Zone::Offset(-330).words(), "UTC−5:30");
        assert_eq!(Zone::Offset(120).words(), "UTC+2");
        assert_eq!(
            (Zone::Offset(0).iso(), Zone::Offset(120).iso(), Zone::Local.iso()),
            ("Z".into(), "+02:00".into(), "".into())
        );
    }

    #[test]
    fn written_and_read() {
        let zones = TABLE.iter().map(|line| Zone::Named(&line.name));
        for zone in zones.chain([Zone::Local, Zone::Offset(0), Zone::Offset(-90)]) {
            assert_eq!(Zone::try_from(String::from(zone)), Ok(zone));
            let (digits, name) = (zone.in_digits(), zone.name());
            assert_eq!(Zone::from_parts(digits.as_deref(), name), Some(zone));
        }
        assert!(Zone::try_from("Narnia".to_owned()).is_err());
        assert_eq!(Zone::from_parts(Some("+02:00"), Some("Narnia")), Some(Zone::Offset(120)), "a newer program's name");
        assert_eq!(Zone::from_parts(None, Some("Narnia")), None);
    }
}
