//! Dates that readers of a page see near the headline, and those that its elements carry: `<time>`, microdata,
//! "Published … Updated …".

use super::furniture::words;
use super::months::Months;
use super::outline::Outline;
use super::stamps::Stamp;
use crate::article::published::UPDATED;
use crate::time::parse_day;
use chrono::NaiveDate;

/// Longer texts are no date lines.
const LONGEST: usize = 140;
/// So many lines are looked at, since recognising dates is the costly part: a page may list its years.
const MOST_LINES: usize = 200;
/// So many items before the story, and behind it, its date may stand.
const NEAR: usize = 60;

/// How well a date deep inside the story fits.
const INSIDE: f32 = 0.3;

/// Where the story stands among the page's items: its headline, its first running text, and its end.
#[derive(Clone, Copy)]
pub struct Place {
    pub headline: Option<usize>,
    pub text: usize,
    pub end: usize,
}

impl Place {
    /// How well a date at this item fits, 0 to 1; `None` where it belongs to something else on the page.
    fn fit(self, at: usize) -> Option<f32> {
        let top = self.headline.filter(|h| *h < self.text).unwrap_or(self.text);
        match at {
            _ if at > self.end + NEAR => None,
            _ if at > self.end => Some(0.5),
            // A date inside the story is mostly one that it tells.
            _ if at > self.text + NEAR => Some(INSIDE),
            _ if at >= top => Some(1.0),
            _ if at + NEAR >= top => Some(0.8),
            _ => None,
        }
    }
}

/// `months` are those of the page's language where it is not English.
pub fn read(outline: &Outline, furniture: &[bool], place: Place, months: Option<&Months>) -> Vec<Stamp> {
    let is_published = |i: &usize| property(outline, *i).contains("datepublished");
    // Microdata about the article may stand anywhere on its page, even below it; several are of several articles.
    let mut published = (0..outline.items.len()).filter(is_published);
    let only = published.next().filter(|_| published.next().is_none());
    let mut stamps: Vec<Stamp> = only.and_then(|at| carried(outline, at, 0.8)).into_iter().collect();
    let (mut at, mut lines) = (0, 0);
    while at < outline.items.len() {
        if furniture[at] {
            at = outline.items[at].end;
            continue;
        }
        if !outline.items[at].name.is_empty()
            && let Some(fit) = place.fit(at)
        {
            stamps.extend(carried(outline, at, fit));
            if lines < MOST_LINES
                && let Some(text) = line(outline, at)
            {
                lines += 1;
                stamps.extend(stated(&text, &of_line(outline, at), fit, months));
            }
        }
        at += 1;
    }
    stamps
}

/// The date that an element carries for programs.
fn carried(outline: &Outline, at: usize, fit: f32) -> Option<Stamp> {
    let item = &outline.items[at];
    let property = property(outline, at);
    let published = property.contains("datepublished") || item.node.has_attr("pubdate");
    let words = of(outline, at);
    let has = |word: &str| words.iter().any(|w| w == word);
    let named = published || has("published") || has("pubdate") || item.name == "time";
    if !named && property != "datecreated" {
        return None;
    }
    let changed = property.contains("datemodified") || has("updated") || has("modified") || says_changed(outline, at);
    let value = ["datetime", "content", "title"].iter().find_map(|a| item.node.attr(a))?;
    let score = match () {
        () if changed && !published => UPDATED,
        () if published => 0.93 * fit.max(0.8),
        () if property == "datecreated" => 0.7 * fit,
        () => 0.88 * fit,
    };
    let what = if property.is_empty() { format!("<{}>", item.name) } else { format!("microdata {property}") };
    let reason =
        if fit >= 1.0 { format!("The page's {what} at the headline says") } else { format!("The page's {what} says") };
    Stamp::marked(&value, score, &reason)
}

fn property(outline: &Outline, at: usize) -> String {
    outline.items[at].node.attr("itemprop").map(|p| p.to_lowercase()).unwrap_or_default()
}

/// Whether the words right before an element say that the last change follows: "Updated: <time>".
fn says_changed(outline: &Outline, at: usize) -> bool {
    let before =
        (at.saturating_sub(3)..at).rev().find(|&i| outline.items[i].name.is_empty() && !outline.text(i).is_empty());
    let around = outline.items[at].parent;
    let own = outline.items[around].own.text <= LONGEST
        && of(outline, around).iter().any(|w| matches!(w.as_str(), "updated" | "modified" | "lastupdated"));
    own || before.is_some_and(|i| labels(&outline.text(i)).last().is_some_and(|(_, _, changed)| *changed))
}

