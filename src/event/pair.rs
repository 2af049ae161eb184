//! What speaks for and against that two mentions of an article tell one event: the signs of a pair.

use super::chunk::Tense;
use super::date::{Dated, Ground};
use super::lexicon;
use super::model::{Base, Link, Mention, Relation, Role, Status, TimeLink};
use super::worth;
use crate::article::BlockKind;
use crate::text::{Numbers, Set, number_of};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

macro_rules! signs {
    ($($sign:ident = $name:literal),+ $(,)?) => {
        /// In the order in which their weights are summed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Sign { $($sign),+ }

        /// As the table of weights has them.
        pub const NAMES: &[&str] = &[$($name),+];

        const SIGNS: [Sign; NAMES.len()] = [$(Sign::$sign),+];
    };
}

signs! {
    All = "bias",
    SameLemma = "same word",
    SameRoot = "same root",
    SameKind = "same kind",
    CompatibleKind = "kinds go together",
    OtherKind = "a kind is unknown",
    UnlikeKind = "kinds do not go together",
    BothTold = "both worth listing",
    NeitherTold = "neither worth listing",
    NoneShared = "parties: none shared",
    OneShared = "parties: one shared",
    TwoShared = "parties: two shared",
    Disjoint = "parties: all different",
    Counterparts = "parties: each has its own",
    OtherCounterparts = "meetings with different counterparts",
    Subset = "parties: all of one",
    OneWithout = "parties: one names none",
    BothWithout = "parties: neither names any",
    KindAndParty = "same kind and a party",
    RootAndParty = "same root and a party",
    CompatibleAndParty = "kinds go together and a party",
    UnlikeAndTwo = "unlike kinds and two parties",
    SameAgent = "one agent",
    OtherAgents = "two agents",
    SamePatient = "one patient",
    OtherPatients = "two patients",
    OneSpeaker = "two statements of one speaker",
    TwoSpeakers = "two statements of different speakers",
    NothingAbout = "about: nothing shared",
    SomeAbout = "about: a little shared",
    HalfAbout = "about: half shared",
    KindAndAbout = "same kind and about the same",
    RootAndAbout = "same root and about the same",
    CompatibleAndAbout = "kinds go together and about the same",
    RareShared = "share what is seldom told",
    RareDiffer = "each tells what the other does not",
    TitleNothing = "titles share nothing",
    TitleSome = "titles share some words",
    TitleMost = "titles share most words",
    Close = "few words apart",
    Wide = "many words apart",
    SameSentence = "in one sentence",
    NextSentence = "in neighbouring sentences",
    Near = "two to five sentences apart",
    Far = "further apart",
    SameSentenceSameWord = "in one sentence with one word",
    SameSentenceAkin = "in one sentence of kinds that go together",
    Headline = "one in the headline",
    BothHeadline = "both in the headline",
    HeadlineAndLead = "headline and lead",
    HeadlineAndLeadKind = "headline and lead of one kind",
    HeadlineAndLeadParty = "headline and lead with a party",
    SamePlace = "same place",
    OtherPlaces = "different places",
    NewElsewhere = "the later brings in who does it, at another place",
    RefersBack = "the later refers back",
    RefersBackAkin = "the later refers back with the same kind or root",
    FirstDefinite = "the earlier is definite",
    NewSubject = "the later brings in who does it",
    NewObject = "the later brings in whom or what it befalls",
    Apart = "told apart in words",
    OwnDatesDiffer = "own dates exclude each other",
    OneOwnDateDiffers = "an own date excludes the other's",
    DatesDiffer = "dates exclude each other",
    OwnDatesSame = "own dates are the same",
    OwnDatesOverlap = "own dates overlap",
    OneOwnDate = "one has a date of its own",
    ToldApart = "one is dated before or after the other",
    ToldTogether = "one is dated with the other",
    Counted = "one is so long before or after the other",
    TwoTimes = "each has its own time",
    OneEarlier = "one told as earlier",
    SameStatus = "same status",
    PlannedAndHappened = "planned and happened",
    PlannedAndHappenedHere = "in one sentence, planned and happened",
    PlannedElsewhen = "planned for another time than the other happened",
    HypotheticalAndReal = "possible and real",
    Denied = "one is denied",
    VerbAndNoun = "a verb and a noun",
    TwoVerbs = "both verbs",
    TwoNouns = "both nouns",
    Subject = "one is the other's subject",
    Object = "one is the other's object",
    Within = "one is in the other's clause",
    Participial = "one is a participle of the other",
    Outcome = "one tells the other's outcome",
    Infinitive = "one is an infinitive of the other",
    Complement = "one is what the other says",
    Adverbial = "one is an adverbial clause of the other",
    Relative = "one is a relative clause of the other",
    TellsMore = "one tells more of the other",
    Conjunct = "one is joined to the other",
}

