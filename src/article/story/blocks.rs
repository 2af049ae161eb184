//! What each paragraph is for: headline, byline, body, caption, furniture, comments. One classifier for all formats;
//! a reader that knows more (a `<figcaption>`, a list item) says so as a hint.

use super::caption::{self, Loose, Setting};
use super::furniture;
use super::lines::{self, Stated};
use crate::article::{Block, BlockKind};
use crate::text::Span;
use chrono::NaiveDate;

/// A paragraph as a reader hands it over.
#[derive(Clone, Copy, Debug)]
pub struct Draft {
    pub span: Span,
    /// What the format itself says of it.
    pub hint: Option<BlockKind>,
}

/// The blocks of a story, and what its head says about it.
#[derive(Clone, Debug, Default)]
pub struct Story {
    pub blocks: Vec<Block>,
    pub byline: Option<String>,
    pub dateline_place: Option<String>,
    /// Dates of the head, each with what it is and the line that says so.
    pub dates: Vec<(Stated, NaiveDate, String)>,
    /// The date of the dateline.
    pub dateline_date: Option<NaiveDate>,
}

/// The head of a story: bylines and dates stand in its first blocks.
const HEAD: usize = 8;
/// A headline has at most this many words.
const HEADLINE_WORDS: usize = 32;
/// A story sets full stops when this share of its longer paragraphs end with one, in percent.
const STOPS_PERCENT: usize = 60;
const LONG_WORDS: usize = 8;

/// Classifies the paragraphs of one text, which lie in order.
pub fn classify(text: &str, drafts: &[Draft]) -> Story {
    let mut story = Story::default();
    let uses_stops = uses_stops(text, drafts);
    let headline_hinted = drafts.iter().any(|d| d.hint == Some(BlockKind::Headline));
    let (mut has_headline, mut bodies, mut comments) = (false, 0, false);
    for (index, draft) in drafts.iter().enumerate() {
        let paragraph = draft.span.of(text);
        let words = paragraph.split_whitespace().count();
        let head = index < HEAD && bodies < 2;
        let kind = if comments {
            BlockKind::Comment
        } else if let Some(kind) = head.then(|| story.read_head(paragraph)).flatten() {
            kind
        } else if let Some(kind) = furniture::kind(paragraph, words).filter(|_| draft.hint != Some(BlockKind::Headline))
        {
            // Comments end a story; the word alone at its top is a link to them.
            comments = kind == BlockKind::Comment && bodies > 0;
            if kind == BlockKind::Comment && !comments { BlockKind::Boilerplate } else { kind }
        } else if let Some(kind) = draft.hint.filter(|k| *k != BlockKind::Headline || !has_headline) {
            kind
        } else if !headline_hinted && !has_headline && bodies == 0 && is_headline(paragraph, words, drafts.len()) {
            BlockKind::Headline
        } else {
            let setting = Setting { story_uses_stops: uses_stops, last: index + 1 == drafts.len() };
            loose(paragraph, words, setting)
        };
        has_headline |= kind == BlockKind::Headline;
        if kind == BlockKind::Body {
            bodies += 1;
            story.read_dateline(paragraph, bodies);
        }
        story.blocks.push(Block { kind, span: draft.span });
    }
    story
}

impl Story {
    /// A line of the head that is no part of the story: who wrote it, where and when.
    fn read_head(&mut self, paragraph: &str) -> Option<BlockKind> {
        if let Some(name) = lines::byline(paragraph) {
            self.byline.get_or_insert_with(|| name.to_owned());
            return Some(BlockKind::Byline);
        }
        if let Some(dates) = lines::dates(paragraph) {
            let known = dates.into_iter().filter_map(|(what, day)| Some((what, day?, paragraph.to_owned())));
            self.dates.extend(known);
            return Some(BlockKind::Dateline);
        }
        let dateline = lines::dateline(paragraph).filter(|d| d.length == paragraph.len())?;
        self.dateline_date = self.dateline_date.or(dateline.date);
        self.dateline_place = self.dateline_place.take().or(dateline.place);
        Some(BlockKind::Dateline)
    }

    /// The dateline that a body paragraph begins with.
    fn read_dateline(&mut self, paragraph: &str, bodies: usize) {
        const FIRST_BODIES: usize = 2;
        if bodies > FIRST_BODIES || self.dateline_place.is_some() {
            return;
        }
        if let Some(dateline) = lines::dateline(paragraph) {
            // "LIMA (AP) — Nov. 20, 2016 — The president …": the date may stand between two dashes.
            let behind = &paragraph[dateline.length.min(paragraph.len())..];
            let between = ["—", "–", " - ", "--"].iter().filter_map(|d| behind.find(d)).min();
            let second = between.and_then(|at| lines::dates(behind[..at].trim())).and_then(|d| d[0].1);
            self.dateline_date = self.dateline_date.or(dateline.date).or(second);
            self.dateline_place = dateline.place;
        }
    }
}

fn uses_stops(text: &str, drafts: &[Draft]) -> bool {
    let is_long = |p: &str| p.split_whitespace().nth(LONG_WORDS - 1).is_some();
    let (mut ended, mut all) = (0, 0);
    for paragraph in drafts.iter().map(|d| d.span.of(text)).filter(|p| is_long(p)) {
        ended += usize::from(ends_sentence(paragraph));
        all += 1;
    }
    ended * 100 >= all * STOPS_PERCENT
}

fn ends_sentence(paragraph: &str) -> bool {
    let bare = paragraph.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ']);
    bare.ends_with(['.', '!', '?', '…'])
}

/// A first line that could stand over a story. A text of one paragraph has no headline.
fn is_headline(paragraph: &str, words: usize, paragraphs: usize) -> bool {
    let full_stop = paragraph.ends_with('.') && !paragraph.ends_with("..");
    paragraphs > 1 && (1..=HEADLINE_WORDS).contains(&words) && !full_stop
}

fn loose(paragraph: &str, words: usize, setting: Setting) -> BlockKind {
    if caption::is_certain(paragraph, words) {
        return BlockKind::Caption;
    }
    if ends_sentence(paragraph) {
        return BlockKind::Body;
    }
    match caption::judge(paragraph, words, setting) {
        Loose::Caption => BlockKind::Caption,
        Loose::Heading => BlockKind::Heading,
        Loose::Body => BlockKind::Body,
    }
}
