//! Marks and lanes of a timeline, made beside the window where there are many.

use super::extent::MAX_LABEL;
use super::lanes::{Grouping, Keys, Lanes};
use super::marks::{Marks, remark};
use super::paint::REMARK_GAP;
use crate::event::Event;
use crate::gui::theme::{semibold, size};
use crate::timeline::Timeline;
use egui::{FontId, Ui};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

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
    keys: Arc<Keys>,
}

/// What is being made, if anything.
#[derive(Default)]
pub struct Builder {
    under_way: Option<(Order, Receiver<Built>)>,
}

impl Builder {
    /// What is ready, for an order that is not yet `shown`.
    pub fn ask(&mut self, ui: &Ui, order: Order, shown: Option<(&Order, &Whole)>) -> Option<Built> {
        if shown.is_some_and(|(shown, _)| shown.is(&order)) {
            self.under_way = None;
            return None;
        }
        if let Some((asked, answer)) = &self.under_way
            && asked.is(&order)
        {
            return answer.try_recv().ok();
        }
        let widths = Widths::of(ui);
        let known = shown.filter(|(shown, _)| Arc::ptr_eq(&shown.timeline, &order.timeline));
        let known = known.map(|(_, whole)| whole.clone());
        if order.timeline.events.len() < MANY {
            return Some(build(order, known, &widths));
        }
        let (to, answer) = channel();
        self.under_way = Some((order.clone(), answer));
        let ctx = ui.ctx().clone();
        std::thread::spawn(move || {
            // Nobody listens any more where something newer was asked for.
            let _ = to.send(build(order, known, &widths));
            ctx.request_repaint();
        });
        None
    }

    pub fn is_working(&self) -> bool {
        self.under_way.is_some()
    }
}

/// `known`: what was made of the same timeline before.
fn build(order: Order, known: Option<Whole>, widths: &Widths) -> Built {
    let timeline = &order.timeline;
    let marks = || Marks::measured(timeline, |event| widths.label(event));
    let mut whole = known.unwrap_or_else(|| Whole { marks: marks(), keys: Arc::default() });
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
