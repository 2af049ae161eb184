//! One article that is open, with everything that was found in it.

use crate::article::{Article, DateCandidate, DateOrigin, Published};
use crate::event::{self, Analysis, Event, Reading};
use crate::landmark::{Knowledge, Landmarks};
use crate::publication::{self, Inferred};
use crate::time::Discourse;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

/// An article with what was found in it; shared, since workers and panels read it at once.
#[derive(Clone, Debug)]
pub struct Source {
    pub article: Arc<Article>,
    landmarks: Landmarks,
    /// What was found in it; looked for when it is first asked for, since a project keeps the events.
    seen: Arc<OnceLock<Seen>>,
    told: Arc<OnceLock<ToldBoth>>,
    /// Its events as they were last asked for, so that an edit elsewhere costs nothing here.
    dated: Arc<Mutex<Option<Dated>>>,
}

/// The events of an article for one way of reading it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Dated {
    publication: Option<NaiveDate>,
    discourse: Option<Discourse>,
    calendar: bool,
    #[serde(with = "shared")]
    events: Events,
}

type Events = Arc<Vec<Arc<Event>>>;

/// What was found in an article, and what it names of the calendar.
#[derive(Debug)]
struct Seen {
    analysis: Arc<Analysis>,
    knowledge: Knowledge,
}

/// What the text tells with calendar knowledge, and without it; nothing where the file itself gives the date.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct ToldBoth {
    with: Told,
    without: Told,
}

/// What a project keeps of an article, so that it need not be looked at when the project is opened.
#[derive(Serialize, Deserialize)]
struct Kept {
    told: ToldBoth,
    dated: Option<Dated>,
}

/// What the text tells of its publication.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Told {
    published: Option<Published>,
    likely: Option<NaiveDate>,
}

impl From<Inferred> for Told {
    fn from(inferred: Inferred) -> Self {
        let few = inferred.span().is_some_and(|days| days <= FEW_DAYS);
        let likely = inferred.likely.filter(|_| inferred.date.is_none() && few);
        Self { published: Some(inferred.published()), likely }
    }
}

/// Of more days than these, one is as good as another.
const FEW_DAYS: i64 = 31;

static NOTHING: LazyLock<Knowledge> = LazyLock::new(Knowledge::default);

/// Reads a file of the user's own calendar knowledge, to be used beside the shipped one.
///
/// # Errors
/// One sentence: the file cannot be read, is too large for such a table, or where its form is broken.
pub fn read_landmarks(path: &Path) -> Result<Landmarks, String> {
    /// The shipped table has 90 kB.
    const LARGEST: u64 = 16 << 20;
    let name = path.display();
    let size = std::fs::metadata(path).map_err(|e| format!("{name} cannot be read: {e}."))?.len();
    if size > LARGEST {
        return Err(format!("{name} is too large for a table of calendar knowledge; 16 MB are allowed."));
    }
    let text = std::fs::read_to_string(path).map_err(|e| format!("{name} cannot be read: {e}."))?;
    Landmarks::with_own(&text).map_err(|why| format!("{name}: {why}"))
}

impl Source {
    pub fn new(article: Arc<Article>, analysis: Arc<Analysis>, landmarks: &Landmarks) -> Self {
        let source = Self::unseen(article, landmarks);
        let knowledge = Knowledge::of(landmarks, &analysis.sentences);
        let _ = source.seen.set(Seen { analysis, knowledge });
        // Here, on a worker, rather than where it is first asked for.
        source.told(true);
        source
    }

    /// An article in which nothing was looked for yet: that is done when it is first asked for.
    pub fn unseen(article: Arc<Article>, landmarks: &Landmarks) -> Self {
        let landmarks = landmarks.clone();
        Self { article, landmarks, seen: Arc::default(), told: Arc::default(), dated: Arc::default() }
    }

    /// What was found in the article. Where a project kept only its events, it is looked at now: 1 ms for a short article.
    pub fn analysis(&self) -> &Arc<Analysis> {
        &self.seen().analysis
    }

    /// The same, where that has been done already.
    pub fn analysed(&self) -> Option<&Arc<Analysis>> {
        self.seen.get().map(|seen| &seen.analysis)
    }

    fn seen(&self) -> &Seen {
        self.seen.get_or_init(|| {
            let analysis = event::analyse(&self.article);
            let knowledge = Knowledge::of(&self.landmarks, &analysis.sentences);
            Seen { analysis: Arc::new(analysis), knowledge }
        })
    }

