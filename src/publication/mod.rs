//! The day on which an article of unknown date was published, as far as its own words and the calendar tell.
//!
//! Clues are sets of days: terms of office, summits told of by a weekday, years told as past. What they leave is the
//! answer: one day where the article's dates come out the same for all of them, else bounds to suggest.
//!
//! | file | from → to |
//! |---|---|
//! | `days` | sets of days |
//! | `clue` | sentences, times, landmarks → clues |

mod clue;
mod days;

pub use days::Days;

use crate::article::{DateOrigin, Published};
use crate::event::Analysis;
use crate::landmark::Knowledge;
use crate::time::{Direction, Discourse, Timex, day_in_words, discourse, resolve_all};
use chrono::NaiveDate;
use clue::{Clue, Reach};

/// What the text tells about its publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inferred {
    /// `None` where the days that remain do not all give the same dates.
    pub date: Option<NaiveDate>,
    /// The newest day that the text names, where the days that remain are few: worth proposing, though some dates
    /// depend on it.
    pub likely: Option<NaiveDate>,
    /// The days that no clue excludes; empty where nothing bounds them or the clues contradict each other.
    pub days: Days,
    /// The clues that bound them, each one clause.
    pub reasons: Vec<String>,
    /// Does any of them rest on calendar knowledge?
    pub calendar: bool,
}

/// Longer than this, the days that remain say nothing of a single one.
const LONGEST: i64 = 366;

/// Infers when an article was published, by its times and by what it names of the calendar.
pub fn infer(analysis: &Analysis, knowledge: &Knowledge) -> Inferred {
    let mut clues = clue::gather(analysis, knowledge);
    if discourse(&analysis.timexes, None) == Discourse::Narrative {
        // A history's people held their offices then; it was written after all of it.
        clues.iter_mut().for_each(|c| c.reach = Reach::Start);
    }
    let Some((days, used)) = solve(&clues) else { return Inferred::default() };
    let reasons = used.iter().map(|c| c.why(&days)).collect();
    let (likely, settled) = newest(analysis, &days).map_or((None, false), |(day, settled)| (Some(day), settled));
    let calendar = used.iter().any(|c| c.calendar);
    Inferred { date: likely.filter(|_| settled), likely, days, reasons, calendar }
}

/// The days that fit the clues, and the fewest clues that leave these; `None` without clues, or where they contradict
/// each other.
fn solve(clues: &[Clue]) -> Option<(Days, Vec<Clue>)> {
    let (days, mut used) = fit(clues)?;
    // The weakest go first: what is left needs all of them.
    for at in (0..used.len()).rev() {
        let mut rest = used.clone();
        rest.remove(at);
        if fit(&rest).is_some_and(|(same, _)| same == days) {
            used = rest;
        }
    }
    Some((days, used))
}

/// The days that fit the clues, and the clues that took part, the strongest first.
fn fit(clues: &[Clue]) -> Option<(Days, Vec<Clue>)> {
    // Whatever is told began before it was told.
    let start = clues.iter().filter(|c| c.days.first().is_some()).max_by_key(|c| c.days.first())?;
    let since = Days::from(start.days.first()?);
    let mut days = since.clone();
    let mut used: Vec<Clue> = Vec::new();
    let mut whole = clues.iter().filter(|c| c.reach != Reach::Start).collect::<Vec<_>>();
    whole
        .sort_by_key(|c| c.days.last().zip(c.days.first()).map_or(i64::MAX, |(last, first)| (last - first).num_days()));
    for clue in whole {
        // Who left office before the start is told of in passing.
        if clue.reach == Reach::Whole && clue.days.last().is_some_and(|last| Some(last) < since.first()) {
            continue;
        }
        let both = days.intersect(&clue.days);
        if both.is_empty() {
            return None;
        }
        if !used.contains(clue) {
            used.push(clue.clone());
        }
        days = both;
    }
    if !used.contains(start) {
        used.push(start.clone());
    }
    Some((days, used))
}

/// The newest day that the text names, and whether all its dates are the same whichever of `days` it was published on.
fn newest(analysis: &Analysis, days: &Days) -> Option<(NaiveDate, bool)> {
    let (first, last) = (days.first()?, days.last()?);
    if first == last {
        return Some((first, true));
    }
    if (last - first).num_days() > LONGEST {
        return None;
    }
    let dates = |day: NaiveDate| -> Vec<_> {
        resolve_all(&analysis.timexes, Some(day), None)
            .into_iter()
            .map(|r| r.stretch.filter(|w| w.earliest.is_some() && w.latest.is_some()))
            .collect()
    };
    let early = dates(first);
    let told = early.iter().zip(&analysis.timexes).filter_map(|(when, timex)| Some(((*when)?.single_day()?, timex)));
    let past = |timex: &Timex| matches!(timex.yearless_day(), Some((.., Direction::Past)));
    let newest = told.filter(|(day, timex)| *day <= first || past(timex)).map(|(day, _)| day).max()?;
    let same = |day: NaiveDate| {
        dates(day).iter().zip(&early).zip(&analysis.timexes).all(|((a, b), timex)| a == b || timex.is_vague())
    };
    days.contains(newest).then(|| (newest, days.ends().all(same)))
}

impl Inferred {
    /// How many days lie between the first and the last that fit.
    pub fn span(&self) -> Option<i64> {
        Some((self.days.last()? - self.days.first()?).num_days())
    }

