//! Mail: messages with their attachments, mailboxes, and web pages saved as a mail.

mod body;
mod mailbox;
mod page;
mod parts;

use super::plain;
use crate::article::MOST_TEXT;
use crate::article::budget::Budget;
use crate::article::format::{check_text, file_name, is_readable_ending};
use crate::article::many::Many;
use crate::article::{Contents, ReadError, contents_within, decode};
use mail_parser::HeaderName;
use parts::{BREAKS_OFF, MOST_PARTS, Mail, Part};

/// Types of attachments with the ending that their name may lack.
const ENDINGS: &[(&str, &str)] = &[
    ("application/pdf", "pdf"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/vnd.oasis.opendocument.text", "odt"),
    ("application/rtf", "rtf"),
    ("message/rfc822", "eml"),
];

/// Reads one mail: its message, those in it, and what is attached to them.
pub fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    not_empty(name, bytes)?;
    // Programs that keep one mail a file put the envelope's line above it, too.
    let mut messages = mailbox::messages(bytes);
    let message = messages.next().unwrap_or_default();
    if messages.next().is_some() {
        return read_mailbox(name, bytes, budget);
    }
    let mail = parts::split(&message);
    if !is_mail(&mail) {
        return text(name, bytes);
    }
    let mut many = Many::new(name, budget, None);
    add(&mut many, name, &mail);
    many.finish().not_empty(name)
}

/// Reads a mailbox, one article a message.
pub fn read_mailbox(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    not_empty(name, bytes)?;
    let mut many = Many::new(name, budget, None);
    for (index, message) in mailbox::messages(bytes).enumerate() {
        if many.is_full() {
            break;
        }
        let mail = parts::split(&message);
        if index == 0 && !is_mail(&mail) {
            return text(name, bytes);
        }
        let part = many.part(index + 1);
        add(&mut many, &part, &mail);
    }
    many.finish().not_empty(name)
}

/// Reads a web page that was saved as a mail.
pub fn read_page(name: &str, bytes: &[u8]) -> Result<Contents, ReadError> {
    not_empty(name, bytes)?;
    page::read(name, &parts::split(bytes))
}

fn not_empty(name: &str, bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) { check_text(name, &String::from_utf8_lossy(bytes)) } else { Ok(()) }
}

/// Whether there is any header that a mail has.
fn is_mail(mail: &Mail) -> bool {
    const KNOWN: &[HeaderName] = &[
        HeaderName::From,
        HeaderName::To,
        HeaderName::Subject,
        HeaderName::Date,
        HeaderName::MessageId,
        HeaderName::Received,
        HeaderName::ReturnPath,
        HeaderName::MimeVersion,
        HeaderName::ContentType,
    ];
    let headers = mail.messages.first().map(|m| m.headers.headers()).unwrap_or_default();
    headers.iter().any(|h| KNOWN.contains(&h.name))
}

/// A text under a wrong ending.
fn text(name: &str, bytes: &[u8]) -> Result<Contents, ReadError> {
    let decoded = decode::decode(bytes, None);
    check_text(name, &decoded.text)?;
    if decoded.text.len() > MOST_TEXT {
        return Err(ReadError::new(
            format!("{} has {} MB of text and no message.", file_name(name), decoded.text.len() >> 20),
            "Split it into single articles.",
        ));
    }
    let mut article = plain::read(name, decoded.text);
    article.remarks.splice(0..0, decoded.remark);
    Ok(article.into())
}

/// Adds the messages of a mail and what is attached to them.
fn add(many: &mut Many, name: &str, mail: &Mail) {
    for (index, message) in mail.messages.iter().enumerate() {
        if many.is_full() {
            return;
        }
        let own = if index == 0 { name.to_owned() } else { format!("{name}/message-{}", index + 1) };
        let attached: Vec<(String, &Part)> =
            message.parts.iter().enumerate().filter_map(|(i, p)| Some((attachment(p, i + 1)?, p))).collect();
        match body::article(&own, message) {
            Ok(Some(mut article)) => {
                article.remarks.extend(mail.breaks_off.then(|| BREAKS_OFF.to_owned()));
                many.read(|_| Ok(article));
            }
            Ok(None) if body::is_encrypted(message) => many.problem(ReadError::new(
                format!("{} is encrypted.", file_name(&own)),
                "Open it in your mail program and save it there as text.",
            )),
            // A mail may only carry files or other messages.
            Ok(None) if attached.is_empty() && mail.messages.len() == 1 => many.without_text(),
            Ok(None) => {}
            Err(problem) => many.problem(problem),
        }
        for (file, part) in attached {
            if many.is_full() {
                return;
            }
            let own = format!("{own}/{file}");
            many.part_contents(|budget| {
                budget.article(name)?;
                let bytes = part.bytes();
                budget.spend(name, bytes.len())?;
                budget.deeper(&own, |budget| contents_within(&own, &bytes, budget))
            });
        }
    }
    if mail.cut {
        many.problem(ReadError::new(
            format!("{} has more than {MOST_PARTS} parts; the later ones were left out.", file_name(name)),
            "Save what is attached to it as files.",
        ));
    }
}

