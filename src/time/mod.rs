//! When: the calendar, uncertain dates, time expressions and what they resolve to.
//!
//! This layer knows nothing of articles, news or windows. [`recognize`] finds expressions in tagged sentences and
//! keeps them symbolic; [`resolve`] turns one into an [`UncertainDate`] once the publication date is known, and
//! says in words how.

mod calendar;
mod date;
mod edtf;
mod expr;
mod feast;
mod narrative;
mod reckon;
mod recognize;
mod relative;
mod resolve;
mod signal;
mod story;
mod typed;
mod value;
mod words;
mod yearly;
mod zone;

pub use calendar::{Season, Unit, plus_days};
pub use date::{Moment, Precision, UncertainDate, day_in_words};
pub use expr::{Amount, DayPart, Direction, Env, Part, Resolved, TimeExpr, Timex, TimexType, Vague, Yearly};
pub use feast::{Feast, Moon};
pub use narrative::{Discourse, discourse, resolve_all};
pub use reckon::counted;
pub use recognize::{gives_figures, parse_day, recognize};
pub use relative::{Offset, offset};
pub use resolve::resolve;
pub use signal::Signal;
pub use typed::typed;
pub use zone::Zone;
