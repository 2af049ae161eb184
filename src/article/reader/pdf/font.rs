//! Fonts: which letters the codes of a text stand for, and how wide they are.

use super::cmap::{self, CharacterMap};
use super::document::{dictionary, get, number, stream, unpack};
use super::standard::standard_width;
use super::words::{Word, next};
use crate::article::ReadError;
use crate::article::budget::Budget;
use lopdf::{Dictionary, Document, Encoding, Object};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// What stands for a code whose letter the file does not tell.
pub const UNKNOWN: SmolStr = SmolStr::new_inline("\u{FFFD}");

/// A font as far as reading needs it; widths are in units of the font's size.
pub struct Font {
    letters: FxHashMap<u32, SmolStr>,
    widths: FxHashMap<u32, f64>,
    default_width: f64,
    /// Bytes of a code.
    code: usize,
    /// The codes are UTF-16 themselves.
    is_unicode: bool,
}

/// One code of a text.
pub struct Shown {
    pub letters: SmolStr,
    pub width: f64,
    /// The single byte 32, to which a page may add space between words.
    pub is_space: bool,
}

impl Font {
    /// # Errors
    /// Where the file unpacks to more than is read.
    pub fn new(name: &str, document: &Document, font: &Dictionary, budget: &mut Budget) -> Result<Self, ReadError> {
        let map = match stream(document, font, "ToUnicode") {
            Some(stream) => cmap::read(&unpack(name, stream, budget)?),
            None => CharacterMap::default(),
        };
        if is(document, font, "Subtype", "Type0") {
            return Ok(Self::composite(document, font, map));
        }
        let mut letters = simple_letters(name, document, font, budget)?;
        let told = map.letters.into_iter().filter(|(code, told)| is_legible(told) || !letters.contains_key(code));
        letters.extend(told.collect::<Vec<_>>());
        let (widths, default_width) = simple_widths(document, font, &letters);
        Ok(Self { letters, widths, default_width, code: 1, is_unicode: false })
    }

    /// A font of many letters, with codes of two bytes mostly.
    fn composite(document: &Document, font: &Dictionary, map: CharacterMap) -> Self {
        let encoding = get(document, font, "Encoding").and_then(|e| e.as_name().ok()).unwrap_or_default();
        let is_unicode = [&b"UTF16"[..], b"UCS2"].iter().any(|part| encoding.windows(part.len()).any(|w| w == *part));
        let descendant = get(document, font, "DescendantFonts")
            .and_then(|list| list.as_array().ok()?.first())
            .and_then(|first| document.dereference(first).ok()?.1.as_dict().ok());
        let default = descendant.and_then(|d| number(document, d.get(b"DW").ok()?)).unwrap_or(1000.0) / 1000.0;
        let widths = descendant.and_then(|d| get(document, d, "W")?.as_array().ok());
        Self {
            letters: map.letters,
            widths: widths.map(|widths| composite_widths(document, widths)).unwrap_or_default(),
            default_width: default,
            code: map.width.filter(|_| !encoding.starts_with(b"Identity")).unwrap_or(2),
            is_unicode,
        }
    }

    pub fn shown<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = Shown> + 'a {
        text.chunks(self.code).map(|bytes| {
            let code = bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            let letters = self.letters.get(&code).cloned();
            let unicode = || self.is_unicode.then(|| char::from_u32(code)).flatten().map(|c| SmolStr::from_iter([c]));
            Shown {
                letters: letters.or_else(unicode).unwrap_or(UNKNOWN),
                width: self.widths.get(&code).copied().unwrap_or(self.default_width),
                is_space: self.code == 1 && code == 32,
            }
        })
    }
}

fn is(document: &Document, of: &Dictionary, key: &str, name: &str) -> bool {
    get(document, of, key).and_then(|o| o.as_name().ok()) == Some(name.as_bytes())
}

/// Some tables map to control characters, or to places that Unicode leaves to each font.
fn is_legible(letters: &str) -> bool {
    !letters.is_empty()
        && letters.chars().all(|c| !c.is_control() && !is_private(c) && c != char::REPLACEMENT_CHARACTER)
}

