//! When things happened.

use super::{dated, read};
use crate::event::Status;

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
fn what_is_counted_is_not_counted_from_nor_what_is_told_in_passing() {
    let text = "The mayor resigned on 3 May. The council had met a week earlier and Tom Lund had died the day before.";
    let events = dated(text, "2016-05-04");
    // A week before the third of May, and not before a day that itself counts from that week.
    assert!(events.contains(&"meeting 2016-04-25/2016-05-01".to_owned()), "{events:?}");
    let passing = "Airstrikes hit a clinic in Kiel on Friday. The school, which stands in the same street, had been attacked two \
                   days earlier.";
    assert!(dated(passing, "2016-11-19").contains(&"attack 2016-11-16".to_owned()));
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
fn what_a_figure_is_compared_with_is_from_then() {
    let profit = "Castor Bank's profit rose to $7 million from $6 million, or 3 cents a share, in 2008.";
    assert!(dated(profit, "2009-11-02").iter().all(|e| !e.contains("2008")), "{:?}", dated(profit, "2009-11-02"));
    // A count with "more than" or "from" compares nothing.
    let blast = dated("A blast killed more than 200 people on Monday.", "2009-11-04");
    assert!(blast.iter().any(|e| e.contains("2009-11-02")), "{blast:?}");
    let freed = dated("Rebels abducted 12 women from 3 villages in 2008.", "2009-11-04");
    assert!(freed.iter().any(|e| e.ends_with(" 2008")), "{freed:?}");
    // Both figures are from the day itself.
    let shares = "Castor Bank cut its price from $5 to $4 on Wednesday.";
    assert!(dated(shares, "2009-11-06").iter().any(|e| e.contains("2009-11-04")), "{:?}", dated(shares, "2009-11-06"));
}

#[test]
fn how_long_a_record_stood_is_not_when_it_fell() {
    for record in ["The Herons won their first title since 2012.", "The Herons ended a losing streak dating to 2009."] {
        assert!(dated(record, "2019-11-20").iter().all(|e| !e.contains("2012") && !e.contains("2009")), "{record}");
    }
    let since = "The army has held the town since 2012.";
    assert!(dated(since, "2019-11-20").iter().all(|e| !e.contains("../")), "{:?}", dated(since, "2019-11-20"));
}

#[test]
fn what_has_happened_has_no_date_to_come() {
    // How far, not when.
    let extended = dated("Castor Bank extended its offer to Dec. 20.", "2019-11-20");
    assert!(!extended.is_empty() && extended.iter().all(|e| !e.contains("2019-12-20")), "{extended:?}");
    // The last April, though the next is nearer.
    let call = dated("Nine people died in the April 6 attack.", "2019-11-20");
    assert!(call.iter().all(|e| !e.contains("2020")) && call.iter().any(|e| e.contains("2019-04-06")), "{call:?}");
    // … but not where it is near.
    let hearing = dated("A Dec. 3 hearing was announced.", "2019-11-20");
    assert!(hearing.iter().all(|e| !e.contains("2018")), "{hearing:?}");
    // What is set for a day is planned for it, whatever the tense.
    for set in [
        "His trial was set for Dec. 5.",
        "The mayor called an election for Dec. 5.",
        "A vote was scheduled for Dec. 5.",
    ] {
        assert!(
            dated(set, "2019-11-20").iter().any(|e| e.contains("2019-12-05")),
            "{set} {:?}",
            dated(set, "2019-11-20")
        );
    }
    // Where the tense does not decide, the reason says so.
    let soon = read("The mayor called an election for Jan. 10.", "2019-11-20");
    assert!(soon[0].evidence[0].reasons[0].ends_with("rather the one soon to come"), "{soon:?}");
    // A plan keeps its day, and lies ahead where only its end is told.
    assert_eq!(dated("Castor Bank will close on Dec. 20.", "2019-11-20"), ["closure 2019-12-20"]);
    assert_eq!(dated("Castor Bank will close by Dec. 20.", "2019-11-20"), ["closure 2019-11-20/2019-12-20"]);
    // What happened this week did so by today.
    assert_eq!(dated("The mayor resigned this week.", "2019-11-20"), ["resignation 2019-11-18/2019-11-20"]);
}

#[test]
fn an_event_with_its_own_time_dates_the_clause_that_it_stands_in() {
    let war = dated("Nine thousand people died in the 1974 war.", "2019-11-20");
    assert!(war.iter().any(|e| e.ends_with(" 1974")), "{war:?}");
    // What courts do is about another event.
    let charged = dated("Marlow was charged in the May 2017 attack.", "2019-11-20");
    assert!(charged.iter().all(|e| !e.starts_with("charge 2017")), "{charged:?}");
}

#[test]
fn a_time_of_day_without_its_day_does_not_make_it_today() {
    let left = dated("Marlow left the town at 2 a.m. and crossed the bridge.", "2019-11-20");
    assert!(left.iter().all(|e| !e.contains("T02")), "{left:?}");
    let told = dated("The mayor resigned on Monday. The council closed the bridge at 2 a.m.", "2019-11-20");
    assert!(told.iter().any(|e| e.contains("2019-11-18T02")), "{told:?}");
}

#[test]
fn now_dates_what_is_and_not_what_has_been() {
    let answered = dated("The mayor has now resigned.", "2019-11-20");
    assert!(answered.iter().all(|e| !e.ends_with("2019-11-20~")), "{answered:?}");
}

#[test]
fn nothing_is_counted_from_what_has_no_date() {
    let text = "The ferry sailed two days after its usual departure.";
    assert!(read(text, "2019-11-20").iter().all(|e| e.evidence[0].time.is_none()), "{:?}", dated(text, "2019-11-20"));
    // The event has a date of its own.
    let text = "Marlow was arrested the day after the Oct. 14 attack.";
    assert!(dated(text, "2019-11-20").contains(&"arrest 2019-10-15".to_owned()), "{:?}", dated(text, "2019-11-20"));
}

#[test]
fn what_is_said_to_come_is_planned() {
    let events = read("Castor Bank said on Friday that it will close two branches.", "2019-11-20");
    let closing = events.iter().find(|e| e.kind == "closure").expect("the closing");
    assert_eq!(closing.status, Status::Planned);
}
