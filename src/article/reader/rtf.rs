//! Rich text.

use crate::article::{Article, ReadError};

pub fn read(name: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    let _ = bytes;
    Err(ReadError::new(format!("{} cannot be read yet.", crate::article::format::file_name(name)), ""))
}
