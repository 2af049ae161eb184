//! A mail taken apart: its messages, one in another, and their parts.
//!
//! One pass over the lines with a stack of the boundaries that are open, so that a mail of any nesting or number of
//! parts takes time with its length; headers and encodings are the work of the crate.

use encoding_rs::Encoding;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{ContentType, Message as Headers, MessageParser, MessagePart, MimeHeaders};

/// Multiparts in multiparts; mail programs make four at most.
const DEEPEST: usize = 32;
/// Parts and messages that are looked at.
pub const MOST_PARTS: usize = 20_000;
/// The longest header of a message; servers refuse far shorter ones.
const MOST_HEADER: usize = 256 << 10;

/// All messages of a mail, the outermost first, and whether it has more parts than were looked at.
pub struct Mail<'a> {
    pub messages: Vec<Message<'a>>,
    pub cut: bool,
    /// Whether it ends before the end that its head announces.
    pub breaks_off: bool,
}

/// What users read of a mail that does.
pub const BREAKS_OFF: &str = "The file breaks off in the middle of this mail; what is left of it was read.";

pub struct Message<'a> {
    pub headers: Headers<'a>,
    pub parts: Vec<Part<'a>>,
}

/// A part that is no multipart.
pub struct Part<'a> {
    /// Type and subtype in lower case: "text/plain".
    pub kind: String,
    pub charset: Option<&'static Encoding>,
    pub name: Option<String>,
    pub is_attachment: bool,
    /// Lines were broken by the program, and end in a space where they go on.
    pub is_flowed: bool,
    /// Parts with the same number say the same in different forms.
    pub choice: Option<usize>,
    /// A picture or style of the part before it.
    pub is_resource: bool,
    pub id: Option<String>,
    pub location: Option<String>,
    encoding: Encoded,
    body: &'a [u8],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoded {
    No,
    Base64,
    QuotedPrintable,
}

/// A multipart that is open.
struct Open {
    boundary: Vec<u8>,
    /// The message that its parts belong to.
    message: usize,
    choice: Option<usize>,
    is_digest: bool,
    /// The parts seen, where the first is the text and the others serve it.
    related: Option<usize>,
}

/// Takes a mail apart; anything is a mail, if only a text without headers.
pub fn split(bytes: &[u8]) -> Mail<'_> {
    let mut mail = Mail { messages: Vec::new(), cut: false, breaks_off: false };
    let (mut open, mut choices, mut parts): (Vec<Open>, usize, usize) = (Vec::new(), 0, 0);
    let (mut at, mut new_message) = (0, true);
    while at < bytes.len() {
        parts += 1;
        if parts > MOST_PARTS {
            mail.cut = true;
            break;
        }
        let (headers, body) = headers(bytes, at);
        let content = headers.content_type();
        let digest = open.last().is_some_and(|o| o.is_digest) && content.is_none() && !new_message;
        let kind = if digest { "message/rfc822".to_owned() } else { kind(content) };
        let outer = open.last_mut().filter(|_| !new_message);
        let choice = outer.as_ref().and_then(|o| o.choice);
        let is_resource = outer.and_then(|o| o.related.as_mut()).is_some_and(|seen| {
            *seen += 1;
            *seen > 1
        });
        let encoding = encoding(&headers);
        let boundary = content.and_then(|c| c.attribute("boundary")).map(|b| b.as_bytes().to_vec());
        let part = part(&headers, &kind, choice, is_resource, encoding);
        let owner = if new_message || mail.messages.is_empty() {
            mail.messages.push(Message { headers, parts: Vec::new() });
            mail.messages.len() - 1
        } else {
            open.last().map_or(0, |o| o.message)
        };
        new_message = false;
        at = body;
        match boundary.filter(|b| !b.is_empty()) {
            Some(boundary) if kind.starts_with("multipart/") && open.len() < DEEPEST => {
                let choice = choice.or_else(|| {
                    (kind == "multipart/alternative").then(|| {
                        choices += 1;
                        choices
                    })
                });
                let related = (kind == "multipart/related").then_some(0);
                open.push(Open { boundary, message: owner, choice, is_digest: kind == "multipart/digest", related });
                at = next_part(bytes, at, &mut open).1;
            }
            _ if matches!(kind.as_str(), "message/rfc822" | "message/global") && encoding == Encoded::No => {
                new_message = true;
            }
            _ => {
                let (end, next) = next_part(bytes, at, &mut open);
                mail.messages[owner].parts.push(Part { body: &bytes[at..end], ..part });
                at = next;
            }
        }
    }
    mail.breaks_off = !mail.cut && !open.is_empty();
    mail
}

