//! The tree of a sentence, with what an article's reader knows beyond the parser: where the report begins, which words tell
//! times, and what somebody says.

use super::chunk::Chunks;
use super::lexicon::{self, Embedding};
use crate::text::tree::{Relation, Tree};
use crate::text::{Span, Token};

/// The tree of a sentence. `times` are its time expressions.
pub fn tree(tokens: &[Token], chunks: &Chunks, times: &[Span]) -> Tree {
    let mut tree = Tree::of(tokens, behind_dateline(tokens), times);
    for verb in &chunks.verbs {
        let says = lexicon::embedding_verb(&verb.lemma) == Some(Embedding::Say);
        if !says || tree.children(verb.head).any(|c| c > verb.head && tree.relation(c) == Relation::Clause) {
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
