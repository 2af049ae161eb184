//! The events of one article for one publication date: mentions dated, merged, titled and weighed.

use super::date::{self, Dated, Ground};
use super::lexicon::{self, Embedding};
use super::merge;
use super::model::{
    Analysis, Event, Evidence, Mention, Participant, Quoted, Reading, Review, Role, Status, TimeLink, When,
};
use super::salience;
use super::title::names_somebody;
use crate::article::{Article, BlockKind, short_hash};
use crate::text::Span;
use crate::time::Precision;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;

/// The events of one article, in text order.
pub fn events(article: &Article, analysis: &Analysis, reading: &Reading) -> Vec<Event> {
    let mut dated = date::date_all(analysis, reading);
    let publication = reading.publication;
    let groups = merge::groups(&analysis.mentions, &dated);
    let mut group_of: FxHashMap<usize, usize> = FxHashMap::default();
    for (number, group) in groups.iter().enumerate() {
        group_of.extend(group.iter().map(|&i| (i, number)));
    }
    let date_of_event = |mention: usize| {
        let group = &groups[*group_of.get(&mention)?];
        let mentions: Vec<&Mention> = group.iter().map(|&i| &analysis.mentions[i]).collect();
        let head = &analysis.mentions[best_of(group, analysis, &dated)];
        Some(date_of(group, analysis, &dated, claimed(&mentions, head)))
    };
    let better = date::date_by_events(analysis, reading, &dated, &date_of_event);
    for (mention, date) in better {
        dated[mention] = date;
    }
    groups.iter().map(|group| event(article, analysis, &dated, group, publication)).collect()
}

/// What a stretch of the text tells best, whether it is worth listing or not; `None` where no word of it tells an event.
pub fn told_in(article: &Article, analysis: &Analysis, reading: &Reading, span: Span) -> Option<Event> {
    let dated = date::date_all(analysis, reading);
    let inside = analysis.mentions.iter().enumerate().filter(|(_, m)| span.contains(m.span));
    let (best, _) =
        inside.max_by(|(i, a), (j, b)| rank(a, &dated[*i]).total_cmp(&rank(b, &dated[*j])).then(j.cmp(i)))?;
    Some(event(article, analysis, &dated, &[best], reading.publication))
}

fn event(
    article: &Article,
    analysis: &Analysis,
    dated: &[Dated],
    group: &[usize],
    publication: Option<NaiveDate>,
) -> Event {
    let mentions: Vec<&Mention> = group.iter().map(|&i| &analysis.mentions[i]).collect();
    let best = best_of(group, analysis, dated);
    let head = &analysis.mentions[best];
    let claimed = claimed(&mentions, head);
    let chosen = date_of(group, analysis, dated, claimed);
    let claiming: Vec<usize> = group.iter().copied().filter(|&i| claims(&analysis.mentions[i], claimed)).collect();
    let best = if claiming.is_empty() { best } else { best_of(&claiming, analysis, dated) };
    let titled = &analysis.mentions[titled(group, analysis, best, claimed)];
    let when = when(&dated[chosen]);
    let status = status(claimed, &dated[chosen], publication);
    // The best first, then in text order.
    let mut order = group.to_vec();
    order.sort_by_key(|&i| (i != best, i));
    let mut seen: Vec<usize> = Vec::new();
    order.retain(|&i| {
        let sentence = analysis.mentions[i].sentence;
        let new = !seen.contains(&sentence);
        seen.push(sentence);
        new
    });
    Event {
        id: id(article, &mentions),
        title: titled.title.clone(),
        kind: kind(&mentions, head).to_owned(),
        status,
        when,
        claims: Vec::new(),
        sources: 1,
        participants: participants(&mentions),
        places: places(&mentions),
        salience: salience::of(&mentions, &dated[chosen], status, titled.whole),
        confidence: salience::confidence(head, &dated[chosen]),
        review: Review::Proposed,
        evidence: order
            .iter()
            .map(|&i| evidence(article, analysis, &analysis.mentions[i], &mentions, (&dated[i], &dated[chosen])))
            .collect(),
        ..Event::default()
    }
}

/// `e` and the hash of article, trigger offset and kind of the first mention.
fn id(article: &Article, mentions: &[&Mention]) -> String {
    let first = mentions.iter().min_by_key(|m| m.span).expect("an event has a mention");
    let start = article.chars.char_of(&article.text, first.span.start).to_string();
    format!("e{}", short_hash(&[&article.id.0, &start, first.kind]))
}

