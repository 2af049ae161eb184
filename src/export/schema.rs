//! The timeline format, version 1, as it stands in files. Apart from the program's own types, so that these can
//! change without breaking a file.

use crate::article::{ArticleId, DateOrigin, Published};
use crate::event::{
    self, Claim, Coordinates, Corrected, Event, Evidence, Extracted, Located, Participant, Quoted, Review, Role,
    Status, When,
};
use crate::text::CharSpan;
use crate::time::{Moment, Precision, UncertainDate, Zone};
use crate::timeline::{self, ArticleInfo, Timeline};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What the `format` field of every file says.
pub const FORMAT: &str = "dateline-timeline";
/// The newest version that this program writes and reads.
pub const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
pub struct Document {
    pub format: String,
    pub version: u32,
    pub title: String,
    pub articles: Vec<ArticleEntry>,
    pub events: Vec<EventEntry>,
}

#[derive(Serialize, Deserialize)]
pub struct ArticleEntry {
    pub id: String,
    pub title: String,
    pub source: String,
    #[serde(default)]
    pub publisher: Option<String>,
    #[serde(default)]
    pub byline: Option<String>,
    #[serde(default)]
    pub language: Option<String>,
    pub published: PublishedEntry,
}

#[derive(Serialize, Deserialize)]
pub struct PublishedEntry {
    #[serde(default)]
    pub date: Option<Iso>,
    pub origin: Origin,
    #[serde(default)]
    pub reason: String,
}

#[derive(Serialize, Deserialize)]
pub struct EventEntry {
    pub id: String,
    pub title: String,
    pub kind: String,
    pub status: StatusEntry,
    #[serde(default)]
    pub when: Option<WhenEntry>,
    #[serde(default)]
    pub participants: Vec<ParticipantEntry>,
    #[serde(default)]
    pub places: Vec<String>,
    /// Of those places where they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coordinates: Vec<CoordinatesEntry>,
    #[serde(default)]
    pub salience: f32,
    #[serde(default)]
    pub confidence: f32,
    #[serde(default)]
    pub review: ReviewEntry,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub note: String,
    /// An index into the palette of colours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<u8>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// The user added it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub added: bool,
    /// What was extracted, where the user corrected it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extracted: Option<ExtractedEntry>,
    pub evidence: Vec<EvidenceEntry>,
    /// Articles that report it independently of each other; files of earlier programs do not say.
    #[serde(default)]
    pub sources: Option<usize>,
    /// What each source says of the date, where they disagree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimEntry>,
}

#[derive(Serialize, Deserialize)]
pub struct ExtractedEntry {
    pub title: String,
    pub kind: String,
    pub status: StatusEntry,
    #[serde(default)]
    pub when: Option<WhenEntry>,
    #[serde(default)]
    pub participants: Vec<ParticipantEntry>,
    #[serde(default)]
    pub places: Vec<String>,
    /// The corrected date as the user typed it: "c. 1920".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<String>,
}

#[derive(Serialize, Deserialize)]
pub struct ClaimEntry {
    pub when: WhenEntry,
    pub articles: Vec<String>,
}

#[derive(Serialize, Deserialize)]
pub struct WhenEntry {
    #[serde(default)]
    pub edtf: Option<String>,
    #[serde(default)]
    pub earliest: Option<Iso>,
    #[serde(default)]
    pub latest: Option<Iso>,
    pub precision: PrecisionEntry,
    #[serde(default)]
    pub approximate: bool,
    /// Of the times of day: `+02:00` or `local`, where the article tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The name by which it tells it: "EST", "Eastern time". One that stands for several zones comes without `zone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone_name: Option<String>,
    pub text: String,
}

#[derive(Serialize, Deserialize)]
pub struct ParticipantEntry {
    pub name: String,
    pub role: RoleEntry,
}

/// Degrees (WGS 84), north and east positive.
#[derive(Serialize, Deserialize)]
pub struct CoordinatesEntry {
    pub place: String,
    #[serde(deserialize_with = "within::<90, _>")]
    pub latitude: f32,
    #[serde(deserialize_with = "within::<180, _>")]
    pub longitude: f32,
}

fn within<'de, const MOST: u8, D: serde::Deserializer<'de>>(from: D) -> Result<f32, D::Error> {
    let degrees = f32::deserialize(from)?;
    let is_angle = degrees.abs() <= f32::from(MOST);
    is_angle
        .then_some(degrees)
        .ok_or_else(|| serde::de::Error::custom(format!("{degrees} is no angle of at most {MOST} degrees")))
}

#[derive(Serialize, Deserialize)]
pub struct EvidenceEntry {
    pub article: String,
    pub start: usize,
    pub end: usize,
    /// The page on which it begins, where the file has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    pub quote: String,
    pub trigger: QuotedEntry,
    /// Other words of the sentence that tell the event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<QuotedEntry>,
    #[serde(default)]
    pub time: Option<QuotedEntry>,
    #[serde(default)]
    pub reasons: Vec<String>,
}

