//! How well typed letters fit a name: they must all stand in it, in their order.

/// Letters that begin a word are worth more than others, and those side by side a little more still: a word that is typed
/// is meant before the beginnings of some.
const BEGINS: i32 = 8;
const BESIDE: i32 = 9;

/// The more, the better; `None` where the letters do not fit. Capitals and spaces make no difference.
pub fn score(typed: &str, name: &str) -> Option<i32> {
    let name: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    // For each letter of the name, the best score of all that was typed so far with its last letter there.
    let (mut best, mut typed_any): (Vec<Option<i32>>, bool) = (Vec::new(), false);
    for letter in typed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase) {
        let first = !std::mem::replace(&mut typed_any, true);
        let mut before: Option<i32> = None;
        let mut next = vec![None; name.len()];
        for at in 0..name.len() {
            // The best one that ends further left than right beside.
            if let Some(far) = at.checked_sub(2).and_then(|at| best.get(at).copied().flatten()) {
                before = before.max(Some(far));
            }
            if name[at] != letter {
                continue;
            }
            let begins = at.checked_sub(1).is_none_or(|at| !name[at].is_alphanumeric());
            let own = 1 + if begins { BEGINS } else { 0 };
            let beside = at.checked_sub(1).and_then(|at| best.get(at).copied().flatten()).map(|score| score + BESIDE);
            let so_far = if first { Some(0) } else { before.max(beside) };
            next[at] = so_far.map(|score| score + own);
        }
        best = next;
    }
    // Of names that fit as well, the short one is meant.
    let length = i32::try_from(name.len()).unwrap_or(i32::MAX);
    if typed_any { best.into_iter().flatten().max().map(|score| score * 100 - length) } else { Some(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_fit_in_their_order() {
        assert!(score("exp", "Export…").is_some() && score("EXP", "export").is_some());
        assert!(score("nf", "New file").is_some());
        assert_eq!(score("pxe", "Export"), None);
        assert_eq!(score("exportt", "Export"), None);
        assert_eq!(score("a", ""), None);
        assert_eq!(score(" ", "Export"), Some(0));
    }

    #[test]
    fn what_begins_words_and_stands_together_fits_better() {
        let better = |typed: &str, one: &str, other: &str| assert!(score(typed, one) > score(typed, other), "{typed}");
        better("red", "Redo", "Clear selected");
        better("np", "New project", "Confirm, no prize");
        better("fit", "Fit", "Show the selection, first in time");
        better("list", "List", "List of everything");
    }
}
