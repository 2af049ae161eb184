//! The window, driven by what a screen reader sees of it. With `DATELINE_SNAPSHOTS=1` it is also compared with the
//! pictures in `tests/snapshots`.
#![cfg(feature = "gui")]

#[path = "window/acting.rs"]
mod acting;
#[path = "window/canvas.rs"]
mod canvas;
#[path = "window/choosing.rs"]
mod choosing;
#[path = "window/editing.rs"]
mod editing;
#[path = "window/fixture.rs"]
mod fixture;
#[path = "window/keeping.rs"]
mod keeping;
#[path = "window/listing.rs"]
mod listing;
#[path = "window/pictures.rs"]
mod pictures;
#[path = "window/rooms.rs"]
mod rooms;
#[path = "window/searching.rs"]
mod searching;
#[path = "window/views.rs"]
mod views;

use dateline::gui::{App, Choice, Dialogs, Purpose};
use dateline::project::Project;
use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable, by};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Answers instead of a user; an empty list is a dialog that was cancelled.
#[derive(Default)]
struct Answers(Mutex<Vec<PathBuf>>);

impl Dialogs for Answers {
    fn ask(&self, _purpose: &Purpose) -> Choice {
        let paths = std::mem::take(&mut *self.0.lock().unwrap());
        if paths.is_empty() { Choice::Cancelled } else { Choice::Paths(paths) }
    }

    fn launch(&self, path: &Path) -> Result<(), String> {
        self.0.lock().unwrap().push(path.to_owned());
        Ok(())
    }
}

struct NoDialogs;

impl Dialogs for NoDialogs {
    fn ask(&self, _purpose: &Purpose) -> Choice {
        Choice::Unavailable
    }

    fn launch(&self, _path: &Path) -> Result<(), String> {
        Err("no program is known for it".to_owned())
    }
}

/// Pictures do not age.
const TODAY: chrono::NaiveDate = chrono::NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day");

type Window = Harness<'static, App>;

fn window_with(project: Project, paths: Vec<PathBuf>, dialogs: Arc<dyn Dialogs>, theme: egui::Theme) -> Window {
    let mut window = Harness::builder()
        .with_size([1440.0, 900.0])
        .with_theme(theme)
        .with_max_steps(30)
        .with_render_cursor(false)
        .build_eframe(|cc| App::new(&cc.egui_ctx, project, paths, dialogs).on_day(TODAY));
    settle(&mut window);
    window
}

fn window(paths: Vec<PathBuf>) -> Window {
    window_with(Project::default(), paths, Arc::new(Answers::default()), egui::Theme::Light)
}

