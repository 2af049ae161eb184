//! Which commands can be run now, and why the others cannot.

use super::command::Command;
use super::derived::Derived;
use super::desk::Desk;
use super::state::State;
use crate::event::Review;

/// Why a command would do nothing now, in a few words; `None` where it can be run.
pub fn why_not(command: Command, state: &State, desk: &Desk) -> Option<&'static str> {
    let edits = state.project.edits();
    let (nothing_selected, no_events) = (state.selected_row().is_none(), state.events().is_empty());
    match command {
        Command::Undo => edits.next_undo().is_none().then_some("nothing was corrected yet"),
        Command::Redo => edits.next_redo().is_none().then_some("nothing was taken back"),
        Command::History => edits.all().is_empty().then_some("nothing was corrected yet"),
        Command::Confirm
        | Command::Reject
        | Command::Reopen
        | Command::EditTitle
        | Command::EditDate
        | Command::EditStatus
        | Command::EditKind
        | Command::AddPerson
        | Command::AddPlace
        | Command::AddTag
        | Command::EditColour
        | Command::EditNote
        | Command::Hide
        | Command::ClearSelection
        | Command::FitSelection
        | Command::Around => nothing_selected.then_some("no event is selected"),
        Command::Split | Command::SplitByHand => match state.selected_event() {
            None => Some("no event is selected"),
            Some(event) => (event.evidence.len() < 2).then_some("one sentence tells of the event"),
        },
        Command::OnlyAround(_) => match state.selected_event() {
            None => Some("no event is selected"),
            Some(event) => event.when.as_ref().is_none_or(|w| w.date.is_none()).then_some("the event has no date"),
        },
        Command::SaveView => no_events_at_all(&state.derived),
        Command::Views => state.views.is_empty().then_some("no view is kept yet"),
        Command::Merge => (state.picked.ids().len() < 2).then_some("select two events or more"),
        Command::NextToReview => {
            let all = state.events().iter().all(|event| event.review != Review::Proposed);
            all.then_some("no event is left to review")
        }
        Command::PreviousEvent
        | Command::NextEvent
        | Command::ExtendUp
        | Command::ExtendDown
        | Command::SelectAll
        | Command::Redate
        | Command::SortBy(_) => no_events.then_some("no events are shown"),
        Command::Fit
        | Command::FoldGaps
        | Command::ZoomIn
        | Command::ZoomOut
        | Command::GoToDate
        | Command::Back
        | Command::Forward
        | Command::NarrowDown
        | Command::Lanes(_) => no_events_at_all(&state.derived),
        Command::Search
        | Command::ToggleSources
        | Command::ToggleInspector
        | Command::ToggleLower
        | Command::ShowText
        | Command::ShowList
        | Command::ShowProblems => state.is_empty().then_some("nothing is open"),
        Command::Export => no_events_at_all(&state.derived),
        Command::NameProject | Command::SaveCopy => desk.path().is_none().then_some("nothing is open"),
        Command::KeepAsRead => (state.files.changed().len() == 0).then_some("no file has changed"),
        Command::StopReading => state.jobs.is_empty().then_some("nothing is being read"),
        Command::Palette
        | Command::NewProject
        | Command::OpenFiles
        | Command::OpenFolder
        | Command::OpenPath
        | Command::Paste
        | Command::NewEvent
        | Command::Ghosts
        | Command::ReduceMotion
        | Command::FollowSystem
        | Command::Light
        | Command::Dark
        | Command::ReadAgain
        | Command::Calendar
        | Command::Keyboard
        | Command::Shortcuts => None,
    }
}

fn no_events_at_all(derived: &Derived) -> Option<&'static str> {
    (derived.all.counts.all == 0).then_some("there are no events")
}
