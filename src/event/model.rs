//! What an event is, and what proves it.
//!
//! What edits hold of it is written into project files: there fields may be added, with a default, and none renamed.

use super::chunk::Tense;
use super::gazetteer::{Coordinates, Located, coordinates};
use super::worth::Sign;
use crate::article::{ArticleId, BlockKind};
use crate::landmark::Knowledge;
use crate::text::{CharSpan, Sentence, Span};
use crate::time::{Discourse, Timex, UncertainDate};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::sync::Arc;

/// Did it happen? As the article tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    #[default]
    Happened,
    Planned,
    Hypothetical,
    Denied,
    Contested,
    Cancelled,
    Background,
}

impl Status {
    /// What is sure comes before what is not.
    pub const ALL: [Self; 7] = [
        Self::Happened,
        Self::Planned,
        Self::Contested,
        Self::Denied,
        Self::Cancelled,
        Self::Hypothetical,
        Self::Background,
    ];

    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Planned => "planned",
            Self::Hypothetical => "hypothetical",
            Self::Denied => "denied",
            Self::Contested => "contested",
            Self::Cancelled => "cancelled",
            Self::Background => "background",
        }
    }
}

/// What the user made of a proposal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Review {
    #[default]
    Proposed,
    Confirmed,
    Rejected,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Agent,
    Patient,
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    pub name: String,
    pub role: Role,
}

/// When an event was: an uncertain date, or only its relation to a publication date that nobody knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct When {
    /// `None` where only `text` can say it.
    pub date: Option<UncertainDate>,
    /// ISO 8601-2 level 1; `None` where `date` is.
    pub edtf: Option<String>,
    /// For people: "20 November 2016", "the Sunday on or before publication".
    pub text: String,
}

/// What some of the sources say of a date on which they disagree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    pub when: When,
    pub articles: Vec<ArticleId>,
}

/// A piece of an article's text with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    pub span: CharSpan,
    pub text: String,
}

/// A sentence that reports an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub article: ArticleId,
    /// The sentence.
    pub span: CharSpan,
    /// The page on which it begins, where the file has pages.
    #[serde(default)]
    pub page: Option<usize>,
    pub quote: String,
    /// The word or words that name the event.
    pub trigger: Quoted,
    /// Other words of the sentence that tell the event: "signed" beside "contract".
    #[serde(default)]
    pub also: Vec<Quoted>,
    /// The words that date it, where they stand in the text.
    #[serde(default)]
    pub time: Option<Quoted>,
    /// How the date came about, in order, in plain words.
    #[serde(default)]
    pub reasons: Vec<String>,
}

impl Evidence {
    /// Is the word at this place one that tells the event?
    pub fn tells(&self, word: CharSpan) -> bool {
        std::iter::once(&self.trigger).chain(&self.also).any(|quoted| quoted.span == word)
    }
}

/// What was found of an event, beside which the user has said something else.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extracted {
    pub title: String,
    pub kind: String,
    pub status: Status,
    pub when: Option<When>,
    pub participants: Vec<Participant>,
    pub places: Vec<String>,
}

/// That the user corrected an event: what it said before, and how the new date was typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corrected {
    pub extracted: Extracted,
    /// "c. 1920", where the date was typed.
    pub typed: Option<String>,
}

/// One thing that happened, was planned, denied …, with everything that proves it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// `e` and 16 hexadecimal digits: the id of its smallest mention, so it outlives re-reading.
    pub id: String,
    /// At most 80 characters, in the source's own words.
    pub title: String,
    /// One of `assets/lexicon/kinds.tsv`.
    pub kind: String,
    pub status: Status,
    pub when: Option<When>,
    /// Where sources disagree on the date: what each says, the earliest first; else empty.
    pub claims: Vec<Claim>,
    pub participants: Vec<Participant>,
    pub places: Vec<String>,
    /// Where its places are, as far as a file told it that says more than the gazetteer, or other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub located: Vec<Located>,
    /// 0.0–1.0: what the window shows first.
    pub salience: f32,
    /// 0.0–1.0: how sure the extraction is that this is an event with this date.
    pub confidence: f32,
    pub review: Review,
    pub tags: Vec<String>,
    pub note: String,
    /// An index into a palette, where the user gave it a colour.
    pub colour: Option<u8>,
    /// The user does not want to see it; it is neither right nor wrong.
    pub hidden: bool,
    /// The user added it: no extraction found it.
    pub added: bool,
    /// What was extracted, where the user said otherwise; shared, since it is read far more often than written.
    #[serde(skip)]
    pub corrected: Option<Arc<Corrected>>,
    /// The best first; empty only where the user added the event by hand.
    pub evidence: Vec<Evidence>,
    /// Articles that report it independently: those that carry the same sentences count once.
    pub sources: usize,
}

impl Event {
    /// What was extracted of it: its own fields where nobody said otherwise.
    pub fn extracted(&self) -> Extracted {
        match &self.corrected {
            Some(corrected) => corrected.extracted.clone(),
            None => self.as_is(),
        }
    }

