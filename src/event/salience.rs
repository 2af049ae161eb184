//! What a timeline shows first, and how sure the program is.

use super::build::is_day;
use super::date::{Dated, Ground};
use super::lexicon;
use super::model::{Mention, Status};
use crate::article::BlockKind;

/// The paragraphs that count as the lead: headline, bullets and the first paragraph or two.
const LEAD: usize = 3;
/// The sum of parts that a salience of 1.0 stands for.
const FULL: f32 = 9.0;

/// 0.0–1.0: headline and lead, repetition, kind, exactness of the date and named participants speak for an event;
/// background, possibilities and a title that is not whole speak against it.
pub fn of(mentions: &[&Mention], dated: &Dated, status: Status, whole: bool) -> f32 {
    let in_title = mentions.iter().any(|m| matches!(m.block, BlockKind::Headline | BlockKind::Bullet));
    let in_lead = mentions.iter().any(|m| m.paragraph < LEAD);
    let kind = mentions.iter().filter_map(|m| lexicon::kind(m.kind)).map(|k| k.weight).fold(0.0, f32::max);
    let mut names: Vec<&str> = mentions.iter().flat_map(|m| &m.participants).map(|p| p.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let parts = [
        if in_title { 2.0 } else { 0.0 },
        if in_lead { 1.5 } else { 0.0 },
        (1.0 + mentions.len() as f32).ln(),
        2.0 * kind,
        if is_day(dated) {
            1.0
        } else if dated.ground >= Ground::Relation {
            0.5
        } else {
            0.0
        },
        0.5 * names.len().min(2) as f32,
        match status {
            Status::Background => -2.0,
            Status::Hypothetical | Status::Denied => -3.0,
            _ => 0.0,
        },
        // Of what is shown first a reader should learn something.
        if whole { 0.0 } else { -1.0 },
    ];
    round((parts.iter().sum::<f32>() / FULL).clamp(0.0, 1.0))
}

/// 0.0–1.0, from the strength of the mention and the ground of its date.
pub fn confidence(mention: &Mention, dated: &Dated) -> f32 {
    let date = match dated.ground {
        Ground::Expression => 0.9,
        Ground::Relation | Ground::Calendar => 0.7,
        Ground::Paragraph => 0.6,
        Ground::Tense => 0.5,
        Ground::None => 0.4,
    };
    round(date * (0.6 + 0.1 * mention.score).clamp(0.3, 1.0))
}

fn round(x: f32) -> f32 {
    (x * 100.0).round() / 100.0
}