/// The mention that dates the whole, of those that claim what the event claims: the best ground, rather what is said than
/// its saying, then the most exact, then the first.
fn date_of(group: &[usize], analysis: &Analysis, dated: &[Dated], claimed: Status) -> usize {
    let claims = |i: usize| analysis.mentions[i].status == claimed || claimed == Status::Contested;
    *group
        .iter()
        .max_by(|&&a, &&b| {
            let width = |i: usize| dated[i].date.and_then(|d| d.days_long()).unwrap_or(i64::MAX);
            // "sold its shares, losing $9 billion on its bailout of 2008": the sale has its own date.
            let outcome = |i: usize| analysis.mentions[i].outcome_of.is_some();
            claims(a)
                .cmp(&claims(b))
                .then(outcome(b).cmp(&outcome(a)))
                .then(dated[a].ground.cmp(&dated[b].ground))
                .then(says(&analysis.mentions[b]).cmp(&says(&analysis.mentions[a])))
                .then(width(b).cmp(&width(a)))
                .then(b.cmp(&a))
        })
        .expect("a group has a mention")
}

/// What telling the outcome costs beside telling the event.
const OUTCOME: f32 = 2.0;

/// Which mention stands for the event: whole clauses in running text, strong words, explicit dates.
fn rank(mention: &Mention, dated: &Dated) -> f32 {
    let block = match mention.block {
        BlockKind::Body => 1.0,
        BlockKind::Headline => 0.75,
        BlockKind::Bullet => 0.5,
        _ => 0.0,
    };
    let telling = if mention.telling { 2.0 } else { 0.0 };
    let date = if dated.ground == Ground::Expression { 0.5 } else { 0.0 };
    let outcome = if mention.outcome_of.is_some() { OUTCOME } else { 0.0 };
    mention.score + block + telling + date - outcome
}

/// The mention that stands for the event, by its index.
fn best_of(group: &[usize], analysis: &Analysis, dated: &[Dated]) -> usize {
    let rank = |i: usize| rank(&analysis.mentions[i], &dated[i]);
    *group.iter().max_by(|&&a, &&b| rank(a).total_cmp(&rank(b)).then(b.cmp(&a))).expect("a group has a mention")
}

fn when(dated: &Dated) -> Option<When> {
    match (dated.date, &dated.words) {
        (Some(date), _) => Some(When { date: Some(date), edtf: Some(date.edtf()), text: date.words() }),
        (None, Some(words)) => Some(When { date: None, edtf: None, text: words.clone() }),
        (None, None) => None,
    }
}

/// Does it say something else?
fn says(mention: &Mention) -> bool {
    lexicon::embedding_verb(&mention.lemma) == Some(Embedding::Say)
}

/// What is told with at least these log-odds of being listed is claimed; where nothing is, the best counts.
const CLEAR: f32 = 0.0;

/// The strongest claim of the mentions that tell it well.
fn claimed(mentions: &[&Mention], head: &Mention) -> Status {
    const ORDER: [Status; 5] =
        [Status::Contested, Status::Cancelled, Status::Happened, Status::Planned, Status::Denied];
    let best = mentions.iter().map(|m| m.score).fold(f32::MIN, f32::max);
    let clear = || mentions.iter().filter(|m| m.score >= best.min(CLEAR));
    let claims = |s: &Status| clear().any(|m| m.status == *s);
    let strongest = ORDER.into_iter().find(claims).unwrap_or(Status::Hypothetical);
    // "was not killed in the earthquake": the earthquake happened, but that is not what is told.
    let other = || clear().filter(|m| m.status == Status::Happened).all(|m| m.root != head.root);
    // "said that it will close two mills": it was said, but the mills are open.
    let only_said = || clear().filter(|m| m.status == Status::Happened).all(|m| says(m));
    match strongest {
        Status::Happened if head.status == Status::Planned && only_said() => Status::Planned,
        Status::Happened if head.status == Status::Denied && other() => Status::Denied,
        strongest => strongest,
    }
}

/// What is told as happened, with a date after the publication, is planned.
fn status(claimed: Status, dated: &Dated, publication: Option<NaiveDate>) -> Status {
    let ahead = publication.zip(dated.date.and_then(|d| d.earliest)).is_some_and(|(day, earliest)| earliest.day > day);
    if claimed == Status::Happened && ahead { Status::Planned } else { claimed }
}

/// A title of fewer words hardly says what happened.
const WORDS: usize = 4;

