//! Part-of-speech tags of the Penn Treebank, by an averaged perceptron with ready weights (`assets/model`).
//!
//! Of the words of UD English PUD (news and encyclopedia, 18,676 words, which the weights have not seen) 93.9 % get the tag
//! of its annotators and 96.2 % one of its class (verb, noun, adjective, adverb …); 97.0 % of the verbs are found, 97.1 % of
//! those found are verbs, and 96.6 % of the names are found. Of the test part of UD English EWT (mails, reviews, blogs;
//! 21,865 words) it is 88.9 %, 93.1 %, 95.7 %, 94.9 % and 85.7 %. Cutting and tagging take about 0.8 µs a token, 1.2
//! million tokens or 6 MB a second on one core of a busy machine. `benches/tagger.rs` measures both.
//!
//! The features are those that the weights were trained with; each is hashed piece by piece, so tagging allocates
//! nothing per feature.

use super::{Token, TokenKind};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

macro_rules! tags {
    ($($name:ident = $text:literal),+ $(,)?) => {
        /// A Penn Treebank tag; all marks are `Punct`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Tag { $($name),+ , Punct }

        impl Tag {
            /// By what the Treebank writes; anything else is a mark.
            pub fn of(text: &str) -> Self {
                match text { $($text => Self::$name,)+ _ => Self::Punct }
            }

            /// As the Treebank writes it.
            pub fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)+ Self::Punct => "." }
            }
        }
    };
}

tags! {
    CC = "CC", CD = "CD", DT = "DT", EX = "EX", FW = "FW", IN = "IN", JJ = "JJ", JJR = "JJR", JJS = "JJS", LS = "LS", MD = "MD",
    NN = "NN", NNS = "NNS", NNP = "NNP", NNPS = "NNPS", PDT = "PDT", POS = "POS", PRP = "PRP", PRPS = "PRP$", RB = "RB",
    RBR = "RBR", RBS = "RBS", RP = "RP", SYM = "SYM", TO = "TO", UH = "UH", VB = "VB", VBD = "VBD", VBG = "VBG", VBN = "VBN",
    VBP = "VBP", VBZ = "VBZ", WDT = "WDT", WP = "WP", WPS = "WP$", WRB = "WRB",
}

impl Tag {
    pub const fn is_verb(self) -> bool {
        matches!(self, Self::VB | Self::VBD | Self::VBG | Self::VBN | Self::VBP | Self::VBZ)
    }

    pub const fn is_noun(self) -> bool {
        matches!(self, Self::NN | Self::NNS | Self::NNP | Self::NNPS)
    }

    pub const fn is_proper(self) -> bool {
        matches!(self, Self::NNP | Self::NNPS)
    }

    pub const fn is_adjective(self) -> bool {
        matches!(self, Self::JJ | Self::JJR | Self::JJS)
    }

    pub const fn is_adverb(self) -> bool {
        matches!(self, Self::RB | Self::RBR | Self::RBS)
    }
}

struct Model {
    /// All tags of the weights, marks included, by their number there.
    tags: Vec<Tag>,
    /// As written, so that a mark's tag can be part of a feature.
    names: Vec<&'static str>,
    /// Words that have one tag only, as written.
    words: FxHashMap<&'static str, u8>,
    features: Features,
    few: Vec<(u8, i16)>,
    all: Vec<[f32; ROOM]>,
    /// What a weight of `few` is to be multiplied with.
    scale: f32,
}

/// Room for the tags of the weights, a multiple of four, so that the scores of several are summed at once.
const ROOM: usize = 48;

/// Where the weights of a feature stand.
#[derive(Clone, Copy)]
enum Place {
    /// It has none.
    Nowhere,
    /// Of some tags: a range of `few`.
    Few(u32, u8),
    /// Of so many tags that it is quicker to add all: an index into `all`.
    All(u32),
}

/// A feature with at least so many weights adds all.
const MANY: u8 = 8;

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    Model::read(include_bytes!("../../assets/model/tagger.bin")).expect("the model that this program was built with")
});

