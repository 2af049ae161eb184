//! The letters of a page and where they stand: the operators of its content that show text, and nothing else of them.

use super::document::{Leaf, content, dictionary, get, number, unpack};
use super::font::{Font, UNKNOWN};
use super::words::{Word, behind_image, next};
use crate::article::ReadError;
use crate::article::budget::Budget;
use lopdf::{Dictionary, Document, Object};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::rc::Rc;

/// No page shows more; what does is made to hinder.
const MOST_GLYPHS: usize = 300_000;
/// Parts of a page may hold parts.
const DEEPEST: usize = 16;
/// … and so many in all; parts that hold each other more than once multiply.
const MOST_PARTS: usize = 5_000;
const MOST_SAVED: usize = 256;
/// More operands no operator takes, save a list of text.
const MOST_OPERANDS: usize = 1 << 16;

/// One letter, or several that are drawn as one. Coordinates are the page's own, in points, upward.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    pub letters: SmolStr,
    /// Where it begins and the next one is expected, along its line.
    pub start: f64,
    pub end: f64,
    /// The height of its line.
    pub base: f64,
    pub size: f64,
}

/// Reads pages one after another, with the fonts that they share.
pub struct Reader<'a> {
    name: &'a str,
    document: &'a Document,
    /// By the place of their dictionary in memory, since not all have a number.
    fonts: FxHashMap<*const Dictionary, Rc<Font>>,
    /// For what names a font that is not there.
    plain: Dictionary,
}

/// What a page shows.
#[derive(Default)]
pub struct Shown {
    pub glyphs: Vec<Glyph>,
    pub has_image: bool,
}

/// Maps x to `a x + c y + e` and y to `b x + d y + f`.
#[derive(Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const ONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First this one, then the other.
    fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [oa, ob, oc, od, oe, of]) = (self.0, other.0);
        Self([
            a * oa + b * oc,
            a * ob + b * od,
            c * oa + d * oc,
            c * ob + d * od,
            e * oa + f * oc + oe,
            e * ob + f * od + of,
        ])
    }

    const fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }
}

#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// A stream of operators that is being followed: a page, or a part that it shows.
struct Frame<'a> {
    bytes: Vec<u8>,
    at: usize,
    resources: Option<&'a Dictionary>,
    /// To go on with when it ends.
    outer: State,
    saved: usize,
}

enum Operand {
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
}

struct Text {
    line: Matrix,
    place: Matrix,
}

impl<'a> Reader<'a> {
    pub fn new(name: &'a str, document: &'a Document) -> Self {
        Self { name, document, fonts: FxHashMap::default(), plain: Dictionary::new() }
    }

