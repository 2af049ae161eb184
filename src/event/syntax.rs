//! The tree of a sentence, with what an article's reader knows beyond the parser: where the report begins, which words tell
//! times, and what somebody says.

use super::chunk::{Chunks, VerbGroup};
use super::lexicon::{self, Embedding};
use crate::text::tree::{Relation, Tree};
use crate::text::{Span, Tag, Token};

/// The tree of a sentence. `times` are its time expressions.
pub fn tree(tokens: &[Token], chunks: &Chunks, times: &[Span]) -> Tree {
    let mut tree = Tree::of(tokens, behind_dateline(tokens), times);
    for verb in &chunks.verbs {
        take_up(&mut tree, tokens, verb);
        let says = lexicon::embedding_verb(&verb.lemma) == Some(Embedding::Say);
        if !says || tree.children(verb.head).any(|c| c > verb.head && tree.relation(c) == Relation::Clause) {
            continue;
        }
        // "It has closed, they said": what was said stands before.
        let comma = tokens[..verb.tokens.start].iter().rposition(|t| t.is(","));
        let said = comma.and_then(|c| (0..c).rev().find(|&t| tree.head(t).is_none() && tokens[t].tag.is_verb()));
        if let Some(said) = said.filter(|_| tree.head(verb.head).is_none()) {
            tree.hang(said, verb.head, Relation::Clause);
            continue;
        }
        // "reported on Friday that it is facing": what is said is no part of the day.
        let is_time = |t: &Token| times.iter().any(|s| s.overlaps(t.span));
        let passed = |i: &usize| is_time(&tokens[*i]) || tokens.get(i + 1).is_some_and(is_time);
        let that = (verb.tokens.end..tokens.len()).find(|i| !passed(i)).filter(|&i| tokens[i].is("that"));
        let told = that.and_then(|that| tree.head(that)).filter(|&t| tokens[t].tag.is_verb() && t != verb.head);
        if let Some(told) = told {
            tree.hang(told, verb.head, Relation::Clause);
        }
    }
    tree
}

/// "The crash in which the pilot died took place at Norby": a second finite verb that nothing joins to the verb of a relative
/// clause goes on with the noun before that.
fn take_up(tree: &mut Tree, tokens: &[Token], verb: &VerbGroup) {
    let joined = tree.relation(verb.head) == Relation::Conjunct && verb.is_finite();
    let Some(first) = tree.head(verb.head).filter(|&h| joined && h < verb.head) else { return };
    let apart = tokens[first..verb.tokens.start].iter().any(|t| t.tag == Tag::CC || t.is(","));
    let noun = tree.head(first).filter(|_| !apart && tree.relation(first) == Relation::RelativeClause);
    if let Some(noun) = noun.filter(|&n| tokens[n].tag.is_noun()) {
        tree.raise(verb.head, noun, Relation::Subject);
    }
}

/// "LIMA (Reuters) - Workers found a tomb": the token at which the report begins.
fn behind_dateline(tokens: &[Token]) -> usize {
    const FARTHEST: usize = 12;
    let dash = |t: &Token| matches!(t.lower.as_str(), "-" | "–" | "—" | "--");
    let head = tokens.iter().take(FARTHEST).position(dash);
    let place = |at: &usize| {
        let before = &tokens[..*at];
        before.iter().any(|t| t.tag.is_proper()) && !before.iter().any(|t| t.tag.is_verb())
    };
    head.filter(place).map_or(0, |at| at + 1)
}