/// The text of a short block that holds a digit.
fn line(outline: &Outline, at: usize) -> Option<String> {
    let item = &outline.items[at];
    let short = item.block == at && (1..=LONGEST).contains(&item.own.text) && !is_heading(&item.name);
    let text = short.then(|| outline.own_text(at))?;
    (text.bytes().filter(u8::is_ascii_digit).count() >= 3).then_some(text)
}

/// Words that say what a date is for, in the languages of many pages; the second list says a change.
const PUBLISHED: &[&str] = &[
    "published",
    "posted",
    "publication date",
    "released",
    "issued",
    "created",
    "uploaded",
    "filed",
    "first published",
    "veröffentlicht",
    "erstellt",
    "publié",
    "publicado",
    "pubblicato",
    "gepubliceerd",
    "opublikowano",
];
const CHANGED: &[&str] = &[
    "updated",
    "modified",
    "last update",
    "last edited",
    "revised",
    "last changed",
    "aktualisiert",
    "geändert",
    "mis à jour",
    "actualizado",
    "aggiornato",
    "bijgewerkt",
    "last reviewed",
];

/// The places in a text where such a word stands: its beginning, its end, and whether it says a change.
fn labels(text: &str) -> Vec<(usize, usize, bool)> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return Vec::new();
    }
    let find = |list: &'static [&str], changed: bool| {
        let lower = &lower;
        list.iter().flat_map(move |label| lower.match_indices(label).map(move |(at, l)| (at, at + l.len(), changed)))
    };
    let mut found: Vec<_> = find(PUBLISHED, false).chain(find(CHANGED, true)).collect();
    found.sort_unstable();
    found
}

/// The dates of a line, each with what the words before it say.
fn stated(text: &str, words: &[String], fit: f32, months: Option<&Months>) -> Vec<Stamp> {
    let marks = labels(text);
    let mut cuts = vec![(0, None)];
    cuts.extend(marks.iter().map(|(start, end, changed)| (*start.max(end), Some(*changed))));
    let ends = marks.iter().map(|(start, ..)| *start).chain([text.len()]);
    let mut found = Vec::new();
    for ((start, changed), end) in cuts.into_iter().zip(ends) {
        let Some((date, alone)) = text.get(start..end).and_then(|part| date_of(part, months)) else { continue };
        let named = words.iter().any(|w| {
            matches!(
                w.as_str(),
                "date" | "published" | "pubdate" | "timestamp" | "datetime" | "posted" | "byline" | "time" | "dateline"
            )
        });
        let score = match changed {
            Some(true) => UPDATED,
            Some(false) => 0.92 * fit,
            None if named => 0.86 * fit,
            None if alone && fit > INSIDE => 0.82 * fit,
            None => continue,
        };
        let shown: String = text.chars().take(80).collect();
        let says = match changed {
            Some(true) => "tells the last change:",
            _ if fit >= 1.0 => "at the head of the story says",
            _ => "near the story says",
        };
        found.push(Stamp::seen(date, score, format!("A line {says} “{shown}”")));
    }
    found
}

/// The date in a text, and whether little else stands there: an author, a clock, a place.
fn date_of(text: &str, months: Option<&Months>) -> Option<(NaiveDate, bool)> {
    /// Words beside the date that make a line a sentence.
    const MOST_WORDS: usize = 14;
    if text.bytes().filter(u8::is_ascii_digit).count() < 3 {
        return None;
    }
    let date = months.and_then(|m| m.day(text)).or_else(|| parse_day(text)).or_else(|| short_day(text))?;
    let copyright = text.contains('©') || text.to_lowercase().contains("copyright");
    let sentence = text.trim_end().ends_with(['.', '?', '!']) && text.split_whitespace().count() > 6;
    (!copyright).then_some((date, !sentence && text.split_whitespace().count() <= MOST_WORDS))
}

/// "02.12.19": days in digits with dots begin with the day wherever they are written so.
fn short_day(text: &str) -> Option<NaiveDate> {
    let is_digits = |p: &&str| p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit());
    text.split(|c: char| c != '.' && !c.is_ascii_digit()).find_map(|word| {
        let parts: Vec<&str> = word.trim_end_matches('.').split('.').filter(is_digits).collect();
        let [day, month, year] = parts[..] else { return None };
        NaiveDate::parse_from_str(&format!("{day}.{month}.{year}"), "%d.%m.%y").ok()
    })
}

/// The words of a block and of the inline elements that hold its text.
fn of_line(outline: &Outline, block: usize) -> Vec<String> {
    let inside = |&i: &usize| outline.items[i].block == block && !outline.items[i].name.is_empty();
    (block..outline.items[block].end).filter(inside).flat_map(|i| of(outline, i)).collect()
}

/// The words of an element's class and id.
fn of(outline: &Outline, at: usize) -> Vec<String> {
    let node = &outline.items[at].node;
    [node.attr("class"), node.attr("id")].into_iter().flatten().flat_map(|v| words(&v)).collect()
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
