//! Walking JSON as it is parsed: the records of articles are handed over one by one, and nothing else is kept, so that
//! a file of junk takes no more memory than its own.

use crate::article::reader::record::{self, Pairs};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Keys under which records are kept, alone or as a list.
const LISTS: &[&str] = &[
    "articles",
    "items",
    "item",
    "results",
    "result",
    "data",
    "docs",
    "documents",
    "response",
    "hits",
    "news",
    "stories",
    "entries",
    "posts",
    "records",
    "rows",
    "feed",
    "channel",
    "value",
    "graph",
];
/// Keys of an object that stands for one value: an author's name, a text as it is shown.
const VALUES: &[&str] = &["name", "rendered", "text", "value", "title", "full", "plain", "date", "main", "content"];
/// A record with more known keys repeats itself.
const MOST_PAIRS: usize = 200;

/// What takes the records: the pairs of one, and its number where it stands in a list; false ends the walk.
pub type Take<'a> = dyn FnMut(&Pairs, Option<usize>) -> bool + 'a;

/// Walks one value.
///
/// # Errors
/// The parser's; also where `take` ended the walk.
pub fn walk<'de, D: Deserializer<'de>>(json: D, take: &mut Take) -> Result<(), D::Error> {
    let mut walker = Walker { take, number: 0 };
    Seed { walker: &mut walker, place: Place::Records { number: None } }.deserialize(json).map(|_| ())
}

struct Walker<'a, 'b> {
    take: &'a mut Take<'b>,
    number: usize,
}

#[derive(Clone, Copy)]
enum Place {
    /// Where records may stand; `number` is that of the list's element that this is part of.
    Records { number: Option<usize> },
    /// Inside a record: one value is made of whatever stands here.
    Value { separator: &'static str },
    /// A text, or a record under the same name.
    Either { separator: &'static str, number: Option<usize> },
}

/// Reads a value as text, which is empty where it says nothing.
struct Seed<'w, 'a, 'b> {
    walker: &'w mut Walker<'a, 'b>,
    place: Place,
}

impl<'de> DeserializeSeed<'de> for Seed<'_, '_, '_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<String, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_, '_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_f64<E>(self, _: f64) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_i64<E>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_u64<E>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_string<E>(self, text: String) -> Result<String, E> {
        Ok(text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<String, A::Error> {
        let Self { walker, place } = self;
        let separator = match place {
            Place::Records { .. } => None,
            Place::Value { separator } | Place::Either { separator, .. } => Some(separator),
        };
        let mut joined = String::new();
        loop {
            let place = match place {
                Place::Value { .. } => place,
                Place::Records { .. } => Place::Records { number: Some(walker.number + 1) },
                Place::Either { separator, .. } => Place::Either { separator, number: Some(walker.number + 1) },
            };
            let Some(value) = list.next_element_seed(Seed { walker: &mut *walker, place })? else { return Ok(joined) };
            if let Some(separator) = separator {
                if !joined.is_empty() && !value.is_empty() {
                    joined.push_str(separator);
                }
                joined.push_str(&value);
            }
            if !matches!(place, Place::Value { .. }) {
                walker.number += 1;
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<String, A::Error> {
        match self.place {
            Place::Records { number } | Place::Either { number, .. } => record(self.walker, number, map),
            Place::Value { .. } => value(self.walker, self.place, map),
        }
    }
}

/// An object that may be a record, or hold records.
fn record<'de, A: MapAccess<'de>>(walker: &mut Walker, number: Option<usize>, mut map: A) -> Result<String, A::Error> {
    let mut pairs = Pairs::new();
    while let Some(key) = map.next_key::<String>()? {
        let folded = record::fold(&key);
        let separator = record::separator(&folded);
        let place = match folded.as_str() {
            "article" => Place::Either { separator, number },
            // What a search engine calls the record itself.
            "source" if key.starts_with('_') => Place::Records { number },
            known if record::is_known(known) => Place::Value { separator },
            list if LISTS.contains(&list) || is_number(list) => Place::Records { number },
            _ => {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
        };
        let value = map.next_value_seed(Seed { walker: &mut *walker, place })?;
        if !value.is_empty() && pairs.len() < MOST_PAIRS {
            pairs.push((folded, value));
        }
    }
    if (walker.take)(&pairs, number) { Ok(String::new()) } else { Err(A::Error::custom("the budget is spent")) }
}

/// Tables are written as an object with a key for each row.
fn is_number(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit())
}

/// An object that stands for one value: the best-known of its keys.
fn value<'de, A: MapAccess<'de>>(walker: &mut Walker, place: Place, mut map: A) -> Result<String, A::Error> {
    let mut best = (VALUES.len(), String::new());
    while let Some(key) = map.next_key::<String>()? {
        let folded = record::fold(&key);
        match VALUES.iter().position(|known| *known == folded) {
            Some(rank) if rank < best.0 => {
                let value = map.next_value_seed(Seed { walker: &mut *walker, place })?;
                if !value.is_empty() {
                    best = (rank, value);
                }
            }
            _ => _ = map.next_value::<IgnoredAny>()?,
        }
    }
    Ok(best.1)
}
