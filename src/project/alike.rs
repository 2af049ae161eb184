//! Articles whose texts are much the same: a report that several papers carry, a page saved twice, an updated version,
//! an excerpt, the same text as PDF and as plain text.
//!
//! Texts are compared by their shingles, the runs of a few words that stand in them (Broder 1997). Only articles that
//! share enough of them are ever compared word by word, which keeps the work near linear.

use crate::article::{Article, BlockKind};
use crate::text::{number_of, sorted};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use std::cmp::Reverse;
use std::hash::Hasher;

/// So many words in a row stand in two texts by chance only where they are a phrase or a quotation.
const SHINGLE: usize = 5;
/// A text of fewer words is no report that could be carried elsewhere.
const LEAST_WORDS: usize = 20;
/// Texts with a smaller share of common words tell one story, not one text.
const LEAST_PERCENT: usize = 60;
/// Of a text that changes in every line few shingles are left: one in so many makes a pair worth comparing.
const WORTH: usize = 4;
/// Of so many articles with one shingle each pair is counted; of more, each with the first and with the one before.
const EACH_PAIR: usize = 16;

/// Two articles with much the same text, each by its index among those compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike {
    pub article: usize,
    pub other: usize,
    /// How many of the article's words stand in the other, in percent.
    pub percent: usize,
    /// … and how many of the other's words stand in it.
    pub percent_of_other: usize,
}

impl Alike {
    /// The pair seen from the other article.
    pub const fn turned(self) -> Self {
        Self {
            article: self.other,
            other: self.article,
            percent: self.percent_of_other,
            percent_of_other: self.percent,
        }
    }

    /// "Much the same text as lima.txt (92 % in common)."; `name` is the other article's.
    pub fn in_words(self, name: &str) -> String {
        let (own, others) = (self.percent, self.percent_of_other);
        match () {
            () if own.min(others) >= LEAST_PERCENT => {
                format!("Much the same text as {name} ({} % in common).", own.min(others))
            }
            () if own > others => format!("{own} % of its text stands in {name}, too."),
            () => format!("Holds {others} % of the text of {name}."),
        }
    }

    /// The most in common, then the earliest.
    const fn rank(&self) -> (usize, usize, Reverse<usize>) {
        let (own, others) = (self.percent, self.percent_of_other);
        if own < others { (own, others, Reverse(self.other)) } else { (others, own, Reverse(self.other)) }
    }
}

/// For each article that has much the same text as another the one that it has most in common with, by index.
pub fn nearest(articles: &[&Article]) -> Vec<Alike> {
    let words: Vec<Words> = articles.par_iter().map(|article| Words::of(article)).collect();
    let mut near: Vec<Option<Alike>> = vec![None; articles.len()];
    for alike in pairs(&words).into_par_iter().filter_map(|(a, b)| compared(&words, a, b)).collect::<Vec<_>>() {
        for alike in [alike, alike.turned()] {
            let best = &mut near[alike.article];
            if best.is_none_or(|best| best.rank() < alike.rank()) {
                *best = Some(alike);
            }
        }
    }
    near.into_iter().flatten().collect()
}

/// The words of an article as they are compared.
struct Words {
    /// One for each word that others follow, in order.
    shingles: Vec<u32>,
    /// The same, sorted, and nothing twice.
    sorted: Vec<u32>,
    /// Behind the last word of each paragraph.
    ends: Vec<usize>,
}

impl Words {
    fn of(article: &Article) -> Self {
        let (mut words, mut ends) = (Vec::new(), Vec::new());
        // Pages around a story are alike, and so are the names above it; its headline is each paper's own.
        let around =
            [BlockKind::Headline, BlockKind::Byline, BlockKind::Dateline, BlockKind::Boilerplate, BlockKind::Comment];
        for block in article.blocks.iter().filter(|block| !around.contains(&block.kind)) {
            let text = block.span.of(&article.text);
            words.extend(text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(number_of));
            if ends.last().copied().unwrap_or_default() < words.len() {
                ends.push(words.len());
            }
        }
        if words.len() < LEAST_WORDS {
            words.clear();
        }
        let shingles: Vec<u32> = words.windows(SHINGLE).map(number_of_all).collect();
        Self { sorted: sorted(shingles.iter().copied()), shingles, ends }
    }

