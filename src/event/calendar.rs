//! What calendar knowledge dates: a summit, vote or disaster that a mention names, the election and the taking of office
//! of somebody whose terms are known. Used only where the article itself gives no date.

use super::model::{Analysis, Mention, Reading, Status};
use crate::landmark::{Knowledge, Landmark, Named};
use crate::time::UncertainDate;
use chrono::NaiveDate;

/// Of a series that comes round, an article means the one that lies no further from its publication.
const NEAR_DAYS: i64 = 183;
/// How far from the election the office may be named.
const OFFICE_REACH: usize = 20;
/// Other offices to which people are elected before the one that they are known for.
const LESSER_OFFICES: &[&str] = &[
    "senate",
    "senator",
    "congress",
    "congressman",
    "congresswoman",
    "representatives",
    "parliament",
    "governor",
    "mayor",
    "council",
    "chairman",
    "chair",
    "chairwoman",
    "leader",
    "legislature",
    "attorney",
    "vice",
    "secretary",
];

/// The days of a mention by calendar knowledge, with the reason for people.
pub fn date_of(mention: &Mention, analysis: &Analysis, reading: &Reading) -> Option<(UncertainDate, String)> {
    if reading.knowledge.found.is_empty() && mention.participants.is_empty() {
        return None;
    }
    let (from, to, what) = named(mention, reading)
        .map(|l| (l.from, l.to.unwrap_or(l.from), l.name.clone()))
        .or_else(|| of_person(mention, analysis, reading))?;
    let date = if from == to { UncertainDate::day(from) } else { UncertainDate::days(from, to) };
    Some((date, format!("Calendar knowledge, not the article's words: {what}, {}", date.words())))
}

/// Does a date go with what the article says of the mention?
fn fits(mention: &Mention, reading: &Reading, from: NaiveDate, to: NaiveDate) -> bool {
    let Some(day) = reading.publication else { return true };
    match mention.status {
        Status::Planned | Status::Hypothetical => to >= day,
        _ => from <= day,
    }
}

/// The landmark whose name holds the trigger: "summit" in "the APEC summit".
fn named<'a>(mention: &Mention, reading: &'a Reading) -> Option<&'a Landmark> {
    let Knowledge { landmarks, found } = reading.knowledge;
    let before = found.partition_point(|f| f.span.end < mention.span.end);
    let found = found.get(before).filter(|f| f.span.start <= mention.span.start)?;
    let Named::Landmarks(all) = &found.named else { return None };
    let all: Vec<&Landmark> = all.iter().map(|l| &landmarks.landmarks()[*l]).collect();
    let mut fit = all.iter().copied().filter(|l| fits(mention, reading, l.from, l.to.unwrap_or(NaiveDate::MAX)));
    if all.len() == 1 {
        return fit.next().filter(|l| l.to.is_some());
    }
    let day = reading.publication?;
    let away = |l: &&Landmark| (l.from - day).num_days().abs().min((l.to.unwrap_or(l.from) - day).num_days().abs());
    fit.filter(|l| away(l) <= NEAR_DAYS).min_by_key(away)
}

/// "Trump was elected", "Trump takes office": by the terms of the person.
fn of_person(mention: &Mention, analysis: &Analysis, reading: &Reading) -> Option<(NaiveDate, NaiveDate, String)> {
    let landmarks = &reading.knowledge.landmarks;
    let day = reading.publication?;
    if !matches!(mention.kind, "election" | "inauguration") || mention.participants.is_empty() {
        return None;
    }
    let tokens = &analysis.sentences.get(mention.sentence)?.tokens;
    let at = tokens.partition_point(|t| t.span.start < mention.span.start);
    let near = &tokens[at.saturating_sub(OFFICE_REACH)..(at + OFFICE_REACH).min(tokens.len())];
    if near.iter().any(|t| LESSER_OFFICES.contains(&t.lower.as_str())) {
        return None;
    }
    let people = mention.participants.iter().map(|p| p.name.as_str());
    match (mention.kind, mention.root.as_str()) {
        ("election", "elect" | "win") => people.into_iter().find_map(|person| {
            let won = landmarks.elections_won(person).into_iter().rfind(|d| fits(mention, reading, *d, *d))?;
            Some((won, won, format!("the US presidential election that {person} won")))
        }),
        ("inauguration", _) => people.into_iter().find_map(|person| {
            let terms = landmarks.terms_of(person).filter(|t| (t.from - day).num_days().abs() <= NEAR_DAYS);
            let term = terms.filter(|t| fits(mention, reading, t.from, t.from)).last()?;
            Some((term.from, term.from, format!("{person} taking office as {} ({})", term.role, term.of)))
        }),
        _ => None,
    }
}