#[derive(Serialize, Deserialize)]
pub struct QuotedEntry {
    pub start: usize,
    pub end: usize,
    pub text: String,
}

/// `2016-11-20`, `-0585-01-01` (586 BC), or with a time of day `2016-11-20T20:15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Iso(pub Moment);

impl Serialize for Iso {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        String::from(self.0).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Iso {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Moment::try_from(String::deserialize(from)?).map(Self).map_err(serde::de::Error::custom)
    }
}

/// Writes an enum of the file format that mirrors one of the program's, and the way between them.
macro_rules! mirror {
    ($entry:ident, $model:ident, { $($variant:ident),+ }) => {
        #[derive(Clone, Copy, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum $entry { $($variant),+ }

        impl From<$model> for $entry {
            fn from(from: $model) -> Self {
                match from { $($model::$variant => Self::$variant),+ }
            }
        }

        impl From<$entry> for $model {
            fn from(from: $entry) -> Self {
                match from { $($entry::$variant => Self::$variant),+ }
            }
        }
    };
}

mirror!(Origin, DateOrigin, { User, Metadata, Dateline, Url, Filename, Inferred, Unknown });
mirror!(StatusEntry, Status, { Happened, Planned, Hypothetical, Denied, Contested, Cancelled, Background });
mirror!(RoleEntry, Role, { Agent, Patient, Other });
mirror!(ReviewEntry, Review, { Proposed, Confirmed, Rejected });
mirror!(PrecisionEntry, Precision, { Minute, Hour, Day, Week, Month, Season, Quarter, Year, Decade, Century, Range });

impl Default for ReviewEntry {
    fn default() -> Self {
        Review::default().into()
    }
}

impl From<&Timeline> for Document {
    fn from(timeline: &Timeline) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            title: timeline.title.clone(),
            articles: timeline.articles.iter().map(Into::into).collect(),
            events: timeline.events.iter().map(|e| e.as_ref().into()).collect(),
        }
    }
}

impl From<Document> for Timeline {
    fn from(document: Document) -> Self {
        Self {
            title: document.title,
            articles: document.articles.into_iter().map(Into::into).collect(),
            events: document.events.into_iter().map(|e| Arc::new(e.into())).collect(),
        }
    }
}

impl From<&ArticleInfo> for ArticleEntry {
    fn from(a: &ArticleInfo) -> Self {
        Self {
            id: a.id.0.clone(),
            title: a.title.clone(),
            source: a.source.clone(),
            publisher: a.publisher.clone(),
            byline: a.byline.clone(),
            language: a.language.clone(),
            published: (&a.published).into(),
        }
    }
}

impl From<ArticleEntry> for ArticleInfo {
    fn from(a: ArticleEntry) -> Self {
        Self {
            id: ArticleId(a.id),
            title: a.title,
            source: a.source,
            publisher: a.publisher,
            byline: a.byline,
            language: a.language,
            published: a.published.into(),
        }
    }
}

impl From<&Published> for PublishedEntry {
    fn from(p: &Published) -> Self {
        Self {
            date: p.date.map(|day| Iso(Moment { day, minute: None })),
            origin: p.origin.into(),
            reason: p.reason.clone(),
        }
    }
}

impl From<PublishedEntry> for Published {
    fn from(p: PublishedEntry) -> Self {
        Self { date: p.date.map(|iso| iso.0.day), origin: p.origin.into(), reason: p.reason }
    }
}

impl From<&Event> for EventEntry {
    fn from(e: &Event) -> Self {
        Self {
            id: e.id.clone(),
            title: e.title.clone(),
            kind: e.kind.clone(),
            status: e.status.into(),
            when: e.when.as_ref().map(Into::into),
            participants: e.participants.iter().map(Into::into).collect(),
            places: e.places.clone(),
            coordinates: e.coordinates().map(Into::into).collect(),
            salience: e.salience,
            confidence: e.confidence,
            review: e.review.into(),
            tags: e.tags.clone(),
            note: e.note.clone(),
            colour: e.colour,
            hidden: e.hidden,
            added: e.added,
            extracted: e.corrected.as_deref().map(Into::into),
            evidence: e.evidence.iter().map(Into::into).collect(),
            sources: Some(e.sources),
            claims: e.claims.iter().map(Into::into).collect(),
        }
    }
}

impl From<EventEntry> for Event {
    fn from(e: EventEntry) -> Self {
        let told = e.sources;
        // What the gazetteer tells as well need not be kept.
        let mut located: Vec<Located> = Vec::new();
        for told in e.coordinates.into_iter().map(Located::from) {
            let is_new = e.places.contains(&told.place) && !located.iter().any(|l| l.place == told.place);
            if is_new && event::coordinates(&told.place) != Some(told.at) {
                located.push(told);
            }
        }
        let mut event = Self {
            located,
            id: e.id,
            title: e.title,
            kind: e.kind,
            status: e.status.into(),
            when: e.when.map(Into::into),
            participants: e.participants.into_iter().map(Into::into).collect(),
            places: e.places,
            salience: e.salience,
            confidence: e.confidence,
            review: e.review.into(),
            tags: e.tags,
            note: e.note,
            colour: e.colour,
            hidden: e.hidden,
            added: e.added,
            corrected: e.extracted.map(|extracted| Arc::new(extracted.into())),
            evidence: e.evidence.into_iter().map(Into::into).collect(),
            sources: told.unwrap_or(0),
            claims: e.claims.into_iter().map(Into::into).collect(),
        };
        if told.is_none() {
            event.sources = timeline::sources(&event);
        }
        event
    }
}

