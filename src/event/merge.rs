//! One event, once: the mentions of an article that tell the same happening.

use super::date::{Dated, Ground};
use super::lexicon;
use super::model::{Mention, Status};
use crate::article::BlockKind;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Mentions that score at least this much together are one event.
const THRESHOLD: f32 = 3.5;

/// The last of the paragraphs that tell the news itself.
const LEAD: usize = 3;

/// How many sentences back a word of the same kind is taken to refer.
const NEAR: usize = 3;

/// A mention is compared with this many of the groups last begun, and as many of those that share its root, so that
/// the work grows with the length of the article and not with its square.
const COMPARED: usize = 64;
/// … and with this many of a group's members, the first and the last ones.
const MEMBERS: usize = 8;

/// Groups of indices into the mentions, each group in text order, the groups by their first mention.
pub fn groups(mentions: &[Mention], dated: &[Dated]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut of_root: FxHashMap<&SmolStr, Vec<usize>> = FxHashMap::default();
    let mut group_of: Vec<usize> = Vec::with_capacity(mentions.len());
    for (index, mention) in mentions.iter().enumerate() {
        // Mentions stand in text order, so what it is the outcome of has its group already.
        let main = mention.outcome_of.and_then(|span| mentions[..index].iter().rposition(|m| m.span == span));
        if let Some(group) = main.map(|m| group_of[m]) {
            groups[group].push(index);
            group_of.push(group);
            continue;
        }
        let same_root = of_root.entry(&mention.root).or_default();
        let mut near: Vec<usize> = same_root.iter().rev().take(COMPARED).copied().collect();
        near.extend(groups.len().saturating_sub(COMPARED)..groups.len());
        near.sort_unstable();
        near.dedup();
        let best = near
            .into_iter()
            .filter_map(|g| Some((g, fit(index, &groups[g], mentions, dated)?)))
            .filter(|(_, score)| *score >= THRESHOLD)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let group = match best {
            Some((group, _)) => {
                groups[group].push(index);
                group
            }
            None => {
                groups.push(vec![index]);
                groups.len() - 1
            }
        };
        group_of.push(group);
        if same_root.last() != Some(&group) {
            same_root.push(group);
        }
    }
    // A mention that only supports others is no event by itself.
    groups.retain(|group| group.iter().any(|&i| mentions[i].stands));
    groups
}

/// How well a mention fits a group: the best score with any member, unless one forbids it.
fn fit(index: usize, group: &[usize], mentions: &[Mention], dated: &[Dated]) -> Option<f32> {
    let mut best = f32::MIN;
    let half = MEMBERS / 2;
    let middle = half..group.len().saturating_sub(half);
    for (at, &member) in group.iter().enumerate() {
        // Outcomes draw nothing to their event: two jets may crash and kill.
        if !middle.contains(&at) && mentions[member].outcome_of.is_none() {
            best = best.max(score((&mentions[index], &dated[index]), (&mentions[member], &dated[member]))?);
        }
    }
    Some(best)
}

/// `None`: these two cannot be one event.
fn score(a: (&Mention, &Dated), b: (&Mention, &Dated)) -> Option<f32> {
    let ((a, date_a), (b, date_b)) = (a, b);
    let same_lemma = a.lemma == b.lemma;
    let same_root = same_lemma || a.root == b.root;
    let same_kind = a.kind == b.kind && !matches!(a.kind, "other" | "statement");
    if a.apart && a.sentence != b.sentence || !(same_root || lexicon::compatible(a.kind, b.kind)) {
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
    let mut score = if same_lemma {
        2.0
    } else if same_root {
        1.5
    } else {
        0.75
    };
    if same_kind {
        score += 0.75;
    }
    let alike = (a.status == Status::Happened) == (b.status == Status::Happened);
    if !alike {
        score -= 1.0;
    }
    let (ours, theirs) = (parties(a), parties(b));
    let shared = ours.intersection(&theirs).count();
    let disjoint = !ours.is_empty() && !theirs.is_empty() && shared == 0;
    if disjoint && !a.definite && !b.definite {
        return None;
    }
    // Each names somebody that the other does not: two meetings.
    let counterparts = shared < ours.len() && shared < theirs.len();
    if counterparts && a.sentence != b.sentence && !a.definite && !b.definite {
        return None;
    }
    score += match shared {
        0 => 0.0,
        1 => 1.0,
        _ => 2.5,
    };
    let about = overlap(&a.about, &b.about);
    // Kinds that merely go together need something else in common.
    if !same_root && a.kind != b.kind && about == 0.0 && a.sentence != b.sentence {
        return None;
    }
    score += 2.5 * about;
    if both_own && date_a.date == date_b.date {
        score += 1.0;
    }
    if a.places.iter().any(|p| b.places.contains(p)) {
        score += 0.5;
    }
    // The headline tells what the lead tells.
    let headline = |m: &Mention| m.block == BlockKind::Headline;
    let lead = |m: &Mention| !headline(m) && m.paragraph <= LEAD;
    if (headline(a) && lead(b) || headline(b) && lead(a)) && (same_kind || same_root) && shared > 0 {
        score += 1.25;
    }
    // "the conversation" means one told shortly before, or one with the same parties.
    let near = a.sentence.abs_diff(b.sentence) <= NEAR;
    let refers_back = alike && (a.definite || b.definite) && (same_root || same_kind && (near || shared > 0));
    if refers_back {
        score += 2.25;
    } else if a.sentence == b.sentence && !same_lemma {
        // One sentence tells two things with two verbs.
        score -= 1.0;
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
