//! Web pages saved as one file (.mhtml): a mail whose first part is the page.

use super::body;
use super::parts::{BREAKS_OFF, Mail, Part};
use crate::article::format::file_name;
use crate::article::published::candidate;
use crate::article::reader::html;
use crate::article::{Contents, DateOrigin, ReadError};
use mail_parser::{HeaderValue, MimeHeaders};

/// The page of a saved file.
///
/// # Errors
/// Where it holds none; else those of the page's reader.
pub fn read(name: &str, mail: &Mail) -> Result<Contents, ReadError> {
    let Some((message, root)) = mail.messages.first().and_then(|m| Some((m, root(m)?))) else {
        return Err(ReadError::new(
            format!("{} holds no web page.", file_name(name)),
            "Save the page again, as a complete page or as text.",
        ));
    };
    let decoded = body::text(root);
    let snapshot = match message.headers.header("Snapshot-Content-Location") {
        Some(HeaderValue::Text(address)) => Some(address.trim()),
        _ => None,
    };
    let address = snapshot.or(root.location.as_deref()).filter(|a| a.starts_with("http"));
    let mut contents = html::saved(name, &decoded.text, address)?;
    // A page is saved after it was published, often long after: better than nothing, and below all that it says itself.
    let saved = body::dates(message, false).into_iter().next();
    let saved = saved.map(|d| {
        let reason = format!("The page was saved on {}; it is no younger", d.date);
        candidate(d.date, DateOrigin::Metadata, 0.3, reason)
    });
    for article in &mut contents.articles {
        article.remarks.splice(0..0, decoded.remark.clone());
        article.remarks.extend(mail.breaks_off.then(|| BREAKS_OFF.to_owned()));
        article.date_candidates.extend(saved.clone());
        article.date_candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    }
    Ok(contents)
}

/// The part that its header names as the first, else the first page.
fn root<'a, 'b>(message: &'a super::parts::Message<'b>) -> Option<&'a Part<'b>> {
    let start = message.headers.content_type().and_then(|c| c.attribute("start"));
    let start = start.map(|id| id.trim_matches(['<', '>']));
    let is_page = |part: &&Part| matches!(part.kind.as_str(), "text/html" | "application/xhtml+xml");
    let named = message.parts.iter().find(|p| start.is_some() && p.id.as_deref() == start).filter(is_page);
    named.or_else(|| message.parts.iter().find(is_page))
}

#[cfg(test)]
mod tests {
    use super::super::read_page;
    use crate::article::Article;
    use chrono::NaiveDate;

    const PAGE: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/2016/11/20/bridge\r\nSubject: Bridge\r\nDate: Tue, 3 Jan 2017 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n--x\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-ID: <frame@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/2016/11/20/bridge\r\n\r\n<html><head><title>Bridge</title></head><body><article><h1>Caf=E9 by the bridge closes</h1><p>The caf=E9 closed=\r\n on Friday.</p></article></body></html>\r\n--x--\r\n";

    fn open(page: &str) -> Article {
        read_page("a.mhtml", page.as_bytes()).unwrap().into_first("a.mhtml").unwrap()
    }

    #[test]
    fn the_page_is_read_with_its_address() {
        let article = open(PAGE);
        assert!(article.text.contains("The café closed on Friday."), "{}", article.text);
        assert_eq!(article.metadata.url.as_deref(), Some("https://example.org/2016/11/20/bridge"));
        assert_eq!(article.published().date, NaiveDate::from_ymd_opt(2016, 11, 20));
        let last = article.date_candidates.last().unwrap();
        assert_eq!(last.reason, "The page was saved on 2017-01-03; it is no younger");
    }

    #[test]
    fn without_a_page_it_says_so() {
        let error = |page: &str| read_page("a.mhtml", page.as_bytes()).unwrap_err().message;
        assert_eq!(error(&PAGE.replace("text/html; charset", "image/png; charset")), "a.mhtml holds no web page.");
        assert_eq!(error("Subject: x\n\nText."), "a.mhtml holds no web page.");
        assert!(error("").contains("empty"));
        for cut in 0..PAGE.len() {
            let _ = read_page("a.mhtml", &PAGE.as_bytes()[..cut]);
        }
    }
}
