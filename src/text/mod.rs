//! Plain language: spans, sentences, tokens, part-of-speech tags, lexicon tables.
//!
//! This layer knows nothing of news, dates or windows.

mod abbreviation;
mod lemma;
mod number;
mod sentence;
mod span;
mod table;
mod tag;
mod token;
pub mod tree;

pub use lemma::{irregular_past, lemma};
pub use number::{Numbers, Set, in_both, number_of, number_of_words, sorted};
pub use sentence::{Sentence, sentences, split};
pub use span::{CharMap, CharSpan, Span};
pub use table::table;
pub use tag::{Tag, is_plain, tag};
pub use token::{SOFT_HYPHEN, Token, TokenKind, tokens};
