//! Lines to paragraphs: which line goes on the one before it, words that were divided, and what stands out by its size.

use super::lines::Line;
use crate::article::BlockKind;
use rustc_hash::FxHashSet;

/// A larger space than this between two lines, in units of the usual one, ends a paragraph.
const SPACE: f64 = 1.3;
/// In units of the text's size: how far a first line stands in, and how far a hanging one stands out.
const INDENT: f64 = 0.7;
/// Text of another size, in percent, is another paragraph.
const SIZE_PERCENT: f64 = 8.0;
/// Larger than the body by so much, in percent, is a heading.
const HEADING_PERCENT: f64 = 115.0;
const HEADING_WORDS: usize = 32;
/// Rows of print lie at least so close, in units of their size; what lies further apart has no usual space.
const WIDEST_LEADING: f64 = 2.2;

/// The lines of one page, in reading order.
pub struct PageLines {
    /// Counted from 1.
    pub number: usize,
    pub columns: Vec<Vec<Line>>,
    /// The heights of its first and last row.
    pub top: f64,
    pub bottom: f64,
}

impl PageLines {
    pub fn new(number: usize, columns: Vec<Vec<Line>>) -> Self {
        let bases = || columns.iter().flatten().map(|line| line.base);
        let top = bases().fold(f64::NEG_INFINITY, f64::max) - 0.6;
        let bottom = bases().fold(f64::INFINITY, f64::min) + 0.6;
        Self { number, columns, top, bottom }
    }
}

/// A paragraph and the page on which it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    pub text: String,
    pub hint: Option<BlockKind>,
    pub page: usize,
    size: f64,
    /// Whether its last line lets the text go on in the next column.
    is_open: bool,
    first_page: bool,
}

/// The paragraphs of all pages.
pub fn paragraphs(pages: &[PageLines]) -> Vec<Paragraph> {
    let body = body_size(pages);
    let leading = usual_leading(pages, body);
    let divided = divided_words(pages);
    let mut done: Vec<Paragraph> = Vec::new();
    for page in pages {
        for column in &page.columns {
            let margin = Margin::of(column);
            for (i, line) in column.iter().enumerate() {
                let before = i.checked_sub(1).map(|i| &column[i]);
                let goes_on = done.last().is_some_and(|last| match before {
                    Some(before) => margin.continues(before, line, leading),
                    None => last.goes_on_in(line, &margin),
                });
                if goes_on && let Some(last) = done.last_mut() {
                    join(&mut last.text, &line.text, &divided);
                    last.is_open = is_open(line);
                } else {
                    done.push(Paragraph {
                        text: line.text.clone(),
                        hint: None,
                        page: page.number,
                        size: line.size,
                        is_open: is_open(line),
                        first_page: page.number == pages[0].number,
                    });
                }
            }
        }
    }
    hint(&mut done, body);
    done
}

impl Paragraph {
    /// A paragraph may go on at the top of the next column or page.
    fn goes_on_in(&self, line: &Line, margin: &Margin) -> bool {
        let lower = line.text.starts_with(char::is_lowercase);
        let indented = line.left > margin.left + INDENT * line.size;
        is_same_size(self.size, line.size) && bullet(&line.text).is_none() && (lower || (self.is_open && !indented))
    }
}

/// A line that does not end a sentence.
fn is_open(line: &Line) -> bool {
    let bare = line.text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    // A short line without a stop is a heading or a caption, and nothing goes on it from elsewhere.
    !bare.ends_with(['.', '!', '?', ':', '…']) && line.characters() >= 20
}

/// Where the lines of a column usually begin and end.
struct Margin {
    left: f64,
    right: f64,
}

impl Margin {
    fn of(column: &[Line]) -> Self {
        let usual = |of: fn(&Line) -> f64, percent: usize| {
            let mut all: Vec<f64> = column.iter().map(of).collect();
            all.sort_by(f64::total_cmp);
            all.get((all.len().saturating_sub(1)) * percent / 100).copied().unwrap_or(0.0)
        };
        Self { left: usual(|line| line.left, 20), right: usual(|line| line.right, 95) }
    }

    fn continues(&self, before: &Line, line: &Line, leading: f64) -> bool {
        let down = before.base - line.base;
        let usual = if is_same_size(leading, before.size) { leading } else { leading.max(1.2 * before.size) };
        if !is_same_size(before.size, line.size)
            || down > SPACE * usual.max(1.1 * line.size)
            || bullet(&line.text).is_some()
        {
            return false;
        }
        let indent = INDENT * line.size;
        let lower = line.text.starts_with(char::is_lowercase);
        let in_bullet = bullet(&before.text).is_some();
        if line.left > before.left + indent && !in_bullet && !lower {
            return false;
        }
        // The next word had room on the line before, so that one ended on purpose.
        let first_word = line.text.split(' ').next().unwrap_or_default().chars().count();
        let letter = (line.right - line.left) / line.characters().max(1) as f64;
        let had_room = before.right + letter * (first_word as f64 + 2.0) < self.right;
        let ended = before.text.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', ':', '…']);
        !had_room || lower || (!ended && before.right - before.left > 0.6 * (self.right - self.left))
    }
}

