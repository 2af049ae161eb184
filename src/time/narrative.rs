//! Resolving a whole text in order: news is seen from its publication, history from the year it has come to.

use super::expr::{Direction, Resolved, TimeExpr, Timex, TimexType, Yearly};
use super::resolve::{Frame, resolve_in};
use super::story::{self, Place};
use super::{Precision, Signal, UncertainDate};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A year this far before the publication's is history.
const YEARS_BACK: i32 = 2;
/// A text with fewer dates of past years is news with some background.
const ENOUGH_DATES: usize = 3;
/// So many dates of past years to one that is seen from the publication make a history.
const PAST_TO_NEAR: usize = 3;
/// For so many sentences the day named last is the day of what happens "at 2 a.m.".
const SAME_DAY: usize = 3;
/// For so many sentences a quarter stays the one that figures are reported of.
const REPORTED: usize = 15;

/// How a text tells its times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Discourse {
    /// Bare weekdays and months are seen from the publication.
    News,
    /// They are seen from the time that the text has come to.
    Narrative,
}

/// Resolves the expressions of one text in order, each against the publication date or the running narrative.
/// `told` overrules what the text itself decides between these two.
pub fn resolve_all(timexes: &[Timex], publication: Option<NaiveDate>, told: Option<Discourse>) -> Vec<Resolved> {
    resolve_as(timexes, publication, told.unwrap_or_else(|| discourse(timexes, publication)))
}

fn resolve_as(timexes: &[Timex], publication: Option<NaiveDate>, discourse: Discourse) -> Vec<Resolved> {
    let history = discourse == Discourse::Narrative;
    let places = if history { story::places(timexes) } else { Vec::new() };
    let mut running: Option<UncertainDate> = None;
    // In news, a year named in the sentence holds for the bare months beside it.
    let mut beside: Option<(usize, UncertainDate)> = None;
    let mut reported: Option<(usize, UncertainDate)> = None;
    let mut day: Option<(usize, UncertainDate)> = None;
    let mut scene: Option<UncertainDate> = None;
    let mut out: Vec<Resolved> = Vec::with_capacity(timexes.len());
    for (i, timex) in timexes.iter().enumerate() {
        let place = places.get(i).copied().unwrap_or(Place::Other);
        let told = match (history, beside) {
            (true, _) => told(timex, place, running, publication),
            (false, Some((sentence, year))) if sentence == timex.sentence && takes_year(timex) => Some(year),
            (false, _) if timex.lacks_day() => {
                day.filter(|(sentence, _)| timex.sentence - sentence <= SAME_DAY).map(|(_, day)| day)
            }
            _ => scene,
        };
        let said = said(timexes, i, &out, publication);
        let period = reported.filter(|(s, _)| timex.sentence <= s + REPORTED).map(|(_, q)| q);
        // What a history quotes was said at a time of its own.
        let publication = publication.filter(|_| !(history && timex.quoted));
        // "two days after the vote" counts from the vote and from nothing else.
        let reference = running.filter(|_| timex.rule != "before-or-after");
        let resolved = resolve_in(timex, &Frame { publication, reference, told, period, said });
        if let Some(when) = resolved.when.filter(|_| moves_on(timex, &resolved, history) && place != Place::Aside) {
            running = Some(when);
            day = when.single_day().map(|day| (timex.sentence, UncertainDate::day(day))).or(day);
            let past = publication.zip(when.earliest).is_none_or(|(p, start)| start.day <= p);
            if names_year(timex).is_some() && when.precision <= Precision::Year && past {
                beside = Some((timex.sentence, when));
            }
            if timex.scene {
                scene = Some(when);
            } else if timex.is_deictic() {
                scene = None;
            }
            if names_quarter(&timex.expr) && publication.is_none_or(|p| when.latest.is_some_and(|m| m.day <= p)) {
                reported = Some((timex.sentence, when));
            }
        }
        out.push(resolved);
    }
    out
}

/// When the words around a time were said, where their sentence tells: "We will attack tomorrow,' he said on 1 June",
/// "she said on Friday she would resign on Monday".
fn said(timexes: &[Timex], i: usize, before: &[Resolved], publication: Option<NaiveDate>) -> Option<UncertainDate> {
    let timex = &timexes[i];
    let to_come = matches!(&timex.expr, TimeExpr::Weekday { direction: Direction::Future, base, .. } if **base == TimeExpr::Context);
    let quoted = timex.quoted && timex.is_deictic();
    if !quoted && !to_come {
        return None;
    }
    let of_sentence = |t: &&Timex| t.sentence == timex.sentence && !t.quoted;
    let first = timexes.partition_point(|t| t.sentence < timex.sentence);
    if to_come {
        let earlier = before[first..i].iter().rev().filter_map(|r| r.when).find(|w| w.single_day().is_some());
        return earlier.filter(|w| w.single_day() < publication);
    }
    let one = |t: &Timex| resolve_in(t, &Frame { publication, ..Frame::default() }).when;
    timexes[first..].iter().take_while(|t| t.sentence == timex.sentence).filter(of_sentence).find_map(one)
}

