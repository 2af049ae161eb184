//! Whole articles of a few sentences in, events out: what one rule alone cannot show.

mod dates;
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
