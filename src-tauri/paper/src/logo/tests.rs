//! What comes as a logo, and what comes instead of one.

mod hostile;

use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};
use libdeflater::Decompressor;

use super::*;

const BLACK: [u8; 4] = [0, 0, 0, 255];
const RED: [u8; 4] = [255, 0, 0, 255];

/// The pixels of a logo, decoded as a PDF viewer would.
fn pixels(logo: &Logo) -> RgbaImage {
    let size = (logo.width() * logo.height()) as usize;
    let inflated = |bytes: &[u8], size: usize| {
        let mut plane = vec![0; size];
        let length = Decompressor::new().zlib_decompress(bytes, &mut plane).unwrap();
        assert_eq!(length, size);
        plane
    };
    let rgb = match logo.colour() {
        Colour::Deflated(bytes) => inflated(bytes, 3 * size),
        Colour::Jpeg(bytes) => image::load_from_memory_with_format(bytes, ImageFormat::Jpeg)
            .unwrap()
            .into_rgb8()
            .into_raw(),
    };
    let alpha = logo
        .alpha()
        .map_or(vec![255; size], |bytes| inflated(bytes, size));
    let rgba = rgb
        .chunks(3)
        .zip(alpha)
        .flat_map(|(c, a)| [c[0], c[1], c[2], a])
        .collect();
    RgbaImage::from_raw(logo.width(), logo.height(), rgba).unwrap()
}

fn png(colour: png::ColorType, depth: png::BitDepth, rows: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 8, 2);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    if colour == png::ColorType::Indexed {
        encoder.set_palette(vec![255, 0, 0, 0, 0, 0]);
        encoder.set_trns(vec![255, 0]);
    }
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(rows).unwrap();
    writer.finish().unwrap();
    file
}

fn jpeg(picture: RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 95)
        .encode_image(&picture)
        .unwrap();
    file
}

fn svg(content: &str) -> Vec<u8> {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 10">{content}</svg>"#)
        .into_bytes()
}

/// A picture that does not compress: a photograph of its kind.
fn photograph_of(width: u32, height: u32) -> RgbImage {
    let mut seed = 1_u32;
    RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (seed >> 28) as u8;
        image::Rgb([
            (x / 5) as u8 ^ noise,
            (y / 3) as u8 ^ noise,
            ((x + y) / 7) as u8 ^ noise,
        ])
    })
}

#[test]
fn every_kind_of_png_is_read() {
    use png::{BitDepth as Depth, ColorType as Kind};
    // Eight pixels a row: the first four black or red, the others white or clear.
    let grey: &[(Depth, Vec<u8>)] = &[
        (Depth::One, vec![0x0f; 2]),
        (Depth::Two, [0x00, 0xff].repeat(2)),
        (Depth::Four, [0, 0, 0xff, 0xff].repeat(2)),
        (Depth::Eight, [[0; 4], [255; 4]].concat().repeat(2)),
        (Depth::Sixteen, [[0; 8], [255; 8]].concat().repeat(2)),
    ];
    for (depth, rows) in grey {
        let logo = Logo::read(&png(Kind::Grayscale, *depth, rows)).unwrap();
        assert_eq!((logo.width(), logo.height(), logo.alpha()), (8, 2, None));
        let pixels = pixels(&logo);
        assert_eq!(pixels.get_pixel(3, 1).0, BLACK, "{depth:?}");
        assert_eq!(pixels.get_pixel(4, 1).0, [255; 4], "{depth:?}");
    }
    let indexed: &[(Depth, Vec<u8>)] = &[
        (Depth::One, vec![0x0f; 2]),
        (Depth::Two, [0x00, 0x55].repeat(2)),
        (Depth::Four, [0, 0, 0x11, 0x11].repeat(2)),
        (Depth::Eight, [[0; 4], [1; 4]].concat().repeat(2)),
    ];
    for (depth, rows) in indexed {
        let pixels = pixels(&Logo::read(&png(Kind::Indexed, *depth, rows)).unwrap());
        assert_eq!(pixels.get_pixel(3, 1).0, RED, "{depth:?}");
        assert_eq!(pixels.get_pixel(4, 1).0[3], 0, "{depth:?}");
    }
    let of = |left: &[u8], right: &[u8]| [left.repeat(4), right.repeat(4)].concat().repeat(2);
    for (kind, depth, rows, right) in [
        (Kind::Rgb, Depth::Eight, of(&[255, 0, 0], &[255; 3]), 255),
        (
            Kind::Rgb,
            Depth::Sixteen,
            of(&[255, 255, 0, 0, 0, 0], &[255; 6]),
            255,
        ),
        (Kind::Rgba, Depth::Eight, of(&RED, &[9, 9, 9, 0]), 0),
        (
            Kind::Rgba,
            Depth::Sixteen,
            of(&[255, 255, 0, 0, 0, 0, 255, 255], &[0; 8]),
            0,
        ),
    ] {
        let pixels = pixels(&Logo::read(&png(kind, depth, &rows)).unwrap());
        assert_eq!(pixels.get_pixel(3, 1).0, RED, "{kind:?} {depth:?}");
        assert_eq!(
            pixels.get_pixel(4, 1).0,
            [255, 255, 255, right],
            "{kind:?} {depth:?}"
        );
    }
    let rows = of(&[0, 255], &[255, 0]);
    let pixels = pixels(&Logo::read(&png(Kind::GrayscaleAlpha, Depth::Eight, &rows)).unwrap());
    assert_eq!(
        (pixels.get_pixel(3, 1).0, pixels.get_pixel(4, 1).0[3]),
        (BLACK, 0)
    );
}

