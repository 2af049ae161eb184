//! Times in rising order, and how many of them lie before a time: asked a thousand times for each layout.
//!
//! Of a million times halving reads some twenty that lie far from each other, most of them out of memory; where each
//! thirty-second stands once more beside the others, what is read is small enough to stay at hand.

use std::ops::{Deref, Range};

/// From one time that stands once more to the next.
const STEP: usize = 32;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Starts {
    times: Vec<f64>,
    /// The first of each [`STEP`] times.
    firsts: Vec<f64>,
}

impl Starts {
    /// `times` rise.
    pub fn new(times: Vec<f64>) -> Self {
        Self { firsts: times.iter().step_by(STEP).copied().collect(), times }
    }

    /// How many lie before a time.
    pub fn before(&self, time: f64) -> usize {
        self.before_from(0, time)
    }

    /// The same where at least `known` do: looking on in doubling steps is faster where it is few more.
    pub fn before_from(&self, known: usize, time: f64) -> usize {
        let (mut near, mut step) = (known / STEP, 1);
        while self.firsts.get(near + step).is_some_and(|t| *t < time) {
            near += step;
            step *= 2;
        }
        let far = (near + step).min(self.firsts.len());
        let beyond = near + self.firsts.get(near..far).map_or(0, |firsts| firsts.partition_point(|t| *t < time));
        let from = beyond.saturating_sub(1) * STEP;
        let to = (from + STEP).min(self.times.len());
        from + self.times[from..to].partition_point(|t| *t < time)
    }

    /// Puts other times in some places; all rise as before.
    pub fn put(&mut self, places: Range<usize>, time: impl Fn(usize) -> f64) {
        for at in places {
            self.times[at] = time(at);
            if at % STEP == 0 {
                self.firsts[at / STEP] = self.times[at];
            }
        }
    }

    #[cfg(test)]
    pub fn bytes(&self) -> usize {
        size_of_val(self.times.as_slice()) + size_of_val(self.firsts.as_slice())
    }
}

impl Deref for Starts {
    type Target = [f64];

    fn deref(&self) -> &[f64] {
        &self.times
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_many_lie_before_a_time_as_a_look_at_each_tells(
            mut times in prop::collection::vec(0i32..40, 0..200),
            time in -1i32..41,
            at in 0usize..200,
        ) {
            times.sort_unstable();
            let rising = |times: &[i32]| times.iter().copied().map(f64::from).collect::<Vec<_>>();
            let mut starts = Starts::new(rising(&times));
            let told = |times: &[i32]| times.iter().filter(|t| **t < time).count();
            prop_assert_eq!(starts.before(f64::from(time)), told(&times));
            for known in 0..=told(&times) {
                prop_assert_eq!(starts.before_from(known, f64::from(time)), told(&times));
            }
            if at < times.len() {
                times[at..].fill(40);
                starts.put(at..times.len(), |_| 40.0);
                prop_assert_eq!(&starts, &Starts::new(rising(&times)));
                prop_assert_eq!(starts.before(f64::from(time)), told(&times));
            }
        }
    }
}
