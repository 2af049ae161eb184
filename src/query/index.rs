//! All events of a timeline, ready to be searched.

use super::bits::Bits;
use super::corpus::Corpus;
use super::facets::{Facets, Values, ValuesOf, count, people, places, tags};
use super::matches::{falls, kind, meets, source, words};
use super::model::{Clause, Field, Query, What};
use crate::article::ArticleId;
use crate::event::{Event, Review, Status};
use crate::time::UncertainDate;
use crate::timeline::{ArticleInfo, Timeline};
use rayon::join;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// The events of one timeline; holds as long as that timeline does. Making it costs some microseconds an event.
#[derive(Debug, Default)]
pub struct Index {
    size: usize,
    words: Corpus,
    titles: Corpus,
    sources: Values,
    people: Values,
    places: Values,
    tags: Values,
    kinds: Values,
    statuses: Vec<Status>,
    reviews: Vec<Review>,
    dates: Vec<Option<UncertainDate>>,
}

/// What a query found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    found: Bits,
    /// Where nothing was found: the clauses without which something is, those that leave most first.
    pub without: Vec<Without>,
}

/// What a query would find without one of its clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Without {
    /// Index into [`Query::clauses`].
    pub clause: usize,
    pub leaves: usize,
}

impl Answer {
    /// Only those of the found events of which this holds.
    #[must_use]
    pub fn only(self, holds: impl Fn(usize) -> bool) -> Self {
        let mut found = self.found.clone();
        self.found.iter().filter(|at| !holds(*at)).for_each(|at| found.remove(at));
        Self { found, ..self }
    }

    pub fn count(&self) -> usize {
        self.found.count()
    }

    /// Whether the event at this place of the timeline was found.
    pub fn has(&self, event: usize) -> bool {
        self.found.has(event)
    }

    /// The places of the found events in the timeline, in its order.
    pub fn events(&self) -> impl Iterator<Item = usize> + '_ {
        self.found.iter()
    }
}

impl Index {
    pub fn new(timeline: &Timeline) -> Self {
        let events: Vec<&Event> = timeline.events.iter().map(|event| -> &Event { event }).collect();
        let by_id: FxHashMap<&str, &ArticleInfo> = timeline.articles.iter().map(|a| (a.id.0.as_str(), a)).collect();
        let ids = |event: &&Event| -> Vec<&str> {
            let ids = event.evidence.iter().map(|e| by_id.get_key_value(e.article.0.as_str()));
            ids.flatten().map(|(id, _)| *id).collect()
        };
        let all = || events.iter().copied();
        let of = |values: ValuesOf| Values::new(events.iter().map(move |event| values(event)), |name| [name]);
        let (words, (titles, (values, sources))) = join(
            || Corpus::new(all().map(words)),
            || {
                join(
                    || Corpus::new(all().map(|event| [event.title.as_str()])),
                    || {
                        let (people, places, tags) = (of(people), of(places), of(tags));
                        let kinds = Values::new(all().map(|e| [e.kind.as_str()]), kind);
                        let sources =
                            Values::new(events.iter().map(ids), |id| by_id.get(id).into_iter().flat_map(|a| source(a)));
                        ((people, places, tags, kinds), sources)
                    },
                )
            },
        );
        let (people, places, tags, kinds) = values;
        Self {
            size: events.len(),
            words,
            titles,
            sources: sources.named(|id| by_id.get(id).map_or_else(String::new, |article| article.source.clone())),
            people,
            places,
            tags,
            kinds,
            statuses: all().map(|event| event.status).collect(),
            reviews: all().map(|event| event.review).collect(),
            dates: all().map(|event| event.when.as_ref().and_then(|when| when.date)).collect(),
        }
    }

    /// The events that a query means: those for which [`super::matches`] is true.
    pub fn search(&self, query: &Query) -> Answer {
        answer(self.size, &query.clauses.iter().map(|clause| self.clause(clause)).collect::<Vec<_>>())
    }

    /// The same for another timeline, of whose events `rows` tells the place in the indexed one; those without a place
    /// are looked at one by one. A few edits need no new index.
    pub fn search_in(&self, query: &Query, timeline: &Timeline, rows: &[Option<u32>]) -> Answer {
        let clause = |clause: &Clause| {
            let known = self.clause(clause);
            Bits::of(rows.len(), |at| match rows[at] {
                Some(row) => known.has(row as usize),
                None => timeline.events.get(at).is_some_and(|event| meets(clause, event, timeline)),
            })
        };
        answer(rows.len(), &query.clauses.iter().map(clause).collect::<Vec<_>>())
    }

    /// What each value would leave of what was found.
    pub fn facets(&self, answer: &Answer) -> Facets {
        self.counted(&answer.found, &[], &[])
    }

    /// The same for an answer of [`Self::search_in`].
    pub fn facets_in(&self, answer: &Answer, timeline: &Timeline, rows: &[Option<u32>]) -> Facets {
        let mut known = Bits::none(self.size);
        let mut others: Vec<&Event> = Vec::new();
        for at in answer.events() {
            match rows.get(at) {
                Some(Some(row)) => known.insert(*row as usize),
                _ => others.extend(timeline.events.get(at).map(Arc::as_ref)),
            }
        }
        self.counted(&known, &others, &timeline.articles)
    }

