//! Which event stands where, so that no glyph and no label overlaps another.
//!
//! Each lane is a band: its name (where lanes have names), rows of marks, and a strip that counts what found no row.
//! Rows come in pages of as many rows as the canvas is high (see [`super::pack`]). Nothing is hidden silently.
//!
//! A layout is made for one zoom level and holds up to the next: closer views only drive marks apart.

use super::axis::View;
use super::detail::{self, Detail, Form};
use super::extent::Extent;
use super::folds::Zoom;
use super::lanes::{Lane, Lanes};
use super::marks::{Mark, Marks, QUOTE_WIDTH};
use super::pack::{Before, Packing};
use super::peaks::KEPT;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

/// Points: a row of marks with titles, the name of a lane, the room below a lane.
pub const ROW: f32 = Form::Title.row();
pub const HEADER: f32 = 24.0;
const LANE_GAP: f32 = 6.0;
/// A strip of chips.
pub const CHIPS: f32 = 24.0;

/// Pages of rows where there is one lane, and rows of each lane where there are several.
const PAGES: usize = 3;
const LANE_ROWS: usize = 5;
/// Levels per doubling of the zoom.
const LEVELS: f64 = 8.0;
/// Timelines up to this size are laid out whole, so that panning never makes a new layout.
const WHOLE: usize = 4000;
/// Of larger ones the most salient of each stretch of so many points are candidates for a row …
const STRETCH: f64 = 64.0;
/// … and so many that begin before the window and reach into it.
const REACHING: usize = 200;
/// One lane of several has [`LANE_ROWS`] only, so few more are enough for it.
const LANE_CANDIDATES: (usize, usize) = (LANE_ROWS + 1, 8 * LANE_ROWS);
/// Points between the starts of two chips, and the width of the density's bins.
const CHIP_STEP: f64 = 60.0;
const BIN: f64 = 3.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Index into [`Marks::dated`].
    pub mark: usize,
    /// Index into [`Layout::bands`].
    pub band: usize,
    pub row: usize,
}

/// Events without a row of their own that start near each other, counted together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Days.
    pub from: f64,
    pub to: f64,
    /// Places in the lane's marks, of placed ones too.
    first: usize,
    end: usize,
    pub count: usize,
}

/// A lane on the canvas.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Index into the lanes.
    pub lane: usize,
    /// Points below the top of all.
    pub top: f32,
    pub height: f32,
    /// Points of its name, and of its rows.
    pub header: f32,
    pub rows: usize,
    pub collapsed: bool,
    /// Points of the skyline or ticks above the chips.
    pub skyline: f32,
    pub detail: Detail,
    pub chips: Vec<Bin>,
    pub bins: Vec<Bin>,
}

impl Band {
    /// Points that count what found no row.
    pub fn strip(&self) -> f32 {
        if self.chips.is_empty() { 0.0 } else { self.skyline + if self.collapsed { 0.0 } else { CHIPS } }
    }
}

/// What a layout was made for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Key {
    pub zoom: Zoom,
    /// Days; infinite where the timeline is laid out whole.
    pub from: f64,
    pub to: f64,
    /// Points that rows may fill without scrolling.
    pub page: f32,
}

impl Key {
    /// The key for a view of a timeline with `count` marks.
    pub fn new(count: usize, view: View, width: f64, page: f32) -> Self {
        let days_per_point = ((view.days_per_point.log2() * LEVELS).ceil() / LEVELS).exp2();
        let zoom = Zoom { days_per_point, folds: view.folds };
        if count <= WHOLE {
            return Self { zoom, from: f64::NEG_INFINITY, to: f64::INFINITY, page };
        }
        // A quarter of a view more on both sides, so that a new window is needed only every quarter; more would make
        // each new one dearer, and zooming needs one at every level.
        let quarter = width / 4.0;
        let block = (zoom.points(view.origin) / quarter).floor();
        Self { zoom, from: zoom.time((block - 1.0) * quarter), to: zoom.time((block + 6.0) * quarter), page }
    }

    fn is_whole(&self) -> bool {
        self.from.is_infinite()
    }
}

/// The pages of rows of a lane: points from the top of all, of a page, and of one above a strip that counts what found
/// no row.
#[derive(Clone, Copy)]
struct Pages {
    top: f32,
    page: f32,
    short: f32,
    pages: usize,
}

/// What else a layout depends on.
#[derive(Clone, Copy)]
pub struct Wants<'a> {
    /// Marks that are placed whatever their salience.
    pub pinned: &'a [usize],
    /// Names of lanes of which only the density is shown.
    pub collapsed: &'a FxHashSet<String>,
    pub previous: Option<&'a (Key, Layout)>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// By start.
    pub placed: Vec<Placed>,
    /// From top to bottom.
    pub bands: Vec<Band>,
    pub form: Form,
    /// Points of a row.
    pub row: f32,
    /// Points of everything that scrolls.
    pub height: f32,
}

