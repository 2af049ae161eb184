//! What a query is.

use crate::event::{Review, Status};
use crate::text::Span;
use crate::time::UncertainDate;

/// What was typed, understood. An event is meant where all clauses agree; without clauses, all are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    pub clauses: Vec<Clause>,
    pub remarks: Vec<Remark>,
}

/// One condition, or several joined by OR: a chip of the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Bytes of what was typed.
    pub span: Span,
    /// Never empty; one of them is enough.
    pub terms: Vec<Term>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Written with a "-" in front: it must not be so.
    pub not: bool,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// In any words of the event, or of the sentences that prove it.
    Text(Phrase),
    Field(Field, Phrase),
    /// Any of these; the first letters are enough, so they may be several.
    Status(Vec<Status>),
    Review(Vec<Review>),
    /// It may have been before that time began, …
    Before(UncertainDate),
    /// … after it was over, …
    After(UncertainDate),
    /// … or in it. What has no date is none of these.
    In(UncertainDate),
}

/// A part of an event that holds words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Title,
    /// Title, file name and publisher of an article that proves it.
    Source,
    Person,
    Place,
    Tag,
    Kind,
}

/// Words that stand side by side, as they are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// Folded; never empty.
    pub words: Vec<String>,
    /// The last one may go on.
    pub prefix: bool,
    /// Nothing may stand before or after them.
    pub whole: bool,
}

/// What was not understood, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Bytes of what was typed.
    pub span: Span,
    pub text: String,
}
