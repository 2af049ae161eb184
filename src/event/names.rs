//! Names of one article: capitalised runs, what they name, and which of them are the same.
//!
//! "Obama", "Mr. Obama" and "President Barack Obama" are one person; "APEC" and "Asia-Pacific Economic Cooperation
//! (APEC)" one organisation. A surname that two full names share stays as it is written.

use crate::text::{SOFT_HYPHEN, Sentence, Tag, Token, table};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    Person,
    Organisation,
    Place,
    /// "World War II", "Dubai Air Show".
    Event,
    Unknown,
}

/// Whom "he" and "she" can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    He,
    She,
}

impl Gender {
    fn of(mark: &str) -> Option<Self> {
        match mark {
            "m" => Some(Self::He),
            "f" => Some(Self::She),
            _ => None,
        }
    }

    /// What a full name tells by its first word.
    pub fn of_name(name: &str) -> Option<Self> {
        let (first, _) = name.split_once(' ')?;
        FIRST_NAMES.get(&first.to_lowercase()).copied().flatten()
    }

    /// What a form of address tells.
    pub fn of_address(lower: &str) -> Option<Self> {
        match lower.trim_end_matches('.') {
            "mr" | "sir" | "lord" | "king" | "prince" => Some(Self::He),
            "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" => Some(Self::She),
            _ => None,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Name {
    /// The longest form that the article uses, without titles.
    pub text: String,
    pub kind: NameKind,
    /// How often the article uses it in any form.
    pub count: usize,
}

/// The names of an article and all their written forms.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: Vec<Name>,
    /// Lower-cased form → index into `names`.
    forms: FxHashMap<String, usize>,
}

static ROLES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    table(include_str!("../../assets/lexicon/roles.tsv")).filter_map(|r| Some((*r.first()?, *r.get(1)?))).collect()
});
/// The words with which roles begin: with any other no phrase need be put together.
static FIRST_OF_ROLE: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| ROLES.keys().map(|role| role.split(' ').next().unwrap_or(role)).collect());
static CUES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    table(include_str!("../../assets/lexicon/organisation_cues.tsv"))
        .filter_map(|r| Some((*r.first()?, *r.get(1)?)))
        .collect()
});
static FIELDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    table(include_str!("../../assets/lexicon/fields.tsv")).filter_map(|r| r.first().copied()).collect()
});
static PLACES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    table(include_str!("../../assets/lexicon/places.tsv")).filter_map(|r| Some(r.first()?.to_lowercase())).collect()
});
/// First name → its gender, `None` where both have it.
static FIRST_NAMES: LazyLock<FxHashMap<String, Option<Gender>>> = LazyLock::new(|| {
    table(include_str!("../../assets/lexicon/first_names.tsv"))
        .filter_map(|r| Some((r.first()?.to_lowercase(), Gender::of(r.get(1)?))))
        .collect()
});
static DEMONYMS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    table(include_str!("../../assets/lexicon/demonyms.tsv")).filter_map(|r| Some((*r.first()?, *r.get(1)?))).collect()
});

/// "Albanians", "Germans".
pub fn is_people(lower: &str) -> bool {
    lower.strip_suffix('s').is_some_and(|one| DEMONYMS.contains_key(one))
}

fn is_country_word(lower: &str) -> bool {
    DEMONYMS.contains_key(lower) || PLACES.contains(lower)
}

/// Is this word, or words, a title or role ("president", "gen.", "prime minister")?
pub fn is_role(lower: &str) -> bool {
    ROLES.get(lower).is_some_and(|t| *t != "institution")
}

/// Are these words together a title or role?
fn is_role_of(words: &[Token]) -> bool {
    let begins = words.first().is_some_and(|first| FIRST_OF_ROLE.contains(first.lower.as_str()));
    begins && is_role(&words.iter().map(|t| t.lower.as_str()).collect::<Vec<_>>().join(" "))
}

fn is_institution(lower: &str) -> bool {
    ROLES.get(lower).is_some_and(|t| *t == "institution")
}

impl Names {
    /// Collects the names of an article's sentences; `titled` tells which sentences are set in headline capitals,
    /// where a capital proves nothing.
    pub fn collect(text: &str, sentences: &[Sentence], titled: &dyn Fn(usize) -> bool) -> Self {
        let mut runs: Vec<(String, NameKind)> = Vec::new();
        let mut acronyms: Vec<(String, String)> = Vec::new();
        for (index, sentence) in sentences.iter().enumerate() {
            if titled(index) {
                continue;
            }
            let tokens = &sentence.tokens;
            let mut at = 0;
            while at < tokens.len() {
                let Some(run) = name_run(tokens, at) else {
                    at += 1;
                    continue;
                };
                let core = without_title(tokens, run.clone());
                let kind = kind_of(text, tokens, &run, &core);
                if !core.is_empty() {
                    let written = written(text, tokens, &core);
                    if let Some(acronym) = acronym_after(text, tokens, &run, &written) {
                        acronyms.push((acronym, written.clone()));
                    }
                    runs.push((written, kind));
                }
                at = run.end;
            }
        }
        let mut names = Self::default();
        names.unify(runs, &acronyms);
        names
    }

