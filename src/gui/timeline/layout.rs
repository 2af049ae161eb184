//! Which event stands in which row, so that no glyph and no label overlaps another.
//!
//! Rows come in pages of as many rows as the canvas is high. The most salient events fill the first page, those
//! that find no place there the next (the canvas scrolls to it), and what the last page has no place for is
//! folded into chips that count it: nothing is hidden silently. Within a page, events in the order of their start
//! take the first row that is free, which needs exactly as many rows as there are overlaps.
//!
//! A layout is made for one zoom level and holds up to the next: closer views only drive marks apart.

use super::marks::{Mark, Marks, Open};

/// Points.
pub const ROW: f32 = 26.0;
pub const MAX_LABEL: f32 = 280.0;
/// The pale part of a half-open bar.
pub const FADE: f64 = 72.0;
/// How far an approximate interval fades beyond its bounds, and half of the least width of such a bar.
pub const SOFT: f64 = 12.0;
const SOFT_MIDDLE: f64 = 20.0;
/// The narrowest bar.
const THINNEST: f64 = 8.0;
/// From the middle of a point to its left edge, and to its label.
const POINT: f64 = 8.0;
const POINT_LABEL: f64 = 11.0;
/// Between a bar and its label.
const PAD: f64 = 6.0;
/// Between two marks of a row.
const GAP: f64 = 10.0;

const PAGES: usize = 3;
/// Levels per doubling of the zoom.
const LEVELS: f64 = 8.0;
/// Timelines up to this size are laid out whole, so that panning never moves a row.
const WHOLE: usize = 4000;
/// Of larger ones no more marks than this, the most salient, are placed within a window of three views.
const MOST: usize = 2000;
/// Points between the starts of two chips, and the width of the density's bins.
const CHIP_STEP: f64 = 60.0;
const BIN: f64 = 3.0;

/// Where a mark and its label lie, in points from day 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Glyph or bar.
    pub left: f64,
    pub right: f64,
    /// The label starts here, and may slide until it ends at `label_end` to stay in view.
    pub label: f64,
    pub label_end: f64,
}

impl Extent {
    pub fn of(mark: &Mark, days_per_point: f64) -> Self {
        let x = |time: f64| time / days_per_point;
        let (from, to, middle) = (x(mark.from), x(mark.to), x(mark.middle()));
        let width = f64::from(mark.label_width);
        let outside = |left: f64, right: f64| Self { left, right, label: right + PAD, label_end: right + PAD + width };
        match mark.open {
            Open::Start => outside(to - FADE, to),
            Open::End => outside(from, from + FADE),
            Open::No if mark.approximate => {
                outside((from - SOFT).min(middle - SOFT_MIDDLE), (to + SOFT).max(middle + SOFT_MIDDLE))
            }
            Open::No if mark.fine => {
                let label = middle + POINT_LABEL;
                let right = to.max(middle + POINT);
                Self { left: from.min(middle - POINT), right, label, label_end: (label + width).max(right - PAD) }
            }
            Open::No => {
                let right = to.max(from + THINNEST);
                if right - from >= width + 2.0 * PAD {
                    Self { left: from, right, label: from + PAD, label_end: right - PAD }
                } else {
                    outside(from, right)
                }
            }
        }
    }

    /// The right end of all.
    pub fn end(&self) -> f64 {
        self.right.max(self.label_end)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Index into [`Marks::dated`].
    pub mark: usize,
    pub row: usize,
}

/// Events without a row of their own, counted together.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// From the first start to the last start of its marks.
    pub from: f64,
    pub to: f64,
    /// Indices into [`Marks::dated`], by start.
    pub marks: Vec<usize>,
}

/// What a layout was made for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Key {
    pub days_per_point: f64,
    /// Days; infinite where the timeline is laid out whole.
    pub from: f64,
    pub to: f64,
    pub page_rows: usize,
}

impl Key {
    /// The key for a view of a timeline with `count` marks.
    pub fn new(count: usize, origin: f64, days_per_point: f64, width: f64, page_rows: usize) -> Self {
        let days_per_point = ((days_per_point.log2() * LEVELS).ceil() / LEVELS).exp2();
        let page_rows = page_rows.max(1);
        if count <= WHOLE {
            return Self { days_per_point, from: f64::NEG_INFINITY, to: f64::INFINITY, page_rows };
        }
        let span = width * days_per_point;
        let block = (origin / span).floor();
        Self { days_per_point, from: (block - 1.0) * span, to: (block + 3.0) * span, page_rows }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// By start.
    pub placed: Vec<Placed>,
    /// Rows in use, of all pages.
    pub rows: usize,
    /// By start.
    pub chips: Vec<Chip>,
    /// Start of each bin of folded marks and their number, in time order; and how many days a bin is.
    pub bins: Vec<(f64, usize)>,
    pub bin_days: f64,
}

impl Layout {
    /// `pinned`, an index into the marks, is placed on the first page whatever its salience.
    pub fn new(marks: &Marks, key: Key, pinned: Option<usize>) -> Self {
        let dated = &marks.dated;
        let mut by_salience: Vec<usize> = marks.within(key.from, key.to).collect();
        let first = |a: &usize, b: &usize| {
            let pin = |i: &usize| pinned == Some(*i);
            pin(b).cmp(&pin(a)).then(dated[*b].salience.total_cmp(&dated[*a].salience)).then(a.cmp(b))
        };
        let mut folded = Vec::new();
        if by_salience.len() > WHOLE {
            by_salience.select_nth_unstable_by(MOST, first);
            folded = by_salience.split_off(MOST);
        }
        by_salience.sort_unstable_by(first);

        let mut layout = Self { bin_days: BIN * key.days_per_point, ..Self::default() };
        for page in 0..PAGES {
            let (chosen, rest) = choose(dated, &by_salience, key);
            layout.pack(dated, &chosen, page * key.page_rows, key.days_per_point);
            by_salience = rest;
        }
        folded.extend(by_salience);
        folded.sort_unstable();
        layout.placed.sort_unstable_by_key(|p| p.mark);
        layout.fold(dated, &folded, key.days_per_point);
        layout
    }

