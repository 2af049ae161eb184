//! The tree of a sentence, with what an article's reader knows beyond the parser: where the report begins, which words tell
//! times, and what somebody says.

use super::chunk::{Chunks, Tense, VerbGroup};
use super::clause;
use super::lexicon::{self, Embedding};
use crate::text::tree::{Relation, Tree};
use crate::text::{Span, Tag, Token};

/// The tree of a sentence. `times` are its time expressions.
pub fn tree(tokens: &[Token], chunks: &Chunks, times: &[Span]) -> Tree {
    let mut tree = Tree::of(tokens, behind_dateline(tokens), times);
    for (at, token) in tokens.iter().enumerate() {
        if token.tag == Tag::WPS {
            hang_on_owner(&mut tree, tokens, chunks, at);
        } else if token.is("that") && tree.relation(at) == Relation::Object {
            hang_on_antecedent(&mut tree, tokens, chunks, at);
        }
    }
    give_root(&mut tree, tokens, chunks);
    for verb in &chunks.verbs {
        take_up(&mut tree, tokens, chunks, verb);
        give_subject(&mut tree, tokens, verb);
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
        if let Some(told) = told_before(&tree, tokens, verb) {
            tree.raise(verb.head, told, Relation::Clause);
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

/// "Air strikes on the city resumed on Tuesday.": where a sentence has no other verb, what looks like a participle is its past.
fn give_root(tree: &mut Tree, tokens: &[Token], chunks: &Chunks) {
    let ends = tokens.last().is_some_and(|t| t.is("."));
    if !ends || chunks.verbs.iter().any(VerbGroup::is_finite) {
        return;
    }
    let root = (0..tokens.len()).find(|&t| tree.head(t).is_none() && tokens[t].tag.is_noun());
    let looks = |v: &&VerbGroup| {
        let suffered = tokens.get(v.tokens.end).is_some_and(|t| t.is("by"));
        v.tense == Tense::Participle && !v.passive && !suffered && tree.relation(v.head) == Relation::ReducedClause
    };
    let verb = chunks.verbs.iter().find(looks).map(|v| v.head);
    if let (Some(root), Some(verb)) = (root, verb.filter(|&v| root < Some(v))) {
        tree.raise(verb, root, Relation::Subject);
    }
}

/// "It closed, the mayor said, for good": what the tree hangs the speaker's verb on, where nothing joins the two and nothing
/// else is told.
fn told_before(tree: &Tree, tokens: &[Token], verb: &VerbGroup) -> Option<usize> {
    let joined = matches!(tree.relation(verb.head), Relation::Conjunct | Relation::AdverbialClause | Relation::Aside);
    let comma = tokens[..verb.tokens.start].iter().rposition(|t| t.is(","))?;
    let told = tree.head(verb.head).filter(|&h| joined && h < comma && tokens[h].tag.is_verb())?;
    let between = comma + 1..verb.tokens.start;
    let relative = |t: &Token| matches!(t.tag, Tag::CC | Tag::WDT | Tag::WP | Tag::WPS);
    let joins = |t: &Token| relative(t) || clause::is_subordinator(t) || clause::is_preposition(t) || t.tag.is_verb();
    let speaker = tree.children(verb.head).any(|c| between.contains(&c) && tree.relation(c).is_subject());
    let object = tree.children(verb.head).any(|c| c > verb.head && tree.relation(c) == Relation::OpenClause);
    (speaker && !object && !tokens[between].iter().any(joins)).then_some(told)
}

/// "an upset that they missed": what they missed stands before.
fn hang_on_antecedent(tree: &mut Tree, tokens: &[Token], chunks: &Chunks, that: usize) {
    let noun = chunks.noun_ending_at(that).map(|n| chunks.nouns[n].head);
    // "rumours that Apple has a television": what follows tells what they say.
    let takes = |c: usize| matches!(tree.relation(c), Relation::Object | Relation::Clause | Relation::OpenClause);
    let has = |v: usize| tree.children(v).any(|c| c > v && takes(c));
    let verb = tree.head(that).filter(|&v| v > that && tokens[v].tag.is_verb() && !has(v));
    if let (Some(noun), Some(verb)) = (noun, verb) {
        tree.hang(verb, noun, Relation::RelativeClause);
    }
}

/// "Castor Bank, whose clients complained, closed": what the clients did tells of the bank, and what stands behind it is the bank's,
/// where the tree has it the other way round.
fn hang_on_owner(tree: &mut Tree, tokens: &[Token], chunks: &Chunks, whose: usize) {
    let comma = usize::from(whose > 0 && tokens[whose - 1].is(","));
    let owner = chunks.noun_ending_at(whose - comma).map(|n| chunks.nouns[n].head);
    let subject = |t: usize| tree.head(t).filter(|_| tree.relation(t).is_subject());
    let verb = tree.head(whose).and_then(subject);
    let (Some(owner), Some(verb)) = (owner.filter(|&o| subject(o) == verb), verb) else { return };
    let finite = |t: usize| chunks.verbs.iter().any(|v| v.head == t && v.is_finite());
    let goes_on = |c: usize| {
        finite(c) && tokens[verb..c].iter().any(|t| t.is(",")) && !tokens[verb..c].iter().any(|t| t.tag == Tag::CC)
    };
    let main = tree.children(verb).find(|&c| c > verb && goes_on(c));
    if let Some(main) = main {
        tree.raise(main, verb, Relation::RelativeClause);
        tree.hang(owner, main, Relation::Subject);
        tree.hang(verb, owner, Relation::RelativeClause);
    }
}

/// What goes on behind a relative clause: "The crash in which the pilot died took place at Norby" with the noun before it,
/// where nothing joins the verbs; "Rebels shelled districts that the government holds and killed ten" with the verb of the
/// same tense.
fn take_up(tree: &mut Tree, tokens: &[Token], chunks: &Chunks, verb: &VerbGroup) {
    let joined = tree.relation(verb.head) == Relation::Conjunct && verb.is_finite();
    let Some(first) = tree.head(verb.head).filter(|&h| joined && h < verb.head) else { return };
    let relative = tree.relation(first) == Relation::RelativeClause;
    let Some(noun) = tree.head(first).filter(|&n| relative && tokens[n].tag.is_noun()) else { return };
    if !tokens[first..verb.tokens.start].iter().any(|t| t.tag == Tag::CC || t.is(",")) {
        tree.raise(verb.head, noun, Relation::Subject);
        return;
    }
    // A past before its object may look like a participle.
    let past = |v: &VerbGroup| matches!(v.tense, Tense::Past | Tense::Participle) && !v.passive;
    let alike = |v: &VerbGroup| v.tense == verb.tense || past(v) && past(verb);
    let group = |token: usize| chunks.verbs.iter().find(|v| v.head == token);
    let mut above = tree.head(noun);
    while let Some(at) = above.filter(|&at| group(at).is_none()) {
        above = tree.head(at);
    }
    if let Some(main) = above.filter(|&at| group(at).is_some_and(alike) && !group(first).is_some_and(alike)) {
        tree.hang(verb.head, main, Relation::Conjunct);
    }
}

/// A finite verb without a subject has it in what the tree hangs elsewhere: "In May, a ferry sank" has no list of May and a
/// ferry, and "Castor Bank, whose clients complained, closed" has the noun before the clause.
fn give_subject(tree: &mut Tree, tokens: &[Token], verb: &VerbGroup) {
    let head = verb.head;
    let has = tree.children(head).any(|c| tree.relation(c).is_subject());
    if has || !verb.is_finite() || tree.relation(head) == Relation::Conjunct {
        return;
    }
    if let Some(noun) = listed_subject(tree, tokens, verb) {
        tree.hang(noun, head, Relation::Subject);
        return;
    }
    let before = tree.children(head).find(|&c| c < head && tree.relation(c) == Relation::Clause);
    let Some(clause) = before else { return };
    let subjects: Vec<usize> = tree.children(clause).filter(|&c| tree.relation(c).is_subject()).collect();
    let relative = |range: &[Token]| range.iter().any(|t| matches!(t.tag, Tag::WPS | Tag::WP | Tag::WDT));
    if let [noun, other, ..] = subjects[..]
        && relative(&tokens[noun + 1..=other])
    {
        tree.hang(noun, head, Relation::Subject);
        tree.hang(clause, noun, Relation::RelativeClause);
    }
}

/// The noun that the tree joins, across a comma and without an "and", to the time or place before a verb.
fn listed_subject(tree: &Tree, tokens: &[Token], verb: &VerbGroup) -> Option<usize> {
    let introduces = |t: usize| tree.head(t) == Some(verb.head) && tree.relation(t) == Relation::Preposition;
    let first = |noun: usize| tree.children(noun).find(|&c| c < noun).map_or(noun, |c| c.min(noun));
    (0..verb.tokens.start).rev().find(|&noun| {
        let listed = tokens[noun].tag.is_noun() && tree.relation(noun) == Relation::Conjunct;
        let above = tree.head(noun).filter(|&h| listed && h < noun);
        let joined = |h: usize| tokens[h..noun].iter().any(|t| t.tag == Tag::CC);
        let under = |h: usize| tree.head(h).map_or(h, |up| if introduces(up) { up } else { h });
        above.is_some_and(|h| {
            let comma = first(noun).checked_sub(1).is_some_and(|i| tokens[i].is(","));
            comma && !joined(h) && introduces(if introduces(h) { h } else { under(h) })
        })
    })
}

/// "LIMA (Reuters) - Workers found a tomb": the token at which the report begins.
fn behind_dateline(tokens: &[Token]) -> usize {
    const FARTHEST: usize = 12;
    let dash = |t: &Token| matches!(t.lower.as_str(), "-" | "–" | "—" | "--" | "_");
    let head = tokens.iter().take(FARTHEST).position(dash);
    let place = |at: &usize| {
        let before = &tokens[..*at];
        before.iter().any(|t| t.tag.is_proper()) && !before.iter().any(|t| t.tag.is_verb())
    };
    head.filter(place).map_or(0, |at| at + 1)
}
