//! The vocabulary is general: no table of verbs, nouns, roles or phrases, no weight and no rule holds the names or sentences
//! of some article. Names stand only in the tables of names (places, demonyms, outlets, first names) and in the calendar
//! knowledge; what other tables name all the same is listed here, and each is known far beyond any article.

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
    "fields",
    "irregular",
    "kinds",
    "light_verbs",
    "no_news",
    "organisation_cues",
    "quantity_nouns",
    "roles",
    "stative_verbs",
];

/// Tables of names: the gazetteer and what goes with it, papers and programmes, given names, days that have names.
const NAMES: &[&str] =
    &["coordinates", "day_order", "demonyms", "first_names", "outlets", "places", "time_words", "zones"];

/// Tables of weights, of signs and of words.
const WEIGHTS: &[&str] = &["same", "undated", "words", "worth"];

/// Plain words that are also the names of places.
const HOMONYMS: &[&str] = &["bank", "bled", "canton", "derby", "march", "reunion", "split", "stock", "tour"];

/// Plain words that are also the names of people who held an office.
const NAMESAKES: &[&str] = &["begin", "heath", "major"];

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

/// The calendar's own names, and those of the languages that a text may be in.
const CALENDARS_AND_TONGUES: &[&str] = &["chinese", "english", "norwegian"];

/// No phrase of a vocabulary has more words than "general secretary of the communist party" or the longest notice on a page.
const MOST_WORDS: usize = 9;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The first column of a table.
fn column(path: &str) -> Vec<String> {
    let text = read(path);
    let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.filter_map(|row| row.split('\t').next()).map(str::to_owned).collect()
}

fn entries(table: &str) -> Vec<String> {
    column(&format!("assets/lexicon/{table}.tsv"))
}

/// The last names of all who held an office, as the calendar knowledge tells them, in lower case.
fn office_holders() -> BTreeSet<String> {
    // ("William McKinley", "1897-03-04", "1901-09-14"),
    let name = |line: &str| {
        let (name, rest) = line.trim().strip_prefix("(\"")?.split_once("\", \"")?;
        let term = rest.starts_with(|c: char| c.is_ascii_digit()) && (rest.contains("\", \"") || rest.contains("None"));
        Some(name.rsplit(' ').next()?.to_lowercase()).filter(|_| term)
    };
    let table = read("assets/landmarks.ron");
    let offices = table.split("offices: [").nth(1).and_then(|rest| rest.split("\n    ],").next());
    offices.unwrap_or_default().lines().filter_map(name).collect()
}

/// The words of a text in lower case.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphabetic() && c != '-').filter(|w| !w.is_empty()).map(str::to_lowercase)
}

/// What a text names: places, and people of some office.
fn named(text: &str, places: &BTreeSet<String>, people: &BTreeSet<String>) -> Vec<String> {
    let is_place = |w: &str| w.len() > 3 && places.contains(w) && !HOMONYMS.contains(&w);
    let is_person = |w: &str| w.len() > 3 && people.contains(w) && !NAMESAKES.contains(&w);
    words(text).filter(|w| is_place(w) || is_person(w)).collect()
}

#[test]
fn every_table_is_judged() {
    let of = |folder: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files = fs::read_dir(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let tables =
            files.flatten().map(|file| file.path()).filter(|path| path.extension().is_some_and(|e| e == "tsv"));
        tables.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect::<BTreeSet<String>>()
    };
    let listed = |lists: &[&[&str]]| lists.concat().iter().map(|&name| name.to_owned()).collect::<BTreeSet<String>>();
    assert_eq!(of("assets/lexicon"), listed(&[VOCABULARY, NAMES]), "a table of words, or of names?");
    assert_eq!(of("assets/model"), listed(&[WEIGHTS]));
}

#[test]
fn weights_know_nobody() {
    let (places, people) = (entries("places").into_iter().collect(), office_holders());
    assert!(people.contains("roosevelt") && people.len() > 200, "{} people", people.len());
    let mut faults = Vec::new();
    for table in WEIGHTS {
        for sign in column(&format!("assets/model/{table}.tsv")) {
            let named = named(&sign, &places, &people);
            if !named.is_empty() && !INSTITUTIONS.contains(&sign.as_str()) {
                faults.push(format!("{table}: \"{sign}\" names {}", named.join(", ")));
            }
            if sign.contains(char::is_uppercase) {
                faults.push(format!("{table}: \"{sign}\" is written as a name"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What the program's own text between quotation marks says, in order; remarks and tests apart.
fn literals(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]\nmod").next().unwrap_or(source);
    // A mark between quotes, and one behind a stroke, open and close nothing.
    let code = code.replace("'\"'", "").replace("\\\\", "").replace("\\\"", "");
    let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    code.join("\n").split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn sources(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path() {
            folder if folder.is_dir() && !folder.ends_with("tests") => sources(&folder, found),
            file if file.extension().is_some_and(|e| e == "rs") && !file.ends_with("tests.rs") => found.push(file),
            _ => {}
        }
    }
}

#[test]
fn rules_know_nobody() {
    let (places, people) = (entries("places").into_iter().collect(), office_holders());
    let demonyms: BTreeSet<String> = entries("demonyms").into_iter().filter(|d| d.len() > 3).collect();
    let mut faults = Vec::new();
    for layer in ["text", "time", "article", "event", "publication", "timeline", "query"] {
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(layer), &mut files);
        assert!(!files.is_empty(), "{layer}");
        for file in files {
            let source = fs::read_to_string(&file).expect("a source file");
            for text in literals(&source) {
                let mut named = named(&text, &places, &people);
                named.extend(words(&text).filter(|w| demonyms.contains(w)));
                named.retain(|name| !CALENDARS_AND_TONGUES.contains(&name.as_str()));
                if !named.is_empty() {
                    faults.push(format!("{}: \"{text}\" names {}", file.display(), named.join(", ")));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn names_in_rules_are_seen() {
    let source = "// \"Lima\"\nlet mark = '\"';\nlet a = \"talks in Lima\";\nlet b = \"by \\\"Roosevelt\\\"\";\n\
        #[cfg(test)]\nmod tests { \"Moscow\" }";
    let (places, people) = (entries("places").into_iter().collect(), office_holders());
    let texts = literals(source);
    assert_eq!(texts, ["talks in Lima", "by Roosevelt"]);
    let found: Vec<String> = texts.iter().flat_map(|text| named(text, &places, &people)).collect();
    assert_eq!(found, ["lima", "roosevelt"]);
}

#[test]
fn vocabulary_holds_no_names() {
    let places: BTreeSet<String> = entries("places").into_iter().collect();
    let people = office_holders();
    let mut faults = Vec::new();
    for table in VOCABULARY {
        for entry in entries(table) {
            if let Some(name) =
                words(&entry).find(|w| w.len() > 3 && people.contains(w) && !NAMESAKES.contains(&w.as_str()))
            {
                faults.push(format!("{table}: \"{entry}\" names {name}"));
            }
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
