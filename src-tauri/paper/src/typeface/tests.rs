use super::*;

fn shape(text: &str, face: Face) -> Paragraph {
    Typefaces::new().unwrap().shape(text, face, false)
}

#[test]
fn kerning_draws_letters_together() {
    let natural: f32 = ["A", "V"]
        .map(|c| shape(c, Face::Serif).width(0..1, 0.0))
        .iter()
        .sum();
    let kerned = shape("AV", Face::Serif).width(0..2, 0.0);
    assert!(kerned < natural - 0.02, "{kerned} of {natural}");
}

#[test]
fn a_ligature_stands_for_all_its_letters_and_letterspacing_takes_it_apart() {
    let together = shape("The", Face::Italic);
    assert_eq!(together.glyphs.len(), 2, "Th is one glyph");
    let texts: Vec<&str> = together
        .units
        .iter()
        .map(|unit| &together.text[unit.text.clone()])
        .collect();
    assert_eq!(texts, ["Th", "e"]);
    let apart = Typefaces::new().unwrap().shape("The", Face::Italic, true);
    assert_eq!(apart.glyphs.len(), 3);
}

#[test]
fn money_has_lining_figures() {
    // Old-style figures are of uneven width in Playfair; lining ones of the same digit differ from them.
    let lining = shape("4", Face::Serif).glyphs[0].id;
    let faces = Typefaces::new().unwrap();
    let charmap = faces.get(Face::Serif).unwrap().font().charmap();
    let plain = charmap.map_unicode('4').unwrap();
    assert_ne!(u32::from(lining), plain.to_u32());
}

#[test]
fn every_bundled_face_can_be_read_and_says_its_name() {
    let faces = Typefaces::new().unwrap();
    for face in Face::ROLES.into_iter().chain(Helper::ALL.map(Face::Helper)) {
        let typeface = faces.get(face).unwrap();
        assert!(
            typeface.covers('\u{b7}') || matches!(face, Face::Helper(_)),
            "{face:?}"
        );
        let metrics = typeface.metrics();
        assert!(
            metrics.ascent > 500 && metrics.descent < 0,
            "{face:?} {metrics:?}"
        );
        assert_eq!(
            metrics.slant > 100,
            typeface.name().ends_with("Italic"),
            "{face:?}"
        );
        assert!((400..=600).contains(&metrics.weight), "{face:?}");
    }
}

#[test]
fn what_no_face_has_is_reported_once_and_drawn_as_the_box_glyph() {
    let shaped = shape("\u{1F41F}\u{1F41F}ꦗ!", Face::Serif);
    assert_eq!(shaped.missing, ['\u{1F41F}', 'ꦗ']);
    assert_eq!(shaped.glyphs.iter().filter(|glyph| glyph.id == 0).count(), 3);
    assert!(shaped.glyphs[0].advance > 0.3, "the box can be seen");
    assert_eq!(shape("\u{202e}\u{0}", Face::Serif).glyphs, []);
}

#[test]
fn marks_are_placed_and_letters_joined() {
    // Thai: the tone mark over the vowel mark; Devanagari: the short i before its letter, half forms; Arabic: four
    // letters, none in its isolated form.
    for (text, most, marks) in [("ปี้", 3, true), ("क्षि", 3, false), ("بببب", 4, false)] {
        let shaped = shape(text, Face::Serif);
        assert!(shaped.glyphs.len() <= most, "{text}: {:?}", shaped.glyphs);
        assert!(shaped.glyphs.iter().all(|glyph| glyph.id != 0), "{text}");
        let placed = shaped
            .glyphs
            .iter()
            .any(|glyph| glyph.advance == 0.0 && (glyph.dx != 0.0 || glyph.dy != 0.0));
        assert_eq!(placed, marks, "{text}: {:?}", shaped.glyphs);
    }
    let ids = |text| {
        shape(text, Face::Serif)
            .glyphs
            .iter()
            .map(|g| g.id)
            .collect::<Vec<_>>()
    };
    let (joined, alone) = (ids("بببب"), ids("ب"));
    assert!(
        !joined.contains(&alone[0]) && joined[0] != joined[3],
        "{joined:?} {alone:?}"
    );
}

#[test]
fn every_letter_from_right_to_left_has_a_glyph_of_its_own() {
    // A glyph for several letters would be read back from the PDF in the wrong order.
    let shaped = shape("عبد الله علاء", Face::Serif);
    assert!(
        shaped
            .units
            .iter()
            .all(|unit| shaped.text[unit.text.clone()].chars().count() == 1),
        "{:?}",
        shaped.units
    );
}

#[test]
fn a_broken_join_and_a_half_form_follow_the_joiners() {
    let ids = |text| {
        shape(text, Face::Serif)
            .glyphs
            .iter()
            .map(|g| g.id)
            .collect::<Vec<_>>()
    };
    assert_ne!(ids("می\u{200c}خواهم"), ids("میخواهم"));
    assert_ne!(ids("क्\u{200d}ष"), ids("क्ष"));
    assert!(
        shape("می\u{200c}خواهم", Face::Serif)
            .units
            .iter()
            .all(|unit| unit.advance > 0.0)
    );
}

#[test]
fn a_line_from_right_to_left_is_turned_round_for_the_eye_only() {
    let shaped = shape("(אב) 12", Face::Serif);
    assert!(shaped.rtl);
    let order = shaped.visual(0..shaped.units.len());
    let seen: String = order
        .iter()
        .map(|i| &shaped.text[shaped.units[*i].text.clone()])
        .collect();
    assert_eq!(seen, "12 )בא(");
    // The bracket that opens at the right is drawn as the one that looks to the left.
    let opening = &shaped.glyphs[shaped.units[0].glyphs.clone()];
    assert_eq!(opening[0].id, shape(")", Face::Serif).glyphs[0].id);
    let part = shape("Anna כהן 7", Face::Serif);
    let line = part.visual(5..8);
    assert_eq!(line, [7, 6, 5]);
}

#[test]
fn letterspacing_does_not_tear_joined_letters_apart() {
    let shaped = shape("CAFÉ بن", Face::Serif);
    let all = 0..shaped.units.len();
    let spaced = shaped.width(all.clone(), 0.1) - shaped.width(all, 0.0);
    assert!(
        (spaced - 0.5).abs() < 1e-4,
        "{spaced} of the five gaps among CAFÉ and the space"
    );
}

#[test]
fn a_line_may_end_between_ideographs_and_rather_not_inside_thai() {
    let breaks = |text| {
        shape(text, Face::Sans)
            .units
            .iter()
            .map(|unit| unit.after)
            .collect::<Vec<_>>()
    };
    use Break::{Allowed, Cluster, No};
    assert_eq!(breaks("你好。吗"), [Allowed, No, Allowed, No]);
    // Not after the vowel written first, not before the one that ends the syllable.
    assert_eq!(breaks("เมาะนา"), [No, No, No, Cluster, No, No]);
    assert_eq!(breaks("Anna"), [No; 4]);
}

#[test]
fn the_faces_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<crate::Typesetter>();
}
