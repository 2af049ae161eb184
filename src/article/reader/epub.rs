//! Books: a chapter an article.

use crate::article::budget::Budget;
use crate::article::{Contents, ReadError};

pub fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    let _ = (bytes, budget);
    Err(ReadError::new(format!("{} cannot be read yet.", crate::article::format::file_name(name)), ""))
}
