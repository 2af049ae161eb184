//! Correcting events in the window: each by key or by hand, with its effect and its undo.

use super::*;

/// The window with one event selected.
fn with_selected(title: &str) -> Window {
    let mut window = loaded(egui::Theme::Light);
    click(&mut window, "List");
    choose(&mut window, title);
    window
}

/// Clicks the row of an event in the list.
fn choose(window: &mut Window, title: &str) {
    let is_row = |n: &egui_kittest::Node<'_>| n.accesskit_node().label().is_some_and(|l| l.contains(" source, "));
    window.query_all_by_label_contains(title).find(is_row).expect("the event is in the list").click();
    settle(window);
}

fn key(window: &mut Window, key: Key) {
    window.key_press(key);
    settle(window);
}

fn undo(window: &mut Window) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(window);
}

/// Types into the field that has the cursor and says it.
fn say(window: &mut Window, field: &str, text: &str) {
    window.run();
    let node = window.get_by_label(field);
    assert!(node.is_focused(), "{field} has the cursor");
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.get_by_label(field).type_text(text);
    window.run();
    window.key_press(Key::Enter);
    settle(window);
}

fn gone(window: &Window, words: &str) {
    assert!(window.query_all_by_label_contains(words).next().is_none(), "{words:?} is still there");
}

#[test]
fn a_title_is_corrected_put_back_and_taken_back() {
    let mut window = with_selected("walk out");
    key(&mut window, Key::F2);
    say(&mut window, "Title of the event", "Ferry crews stop work");
    shows(&window, "Ferry crews stop work");
    shows(&window, "Extracted: ");
    shows(&window, "Title changed to “Ferry crews stop work”");
    click(&mut window, "put back");
    gone(&window, "Extracted: ");
    undo(&mut window);
    shows(&window, "Ferry crews stop work");
    undo(&mut window);
    gone(&window, "Extracted: ");
    // Escape leaves it as it was.
    key(&mut window, Key::F2);
    window.run();
    window.get_by_label("Title of the event").type_text("No");
    key(&mut window, Key::Escape);
    gone(&window, "Extracted: ");
}

#[test]
fn a_date_is_typed_in_free_words() {
    let mut window = with_selected("walk out");
    key(&mut window, Key::R);
    window.run();
    window.get_by_label("Date of the event").type_text("nonsense");
    key(&mut window, Key::Enter);
    shows(&window, "Date of the event");
    say(&mut window, "Date of the event", "spring 2019");
    shows(&window, "You wrote “spring 2019”.");
    shows(&window, "pring 2019");
    undo(&mut window);
    gone(&window, "You wrote");
}

#[test]
fn tags_names_and_notes_are_added_and_removed() {
    let mut window = with_selected("walk out");
    key(&mut window, Key::T);
    say(&mut window, "New tag", "#strike");
    click(&mut window, "Remove strike");
    gone(&window, "Remove strike");
    click(&mut window, "+ where");
    say(&mut window, "Where else it was", "Port Ellery");
    click(&mut window, "+ who");
    say(&mut window, "Who else took part", "The harbour board");
    shows(&window, "Remove The harbour board");
    key(&mut window, Key::O);
    window.run();
    window.get_by_label("Note on the event").type_text("Ask the union.");
    // Choosing another event says what was typed.
    window.run();
    choose(&mut window, "ridge");
    shows(&window, "Note changed");
    for _ in 0..5 {
        undo(&mut window);
    }
    shows(&window, "10 events in 2 articles");
}

#[test]
fn events_are_reviewed_by_keys_alone() {
    let mut window = with_selected("");
    for _ in 0..10 {
        shows(&window, "Proposed");
        key(&mut window, Key::Space);
    }
    shows(&window, "Confirmed 10");
    shows(&window, "No other event is left to review.");
    key(&mut window, Key::X);
    shows(&window, "Rejected 1");
    shows(&window, "9 of 10 events shown");
    click(&mut window, "Rejected 1");
    gone(&window, "9 of 10 events shown");
    for _ in 0..11 {
        undo(&mut window);
    }
    shows(&window, "Proposed 10");
}

#[test]
fn what_is_hidden_is_counted_and_comes_back() {
    let mut window = with_selected("walk out");
    key(&mut window, Key::H);
    shows(&window, "Hidden 1");
    shows(&window, "9 of 10 events shown");
    click(&mut window, "Hidden 1");
    gone(&window, "9 of 10");
}

