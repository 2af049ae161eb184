//! Which time expression dates which mention of a sentence, and what lies before or after what.
//!
//! Most dated events have their date in the same sentence, and the nearest expression of the same clause is right nine
//! times in ten (measured on TimeBank and AQUAINT); clause borders do most of the rest.

use super::chunk::{Chunks, Tense};
use super::clause::{Clause, ClauseRole, is_preposition};
use super::lexicon;
use super::model::{Base, Mention, Relation, TimeLink};
use crate::text::{Span, Tag, Token, lemma};
use crate::time::{Timex, gives_figures};

/// The time expressions of a sentence with what each belongs to.
pub struct Times {
    entries: Vec<Entry>,
    spans: Vec<Span>,
    /// The index of the first of them.
    first: usize,
    /// "two days after …": the expression and the place of "after", if the sentence has one such.
    distance: Option<(usize, Span)>,
}

struct Entry {
    /// Index into the article's time expressions.
    index: usize,
    /// The first token.
    token: usize,
    clause: Option<usize>,
    /// The noun phrase that it stands in or right behind, as in "the October meeting".
    noun: Option<usize>,
    /// It stands inside that phrase, or in a comparison, so it says nothing of the clause.
    inside: bool,
    /// The first token of the phrase of an event that holds it: "the 2018 elections".
    of_event: Option<usize>,
    /// It stands in the phrase that introduces its sentence: "In addition to its order on Wednesday, …".
    introduces: bool,
}

impl Times {
    pub fn new(tokens: &[Token], chunks: &Chunks, clauses: &[Clause], timexes: &[Timex], first: usize) -> Self {
        let entries = timexes
            .iter()
            .enumerate()
            .filter(|(_, t)| t.places_in_time())
            .filter_map(|(i, timex)| {
                let token = tokens.partition_point(|t| t.span.end <= timex.span.start);
                tokens.get(token).filter(|t| t.span.overlaps(timex.span))?;
                // What stands right behind a verb is its own, whatever the tree makes of it.
                let behind = clauses.iter().position(|c| chunks.verbs[c.verb].tokens.end == token);
                let clause = behind.or_else(|| clauses.iter().position(|c| c.owns(token)));
                let (noun, held) = owner(tokens, chunks, timex, token);
                let aside = is_compared(tokens, token) || is_measured(tokens, token, timex) || is_record(tokens, token);
                let inside = held || aside;
                let phrase = noun.filter(|_| held && !aside).map(|noun| &chunks.nouns[noun]);
                let of_event = phrase.filter(|p| names_event(&tokens[p.head])).map(|p| p.tokens.start);
                let introduces = tokens[..token].iter().take(2).any(|t| INTRODUCTIONS.contains(&t.lower.as_str()))
                    && tokens[..token].iter().all(|t| !t.is(","));
                Some(Entry { index: first + i, token, clause, noun, inside, of_event, introduces })
            })
            .collect();
        let mut distances = timexes.iter().enumerate().filter_map(|(i, timex)| {
            let marker = tokens.get(tokens.partition_point(|t| t.span.start < timex.span.end))?;
            let measures = matches!(marker.lower.as_str(), "after" | "before" | "following");
            (measures && timex.length().is_some()).then_some((first + i, marker.span))
        });
        let distance = distances.next().filter(|_| distances.next().is_none());
        let spans = timexes.iter().map(|t| t.span).collect();
        Self { entries, spans, first, distance }
    }

    pub fn covers(&self, span: Span) -> bool {
        self.spans.iter().any(|s| s.overlaps(span))
    }

    /// The expression in a clause's own stretch, outside its noun phrases.
    pub fn of_clause(&self, clause: usize) -> Option<usize> {
        self.in_clause(clause).map(|e| e.index)
    }

    /// The expression that belongs to a noun phrase: inside it, its possessor, or right behind it.
    pub fn of_noun(&self, noun: usize, chunks: &Chunks) -> Option<usize> {
        let possessor = noun.checked_sub(1).filter(|p| {
            chunks.nouns[*p].possessor && chunks.nouns[*p].tokens.end + 1 == chunks.nouns[noun].tokens.start
        });
        self.entries.iter().find(|e| e.noun == Some(noun) || (e.noun.is_some() && e.noun == possessor)).map(|e| e.index)
    }

