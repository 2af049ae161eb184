//! What the word before an expression makes of it: "by Friday" is not "on Friday".

use super::UncertainDate;

/// What the words before an expression make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Signal {
    /// on, in, at, during, or nothing.
    At,
    /// by, no later than: up to and including it.
    By,
    /// before, ahead of, prior to.
    Before,
    /// after, following.
    After,
    /// since: from it on; the publication is the end that the reader knows.
    Since,
    /// until, till, through: up to it, from an open start.
    Until,
    /// from … on, starting, as of, beginning.
    From,
    /// for, over, throughout a stretch of time.
    Throughout,
}

impl Signal {
    /// When an event happened, or over what it stretched, that the text puts by this signal to `when`.
    pub fn apply(self, when: UncertainDate) -> UncertainDate {
        match self {
            Self::At | Self::Throughout => when,
            Self::By | Self::Until => when.up_to(),
            Self::Before => when.before().unwrap_or(when),
            Self::After => when.after().unwrap_or(when),
            Self::From | Self::Since => when.onward(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signals_bound_the_event() {
        let check = |signal: Signal, when: &str, expected: &str| {
            let when = UncertainDate::from_edtf(when).unwrap();
            assert_eq!(signal.apply(when).edtf(), expected, "{signal:?}");
        };
        check(Signal::At, "2016-11-18", "2016-11-18");
        check(Signal::By, "2016-11-25", "../2016-11-25");
        check(Signal::Before, "2016-11-08", "../2016-11-07");
        check(Signal::After, "2016-11-08", "2016-11-09/..");
        check(Signal::Since, "2016-03", "2016-03-01/..");
        check(Signal::Since, "2017-03", "2017-03-01/..");
        check(Signal::Until, "2016-10", "../2016-10-31");
        check(Signal::From, "2016-10", "2016-10-01/..");
        check(Signal::Before, "../2016-10-31", "../2016-10-31");
    }
}
