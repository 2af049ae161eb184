//! A document as it is read: paragraphs in paragraphs (text boxes), in cells of tables, and in notes, put into one
//! order: a text box follows the paragraph that it hangs on, a row is a line, notes come last.

use super::properties::Properties;
use super::style::Style;
use crate::article::format::file_name;
use crate::article::page::Page;
use crate::article::reader::xml::Fault;
use crate::article::{Article, BlockKind, ReadError};

/// A heading of the highest level is the headline when it stands this early; later ones divide the text.
const HEAD: usize = 3;
/// A whole library has fewer; each takes its time to be judged.
const MOST_PARAGRAPHS: usize = 200_000;

#[derive(Debug)]
struct Paragraph {
    text: String,
    style: Style,
}

enum Frame {
    Paragraph { text: String, style: Style, joined: bool, behind: Vec<Paragraph> },
    Row(Vec<Vec<Paragraph>>),
    Note,
}

#[derive(Default)]
pub struct Manuscript {
    page: Page,
    open: Vec<Frame>,
    notes: Vec<Paragraph>,
    has_headline: bool,
    paragraphs: usize,
    /// A paragraph whose end was deleted: its text begins the next.
    carried: String,
    fault: Option<Fault>,
}

impl Manuscript {
    pub fn open_paragraph(&mut self, style: Style) {
        let text = std::mem::take(&mut self.carried);
        self.open.push(Frame::Paragraph { text, style, joined: false, behind: Vec::new() });
    }

    pub fn open_row(&mut self) {
        self.open.push(Frame::Row(Vec::new()));
    }

    pub fn open_cell(&mut self) {
        if let Some(Frame::Row(cells)) = self.open.last_mut() {
            cells.push(Vec::new());
        }
    }

    pub fn open_note(&mut self) {
        self.open.push(Frame::Note);
    }

    /// Ends what was opened last.
    pub fn close(&mut self) {
        match self.open.pop() {
            Some(Frame::Paragraph { text, joined: true, behind, .. }) => {
                self.carried = text;
                behind.into_iter().for_each(|p| self.emit(p));
            }
            Some(Frame::Paragraph { text, style, behind, .. }) => {
                self.emit(Paragraph { text, style });
                behind.into_iter().for_each(|p| self.emit(p));
            }
            Some(Frame::Row(cells)) => self.emit_row(cells),
            Some(Frame::Note) | None => {}
        }
    }

    /// Text of the open paragraph; text between paragraphs is none.
    pub fn push(&mut self, part: &str) {
        if let Some(Frame::Paragraph { text, .. }) = self.open.last_mut() {
            // A soft hyphen says where a word may be broken.
            text.extend(part.chars().filter(|c| *c != '\u{AD}').map(|c| if c == '\n' { ' ' } else { c }));
        }
    }

    /// One line break is a space, several are the end of a paragraph, as people write who know no other.
    pub fn break_line(&mut self) {
        if let Some(Frame::Paragraph { text, .. }) = self.open.last_mut() {
            text.push('\n');
        }
    }

    pub fn style(&self) -> Option<Style> {
        match self.open.last() {
            Some(Frame::Paragraph { style, .. }) => Some(*style),
            _ => None,
        }
    }

    pub fn set_style(&mut self, new: Style) {
        if let Some(Frame::Paragraph { style, .. }) = self.open.last_mut() {
            *style = new;
        }
    }

    /// The end of the open paragraph was deleted.
    pub fn join_next(&mut self) {
        if let Some(Frame::Paragraph { joined, .. }) = self.open.last_mut() {
            *joined = true;
        }
    }

    /// The document cannot be read on.
    pub fn end(&mut self, result: Result<(), Fault>) {
        self.fault = self.fault.or(result.err());
        while !self.open.is_empty() {
            self.close();
        }
    }

