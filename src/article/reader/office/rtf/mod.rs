//! Rich text: groups in braces, control words that hold within their group, and bytes in the code page of their font.

mod code_page;
mod token;

use super::manuscript::Manuscript;
use super::properties::Properties;
use super::style::Style;
use crate::article::reader::xml::Fault;
use crate::article::{Article, ReadError};
use encoding_rs::{Encoding, WINDOWS_1252};
use rustc_hash::FxHashMap;
use token::{Token, Tokens};

/// Groups nest a few levels; those that lie deeper change nothing.
const DEEPEST: usize = 1_000;

/// # Errors
/// Where the document holds no text.
pub fn read(name: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    let mut reader = Reader::default();
    Tokens::new(bytes).for_each(|token| reader.token(token));
    reader.finish(name)
}

/// What the text of a group is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Body,
    /// The bullet or number before an item, which the program set.
    Mark,
    Fonts,
    Styles,
    Info,
    Title,
    Author,
    Created,
    Changed,
    /// A shape, of which only its text is read.
    Shape,
    /// A part in two versions, of which the one in Unicode is read.
    Versions,
    Skipped,
}

/// What ends with a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Ends {
    #[default]
    Nothing,
    Note,
    TextBox,
}

/// What holds within a group, and is as before behind it.
#[derive(Clone, Debug)]
struct State {
    place: Place,
    font: i32,
    /// How many characters stand for one `\u` in programs that do not know it.
    substitutes: i32,
    is_hidden: bool,
    is_deleted: bool,
    style: Style,
    in_table: bool,
    ends: Ends,
}

impl Default for State {
    fn default() -> Self {
        let (place, style, ends) = (Place::Body, Style::Text, Ends::Nothing);
        Self { place, font: 0, substitutes: 1, is_hidden: false, is_deleted: false, style, in_table: false, ends }
    }
}

struct Reader {
    manuscript: Manuscript,
    properties: Properties,
    state: State,
    outer: Vec<State>,
    /// Groups that are open beyond the deepest that are told apart.
    deeper: usize,
    /// Whether a paragraph is open, for the body and each note in it.
    paragraphs: Vec<bool>,
    in_row: bool,
    /// The open paragraph has a bullet or number.
    is_item: bool,
    page: &'static Encoding,
    fonts: FxHashMap<i32, &'static Encoding>,
    default_font: i32,
    styles: FxHashMap<i32, Style>,
    /// The style whose name is being read.
    defined: Option<i32>,
    /// Year, month and day of a date of the properties.
    date: [i32; 3],
    /// Text of the place where it is not the body's.
    words: String,
    /// Bytes whose code page decides together what they say.
    bytes: Vec<u8>,
    /// The first half of a character in two.
    high: Option<u16>,
    to_skip: i32,
    /// `\*` was read: what follows may be left out by those who do not know it.
    optional: bool,
    /// The outermost group has ended, and the document with it.
    has_ended: bool,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            manuscript: Manuscript::default(),
            properties: Properties::default(),
            state: State::default(),
            outer: Vec::new(),
            deeper: 0,
            paragraphs: vec![false],
            in_row: false,
            is_item: false,
            page: WINDOWS_1252,
            fonts: FxHashMap::default(),
            default_font: 0,
            styles: FxHashMap::default(),
            defined: None,
            date: [0; 3],
            words: String::new(),
            bytes: Vec::new(),
            high: None,
            to_skip: 0,
            optional: false,
            has_ended: false,
        }
    }
}

impl Reader {
    fn token(&mut self, token: Token) {
        match token {
            _ if self.has_ended => {}
            Token::Open => {
                self.settle();
                if self.outer.len() < DEEPEST {
                    self.outer.push(self.state.clone());
                    self.state.ends = Ends::Nothing;
                } else {
                    self.deeper += 1;
                }
            }
            Token::Close => {
                self.settle();
                self.close();
            }
            Token::Byte(_) if self.to_skip > 0 => self.to_skip -= 1,
            Token::Byte(byte) => self.bytes.push(byte),
            Token::Text(text) => self.text(text),
            Token::Symbol(symbol) => {
                self.settle_unless_skipping();
                self.symbol(symbol);
            }
            Token::Word(word, number) => {
                self.settle_unless_skipping();
                if self.to_skip > 0 && !matches!(word, "u" | "par" | "line" | "tab" | "cell" | "row") {
                    self.to_skip -= 1;
                } else {
                    self.settle();
                    self.word(word, number);
                }
            }
        }
    }

