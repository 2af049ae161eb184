//! Views that are kept under a name, and the time around an event.

use super::keeping::at_home;
use super::*;
use std::fs;

pub fn search(window: &mut Window, words: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.get_by_label("Search").type_text(words);
    settle(window);
    window.get_by_label("Search").focus();
    window.key_press(Key::Enter);
    settle(window);
}

pub fn searched(window: &Window) -> String {
    window.get_by_label("Search").accesskit_node().value().unwrap_or_default()
}

pub fn keep(window: &mut Window, name: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::D);
    settle(window);
    window.get_by_label("Name of the view").type_text(name);
    window.run();
    window.key_press(Key::Enter);
    settle(window);
    shows(window, &format!("View “{name}” is kept."));
}

#[test]
fn a_view_is_kept_chosen_named_anew_and_deleted() {
    let scratch = tempfile::tempdir().unwrap();
    let (home, file) = (scratch.path().join("home"), scratch.path().join("bridge.txt"));
    let text = "The council closed the old bridge on Friday, 3 May 2019.\n\nIt opened a ferry on 6 May 2019.\n";
    fs::write(&file, text).unwrap();
    let mut window = at_home(&home, vec![file]);
    search(&mut window, "ferry");
    window.key_press(Key::Num6);
    settle(&mut window);
    shows(&window, "1 of 2 events shown");
    keep(&mut window, "The ferry");
    search(&mut window, "bridge");
    keep(&mut window, "The bridge");
    search(&mut window, "nothing");
    drop(window);
    // They lie in the project, though it has no name.
    let mut window = at_home(&home, Vec::new());
    shows(&window, "2 events in 1 article");
    click(&mut window, "Views");
    picture(&mut window, "views-menu");
    click(&mut window, "The ferry");
    shows(&window, "1 of 2 events shown");
    assert_eq!(searched(&window), "ferry");
    shows(&window, "Kind");
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    settle(&mut window);
    shows(&window, "ferry · by kind");
    picture(&mut window, "views");
    window.query_all_by_label("Rename").nth(1).unwrap().click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.get_by_label("New name of the view").type_text("The ferry");
    window.run();
    shows(&window, "Another view has this name.");
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.get_by_label("New name of the view").type_text("A bridge closes");
    window.run();
    window.key_press(Key::Enter);
    settle(&mut window);
    window.query_all_by_label("Delete").next().unwrap().click();
    settle(&mut window);
    shows(&window, "Put back");
    click(&mut window, "A bridge closes");
    assert_eq!(searched(&window), "bridge");
    // The palette knows it, too.
    search(&mut window, "nothing");
    window.key_press_modifiers(Modifiers::COMMAND, Key::P);
    settle(&mut window);
    assert!(window.query_by_label_contains("View: The ferry").is_none(), "it is deleted");
    window.get_by_label("Command").type_text("bridge closes");
    window.run();
    window.key_press(Key::Enter);
    settle(&mut window);
    assert_eq!(searched(&window), "bridge");
    drop(window);
    let mut window = at_home(&home, Vec::new());
    click(&mut window, "Views");
    shows(&window, "A bridge closes");
    assert!(window.query_by_label("The ferry").is_none());
}

#[test]
fn what_lies_around_an_event_is_told_in_the_search_field() {
    let mut window = loaded(egui::Theme::Light);
    search(&mut window, "-zebra");
    click(&mut window, "List");
    click(&mut window, WALKOUT);
    window.key_press_modifiers(Modifiers::SHIFT, Key::C);
    settle(&mut window);
    assert_eq!(searched(&window), "-zebra after:2019-02-16 before:2019-04-21");
    shows(&window, " of 10 events shown");
    shows(&window, WALKOUT);
    // Another stretch takes the place of the first.
    window.key_press_modifiers(Modifiers::COMMAND, Key::P);
    settle(&mut window);
    window.get_by_label("Command").type_text("only a year");
    window.run();
    window.key_press(Key::Enter);
    settle(&mut window);
    assert_eq!(searched(&window), "-zebra after:2018-03-18 before:2020-03-21");
}

#[test]
fn around_nothing_there_is_nothing_to_leave_out() {
    let mut window = loaded(egui::Theme::Light);
    window.key_press_modifiers(Modifiers::SHIFT, Key::C);
    settle(&mut window);
    shows(&window, "Select an event first");
    assert_eq!(searched(&window), "");
}
