//! One event, once: the mentions of an article that tell the same happening.

use super::date::Dated;
use super::model::Mention;
use super::pair::Told;
use super::same;
use super::worth;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A mention joins the group that it fits best from these log-odds on. Below even odds: two events told as one are seen by
/// their evidence, while one told twice is noise.
const THRESHOLD: f32 = -0.8;

/// … and is evidence of what the group's clearest mention tells from these on. Below even odds: a reader sees that a sentence
/// does not tell the event, but not the sentence that was left out.
const PROOF: f32 = -1.2;

/// A mention is compared with the groups of this many others on each side of it, and of as many of its own root, so that
/// the work grows with the length of the article and not with its square.
const COMPARED: usize = 64;
/// … and with this many of a group's members, the first and the last to join.
const MEMBERS: usize = 8;

/// Of each listed event the indices of the mentions that prove it, in text order; the events by their first mention. What
/// else may tell the event counts for whether it is listed, and is no event of its own.
pub fn groups(mentions: &[Mention], dated: &[Dated]) -> Vec<Vec<usize>> {
    let told = Told::all(mentions, dated);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let (mut all, mut of_root) = (Placed::default(), FxHashMap::<&SmolStr, Placed>::default());
    // Of each group the last mention that was compared with it.
    let mut compared: Vec<Option<usize>> = Vec::new();
    for index in clearest_first(mentions) {
        let same_root = of_root.entry(&mentions[index].root).or_default();
        let best = all
            .around(index)
            .chain(same_root.around(index))
            .filter(|&g| compared[g].replace(index) != Some(index))
            .filter_map(|g| Some((g, fit(index, &groups[g], &told)?)))
            .filter(|(_, score)| *score >= THRESHOLD)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let group = best.map_or(groups.len(), |(group, _)| group);
        match groups.get_mut(group) {
            Some(group) => group.push(index),
            None => {
                groups.push(vec![index]);
                compared.push(None);
            }
        }
        all.0.insert(index, group);
        same_root.0.insert(index, group);
    }
    groups.retain(|group| worth::is_listed(group.iter().map(|&i| &mentions[i])));
    for group in &mut groups {
        let clearest = group.iter().copied().find(|&i| mentions[i].telling).unwrap_or(group[0]);
        group.retain(|&i| i == clearest || proves(&told[i.min(clearest)], &told[i.max(clearest)]));
        group.sort_unstable();
    }
    groups.sort_unstable();
    groups
}

fn proves(a: &Told, b: &Told) -> bool {
    same::proof(a, b).is_some_and(|odds| odds >= PROOF)
}

/// What an editor would list first: the events stand before what only hints at them asks where it belongs.
fn clearest_first(mentions: &[Mention]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by(|&a, &b| mentions[b].score.total_cmp(&mentions[a].score).then(a.cmp(&b)));
    order
}

/// The groups of the mentions that have one, by mention.
#[derive(Default)]
struct Placed(BTreeMap<usize, usize>);

impl Placed {
    /// The groups of the nearest mentions before and behind one.
    fn around(&self, index: usize) -> impl Iterator<Item = usize> {
        let before = self.0.range(..index).rev().take(COMPARED);
        before.chain(self.0.range(index..).take(COMPARED)).map(|(_, group)| *group)
    }
}

/// How well a mention fits a group: between its best score with a member, which alone would chain what is merely alike, and
/// the mean. `None` where one member forbids it.
fn fit(index: usize, group: &[usize], told: &[Told]) -> Option<f32> {
    let half = MEMBERS / 2;
    let ends = group.iter().take(half).chain(group.iter().skip(half.max(group.len().saturating_sub(half))));
    let (mut best, mut sum, mut count) = (f32::MIN, 0.0, 0.0);
    for &member in ends {
        let score = same::score(&told[member.min(index)], &told[member.max(index)])?;
        best = best.max(score);
        sum += score;
        count += 1.0;
    }
    Some(0.5 * (best + sum / count))
}
