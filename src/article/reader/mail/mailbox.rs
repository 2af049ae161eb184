//! Mailboxes (.mbox): messages one after another, each behind a line "From …".

use std::borrow::Cow;

/// The messages of a mailbox in order, as they were before they were put into it.
pub fn messages(bytes: &[u8]) -> impl Iterator<Item = Cow<'_, [u8]>> {
    let mut rest = begin(bytes);
    std::iter::from_fn(move || {
        let message = rest?;
        let end = next_envelope(message);
        rest = end.and_then(|at| begin(&message[at..]));
        Some(unescaped(&message[..end.unwrap_or(message.len())]))
    })
}

/// What follows the envelope line.
fn begin(bytes: &[u8]) -> Option<&[u8]> {
    let line = bytes.split_inclusive(|b| *b == b'\n').next()?;
    is_envelope(line).then(|| &bytes[line.len()..]).or(Some(bytes))
}

/// Where the next message begins: at an envelope line behind an empty one.
fn next_envelope(message: &[u8]) -> Option<usize> {
    let (mut at, mut empty) = (0, false);
    for line in message.split_inclusive(|b| *b == b'\n') {
        if (empty || at == 0) && is_envelope(line) {
            return Some(at);
        }
        empty = line.iter().all(u8::is_ascii_whitespace);
        at += line.len();
    }
    None
}

/// "From jo@example.org Sun Nov 20 21:04:00 2016": a sentence may begin with "From", too, but gives no clock.
fn is_envelope(line: &[u8]) -> bool {
    /// No envelope is longer.
    const LONGEST: usize = 500;
    let clock =
        |word: &[u8]| word.len() >= 5 && word[0].is_ascii_digit() && word[2] == b':' && word[3].is_ascii_digit();
    let year = |word: &[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    let words = || line.split(|b| b.is_ascii_whitespace()).filter(|w| !w.is_empty());
    line.len() <= LONGEST && line.starts_with(b"From ") && words().any(clock) && words().any(year)
}

/// Takes one mark off lines that were escaped as ">From ".
fn unescaped(message: &[u8]) -> Cow<'_, [u8]> {
    let is_escaped = |line: &[u8]| {
        let from = line.iter().position(|b| *b != b'>').unwrap_or(line.len());
        from > 0 && line[from..].starts_with(b"From ")
    };
    let lines = || message.split_inclusive(|b| *b == b'\n');
    if !lines().any(is_escaped) {
        return Cow::Borrowed(message);
    }
    lines().flat_map(|line| &line[usize::from(is_escaped(line))..]).copied().collect::<Vec<u8>>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mailbox: &str) -> Vec<String> {
        messages(mailbox.as_bytes()).map(|m| String::from_utf8_lossy(&m).into_owned()).collect()
    }

    #[test]
    fn messages_are_apart() {
        let mailbox = "From jo@example.org Sun Nov 20 21:04:00 2016\nSubject: A\n\nOne.\n\nFrom al@example.org Mon Nov 21 08:00:00 2016\nSubject: B\n\nTwo.\n>From here on.\n>>From there.\n";
        assert_eq!(all(mailbox), ["Subject: A\n\nOne.\n\n", "Subject: B\n\nTwo.\nFrom here on.\n>From there.\n"]);
        assert_eq!(all(&mailbox.replace('\n', "\r\n")).len(), 2);
    }

    #[test]
    fn sentences_are_no_envelopes() {
        let mailbox = "From jo@example.org Sun Nov 20 21:04:00 2016\nSubject: A\n\nIt ends.\n\nFrom Monday on, ferries run.\n\nFrom 2016 to 2017 nobody came.\n";
        assert_eq!(all(mailbox).len(), 1);
        assert_eq!(all("Subject: A\n\nNo envelope.\n").len(), 1);
        assert_eq!(all("").len(), 0);
    }
}
