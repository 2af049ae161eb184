//! What speaks for and against that two mentions of an article tell one event: the signs of a pair.

use super::chunk::Tense;
use super::date::{Dated, Ground};
use super::lexicon;
use super::model::{Base, Link, Mention, Relation, Role, Status, TimeLink};
use super::worth;
use crate::article::BlockKind;
use crate::text::{Numbers, in_both, number_of, sorted};
use crate::time::UncertainDate;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

macro_rules! signs {
    ($($sign:ident = $name:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Sign { $($sign),+ }

        /// As the table of weights has them.
        pub const NAMES: &[&str] = &[$($name),+];
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
    NoneShared = "parties: none shared",
    OneShared = "parties: one shared",
    TwoShared = "parties: two shared",
    Disjoint = "parties: all different",
    Counterparts = "parties: each has its own",
    Subset = "parties: all of one",
    OneWithout = "parties: one names none",
    BothWithout = "parties: neither names any",
    KindAndParty = "same kind and a party",
    RootAndParty = "same root and a party",
    CompatibleAndParty = "kinds go together and a party",
    UnlikeAndTwo = "unlike kinds and two parties",
    OneSpeaker = "two statements of one speaker",
    TwoSpeakers = "two statements of different speakers",
    NothingAbout = "about: nothing shared",
    SomeAbout = "about: a little shared",
    HalfAbout = "about: half shared",
    KindAndAbout = "same kind and about the same",
    RootAndAbout = "same root and about the same",
    CompatibleAndAbout = "kinds go together and about the same",
    TitleNothing = "titles share nothing",
    TitleSome = "titles share some words",
    TitleMost = "titles share most words",
    SameSentence = "in one sentence",
    NextSentence = "in neighbouring sentences",
    Near = "two to five sentences apart",
    Far = "further apart",
    SameSentenceSameWord = "in one sentence with one word",
    SameSentenceAkin = "in one sentence of kinds that go together",
    RefersBack = "the later refers back",
    NewSubject = "the later brings in who does it",
    NewObject = "the later brings in whom or what it befalls",
    RefersBackAkin = "the later refers back with the same kind or root",
    FirstDefinite = "the earlier is definite",
    OwnDatesDiffer = "own dates exclude each other",
    OneOwnDateDiffers = "an own date excludes the other's",
    DatesDiffer = "dates exclude each other",
    OwnDatesSame = "own dates are the same",
    OwnDatesOverlap = "own dates overlap",
    OneOwnDate = "one has a date of its own",
    ToldApart = "one is dated before or after the other",
    ToldTogether = "one is dated with the other",
    PlannedAndHappenedHere = "in one sentence, planned and happened",
    SameStatus = "same status",
    PlannedAndHappened = "planned and happened",
    HypotheticalAndReal = "possible and real",
    Denied = "one is denied",
    Headline = "one in the headline",
    BothHeadline = "both in the headline",
    HeadlineAndLead = "headline and lead",
    HeadlineAndLeadKind = "headline and lead of one kind",
    HeadlineAndLeadParty = "headline and lead with a party",
    SamePlace = "same place",
    OtherPlaces = "different places",
    NewElsewhere = "the later brings in who does it, at another place",
    Apart = "told apart in words",
    Counted = "one is so long before or after the other",
    OtherCounterparts = "meetings with different counterparts",
    PlannedElsewhen = "planned for another time than the other happened",
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
    BothTold = "both worth listing",
    NeitherTold = "neither worth listing",
    OneEarlier = "one told as earlier",
    TwoTimes = "each has its own time",
    VerbAndNoun = "a verb and a noun",
    RareShared = "share what is seldom told",
    RareDiffer = "each tells what the other does not",
    SameAgent = "one agent",
    SamePatient = "one patient",
    OtherAgents = "two agents",
    OtherPatients = "two patients",
    Close = "few words apart",
    Wide = "many words apart",
}

struct Kinds {
    /// Of two kinds whether they go together; row by row.
    together: Vec<bool>,
    /// Whether a kind's parties make it what it is.
    between: Vec<bool>,
    /// The kind of what the lexicon does not know.
    other: usize,
}

static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    let kinds = lexicon::kinds();
    let together = kinds.iter().flat_map(|a| kinds.iter().map(|b| lexicon::compatible(a, b))).collect();
    let between = kinds.iter().map(|kind| lexicon::kind(kind).is_some_and(|k| k.between)).collect();
    let other = kinds.iter().position(|kind| *kind == "other").unwrap_or(usize::MAX);
    Kinds { together, between, other }
});

