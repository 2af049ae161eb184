//! Clauses of one sentence: for each verb group its subject, object and agent, how it is embedded, and the tokens that are
//! its own. All of it is read off the tree of the sentence.

use super::chunk::{Chunks, Tense, VerbGroup};
use super::lexicon::{self, Embedding};
use crate::text::tree::{Relation, Tree};
use crate::text::{Sentence, Tag, Token};

/// How a clause hangs in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseRole {
    Main,
    /// "who had been held", "that killed 346 people".
    Relative,
    /// What somebody says, thinks or wants.
    Complement,
    /// After a subordinator: "as the summit got under way".
    Adverbial,
    /// "to roll back tariffs".
    Infinitive,
    /// "killing two", "accused of fraud".
    Participial,
}

/// One verb group with what belongs to it. Indices point into the sentence's [`Chunks`] and tokens.
#[derive(Clone, Debug)]
pub struct Clause {
    pub verb: usize,
    pub role: ClauseRole,
    /// The word that introduces an adverbial clause.
    pub subordinator: Option<usize>,
    /// The clause that embeds this one.
    pub governor: Option<usize>,
    /// Noun phrases of the subject, more than one when coordinated. For a passive these are the patients.
    pub subject: Vec<usize>,
    pub object: Option<usize>,
    /// The noun phrase that a clause hangs on which tells more of it: "the tariffs imposed in May".
    pub noun: Option<usize>,
    /// The "by" phrase of a passive.
    pub agent: Option<usize>,
    /// The token of the tree that the clause hangs on.
    pub node: usize,
    /// The first token of the clause's own stretch, its subject included.
    pub start: usize,
    /// One past the last token of the stretch that goes on from its verb.
    pub end: usize,
    /// Of each token from `start` on: is it part of this clause, and of none inside it?
    own: Vec<bool>,
}

impl Clause {
    /// Is a token part of this clause, and of none inside it?
    pub fn owns(&self, token: usize) -> bool {
        token.checked_sub(self.start).and_then(|i| self.own.get(i)).is_some_and(|own| *own)
    }
}

const SUBORDINATORS: &[&str] = &[
    "after", "although", "as", "because", "before", "if", "once", "since", "so", "than", "though", "till", "unless",
    "until", "when", "whenever", "where", "whereas", "whether", "while", "whilst",
];

pub fn is_subordinator(token: &Token) -> bool {
    SUBORDINATORS.contains(&token.lower.as_str())
}

pub fn is_preposition(token: &Token) -> bool {
    matches!(token.tag, Tag::IN | Tag::TO)
}

/// One clause for each verb group, in the order of the verb groups.
pub fn clauses(sentence: &Sentence, chunks: &Chunks, tree: &Tree) -> Vec<Clause> {
    let reader = Reader::new(&sentence.tokens, chunks, tree);
    let mut clauses: Vec<Clause> = (0..chunks.verbs.len()).map(|verb| reader.clause(verb)).collect();
    // A subject that the clause does not name is that of another clause, which may have it from a third.
    for (verb, clause) in clauses.iter_mut().enumerate() {
        clause.subject = reader.subject(verb, DEPTH);
    }
    clauses
}

/// How many clauses a subject may be handed down.
const DEPTH: usize = 5;

struct Reader<'a> {
    tokens: &'a [Token],
    chunks: &'a Chunks,
    tree: &'a Tree,
    /// Of each verb group the token of the tree that its clause hangs on.
    nodes: Vec<usize>,
    /// Of each token the verb group whose clause it is part of.
    owners: Vec<Option<usize>>,
}

impl<'a> Reader<'a> {
    fn new(tokens: &'a [Token], chunks: &'a Chunks, tree: &'a Tree) -> Self {
        let nodes: Vec<usize> = chunks.verbs.iter().map(|v| node(tree, v)).collect();
        let owners = (0..tokens.len()).map(|t| owner(tree, &nodes, t)).collect();
        let mut reader = Self { tokens, chunks, tree, nodes, owners };
        // The words of a verb group are its own, however they hang.
        for (verb, group) in chunks.verbs.iter().enumerate() {
            reader.owners[group.tokens.clone()].fill(Some(verb));
        }
        // "a day after it left": how long after is told of the clause above.
        for verb in 0..chunks.verbs.len() {
            if let Some(word) = reader.subordinator(verb) {
                let above = reader.above(verb);
                let word = word.min(chunks.verbs[verb].tokens.start);
                reader.owners[..word].iter_mut().filter(|owner| **owner == Some(verb)).for_each(|owner| *owner = above);
            }
        }
        reader
    }

