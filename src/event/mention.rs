//! Mentions: the verbs and nouns of an article that report something that happened, will or might.

use super::chunk::{Chunks, Tense, VerbGroup, is_definite};
use super::clause::{self, Clause, ClauseRole};
use super::lexicon::{self, Embedding, Light, Strength, Word};
use super::model::{Mention, Participant, Status, TimeLink};
use super::names::Names;
use super::signs::Seen;
use super::status::Scope;
use super::subject::Salient;
use super::syntax;
use super::time_link::{self, Times};
use super::title::{Source, Title};
use super::who::{add, phrase_preposition};
use super::worth::Sign;
use crate::article::BlockKind;
use crate::text::{Sentence, Span, Tag, Token, lemma};
use crate::time::Timex;
use smol_str::SmolStr;
use std::cell::OnceCell;

/// A sentence with its place in the article.
pub struct Place<'a> {
    pub text: &'a str,
    pub index: usize,
    pub sentence: &'a Sentence,
    pub block: BlockKind,
    /// The block's index, so that sentences of one paragraph know each other.
    pub paragraph: usize,
    /// How many blocks behind the first paragraph of running text.
    pub position: usize,
    /// The first sentence of its paragraph.
    pub opens: bool,
    /// Speech in quotation marks.
    pub speech: &'a [Span],
    pub timexes: &'a [Timex],
    /// The index of the first of `timexes` in the article.
    pub first_timex: usize,
}

/// The mentions of one sentence; those that cannot stand on their own included.
pub fn find(place: &Place, names: &Names, salient: &mut Salient) -> Vec<Mention> {
    let tokens = &place.sentence.tokens;
    let chunks = Chunks::new(place.sentence);
    let times: Vec<Span> = place.timexes.iter().map(|t| t.span).collect();
    let dates: Vec<Span> = place.timexes.iter().filter(|t| t.places_in_time()).map(|t| t.span).collect();
    let tree = syntax::tree(tokens, &chunks, &dates);
    let clauses = clause::clauses(place.sentence, &chunks, &tree);
    let reader = Reader {
        place,
        names,
        tokens,
        source: Source {
            text: place.text,
            tokens,
            chunks: &chunks,
            clauses: &clauses,
            tree: &tree,
            times: &times,
            headline: place.block == BlockKind::Headline,
        },
        scope: Scope {
            tokens,
            chunks: &chunks,
            clauses: &clauses,
            present_is_past: matches!(place.block, BlockKind::Headline | BlockKind::Bullet | BlockKind::Caption),
            question: tokens.last().is_some_and(|t| t.lower == "?"),
        },
        chunks: &chunks,
        clauses: &clauses,
        times: Times::new(tokens, &chunks, &clauses, place.timexes, place.first_timex),
        places: OnceCell::new(),
    };
    let mut found: Vec<(Option<usize>, Mention)> = Vec::new();
    let mut consumed: Vec<usize> = Vec::new();
    let mut subjects: Vec<Option<String>> = Vec::new();
    for index in 0..clauses.len() {
        let subject = reader.subject(index, salient);
        if let Some(mention) = reader.of_clause(index, subject.as_deref(), &mut consumed) {
            let verb = tokens[chunks.verbs[clauses[index].verb].head].span;
            found.push((Some(index), Mention { verb: Some(verb), ..mention }));
        }
        subjects.push(subject);
        reader.remember(index, salient);
    }
    for noun in 0..chunks.nouns.len() {
        if !consumed.contains(&noun)
            && let Some(mention) = reader.of_noun(noun, salient)
        {
            found.push((None, mention));
        }
    }
    time_link::relate(&mut found, &clauses, &reader.times, tokens);
    reader.retitle(&mut found, &subjects);
    reader.outcomes(&mut found);
    reader.link(&mut found);
    let mut found: Vec<Mention> = found.into_iter().map(|(_, m)| m).collect();
    found.sort_by_key(|m| m.span);
    time_link::count(&mut found, place.timexes, place.first_timex);
    found
}

