//! Subtitles.

use crate::article::{Article, ReadError};

pub fn read(name: &str, text: &str) -> Result<Article, ReadError> {
    let _ = text;
    Err(ReadError::new(format!("{} cannot be read yet.", crate::article::format::file_name(name)), ""))
}
