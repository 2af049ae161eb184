//! Tables: values apart by commas, semicolons, tabs or bars, a header that names the columns, one article a row.

use super::record::{self, Pairs};
use crate::article::budget::Budget;
use crate::article::format::{check_text, file_name};
use crate::article::many::Many;
use crate::article::{Contents, ReadError, decode};
use csv::{ReaderBuilder, StringRecord};

const DELIMITERS: &[u8] = b",;\t|";
/// A line with more delimiters is no row of any table, and would take memory without end.
const MOST_COLUMNS: usize = 1_000_000;
/// More columns than these are not told to the user.
const MOST_TOLD: usize = 8;

pub fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    let decoded = decode::decode(bytes, None);
    check_text(name, &decoded.text)?;
    let mut many = Many::new(name, budget, decoded.remark);
    // Some programs name the delimiter in a line of its own.
    let (named, text) = match decoded.text.split_once('\n') {
        Some((first, rest)) if first.trim().len() == 5 && first.trim().starts_with("sep=") => {
            (first.trim().bytes().last(), rest)
        }
        _ => (None, decoded.text.as_str()),
    };
    let delimiter = named.unwrap_or_else(|| delimiter(text));
    if text.lines().any(|line| line.bytes().filter(|b| *b == delimiter).count() > MOST_COLUMNS) {
        return Err(ReadError::new(
            format!(
                "{} has a row of more than {MOST_COLUMNS} columns, which is no table of articles.",
                file_name(name)
            ),
            "Check how the file was made.",
        ));
    }
    let mut table =
        ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut row = StringRecord::new();
    let columns: Vec<String> = match table.read_record(&mut row) {
        Ok(true) => row.iter().map(record::fold).collect(),
        _ => Vec::new(),
    };
    if !columns.iter().any(|column| record::is_text(column)) {
        return Err(no_text_column(name, &row));
    }
    let mut number = 0;
    while !many.is_full() {
        match table.read_record(&mut row) {
            Ok(true) => number += 1,
            Ok(false) => break,
            Err(error) => {
                let message = format!("{} cannot be read further: {error}.", file_name(name));
                many.problem(ReadError::new(message, "Export it again as CSV in UTF-8."));
                break;
            }
        }
        let cells = columns.iter().zip(row.iter()).filter(|(column, _)| record::is_known(column));
        let pairs: Pairs = cells.map(|(column, cell)| (column.clone(), cell.to_owned())).collect();
        match record::item(&pairs, "The table's column") {
            Some(item) => {
                let part = many.part(number);
                many.item(&part, item);
            }
            None => many.without_text(),
        }
    }
    let contents = many.finish();
    if contents.articles.is_empty() && contents.problems.is_empty() {
        return Err(ReadError::new(
            format!("{} has a header and no rows.", file_name(name)),
            "Choose a file that holds articles.",
        ));
    }
    contents.not_empty(name)
}

/// The delimiter that the header has most of, outside quotation marks; a comma where it has none.
fn delimiter(text: &str) -> u8 {
    let count = |delimiter: u8| {
        let mut quoted = false;
        let header = text.bytes().take_while(|b| {
            quoted ^= *b == b'"';
            quoted || *b != b'\n'
        });
        let mut quoted = false;
        header
            .filter(|b| {
                quoted ^= *b == b'"';
                !quoted && *b == delimiter
            })
            .count()
    };
    // Of equals the first, which is the comma.
    DELIMITERS.iter().copied().rev().max_by_key(|d| count(*d)).unwrap_or(b',')
}

fn no_text_column(name: &str, header: &StringRecord) -> ReadError {
    let told: Vec<String> = header.iter().take(MOST_TOLD).map(|c| c.trim().chars().take(24).collect()).collect();
    let more = if header.len() > MOST_TOLD { " and others" } else { "" };
    ReadError::new(
        format!(
            "{} holds no article: its first row should name a column {}, and names {}{more}.",
            file_name(name),
            record::LOOKED_FOR,
            told.join(", ")
        ),
        "Name the column of the text \"text\".",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn open(table: &str) -> Contents {
        read("in/a.csv", table.as_bytes(), &mut Budget::default()).unwrap()
    }

    #[test]
    fn a_row_is_an_article() {
        let table = "id,Title,TEXT,Date Published,source\n1,Bridge,\"It closed, he said.\n\nFerries \"\"run\"\".\",2016-11-20,The Example\n2,Empty,,,\n3,Third,\"<p>It opened.</p>\",,\n";
        let contents = open(table);
        assert_eq!(
            contents.articles.iter().map(|a| a.source.as_str()).collect::<Vec<_>>(),
            ["in/a.csv#1", "in/a.csv#3"]
        );
        assert_eq!(contents.articles[0].text, "Bridge\n\nIt closed, he said.\n\nFerries \"run\".");
        assert_eq!(contents.articles[0].published().date, NaiveDate::from_ymd_opt(2016, 11, 20));
        assert_eq!(contents.articles[0].published().reason, "The table's column datepublished says 2016-11-20");
        assert_eq!(contents.articles[1].text, "Third\n\nIt opened.");
        assert_eq!(contents.problems[0].message, "One part of a.csv holds no text.");
    }

    #[test]
    fn delimiters_are_found() {
        for table in [
            "title;text\nBridge;It closed, he said.\n",
            "title\ttext\nBridge\tIt closed, he said.\n",
            "title|text\r\nBridge|It closed, he said.\r\n",
            "\u{feff}\"title\";\"text, or body\";\"text\"\nBridge;;It closed, he said.\n",
            "sep=;\ntitle;text\nBridge;It closed, he said.\n",
            "title,text\nBridge,\"It closed, he said.\"",
        ] {
            assert_eq!(open(table).articles[0].text, "Bridge\n\nIt closed, he said.", "{table}");
        }
        assert_eq!(open("text\nIt closed.\nIt opened.\n").articles.len(), 2);
    }

    #[test]
    fn odd_rows_are_survived() {
        let ragged = "title,text\nA,One.,extra,cells\nB\n\nC,Three.\n";
        assert_eq!(open(ragged).articles.len(), 2);
        let unclosed = "title,text\nA,One.\nB,\"Two.\nC,Three.\n";
        assert_eq!(open(unclosed).articles.len(), 2);
    }

    #[test]
    fn what_has_no_text_column_says_what_was_looked_for() {
        let error = |table: &str| read("a.csv", table.as_bytes(), &mut Budget::default()).unwrap_err().to_string();
        let sentence = error("year;city;people\n2016;Lima;9\n");
        assert!(
            sentence.contains("name a column content, text, body") && sentence.contains("names year, city, people."),
            "{sentence}"
        );
        assert!(error("title,text\n").contains("no rows"));
        assert!(error("It closed on Friday.").contains("names It closed on Friday."));
        assert!(error("\0\u{1}\u{2}").contains("binary"));
        assert!(error(&format!("text\n{}", ",".repeat(MOST_COLUMNS + 1))).contains("1000000 columns"));
    }
}
