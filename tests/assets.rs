//! The vocabulary is general: no table of verbs, nouns, roles or phrases holds the names or sentences of some article.
//! Names stand only in the tables of names (places, demonyms, outlets, first names) and in the calendar knowledge; what
//! other tables name all the same is listed here, and each is known far beyond any article.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Tables of plain words and phrases.
const VOCABULARY: &[&str] = &[
    "abbreviations",
    "boilerplate",
    "compatible_kinds",
    "embedders",
    "event_nouns",
    "event_verbs",
    "irregular",
    "light_verbs",
    "no_news",
    "organisation_cues",
    "roles",
    "stative_verbs",
];

/// Plain words that are also the names of places.
const HOMONYMS: &[&str] = &["bank", "bled", "canton", "derby", "march", "reunion", "split", "stock", "tour"];

/// Series, seats and offices that go by the name of a place.
const INSTITUTIONS: &[&str] = &[
    "archbishop of canterbury",
    "city of london",
    "hague",
    "u.s. attorney",
    "vatican",
    "bank of england",
    "capitol hill",
    "hollywood",
    "holy see",
    "kentucky derby",
    "leinster house",
    "lok sabha",
    "madison avenue",
    "maranello",
    "march on washington",
    "new scotland yard",
    "rajya sabha",
    "registered in england",
    "scotland yard",
    "silicon valley",
    "stanley cup",
    "stanley cup final",
    "tour de france",
    "wall street",
    "west bank",
    "wimbledon",
];

/// No phrase of a vocabulary has more words than "general secretary of the communist party" or the longest notice on a page.
const MOST_WORDS: usize = 9;

fn entries(table: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/lexicon").join(table).with_extension("tsv");
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.filter_map(|row| row.split('\t').next()).map(str::to_owned).collect()
}

#[test]
fn vocabulary_holds_no_names() {
    let places: BTreeSet<String> = entries("places").into_iter().collect();
    let mut faults = Vec::new();
    for table in VOCABULARY {
        for entry in entries(table) {
            let words: Vec<&str> = entry.split(' ').collect();
            let is_place = |word: &&str| word.len() > 3 && places.contains(*word) && !HOMONYMS.contains(word);
            let named = places.contains(&entry) && !HOMONYMS.contains(&entry.as_str()) || words.iter().any(is_place);
            if named && !INSTITUTIONS.contains(&entry.trim_start_matches("the ")) {
                faults.push(format!("{table}: \"{entry}\" names a place"));
            }
            if entry.contains(char::is_uppercase) {
                faults.push(format!("{table}: \"{entry}\" is written as a name"));
            }
            if words.len() > MOST_WORDS {
                faults.push(format!("{table}: \"{entry}\" is a sentence"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn vocabulary_knows_nobody() {
    /// First names that are words, and prizes and houses that bear one.
    const WORDS: &[&str] =
        &["art", "bill", "carol", "clarence", "dawn", "lance", "madison", "oscar", "stanley", "tony"];
    let people: BTreeSet<String> = entries("first_names").into_iter().collect();
    let verbs: BTreeSet<String> = entries("event_verbs").into_iter().filter(|e| !e.contains(' ')).collect();
    let faults: Vec<String> = ["event_nouns", "event_verbs", "roles", "embedders", "light_verbs"]
        .iter()
        .flat_map(|table| entries(table).into_iter().map(move |entry| (table, entry)))
        .filter(|(_, entry)| {
            // "donald somebody": a first name that is no word, and another word.
            let mut words = entry.split(' ');
            let first = words.next().is_some_and(|w| people.contains(w) && !verbs.contains(w) && !WORDS.contains(&w));
            let particle = |w: &str| matches!(w, "of" | "to" | "up" | "down" | "in" | "on" | "off" | "out" | "over");
            first && words.next().is_some_and(|w| !particle(w))
        })
        .map(|(table, entry)| format!("{table}: \"{entry}\""))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
