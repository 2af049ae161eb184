//! What was typed → a query. Whatever is typed means something.
//!
//! `words` that must all be there, `"a phrase"`, `-not`, `this OR that`, `begin*`, `field:value`, and `field:="whole value"`
//! for that value and no longer one. OR joins its two
//! neighbours, so that a search is a list of conditions of which each can be dropped. A value with spaces stands in
//! quotation marks; a date needs none.

use super::fold::folded;
use super::model::{Clause, Field, Phrase, Query, Remark, Term, What};
use crate::event::{Review, Status};
use crate::text::Span;
use crate::time::{UncertainDate, typed};

/// A date without quotation marks goes on for so many words at most: "in:the first half of 2016".
const DATE_WORDS: usize = 6;
const OPENING: [char; 3] = ['"', '“', '„'];
const CLOSING: [char; 3] = ['"', '”', '“'];
/// Before a colon, more letters are no name of a field.
const LONGEST_NAME: usize = 12;

const REVIEWS: [(&str, Review); 3] =
    [("proposed", Review::Proposed), ("confirmed", Review::Confirmed), ("rejected", Review::Rejected)];

/// The fields by their names; people try more than one.
const NAMES: [(&str, Name); 15] = [
    ("title", Name::Text(Field::Title)),
    ("source", Name::Text(Field::Source)),
    ("article", Name::Text(Field::Source)),
    ("person", Name::Text(Field::Person)),
    ("who", Name::Text(Field::Person)),
    ("place", Name::Text(Field::Place)),
    ("where", Name::Text(Field::Place)),
    ("tag", Name::Text(Field::Tag)),
    ("kind", Name::Text(Field::Kind)),
    ("type", Name::Text(Field::Kind)),
    ("status", Name::Status),
    ("review", Name::Review),
    ("before", Name::Date(What::Before)),
    ("after", Name::Date(What::After)),
    ("in", Name::Date(What::In)),
];
const FIELDS: &str = "title, source, person, place, tag, kind, status, review, before, after and in";

#[derive(Clone, Copy)]
enum Name {
    Text(Field),
    Status,
    Review,
    Date(fn(UncertainDate) -> What),
}

