//! The article itself: sentences that report events tinted, the selected event's strongly, the words that date them
//! underlined. A click on a sentence selects its event; on one with several, the next.

use super::quotes;
use super::reader::{Reader, ground, row_rects};
use crate::article::{Article, ArticleId, BlockKind};
use crate::gui::command::Action;
use crate::gui::derived::{ArticleIndex, Marked};
use crate::gui::state::State;
use crate::gui::theme::Theme;
use crate::gui::widgets::{ring, soft};
use crate::gui::words::citation;
use crate::query::{self, Query};
use crate::text::Span;
use egui::{CursorIcon, Galley, Id, Pos2, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Room for the marks at the left of the text, and for the overview at its right.
const MARGIN: f32 = 40.0;
const OVERVIEW: f32 = 40.0;
/// Longer lines are hard to read.
const WIDEST: f32 = 800.0;
/// Points at both edges where text fades: what stands there is not seen well.
const CLEAR: f32 = 32.0;
/// A sentence that is scrolled to comes to this part of the height.
const PLACE: f32 = 0.28;

#[derive(Default)]
pub struct SourceText {
    reader: Option<Reader>,
    offset: f32,
    hits: Hits,
}

/// Where the words that are searched stand in the article shown.
#[derive(Default)]
struct Hits {
    article: Option<ArticleId>,
    query: Query,
    spans: Vec<Span>,
}

impl Hits {
    /// Looks for them anew where the article or the search is another.
    fn of(&mut self, article: &Article, state: &State) -> &[Span] {
        let search = &state.derived.search;
        let id = search.articles.contains(&article.id).then(|| article.id.clone());
        if self.article != id || self.query != search.query {
            self.spans = if id.is_some() { query::hits(&search.query, &article.text) } else { Vec::new() };
            (self.article, self.query) = (id, search.query.clone());
        }
        &self.spans
    }
}

impl SourceText {
    /// `reveal` asks to scroll to the selected sentence; it is cleared.
    pub fn show(&mut self, ui: &mut Ui, state: &State, reveal: &mut bool, actions: &mut Vec<Action>) {
        let Some(article) = state.article_shown() else {
            match state.article.as_ref().and_then(|id| state.source_row(id)) {
                Some(row) => quotes::show(ui, state, row, reveal, actions),
                None => {
                    ui.add_space(16.0);
                    soft(ui, "Open an article to read it here.");
                }
            }
            return;
        };
        let none = ArticleIndex::default();
        let index = state.derived.article(&article.id).unwrap_or(&none);
        let width = (ui.available_width() - MARGIN - OVERVIEW).clamp(120.0, WIDEST);
        let height = ui.available_height();
        let mut area = ScrollArea::vertical().auto_shrink(false).id_salt("source text");
        let reader = match &mut self.reader {
            Some(reader) if reader.id == article.id => reader,
            other => {
                self.offset = 0.0;
                area = area.vertical_scroll_offset(0.0);
                other.insert(Reader::new(article, width))
            }
        };
        reader.set_width(width);
        // Paragraphs just outside the window are measured before they come into it, so that nothing jumps.
        let grown = reader.measure(ui, &article.text, self.offset - height, self.offset + 2.0 * height, self.offset);
        if grown != 0.0 {
            area = area.vertical_scroll_offset((self.offset + grown).max(0.0));
        }
        if std::mem::take(reveal)
            && let Some(offset) = place_of_selected(ui, reader, state, article, self.offset, height)
        {
            area = area.vertical_scroll_offset(offset);
        }
        let hits = self.hits.of(article, state);
        let painted = Page { state, article, index, reader, hits };
        let output = area.show_viewport(ui, |ui, viewport| {
            ui.set_height(reader.height() + height * 0.3);
            painted.show(ui, viewport, actions);
        });
        self.offset = output.state.clamped_offset().y;
        painted.overview(ui, output.inner_rect);
    }
}

/// The offset that brings the selected sentence into view; `None` where it is well in view already.
fn place_of_selected(
    ui: &Ui,
    reader: &mut Reader,
    state: &State,
    article: &Article,
    offset: f32,
    height: f32,
) -> Option<f32> {
    let evidence = state.selected_evidence().filter(|e| e.article == article.id)?;
    let span = article.chars.to_bytes(&article.text, evidence.span);
    let at = reader.paragraph_at(span.start)?;
    // Guesses near the target become measures first, or the page would move once it is there.
    let near = reader.top(at);
    reader.measure(ui, &article.text, near - height, near + height, 0.0);
    let galley = reader.galley(ui, &article.text, at);
    let chars = reader.chars(&article.text, at, span)?;
    let rows = row_rects(&galley, &chars);
    let (first, last) = (rows.first()?, rows.last()?);
    let (top, bottom) = (reader.top(at) + first.top(), reader.top(at) + last.bottom());
    let in_view = top >= offset + CLEAR && bottom <= offset + height - CLEAR;
    (!in_view).then(|| (top - height * PLACE).max(0.0))
}

/// What it takes to paint the visible part of an article.
struct Page<'a> {
    state: &'a State,
    article: &'a Arc<Article>,
    index: &'a ArticleIndex,
    reader: &'a Reader,
    /// Where the words that are searched stand, in order.
    hits: &'a [Span],
}

