//! Do two mentions of an article tell the same event? The sum of the weights of what speaks for and against it, in
//! log-odds.
//!
//! The weights (`assets/model/same.tsv`) were fitted by logistic regression to what editors took for one event; see the
//! head of that file.

use super::chunk::Tense;
use super::date::{Dated, Ground};
use super::lexicon;
use super::model::{Base, Link, Mention, Relation, Role, Status, TimeLink};
use super::worth;
use crate::article::BlockKind;
use crate::text::{in_both, number_of, sorted, table};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

macro_rules! signs {
    ($($sign:ident = $name:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        enum Sign { $($sign),+ }

        /// As the table of weights has them.
        const NAMES: &[&str] = &[$($name),+];
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

/// What a sign adds, in log-odds: of two mentions in different sentences, and in one.
type Weight = [f32; 2];

struct Weights {
    of_sign: [Weight; NAMES.len()],
    /// What a pair of kinds adds, and whether it goes together; row by row.
    of_kinds: Vec<(Weight, bool)>,
    kinds: Vec<&'static str>,
    /// Whether a kind's parties make it what it is.
    between: Vec<bool>,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let kinds = lexicon::kinds();
    let together =
        |a: &&'static str| kinds.iter().map(|b| (Weight::default(), lexicon::compatible(a, b))).collect::<Vec<_>>();
    let mut of_kinds: Vec<(Weight, bool)> = kinds.iter().flat_map(together).collect();
    let mut of_sign = [Weight::default(); NAMES.len()];
    for row in table(include_str!("../../assets/model/same.tsv")) {
        let [name, apart, here] = row[..] else { continue };
        let weight = [apart, here].map(|weight| weight.parse().unwrap_or(0.0));
        let number = |kind: &str| kinds.iter().position(|k| *k == kind);
        if let Some(at) = NAMES.iter().position(|n| *n == name) {
            of_sign[at] = weight;
        } else if let Some((a, b)) = name.strip_prefix("kinds ").and_then(|kinds| kinds.split_once('+'))
            && let (Some(a), Some(b)) = (number(a), number(b))
        {
            of_kinds[a * kinds.len() + b].0 = weight;
            of_kinds[b * kinds.len() + a].0 = weight;
        }
    }
    let between = kinds.iter().map(|kind| lexicon::kind(kind).is_some_and(|k| k.between)).collect();
    Weights { of_sign, of_kinds, kinds, between }
});

/// A mention with its date, and what is compared of it as numbers. All lists are sorted.
pub struct Told<'a> {
    mention: &'a Mention,
    date: &'a Dated,
    kind: usize,
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
        let kinds = &WEIGHTS.kinds;
        let beginning = |word: &str| {
            let end = word.char_indices().nth(BEGINNING).map_or(word.len(), |(at, _)| at);
            number_of(&word[..end])
        };
        let mut sentences: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for mention in mentions {
            for word in &mention.about {
                let of = sentences.entry(number_of(word)).or_default();
                if of.last() != Some(&mention.sentence) {
                    of.push(mention.sentence);
                }
            }
        }
        let seldom = |word: &u32| sentences.get(word).is_some_and(|of| of.len() <= SELDOM);
        let of_role = |mention: &Mention, role: Role| {
            sorted(mention.participants.iter().filter(|p| p.role == role).map(|p| number_of(&p.name)))
        };
        let told = |(mention, date): (&'a Mention, &'a Dated)| {
            let words = mention.title.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().nth(3).is_some());
            Self {
                mention,
                date,
                kind: kinds.iter().position(|k| *k == mention.kind).unwrap_or(0),
                title: sorted(words.map(beginning)),
                parties: sorted(mention.participants.iter().map(|p| number_of(&p.name))),
                agents: of_role(mention, Role::Agent),
                patients: of_role(mention, Role::Patient),
                seldom: sorted(mention.about.iter().map(|w| number_of(w)).filter(seldom)),
            }
        };
        mentions.iter().zip(dated).map(told).collect()
    }
}

/// In so many sentences at most is told what is seldom told.
const SELDOM: usize = 3;

