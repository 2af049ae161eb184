//! Documents of word processors.

pub mod docx;
mod manuscript;
pub mod odt;
mod properties;
pub mod rtf;
mod style;
