//! Taking an event apart: into what it was merged from where the parts allow it, so that each has its own title and date
//! again; else into pieces of one report, by their sentences.

use super::super::edit::{Place, shortened};
use super::state::{Row, State};
use crate::article::short_hash;
use crate::event::{Event, Evidence};
use crate::timeline;
use std::sync::Arc;

/// Splits an event by the places of its sentences. What was said of the whole is said of its parts.
///
/// # Errors
/// One sentence where fewer than two parts are left.
pub fn split(state: &mut State, row: Row, parts: &[Vec<Place>]) -> Result<(), String> {
    let (now, as_made) = (state.event(row).clone(), state.as_made(row).clone());
    let mut rows: Vec<Vec<Row>> = vec![Vec::new(); parts.len().max(1)];
    let pieces = state.pieces(row);
    if pieces.is_empty() {
        cut(state, &as_made, parts, &mut rows);
    }
    let mut open: Vec<Row> = pieces.into_iter().rev().collect();
    while let Some(piece) = open.pop() {
        let event = state.event(piece).clone();
        let inside = state.pieces(piece);
        match (whole(&event, parts), inside.is_empty()) {
            (Some(part), _) => rows[part].push(piece),
            (None, false) => open.extend(inside.into_iter().rev()),
            (None, true) => cut(state, &event, parts, &mut rows),
        }
    }
    let first = now.evidence.first().map_or(0, |e| part_of(e, parts));
    if rows.iter().filter(|rows| !rows.is_empty()).count() < 2 {
        return Err(format!("Of “{}” only one part is left, so there is nothing to split.", now.title));
    }
    state.kill(row);
    for (part, rows) in rows.into_iter().enumerate().filter(|(_, rows)| !rows.is_empty()) {
        let row = match rows[..] {
            [one] => {
                state.revive(one);
                one
            }
            _ => {
                let events: Vec<Arc<Event>> = rows.iter().map(|row| state.event(*row).clone()).collect();
                state.make(timeline::join(&events), rows)
            }
        };
        if now != as_made {
            pass_on(&as_made, &now, state.event_mut(row), part == first);
        }
    }
    Ok(())
}

/// The part that proves an event alone.
fn whole(event: &Event, parts: &[Vec<Place>]) -> Option<usize> {
    let mut of = event.evidence.iter().map(|e| part_of(e, parts));
    let first = of.next().unwrap_or(0);
    of.all(|part| part == first).then_some(first)
}

/// The part that names a sentence, by its very word before a word beside it; the first where none does.
fn part_of(evidence: &Evidence, parts: &[Vec<Place>]) -> usize {
    let naming = |names: &dyn Fn(&Place) -> bool| parts.iter().position(|part| part.iter().any(names));
    naming(&|place| place.is(evidence)).or_else(|| naming(&|place| place.touches(evidence))).unwrap_or(0)
}

/// Cuts one report by its sentences. The piece with its best one keeps its title and id; the others are titled by their
/// own words. All keep its date: nothing tells another.
fn cut(state: &mut State, event: &Event, parts: &[Vec<Place>], rows: &mut [Vec<Row>]) {
    let head = event.evidence.first().map_or(0, |e| part_of(e, parts));
    for (part, rows) in rows.iter_mut().enumerate() {
        let evidence: Vec<Evidence> = event.evidence.iter().filter(|e| part_of(e, parts) == part).cloned().collect();
        let Some(best) = evidence.first() else { continue };
        let mut piece = Event { evidence: Vec::new(), ..event.clone() };
        if part != head {
            piece.id = format!("e{}", short_hash(&["split", &best.article.0, &best.trigger.span.start.to_string()]));
            let mut extracted = event.extracted();
            extracted.title = shortened(&best.quote);
            piece.title.clone_from(&extracted.title);
            let typed = event.corrected.as_ref().and_then(|c| c.typed.clone());
            piece.remember(extracted, typed);
        }
        piece.evidence = evidence;
        timeline::recount(&mut piece);
        rows.push(state.make_dead(Arc::new(piece)));
    }
}

/// What was said of an event after it was made, said of a part of it: marks of every part, corrections only of the first,
/// for the others have their own title and date.
fn pass_on(before: &Event, after: &Event, part: &mut Event, is_first: bool) {
    part.tags.retain(|tag| after.tags.contains(tag) || !before.tags.contains(tag));
    for tag in after.tags.iter().filter(|tag| !before.tags.contains(tag)) {
        if !part.tags.contains(tag) {
            part.tags.push(tag.clone());
        }
    }
    if after.note != before.note {
        part.note.clone_from(&after.note);
    }
    if after.colour != before.colour {
        part.colour = after.colour;
    }
    if after.review != before.review {
        part.review = after.review;
    }
    if after.hidden != before.hidden {
        part.hidden = after.hidden;
    }
    if !is_first {
        return;
    }
    let extracted = part.extracted();
    let mut typed = part.corrected.as_ref().and_then(|c| c.typed.clone());
    if after.title != before.title {
        part.title.clone_from(&after.title);
    }
    if after.when != before.when {
        part.when.clone_from(&after.when);
        typed = after.corrected.as_ref().and_then(|c| c.typed.clone());
    }
    if after.status != before.status {
        part.status = after.status;
    }
    if after.kind != before.kind {
        part.kind.clone_from(&after.kind);
    }
    if after.participants != before.participants {
        part.participants.clone_from(&after.participants);
    }
    if after.places != before.places {
        part.places.clone_from(&after.places);
    }
    part.remember(extracted, typed);
}