/// The headers that begin at `at`, and where what follows them begins.
fn headers(bytes: &[u8], at: usize) -> (Headers<'_>, usize) {
    let mut end = at;
    for line in bytes[at..].split_inclusive(|b| *b == b'\n') {
        end += line.len();
        if line.iter().all(u8::is_ascii_whitespace) {
            break;
        }
    }
    let head = &bytes[at..end.min(at + MOST_HEADER)];
    // The crate reads headers of a message's first part, which a message without headers lacks.
    let none = || Headers { parts: vec![MessagePart::default()], ..Headers::default() };
    (MessageParser::new().parse_headers(head).filter(|h| !h.parts.is_empty()).unwrap_or_else(none), end)
}

/// Where the part ends that begins at `at`, and where the next one begins; multiparts that end are closed.
fn next_part(bytes: &[u8], at: usize, open: &mut Vec<Open>) -> (usize, usize) {
    let (mut line_start, mut end) = (at, None);
    for line in bytes[at..].split_inclusive(|b| *b == b'\n') {
        let (start, next) = (line_start, line_start + line.len());
        line_start = next;
        let Some(mark) = line.strip_prefix(b"--") else { continue };
        let mark = mark.trim_ascii_end();
        // The innermost first; an outer one closes those that were never closed.
        let found = open.iter().enumerate().rev().find_map(|(level, o)| {
            let rest = mark.strip_prefix(&o.boundary[..])?;
            matches!(rest, b"" | b"--").then_some((level, rest == b"--"))
        });
        let Some((level, closes)) = found else { continue };
        end = end.or(Some(start));
        open.truncate(level + usize::from(!closes));
        if !closes {
            return (without_newline(bytes, at, end.unwrap_or(start)), next);
        }
    }
    (without_newline(bytes, at, end.unwrap_or(bytes.len())), bytes.len())
}

/// The line break before a boundary belongs to the boundary.
fn without_newline(bytes: &[u8], start: usize, end: usize) -> usize {
    let body = &bytes[start..end];
    let body = body.strip_suffix(b"\n").unwrap_or(body);
    start + body.strip_suffix(b"\r").unwrap_or(body).len()
}

fn kind(content: Option<&ContentType>) -> String {
    content.map_or_else(
        || "text/plain".to_owned(),
        |c| format!("{}/{}", c.ctype(), c.subtype().unwrap_or("plain")).to_ascii_lowercase(),
    )
}

fn encoding(headers: &Headers) -> Encoded {
    match headers.content_transfer_encoding().map(|e| e.trim().to_ascii_lowercase()).as_deref() {
        Some("base64") => Encoded::Base64,
        Some("quoted-printable") => Encoded::QuotedPrintable,
        _ => Encoded::No,
    }
}

fn part<'a>(headers: &Headers, kind: &str, choice: Option<usize>, is_resource: bool, encoding: Encoded) -> Part<'a> {
    let content = headers.content_type();
    let attribute = |name: &str| content.and_then(|c| c.attribute(name));
    Part {
        kind: kind.to_owned(),
        charset: attribute("charset").and_then(|label| Encoding::for_label(label.trim().as_bytes())),
        name: headers.attachment_name().map(plain_name).filter(|n| !n.is_empty()),
        is_attachment: headers.content_disposition().is_some_and(ContentType::is_attachment),
        is_flowed: attribute("format").is_some_and(|f| f.eq_ignore_ascii_case("flowed")),
        choice,
        is_resource,
        id: headers.content_id().map(str::to_owned),
        location: headers.content_location().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()),
        encoding,
        body: &[],
    }
}

/// A file's name without folders, which only its own machine has, and without what no name holds.
fn plain_name(name: &str) -> String {
    const LONGEST: usize = 100;
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    last.chars().filter(|c| !c.is_control()).take(LONGEST).collect::<String>().trim().to_owned()
}