/// So many letters tell what a word is.
const BEGINNING: usize = 5;

/// What shows by itself that two mentions are of two events, whatever the other signs.
const IMPOSSIBLE: &[Sign] =
    &[Sign::OwnDatesDiffer, Sign::Apart, Sign::Counted, Sign::OtherCounterparts, Sign::PlannedElsewhen];

/// The log-odds that two mentions, the earlier first, tell one event; `None` where they cannot.
pub fn score(a: &Told, b: &Told) -> Option<f32> {
    let weights = &*WEIGHTS;
    let here = usize::from(a.mention.sentence == b.mention.sentence);
    let kinds = weights.of_kinds[a.kind * weights.kinds.len() + b.kind].0;
    let mut sum = weights.of_sign[Sign::All as usize][here] + kinds[here];
    let mut impossible = false;
    each(a, b, |sign| {
        impossible |= IMPOSSIBLE.contains(&sign);
        sum += weights.of_sign[sign as usize][here];
    });
    (!impossible).then_some(sum)
}

/// The names of all signs of a pair, for fitting their weights.
pub fn signs(a: &Told, b: &Told) -> Vec<String> {
    let mut all = Vec::new();
    each(a, b, |sign| all.push(NAMES[sign as usize].to_owned()));
    let (first, second) = (a.mention.kind.min(b.mention.kind), a.mention.kind.max(b.mention.kind));
    all.push(format!("kinds {first}+{second}"));
    all
}

