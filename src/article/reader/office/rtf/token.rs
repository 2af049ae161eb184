//! The parts that rich text consists of.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    Open,
    Close,
    /// `\word` with its number, if it has one.
    Word(&'a str, Option<i32>),
    /// `\` and one character that is no letter.
    Symbol(u8),
    /// `\'hh`: a byte in the code page of its font.
    Byte(u8),
    Text(&'a [u8]),
}

/// Splits rich text; what no reader could mean is passed over.
pub struct Tokens<'a> {
    rest: &'a [u8],
}

/// No control word is longer.
const LONGEST_WORD: usize = 32;

impl<'a> Tokens<'a> {
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let letters = self.rest.iter().take(LONGEST_WORD).take_while(|b| b.is_ascii_alphabetic()).count();
        if letters == 0 {
            let symbol = *self.take(1).first()?;
            if symbol != b'\'' {
                return Some(Token::Symbol(symbol));
            }
            let digits = self.rest.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
            return Some(match digits.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                Some(byte) => {
                    self.take(2);
                    Token::Byte(byte)
                }
                None => Token::Text(b""),
            });
        }
        let word = std::str::from_utf8(self.take(letters)).unwrap_or_default();
        let sign = usize::from(self.rest.first() == Some(&b'-'));
        let digits = self.rest.iter().skip(sign).take(20).take_while(|b| b.is_ascii_digit()).count();
        let number = if digits > 0 {
            std::str::from_utf8(self.take(sign + digits)).ok().and_then(|n| n.parse().ok())
        } else {
            None
        };
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if word == "bin" {
            self.take(number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0));
        }
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let token = match *self.rest.first()? {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => {
                    self.take(1);
                    return self.control();
                }
                // Lines end for the eye of programmers only.
                b'\r' | b'\n' | b'\0' => {
                    self.take(1);
                    continue;
                }
                _ => {
                    let is_text = |b: &&u8| !matches!(**b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | b'\0');
                    let length = self.rest.iter().take_while(is_text).count();
                    return Some(Token::Text(self.take(length)));
                }
            };
            self.take(1);
            return Some(token);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_symbols_bytes_and_text() {
        let tokens: Vec<Token> = Tokens::new(b"{\\rtf1\\b-2 x\\'e9\\~\r\n y\\par}").collect();
        use Token::{Byte, Close, Open, Symbol, Text, Word};
        assert_eq!(
            tokens,
            [
                Open,
                Word("rtf", Some(1)),
                Word("b", Some(-2)),
                Text(b"x"),
                Byte(0xE9),
                Symbol(b'~'),
                Text(b" y"),
                Word("par", None),
                Close
            ]
        );
    }

    #[test]
    fn what_is_cut_or_wrong_ends_or_is_passed_over() {
        assert_eq!(Tokens::new(b"\\").count(), 0);
        assert_eq!(Tokens::new(b"\\'z1").collect::<Vec<_>>(), [Token::Text(b""), Token::Text(b"z1")]);
        assert_eq!(Tokens::new(b"\\bin99999999999 {{{").count(), 4);
        assert_eq!(Tokens::new(b"\\bin3 {{{x").collect::<Vec<_>>(), [Token::Word("bin", Some(3)), Token::Text(b"x")]);
        assert_eq!(Tokens::new("\\é".as_bytes()).count(), 2);
    }
}
