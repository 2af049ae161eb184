//! Recognising: tagged sentences in, symbolic time expressions out.
//!
//! A rule family a file. Each looks at the tokens from one position on and says how far its expression goes; the
//! longest wins. Most tokens can begin nothing, so a look at the first one decides nearly always.

mod absolute;
mod direction;
mod duration;
mod relative;
mod vocabulary;

use super::{Signal, TimeExpr, Timex, TimexType};
use crate::text::{Sentence, Span, Tag, Token, TokenKind, sentences, table};
use chrono::NaiveDate;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// What a rule found from a position on.
struct Found {
    /// One past the last token.
    end: usize,
    kind: TimexType,
    expr: TimeExpr,
    modifier: Option<&'static str>,
    rule: &'static str,
}

impl Found {
    fn date(end: usize, rule: &'static str, expr: TimeExpr) -> Self {
        Self { end, kind: TimexType::Date, expr, modifier: None, rule }
    }
}

/// A sentence as the rules see it.
struct View<'a> {
    tokens: &'a [Token],
}

impl View<'_> {
    fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.lower.as_str())
    }
}

/// Names that hold a weekday or season: papers, programmes, clubs. "event" and "day" rows stay datable.
static OUTLETS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    table(include_str!("../../../assets/lexicon/outlets.tsv"))
        .filter(|row| !matches!(row.get(1), Some(&"event" | &"day")))
        .filter_map(|row| row.first().copied())
        .collect()
});

/// Finds the time expressions of tagged sentences, in text order; they do not overlap.
pub fn recognize(sentences: &[Sentence]) -> Vec<Timex> {
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let view = View { tokens: &sentence.tokens };
        let mut at = 0;
        while at < sentence.tokens.len() {
            if let Some(end) = outlet(&view, at) {
                at = end;
                continue;
            }
            let Some(hit) = longest(&view, at) else {
                at += 1;
                continue;
            };
            let first = &sentence.tokens[at];
            let last = &sentence.tokens[hit.end - 1];
            found.push(Timex {
                span: Span::new(first.span.start, last.span.end),
                sentence: index,
                kind: hit.kind,
                expr: hit.expr,
                signal: Signal::before(&sentence.tokens, at),
                modifier: hit.modifier,
                rule: hit.rule,
            });
            at = hit.end;
        }
    }
    found
}

fn longest(view: &View, at: usize) -> Option<Found> {
    if !may_begin(&view.tokens[at]) {
        return None;
    }
    let mut best: Option<Found> = None;
    for rule in [absolute::find, relative::find, duration::find] {
        if let Some(found) = rule(view, at)
            && best.as_ref().is_none_or(|b| found.end > b.end)
        {
            best = Some(found);
        }
    }
    best
}

/// Marks and most tags begin no expression.
fn may_begin(token: &Token) -> bool {
    !matches!(token.kind, TokenKind::Punct | TokenKind::Symbol)
        && !matches!(token.tag, Tag::MD | Tag::TO | Tag::VBZ | Tag::PRP | Tag::CC | Tag::WP | Tag::WRB)
        || token.lower.starts_with('\'')
}

/// Past the name of an outlet that starts here.
fn outlet(view: &View, at: usize) -> Option<usize> {
    if !view.tokens[at].capital {
        return None;
    }
    (2..=4).rev().find_map(|n| {
        let words: Vec<&str> = view.tokens.get(at..at + n)?.iter().map(|t| t.lower.as_str()).collect();
        OUTLETS.contains(words.join(" ").as_str()).then_some(at + n)
    })
}

/// The first complete date (day, month and year) in a text, in any of the written forms that [`recognize`] knows; a
/// numeric date only where it can be read one way.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    // ISO stamps run into their time of day.
    let spaced: String = text.chars().map(|c| if c == 'T' || c == '\n' { ' ' } else { c }).collect();
    let stamp = spaced
        .split_whitespace()
        .find_map(|w| NaiveDate::parse_from_str(w.trim_matches(['"', ',', ';']), "%Y-%m-%d").ok());
    stamp.or_else(|| {
        let sentences = sentences(text, Span::new(0, text.len()));
        recognize(&sentences).iter().find_map(|timex| day_of(&timex.expr))
    })
}

