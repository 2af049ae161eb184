//! What one frame has heard from the user and from the window.

use super::CanvasAction;
use super::marks::Marks;
use crate::event::Event;

#[derive(Default)]
pub struct Turn {
    pub action: Option<CanvasAction>,
    /// Seconds.
    pub now: f64,
    /// Index into the marks.
    pub selected: Option<usize>,
    /// The id of an event to scroll to.
    pub reveal: Option<String>,
    /// The line of the shelf to scroll to.
    pub undated: Option<usize>,
}

impl Turn {
    pub fn new(now: f64, selected: Option<&str>, marks: &Marks) -> Self {
        Self { now, selected: selected.and_then(|id| marks.find(id)), ..Self::default() }
    }

    pub fn select(&mut self, event: &Event) {
        self.action = Some(CanvasAction::Select(event.id.clone()));
    }
}
