//! What stands on pages around the text: running heads, page numbers, and the lines that a browser prints.

use super::lines::Line;
use super::story::PageLines;
use rustc_hash::{FxHashMap, FxHashSet};

/// So many rows at the top and at the bottom of a page may be furniture.
const EDGE_ROWS: usize = 3;
/// Running heads change with the section: so many pages are enough, or two in a short file.
const REPEATED: usize = 3;
const SHORT: usize = 5;

/// Removes it; gives the address that a browser has printed, if one has.
pub fn remove(pages: &mut [PageLines], title: Option<&str>) -> Option<String> {
    let rows: Vec<Vec<(Edge, String, i64)>> = pages.iter().map(edges).collect();
    let mut counts: FxHashMap<&(Edge, String, i64), usize> = FxHashMap::default();
    for page in &rows {
        let once: FxHashSet<_> = page.iter().collect();
        once.into_iter().for_each(|key| *counts.entry(key).or_default() += 1);
    }
    let enough = if pages.len() <= SHORT { 2 } else { REPEATED };
    let mut repeated: FxHashSet<(Edge, String, i64)> =
        counts.into_iter().filter(|(_, count)| *count >= enough).map(|(key, _)| key.clone()).collect();
    // Slips that are all alike are no furniture.
    let lines: usize = pages.iter().flat_map(|page| &page.columns).map(Vec::len).sum();
    if rows.iter().flatten().filter(|key| repeated.contains(*key)).count() == lines {
        repeated.clear();
    }
    let mut address = None;
    for page in pages {
        let (top, bottom) = limits(page);
        for line in page.columns.iter().flatten().filter(|line| line.base >= top || line.base <= bottom) {
            address = address.or_else(|| printed(&line.text, title).flatten());
        }
        for column in &mut page.columns {
            column.retain(|line| {
                let edge = match () {
                    () if line.base >= top => Edge::Top,
                    () if line.base <= bottom => Edge::Bottom,
                    () => return true,
                };
                let outermost = line.base >= page.top || line.base <= page.bottom;
                let is_number = outermost && is_page_number(&line.text);
                !(is_number || printed(&line.text, title).is_some() || repeated.contains(&key(edge, line)))
            });
        }
        page.columns.retain(|column| !column.is_empty());
    }
    address
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Edge {
    Top,
    Bottom,
}

/// A line but for its numbers; its size tells the headline from the running head that repeats it.
fn key(edge: Edge, line: &Line) -> (Edge, String, i64) {
    let text = line.text.chars().filter(|c| !c.is_whitespace()).map(|c| if c.is_ascii_digit() { '#' } else { c });
    let mut text: String = text.flat_map(char::to_lowercase).collect();
    while text.contains("##") {
        text = text.replace("##", "#");
    }
    (edge, text, (line.size * 2.0).round() as i64)
}

fn edges(page: &PageLines) -> Vec<(Edge, String, i64)> {
    let (top, bottom) = limits(page);
    let lines = page.columns.iter().flatten();
    let edge = |line: &Line| match () {
        () if line.base >= top => Some(Edge::Top),
        () if line.base <= bottom => Some(Edge::Bottom),
        () => None,
    };
    lines.filter_map(|line| Some(key(edge(line)?, line))).collect()
}

/// The heights of the innermost rows that may be furniture.
fn limits(page: &PageLines) -> (f64, f64) {
    let mut bases: Vec<i64> = page.columns.iter().flatten().map(|line| line.base.round() as i64).collect();
    bases.sort_unstable();
    bases.dedup();
    let row = |i: Option<usize>| i.and_then(|i| bases.get(i)).map_or(0.0, |base| *base as f64);
    // A page of few lines is all edge; the middle one is then no furniture on both sides.
    let rows = EDGE_ROWS.min(bases.len() / 2).max(1);
    (row(bases.len().checked_sub(rows)) - 0.6, row(Some(rows - 1)) + 0.6)
}

/// "12", "– 12 –", "Page 3 of 9", "3/9", "xii".
fn is_page_number(text: &str) -> bool {
    const WORDS: &[&str] = &["page", "p", "of", "seite", "von", "página", "pagina", "sur", "de"];
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
    let is_number = |word: &str| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    let is_roman = |word: &str| word.len() <= 6 && word.bytes().all(|b| b"ivxlc".contains(&b));
    let numbers = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| is_number(word) || is_roman(word));
    words.peek().is_some()
        && text.chars().count() <= 24
        && (1..=2).contains(&numbers.filter(|w| !w.is_empty()).count())
        && words.all(|word| WORDS.contains(&word) || is_number(word) || is_roman(word))
}

