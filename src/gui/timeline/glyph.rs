//! Shapes in bulk: one small texture of glyphs, one mesh of quads.
//!
//! egui tessellates each circle stroke into some seventy vertices and each rounded rectangle into forty; a quad
//! has four. So glyphs are drawn once into a texture of white coverage and then stamped, and bars, fades and
//! dashes use its solid corner, which keeps everything in one mesh.

use egui::{Color32, ColorImage, Context, Mesh, Painter, Pos2, Rect, Shape, TextureHandle, TextureOptions, Vec2, pos2};

/// Points on the side of a glyph's square.
const CELL: f32 = 20.0;
/// Radius of the point glyphs, to the outside of their line.
pub const RADIUS: f32 = 5.5;
/// Half of the line's width.
const HALF_LINE: f32 = 0.9;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// Happened.
    Disc,
    /// Planned.
    Ring,
    /// Hypothetical.
    DashedRing,
    /// Contested: half filled.
    Diamond,
    /// Denied, cancelled.
    StruckRing,
    /// Background.
    Dot,
    /// Rejected by the user.
    Cross,
    /// Around a selected point.
    Halo,
    /// Somewhere in here.
    Tick,
    ArrowLeft,
    ArrowRight,
}

const GLYPHS: [Glyph; 11] = [
    Glyph::Disc,
    Glyph::Ring,
    Glyph::DashedRing,
    Glyph::Diamond,
    Glyph::StruckRing,
    Glyph::Dot,
    Glyph::Cross,
    Glyph::Halo,
    Glyph::Tick,
    Glyph::ArrowLeft,
    Glyph::ArrowRight,
];

impl Glyph {
    /// Distance of a place (points from the centre) from the shape's edge; negative inside.
    fn distance(self, x: f32, y: f32) -> f32 {
        let r = x.hypot(y);
        let middle = RADIUS - HALF_LINE;
        let ring = (r - middle).abs() - HALF_LINE;
        match self {
            Self::Disc => r - RADIUS,
            Self::Ring => ring,
            // Six dashes.
            Self::DashedRing => ring.max((0.55 - (6.0 * y.atan2(x)).cos().mul_add(0.5, 0.5)) * 2.0),
            Self::Diamond => {
                let edge = (x.abs() + y.abs() - (RADIUS + 1.0)) * std::f32::consts::FRAC_1_SQRT_2;
                let line = (edge + HALF_LINE).abs() - HALF_LINE;
                line.min(edge.max(x))
            }
            Self::StruckRing => ring.min(((x + y) * std::f32::consts::FRAC_1_SQRT_2).abs().max(r - RADIUS) - HALF_LINE),
            Self::Dot => r - 0.6 * RADIUS,
            Self::Cross => {
                (x.abs() - y.abs()).abs().mul_add(std::f32::consts::FRAC_1_SQRT_2, -HALF_LINE).max(r - RADIUS)
            }
            Self::Halo => r - (CELL / 2.0 - 1.0),
            Self::Tick => (x.hypot(y) - 2.6).abs() - 0.6,
            Self::ArrowLeft => triangle(-x, y),
            Self::ArrowRight => triangle(x, y),
        }
    }
}

/// A triangle that points to positive `x`.
fn triangle(x: f32, y: f32) -> f32 {
    let slope = (y.abs() * 0.8 + (x - 3.5) * 0.6).max(-2.5 - x);
    slope.max(y.abs() - 4.5)
}

/// The texture for one resolution; its last cell is solid.
pub struct Atlas {
    texture: TextureHandle,
    pixels_per_point: f32,
}

impl Atlas {
    fn new(ctx: &Context, pixels_per_point: f32) -> Self {
        let side = (CELL * pixels_per_point).ceil() as usize;
        let mut image = ColorImage::filled([side * (GLYPHS.len() + 1), side], Color32::WHITE);
        let width = image.width();
        for (cell, glyph) in GLYPHS.iter().enumerate() {
            for row in 0..side {
                for column in 0..side {
                    let point = |at: usize| (at as f32 + 0.5) / pixels_per_point - CELL / 2.0;
                    let coverage = 0.5 - glyph.distance(point(column), point(row)) * pixels_per_point;
                    let alpha = (coverage.clamp(0.0, 1.0) * 255.0) as u8;
                    image.pixels[row * width + cell * side + column] = Color32::from_white_alpha(alpha);
                }
            }
        }
        Self { texture: ctx.load_texture("timeline glyphs", image, TextureOptions::LINEAR), pixels_per_point }
    }

