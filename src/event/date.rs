//! The date of each mention for one publication date, with the reasons in words.
//!
//! Sieves in order of how often they are right: an expression of its own clause; calendar knowledge of what it names;
//! the relation to something dated in the same sentence; last what an undated mention is read as (see `undated`).

use super::calendar;
use super::chunk::Tense;
use super::lexicon::{self, Embedding};
use super::link::index_at;
use super::model::{Analysis, Base, Mention, Reading, Relation, Status, TimeLink};
use super::undated::{As, Surroundings};
use crate::text::Span;
use crate::time::{self, Env, Precision, Resolved, Signal, Timex, UncertainDate, day_in_words};
use chrono::NaiveDate;

/// How a date was come by, the better the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    None,
    Tense,
    Paragraph,
    Relation,
    /// Known of the calendar, not told by the article.
    Calendar,
    Expression,
}

/// The date of one mention.
#[derive(Clone, Debug)]
pub struct Dated {
    pub date: Option<UncertainDate>,
    /// For people, where `date` cannot say it.
    pub words: Option<String>,
    pub ground: Ground,
    /// The expression that it rests on.
    pub timex: Option<usize>,
    pub reasons: Vec<String>,
}

impl Dated {
    fn nothing() -> Self {
        Self { date: None, words: None, ground: Ground::None, timex: None, reasons: Vec::new() }
    }
}

/// How far relations between mentions are followed.
const DEPTH: usize = 3;

/// Dates all mentions of an article, in their order.
pub fn date_all(analysis: &Analysis, reading: &Reading) -> Vec<Dated> {
    let publication = reading.publication;
    let resolved = time::resolve_all(&analysis.timexes, publication, reading.discourse);
    let told = publication.map(day_in_words).unwrap_or_default();
    let dating = Dating { analysis, resolved: &resolved, publication, told, reading };
    let mut all = dating.direct_all();
    let around = Surroundings::of(analysis, publication, &all);
    let undated = (0..all.len()).filter(|&index| all[index].ground < Ground::Relation);
    for (index, dated) in undated.map(|index| (index, dating.undated(index, &around, &all))).collect::<Vec<_>>() {
        all[index] = dated;
    }
    let mentions = analysis.mentions.iter().zip(all);
    mentions.map(|(mention, dated)| bounded(publication, mention, dated)).collect()
}

/// What surrounds the mentions of an article, and which of them no sentence dates: what the weights of undated mentions
/// are fitted to.
pub fn surroundings<'a>(analysis: &'a Analysis, reading: &'a Reading) -> (Surroundings<'a>, Vec<usize>) {
    let resolved = time::resolve_all(&analysis.timexes, reading.publication, reading.discourse);
    let dating =
        Dating { analysis, resolved: &resolved, publication: reading.publication, told: String::new(), reading };
    let all = dating.direct_all();
    let undated = (0..all.len()).filter(|&index| all[index].ground < Ground::Relation).collect();
    (Surroundings::of(analysis, reading.publication, &all), undated)
}

/// Dates by what other sentences say of the event that a mention hangs on: "ahead of the election" is before the day on
/// which another sentence puts that election. `of_event` gives the date of the event that a mention belongs to.
pub fn date_by_events(
    analysis: &Analysis,
    reading: &Reading,
    dated: &[Dated],
    of_event: &dyn Fn(usize) -> Option<usize>,
) -> Vec<(usize, Dated)> {
    let mentions = analysis.mentions.iter().enumerate();
    let better = |(index, mention): (usize, &Mention)| {
        let TimeLink::Related(relation, Base::Mention(span)) = mention.time else { return None };
        let base = index_at(&analysis.mentions, span).filter(|_| dated[index].ground < Ground::Relation)?;
        let event = &dated[of_event(base)?];
        let known = event.ground >= Ground::Relation && event.date.is_some();
        let distance = mention.distance.map(|index| &analysis.timexes[index]);
        let mut by_event = related_at(distance, relation, known.then(|| event.clone())?);
        by_event.timex = None;
        by_event.reasons.insert(0, relation_in_words(relation, &analysis.mentions[base]));
        let own = dated[index].date;
        let date = by_event.date.and_then(|d| own.map_or(Some(d), |own| d.intersect(&own).or(Some(d))));
        Some((index, bounded(reading.publication, mention, Dated { date, ..by_event })))
    };
    mentions.filter_map(better).collect()
}

