//! Reading order: a page is cut along its gutters, and above and below what spans them, until each part is one column.
//!
//! This is the XY-cut of Nagy and Seth (1984), with two differences: gutters go before gaps between lines, since the
//! paragraphs of two columns may end at the same height; and a gutter must part running text, since the columns of a
//! table are read row by row.

use super::lines::Line;

/// A gutter is at least so wide, in units of the text's size.
const GUTTER: f64 = 0.8;
/// A column of running text has at least so many lines, half of them with at least so many characters.
const COLUMN_LINES: usize = 3;
const PROSE_CHARACTERS: usize = 15;
/// Lines that lie within this of each other, in units of their size, stand on one row.
const LEVEL: f64 = 0.3;
/// Parts of one page; a page that falls into more is no article, and its rest is read from top to bottom.
const MOST_PARTS: usize = 400;
/// Steps across a page at which gutters are looked for.
const STEPS: usize = 600;

/// The columns of a page in reading order, each with its lines from top to bottom.
pub fn columns(pieces: Vec<Line>) -> Vec<Vec<Line>> {
    let mut done = Vec::new();
    let mut open = vec![pieces];
    let mut parts = 0;
    while let Some(part) = open.pop() {
        parts += 1;
        let cut = if parts > MOST_PARTS || part.len() < 2 * COLUMN_LINES {
            Err(part)
        } else {
            side_by_side(part).or_else(above_and_below)
        };
        match cut {
            Ok(parts) => open.extend(parts.into_iter().rev()),
            Err(column) => done.push(rows(column)),
        }
    }
    done.retain(|column| !column.is_empty());
    done
}