    fn close(&mut self) {
        let words = Some(&self.words).filter(|words| !words.trim().is_empty());
        match self.state.place {
            Place::Title => self.properties.title = words.cloned().or(self.properties.title.take()),
            Place::Author => self.properties.creator = words.cloned().or(self.properties.creator.take()),
            Place::Created => self.properties.created = self.take_date(),
            Place::Changed => self.properties.modified = self.take_date(),
            Place::Styles => self.define_style(),
            _ => {}
        }
        self.optional = false;
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        if self.state.ends != Ends::Nothing {
            self.end_paragraph();
            self.paragraphs.pop();
        }
        if self.state.ends == Ends::Note {
            self.manuscript.close();
        }
        self.state = self.outer.pop().unwrap_or_default();
        self.has_ended = self.outer.is_empty();
    }

    fn take_date(&mut self) -> Option<String> {
        let [year, month, day] = std::mem::take(&mut self.date);
        (year > 0 && month > 0 && day > 0).then(|| format!("{year:04}-{month:02}-{day:02}"))
    }

    fn text(&mut self, mut text: &[u8]) {
        while self.to_skip > 0 && !text.is_empty() {
            self.to_skip -= 1;
            text = &text[1..];
        }
        let is_utf8 = !text.is_ascii() && std::str::from_utf8(text).is_ok();
        if is_utf8 && self.bytes.is_empty() && self.encoding().is_single_byte() {
            // Rich text is ASCII; programs that do not know write what they have.
            self.push(&String::from_utf8_lossy(text));
        } else {
            self.bytes.extend_from_slice(text);
        }
    }

