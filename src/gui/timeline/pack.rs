//! Which marks of a lane get a row, and which row.
//!
//! The most salient fill the first page of rows, those that find no place there the next. Within a page, marks in
//! the order of their start take the first free row, which needs exactly as many rows as there are overlaps. A mark
//! that had a row before keeps it: a label that is shown gives way only to one that matters a good deal more, and
//! at one zoom it never moves at all.

use super::detail::Form;
use super::extent::Extent;
use super::folds::Zoom;
use super::marks::Mark;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// Between two marks of a row.
const GAP: f64 = 10.0;
/// How much more a mark must matter to take the place of one that is shown.
const INERTIA: f32 = 1.2;

/// Where marks stood before.
pub struct Before {
    pub rows: FxHashMap<u32, u16>,
    /// At the same zoom: then they stay where they are.
    pub same_zoom: bool,
}

/// How to pack.
pub struct Packing<'a> {
    pub dated: &'a [Mark],
    pub zoom: Zoom,
    pub form: Form,
    pub page_rows: usize,
    pub pages: usize,
    /// Indices of marks that are placed before all others.
    pub pinned: &'a [usize],
    pub before: &'a Before,
}

/// A mark with its left edge and its end, in points from day 0.
type Piece = (f64, f64, u32);

impl Packing<'_> {
    /// The marks with their rows, of all pages; the rest has none.
    pub fn place(&self, candidates: Vec<u32>) -> Vec<(u32, u16)> {
        let mut by_salience = candidates;
        let weight = |m: &u32| {
            let known = self.before.rows.contains_key(m);
            self.dated[*m as usize].salience * if known { INERTIA } else { 1.0 }
        };
        let pinned = |m: &u32| self.pinned.contains(&(*m as usize));
        by_salience
            .sort_unstable_by(|a, b| pinned(b).cmp(&pinned(a)).then(weight(b).total_cmp(&weight(a))).then(a.cmp(b)));
        let mut placed = Vec::new();
        for page in 0..self.pages {
            let (stay, mut elsewhere) = self.of_page(by_salience, page);
            let (chosen, rest) = self.choose(&stay);
            elsewhere.extend(rest);
            elsewhere.extend(self.pack(chosen, page, &mut placed));
            by_salience = elsewhere;
        }
        placed
    }

    /// Those that may stand on a page, and those that had a place on another one and keep it.
    fn of_page(&self, marks: Vec<u32>, page: usize) -> (Vec<u32>, Vec<u32>) {
        if !self.before.same_zoom {
            return (marks, Vec::new());
        }
        let on_page = |row: &u16| usize::from(*row) / self.page_rows == page;
        marks
            .into_iter()
            .partition(|m| self.pinned.contains(&(*m as usize)) || self.before.rows.get(m).is_none_or(on_page))
    }

    fn piece(&self, mark: u32) -> Piece {
        let extent = Extent::of(&self.dated[mark as usize], &self.zoom, self.form);
        (extent.left, extent.end() + GAP, mark)
    }

    /// Those marks, the first ones before others, of which nowhere more than a page's rows overlap, by left edge; and
    /// the others, still in their order.
    fn choose(&self, in_order: &[u32]) -> (Vec<Piece>, Vec<u32>) {
        let mut by_left: Vec<Piece> = in_order.iter().map(|m| self.piece(*m)).collect();
        by_left.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
        let mut place = FxHashMap::with_capacity_and_hasher(by_left.len(), FxBuildHasher);
        let mut first = 0;
        for (at, (left, end, mark)) in by_left.iter().enumerate() {
            // Overlaps are greatest where some mark starts, so counting them at the starts is enough.
            if by_left[first].0 < *left {
                first = at;
            }
            place.insert(*mark, (at, first, by_left.partition_point(|other| other.0 < *end).max(first + 1)));
        }
        let mut load = Load::new(by_left.len());
        let mut taken = vec![false; by_left.len()];
        let mut rest = Vec::new();
        for mark in in_order {
            let Some((at, first, end)) = place.get(mark).copied() else { continue };
            if load.is_full(first, end, self.page_rows) {
                rest.push(*mark);
            } else {
                load.add(first, end);
                taken[at] = true;
            }
        }
        (by_left.into_iter().zip(taken).filter(|(_, taken)| *taken).map(|(piece, _)| piece).collect(), rest)
    }

    /// Gives each of the marks (by left edge) its old row, or the first free one; returns those that find none.
    fn pack(&self, chosen: Vec<Piece>, page: usize, placed: &mut Vec<(u32, u16)>) -> Vec<u32> {
        let first_row = page * self.page_rows;
        let mut rows: Vec<Row> = vec![Row::default(); self.page_rows];
        let old = |mark: u32| {
            let row = usize::from(*self.before.rows.get(&mark)?).checked_sub(first_row)?;
            (row < self.page_rows).then_some(row)
        };
        let (mut fresh, mut kept) = (Vec::new(), Vec::new());
        for piece in chosen {
            match old(piece.2) {
                Some(row) if rows[row].take(piece) => kept.push((piece.2, row)),
                _ => fresh.push(piece),
            }
        }
        let mut homeless = Vec::new();
        for piece in fresh {
            match rows.iter_mut().position(|row| row.take(piece)) {
                Some(row) => kept.push((piece.2, row)),
                None => homeless.push(piece.2),
            }
        }
        placed.extend(kept.into_iter().map(|(mark, row)| (mark, (first_row + row) as u16)));
        homeless
    }
}

