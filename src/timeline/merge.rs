//! Events of several articles that are one: the kinds agree, a participant (or the place and what it is about) is
//! shared, and the dates can be the same.
//!
//! The lemma alone is a trap on long-running stories, so nothing is merged without a name in common. Only events that
//! share a name are ever compared, which keeps the work near linear.

use crate::event::{Event, Evidence, Role, Status, When, compatible_kinds};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Events that score at least this much together are one.
const THRESHOLD: f32 = 3.0;
/// An interval wider than this many days says too little to hold two reports together by itself.
const WIDE: i64 = 45;
/// A name that more events than this share tells nothing apart; such a block is skipped.
const LARGEST_BLOCK: usize = 2_000;

/// Merges; the result keeps the order of each event's first report.
pub fn across_articles(events: Vec<Event>) -> Vec<Event> {
    let events = same_ids(events);
    let views: Vec<View> = events.iter().map(View::new).collect();
    let mut blocks: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (index, view) in views.iter().enumerate() {
        for name in &view.names {
            blocks.entry(name.as_str()).or_default().push(index);
        }
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group_of: Vec<usize> = vec![usize::MAX; events.len()];
    for index in 0..events.len() {
        let mut near: BTreeSet<usize> = BTreeSet::new();
        for name in &views[index].names {
            let block = &blocks[name.as_str()];
            if block.len() <= LARGEST_BLOCK {
                near.extend(block.iter().filter(|&&i| i < index).map(|&i| group_of[i]));
            }
        }
        let best = near
            .into_iter()
            .filter_map(|g| Some((g, fit(index, &groups[g], &events, &views)?)))
            .filter(|(_, score)| *score >= THRESHOLD)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        group_of[index] = match best {
            Some((group, _)) => {
                groups[group].push(index);
                group
            }
            None => {
                groups.push(vec![index]);
                groups.len() - 1
            }
        };
    }
    let mut events: Vec<Option<Event>> = events.into_iter().map(Some).collect();
    groups
        .iter()
        .map(|group| {
            let members = group.iter().filter_map(|&i| events[i].take());
            members.reduce(join).expect("a group has a member")
        })
        .collect()
}

/// An event that comes twice, as from a timeline file and its article, is one.
fn same_ids(events: Vec<Event>) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::with_capacity(events.len());
    let mut at: FxHashMap<String, usize> = FxHashMap::default();
    for event in events {
        match at.get(&event.id) {
            Some(&i) => add_evidence(&mut kept[i], event.evidence),
            None => {
                at.insert(event.id.clone(), kept.len());
                kept.push(event);
            }
        }
    }
    kept
}

/// What is compared of an event.
struct View {
    article: String,
    /// Last words of names and places, lower case: "obama", "lima".
    names: BTreeSet<String>,
    places: BTreeSet<String>,
    /// Content words of title and triggers.
    words: BTreeSet<String>,
}

impl View {
    fn new(event: &Event) -> Self {
        let last = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_lowercase();
        let mut words: BTreeSet<String> = BTreeSet::new();
        for text in std::iter::once(event.title.as_str()).chain(event.evidence.iter().map(|e| e.trigger.text.as_str()))
        {
            words.extend(text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 3).map(rough_stem));
        }
        let places: BTreeSet<String> = event.places.iter().map(|p| last(p)).collect();
        let mut names: BTreeSet<String> = event.participants.iter().map(|p| last(&p.name)).collect();
        names.extend(places.iter().cloned());
        Self { article: event.evidence.first().map_or_else(String::new, |e| e.article.0.clone()), names, places, words }
    }
}

/// Enough to see that "airstrikes" and "airstrike" share a word.
fn rough_stem(word: &str) -> String {
    let lower = word.to_lowercase();
    let stem =
        ["ings", "ing", "ed", "es", "s"].iter().find_map(|e| lower.strip_suffix(e).filter(|s| s.chars().count() > 3));
    stem.map_or_else(|| lower.clone(), str::to_owned)
}

fn fit(index: usize, group: &[usize], events: &[Event], views: &[View]) -> Option<f32> {
    let mut best = f32::MIN;
    for &member in group {
        best = best.max(score((&events[index], &views[index]), (&events[member], &views[member]))?);
    }
    Some(best)
}

/// `None`: these two cannot be one event.
fn score((a, view_a): (&Event, &View), (b, view_b): (&Event, &View)) -> Option<f32> {
    if view_a.article == view_b.article || !compatible_kinds(&a.kind, &b.kind) {
        return None;
    }
    let denied = |e: &Event| matches!(e.status, Status::Denied | Status::Hypothetical);
    if denied(a) != denied(b) {
        return None;
    }
    let date = dates_agree(a.when.as_ref(), b.when.as_ref())?;
    let parties = |v: &View| v.names.difference(&v.places).cloned().collect::<BTreeSet<String>>();
    let (ours, theirs) = (parties(view_a), parties(view_b));
    let shared = ours.intersection(&theirs).count();
    if shared == 0 && !ours.is_empty() && !theirs.is_empty() {
        return None;
    }
    // Two meetings of one person with two others are two.
    let counterparts = ours.len() >= 2 && theirs.len() >= 2 && shared < 2;
    if counterparts && date < 1.5 {
        return None;
    }
    let places = view_a.places.intersection(&view_b.places).count();
    let about = view_a.words.intersection(&view_b.words).count() as f32
        / view_a.words.len().min(view_b.words.len()).max(1) as f32;
    let kind = if a.kind == b.kind && a.kind != "other" { 1.0 } else { 0.0 };
    Some(kind + date + 0.75 * shared.min(2) as f32 + 0.5 * places.min(1) as f32 + 2.0 * about)
}

/// How well two dates agree; `None` where they exclude each other.
fn dates_agree(a: Option<&When>, b: Option<&When>) -> Option<f32> {
    let (Some(a), Some(b)) = (a.and_then(|w| w.date), b.and_then(|w| w.date)) else { return Some(-0.5) };
    let both = a.intersect(&b)?;
    let wide = [a, b].iter().any(|d| d.days_long().is_none_or(|days| days > WIDE));
    Some(match both.days_long() {
        Some(1) if a == b => 1.5,
        _ if !wide => 1.0,
        _ => 0.0,
    })
}

/// Two reports of one event: the more salient gives title and kind, the narrower date wins where they overlap.
fn join(mut a: Event, b: Event) -> Event {
    let mut other = b;
    if (other.salience, &a.id) > (a.salience, &other.id) {
        std::mem::swap(&mut a, &mut other);
    }
    if other.id < a.id {
        a.id.clone_from(&other.id);
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
    a.salience = (a.salience.max(other.salience) + 0.05).min(1.0);
    a.salience = (a.salience * 100.0).round() / 100.0;
    a.confidence = a.confidence.max(other.confidence);
    add_evidence(&mut a, other.evidence);
    a
}

fn add_evidence(event: &mut Event, evidence: Vec<Evidence>) {
    for new in evidence {
        if !event.evidence.iter().any(|e| e.article == new.article && e.span == new.span) {
            event.evidence.push(new);
        }
    }
}
