//! An article as paragraphs with heights, of which only those near the window are ever laid out. A height is a guess
//! from the number of characters until its paragraph comes near.

use crate::article::{Article, ArticleId, BlockKind};
use crate::gui::widgets::{sans, serif};
use crate::text::Span;
use egui::text::{CharIndex, LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Rect, Ui, pos2, vec2};
use std::ops::Range;
use std::sync::Arc;

/// A block longer than this is cut into several paragraphs: laying out text costs about a millisecond a kilobyte.
const LONGEST: usize = 4096;
/// Space after a paragraph.
const SPACE: f32 = 14.0;
/// Space above the first paragraph.
pub const TOP: f32 = 18.0;

/// A part of the text that is laid out as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    pub kind: BlockKind,
    pub span: Span,
}

/// Cuts an article into paragraphs; white space between and around blocks is left out.
pub fn paragraphs(article: &Article) -> Vec<Paragraph> {
    let mut out = Vec::with_capacity(article.blocks.len());
    for block in &article.blocks {
        let mut rest = block.span.trimmed(&article.text);
        while !rest.is_empty() {
            let cut = if rest.len() <= LONGEST { rest.end } else { cut(&article.text, rest) };
            out.push(Paragraph { kind: block.kind, span: Span::new(rest.start, cut) });
            rest = Span::new(cut, rest.end);
        }
    }
    out
}

/// Where to cut a span that is too long: after the last white space that fits, else at any character.
fn cut(text: &str, span: Span) -> usize {
    let mut limit = span.start + LONGEST;
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &text[span.start..limit];
    head.rfind(char::is_whitespace).map_or(limit, |at| {
        let space = head[at..].chars().next().map_or(1, char::len_utf8);
        span.start + at + space
    })
}

/// The paragraphs of one article at one width.
pub struct Reader {
    pub id: ArticleId,
    width: f32,
    pub paragraphs: Vec<Paragraph>,
    heights: Vec<f32>,
    measured: Vec<bool>,
    /// `tops[i]` is where paragraph `i` begins; the last is the height of all.
    tops: Vec<f32>,
}

impl Reader {
    pub fn new(article: &Article, width: f32) -> Self {
        let paragraphs = paragraphs(article);
        let heights: Vec<f32> = paragraphs.iter().map(|p| guess(*p, width)).collect();
        let measured = vec![false; paragraphs.len()];
        let mut reader = Self { id: article.id.clone(), width, paragraphs, heights, measured, tops: Vec::new() };
        reader.pile();
        reader
    }

    /// Guesses all heights anew for another width.
    pub fn set_width(&mut self, width: f32) {
        if self.width != width {
            self.width = width;
            self.heights = self.paragraphs.iter().map(|p| guess(*p, width)).collect();
            self.measured.fill(false);
            self.pile();
        }
    }

    fn pile(&mut self) {
        self.tops.clear();
        let mut top = TOP;
        for height in &self.heights {
            self.tops.push(top);
            top += height;
        }
        self.tops.push(top);
    }

    pub fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    pub fn top(&self, paragraph: usize) -> f32 {
        self.tops[paragraph]
    }

    /// The paragraphs that reach into a stretch of the page.
    pub fn within(&self, from: f32, to: f32) -> Range<usize> {
        let tops = &self.tops[..self.paragraphs.len()];
        let first = tops.partition_point(|top| *top <= from).saturating_sub(1);
        first..tops.partition_point(|top| *top < to).max(first)
    }

    /// The paragraph that holds a place of the text, or the next one after it.
    pub fn paragraph_at(&self, byte: usize) -> Option<usize> {
        let at = self.paragraphs.partition_point(|p| p.span.end <= byte);
        (at < self.paragraphs.len()).then_some(at)
    }

    /// Measures the paragraphs of a stretch; gives back by how much the page has grown above `anchor`, so that what
    /// is on the screen can be kept where it is.
    pub fn measure(&mut self, ui: &Ui, text: &str, from: f32, to: f32, anchor: f32) -> f32 {
        let mut grown = 0.0;
        let mut changed = false;
        for at in self.within(from, to) {
            if self.measured[at] {
                continue;
            }
            let height = self.galley(ui, text, at).size().y + SPACE;
            if self.tops[at] + self.heights[at] <= anchor {
                grown += height - self.heights[at];
            }
            changed |= height != self.heights[at];
            self.heights[at] = height;
            self.measured[at] = true;
        }
        if changed {
            self.pile();
        }
        grown
    }

    /// Lays a paragraph out; egui keeps it for as long as it is asked for every frame.
    pub fn galley(&self, ui: &Ui, text: &str, at: usize) -> Arc<Galley> {
        let Paragraph { kind, span } = self.paragraphs[at];
        let (font, line_height) = font(kind);
        let format = TextFormat {
            font_id: font,
            line_height: Some(line_height),
            color: Color32::PLACEHOLDER,
            ..TextFormat::default()
        };
        // A line break inside a block is no more than a space; each is one byte, so places stay.
        let words = span.of(text).replace('\n', " ");
        let mut job = LayoutJob::single_section(words, format);
        job.wrap = TextWrapping::wrap_at_width(self.width);
        ui.painter().layout_job(job)
    }