/// A line that a browser has printed on a page's edge: address, title, date, page number, nothing else, and more than
/// one of these or the address alone. Gives the address where the line holds it.
fn printed(text: &str, title: Option<&str>) -> Option<Option<String>> {
    let without = title.filter(|t| !t.is_empty()).map_or_else(|| text.to_owned(), |title| text.replace(title, " "));
    let mut has_title = without.len() < text.len();
    let (mut address, mut has_date, mut others) = (None, false, 0);
    for word in without.split_whitespace() {
        let bare = word.trim_matches(',');
        let numeric = bare.bytes().all(|b| b.is_ascii_digit() || b"/.:-".contains(&b));
        match () {
            () if bare.starts_with("http://") || bare.starts_with("https://") => address = Some(bare.to_owned()),
            () if numeric => has_date |= bare.matches(['/', '.', '-']).count() == 2,
            () if matches!(bare, "AM" | "PM" | "am" | "pm" | "Page" | "of") => {}
            () => others += 1,
        }
    }
    // Titles that are too long for the line are cut.
    let starts_title =
        |rest: &str| title.is_some_and(|title| rest.len() > 8 && title.starts_with(rest.trim_end_matches(['…', '.'])));
    if others > 0 && has_date && !has_title {
        let rest: Vec<&str> = text
            .split_whitespace()
            .skip_while(|w| w.bytes().any(|b| b.is_ascii_digit()) || matches!(*w, "AM" | "PM"))
            .collect();
        has_title = starts_title(&rest.join(" "));
        others = if has_title { 0 } else { others };
    }
    (others == 0 && (address.is_some() || (has_date && has_title))).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(rows: &[&str]) -> PageLines {
        let line = |(i, text): (usize, &&str)| Line {
            text: (*text).to_owned(),
            left: 50.0,
            right: 300.0,
            base: 700.0 - 12.0 * i as f64,
            size: 10.0,
        };
        PageLines::new(1, vec![rows.iter().enumerate().map(line).collect()])
    }

    fn texts(pages: &[PageLines]) -> Vec<Vec<&str>> {
        pages.iter().map(|p| p.columns.iter().flatten().map(|l| l.text.as_str()).collect()).collect()
    }

    #[test]
    fn running_heads_and_numbers_go() {
        let rows = |n: &'static str, [a, b]: [&'static str; 2]| vec!["The Example, No. 4", a, "(", "x", ")", b, n];
        let mut pages = [
            page(&rows("1", ["It closed", "on Friday"])),
            page(&rows("– 2 –", ["It opened", "on Monday"])),
            page(&rows("Page 3 of 3", ["It fell", "in 2016"])),
        ];
        remove(&mut pages, None);
        // What stands alike near an edge goes with it; the middle of a page does not.
        assert_eq!(texts(&pages)[0], ["It closed", "x", "on Friday"]);
        assert_eq!(texts(&pages)[2], ["It fell", "x", "in 2016"]);
    }

    #[test]
    fn what_is_said_once_stays() {
        let mut pages = [page(&["Bridge closes", "It closed in", "2016", "after", "all.", "The end."])];
        remove(&mut pages, None);
        assert_eq!(texts(&pages)[0].len(), 6);
        assert!(
            !is_page_number("20 November 2016")
                && !is_page_number("4 dead")
                && !is_page_number("of")
                && !is_page_number("")
        );
        assert!(is_page_number("xii") && is_page_number("12 / 40"));
        let mut slips = [page(&["Ferry", "One way"]), page(&["Ferry", "One way"])];
        remove(&mut slips, None);
        assert_eq!(texts(&slips), [["Ferry", "One way"]; 2]);
        let mut none: [PageLines; 1] = [PageLines::new(1, Vec::new())];
        assert_eq!(remove(&mut none, None), None);
    }

    #[test]
    fn what_a_browser_prints_goes_and_tells_the_address() {
        let title = "Bridge closes";
        let mut pages = [page(&[
            "11/20/16, 8:15 PM Bridge closes",
            "Bridge closes",
            "It closed on Friday.",
            "Ferries run.",
            "See https://example.org/ferries for more.",
            "The end.",
            "https://example.org/bridge 1/1",
        ])];
        assert_eq!(remove(&mut pages, Some(title)).as_deref(), Some("https://example.org/bridge"));
        assert_eq!(texts(&pages)[0].len(), 5);
    }
}