    /// Longest forms first, so that shorter ones find what they are short for.
    fn unify(&mut self, runs: Vec<(String, NameKind)>, acronyms: &[(String, String)]) {
        let mut counted: Vec<(String, NameKind, usize)> = Vec::new();
        let mut seen: FxHashMap<String, usize> = FxHashMap::default();
        for (form, kind) in runs {
            let at = *seen.entry(form.to_lowercase()).or_insert_with(|| {
                counted.push((form.clone(), NameKind::Unknown, 0));
                counted.len() - 1
            });
            counted[at].2 += 1;
            // A headline in capitals says not how a name is written.
            if is_all_capitals(&counted[at].0) && !is_all_capitals(&form) {
                counted[at].0.clone_from(&form);
            }
            if counted[at].1 == NameKind::Unknown {
                counted[at].1 = kind;
            }
        }
        counted.sort_by_key(|(form, ..)| std::cmp::Reverse(form.split_whitespace().count()));
        for (form, kind, count) in counted {
            let lower = form.to_lowercase();
            let known = acronyms
                .iter()
                .find(|(short, _)| *short == form)
                .and_then(|(_, long)| self.forms.get(&long.to_lowercase()).copied())
                .or_else(|| self.longer_form(&form, kind));
            let index = known.unwrap_or_else(|| {
                self.names.push(Name { text: form.clone(), kind, count: 0 });
                self.names.len() - 1
            });
            self.names[index].count += count;
            self.forms.insert(lower, index);
        }
    }

    /// The one full name that a single word is the last (for people also the first) word of.
    fn longer_form(&self, form: &str, kind: NameKind) -> Option<usize> {
        if form.contains(' ') || matches!(kind, NameKind::Place) {
            return None;
        }
        let mut ends = self.names.iter().enumerate().filter(|(_, n)| {
            let person = matches!(n.kind, NameKind::Person | NameKind::Unknown) && kind != NameKind::Organisation;
            let company = n.kind == NameKind::Organisation;
            n.text.contains(' ')
                && ((person && n.text.rsplit(' ').next() == Some(form))
                    || (company && n.text.split(' ').next() == Some(form) && kind != NameKind::Person))
        });
        let first = ends.next()?;
        ends.next().is_none().then_some(first.0)
    }

    /// The name that a stretch of tokens holds, the one nearest its end.
    pub fn in_tokens(&self, text: &str, tokens: &[Token], range: &Range<usize>) -> Option<&Name> {
        let mut found = None;
        let mut at = range.start;
        while at < range.end {
            let Some(run) = name_run(tokens, at) else {
                at += 1;
                continue;
            };
            let core = without_title(tokens, run.clone());
            let inside = core.start..core.end.min(range.end);
            if !inside.is_empty() {
                found = self.forms.get(&written(text, tokens, &inside).to_lowercase()).copied().or(found);
            }
            at = run.end;
        }
        found.map(|i| &self.names[i])
    }

    pub fn by_form(&self, form: &str) -> Option<&Name> {
        self.forms.get(&form.to_lowercase()).map(|&i| &self.names[i])
    }
}

fn is_all_capitals(name: &str) -> bool {
    !name.contains(char::is_lowercase)
}

/// Words that join the parts of a name: "Bank of England", "Ministry of Foreign Affairs".
const JOINERS: &[&str] =
    &["of", "for", "de", "da", "del", "der", "van", "von", "al", "bin", "ibn", "&", "la", "le", "du"];

/// A run of name words starting at `start`.
fn name_run(tokens: &[Token], start: usize) -> Option<Range<usize>> {
    if !is_name_word(tokens, start) {
        return None;
    }
    let mut end = start + 1;
    while end < tokens.len() {
        if is_name_word(tokens, end) || joins_name(tokens, end) {
            end += 1;
        } else if JOINERS.contains(&tokens[end].lower.as_str()) && joins(tokens, start, end) {
            end += 1;
            if tokens.get(end).is_some_and(|t| t.lower == "the") {
                end += 1;
            }
        } else {
            break;
        }
    }
    Some(start..end)
}

/// The "and" of "Food and Drug Administration": behind a field of work, before what ends as organisations do. "Ford and General
/// Motors Corp." are two.
pub fn joins_name(tokens: &[Token], and: usize) -> bool {
    const SHORTEST: usize = 2;
    let field = |t: &Token| t.capital && FIELDS.contains(t.lower.as_str());
    if !tokens[and].is("and") || !and.checked_sub(1).is_some_and(|i| field(&tokens[i])) {
        return false;
    }
    let run: Vec<&Token> = tokens[and + 1..].iter().take_while(|t| t.capital && t.tag.is_noun()).collect();
    let ends = run.last().is_some_and(|t| CUES.contains_key(t.lower.as_str()));
    run.len() >= SHORTEST && ends
}

