//! The articles of a project as the list of sources shows them.

use crate::article::{ArticleId, Published};
use crate::gui::words;
use crate::project::{Project, Source};
use crate::time::Discourse;
use chrono::NaiveDate;
use rustc_hash::FxHashSet;

/// One article in the list of sources.
#[derive(Clone, Debug)]
pub struct SourceRow {
    pub id: ArticleId,
    pub title: String,
    pub file: String,
    /// Where the article was read from, in full.
    pub source: String,
    pub published: Published,
    /// The publication date without the user's word, and one worth proposing where there is none.
    pub own: Published,
    pub likely: Option<NaiveDate>,
    /// News or narrative, where the user said so.
    pub told_by_user: Option<Discourse>,
    /// Is the article's text at hand, or only what an imported timeline tells of it?
    pub has_text: bool,
}

/// The articles of a project as its list of sources shows them.
pub fn sources(project: &Project) -> Vec<SourceRow> {
    let removed = |id: &ArticleId| project.edits().removed(id);
    let row = |source: &Source| {
        let (a, published) = (&source.article, project.published(source));
        let by_user = project.edits().discourse(&a.id);
        SourceRow {
            id: a.id.clone(),
            title: a.title(),
            file: words::file_name(&a.source).to_owned(),
            source: a.source.clone(),
            told_by_user: by_user,
            own: project.own_published(source),
            likely: source.likely(project.edits().calendar()).filter(|_| published.date.is_none()),
            published,
            has_text: true,
        }
    };
    let mut rows: Vec<SourceRow> = project.sources().iter().filter(|s| !removed(&s.article.id)).map(row).collect();
    let mut known: FxHashSet<ArticleId> = rows.iter().map(|r| r.id.clone()).collect();
    for info in project.imported().iter().flat_map(|t| t.articles.iter()) {
        if !removed(&info.id) && known.insert(info.id.clone()) {
            rows.push(SourceRow {
                id: info.id.clone(),
                title: info.title.clone(),
                file: words::file_name(&info.source).to_owned(),
                source: info.source.clone(),
                published: info.published.clone(),
                own: info.published.clone(),
                likely: None,
                told_by_user: None,
                has_text: false,
            });
        }
    }
    rows
}