    /// What measures how far a mention lies from what dates it: the two stand on both sides of "two days after".
    fn distance_of(&self, mention: Span, link: TimeLink) -> Option<usize> {
        let (timex, marker) = self.distance?;
        let TimeLink::Related(Relation::After | Relation::Before, base) = link else { return None };
        let base = match base {
            Base::Mention(span) => span,
            Base::Timex(index) => self.spans[index.checked_sub(self.first)?],
        };
        ((mention < marker) != (base < marker)).then_some(timex)
    }

    /// One of the introduction yields to one of the clause proper.
    fn in_clause(&self, clause: usize) -> Option<&Entry> {
        let mut own = self.entries.iter().filter(|e| e.clause == Some(clause) && !e.inside);
        let first = own.next()?;
        if !first.introduces {
            return Some(first);
        }
        own.find(|e| !e.introduces).or(Some(first))
    }
}

/// What leads a phrase about something else than the sentence: "In addition to its order on Wednesday, it …".
const INTRODUCTIONS: &[&str] = &["addition", "besides", "unlike", "like", "despite", "following", "beyond", "contrast"];

/// "dropped 23 % compared to March 2008", "from 2 % in May": what a figure is measured against.
fn is_compared(tokens: &[Token], token: usize) -> bool {
    let before = |n: usize| token.checked_sub(n).map_or("", |i| tokens[i].lower.as_str());
    let compared = |word: &str| matches!(word, "compared" | "versus" | "vs" | "vs." | "relative");
    compared(before(1))
        || compared(before(2)) && matches!(before(1), "to" | "with")
        || compared(before(3)) && matches!(before(2), "to" | "with")
        || before(2) == "than" && before(1) == "in"
        || before(1) == "than"
}

/// "rose to $7 million from $6 million, or 3 cents a share, a year earlier": the figure before is from then.
fn is_measured(tokens: &[Token], token: usize, timex: &Timex) -> bool {
    /// How far figures before a time reach back.
    const REACH: usize = 16;
    let words = &tokens[token.saturating_sub(REACH)..token];
    let ends = |t: &Token| matches!(t.tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD) || t.is(";") || t.is(":");
    let words = &words[words.iter().rposition(ends).map_or(0, |at| at + 1)..];
    (0..words.len()).any(|at| {
        let behind = &words[at + 1..];
        match words[at].lower.as_str() {
            "versus" | "vs" | "vs." => behind.iter().any(|t| t.tag == Tag::CD),
            "with" | "to" => at > 0 && words[at - 1].is("compared") && behind.iter().any(|t| t.tag == Tag::CD),
            // "fell from $5 to $4 on Monday": both figures are from then; "freed 12 women from 3 houses in 2015": no figures.
            "from" => gives_figures(behind) && !behind.iter().any(|t| t.is("to")) && timex.is_of_another_year(),
            _ => false,
        }
    })
}

/// "its first win since 2012", "a losing streak dating to 2009": what was so until now, not when this was.
fn is_record(tokens: &[Token], token: usize) -> bool {
    /// A record and how long it had stood are near each other.
    const REACH: usize = 8;
    let before = |n: usize| token.checked_sub(n).map_or("", |i| tokens[i].lower.as_str());
    if (1..=2).any(|n| matches!(before(n), "to" | "from") && (n + 1..=n + 2).any(|k| before(k) == "dating")) {
        return true;
    }
    let since = (1..=2).find(|n| before(*n) == "since");
    let words = since.map(|n| &tokens[(token - n).saturating_sub(REACH)..token - n]);
    words.is_some_and(|words| {
        words.iter().any(|t| matches!(t.tag, Tag::JJS | Tag::RBS) || t.is("first") || t.is("only"))
    })
}

/// The noun phrase that a time expression belongs to, and whether it stands inside.
fn owner(tokens: &[Token], chunks: &Chunks, timex: &Timex, token: usize) -> (Option<usize>, bool) {
    let end = tokens[token..].iter().take_while(|t| t.span.overlaps(timex.span)).count() + token;
    if let Some(noun) = chunks.noun_containing(token) {
        let phrase = &chunks.nouns[noun];
        // "the Oct. 26 letter": the head stands behind the expression.
        if phrase.head >= end {
            return (Some(noun), true);
        }
        if phrase.possessor && phrase.head < end {
            return (chunks.noun_starting_at(phrase.tokens.end + 1), true);
        }
    }
    // "the meeting on Monday", "the election of 2016".
    let mut at = token;
    while at > 0 && (tokens[at - 1].tag == Tag::DT || is_preposition(&tokens[at - 1])) && token - at < 2 {
        at -= 1;
    }
    (chunks.noun_ending_at(at).filter(|_| at < token), false)
}

