//! Plain text cut into paragraphs, whichever way its author marks them.
//!
//! Three habits are told apart: blank lines between paragraphs, one line a paragraph, and lines wrapped by hand at
//! some width, where only the width shows which line ends a paragraph.

use crate::text::Span;

/// Wider than this nobody wraps by hand.
const MAX_WRAP: usize = 100;
/// Narrower than this a line is a verse or an address.
const MIN_WRAP: usize = 45;
/// A column that wraps leaves this share of its lines too full for the next word, in percent.
const FULL_LINES_PERCENT: usize = 75;

/// A paragraph of plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Without the mark, and without white space at its ends.
    pub span: Span,
    pub mark: Mark,
}

/// What stands before a paragraph's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    None,
    Bullet,
    /// `>` as in mail.
    Quote,
}

struct Line {
    /// Without white space at its ends; empty for a blank line.
    span: Span,
    indent: usize,
    /// Characters from the line's beginning to its last visible one.
    width: usize,
    first_word: usize,
    mark: Option<(Mark, usize)>,
}

/// The paragraphs of a text in order.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let wrap = wrap_width(&lines);
    let mut found: Vec<Paragraph> = Vec::new();
    let mut previous: Option<&Line> = None;
    for line in &lines {
        if line.span.is_empty() {
            previous = None;
            continue;
        }
        let joined = previous.zip(wrap).is_some_and(|(before, width)| continues(text, before, line, width));
        match found.last_mut().filter(|_| joined) {
            Some(paragraph) => paragraph.span.end = line.span.end,
            None => {
                let (mark, skip) = line.mark.unwrap_or((Mark::None, 0));
                let span = Span::new(line.span.start + skip, line.span.end).trimmed(text);
                if !span.is_empty() {
                    found.push(Paragraph { span, mark });
                }
            }
        }
        previous = Some(line);
    }
    found
}

fn lines(text: &str) -> Vec<Line> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|raw| {
            let whole = Span::new(at, at + raw.len());
            at = whole.end;
            let span = whole.trimmed(text);
            let inside = span.of(text);
            let indent = text[whole.start..span.start.max(whole.start)].chars().count();
            Line {
                span,
                indent,
                width: indent + inside.chars().count(),
                first_word: inside.chars().take_while(|c| !c.is_whitespace()).count(),
                mark: mark(inside),
            }
        })
        .collect()
}

/// The bullet or quotation mark at the beginning of a line, and its length in bytes. A dash needs a space, and what
/// follows a bullet must be words: "- 30 -" and "* * *" close a story.
fn mark(line: &str) -> Option<(Mark, usize)> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let spaced = rest.starts_with(char::is_whitespace);
    match first {
        '>' => Some((Mark::Quote, line.len() - line.trim_start_matches(['>', ' ']).len())),
        '•' | '‣' | '▪' | '●' | '◦' | '■' | '►' if rest.contains(char::is_alphabetic) => {
            Some((Mark::Bullet, first.len_utf8()))
        }
        '-' | '*' | '·' | '–' | '+' if spaced && rest.contains(char::is_alphabetic) => {
            Some((Mark::Bullet, first.len_utf8()))
        }
        _ => None,
    }
}

/// The width at which the lines are wrapped by hand, if they are: nearly every line that another one follows is too
/// full for that one's first word.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let pairs = || lines.windows(2).filter(|w| !w[0].span.is_empty() && !w[1].span.is_empty() && w[1].mark.is_none());
    let mut widths: Vec<usize> = pairs().map(|w| w[0].width).collect();
    widths.sort_unstable();
    // A long address or table row is not the width; what nine of ten lines keep to is.
    let width = *widths.get((widths.len() * 9 / 10).min(widths.len().checked_sub(1)?))?;
    let full = pairs().filter(|w| w[0].width + 1 + w[1].first_word > width).count();
    let wrapped = (MIN_WRAP..=MAX_WRAP).contains(&width) && full * 100 >= widths.len() * FULL_LINES_PERCENT;
    wrapped.then_some(width)
}

