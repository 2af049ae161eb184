//! Files that hold files.

pub mod archive;
pub mod gzip;
pub mod warc;
pub mod zip;
