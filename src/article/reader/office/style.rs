//! What a paragraph's style makes of it, by the names that word processors give their own styles.

use crate::article::BlockKind;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    #[default]
    Text,
    Title,
    /// With its level, 1 the highest.
    Heading(u8),
    Caption,
    Quote,
    /// Of a list.
    Item,
    Byline,
    Dateline,
    /// A table of contents repeats the headings.
    Contents,
}

impl Style {
    /// The style of a name: "heading 1" in Word, "Heading_20_1" in OpenDocument. None of others: their parent decides.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace("_20_", " ").replace('_', " ");
        if let Some(level) = name.strip_prefix("heading").map(str::trim) {
            return if level.is_empty() { Some(Self::Heading(2)) } else { level.parse().ok().and_then(Self::outline) };
        }
        Some(match name.as_str() {
            "title" => Self::Title,
            "author" | "byline" => Self::Byline,
            "date" | "dateline" => Self::Dateline,
            "quote" | "intense quote" | "block text" | "block quotation" | "quotations" => Self::Quote,
            // The kinds of caption that OpenDocument has.
            "illustration" | "figure" | "drawing" | "table" => Self::Caption,
            _ if name.ends_with("caption") => Self::Caption,
            _ if name.starts_with("toc ") || name.starts_with("contents ") => Self::Contents,
            // Not "list paragraph": Word gives it to whatever is indented.
            "list" => Self::Item,
            _ if ["list bullet", "list number", "list contin"].iter().any(|l| name.starts_with(l)) => Self::Item,
            _ => return None,
        })
    }

    /// The heading of an outline level, 1 the highest.
    pub const fn outline(level: u8) -> Option<Self> {
        if level >= 1 && level <= 9 { Some(Self::Heading(level)) } else { None }
    }

    /// What the style says of a block; `headline` whether none has been yet that may stand over the story.
    pub const fn hint(self, headline: bool) -> Option<BlockKind> {
        Some(match self {
            Self::Text => return None,
            Self::Title | Self::Heading(1) if headline => BlockKind::Headline,
            Self::Title | Self::Heading(_) => BlockKind::Heading,
            Self::Caption => BlockKind::Caption,
            Self::Quote => BlockKind::Quote,
            Self::Item => BlockKind::Bullet,
            Self::Byline => BlockKind::Byline,
            Self::Dateline => BlockKind::Dateline,
            Self::Contents => BlockKind::Boilerplate,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_word_processors() {
        assert_eq!(Style::named("heading 1"), Some(Style::Heading(1)));
        assert_eq!(Style::named("Heading_20_3"), Some(Style::Heading(3)));
        assert_eq!(Style::named("List Bullet 2"), Some(Style::Item));
        assert_eq!(Style::named("Image Caption"), Some(Style::Caption));
        assert_eq!(Style::named("toc 1"), Some(Style::Contents));
        for other in
            ["Normal", "List Paragraph", "Table Contents", "Subtitle", "heading x", "heading 0", "captioned", ""]
        {
            assert_eq!(Style::named(other), None, "{other}");
        }
    }
}