    /// How many of the words stand in another text, in percent, and whether most of the paragraphs do. The footer of an
    /// outlet or a mail may have more words than a short report, but it is one paragraph.
    fn in_other(&self, other: &Self) -> (usize, bool) {
        let (mut words, mut shared, mut paragraphs) = (0, 0, 0);
        let (mut begin, mut covered) = (0, 0);
        for &end in &self.ends {
            let before = words;
            for at in begin..end {
                if self.shingles.get(at).is_some_and(|s| other.sorted.binary_search(s).is_ok()) {
                    covered = at + SHINGLE;
                }
                words += usize::from(at < covered);
            }
            // Greetings and headings are no paragraphs.
            let counts = end - begin >= SHINGLE;
            paragraphs += usize::from(counts);
            shared += usize::from(counts && (words - before) * 2 >= end - begin);
            begin = end;
        }
        (words * 100 / begin.max(1), shared * 2 > paragraphs)
    }
}

fn number_of_all(words: &[u32]) -> u32 {
    let mut hasher = FxHasher::default();
    words.iter().for_each(|word| hasher.write_u32(*word));
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

/// Pairs of articles that share enough shingles to be compared, the later one first; sorted.
fn pairs(words: &[Words]) -> Vec<(usize, usize)> {
    let own = |(index, words): (usize, &Words)| {
        let index = index as u64;
        words.sorted.iter().map(move |shingle| u64::from(*shingle) << 32 | index).collect::<Vec<_>>()
    };
    let mut carried: Vec<u64> = words.par_iter().enumerate().flat_map_iter(own).collect();
    carried.par_sort_unstable();
    let article = |entry: &u64| (entry & u64::from(u32::MAX)) as usize;
    let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for carriers in carried.chunk_by(|a, b| a >> 32 == b >> 32).filter(|carriers| carriers.len() > 1) {
        for (at, later) in carriers.iter().enumerate().skip(1) {
            let earlier = if carriers.len() <= EACH_PAIR { &carriers[..at] } else { &carriers[at - 1..at] };
            let first = (carriers.len() > EACH_PAIR && at > 1).then_some(&carriers[0]);
            for other in earlier.iter().chain(first) {
                *shared.entry((article(later), article(other))).or_default() += 1;
            }
        }
    }
    let least = |a: usize, b: usize| words[a].sorted.len().min(words[b].sorted.len());
    let enough = shared.into_iter().filter(|((a, b), count)| count * WORTH >= least(*a, *b));
    let mut pairs: Vec<(usize, usize)> = enough.map(|(pair, _)| pair).collect();
    pairs.sort_unstable();
    pairs
}

fn compared(words: &[Words], article: usize, other: usize) -> Option<Alike> {
    let (percent, most) = words[article].in_other(&words[other]);
    let (percent_of_other, most_of_other) = words[other].in_other(&words[article]);
    let enough = percent >= LEAST_PERCENT && most || percent_of_other >= LEAST_PERCENT && most_of_other;
    enough.then_some(Alike { article, other, percent, percent_of_other })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::read;

    const BRIDGE: &[&str] = &[
        "The council of Kiel closed the old bridge over the canal on Friday after workers found cracks in two of its piers.",
        "Ferries will run every ten minutes until a new bridge opens in the spring of 2018, the mayor told reporters at the harbour.",
        "The bridge was built in 1912 and repaired after the war; some forty thousand people cross it on an ordinary day.",
        "Shopkeepers on the eastern bank fear for their trade and ask the city to pay for what they lose.",
    ];
    const FOOTER: &str = "This message is meant for its addressee alone and may hold confidential matter. Whoever receives it by mistake is asked to tell the sender and to delete it with everything that is attached to it; copying it is not allowed.";

    fn article(text: &str) -> Article {
        read("a.txt", text.as_bytes()).unwrap()
    }

    fn found(texts: &[String]) -> Vec<Alike> {
        let articles: Vec<Article> = texts.iter().map(|text| article(text)).collect();
        nearest(&articles.iter().collect::<Vec<_>>())
    }

    fn story(title: &str, paragraphs: &[&str]) -> String {
        format!("{title}\n\n{}\n", paragraphs.join("\n\n"))
    }

    #[test]
    fn copies_are_told_whatever_their_headline() {
        let ferries = "Ferries carry fewer people this year than last, a report of the ministry says, since fuel has become dear and the tunnel is open again.";
        let texts = [
            story("Old bridge closed", BRIDGE),
            story("Ferries", &[ferries]),
            story("KIEL LOSES ITS BRIDGE", BRIDGE).replace("reporters", "the press"),
        ];
        let all = found(&texts);
        assert_eq!(all.iter().map(|a| (a.article, a.other)).collect::<Vec<_>>(), [(0, 2), (2, 0)]);
        assert!(all[0].percent > 85 && all[0].percent < 100, "{all:?}");
        assert_eq!(all[0].turned(), all[1]);
        let percent = all[0].percent.min(all[0].percent_of_other);
        assert_eq!(all[0].in_words("b.txt"), format!("Much the same text as b.txt ({percent} % in common)."));
    }

    #[test]
    fn lines_and_hyphens_make_no_other_text() {
        let wrapped =
            story("Old bridge closed", BRIDGE).replace("after workers", "after\nworkers").replace("; some", " – some");
        assert_eq!(found(&[story("Old bridge closed", BRIDGE), wrapped])[0].percent, 100);
    }

    #[test]
    fn an_update_and_an_excerpt_are_told() {
        let lead = "Two engineers were suspended over the bridge of Kiel on Saturday, a day after it had to be closed.";
        let updated: Vec<&str> = [lead].into_iter().chain(BRIDGE.iter().copied()).collect();
        let all = found(&[story("Old bridge closed", BRIDGE), story("Engineers suspended", &updated)]);
        assert!(all[0].in_words("b.txt").starts_with("Much the same text as b.txt"), "{all:?}");
        let all = found(&[story("In brief", &BRIDGE[1..2]), story("Old bridge closed", BRIDGE)]);
        assert!(all[0].percent > 80 && all[0].percent_of_other < 50, "{all:?}");
        assert_eq!(all[0].in_words("b.txt"), format!("{} % of its text stands in b.txt, too.", all[0].percent));
        assert_eq!(all[1].in_words("a.txt"), format!("Holds {} % of the text of a.txt.", all[0].percent));
    }

    #[test]
    fn one_subject_and_one_quotation_are_not_one_text() {
        let other = "On Friday the council of Kiel had the old bridge over the canal closed, since there are cracks in its piers. \
            “Ferries will run every ten minutes until a new bridge opens,” the mayor said. Forty thousand people cross the bridge each day; \
            it dates from 1912, and shopkeepers on the eastern bank are afraid of losing their trade.";
        assert_eq!(found(&[story("Old bridge closed", BRIDGE), story("Bridge shut", &[other])]), []);
        assert_eq!(found(&[story("A", &["It closed."]), story("B", &["It closed."])]), [], "too short to tell");
    }

    #[test]
    fn what_stands_below_every_mail_is_no_text_in_common() {
        let mails = [
            "The meeting on the bridge is on Monday at ten.",
            "Please send the figures of the ferry by Friday.",
            "Nobody was hurt when the crane fell.",
        ];
        let texts: Vec<String> =
            mails.iter().map(|mail| story("Dear all", &[mail, "Kind regards, Jo", FOOTER])).collect();
        assert_eq!(found(&texts), []);
        assert_eq!(found(&[texts[0].clone(), texts[0].replace("at ten", "at nine")]).len(), 2);
    }

    #[test]
    fn of_many_copies_each_is_told() {
        let texts: Vec<String> =
            (0..40).map(|n| story(&format!("Edition {n}"), BRIDGE).replace("forty", &n.to_string())).collect();
        let all = found(&texts);
        assert_eq!(all.len(), 40);
        assert!(all.iter().all(|a| a.percent > 85 && a.article != a.other));
    }
}
