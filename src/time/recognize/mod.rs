//! Finding time expressions in tagged sentences.
//!
//! Every token is looked up once in the lexicon of time words; only a word of that lexicon or a number can start
//! an expression. There the rule families are asked, and the longest answer wins. A family is one file, with the
//! sentences that it must and must not find beside it.

mod absolute;
mod clock;
mod compose;
mod duration;
mod joined;
mod lexicon;
mod numeric;
mod order;
mod period;
mod range;
mod relative;
mod reported;
mod set;
mod tense;
mod vague;
mod view;
mod weekday;
mod zone;

pub use reported::gives_figures;

use super::Signal;
use super::expr::{Direction, TimeExpr, Timex};
use crate::text::{self, Sentence, Span, Tag};
use chrono::NaiveDate;
use lexicon::{Phrase, Role};
use view::{Hit, View};

/// How many years before Christ a text must name before bare small numbers may be such years.
const ENOUGH_ERAS: usize = 2;

/// Finds the time expressions of tagged sentences, in text order.
pub fn recognize(sentences: &[Sentence]) -> Vec<Timex> {
    let before_christ = counts_before_christ(sentences);
    let order = order::of(sentences);
    let mut found = Vec::new();
    let mut quoted = false;
    for (number, sentence) in sentences.iter().enumerate() {
        // A quotation that is not closed ends with its paragraph.
        let paragraph = number.checked_sub(1).is_none_or(|n| sentence.span.start > sentences[n].span.end + 1);
        quoted &= !paragraph;
        in_sentence(&View::new(sentence, before_christ, order), number, &mut quoted, &mut found);
    }
    found
}

/// Does the text name enough years before Christ? All names of that era start with "b".
fn counts_before_christ(sentences: &[Sentence]) -> bool {
    let eras = sentences.iter().flat_map(|s| &s.tokens).filter(|t| t.lower.starts_with('b'));
    let eras = eras.filter(|t| lexicon::LEXICON.word(&t.lower).is_some_and(|w| w.role == Some(Role::Bc)));
    eras.take(ENOUGH_ERAS).count() == ENOUGH_ERAS
}

/// Is the text quoted after token `i`, having been so before it? A single mark opens where a word follows it at once,
/// and closes after a stop; elsewhere it is an apostrophe.
fn quotes(v: &View, i: usize, quoted: bool) -> bool {
    if v.lower(i).as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return quoted;
    }
    match v.lower(i) {
        "“" | "``" => true,
        "”" | "''" => false,
        "\"" => !quoted,
        "'" | "‘" | "’" if !quoted => !v.glued(i) && v.glued(i + 1) && v.lower(i) != "’",
        "'" | "’" => !matches!(v.before(i), "," | "." | "!" | "?" | "…" | "..."),
        _ => quoted,
    }
}

fn in_sentence(v: &View, sentence: usize, quoted: &mut bool, out: &mut Vec<Timex>) {
    // Where the quotation changes, and to what.
    let mut turns: Vec<(usize, bool)> = vec![(0, *quoted)];
    for i in 0..v.tokens.len() {
        let after = quotes(v, i, *quoted);
        if after != *quoted {
            turns.push((i + 1, after));
            *quoted = after;
        }
    }
    let mut hits: Vec<(usize, Hit)> = Vec::new();
    let mut i = 0;
    while i < v.tokens.len() {
        if !may_start(v, i) {
            i += 1;
            continue;
        }
        if let Some((Phrase::Name, end)) = v.phrase(i) {
            i = end;
            continue;
        }
        match compose::at(v, i) {
            Some(hit) => {
                let end = hit.end.max(i + 1);
                push(v, &mut hits, i, hit);
                i = end;
            }
            None => i += 1,
        }
    }
    if hits.is_empty() {
        return;
    }
    let ranges = range::join(v, &mut hits);
    clock::give_days(&mut hits);
    for ((start, hit), range) in hits.into_iter().zip(ranges) {
        let span = Span::new(v.tokens[start].span.start, v.tokens[hit.end - 1].span.end);
        let signal = signal_before(v, start);
        let dated = hit.expr.any(&|e| matches!(e, TimeExpr::Calendar(_)));
        let side = if dated { tense::direction(v, start, hit.end) } else { Direction::Nearest };
        let mut words = start..hit.end;
        out.push(Timex {
            side,
            fiscal: words.any(|i| v.is(i, &["fiscal", "fy"])),
            span,
            sentence,
            kind: hit.kind,
            expr: hit.expr,
            signal,
            range: range.map(Box::new),
            modifier: hit.modifier,
            rule: hit.rule,
            opens: v.at_start(start),
            scene: (2..=5).contains(&start) && v.is(0, &["it"]) && v.is(1, &["was", "is"]),
            quoted: turns.iter().rev().find(|(from, _)| *from <= start).is_some_and(|(_, quoted)| *quoted),
        });
    }
}

/// Of a pair that shares its month, both ends.
fn push(v: &View, hits: &mut Vec<(usize, Hit)>, start: usize, mut hit: Hit) {
    // "the 12 May election": the article belongs to the noun.
    let modifies = matches!(v.tag(hit.end), Some(Tag::NN | Tag::NNS)) && v.unit(hit.end).is_none();
    let of_noun = modifies && matches!(hit.rule, "date" | "month-day" | "season" | "month" | "month-year");
    let start = start + usize::from(of_noun && v.role(start) == Some(Role::The));
    let mut at = start;
    if let Some(first) = hit.first.take() {
        let (end, second) = (first.end, first.second);
        hits.push((start, Hit { end, expr: first.expr, ..hit.clone() }));
        at = second;
    }
    hits.push((at, hit));
}