/// Is a noun the name of an event, or one of its kinds?
fn names_event(head: &Token) -> bool {
    head.tag == Tag::NNP || lexicon::noun(&lemma(&head.lower, head.tag)).is_some()
}

/// Gives the mentions of a sentence that have no expression of their own a relation to those that do.
pub fn relate(found: &mut [(Option<usize>, Mention)], clauses: &[Clause], times: &Times, tokens: &[Token]) {
    let of_clause: Vec<Option<Span>> =
        (0..clauses.len()).map(|c| found.iter().find(|(i, _)| *i == Some(c)).map(|(_, m)| m.span)).collect();
    let base = |clause: usize| -> Option<Base> {
        times.of_clause(clause).map(Base::Timex).or(of_clause[clause].map(Base::Mention))
    };
    let nouns: Vec<(Span, usize)> = found
        .iter()
        .filter(|(clause, _)| clause.is_none())
        .filter_map(|(_, m)| Some((m.span, tokens.iter().position(|t| t.span == m.span)?)))
        .collect();
    for (clause, mention) in found.iter_mut() {
        if mention.time != TimeLink::None {
            continue;
        }
        let Some(index) = *clause else { continue };
        // What a time expression says directly goes before what another mention might say.
        let timex = |clause: usize| times.of_clause(clause).map(Base::Timex);
        let related = by_own_place(index, mention.tense, clauses, tokens, times, &timex)
            .or_else(|| by_children(index, clauses, tokens, &timex))
            .or_else(|| by_dated_phrase(index, mention.kind, clauses, tokens, times))
            .or_else(|| by_event_phrase(index, clauses, tokens, &nouns))
            .or_else(|| by_children(index, clauses, tokens, &base))
            .or_else(|| by_own_place(index, mention.tense, clauses, tokens, times, &base));
        if let Some(related) = related {
            mention.time = related;
            mention.distance = times.distance_of(mention.span, related);
        }
    }
}

/// "two days earlier" counts from the event that the sentence is about: the first that has another time. At the head of its
/// sentence it counts from what was told before. `found` is in text order; `first` is the index of the first of `timexes`.
pub fn count(found: &mut [Mention], timexes: &[Timex], first: usize) {
    let own = |m: &Mention| match m.time {
        TimeLink::Timex(index) | TimeLink::Related(_, Base::Timex(index)) => Some(index),
        _ => None,
    };
    let counts = |index: usize| {
        let timex = index.checked_sub(first).and_then(|at| timexes.get(at));
        timex.is_some_and(|t| t.is_anaphoric() && !t.opens)
    };
    // "had met a week earlier and left the day before": neither counts from the other, and none from what is told in passing.
    let stands = |m: &&Mention| {
        own(m).map_or(!m.backgrounded || m.verb.is_none() || m.time != TimeLink::None, |index| !counts(index))
    };
    let told: Vec<Span> = found.iter().filter(stands).map(|m| m.span).collect();
    for mention in found {
        let counted = own(mention).is_some_and(counts);
        mention.counted_from = told.iter().find(|span| **span != mention.span).filter(|_| counted).copied();
    }
}

/// "phoned him shortly after he was elected"; a dependent clause's only expression is the whole chain's.
fn by_children(
    index: usize,
    clauses: &[Clause],
    tokens: &[Token],
    base: &dyn Fn(usize) -> Option<Base>,
) -> Option<TimeLink> {
    let children = || clauses.iter().enumerate().filter(|(_, c)| c.governor == Some(index));
    for (child, clause) in children() {
        let Some(word) = clause.subordinator.map(|s| tokens[s].lower.as_str()) else { continue };
        let relation = match word {
            "after" | "since" | "once" => Relation::After,
            "before" | "until" | "till" => Relation::Before,
            "as" | "when" | "while" | "whilst" => Relation::Same,
            _ => continue,
        };
        if let Some(base) = base(child) {
            return Some(TimeLink::Related(relation, base));
        }
    }
    children().filter(|(_, c)| matches!(c.role, ClauseRole::Infinitive | ClauseRole::Participial)).find_map(
        |(child, _)| match base(child) {
            Some(timex @ Base::Timex(_)) => Some(TimeLink::Related(Relation::Same, timex)),
            _ => None,
        },
    )
}

