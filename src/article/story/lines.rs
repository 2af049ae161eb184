//! What single lines of a story's head say: who wrote it, where and when.

use crate::time::parse_day;
use chrono::NaiveDate;

/// The longest line that is looked at for a date, in bytes: recognising dates is the costly part.
const MAX_DATE_LINE: usize = 160;
/// How far into a paragraph a dateline reaches, in bytes.
const MAX_DATELINE: usize = 120;
const PUBLISHED: &[&str] = &[
    "first published",
    "date published",
    "publication date",
    "published",
    "posted",
    "date",
    "created",
    "issued",
    "uploaded",
    "pubdate",
    "originally published",
    "publish date",
];
const UPDATED: &[&str] = &["last updated", "updated", "last modified", "modified", "last update", "update"];
/// Words that a line of date and time may hold besides its numbers.
const DATE_WORDS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "gmt",
    "utc",
    "bst",
    "est",
    "edt",
    "et",
    "ct",
    "mt",
    "pt",
    "cst",
    "cdt",
    "mst",
    "mdt",
    "pst",
    "pdt",
    "cet",
    "cest",
    "eet",
    "ist",
    "jst",
    "aest",
    "aedt",
    "at",
    "on",
    "the",
    "of",
    "st",
    "nd",
    "rd",
    "th",
    "t",
    "z",
    "h",
    "hrs",
    "noon",
    "midnight",
    "local",
    "time",
];

/// Which date a line of the head states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    Published,
    Updated,
    /// Only a date, without a word that says what for.
    Bare,
}

/// A line whose only business is a date: "Published: 20:15 GMT, 20 November 2016", "July 9, 2007". Gives the dates
/// in the line, each with what it is; the first one may be absent where the wording is clear but the date is not complete.
pub fn dates(line: &str) -> Option<Vec<(Stated, Option<NaiveDate>)>> {
    if line.len() > MAX_DATE_LINE || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let lower = line.to_lowercase();
    if let Some(rest) = after_label(&lower, PUBLISHED) {
        // "Published 20 November 2016, updated 21 November 2016" on one line.
        let (first, second) = rest
            .split_once("updated")
            .or_else(|| rest.split_once("modified"))
            .map_or((rest, None), |(a, b)| (a, Some(b)));
        let mut found = vec![(Stated::Published, parse_day(&recased(first)))];
        found.extend(second.map(|s| (Stated::Updated, parse_day(&recased(s)))));
        return Some(found);
    }
    if let Some(rest) = after_label(&lower, UPDATED) {
        return Some(vec![(Stated::Updated, parse_day(&recased(rest)))]);
    }
    // "20 November 2016 Updated: 21 November 2016": the first date has no word of its own.
    if let Some(at) = UPDATED.iter().filter_map(|label| lower.find(label)).min().filter(|at| *at > 0)
        && let (Some([(_, first)]), Some(later)) = (dates(&lower[..at]).as_deref(), dates(&lower[at..]))
    {
        let mut found = vec![(Stated::Bare, *first)];
        found.extend(later);
        return Some(found);
    }
    only_date_words(without_outlet(&lower))
        .then(|| parse_day(&recased(&lower)))
        .flatten()
        .map(|day| vec![(Stated::Bare, Some(day))])
}

/// A label counts where a date follows it: after a colon, "on", "at" or at once.
fn after_label<'a>(lower: &'a str, labels: &[&str]) -> Option<&'a str> {
    labels.iter().find_map(|label| {
        let rest = lower.strip_prefix(label)?;
        let rest =
            rest.strip_prefix(':').or_else(|| rest.strip_prefix(' ')).or_else(|| rest.strip_prefix('\t'))?.trim_start();
        let rest = rest.strip_prefix("on ").or_else(|| rest.strip_prefix("at ")).unwrap_or(rest);
        // Only the date may follow; "Published in 2016, the book sold well" is a sentence.
        let first = rest.split("updated").next()?;
        only_date_words(without_outlet(first).trim_end_matches([',', ' ', '|', '-', '–'])).then_some(rest)
    })
}

/// Leaves out who says so: "10:07 AM / Example News", "20 November 2016 | The Example".
fn without_outlet(line: &str) -> &str {
    const MOST_WORDS: usize = 4;
    let cut = [" / ", " | ", " · ", " • "].iter().filter_map(|s| line.rfind(s)).max();
    cut.filter(|&at| !line[at..].bytes().any(|b| b.is_ascii_digit()))
        .filter(|&at| line[at..].split_whitespace().count() <= MOST_WORDS + 1)
        .map_or(line, |at| &line[..at])
}

fn only_date_words(lower: &str) -> bool {
    let mut numbers = 0;
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    for word in words {
        let letters = word.trim_matches(|c: char| c.is_ascii_digit());
        let number = letters.len() < word.len();
        numbers += usize::from(number);
        if !letters.is_empty() && !DATE_WORDS.contains(&letters) {
            return false;
        }
    }
    numbers > 0
}

