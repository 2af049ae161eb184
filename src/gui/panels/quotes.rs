//! What is left of an article whose text is not at hand: the sentences that a timeline file quotes from it.

use crate::gui::command::Action;
use crate::gui::derived::ArticleIndex;
use crate::gui::state::{SourceRow, State};
use crate::gui::theme::Theme;
use crate::gui::widgets::{card, copy_menu, serif, soft};
use egui::{Label, RichText, ScrollArea, Ui};

/// `reveal` asks to scroll to the selected sentence; it is cleared.
pub fn show(ui: &mut Ui, state: &State, row: &SourceRow, reveal: &mut bool, actions: &mut Vec<Action>) {
    let none = ArticleIndex::default();
    let index = state.derived.article(&row.id).unwrap_or(&none);
    let reveal = std::mem::take(reveal);
    ScrollArea::vertical().auto_shrink(false).id_salt(("quotes", &row.id.0)).show(ui, |ui| {
        ui.add_space(8.0);
        soft(ui, "This article was opened from a timeline, which holds its quotes but not its text. Open the article itself to read it here.");
        ui.add_space(6.0);
        for sentence in &index.sentences {
            let Some(evidence) = sentence.proofs.first().map(|p| &state.events()[p.event].evidence[p.evidence]) else {
                continue;
            };
            let selected = state.selected_row().is_some_and(|row| sentence.proofs.iter().any(|p| p.event == row));
            let response = card(ui, selected, &evidence.quote, |ui| {
                let words = RichText::new(evidence.quote.replace('\n', " ")).font(serif(16.0));
                ui.add(Label::new(words.color(Theme::of(ui).ink)).wrap());
            });
            if selected && reveal {
                response.scroll_to_me(None);
            }
            copy_menu(&response, &evidence.quote, Some(row));
            if response.clicked()
                && let Some((event, evidence)) = state.next_of(&sentence.proofs)
            {
                actions.push(Action::Select { event, evidence: Some(evidence) });
            }
        }
    });
}
