//! Base forms: "struck" → "strike", "meetings" → "meeting", by a table of irregular forms and rules of spelling.

use super::{Tag, table};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::sync::LazyLock;

/// Form → base, for verbs and for nouns.
static IRREGULAR: LazyLock<[FxHashMap<&'static str, &'static str>; 2]> = LazyLock::new(|| {
    let mut tables = [FxHashMap::default(), FxHashMap::default()];
    for row in table(include_str!("../../assets/lexicon/irregular.tsv")) {
        if let [form, base, class] = row[..] {
            tables[usize::from(class == "n")].insert(form, base);
        }
    }
    tables
});

/// The base of a lower-cased word with its tag; words of other classes stay as they are.
pub fn lemma(lower: &str, tag: Tag) -> SmolStr {
    match tag {
        _ if tag.is_verb() => {
            let regular = || match lower.strip_suffix('d').filter(|s| s.ends_with("ee")) {
                // "agreed" is "agree", "need" and "proceed" are what they are.
                Some(base) if matches!(tag, Tag::VBD | Tag::VBN) => base.into(),
                Some(_) => lower.into(),
                None => regular_verb(lower),
            };
            IRREGULAR[0].get(lower).map_or_else(regular, |base| SmolStr::new_static(base))
        }
        Tag::NNS | Tag::NNPS | Tag::NN => IRREGULAR[1].get(lower).map_or_else(
            || if tag == Tag::NN { lower.into() } else { singular(lower) },
            |base| SmolStr::new_static(base),
        ),
        _ => lower.into(),
    }
}

/// The verb of which a word is an irregular past: "struck", "beat".
pub fn irregular_past(lower: &str) -> Option<&'static str> {
    IRREGULAR[0].get(lower).copied().filter(|_| !lower.ends_with("ing") && !lower.ends_with('s'))
}

fn regular_verb(lower: &str) -> SmolStr {
    if let Some(stem) = lower.strip_suffix("ing").filter(|s| has_vowel(s)) {
        return restored(stem);
    }
    if let Some(stem) = lower.strip_suffix("ied").filter(|s| s.len() > 1) {
        return format!("{stem}y").into();
    }
    if let Some(stem) = lower.strip_suffix("ed").filter(|s| has_vowel(s)) {
        return restored(stem);
    }
    third_person(lower)
}

fn third_person(lower: &str) -> SmolStr {
    if let Some(stem) = lower.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y").into();
    }
    if let Some(stem) =
        lower.strip_suffix("es").filter(|s| ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| s.ends_with(e)))
    {
        // "closes" keeps its e, "passes" does not.
        let keeps = ends_in(stem, "s") && !stem.ends_with("ss")
            || ends_in(stem, "z") && !stem.ends_with("zz")
            || stem.ends_with('x') && stem.len() < 3;
        return if keeps { format!("{stem}e").into() } else { stem.into() };
    }
    match lower.strip_suffix('s') {
        Some(stem) if stem.len() > 1 && !stem.ends_with('s') && !stem.ends_with('u') => stem.into(),
        _ => lower.into(),
    }
}

fn singular(lower: &str) -> SmolStr {
    if let Some(stem) = lower.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y").into();
    }
    if let Some(stem) =
        lower.strip_suffix("es").filter(|s| ["ss", "x", "ch", "sh", "zz"].iter().any(|e| s.ends_with(e)))
    {
        return stem.into();
    }
    match lower.strip_suffix('s') {
        Some(stem) if stem.len() > 1 && !stem.ends_with(['s', 'u', 'i']) => stem.into(),
        _ => lower.into(),
    }
}

/// The base whose "-ed" or "-ing" was cut off: undoubled ("stopp"), with its e ("clos"), or as it is ("open").
fn restored(stem: &str) -> SmolStr {
    let bytes = stem.as_bytes();
    let n = bytes.len();
    if n >= 3 && bytes[n - 1] == bytes[n - 2] && !is_vowel(bytes[n - 1]) {
        // "passed", "called", "staffed" are doubled by nature.
        return if matches!(bytes[n - 1], b's' | b'l' | b'f' | b'z') { stem.into() } else { stem[..n - 1].into() };
    }
    if needs_e(stem) { format!("{stem}e").into() } else { stem.into() }
}

