//! Words that are written with a full stop which ends no sentence.

use super::table;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// May the word stand at the end of a sentence?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Something always follows: "Mr.", "Gen.", "v.".
    Leads,
    /// Only before a number: "No. 5", "Nov. 20", "pp. 3".
    BeforeNumber,
    /// Either: "U.S.", "Inc.", "p.m.".
    Either,
}

static TABLE: LazyLock<FxHashMap<&'static str, Abbreviation>> = LazyLock::new(|| {
    table(include_str!("../../assets/lexicon/abbreviations.tsv"))
        .filter_map(|row| {
            let class = match *row.get(1)? {
                "leads" => Abbreviation::Leads,
                "number" => Abbreviation::BeforeNumber,
                _ => Abbreviation::Either,
            };
            Some((*row.first()?, class))
        })
        .collect()
});

/// The class of a word without its final dot.
pub fn class(word: &str) -> Option<Abbreviation> {
    let mut chars = word.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        // An initial: "J. Smith". "I." and "a." end sentences.
        return (c.is_uppercase() && c != 'I').then_some(Abbreviation::Either);
    }
    if word.contains('.') && word.split('.').all(|p| p.chars().count() == 1) {
        return Some(Abbreviation::Either);
    }
    TABLE.get(word.to_lowercase().as_str()).copied()
}

/// Does the dot after `word` belong to it, given what follows the dot?
pub fn is_abbreviation(word: &str, after: &str) -> bool {
    match class(word) {
        None => false,
        Some(Abbreviation::Leads | Abbreviation::Either) => true,
        Some(Abbreviation::BeforeNumber) => {
            let next = after.trim_start().chars().next();
            let capital = word.starts_with(char::is_uppercase) && word.chars().count() <= 4 && is_month(word);
            next.is_some_and(char::is_numeric) || capital && next.is_some_and(|c| c.is_lowercase() || c == ',')
        }
    }
}

fn is_month(word: &str) -> bool {
    matches!(word, "Jan" | "Feb" | "Mar" | "Apr" | "Jun" | "Jul" | "Aug" | "Sep" | "Sept" | "Oct" | "Nov" | "Dec")
}
