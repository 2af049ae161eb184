//! Timelines as files: RON and JSON, which open again as the same timeline; and what was found in one article, as JSON.

mod analysis;
mod choice;
mod read;
mod schema;

pub use analysis::{Inspection, block_name, inspect};
pub use choice::Choice;
pub use read::{open, parse};

use crate::project::TimelineReader;
use crate::timeline::Timeline;
use std::path::Path;

/// How timelines are read among other files.
pub const READER: TimelineReader = TimelineReader { open, parse: |json| parse(json, Format::Json) };

/// The formats a timeline can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Ron,
    Json,
}

impl Format {
    pub const ALL: [Self; 2] = [Self::Ron, Self::Json];

    /// The file ending, without its dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Ron => "ron",
            Self::Json => "json",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Ron => "RON",
            Self::Json => "JSON",
        }
    }

    /// By a file's ending.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|f| f.ending() == ending)
    }
}

/// A timeline as text, closed by a newline; the same timeline always gives the same bytes.
pub fn to_string(timeline: &Timeline, format: Format) -> String {
    let document = schema::Document::from(timeline);
    let mut text = match format {
        Format::Json => serde_json::to_string_pretty(&document).expect("a document of strings and numbers"),
        Format::Ron => ron::ser::to_string_pretty(&document, ron_layout()).expect("a document of strings and numbers"),
    };
    text.push('\n');
    text
}

fn ron_layout() -> ron::ser::PrettyConfig {
    ron::ser::PrettyConfig::new()
        .struct_names(false)
        .indentor("  ")
        .new_line("\n")
        .extensions(ron::extensions::Extensions::IMPLICIT_SOME)
}
