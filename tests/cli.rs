//! The real binary, as scripts use it.

use assert_cmd::Command;
use dateline::article::ArticleId;
use dateline::event::{Event, Review};
use dateline::export;
use dateline::landmark::Landmarks;
use dateline::project::store::Store;
use dateline::project::{Change, Edit, Project};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const STORY: &str = "Council closes the old bridge\n\nThe council of Kiel closed the old bridge on Friday. Workers found cracks in it on 2 November 2016.\n";

fn dateline() -> Command {
    Command::cargo_bin("dateline").expect("the binary")
}

/// Standard output, standard error and the exit status.
fn run(arguments: &[&str]) -> (String, String, i32) {
    let output = dateline().args(arguments).output().expect("the binary runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().expect("an exit status"))
}

fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> String {
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a scratch file");
    path.to_string_lossy().into_owned()
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles")
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn the_examples_make_one_timeline() {
    let folder = examples();
    let (out, err, status) = run(&["build", &folder.to_string_lossy()]);
    assert_eq!((status, err.as_str()), (0, ""));
    let timeline = json(&out);
    assert_eq!(timeline["articles"].as_array().map(Vec::len), Some(8));
    assert!(timeline["events"].as_array().is_some_and(|e| e.len() > 40));
    let shared = |e: &&serde_json::Value| {
        let mut articles: Vec<&str> =
            e["evidence"].as_array().unwrap().iter().map(|v| v["article"].as_str().unwrap()).collect();
        articles.dedup();
        articles.len() > 1
    };
    assert!(
        timeline["events"].as_array().unwrap().iter().filter(shared).count() >= 2,
        "events of several articles are merged"
    );
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let folder = examples().to_string_lossy().into_owned();
    let first = run(&["build", &folder, "--threads", "1"]).0;
    for threads in ["1", "2", "7"] {
        assert!(run(&["build", &folder, "--threads", threads]).0 == first, "{threads} threads");
    }
}

#[test]
fn both_formats_open_again_as_the_same_timeline() {
    let scratch = TempDir::new().unwrap();
    let folder = examples().to_string_lossy().into_owned();
    let direct = run(&["build", &folder]).0;
    for ending in ["json", "ron"] {
        let out = scratch.path().join(format!("timeline.{ending}")).to_string_lossy().into_owned();
        assert_eq!(run(&["build", &folder, "-o", &out]).2, 0);
        assert!(run(&["build", &out]).0 == direct, "{ending}");
        let ron = run(&["build", &out, "--format", "ron"]).0;
        assert!(ron.contains("dateline-timeline"));
    }
    assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 2, "nothing is left beside the files");
}

#[test]
fn the_publication_date_moves_the_dates() {
    let scratch = TempDir::new().unwrap();
    let story = file(&scratch, "bridge.txt", STORY.as_bytes());
    let closed = |arguments: &[&str]| {
        let timeline = json(&run(&[&["build", story.as_str()], arguments].concat()).0);
        let events = timeline["events"].as_array().unwrap().clone();
        events.into_iter().find(|e| e["evidence"][0]["trigger"]["text"] == "closed").expect("the closure")["when"]
            .clone()
    };
    assert_eq!(closed(&["--published", "2016-11-20"])["edtf"], "2016-11-18");
    assert_eq!(closed(&["--published-of", "bridge.txt=2016-11-13"])["edtf"], "2016-11-11");
    assert_eq!(closed(&["--published", "2016-11-20", "--published-of", "bridge.txt=2016-11-13"])["edtf"], "2016-11-11");
    let unknown = closed(&[]);
    assert!(unknown["earliest"].is_null() && unknown["latest"].is_null() && unknown["edtf"].is_null());
    assert_eq!(unknown["text"], "the Friday on or before publication");
}

#[test]
fn the_articles_of_a_file_are_dated_one_by_one() {
    let scratch = TempDir::new().unwrap();
    let line = |text: &str| format!("{{\"title\": \"Bridge\", \"text\": \"{text}\"}}\n");
    let lines =
        [line("The council of Kiel closed the old bridge on Friday."), line("Ferries sank on Monday.")].concat();
    file(&scratch, "in.jsonl", lines.as_bytes());
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("a=b/in.jsonl", lines.as_str()), ("story.txt", STORY)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.replace("Kiel", "Bonn").as_bytes()).unwrap();
    }
    file(&scratch, "all.zip", &zip.finish().unwrap().into_inner());
    let folder = scratch.path().to_string_lossy().into_owned();
    let published = |names: &[&str]| -> Vec<(String, String)> {
        let given: Vec<String> = names.iter().map(|name| format!("--published-of={name}")).collect();
        let given: Vec<&str> = given.iter().map(String::as_str).collect();
        let (out, err, _) = run(&[&["build", folder.as_str()], given.as_slice()].concat());
        assert!(!out.is_empty(), "{err}");
        let articles = json(&out)["articles"].as_array().unwrap().clone();
        let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
        let dated =
            articles.iter().map(|a| (text(&a["source"]).replacen(&folder, "", 1), text(&a["published"]["date"])));
        dated.filter(|(_, date)| !date.is_empty()).collect()
    };
    let pair = |name: &str, date: &str| (name.to_owned(), date.to_owned());
    assert_eq!(published(&["in.jsonl#2=2020-01-02"]).len(), 1, "of those of the folder only");
    assert_eq!(
        published(&["all.zip/a=b/in.jsonl#1=2020-01-02", "all.zip=2020-01-03", "all.zip/story.txt=2020-01-04"]),
        [
            pair("/all.zip/a=b/in.jsonl#1", "2020-01-02"),
            pair("/all.zip/a=b/in.jsonl#2", "2020-01-03"),
            pair("/all.zip/story.txt", "2020-01-04")
        ]
    );
    for (name, sentence) in [
        ("in.jsonl#9", "--published-of names in.jsonl#9, but no article of its file is called so"),
        ("all.zip/gone.txt", "--published-of names all.zip/gone.txt, but no article of its file is called so"),
        ("gone.zip/story.txt", "--published-of names gone.zip/story.txt, which is not among the files"),
    ] {
        let (out, err, status) = run(&["build", &folder, "--published-of", &format!("{name}=2020-01-02")]);
        assert_eq!((out.as_str(), err.trim(), status), ("", &*format!("dateline: {sentence}"), 2));
    }
}