#[test]
fn an_event_is_added_by_hand_and_from_a_sentence() {
    let mut window = loaded(egui::Theme::Light);
    key(&mut window, Key::N);
    window.run();
    window.get_by_label("Title of the new event").type_text("The ferries run again");
    window.run();
    window.get_by_label("Date of the new event").focus();
    window.run();
    window.get_by_label("Date of the new event").type_text("5 April 2019");
    window.run();
    click(&mut window, "Add");
    shows(&window, "11 events in 2 articles");
    shows(&window, "You added this event by hand");
    shows(&window, "Friday 5 April 2019");
    click(&mut window, "List");
    choose(&mut window, "vessel returns");
    click(&mut window, "Source text");
    let paragraph = window.query_all_by_label_contains("Schools on the two outer islands");
    // Its first sentence reports no event.
    let place = paragraph.last().expect("the paragraph").rect().min + egui::vec2(20.0, 12.0);
    for pressed in [true, false] {
        window.event(egui::Event::PointerMoved(place));
        let button = egui::PointerButton::Secondary;
        window.event(egui::Event::PointerButton { pos: place, button, pressed, modifiers: Modifiers::NONE });
        window.run_steps(2);
    }
    window.get_by_label("Add an event from this sentence").click();
    settle(&mut window);
    shows(&window, "12 events in 2 articles");
    undo(&mut window);
    undo(&mut window);
    shows(&window, "10 events in 2 articles");
}

#[test]
fn a_click_on_the_timeline_before_does_not_take_the_keys() {
    let mut window = loaded(egui::Theme::Light);
    let place = egui::pos2(700.0, 330.0);
    for pressed in [true, false] {
        window.event(egui::Event::PointerMoved(place));
        let button = egui::PointerButton::Primary;
        window.event(egui::Event::PointerButton { pos: place, button, pressed, modifiers: Modifiers::NONE });
        window.run();
    }
    key(&mut window, Key::ArrowDown);
    key(&mut window, Key::Space);
    shows(&window, "Confirmed 1");
    key(&mut window, Key::ArrowDown);
    key(&mut window, Key::X);
    shows(&window, "Rejected 1");
}

#[test]
fn a_date_moved_by_hand_is_one_edit_that_is_taken_back() {
    let mut window = with_selected("Transport minister opens");
    shows(&window, "Tuesday 2 April 2019");
    key(&mut window, Key::F);
    key(&mut window, Key::F);
    key(&mut window, Key::E);
    let is_mark = |n: &egui_kittest::Node<'_>| {
        n.accesskit_node().role() == Role::ListItem && n.rect().height() > 20.0 && n.rect().top() < 500.0
    };
    let found = window.query_all_by_label_contains("Transport minister opens").find(is_mark).expect("its mark").rect();
    let at = found.left_center() + egui::vec2(8.0, 0.0);
    window.hover_at(at);
    window.run();
    let button = |pressed, pos| {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        egui::Event::PointerButton { pos, button, pressed, modifiers }
    };
    window.event(button(true, at));
    window.run();
    for step in 1..=4 {
        window.hover_at(at + egui::vec2(40.0 * step as f32, 0.0));
        window.run();
    }
    window.event(button(false, at + egui::vec2(160.0, 0.0)));
    settle(&mut window);
    shows(&window, "Extracted: ");
    gone(&window, "Tuesday 2 April 2019, ");
    undo(&mut window);
    gone(&window, "Extracted: ");
    shows(&window, "Tuesday 2 April 2019");
}

#[test]
fn a_time_marked_on_the_ruler_becomes_a_search_that_can_be_seen() {
    let mut window = loaded(egui::Theme::Light);
    let ruler = window.get_by_label_contains("Ruler: ").rect();
    let at = ruler.center() - egui::vec2(200.0, 0.0);
    window.drag_at(at);
    window.run();
    window.hover_at(at + egui::vec2(40.0, 0.0));
    window.run();
    window.hover_at(at + egui::vec2(300.0, 0.0));
    window.run();
    window.drop_at(at + egui::vec2(300.0, 0.0));
    window.run();
    click(&mut window, "Only this");
    let field = window.get_by_label("Search").accesskit_node().value().unwrap_or_default();
    assert!(field.starts_with("after:") && field.contains(" before:"), "{field}");
}

