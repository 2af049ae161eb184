//! What is told on standard error beside a timeline: one sentence a line, and of much only the beginning.

use super::names::file_name;
use crate::export::Choice;
use crate::project::{Project, Unplaced};
use crate::timeline::Timeline;

/// More sentences of one kind nobody reads.
const MOST: usize = 20;

/// Which articles have much the same text, each pair once.
pub fn likenesses(project: &Project) -> Vec<String> {
    let name = |source: usize| file_name(&project.sources()[source].article.source);
    let all = project.alike();
    // The later article is told of; where its own nearest is another one, the earlier tells of the pair.
    let once = all.iter().filter(|a| a.article > a.other || !all.contains(&a.turned()));
    let told = once.map(|a| format!("{}: {}", name(a.article), a.in_words(name(a.other)))).collect();
    at_most(told, |more| format!("{more} further articles have much the same text as others."))
}

/// The edits that found nothing, or not all, of what they are about.
pub fn unplaced(edits: &[Unplaced]) -> Vec<String> {
    let told = |u: &Unplaced| format!("An edit has no effect: {}. {}", u.edit.in_words(), u.why);
    at_most(edits.iter().map(told).collect(), |more| format!("{more} further edits have none."))
}

/// How many events are not among those that were chosen.
pub fn left_out(all: &Timeline, chosen: &Timeline, choice: Choice) -> Option<String> {
    let (what, way_out) = match choice.confirmed_only {
        true => ("not confirmed, or hidden,", ""),
        false => ("rejected or hidden", "; --all keeps them"),
    };
    match all.events.len() - chosen.events.len() {
        0 => None,
        1 => Some(format!("1 event that is {what} is left out{way_out}.")),
        n => Some(format!("{n} events that are {what} are left out{way_out}.")),
    }
}

fn at_most(mut told: Vec<String>, rest: impl Fn(usize) -> String) -> Vec<String> {
    let more = told.len().saturating_sub(MOST);
    if more > 0 {
        told.truncate(MOST);
        told.push(rest(more));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_much_only_the_beginning_is_told() {
        let told = |n: usize| at_most((0..n).map(|i| i.to_string()).collect(), |more| format!("{more} more"));
        assert!(told(0).is_empty());
        assert_eq!(told(MOST).last().map(String::as_str), Some("19"));
        assert_eq!(told(MOST + 3).len(), MOST + 1);
        assert_eq!(told(MOST + 3).last().map(String::as_str), Some("3 more"));
    }
}
