//! Elections and inaugurations whose days a law fixes, computed for every year in which it holds.

use super::Landmark;
use super::table::{Series, Table};
use chrono::{Datelike, NaiveDate, Weekday};

/// No law of today is trusted to hold longer.
const LAST_YEAR: i32 = 2100;

/// The nth weekday of a month, counted from 1.
fn nth(year: i32, month: u32, weekday: Weekday, n: u8) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, weekday, n)
}

/// The Tuesday after the first Monday of November (3 U.S.C. § 1, in force since 1845).
fn us_election_day(year: i32) -> Option<NaiveDate> {
    nth(year, 11, Weekday::Mon, 1)?.succ_opt()
}

/// Election day and the day on which its winner takes office: 4 March until the 20th Amendment, 20 January since 1937.
pub fn us_presidential_elections() -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
    (1848..=LAST_YEAR - 1).step_by(4).filter_map(|year| {
        let (month, day) = if year < 1936 { (3, 4) } else { (1, 20) };
        Some((us_election_day(year)?, NaiveDate::from_ymd_opt(year + 1, month, day)?))
    })
}

/// One series of a country: what it is called, and its days.
struct Rule {
    series: &'static str,
    kind: &'static str,
    name: &'static str,
    place: &'static str,
    names: &'static [&'static str],
    days: Vec<NaiveDate>,
}

/// Adds all series to a table.
pub fn add(table: &mut Table) {
    for rule in rules() {
        let row = |day: NaiveDate| {
            let name = format!("{} {}", rule.name, day.year());
            let others = rule.names.iter().map(|n| format!("{} {n}", day.year())).collect();
            let landmark = Landmark {
                name,
                kind: rule.kind.to_owned(),
                series: rule.series.to_owned(),
                from: day,
                to: Some(day),
                place: rule.place.to_owned(),
            };
            (landmark, others)
        };
        table.series.push(Series {
            name: rule.series.to_owned(),
            names: rule.names.iter().map(|n| (*n).to_owned()).collect(),
            rows: rule.days.into_iter().map(row).collect(),
        });
    }
}

fn rules() -> Vec<Rule> {
    let every = |from: i32, step: usize, day: &dyn Fn(i32) -> Option<NaiveDate>| -> Vec<NaiveDate> {
        (from..=LAST_YEAR).step_by(step).filter_map(day).collect()
    };
    vec![
        Rule {
            series: "presidential elections of the United States",
            kind: "vote",
            name: "US presidential election",
            place: "United States",
            names: &[
                "us presidential election",
                "u.s. presidential election",
                "american presidential election",
                "united states presidential election",
                "us election",
                "u.s. election",
                "american election",
            ],
            days: us_presidential_elections().map(|(day, _)| day).collect(),
        },
        Rule {
            series: "midterm elections of the United States",
            kind: "vote",
            name: "US midterm elections",
            place: "United States",
            names: &["us midterm elections", "u.s. midterm elections", "midterm elections", "midterms"],
            days: every(1850, 4, &us_election_day),
        },
        Rule {
            series: "inaugurations of presidents of the United States",
            kind: "inauguration",
            name: "US presidential inauguration",
            place: "Washington, United States",
            names: &["presidential inauguration", "inauguration day"],
            days: us_presidential_elections().map(|(_, day)| day).collect(),
        },
        // First Sunday of October, every four years since 1998 (Constitution, article 77, and law 9.504/1997).
        Rule {
            series: "general elections of Brazil",
            kind: "vote",
            name: "Brazilian general election",
            place: "Brazil",
            names: &["brazilian general election", "brazilian election", "brazilian presidential election"],
            days: every(1998, 4, &|year| nth(year, 10, Weekday::Sun, 1)),
        },
        // First Sunday of July until 2018, of June from 2024 on (reform of 2014).
        Rule {
            series: "presidential elections of Mexico",
            kind: "vote",
            name: "Mexican presidential election",
            place: "Mexico",
            names: &["mexican presidential election", "mexican election"],
            days: every(1994 + 6, 6, &|year| nth(year, if year < 2024 { 7 } else { 6 }, Weekday::Sun, 1)),
        },
        // Second Monday of May, every six years since 1992 (Constitution of 1987, article VII).
        Rule {
            series: "presidential elections of the Philippines",
            kind: "vote",
            name: "Philippine presidential election",
            place: "Philippines",
            names: &["philippine presidential election", "philippine election"],
            days: every(1992, 6, &|year| nth(year, 5, Weekday::Mon, 2)),
        },
        // Second Sunday of September since 2014, the third one before (Riksdag Act).
        Rule {
            series: "general elections of Sweden",
            kind: "vote",
            name: "Swedish general election",
            place: "Sweden",
            names: &["swedish general election", "swedish election"],
            days: every(1994, 4, &|year| nth(year, 9, Weekday::Sun, if year < 2014 { 3 } else { 2 })),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_give_the_days_that_history_knows() {
        let all = rules();
        let on = |series: &str, day: &str| {
            let rule = all.iter().find(|r| r.series == series).unwrap();
            rule.days.contains(&day.parse().unwrap())
        };
        for day in ["1860-11-06", "1932-11-08", "2000-11-07", "2016-11-08", "2024-11-05"] {
            assert!(on("presidential elections of the United States", day), "{day}");
        }
        assert!(on("midterm elections of the United States", "2018-11-06"));
        for day in ["1933-03-04", "1937-01-20", "2017-01-20"] {
            assert!(on("inaugurations of presidents of the United States", day), "{day}");
        }
        assert!(on("general elections of Brazil", "2018-10-07"));
        assert!(on("general elections of Brazil", "2022-10-02"));
        assert!(on("presidential elections of Mexico", "2018-07-01"));
        assert!(on("presidential elections of Mexico", "2024-06-02"));
        assert!(on("presidential elections of the Philippines", "2016-05-09"));
        assert!(on("general elections of Sweden", "2018-09-09"));
        assert!(on("general elections of Sweden", "2010-09-19"));
        assert!(!on("general elections of Sweden", "2016-09-11"));
    }
}
