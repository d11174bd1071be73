//! What happens to a paper between the printer and the picture of it: a table, a hand, a lens, a messenger.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// A photograph of a page. Everything but the page has a usual value, so that a picture names only what is special.
#[derive(Debug, Clone, Copy)]
pub struct Scene {
    /// Pixels across and down.
    pub size: (u32, u32),
    /// Where the corners of the page come to lie, as shares of the picture: upper left, then clockwise.
    pub corners: Corners,
    /// What lies behind it.
    pub behind: Behind,
    /// How sharp: the radius of the blur in pixels.
    pub blur: f32,
    /// The light at the left edge and at the right one; 1 is full.
    pub light: (f32, f32),
    /// How much each pixel is off, of 255, at most.
    pub noise: f32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Behind {
    /// A dark, even table.
    Table,
    /// A cloth of small dark and light squares, as like a code as a table gets.
    Chequered,
    /// Speckles of every size and lines: a menu, cutlery, crumbs.
    Busy,
}

/// Four corners, clockwise from the upper left, as shares of the picture.
pub type Corners = [(f32, f32); 4];

impl Default for Scene {
    fn default() -> Self {
        Scene {
            size: (1500, 2000),
            corners: [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)],
            behind: Behind::Table,
            blur: 0.0,
            light: (1.0, 1.0),
            noise: 0.0,
        }
    }
}

impl Scene {
    /// The photograph.
    pub fn of(&self, page: &GrayImage) -> DynamicImage {
        let (width, height) = self.size;
        let corners = self.corners.map(|(x, y)| (x * width as f32, y * height as f32));
        let back = onto_unit_square(corners);
        let mut dice = ChaCha8Rng::seed_from_u64(29);
        let mut picture = GrayImage::new(width, height);
        for (x, y, pixel) in picture.enumerate_pixels_mut() {
            // Four samples a pixel: a page has more detail than its photograph.
            let mut sum = 0.0;
            for (dx, dy) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
                let (u, v) = through(&back, x as f32 + dx, y as f32 + dy);
                sum += if (0.0..1.0).contains(&u) && (0.0..1.0).contains(&v) {
                    seen(page, u, v)
                } else {
                    self.behind.at(x, y)
                };
            }
            *pixel = Luma([(sum / 4.0) as u8]);
        }
        let mut picture = DynamicImage::ImageLuma8(picture);
        if self.blur > 0.0 {
            picture = picture.fast_blur(self.blur);
        }
        let sharp = picture.into_luma8();
        // Lamps are yellow, and a sensor's noise has colours.
        DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
            let across = x as f32 / width as f32;
            let light = self.light.0 + (self.light.1 - self.light.0) * across;
            let grey = f32::from(sharp.get_pixel(x, y).0[0]) * light;
            let mut channel = |tint: f32| {
                let off = (dice.next_u32() as f32 / u32::MAX as f32 * 2.0 - 1.0) * self.noise;
                (grey * tint + off).clamp(0.0, 255.0) as u8
            };
            Rgb([channel(1.0), channel(0.95), channel(0.84)])
        }))
    }
}

impl Behind {
    fn at(self, x: u32, y: u32) -> f32 {
        match self {
            Behind::Table => 70.0,
            Behind::Chequered => {
                if (x / 16 + y / 16).is_multiple_of(2) {
                    30.0
                } else {
                    225.0
                }
            }
            Behind::Busy => {
                let cell = |side: u32| {
                    let mixed = (x / side)
                        .wrapping_mul(0x9E37_79B1)
                        .wrapping_add((y / side).wrapping_mul(0x85EB_CA77));
                    let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D);
                    ((mixed >> 13) & 0xFF) as f32
                };
                if (x + 2 * y) % 97 < 6 {
                    15.0
                } else {
                    (cell(5) + cell(23) + cell(71)) / 3.0
                }
            }
        }
    }
}

