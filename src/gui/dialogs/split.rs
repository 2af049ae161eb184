//! Taking an event apart by hand: for each of its sentences the number of the event that it tells.

use super::{from_right, modal};
use crate::event::Event;
use crate::gui::command::Action;
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, SMALL, cut, primary, sans, semibold, serif, soft};
use crate::gui::words::count;
use egui::{
    CornerRadius, CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2,
    vec2,
};
use std::sync::Arc;

const ROW: f32 = 48.0;
/// Rows that are seen at once.
const SEEN: f32 = 8.0;
/// As many as there are keys with digits.
const MOST: usize = 9;
/// The side of a number, and the room that it takes.
const NUMBER: f32 = 22.0;
const EACH: f32 = 26.0;
const DIGITS: [Key; MOST] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

pub struct Split {
    event: Arc<Event>,
    /// For each sentence the event that it tells, counted from 0.
    of: Vec<usize>,
    /// The sentence that keys are about, and whether it was moved to by key.
    at: usize,
    moved: bool,
    begun: bool,
}

impl Split {
    /// Proposes `parts`: places among the evidence.
    pub fn new(event: Arc<Event>, parts: &[Vec<usize>]) -> Self {
        let mut of = vec![0; event.evidence.len()];
        for (number, part) in parts.iter().enumerate() {
            for at in part {
                if let Some(of) = of.get_mut(*at) {
                    // What finds no number of its own goes with the last.
                    *of = number.min(MOST - 1);
                }
            }
        }
        Self { event, of, at: 0, moved: false, begun: false }
    }

    /// The sentences of each event that comes of it; none is empty.
    fn parts(&self) -> Vec<Vec<usize>> {
        let part = |number| (0..self.of.len()).filter(|at| self.of[*at] == number).collect::<Vec<usize>>();
        (0..MOST).map(part).filter(|part| !part.is_empty()).collect()
    }

    /// The numbers that can be given: those that are in use, and one more.
    fn numbers(&self) -> usize {
        let used = self.of.iter().max().map_or(0, |most| most + 1);
        (used + 1).clamp(2, MOST).min(self.of.len().max(2))
    }

    /// Gives back false when it is to be closed.
    pub fn show(&mut self, ui: &Ui, state: &State, actions: &mut Vec<Action>) -> bool {
        modal(ui, "Take the event apart", 640.0, |ui| self.contents(ui, state, actions))
    }

