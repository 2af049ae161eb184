//! The text of a message: what its writer says, what is quoted, and the signature.

use super::parts::{Message, Part};
use crate::article::MOST_TEXT;
use crate::article::item::{line, shown};
use crate::article::page::Page;
use crate::article::published::candidate;
use crate::article::reader::html;
use crate::article::story::{Mark, paragraphs};
use crate::article::{Article, BlockKind, DateCandidate, DateOrigin, Metadata, ReadError, decode, format};
use chrono::NaiveDate;
use mail_parser::{DateTime, HeaderValue, MimeHeaders};
use rustc_hash::FxHashMap;

/// A plain form with fewer words may only say that the mail should be read in another program.
const STUB_WORDS: usize = 60;
/// The lines by which programs introduce an older message, and the headers that they copy from it.
const FORWARDED: &[&str] =
    &["begin forwarded message", "original message", "forwarded message", "weitergeleitete nachricht"];
const COPIED_HEADERS: &[&str] = &["from:", "sent:", "date:", "to:", "cc:", "subject:", "reply-to:"];

/// The article of a message, or `None` where it has no text.
///
/// # Errors
/// Where its text is binary or too long.
pub fn article(name: &str, message: &Message) -> Result<Option<Article>, ReadError> {
    let mut page = Page::default();
    let subject = message.headers.subject().map(line).filter(|s| !s.is_empty());
    let subject = subject.as_deref();
    if let Some(subject) = subject {
        page.push(subject);
        page.flush(Some(BlockKind::Headline));
    }
    let title = page.length();
    let (mut remarks, mut forwards) = (Vec::new(), false);
    for part in chosen(message) {
        let decoded = text(part);
        if decoded.text.len() + page.length() > MOST_TEXT {
            return Err(ReadError::new(
                format!(
                    "{} has {} MB of text, which is no message.",
                    format::file_name(name),
                    decoded.text.len() >> 20
                ),
                "Open what it carries from your mail program.",
            ));
        }
        if decoded.text.trim().is_empty() {
            continue;
        }
        format::check_text(name, &decoded.text)?;
        forwards |= page.length() == title && introduces(decoded.text.trim_start());
        if part.kind == "text/html" {
            html::fragment(name, &decoded.text, subject, &mut page)?;
        } else {
            plain(&decoded.text, part.is_flowed, &mut page);
        }
        remarks.extend(decoded.remark);
    }
    if page.length() == title {
        return Ok(None);
    }
    let mut article = page.into_article(name, metadata(message), dates(message, forwards));
    article.remarks.splice(0..0, remarks);
    Ok(Some(article))
}

/// Whether a part is text that the message shows.
pub fn is_shown(part: &Part) -> bool {
    let text = matches!(part.kind.as_str(), "text/plain" | "text/html" | "text/markdown" | "text/enriched");
    // A multipart that names no boundary has only a text.
    (text || part.kind.starts_with("multipart/")) && !part.is_attachment && !part.is_resource
}

/// Whether only the one it was sent to can open it.
pub fn is_encrypted(message: &Message) -> bool {
    let kind = message.headers.content_type().and_then(|c| c.subtype()).map(str::to_ascii_lowercase);
    matches!(kind.as_deref(), Some("encrypted" | "pkcs7-mime" | "x-pkcs7-mime"))
}

/// The parts that make the text: of each choice the plain form, if it says what the other says.
fn chosen<'a, 'b>(message: &'a Message<'b>) -> Vec<&'a Part<'b>> {
    let is_html = |part: &Part| part.kind == "text/html";
    // The words of each choice in its plain form and in the other one, which costs more and is seldom needed.
    let mut words: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    let choices = || message.parts.iter().filter(|p| is_shown(p)).filter_map(|p| Some((p.choice?, p)));
    for (choice, part) in choices().filter(|(_, part)| !is_html(part)) {
        words.entry(choice).or_default().0 += text(part).text.split_whitespace().take(STUB_WORDS).count();
    }
    for (choice, part) in choices().filter(|(_, part)| is_html(part)) {
        let (plain, html) = words.entry(choice).or_default();
        if *plain < STUB_WORDS && *html <= STUB_WORDS * 2 {
            *html += words_of_html(part);
        }
    }
    let prefers_html =
        |choice: usize| words.get(&choice).is_some_and(|(plain, html)| *plain < STUB_WORDS && html > &(plain * 2));
    let shown = message.parts.iter().filter(|p| is_shown(p));
    shown.filter(|p| p.choice.is_none_or(|choice| prefers_html(choice) == is_html(p))).collect()
}

fn words_of_html(part: &Part) -> usize {
    let mut page = Page::default();
    let read = html::fragment("", &text(part).text, None, &mut page);
    if read.is_ok() { page.words() } else { 0 }
}

