//! The date of each mention for one publication date, with the reasons in words.
//!
//! Sieves in order of how often they are right: an expression of its own clause; calendar knowledge of what it names;
//! the relation to something dated in the same sentence; the paragraph's running date; last the tense alone, which gives
//! bounds and never a day.

use super::calendar;
use super::chunk::Tense;
use super::model::{Analysis, Base, Mention, Reading, Relation, Status, TimeLink};
use crate::article::BlockKind;
use crate::text::Span;
use crate::time::{self, Env, Precision, Resolved, Signal, UncertainDate, day_in_words};
use chrono::{Days, NaiveDate};

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

/// How long before its publication a report takes what it calls news to have happened: a week, as the annotators of
/// news timelines read an undated "said".
const NEWS_DAYS: u64 = 7;
/// The paragraphs at the top of an article that tell the news itself.
const LEAD_PARAGRAPHS: usize = 4;
/// How far relations between mentions are followed.
const DEPTH: usize = 3;

/// Dates all mentions of an article, in their order.
pub fn date_all(analysis: &Analysis, reading: &Reading) -> Vec<Dated> {
    let publication = reading.publication;
    let resolved = time::resolve_all(&analysis.timexes, publication, reading.discourse);
    let told = publication.map(day_in_words).unwrap_or_default();
    let mut dating = Dating { analysis, resolved: &resolved, publication, told, reading, news_day: None };
    dating.news_day = dating.find_news_day();
    let mut all: Vec<Dated> = Vec::with_capacity(analysis.mentions.len());
    for (index, mention) in analysis.mentions.iter().enumerate() {
        let dated = dating.direct(mention, DEPTH);
        let dated = if dated.ground >= Ground::Relation { dated } else { dating.fallback(index, mention, &all) };
        all.push(bounded(publication, mention, dated));
    }
    all
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
        let mut by_event = related(relation, known.then(|| event.clone())?);
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
    /// The day to which the lead dates the news.
    news_day: Option<NaiveDate>,
}

