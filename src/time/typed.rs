//! Dates as people type them into a field: "c. 1920", "spring 2019", "44 BC", "between May and July 2020", "unknown".
//!
//! The same recogniser that reads articles reads them, but here nothing may be left over: a word that is not understood
//! may change what is meant.

use super::{Env, TimeExpr, Timex, UncertainDate, day_in_words, recognize, resolve};
use crate::text::{self, Span};

/// A date that is typed is shorter than this many characters.
const LONGEST: usize = 120;

/// Words that say that nobody knows.
const UNKNOWN: &[&str] = &["unknown", "date unknown", "undated", "no date", "n.d.", "?"];

/// Words that may stand around an expression; what they mean is known from the expression's signal.
const AROUND: &[&str] = &[
    "in",
    "on",
    "at",
    "during",
    "the",
    "of",
    "from",
    "to",
    "between",
    "and",
    "before",
    "ahead",
    "prior",
    "after",
    "following",
    "since",
    "until",
    "till",
    "through",
    "by",
    "no",
    "later",
    "than",
    "up",
    "starting",
    "beginning",
    "as",
    "for",
    "throughout",
    "within",
    "over",
    ",",
    ".",
    "–",
    "-",
];

/// The recogniser knows bare years and the like by the words before them, so a few are tried.
const FRAMES: &[&str] = &["", "in ", "on ", "It was in "];

const EXAMPLES: &str =
    "Type for example “12 March 2021”, “spring 2019”, “c. 1920”, “44 BC”, “before May 2020” or “unknown”.";

/// Reads a typed date; `None` where it says that the date is unknown.
///
/// # Errors
/// One sentence: what of it cannot be read, and what could be typed instead.
pub fn typed(text: &str) -> Result<Option<UncertainDate>, String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Err(format!("There is no date yet. {EXAMPLES}"));
    }
    if text.chars().nth(LONGEST).is_some() {
        return Err(format!("That is too long for a date. {EXAMPLES}"));
    }
    if UNKNOWN.contains(&text.to_lowercase().as_str()) {
        return Ok(None);
    }
    if let Some(date) = UncertainDate::from_edtf(&text) {
        return Ok(Some(date));
    }
    let plain = spelt_out(&text);
    let mut problem = None;
    for frame in FRAMES {
        match framed(frame, &plain) {
            Ok(date) => return Ok(Some(date)),
            Err(why) => problem = problem.or(why),
        }
    }
    Err(problem.unwrap_or_else(|| format!("“{text}” cannot be read as a date. {EXAMPLES}")))
}

/// Without the abbreviations that stand in fields and not in articles: "c. 1920", "Q3 2016"; a time of day goes before its
/// day, as in running text.
fn spelt_out(text: &str) -> String {
    const ABOUT: [&str; 4] = ["ca.", "ca ", "c.", "c "];
    const QUARTERS: [(&str, &str); 4] = [("q1 ", "first"), ("q2 ", "second"), ("q3 ", "third"), ("q4 ", "fourth")];
    let lower = text.to_lowercase();
    if let Some(rest) = ABOUT.iter().find_map(|about| lower.strip_prefix(about)) {
        return format!("circa {}", rest.trim_start());
    }
    if let Some((quarter, year)) = QUARTERS.iter().find_map(|(q, name)| Some((name, lower.strip_prefix(q)?))) {
        return format!("the {quarter} quarter of {year}");
    }
    let is_clock = |clock: &str| clock.contains(':') && clock.bytes().all(|b| b.is_ascii_digit() || b == b':');
    match text.rsplit_once(", ") {
        // Its zone may stand behind it, "before" or "after" in front of the day.
        Some((day, clock)) if is_clock(clock.split(' ').next().unwrap_or_default()) => {
            let side = ["before ", "after "].into_iter().find(|side| day.to_lowercase().starts_with(side));
            let (side, day) = day.split_at(side.map_or(0, str::len));
            format!("{side}{clock} on {day}")
        }
        _ => text.to_owned(),
    }
}

/// Reads it behind some words; the error is worth telling only where there is one.
fn framed(frame: &str, typed: &str) -> Result<UncertainDate, Option<String>> {
    let text = format!("{frame}{typed}");
    let sentences = text::sentences(&text, Span::new(0, text.len()));
    let found = recognize(&sentences);
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return Err(None) };
    let covered = |span: Span| found.iter().any(|t| t.span.overlaps(span));
    let mut tokens = sentences.iter().flat_map(|s| &s.tokens);
    if let Some(left) = tokens.find(|t| t.span.start >= frame.len() && !covered(t.span) && !AROUND.contains(&&*t.lower))
    {
        let left = left.span.of(&text);
        return Err(Some(format!("“{left}” is not understood in a date. {EXAMPLES}")));
    }
    let several = found.len() > 1 && (first.range.is_none() || found.iter().any(|t| t.range != first.range));
    if several {
        return Err(Some("These are several dates. Type one, or “between … and …”.".to_owned()));
    }
    if let Some((a, b)) = either(last) {
        return Err(Some(format!("This may be {a} or {b}. Write the month as a word.")));
    }
    let resolved = resolve(first, &Env::default());
    resolved
        .stretch
        .ok_or_else(|| Some(format!("“{typed}” depends on another date, which is not given. Type it with its year.")))
}