    /// The coordinates of its places, in their order; of those where they are known.
    pub fn coordinates(&self) -> impl Iterator<Item = (&str, Coordinates)> {
        let told = |place: &str| self.located.iter().find(|l| l.place == place).map(|l| l.at);
        self.places.iter().filter_map(move |place| Some((place.as_str(), told(place).or_else(|| coordinates(place))?)))
    }

    /// Its fields as they stand, corrected or not.
    pub fn as_is(&self) -> Extracted {
        Extracted {
            title: self.title.clone(),
            kind: self.kind.clone(),
            status: self.status,
            when: self.when.clone(),
            participants: self.participants.clone(),
            places: self.places.clone(),
        }
    }

    /// The event without what the user corrected.
    pub fn uncorrected(&self) -> Self {
        let Extracted { title, kind, status, when, participants, places } = self.extracted();
        Self { title, kind, status, when, participants, places, corrected: None, ..self.clone() }
    }

    /// Keeps beside it what was extracted, if that differs from what it says now.
    pub fn remember(&mut self, extracted: Extracted, typed: Option<String>) {
        let same = extracted.title == self.title
            && extracted.kind == self.kind
            && extracted.status == self.status
            && extracted.when == self.when
            && extracted.participants == self.participants
            && extracted.places == self.places;
        let differs = !same;
        self.corrected = differs.then(|| Arc::new(Corrected { extracted, typed }));
    }
}

/// How a mention hangs on time, before anybody asks when the article was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeLink {
    /// Index into [`Analysis::timexes`]: an expression of its own clause or phrase.
    Timex(usize),
    /// By its place beside something that has a time.
    Related(Relation, Base),
    /// Nothing in its sentence dates it.
    None,
}

/// How two happenings of one sentence lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Same,
    After,
    Before,
    /// The same time or earlier: what is reported, against its report.
    NotAfter,
}

/// What a relation starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// Index into [`Analysis::timexes`].
    Timex(usize),
    /// The trigger of another mention.
    Mention(Span),
}

/// How a mention hangs on another one of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// "the blast killed": the other is its subject, …
    Subject,
    /// … its object: "survived the blast", …
    Object,
    /// … or the verb of the clause that it stands in.
    Within,
    /// "was found clinging".
    Participial,
    /// "crashed, killing all on board".
    Outcome,
    Infinitive,
    /// "said that it had closed".
    Complement,
    Adverbial,
    Relative,
    /// "the blast that killed ten", "the deal signed in May": what it tells of the noun that names the other.
    Told,
    /// "met and agreed", "the crash and the fire".
    Conjunct,
}

/// One place in the text that reports an event; independent of the publication date.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The trigger.
    pub span: Span,
    /// Index into [`Analysis::sentences`].
    pub sentence: usize,
    pub block: BlockKind,
    /// Index of the block among the article's blocks.
    pub paragraph: usize,
    /// One of `assets/lexicon/kinds.tsv`.
    pub kind: &'static str,
    /// The verb with its particle, or the noun.
    pub lemma: SmolStr,
    /// The verb that a noun nominalises: one for "resigned" and "resignation".
    pub root: SmolStr,
    pub status: Status,
    /// Told in words that say by themselves what happened; else it only supports another mention.
    pub telling: bool,
    /// How readily an editor would list it, in log-odds: the sum of the weights of its signs.
    pub score: f32,
    pub signs: Vec<Sign>,
    pub tense: Tense,
    /// Told in passing: in a relative or adverbial clause, or by a noun.
    pub backgrounded: bool,
    pub time: TimeLink,
    /// How long before or after its base, where the sentence says so: an index into [`Analysis::timexes`].
    pub distance: Option<usize>,
    /// The trigger of the mention of its sentence from which its time expression counts: "two days earlier".
    pub counted_from: Option<Span>,
    pub title: String,
    /// Does the title say who, and all that its verb needs?
    pub whole: bool,
    pub participants: Vec<Participant>,
    pub places: Vec<String>,
    /// Lemmas of the nouns around it, sorted: what it is about.
    pub about: Vec<SmolStr>,
    /// "the meeting", "their release": refers back.
    pub definite: bool,
    /// The trigger of the mention whose outcome it tells: "crashed, killing all on board".
    pub outcome_of: Option<Span>,
    /// How it hangs on other mentions of its sentence, by their triggers.
    pub links: Vec<(Link, Span)>,
    /// The verb that tells it, with or without a noun that it carries.
    pub verb: Option<Span>,
    /// "another attack": expressly not the one told before.
    pub apart: bool,
}

/// How an article is to be read: what is known of it beside its own text.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    pub publication: Option<NaiveDate>,
    /// News or narrative, where the user overrules what the text decides.
    pub discourse: Option<Discourse>,
    /// What it names of the calendar.
    pub knowledge: &'a Knowledge,
}

/// What was found in an article before anybody asks when it was published.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    pub sentences: Vec<Sentence>,
    pub timexes: Vec<Timex>,
    pub mentions: Vec<Mention>,
}