/// Does the base of this stem end in a silent e? One short syllable before a single consonant tells it for most;
/// longer words by their ending.
fn needs_e(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    let n = bytes.len();
    let last = |k: usize| n.checked_sub(k).map(|i| bytes[i]);
    let Some(end) = last(1) else { return false };
    if matches!(end, b'v' | b'u')
        || stem.ends_with("nc")
        || stem.ends_with("rc")
        || stem.ends_with("dg")
        || stem.ends_with("rg")
    {
        return true;
    }
    if stem.ends_with("ng") {
        // "change", "arrange", "plunge" but "bring", "hang", "belong".
        let long = (n > 4 && (stem.ends_with("ang") || stem.ends_with("ung"))) || (n > 5 && stem.ends_with("ing"));
        return long || stem.ends_with("eng");
    }
    if !is_vowel(end) && last(2).is_some_and(|c| matches!(c, b'n' | b'l' | b'p' | b'r')) && end == b's' {
        return true;
    }
    if end == b'l' && last(2).is_some_and(|c| matches!(c, b'b' | b'd' | b'f' | b'g' | b'k' | b'p' | b't' | b'z' | b'c'))
    {
        return true;
    }
    if is_vowel(end) || matches!(end, b'w' | b'x' | b'y' | b'h') {
        return false;
    }
    // "welcom", "becom"; "analyz", "paralyz"; "negotiat", "evacuat"; "persuad"; "interven"; "complet", "delet", "compet".
    if ["com", "lyz", "iat", "uat", "uad", "plet", "delet", "compet", "erven", "onven"]
        .iter()
        .any(|e| stem.ends_with(e))
    {
        return true;
    }
    let (Some(vowel), before) = (last(2), last(3)) else { return false };
    if !is_vowel(vowel) {
        return matches!(end, b'c' | b'g');
    }
    if before.is_some_and(is_vowel) && !(before == Some(b'u') && last(4) == Some(b'q')) {
        // Two vowels: "need", "clean", "join"; but "releas", "leav", "seiz", "receiv", "rais".
        return matches!(end, b's' | b'z' | b'c' | b'g')
            || (before, vowel, end) == (Some(b'e'), b'a', b't') && stem == "creat";
    }
    let syllables = syllables(bytes);
    if syllables <= 1 {
        return true;
    }
    // Two and more: by ending. "visit", "open", "enter", "happen", "develop", "abandon", "market" have none.
    match end {
        b'r' => {
            vowel == b'i'
                || vowel == b'u'
                || ["plor", "gnor", "restor", "ador"].iter().any(|e| stem.ends_with(e))
                || vowel == b'a' && matches!(last(3), Some(b'l' | b'p'))
        }
        b'n' => {
            vowel == b'i' && !stem.ends_with("ain")
                || vowel == b'o' && (["thron", "pon", "phon"].iter().any(|e| stem.ends_with(e)))
        }
        b't' => {
            vowel == b'a'
                || vowel == b'u'
                || vowel == b'o' && matches!(last(3), Some(b'm' | b'v' | b'n'))
                || vowel == b'i' && matches!(last(3), Some(b'c' | b'n' | b'u' | b'v'))
        }
        b'p' => vowel == b'a' && !stem.ends_with("nap") || vowel == b'y',
        b'l' => vowel == b'i' && !matches!(last(3), Some(b'v')) || vowel == b'u' || stem.ends_with("sol"),
        b'd' => matches!(vowel, b'a' | b'i' | b'o' | b'u') || vowel == b'e' && stem.ends_with("ced"),
        b'm' => vowel == b'u' && matches!(last(3), Some(b's')) || vowel == b'a' && stem.ends_with("nam"),
        b'k' => vowel == b'o' || vowel == b'a' && n > 4,
        b's' | b'z' | b'c' | b'g' | b'v' => true,
        b'b' => matches!(vowel, b'i' | b'u'),
        _ => false,
    }
}

fn syllables(bytes: &[u8]) -> usize {
    let mut count = 0;
    let mut inside = false;
    for &byte in bytes {
        let vowel = is_vowel(byte) || byte == b'y';
        count += usize::from(vowel && !inside);
        inside = vowel;
    }
    count
}

const fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn has_vowel(stem: &str) -> bool {
    stem.bytes().any(|b| is_vowel(b) || b == b'y')
}

fn ends_in(stem: &str, end: &str) -> bool {
    stem.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs() {
        for pair in [
            "welcomed welcome",
            "negotiated negotiate",
            "completed complete",
            "evacuated evacuate",
            "intervened intervene",
            "treated treat",
            "created create",
            "analyzed analyze",
            "added add",
            "debuted debut",
            "making make",
            "meeting meet",
            "striking strike",
            "visiting visit",
            "launching launch",
            "closing close",
            "planning plan",
            "fixing fix",
            "agreeing agree",
            "seeing see",
            "invading invade",
            "accusing accuse",
            "announced announce",
            "pledged pledge",
            "arrived arrive",
            "solved solve",
            "entered enter",
            "opened open",
            "happened happen",
            "offered offer",
            "wounded wound",
            "created create",
            "ended end",
            "seized seize",
            "released release",
            "passed pass",
            "killed kill",
            "denied deny",
            "freed free",
            "stopped stop",
            "hoped hope",
            "struck strike",
            "met meet",
            "won win",
            "died die",
            "attacked attack",
            "resigned resign",
            "ordered order",
            "signed sign",
            "joined join",
            "cleaned clean",
            "needed need",
            "raised raise",
            "received receive",
            "required require",
            "acquired acquire",
            "hired hire",
            "fired fire",
            "explored explore",
            "restored restore",
            "ignored ignore",
            "honored honor",
            "monitored monitor",
            "declared declare",
            "shared share",
            "prepared prepare",
            "appeared appear",
            "cleared clear",
            "repaired repair",
            "combined combine",
            "determined determine",
            "declined decline",
            "trained train",
            "abandoned abandon",
            "postponed postpone",
            "telephoned telephone",
            "voted vote",
            "devoted devote",
            "executed execute",
            "stated state",
            "invited invite",
            "united unite",
            "recruited recruit",
            "marketed market",
            "developed develop",
            "escaped escape",
            "shaped shape",
            "kidnapped kidnap",
            "compiled compile",
            "ruled rule",
            "scheduled schedule",
            "decided decide",
            "provided provide",
            "exploded explode",
            "concluded conclude",
            "succeeded succeed",
            "exceeded exceed",
            "resumed resume",
            "assumed assume",
            "named name",
            "blamed blame",
            "claimed claim",
            "invoked invoke",
            "provoked provoke",
            "leaked leak",
            "cooked cook",
            "described describe",
            "changed change",
            "challenged challenge",
            "emerged emerge",
            "merged merge",
            "charged charge",
            "belonged belong",
            "banned ban",
            "responded respond",
            "struggled struggle",
            "settled settle",
            "doubled double",
            "toppled topple",
            "argued argue",
            "rescued rescue",
            "reaches reach",
            "passes pass",
            "closes close",
            "goes go",
            "says say",
            "denies deny",
            "uses use",
            "wins win",
            "scrambled scramble",
            "forced force",
            "convinced convince",
            "sentenced sentence",
            "collapsed collapse",
            "endorsed endorse",
            "reversed reverse",
            "condemned condemn",
            "crashed crash",
            "failed fail",
            "sailed sail",
            "unveiled unveil",
            "detained detain",
            "explained explain",
            "urged urge",
            "judged judge",
        ] {
            let (form, base) = pair.split_once(' ').unwrap();
            assert_eq!(lemma(form, Tag::VBD), base, "{form}");
        }
    }

    #[test]
    fn nouns() {
        for pair in [
            "meetings meeting",
            "talks talk",
            "crises crisis",
            "countries country",
            "crashes crash",
            "taxes tax",
            "men man",
            "houses house",
            "losses loss",
            "airstrikes airstrike",
            "buses bus",
        ] {
            let (form, base) = pair.split_once(' ').unwrap();
            assert_eq!(lemma(form, Tag::NNS), base, "{form}");
        }
        assert_eq!(lemma("news", Tag::NN), "news");
        assert_eq!(lemma("worse", Tag::JJR), "worse");
    }
}
