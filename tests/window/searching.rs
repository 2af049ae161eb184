//! Searching in the window: what is typed leaves the events that are meant, and can be taken away again.

use super::*;

fn search(window: &mut Window, words: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.run();
    assert!(window.get_by_label("Search").is_focused());
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.get_by_label("Search").type_text(words);
    settle(window);
}

#[test]
fn each_operator_leaves_what_it_means() {
    let mut window = loaded(egui::Theme::Light);
    let shown = |window: &mut Window, words: &str| {
        search(window, words);
        let all = window.query_all_by_label_contains(" of 10 events shown").next();
        let label = all.and_then(|n| n.accesskit_node().value().or(n.accesskit_node().label()));
        label.map_or(10, |l| l.split(' ').next().unwrap().parse::<usize>().unwrap())
    };
    let vessel = shown(&mut window, "vessel");
    assert!((1..10).contains(&vessel), "{vessel}");
    assert_eq!(shown(&mut window, "-vessel"), 10 - vessel);
    assert_eq!(shown(&mut window, "vess*"), vessel);
    let both = shown(&mut window, "vessel OR bridge");
    assert!(both > vessel);
    assert_eq!(shown(&mut window, "\"navy vessel\""), vessel);
    assert_eq!(shown(&mut window, "title:vessel"), vessel);
    assert_eq!(shown(&mut window, "vessel before:2000"), 0);
    assert!(shown(&mut window, "status:planned") < 10);
    assert!((1..10).contains(&shown(&mut window, "in:2019")));
    assert!((1..10).contains(&shown(&mut window, "source:bridge")));
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.key_press(Key::Delete);
    settle(&mut window);
    assert!(window.query_by_label_contains(" of 10 events shown").is_none());
}

#[test]
fn nothing_found_says_what_to_leave_out() {
    let mut window = loaded(egui::Theme::Light);
    search(&mut window, "vessel before:2000");
    shows(&window, "None of 10 events shown");
    click(&mut window, "Search for vessel only: 2 events");
    shows(&window, "2 of 10 events shown");
    shows(&window, ", holds what is searched");
    search(&mut window, "zebra");
    click(&mut window, "Show all");
    shows(&window, "10 events in 2 articles");
    assert!(window.query_by_label_contains("holds what is searched").is_none());
}

#[test]
fn lists_narrow_the_search_down() {
    let mut window = loaded(egui::Theme::Light);
    click(&mut window, "Narrow down…");
    shows(&window, "People and bodies");
    let only = window.query_all_by_label_contains("Only ").next().expect("a value").accesskit_node().label().unwrap();
    click(&mut window, &only);
    let left = only.rsplit(": ").next().unwrap().split(' ').next().unwrap().to_owned();
    shows(&window, &format!("{left} of 10 events shown"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.run();
    window.key_press(Key::Escape);
    settle(&mut window);
    assert!(window.query_by_label_contains("of 10 events shown").is_none());
}

#[test]
fn a_command_is_found_by_a_few_letters_and_run() {
    let mut window = loaded(egui::Theme::Light);
    search(&mut window, ">");
    shows(&window, "Confirm, no event is selected");
    window.get_by_label("Command").type_text("redmo");
    window.run();
    window.key_press(Key::Enter);
    settle(&mut window);
    assert!(window.query_by_label("Command").is_none(), "it was run, and the list is closed");
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    settle(&mut window);
    window.get_by_label("Command").type_text("reject");
    window.run();
    window.key_press(Key::Enter);
    settle(&mut window);
    shows(&window, "Reject, no event is selected");
    window.key_press(Key::Escape);
    settle(&mut window);
    assert!(window.query_by_label("Command").is_none());
    assert_eq!(window.get_by_label("Search").accesskit_node().value().unwrap_or_default(), "");
    search(&mut window, ":");
    shows(&window, "Go to date");
}

#[test]
fn sources_and_tags_are_found_where_commands_are() {
    let mut window = loaded(egui::Theme::Light);
    click(&mut window, "List");
    click(&mut window, WALKOUT);
    let press = |window: &mut Window, modifiers, key| {
        window.key_press_modifiers(modifiers, key);
        settle(window);
    };
    let find = |window: &mut Window, words: &str| {
        press(window, Modifiers::COMMAND, Key::K);
        window.get_by_label("Command").type_text(words);
        window.run();
    };
    find(&mut window, "@minister");
    shows(&window, "Minister opens bridge that nobody may cross yet");
    press(&mut window, Modifiers::NONE, Key::Enter);
    shows(&window, "The transport minister cut the ribbon");
    find(&mut window, "#");
    shows(&window, "No event has such a tag.");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::T);
    window.get_by_label("New tag").type_text("strike");
    press(&mut window, Modifiers::NONE, Key::Enter);
    find(&mut window, "#str");
    shows(&window, "#strike, 1 event");
    press(&mut window, Modifiers::NONE, Key::Enter);
    shows(&window, "1 of 10 events shown");
    find(&mut window, ":");
    assert!(window.query_by_label("Command").is_none(), "a date has a field of its own");
}
