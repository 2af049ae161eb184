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
use rustc_hash::FxHashMap;

/// Between two marks of a row.
const GAP: f64 = 10.0;
/// How much more a mark must matter to take the place of one that is shown.
const INERTIA: f32 = 1.2;

/// Where marks stood before.
#[derive(Default)]
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
    /// Indices of marks that are placed before all others.
    pub pinned: &'a [usize],
    pub before: &'a Before,
}

impl Packing<'_> {
    /// Measures the marks, and ranks them by how much they matter; the pages are filled from that.
    pub fn ready(&self, candidates: Vec<u32>) -> Ready {
        let mut all: Vec<Piece> = candidates.into_iter().map(|mark| self.piece(mark)).collect();
        all.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.mark.cmp(&b.mark)));
        // What is pinned may stand anywhere.
        let stays = all.iter().map(|piece| self.before.same_zoom && piece.weight.is_finite()).collect();
        let mut by_left: Vec<usize> = (0..all.len()).collect();
        by_left.sort_unstable_by(|a, b| all[*a].left.total_cmp(&all[*b].left).then(all[*a].mark.cmp(&all[*b].mark)));
        Ready { all, stays, by_left }
    }

    /// So many of the marks so many rows can hold at most.
    pub fn at_most(&self, candidates: &[u32], rows: usize) -> usize {
        at_most(candidates.iter().map(|mark| self.interval(*mark)).collect(), rows)
    }

    fn interval(&self, mark: u32) -> (f64, f64) {
        let extent = Extent::of(&self.dated[mark as usize], &self.zoom, self.form);
        (extent.left, extent.end() + GAP)
    }

    fn piece(&self, mark: u32) -> Piece {
        let (of, old) = (&self.dated[mark as usize], self.before.rows.get(&mark).copied());
        let (left, end) = self.interval(mark);
        let weight = match old {
            _ if self.pinned.contains(&(mark as usize)) => f32::INFINITY,
            Some(_) => of.salience * INERTIA,
            None => of.salience,
        };
        Piece { left, end, mark, weight, old }
    }
}

/// How many of these intervals so many rows can hold: where too many lie over each other, those are left out that reach
/// furthest.
fn at_most(mut all: Vec<(f64, f64)>, rows: usize) -> usize {
    all.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    // The ends of what lies over the place that is looked at, rising.
    let mut over: Vec<f64> = Vec::with_capacity(rows + 1);
    let mut held = 0;
    for (left, end) in all {
        let gone = over.partition_point(|other| *other <= left);
        over.drain(..gone);
        over.insert(over.partition_point(|other| *other < end), end);
        if over.len() > rows {
            over.pop();
        } else {
            held += 1;
        }
    }
    held
}

/// A mark with its left edge and its end, in points from day 0.
#[derive(Clone, Copy)]
struct Piece {
    left: f64,
    end: f64,
    mark: u32,
    weight: f32,
    /// The row that it had.
    old: Option<u16>,
}

/// Marks that wait for a row.
pub struct Ready {
    /// What matters most first: a rank is a place in it.
    all: Vec<Piece>,
    /// By rank: whether it keeps to the page that it had.
    stays: Vec<bool>,
    /// Ranks by left edge.
    by_left: Vec<usize>,
}

impl Ready {
    /// How many lie over each other at most: fewer rows cannot hold them all.
    pub fn depth(&self) -> usize {
        let mut ends: Vec<f64> = self.all.iter().map(|piece| piece.end).collect();
        ends.sort_unstable_by(f64::total_cmp);
        let (mut over, mut most) = (0, 0);
        for (begun, rank) in self.by_left.iter().enumerate() {
            let left = self.all[*rank].left;
            while ends.get(over).is_some_and(|end| *end <= left) {
                over += 1;
            }
            most = most.max(begun + 1 - over);
        }
        most
    }

