//! Files that hold files.

pub mod gzip;
pub mod warc;
pub mod zip;
