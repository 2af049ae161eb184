//! Readers kept at a distance: each file on a thread of its own, so that one which panics, digs too deep or never ends
//! costs only itself.

use super::budget::Budget;
use super::format::file_name;
use super::{Contents, Passwords, ReadError, contents_within};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Arc, Once};
use std::thread;
use std::time::Duration;

/// Parsers that we use descend with what they read; the stack of a worker thread is too small for what some files hold.
const STACK_BYTES: usize = 16 << 20;
/// A long book takes a second or two.
const LONGEST: Duration = Duration::from_secs(20);
/// A reader that asks whether time is left hands over what it has.
const GRACE: Duration = Duration::from_secs(2);
const THREAD: &str = "dateline-reader";

/// Reads what a file holds.
///
/// # Errors
/// As [`super::contents`]; also where its reader panics or takes too long.
pub fn contents(name: &str, bytes: Arc<Vec<u8>>, passwords: &Passwords) -> Result<Contents, ReadError> {
    let (owned, passwords) = (name.to_owned(), passwords.clone());
    run(name, LONGEST, move |stop| contents_within(&owned, &bytes, &mut Budget::until(stop, passwords)))
}

fn run(
    name: &str,
    longest: Duration,
    read: impl FnOnce(Arc<AtomicBool>) -> Result<Contents, ReadError> + Send + 'static,
) -> Result<Contents, ReadError> {
    quiet_panics();
    let stop = Arc::new(AtomicBool::new(false));
    let (sender, receiver) = sync_channel(1);
    let inside = stop.clone();
    let work = move || {
        // Nobody listens any more where the time was over.
        let _ = sender.send(catch_unwind(AssertUnwindSafe(|| read(inside))));
    };
    if let Err(why) = thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK_BYTES).spawn(work) {
        return Err(ReadError::new(
            format!("{} could not be read: the system gives no more threads ({why}).", file_name(name)),
            "Close other programs and try again.",
        ));
    }
    let mut result = receiver.recv_timeout(longest);
    if matches!(result, Err(RecvTimeoutError::Timeout)) {
        stop.store(true, Ordering::Relaxed);
        result = receiver.recv_timeout(GRACE);
    }
    match result {
        Ok(Ok(read)) => read,
        Err(RecvTimeoutError::Timeout) => Err(ReadError::new(
            format!("{} took longer than {} seconds to read and was given up.", file_name(name), longest.as_secs()),
            "It may be damaged, or no article; save its text and open that.",
        )),
        Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(ReadError::new(
            format!("{} made the reader stumble, which is a fault of Dateline.", file_name(name)),
            "The other files are not affected; please report it with this file.",
        )),
    }
}

/// A panic of a reader becomes a sentence about its file; the program's own message about it is for the log.
fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| match thread::current().name() {
            Some(THREAD) => log::debug!("a reader panicked: {panic}"),
            _ => usual(panic),
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(longest: Duration, read: fn(Arc<AtomicBool>) -> Result<Contents, ReadError>) -> String {
        run("in/story.pdf", longest, read)
            .map_or_else(|error| error.to_string(), |c| format!("{} articles", c.articles.len()))
    }

    #[test]
    fn a_panic_is_a_sentence() {
        assert!(told(LONGEST, |_| panic!("oh")).starts_with("story.pdf made the reader stumble"));
        assert_eq!(told(LONGEST, |_| Ok(Contents::default())), "0 articles");
    }

    #[test]
    fn a_reader_that_asks_hands_over_what_it_has() {
        let patient = |stop: Arc<AtomicBool>| {
            while !stop.load(Ordering::Relaxed) {
                thread::yield_now();
            }
            Budget::until(stop, Passwords::default()).check("a/b.pdf").map(|()| Contents::default())
        };
        assert!(told(Duration::from_millis(20), patient).starts_with("b.pdf took too long"));
    }

    #[test]
    fn deep_recursion_has_room() {
        fn depth(n: usize) -> usize {
            let pad = std::hint::black_box([n; 64]);
            if n == 0 { pad[0] } else { depth(n - 1) + 1 }
        }
        assert_eq!(
            told(LONGEST, |_| if depth(10_000) == 10_000 { Ok(Contents::default()) } else { unreachable!() }),
            "0 articles"
        );
    }
}
