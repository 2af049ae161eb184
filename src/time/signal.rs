//! What the words before a time expression make of it: "by Friday" is not "on Friday".

use super::{Moment, UncertainDate};
use crate::text::Token;
use chrono::NaiveDate;

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
    /// since: from it to the publication.
    Since,
    /// until, till, through: up to it, from an open start.
    Until,
    /// from … on, starting, as of, beginning.
    From,
    /// for, over, throughout a stretch of time.
    Throughout,
}

impl Signal {
    /// Read off the tokens before the one at `start`.
    pub fn before(tokens: &[Token], start: usize) -> Self {
        let word = |back: usize| start.checked_sub(back).map_or("", |i| tokens[i].lower.as_str());
        match (word(2), word(1)) {
            ("ahead", "of") | ("prior", "to") | (_, "before") => Self::Before,
            ("later", "than") => Self::By,
            ("as", "of") => Self::From,
            (_, "by") => Self::By,
            (_, "after" | "following") => Self::After,
            (_, "since") => Self::Since,
            (_, "until" | "till" | "til" | "through") => Self::Until,
            (_, "from" | "starting" | "beginning") | ("starting" | "beginning" | "effective", "on" | "in") => {
                Self::From
            }
            (_, "throughout" | "over" | "for" | "within") => Self::Throughout,
            _ => Self::At,
        }
    }

    /// The interval that an event may have which is told with this signal and the time `when`.
    pub fn apply(self, when: UncertainDate, publication: Option<NaiveDate>) -> UncertainDate {
        let day_before = |m: Moment| m.day.pred_opt().map(Moment::day);
        let day_after = |m: Moment| m.day.succ_opt().map(Moment::day);
        let open = |earliest: Option<Moment>, latest: Option<Moment>| {
            let date =
                UncertainDate { approximate: when.approximate, ..UncertainDate::between_moments(earliest, latest) };
            if earliest.is_none() && latest.is_none() { when } else { date }
        };
        match self {
            Self::At | Self::Throughout => when,
            Self::By | Self::Until => open(None, when.latest),
            Self::Before => open(None, when.earliest.and_then(day_before)),
            Self::After => open(when.latest.and_then(day_after), None),
            Self::From => open(when.earliest, None),
            Self::Since => {
                let until = publication.map(Moment::day).filter(|p| when.earliest.is_none_or(|e| e.day <= p.day));
                open(when.earliest, until)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signals_open_an_end() {
        let day = |d| NaiveDate::from_ymd_opt(2016, 11, d).unwrap();
        let friday = UncertainDate::day(day(18));
        for (signal, expected) in [
            (Signal::At, "2016-11-18"),
            (Signal::By, "../2016-11-18"),
            (Signal::Before, "../2016-11-17"),
            (Signal::After, "2016-11-19/.."),
            (Signal::Since, "2016-11-18/2016-11-20"),
            (Signal::From, "2016-11-18/.."),
        ] {
            assert_eq!(signal.apply(friday, Some(day(20))).edtf(), expected);
        }
        assert_eq!(Signal::Since.apply(friday, None).edtf(), "2016-11-18/..");
    }
}