fn each(told_a: &Told, told_b: &Told, mut add: impl FnMut(Sign)) {
    let (a, b) = (told_a.mention, told_b.mention);
    let mut when = |holds: bool, sign: Sign| {
        if holds {
            add(sign);
        }
    };
    let same_lemma = a.lemma == b.lemma;
    let same_root = same_lemma || a.root == b.root;
    let other = a.kind == "other" || b.kind == "other";
    let same_kind = a.kind == b.kind && !other;
    let compatible = a.kind != b.kind && WEIGHTS.of_kinds[told_a.kind * WEIGHTS.kinds.len() + told_b.kind].1;
    let akin = same_kind || compatible;
    when(same_lemma, Sign::SameLemma);
    when(same_root, Sign::SameRoot);
    when(same_kind, Sign::SameKind);
    when(compatible, Sign::CompatibleKind);
    when(other, Sign::OtherKind);
    when(!akin && !same_root, Sign::UnlikeKind);

    let (ours, theirs) = (&told_a.parties, &told_b.parties);
    let shared = in_both(ours, theirs);
    when(shared == 0, Sign::NoneShared);
    when(shared == 1, Sign::OneShared);
    when(shared > 1, Sign::TwoShared);
    when(shared == 0 && !ours.is_empty() && !theirs.is_empty(), Sign::Disjoint);
    when(shared > 0 && shared < ours.len() && shared < theirs.len(), Sign::Counterparts);
    let between = |told: &Told| WEIGHTS.between[told.kind];
    let others = shared < ours.len() && shared < theirs.len() && shared < 2;
    when(others && between(told_a) && between(told_b), Sign::OtherCounterparts);
    when(shared > 0 && (shared == ours.len() || shared == theirs.len()), Sign::Subset);
    when(ours.is_empty() != theirs.is_empty(), Sign::OneWithout);
    when(ours.is_empty() && theirs.is_empty(), Sign::BothWithout);
    when(same_kind && shared > 0, Sign::KindAndParty);
    when(same_root && shared > 0, Sign::RootAndParty);
    when(compatible && shared > 0, Sign::CompatibleAndParty);
    when(!akin && shared > 1, Sign::UnlikeAndTwo);

    if let (Some(one), Some(other)) = (speaker(a), speaker(b)) {
        when(one == other, Sign::OneSpeaker);
        when(one != other, Sign::TwoSpeakers);
    }

    let about = a.about.iter().filter(|w| b.about.binary_search(w).is_ok()).count();
    // A single shared word of a one-word set says little.
    let half = about * 2 >= a.about.len().min(b.about.len()).max(2);
    when(about == 0, Sign::NothingAbout);
    when(about > 0 && !half, Sign::SomeAbout);
    when(about > 0 && half, Sign::HalfAbout);
    when(same_kind && about > 0, Sign::KindAndAbout);
    when(same_root && about > 0, Sign::RootAndAbout);
    when(compatible && about > 0, Sign::CompatibleAndAbout);
    let fewer = told_a.title.len().min(told_b.title.len());
    let titles = in_both(&told_a.title, &told_b.title);
    let most = titles * 5 >= fewer * 3;
    when(titles == 0, Sign::TitleNothing);
    when(titles > 0 && !most, Sign::TitleSome);
    when(titles > 0 && most, Sign::TitleMost);

    let seldom = in_both(&told_a.seldom, &told_b.seldom);
    when(seldom > 0, Sign::RareShared);
    when(seldom == 0 && !told_a.seldom.is_empty() && !told_b.seldom.is_empty(), Sign::RareDiffer);
    let roles = |ours: &[u32], theirs: &[u32]| {
        let same = in_both(ours, theirs) > 0;
        (same, !same && !ours.is_empty() && !theirs.is_empty())
    };
    let (same, other) = roles(&told_a.agents, &told_b.agents);
    when(same, Sign::SameAgent);
    when(other, Sign::OtherAgents);
    let (same, other) = roles(&told_a.patients, &told_b.patients);
    when(same, Sign::SamePatient);
    when(other, Sign::OtherPatients);

    let sentence = a.sentence == b.sentence;
    let between = b.span.start.saturating_sub(a.span.end);
    when(sentence && between < CLOSE, Sign::Close);
    when(sentence && between > WIDE, Sign::Wide);
    when(sentence, Sign::SameSentence);
    when(a.sentence.abs_diff(b.sentence) == 1, Sign::NextSentence);
    when((2..=5).contains(&a.sentence.abs_diff(b.sentence)), Sign::Near);
    when(a.sentence.abs_diff(b.sentence) > 5, Sign::Far);
    when(sentence && same_lemma, Sign::SameSentenceSameWord);
    when(sentence && akin, Sign::SameSentenceAkin);
    when(b.definite, Sign::RefersBack);
    when(b.definite && (same_kind || same_root), Sign::RefersBackAkin);
    when(a.definite, Sign::FirstDefinite);
    // "A woman wounded a driver": nobody who was told of before.
    let brings_in = |family| worth::sign(family, "indefinite").is_some_and(|sign| b.signs.contains(&sign));
    when(brings_in("subject"), Sign::NewSubject);
    when(brings_in("object"), Sign::NewObject);
    dates(told_a.date, told_b.date, &mut when);

    let (real_a, real_b) = (a.status == Status::Happened, b.status == Status::Happened);
    let possible = |m: &Mention| m.status == Status::Hypothetical;
    when(a.status == b.status, Sign::SameStatus);
    let planned = real_a && b.status == Status::Planned || real_b && a.status == Status::Planned;
    when(planned, Sign::PlannedAndHappened);
    when(planned && sentence, Sign::PlannedAndHappenedHere);
    let exclude = told_a.date.date.zip(told_b.date.date).is_some_and(|(a, b)| a.intersect(&b).is_none());
    when(planned && exclude, Sign::PlannedElsewhen);
    let dated_by = |m: &Mention, base: &Mention| match m.time {
        TimeLink::Related(relation, Base::Mention(span)) if span == base.span => Some(relation),
        TimeLink::Related(relation, Base::Timex(index)) if base.time == TimeLink::Timex(index) => Some(relation),
        _ => None,
    };
    let relation = dated_by(a, b).or_else(|| dated_by(b, a));
    when(matches!(relation, Some(Relation::After | Relation::Before)), Sign::ToldApart);
    when(relation == Some(Relation::Same), Sign::ToldTogether);
    when(possible(a) != possible(b), Sign::HypotheticalAndReal);
    when((a.status == Status::Denied) != (b.status == Status::Denied), Sign::Denied);

    let headline = |m: &Mention| m.block == BlockKind::Headline;
    let one = headline(a) != headline(b);
    let lead = one && a.paragraph.abs_diff(b.paragraph) <= LEAD;
    when(one, Sign::Headline);
    when(headline(a) && headline(b), Sign::BothHeadline);
    when(lead, Sign::HeadlineAndLead);
    when(lead && (same_kind || same_root), Sign::HeadlineAndLeadKind);
    when(lead && shared > 0, Sign::HeadlineAndLeadParty);
    let same_place = a.places.iter().any(|p| b.places.contains(p));
    when(same_place, Sign::SamePlace);
    when(!same_place && !a.places.is_empty() && !b.places.is_empty(), Sign::OtherPlaces);
    when(b.apart && !sentence, Sign::Apart);
    when(a.counted_from == Some(b.span) || b.counted_from == Some(a.span), Sign::Counted);
    let worth = |m: &Mention| worth::is_listed(std::iter::once(m));
    when(worth(a) && worth(b), Sign::BothTold);
    when(!worth(a) && !worth(b), Sign::NeitherTold);
    // "said that it had closed" is the past that was said.
    let is_said = |m: &Mention, by: &Mention| m.links.contains(&(Link::Complement, by.span));
    let earlier = |m: &Mention, than: &Mention| m.tense == Tense::Pluperfect && !is_said(m, than);
    when(earlier(a, b) != earlier(b, a), Sign::OneEarlier);
    let own = |m: &Mention| if let TimeLink::Timex(index) = m.time { Some(index) } else { None };
    when(own(a).zip(own(b)).is_some_and(|(a, b)| a != b), Sign::TwoTimes);
    when(a.verb.is_some() != b.verb.is_some(), Sign::VerbAndNoun);
    when(a.verb.is_some() && b.verb.is_some(), Sign::TwoVerbs);
    when(a.verb.is_none() && b.verb.is_none(), Sign::TwoNouns);
    for (link, of) in a.links.iter().map(|l| (l, b)).chain(b.links.iter().map(|l| (l, a))) {
        if link.1 == of.span {
            when(true, linked(link.0));
        }
    }
}

