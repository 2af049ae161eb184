//! Files that hold files.

pub mod archive;
pub mod gzip;
mod rescue;
pub mod warc;
pub mod zip;
