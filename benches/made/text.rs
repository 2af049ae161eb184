//! Made-up articles: each is told in ten sentences that report an event of October 2016, and as many that say nothing.

const EVENTS: usize = 10;
const VERBS: [&str; 5] = ["arrested", "appointed", "sued", "killed", "elected"];
const SYLLABLES: [&str; 16] =
    ["ba", "de", "fi", "go", "lu", "ma", "ne", "ri", "so", "tu", "va", "we", "zi", "ko", "pa", "le"];

/// A made-up word; texts of such words are harder to pack than those of any language.
fn word(mut number: usize) -> String {
    number = number.wrapping_mul(2_654_435_761) % 60_000;
    let mut word = String::new();
    while number > 0 || word.is_empty() {
        word += SYLLABLES[number % SYLLABLES.len()];
        number /= SYLLABLES.len();
    }
    word
}

fn name(number: usize) -> String {
    let word = word(number);
    word[..1].to_uppercase() + &word[1..]
}

pub fn text(number: usize) -> String {
    let mut text = format!("{} {}\n\nPublished {} November 2016\n", name(number), name(number + 7), number % 28 + 1);
    for at in 0..EVENTS {
        let seed = number * EVENTS + at;
        let (verb, day) = (VERBS[seed % VERBS.len()], seed % 27 + 1);
        let (who, whom, town) = (name(seed * 3), name(seed * 3 + 1), name(seed * 3 + 2));
        text += &format!("\nOfficials {verb} {who} {whom} in {town} on {day} October 2016.");
        text += &format!(" It was {}.\n", (0..35).map(|i| word(seed * 35 + i)).collect::<Vec<_>>().join(" "));
    }
    text
}