#[test]
fn articles_with_much_the_same_text_are_told() {
    let scratch = TempDir::new().unwrap();
    let text = "The council of Kiel closed the old bridge over the canal on Friday after workers found cracks in its piers. \
        Ferries will run every ten minutes until a new bridge opens in the spring of 2018, the mayor said.\n";
    file(&scratch, "a.txt", format!("Old bridge closed\n\n{text}").as_bytes());
    file(&scratch, "b.txt", format!("Bridge shut\n\n{text}").as_bytes());
    file(&scratch, "c.txt", STORY.as_bytes());
    let (_, err, status) = run(&["build", &scratch.path().to_string_lossy()]);
    assert_eq!(status, 0);
    assert!(err.starts_with("dateline: b.txt: Much the same text as a.txt (100 % in common)."), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
}

#[test]
fn calendar_knowledge_dates_an_article_and_can_be_switched_off() {
    let folder = TempDir::new().unwrap();
    let text = "President Barack Obama met Vladimir Putin at the APEC summit in Lima on Sunday.\n";
    let article = file(&folder, "lima.txt", text.as_bytes());
    let published = |more: &[&str]| {
        let (out, _, _) = run(&[&["inspect", &article, "--format", "json"], more].concat());
        json(&out)["article"].clone()
    };
    let inferred = published(&[]);
    assert_eq!(inferred["published"]["date"], "2016-11-20");
    assert_eq!(inferred["published"]["origin"], "inferred");
    assert_eq!(inferred["date_candidates"][0]["origin"], "inferred");
    assert!(published(&["--no-landmarks"])["published"]["date"].is_null());
    // The same summit, on other days by a file of one's own.
    let row = r#"("APEC 2016", "2016-12-03", "2016-12-04", "Lima, Peru", [])"#;
    let own = format!(r#"(series: [("summit", "APEC leaders' meeting", [], [{row}])])"#);
    let own = file(&folder, "own.ron", own.as_bytes());
    assert_eq!(published(&["--landmarks", &own])["published"]["date"], "2016-12-04");
    let (_, error, status) = run(&["inspect", &article, "--landmarks", &article]);
    assert_eq!(status, 2);
    assert!(error.contains("lima.txt: the file of landmarks is not well formed"), "{error}");
}

#[test]
fn news_or_history_can_be_overruled() {
    let folder = TempDir::new().unwrap();
    let text = "The war began in 1939. In May 1940 the army crossed. In 1941 it was beaten. The city fell in March.\n";
    let article = file(&folder, "war.txt", text.as_bytes());
    let last = |more: &[&str]| {
        let (out, _, _) =
            run(&[&["inspect", &article, "--published", "2009-12-19", "--format", "json"], more].concat());
        json(&out)["times"][3]["value"].clone()
    };
    assert_eq!(last(&[]), "1941-03");
    assert_eq!(last(&["--told", "news"]), "2009-03");
    assert_eq!(last(&["--told", "history"]), "1941-03");
}

#[test]
fn a_file_that_cannot_be_read_stops_no_other() {
    let scratch = TempDir::new().unwrap();
    let story = file(&scratch, "bridge.txt", STORY.as_bytes());
    let huge = scratch.path().join("huge.txt");
    fs::File::create(&huge).and_then(|f| f.set_len(100 << 20)).unwrap();
    let huge = huge.to_string_lossy().into_owned();
    for (bad, word) in [
        (file(&scratch, "report.xlsx", b"text"), "cannot be read"),
        (file(&scratch, "empty.txt", b""), "empty"),
        (file(&scratch, "noise.txt", &[0, 1, 2, 3].repeat(500)), "binary"),
        (file(&scratch, "really.txt", b"\x89PNG\r\n\x1a\n"), "PNG"),
        (huge, "too large"),
        (scratch.path().join("missing.txt").to_string_lossy().into_owned(), "does not exist"),
        (file(&scratch, "cut.json", b"{\"format\": \"dateline-ti"), "no timeline"),
    ] {
        let (out, err, status) = run(&["build", &bad, &story, "--published", "2016-11-20"]);
        assert_eq!(status, 2, "{bad}");
        assert!(err.contains(word) && err.trim().lines().count() == 1, "{err}");
        assert_eq!(json(&out)["articles"].as_array().map(Vec::len), Some(1), "{bad}");
    }
}

#[test]
fn odd_encodings_and_endings_are_read() {
    let scratch = TempDir::new().unwrap();
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(STORY.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let html = format!("<html><body><p>{}</p></body>", STORY.replace("\n\n", "</p><p>"));
    for name in [
        file(&scratch, "sixteen.txt", &utf16),
        file(&scratch, "page.txt", html.as_bytes()),
        file(&scratch, "cut.html", &html.as_bytes()[..html.len() - 9]),
        file(&scratch, "text.html", STORY.as_bytes()),
    ] {
        let (out, err, status) = run(&["build", &name, "--published", "2016-11-20"]);
        assert_eq!(status, 0, "{name}: {err}");
        assert!(out.contains("2016-11-18"), "{name}");
    }
}

#[test]
fn standard_input_is_a_file() {
    let given = |command: &str, bytes: &[u8]| {
        let output = dateline().args([command, "-"]).write_stdin(bytes).output().expect("the binary runs");
        (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (out, _) = given("build", STORY.as_bytes());
    assert_eq!(json(&out)["articles"][0]["source"], "standard input");
    let page =
        "<html><body><h1>Bridge closes</h1><p>The council of Kiel closed the old bridge on Friday.</p></body></html>";
    assert!(given("inspect", page.as_bytes()).0.contains("Bridge closes"));
    let pdf = fs::read(examples().join("../formats/meridian-wire-lima.pdf")).expect("the example");
    assert!(given("inspect", &pdf).0.starts_with("Obama and Putin speak"));
    assert_eq!(given("build", b"").1, "dateline: standard input is empty. Choose a file that holds an article.\n");
}

#[test]
fn exit_statuses_and_sentences() {
    let scratch = TempDir::new().unwrap();
    let nothing = file(&scratch, "nothing.txt", "A list of colours\n\nRed, green and blue.\n".as_bytes());
    assert_eq!(run(&["build", &nothing]).2, 1);
    assert_eq!(run(&["inspect", &nothing]).2, 1);
    let story = file(&scratch, "bridge.txt", STORY.as_bytes());
    for (arguments, word) in [
        (vec!["build", &story, "--published", "someday"], "no complete date"),
        (vec!["build", &story, "--published-of", "other.txt=2016-11-20"], "not among the files"),
        (vec!["build", &story, "-o", "timeline.xyz"], "format"),
        (vec!["build"], "required"),
    ] {
        let (_, err, status) = run(&arguments);
        assert_eq!(status, 2, "{arguments:?}");
        assert!(err.contains(word), "{err}");
    }
    assert!(run(&["--help"]).0.contains("build"));
}

#[test]
fn inspect_tells_everything_in_characters() {
    let scratch = TempDir::new().unwrap();
    let text = format!("Zürich – {STORY}");
    let story = file(&scratch, "bridge.txt", text.as_bytes());
    let analysis = json(&run(&["inspect", &story, "--published", "2016-11-20", "--format", "json"]).0);
    assert_eq!(analysis["article"]["text"], text.as_str());
    let characters: Vec<char> = text.chars().collect();
    let cut = |v: &serde_json::Value| {
        let at = |key: &str| v[key].as_u64().unwrap() as usize;
        characters[at("start")..at("end")].iter().collect::<String>()
    };
    let times = analysis["times"].as_array().unwrap();
    assert_eq!(times.iter().map(&cut).collect::<Vec<_>>(), ["Friday", "2 November 2016"]);
    assert_eq!(times[0]["value"], "2016-11-18");
    for mention in analysis["mentions"].as_array().unwrap() {
        assert_eq!(cut(mention), mention["text"].as_str().unwrap());
    }
    assert!(analysis["mentions"].as_array().unwrap().iter().any(|m| m["event"].is_string()));
    let (report, ..) = run(&["inspect", &story, "--published", "2016-11-20"]);
    assert!(
        report.contains("Council of Kiel closes the old bridge") || report.contains("closes the old bridge"),
        "{report}"
    );
}

#[test]
fn a_project_is_written_and_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let story = file(&folder, "story.txt", STORY.as_bytes());
    let kept = folder.path().join("kept.dateline").to_string_lossy().into_owned();
    let (direct, _, _) = run(&["build", &story]);
    assert_eq!(run(&["build", &story, "-o", &kept]), (String::new(), String::new(), 0));
    // Written over, and known by its content under any name.
    assert_eq!(run(&["build", &story, "-o", &kept]).2, 0);
    let renamed = folder.path().join("renamed.txt").to_string_lossy().into_owned();
    fs::rename(&kept, &renamed).expect("renamed");
    fs::remove_file(&story).expect("the article itself is not needed any more");
    let (again, err, status) = run(&["build", &renamed]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(again, direct);
    // A timeline in a project comes back too.
    let exported = file(&folder, "exported.json", direct.as_bytes());
    assert_eq!(run(&["build", &exported, "-o", &kept]).2, 0);
    assert_eq!(run(&["build", &kept]).0, direct);
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 3, "nothing else is left there");
}

#[test]
fn a_project_that_cannot_be_written_or_read_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let story = file(&folder, "story.txt", STORY.as_bytes());
    let (_, err, status) = run(&["build", &story, "-o", "/nowhere/at/all.dateline"]);
    assert!(status == 2 && err.contains("does not exist"), "{err}");
    let kept = folder.path().join("kept.dateline").to_string_lossy().into_owned();
    run(&["build", &story, "-o", &kept]);
    let whole = fs::read(&kept).expect("the project");
    let (_, err, status) = run(&["build", &format!("{story}.gone"), "-o", &kept]);
    assert!(status == 2 && err.lines().count() == 2 && err.contains("kept.dateline is not written"), "{err}");
    assert!(fs::read(&kept).expect("the project") == whole, "it is not replaced by nothing");
    let half = fs::read(&kept).expect("the project");
    fs::write(&kept, &half[..half.len() / 2]).expect("damaged");
    let (_, err, status) = run(&["build", &kept]);
    assert!(status == 2 && err.contains("kept.dateline is damaged"), "{err}");
}

/// A project of the story, dated, and its path.
fn project(folder: &TempDir) -> String {
    let story = file(folder, "bridge.txt", STORY.as_bytes());
    let kept = folder.path().join("kept.dateline").to_string_lossy().into_owned();
    assert_eq!(run(&["build", &story, "--published-of", "bridge.txt=2016-11-13", "-o", &kept]).2, 0);
    kept
}

/// The events as they are before edits of events; with the project open for more edits.
fn events(kept: &str) -> (Store, Vec<Event>) {
    let store = Store::open(Path::new(kept)).expect("the project");
    let mut project = Project::default();
    for (place, loaded) in store.contents(export::READER, &Landmarks::shipped()).expect("its contents") {
        project.add_at(place, loaded);
    }
    project.restore(store.edits().expect("its edits").log().0);
    let events = project.timeline().events.iter().map(|e| Event::clone(e)).collect();
    (store, events)
}

fn say(store: &mut Store, event: &Event, change: Change) {
    store.append_edit(&Edit::change([event], change).expect("an edit").to_json()).expect("kept");
}

fn titles(out: &str) -> Vec<String> {
    let events = json(out)["events"].as_array().expect("events").clone();
    events.iter().map(|e| e["title"].as_str().expect("a title").to_owned()).collect()
}

#[test]
fn what_the_command_line_says_is_kept_in_a_project() {
    let folder = TempDir::new().unwrap();
    let story = file(&folder, "bridge.txt", STORY.as_bytes());
    let kept = folder.path().join("kept.dateline").to_string_lossy().into_owned();
    for given in [
        &["--published-of", "bridge.txt=2016-11-13"][..],
        &["--published", "2016-11-20", "--told", "history"],
        &["--published", "2016-11-20", "--no-landmarks"],
        &[],
    ] {
        let _ = fs::remove_file(&kept);
        let direct = run(&[&["build", &story], given].concat());
        assert_eq!(run(&[&["build", &story, "-o", &kept], given].concat()), (String::new(), String::new(), 0));
        assert_eq!(run(&["build", &kept]), direct, "{given:?}");
    }
    // A word more on a project that is there: it wins, and in a copy what was said before is there to go back to.
    let first = run(&["build", &story, "--published", "2016-11-13", "-o", &kept]);
    assert_eq!(first, (String::new(), String::new(), 0));
    // Corrections are not replaced unasked.
    let whole = fs::read(&kept).expect("the project");
    let (_, err, status) = run(&["build", &story, "-o", &kept]);
    assert!(status == 2 && err.contains("is a project with corrections already"), "{err}");
    assert!(fs::read(&kept).expect("the project") == whole);
    let wanted = run(&["build", &story, "--published", "2016-11-20"]).0;
    assert_eq!(run(&["build", &kept, "--published", "2016-11-20"]).0, wanted);
    let copy = folder.path().join("copy.dateline").to_string_lossy().into_owned();
    assert_eq!(run(&["build", &kept, "--published-of", "bridge.txt=2016-11-20", "-o", &copy]).2, 0);
    assert_eq!(run(&["build", &copy]).0, wanted);
    let mut store = Store::open(Path::new(&copy)).expect("the copy");
    assert_eq!(store.edits().unwrap().edits.len(), 2);
    store.set_position(1).unwrap();
    drop(store);
    let undone = run(&["build", &copy]).0;
    assert_eq!(undone, run(&["build", &kept]).0, "what was undone has no effect");
    assert_ne!(undone, wanted);
    let own = file(&folder, "own.ron", b"(series: [])");
    let new = folder.path().join("new.dateline").to_string_lossy().into_owned();
    let (out, err, status) = run(&["build", &story, "--landmarks", &own, "-o", &new]);
    assert_eq!((out.as_str(), status), ("", 0));
    assert!(err.contains("own.ron is not kept in a project; choose it in the window."), "{err}");
    let (out, err, status) = run(&["build", &kept, "--published-of", "other.txt=2016-11-20"]);
    let sentence = "dateline: --published-of names other.txt, but no article among the files is called so\n";
    assert_eq!((out.as_str(), err.as_str(), status), ("", sentence, 2));
}

#[test]
fn the_edits_of_a_project_are_in_what_is_built_of_it() {
    let folder = TempDir::new().unwrap();
    let kept = project(&folder);
    let before = titles(&run(&["build", &kept]).0);
    let (mut store, events) = events(&kept);
    assert!(events.len() > 1 && before.len() == events.len(), "{before:?}");
    say(&mut store, &events[0], Change::Title("Cracks are found".to_owned()));
    store.set_title("Bridges").unwrap();
    drop(store);
    let other = file(&folder, "ferry.txt", b"A ferry sank off Kiel on 4 May 2015.\n");
    let (out, err, status) = run(&["build", &kept]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(titles(&out).contains(&"Cracks are found".to_owned()), "{out}");
    // The same of a project among other files, in any order and format, and kept in a new project.
    for files in [[&kept, &other], [&other, &kept]] {
        let more = folder.path().join("more.dateline").to_string_lossy().into_owned();
        let _ = fs::remove_file(&more);
        let (out, err, status) = run(&["build", files[0], files[1]]);
        assert_eq!((status, err.as_str()), (0, ""));
        assert!(titles(&out).contains(&"Cracks are found".to_owned()), "{out}");
        assert!(out.contains("2015-05-04") && out.contains("2016-11-11"), "{out}");
        assert!(run(&["build", files[0], files[1], "--format", "ron"]).0.contains("Cracks are found"));
        assert_eq!(run(&["build", files[0], files[1], "-o", &more]).2, 0);
        assert_eq!(run(&["build", &more]).0, out);
        let store = Store::open(Path::new(&more)).expect("the new project");
        for stored in store.sources(&Landmarks::shipped()).expect("its articles") {
            let file = store.file_of(&stored.source.article.id).expect("readable");
            assert!(file.is_some(), "{}: the file itself comes along", stored.origin);
        }
        let edits = store.edits().unwrap();
        assert!(edits.done == 1 && edits.edits[0].contains("Edits of kept.dateline"), "{edits:?}");
    }
    let copy = folder.path().join("copy.dateline").to_string_lossy().into_owned();
    assert_eq!(run(&["build", &kept, "-o", &copy]).2, 0);
    assert_eq!(Store::open(Path::new(&copy)).unwrap().title().unwrap().as_deref(), Some("Bridges"));
}

#[test]
fn edits_that_find_nothing_are_told() {
    let folder = TempDir::new().unwrap();
    let kept = project(&folder);
    let plain = run(&["build", &kept]).0;
    let mut store = Store::open(Path::new(&kept)).expect("the project");
    for n in 0..23 {
        let gone = Event { id: format!("e{n}"), title: format!("Flood {n}"), ..Event::default() };
        say(&mut store, &gone, Change::AddTag("water".to_owned()));
    }
    drop(store);
    let (out, err, status) = run(&["build", &kept]);
    assert_eq!((status, out), (0, plain));
    let lines: Vec<&str> = err.lines().collect();
    let sentence = "dateline: An edit has no effect: Tag “water” added. “Flood 0” is not in the timeline.";
    assert_eq!((lines.len(), lines[0], lines[20]), (21, sentence, "dateline: 3 further edits have none."));
}

#[test]
fn an_edit_that_cannot_be_read_stops_no_other() {
    let folder = TempDir::new().unwrap();
    let kept = project(&folder);
    let (mut store, events) = events(&kept);
    store.append_edit("{\"edit\":").unwrap();
    say(&mut store, &events[0], Change::Title("Cracks are found".to_owned()));
    say(&mut store, &events[0], Change::Title("Undone".to_owned()));
    store.set_position(3).unwrap();
    drop(store);
    let other = file(&folder, "ferry.txt", b"A ferry sank off Kiel on 4 May 2015.\n");
    for files in [vec![kept.as_str()], vec![&kept, &other]] {
        let (out, err, status) = run(&[&["build"], files.as_slice()].concat());
        assert_eq!((status, err.lines().count()), (2, 1), "{err}");
        assert!(err.starts_with("dateline: kept.dateline: An edit of the project cannot be read: "), "{err}");
        let titles = titles(&out);
        assert!(titles.iter().any(|t| t == "Cracks are found") && !titles.iter().any(|t| t == "Undone"), "{titles:?}");
        assert!(out.contains("2016-11-11"), "the edit before it applies as well");
    }
    // A copy loses nothing, not even that.
    let copy = folder.path().join("copy.dateline").to_string_lossy().into_owned();
    assert_eq!(run(&["build", &kept, "-o", &copy]).2, 2);
    let edits = |path: &str| Store::open(Path::new(path)).unwrap().edits().unwrap();
    assert_eq!(edits(&copy), edits(&kept));
}

#[test]
fn rejected_and_hidden_events_are_left_out_of_what_is_built() {
    let folder = TempDir::new().unwrap();
    let kept = project(&folder);
    let (mut store, events) = events(&kept);
    let all = titles(&run(&["build", &kept]).0);
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let none = run(&["build", &kept, "--confirmed-only"]);
    let left_out = format!("dateline: {} events that are not confirmed, or hidden, are left out.\n", all.len());
    assert_eq!((titles(&none.0), none.1, none.2), (Vec::new(), left_out, 1));
    say(&mut store, &events[0], Change::Review(Review::Rejected));
    say(&mut store, &events[1], Change::Review(Review::Confirmed));
    drop(store);

    let (out, err, status) = run(&["build", &kept]);
    assert_eq!((status, titles(&out).len()), (0, all.len() - 1));
    assert_eq!(err, "dateline: 1 event that is rejected or hidden is left out; --all keeps them.\n");
    assert!(!titles(&out).contains(&events[0].title));
    let (out, _, status) = run(&["build", &kept, "--confirmed-only"]);
    assert_eq!((status, titles(&out)), (0, vec![events[1].title.clone()]));
    let (whole, err, status) = run(&["build", &kept, "--all", "-o", &path("all.json")]);
    assert_eq!((whole.as_str(), err.as_str(), status), ("", "", 0));

    // A timeline in another format is the same timeline.
    let (again, err, _) = run(&["build", &path("all.json")]);
    assert_eq!((again, err), (fs::read_to_string(path("all.json")).unwrap(), String::new()));
    assert_eq!(run(&["build", &path("all.json"), "-o", &path("all.ron")]), (String::new(), String::new(), 0));
    assert_eq!(run(&["build", &path("all.ron")]).0, fs::read_to_string(path("all.json")).unwrap());
    assert_eq!(titles(&run(&["build", &path("all.ron"), "--confirmed-only"]).0), [events[1].title.clone()]);
    // A project keeps them all.
    assert_eq!(run(&["build", &kept, "-o", &path("copy.dateline")]), (String::new(), String::new(), 0));
    assert_eq!(run(&["build", &path("copy.dateline"), "--all"]).0, fs::read_to_string(path("all.json")).unwrap());
    for (arguments, word) in [
        (["build", &kept, "--confirmed-only", "--all"].as_slice(), "cannot be used with"),
        (
            &["build", &kept, "--confirmed-only", "-o", &path("part.dateline")],
            "part.dateline is a project, which keeps all",
        ),
    ] {
        let (out, err, status) = run(arguments);
        assert!(status == 2 && out.is_empty() && err.contains(word), "{err}");
    }
    assert!(!folder.path().join("part.dateline").exists());
}

#[test]
fn an_article_that_was_taken_out_is_out_until_it_is_given_again() {
    let folder = TempDir::new().unwrap();
    let kept = project(&folder);
    let story = folder.path().join("bridge.txt").to_string_lossy().into_owned();
    let (mut store, events) = events(&kept);
    let article: ArticleId = events[0].evidence[0].article.clone();
    store.append_edit(&Edit::SetRemoved { article, removed: true }.to_json()).unwrap();
    drop(store);
    let articles = |files: &[&str]| {
        let (out, err, status) = run(&[&["build"], files].concat());
        assert_eq!(err, "");
        (json(&out)["articles"].as_array().map(Vec::len), status)
    };
    assert_eq!(articles(&[&kept]), (Some(0), 1));
    assert_eq!(articles(&[&kept, &story]), (Some(1), 0));
}

#[test]
fn a_file_of_another_kind_than_a_command_reads_is_told() {
    let folder = TempDir::new().unwrap();
    let kept = project(&folder);
    let (out, ..) = run(&["build", &kept]);
    let exported = file(&folder, "exported.json", out.as_bytes());
    let cut = file(&folder, "cut.json", &out.as_bytes()[..out.len() / 2]);
    let called = file(&folder, "called.dateline", STORY.as_bytes());
    let gone = folder.path().join("gone.dateline").to_string_lossy().into_owned();
    let database = file(&folder, "other.sqlite", &[b"SQLite format 3\0".as_slice(), &[0; 200]].concat());
    for (command, file, word) in [
        ("inspect", &kept, "kept.dateline is a project, and `inspect` looks at one article; `dateline build"),
        ("inspect", &exported, "exported.json is a timeline, and `inspect` looks at one article; `dateline build"),
        ("inspect", &cut, "cut.json is no timeline of Dateline"),
        ("inspect", &called, "called.dateline"),
        ("inspect", &gone, "gone.dateline does not exist"),
        ("build", &gone, "gone.dateline does not exist"),
        ("build", &called, "called.dateline is no project of Dateline."),
        ("build", &database, "other.sqlite is an SQLite database"),
    ] {
        let (_, err, status) = run(&[command, file]);
        assert!(status == 2 && err.contains(word) && err.lines().count() == 1, "{err}");
    }
}

#[test]
#[cfg(unix)]
fn a_pipe_is_not_waited_for() {
    let folder = TempDir::new().unwrap();
    for name in ["pipe.txt", "pipe.json", "pipe.ron", "pipe.dateline"] {
        let pipe = folder.path().join(name);
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
        for command in ["build", "inspect"] {
            let ended = dateline().arg(command).arg(&pipe).timeout(std::time::Duration::from_secs(20)).output();
            let ended = ended.expect("the binary runs");
            assert_eq!(ended.status.code(), Some(2), "{command} {name}");
            assert!(String::from_utf8_lossy(&ended.stderr).contains("no ordinary file"), "{ended:?}");
        }
    }
}

#[test]
fn a_locked_file_is_opened_with_a_password() {
    use std::io::Write;
    let folder = TempDir::new().unwrap();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().with_aes_encryption(zip::AesMode::Aes256, "ferry");
    archive.start_file("bridge.txt", options).unwrap();
    archive.write_all(b"The council closed the old bridge on 3 May 2019.").unwrap();
    let path = file(&folder, "papers.zip", &archive.finish().unwrap().into_inner());
    let (_, errors, code) = run(&["build", &path]);
    assert!(code != 0 && errors.contains("papers.zip is locked with a password. Give its password"), "{errors}");
    let (_, errors, code) = run(&["build", &path, "--password", "boat"]);
    assert!(code != 0 && errors.contains("no password that was given opens it"), "{errors}");
    let (text, errors, code) = run(&["build", &path, "--format", "json", "--password", "boat", "--password", "ferry"]);
    assert_eq!((errors.as_str(), code), ("", 0));
    assert!(text.contains("2019-05-03") && !text.contains("ferry"));
}
