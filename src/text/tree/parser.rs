//! The transitions of the parser: what has been read stands on a stack; each step shifts the next word onto it or hangs its
//! top on a neighbour.

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack hangs on the next word.
    Left,
    /// The top of the stack hangs on the word below it.
    Right,
}

impl Action {
    pub const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// A sentence half read. After the last word comes a mark for the end; what hangs on it is a root.
#[derive(Clone, Debug)]
pub struct State {
    pub(super) stack: Vec<u16>,
    /// The next word.
    pub(super) next: u16,
    /// Number of words.
    pub(super) end: u16,
    /// Of each word its head so far.
    pub(super) heads: Vec<Option<u16>>,
    pub(super) left: Vec<Side>,
    pub(super) right: Vec<Side>,
}

/// The words that hang on one side of a word: the outermost two, and how many.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Side {
    pub outer: Option<u16>,
    pub inner: Option<u16>,
    pub count: u8,
}

impl Side {
    fn add(&mut self, child: u16) {
        *self = Self { outer: Some(child), inner: self.outer, count: self.count.saturating_add(1) };
    }
}

impl State {
    pub fn new(words: u16) -> Self {
        let all = usize::from(words) + 1;
        Self {
            stack: Vec::with_capacity(all),
            next: 0,
            end: words,
            heads: vec![None; all],
            left: vec![Side::default(); all],
            right: vec![Side::default(); all],
        }
    }

    pub fn is_done(&self) -> bool {
        self.next == self.end && self.stack.is_empty()
    }

    pub fn can(&self, action: Action) -> bool {
        match action {
            Action::Shift => self.next < self.end,
            Action::Left => !self.stack.is_empty(),
            Action::Right => self.stack.len() > 1,
        }
    }

    /// The topmost three words of the stack.
    pub(super) fn top(&self) -> [Option<u16>; 3] {
        [1, 2, 3].map(|depth| self.stack.len().checked_sub(depth).map(|at| self.stack[at]))
    }

    /// Only what `can` be done.
    pub fn take(&mut self, action: Action) {
        match action {
            Action::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Action::Left => {
                if let Some(top) = self.stack.pop() {
                    self.heads[usize::from(top)] = Some(self.next);
                    self.left[usize::from(self.next)].add(top);
                }
            }
            Action::Right => {
                if let (Some(top), Some(&below)) = (self.stack.pop(), self.stack.last()) {
                    self.heads[usize::from(top)] = Some(below);
                    self.right[usize::from(below)].add(top);
                }
            }
        }
    }

    /// Of each word its head; the root's is itself.
    pub fn heads(&self) -> Vec<u16> {
        (0..self.end).map(|w| self.heads[usize::from(w)].filter(|&h| h != self.end).unwrap_or(w)).collect()
    }

    /// The steps that lose no right arc that can still be had (Goldberg and Nivre 2013). `gold` holds the right head of each
    /// word, a root's being the number of words.
    pub fn right_actions(&self, gold: &[u16]) -> Vec<Action> {
        let mut good: Vec<Action> = Action::ALL.into_iter().filter(|&a| self.can(a)).collect();
        let Some(&top) = self.stack.last() else { return good };
        let head = |w: u16| gold.get(usize::from(w)).copied();
        let below = self.stack.len().checked_sub(2).map(|i| self.stack[i]);
        let linked = |a: u16, b: u16| head(a) == Some(b) || head(b) == Some(a);
        if self.next < self.end && head(self.next) == Some(top) {
            return vec![Action::Shift];
        }
        if head(top) == Some(self.next) {
            return vec![Action::Left];
        }
        good.retain(|&action| match action {
            Action::Shift => !self.stack.iter().any(|&s| linked(self.next, s)),
            Action::Left => below.is_none_or(|b| head(top) != Some(b)) && !self.waits(top, &linked),
            Action::Right => !self.waits(top, &linked),
        });
        good
    }

    /// Has the top of the stack an arc with a word after the next?
    fn waits(&self, top: u16, linked: &impl Fn(u16, u16) -> bool) -> bool {
        (self.next + 1..=self.end).any(|later| linked(top, later))
    }
}
