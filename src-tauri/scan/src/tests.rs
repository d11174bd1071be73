//! What comes instead of a photo, word for word.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GrayImage, ImageFormat};
use proptest::prelude::*;

use super::*;

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

fn blank(width: u32, height: u32) -> Vec<u8> {
    file(&DynamicImage::new_luma8(width, height), ImageFormat::Png)
}

fn said(file: &[u8]) -> String {
    codes(file).unwrap_err().to_string()
}

/// A PNG that says it has these measures, and has next to nothing in it.
fn boasting(width: u32, height: u32, colour: png::ColorType, depth: png::BitDepth) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    // The header alone: the rows are missing.
    let writer = encoder.write_header().unwrap();
    drop(writer);
    file
}

#[test]
fn a_picture_without_a_code_says_how_to_take_a_better_one() {
    for file in [blank(1, 1), blank(3, 9_999), blank(640, 480), blank(4_000, 3_000)] {
        assert_eq!(
            said(&file),
            "No code can be made out in this picture. Take it again closer, with the whole square code in it and sharp, or type the code."
        );
    }
}

#[test]
fn what_is_no_picture_is_named() {
    let say = [
        (&b""[..], "This file is empty. Take the photo again, or type the code."),
        (
            b"\0\0\0\x24ftypheic\0\0\0\0mif1heic",
            "This photo is in the HEIC format, which cannot be read here. Take a screenshot of it and use that, or type the code.",
        ),
        (
            b"\0\0\0\x1cftypmif1\0\0\0\0avif",
            "This photo is in the AVIF format, which cannot be read here. Take a screenshot of it and use that, or type the code.",
        ),
        (
            b"%PDF-1.7\n",
            "This is a PDF and not a picture. Open it, take a screenshot of the code and use that, or type the code.",
        ),
        (
            b"GIF89a",
            "This picture is in the GIF format; only PNG and JPEG can be read. Take a screenshot of it and use that, or type the code.",
        ),
        (
            b"RIFF\0\0\0\0WEBPVP8 ",
            "This picture is in the WebP format; only PNG and JPEG can be read. Take a screenshot of it and use that, or type the code.",
        ),
        (
            b"BM......",
            "This picture is in the BMP format; only PNG and JPEG can be read. Take a screenshot of it and use that, or type the code.",
        ),
        (
            b"II*\0....",
            "This picture is in the TIFF format; only PNG and JPEG can be read. Take a screenshot of it and use that, or type the code.",
        ),
        (
            b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "This picture is in the SVG format; only PNG and JPEG can be read. Take a screenshot of it and use that, or type the code.",
        ),
        (
            b"\0\0\0\x18ftypmp42",
            "This file is not a PNG or JPEG picture. Choose a photo or a screenshot of the paper, or type the code.",
        ),
        (
            b"K7TN-4QXM-9RBZ",
            "This file is not a PNG or JPEG picture. Choose a photo or a screenshot of the paper, or type the code.",
        ),
    ];
    for (file, sentence) in say {
        assert_eq!(said(file), sentence, "{}", String::from_utf8_lossy(file));
    }
}

#[test]
fn what_is_too_large_is_known_before_it_is_decoded() {
    assert_eq!(
        said(&vec![0; (25 << 20) + 1]),
        "This file has 26 MB; a photo may have 25. Take a screenshot of it and use that, or type the code."
    );
    assert_eq!(
        said(&boasting(10_001, 3, png::ColorType::Grayscale, png::BitDepth::Eight)),
        "This picture is 10001 by 3 pixels; it may be 10,000 by 10,000. Take a screenshot of it and use that, or type the code."
    );
    assert_eq!(
        said(&boasting(10_000, 10_000, png::ColorType::Rgba, png::BitDepth::Sixteen)),
        "This picture would take 763 MB of memory; it may take 200. Take a screenshot of it and use that, or type the code."
    );
}

#[test]
fn a_damaged_picture_is_not_looked_at() {
    let mut jpeg = Vec::new();
    let picture = DynamicImage::ImageLuma8(GrayImage::from_fn(64, 64, |x, y| image::Luma([(x * y) as u8])));
    JpegEncoder::new(&mut jpeg).encode_image(&picture).unwrap();
    assert_eq!(
        said(&jpeg[..jpeg.len() - 2]),
        "This JPEG file is damaged and cannot be read. Take the photo again, or type the code."
    );
    let png = file(&picture, ImageFormat::Png);
    for end in [8, 30, png.len() - 20] {
        assert_eq!(
            said(&png[..end]),
            "This PNG file is damaged and cannot be read. Take the photo again, or type the code."
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), kind in 0..3_usize) {
        let heads: [&[u8]; 3] = [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"];
        let _ = codes(&[heads[kind], &bytes].concat());
    }

    /// Not even a picture of noise, of any shape: the smallest are where decoders count on more.
    #[test]
    fn no_pixels_make_it_panic(width in 1..90_u32, height in 1..90_u32, bits in prop::collection::vec(any::<bool>(), 8_100)) {
        let picture = GrayImage::from_fn(width, height, |x, y| image::Luma([if bits[(y * 90 + x) as usize] { 255 } else { 0 }]));
        let _ = codes(&file(&DynamicImage::ImageLuma8(picture), ImageFormat::Png));
    }
}

/// Thousands of the squares by which a code is found, and no code: it must not take long to see that.
#[test]
fn a_picture_made_to_take_long_does_not() {
    for step in [9, 16, 40] {
        let picture = GrayImage::from_fn(4_000, 4_000, |x, y| {
            let (x, y) = (x % step, y % step);
            let ring = (3 - i64::from(x)).abs().max((3 - i64::from(y)).abs());
            image::Luma([if matches!(ring, 0 | 1 | 3) { 0 } else { 255 }])
        });
        let file = file(&DynamicImage::ImageLuma8(picture), ImageFormat::Png);
        let start = std::time::Instant::now();
        let _ = codes(&file);
        let took = start.elapsed();
        assert!(took.as_secs() < 20, "{step}: {took:?}");
    }
}