impl Model {
    /// The layout is told in `assets/model/convert_tagger.py`.
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"DLT1")?;
        let mut names = Vec::new();
        for _ in 0..take(&mut rest, 1)?[0] {
            names.push(text(&mut rest)?);
        }
        let tags: Vec<Tag> = names.iter().map(|n| Tag::of(n)).collect();
        if tags.len() > ROOM {
            return None;
        }
        let scale = f32::from_le_bytes(take(&mut rest, 4)?.try_into().ok()?);
        let mut words = FxHashMap::default();
        for _ in 0..number(&mut rest)? {
            let word = text(&mut rest)?;
            words.insert(word, take(&mut rest, 1)?[0]);
        }
        let count = number(&mut rest)?;
        let mut features = Features::for_so_many(count as usize);
        let (mut few, mut all) = (Vec::new(), Vec::new());
        for _ in 0..count {
            let hash = number(&mut rest)?;
            let length = take(&mut rest, 1)?[0];
            let weights = take(&mut rest, 3 * usize::from(length))?
                .chunks_exact(3)
                .map(|p| (p[0], i16::from_le_bytes([p[1], p[2]])));
            let place = if length < MANY {
                let start = u32::try_from(few.len()).ok()?;
                few.extend(weights);
                Place::Few(start, length)
            } else {
                let mut row = [0.0; ROOM];
                for (tag, weight) in weights {
                    *row.get_mut(usize::from(tag))? = f32::from(weight) * scale;
                }
                all.push(row);
                Place::All(u32::try_from(all.len() - 1).ok()?)
            };
            features.insert(hash, place);
        }
        Some(Self { tags, names, words, features, few, all, scale })
    }

    fn find(&self, feature: Hash) -> Place {
        self.features.get(feature.folded())
    }

    fn add(&self, weights: Place, scores: &mut [f32; ROOM]) {
        match weights {
            Place::Nowhere => {}
            Place::Few(start, length) => {
                for &(tag, weight) in &self.few[start as usize..start as usize + usize::from(length)] {
                    scores[usize::from(tag)] += f32::from(weight) * self.scale;
                }
            }
            Place::All(row) => {
                let row = &self.all[row as usize];
                *scores = std::array::from_fn(|tag| scores[tag] + row[tag]);
            }
        }
    }
}

/// Hash of a feature → where its weights stand. A plain table, mostly empty, in which a feature stands at its hash or close
/// behind: a general map needs twice the memory accesses, which are what the time goes for.
struct Features {
    slots: Vec<(u32, Place)>,
}

impl Features {
    fn for_so_many(count: usize) -> Self {
        Self { slots: vec![(0, Place::Nowhere); (2 * count).next_power_of_two()] }
    }

    fn slot(&self, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].0 != hash && !matches!(self.slots[at].1, Place::Nowhere) {
            at = (at + 1) & mask;
        }
        at
    }

    fn get(&self, hash: u32) -> Place {
        self.slots[self.slot(hash)].1
    }

    fn insert(&mut self, hash: u32, place: Place) {
        let slot = self.slot(hash);
        self.slots[slot] = (hash, place);
    }
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (head, tail) = rest.split_at_checked(count)?;
    *rest = tail;
    Some(head)
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(take(rest, 4)?.try_into().ok()?))
}

fn text(rest: &mut &'static [u8]) -> Option<&'static str> {
    let length = take(rest, 1)?[0];
    std::str::from_utf8(take(rest, usize::from(length))?).ok()
}

/// FNV-1a, 64 bits.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    const fn new(name: &str) -> Self {
        let (bytes, mut i, mut hash) = (name.as_bytes(), 0, 0xcbf2_9ce4_8422_2325_u64);
        while i < bytes.len() {
            hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0100_0000_01b3);
            i += 1;
        }
        Self(hash)
    }

    fn then(self, part: &str) -> Self {
        let mut hash = (self.0 ^ u64::from(b' ')).wrapping_mul(0x0100_0000_01b3);
        for byte in part.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(hash)
    }

    const fn folded(self) -> u32 {
        (((self.0 >> 31) ^ self.0) & 0xffff_ffff) as u32
    }
}

const BIAS: Hash = Hash::new("bias");
const SUFFIX: Hash = Hash::new("i suffix");
const PREFIX: Hash = Hash::new("i pref1");
const TAG_1: Hash = Hash::new("i-1 tag");
const TAG_2: Hash = Hash::new("i-2 tag");
const TAGS: Hash = Hash::new("i tag+i-2 tag");
const WORD: Hash = Hash::new("i word");
const TAG_WORD: Hash = Hash::new("i-1 tag+i word");
const WORD_1: Hash = Hash::new("i-1 word");
const SUFFIX_1: Hash = Hash::new("i-1 suffix");
const WORD_2: Hash = Hash::new("i-2 word");
const NEXT: Hash = Hash::new("i+1 word");
const NEXT_SUFFIX: Hash = Hash::new("i+1 suffix");
const NEXT_2: Hash = Hash::new("i+2 word");

/// Does the model list a word, in lower case, as one that hardly ever names anything?
pub fn is_plain(lower: &str) -> bool {
    MODEL.words.get(lower).is_some_and(|&tag| !MODEL.tags[usize::from(tag)].is_proper())
}

