//! Looking at a picture: as it is, sharpened, larger, in full; each look at a bounded size.

use std::cmp::Ordering;

use image::imageops::FilterType;
use image::{DynamicImage, GrayImage, LumaA};
use rxing::common::HybridBinarizer;
use rxing::multi::MultipleBarcodeReader as _;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BinaryBitmap, DecodeHints, Luma8LuminanceSource};

/// The longer sides at which a picture is looked at, one round each. Most codes are found in the first, where noise is
/// averaged away; the last is the photo of a paper that lies far off.
const SIDES: [u32; 3] = [1_600, 2_600, 4_100];
/// Below this a picture is doubled: the modules of its codes may be two or three pixels wide.
const SMALL: u32 = 1_000;
/// How wide the blur is that sharpening takes away, in pixels, and how much of it.
const BLUR: f32 = 2.0;
const SHARPER: i16 = 3;
/// More codes than this are on no paper: what comes after is not kept.
const MOST_CODES: usize = 16;

/// The texts of the codes in a picture, each once.
pub(crate) fn codes(picture: DynamicImage) -> Vec<String> {
    let picture = DynamicImage::ImageLuma8(on_white(picture));
    sides(picture.width().max(picture.height()))
        .into_iter()
        .map(|side| round(sized(&picture, side)))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// The longer sides at which a picture with this longer side is looked at, each once.
fn sides(longest: u32) -> Vec<u32> {
    let mut sides: Vec<u32> = SIDES.into_iter().map(|side| side.min(longest)).collect();
    sides.dedup();
    if longest < SMALL {
        sides.push(2 * longest);
    }
    sides
}

fn sized(picture: &DynamicImage, side: u32) -> DynamicImage {
    match side.cmp(&picture.width().max(picture.height())) {
        Ordering::Less => picture.thumbnail(side, side),
        Ordering::Equal => picture.clone(),
        Ordering::Greater => picture.resize(side, side, FilterType::CatmullRom),
    }
}

/// Both looks at one size. The second is not spared when the first found something: of three papers in a blurred picture
/// it may find the other two, and a picture with several codes is not to pass for one with one.
fn round(size: DynamicImage) -> Vec<String> {
    let sharper = sharpened(&size);
    let mut found = read(size.into_luma8());
    for text in read(sharper) {
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found.truncate(MOST_CODES);
    found
}

/// In grey. Where nothing is, there is white: a screenshot may have no ground.
fn on_white(picture: DynamicImage) -> GrayImage {
    if !picture.color().has_alpha() {
        return picture.into_luma8();
    }
    let picture = picture.into_luma_alpha8();
    let (width, height) = picture.dimensions();
    let mut grey = GrayImage::new(width, height);
    for (seen, LumaA([level, alpha])) in grey.pixels_mut().zip(picture.pixels()) {
        let (level, alpha) = (u16::from(*level), u16::from(*alpha));
        seen.0[0] = ((level * alpha + 255 * (255 - alpha)) / 255) as u8;
    }
    grey
}

/// What differs from its surroundings, made to differ more: a blurred module is told from the next one again.
fn sharpened(picture: &DynamicImage) -> GrayImage {
    let around = picture.fast_blur(BLUR).into_luma8();
    let mut sharp = picture.to_luma8();
    for (pixel, around) in sharp.pixels_mut().zip(around.pixels()) {
        let (level, mean) = (i16::from(pixel.0[0]), i16::from(around.0[0]));
        pixel.0[0] = (level + SHARPER * (level - mean)).clamp(0, 255) as u8;
    }
    sharp
}

fn read(picture: GrayImage) -> Vec<String> {
    let (width, height) = picture.dimensions();
    let Ok(source) = Luma8LuminanceSource::new(picture.into_raw(), width, height) else {
        return Vec::new();
    };
    let hints = DecodeHints {
        TryHarder: Some(true),
        ..DecodeHints::default()
    };
    let mut picture = BinaryBitmap::new(HybridBinarizer::new(source));
    let found = QrReader.decode_multiple_with_hints(&mut picture, &hints);
    let mut texts: Vec<String> = Vec::new();
    for code in found.unwrap_or_default() {
        if !texts.iter().any(|text| text == code.getText()) {
            texts.push(code.getText().to_owned());
        }
    }
    texts
}
