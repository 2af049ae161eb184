//! An article put together paragraph by paragraph: what every reader of a structured format ends with.

use super::story::{Draft, classify};
use super::{Article, BlockKind, DateCandidate, Metadata, language, published};
use crate::text::Span;

/// A text that grows paragraph by paragraph.
#[derive(Default)]
pub struct Page {
    text: String,
    drafts: Vec<Draft>,
    paragraph: String,
}

impl Page {
    pub fn push(&mut self, text: &str) {
        self.paragraph.push_str(text);
    }

    /// Ends the paragraph: white space is folded, an empty one is left out.
    pub fn flush(&mut self, hint: Option<BlockKind>) {
        let mut words = self.paragraph.split_whitespace();
        if let Some(first) = words.next() {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            let start = self.text.len();
            self.text.push_str(first);
            for word in words {
                self.text.push(' ');
                self.text.push_str(word);
            }
            self.drafts.push(Draft { span: Span::new(start, self.text.len()), hint });
        }
        self.paragraph.clear();
    }

    /// The length of the text so far, in bytes.
    pub fn length(&self) -> usize {
        self.text.len()
    }

    /// The words of the text so far.
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Whether no paragraph has ended yet.
    pub fn is_empty(&self) -> bool {
        self.drafts.is_empty()
    }

    /// Where the last paragraph begins in the text of the article.
    pub fn last_start(&self) -> Option<usize> {
        self.drafts.last().map(|draft| draft.span.start)
    }

    /// Whether nothing stands there but headlines.
    pub fn is_bare(&self) -> bool {
        self.is_empty() || self.drafts.iter().all(|d| d.hint == Some(BlockKind::Headline))
    }

    /// The article of these paragraphs. `name` is its path or address, `dates` the candidates that its file states.
    pub fn into_article(self, name: &str, metadata: Metadata, dates: Vec<DateCandidate>) -> Article {
        finish(name, self.text, &self.drafts, metadata, dates)
    }
}

/// Puts an article together from its text and paragraphs, whatever format they came from.
pub fn finish(
    name: &str,
    text: String,
    drafts: &[Draft],
    mut metadata: Metadata,
    dates: Vec<DateCandidate>,
) -> Article {
    let story = classify(&text, drafts);
    let (candidates, mut remarks) = published::candidates(dates, &story, name, metadata.url.as_deref());
    metadata.byline = metadata.byline.or(story.byline);
    metadata.dateline_place = story.dateline_place;
    let foreign = language::note(&text, &story.blocks, &mut metadata);
    let mut article = Article::new(name, text, story.blocks, metadata, candidates);
    article.foreign = foreign.is_some();
    remarks.extend(foreign);
    article.remarks = remarks;
    article
}
