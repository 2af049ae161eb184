//! What sources say of one event's date where they disagree, and how many of them there are.

use super::view::number_of;
use crate::article::ArticleId;
use crate::event::{Claim, Event, Evidence, When};
use crate::time::UncertainDate;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// A sentence of fewer words may stand in two papers by chance.
const LONG: usize = 8;

/// What two reports claim, each claim once and the earliest first.
pub fn united(a: &Event, b: &Event) -> Vec<Claim> {
    let mut all = of(a);
    for claim in of(b) {
        match all.iter_mut().find(|c| c.when == claim.when) {
            Some(known) => known.articles.extend(claim.articles),
            None => all.push(claim),
        }
    }
    all.sort_by_key(|claim| claim.when.date.map(|d| d.sort_key()));
    all
}

fn of(event: &Event) -> Vec<Claim> {
    match (&event.when, event.claims.is_empty()) {
        (Some(when), true) => vec![Claim { when: when.clone(), articles: articles(&event.evidence) }],
        _ => event.claims.clone(),
    }
}

/// When it was, as far as the claims leave it open: from the first to the last of them, and each in words.
pub fn when(claims: &[Claim]) -> Option<When> {
    let dates = claims.iter().filter_map(|c| c.when.date);
    let date = dates.reduce(UncertainDate::between)?;
    let words: Vec<&str> = claims.iter().map(|c| c.when.text.as_str()).collect();
    Some(When { date: Some(date), edtf: Some(date.edtf()), text: words.join(" or ") })
}

fn articles(evidence: &[Evidence]) -> Vec<ArticleId> {
    let mut all: Vec<ArticleId> = Vec::new();
    for evidence in evidence {
        if !all.contains(&evidence.article) {
            all.push(evidence.article.clone());
        }
    }
    all
}

/// The articles that report an event independently: those that share a long sentence are one.
pub fn sources(event: &Event) -> usize {
    let all = articles(&event.evidence);
    if all.len() < 2 {
        return all.len();
    }
    // Each article's family, by the number of its first member.
    let mut family: Vec<usize> = (0..all.len()).collect();
    let mut carried: FxHashMap<u32, usize> = FxHashMap::default();
    for evidence in &event.evidence {
        let Some(article) = all.iter().position(|a| *a == evidence.article) else { continue };
        let Some(words) = long(&evidence.quote) else { continue };
        let (ours, theirs) = (family[article], family[*carried.entry(words).or_insert(article)]);
        for member in &mut family {
            if *member == ours.max(theirs) {
                *member = ours.min(theirs);
            }
        }
    }
    family.sort_unstable();
    family.dedup();
    family.len()
}

/// The words of a long sentence, however they are set, as one number.
pub fn long(quote: &str) -> Option<u32> {
    let mut words = 0;
    let mut hasher = FxHasher::default();
    for word in quote.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        words += 1;
        hasher.write_u32(number_of(word));
    }
    let hash = hasher.finish();
    (words >= LONG).then_some((hash ^ (hash >> 32)) as u32)
}

#[cfg(test)]
mod tests {
    use crate::article;
    use crate::event::{self, Event, Reading};
    use crate::landmark::{Knowledge, Landmarks};
    use crate::timeline;

    /// The merged events of articles with their publication dates.
    fn merged(articles: &[(&str, &str)]) -> Vec<Event> {
        let events = articles.iter().flat_map(|(published, text)| {
            let article = article::read("a.txt", text.as_bytes()).unwrap();
            let analysis = event::analyse(&article);
            let knowledge = Knowledge::of(&Landmarks::none(), &analysis.sentences);
            let reading = Reading { publication: published.parse().ok(), discourse: None, knowledge: &knowledge };
            event::events(&article, &analysis, &reading)
        });
        timeline::merge("", Vec::new(), events.collect()).events
    }

    #[test]
    fn two_dates_of_one_death_are_two_claims() {
        let all = merged(&[
            ("2012-05-08", "The painter Marta Halloran died in Galway on 3 May 2012."),
            ("2012-05-09", "Marta Halloran, the painter, died on 4 May 2012 in Galway."),
        ]);
        let deaths: Vec<&Event> = all.iter().filter(|e| e.kind == "death").collect();
        let [death] = deaths[..] else { panic!("{all:?}") };
        assert_eq!(death.when.as_ref().unwrap().text, "3 May 2012 or 4 May 2012");
        assert_eq!(death.claims.len(), 2);
        assert_eq!(death.sources, 2);
    }

    #[test]
    fn other_people_and_what_comes_again_keep_their_dates() {
        let all = merged(&[
            ("2012-05-08", "The painter Marta Halloran died in Galway on 3 May 2012."),
            ("2012-05-09", "Her husband Owen Halloran died on 4 May 2012 in Galway."),
        ]);
        assert_eq!(all.iter().filter(|e| e.kind == "death").count(), 2, "{all:?}");
        let talks = merged(&[
            ("2012-05-08", "Marta Halloran met Owen Keane in Galway on 3 May 2012."),
            ("2012-05-09", "Marta Halloran met Owen Keane in Galway on 4 May 2012."),
        ]);
        assert!(talks.iter().all(|e| e.claims.is_empty()), "{talks:?}");
    }

    #[test]
    fn copies_of_one_report_count_once() {
        let report =
            "The volunteer fire brigade of Ardmore rescued four walkers from the flooded quarry on 3 May 2012.";
        let all = merged(&[("2012-05-04", report), ("2012-05-05", &format!("Rescue at Ardmore\n\n{report}\n"))]);
        let rescue = all.iter().find(|e| e.kind == "rescue").expect("the rescue");
        assert_eq!((rescue.evidence.len() >= 2, rescue.sources), (true, 1));
    }
}