/// What a history's expression is seen from: a month from its year; a weekday from a told time of days or weeks.
fn told(
    timex: &Timex,
    place: Place,
    running: Option<UncertainDate>,
    publication: Option<NaiveDate>,
) -> Option<UncertainDate> {
    if story::open_yearly(&timex.expr).is_some() {
        return story::year_of(place).or(running);
    }
    let weekday = timex.expr.any(&|e| matches!(e, TimeExpr::Weekday { .. }));
    running.filter(|r| publication.is_none() || !weekday || r.precision <= Precision::Month)
}

/// Does the text tell of past years, or of the days around its publication?
pub fn discourse(timexes: &[Timex], publication: Option<NaiveDate>) -> Discourse {
    let is_past = |year: i32| publication.is_none_or(|p| year <= p.year() - YEARS_BACK);
    let past = timexes.iter().filter_map(names_year).filter(|y| is_past(*y)).count();
    let near = timexes.iter().filter(|t| {
        let weekday = t.expr.any(&|e| matches!(e, TimeExpr::Weekday { base, .. } if **base == TimeExpr::Context));
        let this = t.expr.any(&|e| matches!(e, TimeExpr::UnitOf { base, .. } if **base == TimeExpr::Context));
        weekday || ((this || t.is_deictic()) && !t.quoted && t.kind != TimexType::Duration && !t.is_vague())
    });
    if past >= ENOUGH_DATES && past > PAST_TO_NEAR * near.count() { Discourse::Narrative } else { Discourse::News }
}

/// A bare month or day that may share the year named beside it: not one to come.
fn takes_year(timex: &Timex) -> bool {
    let to_come = timex.expr.any(&|e| matches!(e, TimeExpr::Yearly { direction: Direction::Future, .. }));
    story::open_yearly(&timex.expr).is_some() && !to_come
}

/// A quarter named for itself, not as the one of the year before.
fn names_quarter(expr: &TimeExpr) -> bool {
    match expr {
        TimeExpr::Yearly { which: Yearly::Quarter(_), .. } | TimeExpr::Within { which: Yearly::Quarter(_), .. } => true,
        TimeExpr::Calendar(date) => date.precision == Precision::Quarter,
        _ => false,
    }
}

/// The year that an expression names in full.
fn names_year(timex: &Timex) -> Option<i32> {
    let mut expr = &timex.expr;
    loop {
        expr = match expr {
            TimeExpr::Calendar(date) => return Some(date.earliest?.day.year()),
            TimeExpr::PartOf { whole: inner, .. }
            | TimeExpr::Within { year: inner, .. }
            | TimeExpr::DayPart { base: inner, .. }
            | TimeExpr::AtTime { base: inner, .. }
            | TimeExpr::Between(inner, _)
            | TimeExpr::Approx(inner) => inner,
            _ => return None,
        };
    }
}

/// Does what follows count from this time?
fn moves_on(timex: &Timex, resolved: &Resolved, history: bool) -> bool {
    matches!(timex.kind, TimexType::Date | TimexType::Time)
        // "has led the country since 2005" tells of today.
        && (history || timex.signal != Signal::Since)
        && !resolved.value.ends_with("_REF")
        && resolved.when.is_some_and(|w| {
            w.earliest.is_some() && w.latest.is_some() && w.precision < Precision::Decade
                || w.precision == Precision::Range
        })
        && !(history && timex.is_deictic())
}

#[cfg(test)]
mod tests {
    use super::super::recognize;
    use super::*;
    use crate::text::{self, Span};
    use proptest::prelude::*;

    const WORDS: &str = include_str!("../../assets/lexicon/time_words.tsv");

    fn read(text: &str) -> Vec<Timex> {
        recognize(&text::sentences(text, Span::new(0, text.len())))
    }