/// The text of a part, in the encoding that its header names; a page may name its own.
pub fn text(part: &Part) -> decode::Decoded {
    let bytes = part.bytes();
    let declared = part.charset.or_else(|| (part.kind == "text/html").then(|| decode::declared(&bytes)).flatten());
    decode::decode(&bytes, declared)
}

/// What a line of plain text belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    Own,
    Quoted,
    Signature,
}

/// The paragraphs of plain text, quoted ones without their marks.
fn plain(text: &str, flowed: bool, page: &mut Page) {
    let mut runs: Vec<(Voice, String)> = Vec::new();
    let mut voice = Voice::Own;
    for line in text.lines() {
        let said = unquoted(line);
        voice = match (voice, said) {
            (Voice::Signature, _) => Voice::Signature,
            (_, Some(_)) => Voice::Quoted,
            (_, None) if line == "-- " || line == "--" => {
                voice = Voice::Signature;
                continue;
            }
            (_, None) => Voice::Own,
        };
        let line = said.filter(|_| voice == Voice::Quoted).unwrap_or(line);
        if runs.last().is_none_or(|(v, _)| *v != voice) {
            runs.push((voice, String::new()));
        }
        if let Some((_, run)) = runs.last_mut() {
            run.push_str(line);
            // A flowed line that ends in a space goes on in the next one.
            if !(flowed && line.ends_with(' ')) {
                run.push('\n');
            }
        }
    }
    for (index, (voice, run)) in runs.iter().enumerate() {
        let quoted_next = runs.get(index + 1).is_some_and(|(v, _)| *v == Voice::Quoted);
        push_run(run, *voice, quoted_next, page);
    }
}

/// A quoted line without its marks.
fn unquoted(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix('>')?;
    Some(rest.trim_start_matches(['>', ' ']))
}

fn push_run(run: &str, voice: Voice, quoted_next: bool, page: &mut Page) {
    let found = paragraphs(run);
    let mut copied = false;
    for (index, paragraph) in found.iter().enumerate() {
        let words = paragraph.span.of(run);
        let lower = beginning(words);
        copied =
            introduces(words) || copied && COPIED_HEADERS.iter().any(|h| lower.trim_start_matches('*').starts_with(h));
        let hint = match voice {
            Voice::Signature => Some(BlockKind::Boilerplate),
            _ if copied || quoted_next && index + 1 == found.len() && words.ends_with(':') => {
                Some(BlockKind::Boilerplate)
            }
            Voice::Quoted => Some(BlockKind::Quote),
            Voice::Own => (paragraph.mark == Mark::Bullet).then_some(BlockKind::Bullet),
        };
        page.push(words);
        page.flush(hint);
    }
}

/// Whether a paragraph announces an older message.
fn introduces(words: &str) -> bool {
    let lower = beginning(words);
    let lower = lower.trim_start_matches(['-', ' ']);
    FORWARDED.iter().any(|f| lower.starts_with(f))
}

fn beginning(words: &str) -> String {
    words.chars().take(80).flat_map(char::to_lowercase).collect()
}

fn metadata(message: &Message) -> Metadata {
    let headers = &message.headers;
    let from = headers.from().and_then(|from| from.first());
    let language = match headers.content_language() {
        HeaderValue::Text(tag) => Some(tag.as_ref()),
        HeaderValue::TextList(tags) => tags.first().map(AsRef::as_ref),
        _ => None,
    };
    Metadata {
        title: headers.subject().map(|s| shown(&line(s))).filter(|s| !s.is_empty()),
        byline: from
            .and_then(|from| from.name().or_else(|| from.address()))
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty()),
        language: language.map(|tag| tag.trim().to_lowercase()).filter(|tag| (2..=12).contains(&tag.len())),
        ..Metadata::default()
    }
}

/// The day of the mail's date, as it was where it was written; else the day it arrived. A mail that only forwards
/// another is younger than that, which has its date in its first lines.
pub fn dates(message: &Message, forwards: bool) -> Vec<DateCandidate> {
    let score = if forwards { 0.9 } else { 0.96 };
    let headers = &message.headers;
    if let Some((date, written)) = headers.date().and_then(|d| Some((day(d)?, d))) {
        let reason = format!("The mail's Date header says {}", written.to_rfc822());
        return vec![candidate(date, DateOrigin::Metadata, score, reason)];
    }
    let received = headers.received().and_then(mail_parser::Received::date);
    let arrived = received.and_then(|d| Some((day(&d)?, d)));
    arrived
        .map(|(date, at)| {
            let reason = format!("A mail server received the mail on {}", at.to_rfc822());
            candidate(date, DateOrigin::Metadata, 0.8, reason)
        })
        .into_iter()
        .collect()
}

