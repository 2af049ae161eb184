//! What a document's properties say about it. The program fills most of them in by itself, so they weigh little.

use crate::article::published::candidate;
use crate::article::{Article, DateCandidate, DateOrigin, Metadata};
use crate::time::parse_day;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    pub title: Option<String>,
    pub creator: Option<String>,
    pub created: Option<String>,
    pub modified: Option<String>,
    pub language: Option<String>,
}

/// Below a date in the file's name, which somebody chose: a text may be put into a file long after it was published.
const CREATED: f32 = 0.55;
/// A file is changed whenever somebody corrects a word.
const MODIFIED: f32 = 0.3;

/// Names that programs put where an author should stand.
const NOBODY: &[&str] = &[
    "administrator",
    "admin",
    "user",
    "author",
    "unknown",
    "owner",
    "windows user",
    "microsoft office user",
    "python-docx",
    "un-named",
    "unknown author",
    "pandoc",
    "root",
];
/// How titles begin that programs make up.
const UNTITLED: &[&str] = &["microsoft word - ", "untitled", "document", "word document"];
/// The day on which the template of python-docx was made, which all its documents repeat.
const TEMPLATE_DAY: &str = "2013-12-23";

impl Properties {
    pub fn metadata(&self) -> Metadata {
        Metadata { title: self.title(), language: self.language(), ..Metadata::default() }
    }

    pub fn dates(&self) -> Vec<DateCandidate> {
        let said = |value: &Option<String>, score, says: &str| {
            let date = parse_day(value.as_deref()?)?;
            Some(candidate(date, DateOrigin::Metadata, score, format!("The document's properties say {says} {date}")))
        };
        let created = self.created.clone().filter(|day| !day.starts_with(TEMPLATE_DAY));
        let created = said(&created, CREATED, "the file was made (not always when it was published) on");
        let modified = said(&self.modified, MODIFIED, "it was last changed on");
        let modified = modified.filter(|m| created.as_ref().is_none_or(|c| c.date != m.date));
        created.into_iter().chain(modified).collect()
    }

    /// A byline in the text is surer than the name of an account.
    pub fn sign(&self, article: &mut Article) {
        let creator = self.creator.as_deref().map(str::trim);
        let person = creator.filter(|name| !name.is_empty() && !NOBODY.contains(&name.to_lowercase().as_str()));
        if article.metadata.byline.is_none() {
            article.metadata.byline = person.map(str::to_owned);
        }
    }

    fn title(&self) -> Option<String> {
        let title = self.title.as_deref()?.trim();
        let lower = title.to_lowercase();
        let made_up = UNTITLED.iter().any(|start| {
            lower
                .strip_prefix(start)
                .is_some_and(|rest| rest.is_empty() || start.ends_with(' ') || rest.trim().parse::<u32>().is_ok())
        });
        let file = [".doc", ".docx", ".odt", ".rtf", ".dot", ".dotx"].iter().any(|ending| lower.ends_with(ending));
        (!title.is_empty() && !made_up && !file).then(|| title.to_owned())
    }

    fn language(&self) -> Option<String> {
        let language = self.language.as_deref()?.trim().to_lowercase();
        let tag = language.len() >= 2 && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        tag.then_some(language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn made_beats_changed() {
        let properties =
            Properties { created: some("2016-11-20T09:00:00Z"), modified: some("2016-11-22"), ..Properties::default() };
        let dates = properties.dates();
        assert_eq!(dates.len(), 2);
        assert!(
            dates[0].score > dates[1].score
                && dates[0].reason.contains("made")
                && dates[0].reason.ends_with("2016-11-20")
        );
        let template = Properties { created: some("2013-12-23T23:15:00Z"), ..Properties::default() };
        assert!(template.dates().is_empty() && Properties { created: some("soon"), ..template }.dates().is_empty());
    }

    #[test]
    fn what_programs_make_up_is_nothing() {
        let title = |t: &str| Properties { title: some(t), ..Properties::default() }.metadata().title;
        for made_up in ["Microsoft Word - x.doc", "Untitled", "Untitled 1", "Document1", "report.docx", " "] {
            assert_eq!(title(made_up), None, "{made_up}");
        }
        for good in ["The vote", "Documents show a cover-up", "Untitled works sold"] {
            assert_eq!(title(good).as_deref(), Some(good));
        }
        let language = |l: &str| Properties { language: some(l), ..Properties::default() }.metadata().language;
        assert_eq!((language("en-GB").as_deref(), language("English (UK)"), language("")), (Some("en-gb"), None, None));
    }

    #[test]
    fn an_account_is_no_author_and_a_byline_stays() {
        let signed = |creator: &str, byline: Option<&str>| {
            let metadata = Metadata { byline: byline.map(str::to_owned), ..Metadata::default() };
            let mut article = Article::new("a", String::new(), Vec::new(), metadata, Vec::new());
            Properties { creator: some(creator), ..Properties::default() }.sign(&mut article);
            article.metadata.byline
        };
        assert_eq!(signed("Jane Doe", None).as_deref(), Some("Jane Doe"));
        assert_eq!(signed("Administrator", None), None);
        assert_eq!(signed("Jane Doe", Some("Jo Poe")).as_deref(), Some("Jo Poe"));
    }
}