/// Runs until workers and window are at rest.
fn settle(window: &mut Window) {
    let begun = Instant::now();
    loop {
        window.run();
        if !window.state().is_working() {
            window.run();
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "the window does not come to rest");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Compares the window with its picture, where pictures are asked for.
fn picture(window: &mut Window, name: &str) {
    if std::env::var_os("DATELINE_SNAPSHOTS").is_some_and(|v| v == "1") {
        window.snapshot(name);
    }
}

#[test]
fn an_empty_window_says_what_to_do() {
    let mut window = window(Vec::new());
    shows(&window, "Open files…");
    shows(&window, "Open folder…");
    shows(&window, "Paste text");
    shows(&window, "Everything stays on this computer");
    picture(&mut window, "empty");
}

/// Two articles: one in full, the other by its quotes.
fn loaded(theme: egui::Theme) -> Window {
    window_with(fixture::project(), Vec::new(), Arc::new(Answers::default()), theme)
}

fn click(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    settle(window);
}

/// Something says this, or begins, ends or goes on with it.
#[track_caller]
fn shows(window: &Window, words: &str) {
    assert!(window.query_all_by_label_contains(words).next().is_some(), "nothing says {words:?}");
}

/// The words of whatever is selected in a role, as a screen reader tells it.
fn selected(window: &Window, role: Role) -> Vec<String> {
    window
        .root()
        .query_all(by().role(role).predicate(|n| n.toggled() == Some(Toggled::True)))
        .map(|n| n.accesskit_node().label().unwrap_or_default())
        .collect()
}

const WALKOUT: &str = "Wed 20 Mar 2019, Ferry crews walk out as harbour talks collapse, 1 source, happened";
const WALKOUT_SENTENCE: &str = "Crews of the island ferries walked out on Wednesday after talks with the harbour board collapsed late the night before.";
const STRIKE_SENTENCE: &str = "A first strike in January 2018 stopped all crossings for eleven days and cost the islands about four million, according to the chamber of trade.";

#[test]
fn files_named_on_the_command_line_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(vec![fixture::file(folder.path())]);
    shows(&window, "10 events in 2 articles");
    shows(
        &window,
        "Ferry crews walk out as harbour talks collapse, harbour.txt, Wed 20 Mar 2019 · from the dateline, 7 events",
    );
    shows(&window, "Minister opens bridge that nobody may cross yet, bridge.txt, date unknown");
    click(&mut window, "List");
    shows(&window, WALKOUT);
    picture(&mut window, "list");
}

fn choose_in_list(theme: egui::Theme) -> Window {
    let mut window = loaded(theme);
    click(&mut window, "List");
    click(&mut window, WALKOUT);
    assert_eq!(selected(&window, Role::ListBoxOption).len(), 2, "the row and its article");
    shows(&window, "Wednesday 20 March 2019");
    shows(&window, "Wednesday + past tense");
    click(&mut window, "Source text");
    assert!(selected(&window, Role::Button).contains(&WALKOUT_SENTENCE.to_owned()));
    window
}

#[test]
fn a_choice_in_the_list_is_made_everywhere() {
    picture(&mut choose_in_list(egui::Theme::Light), "loaded-light");
}

#[test]
fn dark_is_an_equal_citizen() {
    picture(&mut choose_in_list(egui::Theme::Dark), "loaded-dark");
}

#[test]
fn a_sentence_selects_its_event_and_again_the_next_one() {
    let mut window = loaded(egui::Theme::Light);
    window.get_by_role_and_label(Role::Button, STRIKE_SENTENCE).click();
    settle(&mut window);
    shows(&window, "First strike stops all crossings");
    shows(&window, "January 2018");
    let offer = "The board had offered a raise of two per cent on Monday, which the union's secretary, Tomas Reyes, called “an insult with a decimal point”.";
    window.get_by_role_and_label(Role::Button, offer).click();
    settle(&mut window);
    shows(&window, "Monday 18 March 2019");
    window.get_by_role_and_label(Role::Button, offer).click();
    settle(&mut window);
    shows(&window, "Wednesday 20 March 2019");
}

#[test]
fn evidence_in_another_article_is_shown_by_its_quotes() {
    let mut window = loaded(egui::Theme::Light);
    click(&mut window, "List");
    window.get_by_label_contains("2019, Transport minister opens the Ellery bridge").click();
    settle(&mut window);
    click(&mut window, "Source text");
    shows(&window, "holds its quotes but not its text");
    window.get_by_role_and_label(Role::Button, "Construction began in May 2014.").click();
    settle(&mut window);
    shows(&window, "Construction of the Ellery bridge begins");
}

#[test]
fn keys_walk_through_time() {
    let mut window = loaded(egui::Theme::Light);
    window.key_press(Key::ArrowDown);
    settle(&mut window);
    shows(&window, "Ellery Lines goes bankrupt");
    window.key_press(Key::ArrowDown);
    settle(&mut window);
    shows(&window, "Construction of the Ellery bridge begins");
    window.key_press(Key::ArrowUp);
    settle(&mut window);
    shows(&window, "The 1990s");
    window.key_press(Key::Escape);
    settle(&mut window);
    shows(&window, "Nothing selected");
    window.key_press(Key::F1);
    settle(&mut window);
    shows(&window, "Keys and gestures");
    picture(&mut window, "keys");
    window.key_press(Key::Escape);
    settle(&mut window);
    assert!(window.query_by_label("Close").is_none());
}

/// Types into a field, in place of what is there.
fn type_into(window: &mut Window, field: &str, text: &str) {
    window.get_by_label(field).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.get_by_label(field).type_text(text);
    window.run();
}

fn type_date(window: &mut Window, text: &str) {
    type_into(window, "Publication date", text);
}

fn type_path(window: &mut Window, text: &str) {
    type_into(window, "Path of the file", text);
}

#[test]
fn a_publication_date_is_checked_set_taken_back_and_reset() {
    let mut window = loaded(egui::Theme::Light);
    type_date(&mut window, "some day");
    shows(&window, "Write a whole day");
    type_date(&mut window, "2019-03-27");
    shows(&window, "Wednesday 27 March 2019 · Enter sets it");
    picture(&mut window, "date");
    window.key_press(Key::Enter);
    settle(&mut window);
    shows(&window, "harbour.txt, Wed 27 Mar 2019 · set by you");
    click(&mut window, "Undo");
    shows(&window, "harbour.txt, Wed 20 Mar 2019 · from the dateline");
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    settle(&mut window);
    shows(&window, "set by you");
    click(&mut window, "Reset to Wed 20 Mar 2019 (from the dateline)");
    shows(&window, "harbour.txt, Wed 20 Mar 2019 · from the dateline");
}

#[test]
fn sources_that_disagree_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let tribune = write("tribune.txt", "Painter dead\n\nThe painter Marta Halloran died in Galway on 3 May 2012.\n");
    let courier = write("courier.txt", "Farewell\n\nMarta Halloran, the painter, died on 4 May 2012 in Galway.\n");
    let mut window = window(vec![tribune, courier]);
    window.key_press(Key::ArrowDown);
    settle(&mut window);
    shows(&window, "Sources disagree");
    shows(&window, "3 May 2012: Painter dead");
    shows(&window, "4 May 2012: Farewell");
    picture(&mut window, "disagree");
}

