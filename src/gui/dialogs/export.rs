//! Exporting the timeline: format, place, and what came of it.

use super::{Purpose, from_right, modal};
use crate::export::{Choice, Format};
use crate::gui::command::Action;
use crate::gui::derived::Derived;
use crate::gui::save::SaveError;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, primary, sans, soft};
use crate::gui::words::{count, file_stem};
use crate::gui::work::path_of;
use crate::timeline::Timeline;
use egui::{Key, Label, RichText, TextEdit, Ui};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which events are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All but what was rejected or hidden.
    #[default]
    Kept,
    /// What the window shows: what was searched for, of the sorts that are switched on.
    Shown,
    Confirmed,
    Everything,
}

impl Scope {
    const ALL: [Self; 4] = [Self::Kept, Self::Shown, Self::Confirmed, Self::Everything];

    const fn name(self) -> &'static str {
        match self {
            Self::Kept => "All but rejected and hidden",
            Self::Shown => "What is shown now",
            Self::Confirmed => "Confirmed only",
            Self::Everything => "Everything",
        }
    }

    /// The choice among all events; `None` where it is what the window shows.
    fn choice(self) -> Option<Choice> {
        match self {
            Self::Kept => Some(Choice::default()),
            Self::Shown => None,
            Self::Confirmed => Some(Choice { confirmed_only: true, ..Choice::default() }),
            Self::Everything => Some(Choice::ALL),
        }
    }

    fn count(self, derived: &Derived) -> usize {
        let all = &derived.all.timeline().events;
        let takes = |choice: Choice| all.iter().filter(|event| choice.takes(event)).count();
        self.choice().map_or_else(|| derived.timeline.events.len(), takes)
    }

    /// The events that are written.
    pub fn of(self, derived: &Derived) -> Arc<Timeline> {
        let of = |choice: Choice| Arc::new(choice.of(derived.all.timeline()));
        self.choice().map_or_else(|| derived.timeline.clone(), of)
    }
}

pub struct Export {
    path: String,
    scope: Scope,
    /// How many events each scope writes, in the order of [`Scope::ALL`].
    events: [usize; 4],
    format: Format,
    state: Writing,
    /// The path that the system's dialog gave: it has asked whether a file there may be replaced.
    agreed: Option<String>,
    focused: bool,
}

#[derive(PartialEq)]
enum Writing {
    Asking,
    Running,
    /// A file of that name is there.
    Exists,
    Failed(String),
}

impl Export {
    pub fn new(folder: &Path, derived: &Derived) -> Self {
        let format = Format::Ron;
        let path = folder.join(format!("{}.{}", file_stem(&derived.timeline.title), format.ending()));
        Self {
            path: path.display().to_string(),
            scope: Scope::default(),
            events: Scope::ALL.map(|scope| scope.count(derived)),
            format,
            state: Writing::Asking,
            agreed: None,
            focused: false,
        }
    }

    /// The place that the system's dialog gave; its ending chooses the format, and one without an ending gets it.
    pub fn chosen(&mut self, mut path: PathBuf) {
        match Format::of(&path) {
            Some(format) => self.format = format,
            None => path = with_ending(&path, self.format),
        }
        self.path = path.display().to_string();
        self.agreed = Some(self.path.clone());
        self.state = Writing::Asking;
    }

    pub fn failed(&mut self, error: SaveError) {
        self.state = match error {
            SaveError::Exists(_) => Writing::Exists,
            SaveError::Failed(why) => Writing::Failed(why),
        };
    }

    pub fn no_dialog(&mut self) {
        self.state = Writing::Failed("This system shows no file dialog. Type where the file is to be.".to_owned());
    }

    /// Gives back false when it is to be closed.
    pub fn show(&mut self, ui: &Ui, actions: &mut Vec<Action>) -> bool {
        modal(ui, "Export the timeline", 480.0, |ui| self.contents(ui, actions))
    }