fn day_of(expr: &TimeExpr) -> Option<NaiveDate> {
    match expr {
        TimeExpr::Calendar(date) => date.only_day(),
        TimeExpr::Clock { of, .. } | TimeExpr::DayPart { of, .. } => day_of(of),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Env, resolve};

    /// Each expression as `text=value`, for a text published on Sunday 20 November 2016.
    fn check(text: &str, expected: &[&str]) {
        let sentences = sentences(text, Span::new(0, text.len()));
        let env = Env { publication: NaiveDate::from_ymd_opt(2016, 11, 20), reference: None };
        let found: Vec<String> =
            recognize(&sentences).iter().map(|t| format!("{}={}", t.span.of(text), resolve(t, &env).value)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn calendar_dates() {
        check("It opened on November 5, 2014.", &["November 5, 2014=2014-11-05"]);
        check("It opened on 5 November 2014 in Rome.", &["5 November 2014=2014-11-05"]);
        check("They met on Saturday, May 18.", &["Saturday, May 18=2016-05-18"]);
        check("The law of March 2011 was repealed in 2013.", &["March 2011=2011-03", "2013=2013"]);
        check("Founded on 2011-03-04.", &["2011-03-04=2011-03-04"]);
        check("The 1990s were calm, the mid-1980s were not.", &["The 1990s=199", "the mid-1980s=198"]);
        check("It was built in the 18th century.", &["the 18th century=17"]);
        check("The city fell in 586 BC.", &["586 BC=BC0586"]);
    }

    #[test]
    fn weekdays_and_months_lean_on_the_tense() {
        check("She resigned on Friday.", &["Friday=2016-11-18"]);
        check("The court will rule on Friday.", &["Friday=2016-11-25"]);
        check("He is due to speak on Tuesday.", &["Tuesday=2016-11-22"]);
        check("The strike began in October.", &["October=2016-10"]);
        check("The mayor leaves after she takes office in January.", &["January=2017-01"]);
        check("He died last Sunday.", &["last Sunday=2016-11-13"]);
    }

    #[test]
    fn relative_dates() {
        check("He left yesterday and returns tomorrow.", &["yesterday=2016-11-19", "tomorrow=2016-11-21"]);
        check("Two days ago the bridge fell.", &["Two days ago=2016-11-18"]);
        check("Prices rose last year and will fall next month.", &["last year=2015", "next month=2016-12"]);
        check("It was closed three years ago.", &["three years ago=2013"]);
        check("They met earlier this week.", &["earlier this week=2016-W46"]);
    }

    #[test]
    fn durations_and_sets_are_no_dates() {
        check("The talks lasted four minutes.", &["four minutes=PT4M"]);
        check("They meet every Monday.", &["every Monday=XXXX-WXX-1"]);
    }

    #[test]
    fn homographs_are_left_alone() {
        check("She may march, and the second man will fall.", &[]);
        check("He told the Sunday Times that 2,000 people came.", &[]);
        check("Theresa May spoke to an 8-year-old girl in room 1914.", &[]);
    }

    #[test]
    fn whole_dates_are_parsed_for_fields() {
        let day = NaiveDate::from_ymd_opt(2016, 11, 20);
        for text in [
            "2016-11-20",
            "2016-11-20T20:15:00Z",
            "Nov. 20, 2016",
            "20 November 2016",
            "Sunday, November 20th, 2016",
            "20 Nov 2016",
            "Sun, 20 Nov 2016 20:15:00 GMT",
            "2016/11/20",
            "Published: 20:15 GMT, 20 November 2016",
            "11/20/2016",
        ] {
            assert_eq!(parse_day(text), day, "{text}");
        }
        for text in ["", "soon", "11/10/2016", "2016", "November 2016", "31 February 2016"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
