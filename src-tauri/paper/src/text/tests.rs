use super::lines::SLACK;
use super::*;
use proptest::prelude::*;

fn faces() -> Typefaces {
    Typefaces::new().unwrap()
}

fn fit(size: f32, least: f32, lines: (usize, usize)) -> Fit {
    Fit {
        size,
        least,
        lines,
        leading: 1.2,
        balanced: false,
    }
}

fn printed(setting: &Setting) -> Vec<String> {
    let text = |line: &Line| {
        let units = &line.paragraph.units[line.units.clone()];
        units
            .iter()
            .map(|unit| &line.paragraph.text[unit.text.clone()])
            .collect()
    };
    setting.lines.iter().map(text).collect()
}

#[test]
fn widths_are_those_the_design_was_measured_with() {
    let faces = faces();
    let width =
        |face, size, tracking, text| Text::tracked(&faces, face, tracking, text).set(size, 1.2).width();
    let close = |a: f32, b: f32| assert!((a - b).abs() < 0.1, "{a} is not {b}");
    // Right edge less left edge in the design's own files.
    close(width(Face::Serif, 36.0, 0.0, "$40.00"), 540.0 - 427.75);
    close(
        width(Face::Sans, 8.0, 0.0, "Issued 22 Nov 2026 by Thomas Reyes"),
        540.0 - 394.51,
    );
    close(
        width(Face::Serif, 14.0, 0.14, "HALDEN & QUINCE"),
        2.0 * (306.0 - 228.78),
    );
    close(
        width(Face::Italic, 15.0, 0.0, "Free-visit certificate"),
        2.0 * (306.0 - 241.01),
    );
    close(width(Face::Mono, 16.0, 0.04, "2FM2"), 540.0 - 499.68);
}

#[test]
fn text_shrinks_before_it_wraps_and_wraps_before_it_shrinks_further() {
    let faces = faces();
    let text = Text::new(&faces, Face::Sans, "Breakfast for two at the window");
    let natural = text.set(10.0, 1.2).width();
    let at = |width: f32| text.fit(fit(10.0, 8.0, (1, 2)), width).unwrap();
    assert_eq!((at(natural).lines.len(), at(natural).size), (1, 10.0));
    assert_eq!(
        (at(natural * 0.96).lines.len(), at(natural * 0.96).size),
        (1, 9.5)
    );
    assert_eq!((at(natural * 0.7).lines.len(), at(natural * 0.7).size), (2, 10.0));
    let last = at(natural * 0.38);
    assert_eq!(last.lines.len(), 2);
    assert!(last.size < 8.0 && last.size >= LEAST_SIZE, "{}", last.size);
}

#[test]
fn nothing_is_set_smaller_than_the_last_resort() {
    let faces = faces();
    let text = Text::new(&faces, Face::Sans, &"endless ".repeat(60));
    assert!(text.fit(fit(10.0, 8.0, (1, 2)), 100.0).is_none());
}

#[test]
fn a_line_ends_between_words_then_after_a_hyphen_then_anywhere() {
    let faces = faces();
    let text = Text::new(&faces, Face::Sans, "Anna Hohenstein-Featherstone");
    let lines = |breaking, width| {
        text.wrap_at(fit(10.0, 10.0, (1, 9)), breaking, width)
            .map(|setting| printed(&setting))
    };
    assert_eq!(
        lines(Breaking::Words, 130.0).unwrap(),
        ["Anna", "Hohenstein-Featherstone"]
    );
    assert_eq!(lines(Breaking::Words, 70.0), None);
    assert_eq!(
        lines(Breaking::Hyphens, 70.0).unwrap(),
        ["Anna", "Hohenstein-", "Featherstone"]
    );
    assert_eq!(lines(Breaking::Hyphens, 40.0), None);
    assert_eq!(
        lines(Breaking::Anywhere, 40.0).unwrap().concat(),
        "AnnaHohenstein-Featherstone"
    );
}

#[test]
fn balanced_lines_are_of_even_length() {
    let faces = faces();
    let text = Text::new(
        &faces,
        Face::Serif,
        "Sunday brunch for four, with a pitcher of juice",
    );
    let widths = |balanced| {
        let fit = Fit {
            balanced,
            ..fit(20.0, 20.0, (1, 2))
        };
        let setting = text.wrap_at(fit, Breaking::Words, 400.0).unwrap();
        [setting.lines[0].width, setting.lines[1].width]
    };
    let [full, rest] = widths(false);
    let [first, second] = widths(true);
    assert!(
        full - rest > 2.0 * (first - second).abs(),
        "{full} {rest} became {first} {second}"
    );
}

