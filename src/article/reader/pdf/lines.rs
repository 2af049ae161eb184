//! Letters to pieces of lines: what stands side by side without a gap that could part two columns.

use super::glyphs::Glyph;
use rustc_hash::FxHashMap;
use smol_str::{SmolStr, SmolStrBuilder};

/// In units of the letters' size: between words, and where a piece ends since a column may.
const WORD_GAP: f64 = 0.15;
const PIECE_GAP: f64 = 0.8;
/// Letters may overlap so far; what goes back further begins a new piece.
const BACK: f64 = 0.6;

/// A piece of a line, later a line: its text and its box, upward and in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub base: f64,
    pub size: f64,
}

impl Line {
    pub fn characters(&self) -> usize {
        self.text.chars().count()
    }

    /// Puts what stands to the right of it on the same line behind it.
    pub fn extend(&mut self, other: &Self) {
        if other.left - self.right > WORD_GAP * self.size.min(other.size) {
            self.text.push(' ');
        }
        self.text.push_str(&other.text);
        if other.right - other.left > self.right - self.left {
            (self.size, self.base) = (other.size, other.base);
        }
        self.right = self.right.max(other.right);
    }
}

/// The pieces of a page in the order in which it shows them.
pub fn pieces(glyphs: &[Glyph]) -> Vec<Line> {
    let mut done: Vec<Line> = Vec::new();
    let mut open: Option<Line> = None;
    // Where the last letter began, to know one that is drawn twice to look bold.
    let (mut last, mut spaced) = (f64::MIN, false);
    for glyph in glyphs {
        if glyph.letters.chars().all(|c| c.is_whitespace() || c.is_control()) {
            spaced = true;
            continue;
        }
        let letters = &written(&glyph.letters);
        if let Some(line) = &mut open
            && is_beside(line, glyph)
        {
            let twice = line.text.ends_with(letters.as_str()) && (glyph.start - last).abs() < 0.2 * glyph.size;
            if twice {
                continue;
            }
            if spaced || glyph.start - line.right > WORD_GAP * line.size.min(glyph.size) {
                line.text.push(' ');
            }
            line.text.push_str(letters);
            line.right = line.right.max(glyph.end);
            // A raised mark at the beginning says nothing of the line.
            if glyph.size > line.size * 1.2 {
                (line.size, line.base) = (glyph.size, glyph.base);
            }
        } else {
            done.extend(open.take());
            let line = Line {
                text: letters.to_string(),
                left: glyph.start,
                right: glyph.end,
                base: glyph.base,
                size: glyph.size,
            };
            open = Some(line);
        }
        (last, spaced) = (glyph.start, false);
    }
    done.extend(open);
    without_shadows(done)
}

/// Letters as they are typed: ligatures taken apart, marks that show nothing gone. A soft hyphen stays, since it tells
/// at the end of a line that a word is divided.
fn written(letters: &SmolStr) -> SmolStr {
    let plain = |c: char| match c {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{FB05}' | '\u{FB06}' => "st",
        _ => "",
    };
    if letters.chars().all(|c| c.is_alphanumeric() && plain(c).is_empty()) {
        return letters.clone();
    }
    let mut out = SmolStrBuilder::new();
    for c in letters.chars() {
        match plain(c) {
            "" if c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}') => {}
            "" if c.is_whitespace() => out.push(' '),
            "" => out.push(c),
            apart => out.push_str(apart),
        }
    }
    out.finish()
}

fn is_beside(line: &Line, glyph: &Glyph) -> bool {
    let (small, large) = (line.size.min(glyph.size), line.size.max(glyph.size));
    let gap = glyph.start - line.right;
    let raised = (glyph.base - line.base).abs();
    // Raised marks are smaller, and small capitals stand on the line.
    let level = raised < 0.2 * large || (small < 0.8 * large && raised < 0.6 * large);
    level && gap < PIECE_GAP * large && gap > -BACK * large
}

/// Text that is drawn twice at nearly the same place has a shadow.
fn without_shadows(lines: Vec<Line>) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let mut places: FxHashMap<(String, i64, i64), ()> = FxHashMap::default();
    for line in lines {
        let cell = |at: f64| (at / (0.5 * line.size).max(0.1)).floor() as i64;
        let (x, y) = (cell(line.left), cell(line.base));
        let near = (-1..=1).any(|dx| (-1..=1).any(|dy| places.contains_key(&(line.text.clone(), x + dx, y + dy))));
        if !near {
            places.insert((line.text.clone(), x, y), ());
            kept.push(line);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of size 10 that are 5 wide each.
    fn row(text: &str, left: f64, base: f64) -> Vec<Glyph> {
        let glyph = |(i, c): (usize, char)| {
            let start = left + 5.0 * i as f64;
            Glyph { letters: c.to_string().into(), start, end: start + 5.0, base, size: 10.0 }
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn texts(glyphs: &[Glyph]) -> Vec<String> {
        pieces(glyphs).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn gaps_part_words_and_columns() {
        let glyphs =
            [row("The", 0.0, 100.0), row("old", 18.0, 100.0), row("bridge x", 60.0, 100.0), row("shut", 0.0, 88.0)];
        assert_eq!(texts(&glyphs.concat()), ["The old", "bridge x", "shut"]);
    }

    #[test]
    fn shadows_and_bold_are_read_once() {
        let twice = [row("Bridge", 0.0, 100.0), row("Bridge", 0.4, 99.8)].concat();
        assert_eq!(texts(&twice), ["Bridge"]);
        let bold: Vec<Glyph> =
            row("to", 0.0, 100.0).into_iter().flat_map(|g| [g.clone(), Glyph { start: g.start + 0.3, ..g }]).collect();
        assert_eq!(texts(&bold), ["to"]);
        assert_eq!(texts(&row("too", 0.0, 100.0)), ["too"]);
        let again = [row("Bridge", 0.0, 100.0), row("Bridge", 0.0, 88.0)].concat();
        assert_eq!(texts(&again).len(), 2, "said twice is no shadow");
    }

    #[test]
    fn raised_marks_belong_to_their_line() {
        let mut mark = row("2", 20.0, 104.0);
        mark[0].size = 6.0;
        assert_eq!(texts(&[row("year", 0.0, 100.0), mark, row("on", 28.0, 100.0)].concat()), ["year2 on"]);
    }
}