struct Dating<'a> {
    analysis: &'a Analysis,
    resolved: &'a [Resolved],
    publication: Option<NaiveDate>,
    /// The publication date for people; most reasons name it.
    told: String,
    reading: &'a Reading<'a>,
}

impl Dating<'_> {
    fn direct_all(&self) -> Vec<Dated> {
        self.analysis.mentions.iter().map(|mention| self.direct(mention, DEPTH)).collect()
    }

    /// By its own words or its relations; by the calendar where these give no date, or bounds around the calendar's.
    fn direct(&self, mention: &Mention, depth: usize) -> Dated {
        let told = self.told(mention, depth);
        if told.ground == Ground::Expression {
            return told;
        }
        match calendar::date_of(mention, self.analysis, self.reading) {
            Some((date, reason)) if told.date.is_none_or(|bounds| bounds.contains(&date)) => {
                Dated { date: Some(date), words: None, ground: Ground::Calendar, timex: None, reasons: vec![reason] }
            }
            _ => told,
        }
    }

    fn told(&self, mention: &Mention, depth: usize) -> Dated {
        match mention.time {
            TimeLink::Timex(index) => self.by_expression(mention, index, depth),
            TimeLink::Related(relation, Base::Timex(index)) => {
                self.related(mention, relation, self.by_expression(mention, index, depth))
            }
            TimeLink::Related(relation, Base::Mention(span)) if depth > 0 => match self.mention_at(span) {
                Some(base) => {
                    let mut dated = self.related(mention, relation, self.direct(base, depth - 1));
                    if dated.ground != Ground::None {
                        dated.reasons.insert(0, relation_in_words(relation, base));
                    }
                    dated
                }
                None => Dated::nothing(),
            },
            TimeLink::Related(..) | TimeLink::None => Dated::nothing(),
        }
    }

    /// As far before or after its base as the sentence says.
    fn related(&self, mention: &Mention, relation: Relation, base: Dated) -> Dated {
        related_at(mention.distance.map(|index| &self.analysis.timexes[index]), relation, base)
    }

    fn mention_at(&self, span: Span) -> Option<&Mention> {
        index_at(&self.analysis.mentions, span).map(|i| &self.analysis.mentions[i])
    }

    fn by_expression(&self, mention: &Mention, index: usize, depth: usize) -> Dated {
        let (timex, told) = (&self.analysis.timexes[index], &self.resolved[index]);
        if is_vaguely_now(mention, timex) || self.is_today_unsaid(timex, told) {
            return Dated::nothing();
        }
        let governing = mention.counted_from.filter(|_| depth > 0).and_then(|span| self.mention_at(span));
        let base = governing.and_then(|m| self.with_bounds(m, depth - 1).date);
        // What is counted from a time that nobody knows is not known either.
        if base.is_some_and(|base| base.days_long().is_none()) {
            return Dated::nothing();
        }
        let counted = base.map(|base| self.resolve(timex, Some(base)));
        let Some(resolved) = self.looking_back(mention, timex, counted.unwrap_or_else(|| told.clone())) else {
            return Dated::nothing();
        };
        let when = resolved.stretch.map(|w| self.until_publication(timex.signal, w));
        let mut reasons = resolved.reasons;
        if base.is_some() {
            reasons.push("Counted from the event of the same sentence, not from the publication".to_owned());
        }
        if when.is_none() && resolved.words.is_empty() {
            return Dated::nothing();
        }
        let words = when.is_none().then(|| signal_in_words(timex.signal, &resolved.words));
        Dated { date: when, words, ground: Ground::Expression, timex: Some(index), reasons }
    }

    fn resolve(&self, timex: &Timex, reference: Option<UncertainDate>) -> Resolved {
        time::resolve(timex, &Env { publication: self.publication, reference })
    }

    /// "At 2 a.m. he left": that it was on the day of publication nobody says.
    fn is_today_unsaid(&self, timex: &Timex, resolved: &Resolved) -> bool {
        let day = resolved.when.and_then(|when| when.single_day());
        timex.lacks_day() && day.is_some() && day == self.publication
    }

    /// What has happened has no date to come: "the April 6 attack" was last April, though the next may be nearer. `None`
    /// where the expression tells of something else.
    fn looking_back(&self, mention: &Mention, timex: &Timex, resolved: Resolved) -> Option<Resolved> {
        let happened = matches!(mention.status, Status::Happened | Status::Contested);
        if !happened || !self.is_ahead(&resolved) {
            return Some(resolved);
        }
        let sets_end = matches!(timex.signal, Signal::By | Signal::Until);
        match timex.in_the_past().filter(|_| !sets_end) {
            Some(past) => Some(self.resolve(&past, None)),
            None => (!tells_how_far(mention, timex)).then_some(resolved),
        }
    }

    fn is_ahead(&self, resolved: &Resolved) -> bool {
        let start = resolved.when.and_then(|when| when.earliest);
        self.publication.zip(start).is_some_and(|(publication, start)| start.day > publication)
    }

    /// What lasts "since" a time reaches to the publication.
    fn until_publication(&self, signal: Signal, when: UncertainDate) -> UncertainDate {
        let known = self.publication.filter(|_| signal == Signal::Since).map(|p| UncertainDate::day(p).up_to());
        known.and_then(|p| when.intersect(&p)).unwrap_or(when)
    }

    /// Its date, else the bounds that its status sets.
    fn with_bounds(&self, mention: &Mention, depth: usize) -> Dated {
        let direct = self.direct(mention, depth);
        let ahead = matches!(mention.status, Status::Planned | Status::Hypothetical);
        let bounds = |day| if ahead { (Some(day), None) } else { (None, Some(day)) };
        let by_status = self.publication.map(bounds).map(|(from, to)| UncertainDate::bounds(from, to));
        let date = direct.date.or(by_status);
        bounded(self.publication, mention, Dated { date, ..direct })
    }

    /// Nothing in its sentence dates it: what it is read as does.
    fn undated(&self, index: usize, around: &Surroundings, direct: &[Dated]) -> Dated {
        let mention = &self.analysis.mentions[index];
        let best = around.best(index);
        if let (As::Running, Some(anchor)) = (best, around.running(index)) {
            let (base, dated) = (&self.analysis.mentions[anchor], &direct[anchor]);
            let near = base.paragraph == mention.paragraph;
            let how = if near { "No date of its own; taken from" } else { "No date of its own; most likely that of" };
            return Dated {
                // What comes later in the text may have come later in time.
                date: dated.date.map(|date| if near { date } else { date.about() }),
                ground: Ground::Paragraph,
                reasons: vec![
                    format!("{how} “{}”, told {} it", base.title, before(mention.sentence - base.sentence)),
                    dated.reasons.last().cloned().unwrap_or_default(),
                ],
                ..dated.clone()
            };
        }
        let (date, told) = (around.date(index, best), &self.told);
        let tense = tense_in_words(mention);
        let what = match (best, around.news_day) {
            (As::News, Some(day)) => {
                format!("like the news of the report, which its lead dates to {}", day_in_words(day))
            }
            (As::News, None) => format!("like the news of the report, so shortly before publication, {told}"),
            (As::Ahead, _) => format!("so on or after publication, {told}"),
            (As::Earlier | As::Running, _) => format!("so on or before publication, {told}"),
        };
        let words = match best {
            As::News => "shortly before publication",
            As::Ahead => "on or after publication",
            As::Earlier | As::Running => "on or before publication",
        };
        let what = what.trim_end_matches([',', ' ']);
        Dated {
            date,
            words: date.is_none().then(|| words.to_owned()),
            ground: Ground::Tense,
            timex: None,
            reasons: vec![format!("No date in the text; {tense}, {what}")],
        }
    }
}

