//! What is no picture, and the edges of what is one. Photographs of papers are in `tests/photos`.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat};
use proptest::prelude::*;

use crate::{MOST_FILE, ScanError, codes};

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).expect("written");
    file.into_inner()
}

fn said(file: &[u8]) -> String {
    codes(file).expect_err("no code").to_string()
}

#[test]
fn what_is_no_picture_is_told_by_its_name() {
    for (begins, sentence) in [
        (
            b"" as &[u8],
            "This file is empty. Take the photo again, or type the code.",
        ),
        (
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
            "This photo is HEIC, which cannot be read here. Take a screenshot of it and use that, or type the code.",
        ),
        (
            b"\0\0\0\x1cftypavif\0\0\0\0mif1avif",
            "This photo is AVIF, which cannot be read here. Take a screenshot of it and use that, or type the code.",
        ),
        (
            b"%PDF-1.7\n",
            "This is a PDF and not a picture. Open it, take a screenshot of the code and use that, or type the code.",
        ),
        (
            b"GIF89a",
            "This is a GIF file; only PNG and JPEG can be read. Take a screenshot of it and use that, or type the code.",
        ),
        (
            b"RIFF\x10\0\0\0WEBPVP8 ",
            "This is a WebP file; only PNG and JPEG can be read. Take a screenshot of it and use that, or type the code.",
        ),
        (
            b"hello",
            "This file is not a PNG or JPEG picture. Choose a photo or a screenshot of the paper, or type the code.",
        ),
        (
            b"\x89PNG\r\n\x1a\n",
            "This PNG file is damaged and cannot be read. Take the photo again, or type the code.",
        ),
        (
            b"\xff\xd8\xff\xe0",
            "This JPEG file is damaged and cannot be read. Take the photo again, or type the code.",
        ),
    ] {
        assert_eq!(said(begins), sentence);
    }
}

#[test]
fn what_is_too_large_is_known_before_it_is_decoded() {
    assert_eq!(
        said(&vec![0; (MOST_FILE << 20) + 1]),
        "This file has 26 MB; a photo may have 25. Take a screenshot of it and use that, or type the code."
    );
    let long = file(&DynamicImage::new_luma8(10_001, 1), ImageFormat::Png);
    assert_eq!(
        said(&long),
        "This picture is 10001 by 1 pixels; it may be 10,000 by 10,000. Take a screenshot of it and use that, or type the code."
    );
    // A square of one colour weighs little and decodes to 300 MB: its header says so.
    let mut bomb = file(&DynamicImage::new_rgb8(10, 10), ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10]);
    let sum = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(
        said(&bomb),
        "This picture would take 287 MB of memory; it may take 200. Take a screenshot of it and use that, or type the code."
    );
}

/// The check sum of a chunk of a PNG.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

#[test]
fn a_picture_without_a_code_says_so() {
    for (width, height) in [(1, 1), (2, 3), (39, 41), (1, 900), (640, 480)] {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let plain = file(&DynamicImage::new_rgb8(width, height), format);
            assert_eq!(
                codes(&plain),
                Err(ScanError::NoCode),
                "{width} by {height}, {format:?}"
            );
        }
    }
    assert_eq!(
        ScanError::NoCode.to_string(),
        "No code can be made out in this picture. Take it again closer, with the whole square code in it and sharp, or type the code."
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever a file holds behind the mark of its kind, it is answered and nothing panics.
    #[test]
    fn any_bytes_are_answered(
        mark in prop::sample::select(vec![b"\x89PNG\r\n\x1a\n".to_vec(), b"\xff\xd8\xff".to_vec(), Vec::new()]),
        rest in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        prop_assert!(codes(&[mark, rest].concat()).is_err());
    }

    /// Noise is no code, at any size, and nothing panics in looking for one.
    #[test]
    fn noise_is_answered(width in 1_u32..90, height in 1_u32..90, seed in any::<u32>()) {
        let noise = image::GrayImage::from_fn(width, height, |x, y| {
            let mixed = (x.wrapping_mul(0x9E37_79B1) ^ y.wrapping_mul(0x85EB_CA77) ^ seed).wrapping_mul(0x2C1B_3C6D);
            image::Luma([if mixed >> 31 == 0 { 0 } else { 255 }])
        });
        let noise = file(&DynamicImage::ImageLuma8(noise), ImageFormat::Png);
        prop_assert_eq!(codes(&noise), Err(ScanError::NoCode));
    }
}
