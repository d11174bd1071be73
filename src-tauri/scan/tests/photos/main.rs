//! Photographs of real papers: they are read, and what is read is right.
//!
//! `SAVE=folder cargo test -p comeback-scan --test photos` leaves the pictures there to be looked at.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod paper;
mod spoil;

use std::collections::BTreeSet;

use comeback_paper::PaperKind;
use comeback_scan::{ScanError, codes};
use image::{DynamicImage, GrayImage};

use paper::{check, drawn};
use spoil::{Behind, Scene, cornered, jpeg, leaning, png, shrunk, sideways, turned};

const CODE: &str = "H3WP8VZC2FM2";
const QR: &str = "CB1:H3WP8VZC2FM2";
/// A picture as large as messengers pass on.
const SIZE: (u32, u32) = (1_500, 2_000);

/// What is photographed, how heavily it is compressed, and how far it is shrunk, if it is.
struct Picture {
    name: String,
    scene: Scene,
    quality: u8,
    longest: Option<u32>,
}

/// The set: what a host may hold a telephone or a scanner to. All of it is to be read.
fn set(page: &GrayImage) -> Vec<Picture> {
    let shape = page.width() as f32 / page.height() as f32;
    let whole = cornered(SIZE, shape, 0.94);
    let plain = Scene {
        size: SIZE,
        corners: whole,
        ..Scene::default()
    };
    let mut set = Vec::new();
    let mut add = |name: String, scene: Scene, quality: u8, longest: Option<u32>| {
        set.push(Picture {
            name,
            scene,
            quality,
            longest,
        });
    };
    add("plain".into(), plain, 90, None);
    for degrees in [45.0, 200.0] {
        let corners = turned(whole, SIZE, degrees, 0.75);
        add(format!("turned {degrees}"), Scene { corners, ..plain }, 85, None);
    }
    let lean = 0.22;
    let corners = leaning(whole, lean);
    add("from below".into(), Scene { corners, ..plain }, 85, None);
    let corners = sideways(whole, lean);
    add("from the side".into(), Scene { corners, ..plain }, 85, None);
    let corners = turned(corners, SIZE, 33.0, 0.8);
    add(
        "from the side, turned".into(),
        Scene { corners, ..plain },
        85,
        None,
    );
    add("blurred 2".into(), Scene { blur: 2.0, ..plain }, 85, None);
    let dark = Scene {
        light: (0.2, 0.2),
        noise: 8.0,
        ..plain
    };
    add("dark".into(), dark, 85, None);
    let lamp = Scene {
        light: (1.0, 0.15),
        noise: 8.0,
        ..plain
    };
    add("a lamp on the left".into(), lamp, 85, None);
    add("noise".into(), Scene { noise: 50.0, ..plain }, 85, None);
    add("quality 20".into(), plain, 20, None);
    add("shrunk to 960".into(), plain, 75, Some(960));
    for behind in [Behind::Chequered, Behind::Busy] {
        let corners = turned(whole, SIZE, -12.0, 0.5);
        let scene = Scene {
            behind,
            corners,
            ..plain
        };
        add(format!("{behind:?}, far"), scene, 85, None);
    }
    set
}

/// The names of the pictures that are not read. What is read wrongly fails at once.
fn unread(name: &str, kind: PaperKind) -> (usize, BTreeSet<String>) {
    let page = drawn(&[check(kind, CODE)], 300).into_luma8();
    let set = set(&page);
    let unread = set.iter().filter_map(|each| {
        let mut picture = each.scene.of(&page);
        if let Some(longest) = each.longest {
            picture = shrunk(&picture, longest);
        }
        let file = jpeg(&picture, each.quality);
        save(&format!("{name}, {}.jpg", each.name), &file);
        match codes(&file) {
            Ok(found) => {
                assert_eq!(found, [QR], "{name}, {}", each.name);
                None
            }
            Err(ScanError::NoCode) => Some(format!("{name}, {}", each.name)),
            Err(error) => panic!("{name}, {}: {error}", each.name),
        }
    });
    (set.len(), unread.collect())
}

fn save(name: &str, file: &[u8]) {
    if let Some(folder) = std::env::var_os("SAVE") {
        std::fs::write(std::path::Path::new(&folder).join(name), file).unwrap();
    }
}

#[test]
fn photographs_of_a_paper_are_read() {
    let (all, unread) = unread("letter", PaperKind::Letter);
    assert_eq!(unread, BTreeSet::new(), "of {all}");
}

#[test]
fn a_screenshot_of_the_preview_is_read() {
    for kind in [
        PaperKind::Letter,
        PaperKind::A4,
        PaperKind::ThreeUp,
        PaperKind::Receipt58,
    ] {
        for dpi in [96, 192] {
            let page = drawn(&[check(kind, CODE)], dpi);
            // Beside it, the window.
            let mut screen = DynamicImage::new_rgba8(page.width() + 300, page.height() + 80);
            image::imageops::overlay(&mut screen, &page.to_rgba8(), 260, 60);
            let file = png(&screen);
            save(&format!("screen, {kind:?}, {dpi}.png"), &file);
            assert_eq!(codes(&file), Ok(vec![QR.to_owned()]), "{kind:?} at {dpi}");
        }
    }
}

#[test]
fn every_code_of_a_sheet_is_found() {
    let sheet = ["H3WP8VZC2FM2", "K7TN4QXM9RBZ", "2222222222BD"].map(|code| check(PaperKind::ThreeUp, code));
    let page = drawn(&sheet, 300).into_luma8();
    let shape = page.width() as f32 / page.height() as f32;
    for (size, blur) in [(SIZE, 0.0), (SIZE, 2.0)] {
        let scene = Scene {
            size,
            corners: turned(cornered(size, shape, 0.94), size, 3.0, 0.95),
            blur,
            ..Scene::default()
        };
        let file = jpeg(&scene.of(&page), 88);
        save(&format!("sheet, {size:?}, {blur}.jpg"), &file);
        let found: BTreeSet<String> = codes(&file).unwrap().into_iter().collect();
        let all = BTreeSet::from(["CB1:2222222222BD", QR, "CB1:K7TN4QXM9RBZ"].map(str::to_owned));
        assert_eq!(found, all, "{size:?}, {blur}");
    }
}

#[test]
fn the_same_paper_twice_is_one_code() {
    let page = drawn(&[check(PaperKind::Receipt80, CODE)], 150).to_rgba8();
    let mut twice = DynamicImage::new_rgba8(2 * page.width() + 40, page.height());
    image::imageops::overlay(&mut twice, &page, 0, 0);
    image::imageops::overlay(&mut twice, &page, i64::from(page.width()) + 40, 0);
    assert_eq!(codes(&png(&twice)), Ok(vec![QR.to_owned()]));
}