#[test]
fn events_move_with_the_publication_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("council.txt");
    std::fs::write(
        &path,
        "The mayor of Ellery met the ferry crews on Sunday. The council approved the budget on Friday.\n",
    )
    .unwrap();
    let mut window = window(vec![path]);
    click(&mut window, "List");
    shows(&window, "Sunday on or before publication");
    shows(&window, "for the publication date of");
    click(&mut window, "Set the date…");
    for (date, sunday) in [("2016-11-20", "Sun 20 Nov 2016, "), ("30 Nov 2016", "Sun 27 Nov 2016, ")] {
        type_date(&mut window, date);
        window.key_press(Key::Enter);
        settle(&mut window);
        click(&mut window, "List");
        shows(&window, sunday);
    }
    click(&mut window, "Undo");
    shows(&window, "Sun 20 Nov 2016, ");
}

#[test]
fn a_date_that_the_text_tells_is_marked_confirmed_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lima.txt");
    std::fs::write(
        &path,
        "President Barack Obama met Vladimir Putin at the APEC summit in Lima on Sunday. It was their first talk since \
         Donald Trump was elected the next U.S. president.\n",
    )
    .unwrap();
    let mut window = window(vec![path]);
    shows(&window, "lima.txt, Sun 20 Nov 2016 · inferred from the text");
    shows(&window, "APEC 2016 was on 19–20 November 2016");
    click(&mut window, "List");
    shows(&window, "Tue 8 Nov 2016, Donald Trump elected");
    click(&mut window, "Confirm this date");
    shows(&window, "lima.txt, Sun 20 Nov 2016 · set by you");
    click(&mut window, "Undo");
    shows(&window, "inferred from the text");
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    settle(&mut window);
    click(&mut window, "Use calendar knowledge");
    shows(&window, "lima.txt, date unknown");
    click(&mut window, "Use calendar knowledge");
    shows(&window, "inferred from the text");
}

#[test]
fn a_likely_date_is_proposed_where_none_is_certain() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lima.txt");
    let text =
        "President Barack Obama met Vladimir Putin at the APEC summit in Lima on Sunday. A jet crashed on Thursday.\n";
    std::fs::write(&path, text).unwrap();
    let mut window = window(vec![path]);
    shows(&window, "between 20 November 2016 and 26 November 2016");
    click(&mut window, "Use Sun 20 Nov 2016, the newest day that it names");
    shows(&window, "lima.txt, Sun 20 Nov 2016 · set by you");
    click(&mut window, "Undo");
    shows(&window, "lima.txt, date unknown");
}

