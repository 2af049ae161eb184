//! Opening a timeline that was exported before.

use super::Format;
use super::schema::{Document, FORMAT, VERSION};
use crate::article::ReadError;
use crate::timeline::Timeline;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// A timeline file larger than this many bytes is refused rather than read into memory.
const LARGEST: u64 = 512_000_000;

/// So much of a file's beginning and end is looked at for its format's name: it stands first, or late where a program
/// has sorted the keys.
const NAMED_WITHIN: u64 = 4096;

/// Opens a timeline file; `None` where its ending, or the JSON in it, says that it holds none. The error says what is
/// wrong and where.
pub fn open(path: &Path) -> Option<Result<Timeline, ReadError>> {
    let format = Format::of(path)?;
    if format == Format::Json && !names_format(path).unwrap_or(false) {
        return None;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Some(read(path, format).map_err(|e| ReadError { message: format!("{name} {}", e.message), ..e }))
}

/// Whether a file's beginning or end names the format of timelines, be it cut in the middle of the name.
fn names_format(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    (&mut file).take(NAMED_WITHIN).read_to_end(&mut head)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(NAMED_WITHIN)))?;
    file.take(NAMED_WITHIN).read_to_end(&mut tail)?;
    Ok([head, tail].iter().any(|part| is_named(&String::from_utf8_lossy(part))))
}

fn is_named(text: &str) -> bool {
    let values = text.split("\"format\"").skip(1).filter_map(|rest| rest.trim_start().strip_prefix(':'));
    values.filter_map(|rest| rest.trim_start().strip_prefix('"')).any(|value| {
        let value = value.split('"').next().unwrap_or_default().trim_end();
        value == FORMAT || value.len() > "dateline".len() && FORMAT.starts_with(value)
    })
}

fn read(path: &Path, format: Format) -> Result<Timeline, ReadError> {
    let size = std::fs::metadata(path).map_or(0, |m| m.len());
    if size > LARGEST {
        return Err(ReadError::new(format!("is too large ({} MB).", size / 1_000_000), "Split the timeline."));
    }
    let bytes = std::fs::read(path)
        .map_err(|e| ReadError::new(format!("cannot be read: {e}."), "Check that it is there and yours to read."))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| ReadError::new("is no timeline: it is not UTF-8 text.", "Export it again."))?;
    parse(&text, format)
}

/// Reads a timeline from text. The error's sentence wants the file's name in front.
pub fn parse(text: &str, format: Format) -> Result<Timeline, ReadError> {
    const HINT: &str = "Open a file that was exported by Dateline, or an article.";
    let document: Document = match format {
        Format::Json => serde_json::from_str(text).map_err(|e| e.to_string()),
        Format::Ron => ron_options().from_str(text).map_err(|e| e.to_string()),
    }
    .map_err(|why| ReadError::new(format!("is no timeline of Dateline: {why}."), HINT))?;
    if document.format != FORMAT {
        return Err(ReadError::new(
            format!("is no timeline of Dateline: its format is \"{}\".", document.format),
            HINT,
        ));
    }
    if document.version > VERSION {
        return Err(ReadError::new(
            format!("was made by a newer Dateline (format version {}).", document.version),
            "Open it with that version, or export it there again.",
        ));
    }
    Ok(document.into())
}

/// Files written elsewhere may lack the extension header; absent `Some(…)` is read all the same.
fn ron_options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Coordinates;

    #[test]
    fn timelines_name_their_format() {
        for text in [
            "{\"format\": \"dateline-timeline\", \"version\": 1",
            "{\n  \"format\":\"dateline-timeline\"",
            "{\"format\": \"dateline-ti",
            "\"events\": [], \"format\": \"dateline-timeline\"}",
        ] {
            assert!(is_named(text), "{text}");
        }
        for text in
            ["{\"format\": \"d", "{\"format\": \"atom\"}", "{\"text\": \"dateline-timeline\"}", "[{\"format\": 1}]", ""]
        {
            assert!(!is_named(text), "{text}");
        }
    }

    /// A timeline with one event in a place, of which `coordinates` are told.
    fn located(coordinates: &str) -> Result<Timeline, ReadError> {
        let event = r#"{"id": "e1", "title": "Talks", "kind": "meeting", "status": "happened", "evidence": [], "places": ["Lima", "Zorbia"]"#;
        let head = r#"{"format": "dateline-timeline", "version": 1, "title": "", "articles": []"#;
        parse(&format!("{head}, \"events\": [{event}{coordinates}}}]}}"), Format::Json)
    }

    #[test]
    fn places_are_where_the_gazetteer_has_them_unless_the_file_says_otherwise() {
        let coordinates = |told: &str| {
            let timeline = located(told).expect("a timeline");
            let at = |(place, at): (&str, Coordinates)| (place.to_owned(), at.latitude, at.longitude);
            timeline.events[0].coordinates().map(at).collect::<Vec<_>>()
        };
        let lima = coordinates("");
        assert_eq!((lima.len(), lima[0].0.as_str()), (1, "Lima"));
        let zorbia = r#", "coordinates": [{"place": "Zorbia", "latitude": 1.5, "longitude": -2.25}]"#;
        assert_eq!(coordinates(zorbia), [lima[0].clone(), ("Zorbia".to_owned(), 1.5, -2.25)]);
        let elsewhere = r#", "coordinates": [{"place": "Cuzco", "latitude": 1.5, "longitude": -2.25}]"#;
        assert_eq!(coordinates(elsewhere), lima, "no place of the event");
        let nowhere = r#", "coordinates": [{"place": "Lima", "latitude": 95, "longitude": 0}]"#;
        assert!(located(nowhere).expect_err("no such point").message.contains("95"));
    }
}
