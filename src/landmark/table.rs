//! The form of `assets/landmarks.ron`, and of files that users add.

use super::{Landmark, Term};
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    offices: Vec<(String, String, Vec<TermRow>)>,
    #[serde(default)]
    series: Vec<(String, String, Vec<String>, Vec<Row>)>,
}

type TermRow = (String, NaiveDate, Option<NaiveDate>);
type Row = (String, NaiveDate, Option<NaiveDate>, String, Vec<String>);

/// What a file holds.
#[derive(Debug, Default)]
pub struct Table {
    pub terms: Vec<Term>,
    pub series: Vec<Series>,
}

#[derive(Debug)]
pub struct Series {
    pub name: String,
    /// What any of it is called.
    pub names: Vec<String>,
    /// Each with its other names.
    pub rows: Vec<(Landmark, Vec<String>)>,
}

/// Reads a file of landmarks.
///
/// # Errors
/// One sentence: where the form is broken, or which row ends before it starts.
pub fn read(text: &str) -> Result<Table, String> {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let file: File = options.from_str(text).map_err(|e| format!("the file of landmarks is not well formed: {e}"))?;
    let mut table = Table::default();
    for (role, of, rows) in file.offices {
        for (person, from, to) in rows {
            in_order(&person, from, to)?;
            table.terms.push(Term { person, role: role.clone(), of: of.clone(), from, to });
        }
    }
    for (kind, name, names, rows) in file.series {
        let mut series = Series { name: name.clone(), names, rows: Vec::new() };
        for (row, from, to, place, others) in rows {
            in_order(&row, from, to)?;
            let landmark = Landmark { name: row, kind: kind.clone(), series: name.clone(), from, to, place };
            series.rows.push((landmark, others));
        }
        table.series.push(series);
    }
    Ok(table)
}

fn in_order(name: &str, from: NaiveDate, to: Option<NaiveDate>) -> Result<(), String> {
    match to {
        Some(to) if to < from => {
            Err(format!("in the file of landmarks, “{name}” ends on {to}, before it starts on {from}"))
        }
        _ => Ok(()),
    }
}

impl Table {
    /// Adds the rows of another table; a landmark or a term of the same name and office takes the place of those here.
    pub fn replace_by(&mut self, other: Self) {
        let named = |t: &Term| other.terms.iter().any(|o| (&o.person, &o.role, &o.of) == (&t.person, &t.role, &t.of));
        self.terms.retain(|t| !named(t));
        self.terms.extend(other.terms);
        for series in other.series {
            for mine in &mut self.series {
                mine.rows.retain(|(l, _)| !series.rows.iter().any(|(o, _)| o.name == l.name));
            }
            match self.series.iter_mut().find(|s| s.name == series.name) {
                Some(mine) => {
                    mine.names.extend(series.names);
                    mine.rows.extend(series.rows);
                }
                None => self.series.push(series),
            }
        }
    }
}