/// A set of signs, a bit for each: many are set at once, and without a branch where none can be foreseen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Signs(u128);

const _: () = assert!(SIGNS.len() <= u128::BITS as usize);

impl Signs {
    pub const fn of(signs: &[Sign]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < signs.len() {
            bits |= 1 << signs[at] as u32;
            at += 1;
        }
        Self(bits)
    }

    const fn when(&mut self, holds: bool, sign: Sign) {
        self.0 |= (holds as u128) << sign as u32;
    }

    const fn add(&mut self, signs: Self) {
        self.0 |= signs.0;
    }

    pub const fn has_any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// In the order of the list.
    pub fn iter(self) -> impl Iterator<Item = Sign> {
        let half = |mut rest: u64, from: usize| {
            std::iter::from_fn(move || {
                let sign = (rest != 0).then(|| SIGNS[from + rest.trailing_zeros() as usize]);
                rest &= rest.wrapping_sub(1);
                sign
            })
        };
        half(self.0 as u64, 0).chain(half((self.0 >> 64) as u64, 64))
    }
}

/// What a mention brings into a pair by itself.
#[derive(Clone, Copy, Debug, Default)]
struct Brings {
    /// What holds of two that both bring it, …
    both: Signs,
    /// … where one does and the other does not, …
    one: Signs,
    /// … and where the earlier or the later does.
    earlier: Signs,
    later: Signs,
}

impl Brings {
    fn of(mention: &Mention, listed: bool) -> Self {
        let mut all = Self::default();
        let (both, one) = (&mut all.both, &mut all.one);
        both.when(listed, Sign::BothTold);
        both.when(!listed, Sign::NeitherTold);
        let without = mention.participants.is_empty();
        both.when(without, Sign::BothWithout);
        one.when(without, Sign::OneWithout);
        let headline = mention.block == BlockKind::Headline;
        both.when(headline, Sign::BothHeadline);
        one.when(headline, Sign::Headline);
        let verb = mention.verb.is_some();
        both.when(verb, Sign::TwoVerbs);
        both.when(!verb, Sign::TwoNouns);
        one.when(verb, Sign::VerbAndNoun);
        one.when(mention.status == Status::Hypothetical, Sign::HypotheticalAndReal);
        one.when(mention.status == Status::Denied, Sign::Denied);
        all.earlier.when(mention.definite, Sign::FirstDefinite);
        all.later.when(mention.definite, Sign::RefersBack);
        // "A woman wounded a driver": nobody who was told of before, and nobody to whom anything was done.
        let indefinite = |family| worth::sign(family, "indefinite").is_some_and(|sign| mention.signs.contains(&sign));
        all.later.when(indefinite("subject"), Sign::NewSubject);
        all.later.when(indefinite("object"), Sign::NewObject);
        all
    }

    fn into_pair(self, later: &Self) -> Signs {
        let (both, one) = (self.both.0 & later.both.0, self.one.0 ^ later.one.0);
        Signs(both | one | self.earlier.0 | later.later.0)
    }
}