    /// # Errors
    /// Where the document holds no text, or is damaged before its text begins.
    pub fn into_article(mut self, name: &str, properties: &Properties) -> Result<Article, ReadError> {
        self.end(Ok(()));
        if !self.carried.is_empty() {
            let text = std::mem::take(&mut self.carried);
            self.put(&Paragraph { text, style: Style::Text });
        }
        for note in std::mem::take(&mut self.notes) {
            self.put(&note);
        }
        let short = file_name(name);
        if self.page.is_empty() {
            return Err(match self.fault {
                Some(Fault::Broken) => damaged(name),
                Some(Fault::TooDeep) => ReadError::new(
                    format!("{short} nests its parts too deeply to be an article."),
                    "Open it in a word processor, and save its text.",
                ),
                None => ReadError::new(
                    format!("{short} holds no text."),
                    "Its pages may be pictures; save the text that they show as a file.",
                ),
            });
        }
        let mut article = self.page.into_article(name, properties.metadata(), properties.dates());
        properties.sign(&mut article);
        let remark = match self.fault {
            Some(Fault::Broken) => Some("The document is damaged or cut off; what comes before the damage was read."),
            Some(Fault::TooDeep) => Some("The document nests its parts too deeply; what comes before was read."),
            None => None,
        };
        article.remarks.extend(remark.map(str::to_owned));
        if self.paragraphs > MOST_PARAGRAPHS {
            article.remarks.push(format!("Only the first {MOST_PARAGRAPHS} paragraphs were read."));
        }
        Ok(article)
    }

    /// Hands a paragraph to what it lies in.
    fn emit(&mut self, paragraph: Paragraph) {
        match self.open.last_mut() {
            Some(Frame::Paragraph { behind, .. }) => behind.push(paragraph),
            Some(Frame::Row(cells)) => match cells.last_mut() {
                Some(cell) => cell.push(paragraph),
                None => cells.push(vec![paragraph]),
            },
            Some(Frame::Note) => self.notes.push(paragraph),
            None => self.put(&paragraph),
        }
    }

    /// A row of single paragraphs is one line: the date in its first cell belongs to what the second says. Cells with
    /// several lay out a page.
    fn emit_row(&mut self, mut cells: Vec<Vec<Paragraph>>) {
        cells.iter_mut().for_each(|cell| cell.retain(|p| !p.text.trim().is_empty()));
        cells.retain(|cell| !cell.is_empty());
        if cells.len() > 1 && cells.iter().all(|cell| cell.len() == 1) {
            let text = cells.iter().flatten().map(|p| p.text.trim()).collect::<Vec<_>>().join(" ");
            self.emit(Paragraph { text, style: Style::Text });
        } else {
            cells.into_iter().flatten().for_each(|p| self.emit(p));
        }
    }

    fn put(&mut self, paragraph: &Paragraph) {
        let mut rest = paragraph.text.as_str();
        while !rest.is_empty() {
            let part;
            (part, rest) = split_at_blank_line(rest);
            if part.trim().is_empty() {
                continue;
            }
            self.paragraphs += 1;
            if self.paragraphs > MOST_PARAGRAPHS {
                return;
            }
            self.page.push(part);
            let first = paragraph.style == Style::Title || self.paragraphs <= HEAD;
            let hint = paragraph.style.hint(first && !self.has_headline);
            self.has_headline |= hint == Some(BlockKind::Headline);
            self.page.flush(hint);
        }
    }
}

pub fn damaged(name: &str) -> ReadError {
    ReadError::new(
        format!("{} is damaged or incomplete.", file_name(name)),
        "Copy or download it again, or let a word processor repair it.",
    )
}