    /// Counts the events `among` those of the index, and some `others`, which articles of these tell.
    fn counted(&self, among: &Bits, others: &[&Event], articles: &[ArticleInfo]) -> Facets {
        let of = |values: ValuesOf| others.iter().map(move |event| values(event));
        let told_by: FxHashSet<&str> =
            others.iter().flat_map(|event| event.evidence.iter().map(|e| e.article.0.as_str())).collect();
        let telling = articles.iter().filter(|a| told_by.contains(a.id.0.as_str()));
        let names: FxHashMap<&str, &str> = telling.map(|a| (a.id.0.as_str(), a.source.as_str())).collect();
        let sources = others.iter().map(|event| {
            event.evidence.iter().filter_map(|e| names.get(e.article.0.as_str()).copied()).collect::<Vec<&str>>()
        });
        Facets {
            sources: self.sources.counts("source", among, sources),
            people: self.people.counts("person", among, of(people)),
            places: self.places.counts("place", among, of(places)),
            tags: self.tags.counts("tag", among, of(tags)),
            kinds: self.kinds.counts("kind", among, of(|event| vec![&event.kind])),
            statuses: count(among.iter().map(|at| self.statuses[at]).chain(others.iter().map(|e| e.status)), "status"),
            reviews: count(among.iter().map(|at| self.reviews[at]).chain(others.iter().map(|e| e.review)), "review"),
        }
    }

    fn clause(&self, clause: &Clause) -> Bits {
        clause.terms.iter().fold(Bits::none(self.size), |found, term| {
            let meant = self.what(&term.what);
            found.or(&if term.not { meant.inverse() } else { meant })
        })
    }

    fn what(&self, what: &What) -> Bits {
        match what {
            What::Text(phrase) => self.words.find(phrase),
            What::Field(Field::Title, phrase) => self.titles.find(phrase),
            What::Field(Field::Source, phrase) => self.sources.find(phrase, self.size),
            What::Field(Field::Person, phrase) => self.people.find(phrase, self.size),
            What::Field(Field::Place, phrase) => self.places.find(phrase, self.size),
            What::Field(Field::Tag, phrase) => self.tags.find(phrase, self.size),
            What::Field(Field::Kind, phrase) => self.kinds.find(phrase, self.size),
            What::Status(any) => Bits::of(self.size, |event| any.contains(&self.statuses[event])),
            What::Review(any) => Bits::of(self.size, |event| any.contains(&self.reviews[event])),
            What::Before(_) | What::After(_) | What::In(_) => {
                Bits::of(self.size, |event| self.dates[event].is_some_and(|date| falls(what, date)))
            }
        }
    }
}

/// What all clauses leave, and where that is nothing, what all but one do.
fn answer(size: usize, clauses: &[Bits]) -> Answer {
    let all_but = |left_out: Option<usize>| {
        let used = clauses.iter().enumerate().filter(|(at, _)| Some(*at) != left_out);
        used.fold(Bits::all(size), |found, (_, clause)| found.and(clause))
    };
    let found = all_but(None);
    let mut without = Vec::new();
    if found.count() == 0 && clauses.len() > 1 {
        let counts = (0..clauses.len()).map(|clause| Without { clause, leaves: all_but(Some(clause)).count() });
        without.extend(counts.filter(|without| without.leaves > 0));
        without.sort_by(|a, b| b.leaves.cmp(&a.leaves).then(a.clause.cmp(&b.clause)));
    }
    Answer { found, without }
}

/// The texts of the articles, ready to be searched; holds until one is added or read anew.
#[derive(Debug, Default)]
pub struct Texts {
    ids: Vec<ArticleId>,
    names: Corpus,
    texts: Corpus,
}

impl Texts {
    /// Of articles their ids, names and texts.
    pub fn new<'a>(articles: impl IntoIterator<Item = (&'a ArticleInfo, &'a str)>) -> Self {
        let articles: Vec<_> = articles.into_iter().collect();
        let (texts, names) = join(
            || Corpus::new(articles.iter().map(|(_, text)| [*text])),
            || Corpus::new(articles.iter().map(|(article, _)| source(article))),
        );
        Self { ids: articles.iter().map(|(article, _)| article.id.clone()).collect(), names, texts }
    }

    /// The articles whose texts hold what a query looks for in words, and whose names what it looks for in sources; its
    /// other conditions are about events. None where it looks for no words.
    pub fn search(&self, query: &Query) -> Vec<&ArticleId> {
        let of_words = |clause: &&Clause| {
            clause.terms.iter().all(|t| matches!(t.what, What::Text(_) | What::Field(Field::Source, _)))
        };
        let looks = |clause: &Clause| clause.terms.iter().any(|t| !t.not && matches!(t.what, What::Text(_)));
        let size = self.ids.len();
        if !query.clauses.iter().any(looks) {
            return Vec::new();
        }
        let clause = |clause: &Clause| {
            clause.terms.iter().fold(Bits::none(size), |found, term| {
                let holding = match &term.what {
                    What::Text(phrase) => self.texts.find(phrase),
                    What::Field(Field::Source, phrase) => self.names.find(phrase),
                    _ => Bits::none(size),
                };
                found.or(&if term.not { holding.inverse() } else { holding })
            })
        };
        let found = query.clauses.iter().filter(of_words).fold(Bits::all(size), |all, c| all.and(&clause(c)));
        found.iter().map(|at| &self.ids[at]).collect()
    }
}

#[cfg(test)]
mod tests;