/// Whether a line goes on the paragraph of the line before it.
fn continues(text: &str, before: &Line, line: &Line, width: usize) -> bool {
    if line.mark.is_some_and(|(mark, _)| mark == Mark::Bullet || before.mark.is_none_or(|(m, _)| m != mark)) {
        return false;
    }
    // The first line of a paragraph may stand further in; a bullet's later lines do.
    if line.indent > before.indent + 1 && before.mark.is_none() {
        return false;
    }
    if before.width + 1 + line.first_word > width {
        return true;
    }
    // The line broke early: a paragraph ends there, unless it breaks off in the middle of a sentence.
    let open = !before.span.of(text).ends_with(['.', '!', '?', '"', '”', '\'', '’', ':']);
    open && line.span.of(text).starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let got: Vec<_> = paragraphs(text).iter().map(|p| p.span.of(text).to_owned()).collect();
        assert_eq!(got, expected, "{text:?}");
    }

    #[test]
    fn blank_lines_separate() {
        check("One.\n\n  Two. \n \n\n\nThree", &["One.", "Two.", "Three"]);
    }

    #[test]
    fn without_blank_lines_each_line_is_one() {
        let long = "The council voted to close the old bridge for repairs that are expected to last until the spring of next year, and possibly longer.";
        check(&format!("Bridge to close\n{long}\n{long}"), &["Bridge to close", long, long]);
        check("Short lines.\nThat are verses.\nOf a poem.", &["Short lines.", "That are verses.", "Of a poem."]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The council voted on Monday to close the old bridge for\nrepairs, which are expected to last until the spring of\nnext year.\n\nResidents on the northern bank said that they had not been\nasked and that they would go to court.\n";
        let got = paragraphs(text);
        assert_eq!(got.len(), 2);
        assert!(got[0].span.of(text).ends_with("next year."));
    }

    #[test]
    fn indentation_begins_a_wrapped_paragraph() {
        let text = "    The council voted on Monday to close the old bridge for\nrepairs, which are expected to last until the spring of the\n    Residents on the northern bank said that they had not been\nasked and that they would go to court about the closed road.\n";
        assert_eq!(paragraphs(text).len(), 2);
    }

    #[test]
    fn bullets_and_their_later_lines() {
        let text = "  • The first of the two points is somewhat longer than the\n    second, so it goes on\n  • The second point\n- A third\n* A fourth";
        let got = paragraphs(text);
        assert_eq!(got.len(), 4);
        assert!(got.iter().all(|p| p.mark == Mark::Bullet));
        assert_eq!(got[1].span.of(text), "The second point");
    }

    #[test]
    fn what_is_no_bullet() {
        for text in ["-5 degrees were measured", "* * *", "- 30 -", "*emphasis* begins this", "–"] {
            assert_eq!(paragraphs(text)[0].mark, Mark::None, "{text}");
        }
    }

    #[test]
    fn mail_quotes() {
        let text = "> They said so.\nNo.";
        let got = paragraphs(text);
        assert_eq!((got[0].mark, got[0].span.of(text)), (Mark::Quote, "They said so."));
        assert_eq!(got[1].mark, Mark::None);
        check(">>>\n>", &[]);
    }

    proptest! {
        #[test]
        fn paragraphs_are_ordered_and_hold_every_letter(text in "([a-z•>. -]{0,30}\n?){0,20}") {
            let found = paragraphs(&text);
            let mut end = 0;
            for p in &found {
                prop_assert!(p.span.start >= end && p.span.end <= text.len() && !p.span.is_empty());
                end = p.span.end;
            }
            let inside: usize = found.iter().map(|p| p.span.of(&text).chars().filter(char::is_ascii_lowercase).count()).sum();
            prop_assert_eq!(inside, text.chars().filter(char::is_ascii_lowercase).count());
        }
    }
}
