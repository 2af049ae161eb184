//! The passwords that locked files are tried with. They are held in memory for as long as the project is open, and
//! written nowhere, neither to its file nor to a log.

use std::fmt;
use std::sync::Arc;

/// Few people remember more, and each costs a slow trial on each locked file.
const MOST: usize = 20;

/// What the user gave, the latest first.
#[derive(Clone, Default)]
pub struct Passwords(Arc<[String]>);

impl Passwords {
    /// With one more; the oldest of many is forgotten.
    #[must_use]
    pub fn with(&self, password: String) -> Self {
        let before = self.0.iter().filter(|p| **p != password).take(MOST - 1).cloned();
        Self(std::iter::once(password.clone()).chain(before).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl FromIterator<String> for Passwords {
    fn from_iter<T: IntoIterator<Item = String>>(given: T) -> Self {
        given.into_iter().fold(Self::default(), |all, password| all.with(password))
    }
}

/// None of them.
impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passwords", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_comes_first_and_none_is_told() {
        let all: Passwords = ["a", "b", "a"].map(str::to_owned).into_iter().collect();
        assert_eq!(all.iter().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(format!("{all:?}"), "2 passwords");
        let many: Passwords = (0..100).map(|n| n.to_string()).collect();
        assert_eq!(many.iter().count(), MOST);
        assert_eq!(many.iter().next(), Some("99"));
    }
}