struct Kinds {
    /// Of two kinds whether they go together; row by row.
    together: Vec<bool>,
    /// Whether a kind's parties make it what it is.
    between: Vec<bool>,
    /// The kind of what the lexicon does not know.
    other: usize,
    /// As [`lexicon::kinds`] numbers them.
    numbers: FxHashMap<&'static str, usize>,
}

static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    let kinds = lexicon::kinds();
    let together = kinds.iter().flat_map(|a| kinds.iter().map(|b| lexicon::compatible(a, b))).collect();
    let between = kinds.iter().map(|kind| lexicon::kind(kind).is_some_and(|k| k.between)).collect();
    let other = kinds.iter().position(|kind| *kind == "other").unwrap_or(usize::MAX);
    let numbers = kinds.iter().enumerate().map(|(number, kind)| (*kind, number)).collect();
    Kinds { together, between, other, numbers }
});

/// A mention with its date, and what is compared of it as numbers.
pub struct Told<'a> {
    pub(super) mention: &'a Mention,
    date: &'a Dated,
    /// By its number.
    pub(super) kind: usize,
    brings: Brings,
    /// Its lemma, its root, the places and the nouns around it, as the article numbers its words.
    lemma: u32,
    root: u32,
    places: Set,
    about: Set,
    parties: Set,
    agents: Set,
    patients: Set,
    /// Who makes a statement.
    speaker: Option<&'a str>,
    /// Content words of its title; words are the same that begin alike.
    title: Set,
    /// What it is about that few sentences of the article tell.
    seldom: Set,
}

impl<'a> Told<'a> {
    /// All mentions of an article.
    pub fn all(mentions: &'a [Mention], dated: &'a [Dated]) -> Vec<Self> {
        let beginning = |word: &str| {
            let end = word.char_indices().nth(BEGINNING).map_or(word.len(), |(at, _)| at);
            number_of(&word[..end])
        };
        let mut numbers: Numbers<&str> = Numbers::default();
        let abouts: Vec<Vec<u32>> = mentions.iter().map(|m| numbers.all(&m.about)).collect();
        let mut sentences: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (mention, about) in mentions.iter().zip(&abouts) {
            for &word in about {
                let of = sentences.entry(word).or_default();
                if of.last() != Some(&mention.sentence) {
                    of.push(mention.sentence);
                }
            }
        }
        let seldom = |word: &u32| sentences.get(word).is_some_and(|of| of.len() <= SELDOM);
        let of_role = |mention: &Mention, role: Role| {
            mention.participants.iter().filter(|p| p.role == role).map(|p| number_of(&p.name)).collect()
        };
        let told = |((mention, date), about): ((&'a Mention, &'a Dated), Vec<u32>)| {
            let words = mention.title.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().nth(3).is_some());
            Self {
                mention,
                date,
                kind: KINDS.numbers.get(mention.kind).copied().unwrap_or(0),
                brings: Brings::of(mention, worth::is_listed(std::iter::once(mention))),
                lemma: numbers.of(&mention.lemma),
                root: numbers.of(&mention.root),
                places: mention.places.iter().map(|place| numbers.of(place)).collect(),
                title: words.map(beginning).collect(),
                parties: mention.participants.iter().map(|p| number_of(&p.name)).collect(),
                agents: of_role(mention, Role::Agent),
                patients: of_role(mention, Role::Patient),
                speaker: speaker(mention),
                seldom: about.iter().copied().filter(seldom).collect(),
                about: about.into_iter().collect(),
            }
        };
        mentions.iter().zip(dated).zip(abouts).map(told).collect()
    }
}

/// In so many sentences at most is told what is seldom told.
const SELDOM: usize = 3;

/// So many letters tell what a word is.
const BEGINNING: usize = 5;