#[test]
fn the_list_of_corrections_leads_back_to_any_point() {
    let mut window = with_selected("walk out");
    for what in [Key::Space, Key::X, Key::H] {
        key(&mut window, what);
    }
    window.key_press_modifiers(Modifiers::COMMAND, Key::H);
    settle(&mut window);
    shows(&window, "3. ");
    click(&mut window, "Before all corrections");
    shows(&window, "3 corrections taken back");
    let third = window.query_all_by_label_contains("3. ").next().expect("it can be made again");
    third.click();
    settle(&mut window);
    shows(&window, "3 corrections made again");
    click(&mut window, "Close");
    shows(&window, "Confirmed 1");
    shows(&window, "Rejected 1");
    shows(&window, "Hidden 1");
    undo(&mut window);
    gone(&window, "Hidden 1");
}

#[test]
fn what_wins_in_a_merge_is_shown_and_chosen() {
    let mut window = with_selected("walk out");
    let row = |n: &egui_kittest::Node<'_>| n.accesskit_node().label().is_some_and(|l| l.contains(" source, "));
    let other = window.query_all_by_label_contains("Navy vessel brings").find(row).expect("it is listed");
    other.click_modifiers(Modifiers::COMMAND);
    settle(&mut window);
    key(&mut window, Key::M);
    shows(&window, "2 events are selected");
    shows(&window, "Merge 2 events into one");
    key(&mut window, Key::Escape);
    gone(&window, "Merge 2 events into one");
    shows(&window, "10 events in 2 articles");
    key(&mut window, Key::M);
    let is_choice = |n: &egui_kittest::Node<'_>| n.accesskit_node().role() == Role::RadioButton;
    let radios = window.query_all_by_role(Role::RadioButton);
    let choices: Vec<String> = radios.filter_map(|n| n.accesskit_node().label()).collect();
    let at =
        choices.iter().position(|c| c.starts_with("Navy vessel")).expect("the title that wins unasked stands first");
    let choices = &choices[at..];
    let dates = ["19 March 2019 or 20 March 2019", "Tuesday 19 March 2019", "Wednesday 20 March 2019"];
    assert_eq!(choices[1], "Ferry crews walk out as harbour talks collapse");
    assert_eq!(choices[2..], dates);
    // Neither is what would win unasked.
    for choice in [&choices[1], &choices[4]] {
        window.query_all_by_label(choice).find(is_choice).expect("a choice").click();
        window.run();
    }
    key(&mut window, Key::Enter);
    shows(&window, "9 events in 2 articles");
    // What they became is selected, alone.
    shows(&window, &choices[4]);
    gone(&window, "events are selected");
    undo(&mut window);
    shows(&window, "10 events in 2 articles");
}

#[test]
fn an_event_is_taken_apart_sentence_by_sentence() {
    let mut window = with_selected("walk out");
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowUp);
    settle(&mut window);
    key(&mut window, Key::M);
    key(&mut window, Key::Enter);
    shows(&window, "9 events in 2 articles");
    window.key_press_modifiers(Modifiers::COMMAND, Key::M);
    settle(&mut window);
    shows(&window, "Take the event apart");
    shows(&window, "2 events come of it");
    picture(&mut window, "take-apart");
    // All to the first: nothing to do, and Enter does nothing.
    let sentences = window.query_all_by_label_contains(" to event 1").count();
    (0..sentences).for_each(|_| key(&mut window, Key::Num1));
    shows(&window, "All sentences are of one event");
    key(&mut window, Key::Enter);
    shows(&window, "Take the event apart");
    // The last sentence tells another; arrows walk, digits give numbers.
    key(&mut window, Key::Num2);
    shows(&window, "2 events come of it");
    key(&mut window, Key::ArrowUp);
    window.get_by_label("Sentence 1 to event 2").click();
    settle(&mut window);
    window.get_by_label("Sentence 1 to event 1").click();
    settle(&mut window);
    key(&mut window, Key::Enter);
    shows(&window, "split into 2");
    shows(&window, "10 events in 2 articles");
    undo(&mut window);
    shows(&window, "9 events in 2 articles");
    undo(&mut window);
    shows(&window, "10 events in 2 articles");
}

#[test]
fn what_one_sentence_tells_is_not_taken_apart() {
    let mut window = with_selected("goes bankrupt");
    window.key_press_modifiers(Modifiers::COMMAND, Key::M);
    settle(&mut window);
    shows(&window, "there is nothing to take apart");
    window.key_press_modifiers(Modifiers::COMMAND, Key::P);
    settle(&mut window);
    shows(&window, "Take apart by hand, one sentence tells of the event");
}
