//! The names of months in the language that a page says it is in, for its date lines. Events are found in English text
//! only; a page in another language still tells when it was published.

use chrono::{Locale, NaiveDate};

/// How dates are written in the languages of many pages.
const LOCALES: &[(&str, Locale)] = &[
    ("ca", Locale::ca_ES),
    ("cs", Locale::cs_CZ),
    ("da", Locale::da_DK),
    ("de", Locale::de_DE),
    ("el", Locale::el_GR),
    ("es", Locale::es_ES),
    ("fi", Locale::fi_FI),
    ("fr", Locale::fr_FR),
    ("hu", Locale::hu_HU),
    ("it", Locale::it_IT),
    ("nb", Locale::nb_NO),
    ("nl", Locale::nl_NL),
    ("no", Locale::nb_NO),
    ("pl", Locale::pl_PL),
    ("pt", Locale::pt_PT),
    ("ro", Locale::ro_RO),
    ("ru", Locale::ru_RU),
    ("sv", Locale::sv_SE),
    ("tr", Locale::tr_TR),
    ("uk", Locale::uk_UA),
];
/// Words between the parts of a date: "20 de noviembre de 2016".
const BETWEEN: &[&str] = &["de", "del", "d"];

/// The months of one language in their order, each with its name and its short form, in lower case.
pub struct Months(Vec<[String; 2]>);

impl Months {
    /// `language` is BCP 47; none for English, which is read without.
    pub fn of(language: &str) -> Option<Self> {
        let primary = language.split(['-', '_']).next()?;
        let locale = LOCALES.iter().find(|(code, _)| primary.eq_ignore_ascii_case(code))?.1;
        let name = |day: NaiveDate, form: &str| {
            let name = day.format_localized(form, locale).to_string().to_lowercase();
            name.trim_end_matches('.').to_owned()
        };
        let firsts = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(2016, month, 1));
        Some(Self(firsts.map(|day| [name(day, "%B"), name(day, "%b")]).collect()))
    }

    /// The first complete date in a text: "20. November 2016", "20 de noviembre de 2016", "2016. november 20.".
    pub fn day(&self, text: &str) -> Option<NaiveDate> {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && !BETWEEN.contains(w));
        let words: Vec<&str> = words.collect();
        words.windows(3).find_map(|w| {
            let month = self.0.iter().position(|names| names.iter().any(|name| name == w[1]))? as u32 + 1;
            let (day, year) = if number(w[0]).is_some_and(|n| n > 31) { (w[2], w[0]) } else { (w[0], w[2]) };
            let year = (year.len() == 4).then(|| number(year))??;
            NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, number(day)?)
        })
    }
}

/// "20", "1er".
fn number(word: &str) -> Option<u32> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    word[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(language: &str, text: &str) -> Option<String> {
        Months::of(language)?.day(text).map(|day| day.to_string())
    }

    #[test]
    fn dates_in_many_languages() {
        for (language, text) in [
            ("de", "Veröffentlicht am 20. November 2016, 8:15 Uhr"),
            ("fr-FR", "Publié le 20 novembre 2016 à 8h15"),
            ("es", "20 de noviembre de 2016"),
            ("pt-br", "20 de novembro de 2016 às 8h15"),
            ("it", "domenica 20 novembre 2016"),
            ("nl", "20 nov. 2016"),
            ("pl", "Opublikowano 20 listopada 2016"),
            ("ru", "20 ноября 2016 г."),
            ("hu", "2016. november 20."),
        ] {
            assert_eq!(day(language, text).as_deref(), Some("2016-11-20"), "{text}");
        }
        assert_eq!(day("fr", "1er février 2017").as_deref(), Some("2017-02-01"));
    }

    #[test]
    fn what_is_no_date_in_this_language() {
        for (language, text) in [
            ("de", "20 novembre 2016"),
            ("fr", "31 février 2017"),
            ("fr", "en mars, 2016 fois"),
            ("es", "noviembre de 2016"),
            ("pl", "20 listopada"),
        ] {
            assert_eq!(day(language, text), None, "{text}");
        }
        assert!(Months::of("en-GB").is_none() && Months::of("").is_none());
    }
}
