//! The line of today, which moves on at midnight.

use super::App;
use chrono::{DateTime, Local, NaiveTime, TimeZone};
use std::time::Duration;

/// Where the clock has no midnight that lies ahead, it is looked at again after this long.
const LATER: Duration = Duration::from_secs(3600);

impl App {
    /// Puts the line on the day that the computer's clock tells, and has the window painted once when that is over.
    pub(super) fn mark_today(&mut self, ctx: &egui::Context) {
        if let Some(day) = self.day {
            return self.canvas.mark_today(day);
        }
        let now = Local::now();
        self.canvas.mark_today(now.date_naive());
        ctx.request_repaint_after(until_midnight(&now));
    }
}

/// How long a day of 23, 24 or 25 hours lasts from `now` on; never nothing, lest the window paint without end.
fn until_midnight<Z: TimeZone>(now: &DateTime<Z>) -> Duration {
    let midnight = now.date_naive().succ_opt().map(|day| day.and_time(NaiveTime::MIN));
    let midnight = midnight.and_then(|time| now.timezone().from_local_datetime(&time).earliest());
    let left = midnight.and_then(|midnight| midnight.signed_duration_since(now).to_std().ok());
    left.filter(|left| !left.is_zero()).unwrap_or(LATER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{FixedOffset, NaiveDate};

    #[test]
    fn the_window_wakes_when_the_day_is_over() {
        let zone = FixedOffset::east_opt(-5 * 3600).expect("a zone");
        let left = |hour, minute, second| {
            let now = zone.with_ymd_and_hms(2016, 11, 20, hour, minute, second).single().expect("a time");
            until_midnight(&now)
        };
        assert_eq!(left(0, 0, 0), Duration::from_secs(24 * 3600));
        assert_eq!(left(23, 59, 59), Duration::from_secs(1));
        let end = NaiveDate::MAX.and_time(NaiveTime::MIN).and_utc();
        assert_eq!(until_midnight(&end), LATER);
    }
}
