//! Everything a user can ask for, in one flat table: menus, tool bar, keys and the overlay of shortcuts read it.
//!
//! A [`Command`] needs no more than its name. What also needs to say *what* it acts on is an [`Action`]; panels send
//! actions and never change the model themselves.

use super::dialogs::Purpose;
use super::dialogs::export::Scope;
use super::keys::Keys;
use super::panels::list::Column;
use super::saved_views::SavedView;
use super::timeline::Grouping;
use super::view::View;
use crate::article::ArticleId;
use crate::export::Format;
use crate::project::{Change, Dating, Edit};
use crate::text::Span;
use egui::{Key, KeyboardShortcut, Modifiers};
use std::path::PathBuf;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    Search,
    NarrowDown,
    NewProject,
    NameProject,
    SaveCopy,
    OpenFiles,
    OpenFolder,
    OpenPath,
    Paste,
    Export,
    Undo,
    Redo,
    History,
    Confirm,
    Reject,
    Reopen,
    EditTitle,
    EditDate,
    EditStatus,
    EditKind,
    AddPerson,
    AddPlace,
    AddTag,
    EditColour,
    EditNote,
    Hide,
    Merge,
    Split,
    SplitByHand,
    NewEvent,
    NextToReview,
    ClearSelection,
    PreviousEvent,
    NextEvent,
    ExtendUp,
    ExtendDown,
    SelectAll,
    Fit,
    FitSelection,
    Around,
    OnlyAround(Stretch),
    ZoomIn,
    ZoomOut,
    GoToDate,
    Back,
    Forward,
    Lanes(Grouping),
    FoldGaps,
    Redate,
    Ghosts,
    ReduceMotion,
    ToggleSources,
    ToggleInspector,
    ToggleLower,
    ShowText,
    ShowList,
    SortBy(Column),
    ShowProblems,
    FollowSystem,
    Light,
    Dark,
    ReadAgain,
    KeepAsRead,
    StopReading,
    Calendar,
    SaveView,
    Views,
    Palette,
    Keyboard,
    Shortcuts,
}

/// How much time around an event is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stretch {
    Week,
    Month,
    Year,
}

impl Stretch {
    /// Days before and after.
    pub const fn days(self) -> u64 {
        match self {
            Self::Week => 7,
            Self::Month => 31,
            Self::Year => 366,
        }
    }
}

/// What a panel or dialog asks the window to do.
#[derive(Clone, Debug)]
pub enum Action {
    Run(Command),
    /// Selects an event everywhere; `evidence` is the sentence to scroll to, else one of the article at hand.
    Select {
        event: String,
        evidence: Option<usize>,
    },
    /// Selects events together, of which one is shown everywhere; a range is counted `from` another where that is named.
    Pick {
        events: Vec<String>,
        shown: Option<String>,
        from: Option<String>,
    },
    ShowArticle(ArticleId),
    /// Puts the cursor into the field of an article's publication date.
    AskDate(ArticleId),
    /// Opens the file of a source with the program that the user has for it.
    OpenOriginal(String),
    /// Opens the folder that holds the file of a source.
    ShowInFolder(String),
    Edit(Edit),
    /// Takes edits back, or makes them again, until so many are in force.
    GoToEdit(usize),
    /// Says one thing of an event.
    Change {
        event: String,
        change: Change,
    },
    /// Takes an event apart: the places among its evidence that prove each of the new ones.
    Split {
        event: String,
        parts: Vec<Vec<usize>>,
    },
    /// Adds an event told by words of the article shown: bytes of its text.
    AddFrom {
        article: ArticleId,
        words: Span,
    },
    AddByHand {
        title: String,
        dating: Dating,
    },
    /// Shows other events.
    Show(View),
    /// Keeps what is shown now under a name.
    SaveView(String),
    /// Shows a view that was kept, by its place.
    ShowSaved(usize),
    /// All views that are kept, as they are to be.
    SetViews(Vec<SavedView>),
    /// Gives a command these keys only.
    SetKeys {
        command: Command,
        keys: Vec<KeyboardShortcut>,
    },
    /// Gives a command, or all, their usual keys.
    ResetKeys(Option<Command>),
    /// Keeps the project under this path, or a copy of it.
    SaveProject {
        path: PathBuf,
        copy: bool,
    },
    Open(Vec<PathBuf>),
    OpenText(String),
    /// Uses a file of calendar knowledge beside the shipped one; `None` leaves it out again.
    UseLandmarks(Option<PathBuf>),
    /// Asks the system's file dialog; the answer goes to the dialog or is opened.
    Browse(Purpose),
    Export {
        path: PathBuf,
        format: Format,
        scope: Scope,
        /// May a file of that name be replaced?
        replace: bool,
    },
    /// Says that events are one; `event` is what it will be called.
    Merge {
        edit: Edit,
        event: String,
    },
    DismissProblem(usize),
    /// Reads locked files again with a password.
    Unlock(String),
    DismissMessage,
    /// Tells what went wrong in a panel.
    Complain(String),
}

