//! Sets of days.

use chrono::NaiveDate;

/// Stretches of days, first and last included; in order and apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days(Vec<(NaiveDate, NaiveDate)>);

impl Days {
    pub fn from(first: NaiveDate) -> Self {
        Self(vec![(first, NaiveDate::MAX)])
    }

    pub fn until(last: NaiveDate) -> Self {
        Self(vec![(NaiveDate::MIN, last)])
    }

    /// The union of stretches; those that end before they start are none.
    pub fn of(stretches: impl IntoIterator<Item = (NaiveDate, NaiveDate)>) -> Self {
        let mut all: Vec<_> = stretches.into_iter().filter(|(first, last)| first <= last).collect();
        all.sort_unstable();
        let mut merged: Vec<(NaiveDate, NaiveDate)> = Vec::with_capacity(all.len());
        for (first, last) in all {
            match merged.last_mut() {
                Some((_, end)) if end.succ_opt().is_none_or(|next| first <= next) => *end = last.max(*end),
                _ => merged.push((first, last)),
            }
        }
        Self(merged)
    }

    pub fn intersect(&self, other: &Self) -> Self {
        Self::of(self.0.iter().flat_map(|a| other.0.iter().map(|b| (a.0.max(b.0), a.1.min(b.1)))))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn contains(&self, day: NaiveDate) -> bool {
        self.0.iter().any(|(first, last)| (*first..=*last).contains(&day))
    }

    /// `None` where there is none, or where they reach back for ever.
    pub fn first(&self) -> Option<NaiveDate> {
        self.0.first().map(|(first, _)| *first).filter(|d| *d != NaiveDate::MIN)
    }

    /// `None` where there is none, or where they go on for ever.
    pub fn last(&self) -> Option<NaiveDate> {
        self.0.last().map(|(_, last)| *last).filter(|d| *d != NaiveDate::MAX)
    }

    /// The first and last day of every stretch.
    pub fn ends(&self) -> impl Iterator<Item = NaiveDate> {
        self.0.iter().flat_map(|(first, last)| [*first, *last])
    }

    pub fn stretches(&self) -> &[(NaiveDate, NaiveDate)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::plus_days;
    use proptest::prelude::*;

    fn day(n: i64) -> NaiveDate {
        plus_days(NaiveDate::from_ymd_opt(2000, 1, 1).unwrap(), n)
    }

    #[test]
    fn stretches_that_touch_are_one() {
        assert_eq!(Days::of([(day(3), day(4)), (day(1), day(2))]).stretches(), [(day(1), day(4))]);
        assert_eq!(Days::of([(day(5), day(4))]), Days::default());
        assert_eq!(Days::from(day(1)).last(), None);
        assert_eq!(Days::from(day(1)).intersect(&Days::until(day(2))).last(), Some(day(2)));
    }

    proptest! {
        #[test]
        fn a_day_is_in_both_or_not_in_the_intersection(
            a in proptest::collection::vec((0..60i64, 0..9i64), 0..6),
            b in proptest::collection::vec((0..60i64, 0..9i64), 0..6),
            probe in 0..70i64,
        ) {
            let set = |v: &[(i64, i64)]| Days::of(v.iter().map(|(s, n)| (day(*s), day(s + n))));
            let (a, b) = (set(&a), set(&b));
            prop_assert_eq!(a.intersect(&b).contains(day(probe)), a.contains(day(probe)) && b.contains(day(probe)));
        }
    }
}
