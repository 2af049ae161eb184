//! The list of events: its order, what is selected in it, and corrections in its rows.

use super::*;

fn listed(window: &Window) -> Vec<String> {
    let rows = window.query_all(by().role(Role::ListBoxOption));
    let labels = rows.filter_map(|n| Some((n.rect().top(), n.accesskit_node().label()?)));
    // Sources are options of a list, too; only events have sources.
    let mut rows: Vec<(f32, String)> = labels.filter(|(_, l)| l.contains(" source")).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, label)| label).collect()
}

fn list() -> Window {
    let mut window = loaded(egui::Theme::Light);
    click(&mut window, "List");
    window
}

fn row<'w>(window: &'w Window, words: &'w str) -> egui_kittest::Node<'w> {
    let is_row = |n: &egui_kittest::Node<'_>| n.accesskit_node().label().is_some_and(|l| l.contains(" source"));
    window.query_all_by_label_contains(words).find(is_row).unwrap_or_else(|| panic!("no row says {words}"))
}

fn picked(window: &Window) -> usize {
    selected(window, Role::ListBoxOption).iter().filter(|l| l.contains(" source")).count()
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

#[test]
fn every_column_sorts_the_list_both_ways() {
    let mut window = list();
    let by_time = listed(&window);
    assert!(by_time[0].contains("the 1990s"), "{by_time:?}");
    click(&mut window, "Sort by event");
    let by_title = listed(&window);
    assert!(by_title[0].contains("Construction of the Ellery bridge"), "{by_title:?}");
    shows(&window, "Sorted by event, rising");
    // The heads are stops of the Tab key, and Enter presses them.
    window.get_by_label("Sorted by event, rising").focus();
    window.run();
    window.key_press(Key::Enter);
    settle(&mut window);
    shows(&window, "Sorted by event, falling");
    assert_eq!(listed(&window)[0], by_title[by_title.len() - 1]);
    click(&mut window, "Sort by sources");
    click(&mut window, "Sort by status");
    assert!(listed(&window).last().is_some_and(|l| l.contains("background")));
    click(&mut window, "Sort by date");
    assert_eq!(listed(&window), by_time);
    click(&mut window, "Sorted by date, rising");
    let falling = listed(&window);
    assert!(falling[falling.len() - 1].contains("resigns"), "what has no date stays last: {falling:?}");
    // The arrow keys walk in the order of the list.
    row(&window, "opens the Ellery bridge").click();
    settle(&mut window);
    window.key_press(Key::ArrowDown);
    settle(&mut window);
    assert!(selected(&window, Role::ListBoxOption).iter().any(|l| l.contains("Ines Okafor meets the crews")));
}

#[test]
fn several_are_selected_and_corrected_together_here_and_on_the_timeline() {
    let mut window = list();
    row(&window, "walk out").click();
    settle(&mut window);
    row(&window, "vessel returns").click_modifiers(Modifiers::COMMAND);
    settle(&mut window);
    assert_eq!(picked(&window), 2);
    shows(&window, "2 selected");
    row(&window, "meets the crews").click_modifiers(Modifiers::SHIFT);
    settle(&mut window);
    assert_eq!(picked(&window), 2, "from the last one that was clicked with Ctrl");
    row(&window, "walk out").click();
    settle(&mut window);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(picked(&window), 3);
    press(&mut window, Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(picked(&window), 2);
    shows(&window, "2 events are selected");
    window.key_press(Key::X);
    settle(&mut window);
    shows(&window, "Rejected 2");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Modifiers::COMMAND, Key::A);
    assert_eq!(picked(&window), 10);
    window.key_press(Key::T);
    settle(&mut window);
    window.get_by_label("New tag").type_text("ferry");
    window.run();
    window.key_press(Key::Enter);
    settle(&mut window);
    shows(&window, "Tag “ferry” added, 10 events");
    window.key_press(Key::Escape);
    settle(&mut window);
    assert_eq!(picked(&window), 0);
}

#[test]
fn title_date_and_status_are_corrected_in_the_row() {
    let mut window = list();
    row(&window, "walk out").click();
    settle(&mut window);
    window.key_press(Key::F2);
    window.run();
    let field = window.get_by_label("Title of the event");
    assert!(field.is_focused() && field.rect().top() > 500.0, "the field stands in the list");
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.get_by_label("Title of the event").type_text("Ferry crews stop work");
    window.run();
    window.key_press(Key::Enter);
    settle(&mut window);
    row(&window, "Ferry crews stop work");
    window.key_press(Key::R);
    window.run();
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.get_by_label("Date of the event").type_text("spring 2019");
    window.run();
    shows(&window, "Enter sets it");
    window.key_press(Key::Enter);
    settle(&mut window);
    assert!(row(&window, "Ferry crews stop work").accesskit_node().label().unwrap().contains("pring 2019"));
    window.key_press(Key::Y);
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "denied").click();
    settle(&mut window);
    assert!(row(&window, "Ferry crews stop work").accesskit_node().label().unwrap().contains("denied"));
    for _ in 0..3 {
        press(&mut window, Modifiers::COMMAND, Key::Z);
    }
    shows(&window, WALKOUT);
    // A double click on a title corrects it, too; Escape leaves it.
    let place = row(&window, "walk out").rect().left_center() + egui::vec2(260.0, 0.0);
    window.hover_at(place);
    window.run();
    // All at once: a frame of the test takes longer than a double click may.
    for pressed in [true, false, true, false] {
        let button = egui::PointerButton::Primary;
        let event = egui::Event::PointerButton { pos: place, button, pressed, modifiers: Modifiers::NONE };
        window.input_mut().events.push(event);
    }
    window.run();
    window.get_by_label("Title of the event").type_text("No");
    window.run();
    window.key_press(Key::Escape);
    settle(&mut window);
    shows(&window, WALKOUT);
}

#[test]
fn a_row_has_the_menu_of_a_mark() {
    let mut window = list();
    row(&window, WALKOUT).click_secondary();
    settle(&mut window);
    assert_eq!(picked(&window), 1);
    // What cannot be done says why.
    assert!(window.get_by_label_contains("Merge…").accesskit_node().is_disabled(), "one event alone is not merged");
    picture(&mut window, "list-menu");
    window.query_all_by_label_contains("Reject").last().expect("in the menu").click();
    settle(&mut window);
    shows(&window, "Rejected 1");
    // By key, too.
    press(&mut window, Modifiers::SHIFT, Key::F10);
    shows(&window, "Only a month around it");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label_contains("Only a month around it").is_none());
}