#[test]
fn the_serif_gives_way_to_the_sans_where_its_hairlines_would_break() {
    let faces = faces();
    let text = Text::new(&faces, Face::Italic, "tonight");
    let face = |size| text.set(size, 1.2).lines[0].paragraph.glyphs[0].face;
    assert_eq!(face(7.5), Face::Italic);
    assert_eq!(face(7.0), Face::Sans);
}

#[test]
fn unspaced_prose_fills_its_lines_and_a_near_space_is_taken() {
    let faces = faces();
    let lines = |source: &str, width| {
        let text = Text::new(&faces, Face::Sans, source);
        printed(
            &text
                .wrap_at(fit(10.0, 10.0, (1, 9)), Breaking::Words, width)
                .unwrap(),
        )
    };
    let filled = lines("เราขออภัยในความล่าช้าของอาหารเช้า", 80.0);
    assert!(
        filled.len() > 1 && filled.concat() == "เราขออภัยในความล่าช้าของอาหารเช้า",
        "{filled:?}"
    );
    assert_eq!(lines("ขออภัยในความ ล่าช้า", 66.0)[0], "ขออภัยในความ");
}

#[test]
fn tall_scripts_have_their_lines_further_apart() {
    let faces = faces();
    let leading = |source| Text::new(&faces, Face::Sans, source).set(10.0, 1.2).leading;
    assert_eq!(
        (leading("Anna"), leading("渡辺"), leading("ปี้")),
        (12.0, 12.0, 13.5)
    );
}

/// Letters, marks, joiners, brackets, digits and controls of many scripts, in any order.
const ANYTHING: &str = "[a-zé0-9() \u{301}\u{202e}\u{2067}\u{2069}\u{200c}\u{200d}αΩЖאבּ\u{5b8}ابلهي\u{64e}กเาิ่ำकषि्र่你、。さ김\u{1100}\u{1161}ꦗ\u{1F41F}\u{fe0f}\u{0}/-]{1,60}";

proptest! {
    #[test]
    fn any_mixture_of_scripts_is_shaped_whole_and_stays_within_its_lines(
        source in ANYTHING,
        width in 30.0_f32..200.0,
    ) {
        thread_local! { static FACES: Typefaces = faces(); }
        FACES.with(|faces| {
            let shaped = faces.shape(&source, Face::Serif, false);
            let mut end = 0;
            for unit in &shaped.units {
                prop_assert_eq!(unit.text.start, end);
                prop_assert!(unit.text.end > end && unit.advance.is_finite() && unit.advance >= 0.0);
                end = unit.text.end;
                let first = shaped.text[unit.text.clone()].chars().next().unwrap();
                let begins = unicode_segmentation::UnicodeSegmentation::grapheme_indices(shaped.text.as_str(), true)
                    .any(|(at, _)| at == unit.text.start);
                prop_assert!(begins, "a line could begin inside the letter of {:?}", first);
            }
            prop_assert!(end == shaped.text.len() || shaped.units.is_empty());
            let mut seen = shaped.visual(0..shaped.units.len());
            seen.sort_unstable();
            prop_assert!(seen.into_iter().eq(0..shaped.units.len()));
            let text = Text::new(faces, Face::Serif, &source);
            if let Some(setting) = text.fit(fit(14.0, 10.0, (1, 4)), width) {
                prop_assert!(setting.width() <= width + SLACK * setting.size);
                let kept: String = printed(&setting).concat().split_whitespace().collect();
                let given: String = shaped.text.split_whitespace().collect();
                prop_assert_eq!(kept, given);
            }
            Ok(())
        })?;
    }

    #[test]
    fn no_line_is_wider_than_its_box_and_no_word_is_lost(
        source in "[a-zA-Zéß&-]{1,30}( [a-zA-Zéß&-]{1,30}){0,30}",
        width in 40.0_f32..400.0,
    ) {
        let faces = faces();
        let text = Text::new(&faces, Face::Serif, &source);
        if let Some(setting) = text.fit(fit(14.0, 10.0, (1, 6)), width) {
            prop_assert!(setting.width() <= width + SLACK * setting.size);
            prop_assert!(setting.lines.len() <= 6);
            let kept: String = printed(&setting).concat().split_whitespace().collect();
            let given: String = source.split_whitespace().collect();
            prop_assert_eq!(kept, given);
        }
    }
}
