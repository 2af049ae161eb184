//! WARC.

use crate::article::budget::Budget;
use crate::article::{Contents, ReadError};
use std::io::BufRead;

pub fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    read_from(name, bytes, budget)
}

pub fn read_from(name: &str, _reader: impl BufRead, _budget: &mut Budget) -> Result<Contents, ReadError> {
    Err(ReadError::new(format!("{} cannot be read yet.", crate::article::format::file_name(name)), ""))
}
