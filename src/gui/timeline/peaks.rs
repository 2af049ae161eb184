//! The most salient marks of any stretch of a lane, without looking at all of them.
//!
//! A lane is cut into blocks of [`LEAF`] marks; of each block, and of each pair of blocks above it, the [`KEPT`] most
//! salient are remembered. A stretch of a million marks is then answered from some forty blocks.

use super::marks::Mark;
use std::ops::Range;

/// Marks in the smallest block, and how many of a block are remembered.
const LEAF: usize = 32;
pub const KEPT: usize = 16;

/// Of one lane: an index over the lane's marks, which are by start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Peaks {
    /// By level, the smallest blocks first.
    levels: Vec<Level>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Level {
    /// [`KEPT`] places for each block, the most salient first; unused ones are `u32::MAX`.
    best: Vec<u32>,
    /// The latest end in each block.
    reach: Vec<f64>,
}

impl Peaks {
    /// `marks`: indices into `dated`, by start.
    pub fn new(dated: &[Mark], marks: &[u32]) -> Self {
        let mut peaks = Self::default();
        let mut blocks = marks.len().div_ceil(LEAF).max(1);
        loop {
            let (best, reach) = (vec![u32::MAX; blocks * KEPT], vec![f64::NEG_INFINITY; blocks]);
            peaks.levels.push(Level { best, reach });
            if blocks == 1 {
                break;
            }
            blocks = blocks.div_ceil(2);
        }
        peaks.renew(dated, marks, 0..marks.len());
        peaks
    }

    /// Follows marks that are others than before in `range` of the lane.
    pub fn renew(&mut self, dated: &[Mark], marks: &[u32], range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let mut blocks = range.start / LEAF..range.end.div_ceil(LEAF);
        let leaves = marks.chunks(LEAF).enumerate().skip(blocks.start).take(blocks.len());
        for (block, members) in leaves {
            let reach = members.iter().map(|m| dated[*m as usize].to).fold(f64::NEG_INFINITY, f64::max);
            self.levels[0].put(block, dated, members.to_vec(), reach);
        }
        for level in 1..self.levels.len() {
            blocks = blocks.start / 2..blocks.end.div_ceil(2);
            for block in blocks.clone() {
                let below = &self.levels[level - 1];
                let pair = 2 * block..(2 * block + 2).min(below.reach.len());
                let best = &below.best[pair.start * KEPT..pair.end * KEPT];
                let best: Vec<u32> = best.iter().copied().filter(|m| *m != u32::MAX).collect();
                let reach = below.reach[pair].iter().copied().fold(f64::NEG_INFINITY, f64::max);
                self.levels[level].put(block, dated, best, reach);
            }
        }
    }

    /// Adds the `most` (at most [`KEPT`]) most salient of `marks[range]` to `out`.
    pub fn top(&self, dated: &[Mark], marks: &[u32], range: Range<usize>, most: usize, out: &mut Vec<u32>) {
        let most = most.min(KEPT);
        let mut found: Vec<u32> = Vec::new();
        let (mut at, end) = (range.start, range.end.min(marks.len()));
        while at < end {
            if at % LEAF != 0 || at + LEAF > end {
                found.push(marks[at]);
                at += 1;
                continue;
            }
            let (mut level, mut block) = (0, at / LEAF);
            while block % 2 == 0 && level + 1 < self.levels.len() && at + (LEAF << (level + 1)) <= end {
                level += 1;
                block /= 2;
            }
            let best = &self.levels[level].best[block * KEPT..block * KEPT + most];
            found.extend(best.iter().filter(|m| **m != u32::MAX));
            at += LEAF << level;
        }
        rank(dated, &mut found, most);
        found.sort_unstable();
        out.extend(found);
    }