impl Page<'_> {
    fn show(&self, ui: &mut Ui, viewport: Rect, actions: &mut Vec<Action>) {
        let origin = ui.max_rect().min;
        for at in self.reader.within(viewport.top(), viewport.bottom()) {
            let place = pos2(origin.x + MARGIN, origin.y + self.reader.top(at));
            self.paragraph(ui, at, place, actions);
        }
    }

    fn paragraph(&self, ui: &mut Ui, at: usize, place: Pos2, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        let galley = self.reader.galley(ui, &self.article.text, at);
        let paragraph = self.reader.paragraphs[at];
        let spoken = ui.interact(
            Rect::from_min_size(place, galley.size()),
            Id::unique(("paragraph", &self.article.id.0, at)),
            Sense::CLICK,
        );
        spoken.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, paragraph.span.of(&self.article.text)));
        self.sentence_menu(&spoken, at, &galley, place, actions);
        let marks = marks_in(&self.index.sentences, paragraph.span);
        for mark in marks {
            self.sentence(ui, at, &galley, place, mark, actions);
        }
        let first = self.hits.partition_point(|hit| hit.end <= paragraph.span.start);
        for hit in self.hits[first..].iter().take_while(|hit| hit.start < paragraph.span.end) {
            let words = self.reader.chars(&self.article.text, at, *hit);
            for rect in words.iter().flat_map(|chars| row_rects(&galley, chars)) {
                let rect = ground(rect.translate(place.to_vec2()));
                ui.painter().rect_stroke(rect, 3, (1.5, theme.warning), egui::StrokeKind::Inside);
            }
        }
        let quiet = matches!(
            paragraph.kind,
            BlockKind::Byline | BlockKind::Dateline | BlockKind::Caption | BlockKind::Boilerplate | BlockKind::Comment
        );
        let ink = if quiet { theme.soft_ink } else { theme.ink };
        if paragraph.kind == BlockKind::Bullet {
            ui.painter().circle_filled(place + vec2(-10.0, 13.0), 2.0, theme.soft_ink);
        }
        ui.painter().galley(place, galley, ink);
    }

    /// A menu, by the other mouse button, on the sentence under the pointer.
    fn sentence_menu(&self, spoken: &Response, at: usize, galley: &Galley, place: Pos2, actions: &mut Vec<Action>) {
        let id = spoken.id.with("sentence of the menu");
        if spoken.secondary_clicked()
            && let Some(pointer) = spoken.ctx.pointer_interact_pos()
        {
            let chars = galley.cursor_from_pos(pointer - place).index.0;
            let sentence = self.reader.byte_at(&self.article.text, at, chars);
            let all = crate::text::sentences(&self.article.text, self.reader.paragraphs[at].span);
            let holds = |byte: usize| all.iter().map(|s| s.span).find(|s| s.start <= byte && byte < s.end);
            let sentence = sentence.and_then(holds);
            spoken.ctx.data_mut(|d| d.insert_temp(id, sentence));
        }
        let Some(Some(words)) = spoken.ctx.data(|d| d.get_temp::<Option<Span>>(id)) else { return };
        spoken.context_menu(|ui| self.menu(ui, words, actions));
    }

    fn menu(&self, ui: &mut Ui, words: Span, actions: &mut Vec<Action>) {
        if ui.button("Copy the sentence with its source").clicked() {
            let source = self.state.source_row(&self.article.id);
            ui.ctx().copy_text(citation(words.of(&self.article.text), source));
        }
        if ui.button("Add an event from this sentence").clicked() {
            actions.push(Action::AddFrom { article: self.article.id.clone(), words });
        }
    }

    fn sentence(&self, ui: &mut Ui, at: usize, galley: &Galley, place: Pos2, mark: &Marked, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        let text = &self.article.text;
        let Some(chars) = self.reader.chars(text, at, mark.span) else { return };
        let rows: Vec<Rect> = row_rects(galley, &chars).into_iter().map(|r| r.translate(place.to_vec2())).collect();
        let Some(first) = rows.first() else { return };
        let selected = self.state.selected_row().is_some_and(|row| mark.proofs.iter().any(|p| p.event == row));
        let fill = if selected { theme.tint_selected } else { theme.tint };
        let mut clicked = false;
        let mut hovered = false;
        for (row, rect) in rows.iter().enumerate() {
            let id = Id::unique(("sentence", &self.article.id.0, mark.span.start, at, row));
            // One row takes the keyboard's focus and speaks for the sentence; the others only take clicks.
            let sense = if row == 0 { Sense::click() } else { Sense::CLICK };
            let response = ui.interact(ground(*rect), id, sense).on_hover_cursor(CursorIcon::PointingHand);
            if row == 0 {
                let words = mark.span.of(text);
                response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, words));
            }
            response.context_menu(|ui| self.menu(ui, mark.span, actions));
            clicked |= response.clicked();
            hovered |= response.hovered() || response.has_focus();
            if mark.proofs.len() > 1 {
                response.on_hover_text(self.several(mark));
            }
        }
        for rect in &rows {
            ui.painter().rect_filled(ground(*rect), 3, fill);
        }
        if hovered {
            for rect in &rows {
                let line = ground(*rect);
                ui.painter().rect_filled(line, 3, theme.accent.gamma_multiply(0.08));
            }
        }
        for time in &mark.times {
            let words = self.reader.chars(text, at, *time);
            for rect in words.iter().flat_map(|c| row_rects(galley, c)) {
                let rect = rect.translate(place.to_vec2());
                ui.painter().hline(rect.x_range(), rect.bottom() - 3.5, (1.5, theme.accent));
            }
        }
        if mark.span.start >= self.reader.paragraphs[at].span.start {
            self.rings(ui, pos2(place.x - 20.0, first.center().y), mark);
        }
        if clicked && let Some((event, evidence)) = self.state.next_of(&mark.proofs) {
            actions.push(Action::Select { event, evidence: Some(evidence) });
        }
    }

    /// What a sentence with several events says under the pointer.
    fn several(&self, mark: &Marked) -> String {
        let titles = mark.proofs.iter().filter_map(|p| self.state.events().get(p.event)).map(|e| e.title.as_str());
        format!("{}\nClick again for the next", titles.collect::<Vec<_>>().join("\n"))
    }

    /// A ring for the sentence in the margin, in the colour of its event's kind.
    fn rings(&self, ui: &Ui, center: Pos2, mark: &Marked) {
        let row = self.state.selected_row();
        let shown = mark.proofs.iter().find(|p| Some(p.event) == row).or(mark.proofs.first());
        if let Some(event) = shown.map(|p| &self.state.events()[p.event]) {
            let color = Theme::of(ui).color_of(event);
            ring(ui, center, color, shown.is_some_and(|p| Some(p.event) == row));
        }
    }

    /// At the right: where in the whole article sentences report events.
    fn overview(&self, ui: &Ui, area: Rect) {
        let theme = Theme::of(ui);
        let x = area.right() - 20.0;
        let whole = self.reader.height().max(area.height());
        let row = self.state.selected_row();
        let mut last = f32::NEG_INFINITY;
        for mark in &self.index.sentences {
            let Some(at) = self.reader.paragraph_at(mark.span.start) else { continue };
            let own = self.reader.paragraphs[at].span;
            let part = mark.span.start.saturating_sub(own.start) as f32 / own.len().max(1) as f32;
            let top = self.reader.top(at);
            let y = top + part * (self.reader.top(at + 1) - top);
            let y = area.top() + 4.0 + y / whole * (area.height() - 8.0);
            let selected = mark.proofs.iter().any(|p| Some(p.event) == row);
            if y - last < 2.0 && !selected {
                continue;
            }
            last = y;
            let color = self.state.events().get(mark.proofs[0].event).map_or(theme.line, |e| theme.color_of(e));
            let half = if selected { vec2(6.0, 2.0) } else { vec2(3.5, 1.25) };
            ui.painter().rect_filled(Rect::from_center_size(pos2(x, y), half * 2.0), 1, color);
        }
    }
}

/// The marks that reach into a span. They are in text order; a sentence is rarely longer than its paragraph, so the
/// search goes back only over those that overlap.
fn marks_in(marks: &[Marked], span: Span) -> impl Iterator<Item = &Marked> {
    let end = marks.partition_point(|m| m.span.start < span.end);
    let first = marks[..end].iter().rposition(|m| m.span.end <= span.start).map_or(0, |at| at + 1);
    marks[first..end].iter().filter(move |m| m.span.overlaps(span))
}
