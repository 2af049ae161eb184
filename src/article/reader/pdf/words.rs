//! The words of PostScript, in which page contents, character maps and Type 1 fonts are written.

/// One word. Braces, and marks that belong to nothing, are passed over.
#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Operator(Vec<u8>),
    ArrayOpen,
    ArrayClose,
    DictionaryOpen,
    DictionaryClose,
}

/// The word at `at` and where the next one may begin; `None` at the end.
pub fn next(bytes: &[u8], mut at: usize) -> Option<(Word, usize)> {
    loop {
        let byte = *bytes.get(at)?;
        let after = at + 1;
        match byte {
            b'%' => at += length(bytes, at, |b| b != b'\n' && b != b'\r'),
            b'(' => {
                let (text, end) = literal(bytes, after);
                return Some((Word::Text(text), end));
            }
            b'<' if bytes.get(after) == Some(&b'<') => return Some((Word::DictionaryOpen, after + 1)),
            b'<' => {
                let inside = length(bytes, after, |b| b != b'>');
                return Some((Word::Text(hexadecimal(&bytes[after..after + inside])), after + inside + 1));
            }
            b'>' if bytes.get(after) == Some(&b'>') => return Some((Word::DictionaryClose, after + 1)),
            b'[' => return Some((Word::ArrayOpen, after)),
            b']' => return Some((Word::ArrayClose, after)),
            b'/' => {
                let end = after + length(bytes, after, is_regular);
                return Some((Word::Name(name(&bytes[after..end])), end));
            }
            b if is_regular(b) => {
                let end = at + length(bytes, at, is_regular);
                let word = &bytes[at..end];
                return Some((number(word).map_or_else(|| Word::Operator(word.to_owned()), Word::Number), end));
            }
            _ => at = after,
        }
    }
}

/// Where the picture ends that lies in a page's content behind the operator `ID`.
pub fn behind_image(bytes: &[u8], at: usize) -> usize {
    let end = |i: usize| {
        bytes[i..].starts_with(b"EI")
            && bytes[i - 1].is_ascii_whitespace()
            && bytes.get(i + 2).is_none_or(u8::is_ascii_whitespace)
    };
    (at + 1..bytes.len()).find(|i| end(*i)).map_or(bytes.len(), |i| i + 2)
}

fn length(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.iter().position(|b| !is(*b)).unwrap_or(rest.len())
}

const fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        b'\0' | b'\t' | b'\n' | 12 | b'\r' | b' ' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

fn number(word: &[u8]) -> Option<f64> {
    let plausible = word.iter().all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.'));
    plausible.then(|| std::str::from_utf8(word).ok()?.parse().ok()).flatten()
}

/// A name, in which "#20" stands for a space.
fn name(written: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(written.len());
    let mut rest = written;
    while let Some((&first, behind)) = rest.split_first() {
        rest = behind;
        match behind {
            [high, low, after @ ..] if first == b'#' && high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.push(digit(*high) << 4 | digit(*low));
                rest = after;
            }
            _ => out.push(first),
        }
    }
    out
}

fn hexadecimal(inside: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = inside.iter().filter(|b| b.is_ascii_hexdigit()).map(|b| digit(*b)).collect();
    // A last digit that stands alone counts as followed by a zero.
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

const fn digit(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => byte - b'0',
        b'a'..=b'f' => byte - b'a' + 10,
        b'A'..=b'F' => byte - b'A' + 10,
        _ => 0,
    }
}

/// A string in parentheses, which may hold others; what it says and where it ends.
fn literal(bytes: &[u8], from: usize) -> (Vec<u8>, usize) {
    let (mut out, mut at, mut open) = (Vec::new(), from, 1_usize);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'(' => open += 1,
            b')' => open -= 1,
            b'\\' => {
                at += escape(bytes.get(at..).unwrap_or_default(), &mut out);
                continue;
            }
            _ => {}
        }
        if open == 0 {
            break;
        }
        out.push(byte);
    }
    (out, at)
}

/// What stands behind a backslash; how many bytes it takes.
fn escape(rest: &[u8], out: &mut Vec<u8>) -> usize {
    let Some(&first) = rest.first() else { return 0 };
    match first {
        b'n' => out.push(b'\n'),
        b'r' => out.push(b'\r'),
        b't' => out.push(b'\t'),
        b'b' => out.push(8),
        b'f' => out.push(12),
        // A line that goes on.
        b'\r' => return 1 + usize::from(rest.get(1) == Some(&b'\n')),
        b'\n' => {}
        b'0'..=b'7' => {
            let digits = rest.iter().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count();
            out.push(rest[..digits].iter().fold(0_u8, |code, b| code.wrapping_mul(8).wrapping_add(b - b'0')));
            return digits;
        }
        other => out.push(other),
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<Word> {
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some((word, end)) = next(bytes, at) {
            assert!(end > at, "it goes on");
            at = end;
            found.push(word);
        }
        found
    }

    #[test]
    fn a_page_is_made_of_words() {
        let text = |t: &[u8]| Word::Text(t.to_vec());
        let found = all(b"/F#311 -12.5 Tf % a remark\n[(a\\(b(c)\\)\\101) 20 <4a4B5>]TJ");
        let expected = [
            Word::Name(b"F11".to_vec()),
            Word::Number(-12.5),
            Word::Operator(b"Tf".to_vec()),
            Word::ArrayOpen,
            text(b"a(b(c))A"),
            Word::Number(20.0),
            text(b"JKP"),
            Word::ArrayClose,
            Word::Operator(b"TJ".to_vec()),
        ];
        assert_eq!(found, expected);
        assert_eq!(all(b"<</A 1>>").len(), 4);
    }

    #[test]
    fn what_is_broken_ends() {
        for broken in [&b"(open (("[..], b"<4", b"/", b">", b"(\\", b"#", b"{}}", b"--1", b"(a\\1", b"<<", b"]", b"%"] {
            let _ = all(broken);
        }
        assert_eq!(all(b"1e999 -inf nan +"), all(b"1e999 -inf nan +"));
        assert!(all(b"-inf nan + . -").iter().all(|w| matches!(w, Word::Operator(_))));
    }

    #[test]
    fn pictures_are_passed_over() {
        let page = b"BI /W 1 ID \x01EI\xFF( EI Q";
        assert_eq!(&page[behind_image(page, 10)..], b" Q");
        assert_eq!(behind_image(b"ID abc", 2), 6);
    }
}
