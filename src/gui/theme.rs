//! How the window looks: colours, type and spacing, and how they become an egui style.
//!
//! Colours are data (`assets/themes/*.ron`). The interface is set in Inter; whatever an article says is set in
//! Vollkorn, so that the words of a source never look like the words of the program.

use crate::event::Event;
use crate::project::COLOURS;
use egui::epaint::Shadow;
use egui::style::{ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, TextStyle, Vec2};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, de::Error};
use std::sync::{Arc, LazyLock};

/// Sizes in points; distances are multiples of [`GRID`].
pub mod size {
    /// The unit of all distances.
    pub const GRID: f32 = 4.0;
    /// Remarks, the ruler, counts.
    pub const SMALL: f32 = 11.5;
    pub const BODY: f32 = 13.0;
    /// Names of sections that stand alone.
    pub const HEADING: f32 = 18.0;
    /// An article's own words.
    pub const READING: f32 = 16.5;
    pub const CORNER: u8 = 4;
}

/// The family of the interface's emphasis.
pub const SEMIBOLD: &str = "semibold";
/// The family of an article's own words, and its emphasis.
pub const SERIF: &str = "serif";
pub const SERIF_SEMIBOLD: &str = "serif-semibold";

const FONTS: [(&str, &[u8]); 4] = [
    ("Inter", include_bytes!("../../assets/fonts/Inter-Regular.otf")),
    ("Inter SemiBold", include_bytes!("../../assets/fonts/Inter-SemiBold.otf")),
    ("Vollkorn", include_bytes!("../../assets/fonts/Vollkorn-Regular.ttf")),
    ("Vollkorn SemiBold", include_bytes!("../../assets/fonts/Vollkorn-SemiBold.ttf")),
];

/// The colours of one theme.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    pub dark: bool,
    /// The page: the timeline, the text of an article.
    #[serde(deserialize_with = "hex")]
    pub background: Color32,
    /// Around the page.
    #[serde(deserialize_with = "hex")]
    pub panel: Color32,
    /// Fields to write in, cards of evidence.
    #[serde(deserialize_with = "hex")]
    pub field: Color32,
    /// Chips and quiet buttons.
    #[serde(deserialize_with = "hex")]
    pub raised: Color32,
    #[serde(deserialize_with = "hex")]
    pub line: Color32,
    #[serde(deserialize_with = "hex")]
    pub ink: Color32,
    #[serde(deserialize_with = "hex")]
    pub soft_ink: Color32,
    /// The one accent, also as a text.
    #[serde(deserialize_with = "hex")]
    pub accent: Color32,
    /// A text on the accent.
    #[serde(deserialize_with = "hex")]
    pub on_accent: Color32,
    #[serde(deserialize_with = "hex")]
    pub warning: Color32,
    #[serde(deserialize_with = "hex")]
    pub success: Color32,
    /// Behind the sentence of an event.
    #[serde(deserialize_with = "hex")]
    pub tint: Color32,
    /// Behind whatever is selected.
    #[serde(deserialize_with = "hex")]
    pub tint_selected: Color32,
    /// The overview's bars outside the view, and in it.
    #[serde(deserialize_with = "hex")]
    pub density: Color32,
    #[serde(deserialize_with = "hex")]
    pub density_in_view: Color32,
    pub kinds: KindColors,
}

/// One colour for each group of kinds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindColors {
    #[serde(deserialize_with = "hex")]
    pub politics: Color32,
    #[serde(deserialize_with = "hex")]
    pub diplomacy: Color32,
    #[serde(deserialize_with = "hex")]
    pub conflict: Color32,
    #[serde(deserialize_with = "hex")]
    pub justice: Color32,
    #[serde(deserialize_with = "hex")]
    pub business: Color32,
    #[serde(deserialize_with = "hex")]
    pub disaster: Color32,
    #[serde(deserialize_with = "hex")]
    pub science: Color32,
    #[serde(deserialize_with = "hex")]
    pub society: Color32,
}

static LIGHT: LazyLock<Theme> = LazyLock::new(|| read(include_str!("../../assets/themes/light.ron")));
static DARK: LazyLock<Theme> = LazyLock::new(|| read(include_str!("../../assets/themes/dark.ron")));

/// Kind to group, by `assets/lexicon/kinds.tsv`.
static GROUPS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    include_str!("../../assets/lexicon/kinds.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some((columns.next()?, columns.nth(1)?))
        })
        .collect()
});