    /// What a page shows, as far as it runs in the direction that most of it runs in.
    ///
    /// # Errors
    /// Where the file unpacks to more than is read.
    pub fn page(&mut self, leaf: Leaf<'a>, budget: &mut Budget) -> Result<Shown, ReadError> {
        let start = State {
            page: Matrix::ONE,
            font: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let bytes = content(self.name, self.document, leaf.page, budget)?;
        let mut frames = vec![Frame { bytes, at: 0, resources: leaf.resources, outer: start.clone(), saved: 0 }];
        let (mut state, mut saved): (State, Vec<State>) = (start, Vec::new());
        let mut text = Text { line: Matrix::ONE, place: Matrix::ONE };
        let mut turned = Turned::default();
        let mut parts = 0;
        let mut operands: Vec<Operand> = Vec::new();
        while let Some(frame) = frames.last_mut() {
            let Some((word, end)) = next(&frame.bytes, frame.at) else {
                saved.truncate(frame.saved);
                state = frame.outer.clone();
                frames.pop();
                continue;
            };
            frame.at = end;
            let operator = match word {
                Word::Number(number) => {
                    operands.push(Operand::Number(number));
                    Vec::new()
                }
                Word::Name(name) => {
                    operands.push(Operand::Name(name));
                    Vec::new()
                }
                Word::Text(text) => {
                    operands.push(Operand::Text(text));
                    Vec::new()
                }
                Word::Operator(operator) => operator,
                _ => continue,
            };
            if operator.is_empty() {
                operands.truncate(MOST_OPERANDS);
                continue;
            }
            match operator.as_slice() {
                b"ID" => frame.at = behind_image(&frame.bytes, frame.at),
                b"q" if saved.len() < MOST_SAVED => saved.push(state.clone()),
                b"Q" if saved.len() > frame.saved => state = saved.pop().unwrap_or(state),
                b"Tf" => {
                    if let [Operand::Name(name), Operand::Number(size)] = &operands[..] {
                        state.size = *size;
                        state.font = self.font(frame.resources, name, budget)?;
                    }
                }
                b"Do" => {
                    if let [Operand::Name(name)] = &operands[..] {
                        let resources = frame.resources;
                        match self.part(resources, name) {
                            Part::Image => turned.has_image = true,
                            Part::Form(stream) if frames.len() < DEEPEST && parts < MOST_PARTS => {
                                parts += 1;
                                let outer = state.clone();
                                if let Some(matrix) = matrix(self.document, &stream.dict) {
                                    state.page = matrix.then(state.page);
                                }
                                let resources = dictionary(self.document, &stream.dict, "Resources").or(resources);
                                let bytes = unpack(self.name, stream, budget)?;
                                frames.push(Frame { bytes, at: 0, resources, outer, saved: saved.len() });
                            }
                            _ => {}
                        }
                    }
                }
                other => show(other, &operands, &mut state, &mut text, &mut turned),
            }
            operands.clear();
            if turned.count >= MOST_GLYPHS {
                break;
            }
        }
        Ok(turned.upright())
    }

    fn font(
        &mut self,
        resources: Option<&'a Dictionary>,
        name: &[u8],
        budget: &mut Budget,
    ) -> Result<Option<Rc<Font>>, ReadError> {
        // A damaged file may have lost its fonts; the codes of most are those of plain text.
        let font = self.resource(resources, "Font", name).and_then(|font| font.as_dict().ok()).unwrap_or(&self.plain);
        let key = std::ptr::from_ref(font);
        if let Some(known) = self.fonts.get(&key) {
            return Ok(Some(known.clone()));
        }
        let font = Rc::new(Font::new(self.name, self.document, font, budget)?);
        self.fonts.insert(key, font.clone());
        Ok(Some(font))
    }

    fn part(&self, resources: Option<&'a Dictionary>, name: &[u8]) -> Part<'a> {
        let Some(Object::Stream(stream)) = self.resource(resources, "XObject", name) else { return Part::None };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Form") => Part::Form(stream),
            Ok(b"Image") => Part::Image,
            _ => Part::None,
        }
    }

    fn resource(&self, resources: Option<&'a Dictionary>, kind: &str, name: &[u8]) -> Option<&'a Object> {
        let listed = dictionary(self.document, resources?, kind)?;
        get(self.document, listed, std::str::from_utf8(name).ok()?)
    }
}

enum Part<'a> {
    Form(&'a lopdf::Stream),
    Image,
    None,
}

fn matrix(document: &Document, of: &Dictionary) -> Option<Matrix> {
    let list = get(document, of, "Matrix")?.as_array().ok()?;
    let numbers: Vec<f64> = list.iter().filter_map(|n| number(document, n)).collect();
    Some(Matrix(numbers.try_into().ok()?))
}

/// The operators that set or show text, and the one that moves the page.
fn show(operator: &[u8], operands: &[Operand], state: &mut State, text: &mut Text, out: &mut Turned) {
    let numbers: Vec<f64> =
        operands.iter().filter_map(|o| if let Operand::Number(n) = o { Some(*n) } else { None }).collect();
    let move_by = |text: &mut Text, x: f64, y: f64| {
        text.line = Matrix::shift(x, y).then(text.line);
        text.place = text.line;
    };
    match (operator, &numbers[..]) {
        (b"cm", &[a, b, c, d, e, f]) => state.page = Matrix([a, b, c, d, e, f]).then(state.page),
        (b"BT", _) => *text = Text { line: Matrix::ONE, place: Matrix::ONE },
        (b"Tm", &[a, b, c, d, e, f]) => {
            text.line = Matrix([a, b, c, d, e, f]);
            text.place = text.line;
        }
        (b"Tc", &[space]) => state.letter_space = space,
        (b"Tw", &[space]) => state.word_space = space,
        (b"Tz", &[percent]) => state.stretch = percent / 100.0,
        (b"TL", &[leading]) => state.leading = leading,
        (b"Ts", &[rise]) => state.rise = rise,
        (b"Td", &[x, y]) => move_by(text, x, y),
        (b"TD", &[x, y]) => {
            state.leading = -y;
            move_by(text, x, y);
        }
        (b"T*", _) => move_by(text, 0.0, -state.leading),
        (b"'", _) => {
            move_by(text, 0.0, -state.leading);
            letters(operands, state, text, out);
        }
        (b"\"", &[words, between]) => {
            (state.word_space, state.letter_space) = (words, between);
            move_by(text, 0.0, -state.leading);
            // The two numbers are no shifts.
            letters(operands.get(2..).unwrap_or_default(), state, text, out);
        }
        (b"Tj" | b"TJ", _) => letters(operands, state, text, out),
        _ => {}
    }
}

/// Shows texts; numbers between them shift what follows.
fn letters(operands: &[Operand], state: &State, text: &mut Text, out: &mut Turned) {
    let Some(font) = &state.font else { return };
    for operand in operands {
        match operand {
            Operand::Number(shift) => {
                let x = -shift / 1000.0 * state.size * state.stretch;
                text.place = Matrix::shift(x, 0.0).then(text.place);
            }
            Operand::Text(codes) => {
                for shown in font.shown(codes) {
                    let space = state.letter_space + if shown.is_space { state.word_space } else { 0.0 };
                    let width = shown.width * state.size;
                    let place = Matrix::shift(0.0, state.rise).then(text.place).then(state.page);
                    out.add(shown.letters, place, width * state.stretch, state.size);
                    text.place = Matrix::shift((width + space) * state.stretch, 0.0).then(text.place);
                    if out.count >= MOST_GLYPHS {
                        return;
                    }
                }
            }
            Operand::Name(_) => {}
        }
    }
}

/// Glyphs by the direction that their line runs in: to the right, up, to the left, down.
#[derive(Default)]
struct Turned {
    ways: [Vec<Glyph>; 4],
    count: usize,
    has_image: bool,
}

impl Turned {
    fn add(&mut self, letters: SmolStr, place: Matrix, width: f64, size: f64) {
        self.count += 1;
        let [a, b, c, d, e, f] = place.0;
        let (along, across) = (a.hypot(b), c.hypot(d));
        let size = (size * across).abs();
        // The page's own units are points; what lies further out is no place on paper.
        let on_paper = |n: f64| n.abs() < 1e6;
        let is_shown = on_paper(e) && on_paper(f) && on_paper(width * along) && (0.1..1e4).contains(&size);
        if letters.is_empty() || !is_shown {
            return;
        }
        let way = match () {
            () if a.abs() >= 4.0 * b.abs() => {
                if a > 0.0 {
                    0
                } else {
                    2
                }
            }
            () if b.abs() >= 4.0 * a.abs() => {
                if b > 0.0 {
                    1
                } else {
                    3
                }
            }
            // A stamp across the page.
            () => return,
        };
        let (start, base) = [(e, f), (f, -e), (-e, -f), (-f, e)][way];
        self.ways[way].push(Glyph { letters, start, end: start + (width * along).max(0.0), base, size });
    }

    /// The direction with most letters is the page's.
    fn upright(self) -> Shown {
        let has_image = self.has_image;
        let glyphs = self.ways.into_iter().rev().max_by_key(Vec::len).unwrap_or_default();
        Shown { glyphs, has_image }
    }
}

/// Letters that were shown, and how many of them are unknown.
pub fn legible(glyphs: &[Glyph]) -> (usize, usize) {
    let is_bad = |g: &&Glyph| {
        g.letters == UNKNOWN
            || g.letters.chars().any(|c| c.is_control() && !c.is_whitespace() || super::font::is_private(c))
    };
    let shown = glyphs.iter().filter(|g| !g.letters.trim().is_empty());
    (shown.clone().count(), shown.filter(is_bad).count())
}
