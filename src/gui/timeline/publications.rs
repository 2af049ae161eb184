//! The days on which articles were published: a small mark on the ruler for each; the pointer finds which.

use super::axis::day_start;
use super::frame::Frame;
use super::reckoning::Reckoning;
use crate::time::day_in_words;
use crate::timeline::ArticleInfo;
use chrono::NaiveDate;
use egui::{Id, Rect, Sense, Shape, Stroke, Ui, pos2, vec2};
use std::sync::Arc;

/// Days beyond this number would hide the ruler.
const MOST: usize = 40;
/// Titles that the pointer finds.
const TITLES: usize = 8;

/// The publications of a timeline's articles; sorted once, not in each frame.
#[derive(Default)]
pub struct Publications {
    of: Option<Arc<[ArticleInfo]>>,
    /// With the place of the article, in rising order.
    days: Vec<(NaiveDate, usize)>,
}

impl Publications {
    pub fn of(&mut self, articles: &Arc<[ArticleInfo]>) -> &Self {
        if self.of.as_ref().is_none_or(|of| !Arc::ptr_eq(of, articles)) {
            let published = articles.iter().enumerate().filter_map(|(at, a)| Some((a.published.date?, at)));
            self.days = published.collect();
            self.days.sort_unstable();
            self.of = Some(articles.clone());
        }
        self
    }

    /// The days between two times, each once with the places of its articles; `None` where they are too many to be shown.
    fn within(&self, from: f64, to: f64) -> Option<Vec<&[(NaiveDate, usize)]>> {
        let first = self.days.partition_point(|(day, _)| middle(*day) < from);
        let mut rest = &self.days[first..];
        let mut found = Vec::new();
        while let Some((day, _)) = rest.first().filter(|(day, _)| middle(*day) <= to) {
            if found.len() == MOST {
                return None;
            }
            let (of_day, later) = rest.split_at(rest.partition_point(|(other, _)| other <= day));
            found.push(of_day);
            rest = later;
        }
        Some(found)
    }

    pub fn show(&self, ui: &Ui, id: Id, frame: &Frame) {
        let rect = frame.areas.ruler;
        if frame.marks.reckoning != Reckoning::Calendar {
            return;
        }
        let time = |x: f32| frame.view.time(f64::from(x));
        let Some(days) = self.within(time(0.0), time(rect.width())) else { return };
        for of_day in days {
            let day = of_day[0].0;
            let foot = pos2(frame.x(middle(day)), rect.bottom());
            let flag = vec![foot, foot + vec2(-4.0, -6.0), foot + vec2(4.0, -6.0)];
            ui.painter().add(Shape::convex_polygon(flag, frame.theme.soft_ink, Stroke::NONE));
            let place = Rect::from_center_size(foot - vec2(0.0, 5.0), vec2(12.0, 12.0));
            let response = ui.interact(place, id.with(day), Sense::hover());
            response.on_hover_ui_at_pointer(|ui| {
                ui.label(format!("Published {}", day_in_words(day)));
                let articles = of_day.iter().take(TITLES).filter_map(|(_, at)| frame.timeline.articles.get(*at));
                for article in articles {
                    ui.small(&article.title);
                }
            });
        }
    }
}

fn middle(day: NaiveDate) -> f64 {
    day_start(day) + 0.5
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, DateOrigin, Published};

    fn article(day: Option<u32>) -> ArticleInfo {
        ArticleInfo {
            id: ArticleId("a".into()),
            title: "An article".into(),
            source: "a.txt".into(),
            publisher: None,
            byline: None,
            language: None,
            published: Published { date: day.map(date), origin: DateOrigin::User, reason: String::new() },
        }
    }

    fn date(of_year: u32) -> NaiveDate {
        NaiveDate::from_yo_opt(2016, of_year).expect("a day")
    }

    #[test]
    fn days_in_view_stand_once_with_their_articles() {
        let articles: Arc<[ArticleInfo]> = [Some(9), None, Some(3), Some(9), Some(12)].map(article).into();
        let mut all = Publications::default();
        let shown = |all: &Publications, from: u32, to: u32| -> Option<Vec<usize>> {
            Some(all.within(day_start(date(from)), day_start(date(to)))?.iter().map(|of_day| of_day.len()).collect())
        };
        assert_eq!(shown(all.of(&articles), 1, 30), Some(vec![1, 2, 1]));
        assert_eq!(shown(all.of(&articles), 4, 12), Some(vec![2]), "its middle is beyond");
        assert_eq!(shown(all.of(&Arc::default()), 1, 30), Some(vec![]));
    }

    #[test]
    fn more_days_than_the_ruler_can_show_are_left_out() {
        let articles: Arc<[ArticleInfo]> = (1..=300).map(|n| article(Some(n))).collect();
        let mut all = Publications::default();
        all.of(&articles);
        assert!(all.within(day_start(date(1)), day_start(date(300))).is_none());
        assert_eq!(all.within(day_start(date(1)), day_start(date(41))).map(|days| days.len()), Some(40));
    }
}
