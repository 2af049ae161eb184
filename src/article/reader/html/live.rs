//! Live blogs: pages whose entries were written one after another, each with a time of its own. Each entry is an article
//! that is dated by that time, since "today" in it is not the day on which the page began.

use super::json_ld::Update;
use super::metadata::Facts;
use super::outline::Outline;
use super::stamps::{self, Stamp};
use super::walk::{self, Links, Story};
use crate::article::format::file_name;
use crate::article::item::{Item, shown};
use crate::article::page::Page;
use crate::article::{Article, BlockKind, Contents, Metadata, ReadError};
use rustc_hash::FxHashMap;

/// A page that calls itself a live blog has so many entries, and they hold so much of its running text, in percent: not
/// those that only lead to other stories, …
const FEWEST_DECLARED: usize = 2;
const LEAST_DECLARED_PERCENT: usize = 50;
/// … and another page so many, which hold nearly all of it.
const FEWEST: usize = 4;
const LEAST_PERCENT: usize = 80;
/// Elements of one kind are entries where so many of them, in percent, have running text.
const WITH_TEXT_PERCENT: usize = 75;
/// What lies behind so many entries is left out.
const MOST_ENTRIES: usize = 2_000;
/// A time stands at most so many elements deep in its entry.
const DEEPEST_TIME: usize = 8;
/// An entry that was written down says its time as surely as a page its publication.
const SCORE: f32 = 0.95;

/// An entry as an element of its page, with the time that it begins with.
struct Entry {
    at: usize,
    /// The `<time>` that tells when it was written.
    time: usize,
}

/// What is needed of the page around the entries.
pub struct Around<'a> {
    pub name: &'a str,
    pub facts: &'a Facts,
    pub outline: &'a Outline<'a>,
    pub furniture: &'a [bool],
}

/// The entries of a live blog as articles; `None` for a page that is none.
pub fn read(around: &Around) -> Option<Contents> {
    let &Around { name, facts, outline, furniture } = around;
    let declared = facts.is_live || facts.updates.len() >= FEWEST_DECLARED;
    let prose = outline.totals(|i| i.prose(), furniture);
    let found = entries(around, &prose, declared);
    let links = Links::of(outline, furniture);
    let mut contents = Contents::default();
    let elements = found.iter().zip(1..).take(MOST_ENTRIES);
    contents.articles.extend(elements.filter_map(|(entry, number)| element(around, &links, entry, number)));
    // Where the page's programs would fill in the entries, its description may still hold them.
    let told: usize = facts.updates.iter().map(|update| update.body.len()).sum();
    let shown = prose.first().copied().unwrap_or_default();
    if contents.articles.is_empty() && told * 100 >= shown * LEAST_DECLARED_PERCENT {
        let updates = facts.updates.iter().zip(1..).take(MOST_ENTRIES);
        contents.articles.extend(updates.filter_map(|(update, number)| described(around, update, number)));
    }
    let left = found.len().max(facts.updates.len()).saturating_sub(MOST_ENTRIES);
    if left > 0 {
        let sentence = format!("{} has more than {MOST_ENTRIES} entries; {left} were left out.", file_name(name));
        contents.problems.push(ReadError::new(sentence, "Save the later ones as pages of their own."));
    }
    let entries = contents.articles.len();
    let first = contents.articles.first_mut()?;
    first.remarks.push(format!("The page is a live blog; each of its {entries} entries is dated by its own time."));
    (entries >= if declared { FEWEST_DECLARED } else { FEWEST }).then_some(contents)
}

/// The elements that lie beside each other, are made alike, and begin with a time each: those that hold the most text.
fn entries(around: &Around, prose: &[usize], declared: bool) -> Vec<Entry> {
    let &Around { outline, furniture, .. } = around;
    let hidden = hidden(outline, furniture);
    let mut first_time: FxHashMap<usize, usize> = FxHashMap::default();
    for (time, item) in outline.items.iter().enumerate().filter(|(i, item)| item.name == "time" && !hidden[*i]) {
        if item.node.attr("datetime").is_none_or(|value| !value.contains(':') || stamp(&value).is_none()) {
            continue;
        }
        let mut at = time;
        for _ in 0..DEEPEST_TIME {
            at = outline.items[at].parent;
            first_time.entry(at).or_insert(time);
        }
    }
    let mut alike: FxHashMap<(usize, &str, String), Vec<Entry>> = FxHashMap::default();
    let mut timed: Vec<(usize, usize)> = first_time.into_iter().collect();
    timed.sort_unstable();
    for (at, time) in timed {
        let item = &outline.items[at];
        if at != item.parent && matches!(item.name.as_str(), "article" | "section" | "div" | "li") {
            // The second class may tell an entry that is pinned or new.
            let class = item.node.attr("class").unwrap_or_default();
            let class = class.split_whitespace().next().unwrap_or_default().to_owned();
            alike.entry((item.parent, &item.name, class)).or_default().push(Entry { at, time });
        }
    }
    let text = |group: &[Entry]| group.iter().map(|e| prose[e.at]).sum::<usize>();
    let all = prose.first().copied().unwrap_or_default();
    let fits = |group: &Vec<Entry>| {
        let with_text = group.iter().filter(|e| prose[e.at] > 0).count();
        let (fewest, least) =
            if declared { (FEWEST_DECLARED, LEAST_DECLARED_PERCENT) } else { (FEWEST, LEAST_PERCENT) };
        group.len() >= fewest
            && with_text * 100 >= group.len() * WITH_TEXT_PERCENT
            && text(group) * 100 >= all * least
            && (declared || in_order(outline, group))
    };
    // The innermost of equals: what wraps a single entry is none.
    let first = |group: &[Entry]| group.first().map_or(0, |e| e.at);
    alike.into_values().filter(fits).max_by_key(|group| (text(group), first(group))).unwrap_or_default()
}

