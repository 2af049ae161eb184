//! Titles that the clause above tells better than a mention's own words.

use super::clause::ClauseRole;
use super::mention::Reader;
use super::model::{Mention, Status};
use super::title::Title;

/// A noun with fewer words beside it hardly says what happened.
const WORDS: usize = 3;

impl Reader<'_> {
    /// Gives mentions the title of the clause that they stand in, where that says what they leave open. `subjects` are those
    /// of all clauses, in words.
    pub(super) fn retitle(&self, found: &mut [(Option<usize>, Mention)], subjects: &[Option<String>]) {
        let telling: Vec<usize> = found.iter().filter_map(|(clause, _)| *clause).collect();
        let of_clause = |clause: usize| self.source.of_clause(clause, subjects[clause].as_deref());
        for (clause, mention) in found {
            let better = match *clause {
                Some(clause) => self.above_infinitive(clause, mention).map(of_clause),
                // "The search was needless": the verb says nothing that would be an event beside it.
                None => self.around_noun(mention).filter(|c| !telling.contains(c)).map(of_clause),
            };
            if let Some(Title { text, whole: true }) = better {
                (mention.title, mention.whole) = (text, true);
            }
        }
    }

    /// "moved to dismiss the suit", "beat Acme to win the order": what is no plan was tried, or done to that end, and that is
    /// what happened.
    fn above_infinitive(&self, clause: usize, mention: &Mention) -> Option<usize> {
        let clause = &self.clauses[clause];
        clause.governor.filter(|_| clause.role == ClauseRole::Infinitive && mention.status != Status::Planned)
    }

    fn around_noun(&self, mention: &Mention) -> Option<usize> {
        let short = !mention.whole && mention.title.split(' ').count() < WORDS;
        let at = short.then(|| self.tokens.iter().position(|t| t.span == mention.span))??;
        // Of a clause that hangs on another it is not known which of the two the sentence is about.
        // What did not happen says nothing of what did.
        let tells =
            |c: &usize| self.clauses[*c].role == ClauseRole::Main && !self.chunks.verbs[self.clauses[*c].verb].negated;
        self.clause_at(at).filter(tells)
    }
}
