//! "Go to": a date in the reader's own words, understood as the words of articles are.

use super::axis::{Limits, end_of, start_of};
use crate::gui::theme::{Theme, size};
use crate::text::{self, Span};
use crate::time::{self, Env, UncertainDate};
use crate::timeline::Clock;
use chrono::NaiveDate;
use egui::{Align2, Area, Frame, Id, Key, Order, Rect, RichText, TextEdit, Ui, vec2};

const WIDTH: f32 = 260.0;
/// Longer texts are no dates.
const LONGEST: usize = 200;

/// What is typed; open while there is one.
#[derive(Default)]
pub struct GoTo {
    text: Option<String>,
    fresh: bool,
}

impl GoTo {
    pub fn open(&mut self) {
        self.text = Some(String::new());
        self.fresh = true;
    }

    /// Draws the field below the ruler. `near`: the day in the middle of the view, to which "March" is counted.
    pub fn show(&mut self, ui: &Ui, id: Id, place: Rect, near: (Option<NaiveDate>, Clock)) -> Option<Limits> {
        let mut typed = self.text.take()?;
        let theme = Theme::of(ui);
        let at = place.center_top() + vec2(0.0, 8.0);
        let mut found = None;
        let mut closed = false;
        let area = Area::new(id).order(Order::Foreground).pivot(Align2::CENTER_TOP).fixed_pos(at);
        area.show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(WIDTH);
                let edit =
                    TextEdit::singleline(&mut typed).desired_width(WIDTH).hint_text("spring 2019, 44 BC, 3 May 2012");
                let field = ui.add(edit).accessible_name("Go to date");
                if std::mem::take(&mut self.fresh) {
                    field.request_focus();
                }
                let understood = date_of(&typed, near);
                let (words, color) = match (&understood, typed.trim().is_empty()) {
                    (_, true) => ("A day, a month, a season, a year, a century".to_owned(), theme.soft_ink),
                    (Some((_, words)), _) => (format!("{words} · Enter goes there"), theme.ink),
                    (None, _) => ("That is no date that Dateline knows".to_owned(), theme.accent),
                };
                ui.label(RichText::new(words).size(size::SMALL).color(color));
                if field.lost_focus() {
                    let entered = ui.input(|i| i.key_pressed(Key::Enter));
                    found = understood.map(|(range, _)| range).filter(|_| entered);
                    closed = !entered || found.is_some();
                    if !closed {
                        field.request_focus();
                    }
                }
            });
        });
        if !closed {
            self.text = Some(typed);
        }
        found
    }
}

/// The time that words mean, and how they were understood.
pub fn date_of(words: &str, (near, clock): (Option<NaiveDate>, Clock)) -> Option<(Limits, String)> {
    let words = words.trim();
    if words.is_empty() || words.chars().count() > LONGEST {
        return None;
    }
    let env = Env { publication: near, reference: None };
    // A number alone is a year only where a preposition says so.
    let sentences = [words.to_owned(), format!("In {words}."), format!("On {words}.")];
    sentences.iter().find_map(|sentence| {
        let timexes = time::recognize(&text::sentences(sentence, Span::new(0, sentence.len())));
        timexes.iter().find_map(|timex| {
            let resolved = time::resolve(timex, &env);
            Some((limits(clock.shows(resolved.when?))?, resolved.words))
        })
    })
}

fn limits(date: UncertainDate) -> Option<Limits> {
    Some(Limits { from: start_of(date.earliest?), to: end_of(date.latest?) })
}

#[cfg(test)]
mod tests {
    use super::super::axis::day_at;
    use super::*;

    fn here() -> (Option<NaiveDate>, Clock) {
        (NaiveDate::from_ymd_opt(2016, 11, 20), Clock::default())
    }

    fn found(words: &str) -> Option<(String, String)> {
        let (range, _) = date_of(words, here())?;
        Some((day_at(range.from)?.to_string(), day_at(range.to - 0.001)?.to_string()))
    }

    #[test]
    fn dates_are_understood_in_free_words() {
        for (words, from, to) in [
            ("3 May 2012", "2012-05-03", "2012-05-03"),
            ("2012-05-03", "2012-05-03", "2012-05-03"),
            ("May 2012", "2012-05-01", "2012-05-31"),
            ("2019", "2019-01-01", "2019-12-31"),
            ("the 1990s", "1990-01-01", "1999-12-31"),
            ("spring 2019", "2019-03-01", "2019-06-20"),
            ("44 BC", "-0043-01-01", "-0043-12-31"),
        ] {
            assert_eq!(found(words), Some((from.to_owned(), to.to_owned())), "{words}");
        }
    }

    #[test]
    fn other_words_lead_nowhere() {
        for words in ["", "  ", "the harbour board", "?!", &"x".repeat(5000)] {
            assert_eq!(found(words), None, "{words:.20}");
        }
    }
}
