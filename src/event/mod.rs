//! What: the events that an article reports, each with its sentences and the reasons of its date.
//!
//! [`analyse`] finds mentions and knows no publication date; [`events`] dates them and merges those of one event.
//!
//! | file | from → to |
//! |---|---|
//! | `lexicon` | tables of `assets/lexicon` → words with kind and strength |
//! | `chunk`, `clause` | a tagged sentence → verb groups, noun phrases, who does what |
//! | `retag` | tags, mended by what article and lexicon know: headlines in capitals, hidden verbs |
//! | `names`, `quote` | an article → its names and their forms; its direct speech |
//! | `gazetteer` | the name of a place → its coordinates |
//! | `status` | a clause → did it happen? |
//! | `mention`, `subject`, `who`, `title`, `retitle`, `link`, `time_link` | a sentence → mentions with parties, titles and links to time |
//! | `signs`, `worth` | a mention → would an editor list it? |
//! | `date`, `calendar` | mentions + publication date, landmarks → dates with reasons |
//! | `pair`, `same`, `merge` | mentions → those of one event |
//! | `salience`, `build` | mentions of one event → the event |

mod analyse;
mod build;
mod calendar;
mod chunk;
mod clause;
mod date;
mod dispute;
mod gazetteer;
mod lexicon;
mod link;
mod mention;
mod merge;
mod model;
mod names;
mod pair;
mod quote;
mod retag;
mod retitle;
mod salience;
mod same;
mod signs;
mod status;
mod subject;
mod syntax;
#[cfg(test)]
mod tests;
mod time_link;
mod title;
mod undated;
mod who;
mod worth;

pub use analyse::analyse;
pub use build::{events, told_in};
pub use chunk::Tense;
pub use date::{Dated, Ground, date_all, surroundings};
pub use gazetteer::{Coordinates, Located, coordinates};
pub use lexicon::{Kind, compatible as compatible_kinds, kind, kinds};
pub use model::{
    Analysis, Base, Claim, Corrected, Event, Evidence, Extracted, Link, Mention, Participant, Quoted, Reading,
    Relation, Review, Role, Status, TimeLink, When,
};
pub use pair::Told;
pub use same::signs as pair_signs;
pub use undated::{As, Surroundings};
pub use worth::Sign;