/// Bytes between the words of two mentions of a sentence: some three words, and some twelve.
const CLOSE: usize = 18;
const WIDE: usize = 70;

/// The paragraphs behind the headline that tell the news itself.
const LEAD: usize = 3;

/// Two mentions of an article, the earlier first, and what most signs ask of them.
pub struct Pair<'a> {
    told: [&'a Told<'a>; 2],
    a: &'a Mention,
    b: &'a Mention,
    same_lemma: bool,
    same_root: bool,
    same_kind: bool,
    compatible: bool,
    /// One of them is of a kind that the lexicon does not know.
    other_kind: bool,
    /// Their dates have nothing in common.
    dates_exclude: bool,
    /// Parties that both name.
    shared: usize,
    /// They stand in one sentence.
    here: bool,
}

impl<'a> Pair<'a> {
    pub fn of(one: &'a Told, other: &'a Told) -> Self {
        let (a, b) = (one.mention, other.mention);
        let same_lemma = one.lemma == other.lemma;
        let other_kind = [one, other].iter().any(|told| told.kind == KINDS.other);
        Self {
            told: [one, other],
            a,
            b,
            same_lemma,
            same_root: same_lemma || one.root == other.root,
            same_kind: one.kind == other.kind && !other_kind,
            other_kind,
            dates_exclude: one.date.date.zip(other.date.date).is_some_and(|(a, b)| a.excludes(&b)),
            compatible: one.kind != other.kind && KINDS.together[one.kind * KINDS.between.len() + other.kind],
            shared: one.parties.shared(&other.parties),
            here: a.sentence == b.sentence,
        }
    }

    /// The signs that hold, but for the links.
    pub fn signs(&self) -> Signs {
        let [a, b] = self.told;
        let mut signs = a.brings.into_pair(&b.brings);
        self.words(&mut signs);
        self.parties(&mut signs);
        self.about(&mut signs);
        self.stand(&mut signs);
        self.places(&mut signs);
        self.dates(&mut signs);
        self.status(&mut signs);
        signs
    }

    /// How one hangs on the other, and the other on the one; only within a sentence does anything.
    pub fn links(&self) -> impl Iterator<Item = Sign> {
        let of = |from: &'a Mention, to: &'a Mention| {
            let links = if self.here { from.links.as_slice() } else { &[] };
            links.iter().filter(|(_, span)| *span == to.span).map(|(link, _)| linked(*link))
        };
        of(self.a, self.b).chain(of(self.b, self.a))
    }

    fn akin(&self) -> bool {
        self.same_kind || self.compatible
    }

    fn words(&self, signs: &mut Signs) {
        signs.when(self.same_lemma, Sign::SameLemma);
        signs.when(self.same_root, Sign::SameRoot);
        signs.when(self.same_kind, Sign::SameKind);
        signs.when(self.compatible, Sign::CompatibleKind);
        signs.when(self.other_kind, Sign::OtherKind);
        signs.when(!self.akin() && !self.same_root, Sign::UnlikeKind);
        let akin = self.told[1].mention.definite && (self.same_kind || self.same_root);
        signs.when(akin, Sign::RefersBackAkin);
    }

