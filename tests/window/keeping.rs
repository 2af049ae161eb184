//! The project file behind the window: what was done comes back, without a word about saving.

use super::*;
use std::fs;

const TEXT: &str = "The council closed the old bridge on Friday, 3 May 2019.\n\nIt opened a ferry on 6 May 2019.\n";

pub fn at_home(home: &Path, paths: Vec<PathBuf>) -> Window {
    let home = home.to_owned();
    let mut window =
        Harness::builder().with_size([1440.0, 900.0]).with_max_steps(30).with_render_cursor(false).build_eframe(|cc| {
            App::new(&cc.egui_ctx, Project::default(), paths, Arc::new(Answers::default())).at_home(home)
        });
    settle(&mut window);
    window
}

fn confirm_first(window: &mut Window) {
    window.key_press(Key::ArrowDown);
    settle(window);
    window.key_press(Key::Space);
    settle(window);
    shows(window, "Confirmed 1");
}

fn command(window: &mut Window, key: Key) {
    window.key_press_modifiers(Modifiers::COMMAND, key);
    settle(window);
}

#[test]
fn a_project_without_a_name_comes_back_with_its_undo() {
    let scratch = tempfile::tempdir().unwrap();
    let (home, file) = (scratch.path().join("home"), scratch.path().join("bridge.txt"));
    fs::write(&file, TEXT).unwrap();
    let mut window = at_home(&home, vec![file.clone()]);
    shows(&window, "2 events in 1 article");
    confirm_first(&mut window);
    drop(window);
    // The article itself may be gone.
    fs::remove_file(&file).unwrap();
    let mut window = at_home(&home, Vec::new());
    shows(&window, "2 events in 1 article");
    shows(&window, "Confirmed 1");
    command(&mut window, Key::Z);
    shows(&window, "Proposed 2");
    drop(window);
    let mut window = at_home(&home, Vec::new());
    shows(&window, "Proposed 2");
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    settle(&mut window);
    shows(&window, "Confirmed 1");
}

#[test]
fn a_project_gets_a_name_a_copy_and_a_successor() {
    let scratch = tempfile::tempdir().unwrap();
    let (home, file) = (scratch.path().join("home"), scratch.path().join("bridge.txt"));
    fs::write(&file, TEXT).unwrap();
    let mut window = at_home(&home, vec![file]);
    let named = scratch.path().join("Bridges.dateline");
    command(&mut window, Key::S);
    let type_path = |window: &mut Window, path: &Path| {
        window.get_by_label("Path of the project").focus();
        window.run();
        window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.run();
        window.get_by_label("Path of the project").type_text(&path.display().to_string());
        window.run();
        click(window, "Save");
    };
    type_path(&mut window, &named);
    wait_for(&mut window, "Kept in Bridges");
    confirm_first(&mut window);
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    settle(&mut window);
    let copy = scratch.path().join("For the lawyer");
    type_path(&mut window, &copy);
    wait_for(&mut window, "A copy is at");
    assert!(scratch.path().join("For the lawyer.dateline").is_file());
    command(&mut window, Key::N);
    shows(&window, "What happened when?");
    shows(&window, "Bridges");
    drop(window);
    // The copy, another window beside it on the same file, and the list of recent projects.
    let one = at_home(&home, vec![scratch.path().join("For the lawyer.dateline")]);
    shows(&one, "Confirmed 1");
    let mut two = at_home(&home, vec![scratch.path().join("For the lawyer.dateline")]);
    shows(&two, "Not kept");
    shows(&two, "Confirmed 1");
    command(&mut two, Key::N);
    click(&mut two, "Bridges");
    shows(&two, "Kept in Bridges");
    shows(&two, "Confirmed 1");
    // The same once more: the file is let go before it is opened.
    command(&mut two, Key::N);
    click(&mut two, "Bridges");
    shows(&two, "Kept in Bridges");
    assert!(two.query_by_label_contains("Not kept").is_none());
}

#[test]
fn a_correction_whose_words_are_gone_is_listed() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("bridge.txt");
    fs::write(&file, TEXT).unwrap();
    let mut window = at_home(&scratch.path().join("home"), vec![file.clone()]);
    confirm_first(&mut window);
    fs::write(&file, "A ferry sank off Kiel on 4 May 2015.\n").unwrap();
    window.key_press(Key::F5);
    window.run();
    wait_for(&mut window, "bridge.txt was read again.");
    click(&mut window, "Problems 1");
    shows(&window, "This correction has no effect now");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert!(window.query_by_label_contains("no effect now").is_none());
    shows(&window, "Confirmed 1");
}

#[test]
fn what_is_no_project_is_said_and_left_alone() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("odd.dateline");
    fs::write(&file, "no project at all").unwrap();
    let window = at_home(&scratch.path().join("home"), vec![file.clone()]);
    shows(&window, "odd.dateline");
    assert_eq!(fs::read_to_string(file).unwrap(), "no project at all");
}

