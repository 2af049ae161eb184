//! JSON: records of news as interfaces, crawlers and data sets write them, one or many, and what Dateline itself writes.

mod value;

use super::record;
use crate::article::budget::Budget;
use crate::article::format::{check_text, file_name};
use crate::article::many::Many;
use crate::article::{Contents, ReadError, decode};
use serde_json::Deserializer;

pub fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    let decoded = decode::decode(bytes, None);
    check_text(name, &decoded.text)?;
    if is_lines(&decoded.text) {
        return lines(name, &decoded, budget);
    }
    whole(name, &decoded, budget)
}

pub fn read_lines(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    let decoded = decode::decode(bytes, None);
    check_text(name, &decoded.text)?;
    // One value over many lines under the wrong ending.
    let first = decoded.text.trim_start().lines().next().unwrap_or_default();
    if first.starts_with('[') || first.starts_with('{') && !first.trim_end().ends_with('}') {
        return whole(name, &decoded, budget);
    }
    lines(name, &decoded, budget)
}

/// One value for the whole file.
fn whole(name: &str, decoded: &decode::Decoded, budget: &mut Budget) -> Result<Contents, ReadError> {
    let mut many = Many::new(name, budget, decoded.remark.clone());
    let mut json = Deserializer::from_str(&decoded.text);
    let walked =
        value::walk(&mut json, &mut |pairs, number| take(&mut many, name, pairs, number)).and_then(|()| json.end());
    let full = many.is_full();
    let mut contents = many.finish();
    match walked {
        Err(error) if !full && contents.articles.is_empty() => return Err(unreadable(name, &error)),
        Err(error) if !full => contents.problems.push(damaged(name, &error)),
        _ => {}
    }
    found(name, contents)
}

/// One value a line, so that a damaged line costs no other.
fn lines(name: &str, decoded: &decode::Decoded, budget: &mut Budget) -> Result<Contents, ReadError> {
    let mut many = Many::new(name, budget, decoded.remark.clone());
    let lines = decoded.text.lines().filter(|line| !line.trim().is_empty());
    for (index, line) in lines.enumerate() {
        if many.is_full() {
            break;
        }
        let part = many.part(index + 1);
        let mut json = Deserializer::from_str(line);
        let walked = value::walk(&mut json, &mut |pairs, _| take(&mut many, &part, pairs, None));
        if let Err(error) = walked.and_then(|()| json.end())
            && !many.is_full()
        {
            many.problem(unreadable(&part, &error));
        }
    }
    found(name, many.finish())
}

/// Takes a record that has a text; gives whether more are wanted.
fn take(many: &mut Many, name: &str, pairs: &record::Pairs, number: Option<usize>) -> bool {
    match record::item(pairs, "The record's") {
        Some(item) => {
            let name = number.map_or_else(|| name.to_owned(), |number| format!("{name}#{number}"));
            many.item(&name, item);
        }
        None if number.is_some() && !pairs.is_empty() => many.without_text(),
        None => {}
    }
    !many.is_full()
}

/// Whether each line is a value of its own, whatever the ending says.
fn is_lines(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    first.starts_with('{') && first.ends_with('}') && second.starts_with('{')
}

/// Says what was looked for where nothing was found.
fn found(name: &str, contents: Contents) -> Result<Contents, ReadError> {
    if contents.articles.is_empty() && contents.problems.is_empty() {
        return Err(no_text(name));
    }
    contents.not_empty(name)
}

fn no_text(name: &str) -> ReadError {
    ReadError::new(
        format!("{} holds no article: no record in it has a text under {}.", file_name(name), record::LOOKED_FOR),
        "Rename the key of the text to \"text\".",
    )
}

fn unreadable(name: &str, error: &serde_json::Error) -> ReadError {
    let short = file_name(name);
    let message = match () {
        () if error.to_string().starts_with("recursion") => format!("{short} nests its values too deeply to be read."),
        () if error.is_eof() => format!("{short} breaks off in the middle of a value."),
        // The number of a line says which it is.
        () if short.contains('#') => {
            format!("{short} is no JSON that can be read: {}.", error.to_string().replace("line 1 column", "column"))
        }
        () => format!("{short} is no JSON that can be read: {error}."),
    };
    ReadError::new(message, "Export it again; if it is plain text, let its name end in .txt.")
}

