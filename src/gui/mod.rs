//! The window: the only place that names egui, eframe and rfd.

/// Opens the window with these files.
pub fn run(_files: Vec<std::path::PathBuf>, _renderer: Option<&str>) -> anyhow::Result<()> {
    Ok(())
}