/// Months and weekdays with a capital again, as recognising dates expects them.
fn recased(lower: &str) -> String {
    let mut start = true;
    lower
        .chars()
        .map(|c| {
            let cased = if start { c.to_ascii_uppercase() } else { c };
            start = !c.is_alphanumeric();
            cased
        })
        .collect()
}

/// Names of one word that no sentence begins with.
const AGENCIES: &[&str] =
    &["reuters", "afp", "ap", "upi", "dpa", "bloomberg", "tass", "xinhua", "ansa", "efe", "pti", "ians", "cnn", "bbc"];

/// The name in a byline: "By Jane Doe", "BY JANE DOE, Associated Press", "Jane Doe in Lima" does not count.
pub fn byline(line: &str) -> Option<&str> {
    const SMALL: &[&str] = &[
        "and", "for", "in", "of", "the", "at", "with", "de", "van", "von", "der", "la", "le", "del", "da", "dos",
        "bin", "al", "&",
    ];
    let name =
        line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")).or_else(|| line.strip_prefix("by "))?.trim();
    let name = name.trim_end_matches(['|', ',', ' ']);
    let words: Vec<&str> = name.split_whitespace().collect();
    let starts_name = words
        .first()
        .is_some_and(|w| w.starts_with(char::is_uppercase) && !is_date_word(w) && !w.eq_ignore_ascii_case("the"));
    let fits = |w: &&str| {
        w.starts_with(|c: char| c.is_uppercase() || "(@|-–—".contains(c)) || SMALL.contains(&w.to_lowercase().as_str())
    };
    let agency = || AGENCIES.contains(&name.to_lowercase().as_str());
    (starts_name
        && words.len() <= 12
        && (words.len() >= 2 || agency())
        && words.iter().all(fits)
        && !name.ends_with(['.', '?', '!', ':']))
    .then_some(name)
}

fn is_date_word(word: &str) -> bool {
    let lower = word.trim_end_matches(['.', ',']).to_lowercase();
    lower.len() > 2 && DATE_WORDS.contains(&lower.as_str())
}

/// The place, and the date if it is complete, of "LIMA, Peru (AP) — ", "BERLIN, Nov. 20, 2016 (Reuters) - ".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    pub place: Option<String>,
    pub date: Option<NaiveDate>,
    /// The length in bytes of the dateline with its dash.
    pub length: usize,
}

/// The dateline at the beginning of a paragraph, or that is all of it.
pub fn dateline(paragraph: &str) -> Option<Dateline> {
    let mut limit = paragraph.len().min(MAX_DATELINE);
    while !paragraph.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &paragraph[..limit];
    let dash = ["—", "–", " - ", "--"].iter().filter_map(|d| head.find(d).map(|at| (at, d.len()))).min();
    let (before, length) = match dash {
        Some((at, len)) => (head[..at].trim(), at + len),
        // Without a dash the line must hold nothing else, and name its agency.
        None if paragraph.len() <= MAX_DATELINE && paragraph.ends_with(')') => (paragraph, paragraph.len()),
        None => return None,
    };
    let (place, agency) = split_agency(before);
    // "LIMA, Peru (AP) — Nov. 20, 2016": the date may stand behind the dash, alone.
    let behind = head[length.min(head.len())..].trim();
    let trailing = if behind.is_empty() {
        None
    } else {
        dates(behind).and_then(|d| d[0].1).filter(|_| paragraph.len() <= MAX_DATELINE)
    };
    let (place, dated) = split_date(place);
    let date = dated.as_deref().and_then(parse_day).or(trailing);
    if place.is_empty() {
        return agency.then_some(Dateline { place: None, date, length });
    }
    let valid = is_place(&place, agency);
    valid.then(|| Dateline {
        place: Some(place),
        date,
        length: if trailing.is_some() { paragraph.len() } else { length },
    })
}

/// Takes "(AP)" or "(Reuters)" off the end.
fn split_agency(text: &str) -> (&str, bool) {
    let Some(open) = text.rfind('(') else { return (text, false) };
    let inside = text[open + 1..].trim_end();
    let name = inside.strip_suffix(')').unwrap_or("");
    let named = !name.is_empty() && name.len() <= 40 && name.starts_with(char::is_uppercase) && inside.ends_with(')');
    if named { (text[..open].trim(), true) } else { (text, false) }
}

/// Takes ", Nov. 20" or ", 20 November 2016" off the end.
fn split_date(text: &str) -> (String, Option<String>) {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let dated = parts.iter().position(|p| p.bytes().any(|b| b.is_ascii_digit()) || is_date_word(p));
    match dated {
        Some(at) => (parts[..at].join(", "), Some(parts[at..].join(", "))),
        None => (text.trim_end_matches(',').to_owned(), None),
    }
}

