//! Which language a text is in: events are found in English text only, and the user should know.
//!
//! Said only of running text, and only where it is sure: names, lists and short texts look like any language.

use super::{Block, BlockKind, Metadata};
use whatlang::Lang;

/// So much of the text is looked at, in bytes: a page of prose tells as much as a book.
const SAMPLE: usize = 4_000;
/// Less than this, some forty words, says nothing sure. In bytes of letters: one of another script has more, and says more.
const LEAST: usize = 200;
/// A paragraph with less is a heading, a cell or an item of a list.
const LEAST_PARAGRAPH: usize = 60;
/// In English prose these are a third of all words, in other languages next to none; with one in eight the text is
/// English, however many foreign names stand in it.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "that", "which", "with", "by", "from", "was", "were", "is", "are", "has", "have", "had",
    "his", "her", "their", "its", "it", "he", "they", "not", "be", "been", "as", "at", "said",
];
/// None of them is longer.
const ENGLISH_LENGTH: usize = 5;
const ENGLISH_SHARE: usize = 8;
/// A single paragraph has too few words for so small a share: a short one of Dutch may have an "is" and a "was".
const ENGLISH_SHARE_OF_PARAGRAPH: usize = 5;

/// Notes the language where the metadata does not say it; gives a remark where the text is not English.
pub fn note(text: &str, blocks: &[Block], metadata: &mut Metadata) -> Option<String> {
    let found = detect(&sample(text, blocks)?)?;
    metadata.language.get_or_insert_with(|| code(found).to_owned());
    (found != Lang::Eng)
        .then(|| format!("The text seems to be {}; events are found in English text only.", name(found)))
}

/// The first paragraphs of running text, if there is enough of it.
fn sample(text: &str, blocks: &[Block]) -> Option<String> {
    let mut sample = String::new();
    let mut enough = 0;
    for block in blocks {
        if matches!(
            block.kind,
            BlockKind::Boilerplate | BlockKind::Comment | BlockKind::Byline | BlockKind::Dateline | BlockKind::Bullet
        ) {
            continue;
        }
        let mut end = block.span.end.min(block.span.start + SAMPLE - sample.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let paragraph = &text[block.span.start..end];
        let letters: usize = paragraph.chars().filter(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        // What is no prose is mostly no letters: tables of numbers, encoded data.
        if letters >= LEAST_PARAGRAPH && letters * 4 >= paragraph.len() * 3 {
            sample.push_str(paragraph);
            sample.push('\n');
            enough += letters;
        }
        if sample.len() >= SAMPLE {
            break;
        }
    }
    (enough >= LEAST).then_some(sample)
}

/// Is a paragraph of an article in another language English? Of two languages side by side one can be read.
pub fn is_english(paragraph: &str) -> bool {
    paragraph.len() >= LEAST_PARAGRAPH && has_english(paragraph, ENGLISH_SHARE_OF_PARAGRAPH)
}

/// Is one in so many words one that only English text has so often?
fn has_english(text: &str, one_in: usize) -> bool {
    let (mut all, mut english) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        all += 1;
        let short = word.len() <= ENGLISH_LENGTH;
        english += usize::from(short && ENGLISH.iter().any(|known| known.eq_ignore_ascii_case(word)));
    }
    english * one_in >= all
}

fn detect(sample: &str) -> Option<Lang> {
    if has_english(sample, ENGLISH_SHARE) {
        return Some(Lang::Eng);
    }
    whatlang::detect(sample).filter(whatlang::Info::is_reliable).map(|info| info.lang())
}

/// As people call it; the crate names the two by their standard forms.
fn name(language: Lang) -> &'static str {
    match language {
        Lang::Cmn => "Chinese",
        Lang::Nob => "Norwegian",
        other => other.eng_name(),
    }
}

