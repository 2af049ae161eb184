//! Calendar knowledge: who was in office when, and when summits, votes, games, wars and disasters were.
//!
//! No article says these dates; they bound an unknown publication date and date what an article only names. What rests
//! on them says so, and all of it can be switched off. This layer knows nothing of articles or events.
//!
//! | file | from → to |
//! |---|---|
//! | `table` | `assets/landmarks.ron`, a file of the user's → terms and events |
//! | `computed` | rules of election laws → the elections and inaugurations of all years |
//! | `find` | tagged sentences → landmarks and office holders that they name |

mod computed;
mod find;
mod table;

pub use find::{Found, Holder, Knowledge, Named};

use crate::text::{Span, tokens};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::sync::{Arc, LazyLock};

/// A time in an office, from the day of taking it to the day of leaving it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub person: String,
    /// "president", "prime minister".
    pub role: String,
    /// The country or organisation.
    pub of: String,
    pub from: NaiveDate,
    /// `None` while it goes on.
    pub to: Option<NaiveDate>,
}

/// Something that was on known days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landmark {
    pub name: String,
    /// "summit", "vote", "games", "war", "event".
    pub kind: String,
    /// What it is one of: "G20 summit".
    pub series: String,
    pub from: NaiveDate,
    /// The same as `from` where it took one day; `None` while it goes on.
    pub to: Option<NaiveDate>,
    /// "Lima, Peru"; empty where it has none.
    pub place: String,
}

impl Landmark {
    /// Known long before it comes, so that naming it does not show that it is over.
    pub fn is_scheduled(&self) -> bool {
        matches!(self.kind.as_str(), "summit" | "vote" | "games" | "inauguration")
    }
}

/// A name, cut into tokens in lower case, with all that is called so: "olympics" are those of summer and of winter.
#[derive(Clone, Debug, Default)]
struct Alias {
    words: Vec<SmolStr>,
    landmarks: Vec<usize>,
    person: Option<usize>,
}

/// What an office is called before a name, with its role in the table.
#[derive(Clone, Debug)]
struct Title {
    words: Vec<SmolStr>,
    role: String,
}

/// Titles that are not the name of their role.
const OTHER_TITLES: &[(&str, &str)] = &[
    ("premier", "prime minister"),
    ("king", "monarch"),
    ("queen", "monarch"),
    ("chairman", "chair"),
    ("chairwoman", "chair"),
];

#[derive(Debug, Default)]
struct Index {
    terms: Vec<Term>,
    landmarks: Vec<Landmark>,
    /// The longest first.
    titles: Vec<Title>,
    /// Terms of each person.
    people: Vec<Vec<usize>>,
    /// By their first word, the longest first.
    aliases: FxHashMap<SmolStr, Vec<Alias>>,
    /// People by each single name that they are called by after a title.
    single: FxHashMap<SmolStr, Vec<usize>>,
}

/// A table of calendar knowledge; a copy costs nothing.
#[derive(Clone, Debug, Default)]
pub struct Landmarks(Arc<Index>);

pub(crate) const SHIPPED_TEXT: &str = include_str!("../../assets/landmarks.ron");
static SHIPPED: LazyLock<Landmarks> =
    LazyLock::new(|| Landmarks::new(table::read(SHIPPED_TEXT).expect("the shipped landmarks are well formed")));

impl Landmarks {
    /// Those that come with the program.
    pub fn shipped() -> Self {
        SHIPPED.clone()
    }

    /// None at all: calendar knowledge is off.
    pub fn none() -> Self {
        Self::default()
    }

    /// The shipped ones and those of a file of the same form; where both name the same thing, the file's holds.
    ///
    /// # Errors
    /// One sentence with the place of the fault, where the text is not of that form or a row ends before it starts.
    pub fn with_own(text: &str) -> Result<Self, String> {
        let own = table::read(text)?;
        let mut all = table::read(SHIPPED_TEXT).expect("the shipped landmarks are well formed");
        all.replace_by(own);
        Ok(Self::new(all))
    }

