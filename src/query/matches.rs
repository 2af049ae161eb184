//! What a query means, for one event.

use super::corpus::{is_whole, needle};
use super::fold::folded;
use super::model::{Clause, Field, Phrase, Query, What};
use crate::article::ArticleId;
use crate::event::{self, Event};
use crate::time::UncertainDate;
use crate::timeline::{ArticleInfo, Timeline};

/// Whether an event of a timeline is meant.
pub fn matches(query: &Query, event: &Event, timeline: &Timeline) -> bool {
    query.clauses.iter().all(|clause| meets(clause, event, timeline))
}

/// Whether an event of a timeline meets one condition of a query.
pub fn meets(clause: &Clause, event: &Event, timeline: &Timeline) -> bool {
    clause.terms.iter().any(|term| is_meant(&term.what, event, timeline) != term.not)
}

fn is_meant(what: &What, event: &Event, timeline: &Timeline) -> bool {
    match what {
        What::Text(phrase) => words(event).any(|part| holds(part, phrase)),
        What::Field(Field::Title, phrase) => holds(&event.title, phrase),
        What::Field(Field::Person, phrase) => event.participants.iter().any(|p| holds(&p.name, phrase)),
        What::Field(Field::Place, phrase) => event.places.iter().any(|place| holds(place, phrase)),
        What::Field(Field::Tag, phrase) => event.tags.iter().any(|tag| holds(tag, phrase)),
        What::Field(Field::Kind, phrase) => kind(&event.kind).into_iter().any(|name| holds(name, phrase)),
        What::Field(Field::Source, phrase) => {
            let article = |id: &ArticleId| timeline.articles.iter().find(|article| article.id == *id);
            let articles = event.evidence.iter().filter_map(|evidence| article(&evidence.article));
            articles.into_iter().any(|article| source(article).any(|name| holds(name, phrase)))
        }
        What::Status(any) => any.contains(&event.status),
        What::Review(any) => any.contains(&event.review),
        What::Before(_) | What::After(_) | What::In(_) => {
            event.when.as_ref().and_then(|when| when.date).is_some_and(|date| falls(what, date))
        }
    }
}

/// Whether a date may be in the time of a condition; false for a condition on anything else.
pub fn falls(what: &What, date: UncertainDate) -> bool {
    let time = match what {
        What::Before(time) => time.before(),
        What::After(time) => time.after(),
        What::In(time) => Some(*time),
        _ => None,
    };
    time.is_some_and(|time| date.intersect(&time).is_some())
}

/// The parts of an event that words are looked for in.
pub fn words(event: &Event) -> impl Iterator<Item = &str> {
    let names = event.participants.iter().map(|p| &p.name).chain(&event.places).chain(&event.tags);
    let quotes = event.evidence.iter().map(|evidence| &evidence.quote);
    [&event.title, &event.note].into_iter().chain(names).chain(quotes).map(String::as_str)
}

/// By what an article is known.
pub fn source(article: &ArticleInfo) -> impl Iterator<Item = &str> {
    [article.source.as_str(), article.title.as_str()].into_iter().chain(article.publisher.as_deref())
}

/// The name of a kind, and what it is called.
pub fn kind(name: &str) -> impl IntoIterator<Item = &str> {
    [name].into_iter().chain(event::kind(name).map(|kind| kind.label))
}

fn holds(part: &str, phrase: &Phrase) -> bool {
    let (part, needle) = (folded(part), needle(phrase));
    if phrase.whole { is_whole(&part, &needle) } else { part.contains(&needle) }
}
