//! The zone behind a time of day: "GMT", "UTC+2", "Eastern time", "local time", "(EST)".

use super::super::zone::{NAMES, Zone};
use super::view::View;
use crate::text::Tag;

/// The zone that starts at a token, with the token after it.
pub fn at(v: &View, i: usize) -> Option<(Zone, usize)> {
    if v.is(i, &["("]) {
        return plain(v, i + 1).filter(|(_, end)| v.is(*end, &[")"])).map(|(zone, end)| (zone, end + 1));
    }
    plain(v, i)
}

fn plain(v: &View, i: usize) -> Option<(Zone, usize)> {
    if v.lower(i).is_empty() {
        return None;
    }
    let (zone, end) = with_offset(v, i).or_else(|| local(v, i)).or_else(|| named(v, i)).or_else(|| bare(v, i))?;
    // "EST time"; "GMT time".
    Some((zone, end + usize::from(end == i + 1 && v.is(end, &["time"]))))
}

/// "UTC+2", "GMT -5", "UTC+05:30".
fn with_offset(v: &View, i: usize) -> Option<(Zone, usize)> {
    let rest = v.lower(i).strip_prefix("utc").or_else(|| v.lower(i).strip_prefix("gmt"))?;
    if !rest.is_empty() {
        return Zone::from_iso(rest).map(|zone| (zone, i + 1));
    }
    let sign = v.lower(i + 1);
    if matches!(sign, "+" | "-" | "−" | "–") && v.glued(i + 2) {
        let sign = if sign == "+" { '+' } else { '-' };
        return Zone::from_iso(&format!("{sign}{}", v.lower(i + 2))).map(|zone| (zone, i + 3));
    }
    None
}

/// "local time"; "9 a.m. local" where no noun follows.
fn local(v: &View, i: usize) -> Option<(Zone, usize)> {
    let noun = matches!(v.tag(i + 1), Some(Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS));
    (v.is(i, &["local"]) && (v.is(i + 1, &["time"]) || !noun)).then(|| (Zone::Local, i + 1))
}

/// The longest name of the table.
fn named(v: &View, i: usize) -> Option<(Zone, usize)> {
    let mut phrase = String::new();
    let mut found = None;
    for end in i..i + NAMES.longest {
        if v.lower(end).is_empty() {
            break;
        }
        phrase.push_str(if end > i { " " } else { "" });
        phrase.push_str(v.lower(end));
        // "EST." may be one token: it is an abbreviation of other words too.
        let known = NAMES.get(&phrase).or_else(|| NAMES.get(phrase.trim_end_matches('.')));
        if let Some(known) = known.filter(|known| !known.capitals || v.capital(i)) {
            found = Some((Zone::Named(known.name), end + 1));
        }
    }
    found
}

/// A zone that is often named without "time": "9 p.m. Eastern".
fn bare(v: &View, i: usize) -> Option<(Zone, usize)> {
    let goes_on = v.capital(i + 1) && v.word(i + 1).weekday.is_none() && v.word(i + 1).month.is_none();
    let alone = v.capital(i) && !goes_on && !v.is_plural_noun(i + 1) && v.tag(i + 1) != Some(Tag::NN);
    let known = NAMES.get(&format!("{} time", v.lower(i))).filter(|known| alone && known.bare)?;
    Some((Zone::Named(known.name), i + 1))
}

#[cfg(test)]
mod tests {
    use crate::text::{self, Span};
    use crate::time::{recognize, resolve, typed};
    use chrono::NaiveDate;

    /// The zones that a sentence's times of day have in words; empty where none is stated.
    fn zones(text: &str) -> Vec<String> {
        let env = crate::time::Env { publication: NaiveDate::from_ymd_opt(2016, 11, 20), reference: None };
        let found = recognize(&text::sentences(text, Span::new(0, text.len())));
        let date = |timex| resolve(timex, &env).stretch;
        found.iter().map(|t| date(t).and_then(|d| d.zone).map(|z| z.words()).unwrap_or_default()).collect()
    }

    #[test]
    fn zones_are_taken_as_they_stand() {
        for (text, zone) in [
            ("She rang at 3 p.m. EST.", "EST"),
            ("It opened at 15:00 GMT.", "GMT"),
            ("It opened at 9am local time.", "local time"),
            ("He came at 9 a.m. local on Friday.", "local time"),
            ("It began at 14:30 UTC+2.", "UTC+2"),
            ("It began at 14:30 GMT-5.", "UTC−5"),
            ("It began at 14:30 UTC+05:30.", "UTC+5:30"),
            ("They met at noon Eastern Time.", "Eastern time"),
            ("They met at 8 p.m. Eastern.", "Eastern time"),
            ("They met at 8 p.m. Eastern on Friday.", "Eastern time"),
            ("They met at 8 p.m. Moscow time.", "Moscow time"),
            ("They met at 8 p.m. Central European Summer Time.", "CEST"),
            ("They met at 8 p.m. IST.", "IST"),
            ("The log says 2016-11-20T20:15:00Z for it.", "UTC"),
            ("The log says 2016-11-20T20:15:00+02:00 for it.", "UTC+2"),
            ("The log says 2016-11-20T20:15-05:00 for it.", "UTC−5"),
            ("He left at 8 p.m. Eastern Airlines flew on.", ""),
            ("He came at 9 a.m. local police said.", ""),
            ("She rang at 3 p.m. from Paris.", ""),
            ("She rang at 15:00.", ""),
            ("At 8 p.m. et cetera.", ""),
            ("It began at 14:30 UTC+25.", "UTC"),
        ] {
            assert_eq!(zones(text).first().map(String::as_str), Some(zone), "{text}");
        }
        assert_eq!(zones("She came on Friday, GMT is a clock."), [""]);
    }

    #[test]
    fn a_zone_outlives_bounds_and_ranges() {
        for (text, edtf) in [
            ("before 20 November 2016, 20:15 GMT", "../2016-11-20T20:14Z"),
            ("after 3 p.m. EST on 20 November 2016", "2016-11-20T16:00-05:00/.."),
        ] {
            let date = typed(text).ok().flatten().map(|d| d.edtf());
            assert_eq!(date.as_deref(), Some(edtf), "{text}");
        }
        assert_eq!(zones("It ran from 9 a.m. to 11 a.m. GMT on 20 November 2016."), ["GMT", "GMT"]);
    }
}
