//! The window: the only place that names egui, eframe and rfd.

pub mod theme;