fn is_same_size(a: f64, b: f64) -> bool {
    (a - b).abs() * 100.0 <= SIZE_PERCENT * a.max(b)
}

/// The size that most letters have.
fn body_size(pages: &[PageLines]) -> f64 {
    weighted_median(pages.iter().flat_map(|p| p.columns.iter().flatten()).map(|line| (line.size, line.characters())))
        .unwrap_or(10.0)
}

/// How far apart two lines of the body usually are.
fn usual_leading(pages: &[PageLines], body: f64) -> f64 {
    let columns = pages.iter().flat_map(|page| &page.columns);
    let steps =
        columns.flat_map(|column| column.windows(2)).filter(|pair| pair.iter().all(|l| is_same_size(l.size, body)));
    let steps =
        steps.map(|pair| pair[0].base - pair[1].base).filter(|step| (0.5 * body..WIDEST_LEADING * body).contains(step));
    weighted_median(steps.map(|step| (step, 1))).unwrap_or(1.2 * body)
}

fn weighted_median(values: impl Iterator<Item = (f64, usize)>) -> Option<f64> {
    let mut values: Vec<(f64, usize)> = values.collect();
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = values.iter().map(|(_, weight)| weight).sum::<usize>() / 2;
    let mut sum = 0;
    values
        .iter()
        .find(|(_, weight)| {
            sum += weight;
            sum > half
        })
        .map(|(value, _)| *value)
}

/// The words that the text itself writes with a hyphen inside a line.
fn divided_words(pages: &[PageLines]) -> FxHashSet<String> {
    let lines = pages.iter().flat_map(|page| page.columns.iter().flatten());
    let words = lines.flat_map(|line| line.text.split(|c: char| !(c.is_alphanumeric() || c == '-')));
    words.filter(|w| w.trim_matches('-').contains('-')).map(|w| w.trim_matches('-').to_lowercase()).collect()
}

/// Puts a line behind a text. A hyphen at the end goes where the word goes on in lower case, unless the text writes
/// that word with its hyphen elsewhere.
fn join(text: &mut String, line: &str, divided: &FxHashSet<String>) {
    let lower = line.starts_with(char::is_lowercase);
    if text.ends_with('\u{AD}') {
        text.pop();
    } else if let Some(head) = text.strip_suffix(['-', '\u{2010}']).filter(|head| head.ends_with(char::is_alphanumeric))
    {
        let first = head.rsplit(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default();
        let second: String = line.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
        let written = divided.contains(&format!("{first}-{}", second.trim_end_matches('-')).to_lowercase());
        if lower && !written && head.ends_with(char::is_lowercase) {
            text.truncate(head.len());
        }
    } else if !text.ends_with('—') {
        text.push(' ');
    }
    text.push_str(line);
}

/// What stands behind a bullet.
pub fn bullet(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['•', '‣', '▪', '●', '◦', '■', '►', '·', '\u{F0B7}'])?.trim_start();
    rest.contains(char::is_alphabetic).then_some(rest)
}

/// Headlines and headings by their size, bullets and captions by how they begin.
fn hint(paragraphs: &mut [Paragraph], body: f64) {
    let is_large = |p: &Paragraph| {
        p.size * 100.0 >= HEADING_PERCENT * body
            && p.text.split_whitespace().count() <= HEADING_WORDS
            && p.text.chars().filter(|c| c.is_alphabetic()).count() > 2
    };
    // The largest of the first page; of equals the first.
    let mut headline: Option<(usize, f64)> = None;
    for (i, p) in paragraphs.iter().enumerate().filter(|(_, p)| p.first_page && is_large(p)) {
        if headline.is_none_or(|(_, size)| p.size > size * 1.02) {
            headline = Some((i, p.size));
        }
    }
    for (i, p) in paragraphs.iter_mut().enumerate() {
        p.hint = match () {
            () if headline.is_some_and(|(at, _)| at == i) => Some(BlockKind::Headline),
            () if is_large(p) => Some(BlockKind::Heading),
            () if bullet(&p.text).is_some() => Some(BlockKind::Bullet),
            () if is_caption(&p.text) => Some(BlockKind::Caption),
            () => None,
        };
    }
}

