//! When: the calendar, uncertain dates, time expressions and what they resolve to.
//!
//! This layer knows nothing of articles, news or windows. [`recognize`] finds expressions in tagged sentences and
//! keeps them symbolic; [`resolve`] turns one into an [`UncertainDate`] once the publication date is known, and
//! says in words how.

mod date;
mod expr;

pub use date::{Moment, Precision, UncertainDate, day_in_words};
pub use expr::{Env, Resolved, Signal, TimeExpr, Timex, TimexType, parse_day, recognize, resolve, resolve_all};
