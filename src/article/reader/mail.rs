//! Mail.

use crate::article::budget::Budget;
use crate::article::{Article, Contents, ReadError};

pub fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    let _ = (bytes, budget);
    Err(ReadError::new(format!("{} cannot be read yet.", crate::article::format::file_name(name)), ""))
}

pub fn read_mailbox(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    let _ = (bytes, budget);
    Err(ReadError::new(format!("{} cannot be read yet.", crate::article::format::file_name(name)), ""))
}

pub fn read_page(name: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    let _ = bytes;
    Err(ReadError::new(format!("{} cannot be read yet.", crate::article::format::file_name(name)), ""))
}
