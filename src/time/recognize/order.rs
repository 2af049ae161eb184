//! The order of day and month in digits: is "05/06/2021" 5 June or May 6? Other dates of the text tell, then its
//! dateline, then its spelling; where they do not, both readings stay.

use super::numeric;
use crate::text::Sentence;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const SOURCE: &str = include_str!("../../../assets/lexicon/day_order.tsv");
/// A dateline stands within so many tokens from the start.
const DATELINE: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
}

struct Cue {
    order: DayOrder,
    place: bool,
}

/// By its words in lower case.
static CUES: LazyLock<FxHashMap<&'static str, Cue>> = LazyLock::new(|| {
    let lines = SOURCE.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let (word, order, kind) = (fields.next()?, fields.next()?, fields.next()?);
            let order = if order == "day-first" { DayOrder::DayFirst } else { DayOrder::MonthFirst };
            Some((word, Cue { order, place: kind == "place" }))
        })
        .collect()
});

/// The order in which a text writes its dates, where anything in it tells; asked only of texts with a date that
/// needs it.
pub fn of(sentences: &[Sentence]) -> Option<DayOrder> {
    let tokens = || sentences.iter().flat_map(|s| &s.tokens);
    if !tokens().any(|t| numeric::either(&t.lower).is_some()) {
        return None;
    }
    majority(tokens().filter_map(|t| numeric::order_shown(&t.lower)))
        .or_else(|| dateline(sentences))
        .or_else(|| majority(tokens().filter_map(|t| CUES.get(t.lower.as_str()).filter(|c| !c.place).map(|c| c.order))))
}

/// What more cues say; `None` where they balance.
fn majority(cues: impl Iterator<Item = DayOrder>) -> Option<DayOrder> {
    let balance = cues.fold(0i64, |sum, order| sum + if order == DayOrder::DayFirst { 1 } else { -1 });
    match balance.signum() {
        1 => Some(DayOrder::DayFirst),
        -1 => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

/// "LONDON (Reuters) - ", "WASHINGTON —" at the start of a sentence near the top.
fn dateline(sentences: &[Sentence]) -> Option<DayOrder> {
    let top = sentences.iter().take(6);
    top.filter(|s| s.tokens.iter().take(DATELINE).any(|t| matches!(t.lower.as_str(), "-" | "–" | "—" | "--" | "(")))
        .find_map(|s| {
            (1..=3).rev().find_map(|n| {
                let words: Vec<&str> = s.tokens.get(..n)?.iter().map(|t| t.lower.as_str()).collect();
                CUES.get(words.join(" ").as_str()).filter(|c| c.place).map(|c| c.order)
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{self, Span};

    fn order(text: &str) -> Option<DayOrder> {
        of(&text::sentences(text, Span::new(0, text.len())))
    }

    #[test]
    fn cues_in_their_order() {
        assert_eq!(order("LONDON (Reuters) - It was signed on 05/06/2021."), Some(DayOrder::DayFirst));
        assert_eq!(order("WASHINGTON — It was signed on 05/06/2021."), Some(DayOrder::MonthFirst));
        assert_eq!(order("WASHINGTON — Signed on 05/06/2021, sent on 25/06/2021."), Some(DayOrder::DayFirst));
        assert_eq!(order("The defence ministry signed it on 05/06/2021."), Some(DayOrder::DayFirst));
        assert_eq!(order("It was signed on 05/06/2021."), None);
        assert_eq!(order("LONDON (Reuters) - It was signed on Monday."), None);
    }
}