fn damaged(name: &str, error: &serde_json::Error) -> ReadError {
    let (short, line) = (file_name(name), error.line());
    let message = if error.is_eof() {
        format!("{short} breaks off in line {line}; the articles before it were read.")
    } else {
        format!("{short} is damaged: {error}; the articles before it were read.")
    };
    ReadError::new(message, "Export it again to get the rest.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::DateOrigin;
    use chrono::NaiveDate;

    fn open(json: &str) -> Contents {
        read("in/a.json", json.as_bytes(), &mut Budget::default()).unwrap()
    }

    fn error(json: &str) -> String {
        read("in/a.json", json.as_bytes(), &mut Budget::default()).unwrap_err().to_string()
    }

    #[test]
    fn shapes_of_many_sources() {
        let text = "The council closed the bridge on Friday.";
        for json in [
            format!(r#"{{"title":"Bridge","text":"{text}"}}"#),
            format!(r#"[{{"headline":"Bridge","articleBody":"{text}"}}]"#),
            format!(
                r#"{{"status":"ok","totalResults":1,"articles":[{{"title":"Bridge","source":{{"id":null,"name":"X"}},"content":"{text}"}}]}}"#
            ),
            format!(r#"{{"response":{{"docs":[{{"headline":{{"main":"Bridge"}},"lead_paragraph":"{text}"}}]}}}}"#),
            format!(r#"{{"hits":{{"hits":[{{"_id":"1","_source":{{"title":"Bridge","body":"{text}"}}}}]}}}}"#),
            format!(
                r#"[{{"title":{{"rendered":"Bridge"}},"content":{{"rendered":"<p>{text}</p>","protected":false}}}}]"#
            ),
            format!(r#"{{"0":{{"title":"Bridge","maintext":"{text}"}}}}"#),
            format!(r#"{{"title":"Bridge","text":["{text}"]}}"#),
            format!(r#"{{"article":{{"title":"Bridge","text":"{text}"}},"sentences":[{{"text":"x"}}]}}"#),
        ] {
            let contents = open(&json);
            assert_eq!(contents.articles.len(), 1, "{json}");
            assert_eq!(contents.articles[0].text, format!("Bridge\n\n{text}"), "{json}");
            assert!(contents.problems.is_empty(), "{json}");
        }
    }

    #[test]
    fn what_a_record_says_of_itself() {
        let json = r#"{"articles":[{"title":"A"},{"title":"B","text":"It closed.","publishedAt":"2016-11-20T23:30:00-05:00",
            "author":[{"name":"Jane Doe","description":"Jane writes."},{"name":"Al Roe"}],"publisher":{"name":"The Example"},"language":"EN",
            "comments":[{"text":"About time."}],"url":"https://example.org/a"}]}"#;
        let contents = open(json);
        let [article] = &contents.articles[..] else { panic!("{contents:?}") };
        assert_eq!(article.source, "in/a.json#2");
        assert_eq!(article.metadata.byline.as_deref(), Some("Jane Doe, Al Roe"));
        assert_eq!(article.metadata.publisher.as_deref(), Some("The Example"));
        assert_eq!(article.metadata.language.as_deref(), Some("en"));
        let published = article.published();
        assert_eq!((published.date, published.origin), (NaiveDate::from_ymd_opt(2016, 11, 20), DateOrigin::Metadata));
        assert_eq!(contents.problems[0].message, "One part of a.json holds no text.");
    }

    #[test]
    fn highlights_are_points() {
        use crate::article::BlockKind::{Body, Bullet};
        let article =
            &open(r#"{"article":"It closed on Friday. Ferries run.","highlights":"Bridge closes .\nFerries run ."}"#)
                .articles[0];
        assert_eq!(article.blocks.iter().map(|b| b.kind).collect::<Vec<_>>(), [Bullet, Bullet, Body]);
    }

    #[test]
    fn lines_are_read_one_by_one() {
        let lines = "{\"text\":\"One.\"}\n\n{\"text\": broken}\n{\"text\":\"Three.\"}\n";
        for ending in ["json", "jsonl"] {
            let read = if ending == "json" { read } else { read_lines };
            let contents = read(&format!("a.{ending}"), lines.as_bytes(), &mut Budget::default()).unwrap();
            let sources: Vec<_> = contents.articles.iter().map(|a| a.source.clone()).collect();
            assert_eq!(sources, [format!("a.{ending}#1"), format!("a.{ending}#3")]);
            assert!(contents.problems[0].message.starts_with(&format!("a.{ending}#2 is no JSON")));
        }
        for whole in ["[\n{\"text\":\"One.\"}\n]", "{\n\"text\":\"One.\"\n}"] {
            assert_eq!(read_lines("a.jsonl", whole.as_bytes(), &mut Budget::default()).unwrap().articles.len(), 1);
        }
    }

    #[test]
    fn a_cut_file_keeps_what_came_before() {
        let json = r#"[{"text":"One."},{"text":"Two."},{"text":"Thr"#;
        let contents = open(json);
        assert_eq!(contents.articles.len(), 2);
        assert!(contents.problems[0].message.contains("breaks off in line 1"), "{}", contents.problems[0]);
        for cut in 0..json.len() {
            let _ = read("a.json", &json.as_bytes()[..cut], &mut Budget::default());
        }
    }

    #[test]
    fn what_holds_no_article_says_so() {
        assert!(error("{}").contains("no record in it has a text under content, text"));
        assert!(error(r#"{"sentences":[{"text":"Nested where no articles are."}]}"#).contains("no record"));
        assert!(error(r#"{"text":"#).contains("breaks off"));
        assert!(error("The council met.").contains("is no JSON"));
        assert!(error("").contains("empty"));
        assert!(error(&"[".repeat(100_000)).contains("too deeply"));
        assert!(error(&"{\"items\":".repeat(100_000)).contains("too deeply"));
        assert!(error("[{\"title\":\"A\"}]").contains("no text"));
    }
}