    fn contents(&mut self, ui: &mut Ui, state: &State, actions: &mut Vec<Action>) -> bool {
        soft(
            ui,
            "Each sentence goes to the event that it tells: 1, 2, 3 … Click its number, or walk with ↑ and ↓ and press it.",
        );
        ui.add_space(8.0);
        let list = self.keys(ui);
        let area = ScrollArea::vertical().max_height(ROW * SEEN).auto_shrink([false, true]);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            area.show(ui, |ui| {
                crate::gui::widgets::rows(ui, ROW, self.of.len(), |ui, at| self.row(ui, state, at, list));
            });
        });
        ui.add_space(8.0);
        let parts = self.parts();
        let told = parts.iter().map(|part| count(part.len(), "sentence")).collect::<Vec<_>>().join(", ");
        soft(
            ui,
            match parts.len() {
                0 | 1 => "All sentences are of one event: give some of them another number.".to_owned(),
                several => format!("{several} events come of it: of {told}. It can be taken back."),
            },
        );
        let entered = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        ui.add_space(12.0);
        from_right(ui, |ui| {
            let ready = parts.len() > 1;
            if primary(ui, ready, "Take apart").clicked() || (entered && ready) {
                actions.push(Action::Split { event: self.event.id.clone(), parts });
                return false;
            }
            !ui.button("Cancel").clicked()
        })
    }

    /// One stop for the Tab key; arrows walk along the sentences, digits say which event the one at hand tells.
    fn keys(&mut self, ui: &Ui) -> Id {
        let id = ui.scope_id().with("sentences");
        let height = (self.of.len() as f32).min(SEEN) * ROW;
        let body = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
        let node = ui.interact(body, id, Sense::focusable_noninteractive());
        node.widget_info(|| WidgetInfo::labeled(Role::Grid, true, "Sentences, and the event of each"));
        self.moved = false;
        if !std::mem::replace(&mut self.begun, true) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        if !ui.memory(|memory| memory.has_focus(id)) {
            return id;
        }
        let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
        for (key, by) in [(Key::ArrowUp, -1), (Key::ArrowDown, 1)] {
            if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
                self.at = self.at.saturating_add_signed(by).min(self.of.len().saturating_sub(1));
                self.moved = true;
            }
        }
        for (number, key) in DIGITS.into_iter().enumerate().take(self.numbers()) {
            if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key))
                && let Some(of) = self.of.get_mut(self.at)
            {
                *of = number;
                // On to the next, as in a review.
                self.at = (self.at + 1).min(self.of.len().saturating_sub(1));
                self.moved = true;
            }
        }
        id
    }

    fn row(&mut self, ui: &mut Ui, state: &State, at: usize, list: Id) {
        let theme = Theme::of(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
        let event = self.event.clone();
        let Some(evidence) = event.evidence.get(at) else { return };
        let source = state.source_row(&evidence.article).map_or("", |row| row.title.as_str());
        let chosen = self.at == at;
        response.widget_info(|| {
            let name = format!("{}. {source}. Event {}", evidence.quote, self.of[at] + 1);
            WidgetInfo::selected(Role::ListBoxOption, true, chosen, name)
        });
        if chosen {
            ui.painter().rect_filled(rect, 4, theme.tint_selected.gamma_multiply(0.6));
            if self.moved {
                response.scroll_to_me(None);
            }
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 4, theme.panel);
        }
        if response.clicked() {
            self.at = at;
            ui.memory_mut(|memory| memory.request_focus(list));
        }
        let numbers = self.numbers();
        let room = numbers as f32 * EACH + 14.0;
        let inner = Rect::from_min_max(rect.min + vec2(10.0, 6.0), pos2(rect.right() - room, rect.bottom()));
        let quote = cut(ui, &evidence.quote, serif(BODY + 1.0), theme.ink, inner.width());
        let is_cut = quote.elided;
        ui.painter().galley(inner.min, quote, theme.ink);
        let words = cut(ui, source, sans(SMALL), theme.soft_ink, inner.width());
        ui.painter().galley(inner.min + vec2(0.0, 20.0), words, theme.soft_ink);
        for number in 0..numbers {
            let center = pos2(rect.right() - room + 10.0 + (number as f32 + 0.5) * EACH, rect.center().y);
            self.number(ui, Rect::from_center_size(center, vec2(NUMBER, NUMBER)), at, number);
        }
        if is_cut {
            response.on_hover_text(&evidence.quote);
        }
    }

    fn number(&mut self, ui: &Ui, rect: Rect, at: usize, number: usize) {
        let theme = Theme::of(ui);
        let response = ui.interact(rect, ui.scope_id().with(("number", at, number)), Sense::CLICK);
        let is = self.of[at] == number;
        let name = format!("Sentence {} to event {}", at + 1, number + 1);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is, &name));
        let (ground, ink) = match (is, response.hovered()) {
            (true, _) => (theme.ink, theme.background),
            (false, true) => (theme.line, theme.ink),
            (false, false) => (theme.raised, theme.soft_ink),
        };
        ui.painter().rect_filled(rect, CornerRadius::same(6), ground);
        let digit = ui.painter().layout_no_wrap((number + 1).to_string(), semibold(SMALL), ink);
        ui.painter().galley(rect.center() - digit.size() / 2.0, digit, ink);
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            (self.of[at], self.at) = (number, at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;
    use crate::event::{Evidence, Quoted};

    fn event(sentences: usize) -> Arc<Event> {
        let evidence = Evidence {
            article: ArticleId("a1".to_owned()),
            span: Default::default(),
            page: None,
            quote: "It closed.".to_owned(),
            trigger: Quoted { span: Default::default(), text: "closed".to_owned() },
            also: Vec::new(),
            time: None,
            reasons: Vec::new(),
        };
        Arc::new(Event { evidence: vec![evidence; sentences], ..Event::default() })
    }

    #[test]
    fn sentences_go_to_the_events_of_their_numbers() {
        let mut split = Split::new(event(4), &[vec![0, 2], vec![1]]);
        assert_eq!(split.of, [0, 1, 0, 0]);
        split.of = vec![2, 0, 2, 4];
        assert_eq!(split.parts(), [vec![1], vec![0, 2], vec![3]]);
        split.of = vec![3; 4];
        assert_eq!(split.parts().len(), 1);
    }

    #[test]
    fn there_is_always_one_number_more_up_to_nine() {
        let numbers = |sentences: usize, of: Vec<usize>| Split { of, ..Split::new(event(sentences), &[]) }.numbers();
        assert_eq!(numbers(3, vec![0, 0, 0]), 2);
        assert_eq!(numbers(3, vec![0, 1, 0]), 3);
        assert_eq!(numbers(2, vec![0, 1]), 2, "no more than there are sentences");
        assert_eq!(numbers(20, (0..9).chain([0; 11]).collect()), 9);
        let many: Vec<Vec<usize>> = (0..20).map(|at| vec![at]).collect();
        assert_eq!(Split::new(event(20), &many).parts().len(), MOST);
    }
}
