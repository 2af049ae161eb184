use super::super::fixture::many;
use super::super::folds::Folds;
use super::super::glyph::Glyph;
use super::super::lanes::Grouping;
use super::super::marks::{Mark, Open};
use super::*;
use crate::timeline::Timeline;
use proptest::prelude::*;
use std::sync::Arc;

fn any_mark() -> impl Strategy<Value = Mark> {
    let times = (0u32..20_000, prop_oneof![Just(1u32), Just(30), Just(365), 1u32..4000]);
    let kinds = prop_oneof![3 => Just(Open::No), 1 => Just(Open::Start), 1 => Just(Open::End)];
    (times, kinds, any::<bool>(), 20f32..280.0, 0f32..1.0).prop_map(
        |((from, length), open, approximate, label_width, salience)| {
            let from = f64::from(from) / 4.0;
            let to = if open == Open::No { from + f64::from(length) } else { from };
            let said = approximate.then_some((from - 3.0, from + 9.0));
            let card_width = label_width * 1.1;
            let fine = length == 1;
            let glyph = Glyph::Disc;
            Mark { event: 0, from, to, open, approximate, fine, glyph, label_width, card_width, salience, said }
        },
    )
}

fn plain(origin: f64, days_per_point: f64) -> View {
    View { origin, days_per_point, folds: Folds::NONE }
}

/// All in one lane.
fn one_lane(marks: &Marks) -> Lanes {
    Lanes::new(&Timeline::default(), marks, Grouping::None)
}

/// Every third mark in each of three lanes with names.
fn three_lanes(marks: &Marks) -> Lanes {
    let mut timeline = many(3);
    timeline.events.iter_mut().zip(["a", "b", "c"]).for_each(|(event, kind)| Arc::make_mut(event).kind = kind.into());
    let dated = marks.dated.iter().enumerate().map(|(i, m)| Mark { event: i % 3, ..*m }).collect();
    Lanes::new(&timeline, &Marks::of(dated), Grouping::Kind)
}

fn wants<'a>(pinned: &'a [usize], previous: Option<&'a (Key, Layout)>, none: &'a FxHashSet<String>) -> Wants<'a> {
    Wants { pinned, collapsed: none, previous }
}

fn laid_out(marks: &Marks, lanes: &Lanes, key: Key, previous: Option<&(Key, Layout)>) -> Layout {
    Layout::new(marks, lanes, key, wants(&[], previous, &FxHashSet::default()))
}

fn overlaps(marks: &Marks, layout: &Layout, days_per_point: f64) -> Option<(Placed, Placed)> {
    let extent = |p: &Placed| layout.extent(&marks.dated[p.mark], &Zoom::plain(days_per_point));
    let mut placed: Vec<_> = layout.placed.iter().map(|p| ((p.band, p.row), extent(p), *p)).collect();
    placed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.left.total_cmp(&b.1.left)));
    let hit = placed.windows(2).find(|w| w[0].0 == w[1].0 && w[0].1.end() > w[1].1.left + 1e-6);
    hit.map(|w| (w[0].2, w[1].2))
}

