//! Stand-in until the canvas lands.
use crate::timeline::Timeline;
use std::sync::Arc;
pub enum CanvasAction {
    Select(String),
    Clear,
}
#[derive(Default)]
pub struct Canvas;
impl Canvas {
    pub fn new() -> Self {
        Self
    }
    pub fn show(
        &mut self,
        ui: &mut egui::Ui,
        timeline: &Arc<Timeline>,
        selected: Option<&str>,
    ) -> Option<CanvasAction> {
        let mut out = None;
        for e in timeline.events.iter().take(10) {
            if ui.selectable_label(selected == Some(&e.id), &e.title).clicked() {
                out = Some(CanvasAction::Select(e.id.clone()));
            }
        }
        if ui.input(|i| i.key_pressed(egui::Key::F35)) {
            out = Some(CanvasAction::Clear);
        }
        out
    }
    pub fn fit_all(&mut self) {}
    pub fn zoom_by(&mut self, _f: f64) {}
    pub fn pan_by(&mut self, _f: f64) {}
    pub fn reveal(&mut self, _id: &str) {}
    pub fn pointer_date(&self) -> Option<String> {
        None
    }
}