#[test]
fn a_locked_file_asks_for_its_password() {
    use std::io::Write;
    use zip::unstable::write::FileOptionsExt;
    let scratch = tempfile::tempdir().unwrap();
    let (home, file) = (scratch.path().join("home"), scratch.path().join("papers.zip"));
    let mut archive = zip::ZipWriter::new(fs::File::create(&file).unwrap());
    let options = zip::write::SimpleFileOptions::default().with_deprecated_encryption(b"ferry").unwrap();
    archive.start_file("bridge.txt", options).unwrap();
    archive.write_all(TEXT.as_bytes()).unwrap();
    archive.finish().unwrap();
    let mut window = at_home(&home, vec![file]);
    shows(&window, "papers.zip is locked with a password.");
    assert!(window.get_by_label("Unlock").accesskit_node().is_disabled());
    for (password, told) in [("boat", "papers.zip is locked, and no password that was given opens it."), ("ferry", "")]
    {
        let field = window.get_by_label("Password of papers.zip");
        field.focus();
        field.type_text(password);
        settle(&mut window);
        window.key_press(Key::Enter);
        settle(&mut window);
        if told.is_empty() {
            shows(&window, "2 events in 1 article");
        } else {
            shows(&window, told);
        }
    }
    assert!(window.query_by_label("Password of papers.zip").is_none());
    // Its text is kept with the project, its password is not asked for again.
    drop(window);
    let window = at_home(&home, Vec::new());
    shows(&window, "2 events in 1 article");
    assert!(window.query_by_label("Password of papers.zip").is_none());
}

/// Projects of one article each, with one correction, put away without a name.
fn left(home: &Path, scratch: &Path, texts: &[&str]) {
    for (number, text) in texts.iter().enumerate() {
        let file = scratch.join(format!("article-{number}.txt"));
        fs::write(&file, text).unwrap();
        let mut window = at_home(home, vec![file]);
        confirm_first(&mut window);
    }
}

const OTHER: &str = "A ferry sank off Kiel on 4 May 2015.\n";

#[test]
fn projects_without_a_name_are_offered_and_empty_ones_cleared_away() {
    let scratch = tempfile::tempdir().unwrap();
    let home = scratch.path().join("home");
    left(&home, scratch.path(), &[TEXT, OTHER]);
    drop(dateline::project::store::Store::create(&home.join("Untitled 7.dateline")).unwrap());
    // The list of recent ones is lost; the projects are not.
    fs::remove_file(home.join("recent.json")).unwrap();
    let mut window = at_home(&home, Vec::new());
    wait_for(&mut window, "Untitled, 2 events of article-0.txt, today");
    shows(&window, "Untitled, 1 event of article-1.txt, today");
    assert!(!home.join("Untitled 7.dateline").exists(), "it held nothing");
    click(&mut window, "Untitled, 2 events of article-0.txt, today");
    wait_for(&mut window, "2 events in 1 article");
    shows(&window, "Confirmed 1");
    click(&mut window, "Open");
    shows(&window, "Project: Untitled, 1 event of article-1.txt, today");
}

#[test]
fn projects_that_are_opened_together_come_with_one_edit() {
    let scratch = tempfile::tempdir().unwrap();
    let home = scratch.path().join("home");
    left(&home, scratch.path(), &[TEXT, OTHER]);
    let projects = [1, 2].map(|number| home.join(format!("Untitled {number}.dateline")));
    let mut window = at_home(&scratch.path().join("other home"), projects.to_vec());
    shows(&window, "3 events in 2 articles");
    shows(&window, "Confirmed 2");
    command(&mut window, Key::Z);
    shows(&window, "Taken back: Corrections of Untitled 1.dateline and Untitled 2.dateline");
    shows(&window, "Proposed 3");
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    settle(&mut window);
    shows(&window, "Confirmed 2");
}

#[test]
fn views_of_projects_that_are_opened_together_are_taken_over() {
    let scratch = tempfile::tempdir().unwrap();
    let (mine, theirs, both) =
        (scratch.path().join("mine"), scratch.path().join("theirs"), scratch.path().join("both"));
    let mut projects = Vec::new();
    for (home, text, query) in [(&mine, TEXT, "bridge"), (&theirs, OTHER, "ferry")] {
        let file = scratch.path().join(format!("{query}.txt"));
        fs::write(&file, text).unwrap();
        let mut window = at_home(home, vec![file]);
        super::views::search(&mut window, query);
        super::views::keep(&mut window, "Best");
        drop(window);
        projects.push(home.join("Untitled 1.dateline"));
    }
    let mut window = at_home(&both, projects);
    click(&mut window, "Views");
    shows(&window, "Best (Untitled 1)");
    click(&mut window, "Best (Untitled 1)");
    assert_eq!(super::views::searched(&window), "ferry");
    drop(window);
    let mut window = at_home(&both, Vec::new());
    click(&mut window, "Views");
    shows(&window, "Best (Untitled 1)");
}
