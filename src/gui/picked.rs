//! The events that are selected together, in whichever panel: what commands on several events are about.

use rustc_hash::FxHashSet;

#[derive(Debug, Default)]
pub struct Picked {
    ids: FxHashSet<String>,
    /// The one from which a range is counted.
    from: Option<String>,
    /// Grows with every change, so that panels see that there was one.
    changes: u64,
}

impl Picked {
    /// Selects these; a range is later counted `from` the one that is named.
    pub fn set(&mut self, ids: impl IntoIterator<Item = String>, from: Option<String>) {
        self.ids.clear();
        self.ids.extend(ids);
        self.from = from;
        self.changes += 1;
    }

    /// Selects one event; where it is among several that are selected, those stay.
    pub fn with(&mut self, id: &str) {
        if !self.has(id) {
            self.set([id.to_owned()], Some(id.to_owned()));
        }
    }

    /// Leaves those only that are still there.
    pub fn keep(&mut self, is_there: impl Fn(&str) -> bool) {
        let before = self.ids.len();
        self.ids.retain(|id| is_there(id));
        if self.ids.len() < before {
            self.from.take_if(|id| !is_there(id));
            self.changes += 1;
        }
    }

    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    pub fn from(&self) -> Option<&str> {
        self.from.as_deref()
    }

    pub fn ids(&self) -> &FxHashSet<String> {
        &self.ids
    }

    pub fn changes(&self) -> u64 {
        self.changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_among_several_leaves_the_others() {
        let mut picked = Picked::default();
        picked.set(["a".to_owned(), "b".to_owned()], None);
        let before = picked.changes();
        picked.with("b");
        assert!(picked.has("a") && picked.changes() == before);
        picked.with("c");
        assert!(!picked.has("a") && picked.has("c") && picked.changes() > before);
        assert_eq!(picked.from(), Some("c"));
    }

    #[test]
    fn what_is_gone_is_selected_no_longer() {
        let mut picked = Picked::default();
        picked.set(["a".to_owned(), "b".to_owned()], Some("a".to_owned()));
        let before = picked.changes();
        picked.keep(|_| true);
        assert_eq!(picked.changes(), before, "nothing changed");
        picked.keep(|id| id == "b");
        assert!(picked.has("b") && picked.ids().len() == 1 && picked.from().is_none());
        assert!(picked.changes() > before);
    }
}
