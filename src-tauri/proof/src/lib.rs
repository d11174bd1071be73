//! Proofs of a paper: the first page of its PDF in pixels, for the screen.
//!
//! What is shown is drawn from the very file that is printed, so the two cannot differ.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use thiserror::Error;

/// The most a proof measures each way, in pixels. A screen has fewer, and a receipt is no longer than this.
const MOST: f32 = 8192.0;

/// The first page of a PDF in pixels.
#[derive(Debug, Clone)]
pub struct Proof(Pixmap);

/// There is no proof of a paper: it is no PDF, a damaged one, or one without a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "This paper cannot be shown here: its PDF could not be read. Use Open to look at it in a PDF viewer."
)]
pub struct ProofError;

impl Proof {
    /// Draws the first page `width` pixels wide, on white. What would measure more than 8192 pixels is drawn smaller.
    ///
    /// # Errors
    /// [`ProofError`] for a file without a page that can be read.
    pub fn of_first_page(pdf: Vec<u8>, width: u32) -> Result<Self, ProofError> {
        let file = Pdf::new(pdf).map_err(|_| ProofError)?;
        let page = file.pages().first().ok_or(ProofError)?;
        let (across, down) = page.render_dimensions();
        let (width, height) = pixels(width, across, down);
        Ok(Self(render(
            page,
            &RenderCache::new(),
            &InterpreterSettings::default(),
            // As on paper: letters keep their places between the pixels.
            &RenderSettings {
                hinting: false,
                ..RenderSettings::default()
            },
            &PixmapSettings {
                x_scale: (width / across).next_up(),
                y_scale: (height / down).next_up(),
                bg_color: WHITE,
            },
        )))
    }

    /// Pixels across.
    pub fn width(&self) -> u16 {
        self.0.width()
    }

    /// Pixels down.
    pub fn height(&self) -> u16 {
        self.0.height()
    }

    /// Red, green, blue and 255, pixel after pixel, in rows from the top left.
    pub fn pixels(&self) -> &[u8] {
        self.0.data_as_u8_slice()
    }

    /// As it goes to the window: how many pixels across and down, each in four bytes with the lowest first, and then
    /// [`Proof::pixels`].
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(8 + self.pixels().len());
        bytes.extend(u32::from(self.width()).to_le_bytes());
        bytes.extend(u32::from(self.height()).to_le_bytes());
        bytes.extend(self.pixels());
        bytes
    }
}

/// How many whole pixels a page of this shape takes, `width` of them across, each side within 1 and [`MOST`].
fn pixels(width: u32, across: f32, down: f32) -> (f32, f32) {
    let wished = (width as f32).clamp(1.0, MOST);
    let scale = (wished / across).min(MOST / down);
    let side = |points: f32| (points * scale).round().clamp(1.0, MOST);
    (side(across), side(down))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INK: [u8; 4] = [0, 0, 0, 255];
    const PAPER: [u8; 4] = [255, 255, 255, 255];

    /// A page of this size in points, its left half inked.
    fn half_inked(across: u32, down: u32) -> Vec<u8> {
        let drawing = format!("0 g 0 0 {} {down} re f", f64::from(across) / 2.0);
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {across} {down}]/Contents 4 0 R>>"),
            format!("<</Length {}>>\nstream\n{drawing}\nendstream", drawing.len()),
        ];
        let mut file = "%PDF-1.7\n".to_owned();
        for (object, number) in objects.iter().zip(1..) {
            file += &format!("{number} 0 obj\n{object}\nendobj\n");
        }
        (file + "trailer<</Size 5/Root 1 0 R>>\n%%EOF").into_bytes()
    }

    #[test]
    fn a_page_is_as_wide_as_asked_and_keeps_its_shape() {
        for width in (1..40).chain([483, 560, 1120, 4096]) {
            for (across, down) in [(612, 792), (595, 842), (227, 521), (164, 483)] {
                let proof = Proof::of_first_page(half_inked(across, down), width).unwrap();
                let height = (f64::from(width) * f64::from(down) / f64::from(across)).round();
                if height <= 8192.0 {
                    assert_eq!(u32::from(proof.width()), width);
                    assert!((f64::from(proof.height()) - height.max(1.0)).abs() <= 1.0);
                }
                assert_eq!(
                    proof.pixels().len(),
                    4 * usize::from(proof.width()) * usize::from(proof.height())
                );
            }
        }
    }

    #[test]
    fn ink_is_black_and_the_rest_is_white_and_all_of_it_opaque() {
        let proof = Proof::of_first_page(half_inked(100, 50), 200).unwrap();
        for row in proof.pixels().chunks_exact(4 * 200) {
            let pixels: Vec<&[u8]> = row.chunks_exact(4).collect();
            assert!(pixels[..100].iter().all(|pixel| **pixel == INK));
            assert!(pixels[100..].iter().all(|pixel| **pixel == PAPER));
        }
    }

    #[test]
    fn what_would_be_too_large_is_drawn_smaller_in_its_own_shape() {
        for (width, across, down) in [(u32::MAX, 612, 792), (5000, 100, 400), (0, 612, 792)] {
            let proof = Proof::of_first_page(half_inked(across, down), width).unwrap();
            let longest = proof.width().max(proof.height());
            assert!((1..=8192).contains(&longest), "{longest}");
        }
        let tall = Proof::of_first_page(half_inked(100, 400), 5000).unwrap();
        assert_eq!((tall.width(), tall.height()), (2048, 8192));
    }

    #[test]
    fn the_window_is_given_the_size_and_then_the_pixels() {
        let proof = Proof::of_first_page(half_inked(100, 50), 300).unwrap();
        let bytes = proof.to_bytes();
        assert_eq!(bytes[..8], [44, 1, 0, 0, 150, 0, 0, 0]);
        assert_eq!(&bytes[8..], proof.pixels());
    }

    #[test]
    fn a_file_without_a_page_is_said_to_be_unreadable() {
        let without_page = String::from_utf8(half_inked(100, 50))
            .unwrap()
            .replace("[3 0 R]", "[     ]");
        for file in [
            &b"not a PDF"[..],
            b"",
            b"%PDF-1.7\n%%EOF",
            without_page.as_bytes(),
        ] {
            let told = Proof::of_first_page(file.to_vec(), 300).unwrap_err().to_string();
            assert_eq!(
                told,
                "This paper cannot be shown here: its PDF could not be read. Use Open to look at it in a PDF viewer."
            );
        }
    }
}
