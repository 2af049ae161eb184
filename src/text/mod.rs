//! Plain language: spans, sentences, tokens, part-of-speech tags, lexicon tables.
//!
//! This layer knows nothing of news, dates or windows.

mod span;

pub use span::{CharMap, CharSpan, Span};