/// Tags the tokens of one sentence. A token that has lost its capital is read in lower case.
pub fn tag(text: &str, tokens: &mut [Token]) {
    let tags = tags(text, tokens);
    for (token, tag) in tokens.iter_mut().zip(tags) {
        token.tag = tag;
    }
}

fn tags(text: &str, tokens: &[Token]) -> Vec<Tag> {
    let model = &*MODEL;
    let mut tags: Vec<Tag> = Vec::with_capacity(tokens.len());
    let mut previous: [&str; 2] = ["-START-", "-START2-"];
    for seen in seen(model, text, tokens) {
        let (tag, name) = seen.known.unwrap_or_else(|places| predict(model, &places, seen.context, previous));
        let tag = mend(tokens, &tags, seen.form, tag);
        tags.push(tag);
        previous = [if tag == Tag::Punct { name } else { tag.text() }, previous[0]];
    }
    tags
}

/// The Treebank's own marks for what newspapers set with curly quotes and dashes.
fn written(word: &str) -> &str {
    match word {
        "“" => "``",
        "”" | "\"" => "''",
        "‘" => "`",
        "’" => "'",
        "’s" => "'s",
        "n’t" => "n't",
        "’ll" => "'ll",
        "’re" => "'re",
        "’ve" => "'ve",
        "’d" => "'d",
        "’m" => "'m",
        "—" | "–" => "--",
        "…" => "...",
        "(" => "-LRB-",
        ")" => "-RRB-",
        _ => word,
    }
}

/// A token as the weights were trained to see it.
fn form<'a>(text: &'a str, token: &'a Token) -> &'a str {
    let word = token.text(text);
    if token.capital || !word.starts_with(char::is_uppercase) { written(word) } else { &token.lower }
}

/// Tags that need no weighing: words with one tag, marks and numbers.
fn known(model: &Model, word: &str, token: &Token) -> Option<(Tag, &'static str)> {
    if let Some(&tag) = model.words.get(word) {
        return Some((model.tags[usize::from(tag)], model.names[usize::from(tag)]));
    }
    match token.kind {
        TokenKind::Punct => Some((Tag::Punct, ":")),
        TokenKind::Symbol => Some((Tag::SYM, "SYM")),
        TokenKind::Number if word.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ':' | '/')) => {
            Some((Tag::CD, "CD"))
        }
        _ => None,
    }
}

/// A token as it is weighed.
struct Seen<'a> {
    form: &'a str,
    context: &'a str,
    /// Its tag with the name of it, or where the weights of its words stand.
    known: Result<(Tag, &'static str), WordPlaces>,
}

/// Where the weights of those features stand that no tag is part of.
struct WordPlaces {
    suffix: Place,
    prefix: Place,
    word: Place,
    word_1: Place,
    suffix_1: Place,
    word_2: Place,
    next: Place,
    next_suffix: Place,
    next_2: Place,
}

/// All tokens, before any is weighed: so the memory is asked for many places at once.
fn seen<'a>(model: &Model, text: &'a str, tokens: &'a [Token]) -> Vec<Seen<'a>> {
    let words = tokens.iter().map(|token| context(text, token));
    let contexts: Vec<&str> = ["-START-", "-START2-"].into_iter().chain(words).chain(["-END-", "-END2-"]).collect();
    let around = contexts.windows(5).zip(tokens);
    around
        .map(|(around, token)| {
            let (form, context) = (form(text, token), around[2]);
            let known = known(model, form, token).ok_or_else(|| WordPlaces::of(model, form, around));
            Seen { form, context, known }
        })
        .collect()
}

impl WordPlaces {
    /// `around` are two neighbours on each side of it, and itself.
    fn of(model: &Model, word: &str, around: &[&str]) -> Self {
        let (before_2, before, here, next, next_2) = (around[0], around[1], around[2], around[3], around[4]);
        let first = word.chars().next().map_or(0, char::len_utf8);
        Self {
            suffix: model.find(SUFFIX.then(last_three(word))),
            prefix: model.find(PREFIX.then(&word[..first])),
            word: model.find(WORD.then(here)),
            word_1: model.find(WORD_1.then(before)),
            suffix_1: model.find(SUFFIX_1.then(last_three(before))),
            word_2: model.find(WORD_2.then(before_2)),
            next: model.find(NEXT.then(next)),
            next_suffix: model.find(NEXT_SUFFIX.then(last_three(next))),
            next_2: model.find(NEXT_2.then(next_2)),
        }
    }
}