    /// The atlas for the painter's resolution, made anew where that has changed.
    pub fn of<'a>(slot: &'a mut Option<Self>, painter: &Painter) -> &'a Self {
        let pixels_per_point = painter.pixels_per_point();
        if slot.as_ref().is_some_and(|atlas| atlas.pixels_per_point != pixels_per_point) {
            *slot = None;
        }
        slot.get_or_insert_with(|| Self::new(painter.ctx(), pixels_per_point))
    }

    fn cell(&self, index: usize) -> Rect {
        let cells = GLYPHS.len() as f32 + 1.0;
        let left = index as f32 / cells;
        Rect::from_min_max(pos2(left, 0.0), pos2(left + 1.0 / cells, 1.0))
    }

    pub fn stamps(&self) -> Stamps<'_> {
        Stamps { atlas: self, solid: self.cell(GLYPHS.len()).center(), mesh: Mesh::with_texture(self.texture.id()) }
    }
}

/// A mesh of quads in the making.
pub struct Stamps<'a> {
    atlas: &'a Atlas,
    solid: Pos2,
    mesh: Mesh,
}

impl Stamps<'_> {
    pub fn glyph(&mut self, glyph: Glyph, center: Pos2, color: Color32) {
        let index = GLYPHS.iter().position(|g| *g == glyph).unwrap_or_default();
        // The image's side is rounded up to whole pixels; the quad takes the same size.
        let side = (CELL * self.atlas.pixels_per_point).ceil() / self.atlas.pixels_per_point;
        let rect = Rect::from_center_size(center, Vec2::splat(side));
        self.mesh.add_rect_with_uv(rect, self.atlas.cell(index), color);
    }

    pub fn rect(&mut self, rect: Rect, color: Color32) {
        self.fade(rect, color, color);
    }

    /// A rectangle whose colour goes from `left` to `right`.
    pub fn fade(&mut self, rect: Rect, left: Color32, right: Color32) {
        let first = self.mesh.vertices.len() as u32;
        let corners = [
            (rect.left_top(), left),
            (rect.right_top(), right),
            (rect.left_bottom(), left),
            (rect.right_bottom(), right),
        ];
        let uv = self.solid;
        self.mesh.vertices.extend(corners.map(|(pos, color)| egui::epaint::Vertex { pos, uv, color }));
        self.mesh.add_triangle(first, first + 1, first + 2);
        self.mesh.add_triangle(first + 2, first + 1, first + 3);
    }

    /// The outline of a rectangle, one point wide; dashed where `dash` is not the whole length.
    pub fn outline(&mut self, rect: Rect, color: Color32, dashed: bool) {
        const DASH: f32 = 4.0;
        const STEP: f32 = 7.0;
        let mut line = |from: Pos2, to: Pos2| {
            let length = (to - from).length();
            let along = (to - from).normalized();
            let (dash, step) = if dashed { (DASH, STEP) } else { (length, length.max(1.0)) };
            let mut at = 0.0;
            while at < length {
                let (a, b) = (from + along * at, from + along * (at + dash).min(length));
                self.rect(Rect::from_two_pos(a, b).expand2(Vec2::new(along.y.abs(), along.x.abs()) * 0.5), color);
                at += step;
            }
        };
        line(rect.left_top(), rect.right_top());
        line(rect.left_bottom(), rect.right_bottom());
        line(rect.left_top(), rect.left_bottom());
        line(rect.right_top(), rect.right_bottom());
    }

    pub fn paint(self, painter: &Painter) {
        if !self.mesh.is_empty() {
            painter.add(Shape::mesh(self.mesh));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_glyph_has_a_shape_of_its_own_within_its_cell() {
        let picture = |glyph: Glyph| {
            let at = |i: i32| i as f32 / 2.0;
            let edge = CELL / 2.0;
            for place in [(edge, 0.0), (0.0, edge), (-edge, 0.0), (0.0, -edge)] {
                assert!(glyph.distance(place.0, place.1) > 0.0, "{glyph:?}");
            }
            let bits: Vec<bool> =
                (-19..20).flat_map(|y| (-19..20).map(move |x| glyph.distance(at(x), at(y)) < 0.0)).collect();
            assert!(bits.contains(&true), "{glyph:?}");
            bits
        };
        let pictures: Vec<_> = GLYPHS.iter().map(|g| picture(*g)).collect();
        for (i, a) in pictures.iter().enumerate() {
            for (j, b) in pictures.iter().enumerate().skip(i + 1) {
                assert_ne!(a, b, "{:?} looks like {:?}", GLYPHS[i], GLYPHS[j]);
            }
        }
    }
}