/// Where a command stands in menus and in the overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    File,
    Review,
    Edit,
    Timeline,
    Lanes,
    View,
    Help,
}

impl Group {
    pub const ALL: [Self; 7] =
        [Self::File, Self::Review, Self::Edit, Self::Timeline, Self::Lanes, Self::View, Self::Help];

    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "Articles and timelines",
            Self::Review => "Review",
            Self::Edit => "Corrections",
            Self::Timeline => "Timeline",
            Self::Lanes => "Lanes of the timeline",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// A command as people meet it.
pub struct Entry {
    pub command: Command,
    pub group: Group,
    pub name: &'static str,
    /// One sentence for tooltips.
    pub hint: &'static str,
    /// The usual ones; which are in force a window's [`Keys`] say.
    pub keys: &'static [KeyboardShortcut],
}

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

const fn entry(
    command: Command,
    group: Group,
    name: &'static str,
    hint: &'static str,
    keys: &'static [KeyboardShortcut],
) -> Entry {
    Entry { command, group, name, hint, keys }
}

#[rustfmt::skip]
pub const TABLE: &[Entry] = &[
    entry(Command::OpenFiles, Group::File, "Open files…", "Open articles, or a timeline that was exported", &[ctrl(Key::O)]),
    entry(Command::OpenFolder, Group::File, "Open folder…", "Open every article in a folder", &[ctrl_shift(Key::O)]),
    entry(Command::NewProject, Group::File, "New project", "Begin anew; what is open now is kept and found under Open", &[ctrl(Key::N)]),
    entry(Command::NameProject, Group::File, "Name this project…", "Keep the project as a file of your own", &[ctrl(Key::S)]),
    entry(Command::SaveCopy, Group::File, "Save a copy…", "Keep the project as it is now in another file, too", &[ctrl_shift(Key::S)]),
    entry(Command::OpenPath, Group::File, "Open by path…", "Type or paste the path of a file or folder", &[ctrl(Key::L)]),
    entry(Command::Paste, Group::File, "Paste text", "Read the text in the clipboard as an article; paths of files are opened", &[ctrl(Key::V)]),
    entry(Command::Export, Group::File, "Export…", "Write the timeline to a RON or JSON file", &[ctrl(Key::E)]),
    entry(Command::ReadAgain, Group::File, "Read changed files again", "Put what files hold now in the place of what they held; undo brings the old articles back beside them", &[key(Key::F5)]),
    entry(Command::KeepAsRead, Group::File, "Keep changed files as they were read", "Leave the timeline as it is, until they change once more", &[]),
    entry(Command::StopReading, Group::File, "Stop reading", "Leave the files that are not begun; those that are read stay", &[]),
    entry(Command::Confirm, Group::Review, "Confirm", "Say that the event is right, and go to the next one to review", &[key(Key::Space)]),
    entry(Command::Reject, Group::Review, "Reject", "Say that it is no event or wrong, and go to the next one to review", &[key(Key::X)]),
    entry(Command::Reopen, Group::Review, "Back to proposed", "Take back what you said of the event", &[key(Key::U)]),
    entry(Command::NextToReview, Group::Review, "Next to review", "Go to the next event of which nothing is said yet", &[key(Key::J)]),
    entry(Command::EditTitle, Group::Edit, "Correct the title", "Type another title for the event", &[key(Key::Enter), key(Key::F2)]),
    entry(Command::EditDate, Group::Edit, "Correct the date", "Type another date in your own words: spring 2019, c. 1920, unknown", &[key(Key::R)]),
    entry(Command::Redate, Group::Edit, "Move dates by hand", "Drag events on the timeline to other dates, or only their ends; once more, or Esc, ends this", &[key(Key::E)]),
    entry(Command::EditStatus, Group::Edit, "Correct the status", "Say whether it happened, is planned, denied …", &[key(Key::Y)]),
    entry(Command::EditKind, Group::Edit, "Correct the kind", "Say what kind of event it is", &[key(Key::K)]),
    entry(Command::AddPerson, Group::Edit, "Who else took part", "Add a person or body", &[key(Key::B)]),
    entry(Command::AddPlace, Group::Edit, "Where else it was", "Add a place", &[key(Key::V)]),
    entry(Command::AddTag, Group::Edit, "Tag", "Add a tag of your own", &[key(Key::T)]),
    entry(Command::EditColour, Group::Edit, "Colour", "Give the event a colour of your own", &[key(Key::L)]),
    entry(Command::EditNote, Group::Edit, "Note", "Write a note on the event", &[key(Key::O)]),
    entry(Command::Hide, Group::Edit, "Hide or show again", "Leave the event out of sight; it is neither right nor wrong", &[key(Key::H)]),
    entry(Command::Merge, Group::Edit, "Merge…", "Say that the selected events are one, and choose its title and date", &[key(Key::M)]),
    entry(Command::Split, Group::Edit, "Take apart", "Say that the event is several: one for each article or sentence that it was made of", &[shift(Key::M)]),
    entry(Command::SplitByHand, Group::Edit, "Take apart by hand…", "Say of each sentence of the event which of several it tells", &[ctrl(Key::M)]),
    entry(Command::NewEvent, Group::Edit, "New event…", "Add an event by hand, or from the words selected in the source text", &[key(Key::N)]),
    entry(Command::Calendar, Group::Edit, "Calendar knowledge…", "What Dateline knows of offices, summits and elections, and whether to use it", &[ctrl_shift(Key::K)]),
    entry(Command::Undo, Group::Edit, "Undo", "Take the last correction back", &[ctrl(Key::Z)]),
    entry(Command::Redo, Group::Edit, "Redo", "Make the correction again that was taken back", &[ctrl_shift(Key::Z), ctrl(Key::Y)]),
    entry(Command::History, Group::Edit, "Corrections so far…", "All corrections in their order, and the way back to any point", &[ctrl(Key::H)]),
    entry(Command::Search, Group::Timeline, "Search", "Search in events and articles: words, “phrases”, -not, OR, person:, place:, tag:, before:2016 …", &[key(Key::Slash), ctrl(Key::F)]),
    entry(Command::NarrowDown, Group::Timeline, "Narrow down", "Lists of people, places, tags and kinds, with how many events each would leave; once more hides them", &[ctrl_shift(Key::F)]),
    entry(Command::PreviousEvent, Group::Timeline, "Previous event", "Select the event before this one", &[key(Key::ArrowUp)]),
    entry(Command::NextEvent, Group::Timeline, "Next event", "Select the event after this one", &[key(Key::ArrowDown)]),
    entry(Command::ExtendUp, Group::Timeline, "Select the one before, too", "Select all from the first selected event to the one before", &[shift(Key::ArrowUp)]),
    entry(Command::ExtendDown, Group::Timeline, "Select the one after, too", "Select all from the first selected event to the one after", &[shift(Key::ArrowDown)]),
    entry(Command::SelectAll, Group::Timeline, "Select all", "Select all events that are shown", &[ctrl(Key::A)]),
    entry(Command::ClearSelection, Group::Timeline, "Clear selection", "Select nothing", &[key(Key::Escape)]),
    entry(Command::Fit, Group::Timeline, "Fit", "Show most of the timeline; once more, all of it", &[key(Key::Home), shift(Key::F)]),
    entry(Command::FitSelection, Group::Timeline, "Show the selection", "Put the selection in the middle; once more, as large as can be", &[key(Key::F)]),
    entry(Command::Around, Group::Timeline, "What lies around it", "A day around the selection; once more, a week, a month, a year", &[key(Key::C)]),
    entry(Command::OnlyAround(Stretch::Week), Group::Timeline, "Only a week around it", "Leave out what was more than a week before or after; the search field says so, where it can be taken back", &[]),
    entry(Command::OnlyAround(Stretch::Month), Group::Timeline, "Only a month around it", "Leave out what was more than a month before or after", &[shift(Key::C)]),
    entry(Command::OnlyAround(Stretch::Year), Group::Timeline, "Only a year around it", "Leave out what was more than a year before or after", &[]),
    entry(Command::ZoomIn, Group::Timeline, "Zoom in", "Show less time, larger", &[key(Key::Plus), key(Key::Equals)]),
    entry(Command::ZoomOut, Group::Timeline, "Zoom out", "Show more time, smaller", &[key(Key::Minus)]),
    entry(Command::GoToDate, Group::Timeline, "Go to date…", "Type a date: spring 2019, 44 BC, 3 May 2012", &[key(Key::G), key(Key::Colon)]),
    entry(Command::Back, Group::Timeline, "View before", "Go back to where the timeline was before the last move", &[alt(Key::ArrowLeft)]),
    entry(Command::Forward, Group::Timeline, "View after", "Go forward again", &[alt(Key::ArrowRight)]),
    entry(Command::FoldGaps, Group::Timeline, "Fold empty stretches", "Fold long stretches of time without events to a torn edge that names their length; once more unfolds them", &[key(Key::Z)]),
    entry(Command::Lanes(Grouping::None), Group::Lanes, "No lanes", "All events together", &[key(Key::Num1)]),
    entry(Command::Lanes(Grouping::Source), Group::Lanes, "By source", "A lane for each article", &[key(Key::Num2)]),
    entry(Command::Lanes(Grouping::Participant), Group::Lanes, "By who", "A lane for each person or body", &[key(Key::Num3)]),
    entry(Command::Lanes(Grouping::Place), Group::Lanes, "By place", "A lane for each place", &[key(Key::Num4)]),
    entry(Command::Lanes(Grouping::Tag), Group::Lanes, "By tag", "A lane for each of your tags", &[key(Key::Num5)]),
    entry(Command::Lanes(Grouping::Kind), Group::Lanes, "By kind", "A lane for each kind of event", &[key(Key::Num6)]),
    entry(Command::Lanes(Grouping::Status), Group::Lanes, "By status", "Happened, planned, denied …", &[key(Key::Num7)]),
    entry(Command::ToggleSources, Group::View, "Sources", "Show the list of articles, or hide it", &[key(Key::P)]),
    entry(Command::ToggleInspector, Group::View, "Event", "Show all about the selected event, or hide it", &[key(Key::I)]),
    entry(Command::ToggleLower, Group::View, "Text and list", "Show what is below the timeline, or fold it to its tabs", &[key(Key::Q)]),
    entry(Command::ShowText, Group::View, "Source text", "Read the article, with the sentences that report events marked", &[ctrl(Key::Num1)]),
    entry(Command::ShowList, Group::View, "List", "All events as a list", &[ctrl(Key::Num2)]),
    entry(Command::SortBy(Column::Date), Group::View, "Sort the list by date", "The list in order of time; once more, the latest first", &[]),
    entry(Command::SortBy(Column::Title), Group::View, "Sort the list by event", "The list in order of titles; once more, the other way up", &[]),
    entry(Command::SortBy(Column::Sources), Group::View, "Sort the list by sources", "What most sources tell first; once more, the other way up", &[]),
    entry(Command::SortBy(Column::Status), Group::View, "Sort the list by status", "What is sure first; once more, the other way up", &[]),
    entry(Command::SortBy(Column::Confidence), Group::View, "Sort the list by confidence", "What Dateline is surest of first; once more, the other way up", &[]),
    entry(Command::ShowProblems, Group::View, "Problems", "Files that could not be read, and why", &[ctrl(Key::Num3)]),
    entry(Command::SaveView, Group::View, "Keep this view…", "Keep what is searched, the lanes and the time that is shown under a name, in the project", &[ctrl(Key::D)]),
    entry(Command::Views, Group::View, "Saved views…", "Choose a view that was kept; name it anew or delete it", &[ctrl_shift(Key::D)]),
    entry(Command::FollowSystem, Group::View, "As the system", "Light or dark as the desktop is", &[]),
    entry(Command::Light, Group::View, "Light", "Ink on paper", &[]),
    entry(Command::Dark, Group::View, "Dark", "Light ink on a dark ground", &[]),
    entry(Command::Ghosts, Group::View, "Show filtered-out events", "Pale ticks below the ruler where events are that the search and the switches leave out; once more hides them", &[]),
    entry(Command::ReduceMotion, Group::View, "Reduce motion", "The timeline jumps where it would glide", &[]),
    entry(Command::Palette, Group::Help, "All commands…", "Find a command by a few letters of its name, a source after @, a tag after #; “>” in the search field does the same", &[ctrl(Key::K), ctrl_shift(Key::P), ctrl(Key::P)]),
    entry(Command::Keyboard, Group::Help, "Keyboard…", "Choose the keys that run each command", &[]),
    entry(Command::Shortcuts, Group::Help, "Keys and gestures", "Show all keys", &[key(Key::F1), key(Key::Questionmark)]),
];

impl Command {
    /// The command as people meet it. Every command has an entry; a test holds that.
    pub fn entry(self) -> &'static Entry {
        TABLE.iter().find(|e| e.command == self).unwrap_or(&TABLE[0])
    }