/// One sentence with all that is read of it.
pub(super) struct Reader<'a> {
    pub(super) place: &'a Place<'a>,
    pub(super) names: &'a Names,
    pub(super) tokens: &'a [Token],
    pub(super) source: Source<'a>,
    pub(super) scope: Scope<'a>,
    pub(super) chunks: &'a Chunks,
    pub(super) clauses: &'a [Clause],
    pub(super) times: Times,
    /// Read once for all mentions of the sentence.
    pub(super) places: OnceCell<Vec<String>>,
}

impl Reader<'_> {
    /// The mention that a clause's verb makes, on its own or with the event noun that it carries.
    fn of_clause(&self, index: usize, subject: Option<&str>, consumed: &mut Vec<usize>) -> Option<Mention> {
        let clause = &self.clauses[index];
        let verb = &self.chunks.verbs[clause.verb];
        if matches!(verb.lemma.as_str(), "be" | "do") || self.is_modifier(verb.head) || self.is_no_comment(verb) {
            return None;
        }
        let light = self.carried_noun(clause);
        let carried = light.or_else(|| self.harming_noun(clause).filter(|(noun, _)| !consumed.contains(noun)));
        let mut time = self.times.of_clause(index);
        let (word, trigger, name, trigger_at) = match carried {
            Some((noun, word)) => {
                time = time.or_else(|| self.times.of_noun(noun, self.chunks));
                consumed.push(noun);
                let head = self.chunks.nouns[noun].head;
                (word, self.tokens[head].span, self.tokens[head].lower.clone(), head)
            }
            None => {
                let (word, end, lemma) = self.phrasal(clause);
                let word = word.map(|word| self.by_telephone(clause).filter(|_| talks(word.kind)).unwrap_or(word));
                (word.unwrap_or(OTHER), self.tokens[verb.head].span.join(self.tokens[end].span), lemma, verb.head)
            }
        };
        let status = match self.scope.of_clause(index) {
            // "The storm should ease by Thursday": with its time it is expected.
            Status::Hypothetical if time.is_some() && self.is_expected(verb) => Status::Planned,
            // "subpoenaed him to testify on 10 February": what is done to some end, on a day of its own, is planned.
            Status::Hypothetical if time.is_some() && self.is_purpose(clause) => Status::Planned,
            // "made no arrests".
            _ if carried.is_some_and(|(noun, _)| self.scope.is_none(noun)) => Status::Denied,
            status => status,
        };
        let backgrounded = matches!(clause.role, ClauseRole::Relative | ClauseRole::Adverbial);
        // "The meeting came as …": the noun says what, the verb nothing; "airstrikes hit a hospital", "the trial opened".
        let says =
            self.phrasal(clause).0.is_some_and(|word| word.kind != OTHER.kind && word.strength != Strength::Weak);
        let title = match light {
            Some((noun, _)) if self.chunks.nouns[noun].head < verb.head && !says => {
                self.source.of_noun(noun, Some(index))
            }
            _ => self.source.of_clause(index, subject),
        };
        let mut participants = self.participants(clause, subject);
        if let Some((noun, _)) = carried {
            for participant in self.participants_of_noun(noun) {
                add(&mut participants, &participant.name, participant.role);
            }
        }
        // "The appointment comes days after …".
        let refers_back = participants.is_empty()
            && carried.is_some_and(|(noun, _)| {
                let phrase = &self.chunks.nouns[noun].tokens;
                let the = matches!(self.tokens[phrase.start].lower.as_str(), "the" | "this" | "that");
                phrase.len() == 2 && the && self.tokens[phrase.start + 1].tag == Tag::NN
            });
        let seen = Seen { word, head: trigger_at, status, parties: &participants };
        let signs = self.signs_of_clause(index, &name, carried.is_some(), &seen);
        Some(self.mention(
            trigger,
            name,
            word,
            status,
            signs,
            time,
            verb.tense,
            title,
            participants,
            self.about(index),
            refers_back,
            backgrounded,
            false,
        ))
    }

    fn is_purpose(&self, clause: &Clause) -> bool {
        let open = |g: usize| {
            !matches!(self.scope.embedding(g, true), Some(Embedding::Want | Embedding::May | Embedding::Deny))
                && self.scope.of_clause(g) == Status::Happened
        };
        clause.role == ClauseRole::Infinitive && clause.governor.is_some_and(open)
    }

    /// "declined to comment": what reporters write where nothing happened.
    fn is_no_comment(&self, verb: &VerbGroup) -> bool {
        let mut behind = self.tokens.iter().skip(verb.tokens.end).map(|t| t.lower.as_str());
        behind.next() == Some("to")
            && behind.next().is_some_and(|what| lexicon::is_no_news(&format!("{} to {what}", verb.lemma)))
    }

    fn is_expected(&self, verb: &VerbGroup) -> bool {
        verb.modal.is_some_and(|m| self.tokens[m].is("should"))
    }

    /// The verb as the lexicon knows it, with its particle or its bare noun ("step down", "take office"), the last token
    /// of that, and its lemma.
    fn phrasal(&self, clause: &Clause) -> (Option<Word>, usize, SmolStr) {
        let verb = &self.chunks.verbs[clause.verb];
        let noun =
            clause.object.map(|o| &self.chunks.nouns[o]).filter(|n| n.tokens.start == verb.tokens.end).map(|n| n.head);
        for end in [verb.particle, noun].into_iter().flatten() {
            let rest = &self.tokens[end].lower;
            if let Some(word) = lexicon::verb_phrase(&verb.lemma, rest) {
                return (Some(word), end, format!("{} {rest}", verb.lemma).into());
            }
        }
        // "The two leaders spoke": with one another.
        let among = clause.object.is_none()
            && (clause.subject.len() > 1 || clause.subject.iter().any(|&n| self.means_group(n)));
        if among && let Some(word) = lexicon::verb_phrase(&verb.lemma, "with") {
            return (Some(word), verb.head, format!("{} with", verb.lemma).into());
        }
        (lexicon::verb(&verb.lemma), verb.particle.unwrap_or(verb.head), verb.lemma.clone())
    }

    /// The event noun whose verb says little itself: "held talks", "an attack took place".
    fn carried_noun(&self, clause: &Clause) -> Option<(usize, Word)> {
        let light = self.light(clause);
        // "lost his life": the two together are a verb of their own.
        let is_phrase = |noun: usize| {
            let verb = &self.chunks.verbs[clause.verb];
            lexicon::verb_phrase(&verb.lemma, &self.tokens[self.chunks.nouns[noun].head].lower).is_some()
        };
        if light.object
            && let Some(noun) = clause.object.filter(|&noun| !is_phrase(noun))
            && let Some(word) = self.event_noun(noun)
        {
            return Some((noun, word));
        }
        let subject = *clause.subject.last()?;
        let patient = self.chunks.verbs[clause.verb].passive && light.object;
        (patient || light.subject).then_some(())?;
        Some((subject, self.event_noun(subject)?))
    }

    /// "An earthquake shook the hills", "the blast killed twelve": the harm that an event noun does is no other event.
    fn harming_noun(&self, clause: &Clause) -> Option<(usize, Word)> {
        let verb = &self.chunks.verbs[clause.verb];
        let subject = *clause.subject.last().filter(|_| !verb.passive)?;
        let harms = |kind: &str| matches!(lexicon::kind(kind).map(|k| k.group), Some("conflict" | "disaster"));
        let does = self.phrasal(clause).0.is_some_and(|word| harms(word.kind));
        let noun = self.event_noun(subject).filter(|word| does && harms(word.kind))?;
        (noun.strength == Strength::Strong).then_some((subject, noun))
    }

    /// "spoke by telephone": talking so is a call.
    fn by_telephone(&self, clause: &Clause) -> Option<Word> {
        let verb = &self.chunks.verbs[clause.verb];
        let own = &self.tokens[verb.tokens.end.min(clause.end)..clause.end];
        let phone = |t: &Token| matches!(t.lower.as_str(), "telephone" | "phone");
        let at = own.iter().position(phone).filter(|&at| at > 0)?;
        let by = own[at.saturating_sub(2)..at].iter().any(|t| matches!(t.lower.as_str(), "by" | "on" | "over"));
        by.then(|| lexicon::verb("telephone")).flatten()
    }

    /// What a verb leaves the meaning to, alone and with the one or two words after it: "take place", "get under way".
    fn light(&self, clause: &Clause) -> Light {
        let verb = &self.chunks.verbs[clause.verb];
        let mut light = lexicon::light(&verb.lemma);
        let mut phrase = verb.lemma.to_string();
        for token in self.tokens[verb.head + 1..].iter().take(2) {
            phrase.push(' ');
            phrase.push_str(&token.lower);
            let longer = lexicon::light(&phrase);
            light.object |= longer.object;
            light.subject |= longer.subject;
        }
        light
    }

    fn event_noun(&self, noun: usize) -> Option<Word> {
        let phrase = &self.chunks.nouns[noun];
        let head = phrase.head;
        if phrase.pronoun || phrase.possessor || matches!(self.tokens[head].tag, Tag::CD) {
            return None;
        }
        // Part of a name: "Congress", "Asia-Pacific Economic Cooperation".
        let titled = self.place.block == BlockKind::Headline;
        if self.tokens[head].capital && self.tokens[head].tag.is_proper() && head > 0 && !titled {
            return None;
        }
        let base = lemma(&self.tokens[head].lower, self.tokens[head].tag);
        (1..=2)
            .rev()
            .filter(|n| head >= phrase.tokens.start + n)
            .find_map(|n| lexicon::noun_phrase(&self.tokens[head - n..head], &base))
            .or_else(|| lexicon::noun(&base))
    }

    fn of_noun(&self, noun: usize, salient: &Salient) -> Option<Mention> {
        let word = self.event_noun(noun)?;
        let phrase = &self.chunks.nouns[noun];
        let head = phrase.head;
        let token = &self.tokens[head];
        // Part of a name ("Peace Summit Road") or of a bigger phrase.
        if self.tokens.get(head + 1).is_some_and(|t| t.tag == Tag::POS) && word.strength != Strength::Strong {
            return None;
        }
        let clause = self.clause_at(head);
        let status = match self.scope.of_noun(&phrase.tokens, head, clause) {
            _ if self.scope.is_none(noun) => Status::Denied,
            status => status,
        };
        let time = self.times.of_noun(noun, self.chunks);
        let until = clause.map_or(self.tokens.len(), |c| self.clauses[c].end);
        let title = self.source.of_noun(noun, None);
        // "Since his rescue, Tom Lund …": whose it is comes behind.
        let subject = |c: &Clause| c.subject.first().map(|&n| self.chunks.nouns[n].head);
        let ahead = self.clauses.iter().any(|c| c.role == ClauseRole::Main && subject(c) > Some(head));
        let title = if ahead { title } else { Title::of_noun(&self.owned(noun, title.text, salient)) };
        let participants = self.participants_of_noun(noun);
        let preposition = phrase_preposition(self.tokens, clause::phrase_start(self.chunks, noun));
        let seen = Seen { word, head, status, parties: &participants };
        let signs = self.signs_of_noun(noun, clause, preposition, &seen);
        let tense = clause.map_or(Tense::Past, |c| self.chunks.verbs[self.clauses[c].verb].tense);
        let base = lemma(&token.lower, token.tag);
        let definite = is_definite(&self.tokens[phrase.tokens.start]);
        let about = self.nouns_near(phrase.tokens.start, until.min(phrase.tokens.end + 8), Some(noun));
        Some(self.mention(
            token.span,
            base,
            word,
            status,
            signs,
            time,
            tense,
            title,
            participants,
            about,
            definite,
            true,
            true,
        ))
    }

    #[expect(clippy::too_many_arguments, reason = "the one place where a mention is put together")]
    fn mention(
        &self,
        span: Span,
        name: SmolStr,
        word: Word,
        status: Status,
        signs: Vec<Sign>,
        time: Option<usize>,
        tense: Tense,
        title: Title,
        participants: Vec<Participant>,
        about: Vec<SmolStr>,
        definite: bool,
        backgrounded: bool,
        is_noun: bool,
    ) -> Mention {
        let says_something = says_what_happened(&title.text, !participants.is_empty(), is_noun);
        // With its time a noun of two words is enough; one word never is.
        let says_something = says_something || time.is_some() && title.text.contains(' ');
        let only_who = lexicon::embedding_verb(&name) == Some(Embedding::Say) && says_only_who(&title.text, &name);
        let root = lexicon::verb_of_noun(&name).map_or_else(|| name.clone(), SmolStr::from);
        Mention {
            span,
            sentence: self.place.index,
            block: self.place.block,
            paragraph: self.place.paragraph,
            kind: word.kind,
            lemma: name,
            root,
            status,
            telling: says_something && !only_who,
            score: 0.0,
            signs,
            tense,
            backgrounded,
            time: time.map_or(TimeLink::None, TimeLink::Timex),
            distance: None,
            counted_from: None,
            title: title.text,
            whole: title.whole,
            participants,
            places: self.places().to_vec(),
            about,
            definite,
            outcome_of: None,
            links: Vec::new(),
            verb: None,
            apart: self.is_told_apart(span),
        }
    }

    /// An attributive participle: "the released emails".
    fn is_modifier(&self, head: usize) -> bool {
        self.chunks.noun_containing(head).is_some()
    }

    pub(super) fn clause_at(&self, token: usize) -> Option<usize> {
        self.clauses.iter().position(|c| c.owns(token))
    }

    pub(super) fn in_speech(&self, span: Span) -> bool {
        self.place.speech.iter().any(|s| s.contains(span))
    }

    /// "another attack", "a second round", "separate talks": not the one told before.
    fn is_told_apart(&self, span: Span) -> bool {
        let Some(at) = self.tokens.iter().position(|t| t.span.start == span.start) else { return false };
        self.tokens[at.saturating_sub(4)..at].iter().any(|t| {
            matches!(
                t.lower.as_str(),
                "another" | "second" | "third" | "separate" | "previous" | "prior" | "similar" | "other"
            )
        })
    }
}