impl From<&Corrected> for ExtractedEntry {
    fn from(c: &Corrected) -> Self {
        let e = &c.extracted;
        Self {
            title: e.title.clone(),
            kind: e.kind.clone(),
            status: e.status.into(),
            when: e.when.as_ref().map(Into::into),
            participants: e.participants.iter().map(Into::into).collect(),
            places: e.places.clone(),
            typed: c.typed.clone(),
        }
    }
}

impl From<ExtractedEntry> for Corrected {
    fn from(e: ExtractedEntry) -> Self {
        let extracted = Extracted {
            title: e.title,
            kind: e.kind,
            status: e.status.into(),
            when: e.when.map(Into::into),
            participants: e.participants.into_iter().map(Into::into).collect(),
            places: e.places,
        };
        Self { extracted, typed: e.typed }
    }
}

impl From<&Participant> for ParticipantEntry {
    fn from(p: &Participant) -> Self {
        Self { name: p.name.clone(), role: p.role.into() }
    }
}

impl From<ParticipantEntry> for Participant {
    fn from(p: ParticipantEntry) -> Self {
        Self { name: p.name, role: p.role.into() }
    }
}

impl From<(&str, Coordinates)> for CoordinatesEntry {
    fn from((place, at): (&str, Coordinates)) -> Self {
        Self { place: place.to_owned(), latitude: at.latitude, longitude: at.longitude }
    }
}

impl From<CoordinatesEntry> for Located {
    fn from(c: CoordinatesEntry) -> Self {
        Self { place: c.place, at: Coordinates { latitude: c.latitude, longitude: c.longitude } }
    }
}

impl From<&Claim> for ClaimEntry {
    fn from(c: &Claim) -> Self {
        Self { when: (&c.when).into(), articles: c.articles.iter().map(|a| a.0.clone()).collect() }
    }
}

impl From<ClaimEntry> for Claim {
    fn from(c: ClaimEntry) -> Self {
        Self { when: c.when.into(), articles: c.articles.into_iter().map(ArticleId).collect() }
    }
}

impl From<&When> for WhenEntry {
    fn from(w: &When) -> Self {
        let zone = w.date.and_then(|d| d.zone);
        Self {
            edtf: w.edtf.clone(),
            earliest: w.date.and_then(|d| d.earliest).map(Iso),
            latest: w.date.and_then(|d| d.latest).map(Iso),
            precision: w.date.map_or(Precision::Range, |d| d.precision).into(),
            approximate: w.date.is_some_and(|d| d.approximate),
            zone: zone.and_then(Zone::in_digits),
            zone_name: zone.and_then(Zone::name).map(str::to_owned),
            text: w.text.clone(),
        }
    }
}

impl From<WhenEntry> for When {
    fn from(w: WhenEntry) -> Self {
        let known = w.earliest.is_some() || w.latest.is_some();
        let zone = Zone::from_parts(w.zone.as_deref(), w.zone_name.as_deref());
        Self {
            date: known.then(|| {
                let (earliest, latest) = (w.earliest.map(|iso| iso.0), w.latest.map(|iso| iso.0));
                let (precision, approximate) = (w.precision.into(), w.approximate);
                UncertainDate { earliest, latest, precision, approximate, zone: None }.zoned(zone)
            }),
            edtf: w.edtf,
            text: w.text,
        }
    }
}

impl From<&Evidence> for EvidenceEntry {
    fn from(e: &Evidence) -> Self {
        Self {
            article: e.article.0.clone(),
            start: e.span.start,
            end: e.span.end,
            page: e.page,
            quote: e.quote.clone(),
            trigger: (&e.trigger).into(),
            also: e.also.iter().map(Into::into).collect(),
            time: e.time.as_ref().map(Into::into),
            reasons: e.reasons.clone(),
        }
    }
}

impl From<EvidenceEntry> for Evidence {
    fn from(e: EvidenceEntry) -> Self {
        Self {
            article: ArticleId(e.article),
            span: CharSpan { start: e.start, end: e.end },
            page: e.page,
            quote: e.quote,
            trigger: e.trigger.into(),
            also: e.also.into_iter().map(Into::into).collect(),
            time: e.time.map(Into::into),
            reasons: e.reasons,
        }
    }
}

impl From<&Quoted> for QuotedEntry {
    fn from(q: &Quoted) -> Self {
        Self { start: q.span.start, end: q.span.end, text: q.text.clone() }
    }
}

impl From<QuotedEntry> for Quoted {
    fn from(q: QuotedEntry) -> Self {
        Self { span: CharSpan { start: q.start, end: q.end }, text: q.text }
    }
}
