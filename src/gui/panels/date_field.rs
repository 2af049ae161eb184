//! The field for an article's publication date: checked while it is typed, applied with Enter.

use crate::article::{ArticleId, DateOrigin};
use crate::gui::command::Action;
use crate::gui::state::SourceRow;
use crate::gui::theme::Theme;
use crate::gui::widgets::{BODY, SMALL, link, sans};
use crate::gui::words::{day_long, day_short, origin};
use crate::project::Edit;
use crate::time;
use chrono::NaiveDate;
use egui::{Align, Button, Key, Label, Layout, RichText, TextEdit, Ui};

/// What is typed, and for which article.
#[derive(Default)]
pub struct DateField {
    article: Option<ArticleId>,
    text: String,
    /// The date in force when `text` was filled; a new one fills it anew.
    date: Option<NaiveDate>,
    /// Put the cursor here when next shown.
    pub ask: bool,
}

impl DateField {
    pub fn show(&mut self, ui: &mut Ui, row: &SourceRow, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        self.fill(row);
        let typed = read(&self.text);
        let changed = typed.is_ok_and(|day| day != row.published.date);
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let set = ui.add_enabled(changed, Button::new(RichText::new("Set").font(sans(SMALL))));
            let color = if typed.is_ok() { theme.ink } else { theme.accent };
            let edit = TextEdit::singleline(&mut self.text)
                .id_salt(("published", &row.id.0))
                .desired_width(f32::INFINITY)
                .hint_text("for example 20 Nov 2016")
                .font(sans(BODY))
                .text_color(color);
            let field = ui.add(edit).accessible_name("Publication date");
            if std::mem::take(&mut self.ask) {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            if let (Ok(date), true) = (typed, set.clicked() || (entered && changed)) {
                actions.push(Action::Edit(Edit::SetPublished { article: row.id.clone(), date }));
            }
            if field.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape)) {
                self.article = None;
            }
        });
        let (note, color) = match typed {
            Err(()) => ("Write a whole day: 2016-11-20 or 20 Nov 2016".to_owned(), theme.accent),
            Ok(Some(day)) if changed => (format!("{} · Enter sets it", day_long(day)), theme.ink),
            Ok(None) if changed && row.own.date.is_none() => ("Enter leaves it unknown".to_owned(), theme.ink),
            Ok(None) if changed => ("Enter goes back to what the article tells".to_owned(), theme.ink),
            Ok(_) => (row.published.reason.clone(), theme.soft_ink),
        };
        ui.add(Label::new(RichText::new(note).font(sans(SMALL)).color(color)).wrap());
        if let (DateOrigin::Inferred, Some(day)) = (row.published.origin, row.published.date)
            && link(ui, "Confirm this date").clicked()
        {
            actions.push(Action::Edit(Edit::SetPublished { article: row.id.clone(), date: Some(day) }));
        }
        if row.published.origin == DateOrigin::User {
            let back = match row.own.date {
                Some(day) => format!("Reset to {} ({})", day_short(day), origin(row.own.origin)),
                None => "Reset (the article gives no date)".to_owned(),
            };
            if link(ui, &back).clicked() {
                actions.push(Action::Edit(Edit::SetPublished { article: row.id.clone(), date: None }));
            }
        }
    }

    fn fill(&mut self, row: &SourceRow) {
        if self.article.as_ref() != Some(&row.id) || self.date != row.published.date {
            self.article = Some(row.id.clone());
            self.date = row.published.date;
            self.text = self.date.map(|d| d.format("%-d %b %Y").to_string()).unwrap_or_default();
        }
    }
}

/// The day that a text names; `Ok(None)` for none at all, an error for what is no day.
fn read(text: &str) -> Result<Option<NaiveDate>, ()> {
    match text.trim() {
        "" => Ok(None),
        text => time::parse_day(text).map(Some).ok_or(()),
    }
}
