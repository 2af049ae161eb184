//! Keys that the user chooses: they are pressed, told where they mean something already, and kept.

use super::keeping::at_home;
use super::*;
use std::fs;
use std::path::PathBuf;

const TEXT: &str = "The council closed the old bridge on Friday, 3 May 2019.\n\nIt opened a ferry on 6 May 2019.\n";

fn open_keyboard(window: &mut Window) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::P);
    settle(window);
    window.get_by_label("Command").type_text("keyboard");
    window.run();
    window.key_press(Key::Enter);
    settle(window);
}

fn choose(window: &mut Window, command: &str) {
    window.get_by_label("Find a command").focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.get_by_label("Find a command").type_text(command.split(',').next().unwrap());
    window.run();
    window.get_by_role_and_label(Role::ListBoxOption, command).click();
    window.run();
    shows(window, "Press the new keys…");
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

/// A window on one article, with an event selected and the dialog open; where it keeps what is chosen.
fn choosing() -> (tempfile::TempDir, PathBuf, Window) {
    let scratch = tempfile::tempdir().unwrap();
    let (home, file) = (scratch.path().join("home"), scratch.path().join("bridge.txt"));
    fs::write(&file, TEXT).unwrap();
    let mut window = at_home(&home, vec![file]);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    open_keyboard(&mut window);
    (scratch, home, window)
}

#[test]
fn keys_are_chosen_told_kept_and_reset() {
    let (_scratch, home, mut window) = choosing();
    picture(&mut window, "keyboard");
    // Free keys are taken at once, and do nothing else meanwhile.
    choose(&mut window, "Confirm, Space");
    press(&mut window, Modifiers::NONE, Key::F7);
    shows(&window, "Confirm, F7");
    shows(&window, "Proposed 2");
    // Those of another command are asked for.
    choose(&mut window, "Reject, X");
    press(&mut window, Modifiers::NONE, Key::U);
    shows(&window, "U is “Back to proposed” now, which would go without.");
    picture(&mut window, "keyboard-taken");
    click(&mut window, "Take it");
    shows(&window, "Reject, U");
    // Some are always the window's own.
    choose(&mut window, "Merge, M");
    press(&mut window, Modifiers::NONE, Key::W);
    shows(&window, "W zooms the timeline in; no command can have it.");
    click(&mut window, "Other keys");
    press(&mut window, Modifiers::NONE, Key::Escape);
    shows(&window, "Merge, M");
    click(&mut window, "Close");
    let settings = fs::read_to_string(home.join("settings.json")).unwrap();
    assert!(settings.contains("\"Confirm\"") && settings.contains("\"F7\""), "{settings}");
    drop(window);
    let mut window = at_home(&home, Vec::new());
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Space);
    shows(&window, "Proposed 2");
    press(&mut window, Modifiers::NONE, Key::F7);
    shows(&window, "Confirmed 1");
    press(&mut window, Modifiers::NONE, Key::F1);
    shows(&window, "F7");
    click(&mut window, "Change…");
    click(&mut window, "All as usual");
    click(&mut window, "Close");
    press(&mut window, Modifiers::NONE, Key::Space);
    shows(&window, "Confirmed 2");
}

#[test]
fn a_command_can_go_without_keys_and_get_its_own_back() {
    let mut window = loaded(egui::Theme::Light);
    open_keyboard(&mut window);
    choose(&mut window, "Fit, Home  or  Shift+F");
    click(&mut window, "No keys");
    shows(&window, "Fit, no keys");
    choose(&mut window, "Fit, no keys");
    click(&mut window, "As usual");
    shows(&window, "Fit, Home  or  Shift+F");
    // Escape leaves the keys first, then the dialog.
    choose(&mut window, "Fit, Home  or  Shift+F");
    press(&mut window, Modifiers::NONE, Key::Escape);
    shows(&window, "Fit, Home  or  Shift+F");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Find a command").is_none());
}

#[test]
fn a_command_has_several_keys_of_ones_own() {
    let (_scratch, home, mut window) = choosing();
    choose(&mut window, "Confirm, Space");
    click(&mut window, "Add keys");
    picture(&mut window, "keyboard-more");
    press(&mut window, Modifiers::NONE, Key::F7);
    shows(&window, "Confirm, Space  or  F7");
    // Keys of another command come over when they are taken.
    choose(&mut window, "Confirm, Space  or  F7");
    click(&mut window, "Add keys");
    press(&mut window, Modifiers::NONE, Key::U);
    click(&mut window, "Take it");
    shows(&window, "Confirm, Space  or  F7  or  U");
    choose(&mut window, "Confirm, Space  or  F7  or  U");
    click(&mut window, "Without Space");
    shows(&window, "Confirm, F7  or  U");
    click(&mut window, "Close");
    drop(window);
    let mut window = at_home(&home, Vec::new());
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::U);
    shows(&window, "Confirmed 1");
    press(&mut window, Modifiers::NONE, Key::F7);
    shows(&window, "Confirmed 2");
}

#[test]
fn broken_settings_are_told_and_change_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let (home, file) = (scratch.path().join("home"), scratch.path().join("bridge.txt"));
    fs::write(&file, TEXT).unwrap();
    fs::create_dir_all(&home).unwrap();
    fs::write(home.join("settings.json"), "{\"keys\": ").unwrap();
    let mut window = at_home(&home, Vec::new());
    shows(&window, "so all keys are the usual ones");
    press(&mut window, Modifiers::NONE, Key::F1);
    shows(&window, "Keys and gestures");
    assert_eq!(fs::read_to_string(home.join("settings.json")).unwrap(), "{\"keys\": ");
}
