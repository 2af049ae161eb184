//! Whole articles of a few sentences in, events out: what one rule alone cannot show.

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
fn an_outcome_is_no_event_of_its_own() {
    let crash = "The jet crashed into the sea on 1 June 2009, killing all 228 people on board.";
    assert_eq!(dated(crash, "2009-07-30"), ["accident 2009-06-01"]);
    // Two verbs are two events.
    let two = "The jet crashed into the sea on 1 June 2009. A bomb killed nine people on 3 June 2009.";
    assert_eq!(dated(two, "2009-07-30").len(), 2);
}

#[test]
fn a_comparison_dates_nothing() {
    let events = dated("Car sales in Canada dropped 23% compared to March 2008.", "2009-04-03");
    assert!(events.iter().all(|e| !e.contains("2008")), "{events:?}");
}

#[test]
fn a_length_counts_from_the_other_event() {
    let text = "Castor Bank dismissed its risk officer on Friday, two days after the regulator fined Castor Bank.";
    assert_eq!(dated(text, "2017-09-30"), ["dismissal 2017-09-29", "sentence 2017-09-27"]);
    // Without a length it is known only which came first.
    let vague =
        dated("Castor Bank dismissed its officer on Friday after the regulator fined Castor Bank.", "2017-09-30");
    assert!(vague.iter().all(|e| !e.contains("2017-09-27")), "{vague:?}");
}

#[test]
fn nothing_planned_is_counted_from_as_if_it_were_today() {
    let text = "The ministers will meet in Oslo. Two days later they will sign a treaty.";
    assert!(dated(text, "2017-09-30").iter().all(|e| !e.contains("2017-10-02")));
}

#[test]
fn the_introduction_yields_to_the_clause() {
    let text = "In addition to its order of jets on Wednesday, Emirates announced an order of 50 planes on Monday.";
    assert!(dated(text, "2019-11-20").contains(&"order 2019-11-18".to_owned()));
}

#[test]
fn calendar_knowledge_dates_what_the_article_only_names() {
    let text = "The leaders spoke for the first time since Donald Trump was elected the next U.S. president.";
    let found = read(text, "2016-11-20");
    let elected = found.iter().find(|e| e.kind == "election").expect("the election");
    assert_eq!(elected.when.as_ref().unwrap().edtf.as_deref(), Some("2016-11-08"));
    assert!(elected.evidence[0].time.is_none(), "no words of the article date it");
    assert!(elected.evidence[0].reasons[0].starts_with("Calendar knowledge, not the article's words"));
    // A lesser office is another election.
    let senate = read("Barack Obama was elected to the Senate by a wide margin.", "2016-11-20");
    assert!(senate.iter().all(|e| e.when.as_ref().is_none_or(|w| w.edtf.as_deref() != Some("2012-11-06"))));
}