/// Understands what was typed.
pub fn parse(text: &str) -> Query {
    let mut query = Query::default();
    let mut parser = Parser { text, at: 0 };
    // Whether an OR stands before the next term.
    let mut joined = false;
    while let Some(from) = parser.begin() {
        if parser.word_or() {
            joined = !query.clauses.is_empty();
            if !joined {
                let text = "OR stands between two conditions; either of them is enough.".to_owned();
                query.remarks.push(Remark { span: Span::new(from, parser.at), text });
            }
            continue;
        }
        let not = parser.minus();
        let what = parser.what(&mut query.remarks);
        let span = Span::new(from, parser.at);
        let Some(what) = what else { continue };
        let term = Term { not, what };
        match query.clauses.last_mut().filter(|_| joined) {
            Some(clause) => {
                clause.span = clause.span.join(span);
                clause.terms.push(term);
            }
            None => query.clauses.push(Clause { span, terms: vec![term] }),
        }
        joined = false;
    }
    query
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Goes to the next term; `None` at the end.
    fn begin(&mut self) -> Option<usize> {
        self.at = self.text.len() - self.rest().trim_start().len();
        (!self.rest().is_empty()).then_some(self.at)
    }

    fn word_or(&mut self) -> bool {
        let is =
            self.rest().strip_prefix("OR").is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        self.at += if is { 2 } else { 0 };
        is
    }

    fn minus(&mut self) -> bool {
        let is = self.rest().strip_prefix('-').is_some_and(|r| !r.is_empty() && !r.starts_with(char::is_whitespace));
        self.at += usize::from(is);
        is
    }

    /// One term; `None` where it holds no word.
    fn what(&mut self, remarks: &mut Vec<Remark>) -> Option<What> {
        let from = self.at;
        let Some(name) = self.field_name() else { return self.phrase().map(What::Text) };
        let known = NAMES.iter().find(|(known, _)| *known == name.to_lowercase()).map(|(_, field)| *field);
        let mut remark = |to: usize, text: String| remarks.push(Remark { span: Span::new(from, to), text });
        let Some(field) = known else {
            let Some(value) = self.phrase() else {
                let words = vec![name.to_lowercase()];
                return Some(What::Text(Phrase { words, ..Phrase::default() }));
            };
            remark(
                from + name.len(),
                format!("There is no field “{name}”; the fields are {FIELDS}. It is searched as words."),
            );
            let words = folded(name).split_whitespace().map(str::to_owned).chain(value.words).collect();
            return Some(What::Text(Phrase { words, ..value }));
        };
        let waits = format!("“{name}:” waits for a value.");
        if self.rest().is_empty() || self.rest().starts_with(char::is_whitespace) {
            remark(self.at, waits);
            return None;
        }
        if let Name::Date(make) = field {
            return match self.date() {
                Ok(date) => Some(make(date)),
                Err(why) => {
                    let value = self.phrase();
                    remark(self.at, why);
                    value.map(What::Text)
                }
            };
        }
        let whole = self.rest().starts_with('=');
        self.at += usize::from(whole);
        let Some(value) = self.phrase() else {
            remark(self.at, waits);
            return None;
        };
        let begun = value.words.join(" ");
        match field {
            Name::Text(field) => Some(What::Field(field, Phrase { whole, ..value })),
            Name::Status => match begun_by(&Status::ALL.map(|status| (status.name(), status)), &begun) {
                found if found.is_empty() => {
                    remark(
                        self.at,
                        format!(
                            "There is no status “{begun}”; it is {}.",
                            listed(&Status::ALL.map(|status| (status.name(), status)))
                        ),
                    );
                    Some(What::Text(value))
                }
                found => Some(What::Status(found)),
            },
            Name::Review => match begun_by(&REVIEWS, &begun) {
                found if found.is_empty() => {
                    remark(self.at, format!("No review is “{begun}”; it is {}.", listed(&REVIEWS)));
                    Some(What::Text(value))
                }
                found => Some(What::Review(found)),
            },
            Name::Date(_) => None,
        }
    }

    /// Letters before a colon, which are passed over with it.
    fn field_name(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let name = &rest[..rest.find(|c: char| !c.is_ascii_alphabetic())?];
        let after = rest[name.len()..].strip_prefix(':')?;
        if name.is_empty() || name.len() > LONGEST_NAME || after.starts_with("//") {
            return None;
        }
        self.at += name.len() + 1;
        Some(name)
    }

    /// Words in quotation marks, or one up to the next space.
    fn phrase(&mut self) -> Option<Phrase> {
        let value = self.value();
        let prefix = self.rest().starts_with('*') || value.ends_with('*');
        self.at += usize::from(self.rest().starts_with('*'));
        let words: Vec<String> = folded(value).split_whitespace().map(str::to_owned).collect();
        (!words.is_empty()).then_some(Phrase { words, prefix, whole: false })
    }

    fn value(&mut self) -> &'t str {
        let rest = self.rest();
        if let Some(inside) = rest.strip_prefix(OPENING) {
            let opening = rest.len() - inside.len();
            // One that is not closed yet goes on to the end.
            let length = inside.find(CLOSING).unwrap_or(inside.len());
            let closing = inside[length..].chars().next().map_or(0, char::len_utf8);
            self.at += opening + length + closing;
            return &inside[..length];
        }
        let end = rest.find(|c: char| c.is_whitespace() || OPENING.contains(&c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// A date in words: of what stands without quotation marks as much as makes one.
    fn date(&mut self) -> Result<UncertainDate, String> {
        let unknown = |value: &str| format!("“{value}” is no date; write for example in:2016, before:\"spring 2019\".");
        let begun = self.at;
        if self.rest().starts_with(OPENING) {
            let value = self.value();
            return date(value).ok_or_else(|| {
                self.at = begun;
                unknown(value)
            });
        }
        let rest = self.rest();
        let is_free = |word: &str| word != "OR" && !word.starts_with('-') && !word.contains(OPENING) && !is_field(word);
        let mut ends = Vec::with_capacity(DATE_WORDS);
        let mut at = 0;
        while ends.len() < DATE_WORDS {
            let start = rest.len() - rest[at..].trim_start().len();
            let end = rest[start..].find(char::is_whitespace).map_or(rest.len(), |length| start + length);
            if start == end || !(ends.is_empty() || is_free(&rest[start..end])) {
                break;
            }
            ends.push(end);
            at = end;
        }
        let found = ends.iter().rev().find_map(|end| Some((*end, date(&rest[..*end])?)));
        let first = ends.first().map_or(rest, |end| &rest[..*end]);
        let (longest, found) = found.ok_or_else(|| unknown(first))?;
        // "2016 in" is no more than "2016".
        let end = ends.iter().find(|end| date(&rest[..**end]) == Some(found)).unwrap_or(&longest);
        self.at += end;
        Ok(found)
    }
}

fn date(value: &str) -> Option<UncertainDate> {
    typed(value).ok().flatten()
}

fn is_field(word: &str) -> bool {
    word.split_once(':').is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_alphabetic()))
}

fn begun_by<T: Copy>(names: &[(&str, T)], begun: &str) -> Vec<T> {
    names.iter().filter(|(name, _)| name.starts_with(begun)).map(|(_, value)| *value).collect()
}