fn day(date: &DateTime) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::reader::mail::parts::split;

    fn open(mail: &str) -> Article {
        article("a.eml", &split(mail.as_bytes()).messages[0]).unwrap().unwrap()
    }

    fn blocks(article: &Article) -> Vec<(BlockKind, &str)> {
        article.blocks.iter().map(|b| (b.kind, b.span.of(&article.text))).collect()
    }

    #[test]
    fn what_a_mail_says_of_itself() {
        let article = open(
            "From: =?utf-8?q?J=C3=A9r=C3=B4me_Doe?= <j@example.org>\nSubject: =?iso-8859-1?q?The_caf=E9?=\n closes\nDate: Sun, 20 Nov 2016 23:30:00 -0500\nContent-Language: en-GB\n\nThe café closed on Friday.\n",
        );
        assert_eq!(article.text, "The café closes\n\nThe café closed on Friday.");
        assert_eq!(article.metadata.byline.as_deref(), Some("Jérôme Doe"));
        assert_eq!(article.metadata.title.as_deref(), Some("The café closes"));
        assert_eq!(article.metadata.language.as_deref(), Some("en-gb"));
        let published = article.published();
        assert_eq!(published.date, NaiveDate::from_ymd_opt(2016, 11, 20));
        assert_eq!(published.reason, "The mail's Date header says Sun, 20 Nov 2016 23:30:00 -0500");
    }

    #[test]
    fn quotes_and_signatures() {
        use BlockKind::{Body, Boilerplate, Quote};
        let article = open(
            "Content-Type: text/plain\n\nThe bridge closed on Friday.\n\nOn Thu, 17 Nov 2016, Al Roe wrote:\n> The bridge will close, they say, when the winter comes and\n> the river freezes.\n>\n>> Will it?\n\nNobody was hurt.\n-- \nJane Doe\nThe Example\n",
        );
        assert_eq!(
            blocks(&article),
            [
                (Body, "The bridge closed on Friday."),
                (Boilerplate, "On Thu, 17 Nov 2016, Al Roe wrote:"),
                (Quote, "The bridge will close, they say, when the winter comes and the river freezes."),
                (Quote, "Will it?"),
                (Body, "Nobody was hurt."),
                (Boilerplate, "Jane Doe"),
                (Boilerplate, "The Example"),
            ]
        );
    }

    #[test]
    fn forwarded_mail_loses_its_copied_headers() {
        use BlockKind::{Body, Boilerplate, Dateline};
        let article = open(
            "Message-ID: <1>\nDate: Mon, 21 Nov 2016 08:00:00 +0000\n\n---------- Forwarded message ---------\nFrom: Jane Doe <j@example.org>\nDate: Sun, Nov 20, 2016 at 9:04 PM\nSubject: Bridge\n\nThe bridge closed on Friday.\n",
        );
        let kinds: Vec<_> = blocks(&article).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, [Boilerplate, Boilerplate, Dateline, Boilerplate, Body]);
        assert_eq!(article.published().date, NaiveDate::from_ymd_opt(2016, 11, 20));
    }

    #[test]
    fn flowed_lines_are_one() {
        let mail = "Content-Type: text/plain; format=flowed\n\nThe bridge \nclosed on \nFriday.\nNobody was hurt.\n";
        assert_eq!(open(mail).text, "The bridge closed on Friday.\n\nNobody was hurt.");
    }

    fn choice(plain: &str, html: &str) -> String {
        format!(
            "Subject: A\nContent-Type: multipart/alternative; boundary=x\n\n--x\n\n{plain}\n--x\nContent-Type: text/html\n\n{html}\n--x--\n"
        )
    }

    #[test]
    fn the_plain_form_is_preferred_if_it_says_as_much() {
        assert_eq!(open(&choice("It closed.", "<p>It <b>closed</b>.</p>")).text, "A\n\nIt closed.");
        let html = format!("<p>It closed.</p><p>{}</p>", "Ferries run every hour. ".repeat(20));
        assert!(open(&choice("See https://example.org", &html)).text.starts_with("A\n\nIt closed.\n\nFerries"));
        assert_eq!(open(&choice(" ", "<p>It closed.</p>")).text, "A\n\nIt closed.");
        assert_eq!(open(&choice("It closed.", "")).text, "A\n\nIt closed.");
    }

    #[test]
    fn no_text_is_no_article() {
        for mail in ["Subject: A\n\n \n", "Subject: A\nContent-Type: image/png\n\nxx", "Subject: A\n"] {
            assert!(article("a.eml", &split(mail.as_bytes()).messages[0]).unwrap().is_none(), "{mail}");
        }
        let binary = format!("Subject: A\n\n{}", "a\0\u{1}".repeat(50));
        assert!(article("a.eml", &split(binary.as_bytes()).messages[0]).unwrap_err().message.contains("binary"));
    }
}