/// How far before it a sentence stands.
fn before(sentences: usize) -> String {
    match sentences {
        0 => "before".to_owned(),
        1 => "in the sentence before".to_owned(),
        n => format!("{n} sentences before"),
    }
}

/// What has happened did so by the time it was published; a plan lies ahead.
fn bounded(publication: Option<NaiveDate>, mention: &Mention, mut dated: Dated) -> Dated {
    let (Some(day), Some(date)) = (publication, dated.date) else { return dated };
    let bound = match mention.status {
        Status::Happened | Status::Contested | Status::Background => UncertainDate::bounds(None, Some(day)),
        Status::Planned => UncertainDate::bounds(Some(day), None),
        _ => return dated,
    };
    let open = date.latest.is_none() || date.earliest.is_none();
    // "launched this week": up to publication, not the rest of the week.
    let over = date.precision > Precision::Day && has_happened(mention.tense) && mention.status == Status::Happened;
    if (open || over)
        && let Some(inside) = date.intersect(&bound)
        && inside != date
    {
        dated.date = Some(inside);
        if dated.ground != Ground::Tense {
            dated.reasons.push(format!("Told as {}, so bounded by publication", tense_in_words(mention)));
        }
    }
    dated
}

/// A date by its relation to another; `distance` tells how long it lies before or after.
fn related_at(distance: Option<&Timex>, relation: Relation, base: Dated) -> Dated {
    let known = base.date.filter(|date| date.days_long().is_some());
    let measured = match (relation, distance, known) {
        (Relation::After, Some(distance), Some(date)) => time::counted(&date, distance, true),
        (Relation::Before, Some(distance), Some(date)) => time::counted(&date, distance, false),
        _ => None,
    };
    if let Some(date) = measured {
        let mut reasons = base.reasons;
        reasons.push("Counted from there by the length that the sentence gives".to_owned());
        return Dated { date: Some(date), words: None, reasons, ..base };
    }
    let ground = base.ground.min(Ground::Relation);
    let date = base.date.and_then(|d| match relation {
        Relation::Same => Some(d),
        Relation::After => d.earliest.map(|e| UncertainDate::bounded(Some(e), None).zoned(d.zone)),
        Relation::Before | Relation::NotAfter => d.latest.map(|l| UncertainDate::bounded(None, Some(l)).zoned(d.zone)),
    });
    // "before" what is itself only known to be after something says nothing.
    let bounded = |words: &String| ["after ", "before ", "not after "].iter().any(|side| words.starts_with(side));
    let vague = relation != Relation::Same && base.words.as_ref().is_some_and(bounded);
    if base.date.is_some() && date.is_none() || vague {
        return Dated::nothing();
    }
    let words = base.words.map(|w| match relation {
        Relation::Same => w,
        Relation::After => format!("after {w}"),
        Relation::Before => format!("before {w}"),
        Relation::NotAfter => format!("not after {w}"),
    });
    Dated { date, words, ground, ..base }
}

