//! What each edit does.

use super::super::edit::{Change, Edit, Field, NewEvent, Target};
use super::split;
use super::state::{Row, State};
use crate::article::short_hash;
use crate::event::Event;
use crate::timeline;
use std::sync::Arc;

/// An edit, or the part of it, that found nothing, and why.
pub type Missing = Vec<(Edit, String)>;

/// Applies an edit as far as what it is about is there.
pub fn apply(state: &mut State, edit: &Edit) -> Missing {
    let mut missing = Vec::new();
    let mut open = vec![edit];
    while let Some(edit) = open.pop() {
        match edit {
            Edit::SetPublished { .. }
            | Edit::SetDiscourse { .. }
            | Edit::SetCalendar { .. }
            | Edit::SetRemoved { .. } => {}
            Edit::Change { events, change } => missing.extend(change_all(state, events, change)),
            Edit::Merge { events, title, when } => missing.extend(merge(state, events, *title, *when)),
            Edit::Split { event, parts } => {
                let split = state.find(event).ok_or_else(|| state.why_not(event));
                if let Err(why) = split.and_then(|row| split::split(state, row, parts)) {
                    missing.push((edit.clone(), why));
                }
            }
            Edit::Add { event } => missing.extend(add(state, event).err().map(|why| (edit.clone(), why))),
            Edit::Several { edits, .. } => open.extend(edits.iter().rev()),
            Edit::Unknown(_) => {
                missing.push((edit.clone(), "It was made by a newer Dateline, which is needed to see it.".to_owned()));
            }
        }
    }
    missing
}

fn change_all(state: &mut State, targets: &[Target], change: &Change) -> Missing {
    let mut missing = Vec::new();
    for target in targets {
        match state.find(target) {
            Some(row) => change_one(state.event_mut(row), change),
            None => missing.push(target),
        }
    }
    lost(state, &missing, |events| Edit::Change { events, change: change.clone() })
}

/// The part of an edit whose targets are missing, with what is to be said of it.
fn lost(state: &State, missing: &[&Target], edit: impl Fn(Vec<Target>) -> Edit) -> Missing {
    let why = match missing {
        [] => return Vec::new(),
        [one] => state.why_not(one),
        [first, rest @ ..] => format!("{} So are {} more.", state.why_not(first), rest.len()),
    };
    vec![(edit(missing.iter().copied().cloned().collect()), why)]
}

/// An event of which one more thing was said.
pub fn said(event: &Event, change: &Change) -> Event {
    let mut event = event.clone();
    change_one(&mut event, change);
    event
}

fn change_one(event: &mut Event, change: &Change) {
    match change {
        Change::AddTag(tag) => {
            if !event.tags.contains(tag) {
                event.tags.push(tag.clone());
            }
        }
        Change::RemoveTag(tag) => event.tags.retain(|t| t != tag),
        Change::Note(note) => event.note.clone_from(note),
        Change::Colour(colour) => event.colour = *colour,
        Change::Review(review) => event.review = *review,
        Change::Hidden(hidden) => event.hidden = *hidden,
        _ => correct(event, change),
    }
}

/// A change of what was extracted, which stays beside it.
fn correct(event: &mut Event, change: &Change) {
    let extracted = event.extracted();
    let mut typed = event.corrected.as_ref().and_then(|c| c.typed.clone());
    match change {
        Change::Title(title) => event.title.clone_from(title),
        Change::When(dating) => {
            event.when = dating.when();
            typed.clone_from(&dating.typed);
        }
        Change::Status(status) => event.status = *status,
        Change::Kind(kind) => event.kind.clone_from(kind),
        Change::Participants(all) => event.participants.clone_from(all),
        Change::Places(all) => event.places.clone_from(all),
        Change::Revert(field) => {
            let (field, all) = (*field, *field == Field::All);
            if all || field == Field::Title {
                event.title.clone_from(&extracted.title);
            }
            if all || field == Field::When {
                event.when.clone_from(&extracted.when);
                typed = None;
            }
            if all || field == Field::Status {
                event.status = extracted.status;
            }
            if all || field == Field::Kind {
                event.kind.clone_from(&extracted.kind);
            }
            if all || field == Field::Participants {
                event.participants.clone_from(&extracted.participants);
            }
            if all || field == Field::Places {
                event.places.clone_from(&extracted.places);
            }
        }
        _ => {}
    }
    event.remember(extracted, typed);
}

fn add(state: &mut State, new: &NewEvent) -> Result<(), String> {
    if let Some(gone) = new.evidence.iter().find(|e| !state.base.has_article(&e.article)) {
        return Err(format!("The article that tells “{}” is not in the timeline: “{}”", new.title, gone.quote));
    }
    let mut event = new.event();
    while state.row(&event.id).is_some() {
        event.id = format!("e{}", short_hash(&["again", &event.id]));
    }
    state.make(event, Vec::new());
    Ok(())
}

fn merge(state: &mut State, targets: &[Target], title: Option<usize>, when: Option<usize>) -> Missing {
    let found: Vec<Option<Row>> = targets.iter().map(|target| state.find(target)).collect();
    let mut rows: Vec<Row> = Vec::new();
    for row in found.iter().flatten() {
        if !rows.contains(row) {
            rows.push(*row);
        }
    }
    let missing: Vec<&Target> = targets.iter().zip(&found).filter(|(_, row)| row.is_none()).map(|(t, _)| t).collect();
    if rows.len() < 2 {
        // All are found and are one event: there is nothing left to do.
        let all = |_| Edit::Merge { events: targets.to_vec(), title, when };
        return lost(state, &missing, all);
    }
    let events: Vec<Arc<Event>> = rows.iter().map(|row| state.event(*row).clone()).collect();
    let chosen = |at: Option<usize>| found.get(at?).copied().flatten().map(|row| state.event(row).clone());
    let merged = merged(&events, chosen(title).as_deref(), chosen(when).as_deref());
    for row in &rows {
        state.kill(*row);
    }
    state.make(merged, rows);
    // The others join when they return.
    lost(state, &missing, |events| Edit::Merge { events, title: None, when: None })
}

/// Events as one, with the title and kind of one of them and the date of another.
fn merged(events: &[Arc<Event>], title: Option<&Event>, when: Option<&Event>) -> Event {
    let mut merged = timeline::join(events);
    let mut extracted = merged.extracted();
    let mut typed = merged.corrected.as_ref().and_then(|c| c.typed.clone());
    if let Some(title) = title {
        let before = title.extracted();
        (extracted.title, extracted.kind) = (before.title, before.kind);
        merged.title.clone_from(&title.title);
        merged.kind.clone_from(&title.kind);
    }
    if let Some(dated) = when {
        extracted.when = dated.extracted().when;
        merged.when.clone_from(&dated.when);
        typed = dated.corrected.as_ref().and_then(|c| c.typed.clone());
    }
    merged.remember(extracted, typed);
    merged
}