/// Only words of the lexicon, numbers and hyphenated words can.
fn may_start(v: &View, i: usize) -> bool {
    let word = v.word(i);
    if word.role == Some(Role::The) || word.role == Some(Role::A) {
        // Articles are frequent; what follows must be able to go on.
        return v.word(i + 1).opens || v.is_number(i + 1) || is_hyphenated(v.lower(i + 1));
    }
    word.opens || v.is_number(i) || is_hyphenated(v.lower(i)) || v.lower(i).starts_with(['\'', '’', '‘'])
}

/// Tokens are short: looking at every byte is faster than a search.
fn is_hyphenated(lower: &str) -> bool {
    lower.bytes().any(|b| b == b'-')
}

/// The signal that the words before an expression give.
fn signal_before(v: &View, start: usize) -> Signal {
    let (one, two) = (v.before(start), start.checked_sub(2).map_or("", |i| v.lower(i)));
    let three = start.checked_sub(3).map_or("", |i| v.lower(i));
    match (three, two, one) {
        ("no", "later", "than") | (_, _, "by") => Signal::By,
        (_, "ahead", "of") | (_, "prior", "to") | (_, _, "before") => Signal::Before,
        ("up", "until", _) | (_, "up", "to") | (_, _, "until" | "till" | "'til" | "through") => Signal::Until,
        (_, _, "after" | "following") => Signal::After,
        (_, _, "since") => Signal::Since,
        (_, "as", "of") | (_, _, "from" | "starting" | "beginning" | "effective") => Signal::From,
        (_, "starting" | "beginning", "on" | "in") => Signal::From,
        (_, _, "for" | "over" | "throughout" | "during" | "within") => Signal::Throughout,
        _ => Signal::At,
    }
}

/// The first complete date (day, month and year) in a text, in any of the written forms that [`recognize`] knows.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    /// A date line is short; a longer text is searched no further.
    const SEARCHED: usize = 4096;
    let mut end = text.len().min(SEARCHED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    for sentence in text::sentences(text, Span::new(0, text.len())) {
        let v = View::new(&sentence, false, None);
        let mut i = 0;
        while i < v.tokens.len() {
            if may_start(&v, i)
                && let Some(hit) = compose::at(&v, i)
            {
                if let Some(day) = day_of(&hit.expr) {
                    return Some(day);
                }
                i = hit.end.max(i + 1);
            } else {
                i += 1;
            }
        }
    }
    None
}

/// The day that an expression names in full.
fn day_of(expr: &TimeExpr) -> Option<NaiveDate> {
    match expr {
        TimeExpr::Calendar(date) => date.single_day(),
        TimeExpr::AtTime { base, .. } | TimeExpr::DayPart { base, .. } => day_of(base),
        _ => None,
    }
}

/// Every family's corpus: sentences with the times that they hold, and as many that hold none.
#[cfg(test)]
mod tests {
    use super::super::resolve_all;
    use super::*;

    const CORPORA: [(&str, &str); 10] = [
        ("absolute", include_str!("corpora/absolute.txt")),
        ("anaphoric", include_str!("corpora/anaphoric.txt")),
        ("clock", include_str!("corpora/clock.txt")),
        ("duration", include_str!("corpora/duration.txt")),
        ("period", include_str!("corpora/period.txt")),
        ("range", include_str!("corpora/range.txt")),
        ("relative", include_str!("corpora/relative.txt")),
        ("set", include_str!("corpora/set.txt")),
        ("vague", include_str!("corpora/vague.txt")),
        ("weekday", include_str!("corpora/weekday.txt")),
    ];

    /// "They met on {Friday|2016-11-18}." without its marks.
    fn plain(line: &str) -> String {
        let mut out = String::new();
        for (i, part) in line.split(['{', '}']).enumerate() {
            out.push_str(if i % 2 == 1 { part.split('|').next().unwrap_or_default() } else { part });
        }
        out
    }

    /// The sentence with what was found marked in it.
    fn marked(text: &str) -> String {
        let timexes = recognize(&text::sentences(text, Span::new(0, text.len())));
        let resolved = resolve_all(&timexes, NaiveDate::from_ymd_opt(2016, 11, 20), None);
        let (mut out, mut at) = (String::new(), 0);
        for (timex, resolved) in timexes.iter().zip(resolved) {
            let said = timex.span.of(text);
            out.push_str(&format!("{}{{{said}|{}}}", &text[at..timex.span.start], resolved.value));
            at = timex.span.end;
        }
        out + &text[at..]
    }

    #[test]
    fn corpora_hold() {
        let mut wrong = Vec::new();
        for (family, corpus) in CORPORA {
            let lines: Vec<&str> = corpus.lines().filter(|l| !l.starts_with('#')).collect();
            let negative = lines.iter().filter(|l| !l.contains('{')).count();
            assert!(negative * 2 >= lines.len(), "{family}: as many without as with");
            let fails = lines.iter().map(|line| (line, marked(&plain(line)))).filter(|(line, found)| *line != found);
            wrong.extend(fails.map(|(line, found)| format!("{family}\n  wanted {line}\n  found  {found}")));
        }
        assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
    }
}