fn relation_in_words(relation: Relation, base: &Mention) -> String {
    let how = match relation {
        Relation::Same => "At the time of",
        Relation::After => "After",
        Relation::Before => "Before",
        Relation::NotAfter => "Not later than",
    };
    format!("{how} “{}”", base.title)
}

/// "has now been answered", "is now to be posted": since when, or by when, "now" does not say.
fn is_vaguely_now(mention: &Mention, timex: &Timex) -> bool {
    timex.is_present() && !(mention.tense == Tense::Present && mention.status == Status::Happened)
}

/// "extended its offer to 16 November", "agreed on a meeting on Friday": the day to come is not that of the verb in the past.
fn tells_how_far(mention: &Mention, timex: &Timex) -> bool {
    let aside = timex.signal == Signal::Until || !timex.names_its_year() && (timex.is_vague() || is_done(mention));
    has_happened(mention.tense) && aside
}

/// Told by a verb in the past, and none that sets days: "closed", not "scheduled" or "called an election".
fn is_done(mention: &Mention) -> bool {
    let by_verb = mention.verb.is_some_and(|verb| mention.span.contains(verb));
    has_happened(mention.tense) && by_verb && lexicon::embedding_verb(&mention.lemma) != Some(Embedding::Plan)
}

const fn has_happened(tense: Tense) -> bool {
    matches!(tense, Tense::Past | Tense::Perfect | Tense::Pluperfect)
}

fn tense_in_words(mention: &Mention) -> &'static str {
    match (mention.status, mention.tense) {
        (Status::Planned, _) => "told as planned",
        (Status::Hypothetical, _) => "told as possible",
        (_, Tense::Pluperfect) => "told as past before the past",
        (_, Tense::Perfect) => "told in the perfect",
        (_, Tense::Present) => "told in the present",
        _ => "told in the past tense",
    }
}

fn signal_in_words(signal: Signal, words: &str) -> String {
    match signal {
        Signal::At | Signal::Throughout => words.to_owned(),
        Signal::By => format!("by {words}"),
        Signal::Before => format!("before {words}"),
        Signal::After => format!("after {words}"),
        Signal::Since => format!("since {words}"),
        Signal::Until => format!("until {words}"),
        Signal::From => format!("from {words} on"),
    }
}
