//! What: a search typed by the user → the events and articles that it finds, what each further narrowing would leave,
//! and what to drop where nothing is left.
//!
//! [`parse`] never fails: whatever is typed means something, and what was not understood is remarked upon. [`matches`]
//! says what a query means, one event at a time; [`Index`] gives the same answer for all events within milliseconds.
//!
//! | file | from → to |
//! |---|---|
//! | `fold` | a text → its words as they are compared: "Café-goers" is "cafe goers" |
//! | `parse` | what was typed → a query with its remarks |
//! | `matches` | a query, an event → is it meant? |
//! | `bits`, `corpus` | folded texts → those that hold a word or phrase |
//! | `index`, `facets` | a timeline and the texts of its articles → answers |
//! | `hits` | a query, a text → the places that it finds in it |

mod bits;
mod corpus;
mod facets;
mod fold;
mod hits;
mod index;
mod matches;
mod model;
mod parse;

pub use facets::{Count, Facets};
pub use hits::hits;
pub use index::{Answer, Index, Texts, Without};
pub use matches::matches;
pub use model::{Clause, Field, Phrase, Query, Remark, Term, What};
pub use parse::parse;