#[test]
fn a_jpeg_is_turned_as_its_camera_noted() {
    // Red at the top left, green at the top right, blue at the bottom left, white at the bottom right.
    let corners = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255; 3]];
    let picture = RgbImage::from_fn(64, 32, |x, y| {
        image::Rgb(corners[usize::from(x >= 32) + 2 * usize::from(y >= 16)])
    });
    let file = jpeg(picture);
    // Which of those comes to the top left, top right, bottom left and bottom right, by EXIF's eight orientations.
    for (orientation, turned) in [
        (1, [0, 1, 2, 3]),
        (2, [1, 0, 3, 2]),
        (3, [3, 2, 1, 0]),
        (4, [2, 3, 0, 1]),
        (5, [0, 2, 1, 3]),
        (6, [2, 0, 3, 1]),
        (7, [3, 1, 2, 0]),
        (8, [1, 3, 0, 2]),
    ] {
        let logo = Logo::read(&with_note(&file, orientation)).unwrap();
        let (width, height) = if orientation < 5 { (64, 32) } else { (32, 64) };
        assert_eq!((logo.width(), logo.height()), (width, height), "{orientation}");
        let pixels = pixels(&logo);
        let places = [(8, 8), (width - 8, 8), (8, height - 8), (width - 8, height - 8)];
        for ((x, y), corner) in places.into_iter().zip(turned) {
            let found = pixels.get_pixel(x, y).0;
            let near = (0..3).all(|i| found[i].abs_diff(corners[corner][i]) < 12);
            assert!(near, "{orientation} at {x}, {y}: {found:?}");
        }
    }
}

/// A JPEG with an EXIF orientation, and a comment that says more than it should.
fn with_note(file: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let mut noted = file[..2].to_vec();
    for (marker, content) in [(0xe1, exif), (0xfe, b"taken at 27 Orchard Lane".to_vec())] {
        noted.extend([0xff, marker, 0, content.len() as u8 + 2]);
        noted.extend(content);
    }
    noted.extend(&file[2..]);
    noted
}

#[test]
fn what_a_file_tells_besides_the_picture_is_dropped() {
    let file = with_note(&jpeg(photograph_of(300, 200)), 1);
    let kept = Logo::read(&file).unwrap().to_bytes();
    for secret in [&b"Orchard"[..], b"Exif"] {
        assert!(file.windows(secret.len()).any(|bytes| bytes == secret));
        assert!(!kept.windows(secret.len()).any(|bytes| bytes == secret));
    }
}

#[test]
fn a_logo_is_scaled_once_to_what_print_can_show_and_weighs_little() {
    let logo = Logo::read(&jpeg(photograph_of(1_200, 600))).unwrap();
    assert_eq!((logo.width(), logo.height()), (400, 200));
    assert!(matches!(logo.colour(), Colour::Jpeg(_)));
    let weight = logo.to_bytes().len();
    assert!(weight < 24 * 1024, "{weight}");
    // Small ones stay as they are, and flat ones are kept without loss.
    let logo = Logo::read(&svg(r#"<rect width="10" height="10" fill="red"/>"#)).unwrap();
    assert!(matches!(logo.colour(), Colour::Deflated(_)));
    assert!(logo.to_bytes().len() < 2_000);
}

#[test]
fn what_lies_hidden_under_clear_pixels_does_not_shine_through_at_the_edges() {
    // White on hidden black.
    let picture = RgbaImage::from_fn(801, 801, |x, _| {
        Rgba(if x < 401 { [255; 4] } else { [0, 0, 0, 0] })
    });
    let mut file = std::io::Cursor::new(Vec::new());
    DynamicImage::from(picture)
        .write_to(&mut file, ImageFormat::Png)
        .unwrap();
    let logo = Logo::read(file.get_ref()).unwrap();
    for Rgba([r, g, b, a]) in pixels(&logo).pixels() {
        assert!(*a < 8 || [*r, *g, *b].iter().all(|c| *c > 250), "{r} {g} {b} {a}");
    }
}

#[test]
fn an_svg_is_drawn_with_its_proportions() {
    let logo = Logo::read(&svg(r#"<rect width="10" height="10" fill="red"/>"#)).unwrap();
    assert_eq!((logo.width(), logo.height()), (400, 200));
    let pixels = pixels(&logo);
    assert_eq!(pixels.get_pixel(100, 100).0, RED);
    assert_eq!(pixels.get_pixel(300, 100).0[3], 0);
    // Byte order mark, declaration and a document type with the entities Illustrator writes.
    let written = "\u{feff}<?xml version=\"1.0\"?>\n<!DOCTYPE svg [<!ENTITY ns \"http://www.w3.org/2000/svg\">]>\n\
                   <svg xmlns=\"&ns;\" width=\"10\" height=\"20\"><rect width=\"10\" height=\"20\"/></svg>";
    let logo = Logo::read(written.as_bytes()).unwrap();
    assert_eq!((logo.width(), logo.height()), (200, 400));
}

#[test]
fn the_same_file_gives_the_same_bytes_and_they_come_back() {
    for file in [
        jpeg(photograph_of(500, 300)),
        svg(r#"<circle cx="9" cy="5" r="4" fill="teal" opacity=".5"/>"#),
    ] {
        let logo = Logo::read(&file).unwrap();
        let bytes = logo.to_bytes();
        assert_eq!(Logo::read(&file).unwrap().to_bytes(), bytes);
        assert_eq!(Logo::from_bytes(&bytes).unwrap(), logo);
    }
}