    fn encoding(&self) -> &'static Encoding {
        self.fonts.get(&self.state.font).copied().unwrap_or(self.page)
    }

    fn settle_unless_skipping(&mut self) {
        if self.to_skip == 0 {
            self.settle();
        }
    }

    /// Bytes end with their run: what follows may be in another font.
    fn settle(&mut self) {
        self.to_skip = 0;
        if !self.bytes.is_empty() {
            let (text, _) = self.encoding().decode_without_bom_handling(&self.bytes);
            let text = text.into_owned();
            self.bytes.clear();
            self.push(&text);
        }
    }

    fn push(&mut self, text: &str) {
        match self.state.place {
            Place::Body if self.state.is_hidden || self.state.is_deleted => {}
            Place::Body => {
                self.begin_paragraph();
                self.manuscript.push(text);
            }
            Place::Styles => {
                for part in text.split_inclusive(';') {
                    self.words.push_str(part.trim_end_matches(';'));
                    if part.ends_with(';') {
                        self.define_style();
                    }
                }
            }
            Place::Title | Place::Author => self.words.push_str(text),
            _ => {}
        }
    }

    fn define_style(&mut self) {
        let name = std::mem::take(&mut self.words);
        if name.trim().is_empty() {
            return;
        }
        if let (Some(number), Some(style)) = (self.defined.take(), Style::named(&name)) {
            self.styles.insert(number, style);
        }
    }

    fn symbol(&mut self, symbol: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
            return;
        }
        match symbol {
            b'*' => self.optional = true,
            b'\\' | b'{' | b'}' => self.bytes.push(symbol),
            b'~' => self.push(" "),
            b'_' => self.push("-"),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        let optional = std::mem::take(&mut self.optional);
        if let Some(place) = place_of(word, self.state.place, optional) {
            let from = std::mem::replace(&mut self.state.place, place);
            self.is_item |= place == Place::Mark;
            self.words.clear();
            if from == Place::Shape {
                self.begin_inside(Ends::TextBox);
            }
            return;
        }
        let n = number.unwrap_or(0);
        match (self.state.place, word) {
            (_, "u") => self.unicode(n),
            (_, "uc") => self.state.substitutes = n.clamp(0, 16),
            (_, "ansi") => self.page = WINDOWS_1252,
            (_, "mac") => self.page = code_page::of_number(10_000),
            (_, "ansicpg") => self.page = code_page::of_number(n),
            (_, "deff") => (self.default_font, self.state.font) = (n, n),
            (_, "f") => self.state.font = n,
            (Place::Fonts, "fcharset") => {
                if let Some(page) = code_page::of_charset(n) {
                    self.fonts.insert(self.state.font, code_page::of_number(page));
                }
            }
            (Place::Fonts, "cpg") => {
                self.fonts.insert(self.state.font, code_page::of_number(n));
            }
            (Place::Styles, "s") => self.defined = number,
            (Place::Styles, "outlinelevel") => {
                if let (Some(number), Some(heading)) = (self.defined, outline(n)) {
                    self.styles.insert(number, heading);
                }
            }
            (Place::Styles, "cs" | "ds" | "ts") => self.defined = None,
            (Place::Created | Place::Changed, "yr") => self.date[0] = n,
            (Place::Created | Place::Changed, "mo") => self.date[1] = n,
            (Place::Created | Place::Changed, "dy") => self.date[2] = n,
            (Place::Body, "footnote") => {
                self.begin_inside(Ends::Note);
                self.manuscript.open_note();
            }
            (Place::Body, _) => self.body_word(word, n, on),
            _ => {}
        }
    }

    /// Control words that are text, or say what it is.
    fn body_word(&mut self, word: &str, n: i32, on: bool) {
        match word {
            "par" | "sect" => self.end_paragraph(),
            "nestcell" | "nestrow" => self.end_paragraph(),
            "cell" => {
                self.end_paragraph();
                if self.in_row && self.paragraphs.len() == 1 {
                    self.manuscript.open_cell();
                }
            }
            "row" => {
                self.end_paragraph();
                self.end_row();
            }
            "intbl" => self.state.in_table = true,
            "line" | "softline" => {
                self.begin_paragraph();
                self.manuscript.break_line();
            }
            "tab" | "page" | "column" | "emspace" | "enspace" | "qmspace" => self.push(" "),
            "emdash" => self.push("—"),
            "endash" => self.push("–"),
            "bullet" => self.push("•"),
            "lquote" => self.push("‘"),
            "rquote" => self.push("’"),
            "ldblquote" => self.push("“"),
            "rdblquote" => self.push("”"),
            "v" => self.state.is_hidden = on,
            "deleted" => self.state.is_deleted = on,
            "plain" => {
                self.state.font = self.default_font;
                (self.state.is_hidden, self.state.is_deleted) = (false, false);
            }
            "pard" => (self.state.style, self.state.in_table) = (Style::Text, false),
            "s" => self.restyle(self.styles.get(&n).copied().unwrap_or_default()),
            "outlinelevel" => {
                self.restyle(outline(n).unwrap_or(self.state.style));
            }
            // A numbered heading is a heading still.
            "ls" if n > 0 && self.state.style == Style::Text => self.restyle(Style::Item),
            _ => {}
        }
    }

    fn restyle(&mut self, style: Style) {
        self.state.style = style;
        if self.paragraphs.last() == Some(&true) {
            self.manuscript.set_style(style);
        }
    }

    /// UTF-16, a unit at a time, as a signed number of 16 bits.
    fn unicode(&mut self, n: i32) {
        let unit = (n & 0xFFFF) as u16;
        let units: Vec<u16> = self.high.take().into_iter().chain([unit]).collect();
        if (0xD800..0xDC00).contains(&unit) {
            self.high = Some(unit);
        } else {
            let text: String = char::decode_utf16(units).filter_map(Result::ok).filter(|c| *c != '\0').collect();
            self.push(&text);
        }
        self.to_skip = self.state.substitutes;
    }

    fn begin_paragraph(&mut self) {
        if self.paragraphs.last() != Some(&false) {
            return;
        }
        if self.paragraphs.len() == 1 && self.state.in_table != self.in_row {
            self.end_row();
            if self.state.in_table {
                self.in_row = true;
                self.manuscript.open_row();
                self.manuscript.open_cell();
            }
        }
        if let Some(open) = self.paragraphs.last_mut() {
            *open = true;
            self.manuscript.open_paragraph(self.state.style);
        }
    }

    fn end_paragraph(&mut self) {
        let is_item = std::mem::take(&mut self.is_item);
        if let Some(open @ true) = self.paragraphs.last_mut() {
            *open = false;
            if is_item && self.manuscript.style() == Some(Style::Text) {
                self.manuscript.set_style(Style::Item);
            }
            self.manuscript.close();
        }
    }

    fn end_row(&mut self) {
        if self.paragraphs.len() == 1 && std::mem::take(&mut self.in_row) {
            self.manuscript.close();
        }
    }

    /// Begins paragraphs of their own inside a paragraph, which may begin with them.
    fn begin_inside(&mut self, ends: Ends) {
        self.begin_paragraph();
        self.paragraphs.push(false);
        (self.state.ends, self.state.style) = (ends, Style::Text);
    }

    fn finish(mut self, name: &str) -> Result<Article, ReadError> {
        self.settle();
        let cut = !self.outer.is_empty();
        self.manuscript.end(if cut { Err(Fault::Broken) } else { Ok(()) });
        self.manuscript.into_article(name, &self.properties)
    }
}

