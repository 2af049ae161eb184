//! How far from a publication that nobody knows: what the words of [`super::resolve`] leave possible, in days.
//! The words are read again, since they are all that a timeline in a file holds of such a date: one that was exported
//! can so be placed like one that was just derived.
//!
//! "the Sunday on or before publication" lies nought to six days before it, whatever day that was.

use super::Signal;

/// Days from the day of publication; 0 is that day. An open end is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset {
    pub earliest: Option<i64>,
    pub latest: Option<i64>,
    pub approximate: bool,
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const NUMBERS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
/// What "a few" may be.
const FEW: (i64, i64) = (2, 9);
/// More than these are no number that words of a day need.
const MOST: i64 = 100_000;

/// What words that count from an unknown publication leave possible; `None` for all other words, and for those that
/// say too little to be placed.
pub fn offset(words: &str) -> Option<Offset> {
    let mut words = words;
    let mut approximate = false;
    // Each step leaves shorter words.
    loop {
        if let Some(inner) = words.strip_prefix("about ") {
            (words, approximate) = (inner, true);
        } else if let Some(inner) = of_day(words) {
            words = inner;
        } else {
            break;
        }
    }
    let (signal, inner) = signal(words);
    let (whole, half) = half(of_day(inner).unwrap_or(inner));
    let (earliest, latest) = half.cut(bounds(whole)?);
    let (earliest, latest) = match signal {
        Signal::By | Signal::Until => (None, latest),
        Signal::Before => (None, Some(latest? - 1)),
        Signal::After => (Some(earliest? + 1), None),
        Signal::Since | Signal::From => (earliest, None),
        Signal::At | Signal::Throughout => (earliest, latest),
    };
    (earliest.is_some() || latest.is_some()).then_some(Offset { earliest, latest, approximate })
}

/// What "by …", "before …" and the like make of what follows.
fn signal(words: &str) -> (Signal, &str) {
    const SIGNALS: [(&str, Signal); 6] = [
        ("by ", Signal::By),
        ("not after ", Signal::By),
        ("until ", Signal::Until),
        ("before ", Signal::Before),
        ("after ", Signal::After),
        ("since ", Signal::Since),
    ];
    if let Some(inner) = words.strip_prefix("from ").and_then(|words| words.strip_suffix(" on")) {
        return (Signal::From, inner);
    }
    let found = SIGNALS.iter().find_map(|(prefix, signal)| Some((*signal, words.strip_prefix(prefix)?)));
    found.unwrap_or((Signal::At, words))
}

/// The side of publication that "the week of publication, until publication" keeps of a time.
enum Half {
    Both,
    Earlier,
    Later,
}

fn half(words: &str) -> (&str, Half) {
    if let Some(whole) = words.strip_suffix(", until publication") {
        (whole, Half::Earlier)
    } else if let Some(whole) = words.strip_suffix(", after publication") {
        (whole, Half::Later)
    } else {
        (words, Half::Both)
    }
}

impl Half {
    fn cut(self, (earliest, latest): Bounds) -> Bounds {
        match self {
            Self::Both => (earliest, latest),
            Self::Earlier => (earliest, Some(latest.map_or(0, |day| day.min(0)))),
            Self::Later => (Some(earliest.map_or(0, |day| day.max(0))), latest),
        }
    }
}

/// The day that "the morning of …", "14:30 on …" and "14:30 GMT on …" speak of.
fn of_day(words: &str) -> Option<&str> {
    const PARTS: [&str; 4] = ["the morning of ", "the afternoon of ", "the evening of ", "the night of "];
    let digits = |clock: &str| clock.len() == 5 && clock.as_bytes()[2] == b':';
    let clock = words.split_once(" on ").filter(|(clock, _)| clock.split(' ').next().is_some_and(digits));
    PARTS.iter().find_map(|part| words.strip_prefix(part)).or(clock.map(|(_, day)| day))
}

type Bounds = (Option<i64>, Option<i64>);

fn bounds(words: &str) -> Option<Bounds> {
    let days = |from: i64, to: i64| Some((Some(from), Some(to)));
    match words {
        "the day of publication" | "publication" => return days(0, 0),
        "on or before publication" | "shortly before publication" => return Some((None, Some(0))),
        "on or after publication" | "soon after publication" => return Some((Some(0), None)),
        "some time before publication" => return Some((None, Some(-1))),
        "some time after publication" => return Some((Some(1), None)),
        _ => {}
    }
    let words = words.strip_suffix(" publication")?;
    let words = words.strip_prefix("the ").unwrap_or(words);
    if let Some((day, place)) = words.strip_prefix("first ").unwrap_or(words).split_once(' ')
        && let Some(number) = WEEKDAYS.iter().position(|name| *name == day)
    {
        let number = number as i64;
        return match place {
            "on or before" => days(-6, 0),
            "before" => days(-7, -1),
            "on or after" => days(0, 6),
            "after" => days(1, 7),
            // "next Thursday" may be meant of this week's.
            "of the week after" => days(1, number + 7),
            "in the week of" => days(number - 6, number),
            _ => None,
        };
    }
    if let Some(whole) = words.strip_suffix(" before that of") {
        let (_, most) = unit(whole)?;
        return days(1 - 2 * most, -1);
    }
    if let Some(whole) = words.strip_suffix(" after that of") {
        let (_, most) = unit(whole)?;
        return days(1, 2 * most - 1);
    }
    if let Some(whole) = words.strip_suffix(" of") {
        let (_, most) = unit(whole)?;
        return days(1 - most, most - 1);
    }
    if words == "day before" || words == "day after" {
        let day = if words == "day before" { -1 } else { 1 };
        return days(day, day);
    }
    let (amount, side) = words.rsplit_once(' ')?;
    // "the three days up to publication".
    let (amount, side) = if side == "to" { (amount.strip_suffix(" up")?, "up to") } else { (amount, side) };
    let (count, name) = amount.rsplit_once(' ')?;
    let (least, most) = number(count)?;
    let (short, long) = unit(name.strip_suffix('s').unwrap_or(name))?;
    // A date that is counted in weeks or years is known to the week or the year.
    let (near, far) = (least * short - (long - 1), most * long + (long - 1));
    match side {
        "before" => days(-far, -near),
        "after" => days(near, far),
        "up to" => days(-most * long, 0),
        "from" => days(0, most * long),
        _ => None,
    }
}