/// The name of an attachment that can be read; pictures, keys and calendars are passed over.
fn attachment(part: &Part, number: usize) -> Option<String> {
    if body::is_shown(part) {
        return None;
    }
    if let Some(name) = part.name.as_deref().filter(|name| is_readable_ending(name)) {
        return Some(name.to_owned());
    }
    let (_, ending) = ENDINGS.iter().find(|(kind, _)| *kind == part.kind)?;
    Some(part.name.as_ref().map_or_else(|| format!("attachment-{number}.{ending}"), |name| format!("{name}.{ending}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: Jane Doe <j@example.org>\nSubject: Bridge\nDate: Sun, 20 Nov 2016 21:04:00 -0500\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nIt closed on Friday.\n--x\nContent-Type: text/csv\nContent-Disposition: attachment; filename=\"rows.csv\"\n\ntitle,text\nA,It opened.\n--x\nContent-Type: image/png; name=a.png\n\nxx\n--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename*=utf-8''caf%C3%A9.txt\nContent-Transfer-Encoding: base64\n\nVGhlIGNhZsOpIGNsb3NlZC4=\n--x\nContent-Type: message/rfc822\n\nSubject: Inner\n\nIt was closed before.\n--x--\n";

    fn sources(contents: &Contents) -> Vec<&str> {
        contents.articles.iter().map(|a| a.source.as_str()).collect()
    }

    #[test]
    fn a_mail_with_attachments_and_another_mail() {
        let contents = read("in/a.eml", MAIL.as_bytes(), &mut Budget::default()).unwrap();
        assert_eq!(sources(&contents), ["in/a.eml", "in/a.eml/rows.csv#1", "in/a.eml/café.txt", "in/a.eml/message-2"]);
        assert_eq!(contents.articles[2].text, "The café closed.");
        assert_eq!(contents.articles[3].text, "Inner\n\nIt was closed before.");
        assert!(contents.problems.is_empty(), "{:?}", contents.problems);
    }

    #[test]
    fn a_mailbox_with_a_damaged_attachment() {
        let broken = MAIL.replace("title,text", "title,words");
        let mailbox = format!(
            "From jo Sun Nov 20 21:04:00 2016\n{broken}\nFrom jo Sun Nov 20 21:04:00 2016\nSubject: B\n\nTwo.\n\nFrom jo Sun Nov 20 21:04:00 2016\nSubject: C\n\n"
        );
        let contents = read_mailbox("a.mbox", mailbox.as_bytes(), &mut Budget::default()).unwrap();
        assert_eq!(sources(&contents), ["a.mbox#1", "a.mbox#1/café.txt", "a.mbox#1/message-2", "a.mbox#2"]);
        assert!(contents.problems[0].message.starts_with("rows.csv holds no article"), "{}", contents.problems[0]);
        assert_eq!(contents.problems[1].message, "One part of a.mbox holds no text.");
    }

    #[test]
    fn a_mail_that_breaks_off_says_so() {
        let remarks =
            |mail: &str| read("a.eml", mail.as_bytes(), &mut Budget::default()).unwrap().articles[0].remarks.clone();
        assert_eq!(remarks(MAIL), Vec::<String>::new());
        assert_eq!(remarks(&MAIL[..MAIL.len() - 6]), [BREAKS_OFF]);
        assert_eq!(remarks("Subject: A\n\nIt closed on Friday"), Vec::<String>::new(), "nothing tells");
    }

    #[test]
    fn an_encrypted_mail_says_so() {
        let pgp = "Subject: A\nContent-Type: multipart/encrypted; boundary=x\n\n--x\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--x\nContent-Type: application/octet-stream; name=a.asc\n\nxx\n--x--\n";
        let smime = "Subject: A\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\nxx\n";
        for mail in [pgp, smime] {
            let error = read("a.eml", mail.as_bytes(), &mut Budget::default()).unwrap_err();
            assert_eq!(error.message, "a.eml is encrypted.");
        }
    }

    #[test]
    fn attachments_are_known_by_ending_or_type() {
        let named = |header: &str| {
            let mail = format!("Content-Type: multipart/mixed; boundary=x\n\n--x\n{header}\n\nxx\n--x--\n");
            attachment(&parts::split(mail.as_bytes()).messages[0].parts[0], 1)
        };
        assert_eq!(
            named("Content-Type: application/octet-stream; name=\"C:\\\\a\\\\b.PDF\"").as_deref(),
            Some("b.PDF")
        );
        assert_eq!(named("Content-Type: application/pdf").as_deref(), Some("attachment-1.pdf"));
        assert_eq!(named("Content-Type: application/pdf; name=report").as_deref(), Some("report.pdf"));
        for none in ["Content-Type: image/png; name=a.png", "Content-Type: text/plain", "Content-Type: text/calendar"] {
            assert_eq!(named(none), None, "{none}");
        }
    }

    #[test]
    fn mails_in_mails_end() {
        let mut mail = "Subject: Innermost\n\nThe end.\n".to_owned();
        for _ in 0..8 {
            let encoded: String = mail.bytes().map(|b| format!("={b:02X}")).collect();
            mail = format!(
                "Subject: Outer\nContent-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n{encoded}\n"
            );
        }
        let error = read("a.eml", mail.as_bytes(), &mut Budget::default()).unwrap_err();
        assert!(error.message.contains("too deep"), "{error}");
    }

    #[test]
    fn wrong_endings_and_damage() {
        let plain = read("a.eml", b"The council met.\n\nIt closed the bridge.\n", &mut Budget::default()).unwrap();
        assert_eq!(plain.articles[0].text, "The council met.\n\nIt closed the bridge.\n");
        let error = |bytes: &[u8]| read("a.eml", bytes, &mut Budget::default()).unwrap_err().message;
        assert!(error(b"").contains("empty") && error(b"Subject: A\n\n").contains("no text"));
        assert!(error(&b"\0\x01".repeat(99)).contains("binary"));
        for cut in 0..MAIL.len() {
            if MAIL.is_char_boundary(cut) {
                let _ = read("a.eml", &MAIL.as_bytes()[..cut], &mut Budget::default());
                let _ = read_mailbox("a.mbox", &MAIL.as_bytes()[..cut], &mut Budget::default());
            }
        }
    }
}