impl Part<'_> {
    /// The part's bytes as they were before they were encoded for the way. What is damaged is read as far as it goes.
    pub fn bytes(&self) -> Vec<u8> {
        match self.encoding {
            Encoded::No => self.body.to_vec(),
            Encoded::Base64 => {
                let clean = || -> Vec<u8> {
                    self.body.iter().copied().filter(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b)).collect()
                };
                base64_decode(self.body).or_else(|| base64_decode(&clean())).unwrap_or_default()
            }
            Encoded::QuotedPrintable => quoted_printable_decode(self.body).unwrap_or_else(|| {
                let lines = self.body.split_inclusive(|b| *b == b'\n');
                lines.flat_map(|line| quoted_printable_decode(line).unwrap_or_else(|| line.to_vec())).collect()
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(mail: &Mail) -> Vec<Vec<String>> {
        mail.messages.iter().map(|m| m.parts.iter().map(|p| p.kind.clone()).collect()).collect()
    }

    #[test]
    fn parts_and_their_choices() {
        let mail = b"Subject: A\r\nContent-Type: multipart/mixed; boundary=\"x\"\r\n\r\npreamble\r\n--x\r\nContent-Type: multipart/alternative; boundary=xy\r\n\r\n--xy\r\n\r\nplain\r\n--xy\r\nContent-Type: text/html; charset=latin1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>caf=E9</p>\r\n--xy--\r\n--x\r\nContent-Type: application/pdf; name=\"../a.pdf\"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\naGk=\r\n--x--\r\nepilogue\r\n";
        let mail = split(mail);
        assert_eq!(kinds(&mail), [["text/plain", "text/html", "application/pdf"]]);
        let parts = &mail.messages[0].parts;
        assert_eq!(parts.iter().map(|p| p.choice).collect::<Vec<_>>(), [Some(1), Some(1), None]);
        assert_eq!((parts[0].bytes(), parts[1].bytes()), (b"plain".to_vec(), b"<p>caf\xE9</p>".to_vec()));
        assert_eq!((parts[2].bytes(), parts[2].name.as_deref()), (b"hi".to_vec(), Some("a.pdf")));
        assert!(parts[2].is_attachment && !parts[0].is_attachment);
    }

    #[test]
    fn messages_in_messages() {
        let mail = b"Subject: A\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nouter\n--x\nContent-Type: message/rfc822\n\nSubject: B\nContent-Type: multipart/mixed; boundary=y\n\n--y\n\ninner\n--x\n\nouter again\n--x--\n";
        let mail = split(mail);
        assert_eq!(mail.messages.iter().map(|m| m.headers.subject().unwrap()).collect::<Vec<_>>(), ["A", "B"]);
        assert_eq!(mail.messages.iter().map(|m| m.parts.len()).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(mail.messages[0].parts[1].bytes(), b"outer again");
        let digest = b"Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: B\n\none\n--x\n\nSubject: C\n\ntwo\n--x--\n";
        assert_eq!(split(digest).messages.len(), 3);
    }

    #[test]
    fn damage_is_survived() {
        assert_eq!(kinds(&split(b"Subject: A\n\nText -- more\n--no boundary\n")), [["text/plain"]]);
        assert_eq!(kinds(&split(b"Content-Type: multipart/mixed; boundary=x\n\nnever comes")), [Vec::<String>::new()]);
        assert_eq!(kinds(&split(b"Content-Type: multipart/mixed\n\nno boundary")), [["multipart/mixed"]]);
        assert!(split(b"").messages.is_empty());
        let broken = split(b"Content-Transfer-Encoding: quoted-printable\n\na=3Db\nc=ZZ\n");
        assert_eq!(broken.messages[0].parts[0].bytes(), b"a=b\nc=ZZ");
        let broken = split(b"Content-Transfer-Encoding: base64\n\naG*k=\n");
        assert_eq!(broken.messages[0].parts[0].bytes(), b"hi");
    }

    #[test]
    fn nesting_takes_no_stack() {
        let messages = "Content-Type: message/rfc822\n\n".repeat(100_000);
        assert!(split(messages.as_bytes()).cut);
        let multiparts: String =
            (0..50_000).map(|i| format!("Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n")).collect();
        let _ = split(multiparts.as_bytes());
        let never: String = "--x\nContent-Type: multipart/mixed; boundary=y\n\n".repeat(50_000);
        let _ = split(format!("Content-Type: multipart/mixed; boundary=x\n\n{never}").as_bytes());
    }
}
