//! What is shown, said once and come back to: the time around an event, views under a name; and the keys that are set.

use super::App;
use crate::gui::command::Stretch;
use crate::gui::keys::Keys;
use crate::gui::saved_views::{self, SavedView, Showing};
use crate::gui::view::View;
use chrono::{Days, NaiveDate};

impl App {
    /// Leaves out what was long before or after the selected event: told in the search field, where it can be taken back.
    pub(super) fn only_around(&mut self, stretch: Stretch) {
        let Some(event) = self.state.selected_event() else {
            return self.state.say("Select an event first: on the timeline, in the list or in the text.");
        };
        let date = event.when.as_ref().and_then(|when| when.date);
        let Some((from, to)) = date.and_then(|d| Some((d.earliest.or(d.latest)?, d.latest.or(d.earliest)?))) else {
            return self.state.say("The event has no date, so nothing lies around it.");
        };
        let days = Days::new(stretch.days());
        let from = from.day.checked_sub_days(days).unwrap_or(NaiveDate::MIN);
        let to = to.day.checked_add_days(days).unwrap_or(NaiveDate::MAX);
        let view = self.state.view().only(from, to);
        self.state.set_view(view);
        self.state
            .say("What lies further off is left out, as the search field says; delete that there to bring it back.");
    }

    /// Shows what narrows the search down, or hides it where it is seen.
    pub(super) fn narrow_down(&mut self) {
        let hides = self.state.view().narrow && self.panels.shows_sources();
        if !hides {
            self.panels.show_sources();
        }
        let view = View { narrow: !hides, ..self.state.view().clone() };
        self.state.set_view(view);
    }

    fn showing(&self) -> Showing {
        Showing {
            view: self.state.view().clone(),
            lanes: self.canvas.grouping(),
            time: self.canvas.shown(),
            folded: self.canvas.is_folding(),
        }
    }

    pub(super) fn save_view(&mut self, name: &str) {
        let view = SavedView::new(name, &self.showing());
        self.state.say(format!("View “{}” is kept.", view.name));
        self.state.set_views(saved_views::with(self.state.views.clone(), view));
    }

    /// Shows what was kept under a name.
    pub(super) fn show_saved(&mut self, at: usize) {
        let Some(saved) = self.state.views.get(at).cloned() else { return };
        let Showing { view, lanes, time, folded } = saved.showing(self.state.view());
        self.state.set_view(view);
        self.canvas.group_by(lanes);
        if folded != self.canvas.is_folding() {
            self.canvas.fold_gaps(folded);
        }
        if let Some((from, to)) = time {
            self.canvas.show_time(from, to);
        }
        self.state.say(format!("View “{}”", saved.name));
    }

    /// Changes the keys, for this window now and for all from the next start on.
    pub(super) fn set_keys(&mut self, ctx: &egui::Context, change: impl FnOnce(&mut Keys)) {
        change(&mut self.settings.keys);
        self.settings.keys.clone().install(ctx);
        if let Some(home) = &self.home
            && let Err(why) = self.settings.write(home)
        {
            self.state.complain(why);
        }
    }
}
