//! One reader a format: bytes or text in, an article out, or several where the format holds several.

pub mod epub;
pub mod feed;
mod front_matter;
pub mod html;
pub mod json;
pub mod mail;
pub mod markdown;
pub mod office;
pub mod pdf;
pub mod plain;
mod record;
pub mod subtitles;
pub mod table;
mod xml;
