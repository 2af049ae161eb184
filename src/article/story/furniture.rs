//! Page furniture in words: "Scroll down for video", "All rights reserved", "(AP Photo", "Leave a comment".

use crate::article::BlockKind;
use crate::text::table;
use memchr::memmem::Finder;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const PHRASES: &str = include_str!("../../../assets/lexicon/boilerplate.tsv");
/// A phrase inside a longer paragraph is a sentence of the story that uses the same words.
const MAX_WORDS: usize = 25;
/// Captions run longer, and their credit stands at the end.
const MAX_CAPTION_WORDS: usize = 60;

struct Phrases {
    lines: FxHashMap<&'static str, BlockKind>,
    /// By their first byte: no other can begin a paragraph.
    prefixes: FxHashMap<u8, Vec<(&'static str, BlockKind)>>,
    inside: Vec<(Finder<'static>, BlockKind)>,
}

static TABLE: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases { lines: FxHashMap::default(), prefixes: FxHashMap::default(), inside: Vec::new() };
    for row in table(PHRASES) {
        let [phrase, how, kind] = row[..] else { continue };
        let kind = match kind {
            "comment" => BlockKind::Comment,
            "caption" => BlockKind::Caption,
            _ => BlockKind::Boilerplate,
        };
        match how {
            "line" => _ = phrases.lines.insert(phrase, kind),
            "prefix" => {
                let first = phrase.bytes().next().unwrap_or_default();
                phrases.prefixes.entry(first).or_default().push((phrase, kind));
            }
            _ => phrases.inside.push((Finder::new(phrase), kind)),
        }
    }
    phrases
});

/// The kind that a paragraph's wording gives away: [`BlockKind::Boilerplate`], [`BlockKind::Comment`] or
/// [`BlockKind::Caption`].
pub fn kind(paragraph: &str, words: usize) -> Option<BlockKind> {
    if words > MAX_CAPTION_WORDS || paragraph.len() > MAX_CAPTION_WORDS * 20 {
        return None;
    }
    let lower = paragraph.to_lowercase().replace('’', "'");
    let bare = lower.trim_end_matches([':', '.', '!', '»', '>', '…', ' ']);
    let short_enough = |kind: BlockKind| kind == BlockKind::Caption || words <= MAX_WORDS;
    let whole = [lower.as_str(), bare].into_iter().find_map(|line| TABLE.lines.get(line).copied());
    let prefixes = || lower.bytes().next().and_then(|first| TABLE.prefixes.get(&first)).into_iter().flatten();
    let prefix = || prefixes().find(|(p, kind)| short_enough(*kind) && begins(&lower, p)).map(|(_, kind)| *kind);
    let within = |phrase: &Finder| phrase.find(lower.as_bytes()).is_some();
    let inside = || TABLE.inside.iter().find(|(p, kind)| short_enough(*kind) && within(p)).map(|(_, kind)| *kind);
    let linked = || links_within_the_site(&lower).then_some(BlockKind::Boilerplate);
    whole.or_else(prefix).or_else(inside).or_else(linked)
}

/// "Also on example.com Minister resigns": another story, led by the site's own address.
fn links_within_the_site(lower: &str) -> bool {
    let rest = ["also on ", "more on "].iter().find_map(|lead| lower.strip_prefix(lead));
    let site = rest.and_then(|r| r.split_whitespace().next()).unwrap_or_default();
    let domain = site.trim_end_matches(':').rsplit_once('.').map(|(name, end)| (name.len(), end));
    domain.is_some_and(|(name, end)| {
        name > 0 && (2..=4).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphabetic())
    })
}

/// A prefix ends where a word does: "Print" is not how "Printers" begins.
fn begins(line: &str, prefix: &str) -> bool {
    let inside_word = prefix.ends_with(char::is_alphabetic);
    line.strip_prefix(prefix).is_some_and(|rest| !(inside_word && rest.starts_with(char::is_alphanumeric)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraph: &str, expected: Option<BlockKind>) {
        assert_eq!(kind(paragraph, paragraph.split_whitespace().count()), expected, "{paragraph}");
    }

    #[test]
    fn furniture_is_known_by_its_words() {
        check("Scroll down for video", Some(BlockKind::Boilerplate));
        check("SHARE THIS ARTICLE", Some(BlockKind::Boilerplate));
        check("© 2016 The Example. All rights reserved.", Some(BlockKind::Boilerplate));
        check("Comments are closed.", Some(BlockKind::Comment));
        check("Also on example.com Minister resigns over ferries", Some(BlockKind::Boilerplate));
        check("Also read: Ten ferries that never sailed", Some(BlockKind::Boilerplate));
        check("A ferry leaves the harbour. (AP Photo/Jane Doe)", Some(BlockKind::Caption));
    }

    #[test]
    fn stories_use_the_same_words() {
        check("The minister declined to comment on the newsletter.", None);
        check("Printers at the plant stopped work on Monday.", None);
        check("Also on Tuesday, police searched the harbour.", None);
        check("From Example.com he moved to the harbour board.", None);
        let long = "The court found that the agency's photographs were protected, that all rights reserved by the owner had been violated for years, and that the paper had to pay damages.";
        check(long, None);
    }
}
