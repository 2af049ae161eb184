//! "… although this claim was contested": a claim that somebody disputes is contested, and the dispute no event.

use super::lexicon::{self, Embedding};
use super::model::{Mention, Status};

/// What is disputed when it is called so.
const CLAIMS: &[&str] =
    &["claim", "allegation", "report", "account", "assertion", "accusation", "version", "statement"];

/// What somebody disputes is told with at least these log-odds of being listed, …
const CLAIMED: f32 = -0.5;
/// … and the dispute with these.
const NEVER: f32 = -9.0;

/// Marks the claims that a dispute in the same sentence, or the one after, calls into question.
pub fn mark(mentions: &mut [Mention]) {
    for index in 0..mentions.len() {
        let mention = &mentions[index];
        let disputes = matches!(lexicon::embedding_verb(&mention.lemma), Some(Embedding::Doubt))
            && mention.status == Status::Happened
            && mention.about.iter().any(|w| CLAIMS.contains(&w.as_str()));
        if !disputes {
            continue;
        }
        let sentence = mention.sentence;
        let claim = mentions[..index].iter().rposition(|m| {
            m.telling && m.score >= CLAIMED && m.status == Status::Happened && m.sentence + 1 >= sentence
        });
        if let Some(claim) = claim {
            mentions[claim].status = Status::Contested;
            mentions[index].score = NEVER;
        }
    }
}
