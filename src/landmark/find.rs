//! Landmarks and office holders that a text names.

use super::{Alias, Index, Landmark, Landmarks};
use crate::text::{Sentence, Span, Tag, Token, TokenKind};
use std::ops::Range;

/// How far from a series' name its place may stand: "the Lima APEC summit", "the APEC forum that opened in Lima, Peru".
const PLACE_BEFORE: usize = 4;
const PLACE_AFTER: usize = 8;
/// The same for its year.
const YEAR_AFTER: usize = 3;
/// How many words may stand between "former" and the title that it belongs to.
const QUALIFIERS: usize = 4;

/// What a text says of a person's office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// "President Barack Obama".
    InOffice,
    /// "former President Barack Obama".
    Former,
    /// "President-elect Donald Trump", "Donald Trump was elected the next president".
    Elect,
    /// "outgoing President Barack Obama".
    Outgoing,
}

/// What is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// Indices into [`Landmarks::landmarks`]: the ones that it may be, never none.
    Landmarks(Vec<usize>),
    /// Indices into [`Landmarks::terms`]: the terms in that office of all whom it may name, never none.
    Holder(Holder, Vec<usize>),
}

/// A place in a text that names a landmark or an office holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub span: Span,
    pub sentence: usize,
    /// Tokens of the sentence.
    pub tokens: Range<usize>,
    pub named: Named,
}

/// What one text names of a table.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    pub landmarks: Landmarks,
    /// In text order.
    pub found: Vec<Found>,
}

impl Knowledge {
    pub fn of(landmarks: &Landmarks, sentences: &[Sentence]) -> Self {
        Self { landmarks: landmarks.clone(), found: landmarks.find(sentences) }
    }
}

impl Landmarks {
    /// All that tagged sentences name, in text order.
    pub fn find(&self, sentences: &[Sentence]) -> Vec<Found> {
        let mut found = Vec::new();
        if self.0.aliases.is_empty() {
            return found;
        }
        for (number, sentence) in sentences.iter().enumerate() {
            let mut at = 0;
            while at < sentence.tokens.len() {
                let hit = self.0.at(&sentence.tokens, at);
                let end = hit.as_ref().map_or(at + 1, |(end, _)| *end);
                if let Some((end, named)) = hit {
                    let span = Span::new(sentence.tokens[at].span.start, sentence.tokens[end - 1].span.end);
                    found.push(Found { span, sentence: number, tokens: at..end, named });
                }
                at = end;
            }
        }
        found
    }
}

impl Index {
    fn at(&self, tokens: &[Token], at: usize) -> Option<(usize, Named)> {
        let named = self.aliases.get(&tokens[at].lower).into_iter().flatten().filter(|a| matches(a, &tokens[at..]));
        for alias in named {
            let end = at + alias.words.len();
            let person = alias.person.and_then(|person| self.holder(tokens, at, end, &[person]));
            if let Some(named) = person.or_else(|| self.landmarks(tokens, at, end, &alias.landmarks)) {
                return Some((end, named));
            }
        }
        // "President Obama": a single name after a title.
        let people = tokens[at].capital.then(|| self.single.get(&tokens[at].lower))??;
        let longer = tokens.get(at + 1).is_some_and(|t| t.capital && t.kind == TokenKind::Word);
        (!longer).then(|| self.holder(tokens, at, at + 1, people))?.map(|named| (at + 1, named))
    }

