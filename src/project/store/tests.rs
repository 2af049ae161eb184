use super::*;
use crate::landmark::Landmarks;
use crate::project::{Loaded, Project, Source};
use crate::{article, event};
use std::fs;
use std::sync::Arc;
use tempfile::TempDir;

const TEXT: &str = "Bridge closed\n\nLIMA, 20 November 2016. The council closed the bridge on Friday. \
                    Police arrested two men on Saturday.\n";

fn place() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.dateline");
    (dir, path)
}

fn source(text: &str) -> Source {
    let article = article::read("in/a.txt", text.as_bytes()).unwrap();
    let analysis = event::analyse(&article);
    Source::new(Arc::new(article), Arc::new(analysis), &Landmarks::shipped())
}

fn project(sources: impl IntoIterator<Item = Source>) -> Project {
    let mut project = Project::default();
    for source in sources {
        project.add(Loaded::Article(source));
    }
    project
}

fn names(dir: &TempDir) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn what_was_kept_comes_back() {
    let (dir, path) = place();
    let mut store = Store::create(&path).unwrap();
    store.append_edit("{\"one\":1}").unwrap();
    store.append_edits(&["two", "three"]).unwrap();
    store.set_position(1).unwrap();
    store.set_title("Bridges").unwrap();
    store.keep("view", "{\"zoom\":2}").unwrap();
    drop(store);
    assert_eq!(names(&dir), ["a.dateline"], "a closed project is one file");
    let mut store = Store::open(&path).unwrap();
    let saved = store.edits().unwrap();
    assert_eq!((saved.edits.len(), saved.done), (3, 1));
    assert_eq!(store.title().unwrap().as_deref(), Some("Bridges"));
    assert_eq!(store.kept("view").unwrap().as_deref(), Some("{\"zoom\":2}"));
    assert_eq!(store.kept("other").unwrap(), None);
    assert_eq!(store.notes().unwrap(), [("view".to_owned(), "{\"zoom\":2}".to_owned())].into());
    store.append_edit("four").unwrap();
    let saved = store.edits().unwrap();
    assert_eq!(saved, SavedEdits { edits: vec!["{\"one\":1}".into(), "four".into()], done: 2 });
    store.set_position(99).unwrap();
    assert_eq!(store.edits().unwrap().done, 2);
    store.check().unwrap();
}

#[test]
fn articles_come_back_without_being_analysed() {
    let (_dir, path) = place();
    let source = source(TEXT);
    let before = project([source.clone()]).timeline();
    assert!(!before.events.is_empty());
    let mut store = Store::create(&path).unwrap();
    let file = FileBytes::new("in/a.txt", TEXT.as_bytes());
    store.add_sources(Some(&file), &[(7, source.clone())]).unwrap();
    let shipped = Landmarks::shipped();
    assert!(store.sources(&shipped).unwrap()[0].anew);
    store.put_analyses(std::slice::from_ref(&source)).unwrap();
    drop(store);
    let store = Store::open(&path).unwrap();
    let stored = store.sources(&shipped).unwrap().remove(0);
    assert!(!stored.anew);
    assert_eq!((stored.place, stored.origin.as_str()), (7, "in/a.txt"));
    assert_eq!(stored.source.article.blocks, source.article.blocks);
    assert_eq!(project([stored.source]).timeline(), before);
    assert_eq!(store.file_of(&source.article.id).unwrap().unwrap().bytes().unwrap(), TEXT.as_bytes());
    assert_eq!(store.file_of(&article::ArticleId("a0".into())).unwrap(), None);
    let otherwise = store.sources(&Landmarks::none()).unwrap().remove(0);
    assert!(otherwise.anew, "what was found with one table is nothing to another");
}

#[test]
fn bytes_are_kept_once() {
    let (_dir, path) = place();
    let mut store = Store::create(&path).unwrap();
    let (one, two) = (source(TEXT), source("Another text. The bridge opened on 3 May 2015."));
    let file = FileBytes::new("both.mbox", b"both");
    store.add_sources(Some(&file), &[(0, one.clone()), (0, two.clone())]).unwrap();
    store.add_sources(Some(&file), &[(1, one.clone())]).unwrap();
    assert_eq!(store.sources(&Landmarks::shipped()).unwrap().len(), 2);
    let files = |store: &Store| store.get::<i64>("SELECT count(*) FROM files", []).unwrap();
    assert_eq!(files(&store), 1);
    store.remove_source(&one.article.id).unwrap();
    assert_eq!(files(&store), 1, "the other article still needs it");
    store.remove_source(&two.article.id).unwrap();
    assert_eq!(files(&store), 0);
}

#[test]
fn timelines_come_back() {
    let (_dir, path) = place();
    let mut store = Store::create(&path).unwrap();
    store.add_timeline(3, "t.json", "{\"format\":1}").unwrap();
    store.add_timeline(4, "again.json", "{\"format\":1}").unwrap();
    assert_eq!(store.timelines().unwrap(), [(3, "t.json".to_owned(), "{\"format\":1}".to_owned())]);
}

