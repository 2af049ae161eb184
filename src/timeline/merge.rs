//! Events of several articles that are one: the kinds agree, a participant (or the place and what it is about) is
//! shared, and the dates can be the same.
//!
//! The lemma alone is a trap on long-running stories, so nothing is merged without a name in common.

use super::claims;
use super::view::{Kinds, View};
use crate::event::{Event, Evidence, Review, Role, Status, When};
use crate::text::in_both;
use crate::time::UncertainDate;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Events that score at least this much together are one.
pub const THRESHOLD: f32 = 2.6;
/// … and certainly so at this score.
const CERTAIN: f32 = 9.0;
/// What another independent source adds to the salience of an event.
const ANOTHER_SOURCE: f32 = 0.05;
/// What dates add that cannot both be right.
const DISAGREEING: f32 = -0.5;
/// An interval wider than this many days says too little to hold two reports together by itself.
const WIDE: i64 = 45;

/// The same event, with its sources counted.
pub fn counted(event: &Arc<Event>) -> Arc<Event> {
    let sources = claims::sources(event);
    if event.sources == sources { event.clone() } else { Arc::new(Event { sources, ..Event::clone(event) }) }
}

/// Reports of one event as one: see [`join_two`]; no reports are an event that says nothing.
pub fn join(reports: &[Arc<Event>]) -> Event {
    let mut event = reports.iter().map(|e| Event::clone(e)).reduce(join_two).unwrap_or_default();
    event.sources = claims::sources(&event);
    let told = event.salience + ANOTHER_SOURCE * event.sources.saturating_sub(1) as f32;
    event.salience = (told.min(1.0) * 100.0).round() / 100.0;
    event
}

/// An event that comes twice, as from a timeline file and its article, is one. What the user made of it stays.
pub fn same_ids(events: Vec<Arc<Event>>) -> Vec<Arc<Event>> {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    if events.iter().all(|event| seen.insert(&event.id)) {
        return events;
    }
    let mut kept: Vec<Arc<Event>> = Vec::with_capacity(events.len());
    let mut at: FxHashMap<String, usize> = FxHashMap::default();
    for event in events {
        match at.get(&event.id) {
            Some(&i) => {
                let hidden = kept[i].hidden || event.hidden;
                let (known, mut other) = (Arc::make_mut(&mut kept[i]), Event::clone(&event));
                if other.corrected.is_some() && known.corrected.is_none() {
                    std::mem::swap(known, &mut other);
                }
                join_marks(known, &mut other);
                known.hidden = hidden;
                add_evidence(known, other.evidence);
            }
            None => {
                at.insert(event.id.clone(), kept.len());
                kept.push(event);
            }
        }
    }
    kept
}

/// How well an event fits to those of a group; `None` where it and one of them cannot be one.
pub fn fit<'a>(view: &View, group: impl Iterator<Item = &'a View>, kinds: &Kinds) -> Option<f32> {
    let mut best = f32::MIN;
    for member in group {
        best = best.max(score(view, member, kinds)?);
    }
    Some(best)
}

/// `None`: these two cannot be one event.
fn score(a: &View, b: &View, kinds: &Kinds) -> Option<f32> {
    if !kinds.may_be_one(a, b) {
        return None;
    }
    let about = in_both(&a.words, &b.words) as f32 / a.words.len().min(b.words.len()).max(1) as f32;
    // One report in two papers; of two events of one sentence the one that shares its words.
    if in_both(&a.sentences, &b.sentences) > 0 && a.kind == b.kind {
        return Some(CERTAIN + about);
    }
    let told = in_both(&a.told, &b.told) as f32 / a.told.len().min(b.told.len()).max(4) as f32;
    let shared = in_both(&a.parties, &b.parties);
    if shared == 0 && !a.parties.is_empty() && !b.parties.is_empty() || a.namesakes(b) {
        return None;
    }
    let disagree = a.disagrees(b);
    let date = if disagree { DISAGREEING } else { dates_agree(a.date, b.date)? };
    // Who or where, and what, must be beyond doubt where the dates are not the same.
    let all = shared > 0 && shared == a.parties.len().min(b.parties.len());
    if disagree && !all && !(a.parties.is_empty() && b.parties.is_empty() && in_both(&a.places, &b.places) > 0) {
        return None;
    }
    // Two meetings of one person with two others are two.
    let counterparts = a.parties.len() >= 2 && b.parties.len() >= 2 && shared < 2;
    if counterparts && (date < 1.5 || a.between && b.between) {
        return None;
    }
    let places = in_both(&a.places, &b.places);
    let kind = if a.kind == b.kind && !kinds.is_other(a.kind) { 1.0 } else { 0.0 };
    Some(kind + date + 0.75 * shared.min(2) as f32 + 0.5 * places.min(1) as f32 + 2.0 * about + 2.0 * told)
}