#[test]
fn calendar_knowledge_of_ones_own_is_used_and_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("club.txt");
    std::fs::write(&article, "The mayor spoke at the Ellery Regatta on Sunday.\n").unwrap();
    let own = folder.path().join("own.ron");
    let row = r#"("Ellery Regatta", "2019-06-08", "2019-06-09", "Ellery", [])"#;
    std::fs::write(&own, format!(r#"(series: [("event", "regattas", [], [{row}])])"#)).unwrap();
    let mut window = window(vec![article]);
    shows(&window, "club.txt, date unknown");
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    settle(&mut window);
    type_into(&mut window, "Path of your file", &folder.path().join("none.ron").display().to_string());
    window.key_press(Key::Enter);
    wait_for(&mut window, "none.ron cannot be read");
    type_into(&mut window, "Path of your file", &own.display().to_string());
    window.key_press(Key::Enter);
    wait_for(&mut window, "club.txt, Sun 9 Jun 2019 · inferred from the text");
    settle(&mut window);
    picture(&mut window, "calendar");
    click(&mut window, "Leave it out");
    wait_for(&mut window, "club.txt, date unknown");
}

#[test]
fn news_and_history_can_be_overruled() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.txt");
    let story = "The war began in 1939. In May 1940 the army crossed the river. In 1941 it was beaten. The city fell in March.\n";
    std::fs::write(&path, story).unwrap();
    let mut window = window(vec![path]);
    type_date(&mut window, "2009-12-19");
    window.key_press(Key::Enter);
    settle(&mut window);
    click(&mut window, "List");
    shows(&window, "March 1941, ");
    window.get_by_role_and_label(Role::Button, "news").click();
    settle(&mut window);
    shows(&window, "March 2009, ");
    click(&mut window, "as the text tells");
    shows(&window, "March 1941, ");
    click(&mut window, "Undo");
    shows(&window, "March 2009, ");
}

#[test]
fn a_removed_article_comes_back() {
    let mut window = loaded(egui::Theme::Light);
    click(&mut window, "Remove");
    shows(&window, "3 events in 1 article");
    assert!(window.query_by_label_contains("harbour.txt, ").is_none());
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    shows(&window, "10 events in 2 articles");
}

#[test]
fn a_file_that_cannot_be_read_stops_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.ron");
    std::fs::write(&broken, "(format: ").unwrap();
    let mut window = window(vec![broken, fixture::file(folder.path())]);
    shows(&window, "10 events in 2 articles");
    click(&mut window, "Problems 1");
    shows(&window, "broken.ron");
    shows(&window, "is no timeline of Dateline");
    picture(&mut window, "problem");
    click(&mut window, "Dismiss the problem with broken.ron");
    assert!(window.query_by_label("broken.ron").is_none());
}

#[test]
fn both_formats_open_again() {
    for format in ["RON", "JSON"] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = loaded(egui::Theme::Light);
        window.key_press_modifiers(Modifiers::COMMAND, Key::E);
        settle(&mut window);
        click(&mut window, format);
        if format == "RON" {
            type_path(&mut window, "/home/me/timeline.ron");
            picture(&mut window, "export");
        }
        let path = folder.path().join(format!("out.{}", format.to_lowercase()));
        type_path(&mut window, &path.display().to_string());
        let button = by().role(Role::Button).label("Export");
        window.query_all(button).last().expect("the button of the dialog").click();
        wait_for(&mut window, &format!("Exported to {}", path.display()));
        let mut again = self::window(vec![path]);
        shows(&again, "10 events in 2 articles");
        again.key_press(Key::ArrowDown);
        settle(&mut again);
        shows(&again, "The 1990s");
    }
}

#[test]
fn an_export_that_fails_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = loaded(egui::Theme::Light);
    window.key_press_modifiers(Modifiers::COMMAND, Key::E);
    settle(&mut window);
    type_path(&mut window, &folder.path().join("none/out.ron").display().to_string());
    window.key_press(Key::Enter);
    wait_for(&mut window, "Make it first");
}

