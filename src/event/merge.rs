//! One event, once: the mentions of an article that tell the same happening.

use super::date::{Dated, Ground};
use super::lexicon;
use super::model::{Mention, Status};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Mentions that score at least this much together are one event.
const THRESHOLD: f32 = 4.0;

/// Groups of indices into the mentions, each group in text order, the groups by their first mention.
pub fn groups(mentions: &[Mention], dated: &[Dated]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in 0..mentions.len() {
        let best = groups
            .iter()
            .enumerate()
            .filter_map(|(g, group)| Some((g, fit(index, group, mentions, dated)?)))
            .filter(|(_, score)| *score >= THRESHOLD)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        match best {
            Some((group, _)) => groups[group].push(index),
            None => groups.push(vec![index]),
        }
    }
    // A mention that only supports others is no event by itself.
    groups.retain(|group| group.iter().any(|&i| mentions[i].stands));
    groups
}

/// How well a mention fits a group: the best score with any member, unless one forbids it.
fn fit(index: usize, group: &[usize], mentions: &[Mention], dated: &[Dated]) -> Option<f32> {
    let mut best = f32::MIN;
    for &member in group {
        best = best.max(score((&mentions[index], &dated[index]), (&mentions[member], &dated[member]))?);
    }
    Some(best)
}

/// `None`: these two cannot be one event.
fn score(a: (&Mention, &Dated), b: (&Mention, &Dated)) -> Option<f32> {
    let ((a, date_a), (b, date_b)) = (a, b);
    let same_lemma = a.lemma == b.lemma;
    if a.apart && a.sentence != b.sentence || !(same_lemma || lexicon::compatible(a.kind, b.kind)) {
        return None;
    }
    let both_own = date_a.ground == Ground::Expression && date_b.ground == Ground::Expression;
    if let (Some(x), Some(y)) = (date_a.date, date_b.date)
        && x.intersect(&y).is_none()
        && date_a.ground >= Ground::Relation
        && date_b.ground >= Ground::Relation
    {
        return None;
    }
    if matches!((a.status, b.status), (Status::Denied, Status::Happened) | (Status::Happened, Status::Denied)) {
        return None;
    }
    let mut score = if same_lemma { 2.0 } else { 0.75 };
    if a.kind == b.kind && a.kind != "other" {
        score += 0.5;
    }
    let (ours, theirs) = (parties(a), parties(b));
    let shared = ours.intersection(&theirs).count();
    let disjoint = !ours.is_empty() && !theirs.is_empty() && shared == 0;
    if disjoint && !a.definite && !b.definite {
        return None;
    }
    // Two parties each, one of them another: two meetings.
    let counterparts = ours.len() >= 2 && theirs.len() >= 2 && shared < ours.len().min(theirs.len());
    if counterparts && lexicon::verb(&a.lemma).is_some_and(|w| w.symmetric) {
        return None;
    }
    score += match shared {
        0 => 0.0,
        1 => 1.0,
        _ => 2.5,
    };
    let about = overlap(&a.about, &b.about);
    score += 2.5 * about;
    if both_own && date_a.date == date_b.date {
        score += 1.0;
    }
    if a.places.iter().any(|p| b.places.contains(p)) {
        score += 0.5;
    }
    if (a.definite || b.definite) && (same_lemma || a.kind == b.kind) {
        score += 1.5;
    }
    if a.sentence == b.sentence {
        // One sentence tells two things with two verbs, but "in the strike that hit the hospital" is one.
        score += if same_lemma { 0.5 } else { -1.0 };
    }
    if a.title == b.title && !a.title.is_empty() {
        score += 3.0;
    }
    Some(score)
}

fn parties(mention: &Mention) -> BTreeSet<&str> {
    mention.participants.iter().map(|p| p.name.as_str()).collect()
}

/// Shared words over the smaller set, 0.0–1.0; both are sorted.
fn overlap(a: &[SmolStr], b: &[SmolStr]) -> f32 {
    let smaller = a.len().min(b.len());
    if smaller == 0 {
        return 0.0;
    }
    let shared = a.iter().filter(|w| b.binary_search(w).is_ok()).count();
    // A single shared word of a one-word set says little.
    shared as f32 / smaller.max(2) as f32
}