fn listed<T>(names: &[(&str, T)]) -> String {
    let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    match names.split_last() {
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A query as the tests write it: clauses in brackets.
    fn shown(text: &str) -> String {
        let phrase = |p: &Phrase| {
            let (begin, end) = (if p.whole { "=" } else { "" }, if p.prefix { "*" } else { "" });
            format!("{begin}{}{end}", p.words.join("_"))
        };
        let what = |what: &What| match what {
            What::Text(words) => phrase(words),
            What::Field(field, words) => format!("{field:?}:{}", phrase(words)),
            What::Status(all) => format!("{all:?}"),
            What::Review(all) => format!("{all:?}"),
            What::Before(date) => format!("<{}", date.edtf()),
            What::After(date) => format!(">{}", date.edtf()),
            What::In(date) => format!("={}", date.edtf()),
        };
        let term = |t: &Term| format!("{}{}", if t.not { "-" } else { "" }, what(&t.what));
        let clause = |c: &Clause| c.terms.iter().map(term).collect::<Vec<_>>().join("|");
        parse(text).clauses.iter().map(clause).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_operator_is_understood() {
        for (typed, expected) in [
            ("bridge closed", "bridge closed"),
            ("\"prime minister\" lima", "prime_minister lima"),
            ("“prime minister", "prime_minister"),
            ("-rain -\"no more\"", "-rain -no_more"),
            ("arrest* \"prime min\"*", "arrest* prime_min*"),
            ("a OR b c OR -d OR e", "a|b c|-d|e"),
            ("person:Obama place:\"San José\"", "Person:obama Place:san_jose"),
            ("-tag:court OR KIND:arrest", "-Tag:court|Kind:arrest"),
            ("status:plan review:c", "[Planned] [Confirmed]"),
            ("status:c", "[Contested, Cancelled]"),
            ("U.S. Obama's well-known", "u_s obama_s well_known"),
            ("title:bridg*", "Title:bridg*"),
            ("source:in/a.txt", "Source:in_a_txt"),
            ("person:=\"Barack Obama\" tag:=court", "Person:=barack_obama Tag:=court"),
            ("10:30 -5", "10_30 -5"),
        ] {
            assert_eq!(shown(typed), expected, "{typed}");
            assert!(parse(typed).remarks.is_empty(), "{typed}");
        }
    }

    #[test]
    fn dates_are_read_in_words() {
        for (typed, expected) in [
            ("in:2016", "=2016"),
            ("before:20 November 2016 bridge", "<2016-11-20 bridge"),
            ("after:\"spring 2019\"", ">2019-21"),
            ("in:March 2021 OR in:May 2021", "=2021-03|=2021-05"),
            ("-in:2016-11-20", "-=2016-11-20"),
            ("in:2016 in Lima", "=2016 in lima"),
        ] {
            assert_eq!(shown(typed), expected, "{typed}");
        }
    }

    #[test]
    fn odd_queries_mean_something_and_are_remarked_upon() {
        for (typed, expected, remark) in [
            ("colour:red", "colour_red", "There is no field “colour”"),
            ("status:blue", "blue", "There is no status “blue”; it is happened, planned, "),
            ("review:x", "x", "No review is “x”; it is proposed, confirmed or rejected."),
            ("before:bridge", "bridge", "“bridge” is no date"),
            ("tag:\"\" a", "a", "“tag:” waits for a value."),
            ("before: 2016", "2016", "“before:” waits for a value."),
            ("in:\"the bridge\"", "the_bridge", "is no date"),
        ] {
            assert_eq!(shown(typed), expected, "{typed}");
            let remarks = parse(typed).remarks;
            assert!(remarks.len() == 1 && remarks[0].text.contains(remark), "{typed}: {remarks:?}");
        }
        for (typed, expected) in [
            ("", ""),
            ("OR", ""),
            ("OR a OR", "a"),
            ("- a", "a"),
            ("\"\"", ""),
            ("*", ""),
            ("-", ""),
            (":", ""),
            ("a:", "a"),
        ] {
            assert_eq!(shown(typed), expected, "{typed}");
        }
        assert_eq!(shown("https://example.org/a ORACLE or"), "https_example_org_a oracle or");
    }

    #[test]
    fn clauses_know_their_places() {
        let text = "a OR b  person:\"x y\" -c";
        let spans: Vec<&str> = parse(text).clauses.iter().map(|c| c.span.of(text)).collect();
        assert_eq!(spans, ["a OR b", "person:\"x y\"", "-c"]);
    }

    proptest! {
        #[test]
        fn nothing_fails(text in "([a-z]{1,3}|in:|before:|tag:|OR|-|\"|“|”|\\*|:| |2016|é|spring){0,14}|\\PC{0,60}") {
            let query = parse(&text);
            let mut end = 0;
            for clause in &query.clauses {
                prop_assert!(clause.span.start >= end && !clause.terms.is_empty());
                prop_assert!(!clause.span.of(&text).is_empty());
                end = clause.span.end;
            }
            for remark in &query.remarks {
                prop_assert!(remark.span.of(&text).len() <= text.len());
            }
            // Letters are never ignored, unless a value is awaited.
            let has_words = text.split_whitespace().any(|w| w != "OR" && w.chars().any(|c| c.is_ascii_alphanumeric()));
            prop_assert!(!query.clauses.is_empty() || !query.remarks.is_empty() || !has_words);
        }
    }
}