impl Theme {
    pub fn light() -> &'static Self {
        &LIGHT
    }

    pub fn dark() -> &'static Self {
        &DARK
    }

    /// The theme in force in `ui`.
    pub fn of(ui: &egui::Ui) -> &'static Self {
        Self::pick(ui.visuals().dark_mode)
    }

    /// The theme in force where there is no `Ui`.
    pub fn of_context(ctx: &egui::Context) -> &'static Self {
        Self::pick(ctx.theme() == egui::Theme::Dark)
    }

    fn pick(dark: bool) -> &'static Self {
        if dark { Self::dark() } else { Self::light() }
    }

    /// The colours that a user can give an event: those of the groups of kinds, since they are told apart.
    pub fn palette(&self) -> [Color32; COLOURS as usize] {
        let k = &self.kinds;
        [k.politics, k.diplomacy, k.conflict, k.justice, k.business, k.disaster, k.science, k.society]
    }

    /// The colour of an event: the user's, else that of its kind.
    pub fn color_of(&self, event: &Event) -> Color32 {
        let own = event.colour.and_then(|at| self.palette().get(usize::from(at)).copied());
        own.unwrap_or_else(|| self.kind_color(&event.kind))
    }

    /// The colour of a kind's group; unknown kinds look like society's.
    pub fn kind_color(&self, kind: &str) -> Color32 {
        let kinds = &self.kinds;
        match GROUPS.get(kind).copied().unwrap_or_default() {
            "politics" => kinds.politics,
            "diplomacy" => kinds.diplomacy,
            "conflict" => kinds.conflict,
            "justice" => kinds.justice,
            "business" => kinds.business,
            "disaster" => kinds.disaster,
            "science" => kinds.science,
            _ => kinds.society,
        }
    }

    fn visuals(&self) -> egui::Visuals {
        let base = if self.dark { egui::Visuals::dark() } else { egui::Visuals::light() };
        let hairline = Stroke::new(1.0, self.line);
        let shadow = Shadow {
            offset: [0, 2],
            blur: 8,
            spread: 0,
            color: Color32::from_black_alpha(if self.dark { 90 } else { 24 }),
        };
        let corner = CornerRadius::same(size::CORNER);
        egui::Visuals {
            weak_text_color: Some(self.soft_ink),
            widgets: self.widgets(),
            selection: Selection { bg_fill: self.tint_selected, stroke: Stroke::new(1.0, self.ink) },
            hyperlink_color: self.accent,
            faint_bg_color: self.panel,
            extreme_bg_color: self.field,
            text_edit_bg_color: Some(self.field),
            code_bg_color: self.raised,
            warn_fg_color: self.warning,
            error_fg_color: self.accent,
            window_corner_radius: CornerRadius::same(2 * size::CORNER),
            window_shadow: shadow,
            window_fill: self.background,
            window_stroke: hairline,
            menu_corner_radius: corner,
            panel_fill: self.panel,
            popup_shadow: shadow,
            text_cursor: egui::style::TextCursorStyle { stroke: Stroke::new(2.0, self.accent), ..base.text_cursor },
            ..base
        }
    }

    /// Buttons are quiet; the accent appears where the pointer or the keyboard is.
    fn widgets(&self) -> Widgets {
        let state = |fill: Color32, edge: Color32, text: Color32| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(1.0, edge),
            corner_radius: CornerRadius::same(size::CORNER),
            fg_stroke: Stroke::new(1.0, text),
            expansion: 0.0,
        };
        Widgets {
            noninteractive: state(self.panel, self.line, self.ink),
            inactive: state(self.raised, self.line, self.ink),
            hovered: state(self.raised, self.soft_ink, self.ink),
            active: state(self.tint_selected, self.accent, self.ink),
            open: state(self.raised, self.line, self.ink),
        }
    }

    fn restyle(&self, style: &mut egui::Style) {
        style.visuals = self.visuals();
        style.text_styles = [
            (TextStyle::Small, FontId::proportional(size::SMALL)),
            (TextStyle::Body, FontId::proportional(size::BODY)),
            (TextStyle::Button, FontId::proportional(size::BODY)),
            (TextStyle::Monospace, FontId::monospace(size::BODY)),
            (TextStyle::Heading, semibold(size::HEADING)),
            (TextStyle::Name(SERIF.into()), serif(size::READING)),
        ]
        .into();
        let spacing = &mut style.spacing;
        spacing.item_spacing = Vec2::new(2.0 * size::GRID, size::GRID);
        spacing.button_padding = Vec2::new(2.0 * size::GRID, size::GRID);
        spacing.interact_size.y = 6.0 * size::GRID;
        spacing.menu_margin = Margin::same(6);
        spacing.indent = 4.0 * size::GRID;
        spacing.scroll = ScrollStyle::thin();
        style.interaction.selectable_labels = false;
        style.animation_time = 0.1;
    }
}