    /// The name by which settings know it, "Lanes(Source)": a contract with files of users.
    pub fn id(self) -> String {
        format!("{self:?}")
    }
}

impl Entry {
    /// "Ctrl+O", or nothing.
    pub fn keys_in_words(&self, ctx: &egui::Context) -> String {
        Keys::of_window(ctx).of(self.command).first().map(|k| ctx.format_shortcut(k)).unwrap_or_default()
    }

    /// The hint with its key: for tooltips.
    pub fn tooltip(&self, ctx: &egui::Context) -> String {
        match self.keys_in_words(ctx) {
            keys if keys.is_empty() => self.hint.to_owned(),
            keys => format!("{} ({keys})", self.hint),
        }
    }
}

/// The commands whose keys were pressed and that nobody used yet. Keys that edit text are left alone where the user is
/// `typing`: where a text field had the cursor when the keys came.
pub fn pressed(ctx: &egui::Context, typing: bool) -> Vec<Command> {
    let usable = |k: &KeyboardShortcut| !(typing && (k.conflicts_with_text_editing() || TYPED.contains(k)));
    let of_window = Keys::of_window(ctx);
    ctx.input_mut(|input| {
        let of =
            |e: &Entry| of_window.of(e.command).into_iter().filter(usable).map(|k| (k, e.command)).collect::<Vec<_>>();
        let mut keys: Vec<_> = TABLE.iter().flat_map(of).collect();
        // Ctrl+Shift+Z also answers to Ctrl+Z, so the keys with more modifiers are asked first.
        keys.sort_by_key(|(k, _)| std::cmp::Reverse(u8::from(k.modifiers.shift) + u8::from(k.modifiers.alt)));
        keys.into_iter().filter(|(k, _)| input.consume_shortcut(k)).map(|(_, command)| command).collect()
    })
}

