//! Short articles of our own, and what must and must not become one event (`tests/merging/cases.ron`).

use dateline::article;
use dateline::event;
use dateline::landmark::Landmarks;
use dateline::project::{Edit, Loaded, Project, Source};
use dateline::timeline::Timeline;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
struct Case {
    name: String,
    group: String,
    articles: Vec<Text>,
    /// Mentions by article and word.
    one: Vec<Vec<(usize, String)>>,
    apart: Vec<Vec<(usize, String)>>,
}

#[derive(Deserialize)]
struct Text {
    published: String,
    text: String,
}

fn timeline(case: &Case) -> Timeline {
    let mut project = Project::default();
    for (number, text) in case.articles.iter().enumerate() {
        let article = article::read(&format!("{number}.txt"), text.text.as_bytes()).expect("plain text");
        let id = article.id.clone();
        let analysis = event::analyse(&article);
        project.add(Loaded::Article(Source::new(Arc::new(article), Arc::new(analysis), &Landmarks::shipped())));
        let date = text.published.parse().expect("a date");
        project.edit(Edit::SetPublished { article: id, date: Some(date) });
    }
    project.timeline()
}

/// The id of the event that tells a word of an article.
fn event_of(case: &Case, timeline: &Timeline, (article, word): &(usize, String)) -> Option<String> {
    let text = &case.articles[*article].text;
    let at = text.find(word.as_str()).unwrap_or_else(|| panic!("{}: no \"{word}\"", case.name));
    let start = text[..at].chars().count();
    let end = start + word.chars().count();
    let name = format!("{article}.txt");
    let id = &timeline.articles.iter().find(|a| a.source == name)?.id;
    let told = |e: &&Arc<event::Event>| {
        e.evidence.iter().any(|v| {
            v.article == *id
                && std::iter::once(&v.trigger).chain(&v.also).any(|q| q.span.start < end && start < q.span.end)
        })
    };
    timeline.events.iter().find(told).map(|e| e.id.clone())
}

#[test]
fn what_is_one_event_and_what_is_not() {
    let cases: Vec<Case> = ron::from_str(include_str!("merging/cases.ron")).expect("cases");
    assert!(cases.len() >= 30);
    let mut wrong = Vec::new();
    for case in &cases {
        let timeline = timeline(case);
        let ids = |words: &[(usize, String)]| -> Vec<Option<String>> {
            words.iter().map(|w| event_of(case, &timeline, w)).collect()
        };
        for words in &case.one {
            let found = ids(words);
            if found.iter().any(|id| id.is_none() || *id != found[0]) {
                wrong.push(format!("[{}] {}: one event: {words:?} {found:?}", case.group, case.name));
            }
        }
        for words in &case.apart {
            let found = ids(words);
            let double = found.iter().enumerate().any(|(i, id)| id.is_some() && found[..i].contains(id));
            if double {
                wrong.push(format!("[{}] {}: apart: {words:?}", case.group, case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