    fn clause(&self, verb: usize) -> Clause {
        let group = &self.chunks.verbs[verb];
        let node = self.nodes[verb];
        let first = self.first_conjunct(verb);
        let role = self.role(verb, first);
        let governor = self.above(first).filter(|&g| role != ClauseRole::Main && g != verb);
        let own = |t: usize| self.owners[t] == Some(verb);
        let adverbial = !matches!(role, ClauseRole::Infinitive | ClauseRole::Relative);
        // "as we wrote on Tuesday" tells who says so and nothing of the time.
        let says = lexicon::embedding_verb(&group.lemma) == Some(Embedding::Say);
        let start = (0..group.tokens.start).find(|&t| own(t)).unwrap_or(group.tokens.start);
        let end = (group.tokens.end..self.tokens.len()).find(|&t| !own(t)).unwrap_or(self.tokens.len());
        // A nonfinite clause begins with its verb, a subordinate one with the word that introduces it.
        let start = if group.is_finite() { start } else { group.tokens.start };
        Clause {
            verb,
            role,
            subordinator: self.subordinator(verb).filter(|&w| adverbial && !(self.tokens[w].is("as") && says)),
            governor,
            subject: Vec::new(),
            object: self.object(verb),
            noun: self.noun(first),
            agent: self.agent(node),
            node,
            start,
            end,
            own: (start..self.tokens.len()).map(own).collect(),
        }
    }

    /// The clause that encloses what a token hangs on.
    fn above(&self, verb: usize) -> Option<usize> {
        self.tree.head(self.nodes[verb]).and_then(|head| self.owners[head])
    }

    /// "met and agreed": the first verb of those that "and" joins, by which all of them hang in the sentence.
    fn first_conjunct(&self, verb: usize) -> usize {
        let mut at = verb;
        for _ in 0..DEPTH {
            let joined = self.tree.relation(self.nodes[at]) == Relation::Conjunct;
            let head = self.tree.head(self.nodes[at]).filter(|_| joined);
            match head.and_then(|h| self.nodes.iter().position(|n| *n == h)).filter(|&v| v != at) {
                Some(before) => at = before,
                None => break,
            }
        }
        at
    }

    /// The noun phrase that a relative or reduced clause tells of.
    fn noun(&self, verb: usize) -> Option<usize> {
        let relation = self.tree.relation(self.nodes[verb]);
        let tells = matches!(relation, Relation::RelativeClause | Relation::ReducedClause);
        self.tree.head(self.nodes[verb]).filter(|_| tells).and_then(|head| self.chunks.noun_containing(head))
    }

    /// How a clause hangs, being joined to `first`.
    fn role(&self, verb: usize, first: usize) -> ClauseRole {
        let group = &self.chunks.verbs[verb];
        let nonfinite = match group.tense {
            Tense::Infinitive => Some(ClauseRole::Infinitive),
            _ if group.is_finite() => None,
            _ => Some(ClauseRole::Participial),
        };
        let marker = self.tree.child(self.nodes[first], Relation::Marker);
        match self.tree.relation(self.nodes[first]) {
            // "a day after it left", whatever the day's relation to it.
            _ if nonfinite.is_none() && marker.is_some_and(|m| is_subordinator(&self.tokens[m])) => {
                ClauseRole::Adverbial
            }
            Relation::RelativeClause => ClauseRole::Relative,
            // A past between its subject and its object may look like a participle.
            _ if group.tense == Tense::Participle && self.own_subject(verb).is_some() => ClauseRole::Main,
            _ if nonfinite.is_some() => nonfinite.unwrap_or(ClauseRole::Main),
            Relation::Clause if !self.is_told(first) => ClauseRole::Main,
            Relation::PrepositionObject if self.behind_subordinator(first).is_some() => ClauseRole::Adverbial,
            Relation::Clause | Relation::ReducedClause | Relation::OpenClause | Relation::PrepositionObject => {
                ClauseRole::Complement
            }
            Relation::AdverbialClause => ClauseRole::Adverbial,
            _ => ClauseRole::Main,
        }
    }

    /// "said that it closed", "said it closed"; not "it closed, he said", which stands by itself.
    fn is_told(&self, verb: usize) -> bool {
        let node = self.nodes[verb];
        let that = self.tree.child(node, Relation::Marker).is_some_and(|m| self.tokens[m].is("that"));
        let tells = |g: usize| {
            let lemma = &self.chunks.verbs[g].lemma;
            lemma == "be" || lexicon::embedding_verb(lemma).is_some()
        };
        that || self.above(verb).is_some_and(|g| self.nodes[g] < node && tells(g))
    }

