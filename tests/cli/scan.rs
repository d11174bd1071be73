//! A picture of the paper in the place of its code.

use crate::place::{Place, text};
use crate::tools::says;

/// The first page of this PDF as a screenshot would show it.
fn shot(place: &Place, pdf: &str, name: &str) -> String {
    let stem = place.path(name);
    says(
        "pdftoppm",
        "poppler-utils",
        &["-r", "96", "-png", "-singlefile", pdf, &stem],
    );
    format!("{stem}.png")
}

#[test]
fn a_screenshot_of_the_paper_is_looked_up_as_its_code_is() {
    let place = Place::set_up();
    let (id, pdf) = (place.incident(), place.path("check.pdf"));
    let issued = place.json(&["check", "--incident", &id, "--amount", "24.00", "--pdf", &pdf]);
    let code = text(&issued["code"]);
    let image = shot(&place, &pdf, "screenshot");
    let looked_up = place.json(&["lookup", &code]);
    assert_eq!(place.json(&["scan", &image]), looked_up);
    assert_eq!(looked_up["status"], "outstanding");
    assert_eq!(
        place.run(&["scan", &image]).out,
        place.run(&["lookup", &code]).out
    );

    // The paper of another house is read, and not known here.
    let stranger = Place::set_up();
    stranger.refuses(
        &["scan", &image],
        4,
        "unknown_code",
        "We do not know this code. Check that the paper is ours.",
    );
}

#[test]
fn a_run_of_several_papers_on_a_page_does_not_say_which_is_meant() {
    let place = Place::set_up();
    let (id, pdf) = (place.incident(), place.path("batch.pdf"));
    place.json(&[
        "batch",
        "--incident",
        &id,
        "--amount",
        "10",
        "--count",
        "3",
        "--paper",
        "three-up",
        "--pdf",
        &pdf,
    ]);
    place.refuses(
        &["scan", &shot(&place, &pdf, "sheet")],
        2,
        "bad_choice",
        "This picture shows 3 of our codes. Take a photo with one paper in it, or type the code.",
    );
}

#[test]
fn a_picture_without_a_code_and_a_file_that_is_no_picture() {
    let place = Place::set_up();
    let (id, pdf) = (place.incident(), place.path("comp.pdf"));
    place.json(&["check", "--incident", &id, "--amount", "24.00", "--pdf", &pdf]);
    // At nine dots to the inch the whole code is a few dots wide.
    let stem = place.path("far");
    says(
        "pdftoppm",
        "poppler-utils",
        &["-r", "9", "-png", "-singlefile", &pdf, &stem],
    );
    place.refuses(
        &["scan", &format!("{stem}.png")],
        4,
        "not_found",
        "No code can be made out in this picture. Take it again closer, with the whole square code in it and sharp, or type the code.",
    );
    place.refuses(
        &["scan", &pdf],
        2,
        "bad_choice",
        "This is a PDF and not a picture. Open it, take a screenshot of the code and use that, or type the code.",
    );
    let missing = place.path("nowhere.png");
    place.refuses(
        &["scan", &missing],
        2,
        "bad_text",
        "PLACE/nowhere.png cannot be read: it is not there. Choose another file.",
    );
    place.refuses(
        &["scan", &place.path("")],
        2,
        "bad_text",
        "PLACE/ cannot be read: it is a folder. Choose another file.",
    );
    // What has no end fills the memory and takes the machine with it.
    place.refuses(
        &["scan", "/dev/zero"],
        2,
        "bad_text",
        "/dev/zero cannot be read: it is larger than 32 MB. Choose another file.",
    );
}