/// ISO 639-1 where it has a code, as BCP 47 wants it, else ISO 639-3.
fn code(language: Lang) -> &'static str {
    match language {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use crate::article::read;

    const GERMAN: &str = "Der Stadtrat hat am Freitag beschlossen, die alte Brücke zu schließen, nachdem Arbeiter Risse in ihren Pfeilern gefunden hatten.\n\nDie Bürgermeisterin sagte, niemand sei verletzt worden, und die Fähren würden bis zum Frühjahr jede Stunde fahren.\n\nDie Anwohner hatten seit Jahren eine neue Brücke gefordert, und der Rat hatte sie ihnen zweimal versprochen.\n";
    const ENGLISH: &str = "The council voted on Friday to close the old bridge, after workers had found cracks in two of its piers during an inspection.\n\nThe mayor said that nobody had been hurt, and that ferries would run every hour until the spring of next year.\n\nResidents had asked for a new bridge since 1999, and the council had promised it to them twice.\n";

    fn remark(text: &str) -> Option<String> {
        read("a.txt", text.as_bytes()).unwrap().remarks.into_iter().find(|r| r.contains("seems to be"))
    }

    #[test]
    fn other_languages_are_told() {
        let russian = "Городской совет решил в пятницу закрыть старый мост после того, как рабочие нашли трещины в его опорах.\n\nМэр сказала, что никто не пострадал и что паромы будут ходить каждый час до весны следующего года.\n";
        let spanish = "El ayuntamiento decidió el viernes cerrar el puente viejo después de que unos obreros encontraran grietas en sus pilares.\n\nLa alcaldesa dijo que nadie había resultado herido y que los transbordadores saldrían cada hora hasta la primavera.\n\nLos vecinos pedían un puente nuevo desde hacía años, y el ayuntamiento se lo había prometido dos veces.\n";
        let chinese = "市议会星期五决定关闭这座老桥,因为工人在检查时发现两个桥墩上有裂缝。市长说没有人受伤,渡轮在明年春天之前每小时开一班。居民多年来一直要求建一座新桥,市议会曾经两次答应他们。\n\n工程师说修理工作至少需要一年时间,费用由市政府和省政府共同承担。\n";
        for (text, name, code) in [
            (GERMAN, "German", "de"),
            (russian, "Russian", "ru"),
            (spanish, "Spanish", "es"),
            (chinese, "Chinese", "zh"),
        ] {
            let expected = format!("The text seems to be {name}; events are found in English text only.");
            assert_eq!(remark(text), Some(expected));
            assert_eq!(read("a.txt", text.as_bytes()).unwrap().metadata.language.as_deref(), Some(code));
        }
    }

    #[test]
    fn english_is_not_remarked_upon() {
        assert_eq!(remark(ENGLISH), None);
        assert_eq!(read("a.txt", ENGLISH.as_bytes()).unwrap().metadata.language.as_deref(), Some("en"));
        let names = "Nguyễn Phú Trọng and Trần Đại Quang met Recep Tayyip Erdoğan, Mevlüt Çavuşoğlu and Ólafur Ragnar Grímsson in Þingvellir, the governments of Vietnam, Türkiye and Ísland said on Friday.\n\nKolinda Grabar-Kitarović, Andrej Plenković and Božidar Đelić were to join them in Reykjavík and Hafnarfjörður with Sauli Niinistö, Juha Sipilä and Timo Soini of Suomi.\n\nThe Süddeutsche Zeitung, Rzeczpospolita and Hürriyet had reported it.\n";
        assert_eq!(remark(names), None);
        let quoting = format!(
            "{ENGLISH}\n“Der Stadtrat hat am Freitag beschlossen, die alte Brücke zu schließen”, a notice on the door of the town hall said in German.\n"
        );
        assert_eq!(remark(&quoting), None);
    }

    #[test]
    fn short_texts_lists_and_tables_say_nothing() {
        assert_eq!(remark("Der Stadtrat hat beschlossen, die alte Brücke zu schließen.\n"), None);
        let list: String = ["Bayern München", "Borussia Dortmund", "Werder Bremen", "Schalke Gelsenkirchen"]
            .iter()
            .cycle()
            .take(60)
            .map(|team| format!("- {team}\n"))
            .collect();
        assert_eq!(remark(&list), None);
        let table: String = (0..80).map(|i| format!("{}.{} 12,{i} 47,11 80.1\n", i, i * 7)).collect();
        assert_eq!(remark(&table), None);
        let key: String = (0..2_000_u32).map(|i| char::from(b'A' + (i * i % 23) as u8)).collect();
        assert_eq!(remark(&key), None);
    }

    #[test]
    fn what_the_file_says_of_its_language_stays_and_is_doubted() {
        let page = |lang: &str, text: &str| {
            format!("<html lang={lang}><body><article><p>{}</p></article>", text.replace("\n\n", "</p><p>"))
        };
        let article = read("a.html", page("en", GERMAN).as_bytes()).unwrap();
        assert_eq!(article.metadata.language.as_deref(), Some("en"));
        assert!(article.remarks.iter().any(|r| r.contains("German")), "{:?}", article.remarks);
        assert!(read("a.html", page("en", ENGLISH).as_bytes()).unwrap().remarks.is_empty());
    }
}