impl Dating<'_> {
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
                related(relation, self.by_expression(mention, index, depth))
            }
            TimeLink::Related(relation, Base::Mention(span)) if depth > 0 => match self.mention_at(span) {
                Some(base) => {
                    let mut dated = related(relation, self.direct(base, depth - 1));
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

    fn mention_at(&self, span: Span) -> Option<&Mention> {
        index_at(&self.analysis.mentions, span).map(|i| &self.analysis.mentions[i])
    }

    /// The mentions of one sentence.
    fn of_sentence(&self, sentence: usize) -> &[Mention] {
        let all = &self.analysis.mentions;
        &all[all.partition_point(|m| m.sentence < sentence)..all.partition_point(|m| m.sentence <= sentence)]
    }

    fn by_expression(&self, mention: &Mention, index: usize, depth: usize) -> Dated {
        let timex = &self.analysis.timexes[index];
        let mut resolved = self.resolved[index].clone();
        let mut extra = Vec::new();
        // "two days earlier" counts from the event that the sentence is about, not from the last date named.
        // At the head of its sentence it counts from what was told before.
        if timex.is_anaphoric() && !timex.opens && depth > 0 {
            let governing = self
                .of_sentence(mention.sentence)
                .iter()
                .find(|m| m.span != mention.span && m.time != TimeLink::Timex(index));
            if let Some(base) = governing.map(|m| self.with_fallback(m, depth - 1)).and_then(|d| d.date) {
                resolved = time::resolve(timex, &Env { publication: self.publication, reference: Some(base) });
                extra.push("Counted from the event of the same sentence, not from the publication".to_owned());
            }
        }
        let when = resolved.stretch.map(|w| self.until_publication(timex.signal, w));
        let mut reasons = resolved.reasons;
        reasons.extend(extra);
        if when.is_none() && resolved.words.is_empty() {
            return Dated::nothing();
        }
        let words = when.is_none().then(|| signal_in_words(timex.signal, &resolved.words));
        Dated { date: when, words, ground: Ground::Expression, timex: Some(index), reasons }
    }

    /// What lasts "since" a time reaches to the publication.
    fn until_publication(&self, signal: Signal, when: UncertainDate) -> UncertainDate {
        let known = self.publication.filter(|_| signal == Signal::Since).map(|p| UncertainDate::day(p).up_to());
        known.and_then(|p| when.intersect(&p)).unwrap_or(when)
    }

    fn with_fallback(&self, mention: &Mention, depth: usize) -> Dated {
        let direct = self.direct(mention, depth);
        let dated = if direct.ground >= Ground::Relation { direct } else { self.by_tense(mention) };
        bounded(self.publication, mention, dated)
    }

    /// The running date of the paragraph, else what the tense allows.
    fn fallback(&self, index: usize, mention: &Mention, before: &[Dated]) -> Dated {
        let narrative = matches!(mention.tense, Tense::Past | Tense::Gerund | Tense::Participle)
            && mention.status == Status::Happened
            && !mention.definite;
        let previous = self.analysis.mentions[..index]
            .iter()
            .zip(before)
            .rev()
            .take_while(|(m, _)| m.paragraph == mention.paragraph)
            .find(|(m, d)| {
                d.ground == Ground::Expression && m.sentence < mention.sentence && m.status == Status::Happened
            });
        if narrative
            && let Some((_, dated)) = previous
            && dated.date.is_some_and(|d| d.precision <= Precision::Month)
        {
            return Dated {
                ground: Ground::Paragraph,
                reasons: vec![
                    "No date of its own; taken from the sentence before it in the same paragraph".to_owned(),
                    dated.reasons.last().cloned().unwrap_or_default(),
                ],
                ..dated.clone()
            };
        }
        self.by_tense(mention)
    }

    /// The first day of the last week that the lead gives something that happened.
    fn find_news_day(&self) -> Option<NaiveDate> {
        let publication = self.publication?;
        let week = publication.checked_sub_days(Days::new(NEWS_DAYS))?;
        let lead = self.analysis.mentions.iter().take_while(|m| m.paragraph < LEAD_PARAGRAPHS);
        let happened = lead.filter(|m| m.status == Status::Happened);
        let day = |m: &Mention| match m.time {
            TimeLink::Timex(index) => self.resolved[index].stretch.and_then(|d| d.single_day()),
            _ => None,
        };
        happened.filter_map(day).find(|day| (week..=publication).contains(day))
    }

    /// What a report says without a date was said when its news was, or in the day up to its publication.
    fn by_report(&self, mention: &Mention) -> Option<Dated> {
        let said = is_report(mention.kind)
            && mention.status == Status::Happened
            && matches!(mention.tense, Tense::Past | Tense::Perfect | Tense::Present);
        let publication = self.publication.filter(|_| said && !mention.backgrounded)?;
        let (from, why) = match self.news_day {
            Some(day) => (day, format!("the lead dates the news to {}", day_in_words(day))),
            None => (publication.pred_opt()?, "a report tells what was just said".to_owned()),
        };
        let date = UncertainDate::days(from, publication).about();
        let reason = format!("No date in the text; {why}, and it was published on {}", self.told);
        Some(Dated { date: Some(date), words: None, ground: Ground::Tense, timex: None, reasons: vec![reason] })
    }

    fn by_tense(&self, mention: &Mention) -> Dated {
        if let Some(said) = self.by_report(mention) {
            return said;
        }
        let title = matches!(mention.block, BlockKind::Headline | BlockKind::Bullet | BlockKind::Caption);
        let lead = mention.paragraph < LEAD_PARAGRAPHS;
        let ahead = matches!(mention.status, Status::Planned | Status::Hypothetical);
        let news = !ahead
            && !mention.backgrounded
            && (title
                || matches!(mention.tense, Tense::Past | Tense::Perfect | Tense::Present)
                    && (lead || is_report(mention.kind)));
        let Some(day) = self.publication else {
            let words = match () {
                () if ahead => "on or after publication",
                () if news => "shortly before publication",
                () => "on or before publication",
            };
            return Dated {
                date: None,
                words: Some(words.to_owned()),
                ground: Ground::Tense,
                timex: None,
                reasons: vec![format!("No date in the text; {}, so {words}", tense_in_words(mention))],
            };
        };
        let (date, what) = if ahead {
            (UncertainDate::bounds(Some(day), None), "on or after publication")
        } else if news {
            let week = day.checked_sub_days(Days::new(NEWS_DAYS)).unwrap_or(day);
            let mut date = UncertainDate::bounds(Some(week), Some(day));
            date.approximate = true;
            (date, "about the week before publication")
        } else {
            (UncertainDate::bounds(None, Some(day)), "on or before publication")
        };
        Dated {
            date: Some(date),
            words: None,
            ground: Ground::Tense,
            timex: None,
            reasons: vec![["No date in the text; ", tense_in_words(mention), ", so ", what, ", ", &self.told].concat()],
        }
    }
}

/// The mention whose trigger this is; mentions stand in text order.
fn index_at(all: &[Mention], span: Span) -> Option<usize> {
    Some(all.partition_point(|m| m.span < span)).filter(|&i| all.get(i).is_some_and(|m| m.span == span))
}

/// What has happened did so by the time it was published; a plan lies ahead.
fn bounded(publication: Option<NaiveDate>, mention: &Mention, mut dated: Dated) -> Dated {
    let (Some(day), Some(date)) = (publication, dated.date) else { return dated };
    let bound = match mention.status {
        Status::Happened | Status::Contested | Status::Background => UncertainDate::bounds(None, Some(day)),
        Status::Planned if dated.ground != Ground::Expression => UncertainDate::bounds(Some(day), None),
        _ => return dated,
    };
    let open = date.latest.is_none() || date.earliest.is_none();
    if open
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

/// Statements and reports are news by themselves.
fn is_report(kind: &str) -> bool {
    matches!(kind, "statement" | "announcement" | "denial" | "accusation" | "publication" | "speech")
}

fn related(relation: Relation, base: Dated) -> Dated {
    let ground = base.ground.min(Ground::Relation);
    let date = base.date.and_then(|d| match relation {
        Relation::Same => Some(d),
        Relation::After => d.earliest.map(|e| UncertainDate::bounded(Some(e), None)),
        Relation::Before | Relation::NotAfter => d.latest.map(|l| UncertainDate::bounded(None, Some(l))),
    });
    if base.date.is_some() && date.is_none() {
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

fn tense_in_words(mention: &Mention) -> &'static str {
    match (mention.status, mention.tense) {
        (Status::Planned, _) => "told as planned",
        (Status::Hypothetical, _) => "told as possible",
        (_, Tense::Pluperfect) => "told as past before the past",
        (_, Tense::Perfect) => "told in the perfect",
        (_, Tense::Present) => "told as news in the present",
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
