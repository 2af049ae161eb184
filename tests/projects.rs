//! Projects that older versions have written open for ever: one of each, kept in `tests/projects`.

use dateline::landmark::Landmarks;
use dateline::project::store::{SavedEdits, Store};
use dateline::project::{Loaded, Project};
use std::path::Path;

#[test]
fn a_project_of_version_1_opens() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("old.dateline");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects/version-1.dateline");
    std::fs::copy(kept, &path).expect("a copy");
    let mut store = Store::open(&path).expect("it opens");
    assert!(store.read_only().is_none());
    store.check().expect("it is whole");
    assert_eq!(store.title().expect("the title").as_deref(), Some("Kept since version 1"));
    assert_eq!(store.kept("view").expect("the view").as_deref(), Some("{\"zoom\":1}"));
    let (log, problems) = store.edits().expect("the edits").log();
    assert_eq!((log.position(), log.all().len(), problems), (1, 2, Vec::new()));
    let SavedEdits { edits, done } = store.edits().expect("the edits");
    assert!((edits.len(), done) == (2, 1) && edits[0].contains("set_published"), "{edits:?}");
    let stored = store.sources(&Landmarks::shipped()).expect("the articles");
    let origins: Vec<&str> = stored.iter().map(|s| s.origin.as_str()).collect();
    assert!(origins.starts_with(&["capital-ledger-election.txt", "meridian-wire-lima.mbox"]), "{origins:?}");
    for stored in &stored {
        let file = store.file_of(&stored.source.article.id).expect("readable").expect("its file is there");
        assert_eq!(file.name, stored.origin);
    }
    let mut project = Project::default();
    stored.into_iter().for_each(|s| assert!(project.add_at(s.place, Loaded::Article(s.source))));
    assert!(project.timeline().events.len() > 3);
    store.append_edit("{}").expect("it can be written");
    assert_eq!(store.edits().expect("the edits").edits.len(), 2);
}
