//! Views that the user keeps under a name: what is searched, which sorts of events are shown, the lanes, and the time in
//! view. They lie in the project as JSON; what a newer program wrote into them stays.

use super::timeline::Grouping;
use super::view::View;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Under this name the project keeps them.
pub const KEPT_AS: &str = "views";
/// A menu holds names of so many letters.
const LONGEST: usize = 60;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedView {
    pub name: String,
    #[serde(default)]
    query: String,
    #[serde(default = "yes")]
    proposed: bool,
    #[serde(default = "yes")]
    confirmed: bool,
    #[serde(default)]
    rejected: bool,
    #[serde(default)]
    hidden: bool,
    /// "source", "who": as [`Grouping::name`] has it, in small letters; none where there are no lanes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lanes: Option<String>,
    /// The first and the last moment in view, in days from 1 January of the year 1 as 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    time: Option<(f64, f64)>,
    #[serde(default)]
    folded: bool,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

const fn yes() -> bool {
    true
}

/// What the window shows of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Showing {
    pub view: View,
    pub lanes: Grouping,
    pub time: Option<(f64, f64)>,
    /// Are empty stretches folded?
    pub folded: bool,
}

impl SavedView {
    pub fn new(name: &str, showing: &Showing) -> Self {
        let View { query, proposed, confirmed, rejected, hidden, narrow: _ } = showing.view.clone();
        let lanes = (showing.lanes != Grouping::None).then(|| showing.lanes.name().to_lowercase());
        let Showing { time, folded, .. } = *showing;
        let name = tidied(name);
        Self { name, query, proposed, confirmed, rejected, hidden, lanes, time, folded, rest: Map::new() }
    }

    /// What is to be shown; `now` says of the window what a view does not.
    pub fn showing(&self, now: &View) -> Showing {
        let Self { query, proposed, confirmed, rejected, hidden, .. } = self.clone();
        let view = View { query, proposed, confirmed, rejected, hidden, narrow: now.narrow };
        let is = |of: &Grouping| self.lanes.as_ref().is_some_and(|lanes| of.name().to_lowercase() == *lanes);
        let lanes = Grouping::ALL.into_iter().find(is).unwrap_or_default();
        let time = self.time.filter(|(from, to)| from.is_finite() && to.is_finite() && from < to);
        Showing { view, lanes, time, folded: self.folded }
    }

    /// What it shows, in a few words.
    pub fn in_words(&self) -> String {
        let query = if self.query.trim().is_empty() { "All events".to_owned() } else { self.query.trim().to_owned() };
        match &self.lanes {
            Some(lanes) => format!("{query} · by {lanes}"),
            None => query,
        }
    }
}

/// A name on one line, not too long.
pub fn tidied(name: &str) -> String {
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST).collect::<String>().trim_end().to_owned()
}

/// Puts a view among others: in the place of one of its name, else at the end.
pub fn with(mut views: Vec<SavedView>, view: SavedView) -> Vec<SavedView> {
    match views.iter_mut().find(|known| known.name == view.name) {
        Some(known) => *known = view,
        None => views.push(view),
    }
    views
}

/// Views of another project among those that there are: what is the same stands once, and of two that share a name the new
/// one is called after its project, too.
pub fn joined(mut views: Vec<SavedView>, others: Vec<SavedView>, project: &str) -> Vec<SavedView> {
    for other in others {
        let own = other.name.clone();
        let same = |view: &SavedView| SavedView { name: own.clone(), ..view.clone() } == other;
        let taken = |name: &str| views.iter().any(|view| view.name == name);
        if views.iter().any(|view| (view.name == own || view.name.starts_with(&format!("{own} ("))) && same(view)) {
            continue;
        }
        let numbered = (2..).map(|number| named(&own, &format!("({project} {number})")));
        let mut names = [own.clone(), named(&own, &format!("({project})"))].into_iter().chain(numbered);
        let name = names.find(|name| !taken(name)).unwrap_or(own);
        views.push(SavedView { name, ..other });
    }
    views
}

/// A name with words behind it that are never cut.
fn named(name: &str, behind: &str) -> String {
    let room = LONGEST.saturating_sub(behind.chars().count() + 1);
    let name: String = name.chars().take(room).collect();
    format!("{} {behind}", name.trim_end())
}

pub fn to_json(views: &[SavedView]) -> String {
    // Text, numbers and truth values: nothing of it can fail to be written.
    serde_json::to_string(views).unwrap_or_default()
}

/// # Errors
/// One sentence where they cannot be read.
pub fn from_json(json: &str) -> Result<Vec<SavedView>, String> {
    serde_json::from_str(json).map_err(|why| format!("The saved views of the project cannot be read: {why}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn showing() -> Showing {
        let view = View { confirmed: false, ..View::all("ferry -strike person:\"Ines Okafor\"") };
        Showing { view, lanes: Grouping::Participant, time: Some((730_000.5, 736_000.25)), folded: true }
    }

    #[test]
    fn a_view_comes_back_as_it_was() {
        let views = vec![SavedView::new("  The \n strike ", &showing())];
        let again = from_json(&to_json(&views)).unwrap();
        assert_eq!(again, views);
        assert_eq!(again[0].name, "The strike");
        assert_eq!(again[0].showing(&View::default()), showing());
        assert_eq!(again[0].in_words(), "ferry -strike person:\"Ines Okafor\" · by who");
        assert!(SavedView::new(&"x".repeat(500), &showing()).name.len() <= LONGEST);
    }

    #[test]
    fn what_a_newer_program_wrote_stays_and_what_it_left_out_is_usual() {
        let json = r#"[{"name":"A","lanes":"mood","time":[5.0,1.0],"glow":{"by":2}}]"#;
        let views = from_json(json).unwrap();
        let shown = views[0].showing(&View::default());
        assert_eq!((shown.view, shown.lanes, shown.time), (View::default(), Grouping::None, None));
        assert!(to_json(&views).contains(r#""glow":{"by":2}"#));
        for broken in ["", "{}", r#"[{"query":"no name"}]"#] {
            assert!(from_json(broken).is_err_and(|why| why.ends_with('.')), "{broken}");
        }
    }

    #[test]
    fn views_of_several_projects_have_names_of_their_own() {
        let view = |name: &str, query: &str| SavedView::new(name, &Showing { view: View::all(query), ..showing() });
        let one = vec![view("Strike", "strike"), view("Ferry", "ferry")];
        let other = vec![view("Strike", "walkout"), view("Ferry", "ferry"), view("Navy", "navy")];
        let names = |views: &[SavedView]| views.iter().map(|view| view.name.clone()).collect::<Vec<_>>();
        let both = joined(one, other.clone(), "harbour");
        assert_eq!(names(&both), ["Strike", "Ferry", "Strike (harbour)", "Navy"]);
        assert_eq!(names(&joined(both.clone(), other, "harbour")), names(&both), "once more changes nothing");
        let third = joined(both, vec![view("Strike", "sit-in")], "harbour");
        assert_eq!(names(&third).last().map(String::as_str), Some("Strike (harbour 2)"));
        let long = "x".repeat(LONGEST);
        let both = joined(vec![view(&long, "a")], vec![view(&long, "b")], "harbour");
        assert!(both[1].name.ends_with("x (harbour)") && both[1].name.chars().count() <= LONGEST);
    }

    #[test]
    fn a_name_stands_once() {
        let one = SavedView::new("A", &showing());
        let other = SavedView::new("A", &Showing { folded: false, ..showing() });
        let both = with(with(Vec::new(), one), other.clone());
        assert_eq!(both, [other]);
    }
}
