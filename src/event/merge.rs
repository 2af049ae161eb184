//! One event, once: the mentions of an article that tell the same happening.

use super::date::Dated;
use super::model::Mention;
use super::pair::Told;
use super::same;
use super::worth;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// A mention joins the group that it fits best from these log-odds on. Below even odds: two events told as one are seen by
/// their evidence, while one told twice is noise.
const THRESHOLD: f32 = -0.7;

/// A mention is compared with this many of the groups last begun, and as many of those that share its root, so that
/// the work grows with the length of the article and not with its square.
const COMPARED: usize = 64;
/// … and with this many of a group's members, the first and the last ones.
const MEMBERS: usize = 8;

/// Groups of indices into the mentions, each group in text order, the groups by their first mention.
pub fn groups(mentions: &[Mention], dated: &[Dated]) -> Vec<Vec<usize>> {
    let told = Told::all(mentions, dated);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut of_root: FxHashMap<&SmolStr, Vec<usize>> = FxHashMap::default();
    let mut group_of: Vec<usize> = Vec::with_capacity(mentions.len());
    for (index, mention) in mentions.iter().enumerate() {
        let same_root = of_root.entry(&mention.root).or_default();
        let mut near: Vec<usize> = same_root.iter().rev().take(COMPARED).copied().collect();
        near.extend(groups.len().saturating_sub(COMPARED)..groups.len());
        near.sort_unstable();
        near.dedup();
        let best = near
            .into_iter()
            .filter_map(|g| Some((g, fit(index, &groups[g], &told)?)))
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
    groups.retain(|group| worth::is_listed(group.iter().map(|&i| &mentions[i])));
    groups
}

/// How well a mention fits a group: between its best score with a member, which alone would chain what is merely alike, and
/// the mean. `None` where one member forbids it.
fn fit(index: usize, group: &[usize], told: &[Told]) -> Option<f32> {
    let half = MEMBERS / 2;
    let ends = group.iter().take(half).chain(group.iter().skip(half.max(group.len().saturating_sub(half))));
    let (mut best, mut sum, mut count) = (f32::MIN, 0.0, 0.0);
    for &member in ends {
        let score = same::score(&told[member], &told[index])?;
        best = best.max(score);
        sum += score;
        count += 1.0;
    }
    Some(0.5 * (best + sum / count))
}