    /// The byte of the text at which a character of a paragraph stands, counted from its start.
    pub fn byte_at(&self, text: &str, at: usize, char: usize) -> Option<usize> {
        let own = self.paragraphs[at].span;
        let (byte, _) = own.of(text).char_indices().nth(char)?;
        Some(own.start + byte)
    }

    /// The part of a span that lies in a paragraph, as characters counted from its start.
    pub fn chars(&self, text: &str, at: usize, span: Span) -> Option<Range<usize>> {
        let own = self.paragraphs[at].span;
        let (start, end) = (span.start.max(own.start), span.end.min(own.end));
        if start >= end || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            return None;
        }
        let first = text[own.start..start].chars().count();
        Some(first..first + text[start..end].chars().count())
    }
}

/// The font of a block and the height of its lines.
fn font(kind: BlockKind) -> (FontId, f32) {
    match kind {
        BlockKind::Headline => (serif(23.0), 30.0),
        BlockKind::Heading => (serif(19.0), 28.0),
        BlockKind::Byline | BlockKind::Dateline => (sans(13.0), 20.0),
        BlockKind::Caption | BlockKind::Boilerplate | BlockKind::Comment => (serif(14.5), 22.0),
        BlockKind::Bullet | BlockKind::Body | BlockKind::Quote => (serif(17.0), 26.0),
    }
}

/// A height from the number of characters, which are about half as wide as they are high.
fn guess(paragraph: Paragraph, width: f32) -> f32 {
    let (font, line_height) = font(paragraph.kind);
    let in_line = (width / (font.size * 0.47)).max(1.0);
    let lines = (paragraph.span.len() as f32 / in_line).ceil().max(1.0);
    lines * line_height + SPACE
}

/// The rectangles that a range of characters covers, one a row, from the galley's top left.
pub fn row_rects(galley: &Galley, chars: &Range<usize>) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut first = 0;
    for row in &galley.rows {
        let count = row.char_count_excluding_newline().0;
        let (from, to) = (chars.start.max(first), chars.end.min(first + count));
        if from < to {
            let x = |at: usize| row.pos.x + row.x_offset(CharIndex(at - first));
            let top = row.pos.y;
            rects.push(Rect::from_min_max(pos2(x(from), top), pos2(x(to), top + row.size.y)));
        }
        first += row.char_count_including_newline().0;
    }
    rects
}

/// The ground behind a sentence: a little wider than its words, with air between lines.
pub fn ground(row: Rect) -> Rect {
    row.expand2(vec2(3.0, -1.5))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Metadata};
    use proptest::prelude::*;

    fn article(text: &str, cuts: &[usize]) -> Article {
        let mut edges: Vec<usize> = cuts.iter().copied().filter(|c| text.is_char_boundary(*c)).collect();
        edges.extend([0, text.len()]);
        edges.sort_unstable();
        let blocks = edges.windows(2).map(|e| Block { kind: BlockKind::Body, span: Span::new(e[0], e[1]) }).collect();
        Article::new("a.txt", text.to_owned(), blocks, Metadata::default(), Vec::new())
    }

    #[test]
    fn a_long_block_is_cut_between_words() {
        let text = "word ".repeat(3000);
        let parts = paragraphs(&article(&text, &[]));
        assert!(parts.len() > 3);
        assert!(parts.iter().all(|p| p.span.len() <= LONGEST && p.span.of(&text).starts_with("word")));
    }

    proptest! {
        #[test]
        fn paragraphs_hold_every_word_once(text in "([a-zé漢]{1,9}[ \n]{1,3}){0,900}", cut in 0_usize..4000) {
            let article = article(&text, &[cut.min(text.len())]);
            let words: String = paragraphs(&article).iter().map(|p| p.span.of(&text)).collect();
            let bare = |s: &str| s.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&words), bare(&text));
        }
    }

    #[test]
    fn a_page_finds_its_paragraphs_by_height_and_by_place() {
        let text = "One.\nTwo.\nThree.";
        let reader = Reader::new(&article(text, &[5, 10]), 600.0);
        assert_eq!(reader.paragraphs.len(), 3);
        assert_eq!(reader.within(0.0, reader.top(0) + 1.0), 0..1);
        assert_eq!(reader.within(0.0, reader.height()), 0..3);
        assert_eq!(reader.within(reader.top(1) + 1.0, reader.top(2) - 1.0), 1..2);
        assert_eq!(reader.paragraph_at(6), Some(1));
        assert_eq!(reader.paragraph_at(99), None);
        assert_eq!(reader.chars(text, 1, Span::new(0, 7)), Some(0..2));
        assert_eq!(reader.chars(text, 1, Span::new(0, 3)), None);
    }
}