    /// Adds the marks of `marks[..end]` that last until `time` or longer to `out`, the latest starts first, up to
    /// `most` of them.
    pub fn reaching(&self, dated: &[Mark], marks: &[u32], end: usize, time: f64, most: usize, out: &mut Vec<u32>) {
        let full = out.len() + most;
        // Blocks that are still to be looked at: (level, block), the latest on top.
        let mut open = vec![(self.levels.len().saturating_sub(1), 0)];
        while let Some((level, block)) = open.pop() {
            let Some(reach) = self.levels.get(level).and_then(|l| l.reach.get(block)) else { continue };
            let first = block * (LEAF << level);
            if *reach < time || first >= end || out.len() >= full {
                continue;
            }
            if level > 0 {
                open.extend([(level - 1, 2 * block), (level - 1, 2 * block + 1)]);
                continue;
            }
            let block = &marks[first..(first + LEAF).min(end)];
            out.extend(block.iter().rev().filter(|m| dated[**m as usize].to >= time));
        }
        out.truncate(full);
    }
}

impl Level {
    fn put(&mut self, block: usize, dated: &[Mark], mut members: Vec<u32>, reach: f64) {
        rank(dated, &mut members, KEPT);
        members.resize(KEPT, u32::MAX);
        self.best[block * KEPT..(block + 1) * KEPT].copy_from_slice(&members);
        self.reach[block] = reach;
    }
}

#[cfg(test)]
impl Peaks {
    pub fn bytes(&self) -> usize {
        self.levels.iter().map(|l| size_of_val(l.best.as_slice()) + size_of_val(l.reach.as_slice())).sum()
    }
}

/// Leaves the `most` most salient, in that order; of equals those that start first.
fn rank(dated: &[Mark], marks: &mut Vec<u32>, most: usize) {
    // The marks of a million lie far apart in memory: asked for at once they come together, one comparison after the
    // other would wait for each.
    let mut ranked: Vec<(f32, u32)> = marks.iter().map(|m| (dated[*m as usize].salience, *m)).collect();
    let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if ranked.len() > most {
        ranked.select_nth_unstable_by(most, order);
        ranked.truncate(most);
    }
    ranked.sort_unstable_by(order);
    marks.clear();
    marks.extend(ranked.into_iter().map(|(_, mark)| mark));
}

#[cfg(test)]
mod tests {
    use super::super::fixture::many;
    use super::super::marks::Marks;
    use super::*;

    #[test]
    fn the_best_of_any_stretch_are_found() {
        let marks = Marks::new(&many(3000), |_| (100.0, 100.0));
        let lane: Vec<u32> = (0..3000).collect();
        let peaks = Peaks::new(&marks.dated, &lane);
        for (from, to, most) in [(0, 3000, 16), (5, 9, 3), (31, 33, 8), (100, 2900, 10), (64, 2112, 16), (7, 7, 4)] {
            let mut found = Vec::new();
            peaks.top(&marks.dated, &lane, from..to, most, &mut found);
            let mut slow = lane[from..to].to_vec();
            rank(&marks.dated, &mut slow, most);
            slow.sort_unstable();
            assert_eq!(found, slow, "{from}..{to}");
        }
    }

    #[test]
    fn what_reaches_into_a_time_is_found() {
        let marks = Marks::new(&many(3000), |_| (100.0, 100.0));
        let lane: Vec<u32> = (0..3000).collect();
        let peaks = Peaks::new(&marks.dated, &lane);
        let time = marks.dated[1500].from;
        let end = marks.dated.partition_point(|m| m.from < time);
        let mut found = Vec::new();
        peaks.reaching(&marks.dated, &lane, end, time, 10_000, &mut found);
        found.sort_unstable();
        let slow: Vec<u32> = (0..end as u32).filter(|m| marks.dated[*m as usize].to >= time).collect();
        assert_eq!(found, slow);
        assert!(!found.is_empty());
        let mut few = Vec::new();
        peaks.reaching(&marks.dated, &lane, end, time, 3, &mut few);
        assert_eq!(few.len(), 3);
    }
}