/// The intervals of a row, which never overlap, by left edge.
#[derive(Clone, Default)]
struct Row(Vec<(f64, f64)>);

impl Row {
    fn take(&mut self, (left, end, _): Piece) -> bool {
        let at = self.0.partition_point(|other| other.0 < left);
        let free = at.checked_sub(1).is_none_or(|before| self.0[before].1 <= left)
            && self.0.get(at).is_none_or(|after| end <= after.0);
        if free {
            self.0.insert(at, (left, end));
        }
        free
    }
}

/// How many intervals cover each of `n` places: a segment tree with range increment and range maximum.
struct Load {
    /// Of each node the maximum below it, and what was added to all of it; the root is node 1.
    most: Vec<usize>,
    added: Vec<usize>,
    leaves: usize,
}

impl Load {
    fn new(n: usize) -> Self {
        let leaves = n.next_power_of_two().max(1);
        Self { most: vec![0; 2 * leaves], added: vec![0; 2 * leaves], leaves }
    }

    /// Do so many intervals lie over one of these places already?
    fn is_full(&self, first: usize, end: usize, limit: usize) -> bool {
        self.is_full_below(1, (0, self.leaves), (first, end), limit)
    }

    fn is_full_below(
        &self,
        node: usize,
        (from, to): (usize, usize),
        (first, end): (usize, usize),
        limit: usize,
    ) -> bool {
        // Where all of a node has room, nobody looks below it; where a part has none, nobody looks further.
        if end <= from || to <= first || self.most[node] < limit {
            return false;
        }
        if first <= from && to <= end {
            return true;
        }
        let middle = from.midpoint(to);
        let left = limit.saturating_sub(self.added[node]);
        self.is_full_below(2 * node, (from, middle), (first, end), left)
            || self.is_full_below(2 * node + 1, (middle, to), (first, end), left)
    }

    fn add(&mut self, first: usize, end: usize) {
        self.add_below(1, 0, self.leaves, first, end);
    }

    fn add_below(&mut self, node: usize, from: usize, to: usize, first: usize, end: usize) {
        if end <= from || to <= first {
            return;
        }
        if first <= from && to <= end {
            self.most[node] += 1;
            self.added[node] += 1;
            return;
        }
        let middle = from.midpoint(to);
        self.add_below(2 * node, from, middle, first, end);
        self.add_below(2 * node + 1, middle, to, first, end);
        self.most[node] = self.most[2 * node].max(self.most[2 * node + 1]) + self.added[node];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_place_is_full_where_as_many_lie_over_it(
            laid in prop::collection::vec((0usize..60, 1usize..20), 0..60),
            (first, length, limit) in (0usize..60, 1usize..20, 0usize..9),
        ) {
            let mut load = Load::new(80);
            let mut counts = [0; 80];
            for (first, length) in laid {
                load.add(first, first + length);
                counts[first..first + length].iter_mut().for_each(|count| *count += 1);
            }
            let most = counts[first..first + length].iter().max().copied().unwrap_or(0);
            prop_assert_eq!(load.is_full(first, first + length, limit), most >= limit);
        }
    }
}