    fn landmarks(&self, tokens: &[Token], at: usize, end: usize, all: &[usize]) -> Option<Named> {
        let year = year_beside(tokens, at, end);
        let of_year = |l: &Landmark| {
            use chrono::Datelike;
            year.is_none_or(|y| (l.from.year()..=l.to.map_or(y, |to| to.year())).contains(&y))
        };
        let mut fit: Vec<usize> = all.iter().copied().filter(|&i| of_year(&self.landmarks[i])).collect();
        let near: String = tokens[at.saturating_sub(PLACE_BEFORE)..(end + PLACE_AFTER).min(tokens.len())]
            .iter()
            .filter(|t| t.kind != TokenKind::Punct)
            .map(|t| format!(" {}", t.lower))
            .chain([" ".to_owned()])
            .collect();
        let named = |place: &str| !place.is_empty() && near.contains(&format!(" {} ", place.to_lowercase()));
        let there = |i: &usize| self.landmarks[*i].place.split(", ").any(named);
        let placed = fit.len() > 1 && fit.iter().any(there);
        if placed {
            fit.retain(there);
        } else if fit.len() > 1 && is_in_a_place(&tokens[end..]) {
            // One of the series that no row knows.
            return None;
        }
        let proper = tokens[at..end].iter().any(|t| t.capital || t.kind == TokenKind::Number);
        (!fit.is_empty() && (proper || placed || year.is_some())).then_some(Named::Landmarks(fit))
    }

    /// Where the title before a name starts, its role, and whether it is one to come ("President-elect").
    fn title_before(&self, tokens: &[Token], at: usize) -> Option<(usize, &str, bool)> {
        let last = &tokens[at.checked_sub(1)?];
        if last.is("president-elect") {
            return Some((at - 1, "president", true));
        }
        self.titles.iter().find_map(|title| {
            let start = at.checked_sub(title.words.len())?;
            let fits = title.words.iter().zip(&tokens[start..at]).all(|(word, token)| *word == token.lower);
            fits.then_some((start, title.role.as_str(), false))
        })
    }

    /// What the words around a name say of its office.
    fn holder(&self, tokens: &[Token], at: usize, end: usize, people: &[usize]) -> Option<Named> {
        let terms = |role: &str| -> Vec<usize> {
            people.iter().flat_map(|p| &self.people[*p]).copied().filter(|t| self.terms[*t].role == role).collect()
        };
        if let Some((start, role, elect)) = self.title_before(tokens, at) {
            let held = terms(role);
            let holder = if elect { Holder::Elect } else { qualified(tokens, start) };
            return (!held.is_empty()).then_some(Named::Holder(holder, held));
        }
        let held = terms("president");
        (end - at > 1 && !held.is_empty() && elected_next(&tokens[end..])).then_some(Named::Holder(Holder::Elect, held))
    }
}

/// "in Hanoi" right behind the name of a series.
fn is_in_a_place(tokens: &[Token]) -> bool {
    let named = |i: usize| tokens.get(i).is_some_and(|t| t.capital && t.kind == TokenKind::Word);
    tokens.first().is_some_and(|t| t.is("in")) && named(1)
}

fn matches(alias: &Alias, tokens: &[Token]) -> bool {
    alias.words.len() <= tokens.len() && alias.words.iter().zip(tokens).all(|(word, token)| *word == token.lower)
}

/// "2016 G20 summit", "G20 summit 2016", "G20 summit in 2016".
fn year_beside(tokens: &[Token], at: usize, end: usize) -> Option<i32> {
    let year = |t: &Token| t.lower.parse().ok().filter(|y| t.lower.len() == 4 && (1800..=2100).contains(y));
    let after = tokens[end..].iter().take(YEAR_AFTER).take_while(|t| t.is("in") || t.is("of") || year(t).is_some());
    let before = at.checked_sub(1).and_then(|i| year(&tokens[i]));
    tokens[at..end].iter().find_map(year).or(before).or_else(|| after.into_iter().find_map(year))
}

/// "former", "the late", "outgoing" before a title, past the country between them.
fn qualified(tokens: &[Token], title: usize) -> Holder {
    for token in tokens[..title].iter().rev().take(QUALIFIERS) {
        match token.lower.as_str() {
            "former" | "late" | "then" | "ex" | "onetime" | "one-time" | "past" | "ousted" | "deposed" | "previous" => {
                return Holder::Former;
            }
            "outgoing" | "departing" => return Holder::Outgoing,
            word if word.starts_with("ex-") || word.starts_with("then-") || word.starts_with("former-") => {
                return Holder::Former;
            }
            _ if token.capital || matches!(token.tag, Tag::JJ | Tag::POS) => {}
            _ => break,
        }
    }
    Holder::InOffice
}