    /// The word that introduces an adverbial clause: "after he left", "after leaving".
    fn subordinator(&self, verb: usize) -> Option<usize> {
        let node = self.nodes[verb];
        let introduces = |t: &usize| {
            let relation = self.tree.relation(*t);
            *t < node && matches!(relation, Relation::Marker | Relation::Adverb) && is_subordinator(&self.tokens[*t])
        };
        self.tree.children(node).find(introduces).or_else(|| self.behind_subordinator(verb))
    }

    /// The "after" or "before" that the tree takes for a preposition.
    fn behind_subordinator(&self, verb: usize) -> Option<usize> {
        let node = self.nodes[verb];
        let object = self.tree.relation(node) == Relation::PrepositionObject;
        self.tree.head(node).filter(|&h| object && is_subordinator(&self.tokens[h]))
    }

    fn own_subject(&self, verb: usize) -> Option<usize> {
        let node = self.nodes[verb];
        let end = self.chunks.verbs[verb].tokens.end;
        self.tree.children(node).find(|&c| c < end && self.tree.relation(c).is_subject())
    }

    /// The noun phrases of the subject.
    fn subject(&self, verb: usize, depth: usize) -> Vec<usize> {
        let group = &self.chunks.verbs[verb];
        let own = self.own_subject(verb);
        if let Some(subject) = own.filter(|&s| !is_relative_pronoun(&self.tokens[s])) {
            return self.phrases(subject);
        }
        // Right before a finite verb stands its subject, whatever the tree makes of it.
        let relative = own.is_some() || self.tree.relation(self.nodes[verb]) == Relation::RelativeClause;
        let before = if group.is_finite() && !relative { self.subject_before(group) } else { Vec::new() };
        if !before.is_empty() {
            return before;
        }
        let inherited = self.inherited_subject(verb, own.is_some(), depth);
        let antecedent = own.filter(|_| inherited.is_empty()).and_then(|pronoun| self.antecedent(pronoun));
        antecedent.map_or(inherited, |noun| vec![noun])
    }

    /// "the hospital, which was bombed", where the tree hangs the clause on something else: the noun phrase right before the
    /// relative pronoun.
    fn antecedent(&self, pronoun: usize) -> Option<usize> {
        let comma = pronoun.checked_sub(1).is_some_and(|i| self.tokens[i].is(","));
        self.chunks.noun_ending_at(pronoun - usize::from(comma))
    }

    /// Whom a clause tells of that does not name its subject itself; `relative` where a relative pronoun stands for it.
    fn inherited_subject(&self, verb: usize, relative: bool, depth: usize) -> Vec<usize> {
        let node = self.nodes[verb];
        let group = &self.chunks.verbs[verb];
        let Some(head) = self.tree.head(node).filter(|_| depth > 0) else { return Vec::new() };
        match self.tree.relation(node) {
            Relation::RelativeClause if relative || !group.is_finite() || group.passive => self.phrases(head),
            Relation::ReducedClause if group.tense != Tense::Infinitive && !relative => self.phrases(head),
            _ if relative => Vec::new(),
            Relation::Conjunct => self.subject_of(self.owners[head], verb, depth),
            Relation::OpenClause | Relation::Clause if group.tense == Tense::Infinitive => {
                // "persuaded Moscow to stop" is controlled by the object, "planned to speak" by the subject.
                let governor = self.owners[head];
                let object = governor.filter(|&g| !self.chunks.verbs[g].passive).and_then(|g| self.object(g));
                object.map_or_else(|| self.subject_of(governor, verb, depth), |o| vec![o])
            }
            _ if group.is_finite() && group.tense != Tense::Participle => Vec::new(),
            _ => self.subject_of(self.owners[head], verb, depth),
        }
    }

    /// Where the tree knows none: the noun phrase right before the verb, or the one that this hangs on by a preposition.
    fn subject_before(&self, group: &VerbGroup) -> Vec<usize> {
        let mut at = group.tokens.start;
        while at > 0 && self.tokens[at - 1].tag.is_adverb() {
            at -= 1;
        }
        // "and a year later closed": how much later.
        if self.tokens[at..group.tokens.start].iter().any(|t| matches!(&*t.lower, "later" | "earlier" | "ago")) {
            return Vec::new();
        }
        for _ in 0..DEPTH {
            let Some(noun) = self.chunks.noun_ending_at(at) else { break };
            let start = phrase_start(self.chunks, noun);
            match start.checked_sub(1).filter(|&i| is_preposition(&self.tokens[i])) {
                Some(preposition) if !is_subordinator(&self.tokens[preposition]) => at = preposition,
                _ => return vec![noun],
            }
        }
        Vec::new()
    }