    /// Those of one text alone, beside the computed ones.
    #[cfg(test)]
    pub(crate) fn only(text: &str) -> Self {
        Self::new(table::read(text).unwrap())
    }

    fn new(mut table: table::Table) -> Self {
        computed::add(&mut table);
        let mut index = Index { titles: titles(&table.terms), terms: table.terms, ..Index::default() };
        let mut aliases: FxHashMap<Vec<SmolStr>, Alias> = FxHashMap::default();
        let mut people: FxHashMap<&str, usize> = FxHashMap::default();
        for (at, term) in index.terms.iter().enumerate() {
            if let Some(&number) = people.get(term.person.as_str()) {
                index.people[number].push(at);
                continue;
            }
            let number = index.people.len();
            people.insert(&term.person, number);
            index.people.push(vec![at]);
            let words = words_of(&term.person);
            for single in [words.first(), words.last()].into_iter().flatten() {
                let named = index.single.entry(single.clone()).or_default();
                if !named.contains(&number) {
                    named.push(number);
                }
            }
            aliases.entry(words).or_default().person = Some(number);
        }
        for series in table.series {
            let first = index.landmarks.len();
            for (landmark, names) in series.rows {
                let at = index.landmarks.len();
                let turned = turned(&landmark.name);
                for name in names.iter().chain([&landmark.name]).chain(&turned) {
                    aliases.entry(words_of(name)).or_default().landmarks.push(at);
                }
                index.landmarks.push(landmark);
            }
            for name in &series.names {
                aliases.entry(words_of(name)).or_default().landmarks.extend(first..index.landmarks.len());
            }
        }
        for (words, mut alias) in aliases.into_iter().filter(|(words, _)| !words.is_empty()) {
            alias.landmarks.sort_unstable();
            alias.landmarks.dedup();
            let first = words[0].clone();
            index.aliases.entry(first).or_default().push(Alias { words, ..alias });
        }
        for same in index.aliases.values_mut() {
            same.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then_with(|| a.words.cmp(&b.words)));
        }
        Self(Arc::new(index))
    }

    /// Is it the very same table?
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    pub fn landmarks(&self) -> &[Landmark] {
        &self.0.landmarks
    }

    /// The terms of all offices, each office in the order of its holders.
    pub fn terms(&self) -> &[Term] {
        &self.0.terms
    }

    /// The terms of one person in any office.
    pub fn terms_of(&self, person: &str) -> impl Iterator<Item = &Term> {
        self.0.terms.iter().filter(move |t| t.person == person)
    }

    /// The election days that brought a president of the United States into office, the first first.
    pub fn elections_won(&self, person: &str) -> Vec<NaiveDate> {
        let terms: Vec<&Term> =
            self.terms_of(person).filter(|t| t.role == "president" && t.of == "United States").collect();
        computed::us_presidential_elections()
            .filter(|(_, inauguration)| {
                // Of a term that goes on, nobody knows the next election.
                terms
                    .iter()
                    .any(|t| t.from <= *inauguration && t.to.map_or(t.from == *inauguration, |to| to > *inauguration))
            })
            .map(|(election, _)| election)
            .collect()
    }
}

/// The roles of a table and what else they are called.
fn titles(terms: &[Term]) -> Vec<Title> {
    let mut roles: Vec<&str> = terms.iter().map(|t| t.role.as_str()).collect();
    roles.sort_unstable();
    roles.dedup();
    let own = roles.iter().map(|role| (*role, *role));
    let title = |(words, role): (&str, &str)| Title { words: words_of(words), role: role.to_owned() };
    let mut titles: Vec<Title> = own.chain(OTHER_TITLES.iter().copied()).map(title).collect();
    titles.sort_by_key(|t| std::cmp::Reverse(t.words.len()));
    titles
}

fn words_of(name: &str) -> Vec<SmolStr> {
    tokens(name, Span::new(0, name.len())).into_iter().map(|t| t.lower).collect()
}