/// The interface's emphasis at `size` points.
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

/// An article's own words at `size` points.
pub fn serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF.into()))
}

/// Gives `ctx` the fonts and both themes. Which one is shown stays the user's (or the system's) choice.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    for (theme, tokens) in [(egui::Theme::Light, Theme::light()), (egui::Theme::Dark, Theme::dark())] {
        ctx.style_mut_of(theme, |style| tokens.restyle(style));
    }
}

/// Inter and Vollkorn first; egui's own fonts behind them for whatever they lack.
fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (name, bytes) in FONTS {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    for (family, name) in [
        (FontFamily::Proportional, "Inter"),
        (FontFamily::Name(SEMIBOLD.into()), "Inter SemiBold"),
        (FontFamily::Name(SERIF.into()), "Vollkorn"),
        (FontFamily::Name(SERIF_SEMIBOLD.into()), "Vollkorn SemiBold"),
    ] {
        let mut names = vec![name.to_owned()];
        names.extend(fallback.iter().cloned());
        fonts.families.insert(family, names);
    }
    fonts
}

fn read(source: &str) -> Theme {
    ron::from_str(source).expect("the themes are part of the program and tested")
}

fn hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(deserializer)?;
    Color32::from_hex(&text).map_err(|_| D::Error::custom(format!("not a colour: {text}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2, "contrast ratio".
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |c: Color32| {
            let [r, g, b, _] = egui::Rgba::from(c).to_array();
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_can_be_read_on_every_ground() {
        for theme in [Theme::light(), Theme::dark()] {
            let grounds = [theme.background, theme.panel, theme.field, theme.tint, theme.tint_selected, theme.raised];
            for ground in grounds {
                for text in [theme.ink, theme.soft_ink, theme.accent] {
                    assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}: {}", contrast(text, ground));
                }
            }
            for ground in [theme.background, theme.panel, theme.field] {
                for text in [theme.warning, theme.success] {
                    assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}: {}", contrast(text, ground));
                }
            }
            assert!(contrast(theme.on_accent, theme.accent) >= 4.5);
        }
    }

    #[test]
    fn every_kind_is_seen_on_the_page() {
        for theme in [Theme::light(), Theme::dark()] {
            for kind in GROUPS.keys() {
                assert!(contrast(theme.kind_color(kind), theme.background) >= 4.5, "{kind}");
            }
        }
    }

    #[test]
    fn kinds_of_a_group_share_a_colour_and_groups_differ() {
        let theme = Theme::light();
        assert_eq!(theme.kind_color("meeting"), theme.kind_color("call"));
        assert_ne!(theme.kind_color("meeting"), theme.kind_color("attack"));
        assert_eq!(theme.kind_color("no such kind"), theme.kinds.society);
    }

    #[test]
    fn themes_follow_egui_and_all_families_have_glyphs() {
        let ctx = egui::Context::default();
        install(&ctx);
        for (theme, dark) in [(egui::Theme::Light, false), (egui::Theme::Dark, true)] {
            ctx.set_theme(theme);
            let mut output = ctx.run_ui(Default::default(), |ui| {
                assert_eq!(Theme::of(ui).dark, dark);
                assert_eq!(Theme::of_context(ui.ctx()).dark, dark);
                ui.ctx().fonts_mut(|fonts| {
                    for family in [SEMIBOLD, SERIF, SERIF_SEMIBOLD] {
                        let id = FontId::new(size::BODY, FontFamily::Name(family.into()));
                        assert!(fonts.has_glyphs(&id, "Łódź, “3–5 May” ◀▶"), "{family}");
                    }
                });
            });
            output.textures_delta.clear();
        }
    }
}
