//! When: the calendar, uncertain dates, time expressions and what they resolve to.
//!
//! This layer knows nothing of articles, news or windows. [`recognize`] finds expressions in tagged sentences and
//! keeps them symbolic; [`resolve`] turns one into an [`UncertainDate`] once the publication date is known, and
//! says in words how.

mod date;
mod edtf;
mod expr;
mod narrative;
mod recognize;
mod resolve;
mod signal;
mod words;

pub use date::{Moment, Precision, Season, UncertainDate};
pub use expr::{Anchor, DayPart, Direction, Part, TimeExpr, Timex, TimexType, Unit, Vague};
pub use narrative::resolve_all;
pub use recognize::{parse_day, recognize};
pub use resolve::{Env, Resolved, resolve};
pub use signal::Signal;
pub use words::day_in_words;