/// "2010 Haiti earthquake" for "Haiti earthquake of 2010".
fn turned(name: &str) -> Option<String> {
    let (base, year) = name.rsplit_once(" of ")?;
    (year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())).then(|| format!("{year} {base}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, Weekday};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn there_is_knowledge_of_a_century() {
        let all = Landmarks::shipped();
        assert!(all.terms().len() + all.landmarks().len() >= 800);
        assert!(Landmarks::none().landmarks().is_empty());
        for row in all.landmarks() {
            assert!(row.to.is_none_or(|to| row.from <= to), "{}", row.name);
            assert!((1788..=2100).contains(&row.from.year()), "{}", row.name);
        }
        for term in all.terms() {
            assert!(term.to.is_none_or(|to| term.from <= to), "{}", term.person);
        }
    }

    #[test]
    fn terms_of_an_office_follow_each_other() {
        let all = Landmarks::shipped();
        for pair in all.terms().windows(2).filter(|p| (&p[0].role, &p[0].of) == (&p[1].role, &p[1].of)) {
            assert!(pair[0].to.is_some_and(|to| to <= pair[1].from), "{} and {}", pair[0].person, pair[1].person);
        }
    }

    #[test]
    fn nothing_stands_twice() {
        let all = Landmarks::shipped();
        let mut seen = std::collections::HashSet::new();
        for row in all.landmarks() {
            assert!(seen.insert(&row.name), "{}", row.name);
        }
        let mut days = std::collections::HashSet::new();
        for row in all.landmarks().iter().filter(|l| matches!(l.kind.as_str(), "summit" | "games")) {
            assert!(days.insert((&row.series, row.from)), "{}", row.name);
        }
    }

    #[test]
    fn series_keep_their_weekdays() {
        for row in Landmarks::shipped().landmarks() {
            let expected = match row.series.as_str() {
                "Super Bowl" | "federal elections of Germany" | "presidential elections of France" => Weekday::Sun,
                // Since 1935.
                "general elections of the United Kingdom" => Weekday::Thu,
                "presidential elections of the United States" => Weekday::Tue,
                _ => continue,
            };
            assert_eq!(row.from.weekday(), expected, "{}", row.name);
        }
    }

    #[test]
    fn who_won_when() {
        let all = Landmarks::shipped();
        assert_eq!(all.elections_won("Donald Trump"), [day("2016-11-08"), day("2024-11-05")]);
        assert_eq!(all.elections_won("Barack Obama"), [day("2008-11-04"), day("2012-11-06")]);
        assert_eq!(all.elections_won("Gerald Ford"), []);
        assert_eq!(all.elections_won("Lyndon B. Johnson"), [day("1964-11-03")]);
    }

    #[test]
    fn a_file_of_ones_own_adds_and_replaces() {
        let own = r#"(
            offices: [("mayor", "Springfield", [("Joe Quimby", "1986-01-01", None)])],
            series: [("event", "club", ["club meeting"], [("founding of the club", "1999-05-04", "1999-05-04", "Springfield", [])]),
                     ("summit", "APEC leaders' meeting", [], [("APEC 2016", "2016-11-18", "2016-11-20", "Lima, Peru", [])])],
        )"#;
        let all = Landmarks::with_own(own).unwrap();
        assert_eq!(all.terms_of("Joe Quimby").count(), 1);
        let text = "Mayor Joe Quimby opened the club meeting.";
        assert_eq!(all.find(&crate::text::sentences(text, Span::new(0, text.len()))).len(), 1, "the mayor by title");
        let apec: Vec<_> = all.landmarks().iter().filter(|l| l.name == "APEC 2016").collect();
        assert_eq!(apec.len(), 1);
        assert_eq!(apec[0].from, day("2016-11-18"));
        assert!(Landmarks::with_own("(offices: [], series: 3)").is_err());
        let backward = r#"(offices: [("mayor", "X", [("A", "1999-01-02", "1999-01-01")])], series: [])"#;
        assert!(Landmarks::with_own(backward).unwrap_err().contains("before"));
    }
}
