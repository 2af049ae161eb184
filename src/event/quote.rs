//! Direct speech: the stretches of a block that stand in quotation marks.

use crate::text::Span;

/// Shorter stretches are names and words used at a distance, not speech.
const SPEECH_WORDS: usize = 4;

/// The quoted stretches of a block, marks included. A quotation that is never closed ends with the block, as it
/// does where the next paragraph goes on with it.
pub fn speech(text: &str, block: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let inside = block.of(text);
    let mut before = ' ';
    let mut chars = inside.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        match open {
            None if opens(c, before, after) => open = Some((at, c)),
            Some((start, mark)) if closes(c, mark, before, after) => {
                found.push(Span::new(block.start + start, block.start + at + c.len_utf8()));
                open = None;
            }
            _ => {}
        }
        before = c;
    }
    // An apostrophe opens nothing that would run to the end.
    if let Some((start, mark)) = open.filter(|(_, mark)| !matches!(mark, '\'' | '‘')) {
        debug_assert!(matches!(mark, '"' | '“' | '«' | '„'));
        found.push(Span::new(block.start + start, block.end));
    }
    found.retain(|s| s.of(text).split_whitespace().count() >= SPEECH_WORDS);
    found
}

fn opens(c: char, before: char, after: char) -> bool {
    match c {
        '“' | '«' | '„' => true,
        '"' => !after.is_whitespace(),
        '‘' | '\'' => !before.is_alphanumeric() && after.is_alphanumeric(),
        _ => false,
    }
}

fn closes(c: char, mark: char, before: char, after: char) -> bool {
    match mark {
        '“' | '„' => matches!(c, '”' | '“'),
        '«' => c == '»',
        '"' => c == '"',
        '‘' => c == '’' && !after.is_alphanumeric(),
        _ => c == '\'' && !after.is_alphanumeric() && !before.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = speech(text, Span::new(0, text.len()));
        assert_eq!(found.iter().map(|s| s.of(text)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn speech_is_found_in_every_kind_of_marks() {
        check("\"We shall not give in,\" she said.", &["\"We shall not give in,\""]);
        check(
            "“It was a long night,” he said. “We are all tired now.”",
            &["“It was a long night,”", "“We are all tired now.”"],
        );
        check("He said: 'They don't know what happened.'", &["'They don't know what happened.'"]);
        check("“This goes on in the next paragraph", &["“This goes on in the next paragraph"]);
    }

    #[test]
    fn names_and_apostrophes_are_no_speech() {
        check("The 'grand bargain' failed, and the workers' union left.", &[]);
        check("The parents' children's school closed in '98.", &[]);
        check("A so-called “freedom tax” was dropped.", &[]);
    }
}