    /// Words of time in any order, with numbers, marks and other letters between them.
    fn gibberish() -> impl Strategy<Value = String> {
        let words: Vec<&str> =
            WORDS.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next()).collect();
        let word = proptest::sample::select(words).prop_map(str::to_owned);
        let number = (0..3000u32).prop_map(|n| n.to_string());
        let mark = proptest::sample::select(vec![
            ",", ".", "-", "–", "/", "'s", "“", "”", "'", "of", "the", "was", "will", "said",
        ])
        .prop_map(str::to_owned);
        let any = "\\PC{0,6}";
        proptest::collection::vec(prop_oneof![5 => word, 2 => number, 2 => mark, 1 => any], 0..24)
            .prop_map(|w| w.join(" "))
    }

    proptest! {
        #[test]
        fn every_time_is_in_order_and_within_its_text(text in gibberish(), shift in 0..400_000u64, known in any::<bool>()) {
            let publication = NaiveDate::from_ymd_opt(1400, 1, 1).and_then(|d| d.checked_add_days(chrono::Days::new(shift))).filter(|_| known);
            let timexes = read(&text);
            for discourse in [Discourse::News, Discourse::Narrative] {
                for (timex, resolved) in timexes.iter().zip(resolve_as(&timexes, publication, discourse)) {
                    prop_assert!(!timex.span.of(&text).trim().is_empty());
                    for date in resolved.when.into_iter().chain(resolved.stretch) {
                        if let (Some(from), Some(to)) = (date.earliest, date.latest) {
                            prop_assert!(from.first_minute() <= to.last_minute(), "{:?} {:?}", timex, date);
                        }
                    }
                }
            }
        }

        #[test]
        fn a_later_publication_moves_only_what_counts_from_it(text in gibberish(), shift in 0..200_000u64) {
            let day = NaiveDate::from_ymd_opt(1800, 1, 1).and_then(|d| d.checked_add_days(chrono::Days::new(shift)));
            let next = day.and_then(|d| d.succ_opt());
            let timexes = read(&text);
            let resolve = |p| resolve_as(&timexes, p, Discourse::News);
            for ((timex, a), b) in timexes.iter().zip(resolve(day)).zip(resolve(next)) {
                let anchored = timex.expr.any(&|e| matches!(e, TimeExpr::Publication | TimeExpr::Context | TimeExpr::Reference | TimeExpr::Period))
                    || timex.range.is_some();
                prop_assert!(anchored || a.when == b.when, "{:?}", timex);
                if timex.expr == TimeExpr::Publication && !timex.quoted {
                    prop_assert_eq!(a.when.and_then(|w| w.shift(1, super::super::Unit::Day)), b.when);
                }
            }
        }
    }

    fn values(text: &str, published: &str) -> Vec<String> {
        let timexes = read(text);
        resolve_all(&timexes, published.parse().ok(), None).into_iter().map(|r| r.value).collect()
    }

    #[test]
    fn news_and_histories_are_told_apart() {
        let history = "The war began in 1939. In May 1940 the army crossed. In June the city fell. By December it was winter. \
                       In 1941 the front moved. In March it broke.";
        assert_eq!(values(history, "2009-12-19"), ["1939", "1940-05", "1940-06", "1940-12", "1941", "1941-03"]);
        assert_eq!(
            values("The vote was held on Sunday. It was the first since 2012.", "2016-11-20"),
            ["2016-11-20", "2012"]
        );
    }

    #[test]
    fn a_year_in_passing_does_not_move_the_story() {
        let story = "On 12 March 1964 the ships met. As was revealed in 2005, little happened. In August the fleet left. \
                     On 4 May 1965 it returned.";
        assert_eq!(values(story, "2010-01-01")[2], "1964-08");
    }

    #[test]
    fn what_counts_from_an_event_counts_from_nothing_else() {
        let text = "She has led the country since November 2005. It came two days after he ended a visit. A day later he left.";
        let resolved = resolve_all(&read(text), "2016-11-20".parse().ok(), None);
        assert_eq!(resolved[1].when, None);
        assert_eq!(resolved[2].when, None, "a background date is no time told of");
    }

    #[test]
    fn fiscal_years_and_zones_are_flagged() {
        let text = "Profit fell in fiscal 2015. The call began at 8:15 p.m. GMT on Friday. It ended in 2015.";
        let resolved = resolve_all(&read(text), "2016-11-20".parse().ok(), None);
        assert!(resolved[0].stretch.unwrap().approximate);
        assert!(resolved[0].reasons.iter().any(|r| r.contains("fiscal year")));
        assert!(resolved[1].reasons.iter().any(|r| r == "the clock of GMT, as stated"));
        assert!(!resolved[2].stretch.unwrap().approximate);
    }

    #[test]
    fn words_said_have_a_time_of_their_own() {
        assert_eq!(
            values("'We will attack tomorrow,' the general said on 1 June.", "2021-06-16"),
            ["2021-06-02", "2021-06-01"]
        );
        assert_eq!(
            values("The minister said on Friday she would resign on Monday.", "2021-06-16"),
            ["2021-06-11", "2021-06-14"]
        );
        assert_eq!(values("It was August 1968. On Tuesday, tanks rolled in.", "2021-06-16"), ["1968-08", "1968-08-XX"]);
    }
}
