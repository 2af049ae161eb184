//! Marks and lanes of a timeline, made beside the window where there are many.

use super::edited::{self, Edited};
use super::extent::MAX_LABEL;
use super::lanes::{Grouping, Keys, Lanes};
use super::marks::{Marks, remark};
use super::paint::REMARK_GAP;
use crate::event::Event;
use crate::gui::theme::{semibold, size};
use crate::timeline::Timeline;
use egui::{FontId, Ui};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// From this many events on, the window does not wait.
const MANY: usize = 20_000;
const WIDEST_DAY: &str = "Wed 30 Nov 2000 BC";
/// Kerning may make a text this much wider than its letters.
const KERNING: f32 = 2.0;

/// What is to be shown.
#[derive(Clone)]
pub struct Order {
    pub timeline: Arc<Timeline>,
    /// By event; `None` shows all.
    pub matching: Option<Arc<[bool]>>,
    pub grouping: Grouping,
}

impl Order {
    pub fn is(&self, other: &Self) -> bool {
        let same_filter = match (&self.matching, &other.matching) {
            (None, None) => true,
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            _ => false,
        };
        Arc::ptr_eq(&self.timeline, &other.timeline) && same_filter && self.grouping == other.grouping
    }

    /// Are the same rows shown, in the same lanes?
    fn shows_as(&self, other: &Self) -> bool {
        self.matching == other.matching && self.grouping == other.grouping
    }
}

/// A timeline as the canvas draws it.
pub struct Built {
    pub order: Order,
    pub marks: Marks,
    pub lanes: Lanes,
    pub whole: Whole,
}

/// What is made of all events, shown or not; a filter only chooses among them.
#[derive(Clone, Default)]
pub struct Whole {
    pub marks: Marks,
    pub keys: Arc<Keys>,
    /// Have events moved since what depends on all dates together was made?
    pub is_unsettled: bool,
}

/// What is drawn now.
pub struct Shown<'a> {
    pub order: &'a mut Order,
    pub marks: &'a mut Marks,
    pub lanes: &'a mut Lanes,
    pub whole: &'a mut Whole,
}

/// What has come of what was asked for.
pub enum News {
    /// A few events were put in the place of what they were.
    Edited(Edited),
    /// All is arranged anew.
    Built(Box<Built>),
    /// It cannot be arranged, by a fault in Dateline. What was drawn before stays.
    Failed,
}

/// What is being made, if anything.
#[derive(Default)]
pub struct Builder {
    under_way: Option<(Order, Receiver<Built>)>,
    failed: Option<Order>,
}

impl Builder {
    /// What is ready, for an order that is not yet `shown`.
    pub fn ask(&mut self, ui: &Ui, order: Order, shown: Option<Shown<'_>>) -> Option<News> {
        if shown.as_ref().is_some_and(|shown| shown.order.is(&order)) {
            self.under_way = None;
            return None;
        }
        if let Some((asked, answer)) = &self.under_way
            && asked.is(&order)
        {
            return match answer.try_recv() {
                Ok(built) => Some(News::Built(Box::new(built))),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => {
                    self.under_way = None;
                    self.failed = Some(order);
                    Some(News::Failed)
                }
            };
        }
        if self.failed.as_ref().is_some_and(|failed| failed.is(&order)) {
            return None;
        }
        let widths = Widths::of(ui);
        let many = order.timeline.events.len() >= MANY;
        let mut known = None;
        if let Some(shown) = shown
            && let Some(rows) = edited::rows(&shown.order.timeline, &order.timeline)
        {
            if many && shown.order.shows_as(&order) {
                let label = |event: &Event| widths.label(event);
                if let Some(edited) = edited::in_place(shown, &order.timeline, &rows, label) {
                    self.under_way = None;
                    return Some(News::Edited(edited));
                }
            } else {
                known = Some((shown.whole.clone(), rows));
            }
        }
        if !many {
            return Some(News::Built(Box::new(build(order, known, &widths))));
        }
        let (to, answer) = channel();
        self.under_way = Some((order.clone(), answer));
        let ctx = ui.ctx().clone();
        std::thread::spawn(move || {
            if let Ok(built) = catch_unwind(AssertUnwindSafe(|| build(order, known, &widths))) {
                // Nobody listens any more where something newer was asked for.
                let _ = to.send(built);
            }
            drop(to);
            ctx.request_repaint();
        });
        None
    }

    pub fn is_working(&self) -> bool {
        self.under_way.is_some()
    }

    pub fn has_failed(&self) -> bool {
        self.failed.is_some()
    }
}

/// `known`: what was made of the same timeline before, but for the events in some rows.
fn build(order: Order, known: Option<(Whole, Vec<usize>)>, widths: &Widths) -> Built {
    let timeline = &order.timeline;
    let label = |event: &Event| widths.label(event);
    let known = known.and_then(|(whole, rows)| edited::whole(whole, timeline, &rows, label));
    let anew = || Whole { marks: Marks::measured(timeline, label), ..Whole::default() };
    let mut whole = known.unwrap_or_else(anew);
    if whole.keys.grouping != order.grouping {
        whole.keys = Arc::new(Keys::new(timeline, order.grouping));
    }
    let marks = order.matching.as_ref().map_or_else(|| whole.marks.clone(), |m| whole.marks.matching(m));
    let lanes = Lanes::of(&whole.keys, &marks);
    Built { order, marks, lanes, whole }
}