/// "Chosen", "It midnight", "Its own drama": nobody would know what happened. A verb tells it in fewer words than a noun.
fn says_what_happened(title: &str, names_party: bool, is_noun: bool) -> bool {
    let words = title.split(' ').count();
    let enough = if is_noun { words > WORDS || words == WORDS && names_party } else { words > 1 || names_party };
    enough && !title.starts_with("It ")
}

/// So many words around a noun tell what happened if one of them is a name, and fewer never do.
const WORDS: usize = 3;

/// "Jo Marlow says", "Says a spokesman", "Jo Marlow says in a statement": that somebody spoke is no news without what
/// was said.
fn says_only_who(title: &str, verb: &str) -> bool {
    let words: Vec<&str> = title.split(' ').collect();
    let is_verb = |word: &&str| lemma(&word.to_lowercase(), Tag::VBZ) == verb;
    let until = words.iter().rposition(|w| *w == "in").filter(|&at| at + MEDIUM >= words.len()).unwrap_or(words.len());
    words.first().is_some_and(is_verb) || words[..until].last().is_some_and(is_verb)
}

/// "in a news release": so many words may tell where something was said.
const MEDIUM: usize = 4;

/// A verb that the lexicon does not know.
const OTHER: Word = Word { kind: "other", strength: Strength::Weak };

/// What can be done by telephone.
fn talks(kind: &str) -> bool {
    matches!(kind, "speech" | "meeting" | "statement")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_must_say_what_happened() {
        assert!(says_what_happened("Jo Marlow resigns", true, false));
        assert!(says_what_happened("Ministers meet", false, false));
        assert!(says_what_happened("Closure of the old bridge", false, true));
        assert!(!says_what_happened("Chosen", false, false));
        assert!(!says_what_happened("Its own drama", false, true));
        assert!(!says_what_happened("Kiel sales", true, true));
    }

    #[test]
    fn that_somebody_spoke_says_nothing() {
        assert!(says_only_who("Jo Marlow says", "say"));
        assert!(says_only_who("Says a spokesman of the harbour", "say"));
        assert!(says_only_who("Jo Marlow says in a statement", "say"));
        assert!(!says_only_who("Jo Marlow says the bridge is shut", "say"));
        assert!(!says_only_who("Jo Marlow tells the council of the flood", "tell"));
    }
}