    fn subject_of(&self, governor: Option<usize>, verb: usize, depth: usize) -> Vec<usize> {
        governor.filter(|&g| g != verb).map_or_else(Vec::new, |g| self.subject(g, depth - 1))
    }

    /// The noun phrase of a token, with those that "and" joins to it.
    fn phrases(&self, token: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open = vec![token];
        while let Some(at) = open.pop() {
            let phrase = self.named(at).or_else(|| self.chunks.noun_containing(at));
            if let Some(noun) = phrase.filter(|n| !found.contains(n)) {
                found.push(noun);
            }
            open.extend(self.tree.children(at).filter(|&c| self.tree.relation(c) == Relation::Conjunct));
        }
        found.sort_unstable();
        found
    }

    /// "the transport minister, Kari Lunde, resigned": the name beside a common noun.
    fn named(&self, token: usize) -> Option<usize> {
        let common = !self.tokens[token].tag.is_proper();
        let name = self.tree.child(token, Relation::Apposition).filter(|&n| common && self.tokens[n].tag.is_proper());
        name.and_then(|n| self.chunks.noun_containing(n))
    }

    fn object(&self, verb: usize) -> Option<usize> {
        let node = self.nodes[verb];
        let object = self.tree.children(node).find(|&c| c > node && self.tree.relation(c) == Relation::Object);
        let phrase = object.and_then(|o| self.chunks.noun_containing(o)).filter(|&n| !self.is_behind_comma(n));
        phrase.or_else(|| self.object_behind(verb))
    }

    /// "spoke briefly, their first encounter": an aside and no object.
    fn is_behind_comma(&self, noun: usize) -> bool {
        phrase_start(self.chunks, noun).checked_sub(1).is_some_and(|i| self.tokens[i].is(","))
    }

    /// Where the tree knows none: the noun phrase right behind an active verb, if the tree does not know it as something else.
    fn object_behind(&self, verb: usize) -> Option<usize> {
        let group = &self.chunks.verbs[verb];
        if group.passive || group.tense == Tense::Participle || group.lemma == "be" {
            return None;
        }
        let mut at = group.tokens.end;
        while self.tokens.get(at).is_some_and(|t| t.tag.is_adverb() || t.tag == Tag::RP) {
            at += 1;
        }
        let noun = self.chunks.noun_starting_at(at)?;
        let known = self.tree.relation(self.chunks.nouns[noun].head);
        let other = matches!(
            known,
            Relation::Subject | Relation::PassiveSubject | Relation::NounAdverb | Relation::Predicate | Relation::Root
        );
        (!other).then_some(noun)
    }

    fn agent(&self, node: usize) -> Option<usize> {
        let by = self.tree.child(node, Relation::Agent)?;
        self.chunks.noun_containing(self.tree.child(by, Relation::PrepositionObject)?)
    }
}

/// The token that stands for a verb group in the tree: its verb, unless the tree takes that for an auxiliary.
fn node(tree: &Tree, group: &VerbGroup) -> usize {
    let mut at = group.head;
    while let Some(head) = tree.head(at) {
        if !matches!(tree.relation(at), Relation::Auxiliary | Relation::PassiveAuxiliary) {
            break;
        }
        at = head;
    }
    at
}

/// The clause that a token is part of: that of the nearest verb above it.
fn owner(tree: &Tree, nodes: &[usize], token: usize) -> Option<usize> {
    let mut at = Some(token);
    while let Some(token) = at {
        if let Some(verb) = nodes.iter().position(|n| *n == token) {
            return Some(verb);
        }
        at = tree.head(token);
    }
    None
}

fn is_relative_pronoun(token: &Token) -> bool {
    matches!(token.tag, Tag::WDT | Tag::WP | Tag::WPS) || (token.lower == "that" && token.tag != Tag::DT)
}

/// Where a phrase starts, its possessor included.
pub fn phrase_start(chunks: &Chunks, noun: usize) -> usize {
    let start = chunks.nouns[noun].tokens.start;
    match noun.checked_sub(1).map(|n| &chunks.nouns[n]) {
        Some(p) if p.possessor && p.tokens.end + 1 == start => p.tokens.start,
        _ => start,
    }
}
