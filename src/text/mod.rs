//! Plain language: spans, sentences, tokens, part-of-speech tags, lexicon tables.
//!
//! This layer knows nothing of news, dates or windows.

mod span;

pub use span::{CharMap, CharSpan, Span};

use smol_str::SmolStr;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    Number,
    Punct,
    Symbol,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    NN,
    Punct,
}

#[derive(Clone, Debug)]
pub struct Token {
    pub span: Span,
    pub lower: SmolStr,
    pub kind: TokenKind,
    pub tag: Tag,
    pub capital: bool,
}

#[derive(Clone, Debug)]
pub struct Sentence {
    pub span: Span,
    pub tokens: Vec<Token>,
}
