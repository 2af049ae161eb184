//! The window: the only place that names egui, eframe and rfd.
//!
//! [`App`] holds the [`state`] and the worker. Panels read the state and send [`command::Action`]s; `App::apply` is the
//! one place that answers them. Reading, deriving, writing and file dialogs run in [`work`].

mod app;
mod available;
mod command;
mod derived;
mod desk;
mod dialogs;
mod files;
mod fuzzy;
mod keeper;
mod keys;
mod original;
mod panels;
mod picked;
mod save;
mod saved_views;
mod settings;
mod state;
pub mod theme;
pub mod timeline;
mod untitled;
mod view;
mod widgets;
mod words;
mod work;

pub use app::App;
pub use command::Command;
pub use dialogs::{Choice, Dialogs, Purpose};

use crate::project::Project;
use dialogs::native::Native;
use eframe::{NativeOptions, Renderer};
use std::path::PathBuf;
use std::sync::Arc;

/// The name on the title bar, and the id by which a desktop finds the icon.
const NAME: &str = "Dateline";
const APP_ID: &str = "dateline";

/// Opens the window with these articles, timelines or folders, and returns when it is closed. `renderer`, "glow" or
/// "wgpu", is tried first.
pub fn run(paths: Vec<PathBuf>, renderer: Option<&str>) -> anyhow::Result<()> {
    // OpenGL starts on more virtual and old machines; where it does not, Vulkan or Metal may.
    let glow_first = renderer.map_or(cfg!(target_os = "linux"), |name| name == "glow");
    let order = if glow_first { [Renderer::Glow, Renderer::Wgpu] } else { [Renderer::Wgpu, Renderer::Glow] };
    let mut reasons = Vec::new();
    for renderer in order {
        match start(renderer, paths.clone()) {
            Ok(()) => return Ok(()),
            Err(error) => {
                log::warn!("The window did not start with {renderer}: {error}");
                reasons.push(format!("{renderer}: {error}"));
            }
        }
    }
    anyhow::bail!(
        "The window could not be opened ({}). Check that a desktop is running; with an old graphics driver try \
         LIBGL_ALWAYS_SOFTWARE=1. `dateline build` and `dateline inspect` need no window.",
        reasons.join("; ")
    )
}

fn start(renderer: Renderer, paths: Vec<PathBuf>) -> eframe::Result {
    let viewport = egui::ViewportBuilder::default()
        .with_title(NAME)
        .with_app_id(APP_ID)
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([900.0, 600.0])
        .with_drag_and_drop(true);
    let options = NativeOptions { viewport, renderer, ..NativeOptions::default() };
    let create = move |window: &eframe::CreationContext<'_>| {
        let app = App::new(&window.egui_ctx, Project::default(), paths, Arc::new(Native::new(window)))
            .as_kept(window.storage);
        // The folder where eframe keeps the places of panels, too.
        let app = match eframe::storage_dir(APP_ID) {
            Some(folder) => app.at_home(folder.join("projects")),
            None => app,
        };
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    eframe::run_native(APP_ID, options, Box::new(create))
}
