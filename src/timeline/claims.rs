//! What sources say of one event's date where they disagree, and how many of them there are.

use crate::article::ArticleId;
use crate::event::{Claim, Event, Evidence, When};
use crate::text::number_of_words;
use crate::time::UncertainDate;
use rustc_hash::{FxHashMap, FxHashSet};

/// A sentence of fewer words may stand in two papers by chance.
const LONG: usize = 8;

/// What two reports claim, each claim once and the earliest first. A vaguer date that leaves several claims open is none.
pub fn united(a: &Event, b: &Event) -> Vec<Claim> {
    let mut all = of(a);
    for claim in of(b) {
        let agrees = |c: &Claim| match (c.when.date, claim.when.date) {
            (Some(ours), Some(theirs)) => ours.intersect(&theirs).is_some(),
            _ => true,
        };
        let open: Vec<usize> = (0..all.len()).filter(|&i| agrees(&all[i])).collect();
        match open[..] {
            [] => all.push(claim),
            [one] => {
                let new = claim.articles.into_iter().filter(|a| !all[one].articles.contains(a)).collect::<Vec<_>>();
                all[one].articles.extend(new);
            }
            _ => {}
        }
    }
    all.sort_by_key(|claim| claim.when.date.map(|d| d.sort_key()));
    all
}

/// Claims and sources anew, after evidence was taken away.
pub fn recount(event: &mut Event) {
    event.sources = sources(event);
    for claim in &mut event.claims {
        claim.articles.retain(|a| event.evidence.iter().any(|e| e.article == *a));
    }
    let before = event.claims.len();
    event.claims.retain(|claim| !claim.articles.is_empty());
    if event.claims.len() < before {
        event.when = match &event.claims[..] {
            [only] => Some(only.when.clone()),
            left => when(left),
        };
    }
    if event.claims.len() == 1 {
        event.claims.clear();
    }
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
    let mut seen: FxHashSet<&ArticleId> = FxHashSet::default();
    evidence.iter().map(|e| &e.article).filter(|a| seen.insert(a)).cloned().collect()
}

/// The articles that report an event independently: those that share a long sentence are one.
pub fn sources(event: &Event) -> usize {
    let [first, others @ ..] = &event.evidence[..] else { return 0 };
    if others.iter().all(|e| e.article == first.article) {
        return 1;
    }
    let mut number: FxHashMap<&ArticleId, usize> = FxHashMap::default();
    let mut carried: FxHashMap<u32, usize> = FxHashMap::default();
    // Above each article one that carries the same sentence, or itself.
    let mut above: Vec<usize> = Vec::new();
    for evidence in &event.evidence {
        let article = *number.entry(&evidence.article).or_insert_with(|| {
            above.push(above.len());
            above.len() - 1
        });
        if let Some(words) = long(&evidence.quote) {
            let other = *carried.entry(words).or_insert(article);
            let (ours, theirs) = (top(&mut above, article), top(&mut above, other));
            above[ours.max(theirs)] = ours.min(theirs);
        }
    }
    above.iter().enumerate().filter(|(article, above)| article == *above).count()
}

fn top(above: &mut [usize], mut article: usize) -> usize {
    while above[article] != article {
        above[article] = above[above[article]];
        article = above[article];
    }
    article
}

/// The words of a long sentence, however they are set, as one number.
pub fn long(quote: &str) -> Option<u32> {
    let (number, words) = number_of_words(quote);
    (words >= LONG).then_some(number)
}

#[cfg(test)]
mod tests {
    use crate::article;
    use crate::event::{self, Event, Reading};
    use crate::landmark::{Knowledge, Landmarks};
    use crate::timeline;
    use std::sync::Arc;

    /// The merged events of articles with their publication dates.
    fn merged(articles: &[(&str, &str)]) -> Vec<Arc<Event>> {
        let events = articles.iter().flat_map(|(published, text)| {
            let article = article::read("a.txt", text.as_bytes()).unwrap();
            let analysis = event::analyse(&article);
            let knowledge = Knowledge::of(&Landmarks::none(), &analysis.sentences);
            let reading = Reading { publication: published.parse().ok(), discourse: None, knowledge: &knowledge };
            event::events(&article, &analysis, &reading).into_iter().map(Arc::new).collect::<Vec<_>>()
        });
        timeline::merge("", Vec::new(), events.collect()).timeline.events
    }

    #[test]
    fn two_dates_of_one_death_are_two_claims() {
        let all = merged(&[
            ("2012-05-08", "The painter Marta Halloran died in Galway on 3 May 2012."),
            ("2012-05-09", "Marta Halloran, the painter, died on 4 May 2012 in Galway."),
        ]);
        let deaths: Vec<&Arc<Event>> = all.iter().filter(|e| e.kind == "death").collect();
        let [death] = deaths[..] else { panic!("{all:?}") };
        assert_eq!(death.when.as_ref().unwrap().text, "3 May 2012 or 4 May 2012");
        assert_eq!(death.claims.len(), 2);
        assert_eq!(death.sources, 2);
    }

    #[test]
    fn a_vaguer_date_is_no_claim_and_what_is_taken_out_claims_nothing() {
        let mut all = merged(&[
            ("2012-05-08", "The painter Marta Halloran died in Galway on 3 May 2012."),
            ("2012-05-09", "Marta Halloran, the painter, died on 4 May 2012 in Galway."),
            ("2013-01-09", "Marta Halloran, the painter, died in Galway in May 2012."),
        ]);
        let death = Arc::make_mut(all.iter_mut().find(|e| e.kind == "death").expect("the death"));
        assert_eq!((death.claims.len(), death.sources), (2, 3), "{death:?}");
        let gone = death.claims[1].articles[0].clone();
        death.evidence.retain(|e| e.article != gone);
        super::recount(death);
        assert_eq!((death.claims.len(), death.sources), (0, 2));
        assert_eq!(death.when.as_ref().unwrap().text, "3 May 2012");
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
