//! Where the places of the gazetteer are.

use crate::text::table;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A point on the earth, in degrees (WGS 84): north and east are positive. A country or state stands at the middle of its
/// largest area.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coordinates {
    /// −90 to 90.
    pub latitude: f32,
    /// −180 to 180.
    pub longitude: f32,
}

impl Coordinates {
    /// `None` where there is no such point.
    pub fn new(latitude: f32, longitude: f32) -> Option<Self> {
        let is_point = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
        is_point.then_some(Self { latitude, longitude })
    }
}

/// A place with its coordinates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Located {
    pub place: String,
    pub at: Coordinates,
}

static COORDINATES: LazyLock<FxHashMap<&'static str, Coordinates>> = LazyLock::new(|| {
    let point = |row: Vec<&'static str>| {
        let [name, latitude, longitude] = row[..] else { return None };
        Some((name, Coordinates::new(latitude.parse().ok()?, longitude.parse().ok()?)?))
    };
    table(include_str!("../../assets/lexicon/coordinates.tsv")).filter_map(point).collect()
});

/// Where a place is, by its name in any case; of several places of a name the best known. `None` where that is not known.
pub fn coordinates(place: &str) -> Option<Coordinates> {
    let lower = place.to_lowercase();
    let known = |name: &str| COORDINATES.get(name).copied();
    known(&lower).or_else(|| known(lower.strip_prefix("the ")?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustc_hash::FxHashSet;

    /// Within one degree, or within the breadth of a country.
    fn is_near(place: &str, latitude: f32, longitude: f32, degrees: f32) {
        let at = coordinates(place).unwrap_or_else(|| panic!("{place} is not known"));
        let off = (at.latitude - latitude).abs().max((at.longitude - longitude).abs());
        assert!(off <= degrees, "{place} is at {at:?}");
    }

    #[test]
    fn capitals_and_countries_are_where_they_are() {
        for (city, latitude, longitude) in [
            ("Lima", -12.0, -77.0),
            ("Washington", 38.9, -77.0),
            ("Moscow", 55.8, 37.6),
            ("Canberra", -35.3, 149.1),
            ("Nairobi", -1.3, 36.8),
            ("Aleppo", 36.2, 37.2),
            ("Kiev", 50.5, 30.5),
            ("NEWCASTLE", 55.0, -1.6),
        ] {
            is_near(city, latitude, longitude, 1.0);
        }
        for (country, latitude, longitude) in
            [("the Netherlands", 52.2, 5.5), ("U.S.", 39.5, -98.5), ("Russia", 60.0, 100.0), ("Calif.", 37.0, -119.5)]
        {
            is_near(country, latitude, longitude, 5.0);
        }
    }

    #[test]
    fn what_is_not_surely_known_has_no_coordinates() {
        for place in ["Atlantis", "Europe", "Yugoslavia", "Middle East", "the", "", "Lima, Peru"] {
            assert_eq!(coordinates(place), None, "{place}");
        }
        assert!(Coordinates::new(91.0, 0.0).is_none() && Coordinates::new(0.0, f32::NAN).is_none());
    }

    #[test]
    fn every_row_is_a_point_of_a_listed_place() {
        let places: FxHashSet<&str> =
            table(include_str!("../../assets/lexicon/places.tsv")).filter_map(|row| row.first().copied()).collect();
        let rows: Vec<Vec<&str>> = table(include_str!("../../assets/lexicon/coordinates.tsv")).collect();
        assert_eq!(COORDINATES.len(), rows.len(), "a row is broken, or stands twice");
        for row in &rows {
            assert!(places.contains(row[0]), "{} is not in places.tsv", row[0]);
        }
        let share = rows.len() as f32 / places.len() as f32;
        assert!(share > 0.7, "only {share} of the places have coordinates");
    }
}
