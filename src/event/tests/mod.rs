//! Whole articles of a few sentences in, events out: what one rule alone cannot show.

mod dates;
mod denied;
mod titles;

use super::{Event, Reading, Status, analyse, events};
use crate::article;
use crate::landmark::{Knowledge, Landmarks};

fn read(text: &str, published: &str) -> Vec<Event> {
    let article = article::read("a.txt", text.as_bytes()).unwrap();
    let analysis = analyse(&article);
    let knowledge = Knowledge::of(&Landmarks::shipped(), &analysis.sentences);
    events(
        &article,
        &analysis,
        &Reading { publication: published.parse().ok(), discourse: None, knowledge: &knowledge },
    )
}

/// Kind and date of each event.
fn dated(text: &str, published: &str) -> Vec<String> {
    let events = read(text, published);
    let edtf = |e: &Event| e.when.as_ref().and_then(|w| w.edtf.clone()).unwrap_or_else(|| "undated".to_owned());
    events.iter().map(|e| format!("{} {}", e.kind, edtf(e))).collect()
}

#[test]
fn plans_with_their_time_are_told_by_infinitives_and_should() {
    let text = "The airline is due to receive its first jet in May 2008. The storm should ease by Thursday.";
    let found = read(text, "2007-07-09");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|e| e.status == super::Status::Planned));
}

#[test]
fn what_is_usual_is_no_event() {
    assert!(
        read("Such contracts eliminate a bidding round. The jet flies large numbers of people.", "2007-07-09")
            .is_empty()
    );
}

/// The triggers of the evidence of the event that one of them tells.
fn proved_by(text: &str, trigger: &str) -> Vec<String> {
    let words = |e: &Event| -> Vec<String> {
        let all = e.evidence.iter().flat_map(|v| std::iter::once(&v.trigger).chain(&v.also));
        all.map(|quoted| quoted.text.clone()).collect()
    };
    let events = read(text, "2016-11-20");
    events.iter().map(words).find(|words| words.iter().any(|w| w == trigger)).unwrap_or_default()
}

#[test]
fn what_tells_an_event_again_proves_it_and_what_merely_stands_near_does_not() {
    let text = "Storm hits Kiel\n\nA storm hit Kiel on Friday. The fire brigade of the town was called out 200 times. Trees \
                blocked the road to the harbour, and ferries waited in the port. The mayor thanked the crews for their work.";
    let proofs = proved_by(text, "storm");
    assert!(proofs.contains(&"Storm".to_owned()) && !proofs.contains(&"blocked".to_owned()), "{proofs:?}");
    assert_eq!(proved_by(text, "blocked"), ["blocked"]);
}

#[test]
fn who_does_it_is_brought_in_at_another_place_and_so_is_another() {
    let text = "A man stabbed two inspectors on a tram in Marseille on Friday. In Geneva, a woman stabbed a driver with a \
                penknife on Friday evening.";
    assert_eq!(dated(text, "2016-11-20"), ["attack 2016-11-18"; 2]);
}

#[test]
fn a_verb_and_its_noun_may_be_a_verb_of_their_own() {
    for text in ["Tom Lund lost his life in Kiel on Friday.", "Two men of Kiel lost their lives on Friday."] {
        assert_eq!(dated(text, "2016-11-20"), ["death 2016-11-18"], "{text}");
    }
}

#[test]
fn who_took_part_may_stand_in_a_relative_clause() {
    let parties = |text: &str| -> Vec<String> {
        let crash = read(text, "2016-11-20").into_iter().find(|e| e.kind == "accident");
        crash.map_or_else(Vec::new, |e| e.participants.into_iter().map(|p| p.name).collect())
    };
    assert_eq!(parties("The crash in which Tom Lund died on Friday took place at Norrtorp."), ["Tom Lund"]);
    assert!(parties("The crash which Tom Lund regretted on Friday took place at Norrtorp.").is_empty());
}

#[test]
fn only_an_object_can_be_dropped() {
    let cancelled = |text: &str| {
        let article = article::read("a.txt", text.as_bytes()).unwrap();
        analyse(&article).mentions.iter().any(|m| m.status == Status::Cancelled)
    };
    assert!(!cancelled("The peso dropped to a record low on Monday."));
    assert!(cancelled("The council dropped the merger of the ports on Monday."));
}

#[test]
fn a_text_of_another_language_says_nothing_but_in_its_english_paragraphs() {
    const GERMAN: &str = "Der Stadtrat hat am Freitag beschlossen, die alte Brücke zu schließen, nachdem Arbeiter Risse in \
                          ihren Pfeilern gefunden hatten.\n\nDie Bürgermeisterin sagte, niemand sei verletzt worden, und die \
                          Fähren würden bis zum Frühjahr jede Stunde fahren.\n\nDie Fans von Bremen protestierten, und \
                          Bürgermeister John Smith resigned am Montag in New York, berichtete die BBC.\n";
    assert_eq!(dated(GERMAN, "2016-11-20"), [""; 0]);
    let english =
        "The council said in a statement that the mayor, John Smith, had resigned on Monday in the town hall.";
    assert_eq!(dated(&format!("{GERMAN}\n{english}\n"), "2016-11-20"), ["resignation 2016-11-14"]);
}

/// Words that grammar hangs on.
const HINGES: &[&str] = &[
    "the", "a", "council", "Marlow", "Kiel", "bridge", "attack", "talks", "that", "which", "who", "where", "as",
    "after", "before", "when", "if", "to", "of", "in", "by", "with", "and", "or", ",", ".", "\"", "—", "'s", "has",
    "been", "was", "will", "not", "said", "plans", "closed", "closing", "held", "killed", "agreed", "take", "place",
    "on", "Monday", "2016", "two", "days", "it", "they",
];

proptest::proptest! {
    #[test]
    fn no_order_of_words_is_too_much(words in proptest::collection::vec(proptest::sample::select(HINGES), 0..50)) {
        let article = article::read("a.txt", words.join(" ").as_bytes());
        if let Ok(article) = article {
            let titles: Vec<_> = analyse(&article).mentions.into_iter().map(|m| m.title).collect();
            assert!(titles.iter().all(|t| t.chars().count() <= super::title::LONGEST), "{titles:?}");
        }
    }
}
