//! Subtitles (SubRip, WebVTT): what is said, as running text without times.
//!
//! Cues cut sentences anywhere, so they are joined; a pause or another speaker begins a paragraph.

use crate::article::format::file_name;
use crate::article::item::line;
use crate::article::page::Page;
use crate::article::{Article, BlockKind, Metadata, ReadError};
use std::collections::VecDeque;

/// A pause of so many seconds begins a paragraph: speakers draw breath in less.
const PAUSE: f64 = 4.0;
/// Without any pause, a paragraph ends with the first sentence after so many bytes.
const LONG: usize = 600;
/// No screen shows a longer line, in bytes.
const LONGEST_LINE: usize = 4 << 10;
/// Rolling captions repeat at most so many lines.
const REPEATED: usize = 3;

struct Cue {
    start: f64,
    end: f64,
    lines: Vec<String>,
}

pub fn read(name: &str, text: &str) -> Result<Article, ReadError> {
    let (title, language) = header(text);
    let cues = cues(text);
    if cues.is_empty() {
        return Err(ReadError::new(
            format!("{} holds no subtitles: no line in it tells from when to when a text is shown.", file_name(name)),
            "If it is plain text, let its name end in .txt.",
        ));
    }
    let mut page = Page::default();
    if let Some(title) = &title {
        page.push(title);
        page.flush(Some(BlockKind::Headline));
    }
    join(&cues, &mut page);
    if page.is_empty() {
        return Err(ReadError::new(
            format!("{} shows no text at any time.", file_name(name)),
            "Choose a file whose subtitles are text.",
        ));
    }
    Ok(page.into_article(name, Metadata { title, language, ..Metadata::default() }, Vec::new()))
}

/// The title and language that WebVTT may name before its first cue.
fn header(text: &str) -> (Option<String>, Option<String>) {
    let head = || text.trim_start_matches('\u{feff}').lines().take_while(|l| !l.trim().is_empty());
    if !head().next().is_some_and(|first| first.starts_with("WEBVTT")) {
        return (None, None);
    }
    let value = |key: &str| head().find_map(|l| l.strip_prefix(key)).map(str::trim).filter(|v| !v.is_empty());
    let title = value("Title:").or_else(|| head().next()?.strip_prefix("WEBVTT")?.trim().strip_prefix("- "));
    (title.map(line), value("Language:").map(str::to_lowercase))
}

/// All cues with the lines that they show.
fn cues(text: &str) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut open = false;
    let mut lines = text.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        if let Some((start, end)) = times(line) {
            cues.push(Cue { start, end, lines: Vec::new() });
            open = true;
        } else if line.is_empty() {
            // A blank line ends a cue, if a further one or the end of the file follows it.
            open &= lines.peek().is_some_and(|next| !is_heading(next));
        } else if let Some(cue) = cues.last_mut().filter(|_| open)
            // The number or name of the next cue stands above its times.
            && lines.peek().is_none_or(|next| times(next).is_none())
        {
            cue.lines.extend(spoken(line));
        }
    }
    cues
}

/// Whether a line after a blank one begins something new rather than going on the text.
fn is_heading(line: &str) -> bool {
    line.is_empty()
        || times(line).is_some()
        || line.bytes().all(|b| b.is_ascii_digit())
        || ["NOTE", "STYLE", "REGION"].iter().any(|block| line.starts_with(block))
}

/// "00:01:02,500 --> 00:01:04,000" and what may stand behind it, in seconds.
fn times(line: &str) -> Option<(f64, f64)> {
    let (start, rest) = line.split_once("-->")?;
    Some((seconds(start.trim())?, seconds(rest.split_whitespace().next()?)?))
}

fn seconds(clock: &str) -> Option<f64> {
    let mut total = 0.0;
    let mut parts = 0;
    for part in clock.split(':') {
        total = total * 60.0 + part.replace(',', ".").parse::<f64>().ok().filter(|n| (0.0..100_000.0).contains(n))?;
        parts += 1;
    }
    (2..=3).contains(&parts).then_some(total)
}

/// A line without its markup: `<v Jane Doe>` becomes "Jane Doe:", a description of a sound is left out.
fn spoken(shown: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = &shown[..shown.floor_char_boundary(LONGEST_LINE)];
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let Some((tag, after)) = tag.split_once('>') else {
            text.push('<');
            rest = tag;
            continue;
        };
        let voice = tag.strip_prefix('v').filter(|r| r.starts_with([' ', '.'])).and_then(|r| r.split_once(' '));
        if let Some((_, speaker)) = voice {
            text.push_str(speaker.trim());
            text.push_str(": ");
        }
        rest = after;
    }
    text.push_str(rest);
    let text = line(&without_commands(&text));
    let bare = text.trim_matches(['♪', ' ', '#', '-']);
    let sound = [('[', ']'), ('(', ')')].iter().any(|(open, close)| bare.starts_with(*open) && bare.ends_with(*close));
    (!bare.is_empty() && !sound).then_some(text)
}