/// Cuts a part along a gutter that runs through all of it.
fn side_by_side(part: Vec<Line>) -> Result<Vec<Vec<Line>>, Vec<Line>> {
    let gutter = GUTTER * median_size(&part);
    let mut spans: Vec<(f64, f64)> = part.iter().map(|line| (line.left, line.right)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut reach = f64::NEG_INFINITY;
    for (left, right) in spans {
        if reach.is_finite() && left - reach >= gutter {
            let (before, behind): (Vec<&Line>, Vec<&Line>) = part.iter().partition(|line| line.left < left);
            if are_columns(&before, &behind) {
                let (before, behind) = part.into_iter().partition(|line| line.left < left);
                return Ok(vec![before, behind]);
            }
        }
        reach = reach.max(right);
    }
    Err(part)
}

/// Whether two sides of a gutter are read one after the other.
fn are_columns(left: &[&Line], right: &[&Line]) -> bool {
    match (is_prose(left), is_prose(right)) {
        (true, true) => true,
        (true, false) => !is_level(right, left),
        (false, true) => !is_level(left, right),
        (false, false) => false,
    }
}

/// The spaces of a justified line may be as wide as a gutter, so what counts are rows and not their pieces.
fn is_prose(side: &[&Line]) -> bool {
    let mut sorted = side.to_vec();
    sorted.sort_by(|a, b| b.base.total_cmp(&a.base));
    let rows = sorted.chunk_by(|a, b| is_on_row(a, b));
    let mut lengths: Vec<usize> = rows.map(|row| row.iter().map(|line| line.characters()).sum()).collect();
    lengths.sort_unstable();
    lengths.len() >= COLUMN_LINES && lengths[lengths.len() / 2] >= PROSE_CHARACTERS
}

/// The cells of a table stand on the lines of what they belong to, and a picture's credit or a list of links does not.
fn is_level(cells: &[&Line], prose: &[&Line]) -> bool {
    let mut bases: Vec<f64> = prose.iter().map(|line| line.base).collect();
    bases.sort_by(f64::total_cmp);
    let stands = |cell: &&&Line| {
        let at = bases.partition_point(|base| *base < cell.base - 0.1 * cell.size);
        bases.get(at).is_some_and(|base| *base <= cell.base + 0.1 * cell.size)
    };
    cells.iter().filter(stands).count() * 10 >= cells.len() * 8
}

/// Cuts a part above and below where it has columns: between the lines that span a gutter.
fn above_and_below(mut part: Vec<Line>) -> Result<Vec<Vec<Line>>, Vec<Line>> {
    part.sort_by(|a, b| b.base.total_cmp(&a.base));
    for gutter in gutters(&part) {
        let spans = |line: &Line| line.left < gutter.1 && line.right > gutter.0;
        let runs = part.chunk_by(|a, b| spans(a) == spans(b));
        let has_columns = |run: &[Line]| {
            let (left, right): (Vec<&Line>, Vec<&Line>) = run.iter().partition(|line| line.right <= gutter.0);
            !spans(&run[0]) && are_columns(&left, &right)
        };
        // What lies between two runs of columns stays together: it may have columns of its own.
        let mut parts: Vec<(bool, Vec<Line>)> = Vec::new();
        for run in runs {
            let columns = has_columns(run);
            match parts.last_mut().filter(|(before, _)| !columns && !before) {
                Some((_, lines)) => lines.extend_from_slice(run),
                None => parts.push((columns, run.to_vec())),
            }
        }
        if parts.len() > 1 {
            return Ok(parts.into_iter().map(|(_, lines)| lines).collect());
        }
    }
    Err(part)
}

/// Strips from top to bottom that part many lines and are crossed by few, the best first.
fn gutters(part: &[Line]) -> Vec<(f64, f64)> {
    /// A page of several stories has columns of several widths.
    const MOST: usize = 12;
    let half = GUTTER * median_size(part) / 2.0;
    let left = part.iter().map(|line| line.left).fold(f64::INFINITY, f64::min);
    let right = part.iter().map(|line| line.right).fold(f64::NEG_INFINITY, f64::max);
    let step = (right - left) / STEPS as f64;
    if !(step.is_finite() && step > 0.0) {
        return Vec::new();
    }
    // At each step, how many lines end before it and how many begin behind it.
    let (mut ended, mut begun) = (vec![0_usize; STEPS + 2], vec![0_usize; STEPS + 2]);
    for line in part {
        ended[(((line.right + half - left) / step).ceil().max(0.0) as usize).min(STEPS + 1)] += 1;
        begun[(((line.left - half - left) / step).floor().max(0.0) as usize).min(STEPS + 1)] += 1;
    }
    for i in 1..ended.len() {
        ended[i] += ended[i - 1];
    }
    for i in (1..begun.len()).rev() {
        begun[i - 1] += begun[i];
    }
    let worth = |i: usize| {
        let sides = ended[i].min(begun[i]);
        let crossing = part.len().saturating_sub(ended[i] + begun[i]);
        (sides >= COLUMN_LINES).then_some(2 * sides as isize - crossing as isize)
    };
    let mut best: Vec<(isize, usize)> = (0..=STEPS).filter_map(|i| Some((worth(i)?, i))).collect();
    best.sort_by_key(|(worth, i)| (std::cmp::Reverse(*worth), *i));
    // Steps beside each other are one gutter.
    let mut chosen: Vec<usize> = Vec::new();
    for (_, i) in best {
        if chosen.len() < MOST && chosen.iter().all(|other| other.abs_diff(i) as f64 * step > 4.0 * half) {
            chosen.push(i);
        }
    }
    chosen.into_iter().map(|i| left + i as f64 * step).map(|at| (at - half, at + half)).collect()
}

/// The lines of a column from top to bottom, each put together from its pieces.
fn rows(mut pieces: Vec<Line>) -> Vec<Line> {
    pieces.sort_by(|a, b| b.base.total_cmp(&a.base));
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for piece in pieces {
        match rows.last_mut().filter(|row| is_on_row(&row[0], &piece)) {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    rows.into_iter().filter_map(line).collect()
}

fn is_on_row(first: &Line, piece: &Line) -> bool {
    first.base - piece.base <= LEVEL * first.size.max(piece.size)
}

fn line(mut row: Vec<Line>) -> Option<Line> {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut pieces = row.into_iter();
    let mut line = pieces.next()?;
    pieces.for_each(|piece| line.extend(&piece));
    Some(line)
}

fn median_size(lines: &[Line]) -> f64 {
    let mut sizes: Vec<f64> = lines.iter().map(|line| line.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "nineteen characters";

    fn piece(text: &str, left: f64, base: f64) -> Line {
        Line { text: text.to_owned(), left, right: left + 5.0 * text.chars().count() as f64, base, size: 10.0 }
    }

    /// Lines of a column, named by a letter and their number.
    fn column(name: &str, left: f64, top: f64, lines: usize) -> Vec<Line> {
        (0..lines).map(|i| piece(&format!("{name}{i} {PROSE}"), left, top - 12.0 * i as f64)).collect()
    }

    fn order(mut pieces: Vec<Line>) -> String {
        // The order in which a file shows them says nothing.
        pieces.reverse();
        let columns = columns(pieces);
        let first_words = |column: Vec<Line>| {
            column
                .iter()
                .map(|line| line.text.split(' ').next().unwrap_or_default().to_owned())
                .collect::<Vec<_>>()
                .join(" ")
        };
        columns.into_iter().map(first_words).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn one_column_is_read_down() {
        assert_eq!(order(column("a", 50.0, 700.0, 4)), "a0 a1 a2 a3");
        assert_eq!(order(Vec::new()), "");
    }

    #[test]
    fn two_columns_under_a_headline() {
        let headline = piece(&"Headline ".repeat(6), 50.0, 740.0);
        let page = [vec![headline], column("a", 50.0, 700.0, 4), column("b", 200.0, 695.0, 4)].concat();
        assert_eq!(order(page), "Headline | a0 a1 a2 a3 | b0 b1 b2 b3");
    }

    #[test]
    fn three_columns_with_a_line_across_two() {
        let page = [
            column("a", 50.0, 700.0, 9),
            vec![piece(&"Across ".repeat(6), 200.0, 700.0)],
            column("b", 200.0, 670.0, 5),
            column("c", 350.0, 670.0, 5),
        ];
        assert_eq!(order(page.concat()), "a0 a1 a2 a3 a4 a5 a6 a7 a8 | Across | b0 b1 b2 b3 b4 | c0 c1 c2 c3 c4");
    }

    #[test]
    fn paragraphs_that_end_at_one_height_do_not_part_columns() {
        let page = [
            column("a", 50.0, 700.0, 3),
            column("c", 50.0, 640.0, 3),
            column("b", 200.0, 700.0, 3),
            column("d", 200.0, 640.0, 3),
        ];
        assert_eq!(order(page.concat()), "a0 a1 a2 c0 c1 c2 | b0 b1 b2 d0 d1 d2");
    }

    #[test]
    fn two_stories_with_columns_of_their_own() {
        let across = |name: &str, base: f64| vec![piece(&format!("{name} {}", "across ".repeat(12)), 50.0, base)];
        let wide = |name: &str, left: f64| {
            (0..4)
                .map(|i| piece(&format!("{name}{i} {}", PROSE.repeat(2)), left, 500.0 - 12.0 * f64::from(i)))
                .collect()
        };
        let page = [
            across("First", 730.0),
            column("a", 50.0, 700.0, 9),
            column("b", 200.0, 700.0, 9),
            column("c", 350.0, 700.0, 9),
            across("Second", 540.0),
            wide("d", 50.0),
            wide("e", 280.0),
        ];
        let nine = |name: &str| (0..9).map(|i| format!("{name}{i}")).collect::<Vec<_>>().join(" ");
        let expected =
            format!("First | {} | {} | {} | Second | d0 d1 d2 d3 | e0 e1 e2 e3", nine("a"), nine("b"), nine("c"));
        assert_eq!(order(page.concat()), expected);
    }

    #[test]
    fn justified_columns_may_have_wide_spaces() {
        let stretched = |name: &str, left: f64| -> Vec<Line> {
            let row = |i: i32| {
                let (y, shift) = (700.0 - 12.0 * f64::from(i), 7.0 * f64::from(i % 3));
                [piece(&format!("{name}{i} short"), left, y), piece("words, too", left + 60.0 + shift, y)]
            };
            (0..5).flat_map(row).collect()
        };
        let page = [stretched("a", 50.0), stretched("b", 200.0)].concat();
        assert_eq!(order(page), "a0 a1 a2 a3 a4 | b0 b1 b2 b3 b4");
    }

    #[test]
    fn a_table_is_read_by_rows() {
        let cells = |i: usize| {
            let y = 700.0 - 12.0 * i as f64;
            [piece(&format!("r{i}"), 50.0, y), piece(&format!("what happened at {i}"), 120.0, y)]
        };
        assert_eq!(order((0..5).flat_map(cells).collect()), "r0 r1 r2 r3 r4");
    }

    #[test]
    fn a_list_of_links_beside_a_story_is_no_part_of_its_lines() {
        let links = (0..5).map(|i| piece(&format!("l{i} more"), 250.0, 695.0 - 17.0 * i as f64)).collect();
        let page = [column("a", 50.0, 700.0, 8), links].concat();
        assert_eq!(order(page), "a0 a1 a2 a3 a4 a5 a6 a7 | l0 l1 l2 l3 l4");
    }

    #[test]
    fn odd_places_do_no_harm() {
        let page: Vec<Line> = (0..40).map(|i| piece(PROSE, 1e5 * f64::from(i % 7), -1e5 * f64::from(i % 11))).collect();
        let read: usize = columns(page).iter().flatten().map(|line| line.text.split(' ').count() / 2).sum();
        assert_eq!(read, 40);
        assert_eq!(columns(vec![piece("a", 0.0, 0.0); 9]).len(), 1);
    }
}
