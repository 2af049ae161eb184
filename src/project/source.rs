//! One article that is open, with everything that was found in it.

use crate::article::{Article, DateCandidate, DateOrigin, Published};
use crate::event::{self, Analysis, Event, Reading};
use crate::landmark::{Knowledge, Landmarks};
use crate::publication::{self, Inferred};
use crate::time::Discourse;
use chrono::NaiveDate;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// An article with what was found in it; shared, since workers and panels read it at once.
#[derive(Clone, Debug)]
pub struct Source {
    pub article: Arc<Article>,
    pub analysis: Arc<Analysis>,
    known: Arc<Known>,
    /// Its events as they were last asked for, so that an edit elsewhere costs nothing here.
    dated: Arc<Mutex<Option<Dated>>>,
}

/// The events of an article for one way of reading it.
#[derive(Debug)]
struct Dated {
    publication: Option<NaiveDate>,
    discourse: Option<Discourse>,
    calendar: bool,
    events: Arc<Vec<Arc<Event>>>,
}

/// What calendar knowledge adds, and what there is without it.
#[derive(Debug, Default)]
struct Known {
    knowledge: Knowledge,
    told: Told,
    told_without: Told,
}

/// What the text tells of its publication.
#[derive(Debug, Default)]
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
        let knowledge = Knowledge::of(landmarks, &analysis.sentences);
        // Only an article that does not say when it was published needs to be asked.
        let known = if article.published().date.is_some() {
            Known { knowledge, ..Known::default() }
        } else {
            let told = publication::infer(&analysis, &knowledge).into();
            let told_without = publication::infer(&analysis, &NOTHING).into();
            Known { knowledge, told, told_without }
        };
        Self { article, analysis, known: Arc::new(known), dated: Arc::default() }
    }

    /// The same article seen with another table.
    pub fn with(&self, landmarks: &Landmarks) -> Self {
        Self::new(self.article.clone(), self.analysis.clone(), landmarks)
    }

    /// Was it seen with this table?
    pub fn saw(&self, landmarks: &Landmarks) -> bool {
        self.known.knowledge.landmarks.same(landmarks)
    }

    /// The publication date that the file gives, else the one that its text tells, with or without the calendar's help.
    pub fn published(&self, calendar: bool) -> Published {
        self.told(calendar).published.clone().unwrap_or_else(|| self.article.published())
    }

    /// Nothing where the file itself gives the date.
    fn told(&self, calendar: bool) -> &Told {
        if calendar { &self.known.told } else { &self.known.told_without }
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
    pub fn events(
        &self,
        publication: Option<NaiveDate>,
        discourse: Option<Discourse>,
        calendar: bool,
    ) -> Arc<Vec<Arc<Event>>> {
        let mut kept = self.dated.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(dated) = kept.as_ref()
            && (dated.publication, dated.discourse, dated.calendar) == (publication, discourse, calendar)
        {
            return dated.events.clone();
        }
        let reading = self.reading(publication, discourse, calendar);
        let found = event::events(&self.article, &self.analysis, &reading);
        let events = Arc::new(found.into_iter().map(Arc::new).collect::<Vec<_>>());
        *kept = Some(Dated { publication, discourse, calendar, events: events.clone() });
        events
    }

    /// How the article is to be read.
    pub fn reading(&self, publication: Option<NaiveDate>, discourse: Option<Discourse>, calendar: bool) -> Reading<'_> {
        let knowledge = if calendar { &self.known.knowledge } else { &NOTHING };
        Reading { publication, discourse, knowledge }
    }
}