    /// The marks with their rows, of so many pages of rows; the rest has none.
    pub fn place(&self, page_rows: usize, pages: usize) -> Vec<(u32, u16)> {
        let mut waiting: Vec<usize> = (0..self.all.len()).collect();
        let mut placed = Vec::new();
        for page in 0..pages {
            if waiting.is_empty() {
                break;
            }
            let may_stand = |rank: &usize| {
                let on_page = |row: u16| usize::from(row) / page_rows == page;
                !self.stays[*rank] || self.all[*rank].old.is_none_or(on_page)
            };
            let (here, mut elsewhere): (Vec<usize>, Vec<usize>) = waiting.into_iter().partition(may_stand);
            let (chosen, rest) = self.choose(&here, page_rows);
            elsewhere.extend(rest);
            elsewhere.extend(self.pack(&chosen, page_rows, page, &mut placed));
            waiting = elsewhere;
        }
        placed
    }

    /// Of these ranks those, the first ones before others, of which nowhere more than a page's rows overlap, by left
    /// edge; and the others, still in their order.
    fn choose(&self, in_order: &[usize], page_rows: usize) -> (Vec<usize>, Vec<usize>) {
        let mut is_here = vec![false; self.all.len()];
        in_order.iter().for_each(|rank| is_here[*rank] = true);
        let by_left: Vec<usize> = self.by_left.iter().copied().filter(|rank| is_here[*rank]).collect();
        let lefts: Vec<f64> = by_left.iter().map(|rank| self.all[*rank].left).collect();
        // By rank, the places that it covers among those by left edge.
        let mut covers = vec![(0, 0); self.all.len()];
        let mut first = 0;
        for (at, rank) in by_left.iter().enumerate() {
            // Overlaps are greatest where some mark starts, so counting them at the starts is enough.
            if lefts[first] < lefts[at] {
                first = at;
            }
            let end = self.all[*rank].end;
            let end = at + lefts[at..].partition_point(|left| *left < end);
            covers[*rank] = (first, end.max(first + 1));
        }
        let (mut load, most) = (Load::new(by_left.len()), u16::try_from(page_rows).unwrap_or(u16::MAX));
        let mut is_chosen = vec![false; self.all.len()];
        let mut rest = Vec::new();
        for rank in in_order {
            let (first, end) = covers[*rank];
            if load.is_full(first, end, most) {
                rest.push(*rank);
            } else {
                load.add(first, end);
                is_chosen[*rank] = true;
            }
        }
        (by_left.into_iter().filter(|rank| is_chosen[*rank]).collect(), rest)
    }

    /// Gives each of the marks (by left edge) its old row, or the first free one; returns those that find none.
    fn pack(&self, chosen: &[usize], page_rows: usize, page: usize, placed: &mut Vec<(u32, u16)>) -> Vec<usize> {
        let first_row = page * page_rows;
        let mut rows: Vec<Row> = vec![Row::default(); page_rows];
        let old = |piece: &Piece| {
            let row = usize::from(piece.old?).checked_sub(first_row)?;
            (row < page_rows).then_some(row)
        };
        let (mut fresh, mut kept) = (Vec::new(), Vec::new());
        for rank in chosen {
            let piece = &self.all[*rank];
            match old(piece) {
                Some(row) if rows[row].keep(piece) => kept.push((piece.mark, row)),
                _ => fresh.push(*rank),
            }
        }
        let mut homeless = Vec::new();
        for rank in fresh {
            let piece = &self.all[rank];
            match rows.iter_mut().position(|row| row.take(piece)) {
                Some(row) => kept.push((piece.mark, row)),
                None => homeless.push(rank),
            }
        }
        placed.extend(kept.into_iter().map(|(mark, row)| (mark, (first_row + row) as u16)));
        homeless
    }
}

/// A row that is filled from the left: first with those that had it before, then once more with others between them.
#[derive(Clone)]
struct Row {
    /// The intervals of those that keep it, by left edge; they never overlap.
    kept: Vec<(f64, f64)>,
    /// Those before this one begin left of where the others have come to.
    passed: usize,
    /// From here on it is free, up to the next that is kept.
    free: f64,
}

impl Default for Row {
    fn default() -> Self {
        Self { kept: Vec::new(), passed: 0, free: f64::NEG_INFINITY }
    }
}

impl Row {
    /// To be asked by rising left edges.
    fn keep(&mut self, piece: &Piece) -> bool {
        let free = self.kept.last().is_none_or(|before| before.1 <= piece.left);
        if free {
            self.kept.push((piece.left, piece.end));
        }
        free
    }

