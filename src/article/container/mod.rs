//! Files that hold files.

pub mod archive;
pub mod warc;
pub mod zip;