/// The fewest and the most days of a unit.
fn unit(name: &str) -> Option<(i64, i64)> {
    Some(match name {
        "day" => (1, 1),
        "week" => (7, 7),
        "month" => (28, 31),
        "quarter" => (90, 92),
        "year" => (365, 366),
        "decade" => (3652, 3653),
        _ => return None,
    })
}

/// "three", "12", "two to three", "a few".
fn number(words: &str) -> Option<(i64, i64)> {
    if words == "a few" {
        return Some(FEW);
    }
    let one = |word: &str| {
        let small = NUMBERS.iter().position(|name| *name == word).map(|n| n as i64);
        small.or_else(|| word.parse().ok()).filter(|n| (0..=MOST).contains(n))
    };
    match words.split_once(" to ") {
        Some((least, most)) => Some((one(least)?, one(most)?)).filter(|(a, b)| a <= b),
        None => one(words).map(|n| (n, n)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Env, Resolved, recognize, resolve};
    use super::*;
    use crate::text::{Span, sentences};
    use chrono::{Days, NaiveDate};

    /// The first time that a sentence tells, seen from a publication.
    fn seen(sentence: &str, publication: Option<NaiveDate>) -> Resolved {
        let timexes = recognize(&sentences(sentence, Span::new(0, sentence.len())));
        let timex = timexes.first().unwrap_or_else(|| panic!("no time in {sentence:?}"));
        resolve(timex, &Env { publication, reference: None })
    }

    #[test]
    fn words_leave_possible_what_every_publication_says() {
        let sentences = [
            ("The board met on Sunday.", 7),
            ("The board met last Friday.", 7),
            ("The board will meet on Tuesday.", 7),
            ("The board will meet next Thursday.", 14),
            ("The board met yesterday.", 1),
            ("The board will meet tomorrow.", 1),
            ("The board met today.", 1),
            ("The board met two days ago.", 1),
            ("The board met three weeks ago.", 14),
            ("The board met two months ago.", 68),
            ("The board met last week.", 14),
            ("The board will meet next month.", 62),
            ("The board met last year.", 732),
            ("The board met this week.", 14),
            ("The board met earlier this week.", 7),
            ("The board will meet later this week.", 7),
        ];
        let first = NaiveDate::from_ymd_opt(2015, 1, 1).expect("a day");
        for (sentence, widest) in sentences {
            let words = seen(sentence, None).words;
            let found = offset(&words).unwrap_or_else(|| panic!("{sentence} {words:?}"));
            let (from, to) = (found.earliest.expect("a start"), found.latest.expect("an end"));
            assert!((0..widest).contains(&(to - from)), "{words:?} {found:?}");
            for days in 0..800 {
                let publication = first + Days::new(days);
                let when = seen(sentence, Some(publication)).when.expect("a date");
                let apart =
                    |moment: Option<super::super::Moment>| (moment.expect("an end").day - publication).num_days();
                let (earliest, latest) = (apart(when.earliest), apart(when.latest));
                assert!(from <= earliest && latest <= to, "{words:?} {found:?}: {earliest} {latest} of {publication}");
            }
        }
    }

    #[test]
    fn what_is_near_or_on_one_side_is_bounded_there() {
        let day = |n| Some(Offset { earliest: Some(n), latest: Some(n), approximate: false });
        assert_eq!(offset("the day of publication"), day(0));
        assert_eq!(offset("the day before publication"), day(-1));
        assert_eq!(offset("the morning of the day before publication"), day(-1));
        assert_eq!(offset("14:30 on the day of publication"), day(0));
        assert_eq!(offset("14:30 local time on the day of publication"), day(0));
        let about = offset("about two days before publication").expect("an offset");
        assert!(about.approximate && about.earliest == Some(-2));
        let before = offset("on or before publication").expect("an offset");
        assert_eq!((before.earliest, before.latest), (None, Some(0)));
    }

    #[test]
    fn what_is_told_of_one_side_of_a_day_is_open_there() {
        for (words, bounds) in [
            ("by the first Friday on or after publication", (None, Some(6))),
            ("until the day after publication", (None, Some(1))),
            ("before the day of publication", (None, Some(-1))),
            ("before publication", (None, Some(-1))),
            ("after the Sunday on or before publication", (Some(-5), None)),
            ("since two days before publication", (Some(-2), None)),
            ("from the day after publication on", (Some(1), None)),
            ("not after the morning of the day of publication", (None, Some(0))),
        ] {
            assert_eq!(offset(words).map(|o| (o.earliest, o.latest)), Some(bounds), "{words}");
        }
        assert_eq!(offset("after on or before publication"), None);
    }

    #[test]
    fn other_words_are_not_placed() {
        for words in [
            "",
            "20 November 2016",
            "publication of the report",
            "the Sunday before that time",
            "the first two days of the quarter reported on",
            "May before publication",
            "999999999999999999999 days before publication",
            "about about",
            "the of publication",
            "to publication",
            "before two days after that time",
            "by",
            "before before publication",
            "from publication",
            " publication",
        ] {
            assert_eq!(offset(words), None, "{words}");
        }
    }
}
