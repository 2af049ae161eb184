//! Character maps: which letters the codes of a font stand for, as the file's ToUnicode table says.

use super::words::{Word, next};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// More codes than this no font has.
const MOST_CODES: usize = 1 << 16;

/// What a character map says.
#[derive(Debug, Default)]
pub struct CharacterMap {
    pub letters: FxHashMap<u32, SmolStr>,
    /// How many bytes a code has, where the map says so and all codes have as many.
    pub width: Option<usize>,
}

pub fn read(bytes: &[u8]) -> CharacterMap {
    let mut map = CharacterMap::default();
    let mut operands: Vec<Operand> = Vec::new();
    let (mut list, mut at) = (None, 0);
    while let Some((word, end)) = next(bytes, at) {
        at = end;
        match word {
            Word::Text(code) => match &mut list {
                Some(list) => push(list, code),
                None => push(&mut operands, Operand::Code(code)),
            },
            Word::ArrayOpen => list = Some(Vec::new()),
            Word::ArrayClose => push(&mut operands, Operand::List(list.take().unwrap_or_default())),
            Word::Operator(operator) => {
                map.section(&operator, &operands);
                operands.clear();
            }
            _ => {}
        }
    }
    map
}

enum Operand {
    Code(Vec<u8>),
    List(Vec<Vec<u8>>),
}

fn push<T>(list: &mut Vec<T>, item: T) {
    if list.len() < 3 * MOST_CODES {
        list.push(item);
    }
}

impl CharacterMap {
    fn section(&mut self, operator: &[u8], operands: &[Operand]) {
        match operator {
            b"endcodespacerange" => {
                let mut widths =
                    operands.iter().filter_map(|o| if let Operand::Code(c) = o { Some(c.len()) } else { None });
                self.width = widths.next().filter(|first| (1..=4).contains(first) && widths.all(|w| w == *first));
            }
            b"endbfchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Operand::Code(code), Operand::Code(letters)] = pair {
                        self.put(number(code), utf16(letters, 0));
                    }
                }
            }
            b"endbfrange" => {
                for triple in operands.chunks_exact(3) {
                    self.range(triple);
                }
            }
            _ => {}
        }
    }

    fn range(&mut self, triple: &[Operand]) {
        let [Operand::Code(first), Operand::Code(last), target] = triple else { return };
        let (first, last) = (number(first), number(last));
        match target {
            Operand::Code(letters) => {
                for step in 0..=last.saturating_sub(first).min(MOST_CODES as u32 - 1) {
                    if !self.put(first.saturating_add(step), utf16(letters, step)) {
                        break;
                    }
                }
            }
            Operand::List(list) => {
                for (letters, code) in list.iter().zip(first..=last) {
                    self.put(code, utf16(letters, 0));
                }
            }
        }
    }

    /// False where the map is full.
    fn put(&mut self, code: u32, letters: SmolStr) -> bool {
        let room = self.letters.len() < MOST_CODES;
        if room {
            self.letters.insert(code, letters);
        }
        room
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// Letters in UTF-16, the last one raised by `step`.
fn utf16(bytes: &[u8], step: u32) -> SmolStr {
    /// No ligature stands for more.
    const MOST_LETTERS: usize = 16;
    let mut units: Vec<u16> = match bytes {
        [one] => vec![u16::from(*one)],
        _ => bytes.chunks_exact(2).take(MOST_LETTERS).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    };
    if let Some(last) = units.last_mut() {
        *last = last.wrapping_add(step as u16);
    }
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_codes_ranges_and_lists() {
        let map = read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <0020> <0010> <00660069> endbfchar
            2 beginbfrange <0024> <0026> <0041> <0030> <0031> [<0061> <D835DC00>] endbfrange",
        );
        assert_eq!(map.width, Some(2));
        let letters = |code: u32| map.letters.get(&code).map(SmolStr::as_str);
        assert_eq!((letters(3), letters(16), letters(0x26)), (Some(" "), Some("fi"), Some("C")));
        assert_eq!((letters(0x31), letters(0x32)), (Some("\u{1D400}"), None));
    }

    #[test]
    fn a_hostile_range_is_bounded() {
        let map =
            read(b"<00000000> <FFFFFFFF> <0041> endbfrange <00> endbfchar <05> <01> <0041> endbfrange ] [ endbfchar");
        assert!(map.letters.len() <= MOST_CODES && map.width.is_none());
        assert_eq!(read(b"<0001> <00> <000102> endcodespacerange").width, None);
    }
}
