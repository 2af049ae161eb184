//! A file that is read again: which of its articles give way to which, and what the user had said of them.

use super::{Edit, Loaded, Project};
use crate::article::ArticleId;

impl Project {
    /// The corrections that put what a file holds now in the place of what it held: articles that it no longer holds are
    /// taken out, and what the user said of them is said of those that have their names. `before` are the articles that
    /// were read from it.
    pub fn again(&self, before: &[ArticleId], now: &[Loaded]) -> Vec<Edit> {
        let mut edits = Vec::new();
        let articles = || {
            now.iter().filter_map(|loaded| match loaded {
                Loaded::Article(source) => Some(&source.article),
                Loaded::Timeline(_) => None,
            })
        };
        for old in before.iter().filter(|id| !self.edits.removed(id)) {
            if articles().any(|new| new.id == *old) {
                continue;
            }
            let name = self.source(old).map(|s| s.article.source.as_str());
            if let Some(new) = articles().find(|new| Some(new.source.as_str()) == name) {
                let article = || new.id.clone();
                let date = self.edits.published(old);
                let discourse = self.edits.discourse(old);
                edits.extend(date.map(|_| Edit::SetPublished { article: article(), date }));
                edits.extend(discourse.map(|_| Edit::SetDiscourse { article: article(), discourse }));
            }
            edits.push(Edit::SetRemoved { article: old.clone(), removed: true });
        }
        edits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::landmark::Landmarks;
    use crate::project::Source;
    use std::sync::Arc;

    fn read(name: &str, text: &str) -> Loaded {
        let article = crate::article::read(name, text.as_bytes()).unwrap();
        Loaded::Article(Source::new(Arc::new(article), Arc::default(), &Landmarks::none()))
    }

    fn id(loaded: &Loaded) -> ArticleId {
        match loaded {
            Loaded::Article(source) => source.article.id.clone(),
            Loaded::Timeline(_) => panic!("a timeline"),
        }
    }

    #[test]
    fn what_the_user_said_of_an_article_is_said_of_its_new_text() {
        let (old, new, same) = (read("a.mbox#1", "One."), read("a.mbox#1", "Two."), read("a.mbox#2", "Same."));
        let mut project = Project::default();
        project.add(old.clone());
        project.add(same.clone());
        let date = chrono::NaiveDate::from_ymd_opt(2016, 11, 20);
        project.edit(Edit::SetPublished { article: id(&old), date });
        let edits = project.again(&[id(&old), id(&same)], &[new.clone(), same.clone()]);
        assert_eq!(
            edits,
            [Edit::SetPublished { article: id(&new), date }, Edit::SetRemoved { article: id(&old), removed: true }]
        );
        assert_eq!(project.again(&[id(&old), id(&same)], &[old, same]), []);
    }

    #[test]
    fn an_article_that_the_file_no_longer_holds_is_taken_out() {
        let (one, two) = (read("a.mbox#1", "One."), read("a.mbox#2", "Two."));
        let mut project = Project::default();
        project.add(one.clone());
        project.add(two.clone());
        let edits = project.again(&[id(&one), id(&two)], &[one]);
        assert_eq!(edits, [Edit::SetRemoved { article: id(&two), removed: true }]);
    }
}
