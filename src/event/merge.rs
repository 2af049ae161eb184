//! One event, once: the mentions of an article that tell the same happening.

use super::date::Dated;
use super::model::Mention;
use super::same;
use super::worth;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// Mentions with at least these log-odds are one event.
static THRESHOLD: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| std::env::var("TM").map_or(0.0, |v| v.parse().unwrap()));

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
        let same_root = of_root.entry(&mention.root).or_default();
        let mut near: Vec<usize> = same_root.iter().rev().take(COMPARED).copied().collect();
        near.extend(groups.len().saturating_sub(COMPARED)..groups.len());
        near.sort_unstable();
        near.dedup();
        let best = near
            .into_iter()
            .filter_map(|g| Some((g, fit(index, &groups[g], mentions, dated)?)))
            .filter(|(_, score)| *score >= *THRESHOLD)
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

/// How well a mention fits a group: the best score with any member, unless one forbids it.
fn fit(index: usize, group: &[usize], mentions: &[Mention], dated: &[Dated]) -> Option<f32> {
    let mut best = f32::MIN;
    let mut sum=0.0; let mut n=0.0;
    let half = MEMBERS / 2;
    let middle = half..group.len().saturating_sub(half);
    for (at, &member) in group.iter().enumerate() {
        if !middle.contains(&at) {
            let x = same::score((&mentions[member], &dated[member]), (&mentions[index], &dated[index]))?;
            best = best.max(x); sum+=x; n+=1.0;
        }
    }
    static MIX: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| std::env::var("MIX").map_or(0.0, |v| v.parse().unwrap()));
    Some(best*(1.0-*MIX)+ *MIX*sum/n)
}