/// "… was elected the next U.S. president".
fn elected_next(tokens: &[Token]) -> bool {
    let word = |i: usize| tokens.get(i).map(|t| t.lower.as_str());
    matches!(word(0), Some("was" | "is" | "has"))
        && (1..=2).any(|i| word(i) == Some("elected"))
        && tokens.iter().take(9).skip(2).any(|t| t.is("next"))
        && tokens.iter().take(10).any(|t| t.is("president"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sentences;

    fn named(text: &str) -> Vec<String> {
        let all = Landmarks::shipped();
        let found = all.find(&sentences(text, Span::new(0, text.len())));
        found
            .iter()
            .map(|f| match &f.named {
                Named::Landmarks(some) if some.len() < 4 => {
                    some.iter().map(|i| all.landmarks()[*i].name.as_str()).collect::<Vec<_>>().join("/")
                }
                Named::Landmarks(some) => format!("{} of {}", some.len(), all.landmarks()[some[0]].series),
                Named::Holder(holder, terms) => {
                    format!("{holder:?} {} {}", all.terms()[terms[0]].person, terms.len())
                }
            })
            .collect()
    }

    #[test]
    fn landmarks_by_name_year_and_place() {
        assert_eq!(named("He spoke at the APEC summit in Lima, Peru on Sunday."), ["APEC 2008/APEC 2016/APEC 2024"]);
        assert_eq!(named("The 2016 G20 summit was in China."), ["G20 2016"]);
        assert_eq!(named("at the G20 summit in Hangzhou in 2016"), ["G20 2016"]);
        assert_eq!(named("It fell after the Brexit referendum."), ["Brexit referendum"]);
        assert_eq!(named("security since 9/11"), ["September 11 attacks"]);
        assert_eq!(named("the 2010 Haiti earthquake"), ["Haiti earthquake of 2010"]);
        assert_eq!(named("World War II began"), ["Second World War"]);
        assert_eq!(named("at the Olympics in Sochi on Sunday"), ["Winter Olympics 2014"]);
    }

    #[test]
    fn people_in_and_out_of_office() {
        assert_eq!(named("U.S. President Barack Obama met him."), ["InOffice Barack Obama 1"]);
        assert_eq!(named("President Obama and Vladimir Putin met."), ["InOffice Barack Obama 1"]);
        assert_eq!(named("Former U.S. President Bill Clinton spoke."), ["Former Bill Clinton 1"]);
        assert_eq!(named("President-elect Donald Trump spoke."), ["Elect Donald Trump 2"]);
        assert_eq!(named("Donald Trump was elected the next U.S. president."), ["Elect Donald Trump 2"]);
        assert_eq!(named("He asked outgoing President Barack Obama."), ["Outgoing Barack Obama 1"]);
        assert_eq!(named("Vice President Joe Biden spoke."), ["InOffice Joe Biden 1"]);
        assert_eq!(named("President Bush spoke."), ["InOffice George H. W. Bush 2"]);
        assert_eq!(named("Fed Chair Janet Yellen spoke."), ["InOffice Janet Yellen 1"]);
        assert_eq!(named("British Premier Theresa May spoke."), ["InOffice Theresa May 1"]);
    }

    #[test]
    fn what_is_no_landmark() {
        for text in [
            "Obama spoke.",
            "the president of the Bush Foundation",
            "an earthquake in Haiti",
            "a climate conference for schools",
            "President Barack Johnson of the club",
            "the vice president of marketing, Clinton Smith",
            "a summit of nine peaks",
            "the 1990 G20 summit",
            "at the G20 summit in Ellery on Sunday",
        ] {
            assert_eq!(named(text), [""; 0], "{text}");
        }
    }
}