/// A text up to its first blank line, and what comes behind.
fn split_at_blank_line(text: &str) -> (&str, &str) {
    let mut from = 0;
    while let Some(at) = text[from..].find('\n').map(|at| from + at) {
        let line = &text[at + 1..];
        match line.find('\n') {
            Some(end) if line[..end].trim().is_empty() => return (&text[..at], &line[end + 1..]),
            _ => from = at + 1,
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(m: &mut Manuscript, style: Style, text: &str) {
        m.open_paragraph(style);
        m.push(text);
        m.close();
    }

    fn text(m: Manuscript) -> String {
        m.into_article("a.docx", &Properties::default()).unwrap().text
    }

    #[test]
    fn boxes_follow_and_notes_come_last() {
        let mut m = Manuscript::default();
        m.open_paragraph(Style::Text);
        m.push("The coun\u{AD}cil");
        paragraph(&mut m, Style::Text, "In a box.");
        m.push(" met");
        m.open_note();
        paragraph(&mut m, Style::Text, "A note.");
        m.close();
        m.push(".");
        m.close();
        paragraph(&mut m, Style::Text, "The end.");
        assert_eq!(text(m), "The council met.\n\nIn a box.\n\nThe end.\n\nA note.");
    }

    #[test]
    fn rows_are_lines_unless_they_lay_out_a_page() {
        let mut m = Manuscript::default();
        for cells in [&["12 May 2016", "", "The council met."][..], &["Alone."], &["One.", "Two.|Three."]] {
            m.open_row();
            for cell in cells {
                m.open_cell();
                cell.split('|').for_each(|text| paragraph(&mut m, Style::Text, text));
            }
            m.close();
        }
        assert_eq!(text(m), "12 May 2016 The council met.\n\nAlone.\n\nOne.\n\nTwo.\n\nThree.");
    }

    #[test]
    fn two_line_breaks_end_a_paragraph_and_a_deleted_end_does_not() {
        let mut m = Manuscript::default();
        m.open_paragraph(Style::Text);
        for part in ["One", "two", "", "three"] {
            m.push(part);
            m.break_line();
        }
        m.close();
        m.open_paragraph(Style::Text);
        m.push("It was ");
        m.join_next();
        m.close();
        paragraph(&mut m, Style::Text, "over.");
        assert_eq!(text(m), "One two\n\nthree\n\nIt was over.");
    }

    #[test]
    fn one_headline_stands_over_a_story() {
        let mut m = Manuscript::default();
        paragraph(&mut m, Style::Heading(1), "The council votes");
        paragraph(&mut m, Style::Text, "It met on Monday to vote.");
        paragraph(&mut m, Style::Heading(1), "What comes next");
        let article = m.into_article("a.docx", &Properties::default()).unwrap();
        let kinds: Vec<_> = article.blocks.iter().map(|b| b.kind).collect();
        assert_eq!(kinds, [BlockKind::Headline, BlockKind::Body, BlockKind::Heading]);
    }

    #[test]
    fn paragraphs_without_end_are_cut_off() {
        let mut m = Manuscript::default();
        (0..MOST_PARAGRAPHS + 5).for_each(|_| paragraph(&mut m, Style::Text, "a"));
        let article = m.into_article("a.docx", &Properties::default()).unwrap();
        assert_eq!((article.blocks.len(), article.remarks.len()), (MOST_PARAGRAPHS, 1));
    }

    #[test]
    fn without_text_there_is_no_article() {
        let error = |fault: Option<Fault>| {
            let mut m = Manuscript::default();
            m.end(fault.map_or(Ok(()), Err));
            m.into_article("in/a.docx", &Properties::default()).unwrap_err().message
        };
        assert_eq!(error(None), "a.docx holds no text.");
        assert_eq!(error(Some(Fault::Broken)), "a.docx is damaged or incomplete.");
        assert!(error(Some(Fault::TooDeep)).contains("too deeply"));
        let mut m = Manuscript::default();
        m.open_paragraph(Style::Text);
        m.push("Read so far");
        m.end(Err(Fault::Broken));
        assert_eq!(m.into_article("a.docx", &Properties::default()).unwrap().remarks.len(), 1);
    }
}
