//! The system's file dialogs.

use super::{Choice, Dialogs, Purpose};
use crate::article::endings;
use crate::export::Format;
use crate::project::store;
use rfd::{AsyncFileDialog, FileHandle};
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

/// A dialog that ends sooner was never shown: nobody reads and cancels one in this time. rfd tells a missing portal
/// from a cancelled dialog only in its log.
const NEVER_SHOWN: Duration = Duration::from_millis(400);

/// Dialogs that belong to the window.
pub struct Native {
    blank: AsyncFileDialog,
}

impl Native {
    pub fn new(window: &eframe::CreationContext<'_>) -> Self {
        Self { blank: AsyncFileDialog::new().set_parent(window) }
    }
}

impl Dialogs for Native {
    fn launch(&self, path: &Path) -> Result<(), String> {
        open::that_detached(path).map_err(|why| why.to_string())
    }

    fn ask(&self, purpose: &Purpose) -> Choice {
        let begun = Instant::now();
        let dialog = self.blank.clone();
        let chosen = match purpose {
            Purpose::OpenFiles => {
                let timelines = Format::ALL.map(Format::ending);
                let all: Vec<&str> = endings().into_iter().chain(timelines).chain([store::ENDING]).collect();
                let dialog = dialog
                    .set_title("Open articles or a timeline")
                    .add_filter("Articles and timelines", &all)
                    .add_filter("All files", &["*"]);
                wait(dialog.pick_files())
            }
            Purpose::OpenFolder => {
                wait(dialog.set_title("Open every article in a folder").pick_folder()).map(|folder| vec![folder])
            }
            Purpose::OpenLandmarks => {
                let dialog = dialog.set_title("Use a file of calendar knowledge").add_filter("RON", &["ron"]);
                wait(dialog.pick_file()).map(|file| vec![file])
            }
            Purpose::SaveProject(path) => {
                let mut dialog = dialog.set_title("Keep the project").add_filter("Projects", &[store::ENDING]);
                if let Some(name) = path.file_name() {
                    dialog = dialog.set_file_name(name.to_string_lossy());
                }
                if let Some(folder) = path.parent() {
                    dialog = dialog.set_directory(folder);
                }
                wait(dialog.save_file()).map(|file| vec![file])
            }
            Purpose::Save(path, format) => {
                let mut dialog = dialog.set_title("Export the timeline").add_filter(format.name(), &[format.ending()]);
                if let Some(name) = path.file_name() {
                    dialog = dialog.set_file_name(name.to_string_lossy());
                }
                if let Some(folder) = path.parent() {
                    dialog = dialog.set_directory(folder);
                }
                wait(dialog.save_file()).map(|file| vec![file])
            }
        };
        match chosen {
            Some(files) => Choice::Paths(files.iter().map(|f: &FileHandle| PathBuf::from(f.path())).collect()),
            None if begun.elapsed() < NEVER_SHOWN => Choice::Unavailable,
            None => Choice::Cancelled,
        }
    }
}

/// Waits for a future on this thread.
fn wait<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}