#[test]
fn a_relation_takes_the_date_that_another_sentence_gives() {
    let text = "In the run-up to the election, the White House accused Moscow of meddling. Donald Trump was elected the \
                next U.S. president.";
    let found = read(text, "2016-11-20");
    let accused = found.iter().find(|e| e.kind == "accusation").expect("the accusation");
    assert_eq!(accused.when.as_ref().unwrap().edtf.as_deref(), Some("../2016-11-08"));
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
fn what_is_said_says_more_than_that_it_was_said() {
    let found = read("The Daily Ledger reported on Sunday that WeWork is preparing to cut 4,000 jobs.", "2019-11-18");
    assert!(found.iter().any(|e| e.title.contains("reports WeWork is preparing to cut 4,000 jobs")), "{found:?}");
}

#[test]
fn what_was_said_stands_in_the_title_wherever_the_text_has_it() {
    let title = |text: &str| read(text, "2016-11-20").iter().map(|e| e.title.clone()).collect::<Vec<_>>();
    let before = title("The bridge was closed by the council of Kiel, the mayor said on Friday.");
    assert!(before.contains(&"Mayor says the bridge was closed by the council of Kiel".to_owned()), "{before:?}");
}

#[test]
fn a_title_is_a_sentence_whose_words_belong_together() {
    for (text, expected) in [
        // A noun that names an event, and a verb that says what it did.
        (
            "Airstrikes hit a clinic in the east of Kiel on Wednesday, according to doctors.",
            "Airstrikes hit a clinic in the east of Kiel",
        ),
        // What belongs to a day goes with it, and nothing else.
        ("The council agreed on Friday to pay the ferry crews.", "Council agrees to pay the ferry crews"),
        (
            "Marlow was spotted in the harbour in the weeks before the October shooting.",
            "Marlow spotted in the harbour before the shooting",
        ),
        ("Marlow broke an arm during last week's game.", "Marlow breaks an arm during game"),
        ("On Tuesday Marlow met Minister Kari Lunde.", "Marlow meets Minister Kari Lunde"),
        // No verb without its object, no range without its other end.
        ("Police searched the town on Sunday, looking for the missing boat and its owner.", "Police search the town"),
        (
            "Castor Bank pledged on Monday to pay between 12 million and 20 million euros to its clients.",
            "Castor Bank pledges to pay between 12 million and 20 million euros",
        ),
        // Who did it: the antecedent, the subject that follows, the clause that is taken up again.
        ("Marlow left the treaty that twelve countries signed in 2016.", "Twelve countries sign the treaty"),
        ("Delayed by a strike at the yard, two ferries arrived in Kiel on Monday.", "Two ferries arrive in Kiel"),
        (
            "Rebels shelled districts that the government holds in the west on Thursday and killed at least ten people.",
            "Rebels kill at least ten people",
        ),
        ("On Monday Jo Marlow telephoned the mayor of Kiel.", "Jo Marlow telephones the mayor of Kiel"),
        // What is too long loses what it can spare, and keeps the object.
        (
            "Jo Marlow closed the summit of the North Sea Harbour Towns Cooperation and Development Forum in Kiel on Sunday.",
            "Jo Marlow closes the summit",
        ),
        (
            "Jo Marlow and Kari Lunde spoke briefly on Sunday at the start of a summit, their first encounter since May.",
            "Jo Marlow and Kari Lunde speak briefly at the start of a summit",
        ),
        // What a particle or a light verb leads to.
        ("Jo Marlow will speak with Kari Lunde on Sunday.", "Jo Marlow to speak with Kari Lunde"),
        ("The summit took place in Kiel on Sunday.", "Summit in Kiel"),
        // The report begins behind the dateline; a scare quote is no speech.
        (
            "KIEL (Coast Wire) - The council said on Monday that it had \"no choice\" but to close the bridge.",
            "Council says it had no choice but to close the bridge",
        ),
        ("The transport minister, Kari Lunde, resigned on Tuesday.", "Kari Lunde resigns"),
        ("The house where Jo Marlow was born will become a museum, the mayor says.", "House to become a museum"),
        // Who did it, where the tree hangs the subject elsewhere.
        ("In May, a storm in Norby, Fyn, sank two ferries and badly damaged a pier.", "Storm sinks two ferries"),
        ("We launched a ferry and a year later closed the harbour.", "We close the harbour"),
        ("Before she left the council on Monday, Anna Berg signed the treaty.", "Anna Berg leaves the council"),
        (
            "Neither Tom Lund nor Anna Berg signed the treaty on Monday.",
            "Neither Tom Lund nor Anna Berg signs the treaty",
        ),
        // What is done to somebody, what may be done, and how many do it.
        ("He was shot in the harbour on Monday.", "He is shot in the harbour"),
        ("Rebels might take the town or bomb the bridge.", "Rebels might bomb the bridge"),
        ("A number of ferries sank on Monday.", "Number of ferries sink"),
        // Written as in the source.
        ("Hammer & Sons Co. bought a C$25 million ferry on Monday.", "Hammer & Sons Co. buys a C$25 million ferry"),
        (
            "The harbour com\u{ad}pany bought the work\u{ad}ers' boats on Monday.",
            "Harbour company buys the workers' boats",
        ),
        ("General Motors Corporation bought two ferries on Monday.", "General Motors Corporation buys two ferries"),
        // What a preposition adds goes before what the verb needs.
        (
            "The council of Kiel attributed the delay to cracks in the pillars of the bridge between the old harbour and the yard.",
            "Council of Kiel attributes the delay to cracks",
        ),
        (
            "Jo Marlow said the new harbour was ready to open on Friday.",
            "Jo Marlow says the new harbour was ready to open",
        ),
    ] {
        let article = article::read("a.txt", text.as_bytes()).unwrap();
        let titles: Vec<_> = analyse(&article).mentions.into_iter().map(|m| m.title).collect();
        assert!(titles.iter().any(|t| t == expected), "{text}: {titles:?}");
    }
}

/// The titles of a text that are whole, and those that are not.
fn titles(text: &str) -> (Vec<String>, Vec<String>) {
    let article = article::read("a.txt", text.as_bytes()).unwrap();
    let (whole, broken): (Vec<_>, Vec<_>) = analyse(&article).mentions.into_iter().partition(|m| m.whole);
    let in_words = |mentions: Vec<super::Mention>| mentions.into_iter().map(|m| m.title).collect();
    (in_words(whole), in_words(broken))
}

#[test]
fn a_title_is_whole_with_who_did_it_and_what_the_verb_needs() {
    for (text, expected) in [
        ("Jo Marlow closed the harbour on Monday.", "Jo Marlow closes the harbour"),
        ("The mayor of Kiel resigned on Monday.", "Mayor of Kiel resigns"),
        ("The harbour was closed on Monday.", "Harbour closed"),
        ("Tom Lund said the bridge was shut.", "Tom Lund says the bridge was shut"),
    ] {
        assert!(titles(text).0.iter().any(|t| t == expected), "{text}: {:?}", titles(text));
    }
    for (text, expected) in [
        ("She closed the harbour on Monday.", "She closes the harbour"),
        ("The markets offset on Monday.", "Markets offset"),
        ("The boats the yard bought on Monday are old.", "Yard buys"),
    ] {
        let (whole, broken) = titles(text);
        assert!(!whole.iter().any(|t| t == expected), "{text}: {whole:?} {broken:?}");
    }
}

#[test]
fn an_event_has_a_whole_title_where_it_can() {
    let text = "The council closed the old bridge in Kiel on Monday. It was closed.";
    let events = read(text, "2016-11-20");
    assert!(events.iter().any(|e| e.title == "Council closes the old bridge in Kiel"), "{events:?}");
}

#[test]
fn he_is_no_woman_and_nobody_is_meant_in_speech() {
    let who = |text: &str| titles(text).0.concat() + &titles(text).1.concat();
    let she = "Tom Lund met Anna Berg in Kiel. Anna Berg spoke. He closed the harbour on Monday.";
    assert!(who(she).contains("Tom Lund closes the harbour"), "{}", who(she));
    let speech = "The detectives met in Kiel. \"They robbed the old bank in Norby,\" Tom Lund said.";
    assert!(!who(speech).contains("etectives rob"), "{}", who(speech));
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
fn they_are_whoever_acted_and_not_what_was_spoken_of() {
    let text = "Anna Berg and Tom Lund met in Kiel on Monday. They agreed that relations were bad. They signed a treaty on Friday.";
    let events = read(text, "2016-11-20");
    assert!(events.iter().all(|e| !e.title.starts_with("Relations")), "{events:?}");
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