    /// What a project keeps of it beside the article: the events as they were last asked for. `None` where they were
    /// not asked for yet.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let dated = self.dated.lock().unwrap_or_else(PoisonError::into_inner).clone();
        dated.as_ref()?;
        serde_json::to_vec(&Kept { told: self.both().clone(), dated }).ok()
    }

    /// The work of [`Self::to_bytes`], by the same extraction, for the same article and table; `None` for other bytes.
    pub fn from_bytes(article: Arc<Article>, landmarks: &Landmarks, bytes: &[u8]) -> Option<Self> {
        let kept: Kept = serde_json::from_slice(bytes).ok()?;
        let source = Self::unseen(article, landmarks);
        let _ = source.told.set(kept.told);
        *source.dated.lock().unwrap_or_else(PoisonError::into_inner) = kept.dated;
        Some(source)
    }

    /// The same with its events for one way of reading it, and without what was found in it, which takes most of the memory
    /// of an article; that is looked for again when it is asked for.
    pub fn settled(&self, publication: Option<NaiveDate>, discourse: Option<Discourse>, calendar: bool) -> Self {
        self.events(publication, discourse, calendar);
        Self { seen: Arc::default(), ..self.clone() }
    }

    /// The same article seen with another table.
    pub fn with(&self, landmarks: &Landmarks) -> Self {
        Self::new(self.article.clone(), self.analysis().clone(), landmarks)
    }

    /// Was it seen with this table?
    pub fn saw(&self, landmarks: &Landmarks) -> bool {
        self.landmarks.same(landmarks)
    }

    /// The publication date that the file gives, else the one that its text tells, with or without the calendar's help.
    pub fn published(&self, calendar: bool) -> Published {
        self.told(calendar).published.clone().unwrap_or_else(|| self.article.published())
    }

    fn told(&self, calendar: bool) -> &Told {
        let both = self.both();
        if calendar { &both.with } else { &both.without }
    }

    fn both(&self) -> &ToldBoth {
        self.told.get_or_init(|| {
            // Only an article that does not say when it was published needs to be asked.
            if self.article.published().date.is_some() {
                return ToldBoth::default();
            }
            let Seen { analysis, knowledge } = self.seen();
            let with = publication::infer(analysis, knowledge).into();
            ToldBoth { with, without: publication::infer(analysis, &NOTHING).into() }
        })
    }

    /// A publication date worth proposing where none is certain: the newest day that the text names among the few that
    /// fit it.
    pub fn likely(&self, calendar: bool) -> Option<NaiveDate> {
        self.told(calendar).likely
    }

    /// What the file suggests as publication date, and what the text tells; the best first.
    pub fn candidates(&self, calendar: bool) -> Vec<DateCandidate> {
        /// Below all that a file states: a text tells the day only as far as its own dates need it.
        const SCORE: f32 = 0.5;
        let told = self.published(calendar);
        let inferred = told.date.filter(|_| told.origin == DateOrigin::Inferred);
        let inferred =
            inferred.map(|date| DateCandidate { date, origin: told.origin, reason: told.reason, score: SCORE });
        self.article.date_candidates.iter().cloned().chain(inferred).collect()
    }

    /// The events of the article for one way of reading it; kept until it is read another way.
    pub fn events(&self, publication: Option<NaiveDate>, discourse: Option<Discourse>, calendar: bool) -> Events {
        let mut kept = self.dated.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(dated) = kept.as_ref()
            && (dated.publication, dated.discourse, dated.calendar) == (publication, discourse, calendar)
        {
            return dated.events.clone();
        }
        let reading = self.reading(publication, discourse, calendar);
        let found = event::events(&self.article, self.analysis(), &reading);
        let events = Arc::new(found.into_iter().map(Arc::new).collect::<Vec<_>>());
        *kept = Some(Dated { publication, discourse, calendar, events: events.clone() });
        events
    }

    /// How the article is to be read.
    pub fn reading(&self, publication: Option<NaiveDate>, discourse: Option<Discourse>, calendar: bool) -> Reading<'_> {
        let knowledge = if calendar { &self.seen().knowledge } else { &NOTHING };
        Reading { publication, discourse, knowledge }
    }
}

/// Shared events are kept as a list of events.
mod shared {
    use super::{Arc, Event, Events};
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(events: &Events, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(events.iter().map(AsRef::<Event>::as_ref))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Events, D::Error> {
        Ok(Vec::<Event>::deserialize(from)?.into_iter().map(Arc::new).collect::<Vec<_>>().into())
    }
}
