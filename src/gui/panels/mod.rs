//! The regions of the window. Each reads the state and sends actions; none changes it.

pub mod date_field;
pub mod empty;
pub mod facets;
pub mod filter;
pub mod inspector;
pub mod list;
pub mod lower;
pub mod problems;
pub mod quotes;
pub mod reader;
pub mod source_text;
pub mod sources;
pub mod status;
pub mod top;
