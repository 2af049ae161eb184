//! Files that hold files.

pub mod warc;
pub mod zip;
