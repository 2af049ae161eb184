//! Letters that were garbled before a file was saved: UTF-8 that was read as windows-1252, "Itâ€™s" for "It’s".
//!
//! It is undone only where every letter of the text can be traced back to a byte and the bytes are UTF-8; text that was
//! never garbled does not pass by chance, since its accented letters would have to stand in pairs of the right kind.

use encoding_rs::WINDOWS_1252;
use std::sync::LazyLock;

/// Some files were garbled twice.
const MOST_ROUNDS: usize = 3;
/// So many places in words, where not all can be undone, are no chance.
const SURE: usize = 3;

/// What is found of a garbled text.
#[derive(Debug, PartialEq, Eq)]
pub enum Garbled {
    /// The text as it was, and what of it was garbled, for people.
    Mended(String, Example),
    /// Some places are garbled and others are not, so nothing can be undone without doubt.
    Mixed(Example),
}

/// A garbled place, and what it was.
#[derive(Debug, PartialEq, Eq)]
pub struct Example {
    pub garbled: String,
    pub meant: String,
}

/// `None` where nothing is garbled, as far as can be told.
pub fn find(text: &str) -> Option<Garbled> {
    let places = places(text);
    let (first, sure) = (places.first()?, places.len());
    let example = || Example { garbled: text[first.0..first.1].to_owned(), meant: first.2.to_string() };
    let mut mended: Option<String> = None;
    for _ in 0..MOST_ROUNDS {
        match undone(mended.as_deref().unwrap_or(text)) {
            Some(better) => mended = Some(better),
            None => break,
        }
    }
    // What is garbled twice holds controls between the rounds, and text none.
    let is_control = |c: char| ('\u{80}'..='\u{9F}').contains(&c);
    match mended.filter(|mended| !mended.chars().any(is_control)) {
        Some(mended) => Some(Garbled::Mended(mended, example())),
        None => (sure >= SURE).then(|| Garbled::Mixed(example())),
    }
}

/// The text as it was before it was garbled once, where all of it tells so.
fn undone(text: &str) -> Option<String> {
    let places = places(text);
    let all = text.chars().filter(|c| !c.is_ascii()).count();
    // Nobody writes of garbled letters alone.
    let told: usize = places.iter().map(|(from, to, _)| text[*from..*to].chars().count()).sum();
    if places.is_empty() || told * 2 < all {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
    let mended = String::from_utf8(bytes?).ok()?;
    Some(mended.trim_start_matches('\u{FEFF}').to_owned())
}

/// Where letters stand in or at a word that are those of one garbled letter, and which. A mark that is garbled to three
/// letters needs no word beside it.
fn places(text: &str) -> Vec<(usize, usize, char)> {
    let mut found: Vec<(usize, usize, char)> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    let mut behind = 0;
    while let Some((at, c)) = chars.next() {
        let Some((end, meant)) = (!c.is_ascii()).then(|| one(&text[at..])).flatten() else {
            before = c;
            continue;
        };
        let end = at + end;
        let after = text[end..].chars().next().unwrap_or(' ');
        let is_next = at > 0 && behind == at;
        let in_word = [before, after].iter().any(|c| c.is_ascii_lowercase() || c.is_ascii_digit()) || is_next;
        if in_word && (meant.is_alphabetic() || !meant.is_alphanumeric()) || text[at..end].chars().count() > 2 {
            found.push((at, end, meant));
        }
        behind = end;
        before = ' ';
        while chars.next_if(|(next, _)| *next < end).is_some() {}
    }
    found
}

/// The letter that a text begins with once it is garbled, and how many bytes of the text it takes.
fn one(text: &str) -> Option<(usize, char)> {
    let lead = byte(text.chars().next()?)?;
    let length = match lead {
        // Latin, Greek and Cyrillic; what lies behind them is a German "ß" before a quotation mark.
        0xC2..=0xD4 => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [0; 4];
    let mut end = 0;
    for (slot, c) in bytes.iter_mut().zip(text.chars().take(length)) {
        *slot = byte(c)?;
        end += c.len_utf8();
    }
    let meant = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    (!meant.is_control()).then_some((end, meant))
}

/// The byte that a letter was read from.
fn byte(c: char) -> Option<u8> {
    static HIGH: LazyLock<Vec<char>> = LazyLock::new(|| {
        let bytes: Vec<u8> = (0x80..=0x9F).collect();
        WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().collect()
    });
    // Latin1 has controls where windows-1252 has marks; both are met.
    u8::try_from(u32::from(c)).ok().or_else(|| Some(0x80 + u8::try_from(HIGH.iter().position(|h| *h == c)?).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn garbled(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    fn mended(text: &str) -> Option<String> {
        match find(text) {
            Some(Garbled::Mended(text, _)) => Some(text),
            _ => None,
        }
    }

    #[test]
    fn garbled_text_is_undone() {
        for text in [
            "It’s the mayor’s café – “closed”, she said.",
            "Der Bürgermeister von Köln schloß die Brücke für 25 € am Tag.",
            "L’été dernier, le maire a fermé le pont à cause de l’orage.",
            "Мэр закрыл мост в пятницу.",
            "Only one café closed in the town on Friday.",
            "It is 25°C in the shade.",
        ] {
            assert_eq!(mended(&garbled(text)).as_deref(), Some(text));
            assert_eq!(mended(&garbled(&garbled(text))).as_deref(), Some(text), "twice");
        }
        assert_eq!(mended("ï»¿The cafÃ© closed.").as_deref(), Some("The café closed."));
        let Some(Garbled::Mended(_, example)) = find("Itâ€™s closed.") else { panic!() };
        assert_eq!((example.garbled.as_str(), example.meant.as_str()), ("â€™", "’"));
    }

    #[test]
    fn what_was_never_garbled_stays() {
        for text in [
            "The bridge closed on Friday.",
            "It’s the mayor’s café – “closed”, she said.",
            "A NAÇÃO FICOU SEM MAÇÃ”, disse. NÃO É ASSIM; SÃO PAULO, ÂNGELA.",
            "Il a dit «â la mode» et «Â» ; ça va, garçon, naïveté.",
            "Er sagte »Spaß« und «groß»; das Maß» sei voll.",
            "Zürich, Genève, Ñandú, São Tomé, Łódź, Þór, Ærø, straße.",
            "let bytes = b\"\\xC3\\xA9\"; // Ã\u{20}©",
            "Such files show Ã© and Ã¨ where letters were.",
            "if (a Â£ b) {}",
            "",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_garbled_in_part_is_told() {
        let text = "“No,” the mayorâ€™s wife said; the cafÃ© is closed, and so is the dÃ©pÃ´t.";
        let Some(Garbled::Mixed(example)) = find(text) else { panic!("{:?}", find(text)) };
        assert_eq!((example.garbled.as_str(), example.meant.as_str()), ("â€™", "’"));
        assert_eq!(find("“No,” he said of the word “cafÃ©”, as it is shown."), None);
    }
}
