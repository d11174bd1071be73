//! What comes instead of a logo: each gets its sentence, quickly, and no panic.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

const BLANK: &str =
    "This picture is blank: nothing of it would be printed. Choose another file for the logo.";

/// What reading a file is refused with. Never slowly, whatever the file asks for.
fn refusal(file: &[u8]) -> String {
    let start = Instant::now();
    let refused = Logo::read(file).unwrap_err().to_string();
    assert!(start.elapsed() < Duration::from_secs(5), "{refused}");
    refused
}

/// The beginning of a PNG that claims a size, with next to no picture.
fn claims(width: u32, height: u32, depth: png::BitDepth) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(depth);
    let mut writer = encoder.write_header().unwrap();
    writer.write_chunk(png::chunk::IDAT, &deflate(&[0; 99])).unwrap();
    drop(writer);
    file
}

#[test]
fn what_is_no_picture() {
    assert_eq!(
        refusal(b""),
        "This file is empty. Choose another file for the logo."
    );
    let unknown =
        "This file is not a PNG, JPEG or SVG picture. Save the logo as one of these and choose it again.";
    for file in [
        &b"GIF89a"[..],
        b"RIFF\0\0\0\0WEBP",
        b"%PDF-1.7",
        b"<html><body>logo</body></html>",
        b"<?xml version='1.0'?><html/>",
        b"\0",
        b"hello",
    ] {
        assert_eq!(refusal(file), unknown);
    }
    assert_eq!(
        refusal(&vec![0xff; (20 << 20) + 1]),
        "This file has 21 MB; a logo may have 20. Save the logo smaller and choose it again."
    );
}

#[test]
fn what_is_damaged() {
    let damaged = |kind: &str| {
        format!(
            "This {kind} file is damaged and cannot be read. Open it in a picture program, save it again and choose \
             that."
        )
    };
    let photograph = photograph_of(200, 100);
    let mut file = std::io::Cursor::new(Vec::new());
    photograph.write_to(&mut file, ImageFormat::Png).unwrap();
    let file = file.into_inner();
    for length in [8, 20, 60, file.len() / 2] {
        assert_eq!(
            refusal(&file[..length]),
            damaged("PNG"),
            "{length} bytes of a PNG"
        );
    }
    let file = jpeg(photograph);
    for length in [3, 20, 300, file.len() / 2, file.len() - 2] {
        assert_eq!(
            refusal(&file[..length]),
            damaged("JPEG"),
            "{length} bytes of a JPEG"
        );
    }
    for text in [
        "<svg",
        "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
        "<svg a='&x;'/>",
    ] {
        assert_eq!(refusal(text.as_bytes()), damaged("SVG"), "{text}");
    }
    assert_eq!(refusal(b"<svg \xff\xfe/>"), damaged("SVG"));
    // Thousands of passes over the same pixels.
    let mut passes = file[..file.len() - 2].to_vec();
    passes.extend([0xff, 0xda, 0, 8].repeat(5_000));
    passes.extend([0xff, 0xd9]);
    assert_eq!(refusal(&passes), damaged("JPEG"));
}

