//! The look: each page drawn small and held against the picture that was approved.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};

use comeback_paper::{PaperKind, Shift};
use comeback_proof::Proof;

use crate::samples::{self, TYPESETTER, pdf};
use crate::tools::PdfFile;

const DPI: u32 = 60;
/// How far a picture may be off the approved one. They are compared by the mean grey of squares, so that another version of
/// the drawing program, which smooths edges differently, still passes.
struct Tolerance {
    /// Side of a square, in pixels.
    square: usize,
    /// How far the mean of the worst square may be off, of 255.
    worst: f64,
    /// The same of all squares together.
    page: f64,
}

const AS_APPROVED: Tolerance = Tolerance {
    square: 6,
    worst: 20.0,
    page: 0.6,
};
/// The screen draws with another program, which leaves thin lines between the pixels where the goldens' moves them. The
/// line of a guest's name left out is 28 off.
const AS_SHOWN: Tolerance = Tolerance {
    square: 18,
    worst: 25.0,
    page: 2.0,
};

/// A grey picture.
struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Picture {
    fn read(path: &Path) -> Self {
        let file = File::open(path).unwrap_or_else(|e| {
            panic!(
                "{}: {e}. Draw it with UPDATE=1, look at it, and commit it.",
                path.display()
            )
        });
        let mut reader = png::Decoder::new(BufReader::new(file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!(info.bit_depth, png::BitDepth::Eight);
        // Grey is written by some versions of the drawing program as three equal channels.
        let channels = info.color_type.samples();
        let pixels = pixels.into_iter().step_by(channels).collect();
        Picture {
            width: info.width as usize,
            height: info.height as usize,
            pixels,
        }
    }

    /// What the screen shows of a paper, as wide as this many pixels.
    fn of_proof(pdf: &[u8], width: usize) -> Self {
        let proof = Proof::of_first_page(pdf.to_vec(), width as u32).unwrap();
        let grey = |pixel: &[u8]| {
            let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(f64::from);
            (0.299 * red + 0.587 * green + 0.114 * blue).round() as u8
        };
        Picture {
            width: proof.width().into(),
            height: proof.height().into(),
            pixels: proof.pixels().chunks_exact(4).map(grey).collect(),
        }
    }

    /// Its uppermost rows, no more than so many.
    fn down_to(mut self, height: usize) -> Self {
        self.height = self.height.min(height);
        self.pixels.truncate(self.width * self.height);
        self
    }

    fn write(&self, path: &Path) {
        let file = BufWriter::new(File::create(path).unwrap());
        let mut encoder = png::Encoder::new(file, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        encoder
            .write_header()
            .unwrap()
            .write_image_data(&self.pixels)
            .unwrap();
    }

    /// The mean grey of each square, row by row.
    fn squares(&self, side: usize) -> Vec<f64> {
        let mut means = Vec::new();
        for top in (0..self.height).step_by(side) {
            for left in (0..self.width).step_by(side) {
                let (bottom, right) = ((top + side).min(self.height), (left + side).min(self.width));
                let rows = (top..bottom).map(|y| &self.pixels[y * self.width + left..y * self.width + right]);
                let sum: f64 = rows.flatten().map(|pixel| f64::from(*pixel)).sum();
                means.push(sum / ((bottom - top) * (right - left)) as f64);
            }
        }
        means
    }
}

fn reference(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("goldens/look")
        .join(name)
        .with_extension("png")
}

/// Compares a page with its reference, or makes it the reference when `UPDATE` is set.
pub fn compare(name: &str, pdf: &[u8]) {
    let file = PdfFile::new(pdf);
    let drawn = Picture::read(&file.drawn(DPI));
    let path = reference(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        drawn.write(&path);
        return;
    }
    let approved = Picture::read(&path);
    hold_against(&approved, &drawn, &AS_APPROVED, name, &path);
}

fn hold_against(approved: &Picture, drawn: &Picture, may: &Tolerance, name: &str, path: &Path) {
    assert_eq!(
        (drawn.width, drawn.height),
        (approved.width, approved.height),
        "{name} has another size"
    );
    let off: Vec<f64> = drawn
        .squares(may.square)
        .iter()
        .zip(approved.squares(may.square))
        .map(|(a, b)| (a - b).abs())
        .collect();
    let mean = off.iter().sum::<f64>() / off.len() as f64;
    let (worst, most) = off.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap();
    if *most > may.worst || mean > may.page {
        let seen = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(name)
            .with_extension("png");
        drawn.write(&seen);
        let columns = drawn.width.div_ceil(may.square);
        let point = |square: usize| (square * may.square) as u32 * 72 / DPI;
        panic!(
            "{name} looks different: {mean:.2} of 255 over the page, {most:.0} near ({}, {}) pt. Compare {} with \
             {}; if the new look is right, run again with UPDATE=1.",
            point(worst % columns),
            point(worst / columns),
            seen.display(),
            path.display()
        );
    }
}

#[test]
fn every_paper_looks_as_approved() {
    for (name, paper) in samples::all() {
        compare(&name, &pdf(&samples::with_logo(paper)));
    }
}

/// What the screen shows is the page as it was approved, though another program draws it.
#[test]
fn every_paper_is_shown_as_approved() {
    for (name, paper) in samples::all() {
        let path = reference(&name);
        let approved = Picture::read(&path);
        let shown = Picture::of_proof(&pdf(&samples::with_logo(paper)), approved.width);
        // A part of a pixel is rounded up by one and to the nearest by the other.
        assert!(
            shown.height.abs_diff(approved.height) <= 1,
            "{name} has another shape"
        );
        let height = shown.height.min(approved.height);
        let (approved, shown) = (approved.down_to(height), shown.down_to(height));
        hold_against(&approved, &shown, &AS_SHOWN, &format!("{name}-proof"), &path);
    }
}

#[test]
fn the_hard_cases_look_as_approved() {
    for (name, paper) in samples::all()
        .into_iter()
        .filter(|(name, _)| !name.contains("a4") && !name.contains("modern"))
    {
        compare(&format!("{name}-long"), &pdf(&samples::long(paper.clone())));
        compare(&format!("{name}-bare"), &pdf(&samples::bare(paper.clone())));
    }
    for (name, mut paper) in samples::full() {
        paper.code = None;
        paper.design.legend = false;
        compare(&format!("{name}-preview"), &pdf(&paper));
    }
}

#[test]
fn a_sheet_of_three_and_the_test_pages_look_as_approved() {
    let check = samples::with_logo(samples::check(PaperKind::ThreeUp));
    let certificate = samples::with_logo(samples::certificate(PaperKind::ThreeUp));
    let sheet = TYPESETTER
        .vouchers(&[check, certificate.clone(), samples::long(certificate)])
        .unwrap();
    compare("three-up", &sheet.pdf);
    for (name, kind) in samples::KINDS {
        let made_at = samples::check(kind).made_at;
        let page = TYPESETTER.test_page(kind, Shift::default(), made_at).unwrap();
        compare(&format!("test-page-{name}"), &page.pdf);
    }
}

/// Writes a picture anew in 64 levels of each colour, compressed as hard as can be.
fn squeeze(from: &Path, to: &Path) {
    let mut reader = png::Decoder::new(BufReader::new(File::open(from).unwrap()))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let level = |v: u8| if v > 250 { 255 } else { v & !3 };
    let pixels: Vec<u8> = pixels.into_iter().map(level).collect();
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(to).unwrap()), info.width, info.height);
    encoder.set_color(info.color_type);
    encoder.set_depth(info.bit_depth);
    encoder.set_compression(png::Compression::High);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
}

/// The pictures of the README. They are drawn in colour, and so are not compared: the goldens above are.
#[test]
fn every_paper_has_its_picture_in_the_readme() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/papers");
    let mut weight = 0;
    for (name, kind) in samples::KINDS {
        for (document, paper) in [
            ("check", samples::check(kind)),
            ("certificate", samples::certificate(kind)),
        ] {
            let path = folder.join(format!("{name}-{document}.png"));
            if std::env::var_os("UPDATE").is_some() {
                std::fs::create_dir_all(&folder).unwrap();
                let file = PdfFile::new(&pdf(&samples::with_logo(paper)));
                squeeze(&file.pictured(), &path);
            }
            let picture = std::fs::metadata(&path);
            let picture =
                picture.unwrap_or_else(|e| panic!("{}: {e}. Draw it with UPDATE=1.", path.display()));
            weight += picture.len();
        }
    }
    assert!(weight < 1_500_000, "the pictures weigh {weight} bytes");
}