/// Bytes between the words of two mentions of a sentence: some three words, and some twelve.
const CLOSE: usize = 18;
const WIDE: usize = 70;

/// The paragraphs behind the headline that tell the news itself.
const LEAD: usize = 3;

fn dates(a: &Dated, b: &Dated, when: &mut impl FnMut(bool, Sign)) {
    let (own_a, own_b) = (a.ground == Ground::Expression, b.ground == Ground::Expression);
    let (Some(x), Some(y)) = (a.date, b.date) else {
        when(own_a != own_b, Sign::OneOwnDate);
        return;
    };
    let exclude = x.intersect(&y).is_none();
    when(exclude && own_a && own_b, Sign::OwnDatesDiffer);
    when(exclude && own_a != own_b, Sign::OneOwnDateDiffers);
    when(exclude && !own_a && !own_b, Sign::DatesDiffer);
    when(own_a && own_b && x == y, Sign::OwnDatesSame);
    when(own_a && own_b && x != y && !exclude, Sign::OwnDatesOverlap);
    when(own_a != own_b && !exclude, Sign::OneOwnDate);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_signs_are_of_one_mind() {
        let rows: Vec<_> = table(include_str!("../../assets/model/same.tsv")).collect();
        let kinds = lexicon::kinds();
        for row in &rows {
            let [name, apart, here] = row[..] else { panic!("{row:?}") };
            let small = |weight: &str| weight.parse::<f32>().is_ok_and(|w| w.abs() < 9.0);
            assert!(small(apart) && small(here), "{row:?}");
            let pair = name.strip_prefix("kinds ").and_then(|k| k.split_once('+'));
            let known = pair.map_or(NAMES.contains(&name), |(a, b)| kinds.contains(&a) && kinds.contains(&b));
            assert!(known, "no pair of mentions has the sign {name}");
        }
        for name in NAMES {
            assert!(rows.iter().any(|row| row.first() == Some(name)), "{name} has no weight");
        }
    }
}