/// The heading of an outline level, 0 the highest.
fn outline(level: i32) -> Option<Style> {
    Style::outline(u8::try_from(level).ok()?.checked_add(1)?)
}

/// The place that a control word leads to; none where it leads nowhere.
fn place_of(word: &str, place: Place, optional: bool) -> Option<Place> {
    Some(match (word, place) {
        ("shptxt", Place::Shape) | ("ud", Place::Versions) => Place::Body,
        (_, Place::Skipped | Place::Shape | Place::Versions) | ("footnote", Place::Body) => return None,
        ("fonttbl", _) => Place::Fonts,
        ("stylesheet", _) => Place::Styles,
        ("info", _) => Place::Info,
        ("title", Place::Info) => Place::Title,
        ("author", Place::Info) => Place::Author,
        ("creatim", Place::Info) => Place::Created,
        ("revtim", Place::Info) => Place::Changed,
        ("listtext" | "pntext", _) => Place::Mark,
        ("shpinst", Place::Body) => Place::Shape,
        ("upr", Place::Body) => Place::Versions,
        _ if optional || SKIPPED.contains(&word) => Place::Skipped,
        _ => return None,
    })
}

/// Parts that are no text of the document, or repeat it.
const SKIPPED: &[&str] = &[
    "aftncn",
    "aftnsep",
    "aftnsepc",
    "bkmkend",
    "bkmkstart",
    "colortbl",
    "filetbl",
    "fldinst",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "ftncn",
    "ftnsep",
    "ftnsepc",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "nonshppict",
    "object",
    "pict",
    "rxe",
    "shprslt",
    "tc",
    "txe",
    "xe",
    "xmlnstbl",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;

    fn text(body: &str) -> String {
        read("a.rtf", format!("{{\\rtf1\\ansi\\ansicpg1252{body}}}").as_bytes()).unwrap().text
    }

    #[test]
    fn code_pages_by_document_and_font() {
        assert_eq!(text(r"caf\'e9 \'93x\'94"), "café “x”");
        assert_eq!(text(r"\ansicpg1251 \'cc\'e8\'f0"), "Мир");
        let fonts = r"{\fonttbl{\f0\fnil Arial;}{\f1\fcharset204 Arial;}{\f2\fcharset128 Mincho;}}";
        assert_eq!(text(&format!(r"{fonts}\f1\'cc\'e8\'f0\f0 \'e9{{\f2\'93\'fa\'96\'7b}}\'e9")), "Мирé日本é");
        assert_eq!(text("Zürich"), "Zürich");
    }

    #[test]
    fn unicode_and_what_stands_in_for_it() {
        assert_eq!(text(r"\u8212?x\uc2\u8212 ??x{\uc0\u8212 x}\u8212\'97\'97x"), "—x—x—x—x");
        assert_eq!(text(r"\u-10179?\u-8704?"), "😀");
        assert_eq!(text(r"\u55357?\par x"), "x");
        assert_eq!(text(r"a\u8217\par b"), "a’\n\nb");
        assert_eq!(text(r"{\upr{ansi ?}{\*\ud{\uc0\u8212 }}}x"), "—x");
    }

    #[test]
    fn symbols_and_breaks() {
        assert_eq!(text(r"a\~b\_c\-d\{\}\\ \emdash\endash\ldblquote q\rdblquote\tab e\line f"), "a b-cd{}\\ —–“q” e f");
        assert_eq!(text("a\r\nb\\\nc"), "ab\n\nc");
    }

    #[test]
    fn what_is_no_text_stays_out() {
        assert_eq!(
            text(
                r"{\header Page}{\pict 00ff}{\*\unknown x}{\v hidden}{\deleted gone}a{\field{\*\fldinst DATE}{\fldrslt now}}"
            ),
            "anow"
        );
        assert_eq!(text(r"{\pict\bin4 {{{{00}a"), "a");
        assert_eq!(text(r"{\header{\shp{\*\shpinst{\shptxt x}}}}a"), "a");
    }

    #[test]
    fn styles_lists_and_properties() {
        let styles =
            r"{\stylesheet{\s0 Normal;}{\s1\f0 heading 1;}{\s2\outlinelevel1 Mine;}{\*\cs3 Quote;}{\s4 Quote;}}";
        let info = r"{\info{\title The {vote}}{\author Jane Doe}{\company x}{\creatim\yr2016\mo11\dy20\hr8}{\revtim\yr2016\mo11\dy22}}";
        let body = r"\pard\s1 The council votes\par\pard\s0 It met on Monday to vote.\par{\listtext\bullet\tab}First it ate.\par
\pard\s4 They were glad.\par\pard\s2 What comes next\par\pard\ls3 Last it slept.\par";
        let article = read("a.rtf", format!("{{\\rtf1{styles}{info}{body}}}").as_bytes()).unwrap();
        use BlockKind::{Body, Bullet, Heading, Headline, Quote};
        let kinds: Vec<BlockKind> = article.blocks.iter().map(|b| b.kind).collect();
        assert_eq!(kinds, [Headline, Body, Bullet, Quote, Heading, Bullet], "{}", article.text);
        assert_eq!(article.metadata.byline.as_deref(), Some("Jane Doe"));
        let dates: Vec<String> = article.date_candidates.iter().map(|c| c.date.to_string()).collect();
        assert_eq!(dates, ["2016-11-20", "2016-11-22"]);
    }

    #[test]
    fn rows_boxes_and_notes() {
        let row = r"\trowd\pard\intbl 12 May\cell It met.\cell\row\pard ";
        assert_eq!(text(&format!(r"Before\par{row}{row}after")), "Before\n\n12 May It met.\n\n12 May It met.\n\nafter");
        assert_eq!(
            text(
                r"It {\shp{\*\shpinst{\sp{\sn x}}{\shptxt In a box.\par}}{\shprslt old}}met{\footnote A note.}.\par End."
            ),
            "It met.\n\nIn a box.\n\nEnd.\n\nA note."
        );
    }

    #[test]
    fn hostile_and_cut_ones_are_survived() {
        let error = |text: &str| read("a.rtf", text.as_bytes()).unwrap_err().message;
        assert_eq!(error(&"{\\rtf1".repeat(100_000)), "a.rtf is damaged or incomplete.");
        assert_eq!(error("{\\rtf1{\\info{\\title x}}}"), "a.rtf holds no text.");
        let deep = format!("{{\\rtf1 a{}b{}c}}d", "{\\v".repeat(5_000), "}".repeat(5_000));
        assert_eq!(read("a.rtf", deep.as_bytes()).unwrap().text, "ac");
        let cut = read("a.rtf", b"{\\rtf1 The council met").unwrap();
        assert_eq!((cut.text.as_str(), cut.remarks.len()), ("The council met", 1));
        for broken in [
            "{\\rtf1 a}}}}b",
            "{\\rtf1\\row\\cell\\row a",
            "{\\rtf1{\\footnote\\row}\\cell a",
            "{\\rtf1\\u99999999999 ?a",
        ] {
            assert!(read("a.rtf", broken.as_bytes()).unwrap().text.starts_with('a'), "{broken}");
        }
    }
}