/// Takes out SubStation's commands: "{\an8}".
fn without_commands(text: &str) -> String {
    let mut parts = text.split("{\\");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('}').map_or(part, |(_, after)| after))
}

fn join(cues: &[Cue], page: &mut Page) {
    let (mut end, mut length, mut complete) = (f64::NEG_INFINITY, 0, true);
    let mut shown: VecDeque<&str> = VecDeque::new();
    let mut voice: Option<&str> = None;
    for cue in cues {
        // Rolling captions show the last line again above the new one.
        let fresh: Vec<&str> = cue.lines.iter().map(String::as_str).filter(|l| !shown.contains(l)).collect();
        for line in fresh {
            let (speaker, said) = split_voice(line);
            let changed =
                speaker.is_some() && speaker != voice || speaker.is_none() && line.starts_with(['-', '–', '>']);
            if cue.start - end > PAUSE || changed || length > LONG && complete {
                page.flush(None);
                length = 0;
            }
            let again = speaker.is_some() && speaker == voice && length > 0;
            let text = if again { said } else { line.trim_start_matches(['-', '–', '>', ' ']) };
            page.push(text);
            page.push(" ");
            length += text.len();
            complete = text.ends_with(['.', '!', '?', '"', '”', '…']);
            voice = speaker.or(voice).filter(|_| !changed || speaker.is_some());
            shown.push_back(line);
            if shown.len() > REPEATED {
                shown.pop_front();
            }
            end = cue.end;
        }
        end = end.max(cue.end);
    }
    page.flush(None);
}

/// The speaker that a line names before a colon, and what is said: "JANE: Yes." A sentence may have a colon, too.
fn split_voice(line: &str) -> (Option<&str>, &str) {
    match line.split_once(": ") {
        Some((name, said))
            if name.len() <= 40
                && name.split_whitespace().count() <= 4
                && name.split_whitespace().all(|w| w.starts_with(char::is_uppercase)) =>
        {
            (Some(name), said)
        }
        _ => (None, line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(subtitles: &str) -> String {
        read("a.vtt", subtitles).unwrap().text
    }

    #[test]
    fn cues_become_sentences() {
        let srt = "1\n00:00:01,000 --> 00:00:03,000\nThe council closed\n<i>the old bridge</i>\n\n2\n00:00:03,100 --> 00:00:05,000\n{\\an8}on Friday.\n\n3\n00:00:12,000 --> 00:00:14,000\nFerries run &amp; sail.\n\n4\n00:00:14,000 --> 00:00:15,000\n[APPLAUSE]\n";
        assert_eq!(text(srt), "The council closed the old bridge on Friday.\n\nFerries run & sail.");
    }

    #[test]
    fn speakers_begin_paragraphs() {
        let vtt = "WEBVTT - The bridge\nLanguage: EN\n\nNOTE a remark\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Jane Doe>It closed on <c.loud>Friday</c>.\n\n00:02.000 --> 00:03.000\n<v Jane Doe>Nobody was hurt.\n\n00:03.000 --> 00:04.000\n<v.loud Al Roe>When will it open?</v>\n";
        let article = read("a.vtt", vtt).unwrap();
        assert_eq!(
            article.text,
            "The bridge\n\nJane Doe: It closed on Friday. Nobody was hurt.\n\nAl Roe: When will it open?"
        );
        assert_eq!(article.metadata.language.as_deref(), Some("en"));
        assert_eq!(article.title(), "The bridge");
    }

    #[test]
    fn rolling_captions_are_said_once() {
        let vtt = "WEBVTT\n\n00:00.000 --> 00:01.000\nthe council closed\n\n00:01.000 --> 00:02.000\nthe council closed\nthe bridge<00:01.500><c> on</c>\n\n00:02.000 --> 00:03.000\nthe bridge on\nFriday.\n";
        assert_eq!(text(vtt), "the council closed the bridge on Friday.");
    }

    #[test]
    fn long_speech_has_paragraphs() {
        let cues: String = (0..60)
            .map(|i| {
                format!(
                    "{i}\n00:{:02}:{:02},000 --> 00:{:02}:{:02},900\nThe council met in session number {i}.\n\n",
                    i / 60,
                    i % 60,
                    i / 60,
                    i % 60
                )
            })
            .collect();
        let paragraphs = text(&cues).split("\n\n").count();
        assert!((3..=6).contains(&paragraphs), "{paragraphs}");
    }

    #[test]
    fn what_is_no_subtitle() {
        let error = |text: &str| read("a.srt", text).unwrap_err().message;
        assert!(error("The council met.\n").contains("no subtitles"));
        assert!(error("See a --> b for more.").contains("no subtitles"));
        assert!(error("1\n00:00:01,000 --> 00:00:03,000\n\n").contains("shows no text"));
        assert_eq!(seconds("1:2:3:4"), None);
        assert_eq!(seconds("nan:1"), None);
        assert_eq!(spoken("a < b"), Some("a < b".to_owned()));
    }
}
