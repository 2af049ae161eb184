//! What did not happen is not told as happened.

use super::read;
use crate::article;
use crate::event::{Status, analyse};

/// Of each title of a text what is claimed of it.
fn claims(text: &str) -> Vec<(String, Status)> {
    let article = article::read("a.txt", text.as_bytes()).unwrap();
    analyse(&article).mentions.into_iter().map(|m| (m.title, m.status)).collect()
}

#[test]
fn a_negation_is_seen_wherever_it_stands() {
    for (text, title, status) in [
        ("The ferry never left Kiel on Monday.", "Ferry never left Kiel", Status::Denied),
        ("The ferry left Kiel on Monday.", "Ferry leaves Kiel", Status::Happened),
        ("Nobody attacked the ferry on Monday.", "Nobody attacks the ferry", Status::Denied),
        ("Rebels attacked the ferry on Monday.", "Rebels attack the ferry", Status::Happened),
        ("No rebels attacked the ferry on Monday.", "No rebels attack the ferry", Status::Denied),
        ("No 10 attacked the ferry company on Monday.", "No 10 attack the ferry company", Status::Happened),
        ("Neither Tom Lund nor Anna Berg signed it.", "Neither Tom Lund nor Anna Berg signs it", Status::Denied),
        ("Both Tom Lund and Anna Berg signed it.", "Tom Lund and Anna Berg sign it", Status::Happened),
        ("Police made no arrests on Monday.", "Police make no arrests", Status::Denied),
        ("Police made five arrests on Monday.", "Police make five arrests", Status::Happened),
        ("Tom Lund wasn't killed on Monday.", "Tom Lund wasn't killed", Status::Denied),
        ("Tom Lund was killed on Monday.", "Tom Lund killed", Status::Happened),
    ] {
        let found = claims(text);
        assert!(found.contains(&(title.to_owned(), status)), "{text}: {found:?}");
    }
}

#[test]
fn what_was_not_done_denies_nothing_beside_it() {
    let text = "Fallen chairs weren't the worst of the damage from Monday's earthquake, which shook Kiel.";
    let found = claims(text);
    assert!(!found.iter().any(|(title, _)| title.contains(" are ")), "{found:?}");
    assert!(found.contains(&("Earthquake shakes Kiel".to_owned(), Status::Happened)), "{found:?}");
}

#[test]
fn what_is_to_be_is_planned() {
    for (text, status) in [
        ("A meeting is to be prepared by the council.", Status::Planned),
        ("A meeting was prepared by the council.", Status::Happened),
    ] {
        let found = claims(text);
        assert!(found.iter().any(|(title, s)| title.contains("eeting") && *s == status), "{text}: {found:?}");
    }
}

#[test]
fn an_event_is_called_what_it_claims() {
    let killed = read("Tom Lund wasn't killed in the earthquake on Monday.", "2016-11-20");
    assert!(killed.iter().all(|e| !e.title.contains("killed") || e.status == Status::Denied), "{killed:?}");
    let text =
        "The council of Kiel is to close the old bridge.\n\nThe council of Kiel closed the old bridge on Friday.";
    let closed = read(text, "2016-11-20");
    assert!(closed.iter().all(|e| e.status != Status::Happened || !e.title.contains(" to close")), "{closed:?}");
}

#[test]
fn what_hangs_on_a_condition_is_nobodys_plan() {
    for (text, status) in [
        ("The bridge will close on Friday.", Status::Planned),
        ("The bridge will close on Friday if the council agrees.", Status::Hypothetical),
        ("Unless the council refuses, the bridge will close on Friday.", Status::Hypothetical),
        ("The bridge will close on Friday even if the council refuses.", Status::Planned),
        ("The mayor asked if the bridge will close on Friday.", Status::Hypothetical),
    ] {
        let found = claims(text);
        let close = found.iter().find(|(title, _)| title.contains("to close"));
        assert_eq!(close.map(|(_, status)| *status), Some(status), "{text}: {found:?}");
    }
}