/// "of" joins only after a word that begins names of institutions; the small words of surnames always do.
fn joins(tokens: &[Token], start: usize, at: usize) -> bool {
    let mut next = at + 1;
    if tokens.get(next).is_some_and(|t| t.lower == "the") {
        next += 1;
    }
    if !is_name_word(tokens, next) {
        return false;
    }
    match tokens[at].lower.as_str() {
        "of" | "for" => tokens[start..at].iter().any(|t| CUES.get(t.lower.as_str()).is_some_and(|c| *c == "org")),
        _ => true,
    }
}

fn is_name_word(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    if !token.capital {
        return false;
    }
    if DEMONYMS.contains_key(token.lower.as_str()) && token.tag == Tag::JJ {
        return false;
    }
    match token.tag {
        Tag::NNP | Tag::NNPS => !is_calendar_word(&token.lower),
        Tag::NN | Tag::NNS | Tag::JJ | Tag::VBG | Tag::VBN => {
            at > 0 && !is_opening(&tokens[at - 1]) && !is_calendar_word(&token.lower)
        }
        _ => false,
    }
}

fn is_opening(token: &Token) -> bool {
    matches!(token.lower.as_str(), "“" | "\"" | "``" | "‘" | "'" | ":" | "•" | "-" | "*" | "(")
}

fn is_calendar_word(lower: &str) -> bool {
    matches!(
        lower.trim_end_matches('.'),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
    )
}

/// A run without the titles before the name itself: "President Barack Obama" → "Barack Obama".
fn without_title(tokens: &[Token], run: Range<usize>) -> Range<usize> {
    let mut start = behind_office(tokens, &run);
    while start + 1 < run.end {
        // "General Motors", "General Electric": the title belongs to the name of a company.
        let company = run.end == start + 2 || cue(&tokens[run.end - 1]) == Some("org");
        if company && cue(&tokens[start + 1]).is_some() {
            break;
        }
        let longest = (1..=3.min(run.end - start - 1)).rev().find(|n| is_role_of(&tokens[start..start + n]));
        // "Russian President": the country belongs to the title.
        let of_country = longest.is_none()
            && is_country_word(&tokens[start].lower)
            && (1..=2.min(run.end - start - 1)).any(|n| is_role_of(&tokens[start + 1..=start + n]));
        match longest {
            Some(n) => start += n,
            None if of_country => start += 1,
            None => break,
        }
    }
    // A role alone ("President", "Mr.") names nobody.
    if run.end == start + 1 && is_role(&tokens[start].lower) { start..start } else { start..run.end }
}

/// What the word of a name tells the kind of.
fn cue(token: &Token) -> Option<&'static str> {
    CUES.get(token.lower.trim_end_matches('.')).copied()
}

/// "Secretary of State Madeleine Albright": the office began before the run, which starts at "State".
fn behind_office(tokens: &[Token], run: &Range<usize>) -> usize {
    let begins = |before: usize| {
        let first = run.start.checked_sub(before)?;
        let of = tokens[first + 1..run.start].iter().any(|t| t.is("of"));
        let ends = |n: &usize| of && is_role_of(&tokens[first..run.start + n]);
        (1..run.end - run.start).rev().find(ends)
    };
    run.start + (2..=3).find_map(begins).unwrap_or(0)
}

fn kind_of(text: &str, tokens: &[Token], run: &Range<usize>, core: &Range<usize>) -> NameKind {
    let words: Vec<&str> = tokens[core.clone()].iter().map(|t| t.lower.as_str()).collect();
    let phrase = words.join(" ");
    let cue = words.last().and_then(|w| CUES.get(w.trim_end_matches('.'))).copied();
    if PLACES.contains(&phrase) || cue == Some("place") {
        NameKind::Place
    } else if is_institution(&phrase) || is_institution(&format!("the {phrase}")) {
        NameKind::Organisation
    } else if cue == Some("event") {
        NameKind::Event
    } else if cue == Some("org") || words.iter().any(|w| matches!(*w, "&" | "of" | "for")) {
        NameKind::Organisation
    } else if core.start > run.start || words.len() > 1 && words.first().is_some_and(|w| FIRST_NAMES.contains_key(*w)) {
        NameKind::Person
    } else if words.len() == 1 && is_acronym(tokens[core.start].text(text)) {
        NameKind::Organisation
    } else {
        NameKind::Unknown
    }
}

/// Two to six capitals, with or without dots and an ampersand.
fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (2..=6).contains(&capitals) && word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '&'))
}

fn written(text: &str, tokens: &[Token], range: &Range<usize>) -> String {
    let words: Vec<&str> = tokens[range.clone()].iter().map(|t| t.text(text)).collect();
    words.join(" ").replace(SOFT_HYPHEN, "")
}

/// "(APEC)" right after a longer name.
fn acronym_after(text: &str, tokens: &[Token], run: &Range<usize>, written: &str) -> Option<String> {
    let [open, inner, close] = tokens.get(run.end..run.end + 3)? else { return None };
    let short = inner.text(text);
    let fits = open.lower == "(" && close.lower == ")" && short.chars().filter(|c| c.is_uppercase()).count() >= 2;
    (fits && written.contains(' ')).then(|| short.to_owned())
}