/// Whether an item, or what it lies in, is furniture.
fn hidden(outline: &Outline, furniture: &[bool]) -> Vec<bool> {
    let mut hidden = furniture.to_vec();
    for at in 1..hidden.len() {
        hidden[at] |= hidden[outline.items[at].parent];
    }
    hidden
}

/// Entries are written one after another, and stand so or the other way round.
fn in_order(outline: &Outline, group: &[Entry]) -> bool {
    let times: Vec<String> =
        group.iter().filter_map(|e| outline.items[e.time].node.attr("datetime")).map(|v| v.to_string()).collect();
    let pairs = || times.windows(2);
    let distinct = pairs().any(|pair| pair[0] != pair[1]);
    distinct && (pairs().all(|pair| pair[0] <= pair[1]) || pairs().all(|pair| pair[0] >= pair[1]))
}

fn stamp(value: &str) -> Option<Stamp> {
    Stamp::marked(value, SCORE, "The time of this entry of the page says")
}

/// The article of an entry that is an element of the page.
fn element(around: &Around, links: &Links, entry: &Entry, number: usize) -> Option<Article> {
    let &Around { name, outline, furniture, .. } = around;
    let inside = entry.at..outline.items[entry.at].end;
    let heading = inside.clone().find(|&i| matches!(outline.items[i].name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5"));
    let title = heading.map(|i| outline.text(i)).filter(|title| !title.is_empty());
    let mut page = Page::default();
    if let Some(title) = &title {
        page.push(title);
        page.flush(Some(BlockKind::Headline));
    }
    let headline = title.as_deref();
    let story = Story { outline, furniture, links, root: entry.at, headline, headline_at: heading, byline: None };
    walk::walk(&story, &mut page);
    if page.is_bare() {
        return None;
    }
    let time = outline.text(entry.time);
    let value = outline.items[entry.time].node.attr("datetime")?;
    let metadata = metadata(around, title.as_deref(), if time.is_empty() { &value } else { &time });
    Some(page.into_article(
        &format!("{name}#{number}"),
        metadata,
        stamps::candidates(stamp(&value).into_iter().collect()),
    ))
}

/// The article of an entry that only the page's description holds.
fn described(around: &Around, update: &Update, number: usize) -> Option<Article> {
    let metadata = metadata(around, update.headline.as_deref(), &update.date);
    let title = metadata.title.clone();
    let stamps = Stamp::marked(&update.date, SCORE, "The entry in the page's JSON-LD says").into_iter().collect();
    let item = Item {
        title: update.headline.clone(),
        text: update.body.clone(),
        metadata,
        dates: stamps::candidates(stamps),
        ..Item::default()
    };
    let mut article = item.into_article(&format!("{}#{number}", around.name)).ok()?;
    article.metadata.title = article.metadata.title.or(title);
    Some(article)
}

/// What an entry has from its page. One without a heading is called by the page's and its time.
fn metadata(around: &Around, title: Option<&str>, time: &str) -> Metadata {
    let page = &around.facts.metadata;
    let called = || page.title.as_ref().map(|title| format!("{title} ({time})"));
    Metadata { title: title.map(shown).or_else(called), byline: None, ..page.clone() }
}

#[cfg(test)]
mod tests {
    use crate::article::{Contents, contents};

    const LIVE: &str = "<script type=\"application/ld+json\">{\"@type\":\"LiveBlogPosting\",\"headline\":\"Storm over Kiel\",\"datePublished\":\"2016-11-20T08:00:00+01:00\"}</script>";

    fn open(head: &str, body: &str) -> Contents {
        let page = format!("<html><head><title>Storm over Kiel: live</title>{head}</head><body>{body}</body></html>");
        contents("in/storm.html", page.as_bytes()).unwrap()
    }

    fn entry(time: &str, text: &str) -> String {
        format!(
            "<article class=\"entry\"><time datetime=\"{time}\">{}</time><h2>{}</h2><p>{text}</p></article>",
            &time[11..16],
            text.split(' ').take(3).collect::<Vec<_>>().join(" ")
        )
    }

    fn storm() -> String {
        [
            (
                "2016-11-21T00:40:00+01:00",
                "The bridge was opened again tonight after workers had cleared it of branches.",
            ),
            (
                "2016-11-20T18:15:00+01:00",
                "Two people were hurt this afternoon when a crane fell in the harbour of the city.",
            ),
            (
                "2016-11-20T12:05:00+01:00",
                "The council closed the old bridge at noon because of the storm over the canal.",
            ),
            (
                "2016-11-20T09:30:00+01:00",
                "Ferries will not run today, the port said, and asked travellers to stay at home.",
            ),
        ]
        .map(|(time, text)| entry(time, text))
        .concat()
    }

    fn dates(contents: &Contents) -> Vec<(String, String)> {
        let date = |a: &crate::article::Article| a.published().date.map(|d| d.to_string()).unwrap_or_default();
        contents.articles.iter().map(|a| (a.source.clone(), date(a))).collect()
    }

    #[test]
    fn each_entry_has_its_own_date() {
        for head in [LIVE, ""] {
            let found = open(head, &format!("<main><h1>Storm over Kiel</h1><div>{}</div></main>", storm()));
            let days = ["2016-11-21", "2016-11-20", "2016-11-20", "2016-11-20"];
            let expected: Vec<_> =
                days.iter().zip(1..).map(|(d, n)| (format!("in/storm.html#{n}"), (*d).to_owned())).collect();
            assert_eq!(dates(&found), expected);
            let first = &found.articles[0];
            assert_eq!(first.title(), "The bridge was");
            assert!(first.text.ends_with("cleared it of branches."), "{}", first.text);
            assert!(first.published().reason.starts_with("The time of this entry of the page says"));
        }
    }

    #[test]
    fn entries_that_only_the_description_holds() {
        let update = |time: &str, body: &str| {
            format!("{{\"@type\":\"BlogPosting\",\"datePublished\":\"{time}\",\"articleBody\":\"{body}\"}}")
        };
        let (a, b) = (
            update("2016-11-20T09:30:00+01:00", "Ferries will not run today."),
            update("2016-11-21T00:40:00+01:00", "The bridge was opened again tonight."),
        );
        let head = format!(
            "<script type=\"application/ld+json\">{{\"@type\":\"LiveBlogPosting\",\"headline\":\"Storm over Kiel\",\"liveBlogUpdate\":[{a},{b}]}}</script>"
        );
        let found = open(
            &head,
            "<div id=app><p>Storm over the Baltic: all that is new, from minute to minute, here.</p></div>",
        );
        assert_eq!(found.articles.len(), 2);
        assert_eq!(found.articles[1].text, "The bridge was opened again tonight.");
        assert_eq!(found.articles[1].title(), "Storm over Kiel (2016-11-21T00:40:00+01:00)");
        assert_eq!(dates(&found)[1].1, "2016-11-21");
    }

    #[test]
    fn a_story_with_dated_links_and_comments_is_one() {
        let story = "<p>The council of Kiel closed the old bridge over the canal on Friday after workers found cracks in its piers, and ferries run until a new one opens.</p>".repeat(6);
        let link = |n: usize| {
            format!(
                "<article class=\"teaser\"><time datetime=\"2016-11-1{n}T10:00:00Z\">1{n} Nov</time><h3><a href=/{n}>Another story number {n}</a></h3><p>What it says, told in a sentence of some length here.</p></article>"
            )
        };
        let links: String = (1..6).map(link).collect();
        let comment = |n: usize| {
            format!(
                "<li class=\"item\"><b>Jo</b> <time datetime=\"2016-11-2{n}T10:00:00Z\">now</time><p>I have always said so, and this is comment number {n} to say it once more.</p></li>"
            )
        };
        let comments: String = (1..9).map(comment).collect();
        for body in [
            format!("<main><h1>Old bridge closed</h1>{story}<div>{links}</div></main>"),
            format!(
                "<article><h1>Old bridge closed</h1>{story}</article><section class=\"comments\"><ol>{comments}</ol></section>"
            ),
            format!("<article><h1>Old bridge closed</h1>{story}<ol>{comments}</ol></article>"),
        ] {
            let found = open("", &body);
            assert_eq!(dates(&found).iter().map(|(source, _)| source.as_str()).collect::<Vec<_>>(), ["in/storm.html"]);
        }
    }

    #[test]
    fn a_live_blog_whose_entries_have_no_times_is_one_article() {
        let entries = storm().replace("<time datetime", "<b data-was");
        let teasers: String = (1..4)
            .map(|n| format!("<li class=teaser><time datetime=\"2016-11-1{n}T10:00:00Z\">now</time><p>Another story of the week, number {n}.</p></li>"))
            .collect();
        let found = open(LIVE, &format!("<main><h1>Storm over Kiel</h1><div>{entries}</div><ul>{teasers}</ul></main>"));
        assert_eq!(dates(&found), [("in/storm.html".to_owned(), "2016-11-20".to_owned())]);
    }

    #[test]
    fn entries_without_a_time_of_day_or_out_of_order_are_none() {
        let page = |entries: String| {
            open("", &format!("<main><h1>Storm over Kiel</h1><div>{entries}</div></main>")).articles.len()
        };
        assert_eq!(page(storm().replace("T00:40:00+01:00", "")), 1);
        assert_eq!(page(storm().replace("2016-11-20T12:05", "2016-11-22T12:05")), 1);
        assert_eq!(page(storm()), 4);
    }
}