impl Layout {
    pub fn new(marks: &Marks, lanes: &Lanes, key: Key, wants: Wants) -> Self {
        // A window of another height begins anew.
        let before = wants.previous.filter(|(old, _)| old.page == key.page);
        // At one zoom nothing changes while panning.
        let kept = before.filter(|(old, _)| old.zoom == key.zoom).map(|(_, layout)| layout.form);
        let spacing = detail::spacing(&marks.middles, &key.zoom);
        let shown = before.map_or(Form::Title, |(_, layout)| layout.form);
        let room = Form::of(spacing, shown);
        if key.is_whole() && !lanes.is_grouped() {
            for form in [Form::Quote, Form::Card] {
                // Days beside each other are as far apart as any events that are not of the same day.
                let closest = key.zoom.days_per_point * f64::from(QUOTE_WIDTH) < 1.0;
                let worth = |seen: usize| form.is_worth_it(seen, marks.dated.len(), shown, closest);
                let is_worth_it = || lanes.all.iter().all(|lane| Self::has_room(marks, lane, key, wants, form, worth));
                if kept.map_or_else(|| form <= room && is_worth_it(), |kept| kept == form) {
                    return Self::with_rows(marks, lanes, key, wants, form);
                }
            }
        }
        Self::with_rows(marks, lanes, key, wants, Form::Title)
    }

    /// Do so many marks have room without scrolling that it is worth it to say more of them?
    fn has_room(
        marks: &Marks,
        lane: &Lane,
        key: Key,
        wants: Wants,
        form: Form,
        is_worth_it: impl Fn(usize) -> bool,
    ) -> bool {
        let (before, pinned) = (Before::default(), wants.pinned);
        let packing = Packing { dated: &marks.dated, zoom: key.zoom, form, pinned, before: &before };
        let rows = ((key.page / form.row()) as usize).max(1);
        // Most often a look at how they overlap tells.
        let most = packing.at_most(&lane.marks, rows);
        is_worth_it(most)
            && (most == lane.marks.len() || is_worth_it(packing.ready(lane.marks.clone()).place(rows, 1).len()))
    }

    fn with_rows(marks: &Marks, lanes: &Lanes, key: Key, wants: Wants, form: Form) -> Self {
        let row = form.row();
        let mut layout = Self { form, row, ..Self::default() };
        let mut top = 0.0;
        let named = lanes.is_grouped();
        for (at, lane) in lanes.all.iter().enumerate() {
            // The strip of a lane alone takes its room from the page. Large timelines always have one.
            let detail = Detail::of(detail::spacing(&lane.starts, &key.zoom));
            let short = (key.page - CHIPS - detail.skyline()).max(row);
            let page = if named || key.is_whole() { key.page } else { short };
            let pages = Pages { top, page, short, pages: if named || !key.is_whole() { 1 } else { PAGES } };
            let band = layout.band(marks, (lane, at, named), key, wants, pages);
            top += band.height;
            layout.bands.push(band);
        }
        layout.height = top;
        layout.placed.sort_unstable_by_key(|p| p.mark);
        layout
    }

    /// Places the marks of one lane.
    fn band(
        &mut self,
        marks: &Marks,
        (lane, at, named): (&Lane, usize, bool),
        key: Key,
        wants: Wants,
        pages: Pages,
    ) -> Band {
        let collapsed = named && wants.collapsed.contains(&lane.name);
        let rows_of = |page: f32| if named { LANE_ROWS } else { ((page / self.row) as usize).max(1) };
        let before = self.before(at, key, wants.previous);
        let range = lane.starting(key.from, key.to);
        let mut places = Vec::new();
        let mut rows = 0;
        if !collapsed {
            let packing =
                Packing { dated: &marks.dated, zoom: key.zoom, form: self.form, pinned: wants.pinned, before: &before };
            let ready = packing.ready(candidates(marks, (lane, named), key, wants.pinned, &before));
            let (long, short) = (rows_of(pages.page), rows_of(pages.short));
            // Most often it is plain beforehand that not all find a row.
            let may_hold_all = short == long || ready.depth() <= long * pages.pages;
            let all = may_hold_all.then(|| ready.place(long, pages.pages));
            let all = all.filter(|all| short == long || all.len() == lane.marks.len());
            for (mark, row) in all.unwrap_or_else(|| ready.place(short, pages.pages)) {
                rows = rows.max(usize::from(row) + 1);
                self.placed.push(Placed { mark: mark as usize, band: at, row: row.into() });
                places.extend(lane.marks.binary_search(&mark));
            }
        }
        places.sort_unstable();
        let detail = Detail::of(detail::spacing(&lane.starts, &key.zoom));
        let tally = |step: f64| tally(lane, range.clone(), step * key.zoom.days_per_point, &places);
        let (chips, bins) = (tally(CHIP_STEP), tally(BIN));
        let header = if named { HEADER } else { 0.0 };
        let skyline = if chips.is_empty() { 0.0 } else { detail.skyline() };
        let mut band =
            Band { lane: at, top: pages.top, height: 0.0, header, rows, collapsed, skyline, detail, chips, bins };
        // One lane alone has its strip at the foot of the canvas, where it stays.
        let strip = if named { band.strip() + LANE_GAP } else { 0.0 };
        band.height = header + rows as f32 * self.row + strip;
        band
    }