    fn parties(&self, signs: &mut Signs) {
        let ([a, b], shared) = (self.told, self.shared);
        let (ours, theirs) = (&a.parties, &b.parties);
        let others = shared < ours.len() && shared < theirs.len();
        let between = KINDS.between[a.kind] && KINDS.between[b.kind];
        signs.when(others && shared < 2 && between, Sign::OtherCounterparts);
        // Most share none.
        if shared == 0 {
            signs.add(const { Signs::of(&[Sign::NoneShared]) });
            signs.when(others, Sign::Disjoint);
        } else {
            signs.when(shared == 1, Sign::OneShared);
            signs.when(shared > 1, Sign::TwoShared);
            signs.when(others, Sign::Counterparts);
            signs.when(shared == ours.len() || shared == theirs.len(), Sign::Subset);
            signs.when(self.same_kind, Sign::KindAndParty);
            signs.when(self.same_root, Sign::RootAndParty);
            signs.when(self.compatible, Sign::CompatibleAndParty);
            signs.when(!self.akin() && shared > 1, Sign::UnlikeAndTwo);
        }
        let compared = |ours: &Set, theirs: &Set| {
            let same = ours.shared(theirs) > 0;
            (same, !same && !ours.is_empty() && !theirs.is_empty())
        };
        let (same, other) = compared(&a.agents, &b.agents);
        signs.when(same, Sign::SameAgent);
        signs.when(other, Sign::OtherAgents);
        let (same, other) = compared(&a.patients, &b.patients);
        signs.when(same, Sign::SamePatient);
        signs.when(other, Sign::OtherPatients);
        if let (Some(one), Some(other)) = (a.speaker, b.speaker) {
            signs.when(one == other, Sign::OneSpeaker);
            signs.when(one != other, Sign::TwoSpeakers);
        }
    }

    /// The nouns around them and the words of their titles.
    fn about(&self, signs: &mut Signs) {
        let [a, b] = self.told;
        let about = a.about.shared(&b.about);
        if about == 0 {
            signs.add(const { Signs::of(&[Sign::NothingAbout]) });
        } else {
            // A single shared word of a one-word set says little.
            let half = about * 2 >= a.about.len().min(b.about.len()).max(2);
            signs.when(!half, Sign::SomeAbout);
            signs.when(half, Sign::HalfAbout);
            signs.when(self.same_kind, Sign::KindAndAbout);
            signs.when(self.same_root, Sign::RootAndAbout);
            signs.when(self.compatible, Sign::CompatibleAndAbout);
        }
        let seldom = a.seldom.shared(&b.seldom);
        signs.when(seldom > 0, Sign::RareShared);
        signs.when(seldom == 0 && !a.seldom.is_empty() && !b.seldom.is_empty(), Sign::RareDiffer);
        let titles = a.title.shared(&b.title);
        let most = titles * 5 >= a.title.len().min(b.title.len()) * 3;
        signs.when(titles == 0, Sign::TitleNothing);
        signs.when(titles > 0 && !most, Sign::TitleSome);
        signs.when(titles > 0 && most, Sign::TitleMost);
    }

    /// Where they stand in the text.
    fn stand(&self, signs: &mut Signs) {
        let (a, b) = (self.a, self.b);
        if self.here {
            let between = b.span.start.saturating_sub(a.span.end);
            signs.when(between < CLOSE, Sign::Close);
            signs.when(between > WIDE, Sign::Wide);
            signs.add(const { Signs::of(&[Sign::SameSentence]) });
            signs.when(self.same_lemma, Sign::SameSentenceSameWord);
            signs.when(self.akin(), Sign::SameSentenceAkin);
        } else {
            let apart = a.sentence.abs_diff(b.sentence);
            signs.when(apart == 1, Sign::NextSentence);
            signs.when((2..=5).contains(&apart), Sign::Near);
            signs.when(apart > 5, Sign::Far);
            signs.when(b.apart, Sign::Apart);
        }
        let lead = a.paragraph.abs_diff(b.paragraph) <= LEAD;
        if lead && signs.has_any(const { Signs::of(&[Sign::Headline]) }) {
            signs.add(const { Signs::of(&[Sign::HeadlineAndLead]) });
            signs.when(self.same_kind || self.same_root, Sign::HeadlineAndLeadKind);
            signs.when(self.shared > 0, Sign::HeadlineAndLeadParty);
        }
    }