#[test]
fn what_would_take_too_much_is_known_before_it_is_decoded() {
    use png::BitDepth::{Eight, Sixteen};
    assert_eq!(
        refusal(&claims(100_000, 90_000, Eight)),
        "This picture is 100000 by 90000 pixels; a logo may be 4,000 by 4,000. Save it smaller and choose it again."
    );
    assert_eq!(
        refusal(&claims(4_001, 1, Eight)),
        "This picture is 4001 by 1 pixels; a logo may be 4,000 by 4,000. Save it smaller and choose it again."
    );
    assert_eq!(
        refusal(&claims(4_000, 4_000, Sixteen)),
        "This picture would take 123 MB of memory; a logo may take 64. Save it smaller, or with 8 bits per colour, and \
         choose it again."
    );
    // A JPEG's size stands after its kind of frame.
    let mut file = jpeg(photograph_of(16, 16));
    let frame = file.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    file[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    assert_eq!(
        refusal(&file),
        "This picture is 65500 by 65500 pixels; a logo may be 4,000 by 4,000. Save it smaller and choose it again."
    );
}

#[test]
fn an_svg_that_would_be_printed_otherwise_than_it_looks() {
    for (content, what) in [
        (r#"<text y="9">Verveine</text>"#, "letters that are not outlines"),
        (
            r#"<image href="/etc/passwd" width="9" height="9"/>"#,
            "a picture inside the picture",
        ),
        (
            r#"<image xlink:href="data:image/png;base64,iVBORw0KGgo=" width="9" height="9"/>"#,
            "a picture inside the picture",
        ),
        (
            r#"<filter id="f"><feTurbulence numOctaves="999999999"/></filter><rect width="9" height="9" filter="url(#f)"/>"#,
            "filter effects",
        ),
    ] {
        assert_eq!(
            refusal(&svg(content)),
            format!(
                "This SVG file uses {what}, which cannot be printed from here. Save the logo as a PNG and choose that."
            )
        );
    }
}

#[test]
fn an_svg_that_multiplies_itself() {
    let too_much = "This SVG file uses more shapes than a logo needs, which cannot be printed from here. Save the logo \
                    as a PNG and choose that.";
    let doubling = |one: fn(usize) -> String, first: &str| {
        let steps: String = (1..40).map(one).collect();
        svg(&format!(
            "<defs>{first}{steps}</defs><use href=\"#s39\"/><rect width=\"9\" height=\"9\" fill=\"url(#s39)\"/>"
        ))
    };
    let uses = doubling(
        |i| {
            format!(
                r##"<g id="s{i}"><use href="#s{0}"/><use xlink:href="#s{0}"/></g>"##,
                i - 1
            )
        },
        r#"<rect id="s0" width="9" height="9"/>"#,
    );
    assert_eq!(refusal(&uses), too_much);
    let patterns = doubling(
        |i| {
            let filled = format!(r##"<rect width="1" height="1" fill="url(#s{})"/>"##, i - 1);
            format!(
                r#"<pattern id="s{i}" width="1" height="1" patternUnits="userSpaceOnUse">{filled}{filled}</pattern>"#
            )
        },
        r#"<pattern id="s0" width="1" height="1" patternUnits="userSpaceOnUse"><rect width="1" height="1"/></pattern>"#,
    );
    assert_eq!(refusal(&patterns), too_much);
    // The same by a style sheet.
    let patterns = String::from_utf8(patterns).unwrap();
    let rules: String = (0..40).map(|i| format!(".c{i}{{fill:url(#s{i})}}")).collect();
    let styled: String = (0..40).fold(patterns, |text, i| {
        text.replace(&format!("fill=\"url(#s{i})\""), &format!("class=\"c{i}\""))
    });
    let styled = styled.replace("<defs>", &format!("<style>{rules}</style><defs>"));
    assert_eq!(refusal(styled.as_bytes()), too_much);
    // A circle: each copies the other.
    let circle = svg(r##"<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>"##);
    assert_eq!(
        refusal(&circle),
        "This SVG file is damaged and cannot be read. Open it in a picture program, save it again and choose that."
    );
    let deep = svg(&format!("{}{}", "<g>".repeat(5_000), "</g>".repeat(5_000)));
    assert_eq!(refusal(&deep), too_much);
    let many = svg(&r#"<rect width="9" height="9"/>"#.repeat(30_000));
    assert_eq!(refusal(&many), too_much);
    let marker = "<marker id=\"m\">".to_owned() + &"<path d=\"M0 0h1\"/>".repeat(2_000) + "</marker>";
    let line = format!("<path marker-mid=\"url(#m)\" d=\"M0 0{}\"/>", "h1".repeat(9_000));
    assert_eq!(refusal(&svg(&(marker + &line))), too_much);
    let entities = format!(
        "<!DOCTYPE svg [<!ENTITY a \"{}\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><desc>{}</desc></svg>",
        "lol".repeat(9_000),
        "&a;".repeat(9_000)
    );
    assert_eq!(refusal(entities.as_bytes()), too_much);
    let nested = "<!DOCTYPE svg [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\">]><svg>&b;</svg>";
    assert_eq!(refusal(nested.as_bytes()), too_much);
    assert_eq!(refusal(&svg(&" ".repeat(3 << 20))), too_much);
}

#[test]
fn a_script_is_not_run_and_an_address_not_opened() {
    let reaching = svg(
        r#"<style>@import url("http://127.0.0.1:1/a.css");</style><script>while (true) {}</script>
           <use href="http://127.0.0.1:1/a.svg#x"/><use href="file:///etc/passwd#x"/>
           <rect width="20" height="10" fill="red" onload="while (true) {}"/>"#,
    );
    let plain = svg(r#"<rect width="20" height="10" fill="red"/>"#);
    assert_eq!(Logo::read(&reaching).unwrap(), Logo::read(&plain).unwrap());
}

#[test]
fn a_picture_of_nothing() {
    assert_eq!(refusal(&svg("")), BLANK);
    let rows = [0; 64];
    assert_eq!(
        refusal(&png(png::ColorType::Rgba, png::BitDepth::Eight, &rows)),
        BLANK
    );
}

#[test]
fn kept_bytes_that_are_not_what_they_were() {
    let bytes = Logo::read(&svg(r#"<rect width="9" height="9" fill="red"/>"#))
        .unwrap()
        .to_bytes();
    let gone = "The kept logo is damaged. Choose the logo's file again in Settings.";
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x10;
        assert_eq!(Logo::from_bytes(&changed).unwrap_err().to_string(), gone);
        assert_eq!(Logo::from_bytes(&bytes[..at]).unwrap_err().to_string(), gone);
    }
    assert_eq!(Logo::from_bytes(b"").unwrap_err().to_string(), gone);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Any file with some bytes changed, doubled or cut off is a logo or a sentence.
    #[test]
    fn a_file_that_was_meddled_with(
        kind in 0..4_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        doubled in any::<prop::sample::Index>(),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut file = match kind {
            0 => png(png::ColorType::Indexed, png::BitDepth::Two, &[0, 0x55, 0x55, 0]),
            1 => png(png::ColorType::Rgba, png::BitDepth::Eight, &[77; 64]),
            2 => with_note(&jpeg(photograph_of(24, 16)), 6),
            _ => svg(r##"<defs><linearGradient id="a"><stop stop-color="red"/></linearGradient></defs>
                     <g id="g"><path d="M0 0L9 3C1 2 3 4 5 6z" fill="url(#a)"/></g><use href="#g" x="2"/>"##),
        };
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let from = doubled.index(file.len());
        let piece = file[from..file.len().min(from + 40)].to_vec();
        file.splice(from..from, piece);
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()));
        }
        match Logo::read(&file) {
            Ok(logo) => prop_assert_eq!(Logo::from_bytes(&logo.to_bytes()), Ok(logo)),
            Err(refused) => prop_assert!(refused.to_string().ends_with('.')),
        }
    }
}
