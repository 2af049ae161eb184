//! How much one file may unfold to: archives and mails hold further files, and some are made to burst. With it go the
//! passwords that may open what lies inside.

use super::format::file_name;
use super::{Passwords, ReadError};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// All that one file may unfold to.
const MOST_BYTES: usize = 256 << 20;
const MOST_ARTICLES: usize = 20_000;
/// An archive in a mail in an archive is enough.
const DEEPEST: usize = 4;

/// What is left of the limits of one file.
#[derive(Clone, Debug)]
pub struct Budget {
    bytes: usize,
    articles: usize,
    depth: usize,
    is_exhausted: bool,
    /// Set from outside when the file has taken too long.
    stop: Arc<AtomicBool>,
    passwords: Passwords,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            bytes: MOST_BYTES,
            articles: MOST_ARTICLES,
            depth: DEEPEST,
            is_exhausted: false,
            stop: Arc::default(),
            passwords: Passwords::default(),
        }
    }
}

impl Budget {
    /// A budget that is spent at once when `stop` becomes true.
    pub fn until(stop: Arc<AtomicBool>, passwords: Passwords) -> Self {
        Self { stop, passwords, ..Self::default() }
    }

    /// What locked files are tried with.
    pub const fn passwords(&self) -> &Passwords {
        &self.passwords
    }

    /// Whether there is time left. Loops that can be long ask this now and then, as every spending does.
    ///
    /// # Errors
    /// Where the time for one file is over.
    pub fn check(&self, name: &str) -> Result<(), ReadError> {
        if !self.stop.load(Ordering::Relaxed) {
            return Ok(());
        }
        Err(ReadError::new(
            format!("{} took too long to read; what came later in it was left out.", file_name(name)),
            "Split it, or save the article as text.",
        ))
    }

    /// The most that the next part may unfold to, in bytes.
    pub const fn bytes_left(&self) -> usize {
        self.bytes
    }

    /// Whether a limit was met or the time is over: what holds files or articles stops there instead of failing once for each.
    pub fn is_exhausted(&self) -> bool {
        self.is_exhausted || self.stop.load(Ordering::Relaxed)
    }

    /// Counts what a part unfolded to.
    ///
    /// # Errors
    /// Where the file holds more than is read.
    pub fn spend(&mut self, name: &str, bytes: usize) -> Result<(), ReadError> {
        self.check(name)?;
        match self.bytes.checked_sub(bytes) {
            Some(left) => {
                self.bytes = left;
                Ok(())
            }
            None => {
                self.is_exhausted = true;
                let (short, most) = (file_name(name), MOST_BYTES >> 20);
                Err(ReadError::new(
                    format!("{short} unfolds to more than {most} MB; what came later in it was left out."),
                    "Unpack it and open the articles themselves.",
                ))
            }
        }
    }

    /// Counts one more article.
    ///
    /// # Errors
    /// Where the file holds more of them than are read.
    pub fn article(&mut self, name: &str) -> Result<(), ReadError> {
        self.check(name)?;
        match self.articles.checked_sub(1) {
            Some(left) => {
                self.articles = left;
                Ok(())
            }
            None => {
                self.is_exhausted = true;
                Err(ReadError::new(
                    format!(
                        "{} holds more than {MOST_ARTICLES} articles; the later ones were left out.",
                        file_name(name)
                    ),
                    "Split it into several files.",
                ))
            }
        }
    }

    /// Reads what lies one level deeper.
    ///
    /// # Errors
    /// Where files lie in files too deeply.
    pub fn deeper<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Self) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        if self.depth == 0 {
            return Err(ReadError::new(
                format!("{} lies too deep: archives in archives are opened {DEEPEST} levels down.", file_name(name)),
                "Unpack it and open the articles themselves.",
            ));
        }
        self.depth -= 1;
        let result = read(self);
        self.depth += 1;
        result
    }
}