/// "Photo: …", "Figure 3: …", "Table 2. …".
fn is_caption(text: &str) -> bool {
    let Some((first, rest)) = text.split_once([' ', ':']) else { return false };
    let rest = rest.trim_start();
    let number = rest.bytes().take_while(u8::is_ascii_digit).count();
    match first.trim_end_matches('.') {
        "Photo" | "Photograph" | "Picture" | "Image" => text[first.len()..].starts_with(':'),
        "Figure" | "Fig" | "Table" | "Map" | "Chart" => {
            number > 0
                && rest[number..].starts_with([':', '.', ' ', '|'])
                && !rest[number..].trim_start().starts_with(char::is_lowercase)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of size 10 that begin at 50 and end at 250 where they are full.
    fn line(text: &str, left: f64, right: f64, base: f64) -> Line {
        Line { text: text.to_owned(), left, right, base, size: 10.0 }
    }

    fn full(text: &str, row: usize) -> Line {
        line(text, 50.0, 250.0, 700.0 - 12.0 * row as f64)
    }

    fn texts(columns: Vec<Vec<Line>>) -> Vec<String> {
        paragraphs(&[PageLines::new(1, columns)]).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn lines_go_on_until_one_is_short() {
        let column = vec![
            full("The council closed the old bridge for", 0),
            line("repairs.", 50.0, 100.0, 688.0),
            full("Ferries run every hour, the mayor of Kiel", 2),
            full("said on Friday.", 3),
        ];
        let expected = [
            "The council closed the old bridge for repairs.",
            "Ferries run every hour, the mayor of Kiel said on Friday.",
        ];
        assert_eq!(texts(vec![column]), expected);
    }

    #[test]
    fn indents_and_gaps_begin_a_paragraph() {
        let indented = vec![
            full("It closed on Friday after a long quarrel.", 0),
            line("Ferries run from the old harbour now", 62.0, 250.0, 688.0),
            full("and every hour.", 2),
        ];
        assert_eq!(texts(vec![indented]).len(), 2);
        let spaced = vec![
            full("It closed on Friday after a long quarrel.", 0),
            full("It will open again in a year at the latest.", 1),
            full("Ferries run every hour from the harbour of", 3),
            full("Kiel.", 4),
        ];
        assert_eq!(texts(vec![spaced]).len(), 2);
    }

    #[test]
    fn paragraphs_go_on_in_the_next_column() {
        let columns = vec![
            vec![full("The council closed the old bridge on", 0)],
            vec![full("Friday, and the mayor was sorry for it.", 0)],
        ];
        assert_eq!(texts(columns), ["The council closed the old bridge on Friday, and the mayor was sorry for it."]);
        let columns = vec![
            vec![full("The council closed the old bridge again.", 0)],
            vec![full("Friday was the last day for it.", 0)],
        ];
        assert_eq!(texts(columns).len(), 2);
    }

    #[test]
    fn divided_words_are_joined_unless_the_text_divides_them_itself() {
        let join = |head: &str, line: &str, divided: &[&str]| {
            let mut text = head.to_owned();
            join(&mut text, line, &divided.iter().map(|w| (*w).to_owned()).collect());
            text
        };
        assert_eq!(join("the govern-", "ment fell", &[]), "the government fell");
        assert_eq!(join("the co-", "operation ended", &["co-operation"]), "the co-operation ended");
        assert_eq!(join("the Franco-", "German talks", &[]), "the Franco-German talks");
        assert_eq!(join("in 2016-", "17", &[]), "in 2016-17");
        assert_eq!(join("a dash -", "and more", &[]), "a dash - and more");
        assert_eq!(join("so\u{AD}", "ft", &[]), "soft");
    }

    #[test]
    fn sizes_and_first_words_are_hints() {
        let mut headline = full("Bridge closes", 0);
        headline.size = 20.0;
        let mut section = line("What is next", 50.0, 120.0, 600.0);
        section.size = 13.0;
        let body = |row| full("The council closed the old bridge for repairs.", row);
        let page = PageLines::new(
            1,
            vec![vec![
                headline,
                body(3),
                section,
                body(10),
                full("• Ferries run", 14),
                full("Figure 3: The bridge", 17),
                full("Figure 3 shows the bridge", 20),
            ]],
        );
        let hints: Vec<_> = paragraphs(&[page]).into_iter().map(|p| p.hint).collect();
        use BlockKind::{Bullet, Caption, Heading, Headline};
        assert_eq!(hints, [Some(Headline), None, Some(Heading), None, Some(Bullet), Some(Caption), None]);
        assert!(paragraphs(&[]).is_empty());
    }
}
