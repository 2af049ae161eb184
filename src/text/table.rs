//! Vocabulary tables: tab-separated cells, a row a line, lines that start with `#` are remarks.

/// The rows of a table in the order in which they stand.
pub fn table(tsv: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    tsv.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn remarks_are_no_rows() {
        let rows: Vec<Vec<&str>> = super::table("# remark\na\tb\n\nc\t\td\n").collect();
        assert_eq!(rows, [vec!["a", "b"], vec!["c", "", "d"]]);
    }
}