    /// To be asked by rising left edges, once all are kept that had the row.
    fn take(&mut self, piece: &Piece) -> bool {
        while let Some((_, end)) = self.kept.get(self.passed).filter(|kept| kept.0 < piece.left) {
            self.free = self.free.max(*end);
            self.passed += 1;
        }
        let free = self.free <= piece.left && self.kept.get(self.passed).is_none_or(|next| piece.end <= next.0);
        if free {
            self.free = piece.end;
        }
        free
    }
}

/// How many intervals cover each of `n` places: a segment tree with range increment and range maximum.
struct Load {
    /// The root is node 1.
    nodes: Vec<Node>,
    leaves: usize,
}

/// The maximum below it, and what was added to all of it. Small, since that of thousands is looked at for each mark.
#[derive(Clone, Copy, Default)]
struct Node {
    most: u16,
    added: u16,
}

impl Load {
    fn new(n: usize) -> Self {
        let leaves = n.next_power_of_two().max(1);
        Self { nodes: vec![Node::default(); 2 * leaves], leaves }
    }

    /// Do so many intervals lie over one of these places already?
    fn is_full(&self, first: usize, end: usize, limit: u16) -> bool {
        self.is_full_below(1, (0, self.leaves), (first, end), limit)
    }

    fn is_full_below(&self, node: usize, (from, to): (usize, usize), (first, end): (usize, usize), limit: u16) -> bool {
        // Where all of a node has room, nobody looks below it; where a part has none, nobody looks further.
        if end <= from || to <= first || self.nodes[node].most < limit {
            return false;
        }
        if first <= from && to <= end {
            return true;
        }
        let middle = from.midpoint(to);
        let left = limit.saturating_sub(self.nodes[node].added);
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
            self.nodes[node].most += 1;
            self.nodes[node].added += 1;
            return;
        }
        let middle = from.midpoint(to);
        self.add_below(2 * node, from, middle, first, end);
        self.add_below(2 * node + 1, middle, to, first, end);
        let most = self.nodes[2 * node].most.max(self.nodes[2 * node + 1].most);
        self.nodes[node].most = most + self.nodes[node].added;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ready(of: &[(f64, f64)]) -> Ready {
        let piece = |(at, (left, end)): (usize, &(f64, f64))| Piece {
            left: *left,
            end: *end,
            mark: at as u32,
            weight: 0.0,
            old: None,
        };
        let all: Vec<Piece> = of.iter().enumerate().map(piece).collect();
        let mut by_left: Vec<usize> = (0..all.len()).collect();
        by_left.sort_by(|a, b| all[*a].left.total_cmp(&all[*b].left));
        Ready { stays: vec![false; all.len()], all, by_left }
    }

    #[test]
    fn what_touches_does_not_lie_over_each_other() {
        assert_eq!(ready(&[]).depth(), 0);
        assert_eq!(ready(&[(0.0, 10.0), (10.0, 20.0), (20.0, 30.0)]).depth(), 1);
        assert_eq!(ready(&[(0.0, 10.0), (9.0, 20.0), (3.0, 30.0)]).depth(), 3);
    }

    proptest! {
        #[test]
        fn fewer_rows_than_lie_over_each_other_hold_not_all(of in prop::collection::vec((0f64..90.0, 1f64..30.0), 1..60)) {
            let of: Vec<(f64, f64)> = of.into_iter().map(|(left, length)| (left, left + length)).collect();
            let ready = ready(&of);
            let depth = ready.depth();
            prop_assert_eq!(ready.place(depth, 1).len(), of.len());
            prop_assert!(depth == 1 || ready.place(depth - 1, 1).len() < of.len());
            for rows in 1..=depth {
                let most = at_most(of.clone(), rows);
                prop_assert!(ready.place(rows, 1).len() <= most);
                prop_assert_eq!(most == of.len(), rows == depth);
            }
        }

        #[test]
        fn a_place_is_full_where_as_many_lie_over_it(
            laid in prop::collection::vec((0usize..60, 1usize..20), 0..60),
            (first, length, limit) in (0usize..60, 1usize..20, 0u16..9),
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