    /// The publication date that it gives, with its reason in one sentence; unknown where it gives none.
    pub fn published(&self) -> Published {
        let because = self.reasons.join("; ");
        let by = if self.calendar { "its text and calendar knowledge" } else { "its text" };
        match (self.date, self.days.first(), self.days.last()) {
            (Some(date), Some(first), Some(last)) => {
                let span = if first == last {
                    String::new()
                } else {
                    format!(
                        " Any day from {} to {} gives its events the same dates; this is the newest that it names.",
                        day_in_words(first),
                        day_in_words(last)
                    )
                };
                let reason = format!("The file does not say; inferred from {by}: {because}.{span}");
                Published { date: Some(date), origin: DateOrigin::Inferred, reason }
            }
            (None, Some(first), last) => {
                let bounds = match last {
                    Some(last) => format!("between {} and {}", day_in_words(first), day_in_words(last)),
                    None => format!("on or after {}", day_in_words(first)),
                };
                Published {
                    reason: format!("The file does not say when it was published; by {by}, {bounds}: {because}"),
                    ..Published::unknown()
                }
            }
            _ => Published::unknown(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article;
    use crate::event;
    use crate::landmark::{Landmarks, SHIPPED_TEXT};
    use proptest::prelude::*;

    const LIMA: &str = "President Barack Obama and Vladimir Putin spoke for four minutes at the APEC summit in Lima on \
                        Sunday. It was their first talk since Donald Trump was elected the next U.S. president. Trump takes \
                        office in January.";

    fn infer_with(text: &str, landmarks: &Landmarks) -> Inferred {
        let article = article::read("a.txt", text.as_bytes()).unwrap();
        let analysis = event::analyse(&article);
        let knowledge = Knowledge::of(landmarks, &analysis.sentences);
        infer(&analysis, &knowledge)
    }

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(words in proptest::collection::vec(proptest::sample::select(vec![
            "President", "Obama", "Barack", "the", "APEC", "summit", "in", "Lima", "on", "Sunday", "since", "2020", "June",
            "15", "Tuesday,", "Olympics", "former", "will", "9/11", "president-elect", ".", "é\u{212a}", "'s", "yesterday",
        ]), 1..40)) {
            let inferred = infer_with(&words.join(" "), &Landmarks::shipped());
            prop_assert!(inferred.date.is_none_or(|day| inferred.days.contains(day)));
        }
    }

    #[test]
    fn offices_a_summit_and_a_weekday_give_the_day() {
        let inferred = infer_with(LIMA, &Landmarks::shipped());
        assert_eq!(inferred.date, day("2016-11-20"));
        assert!(inferred.calendar);
        let published = inferred.published();
        assert_eq!(published.origin, DateOrigin::Inferred);
        assert!(published.reason.contains("APEC 2016 was on 19–20 November 2016"), "{}", published.reason);
    }

    #[test]
    fn without_the_summit_the_answer_is_wider_and_still_true() {
        let rest: String =
            SHIPPED_TEXT.lines().filter(|l| !l.contains("\"APEC 2016\"")).flat_map(|l| [l, "\n"]).collect();
        let inferred = infer_with(LIMA, &Landmarks::only(&rest));
        assert_eq!(inferred.date, None);
        assert_eq!((inferred.days.first(), inferred.days.last()), (day("2016-11-08"), day("2017-01-20")));
        let without = infer_with(LIMA, &Landmarks::none());
        assert_eq!(without, Inferred::default());
    }

    #[test]
    fn a_weekday_with_a_date_gives_the_year_where_another_bounds_it() {
        let met = "The two sides met on Tuesday, June 15";
        assert_eq!(infer_with(&format!("{met}."), &Landmarks::shipped()), Inferred::default());
        let since = infer_with(&format!("{met}, for the first time since the 2020 election."), &Landmarks::shipped());
        assert_eq!(since.date, day("2021-06-15"));
        assert!(!since.calendar);
        // Of what does not come round, nobody knows how long ago it was.
        let war = infer_with(&format!("{met}, for the first time since 1945."), &Landmarks::shipped());
        assert_eq!((war.date, war.likely), (None, None));
        // A term of office bounds the years as well.
        let president = infer_with(&format!("President Barack Obama spoke in Ohio. {met}."), &Landmarks::shipped());
        assert_eq!(president.date, day("2010-06-15"));
        assert!(president.calendar);
    }

    #[test]
    fn what_contradicts_itself_gives_nothing() {
        let text =
            "They met on Tuesday, June 15, for the first time since 2020. They met again on Sunday, 20 November.";
        assert_eq!(infer_with(text, &Landmarks::shipped()), Inferred::default());
    }

    #[test]
    fn a_day_that_counts_from_publication_needs_the_very_day() {
        let text = "President Barack Obama spoke at the APEC summit in Lima on Sunday. He flies home tomorrow.";
        let inferred = infer_with(text, &Landmarks::shipped());
        assert_eq!(inferred.date, None);
        assert_eq!(inferred.likely, day("2016-11-20"), "worth proposing");
        assert_eq!(inferred.days.first(), day("2016-11-20"));
        let today = "President Barack Obama spoke in Lima today at the APEC summit on his last journey.";
        let inferred = infer_with(today, &Landmarks::shipped());
        assert_eq!((inferred.date, inferred.days.last()), (None, day("2016-11-20")));
    }

    #[test]
    fn people_of_the_past_bound_nothing_above() {
        let text = "President John F. Kennedy was shot long before President Barack Obama spoke on Friday.";
        let inferred = infer_with(text, &Landmarks::shipped());
        assert_eq!((inferred.days.first(), inferred.days.last()), (day("2009-01-20"), day("2017-01-20")));
        let former = infer_with("Former President Bill Clinton spoke on Friday.", &Landmarks::shipped());
        assert_eq!((former.days.first(), former.days.last()), (day("2001-01-20"), None));
    }

    #[test]
    fn the_future_is_no_past() {
        let text = "The bonds, due March 15, 2007, were sold. The firm expects growth by 2010. It will move in 1999.";
        assert_eq!(infer_with(text, &Landmarks::shipped()), Inferred::default());
    }
}