    fn contents(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        let mut open = true;
        soft(ui, "With every quote and every reason. The file opens again in Dateline.");
        ui.add_space(10.0);
        self.scopes(ui);
        ui.add_space(8.0);
        self.formats(ui);
        ui.add_space(8.0);
        let entered = self.place(ui, actions);
        self.told(ui);
        ui.add_space(12.0);
        from_right(ui, |ui| {
            let exists = self.state == Writing::Exists;
            let ready = self.state != Writing::Running && !self.path.trim().is_empty();
            let button = primary(ui, ready, if exists { "Replace" } else { "Export" });
            if ready && (button.clicked() || entered) {
                let path = path_of(&self.path);
                let path = if Format::of(&path).is_some() { path } else { with_ending(&path, self.format) };
                self.path = path.display().to_string();
                // Enter never replaces a file that nobody was asked about: that takes the button.
                let replace = (exists && button.clicked()) || self.agreed.as_ref() == Some(&self.path);
                actions.push(Action::Export { path, format: self.format, scope: self.scope, replace });
                self.state = Writing::Running;
            }
            if ui.button("Cancel").clicked() {
                open = false;
            }
        });
        open
    }

    fn scopes(&mut self, ui: &mut Ui) {
        for (scope, events) in Scope::ALL.into_iter().zip(self.events) {
            ui.radio_value(&mut self.scope, scope, format!("{}: {}", scope.name(), count(events, "event")));
        }
    }

    fn formats(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            for format in Format::ALL {
                if ui.radio(self.format == format, format.name()).clicked() && self.format != format {
                    self.format = format;
                    self.path = PathBuf::from(&self.path).with_extension(format.ending()).display().to_string();
                    self.state = Writing::Asking;
                }
            }
        });
    }

    /// The field for the path; true when Enter was pressed in it.
    fn place(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        from_right(ui, |ui| {
            if ui.button("Browse…").clicked() {
                actions.push(Action::Browse(Purpose::Save(path_of(&self.path), self.format)));
            }
            let edit = TextEdit::singleline(&mut self.path).desired_width(f32::INFINITY).font(sans(BODY));
            let field = ui.add(edit).accessible_name("Path of the file");
            if !std::mem::replace(&mut self.focused, true) {
                field.request_focus();
            }
            if field.changed() {
                self.state = Writing::Asking;
                self.format = Format::of(Path::new(self.path.trim())).unwrap_or(self.format);
            }
            field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))
        })
    }

    fn told(&self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let text = match &self.state {
            Writing::Asking => return,
            Writing::Running => "Writing…",
            Writing::Exists => "A file of this name is there. Replace it, or choose another name.",
            Writing::Failed(why) => why,
        };
        ui.add_space(4.0);
        ui.add(Label::new(RichText::new(text).font(sans(BODY)).color(theme.accent)).wrap());
    }
}

fn with_ending(path: &Path, format: Format) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(format.ending());
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_file_name() {
        assert_eq!(file_stem("The Coldest Handshake: Ever!"), "the-coldest-handshake-ever");
        assert_eq!(file_stem(" … "), "timeline");
        assert_eq!(file_stem("../../etc"), "etc");
        assert!(file_stem(&"word ".repeat(90)).chars().count() <= 60);
        assert!(file_stem(&"x".repeat(900)).len() <= 60);
    }

    #[test]
    fn the_ending_follows_the_choice_of_the_file_dialog() {
        let mut export = Export::new(Path::new("/tmp"), &Derived::default());
        assert!(export.path.ends_with("timeline.ron"));
        export.chosen(PathBuf::from("/nowhere/b.json"));
        assert_eq!((export.format, export.path.as_str()), (Format::Json, "/nowhere/b.json"));
        export.chosen(PathBuf::from("/nowhere/v1.2"));
        assert_eq!(export.path, "/nowhere/v1.2.json");
    }
}
