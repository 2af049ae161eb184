//! The metadata block at the head of a Markdown file: `key: value` between `---`, or `key = "value"` between `+++`.

/// Keys in lower case with their values, and the rest of the file.
pub fn split(text: &str) -> (Vec<(String, String)>, &str) {
    let body = text.trim_start_matches('\u{feff}');
    for (fence, separator) in [("---", ':'), ("+++", '=')] {
        let Some(rest) = body.strip_prefix(fence).and_then(|r| r.trim_start_matches([' ', '\r']).strip_prefix('\n'))
        else {
            continue;
        };
        let mut at = 0;
        for line in rest.split_inclusive('\n') {
            if line.trim_end() == fence || line.trim_end() == "..." {
                return (pairs(&rest[..at], separator), &rest[at + line.len()..]);
            }
            at += line.len();
        }
    }
    (Vec::new(), body)
}

/// Top-level pairs only; what is nested says nothing that an article needs.
fn pairs(block: &str, separator: char) -> Vec<(String, String)> {
    block
        .lines()
        .filter(|line| !line.starts_with([' ', '\t', '#', '-']))
        .filter_map(|line| line.split_once(separator))
        .map(|(key, value)| (key.trim().to_lowercase(), value.trim().trim_matches(['"', '\'']).to_owned()))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_and_the_body_is_left() {
        let (pairs, body) = split("---\ntitle: \"A: B\"\nDate: 2016-11-20\ntags:\n  - x\n---\n# A\n");
        assert_eq!(pairs, [("title".to_owned(), "A: B".to_owned()), ("date".to_owned(), "2016-11-20".to_owned())]);
        assert_eq!(body, "# A\n");
        let (pairs, body) = split("+++\ndate = '2016-11-20'\n+++\nText");
        assert_eq!((pairs.len(), body), (1, "Text"));
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(
            split("---\nThe text goes on and never closes it"),
            (Vec::new(), "---\nThe text goes on and never closes it")
        );
        assert_eq!(split("# A\n---\n"), (Vec::new(), "# A\n---\n"));
    }
}