/// A mention with its date, and what is compared of it as numbers. All lists are sorted.
pub struct Told<'a> {
    pub(super) mention: &'a Mention,
    date: &'a Dated,
    /// As [`lexicon::kinds`] numbers them.
    pub(super) kind: usize,
    /// It would be listed if it stood alone.
    listed: bool,
    /// Its lemma, its root, the places and the nouns around it, as the article numbers its words.
    lemma: u32,
    root: u32,
    places: Vec<u32>,
    about: Vec<u32>,
    /// "A woman wounded a driver": nobody who was told of before, and nobody to whom anything was done.
    new_subject: bool,
    new_object: bool,
    parties: Vec<u32>,
    agents: Vec<u32>,
    patients: Vec<u32>,
    /// Content words of its title; words are the same that begin alike.
    title: Vec<u32>,
    /// What it is about that few sentences of the article tell.
    seldom: Vec<u32>,
}

impl<'a> Told<'a> {
    /// All mentions of an article.
    pub fn all(mentions: &'a [Mention], dated: &'a [Dated]) -> Vec<Self> {
        let kinds = lexicon::kinds();
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
            sorted(mention.participants.iter().filter(|p| p.role == role).map(|p| number_of(&p.name)))
        };
        let told = |((mention, date), about): ((&'a Mention, &'a Dated), Vec<u32>)| {
            let words = mention.title.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().nth(3).is_some());
            Self {
                mention,
                date,
                kind: kinds.iter().position(|k| *k == mention.kind).unwrap_or(0),
                listed: worth::is_listed(std::iter::once(mention)),
                lemma: numbers.of(&mention.lemma),
                root: numbers.of(&mention.root),
                places: numbers.all(&mention.places),
                new_subject: indefinite[0].is_some_and(|sign| mention.signs.contains(&sign)),
                new_object: indefinite[1].is_some_and(|sign| mention.signs.contains(&sign)),
                title: sorted(words.map(beginning)),
                parties: sorted(mention.participants.iter().map(|p| number_of(&p.name))),
                agents: of_role(mention, Role::Agent),
                patients: of_role(mention, Role::Patient),
                seldom: about.iter().copied().filter(seldom).collect(),
                about,
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
struct Pair<'a> {
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

/// Calls `add` with each sign of two mentions, the earlier first.
pub fn each(a: &Told, b: &Told, mut add: impl FnMut(Sign)) {
    let pair = Pair::of(a, b);
    let mut when = |holds: bool, sign: Sign| {
        if holds {
            add(sign);
        }
    };
    pair.words(&mut when);
    pair.parties(&mut when);
    pair.about(&mut when);
    pair.places(&mut when);
    pair.references(&mut when);
    pair.dates(&mut when);
    pair.status(&mut when);
    pair.grammar(&mut when);
}

impl<'a> Pair<'a> {
    fn of(one: &'a Told, other: &'a Told) -> Self {
        let (a, b) = (one.mention, other.mention);
        let same_lemma = one.lemma == other.lemma;
        let other_kind = [one, other].iter().any(|told| told.kind == KINDS.other);
        let exclude = |(a, b): (UncertainDate, UncertainDate)| a.intersect(&b).is_none();
        Self {
            told: [one, other],
            a,
            b,
            same_lemma,
            same_root: same_lemma || one.root == other.root,
            same_kind: one.kind == other.kind && !other_kind,
            other_kind,
            dates_exclude: one.date.date.zip(other.date.date).is_some_and(exclude),
            compatible: one.kind != other.kind && KINDS.together[one.kind * KINDS.between.len() + other.kind],
            shared: in_both(&one.parties, &other.parties),
            here: a.sentence == b.sentence,
        }
    }

    fn akin(&self) -> bool {
        self.same_kind || self.compatible
    }

    fn words(&self, when: &mut impl FnMut(bool, Sign)) {
        when(self.same_lemma, Sign::SameLemma);
        when(self.same_root, Sign::SameRoot);
        when(self.same_kind, Sign::SameKind);
        when(self.compatible, Sign::CompatibleKind);
        when(self.other_kind, Sign::OtherKind);
        when(!self.akin() && !self.same_root, Sign::UnlikeKind);
        let [a, b] = self.told;
        when(a.listed && b.listed, Sign::BothTold);
        when(!a.listed && !b.listed, Sign::NeitherTold);
    }

    fn parties(&self, when: &mut impl FnMut(bool, Sign)) {
        let ([a, b], shared) = (self.told, self.shared);
        let (ours, theirs) = (&a.parties, &b.parties);
        when(shared == 0, Sign::NoneShared);
        when(shared == 1, Sign::OneShared);
        when(shared > 1, Sign::TwoShared);
        when(shared == 0 && !ours.is_empty() && !theirs.is_empty(), Sign::Disjoint);
        let others = shared < ours.len() && shared < theirs.len();
        when(shared > 0 && others, Sign::Counterparts);
        let between = KINDS.between[a.kind] && KINDS.between[b.kind];
        when(others && shared < 2 && between, Sign::OtherCounterparts);
        when(shared > 0 && (shared == ours.len() || shared == theirs.len()), Sign::Subset);
        when(ours.is_empty() != theirs.is_empty(), Sign::OneWithout);
        when(ours.is_empty() && theirs.is_empty(), Sign::BothWithout);
        when(self.same_kind && shared > 0, Sign::KindAndParty);
        when(self.same_root && shared > 0, Sign::RootAndParty);
        when(self.compatible && shared > 0, Sign::CompatibleAndParty);
        when(!self.akin() && shared > 1, Sign::UnlikeAndTwo);
        let compared = |ours: &[u32], theirs: &[u32]| {
            let same = in_both(ours, theirs) > 0;
            (same, !same && !ours.is_empty() && !theirs.is_empty())
        };
        let (same, other) = compared(&a.agents, &b.agents);
        when(same, Sign::SameAgent);
        when(other, Sign::OtherAgents);
        let (same, other) = compared(&a.patients, &b.patients);
        when(same, Sign::SamePatient);
        when(other, Sign::OtherPatients);
        if let (Some(one), Some(other)) = (speaker(self.a), speaker(self.b)) {
            when(one == other, Sign::OneSpeaker);
            when(one != other, Sign::TwoSpeakers);
        }
    }

    /// The nouns around them and the words of their titles.
    fn about(&self, when: &mut impl FnMut(bool, Sign)) {
        let [a, b] = self.told;
        let about = in_both(&a.about, &b.about);
        // A single shared word of a one-word set says little.
        let half = about * 2 >= a.about.len().min(b.about.len()).max(2);
        when(about == 0, Sign::NothingAbout);
        when(about > 0 && !half, Sign::SomeAbout);
        when(about > 0 && half, Sign::HalfAbout);
        when(self.same_kind && about > 0, Sign::KindAndAbout);
        when(self.same_root && about > 0, Sign::RootAndAbout);
        when(self.compatible && about > 0, Sign::CompatibleAndAbout);
        let seldom = in_both(&a.seldom, &b.seldom);
        when(seldom > 0, Sign::RareShared);
        when(seldom == 0 && !a.seldom.is_empty() && !b.seldom.is_empty(), Sign::RareDiffer);
        let titles = in_both(&a.title, &b.title);
        let most = titles * 5 >= a.title.len().min(b.title.len()) * 3;
        when(titles == 0, Sign::TitleNothing);
        when(titles > 0 && !most, Sign::TitleSome);
        when(titles > 0 && most, Sign::TitleMost);
    }

    /// Where they stand in the text, and where they happened.
    fn places(&self, when: &mut impl FnMut(bool, Sign)) {
        let (a, b, here) = (self.a, self.b, self.here);
        let between = b.span.start.saturating_sub(a.span.end);
        when(here && between < CLOSE, Sign::Close);
        when(here && between > WIDE, Sign::Wide);
        when(here, Sign::SameSentence);
        let apart = a.sentence.abs_diff(b.sentence);
        when(apart == 1, Sign::NextSentence);
        when((2..=5).contains(&apart), Sign::Near);
        when(apart > 5, Sign::Far);
        when(here && self.same_lemma, Sign::SameSentenceSameWord);
        when(here && self.akin(), Sign::SameSentenceAkin);
        let headline = |m: &Mention| m.block == BlockKind::Headline;
        let one = headline(a) != headline(b);
        let lead = one && a.paragraph.abs_diff(b.paragraph) <= LEAD;
        when(one, Sign::Headline);
        when(headline(a) && headline(b), Sign::BothHeadline);
        when(lead, Sign::HeadlineAndLead);
        when(lead && (self.same_kind || self.same_root), Sign::HeadlineAndLeadKind);
        when(lead && self.shared > 0, Sign::HeadlineAndLeadParty);
        let [ours, theirs] = self.told.map(|told| &told.places);
        let same = in_both(ours, theirs) > 0;
        when(same, Sign::SamePlace);
        let other = !same && !ours.is_empty() && !theirs.is_empty();
        when(other, Sign::OtherPlaces);
        when(other && self.told[1].new_subject, Sign::NewElsewhere);
    }

    /// Whether the later one refers to what was told, or brings in something new.
    fn references(&self, when: &mut impl FnMut(bool, Sign)) {
        let (a, b) = (self.a, self.b);
        when(b.definite, Sign::RefersBack);
        when(b.definite && (self.same_kind || self.same_root), Sign::RefersBackAkin);
        when(a.definite, Sign::FirstDefinite);
        when(self.told[1].new_subject, Sign::NewSubject);
        when(self.told[1].new_object, Sign::NewObject);
        when(b.apart && !self.here, Sign::Apart);
    }

    fn dates(&self, when: &mut impl FnMut(bool, Sign)) {
        let (a, b) = (self.told[0].date, self.told[1].date);
        let (own_a, own_b) = (a.ground == Ground::Expression, b.ground == Ground::Expression);
        if let (Some(x), Some(y)) = (a.date, b.date) {
            let exclude = self.dates_exclude;
            when(exclude && own_a && own_b, Sign::OwnDatesDiffer);
            when(exclude && own_a != own_b, Sign::OneOwnDateDiffers);
            when(exclude && !own_a && !own_b, Sign::DatesDiffer);
            when(own_a && own_b && x == y, Sign::OwnDatesSame);
            when(own_a && own_b && x != y && !exclude, Sign::OwnDatesOverlap);
            when(own_a != own_b && !exclude, Sign::OneOwnDate);
        } else {
            when(own_a != own_b, Sign::OneOwnDate);
        }
        let (a, b) = (self.a, self.b);
        let dated_by = |m: &Mention, base: &Mention| match m.time {
            TimeLink::Related(relation, Base::Mention(span)) if span == base.span => Some(relation),
            TimeLink::Related(relation, Base::Timex(index)) if base.time == TimeLink::Timex(index) => Some(relation),
            _ => None,
        };
        let relation = dated_by(a, b).or_else(|| dated_by(b, a));
        when(matches!(relation, Some(Relation::After | Relation::Before)), Sign::ToldApart);
        when(relation == Some(Relation::Same), Sign::ToldTogether);
        when(a.counted_from == Some(b.span) || b.counted_from == Some(a.span), Sign::Counted);
        let own = |m: &Mention| if let TimeLink::Timex(index) = m.time { Some(index) } else { None };
        when(own(a).zip(own(b)).is_some_and(|(a, b)| a != b), Sign::TwoTimes);
        // "said that it had closed" is the past that was said.
        let is_said = |m: &Mention, by: &Mention| m.links.contains(&(Link::Complement, by.span));
        let earlier = |m: &Mention, than: &Mention| m.tense == Tense::Pluperfect && !is_said(m, than);
        when(earlier(a, b) != earlier(b, a), Sign::OneEarlier);
    }

    fn status(&self, when: &mut impl FnMut(bool, Sign)) {
        let (a, b) = (self.a.status, self.b.status);
        when(a == b, Sign::SameStatus);
        let one = |status: Status| (a == status) != (b == status);
        let planned = one(Status::Happened) && one(Status::Planned);
        when(planned, Sign::PlannedAndHappened);
        when(planned && self.here, Sign::PlannedAndHappenedHere);
        when(planned && self.dates_exclude, Sign::PlannedElsewhen);
        when(one(Status::Hypothetical), Sign::HypotheticalAndReal);
        when(one(Status::Denied), Sign::Denied);
    }

    fn grammar(&self, when: &mut impl FnMut(bool, Sign)) {
        let (a, b) = (self.a, self.b);
        when(a.verb.is_some() != b.verb.is_some(), Sign::VerbAndNoun);
        when(a.verb.is_some() && b.verb.is_some(), Sign::TwoVerbs);
        when(a.verb.is_none() && b.verb.is_none(), Sign::TwoNouns);
        for (link, of) in a.links.iter().map(|l| (l, b)).chain(b.links.iter().map(|l| (l, a))) {
            when(link.1 == of.span, linked(link.0));
        }
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