pub const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// The letters of a font of at most 256 codes.
fn simple_letters(
    name: &str,
    document: &Document,
    font: &Dictionary,
    budget: &mut Budget,
) -> Result<FxHashMap<u32, SmolStr>, ReadError> {
    let base_font = get(document, font, "BaseFont").and_then(|n| n.as_name().ok()).unwrap_or_default();
    let encoding = get(document, font, "Encoding");
    let own = match encoding {
        Some(Object::Name(base)) => Some(base.as_slice()),
        Some(Object::Dictionary(dictionary)) => {
            get(document, dictionary, "BaseEncoding").and_then(|n| n.as_name().ok())
        }
        _ => None,
    };
    if base_font.ends_with(b"Dingbats") {
        // Whatever the ornament, it stands for a bullet.
        return Ok((33..=254).map(|code| (code, SmolStr::new_inline("•"))).collect());
    }
    let mut letters = match own {
        Some(base) => table(document, base),
        None => {
            let built_in = built_in(name, document, font, budget)?;
            let otherwise: &[u8] =
                if is(document, font, "Subtype", "TrueType") { b"WinAnsiEncoding" } else { b"StandardEncoding" };
            if built_in.is_empty() { table(document, otherwise) } else { built_in }
        }
    };
    if let Some(Object::Dictionary(encoding)) = encoding
        && let Some(Object::Array(differences)) = get(document, encoding, "Differences")
    {
        let mut code = 0_u32;
        for item in differences.iter().take(1024) {
            match document.dereference(item).map(|(_, item)| item) {
                Ok(Object::Integer(first)) => code = u32::try_from(*first).unwrap_or(0),
                Ok(Object::Name(glyph)) => {
                    letters.insert(code, glyph_letters(document, glyph).unwrap_or(UNKNOWN));
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }
    Ok(letters)
}

/// A table of codes that the format itself knows.
fn table(document: &Document, name: &[u8]) -> FxHashMap<u32, SmolStr> {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Name(name.to_vec()));
    let Ok(encoding) = font.get_font_encoding(document) else { return FxHashMap::default() };
    let letters = |code: u8| encoding.bytes_to_string(&[code]).ok().filter(|letters| !letters.is_empty());
    (0..=255).filter_map(|code| Some((u32::from(code), SmolStr::from(letters(code)?)))).collect()
}

/// The letters that the name of a glyph stands for: "A", "f_i", "uni20AC", "a.alt".
fn glyph_letters(document: &Document, glyph: &[u8]) -> Option<SmolStr> {
    let glyph = std::str::from_utf8(glyph).ok()?;
    let base = glyph.split('.').next().filter(|base| !base.is_empty())?;
    let parts: Option<Vec<SmolStr>> = base.split('_').take(8).map(|part| part_letters(document, part)).collect();
    Some(parts?.concat().into())
}

fn part_letters(document: &Document, part: &str) -> Option<SmolStr> {
    if let Some(listed) = listed(document, part) {
        return Some(SmolStr::from_iter([listed]));
    }
    let hexadecimal = |digits: &str| char::from_u32(u32::from_str_radix(digits, 16).ok()?);
    match part.strip_prefix("uni") {
        Some(digits) if digits.len() >= 4 && digits.is_ascii() => {
            digits.as_bytes().chunks(4).map(|four| hexadecimal(std::str::from_utf8(four).ok()?)).collect()
        }
        _ => part
            .strip_prefix('u')
            .filter(|d| (4..=6).contains(&d.len()))
            .and_then(hexadecimal)
            .map(|c| SmolStr::from_iter([c])),
    }
}

/// The letter of a name in the list of glyph names, which the parser of the file keeps.
fn listed(document: &Document, glyph: &str) -> Option<char> {
    let mut encoding = Dictionary::new();
    encoding.set("Differences", Object::Array(vec![Object::Integer(0), Object::Name(glyph.as_bytes().to_vec())]));
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Dictionary(encoding));
    match font.get_font_encoding(document) {
        Ok(Encoding::Differences(found)) => char::from_u32(u32::from(found.map.get(&0)?.utf16_code_unit())),
        _ => None,
    }
}

/// The codes that a font program brings along.
fn built_in(
    name: &str,
    document: &Document,
    font: &Dictionary,
    budget: &mut Budget,
) -> Result<FxHashMap<u32, SmolStr>, ReadError> {
    let mut letters = FxHashMap::default();
    let Some(descriptor) = dictionary(document, font, "FontDescriptor") else { return Ok(letters) };
    if let Some(program) = stream(document, descriptor, "FontFile") {
        let program = unpack(name, program, budget)?;
        for (code, glyph) in type1_codes(&program) {
            letters.insert(code, glyph_letters(document, &glyph).unwrap_or(UNKNOWN));
        }
    } else if let Some(program) = stream(document, descriptor, "FontFile3") {
        let program = unpack(name, program, budget)?;
        let table = ttf_parser::cff::Table::parse(&program);
        let glyph = |code: u8| table.as_ref().and_then(|table| table.glyph_name(table.glyph_index(code)?));
        for (code, glyph) in (0..=255).filter_map(|code| Some((code, glyph(code)?))).filter(|(_, g)| *g != ".notdef") {
            letters.insert(u32::from(code), glyph_letters(document, glyph.as_bytes()).unwrap_or(UNKNOWN));
        }
    }
    Ok(letters)
}

/// "dup 65 /A put" in the readable part of a Type 1 font.
fn type1_codes(program: &[u8]) -> Vec<(u32, Vec<u8>)> {
    let (mut codes, mut at, mut last) = (Vec::new(), 0, None);
    while let Some((word, end)) = next(program, at) {
        at = end;
        match word {
            Word::Number(code) => last = Some(code),
            Word::Name(glyph) => {
                if let Some(code) = last.take().filter(|code| (0.0..=255.0).contains(code)) {
                    codes.push((code as u32, glyph));
                }
            }
            // The rest is encrypted.
            Word::Operator(operator) if operator == b"eexec" => break,
            Word::Operator(operator) if operator == b"dup" => last = None,
            _ => {}
        }
    }
    codes
}

fn simple_widths(
    document: &Document,
    font: &Dictionary,
    letters: &FxHashMap<u32, SmolStr>,
) -> (FxHashMap<u32, f64>, f64) {
    let value = |of: &Dictionary, key: &str| of.get(key.as_bytes()).ok().and_then(|o| number(document, o));
    // Glyphs of Type 3 fonts are drawn in a space of their own.
    let unit = get(document, font, "FontMatrix")
        .and_then(|m| number(document, m.as_array().ok()?.first()?))
        .filter(|_| is(document, font, "Subtype", "Type3"))
        .unwrap_or(0.001)
        .abs();
    let missing = dictionary(document, font, "FontDescriptor").and_then(|d| value(d, "MissingWidth")).unwrap_or(0.0);
    let first = value(font, "FirstChar").unwrap_or(0.0).max(0.0) as u32;
    match get(document, font, "Widths").and_then(|w| w.as_array().ok()) {
        Some(widths) => {
            let numbers = widths.iter().take(256).map(|w| number(document, w).unwrap_or(missing) * unit);
            ((first..).zip(numbers).collect(), missing * unit)
        }
        None => {
            let base_font = get(document, font, "BaseFont").and_then(|n| n.as_name().ok()).unwrap_or_default();
            let base_font = String::from_utf8_lossy(base_font);
            let width = |letters: &str| letters.chars().map(|c| standard_width(&base_font, c)).sum();
            (letters.iter().map(|(code, letters)| (*code, width(letters))).collect(), standard_width(&base_font, 'n'))
        }
    }
}

/// "5 [500 600] 10 20 450": widths one by one from a code on, or one for a range of codes.
fn composite_widths(document: &Document, list: &[Object]) -> FxHashMap<u32, f64> {
    const MOST: usize = 1 << 16;
    let mut widths = FxHashMap::default();
    let mut numbers: Vec<f64> = Vec::new();
    for item in list {
        match document.dereference(item).map(|(_, item)| item) {
            Ok(Object::Array(each)) => {
                let first = numbers.last().copied().unwrap_or(0.0) as u32;
                let each = each.iter().filter_map(|w| number(document, w));
                widths.extend((first..).zip(each.map(|w| w / 1000.0)));
                numbers.clear();
            }
            _ => numbers.extend(number(document, item)),
        }
        if let [first, last, width] = numbers[..] {
            widths.extend((first as u32..=last as u32).take(MOST).map(|code| (code, width / 1000.0)));
            numbers.clear();
        }
        if widths.len() > MOST {
            break;
        }
    }
    widths
}
