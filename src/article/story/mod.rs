//! The parts of a story: where its paragraphs end, and what each is for.

mod blocks;
mod caption;
mod furniture;
mod lines;
mod paragraphs;

pub use blocks::{Draft, Story, classify};
pub use lines::Stated;
pub use paragraphs::{Mark, paragraphs};