    /// The row of a mark, if it has one.
    pub fn row_of(&self, mark: usize) -> Option<usize> {
        self.placed.binary_search_by_key(&mark, |p| p.mark).ok().map(|at| self.placed[at].row)
    }

    /// Gives each of the marks (by left edge) the first free row from `first_row` on.
    fn pack(&mut self, dated: &[Mark], chosen: &[usize], first_row: usize, days_per_point: f64) {
        let mut row_ends: Vec<f64> = Vec::new();
        for &mark in chosen {
            let extent = Extent::of(&dated[mark], days_per_point);
            let free = row_ends.iter().position(|end| *end <= extent.left);
            let row = free.unwrap_or(row_ends.len());
            if row == row_ends.len() {
                row_ends.push(0.0);
            }
            row_ends[row] = extent.end() + GAP;
            self.placed.push(Placed { mark, row: first_row + row });
        }
        if !row_ends.is_empty() {
            self.rows = first_row + row_ends.len();
        }
    }

    fn fold(&mut self, dated: &[Mark], folded: &[usize], days_per_point: f64) {
        for &mark in folded {
            let start = dated[mark].from;
            match self.chips.last_mut() {
                Some(chip) if start - chip.from < CHIP_STEP * days_per_point => {
                    chip.to = start;
                    chip.marks.push(mark);
                }
                _ => self.chips.push(Chip { from: start, to: start, marks: vec![mark] }),
            }
            let bin = (start / self.bin_days).floor() * self.bin_days;
            match self.bins.last_mut() {
                Some((at, count)) if *at == bin => *count += 1,
                _ => self.bins.push((bin, 1)),
            }
        }
    }
}

/// Those marks, the most salient first, of which nowhere more than a page's rows overlap, by left edge; and the
/// others, still by salience.
fn choose(dated: &[Mark], by_salience: &[usize], key: Key) -> (Vec<usize>, Vec<usize>) {
    let mut by_left: Vec<(f64, f64, usize)> = by_salience
        .iter()
        .map(|&mark| {
            let extent = Extent::of(&dated[mark], key.days_per_point);
            (extent.left, extent.end() + GAP, mark)
        })
        .collect();
    by_left.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
    let mut place = vec![(0, 0); by_left.len()];
    let mut order: Vec<usize> = (0..by_left.len()).collect();
    order.sort_unstable_by_key(|at| by_left[*at].2);
    for (at, (left, end, _)) in by_left.iter().enumerate() {
        // Overlaps are greatest where some mark starts, so counting them at the starts is enough.
        let first = by_left.partition_point(|other| other.0 < *left);
        place[at] = (first, by_left.partition_point(|other| other.0 < *end).max(first + 1));
    }
    let mut load = Load::new(by_left.len());
    let mut taken = vec![false; by_left.len()];
    let mut rest = Vec::new();
    for &mark in by_salience {
        let found = order.binary_search_by_key(&mark, |at| by_left[*at].2);
        let Ok(at) = found.map(|at| order[at]) else { continue };
        let (first, end) = place[at];
        if load.max(first, end) < key.page_rows {
            load.add(first, end);
            taken[at] = true;
        } else {
            rest.push(mark);
        }
    }
    let chosen = by_left.iter().zip(&taken).filter(|(_, taken)| **taken).map(|((_, _, mark), _)| *mark).collect();
    (chosen, rest)
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

    fn max(&self, first: usize, end: usize) -> usize {
        self.max_below(1, 0, self.leaves, first, end)
    }

    fn max_below(&self, node: usize, from: usize, to: usize, first: usize, end: usize) -> usize {
        if end <= from || to <= first {
            return 0;
        }
        if first <= from && to <= end {
            return self.most[node];
        }
        let middle = from.midpoint(to);
        let below = self.max_below(2 * node, from, middle, first, end).max(self.max_below(
            2 * node + 1,
            middle,
            to,
            first,
            end,
        ));
        below + self.added[node]
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
    use super::super::fixture::many;
    use super::super::glyph::Glyph;
    use super::*;
    use proptest::prelude::*;

    fn key(days_per_point: f64, page_rows: usize) -> Key {
        Key { days_per_point, from: f64::NEG_INFINITY, to: f64::INFINITY, page_rows }
    }

    fn any_mark() -> impl Strategy<Value = Mark> {
        let times = (0u32..20_000, prop_oneof![Just(1u32), Just(30), Just(365), 1u32..4000]);
        let kinds = prop_oneof![3 => Just(Open::No), 1 => Just(Open::Start), 1 => Just(Open::End)];
        (times, kinds, any::<bool>(), 20f32..280.0, 0f32..1.0).prop_map(
            |((from, length), open, approximate, label_width, salience)| {
                let from = f64::from(from) / 4.0;
                let to = if open == Open::No { from + f64::from(length) } else { from };
                let fine = length == 1;
                Mark { event: 0, from, to, open, approximate, fine, glyph: Glyph::Disc, label_width, salience }
            },
        )
    }

    fn overlaps(marks: &Marks, layout: &Layout, days_per_point: f64) -> Option<(Placed, Placed)> {
        let mut placed: Vec<_> =
            layout.placed.iter().map(|p| (p.row, Extent::of(&marks.dated[p.mark], days_per_point), *p)).collect();
        placed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.left.total_cmp(&b.1.left)));
        let hit = placed.windows(2).find(|w| w[0].0 == w[1].0 && w[0].1.end() > w[1].1.left + 1e-6);
        hit.map(|w| (w[0].2, w[1].2))
    }

