//! Everything that was found in one article, as `inspect --format json` writes it.

use super::schema::{ArticleEntry, EventEntry, Iso, StatusEntry};
use crate::article::{Article, BlockKind, Published};
use crate::event::{Event, Reading};
use crate::project::Source;
use crate::text::Span;
use crate::time::{Resolved, Timex, TimexType, resolve_all};
use crate::timeline::ArticleInfo;
use serde::Serialize;

/// The analysis of one article. Offsets count Unicode scalar values of `article.text`.
#[derive(Serialize)]
pub struct Inspection {
    pub article: InspectedArticle,
    pub sentences: Vec<Place>,
    pub times: Vec<Time>,
    pub mentions: Vec<MentionEntry>,
    pub events: Vec<EventEntry>,
}

#[derive(Serialize)]
pub struct InspectedArticle {
    #[serde(flatten)]
    pub info: ArticleEntry,
    pub text: String,
    pub blocks: Vec<BlockEntry>,
    pub date_candidates: Vec<CandidateEntry>,
    pub remarks: Vec<String>,
}

#[derive(Serialize)]
pub struct BlockEntry {
    pub kind: &'static str,
    #[serde(flatten)]
    pub place: Place,
}

#[derive(Serialize)]
pub struct CandidateEntry {
    pub date: String,
    pub origin: super::schema::Origin,
    pub reason: String,
    pub score: f32,
}

#[derive(Serialize)]
pub struct Place {
    pub start: usize,
    pub end: usize,
}

#[derive(Serialize)]
pub struct Time {
    #[serde(flatten)]
    pub place: Place,
    pub text: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub value: String,
    #[serde(rename = "mod")]
    pub modifier: Option<&'static str>,
    pub edtf: Option<String>,
    pub earliest: Option<Iso>,
    pub latest: Option<Iso>,
    pub rule: &'static str,
    pub reasons: Vec<String>,
}

#[derive(Serialize)]
pub struct MentionEntry {
    #[serde(flatten)]
    pub place: Place,
    pub text: String,
    pub sentence: usize,
    pub kind: &'static str,
    pub status: StatusEntry,
    pub event: Option<String>,
}

/// Puts an analysis into its file form; `events` are the article's, for the same reading, with calendar knowledge or
/// without.
pub fn inspect(
    source: &Source,
    published: &Published,
    reading: &Reading,
    calendar: bool,
    events: &[Event],
) -> Inspection {
    let (article, analysis) = (source.article.as_ref(), source.analysis());
    let place = |span: Span| {
        let chars = article.chars.to_chars(&article.text, span);
        Place { start: chars.start, end: chars.end }
    };
    let resolved = resolve_all(&analysis.timexes, reading.publication, reading.discourse);
    let event_of = |span: Span| {
        let chars = article.chars.to_chars(&article.text, span);
        events.iter().find(|e| e.evidence.iter().any(|v| v.tells(chars))).map(|e| e.id.clone())
    };
    Inspection {
        sentences: analysis.sentences.iter().map(|s| place(s.span)).collect(),
        times: analysis.timexes.iter().zip(resolved).map(|(t, r)| time(article, place(t.span), t, r)).collect(),
        mentions: analysis
            .mentions
            .iter()
            .map(|m| MentionEntry {
                place: place(m.span),
                text: m.span.of(&article.text).to_owned(),
                sentence: m.sentence,
                kind: m.kind,
                status: m.status.into(),
                event: event_of(m.span),
            })
            .collect(),
        events: events.iter().map(Into::into).collect(),
        article: InspectedArticle {
            info: (&ArticleInfo::new(article, published.clone())).into(),
            text: article.text.clone(),
            blocks: article
                .blocks
                .iter()
                .map(|b| BlockEntry { kind: block_name(b.kind), place: place(b.span) })
                .collect(),
            date_candidates: source
                .candidates(calendar)
                .iter()
                .map(|c| CandidateEntry {
                    date: c.date.format("%Y-%m-%d").to_string(),
                    origin: c.origin.into(),
                    reason: c.reason.clone(),
                    score: c.score,
                })
                .collect(),
            remarks: article.remarks.clone(),
        },
    }
}

fn time(article: &Article, place: Place, timex: &Timex, resolved: Resolved) -> Time {
    Time {
        place,
        text: timex.span.of(&article.text).to_owned(),
        kind: match timex.kind {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        },
        value: resolved.value,
        modifier: timex.modifier,
        edtf: resolved.stretch.map(|w| w.edtf()),
        earliest: resolved.stretch.and_then(|w| w.earliest).map(Iso),
        latest: resolved.stretch.and_then(|w| w.latest).map(Iso),
        rule: timex.rule,
        reasons: resolved.reasons,
    }
}

/// The name of a kind of block in files.
pub const fn block_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::Heading => "heading",
        BlockKind::Bullet => "bullet",
        BlockKind::Byline => "byline",
        BlockKind::Dateline => "dateline",
        BlockKind::Body => "body",
        BlockKind::Caption => "caption",
        BlockKind::Quote => "quote",
        BlockKind::Boilerplate => "boilerplate",
        BlockKind::Comment => "comment",
    }
}