/// "lost its majority in the 2018 elections", "fell after the May summit": an event with its own time in a phrase of the
/// clause.
fn by_dated_phrase(index: usize, kind: &str, clauses: &[Clause], tokens: &[Token], times: &Times) -> Option<TimeLink> {
    // "charged in the October shooting": what courts and police do is about another event.
    let about = lexicon::kind(kind).is_some_and(|kind| kind.group == "justice");
    let phrases = times.entries.iter().filter_map(|e| Some((e, e.of_event?.checked_sub(1)?)));
    let mut own = phrases.filter(|(_, before)| clauses[index].owns(*before));
    own.find_map(|(entry, before)| {
        let relation = match tokens[before].lower.as_str() {
            "in" if about => return None,
            "in" | "at" | "during" | "amid" => Relation::Same,
            "after" | "following" | "since" => Relation::After,
            "before" => Relation::Before,
            _ => return None,
        };
        Some(TimeLink::Related(relation, Base::Timex(entry.index)))
    })
}

/// "ahead of the election", "during the siege": an event noun in a temporal phrase of the clause.
fn by_event_phrase(index: usize, clauses: &[Clause], tokens: &[Token], nouns: &[(Span, usize)]) -> Option<TimeLink> {
    let clause = &clauses[index];
    nouns.iter().filter(|(_, at)| clause.owns(*at)).find_map(|(span, at)| {
        let from = at.saturating_sub(5).max(clause.start);
        let preposition = (from..*at).rev().find(|&i| is_preposition(&tokens[i]) || tokens[i].lower == "following")?;
        let relation = match tokens[preposition].lower.as_str() {
            "after" | "following" | "since" => Relation::After,
            "before" => Relation::Before,
            "of" if preposition > 0 && tokens[preposition - 1].lower == "ahead" => Relation::Before,
            "to" if preposition > 0 && matches!(&*tokens[preposition - 1].lower, "run-up" | "runup" | "prior") => {
                Relation::Before
            }
            "during" | "amid" | "at" => Relation::Same,
            _ => return None,
        };
        Some(TimeLink::Related(relation, Base::Mention(*span)))
    })
}

/// By how the clause itself hangs on its governor.
fn by_own_place(
    index: usize,
    tense: Tense,
    clauses: &[Clause],
    tokens: &[Token],
    times: &Times,
    base: &dyn Fn(usize) -> Option<Base>,
) -> Option<TimeLink> {
    let clause = &clauses[index];
    let Some(governor) = clause.governor else {
        // "spoke on Sunday and left": a later main clause goes on with the time of the one before.
        let before = index.checked_sub(1)?;
        let joined = clause.start > 0 && tokens[clause.start - 1].tag == Tag::CC || tokens[clause.start].tag == Tag::CC;
        let entry = times.in_clause(before).filter(|e| joined && e.token < clause.start)?;
        return Some(TimeLink::Related(Relation::Same, Base::Timex(entry.index)));
    };
    let base = base(governor)?;
    let earlier = matches!(tense, Tense::Pluperfect | Tense::Perfect);
    let relation = match clause.role {
        ClauseRole::Adverbial => match clause.subordinator.map(|s| tokens[s].lower.as_str()) {
            Some("after" | "since" | "once") => Relation::Before,
            Some("before" | "until" | "till") => Relation::After,
            Some("as" | "when" | "while" | "whilst") if !earlier => Relation::Same,
            _ => return None,
        },
        ClauseRole::Participial if !earlier => Relation::Same,
        ClauseRole::Complement | ClauseRole::Relative | ClauseRole::Participial
            if matches!(tense, Tense::Past | Tense::Perfect | Tense::Pluperfect | Tense::Participle) =>
        {
            Relation::NotAfter
        }
        _ => return None,
    };
    Some(TimeLink::Related(relation, base))
}