    proptest! {
        #[test]
        fn nothing_overlaps_and_nothing_is_lost(
            of in prop::collection::vec(any_mark(), 0..250), log in -2.0..2.0, rows in 1usize..12, closer in 0.0..1.0,
        ) {
            let marks = Marks::of(of);
            let days_per_point = 10f64.powf(log);
            let key = Key::new(marks.dated.len(), 0.0, days_per_point, 1000.0, rows);
            let layout = Layout::new(&marks, key, None);
            // Down to the next level, closer views only drive marks apart.
            for zoom in [key.days_per_point, days_per_point, key.days_per_point * (1.0 - 0.08 * closer)] {
                prop_assert_eq!(overlaps(&marks, &layout, zoom), None);
            }
            prop_assert!(layout.rows <= PAGES * rows);
            let mut seen: Vec<usize> = layout.placed.iter().map(|p| p.mark).collect();
            seen.extend(layout.chips.iter().flat_map(|c| c.marks.iter().copied()));
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..marks.dated.len()).collect::<Vec<_>>());
            for pair in layout.chips.windows(2) {
                prop_assert!(pair[1].from - pair[0].from >= CHIP_STEP * key.days_per_point * 0.999);
            }
            prop_assert_eq!(layout.bins.iter().map(|b| b.1).sum::<usize>(),
                layout.chips.iter().map(|c| c.marks.len()).sum::<usize>());
        }

        #[test]
        fn a_pinned_mark_has_a_row_on_the_first_page(of in prop::collection::vec(any_mark(), 1..80), rows in 1usize..4) {
            let marks = Marks::of(of);
            for pinned in 0..marks.dated.len() {
                let layout = Layout::new(&marks, key(100.0, rows), Some(pinned));
                prop_assert!(layout.row_of(pinned).is_some_and(|row| row < rows));
            }
        }
    }

    #[test]
    fn the_first_page_holds_the_most_salient() {
        let mark = |salience| Mark {
            event: 0,
            from: 10.0,
            to: 11.0,
            open: Open::No,
            approximate: false,
            fine: true,
            glyph: Glyph::Disc,
            label_width: 100.0,
            salience,
        };
        let marks = Marks::of((0..10).map(|i| mark(i as f32 / 10.0)).collect());
        let layout = Layout::new(&marks, key(1.0, 3), None);
        let row = |mark| layout.row_of(mark);
        assert!([9, 8, 7].iter().all(|m| row(*m).is_some_and(|r| r < 3)));
        assert!([6, 5, 4].iter().all(|m| row(*m).is_some_and(|r| (3..6).contains(&r))));
        assert_eq!(row(0), None);
        assert_eq!(layout.chips.len(), 1);
        assert_eq!(layout.chips[0].marks, [0]);
    }

    #[test]
    fn large_timelines_are_laid_out_around_the_view() {
        let marks = Marks::new(&many(12_000), |_| 150.0);
        let extent = marks.extent().expect("dated marks");
        let wide = Key::new(marks.dated.len(), extent.from, (extent.to - extent.from) / 1000.0, 1000.0, 14);
        let layout = Layout::new(&marks, wide, None);
        assert_eq!(overlaps(&marks, &layout, wide.days_per_point), None);
        assert!(layout.placed.len() <= MOST);
        let counted: usize = layout.chips.iter().map(|c| c.marks.len()).sum();
        assert_eq!(counted + layout.placed.len(), marks.dated.len());
        let close = Key::new(marks.dated.len(), extent.from + 3000.0, 0.05, 1000.0, 14);
        assert!(close.from <= extent.from + 3000.0 && close.to >= extent.from + 3000.0 + 2.0 * 0.05 * 1000.0);
    }
}
