//! Dialogs: the system's own for files, behind a trait so that tests answer instead of a user, and our modal ones.

pub mod calendar;
pub mod export;
pub mod history;
pub mod keyboard;
pub mod merge;
pub mod native;
pub mod new_event;
pub mod open;
pub mod palette;
pub mod project;
pub mod shortcuts;
pub mod split;
pub mod views;

use crate::export::Format;
use crate::gui::theme::Theme;
use crate::gui::widgets::semibold;
use egui::{Align, Frame, Id, Layout, Modal, RichText, Ui, vec2};
use std::path::{Path, PathBuf};

/// What a file dialog is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    OpenFiles,
    OpenFolder,
    /// A file of calendar knowledge.
    OpenLandmarks,
    /// Where to keep a project; the proposed path.
    SaveProject(PathBuf),
    /// Where to write; the proposed path and its format.
    Save(PathBuf, Format),
}

/// What came of a file dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    Paths(Vec<PathBuf>),
    Cancelled,
    /// This system has no file dialog; a path can still be typed.
    Unavailable,
}

/// What the window asks of the system around it. Called on a thread of its own; may take as long as the user does.
pub trait Dialogs: Send + Sync {
    fn ask(&self, purpose: &Purpose) -> Choice;

    /// Opens a file or folder with the program that the user has for it.
    ///
    /// # Errors
    /// Why the system could not.
    fn launch(&self, path: &Path) -> Result<(), String>;
}

/// A modal dialog with a title, in the middle of the window. `contents` gives back false when it is to be closed, and
/// so does this.
fn modal(ui: &Ui, title: &str, width: f32, contents: impl FnOnce(&mut Ui) -> bool) -> bool {
    let theme = Theme::of(ui);
    let frame = Frame::popup(ui.style()).inner_margin(24);
    let shown = Modal::new(Id::unique(title)).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(width.min(ui.ctx().content_rect().width() - 80.0));
        ui.label(RichText::new(title).font(semibold(17.0)).color(theme.ink));
        ui.add_space(2.0);
        contents(ui)
    });
    shown.inner && !shown.should_close()
}

/// A row of a dialog, from right to left and as high as what it holds: a plain layout would take all the height that the
/// dialog had before, so that it would never get lower again.
fn from_right<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), contents).inner
}

/// The modal dialog that is open, with what was typed into it.
pub enum Dialog {
    Open(open::OpenPath),
    Export(export::Export),
    Calendar(calendar::Calendar),
    NewEvent(new_event::NewEvent),
    Project(project::ProjectPath),
    History,
    Merge(merge::Merge),
    Palette(palette::Palette),
    Keyboard(keyboard::Keyboard),
    Split(split::Split),
    KeepView(views::KeepView),
    Views(views::Views),
    Shortcuts,
}