    /// The rows that marks of a lane had.
    fn before(&self, lane: usize, key: Key, previous: Option<&(Key, Layout)>) -> Before {
        let Some((old, layout)) = previous.filter(|(_, layout)| layout.form == self.form) else {
            return Before::default();
        };
        let mut rows = FxHashMap::with_capacity_and_hasher(layout.placed.len(), FxBuildHasher);
        let of_lane = layout.placed.iter().filter(|p| p.band == lane);
        rows.extend(of_lane.map(|p| (p.mark as u32, p.row as u16)));
        Before { rows, same_zoom: old.zoom == key.zoom }
    }

    /// Where a mark stands, if it has a row.
    pub fn place_of(&self, mark: usize) -> Option<Placed> {
        self.placed.binary_search_by_key(&mark, |p| p.mark).ok().map(|at| self.placed[at])
    }

    /// Points of a room of so many in which rows are seen. Where one lane alone goes on beyond it, no row is cut in its
    /// middle above the strip that counts the others; several lanes have names and strips between their rows.
    pub fn seen_height(&self, room: f32) -> f32 {
        let alone = self.bands.iter().all(|band| band.header == 0.0);
        let whole = (room / self.row).floor() * self.row;
        if alone && self.height > room && whole > 0.0 { whole } else { room }
    }

    /// Points from the top of all to the top of its row.
    pub fn top_of(&self, placed: &Placed) -> f32 {
        self.bands.get(placed.band).map_or(0.0, |band| band.top + band.header) + placed.row as f32 * self.row
    }

    /// The marks without a row that a bin counts.
    pub fn folded<'a>(&'a self, lane: &'a Lane, bin: &Bin) -> impl Iterator<Item = usize> + 'a {
        let range = bin.first..bin.end.min(lane.marks.len());
        lane.marks[range].iter().map(|m| *m as usize).filter(|m| self.place_of(*m).is_none())
    }

    /// The room of a mark.
    pub fn extent(&self, mark: &super::marks::Mark, zoom: &Zoom) -> Extent {
        Extent::of(mark, zoom, self.form)
    }
}

/// The marks of a lane that could get a row: those that matter most, and those that are shown. Of many that matter the
/// same, others would be first in each stretch of another zoom, and every label another one.
fn candidates(marks: &Marks, (lane, named): (&Lane, bool), key: Key, pinned: &[usize], before: &Before) -> Vec<u32> {
    if key.is_whole() {
        return lane.marks.clone();
    }
    let dated = &marks.dated;
    let mut found = Vec::new();
    let first = lane.starts.before(key.from);
    let (kept, reaching) = if named { LANE_CANDIDATES } else { (KEPT, REACHING) };
    lane.peaks.reaching(dated, &lane.marks, first, key.from, reaching, &mut found);
    let step = STRETCH * key.zoom.days_per_point;
    let all = tally(lane, lane.starting(key.from, key.to), step, &[]);
    for stretch in all {
        lane.peaks.top(dated, &lane.marks, stretch.first..stretch.end, kept, &mut found);
    }
    found.extend(pinned.iter().map(|m| *m as u32).filter(|m| lane.marks.binary_search(m).is_ok()));
    let in_window = |mark: &Mark| mark.from < key.to && mark.to >= key.from;
    found.extend(before.rows.keys().filter(|m| in_window(&dated[**m as usize])));
    found.sort_unstable();
    found.dedup();
    found
}

/// Counts the marks of `range` that are not among `places` (rising) in stretches of `step` days.
fn tally(lane: &Lane, range: std::ops::Range<usize>, step: f64, places: &[usize]) -> Vec<Bin> {
    let mut bins = Vec::new();
    let mut first = range.start;
    let mut placed = places.partition_point(|p| *p < first);
    while first < range.end {
        let from = (lane.starts[first] / step).floor() * step;
        let end = lane.starts.before_from(first, from + step).clamp(first + 1, range.end);
        let last = placed + places[placed..].partition_point(|p| *p < end);
        let count = end - first - (last - placed);
        if count > 0 {
            bins.push(Bin { from, to: from + step, first, end, count });
        }
        (first, placed) = (end, last);
    }
    bins
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