#[test]
fn files_come_from_the_dialog_a_path_a_drop_and_the_clipboard() {
    let folder = tempfile::tempdir().unwrap();
    let path = fixture::file(folder.path());

    let answers = Arc::new(Answers(Mutex::new(vec![path.clone()])));
    let mut asked = window_with(Project::default(), Vec::new(), answers, egui::Theme::Light);
    click(&mut asked, "Open files…");
    wait_for(&mut asked, "10 events in 2 articles");

    let mut typed = window_with(Project::default(), Vec::new(), Arc::new(NoDialogs), egui::Theme::Light);
    click(&mut typed, "Open folder…");
    wait_for(&mut typed, "This system shows no file dialog");
    typed.get_by_label("Path").type_text(&path.display().to_string());
    typed.run();
    typed.key_press(Key::Enter);
    wait_for(&mut typed, "10 events in 2 articles");

    let mut dropped = window(Vec::new());
    dropped.input_mut().dropped_files.push(Arc::new(Dropped(path.clone())));
    wait_for(&mut dropped, "10 events in 2 articles");

    let mut pasted = window(Vec::new());
    pasted.event(egui::Event::Paste(format!("file://{}\n", path.display())));
    wait_for(&mut pasted, "10 events in 2 articles");
    pasted.event(egui::Event::Paste("The council met on Friday.".to_owned()));
    wait_for(&mut pasted, "Pasted text");
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|e| e.to_string())
    }
}

/// Runs until something with these words is shown.
#[track_caller]
fn wait_for(window: &mut Window, words: &str) {
    let begun = Instant::now();
    while window.query_all_by_label_contains(words).next().is_none() {
        assert!(begun.elapsed() < Duration::from_secs(30), "nothing says {words:?}");
        std::thread::sleep(Duration::from_millis(5));
        window.run();
    }
    settle(window);
}

#[test]
fn the_look_is_chosen() {
    let mut window = loaded(egui::Theme::Light);
    click(&mut window, "Light or dark");
    assert!(window.ctx.global_style().visuals.dark_mode);
    click(&mut window, "Light or dark");
    assert_eq!(window.ctx.options(|o| o.theme_preference), egui::ThemePreference::System);
}

#[test]
fn the_original_opens_with_the_users_own_program() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("bridge.txt");
    std::fs::write(&file, "Bridge closes\n\nThe council of Kiel closed the old bridge on Friday.\n").unwrap();
    let launched = Arc::new(Answers::default());
    let mut window = window_with(Project::default(), vec![file.clone()], launched.clone(), egui::Theme::Light);
    settle(&mut window);
    for (entry, expected) in [("Open the original", file.clone()), ("Show in folder", scratch.path().to_owned())] {
        window.get_by_label_contains(", bridge.txt, ").click_secondary();
        window.run_steps(3);
        window.get_by_label(entry).click();
        window.run_steps(3);
        std::thread::sleep(Duration::from_millis(200));
        assert_eq!(std::mem::take(&mut *launched.0.lock().unwrap()), [expected], "{entry}");
    }
}

#[test]
fn a_file_that_changed_is_read_again_or_kept() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("bridge.txt");
    let says = |what: &str| {
        std::fs::write(&file, format!("The council {what} the old bridge on Friday, 3 May 2019.\n")).unwrap();
    };
    says("closed");
    let mut window = window(vec![file.clone()]);
    let comes_back = |window: &mut Window| {
        window.event(egui::Event::WindowFocused(false));
        window.event(egui::Event::WindowFocused(true));
        window.run();
    };
    comes_back(&mut window);
    settle(&mut window);
    assert!(window.query_by_label_contains("has changed since").is_none());
    says("opened and blessed");
    comes_back(&mut window);
    wait_for(&mut window, "bridge.txt has changed since it was read.");
    click(&mut window, "Keep as it was");
    comes_back(&mut window);
    settle(&mut window);
    shows(&window, "closed the old bridge");
    says("painted");
    window.key_press(Key::F5);
    window.run();
    wait_for(&mut window, "bridge.txt was read again.");
    shows(&window, "in 1 article");
    shows(&window, "painted the old bridge");
    assert!(window.query_by_label_contains("closed the old bridge").is_none());
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    shows(&window, "in 2 articles");
    window.key_press(Key::F5);
    window.run();
    wait_for(&mut window, "No file has changed since it was read.");
}