/// Every mark of the lanes stands in a row or is counted by a chip.
fn assert_nothing_is_lost(layout: &Layout, lanes: &Lanes) {
    for band in &layout.bands {
        let lane = &lanes.all[band.lane];
        let mut seen: Vec<usize> = layout.placed.iter().filter(|p| p.band == band.lane).map(|p| p.mark).collect();
        for chip in &band.chips {
            let folded: Vec<usize> = layout.folded(lane, chip).collect();
            assert_eq!(folded.len(), chip.count);
            seen.extend(folded);
        }
        seen.sort_unstable();
        assert_eq!(seen, lane.marks.iter().map(|m| *m as usize).collect::<Vec<_>>());
        let count = |bins: &[Bin]| bins.iter().map(|b| b.count).sum::<usize>();
        assert_eq!(count(&band.bins), count(&band.chips));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_overlaps_and_nothing_is_lost(
        of in prop::collection::vec(any_mark(), 0..250), log in -2.0..2.0, page in 30f32..400.0, closer in 0.0..1.0,
        grouped in any::<bool>(),
    ) {
        let marks = Marks::of(of);
        let lanes = if grouped { three_lanes(&marks) } else { one_lane(&marks) };
        let days_per_point = 10f64.powf(log);
        let key = Key::new(marks.dated.len(), plain(0.0, days_per_point), 1000.0, page);
        let layout = laid_out(&marks, &lanes, key, None);
        // Down to the next level, closer views only drive marks apart.
        for zoom in [key.zoom.days_per_point, days_per_point, key.zoom.days_per_point * (1.0 - 0.08 * closer)] {
            prop_assert_eq!(overlaps(&marks, &layout, zoom), None);
        }
        assert_nothing_is_lost(&layout, &lanes);
        for pair in layout.bands.windows(2) {
            prop_assert!(pair[0].top + pair[0].height <= pair[1].top + 1e-3);
        }
    }

    #[test]
    fn what_is_selected_has_a_row(of in prop::collection::vec(any_mark(), 1..80), page in 27f32..100.0) {
        let marks = Marks::of(of);
        let lanes = one_lane(&marks);
        let key = Key::new(marks.dated.len(), plain(0.0, 100.0), 1000.0, page);
        for pinned in 0..marks.dated.len() {
            let layout = Layout::new(&marks, &lanes, key, wants(&[pinned], None, &FxHashSet::default()));
            prop_assert!(layout.place_of(pinned).is_some());
        }
    }

    #[test]
    fn a_panned_label_never_moves_and_zooming_keeps_rows_where_it_can(
        of in prop::collection::vec(any_mark(), 1..150), log in -1.0..1.5, pans in prop::collection::vec(-2i32..3, 1..8),
    ) {
        let marks = Marks::of(of);
        let lanes = one_lane(&marks);
        // As if the timeline were too large to be laid out whole.
        let window = |origin: f64| {
            let key = Key::new(usize::MAX, plain(origin, 10f64.powf(log)), 500.0, 200.0);
            (key, origin)
        };
        let mut origin = marks.dated[0].from;
        let (key, _) = window(origin);
        let mut last = (key, laid_out(&marks, &lanes, key, None));
        for pan in pans {
            origin += f64::from(pan) * 300.0 * key.zoom.days_per_point;
            let (key, _) = window(origin);
            let next = laid_out(&marks, &lanes, key, Some(&last));
            prop_assert_eq!(overlaps(&marks, &next, key.zoom.days_per_point), None);
            for placed in &next.placed {
                if let Some(before) = last.1.place_of(placed.mark) {
                    prop_assert_eq!(before.row, placed.row);
                }
            }
            last = (key, next);
        }
    }
}

fn points(n: usize) -> Marks {
    let mark = |salience| Mark {
        event: 0,
        from: 10.0,
        to: 11.0,
        open: Open::No,
        approximate: false,
        fine: true,
        glyph: Glyph::Disc,
        label_width: 100.0,
        card_width: 100.0,
        salience,
        said: None,
    };
    Marks::of((0..n).map(|i| mark(i as f32 / 10.0)).collect())
}

#[test]
fn the_first_page_holds_the_most_salient() {
    let marks = points(20);
    let lanes = one_lane(&marks);
    // Three rows are left beside the strip that counts the others.
    let strip = CHIPS + Detail::of(0.0).skyline();
    let page = 3.0 * ROW + strip + 1.0;
    let key = Key { zoom: Zoom::plain(1.0), from: f64::NEG_INFINITY, to: f64::INFINITY, page };
    let layout = laid_out(&marks, &lanes, key, None);
    let row = |mark| layout.place_of(mark).map(|p| p.row);
    assert!([19, 18, 17].iter().all(|m| row(*m).is_some_and(|r| r < 3)));
    assert!([16, 15, 14].iter().all(|m| row(*m).is_some_and(|r| (3..6).contains(&r))));
    assert_eq!(row(0), None);
    let chips = &layout.bands[0].chips;
    assert_eq!(chips.len(), 1);
    assert_eq!(layout.folded(&lanes.all[0], &chips[0]).collect::<Vec<_>>(), (0..11).collect::<Vec<_>>());
}

#[test]
fn what_is_shown_gives_way_only_to_what_matters_more_by_a_fifth() {
    let marks = points(2);
    let lanes = one_lane(&marks);
    let mut close = marks.dated.to_vec();
    (close[0].salience, close[1].salience) = (0.5, 0.55);
    let key = Key { zoom: Zoom::plain(1.0), from: f64::NEG_INFINITY, to: f64::INFINITY, page: ROW };
    let shown = |salience: f32, previous: Option<&(Key, Layout)>| {
        let mut dated = close.clone();
        dated[1].salience = salience;
        laid_out(&Marks::of(dated), &lanes, key, previous)
    };
    let only_first = Layout { placed: vec![Placed { mark: 0, band: 0, row: 0 }], row: ROW, ..Layout::default() };
    let other_zoom = (Key { zoom: Zoom::plain(2.0), ..key }, only_first);
    let first_row = |layout: &Layout| layout.placed.iter().find(|p| p.row == 0).map(|p| p.mark);
    assert_eq!(first_row(&shown(0.55, None)), Some(1));
    assert_eq!(first_row(&shown(0.55, Some(&other_zoom))), Some(0));
    assert_eq!(first_row(&shown(0.65, Some(&other_zoom))), Some(1));
}

#[test]
fn few_events_are_cards_and_many_are_not() {
    let of = |count: usize, width: f64| {
        let marks = Marks::new(&many(count), |_| (150.0, 160.0));
        let extent = marks.extent().expect("dated marks");
        let zoom = (extent.to - extent.from) / width;
        let key = Key::new(count, plain(extent.from, zoom), width, 400.0);
        let layout = laid_out(&marks, &one_lane(&marks), key, None);
        assert_eq!(overlaps(&marks, &layout, key.zoom.days_per_point), None);
        assert_nothing_is_lost(&layout, &one_lane(&marks));
        layout.form
    };
    assert_eq!(of(5, 1000.0), Form::Card);
    assert_eq!(of(5, 6000.0), Form::Quote);
    assert_eq!(of(500, 1000.0), Form::Title);
}

#[test]
fn a_folded_lane_is_a_name_and_a_density() {
    let marks = Marks::new(&many(60), |_| (150.0, 160.0));
    let lanes = three_lanes(&marks);
    let collapsed: FxHashSet<String> = ["A".to_owned()].into_iter().collect();
    let key = Key::new(60, plain(0.0, 10.0), 1000.0, 400.0);
    let layout = Layout::new(&marks, &lanes, key, Wants { pinned: &[], collapsed: &collapsed, previous: None });
    let band = layout.bands.iter().find(|b| lanes.all[b.lane].name == "A").expect("the lane");
    assert!(band.collapsed && band.rows == 0);
    assert_eq!(band.chips.iter().map(|c| c.count).sum::<usize>(), lanes.all[band.lane].marks.len());
    assert!(layout.placed.iter().all(|p| p.band != band.lane));
}

#[test]
fn large_timelines_are_laid_out_around_the_view() {
    let marks = Marks::new(&many(12_000), |_| (150.0, 160.0));
    let lanes = one_lane(&marks);
    let extent = marks.extent().expect("dated marks");
    let wide = Key::new(marks.dated.len(), plain(extent.from, (extent.to - extent.from) / 1000.0), 1000.0, 400.0);
    let layout = laid_out(&marks, &lanes, wide, None);
    assert_eq!(overlaps(&marks, &layout, wide.zoom.days_per_point), None);
    assert_nothing_is_lost(&layout, &lanes);
    let close = Key::new(marks.dated.len(), plain(extent.from + 3000.0, 0.05), 1000.0, 400.0);
    assert!(close.from <= extent.from + 3000.0 && close.to >= extent.from + 3000.0 + 1.4 * 0.05 * 1000.0);
}

#[test]
fn rows_that_go_on_beyond_the_canvas_are_seen_whole() {
    let marks = Marks::new(&many(500), |_| (120.0, 140.0));
    let key = Key::new(marks.dated.len(), plain(726_000.0, 8.0), 1000.0, 200.0);
    let layout = laid_out(&marks, &one_lane(&marks), key, None);
    assert!(layout.height > 190.0, "{}", layout.height);
    assert_eq!(layout.seen_height(190.0), (190.0 / layout.row).floor() * layout.row);
    assert_eq!(layout.seen_height(layout.height + 5.0), layout.height + 5.0, "there is room for all");
    assert_eq!(layout.seen_height(10.0), 10.0, "less than a row is no reason to show none");
    let lanes = laid_out(&marks, &three_lanes(&marks), key, None);
    assert_eq!(lanes.seen_height(190.0), 190.0, "names and counts stand between their rows");
}
