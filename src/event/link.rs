//! How the mentions of a sentence hang on each other.

use super::chunk::Tense;
use super::clause::ClauseRole;
use super::mention::Reader;
use super::model::{Link, Mention};
use crate::text::Span;
use crate::text::tree::Relation;

impl Reader<'_> {
    /// "The jet crashed, killing all on board": a participle without a subject of its own tells the outcome of its verb.
    pub(super) fn outcomes(&self, found: &mut [(Option<usize>, Mention)]) {
        let spans: Vec<(usize, Span)> = found.iter().filter_map(|(c, m)| Some(((*c)?, m.span))).collect();
        for (clause, mention) in found.iter_mut() {
            let Some(clause) = clause.map(|c| &self.clauses[c]) else { continue };
            let verb = &self.chunks.verbs[clause.verb];
            let comma = verb.tokens.start.checked_sub(1).is_some_and(|i| self.tokens[i].is(","));
            let outcome = clause.role == ClauseRole::Participial && verb.tense == Tense::Gerund && comma;
            let governor = clause.governor.filter(|_| outcome && clause.subordinator.is_none());
            mention.outcome_of = governor.and_then(|g| spans.iter().find(|(c, _)| *c == g)).map(|(_, span)| *span);
        }
    }

    /// How the mentions of the sentence hang on each other.
    pub(super) fn link(&self, found: &mut [(Option<usize>, Mention)]) {
        let triggers: Vec<(Option<usize>, Span)> = found.iter().map(|(c, m)| (*c, m.span)).collect();
        let of_clause = |clause: usize| triggers.iter().find(|(c, _)| *c == Some(clause)).map(|(_, span)| *span);
        let of_token = |t: usize| triggers.iter().find(|(_, span)| *span == self.tokens[t].span).map(|(_, span)| *span);
        let of_noun = |noun: usize| of_token(self.chunks.nouns[noun].head);
        let tree = self.source.tree;
        let joined = |t: usize| tree.head(t).filter(|_| tree.relation(t) == Relation::Conjunct);
        let of_node = |t: usize| self.clauses.iter().position(|c| c.node == t).and_then(of_clause);
        for (clause, mention) in found.iter_mut() {
            let links = &mut mention.links;
            let Some(clause) = clause.map(|c| &self.clauses[c]) else {
                let Some(at) = self.tokens.iter().position(|t| t.span == mention.span) else { continue };
                links.extend(self.clause_at(at).and_then(of_clause).map(|verb| (Link::Within, verb)));
                links.extend(joined(at).and_then(of_token).map(|first| (Link::Conjunct, first)));
                continue;
            };
            links.extend(joined(clause.node).and_then(of_node).map(|first| (Link::Conjunct, first)));
            links.extend(clause.subject.iter().filter_map(|&n| of_noun(n)).map(|noun| (Link::Subject, noun)));
            links.extend(clause.object.and_then(of_noun).map(|noun| (Link::Object, noun)));
            links.extend(clause.noun.and_then(of_noun).map(|noun| (Link::Told, noun)));
            let link = match clause.role {
                ClauseRole::Main => continue,
                ClauseRole::Complement => Link::Complement,
                ClauseRole::Relative => Link::Relative,
                ClauseRole::Adverbial => Link::Adverbial,
                ClauseRole::Infinitive => Link::Infinitive,
                ClauseRole::Participial if mention.outcome_of.is_some() => Link::Outcome,
                ClauseRole::Participial if clause.subordinator.is_some() => Link::Adverbial,
                ClauseRole::Participial => Link::Participial,
            };
            links.extend(clause.governor.and_then(of_clause).map(|governor| (link, governor)));
            links.retain(|(_, span)| *span != mention.span);
        }
    }
}

/// The mention whose trigger this is; mentions stand in text order.
pub(super) fn index_at(all: &[Mention], span: Span) -> Option<usize> {
    Some(all.partition_point(|m| m.span < span)).filter(|&i| all.get(i).is_some_and(|m| m.span == span))
}

/// How two mentions of a sentence hang together: by the links of one, step by step, up to the other.
pub(super) struct Path {
    pub steps: usize,
    /// How the lower one hangs on the next, …
    first: Link,
    /// … and what hangs on the upper one.
    last: Link,
    /// It leads up from the mention asked about, not down to it.
    up: bool,
}

/// The links that lead up the sentence.
const UP: [Link; 8] = [
    Link::Within,
    Link::Participial,
    Link::Outcome,
    Link::Infinitive,
    Link::Complement,
    Link::Adverbial,
    Link::Relative,
    Link::Conjunct,
];

/// How `one` hangs on `other`, or the other way round.
pub(super) fn between(all: &[Mention], one: usize, other: usize) -> Option<Path> {
    climb(all, one, other, true).or_else(|| climb(all, other, one, false))
}

fn climb(all: &[Mention], from: usize, to: usize, up: bool) -> Option<Path> {
    /// Longer paths say nothing.
    const STEPS: usize = 4;
    let (mut at, mut first) = (from, None);
    for steps in 1..=STEPS {
        let (last, span) = *all[at].links.iter().find(|(link, _)| UP.contains(link))?;
        at = index_at(all, span)?;
        let first = *first.get_or_insert(last);
        if at == to {
            // "survived the blast": of what stands within a clause some is its object.
            let party =
                |(link, span): &&(Link, Span)| *span == all[from].span && matches!(link, Link::Object | Link::Subject);
            let named = all[to].links.iter().find(party).filter(|_| steps == 1);
            return Some(Path { steps, first: named.map_or(first, |(link, _)| *link), last, up });
        }
    }
    None
}

impl Path {
    /// What the weights of undated mentions call it.
    pub(super) fn name(&self) -> &'static str {
        let link = if self.first == Link::Within { self.last } else { self.first };
        match (link, self.up) {
            (Link::Subject, true) => "its subject",
            (Link::Object, true) => "its object",
            (Link::Within, true) => "within it",
            (Link::Participial | Link::Outcome, true) => "its participle",
            (Link::Infinitive, true) => "its infinitive",
            (Link::Complement, true) => "its complement",
            (Link::Adverbial, true) => "its adverbial",
            (Link::Relative, true) => "its relative",
            (Link::Told | Link::Conjunct, _) => "joined",
            (Link::Subject | Link::Object | Link::Within, false) => "around it",
            (Link::Participial | Link::Outcome, false) => "over the participle",
            (Link::Infinitive, false) => "over the infinitive",
            (Link::Complement, false) => "over the complement",
            (Link::Adverbial, false) => "over the adverbial",
            (Link::Relative, false) => "over the relative",
        }
    }
}
