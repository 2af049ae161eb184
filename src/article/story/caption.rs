//! Captions and headings among the paragraphs of a story: both stand there without a final stop.
//!
//! A small linear score over what the paragraph shows; no word of it decides alone except where captions have a
//! form of their own ("(center back)", "pictured", ", PLACE, Weekday").

/// What a paragraph without a final stop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loose {
    Caption,
    Heading,
    Body,
}

/// Captions are short.
const MAX_CAPTION_WORDS: usize = 45;
/// A heading inside a story has at most this many words; a caption rarely so few.
const MAX_HEADING_WORDS: usize = 8;
/// From this score on it is a caption.
const THRESHOLD: i32 = 2;

const POSITIONS: &[&str] = &[
    "left",
    "right",
    "center",
    "centre",
    "back",
    "front",
    "top",
    "bottom",
    "above",
    "below",
    "second",
    "third",
    "from",
    "far",
    "background",
    "foreground",
    "row",
    "inset",
    "and",
    "rear",
    "middle",
];
const SHOWS: &[&str] = &["pictured", "photographed", "shown", "seen"];
const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Whether a story sets full stops, what comes after the paragraph, and whether it is the last one.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub story_uses_stops: bool,
    pub last: bool,
}

/// Judges a paragraph that has no final stop.
pub fn judge(paragraph: &str, words: usize, setting: Setting) -> Loose {
    if words > MAX_CAPTION_WORDS || !setting.story_uses_stops || leads_on(paragraph) || is_entry(paragraph) {
        return Loose::Body;
    }
    let score = form(paragraph)
        + if words > MAX_HEADING_WORDS { 2 } else { 0 }
        // The text may break off in its last paragraph.
        - if setting.last && words > MAX_HEADING_WORDS { 1 } else { 0 };
    match () {
        () if score >= THRESHOLD => Loose::Caption,
        () if words <= MAX_HEADING_WORDS => Loose::Heading,
        () => Loose::Body,
    }
}

/// Whether a paragraph has the form of a caption so clearly that a final stop does not matter.
pub fn is_certain(paragraph: &str, words: usize) -> bool {
    words <= MAX_CAPTION_WORDS && (position(paragraph) || names_the_picture(paragraph))
}

/// The marks of a caption that lie in its form, 0 where there are none.
fn form(paragraph: &str) -> i32 {
    let lower = paragraph.to_lowercase();
    let ends = |w: &str| lower.ends_with(w);
    let weekday = WEEKDAYS.iter().any(|d| ends(d));
    let shows = lower.split(|c: char| !c.is_alphabetic()).any(|w| SHOWS.contains(&w));
    2 * i32::from(weekday) + 2 * i32::from(shows) + 3 * i32::from(position(paragraph) || names_the_picture(paragraph))
}

/// "(center back)", "(left)", "(second from right)", ", left,": where in the picture somebody stands.
fn position(paragraph: &str) -> bool {
    let is_position = |inside: &str| {
        let mut words = inside.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
        words.peek().is_some()
            && words.all(|w| POSITIONS.contains(&w.to_lowercase().as_str()))
            && inside.split_whitespace().any(|w| {
                matches!(
                    w.to_lowercase().as_str(),
                    "left"
                        | "right"
                        | "center"
                        | "centre"
                        | "back"
                        | "front"
                        | "above"
                        | "below"
                        | "top"
                        | "bottom"
                        | "inset"
                        | "rear"
                        | "middle"
                        | "background"
                        | "foreground"
                )
            })
    };
    let bracketed = paragraph
        .split('(')
        .skip(1)
        .filter_map(|p| p.split(')').next())
        .any(|inside| inside.len() <= 40 && is_position(inside));
    let between = paragraph
        .split(", ")
        .skip(1)
        .any(|inside| matches!(inside, "left" | "right" | "center" | "centre" | "far left" | "far right"));
    bracketed || between
}

/// "In this photo taken on Sunday", "Pictured: the bridge", "Above: …", "FILE - In this Nov. 20 file photo".
fn names_the_picture(paragraph: &str) -> bool {
    let lower: String = paragraph.chars().take(80).collect::<String>().to_lowercase();
    let labelled = ["pictured:", "above:", "below:", "left:", "right:", "pictured,", "pictured above", "inset:"]
        .iter()
        .any(|p| lower.starts_with(p));
    let in_this = lower.find("in this ").is_some_and(|at| {
        // "In this Nov. 20 file photo": the picture is named at once.
        at <= 12
            && lower[at..]
                .split_whitespace()
                .take(6)
                .any(|w| ["photo", "image", "picture", "photograph", "frame"].contains(&w.trim_end_matches([',', ':'])))
    });
    labelled || in_this
}

/// A colon, comma or dash at the end leads on to what follows.
fn leads_on(paragraph: &str) -> bool {
    paragraph.ends_with([':', ',', ';', '—', '–', '-', '…'])
}

/// An entry of a chronology or a list: "1999: The company is founded", "20 November – Leaders meet".
fn is_entry(paragraph: &str) -> bool {
    let head: String = paragraph.chars().take(40).collect();
    let Some((label, _)) =
        [": ", " – ", " — ", " - "].iter().filter_map(|s| head.split_once(s)).min_by_key(|(l, _)| l.len())
    else {
        return false;
    };
    label.bytes().any(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraph: &str, expected: Loose) {
        let setting = Setting { story_uses_stops: true, last: false };
        assert_eq!(judge(paragraph, paragraph.split_whitespace().count(), setting), expected, "{paragraph}");
    }

    #[test]
    fn captions() {
        check(
            "Chancellor Anna Example speaks at the opening of the harbour bridge in Kiel, Germany, Monday",
            Loose::Caption,
        );
        check("The two ministers walk away from each other after the signing of the treaty in Bonn", Loose::Caption);
        check("Example, pictured in Kiel", Loose::Caption);
        check("Anna Example (second from left) with her deputy", Loose::Caption);
        check("Workers leave the yard, Friday", Loose::Caption);
    }

    #[test]
    fn headings() {
        check("What the ministers want", Loose::Heading);
        check("A long way to go", Loose::Heading);
        check("The end of the road for coal", Loose::Heading);
    }

    #[test]
    fn neither() {
        check("The report lists three causes of the fire in the harbour:", Loose::Body);
        check("1999: The shipyard in Kiel is founded by two brothers from the town", Loose::Body);
        check("20 November – Leaders meet in Bonn", Loose::Body);
        check(&"word ".repeat(46), Loose::Body);
        let none = Setting { story_uses_stops: false, last: false };
        assert_eq!(judge("The two ministers walk away from each other after the signing", 11, none), Loose::Body);
    }

    #[test]
    fn certain_whatever_the_stop() {
        let check = |p: &str| is_certain(p, p.split_whitespace().count());
        assert!(check("In this photo taken on Sunday, a crane lifts the last beam of the bridge."));
        assert!(check("Anna Example, left, greets her deputy in Kiel."));
        assert!(check("The mayor (centre) opens the bridge."));
        assert!(!check("The car turned left, then right, and stopped."));
        assert!(!check("The party (the largest on the left) lost."));
        assert!(!check("In this town nobody owns a photo of the mayor's house, as everybody knows each other."));
    }
}