    /// Where they happened.
    fn places(&self, signs: &mut Signs) {
        let [ours, theirs] = self.told.map(|told| &told.places);
        if ours.is_empty() || theirs.is_empty() {
            return;
        }
        let other = ours.shared(theirs) == 0;
        let new_subject = signs.has_any(const { Signs::of(&[Sign::NewSubject]) });
        signs.when(!other, Sign::SamePlace);
        signs.when(other, Sign::OtherPlaces);
        signs.when(other && new_subject, Sign::NewElsewhere);
    }

    fn dates(&self, signs: &mut Signs) {
        let (a, b) = (self.told[0].date, self.told[1].date);
        let (own_a, own_b) = (a.ground == Ground::Expression, b.ground == Ground::Expression);
        if let (Some(x), Some(y)) = (a.date, b.date) {
            let exclude = self.dates_exclude;
            signs.when(exclude && own_a && own_b, Sign::OwnDatesDiffer);
            signs.when(exclude && own_a != own_b, Sign::OneOwnDateDiffers);
            signs.when(exclude && !own_a && !own_b, Sign::DatesDiffer);
            signs.when(own_a && own_b && x == y, Sign::OwnDatesSame);
            signs.when(own_a && own_b && x != y && !exclude, Sign::OwnDatesOverlap);
            signs.when(own_a != own_b && !exclude, Sign::OneOwnDate);
        } else {
            signs.when(own_a != own_b, Sign::OneOwnDate);
        }
        let (a, b) = (self.a, self.b);
        let dated_by = |m: &Mention, base: &Mention| match m.time {
            TimeLink::Related(relation, Base::Mention(span)) if span == base.span => Some(relation),
            TimeLink::Related(relation, Base::Timex(index)) if base.time == TimeLink::Timex(index) => Some(relation),
            _ => None,
        };
        let relation = dated_by(a, b).or_else(|| dated_by(b, a));
        signs.when(matches!(relation, Some(Relation::After | Relation::Before)), Sign::ToldApart);
        signs.when(relation == Some(Relation::Same), Sign::ToldTogether);
        signs.when(a.counted_from == Some(b.span) || b.counted_from == Some(a.span), Sign::Counted);
        let own = |m: &Mention| if let TimeLink::Timex(index) = m.time { Some(index) } else { None };
        signs.when(own(a).zip(own(b)).is_some_and(|(a, b)| a != b), Sign::TwoTimes);
        // "said that it had closed" is the past that was said.
        let is_said = |m: &Mention, by: &Mention| m.links.contains(&(Link::Complement, by.span));
        let earlier = |m: &Mention, than: &Mention| m.tense == Tense::Pluperfect && !is_said(m, than);
        signs.when(earlier(a, b) != earlier(b, a), Sign::OneEarlier);
    }

    fn status(&self, signs: &mut Signs) {
        let (a, b) = (self.a.status, self.b.status);
        signs.when(a == b, Sign::SameStatus);
        let one = |status: Status| (a == status) != (b == status);
        let planned = one(Status::Happened) && one(Status::Planned);
        signs.when(planned, Sign::PlannedAndHappened);
        signs.when(planned && self.here, Sign::PlannedAndHappenedHere);
        signs.when(planned && self.dates_exclude, Sign::PlannedElsewhen);
    }
}

fn linked(link: Link) -> Sign {
    match link {
        Link::Subject => Sign::Subject,
        Link::Object => Sign::Object,
        Link::Within => Sign::Within,
        Link::Participial => Sign::Participial,
        Link::Outcome => Sign::Outcome,
        Link::Infinitive => Sign::Infinitive,
        Link::Complement => Sign::Complement,
        Link::Adverbial => Sign::Adverbial,
        Link::Relative => Sign::Relative,
        Link::Told => Sign::TellsMore,
        Link::Conjunct => Sign::Conjunct,
    }
}

/// Who makes a statement.
fn speaker(mention: &Mention) -> Option<&str> {
    let agent = mention.participants.iter().find(|p| p.role == Role::Agent);
    agent.filter(|_| mention.kind == "statement").map(|p| p.name.as_str())
}