fn predict(model: &Model, at: &WordPlaces, here: &str, previous: [&str; 2]) -> (Tag, &'static str) {
    let mut scores = [0.0; ROOM];
    let [tag_1, tag_2, tags, tag_word] = [
        TAG_1.then(previous[0]),
        TAG_2.then(previous[1]),
        TAGS.then(previous[0]).then(previous[1]),
        TAG_WORD.then(previous[0]).then(here),
    ]
    .map(|feature| model.find(feature));
    // In this order the weights were trained to be summed.
    for place in [
        model.find(BIAS),
        at.suffix,
        at.prefix,
        tag_1,
        tag_2,
        tags,
        at.word,
        tag_word,
        at.word_1,
        at.suffix_1,
        at.word_2,
        at.next,
        at.next_suffix,
        at.next_2,
    ] {
        model.add(place, &mut scores);
    }
    // Of equals the alphabetically last, as the weights were trained; the tags are in that order.
    let mut best = 0;
    for (tag, score) in scores.iter().take(model.tags.len()).enumerate() {
        if *score >= scores[best] {
            best = tag;
        }
    }
    (model.tags[best], model.names[best])
}

/// A neighbour as the features see it.
fn context<'a>(text: &'a str, token: &'a Token) -> &'a str {
    let word = written(token.text(text));
    let first = word.chars().next().unwrap_or(' ');
    if word.contains('-') && first != '-' {
        "!HYPHEN"
    } else if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
        "!YEAR"
    } else if first.is_numeric() {
        "!DIGITS"
    } else if word == token.text(text) {
        &token.lower
    } else {
        word
    }
}

fn last_three(word: &str) -> &str {
    let start = word.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
    &word[start..]
}

const AUXILIARIES: &[&str] = &[
    "be", "been", "being", "is", "are", "was", "were", "has", "have", "had", "having", "'s", "'ve", "'re", "get",
    "gets", "got",
];

/// What the weights get wrong in a regular way.
fn mend(tokens: &[Token], tags: &[Tag], word: &str, tag: Tag) -> Tag {
    let i = tags.len();
    let before = tokens[..i].iter().zip(tags).rev().find(|(t, tag)| !tag.is_adverb() && t.lower != "not");
    let after_auxiliary = before.is_some_and(|(t, tag)| AUXILIARIES.contains(&t.lower.as_str()) && *tag != Tag::POS);
    match tag {
        // "has agreed", "were killed".
        Tag::VBD if after_auxiliary => Tag::VBN,
        // "the U.S.", "a D.C. court".
        _ if word.contains('.') && tokens[i].capital && tokens[i].kind == TokenKind::Word && word.len() > 2 => Tag::NNP,
        // "spoke briefly": behind a verb an unknown word in -ly is an adverb.
        Tag::NN | Tag::VB | Tag::VBP | Tag::JJ
            if word.ends_with("ly") && word.len() > 5 && before.is_some_and(|(_, tag)| tag.is_verb()) =>
        {
            Tag::RB
        }
        // A capital inside a sentence names something, where the weights see a common noun that they do not know.
        Tag::NN if tokens[i].capital && i > 0 && before.is_some_and(|(t, _)| t.kind != TokenKind::Punct) => Tag::NNP,
        // "will strike", "to visit": after these only a base form stands.
        Tag::NN | Tag::VBP if before.is_some_and(|(_, tag)| *tag == Tag::MD) && !tokens[i].capital => Tag::VB,
        _ => tag,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Span, sentences};

    fn check(text: &str, expected: &str) {
        let found = sentences(text, Span::new(0, text.len()));
        let tags: Vec<String> = found
            .iter()
            .flat_map(|s| &s.tokens)
            .filter(|t| t.tag != super::Tag::Punct)
            .map(|t| format!("{}/{:?}", t.text(text), t.tag))
            .collect();
        assert_eq!(tags.join(" "), expected);
    }

    #[test]
    fn plain_sentences_are_tagged() {
        check(
            "The minister resigned on Monday after lawmakers rejected her plan.",
            "The/DT minister/NN resigned/VBD on/IN Monday/NNP after/IN lawmakers/NNS rejected/VBD her/PRPS plan/NN",
        );
        check(
            "Three people were killed and 12 wounded in the strike.",
            "Three/CD people/NNS were/VBD killed/VBN and/CC 12/CD wounded/VBN in/IN the/DT strike/NN",
        );
        check(
            "He has not yet agreed to visit Paris.",
            "He/PRP has/VBZ not/RB yet/RB agreed/VBN to/TO visit/VB Paris/NNP",
        );
        check("The U.S. will strike back.", "The/DT U.S./NNP will/MD strike/VB back/RB");
    }

    #[test]
    fn any_text_is_tagged() {
        for text in ["", "…", "漢字 и кириллица", "a\u{301}b '", "— – -- ’s", "(((", "'90s"] {
            sentences(text, Span::new(0, text.len()));
        }
    }
}
