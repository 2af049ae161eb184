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

/// A set of signs, a bit for each: to set a bit costs no branch, and hardly a sign of a pair can be foreseen.
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

    pub const fn has_any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// In the order of the list.
    pub fn iter(self) -> impl Iterator<Item = Sign> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let sign = *SIGNS.get(rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(sign)
        })
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
    /// It would be listed if it stood alone.
    listed: bool,
    /// Its lemma, its root, the places and the nouns around it, as the article numbers its words.
    lemma: u32,
    root: u32,
    places: Set,
    about: Set,
    /// "A woman wounded a driver": nobody who was told of before, and nobody to whom anything was done.
    new_subject: bool,
    new_object: bool,
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
        let indefinite = ["subject", "object"].map(|family| worth::sign(family, "indefinite"));
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
                listed: worth::is_listed(std::iter::once(mention)),
                lemma: numbers.of(&mention.lemma),
                root: numbers.of(&mention.root),
                places: mention.places.iter().map(|place| numbers.of(place)).collect(),
                new_subject: indefinite[0].is_some_and(|sign| mention.signs.contains(&sign)),
                new_object: indefinite[1].is_some_and(|sign| mention.signs.contains(&sign)),
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
        let mut signs = Signs::default();
        self.words(&mut signs);
        self.parties(&mut signs);
        self.about(&mut signs);
        self.places(&mut signs);
        self.references(&mut signs);
        self.dates(&mut signs);
        self.status(&mut signs);
        self.grammar(&mut signs);
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
        let [a, b] = self.told;
        signs.when(a.listed && b.listed, Sign::BothTold);
        signs.when(!a.listed && !b.listed, Sign::NeitherTold);
    }

    fn parties(&self, signs: &mut Signs) {
        let ([a, b], shared) = (self.told, self.shared);
        let (ours, theirs) = (&a.parties, &b.parties);
        signs.when(shared == 0, Sign::NoneShared);
        signs.when(shared == 1, Sign::OneShared);
        signs.when(shared > 1, Sign::TwoShared);
        signs.when(shared == 0 && !ours.is_empty() && !theirs.is_empty(), Sign::Disjoint);
        let others = shared < ours.len() && shared < theirs.len();
        signs.when(shared > 0 && others, Sign::Counterparts);
        let between = KINDS.between[a.kind] && KINDS.between[b.kind];
        signs.when(others && shared < 2 && between, Sign::OtherCounterparts);
        signs.when(shared > 0 && (shared == ours.len() || shared == theirs.len()), Sign::Subset);
        signs.when(ours.is_empty() != theirs.is_empty(), Sign::OneWithout);
        signs.when(ours.is_empty() && theirs.is_empty(), Sign::BothWithout);
        signs.when(self.same_kind && shared > 0, Sign::KindAndParty);
        signs.when(self.same_root && shared > 0, Sign::RootAndParty);
        signs.when(self.compatible && shared > 0, Sign::CompatibleAndParty);
        signs.when(!self.akin() && shared > 1, Sign::UnlikeAndTwo);
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
        // A single shared word of a one-word set says little.
        let half = about * 2 >= a.about.len().min(b.about.len()).max(2);
        signs.when(about == 0, Sign::NothingAbout);
        signs.when(about > 0 && !half, Sign::SomeAbout);
        signs.when(about > 0 && half, Sign::HalfAbout);
        signs.when(self.same_kind && about > 0, Sign::KindAndAbout);
        signs.when(self.same_root && about > 0, Sign::RootAndAbout);
        signs.when(self.compatible && about > 0, Sign::CompatibleAndAbout);
        let seldom = a.seldom.shared(&b.seldom);
        signs.when(seldom > 0, Sign::RareShared);
        signs.when(seldom == 0 && !a.seldom.is_empty() && !b.seldom.is_empty(), Sign::RareDiffer);
        let titles = a.title.shared(&b.title);
        let most = titles * 5 >= a.title.len().min(b.title.len()) * 3;
        signs.when(titles == 0, Sign::TitleNothing);
        signs.when(titles > 0 && !most, Sign::TitleSome);
        signs.when(titles > 0 && most, Sign::TitleMost);
    }

    /// Where they stand in the text, and where they happened.
    fn places(&self, signs: &mut Signs) {
        let (a, b, here) = (self.a, self.b, self.here);
        let between = b.span.start.saturating_sub(a.span.end);
        signs.when(here && between < CLOSE, Sign::Close);
        signs.when(here && between > WIDE, Sign::Wide);
        signs.when(here, Sign::SameSentence);
        let apart = a.sentence.abs_diff(b.sentence);
        signs.when(apart == 1, Sign::NextSentence);
        signs.when((2..=5).contains(&apart), Sign::Near);
        signs.when(apart > 5, Sign::Far);
        signs.when(here && self.same_lemma, Sign::SameSentenceSameWord);
        signs.when(here && self.akin(), Sign::SameSentenceAkin);
        let headline = |m: &Mention| m.block == BlockKind::Headline;
        let one = headline(a) != headline(b);
        let lead = one && a.paragraph.abs_diff(b.paragraph) <= LEAD;
        signs.when(one, Sign::Headline);
        signs.when(headline(a) && headline(b), Sign::BothHeadline);
        signs.when(lead, Sign::HeadlineAndLead);
        signs.when(lead && (self.same_kind || self.same_root), Sign::HeadlineAndLeadKind);
        signs.when(lead && self.shared > 0, Sign::HeadlineAndLeadParty);
        let [ours, theirs] = self.told.map(|told| &told.places);
        let same = ours.shared(theirs) > 0;
        signs.when(same, Sign::SamePlace);
        let other = !same && !ours.is_empty() && !theirs.is_empty();
        signs.when(other, Sign::OtherPlaces);
        signs.when(other && self.told[1].new_subject, Sign::NewElsewhere);
    }

    /// Whether the later one refers to what was told, or brings in something new.
    fn references(&self, signs: &mut Signs) {
        let (a, b) = (self.a, self.b);
        signs.when(b.definite, Sign::RefersBack);
        signs.when(b.definite && (self.same_kind || self.same_root), Sign::RefersBackAkin);
        signs.when(a.definite, Sign::FirstDefinite);
        signs.when(self.told[1].new_subject, Sign::NewSubject);
        signs.when(self.told[1].new_object, Sign::NewObject);
        signs.when(b.apart && !self.here, Sign::Apart);
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
        signs.when(one(Status::Hypothetical), Sign::HypotheticalAndReal);
        signs.when(one(Status::Denied), Sign::Denied);
    }

    fn grammar(&self, signs: &mut Signs) {
        let (a, b) = (self.a, self.b);
        signs.when(a.verb.is_some() != b.verb.is_some(), Sign::VerbAndNoun);
        signs.when(a.verb.is_some() && b.verb.is_some(), Sign::TwoVerbs);
        signs.when(a.verb.is_none() && b.verb.is_none(), Sign::TwoNouns);
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