/// May an event of this status be called as the mention calls it? What happened is not called what was planned; but what is
/// planned, denied or called off may be called what was said or done about it: "says he will report", "shelves its plans".
fn claims(mention: &Mention, claimed: Status) -> bool {
    let embeds = || lexicon::embedding_verb(&mention.lemma).is_some();
    mention.status == claimed || mention.status == Status::Happened && embeds()
}

/// The mention that gives the title: the best, unless its title is not whole or says too little and another that tells the
/// same does better. Where the best is not whole, what else its sentence tells will do.
fn titled(group: &[usize], analysis: &Analysis, best: usize, claimed: Status) -> usize {
    let mention = |i: usize| &analysis.mentions[i];
    let head = mention(best);
    let names = |m: &Mention| !m.participants.is_empty() && names_somebody(&m.title);
    let somebody = |m: &Mention| !m.title.starts_with("To ");
    let tells = |m: &Mention| {
        usize::from(names(m)) + usize::from(m.title.split(' ').count() >= WORDS) + usize::from(somebody(m))
    };
    let same = |m: &Mention| m.root == head.root;
    // What a noun of the sentence names is not what its verb tells.
    let beside = |m: &Mention| m.sentence == head.sentence && (m.verb.is_some() || head.verb.is_none());
    let tells_it = |m: &Mention| claims(m, claimed) && (same(m) || !head.whole && beside(m));
    let better = |m: &Mention| m.telling && tells_it(m) && (m.whole, tells(m)) > (head.whole, tells(head));
    let order = |a: &Mention, b: &Mention| {
        let by_grammar = (a.whole, same(a), tells(a)).cmp(&(b.whole, same(b), tells(b)));
        by_grammar.then(a.score.total_cmp(&b.score)).then(b.span.cmp(&a.span))
    };
    let others = group.iter().copied().filter(|&i| better(mention(i)));
    others.max_by(|&a, &b| order(mention(a), mention(b))).unwrap_or(best)
}

/// "other" says nothing: any other kind among the mentions is better.
fn kind(mentions: &[&Mention], head: &Mention) -> &'static str {
    if head.kind != "other" {
        return head.kind;
    }
    mentions.iter().find(|m| m.kind != "other").map_or(head.kind, |m| m.kind)
}

fn participants(mentions: &[&Mention]) -> Vec<Participant> {
    let mut all: Vec<Participant> = Vec::new();
    for participant in mentions.iter().flat_map(|m| &m.participants) {
        match all.iter_mut().find(|p| p.name == participant.name) {
            Some(known) if known.role == Role::Other => known.role = participant.role,
            Some(_) => {}
            None => all.push(participant.clone()),
        }
    }
    all
}

fn places(mentions: &[&Mention]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for place in mentions.iter().flat_map(|m| &m.places) {
        if !all.contains(place) {
            all.push(place.clone());
        }
    }
    all
}

/// The sentence of one mention; `all` are the event's, `own` is the mention's date and `chosen` the event's.
fn evidence(
    article: &Article,
    analysis: &Analysis,
    mention: &Mention,
    all: &[&Mention],
    (own, chosen): (&Dated, &Dated),
) -> Evidence {
    let quoted = |span: Span| Quoted {
        span: article.chars.to_chars(&article.text, span),
        text: span.of(&article.text).to_owned(),
    };
    let sentence = quoted(analysis.sentences[mention.sentence].span);
    let timex = own.timex.map(|i| &analysis.timexes[i]);
    let mut reasons = own.reasons.clone();
    if let (Some(ours), Some(theirs)) = (own.date, chosen.date)
        && ours != theirs
    {
        reasons.push("The event's date comes from another of its sentences, which says it better".to_owned());
    }
    let here = all.iter().filter(|m| m.sentence == mention.sentence);
    let mut also: Vec<Span> = here.flat_map(|m| [Some(m.span), m.verb]).flatten().collect();
    also.retain(|span| span.end <= mention.span.start || mention.span.end <= span.start);
    also.sort_unstable();
    also.dedup();
    Evidence {
        article: article.id.clone(),
        span: sentence.span,
        page: article.page_of(analysis.sentences[mention.sentence].span.start),
        quote: sentence.text,
        trigger: quoted(mention.span),
        also: also.into_iter().map(quoted).collect(),
        time: timex
            .filter(|t| t.sentence == mention.sentence || matches!(mention.time, TimeLink::Timex(_)))
            .map(|t| quoted(t.span)),
        reasons,
    }
}

/// Is a date as exact as a day?
pub fn is_day(dated: &Dated) -> bool {
    dated.date.is_some_and(|d| d.precision <= Precision::Day)
}