/// How wide letters are in the fonts of labels: a title in that of a selected one, which is the widest.
struct Widths {
    title: Advances,
    small: Advances,
    /// The widest date of one day.
    day: f32,
}

/// By ASCII letter, and for all others.
struct Advances {
    ascii: [f32; 128],
    other: f32,
}

impl Widths {
    fn of(ui: &Ui) -> Self {
        let (title, small) = (semibold(size::BODY), FontId::proportional(size::SMALL));
        ui.fonts_mut(|fonts| {
            let mut advances = |font: &FontId| {
                let mut ascii = [0.0; 128];
                for (letter, width) in (0_u8..).zip(&mut ascii) {
                    *width = fonts.glyph_width(font, char::from(letter));
                }
                // Few letters are wider than they are high.
                Advances { ascii, other: font.size }
            };
            let (title, small) = (advances(&title), advances(&small));
            let day = small.width(WIDEST_DAY);
            Self { title, small, day }
        })
    }

    fn label(&self, event: &Event) -> (f32, f32) {
        let title = self.title.width_upper_first(&event.title);
        let remark = remark(event);
        let remark = if remark.is_empty() { 0.0 } else { REMARK_GAP + self.small.width(&remark) };
        // Dates are not put into words here: of a hundred thousand events that takes longer than all the rest.
        let text = event.when.as_ref().map_or(0.0, |when| self.small.width(&when.text));
        let below = text.max(self.day) + remark + self.small.width(" · ");
        ((title + remark + KERNING).min(MAX_LABEL), (title.max(below) + KERNING).min(MAX_LABEL))
    }
}

impl Advances {
    fn letter(&self, letter: char) -> f32 {
        self.ascii.get(letter as usize).copied().unwrap_or(self.other)
    }

    fn width(&self, text: &str) -> f32 {
        text.chars().map(|c| self.letter(c)).sum()
    }

    /// Of a text that is shown with a capital at its start.
    fn width_upper_first(&self, text: &str) -> f32 {
        let mut letters = text.chars();
        let first: f32 = letters.next().into_iter().flat_map(char::to_uppercase).map(|c| self.letter(c)).sum();
        first + self.width(letters.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::many;
    use super::*;

    fn order(timeline: &Arc<Timeline>, matching: Option<Arc<[bool]>>) -> Order {
        Order { timeline: timeline.clone(), matching, grouping: Grouping::Kind }
    }

    fn widths() -> Widths {
        let advances = || Advances { ascii: [6.0; 128], other: 12.0 };
        Widths { title: advances(), small: advances(), day: 100.0 }
    }

    #[test]
    fn a_filter_only_chooses_among_what_was_measured() {
        let timeline = Arc::new(many(500));
        let all = build(order(&timeline, None), None, &widths());
        let matching: Arc<[bool]> = (0..500).map(|i| i % 3 == 0).collect();
        let known = build(order(&timeline, Some(matching.clone())), Some((all.whole.clone(), Vec::new())), &widths());
        let fresh = build(order(&timeline, Some(matching)), None, &widths());
        assert!(Arc::ptr_eq(&known.whole.marks.dated, &all.marks.dated), "nothing is measured again");
        assert_eq!(known.marks.dated, fresh.marks.dated);
        assert_eq!(known.marks.dated.len(), 167);
        let names =
            |built: &Built| built.lanes.all.iter().map(|l| (l.name.clone(), l.marks.clone())).collect::<Vec<_>>();
        assert_eq!(names(&known), names(&fresh));
        for (at, mark) in known.marks.dated.iter().enumerate() {
            assert_eq!(known.marks.find(&timeline.events[mark.event].id), Some(at));
        }
        assert_eq!(known.marks.find("nobody"), None);
        assert_eq!(known.marks.find(&timeline.events[1].id), None, "left out");
    }

    #[test]
    fn what_cannot_be_arranged_is_told_once() {
        let order = order(&Arc::new(many(3)), None);
        // The sender is gone, as when its thread fell over.
        let (_, answer) = channel();
        let mut builder = Builder { under_way: Some((order.clone(), answer)), failed: None };
        let ctx = egui::Context::default();
        let mut told = Vec::new();
        for _ in 0..2 {
            let asks = |ui: &mut Ui| told.push(builder.ask(ui, order.clone(), None));
            ctx.run_ui(egui::RawInput::default(), asks).textures_delta.clear();
        }
        assert!(matches!(told[..], [Some(News::Failed), None]));
        assert!(builder.has_failed() && !builder.is_working());
    }

    #[test]
    fn an_event_takes_no_more_than_300_bytes() {
        const EVENTS: usize = 20_000;
        let timeline = Arc::new(many(EVENTS));
        let matching: Arc<[bool]> = (0..EVENTS).map(|i| i > 0).collect();
        let Built { marks, lanes, whole, .. } = build(order(&timeline, Some(matching.clone())), None, &widths());
        let kept = marks.bytes() + lanes.bytes() + whole.marks.bytes() + whole.marks.bytes_of_ids();
        let all = kept + whole.keys.bytes() + size_of_val(matching.as_ref());
        println!("{} bytes an event", all / EVENTS);
        assert!(all / EVENTS <= 300, "{} bytes an event", all / EVENTS);
    }
}