/// Keys with Ctrl that a text field uses itself.
const TYPED: &[KeyboardShortcut] = &[ctrl(Key::Z), ctrl_shift(Key::Z), ctrl(Key::Y), ctrl(Key::V), ctrl(Key::A)];

#[cfg(test)]
mod tests {
    use super::*;
    use egui::ModifierNames;

    /// The table of keys as the README has it.
    fn table() -> String {
        let mut table = "| keys | command | what it does |\n|---|---|---|\n".to_owned();
        for entry in TABLE.iter().filter(|e| !e.keys.is_empty()) {
            let keys: Vec<String> =
                entry.keys.iter().map(|k| format!("`{}`", k.format(&ModifierNames::NAMES, false))).collect();
            table.push_str(&format!("| {} | {} | {} |\n", keys.join(" "), entry.name, entry.hint));
        }
        table
    }

    #[test]
    fn the_readme_has_the_same_keys() {
        let readme = include_str!("../../README.md").replace("\r\n", "\n");
        let table = table();
        assert!(readme.contains(&table), "the README must have this table:\n{table}");
    }

    #[test]
    fn keys_are_given_once_and_every_command_has_a_name_and_a_hint() {
        let mut keys: Vec<KeyboardShortcut> = Vec::new();
        for entry in TABLE {
            assert_eq!(entry.command.entry().name, entry.name);
            assert!(!entry.name.is_empty() && !entry.hint.is_empty());
            for key in entry.keys {
                assert!(!keys.contains(key), "{key:?} is given twice");
                keys.push(*key);
            }
        }
    }
}