/// A place in capitals, or one with an agency behind it; regions may follow after a comma.
fn is_place(place: &str, agency: bool) -> bool {
    let city = place.split(',').next().unwrap_or(place).trim();
    let capitals = city.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !city.chars().any(char::is_lowercase);
    let words = place.split_whitespace().count();
    let fits = |w: &str| {
        w.starts_with(char::is_uppercase)
            || matches!(w, "de" | "of" | "and" | "the" | "del" | "la" | "el" | "am" | "upon")
    };
    let plain = place.chars().all(|c| c.is_alphabetic() || " ,.'’-/".contains(c));
    plain && words <= 8 && place.split_whitespace().all(fits) && (capitals || agency)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(y, m, d)
    }

    #[test]
    fn published_and_updated_lines() {
        let check = |line: &str, expected: &[(Stated, Option<NaiveDate>)]| {
            assert_eq!(dates(line).as_deref(), Some(expected), "{line}")
        };
        check("Published: 20:15 GMT, 20 November 2016", &[(Stated::Published, day(2016, 11, 20))]);
        check("PUBLISHED ON 20 NOVEMBER 2016", &[(Stated::Published, day(2016, 11, 20))]);
        check("Updated Nov. 21, 2016 8:15 p.m. ET", &[(Stated::Updated, day(2016, 11, 21))]);
        check(
            "Published 20 November 2016, updated 21 November 2016",
            &[(Stated::Published, day(2016, 11, 20)), (Stated::Updated, day(2016, 11, 21))],
        );
        check("July 09, 2007", &[(Stated::Bare, day(2007, 7, 9))]);
        check("Sunday, 20th November 2016", &[(Stated::Bare, day(2016, 11, 20))]);
        check("Updated on: November 21, 2016 / 10:07 AM / Example News", &[(Stated::Updated, day(2016, 11, 21))]);
        check(
            "Nov. 20, 2016 Updated: Nov. 21, 2016 1:35 a.m.",
            &[(Stated::Bare, day(2016, 11, 20)), (Stated::Updated, day(2016, 11, 21))],
        );
        check("20 November 2016 | The Example", &[(Stated::Bare, day(2016, 11, 20))]);
        check("2016-11-20", &[(Stated::Bare, day(2016, 11, 20))]);
    }

    #[test]
    fn sentences_are_no_date_lines() {
        for line in [
            "Published in 2016, the report was never read by 20 ministers.",
            "The bridge opened on 20 November 2016.",
            "Updated figures for 2016 are due.",
            "20 November 2016 | What the ministers of nine countries want",
            "Posted workers earn 20 euros",
            "Sunday",
            "1,204",
        ] {
            assert_eq!(dates(line), None, "{line}");
        }
    }

    #[test]
    fn bylines() {
        assert_eq!(byline("By Jane Doe"), Some("Jane Doe"));
        assert_eq!(byline("By Reuters"), Some("Reuters"));
        assert_eq!(byline("By JANE DOE, Associated Press"), Some("JANE DOE, Associated Press"));
        assert_eq!(
            byline("By Jane Doe and Juan de la Cruz for The Example"),
            Some("Jane Doe and Juan de la Cruz for The Example")
        );
        for line in [
            "By Monday Morning",
            "By the time",
            "By Jane Doe and others had left",
            "By the River Thames",
            "By Sea",
            "Bystanders Ran Away",
        ] {
            assert_eq!(byline(line), None, "{line}");
        }
    }

    #[test]
    fn datelines() {
        let check = |text: &str, place: Option<&str>, date: Option<NaiveDate>| {
            let found = dateline(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.place.as_deref(), found.date), (place, date), "{text}");
        };
        check("LIMA, Peru (AP) — The president spoke.", Some("LIMA, Peru"), None);
        check("LIMA, Peru (AP) — Nov. 20, 2016", Some("LIMA, Peru"), day(2016, 11, 20));
        check("BERLIN, Nov. 20, 2016 (Reuters) - The chancellor spoke.", Some("BERLIN"), day(2016, 11, 20));
        check("VIENNA — The house will be sold.", Some("VIENNA"), None);
        check("(Reuters) — The company will close.", None, None);
        check("London (Reuters) - Shares fell.", Some("London"), None);
        check("ST. LOUIS – A man was held.", Some("ST. LOUIS"), None);
        check("PARIS (AFP)", Some("PARIS"), None);
        assert_eq!(dateline("VIENNA — The house").unwrap().length, "VIENNA —".len());
    }

    #[test]
    fn sentences_are_no_datelines() {
        for text in [
            "The mayor — a farmer — resigned.",
            "Obama - who flew on - said no.",
            "Trump (R) won.",
            "THE END IS NEAR",
            "A new 10-minute drive (see map)",
            "— he said",
            "",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }

    #[test]
    fn any_cut_is_survived() {
        let text = "ÄÖÜÄÖÜÄÖÜ ".repeat(20);
        assert_eq!(dateline(&text), None);
        assert_eq!(dateline(&format!("{}—", "É".repeat(100))), None);
    }
}