/// The page at these shares of its width and height, between its pixels.
fn seen(page: &GrayImage, u: f32, v: f32) -> f32 {
    let (width, height) = page.dimensions();
    let (x, y) = (u * width as f32 - 0.5, v * height as f32 - 0.5);
    let at = |x: f32, y: f32| {
        let x = x.clamp(0.0, width as f32 - 1.0) as u32;
        let y = y.clamp(0.0, height as f32 - 1.0) as u32;
        f32::from(page.get_pixel(x, y).0[0])
    };
    let (left, top) = (x.floor(), y.floor());
    let (right, down) = (x - left, y - top);
    let upper = at(left, top) * (1.0 - right) + at(left + 1.0, top) * right;
    let lower = at(left, top + 1.0) * (1.0 - right) + at(left + 1.0, top + 1.0) * right;
    upper * (1.0 - down) + lower * down
}

/// The projection that takes four corners (clockwise from the upper left) to the unit square, as a 3 by 3 matrix.
fn onto_unit_square([a, b, c, d]: Corners) -> [f32; 9] {
    // From the unit square to the corners (Heckbert 1989), then turned round.
    let (sx, sy) = (a.0 - b.0 + c.0 - d.0, a.1 - b.1 + c.1 - d.1);
    let (dx1, dx2, dy1, dy2) = (b.0 - c.0, d.0 - c.0, b.1 - c.1, d.1 - c.1);
    let whole = dx1 * dy2 - dx2 * dy1;
    let g = (sx * dy2 - dx2 * sy) / whole;
    let h = (dx1 * sy - sx * dy1) / whole;
    let m = [
        b.0 - a.0 + g * b.0,
        d.0 - a.0 + h * d.0,
        a.0,
        b.1 - a.1 + g * b.1,
        d.1 - a.1 + h * d.1,
        a.1,
        g,
        h,
        1.0,
    ];
    [
        m[4] * m[8] - m[5] * m[7],
        m[2] * m[7] - m[1] * m[8],
        m[1] * m[5] - m[2] * m[4],
        m[5] * m[6] - m[3] * m[8],
        m[0] * m[8] - m[2] * m[6],
        m[2] * m[3] - m[0] * m[5],
        m[3] * m[7] - m[4] * m[6],
        m[1] * m[6] - m[0] * m[7],
        m[0] * m[4] - m[1] * m[3],
    ]
}

fn through(m: &[f32; 9], x: f32, y: f32) -> (f32, f32) {
    let w = m[6] * x + m[7] * y + m[8];
    ((m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w)
}

/// A page of this shape in the middle of a picture, filling this share of it one way.
pub fn cornered((width, height): (u32, u32), shape: f32, share: f32) -> Corners {
    let picture = width as f32 / height as f32;
    let (across, down) = if shape > picture {
        (share, share * picture / shape)
    } else {
        (share * shape / picture, share)
    };
    let (left, top) = ((1.0 - across) / 2.0, (1.0 - down) / 2.0);
    let (right, bottom) = (left + across, top + down);
    [(left, top), (right, top), (right, bottom), (left, bottom)]
}

/// Taken from below: the upper edge is shorter, by twice this share, and nearer.
pub fn leaning([a, b, c, d]: Corners, by: f32) -> Corners {
    let (across, down) = ((b.0 - a.0) * by, (d.1 - a.1) * by * 0.8);
    [(a.0 + across, a.1 + down), (b.0 - across, b.1 + down), c, d]
}

/// Taken from the left.
pub fn sideways([a, b, c, d]: Corners, by: f32) -> Corners {
    let (across, down) = ((b.0 - a.0) * by, (d.1 - a.1) * by * 0.7);
    [a, (b.0 - across, b.1 + down), (c.0 - across, c.1 - down), d]
}

/// Turned about the middle of a picture by so many degrees, clockwise, and drawn together to fit.
pub fn turned(corners: Corners, (width, height): (u32, u32), degrees: f32, scale: f32) -> Corners {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let shape = width as f32 / height as f32;
    corners.map(|(x, y)| {
        let (x, y) = ((x - 0.5) * shape * scale, (y - 0.5) * scale);
        ((x * cos - y * sin) / shape + 0.5, x * sin + y * cos + 0.5)
    })
}

pub fn jpeg(picture: &DynamicImage, quality: u8) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, quality)
        .encode_image(picture)
        .unwrap();
    file
}

pub fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
    file.into_inner()
}

/// As a messenger passes it on.
pub fn shrunk(picture: &DynamicImage, longest: u32) -> DynamicImage {
    picture.resize(longest, longest, FilterType::Triangle)
}