#[test]
fn the_second_window_only_reads() {
    let (_dir, path) = place();
    let mut first = Store::create(&path).unwrap();
    first.append_edit("one").unwrap();
    let mut second = Store::open(&path).unwrap();
    assert_eq!(second.read_only().unwrap().trouble, Trouble::Locked);
    assert_eq!(second.edits().unwrap().done, 1);
    first.append_edit("two").unwrap();
    assert_eq!(second.edits().unwrap().done, 2, "it sees what the first one does");
    let error = second.append_edit("three").unwrap_err();
    assert_eq!(error.message, "a.dateline is open in another window, so it can only be read here.");
    drop(first);
    assert!(Store::open(&path).unwrap().read_only().is_none());
    assert_eq!(Store::open_read_only(&path).unwrap().append_edit("x").unwrap_err().trouble, Trouble::ReadOnly);
}

#[test]
fn a_copy_is_whole_and_a_move_leaves_nothing() {
    let (dir, path) = place();
    let mut store = Store::create(&path).unwrap();
    store.append_edit("one").unwrap();
    let copy = dir.path().join("b.dateline");
    store.save_copy(&copy).unwrap();
    store.append_edit("two").unwrap();
    assert_eq!(Store::open(&copy).unwrap().edits().unwrap().edits, ["one"]);
    let held = Store::open(&copy).unwrap();
    assert_eq!(store.save_copy(&copy).unwrap_err().trouble, Trouble::Locked);
    drop(held);
    assert_eq!(store.rename(&copy).unwrap_err().trouble, Trouble::Exists);
    assert_eq!(store.rename(&dir.path().join("no/c.dateline")).unwrap_err().trouble, Trouble::Missing);
    store.rename(&dir.path().join("c.dateline")).unwrap();
    store.append_edit("three").unwrap();
    drop(store);
    assert_eq!(names(&dir), ["b.dateline", "c.dateline"]);
    assert_eq!(Store::open(&dir.path().join("c.dateline")).unwrap().edits().unwrap().done, 3);
}

#[test]
fn one_from_a_newer_version_is_read() {
    let (_dir, path) = place();
    let mut store = Store::create(&path).unwrap();
    store.append_edit("one").unwrap();
    store.db.pragma_update(None, "user_version", schema::VERSION + 1).unwrap();
    drop(store);
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.edits().unwrap().edits, ["one"]);
    assert_eq!(store.append_edit("two").unwrap_err().trouble, Trouble::Newer);
    assert_eq!(Store::open_read_only(&path).unwrap().read_only().unwrap().trouble, Trouble::Newer);
}

#[test]
fn what_is_no_project_says_so() {
    let (dir, path) = place();
    let trouble = |path: &Path| Store::open(path).unwrap_err().trouble;
    assert_eq!(trouble(&path), Trouble::Missing);
    fs::write(&path, "").unwrap();
    assert_eq!(trouble(&path), Trouble::NotAProject);
    assert_eq!(Store::create(&path).unwrap_err().trouble, Trouble::Exists);
    fs::write(&path, "An article.").unwrap();
    assert_eq!(trouble(&path), Trouble::NotAProject);
    let other = dir.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert_eq!(trouble(&other), Trouble::NotAProject);
    assert_eq!(Store::create(&dir.path().join("no/a.dateline")).unwrap_err().trouble, Trouble::Missing);
}

#[test]
fn damage_is_told_and_never_a_panic() {
    let (_dir, path) = place();
    let mut store = Store::create(&path).unwrap();
    store.add_sources(None, &[(0, source(TEXT))]).unwrap();
    store.append_edit("one").unwrap();
    drop(store);
    let whole = fs::read(&path).unwrap();
    let mut troubles = 0;
    for at in (100..whole.len()).step_by(487) {
        let mut bytes = whole.clone();
        for byte in bytes[at..].iter_mut().take(40) {
            *byte ^= 0x5A;
        }
        fs::write(&path, &bytes).unwrap();
        let read = Store::open(&path).and_then(|mut store| {
            store.check()?;
            store.edits()?;
            store.sources(&Landmarks::shipped())?;
            store.append_edit("two")
        });
        troubles += usize::from(read.is_err());
    }
    assert!(troubles > 3, "{troubles}");
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let read = Store::open(&path).and_then(|store| store.check());
    assert_eq!(read.unwrap_err().trouble, Trouble::Damaged);
}

#[test]
fn a_full_file_loses_nothing() {
    let (_dir, path) = place();
    let mut store = Store::create(&path).unwrap();
    store.append_edit("one").unwrap();
    let pages: i64 = store.get("PRAGMA page_count", []).unwrap();
    store.db.query_row("PRAGMA max_page_count = 1", [], |_| Ok(())).unwrap();
    let error = store.append_edit(&"x".repeat(100_000)).unwrap_err();
    assert_eq!(error.trouble, Trouble::DiskFull);
    assert!(error.to_string().starts_with("The disk is full: a.dateline could not be written. Make room"), "{error}");
    assert_eq!(store.edits().unwrap().edits, ["one"]);
    assert_eq!(store.get::<i64>("PRAGMA page_count", []).unwrap(), pages);
    store.check().unwrap();
    store.db.query_row("PRAGMA max_page_count = 100000", [], |_| Ok(())).unwrap();
    store.append_edit("two").unwrap();
    assert_eq!(store.edits().unwrap().done, 2, "with room again it goes on");
}