/// The two days that digits may mean.
fn either(timex: &Timex) -> Option<(String, String)> {
    match timex.expr {
        TimeExpr::EitherDay(a, b) => Some((day_in_words(a), day_in_words(b))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_type_them() {
        let mut wrong = Vec::new();
        for (words, edtf) in [
            ("c. 1920", "1920~"),
            ("ca. 1920", "1920~"),
            ("circa 1920", "1920~"),
            ("about 1920", "1920~"),
            ("spring 2019", "2019-21"),
            ("Spring 2019", "2019-21"),
            ("44 BC", "-0043"),
            ("15 March 44 BC", "-0043-03-15"),
            ("before 12 March 2021", "../2021-03-11"),
            ("Before 12 March 2021", "../2021-03-11"),
            ("after 1918", "1919-01-01/.."),
            ("by 12 March 2021", "../2021-03-12"),
            ("2019-03", "2019-03"),
            ("2019", "2019"),
            ("1066", "1066"),
            ("in 1066", "1066"),
            ("2019-03-05", "2019-03-05"),
            ("between May and July 2020", "2020-05/2020-07"),
            ("from May to July 2020", "2020-05/2020-07"),
            ("May to July 2020", "2020-05/2020-07"),
            ("between 3 May 2019 and 5 June 2020", "2019-05-03/2020-06-05"),
            ("1914–1918", "1914/1918"),
            ("1914-1918", "1914/1918"),
            ("12 march 2021", "2021-03-12"),
            ("12 Mar 2021", "2021-03-12"),
            ("March 12, 2021", "2021-03-12"),
            ("on 12 March 2021", "2021-03-12"),
            ("the 1990s", "199X"),
            ("1990s", "199X"),
            ("the 19th century", "18XX"),
            ("19th century", "18XX"),
            ("summer of 1968", "1968-22"),
            ("Q3 2016", "2016-07/2016-09"),
            ("20 November 2016, 20:15", "2016-11-20T20:15"),
            ("2016-11-20T20:15", "2016-11-20T20:15"),
            ("20 November 2016, 20:15 GMT", "2016-11-20T20:15Z"),
            ("20 November 2016, 20:15 UTC+2", "2016-11-20T20:15+02:00"),
            ("20 November 2016, 20:15 CST", "2016-11-20T20:15"),
            ("3 p.m. EST on 20 November 2016", "2016-11-20T15:00-05:00"),
            ("20 November 2016, 20:15 local time", "2016-11-20T20:15"),
            ("20 November 2016, 20:15 Eastern time", "2016-11-20T20:15"),
            ("March 2021", "2021-03"),
            (" march  2021 ", "2021-03"),
            ("early March 2021", "2021-03-01/2021-03-10"),
            ("1920~", "1920~"),
            ("586 BC", "-0585"),
            ("AD 79", "0079"),
            ("since 2012", "2012-01-01/.."),
            ("until March 2012", "../2012-03-31"),
        ] {
            let read = typed(words).map(|d| d.map(|d| d.edtf()));
            if read != Ok(Some(edtf.to_owned())) {
                wrong.push(format!("{words}: {read:?}, not {edtf}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn what_the_program_writes_can_be_typed() {
        let mut wrong = Vec::new();
        for edtf in [
            "2016-11-20",
            "2016-11",
            "2016",
            "199X",
            "19XX",
            "2016-11-13/2016-11-20",
            "2016-10-28/2016-11-03",
            "2015-12-28/2016-01-05",
            "2015-11/2016-03",
            "2016-03/2016-05",
            "2014/2016",
            "2016-11-14/2016-11-20",
            "2016-07/2016-09",
            "../2016-11-07",
            "../1913",
            "2016-11-09/..",
            "1920~",
            "-0585",
            "-0585-08-05",
            "2016-22",
            "1944-24",
            "2016-11-20T20:15",
            "2016-11-20T20:15-05:30",
            "2016-11-20T20:15+02:00",
        ] {
            let date = UncertainDate::from_edtf(edtf).unwrap();
            let (words, read) = (date.words(), typed(&date.words()));
            if read != Ok(Some(date)) {
                wrong.push(format!("{words}: {read:?}, not {edtf}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nobody_may_know() {
        for words in ["unknown", "Unknown", " undated ", "?"] {
            assert_eq!(typed(words), Ok(None), "{words}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_a_sentence() {
        for words in [
            "",
            "  ",
            "soon",
            "last Friday",
            "yesterday",
            "in March",
            "the bridge",
            "not before 2012",
            "12 March 2021 maybe",
            "31 February 2021",
            "05/06/2021",
            "2012, 2014 and 2016",
            "2021-13",
            "every Sunday",
            "two weeks",
            "12",
            "a",
            "2018/2016",
            "20 November 2016, 20:15 Narnia",
            "20 November 2016 GMT",
        ] {
            let read = typed(words);
            assert!(read.as_ref().is_err_and(|why| why.contains('.')), "{words}: {read:?}");
        }
        assert!(typed(&"1920 ".repeat(500)).is_err());
    }
}
