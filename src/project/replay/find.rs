//! Finding the event that an edit is about: by its id, else by the words that tell it, else (where its article was read
//! anew and has another text) by the same word of the same sentence. A sentence alone finds nothing: it may tell several
//! events, and an edit on the wrong one is worse than one that waits.

use super::super::edit::{Place, Target, quote};
use super::state::{Row, State};
use crate::event::Event;

/// How well an event fits a target: places that touch it, and those that are its very words.
type Fit = (usize, usize);

impl State<'_> {
    /// The event that a target means.
    pub fn find(&self, target: &Target) -> Option<Row> {
        self.row(&target.id)
            .or_else(|| self.best(target, |state, place| state.base.of_article(&place.article), told))
            .or_else(|| {
                // Words stand for a place only where the place itself is not to be had.
                let away = target.places.iter().any(|p| !self.base.has_article(&p.article));
                away.then(|| self.best(target, |state, place| state.base.of_words(place), said))?
            })
    }

    /// Why a target is not found.
    pub fn why_not(&self, target: &Target) -> String {
        let away = |p: &Place| !self.base.has_article(&p.article);
        match &target.places[..] {
            [] => format!("“{}” is not in the timeline.", target.title),
            places if places.iter().all(away) => {
                format!("The article that tells “{}” is not in the timeline.", target.title)
            }
            _ => format!("The words that told “{}” are not read as an event any more.", target.title),
        }
    }

    fn best<'s>(
        &'s self,
        target: &Target,
        near: impl Fn(&'s Self, &Place) -> &'s [Row],
        fit: impl Fn(&Place, &Event) -> Fit,
    ) -> Option<Row> {
        let mut rows: Vec<Row> = target.places.iter().flat_map(|place| near(self, place)).copied().collect();
        rows.sort_unstable();
        rows.dedup();
        rows.retain(|row| self.is_alive(*row));
        rows.extend(self.made_rows());
        let fits = rows.into_iter().map(|row| {
            let event = self.event(row);
            let all = target.places.iter().map(|place| fit(place, event));
            (row, all.fold((0, 0), |sum, fit| (sum.0 + fit.0, sum.1 + fit.1)))
        });
        let better =
            |a: &(Row, Fit), b: &(Row, Fit)| a.1.cmp(&b.1).then_with(|| self.event(b.0).id.cmp(&self.event(a.0).id));
        fits.filter(|(_, (touched, _))| *touched > 0).max_by(better).map(|(row, _)| row)
    }
}

/// By the place of its words.
fn told(place: &Place, event: &Event) -> Fit {
    let touched = event.evidence.iter().any(|e| place.touches(e));
    (usize::from(touched), usize::from(touched && event.evidence.iter().any(|e| place.is(e))))
}

/// By the words themselves.
fn said(place: &Place, event: &Event) -> Fit {
    let same = event.evidence.iter().any(|e| e.trigger.text == place.word && quote(&e.quote) == place.quote);
    (usize::from(same), usize::from(same))
}