/// How well two dates agree; `None` where they exclude each other.
fn dates_agree(a: Option<UncertainDate>, b: Option<UncertainDate>) -> Option<f32> {
    let (Some(a), Some(b)) = (a, b) else { return Some(-0.5) };
    let both = a.intersect(&b)?;
    let wide = [a, b].iter().any(|d| d.days_long().is_none_or(|days| days > WIDE));
    Some(match both.days_long() {
        Some(1) if a == b => 1.5,
        _ if !wide => 1.0,
        _ => 0.0,
    })
}

/// Two reports of one event: the more salient gives title and kind, the narrower date wins where they overlap. What the
/// sources claim, and what was extracted, is joined apart from what the user corrected.
fn join_two(a: Event, b: Event) -> Event {
    if a.corrected.is_none() && b.corrected.is_none() {
        return join_told(a, b);
    }
    let typed =
        |e: &Event, when: &Option<When>| e.corrected.as_ref().filter(|_| e.when == *when).and_then(|c| c.typed.clone());
    let extracted = join_told(a.uncorrected(), b.uncorrected());
    let mut joined = join_told(a.clone(), b.clone());
    joined.claims.clone_from(&extracted.claims);
    let typed = typed(&a, &joined.when).or_else(|| typed(&b, &joined.when));
    joined.remember(extracted.as_is(), typed);
    joined
}

fn join_told(mut a: Event, b: Event) -> Event {
    let mut other = b;
    if (other.salience, &a.id) > (a.salience, &other.id) {
        std::mem::swap(&mut a, &mut other);
    }
    if other.id < a.id {
        a.id.clone_from(&other.id);
    }
    join_marks(&mut a, &mut other);
    let apart = dates_apart(&a, &other);
    if apart || !a.claims.is_empty() || !other.claims.is_empty() {
        a.claims = claims::united(&a, &other);
        a.when = claims::when(&a.claims);
        other.when = None;
    }
    let days = |w: &Option<When>| w.as_ref().and_then(|w| w.date).map(|d| d.days_long().unwrap_or(i64::MAX));
    if days(&other.when).is_some_and(|theirs| days(&a.when).is_none_or(|ours| theirs < ours)) {
        a.when = other.when;
    }
    if a.status == Status::Planned && other.status == Status::Happened {
        a.status = Status::Happened;
    }
    for participant in other.participants {
        match a.participants.iter_mut().find(|p| p.name == participant.name) {
            Some(known) if known.role == Role::Other => known.role = participant.role,
            Some(_) => {}
            None => a.participants.push(participant),
        }
    }
    for place in other.places {
        if !a.places.contains(&place) {
            a.places.push(place);
        }
    }
    for located in other.located {
        if !a.located.iter().any(|l| l.place == located.place) {
            a.located.push(located);
        }
    }
    a.salience = a.salience.max(other.salience);
    a.confidence = a.confidence.max(other.confidence);
    add_evidence(&mut a, other.evidence);
    a
}

fn dates_apart(a: &Event, b: &Event) -> bool {
    let date = |e: &Event| e.when.as_ref().and_then(|w| w.date);
    matches!((date(a), date(b)), (Some(x), Some(y)) if x.intersect(&y).is_none())
}

/// What the user says of an event beside its facts. A judgement counts more than none; two that disagree are none.
fn join_marks(a: &mut Event, other: &mut Event) {
    a.review = match (a.review, other.review) {
        (ours, theirs) if ours == theirs => ours,
        (Review::Proposed, judged) | (judged, Review::Proposed) => judged,
        _ => Review::Proposed,
    };
    for tag in other.tags.drain(..) {
        if !a.tags.contains(&tag) {
            a.tags.push(tag);
        }
    }
    if a.note.is_empty() {
        a.note = std::mem::take(&mut other.note);
    } else if !other.note.is_empty() && a.note != other.note {
        a.note = format!("{}\n{}", a.note, other.note);
    }
    a.colour = a.colour.or(other.colour);
    a.hidden &= other.hidden;
    a.added &= other.added;
}

/// A sentence stands once among the evidence; of two that tell the event in it, all words are kept.
fn add_evidence(event: &mut Event, evidence: Vec<Evidence>) {
    for new in evidence {
        match event.evidence.iter_mut().find(|e| e.article == new.article && e.span == new.span) {
            None => event.evidence.push(new),
            Some(known) => {
                let words = std::iter::once(new.trigger).chain(new.also);
                let more: Vec<_> = words.filter(|w| !known.tells(w.span)).collect();
                known.also.extend(more);
            }
        }
    }
}
